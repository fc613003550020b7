//! Authorities, legs, originals and their transfers, absences, offices, and an agent's round.

use super::error::Result;
use super::file::Store;
use crate::calendar::Day;
use crate::domain::Named as _;
use crate::domain::agency::{Absence, Authority, Errand, Leg, Office};
use crate::domain::custody::{Original, Transfer};
use crate::domain::document::{DocumentKind, SealUse};
use crate::domain::id::{CaseId, OperatorId, OriginalId};
use crate::domain::template::StationTemplate;
use rusqlite::OptionalExtension as _;

impl Store {
    /// A case's authorities, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn authorities(&self, case: CaseId) -> Result<Vec<Authority>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// The authority of a case that has not ended.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn authority(&self, case: CaseId) -> Result<Option<Authority>> {
        Ok(self.authorities(case)?.into_iter().find(Authority::open))
    }

    /// A case's legs in the order of the route, attempts in their order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn legs(&self, case: CaseId) -> Result<Vec<Leg>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY place, attempt", &[&case.0])
    }

    /// A case's originals by place.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn originals(&self, case: CaseId) -> Result<Vec<Original>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY place", &[&case.0])
    }

    /// A case's transfers, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn transfers(&self, case: CaseId) -> Result<Vec<Transfer>> {
        self.all("WHERE case_id = ?1 AND voided_at IS NULL ORDER BY id", &[&case.0])
    }

    /// The transfer of an original that is not confirmed yet.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn open_transfer(&self, original: OriginalId) -> Result<Option<Transfer>> {
        self.one("WHERE original_id = ?1 AND received_at IS NULL AND voided_at IS NULL", &[&original.0])
    }

    /// The originals that wait to be confirmed by an operator, or by the window: how many, and the number of the
    /// case and the name of the oldest.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn originals_waiting(
        &self,
        operator: OperatorId,
        window: bool,
    ) -> Result<Option<(i64, String, String)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT count(*) OVER (), c.number, o.name FROM transfer t JOIN cases c ON c.id = t.case_id \
             JOIN original o ON o.id = t.original_id WHERE t.received_at IS NULL AND t.voided_at IS NULL \
             AND (t.to_operator = ?1 OR (?2 AND t.to_kind = 'window')) ORDER BY t.id LIMIT 1",
        )?;
        Ok(statement
            .query_row((operator.0, window), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?)
    }

    /// The absence of an operator that holds on `day`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn absence(&self, operator: OperatorId, day: Day) -> Result<Option<Absence>> {
        self.one(
            "WHERE operator_id = ?1 AND until_day >= ?2 AND from_day <= ?2 AND voided_at IS NULL ORDER BY id LIMIT 1",
            &[&operator.0, &day.to_string()],
        )
    }

    /// Every office in visiting order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn offices(&self) -> Result<Vec<Office>> {
        self.all("WHERE voided_at IS NULL ORDER BY place, name", &[])
    }

    /// The uses of the seal, newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn seal_uses(&self, limit: usize) -> Result<Vec<SealUse>> {
        self.all(&format!("WHERE voided_at IS NULL ORDER BY at DESC, id DESC LIMIT {limit}"), &[])
    }

    /// The station's own template of a form, where it has one or had one.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn template(&self, kind: DocumentKind) -> Result<Option<StationTemplate>> {
        self.one("WHERE kind = ?1 AND voided_at IS NULL", &[&kind.word()])
    }

    /// What an agent has to hand in and to fetch: the next leg of every case whose authority names them, in
    /// visiting order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn errands(&self, agent: OperatorId) -> Result<Vec<Errand>> {
        let offices = self.offices()?;
        // The first condition on the state is the partial index's own, so that the engine takes it.
        let mut statement = self.conn.prepare_cached(
            "SELECT c.id, c.number, c.version, c.item_name, c.applicant_name FROM authority a \
             JOIN cases c ON c.id = a.case_id WHERE a.agent_id = ?1 \
             AND a.state IN ('unsigned', 'active', 'suspended') AND a.state = 'active' AND a.voided_at IS NULL \
             AND c.state NOT IN ('closed', 'voided') ORDER BY c.id",
        )?;
        let mut rows = statement.query([agent.0])?;
        let mut errands = Vec::new();
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(0)?);
            let legs = self.legs(case)?;
            let Some(leg) = crate::domain::agency::next_leg(&legs).cloned() else { continue };
            let originals = self.originals(case)?;
            let at = |original: &&Original| {
                let holder = original.holder();
                original.lost_at.is_none()
                    && if leg.planned() {
                        holder.operator == Some(agent)
                    } else {
                        holder.kind == crate::domain::custody::HolderKind::Office && holder.name == leg.office
                    }
            };
            let due: Option<String> = self
                .conn
                .prepare_cached(
                    "SELECT min(due) FROM promise WHERE case_id = ?1 AND subject_kind = 'leg' AND subject_id = ?2 \
                     AND state IN ('running', 'paused') AND voided_at IS NULL",
                )?
                .query_row([case.0, leg.id.0], |row| row.get(0))?;
            let office = offices.iter().find(|office| office.name == leg.office);
            errands.push(Errand {
                number: row.get(1)?,
                version: row.get(2)?,
                item_name: row.get(3)?,
                applicant_name: row.get(4)?,
                due: due.and_then(|day| day.parse().ok()),
                originals: originals
                    .iter()
                    .filter(at)
                    .map(|original| (original.name.clone(), original.pages))
                    .collect(),
                office_place: office.map(|office| office.place),
                office_at: office.map_or_else(String::new, |office| {
                    format!("{} {}", office.address, office.phone).trim().to_owned()
                }),
                leg,
            });
        }
        errands.sort_by(|one, other| {
            let key = |errand: &Errand| {
                (errand.office_place.unwrap_or(i64::MAX), errand.leg.office.clone(), !errand.hands_in())
            };
            key(one).cmp(&key(other)).then_with(|| one.number.cmp(&other.number))
        });
        Ok(errands)
    }
}
