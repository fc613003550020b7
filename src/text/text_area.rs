//! The editor of a field of several lines: soft wrap by column, the cursor by grapheme and by row.

use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;

use super::boundary::part;
use super::buffer::{Buffer, PasteReport};
use super::clean::{clean_text, clean_text_after};
use super::draw_safe::draw_safe;
use super::undo::Edit;
use super::width::{Cols, Widths};
use super::wrap::{Row, rows};

/// Holds the value of a field of several lines while a person edits it.
///
/// The same promises as of [`LineInput`](super::LineInput), but line ends (`\n`) belong to the value.
/// Rows are those of the last view, so that up and down go where the person sees them; wrapping
/// takes time with the length of the text at each view and row move, which is why there is a limit.
#[derive(Debug, Clone)]
pub struct TextArea {
    buffer: Buffer,
    /// The column that a chain of row moves aims at.
    goal: Option<usize>,
    /// First visible row, remembered by `view` so that the window scrolls no more than it must.
    first: Cell<usize>,
    shape: Cell<Shape>,
}

/// The size of the last view.
#[derive(Debug, Clone, Copy)]
struct Shape {
    cols: usize,
    rows: usize,
    widths: Widths,
}

/// Shows a part of a text: what to draw and where the terminal cursor belongs (`T1`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaView {
    /// The visible rows from the top, none wider than asked for; fewer than asked for at the end.
    pub lines: Vec<String>,
    /// Row from the top of the window and column of the cursor, inside the window.
    pub cursor: (usize, Cols),
    /// Number of rows above the window.
    pub first: usize,
    /// Number of rows of the whole text.
    pub total: usize,
}

impl Default for TextArea {
    fn default() -> Self {
        Self::new(usize::MAX)
    }
}

impl TextArea {
    /// Creates an empty field of at most `limit` characters (Unicode scalar values, line ends counted).
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self::with_buffer(Buffer::new(limit))
    }

    /// Creates a field that starts with a stored text, cursor at its end, nothing to undo.
    #[must_use]
    pub fn with_text(text: &str, limit: usize) -> Self {
        Self::with_buffer(Buffer::with_text(&clean_text(text), limit))
    }

    const fn with_buffer(buffer: Buffer) -> Self {
        let shape = Shape { cols: 78, rows: 10, widths: Widths::Narrow };
        Self { buffer, goal: None, first: Cell::new(0), shape: Cell::new(shape) }
    }

    /// Gives the value; line ends are `\n`.
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

    /// Types one character, `\n` for a new line; a hidden character is not taken.
    pub fn insert(&mut self, ch: char) -> PasteReport {
        self.put(ch.encode_utf8(&mut [0; 4]), Edit::Typing)
    }

    /// Pastes text; line ends stay, tabs become blanks, what is beyond the limit is refused.
    pub fn paste(&mut self, text: &str) -> PasteReport {
        self.put(text, Edit::Whole)
    }

    fn put(&mut self, text: &str, edit: Edit) -> PasteReport {
        let cleaned = clean_text_after(self.buffer.before_cursor(), text);
        self.edit(|buffer| buffer.insert(&cleaned, edit))
    }

    /// Replaces the value, cursor at its end; a text longer than the limit is not cut.
    pub fn set_text(&mut self, text: &str) -> PasteReport {
        let cleaned = clean_text(text);
        self.edit(|buffer| buffer.set(&cleaned))
    }

    /// Moves one grapheme to the left, over line ends too.
    pub fn left(&mut self) -> bool {
        self.edit(Buffer::left)
    }

    /// Moves one grapheme to the right, over line ends too.
    pub fn right(&mut self) -> bool {
        self.edit(Buffer::right)
    }

    /// Moves to the start of the line (not of the row).
    pub fn home(&mut self) -> bool {
        let start = self.line_start();
        self.edit(|buffer| buffer.go(start))
    }

    /// Moves to the end of the line (not of the row).
    pub fn end(&mut self) -> bool {
        let end = self.line_end();
        self.edit(|buffer| buffer.go(end))
    }

    /// Moves to the start of the text.
    pub fn text_start(&mut self) -> bool {
        self.edit(|buffer| buffer.go(0))
    }

    /// Moves to the end of the text.
    pub fn text_end(&mut self) -> bool {
        self.edit(|buffer| buffer.go(usize::MAX))
    }

    /// Moves one row up; false in the first row, so that a form may go to the field above.
    pub fn up(&mut self) -> bool {
        self.row_move(-1)
    }

    /// Moves one row down; false in the last row, so that a form may go to the field below.
    pub fn down(&mut self) -> bool {
        self.row_move(1)
    }

    /// Moves up by the rows of the last view.
    pub fn page_up(&mut self) -> bool {
        self.row_move(-self.page())
    }

    /// Moves down by the rows of the last view.
    pub fn page_down(&mut self) -> bool {
        self.row_move(self.page())
    }

    /// Erases the grapheme or line end before the cursor.
    pub fn backspace(&mut self) -> bool {
        self.edit(Buffer::backspace)
    }

    /// Erases the grapheme or line end at the cursor.
    pub fn delete(&mut self) -> bool {
        self.edit(Buffer::delete)
    }

    /// Erases everything.
    pub fn clear(&mut self) -> bool {
        self.edit(|buffer| buffer.erase(0, buffer.value().len(), Edit::Whole))
    }

    /// Erases from the cursor to the end of the line.
    pub fn clear_to_end(&mut self) -> bool {
        let end = self.line_end();
        self.edit(|buffer| buffer.erase(buffer.cursor(), end, Edit::Whole))
    }

    /// Takes the last stretch of typing or erasing, or the last paste, back.
    pub fn undo(&mut self) -> bool {
        self.edit(Buffer::undo)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> bool {
        self.edit(Buffer::redo)
    }

    /// Shows the part around the cursor in a window of a narrow terminal.
    #[must_use]
    pub fn view(&self, cols: Cols, rows: usize) -> AreaView {
        self.view_with(cols, rows, Widths::Narrow)
    }

    /// Shows the part around the cursor in a window of `cols` by `rows`, made safe to draw (`T6`).
    ///
    /// Text is wrapped one column earlier, so that the cursor has a place behind a full row. A
    /// window without rows or columns shows nothing.
    #[must_use]
    pub fn view_with(&self, cols: Cols, rows: usize, widths: Widths) -> AreaView {
        if cols == Cols::ZERO || rows == 0 {
            return AreaView::default();
        }
        let shape = Shape { cols: cols.get(), rows, widths };
        self.shape.set(shape);
        let all = self.rows();
        let here = self.row_of_cursor(&all);
        let top = self.first.get().min(all.len().saturating_sub(rows));
        let first = top.min(here).max((here + 1).saturating_sub(rows));
        self.first.set(first);
        let seen = all.iter().skip(first).take(rows);
        AreaView {
            lines: seen.map(|row| self.drawn(row, shape)).collect(),
            cursor: (here - first, Cols(all.get(here).map_or(0, |row| self.column(row)))),
            first,
            total: all.len(),
        }
    }

    fn drawn(&self, row: &Row, shape: Shape) -> String {
        let drawn = draw_safe(part(self.value(), row.start, row.end), shape.widths).into_owned();
        if shape.widths.cols(&drawn).get() > shape.cols {
            // A single cluster wider than the window: blanks rather than half of it.
            return " ".repeat(shape.cols);
        }
        drawn
    }

    fn edit<T>(&mut self, change: impl FnOnce(&mut Buffer) -> T) -> T {
        self.goal = None;
        change(&mut self.buffer)
    }

    fn line_start(&self) -> usize {
        part(self.value(), 0, self.cursor()).rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let rest = part(self.value(), self.cursor(), self.value().len());
        self.cursor() + rest.find('\n').unwrap_or(rest.len())
    }

    fn page(&self) -> isize {
        isize::try_from(self.shape.get().rows).unwrap_or(isize::MAX)
    }

    fn row_move(&mut self, by: isize) -> bool {
        let all = self.rows();
        let here = self.row_of_cursor(&all);
        let there = here.saturating_add_signed(by).min(all.len().saturating_sub(1));
        let (Some(from), Some(to), true) = (all.get(here), all.get(there), here != there) else {
            return false;
        };
        let goal = self.goal.unwrap_or_else(|| self.column(from));
        self.buffer.go(self.offset_in(to, goal));
        self.goal = Some(goal);
        true
    }

    fn rows(&self) -> Vec<Row> {
        let Shape { cols, widths, .. } = self.shape.get();
        rows(self.value(), cols.saturating_sub(1), &|cluster| measure(cluster, widths))
    }

    fn row_of_cursor(&self, all: &[Row]) -> usize {
        all.partition_point(|row| row.start <= self.cursor()).saturating_sub(1)
    }

    /// The column of the cursor in its row; behind the edge only blanks can stand, it waits there.
    fn column(&self, row: &Row) -> usize {
        let Shape { cols, widths, .. } = self.shape.get();
        let before = part(self.value(), row.start, self.cursor());
        let column: usize = before.graphemes(true).map(|cluster| measure(cluster, widths)).sum();
        column.min(cols.saturating_sub(1))
    }

    /// The offset in `row` nearest to column `goal` from the left.
    fn offset_in(&self, row: &Row, goal: usize) -> usize {
        let widths = self.shape.get().widths;
        let (mut at, mut column) = (row.start, 0);
        for cluster in part(self.value(), row.start, row.end).graphemes(true) {
            if column >= goal {
                break;
            }
            column += measure(cluster, widths);
            let after = at + cluster.len();
            // The end of a row that was broken without a blank is the start of the next one.
            let belongs_to_next = after == row.next && after < self.value().len();
            if column > goal || belongs_to_next {
                break;
            }
            at = after;
        }
        at
    }
}

/// The columns of a cluster as it is drawn.
fn measure(cluster: &str, widths: Widths) -> usize {
    widths.cols(&draw_safe(cluster, widths)).get()
}

#[cfg(test)]
mod tests;
