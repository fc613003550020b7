//! The door of an activity: what is typed, who is there, who came and went.

use super::paint::{Line, Mark, Panel, cell, cell_middle};
use crate::app::{App, AtDoor, RosterScreen};
use crate::domain::roster::DoorRow;
use crate::domain::service::{ActivityState, duration};
use crate::text::{Cols, cols};
use crate::words::{Lang, activity as w};

/// The whole panel.
pub fn panel(app: &App, screen: &RosterScreen, width: usize, height: u16) -> Panel {
    let lang = app.lang();
    let one = &screen.row.activity;
    let view = screen.line.view(Cols(24));
    let label = w::DOOR_LABEL.say(lang);
    let typed = crate::text::pad(&view.text, Cols(24), crate::text::Align::Left);
    let hint = if one.state == ActivityState::Planned {
        w::DOOR_HINT.msg()
    } else {
        let day = one.recorded_day.map(|day| day.to_string()).unwrap_or_default();
        w::DOOR_RECORDED.with("state", one.state.phrase()).with("day", day)
    };
    let counts = w::DOOR_COUNTS
        .with("here", screen.count(AtDoor::Here))
        .with("gone", screen.count(AtDoor::Gone))
        .with("missing", screen.count(AtDoor::Missing))
        .with("waiting", screen.count(AtDoor::Waiting));
    let place = w::DOOR_WHERE.with("place", &one.place).with("content", &one.content).say(lang);
    let mut lines = vec![
        Line::plain(format!(" {}", cell(&place, width.saturating_sub(1)))),
        Line::marked(format!("{label}{typed}"), Mark::Field)
            .and(format!("  {}", hint.say(lang)), Mark::Plain),
        Line::plain(""),
        Line::marked(head(width, lang), Mark::Plain),
    ];
    let above = lines.len();
    let room = usize::from(height).saturating_sub(above + 2).max(1);
    let first = screen.marker / room * room;
    for (at, row) in screen.rows.iter().enumerate().skip(first).take(room) {
        lines.push(row_line(app, row, width, at == screen.marker));
    }
    if screen.rows.is_empty() {
        lines.push(Line::plain(format!("  {}", w::DOOR_EMPTY.say(lang))));
    }
    lines.resize_with(above + room, || Line::plain(""));
    lines.push(Line::plain(format!(" {}", w::DOOR_KEYS.say(lang))));
    let title = w::DOOR_TITLE
        .with("name", &one.name)
        .with("day", one.day.to_string())
        .with("from", app.clock_of(one.starts_at))
        .with("to", app.clock_of(one.ends_at));
    Panel::new(title.say(lang), lines)
        .right(counts.say(lang))
        .cursor(Some((1, cols(label).get() + view.cursor.get())))
        .rest()
}

/// Number, name, where they stand, in, out, how long, remarks.
const SIZES: [usize; 6] = [5, 12, 8, 12, 12, 8];

fn head(width: usize, lang: Lang) -> String {
    let heads = [
        &w::COLUMN_NUMBER,
        &w::COLUMN_PERSON,
        &w::COLUMN_STATE,
        &w::COLUMN_IN,
        &w::COLUMN_OUT,
        &w::COLUMN_HOURS,
    ];
    let cells: Vec<String> = heads.iter().zip(SIZES).map(|(head, size)| cell(head.say(lang), size)).collect();
    cell(&format!("  {}", cells.join(" ")), width)
}

fn row_line(app: &App, row: &DoorRow, width: usize, marked: bool) -> Line {
    let lang = app.lang();
    let times = |stamps: Vec<crate::calendar::Stamp>| {
        stamps.into_iter().map(|stamp| app.clock_of(stamp)).collect::<Vec<_>>().join(" ")
    };
    let came = times(row.services.iter().map(|one| one.in_at).collect());
    let went = times(row.services.iter().filter_map(|one| one.out_at).collect());
    let minutes: i64 = row.services.iter().map(|one| one.minutes).sum();
    let at = RosterScreen::at(row);
    let (state, mark) = match at {
        AtDoor::Here => (&w::COLUMN_IN, Mark::Soon),
        AtDoor::Gone => (&w::COLUMN_OUT, Mark::Done),
        AtDoor::Missing => (&w::PLACED, Mark::Plain),
        AtDoor::Waiting => (&w::WAITS, Mark::Plain),
    };
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let by_hand = row.services.iter().any(|one| !one.at_door && one.replaces.is_none());
    let corrected = row.services.iter().any(|one| one.replaces.is_some());
    let mut notes: Vec<String> = Vec::new();
    notes.extend(corrected.then(|| w::CORRECTED.say(lang).to_owned()));
    notes.extend(by_hand.then(|| w::BY_HAND.say(lang).to_owned()));
    notes.extend(row.services.iter().map(|one| one.reason.clone()).filter(|reason| !reason.is_empty()));
    notes.extend(row.signup.as_ref().map(|place| place.companion.clone()).filter(|who| !who.is_empty()));
    let hours = if at == AtDoor::Gone { duration(minutes) } else { String::new() };
    let [number, name, stands, came_size, went_size, long] = SIZES;
    let left = width.saturating_sub(SIZES.iter().sum::<usize>() + SIZES.len() + 2);
    Line::marked(if marked { "> " } else { "  " }, strong)
        .and(
            format!("{} {} ", cell(&row.volunteer.number.to_string(), number), cell_middle(&row.name, name)),
            strong,
        )
        .and(cell(state.say(lang), stands), mark)
        .and(
            format!(
                " {} {} {} {}",
                cell(&came, came_size),
                cell(&went, went_size),
                cell(&hours, long),
                cell(&notes.join(", "), left)
            ),
            strong,
        )
}
