//! What the acts on residents share: finding a record, its day, saving it with its search keys.

use super::super::context::Context;
use super::super::error::Result;
use crate::calendar::{Day, parse_day};
use crate::domain::Refusal;
use crate::domain::household::Household;
use crate::domain::person::Person;
use crate::store::StoreError;
use crate::words::{desk as d, resident as w};

/// The record of a person; a double leads to the one that is kept.
///
/// # Errors
/// There is none.
pub fn kept_person(context: &Context<'_>, id: i64) -> Result<Person> {
    let missing = || Refusal::not_found(d::NO_SUCH_PERSON.with("id", id)).at("person");
    let person: Person =
        context.store.get(id)?.filter(|one: &Person| one.voided_at.is_none()).ok_or_else(missing)?;
    match person.merged_into {
        Some(kept) => Ok(context.store.get(kept.0)?.ok_or_else(missing)?),
        None => Ok(person),
    }
}

/// A household, at the version that was seen.
///
/// # Errors
/// There is none, or it was changed since.
pub fn household(context: &Context<'_>, id: i64, version: Option<i64>) -> Result<Household> {
    let missing = || Refusal::not_found(w::NO_HOUSEHOLD.with("id", id)).advise(&w::NO_HOUSEHOLD_ADVICE);
    let home: Household =
        context.store.get(id)?.filter(|one: &Household| one.voided_at.is_none()).ok_or_else(missing)?;
    if version.is_some_and(|version| version != home.version) {
        return Err(StoreError::Stale { table: "household", id }.into());
    }
    Ok(home)
}

/// Saves a changed person with their search keys; nothing where nothing changed.
///
/// # Errors
/// Stale, or whatever the engine reports.
pub fn save_person(context: &Context<'_>, before: &Person, person: &mut Person) -> Result<()> {
    if person == before {
        return Ok(());
    }
    context.save(person)?;
    context.store.index_person(Some(before), person)?;
    Ok(())
}

/// A day that is not in the future; today where nothing was typed.
///
/// # Errors
/// Unreadable, or in the future.
pub fn past_day(context: &Context<'_>, field: &str, text: Option<&str>) -> Result<Day> {
    let Some(day) = any_day(field, text)? else { return Ok(context.today) };
    if day > context.today {
        return Err(Refusal::invalid(field, w::DAY_AHEAD.with("day", day.to_string()))
            .advise(&w::DAY_AHEAD_ADVICE)
            .into());
    }
    Ok(day)
}

/// A day, where one was typed.
///
/// # Errors
/// Unreadable.
pub fn any_day(field: &str, text: Option<&str>) -> Result<Option<Day>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day = parse_day(text)
        .ok_or_else(|| Refusal::invalid(field, d::BAD_DAY.with("text", text)).advise(&d::BAD_DAY_ADVICE))?;
    Ok(Some(day))
}
