//! Doubles: two records of one person become one, and two again at any later time.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use super::people::save_person;
use crate::domain::Refusal;
use crate::domain::duplicate::{Filled, Merge, require_mergeable};
use crate::domain::id::{MergeId, PersonId};
use crate::domain::person::Person;
use crate::words::{desk as d, resident as w};
use serde::{Deserialize, Serialize};

/// Merges a record into another one of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MergePersons {
    /// The record that is kept.
    pub kept: i64,
    /// The record that points to it from then on.
    pub gone: i64,
    /// Why they are one.
    pub reason: String,
}

/// Takes a merge back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnmergePersons {
    /// The record that was merged away.
    pub gone: i64,
    /// Why they are two.
    pub reason: String,
}

impl MergePersons {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let reason = required("reason", &self.reason, 500)?;
        let (mut kept, mut gone) = (record(context, self.kept)?, record(context, self.gone)?);
        require_mergeable(&kept, &gone)?;
        let before = kept.clone();
        let mut filled = Filled::fill(&mut kept, &gone);
        super::merge_home::leave(context, &mut kept, &gone, &mut filled)?;
        filled.volunteer = super::volunteer::follow(context, &kept, &gone)?;
        context.store.insert(&Merge {
            id: MergeId(context.store.next_id::<Merge>()?),
            version: 1,
            voided_at: None,
            kept_id: kept.id,
            gone_id: gone.id,
            at: context.now,
            operator_id: context.actor.id,
            reason,
            filled,
            ended_at: None,
        })?;
        let was = gone.clone();
        gone.merged_into = Some(kept.id);
        save_person(context, &was, &mut gone)?;
        // Doubles of a double lead to the one that is kept.
        for mut other in context.store.doubles(gone.id)? {
            let was = other.clone();
            other.merged_into = Some(kept.id);
            save_person(context, &was, &mut other)?;
        }
        save_person(context, &before, &mut kept)?;
        let message = w::DONE_MERGED.with("kept", &kept.name).with("gone", gone.id.0);
        Ok(Effect::on("person", kept.id.0, kept.name, message))
    }
}

impl UnmergePersons {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        required("reason", &self.reason, 500)?;
        let mut gone = record(context, self.gone)?;
        let mut merge = context
            .store
            .merge_of(gone.id)?
            .ok_or_else(|| Refusal::rule("A12", w::NOT_MERGED.with("name", &gone.name)).at("gone"))?;
        merge.ended_at = Some(context.now);
        context.save(&mut merge)?;
        let was = gone.clone();
        gone.merged_into = None;
        save_person(context, &was, &mut gone)?;
        lead_back(context, gone.id)?;
        let mut kept = record(context, merge.kept_id.0)?;
        let before = kept.clone();
        merge.filled.empty(&mut kept);
        save_person(context, &before, &mut kept)?;
        super::merge_home::come_back(context, &merge, &gone)?;
        if let Some(followed) = merge.filled.volunteer {
            super::volunteer::come_back(context, followed, gone.id)?;
        }
        let message = w::DONE_UNMERGED.with("kept", kept.id.0).with("gone", gone.id.0);
        Ok(Effect::on("person", gone.id.0, gone.name, message))
    }
}

/// What was merged into a record, directly or over others, leads to it again.
fn lead_back(context: &Context<'_>, root: PersonId) -> Result<()> {
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        for merge in context.store.merges_into(next)? {
            let mut other = record(context, merge.gone_id.0)?;
            let was = other.clone();
            other.merged_into = Some(root);
            save_person(context, &was, &mut other)?;
            open.push(merge.gone_id);
        }
    }
    Ok(())
}

/// The record itself, double or not.
fn record(context: &Context<'_>, id: i64) -> Result<Person> {
    let found: Option<Person> = context.store.get(id)?;
    let missing = || Refusal::not_found(d::NO_SUCH_PERSON.with("id", id)).at("gone");
    Ok(found.filter(|one| one.voided_at.is_none()).ok_or_else(missing)?)
}
