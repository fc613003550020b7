//! Esc then a digit is a function key: the chord for keyboards without them (T16).

use super::{Code, Key, fold};

/// How long a bare Esc waits for more on a terminal of this machine, in ms (T16).
pub const LOCAL_WAIT_MS: u64 = 150;
/// How long a bare Esc waits over SSH, where a sequence may arrive in pieces, in ms (T16).
pub const SSH_WAIT_MS: u64 = 400;
/// How long after Esc a digit still makes a function key, in ms.
pub const DIGIT_WINDOW_MS: u64 = 500;

/// What the chord lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// A key to be handled.
    Key(Key),
    /// A digit that came in time for a function key, but after the Esc had been answered: the
    /// caller takes its Back back and handles `function`, or else handles `typed`.
    LateDigit {
        /// The function key that was meant.
        function: Key,
        /// The digit as it was typed.
        typed: Key,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    /// An Esc is held back.
    Held {
        since: u64,
    },
    /// The Esc was let through, its digit may still come.
    Answered {
        since: u64,
    },
}

/// The state between an Esc and what follows it; time comes in as milliseconds of any steady clock.
#[derive(Debug, Clone, Copy)]
pub struct EscChord {
    wait: u64,
    state: State,
}

impl EscChord {
    /// A chord whose bare Esc is let through after `wait_ms`.
    #[must_use]
    pub const fn new(wait_ms: u64) -> Self {
        Self { wait: wait_ms, state: State::Idle }
    }

    /// A chord with the person's own wait, or else the one for this kind of connection.
    #[must_use]
    pub fn for_connection(ssh: bool, own_wait_ms: Option<u64>) -> Self {
        Self::new(own_wait_ms.unwrap_or(if ssh { SSH_WAIT_MS } else { LOCAL_WAIT_MS }))
    }

    /// Takes a key and returns what is to be handled now, in order; an Esc alone is held back.
    ///
    /// Alt with a digit is the same bytes as Esc and a digit that arrived together.
    pub fn feed(&mut self, key: Key, now_ms: u64) -> Vec<Pressed> {
        let held = std::mem::replace(&mut self.state, State::Idle);
        if key == Key::plain(Code::Esc) {
            self.state = State::Held { since: now_ms };
            let before = matches!(held, State::Held { .. }).then_some(Pressed::Key(key));
            return before.into_iter().chain(self.expire(now_ms)).collect();
        }
        let function = function_key(fold(key).code).filter(|_| !key.ctrl);
        let in_time = |since: u64| now_ms.saturating_sub(since) <= DIGIT_WINDOW_MS;
        match (held, function) {
            (_, Some(function)) if key.alt => match held {
                State::Held { .. } => vec![Pressed::Key(Key::plain(Code::Esc)), Pressed::Key(function)],
                _ => vec![Pressed::Key(function)],
            },
            (State::Held { since }, Some(function)) if in_time(since) => vec![Pressed::Key(function)],
            (State::Answered { since }, Some(function)) if in_time(since) => {
                vec![Pressed::LateDigit { function, typed: key }]
            }
            (State::Held { .. }, _) => vec![Pressed::Key(Key::plain(Code::Esc)), Pressed::Key(key)],
            _ => vec![Pressed::Key(key)],
        }
    }

    /// Lets the held Esc through when its wait is over; called when [`EscChord::deadline`] has come.
    pub fn expire(&mut self, now_ms: u64) -> Option<Pressed> {
        match self.state {
            State::Held { since } if now_ms.saturating_sub(since) >= self.wait => {
                self.state = State::Answered { since };
                Some(Pressed::Key(Key::plain(Code::Esc)))
            }
            _ => None,
        }
    }

    /// Lets a held Esc through at once, because something that is no key follows it: a paste, a click.
    pub fn flush(&mut self) -> Option<Pressed> {
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Held { .. } => Some(Pressed::Key(Key::plain(Code::Esc))),
            _ => None,
        }
    }

    /// When [`EscChord::expire`] is to be called, in ms; `None` while no Esc is held.
    #[must_use]
    pub const fn deadline(&self) -> Option<u64> {
        match self.state {
            State::Held { since } => Some(since.saturating_add(self.wait)),
            _ => None,
        }
    }
}

/// The function key that a digit stands for after Esc: 1 to 9, and 0 for F10.
pub(super) fn function_key(code: Code) -> Option<Key> {
    let Code::Char(c) = code else { return None };
    let digit = u8::try_from(c.to_digit(10)?).ok()?;
    Some(Key::plain(Code::F(if digit == 0 { 10 } else { digit })))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESC: Key = Key::plain(Code::Esc);

    fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    fn f(number: u8) -> Key {
        Key::plain(Code::F(number))
    }

    /// A step of a test: a key at a time, or only the time.
    fn run(wait: u64, steps: &[(Option<Key>, u64)]) -> Vec<Pressed> {
        let mut chord = EscChord::new(wait);
        let mut out = Vec::new();
        for (key, now) in steps {
            match key {
                Some(key) => out.extend(chord.feed(*key, *now)),
                None => out.extend(chord.expire(*now)),
            }
        }
        out
    }

    #[test]
    fn t16_esc_and_a_digit_are_a_function_key() {
        let key = Pressed::Key;
        let late = |number, c| Pressed::LateDigit { function: f(number), typed: char(c) };
        let alt = |c| Key { alt: true, ..char(c) };
        for (name, steps, out) in [
            ("a plain key passes", vec![(Some(char('a')), 0)], vec![key(char('a'))]),
            ("a digit alone passes", vec![(Some(char('1')), 0)], vec![key(char('1'))]),
            ("Esc 1", vec![(Some(ESC), 0), (Some(char('1')), 100)], vec![key(f(1))]),
            ("Esc 0", vec![(Some(ESC), 0), (Some(char('0')), 100)], vec![key(f(10))]),
            ("Esc and a full-width digit", vec![(Some(ESC), 0), (Some(char('９')), 9)], vec![key(f(9))]),
            ("held for the wait", vec![(Some(ESC), 0), (None, 149)], vec![]),
            ("answered after the wait", vec![(Some(ESC), 0), (None, 150)], vec![key(ESC)]),
            ("answered once", vec![(Some(ESC), 0), (None, 150), (None, 300)], vec![key(ESC)]),
            (
                "a digit after the answer",
                vec![(Some(ESC), 0), (None, 150), (Some(char('2')), 500)],
                vec![key(ESC), late(2, '2')],
            ),
            (
                "a digit after the window",
                vec![(Some(ESC), 0), (None, 150), (Some(char('2')), 501)],
                vec![key(ESC), key(char('2'))],
            ),
            ("nobody asked in between", vec![(Some(ESC), 0), (Some(char('2')), 450)], vec![key(f(2))]),
            (
                "nobody asked, too late",
                vec![(Some(ESC), 0), (Some(char('2')), 600)],
                vec![key(ESC), key(char('2'))],
            ),
            ("another key", vec![(Some(ESC), 0), (Some(char('q')), 10)], vec![key(ESC), key(char('q'))]),
            (
                "only the first digit counts",
                vec![(Some(ESC), 0), (Some(char('1')), 10), (Some(char('2')), 20)],
                vec![key(f(1)), key(char('2'))],
            ),
            (
                "a key between Esc and digit",
                vec![(Some(ESC), 0), (None, 150), (Some(f(5)), 200), (Some(char('2')), 210)],
                vec![key(ESC), key(f(5)), key(char('2'))],
            ),
            ("Esc Esc", vec![(Some(ESC), 0), (Some(ESC), 50), (None, 200)], vec![key(ESC), key(ESC)]),
            (
                "Esc Esc 1",
                vec![(Some(ESC), 0), (Some(ESC), 50), (Some(char('1')), 60)],
                vec![key(ESC), key(f(1))],
            ),
            ("both at once", vec![(Some(alt('1')), 0)], vec![key(f(1))]),
            ("Esc, then both at once", vec![(Some(ESC), 0), (Some(alt('1')), 9)], vec![key(ESC), key(f(1))]),
            ("Alt and a letter", vec![(Some(alt('x')), 0)], vec![key(alt('x'))]),
            (
                "Control and a digit",
                vec![(Some(ESC), 0), (Some(Key::ctrl('1')), 9)],
                vec![key(ESC), key(Key::ctrl('1'))],
            ),
            ("a clock that went back", vec![(Some(ESC), 100), (Some(char('1')), 50)], vec![key(f(1))]),
        ] {
            assert_eq!(run(LOCAL_WAIT_MS, &steps), out, "{name}");
        }
    }

    #[test]
    fn t16_the_wait_follows_the_connection_and_the_person() {
        for (ssh, own, wait) in
            [(false, None, 150), (true, None, 400), (true, Some(50), 50), (false, Some(0), 0)]
        {
            let mut chord = EscChord::for_connection(ssh, own);
            let now = chord.feed(ESC, 1000);
            if wait == 0 {
                assert_eq!((now, chord.deadline()), (vec![Pressed::Key(ESC)], None));
            } else {
                assert_eq!((now, chord.deadline()), (vec![], Some(1000 + wait)));
            }
        }
    }

    #[test]
    fn a_paste_lets_the_held_esc_go_first() {
        let mut chord = EscChord::new(LOCAL_WAIT_MS);
        assert_eq!(chord.flush(), None);
        chord.feed(ESC, 0);
        assert_eq!(chord.flush(), Some(Pressed::Key(ESC)));
        assert_eq!(chord.feed(char('1'), 10), vec![Pressed::Key(char('1'))]);
    }
}
