//! The parts of a document as blocks of text set in points, for sheets that are drawn.

use super::fonts::Fonts;
use super::layout::Head;
use crate::domain::document::{Content, Part};
use crate::text::visible;
use crate::words::{Lang, paper as w};

/// Signs that never begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’%…,.;:!?)]}·";
/// Signs that never end one.
const NO_END: &str = "（《「『【〔“‘([{";
/// The size of the body, in points, before a sheet is made to fit.
pub const BODY: f32 = 10.5;

/// Where a line stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// From the left.
    Left,
    /// In the middle.
    Middle,
    /// To the right.
    Right,
}

/// A piece of text on the sheet: where it begins from the left margin, and its baseline below the block.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// From the left margin, in points.
    pub x: f32,
    /// The baseline below the top of the block, in points.
    pub y: f32,
    /// The size, in points.
    pub size: f32,
}

/// A line drawn on the sheet, in points from the left margin and the top of the block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// From.
    pub from: (f32, f32),
    /// To.
    pub to: (f32, f32),
}

/// What a page break never goes through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// The texts.
    pub pieces: Vec<Piece>,
    /// The lines drawn.
    pub rules: Vec<Rule>,
    /// How high it is.
    pub height: f32,
    /// Whether a page break never comes right after it.
    pub with_next: bool,
    /// Whether it is the head of a table, and begins the pages on which the table goes on.
    pub table_head: bool,
    /// Whether it is a row of the table above.
    pub table_row: bool,
}

/// Sets text within a width at a scale.
pub struct Setter<'a> {
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The width between the margins, in points.
    pub width: f32,
    /// How much smaller than usual everything is: 1 is as usual.
    pub scale: f32,
}

impl Setter<'_> {
    /// All blocks of a document, its heading first.
    #[must_use]
    pub fn blocks(&self, content: &Content, head: &Head<'_>) -> Vec<Block> {
        let mut blocks = vec![self.heading(&content.issuer, head)];
        for (at, part) in content.parts.iter().enumerate() {
            blocks.extend(self.part(part));
            // Places to sign stay with what is signed below them, and with nothing else.
            let signed_below = matches!(content.parts.get(at + 1), Some(Part::Signatures(_) | Part::Seal(_)));
            if let (Part::Signatures(_), Some(last)) = (part, blocks.last_mut()) {
                last.with_next = signed_below;
            }
        }
        blocks
    }

    fn size(&self, points: f32) -> f32 {
        points * self.scale
    }

    fn line(&self, size: f32) -> f32 {
        size * 1.55
    }

    /// Issuer, title and number, and the line under them.
    fn heading(&self, issuer: &str, head: &Head<'_>) -> Block {
        let mut block = Block { with_next: true, ..Block::default() };
        for (text, size) in [(issuer, 14.0), (head.title, 19.0)] {
            self.lines(&mut block, text, self.size(size), Place::Middle, 0.0);
        }
        if !head.number.is_empty() {
            let number = w::NUMBER_LINE.with("number", head.number).say(Lang::Zh);
            self.lines(&mut block, &number, self.size(9.5), Place::Right, 0.0);
        }
        let y = block.height + self.size(3.0);
        block.rules.push(Rule { from: (0.0, y), to: (self.width, y) });
        block.height = y + self.size(6.0);
        block
    }

    fn part(&self, part: &Part) -> Vec<Block> {
        let size = self.size(BODY);
        match part {
            Part::Field(label, value) => {
                let label = w::LABEL.with("label", label).say(Lang::Zh);
                vec![self.labelled(&label, value, size)]
            }
            Part::Text(text) => text
                .split('\n')
                .map(|paragraph| {
                    let mut block = Block::default();
                    self.lines(&mut block, &format!("\u{3000}\u{3000}{paragraph}"), size, Place::Left, 0.0);
                    block
                })
                .collect(),
            Part::Heading(text) => {
                let mut block = Block { height: size * 0.5, with_next: true, ..Block::default() };
                self.lines(&mut block, text, self.size(11.5), Place::Left, 0.0);
                vec![block]
            }
            Part::Table(heads, rows) => self.table(heads, rows),
            Part::List(items) => {
                let numbered = items.iter().zip(1..);
                numbered.map(|(item, n)| self.labelled(&format!("{n}. "), item, size)).collect()
            }
            Part::Signatures(labels) => vec![self.signatures(labels)],
            Part::Seal(text) => vec![self.seal(text)],
        }
    }

    /// A label and a text that hangs behind it.
    fn labelled(&self, label: &str, text: &str, size: f32) -> Block {
        let indent = self.fonts.width(label, size).min(self.width / 3.0);
        let mut block = Block::default();
        let mut first = Block::default();
        self.lines(&mut first, label, size, Place::Left, 0.0);
        self.lines(&mut block, text, size, Place::Left, indent);
        block.height = block.height.max(first.height);
        block.pieces.splice(0..0, first.pieces);
        block
    }

    /// Adds the wrapped lines of a text below what the block holds, `indent` from the left.
    fn lines(&self, block: &mut Block, text: &str, size: f32, place: Place, indent: f32) {
        let room = self.width - indent;
        for paragraph in text.split('\n') {
            for line in self.wrap(&visible(paragraph), size, room) {
                let wide = self.fonts.width(&line, size);
                let x = match place {
                    Place::Left => indent,
                    Place::Middle => indent + (room - wide).max(0.0) / 2.0,
                    Place::Right => indent + (room - wide).max(0.0),
                };
                let y = block.height + size * 1.2;
                block.pieces.push(Piece { text: line, x, y, size });
                block.height += self.line(size);
            }
        }
    }

    /// Breaks a text into lines no wider than `room`: between Hanzi and after blanks, never before a closing
    /// sign or behind an opening one; a word that is too long for a line is broken inside.
    #[must_use]
    pub fn wrap(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for atom in atoms(text) {
            let wide = self.fonts.width(&line, size) + self.fonts.width(atom.trim_end(), size);
            if !line.is_empty() && wide > room {
                lines.push(std::mem::take(&mut line));
            }
            if self.fonts.width(&atom, size) <= room {
                if !(line.is_empty() && atom == " ") {
                    line.push_str(&atom);
                }
                continue;
            }
            for c in atom.chars() {
                if !line.is_empty()
                    && self.fonts.width(&line, size) + self.fonts.width(c.encode_utf8(&mut [0; 4]), size)
                        > room
                {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
        lines.iter().map(|line| line.trim_end_matches(' ').to_owned()).collect()
    }

    /// A table with lines around its cells; each row a block of its own.
    fn table(&self, heads: &[String], rows: &[Vec<String>]) -> Vec<Block> {
        let size = self.size(9.5);
        let widths = self.column_widths(heads, rows, size);
        let mut blocks = vec![Block { table_head: true, with_next: true, ..self.row(heads, &widths, size) }];
        blocks.extend(rows.iter().map(|row| Block { table_row: true, ..self.row(row, &widths, size) }));
        if let Some(last) = blocks.last_mut() {
            last.height += size * 0.5;
            last.with_next = true;
        }
        blocks
    }

    /// The widths of columns: what each needs where there is room for all, else the wide ones give.
    fn column_widths(&self, heads: &[String], rows: &[Vec<String>], size: f32) -> Vec<f32> {
        let pad = size;
        let natural: Vec<f32> = (0..heads.len())
            .map(|at| {
                let cells = rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
                cells.map(|cell| self.fonts.width(&visible(cell), size)).fold(size * 2.0, f32::max) + pad
            })
            .collect();
        let total: f32 = natural.iter().sum();
        if total <= self.width {
            // The widest column takes what is left over.
            let spare = self.width - total;
            let widest = natural.iter().copied().fold(0.0, f32::max);
            let mut given = false;
            return natural
                .iter()
                .map(|width| {
                    let takes = !given && *width >= widest;
                    given |= takes;
                    if takes { width + spare } else { *width }
                })
                .collect();
        }
        let fair = self.width / natural.len().max(1) as f32;
        let small: f32 = natural.iter().filter(|width| **width <= fair).sum();
        let large: f32 = natural.iter().filter(|width| **width > fair).sum();
        let room = (self.width - small).max(0.0);
        natural.iter().map(|width| if *width <= fair { *width } else { width / large * room }).collect()
    }

    fn row(&self, cells: &[String], widths: &[f32], size: f32) -> Block {
        let pad = size / 2.0;
        let mut block = Block::default();
        let mut x = 0.0;
        for (cell, width) in cells.iter().zip(widths) {
            let mut column = Block { height: size * 0.25, ..Block::default() };
            for line in self.wrap(&visible(cell), size, (width - pad * 2.0).max(size)) {
                let y = column.height + size * 1.1;
                column.pieces.push(Piece { text: line, x: x + pad, y, size });
                column.height += self.line(size);
            }
            block.height = block.height.max(column.height + size * 0.1);
            block.pieces.extend(column.pieces);
            x += width;
        }
        let (right, bottom) = (x, block.height);
        let mut edge = 0.0;
        for width in std::iter::once(&0.0).chain(widths) {
            edge += width;
            block.rules.push(Rule { from: (edge, 0.0), to: (edge, bottom) });
        }
        block.rules.push(Rule { from: (0.0, 0.0), to: (right, 0.0) });
        block.rules.push(Rule { from: (0.0, bottom), to: (right, bottom) });
        block
    }

    /// Places to sign side by side, each with a line to write on.
    fn signatures(&self, labels: &[String]) -> Block {
        let size = self.size(BODY);
        let gap = size * 1.5;
        let mut block = Block { height: size * 1.4, with_next: true, ..Block::default() };
        let room = (self.width + gap) / labels.len().max(1) as f32 - gap;
        let y = block.height + size * 1.2;
        let mut x = 0.0;
        for label in labels {
            let label = w::LABEL.with("label", &*visible(label)).say(Lang::Zh);
            let wide = self.fonts.width(&label, size);
            block.rules.push(Rule { from: ((x + wide).min(x + room), y + 2.0), to: (x + room, y + 2.0) });
            block.pieces.push(Piece { text: label, x, y, size });
            x += room + gap;
        }
        block.height += self.line(size);
        block
    }

    /// The place of the seal and the date, in the right half, with room for the seal itself.
    fn seal(&self, text: &str) -> Block {
        let size = self.size(BODY);
        let half = self.width / 2.0;
        let right = Setter { fonts: self.fonts, width: self.width - half, scale: self.scale };
        let mut block = Block { height: size * 1.6, ..Block::default() };
        for line in text.split('\n') {
            right.lines(&mut block, line, size, Place::Middle, 0.0);
        }
        for piece in &mut block.pieces {
            piece.x += half;
        }
        block
    }
}

/// What a line is never broken inside: a Hanzi with the signs that stick to it, or a word with its blank.
fn atoms(text: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let word = c.is_ascii() && c != ' ';
        let sticks = match atoms.last() {
            None => false,
            Some(last) => {
                let before = last.chars().next_back();
                let in_word = word && before.is_some_and(|b| b.is_ascii() && b != ' ');
                let blank = c == ' ' && before.is_some_and(|b| b != ' ');
                open || NO_START.contains(c) || in_word || blank
            }
        };
        match atoms.last_mut() {
            Some(last) if sticks => last.push(c),
            _ => atoms.push(c.to_string()),
        }
        open = NO_END.contains(c);
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_signs_stick_to_what_they_close_and_words_stay_whole() {
        assert_eq!(atoms("您好, 王（甲）。"), ["您", "好, ", "王", "（甲）。"]);
        assert_eq!(atoms("编号 CY01-2026 号"), ["编", "号 ", "CY01-2026 ", "号"]);
    }
}
