//! The station's own record: what stands on its papers, and how it works.

use super::id::{CalendarDayId, ColumnMapId, GapId, StationId};
use crate::calendar::{Day, Stamp};

/// The station.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided; never, in practice.
    pub voided_at: Option<Stamp>,
    /// Its code, the head of every number.
    pub code: String,
    /// Its name, the letterhead.
    pub name: String,
    /// Its site number.
    pub site: i64,
    /// Its address.
    pub address: String,
    /// Where people ask.
    pub enquiry_phone: String,
    /// Where people complain.
    pub complaint_phone: String,
    /// Opening hours as printed; shown only (CL-22).
    pub hours: String,
    /// The zone of its days, `Asia/Shanghai` or an offset.
    pub zone: String,
    /// The rule profiles it follows, separated by spaces.
    pub profiles: String,
    /// After how many idle minutes the screen locks.
    pub idle_minutes: i64,
    /// Whether everything in the file is invented.
    pub demo: bool,
}

/// Numbers that are spent without a record behind them, after a restore.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberGap {
    /// Its id.
    pub id: GapId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The series: `C` cases, `R` receipts, `D` documents, `E` enquiries.
    pub series: String,
    /// The year.
    pub year: i32,
    /// The last number that is spent.
    pub last: i64,
    /// Why.
    pub reason: String,
}

/// A day of an imported official calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarDay {
    /// Its id.
    pub id: CalendarDayId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The day.
    pub day: Day,
    /// `off` or `work`.
    pub kind: String,
    /// The holiday's name.
    pub name: String,
}

/// How the columns of another office's list are read, kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMap {
    /// Its id.
    pub id: ColumnMapId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// What people call it: 民政名册.
    pub name: String,
    /// JSON: header to field.
    pub body: String,
}
