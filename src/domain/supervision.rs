//! Supervision (民主监督): monitors and their groups, what they watch, cards, letter boxes, and what monitors find (A11).
//!
//! Monitors are residents who are invited for a term and do not sign in. Nothing here counts or names feedback: whoever
//! reads it learns nothing of who was complained about (CP-6).

use super::id::{
    BoxId, MatterId, MonitorId, MonitorVisitId, OpeningId, OperatorId, PersonId, WatchCardId, WatchGroupId,
};
use super::operator::Operator;
use super::promise::Promise;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::supervision as w;
use chrono::Datelike as _;

/// How many cards are handed out in one act at most.
pub const CARDS_MOST: i64 = 200;
/// How many slips one opening finds at most.
pub const SLIPS_MOST: i64 = 9_999;

named! {
    /// What a group of monitors is.
    WatchGroupKind {
        /// 居务监督委员会: the third of the three committees.
        Committee = "committee", w::KIND_COMMITTEE;
        /// 监督小组, 监督队.
        Group = "group", w::KIND_GROUP;
    }
}

named! {
    /// What a supervised matter belongs to.
    MatterArea {
        /// 服务.
        Service = "service", w::AREA_SERVICE;
        /// 财务.
        Finance = "finance", w::AREA_FINANCE;
        /// 居务.
        Affairs = "affairs", w::AREA_AFFAIRS;
        /// 政策.
        Policy = "policy", w::AREA_POLICY;
    }
}

/// A group of monitors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchGroup {
    /// Its id.
    pub id: WatchGroupId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: WatchGroupKind,
    /// What it watches.
    pub purpose: String,
    /// Its first day.
    pub since: Day,
    /// The day it ended.
    pub ended_day: Option<Day>,
}

/// A monitor (监督员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// Their id.
    pub id: MonitorId,
    /// Counts the changes.
    pub version: i64,
    /// When the record was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Their name.
    pub name: String,
    /// How to reach them.
    pub phone: String,
    /// Where they come from: 党代表, 人大代表, 居民代表, a unit.
    pub unit: String,
    /// Their own record as a resident, where it is known.
    pub person_id: Option<PersonId>,
    /// The group that they are in.
    pub group_id: Option<WatchGroupId>,
    /// What they are in it: 组长, 成员.
    pub post: String,
    /// Whether they know finance, as one in a committee does.
    pub knows_finance: bool,
    /// Whether they declared to be no near relative of anybody who works here (CP-14).
    pub no_relative: bool,
    /// The first day of their term.
    pub since: Day,
    /// The last day of their term, itself included.
    pub until_day: Day,
    /// The day on which it ended before that.
    pub ended_day: Option<Day>,
    /// Why it ended.
    pub ended_reason: String,
}

impl Monitor {
    /// Whether they watch on a day: within their term, and before it was ended.
    #[must_use]
    pub fn serves(&self, day: Day) -> bool {
        self.voided_at.is_none()
            && (self.since..=self.until_day).contains(&day)
            && self.ended_day.is_none_or(|ended| day < ended)
    }

    /// Holds that they watch on a day.
    ///
    /// # Errors
    /// Their term has not begun, is over or was ended.
    pub fn require_serving(&self, day: Day, field: &str) -> Result<(), Refusal> {
        if self.serves(day) {
            return Ok(());
        }
        let last = self.ended_day.map_or(self.until_day, |ended| ended.min(self.until_day));
        let what = w::NOT_SERVING
            .with("name", &self.name)
            .with("day", day.to_string())
            .with("since", self.since.to_string())
            .with("last", last.to_string());
        Err(Refusal::rule("A11", what).advise(&w::NOT_SERVING_ADVICE).at(field))
    }
}

/// The operator in office whose own record a person's is, or whose near relative they are (CP-14).
#[must_use]
pub fn barred_by(person: PersonId, operators: &[Operator]) -> Option<&Operator> {
    operators
        .iter()
        .filter(|one| one.disabled_at.is_none())
        .find(|one| one.person_id == Some(person) || one.kin.contains(&person))
}

/// CP-14: whoever watches the station does not work in it and is no near relative of anybody who does; where their
/// record as a resident is not known, they declare so.
///
/// # Errors
/// They are, or nothing was declared.
pub fn require_no_relative(
    name: &str,
    person: Option<PersonId>,
    declared: bool,
    operators: &[Operator],
) -> Result<(), Refusal> {
    match person {
        Some(person) => match barred_by(person, operators) {
            Some(one) => {
                let what = w::RELATIVE.with("name", name).with("operator", &one.name);
                Err(Refusal::rule("CP-14", what).advise(&w::RELATIVE_ADVICE).at("own_number"))
            }
            None => Ok(()),
        },
        None if declared => Ok(()),
        None => Err(Refusal::rule("CP-14", w::NOT_DECLARED.with("name", name))
            .advise(&w::NOT_DECLARED_ADVICE)
            .at("no_relative")),
    }
}

/// A supervised matter (监督事项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its id.
    pub id: MatterId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// What it belongs to.
    pub area: MatterArea,
    /// How it is watched.
    pub way: String,
    /// The day on which it was taken off the list.
    pub ended_day: Option<Day>,
}

/// A supervision card (监督卡).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchCard {
    /// Its id.
    pub id: WatchCardId,
    /// Counts the changes.
    pub version: i64,
    /// When the handing out was taken back, if it was; the number stays spent.
    pub voided_at: Option<Stamp>,
    /// The number on it, without a gap.
    pub number: i64,
    /// The monitor who has it.
    pub monitor_id: Option<MonitorId>,
    /// Whoever else has it.
    pub to_whom: String,
    /// The day on which it was handed out.
    pub issued_day: Day,
    /// The day on which it came back.
    pub returned_day: Option<Day>,
    /// How it came back, in a few words, or how it was lost.
    pub outcome: String,
    /// Whether it was lost.
    pub lost: bool,
}

impl WatchCard {
    /// Whether it is still with whoever got it.
    #[must_use]
    pub fn out(&self) -> bool {
        self.voided_at.is_none() && self.returned_day.is_none() && !self.lost
    }

    /// Holds that it can come back: it was handed out, and did not come back yet; a lost one may be found.
    ///
    /// # Errors
    /// It came back, or was taken back, before.
    pub fn require_out(&self) -> Result<(), Refusal> {
        let what = match self.returned_day {
            _ if self.voided_at.is_some() => w::NO_CARD.with("n", self.number),
            Some(day) => w::CARD_BACK.with("n", self.number).with("day", day.to_string()),
            None => return Ok(()),
        };
        Err(Refusal::rule("A11", what).advise(&w::CARD_ADVICE).at("number"))
    }
}

/// A letter box (意见箱).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterBox {
    /// Its id.
    pub id: BoxId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// Where it hangs.
    pub place: String,
    /// The fixed day of opening: 1 to 7 is Monday to Sunday, 0 is any day.
    pub weekday: i64,
    /// The day on which it was taken down.
    pub ended_day: Option<Day>,
}

impl LetterBox {
    /// Whether a day is its fixed day of opening.
    #[must_use]
    pub fn opens_on(&self, day: Day) -> bool {
        self.weekday == 0 || i64::from(day.weekday().number_from_monday()) == self.weekday
    }

    /// Holds that it may be opened on a day: on its fixed day, or with a reason.
    ///
    /// # Errors
    /// It is another day, and nobody says why.
    pub fn require_day(&self, day: Day, reason: &str) -> Result<(), Refusal> {
        if self.opens_on(day) || !reason.trim().is_empty() {
            return Ok(());
        }
        let what = w::OTHER_DAY
            .with("name", &self.name)
            .with("weekday", w::weekday(self.weekday))
            .with("day", day.to_string());
        Err(Refusal::rule("A11", what).advise(&w::OTHER_DAY_ADVICE).at("reason"))
    }
}

/// An opening of a box (开箱记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxOpening {
    /// Its id.
    pub id: OpeningId,
    /// Counts the changes.
    pub version: i64,
    /// When it was taken back, if it was; the numbers of its slips stay spent.
    pub voided_at: Option<Stamp>,
    /// The box.
    pub box_id: BoxId,
    /// The day.
    pub day: Day,
    /// When.
    pub opened_at: Stamp,
    /// Who opened it.
    pub operator_id: OperatorId,
    /// The second person, where it was an operator.
    pub second_id: Option<OperatorId>,
    /// The second person, where it was a monitor.
    pub second_monitor_id: Option<MonitorId>,
    /// How many slips there were.
    pub slips: i64,
    /// The number of the first slip, without a gap over all boxes; of an empty box the next number.
    pub first_slip: i64,
    /// Why it was opened on another day than its own.
    pub reason: String,
    /// What else there is to say.
    pub note: String,
}

impl BoxOpening {
    /// The numbers of its slips, the first and the last; none where it was empty.
    #[must_use]
    pub fn numbers(&self) -> Option<(i64, i64)> {
        (self.slips > 0).then(|| (self.first_slip, self.first_slip + self.slips - 1))
    }
}

/// A box is opened by two people: somebody besides whoever writes it down is there.
///
/// # Errors
/// Nobody else is.
pub fn require_two(
    actor: OperatorId,
    second: Option<OperatorId>,
    monitor: Option<MonitorId>,
) -> Result<(), Refusal> {
    if monitor.is_some() || second.is_some_and(|second| second != actor) {
        return Ok(());
    }
    Err(Refusal::rule("A11", &w::OPENED_ALONE).advise(&w::OPENED_ALONE_ADVICE).at("second"))
}

/// A visit of a monitor (监督走访).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorVisit {
    /// Its id.
    pub id: MonitorVisitId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Who watched.
    pub monitor_id: MonitorId,
    /// The day.
    pub day: Day,
    /// The supervised matter, where it was one of the list.
    pub matter_id: Option<MatterId>,
    /// What they looked at.
    pub seen: String,
    /// What they found; empty where all was well.
    pub finding: String,
    /// What is to be put right.
    pub measure: String,
    /// Who puts it right.
    pub owner_id: Option<OperatorId>,
    /// The day on which it was put right.
    pub rectified_day: Option<Day>,
    /// How.
    pub rectified: String,
}

impl MonitorVisit {
    /// Whether something that was found is still to be put right.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && !self.measure.is_empty() && self.rectified_day.is_none()
    }

    /// Holds that there is something to put right.
    ///
    /// # Errors
    /// There is nothing, or it was done.
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.open() {
            return Ok(());
        }
        let what = match self.rectified_day {
            Some(day) => w::RECTIFIED_ALREADY.with("day", day.to_string()),
            None => w::NOTHING_TO_RECTIFY.msg(),
        };
        Err(Refusal::rule("RT-6", what).at("visit"))
    }
}

/// RT-6: what is to be put right follows from what was found, and somebody puts it right.
///
/// # Errors
/// The finding, the measure or its owner is missing beside the others.
pub fn require_finding(finding: &str, measure: &str, owner: &str) -> Result<(), Refusal> {
    let missing = match (finding.trim().is_empty(), measure.trim().is_empty(), owner.trim().is_empty()) {
        (true, false, _) => ("finding", &w::FINDING_WANTED),
        (_, false, true) => ("owner", &w::OWNER_WANTED),
        (_, true, false) => ("measure", &w::MEASURE_WANTED),
        _ => return Ok(()),
    };
    Err(Refusal::rule("RT-6", missing.1).at(missing.0))
}

/// A group as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchGroupRow {
    /// The group.
    pub group: WatchGroup,
    /// How many monitors serve in it.
    pub members: usize,
    /// Whether one of them knows finance.
    pub finance: bool,
}

/// A monitor as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorRow {
    /// The monitor.
    pub monitor: Monitor,
    /// The group's name.
    pub group: String,
    /// Whether they watch today.
    pub serves: bool,
    /// Whether they work here, or are a relative of somebody who does, by now (CP-14).
    pub barred: bool,
}

/// A card as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchCardRow {
    /// The card.
    pub card: WatchCard,
    /// Who got it.
    pub name: String,
}

/// A box as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxRow {
    /// The box.
    pub letter_box: LetterBox,
    /// The day on which it was opened last.
    pub opened: Option<Day>,
}

/// An opening as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRow {
    /// The opening.
    pub opening: BoxOpening,
    /// The box's name.
    pub letter_box: String,
    /// Who opened it, by name: both of them.
    pub people: Vec<String>,
}

/// A visit as a list shows one.
#[derive(Debug, Clone, PartialEq)]
pub struct MonitorVisitRow {
    /// The visit.
    pub visit: MonitorVisit,
    /// The monitor's name.
    pub monitor: String,
    /// The matter's name.
    pub matter: String,
    /// The name of who puts it right.
    pub owner: String,
    /// The promise to put it right, while it runs (RT-6).
    pub promise: Option<Promise>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::operator::Role;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn monitor() -> Monitor {
        Monitor {
            id: MonitorId(1),
            version: 1,
            voided_at: None,
            name: "周大姐".to_owned(),
            phone: String::new(),
            unit: "居民代表".to_owned(),
            person_id: None,
            group_id: None,
            post: String::new(),
            knows_finance: false,
            no_relative: true,
            since: day("2026-01-01"),
            until_day: day("2026-12-31"),
            ended_day: None,
            ended_reason: String::new(),
        }
    }

    fn operator(id: i64, person: Option<i64>, kin: &[i64]) -> Operator {
        Operator {
            id: OperatorId(id),
            version: 1,
            voided_at: None,
            code: id.to_string(),
            name: format!("操作员{id}"),
            roles: vec![Role::Clerk],
            window: String::new(),
            person_id: person.map(PersonId),
            kin: kin.iter().copied().map(PersonId).collect(),
            disabled_at: None,
            settings: String::new(),
        }
    }

    fn letter_box(weekday: i64) -> LetterBox {
        LetterBox {
            id: BoxId(1),
            version: 1,
            voided_at: None,
            name: "一号箱".to_owned(),
            place: "大门".to_owned(),
            weekday,
            ended_day: None,
        }
    }

    #[test]
    fn a11_a_monitor_watches_within_the_term_and_until_it_is_ended() {
        let mut one = monitor();
        for (on, serves) in
            [("2025-12-31", false), ("2026-01-01", true), ("2026-12-31", true), ("2027-01-01", false)]
        {
            assert_eq!(one.serves(day(on)), serves, "{on}");
            assert_eq!(one.require_serving(day(on), "monitor").is_ok(), serves, "{on}");
        }
        one.ended_day = Some(day("2026-06-01"));
        assert!(one.serves(day("2026-05-31")) && !one.serves(day("2026-06-01")));
        assert_eq!(one.require_serving(day("2026-06-01"), "monitor").unwrap_err().rule, Some("A11"));
        one.voided_at = Some(Stamp(0));
        assert!(!one.serves(day("2026-05-31")));
    }

    #[test]
    fn cp_14_no_monitor_works_here_or_is_a_relative_of_whoever_does() {
        let mut staff = vec![operator(1, Some(11), &[12, 13]), operator(2, None, &[])];
        for (person, declared, fits) in [
            (Some(11), true, false),
            (Some(12), true, false),
            (Some(14), false, true),
            (None, true, true),
            (None, false, false),
        ] {
            let found = require_no_relative("周大姐", person.map(PersonId), declared, &staff);
            assert_eq!(found.is_ok(), fits, "{person:?} {declared}");
            assert!(found.err().is_none_or(|refusal| refusal.rule == Some("CP-14")));
        }
        // Whoever no longer works here bars nobody.
        staff[0].disabled_at = Some(Stamp(1));
        assert!(require_no_relative("周大姐", Some(PersonId(12)), false, &staff).is_ok());
    }

    #[test]
    fn a11_a_box_is_opened_by_two_on_its_day_or_with_a_reason() {
        let (one, other) = (OperatorId(1), OperatorId(2));
        assert!(require_two(one, None, None).is_err());
        assert!(require_two(one, Some(one), None).is_err());
        assert!(require_two(one, Some(other), None).is_ok());
        assert!(require_two(one, None, Some(MonitorId(1))).is_ok());
        // 2026-06-05 is a Friday.
        let friday = day("2026-06-05");
        for (weekday, reason, fits) in
            [(5, "", true), (0, "", true), (1, "", false), (1, " ", false), (1, "周一放假", true)]
        {
            assert_eq!(letter_box(weekday).require_day(friday, reason).is_ok(), fits, "{weekday} {reason}");
        }
        assert!(letter_box(7).opens_on(day("2026-06-07")) && !letter_box(7).opens_on(friday));
    }

    #[test]
    fn a11_a_card_comes_back_once_and_only_where_it_was_handed_out() {
        let mut card = WatchCard {
            id: WatchCardId(1),
            version: 1,
            voided_at: None,
            number: 7,
            monitor_id: None,
            to_whom: "王桂英".to_owned(),
            issued_day: day("2026-06-01"),
            returned_day: None,
            outcome: String::new(),
            lost: true,
        };
        assert!(!card.out() && card.require_out().is_ok(), "a lost one may be found");
        card.lost = false;
        assert!(card.out());
        card.returned_day = Some(day("2026-06-02"));
        assert!(!card.out());
        assert_eq!(card.require_out().unwrap_err().rule, Some("A11"));
        (card.returned_day, card.voided_at) = (None, Some(Stamp(0)));
        assert!(card.require_out().is_err());
    }

    #[test]
    fn rt_6_a_measure_needs_a_finding_and_an_owner() {
        for (finding, measure, owner, missing) in [
            ("", "", "", None),
            ("队伍太长", "", "", None),
            ("队伍太长", "加开一窗", "2", None),
            ("", "加开一窗", "2", Some("finding")),
            ("队伍太长", "加开一窗", " ", Some("owner")),
            ("队伍太长", "", "2", Some("measure")),
        ] {
            let found = require_finding(finding, measure, owner).err();
            assert_eq!(found.as_ref().and_then(|one| one.field.as_deref()), missing, "{finding} {measure}");
            assert!(found.is_none_or(|refusal| refusal.rule == Some("RT-6")));
        }
    }
}
