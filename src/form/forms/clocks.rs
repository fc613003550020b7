//! The forms of what moves a date or answers for one: special procedures, extensions, cards.

use super::shared::REASON;
use crate::form::spec::{ChoiceSpec, FieldSpec, FormSpec, Kind, Toward};
use crate::words::{case as c, form as w, verb as v};

static PROCEDURES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "hearing", label: &c::PAUSE_HEARING },
    ChoiceSpec { digit: '2', word: "tender", label: &c::PAUSE_TENDER },
    ChoiceSpec { digit: '3', word: "auction", label: &c::PAUSE_AUCTION },
    ChoiceSpec { digit: '4', word: "inspection", label: &c::PAUSE_INSPECTION },
    ChoiceSpec { digit: '5', word: "testing", label: &c::PAUSE_TESTING },
    ChoiceSpec { digit: '6', word: "quarantine", label: &c::PAUSE_QUARANTINE },
    ChoiceSpec { digit: '7', word: "appraisal", label: &c::PAUSE_APPRAISAL },
    ChoiceSpec { digit: '8', word: "expert-review", label: &c::PAUSE_EXPERTS },
    ChoiceSpec { digit: '9', word: "publicity", label: &c::PAUSE_PUBLICITY },
];

static TOLD: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::NOTICE_NOW },
    ChoiceSpec { digit: '2', word: "no", label: &w::NOTICE_LATER },
];

/// Stops the clock for a special procedure (SU-1).
pub static PAUSE: FormSpec = FormSpec::new(
    "pause",
    &c::PAUSE,
    &[
        FieldSpec::new("kind", &w::PROCEDURE, Kind::Choice(PROCEDURES), &w::GROUND_HELP, &w::PAUSE_WHY)
            .required(),
        FieldSpec::new(
            "days",
            &w::PROCEDURE_DAYS,
            Kind::Digits { digits: 4, least: 1, most: 3650 },
            &w::PROCEDURE_DAYS_HELP,
            &w::PROCEDURE_DAYS_WHY,
        )
        .required_when(|values| !values.facts().unproven_procedure),
        FieldSpec::new("body", &w::BODY, Kind::Text { max: 100 }, &w::BODY_HELP, &w::RECORD_WHY).blank(),
        FieldSpec::new("from", &w::PAUSE_FROM, Kind::Day(Toward::Past), &w::DAY_HELP, &w::PAUSE_FROM_WHY)
            .blank(),
        FieldSpec::new("notice", &w::NOTICE, Kind::Flag(TOLD), &w::GROUND_HELP, &w::NOTICE_WHY).word("yes"),
        FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 500 }, &w::WHY_HELP, &w::RECORD_WHY).canned(),
    ],
)
.outgoing();

/// Lets the clock run again (SU-2).
pub static RESUME: FormSpec = FormSpec::new(
    "resume",
    &c::RESUME,
    &[
        FieldSpec::new("kind", &w::PROCEDURE, Kind::Choice(PROCEDURES), &w::WHICH_HELP, &w::RESUME_WHY)
            .blank(),
        FieldSpec::new("day", &w::RESUME_DAY, Kind::Day(Toward::Past), &w::DAY_HELP, &w::RESUME_WHY).blank(),
        FieldSpec::new("remark", &w::REMARK, Kind::Lines { max: 500 }, &w::REMARK_HELP, &w::RECORD_WHY)
            .canned(),
    ],
);

/// Extends the limits of a case once (CL-17).
pub static EXTEND: FormSpec = FormSpec::new(
    "extend",
    &c::EXTEND,
    &[
        REASON,
        FieldSpec::new("approver", &w::APPROVER, Kind::Text { max: 100 }, &w::APPROVER_HELP, &w::EXTEND_WHY)
            .blank(),
    ],
)
.outgoing();

static CARDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "urge", label: &c::CARD_URGE },
    ChoiceSpec { digit: '2', word: "yellow", label: &c::CARD_YELLOW },
    ChoiceSpec { digit: '3', word: "red", label: &c::CARD_RED },
];

/// Urges owners, or gives them cards (WA-2); the promises are those that were chosen on the board.
pub static ISSUE_CARDS: FormSpec = FormSpec::new(
    "issue-cards",
    &v::ISSUE_CARD,
    &[
        FieldSpec::new("kind", &w::CARD_KIND, Kind::Choice(CARDS), &w::GROUND_HELP, &w::CARD_WHY)
            .word("urge"),
        FieldSpec::new("reason", &w::CARD_REASON, Kind::Lines { max: 500 }, &w::WHY_HELP, &w::CARD_WHY)
            .required()
            .canned(),
        FieldSpec::new(
            "days",
            &w::REPLY_DAYS,
            Kind::Digits { digits: 3, least: 1, most: 365 },
            &w::REPLY_DAYS_HELP,
            &w::CARD_WHY,
        )
        .blank(),
    ],
)
.outgoing();

/// Answers a card.
pub static REPLY_CARD: FormSpec = FormSpec::new(
    "reply-card",
    &v::REPLY_CARD,
    &[FieldSpec::new("reply", &w::REPLY, Kind::Lines { max: 1000 }, &w::REPLY_HELP, &w::CARD_WHY)
        .required()
        .canned()],
);

/// Cancels a card with a reason.
pub static CANCEL_CARD: FormSpec = FormSpec::new("cancel-card", &v::CANCEL_CARD, &[REASON]).outgoing();

static CAUSES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "station", label: &c::CAUSE_STATION },
    ChoiceSpec { digit: '2', word: "department", label: &c::CAUSE_DEPARTMENT },
    ChoiceSpec { digit: '3', word: "applicant", label: &c::CAUSE_APPLICANT },
    ChoiceSpec { digit: '4', word: "force-majeure", label: &c::CAUSE_FORCE_MAJEURE },
    ChoiceSpec { digit: '5', word: "wrong-date", label: &c::CAUSE_WRONG_DATE },
];

/// Records how cards ended (问责).
pub static CONCLUDE: FormSpec = FormSpec::new(
    "conclude",
    &v::CONCLUDE,
    &[
        FieldSpec::new("cause", &w::CAUSE, Kind::Choice(CAUSES), &w::GROUND_HELP, &w::CONCLUDE_WHY)
            .required(),
        FieldSpec::new(
            "responsible",
            &w::RESPONSIBLE,
            Kind::Text { max: 100 },
            &w::RESPONSIBLE_HELP,
            &w::CONCLUDE_WHY,
        )
        .required(),
        FieldSpec::new("measure", &w::MEASURE, Kind::Lines { max: 1000 }, &w::MEASURE_HELP, &w::CONCLUDE_WHY)
            .required()
            .canned(),
    ],
)
.outgoing();
