//! Disposal (销毁): a person's record goes after the retention period, by two people (A13).

use super::id::{DisposalId, OperatorId, PersonId};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, resident as w};

/// A proposal to dispose of a person's record, and its approval by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposal {
    /// Its id.
    pub id: DisposalId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Whose record.
    pub person_id: PersonId,
    /// Why.
    pub reason: String,
    /// When it was proposed.
    pub proposed_at: Stamp,
    /// By whom.
    pub proposed_by: OperatorId,
    /// When it was carried out.
    pub approved_at: Option<Stamp>,
    /// By whom.
    pub approved_by: Option<OperatorId>,
}

/// What still holds a record back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Open cases, running promises, a pairing, a double that points to it: each in words.
    pub by: Vec<Message>,
    /// The day of the last thing that happened with it.
    pub last: Option<Day>,
}

/// A record may go once nothing holds it and its retention period is over.
///
/// # Errors
/// Something still holds it, or the period runs, with the day of its end.
pub fn require_over(held: &Held, retention: u32, today: Day) -> Result<(), Refusal> {
    if let Some(first) = held.by.first() {
        return Err(Refusal::rule("A13", w::DISPOSAL_HELD.with("why", first.clone()))
            .advise(&w::DISPOSAL_HELD_ADVICE));
    }
    let over = held.last.and_then(|last| last.checked_add_days(chrono::Days::new(u64::from(retention))));
    match over {
        Some(over) if over >= today => {
            Err(Refusal::rule("A13", w::DISPOSAL_EARLY.with("day", over.to_string()))
                .advise(&w::DISPOSAL_EARLY_ADVICE))
        }
        _ => Ok(()),
    }
}

/// Whoever approves is another than whoever proposed.
///
/// # Errors
/// The same operator.
pub fn require_second(proposal: &Disposal, approver: OperatorId) -> Result<(), Refusal> {
    if proposal.proposed_by == approver {
        return Err(Refusal::rule("A13", &w::DISPOSAL_SAME).advise(&w::DISPOSAL_SAME_ADVICE));
    }
    Ok(())
}
