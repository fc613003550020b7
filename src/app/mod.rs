//! The application: what is on the screen and what a key does to it.

mod event;

pub use event::{Event, Events};
