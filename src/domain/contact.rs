//! What a counter does all day besides cases: enquiries answered, contacts noted.

use super::case::Channel;
use super::id::{CaseId, EnquiryId, ItemId, NoteId, OperatorId};
use crate::calendar::Stamp;

/// An enquiry (咨询): a question about an item, with no case yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Enquiry {
    /// Its id.
    pub id: EnquiryId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// `CODE-YYYY-ENNNNNN`.
    pub number: String,
    /// The year of the number.
    pub year: i32,
    /// The running number within station and year.
    pub seq: i64,
    /// The item asked about.
    pub item_id: ItemId,
    /// The item's code.
    pub item_code: String,
    /// The item's name.
    pub item_name: String,
    /// A telephone number to call back, if one was left.
    pub phone: Option<String>,
    /// A remark.
    pub note: String,
    /// When.
    pub at: Stamp,
    /// Who answered.
    pub operator_id: OperatorId,
    /// The case it became.
    pub case_id: Option<CaseId>,
}

/// A note on a case (记一笔): a contact at the window, by telephone, on a visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// When.
    pub at: Stamp,
    /// Who wrote it.
    pub operator_id: OperatorId,
    /// How the contact was made.
    pub channel: Channel,
    /// What was said.
    pub text: String,
}
