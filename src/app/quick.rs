//! The quick-code line (快码): what was typed is read the moment it is typed, and Enter does that.

use super::pane::Pane;
use crate::domain::Named as _;
use crate::domain::board::ItemChoice;
use crate::domain::case::Act;
use crate::text::fold_command;

/// What a typed code means here.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Nothing was typed.
    Nothing,
    /// Go to a pane.
    Go(Pane),
    /// A new case of the item with this quick number, for what follows.
    NewCase {
        /// The item's quick number.
        quick: i64,
        /// The item's name.
        name: String,
        /// A person, where one was typed behind it.
        person: Option<String>,
    },
    /// The item with this quick number is not published (ON-9).
    Unpublished {
        /// The item's quick number.
        quick: i64,
        /// The item's name.
        name: String,
    },
    /// Open the case with this number or these last digits.
    Case(String),
    /// Look up an identity number or a telephone number.
    Person(String),
    /// Search for everything that matches.
    Search(String),
    /// An act on the case under the marker.
    Act(Act),
    /// The round of an agent.
    Round,
    /// Narrow the board.
    Filter(Chip),
    /// Nothing is known by this code; the nearest that are.
    Unknown(String),
}

/// A condition typed as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chip {
    /// Overdue by more than so many days: `>2`.
    OverdueBy(i64),
    /// Due soon: `l`.
    Soon,
    /// An owner by name or code: `z张敏`.
    Owner(String),
    /// An item by code or quick number: `s12`.
    Item(String),
    /// A saved view by its place: `v1`.
    View(usize),
}

/// The codes of acts: the initials of their Chinese names.
const ACT_CODES: &[(&str, Act)] = &[
    ("hd", Act::Check),
    ("gz", Act::Fix),
    ("yc", Act::Notify),
    ("gaozhi", Act::Notify),
    ("bz", Act::Supplement),
    ("sl", Act::Accept),
    ("by", Act::Refuse),
    ("zj", Act::Forward),
    ("bu", Act::Step),
    ("zt", Act::Pause),
    ("ft", Act::Resume),
    ("yq", Act::Extend),
    ("jd", Act::Decide),
    ("sd", Act::Deliver),
    ("bj", Act::Close),
    ("wt", Act::Authorise),
    ("sb", Act::SetOut),
    ("bh", Act::ComeBack),
    ("jj", Act::Transfer),
    ("qs", Act::Receive),
    ("zz", Act::Suspend),
    ("xb", Act::Continue),
    ("zzdb", Act::Terminate),
    ("dbbj", Act::Complete),
    ("jt", Act::TakeOver),
    ("lc", Act::Keep),
    ("bs", Act::ReportLost),
    ("zm", Act::Certify),
    ("fp", Act::Assign),
    ("gx", Act::Amend),
    ("b", Act::Note),
    ("ch", Act::Withdraw),
    ("zf", Act::Void),
];

/// The code of an agent's round.
pub const ROUND: &str = "xc";

/// Where the line stands: what a code may mean depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The catalogue.
    pub items: &'a [ItemChoice],
    /// Whether a case is open or under the marker.
    pub has_case: bool,
    /// Whether the board can be narrowed.
    pub has_filter: bool,
}

/// Reads a code.
#[must_use]
pub fn read(text: &str, place: Place<'_>) -> Reading {
    let folded = fold_command(text.trim());
    let code = folded.trim();
    if code.is_empty() {
        return Reading::Nothing;
    }
    let lower = code.to_lowercase();
    if let Some(reading) = number(&lower, place) {
        return reading;
    }
    if lower == ROUND || code == crate::words::agency::ROUND.zh {
        return Reading::Round;
    }
    if place.has_filter
        && let Some(chip) = chip(&lower, code)
    {
        return Reading::Filter(chip);
    }
    if place.has_case
        && let Some(act) = act(&lower, code)
    {
        return Reading::Act(act);
    }
    let hanzi = crate::text::hanzi_count(code) > 0;
    let named = place.items.iter().find(|choice| choice.item.name == code);
    if let Some(choice) = named {
        return Reading::NewCase { quick: choice.quick, name: choice.item.name.clone(), person: None };
    }
    if hanzi || lower.len() >= 2 {
        Reading::Search(code.to_owned())
    } else {
        Reading::Unknown(code.to_owned())
    }
}

fn number(code: &str, place: Place<'_>) -> Option<Reading> {
    let (head, rest) = code.split_once(' ').map_or((code, None), |(head, rest)| (head, Some(rest.trim())));
    let digits = head.chars().all(|c| c.is_ascii_digit());
    if digits && head.len() == 1 && rest.is_none() {
        return head.parse().ok().and_then(Pane::numbered).map(Reading::Go);
    }
    if digits && (2..=3).contains(&head.len()) {
        let quick: i64 = head.parse().ok()?;
        let known = place.items.iter().find(|choice| choice.quick == quick && choice.published);
        return Some(match known {
            Some(choice) => Reading::NewCase {
                quick,
                name: choice.item.name.clone(),
                person: rest.filter(|text| !text.is_empty()).map(str::to_owned),
            },
            None => match place.items.iter().find(|choice| choice.quick == quick) {
                Some(off) => Reading::Unpublished { quick, name: off.item.name.clone() },
                None => Reading::Search(code.to_owned()),
            },
        });
    }
    if digits && head.len() == 4 {
        return Some(Reading::Case(head.to_owned()));
    }
    let mobile = digits && head.len() == 11 && head.starts_with('1');
    let id_number = matches!(head.len(), 15 | 18)
        && head.chars().enumerate().all(|(at, c)| c.is_ascii_digit() || (at == 17 && c == 'x'));
    if mobile || id_number {
        return Some(Reading::Person(head.to_ascii_uppercase()));
    }
    let case_number =
        code.matches('-').count() == 2 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if case_number {
        return Some(Reading::Case(code.to_ascii_uppercase()));
    }
    (digits && head.len() > 4).then(|| Reading::Search(code.to_owned()))
}

fn chip(lower: &str, code: &str) -> Option<Chip> {
    if let Some(days) = lower.strip_prefix('>') {
        return days.trim().parse().ok().map(Chip::OverdueBy);
    }
    if lower == "l" {
        return Some(Chip::Soon);
    }
    if let Some(rest) = lower.strip_prefix('z') {
        let hanzi = crate::text::hanzi_count(rest) > 0;
        let digits = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit());
        if hanzi || digits {
            return Some(Chip::Owner(code.chars().skip(1).collect()));
        }
    }
    if let Some(n) =
        lower.strip_prefix('v').and_then(|rest| rest.parse().ok()).filter(|n| (1..=9).contains(n))
    {
        return Some(Chip::View(n));
    }
    let item =
        lower.strip_prefix('s').filter(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    item.map(|rest| Chip::Item(rest.to_owned()))
}

fn act(lower: &str, code: &str) -> Option<Act> {
    ACT_CODES
        .iter()
        .find(|(known, _)| *known == lower)
        .map(|(_, act)| *act)
        .or_else(|| Act::ALL.iter().copied().find(|act| act.phrase().zh == code))
}

/// The codes of acts that begin like what was typed, for the answer to an unknown code.
#[must_use]
pub fn alike(code: &str) -> Vec<(&'static str, Act)> {
    let first = code.chars().next().map(|c| c.to_ascii_lowercase());
    ACT_CODES.iter().copied().filter(|(known, _)| known.chars().next() == first).take(4).collect()
}

/// The code of an act, for menus.
#[must_use]
pub fn code_of(act: Act) -> Option<&'static str> {
    ACT_CODES.iter().find(|(_, known)| *known == act).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::{Item, Kind};

    fn choices() -> Vec<ItemChoice> {
        let item = Item::bare("MZ03", 12, "特困人员认定", Kind::Committed);
        vec![ItemChoice { quick: 12, published: true, item }]
    }

    #[test]
    fn codes_are_read_as_the_table_says() {
        let items = choices();
        let place = Place { items: &items, has_case: true, has_filter: true };
        let new = |person: Option<&str>| Reading::NewCase {
            quick: 12,
            name: "特困人员认定".to_owned(),
            person: person.map(str::to_owned),
        };
        for (typed, reading) in [
            ("", Reading::Nothing),
            ("4", Reading::Go(Pane::Due)),
            ("４", Reading::Go(Pane::Due)),
            ("12", new(None)),
            ("12 wgy", new(Some("wgy"))),
            ("特困人员认定", new(None)),
            ("0231", Reading::Case("0231".to_owned())),
            ("CY01-2026-000231", Reading::Case("CY01-2026-000231".to_owned())),
            ("13800006021", Reading::Person("13800006021".to_owned())),
            ("00000019580312002x", Reading::Person("00000019580312002X".to_owned())),
            ("wgy", Reading::Search("wgy".to_owned())),
            ("王桂英", Reading::Search("王桂英".to_owned())),
            ("朝阳里 3幢", Reading::Search("朝阳里 3幢".to_owned())),
            (">2", Reading::Filter(Chip::OverdueBy(2))),
            ("》2", Reading::Filter(Chip::OverdueBy(2))),
            ("z张敏", Reading::Filter(Chip::Owner("张敏".to_owned()))),
            ("s12", Reading::Filter(Chip::Item("12".to_owned()))),
            ("sl", Reading::Act(Act::Accept)),
            ("受理", Reading::Act(Act::Accept)),
            ("b", Reading::Act(Act::Note)),
        ] {
            assert_eq!(read(typed, place), reading, "{typed}");
        }
        assert_eq!(read("q", place), Reading::Unknown("q".to_owned()));
    }

    #[test]
    fn codes_of_acts_stand_once() {
        let mut codes: Vec<&str> = ACT_CODES.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
