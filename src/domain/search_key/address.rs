//! Addresses for full-text search: Hanzi apart, and one token for building, unit and room.
//!
//! People write one place in many ways: `3幢2单元501室`, `3栋2单元501`, `3号楼2单元501`, `3-2-501`.
//! All give the tokens `3x` (building), `3x2x501` (building, unit, room) and `3x501` (building, room),
//! which stand behind the text in the index; a question is read by the same parser and asks for its
//! longest token by prefix, so that `3-2` and `3-2-5` find it while typing.

use super::fold;
use crate::domain::identifier::name::is_hanzi;

/// More digits than this between hyphens are a telephone, not a shorthand.
const SHORTHAND_DIGITS: usize = 9;

/// The text that the full-text index keeps for an address: Hanzi apart, then the place tokens.
#[must_use]
pub fn address_words(address: &str) -> String {
    let text = fold(address);
    let mut words = spaced(&text);
    if let Some(place) = parse(&text) {
        for token in place.tokens() {
            words.push(' ');
            words.push_str(&token);
        }
    }
    words
}

/// The FTS5 question for a typed address; `None` for what cannot be one (no Hanzi, no shorthand).
///
/// Words are ANDed phrases; a number belongs to the word before it. `朝阳里 3` asks `"朝 阳 里 3"`,
/// `朝阳里3栋2单元` asks `"朝 阳 里" AND "3x2"*`, `3-2-501` asks `"3x2x501"*`.
#[must_use]
pub fn address_query(typed: &str) -> Option<String> {
    let text = fold(typed);
    let place = parse(&text);
    if place.is_none() && !text.chars().any(is_hanzi) {
        return None;
    }
    let mut terms = Vec::new();
    match &place {
        None => phrases(&mut terms, &text),
        Some(place) => {
            phrases(&mut terms, text.get(..place.start).unwrap_or_default());
            terms.push(place.question());
            phrases(&mut terms, text.get(place.end..).unwrap_or_default());
        }
    }
    Some(terms.join(" AND ")).filter(|terms| !terms.is_empty())
}

/// Whether the words of an address ([`address_words`]) answer a question ([`address_query`]), as the full-text index would
/// say.
#[must_use]
pub fn address_answers(question: &str, words: &str) -> bool {
    let words = format!(" {words} ");
    question.split(" AND ").all(|term| match term.strip_suffix('*') {
        Some(begun) => words.contains(&format!(" {}", begun.trim_matches('"'))),
        None => words.contains(&format!(" {} ", term.trim_matches('"'))),
    })
}

/// Whether a folded text is nothing but a shorthand such as `3-2-501`.
pub(super) fn is_shorthand(text: &str) -> bool {
    let text = text.trim();
    let only = text.chars().all(|c| c.is_ascii_alphanumeric() || is_dash(c));
    only && parse(text).is_some_and(|place| place.room.is_some())
}

/// Quotes the words of a text, a word that begins with a digit joined to the one before it.
fn phrases(terms: &mut Vec<String>, text: &str) {
    let mut phrase = String::new();
    for word in text.split_whitespace() {
        if !phrase.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()) {
            terms.push(format!("\"{phrase}\""));
            phrase.clear();
        }
        let words = spaced(word);
        if !phrase.is_empty() && !words.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&words);
    }
    if !phrase.is_empty() {
        terms.push(format!("\"{phrase}\""));
    }
}

/// Letters and digits of a folded text with a space around each Hanzi; everything else parts words.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 4 / 3 + 32);
    let mut joined = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            joined = false;
            continue;
        }
        let same_word = joined && !is_hanzi(c);
        if !same_word && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
        joined = !is_hanzi(c);
    }
    out
}

/// A place inside an address and where it stands in the text.
#[derive(Debug, Default)]
struct Place {
    building: String,
    /// The building is known by its house number alone.
    by_house: bool,
    unit: Option<String>,
    room: Option<String>,
    start: usize,
    end: usize,
}

impl Place {
    /// Everything after the building, in the order in which it is said.
    fn inside(&self) -> impl Iterator<Item = &str> {
        self.unit.iter().chain(&self.room).map(String::as_str)
    }

    fn tokens(&self) -> Vec<String> {
        let mut tokens = vec![format!("{}x", self.building)];
        if self.inside().next().is_some() {
            tokens.push(self.longest());
        }
        if let (Some(_), Some(room)) = (&self.unit, &self.room) {
            tokens.push(format!("{}x{room}", self.building));
        }
        tokens
    }

    fn longest(&self) -> String {
        std::iter::once(self.building.as_str()).chain(self.inside()).collect::<Vec<_>>().join("x")
    }

    fn question(&self) -> String {
        match self.inside().next() {
            None => format!("\"{}x\"", self.building),
            Some(_) => format!("\"{}\"*", self.longest()),
        }
    }
}

/// A run of digits or Chinese numerals, or any other single character, with its byte range.
#[derive(Debug)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl Token<'_> {
    /// The number that it can be part of a place with: `03` and `三` are `3`, `A` and `b2` stay.
    fn group(&self) -> Option<String> {
        if let Some(number) = numeral(self.text) {
            return Some(number.to_string());
        }
        let ascii = self.text.bytes().all(|b| b.is_ascii_alphanumeric());
        let named = self.text.len() == 1 || self.text.bytes().any(|b| b.is_ascii_digit());
        if !ascii || !named || self.text.len() > 6 {
            return None;
        }
        let number = self.text.trim_start_matches('0');
        Some(if number.is_empty() { "0" } else { number }.to_owned())
    }

    fn is_ascii_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

const NUMERALS: &str = "〇一二三四五六七八九";

fn is_numeral(c: char) -> bool {
    NUMERALS.contains(c) || matches!(c, '零' | '十')
}

/// Reads 三, 十二, 二十, 二〇三; `None` for anything else.
fn numeral(text: &str) -> Option<u32> {
    if text.is_empty() || !text.chars().all(is_numeral) || text.chars().count() > 4 {
        return None;
    }
    let digits = |part: &str| {
        part.chars().fold(0, |sum, c| {
            let digit = NUMERALS.chars().position(|numeral| numeral == c).unwrap_or(0);
            sum * 10 + u32::try_from(digit).unwrap_or(0)
        })
    };
    Some(match text.split_once('十') {
        None => digits(text),
        Some(("", ones)) => 10 + digits(ones),
        Some((tens, ones)) => digits(tens) * 10 + digits(ones),
    })
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 3 + 1);
    let class = |c: char| (c.is_ascii_alphanumeric(), is_numeral(c));
    let mut last = (false, false);
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match tokens.last_mut() {
            Some(run) if class(c) == last && last != (false, false) => {
                run.end = end;
                run.text = text.get(run.start..end).unwrap_or_default();
            }
            _ if c.is_whitespace() => {}
            _ => tokens.push(Token { text: text.get(start..end).unwrap_or_default(), start, end }),
        }
        last = class(c);
    }
    tokens
}

/// What the characters behind a number make of it, and how many tokens they take.
fn marker(rest: &[Token<'_>], later_unit: bool) -> (Mark, usize) {
    let next = |nth: usize| rest.get(nth).map_or("", |token| token.text);
    match (next(0), next(1)) {
        ("号" | "號" | "#", "楼" | "樓") => (Mark::Building, 2),
        ("幢" | "栋" | "棟" | "座" | "#", _) => (Mark::Building, 1),
        ("楼" | "樓", _) if later_unit => (Mark::Building, 1),
        ("楼" | "樓" | "层" | "層", _) => (Mark::Floor, 1),
        ("单" | "單", "元") => (Mark::Unit, 2),
        ("门" | "門" | "梯", _) => (Mark::Unit, 1),
        ("室" | "户" | "房", _) => (Mark::Room, 1),
        ("号" | "號", "室") => (Mark::Room, 2),
        ("号" | "號", _) => (Mark::House, 1),
        ("", _) => (Mark::End, 0),
        _ => (Mark::Other, 0),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Building,
    Unit,
    Floor,
    Room,
    House,
    End,
    Other,
}

/// Finds building, unit and room in a folded text; `None` without a building.
///
/// A house number (12号) is the building where none is named and a unit or a room follows.
fn parse(text: &str) -> Option<Place> {
    let tokens = tokens(text);
    let mut place: Option<Place> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(number) = token.group() else {
            at += 1;
            continue;
        };
        let rest = |at: usize| tokens.get(at..).unwrap_or_default();
        if let Some((groups, after)) = chain(&tokens, at) {
            at = after + marker(rest(after), false).1;
            if !groups.is_empty() {
                let inside = place.take().filter(|place| !place.by_house);
                place = Some(shorthand(inside, groups, token.start));
                reach(&mut place, &tokens, at);
            }
            continue;
        }
        let later_unit = place.is_none() && text.get(token.end..).is_some_and(|rest| rest.contains("单元"));
        let (mark, taken) = marker(rest(at + 1), later_unit);
        at += 1 + taken;
        if take(&mut place, mark, number, token) {
            reach(&mut place, &tokens, at);
        }
    }
    place.filter(|place| !place.by_house || place.inside().next().is_some())
}

/// Enters a number into the place as its mark says; whether it belonged there.
fn take(place: &mut Option<Place>, mark: Mark, number: String, token: &Token<'_>) -> bool {
    let open = place.as_mut().filter(|place| place.room.is_none());
    match (mark, open) {
        (Mark::House, Some(open)) if !open.by_house => open.room = Some(number),
        (Mark::Building | Mark::House, _) => {
            let by_house = mark == Mark::House;
            *place = Some(Place { building: number, by_house, start: token.start, ..Place::default() });
        }
        (Mark::Unit, Some(open)) => open.unit = Some(number),
        (Mark::Room | Mark::End, Some(open)) => open.room = Some(number),
        (Mark::Other, Some(open)) if !open.by_house && token.is_ascii_number() => open.room = Some(number),
        (Mark::Floor, Some(open)) => return !open.by_house,
        _ => return false,
    }
    true
}

/// The place reaches to the end of the token before `at`.
fn reach(place: &mut Option<Place>, tokens: &[Token<'_>], at: usize) {
    if let (Some(place), Some(last)) = (place, at.checked_sub(1).and_then(|last| tokens.get(last))) {
        place.end = place.end.max(last.end);
    }
}

/// Two or more numbers joined by hyphens, and the place of the token behind them; no groups at all
/// for what is long enough to be a telephone.
fn chain(tokens: &[Token<'_>], from: usize) -> Option<(Vec<String>, usize)> {
    let mut groups = Vec::new();
    let mut digits = 0;
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        let Some(group) = token.group() else { break };
        digits += token.text.len();
        groups.push(group);
        at += 1;
        match (tokens.get(at), tokens.get(at + 1)) {
            (Some(dash), Some(next)) if dash.text.starts_with(is_dash) && next.group().is_some() => at += 1,
            _ => break,
        }
    }
    let several = groups.len() >= 2;
    if digits > SHORTHAND_DIGITS {
        groups.clear();
    }
    several.then_some((groups, at))
}

/// `3-501` and `3-2-501` name the building themselves; behind a building, `2-501` is unit and room.
fn shorthand(inside: Option<Place>, mut groups: Vec<String>, start: usize) -> Place {
    let room = groups.pop();
    let before = groups.pop();
    match (inside, groups.pop()) {
        (_, Some(building)) => Place { building, unit: before, room, start, ..Place::default() },
        (Some(place), None) => Place { unit: before, room, ..place },
        (None, None) => Place { building: before.unwrap_or_default(), room, start, ..Place::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks as FTS5 with `unicode61` would: ANDed phrases over alphanumeric words.
    fn finds(address: &str, typed: &str) -> bool {
        let stored = address_words(address);
        let words: Vec<&str> =
            stored.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let question = address_query(typed).unwrap();
        question.split(" AND ").all(|term| {
            let (phrase, prefix) = term.strip_suffix('*').map_or((term, false), |phrase| (phrase, true));
            let asked: Vec<&str> = phrase.trim_matches('"').split(' ').collect();
            words.windows(asked.len()).any(|window| {
                let last = asked.len() - 1;
                let fits = |nth: usize| {
                    window[nth] == asked[nth] || prefix && nth == last && window[nth].starts_with(asked[nth])
                };
                (0..asked.len()).all(fits)
            })
        })
    }

    #[test]
    fn address_words_hold_the_text_and_the_place() {
        for (address, words) in [
            ("朝阳里3幢2单元501室", "朝 阳 里 3 幢 2 单 元 501 室 3x 3x2x501 3x501"),
            ("朝阳里3栋2单元501", "朝 阳 里 3 栋 2 单 元 501 3x 3x2x501 3x501"),
            ("朝阳里3号楼2单元501", "朝 阳 里 3 号 楼 2 单 元 501 3x 3x2x501 3x501"),
            ("朝阳里３－２－５０１", "朝 阳 里 3 2 501 3x 3x2x501 3x501"),
            ("朝阳里三幢二单元501", "朝 阳 里 三 幢 二 单 元 501 3x 3x2x501 3x501"),
            ("朝阳里03幢02单元0501室", "朝 阳 里 03 幢 02 单 元 0501 室 3x 3x2x501 3x501"),
            ("朝阳里3#楼2门501", "朝 阳 里 3 楼 2 门 501 3x 3x2x501 3x501"),
            ("朝阳里3幢2-501", "朝 阳 里 3 幢 2 501 3x 3x2x501 3x501"),
            ("朝阳里3楼2单元501", "朝 阳 里 3 楼 2 单 元 501 3x 3x2x501 3x501"),
            ("朝阳里3幢2单元5楼501", "朝 阳 里 3 幢 2 单 元 5 楼 501 3x 3x2x501 3x501"),
            ("朝阳里3幢501", "朝 阳 里 3 幢 501 3x 3x501"),
            ("朝阳里3幢501号", "朝 阳 里 3 幢 501 号 3x 3x501"),
            ("朝阳里3幢", "朝 阳 里 3 幢 3x"),
            ("幸福大厦A座12楼1203", "幸 福 大 厦 a 座 12 楼 1203 ax ax1203"),
            ("人民路12号3幢2单元501室", "人 民 路 12 号 3 幢 2 单 元 501 室 3x 3x2x501 3x501"),
            ("人民路12号院3号楼2单元501", "人 民 路 12 号 院 3 号 楼 2 单 元 501 3x 3x2x501 3x501"),
            ("人民路12号2单元501", "人 民 路 12 号 2 单 元 501 12x 12x2x501 12x501"),
            ("中山路12弄3号501室", "中 山 路 12 弄 3 号 501 室 3x 3x501"),
            ("人民路12号", "人 民 路 12 号"),
            ("东风村3组12号", "东 风 村 3 组 12 号"),
            ("三里屯五一路", "三 里 屯 五 一 路"),
            (
                "三里屯十二号楼二十单元二〇三",
                "三 里 屯 十 二 号 楼 二 十 单 元 二 〇 三 12x 12x20x203 12x203",
            ),
            ("朝阳里 3幢 2单元 501", "朝 阳 里 3 幢 2 单 元 501 3x 3x2x501 3x501"),
            ("SOHO现代城B2座901", "soho 现 代 城 b2 座 901 b2x b2x901"),
            ("电话0571-88880000", "电 话 0571 88880000"),
            ("", ""),
        ] {
            assert_eq!(address_words(address), words, "{address}");
        }
    }

    #[test]
    fn address_queries_are_phrases_and_tokens() {
        for (typed, question) in [
            ("朝阳里3", Some("\"朝 阳 里 3\"")),
            ("朝阳里 3", Some("\"朝 阳 里 3\"")),
            ("朝阳里 东风", Some("\"朝 阳 里\" AND \"东 风\"")),
            ("朝阳里3幢", Some("\"朝 阳 里\" AND \"3x\"")),
            ("朝阳里 3幢2", Some("\"朝 阳 里\" AND \"3x2\"*")),
            ("朝阳里3栋2单元501室", Some("\"朝 阳 里\" AND \"3x2x501\"*")),
            ("3-2-501", Some("\"3x2x501\"*")),
            ("3－2－501", Some("\"3x2x501\"*")),
            ("3—2", Some("\"3x2\"*")),
            ("3-501", Some("\"3x501\"*")),
            ("12-3-2-501", Some("\"3x2x501\"*")),
            ("人民路12号", Some("\"人 民 路 12 号\"")),
            ("A座", Some("\"ax\"")),
            ("CBD大厦", Some("\"cbd 大 厦\"")),
            ("朝\"阳*里", Some("\"朝 阳 里\"")),
            ("8812", None),
            ("zhangw", None),
            ("138-0000-0000", None),
            ("0571-88880000", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(address_query(typed).as_deref(), question, "{typed}");
        }
    }

    #[test]
    fn every_way_of_writing_a_place_finds_every_other() {
        let ways = [
            "朝阳里3幢2单元501室",
            "朝阳里3栋2单元501",
            "朝阳里3号楼2单元501",
            "朝阳里3-2-501",
            "朝阳里三幢二单元501",
            "朝阳里 3 幢 2 单元 501",
            "朝阳里3幢2-501",
            "朝阳里3#2单元501",
            "朝阳里03幢02单元501室",
            "朝阳里３幢２单元５０１",
            "朝阳里小区3幢2单元501",
            "朝阳里3楼2单元501",
        ];
        let shorter = [
            "3-2-501",
            "3-2-5",
            "3-2",
            "3-501",
            "3幢",
            "3栋",
            "三号楼",
            "朝阳里",
            "阳里",
            "朝阳里 3-2-501",
            "朝阳里3栋2",
        ];
        for address in ways {
            for typed in ways.iter().filter(|way| !way.contains("小区")).chain(&shorter) {
                assert!(finds(address, typed), "{address} by {typed}: {:?}", address_query(typed));
            }
        }
    }

    #[test]
    fn other_places_are_not_found() {
        for (address, typed) in [
            ("朝阳里3幢2单元501", "3-2-502"),
            ("朝阳里3幢2单元501", "2-501"),
            ("朝阳里13幢2单元501", "3-2-501"),
            ("朝阳里3幢2单元501", "1幢"),
            ("朝阳里13幢2单元501", "3幢"),
            ("朝阳里3幢2单元501", "里朝"),
            ("东风里3幢2单元501", "朝阳里3-2-501"),
            ("朝阳里31幢", "朝阳里3"),
            ("人民路12号501", "3-2-501"),
        ] {
            assert!(!finds(address, typed), "{address} by {typed}");
        }
    }
}
