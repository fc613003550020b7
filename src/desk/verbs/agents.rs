//! What agents go by: absences, offices in visiting order, and the round on paper.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::check::{required, text_within};
use super::custody::require_agent;
use crate::calendar::parse_day;
use crate::domain::Refusal;
use crate::domain::agency::{Absence, Office};
use crate::domain::document::DocumentKind;
use crate::domain::id::{AbsenceId, OfficeId};
use crate::domain::operator::Role;
use crate::words::{agency as w, desk as d};
use serde::{Deserialize, Serialize};

/// Enters an absence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveAbsence {
    /// Whose, by code; one's own where it is empty.
    pub code: String,
    /// The first day; today where it is empty.
    pub from: Option<String>,
    /// The last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// Enters an office, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveOffice {
    /// The name, as routes name it.
    pub name: String,
    /// Its place in the visiting order.
    pub place: i64,
    /// The address.
    pub address: String,
    /// The telephone number.
    pub phone: String,
}

/// Puts an agent's round of the day on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Round {
    /// Whose, by code; one's own where it is empty.
    pub agent: String,
}

impl SaveAbsence {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = if self.code.trim().is_empty() { context.actor.code.clone() } else { self.code.clone() };
        if code != context.actor.code && !context.actor.is(Role::Manager) && !context.actor.is(Role::Clerk) {
            return Err(Refusal::not_allowed(w::NOT_AN_AGENT.with("name", &context.actor.name)).into());
        }
        let operator = context.store.operator_by_code(code.trim())?.ok_or_else(|| {
            Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", &code)).at("code")
        })?;
        let day = |field: &str, text: &str| {
            parse_day(text.trim()).ok_or_else(|| {
                Refusal::invalid(field, d::BAD_DAY.with("text", text)).advise(&d::BAD_DAY_ADVICE)
            })
        };
        let from = match self.from.as_deref().filter(|text| !text.trim().is_empty()) {
            Some(text) => day("from", text)?,
            None => context.today,
        };
        let until = day("until", &self.until)?;
        if until < from {
            let what = w::UNTIL_BEFORE.with("until", until.to_string()).with("from", from.to_string());
            return Err(Refusal::invalid("until", what).advise(&w::UNTIL_BEFORE_ADVICE).into());
        }
        let absence = Absence {
            id: AbsenceId(context.store.next_id::<Absence>()?),
            version: 1,
            voided_at: None,
            operator_id: operator.id,
            from_day: from,
            until_day: until,
            reason: required("reason", &self.reason, 200)?,
        };
        context.store.insert(&absence)?;
        let message = w::DONE_ABSENCE
            .with("name", &operator.name)
            .with("from", from.to_string())
            .with("until", until.to_string());
        Ok(Effect::on("operator", operator.id.0, operator.name, message))
    }
}

impl SaveOffice {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 100)?;
        if !(1..=999).contains(&self.place) {
            return Err(Refusal::invalid("place", d::DAYS_WANTED.with("max", 999)).into());
        }
        let known = context.store.offices()?.into_iter().find(|office| office.name == name);
        let new = known.is_none();
        let mut office = match known {
            Some(office) => office,
            None => Office {
                id: OfficeId(context.store.next_id::<Office>()?),
                version: 1,
                voided_at: None,
                name,
                place: self.place,
                address: String::new(),
                phone: String::new(),
            },
        };
        office.place = self.place;
        office.address = text_within("address", &self.address, 100)?;
        office.phone = text_within("phone", &self.phone, 50)?;
        if new {
            context.store.insert(&office)?;
        } else {
            context.save(&mut office)?;
        }
        Ok(Effect::on("office", office.id.0, office.name, d::DONE_SAVED.msg()))
    }
}

impl Round {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = if self.agent.trim().is_empty() { context.actor.code.clone() } else { self.agent.clone() };
        let agent = context.store.operator_by_code(code.trim())?.ok_or_else(|| {
            Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", &code)).at("agent")
        })?;
        require_agent(&agent)?;
        let errands = context.store.errands(agent.id)?;
        let (station, today) = (context.station, context.today);
        context.document(DocumentKind::Round, None, None, |_| {
            content::round(&station.name, &agent.name, today, &errands)
        })?;
        let message = w::DONE_ROUND.with("name", &agent.name).with("count", errands.len());
        Ok(Effect::on("operator", agent.id.0, agent.name, message))
    }
}
