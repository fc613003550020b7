//! Questions about ratings: slips, whether a matter is rated, and the facts that the rates are reckoned from.

use super::error::Result;
use super::file::Store;
use super::record;
use crate::calendar::{Day, Stamp, Zone};
use crate::domain::feedback::Naming;
use crate::domain::id::FeedbackId;
use crate::domain::rating::{EntryFact, Matter, Rating, RatingFact, RatingGiven, RatingLevel, RatingSlip};
use rusqlite::{Row, ToSql};

/// What is read of a rating and of the entry that it opened, behind the five columns of its matter.
const GIVEN: &str = "r.level, r.removed_day, f.id, f.naming, f.answered_day, \
                     f.second_id IS NOT NULL AND f.measure <> '', f.rectified_day, f.revisited_day, \
                     (SELECT max(p.due) FROM promise p WHERE p.subject_kind = 'feedback' AND p.subject_id = f.id \
                     AND p.kind = 'rectify' AND p.case_id IS NULL AND p.voided_at IS NULL)";

/// How many columns of a matter stand before [`GIVEN`].
const OF_MATTER: usize = 5;

/// The rating of a matter that still counts as given, removed or not.
const OF: &str = "WHERE (case_id = ?1 OR enquiry_id = ?2) AND voided_at IS NULL";

impl Store {
    /// The slip with this number, voided or not.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn rating_slip(&self, number: &str) -> Result<Option<RatingSlip>> {
        self.one("WHERE number = ?1", &[&number])
    }

    /// The slip that was handed out for a matter.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn rating_slip_of(&self, matter: Matter) -> Result<Option<RatingSlip>> {
        let (case, enquiry) = (matter.case().map(|id| id.0), matter.enquiry().map(|id| id.0));
        self.one(OF, &[&case, &enquiry])
    }

    /// Whether a matter was rated, seen by these eyes or not: once is once for everybody (RT-2).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn is_rated(&self, matter: Matter) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM main.rating {OF})");
        let (case, enquiry) = (matter.case().map(|id| id.0), matter.enquiry().map(|id| id.0));
        Ok(self.conn.prepare_cached(&sql)?.query_row([case, enquiry], |row| row.get(0))?)
    }

    /// The rating of a matter, as far as these eyes see it.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn rating_of(&self, matter: Matter) -> Result<Option<Rating>> {
        let (case, enquiry) = (matter.case().map(|id| id.0), matter.enquiry().map(|id| id.0));
        self.one(OF, &[&case, &enquiry])
    }

    /// The cases that were finished from `from` to `until`, rated or not, and the enquiries answered then that were
    /// rated, as far as these eyes see them.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn rating_facts(&self, from: Day, until: Day, zone: Zone) -> Result<Vec<RatingFact>> {
        let (first, last) = (from.to_string(), until.to_string());
        let (start, end) = (zone.start_of_day(from).0, zone.end_of_day(until).0);
        // What was rated counts whatever becomes of its case: no undo takes a rating out of the rates (RT-3).
        let cases = format!(
            "SELECT c.item_code, coalesce(r.window, c.window), coalesce(r.rated_id, c.owner_id), \
             coalesce(c.decided_day, CASE WHEN c.closed_at IS NULL THEN r.day END), c.closed_at, {GIVEN} FROM cases c \
             LEFT JOIN rating r ON r.case_id = c.id AND r.voided_at IS NULL \
             LEFT JOIN feedback f ON f.id = r.feedback_id \
             WHERE (r.id IS NOT NULL OR c.voided_at IS NULL AND c.state IN ('decided', 'delivered', 'closed')) \
             AND (c.decided_day >= ?1 AND c.decided_day <= ?2 \
             OR c.decided_day IS NULL AND c.closed_at >= ?3 AND c.closed_at < ?4 \
             OR c.decided_day IS NULL AND c.closed_at IS NULL AND r.day >= ?1 AND r.day <= ?2) ORDER BY c.id"
        );
        let mut found = self.facts(&cases, &[&first, &last, &start, &end], (true, zone))?;
        let enquiries = format!(
            "SELECT e.item_code, r.window, r.rated_id, NULL, e.at, {GIVEN} FROM rating r \
             JOIN enquiry e ON e.id = r.enquiry_id LEFT JOIN feedback f ON f.id = r.feedback_id \
             WHERE r.voided_at IS NULL AND e.at >= ?1 AND e.at < ?2 ORDER BY e.id"
        );
        found.extend(self.facts(&enquiries, &[&start, &end], (false, zone))?);
        Ok(found)
    }

    fn facts(&self, sql: &str, params: &[&dyn ToSql], (case, zone): (bool, Zone)) -> Result<Vec<RatingFact>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let decided: Option<Day> = record::read(row, 3)?;
            let ended: Option<Stamp> = record::read(row, 4)?;
            let Some(day) = decided.or(ended.map(|at| zone.day(at))) else { continue };
            found.push(RatingFact {
                case,
                item_code: record::read(row, 0)?,
                window: record::read(row, 1)?,
                owner: record::read(row, 2)?,
                day,
                rating: given(row)?,
            });
        }
        Ok(found)
    }
}

/// The rating of a row, where there is one.
fn given(row: &Row<'_>) -> Result<Option<RatingGiven>> {
    let level: Option<RatingLevel> = record::read(row, OF_MATTER)?;
    let Some(level) = level else { return Ok(None) };
    let removed: Option<Day> = record::read(row, OF_MATTER + 1)?;
    let opened: Option<FeedbackId> = record::read(row, OF_MATTER + 2)?;
    let entry = match opened {
        None => None,
        Some(_) => {
            let naming: Naming = record::read(row, OF_MATTER + 3)?;
            let answered: Option<Day> = record::read(row, OF_MATTER + 4)?;
            let revisited: Option<Day> = record::read(row, OF_MATTER + 7)?;
            Some(EntryFact {
                named: naming != Naming::Anonymous,
                answered: answered.is_some(),
                to_rectify: record::read(row, OF_MATTER + 5)?,
                rectified: record::read(row, OF_MATTER + 6)?,
                due: record::read(row, OF_MATTER + 8)?,
                revisited: revisited.is_some(),
            })
        }
    };
    Ok(Some(RatingGiven { level, removed: removed.is_some(), entry }))
}
