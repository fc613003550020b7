//! Who gets a key: the held Esc, the top panel, the focused field, the quick-code line, the keymap.

use super::note::Said;
use super::{App, Door, Modal, Pane};
use crate::action::{Action, Context};
use crate::form::Input as FormKey;
use crate::keymap::{Code, Key, Lookup, Pressed};
use crate::words::app as w;

/// A place that Back left a moment ago, for a digit that comes late after Esc.
#[derive(Debug)]
pub struct Left {
    modal: Option<Modal>,
    case: Option<Box<super::CaseScreen>>,
    pane: Pane,
}

impl App {
    pub(super) fn key(&mut self, key: Key) {
        if let Door::Open(session) = &mut self.door {
            session.last_key = self.now;
        }
        let ms = u64::try_from(self.now.0).unwrap_or(0);
        for pressed in self.chord.feed(key, ms) {
            self.pressed(pressed);
        }
    }

    pub(super) fn pressed(&mut self, pressed: Pressed) {
        match pressed {
            Pressed::Key(key) => self.one_key(key),
            Pressed::LateDigit { function, typed } => {
                if self.take_back_the_back() {
                    self.one_key(function);
                } else {
                    self.one_key(typed);
                }
            }
        }
    }

    /// Restores what a bare Esc closed less than half a second ago, because it was the start of a
    /// function key.
    fn take_back_the_back(&mut self) -> bool {
        let Some(left) = self.just_left.take() else { return false };
        self.pane = left.pane;
        if let Some(modal) = left.modal {
            self.modals.push(modal);
        }
        if left.case.is_some() {
            self.case = left.case;
        }
        self.dirty = true;
        true
    }

    fn one_key(&mut self, key: Key) {
        self.dirty = true;
        if self.pending.is_empty() {
            // An offer stands for one key: whatever else is pressed declines it.
            self.offered = self.offer.take();
        }
        if key != Key::plain(Code::Esc) {
            self.just_left = None;
        }
        if self.too_small() {
            return;
        }
        match &mut self.door {
            Door::Locked(_) => return self.lock_key(key),
            Door::Device(_) => return self.device_key(key),
            Door::Closed(_) => return self.form_key(key),
            Door::Open(_) => {}
        }
        let was = self.said.take();
        match self.modals.last() {
            Some(Modal::Form(_)) => self.form_key(key),
            Some(Modal::Menu(_)) => self.menu_key(key),
            Some(Modal::Find(_)) => self.find_key(key),
            Some(Modal::Help(_) | Modal::Preview(_)) => self.pager_key(key),
            Some(Modal::Round(_)) => self.round_key(key),
            Some(Modal::Roster(_)) => self.roster_key(key),
            None if self.case.is_none()
                && self.person.is_none()
                && self.pane == Pane::Intake
                && self.intake.is_some() =>
            {
                self.form_key(key)
            }
            None => self.board_key(key, was),
        }
    }

    /// Whether the terminal is smaller than the job needs; keys then do nothing.
    #[must_use]
    pub fn too_small(&self) -> bool {
        self.size.0 < super::SMALLEST.0 || self.size.1 < super::SMALLEST.1
    }

    /// Asks the keymap; a sequence under way is held in `pending`.
    pub(super) fn lookup(&mut self, context: Context, key: Key) -> Option<Action> {
        let pending = std::mem::take(&mut self.pending);
        match self.keymap.lookup(context.stack(), &pending, key) {
            Lookup::Matched(action) => Some(action),
            Lookup::Pending(hints) => {
                self.pending = pending;
                self.pending.push(key);
                let lang = self.lang();
                let list = hints
                    .iter()
                    .map(|(keys, action)| {
                        format!("{} {}", crate::keymap::label(keys, lang), action.info().title.say(lang))
                    })
                    .collect::<Vec<_>>()
                    .join("  ");
                self.say(Said::told(w::KEY_PENDING.with("list", list)));
                None
            }
            Lookup::None => None,
        }
    }

    fn lock_key(&mut self, key: Key) {
        let Door::Locked(lock) = &mut self.door else { return };
        match (key.code, key.text()) {
            (Code::Enter, _) => self.unlock(),
            (Code::Backspace, _) => {
                lock.line.backspace();
            }
            (Code::Esc, _) => {
                lock.line.clear();
            }
            (_, Some(c)) => {
                lock.line.insert(crate::text::fold_ascii_char(c));
            }
            _ => {
                if self.lookup(Context::SignIn, key) == Some(Action::Redraw) {
                    self.wishes.full_redraw = true;
                }
            }
        }
    }

    /// A key while a form has the focus: typing first, then the keymap.
    fn form_key(&mut self, key: Key) {
        let context = self.context();
        if self.waiting_for_field_number(key) {
            return;
        }
        if self.pending.is_empty() {
            if let Some(c) = key.text()
                && self.type_into_form(FormKey::Char(c))
            {
                return;
            }
            let direct = match (key.code, key.ctrl || key.alt) {
                (Code::Backspace, false) => Some(FormKey::Backspace),
                (Code::Delete, false) => Some(FormKey::Delete),
                (Code::Left, false) => Some(FormKey::Left),
                (Code::Right, false) => Some(FormKey::Right),
                (Code::Home, false) => Some(FormKey::Home),
                (Code::End, false) => Some(FormKey::End),
                (Code::Up, false) => Some(FormKey::Up),
                (Code::Down, false) => Some(FormKey::Down),
                (Code::Enter, true) => Some(FormKey::NewLine),
                (Code::Enter, false) => Some(FormKey::Enter),
                _ => None,
            };
            if let Some(direct) = direct {
                self.type_into_form(direct);
                return;
            }
        }
        if let Some(action) = self.lookup(context, key) {
            self.perform(action);
        }
    }

    fn waiting_for_field_number(&mut self, key: Key) -> bool {
        let Some(form) = self.focused_form_mut() else { return false };
        if !std::mem::take(&mut form.wants_number) {
            return false;
        }
        let digit = key.text().map(crate::text::fold_ascii_char).and_then(|c| c.to_digit(10));
        if let Some(digit) = digit {
            self.type_into_form(FormKey::GoTo(u8::try_from(digit).unwrap_or(0)));
            return true;
        }
        false
    }

    fn menu_key(&mut self, key: Key) {
        let lang = self.lang();
        let Some(Modal::Menu(menu)) = self.modals.last_mut() else { return };
        if let Some(c) = key.text() {
            let digit = crate::text::fold_ascii_char(c).to_digit(10).and_then(|d| usize::try_from(d).ok());
            if let (true, Some(digit)) = (menu.digits && menu.line.is_empty(), digit) {
                let picked = menu.numbered(digit).cloned();
                if let Some(entry) = picked {
                    self.pick(entry);
                }
                return;
            }
            menu.line.insert(c);
            menu.narrow(lang);
            return;
        }
        match key.code {
            Code::Backspace => {
                menu.line.backspace();
                menu.narrow(lang);
            }
            Code::Up => menu.go(false),
            Code::Down => menu.go(true),
            Code::Home => menu.marker = 0,
            Code::PageDown => (0..10).for_each(|_| menu.go(true)),
            Code::PageUp => (0..10).for_each(|_| menu.go(false)),
            Code::Enter => {
                let picked = menu.current().cloned();
                if let Some(entry) = picked {
                    self.pick(entry);
                }
            }
            _ => {
                if let Some(action) = self.lookup(Context::Palette, key) {
                    self.perform(action);
                }
            }
        }
    }

    fn find_key(&mut self, key: Key) {
        let Some(Modal::Find(find)) = self.modals.last_mut() else { return };
        if let Some(c) = key.text() {
            find.line.insert(c);
            self.search();
            return;
        }
        match key.code {
            Code::Backspace => {
                find.line.backspace();
                self.search();
            }
            Code::Left => {
                find.line.left();
            }
            Code::Right => {
                find.line.right();
            }
            Code::Up => find.go(false),
            Code::Down => find.go(true),
            Code::PageDown => (0..10).for_each(|_| find.go(true)),
            Code::PageUp => (0..10).for_each(|_| find.go(false)),
            Code::Enter => self.open_found(),
            _ => {
                if let Some(action) = self.lookup(Context::Palette, key) {
                    self.perform(action);
                }
            }
        }
    }

    /// Keys of help and preview: scrolling, F1 deeper, F9 and F7 for the preview.
    fn pager_key(&mut self, key: Key) {
        let page = usize::from(self.size.1).saturating_sub(8);
        let step = isize::try_from(page).unwrap_or(10);
        let by = match key.code {
            Code::Up => -1,
            Code::Down | Code::Enter => 1,
            Code::PageUp => -step,
            Code::PageDown => step,
            Code::Char(' ') => step,
            Code::Home => isize::MIN / 2,
            Code::End => isize::MAX / 2,
            _ => 0,
        };
        match self.modals.last_mut() {
            Some(Modal::Help(help)) if by != 0 => {
                let last = help.lines.len().saturating_sub(page);
                help.scroll = help.scroll.saturating_add_signed(by).min(last);
            }
            Some(Modal::Preview(preview)) if by != 0 => preview.scroll(by, page),
            Some(Modal::Preview(_))
                if key.text().is_some_and(|c| ('1'..='4').contains(&crate::text::fold_ascii_char(c))) =>
            {
                let c = key.text().map(crate::text::fold_ascii_char);
                self.change_medium(c.and_then(|c| c.to_digit(10)).unwrap_or(1));
            }
            _ => {
                if let Some(action) = self.lookup(self.context(), key) {
                    self.perform(action);
                }
            }
        }
    }

    /// A key on a board or in an opened case: commands while the quick-code line is empty, else the line.
    fn board_key(&mut self, key: Key, was: Option<Said>) {
        let context = self.context();
        let typing = !self.line.is_empty();
        if typing && self.line_key(key) {
            return;
        }
        if !typing || key.text().is_none() {
            let digit = key.text().map(crate::text::fold_ascii_char).filter(char::is_ascii_digit);
            // There is no material 0: it begins the number of another case.
            let digit = digit.filter(|digit| *digit != '0');
            if let (Some(digit), true, true) = (digit, self.case.is_some(), self.pending.is_empty()) {
                self.tick_material(i64::from(digit.to_digit(10).unwrap_or(0)));
                return;
            }
            match self.lookup(context, key) {
                // On a board whose order is fixed the sign begins a condition: >2.
                Some(Action::SortNext | Action::SortPrevious)
                    if key.text().is_some() && self.why_not(Action::SortNext).is_some() => {}
                Some(action) => {
                    self.perform(action);
                    return;
                }
                None => {}
            }
            if !self.pending.is_empty() {
                return;
            }
        }
        match key.text() {
            Some(c) => {
                self.line.insert(c);
                self.read_line_ahead();
            }
            None if key.code == Code::Backspace && self.drop_condition() => {}
            None => self.said = was,
        }
    }

    /// Takes the last condition of the board of promises away.
    fn drop_condition(&mut self) -> bool {
        let dropped = self.case.is_none() && self.pane == Pane::Due && self.due.drop_condition();
        if dropped {
            self.due.list.offset = 0;
            self.due.list.marker = 0;
        }
        dropped
    }

    /// Keys that edit the quick-code line while something stands in it.
    fn line_key(&mut self, key: Key) -> bool {
        match key.code {
            Code::Enter => self.run_line(),
            Code::Backspace => {
                self.line.backspace();
                self.read_line_ahead();
            }
            Code::Esc => {
                self.line.clear();
            }
            Code::Char('u') if key.ctrl => {
                self.line.clear();
            }
            Code::Left if !key.ctrl => {
                self.line.left();
            }
            Code::Right if !key.ctrl => {
                self.line.right();
            }
            _ => return false,
        }
        true
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(pressed) = self.chord.flush() {
            self.pressed(pressed);
        }
        self.dirty = true;
        let reported = match (&mut self.door, self.modals.last_mut()) {
            (Door::Locked(lock), _) => Some(lock.line.paste(text)),
            (Door::Device(_), _) => None,
            (Door::Closed(_), _) | (_, Some(Modal::Form(_))) => {
                self.type_into_form(FormKey::Paste(text.to_owned()));
                None
            }
            (_, Some(Modal::Find(find))) => {
                let report = find.line.paste(text);
                self.search();
                Some(report)
            }
            (_, Some(Modal::Menu(menu))) => {
                let report = menu.line.paste(text);
                let lang = self.settings.lang;
                if let Some(Modal::Menu(menu)) = self.modals.last_mut() {
                    menu.narrow(lang);
                }
                Some(report)
            }
            (_, Some(Modal::Roster(screen))) => Some(screen.line.paste(text)),
            (_, Some(_)) => None,
            (Door::Open(_), None)
                if self.case.is_none() && self.pane == Pane::Intake && self.intake.is_some() =>
            {
                self.type_into_form(FormKey::Paste(text.to_owned()));
                None
            }
            (Door::Open(_), None) => {
                let report = self.line.paste(text);
                self.read_line_ahead();
                Some(report)
            }
        };
        if let Some(report) = reported.filter(|report| report.refused > 0 || report.joined > 0) {
            self.say(Said::told(w::PASTE_CUT.with("refused", report.refused).with("joined", report.joined)));
        }
    }

    /// Remembers what Back is about to close, for a digit that comes late after Esc.
    pub(super) fn remember(&mut self, modal: Option<Modal>, case: Option<Box<super::CaseScreen>>) {
        self.just_left = Some(Left { modal, case, pane: self.pane });
    }
}
