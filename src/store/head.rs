//! The head of the journal kept beside the file, so that a removed end is noticed.

use super::journal::{Hash, Head};
use super::{hex, unhex};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// `FILE.head`: the last entry and its hash, written after each commit; it may lag, it never leads.
#[derive(Debug, Clone)]
pub struct HeadFile(PathBuf);

impl HeadFile {
    /// The head file of a database.
    #[must_use]
    pub fn of(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(".head");
        Self(PathBuf::from(name))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the head.
    ///
    /// # Errors
    /// Whatever the system says; the commit stands all the same, and the head lags.
    pub fn write(&self, head: &Head) -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        // One write of a fixed length: a reader sees the old head or the new one.
        options.open(&self.0)?.write_all(format!("{:020} {}\n", head.seq, hex(&head.hash)).as_bytes())
    }

    /// Reads the head; `None` where there is no file or it holds something else.
    #[must_use]
    pub fn read(&self) -> Option<(i64, Hash)> {
        let text = std::fs::read_to_string(&self.0).ok()?;
        let (seq, hash) = text.trim().split_once(' ')?;
        Some((seq.parse().ok()?, unhex(hash)?.try_into().ok()?))
    }
}
