//! The care register: levels, helpers, pairings, visits, wishes, a grid's day and a month's visits.

use super::error::Result;
use super::file::Store;
use super::record;
use crate::calendar::Day;
use crate::domain::care::{Care, Level, Registered};
use crate::domain::id::{GridId, HelperId, HouseholdId, PersonId};
use crate::domain::month::Month;
use crate::domain::pairing::{Helper, Pairing};
use crate::domain::visit::{Visit, Wish};
use crate::domain::walk::Call;
use rusqlite::{OptionalExtension as _, Row, params};

impl Store {
    /// A household's levels, the oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cares(&self, household: HouseholdId) -> Result<Vec<Care>> {
        self.all("WHERE household_id = ?1 AND voided_at IS NULL ORDER BY from_day, id", &[&household.0])
    }

    /// A household's visits and attempts, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn visits(&self, household: HouseholdId, limit: usize) -> Result<Vec<Visit>> {
        self.all(
            &format!(
                "WHERE household_id = ?1 AND voided_at IS NULL ORDER BY day DESC, id DESC LIMIT {limit}"
            ),
            &[&household.0],
        )
    }

    /// The day of a household's last effective contact on or after `from`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_contact(&self, household: HouseholdId, from: Day) -> Result<Option<Day>> {
        let text: Option<String> = self
            .conn
            .prepare_cached(
                "SELECT max(day) FROM visit WHERE household_id = ?1 AND counts = 1 AND voided_at IS NULL \
                 AND day >= ?2",
            )?
            .query_row(params![household.0, from.to_string()], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(text.and_then(|text| text.parse().ok()))
    }

    /// Every helper by name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn helpers(&self) -> Result<Vec<Helper>> {
        self.all("WHERE voided_at IS NULL ORDER BY left_day IS NOT NULL, name", &[])
    }

    /// The helper of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn helper_named(&self, name: &str) -> Result<Option<Helper>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL", &[&name])
    }

    /// How many open pairings a helper has.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn load_of(&self, helper: HelperId) -> Result<usize> {
        let n: i64 = self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM pairing WHERE helper_id = ?1 AND until_day IS NULL AND voided_at IS NULL",
            )?
            .query_row([helper.0], |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// The pairings of a helper that run.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pairings_of(&self, helper: HelperId) -> Result<Vec<Pairing>> {
        self.all("WHERE helper_id = ?1 AND until_day IS NULL AND voided_at IS NULL ORDER BY id", &[&helper.0])
    }

    /// A household's pairings, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn pairings(&self, household: HouseholdId) -> Result<Vec<Pairing>> {
        self.all("WHERE household_id = ?1 AND voided_at IS NULL ORDER BY id DESC", &[&household.0])
    }

    /// A household's wishes, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn wishes(&self, household: HouseholdId) -> Result<Vec<Wish>> {
        self.all("WHERE household_id = ?1 AND voided_at IS NULL ORDER BY id DESC", &[&household.0])
    }

    /// The wishes of the station: those that are open, or all, by the order of their steps.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn all_wishes(&self, open: bool, limit: usize) -> Result<Vec<Wish>> {
        let which = if open { "AND state NOT IN ('answered', 'dropped')" } else { "" };
        self.all(&format!("WHERE voided_at IS NULL {which} ORDER BY id DESC LIMIT {limit}"), &[])
    }

    /// Every household of the care register of these grids (all where none is named), with what is due there: in
    /// walking order, or with `by_due` the longest overdue first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn calls(&self, grids: &[GridId], by_due: bool) -> Result<Vec<Call>> {
        let order = if by_due {
            "coalesce(f.due, v.due) IS NULL, min(coalesce(f.due, v.due), coalesce(v.due, f.due)), h.id"
        } else {
            "coalesce(b.place, 999999), coalesce(b.name, h.address), h.room, h.id"
        };
        let place = if grids.is_empty() {
            String::new()
        } else {
            let ids: Vec<String> = grids.iter().map(|grid| grid.0.to_string()).collect();
            format!("AND h.grid_id IN ({})", ids.join(", "))
        };
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT h.id, h.version, h.head_id, coalesce(a.name, ''), h.address, coalesce(b.name, ''), h.room, h.grid_id, c.level, \
             v.due, f.due, (SELECT max(day) FROM visit t WHERE t.household_id = h.id AND t.counts = 1 \
             AND t.voided_at IS NULL), p.helper_id, coalesce(e.name, ''), \
             (SELECT count(*) FROM wish w WHERE w.household_id = h.id AND w.voided_at IS NULL \
             AND w.state NOT IN ('answered', 'dropped')), \
             (SELECT count(*) FROM cases s WHERE s.applicant_id = h.head_id AND s.state NOT IN ('closed', 'voided')), \
             coalesce(a.phone, '') \
             FROM care c CROSS JOIN household h ON h.id = c.household_id LEFT JOIN person a ON a.id = h.head_id \
             LEFT JOIN building b ON b.id = h.building_id \
             LEFT JOIN promise v ON v.subject_kind = 'household' AND v.subject_id = h.id AND v.kind = 'visit' \
             AND v.case_id IS NULL AND v.state = 'running' AND v.voided_at IS NULL \
             LEFT JOIN promise f ON f.subject_kind = 'household' AND f.subject_id = h.id AND f.kind = 'follow-up' \
             AND f.case_id IS NULL AND f.state = 'running' AND f.voided_at IS NULL \
             LEFT JOIN pairing p ON p.household_id = h.id AND p.until_day IS NULL AND p.voided_at IS NULL \
             LEFT JOIN helper e ON e.id = p.helper_id \
             WHERE c.until_day IS NULL AND c.voided_at IS NULL AND h.voided_at IS NULL {place} ORDER BY {order}"
        ))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(call(row)?);
        }
        Ok(found)
    }

    /// The households that stood in the register on any day of a month, with the visits of it (PA-2).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn registered(&self, month: Month) -> Result<Vec<Registered>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT c.household_id, coalesce(a.name, ''), h.address, h.grid_id, \
             (SELECT p.helper_id FROM pairing p WHERE p.household_id = h.id AND p.voided_at IS NULL \
             AND p.from_day <= ?2 AND coalesce(p.until_day, ?2) >= ?1 ORDER BY p.id DESC LIMIT 1), \
             c.level, c.until_day, \
             (SELECT count(*) FROM visit v INDEXED BY visit_household WHERE v.household_id = h.id \
             AND v.day BETWEEN ?1 AND ?2 AND v.counts = 1 AND v.voided_at IS NULL), \
             (SELECT count(*) FROM visit v INDEXED BY visit_household WHERE v.household_id = h.id \
             AND v.day BETWEEN ?1 AND ?2 AND v.counts = 0 AND v.voided_at IS NULL) \
             FROM care c JOIN household h ON h.id = c.household_id LEFT JOIN person a ON a.id = h.head_id \
             WHERE c.voided_at IS NULL AND c.from_day <= ?2 AND coalesce(c.until_day, ?2) >= ?1 \
             AND coalesce(c.until_day, c.from_day) >= c.from_day \
             ORDER BY h.grid_id, h.address, c.household_id, c.from_day, c.id",
        )?;
        let (first, last) = (month.first().to_string(), month.last().to_string());
        let mut rows = statement.query(params![first, last])?;
        let mut found: Vec<Registered> = Vec::new();
        while let Some(row) = rows.next()? {
            let one = registered(row, month)?;
            match found.last_mut().filter(|before| before.household == one.household) {
                // A level followed another within the month: the household is one.
                Some(before) => *before = one,
                None => found.push(one),
            }
        }
        Ok(found)
    }

    /// The households that a person and their doubles are registered in, their own first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn households_of(&self, person: PersonId) -> Result<Vec<HouseholdId>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT household_id FROM person WHERE (id = ?1 OR merged_into = ?1) \
             AND household_id IS NOT NULL ORDER BY id = ?1 DESC, household_id",
        )?;
        let found = statement
            .query_map([person.0], |row| Ok(HouseholdId(row.get(0)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }
}

fn call(row: &Row<'_>) -> Result<Call> {
    let mut at = 0..;
    let mut next = || at.next().unwrap_or(usize::MAX);
    Ok(Call {
        household: record::read(row, next())?,
        version: record::read(row, next())?,
        head: record::read(row, next())?,
        name: record::read(row, next())?,
        address: record::read(row, next())?,
        building: record::read(row, next())?,
        room: record::read(row, next())?,
        grid: record::read(row, next())?,
        level: record::read::<Level>(row, next())?,
        due: record::read(row, next())?,
        again: record::read(row, next())?,
        last: record::read(row, next())?,
        helper: record::read(row, next())?,
        helper_name: record::read(row, next())?,
        wishes: record::read(row, next())?,
        cases: record::read(row, next())?,
        phone: record::read(row, next())?,
    })
}

fn registered(row: &Row<'_>, month: Month) -> Result<Registered> {
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    let until: Option<Day> = record::read(row, 6)?;
    Ok(Registered {
        household: record::read(row, 0)?,
        name: record::read(row, 1)?,
        address: record::read(row, 2)?,
        grid: record::read(row, 3)?,
        helper: record::read(row, 4)?,
        level: record::read(row, 5)?,
        left: until.filter(|until| *until <= month.last()),
        visits: count(record::read(row, 7)?),
        attempts: count(record::read(row, 8)?),
    })
}
