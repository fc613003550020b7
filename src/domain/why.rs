//! Why a date is the date (CL-21), in words: one sentence a day.

use super::promise::Basis;
use crate::calendar::{Calendar, DayNote, Why};
use crate::words::{Lang, Message, basis as w, common};
use chrono::Datelike as _;

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

impl Basis {
    /// The way from start to due as it was when the date was made, whatever the calendar says now.
    #[must_use]
    pub fn explain(&self) -> Vec<DayNote> {
        Calendar::from_exceptions(&self.exceptions).explain(&self.term())
    }
}
