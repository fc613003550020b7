//! Count a print, void a document under its number, and show masked data with a purpose.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use crate::domain::document::Document;
use crate::domain::id::DocumentId;
use crate::domain::{Refusal, RefusalKind};
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Counts a print of a document: it leaves the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// The document.
    pub document: DocumentId,
    /// On what: `58mm`, `80mm`, `a4`.
    pub medium: String,
}

/// Voids a document; its number stays spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidDocument {
    /// The document.
    pub document: DocumentId,
    /// Why.
    pub reason: String,
}

/// Shows what is masked (PR-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    /// The person.
    pub person: i64,
    /// What for.
    pub purpose: String,
}

fn document(context: &Context<'_>, id: DocumentId) -> Result<Document> {
    let found: Option<Document> = context.store.get(id.0)?;
    Ok(found.ok_or_else(|| Refusal::not_found(d::NO_SUCH_DOCUMENT.with("number", id.0)))?)
}

fn subject(document: &Document) -> (&'static str, i64) {
    match (document.case_id, document.enquiry_id, document.household_id) {
        (Some(case), _, _) => ("case", case.0),
        (None, Some(enquiry), _) => ("enquiry", enquiry.0),
        (None, None, Some(home)) => ("household", home.0),
        (None, None, None) => ("document", document.id.0),
    }
}

impl Print {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut document = document(context, self.document)?;
        if document.voided_at.is_some() {
            return Err(
                Refusal::new(RefusalKind::Rule, d::DOCUMENT_VOID.with("number", &document.number)).into()
            );
        }
        document.prints += 1;
        context.save(&mut document)?;
        let (kind, id) = subject(&document);
        let message = d::DONE_PRINT.with("number", &document.number);
        let mut effect = Effect::on(kind, id, document.number.clone(), message);
        effect.case = document.case_id;
        context.documents.push(document);
        Ok(effect)
    }
}

impl VoidDocument {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        required("reason", &self.reason, 500)?;
        let mut document = document(context, self.document)?;
        if document.voided_at.is_some() {
            return Err(
                Refusal::new(RefusalKind::Rule, d::DOCUMENT_VOID.with("number", &document.number)).into()
            );
        }
        document.voided_at = Some(context.now);
        context.save(&mut document)?;
        let (kind, id) = subject(&document);
        let message = d::DONE_VOID.with("number", &document.number);
        let mut effect = Effect::on(kind, id, document.number, message);
        effect.case = document.case_id;
        Ok(effect)
    }
}

impl Reveal {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        required("purpose", &self.purpose, 200)?;
        let person: Option<crate::domain::person::Person> = context.store.get(self.person)?;
        let person = person.ok_or_else(|| Refusal::not_found(d::NO_SUCH_PERSON.with("id", self.person)))?;
        let message = d::DONE_REVEAL.with("name", &person.name);
        Ok(Effect::on("person", person.id.0, person.name, message))
    }
}
