//! The tables of ratings: slips, and what was given.

use crate::domain::rating::{Rating, RatingSlip};

record!(
    RatingSlip,
    "rating_slip",
    id,
    version,
    voided_at,
    number,
    case_id,
    enquiry_id,
    issued_day,
    operator_id
);
record!(
    Rating,
    "rating",
    id,
    version,
    voided_at,
    case_id,
    enquiry_id,
    item_id,
    item_code,
    level,
    channel,
    day,
    said,
    rated_id,
    window,
    feedback_id,
    removed_day,
    removed_reason
);
