//! Volunteers, their activities and hours, and the station's partners (A9).

use crate::hands::{Counter as Demo, Hands};
use crate::program::{CLERK, Station};
use crate::support::{Counter, at};
use proptest::prelude::*;
use std::collections::BTreeSet;
use yichuang::app::{Modal, Pane, Settings, VolunteerItem, VolunteerView};
use yichuang::calendar::{Day, Stamp};
use yichuang::desk::verbs::{
    AnswerHelp, AskHelp, CancelActivity, CertifyHours, CorrectHours, Dispose, ImportHours, MergePersons,
    PersonInput, ProposeDisposal, RecordActivity, ReportDeath, SaveActivity, SaveHousehold, SavePartner,
    SavePerson, SaveTeam, SaveVolunteer, ServedInput, SetVolunteerState, SignDoor, SignUp, Undo,
    UnmergePersons,
};
use yichuang::desk::{Command, Done, ProofCheck};
use yichuang::domain::Refusal;
use yichuang::domain::id::{ActivityId, PersonId};
use yichuang::domain::promise::PromiseState;
use yichuang::domain::service::{ActivityState, Nature, Service, ServiceKind};
use yichuang::domain::volunteer::{NeedState, VolunteerState};

/// A station with volunteers 1 to `n`, all grown up.
struct Corps {
    counter: Counter,
    people: Vec<PersonId>,
}

/// An identity number of the sample area, born on a day.
fn id_number(birth: &str, nth: usize) -> String {
    let digits = format!("000000{birth}{nth:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap();
    format!("{digits}{check}")
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

impl Corps {
    fn at(now: &str, n: usize) -> Self {
        let mut corps = Self { counter: Counter::at(now), people: Vec::new() };
        for nth in 0..n {
            let name = format!("志愿{}", ["甲", "乙", "丙", "丁", "戊"][nth % 5]);
            corps.enter(&name, "19700101", nth).unwrap();
        }
        corps
    }

    fn run(&mut self, command: Command) -> Result<Done, Refusal> {
        let clerk = self.counter.clerk.clone();
        self.counter.run(&clerk, command)
    }

    /// The rule that a command is refused by; it must be refused.
    fn refused(&mut self, command: Command) -> Option<&'static str> {
        let refusal = self.run(command).unwrap_err();
        assert!(!refusal.what.say(yichuang::words::Lang::Zh).is_empty());
        refusal.rule
    }

    fn person(&mut self, name: &str, birth: &str, nth: usize) -> PersonId {
        let number = id_number(birth, nth);
        let person =
            PersonInput { name: name.to_owned(), id_number: some(&number), ..PersonInput::default() };
        self.run(Command::SavePerson(Box::new(SavePerson { person, ..SavePerson::default() }))).unwrap();
        let manager = self.counter.manager.clone();
        let (person, _) = self.counter.desk.person_with_number(&manager, &number).unwrap().unwrap();
        person.id
    }

    fn enter(&mut self, name: &str, birth: &str, nth: usize) -> Result<Done, Refusal> {
        let person = self.person(name, birth, nth);
        self.people.push(person);
        self.volunteer(person, |_| {})
    }

    fn volunteer(&mut self, person: PersonId, change: impl Fn(&mut SaveVolunteer)) -> Result<Done, Refusal> {
        let mut save = SaveVolunteer {
            applicant: Some(PersonInput { id: Some(person.0), ..PersonInput::default() }),
            consent: "同意用于志愿服务".to_owned(),
            ..SaveVolunteer::default()
        };
        change(&mut save);
        self.run(Command::SaveVolunteer(Box::new(save)))
    }

    fn plan(&mut self, change: impl Fn(&mut SaveActivity)) -> Result<ActivityId, Refusal> {
        let mut plan = SaveActivity {
            name: "清洁家园".to_owned(),
            kind: Some(ServiceKind::Environment),
            day: some("2026-06-10"),
            from: "8:30".to_owned(),
            to: "11:00".to_owned(),
            place: "大院".to_owned(),
            content: "清理楼道".to_owned(),
            ..SaveActivity::default()
        };
        change(&mut plan);
        self.run(Command::SaveActivity(Box::new(plan)))?;
        let (from, until) = (day("2026-01-01"), day("2027-12-31"));
        let rows = self.counter.desk.activities(&self.counter.manager, from, until).unwrap();
        Ok(rows.iter().map(|row| row.activity.id).max().unwrap())
    }

    fn door(&mut self, activity: ActivityId, number: i64) -> Result<Done, Refusal> {
        self.run(Command::SignDoor(SignDoor { activity: activity.0, number }))
    }

    fn correct(
        &mut self,
        activity: ActivityId,
        number: i64,
        change: impl Fn(&mut CorrectHours),
    ) -> Result<Done, Refusal> {
        let mut correct = CorrectHours {
            activity: activity.0,
            number,
            from: "8:30".to_owned(),
            to: "10:30".to_owned(),
            reason: "本人提出, 核对签到表".to_owned(),
            ..CorrectHours::default()
        };
        change(&mut correct);
        self.run(Command::CorrectHours(correct))
    }

    fn record(
        &mut self,
        activity: ActivityId,
        change: impl Fn(&mut RecordActivity),
    ) -> Result<Done, Refusal> {
        let mut record = RecordActivity { activity: activity.0, ..RecordActivity::default() };
        change(&mut record);
        self.run(Command::RecordActivity(record))
    }

    fn certify(&mut self, number: i64) -> Result<String, Refusal> {
        let certify = CertifyHours { number, ..CertifyHours::default() };
        let done = self.run(Command::CertifyHours(certify))?;
        Ok(done.documents.first().map(|document| document.number.clone()).unwrap_or_default())
    }

    fn check(&self, number: &str) -> ProofCheck {
        self.counter.desk.check_proof(&self.counter.manager, number).unwrap()
    }

    fn services(&self, activity: ActivityId) -> Vec<Service> {
        let rows = self.counter.desk.door(&self.counter.manager, activity).unwrap();
        rows.into_iter().flat_map(|row| row.services).collect()
    }

    fn minutes(&self, number: i64) -> i64 {
        let rows = self.counter.desk.volunteers(&self.counter.manager).unwrap();
        let row = rows.iter().find(|row| row.volunteer.number == number).unwrap();
        self.counter.desk.minutes_of(&row.volunteer).unwrap()
    }

    fn state(&self, number: i64) -> VolunteerState {
        let rows = self.counter.desk.volunteers(&self.counter.manager).unwrap();
        rows.iter().find(|row| row.volunteer.number == number).unwrap().volunteer.state
    }
}

#[test]
fn vo_1_a_volunteer_is_entered_once_with_consent_and_a_birth_date() {
    let mut corps = Corps::at("2026-06-01 09:00", 0);
    let one = corps.person("甲一", "19700101", 1);
    assert_eq!(corps.volunteer(one, |save| save.consent = String::new()).unwrap_err().rule, Some("VO-1"));
    corps.volunteer(one, |_| {}).unwrap();
    assert_eq!(corps.volunteer(one, |_| {}).unwrap_err().rule, Some("VO-1"), "twice");
    let nameless = SaveVolunteer {
        applicant: Some(PersonInput { name: "没号".to_owned(), ..PersonInput::default() }),
        consent: "同意".to_owned(),
        ..SaveVolunteer::default()
    };
    assert_eq!(corps.refused(Command::SaveVolunteer(Box::new(nameless))), Some("VO-1"), "no birth date");
    // Somebody new comes into the register and the list in one act, and one undo takes both back.
    let new = SaveVolunteer {
        applicant: Some(PersonInput {
            name: "甲二".to_owned(),
            id_number: some(&id_number("19800202", 2)),
            ..PersonInput::default()
        }),
        consent: "同意".to_owned(),
        ..SaveVolunteer::default()
    };
    corps.run(Command::SaveVolunteer(Box::new(new))).unwrap();
    let known = |corps: &Corps| {
        let manager = &corps.counter.manager;
        corps.counter.desk.person_with_number(manager, &id_number("19800202", 2)).unwrap().is_some()
    };
    assert!(known(&corps));
    corps.run(Command::Undo(Undo::default())).unwrap();
    assert!(!known(&corps));
    assert_eq!(corps.counter.desk.volunteers(&corps.counter.manager).unwrap().len(), 1);
    corps.counter.assert_sound();
}

#[test]
fn vo_3_what_is_served_counts_from_the_beginning_of_the_activity_and_midnight_parts_nothing() {
    let mut corps = Corps::at("2026-06-01 09:00", 2);
    let late = corps.plan(|plan| (plan.from, plan.to) = ("22:00".to_owned(), "1:30".to_owned())).unwrap();
    corps.counter.go_to("2026-06-10 21:40");
    corps.door(late, 1).unwrap();
    corps.counter.go_to("2026-06-11 00:30");
    // Whoever comes after midnight still serves at the activity of the evening.
    corps.door(late, 2).unwrap();
    corps.counter.go_to("2026-06-11 01:20");
    corps.door(late, 1).unwrap();
    corps.door(late, 2).unwrap();
    corps.counter.go_to("2026-06-11 09:00");
    corps.record(late, |_| {}).unwrap();
    assert_eq!((corps.minutes(1), corps.minutes(2)), (200, 50), "waiting before 22:00 does not count");
}

#[test]
fn vo_4_an_activity_is_recorded_within_ten_working_days_or_late_with_a_reason() {
    let mut corps = Corps::at("2026-06-01 09:00", 2);
    let one = corps.plan(|_| {}).unwrap();
    let promise = |corps: &Corps| {
        let row = corps.counter.desk.activity_row(&corps.counter.manager, one).unwrap();
        row.record.map(|promise| (promise.due, promise.state))
    };
    // The dragon-boat festival of 2026-06-19 is no working day.
    assert_eq!(promise(&corps), Some((day("2026-06-25"), PromiseState::Running)));
    corps.counter.go_to("2026-06-10 10:00");
    corps.door(one, 1).unwrap();
    let early = corps.record(one, |record| record.closed = "10:00".to_owned()).unwrap_err();
    assert_eq!(early.rule, Some("VO-4"), "it is not over");
    corps.counter.go_to("2026-06-26 09:00");
    assert_eq!(corps.record(one, |_| {}).unwrap_err().field.as_deref(), Some("closed"));
    let late = corps.record(one, |record| record.closed = "11:00".to_owned()).unwrap_err();
    assert_eq!((late.rule, late.field.as_deref()), (Some("VO-4"), Some("late")));
    corps
        .record(one, |record| (record.closed, record.late) = ("11:00".to_owned(), "经办人请假".to_owned()))
        .unwrap();
    let activity = corps.counter.desk.activity(&corps.counter.manager, one).unwrap();
    assert_eq!((activity.state, activity.late_reason.as_str()), (ActivityState::Recorded, "经办人请假"));
    assert_eq!(promise(&corps), None);
    assert_eq!(corps.minutes(1), 60);
    let over = corps.door(one, 2).unwrap_err();
    assert_eq!(over.rule, Some("VO-4"), "a recorded activity takes nobody in");
    let nobody = corps.plan(|plan| plan.day = some("2026-06-24")).unwrap();
    assert_eq!(corps.record(nobody, |_| {}).unwrap_err().rule, Some("VO-4"), "nobody came");
}

#[test]
fn vo_5_paid_compulsory_and_family_work_is_not_recorded() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    for nature in [Nature::Paid, Nature::Compulsory, Nature::Family] {
        let refused = corps.plan(|plan| plan.nature = Some(nature)).unwrap_err();
        assert_eq!(refused.rule, Some("VO-5"), "{nature:?}");
    }
    corps.plan(|plan| plan.nature = Some(Nature::Voluntary)).unwrap();
}

#[test]
fn vo_6_a_correction_is_a_new_row_and_the_old_one_stays() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    let one = corps.plan(|_| {}).unwrap();
    corps.counter.go_to("2026-06-10 08:30");
    corps.door(one, 1).unwrap();
    corps.counter.go_to("2026-06-10 10:30");
    corps.door(one, 1).unwrap();
    corps.counter.go_to("2026-06-11 09:00");
    corps.record(one, |_| {}).unwrap();
    let first = corps.services(one)[0].clone();
    let missing = corps.correct(one, 1, |correct| correct.reason = String::new()).unwrap_err();
    assert_eq!(missing.field.as_deref(), Some("reason"));
    corps.correct(one, 1, |correct| correct.to = "11:00".to_owned()).unwrap();
    let second = corps.services(one)[0].clone();
    assert_ne!(first.id, second.id);
    assert_eq!((second.minutes, second.root(), second.at_door), (150, first.id, false));
    corps.correct(one, 1, |correct| correct.to = "9:30".to_owned()).unwrap();
    assert_eq!(corps.services(one)[0].root(), first.id, "every correction leads to the first row");
    // Whoever has left may still have their hours put right.
    let left = SetVolunteerState {
        number: 1,
        state: Some(VolunteerState::Left),
        reason: "搬家".to_owned(),
        ..SetVolunteerState::default()
    };
    corps.run(Command::SetVolunteerState(left)).unwrap();
    corps.correct(one, 1, |_| {}).unwrap();
    corps.correct(one, 1, |correct| correct.void = true).unwrap();
    assert_eq!(corps.services(one), []);
    let gone = corps.correct(one, 1, |correct| correct.void = true).unwrap_err();
    assert_eq!(gone.field.as_deref(), Some("nth"), "there is nothing to void");
    corps.counter.assert_sound();
}

#[test]
fn vo_7_no_certificate_without_hours_and_what_changed_later_is_said() {
    let mut corps = Corps::at("2026-06-01 09:00", 3);
    let one = corps.plan(|_| {}).unwrap();
    let two = corps.plan(|plan| plan.day = some("2026-06-11")).unwrap();
    corps.counter.go_to("2026-06-12 09:00");
    for (activity, number) in [(one, 1), (two, 1), (two, 2)] {
        corps.correct(activity, number, |_| {}).unwrap();
    }
    assert_eq!(corps.certify(1).unwrap_err().rule, Some("VO-7"), "nothing is recorded yet");
    corps.record(one, |_| {}).unwrap();
    corps.record(two, |_| {}).unwrap();
    assert_eq!(corps.certify(3).unwrap_err().rule, Some("VO-7"), "zero hours");
    let paper = corps.certify(1).unwrap();
    assert!(corps.check(&paper).holds());
    assert_eq!(corps.check(&paper).proof.minutes, 240);
    let other = corps.certify(2).unwrap();
    // A row that is voided afterwards: the certificate no longer adds up, and says which and why.
    corps
        .correct(two, 1, |correct| (correct.void, correct.reason) = (true, "签到表没有此人".to_owned()))
        .unwrap();
    let found = corps.check(&paper);
    assert!(!found.holds());
    assert_eq!((found.now, found.differs.len()), (120, 1));
    assert_eq!((found.differs[0].0, found.differs[0].2.as_str()), (day("2026-06-11"), "签到表没有此人"));
    assert!(corps.check(&other).holds(), "somebody else's certificate is untouched");
    // A new certificate is true again; the old one stays what it is.
    let again = corps.certify(1).unwrap();
    assert!(corps.check(&again).holds());
    assert!(!corps.check(&paper).holds());
    assert!(corps.counter.desk.check_proof(&corps.counter.manager, "CY01-2026-D999999").is_err());
    corps.counter.assert_sound();
}

#[test]
fn vo_9_danger_needs_insurance_before_the_activity() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    let refused = corps.plan(|plan| plan.danger = Some(true)).unwrap_err();
    assert_eq!((refused.rule, refused.field.as_deref()), (Some("VO-9"), Some("insurance")));
    let one =
        corps.plan(|plan| (plan.danger, plan.insurance) = (Some(true), some("PICC-2026-0001"))).unwrap();
    let two = corps.plan(|_| {}).unwrap();
    let change = SaveActivity { activity: Some(two.0), danger: Some(true), ..SaveActivity::default() };
    assert_eq!(corps.refused(Command::SaveActivity(Box::new(change))), Some("VO-9"), "not by a change");
    assert!(corps.counter.desk.activity(&corps.counter.manager, one).unwrap().danger);
}

#[test]
fn vo_10_minors_come_with_consent_and_never_to_rescue() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    let pupil = corps.person("学生", "20120301", 7);
    let child = corps.person("孩子", "20180301", 8);
    assert!(corps.volunteer(pupil, |_| {}).is_err(), "no guardian");
    for person in [pupil, child] {
        corps
            .volunteer(person, |save| {
                save.guardian = some("家长");
                save.guardian_phone = some("13800000000");
                save.guardian_day = some("2026-05-30");
            })
            .unwrap();
    }
    let yard = corps.plan(|_| {}).unwrap();
    assert!(corps.plan(|plan| plan.kind = Some(ServiceKind::Rescue)).is_err(), "VO-9: rescue is dangerous");
    let flood =
        corps.plan(|plan| (plan.kind, plan.insurance) = (Some(ServiceKind::Rescue), some("PICC-1"))).unwrap();
    let grown = corps.plan(|plan| plan.age_least = Some(16)).unwrap();
    let up = |activity: ActivityId, number: i64, companion: &str| {
        Command::SignUp(SignUp {
            activity: activity.0,
            number,
            companion: companion.to_owned(),
            ..SignUp::default()
        })
    };
    corps.run(up(yard, 2, "")).unwrap();
    assert_eq!(corps.refused(up(yard, 3, "")), Some("VO-10"), "under ten somebody comes along");
    corps.run(up(yard, 3, "母亲")).unwrap();
    assert_eq!(corps.refused(up(flood, 2, "父亲")), Some("VO-10"));
    assert_eq!(corps.refused(up(grown, 2, "")), Some("VO-10"));
    corps.run(up(flood, 1, "")).unwrap();
    corps.counter.go_to("2026-06-10 08:30");
    assert_eq!(corps.door(flood, 2).unwrap_err().rule, Some("VO-10"), "nor at the door");
    assert_eq!(corps.correct(flood, 2, |_| {}).unwrap_err().rule, Some("VO-10"), "nor by hand");
}

#[test]
fn vo_12_nobody_serves_twice_at_a_time_nor_longer_than_a_day() {
    let mut corps = Corps::at("2026-06-01 09:00", 2);
    let one = corps.plan(|_| {}).unwrap();
    let two = corps.plan(|plan| plan.name = "义诊".to_owned()).unwrap();
    let all = corps.plan(|plan| (plan.from, plan.to) = ("0:00".to_owned(), "23:59".to_owned())).unwrap();
    corps.counter.go_to("2026-06-10 08:40");
    corps.door(one, 1).unwrap();
    assert_eq!(corps.door(two, 1).unwrap_err().rule, Some("VO-12"), "in at one, in at the other");
    corps.counter.go_to("2026-06-10 11:00");
    corps.door(one, 1).unwrap();
    corps.counter.go_to("2026-06-12 09:00");
    assert_eq!(corps.correct(two, 1, |_| {}).unwrap_err().rule, Some("VO-12"), "overlapping by hand");
    let early = |correct: &mut CorrectHours| (correct.from, correct.to) = ("7:00".into(), "8:40".into());
    corps.correct(all, 1, early).unwrap();
    let long = |correct: &mut CorrectHours| {
        (correct.nth, correct.from, correct.to) = (Some(0), "11:00".into(), "23:30".into());
    };
    corps.correct(all, 1, long).unwrap();
    // More than twelve hours stand only with a reason, and the door has none.
    let day_long = corps.plan(|plan| {
        plan.day = some("2026-06-13");
        (plan.name, plan.from, plan.to) = ("守夜".to_owned(), "8:30".to_owned(), "23:00".to_owned());
    });
    let day_long = day_long.unwrap();
    corps.counter.go_to("2026-06-13 08:30");
    corps.door(day_long, 2).unwrap();
    corps.counter.go_to("2026-06-13 21:00");
    assert_eq!(corps.door(day_long, 2).unwrap_err().rule, Some("VO-12"));
    corps.counter.go_to("2026-06-15 09:00");
    let twisted = corps.correct(day_long, 2, |correct| correct.to = "8:29".to_owned()).unwrap_err();
    assert_eq!(
        twisted.field.as_deref(),
        Some("to"),
        "nobody serves past midnight where nothing is held then"
    );
}

#[test]
fn vo_13_where_a_profile_asks_for_it_a_certificate_hangs_out_first() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    let manager = corps.counter.manager.clone();
    let station = yichuang::desk::verbs::SaveStation {
        profiles: some("national hours-publicity"),
        ..Default::default()
    };
    corps.counter.run(&manager, Command::SaveStation(station)).unwrap();
    let one = corps.plan(|_| {}).unwrap();
    corps.counter.go_to("2026-06-11 09:00");
    corps.correct(one, 1, |_| {}).unwrap();
    corps.record(one, |_| {}).unwrap();
    assert_eq!(corps.certify(1).unwrap(), "", "it hangs out, there is no paper yet");
    assert_eq!(corps.certify(1).unwrap_err().rule, Some("VO-13"));
    corps.counter.go_to("2026-06-18 09:00");
    assert_eq!(corps.certify(1).unwrap_err().rule, Some("VO-13"), "the seventh day is not over");
    corps.counter.go_to("2026-06-19 09:00");
    // What was corrected meanwhile hangs out again; what is issued is what hung out, days and hours.
    corps.correct(one, 1, |correct| correct.to = "10:00".to_owned()).unwrap();
    assert_eq!(corps.certify(1).unwrap(), "");
    corps.counter.go_to("2026-06-27 09:00");
    let paper = corps.certify(1).unwrap();
    let found = corps.check(&paper);
    assert!(found.holds());
    assert_eq!((found.proof.minutes, found.proof.until_day), (90, day("2026-06-11")));
}

#[test]
fn the_door_takes_nobody_who_left_nobody_on_another_day_and_nobody_out_before_in() {
    let mut corps = Corps::at("2026-06-01 09:00", 4);
    let one = corps.plan(|_| {}).unwrap();
    assert_eq!(corps.door(one, 1).unwrap_err().rule, Some("VO-3"), "another day");
    corps.counter.go_to("2026-06-10 08:30");
    for (number, state) in
        [(2, VolunteerState::Left), (3, VolunteerState::Banned), (4, VolunteerState::Paused)]
    {
        let set = SetVolunteerState {
            number,
            state: Some(state),
            reason: "原因".to_owned(),
            ..SetVolunteerState::default()
        };
        corps.run(Command::SetVolunteerState(set)).unwrap();
        assert_eq!(corps.door(one, number).unwrap_err().rule, Some("VO-1"), "{state:?}");
    }
    assert!(corps.door(one, 99).unwrap_err().advice.is_some(), "a number that nobody has");
    // The first time is always in: there is no out before it; a double press is no out either.
    corps.door(one, 1).unwrap();
    assert!(corps.door(one, 1).is_err());
    assert_eq!(corps.services(one).len(), 1);
    assert!(corps.services(one)[0].out_at.is_none());
    let backwards = corps.correct(one, 1, |correct| {
        (correct.from, correct.to) = ("10:00".to_owned(), "8:00".to_owned());
    });
    assert!(backwards.is_err(), "the end would be tomorrow, which has not come");
    corps.counter.go_to("2026-06-10 09:40");
    corps.door(one, 1).unwrap();
    corps.run(Command::Undo(Undo::default())).unwrap();
    assert!(corps.services(one)[0].out_at.is_none(), "an undo lets them in again");
    corps.counter.assert_sound();
}

#[test]
fn an_activity_without_an_end_a_place_or_a_day_that_can_be_read_is_refused() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    for (field, change) in [
        ("to", (|plan: &mut SaveActivity| plan.to = String::new()) as fn(&mut SaveActivity)),
        ("to", |plan| plan.to = "25:00".to_owned()),
        ("from", |plan| plan.from = "上午".to_owned()),
        ("place", |plan| plan.place = String::new()),
        ("content", |plan| plan.content = " ".to_owned()),
        ("name", |plan| plan.name = String::new()),
        ("day", |plan| plan.day = some("2026-02-30")),
        ("needed", |plan| plan.needed = Some(-1)),
        ("team", |plan| plan.team = some("没有这队")),
        ("partner", |plan| plan.partner = some("没有这家")),
        ("need", |plan| plan.need = Some(7)),
    ] {
        let refused = corps.plan(change).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{refused:?}");
    }
}

#[test]
fn places_are_given_in_order_and_whoever_waits_moves_up() {
    let mut corps = Corps::at("2026-06-01 09:00", 4);
    let one = corps.plan(|plan| plan.needed = Some(2)).unwrap();
    let up = |number: i64, off: bool| {
        Command::SignUp(SignUp { activity: one.0, number, off, ..SignUp::default() })
    };
    for number in 1..=4 {
        corps.run(up(number, false)).unwrap();
    }
    assert!(corps.run(up(1, false)).is_err(), "twice");
    let places = |corps: &Corps| -> Vec<(i64, bool)> {
        let rows = corps.counter.desk.door(&corps.counter.manager, one).unwrap();
        rows.iter().map(|row| (row.volunteer.number, row.signup.as_ref().unwrap().waiting)).collect()
    };
    assert_eq!(places(&corps), [(1, false), (2, false), (3, true), (4, true)]);
    corps.run(up(1, true)).unwrap();
    assert_eq!(places(&corps), [(2, false), (3, false), (4, true)]);
    // Whoever leaves the station gives the place up, too.
    let left = SetVolunteerState {
        number: 2,
        state: Some(VolunteerState::Left),
        reason: "搬走".to_owned(),
        ..SetVolunteerState::default()
    };
    corps.run(Command::SetVolunteerState(left)).unwrap();
    assert_eq!(places(&corps), [(3, false), (4, false)]);
    let cancel = CancelActivity { activity: one.0, reason: "下雨".to_owned() };
    corps.run(Command::CancelActivity(cancel)).unwrap();
    assert!(corps.run(up(1, false)).is_err(), "a cancelled activity takes nobody");
    let row = corps.counter.desk.activity_row(&corps.counter.manager, one).unwrap();
    assert_eq!(row.record, None, "nobody owes a record of what was not held");
}

#[test]
fn needs_find_somebody_else_when_whoever_was_found_leaves_or_dies() {
    let mut corps = Corps::at("2026-06-01 09:00", 3);
    let old = corps.person("孤老", "19400101", 9);
    let home =
        SaveHousehold { address: "朝阳里 1幢".to_owned(), members: vec![old], ..Default::default() };
    corps.run(Command::SaveHousehold(Box::new(home))).unwrap();
    let home = corps.counter.desk.person_page(&corps.counter.manager, old).unwrap().household.unwrap();
    let ask = AskHelp { household: Some(home.id.0), text: "陪诊".to_owned(), ..AskHelp::default() };
    corps.run(Command::AskHelp(ask)).unwrap();
    let need =
        |corps: &Corps| corps.counter.desk.needs(&corps.counter.manager, false).unwrap()[0].need.clone();
    let id = need(&corps).id.0;
    let answer = |answer: NeedState, number: Option<i64>| {
        Command::AnswerHelp(AnswerHelp { need: id, answer: Some(answer), number, ..AnswerHelp::default() })
    };
    assert!(corps.run(answer(NeedState::Agreed, None)).is_err(), "nobody was asked");
    corps.run(answer(NeedState::Asked, Some(1))).unwrap();
    corps.run(answer(NeedState::Refused, None)).unwrap();
    assert_eq!(need(&corps).state, NeedState::Open);
    let suited = corps.counter.desk.suited(&corps.counter.manager, id, day("2026-06-01")).unwrap();
    let numbers: Vec<i64> = suited.iter().map(|one| one.candidate.volunteer.number).collect();
    assert_eq!(numbers, [2, 3], "whoever said no is not offered again");
    corps.run(answer(NeedState::Asked, Some(2))).unwrap();
    corps.run(answer(NeedState::Agreed, None)).unwrap();
    let dead =
        ReportDeath {
            person: corps.people[1].0, evidence: "死亡证明".to_owned(), ..ReportDeath::default()
        };
    corps.run(Command::ReportDeath(dead)).unwrap();
    assert_eq!(corps.state(2), VolunteerState::Left);
    assert_eq!((need(&corps).state, need(&corps).volunteer_id), (NeedState::Open, None));
    let dead = ReportDeath { person: old.0, evidence: "死亡证明".to_owned(), ..ReportDeath::default() };
    corps.run(Command::ReportDeath(dead)).unwrap();
    assert_eq!(need(&corps).state, NeedState::Dropped, "nobody waits for the dead");
    corps.counter.assert_sound();
}

#[test]
fn a_volunteer_follows_a_merge_and_goes_when_the_person_is_disposed_of() {
    let mut corps = Corps::at("2026-06-01 09:00", 2);
    let (one, two) = (corps.people[0], corps.people[1]);
    let double = corps.person("志愿甲", "19700101", 30);
    let merge = |kept: PersonId, gone: PersonId| {
        Command::MergePersons(MergePersons { kept: kept.0, gone: gone.0, reason: "同一人".to_owned() })
    };
    let manager = corps.counter.manager.clone();
    assert!(corps.counter.run(&manager, merge(one, two)).is_err(), "two numbers, or two identity numbers");
    let nameless = PersonInput { name: "志愿甲".to_owned(), ..PersonInput::default() };
    corps
        .run(Command::SavePerson(Box::new(SavePerson { person: nameless, ..SavePerson::default() })))
        .unwrap();
    let found = corps.counter.desk.find(&manager, "志愿甲", 10).unwrap();
    let blank = found.persons.iter().map(|row| row.id).max().unwrap();
    assert!(blank > double);
    // The record of the volunteer is merged away: the number and the hours follow, and come back.
    corps.counter.run(&manager, merge(blank, one)).unwrap();
    let of = |corps: &Corps, person| {
        corps.counter.desk.volunteer_of(person).unwrap().map(|(volunteer, _)| volunteer.number)
    };
    assert_eq!((of(&corps, blank), of(&corps, one)), (Some(1), None));
    let unmerge = UnmergePersons { gone: one.0, reason: "不是一人".to_owned() };
    corps.counter.run(&manager, Command::UnmergePersons(unmerge)).unwrap();
    assert_eq!((of(&corps, blank), of(&corps, one)), (None, Some(1)));
    // Whoever serves is not disposed of; years after they left, nothing names them.
    corps.counter.go_to("2040-06-01 09:00");
    let confirm = yichuang::desk::verbs::ConfirmDate { day: "2040-06-01".to_owned() };
    corps.counter.run(&manager, Command::ConfirmDate(confirm)).unwrap();
    let propose = |person: PersonId| {
        Command::ProposeDisposal(ProposeDisposal { person: person.0, reason: "期满".to_owned() })
    };
    assert!(corps.counter.run(&manager, propose(two)).is_err(), "volunteer 2 serves");
    let left = SetVolunteerState {
        number: 2,
        state: Some(VolunteerState::Left),
        reason: "独特的离开原因".to_owned(),
        ..SetVolunteerState::default()
    };
    corps.counter.run(&manager, Command::SetVolunteerState(left)).unwrap();
    corps.counter.run(&manager, propose(two)).unwrap();
    let second = corps.counter.desk.actor_unchecked("2").unwrap();
    let dispose = Command::Dispose(Dispose { person: two.0 });
    let disposed = corps.counter.run(&second, dispose.clone());
    if disposed.is_err() {
        let save = yichuang::desk::verbs::SaveOperator {
            code: "2".to_owned(),
            name: "李敏".to_owned(),
            roles: vec![yichuang::domain::operator::Role::Manager],
            ..Default::default()
        };
        corps.counter.run(&manager, Command::SaveOperator(save)).unwrap();
        let second = corps.counter.desk.actor_unchecked("2").unwrap();
        corps.counter.run(&second, dispose).unwrap();
    }
    let numbers: Vec<i64> =
        corps.counter.desk.volunteers(&manager).unwrap().iter().map(|row| row.volunteer.number).collect();
    assert_eq!(numbers, [1]);
    corps.counter.assert_sound();
    let bytes = std::fs::read(corps.counter.path()).unwrap();
    let reason = "独特的离开原因".as_bytes();
    assert!(!bytes.windows(reason.len()).any(|window| window == reason), "the reason is in no page");
}

#[test]
fn a_list_of_service_records_comes_in_by_activity_and_once() {
    let mut corps = Corps::at("2026-06-12 09:00", 2);
    let import = |rows: &[(i64, &str, &str)]| {
        Command::ImportHours(ImportHours {
            name: "旧活动".to_owned(),
            day: "2026-05-20".to_owned(),
            place: "大院".to_owned(),
            content: "清扫".to_owned(),
            rows: rows
                .iter()
                .map(|(number, from, to)| ServedInput {
                    number: Some(*number),
                    from: (*from).to_owned(),
                    to: (*to).to_owned(),
                    ..ServedInput::default()
                })
                .collect(),
            ..ImportHours::default()
        })
    };
    let bad = corps.run(import(&[(1, "8:00", "9:00"), (7, "8:00", "9:00")])).unwrap_err();
    assert_eq!(bad.field.as_deref(), Some("rows.1"), "the row that is wrong is named");
    assert_eq!(corps.minutes(1), 0, "nothing of it came in");
    corps.run(import(&[(1, "8:00", "9:00"), (2, "8:00", "10:30")])).unwrap();
    corps.run(import(&[(1, "8:00", "9:00"), (2, "8:00", "10:30")])).unwrap();
    assert_eq!((corps.minutes(1), corps.minutes(2)), (60, 150), "again changes nothing");
    corps.run(import(&[(1, "9:30", "10:00")])).unwrap();
    assert_eq!(corps.minutes(1), 90, "what is new is added to the same activity");
}

#[test]
fn teams_and_partners_are_changed_by_name() {
    let mut corps = Corps::at("2026-06-01 09:00", 1);
    let team = |purpose: &str, leader: Option<i64>, ended: Option<bool>| {
        Command::SaveTeam(SaveTeam {
            name: "银龄队".to_owned(),
            purpose: purpose.to_owned(),
            leader,
            ended,
            ..SaveTeam::default()
        })
    };
    assert!(corps.run(team("", None, None)).is_err(), "a new team says what it is for");
    corps.run(team("助老", None, None)).unwrap();
    corps.run(team("", Some(1), None)).unwrap();
    let teams = corps.counter.desk.teams(&corps.counter.manager).unwrap();
    assert_eq!(
        (teams.len(), teams[0].leader.as_str(), teams[0].team.purpose.as_str()),
        (1, "志愿甲", "助老")
    );
    corps.run(team("", None, Some(true))).unwrap();
    let partner = SavePartner { name: "药店".to_owned(), offers: some("药"), ..SavePartner::default() };
    corps.run(Command::SavePartner(partner)).unwrap();
    let one = corps.plan(|plan| plan.partner = some("药店")).unwrap();
    let partners = corps.counter.desk.partners(&corps.counter.manager).unwrap();
    let done = corps.counter.desk.done_by(&corps.counter.manager, &partners[0]).unwrap();
    assert_eq!(done.iter().map(|activity| activity.id).collect::<Vec<_>>(), [one]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// VO-7: whatever was corrected before, a certificate is the sum of its rows; a later change shows.
    #[test]
    fn vo_7_a_certificate_is_the_sum_of_its_rows_and_tells_of_a_later_change(
        steps in proptest::collection::vec((0_usize..4, 0_i64..24, 1_i64..60, 0_u8..4), 1..24),
        later in (0_usize..4, 0_i64..24, 1_i64..60),
    ) {
        let mut corps = Corps::at("2026-06-01 09:00", 1);
        let mut activities = Vec::new();
        for nth in 0..4 {
            let when = format!("2026-06-{:02}", 8 + nth);
            activities.push(corps.plan(|plan| {
                plan.day = Some(when.clone());
                (plan.from, plan.to) = ("6:00".to_owned(), "20:00".to_owned());
            }).unwrap());
        }
        corps.counter.go_to("2026-06-15 09:00");
        // What counts by a slow model: per activity its live rows in minutes.
        let mut model: Vec<Vec<i64>> = vec![Vec::new(); 4];
        let span = |start: i64, long: i64| {
            let from = 6 * 60 + start * 30;
            let clock = |minutes: i64| format!("{}:{:02}", minutes / 60, minutes % 60);
            (clock(from), clock(from + long))
        };
        let act = |corps: &mut Corps, model: &mut Vec<Vec<i64>>, at: usize, start, long, what: u8| {
            let (from, to) = span(start, long);
            let rows = model[at].len();
            let nth = match what {
                0 | 1 => Some(0),
                _ if rows == 0 => return false,
                _ => Some(i64::try_from(start.unsigned_abs()).unwrap() % i64::try_from(rows).unwrap() + 1),
            };
            let done = corps.correct(activities[at], 1, |correct| {
                (correct.from, correct.to, correct.nth) = (from.clone(), to.clone(), nth);
                correct.void = what == 3;
            });
            if done.is_err() {
                return false;
            }
            // The desk orders rows by their beginning: what is live is asked, how much is reckoned here.
            let live = corps.services(activities[at]);
            let minutes: Vec<i64> =
                live.iter().map(|row| row.out_at.unwrap().millis_since(row.in_at) / 60_000).collect();
            let changed = minutes != model[at];
            model[at] = minutes;
            changed
        };
        for (at, start, long, what) in steps {
            act(&mut corps, &mut model, at, start, long, what);
        }
        for (at, activity) in activities.iter().enumerate() {
            if !model[at].is_empty() {
                corps.record(*activity, |_| {}).unwrap();
            }
        }
        let sum: i64 = model.iter().flatten().sum();
        if sum == 0 {
            prop_assert_eq!(corps.certify(1).unwrap_err().rule, Some("VO-7"));
            return Ok(());
        }
        let paper = corps.certify(1).unwrap();
        let found = corps.check(&paper);
        prop_assert!(found.holds());
        prop_assert_eq!(found.proof.minutes, sum);
        let rows: i64 = found.proof.rows.iter().map(|row| row.minutes).sum();
        prop_assert_eq!(rows, sum);
        let ids: BTreeSet<_> = found.proof.rows.iter().map(|row| row.service).collect();
        prop_assert_eq!(ids.len(), found.proof.rows.len());
        // One more change to a recorded activity: where hours changed, the certificate says so.
        let (at, start, long) = later;
        let recorded = !model[at].is_empty();
        if recorded && act(&mut corps, &mut model, at, start, long, 2) {
            let found = corps.check(&paper);
            let now: i64 = model.iter().flatten().sum();
            prop_assert_eq!(found.now, now);
            prop_assert!(!found.holds() && !found.differs.is_empty());
            prop_assert!(found.differs.iter().all(|(_, name, reason, _)| !name.is_empty() && !reason.is_empty()));
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the door tells a double key from leaving by a minute of the real clock"
)]
fn a_minute_later() {
    std::thread::sleep(std::time::Duration::from_secs(61));
}

/// What is exported in the national system's columns comes in again and changes nothing.
#[test]
fn lists_that_were_exported_come_in_again_unchanged() {
    let station = Station::demo();
    for (list, ending) in [("hours", "csv"), ("hours", "xlsx"), ("volunteers", "csv"), ("volunteers", "xlsx")]
    {
        let file = format!("{list}.{ending}");
        let out = station.run_as(CLERK, &["export", list, &file, "--json"], "");
        assert_eq!(out.code, 0, "{}", out.err);
        let exported: serde_json::Value = serde_json::from_str(&out.out).unwrap();
        let back = station.run_as(CLERK, &["import", list, &file, "--json"], "");
        assert_eq!(back.code, 0, "{file} {}{}", back.out, back.err);
        let report: serde_json::Value = serde_json::from_str(&back.out).unwrap();
        assert_eq!(
            (&report["read"], &report["unchanged"], &report["added"]),
            (&exported["rows"], &exported["rows"], &serde_json::json!(0)),
            "{file}"
        );
    }
    // Columns are data: a file of one's own puts them in another order under other heads.
    let own =
        "[[column]]\nfield = \"minutes\"\nhead = \"时长\"\n[[column]]\nfield = \"name\"\nhead = \"志愿者\"\n";
    std::fs::write(station.folder().join("own.toml"), own).unwrap();
    let out = station.run_as(CLERK, &["export", "hours", "own.csv", "--columns", "own.toml"], "");
    assert_eq!(out.code, 0, "{}", out.err);
    let text = std::fs::read_to_string(station.folder().join("own.csv")).unwrap();
    assert!(text.trim_start_matches('\u{feff}').starts_with("时长,志愿者\r\n"), "{text}");
    std::fs::write(station.folder().join("bad.toml"), "[[column]]\nfield = \"x\"\nhead = \"y\"\n").unwrap();
    let bad = station.run_as(CLERK, &["export", "hours", "bad.csv", "--columns", "bad.toml"], "");
    assert_eq!(bad.code, 2, "{}", bad.err);
    // The quarter's report is a workbook of six sheets; its people are those of the list.
    let out = station.run_as(CLERK, &["export", "volunteering", "quarter.xlsx", "--json"], "");
    assert_eq!(out.code, 0, "{}", out.err);
    let ahead = station.run_as(CLERK, &["export", "volunteering", "no.xlsx", "--quarter", "2099-Q1"], "");
    assert_eq!(ahead.code, 2, "{}", ahead.err);
    station.assert_sound();
}

/// 200 people come and go at two terminals at once: none lost, none twice, a number and a key each.
#[test]
fn the_door_holds_200_people_from_two_processes_at_once() {
    let station = Station::demo();
    let rows: Vec<(String, String)> = {
        let sql = station.sql();
        let mut statement = sql
            .prepare(
                "SELECT name, id_number FROM person WHERE id_number IS NOT NULL AND birth BETWEEN '1950-01-01' \
                 AND '2002-01-01' AND id NOT IN (SELECT person_id FROM volunteer) AND household_id IS NULL \
                 ORDER BY id LIMIT 200",
            )
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(rows.len(), 200);
    let list: String = rows.iter().map(|(name, number)| format!("{name},{number},同意登记\n")).collect();
    std::fs::write(station.folder().join("list.csv"), format!("姓名,证件号码,本人同意\n{list}")).unwrap();
    let imported = station.run_as(CLERK, &["import", "volunteers", "list.csv", "--json"], "");
    assert_eq!(imported.code, 0, "{}{}", imported.out, imported.err);
    let report: serde_json::Value = serde_json::from_str(&imported.out).unwrap();
    assert_eq!(report["added"], 200);
    let today: String =
        station.sql().query_row("SELECT date('now', '+8 hours')", [], |row| row.get(0)).unwrap();
    let plan = serde_json::json!({
        "name": "大扫除", "kind": "environment", "day": today, "from": "0:00", "to": "23:59",
        "place": "大院", "content": "清扫",
    });
    let planned = station.run_as(CLERK, &["volunteer", "save-activity"], &plan.to_string());
    assert_eq!(planned.code, 0, "{}", planned.err);
    let sql = station.sql();
    let activity: i64 =
        sql.query_row("SELECT id FROM activity WHERE name = '大扫除'", [], |row| row.get(0)).unwrap();
    let numbers: Vec<i64> = {
        let mut statement =
            sql.prepare("SELECT number FROM volunteer ORDER BY number DESC LIMIT 200").unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let count = |what: &str| -> i64 {
        let sql = format!(
            "SELECT count(*) FROM service WHERE activity_id = {activity} AND voided_at IS NULL {what}"
        );
        station.sql().query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    // Everybody is pressed at both terminals, in opposite orders: what one lets in the other must not let out.
    let wave = || {
        let id = activity.to_string();
        let answers = std::thread::scope(|scope| {
            let terminals =
                [numbers.clone(), numbers.iter().rev().copied().collect()].map(|list: Vec<i64>| {
                    let (station, id) = (&station, &id);
                    scope.spawn(move || {
                        let typed: String = list.iter().map(|number| format!("{number}\n")).collect();
                        station.run_as(CLERK, &["volunteer", "door", id, "--jsonl"], &typed)
                    })
                });
            terminals.map(|terminal| terminal.join().unwrap())
        });
        let mut done = Vec::new();
        for answer in &answers {
            assert_eq!(answer.out.lines().count(), 200, "an answer for every key: {}", answer.err);
            for line in answer.out.lines() {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                if line["done"].is_string() {
                    done.push(line["number"].as_str().unwrap().parse::<i64>().unwrap());
                } else {
                    assert!(line["refused"].as_str().unwrap().contains("刚签过"), "{line}");
                }
            }
        }
        done.sort_unstable();
        done
    };
    let mut all = numbers.clone();
    all.sort_unstable();
    assert_eq!(wave(), all, "each came in once");
    assert_eq!((count(""), count("AND out_at IS NULL")), (200, 200));
    // After a minute the same number is somebody leaving.
    a_minute_later();
    assert_eq!(wave(), all, "each went out once");
    assert_eq!((count(""), count("AND out_at IS NULL")), (200, 0));
    let who = format!("SELECT count(DISTINCT volunteer_id) FROM service WHERE activity_id = {activity}");
    assert_eq!(station.sql().query_row(&who, [], |row| row.get::<_, i64>(0)).unwrap(), 200);
    station.assert_sound();
}

/// Picks an entry of the list that is open by what it is called.
fn pick(hands: &mut Hands, title: &str) {
    for _ in 0..60 {
        let Some(Modal::Menu(menu)) = hands.app.modals.last() else { panic!("{}", hands.screen()) };
        let there = menu.current().is_some_and(|entry| entry.title.say(yichuang::words::Lang::Zh) == title);
        if there {
            hands.keys("Enter");
            return;
        }
        hands.keys("Down");
    }
    panic!("{title} is not offered: {}", hands.screen());
}

/// Moves the marker of pane 7 to a row.
fn mark(hands: &mut Hands, wanted: impl Fn(&VolunteerItem) -> bool) {
    for _ in 0..200 {
        if hands.app.volunteers.list.current().is_some_and(&wanted) {
            return;
        }
        hands.keys("Down");
    }
    panic!("{}", hands.screen());
}

/// Lets it be later; the screen that locked meanwhile is unlocked.
fn go_to(hands: &mut Hands, now: Stamp) {
    hands.now = now;
    hands.wait(1);
    if hands.screen().contains("已锁") {
        hands.keys("4444 Enter");
    }
}

/// A visit's need, who would suit, the activity, the hours, thanks, the certificate: at the keyboard.
#[test]
fn journey_from_a_visit_to_a_certificate() {
    let counter = Demo::demo();
    let mut hands = Hands::open(&counter, Some("4"), Settings::default(), at("2026-11-23 10:32"));
    // The grid worker visits, and says what is needed.
    hands.keys("6 Enter Enter F2 1 1");
    hands.type_text("独自住, 腿脚不便");
    hands.keys("Enter");
    hands.type_text("每周一陪去医院");
    hands.keys("F9");
    let person = hands.app.person.as_ref().unwrap().page.person.name.clone();
    // What the visit found becomes a need, in its own words.
    hands.keys("F8");
    pick(&mut hands, "需要志愿者");
    assert!(hands.screen().contains("每周一陪去医院"), "{}", hands.screen());
    hands.keys("Enter");
    hands.type_text("陪诊");
    hands.keys("F9");
    assert!(hands.screen().contains("求助"), "{}", hands.screen());
    // Pane 7 shows it with who would suit and why.
    hands.keys("F12 7 Enter Tab Tab");
    assert_eq!((hands.app.pane, hands.app.volunteers.view), (Pane::Volunteers, VolunteerView::Needs));
    let screen = hands.screen();
    assert!(screen.contains(&person) && screen.contains("会 陪诊"), "{screen}");
    // The first of them is asked, and agrees.
    let number = hands.app.volunteers.suited[0].candidate.volunteer.number;
    hands.keys("Enter");
    hands.type_text(&number.to_string());
    hands.keys("F9");
    assert!(hands.screen().contains("已询问"), "{}", hands.screen());
    hands.keys("Enter 2 F9");
    assert!(hands.screen().contains("已答应"), "{}", hands.screen());
    // An activity is planned for it, today; whoever agreed has a place.
    hands.keys("F8");
    pick(&mut hands, "为此安排活动");
    hands.keys("t Enter 1040 Enter 1200 Enter");
    hands.type_text("市一医院");
    hands.keys("F9");
    assert!(hands.screen().contains("已安排"), "{}", hands.screen());
    hands.keys("F4 1");
    assert_eq!(hands.app.volunteers.view, VolunteerView::Activities);
    let id = {
        let rows =
            counter.desk().activities(&counter.actor("6"), day("2026-11-23"), day("2026-11-23")).unwrap();
        rows.into_iter().find(|row| row.activity.place == "市一医院").unwrap().activity.id
    };
    mark(&mut hands, |row| matches!(row, VolunteerItem::Activity(row) if row.activity.id == id));
    // One number and Enter signs in; the same again out, an hour and a half later.
    hands.keys("Enter");
    go_to(&mut hands, at("2026-11-23 10:40"));
    hands.type_text(&number.to_string());
    hands.keys("Enter");
    assert!(hands.screen().contains("签到 10:40"), "{}", hands.screen());
    go_to(&mut hands, at("2026-11-23 12:10"));
    hands.type_text(&number.to_string());
    hands.keys("Enter");
    assert!(hands.screen().contains("签退 12:10, 1:30"), "{}", hands.screen());
    // Recorded with the thanks, which closes the need.
    hands.keys("F8");
    pick(&mut hands, "记录活动");
    hands.keys("Tab Tab");
    hands.type_text("老人说: 多亏小伙子");
    hands.keys("F9");
    assert!(hands.screen().contains("已记录"), "{}", hands.screen());
    let desk = counter.desk();
    let manager = counter.actor("6");
    let need = desk.needs(&manager, false).unwrap().into_iter().find(|row| row.need.text == "每周一陪去医院");
    let need = need.unwrap().need;
    assert_eq!((need.state, need.note.as_str()), (NeedState::Done, "老人说: 多亏小伙子"));
    // A clerk certifies the hours, and the paper adds up.
    let mut clerk = Hands::open(&counter, Some("1"), Settings::default(), at("2026-11-23 13:10"));
    clerk.keys("7 Enter F4 4");
    mark(&mut clerk, |row| matches!(row, VolunteerItem::Person(row, _) if row.volunteer.number == number));
    clerk.keys("F7 1 F9");
    let screen = clerk.screen();
    assert!(screen.contains("志愿服务记录证明"), "{screen}");
    let rows = desk.volunteers(&manager).unwrap();
    let volunteer = rows.iter().find(|row| row.volunteer.number == number).unwrap().volunteer.id;
    let proof = desk.proofs(&manager, volunteer).unwrap().remove(0);
    assert!(proof.rows.iter().any(|row| row.minutes == 90));
    let paper = desk.document(&manager, proof.document_id.unwrap()).unwrap().unwrap();
    assert!(desk.check_proof(&manager, &paper.number).unwrap().holds());
}

/// What others did since holds an undo back, and nothing that was served loses its activity.
#[test]
fn vo_12_no_undo_and_no_change_leaves_hours_that_cannot_be() {
    let mut corps = Corps::at("2026-06-01 09:00", 3);
    let other = corps.counter.other.clone();
    let correct = |activity: ActivityId, number: i64| {
        Command::CorrectHours(CorrectHours {
            activity: activity.0,
            number,
            from: "8:30".to_owned(),
            to: "10:30".to_owned(),
            reason: "补记".to_owned(),
            ..CorrectHours::default()
        })
    };
    corps.counter.go_to("2026-06-10 12:00");
    let one = corps.plan(|_| {}).unwrap();
    let two = corps.plan(|plan| plan.name = "义诊".to_owned()).unwrap();
    // Planned by one, served at by another's hand: planning it cannot be undone.
    corps.counter.run(&other, correct(two, 1)).unwrap();
    assert_eq!(corps.refused(Command::Undo(Undo::default())), Some("VO-6"));
    let void = |activity: ActivityId| {
        Command::CorrectHours(CorrectHours {
            activity: activity.0,
            number: 1,
            void: true,
            reason: "记错".to_owned(),
            ..CorrectHours::default()
        })
    };
    // A voided row, something else at the same time, and the voiding taken back: that is refused.
    corps.run(void(two)).unwrap();
    corps.counter.run(&other, correct(one, 1)).unwrap();
    assert_eq!(corps.refused(Command::Undo(Undo::default())), Some("VO-12"));
    // What was served at is not cancelled, moved, or made another kind.
    let cancel = CancelActivity { activity: one.0, reason: "下雨".to_owned() };
    assert_eq!(corps.refused(Command::CancelActivity(cancel)), Some("VO-4"));
    for change in [
        SaveActivity { day: some("2026-06-09"), ..SaveActivity::default() },
        SaveActivity { from: "9:00".to_owned(), ..SaveActivity::default() },
        SaveActivity { kind: Some(ServiceKind::Order), ..SaveActivity::default() },
        SaveActivity { age_least: Some(90), ..SaveActivity::default() },
    ] {
        let change = SaveActivity { activity: Some(one.0), ..change };
        assert_eq!(
            corps.refused(Command::SaveActivity(Box::new(change.clone()))),
            Some("VO-3"),
            "{change:?}"
        );
    }
    let place = SaveActivity { activity: Some(one.0), place: "东门".to_owned(), ..SaveActivity::default() };
    corps.run(Command::SaveActivity(Box::new(place))).unwrap();
    // Nobody dies before they served, and the dead serve no more.
    let dead = |day: &str| {
        let (day, evidence) = (some(day), "死亡证明".to_owned());
        Command::ReportDeath(ReportDeath { person: corps_person(1), day, evidence, ..ReportDeath::default() })
    };
    fn corps_person(nth: i64) -> i64 {
        yichuang::domain::id::Site(1).range().0 + nth - 1
    }
    assert_eq!(corps.people[0].0, corps_person(1));
    assert_eq!(corps.refused(dead("2026-06-05")), Some("A9"));
    corps.run(dead("2026-06-10")).unwrap();
    let back = SetVolunteerState { number: 1, state: Some(VolunteerState::Active), ..Default::default() };
    assert_eq!(corps.refused(Command::SetVolunteerState(back)), Some("VO-1"));
    corps.counter.assert_sound();
}

/// Places follow the number that is needed, and an undo gives none away twice.
#[test]
fn places_follow_the_number_that_is_needed() {
    let mut corps = Corps::at("2026-06-01 09:00", 4);
    let one = corps.plan(|plan| plan.needed = Some(1)).unwrap();
    let up = |number: i64, off: bool| {
        Command::SignUp(SignUp { activity: one.0, number, off, ..SignUp::default() })
    };
    for number in 1..=3 {
        corps.run(up(number, false)).unwrap();
    }
    let needed = |n: i64| {
        let change = SaveActivity { activity: Some(one.0), needed: Some(n), ..SaveActivity::default() };
        Command::SaveActivity(Box::new(change))
    };
    let placed = |corps: &Corps| corps.counter.desk.activity_row(&corps.counter.manager, one).unwrap().placed;
    corps.run(needed(2)).unwrap();
    assert_eq!(placed(&corps), 2, "whoever waits longest moves up");
    assert_eq!(corps.refused(needed(1)), Some("A9"), "no place is taken away silently");
    corps.run(up(1, true)).unwrap();
    assert_eq!(placed(&corps), 2);
    corps.run(up(2, true)).unwrap();
    let other = corps.counter.other.clone();
    corps.counter.run(&other, up(4, false)).unwrap();
    assert_eq!(placed(&corps), 2);
    assert_eq!(corps.refused(Command::Undo(Undo::default())), Some("A9"), "the place is somebody else's");
    assert_eq!(placed(&corps), 2);
}
