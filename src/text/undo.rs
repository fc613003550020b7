//! Undo inside a field: snapshots, one for each stretch of typing.

use std::collections::VecDeque;

/// Steps that can be taken back at most.
const MOST_STEPS: usize = 100;
/// Bytes that snapshots may hold together, so that large pastes do not pile up.
const MOST_BYTES: usize = 4 << 20;

/// Says what an edit does; successive ones of the same kind are taken back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Characters typed one after the other.
    Typing,
    /// Characters erased one after the other.
    Erasing,
    /// A paste, a new text, everything that stands alone.
    Whole,
}

/// A text and the cursor in it.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The text.
    pub value: String,
    /// Byte offset on a grapheme boundary.
    pub cursor: usize,
}

/// What can be taken back and what can be redone.
#[derive(Clone, Default)]
pub struct History {
    past: VecDeque<Snapshot>,
    future: Vec<Snapshot>,
    open: Option<Edit>,
}

impl History {
    /// Notes that an edit is about to change `now`.
    pub fn record(&mut self, edit: Edit, now: &Snapshot) {
        if edit != Edit::Whole && self.open == Some(edit) {
            return;
        }
        self.open = Some(edit);
        self.future.clear();
        self.past.push_back(now.clone());
        let mut bytes: usize = self.past.iter().map(|snapshot| snapshot.value.len()).sum();
        while self.past.len() > MOST_STEPS || (bytes > MOST_BYTES && self.past.len() > 1) {
            bytes -= self.past.pop_front().map_or(0, |snapshot| snapshot.value.len());
        }
    }

    /// Ends the current stretch: the next edit is a step of its own.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Brings `now` back to before the last step; false if there is none.
    pub fn undo(&mut self, now: &mut Snapshot) -> bool {
        let Some(before) = self.past.pop_back() else { return false };
        self.open = None;
        self.future.push(std::mem::replace(now, before));
        true
    }

    /// Takes the last undo back; false if there is none.
    pub fn redo(&mut self, now: &mut Snapshot) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.open = None;
        self.past.push_back(std::mem::replace(now, after));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_snapshots_push_out_the_oldest_but_never_the_last() {
        let mut history = History::default();
        let large = Snapshot { value: "x".repeat(MOST_BYTES - 1), cursor: 0 };
        for _ in 0..3 {
            history.record(Edit::Whole, &large);
        }
        assert_eq!(history.past.len(), 1);
        for _ in 0..300 {
            history.record(Edit::Whole, &Snapshot::default());
        }
        assert_eq!(history.past.len(), MOST_STEPS);
    }
}
