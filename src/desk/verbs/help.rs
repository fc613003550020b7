//! Needs: help that wishes, visits and cases ask for, and whom it was found with (A9).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::household;
use super::volunteer::numbered;
use crate::domain::Refusal;
use crate::domain::case::Case;
use crate::domain::household::Household;
use crate::domain::id::{NeedId, PersonId, VolunteerId};
use crate::domain::person::Person;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::visit::Wish;
use crate::domain::volunteer::{Need, NeedState, require_answer};
use crate::words::volunteer as w;
use serde::{Deserialize, Serialize};

/// Asks for a volunteer: for a wish, for what a visit to a household found, or for a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AskHelp {
    /// The wish.
    pub wish: Option<i64>,
    /// The household, of what a visit found.
    pub household: Option<i64>,
    /// The case by number.
    pub case: Option<String>,
    /// What is needed; of a wish its own words where it is empty.
    pub text: String,
    /// The skill it takes.
    pub skill: String,
    /// When.
    pub free: String,
}

/// Records what became of a need: who was asked, agreed, refused; that it is done, or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AnswerHelp {
    /// The need.
    pub need: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// What became of it.
    pub answer: Option<NeedState>,
    /// The volunteer's number, where one is asked.
    pub number: Option<i64>,
    /// Thanks, or why it was dropped.
    pub note: String,
}

/// Where a need was found: kind, id, what it says, the household and whose it is.
struct Found {
    kind: &'static str,
    id: i64,
    text: String,
    household: Option<Household>,
    person: Option<PersonId>,
}

impl AskHelp {
    fn found(&self, context: &Context<'_>) -> Result<Found> {
        if let Some(id) = self.wish {
            let missing = || Refusal::not_found(crate::words::resident::NO_WISH.with("id", id)).at("wish");
            let wish: Wish = context.store.get(id)?.ok_or_else(missing)?;
            let home = household(context, wish.household_id.0, None)?;
            let person = Some(wish.person_id);
            return Ok(Found { kind: "wish", id, text: wish.text, household: Some(home), person });
        }
        if let Some(id) = self.household {
            let home = household(context, id, None)?;
            let newest = context.store.visits(id_of(&home), 1)?;
            let text = newest.into_iter().next().map(|visit| visit.needs).unwrap_or_default();
            let person = home.head_id;
            return Ok(Found { kind: "household", id, text, household: Some(home), person });
        }
        if self.case.as_deref().is_none_or(|number| number.trim().is_empty()) {
            return Err(Refusal::invalid("wish", &w::HELP_OF_WHAT).into());
        }
        let number = crate::text::fold_number(self.case.as_deref().unwrap_or_default());
        let missing = || Refusal::not_found(crate::words::desk::NO_CASE.with("number", &number)).at("case");
        let case: Case = context.store.case_by_number(&number)?.ok_or_else(missing)?;
        let person: Option<Person> = context.store.get(case.applicant_id.0)?;
        let household: Option<Household> = match person.as_ref().and_then(|person| person.household_id) {
            Some(home) => context.store.get(home.0)?,
            None => None,
        };
        Ok(Found {
            kind: "case",
            id: case.id.0,
            text: String::new(),
            household,
            person: Some(case.applicant_id),
        })
    }

    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let found = self.found(context)?;
        let text = if self.text.trim().is_empty() { &found.text } else { &self.text };
        let person: Option<Person> = match found.person {
            Some(id) => context.store.get(id.0)?,
            None => None,
        };
        let grid = found.household.as_ref().and_then(|home| home.grid_id);
        let need = Need {
            id: NeedId(context.store.next_id::<Need>()?),
            version: 1,
            voided_at: None,
            subject_kind: found.kind.to_owned(),
            subject_id: found.id,
            person_id: found.person,
            grid_id: grid.or(person.as_ref().and_then(|person| person.grid_id)),
            building_id: found.household.as_ref().and_then(|home| home.building_id),
            text: required("text", text, 200)?,
            skill: text_within("skill", &self.skill, 50)?,
            free: text_within("free", &self.free, 50)?,
            state: NeedState::Open,
            volunteer_id: None,
            refused: Vec::new(),
            day: context.today,
            operator_id: context.actor.id,
            done_day: None,
            note: String::new(),
        };
        context.store.insert(&need)?;
        review(context, &need)?;
        let name = person.map(|person| person.name).unwrap_or_default();
        Ok(Effect::on("need", need.id.0, name, w::DONE_NEED.msg()))
    }
}

fn id_of(home: &Household) -> crate::domain::id::HouseholdId {
    home.id
}

/// An open need is gone through as wishes are, so that nobody waits unseen.
fn review(context: &Context<'_>, need: &Need) -> Result<()> {
    for promise in context.store.promises_about("need", need.id.0)? {
        context.end_promise(promise, PromiseState::Kept)?;
    }
    if !need.state.open() {
        return Ok(());
    }
    let owed = Owed { grid_id: need.grid_id, ..Owed::by(need.operator_id) };
    if let Some(basis) = context.ruled("wish-review", context.today) {
        context.owe(PromiseKind::FollowUp, ("need", need.id.0), owed, basis)?;
    }
    Ok(())
}

/// The needs that somebody who serves no more was found for look for somebody else.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn look_again(context: &Context<'_>, volunteer: VolunteerId) -> Result<()> {
    for mut need in context.store.needs_with(volunteer)? {
        (need.state, need.volunteer_id) = (NeedState::Open, None);
        context.save(&mut need)?;
    }
    Ok(())
}

/// What somebody needed who died or moved away is not needed any more.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn drop_of_gone(context: &Context<'_>, members: &[Person], reason: &str) -> Result<()> {
    for gone in members.iter().filter(|one| !one.here()) {
        for mut need in context.store.needs_waiting_for(gone.id)? {
            need.state = NeedState::Dropped;
            reason.clone_into(&mut need.note);
            context.save(&mut need)?;
            review(context, &need)?;
        }
    }
    Ok(())
}

impl AnswerHelp {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let missing = || Refusal::not_found(w::NO_NEED.with("id", self.need)).at("need");
        let mut need: Need =
            context.store.get(self.need)?.filter(|one: &Need| one.voided_at.is_none()).ok_or_else(missing)?;
        if self.version.is_some_and(|version| version != need.version) {
            return Err(crate::store::StoreError::Stale { table: "need", id: self.need }.into());
        }
        let answer = self.answer.unwrap_or(NeedState::Asked);
        require_answer(&need, answer)?;
        let note = text_within("note", &self.note, 500)?;
        if answer != NeedState::Asked
            && let (Some(number), Some(asked)) = (self.number, need.volunteer_id)
            && let Some(asked) = context.store.get::<crate::domain::volunteer::Volunteer>(asked.0)?
            && asked.number != number
        {
            let what = w::OTHER_VOLUNTEER.with("n", asked.number);
            return Err(Refusal::rule("A9", what).at("number").into());
        }
        match answer {
            NeedState::Asked => {
                let (volunteer, person) = numbered(context, self.number.unwrap_or(0))?;
                volunteer.require_serving(&person.name, context.today)?;
                need.volunteer_id = Some(volunteer.id);
            }
            NeedState::Refused => {
                if let Some(gone) = need.volunteer_id.take() {
                    super::activity::give_up_places_for(context, need.id, gone)?;
                    need.refused.push(gone);
                }
            }
            NeedState::Done => need.done_day = need.done_day.or(Some(context.today)),
            NeedState::Dropped => {
                required("note", &self.note, 500)?;
            }
            NeedState::Open | NeedState::Agreed => {}
        }
        // Who said no leaves the need open for somebody else.
        need.state = if answer == NeedState::Refused { NeedState::Open } else { answer };
        if !note.is_empty() {
            need.note = note;
        }
        context.save(&mut need)?;
        review(context, &need)?;
        let person: Option<Person> = match need.person_id {
            Some(id) => context.store.get(id.0)?,
            None => None,
        };
        let name = person.map(|person| person.name).unwrap_or_default();
        Ok(Effect::on("need", need.id.0, name, w::DONE_ANSWER.with("state", answer.phrase())))
    }
}
