//! Visits: recorded, taken back; nobody home makes a follow-up (PA-1); what is found becomes a wish.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::care::{owed, replan};
use super::check::{required, text_within};
use super::household::{numbered, on_household};
use super::people::{any_day, household, past_day};
use crate::calendar::{Day, Unit};
use crate::domain::household::Household;
use crate::domain::id::{PersonId, VisitId};
use crate::domain::pairing::Pairing;
use crate::domain::person::Person;
use crate::domain::promise::{Basis, Promise, PromiseKind, PromiseState};
use crate::domain::visit::{Mode, Visit, WishKind, counts};
use crate::domain::{Named as _, Refusal};
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Records a visit, or the attempt of one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecordVisit {
    /// The household.
    pub household: i64,
    /// How.
    pub mode: Option<Mode>,
    /// Whether anybody was met.
    pub met: Option<bool>,
    /// How they live.
    pub living: String,
    /// What they need.
    pub needs: String,
    /// What was done.
    pub done: String,
    /// A wish that was found, and what it is for.
    pub wish: Option<String>,
    /// What the wish is for; a service where it is empty.
    pub wish_kind: Option<WishKind>,
    /// The day; today where it is empty.
    pub day: Option<String>,
    /// Who visited besides who records it, by blanks.
    pub with: String,
    /// Who was seen, by number in the household; the head or all of them where it is empty.
    pub member: Option<i64>,
    /// When they want to come again.
    pub next: Option<String>,
}

/// Takes a visit back that was recorded wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VoidVisit {
    /// The household.
    pub household: i64,
    /// Which visit, 1 being the newest.
    pub visit: i64,
    /// Why.
    pub reason: String,
}

impl RecordVisit {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, None)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let pairing = pairing_on(context, &home, day)?;
        let members = context.store.members(home.id)?;
        let person = self.seen(&members, day)?;
        let next = any_day("next", self.next.as_deref())?;
        let far = context.today.checked_add_months(chrono::Months::new(12));
        if next.is_some_and(|next| next <= context.today || far.is_some_and(|far| next > far)) {
            return Err(Refusal::invalid("next", &w::NEXT_AHEAD).into());
        }
        // Nobody is taken for seen because a word was forgotten (PA-1).
        let mode = self.mode.ok_or_else(|| Refusal::invalid("mode", &w::MODE_MISSING))?;
        let met = self.met.ok_or_else(|| Refusal::invalid("met", &w::MET_MISSING))?;
        let wish = text_within("wish", self.wish.as_deref().unwrap_or_default(), 200)?;
        if !met && !wish.is_empty() {
            return Err(Refusal::invalid("wish", &w::NOBODY_WISHES).into());
        }
        if !met && next.is_some() {
            return Err(Refusal::invalid("next", &w::NOBODY_AGAIN).into());
        }
        let visitors = self.visitors(context)?;
        let cares = context.store.cares(home.id)?;
        let level = cares.iter().find(|care| care.touches(day, day)).map(|care| care.level);
        let rules = level.map(|level| context.rules.contacts(level.word())).unwrap_or_default();
        let visit = Visit {
            id: VisitId(context.store.next_id::<Visit>()?),
            version: 1,
            voided_at: None,
            household_id: home.id,
            pairing_id: pairing.map(|pairing| pairing.id),
            person_id: person,
            day,
            mode,
            met,
            counts: counts(met, mode, visitors.split_whitespace().count(), &rules),
            visitors,
            operator_id: context.actor.id,
            at: context.now,
            living: text_within("living", &self.living, 2000)?,
            needs: text_within("needs", &self.needs, 2000)?,
            done: text_within("done", &self.done, 2000)?,
            next_day: next,
            document_id: None,
        };
        self.write(context, &home, visit, &wish)
    }

    fn write(&self, context: &mut Context<'_>, home: &Household, visit: Visit, wish: &str) -> Result<Effect> {
        context.store.insert(&visit)?;
        after_contact(context, home, &visit)?;
        if !wish.is_empty() {
            let kind = self.wish_kind.unwrap_or(WishKind::Service);
            let person =
                visit.person_id.or(home.head_id).ok_or_else(|| Refusal::rule("A8", &w::NOBODY_LIVES))?;
            super::wish::collect(context, home, person, Some(visit.id), kind, wish)?;
        }
        let due = context.store.promises_about("household", home.id.0)?;
        // Nobody home is followed up by the day for that, whenever the visit itself is due.
        let again = |promise: &&Promise| visit.met || promise.kind == PromiseKind::FollowUp;
        let due = due.iter().filter(again).map(|promise| promise.due).min();
        let due = due.map_or_else(|| w::NO_NEXT.msg(), |due| w::NEXT_DUE.with("day", due.to_string()));
        let message = match (visit.met, visit.counts) {
            (false, _) => w::DONE_NOBODY.with("next", due),
            (true, true) => w::DONE_VISIT.with("next", due),
            (true, false) => w::DONE_NOT_COUNTED.with("next", due),
        };
        on_household(context, home, message)
    }

    /// Who visited: whoever records it, and those named with them.
    fn visitors(&self, context: &Context<'_>) -> Result<String> {
        let with = text_within("with", &self.with, 200)?;
        let mut names = vec![context.actor.name.replace(char::is_whitespace, "")];
        for name in with.split_whitespace() {
            // A colleague's code will do.
            let known = context.store.operator_by_code(name)?.map(|one| one.name);
            let name = known.unwrap_or_else(|| name.to_owned());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names.join(" "))
    }

    /// Who was seen; nobody is seen after their death, and nobody where nobody lived any more.
    fn seen(&self, members: &[Person], day: Day) -> Result<Option<PersonId>> {
        let gone = |one: &Person| one.last_day().is_some_and(|last| day > last);
        if let Some(n) = self.member {
            let kept: Vec<Person> = members.iter().filter(|one| one.merged_into.is_none()).cloned().collect();
            let person = numbered(&kept, n, "member")?;
            if gone(&person) {
                let last = person.last_day().unwrap_or(day).to_string();
                let what = w::VISIT_AFTER.with("name", &person.name).with("day", last);
                return Err(Refusal::rule("A8", what).advise(&w::VISIT_AFTER_ADVICE).at("member").into());
            }
            return Ok(Some(person.id));
        }
        if !members.is_empty() && members.iter().all(gone) {
            let last = members.iter().filter_map(Person::last_day).max().unwrap_or(day).to_string();
            let what = w::VISIT_AFTER_ALL.with("day", last);
            return Err(Refusal::rule("A8", what).advise(&w::VISIT_AFTER_ADVICE).at("day").into());
        }
        Ok(None)
    }
}

/// The pairing that held on a day; a household with one is not visited before its first.
fn pairing_on(context: &Context<'_>, home: &Household, day: Day) -> Result<Option<Pairing>> {
    let all = context.store.pairings(home.id)?;
    let held = |one: &&Pairing| one.from_day <= day && one.until_day.is_none_or(|until| day <= until);
    if let Some(found) = all.iter().find(held) {
        return Ok(Some(found.clone()));
    }
    match all.iter().map(|one| one.from_day).min() {
        Some(first) if day < first => {
            Err(Refusal::rule("A8", w::VISIT_BEFORE.with("day", first.to_string()))
                .advise(&w::VISIT_BEFORE_ADVICE)
                .at("day")
                .into())
        }
        _ => Ok(None),
    }
}

/// What a contact does to the promises of its household: whoever was to come again has come; nobody home is
/// followed up by the next day, and resets nothing; an effective one gives the next (PA-1).
fn after_contact(context: &Context<'_>, home: &Household, visit: &Visit) -> Result<()> {
    let mut waits = false;
    for again in context.store.promises_about("household", home.id.0)? {
        if again.kind != PromiseKind::FollowUp || visit.day < again.start {
            continue;
        }
        // Another try on the same day finds the same door closed: the follow-up of the first still waits.
        if !visit.met && visit.day == again.start {
            waits = true;
        } else {
            context.end_promise(again, PromiseState::Kept)?;
        }
    }
    let registered = context.store.cares(home.id)?.iter().any(|care| care.until_day.is_none());
    let newest = context.store.visits(home.id, 1)?.first().is_none_or(|newest| newest.id == visit.id);
    if !visit.met && registered && newest && !waits {
        if let Some(basis) = context.ruled_firmly("visit-again", visit.day) {
            follow_up(context, home, basis)?;
        }
    } else if let Some(next) = visit.next_day.filter(|_| registered && newest) {
        let days = u32::try_from((next - visit.day).num_days()).unwrap_or(0);
        follow_up(context, home, said(days, visit.day))?;
    }
    replan(context, home, Some(visit.day).filter(|_| visit.counts))
}

fn follow_up(context: &Context<'_>, home: &Household, basis: Basis) -> Result<()> {
    let owed = owed(context, home)?;
    context.owe(PromiseKind::FollowUp, ("household", home.id.0), owed, basis)?;
    Ok(())
}

/// The basis of a day that was promised to the household.
fn said(days: u32, start: Day) -> Basis {
    Basis {
        profile: "station".to_owned(),
        rule: "PA-1".to_owned(),
        legal: w::SAID_AGAIN.zh.to_owned(),
        start,
        days,
        unit: Unit::Cd,
        pauses: Vec::new(),
        extension: None,
        firm: true,
        exceptions: Vec::new(),
    }
}

/// What a visit that is taken back had kept is owed again, and what it gave is not.
fn reopen(context: &Context<'_>, home: &Household, visit: &Visit) -> Result<()> {
    let kept = context.store.promises_kept_at("household", home.id.0, visit.at)?;
    for given in context.store.promises_about("household", home.id.0)? {
        let replaced = kept.iter().any(|one| one.kind == given.kind);
        let followed = given.kind == PromiseKind::FollowUp && given.start == visit.day;
        if followed || (replaced && given.start >= visit.day) {
            context.end_promise(given, PromiseState::Void)?;
        }
    }
    for mut promise in kept {
        promise.state = PromiseState::Running;
        promise.ended_at = None;
        context.save(&mut promise)?;
    }
    Ok(())
}

impl VoidVisit {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        required("reason", &self.reason, 500)?;
        let home = household(context, self.household, None)?;
        let at = usize::try_from(self.visit).unwrap_or(0);
        let mut visit = context
            .store
            .visits(home.id, at)?
            .into_iter()
            .nth(at.wrapping_sub(1))
            .ok_or_else(|| Refusal::not_found(w::NO_VISIT.with("n", self.visit)).at("visit"))?;
        visit.voided_at = Some(context.now);
        context.save(&mut visit)?;
        if let Some(id) = visit.document_id
            && let Some(mut document) = context.store.get::<crate::domain::document::Document>(id.0)?
            && document.voided_at.is_none()
        {
            document.voided_at = Some(context.now);
            context.save(&mut document)?;
        }
        reopen(context, &home, &visit)?;
        replan(context, &home, None)?;
        on_household(context, &home, w::DONE_VISIT_VOID.with("day", visit.day.to_string()))
    }
}
