//! Hand a case on to the organ, and what an organ's act must be recorded with (domain A1).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use crate::calendar::{Day, parse_day};
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::item::Party;
use crate::domain::material;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// Hands the papers on to the organ that accepts or decides.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Forward {
    /// The organ; the item's own where it is empty.
    pub organ: Option<String>,
    /// The day of the organ's receipt; today where it is empty.
    pub day: Option<String>,
}

impl Forward {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Forward)?;
        let known = file.item.accepts.organ().or_else(|| file.item.decides.organ());
        let organ = self.organ.as_deref().map(str::trim).filter(|organ| !organ.is_empty()).or(known);
        let Some(organ) = organ.map(str::to_owned) else {
            return Err(Refusal::rule("A1", w::NOT_TO_FORWARD.with("item", &file.case.item_name)).into());
        };
        if !material::complete(&file.materials) {
            return Err(Refusal::rule("ON-6", w::FORWARD_NEEDS_COMPLETE.with("organ", &organ))
                .advise(&w::INCOMPLETE_ADVICE)
                .into());
        }
        let day = day_between(context, "day", self.day.as_deref(), file.case.received_day)?;
        file.case.forwarded_day = Some(day);
        file.case.organ = Some(organ.clone());
        file.save(context)?;
        // Nothing is missing, so nothing is left to be notified of; where silence accepts (ON-5), the
        // limit goes on against whoever accepts.
        if !file.item.deems() {
            context.end_promises(file.case.id, PromiseState::Kept, |promise| {
                promise.kind == PromiseKind::Notice
            })?;
        }
        file.document(context, DocumentKind::Handover, |papers, _| content::handover(papers, &organ))?;
        let message = d::DONE_FORWARD.with("number", &file.case.number).with("organ", organ);
        Ok(Effect::on_case(&file.case, message))
    }
}

/// Which act of which party is to be done or recorded.
pub struct OrganAct<'a> {
    /// Who does it.
    pub party: &'a Party,
    /// The act.
    pub act: Act,
}

/// An organ's act as it is recorded: organ, document number and day.
pub struct OrganRecord {
    /// The organ.
    pub name: String,
    /// The number of its document.
    pub document: String,
    /// The day of its act.
    pub day: Day,
}

impl OrganRecord {
    /// Reads the organ's document and day where an organ does the act; `None` where it is done here.
    ///
    /// # Errors
    /// A1: an organ's act without document number or day; a day in the future or before the receipt.
    pub fn read(
        context: &Context<'_>,
        file: &CaseFile,
        what: OrganAct<'_>,
        document: Option<&str>,
        day: Option<&str>,
    ) -> Result<Option<Self>> {
        let Party::Organ(organ) = what.party else { return Ok(None) };
        let filled =
            |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let (Some(document), Some(day)) = (filled(document), filled(day)) else {
            return Err(Refusal::rule(
                "A1",
                w::ORGAN_ACT_NEEDS
                    .with("item", &file.case.item_name)
                    .with("organ", organ)
                    .with("act", what.act.phrase()),
            )
            .at("organ_document")
            .into());
        };
        let day = day_between(context, "organ_day", Some(&day), file.case.received_day)?;
        let document = super::check::text_within("organ_document", &document, 100)?;
        Ok(Some(Self { name: organ.clone(), document, day }))
    }
}

/// A day as typed, today where it is empty, neither in the future nor before `earliest`.
///
/// # Errors
/// Unreadable, in the future, or too early.
pub fn day_between(context: &Context<'_>, field: &str, text: Option<&str>, earliest: Day) -> Result<Day> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(context.today) };
    let day = parse_day(text)
        .ok_or_else(|| Refusal::invalid(field, d::BAD_DAY.with("text", text)).advise(&d::BAD_DAY_ADVICE))?;
    if day > context.today {
        return Err(Refusal::invalid(
            field,
            w::DAY_IN_FUTURE.with("what", &d::THE_FIELD).with("day", day.to_string()),
        )
        .into());
    }
    if day < earliest {
        return Err(Refusal::invalid(
            field,
            w::DAY_BEFORE
                .with("what", &d::THE_FIELD)
                .with("day", day.to_string())
                .with("earlier", earliest.to_string()),
        )
        .into());
    }
    Ok(day)
}
