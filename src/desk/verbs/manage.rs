//! What a manager maintains: operators and PINs, the station, grids, the catalogue, numbers, the date.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::check::{required, text_within};
use crate::calendar::Zone;
use crate::domain::id::{GapId, GridId, ItemId, OperatorId, PersonId};
use crate::domain::identifier::id_number;
use crate::domain::item::{Entry, Item};
use crate::domain::operator::{Operator, Role};
use crate::domain::person::Grid;
use crate::domain::station::NumberGap;
use crate::domain::{Refusal, RefusalKind};
use crate::store::{Credential, StoreError};
use crate::words::{Message, desk as d, role};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, PasswordHash};
use serde::{Deserialize, Serialize};

/// How many characters a PIN has.
const PIN_LENGTH: std::ops::RangeInclusive<usize> = 4..=64;

/// Enters an operator, or changes the one with this code.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveOperator {
    /// The code.
    pub code: String,
    /// The name; unchanged where it is empty and the operator exists.
    pub name: String,
    /// The roles; unchanged where there are none and the operator exists.
    pub roles: Vec<Role>,
    /// The window.
    pub window: Option<String>,
    /// Whether the operator may sign in.
    pub disabled: Option<bool>,
    /// The operator's own record as a resident (CP-14).
    pub person: Option<PersonId>,
    /// The records of relatives (CP-14).
    pub kin: Option<Vec<PersonId>>,
    /// The operator's own record by identity number, where the id is not known.
    pub own_number: Option<String>,
    /// The records of relatives by identity numbers, parted by blanks; `-` for none.
    pub kin_numbers: Option<String>,
}

/// Sets a PIN; a manager sets anybody's, others their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPin {
    /// Whose.
    pub code: String,
    /// The Argon2id string, never the PIN itself, and never in the journal.
    #[serde(skip)]
    pub phc: String,
}

/// Changes the station's settings; what is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveStation {
    /// The name, the letterhead.
    pub name: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// Where people ask.
    pub enquiry_phone: Option<String>,
    /// Where people complain.
    pub complaint_phone: Option<String>,
    /// Opening hours as printed.
    pub hours: Option<String>,
    /// The zone.
    pub zone: Option<String>,
    /// The rule profiles, separated by spaces.
    pub profiles: Option<String>,
    /// After how many idle minutes the screen locks.
    pub idle_minutes: Option<i64>,
}

/// Enters a grid, or changes the one with this code.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveGrid {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The grid worker's operator code, where they sign in.
    pub worker: Option<String>,
    /// The grid worker's name, where they do not.
    pub worker_name: String,
    /// The code of the agent who goes for its people; unchanged where it is empty.
    pub agent: Option<String>,
    /// The code of who stands in for the agent; unchanged where it is empty.
    pub substitute: Option<String>,
}

/// Enters items or changes those with the same code, and publishes what may be published.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveCatalogue {
    /// The items.
    pub items: Vec<Item>,
    /// Publish those that lack nothing (ON-9).
    pub publish: bool,
    /// Let 示例 fields pass: the demo's station only.
    pub allow_sample: bool,
    /// Items to take off the counter, by code.
    pub withdraw: Vec<String>,
}

/// Declares numbers spent after a restore: the next one follows `last`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkipNumbers {
    /// The series: `C`, `R`, `D`, `E`.
    pub series: String,
    /// The year.
    pub year: i32,
    /// The last number on paper.
    pub last: i64,
    /// Why.
    pub reason: String,
}

/// Confirms today's date after a silence of more than 15 days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfirmDate {
    /// The date as the manager read it from another source.
    pub day: String,
}

impl SaveOperator {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = self.code.trim();
        let fits =
            (1..=12).contains(&code.chars().count()) && code.chars().all(|c| c.is_ascii_alphanumeric());
        if !fits {
            return Err(Refusal::invalid("code", d::CODE_BAD.with("code", code)).into());
        }
        if self.roles.contains(&Role::System) {
            return Err(Refusal::invalid("roles", &role::SYSTEM_NOT_GIVEN).into());
        }
        let known = context.store.operator_by_code(code)?;
        let new = known.is_none();
        let mut operator = match known {
            Some(operator) => operator,
            None => Operator {
                id: OperatorId(context.store.next_id::<Operator>()?),
                version: 1,
                voided_at: None,
                code: code.to_owned(),
                name: required("name", &self.name, 50)?,
                roles: self.roles.clone(),
                window: String::new(),
                person_id: None,
                kin: Vec::new(),
                disabled_at: None,
                settings: "{}".to_owned(),
            },
        };
        if operator.roles.contains(&Role::System) {
            return Err(Refusal::invalid("code", d::CODE_TAKEN.with("code", code)).into());
        }
        if !self.name.trim().is_empty() {
            operator.name = required("name", &self.name, 50)?;
        }
        if !self.roles.is_empty() {
            operator.roles.clone_from(&self.roles);
        }
        if operator.roles.is_empty() {
            return Err(Refusal::invalid("roles", &d::FIELD_EMPTY).advise(&d::FIELD_EMPTY_ADVICE).into());
        }
        if let Some(window) = &self.window {
            operator.window = text_within("window", window, 20)?;
        }
        match self.disabled {
            Some(true) if operator.disabled_at.is_none() => operator.disabled_at = Some(context.now),
            Some(false) => operator.disabled_at = None,
            _ => {}
        }
        self.recuse(context, &mut operator)?;
        if new {
            context.store.insert(&operator)?;
        } else {
            context.save(&mut operator)?;
        }
        require_manager(context)?;
        Ok(Effect::on("operator", operator.id.0, operator.name, d::DONE_SAVED.msg()))
    }
}

impl SaveOperator {
    /// Notes whose cases the operator keeps out of: their own and close relatives' (CP-14).
    fn recuse(&self, context: &Context<'_>, operator: &mut Operator) -> Result<()> {
        operator.person_id = self.person.or(operator.person_id);
        if let Some(number) = self.own_number.as_deref().filter(|number| !number.trim().is_empty()) {
            operator.person_id = Some(known_number(context, "own_number", number)?);
        }
        if let Some(kin) = &self.kin {
            operator.kin.clone_from(kin);
        }
        match self.kin_numbers.as_deref().map(str::trim) {
            None | Some("") => {}
            Some("-") => operator.kin.clear(),
            Some(numbers) => {
                let numbers = numbers.split_whitespace();
                operator.kin = numbers
                    .map(|number| known_number(context, "kin_numbers", number))
                    .collect::<Result<_>>()?;
            }
        }
        Ok(())
    }
}

/// The resident with this identity number, who must be in the register.
fn known_number(context: &Context<'_>, field: &'static str, number: &str) -> Result<PersonId> {
    let checked = id_number::check(number, context.today)
        .map_err(|problem| Refusal::invalid(field, problem.message))?;
    let known = context.store.person_by_id_number(&checked.normalized)?;
    let unknown = || {
        let shown = crate::domain::mask::id_number(number, crate::domain::mask::Output::Screen);
        Refusal::not_found(d::NO_SUCH_NUMBER.with("number", shown))
            .advise(&d::NO_SUCH_NUMBER_ADVICE)
            .at(field)
    };
    Ok(known.map(|person| person.id).ok_or_else(unknown)?)
}

fn require_manager(context: &Context<'_>) -> Result<()> {
    let any = context
        .store
        .operators()?
        .iter()
        .any(|operator| operator.roles.contains(&Role::Manager) && operator.disabled_at.is_none());
    if any { Ok(()) } else { Err(Refusal::new(RefusalKind::Rule, &d::LAST_MANAGER).into()) }
}

impl SetPin {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if self.code != context.actor.code && !context.actor.is(Role::Manager) {
            return Err(Refusal::not_allowed(&d::OWN_PIN_ONLY).into());
        }
        let operator = context
            .store
            .operator_by_code(&self.code)?
            .filter(|operator| !operator.roles.contains(&Role::System))
            .ok_or_else(|| {
                Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", &self.code)).at("code")
            })?;
        match context.store.get::<Credential>(operator.id.0)? {
            Some(mut credential) => {
                credential.phc.clone_from(&self.phc);
                context.save(&mut credential)?;
            }
            None => context.store.insert(&Credential {
                id: operator.id,
                version: 1,
                voided_at: None,
                phc: self.phc.clone(),
            })?,
        }
        context.store.set_attempts(operator.id, 0, context.now)?;
        Ok(Effect::on("operator", operator.id.0, operator.name, d::DONE_SAVED.msg()))
    }
}

/// The Argon2id string of a PIN.
///
/// # Errors
/// Shorter than 4 or longer than 64 characters.
pub fn hash_pin(pin: &str) -> Result<String> {
    if !PIN_LENGTH.contains(&pin.chars().count()) {
        return Err(Refusal::invalid("pin", &d::PIN_SHORT).advise(&d::PIN_SHORT_ADVICE).into());
    }
    let hash = Argon2::default()
        .hash_password(pin.as_bytes())
        .map_err(|error| DeskError::Store(StoreError::Damaged(error.to_string())))?;
    Ok(hash.to_string())
}

/// Whether a PIN gives this Argon2id string.
#[must_use]
pub fn pin_holds(pin: &str, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

impl SaveStation {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut station = context.station.clone();
        let set = |field: &str, text: &Option<String>, max: usize, into: &mut String| -> Result<()> {
            if let Some(text) = text {
                *into = text_within(field, text, max)?;
            }
            Ok(())
        };
        set("name", &self.name, 50, &mut station.name)?;
        set("address", &self.address, 100, &mut station.address)?;
        set("enquiry_phone", &self.enquiry_phone, 50, &mut station.enquiry_phone)?;
        set("complaint_phone", &self.complaint_phone, 50, &mut station.complaint_phone)?;
        set("hours", &self.hours, 100, &mut station.hours)?;
        if station.name.is_empty() {
            return Err(Refusal::invalid("name", &d::NAME_EMPTY).into());
        }
        if let Some(zone) = &self.zone {
            Zone::parse(zone).ok_or_else(|| {
                Refusal::invalid("zone", d::BAD_ZONE.with("zone", zone)).advise(&d::BAD_ZONE_ADVICE)
            })?;
            station.zone.clone_from(zone);
        }
        if let Some(profiles) = &self.profiles {
            for name in profiles.split_whitespace() {
                if !crate::desk::PROFILES.contains(&name) {
                    return Err(Refusal::invalid("profiles", d::NO_SUCH_PROFILE.with("name", name))
                        .advise(d::NO_SUCH_PROFILE_ADVICE.with("names", crate::desk::PROFILES.join(" ")))
                        .into());
                }
            }
            station.profiles.clone_from(profiles);
        }
        if let Some(minutes) = self.idle_minutes {
            if !(1..=480).contains(&minutes) {
                return Err(Refusal::invalid("idle_minutes", &d::BAD_IDLE).into());
            }
            station.idle_minutes = minutes;
        }
        context.save(&mut station)?;
        Ok(Effect::on("station", station.id.0, station.name, d::DONE_SAVED.msg()))
    }
}

/// The agent with this code, where one is given.
fn agent_code(context: &Context<'_>, code: Option<&str>) -> Result<Option<OperatorId>> {
    match code.map(str::trim).filter(|code| !code.is_empty()) {
        Some(code) => Ok(Some(super::custody::agent_named(context, code)?.id)),
        None => Ok(None),
    }
}

impl SaveGrid {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let code = required("code", &self.code, 12)?;
        let worker = match self.worker.as_deref().filter(|text| !text.is_empty()) {
            Some(worker) => Some(context.store.operator_by_code(worker)?.ok_or_else(|| {
                Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", worker)).at("worker")
            })?),
            None => None,
        };
        let worker_name = match &worker {
            Some(worker) => worker.name.clone(),
            None => text_within("worker_name", &self.worker_name, 50)?,
        };
        let name = required("name", &self.name, 50)?;
        let agent = agent_code(context, self.agent.as_deref())?;
        let substitute = agent_code(context, self.substitute.as_deref())?;
        if agent.is_some() && agent == substitute {
            return Err(Refusal::invalid("substitute", &crate::words::agency::SAME_AGENT).into());
        }
        let id = match context.store.grid_by_code(&code)? {
            Some(mut grid) => {
                grid.name = name;
                grid.worker_id = worker.map(|worker| worker.id);
                grid.worker_name = worker_name;
                grid.agent_id = agent.or(grid.agent_id);
                grid.substitute_id = substitute.or(grid.substitute_id);
                context.save(&mut grid)?;
                grid.id
            }
            None => {
                let id = GridId(context.store.next_id::<Grid>()?);
                let worker_id = worker.map(|worker| worker.id);
                context.store.insert(&Grid {
                    id,
                    version: 1,
                    voided_at: None,
                    code,
                    name,
                    worker_id,
                    worker_name,
                    agent_id: agent,
                    substitute_id: substitute,
                })?;
                id
            }
        };
        Ok(Effect::on("grid", id.0, String::new(), d::DONE_SAVED.msg()))
    }
}

impl SaveCatalogue {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if self.allow_sample && !context.station.demo {
            return Err(Refusal::rule("ON-9", &d::SAMPLE_ONLY_DEMO).into());
        }
        for item in &self.items {
            self.save(context, item)?;
        }
        for code in &self.withdraw {
            let mut entry = super::take::find_item(context.store, code)?;
            entry.published = false;
            context.save(&mut entry)?;
        }
        let message = d::DONE_IMPORT.with("count", self.items.len());
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }

    fn save(&self, context: &mut Context<'_>, item: &Item) -> Result<()> {
        let broken: Vec<Message> =
            item.gaps_allowing_sample().into_iter().filter(|gap| gap.broken).map(|gap| gap.message).collect();
        if !broken.is_empty() {
            let message = d::ITEM_BROKEN.with("item", &item.name).with("problems", broken);
            return Err(Refusal::rule("CL-2", message).into());
        }
        let known = context.store.item_by_code(&item.code)?;
        // A list from another office does not know which items the register of feedback holds.
        let held = known.as_ref().is_some_and(|entry| entry.body.opens_register);
        let item = &Item { opens_register: item.opens_register || held, ..item.clone() };
        let ready = if self.allow_sample { item.publishable_with_sample() } else { item.publishable() };
        let published = self.publish && ready;
        match known {
            Some(mut entry) => {
                entry.quick = i64::from(item.quick);
                entry.published = published || (entry.published && ready && !self.publish);
                entry.body = item.clone();
                let known: Option<Entry> = context.store.get(entry.id.0)?;
                if known.as_ref() != Some(&entry) {
                    context.save(&mut entry)?;
                }
            }
            None => context.store.insert(&Entry {
                id: ItemId(context.store.next_id::<Entry>()?),
                version: 1,
                voided_at: None,
                code: item.code.clone(),
                quick: i64::from(item.quick),
                published,
                body: item.clone(),
            })?,
        }
        Ok(())
    }
}

impl SkipNumbers {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let known = ["C", "R", "D", "E"].contains(&self.series.as_str());
        if !known || !(1..=999_999).contains(&self.last) {
            return Err(Refusal::invalid("last", d::BAD_NUMBER.with("number", self.last)).into());
        }
        let gap = NumberGap {
            id: GapId(context.store.next_id::<NumberGap>()?),
            version: 1,
            voided_at: None,
            series: self.series.clone(),
            year: self.year,
            last: self.last,
            reason: required("reason", &self.reason, 500)?,
        };
        context.store.insert(&gap)?;
        Ok(Effect::on("number_gap", gap.id.0, String::new(), d::DONE_SAVED.msg()))
    }
}

impl ConfirmDate {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let typed = crate::calendar::parse_day(self.day.trim());
        if typed != Some(context.today) {
            return Err(Refusal::invalid("day", d::OTHER_DATE.with("today", context.today.to_string()))
                .advise(&d::OTHER_DATE_ADVICE)
                .into());
        }
        Ok(Effect::on("station", context.station.id.0, String::new(), d::DONE_SAVED.msg()))
    }
}
