//! What is wrong with a value: found when its field is left, and all of it on F9.

use super::date_code::{date_code_toward, time_code};
use super::pick;
use super::slot::{Entry, Problem, Slot};
use super::spec::{FieldSpec, Finding, Kind, Toward};
use super::state::Form;
use crate::calendar::Day;
use crate::domain::identifier::{self, id_number, name, phone};
use crate::text::len_chars;
use crate::words::{Message, form as w};
use serde_json::Value;
use std::ops::RangeInclusive;

/// How long a PIN may be, in characters.
const PIN: RangeInclusive<usize> = 4..=64;
/// How short a passphrase may be, in characters (CP-7).
const PASSPHRASE: usize = 12;
/// How many days back a receipt may be entered.
const OLDEST_DAYS: i64 = 366;

impl Form {
    /// Checks a field as it stands and shows at the field what is wrong; `None` where nothing is.
    pub fn leave(&mut self, field: &str) -> Option<Problem> {
        let at = self.index(field)?;
        self.check_in_place(at)
    }

    pub(super) fn check_in_place(&mut self, at: usize) -> Option<Problem> {
        let problem = self.check(at);
        if let Some(slot) = self.slots.get_mut(at) {
            slot.problem.clone_from(&problem);
        }
        problem
    }

    /// Checks every field, shows each problem at its field, and lists them in order; warnings too.
    pub fn problems(&mut self) -> Vec<Problem> {
        (0..self.slots.len()).filter_map(|at| self.check_in_place(at)).collect()
    }

    /// The first field that keeps the form from being submitted.
    #[must_use]
    pub fn first_blocking(&self) -> Option<&'static str> {
        let found = (0..self.slots.len()).filter_map(|at| self.check(at)).find(|problem| problem.blocks);
        found.map(|problem| problem.field)
    }

    /// F9: the command's JSON, or everything that is wrong, the focus on the first that blocks.
    ///
    /// # Errors
    /// All problems, warnings among them, where at least one blocks.
    pub fn submit(&mut self) -> Result<Value, Vec<Problem>> {
        self.leave_focus();
        let problems = self.problems();
        match problems.iter().find(|problem| problem.blocks) {
            None => Ok(self.to_json()),
            Some(first) => {
                self.focus = self.index(first.field).unwrap_or(self.focus);
                Err(problems)
            }
        }
    }

    /// What is wrong with the field at `at`; nothing with one that is not there.
    pub(super) fn check(&self, at: usize) -> Option<Problem> {
        let slot = self.slots.get(at).filter(|_| self.visible(at))?;
        let spec = slot.spec();
        let own = || spec.rule.and_then(|rule| rule(&self.values()));
        let finding = if slot.is_empty() && !matches!(spec.kind, Kind::Materials) {
            if self.required(at) {
                Some(Finding::blocking(w::MISSING.with("label", spec.label)))
            } else {
                own()
            }
        } else {
            self.check_value(slot, self.required(at)).or_else(own)
        }?;
        Some(Problem { field: spec.id, message: finding.message, rule: finding.rule, blocks: finding.blocks })
    }

    fn check_value(&self, slot: &Slot, required: bool) -> Option<Finding> {
        let spec = slot.spec();
        let text = slot.text();
        match spec.kind {
            Kind::Name => checked(name::check(text)),
            Kind::IdNumber => checked(id_number::check(text, self.known.today)),
            Kind::Phone => checked(phone::check(text)),
            Kind::Text { max } | Kind::Lines { max } => too_long(spec, text.trim(), max),
            Kind::Item
            | Kind::Operator
            | Kind::Grid
            | Kind::Helper
            | Kind::Category
            | Kind::Person
            | Kind::Volunteer
            | Kind::Team
            | Kind::Partner => self.check_pick(spec, text),
            Kind::Day(toward) => self.check_day(spec, text, toward),
            Kind::Time => self.check_time(spec, text),
            Kind::Digits { least, most, .. } => check_number(spec, text, least, most),
            Kind::Numbers => {
                numbers(text).is_none().then(|| Finding::blocking(w::BAD_NUMBERS.with("text", text)))
            }
            Kind::Amount => {
                amount(text).is_none().then(|| Finding::blocking(w::BAD_AMOUNT.with("text", text)))
            }
            Kind::Code { min, max, .. } => {
                let fits =
                    (min..=max).contains(&len_chars(text)) && text.bytes().all(|b| b.is_ascii_alphanumeric());
                let message = || w::BAD_CODE.with("label", spec.label).with("min", min).with("max", max);
                (!fits).then(|| Finding::blocking(message()))
            }
            Kind::Secret => {
                let have = len_chars(text);
                (!PIN.contains(&have)).then(|| Finding::blocking(w::PIN_LENGTH.with("have", have)))
            }
            Kind::Passphrase => {
                let have = len_chars(text);
                (have < PASSPHRASE).then(|| {
                    let text = &crate::words::feedback::PASSPHRASE_SHORT;
                    Finding::blocking(text.with("have", have).with("least", PASSPHRASE)).by("CP-7")
                })
            }
            Kind::Materials => check_materials(slot, required),
            Kind::Choice(_) | Kind::Flag(_) | Kind::Many(_) => None,
        }
    }

    fn check_pick(&self, spec: &FieldSpec, text: &str) -> Option<Finding> {
        // Any record may be named by its number, offered or not.
        if spec.kind.by_number() && text.trim().parse::<i64>().is_ok() {
            return None;
        }
        let picks = self.known.picks(spec.kind);
        let shown = || crate::text::elide(text, crate::text::Cols(24)).into_owned();
        let message = match pick::resolve(&picks, text) {
            Ok(_) => return None,
            Err(0) => w::NOT_FOUND.with("text", shown()),
            Err(n) => w::SEVERAL.with("text", shown()).with("n", n),
        };
        Some(Finding::blocking(message.with("label", spec.label)))
    }

    fn check_day(&self, spec: &FieldSpec, text: &str, toward: Toward) -> Option<Finding> {
        let today = self.known.today;
        let Some(day) = date_code_toward(text, today, &self.known.calendar, toward) else {
            return Some(Finding::blocking(w::BAD_DAY.with("text", text)));
        };
        match toward {
            Toward::Past if day > today => Some(Finding::blocking(about(&w::DAY_IN_FUTURE, spec, day))),
            Toward::Future if day < today => Some(Finding::blocking(about(&w::DAY_IN_PAST, spec, day))),
            _ => None,
        }
    }

    fn check_time(&self, spec: &FieldSpec, text: &str) -> Option<Finding> {
        let today = self.known.today;
        let Some((day, _)) = time_code(text, today, &self.known.calendar) else {
            return Some(Finding::blocking(w::BAD_TIME.with("text", text)));
        };
        if day > today {
            return Some(Finding::blocking(about(&w::DAY_IN_FUTURE, spec, day)));
        }
        ((today - day).num_days() > OLDEST_DAYS).then(|| Finding::blocking(about(&w::TOO_OLD, spec, day)))
    }
}

fn about(phrase: &'static crate::words::Phrase, spec: &FieldSpec, day: Day) -> Message {
    phrase.with("label", spec.label).with("day", day.to_string())
}

fn checked(result: Result<identifier::Checked, identifier::Problem>) -> Option<Finding> {
    result.err().map(|problem| Finding::blocking(problem.message).by(problem.rule))
}

fn too_long(spec: &FieldSpec, text: &str, max: usize) -> Option<Finding> {
    let have = len_chars(text);
    let message = || w::TOO_LONG.with("label", spec.label).with("max", max).with("have", have);
    (have > max).then(|| Finding::blocking(message()))
}

fn check_number(spec: &FieldSpec, text: &str, least: u32, most: u32) -> Option<Finding> {
    let bound = |phrase: &'static crate::words::Phrase, name, value: u32| {
        Some(Finding::blocking(phrase.with("label", spec.label).with(name, value).with("have", text)))
    };
    match text.trim().parse::<u32>() {
        Ok(number) if number < least => bound(&w::TOO_FEW, "min", least),
        Ok(number) if number <= most => None,
        _ => bound(&w::TOO_MANY, "max", most),
    }
}

/// Warns of what lacks; blocks only what could not be recorded.
fn check_materials(slot: &Slot, required: bool) -> Option<Finding> {
    let materials = slot.materials()?;
    let promised = materials.wrongly_promised();
    if !promised.is_empty() {
        return Some(Finding::blocking(w::NOT_DEFERRABLE.with("materials", promised)).by("ON-14"));
    }
    if required && materials.unchanged() {
        return Some(Finding::blocking(&w::MATERIALS_UNCHANGED));
    }
    let unsaid = materials.unsaid();
    if !unsaid.is_empty() {
        return Some(Finding::warning(w::REMARK_MISSING.with("materials", unsaid)).by("ON-4"));
    }
    let open = materials.open();
    (!open.is_empty()).then(|| Finding::warning(w::MATERIALS_OPEN.with("materials", open)).by("ON-6"))
}

/// Whole numbers parted by blanks; `None` where one is none.
pub(super) fn numbers(text: &str) -> Option<Vec<u32>> {
    text.split_whitespace().map(|word| word.parse().ok()).collect()
}

/// Yuan and fen as fen: `12`, `12.5`, `12.50`.
pub(super) fn amount(text: &str) -> Option<i64> {
    let (yuan, fen) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |part: &str, max: usize| {
        (1..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(yuan, 9) || !digits(fen, 2) {
        return None;
    }
    let tens = if fen.len() == 1 { 10 } else { 1 };
    Some(yuan.parse::<i64>().ok()? * 100 + fen.parse::<i64>().ok()? * tens)
}

/// The value in the form in which it is kept, where it is one that passed its check.
pub(super) fn normalized(kind: Kind, entry: &Entry, today: Day) -> Option<String> {
    let Entry::Line(line) = entry else { return None };
    let checked = match kind {
        Kind::Name => name::check(line.value()),
        Kind::IdNumber => id_number::check(line.value(), today),
        Kind::Phone => phone::check(line.value()),
        _ => return None,
    };
    checked.ok().map(|checked| checked.normalized).filter(|text| text != line.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_kept_as_fen() {
        let table = [
            ("12", Some(1200)),
            ("12.5", Some(1250)),
            ("0.05", Some(5)),
            ("12.", None),
            (".5", None),
            ("1.234", None),
            ("9999999999", None),
            ("-1", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(amount(text), want, "{text}");
        }
    }
}
