//! Special procedures (特别程序, SU-1) and the extension of a limit (CL-17): what moves a date.

use super::id::{CaseId, DocumentId, ExtensionId, OperatorId, PauseId};
use crate::calendar::{Day, Pause, Stamp, Unit};
use crate::words::{Message, case as w};

named! {
    /// Which procedure stops the clock (article 45 of the Licensing Law).
    PauseKind {
        /// A hearing.
        Hearing = "hearing", w::PAUSE_HEARING;
        /// A tender.
        Tender = "tender", w::PAUSE_TENDER;
        /// An auction.
        Auction = "auction", w::PAUSE_AUCTION;
        /// An inspection.
        Inspection = "inspection", w::PAUSE_INSPECTION;
        /// Testing.
        Testing = "testing", w::PAUSE_TESTING;
        /// Quarantine.
        Quarantine = "quarantine", w::PAUSE_QUARANTINE;
        /// An appraisal.
        Appraisal = "appraisal", w::PAUSE_APPRAISAL;
        /// A review by experts.
        ExpertReview = "expert-review", w::PAUSE_EXPERTS;
        /// A publicity period that the item's rule does not count (公示另计).
        Publicity = "publicity", w::PAUSE_PUBLICITY;
    }
}

/// A special procedure of a case as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecialProcedure {
    /// Its id.
    pub id: PauseId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// Which procedure.
    pub kind: PauseKind,
    /// Who carries it out.
    pub body: String,
    /// How long it is expected to take: its own limit (SU-4).
    pub days: i64,
    /// The unit of `days`.
    pub unit: Unit,
    /// The day of suspension, itself still counted.
    pub from_day: Day,
    /// The day of resumption, the last one left out; none while it lasts.
    pub to_day: Option<Day>,
    /// Why.
    pub reason: String,
    /// The written notice; without it the pause is unproven and moves no date (SU-1).
    pub document_id: Option<DocumentId>,
}

impl SpecialProcedure {
    /// Whether it lasts.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && self.to_day.is_none()
    }

    /// Whether the applicant was told in writing, so that it moves dates (SU-1).
    #[must_use]
    pub fn proven(&self) -> bool {
        self.document_id.is_some()
    }

    /// What people read of it in one line.
    #[must_use]
    pub fn summary(&self) -> Message {
        let line = match self.to_day {
            Some(day) => w::PROCEDURE_ENDED.with("until", day.to_string()),
            None if !self.proven() => w::PROCEDURE_UNPROVEN.msg(),
            None => w::PROCEDURE_OPEN.msg(),
        };
        line.with("kind", self.kind.phrase()).with("body", &self.body).with("from", self.from_day.to_string())
    }

    /// The days that it leaves out (SU-2).
    #[must_use]
    pub fn span(&self) -> Pause {
        Pause { from: self.from_day, to: self.to_day }
    }
}

/// The extension of a case as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Extension {
    /// Its id.
    pub id: ExtensionId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// The day it was granted.
    pub day: Day,
    /// How many days.
    pub days: i64,
    /// Their unit.
    pub unit: Unit,
    /// Who approved it, by name and office.
    pub approver: String,
    /// Who recorded it.
    pub operator_id: OperatorId,
    /// Why.
    pub reason: String,
    /// The date before.
    pub old_due: Day,
    /// The date after.
    pub new_due: Day,
}

impl Extension {
    /// What people read of it in one line.
    #[must_use]
    pub fn summary(&self) -> Message {
        w::EXTENSION_LINE
            .with("old", self.old_due.to_string())
            .with("new", self.new_due.to_string())
            .with("approver", &self.approver)
            .with("reason", &self.reason)
    }
}
