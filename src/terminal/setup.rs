//! Taking the terminal over and giving it back, whatever happens (T4, T12, T13).

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::panic::{PanicHookInfo, set_hook};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::events::Keys;
use super::probe::{Ambiguous, QUESTION, answer};
use super::writer::{Manner, Writer};
use super::{bytes, size};
use crate::words::{Lang, Message, terminal as words};

/// Alternate screen, no scroll margins left by others, plain pen, cleared; bracketed paste and focus
/// reports on. No mouse, no kitty keyboard flags (T4), no window title (T13).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[r\x1b[m\x1b[2J\x1b[?2004h\x1b[?1004h";

/// The reverse: the alternate screen is cleared before it is left, so that no name stays in it (T13).
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[m\x1b[H\x1b[2J\x1b[?25h\x1b[?1049l";

/// Whether the terminal is ours; the first who restores it takes this back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What is known of the terminal beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Draw without colours.
    pub mono: bool,
    /// The width of ambiguous characters as set by the person; then the terminal is not asked (T6).
    pub ambiguous: Option<Ambiguous>,
}

/// Gives the terminal back when dropped.
#[derive(Debug)]
pub struct Guard(());

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// A terminal that is taken over but whose answer was not read yet; dropping it gives it back.
#[derive(Debug)]
pub struct Started {
    guard: Guard,
    options: Options,
}

/// The parts of a running session.
pub struct Session {
    /// Gives the terminal back when dropped; keep it longest.
    pub guard: Guard,
    /// Draws.
    pub writer: Writer<File>,
    /// Tells what happens.
    pub keys: Keys,
    /// How ambiguous characters are drawn.
    pub ambiguous: Ambiguous,
}

/// Takes the terminal over and asks for the width of ambiguous characters, without waiting.
///
/// Open files and read data next, then call [`Started::open`]: the answer is there by then.
///
/// # Errors
/// When the terminal refuses; it is as before then.
pub fn start(options: Options) -> io::Result<Started> {
    crossterm::terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let started = Started { guard: Guard(()), options };
    let question = if options.ambiguous.is_none() { QUESTION } else { b"" };
    output()?.write_all(&[ENTER, question].concat())?;
    Ok(started)
}

impl Started {
    /// Reads the answer, at most 100 ms on a mute terminal, and starts to listen.
    ///
    /// Keys typed since [`start`] are the first events.
    ///
    /// # Errors
    /// When the terminal is gone, or a thread or signal handler cannot be set up.
    pub fn open(self) -> io::Result<Session> {
        let (ambiguous, typed) = match self.options.ambiguous {
            Some(known) => (known, Vec::new()),
            None => answer(rustix::stdio::stdin()),
        };
        let manner = Manner { mono: self.options.mono, wide: ambiguous == Ambiguous::Wide };
        Ok(Session {
            writer: Writer::new(output()?, manner, size)?,
            keys: Keys::listen(bytes::keys(&typed))?,
            guard: self.guard,
            ambiguous,
        })
    }
}

/// The terminal as a file of its own: the library's standard output cuts a frame at line feeds.
///
/// # Errors
/// When there is no standard output.
pub fn output() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// Gives the terminal back once; a terminal that is gone cannot be told, and need not.
fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        drop(output().and_then(|mut out| out.write_all(LEAVE)));
        drop(crossterm::terminal::disable_raw_mode());
    }
}

/// From now on a panic gives the terminal back, leaves a note in both languages on the screen and a
/// report without personal data in `folder` (T12).
///
/// A panic of another thread than the calling one only leaves the report: the screen is still in use,
/// and whoever waits for that thread learns of its end.
pub fn report_panics(folder: PathBuf) {
    let home = thread::current().id();
    set_hook(Box::new(move |info| {
        let place = place(info);
        let report = write_report(&folder, place.as_deref());
        if thread::current().id() == home {
            restore();
            let note = note(place.as_deref(), report.as_deref());
            drop(writeln!(io::stderr(), "{}\n{}", note.say(Lang::Zh), note.say(Lang::En)));
        }
    }));
}

/// File and line only: the message of a panic may hold what somebody typed, a long path a user name.
fn place(info: &PanicHookInfo<'_>) -> Option<String> {
    let location = info.location()?;
    let parts: Vec<&str> = location.file().rsplit('/').take(4).collect();
    let file: Vec<&str> = parts.into_iter().rev().collect();
    Some(format!("{}:{}", file.join("/"), location.line()))
}

fn note(place: Option<&str>, report: Option<&Path>) -> Message {
    let message = match report {
        Some(file) => words::CRASHED.with("file", file.display().to_string()),
        None => words::CRASHED_UNREPORTED.msg(),
    };
    match place {
        Some(place) => message.with("place", place),
        None => message.with("place", &words::PLACE_UNKNOWN),
    }
}

/// Writes the first free `crash-N.txt` in `folder`, readable by the owner only.
fn write_report(folder: &Path, place: Option<&str>) -> Option<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("E-STOP-01\nversion {version}\nplace {}\n", place.unwrap_or("-"));
    (1..=99).find_map(|number| {
        let path = folder.join(format!("crash-{number}.txt"));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        Some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t4_t13_no_mouse_no_kitty_no_title_and_cleared_before_leaving() {
        let all = String::from_utf8([ENTER, LEAVE].concat()).unwrap();
        for unwanted in ["?1000", "?1002", "?1003", "?1006", "u", "\x1b]"] {
            assert!(!all.contains(unwanted), "{unwanted:?}");
        }
        let leave = String::from_utf8(LEAVE.to_vec()).unwrap();
        assert!(leave.find("\x1b[2J").unwrap() < leave.find("\x1b[?1049l").unwrap());
        assert!(leave.contains("\x1b[?25h"));
    }

    #[test]
    fn t12_a_report_holds_place_and_version_only() {
        let folder = std::env::temp_dir().join(format!("yichuang-crash-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let first = write_report(&folder, Some("src/desk/mod.rs:12")).unwrap();
        let second = write_report(&folder, None).unwrap();
        assert_ne!(first, second);
        let text = std::fs::read_to_string(&first).unwrap();
        assert_eq!(
            text,
            format!("E-STOP-01\nversion {}\nplace src/desk/mod.rs:12\n", env!("CARGO_PKG_VERSION"))
        );
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(write_report(&folder, None), None);
    }

    #[test]
    fn t12_the_note_names_code_place_and_file_in_both_languages() {
        let note = note(Some("src/a.rs:1"), Some(Path::new("/x/crash-1.txt")));
        for lang in [Lang::Zh, Lang::En] {
            let text = note.say(lang);
            for part in ["E-STOP-01", "src/a.rs:1", "/x/crash-1.txt"] {
                assert!(text.contains(part), "{text}");
            }
        }
    }
}
