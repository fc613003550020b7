//! Where the rows of either kind of file arrive: finds the header, evens the width and passes on.

use super::{CELL_MAX, COLUMNS_MAX, HEADER_WITHIN, Options, Part, ROWS_MAX, Row};
use crate::words::{Message, sheet as w};

/// Where rows arrive: finds the header, evens the width and passes on.
pub(super) struct Feed<'a> {
    /// The name of the file, for messages.
    pub file: &'a str,
    /// How it is read.
    pub options: &'a Options<'a>,
    width: Option<usize>,
    waiting: Vec<Row>,
    rows: usize,
    on: &'a mut dyn FnMut(Part) -> Result<(), Message>,
}

impl<'a> Feed<'a> {
    /// Nothing has arrived yet.
    pub fn new(
        file: &'a str,
        options: &'a Options<'a>,
        on: &'a mut dyn FnMut(Part) -> Result<(), Message>,
    ) -> Self {
        Self { file, options, width: None, waiting: Vec::new(), rows: 0, on }
    }

    /// Takes one row.
    ///
    /// # Errors
    /// Where a row is beyond what is reasonable, or what the receiver gave.
    pub fn push(&mut self, mut row: Row) -> Result<(), Message> {
        self.rows += 1;
        if self.rows > ROWS_MAX {
            return Err(w::TOO_MANY_ROWS.with("file", self.file).with("max", ROWS_MAX));
        }
        if let Some(column) = row.cells.iter().position(|cell| cell.chars().nth(CELL_MAX).is_some()) {
            let message = w::CELL_TOO_LONG.with("line", row.line).with("column", column + 1);
            return Err(message.with("max", CELL_MAX));
        }
        while row.cells.last().is_some_and(String::is_empty) {
            row.cells.pop();
        }
        if row.cells.len() > COLUMNS_MAX {
            let message = w::TOO_MANY_COLUMNS.with("file", self.file).with("line", row.line);
            return Err(message.with("max", COLUMNS_MAX));
        }
        match self.width {
            _ if row.cells.is_empty() && row.bad.is_empty() => Ok(()),
            Some(width) => self.pass(row, width),
            None if (self.options.is_header)(&row.cells) => {
                self.waiting.clear();
                self.begin(row)
            }
            None => {
                self.waiting.push(row);
                if self.waiting.len() < HEADER_WITHIN { Ok(()) } else { self.settle() }
            }
        }
    }

    fn begin(&mut self, header: Row) -> Result<(), Message> {
        self.width = Some(header.cells.len());
        let names = header.cells.iter().map(|name| name.replace(['\r', '\n'], "")).collect();
        (self.on)(Part::Header(header.line, names))
    }

    fn pass(&mut self, mut row: Row, width: usize) -> Result<(), Message> {
        if row.cells.len() > width {
            let ragged = w::RAGGED.with("line", row.line).with("found", row.cells.len());
            row.bad.push((width + 1, ragged.with("expected", width)));
        }
        row.cells.resize(width, String::new());
        (self.on)(Part::Row(row))
    }

    /// Takes the first waiting row as the header, since none looked like one.
    fn settle(&mut self) -> Result<(), Message> {
        let mut waiting = std::mem::take(&mut self.waiting).into_iter();
        let Some(header) = waiting.next() else { return Ok(()) };
        let width = header.cells.len();
        self.begin(header)?;
        waiting.try_for_each(|row| self.pass(row, width))
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Where nothing arrived, or no header.
    pub fn finish(mut self) -> Result<(), Message> {
        self.settle()?;
        match self.width {
            None => Err(w::EMPTY.with("file", self.file)),
            Some(0) => Err(w::NO_HEADER.with("file", self.file)),
            Some(_) => Ok(()),
        }
    }
}
