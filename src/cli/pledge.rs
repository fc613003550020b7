//! `supervision list pledges|commitments`: what operators promised, and what the station kept.

use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::calendar::Day;
use crate::domain::item::limit_label;
use crate::domain::rating::RATINGS_LEAST;
use crate::words::{feedback_board as b, pledge as p, rating as r};
use chrono::Datelike as _;
use serde::Serialize;

#[derive(Serialize)]
struct Pledge {
    operator: String,
    day: Day,
    ended: Option<Day>,
    text: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    card: Option<i64>,
    visit: Option<i64>,
    day: Day,
    note: String,
}

/// `supervision list pledges`.
pub fn pledges(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let link = |one: crate::domain::pledge::PledgeLink| Link {
        card: one.card_id.map(|id| id.0),
        visit: one.visit_id.map(|id| id.0),
        day: one.day,
        note: one.note,
    };
    let row = |row: crate::domain::pledge::PledgeRow| Pledge {
        operator: row.operator,
        day: row.pledge.day,
        ended: row.pledge.ended_day,
        text: row.pledge.text,
        links: row.links.into_iter().map(link).collect(),
    };
    let list: Vec<Pledge> = desk.pledges(&actor)?.into_iter().map(row).collect();
    cli.list(&list, |lang| {
        let row = |one: &Pledge| {
            vec![one.operator.clone(), one.day.to_string(), one.links.len().to_string(), one.text.clone()]
        };
        let rows: Vec<_> = list.iter().map(row).collect();
        table(&[&b::COLUMN_NAME, &p::COLUMN_SIGNED, &p::COLUMN_FOUND, &p::COLUMN_PLEDGE], &rows, lang)
    })
}

#[derive(Serialize)]
struct Commitment {
    title: String,
    days: Option<u32>,
    unit: Option<crate::calendar::Unit>,
    due: usize,
    kept: usize,
    good: Option<f64>,
}

/// `supervision list commitments`: from the beginning of the year where no day is given.
pub fn commitments(cli: &mut Cli<'_, '_>, from: Option<Day>, until: Option<Day>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let from = from.or(Day::from_ymd_opt(today.year(), 1, 1)).unwrap_or(today);
    let rows = desk.commitments(&actor, from, until.unwrap_or(today), today)?;
    let list: Vec<Commitment> = rows
        .iter()
        .map(|row| Commitment {
            title: row.title.clone(),
            days: row.limit.map(|(days, _)| days),
            unit: row.limit.map(|(_, unit)| unit),
            due: row.kept.whole,
            kept: row.kept.part,
            good: row
                .good
                .and_then(|rate| rate.permille())
                .map(|n| f64::from(u32::try_from(n).unwrap_or(0)) / 1000.0),
        })
        .collect();
    cli.list(&list, |lang| {
        let few = r::FEW.with("n", RATINGS_LEAST).say(lang);
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let title = if row.title.is_empty() {
                    p::WHOLE_STATION.say(lang).to_owned()
                } else {
                    row.title.clone()
                };
                vec![
                    title,
                    row.limit.map(|limit| limit_label(limit).say(lang)).unwrap_or_default(),
                    row.kept.whole.to_string(),
                    row.kept.text(),
                    row.good.map_or_else(|| few.clone(), |rate| rate.text()),
                ]
            })
            .collect();
        let heads = [&b::COLUMN_WHAT, &p::COLUMN_LIMIT, &p::COLUMN_OF, &p::COLUMN_KEPT, &r::RATE_GOOD];
        table(&heads, &rows, lang)
    })
}
