//! Migrations: numbered files, run in order, never edited once they have landed.

use super::error::{Result, StoreError};
use rusqlite::Connection;

/// Marks the file as one of this program (`PRAGMA application_id`), "YICH".
const APPLICATION: i64 = 0x5949_4348;

/// Every migration in order; the first brings schema 1.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_house.sql"),
    include_str!("migrations/0002_promises.sql"),
    include_str!("migrations/0003_month.sql"),
    include_str!("migrations/0004_agency.sql"),
    include_str!("migrations/0005_residents.sql"),
    include_str!("migrations/0006_volunteers.sql"),
    include_str!("migrations/0007_feedback.sql"),
    include_str!("migrations/0008_ratings.sql"),
    include_str!("migrations/0009_supervision.sql"),
    include_str!("migrations/0010_pledges.sql"),
    include_str!("migrations/0011_recusal.sql"),
];

/// The newest schema that this program knows.
#[must_use]
pub fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The schema of the file.
///
/// # Errors
/// Whatever the engine reports.
pub fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Whether the file has a table of this name.
///
/// # Errors
/// Whatever the engine reports.
pub fn has_table(conn: &Connection, name: &str) -> Result<bool> {
    let mut statement =
        conn.prepare_cached("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?;
    Ok(statement.exists([name])?)
}

/// Refuses a file of another program, one without anything in it unless it is `new`, and one of a newer
/// schema.
///
/// # Errors
/// [`StoreError::NotADatabase`] or [`StoreError::TooNew`].
pub fn check(conn: &Connection, new: bool) -> Result<()> {
    let found = version(conn)?;
    let application: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    // A file that was emptied is no station: to fill it anew would hide the loss.
    if application != APPLICATION && (tables > 0 || !new) {
        return Err(StoreError::NotADatabase(std::path::PathBuf::new()));
    }
    if found > newest() {
        return Err(StoreError::TooNew { found, known: newest() });
    }
    Ok(())
}

/// Brings the file to the newest schema, each step in a transaction of its own.
///
/// # Errors
/// Whatever the engine reports; the step that failed left nothing.
pub fn run(conn: &Connection) -> Result<()> {
    for (at, step) in STEPS.iter().enumerate() {
        let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
        if version(conn)? >= number {
            continue;
        }
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let done = (|| -> Result<()> {
            if version(conn)? >= number {
                return Ok(());
            }
            conn.execute_batch(step)?;
            conn.execute_batch(&format!(
                "PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION};"
            ))?;
            Ok(())
        })();
        match done {
            Ok(()) => conn.execute_batch("COMMIT")?,
            Err(error) => {
                let _ = conn.execute_batch("ROLLBACK");
                return Err(error);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{OpenMode, Store};

    /// Makes a file what the program made when `schema` was the newest.
    fn fill(conn: &Connection, schema: usize) -> &Connection {
        for step in STEPS.iter().take(schema) {
            conn.execute_batch(step).unwrap();
        }
        conn.execute_batch(&format!(
            "PRAGMA user_version = {schema}; PRAGMA application_id = {APPLICATION};"
        ))
        .unwrap();
        conn
    }

    fn of_schema(schema: usize) -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        fill(&conn, schema);
        conn
    }

    fn one(conn: &Connection, sql: &str) -> i64 {
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn every_older_schema_can_be_verified_and_is_brought_up_to_date_with_its_rows() {
        for schema in 1..STEPS.len() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("old.db");
            fill(&Connection::open(&path).unwrap(), schema)
                .execute_batch(
                    "PRAGMA foreign_keys = OFF; INSERT INTO promise (id, version, kind, subject_kind, subject_id, \
                     owner_id, start, due, provisional, unit, state, basis) VALUES (7, 1, 'committed', 'case', 1, \
                     1, '2026-03-02', '2026-03-09', 0, 'wd', 'running', '{}')",
                )
                .unwrap();
            // A backup is checked as it is, without being changed.
            Store::open(&path, OpenMode::Read).unwrap().verify(&[]).unwrap();
            let conn = Connection::open(&path).unwrap();
            assert_eq!(one(&conn, "PRAGMA user_version"), i64::try_from(schema).unwrap());
            Store::open(&path, OpenMode::Write).unwrap().verify(&[]).unwrap();
            assert_eq!(version(&conn).unwrap(), newest());
            assert_eq!(one(&conn, "SELECT count(*) FROM promise WHERE id = 7 AND due = '2026-03-09'"), 1);
        }
    }

    #[test]
    fn a_file_that_was_brought_up_to_date_has_the_schema_of_a_new_one() {
        let shape = |conn: &Connection| -> Vec<(String, String)> {
            let mut statement = conn
                .prepare(
                    "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
                )
                .unwrap();
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            rows.collect::<rusqlite::Result<_>>().unwrap()
        };
        let new = of_schema(0);
        run(&new).unwrap();
        for schema in 1..STEPS.len() {
            let old = of_schema(schema);
            run(&old).unwrap();
            assert_eq!(shape(&old), shape(&new), "schema {schema}");
        }
    }

    #[test]
    fn at_the_newest_schema_a_missing_table_is_an_error() {
        let store = Store::in_memory().unwrap();
        store.conn.execute_batch("DROP TABLE card").unwrap();
        assert!(store.verify(&[]).is_err());
    }
}
