//! Recusal (回避): that somebody keeps out of an entry of the register of feedback because of an interest of theirs, on the
//! head's decision (CP-6, CP-11).

use super::id::{FeedbackId, OperatorId, RecusalId};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Phrase, feedback as w};

/// How often it may be asked for the same person: once, and one review (CP-11).
pub const ASKED_MOST: usize = 2;

/// That somebody is asked to keep out, and what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Its id.
    pub id: RecusalId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The entry.
    pub feedback_id: FeedbackId,
    /// Who is to keep out.
    pub operator_id: OperatorId,
    /// The day on which it was asked for.
    pub day: Day,
    /// Why; empty once the entry was passed up (CP-10).
    pub reason: String,
    /// Who wrote it down.
    pub asked_by: OperatorId,
    /// Whether they keep out; nothing until it is decided.
    pub granted: Option<bool>,
    /// The day of the decision.
    pub decided_day: Option<Day>,
    /// Why it was decided so; likewise empty.
    pub decision: String,
    /// Who decided.
    pub decided_by: Option<OperatorId>,
}

/// Whether `one` keeps out of the entry that these are about.
#[must_use]
pub fn keeps_out(recusals: &[Recusal], one: OperatorId) -> bool {
    recusals.iter().any(|recusal| recusal.operator_id == one && recusal.granted == Some(true))
}

/// The one that waits for a decision.
#[must_use]
pub fn pending(recusals: &[Recusal]) -> Option<&Recusal> {
    recusals.iter().find(|recusal| recusal.granted.is_none())
}

/// What people say of a decision, or of its waiting.
#[must_use]
pub fn state_of(granted: Option<bool>) -> &'static Phrase {
    match granted {
        None => &w::RECUSAL_UNDECIDED,
        Some(true) => &w::RECUSAL_GRANTED,
        Some(false) => &w::RECUSAL_DENIED,
    }
}

/// CP-11: one is decided at a time, and what was refused may be asked for once more, as a review.
///
/// # Errors
/// One waits, they keep out already, or it was refused twice.
pub fn require_askable(recusals: &[Recusal], one: OperatorId) -> Result<(), Refusal> {
    if pending(recusals).is_some() {
        return Err(Refusal::rule("CP-11", &w::RECUSAL_WAITS).advise(&w::RECUSAL_WAITS_ADVICE));
    }
    if keeps_out(recusals, one) {
        return Err(Refusal::rule("CP-11", &w::RECUSED_ALREADY));
    }
    if recusals.iter().filter(|recusal| recusal.operator_id == one).count() >= ASKED_MOST {
        return Err(Refusal::rule("CP-11", &w::RECUSAL_REVIEWED).advise(&w::RECUSAL_REVIEWED_ADVICE));
    }
    Ok(())
}

/// The one that waits, for whoever decides on it: nobody decides on their own (CP-11).
///
/// # Errors
/// None waits, or it is about `actor`.
pub fn require_decidable(recusals: &[Recusal], actor: OperatorId) -> Result<&Recusal, Refusal> {
    let waiting = pending(recusals).ok_or_else(|| Refusal::rule("CP-11", &w::NO_RECUSAL))?;
    if waiting.operator_id == actor {
        return Err(Refusal::rule("CP-11", &w::OWN_RECUSAL).advise(&w::OWN_RECUSAL_ADVICE));
    }
    Ok(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recusal(operator: i64, granted: Option<bool>) -> Recusal {
        Recusal {
            id: RecusalId(1),
            version: 1,
            voided_at: None,
            feedback_id: FeedbackId(1),
            operator_id: OperatorId(operator),
            day: "2026-06-01".parse().unwrap(),
            reason: String::new(),
            asked_by: OperatorId(9),
            granted,
            decided_day: None,
            decision: String::new(),
            decided_by: None,
        }
    }

    #[test]
    fn cp_11_it_is_asked_for_once_and_reviewed_once() {
        let no = || recusal(1, Some(false));
        for (recusals, may) in [
            (vec![], true),
            (vec![no()], true),
            (vec![no(), no()], false),
            (vec![recusal(1, None)], false),
            (vec![recusal(2, None)], false),
            (vec![recusal(1, Some(true))], false),
            (vec![recusal(2, Some(true)), recusal(2, Some(false)), no()], true),
        ] {
            let found = require_askable(&recusals, OperatorId(1));
            assert_eq!(found.is_ok(), may, "{recusals:?}");
            assert!(found.err().is_none_or(|refusal| refusal.rule == Some("CP-11")));
        }
        assert!(keeps_out(&[no(), recusal(1, Some(true))], OperatorId(1)));
        assert!(!keeps_out(&[no(), recusal(2, Some(true))], OperatorId(1)));
    }
}
