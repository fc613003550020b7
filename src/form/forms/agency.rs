//! The forms of full agency: authority, legs, custody, certificates, absences, offices.

use super::shared::REASON;
use crate::form::spec::{ChoiceSpec, FieldSpec, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{agency as a, form as w};

static SIGNERS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "applicant", label: &a::SIGNER_APPLICANT },
    ChoiceSpec { digit: '2', word: "guardian", label: &a::SIGNER_GUARDIAN },
    ChoiceSpec { digit: '3', word: "relative", label: &a::SIGNER_RELATIVE },
];

static SIGNED: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::SIGNED_YES },
    ChoiceSpec { digit: '2', word: "no", label: &w::SIGNED_NO },
];

const BOTH_SIGNED: FieldSpec =
    FieldSpec::new("signed", &w::SIGNED, Kind::Flag(SIGNED), &w::GROUND_HELP, &w::SIGNED_WHY).required();

const ORIGINALS: FieldSpec = FieldSpec::new(
    "originals",
    &w::WHICH_ORIGINALS,
    Kind::Numbers,
    &w::WHICH_ORIGINALS_HELP,
    &w::CUSTODY_WHY,
);

const ALL_ORIGINALS: FieldSpec =
    FieldSpec::new("originals", &w::WHICH_ORIGINALS, Kind::Numbers, &w::ALL_ORIGINALS_HELP, &w::CUSTODY_WHY)
        .blank();

const PAGES: FieldSpec =
    FieldSpec::new("pages", &w::PAGES, Kind::Numbers, &w::PAGES_HELP, &w::CUSTODY_WHY).blank();

const REMARK: FieldSpec = FieldSpec::new(
    "remark",
    &w::CUSTODY_REMARK,
    Kind::Lines { max: 500 },
    &w::CUSTODY_REMARK_HELP,
    &w::RECORD_WHY,
)
.canned();

fn for_another(values: &Values<'_>) -> bool {
    matches!(values.text("signer"), "guardian" | "relative")
}

fn new_authority(values: &Values<'_>) -> bool {
    !values.facts().unsigned_authority
}

fn signed_for_another(values: &Values<'_>) -> bool {
    new_authority(values) && for_another(values)
}

/// Entrusts the errands to an agent (AG-1, AG-4).
pub static AUTHORISE: FormSpec = FormSpec::new(
    "authorise",
    &a::AUTHORISE,
    &[
        FieldSpec::new("until", &w::UNTIL, Kind::Day(Toward::Future), &w::UNTIL_HELP, &w::TERM_WHY)
            .shown_when(new_authority)
            .required_when(new_authority),
        FieldSpec::new("signer", &w::SIGNER, Kind::Choice(SIGNERS), &w::GROUND_HELP, &w::SIGNER_WHY)
            .shown_when(new_authority)
            .word("applicant"),
        FieldSpec::new("signer_name", &w::SIGNER_NAME, Kind::Name, &w::NAME_HELP, &w::SIGNER_WHY)
            .shown_when(signed_for_another)
            .required_when(signed_for_another),
        FieldSpec::new(
            "signer_id_number",
            &w::SIGNER_NUMBER,
            Kind::IdNumber,
            &w::ID_NUMBER_HELP,
            &w::SIGNER_WHY,
        )
        .shown_when(signed_for_another)
        .required_when(signed_for_another),
        FieldSpec::new("signer_phone", &w::SIGNER_PHONE, Kind::Phone, &w::PHONE_HELP, &w::SIGNER_WHY)
            .shown_when(signed_for_another),
        FieldSpec::new("relation", &w::RELATION, Kind::Text { max: 50 }, &w::RELATION_HELP, &w::SIGNER_WHY)
            .shown_when(signed_for_another)
            .columns(20),
        BOTH_SIGNED,
        FieldSpec::new("agent", &w::THE_AGENT, Kind::Operator, &w::THE_AGENT_HELP, &w::THE_AGENT_WHY)
            .shown_when(new_authority)
            .blank(),
        FieldSpec::new("substitute", &w::SUBSTITUTE, Kind::Operator, &w::SUBSTITUTE_HELP, &w::THE_AGENT_WHY)
            .shown_when(new_authority)
            .blank(),
        FieldSpec::new("from", &w::FROM_DAY, Kind::Day(Toward::Any), &w::DAY_HELP, &w::TERM_WHY)
            .shown_when(new_authority)
            .unnumbered()
            .blank(),
        FieldSpec::new("powers", &w::POWERS, Kind::Lines { max: 500 }, &w::POWERS_HELP, &w::TERM_WHY)
            .shown_when(new_authority)
            .unnumbered()
            .blank(),
    ],
)
.outgoing();

/// Suspends the agency (AG-3).
pub static SUSPEND: FormSpec = FormSpec::new("suspend", &a::SUSPEND, &[REASON]).outgoing();

/// Continues it, or renews its term (AG-3).
pub static CONTINUE: FormSpec = FormSpec::new(
    "continue",
    &a::CONTINUE,
    &[
        FieldSpec::new("until", &w::UNTIL, Kind::Day(Toward::Future), &w::UNTIL_HELP, &w::TERM_WHY).blank(),
        BOTH_SIGNED,
        FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 500 }, &w::WHY_OPTIONAL_HELP, &w::RECORD_WHY)
            .canned(),
    ],
)
.outgoing();

/// Ends it early (AG-3).
pub static TERMINATE: FormSpec = FormSpec::new("terminate", &a::TERMINATE, &[REASON]).outgoing();

/// Finishes it (AG-3).
pub static COMPLETE: FormSpec = FormSpec::new("complete", &a::COMPLETE, &[REMARK]).outgoing();

/// Takes over from an absent agent.
pub static TAKE_OVER: FormSpec = FormSpec::new(
    "take-over",
    &a::TAKE_OVER,
    &[FieldSpec::new("reason", &w::REASON, Kind::Lines { max: 500 }, &w::WHY_OPTIONAL_HELP, &w::RECORD_WHY)
        .canned()],
);

static SHOWN_ONLY: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::SHOWN_ONLY_YES },
    ChoiceSpec { digit: '2', word: "no", label: &w::SHOWN_ONLY_NO },
];

/// Hands the next leg in.
pub static SET_OUT: FormSpec = FormSpec::new(
    "set-out",
    &a::SET_OUT,
    &[
        FieldSpec::new("signed", &w::OFFICE_SIGNED, Kind::Flag(SIGNED), &w::GROUND_HELP, &w::SIGNED_WHY)
            .required(),
        ALL_ORIGINALS,
        FieldSpec::new(
            "shown_only",
            &w::SHOWN_ONLY,
            Kind::Flag(SHOWN_ONLY),
            &w::GROUND_HELP,
            &w::CUSTODY_WHY,
        )
        .word("no"),
        REMARK,
    ],
);

static LEG_OUTCOMES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "done", label: &a::LEG_DONE },
    ChoiceSpec { digit: '2', word: "returned", label: &a::LEG_RETURNED },
    ChoiceSpec { digit: '3', word: "refused", label: &a::LEG_REFUSED },
    ChoiceSpec { digit: '4', word: "stuck", label: &a::LEG_STUCK },
];

static STAY: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::STAY_YES },
    ChoiceSpec { digit: '2', word: "no", label: &w::STAY_NO },
];

/// Comes back from a leg.
pub static COME_BACK: FormSpec = FormSpec::new(
    "come-back",
    &a::COME_BACK,
    &[
        FieldSpec::new("outcome", &w::LEG_OUTCOME, Kind::Choice(LEG_OUTCOMES), &w::GROUND_HELP, &w::LEG_WHY)
            .required(),
        FieldSpec::new("remark", &w::LEG_REASON, Kind::Lines { max: 500 }, &w::LEG_REASON_HELP, &w::LEG_WHY)
            .required_when(|values| matches!(values.text("outcome"), "returned" | "refused" | "stuck"))
            .canned(),
        FieldSpec::new("signed", &w::OFFICE_SIGNED, Kind::Flag(SIGNED), &w::GROUND_HELP, &w::SIGNED_WHY)
            .required(),
        FieldSpec::new(
            "originals_stay",
            &w::ORIGINALS_STAY,
            Kind::Flag(STAY),
            &w::GROUND_HELP,
            &w::CUSTODY_WHY,
        )
        .word("no"),
        FieldSpec::new("fetched", &w::FETCHED, Kind::Text { max: 100 }, &w::FETCHED_HELP, &w::CUSTODY_WHY)
            .columns(32),
        FieldSpec::new(
            "fetched_pages",
            &w::FETCHED_PAGES,
            Kind::Digits { digits: 4, least: 1, most: 9999 },
            &w::PAGES_HELP,
            &w::CUSTODY_WHY,
        )
        .shown_when(|values| values.filled("fetched"))
        .required_when(|values| values.filled("fetched")),
    ],
);

static TAKERS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "window", label: &a::HOLDER_WINDOW },
    ChoiceSpec { digit: '2', word: "agent", label: &a::HOLDER_AGENT },
    ChoiceSpec { digit: '3', word: "office", label: &a::HOLDER_OFFICE },
    ChoiceSpec { digit: '4', word: "resident", label: &a::HOLDER_RESIDENT },
];

static WAYS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "in-person", label: &a::WAY_IN_PERSON },
    ChoiceSpec { digit: '2', word: "post", label: &a::WAY_POST },
];

fn by_post(values: &Values<'_>) -> bool {
    values.text("way") == "post"
}

/// Hands originals over (AG-2).
pub static TRANSFER: FormSpec = FormSpec::new(
    "transfer",
    &a::TRANSFER,
    &[
        ORIGINALS,
        FieldSpec::new("other", &w::OTHER_ORIGINAL, Kind::Text { max: 100 }, &w::OTHER_HELP, &w::CUSTODY_WHY)
            .columns(32),
        FieldSpec::new("pages", &w::PAGES, Kind::Numbers, &w::PAGES_HELP, &w::CUSTODY_WHY),
        FieldSpec::new("to", &w::HAND_TO, Kind::Choice(TAKERS), &w::GROUND_HELP, &w::CUSTODY_WHY).required(),
        FieldSpec::new("agent", &w::THE_AGENT, Kind::Operator, &w::TAKER_HELP, &w::CUSTODY_WHY)
            .shown_when(|values| values.text("to") == "agent")
            .blank(),
        FieldSpec::new("office", &w::THE_OFFICE, Kind::Text { max: 100 }, &w::OFFICE_HELP, &w::CUSTODY_WHY)
            .shown_when(|values| values.text("to") == "office")
            .required_when(|values| values.text("to") == "office")
            .columns(32),
        FieldSpec::new("way", &w::WAY, Kind::Choice(WAYS), &w::GROUND_HELP, &w::CUSTODY_WHY)
            .word("in-person"),
        FieldSpec::new(
            "post_number",
            &w::POST_NUMBER,
            Kind::Text { max: 40 },
            &w::POST_NUMBER_HELP,
            &w::CUSTODY_WHY,
        )
        .shown_when(by_post)
        .required_when(by_post)
        .columns(32),
        FieldSpec::new("signed", &w::SIGNED, Kind::Flag(SIGNED), &w::SIGNED_HELP, &w::SIGNED_WHY)
            .shown_when(|values| !by_post(values))
            .required_when(|values| !by_post(values)),
        REMARK.unnumbered(),
    ],
);

static BACK: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::BACK_YES },
    ChoiceSpec { digit: '2', word: "no", label: &w::BACK_NO },
];

/// Confirms originals that were handed over (AG-2).
pub static RECEIVE: FormSpec = FormSpec::new(
    "receive",
    &a::RECEIVE,
    &[
        ALL_ORIGINALS,
        PAGES,
        FieldSpec::new("came_back", &w::CAME_BACK, Kind::Flag(BACK), &w::GROUND_HELP, &w::CUSTODY_WHY)
            .word("no"),
        REMARK,
    ],
);

/// Keeps originals lawfully (AG-2).
pub static KEEP: FormSpec = FormSpec::new("keep", &a::KEEP, &[ORIGINALS.required(), REASON]);

/// Reports an original lost (AG-2).
pub static REPORT_LOST: FormSpec = FormSpec::new(
    "report-lost",
    &a::REPORT_LOST,
    &[
        ORIGINALS.required(),
        FieldSpec::new("report", &w::LOSS_REPORT, Kind::Lines { max: 1000 }, &w::REMARK_HELP, &w::LOSS_WHY)
            .required(),
        FieldSpec::new(
            "consequence",
            &w::LOSS_CONSEQUENCE,
            Kind::Lines { max: 500 },
            &w::REMARK_HELP,
            &w::LOSS_WHY,
        )
        .required(),
        FieldSpec::new("remedy", &w::LOSS_REMEDY, Kind::Lines { max: 500 }, &w::REMARK_HELP, &w::LOSS_WHY)
            .required(),
    ],
)
.outgoing();

/// Issues a certificate under the seal (ZH01).
pub static CERTIFY: FormSpec = FormSpec::new(
    "certify",
    &a::CERTIFY,
    &[
        FieldSpec::new("subject", &w::SUBJECT, Kind::Text { max: 100 }, &w::SUBJECT_HELP, &w::CERTIFY_WHY)
            .required(),
        FieldSpec::new("text", &w::CERTIFY_TEXT, Kind::Lines { max: 1000 }, &w::REMARK_HELP, &w::CERTIFY_WHY)
            .required(),
        FieldSpec::new(
            "purpose",
            &w::PURPOSE_OF,
            Kind::Text { max: 200 },
            &w::PURPOSE_OF_HELP,
            &w::CERTIFY_WHY,
        )
        .required(),
        FieldSpec::new(
            "copies",
            &w::COPIES,
            Kind::Digits { digits: 2, least: 1, most: 99 },
            &w::COPIES_HELP,
            &w::SEAL_WHY,
        )
        .blank(),
        FieldSpec::new(
            "approver",
            &w::SEAL_APPROVER,
            Kind::Text { max: 50 },
            &w::APPROVER_HELP,
            &w::SEAL_WHY,
        )
        .required()
        .columns(20),
    ],
)
.outgoing();

/// Enters an absence.
pub static SAVE_ABSENCE: FormSpec = FormSpec::new(
    "save-absence",
    &a::SAVE_ABSENCE,
    &[
        FieldSpec::new("code", &w::WHOSE, Kind::Operator, &w::WHOSE_HELP, &w::ABSENCE_WHY).blank(),
        FieldSpec::new("from", &w::FROM_DAY, Kind::Day(Toward::Any), &w::DAY_HELP, &w::ABSENCE_WHY).blank(),
        FieldSpec::new("until", &w::UNTIL, Kind::Day(Toward::Future), &w::UNTIL_HELP, &w::ABSENCE_WHY)
            .required(),
        REASON,
    ],
);

/// Enters or changes an office.
pub static SAVE_OFFICE: FormSpec = FormSpec::new(
    "save-office",
    &a::SAVE_OFFICE,
    &[
        FieldSpec::new("name", &w::THE_OFFICE, Kind::Text { max: 100 }, &w::OFFICE_HELP, &w::OFFICE_WHY)
            .required(),
        FieldSpec::new(
            "place",
            &w::VISITING_PLACE,
            Kind::Digits { digits: 3, least: 1, most: 999 },
            &w::VISITING_PLACE_HELP,
            &w::OFFICE_WHY,
        )
        .required(),
        FieldSpec::new("address", &w::ADDRESS, Kind::Text { max: 100 }, &w::OFFICE_HELP, &w::OFFICE_WHY),
        FieldSpec::new("phone", &w::PHONE, Kind::Text { max: 50 }, &w::PHONE_HELP, &w::OFFICE_WHY)
            .columns(20),
    ],
);
