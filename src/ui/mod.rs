//! Draws the state of the application; mutates nothing and asks nothing.
//!
//! Two rows at the top say who, how much and which pane; three at the bottom hold the message, the
//! quick-code line and the keys; between them stand panels in one, two or three columns, in the same
//! order at every width: list, work, context.

mod agency;
mod boards;
mod case;
mod device;
mod door;
mod form;
mod frame;
mod modal;
mod month;
mod paint;
mod people;
mod person;
mod roster;
mod round;
mod say;
mod supervision;
mod volunteers;

use crate::app::{App, Door, Modal, Pane};
use crate::words::app as w;
use paint::{Area, Canvas, Line, Panel};
use ratatui::buffer::Buffer;

/// Columns from which a second pane stands beside the first.
const TWO: u16 = 120;
/// Columns from which a third pane stands beside them.
const THREE: u16 = crate::app::THREE_PANES;

/// Draws one frame; returns where the one real cursor stands.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut canvas = Canvas::new(buffer, app.settings.widths);
    let (cols, rows) = canvas.size();
    if app.too_small() {
        too_small(app, &mut canvas, cols, rows);
        return None;
    }
    match &app.door {
        Door::Closed(form) => door::closed(app, &mut canvas, form),
        Door::Locked(lock) => door::locked(app, &mut canvas, lock),
        Door::Device(screen) => device::draw(app, &mut canvas, screen),
        Door::Open(_) => open(app, &mut canvas, cols, rows),
    }
    canvas.cursor
}

fn too_small(app: &App, canvas: &mut Canvas<'_>, cols: u16, rows: u16) {
    let text = w::TOO_SMALL.with("cols", cols).with("rows", rows).say(app.lang());
    let width = usize::from(cols).max(1);
    let lines = crate::text::wrap(&text, crate::text::Cols(width));
    let top = usize::from(rows).saturating_sub(lines.len()) / 2;
    for (at, line) in lines.iter().enumerate() {
        let Ok(y) = u16::try_from(top + at) else { return };
        let left = width.saturating_sub(crate::text::cols(line).get()) / 2;
        canvas.line(u16::try_from(left).unwrap_or(0), y, cols, &Line::plain(line.clone()));
    }
}

fn open(app: &App, canvas: &mut Canvas<'_>, cols: u16, rows: u16) {
    frame::top(app, canvas);
    let body = Area { x: 0, y: 2, width: cols, height: rows.saturating_sub(5) };
    let columns = columns(app, body);
    canvas.columns(body, &columns);
    if let Some(modal) = app.modals.last() {
        modal::draw(app, canvas, body, modal);
    }
    // Last: a long message takes rows of the body, and no panel may hide what it says.
    frame::bottom(app, canvas);
}

/// What stands side by side in the body.
fn columns(app: &App, body: Area) -> Vec<(u16, Vec<Panel>)> {
    if let Some(case) = &app.case {
        return match body.width {
            THREE.. => vec![
                (66, boards::list(app, 66, body.height)),
                (76, case::work(app, case, 76)),
                (body.width - 144, case::context(app, case, usize::from(body.width - 144))),
            ],
            TWO.. => vec![
                (77, case::work(app, case, 77)),
                (body.width - 78, case::context(app, case, usize::from(body.width - 78))),
            ],
            _ => vec![
                (36, case::work(app, case, 36)),
                (body.width - 37, case::context(app, case, usize::from(body.width - 37))),
            ],
        };
    }
    if let Some(screen) = &app.person {
        return match body.width {
            TWO.. => vec![
                (77, person::left(app, screen, 77)),
                (body.width - 78, person::right(app, screen, usize::from(body.width - 78))),
            ],
            width => vec![(width, person::panels(app, screen, width))],
        };
    }
    match (app.pane, body.width) {
        (Pane::Supervision, TWO..) if app.supervision.view.lists() => vec![
            (77, boards::list(app, 77, body.height)),
            (body.width - 78, vec![supervision::detail(app, usize::from(body.width - 78))]),
        ],
        (Pane::Residents | Pane::Pairings | Pane::Volunteers | Pane::Supervision, width) => {
            vec![(width, boards::list(app, usize::from(width), body.height))]
        }
        (Pane::Intake, THREE..) => vec![
            (66, boards::today(app, 66, body.height)),
            (76, form::intake(app, 76, body.height)),
            (body.width - 144, form::beside(app, usize::from(body.width - 144))),
        ],
        (Pane::Intake, TWO..) => vec![
            (77, form::intake(app, 77, body.height)),
            (body.width - 78, form::beside(app, usize::from(body.width - 78))),
        ],
        (Pane::Intake, _) => vec![(body.width, form::intake(app, usize::from(body.width), body.height))],
        // The bars of the month take what there is.
        (Pane::Reports, TWO..) => vec![
            (body.width - 43, boards::list(app, usize::from(body.width - 43), body.height)),
            (42, boards::beside(app, 42)),
        ],
        (_, TWO..) => vec![
            (77, boards::list(app, 77, body.height)),
            (body.width - 78, boards::beside(app, usize::from(body.width - 78))),
        ],
        _ => vec![(body.width, boards::list(app, usize::from(body.width), body.height))],
    }
}

/// Whether a modal lets the pane behind it be seen at all.
fn covers(modal: &Modal) -> bool {
    matches!(modal, Modal::Preview(_) | Modal::Help(_) | Modal::Round(_) | Modal::Roster(_))
}
