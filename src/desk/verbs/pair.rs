//! Helpers and pairings: who looks after which household, and what it takes to change that (PA-3).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::care::replan;
use super::check::{required, text_within};
use super::household::on_household;
use super::people::{household, past_day};
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::household::{Household, living};
use crate::domain::id::{HelperId, HouseholdId, PairingId, PersonId};
use crate::domain::identifier;
use crate::domain::operator::Operator;
use crate::domain::pairing::{Helper, HelperKind, Pairing, require_decided, require_other};
use crate::words::{desk as d, resident as w};
use serde::{Deserialize, Serialize};

/// How many households a helper takes unless told.
const MOST: i64 = 8;

/// Enters a helper, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveHelper {
    /// Their name; an operator's is taken from their record.
    pub name: String,
    /// What they are; an operator where a code is given, else a party member.
    pub kind: Option<HelperKind>,
    /// The operator's code.
    pub code: Option<String>,
    /// Their own identity number, where they live in the community.
    pub own_number: Option<String>,
    /// The number for the contact card.
    pub phone: Option<String>,
    /// Their grid by code.
    pub grid: Option<String>,
    /// The languages that they speak, by blanks.
    pub languages: Option<String>,
    /// What they can do, by blanks.
    pub skills: Option<String>,
    /// How many households they take.
    pub most: Option<i64>,
    /// Whether they have left.
    pub left: Option<bool>,
}

/// Pairs a household with a helper; where it has one, changes the helper (PA-3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pair {
    /// The household.
    pub household: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The helper by name.
    pub helper: String,
    /// From which day; today where it is empty.
    pub day: Option<String>,
    /// Why these two.
    pub why: String,
    /// Why the helper changes.
    pub reason: String,
    /// The record of the meeting that decided it.
    pub meeting: String,
}

/// Ends a pairing without another helper (PA-3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Unpair {
    /// The household.
    pub household: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The last day; today where it is empty.
    pub day: Option<String>,
    /// Why.
    pub reason: String,
    /// The record of the meeting that decided it.
    pub meeting: String,
}

impl SaveHelper {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let operator = match filled(&self.code) {
            Some(code) => Some(context.store.operator_by_code(code)?.ok_or_else(|| {
                Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", code)).at("code")
            })?),
            None => None,
        };
        let name = match &operator {
            Some(operator) => operator.name.clone(),
            None => required("name", &self.name, 50)?,
        };
        let known = context.store.helper_named(&name)?;
        let new = known.is_none();
        let mut helper = match known {
            Some(known) => known,
            None => Helper {
                id: HelperId(context.store.next_id::<Helper>()?),
                version: 1,
                voided_at: None,
                kind: HelperKind::PartyMember,
                operator_id: None,
                person_id: None,
                name,
                phone: String::new(),
                grid_id: None,
                languages: String::new(),
                skills: String::new(),
                most: MOST,
                left_day: None,
            },
        };
        self.write_into(context, &mut helper, operator)?;
        if new {
            context.store.insert(&helper)?;
        } else {
            context.save(&mut helper)?;
        }
        for pairing in context.store.pairings_of(helper.id)? {
            require_not_own(context, &household(context, pairing.household_id.0, None)?)?;
        }
        let message = w::DONE_HELPER.with("name", &helper.name);
        Ok(Effect::on("helper", helper.id.0, helper.name, message))
    }

    fn write_into(
        &self,
        context: &Context<'_>,
        helper: &mut Helper,
        operator: Option<Operator>,
    ) -> Result<()> {
        if let Some(operator) = operator {
            helper.kind = HelperKind::Operator;
            helper.operator_id = Some(operator.id);
            helper.person_id = operator.person_id.or(helper.person_id);
        } else if let Some(kind) = self.kind {
            helper.kind = kind;
        }
        if let Some(number) = filled(&self.own_number) {
            let checked = identifier::id_number::check(number, context.today)
                .map_err(|problem| Refusal::invalid("own_number", problem.message))?;
            let own = context.store.person_by_id_number(&checked.normalized)?;
            helper.person_id = own.map(|person| person.id).or(helper.person_id);
        }
        if let Some(phone) = filled(&self.phone) {
            helper.phone = super::take::check_text("phone", identifier::phone::check(phone))?;
        }
        if let Some(code) = filled(&self.grid) {
            let grid = context.store.grid_by_code(code)?;
            let missing = || Refusal::not_found(d::NO_SUCH_GRID.with("code", code)).at("grid");
            helper.grid_id = Some(grid.ok_or_else(missing)?.id);
        }
        for (typed, kept, field) in [
            (&self.languages, &mut helper.languages, "languages"),
            (&self.skills, &mut helper.skills, "skills"),
        ] {
            if let Some(text) = typed {
                *kept = text_within(field, text, 200)?;
            }
        }
        if let Some(most) = self.most {
            if !(0..=1000).contains(&most) {
                return Err(Refusal::invalid("most", &w::MOST_RANGE).into());
            }
            helper.most = most;
        }
        match self.left {
            Some(true) if context.store.load_of(helper.id)? > 0 => {
                let what = w::HELPER_BUSY.with("name", &helper.name);
                return Err(Refusal::rule("PA-3", what).advise(&w::HELPER_BUSY_ADVICE).at("left").into());
            }
            Some(true) => helper.left_day = Some(context.today),
            Some(false) => helper.left_day = None,
            None => {}
        }
        Ok(())
    }
}

impl Pair {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, self.version)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let name = required("helper", &self.helper, 50)?;
        let helper = context.store.helper_named(&name)?.ok_or_else(|| {
            Refusal::not_found(w::NO_HELPER.with("name", &name)).advise(&w::NO_HELPER_ADVICE).at("helper")
        })?;
        if helper.left_day.is_some() {
            return Err(Refusal::rule("A8", w::HELPER_LEFT.with("name", &helper.name)).at("helper").into());
        }
        let members = context.store.members(home.id)?;
        if living(&members).is_empty() {
            return Err(Refusal::rule("A8", &w::NOBODY_LIVES).advise(&w::NOBODY_LIVES_ADVICE).into());
        }
        let ids: Vec<PersonId> = members.iter().map(|one| one.id).collect();
        require_other(&helper, &ids, &own_people(context, &helper)?)?;
        let pairings = context.store.pairings(home.id)?;
        if let Some(until) =
            pairings.iter().filter_map(|one| one.until_day).max().filter(|until| day <= *until)
        {
            let what = w::STILL_PAIRED.with("until", until.to_string());
            return Err(Refusal::rule("A8", what).advise(&w::STILL_PAIRED_ADVICE).at("day").into());
        }
        let before = pairings.into_iter().find(Pairing::open);
        if let Some(before) = before {
            if before.helper_id == helper.id {
                let what = w::PAIRED_ALREADY.with("name", &helper.name);
                return Err(Refusal::rule("A8", what).at("helper").into());
            }
            require_decided(&self.reason, &self.meeting)?;
            if day < before.from_day {
                return Err(Refusal::invalid("day", &w::UNTIL_FIRST).into());
            }
            let until = day.pred_opt().unwrap_or(day);
            end_pairing(context, home.id, until, &self.reason, &self.meeting)?;
        }
        let why = required("why", &self.why, 200)?;
        context.store.insert(&Pairing {
            id: PairingId(context.store.next_id::<Pairing>()?),
            version: 1,
            voided_at: None,
            household_id: home.id,
            helper_id: helper.id,
            from_day: day,
            until_day: None,
            why,
            ended_reason: String::new(),
            meeting: text_within("meeting", &self.meeting, 200)?,
        })?;
        replan(context, &home, None)?;
        super::care_paper::contact_card(context, &home, &helper)?;
        let load = context.store.load_of(helper.id)?;
        let over = i64::try_from(load).is_ok_and(|load| load > helper.most);
        let message = if over { &w::DONE_PAIRED_OVER } else { &w::DONE_PAIRED };
        let message = message.with("name", &helper.name).with("n", load).with("most", helper.most);
        on_household(context, &home, message)
    }
}

impl Unpair {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, self.version)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let open = context.store.pairings(home.id)?.into_iter().find(Pairing::open);
        let open = open.ok_or_else(|| Refusal::not_found(&w::NOT_PAIRED))?;
        require_decided(&self.reason, &self.meeting)?;
        if day < open.from_day {
            return Err(Refusal::invalid("day", &w::UNTIL_FIRST).into());
        }
        let visits = context.store.visits(home.id, 200)?;
        let later = visits.iter().filter(|one| one.pairing_id == Some(open.id) && one.day > day);
        if let Some(last) = later.map(|one| one.day).max() {
            let what = w::LATER_VISITS.with("day", day.to_string()).with("last", last.to_string());
            return Err(Refusal::rule("A8", what).advise(&w::LATER_VISITS_ADVICE).at("day").into());
        }
        end_pairing(context, home.id, day, &self.reason, &self.meeting)?;
        replan(context, &home, None)?;
        on_household(context, &home, w::DONE_UNPAIRED.msg())
    }
}

/// Nobody helps the household that they live in, by whatever way it came to that.
///
/// # Errors
/// The helper of the household lives there, or a relative of the operator does.
pub(super) fn require_not_own(context: &Context<'_>, home: &Household) -> Result<()> {
    let Some(open) = context.store.pairings(home.id)?.into_iter().find(Pairing::open) else { return Ok(()) };
    let Some(helper) = context.store.get::<Helper>(open.helper_id.0)? else { return Ok(()) };
    let members: Vec<PersonId> = context.store.members(home.id)?.into_iter().map(|one| one.id).collect();
    Ok(require_other(&helper, &members, &own_people(context, &helper)?)?)
}

/// The residents whom an operator keeps out of the matters of: themselves and their relatives.
fn own_people(context: &Context<'_>, helper: &Helper) -> Result<Vec<PersonId>> {
    let operator: Option<Operator> = match helper.operator_id {
        Some(id) => context.store.get(id.0)?,
        None => None,
    };
    Ok(operator.map(|one| one.person_id.into_iter().chain(one.kin).collect()).unwrap_or_default())
}

/// Ends the pairing of a household that runs, where there is one.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn end_pairing(
    context: &Context<'_>,
    home: HouseholdId,
    day: Day,
    reason: &str,
    meeting: &str,
) -> Result<()> {
    for mut pairing in context.store.pairings(home)?.into_iter().filter(Pairing::open) {
        pairing.until_day = Some(day);
        pairing.ended_reason = text_within("reason", reason, 200)?;
        pairing.meeting = text_within("meeting", meeting, 200)?;
        context.save(&mut pairing)?;
    }
    Ok(())
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}
