//! `rating`: the rates of ratings (RT-10), slips, and the acts.

use super::args::{Build, choice, day, text};
use super::case_act::parse_act;
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use super::schema;
use crate::calendar::Day;
use crate::desk::Command as Act;
use crate::domain::rating::{RATINGS_LEAST, RateKind, RateRow, RatingsBy};
use crate::domain::{Named as _, Verb};
use crate::words::{Lang, cli as w, rating as g};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// The acts whose fields come as JSON, by the verb's word.
const ACTS: &[Verb] = &[Verb::IssueRatingSlip, Verb::GiveRating, Verb::RemoveRating];

/// The sub-command.
pub fn command(build: Build) -> Command {
    let act = |verb: &Verb| build.command(verb.word(), verb.phrase()).arg(build.flag("schema", &w::H_SCHEMA));
    let rates = build
        .command("rates", &g::C_RATING_RATES)
        .arg(build.option("from", "DAY", &w::H_STRETCH_FROM))
        .arg(build.option("until", "DAY", &w::H_STRETCH_UNTIL))
        .arg(build.option("by", "item|window|person|month", &g::H_RATES_BY));
    build.group("rating", &g::C_RATING).subcommand(rates).subcommands(ACTS.iter().map(act))
}

/// Tells the rates, or acts.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(()) };
    match name {
        "rates" => rates(cli, (day(matches, "from")?, day(matches, "until")?), text(matches, "by")),
        name if matches.get_flag("schema") => schema::show(cli, name),
        name => act(cli, name),
    }
}

/// A line of the rates; what is not shown for too few ratings (RT-4), and what has nothing to divide by, is null.
#[derive(Serialize)]
struct Line {
    title: String,
    finished: usize,
    rated: usize,
    counted: usize,
    removed: usize,
    few: bool,
    bad: Option<usize>,
    active: Option<f64>,
    good: Option<f64>,
    rectified: Option<f64>,
    in_time: Option<f64>,
    revisited: Option<f64>,
}

impl Line {
    fn of(row: &RateRow) -> Self {
        let rate = |kind: RateKind| {
            let permille = row.rate(kind).and_then(|rate| rate.permille());
            permille.map(|n| f64::from(u32::try_from(n).unwrap_or(0)) / 1000.0)
        };
        Self {
            title: row.title.clone(),
            finished: row.finished,
            rated: row.rated,
            counted: row.counted,
            removed: row.removed,
            few: row.few(),
            bad: row.bad,
            active: rate(RateKind::Active),
            good: rate(RateKind::Good),
            rectified: rate(RateKind::Rectified),
            in_time: rate(RateKind::InTime),
            revisited: rate(RateKind::Revisited),
        }
    }
}

/// `rating rates`.
fn rates(
    cli: &mut Cli<'_, '_>,
    (from, until): (Option<Day>, Option<Day>),
    by: Option<&str>,
) -> Result<(), CliError> {
    use chrono::Datelike as _;
    let by: RatingsBy = by.map_or(Ok(RatingsBy::Total), |word| choice("by", word))?;
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let from = from.or(Day::from_ymd_opt(today.year(), 1, 1)).unwrap_or(today);
    let rows = desk.rates(&actor, from, until.unwrap_or(today), by)?;
    let list: Vec<Line> = rows.iter().map(Line::of).collect();
    cli.list(&list, |lang| shown(&rows, by, lang))
}

/// The table, and under it how each rate is reckoned.
fn shown(rows: &[RateRow], by: RatingsBy, lang: Lang) -> String {
    let few = g::FEW.with("n", RATINGS_LEAST).say(lang);
    let row = |one: &RateRow| {
        let title = if by == RatingsBy::Total { by.phrase().say(lang).to_owned() } else { one.title.clone() };
        let mut cells = vec![title];
        cells.extend([one.finished, one.rated, one.counted, one.removed].map(|count| count.to_string()));
        cells.push(one.bad.map_or_else(|| few.clone(), |bad| bad.to_string()));
        for kind in RateKind::ALL {
            cells.push(one.rate(*kind).map_or_else(|| few.clone(), |rate| rate.text()));
        }
        cells
    };
    let mut heads = vec![
        &g::COLUMN_WHAT,
        &g::COLUMN_FINISHED,
        &g::COLUMN_RATED,
        &g::COLUMN_COUNTED,
        &g::COLUMN_REMOVED,
        &g::COLUMN_BAD,
    ];
    heads.extend(RateKind::ALL.iter().map(|kind| kind.phrase()));
    let body = table(&heads, &rows.iter().map(row).collect::<Vec<_>>(), lang);
    let define = |kind: &RateKind| (kind.phrase(), kind.definition().say(lang).to_owned());
    let definitions: Vec<_> = RateKind::ALL.iter().map(define).collect();
    let why = g::FEW_WHY.with("n", RATINGS_LEAST).say(lang);
    format!("{body}\n{}{why}\n", fields(&definitions, lang))
}

#[derive(Serialize)]
struct Acted {
    done: String,
    number: String,
}

/// An act whose fields come as JSON; of a slip the number is told.
fn act(cli: &mut Cli<'_, '_>, name: &str) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let command: Act = parse_act(name, &cli.input()?)?;
    let done = desk.run(&actor, &command, cli.now())?;
    let shown = Acted { done: done.message.say(cli.lang), number: done.label };
    cli.record(&shown, |lang| fields(&[(&w::L_DONE, done.message.say(lang))], lang))
}
