//! Questions about volunteers: teams, partners, needs with suggestions, activities, the door, hours, certificates.

use super::Desk;
use super::error::Result;
use crate::calendar::Day;
use crate::domain::hours::HoursRow;
use crate::domain::id::{ActivityId, PersonId, ServiceId, VolunteerId};
use crate::domain::operator::{Actor, Subject};
use crate::domain::person::Person;
use crate::domain::roster::{ActivityRow, DoorRow, NeedRow, ProofCheck, ServiceLine, TeamRow, VolunteerRow};
use crate::domain::service::{Activity, ActivityState, Differs, Proof, Service, differences};
use crate::domain::volunteer::{Need, Partner, Suited, Team, Volunteer, suggest};
use crate::domain::{Refusal, Verb};
use crate::words::volunteer as w;

/// How many days back a volunteer's service counts for a suggestion.
const LATELY: i64 = 90;
/// How many needs and activities of a partner are told.
const MOST: usize = 1000;

impl Desk {
    fn name_of(&self, person: PersonId) -> Result<String> {
        let person: Option<Person> = self.store.get(person.0)?;
        Ok(person.map(|one| one.name).unwrap_or_default())
    }

    fn volunteer_name(&self, id: Option<VolunteerId>) -> Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        match self.store.get::<Volunteer>(id.0)? {
            Some(volunteer) => self.name_of(volunteer.person_id),
            None => Ok(String::new()),
        }
    }

    /// Every team with its leader and how many serve in it.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn teams(&self, actor: &Actor) -> Result<Vec<TeamRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let volunteers = self.store.volunteers()?;
        let today = self.zone.day(self.store.head()?.at);
        let row = |team: Team| {
            let members =
                volunteers.iter().filter(|one| one.teams.contains(&team.id) && one.serves(today)).count();
            Ok(TeamRow { leader: self.volunteer_name(team.leader_id)?, members, team })
        };
        self.store.teams()?.into_iter().map(row).collect()
    }

    /// Every volunteer by number.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn volunteers(&self, actor: &Actor) -> Result<Vec<VolunteerRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let teams = self.store.teams()?;
        let row = |volunteer: Volunteer| {
            let names: Vec<&str> = volunteer
                .teams
                .iter()
                .filter_map(|id| teams.iter().find(|team| team.id == *id))
                .map(|team| team.name.as_str())
                .collect();
            let teams = names.join(" ");
            Ok(VolunteerRow { name: self.name_of(volunteer.person_id)?, teams, volunteer })
        };
        self.store.volunteers()?.into_iter().map(row).collect()
    }

    /// The volunteer that a resident is, with the minutes that count.
    ///
    /// # Errors
    /// The file failed.
    pub fn volunteer_of(&self, person: PersonId) -> Result<Option<(Volunteer, i64)>> {
        let Some(volunteer) = self.store.volunteer_of(person)? else { return Ok(None) };
        let minutes = self.store.minutes_of(volunteer.id)?;
        Ok(Some((volunteer, minutes)))
    }

    /// Every partner.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn partners(&self, actor: &Actor) -> Result<Vec<Partner>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.partners()?)
    }

    /// What a partner has done: the activities with them, the newest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn done_by(&self, actor: &Actor, partner: &Partner) -> Result<Vec<Activity>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.activities_with(partner.id, MOST)?)
    }

    /// The needs that wait, or all of them, the newest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn needs(&self, actor: &Actor, open: bool) -> Result<Vec<NeedRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let row = |need: Need| {
            let name = need.person_id.map(|id| self.name_of(id)).transpose()?.unwrap_or_default();
            Ok(NeedRow { name, volunteer: self.volunteer_name(need.volunteer_id)?, need })
        };
        self.store.needs(open, MOST)?.into_iter().map(row).collect()
    }

    /// Who would suit a need, the best first, each with the reasons.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn suited(&self, actor: &Actor, need: i64, today: Day) -> Result<Vec<Suited>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let found: Option<Need> = self.store.get(need)?;
        let need = found.ok_or_else(|| Refusal::not_found(w::NO_NEED.with("id", need)))?;
        let since = today - chrono::Duration::days(LATELY);
        let adult = self.rules.age("volunteer-adult").unwrap_or(18);
        let mut grown = Vec::new();
        // Nobody under age is sent into somebody's home alone (VO-10); at an activity they may be.
        for one in self.store.candidates(since)? {
            let person: Option<Person> = self.store.get(one.volunteer.person_id.0)?;
            if person.is_some_and(|person| person.age(today).is_some_and(|age| age >= adult)) {
                grown.push(one);
            }
        }
        Ok(suggest(&need, grown, today))
    }

    /// A volunteer's service as their page shows it, the newest first.
    ///
    /// # Errors
    /// The file failed.
    pub fn services_of(&self, volunteer: VolunteerId, limit: usize) -> Result<Vec<ServiceLine>> {
        let services = self.store.services_ever(volunteer, limit)?;
        let mut lines = Vec::new();
        for service in &services {
            let activity: Option<Activity> = self.store.get(service.activity_id.0)?;
            let later = |other: &Service| {
                other.id != service.id && other.root() == service.root() && other.id > service.id
            };
            lines.push(ServiceLine {
                corrected: service.voided_at.is_some() && services.iter().any(later),
                recorded: activity.as_ref().is_some_and(|one| one.state == ActivityState::Recorded),
                activity: activity.map(|one| one.name).unwrap_or_default(),
                service: service.clone(),
            });
        }
        Ok(lines)
    }

    /// The minutes of a volunteer that count.
    ///
    /// # Errors
    /// The file failed.
    pub fn minutes_of(&self, volunteer: &Volunteer) -> Result<i64> {
        Ok(self.store.minutes_of(volunteer.id)?)
    }

    /// The activities of a stretch of days.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn activities(&self, actor: &Actor, from: Day, until: Day) -> Result<Vec<ActivityRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        self.store.activities(from, until)?.into_iter().map(|one| self.row_of_activity(one)).collect()
    }

    /// An activity as a list shows one.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn activity_row(&self, actor: &Actor, id: ActivityId) -> Result<ActivityRow> {
        let activity = self.activity(actor, id)?;
        self.row_of_activity(activity)
    }

    fn row_of_activity(&self, activity: Activity) -> Result<ActivityRow> {
        let signups = self.store.signups(activity.id)?;
        let waiting = signups.iter().filter(|one| one.waiting).count();
        let team: Option<Team> = match activity.team_id {
            Some(team) => self.store.get(team.0)?,
            None => None,
        };
        Ok(ActivityRow {
            team: team.map(|team| team.name).unwrap_or_default(),
            placed: signups.len() - waiting,
            waiting,
            record: self.store.promises_about("activity", activity.id.0)?.into_iter().next(),
            activity,
        })
    }

    /// An activity by its id.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn activity(&self, actor: &Actor, id: ActivityId) -> Result<Activity> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let missing = || Refusal::not_found(w::NO_ACTIVITY.with("id", id.0));
        Ok(self.store.get(id.0)?.ok_or_else(missing)?)
    }

    /// Who is at an activity: everybody with a place or service there, by number.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn door(&self, actor: &Actor, id: ActivityId) -> Result<Vec<DoorRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let (signups, services) = (self.store.signups(id)?, self.store.services(id)?);
        let mut who: Vec<VolunteerId> = signups.iter().map(|one| one.volunteer_id).collect();
        who.extend(services.iter().map(|one| one.volunteer_id));
        who.sort_unstable();
        who.dedup();
        let mut rows = Vec::new();
        for id in who {
            let Some(volunteer) = self.store.get::<Volunteer>(id.0)? else { continue };
            rows.push(DoorRow {
                name: self.name_of(volunteer.person_id)?,
                signup: signups.iter().find(|one| one.volunteer_id == id).cloned(),
                services: services.iter().filter(|one| one.volunteer_id == id).cloned().collect(),
                volunteer,
            });
        }
        rows.sort_by_key(|row| row.volunteer.number);
        Ok(rows)
    }

    /// The hours of recorded activities of a stretch of days, by volunteer, kind and team.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn hours(&self, actor: &Actor, from: Day, until: Day) -> Result<Vec<HoursRow>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.hours(from, until)?)
    }

    /// A volunteer's certificates, the newest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn proofs(&self, actor: &Actor, volunteer: VolunteerId) -> Result<Vec<Proof>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.proofs_of(volunteer)?)
    }

    /// A certificate added up again from the records as they stand (VO-7).
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn check_proof(&self, actor: &Actor, number: &str) -> Result<ProofCheck> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let number = crate::text::fold_number(number);
        let missing = || Refusal::not_found(w::NO_PROOF.with("number", &number));
        let document = self.store.document_by_number(&number)?.ok_or_else(missing)?;
        let proof = self.store.proof_on(document.id)?.ok_or_else(missing)?;
        let rows = self.store.recorded_services(proof.volunteer_id, proof.from_day, proof.until_day)?;
        let mut differs = Vec::new();
        let root = |id: ServiceId| {
            let found: Option<Service> = self.store.get(id.0).ok().flatten();
            found.map_or(id, |found| found.root())
        };
        for one in differences(&proof, &rows, root) {
            let id = match one {
                Differs::Voided(id) | Differs::Corrected(id, _) | Differs::Added(id, _) => id,
            };
            let Some(named): Option<Service> = self.store.get(id.0)? else { continue };
            let now = rows.iter().find(|row| row.id == id || row.root() == root(id));
            let reason = now.unwrap_or(&named).reason.clone();
            let activity: Option<Activity> = self.store.get(named.activity_id.0)?;
            let name = activity.map(|one| one.name).unwrap_or_default();
            differs.push((named.day, name, reason, one));
        }
        Ok(ProofCheck {
            name: self.volunteer_name(Some(proof.volunteer_id))?,
            now: rows.iter().map(|row| row.minutes).sum(),
            number,
            differs,
            voided: document.voided_at.is_some() || proof.voided_at.is_some(),
            proof,
        })
    }
}
