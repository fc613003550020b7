//! Full agency: authority, legs, custody of originals, from door to door (AG-1 to AG-5).

use crate::support::{Counter, material};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use yichuang::desk::verbs::{
    Accept, Amend, Authorise, Certify, Close, ComeBack, Complete, Continue, Decide, Deliver, Keep,
    PersonInput, Receive, ReportLost, Round, SaveAbsence, SaveGrid, SaveOffice, SaveOperator, SetOut, Step,
    Suspend, Take, TakeOver, Terminate, Transfer, Undo, Void, Withdraw,
};
use yichuang::desk::{CaseAct, Command, Done, OnCase};
use yichuang::domain::Refusal;
use yichuang::domain::agency::{AuthorityState, LegOutcome, LegState, RouteLeg, Signer};
use yichuang::domain::case::{Outcome, State, WithdrawGround};
use yichuang::domain::custody::{Holder, HolderKind, Way, chain};
use yichuang::domain::document::DocumentKind;
use yichuang::domain::id::CaseId;
use yichuang::domain::item::Item;
use yichuang::domain::material::MaterialState;
use yichuang::domain::operator::{Actor, Role};
use yichuang::domain::promise::{PromiseKind, PromiseState};
use yichuang::words::Lang;

/// A station with two agents besides its clerks, and a route of three legs for TJ02.
struct Station {
    counter: Counter,
    agent: Actor,
    substitute: Actor,
}

const OFFICES: [&str; 3] = ["街道退役军人服务站", "区退役军人事务局", "街道办事处"];

fn three_legs(item: &mut Item) {
    if item.code == "TJ02" {
        let leg = |office: &str, days| RouteLeg {
            office: office.to_owned(),
            hands_in: "申请材料".to_owned(),
            fetches: "意见".to_owned(),
            days: Some((days, yichuang::calendar::Unit::Wd)),
        };
        item.route = OFFICES.iter().zip([3, 5, 2]).map(|(office, days)| leg(office, days)).collect();
    }
}

impl Station {
    fn at(now: &str) -> Self {
        let mut counter = Counter::with(now, three_legs);
        for (code, name) in [("6", "陈国强"), ("7", "吴小燕")] {
            let save = SaveOperator {
                code: code.to_owned(),
                name: name.to_owned(),
                roles: vec![Role::Agent],
                ..SaveOperator::default()
            };
            let manager = counter.manager.clone();
            counter.run(&manager, Command::SaveOperator(save)).unwrap();
        }
        let agent = counter.desk.actor_unchecked("6").unwrap();
        let substitute = counter.desk.actor_unchecked("7").unwrap();
        Self { counter, agent, substitute }
    }

    fn act(&mut self, actor: &Actor, case: CaseId, act: CaseAct) -> Result<Done, Refusal> {
        self.counter.run(actor, Command::Case(OnCase { case, version: None, act }))
    }

    fn clerk(&mut self, case: CaseId, act: CaseAct) -> Result<Done, Refusal> {
        self.counter.act(case, act)
    }

    fn agent(&mut self, case: CaseId, act: CaseAct) -> Result<Done, Refusal> {
        let agent = self.agent.clone();
        self.act(&agent, case, act)
    }

    fn authorise(&mut self, case: CaseId) {
        self.clerk(case, authorise("2026-12-31")).unwrap();
    }

    fn holder(&self, case: CaseId, place: i64) -> Holder {
        let view = self.counter.view(case);
        view.agency.originals.iter().find(|one| one.place == place).unwrap().holder()
    }

    fn documents(&self, case: CaseId) -> Vec<DocumentKind> {
        self.counter.view(case).documents.iter().map(|document| document.kind).collect()
    }
}

fn authorise(until: &str) -> CaseAct {
    CaseAct::Authorise(Authorise {
        agent: Some("6".to_owned()),
        substitute: Some("7".to_owned()),
        until: Some(until.to_owned()),
        signed: true,
        ..Authorise::default()
    })
}

fn hand(originals: &[i64], pages: &[i64], to: HolderKind) -> Transfer {
    Transfer {
        originals: originals.to_vec(),
        pages: pages.to_vec(),
        to: Some(to),
        agent: (to == HolderKind::Agent).then(|| "6".to_owned()),
        office: if to == HolderKind::Office { OFFICES[0].to_owned() } else { String::new() },
        signed: true,
        ..Transfer::default()
    }
}

fn back(outcome: LegOutcome, remark: &str) -> CaseAct {
    CaseAct::ComeBack(ComeBack {
        outcome,
        remark: remark.to_owned(),
        originals_stay: false,
        fetched: String::new(),
        fetched_pages: 0,
        signed: true,
    })
}

fn set_out() -> CaseAct {
    CaseAct::SetOut(SetOut { signed: true, ..SetOut::default() })
}

fn said(refusal: &Refusal) -> String {
    refusal.what.say(Lang::Zh)
}

/// The chain of every original has neither gap nor overlap, and ends with its holder (AG-2).
fn assert_chains(counter: &Counter, case: CaseId) {
    let view = counter.view(case).agency;
    for original in &view.originals {
        let spans = chain(&view.transfers_of(original));
        for pair in spans.windows(2) {
            assert_eq!(pair[0].until, pair[1].from, "{}: {spans:?}", original.name);
            assert!(pair[0].until.is_some(), "{}: {spans:?}", original.name);
            assert!(!pair[0].holder.same(&pair[1].holder), "{}: {spans:?}", original.name);
        }
        for span in &spans {
            assert!(span.from.zip(span.until).is_none_or(|(from, until)| from <= until), "{spans:?}");
        }
        let last = spans.last().unwrap();
        assert_eq!(last.until, None);
        assert!(last.holder.same(&original.holder()), "{}: {spans:?}", original.name);
    }
}

#[test]
fn ag_1_to_ag_3_three_legs_a_supplement_a_substitute_the_post_and_the_return() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("TJ02");
    let refused = station.agent(case, set_out()).unwrap_err();
    assert_eq!(refused.rule, Some("AG-1"), "no leg without a signed authority");
    station.authorise(case);
    // The resident hands two originals to the window, the window to the agent, who confirms.
    station.clerk(case, CaseAct::Transfer(hand(&[1, 2], &[2, 8], HolderKind::Window))).unwrap();
    let unsigned = Transfer { signed: false, ..hand(&[1, 2], &[], HolderKind::Agent) };
    station.clerk(case, CaseAct::Transfer(unsigned)).unwrap();
    assert_eq!(station.holder(case, 1).kind, HolderKind::Window, "not confirmed, so still at the window");
    station.agent(case, CaseAct::Receive(Receive::default())).unwrap();
    assert_eq!(station.holder(case, 1).operator, Some(station.agent.id));
    // First leg: comes back for a supplement, is gone again.
    station.agent(case, set_out()).unwrap();
    assert_eq!(station.holder(case, 2).name, OFFICES[0]);
    let step = |station: &Station| {
        let promises = station.counter.view(case).promises;
        promises.into_iter().filter(|one| one.subject_kind == "leg" && one.open()).collect::<Vec<_>>()
    };
    let promise = step(&station).pop().unwrap();
    assert_eq!((promise.kind, promise.due.to_string()), (PromiseKind::Step, "2026-03-05".to_owned()));
    assert_eq!(promise.owner_id, station.agent.id);
    station.counter.go_to("2026-03-04 17:00");
    let missing = station.agent(case, back(LegOutcome::Returned, "")).unwrap_err();
    assert_eq!(missing.field.as_deref(), Some("remark"));
    station.agent(case, back(LegOutcome::Returned, "补优抚证件复印件")).unwrap();
    assert!(step(&station).is_empty());
    station.counter.go_to("2026-03-05 09:00");
    station.agent(case, set_out()).unwrap();
    station.counter.go_to("2026-03-09 16:00");
    station.agent(case, back(LegOutcome::Done, "")).unwrap();
    // The agent is away; the substitute takes over, and the originals with a signature.
    let substitute = station.substitute.clone();
    let refused = station.act(&substitute, case, CaseAct::TakeOver(TakeOver::default())).unwrap_err();
    assert!(said(&refused).contains("没有外出登记"), "{}", said(&refused));
    let absence =
        SaveAbsence { until: "2026-03-20".to_owned(), reason: "培训".to_owned(), ..SaveAbsence::default() };
    let agent = station.agent.clone();
    station.counter.run(&agent, Command::SaveAbsence(absence)).unwrap();
    station.act(&substitute, case, CaseAct::TakeOver(TakeOver { reason: "培训".to_owned() })).unwrap();
    let timeline = station.counter.view(case).timeline;
    assert_eq!((timeline[0].verb.as_str(), timeline[0].operator.as_str()), ("take-over", "吴小燕"));
    let refused = station.agent(case, set_out()).unwrap_err();
    assert_eq!(refused.rule, Some("AG-1"), "two agents never have one case");
    let take = Transfer { agent: Some("7".to_owned()), ..hand(&[1, 2], &[], HolderKind::Agent) };
    station.act(&substitute, case, CaseAct::Transfer(take)).unwrap();
    station.counter.go_to("2026-03-10 09:00");
    station.act(&substitute, case, set_out()).unwrap();
    station.counter.go_to("2026-03-16 16:00");
    let fetch = CaseAct::ComeBack(ComeBack {
        outcome: LegOutcome::Done,
        remark: String::new(),
        originals_stay: false,
        fetched: "确认书".to_owned(),
        fetched_pages: 1,
        signed: true,
    });
    station.act(&substitute, case, fetch).unwrap();
    assert_eq!(station.holder(case, 51).operator, Some(substitute.id), "what the office gave out");
    // The last leg goes by post and stays open until it is received.
    let post = Transfer {
        way: Some(Way::Post),
        post_number: Some("EM123456789CN".to_owned()),
        signed: false,
        office: OFFICES[2].to_owned(),
        ..hand(&[2], &[], HolderKind::Office)
    };
    station.act(&substitute, case, CaseAct::Transfer(post)).unwrap();
    assert_eq!(station.holder(case, 2).kind, HolderKind::Post);
    let owed = |station: &Station, subject: &str| {
        let promises = station.counter.view(case).promises;
        promises
            .into_iter()
            .find(|one| one.kind == PromiseKind::Custody && one.subject_kind == subject)
            .unwrap()
    };
    assert_eq!(owed(&station, "transfer").due.to_string(), "2026-03-23");
    station
        .act(&substitute, case, CaseAct::SetOut(SetOut { shown_only: true, ..SetOut::default() }))
        .unwrap();
    station.counter.go_to("2026-03-18 10:00");
    let received = Receive { remark: "邮局回单".to_owned(), ..Receive::default() };
    station.act(&substitute, case, CaseAct::Receive(received)).unwrap();
    assert_eq!(owed(&station, "transfer").state, PromiseState::Kept);
    assert_eq!(station.holder(case, 2).name, OFFICES[2]);
    station.act(&substitute, case, back(LegOutcome::Done, "")).unwrap();
    station.act(&substitute, case, CaseAct::Complete(Complete::default())).unwrap();
    let view = station.counter.view(case).agency;
    let legs: Vec<(i64, i64, LegState)> =
        view.legs.iter().map(|leg| (leg.place, leg.attempt, leg.state)).collect();
    use LegState::{Done, Returned};
    assert_eq!(legs, [(1, 1, Returned), (1, 2, Done), (2, 1, Done), (3, 1, Done)]);
    assert_eq!(view.authorities[0].state, AuthorityState::Finished);
    assert_eq!(owed(&station, "case").state, PromiseState::Running, "the originals are owed back");
    end(&mut station, case);
    assert_eq!(owed(&station, "case").state, PromiseState::Kept);
    assert_chains(&station.counter, case);
    station.counter.assert_sound();
}

/// Hands everything back to the window, and brings the case to its end.
fn end(station: &mut Station, case: CaseId) {
    let substitute = station.substitute.clone();
    let window = Transfer { to: Some(HolderKind::Window), ..hand(&[1, 2, 51], &[], HolderKind::Window) };
    station.act(&substitute, case, CaseAct::Transfer(window)).unwrap();
    let organ = |day: &str| (Some("退〔2026〕3号".to_owned()), Some(day.to_owned()));
    let (organ_document, organ_day) = organ("2026-03-16");
    station.clerk(case, CaseAct::Accept(Accept { organ_document, organ_day })).unwrap();
    while station.clerk(case, CaseAct::Step(Step::default())).is_ok() {}
    let (organ_document, organ_day) = organ("2026-03-18");
    let decide = Decide {
        outcome: Outcome::Granted,
        result: "已确认".to_owned(),
        reason: String::new(),
        result_document: None,
        organ_document,
        organ_day,
    };
    station.clerk(case, CaseAct::Decide(decide)).unwrap();
    let deliver = Deliver { identity_checked: Some(true), ..Deliver::default() };
    station.clerk(case, CaseAct::Deliver(deliver)).unwrap();
    for place in [1, 2, 51] {
        assert_eq!(station.holder(case, place).kind, HolderKind::Resident, "one act: result and originals");
    }
    let close = Close { originals_returned: true, ..Close::default() };
    station.clerk(case, CaseAct::Close(close)).unwrap();
    assert_eq!(station.counter.view(case).case.state, State::Closed);
    let kinds = station.documents(case);
    for kind in
        [DocumentKind::Authority, DocumentKind::Handover, DocumentKind::Completion, DocumentKind::Delivery]
    {
        assert!(kinds.contains(&kind), "{kind:?} in {kinds:?}");
    }
}

/// Show 2: closing, voiding, withdrawing and closing, undo of a return after the close, with an original out.
#[test]
fn ag_2_no_case_ends_while_an_original_is_out_by_any_door() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("TJ02");
    station.authorise(case);
    station.clerk(case, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Window))).unwrap();
    let void = station.clerk(case, CaseAct::Void(Void { reason: "录错".to_owned() })).unwrap_err();
    assert_eq!(void.rule, Some("AG-2"));
    let withdraw = Withdraw { ground: WithdrawGround::Applicant, reason: String::new() };
    station.clerk(case, CaseAct::Withdraw(withdraw)).unwrap();
    let promises = station.counter.view(case).promises;
    assert!(promises.iter().any(|one| one.kind == PromiseKind::Custody && one.open()), "owed back");
    let close = |returned, reason: &str| {
        CaseAct::Close(Close { originals_returned: returned, kept_reason: reason.to_owned() })
    };
    let refused = station.clerk(case, close(true, "")).unwrap_err();
    assert_eq!(refused.rule, Some("AG-2"));
    assert!(said(&refused).contains("身份证 2 页 在窗口"), "{}", said(&refused));
    // With an agent or in the post nothing is lawfully kept.
    station.clerk(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Agent))).unwrap();
    assert_eq!(station.clerk(case, close(false, "归档")).unwrap_err().rule, Some("AG-2"));
    let keep = Keep { originals: vec![1], reason: "归档".to_owned() };
    assert_eq!(station.clerk(case, CaseAct::Keep(keep.clone())).unwrap_err().rule, Some("AG-2"));
    // The manager's last act gives it back; the clerk closes; the manager's undo would take it out again.
    station.agent(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Window))).unwrap();
    let manager = station.counter.manager.clone();
    station.act(&manager, case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Resident))).unwrap();
    let refused = station.clerk(case, close(true, "")).unwrap_err();
    assert_eq!(refused.rule, Some("AG-3"), "nor while an agent has it");
    station.clerk(case, CaseAct::Terminate(Terminate { reason: "撤回".to_owned() })).unwrap();
    station.clerk(case, close(true, "")).unwrap();
    let undo = Command::Undo(Undo { redo: false, void_documents: true });
    station.counter.run(&manager, undo).unwrap_err();
    assert_eq!(station.holder(case, 1).kind, HolderKind::Resident);
    station.counter.assert_sound();
}

#[test]
fn ag_2_kept_or_lost_with_report_consequence_and_remedy_ends_too() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("TJ02");
    station.clerk(case, CaseAct::Transfer(hand(&[1, 2], &[2, 8], HolderKind::Window))).unwrap();
    let withdraw = Withdraw { ground: WithdrawGround::Applicant, reason: String::new() };
    station.clerk(case, CaseAct::Withdraw(withdraw)).unwrap();
    let lost = |remedy: &str| {
        CaseAct::ReportLost(ReportLost {
            originals: vec![1],
            report: "窗口搬迁时遗失".to_owned(),
            consequence: "需补办".to_owned(),
            remedy: remedy.to_owned(),
        })
    };
    assert_eq!(station.clerk(case, lost("")).unwrap_err().field.as_deref(), Some("remedy"));
    station.clerk(case, lost("陪同补办, 费用由站承担")).unwrap();
    let moved = station.clerk(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Resident))).unwrap_err();
    assert_eq!(moved.rule, Some("AG-2"));
    station.clerk(case, CaseAct::Keep(Keep { originals: vec![2], reason: "法定归档".to_owned() })).unwrap();
    station.clerk(case, CaseAct::Close(Close { originals_returned: true, ..Close::default() })).unwrap();
    assert!(station.documents(case).contains(&DocumentKind::Loss));
    station.counter.assert_sound();
}

#[test]
fn an_agency_that_ended_early_can_begin_again_and_what_was_lost_can_turn_up() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("TJ02");
    station.authorise(case);
    station.agent(case, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Agent))).unwrap();
    station.agent(case, set_out()).unwrap();
    station.clerk(case, CaseAct::Terminate(Terminate { reason: "自行办理".to_owned() })).unwrap();
    // What lies at the office is fetched home by who took it there, and by no other agent.
    let fetch = hand(&[1], &[], HolderKind::Agent);
    station.agent(case, CaseAct::Transfer(fetch)).unwrap();
    let back = CaseAct::Transfer(hand(&[1], &[], HolderKind::Window));
    station.agent(case, back).unwrap();
    let again = station.agent(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Agent))).unwrap_err();
    assert_eq!(again.rule, Some("AG-1"), "nothing goes out again without an authority");
    station.authorise(case);
    station.agent(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Agent))).unwrap();
    station.agent(case, set_out()).unwrap();
    let legs = station.counter.view(case).agency.legs;
    let states: Vec<(i64, LegState)> = legs.iter().map(|leg| (leg.attempt, leg.state)).collect();
    assert_eq!(states[..2], [(1, LegState::Ended), (2, LegState::UnderWay)], "the office returned nothing");
    let amend = Amend { item: Some("ZA05".to_owned()), reason: "录错".to_owned(), ..Amend::default() };
    assert_eq!(station.clerk(case, CaseAct::Amend(amend)).unwrap_err().rule, Some("AG-1"));
    let lost = ReportLost {
        originals: vec![1, 1],
        report: "单位说没有".to_owned(),
        consequence: "补办".to_owned(),
        remedy: "陪办".to_owned(),
    };
    station.clerk(case, CaseAct::ReportLost(lost)).unwrap();
    let found = |remark: &str| {
        let hand = hand(&[1], &[], HolderKind::Agent);
        CaseAct::Transfer(Transfer { remark: remark.to_owned(), ..hand })
    };
    assert_eq!(station.agent(case, found("")).unwrap_err().rule, Some("AG-2"));
    station.agent(case, found("在单位档案柜找到")).unwrap();
    assert!(station.counter.view(case).agency.originals[0].lost_at.is_none());
    assert_chains(&station.counter, case);
    station.counter.assert_sound();
}

#[test]
fn ag_2_bad_hand_overs_are_refused_and_leave_nothing() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("TJ02");
    station.clerk(case, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Window))).unwrap();
    let without = station.clerk(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Agent))).unwrap_err();
    assert_eq!(without.rule, Some("AG-1"), "no originals to an agent without an authority");
    station.authorise(case);
    for pages in [0, -1, 10_000] {
        let refused =
            station.clerk(case, CaseAct::Transfer(hand(&[2], &[pages], HolderKind::Window))).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("pages"), "{pages}");
    }
    let stranger = station.agent(case, CaseAct::Transfer(hand(&[1], &[], HolderKind::Resident))).unwrap_err();
    assert!(said(&stranger).contains("不是交出方"), "{}", said(&stranger));
    let unsigned = Transfer { signed: false, ..hand(&[1], &[], HolderKind::Resident) };
    assert_eq!(
        station.clerk(case, CaseAct::Transfer(unsigned)).unwrap_err().field.as_deref(),
        Some("signed")
    );
    let no_number = Transfer { way: Some(Way::Post), ..hand(&[1], &[], HolderKind::Office) };
    let refused = station.clerk(case, CaseAct::Transfer(no_number)).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("post_number"));
    let pending = Transfer { signed: false, ..hand(&[1], &[], HolderKind::Agent) };
    station.clerk(case, CaseAct::Transfer(pending.clone())).unwrap();
    assert_eq!(station.clerk(case, CaseAct::Transfer(pending)).unwrap_err().rule, Some("AG-2"), "on its way");
    let wrong = CaseAct::Receive(Receive { originals: vec![1], ..Receive::default() });
    let substitute = station.substitute.clone();
    assert_eq!(station.act(&substitute, case, wrong).unwrap_err().rule, Some("AG-2"), "not the taker");
    let differ = CaseAct::Receive(Receive { originals: vec![1], pages: vec![1], ..Receive::default() });
    assert_eq!(station.agent(case, differ).unwrap_err().field.as_deref(), Some("remark"));
    let back = Receive { came_back: true, ..Receive::default() };
    station.clerk(case, CaseAct::Receive(back)).unwrap();
    assert_eq!(station.holder(case, 1).kind, HolderKind::Window);
    // Counts go with the originals in the order in which they are named; what changed needs a word.
    station.clerk(case, CaseAct::Transfer(hand(&[2, 3], &[8, 1], HolderKind::Window))).unwrap();
    let fewer = station.clerk(case, CaseAct::Transfer(hand(&[2], &[7], HolderKind::Resident))).unwrap_err();
    assert_eq!(fewer.field.as_deref(), Some("remark"));
    let surplus =
        station.clerk(case, CaseAct::Transfer(hand(&[2], &[8, 1], HolderKind::Resident))).unwrap_err();
    assert_eq!(surplus.field.as_deref(), Some("pages"));
    let over = Transfer { signed: false, ..hand(&[2, 3], &[], HolderKind::Agent) };
    station.clerk(case, CaseAct::Transfer(over)).unwrap();
    let unknown = CaseAct::Receive(Receive { originals: vec![2, 99], ..Receive::default() });
    assert_eq!(station.agent(case, unknown).unwrap_err().field.as_deref(), Some("originals"));
    let counted = Receive {
        originals: vec![3, 2],
        pages: vec![1, 7],
        remark: "少一页".to_owned(),
        ..Receive::default()
    };
    station.agent(case, CaseAct::Receive(counted)).unwrap();
    let pages: Vec<i64> = station.counter.view(case).agency.originals.iter().map(|one| one.pages).collect();
    assert_eq!(pages, [2, 7, 1]);
    assert_chains(&station.counter, case);
    let voided = station.counter.take_complete("TJ02");
    station.clerk(voided, CaseAct::Void(Void { reason: "录错".to_owned() })).unwrap();
    for act in [authorise("2026-12-31"), CaseAct::Transfer(hand(&[1], &[2], HolderKind::Window))] {
        assert!(station.clerk(voided, act).is_err(), "a voided case");
    }
    station.counter.assert_sound();
}

#[test]
fn ag_1_and_ag_4_who_signs_for_whom_and_how_long() {
    let mut station = Station::at("2026-03-02 09:30");
    let present = station.counter.take_complete("ZA05");
    assert_eq!(station.clerk(present, authorise("2026-12-31")).unwrap_err().rule, Some("ON-8"));
    let case = station.counter.take_complete("TJ02");
    let relative = |number: Option<&str>| {
        CaseAct::Authorise(Authorise {
            agent: Some("6".to_owned()),
            until: Some("2026-12-31".to_owned()),
            signer: Some(Signer::Relative),
            signer_name: "王小明".to_owned(),
            signer_id_number: number.map(str::to_owned),
            relation: "儿子".to_owned(),
            signed: true,
            ..Authorise::default()
        })
    };
    assert_eq!(station.clerk(case, relative(None)).unwrap_err().rule, Some("AG-4"), "both numbers");
    station.clerk(case, relative(Some("330106199003071236"))).unwrap();
    let again = station.clerk(case, authorise("2026-12-31")).unwrap_err();
    assert!(said(&again).contains("陈国强"), "{}", said(&again));
    // A child: a guardian signs.
    let take = Take {
        item: "TJ02".to_owned(),
        applicant: PersonInput {
            name: "陈小宝".to_owned(),
            id_number: Some("330108201506200055".to_owned()),
            ..PersonInput::default()
        },
        materials: station
            .counter
            .all_ok("TJ02")
            .iter()
            .map(|(name, state)| material(name, *state))
            .collect(),
        ..Take::default()
    };
    let clerk = station.counter.clerk.clone();
    let child = station.counter.run(&clerk, Command::Take(Box::new(take))).unwrap().case.unwrap();
    assert_eq!(station.clerk(child, authorise("2026-12-31")).unwrap_err().rule, Some("AG-4"));
    let early = station.clerk(case, authorise("2026-03-01")).unwrap_err();
    assert_eq!(early.rule, Some("AG-1"), "one authority at a time");
    let guardian = CaseAct::Authorise(Authorise {
        agent: Some("6".to_owned()),
        until: Some("2026-03-10".to_owned()),
        signer: Some(Signer::Guardian),
        signer_name: "陈志强".to_owned(),
        signer_id_number: Some("330106199003071236".to_owned()),
        ..Authorise::default()
    });
    station.clerk(child, guardian).unwrap();
    let refused = station.agent(child, set_out()).unwrap_err();
    assert!(said(&refused).contains("待签字"), "{}", said(&refused));
    station.clerk(child, CaseAct::Authorise(Authorise { signed: true, ..Authorise::default() })).unwrap();
    station.agent(child, set_out()).unwrap();
    // The term ends in the middle of the leg: what is out comes back, nothing new begins until it is renewed.
    station.counter.go_to("2026-03-11 09:00");
    station.agent(child, back(LegOutcome::Done, "")).unwrap();
    assert_eq!(station.agent(child, set_out()).unwrap_err().rule, Some("AG-1"));
    let renew = Continue { until: Some("2026-04-30".to_owned()), signed: true, ..Continue::default() };
    station.clerk(child, CaseAct::Continue(renew.clone())).unwrap();
    station.agent(child, set_out()).unwrap();
    station.clerk(child, CaseAct::Suspend(Suspend { reason: "家中有事".to_owned() })).unwrap();
    assert_eq!(station.clerk(child, CaseAct::Complete(Complete::default())).unwrap_err().rule, Some("AG-3"));
    station.clerk(child, CaseAct::Continue(renew)).unwrap();
    station.clerk(child, CaseAct::Terminate(Terminate { reason: "自行办理".to_owned() })).unwrap();
    let kinds = station.documents(child);
    for kind in [DocumentKind::Suspension, DocumentKind::Continuation, DocumentKind::Termination] {
        assert!(kinds.contains(&kind), "AG-3: {kind:?} has a paper of its own");
    }
    let numbers: Vec<String> =
        station.counter.view(child).documents.iter().map(|one| one.number.clone()).collect();
    let mut once = numbers.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), numbers.len(), "AG-3: each has a number of its own");
    station.counter.assert_sound();
}

#[test]
fn agents_who_left_or_are_away_and_the_grids_own() {
    let mut station = Station::at("2026-03-02 09:30");
    let manager = station.counter.manager.clone();
    let grid = SaveGrid {
        code: "03".to_owned(),
        name: "三网格".to_owned(),
        agent: Some("6".to_owned()),
        substitute: Some("7".to_owned()),
        ..SaveGrid::default()
    };
    station.counter.run(&manager, Command::SaveGrid(grid)).unwrap();
    let take = |station: &mut Station| {
        let take = Take {
            item: "TJ02".to_owned(),
            applicant: PersonInput {
                name: "陈志强".to_owned(),
                id_number: Some("330106199003071236".to_owned()),
                grid: Some("03".to_owned()),
                ..PersonInput::default()
            },
            materials: station
                .counter
                .all_ok("TJ02")
                .iter()
                .map(|(name, state)| material(name, *state))
                .collect(),
            ..Take::default()
        };
        let clerk = station.counter.clerk.clone();
        station.counter.run(&clerk, Command::Take(Box::new(take))).unwrap().case.unwrap()
    };
    let plain = || {
        CaseAct::Authorise(Authorise {
            until: Some("2026-12-31".to_owned()),
            signed: true,
            ..Authorise::default()
        })
    };
    let first = take(&mut station);
    station.clerk(first, plain()).unwrap();
    let authority = station.counter.view(first).agency.authorities.remove(0);
    assert_eq!(
        (authority.agent_id, authority.substitute_id),
        (station.agent.id, Some(station.substitute.id))
    );
    let absence = SaveAbsence {
        code: "6".to_owned(),
        until: "2026-03-20".to_owned(),
        reason: "请假".to_owned(),
        ..SaveAbsence::default()
    };
    station.counter.run(&manager, Command::SaveAbsence(absence)).unwrap();
    let second = take(&mut station);
    station.clerk(second, plain()).unwrap();
    let authority = station.counter.view(second).agency.authorities.remove(0);
    assert_eq!(authority.agent_id, station.substitute.id, "the substitute while the agent is away");
    let third = take(&mut station);
    assert_eq!(station.clerk(third, authorise("2026-12-31")).unwrap_err().rule, Some("AG-1"), "away");
    // The agent leaves with an original in hand: a manager hands it over in their place.
    station.clerk(first, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Agent))).unwrap_err();
    station.agent(first, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Agent))).unwrap();
    let left = SaveOperator { code: "6".to_owned(), disabled: Some(true), ..SaveOperator::default() };
    station.counter.run(&manager, Command::SaveOperator(left)).unwrap();
    let stranger = station.clerk(first, CaseAct::Transfer(hand(&[1], &[], HolderKind::Resident)));
    assert_eq!(stranger.unwrap_err().rule, Some("AG-2"));
    station.act(&manager, first, CaseAct::Transfer(hand(&[1], &[], HolderKind::Window))).unwrap();
    let refused = station.clerk(third, authorise("2026-12-31")).unwrap_err();
    assert!(said(&refused).contains("停用"), "{}", said(&refused));
    let substitute = station.substitute.clone();
    station.act(&substitute, first, CaseAct::TakeOver(TakeOver::default())).unwrap();
    station.counter.assert_sound();
}

#[test]
fn a_round_goes_office_by_office_and_names_the_originals_to_carry() {
    let mut station = Station::at("2026-03-02 09:30");
    let manager = station.counter.manager.clone();
    for (place, name) in [(2, OFFICES[0]), (1, OFFICES[1])] {
        let office = SaveOffice {
            name: name.to_owned(),
            place,
            address: "建设路 1 号".to_owned(),
            phone: "0571-88880000".to_owned(),
        };
        station.counter.run(&manager, Command::SaveOffice(office)).unwrap();
    }
    let cases: Vec<CaseId> = (0..3).map(|_| station.counter.take_complete("TJ02")).collect();
    for case in &cases {
        station.authorise(*case);
        station.agent(*case, CaseAct::Transfer(hand(&[1], &[2], HolderKind::Agent))).unwrap();
    }
    station.agent(cases[0], set_out()).unwrap();
    station.agent(cases[0], back(LegOutcome::Done, "")).unwrap();
    station.agent(cases[1], set_out()).unwrap();
    let agent = station.agent.clone();
    let errands = station.counter.desk.errands(&agent, agent.id).unwrap();
    let said: Vec<(&str, bool, usize)> = errands
        .iter()
        .map(|errand| (errand.leg.office.as_str(), errand.hands_in(), errand.originals.len()))
        .collect();
    assert_eq!(said, [(OFFICES[1], true, 1), (OFFICES[0], true, 1), (OFFICES[0], false, 1)]);
    let done = station.counter.run(&agent, Command::Round(Round::default())).unwrap();
    let text = format!("{:?}", done.documents[0].content);
    assert!(text.contains("身份证 2 页") && text.contains("建设路 1 号"), "{text}");
    station.counter.assert_sound();
}

#[test]
fn on_2_a_certificate_within_the_catalogue_with_the_seal_registered_others_name_the_body() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take_complete("ZH01");
    station.clerk(case, CaseAct::Accept(Accept::default())).unwrap();
    let certify = |subject: &str| {
        CaseAct::Certify(Certify {
            subject: subject.to_owned(),
            text: "王桂英自 2019 年起在本社区朝阳里居住.".to_owned(),
            purpose: "区教育局入学".to_owned(),
            copies: 2,
            approver: "赵站长".to_owned(),
        })
    };
    let refused = station.clerk(case, certify("无犯罪记录")).unwrap_err();
    assert_eq!(refused.rule, Some("ON-2"));
    assert!(said(&refused).contains("公安派出所"), "{}", said(&refused));
    let hidden = CaseAct::Certify(Certify {
        subject: "在本社区居住".to_owned(),
        text: "证明其无 犯罪\n记录.".to_owned(),
        purpose: "求职".to_owned(),
        copies: 1,
        approver: "赵站长".to_owned(),
    });
    assert_eq!(station.clerk(case, hidden).unwrap_err().rule, Some("ON-2"), "nor in the text");
    station.clerk(case, certify("在本社区居住")).unwrap();
    let clerk = station.counter.clerk.clone();
    let uses = station.counter.desk.seal_uses(&clerk, 10).unwrap();
    assert_eq!((uses.len(), uses[0].copies, uses[0].approver.as_str()), (1, 2, "赵站长"));
    assert!(station.documents(case).contains(&DocumentKind::Certificate));
    let other = station.counter.take_complete("TJ02");
    assert!(station.clerk(other, certify("在本社区居住")).is_err());
    station.counter.assert_sound();
}

/// What a random act does: who, which original, what.
#[derive(Debug, Clone)]
enum Deed {
    Hand { who: usize, place: i64, to: HolderKind, signed: bool, post: bool },
    Receive { who: usize, place: i64, back: bool },
    Lose { place: i64 },
}

/// Who has an original, from and to whom it is on its way, whether it is lost.
type Modelled = (HolderKind, Option<(HolderKind, HolderKind)>, bool);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let to = prop_oneof![
        Just(HolderKind::Resident),
        Just(HolderKind::Window),
        Just(HolderKind::Agent),
        Just(HolderKind::Office)
    ];
    let hand = (0..3_usize, 1..3_i64, to, any::<bool>(), prop::bool::weighted(0.3))
        .prop_map(|(who, place, to, signed, post)| Deed::Hand { who, place, to, signed, post });
    let receive = (0..3_usize, 1..3_i64, prop::bool::weighted(0.3))
        .prop_map(|(who, place, back)| Deed::Receive { who, place, back });
    let lose = (1..3_i64).prop_map(|place| Deed::Lose { place });
    prop::collection::vec(prop_oneof![12 => hand, 6 => receive, 1 => lose], 1..24)
}

/// AG-2: whatever is tried by whom, every original has one holder at any time, whose chain has neither gap
/// nor overlap, and a slow model that only looks at what was allowed says the same holder.
#[test]
fn ag_2_one_holder_an_original_at_any_time_over_random_transfers() {
    let mut station = Station::at("2026-03-02 09:30");
    let people = [station.counter.clerk.clone(), station.agent.clone(), station.substitute.clone()];
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let station = std::cell::RefCell::new(&mut station);
    let run = runner.run(&deeds(), |deeds| {
        let mut station = station.borrow_mut();
        let case = station.counter.take_complete("TJ02");
        station.authorise(case);
        // The model: who has each original, and to whom it is on its way.
        let mut model: std::collections::BTreeMap<i64, Modelled> =
            [(1, (HolderKind::Resident, None, false)), (2, (HolderKind::Resident, None, false))].into();
        for deed in deeds {
            let (done, place) = match &deed {
                Deed::Hand { who, place, to, signed, post } => {
                    let act = Transfer {
                        signed: *signed,
                        way: post.then_some(Way::Post),
                        post_number: post.then(|| "EM1".to_owned()),
                        ..hand(&[*place], &[3], *to)
                    };
                    let done = station.act(&people[*who], case, CaseAct::Transfer(act)).is_ok();
                    if done {
                        let entry = model.get_mut(place).unwrap();
                        let (from, way, lost) = *entry;
                        prop_assert!(way.is_none() && !lost && from != *to, "{deed:?}");
                        let mine = |kind: HolderKind| match kind {
                            HolderKind::Window => *who == 0,
                            HolderKind::Agent => *who == 1,
                            _ => false,
                        };
                        prop_assert!(mine(from) || mine(*to), "neither side acted: {deed:?}");
                        *entry = if *post {
                            (HolderKind::Post, Some((from, *to)), false)
                        } else if *signed {
                            (*to, None, false)
                        } else {
                            (from, Some((from, *to)), false)
                        };
                    }
                    (done, *place)
                }
                Deed::Receive { who, place, back } => {
                    let remark = "回单".to_owned();
                    let act =
                        Receive { originals: vec![*place], came_back: *back, remark, ..Receive::default() };
                    let done = station.act(&people[*who], case, CaseAct::Receive(act)).is_ok();
                    if done {
                        let entry = model.get_mut(place).unwrap();
                        let (from, to) = entry.1.unwrap();
                        // What is received was found.
                        *entry = (if *back { from } else { to }, None, false);
                    }
                    (done, *place)
                }
                Deed::Lose { place } => {
                    let act = ReportLost {
                        originals: vec![*place],
                        report: "遗失".to_owned(),
                        consequence: "补办".to_owned(),
                        remedy: "陪办".to_owned(),
                    };
                    let done = station.clerk(case, CaseAct::ReportLost(act)).is_ok();
                    if done {
                        model.get_mut(place).unwrap().2 = true;
                    }
                    (done, *place)
                }
            };
            let view = station.counter.view(case).agency;
            let rows: Vec<_> = view.originals.iter().filter(|one| one.place == place).collect();
            prop_assert!(rows.len() <= 1, "one row an original");
            let kind = rows.first().map_or(HolderKind::Resident, |one| one.holder_kind);
            prop_assert_eq!(kind, model[&place].0, "{:?} {}", deed, done);
            assert_chains(&station.counter, case);
        }
        Ok(())
    });
    run.unwrap();
    station.into_inner().counter.assert_sound();
}

#[test]
fn a_collector_is_checked_and_somebody_else_gives_a_number() {
    let mut station = Station::at("2026-03-02 09:30");
    let case = station.counter.take("JS01", &[]);
    let unchecked = Deliver { identity_checked: Some(false), ..Deliver::default() };
    assert!(station.clerk(case, CaseAct::Deliver(unchecked)).is_err());
    let materials: Vec<_> = station.counter.all_ok("ZA02");
    let listed: Vec<(&str, MaterialState)> =
        materials.iter().map(|(name, state)| (name.as_str(), *state)).collect();
    let case = station.counter.take("ZA02", &listed);
    station.clerk(case, CaseAct::Accept(Accept::default())).unwrap();
    while station.clerk(case, CaseAct::Step(Step::default())).is_ok() {}
    let decide = Decide {
        outcome: Outcome::Granted,
        result: "已办".to_owned(),
        reason: String::new(),
        result_document: None,
        organ_document: Some("公〔2026〕1号".to_owned()),
        organ_day: Some("2026-03-02".to_owned()),
    };
    station.clerk(case, CaseAct::Decide(decide)).unwrap();
    let wrong = Deliver { collector_id_number: Some("330106199003071236".to_owned()), ..Deliver::default() };
    let refused = station.clerk(case, CaseAct::Deliver(wrong)).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("collector_id_number"), "not the applicant's number");
    let unchecked = Deliver { identity_checked: Some(false), ..Deliver::default() };
    assert_eq!(
        station.clerk(case, CaseAct::Deliver(unchecked)).unwrap_err().field.as_deref(),
        Some("identity_checked")
    );
    let other = Deliver {
        collector: Some("王小明".to_owned()),
        collector_id_number: Some("330106199003071236".to_owned()),
        identity_checked: Some(true),
        ..Deliver::default()
    };
    station.clerk(case, CaseAct::Deliver(other)).unwrap();
    let document = station.counter.view(case).documents.pop().unwrap();
    let text = format!("{:?}", document.content);
    assert!(text.contains("已核对原件") && !text.contains("330106199003071236"), "{text}");
    station.counter.assert_sound();
}

/// Show 4: thirty cases at eight offices, half to hand in and half to fetch, in at most sixty presses.
#[test]
fn a_round_of_thirty_cases_at_eight_offices_is_ticked_off_with_few_keys() {
    let route = |item: &mut Item| {
        let office = format!("单位{}", item.quick % 8 + 1);
        item.route = vec![RouteLeg { office, hands_in: String::new(), fetches: String::new(), days: None }];
        item.personal_presence = false;
        item.agent_allowed = true;
    };
    let mut counter = Counter::with("2026-03-02 09:30", route);
    let manager = counter.manager.clone();
    let save = SaveOperator {
        code: "6".to_owned(),
        name: "陈国强".to_owned(),
        roles: vec![Role::Agent],
        ..SaveOperator::default()
    };
    counter.run(&manager, Command::SaveOperator(save)).unwrap();
    let agent = counter.desk.actor_unchecked("6").unwrap();
    let published: Vec<String> = counter
        .desk
        .items()
        .unwrap()
        .into_iter()
        .filter(|choice| choice.published)
        .take(10)
        .map(|choice| choice.item.code)
        .collect();
    let mut cases = Vec::new();
    for at in 0..30 {
        let case = counter.take_complete(&published[at % published.len()]);
        let authorise = CaseAct::Authorise(Authorise {
            agent: Some("6".to_owned()),
            until: Some("2026-12-31".to_owned()),
            signed: true,
            ..Authorise::default()
        });
        counter.act(case, authorise).unwrap();
        if at % 2 == 0 {
            let on = OnCase { case, version: None, act: set_out() };
            counter.run(&agent, Command::Case(on)).unwrap();
        }
        cases.push(case);
    }
    let now = counter.now;
    let mut hands = crate::hands::Counter::owning(counter).hands("6", now);
    hands.keys("xc Enter");
    let screen = hands.screen();
    assert!(screen.contains("30 件 8 个单位"), "{screen}");
    assert!(screen.contains("[ ] 交") || screen.contains("[ ] 取"), "{screen}");
    for _ in 0..30 {
        hands.type_text(" ");
    }
    hands.keys("F9");
    assert!(hands.said().contains("办妥 30 件"), "{}", hands.said());
    assert!(hands.presses <= 60, "{} presses", hands.presses);
    let desk = hands.counter.desk();
    let states: Vec<LegState> =
        cases.iter().map(|case| desk.case(&manager, *case).unwrap().agency.legs[0].state).collect();
    assert_eq!(states.iter().filter(|state| **state == LegState::Done).count(), 15);
    assert_eq!(states.iter().filter(|state| **state == LegState::UnderWay).count(), 15);
    // What came back asks for its reason on the same screen.
    hands.keys("2 退 Enter 1 F9");
    let returned = cases.iter().any(|case| {
        desk.case(&manager, *case).unwrap().agency.legs.iter().any(|leg| leg.state == LegState::Returned)
    });
    assert!(returned, "{}", hands.screen());
    hands.keys("F7");
    assert!(hands.screen().contains("代办行程单"), "{}", hands.screen());
}
