//! Take back one entry that was written under a date that lay ahead: its rows are as they were before.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::undo::{label, restore, subject_kind};
use crate::domain::Refusal;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// The counter-entry to an entry whose date lay ahead; it stands in the journal only behind a manager's
/// [`super::ConfirmDate`], newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// The entry.
    pub entry: i64,
}

impl TakeBack {
    pub(super) fn apply(self, context: &mut Context<'_>) -> Result<Effect> {
        let target = context
            .store
            .entry(self.entry)?
            .ok_or_else(|| Refusal::not_found(d::NO_SUCH_ENTRY.with("entry", self.entry)))?;
        let what = label(context.store, &target)?;
        for image in context.store.images_of(target.seq)?.iter().rev() {
            // Of a PIN the journal has a digest only; the newest one stays.
            if image.table != "credential" {
                restore(context.store, image, context.now)?;
            }
        }
        let mut effect = Effect::on(
            subject_kind(&target.subject_kind),
            target.subject_id,
            String::new(),
            d::DONE_UNDO.with("what", what),
        );
        effect.case = (target.subject_kind == "case").then_some(crate::domain::id::CaseId(target.subject_id));
        effect.undoes = Some(target.seq);
        Ok(effect)
    }
}
