//! Pane 6 (结对): the walk of the day, all households by what is overdue, helpers, wishes, the month's visits.

use super::App;
use super::list::{Go, Keyed, ListPane};
use super::menu::{Choice, Entry, Pick};
use super::note::Said;
use crate::desk::DeskError;
use crate::domain::care::VisitMonth;
use crate::domain::id::{GridId, HelperId};
use crate::domain::month::Month;
use crate::domain::operator::Role;
use crate::domain::pairing::Helper;
use crate::domain::visit::Wish;
use crate::domain::walk::{AHEAD, Call};
use crate::words::{Message, app as w, people as r};

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairView {
    /// Whom to see today, in walking order.
    Walk,
    /// Every household of the register, the longest overdue first.
    Overdue,
    /// Households without a helper.
    Unpaired,
    /// Helpers with their households.
    Helpers,
    /// Open wishes.
    Wishes,
    /// The month's visit rate, and who was not seen.
    Month,
}

impl PairView {
    /// All of them, in the order in which Tab goes through them.
    pub const ALL: [Self; 6] =
        [Self::Walk, Self::Overdue, Self::Unpaired, Self::Helpers, Self::Wishes, Self::Month];

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static crate::words::Phrase {
        match self {
            Self::Walk => &r::VIEW_WALK,
            Self::Overdue => &r::VIEW_OVERDUE,
            Self::Unpaired => &r::VIEW_UNPAIRED,
            Self::Helpers => &r::VIEW_HELPERS,
            Self::Wishes => &r::VIEW_WISHES,
            Self::Month => &r::VIEW_MONTH,
        }
    }
}

/// A row of the pane.
#[derive(Debug, Clone, PartialEq)]
pub enum PairRow {
    /// A household.
    Call(Box<Call>),
    /// A helper with their households, the longest overdue first.
    Helper(Box<Helper>, Vec<Call>),
    /// A wish, and whose.
    Wish(Box<Wish>, String),
    /// A line of the month: what it is, and the rate or the household that was not seen.
    Month(i64, Message, String),
}

impl Keyed for PairRow {
    fn key(&self) -> i64 {
        match self {
            Self::Call(call) => call.household.0,
            Self::Helper(helper, _) => helper.id.0,
            Self::Wish(wish, _) => wish.id.0,
            Self::Month(key, ..) => *key,
        }
    }
}

/// The pane.
#[derive(Debug, Clone)]
pub struct PairBoard {
    /// What it shows.
    pub view: Option<PairView>,
    /// The rows of the page that is shown.
    pub list: ListPane<PairRow>,
    /// All rows.
    all: Vec<PairRow>,
    /// Only this grid.
    pub grid: Option<GridId>,
    /// The month of the rate.
    pub month: Option<Month>,
    /// The rate of all.
    pub rate: String,
    /// Whether it is to be read again.
    pub stale: bool,
}

impl Default for PairBoard {
    fn default() -> Self {
        Self {
            view: None,
            list: ListPane::default(),
            all: Vec::new(),
            grid: None,
            month: None,
            rate: String::new(),
            stale: true,
        }
    }
}

impl PairBoard {
    /// The household under the marker.
    #[must_use]
    pub fn current_call(&self) -> Option<&Call> {
        match self.list.current() {
            Some(PairRow::Call(call)) => Some(call),
            _ => None,
        }
    }

    /// The wish under the marker.
    #[must_use]
    pub fn current_wish(&self) -> Option<&Wish> {
        match self.list.current() {
            Some(PairRow::Wish(wish, _)) => Some(wish),
            _ => None,
        }
    }

    /// Moves the marker.
    pub fn go(&mut self, to: Go) {
        if self.list.go(to) {
            let rows = self.page();
            let total = self.all.len();
            self.list.turn(rows, total);
        }
    }

    fn page(&self) -> Vec<PairRow> {
        self.all.iter().skip(self.list.offset).take(self.list.size).cloned().collect()
    }

    fn take(&mut self, rows: Vec<PairRow>) {
        self.all = rows;
        if self.list.offset >= self.all.len() {
            self.list.offset = 0;
        }
        let (rows, total) = (self.page(), self.all.len());
        self.list.fill(rows, total);
    }

    fn show(&mut self, view: PairView) {
        self.view = Some(view);
        // Ids of different tables may be equal: no row of one view is found again in another.
        self.list.rows.clear();
        self.list.offset = 0;
        self.list.marker = 0;
        self.stale = true;
    }
}

impl App {
    /// What the pane shows: what was chosen, else the walk for whoever walks, and what is overdue for others.
    #[must_use]
    pub fn pair_view(&self) -> PairView {
        let walks = self.actor().is_some_and(|actor| actor.is(Role::GridWorker));
        self.pairings.view.unwrap_or(if walks { PairView::Walk } else { PairView::Overdue })
    }

    /// The grids that the pane is about: the one chosen, else one's own, else all.
    fn pair_grids(&self) -> Vec<GridId> {
        let me = self.actor().map(|actor| actor.id);
        let own = self.grids.iter().filter(|grid| grid.worker_id.is_some() && grid.worker_id == me);
        match self.pairings.grid {
            Some(grid) => vec![grid],
            None => own.map(|grid| grid.id).collect(),
        }
    }

    pub(super) fn load_pairings(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.pairings.stale) {
            return Ok(());
        }
        let (grids, today, view) = (self.pair_grids(), self.today_day(), self.pair_view());
        let call = |call: Call| PairRow::Call(Box::new(call));
        let rows: Vec<PairRow> = match view {
            PairView::Walk => {
                let calls = self.desk.calls(&actor, &grids, false)?;
                calls.into_iter().filter(|one| one.on_the_way(today, AHEAD)).map(call).collect()
            }
            PairView::Overdue => self.desk.calls(&actor, &grids, true)?.into_iter().map(call).collect(),
            PairView::Unpaired => {
                let calls = self.desk.calls(&actor, &grids, true)?;
                calls.into_iter().filter(|one| one.helper.is_none()).map(call).collect()
            }
            PairView::Helpers => {
                let calls = self.desk.calls(&actor, &grids, true)?;
                let of = |id: HelperId| calls.iter().filter(|one| one.helper == Some(id)).cloned().collect();
                let mut rows: Vec<(Helper, Vec<Call>)> = self
                    .desk
                    .helpers(&actor)?
                    .into_iter()
                    .map(|(helper, _)| {
                        let id = helper.id;
                        (helper, of(id))
                    })
                    .collect();
                rows.sort_by_key(|(_, calls)| {
                    calls.first().and_then(Call::by).map_or((1, None), |by| (0, Some(by)))
                });
                rows.into_iter().map(|(helper, calls)| PairRow::Helper(Box::new(helper), calls)).collect()
            }
            PairView::Wishes => {
                let wishes = self.desk.wishes(&actor, true)?;
                wishes.into_iter().map(|(wish, name)| PairRow::Wish(Box::new(wish), name)).collect()
            }
            PairView::Month => {
                let month = self.pairings.month.unwrap_or(Month::of(today));
                let report = self.desk.visit_month(&actor, month)?;
                self.pairings.rate = report.rate().text();
                self.month_rows(&report, &grids)
            }
        };
        self.pairings.take(rows);
        self.dirty = true;
        Ok(())
    }

    /// The rate by grid, by helper, and the households that were not seen.
    fn month_rows(&self, report: &VisitMonth, grids: &[GridId]) -> Vec<PairRow> {
        let wanted =
            |grid: Option<GridId>| grids.is_empty() || grid.is_some_and(|grid| grids.contains(&grid));
        let report = VisitMonth {
            month: report.month,
            households: report.households.iter().filter(|one| wanted(one.grid)).cloned().collect(),
        };
        let name = |id: Option<GridId>| {
            let grid = id.and_then(|id| self.grids.iter().find(|grid| grid.id == id));
            grid.map_or_else(|| w::LEFT_NONE.msg(), |grid| w::OF_GRID.with("grid", &grid.name))
        };
        let helpers = self.actor().and_then(|actor| self.desk.helpers(actor).ok()).unwrap_or_default();
        let helper = |id: Option<HelperId>| {
            let found = id.and_then(|id| helpers.iter().find(|(one, _)| one.id == id));
            found.map_or_else(|| r::NO_HELPER_YET.msg(), |(one, _)| r::OF_HELPER.with("name", &one.name))
        };
        let mut key = 0..;
        let mut row = |title: Message, text: String| PairRow::Month(key.next().unwrap_or(0), title, text);
        let mut rows: Vec<PairRow> = Vec::new();
        rows.extend(report.by_grid().into_iter().map(|(grid, rate)| row(name(grid), rate.text())));
        rows.extend(report.by_helper().into_iter().map(|(one, rate)| row(helper(one), rate.text())));
        rows.extend(report.unseen().into_iter().map(|one| {
            let text = format!(
                "{} {} {}",
                one.name,
                one.address,
                r::ATTEMPTS.with("n", one.attempts).say(self.lang())
            );
            row(r::NOT_SEEN.msg(), text)
        }));
        rows
    }

    /// Tab: the next view.
    pub(super) fn next_pair_view(&mut self, forward: bool) {
        let count = PairView::ALL.len();
        let at = PairView::ALL.iter().position(|view| *view == self.pair_view()).unwrap_or(0);
        let at = if forward { at + 1 } else { at + count - 1 } % count;
        if let Some(view) = PairView::ALL.get(at % count).copied() {
            self.pairings.show(view);
        }
    }

    /// Left and Right in the month: the month before, or the next one that has come.
    pub(super) fn turn_visit_month(&mut self, forward: bool) {
        let this = Month::of(self.today_day());
        let shown = self.pairings.month.unwrap_or(this);
        if forward && shown >= this {
            self.say(Said::told(&crate::words::month::NO_MONTH_AFTER));
            return;
        }
        let to = if forward { shown.next() } else { shown.previous() };
        self.choose_pairings(&Choice::Month(to));
    }

    /// What F4 offers here: the views, the grids, the months.
    pub(super) fn pairing_choices(&self) -> Vec<Entry> {
        let entry = |title: Message, choice: Choice, on: bool| Entry {
            title,
            hint: String::new(),
            why_not: None,
            on,
            pick: Pick::Choice(choice),
        };
        let view = self.pair_view();
        let mut entries: Vec<Entry> = PairView::ALL
            .into_iter()
            .map(|one| entry(one.title().msg(), Choice::PairView(one), one == view))
            .collect();
        entries.push(entry(r::ALL_GRIDS.msg(), Choice::Grid(None), self.pairings.grid.is_none()));
        entries.extend(self.grids.iter().map(|grid| {
            let on = self.pairings.grid == Some(grid.id);
            entry(w::OF_GRID.with("grid", &grid.name), Choice::Grid(Some(grid.id)), on)
        }));
        let this = Month::of(self.today_day());
        let shown = self.pairings.month.unwrap_or(this);
        let months = std::iter::successors(Some(this), |month| Some(month.previous())).take(13);
        entries.extend(months.map(|month| {
            entry(
                crate::words::month::TITLE.with("month", month.to_string()),
                Choice::Month(month),
                month == shown,
            )
        }));
        entries
    }

    pub(super) fn choose_pairings(&mut self, choice: &Choice) {
        match choice {
            Choice::PairView(view) => self.pairings.show(*view),
            Choice::Grid(grid) => {
                self.pairings.grid = *grid;
                self.pairings.show(self.pair_view());
            }
            Choice::Month(month) => {
                self.pairings.month = Some(*month);
                self.pairings.show(PairView::Month);
            }
            _ => {}
        }
    }

    /// Enter on a row: the page of the household's head, or the wish's next step.
    pub(super) fn open_pair_row(&mut self) {
        match self.pairings.list.current() {
            Some(PairRow::Call(call)) => match call.head {
                Some(head) => self.open_person(head),
                None => self.say(Said::told(&r::NOBODY_MARKED)),
            },
            Some(PairRow::Wish(..)) => self.advance_wish(0),
            Some(PairRow::Helper(helper, calls)) => {
                let today = self.today_day();
                let lines = calls
                    .iter()
                    .map(|call| {
                        let by = call.by().map(|by| by.to_string()).unwrap_or_default();
                        let mark = if call.overdue(today) { "!" } else { " " };
                        format!("{mark} {by}  {}  {}", call.name, call.address)
                    })
                    .collect();
                let help = super::detail::in_full(r::OF_HELPER.with("name", &helper.name), lines);
                self.modals.push(super::Modal::Help(help));
            }
            Some(PairRow::Month(..)) | None => {}
        }
    }
}
