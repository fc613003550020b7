//! Every form of the program: intake, the acts on a case, persons, the house.

mod acts;
mod agency;
mod clocks;
mod feedback;
mod house;
mod intake;
mod people;
mod pledges;
mod ratings;
mod residents;
mod shared;
mod supervision;
mod volunteers;

pub use acts::{
    ACCEPT, AMEND, ASSIGN, CHECK, CLOSE, DECIDE, DELIVER, FIX, FORWARD, NOTE, NOTIFY, REFUSE, STEP,
    SUPPLEMENT, VOID, WITHDRAW,
};
pub use agency::{
    AUTHORISE, CERTIFY, COME_BACK, COMPLETE, CONTINUE, KEEP, RECEIVE, REPORT_LOST, SAVE_ABSENCE, SAVE_OFFICE,
    SET_OUT, SUSPEND, TAKE_OVER, TERMINATE, TRANSFER,
};
pub use clocks::{CANCEL_CARD, CONCLUDE, EXTEND, ISSUE_CARDS, PAUSE, REPLY_CARD, RESUME};
pub use feedback::FEEDBACK_FORMS;
pub use house::{CONFIRM_DATE, GRID, INIT, OPERATOR, PIN, SAVE_VIEW, SIGN_IN, STATION, UNLOCK};
pub use intake::TAKE;
pub use people::{ENQUIRE, PERSON, REVEAL, VOID_DOCUMENT};
pub use pledges::PLEDGE_FORMS;
pub use ratings::RATING_FORMS;
pub use residents::RESIDENT_FORMS;
pub use supervision::SUPERVISION_FORMS;
pub use volunteers::VOLUNTEER_FORMS;

use super::spec::FormSpec;

/// The forms of cases, persons and the house, each once.
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
    &AUTHORISE,
    &SET_OUT,
    &COME_BACK,
    &TRANSFER,
    &RECEIVE,
    &SUSPEND,
    &CONTINUE,
    &TERMINATE,
    &COMPLETE,
    &TAKE_OVER,
    &KEEP,
    &REPORT_LOST,
    &CERTIFY,
    &SAVE_ABSENCE,
    &SAVE_OFFICE,
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

/// Every form of the program.
pub fn every() -> impl Iterator<Item = &'static FormSpec> {
    ALL.iter()
        .chain(RESIDENT_FORMS)
        .chain(VOLUNTEER_FORMS)
        .chain(FEEDBACK_FORMS)
        .chain(RATING_FORMS)
        .chain(SUPERVISION_FORMS)
        .chain(PLEDGE_FORMS)
        .copied()
}

/// The form of a verb, by its stable word.
#[must_use]
pub fn form(id: &str) -> Option<&'static FormSpec> {
    every().find(|form| form.id == id)
}
