//! The menu and command palette (F10), the choices of a board (F4), the acts of a case (F8): lists to
//! pick from, narrowed by typing, with what is off shown grey and why.

use crate::action::Action;
use crate::domain::board::GroupBy;
use crate::domain::case::Act;
use crate::domain::id::PersonId;
use crate::text::LineInput;
use crate::words::{Lang, Message};
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// What picking an entry does.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// An action of the keymap.
    Action(Action),
    /// An act on the open case.
    Act(Act),
    /// A condition or an order of the board.
    Choice(Choice),
    /// A document of the case, by its place.
    Document(usize),
    /// A parked form or draft, by its place.
    Draft(usize),
    /// A form that is no case act, by its id.
    Form(&'static str),
    /// A known person for the intake form.
    Person(PersonId),
    /// Keep what the board shows under a name.
    SaveView,
    /// Let the saved view of this name go.
    DropView(String),
    /// The cards that wait.
    Cards,
    /// Something to be done about the person that is open or marked.
    Resident(crate::domain::Verb),
    /// Something to be done about a volunteer, an activity or a need.
    Volunteering(crate::domain::Verb),
    /// An act on the entry of feedback that is marked.
    Feedback(crate::domain::feedback::FeedbackAct),
    /// A review of the entry with this number (CP-4).
    Review(String),
    /// Link a concluded card to the pledge of whom it was given to.
    LinkCard(crate::domain::id::CardId, crate::domain::id::OperatorId),
    /// A paper of supervision or feedback, by its number.
    Sheet(crate::domain::document::DocumentKind, String),
    /// Urge whoever handles the marked entry.
    UrgeFeedback,
    /// The screen turned to whoever was served, for the case with this number.
    Device(String),
    /// The monitor that is marked, to be changed.
    ChangeMonitor,
    /// Something to be done in pane 8 that is about no entry.
    Supervising(crate::domain::Verb),
    /// The door of an activity.
    Door(crate::domain::id::ActivityId),
    /// A certificate of hours.
    Proof(crate::domain::id::DocumentId),
    /// A paper of the household.
    Paper(crate::domain::document::DocumentKind),
    /// An agent's round.
    Round,
    /// The register of the seal.
    Seals,
    /// What can be exported.
    Exports,
    /// A register or the month, into a file of this kind.
    Export(crate::domain::register::Register, crate::paper::book::Format),
    /// Recording how these cards ended.
    Conclude(Vec<crate::domain::id::CardId>),
    /// Something to be done about a card.
    Card(crate::domain::id::CardId, super::cards::CardStep),
    /// A name for the intake form, of somebody who is not known.
    NewPerson(String),
}

/// A choice of a board.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Mine or everybody's.
    Whose(super::boards::Whose),
    /// Open cases only, or any state.
    OpenOnly(bool),
    /// The order.
    Sort(crate::domain::board::Sort),
    /// The stretch of days.
    Span(crate::domain::view::Span),
    /// The kind of promise, `None` for all.
    Kind(Option<crate::domain::promise::PromiseKind>),
    /// The item by code, `None` for all.
    Item(Option<String>),
    /// By what the sums are made.
    By(GroupBy),
    /// A saved view, by its place from 1.
    View(usize),
    /// Another grid, `None` for all.
    Grid(Option<crate::domain::id::GridId>),
    /// Another category, `None` for all.
    Category(Option<crate::domain::household::CategoryKind>),
    /// With those who left or died.
    Gone(bool),
    /// Another view of the care register.
    PairView(super::pairings::PairView),
    /// Another view of volunteers.
    VolunteerView(super::volunteers::VolunteerView),
    /// Another view of supervision.
    SupervisionView(super::supervision::SupervisionView),
    /// Another kind of feedback, `None` for all.
    FeedbackKind(Option<crate::domain::feedback::FeedbackKind>),
    /// Another channel of feedback, `None` for all.
    FeedbackChannel(Option<crate::domain::feedback::FeedbackChannel>),
    /// Another state of feedback, `None` for all.
    FeedbackState(Option<crate::domain::feedback::FeedbackState>),
    /// By what the rates of ratings are told.
    RatingsBy(crate::domain::rating::RatingsBy),
    /// By what the quarter of feedback is added up.
    FeedbackBy(crate::domain::feedback_sum::FeedbackBy),
    /// Another quarter, `None` for what is recent.
    Quarter(Option<crate::domain::hours::Quarter>),
    /// By what hours are added up.
    HoursBy(crate::domain::hours::HoursBy),
    /// Another team, `None` for all.
    Team(Option<crate::domain::id::TeamId>),
    /// Another month.
    Month(crate::domain::month::Month),
    /// Only one line of the sums, by its key.
    Only(GroupBy, String),
}

/// An entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is called.
    pub title: Message,
    /// The faster way: a key or a code.
    pub hint: String,
    /// Why it is off, where it is.
    pub why_not: Option<Message>,
    /// Whether it is in force already.
    pub on: bool,
    /// What picking it does.
    pub pick: Pick,
}

/// A list to pick from.
#[derive(Debug)]
pub struct Menu {
    /// What it is for.
    pub title: Message,
    /// Every entry.
    pub entries: Vec<Entry>,
    /// What is typed to narrow it.
    pub line: LineInput,
    /// The places of the entries that match, the best first; what is off comes last.
    pub shown: Vec<usize>,
    /// The marker within `shown`.
    pub marker: usize,
    /// Whether a digit picks a row at once (lists that are not narrowed by typing).
    pub digits: bool,
    /// Whether what is off keeps its place, so that a digit always means the same.
    pub in_place: bool,
}

impl Menu {
    /// A list with these entries; `digits` lets a digit pick a row.
    #[must_use]
    pub fn new(title: Message, entries: Vec<Entry>, digits: bool, lang: Lang) -> Self {
        let mut menu = Self {
            title,
            entries,
            line: LineInput::new(40),
            shown: Vec::new(),
            marker: 0,
            digits,
            in_place: false,
        };
        menu.narrow(lang);
        menu
    }

    /// A list picked from by digit, in which what is off keeps its place.
    #[must_use]
    pub fn fixed(title: Message, entries: Vec<Entry>, lang: Lang) -> Self {
        let mut menu = Self { in_place: true, ..Self::new(title, entries, true, lang) };
        menu.narrow(lang);
        menu
    }

    /// Works out which entries match what is typed: by title, its pinyin, or its key.
    pub fn narrow(&mut self, lang: Lang) {
        let typed = crate::text::fold_ascii(self.line.value().trim()).to_lowercase();
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut ranked: Vec<(bool, i64, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let off = entry.why_not.is_some() && !self.in_place;
            if typed.is_empty() {
                ranked.push((off, i64::try_from(at).unwrap_or(i64::MAX), at));
                continue;
            }
            let title = entry.title.say(lang);
            let words = crate::domain::search_key::PersonWords { name: &title, phones: &[], id_numbers: &[] };
            let pinyin = crate::domain::search_key::keys(&words).into_iter().any(|key| {
                (key.starts_with('i') || key.starts_with('p'))
                    && key.get(1..).is_some_and(|rest| rest.starts_with(&typed))
            });
            let letter = matches!(&entry.pick, Pick::Action(action) if action.info().letter.is_some_and(|c| typed == c.to_string()));
            let hint = entry.hint.to_lowercase() == typed;
            let score = if letter || hint {
                Some(i64::MAX)
            } else if pinyin {
                Some(1_000_000)
            } else {
                matcher.fuzzy_match(&title, &typed)
            };
            if let Some(score) = score {
                ranked.push((off, -score, at));
            }
        }
        ranked.sort_unstable();
        self.shown = ranked.into_iter().map(|(_, _, at)| at).collect();
        self.marker = self.marker.min(self.shown.len().saturating_sub(1));
    }

    /// The entry under the marker.
    #[must_use]
    pub fn current(&self) -> Option<&Entry> {
        self.shown.get(self.marker).and_then(|at| self.entries.get(*at))
    }

    /// The entry with this row number, from 1.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<&Entry> {
        self.shown.get(number.checked_sub(1)?).and_then(|at| self.entries.get(*at))
    }

    /// Moves the marker.
    pub fn go(&mut self, down: bool) {
        let last = self.shown.len().saturating_sub(1);
        self.marker = if down { (self.marker + 1).min(last) } else { self.marker.saturating_sub(1) };
    }
}
