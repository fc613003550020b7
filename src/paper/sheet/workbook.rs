//! The sheets of an `.xlsx` workbook: which one is read, and what its cells say.

use super::feed::Feed;
use super::merged::Merged;
use super::{COLUMNS_MAX, HEADER_WITHIN, Row};
use crate::words::{Message, common, sheet as w};
use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Gives the rows of the right sheet to `feed`.
pub(super) fn read(bytes: Vec<u8>, feed: &mut Feed<'_>) -> Result<(), Message> {
    let file = feed.file;
    let mut book: Book = guarded(file, || Xlsx::new(Cursor::new(bytes)))?;
    let Some(name) = choose(&mut book, feed)? else { return Ok(()) };
    let mut merged = Merged::new(guarded(file, || book.merge_cells_by_sheet_name(&name)).unwrap_or_default());
    stream(&mut book, &name, file, &mut |mut row| {
        merged.fill(&mut row);
        feed.push(row).map(|()| true)
    })
}

/// Calls the workbook reader; whatever it makes of a crafted file, a panic included, is a damaged file.
fn guarded<T>(file: &str, call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Message> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(XlsxError::Password)) => Err(w::OLD_OR_LOCKED.with("file", file)),
        Ok(Err(XlsxError::FileNotFound(_))) => Err(w::NOT_A_WORKBOOK.with("file", file)),
        Ok(Err(error)) => Err(damaged(file, error.to_string())),
        Err(_) => Err(damaged(file, "xlsx".to_owned())),
    }
}

fn damaged(file: &str, why: String) -> Message {
    w::DAMAGED.with("file", file).with("why", why)
}

/// The sheet to read: the one named, else the first visible one with a header, else the first with content.
fn choose(book: &mut Book, feed: &Feed<'_>) -> Result<Option<String>, Message> {
    let known = book.sheet_names();
    if let Some(sheet) = feed.options.sheet {
        if known.iter().any(|name| name == sheet) {
            return Ok(Some(sheet.to_owned()));
        }
        let known: Vec<Message> = known.iter().map(|name| common::TEXT.with("text", name)).collect();
        return Err(w::NO_SUCH_SHEET.with("file", feed.file).with("sheet", sheet).with("known", known));
    }
    let visible = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let visible: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    let mut with_content = None;
    for name in visible {
        let (mut seen, mut found) = (0, false);
        stream(book, &name, feed.file, &mut |row| {
            seen += usize::from(row.cells.iter().any(|cell| !cell.is_empty()));
            found = found || (feed.options.is_header)(&row.cells);
            Ok(!found && seen < HEADER_WITHIN)
        })?;
        if found {
            return Ok(Some(name));
        }
        with_content = with_content.or((seen > 0).then_some(name));
    }
    Ok(with_content)
}

/// Gives the rows of a sheet in order, until `on` says that it has seen enough. A chart has none.
fn stream(
    book: &mut Book,
    name: &str,
    file: &str,
    on: &mut dyn FnMut(Row) -> Result<bool, Message>,
) -> Result<(), Message> {
    let opened = guarded(file, || match book.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => Ok(None),
        other => other.map(Some),
    })?;
    let Some(mut reader) = opened else { return Ok(()) };
    let mut row = Row { line: 1, ..Row::default() };
    while let Some(cell) = guarded(file, || reader.next_cell_with_formula_metadata())? {
        let (line, column) = (cell.pos.0 as usize + 1, cell.pos.1 as usize);
        if line < row.line {
            return Err(damaged(file, format!("row {line} < {}", row.line)));
        }
        if line > row.line && !on(std::mem::replace(&mut row, Row { line, ..Row::default() }))? {
            return Ok(());
        }
        let (text, problem) = value(&cell.value, cell.formula.is_some());
        row.bad.extend(problem.map(|problem| (column + 1, problem)));
        if text.is_empty() {
            continue;
        }
        if column >= COLUMNS_MAX {
            let message = w::TOO_MANY_COLUMNS.with("file", file).with("line", line);
            return Err(message.with("max", COLUMNS_MAX));
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = text;
        }
    }
    on(row).map(|_| ())
}

/// The text of a cell, and what is wrong with it.
pub(super) fn value(value: &DataRef<'_>, formula: bool) -> (String, Option<Message>) {
    match value {
        DataRef::Empty => (String::new(), formula.then(|| w::FORMULA_WITHOUT_VALUE.msg())),
        DataRef::String(text) => (text.trim().to_owned(), None),
        DataRef::SharedString(text) => (text.trim().to_owned(), None),
        DataRef::Float(number) if number.fract() == 0.0 => {
            if number.abs() < 1e15 {
                (format!("{number:.0}"), None)
            } else {
                (format!("{number:e}"), Some(w::DIGITS_LOST.msg()))
            }
        }
        DataRef::Error(error) => (String::new(), Some(w::CELL_ERROR.with("value", error.to_string()))),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let text = moment.as_datetime().map(|moment| {
                let whole_day = moment.time() == chrono::NaiveTime::MIN;
                moment.format(if whole_day { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" }).to_string()
            });
            (text.unwrap_or_else(|| moment.as_f64().to_string()), None)
        }
        DataRef::DateTimeIso(text) => (text.trim_end_matches("T00:00:00").to_owned(), None),
        other => (Data::from(other.clone()).to_string(), None),
    }
}
