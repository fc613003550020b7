//! The terminal: setting up and restoring, input as our own events, output as few bytes as possible.
//!
//! The only place that knows crossterm. [`start`] takes the terminal over and asks it one question;
//! [`Started::open`] reads the answer and hands out the three parts of a session: the [`Guard`] that
//! gives the terminal back, the [`Writer`] that draws, and the [`Keys`] that tell what happens.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use ratatui::layout::Size;

mod bytes;
mod events;
mod glyph;
mod hand;
mod hangup;
mod pen;
mod probe;
mod secret;
mod setup;
mod travel;
mod usable;
mod writer;

pub use events::Keys;
pub use probe::Ambiguous;
pub use secret::read_secret;
pub use setup::{Guard, Options, Session, Started, report_panics, start};
pub use usable::{prefers_mono, usable};
pub use writer::{Manner, Writer};

/// The size of the terminal, at least 1x1; a terminal that does not know its size counts as 80x24.
///
/// # Errors
/// When the terminal is gone.
pub fn size() -> io::Result<Size> {
    let (cols, rows) = crossterm::terminal::size()?;
    Ok(if cols == 0 || rows == 0 { Size::new(80, 24) } else { Size::new(cols, rows) })
}

/// Puts `text` on the clipboard of the person's own machine by OSC 52; whether the terminal did so
/// cannot be known, and the clipboard is never read.
///
/// Call it between frames, from the thread that draws.
///
/// # Errors
/// When the terminal is gone.
pub fn copy(text: &str) -> io::Result<()> {
    let mut sequence = String::new();
    crossterm::Command::write_ansi(&CopyToClipboard::to_clipboard_from(text), &mut sequence)
        .map_err(io::Error::other)?;
    setup::output()?.write_all(sequence.as_bytes())
}

/// Rings the bell once.
///
/// # Errors
/// When the terminal is gone.
pub fn bell() -> io::Result<()> {
    setup::output()?.write_all(b"\x07")
}
