//! Asks that somebody keeps out of an entry of the register of feedback, and decides on it (CP-6, CP-11).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use super::feedback::{note, on_feedback, owe_by, unconcerned};
use super::feedback_act::{end, end_as, hand_to, seen};
use super::watch::at_work;
use crate::domain::Refusal;
use crate::domain::feedback::{FeedbackAct, FeedbackState, may_act};
use crate::domain::feedback_limit::Limit;
use crate::domain::id::RecusalId;
use crate::domain::operator::{Role, named};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::recusal::{Recusal, require_askable, require_decidable, state_of};
use crate::words::{Lang, feedback as w};
use serde::{Deserialize, Serialize};

/// Asks that somebody keeps out of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AskRecusal {
    /// The entry's number.
    pub number: String,
    /// The version that was seen.
    pub version: Option<i64>,
    /// Who, by code or name; whoever handles it where it is empty.
    pub operator: String,
    /// Why.
    pub reason: String,
}

/// Decides whether they keep out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecideRecusal {
    /// The entry's number.
    pub number: String,
    /// The version that was seen.
    pub version: Option<i64>,
    /// Whether they do.
    pub granted: Option<bool>,
    /// Who handles the entry instead, by code or name, where it was they.
    pub to: String,
    /// Why it is decided so.
    pub text: String,
}

impl AskRecusal {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut entry = seen(context, &self.number, self.version)?;
        entry.state = may_act(&entry, context.actor, FeedbackAct::AskRecusal)?;
        let operators = context.store.operators()?;
        let one = match self.operator.trim() {
            "" => entry.owner_id.ok_or_else(|| Refusal::invalid("operator", &w::NOBODY_TO_KEEP_OUT))?,
            code => at_work(&operators, code, "operator")?.id,
        };
        require_askable(&context.store.recusals(entry.id)?, one)?;
        let name = named(&operators, Some(one));
        let heads = unconcerned(context, &entry, &operators, Role::Manager)?;
        let Some(head) = heads.into_iter().find(|head| *head != one) else {
            return Err(Refusal::rule("CP-11", w::NOBODY_DECIDES.with("name", name))
                .advise(&w::NOBODY_DECIDES_ADVICE)
                .at("operator")
                .into());
        };
        let reason = required("reason", &self.reason, 500)?;
        context.store.insert(&Recusal {
            id: RecusalId(context.store.timed_id::<Recusal>(context.now)?),
            version: 1,
            voided_at: None,
            feedback_id: entry.id,
            operator_id: one,
            day: context.today,
            reason: reason.clone(),
            asked_by: context.actor.id,
            granted: None,
            decided_day: None,
            decision: String::new(),
            decided_by: None,
        })?;
        let limit = Limit::of("recusal-decision", context.today);
        owe_by(context, &entry, head, PromiseKind::Recusal, &[limit])?;
        note(context, entry.id, FeedbackAct::AskRecusal, &format!("{name}: {reason}"))?;
        context.save(&mut entry)?;
        Ok(on_feedback(&entry, w::DONE_ASK_RECUSAL.with("number", &entry.number).with("name", name)))
    }
}

impl DecideRecusal {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut entry = seen(context, &self.number, self.version)?;
        let state = may_act(&entry, context.actor, FeedbackAct::DecideRecusal)?;
        let recusals = context.store.recusals(entry.id)?;
        let mut recusal = require_decidable(&recusals, context.actor.id)?.clone();
        let granted = self.granted.ok_or_else(|| Refusal::invalid("granted", &w::GRANTED_WANTED))?;
        recusal.granted = Some(granted);
        recusal.decided_day = Some(context.today);
        recusal.decision = required("text", &self.text, 500)?;
        recusal.decided_by = Some(context.actor.id);
        context.save(&mut recusal)?;
        let operators = context.store.operators()?;
        let name = named(&operators, Some(recusal.operator_id));
        entry.state = state;
        end(context, &entry, PromiseKind::Recusal)?;
        if granted && entry.owner_id == Some(recusal.operator_id) {
            hand_to(context, &mut entry, &self.to)?;
            if !matches!(state, FeedbackState::Answered | FeedbackState::Revisited) {
                // What they wrote is not what the entry is decided by.
                entry.state = FeedbackState::Assigned;
                entry.second_id = None;
                end_as(context, &entry, PromiseKind::Rectify, PromiseState::Void)?;
            }
        }
        let done = if granted { &w::DONE_GRANT_RECUSAL } else { &w::DONE_DENY_RECUSAL };
        let said = state_of(recusal.granted).say(Lang::Zh);
        let text = format!("{name}: {said}, {}", recusal.decision);
        note(context, entry.id, FeedbackAct::DecideRecusal, &text)?;
        context.save(&mut entry)?;
        Ok(on_feedback(&entry, done.with("number", &entry.number).with("name", name)))
    }
}
