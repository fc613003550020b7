//! Where a key is pressed: the sections of a keymap file, innermost looked up first.

use crate::words::{Phrase, action as words};

/// A place with keys of its own; each is a section of a keymap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere, looked up last.
    Global,
    /// Lists and boards.
    Board,
    /// Fields of a form.
    Form,
    /// One case, opened.
    Case,
    /// A person's page, and the households of the care register.
    Person,
    /// Panels over a screen: confirm, pick, message.
    Dialog,
    /// Sign-in and the locked screen.
    SignIn,
    /// The help pane.
    Help,
    /// The menu with its narrowing line (F10).
    Palette,
}

impl Context {
    /// Every context, in the order of the sections in a keymap file.
    pub const ALL: [Self; 9] = [
        Self::Global,
        Self::Board,
        Self::Form,
        Self::Case,
        Self::Person,
        Self::Dialog,
        Self::SignIn,
        Self::Help,
        Self::Palette,
    ];

    /// The section name in keymap files, such as `sign-in`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Board => "board",
            Self::Form => "form",
            Self::Case => "case",
            Self::Person => "person",
            Self::Dialog => "dialog",
            Self::SignIn => "sign-in",
            Self::Help => "help",
            Self::Palette => "palette",
        }
    }

    /// The context with the section name `id`.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.id() == id)
    }

    /// What a person calls it.
    #[must_use]
    pub const fn title(self) -> &'static Phrase {
        match self {
            Self::Global => &words::CONTEXT_GLOBAL,
            Self::Board => &words::CONTEXT_BOARD,
            Self::Form => &words::CONTEXT_FORM,
            Self::Case => &words::CONTEXT_CASE,
            Self::Person => &words::CONTEXT_PERSON,
            Self::Dialog => &words::CONTEXT_DIALOG,
            Self::SignIn => &words::CONTEXT_SIGN_IN,
            Self::Help => &words::CONTEXT_HELP,
            Self::Palette => &words::CONTEXT_PALETTE,
        }
    }

    /// The contexts that are looked up when this one has the focus, innermost first.
    #[must_use]
    pub const fn stack(self) -> &'static [Self] {
        match self {
            Self::Global => &[Self::Global],
            Self::Board => &[Self::Board, Self::Global],
            Self::Form => &[Self::Form, Self::Global],
            Self::Case => &[Self::Case, Self::Board, Self::Global],
            Self::Person => &[Self::Person, Self::Board, Self::Global],
            Self::Dialog => &[Self::Dialog, Self::Global],
            Self::SignIn => &[Self::SignIn, Self::Form, Self::Global],
            Self::Help => &[Self::Help, Self::Global],
            Self::Palette => &[Self::Palette, Self::Global],
        }
    }

    /// Whether typed characters are text here, so that none of them can be a command.
    ///
    /// `Global` counts as well: it lies under every form, and a letter that a number field turns
    /// away must not become a command. Help counts because typing goes on underneath it.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        !matches!(self, Self::Board | Self::Case | Self::Person | Self::Dialog)
    }
}
