//! All wording, in Chinese and in English, with named placeholders.
//!
//! A [`Phrase`] carries both languages side by side, so that neither can be forgotten; a
//! [`Message`] is a phrase with the values for its placeholders, turned into text only at the
//! edge, where the language of the person in front of the program is known. One file an area.

#[macro_use]
mod phrase;

pub use phrase::{Arg, Lang, Message, Phrase};

/// Declares every area once: the module and its place in [`all`].
macro_rules! areas {
    ($($area:ident),* $(,)?) => {
        $(pub mod $area;)*

        /// Every phrase of the program, for the completeness test and the manual.
        #[must_use]
        pub fn all() -> Vec<&'static Phrase> {
            [$($area::PHRASES),*].concat()
        }
    };
}

areas! {
    action,
    keymap,
    common,
    terminal,
    identifier,
    item,
    sheet,
    role,
    case,
    app,
    verb,
    desk,
    demo,
    basis,
    os,
    month,
    agency,
    resident,
    volunteer,
    activity,
    feedback,
    feedback_board,
    feedback_form,
    rating,
    supervision,
    pledge,
    people,
    profile,
    register,
    paper,
    form,
    cli,
}
