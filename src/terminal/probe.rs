//! How wide the terminal draws ambiguous characters: asked once at start (T6).

use std::io;
use std::os::fd::{AsFd, BorrowedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How the terminal draws characters that Unicode calls ambiguous, such as `…` and `·`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// In one column.
    Narrow,
    /// In two columns, as terminals set to an old Chinese character set do.
    Wide,
    /// The terminal did not answer, or nothing sensible; take it as narrow and let the person say.
    #[default]
    Unknown,
}

/// The question: on the second row an ambiguous character, `CSI 6n`, and erased again.
///
/// The second row, because an answer for the first reads as Shift+F3. Three bytes, so that a terminal
/// without UTF-8 is not taken for a wide one.
pub const QUESTION: &[u8] = "\x1b[2H…\x1b[6n\r\x1b[K".as_bytes();

/// How long each look for more of the answer may take, in milliseconds: 100 for a terminal that is
/// silent, 140 in all for one on which somebody types.
const WAITS_MS: [i64; 4] = [100, 20, 10, 10];

/// Reads the answer from `terminal`; also returns the bytes that were typed meanwhile.
///
/// An answer that comes later is dropped by the reader of the events.
pub fn answer(terminal: BorrowedFd<'_>) -> (Ambiguous, Vec<u8>) {
    let mut got = Vec::new();
    for wait in WAITS_MS {
        match read(terminal, wait) {
            Ok(bytes) if !bytes.is_empty() => got.extend(bytes),
            Ok(_) | Err(_) => break,
        }
        if let Some((column, rest)) = reply(&got) {
            let ambiguous = match column {
                2 => Ambiguous::Narrow,
                3 => Ambiguous::Wide,
                _ => Ambiguous::Unknown,
            };
            return (ambiguous, rest);
        }
    }
    (Ambiguous::Unknown, got)
}

/// What can be read within `wait` milliseconds; empty if nothing came or the terminal is gone.
fn read(terminal: BorrowedFd<'_>, wait: i64) -> io::Result<Vec<u8>> {
    let limit = Timespec { tv_sec: 0, tv_nsec: wait * 1_000_000 };
    let mut polled = [PollFd::new(&terminal, PollFlags::IN)];
    poll(&mut polled, Some(&limit))?;
    if !polled.iter().any(|fd| fd.revents().contains(PollFlags::IN)) {
        return Ok(Vec::new());
    }
    let mut buffer = vec![0; 256];
    let length = rustix::io::read(terminal.as_fd(), &mut *buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

/// The column of the first `CSI row;column R` in `bytes`, and the bytes without it.
fn reply(bytes: &[u8]) -> Option<(u16, Vec<u8>)> {
    let starts = bytes.windows(2).enumerate().filter(|(_, pair)| pair == b"\x1b[").map(|(at, _)| at);
    for start in starts {
        let body = bytes.get(start + 2..)?;
        let end = body.iter().position(|byte| !byte.is_ascii_digit() && *byte != b';')?;
        let (place, after) = body.split_at(end);
        let column =
            std::str::from_utf8(place).ok()?.split_once(';').and_then(|(_, column)| column.parse().ok());
        if let (Some(column), Some((b'R', rest))) = (column, after.split_first()) {
            return Some((column, [bytes.get(..start)?, rest].concat()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::net::UnixStream;

    use super::*;

    fn asked(bytes: &[u8]) -> (Ambiguous, Vec<u8>) {
        let (mut terminal, program) = UnixStream::pair().unwrap();
        terminal.write_all(bytes).unwrap();
        answer(program.as_fd())
    }

    #[test]
    fn t6_the_column_tells_the_width_and_typed_keys_stay() {
        for (bytes, expected, rest) in [
            ("\x1b[2;2R", Ambiguous::Narrow, ""),
            ("\x1b[2;3R", Ambiguous::Wide, ""),
            ("\x1b[2;4R", Ambiguous::Unknown, ""),
            ("张\x1b[A\x1b[2;2R\r", Ambiguous::Narrow, "张\x1b[A\r"),
            ("\x1bOR\x1b[2;3R", Ambiguous::Wide, "\x1bOR"),
        ] {
            assert_eq!(asked(bytes.as_bytes()), (expected, rest.as_bytes().to_vec()), "{bytes:?}");
        }
    }

    #[test]
    fn t6_a_mute_terminal_is_unknown_and_loses_nothing() {
        assert_eq!(asked(b""), (Ambiguous::Unknown, vec![]));
        assert_eq!(asked(b"ab"), (Ambiguous::Unknown, b"ab".to_vec()));
    }

    #[test]
    fn t11_a_terminal_that_is_gone_is_not_waited_for() {
        let (terminal, program) = UnixStream::pair().unwrap();
        drop(terminal);
        assert_eq!(answer(program.as_fd()), (Ambiguous::Unknown, vec![]));
    }
}
