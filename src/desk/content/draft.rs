//! A document while it is put together, part by part.

use super::said::zh;
use crate::calendar::Day;
use crate::domain::document::{Content, Part};
use crate::words::{Message, Phrase, paper as w};

/// The parts of a document so far, top to bottom.
#[derive(Debug, Default)]
pub(super) struct Draft {
    parts: Vec<Part>,
    names: Vec<String>,
}

/// What a part is called in templates: the name of the phrase that it begins with.
fn name(phrase: &'static Phrase) -> String {
    phrase.id.rsplit("::").next().unwrap_or_default().to_lowercase()
}

impl Draft {
    fn add(&mut self, name: String, part: Part) {
        self.names.push(name);
        self.parts.push(part);
    }

    /// A label and its value; an empty value leaves no line.
    pub fn field(&mut self, label: &'static Phrase, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.add(name(label), Part::Field(zh(label), value));
        }
    }

    /// A paragraph.
    pub fn text(&mut self, text: impl Into<Message>) {
        let text = text.into();
        self.add(name(text.phrase), Part::Text(zh(text)));
    }

    /// A heading.
    pub fn heading(&mut self, heading: &'static Phrase) {
        self.add(name(heading), Part::Heading(zh(heading)));
    }

    /// A heading and a table under it; without rows neither.
    pub fn table(&mut self, heading: &'static Phrase, heads: &[&'static Phrase], rows: Vec<Vec<String>>) {
        self.table_under(heading, zh(heading), heads, rows);
    }

    /// A table under a heading that says more than its phrase; without rows neither.
    pub fn table_under(
        &mut self,
        called: &'static Phrase,
        heading: impl Into<String>,
        heads: &[&'static Phrase],
        rows: Vec<Vec<String>>,
    ) {
        if !rows.is_empty() {
            self.add(name(called), Part::Heading(heading.into()));
            self.add(name(called), Part::Table(heads.iter().map(|head| zh(*head)).collect(), rows));
        }
    }

    /// A heading and a numbered list under it; without items neither.
    pub fn list(&mut self, heading: &'static Phrase, items: Vec<String>) {
        if !items.is_empty() {
            self.heading(heading);
            self.add(name(heading), Part::List(items));
        }
    }

    /// Places to sign.
    pub fn sign(&mut self, labels: &[&'static Phrase]) {
        let called = labels.first().map_or_else(String::new, |label| name(label));
        self.add(called, Part::Signatures(labels.iter().map(|label| zh(*label)).collect()));
    }

    /// Ends the document with the place of the seal and the date.
    pub fn sealed(mut self, seal: &'static Phrase, issuer: &str, day: Day) -> Content {
        let date = super::said::short_date(day);
        self.add("seal".to_owned(), Part::Seal(zh(seal.with("issuer", issuer).with("date", date))));
        Content { issuer: issuer.to_owned(), parts: self.parts, title: None, names: self.names }
    }

    /// Ends a document in the station's own name.
    pub fn stamped(self, station: &str, day: Day) -> Content {
        self.sealed(&w::SEAL, station, day)
    }
}
