//! `completions` and `man`: what those who package the program install beside it.

use super::args::{Build, place, text};
use super::context::Cli;
use super::error::{CliError, text as said};
use super::tree::tree;
use crate::words::cli as w;
use clap::{ArgMatches, Command, ValueEnum as _};
use clap_complete::Shell;

/// The sub-command `completions`.
pub fn completions_command(build: Build) -> Command {
    build.command("completions", &w::C_COMPLETIONS).arg(build.place("shell", "SHELL", &w::H_SHELL))
}

/// The sub-command `man`.
pub fn man_command(build: Build) -> Command {
    build.command("man", &w::C_MAN).arg(build.place("command", "COMMAND", &w::H_MAN).required(false))
}

/// Writes the completion script of a shell.
pub fn completions(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let name = place(matches, "shell");
    let shell = Shell::from_str(name, true).map_err(|_| {
        let shells = Shell::value_variants().iter().map(|shell| said(shell.to_string())).collect::<Vec<_>>();
        CliError::usage(
            w::BAD_CHOICE.with("option", "SHELL").with("text", name),
            w::BAD_CHOICE_ADVICE.with("words", shells),
        )
    })?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut tree(cli.lang), "yichuang", &mut script);
    Ok(cli.io.out.write_all(&script)?)
}

/// Writes the manual page of the program, or of one sub-command.
pub fn man(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let mut root = tree(cli.lang);
    root.build();
    let command = match text(matches, "command") {
        None => root,
        Some(name) => root
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| CliError::usage(w::UNKNOWN_COMMAND.with("name", name), &w::SEE_HELP))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(cli.io.out.write_all(&page)?)
}
