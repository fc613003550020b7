//! Tables on paper: as columns where they fit, on narrow paper one record under the other.

use super::block::Block;
use super::rows::{hanging, rows, width};
use crate::text::{Align, Cols, pad};
use crate::words::{Lang, paper as w};

/// Blank columns between two columns.
const GAP: usize = 2;
/// A column may be made this narrow, but no narrower than its head.
const LEAST: usize = 8;
/// A table with a row of more lines than this reads better as records; records up to it are not split.
const TOGETHER: usize = 8;

/// The blocks of a table; every row is a block of its own.
pub(super) fn blocks(heads: &[String], body: &[Vec<String>], columns: usize) -> Vec<Block> {
    widths(heads, body, columns)
        .and_then(|widths| as_columns(heads, body, &widths))
        .unwrap_or_else(|| as_records(heads, body, columns))
}

/// How wide each column is; `None` where they do not fit side by side.
fn widths(heads: &[String], body: &[Vec<String>], columns: usize) -> Option<Vec<usize>> {
    let count = body.iter().map(Vec::len).chain([heads.len()]).max().filter(|count| *count > 0)?;
    let of = |row: &[String], at: usize| row.get(at).map_or(0, |cell| broad(cell, columns));
    let head = |at: usize| of(heads, at);
    let natural = |at: usize| body.iter().map(|row| of(row, at)).max().unwrap_or(0).max(head(at));
    let mut widths: Vec<usize> = (0..count).map(natural).collect();
    let least: Vec<usize> =
        widths.iter().enumerate().map(|(at, wide)| (*wide).min(head(at).max(LEAST))).collect();
    let room = columns.checked_sub(GAP * (count - 1))?;
    if least.iter().sum::<usize>() > room {
        return None;
    }
    while widths.iter().sum::<usize>() > room {
        let spare = widths.iter_mut().zip(&least).filter(|(wide, least)| **wide > **least);
        let (widest, _) = spare.max_by_key(|(wide, _)| **wide)?;
        *widest -= 1;
    }
    Some(widths)
}

/// The columns of the longest line of `cell`.
fn broad(cell: &str, columns: usize) -> usize {
    rows(cell, columns).iter().map(|row| width(row)).max().unwrap_or(0)
}

/// The head and the rows as columns; `None` where a row would become too tall.
fn as_columns(heads: &[String], body: &[Vec<String>], widths: &[usize]) -> Option<Vec<Block>> {
    let mut head = side_by_side(heads, widths);
    head.push("-".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)));
    let rows: Vec<Vec<String>> = body.iter().map(|cells| side_by_side(cells, widths)).collect();
    if rows.iter().chain([&head]).any(|lines| lines.len() > TOGETHER) {
        return None;
    }
    let again = head.clone();
    let row = |lines| Block { again: again.clone(), ..Block::whole(lines) };
    Some(std::iter::once(Block::whole(head).with_next()).chain(rows.into_iter().map(row)).collect())
}

/// The cells of a row beside each other, each broken in its own column.
fn side_by_side(cells: &[String], widths: &[usize]) -> Vec<String> {
    let broken: Vec<Vec<String>> = widths
        .iter()
        .enumerate()
        .map(|(at, wide)| rows(cells.get(at).map_or("", String::as_str), *wide))
        .collect();
    let height = broken.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let cell = |(column, wide): (&Vec<String>, &usize)| {
            pad(column.get(at).map_or("", String::as_str), Cols(*wide), Align::Left)
        };
        let cells: Vec<String> = broken.iter().zip(widths).map(cell).collect();
        cells.join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// One block a row: its first cell, or behind a serial number its second, and the others named under it.
fn as_records(heads: &[String], body: &[Vec<String>], columns: usize) -> Vec<Block> {
    let record = |cells: &Vec<String>| {
        let serial = cells.first().filter(|cell| is_serial(cell));
        let mark = serial.map(|serial| format!("{serial}. ")).unwrap_or_default();
        let title = usize::from(serial.is_some() && cells.len() > 1);
        let mut lines = hanging(&mark, cells.get(title).map_or("", String::as_str), columns);
        let indent = mark.len().max(GAP);
        let blanks = " ".repeat(indent);
        for (at, cell) in cells.iter().enumerate().skip(title + 1).filter(|(_, cell)| !cell.is_empty()) {
            let label =
                heads.get(at).map_or_else(String::new, |head| w::LABEL.with("label", head).say(Lang::Zh));
            let under = hanging(&label, cell, columns.saturating_sub(indent));
            lines.extend(under.iter().map(|line| format!("{blanks}{line}")));
        }
        Block { whole: lines.len() <= TOGETHER, lines, ..Block::default() }
    };
    body.iter().map(record).collect()
}

fn is_serial(cell: &str) -> bool {
    (1..=4).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
}
