//! `resident`: who saw a person's data, doubles, the walk of a day, the month's visits, and the acts.

use super::args::{Build, number, text};
use super::case_act::parse_act;
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use super::schema;
use crate::desk::{Command as Act, Desk};
use crate::domain::duplicate::Likeness;
use crate::domain::id::PersonId;
use crate::domain::mask;
use crate::domain::month::Month;
use crate::domain::operator::Actor;
use crate::domain::{Named as _, Refusal, Verb};
use crate::words::{Lang, cli as w, desk as d, people as p};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// The acts that a script may carry out, by the verb's word.
const ACTS: &[Verb] = &[
    Verb::SaveHousehold,
    Verb::SaveBuilding,
    Verb::SplitHousehold,
    Verb::MovePerson,
    Verb::ReportDeath,
    Verb::SetCategory,
    Verb::EndCategory,
    Verb::SetConsent,
    Verb::SetLevel,
    Verb::SaveHelper,
    Verb::Pair,
    Verb::Unpair,
    Verb::RecordVisit,
    Verb::VoidVisit,
    Verb::CollectWish,
    Verb::AdvanceWish,
    Verb::MergePersons,
    Verb::UnmergePersons,
    Verb::ProposeDisposal,
    Verb::Dispose,
];
/// How many entries and pairs are told unless another number is given.
const LIMIT: usize = 200;

#[derive(Serialize)]
struct Access {
    at: String,
    operator: String,
    name: String,
    terminal: String,
    act: &'static str,
    purpose: String,
}

#[derive(Serialize)]
struct Double {
    kept: i64,
    gone: i64,
    name: String,
    other_name: String,
    masked_id: String,
    other_masked_id: String,
    reasons: Vec<Likeness>,
}

#[derive(Serialize)]
struct Stop {
    household: i64,
    /// The head.
    person: Option<i64>,
    name: String,
    address: String,
    level: &'static str,
    due: Option<String>,
    again: Option<String>,
    last: Option<String>,
    helper: String,
    wishes: i64,
    cases: i64,
}

#[derive(Serialize)]
struct Visits {
    month: String,
    seen: usize,
    registered: usize,
    rate: Option<f64>,
    unseen: Vec<Unseen>,
}

#[derive(Serialize)]
struct Unseen {
    household: i64,
    name: String,
    address: String,
    attempts: usize,
}

/// The sub-commands besides `find` and `show`.
pub fn commands(build: Build) -> Vec<Command> {
    let act = |verb: Verb| build.command(verb.word(), verb.phrase()).arg(build.flag("schema", &w::H_SCHEMA));
    let mut all = vec![
        build.command("doubles", &w::C_DOUBLES).arg(build.option("limit", "N", &w::H_LIMIT)),
        build.command("walk", &w::C_WALK).arg(build.option("grid", "CODE", &w::H_GRID)),
        build.command("visits", &w::C_VISITS).arg(build.option("month", "YYYY-MM", &w::H_MONTH)),
    ];
    all.extend(ACTS.iter().copied().map(act));
    all
}

/// Carries one of them out.
pub fn run(cli: &mut Cli<'_, '_>, name: &str, matches: &ArgMatches) -> Result<(), CliError> {
    match name {
        "doubles" => doubles(cli, number(matches, "limit")?.unwrap_or(LIMIT)),
        "walk" => walk(cli, text(matches, "grid")),
        "visits" => visits(cli, text(matches, "month")),
        _ => act(cli, name, matches),
    }
}

/// An act, its fields as JSON on standard input.
pub(super) fn act(cli: &mut Cli<'_, '_>, name: &str, matches: &ArgMatches) -> Result<(), CliError> {
    if matches.get_flag("schema") {
        return schema::show(cli, name);
    }
    let (mut desk, actor) = cli.enter()?;
    let command: Act = parse_act(name, &cli.input()?)?;
    let done = desk.run(&actor, &command, cli.now())?;
    #[derive(Serialize)]
    struct Shown {
        done: String,
        documents: Vec<String>,
    }
    let documents: Vec<String> = done.documents.iter().map(|document| document.number.clone()).collect();
    let shown = Shown { done: done.message.say(cli.lang), documents };
    cli.record(&shown, |lang| fields(&[(&w::L_DONE, done.message.say(lang))], lang))
}

/// Who touched or saw a person's data (PIPL art. 45).
pub fn access(cli: &mut Cli<'_, '_>, desk: &Desk, actor: &Actor, id: PersonId) -> Result<(), CliError> {
    let looks = desk.looks(actor, id, 100_000)?;
    let operators = desk.operators()?;
    let list: Vec<Access> = looks
        .into_iter()
        .map(|look| Access {
            at: desk.zone().iso(look.at),
            operator: operators
                .iter()
                .find(|one| one.id == look.operator)
                .map(|one| one.code.clone())
                .unwrap_or_default(),
            name: look.name,
            terminal: look.terminal,
            act: look.verb.word(),
            purpose: look.purpose,
        })
        .collect();
    cli.list(&list, |lang| {
        let row = |one: &Access| {
            let act = Verb::from_word(one.act).map(|verb| verb.phrase().say(lang)).unwrap_or_default();
            vec![one.at.clone(), one.name.clone(), one.terminal.clone(), act.to_owned(), one.purpose.clone()]
        };
        let heads = [&w::L_TIME, &w::L_OPERATOR, &w::L_TERMINAL, &w::L_ACT, &w::L_PURPOSE];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

fn doubles(cli: &mut Cli<'_, '_>, limit: usize) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let (pairs, _) = desk.doubles(&actor, PersonId(0), limit)?;
    let masked = |number: &Option<String>| number.clone().unwrap_or_default();
    let list: Vec<Double> = pairs
        .into_iter()
        .take(limit)
        .map(|(one, other, reasons)| Double {
            kept: one.id.0,
            gone: other.id.0,
            masked_id: masked(&one.id_number),
            other_masked_id: masked(&other.id_number),
            name: one.name,
            other_name: other.name,
            reasons,
        })
        .collect();
    cli.list(&list, |lang| {
        let row = |one: &Double| {
            let why: Vec<&str> = one.reasons.iter().map(|reason| reason.phrase().say(lang)).collect();
            vec![
                one.kept.to_string(),
                format!("{} {}", one.name, one.masked_id),
                one.gone.to_string(),
                format!("{} {}", one.other_name, one.other_masked_id),
                why.join(", "),
            ]
        };
        let heads = [&w::L_ID, &w::L_NAME, &w::L_ID, &w::L_NAME, &w::L_MEANING];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

fn walk(cli: &mut Cli<'_, '_>, grid: Option<&str>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let grids = match grid {
        Some(code) => {
            let found = desk.grids()?.into_iter().find(|grid| grid.code == code);
            vec![found.ok_or_else(|| Refusal::not_found(d::NO_SUCH_GRID.with("code", code)))?.id]
        }
        None => Vec::new(),
    };
    let today = desk.zone().day(cli.now());
    let day = |day: Option<crate::calendar::Day>| day.map(|day| day.to_string());
    let list: Vec<Stop> = desk
        .calls(&actor, &grids, false)?
        .into_iter()
        .filter(|call| call.on_the_way(today, crate::domain::walk::AHEAD))
        .map(|call| Stop {
            household: call.household.0,
            person: call.head.map(|head| head.0),
            name: call.name.clone(),
            address: mask::to_building(&call.address),
            level: call.level.word(),
            due: day(call.due),
            again: day(call.again),
            last: day(call.last),
            helper: call.helper_name.clone(),
            wishes: call.wishes,
            cases: call.cases,
        })
        .collect();
    cli.list(&list, |lang| {
        let row = |one: &Stop| {
            vec![
                one.household.to_string(),
                one.person.map(|id| id.to_string()).unwrap_or_default(),
                one.name.clone(),
                one.address.clone(),
                one.due.clone().unwrap_or_default(),
                one.again.clone().unwrap_or_default(),
                one.last.clone().unwrap_or_default(),
                one.helper.clone(),
            ]
        };
        let heads = [
            &w::L_HOUSEHOLD,
            &w::L_PERSON,
            &w::L_NAME,
            &w::L_ADDRESS,
            &p::COLUMN_BY,
            &p::AGAIN,
            &p::COLUMN_LAST,
            &p::COLUMN_HELPER,
        ];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

fn visits(cli: &mut Cli<'_, '_>, month: Option<&str>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let month = match month {
        Some(text) => Month::parse(text)
            .ok_or_else(|| CliError::usage(w::BAD_MONTH.with("text", text), &w::BAD_MONTH_ADVICE))?,
        None => Month::of(desk.zone().day(cli.now())),
    };
    if month > Month::of(desk.zone().day(cli.now())) {
        return Err(CliError::usage(w::MONTH_AHEAD.with("text", month.to_string()), &w::BAD_MONTH_ADVICE));
    }
    let report = desk.visit_month(&actor, month)?;
    let rate = report.rate();
    let unseen = report.unseen().into_iter().map(|one| Unseen {
        household: one.household.0,
        name: one.name.clone(),
        address: one.address.clone(),
        attempts: one.attempts,
    });
    let shown = Visits {
        month: month.to_string(),
        seen: rate.seen,
        registered: rate.registered,
        rate: rate.permille().map(|n| f64::from(u32::try_from(n).unwrap_or(0)) / 1000.0),
        unseen: unseen.collect(),
    };
    cli.record(&shown, |lang: Lang| {
        let head = fields(&[(&p::VIEW_MONTH, rate.text())], lang);
        let row = |one: &Unseen| {
            vec![one.household.to_string(), one.name.clone(), one.address.clone(), one.attempts.to_string()]
        };
        let rows: Vec<Vec<String>> = shown.unseen.iter().map(row).collect();
        format!(
            "{head}\n{}",
            table(&[&w::L_HOUSEHOLD, &p::NOT_SEEN, &w::L_ADDRESS, &p::ATTEMPTS_HEAD], &rows, lang)
        )
    })
}
