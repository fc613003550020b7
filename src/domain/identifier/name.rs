//! Names of persons: one middle dot for minority names, nothing invisible, nothing cut.

use unicode_normalization::UnicodeNormalization;

use super::{Checked, Fault, Kind, Problem, fold, is_invisible, shown};
use crate::words::identifier as words;

/// The longest name, in characters (ID-11).
pub const MOST: usize = 200;

/// The only dot of a minority name.
const DOT: char = '\u{b7}';

/// Checks the name of a person (ID-10, ID-11).
///
/// Full-width letters are folded, the ends trimmed, inner spaces kept, the text composed (NFC).
/// Between two Hanzi every kind of dot becomes U+00B7 and loses the spaces around it; elsewhere a dot
/// stays, as in `J. Smith`.
///
/// # Errors
/// A [`Problem`] for an empty name or one without a letter, more than 200 characters, control and direction characters.
pub fn check(value: &str) -> Result<Checked, Problem> {
    let composed: String = value.chars().map(fold).nfc().collect();
    let chars: Vec<char> = composed.trim().chars().collect();
    if chars.is_empty() {
        return Err(Problem::new(Fault::Empty, "ID-10", &words::EMPTY_NAME));
    }
    if let Some((index, found)) = chars.iter().enumerate().find(|(_, c)| c.is_control() || is_invisible(**c))
    {
        let message = words::NAME_CHARACTER.with("at", index + 1).with("found", shown(*found));
        return Err(Problem::new(Fault::BadCharacter, "ID-10", message));
    }
    // A number that slipped into the wrong field would stand in every list unmasked.
    if !chars.iter().any(|c| c.is_alphabetic()) {
        return Err(Problem::new(Fault::BadCharacter, "ID-10", &words::NAME_WITHOUT_LETTERS));
    }
    if chars.len() > MOST {
        let message = words::NAME_LENGTH.with("most", MOST).with("have", chars.len());
        return Err(Problem::new(Fault::BadLength, "ID-11", message));
    }
    Ok(Checked::plain(Kind::PersonalName, with_middle_dots(&chars)))
}

/// Writes each dot between two Hanzi as U+00B7, without the spaces around it.
fn with_middle_dots(chars: &[char]) -> String {
    let mut out = String::with_capacity(chars.len() * 3);
    let mut rest = chars;
    while let Some((c, tail)) = rest.split_first() {
        let gap = rest.iter().take_while(|c| **c == ' ' || is_dot(**c)).count();
        let (between, after) = rest.split_at(gap);
        let one_dot = between.iter().filter(|c| is_dot(**c)).count() == 1;
        if one_dot
            && out.chars().next_back().is_some_and(is_hanzi)
            && after.first().is_some_and(|c| is_hanzi(*c))
        {
            out.push(DOT);
            rest = after;
        } else {
            out.push(*c);
            rest = tail;
        }
    }
    out
}

/// Dots that stand for the middle dot in what people type and paste.
fn is_dot(c: char) -> bool {
    matches!(c, '.' | DOT | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{ff65}')
}

/// Whether `c` is a Chinese character, the supplementary planes, `〇` and `々` included.
pub(crate) fn is_hanzi(c: char) -> bool {
    matches!(
        c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{2fa1f}' | '\u{30000}'..='\u{3ffff}' | '\u{3007}' | '\u{3005}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use proptest::prelude::*;

    #[test]
    fn id_10_names_are_normalised() {
        for (value, normalized) in [
            ("张伟", "张伟"),
            ("  张伟\n", "张伟"),
            ("\u{3000}张伟\u{3000}", "张伟"),
            ("买买提•阿不都", "买买提·阿不都"),
            ("买买提・阿不都", "买买提·阿不都"),
            ("买买提．阿不都", "买买提·阿不都"),
            ("买买提.阿不都", "买买提·阿不都"),
            ("买买提·阿不都", "买买提·阿不都"),
            ("买买提 · 阿不都", "买买提·阿不都"),
            ("阿不都热依木.买买提•明", "阿不都热依木·买买提·明"),
            ("𠮷.𠮷", "𠮷·𠮷"),
            ("J. Smith", "J. Smith"),
            ("J.R.R. Tolkien", "J.R.R. Tolkien"),
            ("Ｊ．Ｓｍｉｔｈ", "J.Smith"),
            ("John  von Neumann ", "John  von Neumann"),
            ("欧阳 娜娜", "欧阳 娜娜"),
            ("Jose\u{301}", "José"),
            ("𠮷野", "𠮷野"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("J.罗琳", "J.罗琳"),
            ("张.", "张."),
            ("张..伟", "张..伟"),
            ("O'Brien-Smith", "O'Brien-Smith"),
        ] {
            assert_eq!(check(value), Ok(Checked::plain(Kind::PersonalName, normalized.into())), "{value}");
        }
    }

    #[test]
    fn id_10_control_and_direction_characters_are_refused() {
        for (value, at, code) in [
            ("张\u{0}伟", 2, "0000"),
            ("张伟\u{1b}[31m", 3, "001B"),
            ("张\t伟", 2, "0009"),
            ("张\n伟", 2, "000A"),
            ("\u{202e}伟张", 1, "202E"),
            ("张伟\u{2066}", 3, "2066"),
            ("张\u{200b}伟", 2, "200B"),
            ("张\u{200d}伟", 2, "200D"),
            ("\u{feff}张伟", 1, "FEFF"),
            ("张\u{85}伟", 2, "0085"),
        ] {
            let problem = check(value).unwrap_err();
            assert_eq!((problem.fault, problem.rule), (Fault::BadCharacter, "ID-10"));
            let says = format!("第 {at} 个字是看不见的控制字符 U+{code}. 删掉它, 或重新输入姓名");
            assert_eq!(problem.message.say(Lang::Zh), says);
        }
    }

    #[test]
    fn id_10_an_empty_name_is_refused() {
        for value in ["", " ", "\u{3000}\n"] {
            assert_eq!(check(value).unwrap_err().code(), "empty");
        }
    }

    #[test]
    fn id_11_two_hundred_characters_and_no_more() {
        assert!(check(&"𠮷".repeat(200)).is_ok());
        let problem = check(&"张".repeat(201)).unwrap_err();
        assert_eq!((problem.code(), problem.rule), ("bad-length", "ID-11"));
        assert_eq!(problem.message.say(Lang::Zh), "姓名最多 200 个字, 现在是 201 个. 核对证件");
    }

    proptest! {
        #[test]
        fn id_10_what_is_kept_is_kept_again(value in "[张伟·.•・ a-c\u{3000}．]{0,12}|\\PC{0,20}") {
            if let Ok(first) = check(&value) {
                prop_assert_eq!(check(&first.normalized), Ok(first.clone()));
            }
        }
    }
}
