//! Questions about full agency: what a case shows of it, an agent's round, who holds what.

use super::Desk;
use super::error::Result;
use crate::domain::Verb;
use crate::domain::agency::Errand;
use crate::domain::board::AgencyView;
use crate::domain::document::{DocumentKind, SealUse};
use crate::domain::id::{CaseId, OperatorId};
use crate::domain::operator::{Actor, Role, Subject};

impl Desk {
    /// Authorities, legs, originals and transfers of a case, with the names of its agents.
    pub(super) fn agency_of(&self, case: CaseId) -> Result<AgencyView> {
        let authorities = self.store.authorities(case)?;
        let mut names: Vec<(OperatorId, String)> = Vec::new();
        for id in authorities.iter().flat_map(|one| [Some(one.agent_id), one.substitute_id]).flatten() {
            if !names.iter().any(|(known, _)| *known == id) {
                names.push((id, self.operator_label(id)?));
            }
        }
        Ok(AgencyView {
            authorities,
            names,
            legs: self.store.legs(case)?,
            originals: self.store.originals(case)?,
            transfers: self.store.transfers(case)?,
        })
    }

    /// What an agent has to hand in and to fetch, in visiting order.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn errands(&self, actor: &Actor, agent: OperatorId) -> Result<Vec<Errand>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.errands(agent)?)
    }

    /// The originals that wait for whoever acts to confirm them: how many, the number of the case and the name of
    /// the oldest.
    ///
    /// # Errors
    /// The file failed.
    pub fn originals_waiting(&self, actor: &Actor) -> Result<Option<(i64, String, String)>> {
        let window = actor.is(Role::Clerk) || actor.is(Role::Manager);
        Ok(self.store.originals_waiting(actor.id, window)?)
    }

    /// The text of the station's own template of a form, where one is in use.
    ///
    /// # Errors
    /// The file failed.
    pub fn template(&self, kind: DocumentKind) -> Result<Option<String>> {
        let own = self.store.template(kind)?;
        Ok(own.map(|own| own.body).filter(|body| !body.trim().is_empty()))
    }

    /// The register of the seal, newest first, at most `limit`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn seal_uses(&self, actor: &Actor, limit: usize) -> Result<Vec<SealUse>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.seal_uses(limit)?)
    }
}
