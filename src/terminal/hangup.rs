//! Noticing that the terminal is gone, has another size, or that the program is asked to end (T11, T14).
//!
//! crossterm's reader does not tell the end of input, it spins on it; and a signal that comes together
//! with a key it forgets, so a change of size may never be told. Both are watched by threads of our
//! own, which read nothing.

use std::os::fd::BorrowedFd;
use std::sync::mpsc::Sender;
use std::{io, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::size;
use crate::app::Event;

/// A terminal that hangs up does not always wake a poller, so it is looked at this often.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 250_000_000 };

/// Starts both watches; each sends [`Event::Hangup`] once and ends. Every change of size until then is
/// an [`Event::Resize`].
///
/// SIGTSTP is taken and ignored: the program is the login, there is no shell to fall back to.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub fn watch(events: &Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGWINCH])?;
    let sender = events.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => {}
                SIGWINCH => tell_size(&sender),
                _ => return tell(&sender),
            }
        }
    })?;
    let sender = events.clone();
    thread::Builder::new().name("hangup".to_owned()).spawn(move || {
        until_gone(rustix::stdio::stdin());
        tell(&sender);
    })?;
    Ok(())
}

/// Nobody listens any more only when the program is ending already.
fn tell(events: &Sender<Event>) {
    drop(events.send(Event::Hangup));
}

/// A terminal whose size cannot be asked is about to go, which the other watch tells.
fn tell_size(events: &Sender<Event>) {
    if let Ok(size) = size() {
        drop(events.send(Event::Resize { cols: size.width, rows: size.height }));
    }
}

/// Returns when the other end of `terminal` is closed.
fn until_gone(terminal: BorrowedFd<'_>) {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    loop {
        let mut polled = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut polled, Some(&LOOK)) {
            Err(error) if error != rustix::io::Errno::INTR => return,
            _ if polled.iter().any(|fd| fd.revents().intersects(gone)) => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn t11_a_closed_terminal_is_noticed_without_reading() {
        let (terminal, program) = UnixStream::pair().unwrap();
        drop(terminal);
        until_gone(program.as_fd());
    }
}
