//! The forms about feedback: registering, each act of its way, passing on, the keys of openers, opening (A11).

use super::shared::{VERSION, YES_NO};
use crate::form::spec::{ChoiceSpec, FieldSpec, Finding, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{Phrase, feedback as v, feedback_form as f, form as w};

static SATISFIED: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &f::SATISFIED },
    ChoiceSpec { digit: '2', word: "no", label: &f::NOT_SATISFIED },
];

static CHANNELS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "card", label: &v::CHANNEL_CARD },
    ChoiceSpec { digit: '2', word: "box", label: &v::CHANNEL_BOX },
    ChoiceSpec { digit: '3', word: "hotline", label: &v::CHANNEL_HOTLINE },
    ChoiceSpec { digit: '4', word: "device", label: &v::CHANNEL_DEVICE },
    ChoiceSpec { digit: '5', word: "letter", label: &v::CHANNEL_LETTER },
    ChoiceSpec { digit: '6', word: "visit", label: &v::CHANNEL_VISIT },
    ChoiceSpec { digit: '7', word: "12345", label: &v::CHANNEL_ORDER },
    ChoiceSpec { digit: '8', word: "superior", label: &v::CHANNEL_SUPERIOR },
];

static KINDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "complaint", label: &v::KIND_COMPLAINT },
    ChoiceSpec { digit: '2', word: "suggestion", label: &v::KIND_SUGGESTION },
    ChoiceSpec { digit: '3', word: "question", label: &v::KIND_QUESTION },
    ChoiceSpec { digit: '4', word: "praise", label: &v::KIND_PRAISE },
    ChoiceSpec { digit: '5', word: "bad-rating", label: &v::KIND_BAD_RATING },
    ChoiceSpec { digit: '6', word: "report", label: &v::KIND_REPORT },
    ChoiceSpec { digit: '7', word: "request", label: &v::KIND_REQUEST },
];

static NAMINGS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "named", label: &v::NAMING_NAMED },
    ChoiceSpec { digit: '2', word: "anonymous", label: &v::NAMING_ANONYMOUS },
    ChoiceSpec { digit: '3', word: "sealed", label: &v::NAMING_SEALED },
];

static ACTS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '0', word: "extend", label: &v::ACT_EXTEND },
    ChoiceSpec { digit: '1', word: "accept", label: &v::ACT_ACCEPT },
    ChoiceSpec { digit: '2', word: "assign", label: &v::ACT_ASSIGN },
    ChoiceSpec { digit: '3', word: "judge", label: &v::ACT_JUDGE },
    ChoiceSpec { digit: '4', word: "approve", label: &v::ACT_APPROVE },
    ChoiceSpec { digit: '5', word: "send-back", label: &v::ACT_SEND_BACK },
    ChoiceSpec { digit: '6', word: "answer", label: &v::ACT_ANSWER },
    ChoiceSpec { digit: '7', word: "rectify", label: &v::ACT_RECTIFY },
    ChoiceSpec { digit: '8', word: "revisit", label: &v::ACT_REVISIT },
    ChoiceSpec { digit: '9', word: "close", label: &v::ACT_CLOSE },
];

const fn text(id: &'static str, label: &'static Phrase, max: usize, help: &'static Phrase) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Text { max }, help, &f::WHY)
}

const fn lines(id: &'static str, label: &'static Phrase, max: usize, help: &'static Phrase) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Lines { max }, help, &f::WHY)
}

const NUMBER: FieldSpec = text("number", &f::NUMBER, 20, &f::NUMBER_HELP);

static OF_ENTRY: &[FieldSpec] = &[NUMBER.required(), VERSION];

fn named(values: &Values<'_>) -> bool {
    values.text("naming") == "named"
}

fn sealed(values: &Values<'_>) -> bool {
    values.text("naming") == "sealed"
}

fn act_is(values: &Values<'_>, acts: &[&str]) -> bool {
    acts.contains(&values.text("act"))
}

fn judged(values: &Values<'_>) -> bool {
    act_is(values, &["judge"])
}

/// CP-7: a report is sealed or anonymous.
fn report_is_sealed(values: &Values<'_>) -> Option<Finding> {
    let report = values.text("kind") == "report" && named(values);
    report.then(|| Finding::blocking(&v::REPORT_SEALED).by("CP-7"))
}

/// Registers feedback of any channel (CP-1); nothing of it is drafted, whose it is above all (CP-7, CP-10).
pub static REGISTER: FormSpec = FormSpec::new("register-feedback", &v::REGISTER_FEEDBACK, REGISTER_FIELDS)
    .undrafted()
    .command_only(&[text("review_of", &f::REVIEW_OF, 20, &f::REVIEW_OF_HELP)]);

static REGISTER_FIELDS: &[FieldSpec] = &[
    FieldSpec::new("channel", &v::L_CHANNEL, Kind::Choice(CHANNELS), &w::GROUND_HELP, &f::WHY).required(),
    FieldSpec::new("kind", &v::L_KIND, Kind::Choice(KINDS), &f::KIND_HELP, &f::KIND_WHY).required().beside(),
    FieldSpec::new("naming", &v::L_NAMING, Kind::Choice(NAMINGS), &f::NAMING_HELP, &f::NAMING_WHY)
        .required()
        .beside()
        .rule(report_is_sealed),
    FieldSpec::new("name", &v::L_SAID_BY, Kind::Name, &w::NAME_HELP, &f::NAMING_WHY)
        .shown_when(named)
        .required(),
    FieldSpec::new("phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &f::NAMING_WHY)
        .shown_when(named)
        .beside(),
    text("address", &w::ADDRESS, 200, &f::ADDRESS_HELP).shown_when(named).unnumbered().blank(),
    FieldSpec::new("identity.name", &v::L_SAID_BY, Kind::Name, &f::SEALED_HELP, &f::SEALED_WHY)
        .shown_when(sealed)
        .required()
        .sealed(),
    FieldSpec::new("identity.phone", &w::PHONE, Kind::Phone, &f::SEALED_HELP, &f::SEALED_WHY)
        .shown_when(sealed)
        .beside()
        .sealed(),
    FieldSpec::new("identity.id_number", &w::ID_NUMBER, Kind::IdNumber, &f::SEALED_HELP, &f::SEALED_WHY)
        .shown_when(sealed)
        .unnumbered()
        .sealed()
        .blank(),
    FieldSpec::new("identity.address", &w::ADDRESS, Kind::Text { max: 200 }, &f::SEALED_HELP, &f::SEALED_WHY)
        .shown_when(sealed)
        .unnumbered()
        .sealed()
        .blank(),
    lines("content", &v::L_CONTENT, 5_000, &f::CONTENT_HELP).required(),
    FieldSpec::new("about", &v::L_ABOUT, Kind::Text { max: 200 }, &f::ABOUT_HELP, &f::ABOUT_WHY)
        .columns(30)
        .blank(),
    FieldSpec::new("item", &f::ITEM, Kind::Item, &f::ITEM_HELP, &f::WHY).unnumbered().blank(),
    text("matter", &f::MATTER, 40, &f::MATTER_HELP).columns(20).unnumbered().blank(),
    text("reference", &f::REFERENCE, 60, &f::REFERENCE_HELP).columns(20).unnumbered().beside().blank(),
    FieldSpec::new(
        "people",
        &f::PEOPLE,
        Kind::Digits { digits: 6, least: 1, most: 100_000 },
        &f::PEOPLE_HELP,
        &f::GROUP_WHY,
    )
    .unnumbered()
    .blank(),
    FieldSpec::new(
        "representatives",
        &f::REPRESENTATIVES,
        Kind::Text { max: 200 },
        &f::REPRESENTATIVES_HELP,
        &f::GROUP_WHY,
    )
    .columns(30)
    .unnumbered()
    .beside()
    .blank(),
    FieldSpec::new("received", &v::L_RECEIVED, Kind::Day(Toward::Past), &f::RECEIVED_HELP, &f::WHY)
        .unnumbered()
        .blank(),
];

/// An act on an entry: accepted, assigned, judged, looked at twice, answered, put right, revisited, closed (CP-2 to CP-5).
pub static HANDLE: FormSpec =
    FormSpec::new("handle-feedback", &v::HANDLE_FEEDBACK, HANDLE_FIELDS).command_only(OF_ENTRY);

static HANDLE_FIELDS: &[FieldSpec] = &[
    FieldSpec::new("act", &v::L_ACT, Kind::Choice(ACTS), &w::GROUND_HELP, &f::WHY).required(),
    FieldSpec::new("to", &f::TO, Kind::Operator, &f::TO_HELP, &f::ABOUT_WHY)
        .shown_when(|values| act_is(values, &["assign"]))
        .required(),
    lines("claim", &f::CLAIM, 2_000, &f::CLAIM_HELP).shown_when(judged).required(),
    lines("facts", &v::L_FACTS, 2_000, &f::FACTS_HELP).shown_when(judged).required(),
    lines("opinion", &v::L_OPINION, 2_000, &f::OPINION_HELP).shown_when(judged).required(),
    text("basis", &f::BASIS, 500, &f::BASIS_HELP).shown_when(judged).required(),
    text("cause", &f::CAUSE, 60, &f::CAUSE_HELP).shown_when(judged).columns(20).unnumbered().blank(),
    text("measure", &f::MEASURE, 500, &f::MEASURE_HELP).shown_when(judged).blank(),
    FieldSpec::new("satisfied", &f::SATISFIED_LABEL, Kind::Flag(SATISFIED), &w::GROUND_HELP, &f::REVISIT_WHY)
        .shown_when(|values| act_is(values, &["revisit"]))
        .required(),
    lines("text", &f::TEXT, 2_000, &f::TEXT_HELP)
        .shown_when(|values| !act_is(values, &["judge", "assign", ""]))
        .required_when(|values| act_is(values, &["extend", "send-back", "rectify", "answer"]))
        .canned(),
];

/// Passes an entry on, up with nothing kept (CP-2, CP-10).
pub static PASS_ON: FormSpec = FormSpec::new(
    "pass-on-feedback",
    &v::PASS_ON_FEEDBACK,
    &[
        text("to", &v::L_PASSED_TO, 60, &f::PASSED_TO_HELP).required(),
        FieldSpec::new("up", &f::UP, Kind::Flag(YES_NO), &f::UP_HELP, &f::UP_WHY).word("no"),
    ],
)
.outgoing()
.command_only(OF_ENTRY);

/// Asks that somebody keeps out of an entry (CP-11).
pub static ASK_RECUSAL: FormSpec = FormSpec::new(
    "ask-recusal",
    &v::ASK_RECUSAL,
    &[
        FieldSpec::new("operator", &f::KEEPS_OUT, Kind::Operator, &f::KEEPS_OUT_HELP, &f::RECUSAL_WHY)
            .blank(),
        FieldSpec::new(
            "reason",
            &f::REASON,
            Kind::Lines { max: 500 },
            &f::RECUSAL_REASON_HELP,
            &f::RECUSAL_WHY,
        )
        .required(),
    ],
)
.command_only(OF_ENTRY);

static GRANTED: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &v::RECUSAL_GRANTED },
    ChoiceSpec { digit: '2', word: "no", label: &v::RECUSAL_DENIED },
];

/// Decides whether they keep out, and who handles the entry instead (CP-11).
pub static DECIDE_RECUSAL: FormSpec = FormSpec::new(
    "decide-recusal",
    &v::DECIDE_RECUSAL,
    &[
        FieldSpec::new("granted", &f::GRANTED, Kind::Flag(GRANTED), &w::GROUND_HELP, &f::RECUSAL_WHY)
            .required(),
        FieldSpec::new("to", &f::INSTEAD, Kind::Operator, &f::INSTEAD_HELP, &f::RECUSAL_WHY)
            .shown_when(|values| values.text("granted") == "yes")
            .blank(),
        FieldSpec::new("text", &f::REASON, Kind::Lines { max: 500 }, &f::DECISION_HELP, &f::RECUSAL_WHY)
            .required(),
    ],
)
.command_only(OF_ENTRY);

const PASSPHRASE: FieldSpec =
    FieldSpec::new("passphrase", &f::PASSPHRASE, Kind::Passphrase, &f::PASSPHRASE_HELP, &f::SEALED_WHY)
        .required();

/// Makes whoever is signed in an opener of sealed identities, by a passphrase (CP-7).
pub static OPENER: FormSpec = FormSpec::new(
    "set-opener-key",
    &v::SET_OPENER_KEY,
    &[
        PASSPHRASE,
        FieldSpec::new("again", &w::PIN_AGAIN, Kind::Passphrase, &f::PASSPHRASE_HELP, &f::SEALED_WHY)
            .required()
            .rule(same_passphrase),
    ],
)
.undrafted();

fn same_passphrase(values: &Values<'_>) -> Option<Finding> {
    let again = values.text("again");
    (!again.is_empty() && again != values.text("passphrase"))
        .then(|| Finding::blocking(&v::PASSPHRASES_DIFFER))
}

/// Ends somebody's being an opener.
pub static END_OPENER: FormSpec = FormSpec::new(
    "end-opener",
    &v::END_OPENER,
    &[FieldSpec::new("operator", &f::TO, Kind::Operator, &f::END_OPENER_HELP, &f::SEALED_WHY).required()],
);

/// Opens a sealed identity, for a purpose that is journalled (CP-7).
pub static OPEN_IDENTITY: FormSpec = FormSpec::new(
    "open-identity",
    &v::OPEN_IDENTITY,
    &[
        FieldSpec::new("purpose", &w::PURPOSE, Kind::Text { max: 200 }, &f::PURPOSE_HELP, &f::SEALED_WHY)
            .required(),
        PASSPHRASE,
    ],
)
.undrafted()
.command_only(&[NUMBER.required()]);

/// Every form of this file.
pub static FEEDBACK_FORMS: &[&FormSpec] =
    &[&REGISTER, &HANDLE, &PASS_ON, &ASK_RECUSAL, &DECIDE_RECUSAL, &OPENER, &END_OPENER, &OPEN_IDENTITY];
