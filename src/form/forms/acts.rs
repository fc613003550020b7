//! The forms of the acts on a case.

use super::shared::{CHANNEL, MATERIALS, ORGAN_DAY, ORGAN_DOCUMENT, REASON};
use crate::form::spec::{ChoiceSpec, FieldSpec, Finding, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{case as c, form as w};

/// Records the state of materials.
pub static CHECK: FormSpec = FormSpec::new("check", &c::CHECK, &[MATERIALS.required()]);

/// Corrects on the spot (ON-3).
pub static FIX: FormSpec = FormSpec::new(
    "fix",
    &c::FIX,
    &[
        FieldSpec::new("what", &w::WHAT, Kind::Lines { max: 500 }, &w::WHAT_HELP, &w::FIX_WHY)
            .required()
            .canned(),
        MATERIALS,
    ],
);

/// Gives the one-time notice (ON-4).
pub static NOTIFY: FormSpec = FormSpec::new(
    "notify",
    &c::NOTIFY,
    &[
        MATERIALS,
        FieldSpec::new("names", &w::NAMES, Kind::Numbers, &w::NAMES_HELP, &w::NAMES_WHY).blank(),
        FieldSpec::new(
            "supplement_days",
            &w::SUPPLEMENT_DAYS,
            Kind::Digits { digits: 3, least: 0, most: 365 },
            &w::SUPPLEMENT_DAYS_HELP,
            &w::SUPPLEMENT_DAYS_WHY,
        )
        .rule(no_supplement_limit),
        FieldSpec::new(
            "override_reason",
            &w::OVERRIDE_REASON,
            Kind::Lines { max: 500 },
            &w::OVERRIDE_HELP,
            &w::OVERRIDE_WHY,
        )
        .shown_when(|values| values.facts().earlier_notice),
    ],
)
.outgoing();

/// Takes in supplements.
pub static SUPPLEMENT: FormSpec = FormSpec::new("supplement", &c::SUPPLEMENT, &[MATERIALS.required()]);

/// Accepts, or records that the organ accepted (ON-6).
pub static ACCEPT: FormSpec = FormSpec::new(
    "accept",
    &c::ACCEPT,
    &[ORGAN_DOCUMENT.shown_when(organ_accepts), ORGAN_DAY.shown_when(organ_accepts)],
)
.outgoing();

static GROUNDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "not_needed", label: &c::GROUND_NOT_NEEDED },
    ChoiceSpec { digit: '2', word: "no_power", label: &c::GROUND_NO_POWER },
    ChoiceSpec { digit: '3', word: "incomplete", label: &c::GROUND_INCOMPLETE },
];

/// Refuses to accept (ON-1, ON-2, ON-11).
pub static REFUSE: FormSpec = FormSpec::new(
    "refuse",
    &c::REFUSE,
    &[
        FieldSpec::new("ground", &w::GROUND, Kind::Choice(GROUNDS), &w::GROUND_HELP, &w::GROUND_WHY)
            .required(),
        FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 1000 }, &w::REASON_HELP, &w::REASON_WHY)
            .required()
            .canned(),
        FieldSpec::new(
            "competent_org",
            &w::COMPETENT,
            Kind::Text { max: 100 },
            &w::COMPETENT_HELP,
            &w::COMPETENT_WHY,
        )
        .shown_when(|values| values.text("ground") == "no_power")
        .required(),
        ORGAN_DOCUMENT.shown_when(organ_accepts),
        ORGAN_DAY.shown_when(organ_accepts),
    ],
)
.outgoing();

/// Hands the papers on to the organ.
pub static FORWARD: FormSpec = FormSpec::new(
    "forward",
    &c::FORWARD,
    &[
        FieldSpec::new("organ", &w::ORGAN, Kind::Text { max: 100 }, &w::ORGAN_HELP, &w::ORGAN_WHY).blank(),
        FieldSpec::new("day", &w::DAY, Kind::Day(Toward::Past), &w::DAY_HELP, &w::ORGAN_WHY).blank(),
    ],
)
.outgoing();

/// Finishes the current step.
pub static STEP: FormSpec = FormSpec::new(
    "step",
    &c::STEP,
    &[
        FieldSpec::new("remark", &w::REMARK, Kind::Lines { max: 1000 }, &w::REMARK_HELP, &w::RECORD_WHY)
            .canned(),
        FieldSpec::new("by", &w::BY, Kind::Text { max: 100 }, &w::BY_HELP, &w::RECORD_WHY)
            .blank()
            .columns(32),
    ],
);

static OUTCOMES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "granted", label: &c::OUTCOME_GRANTED },
    ChoiceSpec { digit: '2', word: "denied", label: &c::OUTCOME_DENIED },
];

/// Decides, or records the organ's decision.
pub static DECIDE: FormSpec = FormSpec::new(
    "decide",
    &c::DECIDE,
    &[
        FieldSpec::new("outcome", &w::OUTCOME, Kind::Choice(OUTCOMES), &w::GROUND_HELP, &w::OUTCOME_WHY)
            .required(),
        FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 1000 }, &w::REASON_HELP, &w::REASON_WHY)
            .shown_when(|values| values.text("outcome") == "denied")
            .required()
            .canned(),
        FieldSpec::new("result", &w::RESULT, Kind::Text { max: 500 }, &w::REMARK_HELP, &w::RECORD_WHY)
            .canned(),
        FieldSpec::new(
            "result_document",
            &w::RESULT_DOCUMENT,
            Kind::Text { max: 100 },
            &w::DOCUMENT_HELP,
            &w::RECORD_WHY,
        )
        .columns(32),
        ORGAN_DOCUMENT.shown_when(organ_decides),
        ORGAN_DAY.shown_when(organ_decides),
    ],
)
.outgoing();

static IDENTITY: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::IDENTITY_YES },
    ChoiceSpec { digit: '2', word: "no", label: &w::IDENTITY_NO },
];

/// Hands the result over (CL-18).
pub static DELIVER: FormSpec = FormSpec::new(
    "deliver",
    &c::DELIVER,
    &[
        FieldSpec::new("collector", &w::COLLECTOR, Kind::Name, &w::COLLECTOR_HELP, &w::DELIVER_WHY).blank(),
        FieldSpec::new(
            "identity_checked",
            &w::IDENTITY,
            Kind::Flag(IDENTITY),
            &w::GROUND_HELP,
            &w::DELIVER_WHY,
        )
        .required(),
        FieldSpec::new(
            "collector_id_number",
            &w::COLLECTOR_NUMBER,
            Kind::IdNumber,
            &w::COLLECTOR_NUMBER_HELP,
            &w::DELIVER_WHY,
        )
        .blank(),
        FieldSpec::new("day", &w::DAY, Kind::Day(Toward::Past), &w::DAY_HELP, &w::DELIVER_WHY).blank(),
    ],
);

static RETURNED: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::YES_RETURNED },
    ChoiceSpec { digit: '2', word: "no", label: &w::NO_RETURNED },
];

/// Ends a case.
pub static CLOSE: FormSpec = FormSpec::new(
    "close",
    &c::CLOSE,
    &[
        FieldSpec::new(
            "originals_returned",
            &w::ORIGINALS,
            Kind::Flag(RETURNED),
            &w::ORIGINALS_HELP,
            &w::ORIGINALS_WHY,
        )
        .required(),
        FieldSpec::new(
            "kept_reason",
            &w::KEPT_REASON,
            Kind::Lines { max: 500 },
            &w::WHY_HELP,
            &w::ORIGINALS_WHY,
        )
        .shown_when(|values| values.text("originals_returned") == "no")
        .required(),
    ],
);

/// Gives a case to a colleague.
pub static ASSIGN: FormSpec = FormSpec::new(
    "assign",
    &c::ASSIGN,
    &[FieldSpec::new("to", &w::TO, Kind::Operator, &w::OPERATOR_HELP, &w::RECORD_WHY).required(), REASON],
);

/// Corrects a wrong name or item.
pub static AMEND: FormSpec = FormSpec::new(
    "amend",
    &c::AMEND,
    &[
        FieldSpec::new("name", &w::RIGHT_NAME, Kind::Name, &w::RIGHT_NAME_HELP, &w::NAME_WHY)
            .rule(something_amended),
        FieldSpec::new("item", &w::RIGHT_ITEM, Kind::Item, &w::RIGHT_ITEM_HELP, &w::ITEM_WHY),
        REASON,
    ],
)
.outgoing();

/// Notes a contact.
pub static NOTE: FormSpec = FormSpec::new(
    "note",
    &c::NOTE,
    &[
        CHANNEL,
        FieldSpec::new("text", &w::TEXT, Kind::Lines { max: 2000 }, &w::TEXT_HELP, &w::RECORD_WHY)
            .required()
            .canned(),
    ],
);

static WITHDRAWALS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "applicant", label: &c::WITHDRAW_APPLICANT },
    ChoiceSpec { digit: '2', word: "not_supplemented", label: &c::WITHDRAW_NOT_SUPPLEMENTED },
];

/// Ends a case at the applicant's wish or by rule.
pub static WITHDRAW: FormSpec = FormSpec::new(
    "withdraw",
    &c::WITHDRAW,
    &[
        FieldSpec::new(
            "ground",
            &w::WITHDRAW_GROUND,
            Kind::Choice(WITHDRAWALS),
            &w::GROUND_HELP,
            &w::RECORD_WHY,
        )
        .required(),
        FieldSpec::new(
            "reason",
            &w::REASON,
            Kind::Lines { max: 1000 },
            &w::WHY_OPTIONAL_HELP,
            &w::RECORD_WHY,
        )
        .canned(),
    ],
);

/// Takes a case out that was entered by mistake.
pub static VOID: FormSpec = FormSpec::new("void", &c::VOID, &[REASON]).outgoing();

/// ON-4: without a limit nothing is overdue later, which is easily forgotten now; `0` says it is meant.
fn no_supplement_limit(values: &Values<'_>) -> Option<Finding> {
    (!values.filled("supplement_days")).then(|| Finding::warning(&w::NO_SUPPLEMENT_LIMIT).by("ON-4"))
}

fn organ_accepts(values: &Values<'_>) -> bool {
    values.facts().organ_accepts
}

fn organ_decides(values: &Values<'_>) -> bool {
    values.facts().organ_decides
}

fn something_amended(values: &Values<'_>) -> Option<Finding> {
    let nothing = !values.filled("name") && !values.filled("item");
    nothing.then(|| Finding::blocking(&w::NOTHING_AMENDED))
}
