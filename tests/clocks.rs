//! The law's clocks through pauses, extensions, holidays and years that are not announced, against a model
//! that counts day by day; and what happens to promises while nobody is at the desk.

use crate::support::{Counter, at, licence};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Barrier, LazyLock};
use yichuang::calendar::{Announcement, Calendar, Day, Pause as Span, Period, Term, Unit};
use yichuang::desk::verbs::{
    Accept, CancelCard, CloseCard, Conclude, ConfirmDate, Extend, ImportCalendar, IssueCards, Pause,
    ReadCards, ReplyCard, Resume, Step,
};
use yichuang::desk::{CaseAct, Command, Desk, OnCase};
use yichuang::domain::Refusal;
use yichuang::domain::board::DueFilter;
use yichuang::domain::card::{CardKind, CardState, Cause};
use yichuang::domain::case::State;
use yichuang::domain::id::CaseId;
use yichuang::domain::pause::PauseKind;
use yichuang::domain::promise::{Promise, PromiseKind, PromiseState};

/// The announced days, read here and not by the program.
pub const ANNOUNCED: &str = include_str!("../fixtures/calendar/holidays-cn.csv");
/// A calendar of 2027 as it might be announced; invented.
const NEXT: &str = "date,kind,name\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,off,元旦\n\
                    2027-02-05,off,春节\n2027-02-06,off,春节\n2027-02-07,off,春节\n2027-02-08,off,春节\n\
                    2027-02-09,off,春节\n2027-02-10,off,春节\n2027-02-11,off,春节\n2027-01-31,work,春节\n\
                    2027-02-20,work,春节\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The model: a table of days, and nothing but counting.
pub struct Model {
    days: BTreeMap<Day, bool>,
    years: Vec<i32>,
}

impl Model {
    pub fn of(texts: &[&str]) -> Self {
        let (mut days, mut years) = (BTreeMap::new(), Vec::new());
        for line in texts.iter().flat_map(|text| text.lines().skip(1)).filter(|line| !line.is_empty()) {
            let mut cells = line.split(',');
            let (date, kind) = (cells.next().unwrap(), cells.next().unwrap());
            days.insert(day(date), kind == "work");
            if &date[5..7] != "12" {
                years.push(date[..4].parse().unwrap());
            }
        }
        Self { days, years }
    }

    fn known(&self, of: Day) -> bool {
        let year: i32 = of.to_string()[..4].parse().unwrap();
        self.years.contains(&year)
    }

    pub fn works(&self, of: Day) -> bool {
        if let Some(works) = self.days.get(&of) {
            return *works;
        }
        let weekday = of.format("%u").to_string();
        let fixed = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];
        let text = of.to_string();
        weekday != "6" && weekday != "7" && (self.known(of) || !fixed.contains(&&text[5..]))
    }

    /// The last day: of each day after the start, does it count? Until enough have.
    fn due(&self, start: Day, unit: Unit, days: u32, pauses: &[(Day, Day)], extension: u32) -> (Day, bool) {
        let paused = |of: Day| pauses.iter().any(|(from, to)| *from < of && of <= *to);
        let mut left = days + extension;
        let (mut at, mut provisional) = (start, !self.known(start));
        while left > 0 {
            at = at.succ_opt().unwrap();
            provisional |= !self.known(at);
            let counts = match unit {
                Unit::Wd => self.works(at) && !paused(at),
                Unit::Cd => !paused(at),
            };
            left -= u32::from(counts);
        }
        while days + extension > 0 && (!self.works(at) || paused(at)) {
            at = at.succ_opt().unwrap();
            provisional |= !self.known(at);
        }
        (at, provisional)
    }
}

fn term(start: Day, unit: Unit, days: u32, pauses: &[(Day, Day)], extension: u32) -> Term {
    Term {
        start,
        period: Period { days, unit },
        pauses: pauses.iter().map(|(from, to)| Span { from: *from, to: Some(*to) }).collect(),
        extension: (extension > 0).then_some(extension),
        firm: false,
    }
}

fn agrees(calendar: &Calendar, model: &Model, term: &Term, pauses: &[(Day, Day)]) {
    let want = model.due(term.start, term.period.unit, term.period.days, pauses, term.extension.unwrap_or(0));
    let due = calendar.due(term);
    assert_eq!((due.day, due.provisional), want, "{term:?}");
    let notes = calendar.explain(term);
    assert_eq!(notes.last().map(|note| note.day), Some(due.day), "{term:?}");
    let counted = notes.iter().filter(|note| note.counts).count();
    assert_eq!(counted, usize::try_from(term.length()).unwrap(), "{term:?}");
}

#[test]
fn su_2_su_3_cl_17_combined_cases_agree_with_a_model_that_counts_day_by_day() {
    let calendars = [
        (Calendar::built_in(), Model::of(&[ANNOUNCED])),
        (Announcement::read(NEXT).unwrap().over(&Calendar::built_in()), Model::of(&[ANNOUNCED, NEXT])),
    ];
    let starts = ["2026-02-13", "2026-03-02", "2026-04-30", "2026-09-24", "2026-12-18", "2026-01-01"];
    let spans: [&[(i64, i64)]; 4] = [&[], &[(3, 10)], &[(3, 10), (7, 14)], &[(0, 2), (5, 5), (6, 40)]];
    let mut count = 0;
    for (calendar, model) in &calendars {
        for start in starts.map(day) {
            for unit in [Unit::Wd, Unit::Cd] {
                for days in [0, 1, 10, 30] {
                    for span in spans {
                        let at = |days: i64| start.checked_add_signed(chrono::Duration::days(days)).unwrap();
                        let pauses: Vec<(Day, Day)> =
                            span.iter().map(|(from, to)| (at(*from), at(*to))).collect();
                        for extension in [0, 15] {
                            agrees(calendar, model, &term(start, unit, days, &pauses, extension), &pauses);
                            count += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(count >= 200, "{count} combined cases");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn random_clocks_agree_with_the_model(
        start in 0_i64..2800, working in any::<bool>(), days in 0_u32..60, extension in 0_u32..20,
        spans in proptest::collection::vec((0_i64..60, 0_i64..30), 0..4), next in any::<bool>(),
    ) {
        let start = day("2020-01-01").checked_add_signed(chrono::Duration::days(start)).unwrap();
        let unit = if working { Unit::Wd } else { Unit::Cd };
        let pauses: Vec<(Day, Day)> = spans.iter().map(|(from, length)| {
            let from = start.checked_add_signed(chrono::Duration::days(*from)).unwrap();
            (from, from.checked_add_signed(chrono::Duration::days(*length)).unwrap())
        }).collect();
        static BOTH: LazyLock<[(Calendar, Model); 2]> = LazyLock::new(|| [
            (Calendar::built_in(), Model::of(&[ANNOUNCED])),
            (Announcement::read(NEXT).unwrap().over(&Calendar::built_in()), Model::of(&[ANNOUNCED, NEXT])),
        ]);
        let (calendar, model) = &BOTH[usize::from(next)];
        agrees(calendar, model, &term(start, unit, days, &pauses, extension), &pauses);
    }
}

// ---- Through the desk ----

/// A case of `ZA02`, accepted today: 15 calendar days by law, 7 promised.
fn accepted(counter: &mut Counter, item: &str) -> CaseId {
    let case = counter.take_complete(item);
    counter.act(case, CaseAct::Accept(Accept::default())).unwrap();
    case
}

/// An item of the Licensing Law that the station accepts and decides itself, with working days.
fn own_licence(item: &mut yichuang::domain::item::Item) {
    if item.code == "ZA02" {
        item.first_step = yichuang::domain::item::FirstStep::Licence;
        item.accepts = yichuang::domain::item::Party::Station;
        item.decides = yichuang::domain::item::Party::Station;
        item.statutory = Some((20, Unit::Wd));
        item.committed = Some((10, Unit::Wd));
        item.steps.clear();
        item.procedure = "收件, 受理, 决定, 送达".to_owned();
        item.legal_basis = "行政许可法".to_owned();
    }
}

/// The last promise of a kind that a case has and that is not void.
pub fn promise(counter: &Counter, case: CaseId, kind: PromiseKind) -> Promise {
    let view = counter.view(case);
    view.promises.into_iter().rfind(|one| one.kind == kind && one.state != PromiseState::Void).unwrap()
}

fn pause(kind: PauseKind, days: u32, notice: bool) -> CaseAct {
    let reason = "依法进行".to_owned();
    CaseAct::Pause(Pause { kind, body: String::new(), days, from: None, reason, notice })
}

fn resume(kind: Option<PauseKind>) -> CaseAct {
    CaseAct::Resume(Resume { kind, ..Resume::default() })
}

#[test]
fn su_2_the_vector_of_a_suspension_through_the_desk() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    assert_eq!(promise(&counter, case, PromiseKind::Committed).due, day("2026-03-16"));
    counter.go_to("2026-03-05 10:00");
    counter.act(case, pause(PauseKind::Appraisal, 5, true)).unwrap();
    let view = counter.view(case);
    assert_eq!(view.case.state, State::Paused);
    assert!(view.documents.iter().any(|one| one.kind.phrase().zh == "特别程序时间告知书"));
    let running = promise(&counter, case, PromiseKind::Committed);
    assert_eq!((running.state, running.due), (PromiseState::Paused, day("2026-03-16")));
    assert_eq!(promise(&counter, case, PromiseKind::Special).due, day("2026-03-12"));
    counter.go_to("2026-03-12 10:00");
    counter.act(case, resume(None)).unwrap();
    let after = promise(&counter, case, PromiseKind::Committed);
    assert_eq!((after.state, after.due), (PromiseState::Running, day("2026-03-23")));
    assert_eq!(promise(&counter, case, PromiseKind::Special).state, PromiseState::Kept);
    assert_eq!(counter.view(case).case.state, State::Accepted, "SU-5: resuming resets nothing");
    counter.assert_sound();
}

#[test]
fn su_3_overlapping_suspensions_are_united_never_summed() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    counter.go_to("2026-03-05 10:00");
    counter.act(case, pause(PauseKind::Appraisal, 5, true)).unwrap();
    counter.go_to("2026-03-09 10:00");
    counter.act(case, pause(PauseKind::ExpertReview, 5, true)).unwrap();
    let twice = counter.act(case, pause(PauseKind::ExpertReview, 5, true)).unwrap_err();
    assert_eq!(twice.rule, Some("SU-3"));
    counter.go_to("2026-03-12 10:00");
    assert_eq!(counter.act(case, resume(None)).unwrap_err().field.as_deref(), Some("kind"));
    counter.act(case, resume(Some(PauseKind::Appraisal))).unwrap();
    assert_eq!(counter.view(case).case.state, State::Paused, "the other procedure still runs");
    counter.go_to("2026-03-16 10:00");
    counter.act(case, resume(None)).unwrap();
    assert_eq!(promise(&counter, case, PromiseKind::Committed).due, day("2026-03-25"));
    counter.assert_sound();
}

#[test]
fn su_1_without_its_written_notice_a_pause_moves_no_date_and_is_overdue_by_itself() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    counter.go_to("2026-03-05 10:00");
    counter.act(case, pause(PauseKind::Testing, 3, false)).unwrap();
    assert_eq!(counter.view(case).case.state, State::Accepted, "SU-4: it cannot hide in a pause");
    assert_eq!(promise(&counter, case, PromiseKind::Committed).state, PromiseState::Running);
    counter.go_to("2026-03-11 10:00");
    counter.act(case, pause(PauseKind::Testing, 3, true)).unwrap();
    let special = promise(&counter, case, PromiseKind::Special);
    assert!(special.due == day("2026-03-10") && special.missed_at.is_some(), "SU-4: its own overdue state");
    counter.go_to("2026-03-12 10:00");
    counter.act(case, resume(None)).unwrap();
    // It is proven now, and counts from the day it began: 03-06, 09, 10, 11, 12.
    assert_eq!(promise(&counter, case, PromiseKind::Committed).due, day("2026-03-23"));
    counter.assert_sound();
}

#[test]
fn su_6_and_days_that_cannot_be_are_refused_with_their_rule() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = counter.take_complete("ZA02");
    assert_eq!(counter.act(case, pause(PauseKind::Hearing, 5, true)).unwrap_err().rule, Some("SU-6"));
    counter.act(case, CaseAct::Accept(Accept::default())).unwrap();
    assert_eq!(counter.act(case, resume(None)).unwrap_err().rule, Some("SU-2"), "nothing runs");
    let from = |from: &str| {
        CaseAct::Pause(Pause {
            kind: PauseKind::Hearing,
            body: String::new(),
            days: 5,
            from: Some(from.to_owned()),
            reason: String::new(),
            notice: true,
        })
    };
    for (text, rule) in [("2026-03-03", Some("SU-2")), ("2026-02-27", Some("SU-2")), ("32日", None)] {
        let refused = counter.act(case, from(text)).unwrap_err();
        assert_eq!((refused.rule, refused.field.as_deref()), (rule, Some("from")), "{text}");
    }
    assert_eq!(
        counter.act(case, pause(PauseKind::Hearing, 0, true)).unwrap_err().field.as_deref(),
        Some("days")
    );
    let publicity = counter.act(case, pause(PauseKind::Publicity, 5, true)).unwrap_err();
    assert_eq!(publicity.rule, Some("SU-1"), "its publicity period counts");
    counter.go_to("2026-03-05 09:00");
    counter.act(case, pause(PauseKind::Hearing, 5, true)).unwrap();
    counter.go_to("2026-03-06 09:00");
    let before = Resume { day: Some("2026-03-04".to_owned()), ..Resume::default() };
    assert_eq!(counter.act(case, CaseAct::Resume(before)).unwrap_err().rule, Some("SU-2"));
    let ahead = Resume { day: Some("2026-03-09".to_owned()), ..Resume::default() };
    assert_eq!(counter.act(case, CaseAct::Resume(ahead)).unwrap_err().rule, Some("SU-2"));
    counter.assert_sound();
}

fn extend(counter: &mut Counter, case: CaseId) -> Result<(), Refusal> {
    let act = CaseAct::Extend(Extend { reason: "需要补充调查".to_owned(), approver: String::new() });
    let manager = counter.manager.clone();
    counter.run(&manager, Command::Case(OnCase { case, version: None, act })).map(drop)
}

#[test]
fn cl_17_one_extension_before_the_date_by_the_items_own_days() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    let clerk = CaseAct::Extend(Extend { reason: "x".to_owned(), approver: String::new() });
    assert!(counter.act(case, clerk).is_err(), "a clerk extends nothing");
    counter.go_to("2026-03-10 09:00");
    extend(&mut counter, case).unwrap();
    // The law's ten days for licences, because the item has none of its own.
    let law = promise(&counter, case, PromiseKind::Statutory);
    assert_eq!((law.due, law.basis.extension), (day("2026-04-14"), Some(10)));
    assert_eq!(promise(&counter, case, PromiseKind::Committed).due, day("2026-03-30"));
    let view = counter.view(case);
    assert_eq!(
        view.extension.as_ref().map(|one| (one.old_due, one.new_due)),
        Some((day("2026-03-30"), day("2026-04-14")))
    );
    assert!(view.documents.iter().any(|one| one.kind.phrase().zh == "延期告知书"));
    assert_eq!(extend(&mut counter, case).unwrap_err().rule, Some("CL-17"), "a second one");
    let late = accepted(&mut counter, "ZA02");
    counter.go_to("2026-05-20 09:00");
    let manager = counter.manager.clone();
    counter.run(&manager, Command::ConfirmDate(ConfirmDate { day: "2026-05-20".to_owned() })).unwrap();
    assert_eq!(extend(&mut counter, late).unwrap_err().rule, Some("CL-17"), "after the date");
    counter.assert_sound();
}

#[test]
fn cl_3_an_item_without_limits_of_its_own_has_those_of_the_law() {
    let mut counter = Counter::with("2026-03-02 09:00", |item| {
        own_licence(item);
        if item.code == "ZA02" {
            item.statutory = None;
            item.kind = yichuang::domain::item::Kind::Joint;
        }
    });
    let case = accepted(&mut counter, "ZA02");
    let law = promise(&counter, case, PromiseKind::Statutory);
    assert_eq!((law.basis.days, law.basis.rule.as_str()), (45, "CL-3/joint"));
    extend(&mut counter, case).unwrap();
    assert_eq!(promise(&counter, case, PromiseKind::Statutory).basis.extension, Some(15));
}

#[test]
fn head_of_several_profiles_the_ceiling_that_ends_first_binds_and_is_named() {
    let mut counter = Counter::with("2026-03-02 09:00", |item| {
        if item.code == "ZA02" {
            item.statutory = Some((30, Unit::Wd));
        }
    });
    let manager = counter.manager.clone();
    let profiles = yichuang::desk::verbs::SaveStation {
        profiles: Some("national hangzhou".to_owned()),
        ..Default::default()
    };
    let before = counter.take_complete("ZA02");
    counter
        .act(before, CaseAct::Accept(Accept { organ_document: Some("区1号".to_owned()), organ_day: None }))
        .unwrap();
    assert_eq!(promise(&counter, before, PromiseKind::Statutory).basis.profile, "catalogue");
    counter.run(&manager, Command::SaveStation(profiles)).unwrap();
    let after = counter.take_complete("ZA02");
    counter
        .act(after, CaseAct::Accept(Accept { organ_document: Some("区2号".to_owned()), organ_day: None }))
        .unwrap();
    let law = promise(&counter, after, PromiseKind::Statutory);
    assert_eq!((law.basis.profile.as_str(), law.basis.days), ("hangzhou", 15));
}

// ---- Another calendar ----

fn import(counter: &mut Counter, text: &str) -> Result<(), Refusal> {
    let announcement = Announcement::read(text).unwrap();
    let import = ImportCalendar { days: announcement.rows, years: announcement.years };
    let manager = counter.manager.clone();
    counter.run(&manager, Command::ImportCalendar(import)).map(drop)
}

#[test]
fn cl_20_ho_1_a_new_calendar_moves_what_runs_and_lists_every_date() {
    let mut counter = Counter::with("2026-12-07 09:00", own_licence);
    let mut cases: Vec<CaseId> = Vec::new();
    for date in ["2026-12-07 09:00", "2026-12-14 09:00", "2026-12-21 09:00", "2026-12-28 09:00"] {
        counter.go_to(date);
        cases.push(accepted(&mut counter, "ZA02"));
    }
    let kept = accepted(&mut counter, "ZA02");
    let decide = yichuang::desk::verbs::Decide {
        outcome: yichuang::domain::case::Outcome::Granted,
        result: String::new(),
        reason: String::new(),
        result_document: None,
        organ_document: None,
        organ_day: None,
    };
    counter.act(kept, CaseAct::Decide(decide)).unwrap();
    let frozen = counter.view(kept).promises;
    let model = |texts: &[&str], promise: &Promise| {
        let basis = &promise.basis;
        Model::of(texts).due(basis.start, basis.unit, basis.days, &[], 0)
    };
    let running: Vec<Promise> =
        cases.iter().flat_map(|case| counter.view(*case).promises).filter(Promise::open).collect();
    for one in &running {
        assert_eq!((one.due, one.provisional), model(&[ANNOUNCED], one), "HO-1: provisional before");
    }
    assert!(running.iter().any(|one| one.provisional));
    // The list says exactly what differs, by the model.
    let announcement = Announcement::read(NEXT).unwrap();
    let manager = counter.manager.clone();
    let listed = counter.desk.date_changes(&manager, &announcement, &mut |_, _| {}).unwrap();
    let listed: BTreeMap<_, _> = listed.into_iter().map(|one| (one.promise, (one.old, one.new))).collect();
    let board = counter.desk.board(&manager, &DueFilter::default(), 1000, 0).unwrap();
    let mut expected = BTreeMap::new();
    for row in &board {
        let basis = &row.basis;
        let at = |texts: &[&str]| Model::of(texts).due(basis.start, basis.unit, basis.days, &[], 0);
        let (old, new) = (at(&[ANNOUNCED]), at(&[ANNOUNCED, NEXT]));
        if old != new {
            expected.insert(row.id, (old, new));
        }
    }
    assert_eq!(listed, expected, "complete, and nothing else");
    assert!(!expected.is_empty());
    import(&mut counter, NEXT).unwrap();
    for one in &running {
        let after: Vec<Promise> = counter.view(one.case_id.unwrap()).promises;
        let after = after.iter().find(|other| other.id == one.id).unwrap();
        assert_eq!((after.due, after.provisional), model(&[ANNOUNCED, NEXT], one), "exact after");
    }
    let same = |one: &Promise, other: &Promise| (one.due, one.version) == (other.due, other.version);
    let now = counter.view(kept).promises;
    let owed =
        |list: &[Promise]| -> Vec<Promise> { list.iter().filter(|one| !one.open()).cloned().collect() };
    assert!(
        owed(&frozen).iter().zip(owed(&now).iter()).all(|(one, other)| same(one, other)),
        "CL-20: kept ones stay"
    );
    // A case taken in afterwards knows the new calendar, in this process and in another.
    let other = Desk::open(&counter.path(), "other").unwrap();
    assert!(other.calendar().announced(2027) && counter.desk.calendar().announced(2027));
    counter.assert_sound();
}

#[test]
fn ho_1_a_second_process_takes_its_next_act_by_the_new_calendar() {
    let mut counter = Counter::with("2026-12-21 09:00", own_licence);
    let mut second = Desk::open(&counter.path(), "second").unwrap();
    let case = counter.take_complete("ZA02");
    import(&mut counter, NEXT).unwrap();
    assert!(!second.calendar().announced(2027), "it has not looked yet");
    let act = CaseAct::Accept(Accept::default());
    let clerk = counter.clerk.clone();
    second.run(&clerk, &Command::Case(OnCase { case, version: None, act }), counter.now).unwrap();
    assert!(!promise(&counter, case, PromiseKind::Statutory).provisional);
}

#[test]
fn cl_20_a_calendar_may_be_announced_again_and_days_taken_back() {
    let mut counter = Counter::with("2026-12-21 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    import(&mut counter, NEXT).unwrap();
    let first = promise(&counter, case, PromiseKind::Statutory).due;
    let without = NEXT.replace("2027-01-02,off,元旦\n", "").replace("2027-01-03,off,元旦\n", "");
    let more = format!("{}2027-01-04,off,元旦\n", without);
    import(&mut counter, &more).unwrap();
    let moved = promise(&counter, case, PromiseKind::Statutory).due;
    assert!(moved > first, "{first} {moved}");
    import(&mut counter, NEXT).unwrap();
    assert_eq!(promise(&counter, case, PromiseKind::Statutory).due, first);
    let nothing = ImportCalendar { days: Vec::new(), years: vec![2026] };
    let manager = counter.manager.clone();
    let refused = counter.run(&manager, Command::ImportCalendar(nothing)).unwrap_err();
    assert_eq!(refused.rule, Some("HO-1"), "a year in use is not taken away");
    let announcement = Announcement::read(NEXT).unwrap();
    let clerk = counter.clerk.clone();
    let import = ImportCalendar { days: announcement.rows, years: announcement.years };
    assert!(counter.run(&clerk, Command::ImportCalendar(import)).is_err(), "a manager's matter");
    counter.assert_sound();
}

// ---- When nobody is at the desk ----

#[test]
fn a_week_without_a_process_is_recorded_once_by_two_that_start_together() {
    let mut counter = Counter::with("2026-03-02 09:00", licence("MZ01"));
    let mut deemed = Vec::new();
    for _ in 0..5 {
        deemed.push(counter.take("MZ01", &[]));
    }
    let worked = {
        let case = counter.take_complete("ZA02");
        let accept = Accept { organ_document: Some("区3号".to_owned()), organ_day: None };
        counter.act(case, CaseAct::Accept(accept)).unwrap();
        case
    };
    let path = counter.path();
    let barrier = Arc::new(Barrier::new(2));
    let later = at("2026-03-13 08:30");
    let starts: Vec<_> = (0..2)
        .map(|place| {
            let (path, barrier) = (path.clone(), barrier.clone());
            std::thread::spawn(move || {
                let mut desk = Desk::open(&path, &format!("terminal {place}")).unwrap();
                barrier.wait();
                desk.sweep(later).unwrap()
            })
        })
        .collect();
    let recorded: Vec<bool> = starts.into_iter().map(|one| one.join().unwrap()).collect();
    assert!(recorded.iter().any(|recorded| *recorded));
    for case in deemed {
        let view = counter.view(case);
        assert!(view.case.deemed && view.case.accepted_day == Some(day("2026-03-02")), "ON-5: dated back");
        // The sweep stands in the history only where it issued a card of the case, and then once.
        let sweeps = view.timeline.iter().filter(|line| line.verb == "sweep").count();
        assert_eq!(sweeps, usize::from(!view.cards.is_empty()));
        let notice = view.promises.iter().find(|one| one.kind == PromiseKind::Notice).unwrap();
        assert_eq!(notice.missed_at, Some(yichuang::calendar::Zone::default().end_of_day(day("2026-03-09"))));
    }
    let view = counter.view(worked);
    assert_eq!(view.promises.iter().filter(|one| one.kind == PromiseKind::Committed).count(), 1);
    let missed: Vec<&Promise> = view.promises.iter().filter(|one| one.missed_at.is_some()).collect();
    for promise in &missed {
        let cards: Vec<_> = view.cards.iter().filter(|card| card.promise_id == promise.id).collect();
        let wanted = usize::from(CardKind::for_missed(promise.kind).is_some());
        assert_eq!(cards.len(), wanted, "{:?}: one card, once", promise.kind);
        for card in cards {
            assert_eq!(Some(card.day), promise.due.succ_opt(), "with the day from which it holds");
            assert_eq!(card.appears_at, at("2026-03-13 09:00"), "WA-3: when the station opens");
        }
    }
    assert!(!missed.is_empty());
    counter.now = at("2026-03-13 08:31");
    counter.assert_sound();
}

// ---- Cards, urging, conclusions ----

#[test]
fn a_supervisors_journey_from_the_late_step_to_its_conclusion() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let case = counter.take_complete("MZ01");
    let accept = Accept { organ_document: Some("街1号".to_owned()), organ_day: None };
    counter.act(case, CaseAct::Accept(accept)).unwrap();
    // The step 启动入户调查 has three working days, the whole thirty: a step can be red while the whole is green.
    counter.go_to("2026-03-09 10:00");
    counter.desk.sweep(counter.now).unwrap();
    let supervisor = counter.supervisor.clone();
    let overdue = DueFilter { until: Some(day("2026-03-08")), ..DueFilter::default() };
    let rows = counter.desk.board(&supervisor, &overdue, 100, 0).unwrap();
    let late = rows.iter().find(|row| row.kind == PromiseKind::Step).unwrap();
    assert_eq!(late.card, Some(CardKind::Yellow), "by rule");
    let calendar = counter.desk.calendar().clone();
    let whole = promise(&counter, case, PromiseKind::Statutory);
    assert_eq!(whole.lamp(day("2026-03-09"), &calendar).word(), "green");
    assert_eq!(late.lamp(day("2026-03-09"), &calendar).word(), "red");

    let urge = IssueCards {
        promises: vec![late.id],
        kind: CardKind::Urge,
        reason: "请今天完成入户".to_owned(),
        days: None,
    };
    let clerk = counter.clerk.clone();
    assert!(counter.run(&clerk, Command::IssueCards(urge.clone())).is_err(), "a clerk urges nobody");
    counter.run(&supervisor, Command::IssueCards(urge)).unwrap();
    let shown = counter.desk.cards_for(&clerk, counter.now).unwrap();
    let kinds: Vec<CardKind> = shown.iter().map(|row| row.card.kind).collect();
    assert_eq!(kinds, [CardKind::Yellow, CardKind::Urge], "the clerk sees both");
    assert!(promise(&counter, case, PromiseKind::Urge).open(), "the reply is a promise itself");
    let cards: Vec<_> = shown.iter().map(|row| row.card.id).collect();
    counter.run(&clerk, Command::ReadCards(ReadCards { cards: cards.clone() })).unwrap();

    let close = |card| Command::CloseCard(CloseCard { card });
    assert_eq!(counter.run(&supervisor, close(cards[1])).unwrap_err().rule, Some("WA-2"), "no answer yet");
    let reply = |card| Command::ReplyCard(ReplyCard { card, reply: "已入户, 今天录入".to_owned() });
    let other = counter.other.clone();
    assert!(counter.run(&other, reply(cards[1])).is_err(), "somebody else does not answer for the owner");
    counter.run(&clerk, reply(cards[0])).unwrap();
    counter.run(&clerk, reply(cards[1])).unwrap();
    assert_eq!(promise(&counter, case, PromiseKind::Urge).state, PromiseState::Kept);
    counter.act(case, CaseAct::Step(Step::default())).unwrap();
    counter.run(&supervisor, close(cards[1])).unwrap();

    let conclude = Conclude {
        cards: vec![cards[0]],
        cause: Cause::Station,
        responsible: "张敏".to_owned(),
        measure: "入户前一天核对名单".to_owned(),
    };
    assert!(counter.run(&supervisor, Command::Conclude(conclude.clone())).is_err(), "a manager approves it");
    let manager = counter.manager.clone();
    counter.run(&manager, Command::Conclude(conclude.clone())).unwrap();
    assert_eq!(counter.run(&manager, Command::Conclude(conclude)).unwrap_err().rule, Some("WA-2"), "once");
    let states: Vec<CardState> = counter.view(case).cards.iter().map(|card| card.state()).collect();
    assert_eq!(states, [CardState::Closed, CardState::Closed]);
    counter.assert_sound();
}

#[test]
fn wa_2_an_unread_card_is_taken_back_within_ten_minutes_and_stays_as_cancelled() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    let supervisor = counter.supervisor.clone();
    let target = promise(&counter, case, PromiseKind::Committed).id;
    let issue =
        |kind| IssueCards { promises: vec![target], kind, reason: "催办".to_owned(), days: Some(2) };
    let recall = |card| Command::CancelCard(CancelCard { card, reason: "发错".to_owned(), recall: true });
    counter.run(&supervisor, Command::IssueCards(issue(CardKind::Urge))).unwrap();
    let card = counter.view(case).cards[0].id;
    counter.run(&supervisor, recall(card)).unwrap();
    assert_eq!(counter.view(case).cards[0].state(), CardState::Cancelled);
    assert!(counter.view(case).promises.iter().all(|one| one.kind != PromiseKind::Urge || !one.open()));
    counter.run(&supervisor, Command::IssueCards(issue(CardKind::Red))).unwrap();
    counter.go_to("2026-03-02 09:30");
    let card = counter.view(case).cards[1].id;
    assert_eq!(counter.run(&supervisor, recall(card)).unwrap_err().rule, Some("WA-2"), "too late");
    let cancel =
        Command::CancelCard(CancelCard { card, reason: "申请人原因".to_owned(), recall: false });
    counter.run(&supervisor, cancel.clone()).unwrap();
    assert_eq!(counter.run(&supervisor, cancel).unwrap_err().rule, Some("WA-2"), "cancelled once");
    assert_eq!(counter.view(case).cards.len(), 2, "never deleted");
    counter.assert_sound();
}

#[test]
fn wa_2_a_conclusion_ends_the_wait_for_an_answer_without_calling_it_kept() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let promises = vec![promise(&counter, case, PromiseKind::Committed).id];
    let red = IssueCards { promises, kind: CardKind::Red, reason: "超时".to_owned(), days: Some(2) };
    counter.run(&supervisor, Command::IssueCards(red)).unwrap();
    let conclude = Conclude {
        cards: vec![counter.view(case).cards[0].id],
        cause: Cause::Station,
        responsible: "张敏".to_owned(),
        measure: "当面说明".to_owned(),
    };
    counter.run(&manager, Command::Conclude(conclude)).unwrap();
    assert_eq!(counter.view(case).cards[0].state(), CardState::Closed);
    let reply = counter.view(case).promises.into_iter().find(|one| one.kind == PromiseKind::Reply).unwrap();
    assert_eq!(reply.state, PromiseState::Void);
    counter.assert_sound();
}

// ---- A clock that jumps ----

fn note(text: &str) -> CaseAct {
    let json = format!("{{\"note\":{{\"channel\":\"phone\",\"text\":\"{text}\"}}}}");
    serde_json::from_str(&json).unwrap()
}

#[test]
fn time_a_clock_set_back_by_minutes_goes_on_by_more_only_reads() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let case = counter.take_complete("MZ01");
    let last = counter.desk.head().unwrap().at;
    counter.now = last.plus_millis(-2 * 60_000);
    counter.act(case, note("两分钟")).unwrap();
    assert_eq!(counter.desk.head().unwrap().at, last.plus_millis(1), "just after the last entry");
    for millis in [3_600_000, 365 * 86_400_000] {
        counter.now = last.plus_millis(-millis);
        let refused = counter.act(case, note("晚")).unwrap_err();
        assert_eq!(refused.rule, Some("TIME"));
        assert!(refused.advice.is_some(), "what to do");
        assert_eq!(counter.view(case).case.id, case, "reading still works");
        let pin = crate::support::PIN;
        assert!(counter.desk.sign_in("1", pin, counter.now).is_ok(), "and so does the door");
        // Hours are set right at the clock: to confirm the day takes nothing of the day's work back.
        if millis == 3_600_000 {
            let manager = counter.manager.clone();
            let confirm = ConfirmDate { day: "2026-03-02".to_owned() };
            assert!(counter.desk.entries_ahead(counter.now).unwrap().is_empty());
            let refused = counter.run(&manager, Command::ConfirmDate(confirm)).unwrap_err();
            assert_eq!(refused.rule, Some("TIME"));
        }
    }
    counter.now = last.plus_millis(1_000_000);
    counter.act(case, note("好了")).unwrap();
    counter.assert_sound();
}

#[test]
fn time_what_was_written_in_2099_is_taken_back_entry_by_entry_when_a_manager_confirms_the_date() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let before = counter.take_complete("MZ01");
    let (number, phone) = {
        let view = counter.view(before);
        (view.case.number, view.case.agent_phone)
    };
    counter.go_to("2099-01-05 09:00");
    let ahead = counter.take_complete("MZ01");
    counter.act(before, note("走在前面")).unwrap();
    let assign = yichuang::desk::verbs::Assign { to: "2".to_owned(), reason: "轮班".to_owned() };
    counter.act(before, CaseAct::Assign(assign)).unwrap();
    assert!(counter.desk.sign_in("1", "0000", counter.now).is_err(), "a wrong PIN under that date");
    let missed = counter.view(before).promises.iter().filter(|one| one.missed_at.is_some()).count();
    assert_eq!(missed, 0, "what fell due by a date that nobody confirmed is not recorded");

    counter.go_to("2026-03-02 10:00");
    let clerk = counter.clerk.clone();
    let confirm = |day: &str| Command::ConfirmDate(ConfirmDate { day: day.to_owned() });
    assert_eq!(counter.act(before, note("晚")).unwrap_err().rule, Some("TIME"));
    assert!(counter.run(&clerk, confirm("2026-03-02")).is_err(), "a manager confirms it");
    let manager = counter.manager.clone();
    assert!(counter.run(&manager, confirm("2099-01-05")).is_err(), "the date that the clock shows now");
    assert_eq!(counter.desk.entries_ahead(counter.now).unwrap().len(), 3);
    let done = counter.run(&manager, confirm("2026-03-02")).unwrap();
    assert!(done.message.say(yichuang::words::Lang::Zh).contains("收回 3 笔"));

    assert_eq!(counter.view(ahead).case.state, State::Voided, "its number stays spent");
    let view = counter.view(before);
    assert_eq!((view.case.number, view.case.agent_phone), (number, phone));
    assert_eq!(view.owner.code, "1", "given back");
    assert!(view.notes.iter().all(|note| note.text != "走在前面"));
    let undone: Vec<_> = view.timeline.iter().filter(|line| line.undone).map(|line| &line.verb).collect();
    assert_eq!(undone, ["assign", "note"], "the history says what was taken back");
    // The day goes on, and the station's own undo does not reach into what was taken back.
    assert!(counter.desk.sign_in("1", crate::support::PIN, counter.now).is_ok(), "no wait until 2099");
    counter.act(before, note("继续")).unwrap();
    let found = counter.desk.undo_candidates(&clerk, counter.now).unwrap();
    assert_eq!(found.undo.map(|entry| entry.verb), Some("note".to_owned()));
    let next = counter.take_complete("MZ01");
    assert!(counter.view(next).case.number.contains("2026"));
    counter.assert_sound();
}

#[test]
fn cl_22_a_moment_in_another_zone_belongs_to_the_stations_day() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let zone = yichuang::calendar::Zone::default();
    for (text, there) in [
        ("2026-03-02T23:59:59+08:00", "2026-03-02"),
        ("2026-03-02T23:30:00-08:00", "2026-03-03"),
        ("2026-03-02T15:59:59Z", "2026-03-02"),
        ("2026-03-02T16:00:00Z", "2026-03-03"),
        ("2026-03-03 00:00", "2026-03-03"),
    ] {
        let at = zone.parse_time(text).unwrap();
        assert_eq!(zone.day(at), day(there), "{text}");
    }
    // A receipt that another system writes in its own zone starts the clock on the station's day (CL-16).
    counter.go_to("2026-03-04 09:00");
    let clerk = counter.clerk.clone();
    let take: yichuang::desk::verbs::Take = serde_json::from_value(serde_json::json!({
        "item": "MZ01", "applicant": {"name": "王桂英", "phone": "13800006021"},
        "received": "2026-03-02T16:30:00Z", "received_reason": "夜间线上收到",
    }))
    .unwrap();
    let done = counter.run(&clerk, Command::Take(Box::new(take))).unwrap();
    assert_eq!(counter.view(done.case.unwrap()).case.received_day, day("2026-03-03"));
}

#[test]
fn su_1_a_limit_that_is_over_is_not_brought_back_by_a_stop_written_down_afterwards() {
    let mut counter = Counter::with("2026-03-02 09:00", own_licence);
    let case = accepted(&mut counter, "ZA02");
    let due = promise(&counter, case, PromiseKind::Committed).due;
    counter.go_to("2026-04-20 09:00");
    let late = Pause { from: Some("2026-03-03".to_owned()), ..stop() };
    let refused = counter.act(case, CaseAct::Pause(late.clone())).unwrap_err();
    assert_eq!(refused.rule, Some("SU-1"));
    assert_eq!(promise(&counter, case, PromiseKind::Committed).due, due);
    let manager = counter.manager.clone();
    let on = OnCase { case, version: None, act: CaseAct::Pause(late) };
    counter.run(&manager, Command::Case(on)).unwrap();
    assert_eq!(promise(&counter, case, PromiseKind::Committed).state, PromiseState::Paused);
}

/// A proven stop for an appraisal of five days.
fn stop() -> Pause {
    match pause(PauseKind::Appraisal, 5, true) {
        CaseAct::Pause(pause) => pause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn time_a_sign_in_alone_under_a_later_date_bars_nobody_for_good() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let case = counter.take_complete("MZ01");
    assert!(counter.desk.sign_in("1", crate::support::PIN, at("2099-01-05 09:00")).is_ok());
    counter.go_to("2026-03-02 10:00");
    assert_eq!(counter.act(case, note("晚")).unwrap_err().rule, Some("TIME"));
    let confirm = ConfirmDate { day: "2026-03-02".to_owned() };
    let manager = counter.manager.clone();
    counter.run(&manager, Command::ConfirmDate(confirm)).unwrap();
    counter.act(case, note("好了")).unwrap();
    counter.assert_sound();
}
