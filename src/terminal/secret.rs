//! Asking for a PIN on the terminal, with nothing of it shown.

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::io::{self, Write as _};
use zeroize::Zeroizing;

/// Gives the terminal's line editing back when dropped.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing given back.
        let _ = disable_raw_mode();
    }
}

/// Shows `prompt` on standard error and reads a line that is not shown.
///
/// # Errors
/// The terminal is gone, or the person gave up with Esc, Ctrl+C or Ctrl+D.
pub fn read_secret(prompt: &str) -> io::Result<Zeroizing<String>> {
    let mut err = io::stderr();
    write!(err, "{prompt}")?;
    err.flush()?;
    let typed = {
        enable_raw_mode()?;
        let _raw = Raw;
        read_line()
    };
    writeln!(err)?;
    typed
}

fn read_line() -> io::Result<Zeroizing<String>> {
    let mut typed = Zeroizing::new(String::with_capacity(256));
    loop {
        let key = match read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            Event::Paste(text) => {
                typed.push_str(&Zeroizing::new(text));
                continue;
            }
            _ => continue,
        };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Ok(typed),
            KeyCode::Esc => return Err(io::ErrorKind::Interrupted.into()),
            KeyCode::Char('c' | 'd') if control => return Err(io::ErrorKind::Interrupted.into()),
            KeyCode::Char('u') if control => typed.clear(),
            KeyCode::Backspace => {
                typed.pop();
            }
            KeyCode::Char(c) if !control => typed.push(c),
            _ => {}
        }
    }
}
