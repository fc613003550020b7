//! Visits (走访) and wishes (微心愿).

use super::id::{HouseholdId, OperatorId, PairingId, PersonId, VisitId, WishId};
use super::named::Named;
use super::profile::ContactRule;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::resident as w;

named! {
    /// How a contact was made.
    Mode {
        /// 上门: at home.
        Home = "home", w::MODE_HOME;
        /// 电话: by telephone.
        Phone = "phone", w::MODE_PHONE;
        /// 到站: at the station.
        Station = "station", w::MODE_STATION;
    }
}

/// A visit, or the attempt of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The household.
    pub household_id: HouseholdId,
    /// The pairing that it belongs to.
    pub pairing_id: Option<PairingId>,
    /// Who was seen, where it was one of them.
    pub person_id: Option<PersonId>,
    /// The day.
    pub day: Day,
    /// How.
    pub mode: Mode,
    /// Whether anybody was met; nobody home does not count (PA-1).
    pub met: bool,
    /// Whether it counts as an effective contact by the rules of its day.
    pub counts: bool,
    /// Who visited, by blanks.
    pub visitors: String,
    /// Who recorded it.
    pub operator_id: OperatorId,
    /// When it was recorded.
    pub at: Stamp,
    /// How they live.
    pub living: String,
    /// What they need.
    pub needs: String,
    /// What was done.
    pub done: String,
    /// When they want to come again, where that was said.
    pub next_day: Option<Day>,
    /// The record on paper.
    pub document_id: Option<super::id::DocumentId>,
}

/// Whether a contact counts (PA-1): somebody was met, in a way that every profile in force lets count, by as many
/// visitors as the strictest wants.
#[must_use]
pub fn counts(met: bool, mode: Mode, visitors: usize, rules: &[&ContactRule]) -> bool {
    met && rules.iter().all(|rule| {
        rule.modes.iter().any(|known| known == mode.word()) && visitors >= usize::from(rule.visitors)
    })
}

named! {
    /// What a wish is for: its colour on the wall [S28].
    WishKind {
        /// 蓝色, 物品.
        Goods = "goods", w::WISH_GOODS;
        /// 黄色, 服务.
        Service = "service", w::WISH_SERVICE;
        /// 红色, 急难.
        Urgent = "urgent", w::WISH_URGENT;
    }
}

named! {
    /// Where a wish stands [S28].
    WishState {
        /// 征集.
        Collected = "collected", w::WISH_COLLECTED;
        /// 核实.
        Verified = "verified", w::WISH_VERIFIED;
        /// 公示.
        Published = "published", w::WISH_PUBLISHED;
        /// 认领.
        Claimed = "claimed", w::WISH_CLAIMED;
        /// 办结.
        Fulfilled = "fulfilled", w::WISH_FULFILLED;
        /// 反馈: the household said how it was.
        Answered = "answered", w::WISH_ANSWERED;
        /// Not followed up, with the reason.
        Dropped = "dropped", w::WISH_DROPPED;
    }
}

impl WishState {
    /// The step after this one; nothing follows the end.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Collected => Some(Self::Verified),
            Self::Verified => Some(Self::Published),
            Self::Published => Some(Self::Claimed),
            Self::Claimed => Some(Self::Fulfilled),
            Self::Fulfilled => Some(Self::Answered),
            Self::Answered | Self::Dropped => None,
        }
    }

    /// Whether something is still to be done about it.
    #[must_use]
    pub fn open(self) -> bool {
        self.next().is_some()
    }

    /// Whether name and wish stand on the wall; nothing else of it is ever public [S28].
    #[must_use]
    pub fn public(self) -> bool {
        matches!(self, Self::Published | Self::Claimed | Self::Fulfilled | Self::Answered)
    }
}

/// A wish of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its id.
    pub id: WishId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The household.
    pub household_id: HouseholdId,
    /// Whose.
    pub person_id: PersonId,
    /// The visit where it was found.
    pub visit_id: Option<VisitId>,
    /// What it is for.
    pub kind: WishKind,
    /// What is wished for: with the name all that is public.
    pub text: String,
    /// Where it stands.
    pub state: WishState,
    /// The day it was collected.
    pub day: Day,
    /// Who collected it.
    pub operator_id: OperatorId,
    /// Who verified it.
    pub verified_by: String,
    /// The day it was published.
    pub published_day: Option<Day>,
    /// Who took it on.
    pub claimed_by: String,
    /// How to reach them.
    pub claimed_phone: String,
    /// The day it was fulfilled.
    pub done_day: Option<Day>,
    /// What was done.
    pub done: String,
    /// What the household said.
    pub feedback: String,
    /// Why it was dropped.
    pub reason: String,
}

/// The step that a wish takes next, refused where it is another's turn.
///
/// # Errors
/// The wish is elsewhere, or has ended.
pub fn require_step(wish: &Wish, to: WishState) -> Result<(), Refusal> {
    let possible = match to {
        WishState::Dropped => wish.state.open(),
        _ => wish.state.next() == Some(to),
    };
    if possible {
        return Ok(());
    }
    let refusal =
        Refusal::rule("A8", w::WISH_NOT_FROM.with("state", wish.state.phrase()).with("to", to.phrase()));
    Err(match wish.state.next() {
        Some(next) => refusal.advise(w::WISH_NEXT.with("next", next.phrase())),
        None => refusal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pa_1_what_counts_is_met_in_a_mode_of_every_profile_by_enough_visitors() {
        let rule = |modes: &[&str], visitors| ContactRule {
            id: "x".to_owned(),
            level: "high".to_owned(),
            modes: modes.iter().map(|mode| (*mode).to_owned()).collect(),
            visitors,
            certainty: super::super::profile::Certainty::Decision,
            legal_basis: "x".to_owned(),
        };
        let (wide, strict) = (rule(&["home", "phone"], 1), rule(&["home"], 2));
        for (met, mode, visitors, rules, expected) in [
            (true, Mode::Home, 1, vec![&wide], true),
            (false, Mode::Home, 2, vec![&wide], false),
            (true, Mode::Station, 1, vec![&wide], false),
            (true, Mode::Phone, 2, vec![&wide, &strict], false),
            (true, Mode::Home, 1, vec![&wide, &strict], false),
            (true, Mode::Home, 2, vec![&wide, &strict], true),
            (true, Mode::Phone, 1, vec![], true),
        ] {
            assert_eq!(counts(met, mode, visitors, &rules), expected, "{met} {mode:?} {visitors}");
        }
    }

    #[test]
    fn a_wish_goes_step_by_step() {
        let order: Vec<WishState> =
            std::iter::successors(Some(WishState::Collected), |state| state.next()).collect();
        let words: Vec<&str> = order.iter().map(|state| state.word()).collect();
        assert_eq!(words, ["collected", "verified", "published", "claimed", "fulfilled", "answered"]);
        assert!(!WishState::Verified.public() && WishState::Published.public());
    }
}
