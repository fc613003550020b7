//! The doors of the program: every question of the desk, every reading command with its exports, every screen.

use super::{DAY, MINUTE, SAID, Station, long};
use crate::hands;
use crate::support::PIN;
use std::fmt::Debug;
use std::path::Path;
use yichuang::calendar::{Clock, Stamp};
use yichuang::cli::{Io, run};
use yichuang::desk::{CaseFilter, Desk, DeskError, DueFilter, Sort};
use yichuang::domain::Named;
use yichuang::domain::board::{GroupBy, PersonFilter};
use yichuang::domain::feedback::{FeedbackFilter, FeedbackList};
use yichuang::domain::hours::Quarter;
use yichuang::domain::id::{CaseId, FeedbackId, PromiseId};
use yichuang::domain::month::Month;
use yichuang::domain::operator::Actor;
use yichuang::domain::rating::RatingsBy;
use yichuang::domain::register::{CasesAsked, PromisesAsked, Register, Stretch};
use yichuang::words::Lang;

/// The commands that read; `NUMBER` is the number of a complaint, or one that nobody has.
const COMMANDS: &[&[&str]] = &[
    &["feedback", "list"],
    &["feedback", "list", "--state", "registered"],
    &["feedback", "show", "NUMBER"],
    &["print", "feedback-register", "NUMBER"],
    &["case", "show", "NUMBER"],
    &["case", "list"],
    &["case", "show", "0001", "--explain"],
    &["overdue"],
    &["overdue", "--at", "2026-12-01"],
    &["overdue", "--within", "60"],
    &["rating", "rates"],
    &["rating", "rates", "--by", "item"],
    &["rating", "rates", "--by", "person"],
    &["rating", "rates", "--by", "month"],
    &["supervision", "list", "monitors"],
    &["supervision", "list", "cards"],
    &["supervision", "list", "boxes"],
    &["supervision", "list", "openings"],
    &["supervision", "list", "visits"],
    // The number of each entry's record stands here: it must not skip those that are hidden.
    &["audit", "log"],
    &["audit", "verify"],
    &["resident", "find", "王"],
    &["resident", "visits"],
    &["operator", "list"],
    &["station", "show"],
];

/// Those that have nothing to do with feedback or take long: walked in the long form alone.
const COMMANDS_LONG: &[&[&str]] = &[
    &["due", "--start", "2026-03-02", "--days", "5"],
    &["rating", "rates", "--by", "window"],
    &["supervision", "list", "groups"],
    &["supervision", "list", "matters"],
    &["audit", "log", "--since", "2026-03-20"],
    &["resident", "doubles"],
    &["resident", "walk"],
    &["volunteer", "list"],
    &["volunteer", "teams"],
    &["volunteer", "partners"],
    &["volunteer", "needs", "--all"],
    &["volunteer", "activities"],
    &["volunteer", "hours"],
    &["catalogue", "list"],
    &["doctor"],
];

/// The text with every random number of an entry or a slip named by where it first appears, also where a narrow column
/// cuts it.
pub fn plain(text: &str) -> String {
    let text = &tails(text);
    let signs: Vec<char> = text.chars().collect();
    let sign = |at: usize| signs.get(at).is_some_and(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let (mut out, mut seen, mut at) = (String::new(), Vec::<String>::new(), 0);
    while let Some(c) = signs.get(at) {
        let starts = matches!(*c, 'J' | 'P') && (at == 0 || !sign(at - 1));
        if !starts || !(at + 1..at + 5).all(sign) || signs.get(at + 5) != Some(&'-') {
            out.push(*c);
            at += 1;
            continue;
        }
        let end = at + 6 + (at + 6..at + 10).take_while(|at| sign(*at)).count();
        let number: String = signs[at..end].iter().collect();
        let nth = seen.iter().position(|one| *one == number).unwrap_or(seen.len());
        if nth == seen.len() {
            seen.push(number);
        }
        out.push_str(&format!("{c}#{}", nth + 1));
        at = end;
    }
    out
}

/// The text without the last four signs of an own entry, which the offer to undo and the acts of the day show.
fn tails(text: &str) -> String {
    let entry = ["登记意见投诉", "办理意见投诉", "转送意见投诉", "撤销", "重做"];
    let plain = |word: &str| {
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    };
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words.iter().enumerate().map(|(at, word)| {
        let next = words.iter().skip(at + 1).find(|next| !next.is_empty());
        let behind = next.is_some_and(|next| entry.iter().any(|act| next.starts_with(act)));
        if behind && plain(word) { "####" } else { *word }
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// What an inner value shows a person: no ids of rows, no places of the journal (asked for by themselves), and times to
/// the second, since entries of one moment stand a millisecond apart.
fn shown(text: &str) -> String {
    let ids = ["Id(", "seq: ", "undoes: Some(", "subject_id: "];
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, behind) = after.split_at(end);
        if ids.iter().any(|id| out.ends_with(id)) {
            out.push('_');
        } else if out.ends_with("Stamp(") {
            out.push_str(digits.get(..10).unwrap_or(digits));
        } else {
            out.push_str(digits);
        }
        rest = behind;
    }
    out.push_str(rest);
    plain(&out)
}

/// What stands behind each door.
#[derive(Default)]
pub struct Doors(Vec<(String, String)>);

impl Doors {
    fn told(&mut self, door: impl Into<String>, text: &str) {
        self.0.push((door.into(), plain(text)));
    }

    fn asked<T: Debug>(&mut self, door: impl Into<String>, answer: yichuang::desk::Result<T>) {
        let text = match answer {
            Ok(answer) => format!("{answer:?}"),
            Err(DeskError::Refused(refusal)) => {
                let advice = refusal.advice.as_ref().map(|advice| advice.say(Lang::Zh));
                format!("{:?} {:?} {} {advice:?}", refusal.kind, refusal.rule, refusal.what.say(Lang::Zh))
            }
            Err(error) => format!("{error:?}"),
        };
        self.0.push((door.into(), shown(&text)));
    }

    /// The doors behind which something else stands, each with where it begins to differ.
    pub fn differing(&self, other: &Self) -> Vec<String> {
        assert_eq!(self.0.len(), other.0.len());
        let mut found = Vec::new();
        for ((door, one), (_, two)) in self.0.iter().zip(&other.0) {
            if one == two {
                continue;
            }
            let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
            let part = |text: &str| -> String {
                text.chars().skip(same.saturating_sub(80)).take(200).collect::<String>().replace('\n', "⏎")
            };
            found.push(format!("{door}:\n  without: {}\n  with:    {}", part(one), part(two)));
        }
        found
    }
}

/// How a walk is told that only one door is wanted, which whoever is not concerned finds changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Every door.
    Every,
    /// The nearest door alone.
    One,
}

/// Every question that the desk answers.
pub(super) fn questions(station: Station, code: &str, later: Stamp, width: Width) -> Doors {
    let actor = station.actor(code);
    let mut doors = Doors::default();
    ask_feedback(&mut doors, &station, &actor, later);
    if width == Width::Every {
        // Two days on more is overdue; nothing is done in between.
        for now in [later, later.plus_millis(2 * DAY)] {
            ask_work(&mut doors, &station, &actor, now);
            ask_supervision(&mut doors, &station.counter.desk, &actor, now);
        }
        ask_registers(&mut doors, &station.counter.desk, &actor, later);
        ask_people(&mut doors, &station.counter.desk, &actor, later);
    }
    station.counter.assert_sound();
    doors
}

/// Every command that reads, every export, and the copy of the file.
pub(super) fn commands(station: Station, code: &str, later: Stamp, width: Width) -> Doors {
    let mut doors = Doors::default();
    let folder = station.counter.folder.path().to_owned();
    let mut now = later;
    let mut call = |args: &[&str], file: Option<&Path>| {
        let told = called(&station, code, now, args);
        now = now.plus_millis(MINUTE);
        let written = file.map(|file| std::fs::read(file).unwrap_or_default()).unwrap_or_default();
        let text = format!("{told}{}", String::from_utf8_lossy(&written));
        doors.told(args.join(" "), &text.replace(folder.to_str().unwrap(), "FOLDER"));
    };
    let mut all: Vec<&[&str]> = COMMANDS.to_vec();
    match width {
        Width::One => all.truncate(1),
        Width::Every if long() => all.extend(COMMANDS_LONG),
        Width::Every => {}
    }
    for args in all {
        let number =
            |word: &&str| if *word == "NUMBER" { station.number().to_owned() } else { (*word).to_owned() };
        let args: Vec<String> = args.iter().map(number).collect();
        call(&args.iter().map(String::as_str).collect::<Vec<_>>(), None);
    }
    if width == Width::Every {
        for register in Register::ALL.iter().map(|one| one.word()) {
            let file = folder.join(format!("{register}.csv"));
            call(&["export", register, file.to_str().unwrap()], Some(file.as_path()));
        }
        let file = folder.join("revealed.csv");
        let revealed = ["export", "feedback", file.to_str().unwrap(), "--reveal", "--purpose", "上报"];
        call(&revealed, Some(file.as_path()));
        // Whoever is walked here is no manager: it is refused, in the same words.
        call(&["backup", folder.join("copy.db").to_str().unwrap()], None);
    }
    station.counter.assert_sound();
    let named =
        doors.0.into_iter().map(|(door, text)| (door.replace(folder.to_str().unwrap(), "FOLDER"), text));
    Doors(named.collect())
}

/// What a call answers: the code, the results, the messages.
fn called(station: &Station, code: &str, now: Stamp, args: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut stdin = std::io::Cursor::new(format!("{PIN}\n").into_bytes());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        stdin: &mut stdin,
        stdin_is_terminal: false,
        env: std::collections::BTreeMap::new(),
        clock: Clock::fixed(now),
        terminal: "test".to_owned(),
    };
    let path = station.counter.path();
    let mut all = vec!["yichuang", "--db", path.to_str().unwrap(), "--as", code, "--pin-stdin", "--json"];
    all.extend(args.iter().copied());
    let exit = run(all, &mut io);
    format!("{exit}\n{}\n{}\n", String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// Every pane with its views, choices, papers, menus and help in both sizes, and what undo offers.
pub(super) fn screens(station: Station, code: &str, later: Stamp, width: Width) -> Doors {
    let mut doors = Doors::default();
    let mut hands = hands::Counter::owning(station.counter).hands(code, later);
    let mut look = |hands: &mut hands::Hands, keys: &str| {
        hands.keys(keys);
        for (cols, rows) in [(120, 40), (80, 24)] {
            hands.resize(cols, rows);
            let screen = hands.screen();
            doors.told(format!("{keys} at {cols}x{rows}"), &screen);
        }
    };
    // The pane of feedback first: it is the one that whoever is not concerned finds changed.
    let panes: &[usize] = if width == Width::One { &[8] } else { &[8, 1, 2, 3, 4, 5, 6, 7, 9] };
    for pane in panes {
        look(&mut hands, &format!("{pane} Enter"));
        let views = if matches!(*pane, 4 | 6 | 7 | 8) { 6 } else { 1 };
        for _ in 0..views {
            look(&mut hands, "Tab");
        }
        if width == Width::Every {
            // Enter last: it may open a case or a person, which is left as well.
            for keys in ["F4", "F7", "F8", "F10", "F1", "Enter"] {
                look(&mut hands, keys);
                leave(&mut hands);
            }
        }
    }
    if width == Width::Every {
        for keys in ["1 Enter", "Ctrl+Z", "F9", "Ctrl+Y"] {
            look(&mut hands, keys);
        }
    }
    doors
}

/// Leaves whatever lies over the panes.
fn leave(hands: &mut hands::Hands) {
    for _ in 0..4 {
        if hands.app.modals.is_empty() && hands.app.case.is_none() && hands.app.person.is_none() {
            return;
        }
        hands.keys("F12");
    }
}

fn ask_feedback(doors: &mut Doors, station: &Station, actor: &Actor, now: Stamp) {
    let desk = &station.counter.desk;
    let quarter = Quarter::of(desk.zone().day(now));
    for list in FeedbackList::ALL.iter().copied() {
        let filter = FeedbackFilter { list, ..FeedbackFilter::default() };
        let word = list.word();
        doors.asked(format!("feedback_list {word}"), desk.feedback_list(actor, filter, 1000, 0));
        doors.asked(format!("feedback_rows {word}"), desk.feedback_rows(actor, filter, 1000, 0));
        doors.asked(format!("feedback_rows {word}, a page"), desk.feedback_rows(actor, filter, 2, 1));
    }
    doors.asked("feedback_facts", desk.feedback_facts(actor, quarter.first(), quarter.last()));
    doors.asked("feedback_count", desk.feedback_count(actor, Stretch::default()));
    for revealed in [false, true] {
        let entries = desk.feedback_entries(actor, Stretch::default(), FeedbackId(i64::MIN), revealed);
        doors.asked(format!("feedback_entries {revealed}"), entries);
    }
    doors.asked("feedback", desk.feedback(actor, station.number()));
    for (number, _) in &station.entries {
        doors.asked("feedback of the others", desk.feedback(actor, number));
    }
}

fn ask_work(doors: &mut Doors, station: &Station, actor: &Actor, now: Stamp) {
    let desk = &station.counter.desk;
    let today = desk.zone().day(now);
    let all = DueFilter::default();
    doors.asked("counts", desk.counts(actor, now));
    doors.asked("board", desk.board(actor, &all, 1000, 0));
    doors.asked("board, a page", desk.board(actor, &all, 5, 2));
    doors.asked("board_count", desk.board_count(actor, &all));
    for by in GroupBy::ALL.iter().copied() {
        doors.asked(format!("board_sums {}", by.word()), desk.board_sums(actor, &all, by, today));
    }
    for sort in [Sort::Newest, Sort::Due] {
        doors.asked("cases", desk.cases(actor, &CaseFilter::default(), sort, 1000, 0));
    }
    doors.asked("cases_count", desk.cases_count(actor, &CaseFilter::default()));
    for (id, number) in &station.cases {
        doors.asked(format!("case {number}"), desk.case(actor, *id));
        doors.asked(format!("rate_target {number}"), desk.rate_target(actor, number));
    }
    let journal = desk.journal_since(actor, Stamp(0), 100_000);
    // The places are told to people, so that no gap among them tells of an entry.
    let places = journal.as_ref().ok().map(|all| all.iter().map(|one| one.seq).collect::<Vec<i64>>());
    doors.told("journal_since, the places", &format!("{places:?}"));
    doors.asked("journal_since", journal);
    doors.asked("acts_today", desk.acts_today(actor, now));
    doors.asked("undo_candidates", desk.undo_candidates(actor, now));
    for text in [SAID, station.number(), "王", "0001"] {
        doors.asked(format!("find {}", plain(text)), desk.find(actor, text, 20));
    }
    doors.asked("sees_all", desk.sees_all(actor));
}

fn ask_supervision(doors: &mut Doors, desk: &Desk, actor: &Actor, now: Stamp) {
    let today = desk.zone().day(now);
    doors.asked("cards_for", desk.cards_for(actor, now));
    doors.asked("cards_waiting", desk.cards_waiting(actor, now));
    doors.asked("cards_to_settle", desk.cards_to_settle(actor));
    doors.asked("monitors", desk.monitors(actor, today));
    doors.asked("watch_groups", desk.watch_groups(actor, today));
    doors.asked("matters", desk.matters(actor));
    doors.asked("watch_cards", desk.watch_cards(actor));
    doors.asked("letter_boxes", desk.letter_boxes(actor));
    doors.asked("box_openings", desk.box_openings(actor));
    doors.asked("monitor_visits", desk.monitor_visits(actor));
    let quarter = Quarter::of(today);
    for by in RatingsBy::ALL.iter().copied() {
        let rates = desk.rates(actor, quarter.first(), today, by);
        doors.asked(format!("rates {}", by.word()), rates);
    }
    let month = Month::of(today);
    for month in [month.previous(), month] {
        doors.asked(format!("month {month}"), desk.month(actor, month, now));
    }
    doors.asked("quarter", desk.quarter(actor, quarter));
}

fn ask_registers(doors: &mut Doors, desk: &Desk, actor: &Actor, now: Stamp) {
    let (cases, promises) = (CasesAsked::default(), PromisesAsked::default());
    for revealed in [false, true] {
        let found = desk.case_entries(actor, &cases, CaseId(i64::MIN), revealed, now);
        doors.asked(format!("case_entries {revealed}"), found);
    }
    doors.asked("promise_entries", desk.promise_entries(actor, &promises, PromiseId(i64::MIN), now));
    doors.asked("case_entries_count", desk.case_entries_count(actor, &cases));
    doors.asked("promise_entries_count", desk.promise_entries_count(actor, &promises));
    for register in [Register::Visits, Register::Hours, Register::Volunteers, Register::Feedback] {
        let count = desk.entries_count(actor, register, Stretch::default());
        doors.asked(format!("entries_count {}", register.word()), count);
    }
}

fn ask_people(doors: &mut Doors, desk: &Desk, actor: &Actor, now: Stamp) {
    let today = desk.zone().day(now);
    let persons = desk.persons(actor, &PersonFilter::default(), 100, 0);
    for person in persons.iter().flatten().take(3) {
        doors.asked("person_page", desk.person_page(actor, person.id));
        doors.asked("person_shown", desk.person_shown(actor, person.id));
        doors.asked("looks", desk.looks(actor, person.id, 100));
    }
    doors.asked("persons", persons);
    doors.asked("persons_count", desk.persons_count(actor, &PersonFilter::default()));
    doors.asked("calls", desk.calls(actor, &[], true));
    doors.asked("visit_month", desk.visit_month(actor, Month::of(today)));
    doors.asked("helpers", desk.helpers(actor));
    doors.asked("wishes", desk.wishes(actor, false));
    doors.asked("volunteers", desk.volunteers(actor));
    doors.asked("needs", desk.needs(actor, false));
    doors.asked("errands", desk.errands(actor, actor.id));
    doors.asked("seal_uses", desk.seal_uses(actor, 100));
    doors.asked("originals_waiting", desk.originals_waiting(actor));
    doors.asked("operators", desk.operators());
}
