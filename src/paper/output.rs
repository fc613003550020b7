//! What a document becomes when it leaves the house: text, bytes of a receipt printer, PDF, `.docx`.

use super::docx::docx;
use super::fonts::{Fonts, NoFont, PACKAGE};
use super::layout::{Head, printable};
use super::medium::Medium;
use super::pdf::{PdfError, pdf};
use super::slip::slip;
use crate::domain::document::Document;
use crate::domain::station::Station;
use crate::words::{Message, common, paper as w};

/// The form in which a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Lines of text, for any medium.
    Text(Medium),
    /// Bytes of a receipt printer.
    Slip(Medium),
    /// Drawn sheets of A4.
    Pdf,
    /// A file to edit.
    Docx,
}

impl Form {
    /// The form that a file's ending asks for; text where it asks for none of the others.
    #[must_use]
    pub fn of_file(path: &std::path::Path, medium: Medium) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            "bin" | "prn" if medium != Medium::A4 => Self::Slip(medium),
            _ => Self::Text(medium),
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text(_) => "txt",
            Self::Slip(_) => "bin",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The stable word that the journal keeps: `58mm`, `80mm`, `a4`, `pdf`, `docx`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text(medium) | Self::Slip(medium) => medium.word(),
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// The line about the station on paper: name, address, telephone numbers.
#[must_use]
pub fn station_line(station: &Station) -> String {
    let mut parts = vec![station.name.clone()];
    if !station.address.trim().is_empty() {
        parts.push(station.address.clone());
    }
    for (label, phone) in [(&w::ASK, &station.enquiry_phone), (&w::COMPLAIN, &station.complaint_phone)] {
        if !phone.trim().is_empty() {
            parts.push(format!("{} {phone}", label.zh));
        }
    }
    parts.join("  ")
}

/// Writes a document in a form; `station` is the line about the station, `scan` the number on a slip to scan.
///
/// # Errors
/// What is wrong and what to do: a missing font with its package, characters that no font has.
pub fn write(
    document: &Document,
    station: &Station,
    form: Form,
    scan: &str,
    fonts: impl FnOnce() -> Result<std::rc::Rc<Fonts>, NoFont>,
) -> Result<Vec<u8>, Message> {
    let line = station_line(station);
    let head = Head {
        title: document.title(),
        number: &document.number,
        plain: document.kind.sheet(),
        station: &line,
        reprint: u32::try_from(document.prints).ok().filter(|prints| *prints > 0),
        demo: station.demo,
        voided: document.voided_at.is_some(),
    };
    match form {
        Form::Text(medium) => {
            let name = Head { station: &station.name, ..head };
            Ok(printable(&document.content, &name, medium).into_bytes())
        }
        Form::Slip(medium) => {
            let name = Head { station: &station.name, ..head };
            slip(&document.content, &name, medium, scan).map_err(|why| common::TEXT.with("text", why))
        }
        Form::Docx => docx(&document.content, &head).map_err(|why| common::TEXT.with("text", why)),
        Form::Pdf => {
            let fonts = fonts().map_err(|why| no_font(&why))?;
            pdf(&document.content, &head, &fonts).map_err(|why| no_pdf(&why))
        }
    }
}

/// What to say where there is no font.
#[must_use]
pub fn no_font(why: &NoFont) -> Message {
    match why {
        NoFont::None => w::NO_FONT.with("package", PACKAGE),
        NoFont::Unreadable(path) => {
            w::FONT_UNREADABLE.with("file", path.display().to_string()).with("package", PACKAGE)
        }
    }
}

fn no_pdf(why: &PdfError) -> Message {
    match why {
        PdfError::Missing(missing) => {
            let signs: Vec<String> = missing.iter().map(|c| format!("{c} U+{:04X}", u32::from(*c))).collect();
            w::NO_GLYPH.with("signs", signs.join(", ")).with("package", PACKAGE)
        }
        PdfError::Failed(why) => common::TEXT.with("text", why),
    }
}
