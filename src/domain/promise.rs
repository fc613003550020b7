//! The promise (期限): whatever the station owes somebody by some time, in one shape for all kinds.

use super::id::{CaseId, GridId, ItemId, OperatorId, PromiseId};
use crate::calendar::{Calendar, Day, DayKind, Due, Pause, Period, Stamp, Term, Unit, Zone};
use crate::words::case as w;
use serde::{Deserialize, Serialize};

named! {
    /// What is promised.
    PromiseKind {
        /// The one-time notice (ON-4, ON-5).
        Notice = "notice", w::PROMISE_NOTICE;
        /// A supplement that is awaited (ON-14, or named in a notice).
        Supplement = "supplement", w::PROMISE_SUPPLEMENT;
        /// The statutory limit.
        Statutory = "statutory", w::PROMISE_STATUTORY;
        /// The limit that the station promises (服务承诺).
        Committed = "committed", w::PROMISE_COMMITTED;
        /// The current step.
        Step = "step", w::PROMISE_STEP;
        /// A special procedure's own limit (SU-4).
        Special = "special", w::PROMISE_SPECIAL;
        /// Delivery after the decision (CL-18).
        Delivery = "delivery", w::PROMISE_DELIVERY;
        /// Originals handed back, and post received (AG-2).
        Custody = "custody", crate::words::agency::PROMISE_CUSTODY;
        /// The reply to a card (WA-2).
        Reply = "reply", w::PROMISE_REPLY;
        /// The reply to a supervisor's urging (督办).
        Urge = "urge", w::PROMISE_URGE;
        /// The next visit to a household of the care register (PA-1).
        Visit = "visit", crate::words::resident::PROMISE_VISIT;
        /// To come again where nobody was home (PA-1), and to go on with an open wish.
        FollowUp = "follow-up", crate::words::resident::PROMISE_FOLLOW_UP;
        /// To record an activity (VO-4).
        Record = "record", crate::words::volunteer::PROMISE_RECORD;
        /// Until when something hangs out (VO-13).
        Publicity = "publicity", crate::words::volunteer::PROMISE_PUBLICITY;
        /// To accept or pass on, and to answer, what somebody said (CP-2, CP-3).
        Answer = "answer", crate::words::feedback::PROMISE_ANSWER;
        /// To put right what was found (RT-6).
        Rectify = "rectify", crate::words::feedback::PROMISE_RECTIFY;
        /// To ask again whether they are satisfied (RT-7).
        Revisit = "revisit", crate::words::feedback::PROMISE_REVISIT;
        /// To decide whether somebody keeps out of an entry (CP-11).
        Recusal = "recusal", crate::words::feedback::PROMISE_RECUSAL;
        /// To look again whether a category still holds (A8).
        Recheck = "recheck", crate::words::resident::PROMISE_RECHECK;
    }
}

named! {
    /// Where a promise stands.
    PromiseState {
        /// It runs.
        Running = "running", w::PROMISE_RUNNING;
        /// Its clock stands still (SU-1).
        Paused = "paused", w::PROMISE_PAUSED;
        /// It was kept.
        Kept = "kept", w::PROMISE_KEPT;
        /// It no longer counts.
        Void = "void", w::PROMISE_VOID;
    }
}

/// Where a date comes from: the rule that gave it, and what is needed to explain it day by day
/// long after the calendar has changed (CL-21).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// The rule profile (`national`), `catalogue` for an item's own limit, `station` for a promise.
    pub profile: String,
    /// The rule's id, or the item's code.
    pub rule: String,
    /// The legal basis in words.
    pub legal: String,
    /// The first day, not counted (CL-10).
    pub start: Day,
    /// How many days.
    pub days: u32,
    /// Working or calendar days.
    pub unit: Unit,
    /// The pauses (SU-2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// Days added by an extension (CL-17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<u32>,
    /// Whether a last day that rests is the last day all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub firm: bool,
    /// The announced days off and make-up days on the way, as they were when the date was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<(Day, DayKind)>,
}

impl Basis {
    /// The term that the calendar computes with.
    #[must_use]
    pub fn term(&self) -> Term {
        Term {
            start: self.start,
            period: Period { days: self.days, unit: self.unit },
            pauses: self.pauses.clone(),
            extension: self.extension,
            firm: self.firm,
        }
    }

    /// Computes the date with `calendar` and keeps the days that made it.
    #[must_use]
    pub fn settle(mut self, calendar: &Calendar) -> (Self, Due) {
        let term = self.term();
        self.exceptions = calendar.exceptions(&term);
        let due = calendar.due(&term);
        (self, due)
    }
}

/// A promise as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// What is promised.
    pub kind: PromiseKind,
    /// What kind of record it belongs to: `case`, `case_step`, `notice`, `case_material`.
    pub subject_kind: String,
    /// The record's id.
    pub subject_id: i64,
    /// The case it belongs to.
    pub case_id: Option<CaseId>,
    /// The case's item, for filters.
    pub item_id: Option<ItemId>,
    /// Who owes it.
    pub owner_id: OperatorId,
    /// The day it starts from, not counted.
    pub start: Day,
    /// The day it falls due; the last moment is 24:00 (CL-22).
    pub due: Day,
    /// Whether the way to it touches a year that is not announced (HO-1).
    pub provisional: bool,
    /// The unit in which lateness is told.
    pub unit: Unit,
    /// Where it stands.
    pub state: PromiseState,
    /// The end of its due day, once that has passed unkept.
    pub missed_at: Option<Stamp>,
    /// When it was kept or voided.
    pub ended_at: Option<Stamp>,
    /// Where the date comes from.
    pub basis: Basis,
    /// The competent department of the case's item, for the boards.
    pub department: Option<String>,
    /// The grid of the case's applicant, for the boards.
    pub grid_id: Option<GridId>,
    /// The window where the case was taken in, for the boards.
    pub window: Option<String>,
}

impl PromiseKind {
    /// Whether its clock stands still during a special procedure, and is recomputed after it (SU-1).
    #[must_use]
    pub fn pauses(self) -> bool {
        matches!(self, Self::Statutory | Self::Committed | Self::Step)
    }
}

/// The light that a promise shows, computed and never stored (WA-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lamp {
    /// Time enough.
    Green,
    /// Due soon.
    Yellow,
    /// Over.
    Red,
}

impl Lamp {
    /// The lamp on `today` of what is due on `due` (WA-1): red when overdue, yellow when at most one day
    /// of its unit is left, or a fifth of the committed limit, its extension included, where that is more.
    #[must_use]
    pub fn of(
        kind: PromiseKind,
        due: Day,
        unit: Unit,
        basis: &Basis,
        today: Day,
        calendar: &Calendar,
    ) -> Self {
        let total = i64::from(basis.days) + i64::from(basis.extension.unwrap_or(0));
        let soon = if kind == PromiseKind::Committed { (total / 5).max(1) } else { 1 };
        if due < today {
            Self::Red
        } else if calendar.remaining(today, due, unit) <= soon {
            Self::Yellow
        } else {
            Self::Green
        }
    }

    /// The stable English word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

named! {
    /// How a kept promise was kept (CL-19).
    Timeliness {
        /// Before its due day.
        Early = "early", w::KEPT_EARLY;
        /// On its due day.
        OnTime = "on-time", w::KEPT_ON_TIME;
        /// After its due day.
        Late = "late", w::KEPT_LATE;
    }
}

impl Timeliness {
    /// What was kept on `day` and fell due on `due`.
    #[must_use]
    pub fn of(day: Day, due: Day) -> Self {
        match day.cmp(&due) {
            std::cmp::Ordering::Less => Self::Early,
            std::cmp::Ordering::Equal => Self::OnTime,
            std::cmp::Ordering::Greater => Self::Late,
        }
    }
}

impl Promise {
    /// Computes its date again, after its basis or the calendar changed; what was over by the old date and
    /// is not by the new one is no longer missed. Its cards stay.
    pub fn settle(&mut self, calendar: &Calendar, today: Day) {
        let (basis, due) = self.basis.clone().settle(calendar);
        self.basis = basis;
        self.due = due.day;
        self.provisional = due.provisional;
        if self.due >= today {
            self.missed_at = None;
        }
    }

    /// How it was kept, against its own date: the committed one and the statutory one each say so (CL-19);
    /// nothing where it is still owed, or was never kept.
    #[must_use]
    pub fn timeliness(&self, zone: Zone) -> Option<Timeliness> {
        let ended = self.ended_at.filter(|_| self.voided_at.is_none() && self.state == PromiseState::Kept)?;
        Some(Timeliness::of(zone.day(ended), self.due))
    }

    /// Whether it is still owed.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && matches!(self.state, PromiseState::Running | PromiseState::Paused)
    }

    /// Days left in its own unit: 0 is due today, negative is overdue (CL-15).
    #[must_use]
    pub fn remaining(&self, today: Day, calendar: &Calendar) -> i64 {
        calendar.remaining(today, self.due, self.unit)
    }

    /// The lamp on `today` (WA-1).
    #[must_use]
    pub fn lamp(&self, today: Day, calendar: &Calendar) -> Lamp {
        Lamp::of(self.kind, self.due, self.unit, &self.basis, today, calendar)
    }
}
