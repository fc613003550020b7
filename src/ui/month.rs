//! The month: the figures of the station, the groups as a table with bars, the days as a line of marks,
//! and how each rate is reckoned.

use super::paint::{Height, Line, Mark, Panel, cell, cell_middle, cell_right};
use crate::app::{App, MONTH_DEFINITION_ROWS, MonthRow, group_name};
use crate::domain::month::{Figure, Report, Tally};
use crate::text::Cols;
use crate::words::{Lang, Phrase, month as w};

/// The columns of the table: their width, their head, and the figures in them.
const COLUMNS: [(usize, &Phrase, &[Figure]); 7] = [
    (5, &w::SHORT_TAKEN, &[Figure::Taken]),
    (5, &w::SHORT_CLOSED, &[Figure::Closed]),
    (7, &w::SHORT_ON_TIME, &[Figure::OnTime]),
    (7, &w::SHORT_EARLY, &[Figure::Early]),
    (10, &w::SHORT_DAYS, &[Figure::MedianUsed, Figure::NinetyUsed, Figure::MedianHad]),
    (9, &w::SHORT_ON_13, &[Figure::Deemed, Figure::SecondNotices, Figure::NoReasons]),
    (5, &w::SHORT_NOT_CONCLUDED, &[Figure::NotConcluded]),
];
/// How wide the name of a group is at `width` columns: in full where there is room.
fn name_width(width: usize) -> usize {
    if width >= 110 { 40 } else { 16 }
}

/// The marks of a day's line, from none to the most.
const MARKS: &[u8] = b"_.:-=+*#@";
/// What the definitions on the screen are of: every rate and every number of days that it shows.
const DEFINED: [Figure; 6] = [
    Figure::OnTime,
    Figure::Early,
    Figure::LawOnTime,
    Figure::MedianUsed,
    Figure::NinetyUsed,
    Figure::MedianHad,
];

/// The panels of the pane at `width` columns.
pub fn panels(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let board = &app.month;
    let title = w::TITLE.with("month", board.month.to_string()).say(lang);
    let Some(report) = &board.report else { return vec![Panel::new(title, Vec::new()).rest()] };
    let (hour, minute) = app.zone().clock(board.at);
    let right = w::AS_OF.with("time", format!("{hour:02}:{minute:02}")).say(lang);
    let summary = Panel::new(title, summary(report, lang)).right(right);
    vec![summary, table(app, width), definitions(width, lang)]
}

fn summary(report: &Report, lang: Lang) -> Vec<Line> {
    let one = |figure: Figure| {
        w::FIGURE.with("figure", figure.phrase()).with("worth", figure.of(&report.all).in_full()).say(lang)
    };
    let compared = |figure: Figure| {
        let before = figure.of(&report.before).text();
        format!("{} {}", one(figure), w::BEFORE.with("worth", before).say(lang))
    };
    let row = |parts: Vec<String>| Line::plain(format!("  {}", parts.join("   ")));
    vec![
        row([Figure::Taken, Figure::EnteredLater, Figure::Decided, Figure::Closed].map(one).to_vec()),
        row(vec![compared(Figure::OnTime), compared(Figure::Early)]),
        row(vec![
            one(Figure::LawOnTime),
            one(Figure::MedianUsed),
            one(Figure::NinetyUsed),
            one(Figure::MedianHad),
        ]),
        row([Figure::Deemed, Figure::SecondNotices, Figure::NoReasons].map(one).to_vec()),
        row([Figure::Yellow, Figure::Red, Figure::Urgings, Figure::NotConcluded].map(one).to_vec()),
    ]
}

/// A mark a day: how many cases were taken in, against the busiest day.
fn days(report: &Report) -> String {
    let days = report.facts.by_day(Tally::Taken, report.month);
    let most = days.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let last = MARKS.len() - 1;
    let mark = |n: usize| {
        let at = (n * last).checked_div(most).unwrap_or(0);
        // What is there at all is seen.
        MARKS.get(if n > 0 { at.max(1) } else { 0 }).map_or(' ', |mark| char::from(*mark))
    };
    days.iter().map(|(_, n)| mark(*n)).collect()
}

fn table(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.month;
    let numbers: usize = COLUMNS.iter().map(|(size, ..)| size).sum();
    let name = name_width(width);
    let bar = width.saturating_sub(2 + name + numbers + 1);
    let mut head = format!("  {}", cell(board.by.phrase().say(lang), name));
    for (size, title, _) in COLUMNS {
        head.push_str(&cell_right(title.say(lang), size));
    }
    let most = board.most(Figure::Taken);
    let mut lines = vec![Line::marked(head, Mark::Strong)];
    for (at, row) in board.list.rows.iter().enumerate() {
        lines.push(group_line(row, at == board.list.marker, (name, bar, most), lang));
    }
    if board.list.rows.is_empty() {
        lines.push(Line::plain(format!("  {}", w::NOTHING.say(lang))));
    }
    let marks = board.report.as_ref().map(days).unwrap_or_default();
    let title = w::GROUPS
        .with("by", board.by.phrase())
        .with("total", board.list.total)
        .with("marks", marks)
        .say(lang);
    let (page, pages) = board.list.pages();
    let order = w::BY_FIGURE.with("figure", board.sort.phrase());
    let right = w::TABLE_RIGHT.with("order", order).with("page", page).with("pages", pages).say(lang);
    let cursor = (!board.list.rows.is_empty()).then_some((board.list.marker + 1, 0));
    Panel::new(title, lines).right(right).cursor(cursor).rest()
}

fn group_line(row: &MonthRow, marked: bool, (name, bar, most): (usize, usize, usize), lang: Lang) -> Line {
    let figures = &row.group.figures;
    let label = cell_middle(&group_name(&row.group).say(lang), name);
    let numbers: String = COLUMNS
        .iter()
        .map(|(size, _, shown)| {
            let texts: Vec<String> = shown.iter().map(|figure| figure.of(figures).text()).collect();
            cell_right(&texts.join("/"), *size)
        })
        .collect();
    let taken = figures.count(Tally::Taken);
    let length = (taken * bar).checked_div(most).unwrap_or(0).max(usize::from(taken > 0)).min(bar);
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let late = figures.committed.late > 0 || figures.statutory.late > 0;
    Line::marked(if marked { "> " } else { "  " }, strong)
        .and(label, strong)
        .and(numbers, if late { Mark::Overdue } else { Mark::Plain })
        .and(format!(" {}", "#".repeat(length)), Mark::Plain)
}

fn definition_lines(width: usize, lang: Lang) -> Vec<String> {
    let says = DEFINED.map(|figure| {
        w::DEFINED.with("figure", figure.phrase()).with("definition", figure.definition()).say(lang)
    });
    let mut lines: Vec<String> = Vec::new();
    let room = Cols(width.saturating_sub(2));
    // As many on a line as fit, none broken where it need not be.
    for say in
        says.into_iter().chain([w::DEFINED_NOTHING.say(lang).to_owned(), w::HEADS.say(lang).to_owned()])
    {
        match lines.last_mut() {
            Some(last) if crate::text::cols(last).get() + crate::text::cols(&say).get() + 2 <= room.get() => {
                last.push_str("  ");
                last.push_str(&say);
            }
            _ => lines.extend(crate::text::wrap(&say, room)),
        }
    }
    lines
}

fn definitions(width: usize, lang: Lang) -> Panel {
    let lines: Vec<Line> =
        definition_lines(width, lang).into_iter().map(|text| Line::plain(format!(" {text}"))).collect();
    let mut panel = Panel::new(w::DEFINITIONS.say(lang), lines).right(w::ALL_DEFINITIONS.say(lang));
    panel.height = Height::Rows(MONTH_DEFINITION_ROWS);
    panel
}

/// The days of the month, each with a bar for what was taken in and one for what was closed.
pub fn beside(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let Some(report) = &app.month.report else { return Vec::new() };
    let taken = report.facts.by_day(Tally::Taken, report.month);
    let closed = report.facts.by_day(Tally::Closed, report.month);
    let most = taken.iter().chain(&closed).map(|(_, n)| *n).max().unwrap_or(0);
    let room = width.saturating_sub(24) / 2;
    let bar = |n: usize| {
        let length = (n * room).checked_div(most).unwrap_or(0).max(usize::from(n > 0));
        cell(&"#".repeat(length), room)
    };
    let lines = taken.iter().zip(&closed).map(|((day, came), (_, went))| {
        let day = super::say::day(*day, *day, false, lang);
        Line::plain(format!(
            " {} {} {} {} {}",
            cell(&day, 10),
            cell_right(&came.to_string(), 4),
            bar(*came),
            cell_right(&went.to_string(), 4),
            bar(*went)
        ))
    });
    let head = format!(
        " {} {} {} {}",
        cell("", 10),
        cell(w::SHORT_TAKEN.say(lang), room + 5),
        cell(w::SHORT_CLOSED.say(lang), 5),
        ""
    );
    let lines = std::iter::once(Line::marked(head, Mark::Strong)).chain(lines).collect();
    vec![Panel::new(w::DAYS.say(lang), lines).rest()]
}
