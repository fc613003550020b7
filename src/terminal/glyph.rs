//! What stands in one column of the screen, and how wide the terminal draws it.

use ratatui::buffer::{Cell, CellWidth};
use unicode_width::UnicodeWidthChar;

use super::pen::Pen;

/// The text of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glyph {
    /// One character, one or two columns wide.
    Char(char),
    /// A character with marks or joiners; terminals disagree on its width.
    Cluster(Box<str>, u16),
    /// Hidden under the wide character to the left.
    Covered,
}

impl Glyph {
    /// The blank.
    pub const BLANK: Self = Self::Char(' ');

    /// The glyph of `cell`; what could steer the terminal or turn the writing direction becomes a blank.
    #[must_use]
    pub fn of(cell: &Cell) -> Self {
        let symbol = cell.symbol();
        if symbol.chars().any(steers) {
            return Self::BLANK;
        }
        let mut chars = symbol.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.width().unwrap_or_default() > 0 => Self::Char(c),
            (Some(_), Some(_)) if symbol.cell_width() > 0 => {
                Self::Cluster(symbol.into(), symbol.cell_width())
            }
            _ => Self::BLANK,
        }
    }

    /// How many columns it takes: 1 or 2, rarely more for a cluster, 0 when covered.
    #[must_use]
    pub fn width(&self) -> u16 {
        match self {
            Self::Char(c) => c.width().map_or(1, |width| if width > 1 { 2 } else { 1 }),
            Self::Cluster(_, width) => *width,
            Self::Covered => 0,
        }
    }

    /// Whether the cursor may stand elsewhere than reckoned after writing it.
    ///
    /// `wide` says that this terminal draws ambiguous characters in two columns (T6).
    #[must_use]
    pub fn is_doubtful(&self, wide: bool) -> bool {
        match self {
            Self::Char(c) => wide && !c.is_ascii() && c.width_cjk() != c.width(),
            Self::Cluster(..) => true,
            Self::Covered => false,
        }
    }

    /// Appends its bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Self::Cluster(text, _) => out.extend_from_slice(text.as_bytes()),
            Self::Covered => {}
        }
    }
}

/// Control characters and the marks that reorder a line.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One column of the screen: text and look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The text.
    pub glyph: Glyph,
    /// The look; of blanks only what can be seen.
    pub pen: Pen,
}

impl Slot {
    /// An empty column in the terminal's own colours.
    pub const BLANK: Self = Self {
        glyph: Glyph::BLANK,
        pen: Pen { foreground: 0, background: 0, bold: false, underline: false, reverse: false },
    };

    /// The column that `cell` asks for.
    #[must_use]
    pub fn of(cell: &Cell, mono: bool) -> Self {
        Self::new(Glyph::of(cell), Pen::of(cell, mono))
    }

    /// A column of `glyph` in `pen`.
    #[must_use]
    pub fn new(glyph: Glyph, pen: Pen) -> Self {
        let pen = if glyph == Glyph::BLANK { pen.on_blank() } else { pen };
        Self { glyph, pen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t7_widths_follow_the_terminal() {
        for (symbol, width) in [
            ("a", 1),
            ("汉", 2),
            ("𠮷", 2),
            ("·", 1),
            ("é", 1),
            ("葛\u{e0100}", 2),
            ("，", 2),
            ("e\u{301}", 1),
        ] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            assert_eq!(Glyph::of(&cell).width(), width, "{symbol}");
        }
    }

    #[test]
    fn nothing_in_the_data_steers_the_terminal() {
        for symbol in ["\x1b", "\x1b[2J", "\u{202e}", "a\u{202e}", "\u{9b}", "", "\u{301}", "\n"] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            assert_eq!(Glyph::of(&cell), Glyph::BLANK, "{symbol:?}");
        }
    }

    #[test]
    fn t6_only_ambiguous_characters_are_doubtful_and_only_on_wide_terminals() {
        for (c, doubtful) in
            [('·', true), ('…', true), ('①', true), ('汉', false), ('a', false), ('，', false)]
        {
            assert_eq!(Glyph::Char(c).is_doubtful(true), doubtful, "{c}");
            assert!(!Glyph::Char(c).is_doubtful(false), "{c}");
        }
    }
}
