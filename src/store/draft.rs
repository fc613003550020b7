//! What the hand is typing, and who has what open: outside the journal.

use super::error::Result;
use super::file::Store;
use crate::calendar::Stamp;
use crate::domain::id::{CaseId, OperatorId};
use rusqlite::{Row, params};

/// A form that was not finished, per operator and window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Whose it is.
    pub operator: OperatorId,
    /// At which window it was typed.
    pub window: String,
    /// Which form.
    pub form: String,
    /// What the form is about: a case's number, or a mark of its own for new ones.
    pub subject: String,
    /// The fields, as JSON.
    pub body: String,
    /// Whether it was parked on purpose (挂起).
    pub parked: bool,
    /// When it was written last.
    pub updated_at: Stamp,
}

/// Who is at which terminal, with which case open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The terminal.
    pub terminal: String,
    /// The operator.
    pub operator: OperatorId,
    /// The case that is open there.
    pub case: Option<CaseId>,
    /// Since when.
    pub since: Stamp,
}

fn draft_from(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        operator: OperatorId(row.get(0)?),
        window: row.get(1)?,
        form: row.get(2)?,
        subject: row.get(3)?,
        body: row.get(4)?,
        parked: row.get(5)?,
        updated_at: Stamp(row.get(6)?),
    })
}

impl Store {
    /// Makes this connection one for drafts: commits survive a killed process, not a power cut, and
    /// give way to acts.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn relax(&self) -> Result<()> {
        self.conn.execute_batch("PRAGMA synchronous = NORMAL")?;
        Ok(())
    }

    /// Keeps a draft, in a transaction of its own.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn save_draft(&self, draft: &Draft) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO draft (operator_id, window, form, subject, body, parked, updated_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                draft.operator.0,
                draft.window,
                draft.form,
                draft.subject,
                draft.body,
                draft.parked,
                draft.updated_at.0
            ])?;
        Ok(())
    }

    /// Drops a draft.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn drop_draft(&self, operator: OperatorId, window: &str, form: &str, subject: &str) -> Result<()> {
        self.conn
            .prepare_cached(
                "DELETE FROM draft WHERE operator_id = ?1 AND window = ?2 AND form = ?3 AND subject = ?4",
            )?
            .execute(params![operator.0, window, form, subject])?;
        Ok(())
    }

    /// An operator's drafts, newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn drafts(&self, operator: OperatorId) -> Result<Vec<Draft>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT operator_id, window, form, subject, body, parked, updated_at FROM draft WHERE operator_id = ?1 \
             ORDER BY updated_at DESC",
        )?;
        let found = statement.query_map([operator.0], draft_from)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }

    /// Notes who is at a terminal, with which case open.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn set_presence(&self, presence: &Presence) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO presence (terminal, operator_id, case_id, since, seen) VALUES (?1, ?2, ?3, ?4, ?4)",
            )?
            .execute(params![
                presence.terminal,
                presence.operator.0,
                presence.case.map(|case| case.0),
                presence.since.0
            ])?;
        Ok(())
    }

    /// Notes that nobody is at a terminal.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn clear_presence(&self, terminal: &str) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM presence WHERE terminal = ?1")?.execute([terminal])?;
        Ok(())
    }

    /// Who else has a case open, seen not before `since`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn others_at(&self, case: CaseId, terminal: &str, since: Stamp) -> Result<Vec<Presence>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT terminal, operator_id, case_id, since FROM presence WHERE case_id = ?1 AND terminal <> ?2 AND since >= ?3",
        )?;
        let found = statement
            .query_map(params![case.0, terminal, since.0], |row| {
                Ok(Presence {
                    terminal: row.get(0)?,
                    operator: OperatorId(row.get(1)?),
                    case: row.get::<_, Option<i64>>(2)?.map(CaseId),
                    since: Stamp(row.get(3)?),
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }
}
