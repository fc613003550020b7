//! A document as `.docx`, where an office wants to edit it.

use super::layout::Head;
use crate::domain::document::{Content, Part};
use crate::text::visible;
use crate::words::{Lang, paper as w};
use docx_rs::{
    AlignmentType, Docx, Footer, PageMargin, Paragraph, Run, RunFonts, Table, TableCell, TableRow, WidthType,
};
use std::io::Cursor;

/// The font that Word and WPS take for Hanzi; they fall back by themselves where it is missing.
const FONT: &str = "SimSun";
/// The size of the body in half points.
const BODY: usize = 21;
/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9_500;
/// How long the line behind a label is, in underscores.
const LINE: usize = 16;

/// Writes a document as `.docx`.
///
/// # Errors
/// Whatever the writing reports.
pub fn docx(content: &Content, head: &Head<'_>) -> Result<Vec<u8>, String> {
    let mut docx = Docx::new()
        .default_fonts(RunFonts::new().ascii(FONT).east_asia(FONT))
        .default_size(BODY)
        .page_size(11_906, 16_838)
        .page_margin(PageMargin::new().left(1_200).right(1_200).top(1_000).bottom(1_000))
        .footer(Footer::new().add_paragraph(paragraph(head.station, 17)));
    for mark in head.marks() {
        docx = docx.add_paragraph(paragraph(&mark, 18).align(AlignmentType::Center));
    }
    docx = docx
        .add_paragraph(paragraph(&content.issuer, 28).align(AlignmentType::Center))
        .add_paragraph(bold(head.title, 36).align(AlignmentType::Center));
    if !head.number.is_empty() {
        let number = w::NUMBER_LINE.with("number", head.number).say(Lang::Zh);
        docx = docx.add_paragraph(paragraph(&number, 19).align(AlignmentType::Right));
    }
    for part in &content.parts {
        docx = add(docx, part);
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

fn add(docx: Docx, part: &Part) -> Docx {
    match part {
        Part::Field(label, value) => {
            let label = w::LABEL.with("label", label).say(Lang::Zh);
            docx.add_paragraph(paragraph(&format!("{label}{value}"), BODY))
        }
        Part::Text(text) => text
            .split('\n')
            .fold(docx, |docx, line| docx.add_paragraph(paragraph(&format!("\u{3000}\u{3000}{line}"), BODY))),
        Part::Heading(text) => docx.add_paragraph(bold(text, 23)),
        Part::Table(heads, rows) => docx.add_table(table(heads, rows)),
        Part::List(items) => items
            .iter()
            .zip(1..)
            .fold(docx, |docx, (item, n)| docx.add_paragraph(paragraph(&format!("{n}. {item}"), BODY))),
        Part::Signatures(labels) => {
            let places: Vec<String> = labels
                .iter()
                .map(|label| w::LABEL.with("label", label).say(Lang::Zh) + &"_".repeat(LINE))
                .collect();
            docx.add_paragraph(paragraph("", BODY)).add_paragraph(paragraph(&places.join("  "), BODY))
        }
        Part::Seal(text) => text.split('\n').fold(docx.add_paragraph(paragraph("", BODY)), |docx, line| {
            docx.add_paragraph(paragraph(line, BODY).align(AlignmentType::Right))
        }),
    }
}

fn table(heads: &[String], rows: &[Vec<String>]) -> Table {
    let row = |cells: &[String], strong: bool| {
        TableRow::new(
            cells
                .iter()
                .map(|cell| {
                    let text = if strong { bold(cell, 19) } else { paragraph(cell, 19) };
                    TableCell::new().add_paragraph(text)
                })
                .collect(),
        )
    };
    let mut all = vec![row(heads, true)];
    all.extend(rows.iter().map(|cells| row(cells, false)));
    Table::new(all).width(WIDTH, WidthType::Dxa)
}

fn paragraph(text: &str, size: usize) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(visible(text).into_owned()).size(size))
}

fn bold(text: &str, size: usize) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(visible(text).into_owned()).size(size).bold())
}
