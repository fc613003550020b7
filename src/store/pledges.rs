//! Questions about pledges, and about commitments whose day lay in a stretch.

use super::error::Result;
use super::file::Store;
use super::month::NOT_VOIDED;
use crate::calendar::{Day, Zone};
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

    /// Of the commitments that were kept by their day from `from` until `until`, and of those whose day lay there and
    /// passed unkept: the item, how many were kept, and how many there are; a voided case counts nowhere.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn commitments(&self, from: Day, until: Day, zone: Zone) -> Result<Vec<(ItemId, usize, usize)>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT item_id, sum(kept), count(*) FROM ( \
             SELECT p.item_id, 1 AS kept FROM promise p WHERE p.state = 'kept' AND p.kind = 'committed' \
             AND p.voided_at IS NULL AND p.ended_at >= ?1 AND p.ended_at < ?2 AND p.missed_at IS NULL AND {NOT_VOIDED} \
             UNION ALL \
             SELECT p.item_id, 0 FROM promise p WHERE p.missed_at IS NOT NULL AND p.kind = 'committed' \
             AND p.voided_at IS NULL AND p.due BETWEEN ?3 AND ?4 AND p.state <> 'void' AND {NOT_VOIDED}) \
             WHERE item_id IS NOT NULL GROUP BY item_id ORDER BY item_id"
        ))?;
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        let days = (zone.start_of_day(from).0, zone.end_of_day(until).0, from.to_string(), until.to_string());
        let found = statement
            .query_map(days, |row| Ok((ItemId(row.get(0)?), count(row.get(1)?), count(row.get(2)?))))?;
        Ok(found.collect::<rusqlite::Result<Vec<_>>>()?)
    }
}
