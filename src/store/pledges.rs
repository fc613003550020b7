//! Questions about pledges, and about commitments whose day lay in a stretch.

use super::error::Result;
use super::file::Store;
use crate::calendar::Day;
use crate::domain::id::{CardId, ItemId, MonitorVisitId, OperatorId, PledgeId};
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

    /// Of the commitments whose day lay from `from` until `until`: the item, how many were kept by their day, and how
    /// many there are, without those whose day is still to come and that still run on `today`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn commitments(&self, from: Day, until: Day, today: Day) -> Result<Vec<(ItemId, usize, usize)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT item_id, sum(missed_at IS NULL AND state = 'kept'), count(*) FROM promise \
             WHERE due >= ?1 AND due <= ?2 AND kind = 'committed' AND voided_at IS NULL AND item_id IS NOT NULL \
             AND (state = 'kept' OR missed_at IS NOT NULL OR state = 'running' AND due < ?3) \
             GROUP BY item_id ORDER BY item_id",
        )?;
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        let days = [from.to_string(), until.to_string(), today.to_string()];
        let found = statement
            .query_map(days, |row| Ok((ItemId(row.get(0)?), count(row.get(1)?), count(row.get(2)?))))?;
        Ok(found.collect::<rusqlite::Result<Vec<_>>>()?)
    }
}
