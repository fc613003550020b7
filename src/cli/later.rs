//! What the contract names and a later version brings: it says so, instead of being unknown.

use super::error::{CliError, text};
use crate::words::cli as w;

/// Says that `name` comes with a later version.
///
/// # Errors
/// Always.
pub fn run(name: &str) -> Result<(), CliError> {
    Err(CliError::usage(w::LATER.with("name", text(name)), &w::LATER_ADVICE))
}
