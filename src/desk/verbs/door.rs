//! The door: one number signs in, the same number signs out; and hours that are corrected (VO-3, VO-6, VO-12).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::activity::{activity, require_fit, take_place, time_on};
use super::check::{required, text_within};
use super::volunteer::numbered;
use crate::calendar::Stamp;
use crate::domain::Refusal;
use crate::domain::id::{ServiceId, VolunteerId};
use crate::domain::person::Person;
use crate::domain::service::{Activity, ActivityState, Service, duration, minutes, require_possible};
use crate::domain::volunteer::Volunteer;
use crate::words::volunteer as w;
use serde::{Deserialize, Serialize};

/// How soon the same number means the same person again and not that they leave, in milliseconds.
const DOUBLE: i64 = 60_000;

/// Signs a volunteer in at an activity; the same number again signs them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignDoor {
    /// The activity.
    pub activity: i64,
    /// The volunteer's number.
    pub number: i64,
}

/// Corrects a stretch of service, enters one by hand, or voids one (VO-6).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CorrectHours {
    /// The activity.
    pub activity: i64,
    /// The volunteer's number.
    pub number: i64,
    /// Which of their stretches there, 1 being the first; a new one where it is empty and they have none.
    pub nth: Option<i64>,
    /// Whether it does not count at all.
    pub void: bool,
    /// When it began, `8:30`.
    pub from: String,
    /// When it ended.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// The name of a volunteer.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn name_of(context: &Context<'_>, id: VolunteerId) -> Result<String> {
    let volunteer: Option<Volunteer> = context.store.get(id.0)?;
    let person: Option<Person> = match volunteer {
        Some(volunteer) => context.store.get(volunteer.person_id.0)?,
        None => None,
    };
    Ok(person.map(|person| person.name).unwrap_or_default())
}

/// The volunteer's other service around a time: what overlaps or makes a day long (VO-12).
pub(super) fn around(
    context: &Context<'_>,
    volunteer: VolunteerId,
    from: Stamp,
    to: Stamp,
) -> Result<Vec<Service>> {
    let first = context.zone.day(from).pred_opt();
    let last = context.zone.day(to).succ_opt();
    let today = context.today;
    Ok(context.store.services_of(volunteer, first.unwrap_or(today), last.unwrap_or(today))?)
}

/// Holds that a stretch is possible beside the volunteer's others (VO-12).
///
/// # Errors
/// It is not.
pub(super) fn possible(
    context: &Context<'_>,
    service: &Service,
    others: &[Service],
    name: &str,
) -> Result<()> {
    let named = |other: &Service| {
        let activity: Option<Activity> = context.store.get(other.activity_id.0).ok().flatten();
        activity.map(|one| one.name).unwrap_or_default()
    };
    Ok(require_possible(service, others, name, named)?)
}

/// Ends an open stretch at a time.
///
/// # Errors
/// It would be longer than it may be (VO-12).
pub(super) fn settle(
    context: &Context<'_>,
    one: &Activity,
    mut service: Service,
    end: Stamp,
    reason: &str,
) -> Result<Service> {
    service.out_at = Some(end);
    service.minutes = minutes(one, service.in_at, end);
    if !reason.is_empty() {
        reason.clone_into(&mut service.reason);
    }
    let name = name_of(context, service.volunteer_id)?;
    possible(context, &service, &around(context, service.volunteer_id, service.in_at, end)?, &name)?;
    context.save(&mut service)?;
    Ok(service)
}

impl SignDoor {
    pub(super) fn apply(self, context: &mut Context<'_>) -> Result<Effect> {
        let one = activity(context, self.activity)?;
        one.require_planned()?;
        let (volunteer, person) = numbered(context, self.number)?;
        let services = context.store.services(one.id)?;
        let own: Vec<&Service> = services.iter().filter(|one| one.volunteer_id == volunteer.id).collect();
        let last = own.iter().map(|one| one.out_at.unwrap_or(one.in_at)).max();
        if let Some(ago) = last.map(|last| context.now.millis_since(last)).filter(|ago| *ago < DOUBLE) {
            let what = w::JUST_SIGNED.with("name", &person.name).with("seconds", ago.max(0) / 1000);
            return Err(Refusal::rule("A9", what).advise(&w::JUST_SIGNED_ADVICE).at("number").into());
        }
        let (hour, minute) = context.zone.clock(context.now);
        let time = format!("{hour:02}:{minute:02}");
        let open = own.into_iter().find(|one| one.out_at.is_none()).cloned();
        let message = match open {
            Some(open) => {
                let done = settle(context, &one, open, context.now, "")?;
                w::SIGNED_OUT.with("hours", duration(done.minutes))
            }
            None => {
                let placed =
                    context.store.signup_of(one.id, volunteer.id)?.is_some_and(|place| !place.waiting);
                self.sign_in(context, &one, &volunteer, &person)?;
                if placed { w::SIGNED_IN.msg() } else { w::SIGNED_IN_NEW.msg() }
            }
        };
        let message = message.with("n", volunteer.number).with("name", &person.name).with("time", time);
        Ok(Effect::on("activity", one.id.0, person.name, message))
    }

    fn sign_in(
        self,
        context: &Context<'_>,
        one: &Activity,
        volunteer: &Volunteer,
        person: &Person,
    ) -> Result<()> {
        let days = [one.day, context.zone.day(one.ends_at)];
        if !days.contains(&context.today) {
            let what = w::NOT_ON_THE_DAY.with("name", &one.name).with("day", one.day.to_string());
            return Err(Refusal::rule("VO-3", what).at("activity").into());
        }
        if context.now >= one.ends_at {
            let (hour, minute) = context.zone.clock(one.ends_at);
            let what = w::ENDED_AT.with("name", &one.name).with("time", format!("{hour:02}:{minute:02}"));
            return Err(Refusal::rule("VO-3", what).advise(&w::ENDED_AT_ADVICE).at("activity").into());
        }
        let place = context.store.signup_of(one.id, volunteer.id)?;
        let companion = place.as_ref().map(|place| place.companion.clone()).unwrap_or_default();
        require_fit(context, one, volunteer, person, &companion)?;
        match place {
            // Whoever stands at the door has a place.
            Some(mut place) if place.waiting => {
                place.waiting = false;
                context.save(&mut place)?;
            }
            Some(_) => {}
            None => take_place(context, one, volunteer.id, false, companion)?,
        }
        let service = Service {
            id: ServiceId(context.store.next_id::<Service>()?),
            version: 1,
            voided_at: None,
            activity_id: one.id,
            volunteer_id: volunteer.id,
            day: context.today,
            in_at: context.now,
            out_at: None,
            minutes: 0,
            at_door: true,
            replaces: None,
            reason: String::new(),
            operator_id: context.actor.id,
        };
        possible(context, &service, &around(context, volunteer.id, context.now, context.now)?, &person.name)?;
        context.store.insert(&service)?;
        Ok(())
    }
}

/// From when to when somebody served at an activity, typed as times of day: past midnight only where the activity goes
/// past it, and touching it at all.
///
/// # Errors
/// A time cannot be read, the end lies before the beginning, or both lie outside the activity.
pub(super) fn stretch_of(
    context: &Context<'_>,
    one: &Activity,
    from: &str,
    to: &str,
) -> Result<(Stamp, Stamp)> {
    let last = context.zone.day(one.ends_at);
    let night = last != one.day;
    let mut begins = time_on(context, "from", from, one.day)?;
    // At an activity of the night a small hour is one of the next day.
    if night && begins < one.starts_at {
        let next = time_on(context, "from", from, last)?;
        if next < one.ends_at {
            begins = next;
        }
    }
    let mut ends = time_on(context, "to", to, context.zone.day(begins))?;
    if ends <= begins && night && context.zone.day(begins) == one.day {
        ends = time_on(context, "to", to, last)?;
    }
    if ends <= begins {
        return Err(Refusal::invalid("to", &w::OUT_BEFORE_IN).into());
    }
    if ends <= one.starts_at || begins >= one.ends_at {
        let what = w::OUTSIDE.with("from", from).with("to", to);
        return Err(Refusal::rule("VO-3", what).at("from").into());
    }
    Ok((begins, ends))
}

impl CorrectHours {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let one = activity(context, self.activity)?;
        if one.state == ActivityState::Cancelled {
            one.require_planned()?;
        }
        let (volunteer, person) = numbered(context, self.number)?;
        let reason = required("reason", &self.reason, 200)?;
        let services = context.store.services(one.id)?;
        let own: Vec<Service> = services.into_iter().filter(|one| one.volunteer_id == volunteer.id).collect();
        let old = self.which(&own, &person)?;
        if self.void {
            let missing = || Refusal::not_found(w::NO_SERVICE.with("name", &person.name)).at("nth");
            let mut old = old.ok_or_else(missing)?;
            old.voided_at = Some(context.now);
            old.reason = reason;
            context.save(&mut old)?;
            let message = w::DONE_VOID.with("name", &person.name);
            return Ok(Effect::on("activity", one.id.0, person.name, message));
        }
        if old.is_none() {
            let place = context.store.signup_of(one.id, volunteer.id)?;
            let companion = place.map(|place| place.companion).unwrap_or_default();
            require_fit(context, &one, &volunteer, &person, &companion)?;
        }
        let (from, to) =
            stretch_of(context, &one, &required("from", &self.from, 10)?, &required("to", &self.to, 10)?)?;
        if to > context.now {
            return Err(Refusal::rule("VO-3", w::NOT_YET_OVER.with("name", &one.name)).at("to").into());
        }
        let new = Service {
            id: ServiceId(context.store.next_id::<Service>()?),
            version: 1,
            voided_at: None,
            activity_id: one.id,
            volunteer_id: volunteer.id,
            day: context.zone.day(from),
            in_at: from,
            out_at: Some(to),
            minutes: minutes(&one, from, to),
            at_door: false,
            replaces: old.as_ref().map(Service::root),
            reason: text_within("reason", &reason, 200)?,
            operator_id: context.actor.id,
        };
        if let Some(mut old) = old {
            old.voided_at = Some(context.now);
            context.save(&mut old)?;
        }
        possible(context, &new, &around(context, volunteer.id, from, to)?, &person.name)?;
        context.store.insert(&new)?;
        let message = w::DONE_CORRECT.with("name", &person.name).with("hours", duration(new.minutes));
        Ok(Effect::on("activity", one.id.0, person.name, message))
    }

    /// The stretch that is meant: by number, or the only one; nothing where one is entered by hand.
    fn which(&self, own: &[Service], person: &Person) -> Result<Option<Service>> {
        let missing = || Refusal::not_found(w::NO_SERVICE.with("name", &person.name)).at("nth");
        match (self.nth, own) {
            (Some(0), _) | (None, []) => Ok(None),
            (Some(n), own) => {
                let at = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
                Ok(Some(at.and_then(|at| own.get(at)).cloned().ok_or_else(missing)?))
            }
            (None, [only]) => Ok(Some(only.clone())),
            (None, _) => Err(missing().into()),
        }
    }
}
