//! Every screen as a person sees it, at the sizes that it is made for, and what must hold of all of them.

use crate::hands::{Counter, Hands, NOW, Shot};
use crate::support::{self, at};
use ratatui::layout::Size;
use yichuang::app::{Part, Settings};
use yichuang::desk::Desk;
use yichuang::domain::board::{CaseFilter, CaseView, Sort};
use yichuang::domain::case::{Act, State};
use yichuang::domain::id::CaseId;
use yichuang::keymap::{Code, Key, Lookup, footer};
use yichuang::run::{Application, Screen};
use yichuang::terminal::{Manner, Writer};
use yichuang::words::Lang;

const SMALL: (u16, u16) = (80, 24);
const USUAL: (u16, u16) = (120, 40);
const LARGE: (u16, u16) = (200, 60);

/// A screen: where it starts, what is pressed, at which sizes it is kept, in which languages.
struct Scene {
    name: &'static str,
    start: fn(Settings) -> Hands,
    play: fn(&mut Hands),
    sizes: &'static [(u16, u16)],
    english: bool,
}

fn demo(settings: Settings) -> Hands {
    Hands::with(settings)
}

/// A station on its first day.
fn first_day(settings: Settings) -> Hands {
    Hands::open(&Counter::owning(support::Counter::at(NOW)), Some("1"), settings, at(NOW))
}

/// The demo's agent at the terminal.
fn agent(settings: Settings) -> Hands {
    Hands::open(&Counter::demo(), Some("3"), settings, at(NOW))
}

/// Goes on to a part of the opened case.
fn until(hands: &mut Hands, part: Part) {
    for _ in Part::ALL {
        if hands.app.case.as_ref().is_some_and(|case| case.part == part) {
            return;
        }
        hands.keys("Tab");
    }
}

/// The demo's grid worker at the terminal.
fn worker(settings: Settings) -> Hands {
    Hands::open(&Counter::demo(), Some("4"), settings, at(NOW))
}

/// The demo's manager at the terminal.
fn manager(settings: Settings) -> Hands {
    Hands::open(&Counter::demo(), Some("6"), settings, at(NOW))
}

/// The demo's supervisor at the terminal.
fn supervisor(settings: Settings) -> Hands {
    Hands::open(&Counter::demo(), Some("5"), settings, at(NOW))
}

fn nobody(settings: Settings) -> Hands {
    Hands::open(&Counter::demo(), None, settings, at(NOW))
}

const fn scene(name: &'static str, play: fn(&mut Hands)) -> Scene {
    Scene { name, start: demo, play, sizes: &[SMALL, USUAL], english: false }
}

const SCENES: &[Scene] = &[
    Scene { start: nobody, ..scene("sign-in", |_| {}) },
    scene("lock", |hands| {
        hands.keys("Ctrl+L 11");
    }),
    Scene { sizes: &[SMALL, USUAL, LARGE], english: true, ..scene("today", |_| {}) },
    Scene { start: first_day, ..scene("today-empty", |_| {}) },
    scene("today-all", |hands| {
        hands.keys("F4 2");
    }),
    Scene {
        english: true,
        ..scene("intake-empty", |hands| {
            hands.keys("F2");
        })
    },
    Scene { english: true, sizes: &[SMALL, USUAL, LARGE], ..scene("intake-filled", intake_filled) },
    scene("intake-problem", |hands| {
        hands.keys("F2 000000195803120021 Enter F9");
    }),
    scene("intake-item", |hands| {
        hands.keys("F2 Enter").type_text("邹晓棠");
        hands.keys("Enter Enter F4");
    }),
    scene("cases", |hands| {
        hands.keys("3 Enter Down Down");
    }),
    Scene {
        start: first_day,
        ..scene("cases-empty", |hands| {
            hands.keys("3 Enter");
        })
    },
    Scene { sizes: &[SMALL, USUAL, LARGE], ..scene("case-received", |hands| open(hands, State::Received)) },
    scene("case-notified", |hands| open(hands, State::Notified)),
    scene("case-in-process", |hands| open(hands, State::InProcess)),
    scene("case-decided", |hands| open(hands, State::Decided)),
    scene("case-closed", |hands| open(hands, State::Closed)),
    Scene {
        english: true,
        ..scene("due", |hands| {
            hands.keys("4 Enter");
        })
    },
    Scene {
        english: true,
        ..scene("due-filtered", |hands| {
            hands.keys("4 Enter F4 2 F4 8");
        })
    },
    Scene {
        english: true,
        sizes: &[SMALL, USUAL, LARGE],
        ..scene("month", |hands| {
            hands.keys("9 Enter Left");
        })
    },
    Scene {
        english: true,
        ..scene("volunteers", |hands| {
            hands.keys("7 Enter");
        })
    },
    scene("volunteers-calendar", |hands| {
        hands.keys("7 Enter Tab Up Left");
    }),
    scene("volunteers-needs", |hands| {
        hands.keys("7 Enter F4 3");
    }),
    scene("volunteers-people", |hands| {
        hands.keys("7 Enter F4 4 Down");
    }),
    scene("volunteers-teams", |hands| {
        hands.keys("7 Enter F4 5");
    }),
    scene("volunteers-partners", |hands| {
        hands.keys("7 Enter F4 6");
    }),
    scene("volunteers-hours", |hands| {
        hands.keys("7 Enter F4 7 Left");
    }),
    scene("volunteers-hours-by-kind", |hands| {
        hands.keys("7 Enter F4 7 > >");
    }),
    scene("volunteers-honour", |hands| {
        hands.keys("7 Enter F4 8");
    }),
    Scene {
        english: true,
        ..scene("volunteers-door", |hands| {
            hands.keys("7 Enter F4 2 Enter 12");
        })
    },
    scene("volunteers-acts", |hands| {
        hands.keys("7 Enter F8");
    }),
    scene("volunteers-plan", |hands| {
        hands.keys("7 Enter F2");
    }),
    scene("volunteers-enter", |hands| {
        hands.keys("7 Enter F4 4 F2");
    }),
    scene("volunteers-papers", |hands| {
        hands.keys("7 Enter F4 4 F7");
    }),
    scene("volunteers-certificate", |hands| {
        hands.keys("7 Enter F4 4 Down F7 1 F9");
    }),
    Scene {
        start: first_day,
        ..scene("volunteers-empty", |hands| {
            hands.keys("7 Enter");
        })
    },
    Scene {
        start: supervisor,
        english: true,
        ..scene("feedback-inbox", |hands| {
            hands.keys("8 Enter Down");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-all", |hands| {
            hands.keys("8 Enter F4 4 Down Down Down Down Down Down");
        })
    },
    Scene {
        start: supervisor,
        english: true,
        ..scene("feedback-quarter", |hands| {
            hands.keys("8 Enter F4 5 Left");
        })
    },
    Scene {
        start: supervisor,
        english: true,
        ..scene("feedback-ratings", |hands| {
            hands.keys("8 Enter F4 6 >");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-boxes", |hands| {
            hands.keys("8 Enter F4 7");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-monitors", |hands| {
            hands.keys("8 Enter F4 8");
        })
    },
    Scene {
        start: supervisor,
        english: true,
        ..scene("feedback-visits", |hands| {
            hands.keys("8 Enter F4 9 Down");
        })
    },
    Scene {
        start: supervisor,
        english: true,
        ..scene("commitments", |hands| {
            hands.keys("8 Enter Shift+Tab Shift+Tab");
        })
    },
    Scene {
        start: supervisor,
        ..scene("pledges", |hands| {
            hands.keys("8 Enter Shift+Tab");
        })
    },
    Scene {
        start: supervisor,
        ..scene("box-opening", |hands| {
            hands.keys("8 Enter F4 7 F2");
        })
    },
    Scene {
        english: true,
        ..scene("window-device", |hands| {
            let desk = hands.counter.desk();
            let clerk = desk.actor_unchecked("1").unwrap();
            let view = case_where(&desk, |view| desk.rate_target(&clerk, &view.case.number).is_ok());
            hands.keys(&format!("{} Enter F8", view.case.number));
            hands.type_text("qqz");
            hands.keys("Enter 4");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-acts", |hands| {
            hands.keys("8 Enter F8");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-entry", |hands| {
            hands.keys("8 Enter F4 4 End Enter");
        })
    },
    Scene {
        start: supervisor,
        ..scene("feedback-papers", |hands| {
            hands.keys("8 Enter F4 4 Down Down F7");
        })
    },
    Scene {
        start: supervisor,
        ..scene("recusal-ask", |hands| {
            hands.keys("8 Enter F4 4");
            for _ in 0..20 {
                let state = hands.app.supervision.entry().map(|row| row.entry.state);
                if state == Some(yichuang::domain::feedback::FeedbackState::Assigned) {
                    break;
                }
                hands.keys("Down");
            }
            hands.keys("F8").type_text("回避");
            hands.keys("Enter");
        })
    },
    Scene {
        start: supervisor,
        ..scene("rating-check", |hands| {
            hands.keys("8 Enter F4 4");
            while hands.app.supervision.entry().is_some_and(|row| {
                row.entry.kind != yichuang::domain::feedback::FeedbackKind::BadRating
                    || row.entry.second_id.is_none()
            }) {
                hands.keys("Down");
            }
            hands.keys("F7").type_text("差评");
            hands.keys("Enter");
        })
    },
    Scene {
        english: true,
        ..scene("feedback-register", |hands| {
            hands.keys("8 Enter F2 5 1 3");
        })
    },
    Scene {
        start: agent,
        ..scene("feedback-judge", |hands| {
            hands.keys("8 Enter F8 1");
        })
    },
    Scene {
        start: first_day,
        ..scene("feedback-empty", |hands| {
            hands.keys("8 Enter");
        })
    },
    scene("month-by-owner", |hands| {
        hands.keys("9 Enter Tab > > Down");
    }),
    scene("month-group", |hands| {
        hands.keys("9 Enter Enter");
    }),
    scene("month-choices", |hands| {
        hands.keys("9 Enter F4");
    }),
    scene("month-export", |hands| {
        hands.keys("9 Enter F7");
    }),
    Scene {
        start: first_day,
        ..scene("month-empty", |hands| {
            hands.keys("9 Enter");
        })
    },
    scene("act-pause", |hands| {
        open(hands, State::Accepted);
        hands.keys("zt Enter 7 5");
    }),
    scene("case-paused", |hands| open(hands, State::Paused)),
    scene("why", |hands| {
        open(hands, State::InProcess);
        hands.keys("Left Down Enter");
    }),
    scene("cards", |hands| {
        hands.keys("F10 db Enter");
    }),
    Scene {
        start: agent,
        english: true,
        ..scene("round", |hands| {
            hands.keys("xc Enter").type_text("  ");
        })
    },
    Scene {
        start: agent,
        ..scene("round-reason", |hands| {
            hands.keys("xc Enter Down Down Down 2");
        })
    },
    Scene {
        start: agent,
        english: true,
        ..scene("chain", |hands| {
            hands.keys("xc Enter Enter");
            until(hands, Part::Originals);
            hands.keys("Enter");
        })
    },
    Scene {
        english: true,
        ..scene("act-authorise", |hands| {
            open(hands, State::Received);
            hands.keys("wt Enter");
        })
    },
    Scene {
        english: true,
        ..scene("act-transfer", |hands| {
            open(hands, State::InProcess);
            hands.keys("jj Enter");
        })
    },
    scene("preview-a4", |hands| {
        open(hands, State::InProcess);
        hands.keys("F7 1 3");
    }),
    scene("due-nothing", |hands| {
        hands.keys("4 Enter z李敏 Enter >300 Enter");
    }),
    scene("find", |hands| {
        let name = case_in(&hands.counter.desk(), State::InProcess).person.name;
        hands.keys("F3").type_text(&name);
    }),
    scene("find-start", |hands| {
        hands.keys("F3");
    }),
    scene("find-nothing", |hands| {
        hands.keys("F3").type_text("无此人");
    }),
    scene("menu", |hands| {
        hands.keys("F10");
    }),
    scene("menu-case", |hands| {
        open(hands, State::InProcess);
        hands.keys("F10");
    }),
    scene("acts", |hands| {
        open(hands, State::Received);
        hands.keys("F8");
    }),
    scene("act-notify", |hands| {
        open_case(hands, |view| view.case.state == State::Received && !complete(view));
        hands.keys("F8 1");
    }),
    scene("act-step", |hands| {
        open_case(hands, |view| under_way(view) && !steps_done(view));
        hands.keys("F8 1");
    }),
    scene("act-decide", |hands| {
        open_case(hands, |view| under_way(view) && !steps_done(view));
        while hands.app.case.as_ref().and_then(|case| case.next_act()) == Some(Act::Step) {
            hands.keys("F8 F9");
        }
        hands.keys("F8 1");
    }),
    scene("choices-today", |hands| {
        hands.keys("F4");
    }),
    scene("choices-due", |hands| {
        hands.keys("4 Enter F4");
    }),
    scene("help-field", |hands| {
        hands.keys("F2 F1");
    }),
    scene("help-screen", |hands| {
        hands.keys("F1");
    }),
    scene("help-all", |hands| {
        hands.keys("F2 F1 F1 F1");
    }),
    scene("preview", |hands| {
        open(hands, State::Decided);
        hands.keys("F7 1");
    }),
    scene("stub", |hands| {
        hands.keys("5 Enter");
    }),
    scene("drafts", |hands| {
        intake_filled(hands);
        hands.keys("F6 F2 Enter").type_text("邹晓棠");
        hands.keys("Enter F12 F6");
    }),
    scene("code-unknown", |hands| {
        hands.keys("q Enter");
    }),
    scene("code-typed", |hands| {
        hands.keys("12");
    }),
    Scene {
        english: true,
        ..scene("residents", |hands| {
            hands.keys("5 Enter");
        })
    },
    scene("residents-narrowed", |hands| {
        hands.keys("5 Enter F4 2 F4");
        hands.type_text("独居");
        hands.keys("Enter");
    }),
    Scene {
        start: worker,
        english: true,
        ..scene("walk", |hands| {
            hands.keys("6 Enter");
        })
    },
    scene("care-overdue", |hands| {
        hands.keys("6 Enter");
    }),
    scene("care-helpers", |hands| {
        hands.keys("6 Enter F4 4");
    }),
    scene("care-wishes", |hands| {
        hands.keys("6 Enter F4 5");
    }),
    Scene {
        english: true,
        ..scene("care-month", |hands| {
            hands.keys("6 Enter F4 6");
        })
    },
    Scene {
        start: worker,
        english: true,
        ..scene("person", |hands| {
            hands.keys("6 Enter Enter");
        })
    },
    Scene {
        start: worker,
        ..scene("person-acts", |hands| {
            hands.keys("6 Enter Enter F8");
        })
    },
    Scene {
        start: worker,
        english: true,
        ..scene("visit-form", |hands| {
            hands.keys("6 Enter F2 1 1");
        })
    },
    Scene {
        start: manager,
        ..scene("pair-form", |hands| {
            hands.keys("6 Enter F4 3 F8 7 F4");
        })
    },
];

fn intake_filled(hands: &mut Hands) {
    let view = case_where(&hands.counter.desk(), |view| {
        let person = &view.person;
        person.id_number.is_some()
            && person.phone.is_some()
            && !person.address.is_empty()
            && view.grid.is_some()
    });
    hands.keys("F2").card(view.person.id_number.as_deref().unwrap()).keys("12 Enter 1");
}

fn complete(view: &CaseView) -> bool {
    yichuang::domain::material::complete(&view.materials)
}

/// Accepted, and to be decided at this counter.
fn under_way(view: &CaseView) -> bool {
    matches!(view.case.state, State::Accepted | State::InProcess) && view.item.decides.here()
}

fn steps_done(view: &CaseView) -> bool {
    view.steps.iter().all(|step| step.done_day.is_some() || step.act != yichuang::domain::step::StepAct::Work)
}

fn case_where(desk: &Desk, test: impl Fn(&CaseView) -> bool) -> CaseView {
    let clerk = desk.actor_unchecked("1").unwrap();
    let rows = desk.cases(&clerk, &CaseFilter::default(), Sort::Newest, 400, 0).unwrap();
    rows.into_iter().map(|row| desk.case(&clerk, row.id).unwrap()).find(|view| test(view)).unwrap()
}

fn case_in(desk: &Desk, state: State) -> CaseView {
    let clerk = desk.actor_unchecked("1").unwrap();
    let filter = CaseFilter { states: vec![state], owner: Some(clerk.id), ..CaseFilter::default() };
    let id: CaseId = desk.cases(&clerk, &filter, Sort::Newest, 1, 0).unwrap().remove(0).id;
    desk.case(&clerk, id).unwrap()
}

fn open(hands: &mut Hands, state: State) {
    let number = case_in(&hands.counter.desk(), state).case.number;
    hands.keys(&format!("{number} Enter"));
}

fn open_case(hands: &mut Hands, test: impl Fn(&CaseView) -> bool) {
    let number = case_where(&hands.counter.desk(), |view| view.owner.code == "1" && test(view)).case.number;
    hands.keys(&format!("{number} Enter"));
}

fn played(scene: &Scene, settings: Settings, (cols, rows): (u16, u16)) -> Hands {
    let mut hands = (scene.start)(settings);
    hands.resize(cols, rows);
    (scene.play)(&mut hands);
    hands
}

#[test]
fn screens_are_as_they_were_looked_at() {
    for scene in SCENES {
        for (cols, rows) in scene.sizes {
            let mut hands = played(scene, Settings::default(), (*cols, *rows));
            keep(&format!("{}-{cols}x{rows}", scene.name), &hands.screen());
            if scene.english {
                let english = Settings { lang: Lang::En, ..Settings::default() };
                let mut hands = played(scene, english, (*cols, *rows));
                keep(&format!("{}-en-{cols}x{rows}", scene.name), &hands.screen());
            }
        }
    }
    let mut hands = demo(Settings::default());
    hands.resize(60, 20);
    keep("too-small-60x20", &hands.screen());
}

/// The numbers of feedback are random: of each, whole or cut, only the shape is kept.
fn shapes(screen: &str) -> String {
    let sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let mut kept = String::new();
    let mut rest = screen;
    while let Some(at) = rest.find('J') {
        kept.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let first = rest.chars().take_while(|c| sign(*c)).count();
        let last = rest[first..].chars().skip(1).take_while(|c| sign(*c)).count();
        let cut = rest[first..].starts_with(['-', '~']);
        if cut && (3..=4).contains(&first) && (1..=4).contains(&last) {
            kept.push_str(&format!("{}{}{}", "0".repeat(first), &rest[first..=first], "0".repeat(last)));
            rest = &rest[first + 1 + last..];
        }
    }
    kept + rest
}

fn keep(name: &str, screen: &str) {
    let screen = shapes(screen);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, screen);
    });
}

#[test]
fn every_screen_keeps_its_frame_in_both_languages() {
    let mut wrong = Vec::new();
    // Whoever was served sees nothing of the counter, its frame neither (RT-4).
    for scene in SCENES.iter().filter(|scene| scene.name != "window-device") {
        for lang in [Lang::Zh, Lang::En] {
            let mut hands = played(scene, Settings { lang, ..Settings::default() }, SMALL);
            for (cols, rows) in [SMALL, USUAL, LARGE] {
                hands.resize(cols, rows);
                let shot = hands.shot();
                let name = format!("{} {lang:?} {cols}x{rows}", scene.name);
                let found = faults(&hands, &shot, (cols, rows));
                wrong.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a screen of this size.
fn faults(hands: &Hands, shot: &Shot, (cols, rows): (u16, u16)) -> Vec<String> {
    let mut faults = Vec::new();
    if shot.rows.len() != usize::from(rows) {
        faults.push(format!("{} rows", shot.rows.len()));
    }
    for (at, row) in shot.rows.iter().enumerate() {
        let width = yichuang::text::cols(row).get();
        if width != usize::from(cols) {
            faults.push(format!("row {at} is {width} columns wide: {row}"));
        }
        if row.contains('\u{fffd}') || row.chars().any(char::is_control) {
            faults.push(format!("row {at} holds what is no text: {row}"));
        }
        if row.contains('{') || row.contains('}') {
            faults.push(format!("row {at} has an unfilled place: {row}"));
        }
    }
    match shot.cursor {
        Some((x, y)) if x < cols && y < rows => {}
        cursor => faults.push(format!("the cursor is at {cursor:?}")),
    }
    faults.extend(footer_faults(hands, shot));
    faults.extend(column_faults(shot));
    faults
}

/// The key line names every function key that does something here, whole.
fn footer_faults(hands: &Hands, shot: &Shot) -> Vec<String> {
    let contexts = hands.app.context().stack();
    let mut hints = footer(&hands.app.keymap, contexts, hands.app.lang());
    // Before anybody signed in, a key that would only say so is not named.
    hints.retain(|hint| hands.app.actor().is_some() || hands.app.why_not(hint.action).is_none());
    let line = hints.iter().map(|hint| format!("{}{}", hint.key, hint.title.say(hands.app.lang())));
    let line = line.collect::<Vec<_>>().join(" ");
    let last = shot.rows.last().map(String::as_str).unwrap_or_default();
    let mut faults = Vec::new();
    if !last.starts_with(&line) {
        faults.push(format!("the key line is cut: {last}\n  wanted {line}"));
    }
    for number in (1..=10).chain([12]) {
        let key = Key::plain(Code::F(number));
        let possible = |action| hands.app.actor().is_some() || hands.app.why_not(action).is_none();
        let bound = matches!(hands.app.keymap.lookup(contexts, &[], key), Lookup::Matched(action) if possible(action));
        let named = last.split(' ').any(|word| word.starts_with(&format!("F{number}")));
        if bound && !named {
            faults.push(format!("F{number} is not in the key line: {last}"));
        }
    }
    faults
}

/// The cells of a list stand under their heads.
fn column_faults(shot: &Shot) -> Vec<String> {
    let is_head = |row: &&String| {
        let words: Vec<&str> = row.split_whitespace().collect();
        row.starts_with("  ")
            && ["状态", "state"].iter().any(|head| words.first() == Some(head))
            && words.iter().any(|word| ["经办", "owner"].contains(word))
    };
    let Some(at) = shot.rows.iter().position(|row| is_head(&row)) else { return Vec::new() };
    let list = match shot.cols {
        180.. => 66,
        120.. => 77,
        cols => cols,
    };
    let blank = |cell: Option<&Option<char>>| matches!(cell, Some(Some(' ')));
    let head = shot.columns(at);
    let starts: Vec<usize> =
        (2..list).filter(|x| blank(head.get(x - 1)) && head[*x].is_some_and(|c| c != ' ')).collect();
    let mut faults = Vec::new();
    for row in at + 1..shot.rows.len() {
        let text = &shot.rows[row];
        if !(text.starts_with("> [") || text.starts_with("  [")) {
            break;
        }
        let cells = shot.columns(row);
        for start in &starts {
            if !blank(cells.get(start - 1)) || cells[*start].is_none() {
                faults.push(format!("row {row} is not under its heads at column {start}: {text}"));
            }
        }
    }
    faults
}

#[test]
fn a_screen_that_is_too_small_says_so_and_loses_nothing() {
    let mut hands = demo(Settings::default());
    intake_filled(&mut hands);
    let before = hands.shot();
    for (cols, rows) in [(60, 20), (79, 24), (80, 23), (10, 3), (1, 1)] {
        hands.resize(cols, rows);
        let shot = hands.shot();
        assert_eq!(shot.rows.len(), usize::from(rows));
        assert!(shot.rows.iter().all(|row| yichuang::text::cols(row).get() == usize::from(cols)));
        hands.keys("Enter x F12");
    }
    hands.resize(80, 24);
    let after = hands.shot();
    assert_eq!(after.text(), before.text(), "keys that could not be seen did nothing");
    assert_eq!(after.cursor, before.cursor);
}

/// What a terminal shows of the application, and whether any colour is on it.
fn on_a_terminal(hands: &mut Hands, (cols, rows): (u16, u16), mono: bool) -> (Vec<String>, bool) {
    let manner = Manner { mono, ..Manner::default() };
    let mut writer = Writer::new(Vec::new(), manner, move || Ok(Size::new(cols, rows))).unwrap();
    Screen::default().show(&mut writer, true, |buffer| Application::draw(&mut hands.app, buffer)).unwrap();
    let mut terminal = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
    terminal.process(writer.output());
    let screen = terminal.screen();
    let coloured = (0..rows).any(|y| {
        (0..cols).any(|x| screen.cell(y, x).is_some_and(|cell| cell.fgcolor() != vt100::Color::Default))
    });
    (screen.rows(0, cols).map(|row| row.trim_end().to_owned()).collect(), coloured)
}

#[test]
fn colours_say_nothing_that_the_text_does_not() {
    let mut coloured_at_all = false;
    for scene in SCENES {
        let mut plain = played(scene, Settings::default(), SMALL);
        let mut mono = played(scene, Settings { mono: true, ..Settings::default() }, SMALL);
        for size in [SMALL, USUAL] {
            plain.resize(size.0, size.1);
            mono.resize(size.0, size.1);
            let shot = plain.shot();
            assert_eq!(mono.shot(), shot, "{}", scene.name);
            let (coloured, any) = on_a_terminal(&mut plain, size, false);
            coloured_at_all |= any;
            let (uncoloured, none) = on_a_terminal(&mut mono, size, true);
            assert!(!none, "{}: 单色 has no colours", scene.name);
            assert_eq!(coloured, uncoloured, "{}", scene.name);
            assert_eq!(coloured.join("\n"), shot.text(), "{}: the terminal shows what was drawn", scene.name);
        }
    }
    assert!(coloured_at_all, "原色 has colours");
}

/// UX 3.2: the key line names no key that does nothing; pressed all the same, it says why.
#[test]
fn ux_3_2_the_key_for_the_other_pane_is_named_where_there_is_one() {
    let mut hands = Hands::clerk();
    hands.keys("Tab");
    assert!(hands.message().contains("没有别的栏"), "{}", hands.message());
    let mut hands = demo(Settings::default());
    hands.resize(USUAL.0, USUAL.1);
    assert!(!hands.screen().contains("换栏"), "{}", hands.screen());
    open(&mut hands, State::Received);
    assert!(hands.screen().contains("Tab 换栏"), "{}", hands.screen());
}

/// What was just done stands in the timeline, however far it had been read.
#[test]
fn a_new_act_brings_the_timeline_back_to_its_head() {
    let mut hands = demo(Settings::default());
    open(&mut hands, State::InProcess);
    until(&mut hands, Part::Timeline);
    hands.keys("Down Down");
    let scrolled = |hands: &Hands| hands.app.case.as_ref().map(|case| case.marker(Part::Timeline));
    assert!(scrolled(&hands) > Some(0), "{}", hands.screen());
    let before = hands.app.case.as_ref().map(|case| case.view.timeline.len());
    hands.keys("F2");
    hands.type_text("来电问进度");
    hands.keys("F9");
    hands.wait(10);
    assert!(hands.app.case.as_ref().map(|case| case.view.timeline.len()) > before, "{}", hands.screen());
    assert_eq!(scrolled(&hands), Some(0), "{}", hands.screen());
}

/// The pictures in the manuals are screens that this file looked at.
#[test]
fn the_pictures_in_the_manuals_are_the_screens() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (manual, pictures) in [
        ("README.md", ["today-en-80x24", "intake-filled-en-80x24"]),
        ("README.zh-CN.md", ["today-80x24", "intake-filled-80x24"]),
    ] {
        let text = std::fs::read_to_string(root.join(manual)).unwrap();
        for picture in pictures {
            let kept = std::fs::read_to_string(root.join(format!("tests/snapshots/{picture}.snap"))).unwrap();
            let screen = kept.splitn(3, "---\n").nth(2).unwrap().trim_end();
            assert!(text.contains(screen), "{manual} shows another screen than {picture}:\n{screen}");
        }
    }
}
