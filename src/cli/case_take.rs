//! `case take`: one case from a JSON object, or with `--jsonl` many, each its own act.

use super::args::{Build, text};
use super::case_act::parse;
use super::case_view::CaseView;
use super::context::{Cli, Format};
use super::error::{CliError, REFUSED};
use super::output::{fields, safe_json};
use super::schema;
use crate::calendar::Day;
use crate::desk::verbs::Take;
use crate::desk::{Command as Act, Desk};
use crate::domain::case::State;
use crate::domain::document::DocumentKind;
use crate::domain::operator::Actor;
use crate::domain::promise::PromiseKind;
use crate::words::{Lang, Message, cli as w};
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Taken {
    number: String,
    state: State,
    receipt: Option<String>,
    promises: Vec<Promised>,
    documents: Vec<Paper>,
    #[serde(skip)]
    message: Message,
}

#[derive(Serialize)]
struct Promised {
    kind: PromiseKind,
    due: Day,
    provisional: bool,
}

#[derive(Serialize)]
struct Paper {
    kind: DocumentKind,
    number: String,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("take", &w::C_CASE_TAKE)
        .arg(build.option("from", "ENQUIRY", &w::H_TAKE_FROM))
        .arg(build.flag("schema", &w::H_SCHEMA))
}

/// Takes in what stands on standard input.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    if matches.get_flag("schema") {
        return schema::show(cli, "take");
    }
    let from = text(matches, "from").map(str::to_owned);
    let (mut desk, actor) = cli.enter()?;
    if cli.format == Format::Jsonl {
        return many(cli, &mut desk, &actor, from.as_ref());
    }
    let input = cli.input()?;
    let taken = one(cli, &mut desk, &actor, &input, from.as_ref())?;
    cli.record(&taken, |lang| taken.shown(lang))
}

fn one(
    cli: &Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    input: &str,
    from: Option<&String>,
) -> Result<Taken, CliError> {
    let mut take: Take = parse(input)?;
    if let Some(from) = from {
        take.from = Some(from.clone());
    }
    let done = desk.run(actor, &Act::Take(Box::new(take)), cli.now())?;
    let id = desk.case_named(actor, &done.label)?;
    let view = CaseView::of(desk, &desk.case(actor, id)?, cli.now(), false);
    let receipt = done.documents.iter().find(|document| document.kind == DocumentKind::Receipt);
    Ok(Taken {
        receipt: receipt.map(|document| document.number.clone()),
        promises: view
            .promises
            .iter()
            .map(|one| Promised { kind: one.kind, due: one.due, provisional: one.provisional })
            .collect(),
        documents: done
            .documents
            .iter()
            .map(|document| Paper { kind: document.kind, number: document.number.clone() })
            .collect(),
        number: view.number,
        state: view.state,
        message: done.message,
    })
}

/// Takes in each line: its result is written and flushed after its commit, a bad one gives an error in
/// its place and the rest goes on.
fn many(
    cli: &mut Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    from: Option<&String>,
) -> Result<(), CliError> {
    let mut refused = false;
    let mut line = Vec::new();
    for at in 1.. {
        line.clear();
        let read = cli.io.stdin.read_until(b'\n', &mut line).map_err(|error| CliError::input(&error))?;
        if read == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        match one(cli, desk, actor, &text, from) {
            Ok(taken) => cli.line(&safe_json(&taken, false)?)?,
            Err(error) if error.is_refusal() => {
                refused = true;
                let said = error.line(cli.lang).unwrap_or_default();
                cli.tell(&w::INPUT_LINE.with("line", at).with("what", said))?;
                let json = error.json(cli.lang, Some(at), false).unwrap_or_default();
                cli.line(&json)?;
            }
            Err(error) => return Err(error),
        }
        cli.io.out.flush()?;
    }
    if refused { Err(CliError::Told(REFUSED)) } else { Ok(()) }
}

impl Taken {
    fn shown(&self, lang: Lang) -> String {
        let mut rows = vec![(&w::L_DONE, self.message.say(lang)), (&w::L_NUMBER, self.number.clone())];
        rows.push((&w::L_STATE, self.state.phrase().say(lang).to_owned()));
        for paper in &self.documents {
            rows.push((paper.kind.phrase(), paper.number.clone()));
        }
        for one in &self.promises {
            rows.push((one.kind.phrase(), one.due.to_string()));
        }
        fields(&rows, lang)
    }
}
