//! Questions about supervision: groups, monitors, matters, cards, boxes, openings, visits.

use super::error::Result;
use super::file::Store;
use crate::calendar::Day;
use crate::domain::id::{BoxId, MatterId, MonitorId, OperatorId, WatchGroupId};
use crate::domain::supervision::{
    BoxOpening, LetterBox, Matter, Monitor, MonitorVisit, WatchCard, WatchGroup,
};

impl Store {
    /// Every group by name, ended ones last.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn watch_groups(&self) -> Result<Vec<WatchGroup>> {
        self.all("WHERE voided_at IS NULL ORDER BY ended_day IS NOT NULL, name, id", &[])
    }

    /// The group of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn watch_group_named(&self, name: &str) -> Result<Option<WatchGroup>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&name])
    }

    /// Every monitor, those whose term ends last first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn monitors(&self) -> Result<Vec<Monitor>> {
        self.all("WHERE voided_at IS NULL ORDER BY ended_day IS NOT NULL, until_day DESC, name, id", &[])
    }

    /// The monitors of this name, the newest term first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn monitors_named(&self, name: &str) -> Result<Vec<Monitor>> {
        self.all("WHERE name = ?1 AND voided_at IS NULL ORDER BY until_day DESC, id DESC", &[&name])
    }

    /// The monitors of a group.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn monitors_in(&self, group: WatchGroupId) -> Result<Vec<Monitor>> {
        self.all("WHERE group_id = ?1 AND voided_at IS NULL ORDER BY name, id", &[&group.0])
    }

    /// Every supervised matter by area and name, ended ones last.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn matters(&self) -> Result<Vec<Matter>> {
        self.all("WHERE voided_at IS NULL ORDER BY ended_day IS NOT NULL, area, name, id", &[])
    }

    /// The supervised matter of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn matter_named(&self, name: &str) -> Result<Option<Matter>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&name])
    }

    /// The cards that were handed out, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn watch_cards(&self, limit: usize) -> Result<Vec<WatchCard>> {
        self.all(&format!("WHERE voided_at IS NULL ORDER BY number DESC LIMIT {limit}"), &[])
    }

    /// The card with this number, taken back or not.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn watch_card_numbered(&self, number: i64) -> Result<Option<WatchCard>> {
        self.one("WHERE number = ?1", &[&number])
    }

    /// The cards of a monitor.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn watch_cards_of(&self, monitor: MonitorId) -> Result<Vec<WatchCard>> {
        self.all("WHERE monitor_id = ?1 AND voided_at IS NULL ORDER BY number", &[&monitor.0])
    }

    /// The number of the next card; what was given stays spent.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn next_card_number(&self) -> Result<i64> {
        let last: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(number), 0) FROM watch_card")?
            .query_row([], |row| row.get(0))?;
        Ok(last + 1)
    }

    /// Every box by name, those taken down last.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn letter_boxes(&self) -> Result<Vec<LetterBox>> {
        self.all("WHERE voided_at IS NULL ORDER BY ended_day IS NOT NULL, name, id", &[])
    }

    /// The box of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn letter_box_named(&self, name: &str) -> Result<Option<LetterBox>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&name])
    }

    /// The openings of all boxes, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn box_openings(&self, limit: usize) -> Result<Vec<BoxOpening>> {
        self.all(&format!("WHERE voided_at IS NULL ORDER BY day DESC, id DESC LIMIT {limit}"), &[])
    }

    /// The opening of a day whose slips begin with this number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn opening_called(&self, day: &str, first_slip: &str) -> Result<Option<BoxOpening>> {
        self.one(
            "WHERE day = ?1 AND first_slip = CAST(?2 AS INTEGER) AND voided_at IS NULL ORDER BY id DESC LIMIT 1",
            &[&day, &first_slip],
        )
    }

    /// The openings of a box on a day.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn openings_on(&self, letter_box: BoxId, day: Day) -> Result<Vec<BoxOpening>> {
        self.all(
            "WHERE box_id = ?1 AND day = ?2 AND voided_at IS NULL ORDER BY id",
            &[&letter_box.0, &day.to_string()],
        )
    }

    /// The newest opening of a box.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_opening(&self, letter_box: BoxId) -> Result<Option<BoxOpening>> {
        self.one(
            "WHERE box_id = ?1 AND voided_at IS NULL ORDER BY day DESC, id DESC LIMIT 1",
            &[&letter_box.0],
        )
    }

    /// The number of the next slip over all boxes; what was given stays spent.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn next_slip_number(&self) -> Result<i64> {
        let next: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(first_slip + slips), 1) FROM box_opening")?
            .query_row([], |row| row.get(0))?;
        Ok(next)
    }

    /// The visits of monitors, the newest first, at most `limit`; only those whose finding `owner` puts right, where
    /// somebody is given.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn monitor_visits(&self, owner: Option<OperatorId>, limit: usize) -> Result<Vec<MonitorVisit>> {
        self.all(
            &format!(
                "WHERE voided_at IS NULL AND (?1 IS NULL OR owner_id = ?1) ORDER BY day DESC, id DESC LIMIT {limit}"
            ),
            &[&owner.map(|owner| owner.0)],
        )
    }

    /// Whether a visit or an opening of a monitor stands.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn monitor_was_there(&self, monitor: MonitorId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM monitor_visit WHERE monitor_id = ?1 AND voided_at IS NULL) \
                   OR EXISTS (SELECT 1 FROM box_opening WHERE second_monitor_id = ?1 AND voided_at IS NULL)";
        Ok(self.conn.prepare_cached(sql)?.query_row([monitor.0], |row| row.get(0))?)
    }

    /// Whether a visit about a supervised matter stands.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn matter_was_watched(&self, matter: MatterId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM monitor_visit WHERE matter_id = ?1 AND voided_at IS NULL)";
        Ok(self.conn.prepare_cached(sql)?.query_row([matter.0], |row| row.get(0))?)
    }
}
