//! The text of a `.csv`: its encoding, its separator, its lines.

use super::feed::Feed;
use super::{HEADER_WITHIN, Row};
use crate::words::{Message, sheet as w};
use std::borrow::Cow;

/// The text of the bytes: by their byte order mark, by the encoding that was named, else strictly UTF-8.
///
/// # Errors
/// Where they are something else, with the line of the first byte that shows it.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    name: &str,
    encoding: Option<&str>,
) -> Result<Cow<'a, str>, Message> {
    let named = encoding.map(|label| {
        let known = encoding_rs::Encoding::for_label(label.trim().as_bytes());
        known.ok_or_else(|| w::ENCODING_UNKNOWN.with("encoding", label))
    });
    let named = named.transpose()?;
    let (chosen, rest) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, length)) => (Some(marked), bytes.get(length..).unwrap_or_default()),
        None => (named, bytes),
    };
    let chosen = chosen.filter(|chosen| *chosen != encoding_rs::UTF_8);
    let text = match chosen {
        Some(other) => other
            .decode_without_bom_handling_and_without_replacement(rest)
            .ok_or_else(|| w::NOT_THAT_ENCODING.with("file", name).with("encoding", other.name()))?,
        None => match std::str::from_utf8(rest) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => return Err(not_utf8(rest, error.valid_up_to(), name)),
        },
    };
    match text.find('\0') {
        Some(at) => Err(spot(&w::NOT_TEXT, text.as_bytes(), at, name)),
        None => Ok(text),
    }
}

fn not_utf8(bytes: &[u8], at: usize, name: &str) -> Message {
    let gb18030 = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let likely = gb18030.is_some_and(|text| !text.contains('\0'));
    spot(if likely { &w::LOOKS_LIKE_GB18030 } else { &w::NOT_TEXT }, bytes, at, name)
}

fn spot(phrase: &'static crate::words::Phrase, bytes: &[u8], at: usize, name: &str) -> Message {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    phrase.with("file", name).with("line", line).with("column", column)
}

fn records(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The separator with which a header is found at the top, else the one that splits the first row most.
fn separator(text: &str, is_header: &dyn Fn(&[String]) -> bool) -> u8 {
    let top = |separator: u8| {
        let rows = records(text, separator).into_records().take(HEADER_WITHIN).filter_map(Result::ok);
        rows.map(|row| cells(&row)).collect::<Vec<_>>()
    };
    let candidates = [b',', b'\t', b';'];
    let finds = |separator: &u8| top(*separator).iter().any(|row| is_header(row));
    let splits = |separator: &u8| top(*separator).first().map_or(0, Vec::len);
    let widest = candidates.into_iter().rev().max_by_key(splits);
    candidates.into_iter().find(finds).or(widest).unwrap_or(b',')
}

fn cells(record: &csv::StringRecord) -> Vec<String> {
    record.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The line of the next record: the reader stands before the line ends and empty lines that it will skip.
fn line_at(text: &str, position: &csv::Position) -> usize {
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(number(position.byte())..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    number(position.line()) + skipped.filter(|byte| **byte == b'\n').count()
}

/// Gives the rows of a text to `feed`.
pub(super) fn read(text: &str, feed: &mut Feed<'_>) -> Result<(), Message> {
    let mut records = records(text, separator(text, feed.options.is_header));
    let mut record = csv::StringRecord::new();
    // Quotes come in pairs, doubled ones too; an odd one swallows everything behind it.
    let unclosed = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    loop {
        let line = line_at(text, records.position());
        match records.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let end = usize::try_from(records.position().byte()).unwrap_or(usize::MAX);
                let last = text.get(end..).is_none_or(|rest| rest.trim().is_empty());
                if last && unclosed {
                    return Err(w::CSV_UNCLOSED.with("file", feed.file).with("line", line));
                }
                feed.push(Row { line, cells: cells(&record), bad: Vec::new() })?;
            }
            Err(_) => return Err(w::CSV_BROKEN.with("file", feed.file).with("line", line)),
        }
    }
}
