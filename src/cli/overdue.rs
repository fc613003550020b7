//! `overdue`: open promises that are missed at, or fall due within, a time: what the board shows (WA-1).

use super::args::{Build, choice, number, text};
use super::case::owner;
use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::calendar::{Calendar, Day, Zone};
use crate::desk::{BoardRow, DueFilter};
use crate::domain::Named as _;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{Lang, cli as w, common, desk as d, item as i};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// How many promises are read at a time.
const PAGE: usize = 1000;

#[derive(Serialize)]
struct Shown {
    kind: PromiseKind,
    subject: String,
    number: String,
    item: String,
    owner: String,
    state: PromiseState,
    start: Day,
    due: Day,
    provisional: bool,
    overdue_by: i64,
    lamp: &'static str,
    card: Option<String>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("overdue", &w::C_OVERDUE)
        .arg(build.option("at", "TIME", &w::H_OVERDUE_AT))
        .arg(build.option("within", "DAYS", &w::H_OVERDUE_WITHIN))
        .arg(build.option("owner", "CODE", &w::H_OWNER))
        .arg(build.option("kind", "KIND", &w::H_OVERDUE_KIND))
}

/// Lists the promises, the longest overdue first.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let kind: Option<PromiseKind> = text(matches, "kind").map(|word| choice("kind", word)).transpose()?;
    let within = number::<u16>(matches, "within")?;
    let (desk, actor) = cli.enter()?;
    let day = match text(matches, "at") {
        Some(at) => day_of(desk.zone(), at)?,
        None => desk.zone().day(cli.now()),
    };
    // Missed is what fell due before the day; within 0 days is what falls due on it as well.
    let until = match within {
        Some(days) => day.checked_add_days(chrono::Days::new(u64::from(days))),
        None => day.pred_opt(),
    };
    // What stands still for a special procedure falls due on no day yet (SU-1).
    let owner = owner(&desk, text(matches, "owner"))?;
    let filter = DueFilter { kind, owner, until, running: true, ..DueFilter::default() };
    let mut rows: Vec<BoardRow> = Vec::new();
    loop {
        let page = desk.board(&actor, &filter, PAGE, rows.len())?;
        let full = page.len() == PAGE;
        rows.extend(page);
        if !full {
            break;
        }
    }
    let shown: Vec<Shown> = rows.iter().map(|row| Shown::of(row, day, desk.calendar())).collect();
    cli.list(&shown, |lang| text_of(&rows, &shown, lang))
}

/// The day of a time, at the end of which everything due on earlier days is missed (CL-22).
fn day_of(zone: Zone, at: &str) -> Result<Day, CliError> {
    let at = zone.parse_time(at).ok_or_else(|| {
        CliError::usage(w::BAD_TIME.with("option", "at").with("text", at), &d::BAD_TIME_ADVICE)
    })?;
    Ok(zone.day(at))
}

impl Shown {
    fn of(row: &BoardRow, day: Day, calendar: &Calendar) -> Self {
        Self {
            kind: row.kind,
            subject: row.subject_kind.clone(),
            number: row.number.clone(),
            item: row.item_code.clone(),
            owner: row.owner_code.clone(),
            state: row.state,
            start: row.start,
            due: row.due,
            provisional: row.provisional,
            overdue_by: -calendar.remaining(day, row.due, row.unit),
            lamp: row.lamp(day, calendar).word(),
            card: row.card.map(|card| card.word().to_owned()),
        }
    }
}

fn text_of(rows: &[BoardRow], shown: &[Shown], lang: Lang) -> String {
    let row = |(row, shown): (&BoardRow, &Shown)| {
        let mark = if shown.provisional { common::PROVISIONAL.say(lang) } else { "" };
        vec![
            lamp(shown.lamp, lang),
            format!("{} {mark}", shown.due).trim_end().to_owned(),
            shown.overdue_by.to_string(),
            shown.kind.phrase().say(lang).to_owned(),
            shown.number.clone(),
            row.item_name.clone(),
            row.applicant_name.clone(),
            format!("{} {}", row.owner_code, row.owner_name),
        ]
    };
    let rows: Vec<Vec<String>> = rows.iter().zip(shown).map(row).collect();
    let heads = [
        &w::L_LAMP,
        &w::L_DUE,
        &w::L_OVERDUE,
        &w::L_PROMISE,
        &w::L_NUMBER,
        &i::NAME,
        &w::L_APPLICANT,
        &w::L_OWNER,
    ];
    table(&heads, &rows, lang)
}

fn lamp(word: &str, lang: Lang) -> String {
    let phrase = match word {
        "red" => &w::LAMP_RED,
        "yellow" => &w::LAMP_YELLOW,
        _ => &w::LAMP_GREEN,
    };
    phrase.say(lang).to_owned()
}
