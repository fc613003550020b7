//! `print`: a numbered document as text, on standard output or in a new file; it counts as a print.

use super::args::{Build, choice, file, place, text};
use super::context::Cli;
use super::error::CliError;
use crate::desk::verbs::Print;
use crate::desk::{Command as Act, Desk};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::operator::Actor;
use crate::domain::{Named as _, Refusal};
use crate::paper::{Head, Medium, printable};
use crate::words::{Lang, Message, cli as w, desk as d};
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
    let document = find(&desk, &actor, kind, place(matches, "number"))?;
    let paper = lay_out(&desk, &document, medium);
    let written = out.as_deref().map(|path| write_beside(path, &paper)).transpose()?;
    let act = Act::Print(Print { document: document.id, medium: medium.word().to_owned() });
    let done = desk.run(&actor, &act, cli.now())?;
    if let (Some(written), Some(path)) = (written, out.as_deref()) {
        written.persist_noclobber(path).map_err(|error| CliError::unwritable(path, &error.error))?;
    }
    let printed = Printed {
        file: out.as_ref().map(|path| path.display().to_string()),
        number: &document.number,
        kind,
        medium: medium.word(),
        prints: done.documents.first().map_or(document.prints + 1, |document| document.prints),
        text: out.is_none().then_some(paper.as_str()),
    };
    match &printed.file {
        Some(path) => cli.record(&printed, |_| format!("{path}\n")),
        None => cli.record(&printed, |_| paper.clone()),
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
    let upper = crate::text::fold_ascii(number.trim()).to_ascii_uppercase();
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
    let known = candidates.into_iter().filter(|document| document.kind == kind);
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

/// The document as text; from the second print on it is marked as a reprint.
fn lay_out(desk: &Desk, document: &Document, medium: Medium) -> String {
    let station = desk.station();
    let head = Head {
        title: document.kind.phrase().say(Lang::Zh),
        number: &document.number,
        station: &station.name,
        reprint: u32::try_from(document.prints).ok().filter(|prints| *prints > 0),
        demo: station.demo,
        voided: document.voided_at.is_some(),
    };
    printable(&document.content, &head, medium)
}

/// Writes a file that only its owner may read beside `path`, durable before it takes that name.
fn write_beside(path: &Path, text: &str) -> Result<tempfile::NamedTempFile, CliError> {
    let failed = |error: std::io::Error| CliError::unwritable(path, &error);
    if path.symlink_metadata().is_ok() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let directory =
        path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(directory).map_err(failed)?;
    beside.write_all(text.as_bytes()).and_then(|()| beside.as_file().sync_all()).map_err(failed)?;
    Ok(beside)
}
