//! The door: signing in with growing delay, signing out, and the sweep that runs before acts.

use super::Desk;
use super::command::Command;
use super::error::Result;
use super::verbs::{Sweep, pin_holds};
use crate::calendar::Stamp;
use crate::domain::operator::{Actor, Role};
use crate::domain::{Refusal, RefusalKind, Verb};
use crate::store::{Credential, NewEntry};
use crate::words::{desk as w, role as r};

/// The code of the operator in whose name the sweep acts.
pub const SYSTEM: &str = "system";

/// Somebody who has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who it is.
    pub actor: Actor,
    /// When.
    pub at: Stamp,
}

impl Desk {
    /// Signs an operator in; every try of a known operator is journalled, and failures make the wait
    /// longer. Unknown codes are not stored, because people type PINs there.
    ///
    /// # Errors
    /// Wrong code or PIN, still waiting, or barred.
    pub fn sign_in(&mut self, code: &str, pin: &str, now: Stamp) -> Result<SignedIn> {
        let wrong = || Refusal::new(RefusalKind::NotSignedIn, &w::WRONG_PIN).advise(&w::WRONG_PIN_ADVICE);
        let operator = self
            .store
            .operator_by_code(code.trim())?
            .filter(|operator| !operator.roles.contains(&Role::System));
        let Some(operator) = operator else {
            // The time that a wrong PIN takes says nothing about which codes there are.
            let _ = super::verbs::hash_pin("nobody");
            return Err(wrong().into());
        };
        let (failures, last) = self.store.attempts(operator.id)?;
        // A try under a date that lay ahead does not bar the door until then.
        let last = last.min(now);
        let wait = last.plus_millis(delay(failures)).millis_since(now);
        if failures > 0 && wait > 0 {
            let seconds = (wait + 999) / 1000;
            return Err(Refusal::new(RefusalKind::NotSignedIn, w::WAIT_PIN.with("seconds", seconds))
                .advise(&w::WAIT_PIN_ADVICE)
                .into());
        }
        if operator.disabled_at.is_some() {
            return Err(Refusal::new(RefusalKind::NotSignedIn, w::DISABLED.with("code", code)).into());
        }
        let credential: Option<Credential> = self.store.get(operator.id.0)?;
        let held = credential.is_some_and(|credential| pin_holds(pin, &credential.phc));
        let actor = Actor::of(&operator);
        let failures = if held { 0 } else { failures + 1 };
        let at = self.transaction(|desk| {
            desk.store.set_attempts(operator.id, failures, now)?;
            let body = format!("{{\"sign-in\":{{\"ok\":{held},\"failures\":{failures}}}}}");
            desk.note_at_door(&actor, Verb::SignIn, &body, now)
        })?;
        if held { Ok(SignedIn { actor, at }) } else { Err(wrong().into()) }
    }

    /// Journals that an operator left, or handed over.
    ///
    /// # Errors
    /// The file failed.
    pub fn sign_out(&mut self, actor: &Actor, now: Stamp) -> Result<()> {
        self.transaction(|desk| desk.note_at_door(actor, Verb::SignOut, "{\"sign-out\":{}}", now))?;
        Ok(())
    }

    fn note_at_door(&mut self, actor: &Actor, verb: Verb, body: &str, now: Stamp) -> Result<Stamp> {
        let last = self.store.head()?.at;
        // Reading must stay possible whatever the clock says: the door's entries never refuse it.
        let at = if now > last { now } else { last.plus_millis(1) };
        let rows = self.store.take_captured()?;
        self.store.append(
            &NewEntry {
                at,
                operator: actor.id,
                terminal: &self.terminal,
                verb,
                subject_kind: "operator",
                subject_id: actor.id.0,
                undoes: None,
                command: body,
            },
            &rows,
        )?;
        Ok(at)
    }

    /// The actor with this code, without a PIN: for the demo's own start and for tests.
    ///
    /// # Errors
    /// Not found, or the file failed.
    pub fn actor_unchecked(&self, code: &str) -> Result<Actor> {
        let operator = self.store.operator_by_code(code)?.ok_or_else(|| {
            Refusal::new(RefusalKind::NotSignedIn, &r::NOT_SIGNED_IN).advise(&r::NOT_SIGNED_IN_ADVICE)
        })?;
        Ok(Actor::of(&operator))
    }

    /// Records what fell due unattended, if anything did: at the workstation's start, at the first tick
    /// of a day.
    ///
    /// # Errors
    /// The file failed.
    pub fn sweep(&mut self, now: Stamp) -> Result<bool> {
        let today = self.zone.day(now);
        self.look_at_all()?;
        if !self.store.head()?.believes(now) || self.store.unswept(today, 1)?.is_empty() {
            return Ok(false);
        }
        self.transaction(|desk| desk.sweep_inside(now))
    }

    /// Whether recording is on hold until a manager confirms the date.
    ///
    /// # Errors
    /// The file failed.
    pub fn date_unconfirmed(&self, now: Stamp) -> Result<bool> {
        Ok(!self.store.head()?.believes(now))
    }

    /// The sweep inside an act (design section 3, Time); whether it recorded anything.
    pub(super) fn sweep_before(&mut self, command: &Command, now: Stamp) -> Result<bool> {
        if matches!(command, Command::Sweep(_) | Command::ConfirmDate(_) | Command::TakeBack(_)) {
            return Ok(false);
        }
        self.sweep_inside(now)
    }

    fn sweep_inside(&mut self, now: Stamp) -> Result<bool> {
        let today = self.zone.day(now);
        let mut any = false;
        self.look_at_all()?;
        while self.store.head()?.believes(now) && !self.store.unswept(today, 1)?.is_empty() {
            let system = self.actor_unchecked(SYSTEM)?;
            self.act(&system, &Command::Sweep(Sweep { before: today }), now)?;
            any = true;
        }
        Ok(any)
    }

    /// Whether this PIN unlocks the screen of `actor`, without noting a failure: the caller goes on to
    /// [`Desk::sign_in`], which does. Always `false` while the operator still has to wait.
    ///
    /// # Errors
    /// The file failed.
    pub fn pin_matches(&self, actor: &Actor, pin: &str, now: Stamp) -> Result<bool> {
        let (failures, last) = self.store.attempts(actor.id)?;
        if failures > 0 && last.min(now).plus_millis(delay(failures)).millis_since(now) > 0 {
            return Ok(false);
        }
        let credential: Option<Credential> = self.store.get(actor.id.0)?;
        Ok(credential.is_some_and(|credential| pin_holds(pin, &credential.phc)))
    }
}

/// How long the next try waits after so many failures, in milliseconds: nothing for two, then 5 s,
/// doubled each time, at most 15 minutes.
fn delay(failures: i64) -> i64 {
    match failures {
        ..=2 => 0,
        more => (5_000_i64 << (more - 3).min(8)).min(900_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_is_bounded() {
        assert_eq!([0, 1, 2, 3, 4, 5].map(delay), [0, 0, 0, 5_000, 10_000, 20_000]);
        assert_eq!(delay(50), 900_000);
    }
}
