//! Forms declared once, as data, and what happens while one is filled in.
//!
//! A [`FormSpec`] says which fields there are, in the order of the conversation at the counter, with
//! their rules, help and reasons; [`forms`] holds all of them. A [`Form`] is one being filled in: it
//! takes [`Input`], says what became of it as an [`Outcome`], and gives the JSON of the command. The
//! full screen draws [`Form::fields`], the command line reads [`FormSpec::schema`]. Nothing here
//! knows the file, the clock or the terminal: lists and today come in with [`Known`], times are
//! arguments.

mod canned;
mod check;
mod date_code;
mod draft;
mod edit;
mod focus;
pub mod forms;
mod input;
mod json;
mod known;
mod marks;
mod materials;
mod pick;
mod schema;
mod slot;
mod spec;
mod state;
mod typing;
mod values;
mod view;

#[cfg(test)]
mod tests;

pub use canned::{CANNED, sentences};
pub use date_code::{date_code, date_code_toward, day_echo, short, time_code};
pub use forms::form;
pub use input::{Input, Outcome};
pub use known::{Facts, Known, KnownItem, KnownMaterial};
pub use marks::Marks;
pub use materials::{MaterialLine, Materials};
pub use pick::{Pick, ranked as ranked_picks};
pub use schema::{Field as SchemaField, Schema};
pub use slot::{Entry, Problem};
pub use spec::{Asks, ChoiceSpec, FieldSpec, Finding, FormSpec, Kind, Preset, Required, Shown, Toward};
pub use state::{Form, Lookup};
pub use values::Values;
pub use view::FieldView;
