//! A document while it is put together, part by part.

use super::said::zh;
use crate::calendar::Day;
use crate::domain::document::{Content, Part};
use crate::words::{Message, Phrase, paper as w};

/// The parts of a document so far, top to bottom.
#[derive(Debug, Default)]
pub(super) struct Draft {
    parts: Vec<Part>,
}

impl Draft {
    /// A label and its value; an empty value leaves no line.
    pub fn field(&mut self, label: &'static Phrase, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.parts.push(Part::Field(zh(label), value));
        }
    }

    /// A paragraph.
    pub fn text(&mut self, text: impl Into<Message>) {
        self.parts.push(Part::Text(zh(text)));
    }

    /// A heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    /// A heading and a table under it; without rows neither.
    pub fn table(&mut self, heading: impl Into<String>, heads: &[&'static Phrase], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.heading(heading);
            self.parts.push(Part::Table(heads.iter().map(|head| zh(*head)).collect(), rows));
        }
    }

    /// A heading and a numbered list under it; without items neither.
    pub fn list(&mut self, heading: &'static Phrase, items: Vec<String>) {
        if !items.is_empty() {
            self.heading(zh(heading));
            self.parts.push(Part::List(items));
        }
    }

    /// Places to sign.
    pub fn sign(&mut self, labels: &[&'static Phrase]) {
        self.parts.push(Part::Signatures(labels.iter().map(|label| zh(*label)).collect()));
    }

    /// Ends the document with the place of the seal and the date.
    pub fn sealed(mut self, seal: &'static Phrase, issuer: &str, day: Day) -> Content {
        let date = super::said::short_date(day);
        self.parts.push(Part::Seal(zh(seal.with("issuer", issuer).with("date", date))));
        Content { issuer: issuer.to_owned(), parts: self.parts }
    }

    /// Ends a document in the station's own name.
    pub fn stamped(self, station: &str, day: Day) -> Content {
        self.sealed(&w::SEAL, station, day)
    }
}
