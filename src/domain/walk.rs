//! The grid worker's day (今日走访): whom to see, in walking order.

use super::care::Level;
use super::id::{GridId, HelperId, HouseholdId, PersonId};
use crate::calendar::Day;

/// How many days ahead the walk looks: who is due then may as well be seen on the way.
pub const AHEAD: u64 = 3;

/// A household of the care register, with what is due there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which.
    pub household: HouseholdId,
    /// The version that was seen.
    pub version: i64,
    /// The head.
    pub head: Option<PersonId>,
    /// The head's name.
    pub name: String,
    /// The address.
    pub address: String,
    /// The building.
    pub building: String,
    /// The room in it.
    pub room: String,
    /// The grid.
    pub grid: Option<GridId>,
    /// How closely they are watched over.
    pub level: Level,
    /// When the next visit is due (PA-1).
    pub due: Option<Day>,
    /// When to come again, where nobody was home.
    pub again: Option<Day>,
    /// The day of the last effective contact.
    pub last: Option<Day>,
    /// Who is paired with them.
    pub helper: Option<HelperId>,
    /// The helper's name.
    pub helper_name: String,
    /// How many wishes are open there.
    pub wishes: i64,
    /// How many cases of the head are open.
    pub cases: i64,
    /// The head's telephone.
    pub phone: String,
}

impl Call {
    /// The day by which somebody is to go there: the earlier of the two.
    #[must_use]
    pub fn by(&self) -> Option<Day> {
        match (self.due, self.again) {
            (Some(due), Some(again)) => Some(due.min(again)),
            (due, again) => due.or(again),
        }
    }

    /// Whether it is over already.
    #[must_use]
    pub fn overdue(&self, today: Day) -> bool {
        self.by().is_some_and(|by| by < today)
    }

    /// Whether it belongs to the walk of a day: due by then, or within `ahead` days after it.
    #[must_use]
    pub fn on_the_way(&self, today: Day, ahead: u64) -> bool {
        let until = today.checked_add_days(chrono::Days::new(ahead)).unwrap_or(today);
        self.by().is_some_and(|by| by <= until)
    }
}
