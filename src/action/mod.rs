//! The action table: everything a key can do, declared once for keymaps, key line, menu and help.

mod context;

pub use context::Context;

use crate::words::{Phrase, action as words};

/// A heading under which actions stand together in the help and on the key card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Help, find, menu, back.
    General,
    /// What is done with the work at hand.
    Case,
    /// Moving the marker.
    Move,
    /// Panes and the screen itself.
    Screen,
    /// Rows of a list.
    List,
    /// Fields of a form.
    Form,
    /// Undo, redo, copy.
    Edit,
}

impl Group {
    /// Every group, in the order of the key card.
    pub const ALL: [Self; 7] =
        [Self::General, Self::Case, Self::Move, Self::Screen, Self::List, Self::Form, Self::Edit];

    /// The heading.
    #[must_use]
    pub const fn title(self) -> &'static Phrase {
        match self {
            Self::General => &words::GROUP_GENERAL,
            Self::Case => &words::GROUP_CASE,
            Self::Move => &words::GROUP_MOVE,
            Self::Screen => &words::GROUP_SCREEN,
            Self::List => &words::GROUP_LIST,
            Self::Form => &words::GROUP_FORM,
            Self::Edit => &words::GROUP_EDIT,
        }
    }

    /// The contexts in which the group's daily actions must each have a key.
    #[must_use]
    pub const fn homes(self) -> &'static [Context] {
        match self {
            Self::General | Self::Case | Self::Edit => &[Context::Board, Context::Form],
            Self::Move | Self::Screen | Self::List => &[Context::Board],
            Self::Form => &[Context::Form],
        }
    }
}

/// A property of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trait {
    /// Stands in the key line at every width.
    Row,
    /// Stands in the key line when 120 columns or more are there.
    Wide,
    /// Used daily, so it needs a key that works while an input method is on.
    Daily,
    /// Stands in the menu (F10), so it can be reached without a key of its own.
    Menu,
}

/// The row of an action in the table.
#[derive(Debug)]
pub struct Info {
    /// The stable name in keymap files, kebab-case.
    pub id: &'static str,
    /// The heading it stands under.
    pub group: Group,
    /// The short title, 2-4 汉字.
    pub title: &'static Phrase,
    /// One sentence of help, at most 42 columns.
    pub help: &'static Phrase,
    /// Its properties.
    pub traits: &'static [Trait],
    /// The letter that finds it first in the menu, as in `:w` Enter of the vim keymap.
    pub letter: Option<char>,
}

macro_rules! actions {
    ($($variant:ident $id:literal $group:ident $title:ident $help:ident [$($trait:ident)*] $($letter:literal)?;)*) => {
        /// What a key, a menu entry or a click asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = concat!("`", $id, "` in keymap files.")] $variant,)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The action's row in the table.
            #[must_use]
            pub fn info(self) -> &'static Info {
                match self {
                    $(Self::$variant => {
                        static INFO: Info = Info {
                            id: $id,
                            group: Group::$group,
                            title: &words::$title,
                            help: &words::$help,
                            traits: &[$(Trait::$trait),*],
                            letter: [$(Some($letter),)? None][0],
                        };
                        &INFO
                    })*
                }
            }
        }
    };
}

actions! {
    Help "help" General HELP HELP_DO [Row Daily Menu] 'h';
    New "new" General NEW NEW_DO [Row Daily Menu];
    Find "find" General FIND FIND_DO [Row Daily Menu];
    Choices "choices" General CHOICES CHOICES_DO [Row Daily Menu];
    Refresh "refresh" General REFRESH REFRESH_DO [Row Daily Menu];
    Park "park" Case PARK PARK_DO [Row Daily Menu];
    Print "print" Case PRINT PRINT_DO [Row Daily Menu];
    MoveOn "move-on" Case MOVE_ON MOVE_ON_DO [Row Daily Menu];
    Submit "submit" Case SUBMIT SUBMIT_DO [Row Daily Menu] 'w';
    Reveal "reveal" Case REVEAL REVEAL_DO [Menu];
    Menu "menu" General MENU MENU_DO [Row Daily];
    Back "back" General BACK BACK_DO [Row Daily Menu] 'q';
    SignOut "sign-out" General SIGN_OUT SIGN_OUT_DO [Menu];
    Quit "quit" General QUIT QUIT_DO [Row Menu];

    Up "up" Move UP UP_DO [Daily];
    Down "down" Move DOWN DOWN_DO [Daily];
    Left "left" Move LEFT LEFT_DO [];
    Right "right" Move RIGHT RIGHT_DO [];
    PageUp "page-up" Move PAGE_UP PAGE_UP_DO [Daily];
    PageDown "page-down" Move PAGE_DOWN PAGE_DOWN_DO [Daily];
    First "first" Move FIRST FIRST_DO [Daily];
    Last "last" Move LAST LAST_DO [Daily];

    NextPane "next-pane" Screen NEXT_PANE NEXT_PANE_DO [Wide Daily];
    PreviousPane "previous-pane" Screen PREVIOUS_PANE PREVIOUS_PANE_DO [Daily];
    Lock "lock" Screen LOCK LOCK_DO [Wide Daily Menu];
    Redraw "redraw" Screen REDRAW REDRAW_DO [Menu];
    Pane1 "pane-1" Screen PANE_1 PANE_1_DO [Menu];
    Pane2 "pane-2" Screen PANE_2 PANE_2_DO [Menu];
    Pane3 "pane-3" Screen PANE_3 PANE_3_DO [Menu];
    Pane4 "pane-4" Screen PANE_4 PANE_4_DO [Menu];
    Pane5 "pane-5" Screen PANE_5 PANE_5_DO [Menu];
    Pane6 "pane-6" Screen PANE_6 PANE_6_DO [Menu];
    Pane7 "pane-7" Screen PANE_7 PANE_7_DO [Menu];
    Pane8 "pane-8" Screen PANE_8 PANE_8_DO [Menu];
    Pane9 "pane-9" Screen PANE_9 PANE_9_DO [Menu];

    Open "open" List OPEN OPEN_DO [Daily];
    SelectRow "select-row" List SELECT_ROW SELECT_ROW_DO [Wide Daily];
    SelectAll "select-all" List SELECT_ALL SELECT_ALL_DO [Menu];
    SelectNone "select-none" List SELECT_NONE SELECT_NONE_DO [Daily Menu];
    SortPrevious "sort-previous" List SORT_PREVIOUS SORT_PREVIOUS_DO [Menu];
    SortNext "sort-next" List SORT_NEXT SORT_NEXT_DO [Menu];
    SortReverse "sort-reverse" List SORT_REVERSE SORT_REVERSE_DO [Menu];

    NextField "next-field" Form NEXT_FIELD NEXT_FIELD_DO [Daily];
    PreviousField "previous-field" Form PREVIOUS_FIELD PREVIOUS_FIELD_DO [Daily];
    GoToField "go-to-field" Form GO_TO_FIELD GO_TO_FIELD_DO [Daily Menu];
    SameAsLast "same-as-last" Form SAME_AS_LAST SAME_AS_LAST_DO [Daily Menu];
    FieldExit "field-exit" Form FIELD_EXIT FIELD_EXIT_DO [Daily];
    ClearField "clear-field" Form CLEAR_FIELD CLEAR_FIELD_DO [Menu];

    Undo "undo" Edit UNDO UNDO_DO [Wide Daily Menu];
    Redo "redo" Edit REDO REDO_DO [Daily Menu];
    Copy "copy" Edit COPY COPY_DO [Daily Menu];
}

impl Action {
    /// The panes 1 to 9 in order.
    pub const PANES: [Self; 9] = [
        Self::Pane1,
        Self::Pane2,
        Self::Pane3,
        Self::Pane4,
        Self::Pane5,
        Self::Pane6,
        Self::Pane7,
        Self::Pane8,
        Self::Pane9,
    ];

    /// The stable name in keymap files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.info().id
    }

    /// The action with the name `id`.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.id() == id)
    }

    /// Whether the action has the property `wanted`.
    #[must_use]
    pub fn is(self, wanted: Trait) -> bool {
        self.info().traits.contains(&wanted)
    }

    /// The number of the pane this action goes to, 1 to 9.
    #[must_use]
    pub fn pane(self) -> Option<usize> {
        Self::PANES.iter().position(|pane| *pane == self).map(|at| at + 1)
    }

    /// The title where `contexts` (innermost first) are in force: F2 is 收件 on a board and 记一笔
    /// inside a case, while the key keeps its meaning.
    #[must_use]
    pub fn title(self, contexts: &[Context]) -> &'static Phrase {
        contexts.iter().find_map(|context| self.own_title(*context)).unwrap_or(self.info().title)
    }

    const fn own_title(self, context: Context) -> Option<&'static Phrase> {
        match (self, context) {
            (Self::New, Context::Case) => Some(&words::NEW_NOTE),
            (Self::New, Context::Person) => Some(&words::NEW_VISIT),
            (Self::Print, Context::Person) => Some(&words::PAPERS),
            (Self::Choices, Context::Case) => Some(&words::CHOICES),
            (Self::Choices, Context::Board) => Some(&words::CHOICES_BOARD),
            (Self::Submit, Context::Dialog) => Some(&words::SUBMIT_DIALOG),
            (Self::Back, Context::Dialog) => Some(&words::BACK_DIALOG),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn ids_are_kebab_case_and_stand_once() {
        for action in Action::ALL {
            let id = action.id();
            assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
            assert_eq!(Action::parse(id), Some(*action), "{id}");
        }
        assert_eq!(Action::parse("Submit"), None);
    }

    #[test]
    fn titles_and_help_fit_their_columns_in_both_languages() {
        for action in Action::ALL {
            for lang in [Lang::Zh, Lang::En] {
                assert!(action.info().title.say(lang).width() <= 11, "{} {lang:?}", action.id());
                assert!(action.info().help.say(lang).width() <= 42, "{} {lang:?}", action.id());
            }
        }
    }

    #[test]
    fn titles_change_their_noun_with_the_place() {
        for (action, context, title) in [
            (Action::New, Context::Board, "收件"),
            (Action::New, Context::Case, "记一笔"),
            (Action::Choices, Context::Board, "筛选"),
            (Action::Choices, Context::Form, "选项"),
            (Action::Choices, Context::Case, "选项"),
            (Action::Submit, Context::Dialog, "确认"),
            (Action::Help, Context::Case, "帮助"),
        ] {
            assert_eq!(action.title(context.stack()).zh, title, "{} {}", action.id(), context.id());
        }
    }

    #[test]
    fn contexts_are_found_by_name_and_end_with_global() {
        for context in Context::ALL {
            assert_eq!(Context::parse(context.id()), Some(context));
            assert_eq!(context.stack().first(), Some(&context));
            assert_eq!(context.stack().last(), Some(&Context::Global));
        }
        assert_eq!(Context::parse("boards"), None);
    }

    #[test]
    fn panes_are_numbered_from_one() {
        assert_eq!(Action::Pane1.pane(), Some(1));
        assert_eq!(Action::Pane9.pane(), Some(9));
        assert_eq!(Action::Help.pane(), None);
    }
}
