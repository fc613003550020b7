//! The steps of a case: what they are called, who does them, which act finishes them.

use super::id::{CaseId, OperatorId, StepId};
use crate::calendar::{Day, Period, Stamp, Unit};
use crate::words::case as w;

named! {
    /// Which act finishes a step.
    StepAct {
        /// Acceptance.
        Accept = "accept", w::ACCEPT;
        /// The act `step`.
        Work = "step", w::STEP;
        /// The decision.
        Decide = "decide", w::DECIDE;
        /// Delivery.
        Deliver = "deliver", w::DELIVER;
    }
}

/// A step of a case's procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseStep {
    /// Its id.
    pub id: StepId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// Its place, from 1.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// Within how many days, where the item says so.
    pub days: Option<i64>,
    /// The unit of `days`: `wd` or `cd`.
    pub unit: Option<String>,
    /// Who does it.
    pub by: String,
    /// Which act finishes it.
    pub act: StepAct,
    /// The day it was finished.
    pub done_day: Option<Day>,
    /// Who finished it.
    pub done_by: Option<OperatorId>,
    /// What was found.
    pub remark: String,
}

impl CaseStep {
    /// Within how many days it is to be finished, where the item says so.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        let days = u32::try_from(self.days?).ok()?;
        Some(Period { days, unit: Unit::parse(self.unit.as_deref()?)? })
    }
}
