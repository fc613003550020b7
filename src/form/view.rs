//! A form as it is to be drawn: each field that is there, without saying where.

use super::date_code::{date_code_toward, day_echo, short, time_code};
use super::known::KnownItem;
use super::pick::{self, Pick};
use super::slot::{Entry, Problem, Slot};
use super::spec::{FieldSpec, Kind};
use super::state::Form;
use crate::calendar::Day;
use crate::domain::identifier::{self, id_number};
use crate::domain::item::limit_label;
use crate::domain::mask;
use crate::text::len_chars;
use crate::words::{Message, common, form as w};
use chrono::Datelike as _;
use std::borrow::Cow;

/// A field as it is to be drawn.
#[derive(Debug, Clone)]
pub struct FieldView<'a> {
    /// Its declaration: label, help, width between the brackets, row.
    pub spec: &'static FieldSpec,
    /// Its number of Ctrl+G, 0 for none.
    pub number: u8,
    /// The value as it is edited: view of the text and cursor, the choices, the materials.
    pub entry: &'a Entry,
    /// What the value means: `有效 女 68岁`, `= 11-30 周一`.
    pub echo: Option<Message>,
    /// What is wrong, as found when the field was left.
    pub problem: Option<&'a Problem>,
    /// What the application says: that the person is known.
    pub note: Option<&'a Message>,
    /// Whether the focus is in it.
    pub focused: bool,
    /// Whether it was filled from a record.
    pub known: bool,
    /// Whether something stands in it.
    pub filled: bool,
    /// Whether it must be filled in.
    pub required: bool,
}

impl FieldView<'_> {
    /// The text of a field that has not the focus: numbers and phones masked, secrets as stars (PR-1).
    #[must_use]
    pub fn resting_text(&self) -> Cow<'_, str> {
        let text = match self.entry {
            Entry::Line(line) => line.value(),
            Entry::Area(area) => area.value(),
            Entry::Marks(_) | Entry::Materials(_) => "",
        };
        match self.spec.kind {
            Kind::IdNumber => Cow::Owned(mask::id_number(text, mask::Output::Screen)),
            Kind::Phone => Cow::Owned(mask::phone(text, mask::Output::Screen)),
            kind if kind.secret() => Cow::Owned("*".repeat(len_chars(text))),
            _ => Cow::Borrowed(text),
        }
    }
}

impl Form {
    /// The fields that are there, in their order.
    pub fn fields(&self) -> impl Iterator<Item = FieldView<'_>> {
        self.numbered().filter_map(|(at, number)| self.field_view(at, number))
    }

    /// The places of the fields that are there, each with its number of Ctrl+G, 0 for none; numbers stand
    /// for what is seen, without gaps.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, u8)> {
        let mut numbers = 1..=9_u8;
        (0..self.slots.len()).filter(|at| self.visible(*at)).map(move |at| {
            let numbered = self.slots.get(at).is_some_and(|slot| slot.spec().numbered);
            (at, if numbered { numbers.next().unwrap_or(0) } else { 0 })
        })
    }

    fn field_view(&self, at: usize, number: u8) -> Option<FieldView<'_>> {
        let slot = self.slots.get(at)?;
        Some(FieldView {
            spec: slot.spec(),
            number,
            entry: &slot.entry,
            echo: self.echo(slot),
            problem: slot.problem.as_ref(),
            note: slot.note.as_ref(),
            focused: at == self.focus,
            known: slot.known,
            filled: !slot.is_empty(),
            required: self.required(at),
        })
    }

    /// What can be picked by a place of [`Form::choices`] in the focused field, with what it means.
    #[must_use]
    pub fn choice(&self, at: usize) -> Option<(&Pick, Option<Message>)> {
        let kind = self.focused_spec()?.kind;
        let pick = self.known.picks(kind).get(at).copied()?;
        let meaning = match kind {
            Kind::Item => self.known.items.get(at).map(item_echo),
            _ => None,
        };
        Some((pick, meaning))
    }

    fn echo(&self, slot: &Slot) -> Option<Message> {
        let (today, calendar) = (self.known.today, &self.known.calendar);
        let text = slot.text();
        match slot.spec().kind {
            Kind::Time if text.is_empty() => Some(w::NOW.msg()),
            Kind::Materials => {
                let materials = slot.materials().filter(|materials| !materials.lines().is_empty())?;
                let open = materials.open();
                Some(if open.is_empty() { w::ALL_THERE.msg() } else { w::STILL_OPEN.with("materials", open) })
            }
            kind if kind.secret() => (!text.is_empty()).then(|| w::SECRET_NOT_DRAFTED.msg()),
            _ if slot.spec().sealed => (!text.is_empty()).then(|| w::SEALED_NOT_DRAFTED.msg()),
            _ if text.is_empty() => None,
            Kind::IdNumber => id_number::check(text, today).ok().map(|checked| person_echo(&checked, today)),
            Kind::Item => {
                let at = pick::exact(&self.known.picks(Kind::Item), text)?;
                self.known.items.get(at).map(item_echo)
            }
            Kind::Day(toward) => {
                let day = date_code_toward(text, today, calendar, toward)?;
                Some(day_echo(text, day, today, calendar))
            }
            Kind::Time => Some(time_echo(time_code(text, today, calendar)?, today)),
            Kind::Text { max } | Kind::Lines { max } => {
                let have = len_chars(text);
                // Near the limit only: a number that always changes would draw the eye for nothing.
                (have * 5 >= max * 4).then(|| w::COUNT.with("have", have).with("max", max))
            }
            _ => None,
        }
    }
}

fn person_echo(checked: &identifier::Checked, today: Day) -> Message {
    let (Some(birth), Some(sex)) = (checked.birth, checked.sex) else {
        return w::VALID_KIND.with("kind", checked.kind.phrase());
    };
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    let age = today.year() - birth.year() - i32::from(!had_birthday);
    let resident = matches!(checked.kind, identifier::Kind::ResidentId | identifier::Kind::ResidentId15);
    let phrase = if resident { &w::VALID_PERSON } else { &w::VALID_PERSON_KIND };
    phrase.with("sex", sex.phrase()).with("age", age).with("kind", checked.kind.phrase())
}

fn item_echo(item: &KnownItem) -> Message {
    let limit = item.committed.map_or_else(|| w::NO_LIMIT.msg(), limit_label);
    let fee = match (item.fee_fen / 100, item.fee_fen % 100) {
        (yuan, 0) => yuan.to_string(),
        (yuan, fen) => format!("{yuan}.{fen:02}"),
    };
    let agent = if item.agent_allowed { &w::AGENT_YES } else { &w::AGENT_NO };
    w::ITEM_SAYS.with("limit", limit).with("agent", agent).with("fee", fee)
}

fn time_echo((day, time): (Day, Option<(u32, u32)>), today: Day) -> Message {
    match time {
        None if day == today => w::TODAY_IS.msg(),
        None => w::DAY_IS.with("day", short(day, today)).with("weekday", common::weekday(day.weekday())),
        Some((hour, minute)) => w::TIME_IS
            .with("day", short(day, today))
            .with("weekday", common::weekday(day.weekday()))
            .with("time", format!("{hour:02}:{minute:02}")),
    }
}
