//! Cleaning typed and pasted text before it enters a value.

use std::borrow::Cow;

use super::visible::is_hidden;

/// A text fit to be stored, and what had to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The text without hidden characters.
    pub text: Cow<'a, str>,
    /// How many hidden characters were dropped; line ends and tabs are not among them.
    pub dropped: usize,
    /// How many times line ends or tabs became a blank, to be said to the person.
    pub joined: usize,
}

/// Cleans text for a one-line value.
///
/// A run of line ends and tabs becomes one blank, at the two ends of the text nothing; hidden
/// characters (see [`is_hidden`]) are dropped.
#[must_use]
pub fn clean_line(text: &str) -> Cleaned<'_> {
    clean_line_after(None, text)
}

/// Cleans text for a value of several lines.
///
/// Every kind of line end becomes `\n`, a tab one blank; other hidden characters are dropped.
#[must_use]
pub fn clean_text(text: &str) -> Cleaned<'_> {
    clean_text_after(None, text)
}

/// As [`clean_line`], for text that will stand after `previous`.
pub(super) fn clean_line_after(previous: Option<char>, text: &str) -> Cleaned<'_> {
    if is_clean(previous, text) {
        return Cleaned { text: Cow::Borrowed(text), dropped: 0, joined: 0 };
    }
    let mut kept = String::with_capacity(text.len());
    let (mut dropped, mut joined, mut gap) = (0, 0, false);
    for ch in text.chars() {
        if ch == '\t' || is_line_end(ch) {
            gap = !kept.is_empty();
        } else if is_hidden(if gap { Some(' ') } else { kept.chars().next_back().or(previous) }, ch) {
            dropped += 1;
        } else {
            if gap {
                joined += 1;
                if !kept.ends_with(' ') {
                    kept.push(' ');
                }
            }
            gap = false;
            kept.push(ch);
        }
    }
    Cleaned { text: Cow::Owned(kept), dropped, joined }
}

/// As [`clean_text`], for text that will stand after `previous`.
pub(super) fn clean_text_after(previous: Option<char>, text: &str) -> Cleaned<'_> {
    if is_clean(previous, text) {
        return Cleaned { text: Cow::Borrowed(text), dropped: 0, joined: 0 };
    }
    let mut kept = String::with_capacity(text.len());
    let (mut dropped, mut joined, mut after_return) = (0, 0, false);
    for ch in text.chars() {
        if ch == '\n' && after_return {
            after_return = false;
            continue;
        }
        after_return = ch == '\r';
        if ch == '\t' {
            joined += 1;
            kept.push(' ');
        } else if is_line_end(ch) {
            kept.push('\n');
        } else if is_hidden(kept.chars().next_back().or(previous), ch) {
            dropped += 1;
        } else {
            kept.push(ch);
        }
    }
    Cleaned { text: Cow::Owned(kept), dropped, joined }
}

fn is_clean(mut previous: Option<char>, text: &str) -> bool {
    !text.chars().any(|ch| is_hidden(previous.replace(ch), ch))
}

const fn is_line_end(ch: char) -> bool {
    matches!(ch, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::tricky;
    use super::super::visible;
    use super::*;

    #[test]
    fn one_line_turns_line_ends_and_tabs_into_single_blanks() {
        let table = [
            ("", "", 0, 0),
            ("你好", "你好", 0, 0),
            ("欧阳\n娜", "欧阳 娜", 0, 1),
            ("欧阳\r\n娜", "欧阳 娜", 0, 1),
            ("a\r\rb\tc", "a b c", 0, 2),
            ("a \n\t\nb", "a b", 0, 1),
            ("张伟\r\n", "张伟", 0, 0),
            ("\n\t张伟", "张伟", 0, 0),
            ("a\u{1b}[0m\u{202E}b", "a[0mb", 2, 0),
            ("a\u{2028}b\u{85}c", "a b c", 0, 2),
            ("👨\u{200D}👩", "👨\u{200D}👩", 0, 0),
            ("👨\n\u{200D}👩", "👨 👩", 1, 1),
            ("\u{FEFF}王\u{200B}芳", "王芳", 2, 0),
        ];
        for (typed, want, dropped, joined) in table {
            let cleaned = clean_line(typed);
            assert_eq!(
                (&*cleaned.text, cleaned.dropped, cleaned.joined),
                (want, dropped, joined),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn several_lines_keep_line_ends() {
        let table = [
            ("a\r\nb\rc\nd", "a\nb\nc\nd", 0, 0),
            ("a\r\r\n\nb", "a\n\n\nb", 0, 0),
            ("a\tb\u{7}", "a b", 1, 1),
            ("a\u{2029}b\u{b}", "a\nb\n", 0, 0),
        ];
        for (typed, want, dropped, joined) in table {
            let cleaned = clean_text(typed);
            assert_eq!(
                (&*cleaned.text, cleaned.dropped, cleaned.joined),
                (want, dropped, joined),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn a_joiner_typed_on_its_own_is_judged_by_what_stands_before() {
        assert_eq!(clean_line_after(Some('👨'), "\u{200D}").text, "\u{200D}");
        assert_eq!(clean_line_after(Some('张'), "\u{200D}").text, "");
        assert_eq!(clean_line_after(Some('葛'), "\u{E0100}").text, "\u{E0100}");
        assert_eq!(clean_line_after(None, "\u{E0100}").text, "");
    }

    proptest! {
        #[test]
        fn nothing_hidden_enters_a_value(text in tricky()) {
            let line = clean_line(&text).text;
            prop_assert_eq!(visible(&line), &*line);
            let lines = clean_text(&text).text;
            prop_assert!(lines.split('\n').all(|line| visible(line) == line));
        }
    }
}
