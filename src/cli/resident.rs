//! `resident`: searching persons as the workstation does, masked (PR-1).

use super::args::{Build, number, place};
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use super::resident_home::Home;
use super::resident_more;
use crate::calendar::Day;
use crate::desk::verbs::ViewPerson;
use crate::desk::{Command as Act, DeskError, FoundPerson};
use crate::domain::case::{Case, State};
use crate::domain::id::PersonId;
use crate::domain::{Refusal, RefusalKind};
use crate::words::{Lang, cli as w, desk as d, item as i};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// How many are shown unless told.
const LIMIT: usize = 20;

#[derive(Serialize)]
struct Shown {
    id: i64,
    name: String,
    masked_id: String,
    phone: String,
    address: String,
    grid: String,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cases: Option<Vec<Brief>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    home: Option<Home>,
}

#[derive(Serialize)]
struct Brief {
    number: String,
    item: String,
    item_name: String,
    state: State,
    received_day: Day,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .group("resident", &w::C_RESIDENT)
        .subcommand(
            build
                .command("find", &w::C_RESIDENT_FIND)
                .arg(build.place("query", "QUERY", &w::H_RESIDENT_QUERY).num_args(1..))
                .arg(build.option("limit", "N", &w::H_LIMIT)),
        )
        .subcommand(
            build
                .command("show", &w::C_RESIDENT_SHOW)
                .arg(build.place("id", "ID", &w::H_RESIDENT_ID))
                .arg(build.flag("access", &w::H_ACCESS)),
        )
        .subcommands(resident_more::commands(build))
}

/// Finds or shows.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("show", matches)) => {
            let text = place(matches, "id");
            let id = text.trim().parse().map_err(|_| {
                CliError::from(
                    Refusal::not_found(d::NO_SUCH_PERSON.with("id", text)).advise(&w::RESIDENT_ID_ADVICE),
                )
            })?;
            let (mut desk, actor) = cli.enter()?;
            // That somebody asked for it belongs to what is known of who saw it.
            desk.run(&actor, &Act::ViewPerson(ViewPerson { person: id }), cli.now()).map_err(told_how)?;
            if matches.get_flag("access") {
                return resident_more::access(cli, &desk, &actor, PersonId(id));
            }
            let (person, cases) = desk.person_shown(&actor, PersonId(id)).map_err(told_how)?;
            let shown = Shown {
                cases: Some(cases.iter().map(Brief::of).collect()),
                home: Some(Home::of(&desk.person_page(&actor, PersonId(id))?)),
                ..Shown::of(&person)
            };
            cli.record(&shown, |lang| shown.page(lang))
        }
        Some(("find", matches)) => {
            let limit = number(matches, "limit")?.unwrap_or(LIMIT);
            let query = super::args::texts(matches, "query").join(" ");
            let (desk, actor) = cli.enter()?;
            let found = desk.find(&actor, &query, limit + 1)?;
            let mut shown: Vec<Shown> = found.persons.iter().map(Shown::of).collect();
            let more = shown.len() > limit;
            shown.truncate(limit);
            cli.list(&shown, |lang| rows(&shown, lang))?;
            if more && cli.text() { cli.tell(&w::FOUND_LIMITED.with("n", limit)) } else { Ok(()) }
        }
        Some((name, matches)) => resident_more::run(cli, name, matches),
        None => Ok(()),
    }
}

/// Says beside a person who is not there how ids are found.
fn told_how(error: DeskError) -> CliError {
    match error {
        DeskError::Refused(refusal) if refusal.kind == RefusalKind::NotFound => {
            (*refusal).advise(&w::RESIDENT_MISSING_ADVICE).into()
        }
        other => other.into(),
    }
}

impl Shown {
    fn of(person: &FoundPerson) -> Self {
        Self {
            id: person.id.0,
            name: person.name.clone(),
            masked_id: person.masked_id.clone(),
            phone: person.phone.clone(),
            address: person.address.clone(),
            grid: person.grid.clone(),
            tags: person.tags.split_whitespace().map(str::to_owned).collect(),
            cases: None,
            home: None,
        }
    }

    fn page(&self, lang: Lang) -> String {
        let head = fields(
            &[
                (&w::L_ID, self.id.to_string()),
                (&w::L_NAME, self.name.clone()),
                (&w::L_ID_NUMBER, self.masked_id.clone()),
                (&w::L_PHONE, self.phone.clone()),
                (&w::L_ADDRESS, self.address.clone()),
                (&w::L_GRID, self.grid.clone()),
                (&w::L_TAGS, self.tags.join(" ")),
            ],
            lang,
        );
        let row = |case: &Brief| {
            let state = case.state.phrase().say(lang).to_owned();
            vec![case.number.clone(), case.item_name.clone(), state, case.received_day.to_string()]
        };
        let cases: Vec<Vec<String>> = self.cases.iter().flatten().map(row).collect();
        let home = self.home.as_ref().map(|home| home.page(lang)).unwrap_or_default();
        let head = format!("{head}{home}");
        if cases.is_empty() {
            return head;
        }
        format!("{head}\n{}", table(&[&w::L_NUMBER, &i::NAME, &w::L_STATE, &w::L_RECEIVED], &cases, lang))
    }
}

impl Brief {
    fn of(case: &Case) -> Self {
        Self {
            number: case.number.clone(),
            item: case.item_code.clone(),
            item_name: case.item_name.clone(),
            state: case.state,
            received_day: case.received_day,
        }
    }
}

fn rows(list: &[Shown], lang: Lang) -> String {
    let row = |one: &Shown| {
        vec![
            one.id.to_string(),
            one.name.clone(),
            one.masked_id.clone(),
            one.phone.clone(),
            one.address.clone(),
            one.grid.clone(),
        ]
    };
    let heads = [&w::L_ID, &w::L_NAME, &w::L_ID_NUMBER, &w::L_PHONE, &w::L_ADDRESS, &w::L_GRID];
    table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
}
