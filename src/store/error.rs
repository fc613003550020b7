//! What can go wrong with the file, in the terms a person can act on.

use std::path::PathBuf;

/// An error of the file, never of a rule.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a database of this program.
    #[error("not a database: {0}")]
    NotADatabase(PathBuf),
    /// The file is damaged, or holds a value that cannot be.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The file was written by a newer program.
    #[error("schema {found} is newer than {known}")]
    TooNew {
        /// The schema of the file.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// Another program holds the file for longer than we wait.
    #[error("locked")]
    Locked,
    /// No room is left.
    #[error("disk full")]
    Full,
    /// The file or its directory cannot be written.
    #[error("read-only: {0}")]
    ReadOnly(String),
    /// The file is not there or cannot be opened.
    #[error("cannot open {path}: {reason}")]
    Unreachable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file exists already where a new one is to be made.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// A row was changed since it was read.
    #[error("stale row in {table}: {id}")]
    Stale {
        /// The table.
        table: &'static str,
        /// The row's id.
        id: i64,
    },
    /// Another row holds what may be held once.
    #[error("taken: {0}")]
    Taken(String),
    /// Anything else that the engine reports.
    #[error("database: {0}")]
    Engine(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, ref text) = error else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                    Self::Damaged(error.to_string())
                }
                other => Self::Engine(other),
            };
        };
        let text = text.clone().unwrap_or_default();
        if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE {
            return Self::Taken(text);
        }
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Locked,
            Code::DiskFull => Self::Full,
            Code::ReadOnly | Code::PermissionDenied => Self::ReadOnly(text),
            Code::DatabaseCorrupt => Self::Damaged(text),
            Code::NotADatabase => Self::NotADatabase(PathBuf::new()),
            Code::CannotOpen => Self::Unreachable { path: PathBuf::new(), reason: text },
            _ => Self::Engine(error),
        }
    }
}

/// The result of a call on the file.
pub type Result<T> = std::result::Result<T, StoreError>;
