//! `backup`: a copy of the file as it is now, beside others who write, checked after writing.

use super::args::{Build, file};
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use crate::desk::DeskError;
use crate::words::cli as w;
use clap::{ArgMatches, Command};
use serde::Serialize;

/// A checked copy of a station's file.
#[derive(Serialize)]
pub struct Copy {
    /// The file.
    pub file: String,
    /// How many journal entries it holds.
    pub entries: i64,
    /// Its SHA-256.
    pub sha256: String,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build.command("backup", &w::C_BACKUP).arg(build.file(&w::H_BACKUP_FILE))
}

/// Writes the copy; a file that is there is left as it is.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let target = file(matches, "file").unwrap_or_default();
    let there = target.symlink_metadata().is_ok();
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let what = w::TARGET_FOLDER_MISSING.with("folder", folder.display().to_string());
        return Err(CliError::File(super::error::FILE, what, Some(w::TARGET_FOLDER_ADVICE.msg())));
    }
    let (desk, actor) = cli.enter()?;
    let copied = desk.backup(&actor, &target, |_, _| {}).inspect_err(|error| {
        if !there && matches!(error, DeskError::Store(_)) {
            // Half a copy is worse than none; where even that cannot be taken away, the error says why.
            let _ = std::fs::remove_file(&target);
        }
    })?;
    let copy = Copy { file: target.display().to_string(), entries: copied.entries, sha256: copied.sha256 };
    cli.record(&copy, |lang| copy.shown(lang))
}

impl Copy {
    /// The copy for people.
    #[must_use]
    pub fn shown(&self, lang: crate::words::Lang) -> String {
        let rows = [
            (&w::L_FILE, self.file.clone()),
            (&w::L_ENTRIES, self.entries.to_string()),
            (&w::L_SHA256, self.sha256.clone()),
        ];
        fields(&rows, lang)
    }
}
