//! The field of the materials: tick by number, change the state of one, say what is wrong with it.

use super::known::KnownMaterial;
use crate::domain::Named as _;
use crate::domain::material::MaterialState;
use crate::text::LineInput;
use crate::words::{Message, form as w};
use serde_json::{Map, Value, json};

/// The longest remark, in characters.
const REMARK: usize = 500;
/// Steps that can be taken back.
const STEPS: usize = 100;

/// The materials of a form, and where its marker stands.
#[derive(Debug, Clone, Default)]
pub struct Materials {
    lines: Vec<MaterialLine>,
    at: usize,
    writing: bool,
    past: Vec<Marks>,
    future: Vec<Marks>,
}

/// One material and what the form says of it.
#[derive(Debug, Clone)]
pub struct MaterialLine {
    /// What was known before.
    pub known: KnownMaterial,
    /// Where it stands now.
    pub state: MaterialState,
    /// What is wrong with it, or why it is exempt.
    pub remark: LineInput,
}

type Marks = Vec<(MaterialState, String)>;

impl MaterialLine {
    fn new(known: KnownMaterial) -> Self {
        let remark = LineInput::with_text(&known.remark, REMARK);
        Self { state: known.state, remark, known }
    }

    /// Whether it stands in the way of acceptance (ON-6).
    #[must_use]
    pub fn open(&self) -> bool {
        self.known.mandatory && !self.state.settled()
    }

    /// Whether the form says something else than was known.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.state != self.known.state || self.remark.value() != self.known.remark
    }

    fn quoted(&self) -> Message {
        w::QUOTED.with("place", u32::from(self.known.place)).with("name", &self.known.name)
    }
}

impl Materials {
    /// Takes a list as it is known.
    #[must_use]
    pub fn new(known: &[KnownMaterial]) -> Self {
        Self { lines: known.iter().cloned().map(MaterialLine::new).collect(), ..Self::default() }
    }

    /// Takes the list of another item; what is the same by name keeps its state where that is allowed.
    pub fn replace(&mut self, known: &[KnownMaterial]) {
        let old = std::mem::take(&mut self.lines);
        *self = Self::new(known);
        for line in &mut self.lines {
            let same = old.iter().find(|same| same.known.name == line.known.name && same.changed());
            if let Some(same) = same
                && (same.state != MaterialState::Promised || line.known.deferrable)
            {
                line.state = same.state;
                line.remark = same.remark.clone();
            }
        }
    }

    /// The materials in their order.
    #[must_use]
    pub fn lines(&self) -> &[MaterialLine] {
        &self.lines
    }

    /// The index of the one under the marker.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Whether typed text goes to the remark of the one under the marker.
    #[must_use]
    pub const fn writing(&self) -> bool {
        self.writing
    }

    /// Whether nothing is said that was not known.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        !self.lines.iter().any(MaterialLine::changed)
    }

    /// The mandatory ones that stand in the way of acceptance, for a message (ON-6).
    #[must_use]
    pub fn open(&self) -> Vec<Message> {
        self.quoted(MaterialLine::open)
    }

    /// Those that are wrong without a word why, for a message.
    #[must_use]
    pub fn unsaid(&self) -> Vec<Message> {
        self.quoted(|line| line.state == MaterialState::Wrong && line.remark.value().trim().is_empty())
    }

    /// Those that are promised though they may not be, for a message (ON-14).
    #[must_use]
    pub fn wrongly_promised(&self) -> Vec<Message> {
        self.quoted(|line| line.state == MaterialState::Promised && !line.known.deferrable)
    }

    fn quoted(&self, which: impl Fn(&MaterialLine) -> bool) -> Vec<Message> {
        self.lines.iter().filter(|line| which(line)).map(MaterialLine::quoted).collect()
    }

    /// Ticks the material with this number, or takes the tick away; false where there is none.
    pub fn toggle(&mut self, place: u16) -> bool {
        let Some(at) = self.lines.iter().position(|line| line.known.place == place) else { return false };
        self.at = at;
        let ticked = self.lines.get(at).is_some_and(|line| line.state == MaterialState::Ok);
        self.set(if ticked { MaterialState::Missing } else { MaterialState::Ok })
    }

    /// Ticks every mandatory material that is missing or wrong.
    pub fn tick_all(&mut self) -> bool {
        if self.open().is_empty() {
            return false;
        }
        self.remember();
        for line in self.lines.iter_mut().filter(|line| line.open()) {
            line.state = MaterialState::Ok;
        }
        true
    }

    /// Gives the one under the marker the next state, or the one before; what may not be promised
    /// is never offered so (ON-14).
    pub fn cycle(&mut self, back: bool) -> bool {
        let Some(line) = self.lines.get(self.at) else { return false };
        let offered: Vec<MaterialState> = MaterialState::ALL
            .iter()
            .copied()
            .filter(|state| *state != MaterialState::Promised || line.known.deferrable)
            .collect();
        let here = offered.iter().position(|state| *state == line.state).unwrap_or_default();
        let step = if back { offered.len().saturating_sub(1) } else { 1 };
        match offered.get((here + step) % offered.len().max(1)) {
            Some(state) => self.set(*state),
            None => false,
        }
    }

    fn set(&mut self, state: MaterialState) -> bool {
        self.remember();
        self.writing = false;
        match self.lines.get_mut(self.at) {
            Some(line) => {
                line.state = state;
                true
            }
            None => false,
        }
    }

    /// Moves the marker; false at the edge, so that the form may leave the field.
    pub fn step(&mut self, back: bool) -> bool {
        self.writing = false;
        let there = if back { self.at.checked_sub(1) } else { Some(self.at + 1) };
        match there.filter(|at| *at < self.lines.len()) {
            Some(at) => {
                self.at = at;
                true
            }
            None => false,
        }
    }

    /// Moves the marker to the first or the last one.
    pub fn edge(&mut self, last: bool) -> bool {
        let at = if last { self.lines.len().saturating_sub(1) } else { 0 };
        std::mem::replace(&mut self.at, at) != at
    }

    /// The remark that typed text belongs to: of a material that is not plainly there or missing.
    pub fn write(&mut self) -> Option<&mut LineInput> {
        let line = self.lines.get_mut(self.at)?;
        let asks =
            matches!(line.state, MaterialState::Wrong | MaterialState::Exempt | MaterialState::Promised);
        if !asks {
            return None;
        }
        self.writing = true;
        Some(&mut line.remark)
    }

    /// The remark that is being written.
    pub fn remark(&mut self) -> Option<&mut LineInput> {
        if self.writing { self.lines.get_mut(self.at).map(|line| &mut line.remark) } else { None }
    }

    /// Ends the writing of a remark; false where none was written.
    pub fn end_writing(&mut self) -> bool {
        std::mem::take(&mut self.writing)
    }

    /// Puts everything back to what was known.
    pub fn clear(&mut self) -> bool {
        if self.unchanged() {
            return false;
        }
        self.remember();
        self.writing = false;
        for line in &mut self.lines {
            *line = MaterialLine::new(line.known.clone());
        }
        true
    }

    fn marks(&self) -> Marks {
        self.lines.iter().map(|line| (line.state, line.remark.value().to_owned())).collect()
    }

    fn remember(&mut self) {
        let marks = self.marks();
        self.past.push(marks);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> bool {
        if let Some(remark) = self.remark() {
            return remark.undo();
        }
        let Some(marks) = self.past.pop() else { return false };
        let now = self.marks();
        self.future.push(now);
        self.apply(marks);
        true
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> bool {
        if let Some(remark) = self.remark() {
            return remark.redo();
        }
        let Some(marks) = self.future.pop() else { return false };
        let now = self.marks();
        self.past.push(now);
        self.apply(marks);
        true
    }

    fn apply(&mut self, marks: Marks) {
        for (line, (state, remark)) in self.lines.iter_mut().zip(marks) {
            line.state = state;
            if line.remark.value() != remark {
                line.remark.set_text(&remark);
            }
        }
    }

    /// What the command gets: the ones that changed, by name; all others stay as they are.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Value::Array(self.lines.iter().filter(|line| line.changed()).map(one).collect())
    }

    /// Takes states over from such a list, by name or number; what is not in the list is not touched.
    pub fn take_json(&mut self, list: &[Value]) {
        for entry in list {
            let name = entry.get("name").and_then(Value::as_str).unwrap_or_default();
            let word = entry.get("state").and_then(Value::as_str).unwrap_or_default();
            let line = self
                .lines
                .iter_mut()
                .find(|line| line.known.name == name || line.known.place.to_string() == name);
            if let (Some(line), Some(state)) = (line, MaterialState::from_word(word)) {
                line.state = state;
                let remark = entry.get("remark").and_then(Value::as_str).unwrap_or_default();
                line.remark = LineInput::with_text(remark, REMARK);
            }
        }
    }
}

fn one(line: &MaterialLine) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), json!(line.known.name));
    entry.insert("state".to_owned(), json!(line.state.word()));
    let remark = line.remark.value().trim();
    if !remark.is_empty() {
        entry.insert("remark".to_owned(), json!(remark));
    }
    Value::Object(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(place: u16, mandatory: bool, deferrable: bool, state: MaterialState) -> KnownMaterial {
        let name = format!("材料{place}");
        KnownMaterial { place, name, form: None, mandatory, deferrable, state, remark: String::new() }
    }

    fn three() -> Materials {
        use MaterialState::{Missing, Shared};
        Materials::new(&[
            material(1, true, false, Missing),
            material(2, true, true, Missing),
            material(3, false, false, Shared),
        ])
    }

    fn states(materials: &Materials) -> Vec<&'static str> {
        materials.lines().iter().map(|line| line.state.word()).collect()
    }

    #[test]
    fn digits_toggle_and_zero_ticks_the_mandatory_ones() {
        let mut materials = three();
        assert!(materials.toggle(2));
        assert_eq!(states(&materials), ["missing", "ok", "shared"]);
        assert!(materials.toggle(2));
        assert!(!materials.toggle(9));
        assert!(materials.tick_all());
        assert_eq!(states(&materials), ["ok", "ok", "shared"]);
        assert!(!materials.tick_all());
        assert!(materials.undo() && materials.redo());
        assert_eq!(states(&materials), ["ok", "ok", "shared"]);
        assert_eq!(materials.to_json().as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn on_14_promised_is_offered_only_where_it_may_be() {
        let mut materials = three();
        let round = |materials: &mut Materials| -> Vec<&'static str> {
            (0..6)
                .map(|_| {
                    materials.cycle(false);
                    materials.lines()[materials.at()].state.word()
                })
                .collect()
        };
        assert!(!round(&mut materials).contains(&"promised"));
        materials.step(false);
        assert!(round(&mut materials).contains(&"promised"));
        assert_eq!(states(&materials)[1], "missing");
        materials.cycle(true);
        assert_eq!(states(&materials)[1], "shared");
    }

    #[test]
    fn a_remark_belongs_to_what_is_wrong() {
        let mut materials = three();
        assert!(materials.write().is_none());
        materials.cycle(false);
        materials.cycle(false);
        assert_eq!(states(&materials)[0], "wrong");
        assert_eq!(materials.unsaid().len(), 1);
        materials.write().unwrap().paste("第2页没有签字");
        assert!(materials.writing() && materials.unsaid().is_empty());
        assert_eq!(
            materials.to_json(),
            json!([{"name": "材料1", "state": "wrong", "remark": "第2页没有签字"}])
        );
        let mut again = three();
        again.take_json(materials.to_json().as_array().unwrap());
        assert_eq!(again.to_json(), materials.to_json());
    }

    #[test]
    fn another_item_keeps_what_has_the_same_name() {
        let mut materials = three();
        materials.toggle(1);
        materials.replace(&[
            material(4, true, false, MaterialState::Missing),
            KnownMaterial { place: 1, ..material(1, true, false, MaterialState::Missing) },
        ]);
        assert_eq!(states(&materials), ["missing", "ok"]);
    }
}
