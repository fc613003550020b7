//! The opened case: its view, what is ticked, where the marker stands, and what may be done next.

use super::boards::Whose;
use super::list::Go;
use crate::domain::agency::{self, AuthorityState, Leg};
use crate::domain::board::CaseView;
use crate::domain::case::{self, Act, State};
use crate::domain::certificate;
use crate::domain::custody::{Original, Transfer};
use crate::domain::id::CaseId;
use crate::domain::material;
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::pause::SpecialProcedure;
use crate::domain::promise::{Promise, PromiseState};
use crate::domain::{Named as _, Verb};
use crate::words::{Message, agency as aw, app as w, case as cw};
use std::collections::BTreeSet;

/// Which part of the case the marker is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// What is owed, and by when.
    Promises,
    /// The materials, ticked by number.
    #[default]
    Materials,
    /// The steps of the procedure.
    Steps,
    /// The legs of an agent's route.
    Legs,
    /// The originals in custody, and in whose hands.
    Originals,
    /// What happened, newest first.
    Timeline,
    /// The documents, newest first.
    Documents,
}

impl Part {
    /// All of them, in the order in which Tab goes through them.
    pub const ALL: [Self; 7] = [
        Self::Promises,
        Self::Materials,
        Self::Steps,
        Self::Legs,
        Self::Originals,
        Self::Timeline,
        Self::Documents,
    ];

    fn place(self) -> usize {
        Self::ALL.iter().position(|part| *part == self).unwrap_or(0)
    }
}

/// The opened case.
#[derive(Debug, Clone)]
pub struct CaseScreen {
    /// The case with all that belongs to it.
    pub view: CaseView,
    /// Which part the marker is in.
    pub part: Part,
    /// The marker of each part, from 0, in the order of [`Part::ALL`].
    markers: [usize; Part::ALL.len()],
    /// Whether the applicant's numbers are shown in full (PR-3), until the case is left.
    pub revealed: bool,
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
            markers: [0; Part::ALL.len()],
            revealed: false,
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

    /// How many rows a part has.
    #[must_use]
    pub fn rows(&self, part: Part) -> usize {
        match part {
            Part::Promises => self.promises().count(),
            Part::Materials => self.view.materials.len(),
            Part::Steps => self.view.steps.len(),
            Part::Legs => self.view.agency.legs.len(),
            Part::Originals => self.view.agency.originals.len(),
            Part::Timeline => self.view.timeline.len(),
            Part::Documents => self.view.documents.len(),
        }
    }

    /// The promises that the case shows: those still owed by their dates, then those that were kept.
    pub fn promises(&self) -> impl Iterator<Item = &Promise> {
        let mut shown: Vec<&Promise> =
            self.view.promises.iter().filter(|one| one.state != PromiseState::Void).collect();
        shown.sort_by_key(|one| (!one.open(), one.open().then_some(one.due)));
        shown.into_iter()
    }

    /// The marker of a part, from 0.
    #[must_use]
    pub fn marker(&self, part: Part) -> usize {
        let marker = self.markers.get(part.place()).copied().unwrap_or(0);
        marker.min(self.rows(part).saturating_sub(1))
    }

    /// The row of a part under its marker, where the marker is in this part.
    #[must_use]
    pub fn marked(&self, part: Part) -> Option<usize> {
        (self.part == part && self.rows(part) > 0).then(|| self.marker(part))
    }

    /// Puts the marker on a row of a part.
    pub fn mark(&mut self, part: Part, row: usize) {
        self.part = part;
        if let Some(marker) = self.markers.get_mut(part.place()) {
            *marker = row;
        }
    }

    /// Brings the history back to its newest entry, which whoever acted wants to see.
    pub fn newest(&mut self) {
        if let Some(marker) = self.markers.get_mut(Part::Timeline.place()) {
            *marker = 0;
        }
    }

    /// Moves the marker within its part, `page` rows at a time where a page is turned.
    pub fn go(&mut self, to: Go, page: usize) {
        let last = self.rows(self.part).saturating_sub(1);
        let at = self.marker(self.part);
        let to = match to {
            Go::Up => at.saturating_sub(1),
            Go::Down => (at + 1).min(last),
            Go::PageUp => at.saturating_sub(page),
            Go::PageDown => (at + page).min(last),
            Go::First => 0,
            Go::Last => last,
        };
        self.mark(self.part, to);
    }

    /// Goes on to the next part that holds something, or the one before.
    pub fn next_part(&mut self, forward: bool) {
        let count = Part::ALL.len();
        let step = if forward { 1 } else { count - 1 };
        let places = (1..=count).map(|n| (self.part.place() + n * step) % count);
        let parts = places.filter_map(|place| Part::ALL.get(place).copied());
        if let Some(part) = parts.into_iter().find(|part| self.rows(*part) > 0) {
            self.part = part;
        }
    }

    /// What an act on this case may be: each that people do, with why not where it is off.
    #[must_use]
    pub fn acts(&self, actor: &Actor) -> Vec<(Act, Option<Message>)> {
        Act::ALL
            .iter()
            .copied()
            .filter(|act| !matches!(act, Act::Take | Act::Deem))
            .map(|act| (act, self.why_not(act, actor)))
            .collect()
    }

    /// Why an act is off now; `None` where it is possible.
    #[must_use]
    pub fn why_not(&self, act: Act, actor: &Actor) -> Option<Message> {
        let case = &self.view.case;
        if let Some(verb) = Verb::from_word(act.word()) {
            let subject =
                Subject { person: Some(case.applicant_id), owner: Some(case.owner_id), ..Subject::default() };
            if let Err(refusal) = may(actor, verb, subject) {
                return Some(refusal.what);
            }
        }
        if let Err(refusal) = case::require(case, act) {
            return Some(refusal.what);
        }
        let complete = material::complete(&self.view.materials);
        let item = &self.view.item;
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
            Act::Resume if !self.view.procedures.iter().any(SpecialProcedure::open) => {
                Some(cw::NO_PAUSE_OPEN.msg())
            }
            Act::Extend if item.extension.is_none() && item.extension_rule(case.kind).is_none() => {
                Some(cw::NO_EXTENSION.with("item", &case.item_name))
            }
            Act::Extend if self.view.extension.is_some() => {
                Some(cw::EXTENDED_ALREADY.with("number", &case.number))
            }
            _ if self.agency_why_not(act).is_some() => self.agency_why_not(act),
            Act::Step if !self.has_open_step() => Some(match self.next_act() {
                Some(next) => w::STEP_NEXT_IS.with("act", next.phrase()),
                None => cw::NO_OPEN_STEP.msg(),
            }),
            _ => None,
        }
    }

    /// What stands under the form of an act on originals: which there are, in whose hands, with their numbers.
    #[must_use]
    pub fn form_says(&self, act: Act, actor: &Actor) -> Vec<Message> {
        let agency = &self.view.agency;
        let line = |one: &Original| aw::ORIGINAL_LINE.with("place", one.place).with("what", one.summary());
        match act {
            Act::Transfer => {
                let known: Vec<i64> = agency.originals.iter().map(|one| one.place).collect();
                let fresh = self.view.materials.iter().filter(|one| !known.contains(&one.place));
                let fresh = fresh.map(|one| {
                    aw::ORIGINAL_LINE
                        .with("place", one.place)
                        .with("what", crate::words::common::TEXT.with("text", &one.name))
                });
                agency.originals.iter().map(line).chain(fresh).collect()
            }
            Act::Keep | Act::ReportLost | Act::Close | Act::Complete | Act::Terminate => {
                agency.originals.iter().filter(|one| one.out()).map(line).collect()
            }
            Act::SetOut => {
                let mine = agency.originals.iter().filter(|one| one.holder_operator == Some(actor.id));
                mine.filter(|one| one.lost_at.is_none()).map(line).collect()
            }
            Act::Deliver => {
                let back = agency.originals.iter().filter(|one| one.out() && one.holder().is(actor));
                back.map(|one| aw::GOES_BACK.with("what", line(one))).collect()
            }
            Act::Receive => {
                let open = agency.transfers.iter().filter(|one| one.open());
                open.filter_map(|transfer| {
                    let original = agency.originals.iter().find(|one| one.id == transfer.original_id)?;
                    Some(
                        aw::WAITS_LINE
                            .with("place", original.place)
                            .with("name", &original.name)
                            .with("pages", transfer.pages)
                            .with("from", transfer.from().label())
                            .with("to", transfer.to().label()),
                    )
                })
                .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Why an act of the agency is off now; `None` where it is possible, or is none.
    fn agency_why_not(&self, act: Act) -> Option<Message> {
        let (case, agency) = (&self.view.case, &self.view.agency);
        let open = agency.open();
        let held = agency.originals.iter().any(|one| one.out());
        let state = |states: &[AuthorityState]| match open {
            None => Some(aw::NO_AUTHORITY.with("number", &case.number)),
            Some(one) if !states.contains(&one.state) => {
                Some(aw::NOT_FROM_AUTHORITY.with("state", one.state.phrase()).with("act", act.phrase()))
            }
            Some(_) => None,
        };
        use AuthorityState::{Active, Suspended, Unsigned};
        match act {
            Act::Authorise => match open {
                Some(one) if one.state != Unsigned => Some(
                    aw::AUTHORISED_ALREADY
                        .with("name", agency.name(one.agent_id))
                        .with("state", one.state.phrase()),
                ),
                _ => agency::require_agency(&self.view.item).err().map(|refusal| refusal.what),
            },
            Act::SetOut => state(&[Active]).or_else(|| {
                let none = !agency.legs.iter().any(Leg::planned);
                none.then(|| aw::NO_LEG.msg())
            }),
            Act::ComeBack => state(&[Active, Suspended]).or_else(|| {
                let none = !agency.legs.iter().any(Leg::at_office);
                none.then(|| aw::NO_LEG_OPEN.msg())
            }),
            Act::Suspend | Act::Complete => state(&[Active]),
            Act::Continue => state(&[Active, Suspended]),
            Act::Terminate | Act::TakeOver => state(&[Unsigned, Active, Suspended]),
            Act::Receive if !agency.transfers.iter().any(Transfer::open) => {
                Some(aw::NOTHING_TO_RECEIVE.msg())
            }
            Act::Keep | Act::ReportLost if !held => Some(aw::NOTHING_HELD.msg()),
            Act::Close => {
                agency::require_ended(&agency.authorities, &agency.legs).err().map(|refusal| refusal.what)
            }
            Act::Certify if !certificate::is_about(&self.view.item) => {
                Some(aw::NOT_A_CERTIFICATE.with("item", &case.item_name))
            }
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
            State::Paused => Some(Act::Resume),
            State::Closed | State::Voided => None,
        }
    }

    /// The act that moves the case on for whoever is at the keyboard: for its agent what the errand asks for, for
    /// everybody else as [`Self::next_act`] says.
    #[must_use]
    pub fn next_for(&self, actor: &Actor) -> Option<Act> {
        let agency = &self.view.agency;
        let mine = agency.open().is_some_and(|authority| authority.agent_id == actor.id);
        let waits = agency.transfers.iter().any(|one| one.open() && one.to_operator == Some(actor.id));
        let errands = [(waits, Act::Receive), (mine, Act::ComeBack), (mine, Act::SetOut)];
        let errand = errands.into_iter().find(|(may, act)| *may && self.why_not(*act, actor).is_none());
        errand.map(|(_, act)| act).or_else(|| self.next_act())
    }

    /// What stands on the message line while the case is open.
    #[must_use]
    pub fn hint(&self, actor: Option<&Actor>) -> Message {
        match actor.map_or_else(|| self.next_act(), |actor| self.next_for(actor)) {
            Some(act) => w::NEXT_STEP.with("act", act.phrase()),
            None => w::NOTHING_NEXT.msg(),
        }
    }
}
