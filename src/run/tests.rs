//! The loop against a scripted keyboard and a counting application.

use std::collections::VecDeque;

use ratatui::backend::TestBackend;
use ratatui::style::Style;

use super::*;
use crate::keymap::{Code, Key};

/// Bursts of events; a new burst arrives when the loop waits.
struct Script {
    bursts: VecDeque<Vec<Event>>,
    arrived: VecDeque<Event>,
    waits: Vec<Option<Duration>>,
}

impl Script {
    fn new(bursts: impl IntoIterator<Item = Vec<Event>>) -> Self {
        Self { bursts: bursts.into_iter().collect(), arrived: VecDeque::new(), waits: Vec::new() }
    }
}

impl Events for Script {
    fn next(&mut self, wait: Option<Duration>) -> Option<Event> {
        if wait != Some(Duration::ZERO) && self.arrived.is_empty() {
            self.waits.push(wait);
            match self.bursts.pop_front() {
                Some(burst) => self.arrived.extend(burst),
                None => return Some(Event::Hangup),
            }
        }
        self.arrived.pop_front()
    }

    fn queued(&self) -> usize {
        self.arrived.iter().filter(|event| matches!(event, Event::Key(_) | Event::Paste(_))).count()
    }

    fn discard_queued(&mut self) -> usize {
        let count = self.queued();
        self.arrived.retain(|event| !matches!(event, Event::Key(_) | Event::Paste(_)));
        count
    }
}

#[derive(Default)]
struct Counter {
    typed: String,
    drawn: usize,
    sizes: Vec<(u16, u16)>,
    dirty: bool,
    ticks: usize,
    hangups: usize,
    wake: Option<u64>,
    discard: bool,
    discarded: usize,
}

impl Application for Counter {
    fn handle(&mut self, event: Event, _: Stamp) {
        match event {
            Event::Key(key) => {
                let c = key.text().unwrap_or_default();
                self.discard = c == '!';
                self.typed.push(c);
                self.dirty = true;
            }
            Event::Tick => self.ticks += 1,
            Event::Hangup => self.hangups += 1,
            Event::Paste(_) | Event::Resize { .. } | Event::Focus => {}
        }
    }

    fn dirty(&self) -> bool {
        self.dirty
    }

    fn draw(&mut self, buffer: &mut Buffer) -> Option<(u16, u16)> {
        self.drawn += 1;
        self.dirty = false;
        self.sizes.push((buffer.area.width, buffer.area.height));
        buffer.set_string(0, 0, &self.typed, Style::new());
        Some((0, 0))
    }

    fn wake(&self, _: Stamp) -> Option<u64> {
        self.wake
    }

    fn ended(&self) -> bool {
        self.typed.ends_with('q')
    }

    fn full_redraw(&mut self) -> bool {
        false
    }

    fn take_discard(&mut self) -> bool {
        std::mem::take(&mut self.discard)
    }

    fn discarded(&mut self, count: usize) {
        self.discarded += count;
    }
}

fn keys(text: &str) -> Vec<Event> {
    text.chars().map(|c| Event::Key(Key::plain(Code::Char(c)))).collect()
}

fn play(script: &mut Script, app: &mut Counter) -> TestBackend {
    let mut backend = TestBackend::new(8, 1);
    run(&mut backend, script, || Stamp(0), app).unwrap();
    backend
}

#[test]
fn t3_a_burst_is_drawn_once_and_no_change_is_not_drawn() {
    let mut app = Counter::default();
    let mut script = Script::new([keys("abcdef"), vec![Event::Focus], vec![Event::Focus, Event::Focus]]);
    let backend = play(&mut script, &mut app);
    assert_eq!((app.typed.as_str(), app.drawn), ("abcdef", 2));
    backend.assert_buffer_lines(["abcdef  "]);
}

#[test]
fn t3_steady_input_still_gets_a_frame() {
    let mut app = Counter::default();
    let now = std::cell::Cell::new(0);
    let clock = || {
        now.set(now.get() + 30);
        Stamp(now.get())
    };
    run(&mut TestBackend::new(8, 1), &mut Script::new([keys("abcdefghij")]), clock, &mut app).unwrap();
    assert_eq!((app.typed.as_str(), app.drawn), ("abcdefghij", 4));
}

#[test]
fn t11_a_hangup_ends_the_loop_at_once() {
    let mut app = Counter::default();
    let burst = [keys("ab"), vec![Event::Hangup], keys("cd")].concat();
    play(&mut Script::new([burst]), &mut app);
    assert_eq!((app.typed.as_str(), app.hangups, app.drawn), ("ab", 1, 1));
}

#[test]
fn t14_a_resize_draws_afresh_although_nothing_is_dirty() {
    let mut app = Counter::default();
    play(&mut Script::new([vec![Event::Resize { cols: 8, rows: 1 }]]), &mut app);
    assert_eq!(app.sizes, [(8, 1), (8, 1)]);
}

#[test]
fn the_application_is_woken_when_it_asked_to_be() {
    let mut app = Counter { wake: Some(150), ..Counter::default() };
    let mut script = Script::new([vec![], vec![], keys("q")]);
    play(&mut script, &mut app);
    assert_eq!(app.ticks, 2);
    assert_eq!(script.waits, [Some(Duration::from_millis(150)); 3]);
    assert_eq!(app.hangups, 0);
}

#[test]
fn keys_typed_ahead_are_thrown_away_and_other_events_kept() {
    let mut app = Counter::default();
    let burst = [keys("a!bcd"), vec![Event::Resize { cols: 1, rows: 1 }]].concat();
    play(&mut Script::new([burst, keys("e")]), &mut app);
    assert_eq!((app.typed.as_str(), app.discarded), ("a!e", 3));
    assert_eq!(app.sizes.len(), 3);
}
