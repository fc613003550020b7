//! Hand the result over (CL-18), and close: result and originals handed back.

use super::super::command::Effect;
use super::super::content::{self, Checked};
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use super::custody;
use super::forward::day_between;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::custody::{HandOver, Original, Way, require_home};
use crate::domain::document::DocumentKind;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::step::StepAct;
use crate::words::{agency as a, case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Hands the result over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deliver {
    /// Who collected it; the applicant, or the agent where one acts, where it is empty.
    pub collector: Option<String>,
    /// The day; today where it is empty.
    pub day: Option<String>,
    /// The collector's identity number as read from the card; needed where somebody else collects.
    pub collector_id_number: Option<String>,
    /// Whether the collector's card was checked; where it is left out, the paper asks for it.
    pub identity_checked: Option<bool>,
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
        let number = self.identity(context, file, &collector)?;
        file.case.collector = Some(collector);
        file.case.delivered_day = Some(day);
        self.return_originals(context, file)?;
        for act in [StepAct::Work, StepAct::Deliver] {
            file.finish_steps(context, act)?;
        }
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Delivery
        })?;
        let checked = Checked { number, card: self.identity_checked == Some(true) };
        file.document(context, DocumentKind::Delivery, |papers, _| content::delivery(papers, &checked))?;
        Ok(Effect::on_case(&file.case, d::DONE_DELIVER.with("number", &file.case.number)))
    }

    /// Checks who collects: the number on the card is the one on record; somebody else gives theirs.
    fn identity(&self, context: &Context<'_>, file: &CaseFile, collector: &str) -> Result<Option<String>> {
        if self.identity_checked == Some(false) {
            return Err(Refusal::rule("A16", &a::IDENTITY_WANTED)
                .advise(&a::IDENTITY_WANTED_ADVICE)
                .at("identity_checked")
                .into());
        }
        let typed = self.collector_id_number.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let typed = match typed {
            Some(text) => {
                let checked = crate::domain::identifier::id_number::check(text, context.today);
                Some(super::take::check_text("collector_id_number", checked)?)
            }
            None => None,
        };
        let applicant = collector == file.case.applicant_name;
        let agent = file.case.agent_name.as_deref() == Some(collector);
        let known = match (applicant, agent) {
            (true, _) => file.person.id_number.clone(),
            (_, true) => file.case.agent_id_number.clone(),
            _ => None,
        };
        if let (Some(typed), Some(known)) = (&typed, &known)
            && typed != known
        {
            return Err(Refusal::rule("A16", &a::IDENTITY_DIFFERS)
                .advise(&a::IDENTITY_DIFFERS_ADVICE)
                .at("collector_id_number")
                .into());
        }
        if !applicant && !agent && typed.is_none() && self.identity_checked.is_some() {
            return Err(Refusal::rule("A16", &a::IDENTITY_OTHER)
                .advise(&a::IDENTITY_WANTED_ADVICE)
                .at("collector_id_number")
                .into());
        }
        Ok(typed.or(known))
    }

    /// Originals that the window, or the agent who delivers, holds go back to their owner in the same act.
    fn return_originals(&self, context: &Context<'_>, file: &CaseFile) -> Result<()> {
        let held = context.store.originals(file.case.id)?.into_iter();
        let mine = |one: &Original| one.holder().is(context.actor) && one.lost_at.is_none();
        let mut chosen = Vec::new();
        for original in held.filter(mine) {
            if context.store.open_transfer(original.id)?.is_none() && original.kept_reason.is_none() {
                let pages = original.pages;
                chosen.push((original, pages));
            }
        }
        let over = HandOver {
            to: custody::resident(&file.case),
            way: Way::InPerson,
            post_number: None,
            pages: 0,
            signed: true,
        };
        custody::hand_over(context, file, &mut chosen, &over, "")?;
        Ok(())
    }
}

impl Close {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let handed_over = file.case.delivered_day.is_some();
        file.advance(Act::Close)?;
        if self.originals_returned {
            require_home(&context.store.originals(file.case.id)?)?;
        } else {
            if self.kept_reason.trim().is_empty() {
                return Err(Refusal::rule("AG-2", &w::ORIGINALS_OUT)
                    .advise(&w::ORIGINALS_OUT_ADVICE)
                    .at("originals_returned")
                    .into());
            }
            let reason = required("kept_reason", &self.kept_reason, 500)?;
            file.case.note = text_within("kept_reason", &format!("{}\n{reason}", file.case.note), 2000)?;
            let mut out: Vec<Original> =
                context.store.originals(file.case.id)?.into_iter().filter(Original::out).collect();
            custody::keep(context, &mut out, &reason)?;
        }
        file.case.closed_at = Some(context.now);
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Delivery
        })?;
        context.end_promises(file.case.id, PromiseState::Void, |_| true)?;
        if !handed_over {
            file.document(context, DocumentKind::Delivery, |papers, _| {
                content::delivery(papers, &Checked::default())
            })?;
        }
        Ok(Effect::on_case(&file.case, d::DONE_CLOSE.with("number", &file.case.number)))
    }
}
