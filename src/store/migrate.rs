//! Migrations: numbered files, run in order, never edited once they have landed.

use super::error::{Result, StoreError};
use rusqlite::Connection;

/// Marks the file as one of this program (`PRAGMA application_id`), "YICH".
const APPLICATION: i64 = 0x5949_4348;

/// Every migration in order; the first brings schema 1.
const STEPS: &[&str] =
    &[include_str!("migrations/0001_house.sql"), include_str!("migrations/0002_promises.sql")];

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
