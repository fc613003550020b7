//! `keys`: the key card of a keymap, one page to print and pin up.

use super::args::{Build, text};
use super::context::Cli;
use super::error::CliError;
use crate::keymap::{Builtin, Keymap, card};
use crate::words::cli as w;
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Card {
    keymap: &'static str,
    card: String,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build.command("keys", &w::C_KEYS).arg(build.option("keymap", "counter|arrows|vim", &w::H_KEYMAP))
}

/// Prints the card.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let builtin = match text(matches, "keymap") {
        Some(name) => Builtin::parse(name).map_err(CliError::usage_said)?,
        None => Builtin::default(),
    };
    let keymap = Keymap::load(builtin, &[]).map_err(|problems| {
        let first = problems.first().map_or_else(|| w::MISUNDERSTOOD.msg(), |problem| problem.message());
        CliError::usage_said(first)
    })?;
    let shown = Card { keymap: builtin.name(), card: card(&keymap, cli.lang) };
    cli.record(&shown, |_| shown.card.clone())
}
