//! Erasing: what names a person is blanked in its rows, and their images in the journal go while the digests stay.

use super::error::Result;
use super::file::Store;
use crate::calendar::Stamp;
use crate::domain::id::PersonId;
use rusqlite::params;

/// What is blanked: table, which rows (`?1` is the person), and the columns with what they then hold.
///
/// Rows that other people share (a household, its visits) go only where nobody else ever lived there.
const BLANKED: &[(&str, &str, &str)] = &[
    (
        "person",
        "id = ?1",
        "name = '', id_number = NULL, id_kind = NULL, phone = NULL, phone2 = NULL, address = '', birth = NULL, \
         sex = NULL, tags = '', relation = NULL, left_for = NULL, consent = NULL, voided_at = ?2",
    ),
    ("category", "person_id = ?1", "detail = '', evidence = '', ended_reason = ''"),
    (
        "wish",
        "person_id = ?1",
        "text = '', claimed_by = '', claimed_phone = '', done = '', feedback = '', reason = ''",
    ),
    (
        "visit",
        "household_id IN (SELECT h.id FROM household h WHERE h.head_id = ?1 AND NOT EXISTS (SELECT 1 FROM person \
      q WHERE q.household_id = h.id AND q.id <> ?1))",
        "living = '', needs = '', done = ''",
    ),
    (
        "household",
        "head_id = ?1 AND NOT EXISTS (SELECT 1 FROM person q WHERE q.household_id = household.id AND q.id <> ?1)",
        "address = '', room = '', language = '', needs = ''",
    ),
    (
        "cases",
        "applicant_id = ?1",
        "applicant_name = '', agent_name = NULL, agent_id_number = NULL, agent_phone = NULL, collector = NULL, \
         result = NULL, reason = NULL, note = ''",
    ),
    ("service", "volunteer_id IN (SELECT id FROM volunteer WHERE person_id = ?1)", "reason = ''"),
    ("signup", "volunteer_id IN (SELECT id FROM volunteer WHERE person_id = ?1)", "companion = ''"),
    (
        "document",
        "id IN (SELECT p.document_id FROM proof p JOIN volunteer v ON v.id = p.volunteer_id WHERE v.person_id = ?1)",
        "content = '{\"issuer\":\"\",\"parts\":[]}', voided_at = coalesce(voided_at, ?2)",
    ),
    (
        "volunteer",
        "person_id = ?1",
        "category = '', skills = '', free = '', reason = '', consent = '', guardian = '', guardian_phone = '', \
         guardian_day = NULL, training = '', awards = '', honour = 0, voided_at = coalesce(voided_at, ?2)",
    ),
    ("need", "person_id = ?1", "text = '', note = ''"),
    (
        "monitor",
        "person_id = ?1",
        "name = '', phone = '', unit = '', ended_reason = '', voided_at = coalesce(voided_at, ?2)",
    ),
    ("note", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "text = ''"),
    ("case_material", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "remark = ''"),
    ("case_step", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "remark = ''"),
    ("rating", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "said = '', removed_reason = ''"),
    (
        "notice",
        "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)",
        "lines = '[]', override_reason = NULL",
    ),
    (
        "authority",
        "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)",
        "signer_name = '', signer_id_number = NULL, signer_phone = NULL, relation = '', reason = ''",
    ),
    (
        "transfer",
        "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)",
        "from_name = '', to_name = '', remark = ''",
    ),
    ("original", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "holder_name = ''"),
    ("seal_use", "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1)", "subject = ''"),
    (
        "document",
        "case_id IN (SELECT id FROM cases WHERE applicant_id = ?1) OR household_id IN \
         (SELECT id FROM household WHERE head_id = ?1)",
        "content = '{\"issuer\":\"\",\"parts\":[]}', voided_at = coalesce(voided_at, ?2)",
    ),
];

impl Store {
    /// Blanks every row that names a person.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn blank_person(&self, person: PersonId, at: Stamp) -> Result<()> {
        for (table, which, sets) in BLANKED {
            let stamped = format!("{which}{sets}").contains("?2");
            let sql = format!("UPDATE main.{table} SET version = version + 1, {sets} WHERE {which}");
            let mut statement = self.conn.prepare_cached(&sql)?;
            if stamped {
                statement.execute(params![person.0, at.0])?
            } else {
                statement.execute([person.0])?
            };
        }
        Ok(())
    }

    /// Erases what the journal keeps of the rows that entry `seq` blanked: the images before it and its own before
    /// images, and the commands that wrote them or were about the record `kind`, `id`. The digests stay, so the chain is whole.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn erase_images(&self, seq: i64, (kind, id): (&str, i64)) -> Result<()> {
        let rows = "SELECT r.seq, r.ord FROM journal_row b CROSS JOIN journal_row r INDEXED BY journal_row_of \
                    ON r.tbl = b.tbl AND r.row_id = b.row_id WHERE b.seq = ?1";
        self.conn
            .prepare_cached(
                "UPDATE journal_command SET salt = NULL, body = NULL WHERE body IS NOT NULL AND seq < ?1 AND (seq IN \
                 (SELECT r.seq FROM journal_row b CROSS JOIN journal_row r INDEXED BY journal_row_of ON \
                 r.tbl = b.tbl AND r.row_id = b.row_id WHERE b.seq = ?1 AND r.tbl <> 'disposal') OR seq IN \
                 (SELECT seq FROM main.journal WHERE subject_kind = ?3 AND subject_id = ?2 AND seq < ?1))"
            )?
            .execute(params![seq, id, kind])?;
        self.conn
            .prepare_cached(&format!(
                "UPDATE journal_row SET before_salt = NULL, before_image = NULL, after_salt = NULL, \
                 after_image = NULL WHERE (seq, ord) IN ({rows} AND r.seq < ?1 AND r.tbl <> 'disposal')"
            ))?
            .execute([seq])?;
        self.conn
            .prepare_cached(
                "UPDATE journal_row SET before_salt = NULL, before_image = NULL WHERE seq = ?1 \
                 AND before_image IS NOT NULL AND tbl <> 'disposal'",
            )?
            .execute([seq])?;
        Ok(())
    }

    /// Empties the write-ahead log, so that nothing erased is left in it.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn truncate_log(&self) -> Result<()> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
