//! What a person or a site sets: language, colours, waiting times, where prints go.

use crate::text::Widths;
use crate::words::Lang;
use std::path::PathBuf;

/// How the workstation looks and behaves at this terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// Whether colours are left out (单色).
    pub mono: bool,
    /// How wide this terminal draws ambiguous characters.
    pub widths: Widths,
    /// Whether the terminal is at the other end of a line.
    pub over_ssh: bool,
    /// How long a bare Esc waits, in milliseconds; `None` for the usual.
    pub esc_wait: Option<u64>,
    /// The folder or device that prints go to; `None` for a folder beside the file.
    pub printer: Option<PathBuf>,
    /// The font file that PDF is drawn with; `None` for those of the machine.
    pub font: Option<PathBuf>,
}
