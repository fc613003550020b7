//! Folding what a Chinese input method types back to the keys of a keyboard (`T5`).

use std::borrow::Cow;

/// Folds full-width ASCII (U+FF01 to U+FF5E) and the ideographic space to half width (`T5`).
///
/// For dates, numbers, phone and identity fields; Chinese punctuation stays as typed.
#[must_use]
pub fn fold_ascii(text: &str) -> Cow<'_, str> {
    fold(text, fold_ascii_char)
}

/// A number as it stands in the file (case, document, feedback, slip), however it was typed: plain and upper case.
#[must_use]
pub fn fold_number(number: &str) -> String {
    fold_ascii(number.trim()).to_ascii_uppercase()
}

/// Folds one character as [`fold_ascii`] does.
#[must_use]
pub fn fold_ascii_char(ch: char) -> char {
    match ch {
        '\u{3000}' => ' ',
        '！'..='～' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        _ => ch,
    }
}

/// Folds a command line: as [`fold_ascii`], and Chinese punctuation to the key that made it (`T5`).
///
/// `、` becomes `/`, `《` becomes `<`; `……` and `——`, which one key types, become `^` and `_`.
#[must_use]
pub fn fold_command(text: &str) -> Cow<'_, str> {
    if text.contains("……") || text.contains("——") {
        let single = text.replace("……", "…").replace("——", "—");
        return Cow::Owned(fold(&single, fold_command_char).into_owned());
    }
    fold(text, fold_command_char)
}

/// Folds one key that a Chinese input method turned into punctuation (`T5`).
#[must_use]
pub fn fold_command_char(ch: char) -> char {
    match ch {
        '、' => '/',
        '。' => '.',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '【' | '「' | '〔' => '[',
        '】' | '」' | '〕' => ']',
        '『' => '{',
        '』' => '}',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '·' => '`',
        '￥' | '¥' => '$',
        '…' => '^',
        '—' => '_',
        _ => fold_ascii_char(ch),
    }
}

fn fold(text: &str, each: fn(char) -> char) -> Cow<'_, str> {
    if text.chars().all(|ch| each(ch) == ch) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(each).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_5_full_width_ascii_folds_and_chinese_punctuation_stays() {
        let table = [
            ("", ""),
            ("１３８００１３８０００", "13800138000"),
            ("ＡＢ－ｘ～！", "AB-x~!"),
            ("\u{3000}你\u{3000}", " 你 "),
            ("今天。好、《书》", "今天。好、《书》"),
        ];
        for (typed, want) in table {
            assert_eq!(fold_ascii(typed), want, "{typed}");
        }
        assert!(matches!(fold_ascii("abc你"), Cow::Borrowed(_)));
    }

    #[test]
    fn t_5_every_full_width_character_folds_to_its_key() {
        for (full, half) in ('！'..='～').zip('!'..='~') {
            assert_eq!(fold_ascii_char(full), half);
            assert_eq!(fold_command_char(full), half);
        }
    }

    #[test]
    fn t_5_command_characters_fold_to_their_keys() {
        let table = [
            ("、？：", "/?:"),
            ("《》，。", "<>,."),
            ("＊＃１；", "*#1;"),
            ("“”‘’", "\"\"''"),
            ("【】（）！", "[]()!"),
            ("……", "^"),
            ("——", "_"),
            ("￥·", "$`"),
            ("停表", "停表"),
        ];
        for (typed, want) in table {
            assert_eq!(fold_command(typed), want, "{typed}");
        }
    }
}
