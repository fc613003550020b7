//! Enter or change a person, alone or as the applicant of a case.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::text_within;
use super::take::check_text;
use crate::domain::id::PersonId;
use crate::domain::identifier;
use crate::domain::person::Person;
use crate::domain::{Named as _, Refusal};
use crate::store::Store;
use crate::words::{common, desk as d};
use serde::{Deserialize, Serialize};

/// A person as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonInput {
    /// The record, where it is known.
    pub id: Option<i64>,
    /// The name (ID-10).
    pub name: String,
    /// The identity number; empty where there is no document.
    pub id_number: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// A second telephone number.
    pub phone2: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The grid's code.
    pub grid: Option<String>,
}

impl PersonInput {
    /// The person that this names, where the file knows them: by id, else by identity number; a double leads to the
    /// record that is kept.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn known(&self, store: &Store, today: crate::calendar::Day) -> Result<Option<PersonId>> {
        let kept = |person: Person| person.merged_into.unwrap_or(person.id);
        if let Some(id) = self.id {
            return Ok(Some(store.get::<Person>(id)?.map_or(PersonId(id), kept)));
        }
        let Some(number) = filled(&self.id_number) else { return Ok(None) };
        let folded = identifier::id_number::check(number, today);
        let Ok(checked) = folded else { return Ok(None) };
        Ok(store.person_by_id_number(&checked.normalized)?.map(kept))
    }

    /// The person's record: the known one with what was typed filled in, or a new one.
    ///
    /// # Errors
    /// An identifier that cannot be right, another name than the record's, or no name at all.
    pub fn resolve(&self, context: &mut Context<'_>) -> Result<Person> {
        match self.known(context.store, context.today)? {
            Some(id) => {
                let person: Person = context
                    .store
                    .get(id.0)?
                    .filter(|person: &Person| person.voided_at.is_none())
                    .ok_or_else(|| {
                        Refusal::not_found(d::NO_SUCH_PERSON.with("id", id.0)).at("applicant.id")
                    })?;
                self.check_name(&person)?;
                self.fill(context, person)
            }
            None => self.create(context),
        }
    }

    /// A known person keeps the name of the record; another one typed beside the number is refused.
    fn check_name(&self, person: &Person) -> Result<()> {
        if self.name.trim().is_empty() {
            return Ok(());
        }
        let name = check_text("applicant.name", identifier::name::check(&self.name))?;
        if name == person.name {
            return Ok(());
        }
        Err(Refusal::invalid("applicant.name", d::OTHER_NAME.with("name", &person.name))
            .advise(&d::OTHER_NAME_ADVICE)
            .into())
    }

    fn fill(&self, context: &mut Context<'_>, mut person: Person) -> Result<Person> {
        let before = person.clone();
        self.write_into(context, &mut person)?;
        if person != before {
            context.save(&mut person)?;
            context.store.index_person(Some(&before), &person)?;
        }
        Ok(person)
    }

    fn create(&self, context: &mut Context<'_>) -> Result<Person> {
        let name = check_text("applicant.name", identifier::name::check(&self.name))?;
        let mut person = Person::named(PersonId(context.store.next_id::<Person>()?), name);
        self.write_into(context, &mut person)?;
        context.store.insert(&person)?;
        context.store.index_person(None, &person)?;
        Ok(person)
    }

    fn write_into(&self, context: &Context<'_>, person: &mut Person) -> Result<()> {
        if let Some(number) = filled(&self.id_number) {
            let checked = identifier::id_number::check(number, context.today).map_err(|problem| {
                let mut refusal = Refusal::invalid("applicant.id_number", problem.message);
                refusal.rule = Some(problem.rule);
                refusal
            })?;
            let known = context.store.person_by_id_number(&checked.normalized)?;
            // The number of a double leads here, and stays with the double.
            if known.is_none_or(|known| known.merged_into != Some(person.id)) {
                person.birth = checked.birth;
                person.sex = checked.sex.map(|sex| sex.word().to_owned());
                person.id_kind = Some(checked.kind.word().to_owned());
                person.id_number = Some(checked.normalized);
            }
        }
        if let Some(phone) = filled(&self.phone) {
            person.phone = Some(check_text("applicant.phone", identifier::phone::check(phone))?);
        }
        if let Some(phone) = filled(&self.phone2) {
            person.phone2 = Some(check_text("applicant.phone2", identifier::phone::check(phone))?);
        }
        if let Some(address) = filled(&self.address) {
            person.address = text_within("applicant.address", &crate::text::clean_line(address).text, 200)?;
        }
        if let Some(code) = filled(&self.grid) {
            let grid = context
                .store
                .grid_by_code(code)?
                .ok_or_else(|| Refusal::not_found(d::NO_SUCH_GRID.with("code", code)).at("applicant.grid"))?;
            person.grid_id = Some(grid.id);
        }
        Ok(())
    }
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// Enters a person, or changes a known one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SavePerson {
    /// What was typed; with `id` or a known identity number it changes that record.
    pub person: PersonInput,
    /// A new name for a known record, with the reason in `reason`.
    pub rename: Option<String>,
    /// Why the name changes.
    pub reason: String,
    /// The version of the record that it was based on.
    pub version: Option<i64>,
}

impl SavePerson {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        if let (Some(version), Some(id)) = (self.version, self.person.known(context.store, context.today)?) {
            let known: Option<Person> = context.store.get(id.0)?;
            if known.is_some_and(|person| person.version != version) {
                return Err(crate::store::StoreError::Stale { table: "person", id: id.0 }.into());
            }
        }
        let mut person = self.person.resolve(context)?;
        if let Some(name) = self.rename.as_deref().filter(|name| !name.trim().is_empty()) {
            super::check::required("reason", &self.reason, 500)?;
            let before = person.clone();
            person.name = check_text("rename", identifier::name::check(name))?;
            context.save(&mut person)?;
            context.store.index_person(Some(&before), &person)?;
        }
        Ok(Effect::on(
            "person",
            person.id.0,
            person.name.clone(),
            d::DONE_SAVED.msg().with("text", &common::YES),
        ))
    }
}
