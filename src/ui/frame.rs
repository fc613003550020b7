//! The two rows at the top and the three at the bottom; they never move and never disappear.

use super::paint::{Canvas, Line, Mark, cell};
use super::say;
use crate::app::{App, Pane, Tone};
use crate::text::{Align, Cols, cols, fit};
use crate::words::{Lang, app as w};

/// Who and how much; the panes by number and what was saved.
pub fn top(app: &App, canvas: &mut Canvas<'_>) {
    let (width, _) = canvas.size();
    let lang = app.lang();
    let station = app.station();
    let window = app.actor().map(|actor| actor.window.clone()).unwrap_or_default();
    let name = app.actor().map(|actor| actor.name.clone()).unwrap_or_default();
    let head = if width >= 100 { format!("{} ", w::WORKSTATION.say(lang)) } else { String::new() };
    let mut left = format!("{head}{} {window} {name}", station.name);
    if station.demo {
        left = format!("{} {left}", w::DEMO_MARK.say(lang));
    }
    let counts = w::COUNTS
        .with("open", app.counts.open)
        .with("soon", app.counts.soon)
        .with("overdue", app.counts.overdue)
        .say(lang);
    let right = format!("{counts}  {}", clock(app, lang));
    two_sides(canvas, 0, width, &left, &right, Mark::Strong);

    let mut panes = String::new();
    for pane in Pane::ALL {
        let here = app.pane == pane;
        let name = format!("{}{}", pane.number(), pane.title().say(lang));
        panes.push_str(&if here { format!("[{name}]") } else { format!(" {name} ") });
    }
    let mut right = String::new();
    if !app.kept.is_empty() {
        right.push_str(&w::KEPT_FORMS.with("count", app.kept.len()).say(lang));
        right.push(' ');
    }
    if let Some(at) = app.saved_at {
        let (hour, minute) = app.zone().clock(at);
        right.push_str(&w::SAVED_AT.with("time", format!("{hour:02}:{minute:02}")).say(lang));
    }
    two_sides(canvas, 1, width, &panes, &right, Mark::Plain);
}

fn clock(app: &App, lang: Lang) -> String {
    use chrono::Datelike as _;
    let today = app.today_day();
    let (hour, minute) = app.zone().clock(app.now);
    w::CLOCK
        .with("date", format!("{:02}-{:02}", today.month(), today.day()))
        .with("weekday", say::weekday(today))
        .with("time", format!("{hour:02}:{minute:02}"))
        .say(lang)
}

/// Text at both ends of a row; the left one gives way.
fn two_sides(canvas: &mut Canvas<'_>, y: u16, width: u16, left: &str, right: &str, mark: Mark) {
    let total = usize::from(width);
    let right_width = cols(right).get().min(total);
    let room = total.saturating_sub(right_width + usize::from(right_width > 0));
    let left = fit(&crate::text::visible(left), Cols(room), Align::Left);
    let gap = if right_width > 0 { " " } else { "" };
    canvas.line(0, y, width, &Line::marked(left, mark).and(gap, Mark::Plain).and(right, Mark::Plain));
}

/// The message line, the quick-code line, the key line.
pub fn bottom(app: &App, canvas: &mut Canvas<'_>) {
    let (width, rows) = canvas.size();
    let lang = app.lang();
    message(app, canvas, rows.saturating_sub(3), width);
    quick(app, canvas, rows.saturating_sub(2), width, lang);
    let contexts = app.context().stack();
    let mut hints = crate::keymap::footer(&app.keymap, contexts, lang);
    if width >= 120 {
        hints.extend(crate::keymap::wide_footer(&app.keymap, contexts, lang));
    }
    let keys: Vec<String> =
        hints.iter().map(|hint| format!("{}{}", hint.key, hint.title.say(lang))).collect();
    canvas.line(0, rows.saturating_sub(1), width, &Line::plain(cell(&keys.join(" "), usize::from(width))));
}

fn message(app: &App, canvas: &mut Canvas<'_>, y: u16, width: u16) {
    let lang = app.lang();
    let undo = app
        .done_today
        .first()
        .map(|deed| w::UNDO_HINT.with("act", deed.act).say(lang))
        .filter(|_| app.modals.is_empty())
        .unwrap_or_default();
    let (text, mark) = match &app.said {
        Some(said) => {
            let mut text = said.text.say(lang);
            if let Some(advice) = &said.advice {
                text.push_str(". ");
                text.push_str(&advice.say(lang));
            }
            match said.tone {
                Tone::Error => (format!("! {text}"), Mark::Error),
                Tone::Done => (text, Mark::Done),
                Tone::Told => (text, Mark::Plain),
            }
        }
        None => (app.case.as_ref().map(|case| case.hint().say(lang)).unwrap_or_default(), Mark::Plain),
    };
    let total = usize::from(width);
    let wide = cols(&text).get() + cols(&undo).get() + 2 > total;
    let undo = if wide { String::new() } else { undo };
    let room = total.saturating_sub(cols(&undo).get());
    let shown = crate::text::elide(&crate::text::visible(&text), Cols(room)).into_owned();
    let gap = " ".repeat(room.saturating_sub(cols(&shown).get()));
    canvas.line(0, y, width, &Line::marked(shown, mark).and(gap, Mark::Plain).and(undo, Mark::Plain));
}

fn quick(app: &App, canvas: &mut Canvas<'_>, y: u16, width: u16, lang: Lang) {
    let prompt = w::QUICK.say(lang);
    let start = cols(prompt).get();
    let hints = if app.case.is_some() { w::QUICK_HINTS_CASE.say(lang) } else { w::QUICK_HINTS.say(lang) };
    let total = usize::from(width);
    let hint_width = cols(hints).get();
    let field = total.saturating_sub(start + hint_width + 2).max(20);
    let view = app.line.view(Cols(field));
    let text = fit(&view.text, Cols(field), Align::Left);
    let gap = total.saturating_sub(start + field + hint_width);
    let line = Line::marked(prompt, Mark::Strong)
        .and(text, Mark::Plain)
        .and(" ".repeat(gap), Mark::Plain)
        .and(hints, Mark::Plain);
    canvas.line(0, y, width, &line);
    if app.modals.is_empty() && !app.line.is_empty() {
        let column = u16::try_from(start + view.cursor.get()).unwrap_or(0);
        canvas.cursor = Some((column.min(width.saturating_sub(1)), y));
    }
}
