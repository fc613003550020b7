//! Online copies of the file, and the check after writing.

use super::error::{Result, StoreError};
use super::file::{OpenMode, Store};
use super::{hex, journal};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::Path;

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How many journal entries.
    pub entries: i64,
    /// The SHA-256 of the finished file.
    pub sha256: String,
}

impl Store {
    /// Copies the file as it is now to `target`, page by page beside other writers, and checks it.
    ///
    /// `progress` is told pages left and pages in all.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the target is there; damage where the copy does not check.
    pub fn copy_to(&self, target: &Path, mut progress: impl FnMut(i32, i32)) -> Result<Copied> {
        drop(Store::open(target, OpenMode::Create)?);
        let mut conn = Connection::open(target)?;
        {
            let backup = Backup::new(&self.conn, &mut conn)?;
            loop {
                let step = backup.step(512)?;
                let pages = backup.progress();
                progress(pages.remaining, pages.pagecount);
                match step {
                    StepResult::Done => break,
                    StepResult::More => {}
                    _ => return Err(StoreError::Locked),
                }
            }
        }
        conn.execute_batch("PRAGMA journal_mode = DELETE;")?;
        let check: String = conn.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
        if check != "ok" {
            return Err(StoreError::Damaged(check));
        }
        let entries = journal::head(&conn)?.seq;
        drop(conn);
        Ok(Copied { entries, sha256: digest_of_file(target)? })
    }
}

/// The SHA-256 of a file, as hexadecimal.
///
/// # Errors
/// Unreachable, with what the system says.
pub fn digest_of_file(path: &Path) -> Result<String> {
    let unreachable =
        |error: std::io::Error| StoreError::Unreachable { path: path.to_owned(), reason: error.to_string() };
    let mut file = std::fs::File::open(path).map_err(unreachable)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(unreachable)?;
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
        sum.update(part);
    }
    Ok(hex(&sum.finalize()))
}
