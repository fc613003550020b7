//! Find anything (F3): what is typed is searched at once, cases first, then persons, then items.

use crate::domain::board::{Found, FoundCase, FoundPerson};
use crate::domain::id::{CaseId, PersonId};
use crate::text::LineInput;

/// A row of the search.
#[derive(Debug, Clone, PartialEq)]
pub enum Hit {
    /// A case.
    Case(Box<FoundCase>),
    /// A person.
    Person(FoundPerson),
    /// An item of the catalogue: quick number, name, code.
    Item(i64, String, String),
}

/// What opening a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The case.
    Case(CaseId),
    /// The person's page.
    Person(PersonId),
    /// A new case of the item.
    Item(i64),
}

/// The search.
#[derive(Debug)]
pub struct FindScreen {
    /// What is typed.
    pub line: LineInput,
    /// What was found, in the order in which it is shown.
    pub hits: Vec<Hit>,
    /// The marker.
    pub marker: usize,
    /// How many of each group: cases, persons, items.
    pub groups: (usize, usize, usize),
}

impl Default for FindScreen {
    fn default() -> Self {
        Self { line: LineInput::new(60), hits: Vec::new(), marker: 0, groups: (0, 0, 0) }
    }
}

impl FindScreen {
    /// Takes what was found.
    pub fn fill(&mut self, found: Found, items: Vec<(i64, String, String)>) {
        self.groups = (found.cases.len(), found.persons.len(), items.len());
        self.hits = found
            .cases
            .into_iter()
            .map(|found| Hit::Case(Box::new(found)))
            .chain(found.persons.into_iter().map(Hit::Person))
            .chain(items.into_iter().map(|(quick, name, code)| Hit::Item(quick, name, code)))
            .collect();
        self.marker = 0;
    }

    /// What opening the row under the marker leads to.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.hits.get(self.marker).map(|hit| match hit {
            Hit::Case(found) => Target::Case(found.case.id),
            Hit::Person(person) => Target::Person(person.id),
            Hit::Item(quick, _, _) => Target::Item(*quick),
        })
    }

    /// Moves the marker.
    pub fn go(&mut self, down: bool) {
        let last = self.hits.len().saturating_sub(1);
        self.marker = if down { (self.marker + 1).min(last) } else { self.marker.saturating_sub(1) };
    }
}
