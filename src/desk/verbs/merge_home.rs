//! What a merge does to the households of its two records, and how they come apart again.

use super::super::context::Context;
use super::super::error::Result;
use super::undo::{business, restore};
use super::{care, pair};
use crate::domain::Refusal;
use crate::domain::duplicate::{Filled, Merge};
use crate::domain::household::{Household, living};
use crate::domain::person::Person;
use crate::domain::{Named as _, Verb};
use crate::words::resident as w;

/// Settles the household of the record that is merged away, before it points to the kept one: whoever lives on there
/// has a head; where nobody does, the household leaves the care register, since the person is seen at one place.
///
/// # Errors
/// The record is the head of people who live elsewhere than the kept one.
pub(super) fn leave(
    context: &Context<'_>,
    kept: &mut Person,
    gone: &Person,
    filled: &mut Filled,
) -> Result<()> {
    let Some(home) = gone.household_id else { return Ok(()) };
    let Some(mut home): Option<Household> = context.store.get(home.0)? else { return Ok(()) };
    if kept.household_id.is_none() {
        kept.household_id = Some(home.id);
        filled.household = Some(home.id);
    }
    let members = context.store.members(home.id)?;
    let others = living(&members).iter().filter(|one| one.id != gone.id).count();
    let headed = home.head_id == Some(gone.id);
    if kept.household_id == Some(home.id) {
        if headed {
            home.head_id = Some(kept.id);
            context.save(&mut home)?;
        }
    } else if others == 0 {
        care::leave(context, home.id, context.today, w::ENDED_MERGED.zh)?;
        pair::end_pairing(context, home.id, context.today, w::ENDED_MERGED.zh, "")?;
        care::replan(context, &home, None)?;
    } else if headed {
        let what = w::MERGE_HEAD.with("name", &gone.name).with("address", &home.address);
        return Err(Refusal::rule("A12", what).advise(&w::MERGE_HEAD_ADVICE).at("gone").into());
    }
    Ok(())
}

/// Brings back what [`leave`] ended, as far as nothing else was done to it since.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn come_back(context: &Context<'_>, merge: &Merge, gone: &Person) -> Result<()> {
    let Some(home) = gone.household_id else { return Ok(()) };
    let watched = context.store.cares(home)?.iter().any(|care| care.until_day.is_none());
    let entries = context.store.entries_about("person", merge.kept_id.0)?;
    let made = |one: &&crate::store::Entry| one.at == merge.at && one.verb == Verb::MergePersons.word();
    let images = match entries.iter().find(made) {
        Some(entry) => context.store.images_of(entry.seq)?,
        None => Vec::new(),
    };
    for image in images.iter().rev() {
        let ended = matches!(image.table.as_str(), "care" | "pairing" | "promise");
        if !(image.table == "household" || ended && !watched) || image.before.is_none() {
            continue;
        }
        let now = context.store.image_now(&image.table, image.row_id)?;
        if now.as_deref().map(business) == image.after.as_deref().map(business) {
            restore(context.store, image, context.now)?;
        }
    }
    // Where the household was changed since, the head that the merge put in must not stay without living there.
    let kept: Option<Person> = context.store.get(merge.kept_id.0)?;
    if let Some(mut household) = context.store.get::<Household>(home.0)?
        && household.head_id == Some(merge.kept_id)
        && kept.is_some_and(|kept| kept.household_id != Some(home))
    {
        household.head_id = Some(gone.id);
        context.save(&mut household)?;
    }
    Ok(())
}
