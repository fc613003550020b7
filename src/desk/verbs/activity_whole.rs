//! What must hold of an activity with its places and hours after an act on it, undo among them.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::activity::require_fit;
use super::door::{around, name_of, possible};
use super::volunteer::numbered;
use crate::domain::Refusal;
use crate::domain::id::ActivityId;
use crate::domain::service::{Activity, ActivityState, Service};
use crate::domain::volunteer::Volunteer;
use crate::words::volunteer as w;

/// Holds, after an undo of something about an activity, that what others did since still makes sense: nobody has a place
/// at or hours of what is not there, nobody serves twice at a time, and hours lie on its days (VO-12).
///
/// # Errors
/// It does not.
pub(in crate::desk) fn require_after_undo(context: &Context<'_>, effect: &Effect) -> Result<()> {
    if effect.subject_kind != "activity" {
        return Ok(());
    }
    let Some(one) = context.store.get::<Activity>(effect.subject_id)? else { return Ok(()) };
    let (places, services) = (context.store.signups(one.id)?, context.store.services(one.id)?);
    if one.voided_at.is_some() && !(places.is_empty() && services.is_empty()) {
        let what = w::OTHERS_SINCE.with("name", &one.name).with("n", places.len().max(services.len()));
        return Err(Refusal::rule("VO-6", what).advise(&w::OTHERS_SINCE_ADVICE).into());
    }
    require_unheld(&one, &services)?;
    let placed = i64::try_from(places.iter().filter(|place| !place.waiting).count()).unwrap_or(i64::MAX);
    if one.needed > 0 && placed > one.needed && services.is_empty() {
        let what = w::PLACES_TAKEN.with("name", &one.name).with("n", placed).with("needed", one.needed);
        return Err(Refusal::rule("A9", what).into());
    }
    for service in &services {
        require_on_its_days(context, &one, service)?;
        let end = service.out_at.unwrap_or(service.in_at);
        let others = around(context, service.volunteer_id, service.in_at, end)?;
        possible(context, service, &others, &name_of(context, service.volunteer_id)?)?;
    }
    Ok(())
}

/// A cancelled activity has no hours.
///
/// # Errors
/// Somebody has served at it.
pub(super) fn require_unheld(one: &Activity, services: &[Service]) -> Result<()> {
    if one.state != ActivityState::Cancelled || services.is_empty() {
        return Ok(());
    }
    let what = w::SERVED_ALREADY.with("name", &one.name).with("n", services.len());
    Err(Refusal::rule("VO-4", what).advise(&w::SERVED_ALREADY_ADVICE).at("activity").into())
}

fn require_on_its_days(context: &Context<'_>, one: &Activity, service: &Service) -> Result<()> {
    if [one.day, context.zone.day(one.ends_at)].contains(&service.day) {
        return Ok(());
    }
    let name = name_of(context, service.volunteer_id)?;
    let what = w::OTHER_DAY.with("name", name).with("day", service.day.to_string());
    Err(Refusal::rule("VO-3", what).into())
}

/// Holds that an activity may become another kind, or another time: nobody has served at it, and whoever has a place
/// still fits (VO-3, VO-10).
///
/// # Errors
/// Somebody has served, or does not fit.
pub(super) fn require_changeable(context: &Context<'_>, before: &Activity, after: &Activity) -> Result<()> {
    let told = |one: &Activity| (one.day, one.starts_at, one.ends_at, one.kind, one.age_least, one.age_most);
    let places = context.store.signups(after.id)?;
    let placed = places.iter().filter(|place| !place.waiting).count();
    if after.needed > 0
        && after.needed != before.needed
        && i64::try_from(placed).unwrap_or(i64::MAX) > after.needed
    {
        let what = w::PLACES_TAKEN.with("name", &after.name).with("n", placed).with("needed", after.needed);
        return Err(Refusal::rule("A9", what).at("needed").into());
    }
    if told(before) == told(after) {
        return Ok(());
    }
    let services = context.store.services(after.id)?;
    if !services.is_empty() {
        let what = w::SERVED_ALREADY.with("name", &after.name).with("n", services.len());
        return Err(Refusal::rule("VO-3", what).advise(&w::CHANGE_AFTER_ADVICE).at("day").into());
    }
    for place in places {
        let Some(volunteer) = context.store.get::<Volunteer>(place.volunteer_id.0)? else { continue };
        let (volunteer, person) = numbered(context, volunteer.number)?;
        require_fit(context, after, &volunteer, &person, &place.companion)?;
    }
    Ok(())
}

/// Gives the places that a larger number makes to whoever waits longest.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn fill_places(context: &Context<'_>, id: ActivityId, needed: i64) -> Result<()> {
    let mut places = context.store.signups(id)?;
    let placed = places.iter().filter(|place| !place.waiting).count();
    let free = match usize::try_from(needed) {
        Ok(0) | Err(_) => usize::MAX,
        Ok(needed) => needed.saturating_sub(placed),
    };
    for place in places.iter_mut().filter(|place| place.waiting).take(free) {
        place.waiting = false;
        context.save(place)?;
    }
    Ok(())
}
