//! Pane 5 (居民): the register, page by page, narrowed by grid and category.

use super::App;
use super::list::{Keyed, ListPane};
use super::menu::{Choice, Entry, Pick};
use crate::desk::DeskError;
use crate::domain::Named as _;
use crate::domain::board::{FoundPerson, PersonFilter};
use crate::domain::household::CategoryKind;
use crate::words::{Message, app as w, people as r};

impl Keyed for FoundPerson {
    fn key(&self) -> i64 {
        self.id.0
    }
}

/// The register on the screen.
#[derive(Debug, Clone)]
pub struct ResidentBoard {
    /// The rows.
    pub list: ListPane<FoundPerson>,
    /// What it is narrowed to.
    pub filter: PersonFilter,
    /// Whether it is to be read again.
    pub stale: bool,
}

impl Default for ResidentBoard {
    fn default() -> Self {
        Self { list: ListPane::default(), filter: PersonFilter::default(), stale: true }
    }
}

impl ResidentBoard {
    fn begin_again(&mut self) {
        self.list.offset = 0;
        self.list.marker = 0;
        self.stale = true;
    }
}

impl App {
    pub(super) fn load_residents(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.residents.stale) {
            return Ok(());
        }
        let total = self.desk.persons_count(&actor, &self.residents.filter)?;
        let list = &self.residents.list;
        let rows = self.desk.persons(&actor, &self.residents.filter, list.size, list.offset)?;
        self.residents.list.fill(rows, total);
        self.dirty = true;
        Ok(())
    }

    /// The conditions of the register in words.
    #[must_use]
    pub fn resident_conditions(&self) -> Vec<Message> {
        let filter = &self.residents.filter;
        let grid = filter.grid.and_then(|id| self.grids.iter().find(|grid| grid.id == id));
        let mut said: Vec<Message> = Vec::new();
        said.extend(grid.map(|grid| w::OF_GRID.with("grid", &grid.name)));
        said.extend(filter.category.map(|kind| kind.phrase().msg()));
        said.extend(filter.gone.then(|| r::WITH_GONE.msg()));
        said
    }

    /// What F4 offers here.
    pub(super) fn resident_choices(&self) -> Vec<Entry> {
        let filter = &self.residents.filter;
        let entry = |title: Message, choice: Choice, on: bool| Entry {
            title,
            hint: String::new(),
            why_not: None,
            on,
            pick: Pick::Choice(choice),
        };
        let mut entries = vec![entry(r::ALL_GRIDS.msg(), Choice::Grid(None), filter.grid.is_none())];
        entries.extend(self.grids.iter().map(|grid| {
            let on = filter.grid == Some(grid.id);
            entry(w::OF_GRID.with("grid", &grid.name), Choice::Grid(Some(grid.id)), on)
        }));
        entries.push(entry(r::ALL_CATEGORIES.msg(), Choice::Category(None), filter.category.is_none()));
        entries.extend(CategoryKind::ALL.iter().map(|kind| {
            let on = filter.category == Some(*kind);
            entry(kind.phrase().msg(), Choice::Category(Some(*kind)), on)
        }));
        entries.push(entry(r::WITH_GONE.msg(), Choice::Gone(!filter.gone), filter.gone));
        entries
    }

    pub(super) fn choose_residents(&mut self, choice: &Choice) {
        let filter = &mut self.residents.filter;
        match choice {
            Choice::Grid(grid) => filter.grid = *grid,
            Choice::Category(kind) => filter.category = *kind,
            Choice::Gone(gone) => filter.gone = *gone,
            _ => return,
        }
        self.residents.begin_again();
    }
}
