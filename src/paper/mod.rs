//! Printed documents as lines of text, as PDF, `.docx` and bytes of receipt printers; tables read from spreadsheets, and tables written for them.

mod block;
pub mod book;
mod digits;
pub mod docx;
pub mod feedback;
mod flow;
pub mod fonts;
pub mod layout;
mod medium;
pub mod output;
pub mod pdf;
pub mod register;
mod rows;
pub mod sheet;
pub mod slip;
mod table;
pub mod volunteer;

#[cfg(test)]
mod tests;

pub use layout::{Head, Page, lay_out, pages, printable};
pub use medium::Medium;
