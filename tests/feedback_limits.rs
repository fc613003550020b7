//! Which limit an entry of the register has, by place, item, channel and kind (CP-8 to CP-12, RT-9).

use crate::clocks::promise;
use crate::feedback::complaint;
use crate::support::Counter;
use yichuang::calendar::Unit;
use yichuang::desk::verbs::{Accept, RegisterFeedback, SaveStation};
use yichuang::desk::{CaseAct, Command};
use yichuang::domain::feedback::{FeedbackAct, FeedbackChannel, FeedbackKind};
use yichuang::domain::promise::PromiseKind;

/// A station that follows these profiles.
fn following(profiles: &str) -> Counter {
    let mut counter = Counter::at("2026-03-02 09:00");
    let station = SaveStation { profiles: Some(profiles.to_owned()), ..SaveStation::default() };
    let manager = counter.manager.clone();
    counter.run(&manager, Command::SaveStation(station)).unwrap();
    counter
}

impl Counter {
    /// Registers `entry` by the clerk; its number and the day of its answer.
    fn limited(&mut self, entry: RegisterFeedback) -> (String, String) {
        let clerk = self.clerk.clone();
        let number = self.register(&clerk, entry).unwrap();
        let day = self.answer_day(&number);
        (number, day)
    }

    fn answer_day(&self, number: &str) -> String {
        let due = self.due(number).into_iter().find(|(kind, _)| *kind == PromiseKind::Answer);
        due.map(|(_, day)| day).unwrap_or_default()
    }
}

#[test]
fn cp_8_a_province_binds_where_its_limit_is_the_shorter() {
    for (profiles, acceptance) in [("national", "2026-03-17"), ("national hangzhou", "2026-03-09")] {
        let mut counter = following(profiles);
        let supervisor = counter.supervisor.clone();
        let (number, day) = counter.limited(complaint(""));
        assert_eq!(day, acceptance, "{profiles}");
        counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
        assert_eq!(counter.answer_day(&number), "2026-05-06", "both have sixty days");
    }
}

#[test]
fn cp_9_a_complaint_about_aid_is_answered_fifteen_days_after_it_came_in() {
    for (profiles, kind, item, day) in [
        ("national hangzhou", FeedbackKind::Complaint, "MZ01", "2026-03-17"),
        ("national hangzhou", FeedbackKind::Complaint, "ZA02", "2026-05-06"),
        ("national hangzhou", FeedbackKind::Suggestion, "MZ01", "2026-05-06"),
        ("national", FeedbackKind::Complaint, "MZ01", "2026-05-06"),
    ] {
        let mut counter = following(profiles);
        let supervisor = counter.supervisor.clone();
        let entry = RegisterFeedback { kind: Some(kind), item: item.to_owned(), ..complaint("") };
        let (number, _) = counter.limited(entry);
        counter.go_to("2026-03-06 09:00");
        counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
        assert_eq!(counter.answer_day(&number), day, "{profiles} {kind:?} {item}");
        counter.assert_sound();
    }
}

#[test]
fn cp_12_orders_of_the_hotline_have_limits_by_kind_and_one_extension_that_is_asked_for_a_day_ahead() {
    let order =
        |kind| RegisterFeedback { channel: Some(FeedbackChannel::Order), kind: Some(kind), ..complaint("") };
    for (profiles, question, request, said, suggestion) in [
        ("national", "2026-03-05", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("national zhoushan", "2026-03-05", "2026-03-09", "2026-03-11", "2026-03-05"),
    ] {
        let mut counter = following(profiles);
        for (kind, day) in [
            (FeedbackKind::Question, question),
            (FeedbackKind::Request, request),
            (FeedbackKind::Complaint, said),
            (FeedbackKind::Suggestion, suggestion),
        ] {
            assert_eq!(counter.limited(order(kind)).1, day, "{profiles} {kind:?}");
        }
    }
    let mut counter = following("national zhoushan");
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let (first, day) = counter.limited(order(FeedbackKind::Complaint));
    let (second, _) = counter.limited(order(FeedbackKind::Complaint));
    counter.handle(&supervisor, &first, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&supervisor, &second, FeedbackAct::Accept, |_| ()).unwrap();
    assert_eq!((counter.answer_day(&first), day), ("2026-03-11".to_owned(), "2026-03-11".to_owned()));
    let extend = |counter: &mut Counter, number: &str| {
        counter.handle(&manager, number, FeedbackAct::Extend, |one| one.text = "等现场".to_owned())
    };
    counter.go_to("2026-03-10 09:00");
    extend(&mut counter, &first).unwrap();
    // Twenty days behind the eleventh, in the working days that fit into them.
    assert_eq!(counter.answer_day(&first), "2026-03-31");
    assert_eq!(extend(&mut counter, &first).unwrap_err().rule, Some("CP-3"));
    counter.go_to("2026-03-11 09:00");
    assert_eq!(extend(&mut counter, &second).unwrap_err().rule, Some("CP-12"));
    counter.assert_sound();
}

#[test]
fn rt_9_a_bad_rating_is_taken_up_in_one_day_answered_in_five_and_put_right_in_fifteen() {
    let mut counter = following("national");
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let bad = RegisterFeedback { kind: Some(FeedbackKind::BadRating), ..complaint("") };
    let (number, day) = counter.limited(bad);
    assert_eq!(day, "2026-03-03");
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    assert_eq!(counter.answer_day(&number), "2026-03-09");
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "5".to_owned()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Judge, crate::feedback::opinion).unwrap();
    counter.handle(&manager, &number, FeedbackAct::Approve, |_| ()).unwrap();
    let rectify = counter.due(&number).into_iter().find(|(kind, _)| *kind == PromiseKind::Rectify);
    assert_eq!(rectify.map(|(_, day)| day).as_deref(), Some("2026-03-23"));
}

#[test]
fn cp_13_mediation_is_done_within_thirty_days() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let mediation = counter.take_complete("SF02");
    counter.act(mediation, CaseAct::Accept(Accept::default())).unwrap();
    let law = promise(&counter, mediation, PromiseKind::Statutory);
    assert_eq!((law.unit, law.due.to_string().as_str()), (Unit::Cd, "2026-04-01"));
}
