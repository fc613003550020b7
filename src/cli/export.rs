//! `export`: a register or the month as `.xlsx` or `.csv`, masked unless a purpose is given (PR-1).

use super::args::{Build, choice, day, file, place, text};
use super::case::{owner, states};
use super::context::Cli;
use super::error::CliError;
use crate::app::{Asked, ExportError, ExportJob};
use crate::desk::{CaseFilter, Desk, DueFilter};
use crate::domain::board::GroupBy;
use crate::domain::columns::{self, ListColumns};
use crate::domain::hours::Quarter;
use crate::domain::month::Month;
use crate::domain::promise::PromiseKind;
use crate::domain::register::{CasesAsked, PromisesAsked, Register, Stretch};
use crate::domain::{Named, Refusal};
use crate::paper::book::Format;
use crate::words::{cli as w, os};
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;
use std::path::Path;

/// From how many rows on the progress is shown.
const LONG: usize = 2_000;

#[derive(Serialize)]
struct Exported {
    file: String,
    rows: usize,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("export", &w::C_EXPORT)
        .arg(build.place(
            "register",
            "cases|promises|month|visits|hours|volunteers|volunteering|feedback",
            &w::H_EXPORT_REGISTER,
        ))
        .arg(build.file(&w::H_EXPORT_FILE))
        .arg(build.option("month", "YYYY-MM", &w::H_EXPORT_MONTH))
        .arg(build.option("quarter", "YYYY-Qn", &w::H_EXPORT_QUARTER))
        .arg(build.option("from", "DAY", &w::H_EXPORT_FROM))
        .arg(build.option("until", "DAY", &w::H_EXPORT_UNTIL))
        .arg(build.file_option("columns", &w::H_EXPORT_COLUMNS))
        .arg(build.option("state", "STATE", &w::H_CASE_STATE).action(ArgAction::Append))
        .arg(build.option("item", "CODE", &w::H_ITEM))
        .arg(build.option("owner", "CODE", &w::H_OWNER))
        .arg(build.option("kind", "KIND", &w::H_OVERDUE_KIND))
        .arg(build.flag("open", &w::H_EXPORT_OPEN))
        .arg(build.flag("reveal", &w::H_EXPORT_REVEAL).requires("purpose"))
        .arg(build.option("purpose", "TEXT", &w::H_EXPORT_PURPOSE).requires("reveal"))
}

/// Writes the file; one that is there is left as it is.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let register = register(place(matches, "register"))?;
    let target = file(matches, "file").unwrap_or_default();
    let format = Format::of(&target).ok_or_else(|| {
        CliError::usage(w::EXPORT_ENDING.with("file", target.display().to_string()), &w::EXPORT_ENDING_ADVICE)
    })?;
    fits(register, matches)?;
    let (mut desk, actor) = cli.enter()?;
    let asked = asked(register, &desk, matches, cli.now())?;
    let failed = |error: ExportError| why(error, &target);
    let lang = cli.lang;
    let mut job = ExportJob::begin(&desk, &actor, asked, &target, format, lang).map_err(failed)?;
    let watched = cli.io.stdin_is_terminal && cli.text() && job.total > LONG;
    while !job.step(&desk, &actor, cli.now()).map_err(failed)? {
        if job.packing() {
            job.pack().map_err(failed)?;
        } else if watched {
            // Progress that cannot be shown is missed by nobody.
            let _ = write!(
                cli.io.err,
                "\r\u{1b}[K{}",
                w::EXPORTING.with("rows", job.rows).with("total", job.total).say(lang)
            );
            let _ = cli.io.err.flush();
        }
    }
    if watched {
        let _ = write!(cli.io.err, "\r\u{1b}[K");
    }
    let (path, rows) = job.settle(&mut desk, &actor, cli.now()).map_err(failed)?;
    let exported = Exported { file: path.display().to_string(), rows };
    cli.record(&exported, |lang| w::EXPORTED.with("file", &exported.file).with("rows", rows).say(lang) + "\n")
}

/// The register by its word.
fn register(word: &str) -> Result<Register, CliError> {
    choice("register", word)
}

/// Refuses options that say nothing about this register, instead of passing over them.
fn fits(register: Register, matches: &ArgMatches) -> Result<(), CliError> {
    let given = |name: &str| matches.value_source(name) == Some(clap::parser::ValueSource::CommandLine);
    let known: &[&str] = match register {
        Register::Cases => &["month", "state", "item", "owner", "open", "reveal"],
        Register::Promises => &["month", "item", "owner", "kind", "open"],
        Register::Month => &["month"],
        Register::Visits => &["month", "from", "until", "reveal"],
        Register::Hours => &["month", "from", "until", "columns", "reveal"],
        Register::Volunteers => &["columns", "reveal"],
        Register::Volunteering => &["quarter"],
        Register::Feedback => &["month", "from", "until", "reveal"],
    };
    let all =
        ["month", "quarter", "from", "until", "columns", "state", "item", "owner", "kind", "open", "reveal"];
    match all.iter().filter(|name| !known.contains(name)).find(|name| given(name)) {
        Some(name) => Err(CliError::usage(
            w::EXPORT_FOREIGN.with("option", *name).with("register", register.phrase()),
            &w::EXPORT_FOREIGN_ADVICE,
        )),
        None => Ok(()),
    }
}

fn asked(
    register: Register,
    desk: &Desk,
    matches: &ArgMatches,
    now: crate::calendar::Stamp,
) -> Result<Asked, CliError> {
    let month = text(matches, "month").map(month_of).transpose()?;
    let item_code = text(matches, "item").map(|code| desk.item(code)).transpose()?.map(|item| item.item.code);
    let owner = owner(desk, text(matches, "owner"))?;
    let open = matches.get_flag("open");
    let purpose = text(matches, "purpose").map(str::to_owned);
    Ok(match register {
        Register::Cases => {
            let filter =
                CaseFilter { states: states(matches)?, item_code, owner, open, ..CaseFilter::default() };
            Asked::Cases(CasesAsked { filter, month }, purpose)
        }
        Register::Promises => {
            let kind: Option<PromiseKind> =
                text(matches, "kind").map(|word| choice("kind", word)).transpose()?;
            let mut filter = DueFilter { owner, kind, ..DueFilter::default() };
            if let Some(code) = item_code {
                filter.narrow(GroupBy::Item, &code);
            }
            Asked::Promises(PromisesAsked { filter, open, month })
        }
        Register::Visits => Asked::Visits(stretch(matches, month)?, purpose),
        Register::Feedback => Asked::Feedback(stretch(matches, month)?, purpose),
        Register::Hours => {
            let list = columns(matches)?.unwrap_or_else(columns::hours);
            Asked::Hours(stretch(matches, month)?, list, purpose)
        }
        Register::Volunteers => {
            Asked::Volunteers(columns(matches)?.unwrap_or_else(columns::volunteers), purpose)
        }
        Register::Volunteering => {
            let this = Quarter::of(desk.zone().day(now));
            let asked = text(matches, "quarter").map(|text| {
                Quarter::parse(text)
                    .filter(|quarter| *quarter <= this)
                    .ok_or_else(|| CliError::usage(w::BAD_QUARTER.with("text", text), &w::BAD_QUARTER_ADVICE))
            });
            Asked::Volunteering(asked.transpose()?.unwrap_or(this))
        }
        Register::Month => {
            let this = Month::of(desk.zone().day(now));
            match month {
                Some(later) if later > this => {
                    let text = later.to_string();
                    return Err(CliError::usage(w::MONTH_AHEAD.with("text", text), &w::BAD_MONTH_ADVICE));
                }
                asked => Asked::Month(asked.unwrap_or(this)),
            }
        }
    })
}

/// The days of `--month`, or of `--from` and `--until`.
fn stretch(matches: &ArgMatches, month: Option<Month>) -> Result<Stretch, CliError> {
    let (from, until) = (day(matches, "from")?, day(matches, "until")?);
    Ok(Stretch { from: from.or(month.map(Month::first)), until: until.or(month.map(Month::last)) })
}

/// The columns of `--columns`: a TOML file like those that come with the program.
fn columns<F: Named + for<'de> serde::Deserialize<'de>>(
    matches: &ArgMatches,
) -> Result<Option<ListColumns<F>>, CliError> {
    let Some(path) = file(matches, "columns") else { return Ok(None) };
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| {
        CliError::unreadable(
            crate::words::sheet::UNREADABLE.with("file", &shown).with("why", os::reason(&error)),
        )
    })?;
    let list = ListColumns::parse(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| os::line_at(&text, span.start));
        let why = os::not_understood(&text, line);
        CliError::usage(w::BAD_COLUMNS.with("file", &shown).with("why", why), &w::BAD_COLUMNS_ADVICE)
    })?;
    Ok(Some(list))
}

fn month_of(text: &str) -> Result<Month, CliError> {
    Month::parse(text).ok_or_else(|| CliError::usage(w::BAD_MONTH.with("text", text), &w::BAD_MONTH_ADVICE))
}

fn why(error: ExportError, target: &Path) -> CliError {
    match error {
        ExportError::Desk(error) => error.into(),
        ExportError::File(error) => CliError::unwritable(target, &error),
        ExportError::Workbook(text) => {
            Refusal::new(crate::domain::RefusalKind::Invalid, w::EXPORT_WORKBOOK.with("why", text)).into()
        }
    }
}
