//! Key names: read from a keymap file, written back there, and shown to a person.

use super::{Code, Key, fold};
use crate::words::{Lang, keymap as words};

/// Names of keys as they are written back; the first of a key is its own, the others are read too.
const NAMED: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Return", Code::Enter),
    ("Tab", Code::Tab),
    ("Esc", Code::Esc),
    ("Escape", Code::Esc),
    ("Space", Code::Char(' ')),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Insert", Code::Insert),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PageUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageDown", Code::PageDown),
];

/// Reads keys pressed one after another, separated by spaces: `F9`, `Ctrl+W w`, `g g`.
///
/// Names and modifiers in any case, characters as they are; full-width forms are folded. The error
/// is the part that is no key.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, String> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(|part| parse_key(part).ok_or(part.to_owned()))
        .collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(text.to_owned()) } else { Ok(keys) }
}

/// Reads one key such as `Shift+Tab`.
///
/// `None` for anything unknown, also for Shift with a character that is no letter: such a
/// character is written as it is typed.
#[must_use]
pub fn parse_key(text: &str) -> Option<Key> {
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    let mut rest = text;
    while let Some((modifier, tail)) = rest.split_once(['+', '＋']).filter(|(_, tail)| !tail.is_empty()) {
        let seen = match modifier.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => &mut ctrl,
            "alt" => &mut alt,
            "shift" => &mut shift,
            _ => return None,
        };
        if std::mem::replace(seen, true) {
            return None;
        }
        rest = tail;
    }
    let code = match parse_code(rest)? {
        Code::Char(c) if shift && !ctrl && c.is_ascii_alphabetic() => {
            shift = false;
            Code::Char(c.to_ascii_uppercase())
        }
        Code::Char(_) if shift && !ctrl => return None,
        code => code,
    };
    Some(fold(Key { code, ctrl, alt, shift }))
}

fn parse_code(text: &str) -> Option<Code> {
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return (!only.is_control()).then_some(Code::Char(only));
    }
    if let Some((_, code)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return Some(*code);
    }
    let number: u8 = text.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

/// Writes keys as they stand in a keymap file, so that [`parse_keys`] reads them back.
#[must_use]
pub fn write_keys(keys: &[Key]) -> String {
    keys.iter().map(|key| write_key(*key, write_code(key.code))).collect::<Vec<_>>().join(" ")
}

/// Shows keys to a person: `F9`, `空格`, `Alt+下`; characters in a row stand together: `gg`.
#[must_use]
pub fn label(keys: &[Key], lang: Lang) -> String {
    let mut out = String::new();
    let mut apart = false;
    for key in keys {
        let named = key.text().is_none_or(|c| c == ' ');
        if !out.is_empty() && (apart || named) {
            out.push(' ');
        }
        apart = named;
        out.push_str(&write_key(*key, label_code(key.code, lang)));
    }
    out
}

fn write_key(key: Key, name: String) -> String {
    let mut out = String::new();
    for (on, modifier) in [(key.ctrl, "Ctrl+"), (key.alt, "Alt+"), (key.shift, "Shift+")] {
        if on {
            out.push_str(modifier);
        }
    }
    // Control keys stand with a capital, as on the key cap.
    match key.code {
        Code::Char(c) if key.ctrl && c != ' ' => out.push(c.to_ascii_uppercase()),
        _ => out.push_str(&name),
    }
    out
}

fn write_code(code: Code) -> String {
    if let Some((name, _)) = NAMED.iter().find(|(_, named)| *named == code) {
        return (*name).to_owned();
    }
    match code {
        Code::F(number) => format!("F{number}"),
        Code::Char(c) => c.to_string(),
        _ => String::new(),
    }
}

fn label_code(code: Code, lang: Lang) -> String {
    let phrase = match code {
        Code::Char(' ') => &words::KEY_SPACE,
        Code::Up => &words::KEY_UP,
        Code::Down => &words::KEY_DOWN,
        Code::Left => &words::KEY_LEFT,
        Code::Right => &words::KEY_RIGHT,
        Code::Backspace => &words::KEY_BACKSPACE,
        _ => return write_code(code),
    };
    phrase.say(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_every_spelling() {
        let shift_tab = Key { shift: true, ..Key::plain(Code::Tab) };
        let alt_down = Key { alt: true, ..Key::plain(Code::Down) };
        let char = |c| Key::plain(Code::Char(c));
        for (text, keys) in [
            ("F1", vec![Key::plain(Code::F(1))]),
            ("f12", vec![Key::plain(Code::F(12))]),
            ("Ctrl+S", vec![Key::ctrl('s')]),
            ("ctrl+s", vec![Key::ctrl('s')]),
            ("Ctrl＋S", vec![Key::ctrl('s')]),
            ("Shift+Tab", vec![shift_tab]),
            ("Alt+Down", vec![alt_down]),
            ("PageDown", vec![Key::plain(Code::PageDown)]),
            ("Space", vec![char(' ')]),
            ("?", vec![char('?')]),
            ("？", vec![char('?')]),
            ("+", vec![char('+')]),
            ("Ctrl++", vec![Key::ctrl('+')]),
            ("g g", vec![char('g'), char('g')]),
            ("G", vec![char('G')]),
            ("Shift+g", vec![char('G')]),
            (": w Enter", vec![char(':'), char('w'), Key::plain(Code::Enter)]),
        ] {
            assert_eq!(parse_keys(text), Ok(keys.clone()), "{text}");
            assert_eq!(parse_keys(&write_keys(&keys)), Ok(keys), "{text} written back");
        }
    }

    #[test]
    fn what_is_no_key_is_named() {
        for (text, wrong) in [
            ("F13", "F13"),
            ("F0", "F0"),
            ("Retrun", "Retrun"),
            ("g Hyper+x", "Hyper+x"),
            ("Ctrl+Ctrl+x", "Ctrl+Ctrl+x"),
            ("Shift+?", "Shift+?"),
            ("Ctrl+", "Ctrl+"),
            ("Shift", "Shift"),
            ("", ""),
            ("  ", "  "),
        ] {
            assert_eq!(parse_keys(text), Err(wrong.to_owned()), "{text}");
        }
    }

    #[test]
    fn labels_are_in_the_language_of_the_reader() {
        for (text, zh, en) in [
            ("Ctrl+s", "Ctrl+S", "Ctrl+S"),
            ("g g", "gg", "gg"),
            (": w Enter", ":w Enter", ":w Enter"),
            ("Ctrl+W w", "Ctrl+W w", "Ctrl+W w"),
            ("Space", "空格", "Space"),
            ("Alt+Down", "Alt+下", "Alt+Down"),
            ("Shift+Tab", "Shift+Tab", "Shift+Tab"),
            ("PageDown", "PgDn", "PgDn"),
        ] {
            let keys = parse_keys(text).unwrap();
            assert_eq!(
                (label(&keys, Lang::Zh).as_str(), label(&keys, Lang::En).as_str()),
                (zh, en),
                "{text}"
            );
        }
    }
}
