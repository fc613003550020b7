//! A form being filled in: its fields, where the focus is, what came from the record.

use super::known::Known;
use super::pick;
use super::slot::{Entry, Problem, Slot};
use super::spec::{Asks, FieldSpec, FormSpec, Kind, Shown};
use super::typing;
use super::values::Values;
use crate::calendar::{Day, Stamp};
use crate::words::Message;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A form being filled in; it knows neither the file nor the terminal.
#[derive(Clone)]
pub struct Form {
    pub(super) spec: &'static FormSpec,
    pub(super) known: Known,
    pub(super) slots: Vec<Slot>,
    pub(super) focus: usize,
    /// The next Enter comes from a card reader, behind a number that moved on by itself.
    pub(super) absorb: bool,
    /// The fields on demand are shown.
    pub(super) more: bool,
    /// The marker of the open list of choices, as a place in it.
    pub(super) picker: Option<usize>,
    /// The list shows everything, since nothing fits what was typed before it was opened.
    pub(super) choose_any: bool,
    /// Which fields were changed, oldest first, for undo across fields.
    pub(super) edits: Vec<usize>,
    pub(super) undone: Vec<usize>,
    /// Values without a field: the record that the form is about.
    pub(super) hidden: BTreeMap<String, Value>,
    /// The last form of this kind, for "same as last".
    pub(super) last: Option<Value>,
    /// What was looked up already, by field.
    pub(super) asked: BTreeMap<&'static str, Lookup>,
    pub(super) draft: DraftClock,
}

/// Never shows values: they are personal data, and this ends up in logs.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("id", &self.spec.id)
            .field("focus", &self.focused())
            .finish_non_exhaustive()
    }
}

/// When a draft is due.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DraftClock {
    /// Something changed that no time was given for.
    pub changed: bool,
    /// Something is not in the draft yet; when it changed last.
    pub since: Option<Stamp>,
    /// When the first change came that is not in the draft yet.
    pub first: Option<Stamp>,
    /// A field was left after a change.
    pub left: bool,
}

/// What the application is asked to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The person with this identity number, in the form in which it is kept; [`Form::fill`] what is known.
    Person {
        /// The number.
        id_number: String,
    },
    /// Whether the same person has a case of this item; say so by [`Form::note`], it never blocks.
    Similar {
        /// The number, empty where there is no document.
        id_number: String,
        /// The name.
        name: String,
        /// The item's code.
        item: String,
    },
}

impl Form {
    /// Opens an empty form, the focus on the first field that needs a person.
    #[must_use]
    pub fn new(spec: &'static FormSpec, known: Known) -> Self {
        let slots = spec.fields.iter().map(|field| Slot::new(field, &known)).collect();
        let mut form = Self {
            spec,
            known,
            slots,
            focus: 0,
            absorb: false,
            more: false,
            picker: None,
            choose_any: false,
            edits: Vec::new(),
            undone: Vec::new(),
            hidden: BTreeMap::new(),
            last: None,
            asked: BTreeMap::new(),
            draft: DraftClock::default(),
        };
        form.focus_first();
        form
    }

    /// The declaration.
    #[must_use]
    pub const fn spec(&self) -> &'static FormSpec {
        self.spec
    }

    /// What is known from outside.
    #[must_use]
    pub const fn known(&self) -> &Known {
        &self.known
    }

    /// The values, for rules.
    #[must_use]
    pub const fn values(&self) -> Values<'_> {
        Values::of(self)
    }

    /// The id of the focused field; `None` where the form has no field to fill in.
    #[must_use]
    pub fn focused(&self) -> Option<&'static str> {
        self.focused_spec().map(|spec| spec.id)
    }

    /// The declaration of the focused field, for help.
    #[must_use]
    pub fn focused_spec(&self) -> Option<&'static FieldSpec> {
        self.slots.get(self.focus).filter(|_| self.visible(self.focus)).map(Slot::spec)
    }

    /// The text of a field as it stands, secrets included; of a choice its word.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.slot(field).map_or("", Slot::text)
    }

    /// Whether a secret was typed into the form, which no draft will hold.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.slots.iter().any(|slot| slot.spec().forgotten() && !slot.is_empty())
    }

    /// Fills a field: from the record (`known`, passed by until somebody changes it) or as if typed.
    ///
    /// A choice takes its word, several words parted by blanks. Where the focus waits in a field that
    /// is known now, it goes on to the next that needs a person. False where there is no such field.
    pub fn fill(&mut self, field: &str, value: &str, known: bool) -> bool {
        let Some(at) = self.index(field) else { return false };
        let Some(slot) = self.slots.get_mut(at) else { return false };
        let free =
            matches!(slot.spec().kind, Kind::Name | Kind::Text { .. } | Kind::Lines { .. } | Kind::Choice(_))
                || !slot.spec().kind.choices().is_empty()
                || slot.spec().kind.secret();
        let value = if free { value.to_owned() } else { typing::read_all(slot.spec().kind, value) };
        let was_empty = slot.is_empty();
        slot.put(&value);
        slot.known = known && !slot.is_empty();
        self.settle_pick(at);
        self.changed(None);
        if known && self.slots.get(at).is_some_and(|slot| slot.spec().asks == Some(Asks::Person)) {
            // Who fills in the number knows the person: it is not asked again.
            self.ask(at);
        }
        if self.focus == at
            && known
            && was_empty
            && !self.needs(at)
            && let Some(next) = self.next_needing(at)
        {
            self.focus = next;
            self.picker = None;
        }
        true
    }

    /// Says something beside a field: that the person is known, that there is a similar case.
    pub fn note(&mut self, field: &str, note: Option<Message>) {
        if let Some(slot) = self.index(field).and_then(|at| self.slots.get_mut(at)) {
            slot.note = note;
        }
    }

    /// Puts a refusal of the desk at its field and goes there; false where no field has that name.
    ///
    /// A path above the field (`agent`) and the spelling of options (`manager-code`) find it too.
    pub fn refused(&mut self, field: &str, message: Message, rule: Option<&'static str>) -> bool {
        let name = field.replace('-', "_");
        let under = format!("{name}.");
        let found = self
            .index(&name)
            .or_else(|| self.slots.iter().position(|slot| slot.spec().id.starts_with(&under)));
        let Some((at, slot)) = found.and_then(|at| self.slots.get_mut(at).map(|slot| (at, slot))) else {
            return false;
        };
        slot.problem = Some(Problem { field: slot.spec().id, message, rule, blocks: true });
        if matches!(slot.spec().shown, Shown::OnDemand) {
            self.more = true;
        }
        self.focus = at;
        self.keep_focus();
        true
    }

    /// Sets a value that has no field: `person`, `version`, `applicant.id`; `Null` takes it away.
    pub fn hide(&mut self, path: &str, value: Value) {
        if value.is_null() {
            self.hidden.remove(path);
        } else {
            self.hidden.insert(path.to_owned(), value);
        }
    }

    /// What was set so.
    #[must_use]
    pub fn hidden(&self, path: &str) -> Option<&Value> {
        self.hidden.get(path)
    }

    /// Everything that was set so.
    #[must_use]
    pub fn hidden_all(&self) -> &BTreeMap<String, Value> {
        &self.hidden
    }

    /// Takes the JSON of the last form of this kind, for "same as last".
    pub fn remember(&mut self, last: Value) {
        self.last = Some(last);
    }

    /// Goes on with a new day: what was typed as `t` or `+5g` stays the day that was meant.
    pub fn on_day(&mut self, today: Day) {
        if today == self.known.today {
            return;
        }
        for at in 0..self.slots.len() {
            let absolute = self.absolute(at);
            if let (Some(text), Some(slot)) = (absolute, self.slots.get_mut(at))
                && slot.text() != text
            {
                slot.put(&text);
            }
        }
        self.known.today = today;
    }

    /// Whether anything stands in the form that a person put there.
    #[must_use]
    pub fn touched(&self) -> bool {
        !self.edits.is_empty()
    }

    // What the other files of the module use.

    pub(super) fn index(&self, field: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.spec().id == field)
    }

    pub(super) fn slot(&self, field: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.spec().id == field)
    }

    /// Notes a change, of a field where a person made it.
    pub(super) fn changed(&mut self, at: Option<usize>) {
        self.draft.changed = true;
        self.draft.left = false;
        let Some(at) = at else { return };
        if let Some(slot) = self.slots.get_mut(at) {
            slot.known = false;
            slot.problem = None;
            slot.note = None;
        }
        if self.edits.last() != Some(&at) {
            self.edits.push(at);
        }
        self.undone.clear();
    }

    /// Writes the label of what is picked into its field, and brings the item's materials.
    pub(super) fn settle_pick(&mut self, at: usize) {
        let Some(slot) = self.slots.get_mut(at) else { return };
        let picks = self.known.picks(slot.spec().kind);
        let found = if slot.is_empty() { None } else { pick::resolve(&picks, slot.text()).ok() };
        if let (Some(pick), Entry::Line(line)) = (found.and_then(|found| picks.get(found)), &mut slot.entry) {
            let label = pick.label();
            if line.value() != label {
                line.set_text(&label);
            }
        }
        if slot.spec().id == "item" {
            self.bring_materials();
        }
    }

    fn bring_materials(&mut self) {
        let Some(item) = self.values().item() else { return };
        let wanted = item.materials.clone();
        let at = self.index("materials");
        if let Some(Slot { entry: Entry::Materials(materials), .. }) =
            at.and_then(|at| self.slots.get_mut(at))
            && !materials.lines().iter().map(|line| &line.known).eq(wanted.iter())
        {
            materials.replace(&wanted);
        }
    }

    /// What is to be looked up now that a field was left; each value once.
    pub(super) fn ask(&mut self, at: usize) -> Option<Lookup> {
        let spec = self.slots.get(at)?.spec();
        let values = self.values();
        let lookup = match spec.asks? {
            Asks::Person => Lookup::Person { id_number: values.text(spec.id).to_owned() },
            Asks::Similar => Lookup::Similar {
                id_number: values.text("applicant.id_number").to_owned(),
                name: values.text("applicant.name").to_owned(),
                item: values.item().map(|item| item.pick.value.clone()).unwrap_or_default(),
            },
        };
        let before = self.asked.insert(spec.id, lookup.clone());
        if before.as_ref() == Some(&lookup) {
            return None;
        }
        if spec.asks == Some(Asks::Person) && before.is_some() {
            self.forget_known(spec.id);
        }
        let blocked = self.check(at).is_some_and(|problem| problem.blocks);
        let empty = self.slots.get(at).is_none_or(Slot::is_empty);
        Some(lookup).filter(|_| !blocked && !empty)
    }

    /// Drops what was filled in for another person: nothing of theirs may go under this number.
    fn forget_known(&mut self, but: &str) {
        let root = but.split_once('.').map_or("", |(root, _)| root);
        let same = |id: &str| id.split_once('.').is_some_and(|(other, _)| other == root);
        for slot in &mut self.slots {
            if slot.known && slot.spec().id != but && same(slot.spec().id) {
                slot.reset(&self.known);
            }
        }
        self.hidden.retain(|path, _| !same(path));
        self.draft.changed = true;
    }
}
