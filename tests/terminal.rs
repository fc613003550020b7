//! A terminal for the real program: a pseudo-terminal, a model of its screen, and every byte it was sent.

use crate::program::{PROGRAM, Station};
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::spawn;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
pub const LIMIT: Duration = Duration::from_secs(20);
/// The first that the program sends.
pub const ENTER: &str = "\x1b[?1049h";
/// The last: cleared, the cursor shown, the alternate screen left.
pub const LEAVE: &str = "\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[m\x1b[H\x1b[2J\x1b[?25h\x1b[?1049l";
/// The end of the question for the width of ambiguous characters, and what erases it.
const ASKED: &str = "\x1b[6n\r\x1b[K";
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// How a terminal answers when it is asked where its cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An ambiguous character took one column.
    Narrow,
    /// It took two.
    Wide,
    /// Never.
    Mute,
}

/// What a terminal is like and what is started in it.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Variables besides those of the station.
    pub env: &'a [(&'a str, &'a str)],
    /// How it answers.
    pub answer: Answer,
    /// Whether it is the controlling terminal, so that its end sends SIGHUP.
    pub controlling: bool,
    /// A shell script instead of the demo's workstation; `$1` is the program.
    pub script: Option<&'a str>,
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Self { env: &[], answer: Answer::Narrow, controlling: true, script: None }
    }
}

/// How the program ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: u32,
    /// How long after it was asked to.
    pub after: Duration,
}

/// The settings of the line discipline.
pub type Modes = String;

type Input = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// The program in its terminal of 80x24; killed when dropped.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    input: Input,
    arriving: Receiver<Vec<u8>>,
    closing: Arc<AtomicBool>,
    ending: Receiver<(ExitStatus, Instant)>,
    ended: bool,
    pid: Pid,
    modes: Modes,
    model: vt100::Parser,
    bytes: Vec<u8>,
    stream: String,
    resized_at: usize,
}

/// What the terminal shows at one moment.
pub struct Screen {
    shot: vt100::Screen,
    since: String,
}

impl Screen {
    /// Everything, a line a row.
    pub fn text(&self) -> String {
        self.shot.contents()
    }

    /// One row, blanks at its end cut; nothing below the last one.
    pub fn row(&self, row: u16) -> String {
        let (_, cols) = self.shot.size();
        self.shot.rows(0, cols.get()).nth(usize::from(row)).unwrap_or_default().trim_end().to_owned()
    }

    /// Where the cursor stands: column and row.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, col) = self.shot.cursor_position();
        (col, row)
    }

    /// The row that the cursor stands in.
    pub fn here(&self) -> String {
        self.row(self.cursor().1)
    }

    /// Whether the cursor is hidden.
    pub fn hidden(&self) -> bool {
        self.shot.hide_cursor()
    }

    /// Whether the alternate screen is shown.
    pub fn alternate(&self) -> bool {
        self.shot.alternate_screen()
    }

    /// What was sent since the start or the last change of size.
    pub fn since(&self) -> &str {
        &self.since
    }
}

/// The frames of a stream without their brackets; nothing else may stand between the question and the end.
pub fn frames(stream: &str) -> Vec<&str> {
    let (before, mut rest) = stream.split_once(ASKED).expect("the question for the width");
    assert!(before.starts_with(ENTER) && !before.contains(BEGIN), "{before:?}");
    rest = rest.strip_suffix(LEAVE).unwrap_or(rest);
    let mut frames = Vec::new();
    while !rest.is_empty() {
        let bare = rest.strip_prefix(BEGIN).unwrap_or_else(|| panic!("outside a frame: {rest:?}"));
        let (frame, after) = bare.split_once(END).unwrap_or_else(|| panic!("no end: {bare:?}"));
        assert!(!frame.contains(BEGIN), "a frame in a frame: {frame:?}");
        frames.push(frame);
        rest = after;
    }
    frames
}

impl Terminal {
    /// Starts the workstation of the demo's first clerk, or the script of the setting.
    pub fn start(station: &Station, setting: Setting<'_>) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("/bin/sh");
        let script = setting.script.unwrap_or("exec \"$1\" demo --db demo.db");
        command.args(["-c", script, "sh", PROGRAM]);
        command.cwd(station.folder());
        command.env_clear();
        station.env().iter().for_each(|(name, value)| command.env(name, value));
        command.env("TERM", "xterm-256color");
        setting.env.iter().for_each(|(name, value)| command.env(name, value));
        command.set_controlling_tty(setting.controlling);
        let modes = modes(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = child.process_id().and_then(|pid| Pid::from_raw(i32::try_from(pid).ok()?)).unwrap();
        let (tell_end, ending) = channel();
        spawn(move || {
            let status = child.wait().unwrap();
            // Nobody asks any more where a test has failed.
            let _ = tell_end.send((status, Instant::now()));
        });
        let input: Input = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let closing = Arc::new(AtomicBool::new(false));
        let reader = pair.master.try_clone_reader().unwrap();
        let arriving = listen(reader, Arc::clone(&input), setting.answer, Arc::clone(&closing));
        Self {
            master: Some(pair.master),
            input,
            arriving,
            closing,
            ending,
            ended: false,
            pid,
            modes,
            model: vt100::Parser::new(at_least_one(24), at_least_one(80), 0),
            bytes: Vec::new(),
            stream: String::new(),
            resized_at: 0,
        }
    }

    /// All that was sent so far.
    pub fn stream(&self) -> &str {
        &self.stream
    }

    /// What is shown now.
    pub fn screen(&self) -> Screen {
        let since = self.bytes.get(self.resized_at..).unwrap_or_default();
        Screen { shot: self.model.screen().clone(), since: String::from_utf8_lossy(since).into_owned() }
    }

    /// The settings of the line discipline before the program was started.
    pub fn modes_before(&self) -> Modes {
        self.modes.clone()
    }

    /// The settings of the line discipline now.
    pub fn modes(&self) -> Modes {
        self.master.as_deref().map(modes).unwrap()
    }

    /// Types bytes as a keyboard would send them.
    pub fn send(&mut self, keys: &str) {
        type_into(&self.input, keys).unwrap();
    }

    /// Waits until a whole frame shows `what`, by this test.
    pub fn until(&mut self, what: &str, shown: impl Fn(&Screen) -> bool) -> Screen {
        let end = Instant::now() + LIMIT;
        loop {
            let screen = self.screen();
            if self.stream.rfind(BEGIN) <= self.stream.rfind(END) && shown(&screen) {
                return screen;
            }
            match self.arriving.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.arrived(&bytes),
                Err(why) => panic!("{what}: {why}; cursor {:?}\n{}", screen.cursor(), screen.text()),
            }
        }
    }

    /// Waits for the first board.
    pub fn until_today(&mut self) -> Screen {
        self.until("the board of today", |screen| {
            screen.text().contains("今日待办") && screen.here().starts_with("> ")
        })
    }

    fn arrived(&mut self, bytes: &[u8]) {
        self.model.process(bytes);
        self.bytes.extend(bytes);
        self.stream = String::from_utf8_lossy(&self.bytes).into_owned();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.resized_at = self.bytes.len();
        self.model.set_size(at_least_one(rows), at_least_one(cols));
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Sends a signal and waits for the end.
    pub fn signal(&mut self, signal: Signal) -> Ended {
        let asked = Instant::now();
        kill_process(self.pid, signal).unwrap();
        self.end_after(asked)
    }

    /// Closes the terminal and waits for the end.
    pub fn hang_up(&mut self) -> Ended {
        // The listener holds the terminal open until something arrives, so something is asked for.
        self.closing.store(true, Ordering::SeqCst);
        self.send("\x1b[D");
        while self.arriving.recv_timeout(LIMIT).is_ok() {}
        let asked = Instant::now();
        drop(self.input.lock().unwrap().take());
        drop(self.master.take());
        self.end_after(asked)
    }

    /// Waits until the program ends by itself.
    pub fn end(&mut self) -> Ended {
        self.end_after(Instant::now())
    }

    fn end_after(&mut self, asked: Instant) -> Ended {
        let (status, at) = self.ending.recv_timeout(LIMIT).expect("the program goes on");
        self.ended = true;
        while let Ok(bytes) = self.arriving.recv_timeout(LIMIT) {
            self.arrived(&bytes);
        }
        Ended { code: status.exit_code(), after: at.saturating_duration_since(asked) }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !self.ended {
            // It may have ended by itself; then there is nothing to do.
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size.max(1)).unwrap()
}

fn modes(master: &(dyn MasterPty + Send)) -> Modes {
    let modes = master.get_termios().unwrap();
    format!("{:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.local_flags)
}

fn type_into(input: &Input, keys: &str) -> std::io::Result<()> {
    match input.lock().unwrap().as_mut() {
        Some(input) => input.write_all(keys.as_bytes()).and_then(|()| input.flush()),
        None => Ok(()),
    }
}

/// Reads what the program sends until it ends or the terminal is to be closed; answers the question.
fn listen(
    mut reader: Box<dyn Read + Send>,
    input: Input,
    answer: Answer,
    closing: Arc<AtomicBool>,
) -> Receiver<Vec<u8>> {
    let (send, arriving) = channel();
    spawn(move || {
        let (mut buffer, mut start) = (vec![0; 1 << 16], Vec::new());
        let mut reply = match answer {
            Answer::Narrow => Some("\x1b[2;2R"),
            Answer::Wide => Some("\x1b[2;3R"),
            Answer::Mute => None,
        };
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let chunk = buffer.get(..count).unwrap_or_default().to_vec();
            if let Some(keys) = reply {
                start.extend(&chunk);
                if String::from_utf8_lossy(&start).contains("\x1b[6n") {
                    reply = None;
                    // A program that has ended meanwhile asks nothing any more.
                    let _ = type_into(&input, keys);
                }
            }
            if send.send(chunk).is_err() || closing.load(Ordering::SeqCst) {
                return;
            }
        }
    });
    arriving
}
