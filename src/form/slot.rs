//! One field of a form being filled in: its value, where that came from, and what is wrong with it.

use super::known::Known;
use super::marks::Marks;
use super::materials::Materials;
use super::spec::{FieldSpec, Kind, Preset};
use crate::text::{LineInput, TextArea};
use crate::words::Message;

/// Something wrong with the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's id.
    pub field: &'static str,
    /// What is wrong, where, what to do.
    pub message: Message,
    /// The id of the rule, where one is behind it.
    pub rule: Option<&'static str>,
    /// Whether the form cannot be submitted like this; a warning never blocks.
    pub blocks: bool,
}

/// A value, as it is edited.
#[derive(Debug, Clone)]
pub enum Entry {
    /// One line.
    Line(LineInput),
    /// Several lines.
    Area(TextArea),
    /// A choice.
    Marks(Marks),
    /// The materials.
    Materials(Materials),
}

/// A field being filled in.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    spec: &'static FieldSpec,
    /// The value.
    pub entry: Entry,
    /// It was filled from a record and nobody changed it.
    pub known: bool,
    /// What was found wrong when it was left.
    pub problem: Option<Problem>,
    /// What the application says beside it.
    pub note: Option<Message>,
}

impl Slot {
    pub fn new(spec: &'static FieldSpec, known: &Known) -> Self {
        let mut slot =
            Self { spec, entry: Entry::Line(LineInput::new(0)), known: false, problem: None, note: None };
        slot.reset(known);
        slot
    }

    /// Back to how the form began.
    pub fn reset(&mut self, known: &Known) {
        self.entry = match self.spec.kind {
            Kind::Lines { max } => Entry::Area(TextArea::new(max)),
            Kind::Choice(choices) | Kind::Flag(choices) => Entry::Marks(Marks::new(choices, false)),
            Kind::Many(choices) => Entry::Marks(Marks::new(choices, true)),
            Kind::Materials => Entry::Materials(Materials::new(&known.materials)),
            kind if kind.secret() => Entry::Line(LineInput::secret(kind.limit())),
            kind => Entry::Line(LineInput::new(kind.limit())),
        };
        if let (Preset::Word(word), Entry::Marks(marks)) = (self.spec.default, &mut self.entry) {
            marks.put([word]);
        }
        self.known = false;
        self.problem = None;
        self.note = None;
    }

    pub const fn spec(&self) -> &'static FieldSpec {
        self.spec
    }

    /// The text; of a choice the word of the first that is picked.
    pub fn text(&self) -> &str {
        match &self.entry {
            Entry::Line(line) => line.value(),
            Entry::Area(area) => area.value(),
            Entry::Marks(marks) => marks.picked().next().map_or("", |choice| choice.word),
            Entry::Materials(_) => "",
        }
    }

    /// Replaces the value by a text, or by words parted by blanks, with nothing to take back.
    pub fn put(&mut self, text: &str) {
        let limit = self.spec.kind.limit();
        match &mut self.entry {
            Entry::Line(line) if self.spec.kind.secret() => {
                line.clear();
                line.paste(text);
            }
            Entry::Line(line) => *line = LineInput::with_text(text, limit),
            Entry::Area(area) => *area = TextArea::with_text(text, limit),
            Entry::Marks(marks) => marks.put(text.split_whitespace()),
            Entry::Materials(_) => {}
        }
        self.problem = None;
    }

    /// Whether nothing stands in it; materials as long as nothing was said of them.
    pub fn is_empty(&self) -> bool {
        match &self.entry {
            Entry::Line(line) => line.value().trim().is_empty(),
            Entry::Area(area) => area.value().trim().is_empty(),
            Entry::Marks(marks) => marks.is_empty(),
            Entry::Materials(materials) => materials.unchanged(),
        }
    }

    pub const fn materials(&self) -> Option<&Materials> {
        match &self.entry {
            Entry::Materials(materials) => Some(materials),
            _ => None,
        }
    }

    pub fn clear(&mut self) -> bool {
        match &mut self.entry {
            Entry::Line(line) => line.clear(),
            Entry::Area(area) => area.clear(),
            Entry::Marks(marks) => marks.clear(),
            Entry::Materials(materials) => materials.clear(),
        }
    }

    /// What Field Exit drops: what stands behind the cursor; of materials every tick.
    pub fn clear_rest(&mut self) -> bool {
        match &mut self.entry {
            Entry::Line(line) => line.clear_to_end(),
            Entry::Area(area) => area.clear_to_end(),
            Entry::Marks(_) => false,
            Entry::Materials(materials) => materials.clear(),
        }
    }

    pub fn undo(&mut self) -> bool {
        match &mut self.entry {
            Entry::Line(line) => line.undo(),
            Entry::Area(area) => area.undo(),
            Entry::Marks(marks) => marks.undo(),
            Entry::Materials(materials) => materials.undo(),
        }
    }

    pub fn redo(&mut self) -> bool {
        match &mut self.entry {
            Entry::Line(line) => line.redo(),
            Entry::Area(area) => area.redo(),
            Entry::Marks(marks) => marks.redo(),
            Entry::Materials(materials) => materials.redo(),
        }
    }
}
