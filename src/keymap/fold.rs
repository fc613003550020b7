//! Folds what an input method makes of a command character back to the key that was meant (T5).

use super::{Code, Key};

/// The key that was meant: full-width forms and Chinese punctuation become the character on the
/// key cap, and `Ctrl` with a letter loses its case.
///
/// Only for command look-up; text that goes into a field is never folded here (T5).
#[must_use]
pub fn fold(key: Key) -> Key {
    let Code::Char(typed) = key.code else { return key };
    let half = fold_char(typed);
    let meant = if key.ctrl { half.to_ascii_lowercase() } else { half };
    Key { code: Code::Char(meant), ..key }
}

fn fold_char(typed: char) -> char {
    match typed {
        '\u{3000}' => ' ',
        '、' => '/',
        '。' => '.',
        '《' => '<',
        '》' => '>',
        '【' => '[',
        '】' => ']',
        '×' => '*',
        // The full-width block lies 0xFEE0 above ASCII, character by character.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(typed) - 0xFEE0).unwrap_or(typed),
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t5_full_width_forms_become_the_key_that_was_meant() {
        for (typed, meant) in [
            ('？', '?'),
            ('：', ':'),
            ('／', '/'),
            ('、', '/'),
            ('。', '.'),
            ('《', '<'),
            ('》', '>'),
            ('＊', '*'),
            ('＋', '+'),
            ('－', '-'),
            ('＝', '='),
            ('１', '1'),
            ('Ｇ', 'G'),
            ('ｊ', 'j'),
            ('～', '~'),
            ('\u{3000}', ' '),
            ('王', '王'),
            ('g', 'g'),
        ] {
            assert_eq!(fold(Key::plain(Code::Char(typed))).code, Code::Char(meant), "{typed}");
        }
    }

    #[test]
    fn control_letters_lose_their_case_and_other_keys_stay() {
        assert_eq!(fold(Key::ctrl('P')), Key::ctrl('p'));
        assert_eq!(fold(Key::plain(Code::F(9))), Key::plain(Code::F(9)));
    }
}
