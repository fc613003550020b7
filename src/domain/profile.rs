//! Rule profiles: the limits that a law or a local rule sets, as data, several in force at once.
//!
//! A profile is a TOML file (`fixtures/rules/national.toml` shows the form and says what each
//! field means). A station follows several; where two in force give different numbers for the
//! same thing, a ceiling binds at the shorter and a floor at the longer.

use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;

use crate::calendar::{Day, Period, Unit};
use crate::words::{Message, profile as words};

/// The rules that hold everywhere in the country, as they come with the program.
const NATIONAL: &str = include_str!("../../fixtures/rules/national.toml");
/// Local rules, by id: of Hangzhou, of the hotline in Zhoushan (CP-12), and that hours hang out first (VO-13).
const LOCAL: &[(&str, &str)] = &[
    ("hangzhou", include_str!("../../fixtures/rules/hangzhou.toml")),
    ("zhoushan", include_str!("../../fixtures/rules/zhoushan.toml")),
    ("hours-publicity", include_str!("../../fixtures/rules/hours-publicity.toml")),
];

/// The profiles that come with the program, by id.
pub const BUILT_IN: &[&str] = &["national", "hangzhou", "zhoushan", "hours-publicity"];

/// The limits that the program asks profiles for: what no profile in force gives is not promised.
pub const NEEDED: &[&str] = &["notice", "notice-abandoned", "delivery", "card-reply", "urge-reply"];

/// The longest limit a rule may set, in its unit.
const MOST_DAYS: u32 = 10_000;

/// Which way a limit binds where two in force differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// A limit on the station or the organ: the shorter binds.
    Ceiling,
    /// A period for residents (publicity, hearing notice, remedies): the longer binds.
    Floor,
}

impl Bound {
    /// The stable word for files: `ceiling` or `floor`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ceiling => "ceiling",
            Self::Floor => "floor",
        }
    }
}

/// How well the number of a rule is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// Read in a source.
    #[serde(rename = "S")]
    Source,
    /// From general knowledge, not checked against a source.
    #[serde(rename = "M")]
    Unverified,
    /// The product's own decision.
    #[serde(rename = "P")]
    Decision,
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its id, unique in the profile: `ON-5`, `CL-3/joint`.
    pub id: String,
    /// The key of what is limited: `notice`, `delivery`, `review`.
    pub what: String,
    /// How many days, 0 to 10,000.
    pub days: u32,
    /// Of which unit.
    pub unit: Unit,
    /// Which way it binds.
    pub bound: Bound,
    /// How well `days` and `unit` are known.
    pub certainty: Certainty,
    /// Law and article, or the document that sets it.
    pub legal_basis: String,
    /// The first day in force.
    pub effective_from: Day,
    /// The last day in force; none while it is.
    pub effective_to: Option<Day>,
}

impl Rule {
    /// True when the rule is in force on `on`, its first and last day included.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        self.effective_from <= on && self.effective_to.is_none_or(|to| on <= to)
    }

    /// The length by which limits are compared, in fifths of a calendar day: five working days
    /// are a week.
    fn length(&self) -> u64 {
        let days = u64::from(self.days);
        match self.unit {
            Unit::Wd => days * 7,
            Unit::Cd => days * 5,
        }
    }
}

/// The rules of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Its key: `national`, `hangzhou`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// Its rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// The ages that it sets.
    pub ages: Vec<Age>,
    /// What it lets count as a contact with a household.
    pub contacts: Vec<ContactRule>,
}

/// What counts as an effective contact with a household of a level (PA-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRule {
    /// Its id, unique in the profile.
    pub id: String,
    /// The level: `high`, `key`, `general`.
    pub level: String,
    /// The modes that count: `home`, `phone`, `station`.
    pub modes: Vec<String>,
    /// How many visitors it takes at least.
    pub visitors: u8,
    /// How well it is known.
    pub certainty: Certainty,
    /// Law and article, or the document that sets it.
    pub legal_basis: String,
}

/// An age that a rule sets, in full years (AG-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Age {
    /// Its id, unique in the profile.
    pub id: String,
    /// The key of what it decides: `guardian`, `elderly`.
    pub what: String,
    /// In full years.
    pub years: u32,
    /// How well it is known.
    pub certainty: Certainty,
    /// Law and article, or the document that sets it.
    pub legal_basis: String,
}

impl Profile {
    /// The national profile that comes with the program.
    ///
    /// # Errors
    /// As [`Profile::parse`]; a test holds that there are none.
    pub fn national() -> Result<Self, Vec<Message>> {
        Self::parse("national.toml", NATIONAL)
    }

    /// A profile that comes with the program; `None` where none has this id.
    #[must_use]
    pub fn built_in(id: &str) -> Option<Result<Self, Vec<Message>>> {
        if id == "national" {
            return Some(Self::national());
        }
        let (_, text) = LOCAL.iter().find(|(known, _)| *known == id)?;
        Some(Self::parse(&format!("{id}.toml"), text))
    }

    /// Whether none of its rules is in force on `on` or later.
    #[must_use]
    pub fn expired(&self, on: Day) -> bool {
        self.rules.iter().all(|rule| rule.effective_to.is_some_and(|to| to < on))
    }

    /// Reads a profile; `file` is its name in messages.
    ///
    /// # Errors
    /// Text that is not TOML of this form, or else every missing, empty or impossible field, each
    /// with its line: no rule is taken from a file that has one.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Message>> {
        let mut reader = Reader { file, text, problems: Vec::new() };
        let raw = match toml::from_str::<RawProfile>(text) {
            Ok(raw) => raw,
            Err(error) => {
                let line = error.span().map_or(1, |span| reader.line(&span));
                let unreadable = words::UNREADABLE.with("file", file).with("line", line);
                return Err(vec![unreadable.with("detail", error.message())]);
            }
        };
        let profile = reader.profile(raw);
        match profile {
            Some(profile) if reader.problems.is_empty() => Ok(profile),
            _ => Err(reader.problems),
        }
    }

    /// The rule of this profile that limits `what` on `on`: the latest in force, which supersedes earlier ones.
    #[must_use]
    pub fn rule(&self, what: &str, on: Day) -> Option<&Rule> {
        let competing = self.rules.iter().filter(|rule| rule.what == what && rule.in_force(on));
        competing.max_by_key(|rule| rule.effective_from)
    }
}

/// The limit that binds, and the rule that gives it: part of a promise's basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// How many days.
    pub days: u32,
    /// Of which unit.
    pub unit: Unit,
    /// The id of the profile.
    pub profile: String,
    /// The id of the rule in it.
    pub rule: String,
    /// Law and article.
    pub legal_basis: String,
    /// How well the number is known.
    pub certainty: Certainty,
}

impl Ruled {
    /// The limit that a rule of a profile gives.
    #[must_use]
    pub fn of(profile: &Profile, rule: &Rule) -> Self {
        Self {
            days: rule.days,
            unit: rule.unit,
            profile: profile.id.clone(),
            rule: rule.id.clone(),
            legal_basis: rule.legal_basis.clone(),
            certainty: rule.certainty,
        }
    }

    /// The limit as a period of the calendar.
    #[must_use]
    pub const fn period(&self) -> Period {
        Period { days: self.days, unit: self.unit }
    }
}

/// The profiles that a station follows, all in force at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profiles {
    list: Vec<Profile>,
}

impl Profiles {
    /// Puts together the profiles that a station follows.
    ///
    /// # Errors
    /// A profile chosen twice, or two rules that limit the same thing in opposite ways, of which
    /// neither could be said to bind.
    pub fn new(list: Vec<Profile>) -> Result<Self, Message> {
        let mut seen: Vec<&str> = Vec::new();
        for profile in &list {
            if seen.contains(&profile.id.as_str()) {
                return Err(words::PROFILE_TWICE.with("profile", &profile.id));
            }
            seen.push(&profile.id);
        }
        let mut rules = list.iter().flat_map(|profile| profile.rules.iter().map(move |rule| (profile, rule)));
        let mut known: Vec<(&Profile, &Rule)> = Vec::new();
        if let Some(message) = rules.find_map(|(profile, rule)| {
            let clash = known.iter().find(|(_, other)| other.what == rule.what && other.bound != rule.bound);
            let message = clash.map(|(other_profile, other)| {
                words::BOUND_DIFFERS
                    .with("what", &rule.what)
                    .with("profile", &profile.id)
                    .with("rule", &rule.id)
                    .with("bound", rule.bound.code())
                    .with("other_profile", &other_profile.id)
                    .with("other_rule", &other.id)
                    .with("other_bound", other.bound.code())
            });
            known.push((profile, rule));
            message
        }) {
            return Err(message);
        }
        Ok(Self { list })
    }

    /// The profiles, in the order in which they were chosen.
    #[must_use]
    pub fn list(&self) -> &[Profile] {
        &self.list
    }

    /// The limit on `what` that binds on `on`: of the rules in force, one a profile, the shortest
    /// ceiling or the longest floor; of equal ones the first chosen. `None` when no rule in force
    /// limits it.
    ///
    /// Different units are compared by the plain week, five working days to seven calendar days.
    /// Where holidays could turn that round, take [`Profiles::in_force`] and compare due dates.
    #[must_use]
    pub fn limit(&self, what: &str, on: Day) -> Option<Ruled> {
        let found = self.in_force(what, on);
        let binding = match found.first()?.1.bound {
            Bound::Ceiling => found.iter().min_by_key(|(_, rule)| rule.length()),
            Bound::Floor => found.iter().min_by_key(|(_, rule)| Reverse(rule.length())),
        };
        binding.map(|(profile, rule)| Ruled::of(profile, rule))
    }

    /// The age that decides `what`: of the profiles that set one, the highest protects most people longest.
    #[must_use]
    pub fn age(&self, what: &str) -> Option<u32> {
        let ages = self.list.iter().flat_map(|profile| &profile.ages);
        ages.filter(|age| age.what == what).map(|age| age.years).max()
    }

    /// What the profiles in force let count as a contact with a household of `level`; all of it must hold.
    #[must_use]
    pub fn contacts(&self, level: &str) -> Vec<&ContactRule> {
        let rules = self.list.iter().flat_map(|profile| &profile.contacts);
        rules.filter(|rule| rule.level == level).collect()
    }

    /// The rules that compete for `what` on `on`, at most one a profile: superseded and expired ones never do.
    #[must_use]
    pub fn in_force(&self, what: &str, on: Day) -> Vec<(&Profile, &Rule)> {
        self.list.iter().filter_map(|profile| Some((profile, profile.rule(what, on)?))).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    id: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    jurisdiction: Option<Spanned<String>>,
    #[serde(default, rename = "rule")]
    rules: Vec<Spanned<RawRule>>,
    #[serde(default, rename = "age")]
    ages: Vec<Age>,
    #[serde(default, rename = "contact")]
    contacts: Vec<ContactRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Option<Spanned<String>>,
    what: Option<Spanned<String>>,
    days: Option<Spanned<i64>>,
    unit: Option<Spanned<String>>,
    bound: Option<Spanned<String>>,
    certainty: Option<Spanned<String>>,
    legal_basis: Option<Spanned<String>>,
    effective_from: Option<Spanned<Datetime>>,
    effective_to: Option<Spanned<Datetime>>,
}

/// Checks what was read and collects every problem before giving up.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Message>,
}

impl Reader<'_> {
    fn profile(&mut self, raw: RawProfile) -> Option<Profile> {
        let id = raw.id.map(|id| self.key("id", id));
        let name = raw.name.map(|name| self.filled("name", name));
        let jurisdiction = raw.jurisdiction.map(|place| self.filled("jurisdiction", place));
        for (field, missing) in
            [("id", id.is_none()), ("name", name.is_none()), ("jurisdiction", jurisdiction.is_none())]
        {
            if missing {
                self.problems.push(words::MISSING_IN_HEAD.with("file", self.file).with("field", field));
            }
        }
        if raw.rules.is_empty() {
            self.problems.push(words::NO_RULES.with("file", self.file));
        }
        let mut rules: Vec<Rule> = Vec::new();
        for raw in raw.rules {
            let span = raw.span();
            if let Some(rule) = self.rule(raw.into_inner(), &span) {
                self.alone(&rule, &rules, &span);
                rules.push(rule);
            }
        }
        Some(Profile {
            id: id??,
            name: name??,
            jurisdiction: jurisdiction??,
            rules,
            ages: raw.ages,
            contacts: raw.contacts,
        })
    }

    fn rule(&mut self, raw: RawRule, span: &Range<usize>) -> Option<Rule> {
        // Each field is looked at before any `?`, so that all problems of a rule are told at once.
        let id = self.present("id", raw.id, span).map(|id| self.filled("id", id));
        let what = self.present("what", raw.what, span).map(|what| self.key("what", what));
        let days = self.present("days", raw.days, span).map(|days| self.days(&days));
        let unit = self.present("unit", raw.unit, span);
        let unit = unit.map(|unit| self.choice("unit", &unit, [("wd", Unit::Wd), ("cd", Unit::Cd)]));
        let bounds = [("ceiling", Bound::Ceiling), ("floor", Bound::Floor)];
        let bound = self.present("bound", raw.bound, span).map(|bound| self.choice("bound", &bound, bounds));
        let marks = [("S", Certainty::Source), ("M", Certainty::Unverified), ("P", Certainty::Decision)];
        let certainty =
            self.present("certainty", raw.certainty, span).map(|mark| self.choice("certainty", &mark, marks));
        let basis = self.present("legal_basis", raw.legal_basis, span);
        let legal_basis = basis.map(|basis| self.filled("legal_basis", basis));
        let from = self.present("effective_from", raw.effective_from, span);
        let effective_from = from.map(|from| self.day("effective_from", &from));
        let effective_to = raw.effective_to.map(|to| (to.span(), self.day("effective_to", &to)));
        let effective_from = effective_from??;
        let effective_to = self.ends(effective_from, effective_to);
        Some(Rule {
            id: id??,
            what: what??,
            days: days??,
            unit: unit??,
            bound: bound??,
            certainty: certainty??,
            legal_basis: legal_basis??,
            effective_from,
            effective_to,
        })
    }

    /// The last day in force, if one is given; it must not come before the first.
    fn ends(&mut self, from: Day, to: Option<(Range<usize>, Option<Day>)>) -> Option<Day> {
        let (span, to) = to?;
        let to = to?;
        if to < from {
            let message = self.at(&words::ENDS_FIRST, &span).with("from", from.to_string());
            self.problems.push(message.with("to", to.to_string()));
        }
        Some(to)
    }

    /// Holds that a rule does not repeat the id, or the subject and first day, of an earlier one.
    fn alone(&mut self, rule: &Rule, earlier: &[Rule], span: &Range<usize>) {
        if earlier.iter().any(|other| other.id == rule.id) {
            self.problems.push(self.at(&words::ID_TWICE, span).with("id", &rule.id));
        }
        let same = |other: &&Rule| other.what == rule.what && other.effective_from == rule.effective_from;
        if let Some(other) = earlier.iter().find(same) {
            let message = self.at(&words::COMPETES, span).with("id", &rule.id);
            self.problems.push(message.with("other", &other.id).with("what", &rule.what));
        }
    }

    fn present<T>(&mut self, field: &'static str, value: Option<T>, span: &Range<usize>) -> Option<T> {
        if value.is_none() {
            self.problems.push(self.at(&words::MISSING, span).with("field", field));
        }
        value
    }

    fn filled(&mut self, field: &'static str, value: Spanned<String>) -> Option<String> {
        if value.get_ref().trim().is_empty() {
            self.problems.push(self.at(&words::EMPTY, &value.span()).with("field", field));
            return None;
        }
        Some(value.into_inner())
    }

    fn key(&mut self, field: &'static str, value: Spanned<String>) -> Option<String> {
        let span = value.span();
        let text = self.filled(field, value)?;
        if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Some(text);
        }
        self.problems.push(self.at(&words::NOT_A_KEY, &span).with("field", field).with("value", text));
        None
    }

    fn days(&mut self, value: &Spanned<i64>) -> Option<u32> {
        let days = u32::try_from(*value.get_ref()).ok().filter(|days| *days <= MOST_DAYS);
        if days.is_none() {
            let message = self.at(&words::BAD_DAYS, &value.span()).with("value", *value.get_ref());
            self.problems.push(message.with("most", MOST_DAYS));
        }
        days
    }

    fn choice<T: Copy, const N: usize>(
        &mut self,
        field: &'static str,
        value: &Spanned<String>,
        choices: [(&str, T); N],
    ) -> Option<T> {
        let found = choices.iter().find(|(code, _)| code == value.get_ref()).map(|(_, choice)| *choice);
        if found.is_none() {
            let codes = choices.map(|(code, _)| code).join(" / ");
            let message = self.at(&words::NOT_ONE_OF, &value.span()).with("field", field);
            self.problems.push(message.with("value", value.get_ref()).with("choices", codes));
        }
        found
    }

    fn day(&mut self, field: &'static str, value: &Spanned<Datetime>) -> Option<Day> {
        let day = match value.get_ref() {
            Datetime { date: Some(date), time: None, offset: None } => {
                Day::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }
            _ => None,
        };
        if day.is_none() {
            let message = self.at(&words::NOT_A_DAY, &value.span()).with("field", field);
            self.problems.push(message.with("value", value.get_ref().to_string()));
        }
        day
    }

    /// A message of `phrase` with the file and the line at which `span` begins.
    fn at(&self, phrase: &'static crate::words::Phrase, span: &Range<usize>) -> Message {
        phrase.with("file", self.file).with("line", self.line(span))
    }

    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.as_bytes().iter().take(span.start);
        before.filter(|byte| **byte == b'\n').count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;
    use crate::words::Lang;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// A rule as (id, what, days, unit, bound, from, to).
    type Line<'a> = (&'a str, &'a str, u32, &'a str, &'a str, &'a str, &'a str);

    fn profile(id: &str, lines: &[Line<'_>]) -> Profile {
        let mut text = format!("id = \"{id}\"\nname = \"{id}\"\njurisdiction = \"示例\"\n");
        for (rule, what, days, unit, bound, from, to) in lines {
            text.push_str(&format!(
                "[[rule]]\nid = \"{rule}\"\nwhat = \"{what}\"\ndays = {days}\nunit = \"{unit}\"\nbound = \"{bound}\"\n\
                 certainty = \"M\"\nlegal_basis = \"示例\"\neffective_from = {from}\n"
            ));
            if !to.is_empty() {
                text.push_str(&format!("effective_to = {to}\n"));
            }
        }
        Profile::parse("test.toml", &text).unwrap()
    }

    fn limit(profiles: &[Profile], what: &str, on: &str) -> Option<(u32, String)> {
        let profiles = Profiles::new(profiles.to_vec()).unwrap();
        profiles.limit(what, day(on)).map(|ruled| (ruled.days, format!("{}:{}", ruled.profile, ruled.rule)))
    }

    #[test]
    fn on_5_cl_17_cl_18_the_national_limits_are_in_force() {
        let profiles = Profiles::new(vec![Profile::national().unwrap()]).unwrap();
        for (what, days, unit, rule) in [
            ("notice", 5, Unit::Wd, "ON-5"),
            ("notice-abandoned", 7, Unit::Wd, "A1/abandoned"),
            ("information-answer", 20, Unit::Wd, "A1/answer"),
            ("decision", 20, Unit::Wd, "CL-3/ordinary"),
            ("decision-extension", 10, Unit::Wd, "CL-17"),
            ("joint-decision", 45, Unit::Wd, "CL-3/joint"),
            ("joint-decision-extension", 15, Unit::Wd, "CL-3/joint-extension"),
            ("lower-review", 20, Unit::Wd, "CL-3/lower-review"),
            ("delivery", 10, Unit::Wd, "CL-18"),
            ("review", 60, Unit::Cd, "ON-11/review"),
        ] {
            let ruled = profiles.limit(what, day("2026-09-18")).unwrap();
            assert_eq!((ruled.period(), ruled.rule.as_str()), (Period { days, unit }, rule), "{what}");
            assert_eq!(ruled.certainty == Certainty::Unverified, what == "review", "{what}");
        }
        assert_eq!(profiles.limit("litigation", day("2026-09-18")), None);
        assert_eq!(profiles.limit("notice", day("2004-06-30")), None);
    }

    #[test]
    fn head_a_ceiling_binds_at_the_shorter_and_a_floor_at_the_longer() {
        let one = profile(
            "one",
            &[
                ("1", "notice", 5, "wd", "ceiling", "2020-01-01", ""),
                ("2", "publicity", 7, "cd", "floor", "2020-01-01", ""),
                ("3", "answer", 5, "wd", "ceiling", "2020-01-01", ""),
                ("4", "hearing", 10, "cd", "floor", "2020-01-01", ""),
            ],
        );
        let two = profile(
            "two",
            &[
                ("1", "notice", 3, "wd", "ceiling", "2020-01-01", ""),
                ("2", "publicity", 7, "wd", "floor", "2020-01-01", ""),
                ("3", "answer", 6, "cd", "ceiling", "2020-01-01", ""),
                ("4", "hearing", 10, "cd", "floor", "2020-01-01", ""),
            ],
        );
        for (what, expected) in [
            ("notice", (3, "two:1")),
            ("publicity", (7, "two:2")),
            ("answer", (6, "two:3")),
            ("hearing", (10, "one:4")),
        ] {
            let found = limit(&[one.clone(), two.clone()], what, "2026-01-01");
            assert_eq!(found, Some((expected.0, expected.1.to_owned())), "{what}");
        }
    }

    #[test]
    fn head_superseded_and_expired_rules_never_compete() {
        let old = profile(
            "old",
            &[
                ("1", "notice", 2, "wd", "ceiling", "2010-01-01", ""),
                ("2", "notice", 5, "wd", "ceiling", "2020-01-01", ""),
            ],
        );
        let gone = profile("gone", &[("1", "notice", 1, "wd", "ceiling", "2015-01-01", "2025-12-31")]);
        for (on, expected) in [
            ("2009-12-31", None),
            ("2012-01-01", Some((2, "old:1"))),
            ("2025-12-31", Some((1, "gone:1"))),
            ("2026-01-01", Some((5, "old:2"))),
        ] {
            let found = limit(&[old.clone(), gone.clone()], "notice", on);
            assert_eq!(found, expected.map(|(days, rule)| (days, rule.to_owned())), "{on}");
        }
    }

    #[test]
    fn profiles_that_contradict_each_other_are_refused() {
        let one = profile("one", &[("1", "notice", 5, "wd", "ceiling", "2020-01-01", "")]);
        let two = profile("two", &[("7", "notice", 5, "wd", "floor", "2020-01-01", "")]);
        let error = Profiles::new(vec![one.clone(), two]).unwrap_err();
        let text = "notice 在 two 的 7 中是 floor, 在 one 的 1 中是 ceiling. 统一两处的 bound";
        assert_eq!(error.say(Lang::Zh), text);
        let twice = Profiles::new(vec![one.clone(), one]).unwrap_err();
        assert_eq!(twice.say(Lang::Zh), "规则集 one 选了两次. 去掉一个");
    }

    fn problems(text: &str) -> Vec<String> {
        Profile::parse("f.toml", text).unwrap_err().iter().map(|message| message.say(Lang::Zh)).collect()
    }

    #[test]
    fn every_problem_of_a_file_is_told_with_its_line() {
        let text = "id = \"Bad Id\"\nname = \"\"\n\n[[rule]]\nid = \"1\"\nwhat = \"notice\"\ndays = 99999\nunit = \"d\"\n\
                    bound = \"ceiling\"\ncertainty = \"M\"\neffective_from = 2026-01-01T08:00:00\n";
        assert_eq!(
            problems(text),
            [
                "f.toml 第 1 行 id 是 Bad Id. 只能用小写字母、数字和连字符",
                "f.toml 第 2 行 name 是空的. 填写后重新载入",
                "f.toml 开头缺少 jurisdiction. 补上后重新载入",
                "f.toml 第 7 行 days 是 99999. 只能写 0 到 10000 的整数",
                "f.toml 第 8 行 unit 是 d. 只能写 wd / cd",
                "f.toml 第 4 行起的规则缺少 legal_basis. 补上后重新载入",
                "f.toml 第 11 行 effective_from 是 2026-01-01T08:00:00. 只写日期, 如 2026-01-01, 不加引号",
            ]
        );
    }

    #[test]
    fn rules_that_cannot_stand_together_are_told() {
        let head = "id = \"x\"\nname = \"x\"\njurisdiction = \"x\"\n";
        let rule = "[[rule]]\nid = \"1\"\nwhat = \"notice\"\ndays = 5\nunit = \"wd\"\nbound = \"ceiling\"\n\
                    certainty = \"M\"\nlegal_basis = \"x\"\neffective_from = 2026-01-01\n";
        assert_eq!(problems(head), ["f.toml 没有规则. 至少写一条 [[rule]]"]);
        assert_eq!(
            problems(&[head, rule, rule].concat()),
            [
                "f.toml 第 13 行规则编号 1 重复. 换一个编号, 如 1/2",
                "f.toml 第 13 行 1 与 1 同日对 notice 生效. 改 effective_from 或删去一条",
            ]
        );
        assert_eq!(
            problems(&[head, rule, "effective_to = 2025-12-31\n"].concat()),
            ["f.toml 第 13 行 effective_to 是 2025-12-31, 早于 effective_from 2026-01-01. 核对两个日期"]
        );
        let unknown = problems(&[head, rule, "days_max = 3\n"].concat());
        assert!(unknown.iter().all(|line| line.starts_with("f.toml 第 13 行读不懂: ")), "{unknown:?}");
        assert!(problems("id = ").iter().all(|line| line.starts_with("f.toml 第 1 行读不懂: ")));
    }
}
