//! The two rows at the top and the three at the bottom; they never move and never disappear.

use super::paint::{Area, Canvas, Line, Mark, cell};
use crate::app::{App, Pane, Tone};
use crate::domain::case::Act;
use crate::text::{Align, Cols, cols, fit};
use crate::words::{Lang, app as w, common};

/// Who and how much; the panes by number and what was saved.
pub fn top(app: &App, canvas: &mut Canvas<'_>) {
    let (width, _) = canvas.size();
    let lang = app.lang();
    let station = app.station();
    let window = app.actor().map(|actor| actor.window.clone()).unwrap_or_default();
    let name = app.actor().map(|actor| actor.name.clone()).unwrap_or_default();
    let mut head = if width >= 100 { format!("{} ", w::WORKSTATION.say(lang)) } else { String::new() };
    if station.demo {
        head = format!("{} {head}", w::DEMO_MARK.say(lang));
    }
    let counts = w::COUNTS
        .with("open", app.counts.open)
        .with("soon", app.counts.soon)
        .with("overdue", app.counts.overdue)
        .say(lang);
    let right = format!("{counts}  {}", clock(app, lang));
    // Who is signed in is always there; a long name of the station gives way.
    let who = format!(" {window} {name}");
    let taken = cols(&head).get() + cols(&who).get() + cols(&right).get() + 1;
    let station = crate::text::elide(&station.name, Cols(usize::from(width).saturating_sub(taken)));
    two_sides(canvas, 0, width, &format!("{head}{station}{who}"), &right, Mark::Strong);

    let mut right = String::new();
    if !app.kept.is_empty() {
        right.push_str(&w::KEPT_FORMS.with("count", app.kept.len()).say(lang));
        right.push(' ');
    }
    if let Some(at) = app.saved_at {
        let (hour, minute) = app.zone().clock(at);
        right.push_str(&w::SAVED_AT.with("time", format!("{hour:02}:{minute:02}")).say(lang));
    }
    let room = usize::from(width).saturating_sub(cols(&right).get() + 1);
    let spread = panes(app, lang, true);
    let panes = if cols(&spread).get() <= room { spread } else { panes(app, lang, false) };
    two_sides(canvas, 1, width, &panes, &right, Mark::Plain);
}

/// The panes by number, the open one in brackets; one blank between them where they are not `spread`.
fn panes(app: &App, lang: Lang, spread: bool) -> String {
    let mut panes = String::new();
    for pane in Pane::ALL {
        let name = format!("{}{}", pane.number(), pane.title().say(lang));
        let (open, close) = if app.pane == pane { ("[", "]") } else { (" ", " ") };
        let open = if !spread && panes.ends_with(']') { "" } else { open };
        if !spread && panes.ends_with(' ') {
            panes.pop();
        }
        panes.push_str(&format!("{open}{name}{close}"));
    }
    panes
}

fn clock(app: &App, lang: Lang) -> String {
    use chrono::Datelike as _;
    let today = app.today_day();
    let (hour, minute) = app.zone().clock(app.now);
    w::CLOCK
        // A date that nobody confirmed, or that entries lie ahead of, is shown with its year.
        .with(
            "date",
            if app.date_doubtful {
                format!("{today}?")
            } else {
                format!("{:02}-{:02}", today.month(), today.day())
            },
        )
        .with("weekday", common::weekday(today.weekday()))
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
    if app.actor().is_none() {
        // Before anybody signed in most keys do nothing.
        hints.retain(|hint| app.why_not(hint.action).is_none());
    }
    let keys: Vec<String> =
        hints.iter().map(|hint| format!("{}{}", hint.key, hint.title.say(lang))).collect();
    let mut keys = keys.join(" ");
    if width >= 120 {
        let more = crate::keymap::wide_footer(&app.keymap, contexts, lang);
        for hint in more.iter().filter(|hint| app.why_not(hint.action).is_none()) {
            let text = format!("  {} {}", hint.key, hint.title.say(lang));
            if cols(&keys).get() + cols(&text).get() <= usize::from(width) {
                keys.push_str(&text);
            }
        }
    }
    canvas.line(0, rows.saturating_sub(1), width, &Line::plain(cell(&keys, usize::from(width))));
}

/// What was said last, in a row of its own.
pub fn message(app: &App, canvas: &mut Canvas<'_>, y: u16, width: u16) {
    let lang = app.lang();
    let undo = app
        .undoable
        .as_ref()
        .map(|deed| {
            let about = super::say::tail(&deed.about);
            let what = format!("{about} {}", deed.act.say(lang));
            w::UNDO_HINT.with("what", what.trim_start()).say(lang)
        })
        // Behind an act that cannot be undone the older one is offered by a question only.
        .filter(|_| app.not_undoable.is_none())
        .filter(|_| app.modals.is_empty() && app.actor().is_some() && app.focused_form().is_none())
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
        None => {
            let open = app.actor().is_some() && app.modals.is_empty();
            let case = app.case.as_ref().filter(|_| open);
            (case.map(|case| case.hint(app.actor()).say(lang)).unwrap_or_default(), Mark::Plain)
        }
    };
    let total = usize::from(width);
    // What has no room in one row takes the row above as well: an instruction is never cut off.
    let shown = crate::text::visible(&text).into_owned();
    if cols(&shown).get() > total && y > 3 {
        let rows = crate::text::wrap(&shown, Cols(total));
        let rows: Vec<&String> = rows.iter().take(3).collect();
        for (up, row) in rows.iter().rev().enumerate() {
            let at = y.saturating_sub(u16::try_from(up).unwrap_or(0));
            canvas.clear(Area { x: 0, y: at, width, height: 1 });
            canvas.line(0, at, width, &Line::marked((*row).clone(), mark));
        }
        return;
    }
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
    let total = usize::from(width);
    let hints = hints(app, lang, total.saturating_sub(start + 20));
    let hint_width = cols(&hints).get();
    let field = total.saturating_sub(start + hint_width + 2).max(20);
    let view = app.line.view(Cols(field));
    let text = fit(&view.text, Cols(field), Align::Left);
    let gap = total.saturating_sub(start + field + hint_width);
    let line = Line::marked(prompt, Mark::Strong)
        .and(text, Mark::Plain)
        .and(" ".repeat(gap), Mark::Plain)
        .and(hints, Mark::Plain);
    canvas.line(0, y, width, &line);
    let typed = app.modals.is_empty() && !app.line.is_empty();
    // The one cursor is always somewhere (T1): without a row or a field it waits where codes are typed.
    if app.actor().is_some() && (typed || canvas.cursor.is_none()) {
        let column = u16::try_from(start + view.cursor.get()).unwrap_or(0);
        canvas.cursor = Some((column.min(width.saturating_sub(1)), y));
    }
}

/// What may be typed now, in `room` columns: codes on a board, canned sentences in a field that takes them.
fn hints(app: &App, lang: Lang, room: usize) -> String {
    if let Some(field) = app.focused_form().and_then(|open| open.form.focused_spec()) {
        let mut list = String::new();
        for (code, text) in crate::form::sentences(&[]).take(3).filter(|_| field.canned) {
            let hint = format!("  .{code} {}", text.split([',', '.']).next().unwrap_or(text));
            if cols(&list).get() + cols(&hint).get() <= room {
                list.push_str(&hint);
            }
        }
        return list.trim_start().to_owned();
    }
    match (app.actor().is_some() && app.modals.is_empty(), app.case.is_some()) {
        (false, _) => String::new(),
        (true, true) => case_hints(app, lang, room),
        (true, false) => w::QUICK_HINTS.say(lang).to_owned(),
    }
}

/// What may be typed in an opened case, in `room` columns: digits for materials, and the codes of the acts
/// that are possible now, the one that moves it on first.
fn case_hints(app: &App, lang: Lang, room: usize) -> String {
    let (Some(case), Some(actor)) = (&app.case, app.actor()) else { return String::new() };
    let next = case.next_act();
    let mut acts: Vec<Act> =
        case.acts(actor).into_iter().filter(|(_, why_not)| why_not.is_none()).map(|(act, _)| act).collect();
    acts.sort_by_key(|act| Some(*act) != next);
    let codes = acts
        .into_iter()
        .filter_map(|act| crate::app::code_of(act).map(|code| format!("{code} {}", act.phrase().say(lang))));
    let mut list = w::TICK_HINT.say(lang).to_owned();
    for hint in codes {
        if cols(&list).get() + cols(&hint).get() + 2 <= room {
            list.push_str("  ");
            list.push_str(&hint);
        }
    }
    list
}
