//! The house rules that no compiler holds: layers, file heads, sizes, one clock.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms and what each may use of ours; complete, not transitive.
const LAYERS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("text", &[]),
    ("calendar", &[]),
    ("domain", &["words", "text", "calendar"]),
    ("store", &["calendar", "domain"]),
    ("desk", &["words", "text", "calendar", "domain", "store"]),
    ("paper", &["words", "text", "calendar", "domain"]),
    ("form", &["words", "text", "calendar", "domain"]),
    ("action", &["words"]),
    ("keymap", &["words", "action"]),
    ("app", &["words", "text", "calendar", "domain", "desk", "paper", "form", "action", "keymap"]),
    ("ui", &["words", "text", "calendar", "domain", "form", "action", "keymap", "app"]),
    ("run", &["calendar", "app", "ui"]),
    // Of app the events, of keymap the keys; the crash note and the sentence about an unusable terminal
    // are wording like any other.
    ("terminal", &["words", "app", "keymap"]),
    (
        "cli",
        &[
            "words", "text", "calendar", "domain", "desk", "paper", "form", "action", "keymap", "app", "run",
            "terminal",
        ],
    ),
];

/// Libraries that only some rooms may name.
const LIBRARIES: &[(&str, &[&str])] =
    &[("rusqlite", &["store"]), ("ratatui", &["ui", "run", "terminal"]), ("crossterm", &["terminal"])];

fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path.clone(), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(Path::new("src"), &mut found);
    found
}

fn room(path: &Path) -> String {
    let part = path.components().nth(1).unwrap().as_os_str().to_string_lossy();
    part.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let live = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    live.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    ["tests", "properties", "samples"].iter().any(|word| name.ends_with(word))
        || path.components().any(|part| part.as_os_str() == "tests")
}

#[test]
fn a_room_uses_only_what_stands_in_its_row() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if matches!(room.as_str(), "lib" | "main") || is_test_file(&path) {
            continue;
        }
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} has no row"));
        for (at, line) in code(&text).lines().enumerate() {
            for part in line.split("crate::").skip(1) {
                let named: String =
                    part.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
                let first = named.split("::").next().unwrap_or_default();
                let known = LAYERS.iter().any(|(name, _)| *name == first);
                let fine = first == room
                    || allowed
                        .iter()
                        .any(|row| named == *row || named.starts_with(&format!("{row}::")) || *row == first);
                if known && !fine {
                    wrong.push(format!("{}:{}: {room} uses {first}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (library, rooms) in LIBRARIES {
            let used = code(&text).lines().any(|line| {
                line.contains(&format!("{library}::")) || line.contains(&format!("use {library};"))
            });
            if used && !rooms.contains(&room(&path).as_str()) {
                wrong.push(format!("{} uses {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_desk_begins_and_commits() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if room == "desk" || room == "store" || is_test_file(&path) {
            continue;
        }
        if [".begin()", ".commit()", "BEGIN IMMEDIATE"].iter().any(|call| code(&text).contains(call)) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} has no //! line", path.display());
    }
}

#[test]
fn files_and_functions_keep_their_size() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        let words = room(&path) == "words";
        if lines > 700 && !words {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        for (name, length) in functions(&text) {
            if length > 80 {
                wrong.push(format!("{}: fn {name} has {length} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every function with its length in lines, by indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let head = [
            "fn ",
            "pub fn ",
            "pub(super) fn ",
            "pub(crate) fn ",
            "pub(in crate::app) fn ",
            "const fn ",
            "pub const fn ",
        ]
        .iter()
        .find(|head| bare.starts_with(**head));
        let Some(head) = head else { continue };
        let indent = line.len() - bare.len();
        let closing = format!("{}}}", " ".repeat(indent));
        let end = lines.iter().skip(at).position(|line| line.starts_with(&closing) && line.trim() == "}");
        // A signature in a trait ends in a semicolon and has no body.
        let bodiless = lines
            .iter()
            .skip(at)
            .find(|line| line.ends_with('{') || line.ends_with(';') || line.ends_with('}'));
        if bodiless.is_some_and(|line| line.ends_with(';')) {
            continue;
        }
        if let Some(length) = end {
            let name = bare.trim_start_matches(head).split(['(', '<']).next().unwrap_or_default();
            found.push((name.to_owned(), length + 1));
        }
    }
    found
}

#[test]
fn nothing_speaks_of_how_it_was_made() {
    for (path, text) in sources() {
        for word in ["TODO", "FIXME", "XXX", "#[allow", "#![allow"] {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}
