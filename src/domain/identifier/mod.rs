//! Identifiers: identity numbers, credit codes, telephones, names and disability cards.
//!
//! Each kind has a file with a `check` that gives the value in the one form in which it is kept,
//! or says what is wrong, where, and what to do. All are pure; `today` is an argument.

use chrono::NaiveDate;

use crate::words::{Arg, Message, identifier as words};

pub mod credit_code;
pub mod disability_card;
pub mod id_number;
pub mod name;
pub mod phone;

named! {
    /// What kind of identifier a value turned out to be.
    Kind {
        /// An 18-character resident identity number (ID-1).
        ResidentId = "resident-id", words::RESIDENT_ID;
        /// A 15-digit number of the first generation, kept as 18 characters (ID-3).
        ResidentId15 = "resident-id-15", words::RESIDENT_ID_15;
        /// A residence permit of a Hong Kong, Macao or Taiwan resident (ID-4).
        HmtResidencePermit = "hmt-residence-permit", words::HMT_RESIDENCE_PERMIT;
        /// A foreign permanent resident card of 2023, 18 characters beginning with 9 (ID-5).
        ForeignPermanentResident = "foreign-permanent-resident", words::FOREIGN_PERMANENT_RESIDENT;
        /// An older foreign permanent resident card, 3 letters and 12 digits (ID-5).
        ForeignPermanentResidentOld = "foreign-permanent-resident-old", words::FOREIGN_PERMANENT_RESIDENT_OLD;
        /// A mobile telephone (ID-9).
        Mobile = "mobile", words::MOBILE;
        /// A landline with its area code (ID-9).
        Landline = "landline", words::LANDLINE;
        /// A 400 or 800 number (ID-9).
        ServiceLine = "service-line", words::SERVICE_LINE;
        /// A short code of 3 to 6 digits (ID-9).
        ShortCode = "short-code", words::SHORT_CODE;
        /// A unified social credit code (ID-6).
        CreditCode = "credit-code", words::CREDIT_CODE;
        /// The name of a person (ID-10).
        PersonalName = "personal-name", words::PERSONAL_NAME;
        /// A disability card (ID-7).
        DisabilityCard = "disability-card", words::DISABILITY_CARD;
    }
}

named! {
    /// The sex that an identity number gives: an odd 17th digit is male (ID-1).
    Sex {
        /// Male.
        Male = "male", words::MALE;
        /// Female.
        Female = "female", words::FEMALE;
    }
}

/// A value that passed its check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The value in the form in which it is kept: folded, without spaces, upper case.
    pub normalized: String,
    /// What kind it is.
    pub kind: Kind,
    /// The day of birth, where the value gives it.
    pub birth: Option<NaiveDate>,
    /// The sex, where the value gives it.
    pub sex: Option<Sex>,
}

impl Checked {
    /// A value of `kind` that says nothing about birth or sex.
    fn plain(kind: Kind, normalized: String) -> Self {
        Self { normalized, kind, birth: None, sex: None }
    }
}

/// What sort of fault a value has; the words are stable, for JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Nothing was given.
    Empty,
    /// Too short or too long.
    BadLength,
    /// A character that cannot stand where it stands.
    BadCharacter,
    /// The check character does not fit the others.
    BadCheckDigit,
    /// A date that no calendar has.
    ImpossibleDate,
    /// A day of birth after today.
    FutureDate,
    /// A disability category outside 1 to 7.
    BadCategory,
    /// A disability grade outside 1 to 4.
    BadGrade,
}

impl Fault {
    /// The stable English word, such as `bad-check-digit`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::BadLength => "bad-length",
            Self::BadCharacter => "bad-character",
            Self::BadCheckDigit => "bad-check-digit",
            Self::ImpossibleDate => "impossible-date",
            Self::FutureDate => "future-date",
            Self::BadCategory => "bad-category",
            Self::BadGrade => "bad-grade",
        }
    }
}

/// Why a value was refused. It names the place, never the whole value, so that it may be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The sort of fault.
    pub fault: Fault,
    /// The id of the rule in the rule book, `ID-1`.
    pub rule: &'static str,
    /// What is wrong, where, and what to do.
    pub message: Message,
}

impl Problem {
    fn new(fault: Fault, rule: &'static str, message: impl Into<Message>) -> Self {
        Self { fault, rule, message: message.into() }
    }

    /// The stable English word of the fault, for JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.fault.word()
    }
}

/// Folds one full-width character (U+FF01 to U+FF5E, U+3000) to its half-width form.
fn fold(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The characters of a number: folded, upper case, without spaces, hyphens and invisible marks.
///
/// Telephones copied from an address book carry direction marks; they are dropped like spaces.
fn characters(value: &str) -> Vec<char> {
    value
        .chars()
        .map(fold)
        .filter(|c| !c.is_whitespace() && !is_hyphen(*c) && !is_invisible(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Hyphens and dashes that people put between the groups of a number.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Characters that show nothing, or turn the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// A character as a message shows it: itself, or its code point when it cannot be seen.
fn shown(c: char) -> Arg {
    if c.is_control() || is_invisible(c) {
        return Arg::Text(format!("U+{:04X}", u32::from(c)));
    }
    Arg::Text(c.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Named;

    #[test]
    fn words_in_json_are_stable() {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(
            kinds.join(" "),
            "resident-id resident-id-15 hmt-residence-permit foreign-permanent-resident \
             foreign-permanent-resident-old mobile landline service-line short-code credit-code \
             personal-name disability-card"
        );
        assert_eq!(Sex::from_word("female"), Some(Sex::Female));
        assert_eq!(Fault::BadCheckDigit.word(), "bad-check-digit");
    }

    #[test]
    fn invisible_characters_are_named_by_code_point() {
        for (c, text) in [('O', "O"), ('二', "二"), ('\u{7}', "U+0007"), ('\u{202e}', "U+202E")] {
            assert_eq!(shown(c), Arg::Text(text.to_owned()));
        }
    }
}
