//! The parts of a document as blocks of lines that a page break respects.

use super::rows::{aligned, hanging, rows, width};
use super::table;
use crate::domain::document::Part;
use crate::text::{Align, visible};
use crate::words::{Lang, paper as w};

/// Underlined columns that a signature needs.
const SIGNATURE: usize = 10;
/// Blank columns between two signatures.
const GAP: usize = 2;

/// Lines that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The lines.
    pub lines: Vec<String>,
    /// Whether a page break never goes through it.
    pub whole: bool,
    /// Whether a page break never comes right after it.
    pub with_next: bool,
    /// What is repeated at the top of a page that begins here: the heads of a table.
    pub again: Vec<String>,
}

impl Block {
    /// Lines that a page break may go through.
    pub fn open(lines: Vec<String>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Lines that stay on one page.
    pub fn whole(lines: Vec<String>) -> Self {
        Self { lines, whole: true, ..Self::default() }
    }

    /// The same block, kept on the page of the next one.
    pub fn with_next(self) -> Self {
        Self { with_next: true, ..self }
    }
}

/// The blocks of `part`; `roomy` paper has blank lines to sign and to seal, and indents paragraphs.
pub(super) fn blocks(part: &Part, columns: usize, roomy: bool) -> Vec<Block> {
    match part {
        Part::Field(label, value) => {
            let label = w::LABEL.with("label", label).say(Lang::Zh);
            vec![Block::open(hanging(&label, value, columns))]
        }
        Part::Text(text) => {
            let indent = if roomy { "    " } else { "" };
            vec![Block::open(rows(&format!("{indent}{text}"), columns))]
        }
        Part::Heading(text) => {
            let mut lines = vec![String::new()];
            lines.extend(rows(text, columns));
            vec![Block::whole(lines).with_next()]
        }
        Part::Table(heads, body) => table::blocks(heads, body, columns),
        Part::List(items) => list(items, columns),
        Part::Signatures(labels) => {
            vec![Block::whole(spaced(signatures(labels, columns), roomy)).with_next()]
        }
        Part::Seal(text) => vec![Block::whole(spaced(aligned(text, columns, Align::Right), roomy))],
    }
}

fn list(items: &[String], columns: usize) -> Vec<Block> {
    let last = items.len().to_string().len();
    let item =
        |(at, text): (usize, &String)| Block::open(hanging(&format!("{:>last$}. ", at + 1), text, columns));
    items.iter().enumerate().map(item).collect()
}

/// Blank lines before a place to sign or to seal.
fn spaced(lines: Vec<String>, roomy: bool) -> Vec<String> {
    let mut all = vec![String::new(); if roomy { 2 } else { 1 }];
    all.extend(lines);
    all
}

/// Places to sign: side by side where each has room for a name, else one under the other.
fn signatures(labels: &[String], columns: usize) -> Vec<String> {
    let labelled = |label: &String| w::LABEL.with("label", &*visible(label)).say(Lang::Zh);
    let labels: Vec<String> = labels.iter().map(labelled).collect();
    let gaps = GAP * labels.len().saturating_sub(1);
    let taken: usize = labels.iter().map(|label| width(label)).sum();
    let room = columns.saturating_sub(gaps + taken) / labels.len().max(1);
    if room >= SIGNATURE {
        let slots: Vec<String> = labels.iter().map(|label| format!("{label}{}", "_".repeat(room))).collect();
        return vec![slots.join(&" ".repeat(GAP))];
    }
    let mut lines = Vec::new();
    for label in &labels {
        let room = columns.saturating_sub(width(label));
        if room >= SIGNATURE {
            lines.push(format!("{label}{}", "_".repeat(room)));
        } else {
            lines.extend(rows(label, columns));
            lines.push("_".repeat(columns));
        }
    }
    lines
}
