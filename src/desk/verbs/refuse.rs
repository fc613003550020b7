//! Refuse to accept: nothing to license, no power, or not supplemented (ON-1, ON-2, ON-11).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use super::forward::{OrganAct, OrganRecord};
use crate::domain::Refusal;
use crate::domain::case::{Act, Ground, State};
use crate::domain::document::DocumentKind;
use crate::domain::material;
use crate::domain::promise::PromiseState;
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Refuses a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refuse {
    /// The ground.
    pub ground: Ground,
    /// The reasons, printed on the voucher (ON-11).
    #[serde(default)]
    pub reason: String,
    /// The competent body (ON-2).
    #[serde(default)]
    pub competent_org: Option<String>,
    /// The number of the organ's document, where an organ decides on acceptance.
    #[serde(default)]
    pub organ_document: Option<String>,
    /// The day of the organ's act.
    #[serde(default)]
    pub organ_day: Option<String>,
}

impl Refuse {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let state_before = file.case.state;
        file.advance(Act::Refuse)?;
        material::require_incomplete(&file.materials, Act::Refuse)?;
        if self.reason.trim().is_empty() {
            return Err(Refusal::rule("ON-11", &w::NO_REASON)
                .advise(&w::NO_REASON_ADVICE)
                .at("reason")
                .into());
        }
        let organ_named = self.competent_org.as_deref().unwrap_or_default().trim();
        if self.ground == Ground::NoPower && organ_named.is_empty() {
            return Err(Refusal::rule("ON-2", &w::NO_COMPETENT_BODY)
                .advise(&w::NO_COMPETENT_BODY_ADVICE)
                .at("competent_org")
                .into());
        }
        if self.ground == Ground::Incomplete && state_before == State::Received {
            return Err(Refusal::rule("ON-4", &w::REFUSE_BEFORE_NOTICE)
                .advise(&w::REFUSE_BEFORE_NOTICE_ADVICE)
                .at("ground")
                .into());
        }
        // What needs no licence, or is not in anybody's power here, is said at once by whoever stands
        // at the window; only the refusal for want of supplements is the organ's own act.
        if self.ground == Ground::Incomplete {
            let organ = OrganRecord::read(
                context,
                file,
                OrganAct { party: &file.item.accepts, act: Act::Refuse },
                self.organ_document.as_deref(),
                self.organ_day.as_deref(),
            )?;
            if let Some(organ) = organ {
                file.case.organ = Some(organ.name);
                file.case.organ_document = Some(organ.document);
            }
        }
        file.case.ground = Some(self.ground);
        file.case.reason = Some(required("reason", &self.reason, 1000)?);
        file.case.competent_org =
            self.competent_org.as_deref().map(|text| text_within("competent_org", text, 100)).transpose()?;
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == crate::domain::promise::PromiseKind::Notice
        })?;
        context
            .end_promises(file.case.id, PromiseState::Void, |promise| promise.subject_kind != "transfer")?;
        super::custody::owe_return(context, &file.case)?;
        file.document(context, DocumentKind::Refusal, |papers, _| content::refusal(papers))?;
        Ok(Effect::on_case(&file.case, d::DONE_REFUSE.with("number", &file.case.number)))
    }
}
