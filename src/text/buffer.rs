//! What both editors are made of: a clean value, a cursor on grapheme boundaries, a limit, undo.

use std::fmt;

use super::boundary::{at_or_after, is_boundary, next, part, previous};
use super::clean::Cleaned;
use super::undo::{Edit, History, Snapshot};

/// Tells what became of typed or pasted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PasteReport {
    /// Characters that are now in the value.
    pub inserted: usize,
    /// Characters beyond the limit that were not taken; those before them stand.
    pub refused: usize,
    /// Hidden characters that were dropped.
    pub dropped: usize,
    /// How many times line ends or tabs became a blank.
    pub joined: usize,
}

impl PasteReport {
    /// Tells whether the text stands exactly as it came, so that nothing needs to be said.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.refused == 0 && self.dropped == 0 && self.joined == 0
    }
}

/// The value and everything that edits it; the editors add how it is seen.
#[derive(Clone)]
pub struct Buffer {
    now: Snapshot,
    limit: usize,
    history: Option<History>,
}

/// Never shows the value: it may be personal data or a secret, and this ends up in logs.
impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer")
            .field("bytes", &self.now.value.len())
            .field("cursor", &self.now.cursor)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

impl Buffer {
    /// An empty value of at most `limit` characters.
    pub fn new(limit: usize) -> Self {
        Self { now: Snapshot::default(), limit, history: Some(History::default()) }
    }

    /// A value that starts with a stored text, cursor at its end, nothing to undo.
    pub fn with_text(cleaned: &Cleaned<'_>, limit: usize) -> Self {
        let value = cleaned.text.clone().into_owned();
        let cursor = value.len();
        Self { now: Snapshot { value, cursor }, ..Self::new(limit) }
    }

    /// The same, but no earlier value is kept.
    pub fn without_undo(self) -> Self {
        Self { history: None, ..self }
    }

    /// Gives the value.
    pub fn value(&self) -> &str {
        &self.now.value
    }

    /// Gives the cursor, a byte offset on a grapheme boundary.
    pub const fn cursor(&self) -> usize {
        self.now.cursor
    }

    /// The character that typed text will stand after.
    pub fn before_cursor(&self) -> Option<char> {
        part(&self.now.value, 0, self.now.cursor).chars().next_back()
    }

    /// Puts cleaned text at the cursor, as much of it as the limit allows.
    pub fn insert(&mut self, cleaned: &Cleaned<'_>, edit: Edit) -> PasteReport {
        let room = self.limit.saturating_sub(self.now.value.chars().count());
        let (taken, inserted) = first_chars(&cleaned.text, room);
        let left = cleaned.text.get(taken.len()..).unwrap_or_default();
        if !taken.is_empty() {
            self.record(edit);
            let at = self.now.cursor;
            self.now.value.insert_str(at, taken);
            self.now.cursor = at_or_after(&self.now.value, at + taken.len());
            if taken.chars().next_back().is_some_and(|ch| !ch.is_alphanumeric()) {
                self.close();
            }
        }
        PasteReport {
            inserted,
            refused: left.chars().count(),
            dropped: cleaned.dropped,
            joined: cleaned.joined,
        }
    }

    /// Replaces the whole value as one step that can be taken back; a longer text than the limit stays whole.
    pub fn set(&mut self, cleaned: &Cleaned<'_>) -> PasteReport {
        if self.now.value != *cleaned.text {
            self.record(Edit::Whole);
            self.now.value = cleaned.text.clone().into_owned();
        }
        self.go(self.now.value.len());
        PasteReport {
            inserted: self.now.value.chars().count(),
            refused: 0,
            dropped: cleaned.dropped,
            joined: cleaned.joined,
        }
    }

    /// Erases the clusters between two offsets and puts the cursor there; false if there are none.
    pub fn erase(&mut self, from: usize, to: usize, edit: Edit) -> bool {
        if part(&self.now.value, from, to).is_empty() {
            return false;
        }
        self.record(edit);
        self.now.value.replace_range(from..to, "");
        self.now.cursor = at_or_after(&self.now.value, from);
        true
    }

    /// Erases the cluster before the cursor; false if there is none.
    pub fn backspace(&mut self) -> bool {
        let at = self.now.cursor;
        self.erase(previous(&self.now.value, at), at, Edit::Erasing)
    }

    /// Erases the cluster at the cursor; false if there is none.
    pub fn delete(&mut self) -> bool {
        let at = self.now.cursor;
        self.erase(at, next(&self.now.value, at), Edit::Erasing)
    }

    /// Moves one cluster to the left; false at the start.
    pub fn left(&mut self) -> bool {
        self.go(previous(&self.now.value, self.now.cursor))
    }

    /// Moves one cluster to the right; false at the end.
    pub fn right(&mut self) -> bool {
        self.go(next(&self.now.value, self.now.cursor))
    }

    /// Moves the cursor to an offset, or the next boundary after it; false if it stays.
    pub fn go(&mut self, at: usize) -> bool {
        let at = at_or_after(&self.now.value, at.min(self.now.value.len()));
        self.close();
        std::mem::replace(&mut self.now.cursor, at) != at
    }

    /// Takes the last step back; false if there is none.
    pub fn undo(&mut self) -> bool {
        self.history.as_mut().is_some_and(|history| history.undo(&mut self.now))
    }

    /// Does again what was taken back last; false if there is none.
    pub fn redo(&mut self) -> bool {
        self.history.as_mut().is_some_and(|history| history.redo(&mut self.now))
    }

    fn record(&mut self, edit: Edit) {
        if let Some(history) = &mut self.history {
            history.record(edit, &self.now);
        }
    }

    fn close(&mut self) {
        if let Some(history) = &mut self.history {
            history.close();
        }
    }
}

/// The whole clusters at the front that hold at most `room` characters, and how many they hold.
fn first_chars(text: &str, room: usize) -> (&str, usize) {
    let Some((limit, _)) = text.char_indices().nth(room) else { return (text, text.chars().count()) };
    let end = if is_boundary(text, limit) { limit } else { previous(text, limit) };
    let taken = part(text, 0, end);
    (taken, taken.chars().count())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn clean(text: &str) -> Cleaned<'_> {
        Cleaned { text: Cow::Borrowed(text), dropped: 0, joined: 0 }
    }

    #[test]
    fn the_limit_never_cuts_a_cluster() {
        let table = [
            ("", 0, ""),
            ("abc", 2, "ab"),
            ("你好", 1, "你"),
            ("ae\u{301}b", 2, "a"),
            ("ae\u{301}b", 3, "ae\u{301}"),
            ("👨‍👩‍👧x", 4, ""),
            ("abc", 9, "abc"),
        ];
        for (text, room, want) in table {
            assert_eq!(first_chars(text, room).0, want, "{text} {room}");
        }
    }

    #[test]
    fn a_stored_text_longer_than_the_limit_is_not_cut() {
        let mut buffer = Buffer::new(2);
        buffer.set(&clean("你好世界"));
        assert_eq!(buffer.value(), "你好世界");
        assert_eq!(buffer.insert(&clean("x"), Edit::Typing).refused, 1);
        assert_eq!(buffer.value(), "你好世界");
    }

    #[test]
    fn an_edit_that_joins_clusters_moves_the_cursor_behind_them() {
        let mut buffer = Buffer::new(99);
        buffer.set(&clean("x\u{301}"));
        buffer.go(0);
        assert!(buffer.insert(&clean("🇨"), Edit::Typing).is_exact());
        assert_eq!(buffer.cursor(), "🇨".len());
        buffer.set(&clean("👨👩"));
        buffer.left();
        buffer.insert(&clean("\u{200D}"), Edit::Typing);
        assert_eq!(buffer.cursor(), buffer.value().len());
    }

    #[test]
    fn debug_output_holds_no_value() {
        let mut buffer = Buffer::new(99);
        buffer.set(&clean("王桂英"));
        assert!(!format!("{buffer:?}").contains("王"));
    }
}
