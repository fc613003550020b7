//! A document as a PDF of A4 sheets, drawn with the fonts of the station; every glyph is checked first.

use super::flow::{Block, Piece, Rule, Setter};
use super::fonts::{Fonts, Glyph};
use super::layout::Head;
use crate::domain::document::Content;
use crate::text::visible;
use crate::words::{Lang, paper as w};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

/// The width of A4, in points.
const WIDTH: f32 = 595.28;
/// The height of A4, in points.
const HEIGHT: f32 = 841.89;
/// The margins at the sides.
const SIDE: f32 = 60.0;
/// The margins at top and bottom.
const EDGE: f32 = 52.0;
/// What the foot of a page takes.
const FOOT: f32 = 22.0;
/// The size of the foot, in points.
const FOOT_SIZE: f32 = 8.5;
/// How much smaller a document may be set so that it fits on one sheet; 9.2 points can still be read.
const SCALES: [f32; 4] = [1.0, 0.95, 0.91, 0.88];

/// Why a document could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// No font has these characters; a box in a name would be worse than no paper.
    Missing(Vec<char>),
    /// The drawing itself failed.
    Failed(String),
}

/// Draws a document on A4.
///
/// One that is a little too long for a sheet is set smaller; one that is still too long goes on, with the
/// heads of its tables again on each sheet.
///
/// # Errors
/// Characters that no font has; whatever the drawing reports.
pub fn pdf(content: &Content, head: &Head<'_>, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let sheets = set(content, head, fonts);
    let marks = head.marks();
    let texts = sheets.iter().flatten().flat_map(|block| &block.pieces).map(|piece| piece.text.as_str());
    let all: String = texts.chain(marks.iter().map(String::as_str)).chain([head.station]).collect();
    let missing = fonts.missing(&all);
    if !missing.is_empty() {
        return Err(PdfError::Missing(missing));
    }
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(format!("{} {}", head.title, head.number)));
    let total = sheets.len();
    for (at, sheet) in sheets.iter().enumerate() {
        let settings =
            PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PdfError::Failed("A4".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut pen = Pen { surface: &mut surface, fonts };
        pen.top(&marks);
        let mut y = EDGE;
        for block in sheet {
            pen.block(block, y);
            y += block.height;
        }
        pen.foot(head, at + 1, total);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PdfError::Failed(format!("{error:?}")))
}

/// The blocks on their sheets, at the largest scale at which one sheet is enough.
fn set(content: &Content, head: &Head<'_>, fonts: &Fonts) -> Vec<Vec<Block>> {
    let width = WIDTH - 2.0 * SIDE;
    let at = |scale: f32| fill(&Setter { fonts, width, scale }.blocks(content, head));
    for scale in SCALES {
        let sheets = at(scale);
        if sheets.len() == 1 {
            return sheets;
        }
    }
    at(1.0)
}

/// Fills sheets: a block is never cut unless it is higher than a sheet, and what belongs together stays.
fn fill(blocks: &[Block]) -> Vec<Vec<Block>> {
    let room = HEIGHT - 2.0 * EDGE - FOOT;
    let mut sheets: Vec<Vec<Block>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut head: Option<Block> = None;
    for (at, block) in blocks.iter().enumerate() {
        if block.table_head {
            head = Some(block.clone());
        } else if !block.table_row {
            head = None;
        }
        let need = needed(blocks.get(at..).unwrap_or_default());
        let turn = used > 0.0 && used + need > room;
        if turn {
            sheets.push(Vec::new());
            used = 0.0;
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        if let Some(head) = head.clone().filter(|_| turn && block.table_row) {
            used += head.height;
            sheet.push(head);
        }
        used += block.height;
        sheet.push(block.clone());
    }
    sheets.into_iter().flat_map(|sheet| cut(sheet, room)).collect()
}

/// How much room the first of `blocks` needs with those that must follow it on the same sheet.
fn needed(blocks: &[Block]) -> f32 {
    let mut need = 0.0;
    for block in blocks {
        need += block.height;
        if !block.with_next {
            break;
        }
    }
    need
}

/// A single block that is higher than a sheet, cut between its lines.
fn cut(sheet: Vec<Block>, room: f32) -> Vec<Vec<Block>> {
    let high = sheet.iter().any(|block| block.height > room);
    if !high {
        return vec![sheet];
    }
    let mut sheets = vec![Vec::new()];
    let mut used = 0.0;
    for block in sheet {
        let mut rest = block;
        while rest.height + used > room && rest.pieces.iter().any(|piece| piece.y + used <= room) {
            let fits = room - used;
            let (here, later): (Vec<Piece>, Vec<Piece>) =
                rest.pieces.iter().cloned().partition(|piece| piece.y <= fits);
            let top = later.iter().map(|piece| piece.y - piece.size * 1.2).fold(f32::MAX, f32::min);
            if let Some(sheet) = sheets.last_mut() {
                sheet.push(Block { pieces: here, height: fits, ..Block::default() });
            }
            sheets.push(Vec::new());
            used = 0.0;
            let pieces =
                later.into_iter().map(|piece| Piece { y: piece.y - top, ..piece }).collect::<Vec<_>>();
            rest = Block { pieces, height: (rest.height - top).max(0.0), rules: Vec::new(), ..rest };
        }
        used += rest.height;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(rest);
        }
    }
    sheets
}

/// What draws on a sheet.
struct Pen<'a, 's> {
    surface: &'a mut Surface<'s>,
    fonts: &'a Fonts,
}

impl Pen<'_, '_> {
    fn block(&mut self, block: &Block, top: f32) {
        for Rule { from, to } in &block.rules {
            self.rule((SIDE + from.0, top + from.1), (SIDE + to.0, top + to.1));
        }
        for piece in &block.pieces {
            self.text(&piece.text, SIDE + piece.x, top + piece.y, piece.size);
        }
    }

    /// Marks in the middle above the margin.
    fn top(&mut self, marks: &[String]) {
        let text = marks.join("  ");
        let x = (WIDTH - self.fonts.width(&text, FOOT_SIZE)) / 2.0;
        self.text(&text, x, EDGE - 14.0, FOOT_SIZE);
    }

    /// The station in a line, set smaller where it is long; number and page under it.
    fn foot(&mut self, head: &Head<'_>, page: usize, total: usize) {
        let (y, room) = (HEIGHT - EDGE, WIDTH - 2.0 * SIDE);
        self.rule((SIDE, y - FOOT_SIZE * 1.6), (WIDTH - SIDE, y - FOOT_SIZE * 1.6));
        let station = visible(head.station);
        let wide = self.fonts.width(&station, FOOT_SIZE);
        let size = if wide > room { FOOT_SIZE * room / wide } else { FOOT_SIZE };
        self.text(&station, SIDE, y - 2.0, size);
        let foot =
            w::PAGE.with("number", &*visible(head.number)).with("n", page).with("total", total).say(Lang::Zh);
        self.text(&foot, WIDTH - SIDE - self.fonts.width(&foot, FOOT_SIZE), y + FOOT_SIZE * 1.3, FOOT_SIZE);
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            let paint = rgb::Color::new(60, 60, 60).into();
            self.surface.set_stroke(Some(Stroke { paint, width: 0.6, ..Stroke::default() }));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
    }

    /// Text at a baseline, in runs of the face that has its glyphs.
    fn text(&mut self, text: &str, x: f32, y: f32, size: f32) {
        self.surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        let mut x = x;
        let mut run = Run::default();
        for c in text.chars() {
            let Some(glyph) = self.fonts.glyph(c) else { continue };
            if run.face != Some(glyph.face) {
                x += self.draw(&run, x, y, size);
                run = Run { face: Some(glyph.face), ..Run::default() };
            }
            run.push(c, glyph);
        }
        self.draw(&run, x, y, size);
    }

    /// Draws a run, and says how wide it is.
    fn draw(&mut self, run: &Run, x: f32, y: f32, size: f32) -> f32 {
        if let Some(font) = run.face.and_then(|face| self.fonts.font(face)) {
            self.surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, font, &run.text, size, false);
        }
        run.glyphs.iter().map(|glyph| glyph.x_advance * size).sum()
    }
}

/// Characters of one face.
#[derive(Default)]
struct Run {
    face: Option<usize>,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

impl Run {
    fn push(&mut self, c: char, glyph: Glyph) {
        let start = self.text.len();
        self.text.push(c);
        self.glyphs.push(KrillaGlyph {
            glyph_id: GlyphId::new(glyph.id),
            text_range: start..self.text.len(),
            x_advance: glyph.advance,
            x_offset: 0.0,
            y_offset: 0.0,
            y_advance: 0.0,
            location: None,
        });
    }
}
