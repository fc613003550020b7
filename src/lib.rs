//! The workstation of a community service station's counter.
//!
//! Modules in reading order: `words` (all wording), `text` (columns and editing), `calendar` (days that
//! count), `domain` (nouns and rules), `store` (the one SQLite file), `desk` (acts and questions),
//! `paper` (documents), `form`, `action`, `keymap`, `app` (the state of the screens), `ui` (drawing it),
//! `run` and `terminal` (the loop and the terminal), `cli` (the command line).

#[macro_use]
pub mod words;
pub mod action;
pub mod app;
pub mod calendar;
pub mod cli;
pub mod desk;
#[macro_use]
pub mod domain;
pub mod form;
pub mod keymap;
pub mod paper;
pub mod run;
mod store;
pub mod terminal;
pub mod text;
mod ui;
