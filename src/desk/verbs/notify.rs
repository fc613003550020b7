//! The one-time notice: once, all, in time (ON-4).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{self, MaterialInput};
use crate::calendar::Unit;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::id::NoticeId;
use crate::domain::material::CaseMaterial;
use crate::domain::notice::{self, Notice, NoticeLine};
use crate::domain::operator::Role;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{basis as p, case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Issues a one-time notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notify {
    /// Materials whose state is found now, before the notice is written.
    pub materials: Vec<MaterialInput>,
    /// The list numbers that the notice names; empty for all that are missing or wrong.
    pub names: Vec<i64>,
    /// Until when supplements are awaited, in working days; 0 for no limit.
    pub supplement_days: u32,
    /// Why a supervisor lets a second notice out.
    pub override_reason: Option<String>,
}

impl Notify {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let overridden = self.override_reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let entitled = context.actor.leads();
        if overridden && !entitled {
            return Err(Refusal::not_allowed(&w::OVERRIDE_ONLY_SUPERVISOR)
                .advise(&w::SECOND_NOTICE_ADVICE)
                .at("override_reason")
                .into());
        }
        let counter = context.actor.is(Role::Clerk) || context.actor.is(Role::Manager);
        if !counter && !overridden {
            return Err(Refusal::not_allowed(&w::SUPERVISOR_ONLY_OVERRIDES).at("override_reason").into());
        }
        if self.supplement_days > 365 {
            return Err(Refusal::invalid("supplement_days", d::TOO_MANY_DAYS.with("max", 365)).into());
        }
        file.advance(Act::Notify)?;
        check::set_states(context, file, &self.materials, false)?;
        let earlier = !file.notices.is_empty();
        let named = notice::require(&file.materials, &self.names, earlier, overridden)?;
        let lines: Vec<NoticeLine> = named.into_iter().map(line).collect();
        let mut record = Notice {
            id: NoticeId(context.store.next_id::<Notice>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            at: context.now,
            day: context.today,
            second: earlier,
            override_reason: self.override_reason.clone().filter(|_| overridden),
            lines: lines.clone(),
            supplement_promise: None,
        };
        let mut until = None;
        if self.supplement_days > 0 {
            let limit = (self.supplement_days, Unit::Wd);
            let mut basis = context.catalogue_basis(&file.case, limit, context.today, p::SUPPLEMENT_LIMIT.zh);
            basis.rule = "ON-4".to_owned();
            let promise =
                context.promise(PromiseKind::Supplement, ("notice", record.id.0), &file.case, basis)?;
            record.supplement_promise = Some(promise.id);
            until = Some(promise.due);
        }
        context.store.insert(&record)?;
        file.notices.push(record);
        // From here on, only what is handed in again can be found wrong for the first time.
        for material in &mut file.materials {
            if material.after_notice {
                material.after_notice = false;
                context.save(material)?;
            }
        }
        context
            .end_promises(file.case.id, PromiseState::Kept, |promise| promise.kind == PromiseKind::Notice)?;
        file.case.complete_day = file.case.complete_day.filter(|_| file.case.accepted_day.is_some());
        file.save(context)?;
        file.document(context, DocumentKind::Notice, |papers, _| content::notice(papers, &lines, until))?;
        Ok(Effect::on_case(&file.case, d::DONE_NOTIFY.with("number", &file.case.number)))
    }
}

fn line(material: &CaseMaterial) -> NoticeLine {
    let problem = if material.remark.is_empty() {
        material.state.phrase().zh.to_owned()
    } else {
        format!("{}: {}", material.state.phrase().zh, material.remark)
    };
    NoticeLine {
        place: material.place,
        name: material.name.clone(),
        problem,
        form: material.form.clone(),
        copies: material.copies,
        issuer: material.issuer.clone(),
        how_to_obtain: material.how_to_obtain.clone(),
    }
}
