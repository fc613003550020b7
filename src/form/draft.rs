//! What is kept of a form while it is filled in, so that a cut line loses nothing.

use super::slot::Entry;
use super::state::{DraftClock, Form};
use crate::calendar::Stamp;
use crate::words::{Message, form as w};
use serde_json::{Map, Value, json};

/// The shape of a draft; another one is not read.
const SHAPE: u64 = 1;
/// How long it is quiet before a draft is due, in milliseconds.
const QUIET: i64 = 300;
/// How long a hand that never rests types before a draft is due all the same, in milliseconds.
const LONGEST: i64 = 1000;

impl Form {
    /// Notes when the form was changed, if it was; to be called after each input.
    pub fn changed_at(&mut self, now: Stamp) {
        if std::mem::take(&mut self.draft.changed) {
            self.draft.since = Some(now);
            self.draft.first = self.draft.first.or(Some(now));
        }
    }

    /// Whether a draft is to be written: something changed, and then it was quiet for 300 ms, or a second
    /// went by without a rest, or a field was left.
    #[must_use]
    pub fn draft_due(&self, now: Stamp) -> bool {
        let Some(since) = self.draft.since else { return self.draft.changed && self.draft.left };
        // A clock that was set back must not hold the draft up.
        let long = self.draft.first.is_some_and(|first| now.millis_since(first) >= LONGEST);
        self.draft.left || long || !(0..QUIET).contains(&now.millis_since(since))
    }

    /// When the draft will be due; `None` where nothing waits.
    #[must_use]
    pub fn draft_at(&self) -> Option<Stamp> {
        let since = self.draft.since?;
        let longest = self.draft.first.unwrap_or(since).plus_millis(LONGEST);
        Some(if self.draft.left { since } else { since.plus_millis(QUIET).min(longest) })
    }

    /// The draft is written.
    pub fn draft_saved(&mut self) {
        self.draft = DraftClock::default();
    }

    /// The form as text, focus included; secrets are never in it (see [`Form::has_secret`]).
    #[must_use]
    pub fn draft(&self) -> String {
        let (mut fields, mut known) = (Map::new(), Vec::new());
        for (at, slot) in self.slots.iter().enumerate() {
            let id = slot.spec().id;
            if slot.known {
                known.push(id);
            }
            if slot.spec().forgotten() || slot.is_empty() {
                continue;
            }
            let value = match &slot.entry {
                Entry::Materials(materials) => materials.to_json(),
                _ => json!(self.draft_text(at)),
            };
            fields.insert(id.to_owned(), value);
        }
        json!({
            "shape": SHAPE,
            "form": self.spec.id,
            "focus": self.focused(),
            "more": self.more,
            "fields": fields,
            "known": known,
            "hidden": self.hidden,
        })
        .to_string()
    }

    /// Takes a draft up again; what it does not name is as in an empty form.
    ///
    /// # Errors
    /// The text is no draft, or one of another form; the form is not touched then.
    pub fn restore(&mut self, draft: &str) -> Result<(), Message> {
        let draft: Value = serde_json::from_str(draft).map_err(|_| w::DRAFT_UNREADABLE.msg())?;
        let form = draft.get("form").and_then(Value::as_str).unwrap_or_default();
        if draft.get("shape").and_then(Value::as_u64) != Some(SHAPE) {
            return Err(w::DRAFT_UNREADABLE.msg());
        }
        if form != self.spec.id {
            return Err(w::DRAFT_OTHER_FORM.with("form", form));
        }
        let Some(fields) = draft.get("fields").and_then(Value::as_object) else {
            return Err(w::DRAFT_UNREADABLE.msg());
        };
        let known = draft.get("known").and_then(Value::as_array).cloned().unwrap_or_default();
        self.restore_fields(fields, &known);
        self.more = draft.get("more").and_then(Value::as_bool).unwrap_or(false);
        let hidden = draft.get("hidden").and_then(Value::as_object).cloned().unwrap_or_default();
        self.hidden = hidden.into_iter().collect();
        (self.picker, self.absorb) = (None, false);
        self.edits.clear();
        self.undone.clear();
        self.draft_saved();
        let focus = draft.get("focus").and_then(Value::as_str).and_then(|id| self.index(id));
        self.focus_first();
        self.focus = focus.unwrap_or(self.focus);
        self.keep_focus();
        // What was wrong before the interruption is said again; the field in focus is not left yet.
        for at in 0..self.slots.len() {
            if at != self.focus && self.slots.get(at).is_some_and(|slot| !slot.is_empty()) {
                self.check_in_place(at);
            }
        }
        Ok(())
    }

    fn restore_fields(&mut self, fields: &Map<String, Value>, known: &[Value]) {
        for at in 0..self.slots.len() {
            let Some(slot) = self.slots.get_mut(at) else { continue };
            let id = slot.spec().id;
            let value = fields.get(id);
            slot.reset(&self.known);
            if matches!(slot.entry, Entry::Materials(_)) {
                continue;
            }
            if !slot.spec().forgotten() {
                slot.put(value.and_then(Value::as_str).unwrap_or_default());
            }
            slot.known = known.iter().any(|name| name.as_str() == Some(id));
        }
        // The item brings its materials first, then their states are put on them.
        for at in 0..self.slots.len() {
            self.settle_pick(at);
        }
        for slot in &mut self.slots {
            let kept = fields.get(slot.spec().id);
            if let (Entry::Materials(materials), Some(Value::Array(list))) = (&mut slot.entry, kept) {
                materials.take_json(list);
            }
        }
        // What was looked up before the interruption is not looked up as if it were new.
        for at in 0..self.slots.len() {
            self.ask(at);
        }
    }
}
