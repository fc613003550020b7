//! Which fields are there, which of them need a person, and where the focus goes.

use super::spec::{Preset, Required, Shown};
use super::state::Form;
use crate::words::{Message, form as w};

impl Form {
    /// Shows the fields on demand and goes to the first; once more puts them away while they are empty.
    pub fn more(&mut self) {
        let first = self.slots.iter().position(|slot| matches!(slot.spec().shown, Shown::OnDemand));
        let Some(first) = first else { return };
        self.more = !self.more;
        if self.more {
            self.focus = first;
            self.picker = None;
        }
        self.keep_focus();
    }

    pub(super) fn visible(&self, at: usize) -> bool {
        let Some(slot) = self.slots.get(at) else { return false };
        match slot.spec().shown {
            Shown::Always => true,
            Shown::When(test) => test(&self.values()),
            Shown::OnDemand => self.more || !slot.is_empty(),
        }
    }

    pub(super) fn required(&self, at: usize) -> bool {
        self.slots.get(at).is_some_and(|slot| match slot.spec().required {
            Required::Always => true,
            Required::Never => false,
            Required::When(test) => test(&self.values()),
        })
    }

    /// Whether Enter stops in a field: not where the record or a default says it already.
    pub(super) fn needs(&self, at: usize) -> bool {
        let Some(slot) = self.slots.get(at).filter(|_| self.visible(at)) else { return false };
        let settled = slot.known && self.check(at).is_none_or(|problem| !problem.blocks);
        slot.spec().default == Preset::None && !settled
    }

    /// The next field after `at` that needs a person, else the first that blocks; `None` where all is said.
    pub(super) fn next_needing(&self, at: usize) -> Option<usize> {
        let after = (at + 1..self.slots.len()).find(|next| self.needs(*next));
        after.or_else(|| {
            (0..self.slots.len())
                .find(|other| *other != at && self.check(*other).is_some_and(|problem| problem.blocks))
        })
    }

    pub(super) fn focus_first(&mut self) {
        let first = (0..self.slots.len()).find(|at| self.needs(*at));
        let any = || (0..self.slots.len()).find(|at| self.visible(*at));
        self.focus = first.or_else(any).unwrap_or(0);
    }

    /// Brings the focus to a field that is there, where the one it was in is gone.
    pub(super) fn keep_focus(&mut self) {
        if self.visible(self.focus) {
            return;
        }
        let after = (self.focus..self.slots.len()).find(|at| self.visible(*at));
        let before = || (0..self.focus.min(self.slots.len())).rfind(|at| self.visible(*at));
        self.focus = after.or_else(before).unwrap_or(0);
        self.picker = None;
    }

    /// How far the form is: the number of the focused field and of the last one, 0 for none.
    #[must_use]
    pub fn position(&self) -> (u8, u8) {
        let here = self.numbered().find(|(at, _)| *at == self.focus).map_or(0, |(_, number)| number);
        (here, self.numbered().map(|(_, number)| number).max().unwrap_or(0))
    }

    /// How many fields must still be filled in or put right.
    #[must_use]
    pub fn missing(&self) -> usize {
        (0..self.slots.len()).filter(|at| self.check(*at).is_some_and(|problem| problem.blocks)).count()
    }

    /// What to say in the head of the form: how much is missing, or that F9 will do.
    #[must_use]
    pub fn status(&self) -> Message {
        match self.missing() {
            0 => w::ALL_FILLED.msg(),
            n => w::STILL_MISSING.with("n", n),
        }
    }
}
