//! Fonts for paper: found on the machine or at a configured place, every glyph checked before it is drawn.

use krilla::Data;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The families that are looked for first, best first; any other face with Hanzi serves after them.
const FAMILIES: &[&str] = &[
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Microsoft YaHei",
    "SimSun",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
];
/// The package that brings a font with all Hanzi of GB 18030.
pub const PACKAGE: &str = "fonts-noto-cjk";
/// A sign that every Chinese font has.
const COMMON: char = '的';
/// How many faces are kept to fall back on.
const MOST: usize = 4;

/// One face of a font file.
struct Face {
    font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
}

/// A glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Which face, in the order in which they are tried.
    pub face: usize,
    /// Its id in that face.
    pub id: u32,
    /// How far it moves on, as a part of the font size.
    pub advance: f32,
}

/// The fonts that documents are drawn with, the first that has a glyph giving it.
pub struct Fonts {
    faces: Vec<Face>,
    known: RefCell<HashMap<char, Option<Glyph>>>,
}

/// Why there is no font to draw with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFont {
    /// No face on this machine has Hanzi.
    None,
    /// The configured file cannot be read as a font.
    Unreadable(PathBuf),
}

impl Fonts {
    /// The configured font file, if one is, and the faces with Hanzi that this machine has.
    ///
    /// # Errors
    /// The configured file is no font; or nothing with Hanzi is there.
    pub fn find(configured: Option<&Path>) -> Result<Self, NoFont> {
        let mut faces = Vec::new();
        if let Some(path) = configured {
            faces.push(Face::read(path)?);
        }
        faces.extend(system_faces(MOST.saturating_sub(faces.len())));
        if faces.is_empty() {
            return Err(NoFont::None);
        }
        Ok(Self { faces, known: RefCell::default() })
    }

    /// A font file alone, without those of the machine.
    ///
    /// # Errors
    /// It is no font.
    pub fn only(path: &Path) -> Result<Self, NoFont> {
        Ok(Self { faces: vec![Face::read(path)?], known: RefCell::default() })
    }

    /// The glyph of a character, in the first face that has it.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        if let Some(known) = self.known.borrow().get(&c) {
            return *known;
        }
        let found = self.faces.iter().enumerate().find_map(|(at, face)| face.glyph(at, c));
        self.known.borrow_mut().insert(c, found);
        found
    }

    /// The font of a face.
    #[must_use]
    pub fn font(&self, face: usize) -> Option<Font> {
        self.faces.get(face).map(|face| face.font.clone())
    }

    /// How wide a text is at a size, in points.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.glyph(c).map_or(1.0, |glyph| glyph.advance) * size).sum()
    }

    /// The characters of a text that no face has, each once.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing: Vec<char> = text.chars().filter(|c| self.glyph(*c).is_none()).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}

impl Face {
    fn read(path: &Path) -> Result<Self, NoFont> {
        let data = std::fs::read(path).ok();
        data.and_then(|data| Self::of(Arc::new(data), 0)).ok_or_else(|| NoFont::Unreadable(path.to_owned()))
    }

    fn of(data: Arc<Vec<u8>>, index: u32) -> Option<Self> {
        FontRef::from_index(&data, index).ok()?;
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
        let font = Font::new(Data::from(shared), index)?;
        Some(Self { font, data, index })
    }

    fn glyph(&self, face: usize, c: char) -> Option<Glyph> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        let id = font.charmap().map(c).filter(|id| id.to_u32() != 0)?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let advance = metrics.advance_width(id).unwrap_or(units) / units;
        Some(Glyph { face, id: id.to_u32(), advance })
    }
}

/// The faces of the machine that have Hanzi, the best families first, at most `most`.
fn system_faces(most: usize) -> Vec<Face> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let rank = |info: &fontdb::FaceInfo| {
        let named = |family: &&str| info.families.iter().any(|(name, _)| name == *family);
        let family = FAMILIES.iter().position(named).unwrap_or(FAMILIES.len());
        let odd = info.weight != fontdb::Weight::NORMAL || info.style != fontdb::Style::Normal;
        (family, odd)
    };
    let mut infos: Vec<&fontdb::FaceInfo> = database.faces().collect();
    infos.sort_by_key(|info| rank(info));
    let mut faces: Vec<Face> = Vec::new();
    let mut read: HashMap<PathBuf, Arc<Vec<u8>>> = HashMap::new();
    for info in infos {
        if faces.len() >= most {
            break;
        }
        let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &info.source else {
            continue;
        };
        // One face a family is enough to fall back on.
        if rank(info).1 && !faces.is_empty() {
            continue;
        }
        let data = match read.get(path) {
            Some(data) => data.clone(),
            None => {
                let Ok(bytes) = std::fs::read(path) else { continue };
                let data = Arc::new(bytes);
                read.insert(path.clone(), data.clone());
                data
            }
        };
        let Some(face) = Face::of(data, info.index) else { continue };
        if face.glyph(0, COMMON).is_some() {
            faces.push(face);
        }
    }
    faces
}
