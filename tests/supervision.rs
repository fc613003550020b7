//! Monitors and what they watch: terms, the bar on relatives, cards, boxes opened by two people, visits and what is put
//! right (A11).

use crate::command_line::as_operator;
use crate::support::Counter;
use yichuang::calendar::Day;
use yichuang::desk::verbs::{
    HandOutCards, OpenBox, RecordMonitorVisit, RectifyFinding, ReturnCard, SaveBox, SaveMatter, SaveMonitor,
    SaveOperator, SaveWatchGroup, Undo,
};
use yichuang::desk::{Command, Done, DueFilter};
use yichuang::domain::id::PersonId;
use yichuang::domain::operator::Actor;
use yichuang::domain::promise::PromiseKind;
use yichuang::domain::supervision::{MatterArea, WatchGroupKind};
use yichuang::domain::{Refusal, RefusalKind};
use yichuang::words::Lang;

/// 2026-06-05 is a Friday.
const FRIDAY: &str = "2026-06-05 09:00";
const NUMBER: &str = "000000195803120026";

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A station with a monitor in office until 2026-12-31 and two boxes, opened on Fridays and on any day.
struct Watch {
    counter: Counter,
    clerk: Actor,
    other: Actor,
    supervisor: Actor,
    manager: Actor,
}

impl Watch {
    fn at(now: &str) -> Self {
        let counter = Counter::at(now);
        let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
        let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
        let mut watch = Self { counter, clerk, other, supervisor, manager };
        watch.monitor("周大姐", |_| {}).unwrap();
        for (name, weekday) in [("北门意见箱", 5), ("大厅意见箱", 0)] {
            let save = SaveBox {
                name: name.to_owned(),
                place: "墙上".to_owned(),
                weekday: Some(weekday),
                ended: None,
            };
            watch.lead(Command::SaveBox(save)).unwrap();
        }
        watch
    }

    /// The supervisor acts.
    fn lead(&mut self, command: Command) -> Result<Done, Refusal> {
        let supervisor = self.supervisor.clone();
        self.counter.run(&supervisor, command)
    }

    fn monitor(&mut self, name: &str, change: impl Fn(&mut SaveMonitor)) -> Result<Done, Refusal> {
        let mut save = SaveMonitor {
            name: name.to_owned(),
            unit: some("居民代表"),
            no_relative: Some(true),
            until: some("2026-12-31"),
            ..SaveMonitor::default()
        };
        change(&mut save);
        self.lead(Command::SaveMonitor(Box::new(save)))
    }

    /// The clerk opens a box with the second clerk.
    fn open(&mut self, name: &str, slips: i64, change: impl Fn(&mut OpenBox)) -> Result<Done, Refusal> {
        let mut open = OpenBox {
            name: name.to_owned(),
            second: "2".to_owned(),
            slips: Some(slips),
            ..OpenBox::default()
        };
        change(&mut open);
        let clerk = self.clerk.clone();
        self.counter.run(&clerk, Command::OpenBox(open))
    }

    fn visit(&mut self, change: impl Fn(&mut RecordMonitorVisit)) -> Result<Done, Refusal> {
        let mut visit = RecordMonitorVisit {
            monitor: "周大姐".to_owned(),
            seen: "窗口排队".to_owned(),
            ..RecordMonitorVisit::default()
        };
        change(&mut visit);
        self.lead(Command::RecordMonitorVisit(Box::new(visit)))
    }

    fn operator(&mut self, code: &str, person: Option<PersonId>, kin: Option<Vec<PersonId>>) {
        let save = SaveOperator { code: code.to_owned(), person, kin, ..SaveOperator::default() };
        let manager = self.manager.clone();
        self.counter.run(&manager, Command::SaveOperator(save)).unwrap();
    }

    /// The numbers of all openings, the newest first.
    fn numbers(&self) -> Vec<Option<(i64, i64)>> {
        let rows = self.counter.desk.box_openings(&self.manager).unwrap();
        rows.iter().map(|row| row.opening.numbers()).collect()
    }

    fn today(&self) -> Day {
        self.counter.desk.zone().day(self.counter.now)
    }
}

#[test]
fn cp_14_whoever_works_here_or_is_a_relative_of_whoever_does_is_no_monitor() {
    let mut watch = Watch::at(FRIDAY);
    let undeclared = watch.monitor("吴老师", |one| one.no_relative = None).unwrap_err();
    assert_eq!((undeclared.rule, undeclared.field.as_deref()), (Some("CP-14"), Some("no_relative")));
    watch.counter.take("ZA02", &[]);
    let (person, _) = watch.counter.desk.person_with_number(&watch.manager, NUMBER).unwrap().unwrap();
    let by_number = |one: &mut SaveMonitor| one.own_number = some(NUMBER);
    for (own, kin) in [(Some(person.id), None), (None, Some(vec![person.id]))] {
        let code = if own.is_some() { "1" } else { "2" };
        watch.operator(code, own, kin);
        let refused = watch.monitor("王桂英", by_number).unwrap_err();
        assert_eq!((refused.rule, refused.field.as_deref()), (Some("CP-14"), Some("own_number")));
        // Somebody else's record, and nobody's kin.
        watch.operator(code, own.map(|_| PersonId(1)), Some(Vec::new()));
    }
    watch.monitor("王桂英", by_number).unwrap();
    let twice = watch.monitor("王桂英", by_number).unwrap_err();
    assert_eq!(twice.rule, Some("A11"));
    // A relative that is recorded later: the monitor does nothing any more, and can be let go.
    watch.operator("2", None, Some(vec![person.id]));
    let visit = watch.visit(|one| one.monitor = "王桂英".to_owned()).unwrap_err();
    assert_eq!((visit.rule, visit.field.as_deref()), (Some("CP-14"), Some("monitor")));
    let today = watch.today();
    let rows = watch.counter.desk.monitors(&watch.manager, today).unwrap();
    let row = rows.iter().find(|row| row.monitor.name == "王桂英").unwrap();
    assert!(row.barred && row.serves);
    let end = SaveMonitor {
        monitor: Some(row.monitor.id.0),
        ended: Some(true),
        reason: "亲属关系".to_owned(),
        ..SaveMonitor::default()
    };
    let bare = SaveMonitor { reason: String::new(), ..end.clone() };
    assert_eq!(
        watch.lead(Command::SaveMonitor(Box::new(bare))).unwrap_err().field.as_deref(),
        Some("reason")
    );
    watch.lead(Command::SaveMonitor(Box::new(end))).unwrap();
    let rows = watch.counter.desk.monitors(&watch.manager, today).unwrap();
    assert!(rows.iter().any(|row| row.monitor.name == "王桂英" && !row.serves));
    watch.counter.assert_sound();
}

#[test]
fn a11_a_box_is_opened_by_two_people_on_its_day_and_once_a_day() {
    let mut watch = Watch::at("2026-06-04 09:00");
    // Thursday.
    let other_day = watch.open("北门意见箱", 2, |_| {}).unwrap_err();
    assert_eq!((other_day.rule, other_day.field.as_deref()), (Some("A11"), Some("reason")));
    watch.open("北门意见箱", 2, |one| one.reason = "周五放假".to_owned()).unwrap();
    watch.counter.go_to(FRIDAY);
    for alone in ["", "1", "张敏"] {
        let refused = watch.open("北门意见箱", 1, |one| one.second = alone.to_owned()).unwrap_err();
        assert_eq!((refused.rule, refused.field.as_deref()), (Some("A11"), Some("second")), "{alone}");
    }
    let unknown = watch.open("北门意见箱", 1, |one| one.second = "77".to_owned()).unwrap_err();
    assert_eq!(unknown.kind, RefusalKind::NotFound);
    assert_eq!(watch.open("没有的箱", 1, |_| {}).unwrap_err().kind, RefusalKind::NotFound);
    let done = watch.open("北门意见箱", 3, |_| {}).unwrap();
    assert!(done.message.say(Lang::Zh).contains("3 到 5 号"), "{}", done.message.say(Lang::Zh));
    let twice = watch.open("北门意见箱", 1, |_| {}).unwrap_err();
    assert_eq!((twice.rule, twice.field.as_deref()), (Some("A11"), Some("name")));
    // A monitor is a second person as well.
    let with_monitor = |one: &mut OpenBox| {
        one.second.clear();
        one.monitor = "周大姐".to_owned();
    };
    watch.open("大厅意见箱", 0, with_monitor).unwrap();
    let rows = watch.counter.desk.box_openings(&watch.clerk).unwrap();
    let newest = rows.first().unwrap();
    assert_eq!(
        (newest.letter_box.as_str(), newest.people.join(" ")),
        ("大厅意见箱", "张敏 周大姐".to_owned())
    );
    let boxes = watch.counter.desk.letter_boxes(&watch.clerk).unwrap();
    assert!(boxes.iter().all(|row| row.opened == Some(day("2026-06-05"))));
    watch.counter.assert_sound();
}

#[test]
fn cp_14_relatives_do_not_open_a_box_together_and_barred_operators_open_none() {
    let mut watch = Watch::at(FRIDAY);
    watch.operator("1", Some(PersonId(1)), None);
    watch.operator("2", None, Some(vec![PersonId(1)]));
    let relatives = watch.open("北门意见箱", 1, |_| {}).unwrap_err();
    assert_eq!((relatives.rule, relatives.field.as_deref()), (Some("CP-14"), Some("second")));
    let gone = SaveOperator { code: "2".to_owned(), disabled: Some(true), ..SaveOperator::default() };
    let manager = watch.manager.clone();
    watch.counter.run(&manager, Command::SaveOperator(gone)).unwrap();
    assert_eq!(watch.open("北门意见箱", 1, |_| {}).unwrap_err().kind, RefusalKind::NotFound);
    watch.open("北门意见箱", 1, |one| one.second = "5".to_owned()).unwrap();
}

#[test]
fn a11_slips_are_numbered_without_a_gap_over_all_boxes() {
    let mut watch = Watch::at(FRIDAY);
    for slips in [-1, 10_000] {
        assert_eq!(
            watch.open("北门意见箱", slips, |_| {}).unwrap_err().field.as_deref(),
            Some("slips"),
            "{slips}"
        );
    }
    watch.open("北门意见箱", 3, |_| {}).unwrap();
    watch.open("大厅意见箱", 0, |_| {}).unwrap();
    watch.counter.go_to("2026-06-08 09:00");
    watch.open("大厅意见箱", 2, |_| {}).unwrap();
    assert_eq!(watch.numbers(), [Some((4, 5)), None, Some((1, 3))]);
    // What was told stays spent, as every number of the house does: the row is there and says so.
    let (clerk, other) = (watch.clerk.clone(), watch.other.clone());
    watch.counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    assert_eq!(watch.numbers(), [None, Some((1, 3))]);
    let again = OpenBox {
        name: "大厅意见箱".to_owned(),
        second: "1".to_owned(),
        slips: Some(1),
        ..OpenBox::default()
    };
    watch.counter.run(&other, Command::OpenBox(again)).unwrap();
    assert_eq!(watch.numbers(), [Some((6, 6)), None, Some((1, 3))]);
    // The first opening does not come back beside the second.
    let redo = watch.counter.run(&clerk, Command::Undo(Undo { redo: true, ..Undo::default() }));
    assert_eq!(redo.unwrap_err().rule, Some("A11"));
    watch.counter.assert_sound();
}

#[test]
fn a11_cards_are_handed_out_by_number_and_come_back_once() {
    let mut watch = Watch::at(FRIDAY);
    let to = |monitor: &str, to_whom: &str, count: i64| {
        Command::HandOutCards(HandOutCards {
            monitor: monitor.to_owned(),
            to_whom: to_whom.to_owned(),
            count: Some(count),
            day: None,
        })
    };
    let back = |number: i64, lost: bool| {
        Command::ReturnCard(ReturnCard { number, outcome: "空白".to_owned(), lost, day: None })
    };
    for (monitor, to_whom, count, field) in [
        ("", "", 1, "monitor"),
        ("周大姐", "王桂英", 1, "monitor"),
        ("周大姐", "", 0, "count"),
        ("周大姐", "", 201, "count"),
        ("没有的人", "", 1, "monitor"),
    ] {
        let refused = watch.lead(to(monitor, to_whom, count)).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{monitor} {to_whom} {count}");
    }
    let done = watch.lead(to("周大姐", "", 3)).unwrap();
    assert!(done.message.say(Lang::Zh).contains("1 到 3 号"));
    watch.lead(to("", "王桂英", 1)).unwrap();
    assert_eq!(watch.lead(back(9, false)).unwrap_err().rule, Some("A11"), "never handed out");
    watch.lead(back(2, false)).unwrap();
    assert_eq!(watch.lead(back(2, false)).unwrap_err().rule, Some("A11"), "it is back");
    watch.lead(back(3, true)).unwrap();
    assert_eq!(watch.lead(back(3, true)).unwrap_err().rule, Some("A11"), "it is lost");
    watch.lead(back(3, false)).unwrap();
    let rows = watch.counter.desk.watch_cards(&watch.manager).unwrap();
    let told: Vec<(i64, &str, bool)> =
        rows.iter().map(|row| (row.card.number, row.name.as_str(), row.card.out())).collect();
    assert_eq!(told, [(4, "王桂英", true), (3, "周大姐", false), (2, "周大姐", false), (1, "周大姐", true)]);
    let clerk = watch.clerk.clone();
    let refused = watch.counter.run(&clerk, to("周大姐", "", 1)).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::NotAllowed);
    watch.counter.assert_sound();
}

#[test]
fn a11_a_monitor_whose_term_is_over_neither_visits_nor_opens_a_box() {
    let mut watch = Watch::at(FRIDAY);
    watch.monitor("吴老师", |one| one.until = some("2026-06-10")).unwrap();
    let twisted = watch.monitor("郑老师", |one| one.until = some("2026-06-04")).unwrap_err();
    assert_eq!(twisted.field.as_deref(), Some("until"));
    watch.counter.go_to("2026-06-12 09:00");
    let by = |one: &mut RecordMonitorVisit| one.monitor = "吴老师".to_owned();
    let late = watch.visit(by).unwrap_err();
    assert_eq!((late.rule, late.field.as_deref()), (Some("A11"), Some("monitor")));
    let alone = |one: &mut OpenBox| {
        one.second.clear();
        one.monitor = "吴老师".to_owned();
    };
    assert_eq!(watch.open("北门意见箱", 1, alone).unwrap_err().field.as_deref(), Some("monitor"));
    // What they did within it is entered later.
    watch
        .visit(|one| {
            by(one);
            one.day = some("2026-06-09");
        })
        .unwrap();
    let before = watch.visit(|one| one.day = some("2026-06-04")).unwrap_err();
    assert_eq!(before.rule, Some("A11"), "before it began");
    // A new term, and they are there again.
    let today = watch.today();
    let rows = watch.counter.desk.monitors(&watch.manager, today).unwrap();
    let known = rows.iter().find(|row| row.monitor.name == "吴老师").unwrap();
    assert!(!known.serves);
    let renew = SaveMonitor {
        monitor: Some(known.monitor.id.0),
        until: some("2027-06-10"),
        ..SaveMonitor::default()
    };
    watch.lead(Command::SaveMonitor(Box::new(renew))).unwrap();
    watch.open("北门意见箱", 1, alone).unwrap();
    watch.counter.assert_sound();
}

#[test]
fn rt_6_what_a_monitor_finds_is_put_right_within_its_limit_by_whoever_owns_it() {
    let mut watch = Watch::at(FRIDAY);
    let matter = SaveMatter {
        name: "窗口服务".to_owned(),
        area: Some(MatterArea::Service),
        way: "明察暗访".to_owned(),
        ended: None,
    };
    watch.lead(Command::SaveMatter(matter)).unwrap();
    let finding = |one: &mut RecordMonitorVisit| {
        one.matter = "窗口服务".to_owned();
        one.finding = "中午没有人".to_owned();
        one.measure = "中午轮值".to_owned();
        one.owner = "1".to_owned();
    };
    let nobody = watch.visit(|one| {
        finding(one);
        one.owner.clear();
    });
    let nobody = nobody.unwrap_err();
    assert_eq!((nobody.rule, nobody.field.as_deref()), (Some("RT-6"), Some("owner")));
    watch.visit(|_| {}).unwrap();
    watch.visit(finding).unwrap();
    let board = watch.counter.desk.board(&watch.manager, &DueFilter::default(), 10, 0).unwrap();
    let owed: Vec<(PromiseKind, &str, String, &str)> = board
        .iter()
        .map(|row| (row.kind, row.item_name.as_str(), row.due.to_string(), row.owner_code.as_str()))
        .collect();
    assert_eq!(owed, [(PromiseKind::Rectify, "窗口服务", "2026-06-29".to_owned(), "1")]);
    let rows = watch.counter.desk.monitor_visits(&watch.manager).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(watch.counter.desk.monitor_visits(&watch.other).unwrap().is_empty());
    let own = watch.counter.desk.monitor_visits(&watch.clerk).unwrap();
    let visit = own.first().unwrap();
    assert_eq!(visit.promise.as_ref().map(|one| one.due), Some(day("2026-06-29")));
    let rectify = RectifyFinding {
        visit: visit.visit.id.0,
        version: Some(visit.visit.version),
        text: "已排班".to_owned(),
    };
    let (clerk, other) = (watch.clerk.clone(), watch.other.clone());
    let refused = watch.counter.run(&other, Command::RectifyFinding(rectify.clone())).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::NotAllowed);
    let bare = RectifyFinding { text: " ".to_owned(), ..rectify.clone() };
    assert_eq!(
        watch.counter.run(&clerk, Command::RectifyFinding(bare)).unwrap_err().field.as_deref(),
        Some("text")
    );
    watch.counter.run(&clerk, Command::RectifyFinding(rectify.clone())).unwrap();
    assert_eq!(watch.counter.desk.board_count(&watch.manager, &DueFilter::default()).unwrap(), 0);
    let again = RectifyFinding { version: None, ..rectify };
    assert_eq!(watch.lead(Command::RectifyFinding(again)).unwrap_err().rule, Some("RT-6"));
    // Nothing was found at the other visit.
    let well = rows.iter().find(|row| row.visit.finding.is_empty()).unwrap().visit.id.0;
    let well = RectifyFinding { visit: well, text: "无".to_owned(), ..RectifyFinding::default() };
    assert_eq!(watch.lead(Command::RectifyFinding(well)).unwrap_err().rule, Some("RT-6"));
    watch.counter.assert_sound();
}

/// How much of each there is: groups, monitors, matters, cards, boxes, openings, visits, promises.
fn counts(watch: &Watch) -> [usize; 8] {
    let (desk, manager) = (&watch.counter.desk, &watch.manager);
    let today = watch.today();
    [
        desk.watch_groups(manager, today).unwrap().len(),
        desk.monitors(manager, today).unwrap().len(),
        desk.matters(manager).unwrap().len(),
        desk.watch_cards(manager).unwrap().iter().filter(|row| row.card.out()).count(),
        desk.letter_boxes(manager).unwrap().len(),
        desk.box_openings(manager).unwrap().len(),
        desk.monitor_visits(manager).unwrap().len(),
        desk.board(manager, &DueFilter::default(), 100, 0).unwrap().len(),
    ]
}

#[test]
fn every_act_of_supervision_is_undone_and_done_again() {
    let mut watch = Watch::at(FRIDAY);
    let committee = SaveWatchGroup {
        name: "居务监督委员会".to_owned(),
        kind: Some(WatchGroupKind::Committee),
        purpose: "监督居务".to_owned(),
        ..SaveWatchGroup::default()
    };
    let member = SaveMonitor {
        name: "郑会计".to_owned(),
        no_relative: Some(true),
        group: some("居务监督委员会"),
        post: some("组长"),
        knows_finance: Some(true),
        until: some("2028-06-30"),
        ..SaveMonitor::default()
    };
    let matter = SaveMatter {
        name: "财务公开".to_owned(),
        area: Some(MatterArea::Finance),
        way: "查账".to_owned(),
        ended: None,
    };
    let cards = HandOutCards { monitor: "郑会计".to_owned(), count: Some(2), ..HandOutCards::default() };
    let back = ReturnCard { number: 1, outcome: "空白".to_owned(), ..ReturnCard::default() };
    let hung = SaveBox { name: "三号箱".to_owned(), place: "广场".to_owned(), ..SaveBox::default() };
    let open = OpenBox {
        name: "三号箱".to_owned(),
        monitor: "郑会计".to_owned(),
        slips: Some(1),
        ..OpenBox::default()
    };
    let visit = RecordMonitorVisit {
        monitor: "郑会计".to_owned(),
        matter: "财务公开".to_owned(),
        seen: "三月凭证".to_owned(),
        finding: "缺经手人".to_owned(),
        measure: "补签".to_owned(),
        owner: "1".to_owned(),
        ..RecordMonitorVisit::default()
    };
    for command in [
        Command::SaveWatchGroup(committee),
        Command::SaveMonitor(Box::new(member)),
        Command::SaveMatter(matter),
        Command::HandOutCards(cards),
        Command::ReturnCard(back),
        Command::SaveBox(hung),
        Command::OpenBox(open),
        Command::RecordMonitorVisit(Box::new(visit)),
    ] {
        undone_and_done_again(&mut watch, command);
    }
    let rows = watch.counter.desk.monitor_visits(&watch.manager).unwrap();
    let found = rows.first().unwrap().visit.id.0;
    let rectify = RectifyFinding { visit: found, text: "已补签".to_owned(), ..RectifyFinding::default() };
    undone_and_done_again(&mut watch, Command::RectifyFinding(rectify));
    assert_eq!(counts(&watch), [1, 2, 1, 1, 3, 1, 1, 0]);
    let today = watch.today();
    let groups = watch.counter.desk.watch_groups(&watch.manager, today).unwrap();
    let group = groups.first().unwrap();
    assert_eq!((group.members, group.finance), (1, true));
    watch.counter.assert_sound();
}

/// Carries out, takes back, does again: what the lists tell changes each time and back.
fn undone_and_done_again(watch: &mut Watch, command: Command) {
    let before = counts(watch);
    let verb = command.verb();
    watch.lead(command).unwrap();
    let after = counts(watch);
    assert_ne!(before, after, "{verb:?}");
    let undone = watch.lead(Command::Undo(Undo::default())).unwrap();
    assert_eq!(counts(watch), before, "{verb:?}");
    let said = undone.message.say(Lang::Zh);
    assert!(said.contains(verb.phrase().say(Lang::Zh)), "{said}");
    watch.lead(Command::Undo(Undo { redo: true, ..Undo::default() })).unwrap();
    assert_eq!(counts(watch), after, "{verb:?}");
}

#[test]
fn what_others_use_since_is_not_undone_from_under_them() {
    let mut watch = Watch::at(FRIDAY);
    let manager = watch.manager.clone();
    let hung = SaveBox { name: "三号箱".to_owned(), place: "广场".to_owned(), ..SaveBox::default() };
    watch.counter.run(&manager, Command::SaveBox(hung)).unwrap();
    watch.open("三号箱", 1, |_| {}).unwrap();
    let refused = watch.counter.run(&manager, Command::Undo(Undo::default())).unwrap_err();
    assert_eq!(refused.rule, Some("A11"));
    let clerk = watch.clerk.clone();
    watch.counter.run(&clerk, Command::Undo(Undo::default())).unwrap();
    watch.counter.run(&manager, Command::Undo(Undo::default())).unwrap();
    watch.counter.assert_sound();
}

#[test]
fn a11_the_command_line_lists_and_acts() {
    let mut watch = Watch::at(FRIDAY);
    let call = |watch: &mut Watch, code: &str, args: &[&str], input: &str| {
        let answer = as_operator(&watch.counter, code, args, input);
        watch.counter.now = watch.counter.now.plus_millis(60_000);
        answer
    };
    let opened = r#"{"name":"北门意见箱","monitor":"周大姐","slips":2,"note":"锁完好"}"#;
    let done = call(&mut watch, "1", &["supervision", "open-box"], opened);
    assert_eq!(done.code, 0, "{}", done.err);
    let alone = r#"{"name":"大厅意见箱","slips":2}"#;
    assert_eq!(call(&mut watch, "1", &["supervision", "open-box"], alone).code, 1);
    assert_eq!(call(&mut watch, "1", &["supervision", "save-box"], r#"{"name":"x"}"#).code, 3);
    let openings = call(&mut watch, "1", &["supervision", "list", "openings"], "").json();
    assert_eq!(openings[0]["box"], "北门意见箱");
    assert_eq!(openings[0]["first"], 1);
    assert_eq!(openings[0]["last"], 2);
    let monitors = call(&mut watch, "5", &["supervision", "list", "monitors"], "").json();
    assert_eq!(monitors[0]["name"], "周大姐");
    assert_eq!(monitors[0]["serves"], true);
    let id = monitors[0]["id"].to_string();
    let visit = format!(r#"{{"monitor":"{id}","seen":"台账"}}"#);
    let done = call(&mut watch, "5", &["supervision", "record-monitor-visit"], &visit);
    assert_eq!(done.code, 0, "{}", done.err);
    for (what, rows) in [("groups", 0), ("matters", 0), ("cards", 0), ("boxes", 2), ("visits", 1)] {
        let list = call(&mut watch, "5", &["supervision", "list", what], "");
        assert_eq!(list.code, 0, "{what}: {}", list.err);
        assert_eq!(list.json().as_array().unwrap().len(), rows, "{what}");
    }
    assert_eq!(call(&mut watch, "5", &["supervision", "list", "feedback"], "").code, 2);
    let schema = call(&mut watch, "5", &["supervision", "save-monitor", "--schema"], "").json();
    assert_eq!(schema["act"], "save-monitor");
}
