//! No sub-command: the workstation itself, where there is a terminal that can show it.

use super::context::Cli;
use super::error::CliError;
use crate::app::{App, Event, Settings};
use crate::calendar::Stamp;
use crate::desk::Desk;
use crate::domain::operator::Actor;
use crate::keymap::{Builtin, Keymap, Source};
use crate::run::{Application, Buffer};
use crate::terminal::{self, Ambiguous, Options};
use crate::text::Widths;
use crate::words::{Lang, cli as w, os};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The workstation's own settings, in `config.toml` of the platform's configuration directory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The language: `zh` or `en`.
    pub lang: Option<String>,
    /// The keymap: `counter`, `arrows`, `vim`.
    pub keymap: Option<String>,
    /// The folder or device that prints go to.
    pub printer: Option<PathBuf>,
    /// How ambiguous characters are drawn: `narrow` or `wide`.
    pub ambiguous: Option<String>,
    /// How long a bare Esc waits, in milliseconds.
    pub esc_wait: Option<u64>,
    /// Leave colours out.
    pub mono: Option<bool>,
    /// The font file that PDF is drawn with; those of the machine where it is left out.
    pub font: Option<PathBuf>,
}

/// The variable that names the font file, where the settings do not.
const FONT: &str = "YICHUANG_FONT";

/// The font file that PDF is drawn with, where one is set.
///
/// # Errors
/// The settings file is wrong.
pub fn font(cli: &Cli<'_, '_>) -> Result<Option<PathBuf>, CliError> {
    let named = cli.io.env.get(FONT).map(PathBuf::from);
    Ok(read_config(cli)?.font.or(named))
}

/// Opens the workstation on the file at `path`; `signed_in` is who has signed in already, in the demo.
///
/// # Errors
/// There is no terminal that can show it, the file cannot be opened, or a settings file is wrong.
pub fn open(cli: &mut Cli<'_, '_>, path: &Path, signed_in: Option<Actor>) -> Result<(), CliError> {
    terminal::usable().map_err(CliError::usage_said)?;
    if !crate::desk::is_there(path) {
        return super::first_run::offer(cli, path);
    }
    let config = read_config(cli)?;
    let keymap = read_keymap(cli, &config, path)?;
    let env = |name: &str| cli.io.env.get(name).and_then(|value| value.to_str()).map(str::to_owned);
    let term = env("TERM").unwrap_or_default();
    let mono = config.mono.unwrap_or(false) || terminal::prefers_mono(env("NO_COLOR").as_deref(), &term);
    let ambiguous = match config.ambiguous.as_deref() {
        Some("wide") => Some(Ambiguous::Wide),
        Some("narrow") => Some(Ambiguous::Narrow),
        _ => None,
    };
    if let Some(folder) = path.parent() {
        terminal::report_panics(folder.to_owned());
    }
    let mut settings = Settings {
        lang: config.lang.as_deref().and_then(Lang::parse).filter(|_| !cli.lang_named).unwrap_or(cli.lang),
        mono,
        widths: Widths::Narrow,
        over_ssh: env("SSH_CONNECTION").is_some(),
        esc_wait: config.esc_wait,
        font: config.font.or_else(|| env(FONT).map(PathBuf::from)),
        printer: config.printer.or_else(|| env("YICHUANG_PRINTER").map(PathBuf::from)),
    };
    let desk = Desk::open(path, &cli.io.terminal)?;
    let started = terminal::start(Options { mono, ambiguous })?;
    let now = cli.now();
    let mut session = started.open()?;
    if session.ambiguous == Ambiguous::Wide {
        settings.widths = Widths::Wide;
    }
    let size = terminal::size()?;
    let mut app = App::new(desk, keymap, settings, signed_in, now)?;
    app.handle(Event::Resize { cols: size.width, rows: size.height }, now);
    let mut shown = Shown(app);
    let clock = cli.io.clock.clone();
    let result = crate::run::run(&mut session.writer, &mut session.keys, || clock.now(), &mut shown);
    drop(session);
    // A terminal that went away is how many sessions end: drafts are kept, nothing is wrong.
    drop(result);
    Ok(())
}

/// The application with what only the terminal can do: ring, and put text on the clipboard.
struct Shown(App);

impl Application for Shown {
    fn handle(&mut self, event: Event, now: Stamp) {
        self.0.handle(event, now);
        if self.0.take_bell() {
            // A terminal without a bell is no reason to stop.
            let _ = terminal::bell();
        }
        if let Some(text) = self.0.take_copy() {
            let _ = terminal::copy(&text);
        }
    }
    fn dirty(&self) -> bool {
        Application::dirty(&self.0)
    }
    fn draw(&mut self, buffer: &mut Buffer) -> Option<(u16, u16)> {
        Application::draw(&mut self.0, buffer)
    }
    fn wake(&self, now: Stamp) -> Option<u64> {
        Application::wake(&self.0, now)
    }
    fn ended(&self) -> bool {
        Application::ended(&self.0)
    }
    fn full_redraw(&mut self) -> bool {
        Application::full_redraw(&mut self.0)
    }
    fn take_discard(&mut self) -> bool {
        Application::take_discard(&mut self.0)
    }
    fn discarded(&mut self, count: usize) {
        Application::discarded(&mut self.0, count);
    }
}

fn config_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "yichuang").map(|dirs| dirs.config_dir().to_owned())
}

fn read_config(cli: &Cli<'_, '_>) -> Result<Config, CliError> {
    let named = cli.io.env.get("YICHUANG_CONFIG").map(PathBuf::from);
    let Some(path) = named.or_else(|| config_dir().map(|dir| dir.join("config.toml"))) else {
        return Ok(Config::default());
    };
    if !path.exists() {
        return Ok(Config::default());
    }
    let text = std::fs::read_to_string(&path)?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| os::line_at(&text, span.start));
        let detail = w::BAD_CONFIG
            .with("file", path.display().to_string())
            .with("line", line)
            .with("detail", os::not_understood(&text, line));
        CliError::usage(detail, &w::BAD_CONFIG_ADVICE)
    })
}

/// The keymap: the built-in one, the site's file beside the database, the operator's own.
fn read_keymap(cli: &Cli<'_, '_>, config: &Config, database: &Path) -> Result<Keymap, CliError> {
    let name = config.keymap.as_deref().unwrap_or("counter");
    let builtin = Builtin::parse(name).map_err(|message| CliError::usage(message, &w::BAD_CONFIG_ADVICE))?;
    let site = database.parent().map(|folder| folder.join("keymap.toml"));
    let own = config_dir().map(|dir| dir.join("keymap.toml"));
    let mut files = Vec::new();
    for path in [site, own].into_iter().flatten().filter(|path| path.exists()) {
        files.push((path.display().to_string(), std::fs::read_to_string(&path)?));
    }
    let sources: Vec<Source<'_>> =
        files.iter().map(|(file, text)| Source { file: file.as_str(), text: text.as_str() }).collect();
    Keymap::load(builtin, &sources).map_err(|problems| {
        let list: Vec<String> = problems.iter().map(|problem| problem.message().say(cli.lang)).collect();
        CliError::usage(w::BAD_KEYMAP.with("problems", list.join("; ")), &w::BAD_CONFIG_ADVICE)
    })
}
