//! `import calendar`: the announced days off and make-up days of a year, and the dates that they move.

use super::context::Cli;
use super::error::{CliError, REFUSED};
use super::import::Problem;
use super::output::{fields, table};
use crate::calendar::{Announcement, Day, RowError, RowProblem};
use crate::desk::Command as Act;
use crate::desk::verbs::{DateChange, ImportCalendar};
use crate::domain::promise::PromiseKind;
use crate::paper::sheet;
use crate::words::{Lang, Message, cli as w, common};
use clap::ArgMatches;
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    read: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    rejected: Vec<Problem>,
    years: Vec<i32>,
    dates: Vec<Moved>,
}

/// A date that moves.
#[derive(Serialize)]
struct Moved {
    number: String,
    kind: PromiseKind,
    old: Day,
    old_provisional: bool,
    new: Day,
    new_provisional: bool,
}

impl Moved {
    fn of(change: DateChange) -> Self {
        Self {
            number: change.number,
            kind: change.kind,
            old: change.old.0,
            old_provisional: change.old.1,
            new: change.new.0,
            new_provisional: change.new.1,
        }
    }
}

/// Reads the announcement, lists what it moves, asks where somebody is there to be asked, and takes it.
///
/// # Errors
/// The file cannot be read or announces nothing, or the import is refused or declined.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let path = super::args::file(matches, "file").unwrap_or_default();
    let encoding = super::args::text(matches, "encoding");
    let text = sheet::text_of(&path, encoding).map_err(CliError::unreadable)?;
    let (mut desk, actor) = cli.enter()?;
    let announcement = match Announcement::read(&text) {
        Ok(announcement) => announcement,
        Err(bad) => {
            let rejected: Vec<Problem> = bad.iter().map(|error| problem(error, cli.lang)).collect();
            let read = rejected.len();
            let years = Vec::new();
            let report =
                Report { read, added: 0, changed: 0, unchanged: 0, rejected, years, dates: Vec::new() };
            cli.record(&report, |lang| report.shown(lang))?;
            cli.tell(&w::IMPORT_NOTHING.with("n", report.rejected.len()))?;
            return Err(CliError::Told(REFUSED));
        }
    };
    let dates = changes(cli, &desk, &actor, &announcement)?;
    let mut report = Report {
        read: announcement.rows.len(),
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected: Vec::new(),
        years: announcement.years.clone(),
        dates: dates.into_iter().map(Moved::of).collect(),
    };
    for row in &announcement.rows {
        match desk.calendar().rows_between(row.day, row.day).first() {
            None => report.added += 1,
            Some(known) if known == row => report.unchanged += 1,
            Some(_) => report.changed += 1,
        }
    }
    let asked = cli.io.stdin_is_terminal && cli.text() && !matches.get_flag("dry-run");
    if asked {
        cli.block(&report.shown(cli.lang))?;
        cli.io.out.flush()?;
        let answer = cli.ask(&w::CALENDAR_ASK.with("count", report.dates.len()))?;
        if !matches!(answer.trim(), "y" | "Y" | "是") {
            return Err(CliError::gave_up());
        }
    }
    if !matches.get_flag("dry-run") {
        let import = ImportCalendar { days: announcement.rows.clone(), years: announcement.years.clone() };
        let done = desk.run(&actor, &Act::ImportCalendar(import), cli.now())?;
        if asked {
            return cli.tell(&done.message);
        }
    }
    cli.record(&report, |lang| report.shown(lang))
}

/// What moves, with the progress where somebody watches.
fn changes(
    cli: &mut Cli<'_, '_>,
    desk: &crate::desk::Desk,
    actor: &crate::domain::operator::Actor,
    announcement: &Announcement,
) -> Result<Vec<DateChange>, CliError> {
    let watched = cli.io.stdin_is_terminal && cli.text();
    let lang = cli.lang;
    let err = &mut *cli.io.err;
    let found = desk.date_changes(actor, announcement, &mut |done, all| {
        if watched && all > 2000 {
            // Progress that cannot be shown is missed by nobody.
            let _ = write!(err, "\r\u{1b}[K{} {done}/{all}", w::RECOMPUTING.say(lang));
            let _ = err.flush();
        }
    })?;
    if watched {
        let _ = write!(err, "\r\u{1b}[K");
    }
    Ok(found)
}

fn problem(error: &RowError, lang: Lang) -> Problem {
    let (column, message): (&str, Message) = match &error.problem {
        RowProblem::Unreadable => ("", w::CALENDAR_UNREADABLE.msg()),
        RowProblem::NoColumn(name) => (name, w::CALENDAR_NO_COLUMN.with("name", *name)),
        RowProblem::BadDate(text) => ("date", w::CALENDAR_BAD_DATE.with("text", text)),
        RowProblem::BadKind(text) => ("kind", w::CALENDAR_BAD_KIND.with("text", text)),
        RowProblem::NoName => ("name", w::CALENDAR_NO_NAME.msg()),
        RowProblem::Duplicate { first } => ("date", w::CALENDAR_DUPLICATE.with("first", *first)),
        RowProblem::Contradiction { first } => ("date", w::CALENDAR_CONTRADICTION.with("first", *first)),
        RowProblem::NothingAnnounced => ("", crate::words::desk::CALENDAR_EMPTY.msg()),
    };
    Problem::new(usize::try_from(error.line).unwrap_or(0), column, Some("HO-1"), &message, lang)
}

impl Report {
    fn shown(&self, lang: Lang) -> String {
        let years: Vec<String> = self.years.iter().map(i32::to_string).collect();
        let mut text = fields(
            &[
                (&w::L_READ, self.read.to_string()),
                (&w::L_YEARS, years.join(" ")),
                (&w::L_ADDED, self.added.to_string()),
                (&w::L_CHANGED, self.changed.to_string()),
                (&w::L_UNCHANGED, self.unchanged.to_string()),
                (&w::L_DATES_MOVED, self.dates.len().to_string()),
            ],
            lang,
        );
        if !self.rejected.is_empty() {
            let row = |one: &Problem| vec![one.line.to_string(), one.column.clone(), one.problem.clone()];
            let rows: Vec<Vec<String>> = self.rejected.iter().map(row).collect();
            text.push('\n');
            text.push_str(&table(&[&w::L_LINE, &w::L_COLUMN, &w::L_REJECTED], &rows, lang));
        }
        if !self.dates.is_empty() {
            let mark = |provisional: bool| if provisional { common::PROVISIONAL.say(lang) } else { "" };
            let row = |one: &Moved| {
                vec![
                    one.number.clone(),
                    one.kind.phrase().say(lang).to_owned(),
                    format!("{} {}", one.old, mark(one.old_provisional)).trim_end().to_owned(),
                    format!("{} {}", one.new, mark(one.new_provisional)).trim_end().to_owned(),
                ]
            };
            let rows: Vec<Vec<String>> = self.dates.iter().map(row).collect();
            text.push('\n');
            text.push_str(&table(&[&w::L_NUMBER, &w::L_PROMISE, &w::L_OLD, &w::L_NEW], &rows, lang));
        }
        text
    }
}
