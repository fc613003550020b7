//! `import residents`: persons from a list, checked row by row (ID-1 to ID-11), taken in acts of 1,000.

use super::context::Cli;
use super::error::CliError;
use super::import::{ACT, Problem, Report, Wish};
use crate::calendar::Day;
use crate::desk::verbs::{HomeInput, ImportPersons, PersonInput, SaveColumnMap};
use crate::desk::{Command as Act, Desk, DeskError};
use crate::domain::identifier::{self, id_number, name, phone};
use crate::domain::mask::to_building;
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::person::{Grid, Person};
use crate::domain::{RefusalKind, Verb};
use crate::paper::sheet::{Part, Row};
use crate::text::{clean_line, fold_ascii};
use crate::words::{Lang, Message, Phrase, cli as w, desk as d, item as i, resident as r};
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash as _, Hasher as _};

/// How long an act may hold the file while others wait, in milliseconds, with room for a slow moment below
/// the 100 ms that are promised.
const HOLD_MS: usize = 80;
/// How many rows the first act takes, before it is known how fast this machine is.
const FIRST_ACT: usize = 250;
/// How few rows an act takes on the slowest machine.
const LEAST_ACT: usize = 50;
/// After how many rows their search keys are written.
const SETTLED_AT: usize = 48_000;
/// After how many rows the progress is told.
const PROGRESS: usize = 1000;
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
    Relation,
    Building,
    Room,
    Tags,
}

impl Column {
    const ALL: [Self; 10] = [
        Self::Name,
        Self::IdNumber,
        Self::Phone,
        Self::Phone2,
        Self::Address,
        Self::Grid,
        Self::Relation,
        Self::Building,
        Self::Room,
        Self::Tags,
    ];

    fn phrase(self) -> &'static Phrase {
        match self {
            Self::Name => &w::L_NAME,
            Self::IdNumber => &w::COLUMN_ID_NUMBER,
            Self::Phone => &w::COLUMN_PHONE,
            Self::Phone2 => &w::COLUMN_PHONE2,
            Self::Address => &w::L_ADDRESS,
            Self::Grid => &w::L_GRID,
            Self::Relation => &r::F_RELATION,
            Self::Building => &r::F_BUILDING,
            Self::Room => &r::F_ROOM,
            Self::Tags => &r::F_CATEGORY,
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
            Self::Relation => "relation",
            Self::Building => "building",
            Self::Room => "room",
            Self::Tags => "tags",
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
            Self::Relation => &["与户主", "与户主关系", "户主关系", "家庭关系", "关系", "relation"],
            Self::Building => &["楼栋", "楼幢", "幢", "楼号", "building"],
            Self::Room => &["室号", "房号", "房间号", "门牌", "room"],
            Self::Tags => &["类别", "人员类别", "标签", "救助类别", "特殊人群", "category", "tags"],
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
    home: Option<HomeInput>,
    known: bool,
}

/// Reads the list and takes its persons: as it is read, in acts of a size that this machine enters in the time that
/// the file may be held; where all or nothing is wished, everything is judged before the first is taken.
pub fn run(cli: &mut Cli<'_, '_>, wish: &Wish) -> Result<Report, CliError> {
    let (mut desk, actor) = cli.enter()?;
    may(&actor, Verb::ImportPersons, Subject::default())?;
    desk.work_in_bulk()?;
    let mut wish = wish.clone();
    wish.learn(&desk)?;
    if wish.dry_run || wish.all_or_nothing {
        let mut report = pass(cli, &mut desk, &actor, &wish, false)?;
        if wish.all_or_nothing && !report.rejected.is_empty() {
            // Nothing was taken, and nothing is said to have been.
            (report.added, report.changed) = (0, 0);
            return Ok(report);
        }
        if wish.dry_run {
            return Ok(report);
        }
    }
    let report = pass(cli, &mut desk, &actor, &wish, true)?;
    if let Some(name) = &wish.save_map {
        let columns = report.columns.iter().map(|(header, field)| (header.clone(), field.clone())).collect();
        let save = Act::SaveColumnMap(SaveColumnMap { name: name.clone(), columns });
        desk.run(&actor, &save, cli.now())?;
    }
    Ok(report)
}

/// Goes through the list once; `take` says whether what is good is entered or only counted.
fn pass(
    cli: &mut Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    wish: &Wish,
    take: bool,
) -> Result<Report, CliError> {
    let lang = cli.lang;
    let mapped = |cell: &String| wish.map.contains_key(cell.trim()) || Column::of(cell).is_some();
    let is_header = |cells: &[String]| cells.iter().filter(|cell| mapped(cell)).count() >= 2;
    let watched = cli.io.stdin_is_terminal && cli.text();
    let mut taker = Taker {
        judge: Judge {
            grids: desk.grids()?,
            today: desk.zone().day(cli.now()),
            lang,
            columns: None,
            header: Vec::new(),
            seen: HashMap::new(),
        },
        good: Vec::new(),
        size: FIRST_ACT,
        unsettled: 0,
        report: Report::default(),
        take,
    };
    let mut failed = None;
    let read = wish.each(&is_header, &mut |part| {
        let told = match part {
            Part::Header(line, header) => taker.header(wish, line, header),
            Part::Row(row) => taker.row(cli, desk, actor, &row),
        };
        if watched && taker.report.read.is_multiple_of(PROGRESS) && taker.report.read > 0 {
            let said = w::IMPORTING.with("read", taker.report.read).with("bad", taker.report.rejected.len());
            // Progress that cannot be shown is missed by nobody.
            let _ = write!(cli.io.err, "\r\u{1b}[K{}", said.say(lang));
            let _ = cli.io.err.flush();
        }
        told.map_err(|error| {
            failed = Some(error);
            w::IMPORT_STOPPED.msg()
        })
    });
    if watched {
        let _ = write!(cli.io.err, "\r\u{1b}[K");
    }
    match (failed, read) {
        (Some(CliError::Told(0)), _) => {}
        (Some(error), _) => return Err(error),
        (None, Err(message)) => return Err(CliError::unreadable(message)),
        (None, Ok(())) => {
            taker.flush(cli, desk, actor)?;
            while take && desk.settle_keys()? {}
        }
    }
    Ok(taker.report)
}

/// Judges rows, and takes those that are good act by act.
struct Taker {
    judge: Judge,
    good: Vec<Good>,
    size: usize,
    /// How many rows were taken since search keys were written.
    unsettled: usize,
    report: Report,
    take: bool,
}

impl Taker {
    fn header(&mut self, wish: &Wish, line: usize, header: Vec<String>) -> Result<(), CliError> {
        let columns = columns(&header, line, wish, self.judge.lang, &mut self.report)?;
        self.judge.header = header;
        self.judge.columns = columns;
        // A list without a name is not read on; what is missing stands in the report.
        if self.judge.columns.is_none() { Err(CliError::Told(0)) } else { Ok(()) }
    }

    fn row(&mut self, cli: &Cli<'_, '_>, desk: &mut Desk, actor: &Actor, row: &Row) -> Result<(), CliError> {
        self.report.read += 1;
        self.judge.row(desk, actor, row, &mut self.report, &mut self.good)?;
        if self.good.len() >= self.size {
            self.flush(cli, desk, actor)?;
        }
        Ok(())
    }

    fn flush(&mut self, cli: &Cli<'_, '_>, desk: &mut Desk, actor: &Actor) -> Result<(), CliError> {
        let rows = std::mem::take(&mut self.good);
        if rows.is_empty() {
            return Ok(());
        }
        if !self.take {
            rows.iter().for_each(|row| self.report.count(row));
            return Ok(());
        }
        let started = cli.now();
        take(cli, desk, actor, &rows, &mut self.report)?;
        self.size = next_act(rows.len(), cli.now().millis_since(started));
        self.unsettled += rows.len();
        if self.unsettled >= SETTLED_AT {
            self.unsettled = 0;
            while desk.settle_keys()? {}
        }
        Ok(())
    }
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
        let homes = rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.home.clone()?)));
        Act::ImportPersons(ImportPersons {
            persons: rows.iter().map(|row| row.person.clone()).collect(),
            homes: homes.collect(),
        })
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
    header: &[String],
    line: usize,
    wish: &Wish,
    lang: Lang,
    report: &mut Report,
) -> Result<Option<BTreeMap<Column, usize>>, CliError> {
    let mut columns = BTreeMap::new();
    for (at, header) in header.iter().enumerate() {
        let header = header.trim();
        let column = match wish.map.get(header).map(String::as_str) {
            // A column that is to be left alone although its header is known.
            Some("-") => None,
            Some(target) => Some(Column::of(target).ok_or_else(|| {
                CliError::usage(
                    i::MAP_UNKNOWN.with("header", header).with("target", target),
                    &w::BAD_MAP_RESIDENTS,
                )
            })?),
            None => Column::of(header),
        };
        let Some(column) = column else {
            if !header.is_empty() {
                let note = w::COLUMN_NOT_READ.with("header", header);
                report.notes.push(Problem::new(line, header, None, &note, lang));
            }
            continue;
        };
        report.columns.insert(header.to_owned(), column.phrase().zh.to_owned());
        if let Some(first) = columns.insert(column, at) {
            let message = i::COLUMN_TWICE.with("first", first + 1).with("second", at + 1);
            let message = message.with("field", column.phrase());
            report.rejected.push(Problem::new(line, header, None, &message, lang));
        }
    }
    if !columns.contains_key(&Column::Name) {
        let message = i::COLUMN_MISSING.with("field", Column::Name.phrase());
        report.rejected.push(Problem::new(line, Column::Name.phrase().zh, None, &message, lang));
    }
    Ok(report.rejected.is_empty().then_some(columns))
}

/// Judges rows one by one.
struct Judge {
    grids: Vec<Grid>,
    today: Day,
    lang: Lang,
    columns: Option<BTreeMap<Column, usize>>,
    header: Vec<String>,
    /// The line of each person that was seen, by a digest of what tells them apart.
    seen: HashMap<u64, u32>,
}

impl Judge {
    fn row(
        &mut self,
        desk: &Desk,
        actor: &Actor,
        row: &Row,
        report: &mut Report,
        good: &mut Vec<Good>,
    ) -> Result<(), CliError> {
        let before = report.rejected.len();
        let line = row.line;
        for (column, problem) in &row.bad {
            let header = self.header.get(column.saturating_sub(1)).cloned();
            let header = header.unwrap_or_else(|| column.to_string());
            report.rejected.push(Problem::new(line, &header, None, problem, self.lang));
        }
        let mut person = self.person(line, &row.cells, report);
        let home = self.home(&row.cells);
        let key = key(&person);
        if let Some(first) = self.seen.get(&key) {
            let message = w::ROW_TWICE.with("line", *first);
            self.reject(line, Column::Name, None, &message, report);
        }
        if report.rejected.len() > before {
            return Ok(());
        }
        self.seen.insert(key, u32::try_from(line).unwrap_or(u32::MAX));
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
            Some(known) if self.same(&known, &person, home.as_ref()) => report.unchanged += 1,
            Some(known) if known.last_day().is_some() => {
                let day = known.last_day().map(|day| day.to_string()).unwrap_or_default();
                self.note(
                    line,
                    Column::Name,
                    &w::ROW_OF_GONE.with("name", &known.name).with("day", day),
                    report,
                );
                report.unchanged += 1;
            }
            Some(known) if self.moves(&known, &person) => {
                let what =
                    w::ROW_MOVES.with("name", &known.name).with("address", to_building(&known.address));
                self.note(line, Column::Address, &what, report);
                (person.address, person.grid) = (None, None);
                if self.same(&known, &person, home.as_ref()) {
                    report.unchanged += 1;
                } else {
                    person.id = Some(known.id.0);
                    good.push(Good { line, person, home, known: true });
                }
            }
            known => {
                if home.as_ref().is_some_and(HomeInput::lives) && !has_address(known.as_ref(), &person) {
                    self.note(line, Column::Address, &w::ROW_WITHOUT_ADDRESS.msg(), report);
                }
                person.id = known.as_ref().map(|known| known.id.0);
                good.push(Good { line, person, home, known: known.is_some() });
            }
        }
        Ok(())
    }

    fn cell<'a>(&self, cells: &'a [String], column: Column) -> Option<&'a str> {
        let at = self.columns.as_ref().and_then(|columns| columns.get(&column));
        at.and_then(|at| cells.get(*at)).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// What the row says of the household: where the list says it at all.
    fn home(&self, cells: &[String]) -> Option<HomeInput> {
        let text = |column| self.cell(cells, column).map(|text| clean_line(text).text.trim().to_owned());
        let home = HomeInput {
            relation: text(Column::Relation).unwrap_or_default(),
            building: text(Column::Building).unwrap_or_default(),
            room: text(Column::Room).unwrap_or_default(),
            tags: text(Column::Tags).unwrap_or_default(),
        };
        (home != HomeInput::default()).then_some(home)
    }

    /// The person of a row in the form in which it is kept; everything wrong with it is told.
    fn person(&self, line: usize, cells: &[String], report: &mut Report) -> PersonInput {
        let cell = |column: Column| self.cell(cells, column);
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

    fn same(&self, known: &Person, person: &PersonInput, home: Option<&HomeInput>) -> bool {
        let kept = |typed: &Option<String>, kept: &Option<String>| typed.is_none() || typed == kept;
        let grid = |code: &String| self.grids.iter().find(|grid| grid.code == *code).map(|grid| grid.id);
        kept(&person.phone, &known.phone)
            && kept(&person.phone2, &known.phone2)
            && person.address.as_ref().is_none_or(|address| *address == known.address)
            && person.grid.as_ref().is_none_or(|code| grid(code) == known.grid_id)
            && home.is_none_or(|home| home.says_nothing_new(known))
    }

    /// Whether a row moves somebody who lives in a household: that is an act of its own, no line of a list.
    fn moves(&self, known: &Person, person: &PersonInput) -> bool {
        known.household_id.is_some()
            && person.address.as_ref().is_some_and(|address| *address != known.address)
    }

    fn note(&self, line: usize, column: Column, what: &Message, report: &mut Report) {
        report.notes.push(Problem::new(line, &self.header_of(column), None, what, self.lang));
    }

    fn header_of(&self, column: Column) -> String {
        let at = self.columns.as_ref().and_then(|columns| columns.get(&column));
        let header = at.and_then(|at| self.header.get(*at));
        header.map_or_else(|| column.phrase().zh.to_owned(), |header| header.trim().to_owned())
    }

    fn reject(
        &self,
        line: usize,
        column: Column,
        rule: Option<&'static str>,
        problem: &Message,
        report: &mut Report,
    ) {
        report.rejected.push(Problem::new(line, &self.header_of(column), rule, problem, self.lang));
    }
}

fn has_address(known: Option<&Person>, person: &PersonInput) -> bool {
    person.address.is_some() || known.is_some_and(|known| !known.address.is_empty())
}

/// What tells two rows apart, as a digest: the identity number, or without one everything that is known.
fn key(person: &PersonInput) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    match &person.id_number {
        Some(number) => number.hash(&mut hasher),
        None => (&person.name, &person.phone, &person.address).hash(&mut hasher),
    }
    hasher.finish()
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
