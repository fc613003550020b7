//! The announcement of a calendar as a file: `date,kind,name` as CSV, or the JSON of the holiday-cn project.

use super::holidays::csv_rows;
use super::{Calendar, Mark, Row, RowError, RowProblem, parse_day};
use chrono::Datelike as _;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Days as announced, each with the line or the place in the list where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announcement {
    /// The days, earliest first.
    pub rows: Vec<Row>,
    /// The years that it announces: those with a day outside December, because the notice for a year may
    /// name days of the December before it.
    pub years: Vec<i32>,
}

#[derive(Deserialize)]
struct HolidayCn {
    days: Vec<HolidayCnDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HolidayCnDay {
    name: String,
    date: String,
    is_off_day: bool,
}

impl Announcement {
    /// Reads CSV with the heading `date,kind,name`, or JSON of the shape `{"days": [{"name", "date",
    /// "isOffDay"}]}`.
    ///
    /// # Errors
    /// Every bad row with its line (of JSON: its place in the list), a day that stands twice, or a file
    /// that announces nothing.
    pub fn read(text: &str) -> Result<Self, Vec<RowError>> {
        let text = text.trim_start_matches('\u{feff}');
        let (rows, mut bad) =
            if text.trim_start().starts_with('{') { json_rows(text) } else { csv_rows(text) };
        let calendar = Calendar::from_rows(rows).unwrap_or_else(|clashes| {
            bad.extend(clashes);
            Calendar::default()
        });
        if !bad.is_empty() {
            bad.sort_by_key(|error| error.line);
            return Err(bad);
        }
        let rows = calendar.rows().to_vec();
        let mut years: Vec<i32> =
            rows.iter().filter(|row| row.day.month() != 12).map(|row| row.day.year()).collect();
        years.dedup();
        if years.is_empty() {
            return Err(vec![RowError { line: 1, problem: RowProblem::NothingAnnounced }]);
        }
        Ok(Self { rows, years })
    }

    /// The calendar as it is once this is announced: the years that it names are wholly as it says, its
    /// December days of other years are added, everything else stays.
    #[must_use]
    pub fn over(&self, calendar: &Calendar) -> Calendar {
        let kept = calendar.rows().iter().filter(|row| !self.years.contains(&row.day.year()));
        let mut rows: BTreeMap<_, _> = kept.map(|row| (row.day, row.clone())).collect();
        rows.extend(self.rows.iter().map(|row| (row.day, row.clone())));
        // Each day stands once by now.
        Calendar::from_rows(rows.into_values().map(|row| (0, row))).unwrap_or_else(|_| calendar.clone())
    }
}

fn json_rows(text: &str) -> (Vec<(u64, Row)>, Vec<RowError>) {
    let Ok(list) = serde_json::from_str::<HolidayCn>(text) else {
        return (Vec::new(), vec![RowError { line: 1, problem: RowProblem::Unreadable }]);
    };
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for (at, day) in list.days.into_iter().enumerate() {
        let line = u64::try_from(at + 1).unwrap_or(u64::MAX);
        let kind = if day.is_off_day { Mark::Off } else { Mark::Work };
        match parse_day(&day.date) {
            None => bad.push(RowError { line, problem: RowProblem::BadDate(day.date) }),
            Some(_) if day.name.trim().is_empty() => bad.push(RowError { line, problem: RowProblem::NoName }),
            Some(date) => rows.push((line, Row { day: date, kind, name: day.name.trim().to_owned() })),
        }
    }
    (rows, bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: &str = "date,kind,name\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2026-12-31,work,元旦\n";

    #[test]
    fn both_forms_say_the_same() {
        let json = r#"{"$schema": "x", "year": 2027, "papers": [], "days": [
            {"name": "元旦", "date": "2026-12-31", "isOffDay": false},
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-02", "isOffDay": true}]}"#;
        let csv = Announcement::read(NEXT).unwrap();
        assert_eq!(Announcement::read(json), Ok(csv.clone()));
        assert_eq!((csv.years.as_slice(), csv.rows.len()), (&[2027][..], 3));
    }

    #[test]
    fn ho_1_a_december_day_does_not_wipe_out_its_own_year() {
        let before = Calendar::built_in();
        let after = Announcement::read(NEXT).unwrap().over(&before);
        let day = |text| parse_day(text).unwrap();
        assert!(after.announced(2026) && after.announced(2027));
        assert!(!after.is_working(day("2026-10-01")), "the rest of 2026 stays");
        assert!(after.is_working(day("2026-12-31")) && !after.is_working(day("2027-01-02")));
        let shorter = Announcement::read("date,kind,name\n2026-10-01,off,国庆节\n").unwrap().over(&before);
        assert!(shorter.is_working(day("2026-10-02")), "a year that is announced again is as it says now");
    }

    #[test]
    fn what_announces_nothing_or_contradicts_itself_is_refused() {
        for (text, line) in [
            ("date,kind,name\n", 1),
            ("{\"days\": []}", 1),
            ("{\"days\": [{\"name\": \"x\", \"date\": \"2027-02-30\", \"isOffDay\": true}]}", 1),
            ("{not json", 1),
            ("date,kind,name\n2026-12-31,off,元旦\n", 1),
            ("date,kind,name\n2027-01-01,off,元旦\n2027-01-01,work,元旦\n", 3),
        ] {
            let bad = Announcement::read(text).unwrap_err();
            assert_eq!(bad.first().map(|error| error.line), Some(line), "{text}");
        }
    }
}
