//! Keys out of raw bytes: for what was typed while the terminal was answering the probe (T6).

use crate::keymap::{Code, Key};

/// The keys in `input`, read as crossterm reads them; sequences that are no key fall away.
#[must_use]
pub fn keys(input: &[u8]) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = input;
    while let Some((key, after)) = first(rest) {
        keys.extend(key);
        rest = after;
    }
    keys
}

/// The first key of `input`, if it is one, and what follows.
fn first(input: &[u8]) -> Option<(Option<Key>, &[u8])> {
    let (&byte, rest) = input.split_first()?;
    Some(match (byte, rest) {
        (0x1b, [b'[', b'[', letter, rest @ ..]) => (console_function_key(*letter), rest),
        (0x1b, [b'[', rest @ ..]) => control_sequence(rest),
        (0x1b, [b'O', letter, rest @ ..]) => (lettered(*letter), rest),
        (0x1b, [] | [0x1b, ..]) => (Some(Key::plain(Code::Esc)), rest),
        (0x1b, _) => {
            let (key, rest) = first(rest)?;
            (key.map(|key| Key { alt: true, ..key }), rest)
        }
        (0x00..0x80, _) => (Some(ascii(byte)), rest),
        _ => character(input),
    })
}

fn ascii(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x7f | 0x08 => Key::plain(Code::Backspace),
        0 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(byte - 0x1c + b'4')),
        _ => Key::plain(Code::Char(char::from(byte))),
    }
}

/// A character of several bytes; a byte that begins none falls away.
fn character(input: &[u8]) -> (Option<Key>, &[u8]) {
    for length in 2..=4 {
        if let Some((head, rest)) = input.split_at_checked(length)
            && let Ok(text) = std::str::from_utf8(head)
        {
            return (text.chars().next().map(|c| Key::plain(Code::Char(c))), rest);
        }
    }
    (None, input.get(1..).unwrap_or_default())
}

/// The key of a `CSI` sequence, given what follows the bracket.
fn control_sequence(input: &[u8]) -> (Option<Key>, &[u8]) {
    let Some(end) = input.iter().position(|byte| (0x40..0x7f).contains(byte)) else { return (None, &[]) };
    let (parameters, after) = input.split_at(end);
    let Some((&letter, rest)) = after.split_first() else { return (None, &[]) };
    let mut numbers = parameters.split(|byte| *byte == b';').map(number);
    let (code, modifiers) = (numbers.next().flatten(), numbers.next().flatten().unwrap_or(1));
    let key = if letter == b'~' { code.and_then(numbered) } else { lettered(letter) };
    (key.map(|key| with_modifiers(key, modifiers)), rest)
}

fn number(text: &[u8]) -> Option<u8> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// xterm's modifiers: one more than Shift 1, Alt 2, Control 4.
fn with_modifiers(key: Key, modifiers: u8) -> Key {
    let bits = modifiers.saturating_sub(1);
    Key { shift: key.shift || bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0, ..key }
}

fn lettered(letter: u8) -> Option<Key> {
    Some(Key::plain(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        b'Z' => return Some(Key { shift: true, ..Key::plain(Code::Tab) }),
        _ => return None,
    }))
}

fn numbered(code: u8) -> Option<Key> {
    Some(Key::plain(match code {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(code - 10),
        17..=21 => Code::F(code - 11),
        23 | 24 => Code::F(code - 12),
        _ => return None,
    }))
}

/// `ESC [ [ A` to `E`, F1 to F5 of the Linux console (T15).
fn console_function_key(letter: u8) -> Option<Key> {
    matches!(letter, b'A'..=b'E').then(|| Key::plain(Code::F(letter - b'A' + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t6_what_is_typed_during_the_probe_becomes_keys() {
        let plain = Key::plain;
        let shift = |code| Key { shift: true, ..plain(code) };
        for (input, expected) in [
            ("ab", vec![plain(Code::Char('a')), plain(Code::Char('b'))]),
            ("张A", vec![plain(Code::Char('张')), plain(Code::Char('A'))]),
            ("\r\t\x7f", vec![plain(Code::Enter), plain(Code::Tab), plain(Code::Backspace)]),
            ("\x03\x1a", vec![Key::ctrl('c'), Key::ctrl('z')]),
            ("\x1b[A\x1bOB", vec![plain(Code::Up), plain(Code::Down)]),
            ("\x1b[15~\x1b[24~\x1bOP", vec![plain(Code::F(5)), plain(Code::F(12)), plain(Code::F(1))]),
            ("\x1b[[A\x1b[[E", vec![plain(Code::F(1)), plain(Code::F(5))]),
            ("\x1b[11~\x1b[1~", vec![plain(Code::F(1)), plain(Code::Home)]),
            ("\x1b[Z\x1b[1;2A", vec![shift(Code::Tab), shift(Code::Up)]),
            ("\x1b[3;5~", vec![Key { ctrl: true, ..plain(Code::Delete) }]),
            ("\x1b", vec![plain(Code::Esc)]),
            ("\x1b\x1b[B", vec![plain(Code::Esc), plain(Code::Down)]),
            ("\x1b4", vec![Key { alt: true, ..plain(Code::Char('4')) }]),
            ("\x1b[?1;2c\x1b[200~x", vec![plain(Code::Char('x'))]),
            ("\x1b[1;", vec![]),
        ] {
            assert_eq!(keys(input.as_bytes()), expected, "{input:?}");
        }
        assert_eq!(keys(b"\xff\xe5a"), [plain(Code::Char('a'))]);
    }
}
