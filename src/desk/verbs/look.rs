//! Looking at a person's record, their consent, and the column maps of imports.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::{kept_person, past_day, save_person};
use crate::domain::Refusal;
use crate::domain::id::ColumnMapId;
use crate::domain::station::ColumnMap;
use crate::words::resident as w;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Opens a person's page: who looked at it can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ViewPerson {
    /// Whose.
    pub person: i64,
}

/// Records what a person agreed to, or took back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetConsent {
    /// Who.
    pub person: i64,
    /// What they agreed to; empty takes every consent back.
    pub consent: String,
    /// When; today where it is empty.
    pub day: Option<String>,
}

/// Keeps how the columns of another office's list are read, or lets it go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveColumnMap {
    /// The name: 民政名册.
    pub name: String,
    /// Header to field; empty lets it go.
    pub columns: BTreeMap<String, String>,
}

impl ViewPerson {
    pub(super) fn apply(self, context: &mut Context<'_>) -> Result<Effect> {
        let person = kept_person(context, self.person)?;
        let message = w::DONE_VIEW.with("name", &person.name);
        Ok(Effect::on("person", person.id.0, person.name, message))
    }
}

impl SetConsent {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut person = kept_person(context, self.person)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let text = text_within("consent", &self.consent, 200)?;
        if let Some(died) = person.died_day {
            let what = w::PERSON_DIED.with("name", &person.name).with("day", died.to_string());
            return Err(Refusal::rule("A8", what).into());
        }
        if person.birth.is_some_and(|birth| day < birth) {
            return Err(Refusal::invalid("day", w::UNBORN.with("name", &person.name)).into());
        }
        let before = person.clone();
        person.consent = (!text.is_empty()).then(|| format!("{day} {text}"));
        save_person(context, &before, &mut person)?;
        let done = if person.consent.is_some() { &w::DONE_CONSENT } else { &w::DONE_CONSENT_BACK };
        Ok(Effect::on("person", person.id.0, person.name.clone(), done.with("name", &person.name)))
    }
}

impl SaveColumnMap {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 30)?;
        let body = serde_json::to_string(&self.columns).unwrap_or_default();
        let known = context.store.column_map(&name)?;
        let id = match (known, self.columns.is_empty()) {
            (Some(mut known), true) => {
                known.voided_at = Some(context.now);
                context.save(&mut known)?;
                known.id
            }
            (None, true) => return Err(Refusal::not_found(w::NO_MAP.with("name", &name)).at("name").into()),
            (Some(mut known), false) => {
                known.body = body;
                context.save(&mut known)?;
                known.id
            }
            (None, false) => {
                let id = ColumnMapId(context.store.next_id::<ColumnMap>()?);
                context.store.insert(&ColumnMap {
                    id,
                    version: 1,
                    voided_at: None,
                    name: name.clone(),
                    body,
                })?;
                id
            }
        };
        Ok(Effect::on("column_map", id.0, name.clone(), w::DONE_MAP.with("name", name)))
    }
}
