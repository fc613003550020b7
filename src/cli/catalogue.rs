//! `catalogue`: the service items, and which of them the counter may take in (ON-9).

use super::args::{Build, place, texts};
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use crate::desk::verbs::SaveCatalogue;
use crate::desk::{Command as Act, Desk, ItemChoice};
use crate::domain::Refusal;
use crate::domain::item::{Gap, Item, Limit, View, limit_label};
use crate::words::{Lang, Message, cli as w, common, item as i};
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    view: View<'a>,
    published: bool,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    let codes = || build.place("code", "CODE", &w::H_ITEM).num_args(1..);
    build
        .group("catalogue", &w::C_CATALOGUE)
        .subcommand(build.command("list", &w::C_CATALOGUE_LIST))
        .subcommand(build.command("show", &w::C_CATALOGUE_SHOW).arg(build.place("code", "CODE", &w::H_ITEM)))
        .subcommand(build.command("publish", &w::C_CATALOGUE_PUBLISH).arg(codes()))
        .subcommand(build.command("withdraw", &w::C_CATALOGUE_WITHDRAW).arg(codes()))
}

/// Lists, shows, publishes or takes off items.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("show", matches)) => {
            let item = cli.desk_to_read()?.item(place(matches, "code"))?;
            cli.record(&Shown::of(&item), |lang| page(&item, lang))
        }
        Some(("publish", matches)) => {
            let (mut desk, actor) = cli.enter()?;
            let save = publishing(&desk, &texts(matches, "code"))?;
            let codes: Vec<String> = save.items.iter().map(|item| item.code.clone()).collect();
            desk.run(&actor, &Act::SaveCatalogue(save), cli.now())?;
            list(cli, &desk, Some(&codes))
        }
        Some(("withdraw", matches)) => {
            let (mut desk, actor) = cli.enter()?;
            let codes: Vec<String> = texts(matches, "code")
                .into_iter()
                .map(|code| Ok(desk.item(code)?.item.code))
                .collect::<Result<_, CliError>>()?;
            let save = SaveCatalogue { withdraw: codes.clone(), ..SaveCatalogue::default() };
            desk.run(&actor, &Act::SaveCatalogue(save), cli.now())?;
            list(cli, &desk, Some(&codes))
        }
        _ => {
            let desk = cli.desk_to_read()?;
            list(cli, &desk, None)
        }
    }
}

/// The command that publishes these items; every gap of each is told at once (ON-9).
fn publishing(desk: &Desk, codes: &[&str]) -> Result<SaveCatalogue, CliError> {
    let demo = desk.station().demo;
    let mut items = Vec::new();
    for code in codes {
        let item = desk.item(code)?.item;
        let gaps = if demo { item.gaps_allowing_sample() } else { item.gaps() };
        if !gaps.is_empty() {
            return Err(refused(&item, &gaps));
        }
        if let Some(why) = item.withheld() {
            return Err(Refusal::rule("ON-9", why).into());
        }
        items.push(item);
    }
    Ok(SaveCatalogue { items, publish: true, allow_sample: demo, withdraw: Vec::new() })
}

fn refused(item: &Item, gaps: &[Gap]) -> CliError {
    let fields: Vec<Message> = gaps.iter().map(|gap| gap.field.phrase().msg()).collect();
    Refusal::rule("ON-9", w::NOT_PUBLISHABLE.with("code", &item.code).with("fields", fields))
        .advise(w::NOT_PUBLISHABLE_ADVICE.with("code", &item.code))
        .into()
}

fn list(cli: &mut Cli<'_, '_>, desk: &Desk, only: Option<&[String]>) -> Result<(), CliError> {
    let mut items = desk.items()?;
    if let Some(codes) = only {
        items.retain(|item| codes.contains(&item.item.code));
    }
    let shown: Vec<Shown<'_>> = items.iter().map(Shown::of).collect();
    cli.list(&shown, |lang| rows(&items, lang))
}

fn rows(items: &[ItemChoice], lang: Lang) -> String {
    let row = |choice: &ItemChoice| {
        let item = &choice.item;
        vec![
            choice.quick.to_string(),
            item.code.clone(),
            item.name.clone(),
            item.category.clone(),
            item.kind.phrase().say(lang).to_owned(),
            limit(item.statutory, lang),
            limit(item.committed, lang),
            yes(choice.published, lang),
        ]
    };
    let heads = [
        &i::QUICK,
        &i::CODE,
        &i::NAME,
        &i::CATEGORY,
        &i::KIND,
        &i::STATUTORY,
        &i::COMMITTED,
        &w::L_PUBLISHED,
    ];
    table(&heads, &items.iter().map(row).collect::<Vec<_>>(), lang)
}

fn limit(limit: Option<Limit>, lang: Lang) -> String {
    limit.map(|limit| limit_label(limit).say(lang)).unwrap_or_default()
}

fn yes(yes: bool, lang: Lang) -> String {
    if yes { common::YES.say(lang).to_owned() } else { common::NO.say(lang).to_owned() }
}

fn page(choice: &ItemChoice, lang: Lang) -> String {
    let item = &choice.item;
    let gaps: Vec<Message> = item.gaps().iter().map(|gap| gap.field.phrase().msg()).collect();
    let mut text = fields(
        &[
            (&i::CODE, item.code.clone()),
            (&i::QUICK, choice.quick.to_string()),
            (&i::NAME, item.name.clone()),
            (&i::CATEGORY, item.category.clone()),
            (&i::KIND, item.kind.phrase().say(lang).to_owned()),
            (&i::FIRST_STEP, item.first_step.phrase().say(lang).to_owned()),
            (&i::STATUTORY, limit(item.statutory, lang)),
            (&i::COMMITTED, limit(item.committed, lang)),
            (&i::DEPARTMENT, item.department.clone()),
            (&i::ACCEPTS, item.accepts.label().say(lang)),
            (&i::DECIDES, item.decides.label().say(lang)),
            (&i::PERSONAL_PRESENCE, yes(item.personal_presence, lang)),
            (&i::AGENT_ALLOWED, yes(item.agent_allowed, lang)),
            (&i::LEGAL_BASIS, item.legal_basis.clone()),
            (&i::CONDITIONS, item.conditions.clone()),
            (&i::PROCEDURE, item.flow()),
            (&i::ENQUIRY_PHONE, item.enquiry_phone.clone()),
            (&i::NOTE, item.note.clone()),
            (&w::L_PUBLISHED, yes(choice.published, lang)),
            (&w::L_GAPS, w::LIST_OF.with("list", gaps).say(lang)),
        ],
        lang,
    );
    text.push('\n');
    text.push_str(&materials(item, lang));
    text
}

/// The material list of an item as a table.
#[must_use]
pub fn materials(item: &Item, lang: Lang) -> String {
    let rows: Vec<Vec<String>> = item
        .materials
        .iter()
        .map(|material| {
            vec![
                material.key.to_string(),
                material.name.clone(),
                material.form.phrase().say(lang).to_owned(),
                material.copies.to_string(),
                yes(material.mandatory, lang),
                material.how_to_obtain.clone(),
            ]
        })
        .collect();
    table(&[&w::L_PLACE, &i::MATERIALS, &w::L_FORM, &w::L_COPIES, &w::L_MANDATORY, &w::L_OBTAIN], &rows, lang)
}

impl<'a> Shown<'a> {
    fn of(choice: &'a ItemChoice) -> Self {
        Self { view: View::of(&choice.item), published: choice.published }
    }
}
