//! `import residents`: persons from a list, checked row by row (ID-1 to ID-11), taken in acts of 1,000.

use super::context::Cli;
use super::error::CliError;
use super::import::{ACT, Problem, Report, Wish};
use crate::calendar::Day;
use crate::desk::verbs::{ImportPersons, PersonInput};
use crate::desk::{Command as Act, Desk, DeskError};
use crate::domain::identifier::{self, id_number, name, phone};
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::person::{Grid, Person};
use crate::domain::{RefusalKind, Verb};
use crate::paper::sheet::Sheet;
use crate::text::{clean_line, fold_ascii};
use crate::words::{Lang, Message, Phrase, cli as w, desk as d, item as i};
use std::collections::{BTreeMap, HashMap};

/// How long an act may hold the file while others wait, in milliseconds, with room for a slow moment below
/// the 100 ms that are promised.
const HOLD_MS: usize = 80;
/// How many rows the first act takes, before it is known how fast this machine is.
const FIRST_ACT: usize = 250;
/// How few rows an act takes on the slowest machine.
const LEAST_ACT: usize = 50;
/// How long an address may be.
const ADDRESS_MAX: usize = 200;

/// What a column of the list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Name,
    IdNumber,
    Phone,
    Phone2,
    Address,
    Grid,
}

impl Column {
    const ALL: [Self; 6] = [Self::Name, Self::IdNumber, Self::Phone, Self::Phone2, Self::Address, Self::Grid];

    fn phrase(self) -> &'static Phrase {
        match self {
            Self::Name => &w::L_NAME,
            Self::IdNumber => &w::COLUMN_ID_NUMBER,
            Self::Phone => &w::COLUMN_PHONE,
            Self::Phone2 => &w::COLUMN_PHONE2,
            Self::Address => &w::L_ADDRESS,
            Self::Grid => &w::L_GRID,
        }
    }

    /// The field of the act that it goes to.
    const fn field(self) -> &'static str {
        match self {
            Self::Name => "applicant.name",
            Self::IdNumber => "applicant.id_number",
            Self::Phone => "applicant.phone",
            Self::Phone2 => "applicant.phone2",
            Self::Address => "applicant.address",
            Self::Grid => "applicant.grid",
        }
    }

    /// Headers that stand for it in the lists that stations keep; not wording but what files say.
    const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["姓名", "名字", "居民姓名", "name"],
            Self::IdNumber => &[
                "身份证号",
                "身份证号码",
                "身份证",
                "公民身份号码",
                "证件号码",
                "证件号",
                "社会保障号码",
                "id_number",
                "idnumber",
            ],
            Self::Phone => {
                &["手机号", "手机号码", "手机", "电话", "联系电话", "联系方式", "电话号码", "phone", "mobile"]
            }
            Self::Phone2 => &["备用电话", "备用手机号", "第二电话", "固定电话", "phone2"],
            Self::Address => {
                &["住址", "地址", "家庭住址", "居住地址", "现住址", "现居住地址", "家庭地址", "address"]
            }
            Self::Grid => &["网格", "网格编码", "网格编号", "所属网格", "网格号", "grid"],
        }
    }

    fn of(header: &str) -> Option<Self> {
        let folded = fold_ascii(header).to_lowercase();
        let plain: String =
            folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':')).collect();
        Self::ALL.into_iter().find(|column| column.headers().contains(&plain.as_str()))
    }
}

/// A row that can be taken.
struct Good {
    line: usize,
    person: PersonInput,
    known: bool,
}

/// Reads the list and takes its persons.
pub fn run(cli: &mut Cli<'_, '_>, wish: &Wish) -> Result<Report, CliError> {
    let mapped = |cell: &String| wish.map.contains_key(cell.trim()) || Column::of(cell).is_some();
    let sheet = wish.sheet(&|cells| cells.iter().filter(|cell| mapped(cell)).count() >= 2)?;
    let (mut desk, actor) = cli.enter()?;
    may(&actor, Verb::ImportPersons, Subject::default())?;
    let mut report = Report::default();
    let Some(columns) = columns(&sheet, wish, cli.lang, &mut report)? else { return Ok(report) };
    let mut judge = Judge {
        grids: desk.grids()?,
        today: desk.zone().day(cli.now()),
        lang: cli.lang,
        columns: &columns,
        sheet: &sheet,
        bad: HashMap::new(),
        seen: HashMap::new(),
    };
    for (line, column, problem) in &sheet.bad {
        judge.bad.entry(*line).or_default().push((*column, problem));
    }
    let mut good = Vec::new();
    for (line, cells) in &sheet.rows {
        report.read += 1;
        judge.row(&desk, &actor, (*line, cells), &mut report, &mut good)?;
    }
    if wish.all_or_nothing && !report.rejected.is_empty() {
        return Ok(report);
    }
    if wish.dry_run {
        good.iter().for_each(|row| report.count(row));
        return Ok(report);
    }
    let (mut rest, mut size) = (good.as_slice(), FIRST_ACT);
    while !rest.is_empty() {
        let (rows, later) = rest.split_at(size.min(rest.len()));
        let started = cli.now();
        take(cli, &mut desk, &actor, rows, &mut report)?;
        size = next_act(rows.len(), cli.now().millis_since(started));
        rest = later;
    }
    Ok(report)
}

/// How many rows the next act takes, after one of `rows` held the file for `millis`: as many as this
/// machine enters in [`HOLD_MS`], within reason.
fn next_act(rows: usize, millis: i64) -> usize {
    let millis = usize::try_from(millis.max(1)).unwrap_or(1);
    (rows * HOLD_MS / millis).clamp(LEAST_ACT, ACT)
}

impl Report {
    fn count(&mut self, row: &Good) {
        if row.known { self.changed += 1 } else { self.added += 1 }
    }
}

/// Takes rows in one act; where that is refused, one by one, so that the others still come in.
fn take(
    cli: &Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    rows: &[Good],
    report: &mut Report,
) -> Result<(), CliError> {
    let act = |rows: &[Good]| {
        Act::ImportPersons(ImportPersons { persons: rows.iter().map(|row| row.person.clone()).collect() })
    };
    match desk.run(actor, &act(rows), cli.now()) {
        Ok(_) => rows.iter().for_each(|row| report.count(row)),
        Err(DeskError::Refused(refusal)) => match rows {
            [] => {}
            [row] => {
                let field = refusal.field.as_deref().unwrap_or_default();
                let column = Column::ALL.into_iter().find(|column| field == column.field());
                let header = column.map_or(field, |column| column.phrase().say(cli.lang));
                report.rejected.push(Problem::new(row.line, header, refusal.rule, &refusal.what, cli.lang));
            }
            _ => {
                if refusal.kind == RefusalKind::NotAllowed {
                    return Err(CliError::Refused(refusal));
                }
                for row in rows.chunks(1) {
                    take(cli, desk, actor, row, report)?;
                }
            }
        },
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Which column stands where; `None` where the name is nowhere, which is told.
fn columns(
    sheet: &Sheet,
    wish: &Wish,
    lang: Lang,
    report: &mut Report,
) -> Result<Option<BTreeMap<Column, usize>>, CliError> {
    let mut columns = BTreeMap::new();
    for (at, header) in sheet.header.iter().enumerate() {
        let header = header.trim();
        let column = match wish.map.get(header) {
            Some(target) => Some(Column::of(target).ok_or_else(|| {
                CliError::usage(
                    i::MAP_UNKNOWN.with("header", header).with("target", target),
                    &w::BAD_MAP_ADVICE,
                )
            })?),
            None => Column::of(header),
        };
        let Some(column) = column else {
            if !header.is_empty() {
                let note = w::COLUMN_NOT_READ.with("header", header);
                report.notes.push(Problem::new(sheet.header_line, header, None, &note, lang));
            }
            continue;
        };
        if let Some(first) = columns.insert(column, at) {
            let message = i::COLUMN_TWICE.with("first", first + 1).with("second", at + 1);
            let message = message.with("field", column.phrase());
            report.rejected.push(Problem::new(sheet.header_line, header, None, &message, lang));
        }
    }
    if !columns.contains_key(&Column::Name) {
        let message = i::COLUMN_MISSING.with("field", Column::Name.phrase());
        report.rejected.push(Problem::new(sheet.header_line, Column::Name.phrase().zh, None, &message, lang));
    }
    Ok(report.rejected.is_empty().then_some(columns))
}

/// Judges rows one by one.
struct Judge<'a> {
    grids: Vec<Grid>,
    today: Day,
    lang: Lang,
    columns: &'a BTreeMap<Column, usize>,
    sheet: &'a Sheet,
    bad: HashMap<usize, Vec<(usize, &'a Message)>>,
    seen: HashMap<String, usize>,
}

impl Judge<'_> {
    fn row(
        &mut self,
        desk: &Desk,
        actor: &Actor,
        (line, cells): (usize, &[String]),
        report: &mut Report,
        good: &mut Vec<Good>,
    ) -> Result<(), CliError> {
        let before = report.rejected.len();
        for (column, problem) in self.bad.get(&line).into_iter().flatten() {
            let header = self.sheet.header.get(column.saturating_sub(1)).cloned();
            let header = header.unwrap_or_else(|| column.to_string());
            report.rejected.push(Problem::new(line, &header, None, problem, self.lang));
        }
        let mut person = self.person(line, cells, report);
        let key = key(&person);
        if let Some(first) = self.seen.get(&key) {
            let message = w::ROW_TWICE.with("line", *first);
            self.reject(line, Column::Name, None, &message, report);
        }
        if report.rejected.len() > before {
            return Ok(());
        }
        self.seen.insert(key, line);
        let known = match &person.id_number {
            Some(number) => desk.person_with_number(actor, number)?.map(|(known, _)| known),
            None => desk.person_like(
                actor,
                &person.name,
                person.phone.as_deref().unwrap_or_default(),
                person.address.as_deref().unwrap_or_default(),
            )?,
        };
        match known {
            Some(known) if known.name != person.name => {
                let message = d::OTHER_NAME.with("name", &known.name);
                self.reject(line, Column::Name, None, &message, report);
            }
            Some(known) if self.same(&known, &person) => report.unchanged += 1,
            known => {
                person.id = known.as_ref().map(|known| known.id.0);
                good.push(Good { line, person, known: known.is_some() });
            }
        }
        Ok(())
    }

    /// The person of a row in the form in which it is kept; everything wrong with it is told.
    fn person(&self, line: usize, cells: &[String], report: &mut Report) -> PersonInput {
        let cell = |column: Column| {
            let text = self.columns.get(&column).and_then(|at| cells.get(*at)).map(|text| text.trim());
            text.filter(|text| !text.is_empty())
        };
        let mut checked =
            |column: Column, result: Option<Result<identifier::Checked, identifier::Problem>>| match result? {
                Ok(checked) => Some(checked.normalized),
                Err(problem) => {
                    self.reject(line, column, Some(problem.rule), &problem.message, report);
                    None
                }
            };
        let name = checked(Column::Name, Some(name::check(cell(Column::Name).unwrap_or_default())));
        let id_number =
            checked(Column::IdNumber, cell(Column::IdNumber).map(|text| id_number::check(text, self.today)));
        let phone = checked(Column::Phone, cell(Column::Phone).map(phone::check));
        let phone2 = checked(Column::Phone2, cell(Column::Phone2).map(phone::check));
        let address = cell(Column::Address).map(|text| clean_line(text).text.trim().to_owned());
        if address.as_ref().is_some_and(|text| text.chars().count() > ADDRESS_MAX) {
            let message = d::TOO_LONG.with("what", &w::L_ADDRESS).with("max", ADDRESS_MAX);
            self.reject(line, Column::Address, None, &message, report);
        }
        let grid = cell(Column::Grid).and_then(|text| {
            let found = self.grid(text).map(|grid| grid.code.clone());
            if found.is_none() {
                self.reject(line, Column::Grid, None, &d::NO_SUCH_GRID.with("code", text), report);
            }
            found
        });
        PersonInput { id: None, name: name.unwrap_or_default(), id_number, phone, phone2, address, grid }
    }

    /// The grid that a cell names by code, by code without leading zeros, or by name.
    fn grid(&self, text: &str) -> Option<&Grid> {
        let short = |code: &str| code.trim_start_matches('0').to_owned();
        self.grids
            .iter()
            .find(|grid| grid.code == text || grid.name == text)
            .or_else(|| self.grids.iter().find(|grid| short(&grid.code) == short(text)))
    }

    fn same(&self, known: &Person, person: &PersonInput) -> bool {
        let kept = |typed: &Option<String>, kept: &Option<String>| typed.is_none() || typed == kept;
        let grid = |code: &String| self.grids.iter().find(|grid| grid.code == *code).map(|grid| grid.id);
        kept(&person.phone, &known.phone)
            && kept(&person.phone2, &known.phone2)
            && person.address.as_ref().is_none_or(|address| *address == known.address)
            && person.grid.as_ref().is_none_or(|code| grid(code) == known.grid_id)
    }

    fn reject(
        &self,
        line: usize,
        column: Column,
        rule: Option<&'static str>,
        problem: &Message,
        report: &mut Report,
    ) {
        let header = self.columns.get(&column).and_then(|at| self.sheet.header.get(*at));
        let header = header.map_or_else(|| column.phrase().zh.to_owned(), |header| header.trim().to_owned());
        report.rejected.push(Problem::new(line, &header, rule, problem, self.lang));
    }
}

/// What tells two rows apart: the identity number, or without one everything that is known.
fn key(person: &PersonInput) -> String {
    match &person.id_number {
        Some(number) => number.clone(),
        None => {
            let part = |text: &Option<String>| text.clone().unwrap_or_default();
            format!("{}\u{0}{}\u{0}{}", person.name, part(&person.phone), part(&person.address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_as_large_as_the_file_may_be_held() {
        for (rows, millis, next) in [
            (250, 1, 1000),
            (250, 20, 1000),
            (250, 40, 500),
            (1000, 160, 500),
            (1000, 8000, 50),
            (50, 0, 1000),
        ] {
            assert_eq!(next_act(rows, millis), next, "{rows} in {millis} ms");
        }
    }

    #[test]
    fn headers_of_stations_lists_are_recognised() {
        for (header, column) in [
            ("姓名", Some(Column::Name)),
            (" 姓 名* ", Some(Column::Name)),
            ("身份证号码", Some(Column::IdNumber)),
            ("联系电话：", Some(Column::Phone)),
            ("ＰＨＯＮＥ", Some(Column::Phone)),
            ("家庭住址", Some(Column::Address)),
            ("网格", Some(Column::Grid)),
            ("备注", None),
        ] {
            assert_eq!(Column::of(header), column, "{header}");
        }
    }
}
