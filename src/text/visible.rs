//! Showing what would otherwise hide: control characters, direction overrides, zero-width characters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Replaces every hidden character by a symbol, so that stored text can neither command the terminal
/// nor look like another text.
///
/// C0 becomes caret notation (`^[` for escape, `^J` for a line end), the others their code point
/// (`<U+202E>`); the result is one line without control characters. What belongs to an emoji or to a
/// 汉字 variant stays.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !has_hidden(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut previous = None;
    for ch in text.chars() {
        if is_hidden(previous, ch) {
            push_symbol(&mut shown, ch);
            previous = None;
        } else {
            shown.push(ch);
            previous = Some(ch);
        }
    }
    Cow::Owned(shown)
}

/// Tells whether `ch`, standing after `previous`, would not be seen or would mislead.
///
/// Joiners, variation selectors and tags are hidden except right after what they can modify.
#[must_use]
pub fn is_hidden(previous: Option<char>, ch: char) -> bool {
    match ch {
        '\u{200D}' => !previous.is_some_and(joins),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => !previous.is_some_and(takes_selector),
        '\u{E0020}'..='\u{E007F}' => !matches!(previous, Some('\u{1F3F4}' | '\u{E0020}'..='\u{E007E}')),
        _ => ch.is_control() || is_format(ch),
    }
}

/// Tells whether any character of `text` is hidden.
fn has_hidden(text: &str) -> bool {
    let mut previous = None;
    text.chars().any(|ch| is_hidden(previous.replace(ch), ch))
}

/// Emoji and their modifiers; a joiner between letters or 汉字 would only make two equal names differ.
fn joins(previous: char) -> bool {
    previous == '\u{FE0F}'
        || (takes_selector(previous) && !previous.is_ascii() && !previous.is_alphanumeric())
}

/// 汉字, symbols and digits; a second selector in a row could only smuggle.
fn takes_selector(previous: char) -> bool {
    !(previous.is_ascii_alphabetic()
        || previous.is_whitespace()
        || previous.is_control()
        || is_format(previous)
        || matches!(previous, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}'))
}

/// Characters without a shape of their own: blanks that are letters, joiners, overrides, separators.
const fn is_format(ch: char) -> bool {
    matches!(ch,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E001F}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

fn push_symbol(shown: &mut String, ch: char) {
    let code = u32::from(ch);
    match u8::try_from(code) {
        Ok(byte @ 0..=0x7F) if ch.is_control() => {
            shown.push('^');
            shown.push(char::from(byte ^ 0x40));
        }
        _ => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "<U+{code:04X}>");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{SAMPLES, tricky};
    use super::*;

    #[test]
    fn hidden_characters_get_a_symbol() {
        let table = [
            ("\u{1b}[31m红", "^[[31m红"),
            ("a\tb\r\nc\0", "a^Ib^M^Jc^@"),
            ("\u{7f}\u{85}\u{9b}", "^?<U+0085><U+009B>"),
            ("甲\u{202E}乙\u{2066}", "甲<U+202E>乙<U+2066>"),
            ("\u{200E}\u{61C}\u{FEFF}", "<U+200E><U+061C><U+FEFF>"),
            ("张\u{200B}伟\u{200D}", "张<U+200B>伟<U+200D>"),
            ("a\u{FE0F}", "a<U+FE0F>"),
            ("葛\u{E0100}\u{E0101}", "葛\u{E0100}<U+E0101>"),
            ("x\u{E0041}", "x<U+E0041>"),
            ("\u{3164}", "<U+3164>"),
        ];
        for (text, want) in table {
            assert_eq!(visible(text), want, "{text:?}");
        }
    }

    #[test]
    fn what_belongs_to_emoji_and_hanzi_stays() {
        let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        for text in SAMPLES.iter().copied().chain([flag, "👁️‍🗨️", "👩🏽‍💻", "㐂\u{FE00}"])
        {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>(), tricky in tricky()) {
            for text in [text, tricky] {
                let shown = visible(&text);
                prop_assert!(!shown.chars().any(char::is_control));
                prop_assert!(!has_hidden(&shown));
            }
        }
    }
}
