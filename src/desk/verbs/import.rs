//! Many records in one act: persons from a list, old closed cases from an earlier register.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::category::SetCategory;
use super::household::SaveHousehold;
use super::person::PersonInput;
use crate::calendar::Day;
use crate::domain::case::{Case, Channel, Outcome, State};
use crate::domain::household::category_of;
use crate::domain::id::{CaseId, OperatorId, PersonId, PromiseId};
use crate::domain::person::Person;
use crate::domain::promise::{Basis, Promise, PromiseKind, PromiseState};
use crate::store::Series;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Enters persons, at most a thousand in one act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportPersons {
    /// The persons.
    pub persons: Vec<PersonInput>,
    /// What the list says of their households and categories, by the place of the person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub homes: BTreeMap<usize, HomeInput>,
}

/// What a list says of a person's household and categories.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HomeInput {
    /// What they are to the head; 户主 is the head.
    pub relation: String,
    /// The building.
    pub building: String,
    /// The room.
    pub room: String,
    /// Categories and tags, parted by blanks or commas.
    pub tags: String,
}

impl HomeInput {
    /// Whether a person's record says all this already.
    #[must_use]
    pub fn says_nothing_new(&self, known: &Person) -> bool {
        let related = self.relation.is_empty() || known.relation.as_deref() == Some(self.relation.as_str());
        let lives = !self.lives() || known.household_id.is_some();
        let tags: Vec<&str> = known.tags.split_whitespace().collect();
        related && lives && self.words().all(|word| tags.contains(&tag_of(word)))
    }

    /// Whether it says where or with whom they live.
    #[must_use]
    pub fn lives(&self) -> bool {
        !(self.relation.is_empty() && self.building.is_empty() && self.room.is_empty())
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.tags.split(|c: char| c.is_whitespace() || ",，、;；".contains(c)).filter(|word| !word.is_empty())
    }
}

/// The tag that a word of a list becomes: a category's name, or the word itself.
fn tag_of(word: &str) -> &str {
    category_of(word).map_or(word, |kind| kind.phrase().zh)
}

/// Enters closed cases of an earlier register, at most a thousand in one act.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportCases {
    /// The cases, oldest first.
    pub cases: Vec<OldCase>,
}

/// A closed case of an earlier register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OldCase {
    /// The item's code.
    pub item: String,
    /// The applicant.
    pub person: PersonId,
    /// Who worked on it.
    pub owner: OperatorId,
    /// The day of receipt.
    pub received: Day,
    /// The day of acceptance.
    pub accepted: Day,
    /// The day of the decision.
    pub decided: Day,
    /// The day it was closed.
    pub closed: Day,
    /// How it was decided.
    pub outcome: Outcome,
}

impl ImportPersons {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        context.store.defer_keys();
        for (at, person) in self.persons.iter().enumerate() {
            let record = person.resolve(context)?;
            if let Some(home) = self.homes.get(&at) {
                settle(context, record, home)?;
            }
        }
        context.store.note_deferred_keys()?;
        let message = d::DONE_IMPORT.with("count", self.persons.len());
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }
}

/// Enters what a list says of a person's household and categories.
fn settle(context: &mut Context<'_>, mut person: Person, home: &HomeInput) -> Result<()> {
    if home.lives() && person.household_id.is_none() && !person.address.is_empty() {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let known = context.store.household_at(&person.address)?;
        // The first who is called the head stays it, whoever else a list calls so.
        let headed = known.as_ref().is_some_and(|known| known.head_id.is_some_and(|head| head != person.id));
        let head = home.relation == d::HEAD_OF_HOUSEHOLD.zh && !headed;
        SaveHousehold {
            household: known.as_ref().map(|known| known.id.0),
            address: if known.is_none() { person.address.clone() } else { String::new() },
            building: filled(&home.building),
            room: filled(&home.room),
            members: vec![person.id],
            head: head.then_some(person.id),
            relation: filled(&home.relation),
            ..SaveHousehold::default()
        }
        .apply(context)?;
        if let Some(fresh) = context.store.get(person.id.0)? {
            person = fresh;
        }
    } else if !home.relation.is_empty() && person.relation.as_deref() != Some(home.relation.as_str()) {
        let before = person.clone();
        person.relation = Some(super::check::text_within("relation", &home.relation, 20)?);
        super::people::save_person(context, &before, &mut person)?;
    }
    for word in home.words() {
        if person.tags.split_whitespace().any(|tag| tag == tag_of(word)) {
            continue;
        }
        if let Some(kind) = category_of(word) {
            let set = SetCategory {
                person: person.id.0,
                kind: Some(kind),
                evidence: d::FROM_LIST.zh.to_owned(),
                ..SetCategory::default()
            };
            set.apply(context)?;
        } else {
            let Some(mut fresh) = context.store.get::<Person>(person.id.0)? else { continue };
            let before = fresh.clone();
            fresh.tags = super::check::text_within("tags", &format!("{} {word}", fresh.tags), 200)?;
            super::people::save_person(context, &before, &mut fresh)?;
        }
    }
    Ok(())
}

impl ImportCases {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut items = std::collections::HashMap::new();
        for old in &self.cases {
            if !items.contains_key(&old.item) {
                items.insert(old.item.clone(), super::take::find_item(context.store, &old.item)?);
            }
            if let Some(item) = items.get(&old.item) {
                enter(context, old, item)?;
            }
        }
        let message = d::DONE_IMPORT.with("count", self.cases.len());
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }
}

fn enter(context: &mut Context<'_>, old: &OldCase, item: &crate::domain::item::Entry) -> Result<()> {
    let (number, year, seq) = context.number(Series::Case, old.received)?;
    let person: Option<crate::domain::person::Person> = context.store.get(old.person.0)?;
    let name = person.map(|person| person.name).unwrap_or_default();
    let afternoon = |day| context.zone.start_of_day(day).plus_millis(16 * 3_600_000);
    let case = Case {
        id: CaseId(context.store.next_id::<Case>()?),
        version: 1,
        voided_at: None,
        number,
        year,
        seq,
        item_id: item.id,
        item_code: item.code.clone(),
        item_name: item.body.name.clone(),
        kind: item.body.kind,
        first_step: item.body.first_step,
        applicant_id: old.person,
        collector: Some(name.clone()),
        applicant_name: name,
        agent_name: None,
        agent_id_number: None,
        agent_phone: None,
        channel: Channel::Window,
        state: State::Closed,
        deemed: false,
        received_at: context.zone.start_of_day(old.received).plus_millis(9 * 3_600_000),
        received_day: old.received,
        received_reason: None,
        complete_day: Some(old.accepted),
        accepted_day: Some(old.accepted),
        forwarded_day: None,
        organ: item.body.decides.organ().map(str::to_owned),
        organ_document: None,
        decided_day: Some(old.decided),
        outcome: Some(old.outcome),
        result: None,
        result_document: None,
        delivered_day: Some(old.closed),
        closed_at: Some(afternoon(old.closed)),
        reason: None,
        ground: None,
        competent_org: None,
        owner_id: old.owner,
        window: String::new(),
        note: String::new(),
    };
    context.store.insert(&case)?;
    enter_limits(context, &case, old, item)
}

/// The limits that it had, kept by the decision.
fn enter_limits(
    context: &mut Context<'_>,
    case: &Case,
    old: &OldCase,
    item: &crate::domain::item::Entry,
) -> Result<()> {
    let decided = context.zone.start_of_day(old.decided).plus_millis(16 * 3_600_000);
    for (kind, limit) in
        [(PromiseKind::Statutory, item.body.statutory), (PromiseKind::Committed, item.body.committed)]
    {
        let Some(limit) = limit else { continue };
        let basis: Basis = context.catalogue_basis(case, limit, old.accepted, "");
        let (basis, due) = basis.settle(context.calendar);
        let promise = Promise {
            id: PromiseId(context.store.next_id::<Promise>()?),
            version: 1,
            voided_at: None,
            kind,
            subject_kind: "case".to_owned(),
            subject_id: case.id.0,
            case_id: Some(case.id),
            item_id: Some(case.item_id),
            owner_id: case.owner_id,
            start: basis.start,
            due: due.day,
            provisional: due.provisional,
            unit: basis.unit,
            state: PromiseState::Kept,
            missed_at: (due.day < old.decided).then(|| context.zone.end_of_day(due.day)),
            ended_at: Some(decided),
            basis,
            department: None,
            grid_id: None,
            window: None,
        };
        context.store.insert(&promise)?;
    }
    Ok(())
}
