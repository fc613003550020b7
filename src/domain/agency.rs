//! Full agency (全程代理): the signed authority, the legs of the route, and who acts for whom (AG-1, AG-3, AG-4).

use super::id::{AbsenceId, AuthorityId, CaseId, DocumentId, LegId, OfficeId, OperatorId};
use super::item::Item;
use super::person::Person;
use super::refusal::Refusal;
use crate::calendar::{Day, Period, Stamp, Unit};
use crate::words::{Message, agency as w};

named! {
    /// Who signs the authority (AG-4).
    Signer {
        /// The applicant.
        Applicant = "applicant", w::SIGNER_APPLICANT;
        /// The guardian of a child.
        Guardian = "guardian", w::SIGNER_GUARDIAN;
        /// A near relative of an elderly or disabled person.
        Relative = "relative", w::SIGNER_RELATIVE;
    }
}

named! {
    /// Where an authority stands (AG-3).
    AuthorityState {
        /// Written, not signed yet: nothing may begin (AG-1).
        Unsigned = "unsigned", w::AUTHORITY_UNSIGNED;
        /// Signed.
        Active = "active", w::AUTHORITY_ACTIVE;
        /// Suspended (中止).
        Suspended = "suspended", w::AUTHORITY_SUSPENDED;
        /// Ended before the matter was finished (终止).
        Terminated = "terminated", w::AUTHORITY_TERMINATED;
        /// Finished (办结).
        Finished = "finished", w::AUTHORITY_FINISHED;
    }
}

/// An authority (代办委托书) as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// The paper that is signed.
    pub document_id: Option<DocumentId>,
    /// Who signs.
    pub signer: Signer,
    /// The signer's name.
    pub signer_name: String,
    /// The signer's identity number.
    pub signer_id_number: Option<String>,
    /// The signer's telephone number.
    pub signer_phone: Option<String>,
    /// What the signer is to the applicant, where it is somebody else.
    pub relation: String,
    /// The agent.
    pub agent_id: OperatorId,
    /// The agent who takes over where the first cannot; named by the principal, so that nothing is
    /// delegated on (AG-1).
    pub substitute_id: Option<OperatorId>,
    /// What the agent may do.
    pub powers: String,
    /// The first day.
    pub from_day: Day,
    /// The last day.
    pub until_day: Day,
    /// The day on which it was signed.
    pub signed_day: Option<Day>,
    /// Where it stands.
    pub state: AuthorityState,
    /// Why it was suspended or ended.
    pub reason: String,
    /// The day on which it ended.
    pub ended_day: Option<Day>,
}

impl Authority {
    /// Whether it has not ended.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none()
            && !matches!(self.state, AuthorityState::Terminated | AuthorityState::Finished)
    }

    /// Refuses what the agent may not begin: unsigned, suspended, ended, outside its days, or another's (AG-1).
    ///
    /// # Errors
    /// AG-1 or AG-3, with what is wrong.
    pub fn require(&self, agent: OperatorId, agent_name: &str, today: Day) -> Result<(), Refusal> {
        let advice = match self.state {
            AuthorityState::Unsigned => &w::SIGN_FIRST_ADVICE,
            AuthorityState::Suspended => &w::CONTINUE_FIRST_ADVICE,
            _ => &w::AUTHORISE_ADVICE,
        };
        let rule = if self.state == AuthorityState::Suspended { "AG-3" } else { "AG-1" };
        if self.state != AuthorityState::Active {
            return Err(
                Refusal::rule(rule, w::AUTHORITY_IS.with("state", self.state.phrase())).advise(advice)
            );
        }
        if today < self.from_day || today > self.until_day {
            return Err(Refusal::rule(
                "AG-1",
                w::AUTHORITY_OVER
                    .with("from", self.from_day.to_string())
                    .with("until", self.until_day.to_string()),
            )
            .advise(&w::RENEW_ADVICE));
        }
        if self.agent_id != agent {
            return Err(Refusal::rule("AG-1", w::ANOTHER_AGENT.with("name", agent_name))
                .advise(&w::ANOTHER_AGENT_ADVICE));
        }
        Ok(())
    }
}

/// The ages that a rule profile gives for who signs (AG-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// Under this age a guardian signs.
    pub guardian: u32,
    /// From this age on a near relative may sign.
    pub elderly: u32,
}

/// Whether `signer` may sign for `person` (AG-4), with whether the identity numbers are known.
///
/// # Errors
/// AG-4: a child without guardian; a guardian of somebody grown; a relative of somebody neither elderly nor
/// disabled; a signer for another without both identity numbers.
pub fn may_sign(
    signer: Signer,
    person: &Person,
    signer_number: Option<&str>,
    ages: Ages,
    today: Day,
) -> Result<(), Refusal> {
    let age = person.age(today);
    let child = age.is_some_and(|age| age < ages.guardian);
    let weak = age.is_some_and(|age| age >= ages.elderly) || person.disabled();
    let refusal = match signer {
        Signer::Applicant if child => Some((
            w::CHILD_NEEDS_GUARDIAN.with("name", &person.name).with("age", ages.guardian),
            &w::CHILD_NEEDS_GUARDIAN_ADVICE,
        )),
        Signer::Guardian if age.is_some() && !child => {
            Some((w::GROWN_UP.with("name", &person.name), &w::GROWN_UP_ADVICE))
        }
        Signer::Relative if !weak => Some((
            w::RELATIVE_NOT_FOR.with("name", &person.name).with("age", ages.elderly),
            &w::RELATIVE_NOT_FOR_ADVICE,
        )),
        _ => None,
    };
    if let Some((what, advice)) = refusal {
        return Err(Refusal::rule("AG-4", what).advise(advice).at("signer"));
    }
    let both = signer_number.is_some() && person.id_number.is_some();
    if signer != Signer::Applicant && !both {
        return Err(Refusal::rule("AG-4", &w::BOTH_NUMBERS)
            .advise(&w::BOTH_NUMBERS_ADVICE)
            .at("signer_id_number"));
    }
    Ok(())
}

named! {
    /// Where a leg of the route stands.
    LegState {
        /// Still to be gone.
        Planned = "planned", w::LEG_PLANNED;
        /// Handed in at the office.
        UnderWay = "under-way", w::LEG_UNDER_WAY;
        /// Stuck at the office, with a reason.
        Stuck = "stuck", w::LEG_STUCK;
        /// Done.
        Done = "done", w::LEG_DONE;
        /// Came back for a supplement.
        Returned = "returned", w::LEG_RETURNED;
        /// The office refused.
        Refused = "refused", w::LEG_REFUSED;
        /// The agency ended while the office had it.
        Ended = "ended", w::LEG_ENDED;
    }
}

named! {
    /// How a leg ended, or that it is stuck.
    LegOutcome {
        /// Done.
        Done = "done", w::LEG_DONE;
        /// Came back for a supplement.
        Returned = "returned", w::LEG_RETURNED;
        /// The office refused.
        Refused = "refused", w::LEG_REFUSED;
        /// Stuck, it goes on.
        Stuck = "stuck", w::LEG_STUCK;
    }
}

impl LegOutcome {
    /// The state to which it leads.
    #[must_use]
    pub fn state(self) -> LegState {
        match self {
            Self::Done => LegState::Done,
            Self::Returned => LegState::Returned,
            Self::Refused => LegState::Refused,
            Self::Stuck => LegState::Stuck,
        }
    }
}

/// A leg of a case's route (办理环节) as it stands in the file; a leg that came back for a supplement is gone
/// again as a new attempt, so that both outcomes stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Its id.
    pub id: LegId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// Its place on the route, from 1.
    pub place: i64,
    /// Which attempt it is, from 1.
    pub attempt: i64,
    /// The office.
    pub office: String,
    /// What goes in.
    pub hands_in: String,
    /// What comes out.
    pub fetches: String,
    /// Within how many days, where the route says so.
    pub days: Option<i64>,
    /// The unit of `days`.
    pub unit: Unit,
    /// Where it stands.
    pub state: LegState,
    /// The day on which it was handed in.
    pub started_day: Option<Day>,
    /// The day on which it ended.
    pub ended_day: Option<Day>,
    /// The agent who went.
    pub agent_id: Option<OperatorId>,
    /// What was found.
    pub remark: String,
}

impl Leg {
    /// Within how many days it is to be done, where the route says so.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        Some(Period { days: u32::try_from(self.days?).ok()?, unit: self.unit })
    }

    /// Whether the office has the case.
    #[must_use]
    pub fn at_office(&self) -> bool {
        self.voided_at.is_none() && matches!(self.state, LegState::UnderWay | LegState::Stuck)
    }

    /// Whether it is still to be gone.
    #[must_use]
    pub fn planned(&self) -> bool {
        self.voided_at.is_none() && self.state == LegState::Planned
    }
}

/// The leg that is next: the one at an office, else the first that is planned.
#[must_use]
pub fn next_leg(legs: &[Leg]) -> Option<&Leg> {
    legs.iter().find(|leg| leg.at_office()).or_else(|| legs.iter().find(|leg| leg.planned()))
}

/// A leg of a route in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteLeg {
    /// The office.
    pub office: String,
    /// What goes in.
    #[serde(default)]
    pub hands_in: String,
    /// What comes out.
    #[serde(default)]
    pub fetches: String,
    /// Its own limit.
    #[serde(default)]
    pub days: Option<super::item::Limit>,
}

impl RouteLeg {
    /// A leg as a list writes it: like a step, with what goes in and comes out, `申请表→初审意见`, where a
    /// step says who does it.
    #[must_use]
    pub fn of_step(step: super::item::Step) -> Self {
        let (hands_in, fetches) = step.by.split_once('→').unwrap_or((&step.by, ""));
        Self {
            office: step.name,
            hands_in: hands_in.trim().to_owned(),
            fetches: fetches.trim().to_owned(),
            days: step.days,
        }
    }
}

/// The route of an item: its own, else one leg to whoever decides.
#[must_use]
pub fn route(item: &Item) -> Vec<RouteLeg> {
    if !item.route.is_empty() {
        return item.route.clone();
    }
    let organ = item.decides.organ().or_else(|| item.accepts.organ()).map(str::to_owned);
    let office = organ.unwrap_or_else(|| item.department.clone());
    if office.trim().is_empty() {
        return Vec::new();
    }
    vec![RouteLeg { office, hands_in: String::new(), fetches: String::new(), days: None }]
}

/// Refuses agency where the person must attend, or the item knows no agent (ON-8).
///
/// # Errors
/// ON-8.
pub fn require_agency(item: &Item) -> Result<(), Refusal> {
    if item.personal_presence || !item.agent_allowed {
        return Err(Refusal::rule("ON-8", crate::words::case::AGENT_NOT_ALLOWED.with("item", &item.name))
            .advise(&crate::words::case::AGENT_NOT_ALLOWED_ADVICE));
    }
    Ok(())
}

/// Refuses the end of a case whose agency has not ended (AG-3).
///
/// # Errors
/// AG-3, where an authority is open or an office has a leg.
pub fn require_ended(authorities: &[Authority], legs: &[Leg]) -> Result<(), Refusal> {
    let at = legs.iter().find(|leg| leg.at_office());
    let open = authorities.iter().find(|authority| authority.open());
    let what = match (at, open) {
        (Some(leg), _) => w::LEG_NOT_BACK.with("office", &leg.office),
        (None, Some(authority)) => w::AGENCY_NOT_ENDED.with("state", authority.state.phrase()),
        (None, None) => return Ok(()),
    };
    Err(Refusal::rule("AG-3", what).advise(&w::AGENCY_NOT_ENDED_ADVICE))
}

/// When an agent cannot act, as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// Its id.
    pub id: AbsenceId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Who.
    pub operator_id: OperatorId,
    /// The first day.
    pub from_day: Day,
    /// The last day.
    pub until_day: Day,
    /// Why.
    pub reason: String,
}

/// An office that agents go to (单位), in the order in which they visit it.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its name, as routes name it.
    pub name: String,
    /// Its place in the visiting order, from 1.
    pub place: i64,
    /// Its address.
    pub address: String,
    /// Its telephone number.
    pub phone: String,
}

/// One errand of a round: a case to hand in at an office, or to fetch from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Errand {
    /// The leg.
    pub leg: Leg,
    /// The case's number.
    pub number: String,
    /// The case's version, for the act.
    pub version: i64,
    /// The item.
    pub item_name: String,
    /// The applicant.
    pub applicant_name: String,
    /// The day by which the office is to have done it.
    pub due: Option<Day>,
    /// The originals that the agent carries there, or that lie at the office.
    pub originals: Vec<(String, i64)>,
    /// The office's place in the visiting order; none where it is not on the list.
    pub office_place: Option<i64>,
    /// The office's address and telephone number.
    pub office_at: String,
}

impl Errand {
    /// Whether it is to be handed in, not fetched.
    #[must_use]
    pub fn hands_in(&self) -> bool {
        self.leg.planned()
    }

    /// What people read for the originals: `身份证 2 页, 户口簿 4 页`.
    #[must_use]
    pub fn originals_said(&self) -> Vec<Message> {
        self.originals
            .iter()
            .map(|(name, pages)| w::NAME_PAGES.with("name", name).with("pages", *pages))
            .collect()
    }
}
