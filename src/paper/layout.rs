//! Laying a document out as lines of text for a slip printer, a sheet of A4 or the preview.

use super::block::{self, Block};
use super::digits;
use super::medium::Medium;
use super::rows::{aligned, width};
use crate::domain::document::{Content, Part};
use crate::text::{Align, right, visible};
use crate::words::{Lang, paper as w};

/// How many lines of a split block stay together at a page break.
const TOGETHER: usize = 2;
/// The lines that the foot of a page takes: a blank one and the number of the page.
const FOOT: usize = 2;

/// What stands above the content and is known only when the document is printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Head<'a> {
    /// The title, 收件回执.
    pub title: &'a str,
    /// The number of the document; its running number is printed in large digits where they fit.
    pub number: &'a str,
    /// Whether that number is random, or none that is called out: then no digits of it are drawn large.
    pub plain: bool,
    /// A line about the station under the number; left out where it says no more than the issuer.
    pub station: &'a str,
    /// Which reprint this is, from 1 (补打 1); `None` for the first print.
    pub reprint: Option<u32>,
    /// Whether everything on it is invented; marked `*演示*` on each page.
    pub demo: bool,
    /// Whether the document was voided; marked 作废 on each page.
    pub voided: bool,
}

/// A page: lines no wider than the medium, without control characters and without blanks at their ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, top to bottom.
    pub lines: Vec<String>,
}

/// Lays `content` out as pages; a slip is one page, whatever its length.
///
/// Nothing is cut: what is too long for a line goes on in the next one. A page of A4 that is not the
/// only one ends with the number of the document and of the page.
#[must_use]
pub fn pages(content: &Content, head: &Head<'_>, medium: Medium) -> Vec<Page> {
    let columns = medium.columns().get();
    let marks = marks(head, columns);
    let roomy = medium == Medium::A4;
    let mut blocks = vec![Block::whole(heading(&content.issuer, head, medium))];
    let mut after_rows = false;
    for part in &content.parts {
        if after_rows && matches!(part, Part::Field(..) | Part::Text(_)) {
            blocks.push(Block::whole(vec![String::new()]).with_next());
        }
        blocks.extend(block::blocks(part, columns, roomy));
        after_rows = matches!(part, Part::Table(..) | Part::List(_));
    }
    let Some(lines) = medium.lines() else {
        return vec![Page { lines: fill(&blocks, &marks, usize::MAX).concat() }];
    };
    let whole = fill(&blocks, &marks, lines);
    if whole.len() <= 1 {
        return vec![Page { lines: whole.concat() }];
    }
    let filled = fill(&blocks, &marks, lines.saturating_sub(FOOT));
    let total = filled.len();
    // A number that does not fit beside the page's own stands whole in the heading.
    let number = Some(visible(head.number)).filter(|number| width(number) * 2 <= columns).unwrap_or_default();
    let page = |(at, mut page): (usize, Vec<String>)| {
        let foot = w::PAGE.with("number", &*number).with("n", at + 1).with("total", total);
        page.resize(lines.saturating_sub(1), String::new());
        page.push(right(&foot.say(Lang::Zh), medium.columns()));
        Page { lines: page }
    };
    filled.into_iter().enumerate().map(page).collect()
}

/// Lays `content` out as the lines of all pages, for the preview.
///
/// Page breaks are not marked here; for paper see [`printable`].
#[must_use]
pub fn lay_out(content: &Content, head: &Head<'_>, medium: Medium) -> Vec<String> {
    pages(content, head, medium).into_iter().flat_map(|page| page.lines).collect()
}

/// Lays `content` out as the text for a printer or a file: lines end with `\n`, pages with a form feed
/// between them.
#[must_use]
pub fn printable(content: &Content, head: &Head<'_>, medium: Medium) -> String {
    let page = |page: Page| page.lines.into_iter().map(|line| line + "\n").collect::<String>();
    pages(content, head, medium).into_iter().map(page).collect::<Vec<_>>().join("\u{c}")
}

impl Head<'_> {
    /// What stands at the top of every page: invented, void, the how-manyeth reprint.
    #[must_use]
    pub fn marks(&self) -> Vec<String> {
        let demo = self.demo.then(|| w::DEMO.msg());
        let void = self.voided.then(|| w::VOID.msg());
        let reprint = self.reprint.map(|n| w::REPRINT.with("n", n));
        [demo, void, reprint].into_iter().flatten().map(|mark| mark.say(Lang::Zh)).collect()
    }
}

/// The marks as lines: the reprint to the right, what is invented or void in the middle.
fn marks(head: &Head<'_>, columns: usize) -> Vec<String> {
    let marks = head.marks();
    let reprint = usize::from(head.reprint.is_some());
    let middle = marks.len() - reprint;
    let line = |(at, mark): (usize, &String)| {
        aligned(mark, columns, if at < middle { Align::Center } else { Align::Right })
    };
    marks.iter().enumerate().flat_map(line).collect()
}

/// Issuer, title, number and station, at the top of the first page.
fn heading(issuer: &str, head: &Head<'_>, medium: Medium) -> Vec<String> {
    let columns = medium.columns().get();
    let mut lines = Vec::new();
    let mut line = |text: &str| {
        if !text.trim().is_empty() {
            lines.extend(aligned(text, columns, Align::Center));
        }
    };
    line(issuer);
    line(head.title);
    if !head.number.is_empty() {
        if let Some(large) =
            digits::large(head.number, columns).filter(|_| medium != Medium::Mm58 && !head.plain)
        {
            let width = large.first().map_or(0, String::len);
            let indent = " ".repeat(columns.saturating_sub(width) / 2);
            lines.push(String::new());
            lines.extend(large.iter().map(|row| format!("{indent}{row}")));
            lines.push(String::new());
        }
        let number = w::NUMBER_LINE.with("number", head.number).say(Lang::Zh);
        lines.extend(aligned(&number, columns, Align::Center));
    }
    if !head.station.trim().is_empty() && head.station.trim() != issuer.trim() {
        lines.extend(aligned(head.station, columns, Align::Center));
    }
    lines.push("-".repeat(columns));
    lines
}

/// Fills pages of `room` lines, each with `marks` at its top.
fn fill(blocks: &[Block], marks: &[String], room: usize) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut page = top(marks, &[]);
    for (at, block) in blocks.iter().enumerate() {
        let need = needed(blocks.get(at..).unwrap_or_default());
        if page.len() > marks.len() && room.saturating_sub(page.len()) < need {
            turn(&mut pages, &mut page, marks, &block.again);
        }
        for line in block.lines.iter().map(|line| line.trim_end()) {
            if page.len() >= room {
                turn(&mut pages, &mut page, marks, &block.again);
            }
            // A blank line parts blocks; at the top of a page there is nothing to part.
            if !line.is_empty() || page.len() > marks.len() {
                page.push(line.to_owned());
            }
        }
    }
    pages.push(page);
    pages
}

/// The lines that must fit below each other so that the first of `blocks` may begin on this page.
fn needed(blocks: &[Block]) -> usize {
    let mut need = 0_usize;
    for block in blocks {
        let together = if block.whole { block.lines.len() } else { block.lines.len().min(TOGETHER) };
        need = need.saturating_add(together);
        if !block.with_next {
            break;
        }
    }
    need
}

/// The first lines of a page.
fn top(marks: &[String], again: &[String]) -> Vec<String> {
    marks.iter().chain(again).map(|line| line.trim_end().to_owned()).collect()
}

fn turn(pages: &mut Vec<Vec<String>>, page: &mut Vec<String>, marks: &[String], again: &[String]) {
    pages.push(std::mem::replace(page, top(marks, again)));
}
