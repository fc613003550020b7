//! The window device (窗口评价器): a screen that is turned to whoever was served, hides everything else, and leads back to
//! the lock of whoever sits at the counter (RT-3, RT-4).

use super::door::LockScreen;
use super::menu::{Entry, Pick};
use super::note::Said;
use super::{App, Door};
use crate::action::{Action, Context};
use crate::calendar::Stamp;
use crate::desk::verbs::GiveRating;
use crate::domain::operator::Actor;
use crate::domain::rating::{RateTarget, RatingChannel, RatingLevel};
use crate::keymap::{Code, Key};
use crate::text::LineInput;
use crate::words::{Phrase, rating as w};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceStep {
    /// How satisfied they are.
    Level,
    /// What was bad, in their own words; nothing has to be said.
    Said,
    /// Who they are; no name has to be given.
    Name,
    /// How to reach them.
    Phone,
}

/// The device while somebody is at it.
#[derive(Debug)]
pub struct DeviceScreen {
    /// Who sits at the counter.
    pub actor: Actor,
    /// What is rated.
    pub target: RateTarget,
    /// What is asked now.
    pub step: DeviceStep,
    /// What was picked.
    pub level: Option<RatingLevel>,
    /// What is said, the name, the telephone.
    pub lines: [LineInput; 3],
    /// The last key.
    pub last_key: Stamp,
}

impl DeviceScreen {
    /// The line that is typed into, and what it asks for.
    #[must_use]
    pub fn line(&self) -> Option<(&LineInput, &'static Phrase)> {
        let [said, name, phone] = &self.lines;
        match self.step {
            DeviceStep::Level => None,
            DeviceStep::Said => Some((said, &w::ASK_SAID)),
            DeviceStep::Name => Some((name, &w::ASK_NAME)),
            DeviceStep::Phone => Some((phone, &w::ASK_PHONE)),
        }
    }

    fn line_mut(&mut self) -> Option<&mut LineInput> {
        let [said, name, phone] = &mut self.lines;
        match self.step {
            DeviceStep::Level => None,
            DeviceStep::Said => Some(said),
            DeviceStep::Name => Some(name),
            DeviceStep::Phone => Some(phone),
        }
    }

    /// The step behind this one, or none where nothing more is asked: only of a bad rating more is wanted than its level.
    fn next(&self) -> Option<DeviceStep> {
        let [_, name, _] = &self.lines;
        match self.step {
            DeviceStep::Level if self.level.is_some_and(RatingLevel::bad) => Some(DeviceStep::Said),
            DeviceStep::Said => Some(DeviceStep::Name),
            DeviceStep::Name if !name.value().trim().is_empty() => Some(DeviceStep::Phone),
            DeviceStep::Level | DeviceStep::Name | DeviceStep::Phone => None,
        }
    }

    fn back(&self) -> Option<DeviceStep> {
        match self.step {
            DeviceStep::Level => None,
            DeviceStep::Said => Some(DeviceStep::Level),
            DeviceStep::Name => Some(DeviceStep::Said),
            DeviceStep::Phone => Some(DeviceStep::Name),
        }
    }
}

impl App {
    /// Turns the screen to whoever was served, for a case that can be rated now (RT-2).
    pub(super) fn open_device(&mut self, number: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.rate_target(&actor, number) {
            Ok(target) => {
                self.keep_drafts();
                let _ = self.desk.clear_presence();
                self.door = Door::Device(Box::new(DeviceScreen {
                    actor,
                    target,
                    step: DeviceStep::Level,
                    level: None,
                    lines: [LineInput::new(1_000), LineInput::new(60), LineInput::new(40)],
                    last_key: self.now,
                }));
                self.said = None;
                self.wishes.full_redraw = true;
                self.dirty = true;
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The offer to let whoever was served rate the opened case; off where it cannot be rated yet (RT-2).
    pub(super) fn device_entry(&self) -> Entry {
        let number = self.case.as_ref().map(|case| case.view.case.number.clone()).unwrap_or_default();
        // Whether it was rated already is told only when the screen is turned: a list must not (RT-3).
        let finished = self.case.as_ref().is_some_and(|case| case.view.case.state.handled());
        Entry {
            title: w::TURN_SCREEN.msg(),
            hint: String::new(),
            why_not: (!finished).then(|| w::NOT_FINISHED.with("number", &number)),
            on: false,
            pick: Pick::Device(number),
        }
    }

    /// A key at the device.
    pub(super) fn device_key(&mut self, key: Key) {
        let now = self.now;
        let Door::Device(screen) = &mut self.door else { return };
        screen.last_key = now;
        self.said = None;
        if let Some(c) = key.text() {
            match screen.line_mut() {
                Some(line) => {
                    line.insert(c);
                }
                None => {
                    let digit = crate::text::fold_ascii_char(c).to_digit(10);
                    screen.level =
                        digit.and_then(|digit| RatingLevel::from_number(digit.into())).or(screen.level);
                }
            }
            return;
        }
        match key.code {
            Code::Enter => self.device_enter(),
            Code::Esc => match screen.back() {
                Some(step) => screen.step = step,
                // Nobody has to rate (RT-3).
                None => self.leave_device(),
            },
            Code::Up | Code::Down if screen.step == DeviceStep::Level => {
                let at = screen.level.map_or(6, RatingLevel::number);
                let to = if key.code == Code::Up { at + 1 } else { at - 1 };
                screen.level = RatingLevel::from_number(to.clamp(1, 5));
            }
            Code::Backspace => {
                if let Some(line) = screen.line_mut() {
                    line.backspace();
                }
            }
            _ => {
                if self.lookup(Context::SignIn, key) == Some(Action::Redraw) {
                    self.wishes.full_redraw = true;
                }
            }
        }
    }

    fn device_enter(&mut self) {
        let Door::Device(screen) = &mut self.door else { return };
        if screen.level.is_none() {
            self.say(Said::told(&w::PICK_LEVEL));
            return;
        }
        if let Some(step) = screen.next() {
            screen.step = step;
            return;
        }
        let [said, name, phone] = &screen.lines;
        let asked = GiveRating {
            case: screen.target.label.clone(),
            level: screen.level,
            channel: Some(RatingChannel::Device),
            said: said.value().to_owned(),
            name: name.value().to_owned(),
            phone: if name.value().trim().is_empty() { String::new() } else { phone.value().to_owned() },
            ..GiveRating::default()
        };
        let actor = screen.actor.clone();
        match self.desk.rate(&actor, &asked, self.now) {
            Ok(done) => {
                self.leave_device();
                self.say(Said::done(done.message));
            }
            // What was refused is said; what was typed stays.
            Err(error) => self.fail(&error),
        }
    }

    /// Back to the lock of whoever sits at the counter.
    pub(super) fn leave_device(&mut self) {
        let Door::Device(screen) = &self.door else { return };
        let actor = screen.actor.clone();
        self.door = Door::Locked(LockScreen { actor, since: self.now, line: LineInput::secret(80) });
        self.said = None;
        self.mark_all_stale();
        self.wishes.full_redraw = true;
    }
}
