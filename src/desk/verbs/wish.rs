//! Wishes (微心愿): collected, verified, published, claimed, fulfilled, answered; open ones are gone through monthly.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::care::owed;
use super::check::{required, text_within};
use super::household::{numbered, on_household};
use super::people::household;
use crate::domain::Refusal;
use crate::domain::household::{Household, living};
use crate::domain::id::{HouseholdId, PersonId, VisitId, WishId};
use crate::domain::identifier;
use crate::domain::person::Person;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::visit::{Wish, WishKind, WishState, require_step};
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Collects a wish of a household (征集).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CollectWish {
    /// The household.
    pub household: i64,
    /// Whose, by number in the household; the head's where it is empty.
    pub member: Option<i64>,
    /// What it is for; a service where it is empty.
    pub kind: Option<WishKind>,
    /// What is wished for.
    pub text: String,
}

/// Takes a wish its next step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdvanceWish {
    /// The wish.
    pub wish: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The step; the next one where it is empty.
    pub to: Option<WishState>,
    /// Who verified, claimed or fulfilled it.
    pub by: String,
    /// How to reach who claimed it.
    pub phone: Option<String>,
    /// What was done, what the household said, why it was dropped.
    pub note: String,
}

impl CollectWish {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, None)?;
        let text = required("text", &self.text, 200)?;
        let members = context.store.members(home.id)?;
        let members: Vec<Person> = living(&members).into_iter().cloned().collect();
        let person = match self.member {
            Some(n) => Some(numbered(&members, n, "member")?.id),
            None => home.head_id.or(members.first().map(|one| one.id)),
        };
        let person =
            person.ok_or_else(|| Refusal::rule("A8", &w::NOBODY_LIVES).advise(&w::NOBODY_LIVES_ADVICE))?;
        let kind = self.kind.unwrap_or(WishKind::Service);
        collect(context, &home, person, None, kind, &text)?;
        on_household(context, &home, w::DONE_WISH.msg())
    }
}

/// Enters a wish and the promise to go through it within a month.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn collect(
    context: &Context<'_>,
    home: &Household,
    person: PersonId,
    visit: Option<VisitId>,
    kind: WishKind,
    text: &str,
) -> Result<()> {
    let wish = Wish {
        id: WishId(context.store.next_id::<Wish>()?),
        version: 1,
        voided_at: None,
        household_id: home.id,
        person_id: person,
        visit_id: visit,
        kind,
        text: text.to_owned(),
        state: WishState::Collected,
        day: context.today,
        operator_id: context.actor.id,
        verified_by: String::new(),
        published_day: None,
        claimed_by: String::new(),
        claimed_phone: String::new(),
        done_day: None,
        done: String::new(),
        feedback: String::new(),
        reason: String::new(),
    };
    context.store.insert(&wish)?;
    review(context, home, &wish)
}

/// Each step is followed by another within the month, until the wish has ended.
fn review(context: &Context<'_>, home: &Household, wish: &Wish) -> Result<()> {
    for promise in context.store.promises_about("wish", wish.id.0)? {
        context.end_promise(promise, PromiseState::Kept)?;
    }
    if !wish.state.open() {
        return Ok(());
    }
    if let Some(basis) = context.ruled("wish-review", context.today) {
        context.owe(PromiseKind::FollowUp, ("wish", wish.id.0), owed(context, home)?, basis)?;
    }
    Ok(())
}

/// Name and wish become public only with the consent of whose they are [S28].
fn require_consent(context: &Context<'_>, wish: &Wish) -> Result<()> {
    let person: Option<Person> = context.store.get(wish.person_id.0)?;
    let Some(person) = person.filter(|one| one.consent.as_deref().unwrap_or_default().is_empty()) else {
        return Ok(());
    };
    Err(Refusal::rule("A8", w::WISH_NO_CONSENT.with("name", &person.name))
        .advise(&w::WISH_NO_CONSENT_ADVICE)
        .at("to")
        .into())
}

/// Drops the open wishes of everybody who does not live in a household any more.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn drop_of_gone(
    context: &Context<'_>,
    home: &Household,
    members: &[Person],
    reason: &str,
) -> Result<()> {
    for mut wish in context.store.wishes(home.id)? {
        let gone = members.iter().any(|one| one.id == wish.person_id && !one.here());
        if gone && wish.state.open() {
            wish.state = WishState::Dropped;
            wish.reason = reason.to_owned();
            context.save(&mut wish)?;
            review(context, home, &wish)?;
        }
    }
    Ok(())
}

/// The open wishes of somebody who moves to another household go along.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn take_along(
    context: &Context<'_>,
    from: HouseholdId,
    to: HouseholdId,
    who: PersonId,
) -> Result<()> {
    for mut wish in context.store.wishes(from)? {
        if wish.person_id == who && wish.state.open() {
            wish.household_id = to;
            context.save(&mut wish)?;
        }
    }
    Ok(())
}

impl AdvanceWish {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let missing = || Refusal::not_found(w::NO_WISH.with("id", self.wish));
        let mut wish: Wish =
            context.store.get(self.wish)?.filter(|one: &Wish| one.voided_at.is_none()).ok_or_else(missing)?;
        if self.version.is_some_and(|version| version != wish.version) {
            return Err(crate::store::StoreError::Stale { table: "wish", id: self.wish }.into());
        }
        let to = match self.to.or(wish.state.next()) {
            Some(to) => to,
            None => return Err(Refusal::rule("A8", w::WISH_ENDED.with("state", wish.state.phrase())).into()),
        };
        require_step(&wish, to)?;
        self.write_into(context, &mut wish, to)?;
        wish.state = to;
        context.save(&mut wish)?;
        let home = household(context, wish.household_id.0, None)?;
        review(context, &home, &wish)?;
        on_household(context, &home, w::DONE_WISH_STEP.with("state", to.phrase()))
    }

    fn write_into(&self, context: &Context<'_>, wish: &mut Wish, to: WishState) -> Result<()> {
        let by = || -> Result<String> {
            let by = text_within("by", &self.by, 50)?;
            Ok(if by.is_empty() { context.actor.name.clone() } else { by })
        };
        match to {
            WishState::Collected => {}
            WishState::Verified => wish.verified_by = by()?,
            WishState::Published => {
                require_consent(context, wish)?;
                wish.published_day = Some(context.today);
            }
            WishState::Claimed => {
                wish.claimed_by = required("by", &self.by, 50)?;
                if let Some(phone) = self.phone.as_deref().filter(|text| !text.trim().is_empty()) {
                    wish.claimed_phone = super::take::check_text("phone", identifier::phone::check(phone))?;
                }
            }
            WishState::Fulfilled => {
                wish.done = required("note", &self.note, 500)?;
                wish.done_day = Some(context.today);
            }
            WishState::Answered => wish.feedback = required("note", &self.note, 500)?,
            WishState::Dropped => wish.reason = required("note", &self.note, 500)?,
        }
        Ok(())
    }
}
