//! What a document is printed on.

use crate::text::Cols;

/// What a document is printed on: a slip of one of two widths, or sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Medium {
    /// A slip 58 mm wide, 32 columns.
    Mm58,
    /// A slip 80 mm wide, 48 columns.
    Mm80,
    /// Sheets of A4, 80 columns and 60 lines.
    #[default]
    A4,
}

impl Medium {
    /// Every medium, narrow to wide.
    pub const ALL: &'static [Self] = &[Self::Mm58, Self::Mm80, Self::A4];

    /// How many columns a line has; a 汉字 takes two.
    #[must_use]
    pub const fn columns(self) -> Cols {
        match self {
            Self::Mm58 => Cols(32),
            Self::Mm80 => Cols(48),
            Self::A4 => Cols(80),
        }
    }

    /// How many lines a page has; `None` for slips, which have no end.
    #[must_use]
    pub const fn lines(self) -> Option<usize> {
        match self {
            Self::Mm58 | Self::Mm80 => None,
            Self::A4 => Some(60),
        }
    }

    /// The stable word: `58mm`, `80mm`, `a4`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mm58 => "58mm",
            Self::Mm80 => "80mm",
            Self::A4 => "a4",
        }
    }

    /// The medium with this word, in either case; `None` for everything else.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|medium| medium.word().eq_ignore_ascii_case(word.trim()))
    }
}
