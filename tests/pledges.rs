//! Pledges of operators, what touches them, and what the station kept of its commitments.

use crate::support::Counter;
use yichuang::desk::Command;
use yichuang::desk::verbs::{LinkPledge, RecordMonitorVisit, SaveMonitor, SignPledge};
use yichuang::domain::operator::Actor;

fn sign(
    counter: &mut Counter,
    by: &Actor,
    operator: &str,
    text: &str,
) -> Result<(), yichuang::domain::Refusal> {
    let pledge = SignPledge { operator: operator.to_owned(), text: text.to_owned(), ..SignPledge::default() };
    counter.run(by, Command::SignPledge(pledge)).map(drop)
}

/// Appoints a monitor.
fn appoint(counter: &mut Counter) {
    let manager = counter.manager.clone();
    let monitor = SaveMonitor {
        name: "周桂芝".to_owned(),
        no_relative: Some(true),
        until: Some("2028-03-01".to_owned()),
        ..SaveMonitor::default()
    };
    counter.run(&manager, Command::SaveMonitor(Box::new(monitor))).unwrap();
}

/// Records what the monitor found; the visit's id.
fn finding(counter: &mut Counter) -> i64 {
    let supervisor = counter.supervisor.clone();
    let visit = RecordMonitorVisit {
        monitor: "周桂芝".to_owned(),
        seen: "窗口".to_owned(),
        finding: "推诿群众".to_owned(),
        measure: "改正".to_owned(),
        owner: "5".to_owned(),
        ..RecordMonitorVisit::default()
    };
    counter.run(&supervisor, Command::RecordMonitorVisit(Box::new(visit))).unwrap();
    counter.desk.monitor_visits(&supervisor).unwrap()[0].visit.id.0
}

#[test]
fn a11_a_pledge_replaces_the_earlier_one_which_stays_and_a_finding_is_held_against_it() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    sign(&mut counter, &clerk, "", "不收礼, 不推诿").unwrap();
    assert!(sign(&mut counter, &clerk, "2", "替别人签").is_err(), "one's own only");
    assert!(sign(&mut counter, &clerk, "", "同一天再签").is_err());
    appoint(&mut counter);
    let visit = |finding: &str| RecordMonitorVisit {
        monitor: "周桂芝".to_owned(),
        seen: "窗口".to_owned(),
        finding: finding.to_owned(),
        measure: if finding.is_empty() { String::new() } else { "改正".to_owned() },
        owner: if finding.is_empty() { String::new() } else { "5".to_owned() },
        ..RecordMonitorVisit::default()
    };
    counter.run(&supervisor, Command::RecordMonitorVisit(Box::new(visit("推诿群众")))).unwrap();
    counter.run(&supervisor, Command::RecordMonitorVisit(Box::new(visit("")))).unwrap();
    let visits = counter.desk.monitor_visits(&supervisor).unwrap();
    let id =
        |found: bool| visits.iter().find(|row| row.visit.finding.is_empty() != found).unwrap().visit.id.0;
    let link = |operator: &str, visit: i64| LinkPledge {
        operator: operator.to_owned(),
        visit: Some(visit),
        note: "违反不推诿".to_owned(),
        ..LinkPledge::default()
    };
    for (by, wrong) in [
        (&supervisor, link("2", id(true))),
        (&supervisor, link("1", id(false))),
        (&supervisor, LinkPledge { card: Some(1), ..link("1", id(true)) }),
        (&supervisor, LinkPledge { visit: None, ..link("1", id(true)) }),
        (&clerk, link("1", id(true))),
    ] {
        assert!(counter.run(by, Command::LinkPledge(wrong.clone())).is_err(), "{wrong:?}");
    }
    counter.run(&supervisor, Command::LinkPledge(link("1", id(true)))).unwrap();
    assert!(counter.run(&supervisor, Command::LinkPledge(link("1", id(true)))).is_err(), "once");
    counter.go_to("2026-03-10 09:00");
    sign(&mut counter, &manager, "1", "新的承诺").unwrap();
    let pledges = counter.desk.pledges(&clerk).unwrap();
    let told: Vec<(&str, bool, usize)> = pledges
        .iter()
        .map(|row| (row.pledge.text.as_str(), row.pledge.ended_day.is_some(), row.links.len()))
        .collect();
    assert_eq!(told, [("新的承诺", false, 0), ("不收礼, 不推诿", true, 1)]);
    counter.assert_sound();
}

#[test]
fn a11_a_pledge_that_something_is_held_against_is_not_undone() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor) = (counter.clerk.clone(), counter.supervisor.clone());
    let undo = |redo: bool| Command::Undo(yichuang::desk::verbs::Undo { redo, void_documents: false });
    appoint(&mut counter);
    sign(&mut counter, &clerk, "", "不推诿").unwrap();
    counter.run(&clerk, undo(false)).unwrap();
    assert!(counter.desk.pledges(&clerk).unwrap().is_empty());
    counter.run(&clerk, undo(true)).unwrap();
    let visit = Some(finding(&mut counter));
    let link =
        LinkPledge { operator: "1".to_owned(), visit, note: "违反".to_owned(), ..LinkPledge::default() };
    counter.run(&supervisor, Command::LinkPledge(link)).unwrap();
    assert!(counter.run(&clerk, undo(false)).is_err());
    assert_eq!(counter.desk.pledges(&clerk).unwrap()[0].links.len(), 1);
    counter.assert_sound();
}

#[test]
fn rt_10_commitments_are_counted_by_hand() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (manager, clerk) = (counter.manager.clone(), counter.clerk.clone());
    let case = counter.take_complete("ZA02");
    let accept = yichuang::desk::CaseAct::Accept(yichuang::desk::verbs::Accept::default());
    counter.run(&clerk, Command::Case(yichuang::desk::OnCase { case, version: None, act: accept })).unwrap();
    let day = |text: &str| text.parse::<yichuang::calendar::Day>().unwrap();
    let ask = |counter: &Counter| {
        let today = yichuang::calendar::Zone::default().day(counter.now);
        let rows = counter.desk.commitments(&manager, day("2026-01-01"), day("2026-12-31"), today).unwrap();
        let of = |row: &yichuang::domain::pledge::CommitmentRow| (row.kept.part, row.kept.whole);
        let item = rows.iter().find(|row| row.title.starts_with("ZA02")).unwrap();
        assert!(item.limit.is_some() && item.good.is_none(), "RT-4");
        (of(&rows[0]), of(item))
    };
    assert_eq!(ask(&counter), ((0, 0), (0, 0)), "what runs is neither kept nor missed");
    counter.go_to("2026-12-01 09:00");
    let confirm = yichuang::desk::verbs::ConfirmDate { day: "2026-12-01".to_owned() };
    counter.run(&manager, Command::ConfirmDate(confirm)).unwrap();
    let now = counter.now;
    counter.desk.sweep(now).unwrap();
    assert_eq!(ask(&counter), ((0, 1), (0, 1)), "its day passed");
    let void = yichuang::desk::verbs::Void { reason: "重复收件".to_owned() };
    let act = yichuang::desk::CaseAct::Void(void);
    let on = yichuang::desk::OnCase { case, version: None, act };
    counter.run(&clerk, Command::Case(on)).unwrap();
    assert_eq!(ask(&counter), ((0, 0), (0, 0)), "a voided case counts nowhere");
}

#[test]
fn a11_a_redo_that_meets_what_somebody_else_linked_meanwhile_is_refused() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let undo = |redo: bool| Command::Undo(yichuang::desk::verbs::Undo { redo, void_documents: false });
    appoint(&mut counter);
    sign(&mut counter, &clerk, "", "不推诿").unwrap();
    let visit = Some(finding(&mut counter));
    let link =
        LinkPledge { operator: "1".to_owned(), visit, note: "违反".to_owned(), ..LinkPledge::default() };
    counter.run(&supervisor, Command::LinkPledge(link.clone())).unwrap();
    counter.run(&supervisor, undo(false)).unwrap();
    counter.run(&manager, Command::LinkPledge(link)).unwrap();
    let refused = counter.run(&supervisor, undo(true)).unwrap_err();
    assert_eq!(refused.kind, yichuang::domain::RefusalKind::Stale);
    assert_eq!(counter.desk.pledges(&clerk).unwrap()[0].links.len(), 1);
    counter.assert_sound();
}

#[test]
fn a11_a_conclusion_is_linked_to_the_pledge_at_the_keyboard() {
    let counter = crate::hands::Counter::demo();
    let mut chief = counter.hands("5", crate::support::at(crate::hands::NOW));
    chief.keys("8 Enter");
    while chief.app.supervision.view != yichuang::app::SupervisionView::Pledges {
        chief.keys("Tab");
    }
    // The first pledge whose operator has a concluded card left.
    let pledges = chief.app.supervision.list.rows.len();
    for _ in 0..pledges {
        chief.keys("F8 2");
        if chief.screen().contains("选一张对照承诺") {
            break;
        }
        chief.keys("Down");
    }
    assert!(chief.screen().contains("选一张对照承诺"), "{}", chief.screen());
    chief.keys("Enter");
    assert!(chief.screen().contains("谁的"), "{}", chief.screen());
    chief.keys("Enter").type_text("超期未办, 违反限时承诺");
    chief.keys("F9");
    assert!(chief.said().contains("已对照"), "{}", chief.screen());
    let links = counter.desk().pledges(&counter.actor("5")).unwrap();
    assert!(links.iter().flat_map(|row| &row.links).any(|link| link.card_id.is_some()));
}
