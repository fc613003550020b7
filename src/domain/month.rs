//! The month (月报): what the station took in, ended, kept and missed, added up by item, operator or
//! department; each rate with its numerator, its denominator and its definition.

use super::board::{CardRow, GroupBy};
use super::card::CardKind;
use super::id::{ItemId, OperatorId};
use super::named::Named;
use super::promise::{PromiseKind, Timeliness};
use crate::calendar::Day;
use crate::words::{Message, month as w};
use chrono::{Datelike as _, Months};
use std::collections::BTreeMap;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(Day);

impl Month {
    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = crate::text::fold_ascii(text.trim());
        let (year, month) = folded.split_once('-')?;
        let digits =
            |text: &str, count: usize| text.len() == count && text.chars().all(|c| c.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Self)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.next().0.pred_opt().unwrap_or(self.0)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Its days, first to last.
    pub fn days(self) -> impl Iterator<Item = Day> {
        let last = self.last();
        self.0.iter_days().take_while(move |day| *day <= last)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

named! {
    /// What is counted, one by one.
    Tally {
        /// Cases taken in: by the day of receipt.
        Taken = "taken", w::TAKEN;
        /// Of these, entered later than received (`received_reason`).
        EnteredLater = "entered-later", w::ENTERED_LATER;
        /// Cases decided: by the day of the decision.
        Decided = "decided", w::DECIDED;
        /// Cases closed (办结): by the day of closing.
        Closed = "closed", w::CLOSED;
        /// Deemed acceptances, by the day from which they hold (ON-5): not accepted in time (ON-13).
        Deemed = "deemed", w::DEEMED;
        /// Notices after the first (ON-4): not told all at once (ON-13).
        SecondNotice = "second-notices", w::SECOND_NOTICES;
        /// Denials decided and refusals closed without reasons (ON-13).
        NoReason = "no-reasons", w::NO_REASONS;
        /// Yellow cards issued.
        Yellow = "yellow-cards", w::YELLOW;
        /// Red cards issued.
        Red = "red-cards", w::RED;
        /// Urgings issued.
        Urge = "urgings", w::URGINGS;
        /// Of the yellow and red cards, those without a conclusion.
        NotConcluded = "not-concluded", w::NOT_CONCLUDED;
    }
}

impl Tally {
    /// The tally of a card that was issued.
    #[must_use]
    pub fn of_card(kind: CardKind) -> Self {
        match kind {
            CardKind::Yellow => Self::Yellow,
            CardKind::Red => Self::Red,
            CardKind::Urge => Self::Urge,
        }
    }
}

/// So many of something on one day, of one item, by one operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What.
    pub what: Tally,
    /// The day.
    pub day: Day,
    /// The item, where there is one.
    pub item: Option<ItemId>,
    /// Whose it is: of a case and of a promise who works on it, of a card who is to answer.
    pub owner: OperatorId,
    /// How many.
    pub n: usize,
}

/// A committed or statutory limit whose outcome was fixed on a day of the month: it was kept, or its due
/// day passed without that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Committed or statutory.
    pub kind: PromiseKind,
    /// The item, where there is one.
    pub item: Option<ItemId>,
    /// Who owes it.
    pub owner: OperatorId,
    /// How: early and on time by the day on which it was kept, late by the due day that passed (CL-19).
    pub how: Timeliness,
}

/// A committed limit of at least a day that was kept in the month, in time or late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The item, where there is one.
    pub item: Option<ItemId>,
    /// Who owed it.
    pub owner: OperatorId,
    /// The working days that it took: those in `(start, end]` (CL-15) but for the paused ones (SU-2).
    pub used: u32,
    /// The working days that it had: the same count to its due day.
    pub had: u32,
}

/// Everything of one month that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// What is counted one by one.
    pub counts: Vec<Count>,
    /// The limits whose outcome was fixed.
    pub settled: Vec<Settled>,
    /// The committed limits that were kept.
    pub kept: Vec<Kept>,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many of them.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Rate {
    /// In tenths of a per cent, rounded, but 100 % for all only; nothing of nothing.
    #[must_use]
    pub fn permille(self) -> Option<usize> {
        let rounded = (self.part * 2000 + self.whole).checked_div(self.whole * 2)?;
        Some(if self.part < self.whole { rounded.min(999) } else { rounded })
    }

    /// As people read it: `96.7%`, and `—` where there is nothing to divide by.
    #[must_use]
    pub fn text(self) -> String {
        match self.permille() {
            Some(permille) => format!("{}.{}%", permille / 10, permille % 10),
            None => w::NO_RATE.to_owned(),
        }
    }
}

/// How limits of one kind ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ends {
    /// Kept before the due day.
    pub early: usize,
    /// Kept on the due day.
    pub on_day: usize,
    /// Not kept when the due day was over.
    pub late: usize,
}

impl Ends {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.early + self.on_day + self.late
    }

    /// The on-time rate (按时率): kept by the due day, of all whose outcome was fixed.
    #[must_use]
    pub fn on_time(self) -> Rate {
        Rate { part: self.early + self.on_day, whole: self.all() }
    }

    /// The early rate (提前率): kept before the due day, of all whose outcome was fixed.
    #[must_use]
    pub fn early(self) -> Rate {
        Rate { part: self.early, whole: self.all() }
    }

    fn add(&mut self, how: Timeliness) {
        match how {
            Timeliness::Early => self.early += 1,
            Timeliness::OnTime => self.on_day += 1,
            Timeliness::Late => self.late += 1,
        }
    }
}

/// The figures of a month, of the whole station or of one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    counts: BTreeMap<Tally, usize>,
    /// How the committed limits ended (CL-19).
    pub committed: Ends,
    /// How the statutory limits ended.
    pub statutory: Ends,
    /// The working days that kept committed limits took, ascending.
    used: Vec<u32>,
    /// The working days that they had, ascending.
    had: Vec<u32>,
}

impl Figures {
    /// How many of something.
    #[must_use]
    pub fn count(&self, what: Tally) -> usize {
        self.counts.get(&what).copied().unwrap_or(0)
    }

    /// The median of the working days that a kept committed limit took; nothing where none was kept.
    #[must_use]
    pub fn median_used(&self) -> Option<u32> {
        nearest_rank(&self.used, 50)
    }

    /// The 90th percentile of the working days that a kept committed limit took.
    #[must_use]
    pub fn ninety_used(&self) -> Option<u32> {
        nearest_rank(&self.used, 90)
    }

    /// The median of the working days that they had.
    #[must_use]
    pub fn median_had(&self) -> Option<u32> {
        nearest_rank(&self.had, 50)
    }

    fn sort(&mut self) {
        self.used.sort_unstable();
        self.had.sort_unstable();
    }
}

/// The value at rank `ceil(percent * n / 100)` of an ascending list.
fn nearest_rank(values: &[u32], percent: usize) -> Option<u32> {
    let rank = (values.len() * percent).div_ceil(100);
    rank.checked_sub(1).and_then(|at| values.get(at)).copied()
}

/// The groups in which the month can be added up.
pub const GROUPS: [GroupBy; 3] = [GroupBy::Item, GroupBy::Owner, GroupBy::Department];

/// One group of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The item's code, the operator's code, the department's name; empty where there is none.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

impl Facts {
    /// The figures of everything.
    #[must_use]
    pub fn all(&self) -> Figures {
        self.grouped(|_, _| ()).into_values().next().unwrap_or_default()
    }

    /// The figures of each group, by what `of` makes of an item and an operator.
    pub fn grouped<K: Ord>(&self, of: impl Fn(Option<ItemId>, OperatorId) -> K) -> BTreeMap<K, Figures> {
        let mut groups: BTreeMap<K, Figures> = BTreeMap::new();
        for count in &self.counts {
            let figures = groups.entry(of(count.item, count.owner)).or_default();
            *figures.counts.entry(count.what).or_default() += count.n;
        }
        for settled in &self.settled {
            let figures = groups.entry(of(settled.item, settled.owner)).or_default();
            match settled.kind {
                PromiseKind::Statutory => figures.statutory.add(settled.how),
                _ => figures.committed.add(settled.how),
            }
        }
        for kept in &self.kept {
            let figures = groups.entry(of(kept.item, kept.owner)).or_default();
            figures.used.push(kept.used);
            figures.had.push(kept.had);
        }
        groups.values_mut().for_each(Figures::sort);
        groups
    }

    /// How many of something on each day of the month.
    #[must_use]
    pub fn by_day(&self, what: Tally, month: Month) -> Vec<(Day, usize)> {
        let mut days: BTreeMap<Day, usize> = month.days().map(|day| (day, 0)).collect();
        for count in self.counts.iter().filter(|count| count.what == what) {
            *days.entry(count.day).or_default() += count.n;
        }
        days.into_iter().collect()
    }
}

/// What a group is called: the code and the name of an item or an operator, and an item's department.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Code, name and competent department of each item.
    pub items: BTreeMap<ItemId, (String, String, String)>,
    /// Code and name of each operator.
    pub operators: BTreeMap<OperatorId, (String, String)>,
}

/// The month as it is shown and exported.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which month.
    pub month: Month,
    /// Whose it is: the station's name, marked where it is a demo.
    pub station: String,
    /// The day on which it was counted.
    pub as_of: Day,
    /// What is counted.
    pub facts: Facts,
    /// The figures of everything.
    pub all: Figures,
    /// The figures of everything in the month before.
    pub before: Figures,
    /// What groups are called.
    pub names: Names,
    /// The month's cards that have no conclusion yet (问责), oldest first.
    pub not_concluded: Vec<CardRow>,
}

impl Report {
    /// The figures added up by item, operator or department, in the order of their keys.
    #[must_use]
    pub fn groups(&self, by: GroupBy) -> Vec<Group> {
        let found = self.facts.grouped(|item, owner| {
            let item = item.and_then(|item| self.names.items.get(&item));
            match by {
                GroupBy::Item => item.map(|(code, name, _)| (code.clone(), name.clone())),
                GroupBy::Department => {
                    item.map(|(_, _, body)| (body.clone(), body.clone())).filter(|(body, _)| !body.is_empty())
                }
                _ => self.names.operators.get(&owner).cloned(),
            }
            .unwrap_or_default()
        });
        found.into_iter().map(|((key, name), figures)| Group { key, name, figures }).collect()
    }
}

named! {
    /// A figure of the month as it stands in a table, on the screen and in a file.
    Figure {
        /// See [`Tally::Taken`].
        Taken = "taken", w::TAKEN;
        /// See [`Tally::EnteredLater`].
        EnteredLater = "entered-later", w::ENTERED_LATER;
        /// See [`Tally::Decided`].
        Decided = "decided", w::DECIDED;
        /// See [`Tally::Closed`].
        Closed = "closed", w::CLOSED;
        /// The on-time rate of committed limits.
        OnTime = "on-time", w::ON_TIME;
        /// The early rate of committed limits.
        Early = "early", w::EARLY;
        /// The on-time rate of statutory limits.
        LawOnTime = "law-on-time", w::LAW_ON_TIME;
        /// The median of the working days used.
        MedianUsed = "median-used", w::MEDIAN_USED;
        /// The 90th percentile of the working days used.
        NinetyUsed = "p90-used", w::NINETY_USED;
        /// The median of the working days that there were.
        MedianHad = "median-limit", w::MEDIAN_HAD;
        /// See [`Tally::Deemed`].
        Deemed = "deemed", w::DEEMED;
        /// See [`Tally::SecondNotice`].
        SecondNotices = "second-notices", w::SECOND_NOTICES;
        /// See [`Tally::NoReason`].
        NoReasons = "no-reasons", w::NO_REASONS;
        /// See [`Tally::Yellow`].
        Yellow = "yellow-cards", w::YELLOW;
        /// See [`Tally::Red`].
        Red = "red-cards", w::RED;
        /// See [`Tally::Urge`].
        Urgings = "urgings", w::URGINGS;
        /// See [`Tally::NotConcluded`].
        NotConcluded = "not-concluded", w::NOT_CONCLUDED;
    }
}

/// What a figure is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// A number of things.
    Count(usize),
    /// A part of a whole.
    Rate(Rate),
    /// Working days; nothing where there is nothing to count.
    Days(Option<u32>),
}

impl Worth {
    /// As people read it.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Rate(rate) => rate.text(),
            Self::Days(Some(days)) => days.to_string(),
            Self::Days(None) => w::NO_RATE.to_owned(),
        }
    }

    /// As [`Worth::text`], a rate with what it is made of: `96.7% (88/91)`.
    #[must_use]
    pub fn in_full(self) -> String {
        match self {
            Self::Rate(rate) => format!("{} ({}/{})", rate.text(), rate.part, rate.whole),
            other => other.text(),
        }
    }

    /// By what it is ordered: nothing to count comes last.
    #[must_use]
    pub fn rank(self) -> Option<usize> {
        match self {
            Self::Count(n) => Some(n),
            Self::Rate(rate) => rate.permille(),
            Self::Days(days) => days.and_then(|days| usize::try_from(days).ok()),
        }
    }
}

impl Figure {
    /// What it is worth in these figures.
    #[must_use]
    pub fn of(self, figures: &Figures) -> Worth {
        match self {
            Self::OnTime => Worth::Rate(figures.committed.on_time()),
            Self::Early => Worth::Rate(figures.committed.early()),
            Self::LawOnTime => Worth::Rate(figures.statutory.on_time()),
            Self::MedianUsed => Worth::Days(figures.median_used()),
            Self::NinetyUsed => Worth::Days(figures.ninety_used()),
            Self::MedianHad => Worth::Days(figures.median_had()),
            // Every other figure is a tally of the same word.
            counted => Worth::Count(Tally::from_word(counted.word()).map_or(0, |what| figures.count(what))),
        }
    }

    /// How it is reckoned, in a sentence.
    #[must_use]
    pub fn definition(self) -> Message {
        match self {
            Self::Taken => &w::TAKEN_IS,
            Self::EnteredLater => &w::ENTERED_LATER_IS,
            Self::Decided => &w::DECIDED_IS,
            Self::Closed => &w::CLOSED_IS,
            Self::OnTime => &w::ON_TIME_IS,
            Self::Early => &w::EARLY_IS,
            Self::LawOnTime => &w::LAW_ON_TIME_IS,
            Self::MedianUsed => &w::MEDIAN_USED_IS,
            Self::NinetyUsed => &w::NINETY_USED_IS,
            Self::MedianHad => &w::MEDIAN_HAD_IS,
            Self::Deemed => &w::DEEMED_IS,
            Self::SecondNotices => &w::SECOND_NOTICES_IS,
            Self::NoReasons => &w::NO_REASONS_IS,
            Self::Yellow => &w::YELLOW_IS,
            Self::Red => &w::RED_IS,
            Self::Urgings => &w::URGINGS_IS,
            Self::NotConcluded => &w::NOT_CONCLUDED_IS,
        }
        .msg()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_days() {
        let month = Month::parse("2028-02").unwrap();
        assert_eq!(month.last().to_string(), "2028-02-29");
        assert_eq!(month.days().count(), 29);
        assert_eq!(
            (month.previous().to_string(), month.next().to_string()),
            ("2028-01".into(), "2028-03".into())
        );
        assert_eq!(Month::parse("２０２６-１２").unwrap().next().to_string(), "2027-01");
        for bad in ["", "2026", "2026-13", "2026-0", "26-11", "2026-11-01", "2026-+1"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_rate_is_whole_only_when_nothing_is_missing() {
        let rate = |part, whole| Rate { part, whole }.text();
        assert_eq!(rate(0, 0), "—");
        assert_eq!(rate(0, 3), "0.0%");
        assert_eq!(rate(2, 3), "66.7%");
        assert_eq!(rate(1, 3), "33.3%");
        assert_eq!(rate(9_999, 10_000), "99.9%");
        assert_eq!(rate(7, 7), "100.0%");
    }

    #[test]
    fn percentiles_are_values_that_were_there() {
        assert_eq!(nearest_rank(&[], 50), None);
        assert_eq!(nearest_rank(&[4], 90), Some(4));
        let ten: Vec<u32> = (1..=10).collect();
        assert_eq!((nearest_rank(&ten, 50), nearest_rank(&ten, 90)), (Some(5), Some(9)));
    }

    #[test]
    fn cl_19_a_limit_counts_once_and_a_late_one_lowers_both_rates() {
        let ends = Ends { early: 6, on_day: 2, late: 2 };
        assert_eq!(ends.on_time(), Rate { part: 8, whole: 10 });
        assert_eq!(ends.early(), Rate { part: 6, whole: 10 });
    }

    #[test]
    fn every_counted_figure_is_a_tally_of_the_same_word() {
        let mut figures = Figures::default();
        for what in Tally::ALL {
            figures.counts.insert(*what, 7);
        }
        for figure in Figure::ALL {
            if let Worth::Count(n) = figure.of(&figures) {
                assert_eq!(n, 7, "{}", figure.word());
            }
        }
    }
}
