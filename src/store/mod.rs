//! The file: one SQLite database, opened, migrated, read and written.
//!
//! The only room that knows SQL. It begins and commits nothing by itself (that is `desk`'s), holds no
//! rule, and hands out domain records. Reading order: `error`, `value`, `record`, `tables`, `capture`,
//! `journal`, `verify`, then the questions that screens and commands ask.

#[macro_use]
mod record;

mod agency;
mod board;
mod capture;
mod clocks;
mod copy;
mod dispose;
mod draft;
mod error;
mod feedback;
mod file;
mod find;
mod head;
mod journal;
mod look;
mod migrate;
mod month;
mod number;
mod pairings;
mod people;
mod pledges;
mod ratings;
mod register;
mod register_volunteer;
mod residents;
mod supervision;
mod tables;
mod tables_feedback;
mod tables_pledge;
mod tables_rating;
mod tables_supervision;
mod tables_volunteer;
mod value;
mod verify;
mod volunteers;

pub use copy::{Copied, digest_of_file};
pub use draft::{Draft, Presence};
pub use error::{Result as StoreResult, StoreError};
pub use file::{OpenMode, Store, is_there};
pub use head::HeadFile;
pub use journal::{Entry, Head, NewEntry, RowImage};
pub use look::Eyes;
pub use number::Series;
pub use people::Credential;
pub use record::Record;
pub use verify::{Finding, KeptHead, Report};

/// A digest as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a hexadecimal text.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits?;
    (digits.len() % 2 == 0).then(|| digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
