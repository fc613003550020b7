//! What several forms have in common: choices, the organ's document, reasons.

use crate::form::spec::{ChoiceSpec, FieldSpec, Kind, Toward};
use crate::words::{Phrase, case as c, form as w, resident as r};

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

/// Yes or no.
pub static YES_NO: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &r::F_YES },
    ChoiceSpec { digit: '2', word: "no", label: &r::F_NO },
];

/// A record that the screen knows and a command names, by its id; `help` says where that is told.
pub const fn record(id: &'static str, label: &'static Phrase, help: &'static Phrase) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Digits { digits: 19, least: 1, most: u32::MAX }, help, &w::RECORD_WHY)
}

/// The version of a record that was seen.
pub const VERSION: FieldSpec = FieldSpec::new(
    "version",
    &r::F_VERSION,
    Kind::Digits { digits: 9, least: 1, most: u32::MAX },
    &r::F_VERSION_HELP,
    &w::RECORD_WHY,
);
