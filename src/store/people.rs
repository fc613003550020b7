//! Persons, operators, grids, the station, items: the records that acts look up by what people type.

use super::error::Result;
use super::file::Store;
use crate::calendar::{Day, Stamp};
use crate::domain::case::Case;
use crate::domain::contact::{Enquiry, Note};
use crate::domain::document::Document;
use crate::domain::id::{CaseId, EnquiryId, OperatorId, PersonId};
use crate::domain::item::Entry as ItemEntry;
use crate::domain::material::CaseMaterial;
use crate::domain::notice::Notice;
use crate::domain::operator::Operator;
use crate::domain::person::{Grid, Person};
use crate::domain::promise::Promise;
use crate::domain::station::{CalendarDay, Station};
use crate::domain::step::CaseStep;
use rusqlite::{OptionalExtension, params};

/// A PIN's record: the operator's id, the version, the Argon2id string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The operator.
    pub id: OperatorId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided; never, in practice.
    pub voided_at: Option<Stamp>,
    /// The Argon2id string.
    pub phc: String,
}

record!(Credential, "credential", id, version, voided_at, phc);
record!(ItemEntry, "item", id, version, voided_at, code, quick, published, body);

impl Store {
    /// The station, once it is set up.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn station(&self) -> Result<Option<Station>> {
        self.one("WHERE voided_at IS NULL ORDER BY id LIMIT 1", &[])
    }

    /// The operator with this code.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn operator_by_code(&self, code: &str) -> Result<Option<Operator>> {
        self.one("WHERE code = ?1 AND voided_at IS NULL", &[&code])
    }

    /// Every operator by code.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn operators(&self) -> Result<Vec<Operator>> {
        self.all("WHERE voided_at IS NULL ORDER BY code", &[])
    }

    /// Failures at the door since the last success, and when the last one was.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn attempts(&self, operator: OperatorId) -> Result<(i64, Stamp)> {
        let found = self
            .conn
            .prepare_cached("SELECT failures, last_at FROM sign_in_attempt WHERE operator_id = ?1")?
            .query_row([operator.0], |row| Ok((row.get(0)?, Stamp(row.get(1)?))))
            .optional()?;
        Ok(found.unwrap_or((0, Stamp(0))))
    }

    /// Notes how many failures there were.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn set_attempts(&self, operator: OperatorId, failures: i64, at: Stamp) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO sign_in_attempt (operator_id, failures, last_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![operator.0, failures, at.0])?;
        Ok(())
    }

    /// The person with this identity number, as normalised.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn person_by_id_number(&self, number: &str) -> Result<Option<Person>> {
        self.one("WHERE id_number = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&number])
    }

    /// Every grid by code.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn grids(&self) -> Result<Vec<Grid>> {
        self.all("WHERE voided_at IS NULL ORDER BY code", &[])
    }

    /// The grid with this code.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn grid_by_code(&self, code: &str) -> Result<Option<Grid>> {
        self.one("WHERE code = ?1 AND voided_at IS NULL", &[&code])
    }

    /// The whole catalogue by quick number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn items(&self) -> Result<Vec<ItemEntry>> {
        self.all("WHERE voided_at IS NULL ORDER BY quick", &[])
    }

    /// The item with this code.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn item_by_code(&self, code: &str) -> Result<Option<ItemEntry>> {
        self.one("WHERE code = ?1 AND voided_at IS NULL", &[&code])
    }

    /// The case with this full number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn case_by_number(&self, number: &str) -> Result<Option<Case>> {
        self.one("WHERE number = ?1", &[&number])
    }

    /// The newest cases whose running number ends in these up to four digits.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cases_by_tail(&self, tail: i64, limit: usize) -> Result<Vec<Case>> {
        self.all(&format!("WHERE seq % 10000 = ?1 ORDER BY id DESC LIMIT {limit}"), &[&tail])
    }

    /// The cases of a person and of their doubles, newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cases_of(&self, person: PersonId, limit: usize) -> Result<Vec<Case>> {
        self.all(
            &format!(
                "WHERE applicant_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) \
                 ORDER BY id DESC LIMIT {limit}"
            ),
            &[&person.0],
        )
    }

    /// A case's materials in their order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn materials(&self, case: CaseId) -> Result<Vec<CaseMaterial>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY place", &[&case.0])
    }

    /// A case's steps in their order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn steps(&self, case: CaseId) -> Result<Vec<CaseStep>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY place", &[&case.0])
    }

    /// A case's notices, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn notices(&self, case: CaseId) -> Result<Vec<Notice>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// A case's notes, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn notes(&self, case: CaseId) -> Result<Vec<Note>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// A case's promises, oldest first, voided rows left out.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promises(&self, case: CaseId) -> Result<Vec<Promise>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// Running promises whose due day lies before `today` and that are not yet marked as missed.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn unswept(&self, today: Day, limit: usize) -> Result<Vec<Promise>> {
        self.all(
            &format!(
                "WHERE state = 'running' AND missed_at IS NULL AND voided_at IS NULL AND due < ?1 \
                 ORDER BY due, id LIMIT {limit}"
            ),
            &[&today.to_string()],
        )
    }

    /// A case's documents, oldest first, voided ones too.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn documents(&self, case: CaseId) -> Result<Vec<Document>> {
        self.all("WHERE case_id = ?1 ORDER BY id", &[&case.0])
    }

    /// An enquiry's documents, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn enquiry_documents(&self, enquiry: EnquiryId) -> Result<Vec<Document>> {
        self.all("WHERE enquiry_id = ?1 ORDER BY id", &[&enquiry.0])
    }

    /// The document with this number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn document_by_number(&self, number: &str) -> Result<Option<Document>> {
        self.one("WHERE number = ?1", &[&number])
    }

    /// The enquiry with this number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn enquiry_by_number(&self, number: &str) -> Result<Option<Enquiry>> {
        self.one("WHERE number = ?1 AND voided_at IS NULL", &[&number])
    }

    /// The imported calendar.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn calendar_days(&self) -> Result<Vec<CalendarDay>> {
        self.all("WHERE voided_at IS NULL ORDER BY day", &[])
    }
}
