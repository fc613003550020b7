//! Teams, volunteers and partners: entered, changed, paused, gone (VO-1, VO-10).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::{any_day, past_day};
use super::person::PersonInput;
use super::take::check_text;
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::id::{PartnerId, PersonId, TeamId, VolunteerId};
use crate::domain::identifier;
use crate::domain::person::Person;
use crate::domain::volunteer::{Partner, PartnerKind, Team, Volunteer, VolunteerState};
use crate::words::{desk as d, volunteer as w};
use serde::{Deserialize, Serialize};

/// Enters a team, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveTeam {
    /// Its name.
    pub name: String,
    /// What it is for; unchanged where it is empty.
    pub purpose: String,
    /// Its grid by code.
    pub grid: Option<String>,
    /// The leader's number.
    pub leader: Option<i64>,
    /// Whether it was dissolved.
    pub ended: Option<bool>,
}

/// Enters a volunteer, or changes one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveVolunteer {
    /// The resident, where the volunteer is new.
    pub applicant: Option<PersonInput>,
    /// The number, where the volunteer is known.
    pub number: Option<i64>,
    /// The teams by name, with blanks; unchanged where nothing is given.
    pub teams: Option<String>,
    /// What they serve as.
    pub category: Option<String>,
    /// What they can do.
    pub skills: Option<String>,
    /// When they have time.
    pub free: Option<String>,
    /// What they agreed to (VO-1).
    pub consent: String,
    /// The guardian of a minor.
    pub guardian: Option<String>,
    /// How to reach the guardian.
    pub guardian_phone: Option<String>,
    /// The day on which the guardian agreed (VO-10).
    pub guardian_day: Option<String>,
    /// What they were trained in (VO-2).
    pub training: Option<String>,
    /// What they were commended for (VO-2).
    pub awards: Option<String>,
    /// Whether their name may stand on the roll of honour.
    pub honour: Option<bool>,
}

/// Lets a volunteer pause, leave or come back, or bars them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetVolunteerState {
    /// The number.
    pub number: i64,
    /// The state.
    pub state: Option<VolunteerState>,
    /// Until when a pause lasts.
    pub until: Option<String>,
    /// Why.
    pub reason: String,
}

/// Enters a partner, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SavePartner {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Option<PartnerKind>,
    /// Whom to ask for.
    pub contact: Option<String>,
    /// How to reach them.
    pub phone: Option<String>,
    /// What they offer.
    pub offers: Option<String>,
    /// Whether it has left.
    pub left: Option<bool>,
}

/// The volunteer of a number, with their record.
///
/// # Errors
/// There is none.
pub(super) fn numbered(context: &Context<'_>, number: i64) -> Result<(Volunteer, Person)> {
    let missing =
        || Refusal::not_found(w::NO_VOLUNTEER.with("n", number)).advise(&w::NO_VOLUNTEER_ADVICE).at("number");
    let volunteer = context.store.volunteer_numbered(number)?.ok_or_else(missing)?;
    let person: Person = context.store.get(volunteer.person_id.0)?.ok_or_else(missing)?;
    Ok((volunteer, person))
}

/// The team of a name.
///
/// # Errors
/// There is none.
pub(super) fn team(context: &Context<'_>, name: &str) -> Result<Team> {
    let name = name.trim();
    Ok(context
        .store
        .team_named(name)?
        .ok_or_else(|| Refusal::not_found(w::NO_TEAM.with("name", name)).at("team"))?)
}

/// A refusal of a team's name at the field of several, with the teams that there are.
fn at_teams(context: &Context<'_>, error: crate::desk::DeskError) -> crate::desk::DeskError {
    match error {
        crate::desk::DeskError::Refused(refusal) => {
            let teams = context.store.teams().unwrap_or_default();
            let names: Vec<crate::words::Message> = teams
                .iter()
                .filter(|team| team.ended_day.is_none())
                .map(|team| crate::words::common::TEXT.with("text", &team.name))
                .collect();
            refusal.advise(w::NO_TEAM_ADVICE.with("teams", names)).at("teams").into()
        }
        other => other,
    }
}

/// A team of a name that was not dissolved.
///
/// # Errors
/// There is none, or it was.
pub(super) fn serving_team(context: &Context<'_>, name: &str) -> Result<Team> {
    let found = team(context, name)?;
    if found.ended_day.is_some() {
        return Err(Refusal::rule("A9", w::TEAM_ENDED.with("name", &found.name)).at("team").into());
    }
    Ok(found)
}

/// Whoever serves is alive, under their own record.
///
/// # Errors
/// They died, or the record was merged away.
pub(super) fn require_alive(person: &Person, day: Day) -> Result<()> {
    if let Some(died) = person.died_day.filter(|died| *died < day) {
        let what = w::DIED.with("name", &person.name).with("day", died.to_string());
        return Err(Refusal::rule("VO-1", what).at("number").into());
    }
    if person.merged_into.is_some() {
        return Err(Refusal::rule("VO-1", w::DOUBLE_RECORD.with("name", &person.name)).at("number").into());
    }
    Ok(())
}

/// Nobody dies before the last day on which they served.
///
/// # Errors
/// They served later.
pub(super) fn require_no_service_after(context: &Context<'_>, person: PersonId, day: Day) -> Result<()> {
    let Some(volunteer) = context.store.volunteer_of(person)? else { return Ok(()) };
    let Some(last) = context.store.last_live_service_day(volunteer.id)?.filter(|last| *last > day) else {
        return Ok(());
    };
    let what = w::LATER_SERVICE.with("day", day.to_string()).with("last", last.to_string());
    Err(Refusal::rule("A9", what).advise(&w::LATER_SERVICE_ADVICE).at("day").into())
}

impl SaveTeam {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 50)?;
        let known = context.store.team_named(&name)?;
        let new = known.is_none();
        let mut team = known.unwrap_or(Team {
            id: TeamId(context.store.next_id::<Team>()?),
            version: 1,
            voided_at: None,
            name,
            purpose: String::new(),
            grid_id: None,
            leader_id: None,
            ended_day: None,
        });
        let purpose = text_within("purpose", &self.purpose, 200)?;
        if !purpose.is_empty() || new {
            team.purpose = required("purpose", &self.purpose, 200)?;
        }
        if let Some(code) = filled(&self.grid) {
            let grid = context.store.grid_by_code(code)?;
            let missing = || Refusal::not_found(d::NO_SUCH_GRID.with("code", code)).at("grid");
            team.grid_id = Some(grid.ok_or_else(missing)?.id);
        }
        if let Some(number) = self.leader {
            let (leader, person) = numbered(context, number)?;
            leader.require_serving(&person.name, context.today)?;
            team.leader_id = Some(leader.id);
        }
        if let Some(ended) = self.ended {
            team.ended_day = ended.then_some(context.today);
        }
        if new {
            context.store.insert(&team)?;
        } else {
            context.save(&mut team)?;
        }
        let message = w::DONE_TEAM.with("name", &team.name);
        Ok(Effect::on("team", team.id.0, team.name, message))
    }
}

impl SaveVolunteer {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let (mut volunteer, person, new) = match self.number {
            Some(number) => {
                let (volunteer, person) = numbered(context, number)?;
                (volunteer, person, false)
            }
            None => self.new_one(context)?,
        };
        self.write_into(context, &mut volunteer)?;
        if new {
            context.store.insert(&volunteer)?;
        } else {
            context.save(&mut volunteer)?;
        }
        let message = w::DONE_VOLUNTEER.with("name", &person.name).with("n", volunteer.number);
        Ok(Effect::on("volunteer", volunteer.id.0, person.name, message))
    }

    fn new_one(&self, context: &mut Context<'_>) -> Result<(Volunteer, Person, bool)> {
        let person = self.applicant.clone().unwrap_or_default().resolve(context)?;
        if let Some(known) = context.store.volunteer_of(person.id)? {
            let what = w::VOLUNTEER_ALREADY.with("name", &person.name).with("n", known.number);
            return Err(Refusal::rule("VO-1", what).at("applicant.name").into());
        }
        if let Some(died) = person.died_day {
            let what =
                crate::words::resident::PERSON_DIED.with("name", &person.name).with("day", died.to_string());
            return Err(Refusal::rule("VO-1", what).at("applicant.name").into());
        }
        if person.birth.is_none() {
            return Err(Refusal::rule("VO-1", w::AGE_UNKNOWN.with("name", &person.name))
                .advise(&w::AGE_UNKNOWN_ADVICE)
                .at("applicant.id_number")
                .into());
        }
        if self.consent.trim().is_empty() {
            return Err(Refusal::rule("VO-1", &w::CONSENT_WANTED).at("consent").into());
        }
        let volunteer = Volunteer {
            id: VolunteerId(context.store.next_id::<Volunteer>()?),
            version: 1,
            voided_at: None,
            number: context.store.next_volunteer_number()?,
            person_id: person.id,
            teams: Vec::new(),
            category: String::new(),
            skills: String::new(),
            free: String::new(),
            state: VolunteerState::Active,
            since: context.today,
            until_day: None,
            reason: String::new(),
            consent: String::new(),
            guardian: String::new(),
            guardian_phone: String::new(),
            guardian_day: None,
            training: String::new(),
            awards: String::new(),
            honour: false,
        };
        // A minor is entered with the guardian's consent only (VO-10).
        let adult = context.rules.age("volunteer-adult").unwrap_or(18);
        if person.age(context.today).is_some_and(|age| age < adult) {
            required("guardian", self.guardian.as_deref().unwrap_or_default(), 50)?;
            required("guardian_phone", self.guardian_phone.as_deref().unwrap_or_default(), 40)?;
            if filled(&self.guardian_day).is_none() {
                let age = person.age(context.today).unwrap_or_default();
                let what = w::MINOR_CONSENT.with("name", &person.name).with("age", i64::from(age));
                return Err(Refusal::rule("VO-10", what).at("guardian_day").into());
            }
        }
        Ok((volunteer, person, true))
    }

    fn write_into(&self, context: &Context<'_>, volunteer: &mut Volunteer) -> Result<()> {
        let consent = text_within("consent", &self.consent, 200)?;
        if !consent.is_empty() {
            volunteer.consent = consent;
        }
        if let Some(names) = &self.teams {
            text_within("teams", names, 200)?;
            let mut teams: Vec<TeamId> = Vec::new();
            for name in names.split_whitespace() {
                let found = team(context, name).map_err(|error| at_teams(context, error))?;
                if !volunteer.teams.contains(&found.id) {
                    serving_team(context, name)?;
                }
                if !teams.contains(&found.id) {
                    teams.push(found.id);
                }
            }
            volunteer.teams = teams;
        }
        for (typed, kept, field, max) in [
            (&self.category, &mut volunteer.category, "category", 100),
            (&self.skills, &mut volunteer.skills, "skills", 200),
            (&self.free, &mut volunteer.free, "free", 100),
            (&self.guardian, &mut volunteer.guardian, "guardian", 50),
            (&self.training, &mut volunteer.training, "training", 200),
            (&self.awards, &mut volunteer.awards, "awards", 200),
        ] {
            if let Some(text) = typed {
                *kept = text_within(field, text, max)?;
            }
        }
        if let Some(phone) = filled(&self.guardian_phone) {
            volunteer.guardian_phone = check_text("guardian_phone", identifier::phone::check(phone))?;
        }
        if let Some(day) = filled(&self.guardian_day) {
            volunteer.guardian_day = Some(past_day(context, "guardian_day", Some(day))?);
        }
        if let Some(honour) = self.honour {
            volunteer.honour = honour;
        }
        Ok(())
    }
}

impl SetVolunteerState {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let (mut volunteer, person) = numbered(context, self.number)?;
        let state = self.state.unwrap_or(VolunteerState::Active);
        if matches!(state, VolunteerState::Active | VolunteerState::Paused) {
            require_alive(&person, Day::MAX)?;
        }
        volunteer.reason = if state == VolunteerState::Active {
            text_within("reason", &self.reason, 200)?
        } else {
            required("reason", &self.reason, 200)?
        };
        let until: Option<Day> = any_day("until", self.until.as_deref())?;
        volunteer.until_day = until.filter(|_| state == VolunteerState::Paused);
        if state != volunteer.state {
            volunteer.since = context.today;
        }
        volunteer.state = state;
        context.save(&mut volunteer)?;
        if matches!(state, VolunteerState::Left | VolunteerState::Banned) {
            super::activity::give_up_places(context, volunteer.id)?;
            super::help::look_again(context, volunteer.id)?;
        }
        let needs = context.store.needs_with(volunteer.id)?.len();
        let places = super::activity::places_ahead(context, volunteer.id)?;
        let message = if state == VolunteerState::Paused && needs + places > 0 {
            w::DONE_STATE_OPEN.with("places", places).with("needs", needs)
        } else {
            w::DONE_STATE.msg()
        };
        let message = message.with("name", &person.name).with("state", state.phrase());
        Ok(Effect::on("volunteer", volunteer.id.0, person.name, message))
    }
}

/// Whoever died serves no more: the state says since when, and places and needs are others' again.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn end_of(context: &Context<'_>, person: PersonId, day: Day, reason: &str) -> Result<()> {
    let Some(mut volunteer) = context.store.volunteer_of(person)? else { return Ok(()) };
    if volunteer.state == VolunteerState::Left {
        return Ok(());
    }
    (volunteer.state, volunteer.since, volunteer.until_day) = (VolunteerState::Left, day, None);
    reason.clone_into(&mut volunteer.reason);
    context.save(&mut volunteer)?;
    super::activity::give_up_places(context, volunteer.id)?;
    super::help::look_again(context, volunteer.id)
}

/// The volunteer that a double is follows to the record that is kept; where both serve it is for people to say under
/// which number they go on.
///
/// # Errors
/// Both serve.
pub(super) fn follow(context: &Context<'_>, kept: &Person, gone: &Person) -> Result<Option<VolunteerId>> {
    let Some(mut volunteer) = context.store.volunteer_of(gone.id)? else { return Ok(None) };
    if let Some(other) = context.store.volunteer_of(kept.id)? {
        if volunteer.state == VolunteerState::Left || other.state == VolunteerState::Left {
            return Ok(None);
        }
        let what = w::TWO_NUMBERS
            .with("name", &kept.name)
            .with("first", other.number)
            .with("second", volunteer.number);
        return Err(Refusal::rule("VO-1", what).advise(&w::TWO_NUMBERS_ADVICE).at("gone").into());
    }
    volunteer.person_id = kept.id;
    context.save(&mut volunteer)?;
    Ok(Some(volunteer.id))
}

/// The volunteer who followed to a kept record goes back with the double.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn come_back(context: &Context<'_>, followed: VolunteerId, gone: PersonId) -> Result<()> {
    if let Some(mut volunteer) = context.store.get::<Volunteer>(followed.0)?
        && volunteer.person_id != gone
        && context.store.volunteer_of(gone)?.is_none()
    {
        volunteer.person_id = gone;
        context.save(&mut volunteer)?;
    }
    Ok(())
}

impl SavePartner {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 100)?;
        let known = context.store.partner_named(&name)?;
        let new = known.is_none();
        let mut partner = known.unwrap_or(Partner {
            id: PartnerId(context.store.next_id::<Partner>()?),
            version: 1,
            voided_at: None,
            name,
            kind: self.kind.unwrap_or(PartnerKind::Unit),
            contact: String::new(),
            phone: String::new(),
            offers: String::new(),
            left_day: None,
        });
        if let Some(kind) = self.kind {
            partner.kind = kind;
        }
        for (typed, kept, field) in
            [(&self.contact, &mut partner.contact, "contact"), (&self.offers, &mut partner.offers, "offers")]
        {
            if let Some(text) = typed {
                *kept = text_within(field, text, 200)?;
            }
        }
        if let Some(phone) = filled(&self.phone) {
            partner.phone = check_text("phone", identifier::phone::check(phone))?;
        }
        if let Some(left) = self.left {
            partner.left_day = left.then_some(context.today);
        }
        if new {
            context.store.insert(&partner)?;
        } else {
            context.save(&mut partner)?;
        }
        let message = w::DONE_PARTNER.with("name", &partner.name);
        Ok(Effect::on("partner", partner.id.0, partner.name, message))
    }
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}
