//! A list that turns page by page: rows of one page, the marker, the true total.

/// A row that is known again after a reload.
pub trait Keyed {
    /// What stays the same when the row's content changes.
    fn key(&self) -> i64;
}

/// One page of a list and where the marker stands.
#[derive(Debug, Clone)]
pub struct ListPane<T> {
    /// The rows of the page that is shown.
    pub rows: Vec<T>,
    /// How many rows there are in all.
    pub total: usize,
    /// The place of the page's first row.
    pub offset: usize,
    /// The marker's row within the page.
    pub marker: usize,
    /// How many rows a page holds.
    pub size: usize,
}

impl<T> Default for ListPane<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), total: 0, offset: 0, marker: 0, size: 10 }
    }
}

/// Where the marker is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// The first row of all.
    First,
    /// The last row of all.
    Last,
}

/// The one behind `now` among a few that are gone through in a circle, or the one before it; the first where it is none.
pub(super) fn turned<T: Copy + PartialEq>(all: &[T], now: T, forward: bool) -> Option<T> {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let step = if forward { 1 } else { all.len().saturating_sub(1) };
    all.get((at + step).checked_rem(all.len())?).copied()
}

impl<T: Keyed> ListPane<T> {
    /// The row under the marker.
    #[must_use]
    pub fn current(&self) -> Option<&T> {
        self.rows.get(self.marker)
    }

    /// Moves the marker; `true` where another page is to be read.
    pub fn go(&mut self, to: Go) -> bool {
        let last = self.rows.len().saturating_sub(1);
        let size = self.size.max(1);
        let last_page = self.total.saturating_sub(1) / size * size;
        let before = self.offset;
        match to {
            Go::Up if self.marker > 0 => self.marker -= 1,
            Go::Up if self.offset > 0 => {
                self.offset = self.offset.saturating_sub(size);
                self.marker = size - 1;
            }
            Go::Down if self.marker < last => self.marker += 1,
            Go::Down if self.offset + self.rows.len() < self.total => {
                self.offset += size;
                self.marker = 0;
            }
            Go::PageUp if self.offset > 0 => self.offset = self.offset.saturating_sub(size),
            Go::PageUp => self.marker = 0,
            Go::PageDown if self.offset + self.rows.len() < self.total => self.offset += size,
            Go::PageDown => self.marker = last,
            Go::First => {
                self.offset = 0;
                self.marker = 0;
            }
            Go::Last => {
                self.offset = last_page;
                self.marker = self.total.saturating_sub(1).saturating_sub(last_page);
            }
            Go::Up | Go::Down => {}
        }
        self.offset != before
    }

    /// Takes the rows of the page, keeping the marker on the row it stood on where that is still there.
    pub fn fill(&mut self, rows: Vec<T>, total: usize) {
        let key = self.current().map(T::key);
        self.rows = rows;
        self.total = total;
        let again = key.and_then(|key| self.rows.iter().position(|row| row.key() == key));
        self.marker = again.unwrap_or(self.marker).min(self.rows.len().saturating_sub(1));
    }

    /// Takes the rows of a page that was turned to: the marker stays in its row of the screen.
    pub fn turn(&mut self, rows: Vec<T>, total: usize) {
        self.rows = rows;
        self.total = total;
        self.marker = self.marker.min(self.rows.len().saturating_sub(1));
    }

    /// Sets how many rows a page holds; `true` where the page is to be read again.
    pub fn resize(&mut self, size: usize) -> bool {
        let size = size.max(1);
        if size == self.size {
            return false;
        }
        let place = self.offset + self.marker;
        self.size = size;
        self.offset = place / size * size;
        self.marker = place - self.offset;
        true
    }

    /// The number of the page that is shown, and how many there are, from 1.
    #[must_use]
    pub fn pages(&self) -> (usize, usize) {
        let size = self.size.max(1);
        (self.offset / size + 1, self.total.div_ceil(size).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Keyed for i64 {
        fn key(&self) -> i64 {
            *self
        }
    }

    fn page(pane: &ListPane<i64>, all: i64) -> Vec<i64> {
        let from = i64::try_from(pane.offset).unwrap();
        (from..all.min(from + i64::try_from(pane.size).unwrap())).collect()
    }

    #[test]
    fn the_marker_turns_pages_and_rows_do_not_slide() {
        let mut pane = ListPane { size: 3, ..ListPane::default() };
        pane.fill(page(&pane, 7), 7);
        for (go, offset, marker) in [
            (Go::Down, 0, 1),
            (Go::Down, 0, 2),
            (Go::Down, 3, 0),
            (Go::Up, 0, 2),
            (Go::PageDown, 3, 2),
            (Go::PageDown, 6, 0),
            (Go::PageDown, 6, 0),
            (Go::Down, 6, 0),
            (Go::First, 0, 0),
            (Go::Last, 6, 0),
            (Go::PageUp, 3, 0),
        ] {
            if pane.go(go) {
                let rows = page(&pane, 7);
                pane.turn(rows, 7);
            }
            assert_eq!((pane.offset, pane.marker), (offset, marker), "{go:?}");
        }
        assert_eq!(pane.pages(), (2, 3));
    }

    #[test]
    fn a_reload_keeps_the_marker_on_its_row() {
        let mut pane = ListPane { size: 5, ..ListPane::default() };
        pane.fill(vec![1, 2, 3], 3);
        pane.go(Go::Down);
        pane.fill(vec![9, 1, 2, 3], 4);
        assert_eq!(pane.current(), Some(&2));
        pane.fill(Vec::new(), 0);
        assert_eq!(pane.current(), None);
    }

    #[test]
    fn a_new_size_keeps_the_row() {
        let mut pane = ListPane { size: 4, ..ListPane::default() };
        pane.fill(vec![0, 1, 2, 3], 9);
        pane.go(Go::Down);
        pane.go(Go::Down);
        pane.go(Go::Down);
        assert!(pane.resize(2));
        assert_eq!((pane.offset, pane.marker), (2, 1));
    }
}
