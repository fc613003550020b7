//! What every sub-command works with: where it reads and writes, its language, its file.

use super::args;
use super::error::CliError;
use super::output::safe_json;
use crate::calendar::{Clock, Stamp};
use crate::desk::{Desk, DeskError};
use crate::domain::operator::Actor;
use crate::text::visible;
use crate::words::{Lang, Message, cli as w};
use clap::ArgMatches;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// The environment variables of a call.
pub type Env = BTreeMap<String, OsString>;

/// The outside of a call: nothing else is read or written but files that the call names.
pub struct Io<'io> {
    /// Results.
    pub out: &'io mut dyn Write,
    /// Messages.
    pub err: &'io mut dyn Write,
    /// Input: a PIN in its first line with `--pin-stdin`, then the command's own.
    pub stdin: &'io mut dyn BufRead,
    /// Whether a person sits at the input, who can be asked.
    pub stdin_is_terminal: bool,
    /// The environment.
    pub env: Env,
    /// The time.
    pub clock: Clock,
    /// The name of this terminal in the journal.
    pub terminal: String,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// A record as an object, a list as an array.
    Json,
    /// One object a line.
    Jsonl,
}

impl Format {
    fn of(matches: &ArgMatches) -> Self {
        match (matches.get_flag("jsonl"), matches.get_flag("json")) {
            (true, _) => Self::Jsonl,
            (_, true) => Self::Json,
            _ => Self::Text,
        }
    }

    /// The format that the words of a call ask for, where they could not be understood as a whole.
    #[must_use]
    pub fn of_words(args: &[OsString]) -> Self {
        let said = |word: &str| args.iter().any(|arg| arg == word);
        match (said("--jsonl"), said("--json")) {
            (true, _) => Self::Jsonl,
            (_, true) => Self::Json,
            _ => Self::Text,
        }
    }
}

/// A call that was understood: the outside, the language, the global options.
pub struct Cli<'a, 'io> {
    /// The outside.
    pub io: &'a mut Io<'io>,
    /// The language of messages.
    pub lang: Lang,
    /// Whether the call itself named the language.
    pub lang_named: bool,
    /// How results are written.
    pub format: Format,
    /// The file that `--db` names.
    pub db_named: Option<PathBuf>,
    /// The operator that `--as` names.
    pub code: Option<String>,
    /// Whether the first line of standard input is the PIN.
    pub pin_stdin: bool,
}

impl<'a, 'io> Cli<'a, 'io> {
    /// A call with the global options of `matches`.
    pub fn new(io: &'a mut Io<'io>, lang: Lang, matches: &ArgMatches) -> Self {
        // A global option that stands behind a sub-command is known to the innermost one as well.
        let mut innermost = matches;
        while let Some((_, inner)) = innermost.subcommand() {
            innermost = inner;
        }
        Self {
            io,
            lang,
            lang_named: args::text(innermost, "lang").is_some(),
            format: Format::of(innermost),
            db_named: args::file(innermost, "db"),
            code: args::text(innermost, "as").map(str::to_owned),
            pin_stdin: innermost.get_flag("pin-stdin"),
        }
    }

    /// The present time.
    #[must_use]
    pub fn now(&self) -> Stamp {
        self.io.clock.now()
    }

    /// Whether results are for people.
    #[must_use]
    pub fn text(&self) -> bool {
        self.format == Format::Text
    }

    /// The file: `--db`, else `YICHUANG_DB`, else in the platform's data directory.
    ///
    /// # Errors
    /// The platform names no such directory.
    pub fn db_path(&self) -> Result<PathBuf, CliError> {
        if let Some(path) = &self.db_named {
            return Ok(path.clone());
        }
        if let Some(path) = self.io.env.get("YICHUANG_DB").filter(|path| !path.is_empty()) {
            return Ok(PathBuf::from(path));
        }
        directories::ProjectDirs::from("", "", "yichuang")
            .map(|dirs| dirs.data_dir().join("station.db"))
            .ok_or_else(|| CliError::usage(&w::NO_DATA_DIR, &w::NO_DATA_DIR_ADVICE))
    }

    /// Opens the station's file.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn desk(&self) -> Result<Desk, CliError> {
        Ok(Desk::open(&self.db_path()?, &self.io.terminal)?)
    }

    /// Opens the station's file for reading only.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn desk_to_read(&self) -> Result<Desk, CliError> {
        Ok(Desk::open_to_read(&self.db_path()?, &self.io.terminal)?)
    }

    /// Opens the station's file and signs in.
    ///
    /// # Errors
    /// The file cannot be opened, or the sign-in is refused.
    pub fn enter(&mut self) -> Result<(Desk, Actor), CliError> {
        let mut desk = self.desk()?;
        let actor = self.sign_in(&mut desk)?;
        Ok((desk, actor))
    }

    /// What is left of standard input; nothing where a person sits there.
    ///
    /// # Errors
    /// It cannot be read, or is not UTF-8.
    pub fn input(&mut self) -> Result<String, CliError> {
        let mut text = String::new();
        if !self.io.stdin_is_terminal {
            self.io.stdin.read_to_string(&mut text).map_err(|error| CliError::input(&error))?;
        }
        Ok(text)
    }

    /// Asks the person at the terminal and reads their line.
    ///
    /// # Errors
    /// The terminal is gone, or the input ended.
    pub fn ask(&mut self, prompt: &Message) -> Result<String, CliError> {
        write!(self.io.err, "{}", visible(&prompt.say(self.lang)))?;
        self.io.err.flush()?;
        let mut line = String::new();
        let read = self.io.stdin.read_line(&mut line).map_err(|error| CliError::input(&error))?;
        if read == 0 {
            return Err(CliError::gave_up());
        }
        Ok(line)
    }

    /// Writes one line of the result.
    ///
    /// # Errors
    /// The output is gone.
    pub fn line(&mut self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.io.out, "{text}")?)
    }

    /// Writes a block of text that brings its own line ends.
    ///
    /// # Errors
    /// The output is gone.
    pub fn block(&mut self, text: &str) -> Result<(), CliError> {
        Ok(write!(self.io.out, "{text}")?)
    }

    /// Tells the person something beside the result.
    ///
    /// # Errors
    /// The output is gone.
    pub fn tell(&mut self, message: &Message) -> Result<(), CliError> {
        let line = message.say(self.lang);
        Ok(writeln!(self.io.err, "{}", visible(&line))?)
    }

    /// Writes a record: an object, or what `text` makes of it for people.
    ///
    /// # Errors
    /// The output is gone.
    pub fn record(
        &mut self,
        record: &impl Serialize,
        text: impl FnOnce(Lang) -> String,
    ) -> Result<(), CliError> {
        match self.format {
            Format::Text => self.block(&text(self.lang)),
            Format::Json => self.line(&safe_json(record, true)?),
            Format::Jsonl => self.line(&safe_json(record, false)?),
        }
    }

    /// Writes a list: an array, an object a line, or what `text` makes of it for people.
    ///
    /// # Errors
    /// The output is gone.
    pub fn list<T: Serialize>(
        &mut self,
        list: &[T],
        text: impl FnOnce(Lang) -> String,
    ) -> Result<(), CliError> {
        match self.format {
            Format::Jsonl => list.iter().try_for_each(|record| self.line(&safe_json(record, false)?)),
            _ => self.record(&list, text),
        }
    }
}

/// The language of a call: `--lang`, else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that says one,
/// else Chinese.
#[must_use]
pub fn language(args: &[OsString], env: &Env) -> Lang {
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        if let Some(lang) = value.and_then(Lang::parse) {
            return lang;
        }
    }
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].iter();
    names.filter_map(|name| env.get(*name)?.to_str().and_then(Lang::parse)).next().unwrap_or_default()
}

impl From<DeskError> for CliError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => Self::Refused(refusal),
            DeskError::Store(error) => Self::Store(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_asked_for_then_of_the_environment_then_chinese() {
        let env = |pairs: &[(&str, &str)]| -> Env {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect()
        };
        let words = |text: &str| -> Vec<OsString> { text.split(' ').map(OsString::from).collect() };
        for (args, pairs, lang) in [
            ("y due", &[][..], Lang::Zh),
            ("y due --lang en", &[("LANG", "zh_CN.UTF-8")], Lang::En),
            ("y --lang=zh due", &[("LANG", "en_US.UTF-8")], Lang::Zh),
            ("y due", &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB")], Lang::En),
            ("y due", &[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], Lang::En),
            ("y --language en", &[], Lang::Zh),
        ] {
            assert_eq!(language(&words(args), &env(pairs)), lang, "{args} {pairs:?}");
        }
    }
}
