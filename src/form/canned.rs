//! Canned sentences: `.zq` or `.1` at the end of a word becomes a whole sentence.

use crate::words::{Phrase, form as w};

/// The built-in sentences: the code without its dot, and the text; numbered in this order from 1.
pub static CANNED: &[(&str, &Phrase)] = &[
    ("zq", &w::CANNED_ZQ),
    ("bq", &w::CANNED_BQ),
    ("dl", &w::CANNED_DL),
    ("hy", &w::CANNED_HY),
    ("dh", &w::CANNED_DH),
    ("sm", &w::CANNED_SM),
    ("rq", &w::CANNED_RQ),
    ("bz", &w::CANNED_BZ),
    ("zx", &w::CANNED_ZX),
];

/// Every sentence in the order of its number: code and text, the station's own behind the built-in ones.
///
/// Records and documents are Chinese whatever the operator reads, so the Chinese text is what expands.
pub fn sentences(own: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let built_in = CANNED.iter().map(|(code, phrase)| (*code, phrase.zh));
    built_in.chain(own.iter().map(|(code, text)| (code.as_str(), text.as_str())))
}

/// The sentence that the end of `before` asks for, and how many characters it replaces.
///
/// A code of letters may follow any character but a letter, digit or dot; a number only a blank, a
/// mark or nothing, so that `3.5` and `约.5` stay as typed.
#[must_use]
pub fn expand<'a>(before: &str, own: &'a [(String, String)]) -> Option<(usize, &'a str)> {
    let code: String = {
        let mut tail: Vec<char> = before
            .chars()
            .rev()
            .map(crate::text::fold_ascii_char)
            .take_while(char::is_ascii_alphanumeric)
            .take(9)
            .collect();
        tail.reverse();
        tail.into_iter().map(|c| c.to_ascii_lowercase()).collect()
    };
    let mut rest = before.chars().rev().skip(code.chars().count());
    // An input method that is on types the dot as a full stop.
    let dot = rest.next().filter(|c| matches!(c, '.' | '。' | '．'))?;
    let previous = rest.next();
    let number = code.parse::<usize>().ok();
    let apart =
        previous.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric() && !matches!(c, '.' | '。'));
    let follows = match (number, dot) {
        // After a full stop a sentence may well begin with a letter or digit.
        (Some(_), _) | (None, '。') => apart,
        (None, _) => apart || previous.is_some_and(|c| !c.is_ascii() && c != '。'),
    };
    if !follows || code.is_empty() {
        return None;
    }
    let text = match number {
        Some(number) => sentences(own).nth(number.checked_sub(1)?)?.1,
        None => sentences(own).find(|(known, _)| *known == code)?.1,
    };
    Some((code.chars().count() + 1, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_expands_only_where_it_stands_for_itself() {
        let own = vec![("jt".to_owned(), "接听电话.".to_owned())];
        let table = [
            (".zq", Some((3, w::CANNED_ZQ.zh))),
            ("．ＺＱ", Some((3, w::CANNED_ZQ.zh))),
            ("。zq", Some((3, w::CANNED_ZQ.zh))),
            (".1", Some((2, w::CANNED_ZQ.zh))),
            ("好 .2", Some((2, w::CANNED_BQ.zh))),
            ("好,.2", Some((2, w::CANNED_BQ.zh))),
            ("材料齐全.bq", Some((3, w::CANNED_BQ.zh))),
            (".10", Some((3, "接听电话."))),
            (".jt", Some((3, "接听电话."))),
            ("3.5", None),
            ("约.5", None),
            ("www.zq", None),
            ("齐了。1", None),
            ("齐了。zq", None),
            ("..zq", None),
            (".0", None),
            (".99", None),
            (".", None),
            ("zq", None),
            ("", None),
        ];
        for (before, want) in table {
            assert_eq!(expand(before, &own), want, "{before}");
        }
    }

    #[test]
    fn codes_are_short_and_stand_once() {
        let mut codes: Vec<_> = CANNED.iter().map(|(code, _)| *code).collect();
        assert!(
            codes.iter().all(|code| code.len() <= 9 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CANNED.len());
    }
}
