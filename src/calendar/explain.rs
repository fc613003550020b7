//! Why a date is the date: the day-by-day list, and the few facts from which it can be rebuilt.

use chrono::Datelike;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::holidays::Years;
use super::term::Step;
use super::{Calendar, Day, DayKind, Mark, Row, Term};

/// Why a day counts or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The starting day is not counted (CL-10).
    Start,
    /// An ordinary weekday.
    Working,
    /// Announced as a working day in exchange, for the holiday of this name.
    MakeUp(String),
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// Announced as off, for the holiday of this name.
    Holiday(String),
    /// Left out by a pause (SU-1, SU-2).
    Paused,
    /// The calendar of the year is not announced; the day is taken as working or not (HO-1).
    Unannounced {
        /// Taken as a working day.
        working: bool,
    },
    /// The last day of the period, this one, rests; the period ends here instead (CL-12).
    RolledFrom(Day),
}

impl Why {
    /// The stable word for the command line: `start`, `working`, `make-up`, `weekend`, `holiday`,
    /// `paused`, `unannounced`, `rolled`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Working => "working",
            Self::MakeUp(_) => "make-up",
            Self::Weekend => "weekend",
            Self::Holiday(_) => "holiday",
            Self::Paused => "paused",
            Self::Unannounced { .. } => "unannounced",
            Self::RolledFrom(_) => "rolled",
        }
    }
}

impl From<DayKind> for Why {
    fn from(kind: DayKind) -> Self {
        match kind {
            DayKind::Working => Self::Working,
            DayKind::Weekend => Self::Weekend,
            DayKind::Holiday(name) => Self::Holiday(name),
            DayKind::MakeUp(name) => Self::MakeUp(name),
            DayKind::Unannounced { working } => Self::Unannounced { working },
        }
    }
}

/// One day on the way from start to due (CL-21).
///
/// In JSON `{"date", "counts", "why"}`, with the `name` of a holiday or make-up day, whether an
/// `unannounced` day is taken as `working`, and the day a `rolled` one is rolled `from`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayNote {
    /// The day.
    pub day: Day,
    /// True for each day of the period; as many as the period has days.
    pub counts: bool,
    /// The reason.
    pub why: Why,
}

impl Serialize for DayNote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("date", &self.day)?;
        map.serialize_entry("counts", &self.counts)?;
        map.serialize_entry("why", self.why.code())?;
        match &self.why {
            Why::MakeUp(name) | Why::Holiday(name) => map.serialize_entry("name", name)?,
            Why::Unannounced { working } => map.serialize_entry("working", working)?,
            Why::RolledFrom(day) => map.serialize_entry("from", day)?,
            Why::Start | Why::Working | Why::Weekend | Why::Paused => {}
        }
        map.end()
    }
}

impl Calendar {
    /// The way from the starting day to the due day, both included, a note for each day (CL-21).
    ///
    /// As many notes count as the period has days; the last one is the due day.
    #[must_use]
    pub fn explain(&self, term: &Term) -> Vec<DayNote> {
        let mut notes = Vec::new();
        self.walk(term, |day, step| {
            let why = match step {
                Step::Start => Why::Start,
                Step::Counts | Step::Rests => self.kind_of(day).into(),
                Step::Paused => Why::Paused,
                Step::RolledFrom(counted) => Why::RolledFrom(counted),
            };
            notes.push(DayNote { day, counts: step == Step::Counts, why });
        });
        notes
    }

    /// What the calendar says on the way from start to due that the plain week does not, earliest
    /// first: the compact basis kept with a promise.
    ///
    /// Each announced day is listed, and of each year that is not announced the first day on the
    /// way. Together with the [`Term`] that gives the same date and the same list for ever,
    /// however the calendar changes afterwards (CL-20, [`Calendar::from_exceptions`]).
    #[must_use]
    pub fn exceptions(&self, term: &Term) -> Vec<(Day, DayKind)> {
        let (start, due) = (term.start, self.due(term).day);
        let unknown = (start.year()..=due.year()).filter(|year| !self.announced(*year));
        let first_day = |year| Day::from_ymd_opt(year, 1, 1).map_or(start, |first| first.max(start));
        let unknown =
            unknown.map(first_day).map(|day| (day, DayKind::Unannounced { working: self.is_working(day) }));
        let named = self.rows_between(start, due).iter().map(|row| (row.day, self.kind_of(row.day)));
        let mut days: Vec<(Day, DayKind)> = unknown.chain(named).collect();
        days.sort_by_key(|(day, _)| *day);
        days
    }

    /// A calendar that answers, on the way of the term they were taken for, as the one did from
    /// which the exceptions were taken. Elsewhere it knows the plain week only.
    #[must_use]
    pub fn from_exceptions(exceptions: &[(Day, DayKind)]) -> Self {
        let (mut rows, mut unknown) = (Vec::new(), Vec::new());
        for (day, kind) in exceptions {
            match kind {
                DayKind::Holiday(name) => rows.push(Row { day: *day, kind: Mark::Off, name: name.clone() }),
                DayKind::MakeUp(name) => rows.push(Row { day: *day, kind: Mark::Work, name: name.clone() }),
                DayKind::Unannounced { .. } => unknown.push(day.year()),
                DayKind::Working | DayKind::Weekend => {}
            }
        }
        Self::assemble(rows, Years::AllBut(unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Pause, Unit, parse_day};
    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn lines(term: &Term) -> Vec<String> {
        let line = |note: &DayNote| {
            let mark = if note.counts { '+' } else { '-' };
            format!("{} {mark} {}", note.day.format("%m-%d"), note.why.code())
        };
        Calendar::built_in().explain(term).iter().map(line).collect()
    }

    #[test]
    fn cl_21_each_day_has_its_reason() {
        let found = lines(&Term::new(day("2026-09-24"), 2, Unit::Wd));
        let expected = [
            "09-24 - start",
            "09-25 - holiday",
            "09-26 - holiday",
            "09-27 - holiday",
            "09-28 + working",
            "09-29 + working",
        ];
        assert_eq!(found, expected);
        let found = lines(&Term::new(day("2026-05-08"), 2, Unit::Wd));
        assert_eq!(found, ["05-08 - start", "05-09 + make-up", "05-10 - weekend", "05-11 + working"]);
    }

    #[test]
    fn cl_12_the_rolled_day_names_the_day_it_stands_for() {
        let term = Term::new(day("2026-06-17"), 3, Unit::Cd);
        let expected = [
            "06-17 - start",
            "06-18 + working",
            "06-19 + holiday",
            "06-20 + holiday",
            "06-21 - holiday",
            "06-22 - rolled",
        ];
        assert_eq!(lines(&term), expected);
        let last = Calendar::built_in().explain(&term).pop().unwrap();
        assert_eq!(last.why, Why::RolledFrom(day("2026-06-20")));
    }

    #[test]
    fn su_2_pauses_and_ho_1_unannounced_years_are_named() {
        let pauses = vec![Pause { from: day("2026-12-30"), to: Some(day("2027-01-04")) }];
        let term = Term { pauses, ..Term::new(day("2026-12-30"), 1, Unit::Wd) };
        let expected = [
            "12-30 - start",
            "12-31 - paused",
            "01-01 - unannounced",
            "01-02 - unannounced",
            "01-03 - unannounced",
            "01-04 - paused",
            "01-05 + unannounced",
        ];
        assert_eq!(lines(&term), expected);
    }

    #[test]
    fn notes_and_due_have_the_field_names_of_the_command_line() {
        let calendar = Calendar::built_in();
        let term = Term::new(day("2026-02-13"), 1, Unit::Wd);
        assert_eq!(
            serde_json::to_string(&calendar.explain(&term)).unwrap(),
            r#"[{"date":"2026-02-13","counts":false,"why":"start"},{"date":"2026-02-14","counts":true,"why":"make-up","name":"春节"}]"#
        );
        assert_eq!(
            serde_json::to_string(&calendar.due(&term)).unwrap(),
            r#"{"due":"2026-02-14","provisional":false,"days_excluded":0}"#
        );
    }

    #[test]
    fn cl_20_the_list_is_rebuilt_from_its_exceptions_when_the_calendar_has_changed() {
        let calendar = Calendar::built_in();
        let term = Term::new(day("2026-12-20"), 15, Unit::Cd);
        let kept = serde_json::to_string(&calendar.exceptions(&term)).unwrap();
        assert_eq!(kept, r#"[["2027-01-01",{"unannounced":{"working":false}}]]"#);
        let exceptions: Vec<(Day, DayKind)> = serde_json::from_str(&kept).unwrap();
        let rebuilt = Calendar::from_exceptions(&exceptions);
        assert_eq!(rebuilt.explain(&term), calendar.explain(&term));
        assert_eq!(rebuilt.due(&term), calendar.due(&term));
        let spring = Term::new(day("2026-02-27"), 1, Unit::Wd);
        let kept = serde_json::to_string(&calendar.exceptions(&spring)).unwrap();
        assert_eq!(kept, r#"[["2026-02-28",{"make-up":"春节"}]]"#);
        let changed = Calendar::from_csv("date,kind,name\n2027-01-04,off,元旦\n").unwrap();
        assert_ne!(changed.due(&term), calendar.due(&term));
    }
}
