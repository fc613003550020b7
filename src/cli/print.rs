//! `print`: a numbered document as text on standard output, or in a new file as text, PDF, `.docx` or the bytes
//! of a receipt printer; it counts as a print.

use super::args::{Build, choice, file, place, text};
use super::context::Cli;
use super::error::CliError;
use crate::desk::verbs::{MakeSheet, Print};
use crate::desk::{Command as Act, Desk};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::operator::Actor;
use crate::domain::{Named as _, Refusal, RefusalKind};
use crate::paper::Medium;
use crate::paper::output::{self, Form};
use crate::words::{Message, cli as w, desk as d};
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::io::Write as _;
use std::path::Path;

#[derive(Serialize)]
struct Printed<'a> {
    file: Option<String>,
    number: &'a str,
    kind: DocumentKind,
    medium: &'static str,
    prints: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("print", &w::C_PRINT)
        .arg(build.place("document", "DOCUMENT", &w::H_PRINT_DOCUMENT))
        .arg(build.place("number", "NUMBER", &w::H_PRINT_NUMBER))
        .arg(build.file_option("out", &w::H_PRINT_OUT))
        .arg(build.option("medium", "58mm|80mm|a4", &w::H_PRINT_MEDIUM))
}

/// Prints the document.
///
/// A file is written whole beside its place before the print is recorded, and takes its place after
/// that: a full disk leaves the case as it was and the number the same.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let kind: DocumentKind = choice("document", place(matches, "document"))?;
    let medium = medium(matches)?;
    let out = file(matches, "out");
    let (mut desk, actor) = cli.enter()?;
    let form = out.as_deref().map_or(Form::Text(medium), |path| Form::of_file(path, medium));
    let number = place(matches, "number");
    let made = match kind.sheet() {
        true => {
            let sheet = MakeSheet { kind, number: number.to_owned() };
            desk.run(&actor, &Act::MakeSheet(sheet), cli.now())?.documents.into_iter().next()
        }
        false => Some(find(&desk, &actor, kind, number)?),
    };
    let Some(document) = made else { return Ok(()) };
    let paper = laid_out(cli, &desk, &document, form)?;
    let written = out.as_deref().map(|path| write_beside(path, &paper)).transpose()?;
    let mut prints = 1;
    if !kind.sheet() {
        let act = Act::Print(Print { document: document.id, medium: form.word().to_owned() });
        let done = desk.run(&actor, &act, cli.now())?;
        prints = done.documents.first().map_or(document.prints + 1, |document| document.prints);
    }
    if let (Some(written), Some(path)) = (written, out.as_deref()) {
        written.persist_noclobber(path).map_err(|error| CliError::unwritable(path, &error.error))?;
    }
    let text = String::from_utf8_lossy(&paper).into_owned();
    let printed = Printed {
        file: out.as_ref().map(|path| path.display().to_string()),
        number: &document.number,
        kind,
        medium: form.word(),
        prints,
        text: out.is_none().then_some(text.as_str()),
    };
    match &printed.file {
        Some(path) => cli.record(&printed, |_| format!("{path}\n")),
        None => cli.record(&printed, |_| text.clone()),
    }
}

fn medium(matches: &ArgMatches) -> Result<Medium, CliError> {
    let Some(word) = text(matches, "medium") else { return Ok(Medium::default()) };
    Medium::parse(word).ok_or_else(|| {
        let words = Medium::ALL.iter().map(|medium| super::error::text(medium.word())).collect::<Vec<_>>();
        CliError::usage(
            w::BAD_CHOICE.with("option", "medium").with("text", word),
            w::BAD_CHOICE_ADVICE.with("words", words),
        )
    })
}

/// The document of this kind that `number` names: its own number, a case's, an enquiry's; of several the
/// newest that is not void.
fn find(desk: &Desk, actor: &Actor, kind: DocumentKind, number: &str) -> Result<Document, CliError> {
    let upper = crate::text::fold_number(number);
    let candidates = match desk.document_named(actor, &upper)? {
        Some(document) => vec![document],
        None => match desk.enquiry(actor, &upper)? {
            Some((_, documents)) => documents,
            None => desk.case(actor, desk.case_named(actor, number)?)?.documents,
        },
    };
    let there: Vec<Message> = candidates
        .iter()
        .filter(|document| document.voided_at.is_none())
        .map(|document| super::error::text(document.kind.word()))
        .collect();
    // A certificate is one of a case or of a volunteer's hours.
    let named = |document: &Document| match kind {
        DocumentKind::Certificate => {
            matches!(document.kind, DocumentKind::Certificate | DocumentKind::HoursCertificate)
        }
        kind => document.kind == kind,
    };
    let known = candidates.into_iter().filter(named);
    let newest = known.max_by_key(|document| (document.voided_at.is_none(), document.id));
    newest.ok_or_else(|| {
        let advice = if there.is_empty() {
            d::NO_SUCH_DOCUMENT_ADVICE.with("documents", &d::NO_DOCUMENTS)
        } else {
            d::NO_SUCH_DOCUMENT_ADVICE.with("documents", there)
        };
        Refusal::not_found(w::NO_SUCH_PAPER.with("kind", kind.phrase()).with("number", number))
            .advise(advice)
            .into()
    })
}

/// The document in its form; from the second print on it is marked as a reprint.
fn laid_out(cli: &Cli<'_, '_>, desk: &Desk, document: &Document, form: Form) -> Result<Vec<u8>, CliError> {
    let scan = match document.case_id {
        Some(case) => desk.case_number(case).unwrap_or_default(),
        None => String::new(),
    };
    let font = super::workstation::font(cli)?;
    let fonts = || crate::paper::fonts::Fonts::find(font.as_deref()).map(std::rc::Rc::new);
    output::write(document, desk.station(), form, &scan, fonts)
        .map_err(|why| Refusal::new(RefusalKind::Rule, why).into())
}

/// Writes a file that only its owner may read beside `path`, durable before it takes that name.
fn write_beside(path: &Path, paper: &[u8]) -> Result<tempfile::NamedTempFile, CliError> {
    let failed = |error: std::io::Error| CliError::unwritable(path, &error);
    if path.symlink_metadata().is_ok() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let directory =
        path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(directory).map_err(failed)?;
    beside.write_all(paper).and_then(|()| beside.as_file().sync_all()).map_err(failed)?;
    Ok(beside)
}
