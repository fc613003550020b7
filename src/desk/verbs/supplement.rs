//! Take in supplements, each with a dated receipt of its own.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{self, MaterialInput};
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::material::{self, MaterialState};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Takes in supplements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Supplement {
    /// What was handed in.
    pub materials: Vec<MaterialInput>,
}

impl Supplement {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Supplement)?;
        if self.materials.is_empty() {
            return Err(Refusal::invalid("materials", &d::FIELD_EMPTY)
                .advise(&d::NOTHING_HANDED_IN_ADVICE)
                .into());
        }
        check::set_states(context, file, &self.materials, !file.notices.is_empty())?;
        check::note_complete(context, file)?;
        if material::complete(&file.materials) {
            context.end_promises(file.case.id, PromiseState::Kept, |promise| {
                promise.kind == PromiseKind::Supplement && promise.subject_kind == "notice"
            })?;
        }
        let handed_in: Vec<String> =
            self.materials.iter().map(|input| input.name.trim().to_owned()).collect();
        file.document(context, DocumentKind::SupplementReceipt, |papers, _| {
            let lines: Vec<_> = papers
                .materials
                .iter()
                .filter(|material| {
                    material.state != MaterialState::Missing
                        && handed_in
                            .iter()
                            .any(|name| *name == material.name || *name == material.place.to_string())
                })
                .collect();
            content::supplement_receipt(papers, &lines)
        })?;
        Ok(Effect::on_case(&file.case, d::DONE_SUPPLEMENT.with("number", &file.case.number)))
    }
}
