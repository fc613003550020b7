//! What stands beside promises: pauses, extensions, cards and their conclusions.

use super::error::Result;
use super::file::Store;
use crate::calendar::Stamp;
use crate::domain::card::{Card, CardKind};
use crate::domain::id::{CaseId, FeedbackId, GridId, OperatorId, PromiseId};
use crate::domain::pause::{Extension, SpecialProcedure};
use crate::domain::promise::Promise;
use rusqlite::OptionalExtension as _;

/// What a board narrows promises by: department, grid and window of a case.
pub type Facets = (Option<String>, Option<GridId>, Option<String>);

impl Store {
    /// The department, the grid and the window of a case, as its item, its applicant and it say now.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn facets(&self, case: CaseId) -> Result<Facets> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT json_extract(i.body, '$.department'), p.grid_id, c.window FROM cases c \
                 JOIN item i ON i.id = c.item_id JOIN person p ON p.id = c.applicant_id WHERE c.id = ?1",
            )?
            .query_row([case.0], |row| {
                Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(GridId), row.get(2)?))
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// A case's special procedures, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn procedures(&self, case: CaseId) -> Result<Vec<SpecialProcedure>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// A case's extension, where it was granted one.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn extension(&self, case: CaseId) -> Result<Option<Extension>> {
        self.one("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&case.0])
    }

    /// A case's cards, oldest first, cancelled ones too.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards(&self, case: CaseId) -> Result<Vec<Card>> {
        self.all(
            "WHERE promise_id IN (SELECT id FROM promise WHERE case_id = ?1) AND voided_at IS NULL ORDER BY id",
            &[&case.0],
        )
    }

    /// The cards of a promise, oldest first, cancelled ones too.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards_of(&self, promise: PromiseId) -> Result<Vec<Card>> {
        self.all("WHERE promise_id = ?1 AND voided_at IS NULL ORDER BY id", &[&promise.0])
    }

    /// Every card of an entry of the register of feedback, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards_on(&self, feedback: FeedbackId) -> Result<Vec<Card>> {
        self.all(
            "WHERE promise_id IN (SELECT id FROM promise WHERE subject_kind = 'feedback' AND subject_id = ?1) \
             AND voided_at IS NULL ORDER BY id",
            &[&feedback.0],
        )
    }

    /// The entry of the register of feedback that a promise belongs to: one about it, or the reply to a card for one.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_behind(&self, promise: &Promise) -> Result<Option<FeedbackId>> {
        match promise.subject_kind.as_str() {
            "feedback" => Ok(Some(FeedbackId(promise.subject_id))),
            "card" if promise.case_id.is_none() => {
                let card: Option<Card> = self.get(promise.subject_id)?;
                card.map_or(Ok(None), |card| self.feedback_of_card(&card))
            }
            _ => Ok(None),
        }
    }

    /// The entry of the register of feedback that a card is about.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_of_card(&self, card: &Card) -> Result<Option<FeedbackId>> {
        if card.case_id.is_some() {
            return Ok(None);
        }
        let promise: Option<Promise> = self.get(card.promise_id.0)?;
        let about = promise.filter(|promise| promise.subject_kind == "feedback");
        Ok(about.map(|promise| FeedbackId(promise.subject_id)))
    }

    /// Whether a rule issued a card of this kind for the promise already.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn has_card(&self, promise: PromiseId, kind: CardKind) -> Result<bool> {
        Ok(self.cards_of(promise)?.iter().any(|card| card.by_rule && card.kind == kind))
    }

    /// The open cards of an operator that appear by `now` (WA-3), oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn open_cards(&self, owner: OperatorId, now: Stamp) -> Result<Vec<Card>> {
        self.all(
            "WHERE owner_id = ?1 AND closed_at IS NULL AND cancelled IS NULL AND voided_at IS NULL \
             AND appears_at <= ?2 ORDER BY id",
            &[&owner.0, &now.0],
        )
    }

    /// How many cards wait for an operator's answer by `now` (WA-3), and the gravest of them.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn waiting_cards(&self, owner: OperatorId, now: Stamp) -> Result<(usize, Option<Card>)> {
        let which = "owner_id = ?1 AND closed_at IS NULL AND cancelled IS NULL AND voided_at IS NULL \
                     AND appears_at <= ?2 AND replied_at IS NULL";
        let count: i64 = self
            .conn
            .prepare_cached(&format!("SELECT count(*) FROM card WHERE {which}"))?
            .query_row([owner.0, now.0], |row| row.get(0))?;
        let order = "ORDER BY kind = 'red' DESC, kind = 'yellow' DESC, id LIMIT 1";
        let first =
            if count > 0 { self.one(&format!("WHERE {which} {order}"), &[&owner.0, &now.0])? } else { None };
        Ok((usize::try_from(count).unwrap_or(0), first))
    }

    /// The cards that are open, or closed without a conclusion, newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards_to_settle(&self, limit: usize) -> Result<Vec<Card>> {
        self.all(
            &format!(
                "WHERE voided_at IS NULL AND cancelled IS NULL \
                 AND (closed_at IS NULL OR (kind <> 'urge' AND conclusion_id IS NULL)) \
                 ORDER BY id DESC LIMIT {limit}"
            ),
            &[],
        )
    }

    /// Open promises by id, at most `limit` behind the one named.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn open_promises(&self, after: PromiseId, limit: usize) -> Result<Vec<Promise>> {
        self.all(
            &format!(
                "WHERE state IN ('running', 'paused') AND voided_at IS NULL AND id > ?1 ORDER BY id LIMIT {limit}"
            ),
            &[&after.0],
        )
    }

    /// How many imported calendar days there are, and the sum of their versions: it changes whenever one does.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn calendar_mark(&self) -> Result<(i64, i64)> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT count(*), coalesce(sum(version), 0) FROM calendar_day WHERE voided_at IS NULL",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}
