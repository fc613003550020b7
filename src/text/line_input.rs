//! The editor of a one-line field: cursor by grapheme, window by column, undo, paste, mask.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;

use super::boundary::{at_or_before, next, part};
use super::buffer::{Buffer, PasteReport};
use super::clean::{clean_line, clean_line_after};
use super::draw_safe::draw_safe;
use super::undo::Edit;
use super::width::{Cols, Widths};

/// Stands for each grapheme of a secret.
const MASK: &str = "*";

/// Holds the value of a one-line field while a person edits it.
///
/// The cursor always stands on a grapheme boundary; the value never holds a line end or a hidden
/// character. `Debug` never shows the value. Moves and edits tell whether they changed anything.
#[derive(Debug, Clone)]
pub struct LineInput {
    buffer: Buffer,
    /// First visible byte, remembered by `view` so that the window scrolls no more than it must.
    anchor: Cell<usize>,
    secret: bool,
}

/// Shows a part of a value: what to draw and where the terminal cursor belongs (`T1`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View<'a> {
    /// The visible text, at most as wide as asked for, no wide character cut.
    pub text: Cow<'a, str>,
    /// The column of the cursor from the left of the text, always less than the width.
    pub cursor: Cols,
    /// More text stands at the left.
    pub cut_left: bool,
    /// More text stands at the right.
    pub cut_right: bool,
}

impl Default for LineInput {
    fn default() -> Self {
        Self::new(usize::MAX)
    }
}

impl LineInput {
    /// Creates an empty field of at most `limit` characters (Unicode scalar values).
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { buffer: Buffer::new(limit), anchor: Cell::new(0), secret: false }
    }

    /// Creates an empty field for a secret: always masked, and no earlier value is kept for undo.
    #[must_use]
    pub fn secret(limit: usize) -> Self {
        Self { buffer: Buffer::new(limit).without_undo(), anchor: Cell::new(0), secret: true }
    }

    /// Creates a field that starts with a stored text, cursor at its end, nothing to undo.
    #[must_use]
    pub fn with_text(text: &str, limit: usize) -> Self {
        Self { buffer: Buffer::with_text(&clean_line(text), limit), ..Self::new(limit) }
    }

    /// Gives the value.
    #[must_use]
    pub fn value(&self) -> &str {
        self.buffer.value()
    }

    /// Gives the cursor as a byte offset on a grapheme boundary.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.buffer.cursor()
    }

    /// Tells whether nothing has been entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// Types one character; a line end, a tab or a hidden character is not taken.
    pub fn insert(&mut self, ch: char) -> PasteReport {
        self.put(ch.encode_utf8(&mut [0; 4]), Edit::Typing)
    }

    /// Pastes text: line ends and tabs become blanks, what is beyond the limit is refused.
    pub fn paste(&mut self, text: &str) -> PasteReport {
        self.put(text, Edit::Whole)
    }

    fn put(&mut self, text: &str, edit: Edit) -> PasteReport {
        let cleaned = clean_line_after(self.buffer.before_cursor(), text);
        self.buffer.insert(&cleaned, edit)
    }

    /// Replaces the value, cursor at its end; a text longer than the limit is not cut.
    pub fn set_text(&mut self, text: &str) -> PasteReport {
        self.buffer.set(&clean_line(text))
    }

    /// Moves one grapheme to the left.
    pub fn left(&mut self) -> bool {
        self.buffer.left()
    }

    /// Moves one grapheme to the right.
    pub fn right(&mut self) -> bool {
        self.buffer.right()
    }

    /// Moves to the start.
    pub fn home(&mut self) -> bool {
        self.buffer.go(0)
    }

    /// Moves to the end.
    pub fn end(&mut self) -> bool {
        self.buffer.go(usize::MAX)
    }

    /// Erases the grapheme before the cursor.
    pub fn backspace(&mut self) -> bool {
        self.buffer.backspace()
    }

    /// Erases the grapheme at the cursor.
    pub fn delete(&mut self) -> bool {
        self.buffer.delete()
    }

    /// Erases everything.
    pub fn clear(&mut self) -> bool {
        self.buffer.erase(0, self.value().len(), Edit::Whole)
    }

    /// Erases from the cursor to the end.
    pub fn clear_to_end(&mut self) -> bool {
        self.buffer.erase(self.cursor(), self.value().len(), Edit::Whole)
    }

    /// Takes the last stretch of typing or erasing, or the last paste, back.
    pub fn undo(&mut self) -> bool {
        self.buffer.undo()
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> bool {
        self.buffer.redo()
    }

    /// Shows the part around the cursor in `width` columns of a narrow terminal.
    #[must_use]
    pub fn view(&self, width: Cols) -> View<'_> {
        self.view_with(width, Widths::Narrow)
    }

    /// Shows the part around the cursor in `width` columns, the text made safe to draw (`T6`).
    ///
    /// A width of 0 shows nothing.
    #[must_use]
    pub fn view_with(&self, width: Cols, widths: Widths) -> View<'_> {
        if self.secret {
            return self.view_masked(width);
        }
        let measure = |cluster: &str| widths.cols(&draw_safe(cluster, widths)).get();
        self.shown(width, &measure, |seen| draw_safe(seen, widths))
    }

    /// Shows one `*` for each grapheme.
    #[must_use]
    pub fn view_masked(&self, width: Cols) -> View<'_> {
        self.shown(width, &|_| MASK.len(), |seen| Cow::Owned(MASK.repeat(seen.graphemes(true).count())))
    }

    fn shown<'a>(
        &'a self,
        width: Cols,
        measure: &dyn Fn(&str) -> usize,
        draw: impl FnOnce(&'a str) -> Cow<'a, str>,
    ) -> View<'a> {
        if width == Cols::ZERO {
            return View::default();
        }
        let value = self.value();
        let start = window_start(value, self.cursor(), self.anchor.get(), width.get(), measure);
        self.anchor.set(start);
        let end = forward(value, start, width.get(), measure);
        View {
            text: draw(part(value, start, end)),
            cursor: Cols(part(value, start, self.cursor()).graphemes(true).map(measure).sum()),
            cut_left: start > 0,
            cut_right: end < value.len(),
        }
    }
}

/// Finds where the window starts: near `anchor`, the cursor's cluster inside, no room wasted at the end.
fn window_start(
    value: &str,
    cursor: usize,
    anchor: usize,
    width: usize,
    measure: &dyn Fn(&str) -> usize,
) -> usize {
    let under = part(value, cursor, next(value, cursor));
    let under = if under.is_empty() { 1 } else { measure(under).clamp(1, width) };
    let earliest = backward(value, cursor, width - under, measure);
    let fullest = backward(value, value.len(), width - 1, measure);
    at_or_before(value, anchor.min(value.len())).min(cursor).min(fullest).max(earliest)
}

/// The offset up to which clusters from `at` on fit into `room` columns.
fn forward(value: &str, at: usize, room: usize, measure: &dyn Fn(&str) -> usize) -> usize {
    let mut used = 0;
    let fitting = part(value, at, value.len()).graphemes(true).take_while(|cluster| {
        used += measure(cluster);
        used <= room
    });
    at + fitting.map(str::len).sum::<usize>()
}

/// The offset from which clusters up to `at` fit into `room` columns.
fn backward(value: &str, at: usize, room: usize, measure: &dyn Fn(&str) -> usize) -> usize {
    let mut used = 0;
    let fitting = part(value, 0, at).graphemes(true).rev().take_while(|cluster| {
        used += measure(cluster);
        used <= room
    });
    at - fitting.map(str::len).sum::<usize>()
}

#[cfg(test)]
mod tests;
