//! Permission for questions, and with it the eyes that they read with (CP-6): both are asked in one place, so that no
//! question can be put without them.

use super::Desk;
use super::error::Result;
use crate::domain::Verb;
use crate::domain::operator::{Actor, Role, Subject, concerned, may};
use crate::store::Eyes;

impl Desk {
    /// Whether `actor` may ask for this; from here on the file is read with their eyes.
    pub(super) fn may(&self, actor: &Actor, verb: Verb, subject: Subject) -> Result<()> {
        self.look(actor)?;
        Ok(may(actor, verb, subject)?)
    }

    /// Reads the file with the eyes of `actor` from now on.
    pub(super) fn look(&self, actor: &Actor) -> Result<()> {
        if actor.is(Role::System) {
            return self.look_at_all();
        }
        if self.store.looks_as(actor.id)? {
            return Ok(());
        }
        let others =
            if self.store.anybody_complained_about()? { self.store.operators()? } else { Vec::new() };
        Ok(self.store.look_as(&Eyes::Of(concerned(actor.id, &others)))?)
    }

    /// Whether `actor` may know how much there is in all: a manager from whom nothing is kept (CP-6). Counts of entries,
    /// hashes and copies of the file are for nobody else, since they tell of what a view does not show.
    ///
    /// # Errors
    /// The file failed.
    pub fn sees_all(&self, actor: &Actor) -> Result<bool> {
        self.look(actor)?;
        Ok(actor.is(Role::Manager) && !self.store.hides()?)
    }

    /// Reads the file with the program's own eyes from now on: for what falls due and for keeping it whole, never for
    /// what a person is shown.
    pub(super) fn look_at_all(&self) -> Result<()> {
        Ok(self.store.look_as(&Eyes::Own)?)
    }
}
