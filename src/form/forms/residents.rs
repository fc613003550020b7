//! The forms about households, categories, the care register, pairings, visits, wishes, doubles.

use super::shared::{self, REASON, VERSION, YES_NO};
use crate::form::spec::{ChoiceSpec, FieldSpec, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{Phrase, form as w, resident as r};

static LEVELS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "high", label: &r::LEVEL_HIGH },
    ChoiceSpec { digit: '2', word: "key", label: &r::LEVEL_KEY },
    ChoiceSpec { digit: '3', word: "general", label: &r::LEVEL_GENERAL },
];

static MODES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "home", label: &r::MODE_HOME },
    ChoiceSpec { digit: '2', word: "phone", label: &r::MODE_PHONE },
    ChoiceSpec { digit: '3', word: "station", label: &r::MODE_STATION },
];

static MET: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &r::F_MET_YES },
    ChoiceSpec { digit: '2', word: "no", label: &r::F_MET_NO },
];

static WISHES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "goods", label: &r::WISH_GOODS },
    ChoiceSpec { digit: '2', word: "service", label: &r::WISH_SERVICE },
    ChoiceSpec { digit: '3', word: "urgent", label: &r::WISH_URGENT },
];

static HELPER_KINDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "party-member", label: &r::HELPER_MEMBER },
    ChoiceSpec { digit: '2', word: "unit", label: &r::HELPER_UNIT },
];

static WHERE_TO: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "verified", label: &r::WISH_VERIFIED },
    ChoiceSpec { digit: '2', word: "published", label: &r::WISH_PUBLISHED },
    ChoiceSpec { digit: '3', word: "claimed", label: &r::WISH_CLAIMED },
    ChoiceSpec { digit: '4', word: "fulfilled", label: &r::WISH_FULFILLED },
    ChoiceSpec { digit: '5', word: "answered", label: &r::WISH_ANSWERED },
    ChoiceSpec { digit: '6', word: "dropped", label: &r::WISH_DROPPED },
];

const DAY: FieldSpec =
    FieldSpec::new("day", &r::F_DAY, Kind::Day(Toward::Past), &w::DAY_HELP, &w::RECORD_WHY).blank();

const MEETING: FieldSpec =
    FieldSpec::new("meeting", &r::F_MEETING, Kind::Text { max: 200 }, &r::F_MEETING_HELP, &r::F_PA_3);

/// A record of these lists, by its id.
const fn record(id: &'static str, label: &'static Phrase) -> FieldSpec {
    shared::record(id, label, &r::F_RECORD_HELP)
}

static OF_HOUSEHOLD: &[FieldSpec] = &[record("household", &r::F_HOUSEHOLD).required(), VERSION];
static OF_VISIT: &[FieldSpec] = &[record("household", &r::F_HOUSEHOLD).required()];
static OF_PERSON: &[FieldSpec] = &[record("person", &r::F_PERSON).required(), VERSION];
static OF_ONE: &[FieldSpec] = &[record("person", &r::F_PERSON).required()];

const NEW_HEAD: FieldSpec = FieldSpec::new(
    "new_head",
    &r::F_NEW_HEAD,
    Kind::Digits { digits: 2, least: 1, most: 99 },
    &r::F_MEMBER_HELP,
    &r::F_HEAD_WHY,
)
.blank();

fn met(values: &Values<'_>) -> bool {
    values.text("met") == "yes"
}

fn wished(values: &Values<'_>) -> bool {
    values.filled("wish")
}

const fn lines(id: &'static str, label: &'static crate::words::Phrase) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Lines { max: 2000 }, &w::NOTE_HELP, &r::F_VISIT_WHY).canned()
}

/// Records a visit on one screen: two digits and F9 are enough.
pub static VISIT: FormSpec = FormSpec::new(
    "record-visit",
    &r::RECORD_VISIT,
    &[
        FieldSpec::new("mode", &r::F_MODE, Kind::Choice(MODES), &w::GROUND_HELP, &r::F_PA_1).required(),
        FieldSpec::new("met", &r::F_MET, Kind::Flag(MET), &r::F_MET_HELP, &r::F_PA_1).required(),
        lines("living", &r::F_LIVING).shown_when(met),
        lines("needs", &r::F_NEEDS).shown_when(met),
        lines("done", &r::F_DONE),
        FieldSpec::new("wish", &r::F_WISH, Kind::Text { max: 200 }, &r::F_WISH_HELP, &r::F_WISH_WHY)
            .shown_when(met),
        FieldSpec::new("wish_kind", &r::F_WISH_KIND, Kind::Choice(WISHES), &w::GROUND_HELP, &r::F_WISH_WHY)
            .shown_when(wished)
            .word("service"),
        FieldSpec::new("with", &r::F_WITH, Kind::Text { max: 200 }, &r::F_WITH_HELP, &r::F_PA_1).blank(),
        DAY,
        FieldSpec::new(
            "member",
            &r::F_MEMBER,
            Kind::Digits { digits: 2, least: 1, most: 99 },
            &r::F_MEMBER_HELP,
            &r::F_VISIT_WHY,
        )
        .shown_when(met)
        .unnumbered()
        .blank(),
        FieldSpec::new("next", &r::F_NEXT, Kind::Day(Toward::Future), &r::F_NEXT_HELP, &r::F_PA_1)
            .shown_when(met)
            .unnumbered()
            .blank(),
    ],
)
.command_only(OF_VISIT);

/// Takes a visit back.
pub static VOID_VISIT: FormSpec = FormSpec::new(
    "void-visit",
    &r::VOID_VISIT,
    &[
        FieldSpec::new(
            "visit",
            &r::F_WHICH_VISIT,
            Kind::Digits { digits: 3, least: 1, most: 999 },
            &r::F_WHICH_VISIT_HELP,
            &r::F_VISIT_WHY,
        )
        .required(),
        REASON,
    ],
)
.command_only(OF_VISIT);

/// Sets the level of a household in the care register.
pub static LEVEL: FormSpec = FormSpec::new(
    "set-level",
    &r::SET_LEVEL,
    &[
        FieldSpec::new("level", &r::F_LEVEL, Kind::Choice(LEVELS), &r::F_LEVEL_HELP, &r::F_PA_1).blank(),
        REASON,
        DAY,
    ],
)
.command_only(OF_HOUSEHOLD);

/// Pairs a household, or changes its helper (PA-3).
pub static PAIR: FormSpec = FormSpec::new(
    "pair",
    &r::PAIR,
    &[
        FieldSpec::new("helper", &r::F_HELPER, Kind::Helper, &r::F_HELPER_HELP, &r::F_PAIR_WHY).required(),
        FieldSpec::new("why", &r::F_WHY, Kind::Text { max: 200 }, &r::F_WHY_HELP, &r::F_PAIR_WHY)
            .required()
            .canned(),
        FieldSpec::new("reason", &r::F_CHANGE, Kind::Text { max: 200 }, &r::F_CHANGE_HELP, &r::F_PA_3)
            .shown_when(|values| values.facts().record_exists)
            .required_when(|values| values.facts().record_exists),
        MEETING
            .shown_when(|values| values.facts().record_exists)
            .required_when(|values| values.facts().record_exists),
        DAY,
    ],
)
.outgoing()
.command_only(OF_HOUSEHOLD);

/// Ends a pairing (PA-3).
pub static UNPAIR: FormSpec = FormSpec::new("unpair", &r::UNPAIR, &[REASON, MEETING.required(), DAY])
    .outgoing()
    .command_only(OF_HOUSEHOLD);

/// Enters or changes a helper.
pub static HELPER: FormSpec = FormSpec::new(
    "save-helper",
    &r::SAVE_HELPER,
    &[
        FieldSpec::new("code", &r::F_OPERATOR, Kind::Operator, &r::F_OPERATOR_HELP, &r::F_PAIR_WHY).blank(),
        FieldSpec::new("name", &w::NAME, Kind::Text { max: 50 }, &r::F_HELPER_NAME_HELP, &r::F_PAIR_WHY)
            .shown_when(|values| !values.filled("code"))
            .required_when(|values| !values.filled("code"))
            .columns(20),
        FieldSpec::new("kind", &r::F_KIND, Kind::Choice(HELPER_KINDS), &w::GROUND_HELP, &r::F_PAIR_WHY)
            .shown_when(|values| !values.filled("code"))
            .word("party-member"),
        FieldSpec::new("phone", &w::PHONE, Kind::Phone, &r::F_CARD_PHONE_HELP, &r::F_PAIR_WHY),
        FieldSpec::new("grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &r::F_PAIR_WHY).blank(),
        FieldSpec::new(
            "languages",
            &r::F_LANGUAGES,
            Kind::Text { max: 200 },
            &r::F_LANGUAGES_HELP,
            &r::F_PAIR_WHY,
        )
        .blank(),
        FieldSpec::new("skills", &r::F_SKILLS, Kind::Text { max: 200 }, &r::F_SKILLS_HELP, &r::F_PAIR_WHY)
            .blank(),
        FieldSpec::new(
            "most",
            &r::F_MOST,
            Kind::Digits { digits: 3, least: 0, most: 999 },
            &r::F_MOST_HELP,
            &r::F_PAIR_WHY,
        )
        .blank(),
        FieldSpec::new("own_number", &w::OWN_NUMBER, Kind::IdNumber, &r::F_OWN_NUMBER_HELP, &r::F_PAIR_WHY)
            .blank(),
        FieldSpec::new("left", &r::F_LEFT, Kind::Flag(YES_NO), &w::GROUND_HELP, &r::F_PA_3)
            .unnumbered()
            .blank(),
    ],
);

/// Collects a wish.
pub static WISH: FormSpec = FormSpec::new(
    "collect-wish",
    &r::COLLECT_WISH,
    &[
        FieldSpec::new("kind", &r::F_WISH_KIND, Kind::Choice(WISHES), &w::GROUND_HELP, &r::F_WISH_WHY)
            .required(),
        FieldSpec::new("text", &r::F_WISH, Kind::Text { max: 200 }, &r::F_WISH_HELP, &r::F_WISH_WHY)
            .required(),
        FieldSpec::new(
            "member",
            &r::F_MEMBER,
            Kind::Digits { digits: 2, least: 1, most: 99 },
            &r::F_MEMBER_HELP,
            &r::F_WISH_WHY,
        )
        .blank(),
    ],
)
.command_only(OF_VISIT);

/// Takes a wish its next step.
pub static ADVANCE: FormSpec = FormSpec::new(
    "advance-wish",
    &r::ADVANCE_WISH,
    &[
        FieldSpec::new("to", &r::F_TO, Kind::Choice(WHERE_TO), &r::F_TO_HELP, &r::F_WISH_WHY),
        FieldSpec::new("by", &r::F_BY, Kind::Text { max: 50 }, &r::F_BY_HELP, &r::F_WISH_WHY)
            .shown_when(|values| matches!(values.text("to"), "verified" | "claimed"))
            .required_when(|values| values.text("to") == "claimed"),
        FieldSpec::new("phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &r::F_WISH_WHY)
            .shown_when(|values| values.text("to") == "claimed")
            .blank(),
        FieldSpec::new("note", &r::F_NOTE, Kind::Lines { max: 500 }, &r::F_NOTE_HELP, &r::F_WISH_WHY)
            .shown_when(|values| matches!(values.text("to"), "fulfilled" | "answered" | "dropped"))
            .required_when(|values| matches!(values.text("to"), "fulfilled" | "answered" | "dropped"))
            .canned(),
    ],
)
.command_only(&[record("wish", &r::F_WISH_ID).required(), VERSION]);

/// Enters a household, or changes one.
pub static HOUSEHOLD: FormSpec = FormSpec::new(
    "save-household",
    &r::SAVE_HOUSEHOLD,
    &[
        FieldSpec::new("address", &w::ADDRESS, Kind::Text { max: 200 }, &r::F_ADDRESS_HELP, &r::F_HOUSE_WHY)
            .required_when(|values| !values.facts().record_exists),
        FieldSpec::new(
            "building",
            &r::F_BUILDING,
            Kind::Text { max: 50 },
            &r::F_BUILDING_HELP,
            &r::F_HOUSE_WHY,
        )
        .columns(20)
        .blank(),
        FieldSpec::new("room", &r::F_ROOM, Kind::Text { max: 50 }, &r::F_ROOM_HELP, &r::F_HOUSE_WHY)
            .columns(12)
            .beside()
            .blank(),
        FieldSpec::new("grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &r::F_HOUSE_WHY).blank(),
        FieldSpec::new(
            "relation",
            &r::F_RELATION,
            Kind::Text { max: 20 },
            &r::F_RELATION_HELP,
            &r::F_HOUSE_WHY,
        )
        .columns(12)
        .blank(),
        FieldSpec::new(
            "language",
            &r::F_LANGUAGE,
            Kind::Text { max: 20 },
            &r::F_LANGUAGE_HELP,
            &r::F_HOUSE_WHY,
        )
        .columns(12)
        .blank(),
        FieldSpec::new(
            "needs",
            &r::F_HELP_NEEDED,
            Kind::Text { max: 200 },
            &r::F_SKILLS_HELP,
            &r::F_HOUSE_WHY,
        )
        .blank(),
    ],
)
.command_only(&[
    record("household", &r::F_HOUSEHOLD),
    VERSION,
    FieldSpec::new("members", &r::F_MEMBERS_ID, Kind::Numbers, &r::F_RECORD_HELP, &r::F_HOUSE_WHY),
    record("head", &r::F_HEAD_ID),
]);

/// Enters a building, or changes one.
pub static BUILDING: FormSpec = FormSpec::new(
    "save-building",
    &r::SAVE_BUILDING,
    &[
        FieldSpec::new("name", &r::F_BUILDING, Kind::Text { max: 50 }, &r::F_BUILDING_HELP, &r::F_HOUSE_WHY)
            .required()
            .columns(20),
        FieldSpec::new(
            "place",
            &r::F_PLACE,
            Kind::Digits { digits: 5, least: 0, most: 99_999 },
            &r::F_PLACE_HELP,
            &r::F_HOUSE_WHY,
        )
        .required(),
        FieldSpec::new("grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &r::F_HOUSE_WHY).blank(),
        FieldSpec::new("address", &w::ADDRESS, Kind::Text { max: 200 }, &r::F_ADDRESS_HELP, &r::F_HOUSE_WHY)
            .blank(),
    ],
);

/// Splits a household.
pub static SPLIT: FormSpec = FormSpec::new(
    "split-household",
    &r::SPLIT_HOUSEHOLD,
    &[
        FieldSpec::new("members", &r::F_LEAVING, Kind::Numbers, &r::F_MEMBERS_HELP, &r::F_HOUSE_WHY)
            .required(),
        FieldSpec::new(
            "head",
            &r::F_HEAD,
            Kind::Digits { digits: 2, least: 1, most: 99 },
            &r::F_MEMBER_HELP,
            &r::F_HEAD_WHY,
        )
        .blank(),
        NEW_HEAD,
        FieldSpec::new(
            "address",
            &w::ADDRESS,
            Kind::Text { max: 200 },
            &r::F_SAME_ADDRESS_HELP,
            &r::F_HOUSE_WHY,
        )
        .blank(),
        REASON,
    ],
)
.outgoing()
.command_only(OF_HOUSEHOLD);

/// Moves a person or their household.
pub static MOVE: FormSpec = FormSpec::new(
    "move-person",
    &r::MOVE_PERSON,
    &[
        FieldSpec::new("all", &r::F_ALL, Kind::Flag(YES_NO), &r::F_ALL_HELP, &r::F_HOUSE_WHY).required(),
        FieldSpec::new("away", &r::F_AWAY, Kind::Text { max: 200 }, &r::F_AWAY_HELP, &r::F_HOUSE_WHY).blank(),
        FieldSpec::new(
            "address",
            &r::F_NEW_ADDRESS,
            Kind::Text { max: 200 },
            &r::F_NEW_ADDRESS_HELP,
            &r::F_HOUSE_WHY,
        )
        .shown_when(|values| !values.filled("away")),
        FieldSpec::new("grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &r::F_HOUSE_WHY)
            .shown_when(|values| !values.filled("away"))
            .blank(),
        DAY,
        NEW_HEAD,
    ],
)
.outgoing()
.command_only(OF_PERSON);

/// Reports a death.
pub static DEATH: FormSpec = FormSpec::new(
    "report-death",
    &r::REPORT_DEATH,
    &[
        DAY,
        FieldSpec::new(
            "evidence",
            &r::F_EVIDENCE,
            Kind::Text { max: 200 },
            &r::F_EVIDENCE_HELP,
            &r::F_HOUSE_WHY,
        )
        .required(),
        NEW_HEAD,
    ],
)
.outgoing()
.command_only(OF_PERSON);

/// Records a category, or that it was looked at again.
pub static CATEGORY: FormSpec = FormSpec::new(
    "set-category",
    &r::SET_CATEGORY,
    &[
        FieldSpec::new("kind", &r::F_CATEGORY, Kind::Category, &r::F_CATEGORY_HELP, &r::F_CATEGORY_WHY)
            .required(),
        FieldSpec::new(
            "evidence",
            &r::F_EVIDENCE,
            Kind::Text { max: 200 },
            &r::F_EVIDENCE_HELP,
            &r::F_CATEGORY_WHY,
        )
        .required(),
        FieldSpec::new("detail", &r::F_DETAIL, Kind::Text { max: 50 }, &r::F_DETAIL_HELP, &r::F_CATEGORY_WHY)
            .blank(),
        FieldSpec::new("from", &r::F_FROM, Kind::Day(Toward::Past), &w::DAY_HELP, &r::F_CATEGORY_WHY).blank(),
        FieldSpec::new("until", &r::F_UNTIL, Kind::Day(Toward::Future), &r::F_UNTIL_HELP, &r::F_CATEGORY_WHY)
            .blank(),
        FieldSpec::new(
            "unstable",
            &r::F_UNSTABLE,
            Kind::Flag(YES_NO),
            &r::F_UNSTABLE_HELP,
            &r::F_CATEGORY_WHY,
        )
        .word("no"),
    ],
)
.command_only(OF_ONE);

/// Ends a category.
pub static END_CATEGORY: FormSpec = FormSpec::new(
    "end-category",
    &r::END_CATEGORY,
    &[
        FieldSpec::new("kind", &r::F_CATEGORY, Kind::Category, &r::F_CATEGORY_HELP, &r::F_CATEGORY_WHY)
            .required(),
        REASON,
        DAY,
    ],
)
.command_only(OF_ONE);

/// Records a consent.
pub static CONSENT: FormSpec = FormSpec::new(
    "set-consent",
    &r::SET_CONSENT,
    &[
        FieldSpec::new(
            "consent",
            &r::F_CONSENT,
            Kind::Text { max: 200 },
            &r::F_CONSENT_HELP,
            &r::F_CONSENT_WHY,
        ),
        DAY,
    ],
)
.command_only(OF_ONE);

/// Merges a double into this record.
pub static MERGE: FormSpec = FormSpec::new(
    "merge-persons",
    &r::MERGE_PERSONS,
    &[
        FieldSpec::new("gone", &r::F_DOUBLE, Kind::Person, &r::F_DOUBLE_HELP, &r::F_MERGE_WHY).required(),
        REASON,
    ],
)
.outgoing()
.command_only(&[record("kept", &r::F_KEPT).required()]);

/// Takes a merge back.
pub static UNMERGE: FormSpec = FormSpec::new(
    "unmerge-persons",
    &r::UNMERGE_PERSONS,
    &[
        FieldSpec::new("gone", &r::F_DOUBLE, Kind::Person, &r::F_DOUBLE_HELP, &r::F_MERGE_WHY).required(),
        REASON,
    ],
)
.outgoing();

/// Proposes to dispose of a record.
pub static PROPOSE: FormSpec =
    FormSpec::new("propose-disposal", &r::PROPOSE_DISPOSAL, &[REASON]).outgoing().command_only(OF_ONE);

/// Disposes of a record: asks for nothing, and shows first what goes.
pub static DISPOSE: FormSpec = FormSpec::new("dispose", &r::DISPOSE, &[]).outgoing().command_only(OF_ONE);

/// Every form of this file.
pub static RESIDENT_FORMS: &[&FormSpec] = &[
    &VISIT,
    &VOID_VISIT,
    &LEVEL,
    &PAIR,
    &UNPAIR,
    &HELPER,
    &WISH,
    &ADVANCE,
    &HOUSEHOLD,
    &BUILDING,
    &SPLIT,
    &MOVE,
    &DEATH,
    &CATEGORY,
    &END_CATEGORY,
    &CONSENT,
    &MERGE,
    &UNMERGE,
    &PROPOSE,
    &DISPOSE,
];
