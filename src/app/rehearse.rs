//! Before F9: what a form that moves dates would make of them, as the desk itself reckons it.

use super::forms::Purpose;
use super::{App, submit};
use crate::desk::{CaseAct, Command, DeskError, Rehearsed};
use crate::domain::case::Act;
use crate::domain::promise::PromiseState;
use crate::words::{Message, app as w};

/// Whether an act moves dates by what is typed, so that they are shown before it is done.
fn moves_dates(act: Act) -> bool {
    matches!(act, Act::Pause | Act::Resume | Act::Extend)
}

impl App {
    /// Shows under the form which dates it would move and to which day; or why it would be refused.
    pub(super) fn rehearse_form(&mut self) {
        let Some(open) = self.focused_form() else { return };
        let Purpose::Act { act, .. } = &open.purpose else { return };
        if !moves_dates(*act) {
            return;
        }
        let told = match open.form.first_blocking() {
            Some(_) => (Vec::new(), false),
            None => self.rehearsed(),
        };
        if let Some(open) = self.focused_form_mut() {
            (open.warnings, open.refused) = told;
        }
    }

    /// What is to be told, and whether it would be refused.
    fn rehearsed(&mut self) -> (Vec<Message>, bool) {
        let nothing = (Vec::new(), false);
        let Some(actor) = self.actor().cloned() else { return nothing };
        let Some(open) = self.focused_form() else { return nothing };
        let command = submit::command(&open.purpose, open.form.spec().id, open.form.to_json());
        let Ok(Command::Case(on)) = command else { return nothing };
        match self.desk.rehearse(&actor, &on, self.now) {
            Ok(moved) => {
                let mut told: Vec<Message> = moved.iter().map(told).collect();
                let stops = moved.iter().any(|one| one.state == PromiseState::Paused);
                if told.is_empty() {
                    told.push(w::MOVES_NOTHING.msg());
                } else if matches!(on.act, CaseAct::Pause(_)) && !stops {
                    told.push(w::MOVE_NOT_PROVEN.msg());
                }
                told.extend(moved.iter().any(|one| one.new.1).then(|| w::MOVE_PROVISIONAL.msg()));
                (told, false)
            }
            Err(DeskError::Refused(refusal)) => (vec![refusal.what], true),
            // Whether the file fails shows when it is submitted.
            Err(DeskError::Store(_)) => nothing,
        }
    }
}

fn told(moved: &Rehearsed) -> Message {
    let mark = if moved.new.1 { "*" } else { "" };
    let new = format!("{}{mark}", moved.new.0);
    let phrase = match (moved.state, moved.old) {
        (PromiseState::Paused, _) => &w::MOVE_STOPS,
        (PromiseState::Kept | PromiseState::Void, _) => &w::MOVE_ENDS,
        (PromiseState::Running, None) => &w::MOVE_BEGINS,
        (PromiseState::Running, Some(old)) if old == moved.new.0 => &w::MOVE_RUNS,
        (PromiseState::Running, Some(_)) => &w::MOVE_TO,
    };
    phrase
        .with("kind", moved.kind.phrase())
        .with("old", moved.old.map(|day| day.to_string()).unwrap_or_default())
        .with("new", new)
}
