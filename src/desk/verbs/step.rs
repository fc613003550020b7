//! Finish the current step, and start the clock of the next.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::text_within;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Finishes the current step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// What was found.
    pub remark: String,
    /// Who did it, where it was another office.
    pub by: Option<String>,
}

impl Step {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Step)?;
        let open = file.open_work_step();
        let Some(step) = open.and_then(|at| file.steps.get_mut(at)) else {
            return Err(Refusal::rule("A1", &w::NO_OPEN_STEP).advise(&w::NO_OPEN_STEP_ADVICE).into());
        };
        step.done_day = Some(context.today);
        step.done_by = Some(context.actor.id);
        step.remark = text_within("remark", &self.remark, 1000)?;
        if let Some(by) = self.by.as_deref().map(str::trim).filter(|by| !by.is_empty()) {
            step.by = text_within("by", by, 100)?;
        }
        context.save(step)?;
        let (id, name) = (step.id, step.name.clone());
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Step
                && promise.subject_kind == "case_step"
                && promise.subject_id == id.0
        })?;
        file.start_step(context, context.today)?;
        file.save(context)?;
        let message = d::DONE_STEP.with("number", &file.case.number).with("step", name);
        Ok(Effect::on_case(&file.case, message))
    }
}
