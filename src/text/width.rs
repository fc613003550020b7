//! Display width: how many terminal columns a text takes, counted by grapheme cluster.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Counts terminal columns; a byte or character count cannot be passed where this is asked for.
///
/// Sums and differences stop at the ends of the range instead of overflowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cols(pub usize);

impl Cols {
    /// No column at all.
    pub const ZERO: Self = Self(0);

    /// Gives the number of columns.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0
    }

    /// Gives the number of columns for a drawing library; more than 65 535 stays 65 535.
    #[must_use]
    pub fn to_u16(self) -> u16 {
        u16::try_from(self.0).unwrap_or(u16::MAX)
    }
}

impl From<u16> for Cols {
    fn from(columns: u16) -> Self {
        Self(usize::from(columns))
    }
}

impl Add for Cols {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Cols {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Cols {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Cols {
    fn sum<I: Iterator<Item = Self>>(columns: I) -> Self {
        columns.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Cols {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Says how the terminal draws characters of ambiguous width, such as `·`, `“` and `①` (`T6`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Widths {
    /// One column, as most terminals do.
    #[default]
    Narrow,
    /// Two columns, as old Chinese consoles do and others when told to.
    Wide,
}

impl Widths {
    /// Measures `text` in columns, cluster by cluster.
    ///
    /// A control character counts as one column; [`visible`](super::visible) comes first.
    #[must_use]
    pub fn cols(self, text: &str) -> Cols {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Cols(text.len());
        }
        Cols(text.graphemes(true).map(|cluster| self.cluster(cluster)).sum())
    }

    /// Measures one grapheme cluster.
    pub(super) fn cluster(self, cluster: &str) -> usize {
        match self {
            Self::Narrow => UnicodeWidthStr::width(cluster),
            Self::Wide => match UnicodeWidthStr::width_cjk(cluster) {
                1 if cluster.chars().next().is_some_and(is_ambiguous_letter) => 2,
                columns => columns,
            },
        }
    }

    /// Takes the longest run of whole clusters from the front that fits into `room` columns.
    pub(super) fn take_front(self, text: &str, room: usize) -> &str {
        let mut used = 0;
        for (at, cluster) in text.grapheme_indices(true) {
            used += self.cluster(cluster);
            if used > room {
                return text.get(..at).unwrap_or_default();
            }
        }
        text
    }

    /// Takes the longest run of whole clusters from the end that fits into `room` columns.
    pub(super) fn take_back(self, text: &str, room: usize) -> &str {
        let mut used = 0;
        for (at, cluster) in text.grapheme_indices(true).rev() {
            used += self.cluster(cluster);
            if used > room {
                return text.get(at + cluster.len()..).unwrap_or_default();
            }
        }
        text
    }
}

/// Measures `text` for a terminal that draws ambiguous characters one column wide.
#[must_use]
pub fn cols(text: &str) -> Cols {
    Widths::Narrow.cols(text)
}

/// Tells whether the two kinds of terminal disagree about `ch`.
pub(super) fn is_ambiguous(ch: char) -> bool {
    is_ambiguous_letter(ch) || UnicodeWidthChar::width(ch) != UnicodeWidthChar::width_cjk(ch)
}

/// Tells whether `ch` is a letter of East Asian width "ambiguous".
///
/// The width crate calls these narrow everywhere; terminals set to wide draw them two columns wide.
fn is_ambiguous_letter(ch: char) -> bool {
    let after = AMBIGUOUS_LETTERS.partition_point(|&(first, _)| first <= ch);
    after.checked_sub(1).and_then(|at| AMBIGUOUS_LETTERS.get(at)).is_some_and(|&(_, last)| ch <= last)
}

/// Latin letters (among them those of pinyin), accents that stand alone, Greek and Cyrillic, in order.
const AMBIGUOUS_LETTERS: &[(char, char)] = &[
    ('\u{A8}', '\u{A8}'),
    ('\u{AA}', '\u{AA}'),
    ('\u{B4}', '\u{B4}'),
    ('\u{B8}', '\u{B8}'),
    ('\u{BA}', '\u{BA}'),
    ('\u{C6}', '\u{C6}'),
    ('\u{D0}', '\u{D0}'),
    ('\u{D8}', '\u{D8}'),
    ('\u{DE}', '\u{E1}'),
    ('\u{E6}', '\u{E6}'),
    ('\u{E8}', '\u{EA}'),
    ('\u{EC}', '\u{ED}'),
    ('\u{F0}', '\u{F0}'),
    ('\u{F2}', '\u{F3}'),
    ('\u{F8}', '\u{FA}'),
    ('\u{FC}', '\u{FC}'),
    ('\u{FE}', '\u{FE}'),
    ('\u{101}', '\u{101}'),
    ('\u{111}', '\u{111}'),
    ('\u{113}', '\u{113}'),
    ('\u{11B}', '\u{11B}'),
    ('\u{126}', '\u{127}'),
    ('\u{12B}', '\u{12B}'),
    ('\u{131}', '\u{133}'),
    ('\u{138}', '\u{138}'),
    ('\u{13F}', '\u{142}'),
    ('\u{144}', '\u{144}'),
    ('\u{148}', '\u{14B}'),
    ('\u{14D}', '\u{14D}'),
    ('\u{152}', '\u{153}'),
    ('\u{166}', '\u{167}'),
    ('\u{16B}', '\u{16B}'),
    ('\u{1CE}', '\u{1CE}'),
    ('\u{1D0}', '\u{1D0}'),
    ('\u{1D2}', '\u{1D2}'),
    ('\u{1D4}', '\u{1D4}'),
    ('\u{1D6}', '\u{1D6}'),
    ('\u{1D8}', '\u{1D8}'),
    ('\u{1DA}', '\u{1DA}'),
    ('\u{1DC}', '\u{1DC}'),
    ('\u{251}', '\u{251}'),
    ('\u{261}', '\u{261}'),
    ('\u{2C4}', '\u{2C4}'),
    ('\u{2C7}', '\u{2C7}'),
    ('\u{2C9}', '\u{2CB}'),
    ('\u{2CD}', '\u{2CD}'),
    ('\u{2D0}', '\u{2D0}'),
    ('\u{2D8}', '\u{2DB}'),
    ('\u{2DD}', '\u{2DD}'),
    ('\u{2DF}', '\u{2DF}'),
    ('\u{391}', '\u{3A1}'),
    ('\u{3A3}', '\u{3A9}'),
    ('\u{3B1}', '\u{3C1}'),
    ('\u{3C3}', '\u{3C9}'),
    ('\u{401}', '\u{401}'),
    ('\u{410}', '\u{44F}'),
    ('\u{451}', '\u{451}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_6_and_t_7_width_of_each_kind_of_text() {
        let table = [
            ("", 0, 0),
            ("abc", 3, 3),
            ("你好", 4, 4),
            ("a你b", 4, 4),
            ("e\u{301}", 1, 1),
            ("é", 1, 2),
            ("👨‍👩‍👧", 2, 2),
            ("👍🏽", 2, 2),
            ("🇨🇳", 2, 2),
            ("𠮷䶮", 4, 4),
            ("葛\u{E0100}", 2, 2),
            ("阿依古丽·买买提", 15, 16),
            ("“引”", 4, 6),
            ("①×→…—", 5, 10),
            ("Ж", 1, 2),
            ("１２", 4, 4),
            ("\u{3000}", 2, 2),
        ];
        for (text, narrow, wide) in table {
            assert_eq!(cols(text), Cols(narrow), "{text} on a narrow terminal");
            assert_eq!(Widths::Wide.cols(text), Cols(wide), "{text} on a wide terminal");
        }
    }

    #[test]
    fn letter_table_is_in_order() {
        assert!(AMBIGUOUS_LETTERS.iter().all(|(first, last)| first <= last));
        assert!(AMBIGUOUS_LETTERS.is_sorted_by(|a, b| a.1 < b.0));
    }

    #[test]
    fn columns_never_overflow() {
        assert_eq!(Cols(1) - Cols(2), Cols::ZERO);
        assert_eq!(Cols(usize::MAX) + Cols(1), Cols(usize::MAX));
        assert_eq!(Cols(70_000).to_u16(), u16::MAX);
        assert_eq!([Cols(1), Cols(2)].into_iter().sum::<Cols>(), Cols(3));
    }
}
