//! The round of an agent, office by office.

use super::paint::{Line, Mark, Panel, cell, cell_middle};
use super::say;
use crate::app::{App, RoundScreen};
use crate::domain::agency::Errand;
use crate::words::agency as w;
use crate::words::paper as p;

/// The whole panel.
pub fn panel(app: &App, round: &RoundScreen, width: usize, height: u16) -> Panel {
    let lang = app.lang();
    let mut lines: Vec<Line> = Vec::new();
    let mut cursor = None;
    let mut office = "";
    for (at, errand) in round.errands.iter().enumerate() {
        if errand.leg.office != office {
            office = &errand.leg.office;
            let here = round.errands.iter().filter(|other| other.leg.office == office).count();
            let text = format!(" {office}  {here}  {}", errand.office_at);
            lines.push(Line::marked(cell(&text, width), Mark::Strong));
        }
        if at == round.marker {
            cursor = Some((lines.len(), 1));
        }
        lines.push(line(app, round, at, errand, width));
        if let Some(why) = round.refused.get(&at) {
            lines.push(Line::marked(cell(&format!("       {}", why.say(lang)), width), Mark::Overdue));
        }
    }
    if round.errands.is_empty() {
        lines.push(Line::plain(format!("  {}", w::ROUND_NOTHING.say(lang))));
    }
    // The marker's row stays on the screen: whole pages, as lists do.
    let keys = crate::text::wrap(w::ROUND_KEYS.say(lang), crate::text::Cols(width));
    let room = usize::from(height).saturating_sub(2 + keys.len()).max(1);
    let pages = lines.len().div_ceil(room).max(1);
    let row = cursor.map_or(0, |(row, _)| row);
    let first = row / room * room;
    let mut shown: Vec<Line> = lines.into_iter().skip(first).take(room).collect();
    shown.resize_with(room, || Line::plain(""));
    shown.extend(keys.into_iter().map(|line| Line::plain(cell(&line, width))));
    let title = w::ROUND_TITLE
        .with("name", &round.name)
        .with("count", round.errands.len())
        .with("offices", round.offices())
        .with("ticked", round.ticked.len());
    let page = crate::words::app::PAGE.with("page", first / room + 1).with("pages", pages).say(lang);
    Panel::new(title.say(lang), shown)
        .right(page)
        .cursor(cursor.map(|(row, column)| (row - first, column)))
        .rest()
}

fn line(app: &App, round: &RoundScreen, at: usize, errand: &Errand, width: usize) -> Line {
    let lang = app.lang();
    let today = app.today_day();
    let tick = if round.ticked.contains(&at) { "[x]" } else { "[ ]" };
    let what = if errand.hands_in() { &p::ROUND_HAND_IN } else { &p::ROUND_FETCH };
    let originals: Vec<String> =
        errand.originals_said().into_iter().map(|message| message.say(lang)).collect();
    let due = errand.due.map(|day| say::day(day, today, false, lang)).unwrap_or_default();
    let item = if width >= 100 { 24 } else { 12 };
    let text = format!(
        " {tick} {} {} {} {} {} {}",
        cell(what.say(lang), 3),
        say::tail(&errand.number),
        cell(&errand.applicant_name, 8),
        cell_middle(&errand.item_name, item),
        cell(&due, 10),
        originals.join(", ")
    );
    let lead = if at == round.marker { ">" } else { " " };
    let mark = match errand.due {
        _ if at == round.marker => Mark::Strong,
        Some(day) if day < today => Mark::Overdue,
        Some(day) if app.calendar().remaining(today, day, errand.leg.unit) <= 1 => Mark::Soon,
        _ => Mark::Plain,
    };
    Line::marked(lead, Mark::Strong).and(cell(&text, width.saturating_sub(1)), mark)
}
