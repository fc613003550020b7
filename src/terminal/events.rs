//! Input: crossterm's events as ours, read by a thread and handed out in order.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use std::{io, thread};

use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::hangup;
use crate::app::{Event, Events};
use crate::keymap::{Code, Key};

/// The events of the terminal: keys, pastes, sizes, and its going away.
#[derive(Debug)]
pub struct Keys {
    arriving: Receiver<Event>,
    kept: VecDeque<Event>,
    waiting: Arc<AtomicUsize>,
}

impl Keys {
    /// Starts to listen; `typed` are keys that were read before.
    ///
    /// # Errors
    /// When a thread or a signal handler cannot be set up.
    pub fn listen(typed: impl IntoIterator<Item = Key>) -> io::Result<Self> {
        let (sender, arriving) = channel();
        hangup::watch(&sender)?;
        let keys = Self::new(typed, arriving);
        let waiting = Arc::clone(&keys.waiting);
        thread::Builder::new().name("input".to_owned()).spawn(move || read(&sender, &waiting))?;
        Ok(keys)
    }

    fn new(typed: impl IntoIterator<Item = Key>, arriving: Receiver<Event>) -> Self {
        let kept: VecDeque<Event> = typed.into_iter().map(Event::Key).collect();
        let waiting = Arc::new(AtomicUsize::new(kept.len()));
        Self { arriving, kept, waiting }
    }

    fn take(&mut self, wait: Option<Duration>) -> Option<Event> {
        if let Some(event) = self.kept.pop_front() {
            return Some(event);
        }
        match wait {
            None => Some(self.arriving.recv().unwrap_or(Event::Hangup)),
            Some(wait) => match self.arriving.recv_timeout(wait) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Event::Hangup),
            },
        }
    }
}

impl Events for Keys {
    fn next(&mut self, wait: Option<Duration>) -> Option<Event> {
        let event = self.take(wait)?;
        if is_typed(&event) {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
        }
        Some(event)
    }

    fn queued(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    fn discard_queued(&mut self) -> usize {
        self.kept.extend(self.arriving.try_iter());
        let before = self.kept.len();
        self.kept.retain(|event| !is_typed(event));
        let count = before - self.kept.len();
        self.waiting.fetch_sub(count, Ordering::Relaxed);
        count
    }
}

const fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key(_) | Event::Paste(_))
}

/// Reads until nobody listens. At the end of input it spins; [`hangup`] ends the program then.
fn read(events: &Sender<Event>, waiting: &AtomicUsize) {
    while let Ok(raw) = crossterm::event::read() {
        let Some(event) = translate(raw) else { continue };
        if is_typed(&event) {
            waiting.fetch_add(1, Ordering::Relaxed);
        }
        if events.send(event).is_err() {
            return;
        }
    }
    drop(events.send(Event::Hangup));
}

fn translate(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(event) => key(event).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Raw::FocusGained => Some(Event::Focus),
        // Sizes come from `hangup`, where none is lost.
        Raw::Resize(..) | Raw::FocusLost | Raw::Mouse(_) => None,
    }
}

/// Our key for `event`; releases and keys without a meaning here fall away.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let has = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
    let (code, shift) = match event.code {
        // The same bytes: some terminals send them for Backspace, some gateways for Enter.
        KeyCode::Char('h') if ctrl => return Some(Key { alt, ..Key::plain(Code::Backspace) }),
        KeyCode::Char('j') if ctrl => return Some(Key { alt, ..Key::plain(Code::Enter) }),
        KeyCode::Char(c) => return Some(Key { code: Code::Char(c), ctrl, alt, shift: false }),
        KeyCode::BackTab => (Code::Tab, true),
        // The Linux console and PuTTY send F13 to F24 for Shift with a function key (T15).
        KeyCode::F(number @ 13..=24) => (Code::F(number - 12), true),
        KeyCode::F(number @ 1..=12) => (Code::F(number), false),
        code => (named(code)?, false),
    };
    Some(Key { code, ctrl, alt, shift: shift || has(KeyModifiers::SHIFT) })
}

fn named(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t15_keys_of_every_terminal_become_ours() {
        let plain = Key::plain;
        let (none, ctrl) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        for (code, modifiers, expected) in [
            (KeyCode::Char('张'), none, Some(plain(Code::Char('张')))),
            (KeyCode::Char('A'), KeyModifiers::SHIFT, Some(plain(Code::Char('A')))),
            (KeyCode::Char('z'), ctrl, Some(Key::ctrl('z'))),
            (KeyCode::Char('h'), ctrl, Some(plain(Code::Backspace))),
            (KeyCode::Char('j'), ctrl, Some(plain(Code::Enter))),
            (KeyCode::BackTab, KeyModifiers::SHIFT, Some(Key { shift: true, ..plain(Code::Tab) })),
            (KeyCode::BackTab, none, Some(Key { shift: true, ..plain(Code::Tab) })),
            (KeyCode::F(12), none, Some(plain(Code::F(12)))),
            (KeyCode::F(13), none, Some(Key { shift: true, ..plain(Code::F(1)) })),
            (KeyCode::Down, KeyModifiers::ALT, Some(Key { alt: true, ..plain(Code::Down) })),
            (KeyCode::CapsLock, none, None),
            (KeyCode::F(30), none, None),
        ] {
            assert_eq!(key(KeyEvent::new(code, modifiers)), expected, "{code:?}");
        }
    }

    #[test]
    fn releases_are_dropped_and_repeats_kept() {
        for (kind, kept) in
            [(KeyEventKind::Press, true), (KeyEventKind::Repeat, true), (KeyEventKind::Release, false)]
        {
            let event = KeyEvent::new_with_kind(KeyCode::Down, KeyModifiers::NONE, kind);
            assert_eq!(key(event).is_some(), kept, "{kind:?}");
        }
    }

    #[test]
    fn line_ends_in_a_paste_are_folded() {
        let pasted = translate(Raw::Paste("欧阳\r\n娜\r王\n".to_owned()));
        assert_eq!(pasted, Some(Event::Paste("欧阳\n娜\n王\n".to_owned())));
    }

    #[test]
    fn a_discard_takes_typed_events_only_and_counts_them() {
        let (sender, arriving) = channel();
        let mut keys = Keys::new([Key::ctrl('a')], arriving);
        for event in
            [Event::Key(Key::ctrl('b')), Event::Resize { cols: 1, rows: 1 }, Event::Paste("x".to_owned())]
        {
            if is_typed(&event) {
                keys.waiting.fetch_add(1, Ordering::Relaxed);
            }
            sender.send(event).unwrap();
        }
        assert_eq!(keys.queued(), 3);
        assert_eq!(keys.next(None), Some(Event::Key(Key::ctrl('a'))));
        assert_eq!((keys.discard_queued(), keys.queued()), (2, 0));
        assert_eq!(keys.next(None), Some(Event::Resize { cols: 1, rows: 1 }));
        assert_eq!(keys.next(Some(Duration::ZERO)), None);
        drop(sender);
        assert_eq!(keys.next(None), Some(Event::Hangup));
    }
}
