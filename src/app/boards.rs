//! The three boards: today, cases, due. Each holds a page of rows, a filter and an order.

use super::list::{Keyed, ListPane};
use crate::calendar::{Calendar, Day};
use crate::domain::Named as _;
use crate::domain::board::{BoardRow, CaseFilter, CaseRow, DueFilter, GroupBy, GroupRow, Sort};
use crate::domain::id::{GridId, OperatorId, PromiseId};
use crate::domain::promise::PromiseKind;
use crate::domain::view::{Span, View};
use crate::words::{Message, Phrase, app as w};

impl Keyed for CaseRow {
    fn key(&self) -> i64 {
        self.id.0
    }
}

impl Keyed for BoardRow {
    fn key(&self) -> i64 {
        self.id.0
    }
}

/// Whose cases a board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The operator's own.
    Mine,
    /// Everybody's.
    All,
}

/// A list of cases: today's, or all.
#[derive(Debug, Clone)]
pub struct CaseBoard {
    /// The page.
    pub list: ListPane<CaseRow>,
    /// Whose cases.
    pub whose: Whose,
    /// Which cases.
    pub filter: CaseFilter,
    /// In which order.
    pub sort: Sort,
    /// Whether the page is to be read again before it is shown.
    pub stale: bool,
}

impl CaseBoard {
    /// The board of what is owed next: open cases by due day.
    #[must_use]
    pub fn today() -> Self {
        let filter = CaseFilter { open: true, ..CaseFilter::default() };
        Self { list: ListPane::default(), whose: Whose::Mine, filter, sort: Sort::Due, stale: true }
    }

    /// The board of all cases, newest first.
    #[must_use]
    pub fn cases() -> Self {
        let filter = CaseFilter { open: true, ..CaseFilter::default() };
        Self { list: ListPane::default(), whose: Whose::All, filter, sort: Sort::Newest, stale: true }
    }

    /// The filter as the desk takes it.
    #[must_use]
    pub fn asked(&self, me: OperatorId) -> CaseFilter {
        let mut filter = self.filter.clone();
        if self.whose == Whose::Mine {
            filter.owner = Some(me);
        }
        filter
    }

    /// The conditions in words, for the header.
    #[must_use]
    pub fn conditions(&self) -> Vec<Message> {
        let mut words = vec![match self.whose {
            Whose::Mine => w::MINE.msg(),
            Whose::All => w::EVERYBODY.msg(),
        }];
        words.push(if self.filter.open { w::OPEN_ONLY.msg() } else { w::ANY_STATE.msg() });
        for state in &self.filter.states {
            words.push(state.phrase().msg());
        }
        if let Some(code) = &self.filter.item_code {
            words.push(w::OF_ITEM.with("item", code));
        }
        words
    }

    /// The order in words, for the header.
    #[must_use]
    pub fn order(&self) -> &'static Phrase {
        match self.sort {
            Sort::Newest => &w::ORDER_NEWEST,
            Sort::Oldest => &w::ORDER_OLDEST,
            Sort::Due => &w::ORDER_DUE,
            Sort::State => &w::ORDER_STATE,
            Sort::Item => &w::ORDER_ITEM,
        }
    }

    /// Goes to the next order, or the one before.
    pub fn turn_order(&mut self, forward: bool) {
        const ALL: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::Due, Sort::State, Sort::Item];
        let at = ALL.iter().position(|sort| *sort == self.sort).unwrap_or(0);
        let step = if forward { 1 } else { ALL.len() - 1 };
        self.sort = ALL.get((at + step) % ALL.len()).copied().unwrap_or_default();
        self.list.offset = 0;
        self.list.marker = 0;
        self.stale = true;
    }
}

/// The board of all promises by due day.
#[derive(Debug, Clone)]
pub struct DueBoard {
    /// The page.
    pub list: ListPane<BoardRow>,
    /// Which promises.
    pub filter: DueFilter,
    /// The time that the filter asks for, in words of the screen.
    pub span: Span,
    /// Only what is overdue by more than so many days.
    pub over_by: Option<i64>,
    /// How many open promises there are in all.
    pub everything: usize,
    /// By what the sums beside the board are made.
    pub by: GroupBy,
    /// What the board shows, added up; largest first.
    pub sums: Vec<GroupRow>,
    /// The promises that are chosen for one act on all of them, over all pages.
    pub chosen: std::collections::BTreeMap<PromiseId, BoardRow>,
    /// Whether the page is to be read again before it is shown.
    pub stale: bool,
}

impl Default for DueBoard {
    fn default() -> Self {
        Self {
            list: ListPane::default(),
            filter: DueFilter::default(),
            span: Span::All,
            over_by: None,
            everything: 0,
            by: GroupBy::Owner,
            sums: Vec::new(),
            chosen: std::collections::BTreeMap::new(),
            stale: true,
        }
    }
}

impl DueBoard {
    /// The view that it shows, without a name.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            name: String::new(),
            span: self.span,
            over_by: self.over_by,
            filter: self.filter.clone(),
            by: self.by,
        }
    }

    /// Shows a saved view from its first row.
    pub fn show(&mut self, view: View) {
        self.span = view.span;
        self.over_by = view.over_by;
        self.filter = view.filter;
        self.by = view.by;
        self.list.offset = 0;
        self.list.marker = 0;
        self.stale = true;
    }

    /// The filter as the desk takes it, for `today`.
    #[must_use]
    pub fn asked(&self, today: Day, calendar: &Calendar) -> DueFilter {
        self.view().asked(today, calendar)
    }

    /// The conditions in words, for the header, in the order in which Backspace takes them away.
    #[must_use]
    pub fn conditions(
        &self,
        me: OperatorId,
        name: impl Fn(OperatorId) -> String,
        grid: impl Fn(GridId) -> String,
    ) -> Vec<Message> {
        let mut words = Vec::new();
        if self.span != Span::All {
            words.push(self.span.phrase().msg());
        }
        if let Some(days) = self.over_by {
            words.push(w::OVERDUE_BY.with("n", days));
        }
        if let Some(kind) = self.filter.kind {
            words.push(kind.phrase().msg());
        }
        if let Some(owner) = self.filter.owner {
            words.push(if owner == me { w::MINE.msg() } else { w::OF_OWNER.with("owner", name(owner)) });
        }
        if let Some(code) = &self.filter.item_code {
            words.push(w::OF_ITEM.with("item", code));
        }
        words.extend(self.filter.window.as_ref().map(|window| w::OF_WINDOW.with("window", window)));
        words.extend(self.filter.grid.map(|id| w::OF_GRID.with("grid", grid(id))));
        words.extend(self.filter.department.as_ref().map(|body| w::OF_DEPARTMENT.with("department", body)));
        words
    }

    /// Takes the last condition away; `false` where there is none.
    pub fn drop_condition(&mut self) -> bool {
        self.stale = true;
        if self.filter.department.take().is_some()
            || self.filter.grid.take().is_some()
            || self.filter.window.take().is_some()
        {
            return true;
        }
        if self.filter.item_code.take().is_some() || self.filter.owner.take().is_some() {
            return true;
        }
        if self.filter.kind.take().is_some() || self.over_by.take().is_some() {
            return true;
        }
        std::mem::replace(&mut self.span, Span::All) != Span::All
    }

    /// The kinds that the board can be narrowed to.
    #[must_use]
    pub fn kinds() -> &'static [PromiseKind] {
        PromiseKind::ALL
    }
}
