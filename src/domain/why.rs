//! Why a date is the date (CL-21), in words: one sentence a day.

use super::promise::Basis;
use crate::calendar::{Calendar, Day, DayNote, Why};
use crate::text::{Align, Cols, pad};
use crate::words::{Lang, Message, basis as w, common};
use chrono::{Datelike as _, Weekday};

/// What a person reads for the reason of a day.
#[must_use]
pub fn reason(why: &Why) -> Message {
    match why {
        Why::Start => w::WHY_START.msg(),
        Why::Working => w::WHY_WORKING.msg(),
        Why::MakeUp(name) => w::WHY_MAKE_UP.with("name", name),
        Why::Weekend => w::WHY_WEEKEND.msg(),
        Why::Holiday(name) => w::WHY_HOLIDAY.with("name", name),
        Why::Paused => w::WHY_PAUSED.msg(),
        Why::Unannounced { working: true } => w::WHY_UNANNOUNCED_WORKING.msg(),
        Why::Unannounced { working: false } => w::WHY_UNANNOUNCED_OFF.msg(),
        Why::RolledFrom(day) => w::WHY_ROLLED.with("day", day.to_string()),
    }
}

/// The day list, a line a day: date, weekday, which day of the period it is, why.
#[must_use]
pub fn day_lines(notes: &[DayNote], lang: Lang) -> Vec<String> {
    let mut counted = 0_u32;
    let mut lines = Vec::with_capacity(notes.len());
    for note in notes {
        counted += u32::from(note.counts);
        let place = if note.counts { counted.to_string() } else { "-".to_owned() };
        let weekday = common::weekday(note.day.weekday()).say(lang);
        lines.push(format!("{} {weekday} {place:>4}  {}", note.day, reason(&note.why).say(lang)));
    }
    lines
}

/// How wide a day of the month calendar is, in columns.
const CELL: usize = 8;

/// The same days as month calendars: in each the number of the day, and which day of the period it is or
/// why it is none. The last day, on which the promise falls due, stands in brackets.
#[must_use]
pub fn month_lines(notes: &[DayNote], lang: Lang) -> Vec<String> {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut month = None;
    let mut counted = 0_u32;
    for (at, note) in notes.iter().enumerate() {
        counted += u32::from(note.counts);
        let column = usize::try_from(note.day.weekday().num_days_from_monday()).unwrap_or(0);
        if month != Some((note.day.year(), note.day.month())) {
            lines.extend(Some(std::mem::take(&mut line)).filter(|line| !line.is_empty()));
            month = Some((note.day.year(), note.day.month()));
            let heads = week.map(|day| pad(common::weekday(day).say(lang), Cols(CELL), Align::Left));
            lines.push(format!("{:04}-{:02}", note.day.year(), note.day.month()));
            lines.push(format!("  {}", heads.concat().trim_end()));
            line = format!("  {}", " ".repeat(column * CELL));
        } else if column == 0 {
            lines.push(std::mem::replace(&mut line, "  ".to_owned()));
        }
        let mark = match &note.why {
            _ if note.counts => counted.to_string(),
            Why::Start => w::MARK_START.say(lang).to_owned(),
            Why::Paused => w::MARK_PAUSED.say(lang).to_owned(),
            Why::Holiday(_) => w::MARK_HOLIDAY.say(lang).to_owned(),
            Why::RolledFrom(_) => w::MARK_ROLLED.say(lang).to_owned(),
            _ => "-".to_owned(),
        };
        let mark = if at + 1 == notes.len() { format!("[{mark}]") } else { mark };
        line.push_str(&pad(&format!("{:>2} {mark}", note.day.day()), Cols(CELL), Align::Left));
    }
    lines.extend(Some(line).filter(|line| !line.trim().is_empty()));
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

impl Basis {
    /// The way from start to due as it was when the date was made, whatever the calendar says now; a pause
    /// that lasts leaves its days out up to `today`.
    #[must_use]
    pub fn explain(&self, today: Day) -> Vec<DayNote> {
        Calendar::from_exceptions(&self.exceptions).explain(&self.term().as_of(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Pause, Term, Unit, parse_day};

    fn day(text: &str) -> crate::calendar::Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn cl_21_the_month_calendar_and_the_list_are_the_same_days() {
        let calendar = Calendar::built_in();
        let mut term = Term::new(day("2026-09-28"), 5, Unit::Wd);
        term.pauses.push(Pause { from: day("2026-09-29"), to: Some(day("2026-09-30")) });
        let notes = calendar.explain(&term);
        assert_eq!(
            month_lines(&notes, Lang::Zh),
            [
                "2026-09",
                "  周一    周二    周三    周四    周五    周六    周日",
                "  28 起   29 1    30 停",
                "2026-10",
                "  周一    周二    周三    周四    周五    周六    周日",
                "                           1 休    2 休    3 休    4 休",
                "   5 休    6 休    7 休    8 2     9 3    10 4    11 -",
                "  12 [5]",
            ]
        );
        assert_eq!(calendar.due(&term).day, day("2026-10-12"));
    }

    #[test]
    fn a_period_without_days_is_one_day_in_its_month() {
        let notes = Calendar::built_in().explain(&Term::new(day("2026-03-01"), 0, Unit::Cd));
        let lines = month_lines(&notes, Lang::En);
        assert_eq!(lines.first().map(String::as_str), Some("2026-03"));
        assert!(lines.last().unwrap().contains('['), "{lines:?}");
        assert!(month_lines(&[], Lang::En).is_empty());
    }
}
