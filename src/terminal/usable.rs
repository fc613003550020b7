//! Whether this terminal can show a full screen, and in colour.

use std::io::{IsTerminal, stdin, stdout};

use crate::words::{Message, terminal as words};

/// Whether a full screen can be shown here.
///
/// # Errors
/// One sentence for the person: input or output is no terminal, or `TERM` is missing or `dumb`.
pub fn usable() -> Result<(), Message> {
    let term = std::env::var("TERM").unwrap_or_default();
    judge(&term, stdin().is_terminal(), stdout().is_terminal())
}

fn judge(term: &str, input: bool, output: bool) -> Result<(), Message> {
    match (term, input, output) {
        (_, false, _) => Err(words::INPUT_NO_TERMINAL.msg()),
        (_, _, false) => Err(words::OUTPUT_NO_TERMINAL.msg()),
        ("", ..) => Err(words::TERM_MISSING.msg()),
        ("dumb", ..) => Err(words::TERM_TOO_PLAIN.with("term", term)),
        _ => Ok(()),
    }
}

/// Whether the environment asks for no colours: `NO_COLOR` with any value, or `TERM=vt*` (ux 3.12).
#[must_use]
pub fn prefers_mono(no_color: Option<&str>, term: &str) -> bool {
    no_color.is_some_and(|value| !value.is_empty()) || term.starts_with("vt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t9_only_real_terminals_are_usable() {
        for (term, input, output, id) in [
            ("xterm-256color", true, true, None),
            ("linux", true, true, None),
            ("vt220", true, true, None),
            ("dumb", true, true, Some("terminal::TERM_TOO_PLAIN")),
            ("", true, true, Some("terminal::TERM_MISSING")),
            ("xterm", false, true, Some("terminal::INPUT_NO_TERMINAL")),
            ("xterm", true, false, Some("terminal::OUTPUT_NO_TERMINAL")),
            ("dumb", false, false, Some("terminal::INPUT_NO_TERMINAL")),
        ] {
            assert_eq!(judge(term, input, output).err().map(|message| message.phrase.id), id, "{term}");
        }
    }

    #[test]
    fn colours_are_off_on_request_and_on_old_terminals() {
        for (no_color, term, mono) in [
            (None, "xterm-256color", false),
            (Some("1"), "xterm-256color", true),
            (Some(""), "xterm-256color", false),
            (None, "vt220", true),
            (None, "linux", false),
        ] {
            assert_eq!(prefers_mono(no_color, term), mono, "{no_color:?} {term}");
        }
    }
}
