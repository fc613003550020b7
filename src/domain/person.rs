//! A resident as the counter knows them, and the grid they live in.

use super::id::{GridId, HouseholdId, OperatorId, PersonId};
use crate::calendar::{Day, Stamp};

/// A person as they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Counts the changes.
    pub version: i64,
    /// When the record was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The name (ID-10).
    pub name: String,
    /// The identity number, normalised, if known.
    pub id_number: Option<String>,
    /// What kind of number it is, as `identifier` names it.
    pub id_kind: Option<String>,
    /// The telephone number, normalised.
    pub phone: Option<String>,
    /// A second telephone number.
    pub phone2: Option<String>,
    /// The address.
    pub address: String,
    /// The grid.
    pub grid_id: Option<GridId>,
    /// The day of birth, where a number gives it.
    pub birth: Option<Day>,
    /// `male` or `female`, where a number gives it.
    pub sex: Option<String>,
    /// Short tags, separated by spaces.
    pub tags: String,
    /// The household that they live in; one at a time.
    pub household_id: Option<HouseholdId>,
    /// What they are to its head.
    pub relation: Option<String>,
    /// The last day here, where they moved away.
    pub left_day: Option<Day>,
    /// Where to.
    pub left_for: Option<String>,
    /// The day of death.
    pub died_day: Option<Day>,
    /// The record that this one is a double of.
    pub merged_into: Option<PersonId>,
    /// What they agreed to, and when; nothing where they were not asked.
    pub consent: Option<String>,
}

impl Person {
    /// A record of this name and nothing else.
    #[must_use]
    pub fn named(id: PersonId, name: String) -> Self {
        Self {
            id,
            version: 1,
            voided_at: None,
            name,
            id_number: None,
            id_kind: None,
            phone: None,
            phone2: None,
            address: String::new(),
            grid_id: None,
            birth: None,
            sex: None,
            tags: String::new(),
            household_id: None,
            relation: None,
            left_day: None,
            left_for: None,
            died_day: None,
            merged_into: None,
            consent: None,
        }
    }

    /// Whether they live here now: neither dead nor moved away.
    #[must_use]
    pub fn here(&self) -> bool {
        self.died_day.is_none() && self.left_day.is_none()
    }

    /// The last day on which they were here, where it is over.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        match (self.died_day, self.left_day) {
            (Some(died), Some(left)) => Some(died.min(left)),
            (died, left) => died.or(left),
        }
    }

    /// The age in full years on `today`.
    #[must_use]
    pub fn age(&self, today: Day) -> Option<u32> {
        self.birth.and_then(|birth| today.years_since(birth))
    }

    /// Whether the register marks a disability, by a tag that begins with 残.
    #[must_use]
    pub fn disabled(&self) -> bool {
        self.tags.split_whitespace().any(|tag| tag.starts_with(crate::words::agency::DISABLED_TAG.zh))
    }

    /// Whether the stricter rules for children under 14 apply (PIPL art. 28).
    #[must_use]
    pub fn under_14(&self, today: Day) -> bool {
        self.age(today).is_some_and(|age| age < 14)
    }
}

/// A grid (网格) and who looks after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Its id.
    pub id: GridId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its short code, `03`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The grid worker.
    pub worker_id: Option<OperatorId>,
    /// The grid worker's name, where they have no sign-in.
    pub worker_name: String,
    /// The agent who goes for its people (代办员).
    pub agent_id: Option<OperatorId>,
    /// Who stands in for the agent.
    pub substitute_id: Option<OperatorId>,
}
