//! Hand the result over (CL-18), and close: result and originals handed back.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use super::forward::day_between;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::step::StepAct;
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Hands the result over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deliver {
    /// Who collected it; the applicant, or the agent where one acts, where it is empty.
    pub collector: Option<String>,
    /// The day; today where it is empty.
    pub day: Option<String>,
}

/// Closes a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Close {
    /// Whether all originals are back with the owner.
    pub originals_returned: bool,
    /// Why an original is lawfully kept, where one is.
    pub kept_reason: String,
}

impl Deliver {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Deliver)?;
        let decided = file.case.decided_day.unwrap_or(file.case.received_day);
        let day = day_between(context, "day", self.day.as_deref(), decided)?;
        let typed = self.collector.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let collector = match typed {
            Some(name) => super::take::check_text("collector", crate::domain::identifier::name::check(name))?,
            None => file.case.agent_name.clone().unwrap_or_else(|| file.case.applicant_name.clone()),
        };
        file.case.collector = Some(collector);
        file.case.delivered_day = Some(day);
        for act in [StepAct::Work, StepAct::Deliver] {
            file.finish_steps(context, act)?;
        }
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Delivery
        })?;
        file.document(context, DocumentKind::Delivery, |papers, _| content::delivery(papers))?;
        Ok(Effect::on_case(&file.case, d::DONE_DELIVER.with("number", &file.case.number)))
    }
}

impl Close {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let handed_over = file.case.delivered_day.is_some();
        file.advance(Act::Close)?;
        if !self.originals_returned {
            if self.kept_reason.trim().is_empty() {
                return Err(Refusal::rule("AG-2", &w::ORIGINALS_OUT)
                    .advise(&w::ORIGINALS_OUT_ADVICE)
                    .at("originals_returned")
                    .into());
            }
            let reason = required("kept_reason", &self.kept_reason, 500)?;
            file.case.note = text_within("note", &format!("{}\n{reason}", file.case.note), 2000)?;
        }
        file.case.closed_at = Some(context.now);
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Delivery
        })?;
        context.end_promises(file.case.id, PromiseState::Void, |_| true)?;
        if !handed_over {
            file.document(context, DocumentKind::Delivery, |papers, _| content::delivery(papers))?;
        }
        Ok(Effect::on_case(&file.case, d::DONE_CLOSE.with("number", &file.case.number)))
    }
}
