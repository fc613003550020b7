//! The real program in a pseudo-terminal: what it sends, what it shows, and how it leaves.

use crate::program::Station;
use crate::terminal::{Answer, ENTER, LEAVE, Setting, Terminal, frames};
use rustix::process::Signal;
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthChar as _;

const DOWN: &str = "\x1b[B";
const F2: &str = "\x1bOQ";
const F6: &str = "\x1b[17~";
const NAME: &str = "欧阳桂英";

impl Terminal {
    /// Opens the intake form and types a name into it; returns where the name begins, column and row.
    fn begin_intake(&mut self) -> (u16, u16) {
        self.send(F2);
        self.until("the intake form", |screen| screen.text().contains("新收件"));
        self.send("\r");
        let name = self.until("the name field", |screen| screen.here().contains("姓名"));
        let start = name.cursor();
        self.send(NAME);
        let typed = self.until("the name", |screen| screen.row(start.1).contains(NAME));
        assert_eq!(typed.cursor(), (start.0 + 8, start.1), "T1: the caret is behind what was typed");
        start
    }
}

#[test]
fn t1_the_hardware_cursor_is_parked_on_the_marked_row_and_stands_in_a_field_as_the_caret() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    let today = terminal.until_today();
    assert!(today.text().contains("[1今日]"));
    assert!(!today.hidden());
    assert!(today.row(today.cursor().1).starts_with("> "), "{}", today.text());
    terminal.send(DOWN);
    let below =
        terminal.until("the marker one row below", |screen| screen.cursor().1 == today.cursor().1 + 1);
    assert!(below.row(below.cursor().1).starts_with("> "));
    let (x, y) = terminal.begin_intake();
    terminal.send("\x1b[D");
    let left = terminal.until("the caret one character back", |screen| screen.cursor() == (x + 6, y));
    assert!(!left.hidden());
    terminal.send("\x1b[200~·买\x1b[201~");
    let pasted = terminal.until("what was pasted", |screen| screen.row(y).contains("欧阳桂·买英"));
    assert_eq!(pasted.cursor(), (x + 9, y), "behind the paste, · in one column");
    terminal.send("\x7f\x7f\x7f\x7f");
    terminal.until("four characters less", |screen| {
        screen.row(y).contains("欧英") && screen.cursor() == (x + 2, y)
    });
}

#[test]
fn t2_every_frame_is_one_synchronized_update_and_nothing_is_sent_besides() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    let before = frames(terminal.stream()).len();
    let y = terminal.screen().cursor().1;
    terminal.send(DOWN);
    terminal.until("the marker one row below", |screen| screen.cursor().1 == y + 1);
    assert_eq!(frames(terminal.stream()).len(), before + 1, "a key, a frame");
    terminal.begin_intake();
    let ended = terminal.signal(Signal::TERM);
    let stream = terminal.stream();
    assert!(ended.code == 0 && stream.starts_with(ENTER) && stream.ends_with(LEAVE), "{stream:?}");
    let drawn: usize = frames(stream).iter().map(|frame| frame.len()).sum();
    assert!(drawn > 2000, "{drawn}");
}

#[test]
fn t3_sixty_queued_presses_end_in_the_right_row_for_few_bytes() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    terminal.send("3\r");
    let cases = terminal.until("the cases", |screen| screen.text().contains("[3办件]"));
    let top = cases.cursor().1;
    let page = u16::try_from(17).unwrap();
    let before = terminal.stream().len();
    terminal.send(&DOWN.repeat(60));
    let (turned, row) = (60 / page + 1, top + 60 % page);
    let mark = format!(" {turned}/");
    terminal.until("the row sixty further on", |screen| {
        screen.text().contains(&mark) && screen.cursor().1 == row && screen.row(row).starts_with("> ")
    });
    let sent = terminal.stream().len() - before;
    assert!(sent <= 8_000, "{sent} bytes");
}

#[test]
fn t4_no_kitty_flags_no_mouse_no_title_is_ever_asked_for() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    terminal.begin_intake();
    terminal.signal(Signal::TERM);
    let stream = terminal.stream();
    for sequence in stream.split('\x1b').skip(1) {
        let kitty = sequence.starts_with("[>") || sequence.starts_with("[=") || sequence.starts_with("[<");
        assert!(!kitty && !sequence.starts_with(']'), "{sequence:?}");
    }
    for mode in ["?9", "?1000", "?1001", "?1002", "?1003", "?1005", "?1006", "?1015", "?1016"] {
        assert!(!stream.contains(&format!("\x1b[{mode}h")), "{mode}");
    }
}

#[test]
fn t5_a_full_width_digit_is_a_digit() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    terminal.send("４");
    terminal.until("the digit in the quick-code line", |screen| !screen.here().starts_with("> "));
    terminal.send("\r");
    terminal.until("pane 4", |screen| screen.text().contains("[4超期]"));
}

#[test]
fn t15_function_keys_of_every_terminal_are_understood() {
    for (terminal_kind, keys) in [
        ("xterm", F2),
        ("the VT family", "\x1b[12~"),
        ("the Linux console", "\x1b[[B"),
        ("Esc and a digit", "\x1b2"),
    ] {
        let station = Station::demo();
        let mut terminal = Terminal::start(&station, Setting::default());
        terminal.until_today();
        terminal.send(keys);
        terminal.until(terminal_kind, |screen| screen.text().contains("新收件"));
    }
}

/// Starts until one start was quick enough, at most five times: other work may hold up a single one.
fn quickest_start(answer: Answer) -> Duration {
    let station = Station::demo();
    let mut times = Vec::new();
    for _ in 0..5 {
        let mut terminal = Terminal::start(&station, Setting { answer, ..Setting::default() });
        terminal.until("the question", |screen| screen.since().contains("\x1b[6n"));
        let asked = Instant::now();
        terminal.until_today();
        times.push(asked.elapsed());
        if asked.elapsed() <= Duration::from_millis(300) {
            break;
        }
    }
    times.into_iter().min().unwrap()
}

#[test]
fn t6_a_mute_terminal_is_not_waited_for() {
    let time = quickest_start(Answer::Mute);
    assert!(time >= Duration::from_millis(60), "it was asked at all: {time:?}");
    assert!(time <= Duration::from_millis(300), "{time:?}");
}

#[test]
fn t6_where_ambiguous_characters_are_wide_none_is_drawn() {
    let station = Station::demo();
    let wide = Setting { answer: Answer::Wide, ..Setting::default() };
    let mut terminal = Terminal::start(&station, wide);
    terminal.until_today();
    terminal.send(F2);
    terminal.until("the intake form", |screen| screen.text().contains("新收件"));
    terminal.send("\r");
    let y = terminal.until("the name field", |screen| screen.here().contains("姓名")).cursor().1;
    terminal.send("阿迪力·买买提");
    terminal.until("the name with its dot", |screen| screen.row(y).contains("阿迪力・买买提"));
    let frames = frames(terminal.stream()).concat();
    let ambiguous: String = frames.chars().filter(|c| c.width() != c.width_cjk()).collect();
    assert_eq!(ambiguous, "");
}

/// The parameters of every SGR in a stream.
fn looks(stream: &str) -> Vec<u16> {
    let sgr = |sequence: &str| {
        let body = sequence.strip_prefix('[')?;
        let end = body.find(|c: char| c.is_ascii_alphabetic())?;
        body[end..].starts_with('m').then(|| body[..end].to_owned())
    };
    let bodies = stream.split('\x1b').filter_map(sgr);
    bodies
        .flat_map(|body| body.split(';').map(|part| part.parse().unwrap_or(0)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn t8_colours_are_the_sixteen_of_every_terminal_and_none_on_request() {
    let is_colour = |look: &u16| matches!(look, 30..=37 | 90..=97 | 40..=47 | 100..=107);
    for (name, value, coloured) in [
        ("TERM", "xterm-256color", true),
        ("TERM", "linux", true),
        ("NO_COLOR", "1", false),
        ("TERM", "vt220", false),
    ] {
        let station = Station::demo();
        let mut terminal = Terminal::start(&station, Setting { env: &[(name, value)], ..Setting::default() });
        terminal.until_today();
        terminal.send("4\r");
        terminal.until("pane 4", |screen| screen.text().contains("[4超期]"));
        let looks = looks(terminal.stream());
        assert!(!looks.iter().any(|look| matches!(look, 38 | 48)), "{name}={value}: {looks:?}");
        assert_eq!(looks.iter().any(is_colour), coloured, "{name}={value}: {looks:?}");
        assert!(looks.contains(&1), "{name}={value}: bold stays");
    }
}

#[test]
fn t11_t13_asked_to_end_it_keeps_the_draft_and_gives_the_terminal_back_clean() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let station = Station::demo();
        let mut terminal = Terminal::start(&station, Setting::default());
        let modes = terminal.modes_before();
        terminal.until_today();
        assert_ne!(terminal.modes(), modes, "raw while it runs");
        terminal.begin_intake();
        let ended = terminal.signal(signal);
        assert!(ended.after <= Duration::from_secs(1), "{signal:?}: {:?}", ended.after);
        assert_eq!(ended.code, 0, "{signal:?}");
        assert_eq!(terminal.modes(), modes, "{signal:?}: line editing is back");
        assert!(terminal.stream().ends_with(LEAVE), "{signal:?}");
        let screen = terminal.screen();
        assert!(!screen.alternate() && !screen.hidden(), "{signal:?}");
        assert_eq!(screen.text().trim(), "", "{signal:?}: no name is left");
        assert_kept(&station);
    }
}

/// The next start offers what was typed; taking it back shows it.
fn assert_kept(station: &Station) {
    let mut terminal = Terminal::start(station, Setting::default());
    terminal
        .until("the offer", |screen| screen.text().contains("没写完") && screen.text().contains("F6 接着写"));
    terminal.send(F6);
    terminal.until("the list of drafts", |screen| screen.text().contains("挂起与草稿"));
    terminal.send("\r");
    terminal.until("the draft", |screen| {
        screen.text().lines().any(|row| row.contains("姓名") && row.contains(NAME))
    });
}

#[test]
fn t11_a_terminal_that_is_gone_ends_it_with_the_draft_kept_with_and_without_sighup() {
    for controlling in [true, false] {
        let station = Station::demo();
        let mut terminal = Terminal::start(&station, Setting { controlling, ..Setting::default() });
        terminal.until_today();
        terminal.begin_intake();
        let ended = terminal.hang_up();
        assert!(ended.after <= Duration::from_secs(1), "controlling {controlling}: {:?}", ended.after);
        assert_kept(&station);
    }
}

#[test]
fn f6_killed_outright_the_draft_is_offered_on_the_next_start() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    terminal.begin_intake();
    terminal.until("the mark that the draft is kept", |screen| screen.row(1).contains("已存"));
    terminal.signal(Signal::KILL);
    assert_kept(&station);
    station.assert_sound();
}

#[test]
fn t14_too_small_it_says_so_and_enlarged_again_everything_is_still_there() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    let (x, y) = terminal.begin_intake();
    terminal.resize(60, 20);
    let small = terminal
        .until("the sentence about the size", |screen| screen.text().contains("窗口太小: 现在 60x20"));
    assert!(!small.text().contains(NAME), "{}", small.text());
    terminal.send("x");
    terminal.resize(1, 1);
    terminal.until("a frame for one cell", |screen| {
        screen.since().contains("\x1b[2J") && screen.since().ends_with("\x1b[?2026l")
    });
    terminal.resize(80, 24);
    let back = terminal.until("the form as it was", |screen| screen.row(y).contains(NAME));
    assert_eq!(
        back.cursor(),
        (x + 8, y),
        "the focus and the caret, too; what was typed blindly is not in it"
    );
    terminal.resize(200, 50);
    let wide = terminal
        .until("three panes", |screen| screen.here().contains(NAME) && screen.text().contains("今日待办"));
    assert!(wide.text().contains("新收件"));
}

#[test]
fn t14_a_change_of_size_is_not_lost_behind_a_key_that_is_pressed_with_it() {
    let station = Station::demo();
    let mut terminal = Terminal::start(&station, Setting::default());
    terminal.until_today();
    for turn in 0..150 {
        terminal.send("x");
        let cols = 60 + turn % 2;
        terminal.resize(cols, 20);
        let said = format!("窗口太小: 现在 {cols}x20");
        terminal.until(&said, |screen| screen.text().contains(&said));
    }
}

#[test]
fn t9_where_no_full_screen_can_be_shown_one_sentence_says_so_and_the_exit_code_is_2() {
    for (term, redirect, part) in [
        ("dumb", "", "TERM=dumb"),
        ("", "", "TERM 没有设置"),
        ("xterm", ">out", "标准输出不是终端"),
        ("xterm", "</dev/null", "标准输入不是终端"),
    ] {
        for command in ["", "demo"] {
            let station = Station::demo();
            let script = format!("exec \"$1\" {command} 2>said {redirect}");
            let setting = Setting { env: &[("TERM", term)], script: Some(&script), ..Setting::default() };
            let mut terminal = Terminal::start(&station, setting);
            let ended = terminal.end();
            let said = std::fs::read_to_string(station.folder().join("said")).unwrap();
            assert_eq!((ended.code, said.lines().count()), (2, 1), "{term} {redirect} {command}: {said}");
            assert!(said.contains(part), "{said}");
            assert_eq!(terminal.stream(), "", "nothing reaches the terminal");
        }
    }
}

#[test]
fn a_keymap_file_that_is_wrong_is_refused_at_the_start_with_its_line() {
    for (wrong, line, part) in [
        ("[board]\n\"Ctrl+T\" = \"no-such\"\n", 2, "没有动作 no-such"),
        ("[global]\n\n\"Ctrl+H\" = \"submit\"\n", 3, "分不清 Ctrl+H 和 Backspace"),
        ("[board]\n\"x\" = \"help\"\n\"ｘ\" = \"find\"\n", 3, "已经绑定"),
        ("[board]\n\"x x\" = \"help\"\n\"x\" = \"find\"\n", 3, "永远按不到"),
        ("[board]\n\"x\" = \n", 2, "不合写法"),
    ] {
        let station = Station::demo();
        std::fs::write(station.folder().join("keymap.toml"), wrong).unwrap();
        let script = "exec \"$1\" demo --db demo.db 2>said";
        let mut terminal = Terminal::start(&station, Setting { script: Some(script), ..Setting::default() });
        let ended = terminal.end();
        let said = std::fs::read_to_string(station.folder().join("said")).unwrap();
        assert_eq!((ended.code, said.lines().count()), (2, 1), "{wrong:?}: {said}");
        for part in ["keymap.toml", &format!("第 {line} 行"), part] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert_eq!(terminal.stream(), "", "nothing reaches the terminal");
    }
}

/// Where the test that panics puts its report.
const CRASH_FOLDER: &str = "YICHUANG_TEST_CRASH";

#[test]
#[ignore = "started by t12_a_panic_gives_the_terminal_back in a terminal of its own"]
fn the_one_that_panics() {
    use yichuang::terminal::{Ambiguous, Options, report_panics, start};
    let Some(folder) = std::env::var_os(CRASH_FOLDER) else { return };
    report_panics(folder.into());
    let mut session =
        start(Options { mono: false, ambiguous: Some(Ambiguous::Narrow) }).unwrap().open().unwrap();
    let mut screen = yichuang::run::Screen::default();
    screen
        .show(&mut session.writer, true, |buffer| {
            buffer.set_string(0, 0, NAME, ratatui::style::Style::new());
            None
        })
        .unwrap();
    panic!("{NAME} 13800006021");
}

#[test]
fn t12_a_panic_gives_the_terminal_back_with_a_note_in_both_languages_and_a_report_without_names() {
    let station = Station::demo();
    let this = std::env::current_exe().unwrap();
    let script = format!("exec '{}' --exact pty::the_one_that_panics --ignored --nocapture", this.display());
    let folder = station.folder().to_str().unwrap().to_owned();
    let setting = Setting { env: &[(CRASH_FOLDER, &folder)], script: Some(&script), ..Setting::default() };
    let mut terminal = Terminal::start(&station, setting);
    let modes = terminal.modes_before();
    let ended = terminal.end();
    assert_ne!(ended.code, 0);
    assert_eq!(terminal.modes(), modes, "line editing is back");
    let (_, after) = terminal.stream().split_once(LEAVE).expect("the alternate screen was left");
    for part in
        ["程序出错停下了", "The program stopped on a fault", "E-STOP-01", "tests/pty.rs:", "crash-1.txt"]
    {
        assert!(after.contains(part), "{part}: {after}");
    }
    let screen = terminal.screen();
    assert!(!screen.alternate() && !screen.hidden());
    let report = std::fs::read_to_string(station.folder().join("crash-1.txt")).unwrap();
    for text in [&report, after, &screen.text()] {
        assert!(!text.contains(NAME) && !text.contains("13800006021"), "{text}");
    }
}
