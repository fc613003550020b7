//! The window device: five levels in large, then what else a bad rating may say; nothing of anybody else.

use super::frame;
use super::paint::{Area, Canvas, Line, Mark, Panel};
use crate::app::{App, DeviceScreen, DeviceStep};
use crate::domain::Named as _;
use crate::domain::rating::RatingLevel;
use crate::text::{Align, Cols, cols, pad};
use crate::words::rating as w;

/// How wide what is typed is shown, in columns.
const TYPED: usize = 44;

/// The whole screen.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, screen: &DeviceScreen) {
    let lang = app.lang();
    let (width, height) = canvas.size();
    let panel_width = 64.min(width);
    let mut lines = vec![
        Line::plain(""),
        Line::plain(format!("  {}", w::DEVICE_OF.with("item", &screen.target.item).say(lang))),
        Line::plain(""),
    ];
    let mut cursor = None;
    match screen.line() {
        None => {
            for level in RatingLevel::ALL {
                let picked = screen.level == Some(*level);
                let sign = if picked { ">" } else { " " };
                if picked {
                    cursor = Some((lines.len(), 4));
                }
                let text = format!("    {sign} {}  {}", level.number(), level.phrase().say(lang));
                lines.push(Line::marked(text, if picked { Mark::Strong } else { Mark::Plain }));
                lines.push(Line::plain(""));
            }
            lines.push(Line::plain(format!("  {}", w::DEVICE_HINT.say(lang))));
        }
        Some((line, ask)) => {
            lines.push(Line::plain(format!("  {}", ask.say(lang))));
            lines.push(Line::plain(""));
            let view = line.view(Cols(TYPED));
            cursor = Some((lines.len(), 4 + view.cursor.get()));
            lines.push(
                Line::plain("   [")
                    .and(pad(&view.text, Cols(TYPED), Align::Left), Mark::Field)
                    .and("]", Mark::Plain),
            );
            lines.push(Line::plain(""));
            let hint =
                if screen.step == DeviceStep::Said { &w::DEVICE_SAID_HINT } else { &w::DEVICE_NAME_HINT };
            lines.push(Line::plain(format!("  {}", hint.say(lang))));
        }
    }
    lines.push(Line::plain(""));
    lines.push(Line::plain(format!("  {}", w::DEVICE_FREE.say(lang))));
    let rows = u16::try_from(lines.len() + 1).unwrap_or(height);
    let area = Area {
        x: (width - panel_width) / 2,
        y: height.saturating_sub(rows + 3) / 3,
        width: panel_width,
        height: rows,
    };
    let head = app.station().name.clone();
    let left = usize::from(width).saturating_sub(cols(&head).get()) / 2;
    canvas.line(0, 0, width, &Line::marked(format!("{}{head}", " ".repeat(left)), Mark::Strong));
    canvas.column(area, &[Panel::new(w::DEVICE_TITLE.say(lang), lines).cursor(cursor)]);
    frame::message(app, canvas, height.saturating_sub(1), width);
}
