//! A station's own template of a document, taken or given back for the built-in one.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use crate::domain::document::DocumentKind;
use crate::domain::id::TemplateId;
use crate::domain::template::{StationTemplate, Template, built_in};
use crate::domain::{Named as _, Refusal};
use crate::words::{agency as w, common};
use serde::{Deserialize, Serialize};

/// Takes a template, or goes back to the built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// The form.
    pub kind: DocumentKind,
    /// The text; empty goes back to the built-in one.
    #[serde(default)]
    pub body: String,
}

impl SaveTemplate {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if built_in(self.kind).is_none() {
            let what = w::TEMPLATE_KIND.with("line", 1).with("kind", self.kind.word());
            return Err(Refusal::invalid("kind", what).into());
        }
        if !self.body.trim().is_empty() {
            match Template::parse(&self.body) {
                Ok(template) if template.kind == self.kind => {}
                Ok(template) => {
                    let what = w::TEMPLATE_KIND.with("line", 1).with("kind", template.kind.word());
                    return Err(Refusal::invalid("kind", what).into());
                }
                Err(problems) => {
                    let list: Vec<_> =
                        problems.into_iter().map(|one| common::TEXT.with("text", one)).collect();
                    return Err(Refusal::invalid("body", w::TEMPLATE_BROKEN.with("problems", list))
                        .advise(&w::TEMPLATE_BROKEN_ADVICE)
                        .into());
                }
            }
        }
        match context.store.template(self.kind)? {
            Some(mut known) => {
                known.body.clone_from(&self.body);
                context.save(&mut known)?;
            }
            None => context.store.insert(&StationTemplate {
                id: TemplateId(context.store.next_id::<StationTemplate>()?),
                version: 1,
                voided_at: None,
                kind: self.kind,
                body: self.body.clone(),
            })?,
        }
        let done = if self.body.trim().is_empty() { &w::DONE_TEMPLATE_BACK } else { &w::DONE_TEMPLATE };
        let station = context.station.id.0;
        Ok(Effect::on("station", station, self.kind.word(), done.with("kind", self.kind.phrase())))
    }
}
