//! Pane 8: the register of feedback with the entry under the marker, its way and its trace; the quarter as bars.

use super::paint::{Height, Line, Mark, Panel, cell, cell_middle, cell_right};
use super::say;
use crate::app::{App, FEEDBACK_BELOW as BELOW, SupervisionItem, SupervisionView};
use crate::domain::Named as _;
use crate::domain::feedback::{FeedbackList, FeedbackRow, FeedbackState, flow};
use crate::domain::feedback_sum::{FeedbackBy, FeedbackSum};
use crate::domain::promise::{Lamp, Promise};
use crate::domain::rating::RateKind;
use crate::text::{Cols, cols, wrap};
use crate::words::{Lang, Phrase, feedback_board as w, pledge as p};

/// The pane in the view that is chosen.
pub fn panels(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let views = cell(&views(app.supervision.view, lang), width.saturating_sub(1));
    let views = Panel::new("", vec![Line::plain(format!(" {views}"))]);
    let mut panels = match app.supervision.view {
        SupervisionView::List(_) => vec![entries(app, width)],
        SupervisionView::Quarter => vec![quarter(app, width)],
        view => vec![table(app, view, width)],
    };
    if app.supervision.view.lists() && app.size.0 < super::TWO {
        let mut below = detail(app, width);
        below.height = Height::Rows(BELOW);
        panels.push(below);
    }
    panels.push(views);
    panels
}

/// The entry under the marker in full: how far it came, what it says, what was done.
pub fn detail(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.supervision;
    let Some(row) = board.entry() else {
        return Panel::new("", vec![Line::plain(format!("  {}", w::NO_DETAIL.say(lang)))]).rest();
    };
    let mut lines: Vec<Line> = Vec::new();
    if let Some((kind, state)) = board.stands {
        lines.push(way(flow(kind), state, width, lang));
    }
    // A long text takes the rows it needs; only what is under it has to be opened in full.
    for line in &board.detail {
        let rows = wrap(line, Cols(width.saturating_sub(2).max(10)));
        lines.extend(rows.into_iter().map(|row| Line::plain(format!(" {row}"))));
    }
    let title = w::DETAIL.with("number", &row.entry.number).say(lang);
    Panel::new(title, lines).rest()
}

/// The way of an entry: what is behind it, where it stands in brackets, what comes.
fn way(states: &[FeedbackState], stands: FeedbackState, width: usize, lang: Lang) -> Line {
    let mut steps: Vec<FeedbackState> = states.to_vec();
    if !steps.contains(&stands) {
        steps.push(stands);
    }
    let name = |state: &FeedbackState| {
        let name = state.phrase().say(lang);
        if *state == stands { format!("[{name}]") } else { name.to_owned() }
    };
    // Where it stands is always seen; of what lies behind as much as there is room for.
    let mut text = format!(" {}", steps.iter().map(name).collect::<Vec<_>>().join(">"));
    while cols(&text).get() > width && steps.first().is_some_and(|first| *first != stands) {
        steps.remove(0);
        text = format!(" ..>{}", steps.iter().map(name).collect::<Vec<_>>().join(">"));
    }
    Line::marked(cell(&text, width), Mark::Strong)
}

/// The views by name, the shown one in brackets.
fn views(view: SupervisionView, lang: Lang) -> String {
    let name = |one: SupervisionView| {
        let title = one.title().say(lang);
        if one == view { format!("[{title}]") } else { title.to_owned() }
    };
    // As many as there are stand in eighty columns with one blank between them.
    format!("Tab {}", SupervisionView::ALL.map(name).join(" "))
}

/// State, number, kind, channel, content, who handles it, received, due.
fn widths(width: usize) -> [usize; 8] {
    let wide = width >= 100;
    let [owner, received, due] = if wide { [10, 10, 12] } else { [6, 5, 11] };
    let taken = 6 + 10 + 8 + 10 + owner + received + due + 9;
    [6, 10, 8, 10, width.saturating_sub(taken).min(60), owner, received, due]
}

fn entries(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.supervision;
    let heads = [
        &w::COLUMN_STATE,
        &w::COLUMN_NUMBER,
        &w::COLUMN_KIND,
        &w::COLUMN_CHANNEL,
        &w::COLUMN_CONTENT,
        &w::COLUMN_OWNER,
        &w::COLUMN_RECEIVED,
        &w::COLUMN_DUE,
    ];
    let mut lines = vec![head(&heads, &widths(width), lang)];
    for (at, item) in board.list.rows.iter().enumerate() {
        if let SupervisionItem::Entry(row) = item {
            lines.push(entry_line(app, row, width, at == board.list.marker));
        }
    }
    let nothing = match board.view {
        SupervisionView::List(FeedbackList::Inbox) => &w::EMPTY_INBOX,
        _ => &w::EMPTY_LIST,
    };
    let title = w::TITLE.with("view", board.view.title()).with("total", board.list.total).say(lang);
    finish(app, lines, title, nothing)
}

/// A list with its title, its conditions and page, and what it says where it is empty.
fn finish(app: &App, mut lines: Vec<Line>, title: String, nothing: &Phrase) -> Panel {
    let lang = app.lang();
    let list = &app.supervision.list;
    let above = lines.len() - list.rows.len().min(lines.len());
    if list.rows.is_empty() {
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {}", nothing.say(lang))));
    }
    let conditions: Vec<String> = app.supervision_conditions().iter().map(|one| one.say(lang)).collect();
    let (page, pages) = list.pages();
    let right = format!("{} {page}/{pages}", conditions.join(" "));
    Panel::new(title, lines)
        .right(right.trim().to_owned())
        .cursor((!list.rows.is_empty()).then_some((list.marker + above, 0)))
        .rest()
}

fn head(heads: &[&Phrase], sizes: &[usize], lang: Lang) -> Line {
    let cells: Vec<String> =
        heads.iter().zip(sizes).map(|(head, size)| cell(head.say(lang), *size)).collect();
    Line::plain(format!("  {}", cells.join(" ")))
}

fn entry_line(app: &App, row: &FeedbackRow, width: usize, marked: bool) -> Line {
    let (lang, today) = (app.lang(), app.today_day());
    let [state, number, kind, channel, content, owner, received, due] = widths(width);
    let entry = &row.entry;
    let (left, urgency) = row.due.as_ref().map_or((String::new(), Mark::Plain), |one| due_of(app, one));
    let stands = match entry.state {
        FeedbackState::Registered => Mark::New,
        FeedbackState::Closed | FeedbackState::PassedOn => Mark::Done,
        _ => Mark::Plain,
    };
    let said = if entry.content.is_empty() { w::EMPTIED.say(lang) } else { &entry.content };
    let came = if received < 10 {
        entry.day.format("%m-%d").to_string()
    } else {
        say::day(entry.day, today, false, lang)
    };
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let sign = if marked { "> " } else { "  " };
    Line::marked(sign, strong)
        .and(cell(entry.state.phrase().say(lang), state), stands)
        .and(
            format!(
                " {} {} {} {} {} {} ",
                cell(&entry.number, number),
                cell(entry.kind.phrase().say(lang), kind),
                cell(entry.channel.phrase().say(lang), channel),
                cell(&said.replace('\n', " "), content),
                cell_middle(&row.owner, owner),
                cell(&came, received)
            ),
            strong,
        )
        .and(cell(&left, due), urgency)
}

/// How many days are left of a promise, and how pressing that is.
fn due_of(app: &App, promise: &Promise) -> (String, Mark) {
    let today = app.today_day();
    let days = app.calendar().remaining(today, promise.due, promise.unit);
    let mark = match promise.lamp(today, app.calendar()) {
        Lamp::Red => Mark::Overdue,
        Lamp::Yellow => Mark::Soon,
        _ => Mark::Plain,
    };
    (say::left(days, promise.unit, app.lang()), mark)
}

/// The quarter by what is chosen: how many came in, as bars; how many were answered, in time, satisfied.
fn quarter(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.supervision;
    let sizes = quarter_widths(width);
    let heads = [
        &w::COLUMN_WHAT,
        &w::COLUMN_COUNT,
        &w::COLUMN_OPEN,
        &w::COLUMN_ANSWERED,
        &w::COLUMN_IN_TIME,
        &w::COLUMN_SATISFIED,
    ];
    let mut lines = vec![head(&heads, &sizes, lang)];
    let most = board.list.rows.iter().map(|row| match row {
        SupervisionItem::Sum(_, sum) => sum.received,
        SupervisionItem::Entry(_) | SupervisionItem::Row(_) => 0,
    });
    let most = most.max().unwrap_or(0).max(1);
    for (at, item) in board.list.rows.iter().enumerate() {
        if let SupervisionItem::Sum(_, sum) = item {
            lines.push(sum_line(app, sum, most, width, at == board.list.marker));
        }
    }
    let all = &board.total;
    let title = w::TITLE_QUARTER
        .with("quarter", app.feedback_quarter().to_string())
        .with("received", all.received)
        .with("open", all.open)
        .with("in_time", all.on_time().text())
        .with("satisfied", all.content().text());
    finish(app, lines, title.say(lang), &w::EMPTY_QUARTER)
}

/// The heads and widths of a table, and what it says where it is empty; the widest column takes what is left.
fn columns(view: SupervisionView, width: usize) -> (Vec<(&'static Phrase, usize)>, &'static Phrase) {
    let rest = |taken: usize| width.saturating_sub(taken).min(60);
    match view {
        SupervisionView::Ratings => {
            // As wide as the names of the rates are.
            let sizes = [10, 7, 7, 10, 7];
            let mut columns =
                vec![(&w::COLUMN_WHAT, rest(62)), (&w::COLUMN_FINISHED, 4), (&w::COLUMN_RATED, 4)];
            columns.extend(RateKind::ALL.iter().zip(sizes).map(|(kind, size)| (kind.phrase(), size)));
            (columns, &w::EMPTY_RATINGS)
        }
        SupervisionView::Boxes => (
            vec![
                (&w::COLUMN_BOX, 16),
                (&w::COLUMN_PLACE, 18),
                (&w::COLUMN_SLIPS, 18),
                (&w::COLUMN_LAST, rest(58)),
            ],
            &w::EMPTY_BOXES,
        ),
        SupervisionView::Monitors => (
            vec![
                (&w::COLUMN_NAME, 8),
                (&w::COLUMN_GROUP, rest(60)),
                (&w::COLUMN_POST, 6),
                (&w::COLUMN_UNIT, 12),
                (&w::COLUMN_UNTIL, 10),
                (&w::COLUMN_SERVES, 8),
                (&w::COLUMN_CARDS, 5),
            ],
            &w::EMPTY_MONITORS,
        ),
        SupervisionView::Commitments => (
            vec![
                (&w::COLUMN_WHAT, rest(44)),
                (&p::COLUMN_LIMIT, 14),
                (&p::COLUMN_OF, 5),
                (&p::COLUMN_KEPT, 8),
                (RateKind::Good.phrase(), 8),
            ],
            &p::EMPTY_COMMITMENTS,
        ),
        SupervisionView::Pledges => (
            vec![
                (&w::COLUMN_NAME, 8),
                (&p::COLUMN_SIGNED, 10),
                (&p::COLUMN_FOUND, 6),
                (&p::COLUMN_PLEDGE, rest(32)),
            ],
            &p::EMPTY_PLEDGES,
        ),
        _ => (
            vec![
                (&w::COLUMN_DAY, 10),
                (&w::COLUMN_MONITOR, 8),
                (&w::COLUMN_MATTER, 12),
                (&w::COLUMN_FOUND, rest(64)),
                (&w::COLUMN_OWNER, 8),
                (&w::COLUMN_RECTIFY, 18),
            ],
            &w::EMPTY_VISITS,
        ),
    }
}

/// A table besides the register.
fn table(app: &App, view: SupervisionView, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.supervision;
    let (columns, nothing) = columns(view, width);
    let (heads, sizes): (Vec<&Phrase>, Vec<usize>) = columns.into_iter().unzip();
    let mut lines = vec![head(&heads, &sizes, lang)];
    for (at, item) in board.list.rows.iter().enumerate() {
        let SupervisionItem::Row(row) = item else { continue };
        let marked = at == board.list.marker;
        let mark = match (marked, row.done) {
            (true, _) => Mark::Strong,
            (false, true) => Mark::Done,
            (false, false) => Mark::Plain,
        };
        let cells: Vec<String> =
            row.cells.iter().zip(&sizes).map(|(text, size)| cell_middle(text, *size)).collect();
        let sign = if marked { "> " } else { "  " };
        lines.push(Line::marked(format!("{sign}{}", cells.join(" ")), mark));
    }
    let title = match view {
        SupervisionView::Ratings | SupervisionView::Commitments => {
            w::TITLE_OF_QUARTER.with("view", view.title()).with("quarter", app.feedback_quarter().to_string())
        }
        _ => w::TITLE.with("view", view.title()).with("total", board.list.total),
    };
    finish(app, lines, title.say(lang), nothing)
}

fn quarter_widths(width: usize) -> [usize; 6] {
    [if width >= 100 { 26 } else { 18 }, 8, 8, 8, 8, 8]
}

fn sum_line(app: &App, sum: &FeedbackSum, most: usize, width: usize, marked: bool) -> Line {
    let lang = app.lang();
    let [name, count, open, answered, in_time, satisfied] = quarter_widths(width);
    let known = app.items.iter().find(|choice| choice.item.code == sum.title);
    let title = match (known, sum.title.as_str()) {
        (Some(choice), code) if app.supervision.by() == FeedbackBy::Item => {
            format!("{code} {}", choice.item.name)
        }
        (_, "") => w::NO_ITEM.say(lang).to_owned(),
        (_, title) => title.to_owned(),
    };
    let room = width.saturating_sub(2 + name + count + open + answered + in_time + satisfied + 7).max(1);
    let bar = "#".repeat((sum.received * room).div_ceil(most).min(room));
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let sign = if marked { "> " } else { "  " };
    Line::marked(sign, strong).and(
        format!(
            "{} {} {} {} {} {} {}",
            cell_middle(&title, name),
            cell_right(&sum.received.to_string(), count.saturating_sub(2)) + "  ",
            cell_right(&sum.open.to_string(), open.saturating_sub(2)) + "  ",
            cell_right(&sum.answered.to_string(), answered.saturating_sub(2)) + "  ",
            cell_right(&sum.on_time().text(), in_time.saturating_sub(1)) + " ",
            cell_right(&sum.content().text(), satisfied.saturating_sub(1)) + " ",
            bar
        ),
        strong,
    )
}
