//! The care register (探访名册): which household is to be seen how often, when it is due next (PA-1), and the
//! month's visit rate (PA-2).

use super::id::{CareId, GridId, HelperId, HouseholdId};
use super::month::Month;
use crate::calendar::{Day, Stamp};
use crate::words::resident as w;
use std::collections::BTreeSet;

named! {
    /// How closely a household is watched over [S28].
    Level {
        /// 高风险: every week.
        High = "high", w::LEVEL_HIGH;
        /// 重点: every month.
        Key = "key", w::LEVEL_KEY;
        /// 一般: every quarter.
        General = "general", w::LEVEL_GENERAL;
    }
}

impl Level {
    /// The key of the rule that gives its interval.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::High => "visit-high",
            Self::Key => "visit-key",
            Self::General => "visit-general",
        }
    }
}

/// A level of a household, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// Its id.
    pub id: CareId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The household.
    pub household_id: HouseholdId,
    /// How closely.
    pub level: Level,
    /// The first day.
    pub from_day: Day,
    /// The last day, once it has ended.
    pub until_day: Option<Day>,
    /// Why.
    pub reason: String,
    /// Why it ended.
    pub ended_reason: String,
}

impl Care {
    /// Whether the household was in the register with it on any day from `first` to `last`.
    #[must_use]
    pub fn touches(&self, first: Day, last: Day) -> bool {
        self.from_day <= last && self.until_day.is_none_or(|until| until >= first && until >= self.from_day)
    }
}

/// What the next visit is reckoned from, and by which rule (PA-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// The day it starts from, not counted.
    pub start: Day,
    /// The key of the rule.
    pub rule: &'static str,
}

/// From which day, and by which rule, the next visit of a household falls due (PA-1).
///
/// The last effective contact and the interval of the level give the day; `since` is that contact or, before the
/// first, the day of entry, so that a change of level alone wins no time. Where a level was raised on `from` so that
/// this day was over already, the visit is owed the day after the raise. `interval` gives the days of a rule; `None`
/// where no rule in force has it, and then nothing is owed.
#[must_use]
pub fn plan(level: Level, from: Day, since: Day, interval: impl Fn(&str) -> Option<u32>) -> Option<Planned> {
    let days = interval(level.rule())?;
    let due = since.checked_add_days(chrono::Days::new(u64::from(days)))?;
    if due <= from && since < from && interval("visit-raised").is_some() {
        return Some(Planned { start: from, rule: "visit-raised" });
    }
    Some(Planned { start: since, rule: level.rule() })
}

/// A household that stood in the register in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Which.
    pub household: HouseholdId,
    /// Whose name it goes by: the head's.
    pub name: String,
    /// Where, to the building.
    pub address: String,
    /// The grid.
    pub grid: Option<GridId>,
    /// Who was paired with it last in the month.
    pub helper: Option<HelperId>,
    /// The level on its last day in the month.
    pub level: Level,
    /// Its last day in the register, where that lies in the month.
    pub left: Option<Day>,
    /// How many effective visits it had in the month.
    pub visits: usize,
    /// How often nobody was met, or the contact did not count.
    pub attempts: usize,
}

/// How much of the register was seen (PA-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Households with at least one effective visit.
    pub seen: usize,
    /// Households that were in the register on any day of the month.
    pub registered: usize,
}

impl Rate {
    /// Adds a household up.
    #[must_use]
    pub fn of<'a>(households: impl IntoIterator<Item = &'a Registered>) -> Self {
        households.into_iter().fold(Self::default(), |sum, one| Self {
            seen: sum.seen + usize::from(one.visits > 0),
            registered: sum.registered + 1,
        })
    }

    /// In tenths of a percent; `None` where nobody was in the register.
    #[must_use]
    pub fn permille(self) -> Option<usize> {
        (self.seen * 1000).checked_div(self.registered)
    }

    /// What people read, `—` where there is nothing to divide by; its denominator always with it.
    #[must_use]
    pub fn text(self) -> String {
        let rate = self.permille().map_or_else(|| "—".to_owned(), |n| format!("{}.{}%", n / 10, n % 10));
        format!("{rate} ({}/{})", self.seen, self.registered)
    }
}

/// The visits of a month, and which households were not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitMonth {
    /// Which month.
    pub month: Month,
    /// Every household that was in the register on any of its days, by grid and address.
    pub households: Vec<Registered>,
}

impl VisitMonth {
    /// The rate of all.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::of(&self.households)
    }

    /// The rate by grid, in the order in which grids appear.
    #[must_use]
    pub fn by_grid(&self) -> Vec<(Option<GridId>, Rate)> {
        let grids: BTreeSet<Option<GridId>> = self.households.iter().map(|one| one.grid).collect();
        grids
            .into_iter()
            .map(|grid| (grid, Rate::of(self.households.iter().filter(|one| one.grid == grid))))
            .collect()
    }

    /// The rate by helper.
    #[must_use]
    pub fn by_helper(&self) -> Vec<(Option<HelperId>, Rate)> {
        let helpers: BTreeSet<Option<HelperId>> = self.households.iter().map(|one| one.helper).collect();
        helpers
            .into_iter()
            .map(|helper| (helper, Rate::of(self.households.iter().filter(|one| one.helper == helper))))
            .collect()
    }

    /// The households without an effective visit.
    #[must_use]
    pub fn unseen(&self) -> Vec<&Registered> {
        self.households.iter().filter(|one| one.visits == 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_default()
    }

    fn interval(rule: &str) -> Option<u32> {
        [("visit-high", 7), ("visit-key", 28), ("visit-general", 90), ("visit-raised", 1)]
            .into_iter()
            .find(|(known, _)| *known == rule)
            .map(|(_, days)| days)
    }

    #[test]
    fn pa_1_next_due_is_the_last_contact_and_the_interval_of_the_level() {
        let planned = |start: &str, rule| Some(Planned { start: day(start), rule });
        for (level, from, last, expected) in [
            (Level::High, "2026-03-01", "2026-03-01", planned("2026-03-01", "visit-high")),
            (Level::High, "2026-03-01", "2026-03-05", planned("2026-03-05", "visit-high")),
            // Lowered: the last contact still counts.
            (Level::General, "2026-03-08", "2026-03-05", planned("2026-03-05", "visit-general")),
            // Raised a long time after the last contact: the day after.
            (Level::High, "2026-03-01", "2026-01-10", planned("2026-03-01", "visit-raised")),
            // Raised soon after it: its own day.
            (Level::High, "2026-03-01", "2026-02-26", planned("2026-02-26", "visit-high")),
        ] {
            assert_eq!(plan(level, day(from), day(last), interval), expected, "{level:?} {from} {last:?}");
        }
        assert_eq!(plan(Level::High, day("2026-03-01"), day("2026-03-01"), |_| None), None);
    }

    #[test]
    fn pa_2_a_rate_shows_its_denominator_and_never_divides_by_nothing() {
        assert_eq!(Rate { seen: 2, registered: 3 }.text(), "66.6% (2/3)");
        assert_eq!(Rate { seen: 3, registered: 3 }.text(), "100.0% (3/3)");
        assert_eq!(Rate::default().text(), "— (0/0)");
    }
}
