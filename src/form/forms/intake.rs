//! The intake form, in the order of the conversation at the counter.

use super::shared::{CHANNEL, MATERIALS};
use crate::calendar::Term;
use crate::form::spec::{Asks, FieldSpec, Finding, FormSpec, Kind};
use crate::form::values::Values;
use crate::words::{case as c, form as w};

/// Takes in a case.
pub static TAKE: FormSpec = FormSpec::new("take", &c::TAKE, FIELDS).command_only(&[
    FieldSpec::new(
        "applicant.id",
        &w::PERSON_ID,
        Kind::Digits { digits: 19, least: 1, most: u32::MAX },
        &w::PERSON_ID_HELP,
        &w::ID_NUMBER_WHY,
    ),
    FieldSpec::new("applicant.phone2", &w::PHONE2, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY),
    FieldSpec::new("from", &w::FROM_ENQUIRY, Kind::Text { max: 40 }, &w::FROM_ENQUIRY_HELP, &w::RECORD_WHY),
]);

static FIELDS: &[FieldSpec] = &[
    FieldSpec::new(
        "applicant.id_number",
        &w::ID_NUMBER,
        Kind::IdNumber,
        &w::ID_NUMBER_HELP,
        &w::ID_NUMBER_WHY,
    )
    .asks(Asks::Person),
    FieldSpec::new("applicant.name", &w::NAME, Kind::Name, &w::NAME_HELP, &w::NAME_WHY).required(),
    FieldSpec::new("applicant.phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY).beside(),
    FieldSpec::new("item", &w::ITEM, Kind::Item, &w::ITEM_HELP, &w::ITEM_WHY).required().asks(Asks::Similar),
    FieldSpec::new(
        "applicant.address",
        &w::ADDRESS,
        Kind::Text { max: 200 },
        &w::ADDRESS_HELP,
        &w::ADDRESS_WHY,
    )
    .columns(32),
    FieldSpec::new("applicant.grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &w::GRID_WHY).beside().unnumbered(),
    CHANNEL,
    FieldSpec::new("received", &w::RECEIVED, Kind::Time, &w::RECEIVED_HELP, &w::RECEIVED_WHY)
        .blank()
        .rule(deemed_when_late),
    FieldSpec::new(
        "received_reason",
        &w::RECEIVED_REASON,
        Kind::Text { max: 200 },
        &w::RECEIVED_REASON_HELP,
        &w::RECEIVED_WHY,
    )
    .shown_when(|values| values.day("received").is_some_and(|day| day < values.today()))
    .required()
    .unnumbered(),
    MATERIALS,
    FieldSpec::new("finish.result", &w::RESULT, Kind::Text { max: 500 }, &w::RESULT_HELP, &w::RESULT_WHY)
        .shown_when(on_the_spot)
        .required_when(|values| values.filled("finish.result_document"))
        .rule(finish_when_complete)
        .unnumbered()
        .canned(),
    FieldSpec::new(
        "finish.result_document",
        &w::RESULT_DOCUMENT,
        Kind::Text { max: 100 },
        &w::DOCUMENT_HELP,
        &w::RESULT_WHY,
    )
    .shown_when(|values| on_the_spot(values) && values.filled("finish.result"))
    .unnumbered()
    .columns(24),
    FieldSpec::new("note", &w::NOTE, Kind::Lines { max: 2000 }, &w::NOTE_HELP, &w::NOTE_WHY).canned(),
    FieldSpec::new("agent.name", &w::AGENT_NAME, Kind::Name, &w::AGENT_HELP, &w::AGENT_WHY)
        .on_demand()
        .required_when(|values| values.filled("agent.id_number") || values.filled("agent.phone"))
        .rule(agent_allowed),
    FieldSpec::new("agent.id_number", &w::AGENT_ID, Kind::IdNumber, &w::ID_NUMBER_HELP, &w::AGENT_WHY)
        .on_demand(),
    FieldSpec::new("agent.phone", &w::AGENT_PHONE, Kind::Phone, &w::PHONE_HELP, &w::AGENT_WHY)
        .on_demand()
        .beside(),
];

fn on_the_spot(values: &Values<'_>) -> bool {
    values.item().is_some_and(|item| item.on_the_spot)
}

/// ON-8: an item that needs the person refuses an agent.
fn agent_allowed(values: &Values<'_>) -> Option<Finding> {
    let item = values.item().filter(|item| !item.agent_allowed && values.filled("agent.name"))?;
    Some(Finding::blocking(w::AGENT_NOT_ALLOWED.with("item", &item.pick.name)).by("ON-8"))
}

/// CL-1: a result on the spot needs all the materials.
fn finish_when_complete(values: &Values<'_>) -> Option<Finding> {
    let open = values.materials().map(|materials| materials.open()).filter(|open| !open.is_empty())?;
    if !values.filled("finish.result") {
        return None;
    }
    Some(Finding::blocking(w::FINISH_INCOMPLETE.with("materials", open)).by("CL-1"))
}

/// CL-22: says first that a receipt entered after its notice limit counts as accepted.
fn deemed_when_late(values: &Values<'_>) -> Option<Finding> {
    let day = values.day("received")?;
    let (days, unit) = values.item()?.deemed_after?;
    let due = values.known().calendar.due(&Term::new(day, days, unit)).day;
    let message = || w::WILL_BE_DEEMED.with("day", day.to_string()).with("due", due.to_string());
    (due < values.today()).then(|| Finding::warning(message()).by("CL-22"))
}
