//! The days on which the demo's station works, and moments within its opening hours.

use super::chance::Chance;
use crate::calendar::{Calendar, Day, Stamp, Term, Unit, Zone};

/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;

/// The working days from the first day of the stories to today, and the calendar behind them.
pub struct Days<'a> {
    /// The working-day calendar.
    pub calendar: &'a Calendar,
    /// The station's zone.
    pub zone: Zone,
    /// When the demo is made.
    pub now: Stamp,
    /// The working days, oldest first.
    pub worked: Vec<Day>,
}

impl<'a> Days<'a> {
    /// The working days from `from` to the day of `now`.
    #[must_use]
    pub fn new(calendar: &'a Calendar, zone: Zone, from: Day, now: Stamp) -> Self {
        let today = zone.day(now);
        let worked = from
            .iter_days()
            .take_while(|day| *day <= today)
            .filter(|day| calendar.is_working(*day))
            .collect();
        Self { calendar, zone, now, worked }
    }

    /// The day of now.
    #[must_use]
    pub fn today(&self) -> Day {
        self.zone.day(self.now)
    }

    /// Whether the counter has been open for half an hour today, so that today can show something.
    #[must_use]
    pub fn live(&self) -> bool {
        let today = self.today();
        self.calendar.is_working(today) && self.now >= self.moment(today, 9 * 60 + 30)
    }

    /// The working day so many working days before today; today itself, 0, only where it is live.
    #[must_use]
    pub fn back(&self, count: i64) -> Day {
        let ended = self.worked.last() == Some(&self.today()) && !self.live();
        let last = self.worked.len().saturating_sub(1 + usize::from(ended));
        let at = last.saturating_sub(usize::try_from(count).unwrap_or(0));
        self.worked.get(at).copied().unwrap_or_else(|| self.today())
    }

    /// A working day, the later the likelier: three times as many at the end as at the beginning.
    pub fn any(&self, chance: &mut Chance) -> Day {
        let most = self.worked.len();
        let (one, two) = (chance.below(most), chance.below(most));
        let place = if chance.percent(50) { one.max(two) } else { one };
        self.worked.get(place).copied().unwrap_or_else(|| self.today())
    }

    /// The day that is `count` days of `unit` after `start`, rolled to a working day.
    #[must_use]
    pub fn after(&self, start: Day, count: i64, unit: Unit) -> Day {
        let count = u32::try_from(count).unwrap_or(0);
        self.calendar.roll(self.calendar.due(&Term::new(start, count, unit)).day)
    }

    /// The last working day that is not after `day`; `day` itself before the first one and after today.
    #[must_use]
    pub fn by(&self, day: Day) -> Day {
        let found = self.worked.partition_point(|worked| *worked <= day).checked_sub(1);
        found.and_then(|at| self.worked.get(at)).copied().filter(|_| day <= self.today()).unwrap_or(day)
    }

    /// A minute of the day.
    #[must_use]
    pub fn moment(&self, day: Day, minute: i64) -> Stamp {
        self.zone.start_of_day(day).plus_millis(minute * MINUTE)
    }

    /// A moment within opening hours, three of five in the morning.
    pub fn hour(&self, chance: &mut Chance, day: Day) -> Stamp {
        let minute = if chance.percent(60) {
            chance.between(9 * 60, 11 * 60 + 40)
        } else {
            chance.between(13 * 60 + 30, 17 * 60)
        };
        self.moment(day, minute).plus_millis(chance.between(0, MINUTE - 1))
    }

    /// A moment of today's work so far, or of the last working day where today shows nothing yet.
    pub fn lately(&self, chance: &mut Chance) -> Stamp {
        let day = self.back(0);
        let opened = self.moment(day, 9 * 60);
        let closed = self.moment(day, 17 * 60 + 20).min(self.now.plus_millis(-MINUTE));
        let span = closed.millis_since(opened).max(0);
        opened.plus_millis(chance.between(0, span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Stamp {
        Zone::default().parse_time(text).unwrap()
    }

    #[test]
    fn no_moment_of_lately_lies_in_the_future() {
        let calendar = Calendar::built_in();
        let from = Day::from_ymd_opt(2025, 11, 24).unwrap();
        for (now, day) in [
            ("2026-11-23 17:46", "2026-11-23"),
            ("2026-11-23 09:31", "2026-11-23"),
            ("2026-11-23 09:05", "2026-11-20"),
            ("2026-11-23 02:00", "2026-11-20"),
            ("2026-11-22 12:00", "2026-11-20"),
        ] {
            let days = Days::new(&calendar, Zone::default(), from, at(now));
            let mut chance = Chance::of(1, 1);
            for _ in 0..50 {
                let moment = days.lately(&mut chance);
                assert!(moment < at(now), "{now}");
                assert_eq!(days.zone.day(moment).to_string(), day, "{now}");
            }
        }
    }

    #[test]
    fn hours_are_working_hours() {
        let calendar = Calendar::built_in();
        let from = Day::from_ymd_opt(2025, 11, 24).unwrap();
        let days = Days::new(&calendar, Zone::default(), from, at("2026-11-23 17:46"));
        let mut chance = Chance::of(1, 1);
        for _ in 0..200 {
            let day = days.any(&mut chance);
            assert!(calendar.is_working(day));
            let (hour, _) = days.zone.clock(days.hour(&mut chance, day));
            assert!((9..=11).contains(&hour) || (13..=17).contains(&hour), "{hour}");
        }
    }
}
