//! Integrity pledges (廉政承诺): signed by an operator, and linked to what was found that touches one.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use super::people::any_day;
use super::watch::at_work;
use crate::domain::Refusal;
use crate::domain::card::Card;
use crate::domain::id::{CardId, MonitorVisitId, PledgeId, PledgeLinkId};
use crate::domain::operator::{Operator, Role};
use crate::domain::pledge::{Pledge, PledgeLink};
use crate::domain::supervision::MonitorVisit;
use crate::words::pledge as w;
use serde::{Deserialize, Serialize};

/// Signs a pledge; the one before ends with it and stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignPledge {
    /// Whose, by code or name; the actor's where it is empty.
    pub operator: String,
    /// The day; today where it is empty.
    pub day: Option<String>,
    /// What is promised, at most 1000 characters.
    pub text: String,
}

/// Links what was found to the pledge that it touches.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LinkPledge {
    /// Whose pledge, by code or name.
    pub operator: String,
    /// The card whose conclusion it is.
    pub card: Option<i64>,
    /// The visit of a monitor whose finding it is.
    pub visit: Option<i64>,
    /// In which way it touches the pledge.
    pub note: String,
}

impl SignPledge {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let operators = context.store.operators()?;
        let operator = match self.operator.trim() {
            "" => at_work(&operators, &context.actor.code, "operator")?,
            typed => at_work(&operators, typed, "operator")?,
        };
        if operator.id != context.actor.id && !context.actor.is(Role::Manager) {
            return Err(Refusal::not_allowed(&w::OWN_PLEDGE_ONLY).advise(&w::OWN_PLEDGE_ONLY_ADVICE).into());
        }
        let day = any_day("day", self.day.as_deref())?.unwrap_or(context.today);
        if day > context.today {
            return Err(Refusal::invalid("day", &w::DAY_AHEAD).into());
        }
        for mut earlier in context.store.pledges_of(operator.id)? {
            if earlier.day >= day {
                return Err(
                    Refusal::invalid("day", w::NEWER_PLEDGE.with("day", earlier.day.to_string())).into()
                );
            }
            if earlier.ended_day.is_none() {
                earlier.ended_day = Some(day);
                context.save(&mut earlier)?;
            }
        }
        let pledge = Pledge {
            id: PledgeId(context.store.next_id::<Pledge>()?),
            version: 1,
            voided_at: None,
            operator_id: operator.id,
            day,
            text: required("text", &self.text, 1_000)?,
            ended_day: None,
        };
        context.store.insert(&pledge)?;
        let message = w::DONE_PLEDGE.with("name", &operator.name).with("day", day.to_string());
        Ok(Effect::on("pledge", pledge.id.0, operator.name.clone(), message))
    }
}

impl LinkPledge {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = required("operator", &self.operator, 40)?;
        let operators = context.store.operators()?;
        let operator: &Operator = at_work(&operators, &code, "operator")?;
        if operator.id == context.actor.id {
            return Err(Refusal::rule("CP-6", &w::NOT_YOUR_OWN).at("operator").into());
        }
        let (card, visit) = (self.card.map(CardId), self.visit.map(MonitorVisitId));
        let day = match (card, visit) {
            (Some(card), None) => {
                let found = context.store.get::<Card>(card.0)?.filter(|one| one.voided_at.is_none());
                let concluded = found.filter(|one| one.conclusion_id.is_some());
                // A pledge is public; what an entry of the register of feedback led to is not (CP-6).
                if let Some(card) = &concluded
                    && context.store.feedback_of_card(card)?.is_some()
                {
                    return Err(Refusal::rule("CP-6", &w::CARD_OF_FEEDBACK).at("card").into());
                }
                concluded.map(|one| one.day).ok_or_else(|| {
                    Refusal::not_found(&w::NO_CONCLUSION).advise(&w::NO_CONCLUSION_ADVICE).at("card")
                })?
            }
            (None, Some(visit)) => {
                let found = context.store.get::<MonitorVisit>(visit.0)?.filter(|one| one.voided_at.is_none());
                let finding = found.filter(|one| !one.finding.is_empty());
                finding.map(|one| one.day).ok_or_else(|| Refusal::not_found(&w::NO_FINDING).at("visit"))?
            }
            _ => return Err(Refusal::invalid("card", &w::ONE_OF_BOTH).into()),
        };
        if context.store.pledge_link_of(card, visit)?.is_some() {
            return Err(Refusal::rule("A11", &w::LINKED_ALREADY).into());
        }
        let pledges = context.store.pledges_of(operator.id)?;
        let pledge = pledges.into_iter().find(|one| one.holds(day)).ok_or_else(|| {
            let what = w::NO_PLEDGE.with("name", &operator.name).with("day", day.to_string());
            Refusal::not_found(what).advise(&w::NO_PLEDGE_ADVICE).at("operator")
        })?;
        let link = PledgeLink {
            id: PledgeLinkId(context.store.next_id::<PledgeLink>()?),
            version: 1,
            voided_at: None,
            pledge_id: pledge.id,
            card_id: card,
            visit_id: visit,
            day: context.today,
            note: required("note", &self.note, 300)?,
        };
        context.store.insert(&link)?;
        let message = w::DONE_LINK.with("name", &operator.name).with("day", pledge.day.to_string());
        Ok(Effect::on("pledge", pledge.id.0, operator.name.clone(), message))
    }
}
