//! Volunteers: teams, needs, activities, who signed up, hours, certificates.

use super::error::Result;
use super::file::Store;
use super::record;
use crate::calendar::Day;
use crate::domain::hours::HoursRow;
use crate::domain::id::{ActivityId, DocumentId, PersonId, VolunteerId};
use crate::domain::service::{Activity, Proof, Service, Signup};
use crate::domain::volunteer::{Candidate, Need, Partner, Team, Volunteer};
use rusqlite::{OptionalExtension as _, params};

impl Store {
    /// Every team by name, dissolved ones last.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn teams(&self) -> Result<Vec<Team>> {
        self.all("WHERE voided_at IS NULL ORDER BY ended_day IS NOT NULL, name", &[])
    }

    /// The team of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn team_named(&self, name: &str) -> Result<Option<Team>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL", &[&name])
    }

    /// Every volunteer by number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn volunteers(&self) -> Result<Vec<Volunteer>> {
        self.all("WHERE voided_at IS NULL ORDER BY number", &[])
    }

    /// The volunteer of this number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn volunteer_numbered(&self, number: i64) -> Result<Option<Volunteer>> {
        self.one("WHERE number = ?1 AND voided_at IS NULL", &[&number])
    }

    /// The volunteer that a resident is.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn volunteer_of(&self, person: PersonId) -> Result<Option<Volunteer>> {
        self.one("WHERE person_id = ?1 AND voided_at IS NULL", &[&person.0])
    }

    /// The number of the next volunteer; what was given stays spent.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn next_volunteer_number(&self) -> Result<i64> {
        let last: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(number), 0) FROM volunteer")?
            .query_row([], |row| row.get(0))?;
        Ok(last + 1)
    }

    /// Every partner by name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn partners(&self) -> Result<Vec<Partner>> {
        self.all("WHERE voided_at IS NULL ORDER BY left_day IS NOT NULL, name", &[])
    }

    /// The partner of this name.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn partner_named(&self, name: &str) -> Result<Option<Partner>> {
        self.one("WHERE name = ?1 AND voided_at IS NULL", &[&name])
    }

    /// The needs that wait, or all, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn needs(&self, open: bool, limit: usize) -> Result<Vec<Need>> {
        let which = if open { "AND state IN ('open', 'asked', 'agreed')" } else { "" };
        self.all(&format!("WHERE voided_at IS NULL {which} ORDER BY id DESC LIMIT {limit}"), &[])
    }

    /// The needs of a person that wait.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn needs_waiting_for(&self, person: PersonId) -> Result<Vec<Need>> {
        self.all(
            "WHERE person_id = ?1 AND voided_at IS NULL AND state IN ('open', 'asked', 'agreed') ORDER BY id",
            &[&person.0],
        )
    }

    /// The needs that a volunteer was asked for or agreed to.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn needs_with(&self, volunteer: VolunteerId) -> Result<Vec<Need>> {
        self.all(
            "WHERE volunteer_id = ?1 AND voided_at IS NULL AND state IN ('asked', 'agreed') ORDER BY id",
            &[&volunteer.0],
        )
    }

    /// The last day on which a volunteer served.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_service_day(&self, volunteer: VolunteerId) -> Result<Option<Day>> {
        let last: Option<String> = self
            .conn
            .prepare_cached("SELECT max(day) FROM service WHERE volunteer_id = ?1")?
            .query_row([volunteer.0], |row| row.get(0))?;
        Ok(last.and_then(|day| day.parse().ok()))
    }

    /// The last day on which a volunteer has service that stands.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn last_live_service_day(&self, volunteer: VolunteerId) -> Result<Option<Day>> {
        let last: Option<String> = self
            .conn
            .prepare_cached("SELECT max(day) FROM service WHERE volunteer_id = ?1 AND voided_at IS NULL")?
            .query_row([volunteer.0], |row| row.get(0))?;
        Ok(last.and_then(|day| day.parse().ok()))
    }

    /// The activities of a stretch of days, in their order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn activities(&self, from: Day, until: Day) -> Result<Vec<Activity>> {
        self.all(
            "WHERE day >= ?1 AND day <= ?2 AND voided_at IS NULL ORDER BY day, id",
            &[&from.to_string(), &until.to_string()],
        )
    }

    /// The activities of a partner, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn activities_with(
        &self,
        partner: crate::domain::id::PartnerId,
        limit: usize,
    ) -> Result<Vec<Activity>> {
        self.all(
            &format!("WHERE partner_id = ?1 AND voided_at IS NULL ORDER BY day DESC LIMIT {limit}"),
            &[&partner.0],
        )
    }

    /// Who signed up, in the order in which they did.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn signups(&self, activity: ActivityId) -> Result<Vec<Signup>> {
        self.all("WHERE activity_id = ?1 AND voided_at IS NULL ORDER BY id", &[&activity.0])
    }

    /// A volunteer's place at an activity.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn signup_of(&self, activity: ActivityId, volunteer: VolunteerId) -> Result<Option<Signup>> {
        self.one(
            "WHERE activity_id = ?1 AND volunteer_id = ?2 AND voided_at IS NULL",
            &[&activity.0, &volunteer.0],
        )
    }

    /// The service at an activity, in the order in which it began.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn services(&self, activity: ActivityId) -> Result<Vec<Service>> {
        self.all("WHERE activity_id = ?1 AND voided_at IS NULL ORDER BY in_at, id", &[&activity.0])
    }

    /// A volunteer's service of a stretch of days, open stretches among it.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn services_of(&self, volunteer: VolunteerId, from: Day, until: Day) -> Result<Vec<Service>> {
        self.all(
            "WHERE volunteer_id = ?1 AND day >= ?2 AND day <= ?3 AND voided_at IS NULL ORDER BY in_at, id",
            &[&volunteer.0, &from.to_string(), &until.to_string()],
        )
    }

    /// A volunteer's service, voided rows among it, the newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn services_ever(&self, volunteer: VolunteerId, limit: usize) -> Result<Vec<Service>> {
        self.all(
            &format!("WHERE volunteer_id = ?1 ORDER BY day DESC, in_at DESC, id DESC LIMIT {limit}"),
            &[&volunteer.0],
        )
    }

    /// A volunteer's service of a stretch of days at activities that are recorded: what a certificate adds up (VO-7).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn recorded_services(&self, volunteer: VolunteerId, from: Day, until: Day) -> Result<Vec<Service>> {
        self.all(
            "WHERE volunteer_id = ?1 AND day >= ?2 AND day <= ?3 AND voided_at IS NULL AND out_at IS NOT NULL \
             AND minutes > 0 AND activity_id IN (SELECT id FROM activity WHERE state = 'recorded' \
             AND voided_at IS NULL) ORDER BY in_at, id",
            &[&volunteer.0, &from.to_string(), &until.to_string()],
        )
    }

    /// The hours of recorded activities by volunteer, kind and team, of a stretch of days.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn hours(&self, from: Day, until: Day) -> Result<Vec<HoursRow>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.volunteer_id, v.number, p.name, v.honour, a.kind, a.team_id, coalesce(t.name, ''), \
             sum(s.minutes), count(*) FROM service s JOIN activity a ON a.id = s.activity_id \
             JOIN volunteer v ON v.id = s.volunteer_id JOIN person p ON p.id = v.person_id \
             LEFT JOIN team t ON t.id = a.team_id WHERE s.day >= ?1 AND s.day <= ?2 AND s.voided_at IS NULL \
             AND s.out_at IS NOT NULL AND a.state = 'recorded' AND a.voided_at IS NULL GROUP BY 1, 5, 6 \
             ORDER BY 2, 5, 7",
        )?;
        let mut rows = statement.query(params![from.to_string(), until.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(HoursRow {
                volunteer: record::read(row, 0)?,
                number: record::read(row, 1)?,
                name: record::read(row, 2)?,
                honour: record::read(row, 3)?,
                kind: record::read(row, 4)?,
                team: record::read(row, 6)?,
                minutes: record::read(row, 7)?,
                times: record::read(row, 8)?,
            });
        }
        Ok(found)
    }

    /// Every volunteer with what is known of them for a suggestion, since a day.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn candidates(&self, since: Day) -> Result<Vec<Candidate>> {
        self.volunteers()?
            .into_iter()
            .map(|volunteer| {
                let (name, grid_id, building_id) = self
                    .conn
                    .prepare_cached(
                        "SELECT p.name, p.grid_id, h.building_id FROM person p \
                         LEFT JOIN household h ON h.id = p.household_id WHERE p.id = ?1",
                    )?
                    .query_row([volunteer.person_id.0], |row| {
                        Ok((
                            row.get::<_, String>(0)?,
                            row.get::<_, Option<i64>>(1)?,
                            row.get::<_, Option<i64>>(2)?,
                        ))
                    })
                    .optional()?
                    .unwrap_or_default();
                let minutes: i64 = self
                    .conn
                    .prepare_cached(
                        "SELECT coalesce(sum(minutes), 0) FROM service WHERE volunteer_id = ?1 AND day >= ?2 \
                         AND voided_at IS NULL",
                    )?
                    .query_row(params![volunteer.id.0, since.to_string()], |row| row.get(0))?;
                let busy: i64 = self
                    .conn
                    .prepare_cached(
                        "SELECT count(*) FROM need WHERE volunteer_id = ?1 AND voided_at IS NULL \
                         AND state IN ('asked', 'agreed')",
                    )?
                    .query_row([volunteer.id.0], |row| row.get(0))?;
                Ok(Candidate {
                    volunteer,
                    name,
                    grid_id: grid_id.map(crate::domain::id::GridId),
                    building_id: building_id.map(crate::domain::id::BuildingId),
                    minutes,
                    busy: usize::try_from(busy).unwrap_or(0),
                })
            })
            .collect()
    }

    /// The certificate that a paper is.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proof_on(&self, document: DocumentId) -> Result<Option<Proof>> {
        self.one("WHERE document_id = ?1", &[&document.0])
    }

    /// A volunteer's certificate that hangs out and is not issued yet (VO-13).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proof_hanging(&self, volunteer: VolunteerId) -> Result<Option<Proof>> {
        self.one(
            "WHERE volunteer_id = ?1 AND issued_day IS NULL AND voided_at IS NULL ORDER BY id DESC LIMIT 1",
            &[&volunteer.0],
        )
    }

    /// A volunteer's certificates, the newest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn proofs_of(&self, volunteer: VolunteerId) -> Result<Vec<Proof>> {
        self.all("WHERE volunteer_id = ?1 AND voided_at IS NULL ORDER BY id DESC", &[&volunteer.0])
    }
}
