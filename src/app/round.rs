//! The round of an agent: what to hand in and to fetch, office by office, ticked off on one screen.

use super::forms::{OpenForm, Purpose};
use super::list::Go;
use super::note::Said;
use super::{App, Modal};
use crate::action::{Action, Context};
use crate::desk::verbs::{ComeBack, Round, SetOut};
use crate::desk::{CaseAct, Command, DeskError, OnCase};
use crate::domain::Named as _;
use crate::domain::agency::Errand;
use crate::domain::case::Act;
use crate::domain::id::OperatorId;
use crate::domain::operator::Role;
use crate::form::{self, Input};
use crate::keymap::{Code, Key};
use crate::paper::Medium;
use crate::words::{Message, agency as a};
use std::collections::{BTreeMap, BTreeSet};

/// The round on the screen.
#[derive(Debug, Clone, Default)]
pub struct RoundScreen {
    /// Whose it is.
    pub agent: Option<OperatorId>,
    /// The agent's name.
    pub name: String,
    /// What is to be done, in visiting order.
    pub errands: Vec<Errand>,
    /// The rows that are ticked as done.
    pub ticked: BTreeSet<usize>,
    /// Why a ticked row could not be done, by row.
    pub refused: BTreeMap<usize, Message>,
    /// The row under the marker.
    pub marker: usize,
    /// Whether whoever leaves was told that ticks are not recorded.
    pub leaving: bool,
}

impl RoundScreen {
    /// How many offices it visits.
    #[must_use]
    pub fn offices(&self) -> usize {
        let mut names: Vec<&str> = self.errands.iter().map(|errand| errand.leg.office.as_str()).collect();
        names.dedup();
        names.len()
    }

    fn go(&mut self, to: Go, page: usize) {
        let last = self.errands.len().saturating_sub(1);
        self.marker = match to {
            Go::Up => self.marker.saturating_sub(1),
            Go::Down => (self.marker + 1).min(last),
            Go::PageUp => self.marker.saturating_sub(page),
            Go::PageDown => (self.marker + page).min(last),
            Go::First => 0,
            Go::Last => last,
        };
    }

    /// Ticks the row under the marker, or takes the tick away, and goes on to the next.
    fn tick(&mut self) {
        if self.errands.is_empty() {
            return;
        }
        if !self.ticked.remove(&self.marker) {
            self.ticked.insert(self.marker);
        }
        self.refused.remove(&self.marker);
        self.go(Go::Down, 1);
    }
}

/// What a ticked errand is as an act: handed in and signed for, or done and fetched.
fn act_of(errand: &Errand) -> Command {
    let act = if errand.hands_in() {
        CaseAct::SetOut(SetOut { signed: true, ..SetOut::default() })
    } else {
        CaseAct::ComeBack(ComeBack::done())
    };
    Command::Case(OnCase { case: errand.leg.case_id, version: Some(errand.version), act })
}

impl App {
    /// Opens the round of whoever is signed in; who is no agent sees the first agent's.
    pub(super) fn open_round(&mut self) {
        let Some(actor) = self.actor().cloned() else {
            self.say(Said::told(&crate::words::role::NOT_SIGNED_IN));
            return;
        };
        let agent =
            if actor.is(Role::Agent) { Some(actor.id) } else { self.agents().first().map(|(id, _)| *id) };
        let Some(agent) = agent else {
            self.say(Said::told(&a::NO_AGENTS));
            return;
        };
        self.modals.push(Modal::Round(RoundScreen { agent: Some(agent), ..RoundScreen::default() }));
        self.load_round();
    }

    /// The agents who may sign in, by code.
    fn agents(&self) -> Vec<(OperatorId, String)> {
        let agents = self.operators.iter().filter(|one| one.roles.contains(&Role::Agent));
        agents.filter(|one| one.disabled_at.is_none()).map(|one| (one.id, one.name.clone())).collect()
    }

    /// Reads the round again; ticks go, since rows may have changed.
    fn load_round(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let agents = self.agents();
        let Some(Modal::Round(round)) = self.modals.last_mut() else { return };
        let Some(agent) = round.agent else { return };
        match self.desk.errands(&actor, agent) {
            Ok(errands) => {
                round.errands = errands;
                round.name =
                    agents.into_iter().find(|(id, _)| *id == agent).map(|(_, name)| name).unwrap_or_default();
                round.ticked.clear();
                round.marker = round.marker.min(round.errands.len().saturating_sub(1));
            }
            Err(error) => self.fail(&error),
        }
        self.dirty = true;
    }

    /// A key on the round.
    pub(super) fn round_key(&mut self, key: Key) {
        let page = usize::from(self.size.1).saturating_sub(8);
        let Some(Modal::Round(round)) = self.modals.last_mut() else { return };
        match (key.code, key.text().map(crate::text::fold_ascii_char)) {
            (_, Some(' ' | '1')) => {
                round.leaving = false;
                round.tick();
            }
            (_, Some('2')) => self.round_outcome("returned"),
            (_, Some('3')) => self.round_outcome("refused"),
            (_, Some('4')) => self.round_outcome("stuck"),
            (_, Some('*')) => round.ticked = (0..round.errands.len()).collect(),
            (_, Some('0')) | (Code::Backspace, _) => {
                let marker = round.marker;
                round.ticked.remove(&marker);
            }
            (Code::Up, _) => round.go(Go::Up, page),
            (Code::Down, _) => round.go(Go::Down, page),
            (Code::PageUp, _) => round.go(Go::PageUp, page),
            (Code::PageDown, _) => round.go(Go::PageDown, page),
            (Code::Home, _) => round.go(Go::First, page),
            (Code::End, _) => round.go(Go::Last, page),
            (Code::Enter, _) => {
                let case = round.errands.get(round.marker).map(|errand| errand.leg.case_id);
                if let Some(case) = case {
                    self.modals.pop();
                    self.open_case(case);
                }
            }
            _ => match self.lookup(Context::Dialog, key) {
                Some(Action::Back) if self.holds_ticks() => {
                    self.say(Said::told(&a::TICKS_LEFT));
                }
                Some(Action::Print) => self.print_round(),
                Some(Action::Refresh) => self.load_round(),
                Some(Action::Choices) => self.next_agent(),
                Some(action) => self.perform(action),
                None => {}
            },
        }
    }

    /// Whether ticks would be lost: said once, then leaving is meant.
    fn holds_ticks(&mut self) -> bool {
        let Some(Modal::Round(round)) = self.modals.last_mut() else { return false };
        let holds = !round.ticked.is_empty() && !round.leaving;
        round.leaving = holds;
        holds
    }

    /// F4: the next agent's round.
    fn next_agent(&mut self) {
        let agents = self.agents();
        let Some(Modal::Round(round)) = self.modals.last_mut() else { return };
        if agents.len() < 2 {
            self.say(Said::told(&a::ONE_AGENT));
            return;
        }
        let at = agents.iter().position(|(id, _)| Some(*id) == round.agent).map_or(0, |at| at + 1);
        if let Some((id, _)) = agents.get(at % agents.len().max(1)) {
            round.agent = Some(*id);
            round.marker = 0;
        }
        self.load_round();
    }

    /// Another outcome than done: the form asks for the reason.
    fn round_outcome(&mut self, outcome: &str) {
        let Some(Modal::Round(round)) = self.modals.last() else { return };
        let Some(errand) = round.errands.get(round.marker) else { return };
        if errand.hands_in() {
            self.say(Said::told(&a::NOT_HANDED_IN));
            return;
        }
        let purpose = Purpose::Act { act: Act::ComeBack, case: errand.leg.case_id, version: errand.version };
        let subject = format!("case-{outcome}-{}-{}", errand.leg.id.0, errand.leg.case_id.0);
        let Some(spec) = form::form(Act::ComeBack.word()) else { return };
        let mut open = OpenForm::with(spec, purpose, self.known());
        open.subject = subject;
        open.about = format!("{} {} {}", errand.number, errand.applicant_name, errand.leg.office);
        open.form.fill("outcome", outcome, false);
        open.form.handle(Input::GoTo(2));
        self.modals.push(Modal::Form(Box::new(open)));
    }

    /// After an outcome with a reason: the round as it is now, ticks kept by case.
    pub(super) fn refresh_round(&mut self) {
        let Some(Modal::Round(round)) = self.modals.last() else { return };
        let ticked: Vec<_> = round
            .ticked
            .iter()
            .filter_map(|row| round.errands.get(*row))
            .map(|errand| errand.leg.id)
            .collect();
        self.load_round();
        if let Some(Modal::Round(round)) = self.modals.last_mut() {
            round.ticked = (0..round.errands.len())
                .filter(|row| round.errands.get(*row).is_some_and(|errand| ticked.contains(&errand.leg.id)))
                .collect();
        }
    }

    /// F9: does what is ticked, each an act of its own; what a rule refuses stays with its reason.
    pub(super) fn submit_round(&mut self) {
        let Some(Modal::Round(round)) = self.modals.last() else { return };
        if round.ticked.is_empty() {
            self.say(Said::told(&a::NOTHING_TICKED));
            return;
        }
        let chosen: Vec<Errand> =
            round.ticked.iter().filter_map(|row| round.errands.get(*row)).cloned().collect();
        let (mut done, mut refused) = (0_usize, Vec::new());
        for errand in &chosen {
            match self.run(&act_of(errand)) {
                Ok(_) => done += 1,
                Err(DeskError::Refused(refusal)) => refused.push((errand.leg.id, refusal.what)),
                Err(error) => {
                    self.fail(&error);
                    break;
                }
            }
        }
        self.load_round();
        if let Some(Modal::Round(round)) = self.modals.last_mut() {
            round.refused = refused
                .iter()
                .filter_map(|(leg, why)| {
                    let row = round.errands.iter().position(|errand| errand.leg.id == *leg)?;
                    Some((row, why.clone()))
                })
                .collect();
            if let Some(row) = round.refused.keys().next() {
                round.marker = *row;
            }
        }
        let said = a::ROUND_TICKED.with("done", done).with("refused", refused.len());
        self.say(if refused.is_empty() { Said::done(said) } else { Said::error(said, None) });
    }

    /// F7: the round on paper, as a numbered sheet.
    fn print_round(&mut self) {
        let Some(Modal::Round(round)) = self.modals.last() else { return };
        let agent = round
            .agent
            .and_then(|id| self.operators.iter().find(|one| one.id == id))
            .map(|one| one.code.clone())
            .unwrap_or_default();
        match self.run(&Command::Round(Round { agent })) {
            Ok(done) => {
                if let Some(document) = done.documents.first() {
                    self.show_preview(document.clone(), Medium::A4);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The menu's entry for the round.
    pub(super) fn round_entry(&self) -> super::Entry {
        super::Entry {
            title: a::ROUND.msg(),
            hint: super::quick::ROUND.to_owned(),
            why_not: self.actor().is_none().then(|| crate::words::role::NOT_SIGNED_IN.msg()),
            on: false,
            pick: super::Pick::Round,
        }
    }
}
