//! How dates, remaining days and states are written on the screen.

use crate::calendar::{Calendar, Day, Unit};
use crate::domain::board::{BoardRow, CaseRow, NextPromise};
use crate::domain::case::State;
use crate::domain::item::Kind;
use crate::domain::promise::{Lamp, PromiseState};
use crate::words::{Lang, Phrase, app as w, common};
use chrono::Datelike as _;

use super::paint::Mark;

/// `11-19周四`, with the year where it is another one, `*` where it is provisional (HO-1).
pub fn day(day: Day, today: Day, provisional: bool, lang: Lang) -> String {
    let mark = if provisional { "*" } else { "" };
    if day.year() == today.year() {
        format!("{:02}-{:02}{}{mark}", day.month(), day.day(), common::weekday(day.weekday()).say(lang))
    } else {
        format!("{:02}-{:02}-{:02}{mark}", day.year().rem_euclid(100), day.month(), day.day())
    }
}

/// `剩 3工作日`, `今天`, `超 2工作日`.
pub fn left(days: i64, unit: Unit, lang: Lang) -> String {
    let phrase = match (days, unit) {
        (0, _) => &w::LEFT_TODAY,
        (1.., Unit::Wd) => &w::LEFT_DAYS,
        (1.., Unit::Cd) => &w::LEFT_DAYS_CD,
        (_, Unit::Wd) => &w::LEFT_OVERDUE,
        (_, Unit::Cd) => &w::LEFT_OVERDUE_CD,
    };
    phrase.with("n", days.abs()).say(lang)
}

/// The bracketed state of a case in a list, and how it is drawn.
pub fn case_mark(row: &CaseRow, today: Day, calendar: &Calendar) -> (&'static Phrase, Mark) {
    mark(row.state, row.next.as_ref(), today, calendar)
}

/// The bracketed state of a case from its state and next promise.
pub fn mark(
    state: State,
    next: Option<&NextPromise>,
    today: Day,
    calendar: &Calendar,
) -> (&'static Phrase, Mark) {
    if matches!(state, State::Closed | State::Voided) {
        return (&w::MARK_DONE, Mark::Done);
    }
    match next.map(|next| next.lamp(today, calendar)) {
        Some(Lamp::Red) => (&w::MARK_OVER, Mark::Overdue),
        Some(Lamp::Yellow) => (&w::MARK_SOON, Mark::Soon),
        _ => match state {
            State::Received => (&w::MARK_NEW, Mark::New),
            State::Paused => (&w::MARK_PAUSED, Mark::Plain),
            State::Notified | State::Refused | State::Withdrawn | State::Abandoned | State::Delivered => {
                (&w::MARK_WAIT, Mark::Plain)
            }
            _ => (&w::MARK_WORK, Mark::Plain),
        },
    }
}

/// What the column 剩余 says of a case: 即办 instead of a number for what is done on the spot (CL-1).
pub fn case_left(row: &CaseRow, today: Day, calendar: &Calendar, lang: Lang) -> String {
    match &row.next {
        Some(next) if row.kind == Kind::OnTheSpot && next.due >= today => w::ON_THE_SPOT.say(lang).to_owned(),
        Some(next) if row.state == State::Paused && next.kind.pauses() => {
            w::STANDS_STILL.say(lang).to_owned()
        }
        Some(next) => left(calendar.remaining(today, next.due, next.unit), next.unit, lang),
        None => w::LEFT_NONE.say(lang).to_owned(),
    }
}

/// The bracketed state of a promise on the due board.
pub fn promise_mark(row: &BoardRow, today: Day, calendar: &Calendar) -> (&'static Phrase, Mark) {
    match row.lamp(today, calendar) {
        _ if row.state == PromiseState::Paused => (&w::MARK_PAUSED, Mark::Plain),
        Lamp::Red => (&w::MARK_OVER, Mark::Overdue),
        Lamp::Yellow => (&w::MARK_SOON, Mark::Soon),
        Lamp::Green => (&w::MARK_WORK, Mark::Plain),
    }
}

/// The last four digits of a number, as people say it.
pub fn tail(number: &str) -> String {
    let from = number.len().saturating_sub(4);
    number.get(from..).unwrap_or(number).to_owned()
}
