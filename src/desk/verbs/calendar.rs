//! Import an announced calendar, and compute every running promise again (CL-20, HO-1).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use crate::calendar::{Announcement, Calendar, Day, Mark, Row};
use crate::domain::Refusal;
use crate::domain::id::{CalendarDayId, PromiseId};
use crate::domain::promise::{Promise, PromiseKind};
use crate::domain::station::CalendarDay;
use crate::store::Store;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many promises are read at a time.
const PAGE: usize = 1000;
/// What an imported day is that was announced before and is an ordinary day now.
pub const PLAIN: &str = "plain";

/// Imports a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportCalendar {
    /// The days as announced.
    pub days: Vec<Row>,
    /// The years that they announce, wholly.
    pub years: Vec<i32>,
}

/// A date that another calendar moves, or whose mark of being provisional it takes or gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateChange {
    /// The promise.
    pub promise: PromiseId,
    /// What is promised.
    pub kind: PromiseKind,
    /// The case's number, empty where it has none.
    pub number: String,
    /// The date as it is, and whether it is provisional.
    pub old: (Day, bool),
    /// The date as it will be, and whether it will be provisional.
    pub new: (Day, bool),
}

impl ImportCalendar {
    fn announcement(&self) -> Announcement {
        Announcement { rows: self.days.clone(), years: self.years.clone() }
    }

    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if self.days.is_empty() || self.years.is_empty() {
            return Err(Refusal::rule("HO-1", &d::CALENDAR_EMPTY).advise(&d::CALENDAR_EMPTY_ADVICE).into());
        }
        let contradiction = Calendar::from_rows(self.days.iter().cloned().map(|row| (0, row))).is_err();
        if contradiction {
            return Err(Refusal::rule("HO-1", &d::CALENDAR_TWICE).advise(&d::CALENDAR_TWICE_ADVICE).into());
        }
        let after = self.announcement().over(context.calendar);
        write_days(context, &after)?;
        let mut changed = 0;
        each_open(context.store, &mut |_, _| {}, |promise| {
            let Some(mut moved) = moved(&promise, &after, context.today) else { return Ok(()) };
            changed += usize::from((promise.due, promise.provisional) != (moved.due, moved.provisional));
            context.save(&mut moved)
        })?;
        let years: Vec<String> = self.years.iter().map(i32::to_string).collect();
        let message = d::DONE_CALENDAR.with("years", years.join(" ")).with("count", changed);
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }
}

/// Writes the days by which `after` differs from what the file says now.
fn write_days(context: &Context<'_>, after: &Calendar) -> Result<()> {
    let word = |row: &Row| match row.kind {
        Mark::Off => "off",
        Mark::Work => "work",
    };
    let mut wanted: BTreeMap<Day, (String, String)> =
        context.calendar.rows().iter().map(|row| (row.day, (PLAIN.to_owned(), row.name.clone()))).collect();
    wanted.extend(after.rows().iter().map(|row| (row.day, (word(row).to_owned(), row.name.clone()))));
    let mut known: BTreeMap<Day, CalendarDay> =
        context.store.calendar_days()?.into_iter().map(|day| (day.day, day)).collect();
    let now: BTreeMap<Day, (String, String)> = context
        .calendar
        .rows()
        .iter()
        .map(|row| (row.day, (word(row).to_owned(), row.name.clone())))
        .collect();
    for (day, (kind, name)) in wanted {
        match known.remove(&day) {
            Some(mut record)
                if (record.kind.as_str(), record.name.as_str()) != (kind.as_str(), name.as_str()) =>
            {
                record.kind = kind;
                record.name = name;
                context.save(&mut record)?;
            }
            Some(_) => {}
            None if now.get(&day) == Some(&(kind.clone(), name.clone())) => {}
            None => {
                let id = CalendarDayId(context.store.next_id::<CalendarDay>()?);
                context.store.insert(&CalendarDay { id, version: 1, voided_at: None, day, kind, name })?;
            }
        }
    }
    Ok(())
}

/// The promise as another calendar has it, `None` where it stays as it is.
fn moved(promise: &Promise, calendar: &Calendar, today: Day) -> Option<Promise> {
    let mut moved = promise.clone();
    moved.settle(calendar, today);
    let date = |one: &Promise| (one.due, one.provisional);
    (moved.basis != promise.basis || date(&moved) != date(promise)).then_some(moved)
}

/// Goes through the open promises by id; kept, void and closed ones never move (CL-20).
fn each_open(
    store: &Store,
    progress: &mut dyn FnMut(usize, usize),
    mut each: impl FnMut(Promise) -> Result<()>,
) -> Result<()> {
    let total = usize::try_from(store.board_count(&crate::domain::board::DueFilter::default())?).unwrap_or(0);
    let (mut after, mut done) = (PromiseId(0), 0);
    loop {
        let page = store.open_promises(after, PAGE)?;
        let Some(last) = page.last().map(|promise| promise.id) else { return Ok(()) };
        done += page.len();
        for promise in page {
            each(promise)?;
        }
        after = last;
        progress(done, total);
    }
}

/// The dates that an announcement would move, in the order of their new dates; nothing is written.
///
/// # Errors
/// Whatever the engine reports.
pub fn date_changes(
    store: &Store,
    calendar: &Calendar,
    announcement: &Announcement,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vec<DateChange>> {
    let after = announcement.over(calendar);
    let mut changes = Vec::new();
    each_open(store, progress, |promise| {
        // Only the dates are told here; whether one is over is seen when they are written.
        let Some(moved) = moved(&promise, &after, promise.due) else { return Ok(()) };
        let (old, new) = ((promise.due, promise.provisional), (moved.due, moved.provisional));
        if old != new {
            let number = match promise.case_id {
                Some(case) => store.get::<crate::domain::case::Case>(case.0)?.map(|case| case.number),
                None => None,
            };
            changes.push(DateChange {
                promise: promise.id,
                kind: promise.kind,
                number: number.unwrap_or_default(),
                old,
                new,
            });
        }
        Ok(())
    })?;
    changes.sort_by(|one, other| (one.new, &one.number).cmp(&(other.new, &other.number)));
    Ok(changes)
}
