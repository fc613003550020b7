//! Extend the limits of a case, once, before they are over, by the item's own days (CL-17).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use crate::calendar::Unit;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::id::ExtensionId;
use crate::domain::pause::Extension;
use crate::domain::promise::{Promise, PromiseKind};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Extends a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Extend {
    /// Why.
    pub reason: String,
    /// Who approved it, where that is somebody outside the station; else the manager who records it.
    pub approver: String,
}

impl Extend {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Extend)?;
        let reason = required("reason", &self.reason, 500)?;
        let (days, unit) = grant(context, file)?;
        if context.store.extension(file.case.id)?.is_some() {
            return Err(Refusal::rule("CL-17", w::EXTENDED_ALREADY.with("number", &file.case.number))
                .advise(&w::EXTENDED_ALREADY_ADVICE)
                .into());
        }
        let mut promises: Vec<Promise> = context.store.promises(file.case.id)?;
        promises
            .retain(|one| one.open() && matches!(one.kind, PromiseKind::Statutory | PromiseKind::Committed));
        let law = promises.iter().find(|one| one.kind == PromiseKind::Statutory).or(promises.first());
        let Some(old) = law.map(|one| (one.due, one.unit)) else {
            return Err(Refusal::rule("CL-17", &w::NOTHING_TO_EXTEND).into());
        };
        if old.0 < context.today {
            let message =
                w::EXTENSION_TOO_LATE.with("number", &file.case.number).with("due", old.0.to_string());
            return Err(Refusal::rule("CL-17", message).advise(&w::EXTENSION_TOO_LATE_ADVICE).into());
        }
        if promises.iter().any(|one| one.unit != unit) {
            return Err(Refusal::rule("CL-17", &w::EXTENSION_UNIT).advise(&w::EXTENSION_UNIT_ADVICE).into());
        }
        let mut new_due = old.0;
        for mut promise in promises {
            promise.basis.extension = Some(days);
            promise.settle(context.calendar, context.today);
            context.save(&mut promise)?;
            if promise.kind == PromiseKind::Statutory || new_due == old.0 {
                new_due = promise.due;
            }
        }
        let approver = text_within("approver", &self.approver, 100)?;
        let extension = Extension {
            id: ExtensionId(context.store.next_id::<Extension>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            day: context.today,
            days: i64::from(days),
            unit,
            approver: if approver.is_empty() { context.actor.name.clone() } else { approver },
            operator_id: context.actor.id,
            reason,
            old_due: old.0,
            new_due,
        };
        context.store.insert(&extension)?;
        file.save(context)?;
        file.document(context, DocumentKind::Extension, |papers, _| content::extension(papers, &extension))?;
        let message = d::DONE_EXTEND.with("number", &file.case.number).with("due", new_due.to_string());
        Ok(Effect::on_case(&file.case, message))
    }
}

/// The days by which this case may be extended: the item's own, else what the law gives licences, joint
/// ones apart (CL-3, CL-17).
fn grant(context: &Context<'_>, file: &CaseFile) -> Result<(u32, Unit)> {
    if let Some(extension) = &file.item.extension {
        return Ok((extension.days, extension.unit));
    }
    let what = file.item.extension_rule(file.case.kind);
    let ruled = what.and_then(|what| context.ruled(what, file.case.accepted_day.unwrap_or(context.today)));
    ruled.map(|basis| (basis.days, basis.unit)).ok_or_else(|| {
        Refusal::rule("CL-17", w::NO_EXTENSION.with("item", &file.case.item_name))
            .advise(&w::NO_EXTENSION_ADVICE)
            .into()
    })
}
