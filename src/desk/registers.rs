//! Questions of the registers for the office: rows in pages, masks put on here, once (PR-1).

use super::Desk;
use super::error::Result;
use crate::calendar::Stamp;
use crate::domain::Verb;
use crate::domain::hours::{Held, Quarter, QuarterReport};
use crate::domain::household::Household;
use crate::domain::id::{CaseId, PromiseId, ServiceId, VisitId, VolunteerId};
use crate::domain::mask::{self, Output};
use crate::domain::operator::{Actor, Subject};
use crate::domain::person::{Grid, Person};
use crate::domain::register::{
    CaseEntry, CasesAsked, HoursEntry, PromiseEntry, PromisesAsked, Register, Stretch, VisitEntry,
    VolunteerEntry,
};
use crate::domain::service::Activity;
use crate::domain::volunteer::{Team, Volunteer};

/// How many rows of a register are read at a time.
pub const REGISTER_PAGE: usize = 500;

impl Desk {
    /// The next page of the register of cases behind `after`, masked for an export unless `revealed`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn case_entries(
        &self,
        actor: &Actor,
        asked: &CasesAsked,
        after: CaseId,
        revealed: bool,
        now: Stamp,
    ) -> Result<Vec<CaseEntry>> {
        self.may(actor, if revealed { Verb::RevealRegister } else { Verb::Export }, Subject::default())?;
        let when = (self.zone.day(now), self.zone);
        let mut page = self.store.case_entries(asked, after, REGISTER_PAGE, when)?;
        if !revealed {
            for entry in &mut page {
                entry.id_number = mask::id_number(&entry.id_number, Output::Export);
                entry.phone = mask::phone(&entry.phone, Output::Export);
                entry.address = mask::address(&entry.address, Output::Export);
            }
        }
        Ok(page)
    }

    /// The next page of the register of promises behind `after`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn promise_entries(
        &self,
        actor: &Actor,
        asked: &PromisesAsked,
        after: PromiseId,
        now: Stamp,
    ) -> Result<Vec<PromiseEntry>> {
        self.may(actor, Verb::Export, Subject::default())?;
        Ok(self.store.promise_entries(asked, after, REGISTER_PAGE, (self.zone.day(now), self.zone))?)
    }

    /// How many rows a register of cases may have at most, for the progress.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn case_entries_count(&self, actor: &Actor, asked: &CasesAsked) -> Result<usize> {
        self.may(actor, Verb::Export, Subject::default())?;
        Ok(usize::try_from(self.store.case_entries_count(asked)?).unwrap_or(0))
    }

    /// How many rows a register of promises has.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn promise_entries_count(&self, actor: &Actor, asked: &PromisesAsked) -> Result<usize> {
        self.may(actor, Verb::Export, Subject::default())?;
        Ok(usize::try_from(self.store.promise_entries_count(asked)?).unwrap_or(0))
    }

    /// Whether a register may be read so.
    pub(super) fn may_export(&self, actor: &Actor, revealed: bool) -> Result<()> {
        self.may(actor, if revealed { Verb::RevealRegister } else { Verb::Export }, Subject::default())
    }

    fn grid_named(&self, id: Option<crate::domain::id::GridId>) -> Result<String> {
        let grid: Option<Grid> = match id {
            Some(id) => self.store.get(id.0)?,
            None => None,
        };
        Ok(grid.map(|grid| format!("{} {}", grid.code, grid.name)).unwrap_or_default())
    }

    /// The next page of the register of visits behind `after`; what was said at a visit only where `revealed`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn visit_entries(
        &self,
        actor: &Actor,
        stretch: Stretch,
        after: VisitId,
        revealed: bool,
    ) -> Result<Vec<VisitEntry>> {
        self.may_export(actor, revealed)?;
        let operators = self.store.operators()?;
        let mut entries = Vec::new();
        for visit in self.store.visits_page(stretch, after, REGISTER_PAGE)? {
            let home: Option<Household> = self.store.get(visit.household_id.0)?;
            let head: Option<Person> = match home.as_ref().and_then(|home| home.head_id) {
                Some(head) => self.store.get(head.0)?,
                None => None,
            };
            let address = home.as_ref().map(|home| home.address.clone()).unwrap_or_default();
            let said = |text: String| if revealed { text } else { String::new() };
            entries.push(VisitEntry {
                id: visit.id,
                household: visit.household_id,
                name: head.map(|head| head.name).unwrap_or_default(),
                address: if revealed { address } else { mask::address(&address, Output::Export) },
                grid: self.grid_named(home.and_then(|home| home.grid_id))?,
                day: visit.day,
                mode: visit.mode,
                met: visit.met,
                counts: visit.counts,
                visitors: visit.visitors,
                living: said(visit.living),
                needs: said(visit.needs),
                done: said(visit.done),
                operator: operators
                    .iter()
                    .find(|one| one.id == visit.operator_id)
                    .map(|one| one.name.clone())
                    .unwrap_or_default(),
                recorded: self.zone.day(visit.at),
            });
        }
        Ok(entries)
    }

    /// The next page of the service records behind `after`, masked for an export unless `revealed`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn hours_entries(
        &self,
        actor: &Actor,
        stretch: Stretch,
        after: ServiceId,
        revealed: bool,
    ) -> Result<Vec<HoursEntry>> {
        self.may_export(actor, revealed)?;
        let mut entries = Vec::new();
        for service in self.store.services_page(stretch, after, REGISTER_PAGE)? {
            let Some(activity) = self.store.get::<Activity>(service.activity_id.0)? else { continue };
            let Some(volunteer) = self.store.get::<Volunteer>(service.volunteer_id.0)? else { continue };
            let person: Option<Person> = self.store.get(volunteer.person_id.0)?;
            let team: Option<Team> = match activity.team_id {
                Some(team) => self.store.get(team.0)?,
                None => None,
            };
            let number = person.as_ref().and_then(|person| person.id_number.clone()).unwrap_or_default();
            entries.push(HoursEntry {
                number: volunteer.number,
                name: person.map(|person| person.name).unwrap_or_default(),
                id_number: if revealed { number } else { mask::id_number(&number, Output::Export) },
                organiser: team.map_or_else(|| self.station.name.clone(), |team| team.name),
                activity,
                service,
            });
        }
        Ok(entries)
    }

    /// The next page of the list of volunteers behind `after`, masked for an export unless `revealed`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn volunteer_entries(
        &self,
        actor: &Actor,
        after: VolunteerId,
        revealed: bool,
    ) -> Result<Vec<VolunteerEntry>> {
        self.may_export(actor, revealed)?;
        let teams = self.store.teams()?;
        let mut entries = Vec::new();
        for volunteer in self.store.volunteers_page(after, REGISTER_PAGE)? {
            let Some(mut person) = self.store.get::<Person>(volunteer.person_id.0)? else { continue };
            let mut volunteer = volunteer;
            if !revealed {
                let masked = |text: &str| mask::phone(text, Output::Export);
                person.id_number = person.id_number.map(|number| mask::id_number(&number, Output::Export));
                person.phone = person.phone.as_deref().map(masked);
                person.birth = None;
                person.address = mask::address(&person.address, Output::Export);
                volunteer.guardian_phone = masked(&volunteer.guardian_phone);
            }
            let names = volunteer.teams.iter().filter_map(|id| teams.iter().find(|team| team.id == *id));
            let names: Vec<&str> = names.map(|team| team.name.as_str()).collect();
            entries.push(VolunteerEntry {
                grid: self.grid_named(person.grid_id)?,
                teams: names.join(" "),
                minutes: self.store.minutes_of(volunteer.id)?,
                volunteer,
                person,
            });
        }
        Ok(entries)
    }

    /// How many rows the registers of visits, service records and volunteers have, for the progress.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn entries_count(&self, actor: &Actor, register: Register, stretch: Stretch) -> Result<usize> {
        self.may(actor, Verb::Export, Subject::default())?;
        let count = match register {
            Register::Visits => self.store.visits_in(stretch)?,
            Register::Hours => self.store.services_in(stretch)?,
            Register::Volunteers => self.store.volunteers_count()?,
            _ => 0,
        };
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// What volunteers did in a quarter.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn quarter(&self, actor: &Actor, quarter: Quarter) -> Result<QuarterReport> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let (first, last, before) = (quarter.first(), quarter.last(), quarter.previous());
        let mut held = Vec::new();
        for activity in self.store.activities(first, last)? {
            let services = self.store.services(activity.id)?;
            let mut who: Vec<VolunteerId> = services.iter().map(|one| one.volunteer_id).collect();
            who.sort_unstable();
            who.dedup();
            let team: Option<Team> = match activity.team_id {
                Some(team) => self.store.get(team.0)?,
                None => None,
            };
            held.push(Held {
                people: who.len(),
                minutes: services.iter().map(|one| one.minutes).sum(),
                team: team.map(|team| team.name).unwrap_or_default(),
                activity,
            });
        }
        Ok(QuarterReport {
            quarter,
            rows: self.store.hours(first, last)?,
            before: self.store.hours(before.first(), before.last())?.iter().map(|row| row.minutes).sum(),
            volunteers: self.store.volunteers()?.iter().filter(|one| one.serves(last)).count(),
            held,
            certificates: usize::try_from(self.store.proofs_issued(first, last)?).unwrap_or(0),
        })
    }
}
