//! A refusal: what a rule says no to, which rule it is, and what to do instead.

use crate::words::Message;

/// Why a command was not carried out, in the terms a caller can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// A rule of the field forbids it.
    Rule,
    /// A value cannot be right, whatever the record says.
    Invalid,
    /// What is named does not exist.
    NotFound,
    /// This operator may not do it.
    NotAllowed,
    /// Nobody is signed in, or the PIN is wrong.
    NotSignedIn,
    /// Somebody changed the record since it was read.
    Stale,
}

/// A command that was refused: nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The kind, for exit codes and for what the screen offers next.
    pub kind: RefusalKind,
    /// The id of the rule in the rule book (`ON-5`), where one applies.
    pub rule: Option<&'static str>,
    /// What is wrong, and where.
    pub what: Message,
    /// What to do instead.
    pub advice: Option<Message>,
    /// The form field that it concerns, by field id.
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal of `kind` saying `what`.
    #[must_use]
    pub fn new(kind: RefusalKind, what: impl Into<Message>) -> Self {
        Self { kind, rule: None, what: what.into(), advice: None, field: None }
    }

    /// A refusal by the rule with this id.
    #[must_use]
    pub fn rule(rule: &'static str, what: impl Into<Message>) -> Self {
        Self { rule: Some(rule), ..Self::new(RefusalKind::Rule, what) }
    }

    /// A refusal of a value in `field`.
    #[must_use]
    pub fn invalid(field: &str, what: impl Into<Message>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(RefusalKind::Invalid, what) }
    }

    /// A refusal because something does not exist.
    #[must_use]
    pub fn not_found(what: impl Into<Message>) -> Self {
        Self::new(RefusalKind::NotFound, what)
    }

    /// A refusal because the operator may not.
    #[must_use]
    pub fn not_allowed(what: impl Into<Message>) -> Self {
        Self::new(RefusalKind::NotAllowed, what)
    }

    /// Adds what to do instead.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<Message>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// Names the form field that the refusal concerns.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}
