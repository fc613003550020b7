//! Ratings (好差评): five levels, given once a matter and never changed, and the rates that are published (A7).

use super::feedback::{FeedbackChannel, NUMBER_LENGTH, number_of};
use super::id::{CaseId, EnquiryId, FeedbackId, ItemId, OperatorId, RatingId, RatingSlipId};
use super::month::Rate;
use super::named::Named as _;
use crate::calendar::{Day, Stamp};
use crate::words::Phrase;
use crate::words::rating as w;
use std::collections::BTreeMap;

/// With fewer ratings that count than this, nothing that is reckoned from their levels is shown (RT-4).
pub const RATINGS_LEAST: usize = 5;

named! {
    /// How satisfied somebody is (RT-1), the best first.
    RatingLevel {
        /// 非常满意, 5.
        VerySatisfied = "very-satisfied", w::LEVEL_5;
        /// 满意, 4.
        Satisfied = "satisfied", w::LEVEL_4;
        /// 基本满意, 3.
        Fair = "fair", w::LEVEL_3;
        /// 不满意, 2.
        Dissatisfied = "dissatisfied", w::LEVEL_2;
        /// 非常不满意, 1.
        VeryDissatisfied = "very-dissatisfied", w::LEVEL_1;
    }
}

impl RatingLevel {
    /// Its number: 5 is the best, 1 the worst.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::VerySatisfied => 5,
            Self::Satisfied => 4,
            Self::Fair => 3,
            Self::Dissatisfied => 2,
            Self::VeryDissatisfied => 1,
        }
    }

    /// The level with this number, 1 to 5.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.number() == number)
    }

    /// Whether it is bad (差评): 2 and 1 (RT-1).
    #[must_use]
    pub fn bad(self) -> bool {
        self.number() <= 2
    }
}

named! {
    /// How a rating came in (RT-5).
    RatingChannel {
        /// 窗口评价器.
        Device = "device", w::CHANNEL_DEVICE;
        /// 评价单.
        Slip = "slip", w::CHANNEL_SLIP;
        /// 电话.
        Phone = "phone", w::CHANNEL_PHONE;
        /// 12345.
        Order = "12345", w::CHANNEL_ORDER;
        /// 意见箱.
        Box = "box", w::CHANNEL_BOX;
    }
}

impl RatingChannel {
    /// The channel of the entry of feedback that a bad rating opens.
    #[must_use]
    pub fn feedback(self) -> FeedbackChannel {
        match self {
            Self::Device => FeedbackChannel::Device,
            Self::Slip => FeedbackChannel::Card,
            Self::Phone => FeedbackChannel::Hotline,
            Self::Order => FeedbackChannel::Order,
            Self::Box => FeedbackChannel::Box,
        }
    }

    /// Whether it has to bring the number of a slip: paper names no case by itself.
    #[must_use]
    pub fn on_paper(self) -> bool {
        matches!(self, Self::Slip | Self::Box)
    }
}

named! {
    /// By what the rates are told.
    RatingsBy {
        /// All together.
        Total = "total", w::BY_TOTAL;
        /// By item.
        Item = "item", w::BY_ITEM;
        /// By window.
        Window = "window", w::BY_WINDOW;
        /// By who handled it.
        Person = "person", w::BY_PERSON;
        /// By the month in which it was finished.
        Month = "month", w::BY_MONTH;
    }
}

impl RatingsBy {
    /// Whether everybody may see them; the others are for those who lead.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(self, Self::Total | Self::Item)
    }
}

named! {
    /// A rate that is published (RT-10).
    RateKind {
        /// 主动评价率.
        Active = "active", w::RATE_ACTIVE;
        /// 好评率.
        Good = "good", w::RATE_GOOD;
        /// 差评整改率.
        Rectified = "rectified", w::RATE_RECTIFIED;
        /// 按期整改率.
        InTime = "in-time", w::RATE_IN_TIME;
        /// 回访率.
        Revisited = "revisited", w::RATE_REVISITED;
    }
}

impl RateKind {
    /// How it is reckoned, in a line.
    #[must_use]
    pub fn definition(self) -> &'static Phrase {
        match self {
            Self::Active => &w::DEFINE_ACTIVE,
            Self::Good => &w::DEFINE_GOOD,
            Self::Rectified => &w::DEFINE_RECTIFIED,
            Self::InTime => &w::DEFINE_IN_TIME,
            Self::Revisited => &w::DEFINE_REVISITED,
        }
    }
}

/// What is rated: a case (一事一评) or an enquiry (一次一评) (RT-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// A case.
    Case(CaseId),
    /// An enquiry.
    Enquiry(EnquiryId),
}

impl Matter {
    /// The case, where it is one.
    #[must_use]
    pub fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(id) => Some(id),
            Self::Enquiry(_) => None,
        }
    }

    /// The enquiry, where it is one.
    #[must_use]
    pub fn enquiry(self) -> Option<EnquiryId> {
        match self {
            Self::Case(_) => None,
            Self::Enquiry(id) => Some(id),
        }
    }
}

/// A slip with a number, by which a matter can be rated later (评价单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingSlip {
    /// Its id.
    pub id: RatingSlipId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its number: random, so that none can be guessed from another.
    pub number: String,
    /// The case that it is for.
    pub case_id: Option<CaseId>,
    /// The enquiry that it is for.
    pub enquiry_id: Option<EnquiryId>,
    /// The day on which it was handed out.
    pub issued_day: Day,
    /// Who handed it out.
    pub operator_id: OperatorId,
}

impl RatingSlip {
    /// What it is for.
    #[must_use]
    pub fn matter(&self) -> Option<Matter> {
        self.case_id.map(Matter::Case).or(self.enquiry_id.map(Matter::Enquiry))
    }
}

/// A rating as it stands in the file: append-only, and without who gave it or who typed it (RT-3, RT-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Its id.
    pub id: RatingId,
    /// Counts the changes.
    pub version: i64,
    /// When it was taken back because its date lay ahead, if it was.
    pub voided_at: Option<Stamp>,
    /// The case that it is of.
    pub case_id: Option<CaseId>,
    /// The enquiry that it is of.
    pub enquiry_id: Option<EnquiryId>,
    /// The item of the matter.
    pub item_id: ItemId,
    /// The item's code.
    pub item_code: String,
    /// The level (RT-1); no act changes it.
    pub level: RatingLevel,
    /// How it came in (RT-5).
    pub channel: RatingChannel,
    /// The day on which it was given.
    pub day: Day,
    /// What was said with a rating that is not bad; what was said with a bad one stands in the entry alone.
    pub said: String,
    /// Who handled the matter when it was rated.
    pub rated_id: OperatorId,
    /// The window where it was handled.
    pub window: String,
    /// The entry of feedback that a bad rating opened (RT-6).
    pub feedback_id: Option<FeedbackId>,
    /// The day on which it was set aside as wrong or malicious (RT-8).
    pub removed_day: Option<Day>,
    /// Why it was set aside.
    pub removed_reason: String,
}

/// The number of a slip from random bytes: like that of feedback, with a `P`.
#[must_use]
pub fn slip_number_of(random: [u8; NUMBER_LENGTH]) -> String {
    let number = number_of(random);
    format!("P{}", number.strip_prefix('J').unwrap_or(&number))
}

/// Whether a text is written like the number of a slip, handed out or not.
#[must_use]
pub fn is_slip_number(text: &str) -> bool {
    let half = NUMBER_LENGTH / 2;
    let signs = |part: &str| part.len() == half && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let halves = text.strip_prefix('P').and_then(|rest| rest.split_once('-'));
    halves.is_some_and(|(first, last)| signs(first) && signs(last))
}

/// What can be rated, as the screen that asks for it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTarget {
    /// The number by which it was asked for: of the slip, the case or the enquiry.
    pub label: String,
    /// The item's name.
    pub item: String,
}

/// A matter of a stretch of days, as the rates count it: every finished case, and every rated enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingFact {
    /// Whether it is a case; an enquiry counts only where it was rated.
    pub case: bool,
    /// The item's code.
    pub item_code: String,
    /// The window.
    pub window: String,
    /// Who handled it.
    pub owner: OperatorId,
    /// The day on which it was finished: decided, or ended without a decision; of one that was reopened since, rated.
    pub day: Day,
    /// Its rating.
    pub rating: Option<RatingGiven>,
}

/// The rating of a matter, as the rates count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingGiven {
    /// The level.
    pub level: RatingLevel,
    /// Whether it was set aside (RT-8).
    pub removed: bool,
    /// The entry that it opened, where it did.
    pub entry: Option<EntryFact>,
}

/// The entry of a bad rating, as the rates count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryFact {
    /// Whether a name was given.
    pub named: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether the second look left something to put right.
    pub to_rectify: bool,
    /// The day on which it was put right.
    pub rectified: Option<Day>,
    /// The day by which it was to be, where a rule gives one.
    pub due: Option<Day>,
    /// Whether whoever gave it was asked again.
    pub revisited: bool,
}

/// What the published rates are reckoned from (RT-10), all of the same matters: those finished in a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// Finished cases.
    pub finished: usize,
    /// Finished cases with a rating that counts.
    pub rated: usize,
    /// Ratings that count, of cases and enquiries: all but those set aside.
    pub counted: usize,
    /// Ratings that were set aside (RT-8); they are in nothing else.
    pub removed: usize,
    /// Counted ratings of level 3 and better.
    pub good: usize,
    /// Counted ratings of level 2 and 1.
    pub bad: usize,
    /// Bad ratings that opened an entry, for a name or for what was said.
    pub entries: usize,
    /// Entries in which the second look left something to put right.
    pub rectify_due: usize,
    /// Those of them that were put right.
    pub rectified: usize,
    /// Those of them that were put right by their day.
    pub rectified_in_time: usize,
    /// Entries with a name that were answered.
    pub revisit_due: usize,
    /// Those of them that were revisited (RT-7).
    pub revisited: usize,
}

impl Rates {
    /// The sums of some matters.
    #[must_use]
    pub fn of<'a>(facts: impl IntoIterator<Item = &'a RatingFact>) -> Self {
        let mut sums = Self::default();
        for fact in facts {
            sums.add(fact);
        }
        sums
    }

    fn add(&mut self, fact: &RatingFact) {
        self.finished += usize::from(fact.case);
        let Some(rating) = fact.rating else { return };
        if rating.removed {
            self.removed += 1;
            return;
        }
        self.rated += usize::from(fact.case);
        self.counted += 1;
        if !rating.level.bad() {
            self.good += 1;
            return;
        }
        self.bad += 1;
        let Some(entry) = rating.entry else { return };
        self.entries += 1;
        if entry.to_rectify {
            self.rectify_due += 1;
            self.rectified += usize::from(entry.rectified.is_some());
            let in_time = entry.rectified.is_some_and(|day| entry.due.is_none_or(|due| day <= due));
            self.rectified_in_time += usize::from(in_time);
        }
        if entry.named && entry.answered {
            self.revisit_due += 1;
            self.revisited += usize::from(entry.revisited);
        }
    }

    /// Whether there are too few ratings for anything reckoned from their levels (RT-4).
    #[must_use]
    pub fn few(&self) -> bool {
        self.counted < RATINGS_LEAST
    }

    /// A rate, whether it may be shown or not: 主动评价率 = rated / finished, 好评率 = good / counted, 整改率 = rectified /
    /// rectify_due, 按期整改率 = rectified_in_time / rectify_due, 回访率 = revisited / revisit_due; nothing to divide by is
    /// no rate.
    #[must_use]
    pub fn rate(&self, kind: RateKind) -> Rate {
        let (part, whole) = match kind {
            RateKind::Active => (self.rated, self.finished),
            RateKind::Good => (self.good, self.counted),
            RateKind::Rectified => (self.rectified, self.rectify_due),
            RateKind::InTime => (self.rectified_in_time, self.rectify_due),
            RateKind::Revisited => (self.revisited, self.revisit_due),
        };
        Rate { part, whole }
    }
}

/// The sums of matters by what `key` makes of each, in its order.
#[must_use]
pub fn grouped<K: Ord>(facts: &[RatingFact], key: impl Fn(&RatingFact) -> K) -> BTreeMap<K, Rates> {
    let mut found: BTreeMap<K, Rates> = BTreeMap::new();
    for fact in facts {
        found.entry(key(fact)).or_default().add(fact);
    }
    found
}

/// A line of the rates, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// Of what: item, window, person, month; empty for all together, and for a window that has no name.
    pub title: String,
    /// Finished cases.
    pub finished: usize,
    /// Finished cases with a rating that counts.
    pub rated: usize,
    /// Ratings that count.
    pub counted: usize,
    /// Ratings that were set aside (RT-8).
    pub removed: usize,
    /// Bad ratings; nothing where there are too few ratings (RT-4).
    pub bad: Option<usize>,
    rates: Rates,
}

impl RateRow {
    /// The line of these sums.
    #[must_use]
    pub fn of(title: String, rates: &Rates) -> Self {
        Self {
            title,
            finished: rates.finished,
            rated: rates.rated,
            counted: rates.counted,
            removed: rates.removed,
            bad: (!rates.few()).then_some(rates.bad),
            rates: *rates,
        }
    }

    /// Whether there are too few ratings for anything but how many there are (RT-4).
    #[must_use]
    pub fn few(&self) -> bool {
        self.rates.few()
    }

    /// A rate; nothing where there are too few ratings to show it (RT-4).
    #[must_use]
    pub fn rate(&self, kind: RateKind) -> Option<Rate> {
        (kind == RateKind::Active || !self.few()).then(|| self.rates.rate(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many matters a history has; the last of them is an enquiry.
    const MATTERS: usize = 5;

    /// Something that happens to a matter, in a history that knows no order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Deed {
        Finish,
        Rate(i64, bool, bool),
        Remove,
        Judge(bool, u32),
        Rectify(u32),
        Answer,
        Revisit,
    }

    fn day(number: u32) -> Day {
        Day::from_ymd_opt(2026, 1, number).unwrap()
    }

    fn deed() -> impl Strategy<Value = (usize, Deed)> {
        (0..MATTERS, 0..8_u8, 1..=5_i64, any::<bool>(), any::<bool>(), 1..20_u32).prop_map(
            |(matter, which, level, one, other, number)| {
                let deed = match which {
                    0 => Deed::Finish,
                    1 | 2 => Deed::Rate(level, one, other),
                    3 => Deed::Remove,
                    4 => Deed::Judge(one, number),
                    5 => Deed::Rectify(number),
                    6 => Deed::Answer,
                    _ => Deed::Revisit,
                };
                (matter, deed)
            },
        )
    }

    /// The facts that a history leaves, as the desk would leave them: what is not possible does nothing.
    fn facts(log: &[(usize, Deed)]) -> Vec<RatingFact> {
        let mut found: Vec<Option<RatingFact>> = vec![None; MATTERS];
        let mut judged = [false; MATTERS];
        for (matter, deed) in log {
            if *deed == Deed::Finish {
                found[*matter].get_or_insert_with(|| RatingFact {
                    case: *matter + 1 < MATTERS,
                    item_code: matter.to_string(),
                    window: (matter % 2).to_string(),
                    owner: OperatorId(1),
                    day: day(1),
                    rating: None,
                });
            }
            let Some(fact) = &mut found[*matter] else { continue };
            if let (Deed::Rate(level, named, said), None) = (deed, fact.rating) {
                let level = RatingLevel::from_number(*level).unwrap();
                let blank = EntryFact {
                    named: *named,
                    answered: false,
                    to_rectify: false,
                    rectified: None,
                    due: None,
                    revisited: false,
                };
                let entry = (level.bad() && (*named || *said)).then_some(blank);
                fact.rating = Some(RatingGiven { level, removed: false, entry });
                continue;
            }
            let Some(rating) = &mut fact.rating else { continue };
            rating.removed |= *deed == Deed::Remove;
            let Some(entry) = &mut rating.entry else { continue };
            match deed {
                Deed::Judge(measure, due) if !judged[*matter] => {
                    judged[*matter] = true;
                    entry.to_rectify = *measure;
                    entry.due = measure.then(|| day(*due));
                }
                Deed::Rectify(number) if entry.to_rectify => {
                    entry.rectified = entry.rectified.or(Some(day(*number)));
                }
                Deed::Answer => entry.answered = true,
                Deed::Revisit => entry.revisited |= entry.answered,
                _ => {}
            }
        }
        // An enquiry that was not rated is no matter of the rates.
        found.into_iter().flatten().filter(|fact| fact.case || fact.rating.is_some()).collect()
    }

    /// Where the first deed of a matter behind `from` is for which `test` holds.
    fn first(
        log: &[(usize, Deed)],
        matter: usize,
        from: usize,
        test: impl Fn(Deed) -> bool,
    ) -> Option<usize> {
        (from..log.len()).find(|at| log[*at].0 == matter && test(log[*at].1))
    }

    /// The same by looking through the whole history again for every question.
    fn slow(log: &[(usize, Deed)]) -> Rates {
        let mut sums = Rates::default();
        for matter in 0..MATTERS {
            let case = matter + 1 < MATTERS;
            let Some(finish) = first(log, matter, 0, |deed| deed == Deed::Finish) else { continue };
            sums.finished += usize::from(case);
            let Some(at) = first(log, matter, finish, |deed| matches!(deed, Deed::Rate(..))) else {
                continue;
            };
            if first(log, matter, at, |deed| deed == Deed::Remove).is_some() {
                sums.removed += 1;
                continue;
            }
            let Deed::Rate(level, named, said) = log[at].1 else { continue };
            sums.rated += usize::from(case);
            sums.counted += 1;
            if level >= 3 {
                sums.good += 1;
                continue;
            }
            sums.bad += 1;
            if !named && !said {
                continue;
            }
            sums.entries += 1;
            if let Some(judge) = first(log, matter, at, |deed| matches!(deed, Deed::Judge(..)))
                && let Deed::Judge(true, due) = log[judge].1
            {
                sums.rectify_due += 1;
                if let Some(done) = first(log, matter, judge, |deed| matches!(deed, Deed::Rectify(_))) {
                    sums.rectified += 1;
                    sums.rectified_in_time +=
                        usize::from(matches!(log[done].1, Deed::Rectify(day) if day <= due));
                }
            }
            let answer = first(log, matter, at, |deed| deed == Deed::Answer);
            if let Some(answer) = answer.filter(|_| named) {
                sums.revisit_due += 1;
                let asked = first(log, matter, answer, |deed| deed == Deed::Revisit);
                sums.revisited += usize::from(asked.is_some());
            }
        }
        sums
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn rt_10_the_rates_of_any_history_are_those_of_the_slow_model(
            log in prop::collection::vec(deed(), 0..80),
        ) {
            let facts = facts(&log);
            let rates = Rates::of(&facts);
            prop_assert_eq!(rates, slow(&log));
            // A part is never more than its whole, and the groups are the whole.
            for kind in RateKind::ALL {
                let rate = rates.rate(*kind);
                prop_assert!(rate.part <= rate.whole);
                prop_assert_eq!(rate.permille().is_none(), rate.whole == 0);
            }
            let parts = grouped(&facts, |fact| fact.window.clone());
            prop_assert_eq!(parts.values().map(|part| part.counted).sum::<usize>(), rates.counted);
            prop_assert_eq!(parts.values().map(|part| part.finished).sum::<usize>(), rates.finished);
            let row = RateRow::of(String::new(), &rates);
            prop_assert_eq!(row.bad.is_none(), rates.counted < RATINGS_LEAST);
            prop_assert_eq!(row.rate(RateKind::Good).is_none(), rates.counted < RATINGS_LEAST);
        }
    }

    #[test]
    fn rt_1_there_are_five_levels_and_two_and_one_are_bad() {
        let bad: Vec<i64> =
            RatingLevel::ALL.iter().filter(|level| level.bad()).map(|level| level.number()).collect();
        assert_eq!((RatingLevel::ALL.len(), bad), (5, vec![2, 1]));
        for number in [0, 6, -1] {
            assert_eq!(RatingLevel::from_number(number), None);
        }
    }

    #[test]
    fn rt_4_four_ratings_show_how_many_and_nothing_else() {
        let rates = Rates { finished: 8, rated: 4, counted: 4, good: 3, bad: 1, ..Rates::default() };
        let row = RateRow::of(String::new(), &rates);
        assert_eq!((row.counted, row.bad, row.rate(RateKind::Good)), (4, None, None));
        assert_eq!(row.rate(RateKind::Active).and_then(Rate::permille), Some(500));
        let rates = Rates { counted: 5, good: 4, ..rates };
        let row = RateRow::of(String::new(), &rates);
        assert_eq!(row.rate(RateKind::Good).and_then(Rate::permille), Some(800));
        // Nothing to divide by is neither 0 % nor 100 %.
        assert_eq!(row.rate(RateKind::Revisited).map(Rate::text).as_deref(), Some("—"));
    }

    #[test]
    fn numbers_of_slips_are_told_from_those_of_cases() {
        let number = slip_number_of([0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(number, "P2345-6789");
        assert!(is_slip_number(&number));
        // The sign J may stand in a number as well.
        assert_eq!(slip_number_of([16; 8]).len(), number.len());
        for other in ["J2345-6789", "PT01-2026-000001", "P2345", "", "P2345-678"] {
            assert!(!is_slip_number(other), "{other}");
        }
    }
}
