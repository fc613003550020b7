//! What a call that did not succeed says and exits with: one line of what is wrong, where, what to do.

use super::context::{Cli, Format, Io};
use super::output::safe_json;
use crate::desk::StoreError;
use crate::domain::{Refusal, RefusalKind};
use crate::text::visible;
use crate::words::{Lang, Message, cli as w, common, os};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde::Serialize;
use std::path::Path;

/// Exit code: refused by a rule, invalid, not found, or rows rejected.
pub const REFUSED: u8 = 1;
/// Exit code: wrong usage, or no terminal where one is needed.
pub const USAGE: u8 = 2;
/// Exit code: not signed in, or not allowed.
pub const NOT_ALLOWED: u8 = 3;
/// Exit code: the file is damaged, too new, locked, full or not reachable.
pub const FILE: u8 = 4;

/// Why a call did not succeed.
#[derive(Debug)]
pub enum CliError {
    /// A rule says no.
    Refused(Box<Refusal>),
    /// The station's file failed.
    Store(StoreError),
    /// The call is not what the program understands, or needs a terminal: what, and what to do.
    Usage(Message, Option<Message>),
    /// Another file failed: the exit code, what, and what to do.
    File(u8, Message, Option<Message>),
    /// Everything was said already; only the exit code is left.
    Told(u8),
    /// The output is gone or full.
    Output(std::io::Error),
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// What is said about a failure.
struct Said {
    code: u8,
    what: Message,
    rule: Option<&'static str>,
    advice: Option<Message>,
    field: Option<String>,
}

/// The failure as an object.
#[derive(Serialize)]
struct Object<'a> {
    error: String,
    rule: Option<&'a str>,
    advice: Option<String>,
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

impl CliError {
    /// A call that is not understood.
    pub fn usage(what: impl Into<Message>, advice: impl Into<Message>) -> Self {
        Self::Usage(what.into(), Some(advice.into()))
    }

    /// A call that is not understood, in a sentence that says what to do already.
    pub fn usage_said(what: impl Into<Message>) -> Self {
        Self::Usage(what.into(), None)
    }

    /// Standard input that cannot be read.
    pub fn input(error: &std::io::Error) -> Self {
        Self::File(
            REFUSED,
            w::INPUT_UNREADABLE.with("why", os::reason(error)),
            Some(w::INPUT_UNREADABLE_ADVICE.msg()),
        )
    }

    /// A question that the person left without an answer.
    pub fn gave_up() -> Self {
        Refusal::new(RefusalKind::NotSignedIn, &w::GAVE_UP).into()
    }

    /// A file that cannot be read; the message says what to do already.
    pub fn unreadable(message: Message) -> Self {
        Self::File(REFUSED, message, None)
    }

    /// A file that cannot be written.
    pub fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        let file = path.display().to_string();
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            return Self::File(REFUSED, w::FILE_EXISTS.with("file", file), Some(w::FILE_EXISTS_ADVICE.msg()));
        }
        let what = w::FILE_UNWRITABLE.with("file", file).with("why", os::reason(error));
        Self::File(FILE, what, Some(w::FILE_UNWRITABLE_ADVICE.msg()))
    }

    /// Whether the rest of a batch may go on: a rule said no, the file is whole.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_))
    }

    fn said(&self) -> Option<Said> {
        let plain = |code, what, advice| Some(Said { code, what, rule: None, advice, field: None });
        match self {
            Self::Refused(refusal) => Some(Said {
                code: match refusal.kind {
                    RefusalKind::NotAllowed | RefusalKind::NotSignedIn => NOT_ALLOWED,
                    _ => REFUSED,
                },
                what: refusal.what.clone(),
                rule: refusal.rule,
                advice: refusal.advice.clone(),
                field: refusal.field.clone(),
            }),
            Self::Store(error) => {
                let (what, advice) = of_store(error);
                let code = if matches!(error, StoreError::Exists(_) | StoreError::Stale { .. }) {
                    REFUSED
                } else {
                    FILE
                };
                plain(code, what, Some(advice))
            }
            Self::Usage(what, advice) => plain(USAGE, what.clone(), advice.clone()),
            Self::File(code, what, advice) => plain(*code, what.clone(), advice.clone()),
            Self::Output(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                let what = w::OUTPUT_FAILED.with("why", os::reason(error));
                plain(FILE, what, Some(w::OUTPUT_FAILED_ADVICE.msg()))
            }
            Self::Told(_) | Self::Output(_) => None,
        }
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Told(code) => *code,
            other => other.said().map_or(0, |said| said.code),
        }
    }

    /// The failure as one line of JSON, with the line of the input that it belongs to.
    #[must_use]
    pub fn json(&self, lang: Lang, line: Option<usize>, pretty: bool) -> Option<String> {
        self.said().and_then(|said| said.json(lang, line, pretty))
    }

    /// The failure as one line for people.
    #[must_use]
    pub fn line(&self, lang: Lang) -> Option<String> {
        self.said().map(|said| said.line(lang))
    }
}

impl Said {
    fn line(&self, lang: Lang) -> String {
        let mut what = self.what.clone();
        if let Some(field) = &self.field {
            what = w::AT_FIELD.with("field", field).with("what", what);
        }
        if let Some(rule) = self.rule {
            what = w::BY_RULE.with("what", what).with("rule", rule);
        }
        if let Some(advice) = &self.advice {
            what = w::WITH_ADVICE.with("what", what).with("advice", advice.clone());
        }
        visible(&what.say(lang)).into_owned()
    }

    fn json(&self, lang: Lang, line: Option<usize>, pretty: bool) -> Option<String> {
        let object = Object {
            error: self.what.say(lang),
            rule: self.rule,
            advice: self.advice.as_ref().map(|advice| advice.say(lang)),
            field: self.field.as_deref(),
            line,
        };
        safe_json(&object, pretty).ok()
    }
}

/// What is wrong with the station's file, and what to do.
#[must_use]
pub fn of_store(error: &StoreError) -> (Message, Message) {
    let file = |path: &Path| path.display().to_string();
    match error {
        StoreError::NotADatabase(path) => {
            (w::NOT_A_DATABASE.with("file", file(path)), w::NOT_A_DATABASE_ADVICE.msg())
        }
        StoreError::Damaged(why) => (w::DAMAGED.with("why", why), w::DAMAGED_ADVICE.msg()),
        StoreError::TooNew { found, known } => {
            (w::TOO_NEW.with("found", *found).with("known", *known), w::TOO_NEW_ADVICE.msg())
        }
        StoreError::Locked => (w::LOCKED.msg(), w::LOCKED_ADVICE.msg()),
        StoreError::Full => (w::FULL.msg(), w::FULL_ADVICE.msg()),
        StoreError::ReadOnly(what) => (w::READ_ONLY.with("what", what), w::READ_ONLY_ADVICE.msg()),
        StoreError::Unreachable { path, reason } => {
            // The engine speaks English; what can be seen from here is said in our words.
            let why: Message = match std::fs::metadata(path) {
                Err(error) => os::reason(&error),
                Ok(found) if found.is_dir() => os::IS_FOLDER.msg(),
                Ok(_) => text(reason),
            };
            (w::UNREACHABLE.with("file", file(path)).with("why", why), w::UNREACHABLE_ADVICE.msg())
        }
        StoreError::Exists(path) => (w::FILE_EXISTS.with("file", file(path)), w::FILE_EXISTS_ADVICE.msg()),
        StoreError::Stale { .. } => (w::STALE.msg(), w::STALE_ADVICE.msg()),
        StoreError::Taken(what) => (w::ENGINE.with("why", what), w::ENGINE_ADVICE.msg()),
        StoreError::Engine(error) => (w::ENGINE.with("why", error.to_string()), w::ENGINE_ADVICE.msg()),
    }
}

/// Says what went wrong, if anything, and gives the exit code.
pub fn finish(cli: &mut Cli<'_, '_>, result: Result<(), CliError>) -> u8 {
    let Err(error) = result else { return 0 };
    report(cli.io, cli.lang, cli.format, &error);
    error.code()
}

/// Writes the line for people, and with `--json` the object as well.
fn report(io: &mut Io<'_>, lang: Lang, format: Format, error: &CliError) {
    // A line that cannot be written has nobody to read it; the exit code says it all the same.
    if let Some(line) = error.line(lang) {
        let _ = writeln!(io.err, "{line}");
    }
    if format != Format::Text
        && let Some(json) = error.json(lang, None, format == Format::Json)
    {
        let _ = writeln!(io.out, "{json}");
    }
}

/// Answers words that the command tree does not understand, and the wish for help or the version.
pub fn usage(io: &mut Io<'_>, lang: Lang, format: Format, refused: &clap::Error) -> u8 {
    let page = || super::tree::localised(&refused.render().to_string(), lang);
    match refused.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(io.out, "{}", page());
            0
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if format == Format::Text => {
            let _ = write!(io.err, "{}", page());
            USAGE
        }
        _ => {
            let error = CliError::Usage(misunderstood(refused), Some(advice(refused)));
            report(io, lang, format, &error);
            USAGE
        }
    }
}

fn misunderstood(refused: &clap::Error) -> Message {
    let arg = || said(refused, ContextKind::InvalidArg);
    match refused.kind() {
        ErrorKind::UnknownArgument => w::UNKNOWN_ARGUMENT.with("arg", arg()),
        ErrorKind::InvalidSubcommand => {
            w::UNKNOWN_COMMAND.with("name", said(refused, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => w::MISSING_ARGUMENT.with("arg", arg()),
        ErrorKind::ArgumentConflict => {
            w::ARGUMENT_CONFLICT.with("arg", arg()).with("other", said(refused, ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = said(refused, ContextKind::InvalidValue);
            if value.is_empty() {
                w::VALUE_MISSING.with("arg", arg())
            } else {
                w::VALUE_BAD.with("arg", arg()).with("value", value)
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            w::VALUE_COUNT.with("arg", arg())
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            w::COMMAND_MISSING.msg()
        }
        _ => w::MISUNDERSTOOD.msg(),
    }
}

fn advice(refused: &clap::Error) -> Message {
    let valid = said(refused, ContextKind::ValidValue);
    if !valid.is_empty() {
        return w::ONE_OF.with("words", valid);
    }
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = meant.into_iter().map(|kind| said(refused, kind)).find(|text| !text.is_empty());
    meant.map_or_else(|| w::SEE_HELP.msg(), |text| w::DID_YOU_MEAN.with("text", text))
}

fn said(refused: &clap::Error, kind: ContextKind) -> String {
    match refused.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// A text as a message, for lists.
#[must_use]
pub fn text(text: impl Into<String>) -> Message {
    common::TEXT.with("text", text.into())
}
