//! The door: signing in, the lock, and handing over to the next clerk at a shared terminal.

use super::forms::OpenForm;
use super::note::Said;
use super::{App, Pane};
use crate::calendar::Stamp;
use crate::desk::Desk;
use crate::domain::operator::Actor;
use crate::text::LineInput;
use crate::words::app as w;

/// Who is at the keyboard.
#[derive(Debug)]
pub enum Door {
    /// Nobody; the form asks for code and PIN.
    Closed(Box<OpenForm>),
    /// An operator whose screen is locked.
    Locked(LockScreen),
    /// The screen is turned to whoever was served.
    Device(Box<super::device::DeviceScreen>),
    /// An operator who is signed in.
    Open(Session),
}

/// The locked screen: nothing personal on it.
#[derive(Debug)]
pub struct LockScreen {
    /// Who locked it.
    pub actor: Actor,
    /// Since when.
    pub since: Stamp,
    /// The PIN, or another operator's code with their PIN behind it.
    pub line: LineInput,
}

/// An operator who is signed in.
#[derive(Debug)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// The last key.
    pub last_key: Stamp,
}

impl Door {
    /// The closed door.
    #[must_use]
    pub fn closed(desk: &Desk) -> Self {
        Self::Closed(Box::new(OpenForm::sign_in(desk)))
    }
}

impl App {
    /// Lets an operator in: their drafts and boards, nothing of anybody else's.
    pub(super) fn enter(&mut self, actor: Actor) {
        let all = actor.leads();
        self.today = super::CaseBoard::today();
        self.cases = super::CaseBoard::cases();
        self.due = super::DueBoard::default();
        // What the one before looked at is not for whoever sits down now, nor how they looked at it.
        self.residents = super::ResidentBoard::default();
        self.pairings = super::PairBoard::default();
        self.volunteers = super::VolunteerBoard::default();
        self.supervision = super::SupervisionBoard::default();
        self.person = None;
        if all {
            self.today.whose = super::Whose::All;
        }
        // What was said to whoever sat here before is not meant for them.
        self.said = None;
        self.door = Door::Open(Session { actor, last_key: self.now });
        self.pane = Pane::Today;
        self.case = None;
        self.intake = None;
        self.last_intake = None;
        self.modals.clear();
        self.line.clear();
        self.resize_lists();
        self.reload_kept();
        self.load_everything();
        let waiting = self.kept.iter().filter(|draft| !draft.parked).count();
        if let (true, Some(draft)) = (waiting > 0, self.kept.iter().find(|draft| !draft.parked)) {
            let title = self.draft_title(draft);
            let (hour, minute) = self.zone().clock(draft.updated_at);
            self.said = Some(Said::told(
                w::DRAFTS_WAIT
                    .with("count", waiting)
                    .with("what", title)
                    .with("time", format!("{hour:02}:{minute:02}")),
            ));
        }
        self.tell_of_cards();
        self.dirty = true;
    }

    /// Signs in with what the form holds.
    pub(super) fn sign_in(&mut self) {
        let Door::Closed(form) = &mut self.door else { return };
        if let Some(first) = form.form.problems().into_iter().find(|problem| problem.blocks) {
            let short = first.field == "pin" && !form.form.text("pin").is_empty();
            let text = if short { w::PIN_TOO_SHORT.msg() } else { first.message };
            self.say(Said::error(text, None));
            return;
        }
        let (code, pin) = (form.form.text("code").to_owned(), form.form.text("pin").to_owned());
        match self.desk.sign_in(&code, &pin, self.now) {
            Ok(signed) => self.enter(signed.actor),
            Err(error) => {
                self.fail(&error);
                self.door = Door::closed(&self.desk);
                if let Door::Closed(form) = &mut self.door {
                    form.form.fill("code", &code, true);
                }
            }
        }
    }

    /// Locks the screen; what is being typed is kept.
    pub(super) fn lock(&mut self) {
        let Door::Open(session) = &self.door else { return };
        let actor = session.actor.clone();
        self.keep_drafts();
        let _ = self.desk.clear_presence();
        self.door = Door::Locked(LockScreen { actor, since: self.now, line: LineInput::secret(80) });
        self.said = None;
        if let Some(case) = &mut self.case {
            case.revealed = false;
        }
        self.wishes.full_redraw = true;
        self.dirty = true;
    }

    pub(super) fn lock_when_idle(&mut self) {
        let limit = self.desk.station().idle_minutes.saturating_mul(60_000);
        if let Door::Device(screen) = &self.door {
            if self.now.millis_since(screen.last_key) >= limit {
                self.leave_device();
                self.dirty = true;
            }
            return;
        }
        let Door::Open(session) = &self.door else { return };
        let idle = self.now.millis_since(session.last_key);
        if idle >= limit {
            self.lock();
        }
    }

    /// Unlocks for the operator who locked it, or lets another one in: their code, then their PIN.
    ///
    /// The own PIN is tried without noting a failure, because what was typed may be another code and
    /// PIN; the try that decides is noted.
    pub(super) fn unlock(&mut self) {
        let Door::Locked(lock) = &mut self.door else { return };
        let typed = lock.line.value().to_owned();
        let actor = lock.actor.clone();
        lock.line.set_text("");
        self.dirty = true;
        if typed.is_empty() {
            return;
        }
        let other = self
            .operators
            .iter()
            .filter(|operator| operator.id != actor.id && operator.disabled_at.is_none())
            .filter(|operator| typed.len() > operator.code.len() && typed.starts_with(&operator.code))
            .max_by_key(|operator| operator.code.len())
            .map(|operator| operator.code.clone());
        let own = match (&other, self.desk.pin_matches(&actor, &typed, self.now)) {
            (None, _) | (_, Ok(true)) => true,
            (_, Ok(false)) => false,
            (_, Err(error)) => {
                self.fail(&error);
                return;
            }
        };
        let (code, pin) = match other {
            Some(code) if !own => {
                let pin = typed.get(code.len()..).unwrap_or_default().to_owned();
                (code, pin)
            }
            _ => (actor.code.clone(), typed),
        };
        match self.desk.sign_in(&code, &pin, self.now) {
            Ok(signed) if signed.actor.id == actor.id => {
                self.door = Door::Open(Session { actor: signed.actor, last_key: self.now });
                self.said = None;
                self.wishes.full_redraw = true;
                self.mark_all_stale();
            }
            Ok(signed) => {
                if let Err(error) = self.desk.sign_out(&actor, self.now) {
                    self.fail(&error);
                }
                self.wishes.full_redraw = true;
                self.enter(signed.actor);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Signs out: the door closes, drafts stay with their operator.
    pub(super) fn sign_out(&mut self) {
        let Door::Open(session) = &self.door else { return };
        let actor = session.actor.clone();
        self.keep_drafts();
        if let Err(error) = self.desk.sign_out(&actor, self.now) {
            self.fail(&error);
        }
        let _ = self.desk.clear_presence();
        self.door = Door::closed(&self.desk);
        self.case = None;
        self.person = None;
        self.intake = None;
        self.modals.clear();
        // What was being looked for belongs to whoever leaves.
        self.line.clear();
        self.said = Some(Said::told(w::SIGNED_OUT.with("name", actor.name)));
        self.wishes.full_redraw = true;
        self.dirty = true;
    }
}
