//! What the counter waits for, measured against its floors in the same run.
//!
//! `cargo bench` makes a station of 10,000 cases and as many residents once, under `target/bench`, and
//! keeps it. `YICHUANG_BENCH_DB=FILE cargo bench` measures on a demo file that exists, for example one
//! of a million cases made by `yichuang demo --db FILE --cases 1000000 --residents 1000000 --no-open`;
//! the file is copied first, because some measurements write.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be set up has nothing to tell")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use rusqlite::types::Value;
use yichuang::app::{App, Event};
use yichuang::calendar::{Calendar, Clock, Stamp, Term, Unit};
use yichuang::desk::verbs::{PersonInput, Take};
use yichuang::desk::{Command, Desk, DueFilter};
use yichuang::domain::Named as _;
use yichuang::domain::board::GroupBy;
use yichuang::keymap::{Code, Key};

mod support;

use support::{frame, open, station};

/// Presses a key, and draws.
fn key(app: &mut App, code: Code, now: Stamp) -> Buffer {
    app.handle(Event::Key(Key::plain(code)), now);
    frame(app)
}

fn screens(c: &mut Criterion) {
    let path = station();
    let now = Clock::system().now();
    let mut group = c.benchmark_group("screen");
    group.bench_function("opening to the first frame", |b| {
        b.iter(|| {
            let mut app = open(&path, now);
            frame(&mut app)
        });
    });
    for (name, pane) in [("today", '1'), ("cases", '3'), ("due", '4')] {
        let mut app = open(&path, now);
        key(&mut app, Code::Char(pane), now);
        key(&mut app, Code::Enter, now);
        group.bench_function(format!("{name}: marker down to the next frame"), |b| {
            b.iter(|| key(&mut app, Code::Down, now));
        });
        group.bench_function(format!("{name}: page turn to the next frame"), |b| {
            b.iter(|| key(&mut app, Code::PageDown, now));
        });
    }
    let mut app = open(&path, now);
    key(&mut app, Code::F(2), now);
    group.bench_function("intake: a typed character to the next frame", |b| {
        key(&mut app, Code::Tab, now);
        b.iter(|| {
            key(&mut app, Code::Char('张'), now);
            key(&mut app, Code::Backspace, now)
        });
    });
    let mut app = open(&path, now);
    key(&mut app, Code::F(3), now);
    group.bench_function("find: a typed letter to the next frame", |b| {
        b.iter(|| {
            for c in "wgy".chars() {
                key(&mut app, Code::Char(c), now);
            }
            for _ in 0..3 {
                key(&mut app, Code::Backspace, now);
            }
        });
    });
    group.finish();
}

fn questions(c: &mut Criterion) {
    let path = station();
    let desk = Desk::open(&path, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let mut group = c.benchmark_group("question");
    group.bench_function("due board, first page", |b| {
        b.iter(|| desk.board(&manager, &DueFilter::default(), 33, 0).unwrap());
    });
    group.bench_function("due board, count", |b| {
        b.iter(|| desk.board_count(&manager, &DueFilter::default()).unwrap());
    });
    let raw = rusqlite::Connection::open(&path).unwrap();
    let mut floor = raw
        .prepare("SELECT id, due FROM promise WHERE state IN ('running', 'paused') AND voided_at IS NULL ORDER BY due, id LIMIT 33")
        .unwrap();
    group.bench_function("due board, floor: the bare query", |b| {
        b.iter(|| floor.query_map([], |row| row.get::<_, i64>(0)).unwrap().count());
    });
    let day = desk.zone().day(Clock::system().now());
    let until = day.pred_opt();
    let window = Some("1号窗".to_owned());
    let some = DueFilter::default;
    for (name, filter) in [
        ("overdue", DueFilter { until, running: true, ..some() }),
        ("due today", DueFilter { from: Some(day), until: Some(day), ..some() }),
        ("paused", DueFilter { paused: true, ..some() }),
        ("provisional", DueFilter { provisional: true, ..some() }),
        ("an owner", DueFilter { owner: Some(manager.id), ..some() }),
        ("a window", DueFilter { window, ..some() }),
        ("a department", DueFilter { department: Some("公安分局".to_owned()), ..some() }),
    ] {
        // What the board asks for a page: its rows, how many there are, the sums.
        group.bench_function(format!("due board, {name}: rows, count, sums"), |b| {
            b.iter(|| {
                let rows = desk.board(&manager, &filter, 33, 0).unwrap();
                let count = desk.board_count(&manager, &filter).unwrap();
                (rows, count, desk.board_sums(&manager, &filter, GroupBy::Owner, day).unwrap())
            });
        });
    }
    for by in GroupBy::ALL.iter().copied() {
        group.bench_function(format!("due board, sums by {by:?}"), |b| {
            b.iter(|| desk.board_sums(&manager, &some(), by, day).unwrap());
        });
    }
    let mut floor = raw
        .prepare("SELECT owner_id, count(*), sum(due < ?1) FROM promise WHERE state IN ('running', 'paused') AND voided_at IS NULL GROUP BY owner_id")
        .unwrap();
    group.bench_function("due board, floor: the bare sums", |b| {
        b.iter(|| floor.query_map([day.to_string()], |row| row.get::<_, i64>(1)).unwrap().count());
    });
    let calendar = Calendar::built_in();
    let start = "2026-02-13".parse().unwrap();
    group.bench_function("a due day of 30 working days", |b| {
        b.iter(|| calendar.due(&Term::new(start, 30, Unit::Wd)));
    });
    group.finish();
}

fn take() -> Command {
    let applicant = PersonInput {
        name: "王桂英".to_owned(),
        phone: Some("13800006021".to_owned()),
        ..PersonInput::default()
    };
    Command::Take(Box::new(Take { item: "ZA02".to_owned(), applicant, ..Take::default() }))
}

/// A row of a raw transaction: the statement and its values, the id's place among them.
struct RawRow {
    sql: String,
    values: Vec<Value>,
}

/// The rows that the last act wrote, the journal's included, as plain inserts.
fn rows_of_last_act(conn: &rusqlite::Connection) -> Vec<RawRow> {
    let mut tables = conn
        .prepare(
            "SELECT tbl, row_id FROM journal_row WHERE seq = (SELECT max(seq) FROM journal) ORDER BY ord",
        )
        .unwrap();
    let named: Vec<(String, i64)> =
        tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let mut rows: Vec<RawRow> =
        named.iter().map(|(table, id)| raw_row(conn, table, &format!("id = {id}"))).collect();
    let seq: i64 = conn.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
    rows.push(raw_row(conn, "journal", &format!("seq = {seq}")));
    rows.push(raw_row(conn, "journal_command", &format!("seq = {seq}")));
    let count = named.len();
    rows.extend((0..count).map(|ord| raw_row(conn, "journal_row", &format!("seq = {seq} AND ord = {ord}"))));
    let person: i64 = conn.query_row("SELECT max(id) FROM person", [], |row| row.get(0)).unwrap();
    let keys: i64 = conn
        .query_row("SELECT count(*) FROM search_key WHERE person_id = ?1", [person], |row| row.get(0))
        .unwrap();
    rows.extend(
        (0..keys).map(|at| raw_row(conn, "search_key", &format!("person_id = {person} LIMIT 1 OFFSET {at}"))),
    );
    rows
}

fn raw_row(conn: &rusqlite::Connection, table: &str, which: &str) -> RawRow {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table} WHERE {which}")).unwrap();
    let columns = statement.column_count();
    let values = statement
        .query_row([], |row| {
            (0..columns).map(|at| row.get::<_, Value>(at)).collect::<rusqlite::Result<Vec<_>>>()
        })
        .unwrap();
    let marks = vec!["?"; columns].join(", ");
    RawRow { sql: format!("INSERT INTO {table} VALUES ({marks})"), values }
}

/// Gives a row the next free id, and what must be unique a number of its own.
fn renumber(row: &RawRow, by: i64) -> Vec<Value> {
    row.values
        .iter()
        .enumerate()
        .map(|(at, value)| match value {
            Value::Integer(id) if at == 0 => Value::Integer(id + by),
            Value::Integer(seq) if row.sql.contains("INTO cases") && at == 5 => Value::Integer(seq + by),
            Value::Integer(seq) if row.sql.contains("INTO document") && at == 7 => Value::Integer(seq + by),
            Value::Integer(id) if row.sql.contains("search_key") => Value::Integer(id + by),
            Value::Text(number) if row.sql.contains("INTO cases") && at == 3 => {
                Value::Text(format!("{number}-{by}"))
            }
            Value::Text(number) if row.sql.contains("INTO document") && at == 4 => {
                Value::Text(format!("{number}-{by}"))
            }
            other => other.clone(),
        })
        .collect()
}

fn acts(c: &mut Criterion) {
    let path = station();
    let mut now = Clock::system().now();
    let mut desk = Desk::open(&path, "bench").unwrap();
    let clerk = desk.actor_unchecked("1").unwrap();
    desk.run(&clerk, &take(), now).unwrap();
    let mut group = c.benchmark_group("act");
    group.bench_function("take", |b| {
        b.iter_batched(
            take,
            |command| {
                now = now.plus_millis(10);
                desk.run(&clerk, &command, now).unwrap()
            },
            BatchSize::SmallInput,
        );
    });
    drop(desk);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000;")
        .unwrap();
    let rows = rows_of_last_act(&raw);
    let mut by = 0;
    group.bench_function("take, floor: the same rows in a raw transaction", |b| {
        b.iter(|| {
            by += 1000;
            raw.execute_batch("BEGIN IMMEDIATE").unwrap();
            for row in &rows {
                raw.prepare_cached(&row.sql)
                    .unwrap()
                    .execute(rusqlite::params_from_iter(renumber(row, by)))
                    .unwrap();
            }
            raw.execute_batch("COMMIT").unwrap();
        });
    });
    group.finish();
}

criterion_group!(benches, screens, questions, acts);
criterion_main!(benches);
