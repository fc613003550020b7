//! A case from door to door, through the desk: what is promised, when it is kept, what is on paper.

use crate::support::{Counter, at, licence, material};
use yichuang::desk::verbs::{
    Accept, Check, Close, Decide, Deliver, Finish, Fix, Notify, PersonInput, Refuse, Step, Supplement, Sweep,
    Take, Undo, Withdraw,
};
use yichuang::desk::{CaseAct, Command, OnCase};
use yichuang::domain::RefusalKind;
use yichuang::domain::case::{Ground, Outcome, State, WithdrawGround};
use yichuang::domain::document::DocumentKind;
use yichuang::domain::material::MaterialState::{Missing, Ok as In, Promised, Wrong};
use yichuang::domain::promise::{PromiseKind, PromiseState};

fn day(text: &str) -> yichuang::calendar::Day {
    text.parse().unwrap()
}

fn decide(outcome: Outcome) -> CaseAct {
    CaseAct::Decide(Decide {
        outcome,
        result: "已办好".to_owned(),
        reason: String::new(),
        result_document: None,
        organ_document: Some("区〔2026〕12号".to_owned()),
        organ_day: Some("2026-03-12".to_owned()),
    })
}

/// Finishes every step that the act `step` finishes.
fn work(counter: &mut Counter, case: yichuang::domain::id::CaseId) {
    while counter.act(case, CaseAct::Step(Step::default())).is_ok() {}
}

fn close(counter: &mut Counter, case: yichuang::domain::id::CaseId) {
    let close = Close { originals_returned: true, ..Close::default() };
    counter.act(case, CaseAct::Close(close)).unwrap();
}

#[test]
fn cl_1_on_the_spot_in_one_go() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let materials = counter.all_ok("JS01");
    let take = Take {
        item: "35".to_owned(),
        applicant: PersonInput { name: "陈志强".to_owned(), ..PersonInput::default() },
        materials: materials.iter().map(|(name, state)| material(name, *state)).collect(),
        finish: Some(Finish { result: "已登记".to_owned(), result_document: None }),
        ..Take::default()
    };
    let clerk = counter.clerk.clone();
    let done = counter.run(&clerk, Command::Take(Box::new(take))).unwrap();
    let view = counter.view(done.case.unwrap());
    assert_eq!(view.case.state, State::Closed);
    assert_eq!(view.case.number, "CY01-2026-000001");
    assert_eq!(view.case.decided_day, Some(day("2026-03-02")));
    let kinds: Vec<DocumentKind> = view.documents.iter().map(|document| document.kind).collect();
    assert_eq!(kinds, [DocumentKind::Receipt, DocumentKind::Result]);
    assert!(view.promises.iter().all(|promise| !promise.open() && promise.missed_at.is_none()));
    counter.assert_sound();
}

#[test]
fn a_complete_case_is_accepted_and_closed_on_time() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take_complete("ZA02");
    counter
        .act(case, CaseAct::Accept(Accept::default()))
        .unwrap_or_else(|refusal| panic!("{}", refusal.what.say(yichuang::words::Lang::Zh)));
    let view = counter.view(case);
    assert_eq!(view.case.accepted_day, Some(day("2026-03-02")));
    let due = |kind| view.promises.iter().find(|promise| promise.kind == kind).unwrap().due;
    assert_eq!(due(PromiseKind::Statutory), day("2026-03-17"), "15 cd");
    assert_eq!(due(PromiseKind::Committed), day("2026-03-12"), "10 cd");
    assert_eq!(due(PromiseKind::Notice), day("2026-03-02"), "at once");
    counter.go_to("2026-03-12 10:00");
    work(&mut counter, case);
    counter.act(case, decide(Outcome::Granted)).unwrap();
    let view = counter.view(case);
    let delivery = view.promises.iter().find(|promise| promise.kind == PromiseKind::Delivery).unwrap();
    assert_eq!(delivery.due, day("2026-03-26"), "CL-18: 10 wd");
    counter.act(case, CaseAct::Deliver(Deliver::default())).unwrap();
    close(&mut counter, case);
    let view = counter.view(case);
    assert_eq!(view.case.state, State::Closed);
    for promise in &view.promises {
        assert_eq!((promise.state, promise.missed_at), (PromiseState::Kept, None), "{:?}", promise.kind);
    }
    counter.assert_sound();
}

#[test]
fn on_4_incomplete_notice_supplement_acceptance_delivery() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("身份证", In)]);
    let refused = counter.act(case, CaseAct::Accept(Accept::default())).unwrap_err();
    assert_eq!(refused.rule, Some("ON-6"));
    counter.act(case, CaseAct::Notify(Notify { supplement_days: 5, ..Notify::default() })).unwrap();
    let view = counter.view(case);
    assert_eq!(view.case.state, State::Notified);
    assert_eq!(view.notices.len(), 1);
    assert_eq!(view.notices[0].lines.len(), 2, "all that is missing, at once");
    counter.go_to("2026-03-05 15:00");
    let handed_in: Vec<_> = view.notices[0].lines.iter().map(|line| material(&line.name, In)).collect();
    counter.act(case, CaseAct::Supplement(Supplement { materials: handed_in })).unwrap();
    counter.go_to("2026-03-06 09:00");
    counter.act(case, CaseAct::Accept(Accept::default())).unwrap();
    let view = counter.view(case);
    assert_eq!(view.case.accepted_day, Some(day("2026-03-05")), "the day on which all supplements were in");
    counter.go_to("2026-03-12 10:00");
    work(&mut counter, case);
    counter.act(case, decide(Outcome::Granted)).unwrap();
    counter.act(case, CaseAct::Deliver(Deliver::default())).unwrap();
    close(&mut counter, case);
    let kinds: Vec<DocumentKind> =
        counter.view(case).documents.iter().map(|document| document.kind).collect();
    use DocumentKind as Kind;
    assert_eq!(
        kinds,
        [
            Kind::Receipt,
            Kind::Notice,
            Kind::SupplementReceipt,
            Kind::Acceptance,
            Kind::Result,
            Kind::Delivery
        ]
    );
    counter.assert_sound();
}

#[test]
fn on_5_a_late_notice_makes_the_case_deemed_accepted() {
    let mut counter = Counter::with("2026-09-18 16:00", licence("ZA02"));
    let case = counter.take("ZA02", &[("身份证", In)]);
    assert_eq!(counter.view(case).promises[0].due, day("2026-09-24"));
    assert!(!counter.desk.sweep(at("2026-09-24 23:59")).unwrap(), "the 24th is not over");
    assert!(counter.desk.sweep(at("2026-09-25 00:01")).unwrap());
    assert!(!counter.desk.sweep(at("2026-09-25 08:00")).unwrap(), "once");
    counter.go_to("2026-09-28 09:00");
    let view = counter.view(case);
    assert!(view.case.deemed);
    assert_eq!((view.case.state, view.case.accepted_day), (State::Accepted, Some(day("2026-09-18"))));
    assert!(view.promises[0].missed_at.is_some());
    let committed = view.promises.iter().find(|promise| promise.kind == PromiseKind::Committed).unwrap();
    assert_eq!(committed.start, day("2026-09-18"), "the clock counts from the receipt");
    let refuse = Refuse {
        ground: Ground::NoPower,
        reason: "x".to_owned(),
        competent_org: Some("y".to_owned()),
        organ_document: None,
        organ_day: None,
    };
    let refused = counter.act(case, CaseAct::Refuse(refuse)).unwrap_err();
    assert_eq!(refused.rule, Some("ON-5"));
    counter.act(case, CaseAct::Notify(Notify::default())).unwrap();
    assert_eq!(counter.view(case).case.state, State::Accepted, "missing papers may still be asked for");
    counter.assert_sound();
}

#[test]
fn cl_22_a_receipt_entered_after_its_notice_limit_is_deemed_accepted_at_once() {
    let mut counter = Counter::with("2026-09-28 09:00", licence("ZA02"));
    let mut take = Take {
        item: "ZA02".to_owned(),
        applicant: PersonInput { name: "王桂英".to_owned(), ..PersonInput::default() },
        received: Some("2026-09-18 10:00".to_owned()),
        ..Take::default()
    };
    let clerk = counter.clerk.clone();
    let refused = counter.run(&clerk, Command::Take(Box::new(take.clone()))).unwrap_err();
    assert_eq!((refused.rule, refused.field.as_deref()), (Some("CL-22"), Some("received_reason")));
    take.received_reason = Some("停电".to_owned());
    let done = counter.run(&clerk, Command::Take(Box::new(take))).unwrap();
    let view = counter.view(done.case.unwrap());
    assert!(view.case.deemed);
    assert_eq!(view.case.accepted_day, Some(day("2026-09-18")));
    counter.assert_sound();
}

#[test]
fn on_2_refusal_for_lack_of_power_names_the_competent_body() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[]);
    let mut refuse = Refuse {
        ground: Ground::NoPower,
        reason: "户籍不在本区".to_owned(),
        competent_org: None,
        organ_document: None,
        organ_day: None,
    };
    let refused = counter.act(case, CaseAct::Refuse(refuse.clone())).unwrap_err();
    assert_eq!((refused.rule, refused.field.as_deref()), (Some("ON-2"), Some("competent_org")));
    refuse.competent_org = Some("萧山区公安分局".to_owned());
    counter.act(case, CaseAct::Refuse(refuse)).unwrap();
    let view = counter.view(case);
    assert_eq!(view.case.state, State::Refused);
    let paper = view.documents.iter().find(|document| document.kind == DocumentKind::Refusal).unwrap();
    assert!(format!("{:?}", paper.content).contains("萧山区公安分局"));
    assert!(view.promises.iter().all(|promise| !promise.open()));
    close(&mut counter, case);
    assert_eq!(counter.view(case).case.state, State::Closed);
    counter.assert_sound();
}

#[test]
fn on_4_a_second_notice_is_refused_and_then_overridden() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("身份证", In)]);
    counter.act(case, CaseAct::Notify(Notify::default())).unwrap();
    let refused = counter.act(case, CaseAct::Notify(Notify::default())).unwrap_err();
    assert_eq!(refused.rule, Some("ON-4"));
    let reason = Notify { override_reason: Some("漏看了照片要求".to_owned()), ..Notify::default() };
    let refused = counter.act(case, CaseAct::Notify(reason.clone())).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::NotAllowed, "a clerk does not override");
    let supervisor = counter.supervisor.clone();
    let command =
        |notify: Notify| Command::Case(OnCase { case, version: None, act: CaseAct::Notify(notify) });
    assert!(
        counter.run(&supervisor, command(Notify::default())).is_err(),
        "a supervisor issues no plain notice"
    );
    counter.run(&supervisor, command(reason)).unwrap();
    let view = counter.view(case);
    assert_eq!(view.notices.iter().filter(|notice| notice.second).count(), 1);
    assert_eq!(view.notices[1].override_reason.as_deref(), Some("漏看了照片要求"));
    counter.assert_sound();
}

#[test]
fn on_4_what_was_handed_in_wrong_after_the_notice_may_be_named_again() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("身份证", In)]);
    counter.act(case, CaseAct::Notify(Notify::default())).unwrap();
    let lines = counter.view(case).notices[0].lines.clone();
    let mut materials: Vec<_> = lines.iter().map(|line| material(&line.name, In)).collect();
    materials[0].state = Wrong;
    materials[0].remark = "照片模糊".to_owned();
    counter.act(case, CaseAct::Supplement(Supplement { materials })).unwrap();
    counter.act(case, CaseAct::Notify(Notify::default())).unwrap();
    assert!(counter.view(case).notices[1].second);
}

#[test]
fn on_6_a_complete_case_cannot_be_refused() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take_complete("ZA02");
    for ground in [Ground::Incomplete, Ground::NoPower, Ground::NotNeeded] {
        let refuse = Refuse {
            ground,
            reason: "x".to_owned(),
            competent_org: Some("y".to_owned()),
            organ_document: None,
            organ_day: None,
        };
        assert_eq!(counter.act(case, CaseAct::Refuse(refuse)).unwrap_err().rule, Some("ON-6"), "{ground:?}");
    }
}

#[test]
fn on_8_an_agent_is_refused_where_the_person_must_attend() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let take = Take {
        item: "ZA05".to_owned(),
        applicant: PersonInput { name: "王桂英".to_owned(), ..PersonInput::default() },
        agent: Some(yichuang::desk::verbs::AgentInput { name: "陈霞".to_owned(), ..Default::default() }),
        ..Take::default()
    };
    let clerk = counter.clerk.clone();
    let refused = counter.run(&clerk, Command::Take(Box::new(take))).unwrap_err();
    assert_eq!(refused.rule, Some("ON-8"));
}

#[test]
fn on_10_no_material_outside_the_catalogue_without_a_legal_basis() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let refused = counter.try_take("ZA02", &[("单位介绍信", Missing)]).unwrap_err();
    assert_eq!(refused.rule, Some("ON-10"));
    let case = counter.take("ZA02", &[]);
    let mut extra = material("监护关系证明", Missing);
    extra.extra_basis = Some("民法典第二十七条".to_owned());
    counter.act(case, CaseAct::Check(Check { materials: vec![extra] })).unwrap();
    assert_eq!(counter.view(case).materials.last().unwrap().extra_basis.as_deref(), Some("民法典第二十七条"));
}

#[test]
fn on_14_only_a_deferrable_material_may_be_promised() {
    let mut counter = Counter::with("2026-03-02 09:30", |item| {
        if item.code == "ZA02" {
            item.materials[1].deferrable = true;
            item.materials[1].deferral_days = Some(5);
        }
    });
    let refused = counter.try_take("ZA02", &[("身份证", Promised)]).unwrap_err();
    assert_eq!(refused.rule, Some("ON-14"));
    let case = counter.take("ZA02", &[("1", In), ("2", Promised), ("3", In)]);
    counter.act(case, CaseAct::Accept(Accept::default())).unwrap();
    let view = counter.view(case);
    let awaited = view.promises.iter().find(|promise| promise.kind == PromiseKind::Supplement).unwrap();
    assert_eq!(awaited.due, day("2026-03-09"));
    counter.act(case, CaseAct::Supplement(Supplement { materials: vec![material("2", In)] })).unwrap();
    let view = counter.view(case);
    let awaited = view.promises.iter().find(|promise| promise.kind == PromiseKind::Supplement).unwrap();
    assert_eq!(awaited.state, PromiseState::Kept);
    counter.assert_sound();
}

#[test]
fn on_3_a_correction_on_the_spot_leaves_the_case_in_intake() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("1", In), ("2", Wrong), ("3", In)]);
    let fix = Fix { what: "重拍照片".to_owned(), materials: vec![material("2", In)] };
    counter.act(case, CaseAct::Fix(fix)).unwrap();
    let view = counter.view(case);
    assert_eq!((view.case.state, view.notices.len()), (State::Received, 0));
    assert!(!view.documents.iter().any(|document| document.kind == DocumentKind::Notice));
}

#[test]
fn a1_where_an_organ_decides_its_act_is_recorded_with_number_and_day() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take_complete("ZA04");
    let refused = counter.act(case, CaseAct::Accept(Accept::default())).unwrap_err();
    assert_eq!(refused.rule, Some("A1"));
    counter.act(case, CaseAct::Forward(Default::default())).unwrap();
    counter.go_to("2026-03-04 09:30");
    let accept = Accept {
        organ_document: Some("公受〔2026〕7号".to_owned()),
        organ_day: Some("2026-03-03".to_owned()),
    };
    counter.act(case, CaseAct::Accept(accept)).unwrap();
    let view = counter.view(case);
    let statutory = view.promises.iter().find(|promise| promise.kind == PromiseKind::Statutory).unwrap();
    assert_eq!(statutory.start, day("2026-03-02"), "the organ's receipt starts the statutory clock");
    assert_eq!(view.case.accepted_day, Some(day("2026-03-03")));
    counter.assert_sound();
}

#[test]
fn a_withdrawal_by_rule_waits_until_the_time_for_supplements_is_over() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("SF01", &[("身份证", In)]);
    counter.act(case, CaseAct::Notify(Notify { supplement_days: 5, ..Notify::default() })).unwrap();
    let withdraw =
        || CaseAct::Withdraw(Withdraw { ground: WithdrawGround::NotSupplemented, reason: String::new() });
    assert!(counter.act(case, withdraw()).is_err());
    counter.go_to("2026-03-10 09:30");
    counter.act(case, withdraw()).unwrap();
    assert_eq!(counter.view(case).case.state, State::Withdrawn);
    counter.assert_sound();
}

#[test]
fn undo_takes_the_newest_act_back_and_redo_does_it_again() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("1", In)]);
    let before = counter.view(case);
    counter
        .act(case, CaseAct::Check(Check { materials: vec![material("2", In), material("3", In)] }))
        .unwrap();
    let after = counter.view(case);
    let clerk = counter.clerk.clone();
    counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    let states = |view: &yichuang::domain::board::CaseView| -> Vec<_> {
        view.materials.iter().map(|material| material.state).collect()
    };
    assert_eq!(states(&counter.view(case)), states(&before));
    counter.run(&clerk, Command::Undo(Undo { redo: true, ..Undo::default() })).unwrap();
    assert_eq!(states(&counter.view(case)), states(&after));
    counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    let view = counter.view(case);
    assert!(view.case.voided_at.is_some(), "undoing a creation voids the rows");
    assert_eq!(view.case.state, State::Voided);
    assert_eq!(counter.desk.counts(&counter.manager, counter.now).unwrap().open, 0);
    assert_eq!(counter.take("ZA02", &[]), yichuang::domain::id::CaseId(case.0 + 1), "the number stays spent");
    counter.assert_sound();
}

#[test]
fn undo_is_refused_once_a_document_has_left_the_house() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("1", In)]);
    let paper = counter.view(case).documents[0].clone();
    let clerk = counter.clerk.clone();
    let print = yichuang::desk::verbs::Print { document: paper.id, medium: "80mm".to_owned() };
    counter.run(&clerk, Command::Print(print)).unwrap();
    let refused = counter.run(&clerk, Command::Undo(Undo::default())).unwrap_err();
    assert_eq!(refused.rule, Some("UNDO"));
    counter.run(&clerk, Command::Undo(Undo { void_documents: true, ..Undo::default() })).unwrap();
    let view = counter.view(case);
    assert!(view.documents[0].voided_at.is_some() && view.case.voided_at.is_some());
    counter.assert_sound();
}

#[test]
fn undo_is_refused_when_somebody_built_on_it() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("1", In)]);
    let other = counter.other.clone();
    let check = Check { materials: vec![material("2", In)] };
    let command = Command::Case(OnCase { case, version: None, act: CaseAct::Check(check) });
    counter.run(&other, command).unwrap();
    let clerk = counter.clerk.clone();
    let refused = counter.run(&clerk, Command::Undo(Undo::default())).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::Stale);
}

#[test]
fn a_command_based_on_an_older_version_is_refused_with_who_changed_it() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[("1", In)]);
    let version = counter.view(case).case.version;
    counter
        .act(case, CaseAct::Note(yichuang::desk::verbs::Note { channel: None, text: "来电".to_owned() }))
        .unwrap();
    let other = counter.other.clone();
    let check = Check { materials: vec![material("2", In)] };
    let act = CaseAct::Check(check.clone());
    counter.run(&other, Command::Case(OnCase { case, version: Some(version), act })).unwrap();
    let act = CaseAct::Check(check);
    let clerk = counter.clerk.clone();
    let refused =
        counter.run(&clerk, Command::Case(OnCase { case, version: Some(version), act })).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::Stale);
    assert!(refused.what.say(yichuang::words::Lang::Zh).contains("李敏"));
}

#[test]
fn time_never_goes_back_in_the_journal() {
    let mut counter = Counter::at("2026-03-02 09:30");
    counter.take("ZA02", &[]);
    counter.go_to("2026-03-02 09:27");
    counter.take("ZA02", &[]);
    counter.go_to("2026-03-02 08:00");
    assert_eq!(counter.try_take("ZA02", &[]).unwrap_err().rule, Some("TIME"));
    counter.assert_sound();
}

#[test]
fn after_a_long_silence_nothing_is_recorded_until_the_date_is_confirmed() {
    let mut counter = Counter::with("2026-03-02 09:30", licence("ZA02"));
    let case = counter.take("ZA02", &[]);
    counter.go_to("2099-03-02 09:30");
    assert!(!counter.desk.sweep(counter.now).unwrap());
    assert!(counter.desk.date_unconfirmed(counter.now).unwrap());
    counter.go_to("2026-04-02 09:30");
    assert!(!counter.desk.sweep(counter.now).unwrap());
    let manager = counter.manager.clone();
    let wrong = yichuang::desk::verbs::ConfirmDate { day: "2026-04-01".to_owned() };
    assert!(counter.run(&manager, Command::ConfirmDate(wrong)).is_err());
    let right = yichuang::desk::verbs::ConfirmDate { day: "2026-04-02".to_owned() };
    counter.run(&manager, Command::ConfirmDate(right)).unwrap();
    assert!(counter.desk.sweep(counter.now).unwrap());
    assert!(counter.view(case).case.deemed);
    counter.assert_sound();
}

#[test]
fn a_sweep_is_nobodys_command() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let manager = counter.manager.clone();
    let refused = counter.run(&manager, Command::Sweep(Sweep { before: day("2026-03-09") })).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::NotAllowed);
}

#[test]
fn the_same_number_is_the_same_person() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let first = counter.take("ZA02", &[]);
    let second = counter.take("ZA04", &[]);
    assert_eq!(counter.view(first).person.id, counter.view(second).person.id);
    let take = Take {
        item: "ZA02".to_owned(),
        applicant: PersonInput {
            name: "王桂芳".to_owned(),
            id_number: Some("000000195803120026".to_owned()),
            ..PersonInput::default()
        },
        ..Take::default()
    };
    let clerk = counter.clerk.clone();
    let refused = counter.run(&clerk, Command::Take(Box::new(take))).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("applicant.name"), "another name under a known number");
}

#[test]
fn cp_14_nobody_takes_in_a_case_of_their_own() {
    let mut counter = Counter::at("2026-03-02 09:30");
    let case = counter.take("ZA02", &[]);
    let person = counter.view(case).person.id;
    let manager = counter.manager.clone();
    let save = yichuang::desk::verbs::SaveOperator {
        code: "1".to_owned(),
        person: Some(person),
        ..yichuang::desk::verbs::SaveOperator::default()
    };
    counter.run(&manager, Command::SaveOperator(save)).unwrap();
    counter.clerk = counter.desk.actor_unchecked("1").unwrap();
    assert_eq!(counter.try_take("ZA04", &[]).unwrap_err().rule, Some("CP-14"));
    let check = Check { materials: vec![material("1", In)] };
    assert_eq!(counter.act(case, CaseAct::Check(check)).unwrap_err().rule, Some("CP-14"));
}
