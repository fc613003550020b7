//! Accept a case whose mandatory materials are settled (ON-6).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::forward::{OrganAct, OrganRecord};
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::material;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Accepts, or records that the organ accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accept {
    /// The number of the organ's document, where an organ accepts.
    pub organ_document: Option<String>,
    /// The day of the organ's act, where an organ accepts.
    pub organ_day: Option<String>,
}

impl Accept {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Accept)?;
        material::require_complete(&file.materials)?;
        let organ = OrganRecord::read(
            context,
            file,
            OrganAct { party: &file.item.accepts, act: Act::Accept },
            self.organ_document.as_deref(),
            self.organ_day.as_deref(),
        )?;
        // Supplemented or complete at once, the acceptance holds from the day on which all was in (ON-6).
        let day = match &organ {
            Some(organ) => organ.day,
            None => file.case.complete_day.unwrap_or(context.today),
        };
        if let Some(organ) = organ {
            file.case.organ = Some(organ.name);
            file.case.organ_document = Some(organ.document);
        } else {
            file.case.organ = file.item.accepts.organ().map(str::to_owned);
        }
        file.accept(context, day, false)?;
        file.save(context)?;
        file.document(context, DocumentKind::Acceptance, |papers, _| content::acceptance(papers))?;
        Ok(Effect::on_case(&file.case, d::DONE_ACCEPT.with("number", &file.case.number)))
    }
}
