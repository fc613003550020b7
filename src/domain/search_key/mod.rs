//! Search keys of a person and the questions that find them, all answered by prefix.
//!
//! A key is one letter for its kind and the text, so that every question is a prefix range in one
//! table:
//!
//! | kind | what stands behind it | 张伟, 13812348812 |
//! |---|---|---|
//! | `n` | every suffix of the name, without spaces and dots | `n张伟` `n伟` |
//! | `i` | initials, all readings | `izw` |
//! | `m` | the first sign, then initials | `m张w` |
//! | `p` | pinyin of every suffix, all readings, ü as v and as u | `pzhangwei` `pwei` |
//! | `t` `T` | telephone forwards and backwards | `t13812348812` `T21884321831` |
//! | `d` `D` | identity number forwards and backwards | |
//!
//! What a person typed and what a record says go through the same [`fold`].

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

mod address;
mod query;
mod readings;

pub use address::{address_answers, address_query, address_words};
pub use query::{Probe, query};
use readings::Unit;

/// A person has at most this many keys.
pub const MOST_KEYS: usize = 40;

/// A key and a prefix have at most this many characters behind the letter of their kind.
const LONGEST: usize = 32;

/// At most this many telephones and numbers of a person get keys.
const NUMBERS: usize = 5;

/// What a person is found by.
#[derive(Debug, Clone, Copy)]
pub struct PersonWords<'a> {
    /// The name as it is kept.
    pub name: &'a str,
    /// Telephones as they are kept, an extension behind a second hyphen.
    pub phones: &'a [&'a str],
    /// Identity and card numbers as they are kept.
    pub id_numbers: &'a [&'a str],
}

/// Makes the search keys of a person, each once, the most telling first, at most [`MOST_KEYS`].
#[must_use]
pub fn keys(person: &PersonWords<'_>) -> Vec<String> {
    let mut ranked: Vec<(usize, String)> = Vec::with_capacity(24);
    for phone in person.phones.iter().take(NUMBERS) {
        number_keys(&mut ranked, ['t', 'T'], &phone_digits(phone));
    }
    for number in person.id_numbers.iter().take(NUMBERS) {
        number_keys(&mut ranked, ['d', 'D'], &squeeze(number));
    }
    name_keys(&mut ranked, &readings::units(person.name));
    // Stable: within a rank the likelier reading stays in front.
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut seen = HashSet::with_capacity(ranked.len());
    let mut keys: Vec<String> = ranked.into_iter().map(|(_, key)| key).collect();
    keys.retain(|key| seen.insert(key.clone()));
    keys.truncate(MOST_KEYS);
    keys
}

fn number_keys(ranked: &mut Vec<(usize, String)>, [forwards, backwards]: [char; 2], number: &str) {
    if !number.is_empty() {
        ranked.push((0, key(forwards, number.chars())));
        ranked.push((0, key(backwards, number.chars().rev())));
    }
}

/// How many combinations of readings a name of so many units gets: whole, initials, each suffix.
fn bounds(units: usize) -> [usize; 3] {
    match units {
        0..=3 => [16, 6, 3],
        4 => [8, 4, 2],
        _ => [4, 2, 1],
    }
}

fn name_keys(ranked: &mut Vec<(usize, String)>, units: &[Unit]) {
    let [whole, initials, suffix] = bounds(units.len());
    for start in 0..units.len().min(MOST_KEYS) {
        let tail = units.get(start..).unwrap_or_default();
        ranked.push((start.min(1), key('n', tail.iter().flat_map(|unit| unit.text.chars()))));
        if tail.iter().any(|unit| unit.hanzi) {
            let most = if start == 0 { whole } else { suffix };
            let spread = if start == 0 { 4 } else { 1 };
            for (nth, reading) in combine(tail, most, false).into_iter().enumerate() {
                ranked.push((1 + nth / spread, key('p', reading.chars())));
            }
        }
    }
    if let [first, rest @ ..] = units
        && first.hanzi
        && !rest.is_empty()
    {
        for (nth, reading) in combine(rest, initials, true).into_iter().enumerate() {
            ranked.push((1 + nth / 2, key('m', first.text.chars().chain(reading.chars()))));
        }
    }
    if units.len() > 1 {
        for (nth, reading) in combine(units, initials, true).into_iter().enumerate() {
            ranked.push((1 + nth / 2, key('i', reading.chars())));
        }
    }
}

/// Joins one reading of each unit, at most `most` ways, those with the likeliest readings first.
fn combine(units: &[Unit], most: usize, initials: bool) -> Vec<String> {
    let mut ways: Vec<(usize, String)> = vec![(0, String::new())];
    for unit in units.iter().take(LONGEST).filter(|unit| !unit.readings.is_empty()) {
        let parts = parts(unit, initials);
        let mut next: Vec<(usize, String)> = Vec::with_capacity(ways.len() * parts.len());
        for (cost, way) in &ways {
            next.extend(
                parts.iter().enumerate().map(|(nth, part)| (cost + nth, [way.as_str(), part].concat())),
            );
        }
        next.sort_by_key(|(cost, _)| *cost);
        next.truncate(most);
        ways = next;
    }
    ways.into_iter().map(|(_, way)| way).filter(|way| !way.is_empty()).collect()
}

/// The readings of a unit, or the first letters of them, each once.
fn parts(unit: &Unit, initials: bool) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::with_capacity(unit.readings.len());
    for reading in &unit.readings {
        let first = reading.chars().next().map_or(0, char::len_utf8);
        let part = if initials { reading.get(..first).unwrap_or_default() } else { reading };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// A key or prefix: the letter of its kind and the text, no longer than [`LONGEST`].
fn key(kind: char, text: impl Iterator<Item = char>) -> String {
    std::iter::once(kind).chain(text.take(LONGEST)).collect()
}

/// The prefixes under which doubles of a person may stand: the whole name, whole telephones, and both halves of each
/// number, so that a slip in the other half does not hide them.
#[must_use]
pub fn alike(person: &PersonWords<'_>) -> Vec<String> {
    let mut prefixes = vec![key('n', squeeze(person.name).chars())];
    prefixes.extend(person.phones.iter().map(|phone| key('t', phone_digits(phone).chars())));
    for number in person.id_numbers {
        let number = squeeze(number);
        // The day of birth ends with the 14th digit; the running number with the last but one.
        if number.len() >= 15 {
            prefixes.push(key('d', number.chars().take(14)));
            prefixes.push(key('D', number.chars().rev().take(4)));
        }
    }
    prefixes.retain(|prefix| prefix.chars().count() > 1);
    prefixes
}

/// Folds a text for comparison: full-width to half-width, lower case, no accents, no variation selectors.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The folded letters and digits of a text, everything between them dropped.
fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The digits of a telephone without its extension.
fn phone_digits(phone: &str) -> String {
    let extension = phone.match_indices('-').nth(usize::from(phone.starts_with('0'))).map(|(at, _)| at);
    squeeze(extension.and_then(|at| phone.get(..at)).unwrap_or(phone))
}

#[cfg(test)]
mod tests;
