//! Service records from a list: one activity with everybody who served at it (VO-2, VO-4).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::activity::{RecordActivity, SaveActivity};
use super::check::required;
use super::door::{CorrectHours, stretch_of};
use super::people::any_day;
use super::volunteer::numbered;
use crate::domain::Refusal;
use crate::domain::identifier::id_number;
use crate::domain::service::{Activity, ActivityState, LONG_DAY, ServiceKind, duration};
use crate::words::volunteer as w;
use serde::{Deserialize, Serialize};

/// Enters an activity that was held, with who served when, and records it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportHours {
    /// Its name; one of that name on that day is added to.
    pub name: String,
    /// What was done.
    pub kind: Option<ServiceKind>,
    /// The team by name.
    pub team: Option<String>,
    /// The day.
    pub day: String,
    /// Where.
    pub place: String,
    /// What was done, in words.
    pub content: String,
    /// Who answered for it.
    pub responsible: Option<String>,
    /// How it went.
    pub evaluation: String,
    /// Why it is recorded late.
    pub late: String,
    /// Who served.
    pub rows: Vec<ServedInput>,
}

/// Somebody who served.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServedInput {
    /// The volunteer's number.
    pub number: Option<i64>,
    /// The identity number, where there is no number.
    pub id_number: Option<String>,
    /// The name beside it; another one than the volunteer's is refused.
    pub name: Option<String>,
    /// Why it was corrected, or why the day is so long.
    pub reason: String,
    /// When they began, `8:30`.
    pub from: String,
    /// When they ended.
    pub to: String,
}

impl ImportHours {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let day = any_day("day", Some(&self.day))?.unwrap_or(context.today);
        if day > context.today {
            return Err(Refusal::rule("VO-4", w::NOT_YET_OVER.with("name", &self.name)).at("day").into());
        }
        let name = required("name", &self.name, 100)?;
        let known = |context: &Context<'_>| -> Result<Option<Activity>> {
            let of_day = context.store.activities(day, day)?;
            Ok(of_day.into_iter().find(|one| one.name == name))
        };
        match known(context)? {
            None => {
                self.plan().apply(context)?;
            }
            // What is still under way is recorded by whoever holds it, and no list brings back what was cancelled.
            Some(one) if one.state != ActivityState::Recorded => {
                let what = w::PLANNED_THEN
                    .with("day", self.day.as_str())
                    .with("name", &name)
                    .with("state", one.state.phrase());
                return Err(Refusal::rule("VO-4", what).advise(&w::PLANNED_THEN_ADVICE).at("name").into());
            }
            Some(_) => {}
        }
        let Some(one) = known(context)? else {
            return Err(Refusal::not_found(w::NO_ACTIVITY.with("id", &name)).into());
        };
        let mut added = 0;
        for (at, row) in self.rows.iter().enumerate() {
            added += i64::from(row.enter(context, &one).map_err(|error| at_row(error, at))?);
        }
        if one.state == ActivityState::Planned {
            let record = RecordActivity {
                activity: one.id.0,
                evaluation: self.evaluation.clone(),
                late: if self.late.trim().is_empty() { w::IMPORTED.zh.to_owned() } else { self.late.clone() },
                ..RecordActivity::default()
            };
            record.apply(context)?;
        }
        let message = w::DONE_IMPORT_HOURS.with("name", &name).with("count", added);
        Ok(Effect::on("activity", one.id.0, name, message))
    }

    /// The activity as it would be planned: from whoever came first to whoever left last.
    fn plan(&self) -> SaveActivity {
        const NOON: i64 = 12 * 60;
        let minutes = |text: &str| super::activity::clock(&crate::text::fold_ascii(text.trim()));
        // Where somebody served past midnight, small hours are those of the next day.
        let night = self.rows.iter().any(|row| minutes(&row.to) <= minutes(&row.from));
        let hour = |text: &str| minutes(text).map(|at| if night && at < NOON { at + 2 * NOON } else { at });
        let first = self.rows.iter().min_by_key(|row| hour(&row.from));
        let last = self.rows.iter().max_by_key(|row| hour(&row.to));
        SaveActivity {
            name: self.name.clone(),
            kind: self.kind,
            team: self.team.clone(),
            day: Some(self.day.clone()),
            from: first.map(|row| row.from.clone()).unwrap_or_default(),
            to: last.map(|row| row.to.clone()).unwrap_or_default(),
            place: self.place.clone(),
            content: self.content.clone(),
            responsible: self.responsible.clone(),
            ..SaveActivity::default()
        }
    }
}

/// A refusal of a row names it: `rows.3`, from 0.
fn at_row(error: DeskError, at: usize) -> DeskError {
    match error {
        DeskError::Refused(refusal) => refusal.at(&format!("rows.{at}")).into(),
        other => other,
    }
}

impl ServedInput {
    /// Enters the row; `false` where it stands there already.
    fn enter(&self, context: &mut Context<'_>, one: &Activity) -> Result<bool> {
        let number = match (self.number, self.id_number.as_deref()) {
            (Some(number), _) => number,
            (None, Some(text)) => {
                let checked = id_number::check(text, context.today)
                    .map_err(|problem| Refusal::invalid("id_number", problem.message))?;
                let person = context.store.person_by_id_number(&checked.normalized)?;
                let volunteer =
                    person.map(|person| context.store.volunteer_of(person.id)).transpose()?.flatten();
                let missing = || Refusal::not_found(w::NO_VOLUNTEER_OF.msg()).advise(&w::NO_VOLUNTEER_ADVICE);
                volunteer.map(|volunteer| volunteer.number).ok_or_else(missing)?
            }
            (None, None) => 0,
        };
        let (volunteer, person) = numbered(context, number)?;
        if let Some(name) = self.name.as_deref().map(str::trim).filter(|name| *name != person.name) {
            let what = w::NAME_DIFFERS.with("n", number).with("name", &person.name);
            return Err(Refusal::invalid("name", what)
                .advise(crate::words::common::TEXT.with("text", name))
                .into());
        }
        let from = required("from", &self.from, 10)?;
        let to = required("to", &self.to, 10)?;
        let (from, to) = stretch_of(context, one, &from, &to)?;
        // A list says minutes, the door seconds.
        let minute = |stamp: crate::calendar::Stamp| stamp.0.div_euclid(60_000);
        let there = context.store.services(one.id)?.into_iter().any(|service| {
            service.volunteer_id == volunteer.id
                && minute(service.in_at) == minute(from)
                && service.out_at.is_some_and(|out| minute(out) == minute(to))
        });
        if there {
            return Ok(false);
        }
        let correct = CorrectHours {
            activity: one.id.0,
            number,
            nth: Some(0),
            from: self.from.clone(),
            to: self.to.clone(),
            reason: if self.reason.trim().is_empty() { w::IMPORTED.zh } else { &self.reason }.to_owned(),
            ..CorrectHours::default()
        };
        correct.apply(context)?;
        if self.reason.trim().is_empty() {
            // That it stands in a list is no reason for a day of more than twelve hours.
            let of_day = context.store.services_of(volunteer.id, one.day, one.day)?;
            let minutes: i64 = of_day.iter().map(|service| service.minutes).sum();
            if minutes > LONG_DAY {
                let what = w::LONG_DAY.with("name", &person.name).with("hours", duration(minutes));
                return Err(Refusal::rule("VO-12", what).advise(&w::LONG_DAY_ADVICE).at("reason").into());
            }
        }
        Ok(true)
    }
}
