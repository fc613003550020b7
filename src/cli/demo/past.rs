//! The older cases of a large demo: closed, as an earlier register would hand them over.

use super::chance::Chance;
use super::people::People;
use crate::calendar::{Calendar, Day, Unit};
use crate::desk::verbs::OldCase;
use crate::domain::case::Outcome;
use crate::domain::id::{OperatorId, PersonId};
use crate::domain::item::Item;
use chrono::Datelike as _;

/// How many years the older cases go back at most, as far as the official calendar is known.
const YEARS: i32 = 8;

/// Makes older cases one after another, oldest first.
pub struct Past<'a> {
    /// The working days before the stories begin.
    worked: Vec<Day>,
    people: &'a People,
    items: Vec<(&'a str, usize)>,
    first_person: i64,
    owners: [OperatorId; 2],
    chance: Chance,
    total: u64,
    made: u64,
}

impl<'a> Past<'a> {
    /// `total` cases received before the day `before`.
    #[must_use]
    pub fn new(
        seed: u64,
        calendar: &Calendar,
        before: Day,
        (people, first_person): (&'a People, i64),
        items: &'a [Item],
        owners: [OperatorId; 2],
        total: u64,
    ) -> Self {
        let mut first = before;
        while before.year() - first.year() < YEARS && calendar.announced(first.year() - 1) {
            let Some(earlier) = Day::from_ymd_opt(first.year() - 1, 1, 1) else { break };
            first = earlier;
        }
        let worked = first
            .iter_days()
            .take_while(|day| *day < before)
            .filter(|day| calendar.is_working(*day))
            .collect();
        let items = items.iter().map(|item| (item.code.as_str(), working_days(item))).collect();
        Self {
            worked,
            people,
            items,
            first_person,
            owners,
            chance: Chance::of(seed, 0x9000_0000),
            total,
            made: 0,
        }
    }

    /// The next case; `None` once all are made.
    pub fn next(&mut self) -> Option<OldCase> {
        if self.made >= self.total {
            return None;
        }
        let days = self.worked.len().saturating_sub(1);
        let place = u128::from(self.made) * (days as u128) / u128::from(self.total);
        let place = usize::try_from(place).unwrap_or(0);
        self.made += 1;
        let (code, limit) = self.chance.pick(&self.items).copied()?;
        let late = if limit > 0 && self.chance.percent(4) { 1 + self.chance.below(5) } else { 0 };
        let worked = limit.div_ceil(3) + self.chance.below(limit - limit.div_ceil(3) + 1);
        let decided = (place + if late > 0 { limit + late } else { worked }).min(days);
        let closed = (decided + if limit > 0 { self.chance.below(4) } else { 0 }).min(days);
        let day = |place: usize| self.worked.get(place).copied().unwrap_or_default();
        let person = i64::try_from(self.people.somebody(&mut self.chance, (0, 3000), None)).unwrap_or(0);
        Some(OldCase {
            item: code.to_owned(),
            person: PersonId(self.first_person + person),
            owner: self.chance.pick(&self.owners).copied().unwrap_or(OperatorId(0)),
            received: day(place),
            accepted: day(place),
            decided: day(decided),
            closed: day(closed),
            outcome: if self.chance.percent(97) { Outcome::Granted } else { Outcome::Denied },
        })
    }
}

/// The working days that the committed limit surely has.
fn working_days(item: &Item) -> usize {
    match item.committed {
        Some((days, Unit::Wd)) => usize::try_from(days).unwrap_or(0),
        Some((days, Unit::Cd)) => usize::try_from(days).unwrap_or(0) / 2,
        None => 0,
    }
}
