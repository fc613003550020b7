//! What the rules of a form may ask of its other fields.

use super::date_code::{date_code_toward, time_code};
use super::known::{Facts, Known, KnownItem};
use super::materials::Materials;
use super::spec::Kind;
use super::state::Form;
use crate::calendar::Day;

/// The values of a form, for rules: read only.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    form: &'a Form,
}

impl<'a> Values<'a> {
    pub(super) const fn of(form: &'a Form) -> Self {
        Self { form }
    }

    /// The text of a field, trimmed; of a choice its word; empty where there is none.
    #[must_use]
    pub fn text(self, id: &str) -> &'a str {
        self.form.slot(id).map_or("", |slot| slot.text()).trim()
    }

    /// Whether a field holds something.
    #[must_use]
    pub fn filled(self, id: &str) -> bool {
        self.form.slot(id).is_some_and(|slot| !slot.is_empty())
    }

    /// The item that is picked.
    #[must_use]
    pub fn item(self) -> Option<&'a KnownItem> {
        let known = self.known();
        let at = super::pick::exact(&known.picks(Kind::Item), self.text("item"))?;
        known.items.get(at)
    }

    /// The day in a field, in whatever way it is written.
    #[must_use]
    pub fn day(self, id: &str) -> Option<Day> {
        let slot = self.form.slot(id)?;
        let Known { today, calendar, .. } = self.known();
        match slot.spec().kind {
            Kind::Day(toward) => date_code_toward(slot.text(), *today, calendar, toward),
            Kind::Time => time_code(slot.text(), *today, calendar).map(|(day, _)| day),
            _ => None,
        }
    }

    /// Today at the station.
    #[must_use]
    pub fn today(self) -> Day {
        self.known().today
    }

    /// What the record says already.
    #[must_use]
    pub fn facts(self) -> Facts {
        self.known().facts
    }

    /// The materials, where the form has some.
    #[must_use]
    pub fn materials(self) -> Option<&'a Materials> {
        self.form.slot("materials").and_then(|slot| slot.materials())
    }

    /// Everything that is known from outside.
    #[must_use]
    pub fn known(self) -> &'a Known {
        self.form.known()
    }
}
