//! Registers for the office (台账): cases, promises and the month, as rows of a table.

use super::board::CaseFilter;
use super::case::{Channel, Outcome, State};
use super::feedback::Feedback;
use super::id::{CaseId, HouseholdId, OperatorId, PromiseId, VisitId};
use super::item::Kind;
use super::month::Month;
use super::person::Person;
use super::promise::{Basis, PromiseKind, PromiseState, Timeliness};
use super::service::{Activity, Service};
use super::visit::Mode;
use super::volunteer::Volunteer;
use crate::calendar::{Day, Unit};
use crate::words::register as w;

named! {
    /// What is exported.
    Register {
        /// Cases.
        Cases = "cases", w::CASES;
        /// Promises.
        Promises = "promises", w::PROMISES;
        /// The figures of a month.
        Month = "month", w::MONTH;
        /// Visits to households of the care register.
        Visits = "visits", w::VISITS;
        /// Service records (VO-2).
        Hours = "hours", w::HOURS;
        /// Volunteers (VO-1).
        Volunteers = "volunteers", w::VOLUNTEERS;
        /// The figures of volunteering in a quarter.
        Volunteering = "volunteering", w::VOLUNTEERING;
        /// The register of feedback, without what concerns whoever asks (CP-6).
        Feedback = "feedback", w::FEEDBACK;
    }
}

/// Which cases a register holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CasesAsked {
    /// As a board narrows them.
    pub filter: CaseFilter,
    /// Only those received in this month.
    pub month: Option<Month>,
}

/// Which promises a register holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromisesAsked {
    /// As a board narrows them; ended ones too, unless `open`.
    pub filter: super::board::DueFilter,
    /// Only those that are still owed.
    pub open: bool,
    /// Only those that fall due in this month.
    pub month: Option<Month>,
}

/// A stretch of days, both ends included; open where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

/// A visit in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitEntry {
    /// The visit.
    pub id: VisitId,
    /// The household.
    pub household: HouseholdId,
    /// The head's name.
    pub name: String,
    /// The address, masked unless it was asked for with a purpose.
    pub address: String,
    /// The grid's code and name.
    pub grid: String,
    /// The day.
    pub day: Day,
    /// How.
    pub mode: Mode,
    /// Whether anybody was met.
    pub met: bool,
    /// Whether it counts (PA-1).
    pub counts: bool,
    /// Who visited.
    pub visitors: String,
    /// How they live; empty unless it was asked for with a purpose.
    pub living: String,
    /// What they need, likewise.
    pub needs: String,
    /// What was done, likewise.
    pub done: String,
    /// The name of who recorded it.
    pub operator: String,
    /// The day it was recorded.
    pub recorded: Day,
}

/// An entry of the register of feedback.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackEntry {
    /// The entry; without what was said, and with name, telephone and address masked, unless it was asked for with a
    /// purpose.
    pub entry: Feedback,
    /// The name of who handles it.
    pub owner: String,
}

/// A volunteer in the list of volunteers (VO-1).
#[derive(Debug, Clone, PartialEq)]
pub struct VolunteerEntry {
    /// The volunteer.
    pub volunteer: Volunteer,
    /// Their record, masked unless it was asked for with a purpose.
    pub person: Person,
    /// The grid's code and name.
    pub grid: String,
    /// The teams by name.
    pub teams: String,
    /// What counts, in minutes.
    pub minutes: i64,
}

/// A service record in the list of service records (VO-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursEntry {
    /// The record.
    pub service: Service,
    /// The volunteer's number.
    pub number: i64,
    /// The name.
    pub name: String,
    /// The identity number, masked unless it was asked for with a purpose.
    pub id_number: String,
    /// The activity.
    pub activity: Activity,
    /// The team.
    pub organiser: String,
}

/// A limit as a register shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The day it falls due.
    pub due: Day,
    /// Whether the date is provisional (HO-1).
    pub provisional: bool,
    /// Whether its clock stands still: there is no date until it runs again (SU-1).
    pub paused: bool,
    /// How it was kept, or late where it is over and was not (CL-19); nothing while there is time.
    pub how: Option<Timeliness>,
}

/// A case in the register.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseEntry {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// The item's code.
    pub item_code: String,
    /// The item's name.
    pub item_name: String,
    /// The competent department.
    pub department: String,
    /// The item's kind.
    pub kind: Kind,
    /// The applicant's name.
    pub applicant: String,
    /// The applicant's identity number, masked unless it was asked for with a purpose.
    pub id_number: String,
    /// The applicant's telephone number, masked likewise.
    pub phone: String,
    /// The applicant's address, masked likewise.
    pub address: String,
    /// The agent's name.
    pub agent: String,
    /// How it came in.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// Whether it was deemed accepted (ON-5).
    pub deemed: bool,
    /// The day of receipt.
    pub received: Day,
    /// Why it was entered later than received.
    pub received_reason: String,
    /// The day from which the acceptance holds.
    pub accepted: Option<Day>,
    /// The day of the decision.
    pub decided: Option<Day>,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// The day of delivery.
    pub delivered: Option<Day>,
    /// The day of closing.
    pub closed: Option<Day>,
    /// The code of who works on it.
    pub owner_code: String,
    /// The name.
    pub owner_name: String,
    /// The window where it was taken in.
    pub window: String,
    /// The committed limit.
    pub committed: Option<Limit>,
    /// The statutory limit.
    pub statutory: Option<Limit>,
}

/// A promise in the register.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseEntry {
    /// The promise.
    pub id: PromiseId,
    /// What is promised.
    pub kind: PromiseKind,
    /// The case's number.
    pub number: String,
    /// The case's item code.
    pub item_code: String,
    /// The case's item name.
    pub item_name: String,
    /// The applicant's name.
    pub applicant: String,
    /// Who owes it.
    pub owner: OperatorId,
    /// The owner's code.
    pub owner_code: String,
    /// The owner's name.
    pub owner_name: String,
    /// The window.
    pub window: String,
    /// The grid's code and name.
    pub grid: String,
    /// The competent department.
    pub department: String,
    /// The day it starts from, not counted.
    pub start: Day,
    /// When it falls due, and how it was kept.
    pub limit: Limit,
    /// The unit.
    pub unit: Unit,
    /// Where it stands.
    pub state: PromiseState,
    /// The day on which it ended.
    pub ended: Option<Day>,
    /// Where the date comes from.
    pub basis: Basis,
}
