//! Which keys may be bound at all, which only beside another, and which an input method lets through.

use super::{Code, Key, esc, names};
use crate::action::Context;
use crate::words::{Message, keymap as words};

/// Characters that a field hands on where it cannot hold them.
const FIELD_SIGNS: [char; 3] = ['+', '-', '='];

/// Control with these is a byte of its own on every terminal.
const CONTROL_SIGNS: [char; 6] = [' ', '.', '\\', ']', '^', '_'];

/// Why `keys` cannot be bound in `context`, if they cannot.
#[must_use]
pub fn refusal(keys: &[Key], context: Context) -> Option<Message> {
    if let Some(reason) = keys.iter().find_map(|key| never(*key)) {
        return Some(reason);
    }
    if keys.len() > 1 && keys.iter().any(|key| key.code == Code::Esc) {
        return Some(words::ESC_IN_SEQUENCE.with("key", names::write_keys(keys)));
    }
    // A sequence that begins with a control key is no text, whatever follows.
    let typed = keys.first().and_then(|key| key.text())?;
    let handed_on = matches!(context, Context::Form | Context::SignIn) && FIELD_SIGNS.contains(&typed);
    (context.takes_text() && !handed_on)
        .then(|| words::TYPES_TEXT.with("context", context.id()).with("key", names::write_keys(keys)))
}

/// Why no terminal delivers `key` as itself.
fn never(key: Key) -> Option<Message> {
    let Code::Char(c) = key.code else { return None };
    let name = names::write_keys(&[key]);
    // Terminals send Alt as an Esc before the key.
    if let (true, false, Some(function)) = (key.alt, key.ctrl, esc::function_key(key.code)) {
        let other = names::write_keys(&[function]);
        return Some(words::IS_FUNCTION_KEY.with("key", name).with("other", other));
    }
    if !key.ctrl {
        return None;
    }
    let same = match c {
        'h' => "Backspace",
        'i' => "Tab",
        'j' | 'm' => "Enter",
        '[' => "Esc",
        _ if c.is_ascii_lowercase() || CONTROL_SIGNS.contains(&c) => return None,
        _ => return Some(words::NEVER_SENT.with("key", name)),
    };
    Some(words::SAME_BYTES.with("key", name).with("other", same))
}

/// Whether `keys` may be taken on the way, so that they must not be an action's only keys: input
/// method switches, tmux and screen, flow control, stolen function keys.
#[must_use]
pub fn weak(keys: &[Key]) -> bool {
    keys.iter().any(|key| match key.code {
        Code::F(number) => key.shift || key.ctrl || matches!(number, 1 | 10 | 11),
        Code::Char(c) => key.ctrl && (key.shift || matches!(c, ' ' | '.' | '\\' | 'a' | 'b' | 'q' | 's')),
        _ => key.ctrl && key.shift,
    })
}

/// Whether `keys` reach the program while a Chinese input method is on.
///
/// Space and digits pass an input method that has nothing to compose; Backspace and Delete as well.
#[must_use]
pub fn passes_input_method(keys: &[Key]) -> bool {
    keys.iter().all(|key| match key.code {
        Code::Char(' ') => !key.ctrl,
        Code::Char(c) => key.ctrl && c.is_ascii_lowercase() || key.text().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn keys(text: &str) -> Vec<Key> {
        names::parse_keys(text).unwrap()
    }

    #[test]
    fn forbidden_keys_are_refused_with_their_reason() {
        for (text, context, reason) in [
            ("Ctrl+H", Context::Global, Some("分不清 Ctrl+H 和 Backspace")),
            ("Ctrl+I", Context::Board, Some("和 Tab")),
            ("Ctrl+J", Context::Board, Some("和 Enter")),
            ("Ctrl+M", Context::Board, Some("和 Enter")),
            ("Ctrl+[", Context::Board, Some("和 Esc")),
            ("Ctrl+W Ctrl+M", Context::Board, Some("和 Enter")),
            ("Alt+1", Context::Global, Some("已经就是 F1")),
            ("Alt+0", Context::Global, Some("已经就是 F10")),
            ("Ctrl+1", Context::Global, Some("送不出 Ctrl+1")),
            ("g Esc", Context::Board, Some("Esc 是用来取消连按的")),
            ("q", Context::Form, Some("要打进去的文字")),
            ("q", Context::Global, Some("要打进去的文字")),
            ("?", Context::Palette, Some("要打进去的文字")),
            ("王", Context::Form, Some("要打进去的文字")),
            ("Space", Context::Form, Some("要打进去的文字")),
            ("q", Context::Board, None),
            ("+", Context::Form, None),
            ("Ctrl+W w", Context::Global, None),
            ("Alt+Down", Context::Global, None),
            ("Ctrl+B", Context::Global, None),
            ("F11", Context::Global, None),
        ] {
            let said = refusal(&keys(text), context).map(|message| message.say(Lang::Zh));
            match (&said, reason) {
                (Some(said), Some(reason)) => assert!(said.contains(reason), "{text}: {said}"),
                (None, None) => {}
                _ => panic!("{text}: {said:?}"),
            }
        }
    }

    #[test]
    fn keys_that_others_may_take_are_weak() {
        for text in [
            "Ctrl+Space",
            "Ctrl+.",
            "Ctrl+A",
            "Ctrl+B",
            "Ctrl+\\",
            "Ctrl+S",
            "Ctrl+Q",
            "F1",
            "F10",
            "F11",
            "Shift+F6",
            "Ctrl+F6",
            "Ctrl+Shift+x",
            "Ctrl+B c",
        ] {
            assert!(weak(&keys(text)), "{text}");
        }
        for text in ["F9", "F12", "Ctrl+P", "Shift+Tab", "Enter", "?", "g g"] {
            assert!(!weak(&keys(text)), "{text}");
        }
    }

    #[test]
    fn letters_and_signs_do_not_pass_an_input_method() {
        for (text, passes) in [
            ("F9", true),
            ("Ctrl+P", true),
            ("Shift+Tab", true),
            ("Space", true),
            ("5", true),
            ("Esc", true),
            ("?", false),
            ("q", false),
            ("Ctrl+W w", false),
            ("Alt+x", false),
            ("Ctrl+Space", false),
        ] {
            assert_eq!(passes_input_method(&keys(text)), passes, "{text}");
        }
    }
}
