//! Categories of a person: found to hold, ended, looked at again (A8).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::{any_day, kept_person, past_day};
use crate::calendar::Day;
use crate::domain::household::{Category, CategoryKind};
use crate::domain::id::{CategoryId, PersonId};
use crate::domain::person::{Grid, Person};
use crate::domain::promise::{Promise, PromiseKind, PromiseState};
use crate::domain::{Named as _, Refusal};
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Records that a person belongs to a category, or that it was looked at again and holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetCategory {
    /// Who.
    pub person: i64,
    /// Which.
    pub kind: Option<CategoryKind>,
    /// Grade, number, the station's own name.
    pub detail: String,
    /// From which day; today where it is empty.
    pub from: Option<String>,
    /// The last day, where it runs out.
    pub until: Option<String>,
    /// What proves it.
    pub evidence: String,
    /// Whether the income is unstable, so that it is looked at half-yearly.
    pub unstable: bool,
}

/// Ends a category.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EndCategory {
    /// Who.
    pub person: i64,
    /// Which.
    pub kind: Option<CategoryKind>,
    /// The last day; today where it is empty.
    pub day: Option<String>,
    /// Why.
    pub reason: String,
}

impl SetCategory {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut person = kept_person(context, self.person)?;
        let kind = wanted(self.kind)?;
        let detail = text_within("detail", &self.detail, 50)?;
        if kind == CategoryKind::Own && detail.is_empty() {
            return Err(Refusal::invalid("detail", &w::OWN_NAME).into());
        }
        let from = past_day(context, "from", self.from.as_deref())?;
        let until = any_day("until", self.until.as_deref())?;
        if until.is_some_and(|until| until < from) {
            return Err(Refusal::invalid("until", &w::UNTIL_FIRST).into());
        }
        if person.birth.is_some_and(|birth| from < birth) {
            return Err(Refusal::invalid("from", w::UNBORN.with("name", &person.name)).into());
        }
        if let Some(day) = person.died_day {
            let what = w::PERSON_DIED.with("name", &person.name).with("day", day.to_string());
            return Err(Refusal::rule("A8", what).into());
        }
        if person.last_day().is_some_and(|last| from > last) {
            return Err(Refusal::rule("A8", w::AFTER_LAST.with("name", &person.name)).at("from").into());
        }
        let evidence = required("evidence", &self.evidence, 200)?;
        let known = context.store.categories(person.id)?.into_iter().find(|one| {
            one.kind == kind
                && one.ended_reason.is_empty()
                && (kind != CategoryKind::Own || one.detail == detail)
        });
        let recheck = recheck(context, &person, kind, self.unstable, until, known.as_ref())?;
        match known {
            Some(mut known) => {
                known.detail = detail;
                known.until_day = until;
                known.evidence = evidence;
                known.recheck_id = recheck;
                context.save(&mut known)?;
            }
            None => context.store.insert(&Category {
                id: CategoryId(context.store.next_id::<Category>()?),
                version: 1,
                voided_at: None,
                person_id: person.id,
                kind,
                detail,
                from_day: from,
                until_day: until,
                evidence,
                recheck_id: recheck,
                ended_reason: String::new(),
            })?,
        }
        write_tags(context, &mut person)?;
        let message = w::DONE_CATEGORY.with("name", &person.name).with("kind", kind.phrase());
        Ok(Effect::on("person", person.id.0, person.name, message))
    }
}

impl EndCategory {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut person = kept_person(context, self.person)?;
        let kind = wanted(self.kind)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let reason = required("reason", &self.reason, 200)?;
        let running = context.store.categories(person.id)?;
        let running = running.into_iter().find(|one| one.kind == kind && one.ended_reason.is_empty());
        let category = running.ok_or_else(|| {
            Refusal::not_found(w::NO_CATEGORY.with("name", &person.name).with("kind", kind.phrase()))
                .at("kind")
        })?;
        if day < category.from_day {
            return Err(Refusal::invalid("day", &w::UNTIL_FIRST).into());
        }
        end(context, category, day, &reason)?;
        write_tags(context, &mut person)?;
        let message = w::DONE_CATEGORY_END.with("name", &person.name).with("kind", kind.phrase());
        Ok(Effect::on("person", person.id.0, person.name, message))
    }
}

fn wanted(kind: Option<CategoryKind>) -> Result<CategoryKind> {
    Ok(kind.ok_or_else(|| Refusal::invalid("kind", &w::KIND_WANTED))?)
}

/// The promise to look at a category again: where one runs, it was looked at now.
fn recheck(
    context: &Context<'_>,
    person: &Person,
    kind: CategoryKind,
    unstable: bool,
    until: Option<Day>,
    known: Option<&Category>,
) -> Result<Option<crate::domain::id::PromiseId>> {
    if let Some(id) = known.and_then(|known| known.recheck_id)
        && let Some(promise) = context.store.get::<Promise>(id.0)?.filter(Promise::open)
    {
        context.end_promise(promise, PromiseState::Kept)?;
    }
    let Some(mut basis) = kind.recheck(unstable).and_then(|rule| context.ruled(rule, context.today)) else {
        return Ok(None);
    };
    // What runs out earlier is looked at before it does.
    if let Some(days) = until.and_then(|until| u32::try_from((until - context.today).num_days()).ok()) {
        basis.days = basis.days.min(days);
    }
    let grid: Option<Grid> = match person.grid_id {
        Some(grid) => context.store.get(grid.0)?,
        None => None,
    };
    let owed = Owed {
        grid_id: person.grid_id,
        ..Owed::by(grid.and_then(|grid| grid.worker_id).unwrap_or(context.actor.id))
    };
    Ok(Some(context.owe(PromiseKind::Recheck, ("person", person.id.0), owed, basis)?.id))
}

fn end(context: &Context<'_>, mut category: Category, day: Day, reason: &str) -> Result<()> {
    if let Some(id) = category.recheck_id
        && let Some(promise) = context.store.get::<Promise>(id.0)?.filter(Promise::open)
    {
        context.end_promise(promise, PromiseState::Void)?;
    }
    category.until_day = Some(category.until_day.map_or(day, |until| until.min(day)));
    reason.clone_into(&mut category.ended_reason);
    context.save(&mut category)
}

/// Ends every category of a person who died.
pub(super) fn end_all(context: &Context<'_>, person: PersonId, day: Day, reason: &str) -> Result<()> {
    for category in context.store.categories(person)? {
        if category.ended_reason.is_empty() {
            end(context, category, day, reason)?;
        }
    }
    let Some(mut person) = context.store.get::<Person>(person.0)? else { return Ok(()) };
    write_tags(context, &mut person)
}

/// The tags that lists and searches show follow the categories; tags of other kinds stay.
fn write_tags(context: &Context<'_>, person: &mut Person) -> Result<()> {
    let before = person.clone();
    let mut running = context.store.categories(person.id)?;
    running.sort_by_key(|one| (one.kind, one.id));
    let known = |tag: &str| {
        CategoryKind::ALL.iter().any(|kind| *kind != CategoryKind::Own && tag.starts_with(kind.phrase().zh))
            || running.iter().any(|one| one.kind == CategoryKind::Own && one.detail == tag)
    };
    let mut tags: Vec<String> =
        person.tags.split_whitespace().filter(|tag| !known(tag)).map(str::to_owned).collect();
    for category in running.iter().filter(|one| one.ended_reason.is_empty()) {
        let tag = category.name().replace(char::is_whitespace, "");
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    person.tags = tags.join(" ");
    super::people::save_person(context, &before, person)
}
