//! `feedback quarter`: what came in over a quarter, by channel, kind, item, month and cause; for the board outside
//! without persons and without lines of few people.

use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::domain::Named as _;
use crate::domain::feedback_sum::{FeedbackBy, FeedbackSum, PUBLIC_LEAST, passed_on, public, sums, total};
use crate::domain::hours::Quarter;
use crate::domain::month::Rate;
use crate::words::{Lang, cli as w, feedback_board as b};
use serde::Serialize;

#[derive(Serialize)]
struct Line {
    by: &'static str,
    title: String,
    received: usize,
    open: usize,
    answered: usize,
    in_time: usize,
    revisited: usize,
    satisfied: usize,
}

impl Line {
    fn of(by: &'static str, sum: FeedbackSum) -> Self {
        Self {
            by,
            title: sum.title,
            received: sum.received,
            open: sum.open,
            answered: sum.answered,
            in_time: sum.in_time,
            revisited: sum.revisited,
            satisfied: sum.satisfied,
        }
    }
}

#[derive(Serialize)]
struct Report {
    quarter: String,
    public: bool,
    passed_on: usize,
    lines: Vec<Line>,
}

/// Prints the quarter.
///
/// # Errors
/// No such quarter, not allowed, or the file failed.
pub fn run(cli: &mut Cli<'_, '_>, quarter: Option<&str>, outside: bool) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let this = Quarter::of(desk.zone().day(cli.now()));
    let asked = quarter.map(|text| {
        Quarter::parse(text)
            .filter(|quarter| *quarter <= this)
            .ok_or_else(|| CliError::usage(w::BAD_QUARTER.with("text", text), &w::BAD_QUARTER_ADVICE))
    });
    let quarter = asked.transpose()?.unwrap_or(this);
    let facts = desk.feedback_facts(&actor, quarter.first(), quarter.last())?;
    let lang = cli.lang;
    let items = desk.items()?;
    let mut lines = vec![Line::of("total", total(&facts))];
    for by in FeedbackBy::ALL {
        let mut found = sums(&facts, *by, lang);
        if *by == FeedbackBy::Item {
            for sum in &mut found {
                sum.title = match items.iter().find(|choice| choice.item.code == sum.title) {
                    Some(choice) => format!("{} {}", choice.item.code, choice.item.name),
                    None => b::NO_ITEM.say(lang).to_owned(),
                };
            }
        }
        if outside {
            found = public(found, b::OTHERS.say(lang));
        }
        lines.extend(found.into_iter().map(|sum| Line::of(by.word(), sum)));
    }
    let report =
        Report { quarter: quarter.to_string(), public: outside, passed_on: passed_on(&facts), lines };
    cli.record(&report, |lang| text(&report, lang))
}

fn text(report: &Report, lang: Lang) -> String {
    let row = |line: &Line| {
        let by = FeedbackBy::from_word(line.by).map_or("", |by| by.phrase().say(lang));
        vec![
            by.to_owned(),
            line.title.clone(),
            line.received.to_string(),
            line.open.to_string(),
            line.answered.to_string(),
            Rate { part: line.in_time, whole: line.answered }.text(),
            Rate { part: line.satisfied, whole: line.revisited }.text(),
        ]
    };
    let heads = [
        &b::COLUMN_BY,
        &b::COLUMN_WHAT,
        &b::COLUMN_COUNT,
        &b::COLUMN_OPEN,
        &b::COLUMN_ANSWERED,
        &b::COLUMN_IN_TIME,
        &b::COLUMN_SATISFIED,
    ];
    let rows: Vec<Vec<String>> = report.lines.iter().map(row).collect();
    let head = b::QUARTER_HEAD.with("quarter", &report.quarter).with("passed", report.passed_on).say(lang);
    let few = if report.public { b::FEW_TOGETHER.with("n", PUBLIC_LEAST).say(lang) } else { String::new() };
    format!("{head}\n{}{few}\n", table(&heads, &rows, lang)).trim_end().to_owned() + "\n"
}
