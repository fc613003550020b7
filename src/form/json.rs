//! A form as the command's JSON, and back.

use super::check;
use super::date_code::{date_code_toward, time_code};
use super::pick;
use super::slot::{Entry, Slot};
use super::spec::Kind;
use super::state::Form;
use serde_json::{Map, Value, json};

impl Form {
    /// The JSON of the command: paths nested, empty fields and secrets left out.
    ///
    /// Picked values are codes, days `YYYY-MM-DD`, times `YYYY-MM-DD HH:MM`, numbers numbers; of the
    /// materials those that changed. What has no field (see [`Form::hide`]) is there as it was set.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut root = Map::new();
        for (at, slot) in self.slots.iter().enumerate() {
            if let Some(value) = self.value_at(at) {
                put(&mut root, slot.spec().id, value);
            }
        }
        for (path, value) in &self.hidden {
            put(&mut root, path, value.clone());
        }
        Value::Object(root)
    }

    /// Fills the form from such JSON, as if typed; what it does not name stays as it is.
    pub fn from_json(&mut self, from: &Value) {
        for at in 0..self.slots.len() {
            let Some(slot) = self.slots.get_mut(at) else { continue };
            let Some(value) = self::at(from, slot.spec().id).filter(|value| !value.is_null()) else {
                continue;
            };
            if let Entry::Materials(materials) = &mut slot.entry {
                materials.take_json(value.as_array().map_or(&[], Vec::as_slice));
            } else {
                slot.put(&text_of(slot.spec().kind, value));
            }
            self.settle_pick(at);
        }
        self.changed(None);
        self.focus_first();
    }

    /// The value of one field; `None` where it is empty, not there, or a secret.
    fn value_at(&self, at: usize) -> Option<Value> {
        let slot = self.slots.get(at).filter(|slot| self.visible(at) && !slot.is_empty())?;
        let text = slot.text().trim();
        match (slot.spec().kind, &slot.entry) {
            _ if slot.spec().forgotten() => None,
            (_, Entry::Materials(materials)) => Some(materials.to_json()),
            (Kind::Flag(choices), _) => Some(json!(choices.first().is_some_and(|yes| yes.word == text))),
            (Kind::Many(_), Entry::Marks(marks)) => {
                Some(marks.picked().map(|choice| choice.word).collect::<Vec<_>>().into())
            }
            (Kind::Digits { .. }, _) => {
                Some(text.parse::<u32>().map_or_else(|_| json!(text), |number| json!(number)))
            }
            (Kind::Numbers, _) => {
                Some(check::numbers(text).map_or_else(|| json!(text), |numbers| json!(numbers)))
            }
            (Kind::Amount, _) => Some(check::amount(text).map_or_else(|| json!(text), |fen| json!(fen))),
            (Kind::Time, _) if self.is_today(text) => None,
            (Kind::Day(_) | Kind::Time, _) => {
                Some(json!(self.absolute(at).unwrap_or_else(|| text.to_owned())))
            }
            (kind, _) if kind.picked() => {
                let picks = self.known.picks(kind);
                let picked = pick::resolve(&picks, text).ok().and_then(|at| picks.get(at));
                let value = picked.map_or(text, |pick| &pick.value);
                if let (true, Ok(id)) = (kind.by_number(), value.parse::<i64>()) {
                    return Some(json!(id));
                }
                Some(json!(value))
            }
            _ => Some(json!(text)),
        }
    }

    /// Today without a time is now, which the command says by leaving it out.
    fn is_today(&self, text: &str) -> bool {
        time_code(text, self.known.today, &self.known.calendar) == Some((self.known.today, None))
    }

    /// A day or time field as a text that means the same on any day; `None` where it is none.
    pub(super) fn absolute(&self, at: usize) -> Option<String> {
        let slot = self.slots.get(at).filter(|slot| !slot.is_empty())?;
        let (today, calendar) = (self.known.today, &self.known.calendar);
        match slot.spec().kind {
            Kind::Day(toward) => Some(date_code_toward(slot.text(), today, calendar, toward)?.to_string()),
            Kind::Time => match time_code(slot.text(), today, calendar)? {
                (day, Some((hour, minute))) => Some(format!("{day} {hour:02}:{minute:02}")),
                (day, None) => Some(day.to_string()),
            },
            _ => None,
        }
    }

    /// A field as the draft keeps it: its text, of choices the words, of days what was meant.
    pub(super) fn draft_text(&self, at: usize) -> Option<String> {
        let slot: &Slot = self.slots.get(at)?;
        match &slot.entry {
            Entry::Marks(marks) => {
                Some(marks.picked().map(|choice| choice.word).collect::<Vec<_>>().join(" "))
            }
            Entry::Materials(_) => None,
            _ => Some(self.absolute(at).unwrap_or_else(|| slot.text().to_owned())),
        }
    }
}

/// What stands at a dotted path.
pub(super) fn at<'a>(root: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(root, |value, key| value.get(key))
}

fn put(root: &mut Map<String, Value>, path: &str, value: Value) {
    let Some((head, rest)) = path.split_once('.') else {
        root.insert(path.to_owned(), value);
        return;
    };
    let inner = root.entry(head).or_insert_with(|| Value::Object(Map::new()));
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    if let Value::Object(inner) = inner {
        put(inner, rest, value);
    }
}

/// A JSON value as a person would type it into a field of this kind.
pub(super) fn text_of(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::Flag(choices), Value::Bool(yes)) => {
            choices.get(usize::from(!yes)).map_or_else(String::new, |choice| choice.word.to_owned())
        }
        (Kind::Amount, Value::Number(fen)) => {
            let fen = fen.as_i64().unwrap_or_default().max(0);
            format!("{}.{:02}", fen / 100, fen % 100)
        }
        (kind, Value::Array(list)) => {
            list.iter().map(|value| text_of(kind, value)).collect::<Vec<_>>().join(" ")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Null) => String::new(),
        (_, other) => other.to_string(),
    }
}
