//! Time at the station: the clock, the zone, the working-day calendar and the arithmetic of periods.
//!
//! Everything a promise needs to know about days stands here, and only here: what time it is
//! ([`Clock`]), which day that is ([`Zone`]), whether the day counts ([`Calendar`]), when a
//! period ends ([`Calendar::due`]) and why ([`Calendar::explain`]). Opening hours are no part of
//! it: a station that opens on a rest day does not make the day count.

mod announce;
mod clock;
mod explain;
mod holidays;
mod stamp;
mod term;

#[cfg(test)]
mod properties;

pub use announce::Announcement;
pub use chrono::{NaiveDate as Day, Weekday};
pub use clock::Clock;
pub use explain::{DayNote, Why};
pub use holidays::{Calendar, DayKind, Mark, Row, RowError, RowProblem};
pub use stamp::{Stamp, Zone, parse_day};
pub use term::{Due, LAST_DAY, Pause, Period, Term, Unit, add_months};
