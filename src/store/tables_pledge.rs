//! The tables of pledges.

use crate::domain::pledge::{Pledge, PledgeLink};

record!(Pledge, "pledge", id, version, voided_at, operator_id, day, text, ended_day);
record!(PledgeLink, "pledge_link", id, version, voided_at, pledge_id, card_id, visit_id, day, note);
