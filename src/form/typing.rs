//! What a typed character means in a field: text, a command, or nothing.

use super::spec::Kind;
use crate::text::{fold_ascii_char, fold_command_char};

/// The meaning of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// It is text, in this form.
    Take(char),
    /// Field Exit: drop the rest, go on.
    Exit,
    /// Back to the field before.
    Back,
    /// It cannot stand here.
    Refuse,
}

/// Reads a character typed into a field of this kind (T5).
///
/// Numbers and codes are folded to half width, `*` is the X of an identity number. Where `+` and `-`
/// cannot be text they are commands; where they only begin a value (`+5g`, `+86`) or stand inside
/// one (`2026-11-21`, `0571-8888`) it depends on whether there is a value.
#[must_use]
pub fn read(kind: Kind, c: char, empty: bool) -> Typed {
    let folded = fold_ascii_char(c);
    match kind {
        Kind::Name | Kind::Text { .. } | Kind::Lines { .. } | Kind::Passphrase => Typed::Take(c),
        Kind::Secret => Typed::Take(folded),
        Kind::IdNumber => command(folded).unwrap_or(match folded {
            '*' | '×' => Typed::Take('X'),
            c if c.is_ascii_alphanumeric() => Typed::Take(c.to_ascii_uppercase()),
            _ => Typed::Refuse,
        }),
        Kind::Phone => signs(folded, empty).unwrap_or(match folded {
            '0'..='9' | '(' | ')' | ' ' | '#' | ',' | '转' | '分' | '机' => Typed::Take(folded),
            _ => Typed::Refuse,
        }),
        Kind::Day(_) | Kind::Time => signs(folded, empty).unwrap_or(match fold_command_char(c) {
            c if c.is_control() => Typed::Refuse,
            c => Typed::Take(c),
        }),
        Kind::Digits { .. } => command(folded).unwrap_or(if folded.is_ascii_digit() {
            Typed::Take(folded)
        } else {
            Typed::Refuse
        }),
        Kind::Numbers => command(folded).unwrap_or(match folded {
            '0'..='9' => Typed::Take(folded),
            ' ' | ',' | '.' | '、' | '。' => Typed::Take(' '),
            _ => Typed::Refuse,
        }),
        Kind::Amount => command(folded).unwrap_or(match folded {
            '0'..='9' | '.' => Typed::Take(folded),
            '。' => Typed::Take('.'),
            _ => Typed::Refuse,
        }),
        Kind::Code { upper, .. } => command(folded).unwrap_or(match folded {
            c if c.is_ascii_alphanumeric() => Typed::Take(if upper { c.to_ascii_uppercase() } else { c }),
            _ => Typed::Refuse,
        }),
        Kind::Item
        | Kind::Operator
        | Kind::Grid
        | Kind::Helper
        | Kind::Category
        | Kind::Person
        | Kind::Volunteer
        | Kind::Team
        | Kind::Partner
        | Kind::Choice(_)
        | Kind::Flag(_)
        | Kind::Many(_)
        | Kind::Materials => command(folded).unwrap_or(Typed::Take(folded)),
    }
}

/// Reads a pasted text, or one from a record, as if it were typed into a full field.
#[must_use]
pub fn read_all(kind: Kind, text: &str) -> String {
    text.chars()
        .filter_map(|c| match (read(kind, c, false), kind) {
            (Typed::Take(c), _) => Some(c),
            // What would be a command under the fingers is text in a paste, where it can be text.
            (Typed::Exit, Kind::Phone | Kind::Day(_) | Kind::Time) => Some('+'),
            (Typed::Exit, kind) if kind.picked() => Some('+'),
            (Typed::Back, kind) if kind.picked() => Some('-'),
            _ => None,
        })
        .collect()
}

const fn command(folded: char) -> Option<Typed> {
    match folded {
        '+' => Some(Typed::Exit),
        '-' => Some(Typed::Back),
        _ => None,
    }
}

const fn signs(folded: char, empty: bool) -> Option<Typed> {
    match (folded, empty) {
        ('+', true) => Some(Typed::Take('+')),
        ('-', false) => Some(Typed::Take('-')),
        _ => command(folded),
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::Toward;
    use super::*;

    #[test]
    fn t_5_characters_are_folded_where_they_are_numbers() {
        use Typed::{Back, Exit, Refuse, Take};
        let digits = Kind::Digits { digits: 3, least: 0, most: 365 };
        let table = [
            (Kind::IdNumber, '１', true, Take('1')),
            (Kind::IdNumber, '*', false, Take('X')),
            (Kind::IdNumber, '＊', false, Take('X')),
            (Kind::IdNumber, 'x', false, Take('X')),
            (Kind::IdNumber, '+', false, Exit),
            (Kind::IdNumber, '＋', false, Exit),
            (Kind::IdNumber, '-', false, Back),
            (Kind::IdNumber, '王', false, Refuse),
            (Kind::Phone, '+', true, Take('+')),
            (Kind::Phone, '+', false, Exit),
            (Kind::Phone, '-', true, Back),
            (Kind::Phone, '－', false, Take('-')),
            (Kind::Day(Toward::Any), '+', true, Take('+')),
            (Kind::Day(Toward::Any), '-', false, Take('-')),
            (Kind::Day(Toward::Any), '-', true, Back),
            (Kind::Time, '：', false, Take(':')),
            (Kind::Text { max: 9 }, '+', true, Take('+')),
            (Kind::Text { max: 9 }, '－', true, Take('－')),
            (Kind::Text { max: 9 }, '１', true, Take('１')),
            (Kind::Name, '-', false, Take('-')),
            (Kind::Item, '１', true, Take('1')),
            (Kind::Item, '-', false, Back),
            (digits, '5', true, Take('5')),
            (digits, 'a', true, Refuse),
            (digits, '+', true, Exit),
            (Kind::Numbers, '、', false, Take(' ')),
            (Kind::Code { min: 1, max: 9, upper: true }, 'ａ', true, Take('A')),
        ];
        for (kind, c, empty, want) in table {
            assert_eq!(read(kind, c, empty), want, "{kind:?} {c}");
        }
    }

    #[test]
    fn a_paste_drops_what_cannot_stand() {
        let table = [
            (Kind::IdNumber, "1101 0519-4912 31002x\n", "11010519491231002X"),
            (Kind::Phone, "+86 138-0000-6021", "+86 138-0000-6021"),
            (Kind::Digits { digits: 3, least: 0, most: 365 }, "５ 天", "5"),
        ];
        for (kind, text, want) in table {
            assert_eq!(read_all(kind, text), want, "{text}");
        }
    }
}
