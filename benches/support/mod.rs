//! What the measurements share: the station that is measured, and a workstation on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use yichuang::app::{App, Event, Settings};
use yichuang::calendar::{Clock, Stamp};
use yichuang::desk::Desk;
use yichuang::keymap::{Builtin, Keymap};
use yichuang::run::Application;

const SIZE: (u16, u16) = (120, 40);

/// The station that is measured: the file that is named, or one of 10,000 cases, copied.
pub fn station() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).unwrap();
    let source = match std::env::var_os("YICHUANG_BENCH_DB") {
        Some(path) => PathBuf::from(path),
        None => {
            let path = folder.join("ten-thousand.db");
            if !path.exists() {
                let plan = yichuang::cli::demo::Plan { cases: 10_000, residents: 10_000, seed: 1 };
                yichuang::cli::demo::make(&path, &plan, Clock::system().now(), &mut |_, _, _| {}).unwrap();
            }
            path
        }
    };
    let copy = folder.join("measured.db");
    for ending in ["", "-wal", "-shm", ".head"] {
        let mut name = copy.clone().into_os_string();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    std::fs::copy(source, &copy).unwrap();
    copy
}

/// The workstation of the first clerk on the file.
pub fn open(path: &Path, now: Stamp) -> App {
    let desk = Desk::open(path, "bench").unwrap();
    let clerk = desk.actor_unchecked("1").unwrap();
    let keymap = Keymap::load(Builtin::Counter, &[]).unwrap();
    let mut app = App::new(desk, keymap, Settings::default(), Some(clerk), now).unwrap();
    app.handle(Event::Resize { cols: SIZE.0, rows: SIZE.1 }, now);
    app
}

/// Draws a frame.
pub fn frame(app: &mut App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    Application::draw(app, &mut buffer);
    buffer
}
