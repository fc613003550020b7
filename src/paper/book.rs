//! Writing tables for the office: a workbook (`.xlsx`) of several sheets, or one `.csv`, row by row.
//!
//! A million rows are written as they come, without being held. Nothing that is written runs as a formula
//! where it is opened, and control characters are shown instead of obeyed.

use crate::calendar::Day;
use crate::domain::month::{Rate, Worth};
use crate::text::visible;
use crate::words::month::NO_RATE;
use rust_xlsxwriter::{Format as Style, Workbook, XlsxError};
use std::fs::File;
use std::io::{Seek as _, Write as _};

/// The most rows of a sheet, its head included (the spreadsheet's own limit).
const SHEET_ROWS: u32 = 1_048_576;
/// The most characters of a cell (the spreadsheet's own limit).
const CELL_CHARS: usize = 32_767;
/// With what a spreadsheet begins a formula, plain and full-width.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Comma-separated values in UTF-8, with the mark by which spreadsheets know it.
    Csv,
}

impl Format {
    /// The format by the end of a file's name.
    #[must_use]
    pub fn of(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// How the name of such a file ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text; never a formula.
    Text(String),
    /// A number of things.
    Count(usize),
    /// A day.
    Day(Day),
    /// A part of a whole, as a per cent.
    Rate(Rate),
    /// A length of time in minutes, shown as hours with two decimals (VO-3).
    Hours(i64),
}

impl From<Option<Day>> for Cell {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Worth> for Cell {
    fn from(worth: Worth) -> Self {
        match worth {
            Worth::Count(n) => Self::Count(n),
            Worth::Rate(rate) => Self::Rate(rate),
            Worth::Days(Some(days)) => Self::Count(usize::try_from(days).unwrap_or(usize::MAX)),
            Worth::Days(None) => Self::Text(NO_RATE.to_owned()),
        }
    }
}

/// A column: its head and how wide it is, in columns of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands at its head.
    pub head: String,
    /// How wide it is.
    pub width: u16,
}

/// Why a table could not be written.
#[derive(Debug)]
pub enum BookError {
    /// The file.
    File(std::io::Error),
    /// The workbook, in its library's words.
    Workbook(String),
}

impl From<std::io::Error> for BookError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

impl From<csv::Error> for BookError {
    fn from(error: csv::Error) -> Self {
        Self::File(std::io::Error::other(error))
    }
}

impl From<XlsxError> for BookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::File(error),
            other => {
                // What the packer meets below it comes as text, with the system's number in it.
                let text = other.to_string();
                let number = text.split("(os error ").nth(1).and_then(|rest| rest.split(')').next());
                match number.and_then(|number| number.parse().ok()) {
                    Some(number) => Self::File(std::io::Error::from_raw_os_error(number)),
                    None => Self::Workbook(text),
                }
            }
        }
    }
}

/// A file of tables that is being written.
pub struct Book {
    file: File,
    inner: Inner,
    name: String,
    columns: Vec<Column>,
    row: u32,
    parts: usize,
}

enum Inner {
    Xlsx(Box<Workbook>),
    Csv(Box<csv::Writer<Vec<u8>>>),
}

/// How much of a `.csv` is held before it is written.
const HELD: usize = 1 << 16;

impl Book {
    /// Begins a file.
    #[must_use]
    pub fn begin(file: File, format: Format) -> Self {
        let inner = match format {
            Format::Xlsx => Inner::Xlsx(Box::new(Workbook::new())),
            Format::Csv => Inner::Csv(Box::new(lines("\u{feff}".as_bytes().to_vec()))),
        };
        Self { file, inner, name: String::new(), columns: Vec::new(), row: 0, parts: 0 }
    }

    /// Begins a table; a `.csv` takes one.
    ///
    /// # Errors
    /// The file, or the workbook.
    pub fn sheet(&mut self, name: &str, columns: Vec<Column>) -> Result<(), BookError> {
        name.clone_into(&mut self.name);
        self.columns = columns;
        self.parts = 0;
        self.begin_part()
    }

    /// Begins a table, or what no longer fits on its sheet.
    fn begin_part(&mut self) -> Result<(), BookError> {
        self.parts += 1;
        self.row = 0;
        let heads: Vec<String> = self.columns.iter().map(|column| column.head.clone()).collect();
        match &mut self.inner {
            Inner::Csv(rows) => rows.write_record(&heads)?,
            Inner::Xlsx(book) => {
                let sheet = book.add_worksheet_with_constant_memory()?;
                let name =
                    if self.parts == 1 { self.name.clone() } else { format!("{} {}", self.name, self.parts) };
                sheet.set_name(name)?.set_freeze_panes(1, 0)?;
                for (column, at) in self.columns.iter().zip(0..) {
                    sheet.set_column_width(at, column.width)?;
                    sheet.write_string_with_format(0, at, &column.head, &Style::new().set_bold())?;
                }
            }
        }
        self.row = 1;
        Ok(())
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The file, or the workbook.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), BookError> {
        if self.row >= SHEET_ROWS && matches!(self.inner, Inner::Xlsx(_)) {
            self.begin_part()?;
        }
        match &mut self.inner {
            Inner::Csv(rows) => {
                rows.write_record(cells.iter().map(plain))?;
                if rows.get_ref().len() > HELD {
                    self.write_held()?;
                }
            }
            Inner::Xlsx(book) => {
                let last = book.worksheets().len().saturating_sub(1);
                let sheet = book.worksheet_from_index(last)?;
                for (cell, at) in cells.iter().zip(0_u16..) {
                    write_cell(sheet, self.row, at, cell)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    fn write_held(&mut self) -> Result<(), BookError> {
        let Inner::Csv(rows) = &mut self.inner else { return Ok(()) };
        rows.flush()?;
        let full = std::mem::replace(rows.as_mut(), lines(Vec::with_capacity(HELD)));
        let bytes = full.into_inner().map_err(|error| BookError::File(error.into_error()))?;
        Ok(self.file.write_all(&bytes)?)
    }

    /// Writes what is left, and makes it durable.
    ///
    /// # Errors
    /// The file, or the workbook.
    pub fn finish(mut self) -> Result<(), BookError> {
        self.write_held()?;
        if let Inner::Xlsx(book) = &mut self.inner {
            self.file.rewind()?;
            book.save_to_writer(&mut self.file)?;
        }
        Ok(self.file.sync_all()?)
    }
}

/// Lines of a `.csv`, behind what is there already.
fn lines(before: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(before)
}

fn write_cell(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, at, fitting(text))?;
        }
        Cell::Count(n) => {
            // Exact to 2^53; nothing that is counted here comes near.
            sheet.write_number(row, at, u32::try_from(*n).unwrap_or(u32::MAX))?;
        }
        Cell::Day(day) => {
            sheet.write_date_with_format(row, at, *day, &Style::new().set_num_format("yyyy-mm-dd"))?;
        }
        Cell::Hours(minutes) => {
            // Exact to 2^53; nobody serves that long.
            let hundredths = f64::from(i32::try_from(hundredths(*minutes)).unwrap_or(i32::MAX));
            sheet.write_number_with_format(
                row,
                at,
                hundredths / 100.0,
                &Style::new().set_num_format("0.00"),
            )?;
        }
        Cell::Rate(rate) => match rate.permille().and_then(|permille| u32::try_from(permille).ok()) {
            Some(permille) => {
                let style = Style::new().set_num_format("0.0%");
                sheet.write_number_with_format(row, at, f64::from(permille) / 1000.0, &style)?;
            }
            None => {
                sheet.write_string(row, at, NO_RATE)?;
            }
        },
    }
    Ok(())
}

/// Minutes as hundredths of an hour, rounded to the nearest.
fn hundredths(minutes: i64) -> i64 {
    (minutes * 100 + 30).div_euclid(60)
}

/// A text as it may stand in a cell.
fn fitting(text: &str) -> String {
    visible(text).chars().take(CELL_CHARS).collect()
}

/// A value as it stands in a `.csv`; what would run as a formula is marked as text.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => {
            let shown = fitting(text);
            if shown.starts_with(FORMULA) || text.starts_with(FORMULA) { format!("'{shown}") } else { shown }
        }
        Cell::Count(n) => n.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Rate(rate) => rate.text(),
        Cell::Hours(minutes) => {
            let hundredths = hundredths(*minutes);
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        }
    }
}
