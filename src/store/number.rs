//! Numbers: gapless per station, series and year, given inside the committing transaction.

use super::error::Result;
use super::file::Store;
use rusqlite::params;

/// A series of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// Cases.
    Case,
    /// Receipts.
    Receipt,
    /// All other documents.
    Document,
    /// Enquiries.
    Enquiry,
}

impl Series {
    /// The letter of the series; a case's number carries none.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Case => "C",
            Self::Receipt => "R",
            Self::Document => "D",
            Self::Enquiry => "E",
        }
    }

    fn highest(self) -> &'static str {
        match self {
            Self::Case => "SELECT max(seq) FROM cases WHERE year = ?1 AND ?2 IS NOT NULL",
            Self::Enquiry => "SELECT max(seq) FROM enquiry WHERE year = ?1 AND ?2 IS NOT NULL",
            Self::Receipt | Self::Document => "SELECT max(seq) FROM document WHERE year = ?1 AND series = ?2",
        }
    }
}

impl Store {
    /// The next number of a series: one above the highest given or declared spent.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn next_number(&self, series: Series, year: i32) -> Result<i64> {
        let given: Option<i64> = self
            .conn
            .prepare_cached(series.highest())?
            .query_row(params![year, series.letter()], |row| row.get(0))?;
        let spent: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT max(last) FROM number_gap WHERE series = ?1 AND year = ?2 AND voided_at IS NULL",
            )?
            .query_row(params![series.letter(), year], |row| row.get(0))?;
        Ok(given.unwrap_or(0).max(spent.unwrap_or(0)) + 1)
    }
}
