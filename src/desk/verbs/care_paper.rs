//! The papers of the care register, made when somebody wants one: visit record, contact card, wish card.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::household::on_household;
use super::people::household;
use crate::domain::Refusal;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::household::Household;
use crate::domain::pairing::{Helper, Pairing};
use crate::domain::person::Person;
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Makes a paper of a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdPaper {
    /// The household.
    pub household: i64,
    /// Which: `visit-record`, `contact-card`, `wish-card`.
    pub kind: DocumentKind,
    /// Of which visit or wish, 1 being the newest.
    #[serde(default)]
    pub nth: Option<usize>,
}

impl HouseholdPaper {
    pub(super) fn apply(self, context: &mut Context<'_>) -> Result<Effect> {
        let home = household(context, self.household, None)?;
        let document = match self.kind {
            DocumentKind::ContactCard => {
                let pairing = context.store.pairings(home.id)?.into_iter().find(Pairing::open);
                let pairing = pairing.ok_or_else(|| Refusal::not_found(&w::NOT_PAIRED))?;
                let helper: Option<Helper> = context.store.get(pairing.helper_id.0)?;
                contact_card(context, &home, &helper.ok_or_else(|| Refusal::not_found(&w::NOT_PAIRED))?)?
            }
            DocumentKind::VisitRecord => self.visit_record(context, &home)?,
            DocumentKind::WishCard => {
                let nth = self.nth.unwrap_or(1).max(1);
                let wish = context.store.wishes(home.id)?.into_iter().nth(nth - 1);
                let wish = wish.ok_or_else(|| Refusal::not_found(w::NO_WISH.with("id", nth)))?;
                let person: Option<Person> = context.store.get(wish.person_id.0)?;
                let name = person.map(|one| one.name).unwrap_or_default();
                let (station, today) = (context.station.clone(), context.today);
                context.household_document(DocumentKind::WishCard, home.id, |_| {
                    content::wish_card(&station, &name, &wish, today)
                })?
            }
            other => {
                return Err(Refusal::invalid("kind", w::NO_SUCH_PAPER.with("kind", other.phrase())).into());
            }
        };
        on_household(context, &home, crate::words::desk::DONE_PRINT.with("number", document.number))
    }

    fn visit_record(self, context: &mut Context<'_>, home: &Household) -> Result<Document> {
        let nth = self.nth.unwrap_or(1).max(1);
        let visit = context.store.visits(home.id, nth)?.into_iter().nth(nth - 1);
        let mut visit = visit.ok_or_else(|| Refusal::not_found(w::NO_VISIT.with("n", nth)))?;
        let due = context.store.promises_about("household", home.id.0)?;
        let next = due.iter().map(|promise| promise.due).min();
        let (station, name) = (context.station.clone(), head_name(context, home)?);
        let document = context.household_document(DocumentKind::VisitRecord, home.id, |_| {
            content::visit_record(&station, home, &name, &visit, next)
        })?;
        visit.document_id = Some(document.id);
        context.save(&mut visit)?;
        Ok(document)
    }
}

/// The contact card (联系卡) that the household keeps: helper and number.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn contact_card(context: &mut Context<'_>, home: &Household, helper: &Helper) -> Result<Document> {
    let (station, name, today) = (context.station.clone(), head_name(context, home)?, context.today);
    context.household_document(DocumentKind::ContactCard, home.id, |_| {
        content::contact_card(&station, &name, helper, today)
    })
}

fn head_name(context: &Context<'_>, home: &Household) -> Result<String> {
    let head: Option<Person> = match home.head_id {
        Some(id) => context.store.get(id.0)?,
        None => None,
    };
    Ok(head.map(|head| head.name).unwrap_or_default())
}
