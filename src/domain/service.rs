//! Volunteer activities, who signed up, and the hours that were served (A9).

use super::id::{
    ActivityId, DocumentId, NeedId, OperatorId, PartnerId, ProofId, ServiceId, SignupId, TeamId, VolunteerId,
};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, volunteer as w};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

named! {
    /// What volunteers do.
    ServiceKind {
        /// 助老: care for the old and the disabled.
        Care = "care", w::KIND_CARE;
        /// 环境: clean yards and streets.
        Environment = "environment", w::KIND_ENVIRONMENT;
        /// 文体: arts and sports.
        Culture = "culture", w::KIND_CULTURE;
        /// 平安: patrols and order.
        Order = "order", w::KIND_ORDER;
        /// 宣教: talks and teaching.
        Teaching = "teaching", w::KIND_TEACHING;
        /// 救援: rescue, from which minors are barred (VO-10).
        Rescue = "rescue", w::KIND_RESCUE;
        /// 其他.
        Other = "other", w::KIND_OTHER;
    }
}

named! {
    /// What work is: only what is voluntary is volunteer service (VO-5).
    Nature {
        /// 自愿无偿.
        Voluntary = "voluntary", w::NATURE_VOLUNTARY;
        /// 有报酬.
        Paid = "paid", w::NATURE_PAID;
        /// 强制的, such as a penalty or a duty.
        Compulsory = "compulsory", w::NATURE_COMPULSORY;
        /// 为自家人.
        Family = "family", w::NATURE_FAMILY;
    }
}

/// VO-5: what is paid, compulsory or for one's own family is not recorded as volunteer service.
///
/// # Errors
/// It is one of these.
pub fn require_voluntary(nature: Nature) -> Result<(), Refusal> {
    if nature == Nature::Voluntary {
        return Ok(());
    }
    Err(Refusal::rule("VO-5", w::NOT_VOLUNTARY.with("nature", nature.phrase()))
        .advise(&w::NOT_VOLUNTARY_ADVICE)
        .at("nature"))
}

named! {
    /// Where an activity stands.
    ActivityState {
        /// 已安排.
        Planned = "planned", w::ACTIVITY_PLANNED;
        /// 已记录 (VO-4).
        Recorded = "recorded", w::ACTIVITY_RECORDED;
        /// 已取消.
        Cancelled = "cancelled", w::ACTIVITY_CANCELLED;
    }
}

/// An activity (VO-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name.
    pub name: String,
    /// What is done.
    pub kind: ServiceKind,
    /// The team.
    pub team_id: Option<TeamId>,
    /// The partner.
    pub partner_id: Option<PartnerId>,
    /// The need that it answers.
    pub need_id: Option<NeedId>,
    /// The day on which it begins.
    pub day: Day,
    /// When it begins.
    pub starts_at: Stamp,
    /// When it ends; it may be the next day.
    pub ends_at: Stamp,
    /// Where.
    pub place: String,
    /// What is done, in words.
    pub content: String,
    /// How many are needed, 0 for as many as come.
    pub needed: i64,
    /// Which skills, by blanks.
    pub skills: String,
    /// The least age, 0 for none.
    pub age_least: i64,
    /// The greatest age, 0 for none.
    pub age_most: i64,
    /// Whether there is danger to life and limb (VO-9).
    pub danger: bool,
    /// The number of the insurance policy.
    pub insurance: String,
    /// Who answers for it.
    pub responsible: String,
    /// Where it stands.
    pub state: ActivityState,
    /// The day it was recorded (VO-4).
    pub recorded_day: Option<Day>,
    /// Why it was recorded late.
    pub late_reason: String,
    /// How it went.
    pub evaluation: String,
    /// Why it was cancelled.
    pub reason: String,
}

impl Activity {
    /// VO-9: with danger there is insurance before it is opened.
    ///
    /// # Errors
    /// There is danger and no policy.
    pub fn require_insured(&self) -> Result<(), Refusal> {
        if self.danger && self.insurance.trim().is_empty() {
            return Err(Refusal::rule("VO-9", &w::NOT_INSURED)
                .advise(&w::NOT_INSURED_ADVICE)
                .at("insurance"));
        }
        Ok(())
    }

    /// Holds that people may still sign up, in and out.
    ///
    /// # Errors
    /// It was cancelled, or is recorded already.
    pub fn require_planned(&self) -> Result<(), Refusal> {
        if self.state == ActivityState::Planned {
            return Ok(());
        }
        let what = w::ACTIVITY_OVER.with("name", &self.name).with("state", self.state.phrase());
        Err(Refusal::rule("VO-4", what).advise(&w::ACTIVITY_OVER_ADVICE).at("activity"))
    }
}

/// Somebody's place at an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signup {
    /// Its id.
    pub id: SignupId,
    /// Counts the changes.
    pub version: i64,
    /// When it was given up, if it was.
    pub voided_at: Option<Stamp>,
    /// The activity.
    pub activity_id: ActivityId,
    /// Who.
    pub volunteer_id: VolunteerId,
    /// When they signed up.
    pub at: Stamp,
    /// Whether they wait for a place.
    pub waiting: bool,
    /// Who comes along with a child (VO-10).
    pub companion: String,
}

/// A stretch of service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided or corrected, if it was (VO-6).
    pub voided_at: Option<Stamp>,
    /// The activity.
    pub activity_id: ActivityId,
    /// Who.
    pub volunteer_id: VolunteerId,
    /// The day on which it began.
    pub day: Day,
    /// When it began.
    pub in_at: Stamp,
    /// When it ended.
    pub out_at: Option<Stamp>,
    /// How long it counts (VO-3).
    pub minutes: i64,
    /// Whether it was signed at the door.
    pub at_door: bool,
    /// The row that this one corrects, of several corrections the first (VO-6).
    pub replaces: Option<ServiceId>,
    /// Why it was corrected or entered by hand, or why the day is longer than twelve hours.
    pub reason: String,
    /// Who entered it.
    pub operator_id: OperatorId,
}

impl Service {
    /// The first row of the corrections that it belongs to (VO-6).
    #[must_use]
    pub fn root(&self) -> ServiceId {
        self.replaces.unwrap_or(self.id)
    }
}

/// The minutes between two times, whole ones only; before the start of the activity nothing counts, since travel and
/// waiting are no service (VO-3).
#[must_use]
pub fn minutes(activity: &Activity, came: Stamp, went: Stamp) -> i64 {
    let from = came.max(activity.starts_at);
    (went.millis_since(from) / 60_000).max(0)
}

/// A length of time as people read it: `2:05` is two hours and five minutes.
#[must_use]
pub fn duration(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes.abs() % 60)
}

/// The most minutes of a day without a reason (VO-12).
pub const LONG_DAY: i64 = 12 * 60;

/// VO-12: a stretch overlaps no other of the same volunteer, is not longer than a day, and a day longer than twelve
/// hours has a reason. `others` are the volunteer's other stretches around that time, open ones too; `activity` names that
/// of another stretch.
///
/// # Errors
/// It overlaps, ends before it begins, or is too long.
pub fn require_possible(
    service: &Service,
    others: &[Service],
    name: &str,
    activity: impl Fn(&Service) -> String,
) -> Result<(), Refusal> {
    let refused = |what: Message, field: &str| Err(Refusal::rule("VO-12", what).at(field));
    let end = service.out_at.unwrap_or(service.in_at);
    if end < service.in_at {
        return Err(Refusal::invalid("to", &w::OUT_BEFORE_IN));
    }
    if end.millis_since(service.in_at) > DAY * 60_000 || service.minutes > DAY {
        return refused(w::LONGER_THAN_A_DAY.with("name", name), "to");
    }
    let live = || others.iter().filter(|other| other.id != service.id && other.voided_at.is_none());
    let overlap = live().find(|other| {
        // One that is still open reaches as far as this one does.
        let other_end = other.out_at.unwrap_or(end.max(other.in_at));
        service.in_at < other_end && other.in_at < end
            || other.out_at.is_none() && other.in_at <= service.in_at && service.out_at.is_none()
    });
    if let Some(other) = overlap {
        let what = w::OVERLAPS
            .with("name", name)
            .with("day", other.day.to_string())
            .with("activity", activity(other));
        return Err(Refusal::rule("VO-12", what).advise(&w::OVERLAPS_ADVICE).at("number"));
    }
    let day: i64 = live().filter(|other| other.day == service.day).map(|other| other.minutes).sum();
    let day = day + service.minutes;
    if day > DAY {
        return refused(w::LONGER_THAN_A_DAY.with("name", name), "to");
    }
    if day > LONG_DAY && service.reason.trim().is_empty() {
        let what = w::LONG_DAY.with("name", name).with("hours", duration(day));
        return Err(Refusal::rule("VO-12", what).advise(&w::LONG_DAY_ADVICE).at("reason"));
    }
    Ok(())
}

/// A row that a certificate adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofRow {
    /// The stretch of service.
    pub service: ServiceId,
    /// How long it counted when the certificate was issued.
    pub minutes: i64,
}

/// A certificate of hours (志愿服务记录证明, VO-7), or its time on the board before (VO-13).
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Its id.
    pub id: ProofId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Whose.
    pub volunteer_id: VolunteerId,
    /// The first day that it covers.
    pub from_day: Day,
    /// The last.
    pub until_day: Day,
    /// The sum.
    pub minutes: i64,
    /// The rows that it adds up.
    pub rows: Vec<ProofRow>,
    /// Since when it hangs out, where a profile asks for that (VO-13).
    pub public_day: Option<Day>,
    /// The paper.
    pub document_id: Option<DocumentId>,
    /// The day it was issued.
    pub issued_day: Option<Day>,
    /// Whether it bears the seal.
    pub seal: bool,
}

/// What no longer adds up in a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differs {
    /// A row was voided.
    Voided(ServiceId),
    /// A row was corrected: the new minutes.
    Corrected(ServiceId, i64),
    /// A row came in later that belongs to the time.
    Added(ServiceId, i64),
}

/// VO-7: what a certificate says against the records as they stand: `now` are the rows that count for the volunteer in
/// its time, `root` the first row of the corrections that a row belongs to.
#[must_use]
pub fn differences(proof: &Proof, now: &[Service], root: impl Fn(ServiceId) -> ServiceId) -> Vec<Differs> {
    let mut found = Vec::new();
    let mut known: Vec<ServiceId> = Vec::new();
    for row in &proof.rows {
        if let Some(same) = now.iter().find(|one| one.id == row.service) {
            known.push(same.id);
            if same.minutes != row.minutes {
                found.push(Differs::Corrected(row.service, same.minutes));
            }
        } else if let Some(new) = now.iter().find(|one| one.root() == root(row.service)) {
            known.push(new.id);
            found.push(Differs::Corrected(row.service, new.minutes));
        } else {
            found.push(Differs::Voided(row.service));
        }
    }
    found.extend(
        now.iter().filter(|one| !known.contains(&one.id)).map(|one| Differs::Added(one.id, one.minutes)),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(id: i64, from: i64, to: Option<i64>) -> Service {
        let at = |minutes: i64| Stamp(minutes * 60_000);
        Service {
            id: ServiceId(id),
            version: 1,
            voided_at: None,
            activity_id: ActivityId(1),
            volunteer_id: VolunteerId(1),
            day: Day::default(),
            in_at: at(from),
            out_at: to.map(at),
            minutes: to.map_or(0, |to| to - from),
            at_door: true,
            replaces: None,
            reason: String::new(),
            operator_id: OperatorId(1),
        }
    }

    #[test]
    fn vo_12_no_two_at_once_no_day_of_25_hours_and_long_days_with_a_reason() {
        let known = [service(1, 60, Some(180)), service(2, 600, None)];
        for (from, to, fits) in [
            (0, Some(60), true),
            (0, Some(61), false),
            (100, Some(120), false),
            (180, Some(600), true),
            (180, Some(601), false),
            (700, None, false),
            (180, None, true),
            (50, Some(40), false),
        ] {
            let found = require_possible(&service(3, from, to), &known, "王大", |_| String::new());
            assert_eq!(found.is_ok(), fits, "{from} {to:?}");
        }
        let long = |minutes: i64, reason: &str| {
            let mut one = service(3, 2000, Some(2000 + minutes));
            one.reason = reason.to_owned();
            require_possible(&one, &[service(1, 0, Some(120))], "王大", |_| String::new()).is_ok()
        };
        assert!(
            long(600, "") && !long(601, "") && long(601, "防汛") && long(1320, "防汛") && !long(1321, "防汛")
        );
        assert!(!long(1441, "防汛"));
    }

    #[test]
    fn vo_5_only_voluntary_work_is_recorded() {
        use super::super::named::Named as _;
        for nature in Nature::ALL {
            assert_eq!(require_voluntary(*nature).is_ok(), *nature == Nature::Voluntary);
        }
    }

    #[test]
    fn durations_are_hours_and_minutes() {
        for (minutes, text) in [(0, "0:00"), (5, "0:05"), (125, "2:05"), (6000, "100:00")] {
            assert_eq!(duration(minutes), text);
        }
    }
}
