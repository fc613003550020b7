//! The forms about supervision: groups, monitors, matters, cards, boxes, visits and what they found (A11).

use super::shared::{self, VERSION, YES_NO};
use crate::form::spec::{ChoiceSpec, FieldSpec, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{Phrase, form as w, supervision as s};

static KINDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "committee", label: &s::KIND_COMMITTEE },
    ChoiceSpec { digit: '2', word: "group", label: &s::KIND_GROUP },
];

static AREAS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "service", label: &s::AREA_SERVICE },
    ChoiceSpec { digit: '2', word: "finance", label: &s::AREA_FINANCE },
    ChoiceSpec { digit: '3', word: "affairs", label: &s::AREA_AFFAIRS },
    ChoiceSpec { digit: '4', word: "policy", label: &s::AREA_POLICY },
];

/// A record of these lists, by its id.
const fn record(id: &'static str, label: &'static Phrase) -> FieldSpec {
    shared::record(id, label, &s::F_RECORD_HELP)
}

const fn text(
    id: &'static str,
    label: &'static Phrase,
    max: usize,
    help: &'static Phrase,
    why: &'static Phrase,
) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Text { max }, help, why)
}

const fn flag(
    id: &'static str,
    label: &'static Phrase,
    help: &'static Phrase,
    why: &'static Phrase,
) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Flag(YES_NO), help, why)
}

/// The day of something that happened.
const fn happened(why: &'static Phrase) -> FieldSpec {
    FieldSpec::new("day", &s::F_DAY, Kind::Day(Toward::Past), &s::F_DAY_HELP, why).blank()
}

fn is_new(values: &Values<'_>) -> bool {
    !values.facts().record_exists
}

fn is_known(values: &Values<'_>) -> bool {
    values.facts().record_exists
}

/// Enters or changes a group of monitors.
pub static GROUP: FormSpec = FormSpec::new(
    "save-watch-group",
    &s::SAVE_WATCH_GROUP,
    &[
        text("name", &s::F_NAME, 60, &s::F_NAME_HELP, &s::F_GROUP_WHY).required().columns(40),
        FieldSpec::new("kind", &s::F_KIND, Kind::Choice(KINDS), &w::GROUND_HELP, &s::F_GROUP_WHY)
            .required_when(is_new),
        text("purpose", &s::F_PURPOSE, 200, &s::F_PURPOSE_HELP, &s::F_GROUP_WHY).required_when(is_new),
        FieldSpec::new("since", &s::F_SINCE, Kind::Day(Toward::Any), &s::F_SINCE_HELP, &s::F_GROUP_WHY)
            .blank(),
        flag("ended", &s::F_ENDED, &s::F_ENDED_HELP, &s::F_GROUP_WHY).shown_when(is_known).blank(),
    ],
);

/// Enters a monitor, changes one, or ends their term (CP-14).
pub static MONITOR: FormSpec = FormSpec::new("save-monitor", &s::SAVE_MONITOR, MONITOR_FIELDS)
    .command_only(&[record("monitor", &s::F_MONITOR_ID), VERSION, record("person", &w::PERSON_ID)]);

static MONITOR_FIELDS: &[FieldSpec] = &[
    FieldSpec::new("name", &s::F_MONITOR_NAME, Kind::Name, &s::F_MONITOR_NAME_HELP, &s::F_RELATIVE_WHY)
        .required_when(is_new),
    FieldSpec::new("phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY).beside().blank(),
    text("unit", &s::F_UNIT, 60, &s::F_UNIT_HELP, &s::F_GROUP_WHY).columns(30).blank(),
    FieldSpec::new("own_number", &s::F_OWN_NUMBER, Kind::IdNumber, &s::F_OWN_NUMBER_HELP, &s::F_RELATIVE_WHY)
        .blank(),
    flag("no_relative", &s::F_NO_RELATIVE, &s::F_NO_RELATIVE_HELP, &s::F_RELATIVE_WHY).blank(),
    text("group", &s::F_GROUP, 60, &s::F_GROUP_HELP, &s::F_GROUP_WHY).columns(30).blank(),
    text("post", &s::F_POST, 60, &s::F_POST_HELP, &s::F_GROUP_WHY).columns(12).unnumbered().beside().blank(),
    flag("knows_finance", &s::F_FINANCE, &s::F_FINANCE_HELP, &s::F_FINANCE_WHY).unnumbered().blank(),
    FieldSpec::new("since", &s::F_SINCE, Kind::Day(Toward::Any), &s::F_SINCE_HELP, &s::F_TERM_WHY)
        .unnumbered()
        .blank(),
    FieldSpec::new("until", &s::F_UNTIL, Kind::Day(Toward::Any), &s::F_UNTIL_HELP, &s::F_TERM_WHY)
        .required_when(is_new)
        .beside(),
    flag("ended", &s::F_ENDED, &s::F_ENDED_HELP, &s::F_TERM_WHY).shown_when(is_known).blank(),
    text("reason", &s::F_WHY_ENDED, 200, &s::F_WHY_ENDED_HELP, &s::F_TERM_WHY)
        .shown_when(|values| is_known(values) && values.text("ended") == "yes")
        .required()
        .canned(),
];

/// Enters or changes a supervised matter.
pub static MATTER: FormSpec = FormSpec::new(
    "save-matter",
    &s::SAVE_MATTER,
    &[
        text("name", &s::F_MATTER, 60, &s::F_MATTER_NAME_HELP, &s::F_MATTER_WHY).required().columns(40),
        FieldSpec::new("area", &s::F_AREA, Kind::Choice(AREAS), &w::GROUND_HELP, &s::F_MATTER_WHY)
            .required_when(is_new),
        text("way", &s::F_WAY, 200, &s::F_WAY_HELP, &s::F_MATTER_WHY).required_when(is_new),
        flag("ended", &s::F_ENDED, &s::F_ENDED_HELP, &s::F_MATTER_WHY).shown_when(is_known).blank(),
    ],
);

/// Hands out supervision cards.
pub static HAND_OUT: FormSpec = FormSpec::new(
    "hand-out-cards",
    &s::HAND_OUT_CARDS,
    &[
        text("monitor", &s::F_MONITOR, 60, &s::F_MONITOR_HELP, &s::F_CARD_WHY).columns(20).blank(),
        text("to_whom", &s::F_TO_WHOM, 60, &s::F_TO_WHOM_HELP, &s::F_CARD_WHY)
            .required_when(|values| values.text("monitor").is_empty())
            .columns(30),
        FieldSpec::new(
            "count",
            &s::F_COUNT,
            Kind::Digits { digits: 3, least: 1, most: 200 },
            &s::F_COUNT_HELP,
            &s::F_CARD_WHY,
        )
        .blank(),
        happened(&s::F_CARD_WHY),
    ],
);

/// Takes a supervision card back.
pub static RETURN: FormSpec = FormSpec::new(
    "return-card",
    &s::RETURN_CARD,
    &[
        FieldSpec::new(
            "number",
            &s::F_CARD_NUMBER,
            Kind::Digits { digits: 9, least: 1, most: u32::MAX },
            &s::F_CARD_NUMBER_HELP,
            &s::F_CARD_WHY,
        )
        .required(),
        flag("lost", &s::F_LOST, &s::F_LOST_HELP, &s::F_CARD_WHY).word("no"),
        text("outcome", &s::F_OUTCOME, 60, &s::F_OUTCOME_HELP, &s::F_CARD_WHY).required().columns(30),
        happened(&s::F_CARD_WHY),
    ],
);

/// Enters or changes a letter box.
pub static BOX: FormSpec = FormSpec::new(
    "save-box",
    &s::SAVE_BOX,
    &[
        text("name", &s::F_BOX, 60, &s::F_BOX_NAME_HELP, &s::F_BOX_WHY).required().columns(30),
        text("place", &s::F_PLACE, 100, &s::F_PLACE_HELP, &s::F_BOX_WHY).required_when(is_new),
        FieldSpec::new(
            "weekday",
            &s::F_WEEKDAY,
            Kind::Digits { digits: 1, least: 0, most: 7 },
            &s::F_WEEKDAY_HELP,
            &s::F_BOX_WHY,
        )
        .required_when(is_new),
        flag("ended", &s::F_ENDED, &s::F_ENDED_HELP, &s::F_BOX_WHY).shown_when(is_known).blank(),
    ],
);

/// Records the opening of a letter box by two people.
pub static OPEN: FormSpec = FormSpec::new(
    "open-box",
    &s::OPEN_BOX,
    &[
        text("name", &s::F_BOX, 60, &s::F_BOX_HELP, &s::F_BOX_WHY).required().columns(30),
        FieldSpec::new("second", &s::F_SECOND, Kind::Operator, &s::F_SECOND_HELP, &s::F_BOX_WHY).blank(),
        text("monitor", &s::F_SECOND_MONITOR, 60, &s::F_MONITOR_HELP, &s::F_BOX_WHY)
            .required_when(|values| values.text("second").is_empty())
            .columns(20),
        FieldSpec::new(
            "slips",
            &s::F_SLIPS,
            Kind::Digits { digits: 4, least: 0, most: 9999 },
            &s::F_SLIPS_HELP,
            &s::F_BOX_WHY,
        )
        .required(),
        text("reason", &s::F_OTHER_DAY, 200, &s::F_OTHER_DAY_HELP, &s::F_BOX_WHY).blank().canned(),
        text("note", &s::F_NOTE, 200, &s::F_NOTE_HELP, &s::F_BOX_WHY).blank().canned(),
    ],
);

/// Records a visit of a monitor, with what was found.
pub static VISIT: FormSpec = FormSpec::new(
    "record-monitor-visit",
    &s::RECORD_MONITOR_VISIT,
    &[
        text("monitor", &s::F_MONITOR, 60, &s::F_WHO_HELP, &s::F_VISIT_WHY).required().columns(20),
        happened(&s::F_VISIT_WHY),
        text("matter", &s::F_MATTER, 60, &s::F_MATTER_HELP, &s::F_MATTER_WHY).columns(40).blank(),
        text("seen", &s::F_SEEN, 200, &s::F_SEEN_HELP, &s::F_VISIT_WHY).required(),
        text("finding", &s::F_FINDING, 500, &s::F_FINDING_HELP, &s::F_VISIT_WHY).blank(),
        text("measure", &s::F_MEASURE, 300, &s::F_MEASURE_HELP, &s::F_VISIT_WHY).blank(),
        FieldSpec::new("owner", &s::F_OWNER, Kind::Operator, &s::F_OWNER_HELP, &s::F_VISIT_WHY)
            .required_when(|values| !values.text("measure").is_empty()),
    ],
);

/// Records that what was found was put right (RT-6).
pub static RECTIFY: FormSpec = FormSpec::new(
    "rectify-finding",
    &s::RECTIFY_FINDING,
    &[FieldSpec::new(
        "text",
        &s::F_RECTIFIED,
        Kind::Lines { max: 500 },
        &s::F_RECTIFIED_HELP,
        &s::F_VISIT_WHY,
    )
    .required()
    .canned()],
)
.command_only(&[record("visit", &s::F_VISIT).required(), VERSION]);

/// Every form of this file.
pub static SUPERVISION_FORMS: &[&FormSpec] =
    &[&GROUP, &MONITOR, &MATTER, &HAND_OUT, &RETURN, &BOX, &OPEN, &VISIT, &RECTIFY];
