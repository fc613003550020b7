//! Keep a view of the board of promises under a name, or let one go.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use crate::domain::operator::Operator;
use crate::domain::view::{OperatorSettings, VIEWS_MOST, View};
use crate::domain::{Refusal, RefusalKind};
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Keeps a view of the operator who acts; one of the same name is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// Its name.
    pub name: String,
    /// The view; where it is left out, the one of this name is let go.
    #[serde(default)]
    pub view: Option<View>,
}

impl SaveView {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 20)?;
        let found: Option<Operator> = context.store.get(context.actor.id.0)?;
        let mut operator =
            found.ok_or_else(|| Refusal::new(RefusalKind::NotFound, &crate::words::role::NOT_SIGNED_IN))?;
        let mut settings = OperatorSettings::of(&operator);
        let message = match self.view.clone() {
            Some(view) => match settings.keep(View { name: name.clone(), ..view }) {
                Some((n, true)) => d::DONE_VIEW_AGAIN.with("n", n).with("name", &name),
                Some((n, false)) => d::DONE_VIEW.with("n", n).with("name", &name),
                None => {
                    return Err(Refusal::new(RefusalKind::Rule, d::VIEWS_FULL.with("most", VIEWS_MOST))
                        .advise(&d::VIEWS_FULL_ADVICE)
                        .into());
                }
            },
            None if settings.drop_named(&name) => d::DONE_VIEW_GONE.with("name", &name),
            None => return Err(Refusal::not_found(d::NO_SUCH_VIEW.with("name", &name)).into()),
        };
        operator.settings = serde_json::to_string(&settings).map_err(|error| {
            Refusal::invalid("name", crate::words::common::TEXT.with("text", error.to_string()))
        })?;
        context.save(&mut operator)?;
        Ok(Effect::on("operator", operator.id.0, operator.name, message))
    }
}
