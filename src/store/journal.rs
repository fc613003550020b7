//! The journal: entries in a hash chain, with salted digests of the command and of every row image.

use super::capture::Captured;
use super::error::{Result, StoreError};
use super::file::Store;
use super::tables::JOURNALLED;
use crate::calendar::Stamp;
use crate::domain::Verb;
use crate::domain::id::OperatorId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// What an act writes into the journal.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// When.
    pub at: Stamp,
    /// Who.
    pub operator: OperatorId,
    /// At which terminal.
    pub terminal: &'a str,
    /// What was done.
    pub verb: Verb,
    /// What kind of record it was about.
    pub subject_kind: &'a str,
    /// Which record.
    pub subject_id: i64,
    /// The entry that it takes back.
    pub undoes: Option<i64>,
    /// The command, as JSON.
    pub command: &'a str,
}

/// An entry as it stands in the journal, with its command while that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// Who.
    pub operator: OperatorId,
    /// At which terminal.
    pub terminal: String,
    /// The verb's word; a later program may have written one that this one does not know.
    pub verb: String,
    /// What kind of record it was about.
    pub subject_kind: String,
    /// Which record.
    pub subject_id: i64,
    /// The entry that it takes back.
    pub undoes: Option<i64>,
    /// The command, unless it was disposed of.
    pub command: Option<String>,
}

/// A row image beside an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowImage {
    /// The table.
    pub table: String,
    /// The row.
    pub row_id: i64,
    /// The image before, `None` for a new row.
    pub before: Option<String>,
    /// The image after, `None` where it was disposed of.
    pub after: Option<String>,
}

/// How far ahead of the last entry a date is believed without a manager's word.
const BELIEVED: i64 = 15 * 24 * 60 * 60 * 1000;

/// Where the chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last entry.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
    /// When it was written.
    pub at: Stamp,
    /// The last moment whose date is believed: entries follow it without a gap of more than 15 days,
    /// or a manager confirmed it.
    pub trusted: Stamp,
}

impl Head {
    /// Whether the date of `now` is believed, so that what fell due may be recorded.
    #[must_use]
    pub fn believes(&self, now: Stamp) -> bool {
        self.seq == 0 || now.0.saturating_sub(self.trusted.0) <= BELIEVED
    }
}

/// The digest of a text under a salt.
#[must_use]
pub fn salted(salt: &[u8], text: &str) -> Hash {
    let mut sum = Sha256::new();
    sum.update((salt.len() as u64).to_be_bytes());
    sum.update(salt);
    sum.update(text.as_bytes());
    sum.finalize().into()
}

/// The running digest of the rows of one entry.
#[derive(Default)]
pub struct RowsDigest(Sha256);

impl RowsDigest {
    /// Adds a row by its place, name and digests.
    pub fn add(&mut self, table: &str, row_id: i64, before: Option<&[u8]>, after: &[u8]) {
        part(&mut self.0, table.as_bytes());
        part(&mut self.0, &row_id.to_be_bytes());
        part(&mut self.0, before.unwrap_or_default());
        part(&mut self.0, after);
    }

    /// The digest of all rows added.
    #[must_use]
    pub fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

fn part(sum: &mut Sha256, bytes: &[u8]) {
    sum.update((bytes.len() as u64).to_be_bytes());
    sum.update(bytes);
}

/// What the hash of an entry is made from.
pub struct Sealed<'a> {
    /// The hash of the entry before.
    pub prev: &'a [u8],
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// Who.
    pub operator: i64,
    /// Where.
    pub terminal: &'a str,
    /// What.
    pub verb: &'a str,
    /// About what kind of record.
    pub subject_kind: &'a str,
    /// About which record.
    pub subject_id: i64,
    /// Taking back which entry.
    pub undoes: Option<i64>,
    /// The salted digest of the command.
    pub command_digest: &'a [u8],
    /// The digest of all rows.
    pub rows_digest: &'a [u8],
    /// How many rows.
    pub row_count: i64,
}

impl Sealed<'_> {
    /// The hash of the entry.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let mut sum = Sha256::new();
        part(&mut sum, self.prev);
        for number in
            [self.seq, self.at, self.operator, self.subject_id, self.undoes.unwrap_or(0), self.row_count]
        {
            part(&mut sum, &number.to_be_bytes());
        }
        for text in [self.terminal, self.verb, self.subject_kind] {
            part(&mut sum, text.as_bytes());
        }
        part(&mut sum, self.command_digest);
        part(&mut sum, self.rows_digest);
        sum.finalize().into()
    }
}

/// Where the chain ends now.
///
/// # Errors
/// Whatever the engine reports.
pub fn head(conn: &Connection) -> Result<Head> {
    let mut statement =
        conn.prepare_cached("SELECT seq, hash, at, trusted FROM journal_head WHERE id = 1")?;
    Ok(statement.query_row([], |row| {
        Ok(Head { seq: row.get(0)?, hash: row.get(1)?, at: Stamp(row.get(2)?), trusted: Stamp(row.get(3)?) })
    })?)
}

/// Appends an entry and the images of its rows, and moves the head.
///
/// # Errors
/// Whatever the engine reports; no random bytes from the system count as damage.
pub fn append(conn: &Connection, entry: &NewEntry<'_>, rows: &[Captured]) -> Result<Head> {
    let before = head(conn)?;
    let seq = before.seq + 1;
    let salts = salts(1 + 2 * rows.len())?;
    let mut salts = salts.chunks_exact(16);
    let mut next_salt = || salts.next().unwrap_or_default();
    let command_salt = next_salt();
    let command_digest = salted(command_salt, entry.command);
    let mut rows_digest = RowsDigest::default();
    let mut sealed = Vec::with_capacity(rows.len());
    for row in rows {
        let (before_salt, after_salt) = (next_salt(), next_salt());
        let before_digest = row.before.as_deref().map(|image| salted(before_salt, image));
        let after_digest = salted(after_salt, &row.after);
        rows_digest.add(&row.table, row.row_id, before_digest.as_ref().map(Hash::as_slice), &after_digest);
        sealed.push(SealedRow { row, before_salt, before_digest, after_salt, after_digest });
    }
    let rows_digest = rows_digest.finish();
    let row_count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let hash = Sealed {
        prev: &before.hash,
        seq,
        at: entry.at.0,
        operator: entry.operator.0,
        terminal: entry.terminal,
        verb: crate::domain::Named::word(entry.verb),
        subject_kind: entry.subject_kind,
        subject_id: entry.subject_id,
        undoes: entry.undoes,
        command_digest: &command_digest,
        rows_digest: &rows_digest,
        row_count,
    }
    .hash();
    conn.prepare_cached(
        "INSERT INTO main.journal (seq, at, operator_id, terminal, verb, subject_kind, subject_id, undoes, \
         command_digest, rows_digest, row_count, prev, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        seq,
        entry.at.0,
        entry.operator.0,
        entry.terminal,
        crate::domain::Named::word(entry.verb),
        entry.subject_kind,
        entry.subject_id,
        entry.undoes,
        command_digest,
        rows_digest,
        row_count,
        before.hash,
        hash
    ])?;
    conn.prepare_cached("INSERT INTO journal_command (seq, salt, body) VALUES (?1, ?2, ?3)")?
        .execute(params![seq, command_salt, entry.command])?;
    insert_rows(conn, seq, &sealed)?;
    let trusted =
        if entry.verb == Verb::ConfirmDate || before.believes(entry.at) { entry.at } else { before.trusted };
    conn.prepare_cached("UPDATE journal_head SET seq = ?1, hash = ?2, at = ?3, trusted = ?4 WHERE id = 1")?
        .execute(params![seq, hash, entry.at.0, trusted.0])?;
    Ok(Head { seq, hash, at: entry.at, trusted })
}

/// A row image with its salts and digests.
struct SealedRow<'a> {
    row: &'a Captured,
    before_salt: &'a [u8],
    before_digest: Option<Hash>,
    after_salt: &'a [u8],
    after_digest: Hash,
}

fn insert_rows(conn: &Connection, seq: i64, rows: &[SealedRow<'_>]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO journal_row (seq, ord, tbl, row_id, before_digest, before_salt, before_image, after_digest, \
         after_salt, after_image) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (ord, sealed) in (0_i64..).zip(rows) {
        insert.execute(params![
            seq,
            ord,
            sealed.row.table,
            sealed.row.row_id,
            sealed.before_digest,
            sealed.before_digest.map(|_| sealed.before_salt),
            sealed.row.before,
            sealed.after_digest,
            sealed.after_salt,
            sealed.row.after
        ])?;
    }
    Ok(())
}

fn salts(count: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; 16 * count];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(bytes)
}

const ENTRY: &str = "SELECT j.seq, j.at, j.operator_id, j.terminal, j.verb, j.subject_kind, j.subject_id, \
                     j.undoes, c.body FROM journal j LEFT JOIN journal_command c ON c.seq = j.seq";

fn entry_from(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: Stamp(row.get(1)?),
        operator: OperatorId(row.get(2)?),
        terminal: row.get(3)?,
        verb: row.get(4)?,
        subject_kind: row.get(5)?,
        subject_id: row.get(6)?,
        undoes: row.get(7)?,
        command: row.get(8)?,
    })
}

fn entries(conn: &Connection, tail: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(&format!("{ENTRY} {tail}"))?;
    let found = statement.query_map(params, entry_from)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found)
}

impl Store {
    /// Where the chain ends now.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn head(&self) -> Result<Head> {
        head(&self.conn)
    }

    /// The entry with this place.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entry(&self, seq: i64) -> Result<Option<Entry>> {
        Ok(entries(&self.conn, "WHERE j.seq = ?1", &[&seq])?.pop())
    }

    /// The entries about a record, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_about(&self, kind: &str, id: i64) -> Result<Vec<Entry>> {
        entries(&self.conn, "WHERE j.subject_kind = ?1 AND j.subject_id = ?2 ORDER BY j.seq", &[&kind, &id])
    }

    /// Every entry about a case or about one of its cards, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_of_case(&self, id: i64) -> Result<Vec<Entry>> {
        entries(
            &self.conn,
            "WHERE j.seq IN (SELECT seq FROM journal WHERE subject_kind = 'case' AND subject_id = ?1 UNION \
             SELECT r.seq FROM promise p CROSS JOIN card k ON k.promise_id = p.id \
             CROSS JOIN journal_row r ON r.tbl = 'card' AND r.row_id = k.id WHERE p.case_id = ?1) ORDER BY j.seq",
            &[&id],
        )
    }

    /// The entries from `since` on, at most `limit`, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_since(&self, since: Stamp, limit: usize) -> Result<Vec<Entry>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        entries(&self.conn, "WHERE j.at >= ?1 ORDER BY j.seq LIMIT ?2", &[&since.0, &limit])
    }

    /// An operator's entries from `since` on, newest first; the first older one ends the search. What lay
    /// ahead before a date was confirmed lies behind the last entry still, and is passed over.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_by(&self, operator: OperatorId, since: Stamp) -> Result<Vec<Entry>> {
        let last = self.head()?.at;
        let mut statement =
            self.conn.prepare_cached(&format!("{ENTRY} WHERE j.operator_id = ?1 ORDER BY j.seq DESC"))?;
        let mut rows = statement.query([operator.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = entry_from(row)?;
            if entry.at < since {
                break;
            }
            if entry.at <= last {
                found.push(entry);
            }
        }
        Ok(found)
    }

    /// The entries at the end of the journal that are later than `now` and wrote rows, newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_ahead(&self, now: Stamp) -> Result<Vec<Entry>> {
        let mut statement = self.conn.prepare_cached(&format!("{ENTRY} ORDER BY j.seq DESC"))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = entry_from(row)?;
            if entry.at <= now {
                break;
            }
            if !self.images_of(entry.seq)?.is_empty() {
                found.push(entry);
            }
        }
        Ok(found)
    }

    /// The images beside an entry, in the order in which the rows were written.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn images_of(&self, seq: i64) -> Result<Vec<RowImage>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT tbl, row_id, before_image, after_image FROM journal_row WHERE seq = ?1 ORDER BY ord",
        )?;
        let found = statement
            .query_map([seq], |row| {
                Ok(RowImage {
                    table: row.get(0)?,
                    row_id: row.get(1)?,
                    before: row.get(2)?,
                    after: row.get(3)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }

    /// The entry that wrote a row last.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_writer(&self, table: &str, row_id: i64) -> Result<Option<Entry>> {
        let tail = "WHERE j.seq = (SELECT max(seq) FROM journal_row WHERE tbl = ?1 AND row_id = ?2)";
        Ok(entries(&self.conn, tail, &[&table, &row_id])?.pop())
    }

    /// The tables that entries after `seq` wrote to.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn tables_changed_after(&self, seq: i64) -> Result<Vec<String>> {
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT tbl FROM journal_row WHERE seq > ?1")?;
        let found = statement.query_map([seq], |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }

    /// Checks the chain and every row; `kept` are heads from outside.
    ///
    /// # Errors
    /// Whatever the engine reports; what is wrong with the journal is no error but a finding.
    pub fn verify(&self, kept: &[super::verify::KeptHead]) -> Result<super::verify::Report> {
        super::verify::verify(&self.conn, kept)
    }

    /// Writes a row back as an image has it, under the next version; a row that the image does not
    /// know is marked as voided.
    ///
    /// # Errors
    /// Damaged, where the image does not fit the table.
    pub fn restore_row(&self, table: &str, row_id: i64, image: Option<&str>, at: Stamp) -> Result<()> {
        let Some(table) = JOURNALLED.iter().find(|known| **known == table) else {
            return Err(StoreError::Damaged(format!("table {table}")));
        };
        let Some(image) = image else {
            // A row with a state of its own says there, too, that it no longer counts.
            let state = match *table {
                "cases" => ", state = 'voided'",
                "promise" => ", state = 'void'",
                _ => "",
            };
            self.conn
                .prepare_cached(&format!(
                    "UPDATE main.{table} SET version = version + 1, voided_at = ?1{state} WHERE id = ?2"
                ))?
                .execute(params![at.0, row_id])?;
            return Ok(());
        };
        let columns = super::capture::columns(&self.conn, table)?;
        let sets: Vec<String> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| *column != "id" && *column != "version")
            .map(|(at, column)| format!("\"{column}\" = json_extract(?1, '$[{at}]')"))
            .collect();
        self.conn
            .prepare_cached(&format!(
                "UPDATE main.{table} SET version = version + 1, {} WHERE id = ?2",
                sets.join(", ")
            ))?
            .execute(params![image, row_id])?;
        Ok(())
    }

    /// The image of a row as it is now; `None` where there is no such row.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn image_now(&self, table: &str, row_id: i64) -> Result<Option<String>> {
        let Some(table) = JOURNALLED.iter().find(|known| **known == table) else {
            return Err(StoreError::Damaged(format!("table {table}")));
        };
        let columns = super::capture::columns(&self.conn, table)?;
        let image = super::capture::image_expression(table, &columns, "");
        let mut statement =
            self.conn.prepare_cached(&format!("SELECT {image} FROM {table} WHERE id = ?1"))?;
        Ok(statement.query_row([row_id], |row| row.get(0)).optional()?)
    }
}
