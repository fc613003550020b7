//! Reading a table from a `.csv` or `.xlsx` file, row by row, with the line of everything that is wrong.
//!
//! What a file is follows from its content, not from its name. Nothing is guessed silently: an
//! encoding that is not UTF-8 has to be named, a formula without a result and a number that lost
//! digits are told where they stand.

mod archive;
mod feed;
mod merged;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use crate::words::{Message, sheet as w};
use feed::Feed;
use std::io::Read;
use std::path::Path;

const MEGABYTE: u64 = 1 << 20;
/// The largest file that is read, packed or plain.
const FILE_MAX: u64 = 256 * MEGABYTE;
/// The most that a workbook may unpack to; its reader never unpacks more than is declared.
const UNPACKED_MAX: u64 = 1024 * MEGABYTE;
/// The most that a part other than a worksheet may unpack to, since those are held in memory.
const PART_MAX: u64 = 256 * MEGABYTE;
/// The most rows, the most columns, and the most characters of a cell (the spreadsheet's own limit).
const ROWS_MAX: usize = 2_000_000;
const COLUMNS_MAX: usize = 200;
const CELL_MAX: usize = 32_767;
/// In how many rows at the top the header is looked for, below titles and remarks.
const HEADER_WITHIN: usize = 20;

/// How to read a file.
pub struct Options<'a> {
    /// The encoding of a `.csv` that is not UTF-8, by its common name (`gb18030`).
    pub encoding: Option<&'a str>,
    /// The sheet of a workbook, by name; otherwise the first visible one with a header.
    pub sheet: Option<&'a str>,
    /// Tells a header row. Where no row passes, the first row that is not empty is the header.
    pub is_header: &'a dyn Fn(&[String]) -> bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { encoding: None, sheet: None, is_header: &|_| false }
    }
}

/// A row below the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its line in the file or on the sheet, from 1.
    pub line: usize,
    /// Its cells, trimmed, as many as the header has.
    pub cells: Vec<String>,
    /// Cells that cannot be relied on, by column from 1.
    pub bad: Vec<(usize, Message)>,
}

/// What a reader meets, in order.
#[derive(Debug)]
pub enum Part {
    /// The header: its line and the column names. Comes once, first.
    Header(usize, Vec<String>),
    /// A row that is not empty.
    Row(Row),
}

/// A cell that cannot be relied on: its line and its column, from 1, and what is wrong.
pub type BadCell = (usize, usize, Message);

/// A whole table in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The line of the header, from 1.
    pub header_line: usize,
    /// The column names.
    pub header: Vec<String>,
    /// The rows with their lines; each has as many cells as the header.
    pub rows: Vec<(usize, Vec<String>)>,
    /// The cells that cannot be relied on; their rows should not be taken.
    pub bad: Vec<BadCell>,
}

/// Reads a whole table; `.csv` or `.xlsx` by content.
///
/// # Errors
/// What keeps the file from being read at all, with the line where there is one.
pub fn read(path: &Path, options: &Options<'_>) -> Result<Sheet, Message> {
    let mut sheet = Sheet::default();
    each(path, options, &mut |part| {
        match part {
            Part::Header(line, header) => (sheet.header_line, sheet.header) = (line, header),
            Part::Row(Row { line, cells, bad }) => {
                sheet.bad.extend(bad.into_iter().map(|(column, problem)| (line, column, problem)));
                sheet.rows.push((line, cells));
            }
        }
        Ok(())
    })?;
    Ok(sheet)
}

/// Reads a table row by row, for lists that are too long to hold twice; `on` may stop it with an error.
///
/// # Errors
/// What keeps the file from being read, or what `on` gave.
pub fn each(
    path: &Path,
    options: &Options<'_>,
    on: &mut dyn FnMut(Part) -> Result<(), Message>,
) -> Result<(), Message> {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = load(path, &file)?;
    let mut feed = Feed::new(&file, options, on);
    if bytes.starts_with(b"PK\x03\x04") {
        archive::check(&bytes, &file)?;
        workbook::read(bytes, &mut feed)?;
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(w::OLD_OR_LOCKED.with("file", file));
    } else if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) && !bytes.is_empty() {
        return Err(w::NOT_A_WORKBOOK.with("file", file));
    } else {
        let text = text::decode(&bytes, &file, options.encoding)?;
        text::read(&text, &mut feed)?;
    }
    feed.finish()
}

/// The text of a file, read and decoded as a `.csv` would be.
///
/// # Errors
/// The file cannot be read, is too large, or is no text in the encoding that it has.
pub fn text_of(path: &Path, encoding: Option<&str>) -> Result<String, Message> {
    let name = path.display().to_string();
    let bytes = load(path, &name)?;
    text::decode(&bytes, &name, encoding).map(std::borrow::Cow::into_owned)
}

fn load(path: &Path, name: &str) -> Result<Vec<u8>, Message> {
    let unreadable = |error: std::io::Error| {
        w::UNREADABLE.with("file", name).with("why", crate::words::os::reason(&error))
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > FILE_MAX {
        let size = std::fs::metadata(path).map_or(FILE_MAX, |data| data.len());
        return Err(too_large(&w::TOO_LARGE, name, size, FILE_MAX));
    }
    Ok(bytes)
}

fn too_large(phrase: &'static crate::words::Phrase, name: &str, size: u64, max: u64) -> Message {
    phrase.with("file", name).with("size", size.div_ceil(MEGABYTE)).with("max", max / MEGABYTE)
}
