//! What typing, pasting and moving do inside a field.

use super::canned;
use super::input::Outcome;
use super::slot::{Entry, Slot};
use super::spec::Kind;
use super::state::Form;
use super::typing::{self, Typed};
use crate::domain::identifier::{self, id_number, phone};
use crate::text::{PasteReport, fold_ascii_char, len_chars};
use crate::words::{Message, form as w};

impl Form {
    pub(super) fn type_char(&mut self, c: char) -> Outcome {
        let Some(slot) = self.slots.get(self.focus) else { return Outcome::None };
        let kind = slot.spec().kind;
        if matches!(kind, Kind::Materials) {
            return self.type_materials(c);
        }
        let empty = slot.text().is_empty();
        if empty && fold_ascii_char(c) == '=' && !kind.secret() {
            let outcome = self.dup();
            if outcome != Outcome::None {
                return outcome;
            }
        }
        match typing::read(kind, c, empty) {
            Typed::Exit => self.field_exit(),
            Typed::Back => self.back(),
            Typed::Refuse => Outcome::Said(w::NOT_HERE.with("found", shown(c))),
            Typed::Take(c) if kind.choices().is_empty() => self.put(c),
            Typed::Take(c) => self.mark(c),
        }
    }

    fn put(&mut self, c: char) -> Outcome {
        let at = self.focus;
        if !c.is_ascii_alphanumeric() && !matches!(c, '.' | '。' | '．') && self.expand(at) && c == ' ' {
            return Outcome::Changed;
        }
        let picked = self.slots.get(at).is_some_and(|slot| self.is_label(slot));
        let Some(slot) = self.slots.get_mut(at) else { return Outcome::None };
        let max = slot.spec().kind.limit();
        if picked {
            slot.clear();
        }
        let report = match &mut slot.entry {
            Entry::Line(line) => line.insert(c),
            Entry::Area(area) => area.insert(c),
            _ => PasteReport::default(),
        };
        if report.inserted == 0 {
            let full = report.refused > 0;
            let message = if full { w::FULL.with("max", max) } else { w::NOT_HERE.with("found", shown(c)) };
            return Outcome::Said(message);
        }
        self.after_text(at)
    }

    /// Notes a change of text, and goes on where the value is complete.
    fn after_text(&mut self, at: usize) -> Outcome {
        self.changed(Some(at));
        if self.picker.is_some() {
            self.picker = Some(0);
        }
        self.choose_any = false;
        let complete = self.slots.get(at).is_some_and(|slot| slot.spec().auto_advance && self.complete(slot));
        if complete { self.auto_advance() } else { Outcome::Changed }
    }

    /// A whole identity number or mobile that passed its check, the cursor behind it.
    fn complete(&self, slot: &Slot) -> bool {
        let Entry::Line(line) = &slot.entry else { return false };
        if line.cursor() != line.value().len() {
            return false;
        }
        match slot.spec().kind {
            Kind::IdNumber => {
                len_chars(line.value()) == 18 && id_number::check(line.value(), self.known.today).is_ok()
            }
            Kind::Phone => {
                phone::check(line.value()).is_ok_and(|checked| checked.kind == identifier::Kind::Mobile)
            }
            _ => false,
        }
    }

    fn auto_advance(&mut self) -> Outcome {
        let from = self.focus;
        let outcome = self.advance();
        self.absorb = self.focus != from;
        outcome
    }

    fn mark(&mut self, c: char) -> Outcome {
        if c == ' ' {
            return self.sideways(false);
        }
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::None };
        let (spec, Entry::Marks(marks)) = (slot.spec(), &mut slot.entry) else { return Outcome::None };
        if !marks.digit(c) {
            let digits: Vec<String> =
                spec.kind.choices().iter().map(|choice| choice.digit.to_string()).collect();
            return Outcome::Said(w::NO_CHOICE.with("found", shown(c)).with("digits", digits.join(" ")));
        }
        self.changed(Some(self.focus));
        if spec.auto_advance { self.auto_advance() } else { Outcome::Changed }
    }

    fn type_materials(&mut self, c: char) -> Outcome {
        let folded = fold_ascii_char(c);
        let Some(Slot { entry: Entry::Materials(materials), .. }) = self.slots.get_mut(self.focus) else {
            return Outcome::None;
        };
        if let Some(remark) = materials.remark() {
            let report = remark.insert(c);
            return self.after_remark(report);
        }
        match (folded, folded.to_digit(10).and_then(|digit| u16::try_from(digit).ok())) {
            ('+', _) => return self.field_exit(),
            ('-', _) => return self.back(),
            ('=', _) => {
                let outcome = self.dup();
                if outcome != Outcome::None {
                    return outcome;
                }
            }
            _ if materials.lines().is_empty() => return Outcome::Said(w::ITEM_FIRST.msg()),
            (_, Some(0)) => {
                let did = materials.tick_all();
                return self.marked(did);
            }
            (_, Some(place)) => {
                let did = materials.toggle(place);
                if !did {
                    return Outcome::Said(w::NO_FIELD.with("n", u32::from(place)));
                }
                return self.marked(did);
            }
            (' ', _) => {
                let did = materials.cycle(false);
                return self.marked(did);
            }
            _ => {}
        }
        self.write_remark(&c.to_string())
    }

    fn write_remark(&mut self, text: &str) -> Outcome {
        let Some(Slot { entry: Entry::Materials(materials), .. }) = self.slots.get_mut(self.focus) else {
            return Outcome::None;
        };
        match materials.write() {
            Some(remark) => {
                let report = remark.paste(text);
                self.after_remark(report)
            }
            None => Outcome::Said(w::NOT_WRITABLE.msg()),
        }
    }

    fn after_remark(&mut self, report: PasteReport) -> Outcome {
        if report.inserted > 0 {
            self.changed(Some(self.focus));
        }
        if report.is_exact() { Outcome::Changed } else { Outcome::Said(said(report, 500)) }
    }

    fn marked(&mut self, did: bool) -> Outcome {
        if did {
            self.changed(Some(self.focus));
            Outcome::Changed
        } else {
            Outcome::None
        }
    }

    pub(super) fn new_line(&mut self) -> Outcome {
        match self.slots.get(self.focus).map(|slot| &slot.entry) {
            Some(Entry::Area(_)) => self.put('\n'),
            _ => Outcome::None,
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Outcome {
        let at = self.focus;
        let picked = self.slots.get(at).is_some_and(|slot| self.is_label(slot));
        let Some(slot) = self.slots.get_mut(at) else { return Outcome::None };
        let kind = slot.spec().kind;
        if picked {
            slot.clear();
        }
        let report = match (&mut slot.entry, kind) {
            (Entry::Marks(_), _) => {
                let mut digits = text.trim().chars();
                return match (digits.next(), digits.next()) {
                    (Some(digit), None) => self.type_char(digit),
                    _ => Outcome::Said(w::PASTE_NOT_HERE.msg()),
                };
            }
            (Entry::Materials(_), _) => return self.write_remark(text),
            (Entry::Area(area), _) => area.paste(text),
            (Entry::Line(line), Kind::Name | Kind::Text { .. } | Kind::Secret | Kind::Passphrase) => {
                line.paste(text)
            }
            (Entry::Line(line), _) => line.paste(&typing::read_all(kind, text)),
        };
        let max = kind.limit();
        let outcome = if report.inserted > 0 { self.after_text(at) } else { Outcome::None };
        match outcome {
            Outcome::Left { .. } => outcome,
            _ if !report.is_exact() => Outcome::Said(said(report, max)),
            _ => outcome,
        }
    }

    pub(super) fn erase(&mut self, before: bool) -> Outcome {
        let at = self.focus;
        let picked = self.slots.get(at).is_some_and(|slot| self.is_label(slot));
        self.change(|slot| match &mut slot.entry {
            // A label stands as a whole: half a label would name something else.
            Entry::Line(line) if picked => line.clear(),
            Entry::Line(line) if before => line.backspace(),
            Entry::Line(line) => line.delete(),
            Entry::Area(area) if before => area.backspace(),
            Entry::Area(area) => area.delete(),
            Entry::Marks(marks) => marks.clear(),
            Entry::Materials(materials) => materials
                .remark()
                .is_some_and(|remark| if before { remark.backspace() } else { remark.delete() }),
        })
    }

    pub(super) fn sideways(&mut self, back: bool) -> Outcome {
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::None };
        let did = match &mut slot.entry {
            Entry::Line(line) => return Outcome::moved(if back { line.left() } else { line.right() }),
            Entry::Area(area) => return Outcome::moved(if back { area.left() } else { area.right() }),
            Entry::Marks(marks) => marks.cycle(back),
            Entry::Materials(materials) => match materials.remark() {
                Some(remark) => return Outcome::moved(if back { remark.left() } else { remark.right() }),
                None => materials.cycle(back),
            },
        };
        self.marked(did)
    }

    pub(super) fn edge(&mut self, end: bool) -> Outcome {
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::None };
        Outcome::moved(match &mut slot.entry {
            Entry::Line(line) => {
                if end {
                    line.end()
                } else {
                    line.home()
                }
            }
            Entry::Area(area) => {
                if end {
                    area.end()
                } else {
                    area.home()
                }
            }
            Entry::Marks(_) => false,
            Entry::Materials(materials) => match materials.remark() {
                Some(remark) => {
                    if end {
                        remark.end()
                    } else {
                        remark.home()
                    }
                }
                None => materials.edge(end),
            },
        })
    }

    pub(super) fn up_down(&mut self, up: bool) -> Outcome {
        if let Some(place) = self.picker {
            let last = self.choices().len().saturating_sub(1);
            let there = if up { place.saturating_sub(1) } else { (place + 1).min(last) };
            self.picker = Some(there);
            return Outcome::moved(there != place);
        }
        let stays = match self.slots.get_mut(self.focus).map(|slot| &mut slot.entry) {
            Some(Entry::Area(area)) => {
                if up {
                    area.up()
                } else {
                    area.down()
                }
            }
            Some(Entry::Materials(materials)) => materials.step(up),
            _ => false,
        };
        match (stays, up) {
            (true, _) => Outcome::Moved,
            (false, true) => self.back(),
            (false, false) => self.below(),
        }
    }

    pub(super) fn choices_key(&mut self) -> Outcome {
        if self.picker.take().is_some() {
            self.choose_any = false;
            return Outcome::Moved;
        }
        // What was typed and fits nothing must not hide what there is.
        self.choose_any = self.choices().is_empty();
        let any = !self.choices().is_empty();
        self.picker = any.then_some(0);
        Outcome::moved(any)
    }

    /// Writes out the canned sentence that stands before the cursor; false where there is none.
    pub(super) fn expand(&mut self, at: usize) -> bool {
        let Some(slot) = self.slots.get_mut(at).filter(|slot| slot.spec().canned) else { return false };
        let before = match &slot.entry {
            Entry::Line(line) => line.value().get(..line.cursor()),
            Entry::Area(area) => area.value().get(..area.cursor()),
            _ => None,
        };
        // Only the end of it matters; a long text is not read again at each blank.
        let before = before.unwrap_or_default();
        let tail =
            before.get(before.ceil_char_boundary(before.len().saturating_sub(64))..).unwrap_or_default();
        let Some((replaced, text)) = canned::expand(tail, &self.known.canned) else { return false };
        match &mut slot.entry {
            Entry::Line(line) => {
                (0..replaced).for_each(|_| {
                    line.backspace();
                });
                line.paste(text);
            }
            Entry::Area(area) => {
                (0..replaced).for_each(|_| {
                    area.backspace();
                });
                area.paste(text);
            }
            _ => {}
        }
        self.changed(Some(at));
        true
    }
}

/// What to say of a paste that was not taken as it came.
fn said(report: PasteReport, max: usize) -> Message {
    if report.refused > 0 {
        w::PASTE_REFUSED.with("max", max).with("n", report.refused)
    } else {
        w::PASTE_CLEANED.with("n", report.dropped + report.joined)
    }
}

/// A character as a message shows it.
fn shown(c: char) -> String {
    if c.is_control() || crate::text::is_hidden(None, c) {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}
