//! Note that a register left the house: which, how many rows, with whose numbers and what for (PR-1, PR-3).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use crate::domain::Verb;
use crate::domain::operator::{Subject, may};
use crate::domain::register::Register;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Notes the export of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// Which register.
    pub register: Register,
    /// How many rows.
    pub rows: usize,
    /// What the numbers are shown for; masked where it is left out.
    #[serde(default)]
    pub purpose: Option<String>,
}

impl Export {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if let Some(purpose) = &self.purpose {
            may(context.actor, Verb::RevealRegister, Subject::default())?;
            required("purpose", purpose, 200)?;
        }
        let message = d::DONE_EXPORT.with("register", self.register.phrase()).with("rows", self.rows);
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }
}
