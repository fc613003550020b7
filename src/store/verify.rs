//! The check of the journal: the chain is whole, and every row equals its last image.

use super::capture;
use super::error::Result;
use super::journal::{self, Hash, RowsDigest, Sealed, salted};
use super::migrate;
use super::tables::JOURNALLED;
use rusqlite::Connection;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many entries were read.
    pub entries: i64,
    /// What is wrong, in the order in which it was found; empty when all is well.
    pub findings: Vec<Finding>,
    /// The entries whose command or images were disposed of.
    pub disposed: Vec<i64>,
    /// The head of the chain.
    pub head: Hash,
}

/// One thing that does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// An entry does not hash to what it says, or its command or images were changed.
    Changed {
        /// The entry.
        seq: i64,
    },
    /// An entry is not there.
    Removed {
        /// The first missing entry.
        seq: i64,
    },
    /// The end of the chain is not there: a head kept elsewhere lies beyond it, or is another.
    Tail {
        /// The last entry that should be there.
        seq: i64,
    },
    /// A row is not what its last image says.
    Row {
        /// The table.
        table: String,
        /// The row.
        row_id: i64,
        /// The entry that wrote it last, 0 where none did.
        seq: i64,
    },
}

/// A head that was kept outside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptHead {
    /// The entry, where it is known.
    pub seq: Option<i64>,
    /// The hash.
    pub hash: Hash,
}

/// Checks the chain and every row; `kept` are heads from outside (`FILE.head`, a printed slip).
///
/// # Errors
/// Whatever the engine reports; what is wrong with the journal is no error but a finding.
pub fn verify(conn: &Connection, kept: &[KeptHead]) -> Result<Report> {
    let mut report = Report::default();
    chain(conn, &mut report)?;
    images(conn, &mut report)?;
    continuity(conn, &mut report)?;
    // A file of an older schema, a backup for one, lacks the tables that came later.
    let older = migrate::version(conn)? < migrate::newest();
    for table in JOURNALLED {
        if !older || migrate::has_table(conn, table)? {
            rows(conn, table, &mut report)?;
        }
    }
    let stored = journal::head(conn)?;
    if stored.seq != report.entries || stored.hash != report.head {
        report.findings.push(Finding::Tail { seq: stored.seq });
    }
    for head in kept {
        let found: Option<i64> = conn
            .prepare("SELECT seq FROM journal WHERE hash = ?1")?
            .query_map([head.hash.as_slice()], |row| row.get(0))?
            .next()
            .transpose()?;
        let start = head.seq == Some(0) || head.hash == [0; 32];
        if found.is_none() && !start {
            report.findings.push(Finding::Tail { seq: head.seq.unwrap_or(report.entries + 1) });
        }
    }
    Ok(report)
}

fn chain(conn: &Connection, report: &mut Report) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT seq, at, operator_id, terminal, verb, subject_kind, subject_id, undoes, command_digest, \
         rows_digest, row_count, prev, hash FROM journal ORDER BY seq",
    )?;
    let mut found = statement.query([])?;
    let mut prev: Hash = [0; 32];
    let mut expected = 1;
    while let Some(row) = found.next()? {
        let seq: i64 = row.get(0)?;
        if seq != expected {
            report.findings.push(Finding::Removed { seq: expected });
        }
        let (terminal, verb, subject_kind): (String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(5)?);
        let (command_digest, rows_digest): (Vec<u8>, Vec<u8>) = (row.get(8)?, row.get(9)?);
        let (kept_prev, hash): (Vec<u8>, Vec<u8>) = (row.get(11)?, row.get(12)?);
        let sealed = Sealed {
            prev: &kept_prev,
            seq,
            at: row.get(1)?,
            operator: row.get(2)?,
            terminal: &terminal,
            verb: &verb,
            subject_kind: &subject_kind,
            subject_id: row.get(6)?,
            undoes: row.get(7)?,
            command_digest: &command_digest,
            rows_digest: &rows_digest,
            row_count: row.get(10)?,
        };
        let unlinked = seq == expected && kept_prev != prev;
        if sealed.hash().as_slice() != hash || unlinked {
            report.findings.push(Finding::Changed { seq });
        }
        prev = hash.try_into().unwrap_or([0; 32]);
        expected = seq + 1;
        report.entries = seq;
    }
    report.head = prev;
    Ok(())
}

/// Checks that commands and images give the digests that the entries hold.
fn images(conn: &Connection, report: &mut Report) -> Result<()> {
    let mut entries = conn.prepare(
        "SELECT j.seq, j.command_digest, j.rows_digest, j.row_count, c.salt, c.body, c.seq IS NULL \
         FROM journal j LEFT JOIN journal_command c ON c.seq = j.seq ORDER BY j.seq",
    )?;
    let mut images = conn.prepare(
        "SELECT tbl, row_id, before_digest, before_salt, before_image, after_digest, after_salt, after_image \
         FROM journal_row WHERE seq = ?1 ORDER BY ord",
    )?;
    let mut found = entries.query([])?;
    while let Some(row) = found.next()? {
        let seq: i64 = row.get(0)?;
        let (command_digest, rows_digest): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
        let (salt, body): (Option<Vec<u8>>, Option<String>) = (row.get(4)?, row.get(5)?);
        let gone: bool = row.get(6)?;
        let mut whole = !gone && holds(Some(&command_digest), salt.as_deref(), body.as_deref());
        let mut disposed = body.is_none();
        let mut digest = RowsDigest::default();
        let mut count = 0;
        let mut rows = images.query([seq])?;
        while let Some(image) = rows.next()? {
            let table: String = image.get(0)?;
            let before: (Option<Vec<u8>>, Option<Vec<u8>>, Option<String>) =
                (image.get(2)?, image.get(3)?, image.get(4)?);
            let after: (Vec<u8>, Option<Vec<u8>>, Option<String>) =
                (image.get(5)?, image.get(6)?, image.get(7)?);
            digest.add(&table, image.get(1)?, before.0.as_deref(), &after.0);
            whole &= holds(before.0.as_deref(), before.1.as_deref(), before.2.as_deref());
            whole &= holds(Some(&after.0), after.1.as_deref(), after.2.as_deref());
            disposed |= after.2.is_none();
            count += 1;
        }
        whole &= digest.finish().as_slice() == rows_digest && count == row.get::<_, i64>(3)?;
        if !whole && !report.findings.contains(&Finding::Changed { seq }) {
            report.findings.push(Finding::Changed { seq });
        }
        if disposed {
            report.disposed.push(seq);
            // What no disposal accounts for was taken behind the program's back.
            if !accounted(conn, seq)? && !report.findings.contains(&Finding::Changed { seq }) {
                report.findings.push(Finding::Changed { seq });
            }
        }
    }
    Ok(())
}

/// Whether a later disposal accounts for what is gone of entry `seq`: for each erased image it blanked the same row,
/// and for an erased command it blanked one of its rows or was about its person.
fn accounted(conn: &Connection, seq: i64) -> Result<bool> {
    let mut rows = conn.prepare_cached(
        "SELECT count(*) FROM journal_row r WHERE r.seq = ?1 AND (r.after_image IS NULL OR (r.before_image IS NULL AND \
         r.before_digest IS NOT NULL)) AND NOT EXISTS (SELECT 1 FROM journal_row b INDEXED BY journal_row_of \
         CROSS JOIN journal j ON j.seq = b.seq WHERE b.tbl = r.tbl AND b.row_id = r.row_id AND b.seq >= ?1 \
         AND j.verb IN ('dispose', 'pass-on-feedback'))",
    )?;
    let unaccounted: i64 = rows.query_row([seq], |row| row.get(0))?;
    let mut command = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM journal j CROSS JOIN journal d ON d.seq > j.seq AND d.subject_id = j.subject_id \
         AND (j.subject_kind = 'person' AND d.verb = 'dispose' OR j.subject_kind = 'feedback' AND d.subject_kind = 'feedback' \
         AND d.verb = 'pass-on-feedback') WHERE j.seq = ?1) \
         OR EXISTS (SELECT 1 FROM journal_row r CROSS JOIN journal_row b INDEXED BY journal_row_of \
         ON b.tbl = r.tbl AND b.row_id = r.row_id AND b.seq > ?1 CROSS JOIN journal j ON j.seq = b.seq \
         AND j.verb IN ('dispose', 'pass-on-feedback') WHERE r.seq = ?1)",
    )?;
    let gone: bool = conn
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM journal_command WHERE seq = ?1 AND body IS NOT NULL)",
        )?
        .query_row([seq], |row| row.get(0))?;
    Ok(unaccounted == 0 && (!gone || command.query_row([seq], |row| row.get::<_, bool>(0))?))
}

/// Checks that each image before an act is the image that the act before it left: a change behind the
/// program's back is found even after an act wrote over it.
fn continuity(conn: &Connection, report: &mut Report) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT r.seq, r.tbl, r.row_id, r.before_image, (SELECT p.after_image FROM journal_row p WHERE p.tbl = r.tbl \
         AND p.row_id = r.row_id AND p.seq < r.seq ORDER BY p.seq DESC LIMIT 1) FROM journal_row r \
         WHERE r.before_image IS NOT NULL",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let before: String = row.get(3)?;
        let last: Option<String> = row.get(4)?;
        if last.is_some_and(|last| !same(&before, &last)) {
            report.findings.push(Finding::Row { table: row.get(1)?, row_id: row.get(2)?, seq: row.get(0)? });
        }
    }
    Ok(())
}

/// Whether a text still gives its digest; a text and salt that were disposed of prove nothing either way.
fn holds(digest: Option<&[u8]>, salt: Option<&[u8]>, text: Option<&str>) -> bool {
    match (digest, salt, text) {
        (None, None, None) | (Some(_), None, None) => true,
        (Some(digest), Some(salt), Some(text)) => salted(salt, text).as_slice() == digest,
        _ => false,
    }
}

/// Checks every row of a table against its last image, and that no row is missing.
fn rows(conn: &Connection, table: &'static str, report: &mut Report) -> Result<()> {
    let columns = capture::columns(conn, table)?;
    let image = capture::image_expression(table, &columns, "t.");
    // By itself the planner goes through all rows of the entry, and an import has thousands.
    let mut statement = conn.prepare(&format!(
        "SELECT t.id, {image}, r.seq, r.after_image, r.after_digest IS NOT NULL FROM {table} t \
         LEFT JOIN journal_row r INDEXED BY journal_row_of ON r.tbl = '{table}' AND r.row_id = t.id AND r.seq = \
         (SELECT max(seq) FROM journal_row WHERE tbl = '{table}' AND row_id = t.id)",
    ))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let now: String = row.get(1)?;
        let last: Option<String> = row.get(3)?;
        let known: bool = row.get(4)?;
        if !known || last.is_some_and(|last| !same(&now, &last)) {
            let seq: Option<i64> = row.get(2)?;
            report.findings.push(Finding::Row {
                table: table.to_owned(),
                row_id: row.get(0)?,
                seq: seq.unwrap_or(0),
            });
        }
    }
    let mut missing = conn.prepare(&format!(
        "SELECT row_id, max(seq) FROM journal_row WHERE tbl = '{table}' \
         AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = journal_row.row_id) GROUP BY row_id",
    ))?;
    let mut gone = missing.query([])?;
    while let Some(row) = gone.next()? {
        report.findings.push(Finding::Row { table: table.to_owned(), row_id: row.get(0)?, seq: row.get(1)? });
    }
    Ok(())
}

/// Whether two images agree; columns that were added after the older one was made hold nothing.
fn same(now: &str, last: &str) -> bool {
    if now == last {
        return true;
    }
    let (Some(now), Some(last)) = (now.strip_suffix(']'), last.strip_suffix(']')) else {
        return false;
    };
    now.strip_prefix(last)
        .is_some_and(|rest| !rest.is_empty() && rest.split(',').all(|cell| matches!(cell, "" | "null")))
}
