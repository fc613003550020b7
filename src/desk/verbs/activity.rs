//! Activities: planned, signed up for, cancelled, recorded within ten working days (VO-2 to VO-5, VO-9).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::activity_whole::{fill_places, require_changeable, require_unheld};
use super::check::{required, text_within};
use super::door::settle;
use super::people::any_day;
use super::volunteer::{numbered, serving_team};
use crate::calendar::{Day, Stamp};
use crate::domain::Refusal;
use crate::domain::id::{ActivityId, SignupId, VolunteerId};
use crate::domain::person::Person;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::service::{
    Activity, ActivityState, Nature, Service, ServiceKind, Signup, duration, require_voluntary,
};
use crate::domain::volunteer::{Ages, Asked, Need, NeedState, Volunteer, require_age};
use crate::words::{common, volunteer as w};
use serde::{Deserialize, Serialize};

/// Plans an activity, or changes one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveActivity {
    /// The activity, where it exists.
    pub activity: Option<i64>,
    /// The version that was seen.
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// What is done.
    pub kind: Option<ServiceKind>,
    /// What work it is (VO-5); voluntary where it is empty.
    pub nature: Option<Nature>,
    /// The team by name.
    pub team: Option<String>,
    /// The partner by name.
    pub partner: Option<String>,
    /// The need that it answers.
    pub need: Option<i64>,
    /// The day.
    pub day: Option<String>,
    /// When it begins, `8:30`.
    pub from: String,
    /// When it ends; before the beginning it is the next day.
    pub to: String,
    /// Where.
    pub place: String,
    /// What is done, in words.
    pub content: String,
    /// How many are needed.
    pub needed: Option<i64>,
    /// Which skills.
    pub skills: Option<String>,
    /// The least age.
    pub age_least: Option<i64>,
    /// The greatest age.
    pub age_most: Option<i64>,
    /// Whether there is danger (VO-9).
    pub danger: Option<bool>,
    /// The policy.
    pub insurance: Option<String>,
    /// Who answers for it; who enters it where it is empty.
    pub responsible: Option<String>,
}

/// Cancels an activity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CancelActivity {
    /// The activity.
    pub activity: i64,
    /// Why.
    pub reason: String,
}

/// Signs a volunteer up for an activity, or off it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignUp {
    /// The activity.
    pub activity: i64,
    /// The volunteer's number.
    pub number: i64,
    /// Whether the place is given up.
    pub off: bool,
    /// Who comes along with a child (VO-10).
    pub companion: String,
}

/// Records that an activity was held (VO-4).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecordActivity {
    /// The activity.
    pub activity: i64,
    /// How it went.
    pub evaluation: String,
    /// When those who did not sign out ended, `11:30`.
    pub closed: String,
    /// Why it is recorded late.
    pub late: String,
    /// What whoever was helped says, where it answers a need.
    pub thanks: String,
}

/// An activity by its id.
///
/// # Errors
/// There is none.
pub(super) fn activity(context: &Context<'_>, id: i64) -> Result<Activity> {
    let found: Option<Activity> = context.store.get(id)?;
    let missing = || Refusal::not_found(w::NO_ACTIVITY.with("id", id)).at("activity");
    Ok(found.filter(|one| one.voided_at.is_none()).ok_or_else(missing)?)
}

/// A time of day, `8:30` or `0830`, on a day.
///
/// # Errors
/// It cannot be read.
pub(super) fn time_on(context: &Context<'_>, field: &str, text: &str, day: Day) -> Result<Stamp> {
    let folded = crate::text::fold_ascii(text.trim());
    let minutes = clock(&folded)
        .ok_or_else(|| Refusal::invalid(field, w::BAD_TIME.with("text", text)).advise(&w::BAD_TIME_ADVICE))?;
    Ok(context.zone.start_of_day(day).plus_millis(minutes * 60_000))
}

/// The minutes of `8:30`, `08:30`, `0830`, `830` or `8` since midnight.
pub(super) fn clock(text: &str) -> Option<i64> {
    let (hours, minutes) = match text.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() > 2 => text.split_at_checked(text.len() - 2)?,
        None => (text, "0"),
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// The ages of VO-10 by the profiles in force.
pub(super) fn ages(context: &Context<'_>) -> Ages {
    Ages {
        adult: context.rules.age("volunteer-adult").unwrap_or(18),
        alone: context.rules.age("volunteer-alone").unwrap_or(10),
    }
}

/// Holds that a volunteer may take part.
///
/// # Errors
/// They do not serve, or their age does not fit (VO-10).
pub(super) fn require_fit(
    context: &Context<'_>,
    activity: &Activity,
    volunteer: &Volunteer,
    person: &Person,
    companion: &str,
) -> Result<()> {
    super::volunteer::require_alive(person, activity.day)?;
    volunteer.require_serving(&person.name, activity.day)?;
    let asked = Asked {
        rescue: activity.kind == ServiceKind::Rescue,
        least: activity.age_least,
        most: activity.age_most,
        companion,
    };
    Ok(require_age(volunteer, person, activity.day, ages(context), asked)?)
}

impl SaveActivity {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        require_voluntary(self.nature.unwrap_or(Nature::Voluntary))?;
        let mut one = match self.activity {
            Some(id) => {
                let known = activity(context, id)?;
                if self.version.is_some_and(|version| version != known.version) {
                    return Err(crate::store::StoreError::Stale { table: "activity", id }.into());
                }
                known.require_planned()?;
                known
            }
            None => self.new_one(context)?,
        };
        let before = one.clone();
        self.write_into(context, &mut one)?;
        one.require_insured()?;
        require_sane(context, &one)?;
        if self.activity.is_some() {
            require_changeable(context, &before, &one)?;
            context.save(&mut one)?;
            if one.needed != before.needed {
                fill_places(context, one.id, one.needed)?;
            }
            if (one.day, one.ends_at) != (before.day, before.ends_at) {
                self.end_promise(context, one.id, PromiseState::Void)?;
                owe_record(context, &one)?;
            }
        } else {
            context.store.insert(&one)?;
            owe_record(context, &one)?;
            place_who_agreed(context, &one)?;
        }
        let due = context.store.promises_about("activity", one.id.0)?;
        let due = due.iter().map(|promise| promise.due.to_string()).next().unwrap_or_default();
        let (hour, minute) = context.zone.clock(one.ends_at);
        let night = context.zone.day(one.ends_at) != one.day;
        let message = if night { &w::DONE_ACTIVITY_NIGHT } else { &w::DONE_ACTIVITY };
        let message = message.with("name", &one.name).with("day", one.day.to_string()).with("due", due);
        let message = if night { message.with("to", format!("{hour:02}:{minute:02}")) } else { message };
        Ok(Effect::on("activity", one.id.0, one.name, message))
    }

    fn end_promise(&self, context: &Context<'_>, id: ActivityId, state: PromiseState) -> Result<()> {
        end_record(context, id, state)
    }

    fn new_one(&self, context: &Context<'_>) -> Result<Activity> {
        required("name", &self.name, 100)?;
        if self.to.trim().is_empty() {
            return Err(Refusal::invalid("to", &w::END_WANTED).advise(&w::BAD_TIME_ADVICE).into());
        }
        required("place", &self.place, 100)?;
        required("content", &self.content, 500)?;
        Ok(Activity {
            id: ActivityId(context.store.next_id::<Activity>()?),
            version: 1,
            voided_at: None,
            name: String::new(),
            kind: self.kind.unwrap_or(ServiceKind::Other),
            team_id: None,
            partner_id: None,
            need_id: None,
            day: context.today,
            starts_at: context.now,
            ends_at: context.now,
            place: String::new(),
            content: String::new(),
            needed: 0,
            skills: String::new(),
            age_least: 0,
            age_most: 0,
            danger: false,
            insurance: String::new(),
            responsible: context.actor.name.clone(),
            state: ActivityState::Planned,
            recorded_day: None,
            late_reason: String::new(),
            evaluation: String::new(),
            reason: String::new(),
        })
    }

    fn write_into(&self, context: &Context<'_>, one: &mut Activity) -> Result<()> {
        for (typed, kept, field, max) in [
            (&self.name, &mut one.name, "name", 100),
            (&self.place, &mut one.place, "place", 100),
            (&self.content, &mut one.content, "content", 500),
        ] {
            if !typed.trim().is_empty() {
                *kept = required(field, typed, max)?;
            }
        }
        for (typed, kept, field) in [
            (&self.skills, &mut one.skills, "skills"),
            (&self.insurance, &mut one.insurance, "insurance"),
            (&self.responsible, &mut one.responsible, "responsible"),
        ] {
            if let Some(text) = typed.as_deref().filter(|text| !text.trim().is_empty()) {
                *kept = text_within(field, text, 200)?;
            }
        }
        for (typed, kept, field) in [
            (self.needed, &mut one.needed, "needed"),
            (self.age_least, &mut one.age_least, "age_least"),
            (self.age_most, &mut one.age_most, "age_most"),
        ] {
            if let Some(n) = typed {
                if !(0..=9999).contains(&n) {
                    return Err(
                        Refusal::invalid(field, crate::words::desk::NUMBER_RANGE.with("max", 9999)).into()
                    );
                }
                *kept = n;
            }
        }
        one.kind = self.kind.unwrap_or(one.kind);
        // Rescue is dangerous by its nature (VO-9).
        one.danger = self.danger.unwrap_or(one.danger) || one.kind == ServiceKind::Rescue;
        if let Some(name) = self.team.as_deref().filter(|name| !name.trim().is_empty()) {
            one.team_id = Some(serving_team(context, name)?.id);
        }
        if let Some(name) = self.partner.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            let partner = context.store.partner_named(name)?;
            let missing = || Refusal::not_found(w::NO_PARTNER.with("name", name)).at("partner");
            one.partner_id = Some(partner.ok_or_else(missing)?.id);
        }
        if let Some(id) = self.need {
            let missing = || Refusal::not_found(w::NO_NEED.with("id", id)).at("need");
            let need: Need = context.store.get(id)?.filter(Need::waits).ok_or_else(missing)?;
            one.need_id = Some(need.id);
        }
        self.write_times(context, one)
    }

    fn write_times(&self, context: &Context<'_>, one: &mut Activity) -> Result<()> {
        let zone = context.zone;
        let shown = |stamp: Stamp| {
            let (hour, minute) = zone.clock(stamp);
            format!("{hour:02}:{minute:02}")
        };
        let day = any_day("day", self.day.as_deref())?.unwrap_or(one.day);
        let from = if self.from.trim().is_empty() { shown(one.starts_at) } else { self.from.clone() };
        let to = if self.to.trim().is_empty() { shown(one.ends_at) } else { self.to.clone() };
        let (starts, mut ends) = (time_on(context, "from", &from, day)?, time_on(context, "to", &to, day)?);
        if ends == starts {
            return Err(Refusal::invalid("to", &w::SAME_TIMES).into());
        }
        if ends <= starts {
            ends = time_on(context, "to", &to, day.succ_opt().unwrap_or(day))?;
        }
        (one.day, one.starts_at, one.ends_at) = (day, starts, ends);
        Ok(())
    }
}

/// Days that an activity may have: from here on there are records.
const FIRST_YEAR: i32 = 2000;
/// How many months ahead activities are planned.
const AHEAD: u32 = 24;

/// Holds that days and ages of an activity can be.
fn require_sane(context: &Context<'_>, one: &Activity) -> Result<()> {
    use chrono::Datelike as _;
    let last = context.today.checked_add_months(chrono::Months::new(AHEAD)).unwrap_or(context.today);
    if one.day.year() < FIRST_YEAR || one.day > last {
        let what = w::DAY_RANGE.with("day", one.day.to_string());
        return Err(Refusal::invalid("day", what).advise(&w::DAY_RANGE_ADVICE).into());
    }
    if one.age_most > 0 && one.age_least > one.age_most {
        return Err(Refusal::invalid("age_most", &w::AGES_TWISTED).into());
    }
    Ok(())
}

/// Whoever agreed to a need has a place at the activity that answers it.
fn place_who_agreed(context: &Context<'_>, one: &Activity) -> Result<()> {
    let need: Option<Need> = match one.need_id {
        Some(need) => context.store.get(need.0)?,
        None => None,
    };
    let agreed = need.filter(|need| need.state == NeedState::Agreed).and_then(|need| need.volunteer_id);
    let Some(id) = agreed else { return Ok(()) };
    let Some(volunteer) = context.store.get::<Volunteer>(id.0)? else { return Ok(()) };
    let (volunteer, person) = numbered(context, volunteer.number)?;
    require_fit(context, one, &volunteer, &person, "")?;
    take_place(context, one, id, false, String::new())
}

/// Opens the promise to record an activity (VO-4), owed by whoever planned it.
fn owe_record(context: &Context<'_>, one: &Activity) -> Result<()> {
    let ended = context.zone.day(one.ends_at);
    let Some(basis) = context.ruled("service-record", ended) else { return Ok(()) };
    let grid = match one.team_id {
        Some(team) => {
            context.store.get::<crate::domain::volunteer::Team>(team.0)?.and_then(|team| team.grid_id)
        }
        None => None,
    };
    let owed = Owed { grid_id: grid, ..Owed::by(context.actor.id) };
    context.owe(PromiseKind::Record, ("activity", one.id.0), owed, basis)?;
    Ok(())
}

fn end_record(context: &Context<'_>, id: ActivityId, state: PromiseState) -> Result<()> {
    for promise in context.store.promises_about("activity", id.0)? {
        context.end_promise(promise, state)?;
    }
    Ok(())
}

impl CancelActivity {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut one = activity(context, self.activity)?;
        one.require_planned()?;
        one.reason = required("reason", &self.reason, 200)?;
        one.state = ActivityState::Cancelled;
        require_unheld(&one, &context.store.services(one.id)?)?;
        context.save(&mut one)?;
        end_record(context, one.id, PromiseState::Void)?;
        let message = w::DONE_CANCEL.with("name", &one.name);
        Ok(Effect::on("activity", one.id.0, one.name, message))
    }
}

impl SignUp {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let one = activity(context, self.activity)?;
        one.require_planned()?;
        let (volunteer, person) = numbered(context, self.number)?;
        if self.off {
            return give_up(context, &one, &volunteer, &person);
        }
        let companion = text_within("companion", &self.companion, 50)?;
        require_fit(context, &one, &volunteer, &person, &companion)?;
        if context.store.signup_of(one.id, volunteer.id)?.is_some() {
            return Err(Refusal::rule("A9", w::UP_ALREADY.with("name", &person.name)).at("number").into());
        }
        let signups = context.store.signups(one.id)?;
        let placed = signups.iter().filter(|other| !other.waiting).count();
        let full = one.needed > 0 && i64::try_from(placed).unwrap_or(i64::MAX) >= one.needed;
        take_place(context, &one, volunteer.id, full, companion)?;
        let clash = clash(context, &one, volunteer.id)?;
        let message = if let (false, Some(other)) = (full, clash) {
            w::SIGNED_UP_TWICE.with("name", &person.name).with("n", placed + 1).with("other", other)
        } else if full {
            w::FULL_WAITS.with("name", &person.name).with("n", signups.len() - placed)
        } else {
            w::SIGNED_UP.with("name", &person.name).with("n", placed + 1)
        };
        Ok(Effect::on("activity", one.id.0, person.name, message))
    }
}

/// Another activity at the same time at which a volunteer has a place: its name.
fn clash(context: &Context<'_>, one: &Activity, volunteer: VolunteerId) -> Result<Option<String>> {
    for other in context.store.activities(one.day, context.zone.day(one.ends_at))? {
        let same_time = other.starts_at < one.ends_at && one.starts_at < other.ends_at;
        if other.id == one.id || other.state != ActivityState::Planned || !same_time {
            continue;
        }
        if context.store.signup_of(other.id, volunteer)?.is_some_and(|place| !place.waiting) {
            return Ok(Some(other.name));
        }
    }
    Ok(None)
}

/// Enters a place at an activity.
pub(super) fn take_place(
    context: &Context<'_>,
    one: &Activity,
    volunteer: VolunteerId,
    waiting: bool,
    companion: String,
) -> Result<()> {
    context.store.insert(&Signup {
        id: SignupId(context.store.next_id::<Signup>()?),
        version: 1,
        voided_at: None,
        activity_id: one.id,
        volunteer_id: volunteer,
        at: context.now,
        waiting,
        companion,
    })?;
    Ok(())
}

fn give_up(context: &Context<'_>, one: &Activity, volunteer: &Volunteer, person: &Person) -> Result<Effect> {
    let missing = || Refusal::not_found(w::NOT_SIGNED_UP.with("name", &person.name)).at("number");
    let mut place = context.store.signup_of(one.id, volunteer.id)?.ok_or_else(missing)?;
    place.voided_at = Some(context.now);
    let had = !place.waiting;
    context.save(&mut place)?;
    let next = if had { move_up(context, one.id)? } else { None };
    let message = match next {
        Some(next) => w::MOVED_UP.with("name", &person.name).with("next", next),
        None => w::SIGNED_OFF.with("name", &person.name),
    };
    Ok(Effect::on("activity", one.id.0, person.name.clone(), message))
}

/// Whoever waits longest gets a place that was given up: their name.
fn move_up(context: &Context<'_>, activity: ActivityId) -> Result<Option<String>> {
    let waiting = context.store.signups(activity)?.into_iter().find(|other| other.waiting);
    let Some(mut next) = waiting else { return Ok(None) };
    next.waiting = false;
    context.save(&mut next)?;
    let volunteer: Option<Volunteer> = context.store.get(next.volunteer_id.0)?;
    let person: Option<Person> = match volunteer {
        Some(volunteer) => context.store.get(volunteer.person_id.0)?,
        None => None,
    };
    Ok(person.map(|person| person.name))
}

/// The places of whoever leaves are given up at every activity that is still to come.
pub(super) fn give_up_places(context: &Context<'_>, volunteer: VolunteerId) -> Result<()> {
    let far = context.today.checked_add_months(chrono::Months::new(24)).unwrap_or(context.today);
    for one in context.store.activities(context.today, far)? {
        if let Some(mut place) = context.store.signup_of(one.id, volunteer)? {
            place.voided_at = Some(context.now);
            context.save(&mut place)?;
            if !place.waiting {
                move_up(context, one.id)?;
            }
        }
    }
    Ok(())
}

/// At how many activities to come a volunteer has a place.
pub(super) fn places_ahead(context: &Context<'_>, volunteer: VolunteerId) -> Result<usize> {
    let far = context.today.checked_add_months(chrono::Months::new(AHEAD)).unwrap_or(context.today);
    let mut count = 0;
    for one in context.store.activities(context.today, far)? {
        let planned = one.state == ActivityState::Planned;
        count += usize::from(planned && context.store.signup_of(one.id, volunteer)?.is_some());
    }
    Ok(count)
}

/// The places of somebody at what was planned for a need are given up, when they say no after all.
pub(super) fn give_up_places_for(
    context: &Context<'_>,
    need: crate::domain::id::NeedId,
    volunteer: VolunteerId,
) -> Result<()> {
    let far = context.today.checked_add_months(chrono::Months::new(AHEAD)).unwrap_or(context.today);
    for one in context.store.activities(context.today, far)? {
        if one.need_id != Some(need) || one.state != ActivityState::Planned {
            continue;
        }
        if let Some(mut place) = context.store.signup_of(one.id, volunteer)? {
            place.voided_at = Some(context.now);
            context.save(&mut place)?;
            if !place.waiting {
                move_up(context, one.id)?;
            }
        }
    }
    Ok(())
}

impl RecordActivity {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut one = activity(context, self.activity)?;
        one.require_planned()?;
        if context.now < one.ends_at {
            return Err(Refusal::rule("VO-4", w::NOT_YET_OVER.with("name", &one.name)).into());
        }
        self.close_open(context, &one)?;
        let services = context.store.services(one.id)?;
        if services.is_empty() {
            return Err(Refusal::rule("VO-4", &w::NOBODY_CAME).advise(&w::NOBODY_CAME_ADVICE).into());
        }
        let due = context.store.promises_about("activity", one.id.0)?.iter().map(|promise| promise.due).min();
        one.late_reason = text_within("late", &self.late, 200)?;
        if let Some(due) = due.filter(|due| *due < context.today) {
            if one.late_reason.is_empty() {
                return Err(Refusal::rule("VO-4", w::LATE_WANTED.with("due", due.to_string()))
                    .at("late")
                    .into());
            }
        } else {
            one.late_reason = String::new();
        }
        one.evaluation = text_within("evaluation", &self.evaluation, 500)?;
        one.state = ActivityState::Recorded;
        one.recorded_day = Some(context.today);
        context.save(&mut one)?;
        end_record(context, one.id, PromiseState::Kept)?;
        if let Some(id) = one.need_id
            && let Some(need) = context.store.get::<Need>(id.0)?
            && need.state == NeedState::Agreed
        {
            let note = self.thanks.clone();
            let done =
                super::AnswerHelp { need: id.0, answer: Some(NeedState::Done), note, ..Default::default() };
            done.apply(context)?;
        }
        let mut who: Vec<VolunteerId> = services.iter().map(|service| service.volunteer_id).collect();
        who.sort_unstable();
        who.dedup();
        let minutes: i64 = services.iter().map(|service| service.minutes).sum();
        let message =
            w::DONE_RECORD.with("name", &one.name).with("count", who.len()).with("hours", duration(minutes));
        Ok(Effect::on("activity", one.id.0, one.name, message))
    }

    /// Who did not sign out ended at the time that is said; nobody is left in.
    fn close_open(&self, context: &Context<'_>, one: &Activity) -> Result<()> {
        let open: Vec<Service> =
            context.store.services(one.id)?.into_iter().filter(|service| service.out_at.is_none()).collect();
        if open.is_empty() {
            return Ok(());
        }
        if self.closed.trim().is_empty() {
            let names: Vec<crate::words::Message> = open
                .iter()
                .take(8)
                .map(|service| {
                    Ok(common::TEXT.with("text", super::door::name_of(context, service.volunteer_id)?))
                })
                .collect::<Result<_>>()?;
            let what = w::STILL_IN.with("count", open.len()).with("names", names);
            return Err(Refusal::rule("VO-4", what).advise(&w::STILL_IN_ADVICE).at("closed").into());
        }
        for service in open {
            let mut end = time_on(context, "closed", &self.closed, service.day)?;
            if end < service.in_at {
                end = time_on(context, "closed", &self.closed, context.zone.day(one.ends_at))?;
            }
            if end < service.in_at {
                let (hour, minute) = context.zone.clock(service.in_at);
                let what = w::IN_AFTER
                    .with("name", super::door::name_of(context, service.volunteer_id)?)
                    .with("time", format!("{hour:02}:{minute:02}"));
                return Err(Refusal::rule("VO-3", what).advise(&w::STILL_IN_ADVICE).at("closed").into());
            }
            settle(context, one, service, end.min(context.now), w::F_CLOSED.zh)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, minutes) in [
            ("8:30", Some(510)),
            ("08:30", Some(510)),
            ("0830", Some(510)),
            ("830", Some(510)),
            ("8", Some(480)),
            ("23:59", Some(1439)),
            ("24:00", None),
            ("8:60", None),
            ("abc", None),
            ("", None),
            ("上午", None),
        ] {
            assert_eq!(clock(text), minutes, "{text}");
        }
    }
}
