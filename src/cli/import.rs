//! `import`: lists from a `.csv` or `.xlsx` file; every bad row is told with its line, column and reason.

use super::args::{Build, file, text};
use super::context::Cli;
use super::error::{CliError, REFUSED};
use super::output::{fields, table};
use super::{import_calendar, import_catalogue, import_residents, import_volunteers};
use crate::paper::sheet::{self, Sheet};
use crate::words::{Lang, Message, cli as w, os};
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many rows one act takes.
pub const ACT: usize = 1000;

/// How a list is to be read and taken.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The file.
    pub file: PathBuf,
    /// The encoding of a `.csv` that is not UTF-8.
    pub encoding: Option<String>,
    /// Headers of the file and the fields that they stand for.
    pub map: BTreeMap<String, String>,
    /// The saved map to read by.
    pub saved_map: Option<String>,
    /// The name under which the map that was used is kept.
    pub save_map: Option<String>,
    /// Check only.
    pub dry_run: bool,
    /// Take nothing where a row is bad.
    pub all_or_nothing: bool,
}

/// What a list came to.
#[derive(Serialize, Default)]
pub struct Report {
    /// Rows read.
    pub read: usize,
    /// Records that are new.
    pub added: usize,
    /// Records that changed.
    pub changed: usize,
    /// Records that were so already.
    pub unchanged: usize,
    /// Which header was read as which field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Rows that were not taken, by line.
    pub rejected: Vec<Problem>,
    /// Remarks about rows that were taken, and columns that were not read.
    pub notes: Vec<Problem>,
}

/// Something about a row.
#[derive(Serialize)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// The header of the column.
    pub column: String,
    /// What is wrong and what to do.
    pub problem: String,
    /// The rule behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
}

impl Problem {
    /// A problem of a cell.
    pub fn new(line: usize, column: &str, rule: Option<&'static str>, problem: &Message, lang: Lang) -> Self {
        Self { line, column: column.to_owned(), rule, problem: problem.say(lang) }
    }
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    let list = |name, about| {
        build
            .command(name, about)
            .arg(build.file(&w::H_IMPORT_FILE))
            .arg(build.option("encoding", "NAME", &w::H_ENCODING))
            .arg(build.file_option("map", &w::H_MAP))
            .arg(build.option("saved-map", "NAME", &w::H_SAVED_MAP))
            .arg(build.option("save-map", "NAME", &w::H_SAVE_MAP))
            .arg(build.flag("dry-run", &w::H_DRY_RUN))
            .arg(build.flag("all-or-nothing", &w::H_ALL_OR_NOTHING))
    };
    build
        .group("import", &w::C_IMPORT)
        .subcommand(list("catalogue", &w::C_IMPORT_CATALOGUE))
        .subcommand(list("residents", &w::C_IMPORT_RESIDENTS))
        .subcommand(list("volunteers", &w::C_IMPORT_VOLUNTEERS))
        .subcommand(list("hours", &w::C_IMPORT_HOURS))
        .subcommand(
            build
                .command("calendar", &w::C_IMPORT_CALENDAR)
                .arg(build.file(&w::H_CALENDAR_FILE))
                .arg(build.option("encoding", "NAME", &w::H_ENCODING))
                .arg(build.flag("dry-run", &w::H_DRY_RUN)),
        )
}

/// Reads and takes a list; exit 1 where rows were rejected.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((what, matches)) = matches.subcommand() else { return Ok(()) };
    if what == "calendar" {
        return import_calendar::run(cli, matches);
    }
    let wish = Wish {
        file: file(matches, "file").unwrap_or_default(),
        encoding: text(matches, "encoding").map(str::to_owned),
        map: read_map(file(matches, "map"))?,
        saved_map: text(matches, "saved-map").map(str::to_owned),
        save_map: text(matches, "save-map").map(str::to_owned),
        dry_run: matches.get_flag("dry-run"),
        all_or_nothing: matches.get_flag("all-or-nothing"),
    };
    let mut report = match what {
        "catalogue" => import_catalogue::run(cli, &wish)?,
        "volunteers" => import_volunteers::volunteers(cli, &wish)?,
        "hours" => import_volunteers::hours(cli, &wish)?,
        _ => import_residents::run(cli, &wish)?,
    };
    report.rejected.sort_by_key(|problem| problem.line);
    cli.record(&report, |lang| report.shown(lang))?;
    if report.rejected.is_empty() {
        return if wish.dry_run { cli.tell(&w::IMPORT_DRY.msg()) } else { Ok(()) };
    }
    let said = match (wish.dry_run, wish.all_or_nothing) {
        (true, _) => &w::IMPORT_DRY_REJECTED,
        (false, true) => &w::IMPORT_NOTHING,
        (false, false) => &w::IMPORT_REJECTED,
    };
    cli.tell(&said.with("n", report.rejected_rows()))?;
    Err(CliError::Told(REFUSED))
}

/// Reads the map of headers: a TOML file of `"header" = "field"`.
fn read_map(path: Option<PathBuf>) -> Result<BTreeMap<String, String>, CliError> {
    let Some(path) = path else { return Ok(BTreeMap::new()) };
    let file = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| {
        CliError::unreadable(
            crate::words::sheet::UNREADABLE.with("file", &file).with("why", os::reason(&error)),
        )
    })?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| os::line_at(&text, span.start));
        let why = os::not_understood(&text, line);
        CliError::usage(w::BAD_MAP.with("file", &file).with("why", why), &w::BAD_MAP_ADVICE)
    })
}

impl Wish {
    /// Reads the table row by row.
    ///
    /// # Errors
    /// The file cannot be read, or `on` stopped it.
    pub fn each(
        &self,
        is_header: &dyn Fn(&[String]) -> bool,
        on: &mut dyn FnMut(sheet::Part) -> Result<(), Message>,
    ) -> Result<(), Message> {
        let options = sheet::Options { encoding: self.encoding.as_deref(), sheet: None, is_header };
        sheet::each(&self.file, &options, on)
    }

    /// Brings in the saved map; what `--map` says of a header stands before it.
    ///
    /// # Errors
    /// There is no map of this name.
    pub fn learn(&mut self, desk: &crate::desk::Desk) -> Result<(), CliError> {
        let Some(name) = &self.saved_map else { return Ok(()) };
        let saved = desk.column_maps()?.into_iter().find(|map| map.name == *name);
        let missing = || crate::domain::Refusal::not_found(crate::words::resident::NO_MAP.with("name", name));
        let saved = saved.ok_or_else(missing)?;
        let columns: BTreeMap<String, String> = serde_json::from_str(&saved.body).unwrap_or_default();
        for (header, field) in columns {
            self.map.entry(header).or_insert(field);
        }
        Ok(())
    }

    /// Reads the whole table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sheet(&self, is_header: &dyn Fn(&[String]) -> bool) -> Result<Sheet, CliError> {
        let options = sheet::Options { encoding: self.encoding.as_deref(), sheet: None, is_header };
        sheet::read(&self.file, &options).map_err(CliError::unreadable)
    }
}

impl Report {
    /// How many different rows were rejected; a row may have several problems.
    fn rejected_rows(&self) -> usize {
        let mut lines: Vec<usize> = self.rejected.iter().map(|problem| problem.line).collect();
        lines.dedup();
        lines.len()
    }

    fn shown(&self, lang: Lang) -> String {
        let mut text = fields(
            &[
                (&w::L_READ, self.read.to_string()),
                (&w::L_ADDED, self.added.to_string()),
                (&w::L_CHANGED, self.changed.to_string()),
                (&w::L_UNCHANGED, self.unchanged.to_string()),
                (&w::L_REJECTED, self.rejected_rows().to_string()),
            ],
            lang,
        );
        if !self.columns.is_empty() {
            let rows: Vec<Vec<String>> =
                self.columns.iter().map(|(header, field)| vec![header.clone(), field.clone()]).collect();
            text.push('\n');
            text.push_str(&table(&[&w::L_COLUMN, &w::L_FIELD], &rows, lang));
        }
        for (title, problems) in [(&w::L_REJECTED, &self.rejected), (&w::L_NOTED, &self.notes)] {
            if !problems.is_empty() {
                let row = |one: &Problem| vec![one.line.to_string(), one.column.clone(), one.problem.clone()];
                let rows: Vec<Vec<String>> = problems.iter().map(row).collect();
                text.push('\n');
                text.push_str(&table(&[&w::L_LINE, &w::L_COLUMN, title], &rows, lang));
            }
        }
        text
    }
}
