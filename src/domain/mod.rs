//! Nouns, rules and state machines of the counter; pure.
//!
//! Nothing here reads a file, a clock or a terminal: `now` and `today` are arguments, and what a rule
//! says no to comes back as a [`Refusal`] that names the rule.

#[macro_use]
mod named;

pub mod agency;
pub mod board;
pub mod card;
pub mod care;
pub mod case;
pub mod certificate;
pub mod columns;
pub mod contact;
pub mod custody;
pub mod disposal;
pub mod document;
pub mod duplicate;
pub mod feedback;
pub mod feedback_limit;
pub mod feedback_sum;
pub mod hours;
pub mod household;
pub mod id;
pub mod identifier;
pub mod item;
pub mod mask;
pub mod material;
pub mod month;
pub mod notice;
pub mod operator;
pub mod pairing;
pub mod pause;
pub mod person;
pub mod pledge;
pub mod profile;
pub mod promise;
pub mod rating;
pub mod recusal;
mod refusal;
pub mod register;
pub mod roster;
pub mod search_key;
pub mod service;
pub mod sheet;
pub mod station;
pub mod step;
pub mod supervision;
pub mod template;
mod verb;
pub mod view;
pub mod visit;
pub mod volunteer;
pub mod walk;
pub mod why;

pub use named::Named;
pub use refusal::{Refusal, RefusalKind};
pub use verb::{Undoing, Verb};
