//! Picking from a long list by number, code, a part of the name, or pinyin initials.

use crate::domain::search_key::{self, PersonWords};
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// At most this many are offered.
const MOST: usize = 200;
/// Longer texts are no name of anything in a list.
const LONGEST: usize = 100;

/// Something that can be picked: an item, a colleague, a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What the command gets: the code.
    pub value: String,
    /// The number that people type, where it is not the code itself.
    pub number: Option<u16>,
    /// What people call it.
    pub name: String,
    /// Why it is offered, or what tells it apart; nothing where the name says all.
    pub hint: String,
    /// Search keys of the name, made once.
    keys: Vec<String>,
}

impl Pick {
    /// Makes one, with its pinyin keys.
    #[must_use]
    pub fn new(value: impl Into<String>, number: Option<u16>, name: impl Into<String>) -> Self {
        let name = name.into();
        let keys = search_key::keys(&PersonWords { name: &name, phones: &[], id_numbers: &[] });
        Self { value: value.into(), number, name, hint: String::new(), keys }
    }

    /// Says beside it why it is offered, or what tells it apart.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// What stands in the field once it is picked: `12 低保申请`; the name alone where it is the value.
    #[must_use]
    pub fn label(&self) -> String {
        match self.number {
            Some(number) => format!("{number} {}", self.name),
            None if self.value == self.name => self.name.clone(),
            None => format!("{} {}", self.value, self.name),
        }
    }

    fn is(&self, typed: &str) -> bool {
        let number = typed.parse::<u16>().ok().filter(|_| typed.bytes().all(|byte| byte.is_ascii_digit()));
        number.is_some() && number == self.number
            || self.value.eq_ignore_ascii_case(typed)
            || self.name == typed
            || self.label() == typed
    }

    /// How well one word fits: a lower tier is better, within it a lower rank; `None` not at all.
    fn fits(&self, word: &str, probes: &[search_key::Probe], fuzzy: &SkimMatcherV2) -> Option<(u8, i64)> {
        let name = search_key::fold(&self.name);
        let number = self.number.map(|number| number.to_string()).unwrap_or_default();
        let value = self.value.to_lowercase();
        if number == word || value == word {
            return Some((0, 0));
        }
        if !number.is_empty() && number.starts_with(word) || value.starts_with(word) {
            return Some((1, 0));
        }
        if let Some(at) = name.find(word) {
            return Some((2, i64::try_from(at).unwrap_or(i64::MAX)));
        }
        let by_key = |probe: &search_key::Probe| {
            self.keys.iter().any(|key| key.starts_with(&probe.prefix)) && probe.keeps(&self.name)
        };
        if let Some(at) = probes.iter().position(by_key) {
            return Some((3, i64::try_from(at).unwrap_or(i64::MAX)));
        }
        fuzzy.fuzzy_match(&name, word).map(|score| (4, -score))
    }
}

/// The one that the text names outright: its number, code, name or label.
#[must_use]
pub fn exact(list: &[&Pick], typed: &str) -> Option<usize> {
    let typed = crate::text::fold_ascii(typed.trim());
    if typed.is_empty() || typed.len() > 4 * LONGEST {
        return None;
    }
    list.iter().position(|pick| pick.is(&typed))
}

/// Everything that fits the text, best first, as indices; all of it for an empty text.
///
/// Words parted by blanks must all fit. Numbers and codes come before names, names before pinyin,
/// and scattered characters last.
#[must_use]
pub fn ranked(list: &[&Pick], typed: &str) -> Vec<usize> {
    if typed.len() > 4 * LONGEST {
        return Vec::new();
    }
    let folded = search_key::fold(typed);
    let words: Vec<(&str, Vec<search_key::Probe>)> =
        folded.split_whitespace().map(|word| (word, search_key::query(word))).collect();
    let fuzzy = SkimMatcherV2::default();
    let mut found: Vec<((u8, i64), usize)> = Vec::new();
    for (at, pick) in list.iter().enumerate() {
        let tiers: Option<Vec<(u8, i64)>> =
            words.iter().map(|(word, probes)| pick.fits(word, probes, &fuzzy)).collect();
        if let Some(tiers) = tiers {
            found.push((tiers.into_iter().max().unwrap_or_default(), at));
        }
    }
    found.sort_by_key(|(tier, at)| (*tier, *at));
    // Scattered characters are a last resort: where something fits better, they only disturb.
    if found.first().is_some_and(|((tier, _), _)| *tier < 4) {
        found.retain(|((tier, _), _)| *tier < 4);
    }
    found.into_iter().map(|(_, at)| at).take(MOST).collect()
}

/// The one that a text means: named outright, or the only one that fits.
///
/// # Errors
/// How many fit: none, or several.
pub fn resolve(list: &[&Pick], typed: &str) -> Result<usize, usize> {
    if let Some(at) = exact(list, typed) {
        return Ok(at);
    }
    match ranked(list, typed).as_slice() {
        [only] => Ok(*only),
        several => Err(several.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Pick> {
        vec![
            Pick::new("MZ01", Some(12), "最低生活保障申请"),
            Pick::new("MZ02", Some(13), "临时救助申请"),
            Pick::new("HJ01", Some(21), "居住证明"),
            Pick::new("HJ02", Some(120), "居住登记"),
            Pick::new("03", None, "朝阳里"),
        ]
    }

    #[test]
    fn by_number_code_name_and_pinyin() {
        let table: [(&str, &[usize]); 12] = [
            ("12", &[0, 3]),
            ("１２", &[0, 3]),
            ("mz", &[0, 1]),
            ("mz02", &[1]),
            ("居住", &[2, 3]),
            ("居住 登记", &[3]),
            ("zdsh", &[0]),
            ("linshi", &[1]),
            ("低保", &[0]),
            ("03", &[4]),
            ("没有", &[]),
            ("", &[0, 1, 2, 3, 4]),
        ];
        for (typed, want) in table {
            assert_eq!(ranked(&list().iter().collect::<Vec<_>>(), typed), want, "{typed}");
        }
    }

    #[test]
    fn outright_names_win_over_beginnings() {
        let list = list();
        let list: Vec<&Pick> = list.iter().collect();
        for (typed, want) in [
            ("12", Ok(0)),
            ("120", Ok(3)),
            ("mz02", Ok(1)),
            ("12 最低生活保障申请", Ok(0)),
            ("3", Err(0)),
            ("03", Ok(4)),
            ("居", Err(2)),
            ("zdsh", Ok(0)),
        ] {
            assert_eq!(resolve(&list, typed), want, "{typed}");
        }
        assert_eq!(ranked(&list, &"居".repeat(100_000)), Vec::<usize>::new());
    }
}
