//! Printed documents as lines of text, and tables read from spreadsheets.

mod block;
mod digits;
pub mod layout;
mod medium;
mod rows;
pub mod sheet;
mod table;

#[cfg(test)]
mod tests;

pub use layout::{Head, Page, lay_out, pages, printable};
pub use medium::Medium;
