//! `operator`: who may sign in, with which roles.

use super::args::{Build, choice, place, text, texts};
use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::calendar::Zone;
use crate::desk::verbs::{SaveOperator, SetPin};
use crate::desk::{Command as Act, Desk, hash_pin};
use crate::domain::Refusal;
use crate::domain::operator::{Operator, Role};
use crate::words::{Lang, Message, case, cli as w, desk as d};
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Shown {
    code: String,
    name: String,
    roles: Vec<Role>,
    window: String,
    disabled: Option<String>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    let code = || build.place("code", "CODE", &w::H_OPERATOR_CODE);
    let role = || build.option("role", "ROLE", &w::H_OPERATOR_ROLE).action(ArgAction::Append).required(true);
    build
        .group("operator", &w::C_OPERATOR)
        .subcommand(build.command("list", &w::C_OPERATOR_LIST))
        .subcommand(
            build
                .command("add", &w::C_OPERATOR_ADD)
                .arg(code())
                .arg(build.option("name", "NAME", &w::H_OPERATOR_NAME).required(true))
                .arg(role())
                .arg(build.option("window", "WINDOW", &w::H_OPERATOR_WINDOW)),
        )
        .subcommand(build.command("roles", &w::C_OPERATOR_ROLES).arg(code()).arg(role()))
        .subcommand(build.command("pin", &w::C_OPERATOR_PIN).arg(code()))
        .subcommand(
            build
                .command("disable", &w::C_OPERATOR_DISABLE)
                .arg(code())
                .arg(build.flag("enable", &w::H_OPERATOR_ENABLE)),
        )
}

/// Lists or changes operators.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((what, matches)) = matches.subcommand() else { return Ok(()) };
    let (mut desk, actor) = cli.enter()?;
    if what == "list" {
        return list(cli, &desk);
    }
    let code = place(matches, "code").trim().to_owned();
    let known = find(&desk, &code)?;
    if what != "add" && known.is_none() {
        return Err(Refusal::not_found(case::NO_SUCH_OPERATOR.with("code", &code))
            .advise(&w::LIST_OPERATORS)
            .into());
    }
    let base = SaveOperator { code: code.clone(), ..SaveOperator::default() };
    let acts = match what {
        "add" if known.is_some() => {
            return Err(Refusal::invalid("code", d::CODE_TAKEN.with("code", &code))
                .advise(&w::CODE_TAKEN_ADVICE)
                .into());
        }
        "add" => {
            let save = SaveOperator {
                name: place(matches, "name").to_owned(),
                roles: roles(matches)?,
                window: text(matches, "window").map(str::to_owned),
                ..base
            };
            vec![Act::SaveOperator(save), set_pin(cli, &code)?]
        }
        "roles" => vec![Act::SaveOperator(SaveOperator { roles: roles(matches)?, ..base })],
        "pin" => vec![set_pin(cli, &code)?],
        _ => vec![Act::SaveOperator(SaveOperator { disabled: Some(!matches.get_flag("enable")), ..base })],
    };
    let now = cli.now();
    for done in desk.run_many(acts.into_iter().map(|act| (actor.clone(), act, now)))? {
        done?;
    }
    let saved = find(&desk, &code)?;
    let zone = desk.zone();
    let shown: Vec<Shown> = saved.iter().map(|operator| Shown::of(operator, zone)).collect();
    match shown.first() {
        Some(one) => cli.record(one, |lang| rows(&shown, lang)),
        None => Ok(()),
    }
}

fn find(desk: &Desk, code: &str) -> Result<Option<Operator>, CliError> {
    Ok(desk.operators()?.into_iter().find(|operator| operator.code == code))
}

fn roles(matches: &ArgMatches) -> Result<Vec<Role>, CliError> {
    let words = texts(matches, "role").into_iter().flat_map(|words| words.split(','));
    words.map(|word| choice("role", word)).collect()
}

fn set_pin(cli: &mut Cli<'_, '_>, code: &str) -> Result<Act, CliError> {
    let pin = cli.new_pin()?;
    Ok(Act::SetPin(SetPin { code: code.to_owned(), phc: hash_pin(&pin)? }))
}

fn list(cli: &mut Cli<'_, '_>, desk: &Desk) -> Result<(), CliError> {
    let zone = desk.zone();
    let list: Vec<Shown> = desk.operators()?.iter().map(|operator| Shown::of(operator, zone)).collect();
    cli.list(&list, |lang| rows(&list, lang))
}

fn rows(list: &[Shown], lang: Lang) -> String {
    let row = |shown: &Shown| {
        let roles: Vec<Message> = shown.roles.iter().map(|role| role.phrase().msg()).collect();
        vec![
            shown.code.clone(),
            shown.name.clone(),
            w::LIST_OF.with("list", roles).say(lang),
            shown.window.clone(),
            shown.disabled.clone().unwrap_or_default(),
        ]
    };
    let heads = [&w::L_CODE, &w::L_NAME, &w::L_ROLES, &w::L_WINDOW, &w::L_DISABLED];
    table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
}

impl Shown {
    fn of(operator: &Operator, zone: Zone) -> Self {
        Self {
            code: operator.code.clone(),
            name: operator.name.clone(),
            roles: operator.roles.clone(),
            window: operator.window.clone(),
            disabled: operator.disabled_at.map(|at| zone.iso(at)),
        }
    }
}
