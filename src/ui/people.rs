//! Pane 5, the register of residents, and pane 6, the care register in its views.

use super::paint::{Line, Mark, Panel, cell, cell_middle, cell_right};
use super::say;
use crate::app::{App, PairRow, PairView};
use crate::calendar::{Day, Unit};
use crate::domain::board::FoundPerson;
use crate::domain::care::Level;
use crate::domain::pairing::Helper;
use crate::domain::visit::Wish;
use crate::domain::walk::Call;
use crate::words::{Lang, Phrase, people as w, resident as r};

/// How wide the columns of the register are at `width`: name, number, phone, address, grid, tags.
fn widths(width: usize) -> [usize; 6] {
    match width {
        ..=90 => [10, 18, 11, 18, 4, 10],
        _ => [12, 18, 11, 30, 16, 20],
    }
}

/// The register of residents.
pub fn residents(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.residents;
    let sizes = widths(width);
    let heads: [&Phrase; 6] = [
        &w::COLUMN_NAME,
        &w::COLUMN_ID,
        &w::COLUMN_PHONE,
        &w::COLUMN_ADDRESS,
        &w::COLUMN_GRID,
        &w::COLUMN_TAGS,
    ];
    let head: Vec<String> = heads.iter().zip(sizes).map(|(head, size)| cell(head.say(lang), size)).collect();
    let mut lines = vec![Line::plain(format!("  {}", head.join(" ")))];
    for (at, row) in board.list.rows.iter().enumerate() {
        lines.push(resident_line(row, sizes, at == board.list.marker));
    }
    let empty = board.list.rows.is_empty();
    if empty {
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {}", w::EMPTY.say(lang))));
    }
    let conditions: Vec<String> = app.resident_conditions().iter().map(|one| one.say(lang)).collect();
    let (page, pages) = board.list.pages();
    let right = format!("{} {page}/{pages}", conditions.join(" "));
    Panel::new(w::TITLE.with("total", board.list.total).say(lang), lines)
        .right(right.trim().to_owned())
        .cursor((!empty).then_some((board.list.marker + 1, 0)))
        .rest()
}

fn resident_line(row: &FoundPerson, sizes: [usize; 6], marked: bool) -> Line {
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    // A code is enough where there is no room for a grid's name.
    let grid = if sizes[4] < 8 { row.grid.split(' ').next().unwrap_or_default() } else { &row.grid };
    let cells = [
        cell_middle(&row.name, sizes[0]),
        cell(&row.masked_id, sizes[1]),
        cell(&row.phone, sizes[2]),
        cell_middle(&row.address, sizes[3]),
        cell(grid, sizes[4]),
        cell(&row.tags, sizes[5]),
    ];
    Line::marked(if marked { "> " } else { "  " }, strong).and(cells.join(" "), strong)
}

/// The care register in the view that is chosen.
pub fn pairings(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let board = &app.pairings;
    let view = app.pair_view();
    let heads = head(view, width, lang);
    let mut lines: Vec<Line> = heads.into_iter().collect();
    let above = lines.len();
    for (at, row) in board.list.rows.iter().enumerate() {
        let marked = at == board.list.marker;
        lines.push(match row {
            PairRow::Call(call) => call_line(app, call, width, marked),
            PairRow::Helper(helper, calls) => helper_line(app, helper, calls, width, marked),
            PairRow::Wish(wish, name) => wish_line(app, wish, name, width, marked),
            PairRow::Month(_, title, text) => {
                let strong = if marked { Mark::Strong } else { Mark::Plain };
                let title = cell_middle(&title.say(lang), 24);
                Line::marked(if marked { "> " } else { "  " }, strong)
                    .and(format!("{title} {}", cell(text, width.saturating_sub(27))), strong)
            }
        });
    }
    let empty = board.list.rows.is_empty();
    if empty {
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {}", nothing(view).say(lang))));
    }
    let (page, pages) = board.list.pages();
    let rate =
        if view == PairView::Month { w::RATE.with("rate", &board.rate).say(lang) } else { String::new() };
    let title = w::PAIR_TITLE.with("view", view.title()).with("total", board.list.total).say(lang);
    let month = board.month.unwrap_or(crate::domain::month::Month::of(app.today_day()));
    let title = if view == PairView::Month { format!("{} {month}", view.title().say(lang)) } else { title };
    let list = Panel::new(title, lines)
        .right(format!("{rate} {page}/{pages}").trim().to_owned())
        .cursor((!empty).then_some((board.list.marker + above, 0)))
        .rest();
    let below =
        if view == PairView::Month { w::RATE_DEFINED.say(lang).to_owned() } else { views(view, lang) };
    vec![list, Panel::new("", vec![Line::plain(format!(" {}", cell(&below, width.saturating_sub(1))))])]
}

/// The views by name, the shown one in brackets.
fn views(view: PairView, lang: Lang) -> String {
    let name = |one: PairView| {
        let title = one.title().say(lang);
        if one == view { format!("[{title}]") } else { title.to_owned() }
    };
    format!("Tab  {}", PairView::ALL.map(name).join("  "))
}

fn nothing(view: PairView) -> &'static Phrase {
    match view {
        PairView::Walk => &w::NOBODY_DUE,
        PairView::Overdue => &w::EMPTY_REGISTER,
        PairView::Unpaired => &w::NO_UNPAIRED,
        PairView::Helpers => &w::NO_HELPERS,
        PairView::Wishes => &w::NO_OPEN_WISHES,
        PairView::Month => &w::NO_MONTH,
    }
}

/// Level, due, left, name, place, last, helper, wishes and cases.
fn call_widths(width: usize) -> [usize; 8] {
    match width {
        ..=90 => [2, 10, 12, 8, 18, 5, 8, 5],
        _ => [4, 10, 14, 10, width.saturating_sub(76).min(34), 6, 10, 5],
    }
}

fn head(view: PairView, width: usize, lang: Lang) -> Option<Line> {
    let cells: Vec<String> = match view {
        PairView::Walk | PairView::Overdue | PairView::Unpaired => [
            &w::COLUMN_LEVEL,
            &w::COLUMN_BY,
            &w::COLUMN_LEFT,
            &w::COLUMN_HOUSEHOLD,
            &w::COLUMN_ADDRESS,
            &w::COLUMN_LAST,
            &w::COLUMN_HELPER,
            &w::COLUMN_HERE,
        ]
        .iter()
        .zip(call_widths(width))
        .map(|(head, size)| cell(head.say(lang), size))
        .collect(),
        PairView::Helpers => {
            vec![
                cell(w::COLUMN_HELPER.say(lang), 12),
                cell(w::COLUMN_LOAD.say(lang), 6),
                w::COLUMN_OVERDUE_FIRST.say(lang).to_owned(),
            ]
        }
        PairView::Wishes => {
            let heads =
                [(&w::COLUMN_STATE, 6), (&w::COLUMN_NAME, 10), (&w::COLUMN_KIND, 12), (&w::COLUMN_WISH, 20)];
            heads.iter().map(|(head, size)| cell(head.say(lang), *size)).collect()
        }
        PairView::Month => return None,
    };
    Some(Line::plain(format!("  {}", cells.join(" "))))
}

fn level_mark(level: Level) -> &'static Phrase {
    match level {
        Level::High => &r::MARK_HIGH,
        Level::Key => &r::MARK_KEY,
        Level::General => &r::MARK_GENERAL,
    }
}

/// What a due day means today.
fn urgency(by: Option<Day>, today: Day) -> Mark {
    match by {
        Some(by) if by < today => Mark::Overdue,
        Some(by) if by == today => Mark::Soon,
        _ => Mark::Plain,
    }
}

fn call_line(app: &App, call: &Call, width: usize, marked: bool) -> Line {
    let (lang, today) = (app.lang(), app.today_day());
    let sizes = call_widths(width);
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let by = call.by();
    let day = by.map(|by| say::day(by, today, false, lang)).unwrap_or_default();
    let left = by.map(|by| say::left((by - today).num_days(), Unit::Cd, lang)).unwrap_or_default();
    // The word belongs to the day that is shown.
    let left = if call.again.is_some() && call.again == by {
        format!("{} {left}", w::AGAIN.say(lang))
    } else {
        left
    };
    let last = call.last.map(|last| format!("{}", last.format("%m-%d"))).unwrap_or_default();
    let count = |n: i64| if n > 0 { n.to_string() } else { "-".to_owned() };
    let rest = [
        cell_middle(&call.name, sizes[3]),
        cell_middle(&call.address, sizes[4]),
        cell(&last, sizes[5]),
        cell_middle(&call.helper_name, sizes[6]),
        format!("{} {}", cell_right(&count(call.wishes), 2), cell_right(&count(call.cases), 2)),
    ];
    Line::marked(if marked { "> " } else { "  " }, strong)
        .and(cell(level_mark(call.level).say(lang), sizes[0]), strong)
        .and(" ", Mark::Plain)
        .and(format!("{} {}", cell(&day, sizes[1]), cell(&left, sizes[2])), urgency(by, today))
        .and(format!(" {}", rest.join(" ")), strong)
}

fn helper_line(app: &App, helper: &Helper, calls: &[Call], width: usize, marked: bool) -> Line {
    let (lang, today) = (app.lang(), app.today_day());
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let load = format!("{}/{}", calls.len(), helper.most);
    let mut line = Line::marked(if marked { "> " } else { "  " }, strong)
        .and(format!("{} {} ", cell_middle(&helper.name, 12), cell(&load, 6)), strong);
    let mut room = width.saturating_sub(24);
    for call in calls {
        let by = call.by();
        let left = by.map(|by| say::left((by - today).num_days(), Unit::Cd, lang)).unwrap_or_default();
        let text = format!("{} {left}  ", call.name);
        let needed = crate::text::cols(&text).get();
        if needed > room {
            line = line.and("...", Mark::Plain);
            break;
        }
        room -= needed;
        line = line.and(text, urgency(by, today));
    }
    line
}

fn wish_line(app: &App, wish: &Wish, name: &str, width: usize, marked: bool) -> Line {
    let lang = app.lang();
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let kind = wish.kind.phrase().say(lang);
    Line::marked(if marked { "> " } else { "  " }, strong).and(
        format!(
            "{} {} {} {}",
            cell(wish.state.phrase().say(lang), 6),
            cell_middle(name, 10),
            cell(kind, 12),
            cell(&wish.text, width.saturating_sub(34))
        ),
        strong,
    )
}
