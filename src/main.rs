//! The program: the outside of a call handed to the library, and its exit code to the system.

use std::io::{BufReader, BufWriter, IsTerminal as _, stderr, stdin, stdout};
use std::process::ExitCode;
use yichuang::calendar::Clock;
use yichuang::cli::{Io, run};

fn main() -> ExitCode {
    let env =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect();
    let mut out = BufWriter::new(stdout().lock());
    let mut input = BufReader::new(stdin());
    let mut io = Io {
        out: &mut out,
        err: &mut stderr(),
        stdin: &mut input,
        stdin_is_terminal: stdin().is_terminal(),
        env,
        clock: Clock::system(),
        terminal: terminal_name(),
    };
    ExitCode::from(run(std::env::args_os(), &mut io))
}

/// What the journal calls this place: the terminal of an SSH session, the console, or the command line.
fn terminal_name() -> String {
    match std::env::var("SSH_TTY") {
        Ok(name) if !name.is_empty() => name.trim_start_matches("/dev/").to_owned(),
        _ if stdin().is_terminal() => "console".to_owned(),
        _ => "cli".to_owned(),
    }
}
