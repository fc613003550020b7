//! Text on a terminal: display width, fitting, wrapping, folding, cleaning, and the two editors.
//!
//! A column is one terminal cell, a 汉字 takes two. Everything here counts grapheme clusters (what a
//! person sees as one character) and never cuts one. The free functions count for a terminal that
//! draws ambiguous characters one column wide; the methods of [`Widths`] count for either kind.
//!
//! The way of a stored text to the screen: [`visible`], then [`draw_safe`], then [`fit`] or [`wrap`].
//! The way of typed or pasted text into a value: [`LineInput`] or [`TextArea`], which clean it.

mod boundary;
mod buffer;
mod clean;
mod count;
mod draw_safe;
mod fit;
mod fold;
mod line_input;
mod rare;
mod text_area;
mod undo;
mod visible;
mod width;
mod wrap;

#[cfg(test)]
mod samples;

pub use buffer::PasteReport;
pub use clean::{Cleaned, clean_line, clean_text};
pub use count::{hanzi_count, is_hanzi, len_chars};
pub use draw_safe::draw_safe;
pub use fit::{Align, elide, elide_middle, fit, pad, right};
pub use fold::{fold_ascii, fold_ascii_char, fold_command, fold_command_char, fold_number};
pub use line_input::{LineInput, View};
pub use rare::{Rare, rare_hanzi};
pub use text_area::{AreaView, TextArea};
pub use visible::{is_hidden, visible};
pub use width::{Cols, Widths, cols};
pub use wrap::wrap;
