//! What a form is made of: fields, kinds, order, rules and help, all as data.

use super::values::Values;
use crate::words::{Message, Phrase};

/// A form, declared once: the full screen draws it, the command line fills it, a reader speaks it.
#[derive(Debug)]
pub struct FormSpec {
    /// The verb's stable word, such as `take`.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static Phrase,
    /// Whether something leaves the building, so that F9 shows a panel first.
    pub outgoing: bool,
    /// Whether Enter in the last field submits, as a sign-in does; everywhere else only F9 does.
    pub enter_submits: bool,
    /// The fields, in the order of the conversation at the counter.
    pub fields: &'static [FieldSpec],
    /// What only the command's JSON has, because the screen knows it without asking.
    pub command_only: &'static [FieldSpec],
    /// Whether what is typed is kept while it is typed; what somebody says about others is not (CP-7, CP-10).
    pub drafted: bool,
}

/// One field of a form.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// The path in the command's JSON, dotted: `applicant.id_number`.
    pub id: &'static str,
    /// The label.
    pub label: &'static Phrase,
    /// What may stand in it.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: Required,
    /// Whether it is there at all.
    pub shown: Shown,
    /// Format, example, and what blank means.
    pub help: &'static Phrase,
    /// Why it is asked, with the rule.
    pub why: &'static Phrase,
    /// What it starts with.
    pub default: Preset,
    /// Whether a complete value moves on by itself.
    pub auto_advance: bool,
    /// Whether it carries one of the numbers 1 to 9 of Ctrl+G.
    pub numbered: bool,
    /// Drawn in the row of the field before it.
    pub same_row: bool,
    /// Columns between the brackets.
    pub width: u16,
    /// Whether canned sentences expand in it.
    pub canned: bool,
    /// What is looked up when it is left.
    pub asks: Option<Asks>,
    /// What else can be wrong with it.
    pub rule: Option<fn(&Values<'_>) -> Option<Finding>>,
    /// Whether it is encrypted before it becomes a command: never drafted, never in the JSON (CP-7).
    pub sealed: bool,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The name of a person (ID-10).
    Name,
    /// An identity number (ID-1 to ID-5).
    IdNumber,
    /// A telephone number (ID-9).
    Phone,
    /// One line of at most so many characters.
    Text {
        /// Characters at most.
        max: usize,
    },
    /// Several lines.
    Lines {
        /// Characters at most.
        max: usize,
    },
    /// One of a few, by digit.
    Choice(&'static [ChoiceSpec]),
    /// Yes or no, by digit; the first choice is yes.
    Flag(&'static [ChoiceSpec]),
    /// Any of a few, by digit.
    Many(&'static [ChoiceSpec]),
    /// An item of the catalogue.
    Item,
    /// A colleague.
    Operator,
    /// A grid.
    Grid,
    /// A helper (帮扶人), by name.
    Helper,
    /// A category of a person (类别).
    Category,
    /// A person's record, by its number.
    Person,
    /// A volunteer, by number.
    Volunteer,
    /// A team of volunteers, by name.
    Team,
    /// A partner of the community, by name.
    Partner,
    /// The materials of the item or of the case.
    Materials,
    /// A day.
    Day(Toward),
    /// A day and time, in the past.
    Time,
    /// A whole number.
    Digits {
        /// Digits at most.
        digits: usize,
        /// The least value.
        least: u32,
        /// The greatest value.
        most: u32,
    },
    /// Several whole numbers, parted by blanks.
    Numbers,
    /// Yuan and fen, kept as fen.
    Amount,
    /// A code of letters and digits.
    Code {
        /// Characters at least.
        min: usize,
        /// Characters at most.
        max: usize,
        /// Capitals only.
        upper: bool,
    },
    /// A secret: masked, never drafted, never in the JSON.
    Secret,
    /// What opens sealed identities: a secret of at least twelve characters, taken as it is typed.
    Passphrase,
}

/// Where a day without a year is looked for, and which days are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Today or before.
    Past,
    /// Today or later.
    Future,
    /// Whichever is nearer.
    Any,
}

/// One of the values of a choice.
#[derive(Debug, Clone, Copy)]
pub struct ChoiceSpec {
    /// The digit that picks it.
    pub digit: char,
    /// The stable word of the JSON.
    pub word: &'static str,
    /// What people read.
    pub label: &'static Phrase,
}

/// When a field must be filled in.
#[derive(Debug, Clone, Copy)]
pub enum Required {
    /// Always.
    Always,
    /// Never.
    Never,
    /// When the other fields say so.
    When(fn(&Values<'_>) -> bool),
}

/// When a field is there.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// Always.
    Always,
    /// When the other fields or the case say so.
    When(fn(&Values<'_>) -> bool),
    /// When it is asked for (Ctrl+G 0), or holds something.
    OnDemand,
}

/// What a field starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Nothing: it waits for a person.
    None,
    /// Nothing, and that says something (now, today, unchanged): Enter passes it by.
    Blank,
    /// The choice with this word; Enter passes it by.
    Word(&'static str),
}

/// What is looked up when a field is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The person with this identity number.
    Person,
    /// Whether the same person has the same matter under way.
    Similar,
}

/// What a rule finds wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, where, what to do.
    pub message: Message,
    /// The id of the rule.
    pub rule: Option<&'static str>,
    /// Whether the form cannot be submitted like this.
    pub blocks: bool,
}

impl Finding {
    /// Something that must be put right first.
    #[must_use]
    pub fn blocking(message: impl Into<Message>) -> Self {
        Self { message: message.into(), rule: None, blocks: true }
    }

    /// Something to know; it never blocks.
    #[must_use]
    pub fn warning(message: impl Into<Message>) -> Self {
        Self { message: message.into(), rule: None, blocks: false }
    }

    /// The same, by the rule with this id.
    #[must_use]
    pub fn by(self, rule: &'static str) -> Self {
        Self { rule: Some(rule), ..self }
    }
}

impl FormSpec {
    /// Declares a form that asks nothing before it is carried out.
    #[must_use]
    pub const fn new(id: &'static str, title: &'static Phrase, fields: &'static [FieldSpec]) -> Self {
        Self { id, title, outgoing: false, enter_submits: false, fields, command_only: &[], drafted: true }
    }

    /// The same, with what only the command's JSON has.
    #[must_use]
    pub const fn command_only(mut self, fields: &'static [FieldSpec]) -> Self {
        self.command_only = fields;
        self
    }

    /// The same, with a panel before something leaves the building.
    #[must_use]
    pub const fn outgoing(mut self) -> Self {
        self.outgoing = true;
        self
    }

    /// The same, of which no draft is kept.
    #[must_use]
    pub const fn undrafted(mut self) -> Self {
        self.drafted = false;
        self
    }

    /// The same, submitted by Enter in its last field.
    #[must_use]
    pub const fn enter_submits(mut self) -> Self {
        self.enter_submits = true;
        self
    }

    /// The field with this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.id == id)
    }
}

impl FieldSpec {
    /// Declares a field that may stay empty.
    #[must_use]
    pub const fn new(
        id: &'static str,
        label: &'static Phrase,
        kind: Kind,
        help: &'static Phrase,
        why: &'static Phrase,
    ) -> Self {
        Self {
            id,
            label,
            kind,
            required: Required::Never,
            shown: Shown::Always,
            help,
            why,
            default: Preset::None,
            auto_advance: kind.advances(),
            numbered: true,
            same_row: false,
            width: kind.width(),
            canned: false,
            asks: None,
            rule: None,
            sealed: false,
        }
    }

    /// It must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = Required::Always;
        self
    }

    /// It must be filled in when `test` holds.
    #[must_use]
    pub const fn required_when(mut self, test: fn(&Values<'_>) -> bool) -> Self {
        self.required = Required::When(test);
        self
    }

    /// It is there only when `test` holds.
    #[must_use]
    pub const fn shown_when(mut self, test: fn(&Values<'_>) -> bool) -> Self {
        self.shown = Shown::When(test);
        self
    }

    /// It is there only when asked for; it carries no number.
    #[must_use]
    pub const fn on_demand(mut self) -> Self {
        self.shown = Shown::OnDemand;
        self.numbered = false;
        self
    }

    /// Blank says something: Enter passes it by.
    #[must_use]
    pub const fn blank(mut self) -> Self {
        self.default = Preset::Blank;
        self
    }

    /// It starts with the choice of this word: Enter passes it by.
    #[must_use]
    pub const fn word(mut self, word: &'static str) -> Self {
        self.default = Preset::Word(word);
        self
    }

    /// It carries no number.
    #[must_use]
    pub const fn unnumbered(mut self) -> Self {
        self.numbered = false;
        self
    }

    /// It stands in the row of the field before it.
    #[must_use]
    pub const fn beside(mut self) -> Self {
        self.same_row = true;
        self
    }

    /// It is so many columns wide.
    #[must_use]
    pub const fn columns(mut self, width: u16) -> Self {
        self.width = width;
        self
    }

    /// Canned sentences expand in it.
    #[must_use]
    pub const fn canned(mut self) -> Self {
        self.canned = true;
        self
    }

    /// Something is looked up when it is left.
    #[must_use]
    pub const fn asks(mut self, asks: Asks) -> Self {
        self.asks = Some(asks);
        self
    }

    /// It is encrypted before it becomes a command.
    #[must_use]
    pub const fn sealed(mut self) -> Self {
        self.sealed = true;
        self
    }

    /// Whether nothing of it is ever written down in clear.
    #[must_use]
    pub const fn forgotten(&self) -> bool {
        self.sealed || self.kind.secret()
    }

    /// It has a rule of its own.
    #[must_use]
    pub const fn rule(mut self, rule: fn(&Values<'_>) -> Option<Finding>) -> Self {
        self.rule = Some(rule);
        self
    }
}

impl Kind {
    const fn advances(self) -> bool {
        matches!(self, Self::IdNumber | Self::Phone | Self::Choice(_) | Self::Flag(_))
    }

    const fn width(self) -> u16 {
        match self {
            Self::Name | Self::IdNumber | Self::Item | Self::Operator | Self::Helper | Self::Person => 20,
            Self::Volunteer | Self::Team | Self::Partner => 20,
            Self::Text { .. } | Self::Lines { .. } | Self::Materials => 56,
            Self::Choice(_) | Self::Flag(_) | Self::Many(_) => 1,
            Self::Phone | Self::Grid | Self::Time | Self::Category => 18,
            Self::Day(_) | Self::Code { .. } | Self::Amount | Self::Numbers => 12,
            Self::Digits { .. } => 6,
            Self::Secret => 20,
            Self::Passphrase => 40,
        }
    }

    /// Whether it is picked from a long list by number, code, name or pinyin.
    #[must_use]
    pub const fn picked(self) -> bool {
        matches!(
            self,
            Self::Item
                | Self::Operator
                | Self::Grid
                | Self::Helper
                | Self::Category
                | Self::Person
                | Self::Volunteer
                | Self::Team
                | Self::Partner
        )
    }

    /// Whether its value is the number of a record, offered or not.
    #[must_use]
    pub const fn by_number(self) -> bool {
        matches!(self, Self::Person | Self::Volunteer)
    }

    /// Whether a value is one to be hidden and forgotten.
    #[must_use]
    pub const fn secret(self) -> bool {
        matches!(self, Self::Secret | Self::Passphrase)
    }

    /// The choices of a field that has some.
    #[must_use]
    pub const fn choices(self) -> &'static [ChoiceSpec] {
        match self {
            Self::Choice(choices) | Self::Flag(choices) | Self::Many(choices) => choices,
            _ => &[],
        }
    }

    /// How many characters fit; those of free text are counted, not cut.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Name => 200,
            Self::IdNumber => 18,
            Self::Phone | Self::Day(_) | Self::Time | Self::Numbers => 40,
            Self::Text { max } | Self::Lines { max } | Self::Code { max, .. } => max,
            Self::Item | Self::Operator | Self::Grid | Self::Helper | Self::Category | Self::Person => 100,
            Self::Volunteer | Self::Team | Self::Partner => 100,
            Self::Digits { digits, .. } => digits,
            Self::Amount => 12,
            Self::Secret => 64,
            Self::Passphrase => 200,
            Self::Choice(_) | Self::Flag(_) | Self::Many(_) | Self::Materials => 0,
        }
    }
}
