//! Openers of sealed identities (CP-7): their keys, and the opening with a purpose, which is written down before anything
//! is read.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::super::seal;
use super::check::required;
use super::feedback::{note, on_feedback};
use super::feedback_act::seen;
use crate::domain::Refusal;
use crate::domain::feedback::{FeedbackAct, Opener, lead};
use crate::domain::id::{OpenerId, OperatorId};
use crate::words::feedback as w;
use serde::{Deserialize, Serialize};

/// Makes the actor an opener, or gives an opener new keys; what was sealed to the old ones opens with the old passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetOpenerKey {
    /// The public key, as hexadecimal.
    pub public_key: String,
    /// The private key, wrapped, as hexadecimal.
    pub wrapped_key: String,
}

/// Ends somebody's being an opener: nothing new is sealed to them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EndOpener {
    /// Their code.
    pub operator: String,
}

/// Opens a sealed identity, for a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpenIdentity {
    /// The entry's number.
    pub number: String,
    /// What for.
    pub purpose: String,
}

/// Ends the keys of an operator that still take part; how many there were.
fn end_keys(context: &Context<'_>, operator: OperatorId) -> Result<usize> {
    let mut ended = 0;
    for mut opener in context.store.openers()? {
        if opener.operator_id == operator {
            opener.ended_day = Some(context.today);
            context.save(&mut opener)?;
            ended += 1;
        }
    }
    Ok(ended)
}

impl SetOpenerKey {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if !seal::is_public_key(&self.public_key) || !seal::is_wrapped_key(&self.wrapped_key) {
            return Err(Refusal::invalid("public_key", &w::NO_KEY).into());
        }
        end_keys(context, context.actor.id)?;
        let opener = Opener {
            id: OpenerId(context.store.next_id::<Opener>()?),
            version: 1,
            voided_at: None,
            operator_id: context.actor.id,
            public_key: self.public_key.clone(),
            wrapped_key: self.wrapped_key.clone(),
            since: context.today,
            ended_day: None,
        };
        context.store.insert(&opener)?;
        let message = w::DONE_OPENER.with("name", &context.actor.name);
        Ok(Effect::on("operator", context.actor.id.0, context.actor.name.clone(), message))
    }
}

impl EndOpener {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = required("operator", &self.operator, 40)?;
        let operator = context
            .store
            .operator_by_code(&code)?
            .ok_or_else(|| Refusal::not_found(w::NO_SUCH_OPERATOR.with("code", code)).at("operator"))?;
        if end_keys(context, operator.id)? == 0 {
            return Err(Refusal::not_found(w::NOT_AN_OPENER.with("name", &operator.name))
                .at("operator")
                .into());
        }
        let message = w::DONE_OPENER_ENDED.with("name", &operator.name);
        Ok(Effect::on("operator", operator.id.0, operator.name, message))
    }
}

impl OpenIdentity {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let entry = seen(context, &self.number, None)?;
        let purpose = required("purpose", &self.purpose, 200)?;
        lead(&entry, FeedbackAct::OpenIdentity)?;
        if context.store.sealed_to(entry.id, context.actor.id)?.is_none() {
            return Err(Refusal::rule("CP-7", &w::NOT_SEALED_TO_YOU)
                .advise(&w::NOT_SEALED_TO_YOU_ADVICE)
                .into());
        }
        note(context, entry.id, FeedbackAct::OpenIdentity, &purpose)?;
        let message = w::DONE_OPEN_IDENTITY.with("number", &entry.number);
        Ok(on_feedback(&entry, message))
    }
}
