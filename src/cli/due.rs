//! `due`: the date a promise falls due, and why, day by day (CL-14, SU-2, SU-3, CL-21).

use super::args::{Build, day, number, read_day, text, texts};
use super::context::Cli;
use super::error::CliError;
use super::output::{day_list, line};
use crate::calendar::{Calendar, DayNote, Due, LAST_DAY, Pause, Term, Unit};
use crate::desk::Desk;
use crate::words::{Lang, cli as w};
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;

/// The longest period that is asked for in earnest.
const MOST_DAYS: u32 = 36_600;

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    due: Due,
    explain: Vec<DayNote>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("due", &w::C_DUE)
        .arg(build.option("start", "DAY", &w::H_DUE_START).required(true))
        .arg(build.option("days", "N", &w::H_DUE_DAYS).required(true))
        .arg(build.option("unit", "wd|cd", &w::H_DUE_UNIT))
        .arg(build.option("pause", "DAY..DAY", &w::H_DUE_PAUSE).action(ArgAction::Append))
        .arg(build.option("extend", "N", &w::H_DUE_EXTEND))
}

/// Computes and explains the date.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let term = term(matches)?;
    let calendar = match &cli.db_named {
        Some(path) => Desk::open_to_read(path, &cli.io.terminal)?.calendar().clone(),
        None => Calendar::built_in(),
    };
    let answer = Answer { due: calendar.due(&term), explain: calendar.explain(&term) };
    if answer.due.day == LAST_DAY {
        let what = w::TOO_FAR.with("day", LAST_DAY.to_string());
        return Err(CliError::usage(what, &w::TOO_FAR_ADVICE));
    }
    cli.record(&answer, |lang| shown(&answer, lang))
}

fn term(matches: &ArgMatches) -> Result<Term, CliError> {
    let missing = || CliError::usage(&w::MISUNDERSTOOD, &w::SEE_HELP);
    let start = day(matches, "start")?.ok_or_else(missing)?;
    let days = bounded("days", number(matches, "days")?)?.ok_or_else(missing)?;
    let unit = match text(matches, "unit") {
        None => Unit::Wd,
        Some(word) => Unit::parse(word).ok_or_else(|| {
            CliError::usage(
                w::BAD_CHOICE.with("option", "unit").with("text", word),
                w::BAD_CHOICE_ADVICE.with("words", "wd, cd"),
            )
        })?,
    };
    let mut term = Term::new(start, days, unit);
    term.extension = bounded("extend", number(matches, "extend")?)?;
    term.pauses = texts(matches, "pause").into_iter().map(pause).collect::<Result<_, _>>()?;
    Ok(term)
}

fn bounded(name: &'static str, days: Option<u32>) -> Result<Option<u32>, CliError> {
    match days {
        Some(days) if days > MOST_DAYS => Err(CliError::usage(
            w::BAD_COUNT.with("option", name).with("text", days),
            w::AT_MOST.with("most", MOST_DAYS),
        )),
        other => Ok(other),
    }
}

/// Reads `A..B`: the days in (A, B] are left out (SU-2).
fn pause(text: &str) -> Result<Pause, CliError> {
    let bad = || CliError::usage(w::BAD_PAUSE.with("text", text), &w::BAD_PAUSE_ADVICE);
    let (from, to) = text.split_once("..").ok_or_else(bad)?;
    let (from, to) = (read_day("pause", from)?, read_day("pause", to)?);
    if to < from { Err(bad()) } else { Ok(Pause { from, to: Some(to) }) }
}

fn shown(answer: &Answer, lang: Lang) -> String {
    let due = answer.due.day.to_string();
    let head =
        if answer.due.provisional { w::DUE_PROVISIONAL.with("due", due) } else { w::DUE.with("due", due) };
    let mut text = line(&head, lang);
    if answer.due.excluded > 0 {
        text.push_str(&line(&w::DUE_EXCLUDED.with("n", answer.due.excluded), lang));
    }
    text + &day_list(&answer.explain, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn su_2_a_pause_is_two_days_in_order() {
        for (text, good) in [
            ("2026-03-05..2026-03-12", true),
            ("2026-03-05..2026-03-05", true),
            ("2026-03-12..2026-03-05", false),
            ("2026-03-05", false),
            ("2026-02-30..2026-03-05", false),
            ("..2026-03-05", false),
        ] {
            assert_eq!(pause(text).is_ok(), good, "{text}");
        }
    }
}
