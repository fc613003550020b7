//! The forms about volunteers: teams, volunteers, partners, needs, activities, the door, hours, certificates (A9).

use super::shared::{self, REASON, VERSION, YES_NO};
use crate::form::spec::{Asks, ChoiceSpec, FieldSpec, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{Phrase, form as w, resident as r, volunteer as v};

static STATES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "active", label: &v::STATE_ACTIVE },
    ChoiceSpec { digit: '2', word: "paused", label: &v::STATE_PAUSED },
    ChoiceSpec { digit: '3', word: "left", label: &v::STATE_LEFT },
    ChoiceSpec { digit: '4', word: "banned", label: &v::STATE_BANNED },
];

static PARTNERS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "unit", label: &v::PARTNER_UNIT },
    ChoiceSpec { digit: '2', word: "school", label: &v::PARTNER_SCHOOL },
    ChoiceSpec { digit: '3', word: "shop", label: &v::PARTNER_SHOP },
    ChoiceSpec { digit: '4', word: "association", label: &v::PARTNER_ASSOCIATION },
];

static ANSWERS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "asked", label: &v::NEED_ASKED },
    ChoiceSpec { digit: '2', word: "agreed", label: &v::NEED_AGREED },
    ChoiceSpec { digit: '3', word: "refused", label: &v::NEED_REFUSED },
    ChoiceSpec { digit: '4', word: "done", label: &v::NEED_DONE },
    ChoiceSpec { digit: '5', word: "dropped", label: &v::NEED_DROPPED },
];

static KINDS: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "care", label: &v::KIND_CARE },
    ChoiceSpec { digit: '2', word: "environment", label: &v::KIND_ENVIRONMENT },
    ChoiceSpec { digit: '3', word: "culture", label: &v::KIND_CULTURE },
    ChoiceSpec { digit: '4', word: "order", label: &v::KIND_ORDER },
    ChoiceSpec { digit: '5', word: "teaching", label: &v::KIND_TEACHING },
    ChoiceSpec { digit: '6', word: "rescue", label: &v::KIND_RESCUE },
    ChoiceSpec { digit: '7', word: "other", label: &v::KIND_OTHER },
];

static NATURES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "voluntary", label: &v::NATURE_VOLUNTARY },
    ChoiceSpec { digit: '2', word: "paid", label: &v::NATURE_PAID },
    ChoiceSpec { digit: '3', word: "compulsory", label: &v::NATURE_COMPULSORY },
    ChoiceSpec { digit: '4', word: "family", label: &v::NATURE_FAMILY },
];

/// A record of these lists, by its id.
const fn record(id: &'static str, label: &'static Phrase) -> FieldSpec {
    shared::record(id, label, &v::F_RECORD_HELP)
}

/// Whose number it is.
const NUMBER: FieldSpec =
    FieldSpec::new("number", &v::F_WHO, Kind::Volunteer, &v::F_NUMBER_HELP, &v::F_DOOR_WHY).required();

static OF_VOLUNTEER: &[FieldSpec] = &[record("number", &v::F_NUMBER).required()];
static OF_ACTIVITY: &[FieldSpec] = &[record("activity", &v::F_ACTIVITY).required()];

const fn text(
    id: &'static str,
    label: &'static Phrase,
    max: usize,
    help: &'static Phrase,
    why: &'static Phrase,
) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Text { max }, help, why)
}

const fn number(
    id: &'static str,
    label: &'static Phrase,
    most: u32,
    help: &'static Phrase,
    why: &'static Phrase,
) -> FieldSpec {
    FieldSpec::new(id, label, Kind::Digits { digits: 4, least: 0, most }, help, why).blank()
}

fn is_new(values: &Values<'_>) -> bool {
    !values.facts().record_exists
}

/// Enters or changes a team.
pub static TEAM: FormSpec = FormSpec::new(
    "save-team",
    &v::SAVE_TEAM,
    &[
        text("name", &v::F_NAME, 50, &v::F_NAME_HELP, &v::F_TEAM_WHY).required().columns(30),
        text("purpose", &v::F_PURPOSE, 200, &v::F_PURPOSE_HELP, &v::F_TEAM_WHY).required_when(is_new),
        FieldSpec::new("grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &v::F_TEAM_WHY).blank(),
        FieldSpec::new("leader", &v::F_LEADER, Kind::Volunteer, &v::F_LEADER_HELP, &v::F_TEAM_WHY).blank(),
        FieldSpec::new("ended", &v::F_ENDED, Kind::Flag(YES_NO), &w::GROUND_HELP, &v::F_TEAM_WHY)
            .shown_when(|values| !is_new(values))
            .blank(),
    ],
);

/// Enters a volunteer, with the resident where the register does not know them, or changes one (VO-1).
pub static VOLUNTEER: FormSpec = FormSpec::new("save-volunteer", &v::SAVE_VOLUNTEER, VOLUNTEER_FIELDS)
    .command_only(&[record("number", &v::F_NUMBER), record("applicant.id", &w::PERSON_ID), {
        FieldSpec::new("applicant.phone2", &w::PHONE2, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY)
    }]);

static VOLUNTEER_FIELDS: &[FieldSpec] = &[
    FieldSpec::new(
        "applicant.id_number",
        &w::ID_NUMBER,
        Kind::IdNumber,
        &w::ID_NUMBER_HELP,
        &v::F_VOLUNTEER_WHY,
    )
    .shown_when(is_new)
    .asks(Asks::Person),
    FieldSpec::new("applicant.name", &w::NAME, Kind::Name, &w::NAME_HELP, &v::F_VOLUNTEER_WHY)
        .shown_when(is_new)
        .required(),
    FieldSpec::new("applicant.phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &w::PHONE_WHY)
        .shown_when(is_new)
        .beside(),
    text("applicant.address", &w::ADDRESS, 200, &w::ADDRESS_HELP, &w::ADDRESS_WHY)
        .shown_when(is_new)
        .columns(32)
        .unnumbered(),
    FieldSpec::new("applicant.grid", &w::GRID, Kind::Grid, &w::GRID_HELP, &w::GRID_WHY)
        .shown_when(is_new)
        .beside()
        .unnumbered(),
    text("consent", &v::F_CONSENT, 200, &v::F_CONSENT_HELP, &v::F_VOLUNTEER_WHY).required_when(is_new),
    text("skills", &v::F_SKILLS, 200, &v::F_SKILLS_HELP, &v::F_VOLUNTEER_WHY).blank(),
    text("free", &v::F_FREE, 100, &v::F_FREE_HELP, &v::F_VOLUNTEER_WHY).blank(),
    text("teams", &v::F_TEAMS, 200, &v::F_TEAMS_HELP, &v::F_TEAM_WHY).blank(),
    text("category", &v::F_CATEGORY, 100, &v::F_CATEGORY_HELP, &v::F_VOLUNTEER_WHY).columns(24).blank(),
    FieldSpec::new("honour", &v::F_HONOUR, Kind::Flag(YES_NO), &v::F_HONOUR_HELP, &v::F_VOLUNTEER_WHY)
        .beside()
        .blank(),
    text("guardian", &v::F_GUARDIAN, 50, &v::F_GUARDIAN_HELP, &v::F_MINOR_WHY)
        .columns(20)
        .unnumbered()
        .blank(),
    FieldSpec::new("guardian_phone", &v::F_GUARDIAN_PHONE, Kind::Phone, &v::F_GUARDIAN_HELP, &v::F_MINOR_WHY)
        .unnumbered()
        .beside()
        .blank(),
    FieldSpec::new(
        "guardian_day",
        &v::F_GUARDIAN_DAY,
        Kind::Day(Toward::Past),
        &v::F_GUARDIAN_DAY_HELP,
        &v::F_MINOR_WHY,
    )
    .unnumbered()
    .blank(),
    text("training", &v::F_TRAINING, 200, &v::F_TRAINING_HELP, &v::F_VOLUNTEER_WHY).unnumbered().blank(),
    text("awards", &v::F_AWARDS, 200, &v::F_AWARDS_HELP, &v::F_VOLUNTEER_WHY).unnumbered().blank(),
];

/// Lets a volunteer pause, leave, come back, or bars them.
pub static STATE: FormSpec = FormSpec::new(
    "set-volunteer-state",
    &v::SET_VOLUNTEER_STATE,
    &[
        FieldSpec::new("state", &v::F_STATE, Kind::Choice(STATES), &w::GROUND_HELP, &v::F_STATE_WHY)
            .required(),
        FieldSpec::new("until", &v::F_UNTIL, Kind::Day(Toward::Future), &v::F_UNTIL_HELP, &v::F_STATE_WHY)
            .shown_when(|values| values.text("state") == "paused")
            .blank(),
        text("reason", &w::REASON, 200, &w::WHY_HELP, &v::F_STATE_WHY)
            .required_when(|values| values.text("state") != "active")
            .canned(),
    ],
)
.command_only(OF_VOLUNTEER);

/// Enters or changes a partner (共建单位).
pub static PARTNER: FormSpec = FormSpec::new(
    "save-partner",
    &v::SAVE_PARTNER,
    &[
        text("name", &v::F_NAME, 100, &v::F_PARTNER_NAME_HELP, &v::F_PARTNER_WHY).required().columns(40),
        FieldSpec::new("kind", &v::F_KIND, Kind::Choice(PARTNERS), &w::GROUND_HELP, &v::F_PARTNER_WHY)
            .required_when(is_new),
        text("contact", &v::F_CONTACT, 50, &v::F_CONTACT_HELP, &v::F_PARTNER_WHY).columns(20).blank(),
        FieldSpec::new("phone", &w::PHONE, Kind::Phone, &w::PHONE_HELP, &v::F_PARTNER_WHY).beside().blank(),
        text("offers", &v::F_OFFERS, 200, &v::F_OFFERS_HELP, &v::F_PARTNER_WHY).blank(),
        FieldSpec::new("left", &v::F_LEFT, Kind::Flag(YES_NO), &w::GROUND_HELP, &v::F_PARTNER_WHY)
            .shown_when(|values| !is_new(values))
            .blank(),
    ],
);

/// Asks for a volunteer, for a wish, a household or a case.
pub static ASK: FormSpec = FormSpec::new(
    "ask-help",
    &v::ASK_HELP,
    &[
        text("text", &v::F_NEED, 200, &v::F_NEED_HELP, &v::F_NEED_WHY).required(),
        text("skill", &v::F_SKILL, 50, &v::F_SKILLS_HELP, &v::F_NEED_WHY).blank(),
        text("free", &v::F_WHEN, 50, &v::F_FREE_HELP, &v::F_NEED_WHY).blank(),
    ],
)
.command_only(&[
    record("wish", &r::F_WISH_ID),
    record("household", &r::F_HOUSEHOLD),
    text("case", &v::F_CASE, 40, &v::F_CASE_HELP, &w::RECORD_WHY),
]);

/// Records what became of a need.
pub static ANSWER: FormSpec = FormSpec::new(
    "answer-help",
    &v::ANSWER_HELP,
    &[
        FieldSpec::new("answer", &v::F_ANSWER, Kind::Choice(ANSWERS), &w::GROUND_HELP, &v::F_NEED_WHY)
            .required(),
        FieldSpec::new("number", &v::F_WHO, Kind::Volunteer, &v::F_WHO_HELP, &v::F_NEED_WHY)
            .shown_when(|values| values.text("answer") == "asked")
            .required(),
        FieldSpec::new("note", &v::F_THANKS, Kind::Lines { max: 500 }, &v::F_THANKS_HELP, &v::F_NEED_WHY)
            .required_when(|values| values.text("answer") == "dropped")
            .canned(),
    ],
)
.command_only(&[record("need", &v::F_NEED).required(), VERSION]);

/// Plans or changes an activity (VO-2).
pub static ACTIVITY: FormSpec = FormSpec::new("save-activity", &v::SAVE_ACTIVITY, ACTIVITY_FIELDS)
    .command_only(&[record("activity", &v::F_ACTIVITY), VERSION, record("need", &v::F_NEED)]);

static ACTIVITY_FIELDS: &[FieldSpec] = &[
    text("name", &v::F_NAME, 100, &v::F_ACTIVITY_NAME_HELP, &v::F_ACTIVITY_WHY)
        .required_when(is_new)
        .columns(40),
    FieldSpec::new("kind", &v::F_KIND, Kind::Choice(KINDS), &w::GROUND_HELP, &v::F_ACTIVITY_WHY)
        .required_when(is_new),
    FieldSpec::new("day", &v::F_DAY, Kind::Day(Toward::Any), &v::F_ACTIVITY_DAY_HELP, &v::F_ACTIVITY_WHY)
        .required_when(is_new),
    text("from", &v::F_FROM, 10, &v::F_FROM_HELP, &v::F_TIME_WHY).required_when(is_new).columns(8).beside(),
    text("to", &v::F_TO, 10, &v::F_TO_HELP, &v::F_TIME_WHY).required_when(is_new).columns(8).beside(),
    text("place", &v::F_PLACE, 100, &v::F_PLACE_HELP, &v::F_ACTIVITY_WHY).required_when(is_new),
    text("content", &v::F_CONTENT, 500, &v::F_CONTENT_HELP, &v::F_ACTIVITY_WHY).required_when(is_new),
    number("needed", &v::F_NEEDED, 9999, &v::F_NEEDED_HELP, &v::F_ACTIVITY_WHY),
    FieldSpec::new("team", &v::F_TEAM, Kind::Team, &v::F_TEAM_HELP, &v::F_TEAM_WHY).blank(),
    FieldSpec::new("danger", &v::F_DANGER, Kind::Flag(YES_NO), &v::F_DANGER_HELP, &v::F_INSURANCE_WHY)
        .word("no")
        .unnumbered(),
    text("insurance", &v::F_INSURANCE, 100, &v::F_INSURANCE_HELP, &v::F_INSURANCE_WHY)
        .shown_when(|values| values.text("danger") == "yes" || values.text("kind") == "rescue")
        .required()
        .columns(30)
        .unnumbered()
        .beside(),
    FieldSpec::new("nature", &v::F_NATURE, Kind::Choice(NATURES), &w::GROUND_HELP, &v::F_NATURE_WHY)
        .word("voluntary")
        .unnumbered(),
    number("age_least", &v::F_LEAST, 150, &v::F_AGE_HELP, &v::F_MINOR_WHY).unnumbered(),
    number("age_most", &v::F_MOST, 150, &v::F_AGE_HELP, &v::F_MINOR_WHY).unnumbered().beside(),
    text("skills", &v::F_SKILL, 200, &v::F_SKILLS_HELP, &v::F_ACTIVITY_WHY).columns(24).unnumbered().blank(),
    FieldSpec::new("partner", &v::F_PARTNER, Kind::Partner, &v::F_PARTNER_HELP, &v::F_PARTNER_WHY)
        .unnumbered()
        .blank(),
    text("responsible", &v::F_RESPONSIBLE, 50, &v::F_RESPONSIBLE_HELP, &v::F_ACTIVITY_WHY)
        .columns(20)
        .unnumbered()
        .blank(),
];

/// Cancels an activity.
pub static CANCEL: FormSpec =
    FormSpec::new("cancel-activity", &v::CANCEL_ACTIVITY, &[REASON]).outgoing().command_only(OF_ACTIVITY);

/// Signs somebody up, or off.
pub static SIGN_UP: FormSpec = FormSpec::new(
    "sign-up",
    &v::SIGN_UP,
    &[
        NUMBER,
        text("companion", &v::F_COMPANION, 50, &v::F_COMPANION_HELP, &v::F_MINOR_WHY).columns(20).blank(),
        FieldSpec::new("off", &v::F_OFF, Kind::Flag(YES_NO), &v::F_OFF_HELP, &v::F_ACTIVITY_WHY).word("no"),
    ],
)
.command_only(OF_ACTIVITY);

/// Signs somebody in at the door, and the next time out.
pub static DOOR: FormSpec =
    FormSpec::new("sign-door", &v::SIGN_DOOR, &[NUMBER]).enter_submits().command_only(OF_ACTIVITY);

/// Corrects hours, or enters some by hand (VO-6).
pub static CORRECT: FormSpec = FormSpec::new(
    "correct-hours",
    &v::CORRECT_HOURS,
    &[
        NUMBER,
        number("nth", &v::F_NTH, 99, &v::F_NTH_HELP, &v::F_CORRECT_WHY),
        FieldSpec::new("void", &v::F_VOID, Kind::Flag(YES_NO), &v::F_VOID_HELP, &v::F_CORRECT_WHY).word("no"),
        text("from", &v::F_FROM, 10, &v::F_FROM_HELP, &v::F_TIME_WHY)
            .shown_when(|values| values.text("void") != "yes")
            .required()
            .columns(8),
        text("to", &v::F_TO, 10, &v::F_CORRECT_TO_HELP, &v::F_TIME_WHY)
            .shown_when(|values| values.text("void") != "yes")
            .required()
            .columns(8)
            .beside(),
        REASON,
    ],
)
.command_only(OF_ACTIVITY);

/// Records that an activity was held (VO-4).
pub static RECORD: FormSpec = FormSpec::new(
    "record-activity",
    &v::RECORD_ACTIVITY,
    &[
        FieldSpec::new(
            "evaluation",
            &v::F_EVALUATION,
            Kind::Lines { max: 500 },
            &v::F_EVALUATION_HELP,
            &v::F_ACTIVITY_WHY,
        )
        .canned(),
        text("closed", &v::F_CLOSED, 10, &v::F_CLOSED_HELP, &v::F_TIME_WHY).columns(8).blank(),
        text("thanks", &v::F_SAID, 500, &v::F_SAID_HELP, &v::F_NEED_WHY).blank(),
        text("late", &v::F_LATE, 200, &v::F_LATE_HELP, &v::F_ACTIVITY_WHY).blank().canned(),
    ],
)
.command_only(OF_ACTIVITY);

/// Issues a certificate of hours (VO-7).
pub static CERTIFY: FormSpec = FormSpec::new(
    "certify-hours",
    &v::CERTIFY_HOURS,
    &[
        FieldSpec::new(
            "from",
            &v::F_PERIOD_FROM,
            Kind::Day(Toward::Past),
            &v::F_PERIOD_HELP,
            &v::F_CERTIFY_WHY,
        )
        .blank(),
        FieldSpec::new(
            "until",
            &v::F_PERIOD_TO,
            Kind::Day(Toward::Past),
            &v::F_PERIOD_TO_HELP,
            &v::F_CERTIFY_WHY,
        )
        .beside()
        .blank(),
        FieldSpec::new("seal", &v::F_SEAL, Kind::Flag(YES_NO), &v::F_SEAL_HELP, &v::F_CERTIFY_WHY).word("no"),
    ],
)
.outgoing()
.command_only(OF_VOLUNTEER);

/// Every form of this file.
pub static VOLUNTEER_FORMS: &[&FormSpec] = &[
    &TEAM, &VOLUNTEER, &STATE, &PARTNER, &ASK, &ANSWER, &ACTIVITY, &CANCEL, &SIGN_UP, &DOOR, &CORRECT,
    &RECORD, &CERTIFY,
];
