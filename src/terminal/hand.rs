//! The writing hand: where the terminal's cursor stands, with which pen, and how a row gets right cheaply.

use super::glyph::{Glyph, Slot};
use super::pen::Pen;
use super::travel::{Spot, travel};

/// Known cells up to this many columns may be written again instead of moving over them; a move
/// costs at most eight bytes, a column at least one.
const BRIDGE: u16 = 8;

/// The state of the terminal that every byte changes. Copied freely, so that a way can be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    at: Spot,
    pen: Pen,
    wide: bool,
}

impl Default for Hand {
    fn default() -> Self {
        Self::wiped(false)
    }
}

impl Hand {
    /// The hand after the screen was wiped with a plain pen; `wide` as in [`Glyph::is_doubtful`].
    #[must_use]
    pub fn wiped(wide: bool) -> Self {
        Self { at: Spot::Unknown, pen: Pen::default(), wide }
    }

    /// Appends what turns row `y` from `shown` into `wanted`.
    ///
    /// Both rows are whole: a wide character is always followed by its covered column.
    pub fn row(&mut self, y: u16, shown: &[Slot], wanted: &[Slot], out: &mut Vec<u8>) {
        let changed = self.changed(shown, wanted);
        let Some(&last) = changed.last() else { return };
        let bare = wanted.iter().rposition(|slot| *slot != Slot::BLANK).map_or(0, |at| at + 1);
        for x in changed {
            let Some(slot) = wanted.get(usize::from(x)) else { return };
            self.reach(x, y, wanted, out);
            if usize::from(x) >= bare && self.erase_pays(last + 1 - x) {
                self.pen.switch(Pen::default(), out);
                self.pen = Pen::default();
                out.extend_from_slice(b"\x1b[K");
                return;
            }
            self.write(x, y, slot, wanted.len(), out);
        }
    }

    /// The columns to write: those that differ, and the neighbour of a changed glyph of doubtful width,
    /// over which the terminal may have drawn.
    fn changed(self, shown: &[Slot], wanted: &[Slot]) -> Vec<u16> {
        let mut columns = Vec::new();
        let mut spoilt = false;
        for (x, (shown, wanted)) in (0_u16..).zip(shown.iter().zip(wanted)) {
            let differs = shown != wanted || spoilt;
            if wanted.glyph == Glyph::Covered {
                continue;
            }
            if differs {
                columns.push(x);
            }
            spoilt = differs && (shown.glyph.is_doubtful(self.wide) || wanted.glyph.is_doubtful(self.wide));
        }
        columns
    }

    /// Whether erasing to the end of the line is shorter than `count` plain blanks.
    fn erase_pays(self, count: u16) -> bool {
        let (mut erase, mut blanks) = (b"\x1b[K".to_vec(), vec![b' '; usize::from(count)]);
        self.pen.switch(Pen::default(), &mut erase);
        if !self.pen.suits_blank(Pen::default()) {
            self.pen.switch(Pen::default(), &mut blanks);
        }
        erase.len() < blanks.len()
    }

    /// Brings the cursor to column `x` of row `y`, whose cells left of `x` stand on the screen as in `row`.
    ///
    /// Writing a few of these cells again is often shorter than a move (T8a).
    pub fn reach(&mut self, x: u16, y: u16, row: &[Slot], out: &mut Vec<u8>) {
        if self.at == Spot::At(x, y) {
            return;
        }
        let mut best = Vec::new();
        travel(self.at, x, y, &mut best);
        let mut hand = Self { at: Spot::At(x, y), ..*self };
        if best.len() > 1 {
            for start in [self.column_in(y), Some(0)].into_iter().flatten() {
                let mut trial = *self;
                if let Some(way) = trial.bridge(start, x, y, row, best.len()) {
                    let cost = |hand: Self, len| len + hand.pen_cost(row.get(usize::from(x)));
                    if cost(trial, way.len()) < cost(hand, best.len()) {
                        (best, hand) = (way, trial);
                    }
                }
            }
        }
        out.extend(best);
        *self = hand;
    }

    fn column_in(self, y: u16) -> Option<u16> {
        match self.at {
            Spot::At(x, row) if row == y => Some(x),
            _ => None,
        }
    }

    fn pen_cost(self, slot: Option<&Slot>) -> usize {
        let mut out = Vec::new();
        if let Some(slot) = slot {
            self.pen_for(slot, &mut out);
        }
        out.len()
    }

    /// The way to `x` by writing the cells from `start` again; `None` if it cannot be as short as `limit`.
    fn bridge(&mut self, start: u16, x: u16, y: u16, row: &[Slot], limit: usize) -> Option<Vec<u8>> {
        let cells =
            row.get(usize::from(start)..usize::from(x)).filter(|cells| cells.len() <= usize::from(BRIDGE))?;
        if cells.first().is_some_and(|slot| slot.glyph == Glyph::Covered)
            || cells.iter().any(|slot| slot.glyph.is_doubtful(self.wide))
        {
            return None;
        }
        let mut way = Vec::new();
        travel(self.at, start, y, &mut way);
        self.at = Spot::At(start, y);
        for (at, slot) in (start..).zip(cells).filter(|(_, slot)| slot.glyph != Glyph::Covered) {
            self.write(at, y, slot, row.len(), &mut way);
            if way.len() > limit + usize::from(BRIDGE) {
                return None;
            }
        }
        (self.at == Spot::At(x, y)).then_some(way)
    }

    /// Writes one cell at the cursor, which stands at column `x` of row `y`.
    fn write(&mut self, x: u16, y: u16, slot: &Slot, cols: usize, out: &mut Vec<u8>) {
        self.pen = self.pen_for(slot, out);
        slot.glyph.write(out);
        let next = x + slot.glyph.width();
        let lost = usize::from(next) >= cols || slot.glyph.is_doubtful(self.wide);
        self.at = if lost { Spot::Row(y) } else { Spot::At(next, y) };
    }

    fn pen_for(self, slot: &Slot, out: &mut Vec<u8>) -> Pen {
        if slot.glyph == Glyph::BLANK && self.pen.suits_blank(slot.pen) {
            return self.pen;
        }
        self.pen.switch(slot.pen, out);
        slot.pen
    }
}
