//! What was typed into the search line, turned into prefixes of search keys.

use super::{Unit, address, combine, fold, key, readings, squeeze};
use crate::domain::identifier::name::is_hanzi;

/// How many readings of a mixed question are tried.
const MIXED: usize = 4;

/// One prefix to look up among the search keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The letter of the kind and the text that a key begins with.
    pub prefix: String,
    /// Hanzi that the name must hold, in this order; empty when the prefix says it all.
    pub holds: Vec<String>,
}

impl Probe {
    /// Whether a person of this name, found by the prefix, is what was asked for.
    #[must_use]
    pub fn keeps(&self, name: &str) -> bool {
        if self.holds.is_empty() {
            return true;
        }
        let name = squeeze(name);
        let mut rest = name.as_str();
        self.holds.iter().all(|run| match rest.split_once(run.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    }
}

/// Turns one typed word into probes, the likeliest first; none for a text without letters and digits.
///
/// | typed | probes |
/// |---|---|
/// | `13812` | telephone forwards, then tails |
/// | `330106` | identity number forwards from six digits on, telephone and identity tails |
/// | `8812`, `123x` | telephone tail, identity tail; an `x` only ends an identity number |
/// | `桂英` | name from any character on |
/// | `zw`, `zhw` | initials, pinyin, a Latin name |
/// | `zhangw` | pinyin, initials, a Latin name |
/// | `张w`, `王gy` | the sign and initials; then pinyin or initials of the whole, kept when the name holds 张 |
/// | `can1100` | identity number forwards and backwards |
/// | `3-2-501` | none: a shorthand address, see [`super::address_query`] |
///
/// Words separated by spaces are one name here (`john smith`); who wants them ANDed asks once for each.
#[must_use]
pub fn query(typed: &str) -> Vec<Probe> {
    let text = squeeze(typed);
    if text.is_empty() || address::is_shorthand(&fold(typed)) {
        return Vec::new();
    }
    let digits = text.strip_suffix('x').unwrap_or(&text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return number(text.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&text));
    }
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    if text.chars().any(is_hanzi) {
        return if latin { mixed(&text) } else { vec![forwards('n', &text)] };
    }
    if latin && text.bytes().any(|b| b.is_ascii_digit()) {
        return vec![forwards('d', &text), backwards('D', &text), forwards('n', &text)];
    }
    if text.is_ascii() { pinyin(&text) } else { vec![forwards('n', &text)] }
}

fn forwards(kind: char, text: &str) -> Probe {
    Probe { prefix: key(kind, text.chars()), holds: Vec::new() }
}

fn backwards(kind: char, text: &str) -> Probe {
    Probe { prefix: key(kind, text.chars().rev()), holds: Vec::new() }
}

/// Four digits are a tail that somebody reads aloud; eleven that begin with 13 to 19 are a mobile.
fn number(text: &str) -> Vec<Probe> {
    let length = text.len();
    let phone = length <= 12 && !text.ends_with('x');
    let begins = phone && text.starts_with(['0', '1', '4', '8']);
    let mobile = matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..]) && length <= 11;
    let order = [
        (begins && mobile && length > 4).then(|| forwards('t', text)),
        (length >= 6).then(|| forwards('d', text)),
        (begins && !mobile && length > 4).then(|| forwards('t', text)),
        phone.then(|| backwards('T', text)),
        (length < 15).then(|| backwards('D', text)),
        (begins && length <= 4).then(|| forwards('t', text)),
    ];
    order.into_iter().flatten().collect()
}

fn pinyin(text: &str) -> Vec<Probe> {
    let syllables = text.contains(['a', 'e', 'i', 'o', 'u', 'v']);
    let mut probes = vec![forwards('i', text), forwards('p', text)];
    if syllables {
        probes.reverse();
    } else {
        // Some type the initials zh, ch, sh in full.
        let short = text.replace("zh", "z").replace("ch", "c").replace("sh", "s");
        if short != text {
            probes.insert(1, forwards('i', &short));
        }
    }
    // Passports write lü and nü as LYU and NYU.
    for (passport, typed) in [("lyu", "lv"), ("nyu", "nv")] {
        if let Some(rest) = text.strip_prefix(passport) {
            probes.push(forwards('p', &[typed, rest].concat()));
        }
    }
    probes.push(forwards('n', text));
    probes
}

/// The Hanzi are read, the letters taken as they stand: as pinyin, then as initials.
fn mixed(text: &str) -> Vec<Probe> {
    let units = readings::units(text);
    let holds: Vec<String> =
        text.split(|c| !is_hanzi(c)).filter(|run| !run.is_empty()).map(str::to_owned).collect();
    let letters: Vec<Unit> = readings::units(text)
        .into_iter()
        .flat_map(|unit| if unit.hanzi { vec![unit] } else { unit.text.chars().map(letter).collect() })
        .collect();
    let mut signs = text.chars();
    // One sign and then letters: the surname, and how the rest begins.
    let surname = signs.next().is_some_and(is_hanzi) && signs.all(|c| c.is_ascii_alphabetic());
    let whole = surname.then(|| forwards('m', text));
    let read = combine(&units, MIXED, false).into_iter().map(|way| key('p', way.chars()));
    let short = combine(&letters, MIXED, true).into_iter().map(|way| key('i', way.chars()));
    let mut probes: Vec<Probe> = whole.into_iter().collect();
    probes.extend(read.chain(short).map(|prefix| Probe { prefix, holds: holds.clone() }));
    probes.push(forwards('n', text));
    probes
}

fn letter(c: char) -> Unit {
    Unit { text: c.to_string(), readings: vec![c.to_string()], hanzi: false }
}
