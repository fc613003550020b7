//! `case`: taking cases in, listing and showing them, and the acts on them.

use super::args::{Build, choice, number, place, text, texts};
use super::case_view::CaseView;
use super::context::{Cli, Format};
use super::error::CliError;
use super::output::{safe_json, table};
use super::{case_act, case_take};
use crate::desk::{CaseFilter, CaseRow, Desk, Sort};
use crate::domain::Refusal;
use crate::domain::case::State;
use crate::domain::id::OperatorId;
use crate::domain::operator::Actor;
use crate::words::{Lang, case as c, cli as w, item as i};
use clap::{ArgAction, ArgMatches, Command};

/// How many cases are read at a time.
const PAGE: usize = 500;

/// The sub-command.
pub fn command(build: Build) -> Command {
    let show = build
        .command("show", &w::C_CASE_SHOW)
        .arg(build.place("number", "NUMBER", &w::H_CASE_NUMBER))
        .arg(build.flag("explain", &w::H_CASE_EXPLAIN));
    let list = build
        .command("list", &w::C_CASE_LIST)
        .arg(build.option("state", "STATE", &w::H_CASE_STATE).action(ArgAction::Append))
        .arg(build.option("item", "CODE", &w::H_ITEM))
        .arg(build.option("owner", "CODE", &w::H_OWNER))
        .arg(build.option("limit", "N", &w::H_LIMIT));
    build
        .group("case", &w::C_CASE)
        .subcommand(case_take::command(build))
        .subcommand(list)
        .subcommand(show)
        .subcommands(case_act::commands(build))
}

/// Takes in, lists, shows, or acts.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("take", matches)) => case_take::run(cli, matches),
        Some(("list", matches)) => list(cli, matches),
        Some(("show", matches)) => {
            let (desk, actor) = cli.enter()?;
            let id = desk.case_named(&actor, place(matches, "number"))?;
            let case = desk.case(&actor, id)?;
            let view = CaseView::of(&desk, &case, cli.now(), matches.get_flag("explain"));
            cli.record(&view, |lang| view.page(&case, lang))
        }
        Some((act, matches)) => case_act::run(cli, act, matches),
        None => Ok(()),
    }
}

/// The operator whose code an option names.
pub fn owner(desk: &Desk, code: Option<&str>) -> Result<Option<OperatorId>, CliError> {
    let Some(code) = code else { return Ok(None) };
    let found = desk.operators()?.into_iter().find(|operator| operator.code == code.trim());
    found.map(|operator| Some(operator.id)).ok_or_else(|| {
        Refusal::not_found(c::NO_SUCH_OPERATOR.with("code", code))
            .advise(&w::LIST_OPERATORS)
            .at("owner")
            .into()
    })
}

/// The states that an option names, several times or with commas.
pub fn states(matches: &ArgMatches) -> Result<Vec<State>, CliError> {
    let words = texts(matches, "state").into_iter().flat_map(|words| words.split(','));
    words.map(|word| choice("state", word)).collect()
}

fn list(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let states = states(matches)?;
    let limit = number::<usize>(matches, "limit")?.unwrap_or(usize::MAX);
    let (desk, actor) = cli.enter()?;
    let item_code = text(matches, "item").map(|code| desk.item(code)).transpose()?.map(|item| item.item.code);
    let filter = CaseFilter {
        states,
        item_code,
        owner: owner(&desk, text(matches, "owner"))?,
        ..CaseFilter::default()
    };
    let mut rows: Vec<CaseRow> = Vec::new();
    while rows.len() < limit {
        let page = desk.cases(&actor, &filter, Sort::Newest, PAGE.min(limit - rows.len()), rows.len())?;
        let full = page.len() == PAGE;
        rows.extend(page);
        if !full {
            break;
        }
    }
    if cli.text() {
        let text = shown(&rows, cli.lang);
        return cli.block(&text);
    }
    records(cli, &desk, &actor, &rows)
}

/// Writes the cases one by one, so that a long list is never held as text.
fn records(cli: &mut Cli<'_, '_>, desk: &Desk, actor: &Actor, rows: &[CaseRow]) -> Result<(), CliError> {
    let array = cli.format == Format::Json;
    let now = cli.now();
    if array {
        cli.block("[")?;
    }
    for (at, row) in rows.iter().enumerate() {
        let case = desk.case(actor, row.id)?;
        let json = safe_json(&CaseView::of(desk, &case, now, false), false)?;
        let before = if array && at > 0 { ",\n" } else { "" };
        cli.block(&format!("{before}{json}"))?;
        if !array {
            cli.block("\n")?;
        }
    }
    if array { cli.line("]") } else { Ok(()) }
}

fn shown(rows: &[CaseRow], lang: Lang) -> String {
    let row = |row: &CaseRow| {
        let next = row.next.as_ref();
        vec![
            row.number.clone(),
            row.item_code.clone(),
            row.item_name.clone(),
            row.applicant_name.clone(),
            row.state.phrase().say(lang).to_owned(),
            next.map(|next| next.kind.phrase().say(lang).to_owned()).unwrap_or_default(),
            next.map(|next| next.due.to_string()).unwrap_or_default(),
            row.owner_code.clone(),
        ]
    };
    let heads = [
        &w::L_NUMBER,
        &i::CODE,
        &i::NAME,
        &w::L_APPLICANT,
        &w::L_STATE,
        &w::L_PROMISE,
        &w::L_DUE,
        &w::L_OWNER,
    ];
    table(&heads, &rows.iter().map(row).collect::<Vec<_>>(), lang)
}
