//! What a key, a paste or an order does to a form.

use super::check;
use super::json;
use super::pick;
use super::slot::{Entry, Slot};
use super::state::{Form, Lookup};
use crate::words::{Message, form as w};

/// What a person does in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A character was typed.
    Char(char),
    /// Text was pasted.
    Paste(String),
    /// On to the next field that needs a person; never submits.
    Enter,
    /// The same, but a waiting Enter of a card reader does not count for it.
    Tab,
    /// The field before, filled ones too.
    BackTab,
    /// A new line in a field of several lines.
    NewLine,
    /// Erase before the cursor.
    Backspace,
    /// Erase at the cursor.
    Delete,
    /// Left, or the state before.
    Left,
    /// Right, or the next state.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A row up, or the field above.
    Up,
    /// A row down, or the field below.
    Down,
    /// Drop what stands behind the cursor and go on.
    FieldExit,
    /// The field before.
    FieldBack,
    /// Empty the field.
    ClearField,
    /// The same value as in the last form.
    Dup,
    /// To the field with this number; 0 shows the fields on demand.
    GoTo(u8),
    /// Open or close the list of choices.
    Choices,
    /// Take the last change back, in whatever field it was.
    Undo,
    /// Do it again.
    Redo,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    None,
    /// The cursor, the marker or the focus moved.
    Moved,
    /// A value changed.
    Changed,
    /// A field was left; something may have to be looked up.
    Left {
        /// The field's id.
        field: &'static str,
        /// What to look up.
        ask: Option<Lookup>,
    },
    /// Something is to be said; a value may have changed, too.
    Said(Message),
    /// Enter in the last field of a form that Enter submits.
    Submit,
}

impl Outcome {
    pub(super) const fn moved(did: bool) -> Self {
        if did { Self::Moved } else { Self::None }
    }
}

impl Form {
    /// Does what a key says, and tells what became of it.
    pub fn handle(&mut self, input: Input) -> Outcome {
        let absorb = std::mem::take(&mut self.absorb);
        if self.focused().is_none() && !matches!(input, Input::GoTo(0)) {
            return Outcome::None;
        }
        let outcome = match input {
            Input::Enter if absorb => Outcome::None,
            Input::Enter => self.enter(),
            Input::Tab => self.next_field(),
            Input::BackTab | Input::FieldBack => self.back(),
            Input::Char(c) => self.type_char(c),
            Input::Paste(text) => self.paste(&text),
            Input::NewLine => self.new_line(),
            Input::Backspace => self.erase(true),
            Input::Delete => self.erase(false),
            Input::Left => self.sideways(true),
            Input::Right => self.sideways(false),
            Input::Home => self.edge(false),
            Input::End => self.edge(true),
            Input::Up => self.up_down(true),
            Input::Down => self.up_down(false),
            Input::FieldExit => self.field_exit(),
            Input::ClearField => self.change(Slot::clear),
            Input::Dup => self.dup(),
            Input::GoTo(number) => self.go_to(number),
            Input::Choices => self.choices_key(),
            Input::Undo => self.undo(),
            Input::Redo => self.redo(),
        };
        self.keep_focus();
        outcome
    }

    /// Picks from the open list of choices by its place in [`Form::choices`]; false where there is none.
    pub fn choose(&mut self, place: usize) -> bool {
        let Some(&at) = self.choices().get(place) else { return false };
        let Some(slot) = self.slots.get_mut(self.focus) else { return false };
        let label = self.known.picks(slot.spec().kind).get(at).map(|pick| pick.label());
        let (Some(label), Entry::Line(line)) = (label, &mut slot.entry) else { return false };
        line.set_text(&label);
        self.picker = None;
        self.changed(Some(self.focus));
        true
    }

    /// What can be picked in the focused field, best first, as places in the known list.
    #[must_use]
    pub fn choices(&self) -> Vec<usize> {
        let Some(slot) = self.slots.get(self.focus) else { return Vec::new() };
        let picks = self.known.picks(slot.spec().kind);
        // What is picked already stands for nothing typed: the list shows all again.
        let all = self.choose_any || self.is_label(slot);
        pick::ranked(&picks, if all { "" } else { slot.text() })
    }

    /// Whether the focused field is picked from a list, whatever was typed.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        self.focused_spec().is_some_and(|spec| !self.known.picks(spec.kind).is_empty())
    }

    /// The marker in the open list of choices.
    #[must_use]
    pub const fn picker(&self) -> Option<usize> {
        self.picker
    }

    pub(super) fn is_label(&self, slot: &Slot) -> bool {
        self.known.picks(slot.spec().kind).iter().any(|pick| pick.label() == slot.text())
    }

    pub(super) fn change(&mut self, edit: impl FnOnce(&mut Slot) -> bool) -> Outcome {
        let at = self.focus;
        if !self.slots.get_mut(at).is_some_and(edit) {
            return Outcome::None;
        }
        self.changed(Some(at));
        if self.picker.is_some() {
            self.picker = Some(0);
        }
        self.choose_any = false;
        Outcome::Changed
    }

    // Between fields.

    /// Ends the work in the focused field: canned sentence, kept form, check, materials of the item.
    pub(super) fn leave_focus(&mut self) -> Option<Lookup> {
        let at = self.focus;
        self.expand(at);
        self.picker = None;
        self.choose_any = false;
        let today = self.known.today;
        if let Some(slot) = self.slots.get_mut(at) {
            if let Some(kept) = check::normalized(slot.spec().kind, &slot.entry, today)
                && let Entry::Line(line) = &mut slot.entry
            {
                line.set_text(&kept);
            }
            if let Entry::Materials(materials) = &mut slot.entry {
                materials.end_writing();
            }
        }
        self.settle_pick(at);
        self.draft.left |= self.draft.changed || self.draft.since.is_some();
        self.check_in_place(at);
        self.ask(at)
    }

    fn leave_for(&mut self, next: Option<usize>) -> Outcome {
        let Some(field) = self.focused() else { return Outcome::None };
        let ask = self.leave_focus();
        if let Some(next) = next {
            self.focus = next;
        }
        Outcome::Left { field, ask }
    }

    pub(super) fn advance(&mut self) -> Outcome {
        let Some(field) = self.focused() else { return Outcome::None };
        // The value decides which fields there are, so it is settled before the next is looked for.
        let ask = self.leave_focus();
        if let Some(next) = self.next_needing(self.focus) {
            self.focus = next;
        }
        Outcome::Left { field, ask }
    }

    /// Tab: to the next field that wants a value; where none does, to the next one there is.
    fn next_field(&mut self) -> Outcome {
        let from = self.focus;
        let outcome = self.advance();
        if self.focus == from && from + 1 < self.slots.len() {
            self.focus = from + 1;
        }
        outcome
    }

    fn enter(&mut self) -> Outcome {
        if let Some(place) = self.picker {
            return if self.choose(place) { self.advance() } else { Outcome::None };
        }
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::None };
        if let Entry::Materials(materials) = &mut slot.entry
            && materials.end_writing()
        {
            return Outcome::Moved;
        }
        let picks = self.known.picks(slot.spec().kind);
        if !slot.is_empty() && pick::resolve(&picks, slot.text()).is_err_and(|n| n > 1) {
            self.picker = Some(0);
            return Outcome::Moved;
        }
        let last = (self.focus + 1..self.slots.len()).all(|at| !self.needs(at));
        let from = self.focus;
        let mut outcome = self.advance();
        // Where all that must be said is said, Enter goes on to what may be: what is typed next belongs there.
        let stays = self.focus == from && self.check(from).is_none_or(|problem| !problem.blocks);
        if stays && !matches!(self.below(), Outcome::None) {
            outcome = Outcome::Moved;
        }
        if self.spec.enter_submits && last && self.first_blocking().is_none() {
            Outcome::Submit
        } else {
            outcome
        }
    }

    pub(super) fn back(&mut self) -> Outcome {
        match (0..self.focus).rfind(|at| self.visible(*at)) {
            Some(before) => self.leave_for(Some(before)),
            None => Outcome::None,
        }
    }

    pub(super) fn below(&mut self) -> Outcome {
        match (self.focus + 1..self.slots.len()).find(|at| self.visible(*at)) {
            Some(after) => self.leave_for(Some(after)),
            None => Outcome::None,
        }
    }

    pub(super) fn field_exit(&mut self) -> Outcome {
        self.change(Slot::clear_rest);
        self.advance()
    }

    fn go_to(&mut self, number: u8) -> Outcome {
        if number == 0 {
            self.leave_focus();
            self.more();
            return Outcome::Moved;
        }
        let found = self.numbered().find(|(_, named)| *named == number).map(|(at, _)| at);
        match found {
            Some(at) if at == self.focus => Outcome::None,
            Some(at) => self.leave_for(Some(at)),
            None => Outcome::Said(w::NO_FIELD.with("n", u32::from(number))),
        }
    }

    fn undo(&mut self) -> Outcome {
        while let Some(&at) = self.edits.last() {
            if self.slots.get_mut(at).is_some_and(Slot::undo) {
                return self.restored(at, true);
            }
            self.edits.pop();
        }
        Outcome::None
    }

    fn redo(&mut self) -> Outcome {
        while let Some(&at) = self.undone.last() {
            if self.slots.get_mut(at).is_some_and(Slot::redo) {
                return self.restored(at, false);
            }
            self.undone.pop();
        }
        Outcome::None
    }

    fn restored(&mut self, at: usize, undone: bool) -> Outcome {
        let list = if undone { &mut self.undone } else { &mut self.edits };
        if list.last() != Some(&at) {
            list.push(at);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            slot.problem = None;
            slot.known = false;
        }
        self.changed(None);
        self.picker = None;
        self.focus = at;
        Outcome::Changed
    }

    pub(super) fn dup(&mut self) -> Outcome {
        let Some(field) = self.focused() else { return Outcome::None };
        let Some(value) = self.last.as_ref().and_then(|last| json::at(last, field)).cloned() else {
            return Outcome::None;
        };
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::None };
        if slot.spec().forgotten() {
            return Outcome::None;
        }
        let text = json::text_of(slot.spec().kind, &value);
        match (&mut slot.entry, text) {
            (Entry::Materials(materials), _) => {
                materials.take_json(value.as_array().map_or(&[], Vec::as_slice));
            }
            (Entry::Line(line), text) => {
                line.set_text(&text);
            }
            (Entry::Area(area), text) => {
                area.set_text(&text);
            }
            (Entry::Marks(marks), text) => marks.put(text.split_whitespace()),
        }
        self.changed(Some(self.focus));
        self.settle_pick(self.focus);
        Outcome::Changed
    }
}
