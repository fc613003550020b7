//! What boards, lists and pages show: rows and views, with what a filter asks for. Pure data, filled by
//! the file's questions and drawn by the screens.

use super::Named as _;
use super::agency::{Authority, AuthorityState, Leg};
use super::card::{Card, CardKind};
use super::case::{Case, State};
use super::contact::Note;
use super::custody::{Original, Transfer};
use super::document::Document;
use super::id::{CaseId, FeedbackId, GridId, OperatorId, PersonId, PromiseId};
use super::item::{Item, Kind};
use super::material::CaseMaterial;
use super::notice::Notice;
use super::operator::Operator;
use super::pause::{Extension, SpecialProcedure};
use super::person::{Grid, Person};
use super::promise::{Basis, Lamp, Promise, PromiseKind, PromiseState};
use super::step::CaseStep;
use crate::calendar::{Calendar, Day, Stamp, Unit};
use crate::words::{Message, app as w, common};
use serde::{Deserialize, Serialize};

/// An open promise with what a board shows of its case.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    /// The promise.
    pub id: PromiseId,
    /// What is promised.
    pub kind: PromiseKind,
    /// Where it stands.
    pub state: PromiseState,
    /// The day it starts from.
    pub start: Day,
    /// The day it falls due.
    pub due: Day,
    /// Whether the date is provisional (HO-1).
    pub provisional: bool,
    /// The unit in which lateness is told.
    pub unit: Unit,
    /// Whether it was missed.
    pub missed: bool,
    /// Where the date comes from.
    pub basis: Basis,
    /// What kind of record it belongs to.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: i64,
    /// Who owes it.
    pub owner_id: OperatorId,
    /// The owner's code.
    pub owner_code: String,
    /// The owner's name.
    pub owner_name: String,
    /// The case.
    pub case_id: Option<CaseId>,
    /// The case's number.
    pub number: String,
    /// The case's item code.
    pub item_code: String,
    /// The case's item name.
    pub item_name: String,
    /// The item's kind.
    pub item_kind: Option<Kind>,
    /// The case's state.
    pub case_state: Option<State>,
    /// The applicant.
    pub applicant_id: Option<PersonId>,
    /// The applicant's name.
    pub applicant_name: String,
    /// The gravest open card about it.
    pub card: Option<CardKind>,
    /// How often its owner was urged, cancelled ones left out.
    pub urged: i64,
}

impl BoardRow {
    /// The lamp that it shows on `today` (WA-1).
    #[must_use]
    pub fn lamp(&self, today: Day, calendar: &Calendar) -> Lamp {
        Lamp::of(self.kind, self.due, self.unit, &self.basis, today, calendar)
    }
}

/// A card as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRow {
    /// The card.
    pub card: Card,
    /// The number and the name of its case, the number and kind of its entry of the register of feedback, or nothing.
    pub about: String,
    /// The entry of the register of feedback that it is about.
    pub feedback: Option<FeedbackId>,
}

/// The cards that wait for an operator's answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting {
    /// How many.
    pub count: usize,
    /// The gravest of them, the oldest of its kind.
    pub first: Option<CardRow>,
}

/// Which open promises a board shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DueFilter {
    /// Only this kind.
    pub kind: Option<PromiseKind>,
    /// Only this owner's.
    pub owner: Option<OperatorId>,
    /// Only this item's.
    pub item_code: Option<String>,
    /// Only what falls due on or before this day.
    pub until: Option<Day>,
    /// Only what falls due on or after this day.
    pub from: Option<Day>,
    /// Only running promises, not paused ones.
    pub running: bool,
    /// Only provisional dates.
    pub provisional: bool,
    /// Only paused ones.
    pub paused: bool,
    /// Only of this window.
    pub window: Option<String>,
    /// Only of this grid.
    pub grid: Option<GridId>,
    /// Only of this department.
    pub department: Option<String>,
}

named! {
    /// By what the supervisor's board adds up.
    GroupBy {
        /// Who owes it.
        Owner = "owner", w::COLUMN_OWNER;
        /// The window.
        Window = "window", w::COLUMN_WINDOW;
        /// The grid.
        Grid = "grid", w::COLUMN_GRID;
        /// The item.
        Item = "item", w::COLUMN_ITEM;
        /// The competent department.
        Department = "department", w::COLUMN_DEPARTMENT;
        /// What is promised.
        Kind = "kind", w::COLUMN_KIND;
    }
}

impl DueFilter {
    /// Narrows it to one line of the sums, by the line's key.
    pub fn narrow(&mut self, by: GroupBy, key: &str) {
        match by {
            GroupBy::Owner => self.owner = key.parse().ok().map(OperatorId),
            GroupBy::Window => self.window = Some(key.to_owned()),
            GroupBy::Grid => self.grid = key.parse().ok().map(GridId),
            GroupBy::Item => self.item_code = Some(key.to_owned()),
            GroupBy::Department => self.department = Some(key.to_owned()),
            GroupBy::Kind => self.kind = PromiseKind::from_word(key),
        }
    }
}

/// One line of the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// What a filter takes for it: an id, a code or the value itself, empty where there is none.
    pub key: String,
    /// What it is called in the file: a name or a stable word, empty where there is none.
    pub name: String,
    /// How many open promises.
    pub open: usize,
    /// How many of them are over.
    pub over: usize,
}

impl GroupRow {
    /// What people read for what it adds up.
    #[must_use]
    pub fn label(&self, by: GroupBy) -> Message {
        match PromiseKind::from_word(&self.name).filter(|_| by == GroupBy::Kind) {
            Some(kind) => kind.phrase().msg(),
            None if self.name.is_empty() => w::LEFT_NONE.msg(),
            None => common::TEXT.with("text", &self.name),
        }
    }
}

/// A case as a list shows it, with its next promise.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// Its running number.
    pub seq: i64,
    /// Its item code.
    pub item_code: String,
    /// Its item name.
    pub item_name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its applicant.
    pub applicant_id: PersonId,
    /// The applicant's name.
    pub applicant_name: String,
    /// The applicant's address.
    pub address: String,
    /// Where it stands.
    pub state: State,
    /// Whether it was deemed accepted.
    pub deemed: bool,
    /// The day of receipt.
    pub received_day: Day,
    /// Who works on it.
    pub owner_id: OperatorId,
    /// The owner's code.
    pub owner_code: String,
    /// The owner's name.
    pub owner_name: String,
    /// The next open promise: kind, due, unit, provisional, limit in days.
    pub next: Option<NextPromise>,
}

/// The next open promise of a case, as far as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct NextPromise {
    /// What is promised.
    pub kind: PromiseKind,
    /// The day it falls due.
    pub due: Day,
    /// The unit.
    pub unit: Unit,
    /// Whether the date is provisional.
    pub provisional: bool,
    /// Where the date comes from.
    pub basis: Basis,
}

impl NextPromise {
    /// The lamp that it shows on `today` (WA-1).
    #[must_use]
    pub fn lamp(&self, today: Day, calendar: &Calendar) -> Lamp {
        Lamp::of(self.kind, self.due, self.unit, &self.basis, today, calendar)
    }
}

/// How a case list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest number first.
    #[default]
    Newest,
    /// Oldest number first.
    Oldest,
    /// Next due first; open cases only.
    Due,
    /// By state, newest first within it.
    State,
    /// By item, newest first within it.
    Item,
}

/// Which cases a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFilter {
    /// Only these states; empty for every state but voided.
    pub states: Vec<State>,
    /// Only cases that are not closed or voided.
    pub open: bool,
    /// Only this item's.
    pub item_code: Option<String>,
    /// Only this owner's.
    pub owner: Option<OperatorId>,
    /// Only this applicant's.
    pub applicant: Option<PersonId>,
}

/// The counts in the first row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Cases that are not ended.
    pub open: i64,
    /// Open promises due today or within the given day.
    pub soon: i64,
    /// Open promises whose due day is over.
    pub overdue: i64,
}

/// A case with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its item.
    pub item: Item,
    /// The applicant; for a supervisor with masked numbers.
    pub person: Person,
    /// The applicant's grid.
    pub grid: Option<Grid>,
    /// Its materials in order.
    pub materials: Vec<CaseMaterial>,
    /// Its steps in order.
    pub steps: Vec<CaseStep>,
    /// Its notices, oldest first.
    pub notices: Vec<Notice>,
    /// Its notes, oldest first.
    pub notes: Vec<Note>,
    /// Its promises, oldest first.
    pub promises: Vec<Promise>,
    /// Its documents, oldest first.
    pub documents: Vec<Document>,
    /// Who works on it.
    pub owner: Operator,
    /// What happened, newest first.
    pub timeline: Vec<Timeline>,
    /// The applicant's other cases, newest first.
    pub others: Vec<Case>,
    /// Its special procedures, oldest first.
    pub procedures: Vec<SpecialProcedure>,
    /// Its extension, where it was granted one.
    pub extension: Option<Extension>,
    /// Its cards, oldest first.
    pub cards: Vec<Card>,
    /// Its agency: authorities, legs, originals.
    pub agency: AgencyView,
}

/// What a case shows of its full agency (AG-1 to AG-3).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AgencyView {
    /// Its authorities, oldest first.
    pub authorities: Vec<Authority>,
    /// The names of agents and substitutes by id.
    pub names: Vec<(OperatorId, String)>,
    /// Its legs in the order of the route.
    pub legs: Vec<Leg>,
    /// Its originals by place.
    pub originals: Vec<Original>,
    /// Their transfers, oldest first.
    pub transfers: Vec<Transfer>,
}

impl AgencyView {
    /// The authority that has not ended.
    #[must_use]
    pub fn open(&self) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.open())
    }

    /// Whether an authority waits for its signatures.
    #[must_use]
    pub fn unsigned(&self) -> bool {
        self.open().is_some_and(|authority| authority.state == AuthorityState::Unsigned)
    }

    /// The name of an agent.
    #[must_use]
    pub fn name(&self, id: OperatorId) -> &str {
        self.names.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name)
    }

    /// The transfers of an original, oldest first.
    #[must_use]
    pub fn transfers_of(&self, original: &Original) -> Vec<Transfer> {
        self.transfers.iter().filter(|transfer| transfer.original_id == original.id).cloned().collect()
    }
}

/// One line of a record's history, from the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The entry.
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// Who.
    pub operator: String,
    /// What: the verb's word.
    pub verb: String,
    /// Whether it was taken back and not done again.
    pub undone: bool,
    /// Whether it does an act again that had been taken back.
    pub redone: bool,
    /// The act that it takes back or does again: the verb's word.
    pub about: Option<String>,
    /// The command, unless it was disposed of.
    pub command: Option<String>,
}

/// A case that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundCase {
    /// The case.
    pub case: Case,
    /// The applicant's masked telephone number.
    pub phone: String,
}

/// A person that a search found, masked for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The masked identity number.
    pub masked_id: String,
    /// The masked telephone number.
    pub phone: String,
    /// The address, to the building.
    pub address: String,
    /// The grid's code and name.
    pub grid: String,
    /// The tags.
    pub tags: String,
}

/// What the register of residents is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonFilter {
    /// The grid.
    pub grid: Option<super::id::GridId>,
    /// A category that holds now.
    pub category: Option<super::household::CategoryKind>,
    /// Those who left or died, too.
    pub gone: bool,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Cases, newest first.
    pub cases: Vec<FoundCase>,
    /// Persons, likeliest first.
    pub persons: Vec<FoundPerson>,
}

/// An item as a form offers it.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemChoice {
    /// The quick number.
    pub quick: i64,
    /// Whether it may be taken in.
    pub published: bool,
    /// The item.
    pub item: Item,
}
