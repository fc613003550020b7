//! The forms of the house: sign-in, operators, the station, its founding.

use crate::form::spec::{ChoiceSpec, FieldSpec, Finding, FormSpec, Kind, Toward};
use crate::form::values::Values;
use crate::words::{form as w, role as r, verb as v};

const OPERATOR_CODE: Kind = Kind::Code { min: 1, max: 12, upper: false };

const CODE: FieldSpec =
    FieldSpec::new("code", &w::CODE, OPERATOR_CODE, &w::CODE_HELP, &w::SIGN_IN_WHY).required();

const SECRET: FieldSpec = FieldSpec::new("pin", &w::PIN, Kind::Secret, &w::PIN_HELP, &w::PIN_WHY).required();

const AGAIN: FieldSpec = FieldSpec::new("pin_again", &w::PIN_AGAIN, Kind::Secret, &w::PIN_HELP, &w::PIN_WHY)
    .required()
    .rule(same_pin);

/// Signs in; Enter behind the PIN is enough.
pub static SIGN_IN: FormSpec = FormSpec::new("sign-in", &v::SIGN_IN, &[CODE, SECRET]).enter_submits();

/// Unlocks the screen; another operator types their own code first.
pub static UNLOCK: FormSpec = FormSpec::new(
    "unlock",
    &v::SIGN_IN,
    &[FieldSpec::new("code", &w::CODE, OPERATOR_CODE, &w::CODE_UNLOCK_HELP, &w::SIGN_IN_WHY).blank(), SECRET],
)
.enter_submits();

/// Sets a PIN.
pub static PIN: FormSpec = FormSpec::new("set-pin", &v::SET_PIN, &[CODE, SECRET, AGAIN]);

static ROLES: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "clerk", label: &r::CLERK },
    ChoiceSpec { digit: '2', word: "agent", label: &r::AGENT },
    ChoiceSpec { digit: '3', word: "grid-worker", label: &r::GRID_WORKER },
    ChoiceSpec { digit: '4', word: "supervisor", label: &r::SUPERVISOR },
    ChoiceSpec { digit: '5', word: "manager", label: &r::MANAGER },
];

static BARRED: &[ChoiceSpec] = &[
    ChoiceSpec { digit: '1', word: "yes", label: &w::YES_BARRED },
    ChoiceSpec { digit: '2', word: "no", label: &w::NO_BARRED },
];

/// Enters or changes an operator.
pub static OPERATOR: FormSpec = FormSpec::new(
    "save-operator",
    &v::SAVE_OPERATOR,
    &[
        CODE,
        FieldSpec::new("name", &w::NAME, Kind::Text { max: 50 }, &w::NAME_HELP, &w::SIGN_IN_WHY)
            .required_when(is_new)
            .columns(20),
        FieldSpec::new("roles", &w::ROLES, Kind::Many(ROLES), &w::ROLES_HELP, &w::ROLES_WHY)
            .required_when(is_new),
        FieldSpec::new("window", &w::WINDOW, Kind::Text { max: 20 }, &w::WINDOW_HELP, &w::RECORD_WHY)
            .columns(20),
        FieldSpec::new("disabled", &w::DISABLED, Kind::Flag(BARRED), &w::DISABLED_HELP, &w::ROLES_WHY)
            .blank(),
        FieldSpec::new("own_number", &w::OWN_NUMBER, Kind::IdNumber, &w::OWN_NUMBER_HELP, &w::KIN_WHY)
            .blank(),
        FieldSpec::new(
            "kin_numbers",
            &w::KIN_NUMBERS,
            Kind::Text { max: 200 },
            &w::KIN_NUMBERS_HELP,
            &w::KIN_WHY,
        )
        .blank(),
    ],
);

const ADDRESS: FieldSpec = FieldSpec::new(
    "address",
    &w::STATION_ADDRESS,
    Kind::Text { max: 100 },
    &w::UNCHANGED_HELP,
    &w::STATION_WHY,
);

/// Changes the station's settings.
pub static STATION: FormSpec = FormSpec::new(
    "save-station",
    &v::SAVE_STATION,
    &[
        FieldSpec::new("name", &w::STATION_NAME, Kind::Text { max: 50 }, &w::UNCHANGED_HELP, &w::STATION_WHY),
        ADDRESS,
        FieldSpec::new(
            "enquiry_phone",
            &w::ENQUIRY_PHONE,
            Kind::Text { max: 50 },
            &w::UNCHANGED_HELP,
            &w::STATION_WHY,
        )
        .columns(20),
        FieldSpec::new(
            "complaint_phone",
            &w::COMPLAINT_PHONE,
            Kind::Text { max: 50 },
            &w::UNCHANGED_HELP,
            &w::STATION_WHY,
        )
        .columns(20),
        FieldSpec::new("hours", &w::HOURS, Kind::Text { max: 100 }, &w::HOURS_HELP, &w::STATION_WHY)
            .columns(32),
        FieldSpec::new("zone", &w::ZONE, Kind::Text { max: 20 }, &w::ZONE_HELP, &w::STATION_WHY)
            .blank()
            .columns(8),
        FieldSpec::new("profiles", &w::PROFILES, Kind::Text { max: 200 }, &w::PROFILES_HELP, &w::STATION_WHY)
            .blank(),
        FieldSpec::new(
            "idle_minutes",
            &w::IDLE_MINUTES,
            Kind::Digits { digits: 3, least: 1, most: 480 },
            &w::IDLE_HELP,
            &w::PIN_WHY,
        )
        .blank(),
    ],
);

/// Enters or changes a grid.
pub static GRID: FormSpec = FormSpec::new(
    "save-grid",
    &v::SAVE_GRID,
    &[
        FieldSpec::new("code", &w::GRID_CODE, Kind::Text { max: 12 }, &w::GRID_CODE_HELP, &w::GRID_WHY)
            .required()
            .columns(12),
        FieldSpec::new("name", &w::GRID_NAME, Kind::Text { max: 50 }, &w::PLAIN_HELP, &w::GRID_WHY)
            .required()
            .columns(32),
        FieldSpec::new("worker", &w::WORKER, Kind::Operator, &w::WORKER_HELP, &w::GRID_WHY),
        FieldSpec::new("worker_name", &w::WORKER_NAME, Kind::Text { max: 50 }, &w::PLAIN_HELP, &w::GRID_WHY)
            .shown_when(|values| !values.filled("worker"))
            .columns(20),
        FieldSpec::new("agent", &w::THE_AGENT, Kind::Operator, &w::GRID_AGENT_HELP, &w::THE_AGENT_WHY)
            .blank(),
        FieldSpec::new("substitute", &w::SUBSTITUTE, Kind::Operator, &w::GRID_AGENT_HELP, &w::THE_AGENT_WHY)
            .blank(),
    ],
);

/// Confirms today's date after a long silence.
pub static CONFIRM_DATE: FormSpec = FormSpec::new(
    "confirm-date",
    &v::CONFIRM_DATE,
    &[FieldSpec::new("day", &w::DAY, Kind::Day(Toward::Any), &w::CONFIRM_DAY_HELP, &w::CONFIRM_DAY_WHY)
        .required()],
);

/// Keeps what the board of promises shows under a name.
pub static SAVE_VIEW: FormSpec = FormSpec::new(
    "save-view",
    &v::SAVE_VIEW,
    &[FieldSpec::new("name", &w::VIEW_NAME, Kind::Text { max: 20 }, &w::VIEW_NAME_HELP, &w::VIEW_WHY)
        .required()
        .columns(20)],
);

/// Founds a station.
pub static INIT: FormSpec = FormSpec::new(
    "init",
    &v::INIT,
    &[
        FieldSpec::new(
            "station",
            &w::STATION_NAME,
            Kind::Text { max: 50 },
            &w::STATION_NAME_HELP,
            &w::STATION_WHY,
        )
        .required(),
        FieldSpec::new(
            "code",
            &w::STATION_CODE,
            Kind::Code { min: 2, max: 12, upper: true },
            &w::STATION_CODE_HELP,
            &w::STATION_WHY,
        )
        .required(),
        FieldSpec::new("manager", &w::MANAGER, Kind::Text { max: 50 }, &w::PLAIN_HELP, &w::SIGN_IN_WHY)
            .required()
            .columns(20),
        FieldSpec::new("manager_code", &w::MANAGER_CODE, OPERATOR_CODE, &w::CODE_HELP, &w::SIGN_IN_WHY)
            .required(),
        SECRET,
        AGAIN,
    ],
);

fn is_new(values: &Values<'_>) -> bool {
    !values.facts().record_exists
}

fn same_pin(values: &Values<'_>) -> Option<Finding> {
    let differs = values.text("pin") != values.text("pin_again");
    differs.then(|| Finding::blocking(&w::PIN_DIFFERS))
}
