//! Decide, or record the organ's decision; delivery is owed from then on (CL-18).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::text_within;
use super::forward::{OrganAct, OrganRecord};
use crate::domain::Refusal;
use crate::domain::case::{Act, Outcome};
use crate::domain::document::DocumentKind;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::step::StepAct;
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Decides a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// How it is decided.
    pub outcome: Outcome,
    /// What the result is.
    #[serde(default)]
    pub result: String,
    /// The reasons of a denial (ON-11).
    #[serde(default)]
    pub reason: String,
    /// The number of the result document.
    #[serde(default)]
    pub result_document: Option<String>,
    /// The number of the organ's document, where an organ decides.
    #[serde(default)]
    pub organ_document: Option<String>,
    /// The day of the organ's decision.
    #[serde(default)]
    pub organ_day: Option<String>,
}

impl Decide {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Decide)?;
        if let Some(step) = file.open_work_step().and_then(|at| file.steps.get(at)) {
            let before_decision = file
                .steps
                .iter()
                .find(|other| other.act == StepAct::Decide)
                .is_none_or(|decision| step.place < decision.place);
            if before_decision {
                let message = w::OPEN_STEP.with("step", &step.name).with("act", Act::Decide.phrase());
                return Err(Refusal::rule("A1", message).advise(&w::OPEN_STEP_ADVICE).into());
            }
        }
        if self.outcome == Outcome::Denied && self.reason.trim().is_empty() {
            return Err(Refusal::rule("ON-11", &w::NO_REASON)
                .advise(&w::NO_REASON_ADVICE)
                .at("reason")
                .into());
        }
        let organ = OrganRecord::read(
            context,
            file,
            OrganAct { party: &file.item.decides, act: Act::Decide },
            self.organ_document.as_deref(),
            self.organ_day.as_deref(),
        )?;
        let mut day = context.today;
        if let Some(organ) = organ {
            day = organ.day;
            file.case.organ = Some(organ.name);
            file.case.organ_document = Some(organ.document);
        } else if let Some(organ) = file.item.decides.organ() {
            file.case.organ = Some(organ.to_owned());
        }
        file.case.decided_day = Some(day);
        file.case.outcome = Some(self.outcome);
        file.case.result = Some(text_within("result", &self.result, 500)?);
        file.case.reason = Some(text_within("reason", &self.reason, 1000)?).filter(|text| !text.is_empty());
        file.case.result_document = self
            .result_document
            .as_deref()
            .map(|text| text_within("result_document", text, 100))
            .transpose()?;
        file.finish_steps(context, StepAct::Decide)?;
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            matches!(promise.kind, PromiseKind::Statutory | PromiseKind::Committed)
                || promise.kind == PromiseKind::Step && promise.subject_kind == "case_step"
        })?;
        if let Some(basis) = context.ruled("delivery", day) {
            context.promise(PromiseKind::Delivery, ("case", file.case.id.0), &file.case, basis)?;
        }
        super::custody::owe_return(context, &file.case)?;
        match self.outcome {
            Outcome::Granted => {
                file.document(context, DocumentKind::Result, |papers, _| content::result(papers))?
            }
            Outcome::Denied => {
                file.document(context, DocumentKind::Denial, |papers, _| content::denial(papers))?
            }
        }
        let message = d::DONE_DECIDE.with("number", &file.case.number).with("outcome", self.outcome.phrase());
        Ok(Effect::on_case(&file.case, message))
    }
}
