//! `template`: the templates of documents, shown as data, replaced by a station's own, or given back.

use super::args::{Build, choice, place};
use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::desk::Command as Act;
use crate::desk::verbs::SaveTemplate;
use crate::domain::Named as _;
use crate::domain::document::DocumentKind;
use crate::domain::template::{Template, built_in, kinds};
use crate::words::{Lang, cli as w};
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    kind: DocumentKind,
    own: bool,
}

#[derive(Serialize)]
struct Shown {
    kind: DocumentKind,
    own: bool,
    body: String,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    let kind = || build.place("kind", "DOCUMENT", &w::H_PRINT_DOCUMENT);
    build
        .group("template", &w::C_TEMPLATE)
        .subcommand(build.command("list", &w::C_TEMPLATE_LIST))
        .subcommand(build.command("show", &w::C_TEMPLATE_SHOW).arg(kind()))
        .subcommand(build.command("set", &w::C_TEMPLATE_SET).arg(kind()))
        .subcommand(build.command("reset", &w::C_TEMPLATE_RESET).arg(kind()))
}

/// Lists, shows, takes or gives back.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("show", matches)) => show(cli, choice("document", place(matches, "kind"))?),
        Some((act @ ("set" | "reset"), matches)) => {
            let kind: DocumentKind = choice("document", place(matches, "kind"))?;
            let (mut desk, actor) = cli.enter()?;
            let body = if act == "set" { cli.input()? } else { String::new() };
            // An empty input would give the built-in one back, which only `reset` does.
            if act == "set" && body.trim().is_empty() {
                let empty = Template::parse("").err().and_then(|problems| problems.into_iter().next());
                let what = empty.unwrap_or_else(|| kind.phrase().msg());
                return Err(crate::domain::Refusal::invalid("body", what).into());
            }
            let done = desk.run(&actor, &Act::SaveTemplate(SaveTemplate { kind, body }), cli.now())?;
            let shown = Row { kind, own: act == "set" };
            cli.record(&shown, |lang: Lang| format!("{}\n", done.message.say(lang)))
        }
        _ => list(cli),
    }
}

fn list(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let desk = cli.desk_to_read()?;
    let mut rows = Vec::new();
    for kind in kinds() {
        rows.push(Row { kind, own: desk.template(kind)?.is_some() });
    }
    cli.record(&rows, |lang| {
        let cells = rows.iter().map(|row| {
            let own = if row.own { w::TEMPLATE_OWN.say(lang) } else { "" };
            vec![row.kind.word().to_owned(), row.kind.phrase().say(lang).to_owned(), own.to_owned()]
        });
        let cells: Vec<Vec<String>> = cells.collect();
        table(&[&w::L_CODE, &w::L_DOCUMENT, &w::L_STATE], &cells, lang)
    })
}

fn show(cli: &mut Cli<'_, '_>, kind: DocumentKind) -> Result<(), CliError> {
    let desk = cli.desk_to_read()?;
    let own = desk.template(kind)?;
    let shown = Shown {
        kind,
        own: own.is_some(),
        body: own.or_else(|| built_in(kind).map(str::to_owned)).unwrap_or_default(),
    };
    cli.record(&shown, |_| shown.body.clone())
}
