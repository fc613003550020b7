//! The look of a cell as the terminal is told it: the user's own sixteen colours and three attributes.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colour and attributes of a cell, reduced to what the program uses (T8).
///
/// Colours are the SGR numbers themselves (30-37, 90-97 and 40-47, 100-107), 0 for the terminal's
/// default. Dim, italic, blink and colours outside the sixteen have no place on our screens and fall away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pen {
    /// Foreground, as an SGR number; 0 is the default.
    pub foreground: u8,
    /// Background, as an SGR number; 0 is the default.
    pub background: u8,
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
}

impl Pen {
    /// The look of `cell`; `mono` drops the colours and keeps the attributes.
    #[must_use]
    pub fn of(cell: &Cell, mono: bool) -> Self {
        let has = |modifier| cell.modifier.contains(modifier);
        Self {
            foreground: colour(cell.fg).filter(|_| !mono).map_or(0, |code| 30 + code),
            background: colour(cell.bg).filter(|_| !mono).map_or(0, |code| 40 + code),
            bold: has(Modifier::BOLD),
            underline: has(Modifier::UNDERLINED),
            reverse: has(Modifier::REVERSED),
        }
    }

    /// The same look without what cannot be seen on a blank cell, so that equal blanks compare equal.
    #[must_use]
    pub const fn on_blank(self) -> Self {
        if self.underline || self.reverse {
            return self;
        }
        Self { foreground: 0, bold: false, ..self }
    }

    /// Whether a blank drawn with this pen looks as one drawn with `wanted`.
    #[must_use]
    pub fn suits_blank(self, wanted: Self) -> bool {
        self.on_blank() == wanted.on_blank()
    }

    /// Appends the shortest SGR that turns this pen into `to`; nothing if they are the same.
    pub fn switch(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let change = self.changes(to);
        let mut afresh = Self::default().changes(to);
        if !afresh.is_empty() {
            afresh.insert_str(0, "0;");
        }
        let shorter = if afresh.len() <= change.len() { afresh } else { change };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(shorter.as_bytes());
        out.push(b'm');
    }

    fn changes(self, to: Self) -> String {
        let toggle = |was: bool, is: bool, on: u8, off: u8| (was != is).then_some(if is { on } else { off });
        let colour = |was: u8, is: u8, off: u8| (was != is).then_some(if is == 0 { off } else { is });
        let codes = [
            toggle(self.bold, to.bold, 1, 22),
            toggle(self.underline, to.underline, 4, 24),
            toggle(self.reverse, to.reverse, 7, 27),
            colour(self.foreground, to.foreground, 39),
            colour(self.background, to.background, 49),
        ];
        let mut text = String::new();
        for code in codes.into_iter().flatten() {
            if !text.is_empty() {
                text.push(';');
            }
            text.push_str(&code.to_string());
        }
        text
    }
}

/// The distance of one of the sixteen colours from SGR 30 (or 40): 0-7 plain, 60-67 bright.
fn colour(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(code @ 0..=7) => code,
        Color::Indexed(code @ 8..=15) => code + 52,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sgr(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.switch(to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn t8_named_colours_are_plain_sgr() {
        let plain = Pen::default();
        let cell = |fg, bg| {
            let mut cell = Cell::default();
            cell.set_fg(fg).set_bg(bg);
            cell
        };
        for (fg, bg, expected) in [
            (Color::Red, Color::Reset, "^[31m"),
            (Color::LightRed, Color::Reset, "^[91m"),
            (Color::White, Color::Black, "^[97;40m"),
            (Color::Reset, Color::LightCyan, "^[106m"),
            (Color::Indexed(9), Color::Indexed(3), "^[91;43m"),
            (Color::Rgb(1, 2, 3), Color::Indexed(200), ""),
        ] {
            assert_eq!(sgr(plain, Pen::of(&cell(fg, bg), false)), expected, "{fg:?} {bg:?}");
            assert_eq!(sgr(plain, Pen::of(&cell(fg, bg), true)), "", "mono {fg:?} {bg:?}");
        }
    }

    #[test]
    fn the_shorter_of_change_and_reset_is_taken() {
        let plain = Pen::default();
        let bold = Pen { bold: true, ..plain };
        let red = Pen { foreground: 31, ..plain };
        let all = Pen { foreground: 31, background: 44, bold: true, underline: true, reverse: true };
        for (from, to, expected) in [
            (plain, bold, "^[1m"),
            (bold, plain, "^[m"),
            (bold, Pen { bold: true, ..red }, "^[31m"),
            (Pen { bold: true, ..red }, red, "^[22m"),
            (all, red, "^[0;31m"),
            (all, Pen { underline: false, ..all }, "^[24m"),
        ] {
            assert_eq!(sgr(from, to), expected);
        }
    }
}
