//! Periods in working and calendar days: when they end, how much has run, how much is left.

use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

use super::{Calendar, Day};

/// The last day that is ever given; a period that would run past it ends there, provisionally.
pub const LAST_DAY: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

/// What a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Working days, `wd`.
    Wd,
    /// Calendar days, `cd`.
    Cd,
}

impl Unit {
    /// The stable word for files and the command line: `wd` or `cd`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wd => "wd",
            Self::Cd => "cd",
        }
    }

    /// Reads `wd` or `cd`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Wd, Self::Cd].into_iter().find(|unit| unit.code() == code)
    }
}

/// A number of days with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many.
    pub days: u32,
    /// Of what.
    pub unit: Unit,
}

/// A suspension: the days in `(from, to]` are not counted (SU-2).
///
/// An open one (`to` is `None`) leaves out nothing yet: there is no due date to give while nobody
/// knows how long it lasts. [`Term::as_of`] closes it at a day, to show where things stand then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// The day of suspension, itself still counted.
    pub from: Day,
    /// The day of resumption, the last one left out; none while it lasts.
    pub to: Option<Day>,
}

/// All that a due date is computed from, besides the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// The starting day, not counted (CL-10).
    pub start: Day,
    /// The period.
    pub period: Period,
    /// Suspensions in any order; where they overlap a day is left out once (SU-3).
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// Days added by an extension, in the unit of the period (CL-17).
    #[serde(default)]
    pub extension: Option<u32>,
    /// Whether a last day that rests is the last day all the same: who is to be seen is not put off by a
    /// holiday, as a limit on an office is (CL-12).
    #[serde(default)]
    pub firm: bool,
}

impl Term {
    /// A period from `start`, without pauses or extension.
    #[must_use]
    pub const fn new(start: Day, days: u32, unit: Unit) -> Self {
        Self { start, period: Period { days, unit }, pauses: Vec::new(), extension: None, firm: false }
    }

    /// The days to be counted: the period and its extension.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.period.days.saturating_add(self.extension.unwrap_or_default())
    }

    /// The same term as though every open pause ended on `day`.
    #[must_use]
    pub fn as_of(&self, day: Day) -> Self {
        let pauses = self.pauses.iter().map(|pause| Pause { to: pause.to.or(Some(day)), ..*pause }).collect();
        Self { pauses, ..self.clone() }
    }
}

/// When a term ends. In JSON: `due`, `provisional`, `days_excluded`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The last day; over at 24:00 (CL-22).
    #[serde(rename = "due")]
    pub day: Day,
    /// True when the way from start to due touches a year whose calendar is not announced (HO-1).
    pub provisional: bool,
    /// The days that would have counted but for a pause (SU-2).
    #[serde(rename = "days_excluded")]
    pub excluded: u32,
}

/// What a day on the way from start to due does to the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It is the starting day.
    Start,
    /// It is one of the days to be counted.
    Counts,
    /// It does not count for what it is.
    Rests,
    /// It would have counted but for a pause.
    Paused,
    /// The term ends here because its last day, the one named, rests (CL-12).
    RolledFrom(Day),
}

impl Calendar {
    /// When `term` falls due.
    ///
    /// Working days: the N-th working day strictly after the start (CL-14). Calendar days: the
    /// N-th day after it; should that day rest, the next working day that is not paused (CL-12; a
    /// make-up day is a working day). Paused days are left out of either (SU-2, SU-3). A term of no
    /// days ends on the starting day, even a rest day: "the same day" is what was promised.
    #[must_use]
    pub fn due(&self, term: &Term) -> Due {
        self.walk(term, |_, _| {})
    }

    /// Days in `(start, end]` (CL-15), negative when `end` comes first.
    #[must_use]
    pub fn elapsed(&self, start: Day, end: Day, unit: Unit) -> i64 {
        if end < start {
            return -self.elapsed(end, start, unit);
        }
        match unit {
            Unit::Cd => end.signed_duration_since(start).num_days(),
            Unit::Wd => days_after(start)
                .take_while(|day| *day <= end)
                .map(|day| i64::from(self.is_working(day)))
                .sum(),
        }
    }

    /// Working days in `(start, end]` that no pause leaves out (SU-2, SU-3); none where `end` is not later.
    #[must_use]
    pub fn worked(&self, start: Day, end: Day, pauses: &[Pause]) -> u32 {
        let mut paused = Paused::new(pauses);
        days_after(start)
            .take_while(|day| *day <= end)
            .map(|day| u32::from(self.is_working(day) && !paused.holds(day)))
            .sum()
    }

    /// Days in `(today, due]` (CL-15): 0 on the due day, negative once it is over.
    ///
    /// The rest days right after a due day are overdue, too: they read -1, as the next working day does.
    #[must_use]
    pub fn remaining(&self, today: Day, due: Day, unit: Unit) -> i64 {
        let days = self.elapsed(today, due, unit);
        if today > due { days.min(-1) } else { days }
    }

    /// `day` itself if it works, else the next day that does (CL-12).
    #[must_use]
    pub fn roll(&self, day: Day) -> Day {
        if self.is_working(day) {
            day
        } else {
            days_after(day).find(|next| self.is_working(*next)).unwrap_or(day)
        }
    }

    /// True when a day from `from` to `to`, both included, lies in a year that is not announced (HO-1).
    #[must_use]
    pub fn is_provisional(&self, from: Day, to: Day) -> bool {
        (from.year()..=to.year()).any(|year| !self.announced(year))
    }

    /// Goes from start to due and tells `visit` what each day does, so that the date and its
    /// explanation cannot disagree (CL-21).
    pub(super) fn walk(&self, term: &Term, mut visit: impl FnMut(Day, Step)) -> Due {
        let mut paused = Paused::new(&term.pauses);
        let (mut due, mut excluded, mut left) = (term.start, 0, term.length());
        let mut resting_end = None;
        visit(due, Step::Start);
        let days = if left == 0 { None } else { Some(days_after(term.start)) };
        for day in days.into_iter().flatten() {
            let working = self.is_working(day);
            let in_unit = working || term.period.unit == Unit::Cd;
            let step = match resting_end {
                _ if in_unit && paused.holds(day) => Step::Paused,
                Some(end) if working => Step::RolledFrom(end),
                None if in_unit => Step::Counts,
                _ => Step::Rests,
            };
            visit(day, step);
            due = day;
            left -= u32::from(step == Step::Counts);
            excluded += u32::from(step == Step::Paused);
            match step {
                Step::RolledFrom(_) => break,
                Step::Counts if left == 0 && (working || term.firm) => break,
                Step::Counts if left == 0 => resting_end = Some(day),
                _ => {}
            }
        }
        Due { day: due, provisional: self.is_provisional(term.start, due), excluded }
    }
}

/// The corresponding day `months` later, or the last day of that month if it has none (CL-11).
#[must_use]
pub fn add_months(day: Day, months: u32) -> Day {
    day.checked_add_months(Months::new(months)).map_or(LAST_DAY, |later| later.min(LAST_DAY))
}

/// The days strictly after `day`, up to the last one there is.
fn days_after(day: Day) -> impl Iterator<Item = Day> {
    day.iter_days().skip(1).take_while(|next| *next <= LAST_DAY)
}

/// The union of pauses, asked for days in ascending order.
struct Paused {
    /// `(from, to]`, latest first, so that the next one is at the end.
    spans: Vec<(Day, Day)>,
}

impl Paused {
    fn new(pauses: &[Pause]) -> Self {
        let mut spans: Vec<(Day, Day)> =
            pauses.iter().filter_map(|pause| pause.to.map(|to| (pause.from, to))).collect();
        spans.sort_unstable_by(|one, other| other.cmp(one));
        Self { spans }
    }

    /// True when any pause leaves `day` out; days that were asked for before may be forgotten.
    fn holds(&mut self, day: Day) -> bool {
        while self.spans.last().is_some_and(|(_, to)| *to < day) {
            self.spans.pop();
        }
        self.spans.last().is_some_and(|(from, _)| *from < day)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_day;
    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn due(start: &str, days: u32, unit: Unit) -> Due {
        Calendar::built_in().due(&Term::new(day(start), days, unit))
    }

    #[test]
    fn cl_15_su_3_days_worked_leave_the_union_of_pauses_out() {
        let calendar = Calendar::built_in();
        let pauses: Vec<Pause> = [("2026-03-05", "2026-03-12"), ("2026-03-09", "2026-03-16")]
            .map(|(from, to)| Pause { from: day(from), to: Some(day(to)) })
            .to_vec();
        // The vector of SU-3: ten working days from 03-02 end on 03-25.
        assert_eq!(calendar.worked(day("2026-03-02"), day("2026-03-25"), &pauses), 10);
        assert_eq!(calendar.worked(day("2026-03-02"), day("2026-03-25"), &[]), 17);
        assert_eq!(calendar.worked(day("2026-03-25"), day("2026-03-02"), &[]), 0);
    }

    fn paused(start: &str, days: u32, unit: Unit, pauses: &[(&str, &str)]) -> Due {
        let pauses = pauses.iter().map(|(from, to)| Pause { from: day(from), to: Some(day(to)) }).collect();
        Calendar::built_in().due(&Term { pauses, ..Term::new(day(start), days, unit) })
    }

    #[test]
    fn cl_14_working_day_vectors() {
        for (start, days, end) in [
            ("2026-09-30", 5, "2026-10-13"),
            ("2026-02-13", 5, "2026-02-27"),
            ("2026-02-13", 20, "2026-03-19"),
            ("2026-02-13", 30, "2026-04-02"),
            ("2026-04-30", 1, "2026-05-06"),
            ("2026-05-08", 3, "2026-05-12"),
            ("2026-09-18", 5, "2026-09-24"),
            ("2026-09-24", 2, "2026-09-29"),
            ("2026-06-18", 1, "2026-06-22"),
            ("2026-01-01", 5, "2026-01-08"),
            ("2025-12-31", 5, "2026-01-08"),
            ("2025-09-26", 5, "2025-10-10"),
            ("2025-01-24", 5, "2025-02-07"),
            ("2025-04-25", 10, "2025-05-13"),
            ("2026-03-02", 10, "2026-03-16"),
        ] {
            let expected = Due { day: day(end), provisional: false, excluded: 0 };
            assert_eq!(due(start, days, Unit::Wd), expected, "{start} + {days} wd");
        }
    }

    #[test]
    fn cl_12_calendar_day_vectors() {
        for (start, days, end, provisional) in [
            ("2026-09-20", 15, "2026-10-08", false),
            ("2026-09-24", 10, "2026-10-08", false),
            ("2026-08-07", 60, "2026-10-08", false),
            ("2026-02-10", 7, "2026-02-24", false),
            ("2026-04-27", 7, "2026-05-06", false),
            ("2026-04-29", 7, "2026-05-06", false),
            ("2026-07-20", 15, "2026-08-04", false),
            ("2026-12-20", 15, "2027-01-04", true),
            ("2026-11-23", 60, "2027-01-22", true),
        ] {
            let expected = Due { day: day(end), provisional, excluded: 0 };
            assert_eq!(due(start, days, Unit::Cd), expected, "{start} + {days} cd");
        }
    }

    #[test]
    fn cl_12_a_make_up_day_ends_a_period() {
        assert_eq!(due("2026-09-10", 10, Unit::Cd).day, day("2026-09-20"));
    }

    #[test]
    fn su_2_su_3_paused_days_are_left_out_once() {
        for (pauses, end, excluded) in [
            (&[("2026-03-05", "2026-03-12")][..], "2026-03-23", 5),
            (&[("2026-03-05", "2026-03-12"), ("2026-03-09", "2026-03-16")], "2026-03-25", 7),
            (&[("2026-03-09", "2026-03-16"), ("2026-03-05", "2026-03-12")], "2026-03-25", 7),
            (&[("2026-03-05", "2026-03-16"), ("2026-03-09", "2026-03-10")], "2026-03-25", 7),
            (&[("2026-03-05", "2026-03-05")], "2026-03-16", 0),
            (&[("2026-03-12", "2026-03-05")], "2026-03-16", 0),
            (&[("2026-03-16", "2026-04-30")], "2026-03-16", 0),
            (&[("2026-02-02", "2026-03-03")], "2026-03-17", 1),
        ] {
            let found = paused("2026-03-02", 10, Unit::Wd, pauses);
            assert_eq!((found.day, found.excluded), (day(end), excluded), "{pauses:?}");
        }
    }

    #[test]
    fn su_2_calendar_days_in_a_pause_are_left_out() {
        let found = paused("2026-03-02", 10, Unit::Cd, &[("2026-03-05", "2026-03-12")]);
        assert_eq!((found.day, found.excluded), (day("2026-03-19"), 7));
        let rolled = paused("2026-03-02", 5, Unit::Cd, &[("2026-03-07", "2026-03-10")]);
        assert_eq!(rolled.day, day("2026-03-11"), "a paused day does not take over from a rest day");
    }

    #[test]
    fn su_2_an_open_pause_is_closed_by_asking_as_of_a_day() {
        let calendar = Calendar::built_in();
        let open = vec![Pause { from: day("2026-03-05"), to: None }];
        let term = Term { pauses: open, ..Term::new(day("2026-03-02"), 10, Unit::Wd) };
        assert_eq!(calendar.due(&term).day, day("2026-03-16"));
        assert_eq!(calendar.due(&term.as_of(day("2026-03-12"))).day, day("2026-03-23"));
    }

    #[test]
    fn cl_1_no_days_is_the_same_day_even_on_a_rest_day() {
        for start in ["2026-03-02", "2026-03-07", "2026-10-01"] {
            for unit in [Unit::Wd, Unit::Cd] {
                assert_eq!(due(start, 0, unit).day, day(start), "{start} {unit:?}");
            }
        }
    }

    #[test]
    fn cl_11_months_end_on_the_corresponding_day() {
        for (start, months, end) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-03-02", 6, "2026-09-02"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-03-02", u32::MAX, "9999-12-31"),
        ] {
            assert_eq!(add_months(day(start), months), day(end), "{start} + {months}");
        }
    }

    #[test]
    fn cl_15_elapsed_and_remaining() {
        let calendar = Calendar::built_in();
        for (today, left) in [
            ("2026-03-06", 6),
            ("2026-03-07", 6),
            ("2026-03-15", 1),
            ("2026-03-16", 0),
            ("2026-03-17", -1),
            ("2026-03-20", -4),
            ("2026-03-21", -4),
        ] {
            assert_eq!(calendar.remaining(day(today), day("2026-03-16"), Unit::Wd), left, "{today}");
        }
        assert_eq!(
            calendar.remaining(day("2026-03-14"), day("2026-03-13"), Unit::Wd),
            -1,
            "Saturday after a due Friday"
        );
        assert_eq!(calendar.remaining(day("2026-03-16"), day("2026-03-13"), Unit::Cd), -3);
        assert_eq!(calendar.elapsed(day("2026-03-02"), day("2026-03-16"), Unit::Wd), 10);
        assert_eq!(calendar.elapsed(day("2026-03-02"), day("2026-03-16"), Unit::Cd), 14);
    }

    #[test]
    fn cl_16_a_receipt_on_a_rest_day_needs_no_special_case() {
        assert_eq!(due("2026-03-07", 5, Unit::Wd).day, day("2026-03-13"));
        assert_eq!(due("2026-03-06", 5, Unit::Wd).day, day("2026-03-13"));
    }

    #[test]
    fn cl_17_an_extension_adds_days_of_the_same_unit() {
        let calendar = Calendar::built_in();
        for unit in [Unit::Wd, Unit::Cd] {
            let extended = Term { extension: Some(10), ..Term::new(day("2026-03-02"), 20, unit) };
            assert_eq!(calendar.due(&extended), due("2026-03-02", 30, unit));
        }
    }

    #[test]
    fn ho_1_fixed_dates_stand_in_for_a_year_that_is_not_announced() {
        for (start, days, end) in [("2026-12-31", 1, "2027-01-04"), ("2027-04-30", 1, "2027-05-03")] {
            let expected = Due { day: day(end), provisional: true, excluded: 0 };
            assert_eq!(due(start, days, Unit::Wd), expected, "{start}");
        }
        assert!(!due("2026-12-30", 1, Unit::Wd).provisional);
    }

    #[test]
    fn long_terms_end_at_the_last_day() {
        for unit in [Unit::Wd, Unit::Cd] {
            let found = due("9990-03-02", u32::MAX, unit);
            assert_eq!((found.day, found.provisional), (LAST_DAY, true));
        }
        assert!(due("2026-03-02", 10_000, Unit::Wd).day > day("2064-01-01"));
    }
}
