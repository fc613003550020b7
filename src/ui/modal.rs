//! Panels over the screen: forms, lists to pick from, the search, help, the preview.

use super::paint::{Area, Canvas, Line, Mark, Panel, cell, cell_middle};
use super::{covers, form, say};
use crate::app::{App, FindScreen, Help, Hit, Menu, Modal, OpenForm, Preview};
use crate::text::{Cols, cols};
use crate::words::app as w;

/// Draws the top panel over the body.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, body: Area, modal: &Modal) {
    // Help opens in the context pane where there is one, over the body where there is not; the card of
    // all keys needs the whole width.
    let area = if body.width >= 120 && matches!(modal, Modal::Help(help) if help.depth < 2) {
        Area { x: 78, width: body.width - 78, ..body }
    } else if covers(modal) || body.width < 100 {
        body
    } else {
        let width = 84.min(body.width);
        Area { x: (body.width - width) / 2, width, y: body.y + 1, height: body.height - 2 }
    };
    canvas.cursor = None;
    canvas.clear(area);
    if area.y > body.y {
        edge(canvas, area);
    }
    let width = usize::from(area.width);
    let panels = match modal {
        Modal::Form(open) => act_form(app, open, width, area.height),
        Modal::Menu(menu) => vec![menu_panel(app, menu, width, area.height)],
        Modal::Find(find) => vec![find_panel(app, find, width, area.height)],
        Modal::Help(help) => vec![help_panel(app, help, width)],
        Modal::Preview(preview) => vec![preview_panel(app, preview, width)],
        Modal::Round(round) => vec![super::round::panel(app, round, width, area.height)],
        Modal::Roster(screen) => vec![super::roster::panel(app, screen, width, area.height)],
    };
    canvas.column(area, &panels);
}

/// Closes a panel that stands over others: a line at each side and below.
fn edge(canvas: &mut Canvas<'_>, area: Area) {
    let (left, right, bottom) = (area.x.saturating_sub(1), area.x + area.width, area.y + area.height);
    for y in area.y..=bottom {
        for x in [left, right] {
            canvas.clear(Area { x, y, width: 1, height: 1 });
            canvas.line(x, y, 1, &Line::plain("|"));
        }
    }
    canvas.clear(Area { x: area.x, y: bottom, width: area.width, height: 1 });
    canvas.rule(area.x, bottom, area.width, "", "");
}

fn act_form(app: &App, open: &OpenForm, width: usize, height: u16) -> Vec<Panel> {
    form::panels(app, open, width, height)
}

fn menu_panel(app: &App, menu: &Menu, width: usize, height: u16) -> Panel {
    let lang = app.lang();
    let prompt = if menu.digits { w::MENU_DIGITS.say(lang) } else { w::MENU_PROMPT.say(lang) };
    let view = menu.line.view(Cols(30));
    let label = " > ";
    let typed = crate::text::pad(&view.text, Cols(30), crate::text::Align::Left);
    let mut lines =
        vec![Line::marked(format!("{label}{typed}"), Mark::Field).and(format!("  {prompt}"), Mark::Plain)];
    let room = usize::from(height).saturating_sub(3).max(1);
    let first = menu.marker / room * room;
    // Where nothing is off there is no reason to leave room for.
    let titles =
        if menu.entries.iter().all(|entry| entry.why_not.is_none()) { width.saturating_sub(18) } else { 24 };
    for (at, place) in menu.shown.iter().enumerate().skip(first).take(room) {
        let Some(entry) = menu.entries.get(*place) else { continue };
        let marked = at == menu.marker;
        let number = if menu.digits && menu.line.is_empty() && at < 9 {
            format!("{} ", at + 1)
        } else {
            "  ".to_owned()
        };
        let why = entry.why_not.as_ref().map(|why| why.say(lang)).unwrap_or_default();
        let title = entry.title.say(lang);
        let title = if entry.on { format!("{title} {}", w::IN_FORCE.say(lang)) } else { title };
        let title = cell(&title, titles);
        let rest = width.saturating_sub(2 + 2 + titles + 1 + 12);
        let text = format!("{number}{title} {} {}", cell(&entry.hint, 11), cell(&why, rest));
        let mark = if marked { Mark::Strong } else { Mark::Plain };
        lines.push(Line::marked(if marked { "> " } else { "  " }, mark).and(text, mark));
    }
    if menu.shown.is_empty() {
        lines.push(Line::plain(format!("  {}", w::NOTHING_FOUND.say(lang))));
    }
    let cursor = if menu.digits && menu.line.is_empty() {
        (menu.marker.saturating_sub(first) + 1, 0)
    } else {
        (0, cols(label).get() + view.cursor.get())
    };
    let pages = menu.shown.len().div_ceil(room).max(1);
    let right = match pages {
        1 => String::new(),
        _ => w::PAGE.with("page", menu.marker / room + 1).with("pages", pages).say(lang),
    };
    Panel::new(menu.title.say(lang), lines).right(right).cursor(Some(cursor)).rest()
}

fn find_panel(app: &App, find: &FindScreen, width: usize, height: u16) -> Panel {
    let lang = app.lang();
    let view = find.line.view(Cols(40));
    let label = " > ";
    let typed = crate::text::pad(&view.text, Cols(40), crate::text::Align::Left);
    let mut lines = vec![Line::marked(format!("{label}{typed}"), Mark::Field)];
    let empty = find.line.value().trim().is_empty();
    if empty {
        lines.push(Line::plain(format!("   {}", w::FIND_PROMPT.say(lang))));
    } else if find.hits.is_empty() {
        lines.push(Line::plain(format!("   {}", w::NOTHING_FOUND.say(lang))));
    }
    let room = usize::from(height).saturating_sub(3).max(1);
    let first = find.marker / room * room;
    for (at, hit) in find.hits.iter().enumerate().skip(first).take(room) {
        let marked = at == find.marker;
        let mark = if marked { Mark::Strong } else { Mark::Plain };
        let text = cell(&hit_text(app, hit), width.saturating_sub(2));
        let lead = Line::marked(if marked { "> " } else { "  " }, mark);
        lines.push(match matched(hit, &text, find.line.value()) {
            Some((from, to)) => {
                let piece = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
                lead.and(piece(0..from), mark)
                    .and(piece(from..to), Mark::Field)
                    .and(piece(to..text.len()), mark)
            }
            None => lead.and(text, mark),
        });
    }
    let (cases, persons, items) = find.groups;
    let many = |n: usize| {
        if n >= crate::app::FOUND_MOST {
            w::MORE_FOUND.with("n", n)
        } else {
            crate::words::common::TEXT.with("text", n)
        }
    };
    let groups =
        w::FIND_GROUPS.with("cases", many(cases)).with("persons", many(persons)).with("items", items);
    let pages = find.hits.len().div_ceil(room).max(1);
    let mut right = groups.say(lang);
    if pages > 1 {
        let page = w::PAGE.with("page", find.marker / room + 1).with("pages", pages);
        right.push_str(&format!("  {}", page.say(lang)));
    }
    let cursor = (0, cols(label).get() + view.cursor.get());
    Panel::new(w::FIND_TITLE.say(lang), lines).right(right).cursor(Some(cursor)).rest()
}

/// Which part of a row is what was typed, as bytes of it: the signs or digits themselves, or the whole name where it was
/// typed by its sound.
fn matched(hit: &Hit, row: &str, typed: &str) -> Option<(usize, usize)> {
    let name = match hit {
        Hit::Person(person) => person.name.as_str(),
        Hit::Case(found) => found.case.applicant_name.as_str(),
        Hit::Item(_, name, _) => name.as_str(),
    };
    let folded = crate::text::fold_ascii(typed.trim());
    let word = folded.split_whitespace().next()?;
    let place = |piece: &str| row.rfind(piece).map(|at| (at, at + piece.len()));
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    place(word).or_else(|| place(name).filter(|_| latin && !name.is_empty()))
}

fn hit_text(app: &App, hit: &Hit) -> String {
    let lang = app.lang();
    match hit {
        Hit::Case(found) => format!(
            "{} {} {} {} {} {}",
            say::tail(&found.case.number),
            cell_middle(&found.case.item_name, 18),
            cell(&found.case.applicant_name, 10),
            cell(found.case.state.phrase().say(lang), 10),
            cell(&say::day(found.case.received_day, app.today_day(), false, lang), 10),
            found.phone
        ),
        Hit::Person(person) => format!(
            "{} {} {} {}",
            cell(&person.name, 14),
            cell(&person.masked_id, 18),
            cell(&person.phone, 11),
            person.address
        ),
        Hit::Item(quick, name, code) => format!("{quick} {name} {code}"),
    }
}

fn help_panel(app: &App, help: &Help, width: usize) -> Panel {
    let lang = app.lang();
    let mut lines = Vec::new();
    for line in help.lines.iter().skip(help.scroll) {
        let room = width.saturating_sub(2);
        if line.starts_with("--") {
            let heading = line.trim_end_matches('-');
            let fill = "-".repeat(room.saturating_sub(cols(heading).get()));
            lines.push(Line::plain(format!(" {heading}{fill}")));
        } else if cols(line).get() <= room {
            lines.push(Line::plain(format!(" {line}")));
        } else {
            lines.extend(
                crate::text::wrap(line, Cols(room)).into_iter().map(|part| Line::plain(format!(" {part}"))),
            );
        }
    }
    Panel::new(help.title.say(lang), lines).right(w::HELP_MORE.say(lang)).cursor(Some((0, 0))).rest()
}

fn preview_panel(app: &App, preview: &Preview, width: usize) -> Panel {
    let lang = app.lang();
    let document = &preview.document;
    let title =
        w::PREVIEW_TITLE.with("kind", document.kind.phrase()).with("number", &document.number).say(lang);
    let room = usize::from(app.size.1).saturating_sub(8).max(1);
    let page = w::PAGE
        .with("page", preview.scroll.div_ceil(room) + 1)
        .with("pages", preview.lines.len().div_ceil(room).max(1))
        .say(lang);
    let medium = if preview.docx { "docx" } else { preview.medium.word() };
    // What is not kept is not counted either.
    let right = match document.kind.sheet() {
        true => medium.to_owned(),
        false => w::PREVIEW_RIGHT.with("medium", medium).with("prints", document.prints).say(lang),
    };
    let right = format!("{right}  {page}");
    let columns = preview.medium.columns().get();
    let left = " ".repeat(width.saturating_sub(columns) / 2);
    let mut lines = vec![Line::plain(format!(" {}", w::PREVIEW_HINT.say(lang)))];
    lines.extend(preview.lines.iter().skip(preview.scroll).map(|line| Line::plain(format!("{left}{line}"))));
    Panel::new(title, lines).right(right).cursor(Some((1, 0))).rest()
}
