//! The demo is alive, whole, and the same for the same seed.

use super::*;
use crate::calendar::Zone;
use crate::desk::{CaseFilter, DueFilter, Sort};
use crate::domain::Named as _;
use crate::domain::case::State;
use std::collections::BTreeMap;

fn at(text: &str) -> Stamp {
    Zone::default().parse_time(text).unwrap()
}

fn now() -> Stamp {
    at("2026-11-23 17:46")
}

fn quiet(_: &str, _: u64, _: u64) {}

/// A demo, opened to read, with its manager.
fn demo(plan: Plan, now: Stamp) -> (tempfile::TempDir, Desk, Actor) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("demo.db");
    let made = make(&path, &plan, now, &mut quiet).unwrap();
    assert_eq!((made.first_clerk.as_str(), made.operators.len()), ("1", 6));
    let desk = Desk::open_to_read(&path, "test").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    (directory, desk, manager)
}

/// Every case, voided ones too.
fn all() -> CaseFilter {
    CaseFilter { states: State::ALL.to_vec(), ..CaseFilter::default() }
}

/// Number, state and applicant of every case.
fn listed(desk: &Desk, actor: &Actor) -> Vec<(String, State, String)> {
    let rows = desk.cases(actor, &all(), Sort::default(), 100_000, 0).unwrap();
    rows.into_iter().map(|row| (row.number, row.state, row.applicant_name)).collect()
}

fn states(cases: &[(String, State, String)]) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for (_, state, _) in cases {
        *found.entry(state.word()).or_default() += 1;
    }
    found
}

#[test]
fn the_usual_demo_shows_every_state_and_a_living_board() {
    let (_directory, desk, manager) = demo(Plan::default(), now());
    assert!(desk.station().demo);
    let cases = listed(&desk, &manager);
    assert_eq!(cases.len(), 400);
    let found = states(&cases);
    for state in State::ALL {
        assert!(found.contains_key(state.word()), "{state:?} in {found:?}");
    }
    let counts = desk.counts(&manager, now()).unwrap();
    assert!((10..=20).contains(&counts.overdue), "overdue: {}", counts.overdue);
    assert!((15..=40).contains(&counts.soon), "due soon: {}", counts.soon);
    let board = desk.board(&manager, &DueFilter::default(), 10_000, 0).unwrap();
    let provisional = board.iter().filter(|row| row.provisional).count();
    assert!((4..board.len() / 2).contains(&provisional), "HO-1: {provisional} of {}", board.len());
    let rows = desk.cases(&manager, &all(), Sort::default(), 1_000, 0).unwrap();
    assert!(rows.iter().any(|row| row.deemed), "ON-5");
    let today = desk.zone().day(now());
    let received = rows.iter().filter(|row| row.received_day == today && row.owner_code == "1").count();
    assert!(received >= 8, "received today by the first clerk: {received}");
}

#[test]
fn what_is_made_is_whole() {
    let (_directory, desk, manager) = demo(Plan { cases: 60, residents: 1_200, seed: 9 }, now());
    let report = desk.verify(None).unwrap();
    assert_eq!((report.findings, report.disposed), (Vec::new(), Vec::new()));
    assert_eq!(desk.integrity().unwrap().0, Vec::<String>::new());
    assert_eq!(desk.stale_search_keys().unwrap(), []);
    let entries = desk.journal_since(&manager, Stamp(0), 100_000).unwrap();
    for pair in entries.windows(2) {
        assert!(pair[0].at < pair[1].at, "stamps only go on: entry {}", pair[1].seq);
    }
    assert!(entries.last().unwrap().at <= now());
    for resident in desk.operators().unwrap() {
        assert_eq!(resident.person_id, None);
    }
}

#[test]
fn a_seed_gives_the_same_cases_and_another_others() {
    let plan = Plan { cases: 80, residents: 300, seed: 4 };
    let [one, two, other] = [plan, plan, Plan { seed: 5, ..plan }].map(|plan| {
        let (_directory, desk, manager) = demo(plan, now());
        listed(&desk, &manager)
    });
    assert_eq!(one.len(), 80);
    assert_eq!(one, two);
    assert_ne!(one, other);
}

#[test]
fn the_demo_is_made_at_any_hour_and_in_any_size() {
    for (now, cases, residents) in [
        ("2026-11-23 03:10", 120, 200),
        ("2026-11-22 12:00", 120, 200),
        ("2026-10-05 10:00", 120, 200),
        ("2026-02-28 09:31", 120, 200),
        ("2027-03-01 10:00", 60, 200),
        ("2026-11-23 10:00", 3, 1),
        ("2026-11-23 10:00", 0, 0),
    ] {
        let (_directory, desk, manager) = demo(Plan { cases, residents, seed: 2 }, at(now));
        let wanted = i64::try_from(cases).unwrap();
        assert_eq!(desk.cases_count(&manager, &all()).unwrap(), wanted, "{now}");
        assert!(desk.head().unwrap().at <= at(now), "{now}");
        assert!(!desk.date_unconfirmed(at(now)).unwrap(), "{now}");
    }
}

#[test]
fn stories_follow_the_rules() {
    for seed in [1, 2, 3] {
        let directory = tempfile::tempdir().unwrap();
        let calendar = Calendar::built_in();
        let first = first_day(&calendar, Zone::default().day(now()));
        let start = Zone::default().start_of_day(first);
        let (desk, crew, at) = station::found(&directory.path().join("demo.db"), start, TICK).unwrap();
        let plan = Plan { cases: 400, residents: 400, seed };
        let maker = Maker { desk, crew, plan, now: now(), first, at, refused: Vec::new() };
        let refused = maker.fill(&mut quiet).unwrap();
        let said: Vec<String> =
            refused.iter().map(|refusal| refusal.what.say(crate::words::Lang::Zh)).collect();
        assert_eq!(said, Vec::<String>::new(), "seed {seed}");
    }
}

#[test]
fn older_cases_of_a_large_demo_come_before_the_stories() {
    let directory = tempfile::tempdir().unwrap();
    let calendar = Calendar::built_in();
    let first = first_day(&calendar, Zone::default().day(now()));
    let start = Zone::default().start_of_day(first);
    let path = directory.path().join("demo.db");
    let (desk, crew, at) = station::found(&path, start, TICK).unwrap();
    let plan = Plan { cases: 1_500, residents: 50, seed: 1 };
    let mut maker = Maker { desk, crew, plan, now: now(), first, at, refused: Vec::new() };
    let people = maker.persons(&mut quiet).unwrap();
    let items = station::catalogue().unwrap();
    maker.older(&people, &items, 1_500, &mut quiet).unwrap();
    let manager = maker.crew.actor(MANAGER).unwrap();
    let rows = maker.desk.cases(&manager, &all(), Sort::default(), 10_000, 0).unwrap();
    assert_eq!(rows.len(), 1_500);
    assert!(rows.iter().all(|row| row.state == State::Closed && row.received_day < first));
    let entries = maker.desk.journal_since(&manager, Stamp(0), 1_000).unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.verb == "import-cases").count(), 2);
    assert_eq!(maker.desk.verify(None).unwrap().findings, []);
}
