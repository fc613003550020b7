//! Helpers (帮扶人), pairings (结对) and who would suit a household, with the reasons.

use super::household::Household;
use super::id::{GridId, HelperId, HouseholdId, OperatorId, PairingId, PersonId};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, resident as w};

named! {
    /// What a helper is.
    HelperKind {
        /// Somebody who signs in here.
        Operator = "operator", w::HELPER_OPERATOR;
        /// 党员: a party member.
        PartyMember = "party-member", w::HELPER_MEMBER;
        /// 单位: a unit, school, shop or association.
        Unit = "unit", w::HELPER_UNIT;
    }
}

/// A helper: somebody who looks after paired households.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// Their id.
    pub id: HelperId,
    /// Counts the changes.
    pub version: i64,
    /// When the record was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// What they are.
    pub kind: HelperKind,
    /// The operator that they are.
    pub operator_id: Option<OperatorId>,
    /// The resident that they are.
    pub person_id: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The number on the contact card.
    pub phone: String,
    /// Where they live or work.
    pub grid_id: Option<GridId>,
    /// The languages that they speak besides the common one, by blanks.
    pub languages: String,
    /// What they can do, by blanks.
    pub skills: String,
    /// How many households they take at most.
    pub most: i64,
    /// The last day, once they have left.
    pub left_day: Option<Day>,
}

/// A pairing of a household with a helper, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// Its id.
    pub id: PairingId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The household.
    pub household_id: HouseholdId,
    /// The helper.
    pub helper_id: HelperId,
    /// The first day.
    pub from_day: Day,
    /// The last day, once it has ended.
    pub until_day: Option<Day>,
    /// Why these two.
    pub why: String,
    /// Why it ended.
    pub ended_reason: String,
    /// The meeting that decided the end (PA-3).
    pub meeting: String,
}

impl Pairing {
    /// Whether it has not ended.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && self.until_day.is_none()
    }
}

/// PA-3: a helper changes only with a reason and the record of the meeting that decided it.
///
/// # Errors
/// Either is missing; the field that is stands in the refusal.
pub fn require_decided(reason: &str, meeting: &str) -> Result<(), Refusal> {
    for (field, text, what) in
        [("reason", reason, &w::REASON_WANTED), ("meeting", meeting, &w::MEETING_WANTED)]
    {
        if text.trim().is_empty() {
            return Err(Refusal::rule("PA-3", what).advise(&w::PA_3_ADVICE).at(field));
        }
    }
    Ok(())
}

/// A helper is not paired with their own household.
///
/// # Errors
/// They live in it.
pub fn require_other(helper: &Helper, members: &[PersonId], own: &[PersonId]) -> Result<(), Refusal> {
    let lives = helper.person_id.is_some_and(|person| members.contains(&person));
    if lives || own.iter().any(|person| members.contains(person)) {
        return Err(Refusal::rule("A8", w::OWN_HOUSEHOLD.with("name", &helper.name))
            .advise(&w::OWN_HOUSEHOLD_ADVICE)
            .at("helper"));
    }
    Ok(())
}

/// A helper with what is known of their load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub helper: Helper,
    /// How many households they have.
    pub load: usize,
    /// Why they would suit, the weightiest first.
    pub reasons: Vec<Message>,
    /// How well, for the order.
    pub worth: i64,
}

/// Who would suit a household: those who still take one, the best first, each with the reasons. A person decides.
///
/// A shared language weighs most, since without it no visit comes to anything; then the grid, a skill that is
/// needed, and a light load.
#[must_use]
pub fn suggest(
    household: &Household,
    helpers: Vec<(Helper, usize)>,
    members: &[PersonId],
) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = helpers
        .into_iter()
        .filter(|(helper, _)| helper.left_day.is_none() && helper.voided_at.is_none())
        .filter(|(helper, load)| i64::try_from(*load).unwrap_or(i64::MAX) < helper.most)
        .filter(|(helper, _)| helper.person_id.is_none_or(|person| !members.contains(&person)))
        .map(|(helper, load)| weigh(household, helper, load))
        .collect();
    found.sort_by(|a, b| (b.worth, a.load, &a.helper.name).cmp(&(a.worth, b.load, &b.helper.name)));
    found
}

fn weigh(household: &Household, helper: Helper, load: usize) -> Suggestion {
    let mut reasons = Vec::new();
    let mut worth = 0;
    let language = household.language.trim();
    if !language.is_empty() && helper.languages.split_whitespace().any(|one| one == language) {
        worth += 40;
        reasons.push(w::SUITS_LANGUAGE.with("language", language));
    }
    if household.grid_id.is_some() && helper.grid_id == household.grid_id {
        worth += 20;
        reasons.push(w::SUITS_GRID.msg());
    }
    let mut wanted = household.needs.split_whitespace();
    if let Some(skill) = wanted.find(|need| helper.skills.split_whitespace().any(|skill| skill == *need)) {
        worth += 15;
        reasons.push(w::SUITS_SKILL.with("skill", skill));
    }
    let load_now = i64::try_from(load).unwrap_or(i64::MAX);
    worth += (10 - load_now).max(0);
    reasons.push(w::SUITS_LOAD.with("load", load).with("most", helper.most));
    Suggestion { helper, load, reasons, worth }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper(name: &str, grid: Option<i64>, languages: &str, skills: &str) -> Helper {
        Helper {
            id: HelperId(1),
            version: 1,
            voided_at: None,
            kind: HelperKind::PartyMember,
            operator_id: None,
            person_id: None,
            name: name.to_owned(),
            phone: String::new(),
            grid_id: grid.map(GridId),
            languages: languages.to_owned(),
            skills: skills.to_owned(),
            most: 3,
            left_day: None,
        }
    }

    #[test]
    fn helpers_are_suggested_by_language_grid_skill_and_load_with_the_reasons() {
        let household = Household {
            id: HouseholdId(1),
            version: 1,
            voided_at: None,
            address: String::new(),
            building_id: None,
            room: String::new(),
            grid_id: Some(GridId(3)),
            head_id: None,
            language: "维吾尔语".to_owned(),
            needs: "护理 家电".to_owned(),
            split_from: None,
        };
        let gone =
            Helper { left_day: Some(Day::default()), ..helper("走", Some(3), "维吾尔语", "护理") };
        let own = Helper { person_id: Some(PersonId(7)), ..helper("己", Some(3), "维吾尔语", "护理") };
        let helpers = vec![
            (helper("远", Some(4), "", ""), 0),
            (helper("邻", Some(3), "", "家电"), 2),
            (helper("语", None, "维吾尔语", ""), 2),
            (helper("满", Some(3), "维吾尔语", "护理"), 3),
            (gone, 0),
            (own, 0),
        ];
        let found = suggest(&household, helpers, &[PersonId(7)]);
        let names: Vec<&str> = found.iter().map(|one| one.helper.name.as_str()).collect();
        assert_eq!(names, ["语", "邻", "远"]);
        assert_eq!(found.get(1).map(|one| one.reasons.len()), Some(3));
    }

    #[test]
    fn pa_3_a_change_needs_reason_and_meeting() {
        assert!(require_decided("调走", "支部 2026-03").is_ok());
        let refused = require_decided("调走", " ").err();
        assert_eq!(refused.as_ref().and_then(|one| one.rule), Some("PA-3"));
        assert_eq!(refused.and_then(|one| one.field).as_deref(), Some("meeting"));
        assert_eq!(require_decided("", "会").err().and_then(|one| one.field).as_deref(), Some("reason"));
    }
}
