//! The forms about persons and enquiries.

use super::shared::REASON;
use crate::form::spec::{Asks, FieldSpec, FormSpec, Kind};
use crate::words::{form as w, verb as v};

/// Answers an enquiry.
pub static ENQUIRE: FormSpec = FormSpec::new(
    "enquire",
    &v::ENQUIRE,
    &[
        FieldSpec::new("item", &w::ITEM, Kind::Item, &w::ITEM_HELP, &w::ITEM_WHY).required(),
        FieldSpec::new("phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY),
        FieldSpec::new("note", &w::NOTE, Kind::Lines { max: 500 }, &w::NOTE_HELP, &w::NOTE_WHY).canned(),
    ],
);

/// Enters or changes a person.
pub static PERSON: FormSpec = FormSpec::new(
    "save-person",
    &v::SAVE_PERSON,
    &[
        FieldSpec::new(
            "person.id_number",
            &w::ID_NUMBER,
            Kind::IdNumber,
            &w::ID_NUMBER_HELP,
            &w::ID_NUMBER_WHY,
        )
        .asks(Asks::Person),
        FieldSpec::new("person.name", &w::NAME, Kind::Name, &w::NAME_HELP, &w::NAME_WHY)
            .required_when(|values| !values.facts().record_exists),
        FieldSpec::new("person.phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY),
        FieldSpec::new("person.phone2", &w::PHONE2, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY).beside(),
        FieldSpec::new(
            "person.address",
            &w::ADDRESS,
            Kind::Text { max: 200 },
            &w::ADDRESS_HELP,
            &w::ADDRESS_WHY,
        ),
        FieldSpec::new("person.grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &w::GRID_WHY),
        FieldSpec::new("rename", &w::RENAME, Kind::Name, &w::RENAME_HELP, &w::NAME_WHY)
            .shown_when(|values| values.facts().record_exists)
            .blank(),
        FieldSpec::new("reason", &w::REASON, Kind::Text { max: 500 }, &w::WHY_HELP, &w::RECORD_WHY)
            .shown_when(|values| values.facts().record_exists && values.filled("rename"))
            .required(),
    ],
);

/// Shows what is masked (PR-3).
pub static REVEAL: FormSpec = FormSpec::new(
    "reveal",
    &v::REVEAL,
    &[FieldSpec::new("purpose", &w::PURPOSE, Kind::Text { max: 200 }, &w::PURPOSE_HELP, &w::REVEAL_WHY)
        .required()],
);

/// Voids a document under its number.
pub static VOID_DOCUMENT: FormSpec = FormSpec::new("void-document", &v::VOID_DOCUMENT, &[REASON]).outgoing();
