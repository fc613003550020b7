//! `audit`: the journal, checked against every row and against a head kept elsewhere, and read.

use super::args::{Build, day, text};
use super::context::Cli;
use super::error::{CliError, FILE};
use super::output::{fields, table};
use crate::calendar::Stamp;
use crate::desk::verbs::phrase_of;
use crate::desk::{Desk, Entry, Finding, Report, hex, unhex};
use crate::domain::operator::Actor;
use crate::words::{Lang, Message, cli as w};
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Verified {
    /// Only for a manager from whom nothing is kept, as `disposed` and `head` (CP-6).
    entries: Option<i64>,
    ok: bool,
    first_bad: Option<i64>,
    disposed: Option<Vec<i64>>,
    head: Option<String>,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    problem: &'static str,
    seq: i64,
    table: Option<String>,
    row: Option<i64>,
}

#[derive(Serialize)]
struct Line {
    seq: i64,
    at: String,
    operator: String,
    terminal: String,
    verb: String,
    subject_kind: String,
    subject_id: i64,
    undoes: Option<i64>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .group("audit", &w::C_AUDIT)
        .subcommand(build.command("verify", &w::C_AUDIT_VERIFY).arg(build.option(
            "head",
            "HASH",
            &w::H_AUDIT_HEAD,
        )))
        .subcommand(
            build
                .command("log", &w::C_AUDIT_LOG)
                .arg(build.option("since", "DAY", &w::H_AUDIT_SINCE))
                .arg(build.option("subject", "SUBJECT", &w::H_AUDIT_SUBJECT)),
        )
}

/// Verifies or lists.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("verify", matches)) => verify(cli, matches),
        Some((_, matches)) => log(cli, matches),
        None => Ok(()),
    }
}

/// Needs no sign-in to say whether the journal is whole and where it is broken; how long it is and where it ends is for a
/// manager from whom nothing is kept, since it tells of entries that a view does not show (CP-6).
fn verify(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let head = text(matches, "head").map(read_head).transpose()?;
    let (report, all) = if cli.code.is_some() {
        let (desk, actor) = cli.enter()?;
        (desk.verify(head)?, desk.sees_all(&actor)?)
    } else {
        (cli.desk_to_read()?.verify(head)?, false)
    };
    let verified = Verified::of(&report, all);
    let ok = verified.ok;
    cli.record(&verified, |lang| verified.shown(&report, lang))?;
    if ok {
        return Ok(());
    }
    cli.tell(&w::WITH_ADVICE.with("what", &w::JOURNAL_BROKEN).with("advice", &w::JOURNAL_BROKEN_ADVICE))?;
    Err(CliError::Told(FILE))
}

fn read_head(text: &str) -> Result<[u8; 32], CliError> {
    let bytes = unhex(text.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.ok_or_else(|| CliError::usage(w::BAD_HASH.with("text", text), &w::BAD_HASH_ADVICE))
}

impl Verified {
    fn of(report: &Report, all: bool) -> Self {
        let findings: Vec<Found> = report.findings.iter().map(Found::of).collect();
        Self {
            entries: all.then_some(report.entries),
            ok: findings.is_empty(),
            first_bad: findings.iter().map(|found| found.seq).min(),
            disposed: all.then(|| report.disposed.clone()),
            head: all.then(|| hex(&report.head)),
            findings,
        }
    }

    fn shown(&self, report: &Report, lang: Lang) -> String {
        let state = if self.ok { &w::JOURNAL_WHOLE } else { &w::JOURNAL_BROKEN };
        let mut rows = vec![
            (&w::L_JOURNAL, state.say(lang).to_owned()),
            (&w::L_ENTRIES, self.entries.map(|count| count.to_string()).unwrap_or_default()),
            (
                &w::L_DISPOSED,
                self.disposed.iter().flatten().map(i64::to_string).collect::<Vec<_>>().join(" "),
            ),
            (&w::L_HEAD, self.head.clone().unwrap_or_default()),
        ];
        rows.extend(report.findings.iter().map(|finding| (&w::L_FINDING, said(finding).say(lang))));
        fields(&rows, lang)
    }
}

impl Found {
    fn of(finding: &Finding) -> Self {
        let plain = |problem, seq: &i64| Self { problem, seq: *seq, table: None, row: None };
        match finding {
            Finding::Changed { seq } => plain("changed", seq),
            Finding::Removed { seq } => plain("removed", seq),
            Finding::Tail { seq } => plain("tail", seq),
            Finding::Row { table, row_id, seq } => {
                Self { problem: "row", seq: *seq, table: Some(table.clone()), row: Some(*row_id) }
            }
        }
    }
}

fn said(finding: &Finding) -> Message {
    match finding {
        Finding::Changed { seq } => w::FOUND_CHANGED.with("seq", *seq),
        Finding::Removed { seq } => w::FOUND_REMOVED.with("seq", *seq),
        Finding::Tail { seq } => w::FOUND_TAIL.with("seq", *seq),
        Finding::Row { table, row_id, seq } => {
            w::FOUND_ROW.with("table", table).with("row", *row_id).with("seq", *seq)
        }
    }
}

/// What a subject option names: a case by its number, or `kind:id`.
fn subject(desk: &Desk, actor: &Actor, text: &str) -> Result<(String, i64), CliError> {
    if let Some((kind, id)) = text.split_once(':')
        && let Ok(id) = id.trim().parse()
    {
        return Ok((kind.trim().to_owned(), id));
    }
    Ok(("case".to_owned(), desk.case_named(actor, text)?.0))
}

fn log(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let since = day(matches, "since")?;
    let (desk, actor) = cli.enter()?;
    let zone = desk.zone();
    let since = since.map_or(Stamp(i64::MIN), |day| zone.start_of_day(day));
    let mut entries = desk.journal_since(&actor, since, usize::MAX)?;
    if let Some(text) = text(matches, "subject") {
        let (kind, id) = subject(&desk, &actor, text)?;
        entries.retain(|entry| entry.subject_kind == kind && entry.subject_id == id);
    }
    let codes: BTreeMap<i64, String> =
        desk.operators()?.into_iter().map(|operator| (operator.id.0, operator.code)).collect();
    let line = |entry: Entry| Line {
        seq: entry.seq,
        at: zone.iso(entry.at),
        operator: codes.get(&entry.operator.0).cloned().unwrap_or_else(|| crate::desk::SYSTEM.to_owned()),
        terminal: entry.terminal,
        verb: entry.verb,
        subject_kind: entry.subject_kind,
        subject_id: entry.subject_id,
        undoes: entry.undoes,
    };
    let lines: Vec<Line> = entries.into_iter().map(line).collect();
    cli.list(&lines, |lang| shown(&lines, lang))
}

fn shown(lines: &[Line], lang: Lang) -> String {
    let row = |line: &Line| {
        vec![
            line.seq.to_string(),
            line.at.clone(),
            line.operator.clone(),
            line.terminal.clone(),
            phrase_of(&line.verb).say(lang).to_owned(),
            format!("{}:{}", line.subject_kind, line.subject_id),
            line.undoes.map(|seq| seq.to_string()).unwrap_or_default(),
        ]
    };
    let heads =
        [&w::L_SEQ, &w::L_AT, &w::L_OPERATOR, &w::L_TERMINAL, &w::L_VERB, &w::L_SUBJECT, &w::L_UNDOES];
    table(&heads, &lines.iter().map(row).collect::<Vec<_>>(), lang)
}
