//! Printed documents as lines of text, tables read from spreadsheets, and tables written for them.

mod block;
pub mod book;
mod digits;
pub mod layout;
mod medium;
pub mod register;
mod rows;
pub mod sheet;
mod table;

#[cfg(test)]
mod tests;

pub use layout::{Head, Page, lay_out, pages, printable};
pub use medium::Medium;
