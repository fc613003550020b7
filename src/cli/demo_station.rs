//! `demo`: makes a station filled with invented people, or opens one that exists, its first clerk signed in.

use super::args::{Build, number};
use super::context::Cli;
use super::demo::{self, DemoOperator, Plan};
use super::error::{CliError, REFUSED};
use super::output::{fields, table};
use super::workstation;
use crate::desk::{Desk, StoreError};
use crate::domain::operator::{Actor, Role};
use crate::words::{Lang, Message, cli as w};
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Made {
    db: String,
    operators: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    code: String,
    name: String,
    roles: Vec<Role>,
    pin: String,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("demo", &w::C_DEMO)
        .arg(build.option("cases", "N", &w::H_DEMO_CASES))
        .arg(build.option("residents", "N", &w::H_DEMO_RESIDENTS))
        .arg(build.option("seed", "S", &w::H_DEMO_SEED))
        .arg(build.flag("no-open", &w::H_DEMO_NO_OPEN))
}

/// Makes the demo in the file that `--db` names, or in a temporary one that is gone afterwards.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let usual = Plan::default();
    let plan = Plan {
        cases: number(matches, "cases")?.unwrap_or(usual.cases),
        residents: number(matches, "residents")?.unwrap_or(usual.residents),
        seed: number(matches, "seed")?.unwrap_or(usual.seed),
    };
    let open = !matches.get_flag("no-open");
    if open {
        crate::terminal::usable().map_err(CliError::usage_said)?;
    }
    match cli.db_named.clone() {
        Some(path) => at(cli, &path, &plan, open),
        None => in_passing(cli, &plan, open),
    }
}

/// Makes the usual demo in a temporary file and opens it.
///
/// # Errors
/// The file cannot be made, or there is no terminal.
pub fn try_it(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    in_passing(cli, &Plan::default(), true)
}

fn in_passing(cli: &mut Cli<'_, '_>, plan: &Plan, open: bool) -> Result<(), CliError> {
    let directory =
        tempfile::tempdir().map_err(|error| CliError::unwritable(&std::env::temp_dir(), &error))?;
    at(cli, &directory.path().join("demo.db"), plan, open)
}

fn at(cli: &mut Cli<'_, '_>, path: &Path, plan: &Plan, open: bool) -> Result<(), CliError> {
    if crate::desk::is_there(path) {
        if !open {
            return Err(StoreError::Exists(path.to_owned()).into());
        }
        let clerk = first_clerk(cli, path)?;
        return workstation::open(cli, path, Some(clerk));
    }
    let now = cli.now();
    let watched = cli.io.stdin_is_terminal;
    let err = &mut *cli.io.err;
    let made = demo::make(path, plan, now, &mut |what, done, all| {
        if watched {
            // Progress that cannot be shown is missed by nobody.
            let _ = write!(err, "\r\u{1b}[K{what} {done}/{all}");
            let _ = err.flush();
        }
    })?;
    if watched {
        let _ = write!(err, "\r\u{1b}[K");
    }
    if open {
        let clerk = Desk::open(path, &cli.io.terminal)?.actor_unchecked(&made.first_clerk)?;
        return workstation::open(cli, path, Some(clerk));
    }
    let made = Made {
        db: path.display().to_string(),
        operators: made.operators.into_iter().map(Shown::of).collect(),
    };
    cli.record(&made, |lang| made.shown(lang))
}

/// The first clerk of a demo that exists; a real station is never opened without a PIN.
fn first_clerk(cli: &Cli<'_, '_>, path: &Path) -> Result<Actor, CliError> {
    let desk = Desk::open(path, &cli.io.terminal)?;
    let file = path.display().to_string();
    let refused = || {
        CliError::File(REFUSED, w::NOT_A_DEMO.with("file", file.clone()), Some(w::NOT_A_DEMO_ADVICE.msg()))
    };
    if !desk.station().demo {
        return Err(refused());
    }
    let operators = desk.operators()?;
    let clerk = operators.iter().find(|one| one.roles.contains(&Role::Clerk) && one.disabled_at.is_none());
    clerk.map(Actor::of).ok_or_else(refused)
}

impl Shown {
    fn of(operator: DemoOperator) -> Self {
        Self { code: operator.code, name: operator.name, roles: operator.roles, pin: operator.pin }
    }
}

impl Made {
    fn shown(&self, lang: Lang) -> String {
        let row = |one: &Shown| {
            let roles: Vec<Message> = one.roles.iter().map(|role| role.phrase().msg()).collect();
            vec![
                one.code.clone(),
                one.name.clone(),
                w::LIST_OF.with("list", roles).say(lang),
                one.pin.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = self.operators.iter().map(row).collect();
        let head = fields(&[(&w::L_FILE, self.db.clone())], lang);
        format!("{head}\n{}", table(&[&w::L_CODE, &w::L_NAME, &w::L_ROLES, &w::L_PIN], &rows, lang))
    }
}
