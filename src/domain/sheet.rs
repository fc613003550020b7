//! Papers of supervision and feedback (表单): which there are of an entry, and when one can be made.

use super::document::DocumentKind;
use super::feedback::{Feedback, FeedbackKind, Naming};
use super::refusal::Refusal;
use crate::words::feedback as w;

/// The papers of an entry of the register of feedback, in the order of its way.
pub const OF_ENTRY: &[DocumentKind] = &[
    DocumentKind::FeedbackRegister,
    DocumentKind::FeedbackAcceptance,
    DocumentKind::FeedbackOpinion,
    DocumentKind::RatingCheck,
];

/// Holds that there is something to put on this paper, and somebody to hand it to (CP-2, CP-5).
///
/// # Errors
/// Passed up, not that far yet, nobody whom a notice could go to, or no bad rating.
pub fn require_ready(entry: &Feedback, kind: DocumentKind) -> Result<(), Refusal> {
    let nobody = entry.naming != Naming::Named;
    let what = match kind {
        _ if entry.content.is_empty() => &w::SHEET_PASSED_UP,
        DocumentKind::FeedbackAcceptance if entry.accepted_day.is_none() => &w::SHEET_NOT_ACCEPTED,
        DocumentKind::FeedbackAcceptance if nobody => &w::SHEET_NOBODY,
        DocumentKind::FeedbackOpinion if entry.second_id.is_none() => &w::SHEET_NO_OPINION,
        DocumentKind::RatingCheck if entry.kind != FeedbackKind::BadRating => &w::SHEET_NO_RATING,
        _ => return Ok(()),
    };
    Err(Refusal::rule("CP-2", what))
}

#[cfg(test)]
mod tests {
    use super::super::feedback::FeedbackState;
    use super::super::feedback::tests::entry;
    use super::super::id::OperatorId;
    use super::*;

    #[test]
    fn cp_2_a_paper_is_made_when_there_is_something_to_put_on_it() {
        let mut one = entry(FeedbackKind::Complaint, FeedbackState::Registered);
        let ready = |one: &Feedback| -> Vec<bool> {
            OF_ENTRY.iter().map(|kind| require_ready(one, *kind).is_ok()).collect()
        };
        assert_eq!(ready(&one), [false; 4], "passed up");
        one.content = "排队".to_owned();
        assert_eq!(ready(&one), [true, false, false, false]);
        one.accepted_day = Some(one.day);
        assert_eq!(ready(&one), [true, false, false, false], "nobody to notify");
        one.naming = Naming::Named;
        one.second_id = Some(OperatorId(5));
        assert_eq!(ready(&one), [true, true, true, false]);
        one.kind = FeedbackKind::BadRating;
        assert_eq!(ready(&one), [true; 4]);
    }
}
