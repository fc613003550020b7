//! The care register: a household enters it, changes its level, leaves it; and when it is to be seen next (PA-1).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::check::required;
use super::household::on_household;
use super::people::{household, past_day};
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::care::{Care, Level, plan};
use crate::domain::household::{Household, living};
use crate::domain::id::{CareId, HouseholdId, OperatorId};
use crate::domain::pairing::Helper;
use crate::domain::person::Grid;
use crate::domain::promise::{Promise, PromiseKind, PromiseState};
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Enters a household in the care register at a level, changes the level, or takes it out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetLevel {
    /// The household.
    pub household: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The level; none takes it out of the register.
    pub level: Option<Level>,
    /// From which day; today where it is empty.
    pub day: Option<String>,
    /// Why.
    pub reason: String,
}

impl SetLevel {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, self.version)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let reason = required("reason", &self.reason, 500)?;
        let cares = context.store.cares(home.id)?;
        let open = cares.iter().find(|care| care.until_day.is_none());
        if let Some(last) =
            cares.iter().map(|care| care.from_day.max(care.until_day.unwrap_or(care.from_day))).max()
            && day < last
        {
            return Err(Refusal::rule("PA-1", w::LEVEL_BEFORE.with("day", last.to_string()))
                .advise(&w::LEVEL_BEFORE_ADVICE)
                .at("day")
                .into());
        }
        let message = match self.level {
            None => {
                if open.is_none() {
                    return Err(Refusal::rule("PA-1", &w::NOT_REGISTERED).into());
                }
                leave(context, home.id, day, &reason)?;
                w::DONE_LEFT.msg()
            }
            Some(level) => {
                if open.is_some_and(|care| care.level == level) {
                    return Err(Refusal::rule("PA-1", w::LEVEL_SAME.with("level", level.phrase()))
                        .at("level")
                        .into());
                }
                if living(&context.store.members(home.id)?).is_empty() {
                    return Err(Refusal::rule("PA-1", &w::NOBODY_LIVES)
                        .advise(&w::NOBODY_LIVES_ADVICE)
                        .into());
                }
                let until = day.pred_opt().unwrap_or(day);
                end_level(context, home.id, until, &reason)?;
                context.store.insert(&Care {
                    id: CareId(context.store.next_id::<Care>()?),
                    version: 1,
                    voided_at: None,
                    household_id: home.id,
                    level,
                    from_day: day,
                    until_day: None,
                    reason,
                    ended_reason: String::new(),
                })?;
                w::DONE_LEVEL.with("level", level.phrase())
            }
        };
        replan(context, &home, None)?;
        on_household(context, &home, message)
    }
}

/// Ends the level that runs, with `until` as its last day.
fn end_level(context: &Context<'_>, home: HouseholdId, until: Day, reason: &str) -> Result<()> {
    for mut care in context.store.cares(home)?.into_iter().filter(|care| care.until_day.is_none()) {
        care.until_day = Some(until);
        reason.clone_into(&mut care.ended_reason);
        context.save(&mut care)?;
    }
    Ok(())
}

/// Takes a household out of the register; `day` is its last day there (PA-2).
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn leave(context: &Context<'_>, home: HouseholdId, day: Day, reason: &str) -> Result<()> {
    end_level(context, home, day, reason)
}

/// The first day of the time in the register that still runs: levels that follow each other are one.
pub(super) fn entered(cares: &[Care]) -> Option<Day> {
    let mut entered: Option<Day> = None;
    let mut until: Option<Day> = None;
    for care in cares {
        let follows = until.and_then(|day| day.succ_opt()).is_some_and(|next| care.from_day <= next);
        if !follows {
            entered = Some(care.from_day);
        }
        until = care.until_day;
        if care.until_day.is_none() {
            return entered;
        }
    }
    None
}

/// Who owes the visits of a household: its helper, where they sign in, else the grid worker, else who acts.
fn owner(context: &Context<'_>, home: &Household) -> Result<OperatorId> {
    let pairing = context.store.pairings(home.id)?.into_iter().find(|one| one.open());
    let helper: Option<Helper> = match pairing {
        Some(pairing) => context.store.get(pairing.helper_id.0)?,
        None => None,
    };
    if let Some(operator) = helper.and_then(|helper| helper.operator_id) {
        return Ok(operator);
    }
    let grid: Option<Grid> = match home.grid_id {
        Some(grid) => context.store.get(grid.0)?,
        None => None,
    };
    Ok(grid.and_then(|grid| grid.worker_id).unwrap_or(context.actor.id))
}

/// Whom promises about a household are owed by.
pub(super) fn owed(context: &Context<'_>, home: &Household) -> Result<Owed> {
    Ok(Owed { grid_id: home.grid_id, ..Owed::by(owner(context, home)?) })
}

/// Makes the promise of the next visit what it must be (PA-1): kept where `contact` was the visit that it waited
/// for, moved where a level changed or a visit was taken back, void where the household left the register.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn replan(context: &Context<'_>, home: &Household, contact: Option<Day>) -> Result<()> {
    let cares = context.store.cares(home.id)?;
    let open = context.store.promises_about("household", home.id.0)?;
    let care = cares.iter().find(|care| care.until_day.is_none());
    let since = match entered(&cares) {
        Some(entered) => Some(context.store.last_contact(home.id, entered)?.unwrap_or(entered)),
        None => None,
    };
    let interval = |rule: &str| context.rules.limit(rule, context.today).map(|ruled| ruled.days);
    let planned = care.zip(since).and_then(|(care, since)| plan(care.level, care.from_day, since, interval));
    let basis = planned.and_then(|planned| context.ruled_firmly(planned.rule, planned.start));
    let owed = owed(context, home)?;
    let visit = open.iter().find(|promise| promise.kind == PromiseKind::Visit).cloned();
    for again in open.into_iter().filter(|promise| promise.kind == PromiseKind::FollowUp) {
        if basis.is_none() {
            context.end_promise(again, PromiseState::Void)?;
        } else {
            reassign(context, again, &owed)?;
        }
    }
    match (visit, basis) {
        (None, None) => Ok(()),
        (Some(visit), None) => context.end_promise(visit, PromiseState::Void),
        (None, Some(basis)) => {
            context.owe(PromiseKind::Visit, ("household", home.id.0), owed, basis)?;
            Ok(())
        }
        (Some(visit), Some(basis)) if visit.basis.start == basis.start && visit.basis.rule == basis.rule => {
            reassign(context, visit, &owed)
        }
        (Some(visit), Some(basis)) if contact.is_some_and(|day| day >= visit.start) => {
            context.end_promise(visit, PromiseState::Kept)?;
            context.owe(PromiseKind::Visit, ("household", home.id.0), owed, basis)?;
            Ok(())
        }
        (Some(mut visit), Some(basis)) => {
            visit.start = basis.start;
            visit.unit = basis.unit;
            visit.basis = basis;
            visit.settle(context.calendar, context.today);
            visit.owner_id = owed.owner_id;
            visit.grid_id = owed.grid_id;
            context.save(&mut visit)
        }
    }
}

fn reassign(context: &Context<'_>, mut promise: Promise, owed: &Owed) -> Result<()> {
    if promise.owner_id == owed.owner_id && promise.grid_id == owed.grid_id {
        return Ok(());
    }
    promise.owner_id = owed.owner_id;
    promise.grid_id = owed.grid_id;
    context.save(&mut promise)
}
