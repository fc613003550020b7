//! Questions about pledges.

use super::error::Result;
use super::file::Store;
use crate::domain::card::Card;
use crate::domain::id::{CardId, MonitorVisitId, OperatorId, PledgeId};
use crate::domain::pledge::{Pledge, PledgeLink};

impl Store {
    /// Every pledge, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pledges(&self) -> Result<Vec<Pledge>> {
        self.all("WHERE voided_at IS NULL ORDER BY day DESC, id DESC", &[])
    }

    /// The pledges of an operator, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pledges_of(&self, operator: OperatorId) -> Result<Vec<Pledge>> {
        self.all("WHERE operator_id = ?1 AND voided_at IS NULL ORDER BY day DESC, id DESC", &[&operator.0])
    }

    /// What touches a pledge, in order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pledge_links(&self, pledge: PledgeId) -> Result<Vec<PledgeLink>> {
        self.all("WHERE pledge_id = ?1 AND voided_at IS NULL ORDER BY id", &[&pledge.0])
    }

    /// The concluded cards of an operator about cases that touch no pledge yet, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards_to_link(&self, operator: OperatorId, limit: usize) -> Result<Vec<Card>> {
        self.all(
            &format!(
                "WHERE owner_id = ?1 AND conclusion_id IS NOT NULL AND case_id IS NOT NULL AND voided_at IS NULL \
                 AND NOT EXISTS (SELECT 1 FROM pledge_link l WHERE l.card_id = card.id AND l.voided_at IS NULL) \
                 ORDER BY id DESC LIMIT {limit}"
            ),
            &[&operator.0],
        )
    }

    /// The link of a card or a visit, where there is one.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pledge_link_of(
        &self,
        card: Option<CardId>,
        visit: Option<MonitorVisitId>,
    ) -> Result<Option<PledgeLink>> {
        let (card, visit) = (card.map(|id| id.0), visit.map(|id| id.0));
        self.one("WHERE (card_id = ?1 OR visit_id = ?2) AND voided_at IS NULL", &[&card, &visit])
    }
}
