//! The forms about ratings: a slip, a rating, one that is set aside (A7).

use super::shared::REASON;
use crate::form::spec::{ChoiceSpec, FieldSpec, FormSpec, Kind};
use crate::words::rating as g;

/// The levels by their own numbers (RT-1).
static LEVELS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "very-dissatisfied", label: &g::LEVEL_1 },
    ChoiceSpec { digit: '2', word: "dissatisfied", label: &g::LEVEL_2 },
    ChoiceSpec { digit: '3', word: "fair", label: &g::LEVEL_3 },
    ChoiceSpec { digit: '4', word: "satisfied", label: &g::LEVEL_4 },
    ChoiceSpec { digit: '5', word: "very-satisfied", label: &g::LEVEL_5 },
];

static CHANNELS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "device", label: &g::CHANNEL_DEVICE },
    ChoiceSpec { digit: '2', word: "slip", label: &g::CHANNEL_SLIP },
    ChoiceSpec { digit: '3', word: "phone", label: &g::CHANNEL_PHONE },
    ChoiceSpec { digit: '4', word: "12345", label: &g::CHANNEL_ORDER },
    ChoiceSpec { digit: '5', word: "box", label: &g::CHANNEL_BOX },
];

/// The number of the case or enquiry.
const CASE: FieldSpec =
    FieldSpec::new("case", &g::F_CASE, Kind::Text { max: 40 }, &g::F_CASE_HELP, &g::F_CASE_WHY).columns(24);

/// Hands out the slip of a finished matter.
pub static ISSUE_SLIP: FormSpec =
    FormSpec::new("issue-rating-slip", &g::ISSUE_RATING_SLIP, &[CASE.required()]);

/// Gives a rating (RT-1 to RT-5).
pub static GIVE: FormSpec = FormSpec::new(
    "give-rating",
    &g::GIVE_RATING,
    &[
        FieldSpec::new("slip", &g::F_SLIP, Kind::Text { max: 40 }, &g::F_SLIP_HELP, &g::F_CASE_WHY)
            .columns(16)
            .blank(),
        CASE.required_when(|values| !values.filled("slip")),
        FieldSpec::new("level", &g::F_LEVEL, Kind::Choice(LEVELS), &g::F_LEVEL_HELP, &g::F_LEVEL_WHY)
            .required(),
        FieldSpec::new(
            "channel",
            &g::F_CHANNEL,
            Kind::Choice(CHANNELS),
            &g::F_CHANNEL_HELP,
            &g::F_CHANNEL_WHY,
        )
        .blank(),
        FieldSpec::new("said", &g::F_SAID, Kind::Lines { max: 1000 }, &g::F_SAID_HELP, &g::F_SAID_WHY)
            .blank(),
        FieldSpec::new("name", &g::F_NAME, Kind::Text { max: 60 }, &g::F_NAME_HELP, &g::F_NAME_WHY)
            .columns(20)
            .blank(),
        FieldSpec::new("phone", &g::F_PHONE, Kind::Phone, &g::F_PHONE_HELP, &g::F_NAME_WHY).beside().blank(),
    ],
);

/// Sets a rating aside (RT-8).
pub static REMOVE: FormSpec = FormSpec::new(
    "remove-rating",
    &g::REMOVE_RATING,
    &[
        FieldSpec::new("number", &g::F_MATTER, Kind::Text { max: 40 }, &g::F_MATTER_HELP, &g::F_REMOVE_WHY)
            .columns(24)
            .required(),
        REASON,
    ],
);

/// Every form of this file.
pub static RATING_FORMS: &[&FormSpec] = &[&ISSUE_SLIP, &GIVE, &REMOVE];
