//! Note a contact on a case: at the window, by telephone, on a visit.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::required;
use crate::domain::case::{Act, Channel};
use crate::domain::contact;
use crate::domain::id::NoteId;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Notes a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Note {
    /// How the contact was made; at the window unless told.
    pub channel: Option<Channel>,
    /// What was said.
    pub text: String,
}

impl Note {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Note)?;
        let note = contact::Note {
            id: NoteId(context.store.next_id::<contact::Note>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            at: context.now,
            operator_id: context.actor.id,
            channel: self.channel.unwrap_or(Channel::Window),
            text: required("text", &self.text, 2000)?,
        };
        context.store.insert(&note)?;
        Ok(Effect::on_case(&file.case, d::DONE_NOTE.with("number", &file.case.number)))
    }
}
