//! End a case at the applicant's wish or by rule, and take one out that was entered by mistake.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use crate::domain::Refusal;
use crate::domain::case::{Act, State, WithdrawGround};
use crate::domain::item::FirstStep;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Withdraws a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// At whose wish, or by which rule.
    pub ground: WithdrawGround,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Voids a case; its number stays spent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Void {
    /// Why.
    pub reason: String,
}

impl Withdraw {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Withdraw)?;
        if self.ground == WithdrawGround::NotSupplemented {
            self.require_missed(context, file)?;
            if file.case.first_step == FirstStep::Abandoned {
                file.case.state = State::Abandoned;
            }
        }
        file.case.reason = Some(text_within("reason", &self.reason, 1000)?).filter(|text| !text.is_empty());
        file.save(context)?;
        context
            .end_promises(file.case.id, PromiseState::Void, |promise| promise.subject_kind != "transfer")?;
        super::custody::owe_return(context, &file.case)?;
        Ok(Effect::on_case(&file.case, d::DONE_WITHDRAW.with("number", &file.case.number)))
    }

    /// Only an item whose first-step rule says so, and only once the time for supplements is over.
    fn require_missed(&self, context: &Context<'_>, file: &CaseFile) -> Result<()> {
        if !matches!(file.case.first_step, FirstStep::Withdrawn | FirstStep::Abandoned) {
            return Err(Refusal::rule("A1", w::NO_WITHDRAWAL_BY_RULE.with("item", &file.case.item_name))
                .advise(&w::NO_WITHDRAWAL_BY_RULE_ADVICE)
                .at("ground")
                .into());
        }
        let awaited = context
            .store
            .promises(file.case.id)?
            .into_iter()
            .find(|promise| promise.open() && promise.kind == PromiseKind::Supplement);
        match awaited {
            Some(promise) if promise.due < context.today => Ok(()),
            Some(promise) => Err(Refusal::rule("A1", &w::NOT_MISSED_YET)
                .advise(w::NOT_MISSED_YET_ADVICE.with("due", promise.due.to_string()))
                .at("ground")
                .into()),
            None => Err(Refusal::rule("A1", &w::NO_SUPPLEMENT_LIMIT)
                .advise(&w::NO_SUPPLEMENT_LIMIT_ADVICE)
                .at("ground")
                .into()),
        }
    }
}

impl Void {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Void)?;
        file.case.reason = Some(required("reason", &self.reason, 500)?);
        file.case.voided_at = Some(context.now);
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Void, |_| true)?;
        for mut document in context.store.documents(file.case.id)? {
            if document.voided_at.is_none() {
                document.voided_at = Some(context.now);
                context.save(&mut document)?;
            }
        }
        Ok(Effect::on_case(&file.case, d::DONE_VOID.with("number", &file.case.number)))
    }
}
