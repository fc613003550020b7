//! What several forms have in common: choices, the organ's document, reasons.

use crate::form::spec::{ChoiceSpec, FieldSpec, Kind, Toward};
use crate::words::{case as c, form as w};

/// How a case or a contact comes in.
pub static CHANNELS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "window", label: &c::CHANNEL_WINDOW },
    ChoiceSpec { digit: '2', word: "phone", label: &c::CHANNEL_PHONE },
    ChoiceSpec { digit: '3', word: "grid", label: &c::CHANNEL_GRID },
    ChoiceSpec { digit: '4', word: "hotline", label: &c::CHANNEL_HOTLINE },
    ChoiceSpec { digit: '5', word: "mail", label: &c::CHANNEL_MAIL },
    ChoiceSpec { digit: '6', word: "home", label: &c::CHANNEL_HOME },
];

/// The channel, at the window unless told.
pub const CHANNEL: FieldSpec =
    FieldSpec::new("channel", &w::CHANNEL, Kind::Choice(CHANNELS), &w::CHANNEL_HELP, &w::CHANNEL_WHY)
        .word("window");

/// The materials of the item or case.
pub const MATERIALS: FieldSpec =
    FieldSpec::new("materials", &w::MATERIALS, Kind::Materials, &w::MATERIALS_HELP, &w::MATERIALS_WHY);

/// The number of the organ's document.
pub const ORGAN_DOCUMENT: FieldSpec = FieldSpec::new(
    "organ_document",
    &w::ORGAN_DOCUMENT,
    Kind::Text { max: 100 },
    &w::ORGAN_DOCUMENT_HELP,
    &w::ORGAN_WHY,
)
.required();

/// The day of the organ's act.
pub const ORGAN_DAY: FieldSpec =
    FieldSpec::new("organ_day", &w::ORGAN_DAY, Kind::Day(Toward::Past), &w::ORGAN_DAY_HELP, &w::ORGAN_WHY)
        .required();

/// A reason of a few words that must be given.
pub const REASON: FieldSpec =
    FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 500 }, &w::WHY_HELP, &w::RECORD_WHY)
        .required()
        .canned();
