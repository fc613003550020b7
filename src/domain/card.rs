//! Cards (红黄牌, WA-2), urging (督办) and how they end: records that are never deleted.

use super::id::{CardId, CaseId, ConclusionId, OperatorId, PromiseId};
use super::operator::{Actor, Role};
use super::promise::PromiseKind;
use super::{Refusal, Verb};
use crate::calendar::{Calendar, Day, Stamp, Zone};
use crate::words::{Message, case as w};

/// How long an unread card may be taken back, in milliseconds.
const RECALL_MS: i64 = 10 * 60 * 1000;
/// Opening hours where the station's text gives none, in minutes of the day.
const HOURS: (i64, i64) = (9 * 60, 17 * 60 + 30);

named! {
    /// Which card.
    CardKind {
        /// A supervisor urges the owner (督办).
        Urge = "urge", w::CARD_URGE;
        /// Yellow: a step or the committed limit was missed.
        Yellow = "yellow", w::CARD_YELLOW;
        /// Red: the statutory limit was missed.
        Red = "red", w::CARD_RED;
    }
}

impl CardKind {
    /// The card that a rule issues for a missed promise of this kind (WA-1), where there is one.
    #[must_use]
    pub fn for_missed(kind: PromiseKind) -> Option<Self> {
        match kind {
            PromiseKind::Step | PromiseKind::Committed => Some(Self::Yellow),
            PromiseKind::Statutory => Some(Self::Red),
            _ => None,
        }
    }

    /// Its place among cards: red first, then yellow, then an urging.
    #[must_use]
    pub fn gravity(self) -> u8 {
        match self {
            Self::Red => 0,
            Self::Yellow => 1,
            Self::Urge => 2,
        }
    }

    /// The promise that its reply is, and what the rule profiles call its limit.
    #[must_use]
    pub fn reply(self) -> (PromiseKind, &'static str) {
        match self {
            Self::Urge => (PromiseKind::Urge, "urge-reply"),
            Self::Yellow | Self::Red => (PromiseKind::Reply, "card-reply"),
        }
    }
}

named! {
    /// What a card turned out to be caused by.
    Cause {
        /// The station itself.
        Station = "station", w::CAUSE_STATION;
        /// Another department.
        Department = "department", w::CAUSE_DEPARTMENT;
        /// The applicant.
        Applicant = "applicant", w::CAUSE_APPLICANT;
        /// Force majeure.
        ForceMajeure = "force-majeure", w::CAUSE_FORCE_MAJEURE;
        /// The date was wrong.
        WrongDate = "wrong-date", w::CAUSE_WRONG_DATE;
    }
}

/// A card as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Which card.
    pub kind: CardKind,
    /// Whether a rule issued it; otherwise a supervisor did.
    pub by_rule: bool,
    /// The promise it is about.
    pub promise_id: PromiseId,
    /// The promise's case, where it has one.
    pub case_id: Option<CaseId>,
    /// Who is to reply.
    pub owner_id: OperatorId,
    /// When it was issued.
    pub issued_at: Stamp,
    /// Who issued it.
    pub issued_by: OperatorId,
    /// From when it is shown to its owner: in working hours only (WA-3).
    pub appears_at: Stamp,
    /// The day from which what it says holds.
    pub day: Day,
    /// What it says.
    pub reason: String,
    /// The promise that its reply is.
    pub reply_promise: Option<PromiseId>,
    /// When its owner saw it.
    pub read_at: Option<Stamp>,
    /// What was replied.
    pub reply: Option<String>,
    /// When.
    pub replied_at: Option<Stamp>,
    /// By whom.
    pub replied_by: Option<OperatorId>,
    /// When it was closed.
    pub closed_at: Option<Stamp>,
    /// By whom.
    pub closed_by: Option<OperatorId>,
    /// Why it was cancelled, where it was.
    pub cancelled: Option<String>,
    /// How it ended: cause, responsible, measure.
    pub conclusion_id: Option<ConclusionId>,
}

impl Card {
    /// Whether something is still to be done about it.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && self.closed_at.is_none() && self.cancelled.is_none()
    }

    /// Refuses what it does not allow as it stands (WA-2).
    ///
    /// # Errors
    /// The refusal, with its rule.
    pub fn require(&self, act: CardAct, now: Stamp) -> Result<(), Refusal> {
        let no = |what: Message| Refusal::rule("WA-2", what);
        if act != CardAct::Conclude && !self.open() {
            return Err(no(w::CARD_ENDED.with("state", self.state().phrase())));
        }
        match act {
            CardAct::Close if self.replied_at.is_none() => {
                Err(no(w::CARD_NO_REPLY.msg()).advise(&w::CARD_NO_REPLY_ADVICE))
            }
            CardAct::Recall if self.read_at.is_some() || now.millis_since(self.issued_at) > RECALL_MS => {
                Err(no(w::CARD_CANNOT_RECALL.msg()).advise(&w::CARD_CANNOT_RECALL_ADVICE))
            }
            CardAct::Conclude if self.kind == CardKind::Urge => Err(no(w::NOT_CONCLUDED_YET.msg())),
            CardAct::Conclude if self.conclusion_id.is_some() => Err(no(w::CONCLUDED_ALREADY.msg())),
            _ => Ok(()),
        }
    }

    /// Whether somebody may answer it: its owner, or a manager in their stead.
    #[must_use]
    pub fn answered_by(&self, actor: &Actor) -> bool {
        self.owner_id == actor.id || actor.is(Role::Manager)
    }

    /// Whoever got a card neither closes it nor takes it back.
    ///
    /// # Errors
    /// It was given to `actor`.
    pub fn require_by_other(&self, actor: &Actor) -> Result<(), Refusal> {
        if self.owner_id == actor.id {
            return Err(Refusal::rule("WA-2", &w::CARD_YOUR_OWN).advise(&w::CARD_YOUR_OWN_ADVICE));
        }
        Ok(())
    }

    /// What people read of it in one line.
    #[must_use]
    pub fn summary(&self) -> Message {
        let line = if self.reply.is_some() { &w::CARD_LINE_REPLY } else { &w::CARD_LINE };
        line.with("kind", self.kind.phrase())
            .with("state", self.state().phrase())
            .with("reason", &self.reason)
            .with("reply", self.reply.as_deref().unwrap_or_default())
    }

    /// Where it stands, in one word.
    #[must_use]
    pub fn state(&self) -> CardState {
        match self {
            _ if self.cancelled.is_some() || self.voided_at.is_some() => CardState::Cancelled,
            _ if self.closed_at.is_some() => CardState::Closed,
            _ if self.replied_at.is_some() => CardState::Replied,
            _ if self.read_at.is_some() => CardState::Read,
            _ => CardState::Issued,
        }
    }
}

/// What is done about a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardAct {
    /// Answer it.
    Reply,
    /// Close it.
    Close,
    /// Cancel it with a reason.
    Cancel,
    /// Take it back while it is new and unread.
    Recall,
    /// Record how it ended.
    Conclude,
}

impl CardAct {
    /// The verb that it is, for whoever asks whether an operator may.
    #[must_use]
    pub fn verb(self) -> Verb {
        match self {
            Self::Reply => Verb::ReplyCard,
            Self::Close => Verb::CloseCard,
            Self::Cancel | Self::Recall => Verb::CancelCard,
            Self::Conclude => Verb::Conclude,
        }
    }
}

named! {
    /// Where a card stands.
    CardState {
        /// Issued, not seen yet.
        Issued = "issued", w::CARD_ISSUED;
        /// Seen by its owner.
        Read = "read", w::CARD_READ;
        /// Replied to.
        Replied = "replied", w::CARD_REPLIED;
        /// Closed.
        Closed = "closed", w::CARD_CLOSED;
        /// Cancelled with a reason.
        Cancelled = "cancelled", w::CARD_CANCELLED;
    }
}

/// The end of one or several cards as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Conclusion {
    /// Its id.
    pub id: ConclusionId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// When.
    pub at: Stamp,
    /// What caused it.
    pub cause: Cause,
    /// Who answers for it.
    pub responsible: String,
    /// What is done about it.
    pub measure: String,
    /// The manager who approved it.
    pub approved_by: OperatorId,
}

/// From when a card issued at `now` is shown: at once in working hours, else when the next working day
/// opens (WA-3); `hours` is the station's text, `09:00-17:30`.
#[must_use]
pub fn appears(now: Stamp, hours: &str, zone: Zone, calendar: &Calendar) -> Stamp {
    let (opens, closes) = opening(hours);
    let today = zone.day(now);
    let minute = now.millis_since(zone.start_of_day(today)) / 60_000;
    let at_opening = |day: Day| zone.start_of_day(day).plus_millis(opens * 60_000);
    if calendar.is_working(today) && minute < closes {
        return if minute < opens { at_opening(today) } else { now };
    }
    let next = today.succ_opt().map_or(today, |day| calendar.roll(day));
    at_opening(next)
}

/// Opening and closing in minutes of the day, from the first and the last time that the text names.
fn opening(hours: &str) -> (i64, i64) {
    let folded = crate::text::fold_ascii(hours);
    let times: Vec<i64> = folded
        .split(|c: char| !(c.is_ascii_digit() || c == ':'))
        .filter_map(|part| {
            let (hour, minute) = part.split_once(':')?;
            let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        })
        .collect();
    match (times.first(), times.last()) {
        (Some(first), Some(last)) if first < last => (*first, *last),
        _ => HOURS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;
    use crate::domain::Named as _;

    fn at(day: &str, minutes: i64) -> Stamp {
        Zone::default().start_of_day(parse_day(day).unwrap()).plus_millis(minutes * 60_000)
    }

    #[test]
    fn wa_3_a_card_appears_in_working_hours_only() {
        let calendar = Calendar::built_in();
        let hours = "09:00-12:00 13:30-17:30";
        for (now, shown) in [
            (at("2026-11-23", 10 * 60), at("2026-11-23", 10 * 60)),
            (at("2026-11-23", 5), at("2026-11-23", 9 * 60)),
            (at("2026-11-23", 18 * 60), at("2026-11-24", 9 * 60)),
            // A Saturday, and the eve of the National Day holiday.
            (at("2026-11-21", 10 * 60), at("2026-11-23", 9 * 60)),
            (at("2026-09-30", 20 * 60), at("2026-10-08", 9 * 60)),
            // A make-up Saturday is a working day.
            (at("2026-10-10", 10 * 60), at("2026-10-10", 10 * 60)),
        ] {
            assert_eq!(appears(now, hours, Zone::default(), &calendar), shown, "{now:?}");
        }
    }

    #[test]
    fn opening_hours_are_read_from_the_stations_text() {
        for (text, want) in [
            ("09:00-17:30", (540, 1050)),
            ("上午 8:30-12:00, 下午 14:00-17:00", (510, 1020)),
            ("０９：００—１７：００", (540, 1020)),
            ("全天", HOURS),
            ("17:30-9:00", HOURS),
            ("25:00-26:00", HOURS),
        ] {
            assert_eq!(opening(text), want, "{text}");
        }
    }

    #[test]
    fn wa_1_a_rule_issues_yellow_for_step_and_commitment_and_red_for_the_law() {
        for kind in PromiseKind::ALL {
            let card = CardKind::for_missed(*kind);
            let want = match kind {
                PromiseKind::Step | PromiseKind::Committed => Some(CardKind::Yellow),
                PromiseKind::Statutory => Some(CardKind::Red),
                _ => None,
            };
            assert_eq!(card, want, "{kind:?}");
        }
    }
}
