//! What can happen to the application from outside, and where that is heard.

use std::time::Duration;

use crate::keymap::Key;

/// One thing that happened; the loop hands these over one at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed or repeats; releases never come.
    Key(Key),
    /// Text was pasted in one go, line ends folded to `\n`.
    Paste(String),
    /// The terminal has a new size.
    Resize {
        /// Columns, at least 1.
        cols: u16,
        /// Rows, at least 1.
        rows: u16,
    },
    /// The terminal window came to the front.
    Focus,
    /// The time that the application asked to be woken at has come.
    Tick,
    /// The terminal is gone or the program is asked to end: save drafts, the loop ends at once (T11).
    Hangup,
}

/// Where events come from.
pub trait Events {
    /// Waits for the next event; `None` when `wait` is over. Without `wait` it waits for ever.
    fn next(&mut self, wait: Option<Duration>) -> Option<Event>;

    /// How many key presses and pastes have arrived and were not handed out yet.
    fn queued(&self) -> usize;

    /// Throws away the key presses and pastes that have arrived, and tells how many they were.
    fn discard_queued(&mut self) -> usize;
}
