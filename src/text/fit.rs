//! Making a text fit a number of columns: padding, eliding, both at once.

use std::borrow::Cow;

use super::width::{Cols, Widths};

/// Stands for what was left out; ASCII, so that its width is the same everywhere.
const MARK: &str = "~";

/// Says where a text stands in its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the left, blanks after it.
    #[default]
    Left,
    /// In the middle; an odd blank goes to the right.
    Center,
    /// At the right, blanks before it: numbers.
    Right,
}

impl Widths {
    /// Pads `text` with blanks to `width` columns; a longer text stays as it is.
    #[must_use]
    pub fn pad(self, text: &str, width: Cols, align: Align) -> String {
        let blanks = (width - self.cols(text)).get();
        let before = match align {
            Align::Left => 0,
            Align::Center => blanks / 2,
            Align::Right => blanks,
        };
        let mut padded = String::with_capacity(text.len() + blanks);
        padded.extend(std::iter::repeat_n(' ', before));
        padded.push_str(text);
        padded.extend(std::iter::repeat_n(' ', blanks - before));
        padded
    }

    /// Shortens `text` at its end to at most `width` columns and marks that with `~`.
    ///
    /// One column less where a wide character would have been cut in half.
    #[must_use]
    pub fn elide(self, text: &str, width: Cols) -> Cow<'_, str> {
        match self.room_beside_mark(text, width) {
            Room::Whole => Cow::Borrowed(text),
            Room::Nothing => Cow::Borrowed(""),
            Room::Beside(room) => Cow::Owned(format!("{}{MARK}", self.take_front(text, room))),
        }
    }

    /// Shortens `text` in its middle, for addresses and titles, never for names or numbers.
    ///
    /// `0000-残~社区.txt`: head and tail stay, the head gets the odd column.
    #[must_use]
    pub fn elide_middle(self, text: &str, width: Cols) -> Cow<'_, str> {
        match self.room_beside_mark(text, width) {
            Room::Whole => Cow::Borrowed(text),
            Room::Nothing => Cow::Borrowed(""),
            Room::Beside(room) => {
                let head = self.take_front(text, room.div_ceil(2));
                let tail = self.take_back(text, room - self.cols(head).get());
                Cow::Owned(format!("{head}{MARK}{tail}"))
            }
        }
    }

    /// Brings `text` to exactly `width` columns: elided at its end if too long, padded if too short.
    #[must_use]
    pub fn fit(self, text: &str, width: Cols, align: Align) -> String {
        self.pad(&self.elide(text, width), width, align)
    }

    /// Brings `text` to exactly `width` columns at the right, for numbers.
    #[must_use]
    pub fn right(self, text: &str, width: Cols) -> String {
        self.fit(text, width, Align::Right)
    }

    fn room_beside_mark(self, text: &str, width: Cols) -> Room {
        if self.take_front(text, width.get()).len() == text.len() {
            return Room::Whole;
        }
        width.get().checked_sub(MARK.len()).map_or(Room::Nothing, Room::Beside)
    }
}

/// What is left for the text once the mark has its column.
enum Room {
    Whole,
    Nothing,
    Beside(usize),
}

/// Pads `text` with blanks to `width` columns; see [`Widths::pad`].
#[must_use]
pub fn pad(text: &str, width: Cols, align: Align) -> String {
    Widths::Narrow.pad(text, width, align)
}

/// Shortens `text` at its end to at most `width` columns; see [`Widths::elide`].
#[must_use]
pub fn elide(text: &str, width: Cols) -> Cow<'_, str> {
    Widths::Narrow.elide(text, width)
}

/// Shortens `text` in its middle to at most `width` columns; see [`Widths::elide_middle`].
#[must_use]
pub fn elide_middle(text: &str, width: Cols) -> Cow<'_, str> {
    Widths::Narrow.elide_middle(text, width)
}

/// Brings `text` to exactly `width` columns; see [`Widths::fit`].
#[must_use]
pub fn fit(text: &str, width: Cols, align: Align) -> String {
    Widths::Narrow.fit(text, width, align)
}

/// Brings a number to exactly `width` columns at the right; see [`Widths::right`].
#[must_use]
pub fn right(text: &str, width: Cols) -> String {
    Widths::Narrow.right(text, width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{SAMPLES, tricky};
    use super::super::{cols, visible};
    use super::*;

    #[test]
    fn elide_cuts_at_the_end_and_never_in_half() {
        let table = [
            ("", 0, ""),
            ("", 1, ""),
            ("abc", 0, ""),
            ("abc", 1, "~"),
            ("abc", 2, "a~"),
            ("abc", 3, "abc"),
            ("你好", 1, "~"),
            ("你好", 2, "~"),
            ("你好", 3, "你~"),
            ("你好", 4, "你好"),
            ("a你好", 3, "a~"),
            ("a你好", 4, "a你~"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}~"),
            ("👨‍👩‍👧👍🏽", 3, "👨‍👩‍👧~"),
            ("𠮷䶮", 3, "𠮷~"),
            ("阿依古丽·买买提", 10, "阿依古丽·~"),
        ];
        for (text, width, want) in table {
            assert_eq!(elide(text, Cols(width)), want, "{text} in {width}");
        }
    }

    #[test]
    fn elide_middle_keeps_head_and_tail() {
        let table = [
            ("0000-残疾人名册-幸福社区.txt", 16, "0000-残~社区.txt"),
            ("abcdef", 5, "ab~ef"),
            ("abcdef", 4, "ab~f"),
            ("你好世界", 5, "你~界"),
            ("你好世界", 4, "你~"),
            ("你好世界", 1, "~"),
            ("你好", 0, ""),
            ("你好", 4, "你好"),
        ];
        for (text, width, want) in table {
            assert_eq!(elide_middle(text, Cols(width)), want, "{text} in {width}");
        }
    }

    #[test]
    fn pad_and_fit_align_by_columns() {
        assert_eq!(pad("你", Cols(5), Align::Left), "你   ");
        assert_eq!(pad("你", Cols(5), Align::Center), " 你  ");
        assert_eq!(pad("你", Cols(5), Align::Right), "   你");
        assert_eq!(pad("你好", Cols(3), Align::Left), "你好");
        assert_eq!(fit("你好世", Cols(4), Align::Left), "你~ ");
        assert_eq!(right("12", Cols(4)), "  12");
        assert_eq!(Widths::Wide.fit("“引”文", Cols(7), Align::Left), "“引”~");
    }

    #[test]
    fn every_sample_fits_exactly_at_every_width() {
        for text in SAMPLES {
            for width in 0..=12 {
                for widths in [Widths::Narrow, Widths::Wide] {
                    let width = Cols(width);
                    for align in [Align::Left, Align::Center, Align::Right] {
                        assert_eq!(widths.cols(&widths.fit(text, width, align)), width, "{text} {width}");
                    }
                    assert!(widths.cols(&widths.elide_middle(text, width)) <= width, "{text} {width}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn fit_is_exact_and_elide_a_prefix(text in tricky(), width in 0_usize..40) {
            let text = visible(&text);
            let short = elide(&text, Cols(width));
            prop_assert!(cols(&short) <= Cols(width));
            prop_assert!(text.starts_with(short.strip_suffix(MARK).unwrap_or(&short)));
            prop_assert_eq!(cols(&fit(&text, Cols(width), Align::Center)), Cols(width));
            prop_assert!(cols(&elide_middle(&text, Cols(width))) <= Cols(width));
        }
    }
}
