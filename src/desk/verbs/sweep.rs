//! Record what fell due unattended: missed promises, and cases deemed accepted (ON-5, CL-22).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use crate::calendar::Day;
use crate::domain::case::State;
use crate::domain::promise::PromiseKind;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// How many promises one sweep's entry holds at most.
pub const BATCH: usize = 500;

/// Records what fell due before `before`, once; carried out by the sweep itself, never by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// The first day that is not over yet.
    pub before: Day,
}

impl Sweep {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut missed = 0;
        let mut deemed = 0;
        let due = context.store.unswept(self.before, BATCH)?;
        // An entry about feedback is about nothing else, so that it can be kept from whom it concerns (CP-6).
        let mut feedback = None;
        let mut of_one = Vec::new();
        for promise in due {
            let behind = context.store.feedback_behind(&promise)?;
            if of_one.is_empty() {
                feedback = behind;
            }
            if behind == feedback {
                of_one.push(promise);
            }
        }
        for mut promise in of_one {
            context.miss(&mut promise)?;
            missed += 1;
            let Some(case) = promise.case_id.filter(|_| promise.kind == PromiseKind::Notice) else {
                continue;
            };
            let mut file = CaseFile::load(context, case)?;
            if file.item.deems() && file.case.state == State::Received {
                let day = file.case.received_day;
                file.accept(context, day, true)?;
                file.save(context)?;
                deemed += 1;
            }
        }
        let message = d::DONE_SWEEP.with("missed", missed).with("deemed", deemed);
        let (kind, id) = feedback.map_or(("station", context.station.id.0), |id| ("feedback", id.0));
        Ok(Effect::on(kind, id, String::new(), message))
    }
}
