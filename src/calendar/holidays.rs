//! Which days work: the plain week, and the announced days off and make-up days that change it.

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::{Day, parse_day};

/// The announced calendar that comes with the program.
const BUILT_IN: &str = include_str!("../../fixtures/calendar/holidays-cn.csv");

/// Month and day of the holidays that have a fixed date, taken as off in a year that is not
/// announced yet. Lunar holidays and make-up days are unknown then.
const FIXED_DATES: [(u32, u32); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// What an announced row makes of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A day off.
    Off,
    /// A make-up working day.
    Work,
}

/// One announced day: `date,kind,name` in a file, `{"date", "kind", "name"}` in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// The day.
    #[serde(rename = "date")]
    pub day: Day,
    /// Off or work.
    pub kind: Mark,
    /// The holiday that it belongs to, as announced: `国庆节`.
    pub name: String,
}

/// What is wrong with a row of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowProblem {
    /// The line is not CSV in UTF-8.
    Unreadable,
    /// The heading lacks this column.
    NoColumn(&'static str),
    /// The date is not a day written `YYYY-MM-DD`.
    BadDate(String),
    /// The kind is neither `off` nor `work`.
    BadKind(String),
    /// The name of the holiday is empty.
    NoName,
    /// The day stands already, with the same kind, on line `first`.
    Duplicate {
        /// The line that came first.
        first: u64,
    },
    /// The day stands already, with the other kind, on line `first`.
    Contradiction {
        /// The line that came first.
        first: u64,
    },
    /// No day outside December, so no year is announced.
    NothingAnnounced,
}

/// A bad row and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line in the file, the heading being line 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: RowProblem,
}

/// What kind of day a day is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// An ordinary weekday of an announced year.
    Working,
    /// An ordinary Saturday or Sunday of an announced year.
    Weekend,
    /// Announced as off, for the holiday of this name.
    Holiday(String),
    /// Announced as a working day in exchange, for the holiday of this name.
    MakeUp(String),
    /// A day of a year that is not announced, taken as working or not by the plain week and the
    /// holidays of fixed date (HO-1).
    Unannounced {
        /// Taken as a working day.
        working: bool,
    },
}

impl DayKind {
    /// True for days that count in working-day periods.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::MakeUp(_) | Self::Unannounced { working: true })
    }
}

/// The years whose official calendar is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Years {
    /// These, ascending.
    Only(Vec<i32>),
    /// All but these.
    AllBut(Vec<i32>),
}

/// The working-day calendar.
///
/// A year is *announced* when it has a row outside December. The notice for a year may name days
/// of the December before it (2022-12-31 belongs to New Year 2023), so a December row alone says
/// nothing about the rest of its own year. Such a row holds for its day all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// By day, each day once.
    rows: Vec<Row>,
    announced: Years,
}

/// The calendar of a station that knows nothing: no year is announced.
impl Default for Calendar {
    fn default() -> Self {
        Self { rows: Vec::new(), announced: Years::Only(Vec::new()) }
    }
}

impl Calendar {
    /// The calendar that comes with the program: 2020 to 2026, as announced.
    #[must_use]
    pub fn built_in() -> Self {
        // A test holds that the file is sound. Were it not, no year would be announced and every
        // date would be marked provisional: visible, never silently wrong.
        Self::from_csv(BUILT_IN).unwrap_or_default()
    }

    /// Reads `date,kind,name` with a heading, the columns in any order.
    ///
    /// # Errors
    /// Every bad row with its line; nothing is taken from a file that has one.
    pub fn from_csv(text: &str) -> Result<Self, Vec<RowError>> {
        let (rows, mut bad) = csv_rows(text.trim_start_matches('\u{feff}'));
        match Self::from_rows(rows) {
            Ok(calendar) if bad.is_empty() => Ok(calendar),
            Ok(_) => Err(bad),
            Err(more) => {
                bad.extend(more);
                bad.sort_by_key(|error| error.line);
                Err(bad)
            }
        }
    }

    /// Builds a calendar of announced days, each with the line it stands on, in any order.
    ///
    /// # Errors
    /// Every day that stands twice, whether it says the same again or contradicts itself.
    pub fn from_rows(rows: impl IntoIterator<Item = (u64, Row)>) -> Result<Self, Vec<RowError>> {
        let mut rows: Vec<(u64, Row)> = rows.into_iter().collect();
        rows.sort_by_key(|(line, row)| (row.day, *line));
        let mut bad: Vec<RowError> =
            rows.iter().zip(rows.iter().skip(1)).filter_map(|(before, after)| clash(before, after)).collect();
        if !bad.is_empty() {
            bad.sort_by_key(|error| error.line);
            return Err(bad);
        }
        let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
        let named = rows.iter().filter(|row| row.day.month() != 12).map(|row| row.day.year());
        let mut years: Vec<i32> = named.collect();
        years.dedup();
        Ok(Self::assemble(rows, Years::Only(years)))
    }

    /// Puts together a calendar of rows that each have a day of their own.
    pub(super) fn assemble(mut rows: Vec<Row>, announced: Years) -> Self {
        rows.sort_by_key(|row| row.day);
        Self { rows, announced }
    }

    /// The announced days, earliest first.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The announced days from `from` to `to`, both included.
    #[must_use]
    pub fn rows_between(&self, from: Day, to: Day) -> &[Row] {
        let start = self.rows.partition_point(|row| row.day < from);
        let end = self.rows.partition_point(|row| row.day <= to);
        self.rows.get(start..end).unwrap_or_default()
    }

    /// True when the official calendar of `year` is known (HO-1).
    #[must_use]
    pub fn announced(&self, year: i32) -> bool {
        match &self.announced {
            Years::Only(years) => years.binary_search(&year).is_ok(),
            Years::AllBut(years) => !years.contains(&year),
        }
    }

    /// What kind of day `day` is.
    #[must_use]
    pub fn kind_of(&self, day: Day) -> DayKind {
        match self.row(day) {
            Some(Row { kind: Mark::Off, name, .. }) => DayKind::Holiday(name.clone()),
            Some(Row { kind: Mark::Work, name, .. }) => DayKind::MakeUp(name.clone()),
            None if !self.announced(day.year()) => DayKind::Unannounced { working: self.is_working(day) },
            None if is_weekend(day) => DayKind::Weekend,
            None => DayKind::Working,
        }
    }

    /// True when `day` counts in working-day periods (CL-13); cheap, for use on every day of a period.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        match self.row(day) {
            Some(row) => row.kind == Mark::Work,
            None => !is_weekend(day) && !self.assumed_off(day),
        }
    }

    fn row(&self, day: Day) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&day, |row| row.day).ok()?;
        self.rows.get(at)
    }

    fn assumed_off(&self, day: Day) -> bool {
        FIXED_DATES.contains(&(day.month(), day.day())) && !self.announced(day.year())
    }
}

/// The line of a record. The reader's position is where the last record ended, before blank lines.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let ahead = text.bytes().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + ahead.map(|byte| u64::from(byte == b'\n')).sum::<u64>()
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The rows of a file, and what is wrong with the others, each with its line.
pub(super) fn csv_rows(text: &str) -> (Vec<(u64, Row)>, Vec<RowError>) {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let columns = match columns(&mut reader) {
        Ok(columns) => columns,
        Err(problem) => return (rows, vec![RowError { line: 1, problem }]),
    };
    for record in reader.records() {
        let (line, row) = match record {
            Ok(record) => {
                let line = line_of(text, record.position());
                (line, row_of(columns.map(|column| record.get(column).unwrap_or_default())))
            }
            Err(error) => (line_of(text, error.position()), Err(RowProblem::Unreadable)),
        };
        match row {
            Ok(row) => rows.push((line, row)),
            Err(problem) => bad.push(RowError { line, problem }),
        }
    }
    (rows, bad)
}

/// Where date, kind and name stand.
fn columns(reader: &mut csv::Reader<&[u8]>) -> Result<[usize; 3], RowProblem> {
    let heading = reader.headers().map_err(|_| RowProblem::Unreadable)?;
    let find = |name: &'static str| {
        heading.iter().position(|column| column.eq_ignore_ascii_case(name)).ok_or(RowProblem::NoColumn(name))
    };
    Ok([find("date")?, find("kind")?, find("name")?])
}

fn row_of([date, kind, name]: [&str; 3]) -> Result<Row, RowProblem> {
    let day = parse_day(date).ok_or_else(|| RowProblem::BadDate(date.to_owned()))?;
    let kind = match kind {
        "off" => Mark::Off,
        "work" => Mark::Work,
        other => return Err(RowProblem::BadKind(other.to_owned())),
    };
    if name.is_empty() {
        return Err(RowProblem::NoName);
    }
    Ok(Row { day, kind, name: name.to_owned() })
}

fn clash((first, before): &(u64, Row), (line, after): &(u64, Row)) -> Option<RowError> {
    if before.day != after.day {
        return None;
    }
    let problem = if before.kind == after.kind {
        RowProblem::Duplicate { first: *first }
    } else {
        RowProblem::Contradiction { first: *first }
    };
    Some(RowError { line: *line, problem })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn ho_1_the_built_in_calendar_is_sound_and_ends_where_the_announcements_end() {
        assert_eq!(Calendar::from_csv(BUILT_IN).map(|calendar| calendar.rows.len()), Ok(256));
        assert_eq!(Calendar::built_in().announced, Years::Only((2020..=2026).collect()));
    }

    #[test]
    fn a14_announced_years_have_248_working_days() {
        let calendar = Calendar::built_in();
        for year in [2025, 2026] {
            let first = Day::from_ymd_opt(year, 1, 1).unwrap();
            let count = first.iter_days().take(365).filter(|day| calendar.is_working(*day)).count();
            assert_eq!(count, 248, "{year}");
        }
    }

    #[test]
    fn a14_days_are_what_the_announcement_says() {
        let calendar = Calendar::built_in();
        for (text, kind) in [
            ("2026-03-02", DayKind::Working),
            ("2026-03-07", DayKind::Weekend),
            ("2026-02-16", DayKind::Holiday("春节".into())),
            ("2026-02-15", DayKind::Holiday("春节".into())),
            ("2026-02-14", DayKind::MakeUp("春节".into())),
            ("2027-01-01", DayKind::Unannounced { working: false }),
            ("2027-01-02", DayKind::Unannounced { working: false }),
            ("2027-05-03", DayKind::Unannounced { working: true }),
            ("2027-10-01", DayKind::Unannounced { working: false }),
            ("2027-10-04", DayKind::Unannounced { working: true }),
        ] {
            assert_eq!(calendar.is_working(day(text)), kind.is_working(), "{text}");
            assert_eq!(calendar.kind_of(day(text)), kind, "{text}");
        }
    }

    #[test]
    fn ho_1_a_december_row_of_the_next_notice_announces_neither_year() {
        let calendar = Calendar::from_csv("date,kind,name\n2026-12-31,off,元旦\n").unwrap();
        assert!(!calendar.announced(2026));
        assert!(!calendar.announced(2027));
        assert_eq!(calendar.kind_of(day("2026-12-31")), DayKind::Holiday("元旦".into()));
        let next = Calendar::from_csv("date,kind,name\n2026-12-31,off,元旦\n2027-01-01,off,元旦\n").unwrap();
        assert!(!next.announced(2026));
        assert!(next.announced(2027));
    }

    #[test]
    fn bad_rows_name_their_line() {
        let text = "kind,date,name\noff,2027-01-01,元旦\nwork,2027-01-01,元旦\noff,2027-01-01,元旦\n\n\
                    off,2027-02-30,春节\nrest,2027-02-06,春节\noff,2027-02-07,\n";
        let errors = Calendar::from_csv(text).unwrap_err();
        let expected = [
            (3, RowProblem::Contradiction { first: 2 }),
            (4, RowProblem::Contradiction { first: 3 }),
            (6, RowProblem::BadDate("2027-02-30".into())),
            (7, RowProblem::BadKind("rest".into())),
            (8, RowProblem::NoName),
        ];
        let found: Vec<_> = errors.into_iter().map(|error| (error.line, error.problem)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn duplicates_headings_and_byte_order_marks() {
        let twice =
            Calendar::from_csv("date,kind,name\n2027-01-01,off,元旦\n2027-01-01,off,新年\n").unwrap_err();
        assert_eq!(twice, [RowError { line: 3, problem: RowProblem::Duplicate { first: 2 } }]);
        let headless = Calendar::from_csv("date,name\n2027-01-01,元旦\n").unwrap_err();
        assert_eq!(headless, [RowError { line: 1, problem: RowProblem::NoColumn("kind") }]);
        let marked = Calendar::from_csv("\u{feff}date,kind,name\n2027-01-01,off,元旦\n").unwrap();
        assert_eq!(marked.rows_between(day("2027-01-01"), day("2027-12-31")).len(), 1);
        assert_eq!(marked.rows_between(day("2027-12-31"), day("2027-01-01")).len(), 0);
    }
}
