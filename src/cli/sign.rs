//! Signing in: the operator from `--as`, the PIN from a prompt or the first line of standard input, never
//! from an argument.

use super::context::Cli;
use super::error::CliError;
use crate::desk::Desk;
use crate::domain::operator::Actor;
use crate::domain::{Refusal, RefusalKind};
use crate::words::{Phrase, cli as w, role as r};
use zeroize::Zeroizing;

impl Cli<'_, '_> {
    /// Signs the operator of `--as` in; every try is journalled.
    ///
    /// # Errors
    /// Nobody is named, no PIN can be asked for, or the sign-in is refused.
    pub fn sign_in(&mut self, desk: &mut Desk) -> Result<Actor, CliError> {
        let code = self.signing()?;
        let pin = self.pin(&w::ASK_PIN)?;
        Ok(desk.sign_in(&code, &pin, self.now())?.actor)
    }

    /// The operator that `--as` names.
    ///
    /// # Errors
    /// Nobody is named.
    pub fn signing(&self) -> Result<String, CliError> {
        self.code.clone().ok_or_else(|| {
            Refusal::new(RefusalKind::NotSignedIn, &r::NOT_SIGNED_IN).advise(&w::NOT_SIGNED_IN_ADVICE).into()
        })
    }

    /// A PIN: the next line of standard input with `--pin-stdin`, else typed without being shown.
    ///
    /// # Errors
    /// There is no terminal to type at, or the person gave up.
    pub fn pin(&mut self, prompt: &'static Phrase) -> Result<Zeroizing<String>, CliError> {
        if self.pin_stdin {
            let mut line = Zeroizing::new(String::new());
            self.io.stdin.read_line(&mut line).map_err(|error| CliError::input(&error))?;
            return Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()));
        }
        if !self.io.stdin_is_terminal {
            return Err(CliError::usage(&w::NO_PROMPT, &w::NO_PROMPT_ADVICE));
        }
        crate::terminal::read_secret(prompt.say(self.lang)).map_err(|_| CliError::gave_up())
    }

    /// A new PIN: the next line of standard input with `--pin-stdin`, else typed twice.
    ///
    /// # Errors
    /// There is no terminal to type at, the person gave up, or typed two different ones.
    pub fn new_pin(&mut self) -> Result<Zeroizing<String>, CliError> {
        let pin = self.pin(&w::ASK_NEW_PIN)?;
        if !self.pin_stdin && *self.pin(&w::ASK_NEW_PIN_AGAIN)? != *pin {
            return Err(Refusal::invalid("pin", &w::PINS_DIFFER).advise(&w::PINS_DIFFER_ADVICE).into());
        }
        Ok(pin)
    }
}
