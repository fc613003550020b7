//! `init`: a new station in a new file.

use super::args::{Build, number, place};
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use crate::desk::{Desk, Founding};
use crate::domain::id::Site;
use crate::words::cli as w;
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Made {
    db: String,
    station: String,
    site: u16,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    build
        .command("init", &w::C_INIT)
        .arg(build.option("station", "NAME", &w::H_INIT_STATION).required(true))
        .arg(build.option("code", "CODE", &w::H_INIT_CODE).required(true))
        .arg(build.option("manager", "NAME", &w::H_INIT_MANAGER).required(true))
        .arg(build.option("manager-code", "CODE", &w::H_INIT_MANAGER_CODE).required(true))
        .arg(build.option("site", "N", &w::H_INIT_SITE))
}

/// Makes the station; the manager's new PIN is asked for, or is the first line of standard input.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let path = cli.db_path()?;
    if crate::desk::is_there(&path) {
        return Err(crate::desk::StoreError::Exists(path).into());
    }
    let site = number::<u16>(matches, "site")?.unwrap_or(1).max(1);
    let pin = cli.new_pin()?;
    let founding = Founding {
        station: place(matches, "station").to_owned(),
        code: place(matches, "code").to_owned(),
        manager: place(matches, "manager").to_owned(),
        manager_code: place(matches, "manager-code").to_owned(),
        pin: pin.to_string(),
        site: Site(site),
        demo: false,
    };
    found(cli, &path, &founding)
}

/// Founds the station and says what there is now.
///
/// # Errors
/// The file is there already or cannot be made, or a name or code cannot be right.
pub fn found(cli: &mut Cli<'_, '_>, path: &Path, founding: &Founding) -> Result<(), CliError> {
    make_directory(cli, path)?;
    let desk = Desk::found(path, &cli.io.terminal, founding, cli.now())?;
    let site = founding.site.0;
    let made = Made { db: path.display().to_string(), station: desk.station().name.clone(), site };
    let shown = [
        (&w::L_FILE, made.db.clone()),
        (&w::L_STATION, made.station.clone()),
        (&w::L_SITE, site.to_string()),
    ];
    cli.record(&made, |lang| fields(&shown, lang))?;
    cli.tell(&w::INIT_NEXT.msg())
}

/// Makes the platform's data directory, which a first run does not find; a directory that a person named
/// must be there.
fn make_directory(cli: &Cli<'_, '_>, path: &Path) -> Result<(), CliError> {
    let named = cli.db_named.is_some() || cli.io.env.contains_key("YICHUANG_DB");
    match path.parent().filter(|_| !named) {
        Some(directory) => {
            std::fs::create_dir_all(directory).map_err(|error| CliError::unwritable(directory, &error))
        }
        None => Ok(()),
    }
}

impl From<crate::desk::StoreError> for CliError {
    fn from(error: crate::desk::StoreError) -> Self {
        Self::Store(error)
    }
}
