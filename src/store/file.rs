//! Opening the file, and the few calls that `desk` builds a transaction from.

use super::error::{Result, StoreError};
use super::{capture, journal, migrate, record};
use crate::calendar::Stamp;
use crate::domain::id::Site;
use record::Record;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, ToSql};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one try to write waits for another program.
const BUSY: Duration = Duration::from_secs(5);

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// A file that must not exist yet.
    Create,
    /// A file that exists; it is migrated to the newest schema.
    Write,
    /// A file that exists, for reading only.
    Read,
}

/// A connection to the file.
pub struct Store {
    pub(super) conn: Connection,
    path: PathBuf,
    capturing: Cell<bool>,
    /// Search keys that wait to be written in their order, while many persons are entered.
    pub(super) waiting: std::cell::RefCell<super::find::Waiting>,
    site: Cell<Site>,
    /// Whose eyes this connection reads with.
    pub(super) looked: Cell<Option<super::look::Looked>>,
}

impl Store {
    /// Opens `path`.
    ///
    /// # Errors
    /// [`StoreError`] as the file deserves: not a database, damaged, newer, locked, read-only, not there.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self> {
        let exists = is_there(path);
        match mode {
            OpenMode::Create if exists => return Err(StoreError::Exists(path.to_owned())),
            OpenMode::Write | OpenMode::Read if !path.is_file() => {
                let reason = if exists { "not a file" } else { "no such file" };
                return Err(StoreError::Unreachable { path: path.to_owned(), reason: reason.to_owned() });
            }
            _ => {}
        }
        if mode == OpenMode::Create {
            create_private(path)?;
        }
        let flags = match mode {
            OpenMode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            _ => OpenFlags::SQLITE_OPEN_READ_WRITE,
        } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).map_err(|error| named(error, path))?;
        // The engine falls back to reading, and would only say later that it cannot open what it needs.
        if mode != OpenMode::Read && conn.is_readonly("main")? {
            return Err(StoreError::ReadOnly(path.display().to_string()));
        }
        let store = Self {
            conn,
            path: path.to_owned(),
            capturing: Cell::new(false),
            waiting: std::cell::RefCell::default(),
            site: Cell::new(Site(1)),
            looked: Cell::new(None),
        };
        store.prepare(mode).map_err(|error| match error {
            StoreError::NotADatabase(_) => StoreError::NotADatabase(path.to_owned()),
            StoreError::Unreachable { reason, .. } => {
                StoreError::Unreachable { path: path.to_owned(), reason }
            }
            other => other,
        })?;
        Ok(store)
    }

    /// Opens an empty database in memory, for tests of single statements.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn in_memory() -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        let store = Self {
            conn,
            path: PathBuf::new(),
            capturing: Cell::new(false),
            waiting: std::cell::RefCell::default(),
            site: Cell::new(Site(1)),
            looked: Cell::new(None),
        };
        store.prepare(OpenMode::Create)?;
        Ok(store)
    }

    fn prepare(&self, mode: OpenMode) -> Result<()> {
        self.conn.busy_timeout(BUSY)?;
        self.conn.set_prepared_statement_cache_capacity(256);
        // One plan a statement: without this guarantee a cached statement is prepared anew for other values.
        self.conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.conn.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;",
        )?;
        // Before anything that writes: a file of another program stays as it is.
        migrate::check(&self.conn, mode == OpenMode::Create)?;
        if mode != OpenMode::Read {
            self.conn.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
            )?;
        }
        self.conn.create_scalar_function(
            "sha256_hex",
            1,
            FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
            |context| Ok(super::hex(&Sha256::digest(context.get::<String>(0)?.as_bytes()))),
        )?;
        if mode != OpenMode::Read {
            migrate::run(&self.conn)?;
        }
        if let Some(site) = self
            .conn
            .prepare_cached("SELECT site FROM station LIMIT 1")?
            .query_map([], |row| row.get(0))?
            .next()
        {
            self.site.set(Site(site?));
        }
        Ok(())
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sets the site whose ids this connection gives.
    pub fn set_site(&self, site: Site) {
        self.site.set(site);
    }

    /// Begins to write: waits for other writers, and starts to note every row.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another program does not let go.
    pub fn begin(&self) -> Result<()> {
        if !self.capturing.get() {
            capture::install(&self.conn)?;
            self.capturing.set(true);
        }
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        Ok(())
    }

    /// Makes everything since [`Store::begin`] durable.
    ///
    /// # Errors
    /// Whatever the engine reports; nothing was written then.
    pub fn commit(&self) -> Result<()> {
        self.conn.execute_batch("COMMIT")?;
        self.waiting.borrow_mut().kept();
        Ok(())
    }

    /// Takes everything since [`Store::begin`] back.
    pub fn rollback(&self) {
        // What was hidden within the transaction is hidden no more.
        self.looked.set(None);
        self.waiting.borrow_mut().undo();
        if !self.conn.is_autocommit() {
            // A failed rollback leaves nothing to do: the engine rolls back when the connection ends.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    /// Whether this connection may write at all.
    #[must_use]
    pub fn writes(&self) -> bool {
        !self.conn.is_readonly("main").unwrap_or(true)
    }

    /// Lets the engine keep many pages at hand, for the entering of long lists.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn work_in_bulk(&self) -> Result<()> {
        self.waiting.borrow_mut().bulk = true;
        // Negative is in KiB: 256 MiB, as long as this connection lives.
        self.conn.pragma_update(None, "cache_size", -262_144)?;
        // The log is written back to the file less often: the same pages change again and again.
        self.conn.pragma_update(None, "wal_autocheckpoint", 32_768)?;
        Ok(())
    }

    /// Marks a place inside a transaction that [`Store::back_to_mark`] returns to.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn mark(&self) -> Result<()> {
        self.conn.execute_batch("SAVEPOINT act")?;
        Ok(())
    }

    /// Keeps what was written since the mark.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn keep_since_mark(&self) -> Result<()> {
        self.conn.execute_batch("RELEASE act")?;
        Ok(())
    }

    /// Takes back what was written since the mark.
    pub fn back_to_mark(&self) {
        self.looked.set(None);
        self.waiting.borrow_mut().undo();
        let _ = self.conn.execute_batch("ROLLBACK TO act; RELEASE act");
    }

    /// Whether a transaction is open on this connection.
    #[must_use]
    pub fn in_transaction(&self) -> bool {
        !self.conn.is_autocommit()
    }

    /// Takes the row images that the open act made.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn take_captured(&self) -> Result<Vec<capture::Captured>> {
        capture::take(&self.conn)
    }

    /// Appends an entry to the journal.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn append(&self, entry: &journal::NewEntry<'_>, rows: &[capture::Captured]) -> Result<journal::Head> {
        journal::append(&self.conn, entry, rows)
    }

    /// Changes whenever another connection commits.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }

    /// The next free id of a table at this site.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn next_id<R: Record>(&self) -> Result<i64> {
        let (first, last) = self.site.get().counted();
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT max(id) FROM main.{} WHERE id BETWEEN ?1 AND ?2", R::TABLE))?;
        let highest: Option<i64> = statement.query_row([first, last], |row| row.get(0))?;
        Ok(highest.map_or(first, |id| id + 1))
    }

    /// A free id by the moment, which tells nothing of how many there are: for what not everybody may know of (CP-6).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn timed_id<R: Record>(&self, now: Stamp) -> Result<i64> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM main.{} WHERE id = ?1)", R::TABLE);
        let mut id = self.site.get().timed(now);
        while self.conn.prepare_cached(&sql)?.query_row([id], |row| row.get::<_, bool>(0))? {
            id += 1;
        }
        Ok(id)
    }

    /// Writes a new record.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn insert<R: Record>(&self, record: &R) -> Result<()> {
        record::insert(&self.conn, record)
    }

    /// Writes a changed record under the next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where somebody changed it since it was read.
    pub fn update<R: Record>(&self, record: &R) -> Result<()> {
        record::update(&self.conn, record)
    }

    /// The record with this id, voided or not.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn get<R: Record>(&self, id: i64) -> Result<Option<R>> {
        record::get(&self.conn, id)
    }

    pub(super) fn one<R: Record>(&self, tail: &str, params: &[&dyn ToSql]) -> Result<Option<R>> {
        record::one(&self.conn, tail, params)
    }

    pub(super) fn all<R: Record>(&self, tail: &str, params: &[&dyn ToSql]) -> Result<Vec<R>> {
        record::all(&self.conn, tail, params)
    }

    /// Every finding of the engine's own integrity check; empty when the file is sound.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare("PRAGMA quick_check")?;
        let lines = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// The schema's number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn schema(&self) -> Result<i64> {
        migrate::version(&self.conn)
    }
}

/// Whether something stands at `path` that could be lost: an empty file is what a set-up leaves that was
/// killed before it wrote anything, and counts as none.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    std::fs::metadata(path).map_or_else(|_| path.exists(), |found| !found.is_file() || found.len() > 0)
}

/// Makes an empty file that only its owner may read.
fn create_private(path: &Path) -> Result<()> {
    if path.is_file() && !is_there(path) {
        // What was left behind may have been made with other rights.
        std::fs::remove_file(path)
            .map_err(|error| StoreError::Unreachable { path: path.to_owned(), reason: error.to_string() })?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(path.display().to_string())
        }
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::Unreachable { path: path.to_owned(), reason: error.to_string() },
    })
}

fn named(error: rusqlite::Error, path: &Path) -> StoreError {
    match StoreError::from(error) {
        StoreError::Unreachable { reason, .. } => StoreError::Unreachable { path: path.to_owned(), reason },
        StoreError::NotADatabase(_) => StoreError::NotADatabase(path.to_owned()),
        other => other,
    }
}
