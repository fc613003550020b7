//! Give a case to a colleague; its open promises follow.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::required;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::operator::{Actor, Role};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Gives a case to a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assign {
    /// The colleague's code.
    pub to: String,
    /// Why.
    pub reason: String,
}

impl Assign {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Assign)?;
        required("reason", &self.reason, 500)?;
        let code = self.to.trim();
        let colleague = context
            .store
            .operator_by_code(code)?
            .filter(|operator| operator.disabled_at.is_none() && !operator.roles.contains(&Role::System))
            .ok_or_else(|| Refusal::not_found(w::NO_SUCH_OPERATOR.with("code", code)).at("to"))?;
        if colleague.id == file.case.owner_id {
            return Err(Refusal::invalid("to", w::ALREADY_OWNER.with("name", &colleague.name)).into());
        }
        if Actor::of(&colleague).recused.contains(&file.case.applicant_id) {
            let mut refusal = Refusal::not_allowed(&crate::words::role::OWN_CASE)
                .advise(&crate::words::role::OWN_CASE_ADVICE)
                .at("to");
            refusal.rule = Some("CP-14");
            return Err(refusal.into());
        }
        file.case.owner_id = colleague.id;
        file.save(context)?;
        // The reply to a card stays with whoever got it (WA-2).
        let promises = context.store.promises(file.case.id)?;
        for mut promise in promises.into_iter().filter(|one| one.subject_kind != "card") {
            if promise.open() {
                promise.owner_id = colleague.id;
                context.store.update(&promise)?;
            }
        }
        let message = d::DONE_ASSIGN.with("number", &file.case.number).with("name", colleague.name);
        Ok(Effect::on_case(&file.case, message))
    }
}
