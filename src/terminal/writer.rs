//! Our own output: one frame, one write, as few bytes as the change needs (T2, T8, T8a).

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::glyph::{Glyph, Slot};
use super::hand::Hand;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// How the terminal differs from the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// No colours; bold, underline and reverse stay (`NO_COLOR`, `TERM=vt*`).
    pub mono: bool,
    /// The terminal draws ambiguous characters in two columns (T6).
    pub wide: bool,
}

/// A [`Backend`] that keeps what the screen shows and writes only the difference.
///
/// [`Backend::draw`] and the cursor calls take note; [`Backend::flush`] writes the whole frame in a
/// single `write_all` between `CSI ?2026h` and `CSI ?2026l`, or nothing if the screen is right already.
/// After a resize, [`Backend::clear`] asks for the new size and starts from an empty screen.
pub struct Writer<W: Write> {
    out: W,
    measure: Box<dyn Fn() -> io::Result<Size>>,
    manner: Manner,
    cols: u16,
    shown: Vec<Vec<Slot>>,
    wanted: Vec<Vec<Slot>>,
    touched: Vec<bool>,
    wipe: bool,
    hand: Hand,
    cursor: Position,
    visible: bool,
    shown_visible: Option<bool>,
}

impl<W: Write> Writer<W> {
    /// A writer to `out`; `measure` tells the size of the terminal.
    ///
    /// # Errors
    /// When the size cannot be learnt.
    pub fn new(out: W, manner: Manner, measure: impl Fn() -> io::Result<Size> + 'static) -> io::Result<Self> {
        let mut writer = Self {
            out,
            measure: Box::new(measure),
            manner,
            cols: 0,
            shown: Vec::new(),
            wanted: Vec::new(),
            touched: Vec::new(),
            wipe: true,
            hand: Hand::default(),
            cursor: Position::ORIGIN,
            visible: true,
            shown_visible: None,
        };
        writer.clear()?;
        Ok(writer)
    }

    /// Where the bytes go.
    pub const fn output(&self) -> &W {
        &self.out
    }

    /// Takes note of one cell, keeping every wide character whole or gone.
    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let Some(row) = self.wanted.get_mut(usize::from(y)) else { return };
        let start = usize::from(x);
        let mut slot = Slot::of(cell, self.manner.mono);
        if start + usize::from(slot.glyph.width()) > row.len() {
            slot = Slot::new(Glyph::BLANK, slot.pen);
        }
        let end = start + usize::from(slot.glyph.width());
        if row.get(start).is_some_and(|old| old.glyph == Glyph::Covered) {
            let head = row.iter().take(start).rposition(|old| old.glyph != Glyph::Covered);
            blank(row, head.unwrap_or_default()..start);
        }
        let tail = row.iter().skip(end).take_while(|old| old.glyph == Glyph::Covered).count();
        blank(row, end..end + tail);
        let pen = slot.pen;
        for (at, place) in row.iter_mut().enumerate().take(end).skip(start) {
            *place = if at == start { slot.clone() } else { Slot { glyph: Glyph::Covered, pen } };
        }
        if let Some(touched) = self.touched.get_mut(usize::from(y)) {
            *touched = true;
        }
    }

    /// The bytes of the frame without the brackets, and the hand as it stands afterwards.
    fn compose(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.wipe {
            self.hand = Hand::wiped(self.manner.wide);
            out.extend_from_slice(b"\x1b[m\x1b[2J");
        }
        for (y, row) in (0_u16..).zip(&self.wanted) {
            let at = usize::from(y);
            if let (Some(true), Some(shown)) = (self.touched.get(at), self.shown.get(at)) {
                self.hand.row(y, shown, row, &mut out);
            }
        }
        if self.visible {
            let x = self.cursor.x.min(self.cols.saturating_sub(1));
            let y = usize::from(self.cursor.y).min(self.wanted.len().saturating_sub(1));
            if let Some(row) = self.wanted.get(y) {
                self.hand.reach(x, u16::try_from(y).unwrap_or_default(), row, &mut out);
            }
        }
        if self.shown_visible != Some(self.visible) {
            out.extend_from_slice(if self.visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        out
    }
}

fn blank(row: &mut [Slot], range: std::ops::Range<usize>) {
    if let Some(slots) = row.get_mut(range) {
        slots.fill(Slot::BLANK);
    }
}

impl<W: Write> Backend for Writer<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            if x < self.cols {
                self.put(x, y, cell);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        let size = (self.measure)()?;
        self.cols = size.width;
        let row = vec![Slot::BLANK; usize::from(size.width)];
        self.wanted = vec![row; usize::from(size.height)];
        self.shown.clone_from(&self.wanted);
        self.touched = vec![false; usize::from(size.height)];
        self.shown_visible = None;
        self.wipe = true;
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let (x, y) = (self.cursor.x, self.cursor.y);
        let within = |cell_x: u16, cell_y: u16| match clear_type {
            ClearType::All => true,
            ClearType::AfterCursor => (cell_y, cell_x) >= (y, x),
            ClearType::BeforeCursor => (cell_y, cell_x) <= (y, x),
            ClearType::CurrentLine => cell_y == y,
            ClearType::UntilNewLine => cell_y == y && cell_x >= x,
        };
        let rows = u16::try_from(self.wanted.len()).unwrap_or(u16::MAX);
        for cell_y in 0..rows {
            for cell_x in (0..self.cols).filter(|cell_x| within(*cell_x, cell_y)) {
                self.put(cell_x, cell_y, &Cell::EMPTY);
            }
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.measure)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = self.compose();
        for (at, touched) in self.touched.iter_mut().enumerate() {
            if std::mem::take(touched)
                && let (Some(shown), Some(wanted)) = (self.shown.get_mut(at), self.wanted.get(at))
            {
                shown.clone_from(wanted);
            }
        }
        self.wipe = false;
        self.shown_visible = Some(self.visible);
        if frame.is_empty() {
            return Ok(());
        }
        self.out.write_all(&[BEGIN, &frame, END].concat())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
