//! `doctor`: whether everything that the station relies on is in order, and what to do where it is not.

use super::context::Cli;
use super::error::{CliError, FILE, of_store};
use super::output::table;
use crate::desk::{Desk, DeskError, PROFILES};
use crate::domain::profile::NEEDED;
use crate::paper::fonts::{Fonts, PACKAGE};
use crate::paper::output;
use crate::words::{Lang, Message, cli as w, common, item as i};
use chrono::Datelike as _;
use serde::Serialize;
use std::path::Path;

/// How many records a message names at most.
const NAMED: usize = 10;

/// Signs of names that older fonts lack.
const RARE: &str = "㛃䶮𠮷𬀩";

#[derive(Serialize)]
struct Checks {
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Check {
    name: String,
    ok: bool,
    advice: Option<String>,
}

/// Collects the checks, worded in one language.
struct Examination {
    lang: Lang,
    checks: Vec<Check>,
    damaged: bool,
}

impl Examination {
    fn add(&mut self, name: &str, problem: Option<Message>) {
        let advice = problem.map(|problem| problem.say(self.lang));
        self.checks.push(Check { name: name.to_owned(), ok: advice.is_none(), advice });
    }

    /// A check whose failure means that the file itself is not sound.
    fn vital(&mut self, name: &str, problem: Option<Message>) {
        self.damaged |= problem.is_some();
        self.add(name, problem);
    }
}

/// Runs every check; exit 4 where the file itself is not sound.
pub fn run(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let path = cli.db_path()?;
    let mut examination = Examination { lang: cli.lang, checks: Vec::new(), damaged: false };
    match Desk::open_to_read(&path, &cli.io.terminal) {
        Ok(desk) => {
            examination.add("file", None);
            examination.add("permissions", permissions(&path));
            examine(cli, &desk, &mut examination)?;
        }
        Err(DeskError::Store(error)) => {
            let (what, advice) = of_store(&error);
            examination.vital("file", Some(w::WITH_ADVICE.with("what", what).with("advice", advice)));
        }
        Err(DeskError::Refused(refusal)) => examination.vital("file", Some(refusal.what)),
    }
    examination.add("font", fonts(cli)?);
    examination.add("terminal", crate::terminal::usable().err());
    let damaged = examination.damaged;
    let checks = Checks { checks: examination.checks };
    cli.record(&checks, |lang| shown(&checks, lang))?;
    if damaged { Err(CliError::Told(FILE)) } else { Ok(()) }
}

fn examine(cli: &Cli<'_, '_>, desk: &Desk, examination: &mut Examination) -> Result<(), CliError> {
    let (problems, _) = desk.integrity()?;
    examination.vital("schema", None);
    examination.vital("integrity", problems.first().map(|why| w::DOCTOR_DAMAGED.with("why", why)));
    let report = desk.verify(None)?;
    let broken = !report.findings.is_empty();
    examination.vital("journal", broken.then(|| w::DOCTOR_JOURNAL.with("n", report.findings.len())));
    let search = if desk.keys_are_missing()? {
        Some(w::DOCTOR_PENDING.msg())
    } else {
        let stale = desk.stale_search_keys()?;
        (!stale.is_empty()).then(|| w::DOCTOR_SEARCH.with("n", stale.len()))
    };
    examination.add("search", search);
    let unconfirmed = desk.date_unconfirmed(cli.now())?;
    let clock = if desk.behind(cli.now())? {
        Some(w::DOCTOR_CLOCK_BEHIND.with("last", desk.zone().iso(desk.head()?.at)))
    } else {
        unconfirmed.then(|| w::DOCTOR_CLOCK.msg())
    };
    examination.add("clock", clock);
    let year = desk.zone().day(cli.now()).year();
    for year in [year, year + 1] {
        let known = desk.calendar().announced(year);
        examination.add(&format!("calendar {year}"), (!known).then(|| w::DOCTOR_CALENDAR.with("year", year)));
    }
    profiles(desk, desk.zone().day(cli.now()), examination);
    catalogue(desk, examination)
}

/// Whether PDF can be drawn: a font with Hanzi, and with the rare signs that names have.
fn fonts(cli: &Cli<'_, '_>) -> Result<Option<Message>, CliError> {
    let configured = super::workstation::font(cli)?;
    Ok(match Fonts::find(configured.as_deref()) {
        Err(why) => Some(output::no_font(&why)),
        Ok(fonts) => {
            let missing: Vec<String> = fonts.missing(RARE).iter().map(char::to_string).collect();
            (!missing.is_empty())
                .then(|| w::DOCTOR_FONT.with("signs", missing.join(" ")).with("package", PACKAGE))
        }
    })
}

/// Profiles that are not known or have expired, and limits that none of those followed gives.
fn profiles(desk: &Desk, today: crate::calendar::Day, examination: &mut Examination) {
    for name in desk.station().profiles.split_whitespace() {
        let followed = desk.rules().list().iter().find(|profile| profile.id == name);
        let problem = match followed {
            None => Some(w::DOCTOR_PROFILE.with("name", name).with("names", PROFILES.join(" "))),
            Some(profile) => profile.expired(today).then(|| w::DOCTOR_PROFILE_EXPIRED.with("name", name)),
        };
        examination.add(&format!("profile {name}"), problem);
    }
    for what in NEEDED {
        if desk.rules().limit(what, today).is_none() {
            examination.add(&format!("rule {what}"), Some(w::DOCTOR_RULE_MISSING.with("what", *what)));
        }
    }
}

/// Every item that is not published, with what it lacks (ON-9).
fn catalogue(desk: &Desk, examination: &mut Examination) -> Result<(), CliError> {
    let items = desk.items()?;
    let published = items.iter().filter(|item| item.published).count();
    examination.add("catalogue", (published == 0).then(|| w::DOCTOR_CATALOGUE.msg()));
    for choice in items.iter().filter(|choice| !choice.published && choice.item.withheld().is_none()) {
        let gaps = if desk.station().demo { choice.item.gaps_allowing_sample() } else { choice.item.gaps() };
        let mut fields: Vec<Message> = gaps.iter().take(NAMED).map(|gap| gap.field.phrase().msg()).collect();
        if fields.is_empty() {
            fields.push(w::DOCTOR_NO_GAP.with("code", &choice.item.code));
        }
        let problem = w::DOCTOR_ITEM.with("name", &choice.item.name).with("fields", fields);
        examination.add(&format!("item {}", choice.item.code), Some(problem));
    }
    Ok(())
}

/// Only the owner may read the file and the head beside it.
#[cfg(unix)]
fn permissions(path: &Path) -> Option<Message> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    let file = path.display().to_string();
    (mode & 0o077 != 0).then(|| w::DOCTOR_PERMISSIONS.with("file", file).with("mode", format!("{mode:03o}")))
}

#[cfg(not(unix))]
fn permissions(_path: &Path) -> Option<Message> {
    None
}

fn shown(checks: &Checks, lang: Lang) -> String {
    let row = |check: &Check| {
        let state = if check.ok { &w::DOCTOR_OK } else { &w::DOCTOR_LOOK };
        vec![check.name.clone(), state.say(lang).to_owned(), check.advice.clone().unwrap_or_default()]
    };
    let heads = [&w::L_CHECK, &w::L_STATE, &i::NOTE];
    let rows: Vec<Vec<String>> = checks.checks.iter().map(row).collect();
    let good = checks.checks.iter().filter(|check| check.ok).count();
    let sum = w::DOCTOR_SUM.with("good", good).with("all", checks.checks.len());
    table(&heads, &rows, lang) + &common::TEXT.with("text", sum).say(lang) + "\n"
}
