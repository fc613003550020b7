//! The door: sign-in, and the locked screen with nothing personal on it.

use super::frame;
use super::paint::{Area, Canvas, Line, Mark, Panel};
use super::{form, say};
use crate::app::{App, LockScreen, OpenForm};
use crate::text::{Cols, cols};
use crate::words::app as w;

/// Where the panel of the door stands.
fn place(canvas: &Canvas<'_>, rows: u16) -> Area {
    let (width, height) = canvas.size();
    let panel = 60.min(width);
    Area { x: (width - panel) / 2, y: height.saturating_sub(rows) / 3, width: panel, height: rows }
}

fn head(app: &App) -> String {
    let lang = app.lang();
    let station = app.station();
    let mark = if station.demo { format!("{} ", w::DEMO_MARK.say(lang)) } else { String::new() };
    let (hour, minute) = app.zone().clock(app.now);
    let today = app.today_day();
    format!(
        "{mark}{} {}  {} {hour:02}:{minute:02}",
        w::WORKSTATION.say(lang),
        station.name,
        say::day(today, today, false, lang)
    )
}

/// Nobody is signed in.
pub fn closed(app: &App, canvas: &mut Canvas<'_>, open: &OpenForm) {
    let lang = app.lang();
    let area = place(canvas, 10);
    let (mut lines, cursor) = form::lines(app, open, usize::from(area.width));
    lines.push(Line::plain(""));
    lines.push(Line::plain(format!("  {}", w::SIGN_IN_HINT.say(lang))));
    let panel = Panel::new(w::SIGN_IN_TITLE.say(lang), lines).cursor(cursor);
    let (width, _) = canvas.size();
    canvas.line(0, 0, width, &Line::marked(head(app), Mark::Strong));
    canvas.column(area, &[panel]);
    frame::bottom(app, canvas);
}

/// The screen is locked.
pub fn locked(app: &App, canvas: &mut Canvas<'_>, lock: &LockScreen) {
    let lang = app.lang();
    let area = place(canvas, 9);
    let (hour, minute) = app.zone().clock(lock.since);
    let label = format!("  {} [", w::LOCKED_PIN.say(lang));
    let view = lock.line.view_masked(Cols(24));
    let lines = vec![
        Line::plain(""),
        Line::marked(
            format!(
                "  {} {}  {hour:02}:{minute:02}  {}",
                w::LOCKED_TITLE.say(lang),
                lock.actor.window,
                w::LOCKED_DRAFTS.say(lang)
            ),
            Mark::Strong,
        ),
        Line::plain(""),
        Line::plain(format!("{label}{}]", crate::text::pad(&view.text, Cols(24), crate::text::Align::Left))),
        Line::plain(""),
        Line::plain(format!("  {}", w::LOCKED_HINT.say(lang))),
    ];
    let column = cols(&label).get() + view.cursor.get();
    let (width, _) = canvas.size();
    canvas.line(0, 0, width, &Line::marked(head(app), Mark::Strong));
    canvas.column(area, &[Panel::new(w::LOCKED_TITLE.say(lang), lines).cursor(Some((3, column)))]);
    frame::bottom(app, canvas);
}
