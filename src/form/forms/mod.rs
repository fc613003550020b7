//! Every form of the program: intake, the acts on a case, persons, the house.

mod acts;
mod clocks;
mod house;
mod intake;
mod people;
mod shared;

pub use acts::{
    ACCEPT, AMEND, ASSIGN, CHECK, CLOSE, DECIDE, DELIVER, FIX, FORWARD, NOTE, NOTIFY, REFUSE, STEP,
    SUPPLEMENT, VOID, WITHDRAW,
};
pub use clocks::{CANCEL_CARD, CONCLUDE, EXTEND, ISSUE_CARDS, PAUSE, REPLY_CARD, RESUME};
pub use house::{CONFIRM_DATE, GRID, INIT, OPERATOR, PIN, SAVE_VIEW, SIGN_IN, STATION, UNLOCK};
pub use intake::TAKE;
pub use people::{ENQUIRE, PERSON, REVEAL, VOID_DOCUMENT};

use super::spec::FormSpec;

/// Every form, each once.
pub static ALL: &[&FormSpec] = &[
    &TAKE,
    &CHECK,
    &FIX,
    &NOTIFY,
    &SUPPLEMENT,
    &ACCEPT,
    &REFUSE,
    &FORWARD,
    &STEP,
    &PAUSE,
    &RESUME,
    &EXTEND,
    &DECIDE,
    &DELIVER,
    &CLOSE,
    &ASSIGN,
    &AMEND,
    &NOTE,
    &WITHDRAW,
    &VOID,
    &ISSUE_CARDS,
    &REPLY_CARD,
    &CANCEL_CARD,
    &CONCLUDE,
    &ENQUIRE,
    &PERSON,
    &REVEAL,
    &VOID_DOCUMENT,
    &SIGN_IN,
    &UNLOCK,
    &OPERATOR,
    &PIN,
    &STATION,
    &GRID,
    &CONFIRM_DATE,
    &SAVE_VIEW,
    &INIT,
];

/// The form of a verb, by its stable word.
#[must_use]
pub fn form(id: &str) -> Option<&'static FormSpec> {
    ALL.iter().copied().find(|form| form.id == id)
}
