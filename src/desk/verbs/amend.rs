//! Correct a wrong name or item: with a reason, under new documents, the old ones voided.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::{self, CaseFile};
use super::check::required;
use super::take;
use crate::domain::case::{Act, State};
use crate::domain::document::DocumentKind;
use crate::domain::identifier;
use crate::domain::material::{self, MaterialState};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::{Refusal, RefusalKind};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Corrects a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Amend {
    /// The right name of the applicant.
    pub name: Option<String>,
    /// The right item's code or quick number; before acceptance only.
    pub item: Option<String>,
    /// Why.
    pub reason: String,
}

impl Amend {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Amend)?;
        required("reason", &self.reason, 500)?;
        let name = self.name.as_deref().filter(|text| !text.trim().is_empty());
        let item = self.item.as_deref().filter(|text| !text.trim().is_empty());
        let renamed = match name {
            Some(name) => self.rename(context, file, name)?,
            None => false,
        };
        let moved = match item {
            Some(code) => self.change_item(context, file, code)?,
            None => false,
        };
        if !renamed && !moved {
            return Err(Refusal::invalid("name", &w::NOTHING_AMENDED).into());
        }
        file.save(context)?;
        self.reissue(context, file)?;
        Ok(Effect::on_case(&file.case, d::DONE_AMEND.with("number", &file.case.number)))
    }

    fn rename(&self, context: &mut Context<'_>, file: &mut CaseFile, name: &str) -> Result<bool> {
        let name = take::check_text("name", identifier::name::check(name))?;
        if name == file.case.applicant_name {
            return Ok(false);
        }
        let before = file.person.clone();
        file.person.name.clone_from(&name);
        context.save(&mut file.person)?;
        context.store.index_person(Some(&before), &file.person)?;
        file.case.applicant_name = name;
        Ok(true)
    }

    fn change_item(&self, context: &mut Context<'_>, file: &mut CaseFile, code: &str) -> Result<bool> {
        let item = take::taken_in(context, code)?;
        if item.id == file.case.item_id {
            return Ok(false);
        }
        if !matches!(file.case.state, State::Received | State::Notified) {
            return Err(Refusal::new(RefusalKind::Rule, &w::ITEM_FIXED)
                .advise(&w::ITEM_FIXED_ADVICE)
                .at("item")
                .into());
        }
        let id = file.case.id;
        let carried = context.store.authority(id)?.is_some()
            || !context.store.legs(id)?.is_empty()
            || !context.store.originals(id)?.is_empty();
        if carried {
            // Route and originals go by the item (ON-8, AG-2).
            return Err(Refusal::rule("AG-1", &crate::words::agency::ITEM_IS_CARRIED)
                .advise(&w::ITEM_FIXED_ADVICE)
                .at("item")
                .into());
        }
        context.end_promises(file.case.id, PromiseState::Void, |_| true)?;
        for step in &mut file.steps {
            step.voided_at = Some(context.now);
            context.save(step)?;
        }
        let old = std::mem::take(&mut file.materials);
        file.case.item_id = item.id;
        file.case.item_code.clone_from(&item.code);
        file.case.item_name.clone_from(&item.body.name);
        file.case.kind = item.body.kind;
        file.case.first_step = item.body.first_step;
        file.steps = case_file::steps_of(context, file.case.id, &item.body)?;
        file.materials = take::materials_of(context, &file.case, &item)?;
        file.item = item.body;
        for mut gone in old {
            if let Some(same) = file.materials.iter_mut().find(|material| material.name == gone.name) {
                let fits = gone.state != MaterialState::Promised || same.deferrable;
                if fits {
                    same.state = gone.state;
                    same.handed_in_day = gone.handed_in_day;
                    same.pages = gone.pages;
                    same.remark.clone_from(&gone.remark);
                    context.save(same)?;
                }
            }
            gone.voided_at = Some(context.now);
            context.save(&mut gone)?;
        }
        // What the new item lacks could not be seen when the old one was reviewed.
        for material in &mut file.materials {
            material.after_notice = true;
            context.save(material)?;
        }
        file.case.complete_day = material::complete(&file.materials).then_some(context.today);
        file.case.state = State::Received;
        let basis = file.notice_basis(context);
        context.promise(PromiseKind::Notice, ("case", file.case.id.0), &file.case, basis)?;
        Ok(true)
    }

    /// Voids the documents that carry the error and makes the receipt, and the acceptance where there
    /// was one, again.
    fn reissue(&self, context: &mut Context<'_>, file: &CaseFile) -> Result<()> {
        let mut acceptance = false;
        for mut document in context.store.documents(file.case.id)? {
            if document.voided_at.is_none() {
                acceptance |= document.kind == DocumentKind::Acceptance;
                document.voided_at = Some(context.now);
                context.save(&mut document)?;
            }
        }
        file.document(context, DocumentKind::Receipt, content::receipt)?;
        if acceptance {
            file.document(context, DocumentKind::Acceptance, |papers, _| content::acceptance(papers))?;
        }
        Ok(())
    }
}
