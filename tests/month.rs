//! The month: its figures are what the journal alone gives, counted again here by other means.

use crate::clocks::{ANNOUNCED, Model};
use crate::hands::{Counter, NOW};
use crate::support::{self, at};
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use yichuang::calendar::{Day, Zone};
use yichuang::desk::verbs::{ImportCases, IssueCards, Notify, OldCase, Void};
use yichuang::desk::{CaseAct, Command, OnCase};
use yichuang::domain::Named as _;
use yichuang::domain::board::GroupBy;
use yichuang::domain::card::CardKind;
use yichuang::domain::case::Outcome;
use yichuang::domain::month::{Figure, Figures, Month, Report};

/// The last image of each row of a table, by the names of its columns; nothing but the journal is read.
fn last_images(conn: &Connection, table: &str) -> Vec<Map<String, Value>> {
    let mut names = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid").unwrap();
    let names: Vec<String> =
        names.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut rows =
        conn.prepare("SELECT row_id, after_image FROM journal_row WHERE tbl = ?1 ORDER BY seq, ord").unwrap();
    let images =
        rows.query_map([table], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).unwrap();
    let mut last = BTreeMap::new();
    for image in images {
        let (id, text) = image.unwrap();
        let values: Vec<Value> = serde_json::from_str(&text).unwrap();
        last.insert(id, names.iter().cloned().zip(values).collect());
    }
    last.into_values().collect()
}

/// What the journal says, and the days that work by the announced table.
struct Journal {
    cases: BTreeMap<i64, Map<String, Value>>,
    promises: Vec<Map<String, Value>>,
    notices: Vec<Map<String, Value>>,
    cards: Vec<Map<String, Value>>,
    calendar: Model,
    today: Day,
}

fn text<'a>(row: &'a Map<String, Value>, column: &str) -> &'a str {
    row[column].as_str().unwrap_or_default()
}

fn moment(row: &Map<String, Value>, column: &str) -> Option<Day> {
    row[column].as_i64().map(|at| Zone::default().day(yichuang::calendar::Stamp(at)))
}

/// Which group a count belongs to: everything, an item's id, or an operator's.
type Of<'a> = &'a dyn Fn(&Value, &Value) -> bool;

impl Journal {
    fn read(path: &std::path::Path, today: &str) -> Self {
        let conn = Connection::open(path).unwrap();
        let live = |table| {
            let rows = last_images(&conn, table);
            rows.into_iter().filter(|row| row["voided_at"].is_null()).collect::<Vec<_>>()
        };
        Self {
            cases: live("cases").into_iter().map(|row| (row["id"].as_i64().unwrap(), row)).collect(),
            promises: live("promise"),
            notices: live("notice"),
            cards: live("card"),
            calendar: Model::of(&[ANNOUNCED]),
            today: today.parse().unwrap(),
        }
    }

    /// The figures of a month by their words, as text.
    fn figures(&self, month: &str, of: Of<'_>) -> BTreeMap<&'static str, String> {
        let within = |day: &str| day.starts_with(month);
        let cases: Vec<_> =
            self.cases.values().filter(|case| of(&case["item_id"], &case["owner_id"])).collect();
        let count = |which: &dyn Fn(&Map<String, Value>) -> bool| {
            cases.iter().filter(|case| which(case)).count().to_string()
        };
        let closed =
            |case: &Map<String, Value>| moment(case, "closed_at").is_some_and(|day| within(&day.to_string()));
        let silent = |case: &Map<String, Value>| {
            let denied = text(case, "outcome") == "denied" && within(text(case, "decided_day"));
            let refused = !case["ground"].is_null() && closed(case);
            (denied || refused) && text(case, "reason").is_empty()
        };
        let mut found = BTreeMap::from([
            ("taken", count(&|case| within(text(case, "received_day")))),
            (
                "entered-later",
                count(&|case| within(text(case, "received_day")) && !case["received_reason"].is_null()),
            ),
            ("decided", count(&|case| within(text(case, "decided_day")))),
            ("closed", count(&closed)),
            ("deemed", count(&|case| case["deemed"] == 1 && within(text(case, "accepted_day")))),
            ("no-reasons", count(&silent)),
        ]);
        let second =
            self.notices.iter().filter(|notice| notice["second"] == 1 && within(text(notice, "day")));
        let of_case = |id: &Value| {
            let case = id.as_i64().and_then(|id| self.cases.get(&id));
            case.is_some_and(|case| of(&case["item_id"], &case["owner_id"]))
        };
        found.insert("second-notices", second.filter(|one| of_case(&one["case_id"])).count().to_string());
        self.cards_of(month, of, &mut found);
        self.limits_of(month, of, &mut found);
        found
    }

    fn cards_of(&self, month: &str, of: Of<'_>, found: &mut BTreeMap<&'static str, String>) {
        let items: BTreeMap<i64, &Value> = self
            .promises
            .iter()
            .map(|promise| (promise["id"].as_i64().unwrap(), &promise["item_id"]))
            .collect();
        let cards: Vec<_> = self
            .cards
            .iter()
            .filter(|card| text(card, "day").starts_with(month) && card["cancelled"].is_null())
            .filter(|card| self.live(&card["case_id"]))
            .filter(|card| of(items[&card["promise_id"].as_i64().unwrap()], &card["owner_id"]))
            .collect();
        let of_kind = |kind| cards.iter().filter(|card| text(card, "kind") == kind).count().to_string();
        found.insert("yellow-cards", of_kind("yellow"));
        found.insert("red-cards", of_kind("red"));
        found.insert("urgings", of_kind("urge"));
        let open =
            cards.iter().filter(|card| text(card, "kind") != "urge" && card["conclusion_id"].is_null());
        found.insert("not-concluded", open.count().to_string());
    }

    /// A promise of no case, or of one that is not voided.
    fn live(&self, case: &Value) -> bool {
        case.as_i64().is_none_or(|id| self.cases.contains_key(&id))
    }

    fn limits_of(&self, month: &str, of: Of<'_>, found: &mut BTreeMap<&'static str, String>) {
        for (kind, on_time, early) in
            [("committed", "on-time", Some("early")), ("statutory", "law-on-time", None)]
        {
            let (mut before, mut on_day, mut late) = (0, 0, 0);
            let (mut used, mut had) = (Vec::new(), Vec::new());
            let mine = self
                .promises
                .iter()
                .filter(|one| text(one, "kind") == kind && self.live(&one["case_id"]))
                .filter(|one| of(&one["item_id"], &one["owner_id"]));
            for promise in mine {
                let due: Day = text(promise, "due").parse().unwrap();
                let state = text(promise, "state");
                let kept = moment(promise, "ended_at").filter(|_| state == "kept");
                if let Some(day) = kept.filter(|day| day.to_string().starts_with(month)) {
                    before += usize::from(day < due);
                    on_day += usize::from(day == due);
                    // Done on the spot: no countdown (CL-1).
                    if text(promise, "start") != text(promise, "due") {
                        used.push(self.worked(promise, day));
                        had.push(self.worked(promise, due));
                    }
                }
                let over = match (kept, state) {
                    (Some(day), _) => day > due,
                    (None, "running") => due < self.today,
                    (None, _) => !promise["missed_at"].is_null(),
                };
                late += usize::from(over && due.to_string().starts_with(month));
            }
            let all = before + on_day + late;
            let rate = |part: usize| match all {
                0 => "—".to_owned(),
                _ if part == all => "100.0%".to_owned(),
                _ => {
                    let exact = part as f64 * 100.0 / all as f64;
                    format!("{:.1}%", ((exact * 10.0).round() / 10.0).min(99.9))
                }
            };
            found.insert(on_time, rate(before + on_day));
            let Some(early) = early else { continue };
            found.insert(early, rate(before));
            found.insert("median-used", rank(&mut used, 50));
            found.insert("p90-used", rank(&mut used, 90));
            found.insert("median-limit", rank(&mut had, 50));
        }
    }

    /// The days after the start up to `end` that work and stand in no pause of the basis.
    fn worked(&self, promise: &Map<String, Value>, end: Day) -> usize {
        let basis: Value = serde_json::from_str(text(promise, "basis")).unwrap();
        let empty = Vec::new();
        let pauses = basis["pauses"].as_array().unwrap_or(&empty);
        let paused = |day: &str| {
            pauses.iter().any(|pause| {
                let to = pause["to"].as_str();
                pause["from"].as_str().unwrap() < day && to.is_some_and(|to| day <= to)
            })
        };
        let start: Day = text(promise, "start").parse().unwrap();
        let days = start.iter_days().skip(1).take_while(|day| *day <= end);
        days.filter(|day| self.calendar.works(*day) && !paused(&day.to_string())).count()
    }
}

/// The value with at least so many per cent of all at or below it.
fn rank(values: &mut [usize], percent: usize) -> String {
    values.sort_unstable();
    let count = values.len();
    let at = (1..=count).find(|rank| rank * 100 >= percent * count);
    at.map_or_else(|| "—".to_owned(), |rank| values[rank - 1].to_string())
}

fn told(figures: &Figures) -> BTreeMap<&'static str, String> {
    Figure::ALL.iter().map(|figure| (figure.word(), figure.of(figures).text())).collect()
}

fn assert_as_in_the_journal(report: &Report, journal: &Journal) {
    let month = report.month.to_string();
    let everything: Of<'_> = &|_, _| true;
    assert_eq!(told(&report.all), journal.figures(&month, everything), "{month}");
    assert_eq!(told(&report.before), journal.figures(&report.month.previous().to_string(), everything));
    for group in report.groups(GroupBy::Owner) {
        let (id, _) = report.names.operators.iter().find(|(_, (code, _))| *code == group.key).unwrap();
        let own: Of<'_> = &|_, owner| *owner == id.0;
        assert_eq!(told(&group.figures), journal.figures(&month, own), "{month} {}", group.name);
    }
    for group in report.groups(GroupBy::Item) {
        let (id, _) = report.names.items.iter().find(|(_, (code, ..))| *code == group.key).unwrap();
        let own: Of<'_> = &|item, _| *item == id.0;
        assert_eq!(told(&group.figures), journal.figures(&month, own), "{month} {}", group.name);
    }
    for group in report.groups(GroupBy::Department) {
        let items = &report.names.items;
        let own: Of<'_> = &|item, _| {
            let found = items.iter().find(|(id, _)| *item == id.0);
            found.is_some_and(|(_, (_, _, body))| *body == group.key)
        };
        assert_eq!(told(&group.figures), journal.figures(&month, own), "{month} {}", group.name);
    }
}

#[test]
fn the_months_of_the_demo_are_what_the_journal_alone_gives() {
    let counter = Counter::demo();
    let journal = Journal::read(counter.path(), "2026-11-23");
    let (desk, chief) = (counter.desk(), counter.actor("5"));
    let mut month = Month::parse("2026-11").unwrap();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..14 {
        let report = desk.month(&chief, month, at(NOW)).unwrap();
        assert_as_in_the_journal(&report, &journal);
        for (word, value) in told(&report.all) {
            *seen.entry(word).or_default() += usize::from(!matches!(value.as_str(), "0" | "—" | "100.0%"));
        }
        month = month.previous();
    }
    // A figure that is never there would prove nothing.
    let never: Vec<_> = seen.iter().filter(|(_, months)| **months == 0).map(|(word, _)| *word).collect();
    assert_eq!(never, ["no-reasons", "second-notices", "urgings"], "{seen:?}");
}

#[test]
fn on_13_what_the_demo_has_not_is_counted_too() {
    let mut counter = support::Counter::with("2026-03-02 09:00", support::licence("ZA02"));
    // Deemed: no notice in five working days (ON-5).
    let silent = counter.take("ZA02", &[]);
    counter.go_to("2026-03-12 09:00");
    counter.desk.sweep(counter.now).unwrap();
    assert!(counter.view(silent).case.deemed);
    // Two notices on one case, the second by the supervisor's word.
    let told_twice = counter.take("MZ01", &[]);
    let notify = |reason: Option<&str>| {
        CaseAct::Notify(Notify { override_reason: reason.map(str::to_owned), ..Notify::default() })
    };
    counter.act(told_twice, notify(None)).unwrap();
    let again = OnCase { case: told_twice, version: None, act: notify(Some("漏列一项")) };
    let supervisor = counter.supervisor.clone();
    counter.run(&supervisor, Command::Case(again)).unwrap();
    let promises = vec![counter.view(silent).promises.iter().find(|one| one.open()).unwrap().id];
    let urge = IssueCards { promises, kind: CardKind::Urge, reason: "催办".to_owned(), days: None };
    counter.run(&supervisor, Command::IssueCards(urge)).unwrap();
    // From an earlier register: denied without reasons, late.
    let day = |text: &str| text.parse().unwrap();
    let old = OldCase {
        item: "MZ01".to_owned(),
        person: counter.view(silent).case.applicant_id,
        owner: counter.other.id,
        received: day("2026-01-05"),
        accepted: day("2026-01-05"),
        decided: day("2026-03-09"),
        closed: day("2026-03-10"),
        outcome: Outcome::Denied,
    };
    let manager = counter.manager.clone();
    counter.run(&manager, Command::ImportCases(ImportCases { cases: vec![old] })).unwrap();
    // One that is voided counts nowhere.
    let gone = counter.take_complete("MZ01");
    let void = Void { reason: "重复录入".to_owned() };
    counter.act(gone, CaseAct::Void(void)).unwrap();
    counter.go_to("2026-04-20 09:00");
    let journal = Journal::read(&counter.path(), "2026-04-20");
    for month in ["2026-01", "2026-02", "2026-03", "2026-04"] {
        let report = counter.desk.month(&supervisor, Month::parse(month).unwrap(), counter.now).unwrap();
        assert_as_in_the_journal(&report, &journal);
    }
    let march = counter.desk.month(&supervisor, Month::parse("2026-03").unwrap(), counter.now).unwrap();
    let march = told(&march.all);
    for word in ["deemed", "second-notices", "no-reasons", "decided", "closed", "urgings"] {
        assert_eq!(march[word], "1", "{word} {march:?}");
    }
    assert_eq!(march["taken"], "2", "the voided one does not count");
}
