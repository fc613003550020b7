//! Documents: the preview, and printing to the folder or device that is set.

use super::menu::{Entry, Menu, Pick};
use super::note::Said;
use super::preview::Preview;
use super::{App, Modal, Pane};
use crate::desk::verbs::Print;
use crate::desk::{Command, DeskError};
use crate::domain::Named as _;
use crate::domain::document::Document;
use crate::paper::fonts::{Fonts, NoFont};
use crate::paper::output::{self, Form};
use crate::paper::{self, Head, Medium};
use crate::words::{Message, app as w, os};
use std::io::Write as _;
use std::path::PathBuf;
use std::rc::Rc;

impl App {
    /// F7: prints what the preview shows, or lists the documents of the case.
    pub(super) fn print_menu(&mut self) {
        if matches!(self.modals.last(), Some(Modal::Preview(_))) {
            self.print_preview();
            return;
        }
        if self.case.is_none() && self.marked_person().is_some() {
            if self.person.is_none()
                && let Some(person) = self.marked_person()
            {
                self.open_person(person);
            }
            self.person_papers();
            return;
        }
        if self.on_volunteers() && self.modals.is_empty() {
            self.volunteer_papers();
            return;
        }
        let board = self.case.is_none() && self.modals.is_empty();
        if board && self.on_supervision() {
            self.supervision_papers();
            return;
        }
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
                title: {
                    let (hour, minute) = self.zone().clock(document.at);
                    let day = self.zone().day(document.at).format("%m-%d");
                    crate::words::agency::DOC_AT
                        .with("kind", document.kind.phrase())
                        .with("time", format!("{day} {hour:02}:{minute:02}"))
                },
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
        let lines = self.laid_out(&document, medium);
        self.modals.push(Modal::Preview(Preview { document, medium, docx: false, lines, scroll: 0 }));
    }

    pub(super) fn change_medium(&mut self, digit: u32) {
        let medium = match digit {
            1 => Medium::Mm58,
            2 => Medium::Mm80,
            _ => Medium::A4,
        };
        let Some(Modal::Preview(preview)) = self.modals.pop() else { return };
        self.show_preview(preview.document, medium);
        if let Some(Modal::Preview(preview)) = self.modals.last_mut() {
            preview.docx = digit == 4;
        }
    }

    /// The lines of a document as the screen shows them.
    fn laid_out(&self, document: &Document, medium: Medium) -> Vec<String> {
        let station = self.station();
        let head = Head {
            title: document.title(),
            number: &document.number,
            plain: document.kind.sheet(),
            station: &station.name,
            reprint: None,
            demo: station.demo,
            voided: document.voided_at.is_some(),
        };
        paper::lay_out(&document.content, &head, medium)
    }

    /// Prints what the preview shows: first the paper, then the entry that says so. Where the paper
    /// fails, the case is unharmed and the number stays.
    pub(super) fn print_preview(&mut self) {
        let Some(Modal::Preview(preview)) = self.modals.last() else { return };
        let (document, medium, docx) = (preview.document.clone(), preview.medium, preview.docx);
        let slip = medium != Medium::A4 && is_device(&self.printer());
        let rare = if slip { paper::slip::rare(&preview.lines.concat()) } else { Vec::new() };
        match self.put_on_paper(&document, medium, docx) {
            Ok(path) => {
                self.modals.pop();
                let text =
                    w::PRINTED_TO.with("number", &document.number).with("path", path.display().to_string());
                if rare.is_empty() {
                    self.say(Said::done(text));
                } else {
                    let signs: Vec<String> = rare.iter().map(char::to_string).collect();
                    self.say(Said::told(w::RARE_ON_SLIP.with("done", text).with("signs", signs.join(" "))));
                }
            }
            Err(reason) => {
                let text = w::PRINT_FAILED.with("number", &document.number).with("reason", reason);
                let advice =
                    if document.kind.sheet() { &w::SHEET_FAILED_ADVICE } else { &w::PRINT_FAILED_ADVICE };
                self.say(Said::error(text, Some(advice.msg())));
            }
        }
    }

    /// Writes a document to the printer's folder or device, and counts the print. A folder gets a PDF of A4
    /// sheets and text of slips, a device the bytes of a receipt printer or text.
    pub(super) fn put_on_paper(
        &mut self,
        document: &Document,
        medium: Medium,
        docx: bool,
    ) -> Result<PathBuf, Message> {
        let Some(actor) = self.actor().cloned() else { return Err(crate::words::role::NOT_SIGNED_IN.msg()) };
        let target = self.printer();
        let form = match (docx, medium, is_device(&target)) {
            (true, _, false) => Form::Docx,
            (_, Medium::A4, false) => Form::Pdf,
            (_, Medium::A4, true) => Form::Text(medium),
            (_, _, true) => Form::Slip(medium),
            (_, _, false) => Form::Text(medium),
        };
        let scan = document.case_id.and_then(|case| self.desk.case_number(case)).unwrap_or_default();
        let station = self.station().clone();
        let bytes = output::write(document, &station, form, &scan, || self.fonts())?;
        let path = write_out(&target, document, form, &bytes).map_err(|error| os::reason(&error))?;
        if document.kind.sheet() {
            // That it was made is in the journal already.
            return Ok(path);
        }
        let command = Command::Print(Print { document: document.id, medium: form.word().to_owned() });
        match self.desk.run(&actor, &command, self.now) {
            Ok(_) => {
                self.after_act();
                Ok(path)
            }
            Err(DeskError::Refused(refusal)) => Err(refusal.what),
            Err(DeskError::Store(error)) => Err(super::store_message(&error)),
        }
    }

    /// The fonts of PDF, looked for once.
    fn fonts(&mut self) -> Result<Rc<Fonts>, NoFont> {
        if let Some(fonts) = &self.fonts {
            return Ok(fonts.clone());
        }
        let fonts = Rc::new(Fonts::find(self.settings.font.as_deref())?);
        self.fonts = Some(fonts.clone());
        Ok(fonts)
    }

    fn printer(&self) -> PathBuf {
        self.settings.printer.clone().unwrap_or_else(|| {
            let mut name = self.desk.path().as_os_str().to_owned();
            name.push(".print");
            PathBuf::from(name)
        })
    }
}

/// Whether prints go to a device, not into a folder.
fn is_device(target: &std::path::Path) -> bool {
    target.exists() && !target.is_dir()
}

/// Writes into a folder as `NUMBER-PRINT.ending`, what is not numbered as `NUMBER-KIND-PRINT.ending`, whole or not at all;
/// into anything else directly.
fn write_out(
    target: &std::path::Path,
    document: &Document,
    form: Form,
    bytes: &[u8],
) -> std::io::Result<PathBuf> {
    if is_device(target) {
        let mut printer = std::fs::OpenOptions::new().append(true).open(target)?;
        printer.write_all(bytes)?;
        return Ok(target.to_owned());
    }
    std::fs::create_dir_all(target)?;
    let mut draft = tempfile::NamedTempFile::new_in(target)?;
    draft.write_all(bytes)?;
    if !document.kind.sheet() {
        let path = target.join(format!("{}-{}.{}", document.number, document.prints + 1, form.ending()));
        draft.persist(&path).map_err(|error| error.error)?;
        return Ok(path);
    }
    // What is not numbered is counted by the files that are there: none is written over.
    let named = |nth: usize| {
        target.join(format!("{}-{}-{nth}.{}", document.number, document.kind.word(), form.ending()))
    };
    let path = (1..).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1));
    draft.persist_noclobber(&path).map_err(|error| error.error)?;
    Ok(path)
}
