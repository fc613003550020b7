//! The preview of a document as it will be printed, and where prints go.

use crate::domain::document::Document;
use crate::paper::Medium;

/// A document on the screen, as it will come out.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The document.
    pub document: Document,
    /// On what it is laid out.
    pub medium: Medium,
    /// Whether it is written as a file to edit instead.
    pub docx: bool,
    /// Its lines.
    pub lines: Vec<String>,
    /// The first line that is shown.
    pub scroll: usize,
}

impl Preview {
    /// Scrolls by `by` lines within what there is, `page` lines being visible.
    pub fn scroll(&mut self, by: isize, page: usize) {
        let last = self.lines.len().saturating_sub(page.max(1));
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
    }
}
