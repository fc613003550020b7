//! The command line: the same acts and questions as the workstation, for scripts, cron and other systems.
//!
//! A file a sub-command: what it takes, what it asks of the desk, what it prints. [`run`] reads and
//! writes nothing but through its [`Io`], so that it can be called inside another program.

mod args;
mod audit;
mod backup;
mod case;
mod case_act;
mod case_agency;
mod case_take;
mod case_view;
mod catalogue;
mod check;
mod context;
pub mod demo;
mod demo_station;
mod doctor;
mod due;
mod enquire;
mod error;
mod export;
mod feedback;
mod feedback_quarter;
mod first_run;
mod import;
mod import_calendar;
mod import_catalogue;
mod import_residents;
mod import_volunteers;
mod init;
mod keys;
mod later;
mod operator;
mod output;
mod overdue;
mod packager;
mod pledge;
mod print;
mod rating;
mod resident;
mod resident_home;
mod resident_more;
mod restore;
mod schema;
mod sign;
mod station;
mod supervision;
mod template;
mod tree;
mod volunteer;
mod volunteer_lists;
pub mod workstation;

pub use context::{Cli, Env, Format, Io};
pub use error::CliError;
pub use tree::tree;

use clap::ArgMatches;
use std::ffi::OsString;

/// Carries out one call of the program and gives its exit code: 0 done, 1 refused, invalid or not found,
/// 2 wrong usage or no terminal, 3 not signed in or not allowed, 4 the file damaged, too new, locked, full
/// or not reachable.
///
/// `args` begin with the program's name.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, io: &mut Io<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let lang = context::language(&args, &io.env);
    let code = match tree(lang).try_get_matches_from(&args) {
        Ok(matches) => {
            let mut cli = Cli::new(io, lang, &matches);
            // What is still on its way out belongs to the result: a full disk must not look like success.
            let result = dispatch(&mut cli, &matches).and_then(|()| Ok(cli.io.out.flush()?));
            error::finish(&mut cli, result)
        }
        Err(refused) => {
            let format = Format::of_words(&args);
            error::usage(io, lang, format, &refused)
        }
    };
    // Where the reader of the output has gone there is nobody left to tell.
    let _ = io.out.flush();
    let _ = io.err.flush();
    code
}

fn dispatch(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((name, matches)) = matches.subcommand() else {
        let path = cli.db_path()?;
        return workstation::open(cli, &path, None);
    };
    match name {
        "demo" => demo_station::run(cli, matches),
        "init" => init::run(cli, matches),
        "due" => due::run(cli, matches),
        "check" => check::run(cli, matches),
        "operator" => operator::run(cli, matches),
        "station" => station::run(cli, matches),
        "catalogue" => catalogue::run(cli, matches),
        "case" => case::run(cli, matches),
        "enquire" => enquire::run(cli, matches),
        "overdue" => overdue::run(cli, matches),
        "resident" => resident::run(cli, matches),
        "volunteer" => volunteer::run(cli, matches),
        "feedback" => feedback::run(cli, matches),
        "rating" => rating::run(cli, matches),
        "supervision" => supervision::run(cli, matches),
        "import" => import::run(cli, matches),
        "export" => export::run(cli, matches),
        "print" => print::run(cli, matches),
        "template" => template::run(cli, matches),
        "audit" => audit::run(cli, matches),
        "backup" => backup::run(cli, matches),
        "restore" => restore::run(cli, matches),
        "doctor" => doctor::run(cli),
        "keys" => keys::run(cli, matches),
        "completions" => packager::completions(cli, matches),
        "man" => packager::man(cli, matches),
        other => later::run(other),
    }
}
