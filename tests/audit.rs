//! What the check of the journal finds: a changed entry, a removed one, a removed end, a row changed
//! behind the program's back, in every journalled table.

use crate::support::{Counter, material};
use rusqlite::Connection;
use yichuang::desk::verbs::{Enquire, Note, Notify, SaveGrid, SkipNumbers};
use yichuang::desk::{CaseAct, Command, Finding};
use yichuang::domain::material::MaterialState;

/// Every table whose rows the journal watches and that acts write.
const TABLES: &[&str] = &[
    "station",
    "operator",
    "credential",
    "grid",
    "person",
    "item",
    "enquiry",
    "cases",
    "case_material",
    "case_step",
    "notice",
    "note",
    "document",
    "promise",
    "number_gap",
];

/// A station with at least one row in every journalled table.
fn full() -> Counter {
    let mut counter = Counter::at("2026-03-02 09:30");
    let manager = counter.manager.clone();
    let clerk = counter.clerk.clone();
    let grid = SaveGrid { code: "03".to_owned(), name: "三网格".to_owned(), ..SaveGrid::default() };
    counter.run(&manager, Command::SaveGrid(grid)).unwrap();
    let skip =
        SkipNumbers { series: "C".to_owned(), year: 2026, last: 40, reason: "恢复备份".to_owned() };
    counter.run(&manager, Command::SkipNumbers(skip)).unwrap();
    let enquire = Enquire { item: "27".to_owned(), phone: None, note: String::new() };
    counter.run(&clerk, Command::Enquire(enquire)).unwrap();
    let case = counter.take("ZA02", &[("1", MaterialState::Ok)]);
    assert_eq!(counter.view(case).case.seq, 41, "numbers go on after the gap");
    counter.act(case, CaseAct::Notify(Notify { supplement_days: 3, ..Notify::default() })).unwrap();
    counter.act(case, CaseAct::Note(Note { channel: None, text: "来电询问".to_owned() })).unwrap();
    counter
        .act(
            case,
            CaseAct::Supplement(yichuang::desk::verbs::Supplement {
                materials: vec![material("2", MaterialState::Ok)],
            }),
        )
        .unwrap();
    counter.assert_sound();
    counter
}

fn raw(counter: &Counter) -> Connection {
    Connection::open(counter.path()).unwrap()
}

fn findings(counter: &Counter) -> Vec<Finding> {
    counter.desk.verify(None).unwrap().findings
}

fn writer(conn: &Connection, table: &str) -> (i64, i64) {
    conn.query_row(
        "SELECT seq, row_id FROM journal_row WHERE tbl = ?1 ORDER BY seq DESC LIMIT 1",
        [table],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .unwrap_or_else(|error| panic!("{table}: {error}"))
}

#[test]
fn a_row_changed_behind_the_programs_back_is_named() {
    for table in TABLES {
        let counter = full();
        let conn = raw(&counter);
        let (seq, row_id) = writer(&conn, table);
        let column = match *table {
            "credential" => "phc",
            "promise" => "due",
            "cases" => "note",
            "case_material" | "case_step" => "remark",
            "notice" => "lines",
            "note" => "text",
            "document" => "content",
            "enquiry" => "note",
            "number_gap" => "reason",
            "item" => "body",
            _ => "name",
        };
        conn.execute(&format!("UPDATE {table} SET {column} = {column} || ' ' WHERE id = ?1"), [row_id])
            .unwrap();
        let expected = Finding::Row { table: (*table).to_owned(), row_id, seq };
        assert_eq!(findings(&counter), [expected], "{table}");
    }
}

#[test]
fn a_row_taken_away_or_slipped_in_is_named() {
    let counter = full();
    let conn = raw(&counter);
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute("DELETE FROM note", []).unwrap();
    conn.execute("INSERT INTO calendar_day VALUES (7, 1, NULL, '2026-12-31', 'off', 'x')", []).unwrap();
    let found = findings(&counter);
    assert!(found.iter().any(|finding| matches!(finding, Finding::Row { table, .. } if table == "note")));
    assert!(found.contains(&Finding::Row { table: "calendar_day".to_owned(), row_id: 7, seq: 0 }));
}

#[test]
fn a_changed_entry_is_named() {
    for table in TABLES {
        let counter = full();
        let conn = raw(&counter);
        let (seq, row_id) = writer(&conn, table);
        conn.execute(
            "UPDATE journal_row SET after_image = replace(after_image, ']', ',1]') WHERE seq = ?1 AND tbl = ?2 AND row_id = ?3",
            rusqlite::params![seq, table, row_id],
        )
        .unwrap();
        assert!(findings(&counter).contains(&Finding::Changed { seq }), "{table}");
    }
    let counter = full();
    let conn = raw(&counter);
    for (sql, seq) in [
        ("UPDATE journal SET at = at + 1 WHERE seq = 3", 3),
        ("UPDATE journal SET operator_id = operator_id + 1 WHERE seq = 4", 4),
        ("UPDATE journal_command SET body = body || ' ' WHERE seq = 5", 5),
        ("DELETE FROM journal_command WHERE seq = 6", 6),
    ] {
        conn.execute(sql, []).unwrap();
        assert!(findings(&counter).contains(&Finding::Changed { seq }), "{sql}");
    }
}

#[test]
fn a_removed_entry_is_named() {
    for table in TABLES {
        let counter = full();
        let conn = raw(&counter);
        let last: i64 = conn.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
        let seq: i64 = conn
            .query_row(
                "SELECT min(seq) FROM journal_row WHERE tbl = ?1 AND seq < ?2",
                rusqlite::params![table, last],
                |row| row.get(0),
            )
            .unwrap();
        for part in ["journal_row", "journal_command", "journal"] {
            conn.execute(&format!("DELETE FROM {part} WHERE seq = ?1"), [seq]).unwrap();
        }
        assert!(findings(&counter).contains(&Finding::Removed { seq }), "{table}");
    }
}

#[test]
fn a_removed_end_is_named_by_the_head_beside_the_file() {
    for table in TABLES {
        let counter = full();
        let conn = raw(&counter);
        let (seq, _) = writer(&conn, table);
        let head: i64 = conn.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
        for part in ["journal_row", "journal_command", "journal"] {
            conn.execute(&format!("DELETE FROM {part} WHERE seq >= ?1"), [seq]).unwrap();
        }
        conn.execute(
            "UPDATE journal_head SET seq = ?1 - 1, hash = coalesce((SELECT hash FROM journal WHERE seq = ?1 - 1), zeroblob(32))",
            [seq],
        )
        .unwrap();
        assert!(findings(&counter).contains(&Finding::Tail { seq: head }), "{table}");
    }
}

#[test]
fn a_head_from_paper_is_compared() {
    let counter = full();
    let head = counter.desk.head().unwrap().hash;
    assert!(counter.desk.verify(Some(head)).unwrap().findings.is_empty());
    assert!(!counter.desk.verify(Some([7; 32])).unwrap().findings.is_empty());
}

#[test]
fn a_change_that_was_later_written_over_is_still_found() {
    let mut counter = full();
    let case = counter.take("ZA02", &[]);
    raw(&counter).execute("UPDATE cases SET note = 'x' WHERE id = ?1", [case.0]).unwrap();
    let note = Note { channel: None, text: "再来".to_owned() };
    counter.act(case, CaseAct::Note(note)).unwrap();
    let supplement = yichuang::desk::verbs::Check { materials: vec![material("1", MaterialState::Ok)] };
    counter.act(case, CaseAct::Check(supplement)).unwrap();
    assert!(!findings(&counter).is_empty());
}

#[test]
fn an_image_that_was_erased_without_an_act_is_named() {
    let counter = full();
    let conn = raw(&counter);
    let (seq, _) = writer(&conn, "note");
    conn.execute("UPDATE journal_command SET body = NULL, salt = NULL WHERE seq = ?1", [seq]).unwrap();
    conn.execute(
        "UPDATE journal_row SET before_image = NULL, before_salt = NULL, after_image = NULL, after_salt = NULL WHERE seq = ?1",
        [seq],
    )
    .unwrap();
    let report = counter.desk.verify(None).unwrap();
    assert_eq!(report.findings, [Finding::Changed { seq }], "the chain itself is whole");
    assert_eq!(report.disposed, [seq]);
}

#[test]
fn the_journal_never_holds_a_pin_nor_its_string() {
    let counter = full();
    let conn = raw(&counter);
    let phc: String = conn.query_row("SELECT phc FROM credential LIMIT 1", [], |row| row.get(0)).unwrap();
    for (table, column) in
        [("journal_row", "after_image"), ("journal_row", "before_image"), ("journal_command", "body")]
    {
        let found: i64 = conn
            .query_row(
                &format!("SELECT count(*) FROM {table} WHERE instr({column}, ?1) OR instr({column}, '2580')"),
                [&phc],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, 0, "{table}.{column}");
    }
}
