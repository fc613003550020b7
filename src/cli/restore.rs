//! `restore`: a checked copy takes the place of the station's file; numbers go on after the last on paper.

use super::args::{Build, file, texts};
use super::backup::Copy;
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use crate::calendar::Stamp;
use crate::desk::verbs::SkipNumbers;
use crate::desk::{Command as Act, Desk, DeskError, StoreError, digest_of_file};
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::{Refusal, Verb};
use crate::words::{Lang, cli as w, desk as d};
use clap::{ArgAction, ArgMatches, Command};
use serde::Serialize;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the engine keeps beside a file while it is open, and the head that the program keeps there.
const BESIDE: [&str; 3] = ["-wal", "-shm", ".head"];

#[derive(Serialize)]
struct Restored {
    #[serde(flatten)]
    copy: Copy,
    before: Option<String>,
}

/// A number on paper: its series, year and running number.
#[derive(Debug, PartialEq, Eq)]
struct OnPaper {
    series: &'static str,
    year: i32,
    last: i64,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("restore", &w::C_RESTORE)
        .arg(build.file(&w::H_RESTORE_FILE))
        .arg(build.flag("replace", &w::H_REPLACE))
        .arg(build.option("last", "NUMBER", &w::H_LAST).action(ArgAction::Append))
}

/// Restores the copy; whatever fails, the station's file stays as it was.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let source = file(matches, "file").unwrap_or_default();
    let target = cli.db_path()?;
    if target.exists() && !matches.get_flag("replace") {
        let file = target.display().to_string();
        return Err(CliError::File(
            super::error::REFUSED,
            w::FILE_EXISTS.with("file", file),
            Some(w::RESTORE_REPLACE.msg()),
        ));
    }
    cli.signing()?;
    check(cli, &source)?;
    let beside = copy_beside(&source, &target)?;
    let mut desk = Desk::open(beside.path(), &cli.io.terminal)?;
    let result = number_on(cli, &mut desk, texts(matches, "last"));
    drop(desk);
    let entries = result.inspect_err(|_| drop_beside(beside.path()))?;
    let before = put_in_place(cli, &target, beside)?;
    let sha256 = digest_of_file(&target)?;
    let restored = Restored {
        copy: Copy { file: target.display().to_string(), entries, sha256 },
        before: before.map(|path| path.display().to_string()),
    };
    cli.record(&restored, |lang| restored.shown(lang))
}

/// Checks the copy before anything is touched: whole, and its journal holds.
fn check(cli: &Cli<'_, '_>, source: &Path) -> Result<(), CliError> {
    let wal = beside_of(source, "-wal");
    if wal.metadata().is_ok_and(|wal| wal.len() > 0) {
        let file = source.display().to_string();
        return Err(CliError::usage(w::COPY_IN_USE.with("file", file), &w::COPY_IN_USE_ADVICE));
    }
    let desk = Desk::open_to_read(source, &cli.io.terminal)?;
    let (problems, _) = desk.integrity()?;
    let broken = problems.into_iter().next();
    let broken = match broken {
        Some(problem) => Some(problem),
        None => (!desk.verify(None)?.findings.is_empty()).then(|| w::JOURNAL_BROKEN.say(cli.lang).to_owned()),
    };
    broken.map_or(Ok(()), |why| Err(StoreError::Damaged(why).into()))
}

fn copy_beside(source: &Path, target: &Path) -> Result<tempfile::NamedTempFile, CliError> {
    let failed = |error: std::io::Error| CliError::unwritable(target, &error);
    let directory = target.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(directory).map_err(failed)?;
    let mut from = std::fs::File::open(source).map_err(failed)?;
    std::io::copy(&mut from, beside.as_file_mut()).map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    Ok(beside)
}

/// Signs a manager of the copy in and declares the numbers on paper spent; how many entries there are.
fn number_on(cli: &mut Cli<'_, '_>, desk: &mut Desk, given: Vec<&str>) -> Result<i64, CliError> {
    let actor = cli.sign_in(desk)?;
    may(&actor, Verb::SkipNumbers, Subject::default())?;
    let mut numbers: Vec<String> = given.into_iter().map(str::to_owned).collect();
    if numbers.is_empty() {
        numbers.push(ask(cli)?);
    }
    for number in numbers.iter().map(|number| number.trim()).filter(|number| !number.is_empty()) {
        if number == "none" || there(desk, &actor, number)? {
            continue;
        }
        let paper = read_number(number, &desk.station().code)?;
        let skip = SkipNumbers {
            series: paper.series.to_owned(),
            year: paper.year,
            last: paper.last,
            reason: w::RESTORE_REASON.zh.to_owned(),
        };
        desk.run(&actor, &Act::SkipNumbers(skip), cli.now())?;
    }
    Ok(desk.head()?.seq)
}

/// Asks for the last case number on paper; an empty line is none.
fn ask(cli: &mut Cli<'_, '_>) -> Result<String, CliError> {
    if cli.io.stdin_is_terminal {
        write!(cli.io.err, "{}", w::ASK_LAST.say(cli.lang))?;
        cli.io.err.flush()?;
    }
    let mut line = String::new();
    let read = cli.io.stdin.read_line(&mut line).map_err(|error| CliError::input(&error))?;
    if read == 0 {
        return Err(CliError::usage(&w::NO_LAST, &w::NO_LAST_ADVICE));
    }
    Ok(line)
}

/// Whether the copy holds the number already.
fn there(desk: &Desk, actor: &Actor, number: &str) -> Result<bool, CliError> {
    let number = number.to_ascii_uppercase();
    Ok(desk.case_named(actor, &number).is_ok()
        || desk.document_named(actor, &number)?.is_some()
        || desk.enquiry(actor, &number)?.is_some())
}

fn read_number(text: &str, code: &str) -> Result<OnPaper, CliError> {
    let upper = text.to_ascii_uppercase();
    let read = || {
        let rest = upper.strip_prefix(code)?.strip_prefix('-')?;
        let (year, seq) = rest.split_once('-')?;
        let (series, seq) = [("R", "R"), ("D", "D"), ("E", "E")]
            .into_iter()
            .find_map(|(letter, series)| seq.strip_prefix(letter).map(|seq| (series, seq)))
            .unwrap_or(("C", seq));
        let digits = |text: &str, len| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(year, 4) && digits(seq, 6)).then_some(())?;
        Some(OnPaper { series, year: year.parse().ok()?, last: seq.parse().ok()? })
    };
    read().ok_or_else(|| {
        Refusal::invalid("last", d::BAD_NUMBER.with("number", text))
            .advise(w::BAD_LAST_ADVICE.with("code", code))
            .into()
    })
}

/// Moves the old file aside and the new one to its place; gives where the old one is.
fn put_in_place(
    cli: &Cli<'_, '_>,
    target: &Path,
    beside: tempfile::NamedTempFile,
) -> Result<Option<PathBuf>, CliError> {
    let failed = |error: std::io::Error| CliError::unwritable(target, &error);
    let old = if target.exists() {
        Some(set_aside(cli, target).inspect_err(|_| drop_beside(beside.path()))?)
    } else {
        None
    };
    let head = beside_of(beside.path(), ".head");
    let made = beside.path().to_owned();
    beside.persist_noclobber(target).map_err(|error| {
        drop_beside(&made);
        failed(error.error)
    })?;
    if head.exists() {
        std::fs::rename(&head, beside_of(target, ".head")).map_err(failed)?;
    }
    Ok(old)
}

/// Moves the old file with what belongs to it aside, unless somebody has it open.
fn set_aside(cli: &Cli<'_, '_>, target: &Path) -> Result<PathBuf, CliError> {
    // The last to close a file leaves no log behind: one that stays is somebody else's.
    match Desk::open(target, &cli.io.terminal) {
        Ok(desk) => {
            drop(desk);
            if beside_of(target, "-wal").exists() {
                return Err(StoreError::Locked.into());
            }
        }
        Err(DeskError::Store(StoreError::Locked)) => return Err(StoreError::Locked.into()),
        Err(_) => {}
    }
    let before = (1..)
        .map(|n| if n == 1 { ".before".to_owned() } else { format!(".before{n}") })
        .map(|end| beside_of(target, &end))
        .find(|path| !path.exists())
        .unwrap_or_else(|| beside_of(target, &format!(".before-{}", Stamp::default().millis())));
    let failed = |error: std::io::Error| CliError::unwritable(&before, &error);
    std::fs::rename(target, &before).map_err(failed)?;
    for end in BESIDE {
        let from = beside_of(target, end);
        if from.exists() {
            std::fs::rename(from, beside_of(&before, end)).map_err(failed)?;
        }
    }
    Ok(before)
}

fn beside_of(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Takes away what was made beside a copy that is not wanted after all.
fn drop_beside(path: &Path) {
    for end in BESIDE {
        // Most of them are not there.
        let _ = std::fs::remove_file(beside_of(path, end));
    }
}

impl Restored {
    fn shown(&self, lang: Lang) -> String {
        let before = [(&w::L_BEFORE, self.before.clone().unwrap_or_default())];
        self.copy.shown(lang) + &fields(&before, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_on_paper_are_read_by_series() {
        for (text, paper) in [
            ("DH-2026-000231", Some(("C", 2026, 231))),
            ("dh-2026-r000012", Some(("R", 2026, 12))),
            ("DH-2026-E000001", Some(("E", 2026, 1))),
            ("XX-2026-000231", None),
            ("DH-2026-231", None),
            ("DH-26-000231", None),
            ("0231", None),
        ] {
            let read = read_number(text, "DH").ok().map(|paper| (paper.series, paper.year, paper.last));
            assert_eq!(read, paper, "{text}");
        }
    }
}
