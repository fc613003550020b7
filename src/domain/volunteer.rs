//! Volunteers (志愿者), their teams, the station's partners, and who asks for help (A9).

use super::id::{BuildingId, GridId, NeedId, OperatorId, PartnerId, PersonId, TeamId, VolunteerId};
use super::person::Person;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, volunteer as w};

/// A team (志愿服务队).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Its grid.
    pub grid_id: Option<GridId>,
    /// Who leads it.
    pub leader_id: Option<VolunteerId>,
    /// The day it was dissolved.
    pub ended_day: Option<Day>,
}

named! {
    /// Whether a volunteer may serve.
    VolunteerState {
        /// 在队.
        Active = "active", w::STATE_ACTIVE;
        /// 暂停, for a while.
        Paused = "paused", w::STATE_PAUSED;
        /// 退出.
        Left = "left", w::STATE_LEFT;
        /// 停用: may not serve.
        Banned = "banned", w::STATE_BANNED;
    }
}

/// A volunteer: the resident whom the register knows, and what serving needs besides (VO-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volunteer {
    /// The id.
    pub id: VolunteerId,
    /// Counts the changes.
    pub version: i64,
    /// When the record was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The number that is typed at the door.
    pub number: i64,
    /// The resident.
    pub person_id: PersonId,
    /// The teams.
    pub teams: Vec<TeamId>,
    /// What they serve as: 党员, 学生, 医护, by blanks.
    pub category: String,
    /// What they can do, by blanks.
    pub skills: String,
    /// When they have time, by blanks: 周一上午.
    pub free: String,
    /// Whether they may serve.
    pub state: VolunteerState,
    /// The first day of that state.
    pub since: Day,
    /// Until when the state holds, where that was said.
    pub until_day: Option<Day>,
    /// Why the state is what it is.
    pub reason: String,
    /// What they agreed to (VO-1).
    pub consent: String,
    /// The guardian of a minor.
    pub guardian: String,
    /// How to reach the guardian.
    pub guardian_phone: String,
    /// The day on which the guardian agreed (VO-10).
    pub guardian_day: Option<Day>,
    /// What they were trained in, and when (VO-2).
    pub training: String,
    /// What they were commended for (VO-2).
    pub awards: String,
    /// Whether their name may stand on the roll of honour.
    pub honour: bool,
}

impl Volunteer {
    /// Whether they may serve on a day; before their state changed they could.
    #[must_use]
    pub fn serves(&self, day: Day) -> bool {
        day < self.since
            || match self.state {
                VolunteerState::Active => true,
                VolunteerState::Paused => self.until_day.is_some_and(|until| day > until),
                VolunteerState::Left | VolunteerState::Banned => false,
            }
    }

    /// Holds that they may serve on a day.
    ///
    /// # Errors
    /// They pause, have left or are banned.
    pub fn require_serving(&self, name: &str, day: Day) -> Result<(), Refusal> {
        if self.serves(day) && self.voided_at.is_none() {
            return Ok(());
        }
        let what = w::NOT_SERVING.with("name", name).with("state", self.state.phrase());
        Err(Refusal::rule("VO-1", what).advise(&w::NOT_SERVING_ADVICE).at("number"))
    }
}

/// The ages of VO-10, in full years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// Below this they are minors: a guardian agrees, and rescue is barred.
    pub adult: u32,
    /// Below this an adult comes along.
    pub alone: u32,
}

/// What an activity asks of whoever serves at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Whether it is rescue, from which minors are barred.
    pub rescue: bool,
    /// The least age, 0 for none.
    pub least: i64,
    /// The greatest age, 0 for none.
    pub most: i64,
    /// Who comes along with a child.
    pub companion: &'a str,
}

/// VO-10: minors serve as fits their age, with a guardian's consent, never at rescue, and the youngest accompanied.
///
/// # Errors
/// The age does not fit, or consent or company is missing.
pub fn require_age(
    volunteer: &Volunteer,
    person: &Person,
    day: Day,
    ages: Ages,
    asked: Asked<'_>,
) -> Result<(), Refusal> {
    let refused = |what: Message| Err(Refusal::rule("VO-10", what).at("number"));
    let Some(age) = person.age(day) else { return refused(w::AGE_UNKNOWN.with("name", &person.name)) };
    let years = i64::from(age);
    if (asked.least > 0 && years < asked.least) || (asked.most > 0 && years > asked.most) {
        return refused(w::AGE_OUTSIDE.with("name", &person.name).with("age", years));
    }
    if age >= ages.adult {
        return Ok(());
    }
    if asked.rescue {
        return refused(w::MINOR_RESCUE.with("name", &person.name).with("age", years));
    }
    if volunteer.guardian_day.is_none() {
        return refused(w::MINOR_CONSENT.with("name", &person.name).with("age", years));
    }
    if age < ages.alone && asked.companion.trim().is_empty() {
        return refused(w::CHILD_ALONE.with("name", &person.name).with("age", years));
    }
    Ok(())
}

named! {
    /// What a partner of the community is (共驻共建).
    PartnerKind {
        /// 机关企事业单位.
        Unit = "unit", w::PARTNER_UNIT;
        /// 学校.
        School = "school", w::PARTNER_SCHOOL;
        /// 商户.
        Shop = "shop", w::PARTNER_SHOP;
        /// 社会组织.
        Association = "association", w::PARTNER_ASSOCIATION;
    }
}

/// A partner of the community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: PartnerId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartnerKind,
    /// Whom to ask for.
    pub contact: String,
    /// How to reach them.
    pub phone: String,
    /// What they offer.
    pub offers: String,
    /// The day on which it ended.
    pub left_day: Option<Day>,
}

named! {
    /// Where a need stands.
    NeedState {
        /// 待找人.
        Open = "open", w::NEED_OPEN;
        /// 已询问.
        Asked = "asked", w::NEED_ASKED;
        /// 已答应.
        Agreed = "agreed", w::NEED_AGREED;
        /// 不答应: somebody else is asked.
        Refused = "refused", w::NEED_REFUSED;
        /// 已完成.
        Done = "done", w::NEED_DONE;
        /// 不再需要.
        Dropped = "dropped", w::NEED_DROPPED;
    }
}

impl NeedState {
    /// Whether somebody still waits for help.
    #[must_use]
    pub fn open(self) -> bool {
        !matches!(self, Self::Done | Self::Dropped)
    }
}

/// Help that somebody needs, found in a wish, a visit or a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Where it was found: `wish`, `household` or `case`.
    pub subject_kind: String,
    /// Which.
    pub subject_id: i64,
    /// Whose it is.
    pub person_id: Option<PersonId>,
    /// Their grid.
    pub grid_id: Option<GridId>,
    /// Their building.
    pub building_id: Option<BuildingId>,
    /// What is needed.
    pub text: String,
    /// The skill it takes.
    pub skill: String,
    /// When: 周一上午.
    pub free: String,
    /// Where it stands.
    pub state: NeedState,
    /// Who was asked, or agreed.
    pub volunteer_id: Option<VolunteerId>,
    /// Who said no.
    pub refused: Vec<VolunteerId>,
    /// The day it was found.
    pub day: Day,
    /// Who found it.
    pub operator_id: OperatorId,
    /// The day it was done.
    pub done_day: Option<Day>,
    /// Thanks, or why it was dropped.
    pub note: String,
}

impl Need {
    /// Whether somebody still waits for it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.voided_at.is_none() && self.state.open()
    }
}

/// The step that a need takes: asked, then agreed or refused, then done; dropped at any time before. Whoever agreed may
/// still say no, and thanks may come after it is done.
///
/// # Errors
/// It has ended, or it is another's turn.
pub fn require_answer(need: &Need, answer: NeedState) -> Result<(), Refusal> {
    let possible = match answer {
        NeedState::Open => false,
        NeedState::Asked => matches!(need.state, NeedState::Open | NeedState::Asked),
        NeedState::Agreed => need.state == NeedState::Asked,
        NeedState::Refused => matches!(need.state, NeedState::Asked | NeedState::Agreed),
        NeedState::Done => matches!(need.state, NeedState::Agreed | NeedState::Done),
        NeedState::Dropped => need.state.open(),
    };
    if possible {
        return Ok(());
    }
    let what = w::NEED_NOT_FROM.with("state", need.state.phrase()).with("to", answer.phrase());
    Err(Refusal::rule("A9", what).advise(&w::NEED_NOT_FROM_ADVICE).at("answer"))
}

/// Somebody who may help, with what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub volunteer: Volunteer,
    /// Their name.
    pub name: String,
    /// Their grid.
    pub grid_id: Option<GridId>,
    /// Their building.
    pub building_id: Option<BuildingId>,
    /// Their service of the last ninety days, in minutes.
    pub minutes: i64,
    /// How many needs they have agreed to or are asked for.
    pub busy: usize,
}

/// A candidate with why they would suit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suited {
    /// Who.
    pub candidate: Candidate,
    /// Why, the weightiest first.
    pub reasons: Vec<Message>,
    /// How well, for the order.
    pub worth: i64,
}

/// Who would suit a need, the best first, each with the reasons. A person decides.
///
/// The skill weighs most; then the same building, the grid, the time; then who served least of late. Whoever said no,
/// does not serve on the day or lives there is not offered.
#[must_use]
pub fn suggest(need: &Need, candidates: Vec<Candidate>, today: Day) -> Vec<Suited> {
    let mut found: Vec<Suited> = candidates
        .into_iter()
        .filter(|one| one.volunteer.serves(today) && one.volunteer.voided_at.is_none())
        .filter(|one| !need.refused.contains(&one.volunteer.id))
        .filter(|one| Some(one.volunteer.person_id) != need.person_id)
        .map(|one| weigh(need, one))
        .collect();
    found.sort_by(|a, b| {
        let key = |one: &Suited| (one.candidate.minutes, one.candidate.volunteer.number);
        b.worth.cmp(&a.worth).then_with(|| key(a).cmp(&key(b)))
    });
    found
}

fn weigh(need: &Need, candidate: Candidate) -> Suited {
    let mut reasons = Vec::new();
    let mut worth = 0;
    let shares = |wanted: &str, has: &str| {
        wanted
            .split_whitespace()
            .find(|one| has.split_whitespace().any(|other| other == *one))
            .map(str::to_owned)
    };
    if let Some(skill) = shares(&need.skill, &candidate.volunteer.skills) {
        worth += 40;
        reasons.push(w::SUITS_SKILL.with("skill", skill));
    }
    if need.building_id.is_some() && candidate.building_id == need.building_id {
        worth += 25;
        reasons.push(w::SUITS_BUILDING.msg());
    } else if need.grid_id.is_some() && candidate.grid_id == need.grid_id {
        worth += 15;
        reasons.push(w::SUITS_GRID.msg());
    }
    if let Some(free) = shares(&need.free, &candidate.volunteer.free) {
        worth += 10;
        reasons.push(w::SUITS_TIME.with("time", free));
    }
    worth -= 5 * i64::try_from(candidate.busy).unwrap_or(0);
    reasons.push(
        w::SUITS_LOAD.with("hours", super::service::duration(candidate.minutes)).with("n", candidate.busy),
    );
    Suited { candidate, reasons, worth }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn volunteer(number: i64) -> Volunteer {
        Volunteer {
            id: VolunteerId(number),
            version: 1,
            voided_at: None,
            number,
            person_id: PersonId(number),
            teams: Vec::new(),
            category: String::new(),
            skills: String::new(),
            free: String::new(),
            state: VolunteerState::Active,
            since: day("2026-01-01"),
            until_day: None,
            reason: String::new(),
            consent: "同意".to_owned(),
            guardian: String::new(),
            guardian_phone: String::new(),
            guardian_day: None,
            training: String::new(),
            awards: String::new(),
            honour: false,
        }
    }

    #[test]
    fn vo_10_minors_need_consent_and_company_and_never_do_rescue() {
        let ages = Ages { adult: 18, alone: 10 };
        let asked = |rescue, companion| Asked { rescue, least: 0, most: 0, companion };
        let on = day("2026-06-01");
        let person = |birth: &str| {
            let mut person = Person::named(PersonId(1), "王小".to_owned());
            person.birth = Some(day(birth));
            person
        };
        let mut child = volunteer(1);
        for (birth, consent, rescue, companion, fits) in [
            ("2000-01-01", false, true, "", true),
            ("2008-06-01", false, false, "", true),
            ("2008-06-02", false, false, "", false),
            ("2008-06-02", true, false, "", true),
            ("2008-06-02", true, true, "母亲", false),
            ("2016-06-02", true, false, "", false),
            ("2016-06-02", true, false, "母亲", true),
            ("2016-06-01", true, false, "", true),
        ] {
            child.guardian_day = consent.then_some(on);
            let found = require_age(&child, &person(birth), on, ages, asked(rescue, companion));
            assert_eq!(found.is_ok(), fits, "{birth} {consent} {rescue} {companion}");
            assert!(found.err().is_none_or(|refusal| refusal.rule == Some("VO-10")));
        }
        let limits = Asked { rescue: false, least: 20, most: 60, companion: "" };
        assert!(require_age(&child, &person("2007-01-01"), on, ages, limits).is_err());
        assert!(require_age(&child, &person("1960-01-01"), on, ages, limits).is_err());
        let unknown = Person::named(PersonId(1), "王小".to_owned());
        assert!(require_age(&child, &unknown, on, ages, asked(false, "")).is_err());
    }

    #[test]
    fn volunteers_are_suggested_by_skill_distance_time_and_load_with_the_reasons() {
        let need = Need {
            id: NeedId(1),
            version: 1,
            voided_at: None,
            subject_kind: "wish".to_owned(),
            subject_id: 1,
            person_id: Some(PersonId(9)),
            grid_id: Some(GridId(1)),
            building_id: Some(BuildingId(1)),
            text: "陪去医院".to_owned(),
            skill: "陪诊".to_owned(),
            free: "周一上午".to_owned(),
            state: NeedState::Open,
            volunteer_id: None,
            refused: vec![VolunteerId(6)],
            day: day("2026-06-01"),
            operator_id: OperatorId(1),
            done_day: None,
            note: String::new(),
        };
        let candidate = |number, skills: &str, grid, building, minutes, busy| Candidate {
            volunteer: Volunteer { skills: skills.to_owned(), ..volunteer(number) },
            name: String::new(),
            grid_id: Some(GridId(grid)),
            building_id: Some(BuildingId(building)),
            minutes,
            busy,
        };
        let mut gone = candidate(7, "陪诊", 1, 1, 0, 0);
        gone.volunteer.state = VolunteerState::Left;
        let list = vec![
            candidate(1, "", 1, 2, 60, 0),
            candidate(2, "理发 陪诊", 2, 5, 60, 0),
            candidate(3, "", 1, 1, 0, 0),
            candidate(4, "", 1, 2, 0, 0),
            candidate(5, "陪诊", 2, 5, 0, 3),
            candidate(6, "陪诊", 1, 1, 0, 0),
            gone,
            candidate(9, "陪诊", 1, 1, 0, 0),
        ];
        let found = suggest(&need, list, day("2026-06-01"));
        let order: Vec<i64> = found.iter().map(|one| one.candidate.volunteer.number).collect();
        assert_eq!(order, [2, 3, 5, 4, 1]);
        assert!(found.iter().all(|one| !one.reasons.is_empty()));
    }
}
