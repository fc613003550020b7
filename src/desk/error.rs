//! What the desk answers when it does not carry out a command.

use crate::domain::Refusal;
use crate::store::StoreError;

/// A command that was not carried out: nothing was written.
#[derive(Debug)]
pub enum DeskError {
    /// A rule says no.
    Refused(Box<Refusal>),
    /// The file failed.
    Store(StoreError),
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The result of a call on the desk.
pub type Result<T> = std::result::Result<T, DeskError>;
