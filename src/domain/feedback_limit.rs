//! Which rules limit an entry of the register, from the most particular to the most general (CP-2, CP-3, CP-8 to CP-12,
//! RT-9).

use super::Named as _;
use super::feedback::{Feedback, FeedbackChannel, FeedbackKind};
use crate::calendar::Day;

/// A rule that may limit something, and the day from which it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The `what` of the rule in a profile.
    pub what: String,
    /// The day that is not counted (CL-10).
    pub start: Day,
}

impl Limit {
    /// The rule of `what`, counted from `start`.
    #[must_use]
    pub fn of(what: &str, start: Day) -> Self {
        Self { what: what.to_owned(), start }
    }
}

/// What limits the first step: accepting or passing on, or all of an order of the hotline; the first that a profile in
/// force gives binds. Nothing is owed for praise.
#[must_use]
pub fn first_step(entry: &Feedback) -> Vec<Limit> {
    let day = entry.day;
    match (entry.kind, entry.channel) {
        (FeedbackKind::Praise, _) => Vec::new(),
        (FeedbackKind::Report, _) => vec![Limit::of("report-pass-up", day)],
        // CP-12: a place may have limits of its own by kind.
        (kind, FeedbackChannel::Order) => {
            vec![Limit::of(&format!("order-{}", kind.word()), day), Limit::of("order", day)]
        }
        (FeedbackKind::BadRating, _) => {
            vec![Limit::of("rating-contact", day), Limit::of("feedback-acceptance", day)]
        }
        _ => vec![Limit::of("feedback-acceptance", day)],
    }
}

/// What limits the answer to an entry that is accepted on `accepted`, likewise; nothing new where an order of the hotline
/// keeps the limit that it came with (CP-12).
///
/// A limit on complaints about one item (CP-9) counts from the day on which the complaint came in: accepting it late
/// leaves no more time.
#[must_use]
pub fn answer(entry: &Feedback, accepted: Day) -> Vec<Limit> {
    match entry.kind {
        _ if entry.channel == FeedbackChannel::Order => Vec::new(),
        _ if entry.review_of.is_some() => vec![Limit::of("feedback-review", accepted)],
        FeedbackKind::BadRating => vec![Limit::of("rating-simple", accepted)],
        FeedbackKind::Complaint if !entry.item_code.is_empty() => {
            let particular = format!("feedback-handling-{}", entry.item_code.to_ascii_lowercase());
            vec![Limit::of(&particular, entry.day), Limit::of("feedback-handling", accepted)]
        }
        _ => vec![Limit::of("feedback-handling", accepted)],
    }
}

/// The `what` of the rule that gives an entry its one extension, and of the one that says how many days before the end
/// it must be asked for (CP-3, CP-12).
#[must_use]
pub fn extension(entry: &Feedback) -> (&'static str, &'static str) {
    match entry.channel {
        FeedbackChannel::Order => ("order-extension", "order-extension-ahead"),
        _ => ("feedback-extension", "feedback-extension-ahead"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::feedback::FeedbackState;
    use super::super::feedback::tests::entry;
    use super::super::id::FeedbackId;
    use super::*;

    fn whats(limits: &[Limit]) -> Vec<&str> {
        limits.iter().map(|one| one.what.as_str()).collect()
    }

    #[test]
    fn cp_2_cp_12_rt_9_the_most_particular_rule_is_asked_for_first() {
        let mut one = entry(FeedbackKind::Complaint, FeedbackState::Registered);
        assert_eq!(whats(&first_step(&one)), ["feedback-acceptance"]);
        one.channel = FeedbackChannel::Order;
        assert_eq!(whats(&first_step(&one)), ["order-complaint", "order"]);
        one.kind = FeedbackKind::Request;
        assert_eq!(whats(&first_step(&one)), ["order-request", "order"]);
        let bad = entry(FeedbackKind::BadRating, FeedbackState::Registered);
        assert_eq!(whats(&first_step(&bad)), ["rating-contact", "feedback-acceptance"]);
        let report = entry(FeedbackKind::Report, FeedbackState::Registered);
        assert_eq!(whats(&first_step(&report)), ["report-pass-up"]);
        assert!(first_step(&entry(FeedbackKind::Praise, FeedbackState::Registered)).is_empty());
    }

    #[test]
    fn cp_9_a_complaint_about_an_item_counts_from_the_day_it_came_in() {
        let accepted = "2026-06-09".parse().unwrap();
        let mut one = entry(FeedbackKind::Complaint, FeedbackState::Registered);
        assert_eq!(whats(&answer(&one, accepted)), ["feedback-handling"]);
        one.item_code = "MZ01".to_owned();
        let limits = answer(&one, accepted);
        assert_eq!(whats(&limits), ["feedback-handling-mz01", "feedback-handling"]);
        assert_eq!(limits.iter().map(|one| one.start).collect::<Vec<_>>(), [one.day, accepted]);
        one.review_of = Some(FeedbackId(2));
        assert_eq!(whats(&answer(&one, accepted)), ["feedback-review"]);
        one.channel = FeedbackChannel::Order;
        assert!(answer(&one, accepted).is_empty());
    }
}
