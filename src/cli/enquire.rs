//! `enquire`: an enquiry without a case, with the item's full material list (A1, ON-9).

use super::args::{Build, place, text};
use super::catalogue::materials;
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use crate::desk::Command as Act;
use crate::desk::verbs::Enquire;
use crate::domain::item::Material;
use crate::words::{cli as w, item as i};
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Answered<'a> {
    number: &'a str,
    item: &'a str,
    item_name: &'a str,
    document: Option<&'a str>,
    materials: &'a [Material],
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("enquire", &w::C_ENQUIRE)
        .arg(build.place("item", "ITEM", &w::H_ITEM))
        .arg(build.option("phone", "PHONE", &w::H_ENQUIRE_PHONE))
        .arg(build.option("note", "TEXT", &w::H_ENQUIRE_NOTE))
}

/// Records the enquiry and prints the list.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let enquire = Enquire {
        item: place(matches, "item").to_owned(),
        phone: text(matches, "phone").map(str::to_owned),
        note: text(matches, "note").unwrap_or_default().to_owned(),
    };
    let done = desk.run(&actor, &Act::Enquire(enquire), cli.now())?;
    let item = desk.item(place(matches, "item"))?.item;
    let answered = Answered {
        number: &done.label,
        item: &item.code,
        item_name: &item.name,
        document: done.documents.first().map(|document| document.number.as_str()),
        materials: &item.materials,
    };
    cli.record(&answered, |lang| {
        let head = [(&w::L_NUMBER, done.label.clone()), (&i::NAME, item.name.clone())];
        format!("{}\n{}", fields(&head, lang), materials(&item, lang))
    })
}
