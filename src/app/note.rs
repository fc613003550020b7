//! The message line: what just happened, what is wrong, what Enter will do.

use crate::words::Message;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// It tells something.
    #[default]
    Told,
    /// It was done.
    Done,
    /// It was not done, and why.
    Error,
}

/// What stands on the message line until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: Message,
    /// What to do about it.
    pub advice: Option<Message>,
    /// How it is meant.
    pub tone: Tone,
}

impl Said {
    /// Tells something.
    #[must_use]
    pub fn told(text: impl Into<Message>) -> Self {
        Self { text: text.into(), advice: None, tone: Tone::Told }
    }

    /// Tells that something was done.
    #[must_use]
    pub fn done(text: impl Into<Message>) -> Self {
        Self { text: text.into(), advice: None, tone: Tone::Done }
    }

    /// Tells that something was not done.
    #[must_use]
    pub fn error(text: impl Into<Message>, advice: Option<Message>) -> Self {
        Self { text: text.into(), advice, tone: Tone::Error }
    }
}
