//! Results as text for people and as JSON for programs, safe for the terminal they may end in.

use super::error::CliError;
use crate::calendar::DayNote;
use crate::domain::why::day_lines;
use crate::text::{Align, Cols, cols, is_hidden, pad, visible};
use crate::words::{Lang, Message, Phrase};
use serde::Serialize;
use std::fmt::Write as _;

/// The blanks between two columns.
const GAP: &str = "  ";

/// A record as JSON; what would not be seen or would mislead on a terminal is escaped, which JSON allows
/// everywhere inside its strings, and it stands nowhere else.
///
/// # Errors
/// The record cannot be written as JSON.
pub fn safe_json(record: &impl Serialize, pretty: bool) -> Result<String, CliError> {
    let text = if pretty { serde_json::to_string_pretty(record) } else { serde_json::to_string(record) };
    let text = text.map_err(std::io::Error::from)?;
    let mut safe = String::with_capacity(text.len());
    let mut previous = None;
    for c in text.chars() {
        if c != '\n' && is_hidden(previous, c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
        previous = Some(c);
    }
    Ok(safe)
}

/// A table: a head, then rows, each column as wide as its widest cell.
#[must_use]
pub fn table(heads: &[&'static Phrase], rows: &[Vec<String>], lang: Lang) -> String {
    let head: Vec<String> = heads.iter().map(|head| head.say(lang).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head)
        .chain(rows.iter().map(|row| row.iter().map(|cell| visible(cell).into_owned()).collect()))
        .collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cols(cell)).max().unwrap_or(Cols(0));
    let widths: Vec<Cols> = (0..heads.len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width, Align::Left)).collect();
        text.push_str(cells.join(GAP).trim_end());
        text.push('\n');
    }
    text
}

/// Labels and values, a line each; an empty value is left out.
#[must_use]
pub fn fields(fields: &[(&'static Phrase, String)], lang: Lang) -> String {
    let shown: Vec<&(&Phrase, String)> = fields.iter().filter(|(_, value)| !value.is_empty()).collect();
    let width = shown.iter().map(|(label, _)| cols(label.say(lang))).max().unwrap_or(Cols(0));
    let mut text = String::new();
    for (label, value) in shown {
        let _ = writeln!(text, "{}{GAP}{}", pad(label.say(lang), width, Align::Left), visible(value));
    }
    text
}

/// A message as a line.
#[must_use]
pub fn line(message: &Message, lang: Lang) -> String {
    format!("{}\n", visible(&message.say(lang)))
}

/// The day list of a date (CL-21), a line a day.
#[must_use]
pub fn day_list(notes: &[DayNote], lang: Lang) -> String {
    day_lines(notes, lang).iter().map(|day| format!("{}\n", visible(day))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::common;

    #[test]
    fn columns_line_up_with_hanzi() {
        let rows = vec![vec!["甲".to_owned(), "1".to_owned()], vec!["abc".to_owned(), "2".to_owned()]];
        assert_eq!(table(&[&common::MONDAY, &common::YES], &rows, Lang::Zh), "周一  是\n甲    1\nabc   2\n");
    }

    #[test]
    fn json_carries_no_direction_marks_in_clear() {
        let json = safe_json(&serde_json::json!({"a": "x\u{202e}y\u{9b}z"}), false).unwrap();
        assert_eq!(json, "{\"a\":\"x\\u202ey\\u009bz\"}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["a"], "x\u{202e}y\u{9b}z");
    }

    #[test]
    fn empty_fields_are_left_out() {
        let text = fields(&[(&common::YES, "1".to_owned()), (&common::NO, String::new())], Lang::Zh);
        assert_eq!(text, "是  1\n");
    }
}
