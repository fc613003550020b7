//! Cells merged downwards, as lists are wont to have them for a category.

use super::{COLUMNS_MAX, Row};
use calamine::Dimensions;

/// Cells merged downwards: the value of the topmost holds for the rows below it.
pub(super) struct Merged {
    /// Those further down, the topmost last.
    coming: Vec<Dimensions>,
    /// Those that reach into the present row: last line, column, value.
    active: Vec<(usize, usize, String)>,
}

impl Merged {
    /// The merges of a sheet; those within one row do not matter.
    pub fn new(mut all: Vec<Dimensions>) -> Self {
        all.retain(|merge| merge.end.0 > merge.start.0 && (merge.start.1 as usize) < COLUMNS_MAX);
        all.sort_by_key(|merge| std::cmp::Reverse(merge.start.0));
        Self { coming: all, active: Vec::new() }
    }

    /// Fills the empty cells of the next row that a merge covers from above.
    pub fn fill(&mut self, row: &mut Row) {
        self.active.retain(|(last, ..)| *last >= row.line);
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            for (_, column, text) in &self.active {
                if row.cells.len() <= *column {
                    row.cells.resize(column + 1, String::new());
                }
                if let Some(cell) = row.cells.get_mut(*column).filter(|cell| cell.is_empty()) {
                    cell.clone_from(text);
                }
            }
        }
        while let Some(merge) = self.coming.pop_if(|merge| (merge.start.0 as usize) < row.line) {
            let column = merge.start.1 as usize;
            let text = row.cells.get(column).filter(|_| merge.start.0 as usize + 1 == row.line);
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                self.active.push((merge.end.0 as usize + 1, column, text.clone()));
            }
        }
    }
}
