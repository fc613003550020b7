//! Documents: the preview, and printing to the folder or device that is set.

use super::menu::{Entry, Menu, Pick};
use super::note::Said;
use super::preview::Preview;
use super::{App, Modal, Pane};
use crate::desk::verbs::Print;
use crate::desk::{Command, DeskError};
use crate::domain::document::Document;
use crate::paper::{self, Head, Medium};
use crate::words::{Lang, Message, app as w, os};
use std::io::Write as _;
use std::path::PathBuf;

impl App {
    /// F7: prints what the preview shows, or lists the documents of the case.
    pub(super) fn print_menu(&mut self) {
        if matches!(self.modals.last(), Some(Modal::Preview(_))) {
            self.print_preview();
            return;
        }
        let board = self.case.is_none() && self.modals.is_empty();
        if board && (self.pane == Pane::Reports || self.pane == Pane::Due && self.may_urge()) {
            self.export_menu();
            return;
        }
        if self.case.is_none() {
            match self.marked_case() {
                Some(case) => self.open_case(case),
                None => {
                    self.say(Said::told(&w::NO_CASE_MARKED));
                    return;
                }
            }
        }
        let Some(case) = &self.case else { return };
        if case.view.documents.is_empty() {
            self.say(Said::told(&w::NO_DOCUMENTS));
            return;
        }
        let entries: Vec<Entry> = case
            .view
            .documents
            .iter()
            .enumerate()
            .rev()
            .map(|(at, document)| Entry {
                title: document.kind.phrase().msg(),
                hint: document.number.rsplit('-').next().unwrap_or_default().to_owned(),
                why_not: document
                    .voided_at
                    .map(|_| crate::words::desk::DOCUMENT_VOID.with("number", &document.number)),
                on: false,
                pick: Pick::Document(at),
            })
            .collect();
        let title = w::DOCUMENTS_OF.with("number", &case.view.case.number);
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(title, entries, true, lang)));
    }

    /// Shows the case's document with this place.
    pub(super) fn preview(&mut self, at: usize) {
        let document = self.case.as_ref().and_then(|case| case.view.documents.get(at)).cloned();
        if let Some(document) = document {
            self.show_preview(document, Medium::Mm80);
        }
    }

    pub(super) fn show_preview(&mut self, document: Document, medium: Medium) {
        let lines = self.laid_out(&document, medium, false);
        self.modals.push(Modal::Preview(Preview { document, medium, lines, scroll: 0 }));
    }

    pub(super) fn change_medium(&mut self, digit: u32) {
        let medium = match digit {
            1 => Medium::Mm58,
            2 => Medium::Mm80,
            _ => Medium::A4,
        };
        let Some(Modal::Preview(preview)) = self.modals.pop() else { return };
        self.show_preview(preview.document, medium);
    }

    fn laid_out(&self, document: &Document, medium: Medium, printing: bool) -> Vec<String> {
        let reprint = u32::try_from(document.prints).ok().filter(|prints| printing && *prints > 0);
        let station = self.station();
        let title = document.kind.phrase().say(Lang::Zh);
        let line = format!("{} {}", station.name, station.enquiry_phone);
        let head = Head {
            title,
            number: &document.number,
            station: &line,
            reprint,
            demo: station.demo,
            voided: document.voided_at.is_some(),
        };
        paper::lay_out(&document.content, &head, medium)
    }

    /// Prints what the preview shows: first the paper, then the entry that says so. Where the paper
    /// fails, the case is unharmed and the number stays.
    pub(super) fn print_preview(&mut self) {
        let Some(Modal::Preview(preview)) = self.modals.last() else { return };
        let (document, medium) = (preview.document.clone(), preview.medium);
        match self.put_on_paper(&document, medium) {
            Ok(path) => {
                self.modals.pop();
                let text =
                    w::PRINTED_TO.with("number", &document.number).with("path", path.display().to_string());
                self.say(Said::done(text));
            }
            Err(reason) => {
                let text = w::PRINT_FAILED.with("number", &document.number).with("reason", reason);
                self.say(Said::error(text, Some(w::PRINT_FAILED_ADVICE.msg())));
            }
        }
    }

    /// Writes a document to the printer's folder or device, and counts the print.
    pub(super) fn put_on_paper(&mut self, document: &Document, medium: Medium) -> Result<PathBuf, Message> {
        let Some(actor) = self.actor().cloned() else { return Err(crate::words::role::NOT_SIGNED_IN.msg()) };
        let lines = self.laid_out(document, medium, true);
        let mut text = lines.join("\n");
        text.push('\n');
        let target = self.printer();
        let path = write_out(&target, document, &text).map_err(|error| os::reason(&error))?;
        let command = Command::Print(Print { document: document.id, medium: medium.word().to_owned() });
        match self.desk.run(&actor, &command, self.now) {
            Ok(_) => {
                self.after_act();
                Ok(path)
            }
            Err(DeskError::Refused(refusal)) => Err(refusal.what),
            Err(DeskError::Store(error)) => Err(super::store_message(&error)),
        }
    }

    fn printer(&self) -> PathBuf {
        self.settings.printer.clone().unwrap_or_else(|| {
            let mut name = self.desk.path().as_os_str().to_owned();
            name.push(".print");
            PathBuf::from(name)
        })
    }
}

/// Writes into a folder as `NUMBER.txt`, whole or not at all; into anything else directly.
fn write_out(target: &std::path::Path, document: &Document, text: &str) -> std::io::Result<PathBuf> {
    let device = target.exists() && !target.is_dir();
    if device {
        let mut printer = std::fs::OpenOptions::new().append(true).open(target)?;
        printer.write_all(text.as_bytes())?;
        return Ok(target.to_owned());
    }
    std::fs::create_dir_all(target)?;
    let mut draft = tempfile::NamedTempFile::new_in(target)?;
    draft.write_all(text.as_bytes())?;
    let path = target.join(format!("{}-{}.txt", document.number, document.prints + 1));
    draft.persist(&path).map_err(|error| error.error)?;
    Ok(path)
}
