//! Hands at the workstation: keys go in as a terminal would send them, the screen comes out as text.

use crate::support::{self, at};
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;
use tempfile::TempDir;
use yichuang::app::{App, Event, Settings};
use yichuang::calendar::Stamp;
use yichuang::cli::demo::{self, Plan};
use yichuang::desk::Desk;
use yichuang::domain::operator::Actor;
use yichuang::keymap::{Builtin, Code, Key, Keymap, parse_key};
use yichuang::run::{Application, Buffer, diff};
use yichuang::words::Lang;

/// The moment at which the demo opens.
pub const NOW: &str = "2026-11-23 10:32";
/// What lies between two keys of a practised hand, in milliseconds.
const STROKE: i64 = 120;
/// What lies between two keys of a card reader, in milliseconds.
const BURST: i64 = 2;
/// The files that a station consists of, by what stands behind the name.
const PARTS: [&str; 4] = ["", ".head", "-wal", "-shm"];

/// A file in a folder of its own, with as many workstations on it as a test opens.
#[derive(Clone)]
pub struct Counter {
    /// Gone with the last that works here.
    _folder: Rc<TempDir>,
    path: PathBuf,
}

/// The demo's files; made once, because it takes seconds.
fn demo_files() -> &'static [(&'static str, Vec<u8>)] {
    static FILES: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.db");
        demo::make(&path, &Plan::default(), at(NOW), &mut |_, _, _| {}).unwrap();
        let read = |end: &&'static str| Some((*end, std::fs::read(beside(&path, end)).ok()?));
        PARTS.iter().filter_map(read).collect()
    })
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

impl Counter {
    /// A copy of the demo, as it is at [`NOW`].
    pub fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.db");
        for (end, bytes) in demo_files() {
            std::fs::write(beside(&path, end), bytes).unwrap();
        }
        Self { _folder: Rc::new(folder), path }
    }

    /// The file of a station that a test made itself; it stays where it is.
    pub fn of(path: &Path) -> Self {
        Self { _folder: Rc::new(tempfile::tempdir().unwrap()), path: path.to_owned() }
    }

    /// A station that a test made itself, taken over with its folder.
    pub fn owning(station: support::Counter) -> Self {
        let path = station.path();
        Self { _folder: Rc::new(station.folder), path }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A second opinion on the file: what it says after the workstation did its work.
    pub fn desk(&self) -> Desk {
        Desk::open(&self.path, "test").unwrap()
    }

    /// The operator with this code.
    pub fn actor(&self, code: &str) -> Actor {
        self.desk().actor_unchecked(code).unwrap()
    }

    /// The workstation of the operator with this code, signed in.
    pub fn hands(&self, code: &str, now: Stamp) -> Hands {
        Hands::open(self, Some(code), Settings::default(), now)
    }
}

/// A workstation, and the hands on its keyboard.
pub struct Hands {
    /// The station it works on.
    pub counter: Counter,
    /// The application.
    pub app: App,
    /// The time; it goes on with every key.
    pub now: Stamp,
    /// How many presses the keystroke model counts: Ctrl and a key are two, a card reader's
    /// keys are none.
    pub presses: usize,
    size: (u16, u16),
}

impl Hands {
    /// Opens a workstation of 80x24; `code` is who has signed in already.
    pub fn open(counter: &Counter, code: Option<&str>, settings: Settings, now: Stamp) -> Self {
        let terminal = format!("terminal {}", code.unwrap_or("0"));
        let desk = Desk::open(&counter.path, &terminal).unwrap();
        let actor = code.map(|code| desk.actor_unchecked(code).unwrap());
        let keymap = Keymap::load(Builtin::Counter, &[]).unwrap();
        let app = App::new(desk, keymap, settings, actor, now).unwrap();
        let mut hands = Self { counter: counter.clone(), app, now, presses: 0, size: (0, 0) };
        hands.resize(80, 24);
        hands
    }

    /// The demo's first clerk at the terminal.
    pub fn clerk() -> Self {
        Counter::demo().hands("1", at(NOW))
    }

    /// The same in another language or look.
    pub fn with(settings: Settings) -> Self {
        Self::open(&Counter::demo(), Some("1"), settings, at(NOW))
    }

    /// The terminal gets another size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.size = (cols, rows);
        self.event(Event::Resize { cols, rows });
    }

    fn event(&mut self, event: Event) {
        Application::handle(&mut self.app, event, self.now);
    }

    /// Lets time go by, with the ticks that the loop would give.
    pub fn wait(&mut self, millis: i64) {
        let end = self.now.plus_millis(millis);
        while self.now < end {
            let wanted = Application::wake(&self.app, self.now).and_then(|ms| i64::try_from(ms).ok());
            let left = end.millis_since(self.now);
            self.now = self.now.plus_millis(wanted.unwrap_or(left).clamp(1, left));
            self.event(Event::Tick);
        }
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.presses += 1 + usize::from(key.ctrl) + usize::from(key.alt) + usize::from(key.shift);
        self.now = self.now.plus_millis(STROKE);
        self.event(Event::Key(key));
    }

    /// Types text, one press a character.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.press(Key::plain(Code::Char(c)));
        }
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
    }

    /// Presses keys by name and types everything else: `F2 12 Enter 0 F9`.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        for word in script.split_whitespace() {
            match parse_key(word).filter(|_| word.chars().count() > 1) {
                Some(key) => self.press(key),
                None => self.type_text(word),
            }
        }
        self
    }

    /// A card is laid on the reader: its number and Enter arrive as keys that nobody pressed.
    pub fn card(&mut self, number: &str) -> &mut Self {
        for key in number.chars().map(Code::Char).chain([Code::Enter]) {
            self.now = self.now.plus_millis(BURST);
            self.event(Event::Key(Key::plain(key)));
        }
        self
    }

    /// What is on the screen.
    pub fn shot(&mut self) -> Shot {
        let (cols, rows) = self.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        let cursor = Application::draw(&mut self.app, &mut buffer);
        Shot::of(&buffer, cursor)
    }

    /// What is on the screen, a line a row, blanks at the end cut.
    pub fn screen(&mut self) -> String {
        self.shot().text()
    }

    /// The message line.
    pub fn message(&mut self) -> String {
        let rows = self.shot().rows;
        let last = rows.len().saturating_sub(3);
        let first = (last.saturating_sub(2)..last).find(|at| rows[*at].starts_with('!')).unwrap_or(last);
        rows[first..=last].iter().map(|row| row.trim_end()).collect()
    }

    /// The message line in the language of the station, without what it lacks room for.
    pub fn said(&self) -> String {
        let said = self.app.said.as_ref();
        said.map(|said| said.text.say(Lang::Zh)).unwrap_or_default()
    }
}

/// A screen as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shot {
    /// The rows, each as wide as the screen, a wide character once.
    pub rows: Vec<String>,
    /// Where the cursor stands.
    pub cursor: Option<(u16, u16)>,
    /// How many columns there are.
    pub cols: usize,
}

impl Shot {
    /// What a terminal shows that was blank before.
    pub fn of(buffer: &Buffer, cursor: Option<(u16, u16)>) -> Self {
        let (cols, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
        let mut cells = vec![vec![Some(" ".to_owned()); cols]; rows];
        for (x, y, cell) in diff(&Buffer::empty(buffer.area), buffer) {
            let (x, row) = (usize::from(x), &mut cells[usize::from(y)]);
            row[x] = Some(cell.symbol().to_owned());
            (1..yichuang::text::cols(cell.symbol()).get()).for_each(|covered| row[x + covered] = None);
        }
        let rows = cells.into_iter().map(|row| row.into_iter().flatten().collect()).collect();
        Self { rows, cursor, cols }
    }

    /// The rows with the blanks at their ends cut.
    pub fn text(&self) -> String {
        self.rows.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
    }

    /// Each column's character of a row: a wide one in its first, nothing in its second.
    pub fn columns(&self, row: usize) -> Vec<Option<char>> {
        let mut columns = Vec::with_capacity(self.cols);
        for c in self.rows[row].chars() {
            let width = yichuang::text::cols(c.encode_utf8(&mut [0; 4])).get();
            if width > 0 {
                columns.push(Some(c));
                columns.extend((1..width).map(|_| None));
            }
        }
        columns
    }
}
