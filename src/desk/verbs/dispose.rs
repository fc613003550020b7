//! Disposal after the retention period (A13): proposed by one, carried out by another.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use crate::domain::disposal::{Disposal, Held, require_over, require_second};
use crate::domain::id::DisposalId;
use crate::domain::pairing::Pairing;
use crate::domain::person::Person;
use crate::domain::{Named as _, Refusal};
use crate::words::{desk as d, resident as w};
use serde::{Deserialize, Serialize};

/// How many of a person's cases are looked through for an open one.
const CASES: usize = 10_000;

/// Proposes to dispose of a person's record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProposeDisposal {
    /// Whose.
    pub person: i64,
    /// Why.
    pub reason: String,
}

/// Carries a proposal out: the record and everything that names the person goes, in the journal too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dispose {
    /// Whose.
    pub person: i64,
}

impl ProposeDisposal {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let person = whole(context, self.person)?;
        let reason = required("reason", &self.reason, 200)?;
        if context.store.proposal(person.id)?.is_some() {
            return Err(Refusal::rule("A13", w::PROPOSED_ALREADY.with("name", &person.name)).into());
        }
        require_over(&held(context, &person)?, retention(context), context.today)?;
        context.store.insert(&Disposal {
            id: DisposalId(context.store.next_id::<Disposal>()?),
            version: 1,
            voided_at: None,
            person_id: person.id,
            reason,
            proposed_at: context.now,
            proposed_by: context.actor.id,
            approved_at: None,
            approved_by: None,
        })?;
        Ok(Effect::on("person", person.id.0, person.name.clone(), w::DONE_PROPOSED.with("name", person.name)))
    }
}

impl Dispose {
    pub(super) fn apply(self, context: &mut Context<'_>) -> Result<Effect> {
        let person = whole(context, self.person)?;
        let mut proposal = context
            .store
            .proposal(person.id)?
            .ok_or_else(|| Refusal::rule("A13", &w::NOT_PROPOSED).advise(&w::NOT_PROPOSED_ADVICE))?;
        require_second(&proposal, context.actor.id)?;
        require_over(&held(context, &person)?, retention(context), context.today)?;
        proposal.approved_at = Some(context.now);
        proposal.approved_by = Some(context.actor.id);
        context.save(&mut proposal)?;
        context.store.unindex_person(&person)?;
        context.store.blank_person(person.id, context.now)?;
        Ok(Effect::on("person", person.id.0, String::new(), w::DONE_DISPOSED.msg()))
    }
}

/// A record that is not a double of another.
fn whole(context: &Context<'_>, id: i64) -> Result<Person> {
    let found: Option<Person> = context.store.get(id)?;
    let missing = || Refusal::not_found(d::NO_SUCH_PERSON.with("id", id)).at("person");
    Ok(found.filter(|one| one.voided_at.is_none()).ok_or_else(missing)?)
}

fn retention(context: &Context<'_>) -> u32 {
    // Where no profile says how long, nothing is ever old enough.
    context.rules.limit("retention", context.today).map_or(u32::MAX, |ruled| ruled.days)
}

/// What still holds a record back, and when something last happened with it.
fn held(context: &Context<'_>, person: &Person) -> Result<Held> {
    let store = context.store;
    let mut held = Held::default();
    let open = store.cases_of(person.id, CASES)?.into_iter().find(|case| case.state.open());
    held.by.extend(open.map(|case| w::HELD_CASE.with("number", case.number)));
    for kind in ["person", "household"] {
        let id = if kind == "person" { Some(person.id.0) } else { person.household_id.map(|home| home.0) };
        let promise = id.map(|id| store.promises_about(kind, id)).transpose()?.unwrap_or_default();
        held.by.extend(promise.first().map(|one| w::HELD_PROMISE.with("kind", one.kind.phrase())));
    }
    if let Some(home) = person.household_id {
        let paired = store.pairings(home)?.iter().any(Pairing::open);
        held.by.extend(paired.then(|| w::HELD_PAIRING.msg()));
    }
    if person.merged_into.is_some() || !store.doubles(person.id)?.is_empty() {
        held.by.push(w::HELD_DOUBLE.msg());
    }
    let works = store.operators()?.iter().any(|one| one.person_id == Some(person.id));
    held.by.extend(works.then(|| w::HELD_OPERATOR.msg()));
    let mut served = None;
    if let Some(volunteer) = store.volunteer_of(person.id)? {
        held.by
            .extend(volunteer.serves(context.today).then(|| w::HELD_VOLUNTEER.with("n", volunteer.number)));
        served = store.last_service_day(volunteer.id)?;
    }
    let needed = !store.needs_waiting_for(person.id)?.is_empty();
    held.by.extend(needed.then(|| w::HELD_NEED.msg()));
    let entry = store.entries_on_person(person.id, 1)?.pop();
    let touched = entry
        .filter(|entry| entry.verb != crate::domain::Verb::ProposeDisposal.word())
        .map(|entry| context.zone.day(entry.at));
    let last = [store.last_case_day(person.id)?, person.last_day(), served, touched];
    held.last = last.into_iter().flatten().max();
    Ok(held)
}
