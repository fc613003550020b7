//! The boards: today, cases, due; and what stands beside them on wider screens.

use super::paint::{Height, Line, Mark, Panel, cell, cell_middle, cell_right};
use super::say;
use crate::app::{App, Pane};
use crate::domain::board::{BoardRow, CaseRow};
use crate::domain::card::CardKind;
use crate::domain::promise::PromiseState;
use crate::words::{Lang, Message, Phrase, app as w};

/// The list of the open pane, at `width` columns in a body `height` rows high.
pub fn list(app: &App, width: usize, height: u16) -> Vec<Panel> {
    match app.pane {
        Pane::Cases => vec![cases(app, width)],
        Pane::Due => due(app, width, height),
        Pane::Reports => super::month::panels(app, width),
        Pane::Residents => vec![super::people::residents(app, width)],
        Pane::Pairings => super::people::pairings(app, width),
        Pane::Volunteers => super::volunteers::panels(app, width, height),
        Pane::Supervision => super::supervision::panels(app, width),
        _ => today(app, width, height),
    }
}

/// Today's list, with the window's own affairs under it.
pub fn today(app: &App, width: usize, height: u16) -> Vec<Panel> {
    let lang = app.lang();
    let board = &app.today;
    let title = w::TODAY_TITLE.with("total", board.list.total).say(lang);
    let published = app.items.iter().any(|choice| choice.published);
    let empty = if published { &w::EMPTY_TODAY } else { &w::NOTHING_PUBLISHED };
    let list = case_list(app, &board.list.rows, board.list.marker, width, empty, app.pane == Pane::Today)
        .title(title, right(app, board.conditions(), board.order(), board.list.pages()));
    // From two panes on, the window's own affairs stand beside the list.
    if app.size.0 >= super::TWO {
        return vec![list.rest()];
    }
    let below = if height >= 29 { 9 } else { 3 };
    vec![list.rest(), window(app, below)]
}

trait Titled {
    fn title(self, title: String, right: String) -> Self;
}

impl Titled for Panel {
    fn title(mut self, title: String, right: String) -> Self {
        self.title = title;
        self.right = right;
        self
    }
}

fn right(app: &App, conditions: Vec<Message>, order: &'static Phrase, pages: (usize, usize)) -> String {
    let lang = app.lang();
    let filter = conditions.iter().map(|condition| condition.say(lang)).collect::<Vec<_>>().join(" ");
    w::LIST_RIGHT
        .with("filter", filter)
        .with("order", order)
        .with("page", pages.0)
        .with("pages", pages.1)
        .say(lang)
}

fn cases(app: &App, width: usize) -> Panel {
    let board = &app.cases;
    let title = w::CASES_TITLE.with("total", board.list.total).say(app.lang());
    case_list(app, &board.list.rows, board.list.marker, width, &w::EMPTY_CASES, true)
        .title(title, right(app, board.conditions(), board.order(), board.list.pages()))
        .rest()
}

/// How wide the columns of a case list are: state, number, item, applicant, place, due, left, owner.
fn widths(width: usize) -> [usize; 8] {
    match width {
        ..=70 => [4, 4, 14, 8, 0, 10, 11, 7],
        71..=77 => [4, 4, 14, 8, 10, 10, 11, 7],
        _ => [4, 4, 15, 8, 11, 10, 11, 8],
    }
}

fn case_list(
    app: &App,
    rows: &[CaseRow],
    marker: usize,
    width: usize,
    empty: &'static Phrase,
    focused: bool,
) -> Panel {
    let lang = app.lang();
    let sizes = widths(width);
    let heads = [
        &w::COLUMN_STATE,
        &w::COLUMN_NUMBER,
        &w::COLUMN_ITEM,
        &w::COLUMN_APPLICANT,
        &w::COLUMN_PLACE,
        &w::COLUMN_DUE,
        &w::COLUMN_LEFT,
        &w::COLUMN_OWNER,
    ];
    let mut lines = vec![head_line(&heads, &sizes, lang)];
    for (at, row) in rows.iter().enumerate() {
        lines.push(case_line(app, row, sizes, focused && at == marker));
    }
    if rows.is_empty() {
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {}", empty.say(lang))));
    }
    let cursor = (focused && !rows.is_empty()).then_some((marker + 1, 0));
    Panel::new("", lines).cursor(cursor)
}

/// The heads of the columns that are there.
fn head_line(heads: &[&Phrase], sizes: &[usize], lang: Lang) -> Line {
    let shown = heads.iter().zip(sizes).filter(|(_, size)| **size > 0);
    let cells: Vec<String> = shown.map(|(head, size)| cell(head.say(lang), *size)).collect();
    Line::plain(format!("  {}", cells.join(" ")))
}

fn case_line(app: &App, row: &CaseRow, sizes: [usize; 8], marked: bool) -> Line {
    let lang = app.lang();
    let today = app.today_day();
    let calendar = app.calendar();
    let (state, mark) = say::case_mark(row, today, calendar);
    let due =
        row.next.as_ref().map(|next| say::day(next.due, today, next.provisional, lang)).unwrap_or_default();
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let mut rest = vec![cell_middle(&row.item_name, sizes[2]), cell(&row.applicant_name, sizes[3])];
    if sizes[4] > 0 {
        rest.push(cell(row.address.trim_end_matches('*'), sizes[4]));
    }
    rest.push(cell(if due.is_empty() { w::LEFT_NONE.say(lang) } else { &due }, sizes[5]));
    rest.push(cell(&say::case_left(row, today, calendar, lang), sizes[6]));
    rest.push(cell(&row.owner_name, sizes[7]));
    Line::marked(if marked { "> " } else { "  " }, strong)
        .and(cell(state.say(lang), sizes[0]), mark)
        .and(" ", Mark::Plain)
        .and(cell(&say::tail(&row.number), sizes[1]), strong)
        .and(" ", Mark::Plain)
        .and(rest.join(" "), Mark::Plain)
}

/// The window's own affairs: parked forms, drafts, what was done today.
fn window(app: &App, rows: u16) -> Panel {
    let lang = app.lang();
    let window = app.actor().map(|actor| actor.window.clone()).unwrap_or_default();
    let title = w::WINDOW_TITLE.with("window", window).say(lang);
    let right = w::DONE_TODAY.with("count", app.done_today.len()).say(lang);
    let mut lines: Vec<Line> = cards_waiting(app).into_iter().chain(originals_waiting(app)).collect();
    lines.extend(kept(app).into_iter().take(if rows > 3 { 3 } else { 1 }));
    let deeds = deeds(app);
    if deeds.is_empty() && lines.is_empty() {
        lines.push(Line::plain(format!("  {}", w::NO_DEEDS.say(lang))));
    }
    lines.extend(deeds);
    let mut panel = Panel::new(title, lines).right(right);
    panel.height = Height::Rows(rows);
    panel
}

/// How many originals wait to be confirmed, and the oldest; nothing where none does.
fn originals_waiting(app: &App) -> Option<Line> {
    let said = app.originals_waiting.as_ref()?;
    Some(Line::marked(format!("  {}", said.say(app.lang())), Mark::Strong))
}

/// How many cards wait for an answer, and the gravest; nothing where none does.
fn cards_waiting(app: &App) -> Option<Line> {
    app.cards_waiting.first.as_ref().map(|first| {
        let text = w::CARDS_LINE
            .with("count", app.cards_waiting.count)
            .with("kind", first.card.kind.phrase())
            .with("about", &first.about);
        Line::marked(format!("  {}", text.say(app.lang())), Mark::Overdue)
    })
}

fn kept(app: &App) -> Vec<Line> {
    let lang = app.lang();
    app.kept
        .iter()
        .map(|draft| {
            let (hour, minute) = app.zone().clock(draft.updated_at);
            let state = if draft.parked { &w::DRAFT_PARKED } else { &w::DRAFT_KEPT };
            let what = app.draft_title(draft).say(lang);
            Line::plain(format!("  {} {hour:02}:{minute:02} {what} (F6)", state.say(lang)))
        })
        .collect()
}

fn deeds(app: &App) -> Vec<Line> {
    let lang = app.lang();
    app.done_today
        .iter()
        .map(|deed| {
            let (hour, minute) = app.zone().clock(deed.at);
            let about = cell_middle(&say::tail(&deed.about), 6);
            Line::plain(format!("  {hour:02}:{minute:02} {about} {}", deed.act.say(lang)))
        })
        .collect()
}

fn due(app: &App, width: usize, _height: u16) -> Vec<Panel> {
    let lang = app.lang();
    let board = &app.due;
    let title = w::DUE_TITLE.with("total", board.list.total).with("all", board.everything).say(lang);
    let conditions = app.due_conditions();
    let list = conditions.iter().map(|condition| condition.say(lang)).collect::<Vec<_>>().join(" ");
    let filter = if list.is_empty() {
        w::NO_FILTER.say(lang).to_owned()
    } else {
        w::FILTERED.with("list", &list).say(lang)
    };
    let (page, pages) = board.list.pages();
    let filter = match board.chosen.len() {
        0 => filter,
        count => format!("{} {filter}", w::ROWS_CHOSEN.with("count", count).say(lang)),
    };
    let right = w::LIST_RIGHT
        .with("filter", filter)
        .with("order", &w::ORDER_DUE)
        .with("page", page)
        .with("pages", pages)
        .say(lang);
    let kind = if lang == Lang::En { 10 } else { 6 };
    // The name of the item gets what the others leave.
    let owner = if width < 72 { 0 } else { 8 };
    // The card column tells how often the owner was urged, or which card is open.
    let card = if width < 72 { 0 } else { 3 };
    let item = width
        .saturating_sub(2 + 5 + 12 + 5 + (kind + 1) + 9 + 11 + owner + 1 + card + usize::from(card > 0))
        .max(8);
    let sizes = [4, 11, 4, kind, item, 8, 10, owner, card];
    let heads = [
        &w::COLUMN_STATE,
        &w::COLUMN_LEFT,
        &w::COLUMN_NUMBER,
        &w::COLUMN_KIND,
        &w::COLUMN_ITEM,
        &w::COLUMN_APPLICANT,
        &w::COLUMN_DUE,
        &w::COLUMN_OWNER,
        &w::COLUMN_CARD,
    ];
    let mut lines = vec![head_line(&heads, &sizes, lang)];
    for (at, row) in board.list.rows.iter().enumerate() {
        lines.push(due_line(app, row, sizes, at == board.list.marker));
    }
    if board.list.rows.is_empty() {
        let text = if list.is_empty() {
            w::EMPTY_DUE_ALL.say(lang).to_owned()
        } else {
            w::EMPTY_DUE.with("list", list).say(lang)
        };
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {text}")));
    }
    let cursor = (!board.list.rows.is_empty()).then_some((board.list.marker + 1, 0));
    let list = Panel::new(title, lines).right(right).cursor(cursor).rest();
    if width >= 78 { vec![list, sums(app, 3)] } else { vec![list] }
}

fn due_line(app: &App, row: &BoardRow, sizes: [usize; 9], marked: bool) -> Line {
    let lang = app.lang();
    let today = app.today_day();
    let (state, mark) = say::promise_mark(row, today, app.calendar());
    let left = match row.state {
        PromiseState::Paused => row.state.phrase().say(lang).to_owned(),
        _ => say::left(app.calendar().remaining(today, row.due, row.unit), row.unit, lang),
    };
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let mut rest = vec![
        cell(row.kind.phrase().say(lang), sizes[3]),
        cell_middle(&row.item_name, sizes[4]),
        cell(&row.applicant_name, sizes[5]),
        cell(&say::day(row.due, today, row.provisional, lang), sizes[6]),
    ];
    if sizes[7] > 0 {
        rest.push(cell(&row.owner_name, sizes[7]));
    }
    if sizes[8] > 0 {
        rest.push(cell(&card_mark(row, lang), sizes[8]));
    }
    let chosen = if app.due.chosen.contains_key(&row.id) { "*" } else { " " };
    Line::marked(format!("{}{chosen}", if marked { ">" } else { " " }), strong)
        .and(cell(state.say(lang), sizes[0]), mark)
        .and(" ", Mark::Plain)
        .and(cell(&left, sizes[1]), mark)
        .and(" ", Mark::Plain)
        .and(cell(&say::tail(&row.number), sizes[2]), strong)
        .and(" ", Mark::Plain)
        .and(rest.join(" "), Mark::Plain)
}

/// The gravest open card of a promise, and how often its owner was urged.
fn card_mark(row: &BoardRow, lang: Lang) -> String {
    let urged = if row.urged > 0 { row.urged.to_string() } else { String::new() };
    match row.card {
        Some(CardKind::Yellow) => format!("{}{urged}", w::ROW_YELLOW.say(lang)),
        Some(CardKind::Red) => format!("{}{urged}", w::ROW_RED.say(lang)),
        _ if row.urged > 0 => format!("{}{urged}", w::ROW_URGE.say(lang)),
        _ => String::new(),
    }
}

/// The sums of the board, several to a line where it has few rows.
fn sums(app: &App, rows: u16) -> Panel {
    let lang = app.lang();
    let says: Vec<String> = app
        .due
        .sums
        .iter()
        .map(|row| {
            w::SUM_LINE
                .with("name", row.label(app.due.by))
                .with("count", row.open)
                .with("over", row.over)
                .say(lang)
        })
        .collect();
    let lines = if rows <= 4 {
        says.chunks(4).map(|chunk| Line::plain(format!("  {}", chunk.join("   ")))).collect()
    } else {
        says.iter().map(|text| Line::plain(format!("  {text}"))).collect()
    };
    let mut panel = Panel::new(w::SUMS_BY.with("by", app.due.by.phrase()).say(lang), lines);
    panel.height = Height::Rows(rows);
    panel
}

/// What stands beside a board from 120 columns on.
pub fn beside(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let mut panels = Vec::new();
    if app.pane == Pane::Reports {
        return super::month::beside(app, width);
    }
    if app.pane == Pane::Due {
        let largest = app.due.sums.iter().map(|row| row.open).max().unwrap_or(1).max(1);
        let room = width.saturating_sub(30);
        let lines = app
            .due
            .sums
            .iter()
            .map(|row| {
                let bar = "#".repeat((row.open * room).div_ceil(largest).min(room));
                Line::plain(format!(
                    " {} {} {} {bar}",
                    cell_middle(&row.label(app.due.by).say(lang), 14),
                    cell_right(&row.open.to_string(), 5),
                    cell_right(&row.over.to_string(), 5)
                ))
            })
            .collect();
        let head = format!(
            " {} {} {}",
            cell(app.due.by.phrase().say(lang), 14),
            cell_right(w::COLUMN_OPEN.say(lang), 5),
            cell_right(w::COLUMN_OVER.say(lang), 5)
        );
        let lines = std::iter::once(Line::plain(head)).chain::<Vec<Line>>(lines).collect();
        panels.push(Panel::new(w::SUMS_BY.with("by", app.due.by.phrase()).say(lang), lines).rest());
        return panels;
    }
    if let Some(line) = originals_waiting(app) {
        panels.push(Panel::new(crate::words::agency::RECEIVE.say(lang), vec![line]));
    }
    if let Some(line) = cards_waiting(app) {
        panels.push(Panel::new(w::CARDS.say(lang), vec![line]));
    }
    let kept = kept(app);
    if !kept.is_empty() {
        panels.push(Panel::new(w::DRAFTS_MENU.say(lang), kept));
    }
    let deeds = deeds(app);
    let title = w::MY_DEEDS.with("count", deeds.len()).say(lang);
    let lines =
        if deeds.is_empty() { vec![Line::plain(format!("  {}", w::NO_DEEDS.say(lang)))] } else { deeds };
    panels.push(Panel::new(title, lines).rest());
    panels
}
