//! Service records from a list: one activity with everybody who served at it (VO-2, VO-4).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::activity::{RecordActivity, SaveActivity, time_on};
use super::check::{required, text_within};
use super::door::CorrectHours;
use super::people::any_day;
use super::volunteer::numbered;
use crate::domain::Refusal;
use crate::domain::identifier::id_number;
use crate::domain::service::{Activity, ActivityState, ServiceKind};
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
            Ok(of_day.into_iter().find(|one| one.name == name && one.state != ActivityState::Cancelled))
        };
        if known(context)?.is_none() {
            self.plan().apply(context)?;
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
        let minutes = |text: &str| super::activity::clock(&crate::text::fold_ascii(text.trim()));
        let first = self.rows.iter().min_by_key(|row| minutes(&row.from));
        let last = self.rows.iter().max_by_key(|row| minutes(&row.to));
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
        let (volunteer, _) = numbered(context, number)?;
        let from = time_on(context, "from", &text_within("from", &self.from, 10)?, one.day)?;
        let to = time_on(context, "to", &text_within("to", &self.to, 10)?, one.day)?;
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
            reason: w::IMPORTED.zh.to_owned(),
            ..CorrectHours::default()
        };
        correct.apply(context)?;
        Ok(true)
    }
}
