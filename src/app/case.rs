//! The opened case: its view, what is ticked, where the marker stands, and what may be done next.

use super::boards::Whose;
use crate::domain::board::CaseView;
use crate::domain::case::{self, Act, State};
use crate::domain::id::CaseId;
use crate::domain::material;
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::{Named as _, Verb};
use crate::words::{Message, app as w, case as cw};
use std::collections::BTreeSet;

/// Which part of the case the marker is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The materials, ticked by number.
    #[default]
    Materials,
    /// What happened, newest first.
    Timeline,
}

/// The opened case.
#[derive(Debug, Clone)]
pub struct CaseScreen {
    /// The case with all that belongs to it.
    pub view: CaseView,
    /// Which part the marker is in.
    pub part: Part,
    /// The marker's material, from 0.
    pub marker: usize,
    /// The first line of the timeline that is shown.
    pub scroll: usize,
    /// Materials ticked for the next supplement, by place: written when the supplement is taken.
    pub ticked: BTreeSet<i64>,
    /// Who else has it open: name and since when.
    pub others: Vec<String>,
    /// Where Back leads: the board it was opened from.
    pub from: Option<Whose>,
    /// Whether it is to be read again before it is shown.
    pub stale: bool,
}

impl CaseScreen {
    /// The screen of a case that was just read.
    #[must_use]
    pub fn of(view: CaseView) -> Self {
        Self {
            view,
            part: Part::Materials,
            marker: 0,
            scroll: 0,
            ticked: BTreeSet::new(),
            others: Vec::new(),
            from: None,
            stale: false,
        }
    }

    /// The case's id.
    #[must_use]
    pub fn id(&self) -> CaseId {
        self.view.case.id
    }

    /// What an act on this case may be: each that people do, with why not where it is off.
    #[must_use]
    pub fn acts(&self, actor: &Actor) -> Vec<(Act, Option<Message>)> {
        Act::ALL
            .iter()
            .copied()
            .filter(|act| !matches!(act, Act::Take | Act::Deem | Act::Pause | Act::Resume | Act::Extend))
            .map(|act| (act, self.why_not(act, actor)))
            .collect()
    }

    /// Why an act is off now; `None` where it is possible.
    #[must_use]
    pub fn why_not(&self, act: Act, actor: &Actor) -> Option<Message> {
        let case = &self.view.case;
        if let Some(verb) = Verb::from_word(act.word()) {
            let subject = Subject { person: Some(case.applicant_id), owner: Some(case.owner_id) };
            if let Err(refusal) = may(actor, verb, subject) {
                return Some(refusal.what);
            }
        }
        if let Err(refusal) = case::require(case, act) {
            return Some(refusal.what);
        }
        let complete = material::complete(&self.view.materials);
        match act {
            Act::Accept if !complete && self.ticked.is_empty() => {
                let names = material::names(material::open(&self.view.materials));
                Some(cw::INCOMPLETE.with("materials", names))
            }
            Act::Refuse if complete => Some(cw::MUST_ACCEPT.with("act", act.phrase())),
            Act::Notify if complete => Some(cw::NOTHING_TO_NOTIFY.msg()),
            Act::Forward if self.view.item.accepts.here() && self.view.item.decides.here() => {
                Some(cw::NOT_TO_FORWARD.with("item", &case.item_name))
            }
            Act::Step if !self.has_open_step() => Some(cw::NO_OPEN_STEP.msg()),
            _ => None,
        }
    }

    fn has_open_step(&self) -> bool {
        self.view
            .steps
            .iter()
            .any(|step| step.act == crate::domain::step::StepAct::Work && step.done_day.is_none())
    }

    /// The act that moves the case on, by its state and what is in.
    #[must_use]
    pub fn next_act(&self) -> Option<Act> {
        let case = &self.view.case;
        let item = &self.view.item;
        let complete = material::complete(&self.view.materials);
        let forwarded = case.forwarded_day.is_some();
        match case.state {
            State::Received | State::Notified if complete => {
                Some(if !item.accepts.here() && !forwarded { Act::Forward } else { Act::Accept })
            }
            State::Received => Some(Act::Notify),
            State::Notified => Some(Act::Supplement),
            State::Accepted | State::InProcess => {
                if self.has_open_step() {
                    Some(Act::Step)
                } else if !item.decides.here() && !forwarded {
                    Some(Act::Forward)
                } else {
                    Some(Act::Decide)
                }
            }
            State::Decided => Some(Act::Deliver),
            State::Delivered | State::Refused | State::Withdrawn | State::Abandoned => Some(Act::Close),
            State::Paused | State::Closed | State::Voided => None,
        }
    }

    /// What stands on the message line while the case is open.
    #[must_use]
    pub fn hint(&self) -> Message {
        match self.next_act() {
            Some(act) => w::NEXT_STEP.with("act", act.phrase()),
            None => w::NOTHING_NEXT.msg(),
        }
    }
}
