//! The forms about pledges.

use super::shared;
use crate::form::spec::{FieldSpec, FormSpec, Kind, Toward};
use crate::words::{Phrase, pledge as p};

/// A record of these lists, by its id.
const fn record(id: &'static str, label: &'static Phrase) -> FieldSpec {
    shared::record(id, label, &p::F_RECORD_HELP)
}

/// Signs a pledge.
pub static SIGN: FormSpec = FormSpec::new(
    "sign-pledge",
    &p::SIGN_PLEDGE,
    &[
        FieldSpec::new("text", &p::F_TEXT, Kind::Lines { max: 1000 }, &p::F_TEXT_HELP, &p::F_WHY).required(),
        FieldSpec::new("operator", &p::F_WHOSE, Kind::Operator, &p::F_WHOSE_HELP, &p::F_WHY).blank(),
        FieldSpec::new("day", &p::F_DAY, Kind::Day(Toward::Past), &p::F_DAY_HELP, &p::F_WHY).blank(),
    ],
);

/// Links what was found to the pledge that it touches.
pub static LINK: FormSpec = FormSpec::new(
    "link-pledge",
    &p::LINK_PLEDGE,
    &[
        FieldSpec::new("operator", &p::F_WHOSE, Kind::Operator, &p::F_TOUCHED_HELP, &p::F_WHY).required(),
        FieldSpec::new("note", &p::F_NOTE, Kind::Text { max: 300 }, &p::F_NOTE_HELP, &p::F_WHY)
            .required()
            .canned(),
    ],
)
.command_only(&[record("card", &p::F_CARD), record("visit", &p::F_VISIT)]);

/// Every form of this file.
pub static PLEDGE_FORMS: &[&FormSpec] = &[&SIGN, &LINK];
