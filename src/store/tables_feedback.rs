//! The tables of feedback: entries, whom they are about, what was done, openers, sealed identities.

use crate::domain::feedback::{Feedback, FeedbackEvent, FeedbackSubject, Opener, Sealed};
use crate::domain::recusal::Recusal;

record!(Opener, "opener", id, version, voided_at, operator_id, public_key, wrapped_key, since, ended_day);
record!(
    Feedback,
    "feedback",
    id,
    version,
    voided_at,
    number,
    channel,
    kind,
    naming,
    received_at,
    day,
    content,
    name,
    phone,
    address,
    people,
    representatives,
    item_code,
    matter,
    reference,
    review_of,
    state,
    owner_id,
    second_id,
    passed_to,
    accepted_day,
    extended_day,
    claim,
    facts,
    opinion,
    basis,
    cause,
    measure,
    rectified_day,
    answer,
    answered_day,
    satisfied,
    revisited_day,
    closed_day,
    operator_id
);
record!(FeedbackSubject, "feedback_subject", id, version, voided_at, feedback_id, operator_id);
record!(FeedbackEvent, "feedback_event", id, version, voided_at, feedback_id, at, act, text, operator_id);
record!(Sealed, "sealed", id, version, voided_at, feedback_id, opener_id, sealed_box);
record!(
    Recusal,
    "recusal",
    id,
    version,
    voided_at,
    feedback_id,
    operator_id,
    day,
    reason,
    asked_by,
    granted,
    decided_day,
    decision,
    decided_by
);
