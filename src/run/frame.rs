//! From one frame to the next: which cells a terminal must be given again.

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};

/// The frame on the screen and the one being drawn.
#[derive(Debug, Default)]
pub struct Screen {
    shown: Buffer,
    next: Buffer,
}

impl Screen {
    /// Draws one frame with `draw` and brings `backend` to show it.
    ///
    /// With `afresh` the backend is cleared first and asked for its size, so that the frame fits a
    /// resized terminal (T14). `draw` gets an empty buffer and returns the place of the cursor.
    ///
    /// # Errors
    /// When the backend cannot be written to.
    pub fn show<B: Backend>(
        &mut self,
        backend: &mut B,
        afresh: bool,
        draw: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> Result<(), B::Error> {
        if afresh {
            backend.clear()?;
            let area = Rect::from((Position::ORIGIN, backend.size()?));
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        } else {
            self.next.reset();
        }
        let cursor = draw(&mut self.next);
        let changes = diff(&self.shown, &self.next);
        backend.draw(changes.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        match cursor {
            Some(place) => {
                backend.set_cursor_position(place)?;
                backend.show_cursor()?;
            }
            None => backend.hide_cursor()?,
        }
        backend.flush()?;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }
}

/// What is seen of a buffer's column.
#[derive(PartialEq)]
enum Face<'a> {
    /// The cell itself.
    Cell(&'a Cell),
    /// Blank in the cell's look: half of its wide character is overwritten or outside.
    Blank(&'a Cell),
    /// Under the wide character to the left.
    Covered,
}

/// The cells that turn a screen showing `previous` into `next`, row by row from the left.
///
/// A wide character is whole or not there: where something was drawn over its second half, as a
/// popup's border is, or where it would stick out of the row, a blank takes its place. Both buffers
/// have the same area; cells that `previous` lacks count as changed.
#[must_use]
pub fn diff(previous: &Buffer, next: &Buffer) -> Vec<(u16, u16, Cell)> {
    let width = usize::from(next.area.width).max(1);
    let rows = next.content.chunks(width);
    let same = previous.area == next.area;
    let old_rows = previous.content.chunks(width).filter(|_| same).map(Some).chain(std::iter::repeat(None));
    let mut changes = Vec::new();
    for ((y, row), old) in (next.area.y..).zip(rows).zip(old_rows) {
        if old == Some(row) {
            continue;
        }
        let mut shown = faces(old.unwrap_or_default()).into_iter();
        for (x, face) in (next.area.x..).zip(faces(row)) {
            if shown.next().as_ref() == Some(&face) {
                continue;
            }
            match face {
                Face::Cell(cell) => changes.push((x, y, cell.clone())),
                Face::Blank(cell) => changes.push((x, y, blanked(cell))),
                Face::Covered => {}
            }
        }
    }
    changes
}

fn blanked(cell: &Cell) -> Cell {
    let mut blank = cell.clone();
    blank.set_symbol(" ");
    blank
}

fn faces(row: &[Cell]) -> Vec<Face<'_>> {
    let mut faces = Vec::with_capacity(row.len());
    let mut rest = row;
    while let Some((cell, after)) = rest.split_first() {
        let covers = usize::from(width(cell)).saturating_sub(1);
        let whole = after.get(..covers).is_some_and(|hidden| hidden.iter().all(|cell| cell.symbol() == " "));
        if whole {
            faces.push(Face::Cell(cell));
            faces.extend((0..covers).map(|_| Face::Covered));
            rest = after.get(covers..).unwrap_or_default();
        } else {
            faces.push(Face::Blank(cell));
            rest = after;
        }
    }
    faces
}

fn width(cell: &Cell) -> u16 {
    let symbol = cell.symbol();
    if symbol.chars().any(char::is_control) { 1 } else { symbol.cell_width() }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;

    fn buffer(text: &str, width: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    fn told(previous: &Buffer, next: &Buffer) -> String {
        diff(previous, next).iter().map(|(x, _, cell)| format!("{x}{} ", cell.symbol())).collect()
    }

    #[test]
    fn only_what_changed_is_told() {
        for (previous, next, expected) in [
            ("abcd", "abcd", ""),
            ("abcd", "abXd", "2X "),
            ("汉字ab", "汉学ab", "2学 "),
            ("汉字", "abcd", "0a 1b 2c 3d "),
            ("汉字", "a", "0a 1  2  3  "),
            ("abcd", "汉d", "0汉 2d 3  "),
            ("a汉b", "汉ab", "0汉 2a "),
        ] {
            assert_eq!(told(&buffer(previous, 4), &buffer(next, 4)), expected, "{previous} -> {next}");
        }
    }

    #[test]
    fn a_border_over_the_second_half_blanks_the_first() {
        let page = buffer("汉字汉字", 8);
        let mut popup = page.clone();
        popup[(3, 0)].set_symbol("|");
        assert_eq!(told(&page, &popup), "2  3| ");
        assert_eq!(told(&popup, &page), "2字 ");
        let mut right = page.clone();
        right[(4, 0)].set_symbol("|");
        assert_eq!(told(&page, &right), "4| 5  ");
    }

    #[test]
    fn a_wide_character_in_the_last_column_is_blank() {
        let page = buffer("abc", 3);
        let mut cut = page.clone();
        cut[(2, 0)].set_symbol("汉");
        assert_eq!(told(&page, &cut), "2  ");
    }

    #[test]
    fn a_change_of_look_is_a_change() {
        let page = buffer("汉字", 4);
        let mut bold = page.clone();
        bold[(2, 0)].modifier = Modifier::BOLD;
        assert_eq!(told(&page, &bold), "2字 ");
        let mut hidden = page.clone();
        hidden[(3, 0)].modifier = Modifier::BOLD;
        assert_eq!(told(&page, &hidden), "");
    }

    #[test]
    fn another_size_tells_everything() {
        assert_eq!(told(&buffer("ab", 2), &buffer("abc", 3)), "0a 1b 2c ");
    }
}
