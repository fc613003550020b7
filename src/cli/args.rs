//! Making options and arguments with wording of ours, and reading them back with errors of ours.

use super::error::CliError;
use crate::calendar::{Day, parse_day};
use crate::domain::Named;
use crate::words::{Lang, Phrase, cli as w, common};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::PathBuf;
use std::str::FromStr;

/// Makes the parts of the command tree in one language.
#[derive(Debug, Clone, Copy)]
pub struct Build(pub Lang);

impl Build {
    /// A sub-command.
    pub fn command(self, name: &'static str, about: &'static Phrase) -> Command {
        Command::new(name).about(about.say(self.0))
    }

    /// A sub-command that has sub-commands and does nothing without one.
    pub fn group(self, name: &'static str, about: &'static Phrase) -> Command {
        self.command(name, about).subcommand_required(true).arg_required_else_help(true)
    }

    /// An option with a value, `--name VALUE`.
    pub fn option(self, name: &'static str, value: &'static str, help: &'static Phrase) -> Arg {
        Arg::new(name).long(name).value_name(value).help(help.say(self.0))
    }

    /// An option whose value is a file.
    pub fn file_option(self, name: &'static str, help: &'static Phrase) -> Arg {
        self.option(name, "FILE", help).value_parser(clap::value_parser!(PathBuf))
    }

    /// An option without a value.
    pub fn flag(self, name: &'static str, help: &'static Phrase) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.say(self.0))
    }

    /// An argument that must be there.
    pub fn place(self, name: &'static str, value: &'static str, help: &'static Phrase) -> Arg {
        Arg::new(name).value_name(value).required(true).help(help.say(self.0))
    }

    /// An argument that is a file.
    pub fn file(self, help: &'static Phrase) -> Arg {
        self.place("file", "FILE", help).value_parser(clap::value_parser!(PathBuf))
    }
}

/// The text of an option.
pub fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// The text of an argument that the command tree demands.
pub fn place<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    text(matches, name).unwrap_or_default()
}

/// Every text of an option or argument that may stand several times.
pub fn texts<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    matches.get_many::<String>(name).into_iter().flatten().map(String::as_str).collect()
}

/// The file of an option or argument.
pub fn file(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The whole number of an option.
pub fn number<T: FromStr>(matches: &ArgMatches, name: &'static str) -> Result<Option<T>, CliError> {
    let Some(text) = text(matches, name) else { return Ok(None) };
    let bad = || CliError::usage(w::BAD_COUNT.with("option", name).with("text", text), &w::BAD_COUNT_ADVICE);
    text.trim().parse().map(Some).map_err(|_| bad())
}

/// The day of an option.
pub fn day(matches: &ArgMatches, name: &'static str) -> Result<Option<Day>, CliError> {
    text(matches, name).map(|text| read_day(name, text)).transpose()
}

/// The day that `text` is, for the option `name`.
pub fn read_day(name: &'static str, text: &str) -> Result<Day, CliError> {
    parse_day(text.trim()).ok_or_else(|| {
        CliError::usage(
            w::BAD_DAY.with("option", name).with("text", text),
            &crate::words::desk::BAD_DAY_ADVICE,
        )
    })
}

/// The member of a closed set that `text` names by its stable word.
pub fn choice<T: Named>(name: &'static str, text: &str) -> Result<T, CliError> {
    T::from_word(text.trim()).ok_or_else(|| {
        let words = T::ALL.iter().map(|member| common::TEXT.with("text", member.word())).collect::<Vec<_>>();
        CliError::usage(
            w::BAD_CHOICE.with("option", name).with("text", text),
            w::BAD_CHOICE_ADVICE.with("words", words),
        )
    })
}
