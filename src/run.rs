//! The loop: events in, frames out, nothing in between (T3).

use std::time::Duration;

use ratatui::backend::Backend;

use crate::app::Event;
use crate::calendar::Stamp;

mod frame;

pub use crate::app::Events;
pub use frame::{Screen, diff};
pub use ratatui::buffer::Buffer;

/// After this many milliseconds of steady input a frame is drawn although more input waits.
const PATIENCE_MS: i64 = 100;

/// What the loop needs of the application.
pub trait Application {
    /// Takes one event.
    fn handle(&mut self, event: Event, now: Stamp);

    /// Whether something changed since the last [`Application::draw`].
    fn dirty(&self) -> bool;

    /// Draws one frame into the empty `buffer`; returns where the one real cursor stands (T1).
    fn draw(&mut self, buffer: &mut Buffer) -> Option<(u16, u16)>;

    /// In how many milliseconds it wants an [`Event::Tick`]; `None` if never.
    fn wake(&self, now: Stamp) -> Option<u64>;

    /// Whether the program is to end.
    fn ended(&self) -> bool;

    /// Whether the screen is to be wiped and drawn from nothing; asking takes the wish back.
    fn full_redraw(&mut self) -> bool;

    /// Whether keys typed ahead are to be thrown away, because an unexpected dialog opened;
    /// asking takes the wish back.
    fn take_discard(&mut self) -> bool;

    /// Learns that `count` keys (at least one) were thrown away.
    fn discarded(&mut self, count: usize);
}

/// Runs `app` until it ends or the terminal goes away.
///
/// All input that waits is handled before a frame is drawn, and a frame is drawn only if something
/// changed. When the terminal can no longer be written to, the application gets [`Event::Hangup`].
///
/// # Errors
/// What the backend said when it could not be written to; the application has been told by then.
pub fn run<B: Backend, E: Events, A: Application>(
    backend: &mut B,
    events: &mut E,
    clock: impl Fn() -> Stamp,
    app: &mut A,
) -> Result<(), B::Error> {
    let mut screen = Screen::default();
    let mut afresh = true;
    while !app.ended() {
        afresh |= app.full_redraw();
        if afresh || app.dirty() {
            if let Err(error) = screen.show(backend, afresh, |buffer| app.draw(buffer)) {
                app.handle(Event::Hangup, clock());
                return Err(error);
            }
            afresh = false;
        }
        let wait = app.wake(clock()).map(Duration::from_millis);
        let event = events.next(wait).unwrap_or(Event::Tick);
        match take_in(event, events, &clock, app) {
            After::Going { resized } => afresh |= resized,
            After::Gone => return Ok(()),
        }
    }
    Ok(())
}

/// What a burst of events left behind.
enum After {
    /// The loop goes on; `resized` if the terminal has a new size.
    Going { resized: bool },
    /// The terminal is gone.
    Gone,
}

/// Hands over `first` and all that has arrived since.
fn take_in<E: Events, A: Application>(
    first: Event,
    events: &mut E,
    clock: &impl Fn() -> Stamp,
    app: &mut A,
) -> After {
    let started = clock();
    let mut resized = false;
    let mut next = Some(first);
    while let Some(event) = next {
        let now = clock();
        let gone = event == Event::Hangup;
        resized |= matches!(event, Event::Resize { .. });
        app.handle(event, now);
        if gone {
            return After::Gone;
        }
        if app.take_discard() {
            let count = events.discard_queued();
            if count > 0 {
                app.discarded(count);
            }
        }
        if app.ended() || now.millis_since(started) >= PATIENCE_MS {
            break;
        }
        next = events.next(Some(Duration::ZERO));
    }
    After::Going { resized }
}

impl Application for crate::app::App {
    fn handle(&mut self, event: Event, now: Stamp) {
        Self::handle(self, event, now);
    }
    fn dirty(&self) -> bool {
        Self::dirty(self)
    }
    fn draw(&mut self, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let cursor = crate::ui::draw(self, buffer);
        self.drawn();
        cursor
    }
    fn wake(&self, now: Stamp) -> Option<u64> {
        Self::wake(self, now)
    }
    fn ended(&self) -> bool {
        Self::ended(self)
    }
    fn full_redraw(&mut self) -> bool {
        self.take_full_redraw()
    }
    fn take_discard(&mut self) -> bool {
        Self::take_discard(self)
    }
    fn discarded(&mut self, count: usize) {
        Self::discarded(self, count);
    }
}

#[cfg(test)]
mod tests;
