//! The header of a station's own list: which column holds which field, in Chinese or by the keys.

use super::Field;
use super::import::Problem;
use super::limit::unit_word;
use crate::calendar::Unit;
use crate::domain::named::Named;
use crate::words::{Phrase, item as w};
use std::collections::BTreeMap;

/// What one column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// The field.
    pub field: Field,
    /// Whether it is the unit of that limit rather than its days.
    pub is_unit: bool,
    /// The unit that the header itself names, as in 承诺时限(工作日).
    pub unit: Option<Unit>,
}

/// The columns of a list, by position.
#[derive(Debug)]
pub(super) struct Columns {
    /// What each column holds; `None` for one that is not read.
    pub slots: Vec<Option<Slot>>,
    header: Vec<String>,
}

/// Without these an item has no identity.
const NEEDED: [Field; 4] = [Field::Code, Field::Quick, Field::Name, Field::Kind];

/// Columns that lists carry for the reader's eye alone.
const PASSED_OVER: [&str; 4] = ["", "序号", "no", "no."];

impl Columns {
    /// Reads the header in line `line`; `map` sends a header of the file to a field by key or wording.
    ///
    /// Unknown columns are reported and left out.
    ///
    /// # Errors
    /// Where a column that every item needs is missing or a field has two columns: nothing can be read.
    pub fn read(
        line: usize,
        header: &[String],
        map: &BTreeMap<String, String>,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        let mut fatal = Vec::new();
        let mut slots: Vec<Option<Slot>> = Vec::new();
        for title in header {
            let last = slots.iter().rev().flatten().find(|slot| slot.field.is_limit()).map(|slot| slot.field);
            let target = map.get(title.trim());
            let slot = slot(target.unwrap_or(title), last);
            match (slot, target) {
                (Some(_), _) => {}
                (None, Some(target)) => {
                    let message = w::MAP_UNKNOWN.with("header", title.trim()).with("target", target);
                    fatal.push(Problem::refusing(line, title, message));
                }
                (None, None) if PASSED_OVER.contains(&plain(title).as_str()) => {}
                (None, None) => {
                    let message = w::COLUMN_UNKNOWN.with("header", title.trim());
                    problems.push(Problem::noting(line, title, None, message));
                }
            }
            if let Some(first) = slot.and_then(|slot| place(&slots, slot.field, slot.is_unit)) {
                let message = w::COLUMN_TWICE.with("first", first + 1).with("second", slots.len() + 1);
                let message = message.with("field", slot.map_or(&w::CODE, |slot| slot.field.phrase()));
                fatal.push(Problem::refusing(line, title, message));
            }
            slots.push(slot);
        }
        for field in NEEDED.into_iter().filter(|field| place(&slots, *field, false).is_none()) {
            let message = w::COLUMN_MISSING.with("field", field.phrase());
            fatal.push(Problem::refusing(line, field.phrase().zh, message));
        }
        if fatal.is_empty() { Ok(Self { slots, header: header.to_vec() }) } else { Err(fatal) }
    }

    /// The header that the file uses for `field`, or the Chinese name that it should use.
    pub fn title(&self, field: Field) -> String {
        let title = place(&self.slots, field, false).and_then(|place| self.header.get(place));
        title.map_or_else(|| field.phrase().zh.to_owned(), |title| title.trim().to_owned())
    }
}

fn place(slots: &[Option<Slot>], field: Field, is_unit: bool) -> Option<usize> {
    slots.iter().position(|slot| slot.is_some_and(|slot| slot.field == field && slot.is_unit == is_unit))
}

/// Whether a row looks like the header of an item list: it names a code and a name, or three fields.
#[must_use]
pub fn looks_like_header(cells: &[String]) -> bool {
    let fields: Vec<Field> =
        cells.iter().filter_map(|cell| slot(cell, None)).map(|slot| slot.field).collect();
    fields.len() >= 3 || (fields.contains(&Field::Code) && fields.contains(&Field::Name))
}

fn slot(title: &str, last_limit: Option<Field>) -> Option<Slot> {
    let whole = narrow(title);
    let (name, bracket) = whole.split_once('(').unwrap_or((&whole, ""));
    let name = plain(name);
    let unit = unit_word(bracket.trim_end_matches(')'));
    if let Some(field) = field_of(&name) {
        return Some(Slot { field, is_unit: false, unit: unit.filter(|_| field.is_limit()) });
    }
    let of = name.strip_suffix("单位").or_else(|| name.strip_suffix("unit"))?;
    let field = match of.trim_end_matches('_') {
        "" => last_limit,
        of => field_of(of),
    };
    field.filter(|field| field.is_limit()).map(|field| Slot { field, is_unit: true, unit: None })
}

fn field_of(name: &str) -> Option<Field> {
    let said = |phrase: &Phrase| plain(phrase.zh) == name || plain(phrase.en) == name;
    Field::ALL
        .iter()
        .copied()
        .find(|field| field.word() == name || said(field.phrase()) || field.aliases().contains(&name))
}

/// A header without spaces and marks of obligation, in small letters.
fn plain(title: &str) -> String {
    let kept = title.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':'));
    kept.collect::<String>().to_lowercase()
}

/// The text with full-width letters, digits and marks (U+FF01 to U+FF5E, U+3000) as ASCII.
pub(super) fn narrow(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn headers_are_known_in_chinese_by_key_and_by_alias() {
        let limit = |field, is_unit, unit| Some(Slot { field, is_unit, unit });
        for (title, last, expected) in [
            ("编码", None, limit(Field::Code, false, None)),
            (" 事项 名称* ", None, limit(Field::Name, false, None)),
            ("Legal basis", None, limit(Field::LegalBasis, false, None)),
            ("competent_department", None, limit(Field::Department, false, None)),
            ("承诺时限（工作日）", None, limit(Field::Committed, false, Some(Unit::Wd))),
            ("statutory_unit", None, limit(Field::Statutory, true, None)),
            ("法定时限单位", None, limit(Field::Statutory, true, None)),
            ("单位", Some(Field::Committed), limit(Field::Committed, true, None)),
            ("单位", None, None),
            ("名称单位", None, None),
            ("天气", None, None),
        ] {
            assert_eq!(slot(title, last), expected, "{title}");
        }
    }

    #[test]
    fn a_title_row_is_no_header() {
        assert!(!looks_like_header(&titles("某某社区服务事项目录,,")));
        assert!(looks_like_header(&titles("序号,编码,事项名称")));
        assert!(looks_like_header(&titles("code,quick,name,category,kind")));
    }

    #[test]
    fn two_columns_of_one_field_and_missing_ones_are_told_at_once() {
        let mut problems = Vec::new();
        let header = titles("编码,代码,事项名称");
        let fatal = Columns::read(3, &header, &BTreeMap::new(), &mut problems).unwrap_err();
        let columns: Vec<&str> = fatal.iter().map(|problem| problem.column.as_str()).collect();
        assert_eq!(columns, ["代码", "快捷号", "件型"]);
        assert!(fatal.iter().all(|problem| problem.line == 3 && problem.refused));
    }

    #[test]
    fn a_map_names_columns_of_any_wording() {
        let map = |target: &str| BTreeMap::from([("内部号".to_owned(), target.to_owned())]);
        let header = titles("内部号,快捷号,事项名称,件型");
        let columns = Columns::read(1, &header, &map("code"), &mut Vec::new()).unwrap();
        assert_eq!(columns.title(Field::Code), "内部号");
        assert_eq!(columns.title(Field::Remedies), "救济途径");
        assert!(Columns::read(1, &header, &map("nonsense"), &mut Vec::new()).is_err());
    }
}
