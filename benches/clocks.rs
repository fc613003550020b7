//! Many running promises: the board and its filters, a calendar that is imported, a week without anybody.
//!
//! The station of `benches/station.rs` gets cases until 20,000 promises run, over working days that lie
//! ahead of its last entry; then time goes on from there.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be set up has nothing to tell")]

mod support;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use std::path::Path;
use std::time::{Duration, Instant};
use support::{frame, open, station};
use yichuang::calendar::{Announcement, Mark, Row, Stamp};
use yichuang::desk::verbs::{Accept, ImportCalendar, MaterialInput, PersonInput, Take};
use yichuang::desk::{CaseAct, Command, Desk, DueFilter, OnCase};
use yichuang::domain::Named as _;
use yichuang::domain::board::GroupBy;
use yichuang::domain::material::MaterialState;
use yichuang::domain::month::Month;
use yichuang::domain::operator::Actor;

/// How many promises run.
const RUNNING: i64 = 20_000;
/// How many cases come in on a day: their limits, two a case, fall due on one day each.
const A_DAY: i64 = 250;
const DAY: i64 = 86_400_000;

fn count(desk: &Desk, actor: &Actor) -> i64 {
    desk.board_count(actor, &DueFilter::default()).unwrap()
}

/// Takes in and accepts cases until enough promises run; the moment after the last act.
fn fill(path: &Path) -> Stamp {
    let mut desk = Desk::open(path, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let clerks = ["1", "2"].map(|code| desk.actor_unchecked(code).unwrap());
    let item = desk.item("MZ01").unwrap().item;
    let materials: Vec<MaterialInput> =
        item.materials.iter().map(|one| MaterialInput::new(&one.name, MaterialState::Ok)).collect();
    let mut now = desk.head().unwrap().at.plus_millis(1_000);
    let accept = Accept { organ_document: Some("1号".to_owned()), organ_day: None };
    while count(&desk, &manager) < RUNNING {
        let mut accepted = Vec::new();
        for at in 0..A_DAY {
            now = now.plus_millis(20);
            let applicant = PersonInput { name: format!("测试{at}"), ..PersonInput::default() };
            let take =
                Take { item: "MZ01".to_owned(), applicant, materials: materials.clone(), ..Take::default() };
            let clerk = &clerks[usize::try_from(at % 2).unwrap()];
            accepted.push((clerk.clone(), Command::Take(Box::new(take)), now));
        }
        let taken = desk.run_all(accepted).unwrap();
        let acts: Vec<_> = taken
            .iter()
            .zip(clerks.iter().cycle())
            .map(|(done, clerk)| {
                now = now.plus_millis(20);
                let on =
                    OnCase { case: done.case.unwrap(), version: None, act: CaseAct::Accept(accept.clone()) };
                (clerk.clone(), Command::Case(on), now)
            })
            .collect();
        desk.run_all(acts).unwrap();
        now = next_working_day(&desk, now);
    }
    now
}

/// The same time on the next working day: the limits of a day's cases fall due on a day of their own.
fn next_working_day(desk: &Desk, now: Stamp) -> Stamp {
    let mut next = now.plus_millis(DAY);
    while !desk.calendar().is_working(desk.zone().day(next)) {
        next = next.plus_millis(DAY);
    }
    next
}

fn boards(c: &mut Criterion, path: &Path, now: Stamp) {
    let desk = Desk::open(path, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let clerk = desk.actor_unchecked("1").unwrap();
    let day = desk.zone().day(now);
    let raw = rusqlite::Connection::open(path).unwrap();
    let mut group = c.benchmark_group("20,000 running");
    let mut floor = raw
        .prepare("SELECT id, due FROM promise WHERE state IN ('running', 'paused') AND voided_at IS NULL ORDER BY due, id LIMIT 33")
        .unwrap();
    group.bench_function("floor: the bare query of a page", |b| {
        b.iter(|| floor.query_map([], |row| row.get::<_, i64>(0)).unwrap().count());
    });
    let mut floor = raw
        .prepare("SELECT owner_id, count(*), sum(due < ?1) FROM promise WHERE state IN ('running', 'paused') AND voided_at IS NULL GROUP BY owner_id")
        .unwrap();
    group.bench_function("floor: the bare sums", |b| {
        b.iter(|| floor.query_map([day.to_string()], |row| row.get::<_, i64>(1)).unwrap().count());
    });
    let some = DueFilter::default;
    // What the board asks for when it is narrowed; how many rows there are is the sum of the sums.
    for (name, filter) in [
        ("everything", some()),
        ("overdue", DueFilter { until: day.pred_opt(), running: true, ..some() }),
        ("due today", DueFilter { from: Some(day), until: Some(day), ..some() }),
        ("paused", DueFilter { paused: true, ..some() }),
        ("provisional", DueFilter { provisional: true, ..some() }),
        ("an owner", DueFilter { owner: Some(clerk.id), ..some() }),
        ("a window", DueFilter { window: Some("1号窗".to_owned()), ..some() }),
        ("an item", DueFilter { item_code: Some("MZ01".to_owned()), ..some() }),
        ("a department", DueFilter { department: Some("区民政局".to_owned()), ..some() }),
    ] {
        group.bench_function(format!("{name}: rows, sums"), |b| {
            b.iter(|| {
                let rows = desk.board(&manager, &filter, 33, 0).unwrap();
                (rows, desk.board_sums(&manager, &filter, GroupBy::Owner, day).unwrap())
            });
        });
    }
    for by in GroupBy::ALL.iter().copied() {
        group.bench_function(format!("sums by {by:?}"), |b| {
            b.iter(|| desk.board_sums(&manager, &some(), by, day).unwrap());
        });
    }
    group.bench_function("the month, with the one before", |b| {
        b.iter(|| desk.month(&manager, Month::of(day), now).unwrap());
    });
    let last = desk.zone().start_of_day(Month::of(day).previous().first());
    group.bench_function("the month before, with the one before that", |b| {
        b.iter(|| desk.month(&manager, Month::of(desk.zone().day(last)), now).unwrap());
    });
    group.finish();
}

/// A calendar with one more day off, some way ahead; another one each time, so that dates move.
fn announcement(desk: &Desk, now: Stamp, off: bool) -> Announcement {
    let day = desk.calendar().roll(desk.zone().day(now.plus_millis(7 * DAY)));
    let kind = if off { Mark::Off } else { Mark::Work };
    let years = vec![chrono::Datelike::year(&day)];
    Announcement { rows: vec![Row { day, kind, name: "试".to_owned() }], years }
}

fn import(c: &mut Criterion, path: &Path, now: Stamp) {
    let mut desk = Desk::open(path, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let raw = rusqlite::Connection::open(path).unwrap();
    let mut group = c.benchmark_group("calendar import, 20,000 running");
    few(&mut group);
    let mut floor = raw
        .prepare("SELECT basis FROM promise WHERE state IN ('running', 'paused') AND voided_at IS NULL")
        .unwrap();
    group.bench_function("floor: reading every basis", |b| {
        b.iter(|| {
            floor
                .query_map([], |row| row.get::<_, String>(0))
                .unwrap()
                .map(|row| row.unwrap().len())
                .sum::<usize>()
        });
    });
    let (mut now, mut off) = (now, false);
    group.bench_function("which dates would move", |b| {
        b.iter(|| desk.date_changes(&manager, &announcement(&desk, now, true), &mut |_, _| {}).unwrap());
    });
    group.bench_function("the import, every date written", |b| {
        b.iter_custom(|rounds| {
            let mut spent = Duration::ZERO;
            for _ in 0..rounds {
                off = !off;
                now = now.plus_millis(1_000);
                let Announcement { rows, years } = announcement(&desk, now, off);
                let command = Command::ImportCalendar(ImportCalendar { days: rows, years });
                let started = Instant::now();
                desk.run(&manager, &command, now).unwrap();
                spent += started.elapsed();
            }
            spent
        });
    });
    group.finish();
}

/// Few samples, one round each: what is measured changes the file.
fn few(group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>) {
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(1))
        .measurement_time(Duration::from_millis(10));
}

fn away(c: &mut Criterion, path: &Path, now: Stamp) {
    let mut now = desk_time(path).max(now);
    let mut group = c.benchmark_group("opening after days away");
    few(&mut group);
    // From here on the limits fall due, a day's cases at a time.
    group.bench_function("about 500 promises fell due", |b| {
        b.iter_custom(|rounds| {
            let mut spent = Duration::ZERO;
            for _ in 0..rounds {
                now = later(path, now);
                let started = Instant::now();
                let mut app = open(path, now);
                frame(&mut app);
                spent += started.elapsed();
            }
            spent
        });
    });
    group.bench_function("floor: opening with nothing to record", |b| {
        b.iter(|| frame(&mut open(path, now)));
    });
    group.finish();
}

fn desk_time(path: &Path) -> Stamp {
    Desk::open(path, "bench").unwrap().head().unwrap().at.plus_millis(1_000)
}

/// The next moment at which some 500 promises more have fallen due.
fn later(path: &Path, now: Stamp) -> Stamp {
    let desk = Desk::open(path, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let mut then = now;
    loop {
        then = next_working_day(&desk, then);
        let day = desk.zone().day(then);
        let due = |until| DueFilter { until, running: true, ..DueFilter::default() };
        let over = |until| desk.board_count(&manager, &due(until)).unwrap();
        let fell = over(day.pred_opt()) - over(desk.zone().day(now).pred_opt());
        if fell >= 400 || then.millis_since(now) > 14 * DAY {
            assert!((300..=1_100).contains(&fell), "{fell} fell due");
            return then;
        }
    }
}

fn clocks(c: &mut Criterion) {
    let path = station();
    let now = fill(&path);
    boards(c, &path, now);
    away(c, &path, now);
    import(c, &path, desk_time(&path));
}

criterion_group!(benches, clocks);
criterion_main!(benches);
