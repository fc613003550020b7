//! Breaking a text into printed rows: nothing cut, nothing hidden, nothing wider than the paper.
//!
//! Printers draw `·`, `“` and other characters of ambiguous width two columns wide, the preview on
//! most terminals one: rows are broken for the former and padded for the latter, so they fit on both.

use crate::text::{Align, Cols, Widths, cols, pad, visible};

/// Blanks under a label that is too long to stand before its value.
const INDENT: &str = "  ";

/// The columns that `text` takes on paper at most.
pub(super) fn width(text: &str) -> usize {
    Widths::Wide.cols(text).get()
}

/// Breaks `text` into rows of at most `columns`; control and bidirectional characters become visible.
///
/// Line ends stay; an empty text is one empty row.
pub(super) fn rows(text: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for line in text.lines() {
        for row in Widths::Wide.wrap(&visible(line), Cols(columns)) {
            if width(&row) > columns {
                split(&row, columns, &mut rows);
            } else {
                rows.push(row);
            }
        }
    }
    if rows.is_empty() {
        rows.push(String::new());
    }
    rows
}

/// Breaks inside a cluster that is wider than the paper: letters out of place are better than lost.
fn split(row: &str, columns: usize, rows: &mut Vec<String>) {
    let mut piece = String::new();
    for ch in row.chars() {
        let before = piece.len();
        piece.push(ch);
        if before > 0 && width(&piece) > columns {
            piece.truncate(before);
            rows.push(std::mem::replace(&mut piece, ch.to_string()));
        }
    }
    rows.push(piece);
}

/// `head` and `text` behind it, further rows under the beginning of `text`.
///
/// Where `head` takes more than half of the columns it stands alone, and `text` is indented under it.
pub(super) fn hanging(head: &str, text: &str, columns: usize) -> Vec<String> {
    let head = visible(head);
    let room = columns.saturating_sub(width(&head));
    if room * 2 < columns {
        let mut all = rows(&head, columns);
        let under = rows(text, columns.saturating_sub(INDENT.len()));
        all.extend(under.iter().filter(|row| !row.is_empty()).map(|row| format!("{INDENT}{row}")));
        return all;
    }
    let blanks = " ".repeat(cols(&head).get());
    let before = |at: usize| if at == 0 { &*head } else { &*blanks };
    let line = |(at, row): (usize, &String)| format!("{}{row}", before(at));
    rows(text, room).iter().enumerate().map(line).collect()
}

/// `text` in the middle or at the right of rows of `columns`.
pub(super) fn aligned(text: &str, columns: usize, align: Align) -> Vec<String> {
    let place = |row: &String| pad(row.trim(), Cols(columns), align);
    rows(text, columns).iter().map(place).collect()
}
