//! What came in over a quarter added up: by channel, kind, item, month and cause, how much of it was answered in time,
//! and who was satisfied; and the version for the board outside, without persons.

use super::feedback::{Feedback, FeedbackState};
use super::month::Rate;
use crate::words::{Lang, feedback as w};

/// Below how many entries a line of the public version is not shown by itself, since it would point at people (RT-4).
pub const PUBLIC_LEAST: usize = 5;
/// How many causes are named.
pub const CAUSES_MOST: usize = 5;

named! {
    /// By what feedback is added up.
    FeedbackBy {
        /// 渠道.
        Channel = "channel", w::BY_CHANNEL;
        /// 类别.
        Kind = "kind", w::BY_KIND;
        /// 事项.
        Item = "item", w::BY_ITEM;
        /// 月份.
        Month = "month", w::BY_MONTH;
        /// 原因.
        Cause = "cause", w::BY_CAUSE;
    }
}

/// An entry, and whether a limit of its answer was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackFact {
    /// The entry.
    pub entry: Feedback,
    /// Whether a day of its answer passed unkept (CP-2, CP-3).
    pub late: bool,
}

/// A line of the sums.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedbackSum {
    /// What it is of: a channel, a kind, an item's code, a month, a cause; empty for all together.
    pub title: String,
    /// How many came in.
    pub received: usize,
    /// How many are still open.
    pub open: usize,
    /// How many were answered.
    pub answered: usize,
    /// Of those how many within every limit.
    pub in_time: usize,
    /// How many were asked again.
    pub revisited: usize,
    /// Of those how many are satisfied.
    pub satisfied: usize,
}

impl FeedbackSum {
    /// Answered within every limit, of what was answered.
    #[must_use]
    pub fn on_time(&self) -> Rate {
        Rate { part: self.in_time, whole: self.answered }
    }

    /// Satisfied, of who was asked again.
    #[must_use]
    pub fn content(&self) -> Rate {
        Rate { part: self.satisfied, whole: self.revisited }
    }

    fn add(&mut self, fact: &FeedbackFact) {
        let entry = &fact.entry;
        self.received += 1;
        self.open += usize::from(entry.state.open());
        if entry.answered_day.is_some() {
            self.answered += 1;
            self.in_time += usize::from(!fact.late);
        }
        if let Some(satisfied) = entry.satisfied {
            self.revisited += 1;
            self.satisfied += usize::from(satisfied);
        }
    }
}

/// Everything together.
#[must_use]
pub fn total(facts: &[FeedbackFact]) -> FeedbackSum {
    let mut sum = FeedbackSum::default();
    facts.iter().for_each(|fact| sum.add(fact));
    sum
}

/// The sums by one thing, the largest first; months in their order.
#[must_use]
pub fn sums(facts: &[FeedbackFact], by: FeedbackBy, lang: Lang) -> Vec<FeedbackSum> {
    let mut sums: Vec<FeedbackSum> = Vec::new();
    for fact in facts {
        let entry = &fact.entry;
        let title = match by {
            FeedbackBy::Channel => entry.channel.phrase().say(lang).to_owned(),
            FeedbackBy::Kind => entry.kind.phrase().say(lang).to_owned(),
            FeedbackBy::Item => entry.item_code.clone(),
            FeedbackBy::Month => entry.day.format("%Y-%m").to_string(),
            FeedbackBy::Cause => entry.cause.clone(),
        };
        // What was passed on has no cause that this station found, and no item says nothing either.
        if title.is_empty() && by == FeedbackBy::Cause {
            continue;
        }
        match sums.iter_mut().find(|sum| sum.title == title) {
            Some(sum) => sum.add(fact),
            None => {
                let mut sum = FeedbackSum { title, ..FeedbackSum::default() };
                sum.add(fact);
                sums.push(sum);
            }
        }
    }
    match by {
        FeedbackBy::Month => sums.sort_by(|one, other| one.title.cmp(&other.title)),
        _ => sums.sort_by(|one, other| (other.received, &one.title).cmp(&(one.received, &other.title))),
    }
    if by == FeedbackBy::Cause {
        sums.truncate(CAUSES_MOST);
    }
    sums
}

/// The same for the board outside: lines of fewer than [`PUBLIC_LEAST`] entries stand together under `rest`, and where
/// even they are too few, nowhere (RT-4).
#[must_use]
pub fn public(sums: Vec<FeedbackSum>, rest: &str) -> Vec<FeedbackSum> {
    let (mut shown, few): (Vec<_>, Vec<_>) = sums.into_iter().partition(|sum| sum.received >= PUBLIC_LEAST);
    let mut other = FeedbackSum { title: rest.to_owned(), ..FeedbackSum::default() };
    for sum in few {
        other.received += sum.received;
        other.open += sum.open;
        other.answered += sum.answered;
        other.in_time += sum.in_time;
        other.revisited += sum.revisited;
        other.satisfied += sum.satisfied;
    }
    shown.extend((other.received >= PUBLIC_LEAST).then_some(other));
    shown
}

/// Whether an entry was passed on.
#[must_use]
pub fn passed_on(facts: &[FeedbackFact]) -> usize {
    facts.iter().filter(|fact| fact.entry.state == FeedbackState::PassedOn).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::tests::entry;
    use crate::domain::feedback::{FeedbackChannel, FeedbackKind};

    fn fact(channel: FeedbackChannel, answered: bool, late: bool, satisfied: Option<bool>) -> FeedbackFact {
        let state = if answered { FeedbackState::Answered } else { FeedbackState::Assigned };
        let mut entry = entry(FeedbackKind::Complaint, state);
        entry.channel = channel;
        entry.answered_day = answered.then_some(entry.day);
        entry.satisfied = satisfied;
        FeedbackFact { entry, late }
    }

    #[test]
    fn a_quarter_says_how_much_was_answered_in_time_and_who_was_satisfied() {
        let facts = [
            fact(FeedbackChannel::Box, true, false, Some(true)),
            fact(FeedbackChannel::Box, true, true, Some(false)),
            fact(FeedbackChannel::Card, false, true, None),
        ];
        let all = total(&facts);
        assert_eq!((all.received, all.open, all.answered, all.in_time), (3, 3, 2, 1));
        assert_eq!((all.revisited, all.satisfied), (2, 1));
        let by = sums(&facts, FeedbackBy::Channel, Lang::En);
        let lines: Vec<(&str, usize)> = by.iter().map(|sum| (sum.title.as_str(), sum.received)).collect();
        assert_eq!(lines, [("box", 2), ("card", 1)]);
        assert_eq!((all.on_time().permille(), all.content().permille()), (Some(500), Some(500)));
    }

    #[test]
    fn rt_4_the_public_version_shows_no_line_of_few_people() {
        let many = (0..5).map(|_| fact(FeedbackChannel::Box, true, false, None));
        let few = [FeedbackChannel::Card, FeedbackChannel::Letter];
        let facts: Vec<FeedbackFact> =
            many.chain(few.iter().map(|channel| fact(*channel, true, false, None))).collect();
        let shown = public(sums(&facts, FeedbackBy::Channel, Lang::En), "other");
        assert_eq!(shown.iter().map(|sum| sum.title.as_str()).collect::<Vec<_>>(), ["box"]);
        let more: Vec<FeedbackFact> = facts
            .iter()
            .cloned()
            .chain((0..3).map(|_| fact(FeedbackChannel::Visit, true, false, None)))
            .collect();
        let shown = public(sums(&more, FeedbackBy::Channel, Lang::En), "other");
        let lines: Vec<(&str, usize)> = shown.iter().map(|sum| (sum.title.as_str(), sum.received)).collect();
        assert_eq!(lines, [("box", 5), ("other", 5)]);
    }
}
