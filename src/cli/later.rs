//! What the contract names and a later version brings: it says so, instead of being unknown.

use super::args::Build;
use super::error::{CliError, text};
use crate::words::cli as w;
use clap::{Arg, Command};

/// Says that `name` comes with a later version.
///
/// # Errors
/// Always.
pub fn run(name: &str) -> Result<(), CliError> {
    Err(CliError::usage(w::LATER.with("name", text(name)), &w::LATER_ADVICE))
}

/// A sub-command of a later version; it takes whatever stands behind it.
pub fn command(build: Build, name: &'static str, about: &'static crate::words::Phrase) -> Command {
    let rest = Arg::new("rest").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true).hide(true);
    build.command(name, about).arg(rest)
}

/// `export`.
pub fn export(build: Build) -> Command {
    command(build, "export", &w::C_EXPORT)
}
