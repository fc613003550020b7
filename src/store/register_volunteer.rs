//! The registers of visits, service records and volunteers, page by page in the order of their ids.

use super::error::Result;
use super::file::Store;
use crate::calendar::Day;
use crate::domain::id::{ServiceId, VisitId, VolunteerId};
use crate::domain::register::Stretch;
use crate::domain::service::Service;
use crate::domain::visit::Visit;
use crate::domain::volunteer::Volunteer;

/// The first and the last day of a stretch as the file writes them; what is open reaches as far as days go.
pub(super) fn ends(stretch: Stretch) -> (String, String) {
    let day = |day: Option<Day>, open: &str| day.map_or_else(|| open.to_owned(), |day| day.to_string());
    (day(stretch.from, "0000-00-00"), day(stretch.until, "9999-99-99"))
}

impl Store {
    /// The visits behind `after`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn visits_page(&self, stretch: Stretch, after: VisitId, rows: usize) -> Result<Vec<Visit>> {
        let (from, until) = ends(stretch);
        self.all(
            &format!(
                "WHERE id > ?1 AND day >= ?2 AND day <= ?3 AND voided_at IS NULL ORDER BY id LIMIT {rows}"
            ),
            &[&after.0, &from, &until],
        )
    }

    /// How many visits there are.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn visits_in(&self, stretch: Stretch) -> Result<i64> {
        let (from, until) = ends(stretch);
        let sql = "SELECT count(*) FROM visit WHERE day >= ?1 AND day <= ?2 AND voided_at IS NULL";
        self.count(sql, vec![from.into(), until.into()])
    }

    /// The service records of recorded activities behind `after`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn services_page(&self, stretch: Stretch, after: ServiceId, rows: usize) -> Result<Vec<Service>> {
        let (from, until) = ends(stretch);
        self.all(
            &format!(
                "WHERE id > ?1 AND day >= ?2 AND day <= ?3 AND voided_at IS NULL AND out_at IS NOT NULL AND \
                 activity_id IN (SELECT id FROM activity WHERE state = 'recorded' AND voided_at IS NULL) \
                 ORDER BY id LIMIT {rows}"
            ),
            &[&after.0, &from, &until],
        )
    }

    /// How many service records of recorded activities there are.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn services_in(&self, stretch: Stretch) -> Result<i64> {
        let (from, until) = ends(stretch);
        let sql = "SELECT count(*) FROM service WHERE day >= ?1 AND day <= ?2 AND voided_at IS NULL AND \
                   out_at IS NOT NULL AND activity_id IN (SELECT id FROM activity WHERE state = 'recorded' AND \
                   voided_at IS NULL)";
        self.count(sql, vec![from.into(), until.into()])
    }

    /// The volunteers behind `after`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn volunteers_page(&self, after: VolunteerId, rows: usize) -> Result<Vec<Volunteer>> {
        self.all(&format!("WHERE id > ?1 AND voided_at IS NULL ORDER BY id LIMIT {rows}"), &[&after.0])
    }

    /// How many volunteers there are.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn volunteers_count(&self) -> Result<i64> {
        self.count("SELECT count(*) FROM volunteer WHERE voided_at IS NULL", Vec::new())
    }

    /// The minutes of recorded activities of a volunteer.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn minutes_of(&self, volunteer: VolunteerId) -> Result<i64> {
        let sql = "SELECT coalesce(sum(minutes), 0) FROM service WHERE volunteer_id = ?1 AND voided_at IS NULL AND \
                   out_at IS NOT NULL AND activity_id IN (SELECT id FROM activity WHERE state = 'recorded' AND \
                   voided_at IS NULL)";
        self.count(sql, vec![volunteer.0.into()])
    }

    /// How many certificates of hours were issued in a stretch of days.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proofs_issued(&self, from: Day, until: Day) -> Result<i64> {
        let sql =
            "SELECT count(*) FROM proof WHERE issued_day >= ?1 AND issued_day <= ?2 AND voided_at IS NULL";
        self.count(sql, vec![from.to_string().into(), until.to_string().into()])
    }
}
