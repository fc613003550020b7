//! Households, members, categories, doubles, disposal, column maps, and who looked at a person's record.

use super::error::Result;
use super::file::Store;
use super::journal::Entry;
use super::value::Column as _;
use crate::calendar::{Day, Stamp};
use crate::domain::board::PersonFilter;
use crate::domain::disposal::Disposal;
use crate::domain::duplicate::Merge;
use crate::domain::household::{Building, Category, Household};
use crate::domain::id::{GridId, HouseholdId, PersonId};
use crate::domain::person::Person;
use crate::domain::promise::Promise;
use crate::domain::station::ColumnMap;
use rusqlite::{OptionalExtension as _, params};

/// The ids of a person and of all records that are doubles of theirs.
const SAME: &str = "(SELECT id FROM person WHERE id = ?1 OR merged_into = ?1)";

impl Store {
    /// The persons of a filter, by grid and age of the record.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons(&self, filter: &PersonFilter, limit: usize, offset: usize) -> Result<Vec<Person>> {
        let (which, params) = listed(filter);
        let tail = format!(
            "INDEXED BY person_listed WHERE {which} ORDER BY grid_id, id LIMIT {limit} OFFSET {offset}"
        );
        let params: Vec<&dyn rusqlite::ToSql> =
            params.iter().map(|one| one as &dyn rusqlite::ToSql).collect();
        self.all(&tail, &params)
    }

    /// How many persons a filter finds.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_count(&self, filter: &PersonFilter) -> Result<usize> {
        let (which, params) = listed(filter);
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT count(*) FROM person INDEXED BY person_listed WHERE {which}"))?;
        let n: i64 = statement.query_row(rusqlite::params_from_iter(params), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// The address of a person, nothing where there is no such person.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn address_of(&self, person: PersonId) -> Result<String> {
        let mut statement = self.conn.prepare_cached("SELECT address FROM person WHERE id = ?1")?;
        Ok(statement.query_row([person.0], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// A household's members, doubles too, the oldest record first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn members(&self, household: HouseholdId) -> Result<Vec<Person>> {
        self.all("WHERE household_id = ?1 AND voided_at IS NULL ORDER BY id", &[&household.0])
    }

    /// The household at exactly this address.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn household_at(&self, address: &str) -> Result<Option<Household>> {
        self.one("WHERE address = ?1 AND voided_at IS NULL ORDER BY id LIMIT 1", &[&address])
    }

    /// The households of a grid in walking order, at most `limit` from `offset` on.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn households(&self, grid: GridId, limit: usize, offset: usize) -> Result<Vec<Household>> {
        self.all(
            &format!(
                "WHERE grid_id = ?1 AND voided_at IS NULL ORDER BY building_id, room, id \
                 LIMIT {limit} OFFSET {offset}"
            ),
            &[&grid.0],
        )
    }

    /// Every building in walking order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn buildings(&self) -> Result<Vec<Building>> {
        self.all("WHERE voided_at IS NULL ORDER BY place, name", &[])
    }

    /// The building of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn building_named(&self, name: &str) -> Result<Option<Building>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL", &[&name])
    }

    /// The categories of a person and their doubles, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn categories(&self, person: PersonId) -> Result<Vec<Category>> {
        self.all(
            &format!("WHERE person_id IN {SAME} AND voided_at IS NULL ORDER BY from_day DESC, id DESC"),
            &[&person.0],
        )
    }

    /// The open promises about a record that is no case.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promises_about(&self, kind: &str, id: i64) -> Result<Vec<Promise>> {
        self.all(
            "WHERE subject_kind = ?1 AND subject_id = ?2 AND case_id IS NULL AND voided_at IS NULL \
             AND state IN ('running', 'paused') ORDER BY due, id",
            &[&kind, &id],
        )
    }

    /// The promises about a record that is no case which were kept at this stamp, by one act.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promises_kept_at(&self, kind: &str, id: i64, at: Stamp) -> Result<Vec<Promise>> {
        self.all(
            "WHERE subject_kind = ?1 AND subject_id = ?2 AND case_id IS NULL AND voided_at IS NULL \
             AND state = 'kept' AND ended_at = ?3 ORDER BY id",
            &[&kind, &id, &at.0],
        )
    }

    /// The records that are doubles of this one.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn doubles(&self, person: PersonId) -> Result<Vec<Person>> {
        self.all("WHERE merged_into = ?1 AND voided_at IS NULL ORDER BY id", &[&person.0])
    }

    /// The merge that made a record a double, where it stands.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn merge_of(&self, gone: PersonId) -> Result<Option<Merge>> {
        self.one("WHERE gone_id = ?1 AND ended_at IS NULL AND voided_at IS NULL", &[&gone.0])
    }

    /// The merges into a record that stand, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn merges_into(&self, kept: PersonId) -> Result<Vec<Merge>> {
        self.all("WHERE kept_id = ?1 AND ended_at IS NULL AND voided_at IS NULL ORDER BY id", &[&kept.0])
    }

    /// The proposal to dispose of a record that is not carried out yet.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proposal(&self, person: PersonId) -> Result<Option<Disposal>> {
        self.one("WHERE person_id = ?1 AND approved_at IS NULL AND voided_at IS NULL", &[&person.0])
    }

    /// The proposals that wait for a second person, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proposals(&self) -> Result<Vec<Disposal>> {
        self.all("WHERE approved_at IS NULL AND voided_at IS NULL ORDER BY id", &[])
    }

    /// Every saved column map by name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn column_maps(&self) -> Result<Vec<ColumnMap>> {
        self.all("WHERE voided_at IS NULL ORDER BY name", &[])
    }

    /// The saved column map of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn column_map(&self, name: &str) -> Result<Option<ColumnMap>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL", &[&name])
    }

    /// The persons of the register in the order of their ids, from `after` on.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_after(&self, after: PersonId, limit: usize) -> Result<Vec<Person>> {
        self.all(
            &format!("WHERE id > ?1 AND voided_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT {limit}"),
            &[&after.0],
        )
    }

    /// Every entry that touched or showed a person's record or one of their cases or households, newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn entries_on_person(&self, person: PersonId, limit: usize) -> Result<Vec<Entry>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT seq FROM journal WHERE subject_kind = 'person' AND subject_id IN {SAME} \
             UNION SELECT seq FROM journal WHERE subject_kind = 'case' AND subject_id IN \
             (SELECT id FROM cases WHERE applicant_id IN {SAME}) \
             UNION SELECT seq FROM journal WHERE subject_kind = 'household' AND subject_id IN \
             (SELECT household_id FROM person WHERE household_id IS NOT NULL AND (id = ?1 OR merged_into = ?1)) \
             UNION SELECT seq FROM journal_row WHERE tbl = 'person' AND row_id IN {SAME} \
             ORDER BY seq DESC LIMIT ?2",
        ))?;
        let seqs = statement
            .query_map(params![person.0, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                row.get::<_, i64>(0)
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut found = Vec::new();
        for seq in seqs {
            found.extend(self.entry(seq)?);
        }
        Ok(found)
    }

    /// The day of the last case of a person and of their doubles, taken in or closed; nothing without a case.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_case_day(&self, person: PersonId) -> Result<Option<Day>> {
        let text: Option<Option<String>> = self
            .conn
            .prepare_cached(&format!(
                "SELECT max(coalesce(delivered_day, decided_day, received_day)) FROM cases WHERE applicant_id IN {SAME}"
            ))?
            .query_row([person.0], |row| row.get(0))
            .optional()?;
        Ok(text.flatten().and_then(|text| text.parse().ok()))
    }
}

/// The conditions of a filter of the register, and the values for their places.
fn listed(filter: &PersonFilter) -> (String, Vec<rusqlite::types::Value>) {
    let mut sql = vec!["voided_at IS NULL AND merged_into IS NULL".to_owned()];
    let mut params = Vec::new();
    if let Some(grid) = filter.grid {
        params.push(grid.write());
        sql.push(format!("grid_id = ?{}", params.len()));
    }
    if let Some(kind) = filter.category {
        params.push(kind.write());
        sql.push(format!(
            "id IN (SELECT person_id FROM category WHERE kind = ?{} AND ended_reason = '' AND voided_at IS NULL)",
            params.len()
        ));
    }
    if !filter.gone {
        sql.push("left_day IS NULL AND died_day IS NULL".to_owned());
    }
    (sql.join(" AND "), params)
}
