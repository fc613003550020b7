//! What an act on a case would make of its dates: it is carried out and taken back, nothing is written.

use super::Desk;
use super::command::{Command, OnCase};
use super::error::Result;
use crate::calendar::{Day, Stamp};
use crate::domain::id::PromiseId;
use crate::domain::operator::Actor;
use crate::domain::promise::{Promise, PromiseKind, PromiseState};
use std::collections::BTreeMap;

/// How a promise would stand after an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rehearsed {
    /// What is promised.
    pub kind: PromiseKind,
    /// Its date now; none where the act makes it.
    pub old: Option<Day>,
    /// Its date then, and whether it is provisional (HO-1).
    pub new: (Day, bool),
    /// Where it would stand.
    pub state: PromiseState,
}

impl Desk {
    /// The promises that `on` would make, move, stop or end, as they would stand; nothing is written.
    ///
    /// # Errors
    /// What the act itself would be refused for, or the file failed.
    pub fn rehearse(&mut self, actor: &Actor, on: &OnCase, now: Stamp) -> Result<Vec<Rehearsed>> {
        self.store.begin()?;
        let found = self.rehearse_inside(actor, on, now);
        self.store.rollback();
        found
    }

    fn rehearse_inside(&mut self, actor: &Actor, on: &OnCase, now: Stamp) -> Result<Vec<Rehearsed>> {
        let before: BTreeMap<PromiseId, Promise> =
            self.store.promises(on.case)?.into_iter().map(|promise| (promise.id, promise)).collect();
        self.act(actor, &Command::Case(on.clone()), now)?;
        let after = self.store.promises(on.case)?;
        let changed = after.into_iter().filter_map(|then| {
            let known = before.get(&then.id);
            let same = known.is_some_and(|now| (now.due, now.state) == (then.due, then.state));
            (!same).then_some(Rehearsed {
                kind: then.kind,
                old: known.map(|now| now.due),
                new: (then.due, then.provisional),
                state: then.state,
            })
        });
        Ok(changed.collect())
    }
}
