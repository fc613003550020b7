//! Monitors, their groups, what they watch and what they find (A11): nobody watches who works here or is a relative of
//! somebody who does (CP-14), and what is found is put right within a limit (RT-6).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::{any_day, kept_person, past_day};
use super::take::check_text;
use super::watch_whole::visit_name;
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::id::{MatterId, MonitorId, MonitorVisitId, OperatorId, WatchGroupId};
use crate::domain::identifier;
use crate::domain::operator::{Operator, Role};
use crate::domain::promise::{Promise, PromiseKind, PromiseState};
use crate::domain::supervision::{
    Matter, MatterArea, Monitor, MonitorVisit, WatchGroup, WatchGroupKind, require_finding,
    require_no_relative,
};
use crate::store::StoreError;
use crate::words::{Message, common, desk as d, supervision as w};
use serde::{Deserialize, Serialize};

/// Enters a group of monitors, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveWatchGroup {
    /// Its name.
    pub name: String,
    /// What it is; a group where it is new and nothing is given.
    pub kind: Option<WatchGroupKind>,
    /// What it watches; unchanged where it is empty.
    pub purpose: String,
    /// Its first day; today where it is new and nothing is given.
    pub since: Option<String>,
    /// Whether it has ended.
    pub ended: Option<bool>,
}

/// Enters a monitor, changes one, or ends their term early.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveMonitor {
    /// The monitor's id, where they are known.
    pub monitor: Option<i64>,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The name; unchanged where it is empty.
    pub name: String,
    /// How to reach them.
    pub phone: Option<String>,
    /// Where they come from.
    pub unit: Option<String>,
    /// Their own record as a resident.
    pub person: Option<i64>,
    /// Their own record by identity number, where the id is not known.
    pub own_number: Option<String>,
    /// Whether they declared to be no near relative of the committee's members (CP-14).
    pub no_relative: Option<bool>,
    /// The group by name; `-` for none.
    pub group: Option<String>,
    /// What they are in it.
    pub post: Option<String>,
    /// Whether they know finance.
    pub knows_finance: Option<bool>,
    /// The first day of the term; today where they are new and nothing is given.
    pub since: Option<String>,
    /// The last day of the term.
    pub until: Option<String>,
    /// Whether it is ended today.
    pub ended: Option<bool>,
    /// Why it is.
    pub reason: String,
}

/// Enters a supervised matter, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveMatter {
    /// Its name.
    pub name: String,
    /// What it belongs to; service where it is new and nothing is given.
    pub area: Option<MatterArea>,
    /// How it is watched; unchanged where it is empty.
    pub way: String,
    /// Whether it is off the list.
    pub ended: Option<bool>,
}

/// Records a visit of a monitor, with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecordMonitorVisit {
    /// The monitor, by name or id.
    pub monitor: String,
    /// The day; today where it is empty.
    pub day: Option<String>,
    /// The supervised matter by name, where it is one of the list.
    pub matter: String,
    /// What they looked at.
    pub seen: String,
    /// What they found; empty where all was well.
    pub finding: String,
    /// What is to be put right.
    pub measure: String,
    /// Who puts it right, by code or name.
    pub owner: String,
}

/// Records that what a monitor found was put right (RT-6).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RectifyFinding {
    /// The visit.
    pub visit: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// What was done.
    pub text: String,
}

/// What stands in an optional field.
pub(super) fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// The operator at work whom a code or name means.
///
/// # Errors
/// There is none, or they were barred.
pub(super) fn at_work<'a>(operators: &'a [Operator], typed: &str, field: &str) -> Result<&'a Operator> {
    let typed = typed.trim();
    let found = operators.iter().find(|one| one.code == typed || one.name == typed);
    let found = found.filter(|one| one.disabled_at.is_none() && !one.roles.contains(&Role::System));
    Ok(found.ok_or_else(|| {
        Refusal::not_found(w::NO_COLLEAGUE.with("code", typed)).advise(&w::NO_COLLEAGUE_ADVICE).at(field)
    })?)
}

/// The monitor whom a name or id means; of several of that name the one who serves on the day.
fn monitor(context: &Context<'_>, typed: &str, day: Day, field: &str) -> Result<Monitor> {
    let typed = required(field, typed, 60)?;
    let missing =
        || Refusal::not_found(w::NO_MONITOR.with("name", &typed)).advise(&w::NO_MONITOR_ADVICE).at(field);
    if let Ok(id) = crate::text::fold_ascii(&typed).parse::<i64>() {
        let found = context.store.get::<Monitor>(id)?;
        return Ok(found.filter(|one| one.voided_at.is_none()).ok_or_else(missing)?);
    }
    let named = context.store.monitors_named(&typed)?;
    let (mut serving, others): (Vec<Monitor>, Vec<Monitor>) =
        named.into_iter().partition(|one| one.serves(day));
    if serving.len() > 1 {
        let ids: Vec<Message> = serving.iter().map(|one| common::TEXT.with("text", one.id.0)).collect();
        let what = w::SEVERAL_MONITORS.with("name", &typed).with("n", serving.len());
        return Err(Refusal::not_found(what)
            .advise(w::SEVERAL_MONITORS_ADVICE.with("ids", ids))
            .at(field)
            .into());
    }
    Ok(serving.pop().or_else(|| others.into_iter().next()).ok_or_else(missing)?)
}

/// The monitor whom a name or id means, in office on a day and no relative of anybody who works here by now (CP-14).
///
/// # Errors
/// There is none, their term is over, or they are barred.
pub(super) fn serving(context: &Context<'_>, typed: &str, day: Day, field: &str) -> Result<Monitor> {
    let found = monitor(context, typed, day, field)?;
    found.require_serving(day, field)?;
    let operators = context.store.operators()?;
    // What was declared holds; what the records say may have changed since.
    require_no_relative(&found.name, found.person_id, true, &operators)
        .map_err(|refusal| refusal.at(field))?;
    Ok(found)
}

impl SaveWatchGroup {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 60)?;
        let known = context.store.watch_group_named(&name)?;
        let new = known.is_none();
        let mut group = known.unwrap_or(WatchGroup {
            id: WatchGroupId(context.store.next_id::<WatchGroup>()?),
            version: 1,
            voided_at: None,
            name,
            kind: WatchGroupKind::Group,
            purpose: String::new(),
            since: context.today,
            ended_day: None,
        });
        if let Some(kind) = self.kind {
            group.kind = kind;
        }
        if new || !self.purpose.trim().is_empty() {
            group.purpose = required("purpose", &self.purpose, 200)?;
        }
        if let Some(since) = any_day("since", self.since.as_deref())? {
            group.since = since;
        }
        if let Some(ended) = self.ended {
            group.ended_day = ended.then_some(group.ended_day.unwrap_or(context.today));
        }
        if new {
            context.store.insert(&group)?;
        } else {
            context.save(&mut group)?;
        }
        let message = w::DONE_WATCH_GROUP.with("name", &group.name);
        Ok(Effect::on("watch-group", group.id.0, group.name, message))
    }
}

impl SaveMonitor {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let (mut monitor, new) = match self.monitor {
            Some(id) => (self.known(context, id)?, false),
            None => (self.new_one(context)?, true),
        };
        self.write_into(context, &mut monitor)?;
        self.set_term(context, &mut monitor)?;
        // Whoever turns out to be a relative can still be let go.
        if monitor.ended_day.is_none() {
            let operators = context.store.operators()?;
            require_no_relative(&monitor.name, monitor.person_id, monitor.no_relative, &operators)?;
        }
        if new {
            require_unknown(context, &monitor)?;
            context.store.insert(&monitor)?;
        } else {
            context.save(&mut monitor)?;
        }
        let message = if monitor.ended_day.is_some() {
            w::DONE_MONITOR_ENDED.with("name", &monitor.name)
        } else {
            w::DONE_MONITOR.with("name", &monitor.name).with("last", monitor.until_day.to_string())
        };
        Ok(Effect::on("monitor", monitor.id.0, monitor.name, message))
    }

    fn known(&self, context: &Context<'_>, id: i64) -> Result<Monitor> {
        let found = context.store.get::<Monitor>(id)?.filter(|one| one.voided_at.is_none());
        let monitor = found.ok_or_else(|| {
            Refusal::not_found(w::NO_MONITOR.with("name", id)).advise(&w::NO_MONITOR_ADVICE).at("monitor")
        })?;
        if self.version.is_some_and(|version| version != monitor.version) {
            return Err(StoreError::Stale { table: "monitor", id }.into());
        }
        Ok(monitor)
    }

    fn new_one(&self, context: &Context<'_>) -> Result<Monitor> {
        let until = any_day("until", self.until.as_deref())?;
        let until_day =
            until.ok_or_else(|| Refusal::invalid("until", &d::FIELD_EMPTY).advise(&d::FIELD_EMPTY_ADVICE))?;
        Ok(Monitor {
            id: MonitorId(context.store.next_id::<Monitor>()?),
            version: 1,
            voided_at: None,
            name: required("name", &self.name, 60)?,
            phone: String::new(),
            unit: String::new(),
            person_id: None,
            group_id: None,
            post: String::new(),
            knows_finance: false,
            no_relative: false,
            since: context.today,
            until_day,
            ended_day: None,
            ended_reason: String::new(),
        })
    }

    fn write_into(&self, context: &Context<'_>, monitor: &mut Monitor) -> Result<()> {
        if !self.name.trim().is_empty() {
            monitor.name = check_text("name", identifier::name::check(&self.name))?;
        }
        if let Some(phone) = filled(&self.phone) {
            monitor.phone = check_text("phone", identifier::phone::check(phone))?;
        }
        for (typed, kept, field) in
            [(&self.unit, &mut monitor.unit, "unit"), (&self.post, &mut monitor.post, "post")]
        {
            if let Some(text) = filled(typed) {
                *kept = text_within(field, text, 60)?;
            }
        }
        if let Some(id) = self.person {
            monitor.person_id = Some(kept_person(context, id)?.id);
        }
        if let Some(number) = filled(&self.own_number) {
            let checked = check_text("own_number", identifier::id_number::check(number, context.today))?;
            let known = context.store.person_by_id_number(&checked)?;
            // Whoever does not live here has no record: they declare it.
            monitor.person_id =
                known.map(|person| person.merged_into.unwrap_or(person.id)).or(monitor.person_id);
        }
        match filled(&self.group) {
            None => {}
            Some("-") => monitor.group_id = None,
            Some(name) => {
                let group = context.store.watch_group_named(name)?.ok_or_else(|| {
                    Refusal::not_found(w::NO_GROUP.with("name", name)).advise(&w::NO_GROUP_ADVICE).at("group")
                })?;
                if group.ended_day.is_some() && monitor.group_id != Some(group.id) {
                    return Err(Refusal::rule("A11", w::GROUP_ENDED.with("name", name)).at("group").into());
                }
                monitor.group_id = Some(group.id);
            }
        }
        monitor.knows_finance = self.knows_finance.unwrap_or(monitor.knows_finance);
        monitor.no_relative = self.no_relative.unwrap_or(monitor.no_relative);
        Ok(())
    }

    fn set_term(&self, context: &Context<'_>, monitor: &mut Monitor) -> Result<()> {
        if let Some(since) = any_day("since", self.since.as_deref())? {
            monitor.since = since;
        }
        if let Some(until) = any_day("until", self.until.as_deref())? {
            monitor.until_day = until;
        }
        if monitor.until_day < monitor.since {
            let what = w::TERM_TWISTED
                .with("last", monitor.until_day.to_string())
                .with("since", monitor.since.to_string());
            return Err(Refusal::invalid("until", what).into());
        }
        match self.ended {
            Some(true) => {
                monitor.ended_reason = required("reason", &self.reason, 200)?;
                monitor.ended_day = monitor.ended_day.or(Some(context.today));
            }
            Some(false) => {
                monitor.ended_day = None;
                monitor.ended_reason.clear();
            }
            None => {}
        }
        Ok(())
    }
}

/// Nobody is a monitor twice at a time: the same resident, or the same name without another telephone.
fn require_unknown(context: &Context<'_>, new: &Monitor) -> Result<()> {
    let same = |known: &Monitor| {
        let phone = new.phone.is_empty() || known.phone.is_empty() || new.phone == known.phone;
        match (new.person_id, known.person_id) {
            (Some(one), Some(other)) => one == other,
            _ => new.name == known.name && phone,
        }
    };
    let in_office = |known: &Monitor| known.ended_day.is_none() && known.until_day >= context.today;
    let known = context.store.monitors()?.into_iter().find(|known| in_office(known) && same(known));
    let Some(known) = known else { return Ok(()) };
    let what = w::MONITOR_ALREADY.with("name", &known.name).with("last", known.until_day.to_string());
    Err(Refusal::rule("A11", what).advise(&w::MONITOR_ALREADY_ADVICE).at("name").into())
}

impl SaveMatter {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 60)?;
        let known = context.store.matter_named(&name)?;
        let new = known.is_none();
        let mut matter = known.unwrap_or(Matter {
            id: MatterId(context.store.next_id::<Matter>()?),
            version: 1,
            voided_at: None,
            name,
            area: MatterArea::Service,
            way: String::new(),
            ended_day: None,
        });
        if let Some(area) = self.area {
            matter.area = area;
        }
        if new || !self.way.trim().is_empty() {
            matter.way = required("way", &self.way, 200)?;
        }
        if let Some(ended) = self.ended {
            matter.ended_day = ended.then_some(matter.ended_day.unwrap_or(context.today));
        }
        if new {
            context.store.insert(&matter)?;
        } else {
            context.save(&mut matter)?;
        }
        let message = w::DONE_MATTER.with("name", &matter.name);
        Ok(Effect::on("watched-matter", matter.id.0, matter.name, message))
    }
}

/// The supervised matter of a name that is on the list on a day.
fn listed(context: &Context<'_>, name: &str, day: Day) -> Result<Matter> {
    let matter = context.store.matter_named(name)?.ok_or_else(|| {
        Refusal::not_found(w::NO_MATTER.with("name", name)).advise(&w::NO_MATTER_ADVICE).at("matter")
    })?;
    if matter.ended_day.is_some_and(|ended| ended <= day) {
        return Err(Refusal::rule("A11", w::MATTER_ENDED.with("name", name)).at("matter").into());
    }
    Ok(matter)
}

impl RecordMonitorVisit {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let day = past_day(context, "day", self.day.as_deref())?;
        let monitor = serving(context, &self.monitor, day, "monitor")?;
        require_finding(&self.finding, &self.measure, &self.owner)?;
        let operators = context.store.operators()?;
        let owner = match self.owner.trim() {
            "" => None,
            typed => Some(at_work(&operators, typed, "owner")?),
        };
        let matter_id = match self.matter.trim() {
            "" => None,
            name => Some(listed(context, name, day)?.id),
        };
        let visit = MonitorVisit {
            id: MonitorVisitId(context.store.next_id::<MonitorVisit>()?),
            version: 1,
            voided_at: None,
            monitor_id: monitor.id,
            day,
            matter_id,
            seen: required("seen", &self.seen, 200)?,
            finding: text_within("finding", &self.finding, 500)?,
            measure: text_within("measure", &self.measure, 300)?,
            owner_id: owner.map(|one| one.id),
            rectified_day: None,
            rectified: String::new(),
        };
        context.store.insert(&visit)?;
        let promise = match owner {
            Some(owner) => owe(context, &visit, owner.id)?,
            None => None,
        };
        let message = match (owner, promise) {
            (Some(owner), Some(promise)) => w::DONE_VISIT_DUE
                .with("name", &monitor.name)
                .with("owner", &owner.name)
                .with("due", promise.due.to_string()),
            _ => w::DONE_VISIT.with("name", &monitor.name),
        };
        Ok(Effect::on("monitor-visit", visit.id.0, visit_name(context.store, &visit)?, message))
    }
}

/// Opens the promise to put right what was found, from the day on which its owner is told (RT-6).
fn owe(context: &Context<'_>, visit: &MonitorVisit, owner: OperatorId) -> Result<Option<Promise>> {
    let Some(basis) = context.ruled("rating-complex", context.today) else { return Ok(None) };
    let owed = Owed::by(owner);
    Ok(Some(context.owe(PromiseKind::Rectify, ("monitor-visit", visit.id.0), owed, basis)?))
}

impl RectifyFinding {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let found = context.store.get::<MonitorVisit>(self.visit)?.filter(|one| one.voided_at.is_none());
        let mut visit = found.ok_or_else(|| {
            Refusal::not_found(w::NO_VISIT.with("id", self.visit)).advise(&w::NO_VISIT_ADVICE).at("visit")
        })?;
        if !context.actor.leads() && visit.owner_id != Some(context.actor.id) {
            return Err(Refusal::not_allowed(&w::NOT_YOURS).advise(&w::NOT_YOURS_ADVICE).into());
        }
        if self.version.is_some_and(|version| version != visit.version) {
            return Err(StoreError::Stale { table: "monitor_visit", id: self.visit }.into());
        }
        visit.require_open()?;
        visit.rectified = required("text", &self.text, 500)?;
        visit.rectified_day = Some(context.today);
        context.save(&mut visit)?;
        for promise in context.store.promises_about("monitor-visit", visit.id.0)? {
            context.end_promise(promise, PromiseState::Kept)?;
        }
        let label = visit_name(context.store, &visit)?;
        Ok(Effect::on("monitor-visit", visit.id.0, label, w::DONE_RECTIFY.msg()))
    }
}
