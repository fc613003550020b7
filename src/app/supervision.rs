//! Pane 8 (监督): the register of feedback as lists, each entry with its way and its trace, and the quarter added up.

use super::App;
use super::list::{Go, Keyed, ListPane, turned};
use super::menu::{Choice, Entry, Pick};
use super::note::Said;
use crate::desk::DeskError;
use crate::domain::Named as _;
use crate::domain::feedback::{
    FeedbackChannel, FeedbackFilter, FeedbackKind, FeedbackList, FeedbackRow, FeedbackState,
};
use crate::domain::feedback_sum::{FeedbackBy, FeedbackFact, FeedbackSum, sums, total};
use crate::domain::hours::Quarter;
use crate::domain::rating::RatingsBy;
use crate::words::{Message, Phrase, feedback_board as w};

/// How many quarters back the choices go.
const QUARTERS: usize = 8;
/// How many rows the entry under the marker takes under the list, its rule among them.
pub const BELOW: u16 = 8;

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SupervisionView {
    /// A list of the register.
    List(FeedbackList),
    /// A quarter added up.
    Quarter,
    /// The rates of ratings (RT-10).
    Ratings,
    /// Boxes, and their openings.
    Boxes,
    /// Monitors.
    Monitors,
    /// Visits of monitors, with what was found.
    Visits,
    /// Commitments, with what was kept of them.
    Commitments,
    /// Pledges of operators.
    Pledges,
}

impl Default for SupervisionView {
    fn default() -> Self {
        Self::List(FeedbackList::Inbox)
    }
}

impl SupervisionView {
    /// All of them, in the order in which Tab goes through them.
    pub const ALL: [Self; 11] = [
        Self::List(FeedbackList::Inbox),
        Self::List(FeedbackList::Mine),
        Self::List(FeedbackList::ByLimit),
        Self::List(FeedbackList::All),
        Self::Quarter,
        Self::Ratings,
        Self::Boxes,
        Self::Monitors,
        Self::Visits,
        Self::Commitments,
        Self::Pledges,
    ];

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static Phrase {
        match self {
            Self::List(list) => list.phrase(),
            Self::Quarter => &w::VIEW_QUARTER,
            Self::Ratings => &w::VIEW_RATINGS,
            Self::Boxes => &w::VIEW_BOXES,
            Self::Monitors => &w::VIEW_MONITORS,
            Self::Visits => &w::VIEW_VISITS,
            Self::Commitments => &crate::words::pledge::VIEW_COMMITMENTS,
            Self::Pledges => &crate::words::pledge::VIEW_PLEDGES,
        }
    }

    /// Whether its rows are entries of the register.
    #[must_use]
    pub fn lists(self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// A row of the pane.
#[derive(Debug, Clone, PartialEq)]
pub enum SupervisionItem {
    /// An entry of the register.
    Entry(Box<FeedbackRow>),
    /// A sum of the quarter, under its place.
    Sum(i64, FeedbackSum),
    /// A row of another table.
    Row(Box<TableRow>),
}

/// A row of a table: what stands in its columns, and what is told of it in full.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// What stays the same when its content changes.
    pub key: i64,
    /// What stands in its columns.
    pub cells: Vec<String>,
    /// Whether nothing is to be done about it any more.
    pub done: bool,
    /// What is told of it in full, line by line.
    pub detail: Vec<String>,
    /// What it stands for.
    pub stands: super::watch::Stands,
}

impl Keyed for SupervisionItem {
    fn key(&self) -> i64 {
        match self {
            Self::Entry(row) => row.entry.id.0,
            Self::Sum(place, _) => *place,
            Self::Row(row) => row.key,
        }
    }
}

/// The pane.
#[derive(Debug, Clone, Default)]
pub struct SupervisionBoard {
    /// What it shows.
    pub view: SupervisionView,
    /// The rows of the page that is shown.
    pub list: ListPane<SupervisionItem>,
    /// The number of the entry that the marker goes to as soon as it is shown.
    pub wanted: Option<String>,
    /// Only this kind.
    pub kind: Option<FeedbackKind>,
    /// Only this channel.
    pub channel: Option<FeedbackChannel>,
    /// Only in this state.
    pub state: Option<FeedbackState>,
    /// By what the quarter is added up.
    pub by: Option<FeedbackBy>,
    /// By what the rates are told.
    pub rated_by: Option<RatingsBy>,
    /// The quarter, where another than this one was chosen.
    pub quarter: Option<Quarter>,
    /// Everything of the quarter together.
    pub total: FeedbackSum,
    /// The entry under the marker in full, line by line.
    pub detail: Vec<String>,
    /// Where the entry under the marker stands.
    pub stands: Option<(FeedbackKind, FeedbackState)>,
    /// Whether what is shown was read.
    pub fresh: bool,
    facts: Vec<FeedbackFact>,
}

impl SupervisionBoard {
    /// The entry under the marker.
    #[must_use]
    pub fn entry(&self) -> Option<&FeedbackRow> {
        match self.list.current() {
            Some(SupervisionItem::Entry(row)) => Some(row),
            _ => None,
        }
    }

    /// What is asked for.
    fn filter(&self, list: FeedbackList) -> FeedbackFilter {
        FeedbackFilter { list, kind: self.kind, channel: self.channel, state: self.state }
    }

    /// By what the quarter is added up.
    #[must_use]
    pub fn by(&self) -> FeedbackBy {
        self.by.unwrap_or(FeedbackBy::Channel)
    }

    /// Turns to a view.
    pub fn show(&mut self, view: SupervisionView) {
        self.view = view;
        // Rows of different views may have equal keys: no row of one is found again in another.
        self.list.rows.clear();
        self.list.offset = 0;
        self.list.marker = 0;
        self.fresh = false;
    }
}

impl App {
    /// Whether pane 8 itself is in front, not a case or a person opened from it.
    pub(super) fn on_supervision(&self) -> bool {
        self.pane == super::Pane::Supervision && self.case.is_none() && self.person.is_none()
    }

    /// The quarter that pane 8 shows.
    #[must_use]
    pub fn feedback_quarter(&self) -> Quarter {
        self.supervision.quarter.unwrap_or(Quarter::of(self.today_day()))
    }

    pub(super) fn load_supervision(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if std::mem::replace(&mut self.supervision.fresh, true) {
            return Ok(());
        }
        self.dirty = true;
        match self.supervision.view {
            SupervisionView::List(list) => {
                let board = &self.supervision;
                let (filter, size, offset) = (board.filter(list), board.list.size, board.list.offset);
                let (rows, total) = self.desk.feedback_rows(&actor, filter, size, offset)?;
                let rows = rows.into_iter().map(|row| SupervisionItem::Entry(Box::new(row))).collect();
                self.supervision.list.fill(rows, total);
            }
            SupervisionView::Quarter => {
                let quarter = self.feedback_quarter();
                self.supervision.facts = self.desk.feedback_facts(&actor, quarter.first(), quarter.last())?;
                self.add_up();
            }
            view => {
                let rows = self.table_rows(view)?;
                let (offset, size, count) =
                    (self.supervision.list.offset, self.supervision.list.size, rows.len());
                let page = rows.into_iter().skip(offset).take(size);
                let page = page.map(|row| SupervisionItem::Row(Box::new(row))).collect();
                self.supervision.list.fill(page, count);
            }
        }
        if let Some(number) = self.supervision.wanted.take() {
            let found =
                self.supervision.list.rows.iter().position(
                    |item| matches!(item, SupervisionItem::Entry(row) if row.entry.number == number),
                );
            self.supervision.list.marker = found.unwrap_or(self.supervision.list.marker);
        }
        self.load_marked_entry();
        Ok(())
    }

    /// Adds the quarter up by what is chosen.
    fn add_up(&mut self) {
        let lang = self.lang();
        let board = &mut self.supervision;
        board.total = total(&board.facts);
        let rows: Vec<SupervisionItem> = sums(&board.facts, board.by(), lang)
            .into_iter()
            .zip(0..)
            .map(|(sum, place)| SupervisionItem::Sum(place, sum))
            .collect();
        let count = rows.len();
        let page = rows.into_iter().skip(board.list.offset).take(board.list.size).collect();
        board.list.fill(page, count);
    }

    /// Reads the entry under the marker in full.
    fn load_marked_entry(&mut self) {
        let number = self.supervision.entry().map(|row| row.entry.number.clone());
        let (detail, stands) = match (number, self.actor()) {
            (Some(number), Some(actor)) => match self.desk.feedback(actor, &number) {
                Ok(view) => (self.told(&view), Some((view.entry.kind, view.entry.state))),
                Err(_) => (Vec::new(), None),
            },
            _ => (Vec::new(), None),
        };
        self.supervision.detail = detail;
        self.supervision.stands = stands;
    }

    /// Moves the marker.
    pub(super) fn go_supervision(&mut self, to: Go) {
        if self.supervision.list.go(to) {
            self.supervision.list.rows.clear();
            self.supervision.fresh = false;
            let marker = self.supervision.list.marker;
            if let Err(error) = self.load_supervision() {
                self.fail(&error);
            }
            // The marker stays in its row of the screen.
            let last = self.supervision.list.rows.len().saturating_sub(1);
            self.supervision.list.marker = marker.min(last);
        }
        self.load_marked_entry();
    }

    /// Tab: the next view.
    pub(super) fn next_supervision_view(&mut self, forward: bool) {
        if let Some(view) = turned(&SupervisionView::ALL, self.supervision.view, forward) {
            self.show_supervision(view);
        }
    }

    /// Turns to a view and fits the page to it.
    pub(super) fn show_supervision(&mut self, view: SupervisionView) {
        self.supervision.show(view);
        self.resize_lists();
    }

    /// Left and Right: the quarter, elsewhere the view.
    pub(super) fn turn_supervision(&mut self, forward: bool) {
        if !matches!(
            self.supervision.view,
            SupervisionView::Quarter | SupervisionView::Ratings | SupervisionView::Commitments
        ) {
            self.next_supervision_view(forward);
            return;
        }
        let shown = self.feedback_quarter();
        if forward && shown >= Quarter::of(self.today_day()) {
            self.say(Said::told(&crate::words::activity::NO_LATER_QUARTER));
            return;
        }
        let to = if forward { shown.next() } else { shown.previous() };
        self.choose_supervision(&Choice::Quarter(Some(to)));
    }

    /// The next way of adding the quarter up.
    pub(super) fn turn_feedback_sums(&mut self, forward: bool) {
        let choice = if self.supervision.view == SupervisionView::Ratings {
            turned(&self.rating_groups(), self.ratings_by(), forward).map(Choice::RatingsBy)
        } else {
            turned(FeedbackBy::ALL, self.supervision.by(), forward).map(Choice::FeedbackBy)
        };
        if let Some(choice) = choice {
            self.choose_supervision(&choice);
        }
    }

    /// The conditions of the pane in words.
    #[must_use]
    pub fn supervision_conditions(&self) -> Vec<Message> {
        let board = &self.supervision;
        match board.view {
            SupervisionView::List(_) => {
                let said = [
                    board.kind.map(|one| one.phrase()),
                    board.channel.map(|one| one.phrase()),
                    board.state.map(|one| one.phrase()),
                ];
                said.into_iter().flatten().map(Phrase::msg).collect()
            }
            SupervisionView::Quarter => vec![board.by().phrase().msg()],
            SupervisionView::Ratings => vec![self.ratings_by().phrase().msg()],
            _ => Vec::new(),
        }
    }

    /// What F4 offers here: the views, then what narrows the one that is shown.
    pub(super) fn supervision_choices(&self) -> Vec<Entry> {
        let entry = |title: Message, choice: Choice, on: bool| Entry {
            title,
            hint: String::new(),
            why_not: None,
            on,
            pick: Pick::Choice(choice),
        };
        let board = &self.supervision;
        let mut entries: Vec<Entry> = SupervisionView::ALL
            .into_iter()
            .map(|one| entry(one.title().msg(), Choice::SupervisionView(one), one == board.view))
            .collect();
        match board.view {
            SupervisionView::List(_) => {
                entries.push(entry(w::ANY_KIND.msg(), Choice::FeedbackKind(None), board.kind.is_none()));
                entries.extend(FeedbackKind::ALL.iter().map(|kind| {
                    let on = board.kind == Some(*kind);
                    entry(w::ONLY.with("what", kind.phrase()), Choice::FeedbackKind(Some(*kind)), on)
                }));
                entries.push(entry(
                    w::ANY_CHANNEL.msg(),
                    Choice::FeedbackChannel(None),
                    board.channel.is_none(),
                ));
                entries.extend(FeedbackChannel::ALL.iter().map(|channel| {
                    let on = board.channel == Some(*channel);
                    entry(w::ONLY.with("what", channel.phrase()), Choice::FeedbackChannel(Some(*channel)), on)
                }));
                entries.push(entry(w::ANY_STATE.msg(), Choice::FeedbackState(None), board.state.is_none()));
                entries.extend(FeedbackState::ALL.iter().map(|state| {
                    let on = board.state == Some(*state);
                    entry(w::ONLY.with("what", state.phrase()), Choice::FeedbackState(Some(*state)), on)
                }));
            }
            SupervisionView::Boxes
            | SupervisionView::Monitors
            | SupervisionView::Visits
            | SupervisionView::Pledges => {}
            SupervisionView::Quarter | SupervisionView::Ratings | SupervisionView::Commitments => {
                if board.view == SupervisionView::Ratings {
                    entries.extend(
                        self.rating_groups().into_iter().map(|by| {
                            entry(by.phrase().msg(), Choice::RatingsBy(by), by == self.ratings_by())
                        }),
                    );
                } else if board.view == SupervisionView::Quarter {
                    entries.extend(
                        FeedbackBy::ALL
                            .iter()
                            .map(|by| entry(by.phrase().msg(), Choice::FeedbackBy(*by), *by == board.by())),
                    );
                }
                let this = Quarter::of(self.today_day());
                let quarters = std::iter::successors(Some(this), |quarter| Some(quarter.previous()));
                entries.extend(quarters.take(QUARTERS).map(|quarter| {
                    let title = crate::words::activity::OF_QUARTER.with("quarter", quarter.to_string());
                    entry(title, Choice::Quarter(Some(quarter)), quarter == self.feedback_quarter())
                }));
            }
        }
        entries
    }

    pub(super) fn choose_supervision(&mut self, choice: &Choice) {
        let board = &mut self.supervision;
        match choice {
            Choice::SupervisionView(view) => board.view = *view,
            Choice::FeedbackKind(kind) => board.kind = *kind,
            Choice::FeedbackChannel(channel) => board.channel = *channel,
            Choice::FeedbackState(state) => board.state = *state,
            Choice::FeedbackBy(by) => board.by = Some(*by),
            Choice::RatingsBy(by) => board.rated_by = Some(*by),
            Choice::Quarter(quarter) => board.quarter = *quarter,
            _ => return,
        }
        let view = board.view;
        self.show_supervision(view);
    }
}
