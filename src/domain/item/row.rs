//! One row of a station's own list turned into an item, with everything that is wrong in it.

use super::columns::{Columns, narrow};
use super::import::Problem;
use super::kind::{choices, spoken};
use super::limit::{self, Bad, Limit, unit_word};
use super::{Certainty, Extension, Field, FirstStep, Item, Kind, Party, QUICK, material_cell};
use crate::calendar::Unit;
use crate::words::{Arg, Message, common, item as w};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a name, and of any other text.
const NAME_MAX: usize = 100;
const TEXT_MAX: usize = 2000;

/// The free texts that a list may fill.
const TEXTS: [Field; 12] = [
    Field::Category,
    Field::Department,
    Field::StationRole,
    Field::LegalBasis,
    Field::Conditions,
    Field::Quantity,
    Field::Procedure,
    Field::SampleForm,
    Field::EnquiryPhone,
    Field::ComplaintPhone,
    Field::Remedies,
    Field::Note,
];

/// A row while it is read: its cells by field, and what was found wrong so far.
pub(super) struct Row<'a> {
    line: usize,
    columns: &'a Columns,
    cells: BTreeMap<Field, &'a str>,
    units: BTreeMap<Field, &'a str>,
    wrong: BTreeSet<Field>,
    unreadable: BTreeSet<Field>,
    refused: bool,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Row<'a> {
    /// Lays the cells of a row out by field.
    pub fn new(
        line: usize,
        cells: &'a [String],
        columns: &'a Columns,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        let (mut by_field, mut units) = (BTreeMap::new(), BTreeMap::new());
        for (slot, cell) in columns.slots.iter().zip(cells) {
            if let Some(slot) = slot {
                let into = if slot.is_unit { &mut units } else { &mut by_field };
                into.insert(slot.field, cell.trim());
            }
        }
        let (wrong, unreadable) = (BTreeSet::new(), BTreeSet::new());
        Self { line, columns, cells: by_field, units, wrong, unreadable, refused: false, problems }
    }

    /// Refuses the row for cells, by column from 1, that the file reader could not vouch for; nothing
    /// more is said about their fields.
    pub fn without(mut self, bad: &[(usize, &Message)]) -> Self {
        for (column, message) in bad {
            self.refused = true;
            let slot = column.checked_sub(1).and_then(|at| self.columns.slots.get(at)).copied().flatten();
            let title = slot.map_or_else(|| column.to_string(), |slot| self.columns.title(slot.field));
            self.problems.push(Problem::refusing(self.line, &title, (*message).clone()));
            self.unreadable.extend(slot.map(|slot| slot.field));
        }
        self
    }

    /// The item of the row; `None` where something in it is wrong. Every problem has been noted,
    /// and so has everything that keeps the item from being published (ON-9, CL-2).
    pub fn item(mut self) -> Option<Item> {
        let (code, name) = (self.code(), self.name());
        let quick = self.quick();
        let kind = self.required(Field::Kind, Kind::phrase).unwrap_or(Kind::Committed);
        let mut item = Item::bare(&code, quick, &name, kind);
        self.texts(&mut item);
        self.rules(&mut item);
        self.limits(&mut item);
        self.papers(&mut item);
        self.gaps(&item);
        (!self.refused).then_some(item)
    }

    fn cell(&self, field: Field) -> &'a str {
        self.cells.get(&field).copied().unwrap_or_default()
    }

    fn refuse(&mut self, field: Field, message: Message) {
        self.wrong.insert(field);
        self.refused = true;
        if !self.unreadable.contains(&field) {
            self.problems.push(Problem::refusing(self.line, &self.columns.title(field), message));
        }
    }

    fn code(&mut self) -> String {
        let code = narrow(self.cell(Field::Code)).trim().to_ascii_uppercase();
        if code.is_empty() {
            self.refuse(Field::Code, w::CELL_EMPTY.with("field", Field::Code.phrase()));
        } else if code.len() > 16 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.refuse(Field::Code, w::CODE_FORM.with("value", &code));
        }
        code
    }

    fn name(&mut self) -> String {
        let name = self.cell(Field::Name);
        if name.is_empty() {
            self.refuse(Field::Name, w::CELL_EMPTY.with("field", Field::Name.phrase()));
        }
        self.bounded(Field::Name, name, NAME_MAX);
        name.to_owned()
    }

    fn quick(&mut self) -> u16 {
        let text = narrow(self.cell(Field::Quick));
        let text = text.trim();
        let field = Field::Quick;
        if text.is_empty() {
            self.refuse(field, w::CELL_EMPTY.with("field", field.phrase()));
        } else if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.refuse(field, w::NUMBER_FORM.with("field", field.phrase()).with("value", text));
        } else {
            match text.parse() {
                Ok(quick) if QUICK.contains(&quick) => return quick,
                _ => self.refuse(field, w::QUICK_RANGE.with("n", text)),
            }
        }
        *QUICK.start()
    }

    fn bounded(&mut self, field: Field, text: &str, max: usize) {
        let n = text.chars().count();
        if n > max {
            self.refuse(field, w::TOO_LONG.with("field", field.phrase()).with("n", n).with("max", max));
        }
    }

    fn texts(&mut self, item: &mut Item) {
        for field in TEXTS {
            let text = self.cell(field);
            self.bounded(field, text, TEXT_MAX);
            if text.starts_with(common::SAMPLE.zh) {
                item.sample.insert(field);
            }
            if let Some(into) = item.text_mut(field) {
                text.clone_into(into);
            }
        }
    }

    /// A word of a closed set; `None` and a problem where it is not known or an empty cell.
    fn required<T: crate::domain::Named>(
        &mut self,
        field: Field,
        phrase: impl Fn(T) -> &'static crate::words::Phrase + Copy,
    ) -> Option<T> {
        let text = self.cell(field);
        if text.is_empty() {
            self.refuse(field, w::CELL_EMPTY.with("field", field.phrase()));
            return None;
        }
        let member = spoken(text, phrase);
        if member.is_none() {
            self.unknown_word(field, text, choices(phrase));
        }
        member
    }

    fn unknown_word(&mut self, field: Field, text: &str, choices: Arg) {
        let message = w::WORD_FORM.with("field", field.phrase()).with("value", text);
        self.refuse(field, message.with("choices", choices));
    }

    fn flag(&mut self, field: Field, default: bool) -> bool {
        let text = narrow(self.cell(field)).to_lowercase();
        match text.as_str() {
            "" => default,
            "yes" | "y" | "true" | "1" | "是" | "可" | "有" | "√" => true,
            "no" | "n" | "false" | "0" | "否" | "不可" | "无" | "×" => false,
            other => {
                self.unknown_word(field, other, Arg::List(vec![common::YES.msg(), common::NO.msg()]));
                default
            }
        }
    }

    fn rules(&mut self, item: &mut Item) {
        if !self.cell(Field::FirstStep).is_empty() {
            item.first_step = self.required(Field::FirstStep, FirstStep::phrase).unwrap_or(FirstStep::Once);
        }
        item.promises_notice = self.flag(Field::PromisesNotice, false);
        item.personal_presence = self.flag(Field::PersonalPresence, false);
        item.agent_allowed = self.flag(Field::AgentAllowed, !item.personal_presence);
        item.confidential = self.flag(Field::Confidential, false);
        let (accepts, decides) = Party::derive(item.kind, &item.station_role, &item.department);
        item.accepts = party(self.cell(Field::Accepts)).unwrap_or(accepts);
        item.decides = party(self.cell(Field::Decides)).unwrap_or(decides);
        match Certainty::parse(self.cell(Field::Certainty)) {
            Some(certainty) => item.certainty = certainty,
            None => {
                let known = ["S", "S-elsewhere", "illustrative"];
                let known = known.iter().map(|word| common::TEXT.with("text", *word)).collect();
                self.unknown_word(Field::Certainty, self.cell(Field::Certainty), Arg::List(known));
            }
        }
        self.fee(item);
    }

    fn fee(&mut self, item: &mut Item) {
        let text = self.cell(Field::Fee);
        match fen(text) {
            Some(fee) => item.fee_fen = fee,
            None => self.refuse(Field::Fee, w::FEE_FORM.with("value", text)),
        }
    }

    fn limits(&mut self, item: &mut Item) {
        item.statutory = self.limit(Field::Statutory);
        item.committed = self.limit(Field::Committed);
        if item.kind == Kind::OnTheSpot && !self.wrong.contains(&Field::Committed) {
            // CL-1: the kind itself says "the same day".
            item.committed = item.committed.or(Some((0, Unit::Wd)));
        }
        item.publicity = self.limit(Field::Publicity);
        item.extension = self.limit(Field::Extension).map(|(days, unit)| Extension {
            days,
            unit,
            approver: self.cell(Field::Approver).to_owned(),
        });
    }

    fn limit(&mut self, field: Field) -> Option<Limit> {
        let text = self.cell(field);
        let named = |message: &'static crate::words::Phrase| message.with("field", field.phrase());
        let (days, written) = match limit::parse(text) {
            Ok(found) => found?,
            Err(Bad::Number) => {
                self.refuse(field, named(&w::NUMBER_FORM).with("value", text));
                return None;
            }
            Err(Bad::Unit(unit)) => {
                self.refuse(field, named(&w::UNIT_FORM).with("value", unit));
                return None;
            }
        };
        let beside = self.units.get(&field).copied().unwrap_or_default();
        let column = unit_word(beside);
        if column.is_none() && !matches!(beside, "" | "-") {
            self.refuse(field, named(&w::UNIT_FORM).with("value", beside));
            return None;
        }
        match (written, column) {
            (Some(one), Some(other)) if one != other => {
                self.refuse(field, named(&w::UNIT_TWICE).with("value", text).with("other", beside));
                None
            }
            _ => {
                let same_day = (days == 0).then_some(Unit::Wd);
                let unit = written.or(column).or_else(|| self.header_unit(field)).or(same_day);
                if unit.is_none() {
                    self.refuse(field, named(&w::UNIT_MISSING).with("value", text));
                }
                unit.map(|unit| (days, unit))
            }
        }
    }

    fn header_unit(&self, field: Field) -> Option<Unit> {
        let slot = self.columns.slots.iter().flatten().find(|slot| slot.field == field && !slot.is_unit);
        slot.and_then(|slot| slot.unit)
    }

    fn papers(&mut self, item: &mut Item) {
        let (materials, bad) = material_cell::materials(self.cell(Field::Materials));
        for message in bad {
            self.refuse(Field::Materials, message);
        }
        let (steps, bad) = material_cell::steps(self.cell(Field::Steps));
        for step in bad {
            let message = w::UNIT_FORM.with("field", Field::Steps.phrase()).with("value", step);
            self.refuse(Field::Steps, message);
        }
        item.materials = materials;
        item.steps = steps;
        let (route, bad) = material_cell::steps(self.cell(Field::Route));
        for leg in bad {
            let message = w::UNIT_FORM.with("field", Field::Route.phrase()).with("value", leg);
            self.refuse(Field::Route, message);
        }
        item.route = route.into_iter().map(crate::domain::agency::RouteLeg::of_step).collect();
    }

    /// Notes what the item lacks; a field that could not be read has been told already.
    fn gaps(&mut self, item: &Item) {
        for gap in item.gaps() {
            if self.wrong.contains(&gap.field) || self.unreadable.contains(&gap.field) {
                continue;
            }
            let title = self.columns.title(gap.field);
            let mut problem = Problem::noting(self.line, &title, gap.rule, gap.message.clone());
            if gap.broken {
                problem.refused = true;
                self.refused = true;
            }
            self.problems.push(problem);
        }
    }
}

/// 本站, 本站受X委托, or the organ by name; `None` for an empty cell.
fn party(text: &str) -> Option<Party> {
    if text.is_empty() {
        return None;
    }
    if text == w::THIS_STATION.zh || text.eq_ignore_ascii_case("station") {
        return Some(Party::Station);
    }
    let entrusted = text.strip_prefix("本站受").and_then(|rest| rest.strip_suffix("委托"));
    Some(entrusted.map_or_else(|| Party::Organ(text.to_owned()), |organ| Party::Entrusted(organ.to_owned())))
}

/// Reads an amount of yuan with at most two decimals as fen; an empty cell and 免费 are 0.
fn fen(text: &str) -> Option<i64> {
    let text = narrow(text);
    let text = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    if matches!(text, "" | "-" | "无" | "免费" | "不收费" | "free") {
        return Some(0);
    }
    let (yuan, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(yuan) || !digits(part) || part.len() > 2 {
        return None;
    }
    let tenth = if part.len() == 1 { 10 } else { 1 };
    Some(yuan.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()? * tenth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_12_amounts_are_read_to_the_fen() {
        for (text, expected) in [
            ("", Some(0)),
            ("免费", Some(0)),
            ("０", Some(0)),
            ("12.5元", Some(1250)),
            ("¥ 12.05", Some(1205)),
            ("12.505", None),
            ("-3", None),
            ("十元", None),
            ("12.", None),
            ("1e9", None),
        ] {
            assert_eq!(fen(text), expected, "{text}");
        }
    }

    #[test]
    fn a1_a_party_is_read_as_the_list_names_it() {
        assert_eq!(party(""), None);
        assert_eq!(party("本站"), Some(Party::Station));
        assert_eq!(party("本站受区民政局委托"), Some(Party::Entrusted("区民政局".to_owned())));
        assert_eq!(party("区民政局"), Some(Party::Organ("区民政局".to_owned())));
    }
}
