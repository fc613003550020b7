//! What a command sees while it is carried out: the file, who, when, the rules, the calendar; and the
//! few moves that acts are made of.

use super::error::Result;
use crate::calendar::{Calendar, Day, Pause, Stamp, Unit, Zone};
use crate::domain::case::Case;
use crate::domain::document::{Content, Document, DocumentKind};
use crate::domain::id::{CaseId, DocumentId, EnquiryId, OperatorId, PromiseId};
use crate::domain::operator::Actor;
use crate::domain::profile::Profiles;
use crate::domain::promise::{Basis, Promise, PromiseKind, PromiseState};
use crate::domain::station::Station;
use crate::store::{Record, Series, Store};
use chrono::Datelike as _;

/// The inside of a transaction.
pub struct Context<'a> {
    /// The file.
    pub store: &'a Store,
    /// Who.
    pub actor: &'a Actor,
    /// When, as it will stand in the journal.
    pub now: Stamp,
    /// The day of `now` in the station's zone.
    pub today: Day,
    /// The station's zone.
    pub zone: Zone,
    /// The working-day calendar.
    pub calendar: &'a Calendar,
    /// The rule profiles in force.
    pub rules: &'a Profiles,
    /// The station.
    pub station: &'a Station,
    /// The documents that the act made, in order.
    pub documents: Vec<Document>,
}

impl Context<'_> {
    /// Saves a changed record and reads the new version into it.
    ///
    /// # Errors
    /// Stale, or whatever the engine reports.
    pub fn save<R: Record>(&self, record: &mut R) -> Result<()> {
        self.store.update(record)?;
        if let Some(fresh) = self.store.get::<R>(record.id())? {
            *record = fresh;
        }
        Ok(())
    }

    /// The number `CODE-YYYY-NNNNNN` with the letter of its series.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn number(&self, series: Series, day: Day) -> Result<(String, i32, i64)> {
        let year = day.year();
        let seq = self.store.next_number(series, year)?;
        let letter = if series == Series::Case { "" } else { series.letter() };
        Ok((format!("{}-{year}-{letter}{seq:06}", self.station.code), year, seq))
    }

    /// Opens a promise for a case, with the date that its basis gives.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promise(
        &self,
        kind: PromiseKind,
        subject: (&str, i64),
        case: &Case,
        basis: Basis,
    ) -> Result<Promise> {
        let (basis, due) = basis.settle(self.calendar);
        let promise = Promise {
            id: PromiseId(self.store.next_id::<Promise>()?),
            version: 1,
            voided_at: None,
            kind,
            subject_kind: subject.0.to_owned(),
            subject_id: subject.1,
            case_id: Some(case.id),
            item_id: Some(case.item_id),
            owner_id: case.owner_id,
            start: basis.start,
            due: due.day,
            provisional: due.provisional,
            unit: basis.unit,
            state: PromiseState::Running,
            missed_at: None,
            ended_at: None,
            basis,
        };
        let mut promise = promise;
        if promise.due < self.today {
            promise.missed_at = Some(self.zone.end_of_day(promise.due));
        }
        self.store.insert(&promise)?;
        Ok(promise)
    }

    /// Ends the open promises of a case for which `which` holds, as kept or as void.
    ///
    /// A promise that is kept after its due day keeps its mark of having been missed.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn end_promises(
        &self,
        case: CaseId,
        state: PromiseState,
        which: impl Fn(&Promise) -> bool,
    ) -> Result<()> {
        for mut promise in self.store.promises(case)? {
            if promise.open() && which(&promise) {
                promise.state = state;
                promise.ended_at = Some(self.now);
                if promise.missed_at.is_none() && promise.due < self.today {
                    promise.missed_at = Some(self.zone.end_of_day(promise.due));
                }
                self.store.update(&promise)?;
            }
        }
        Ok(())
    }

    /// Makes a numbered document.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn document(
        &mut self,
        kind: DocumentKind,
        case: Option<CaseId>,
        enquiry: Option<EnquiryId>,
        content: impl FnOnce(&str) -> Content,
    ) -> Result<Document> {
        let series = if kind.series() == "R" { Series::Receipt } else { Series::Document };
        let (number, year, seq) = self.number(series, self.today)?;
        let document = Document {
            id: DocumentId(self.store.next_id::<Document>()?),
            version: 1,
            voided_at: None,
            kind,
            content: content(&number),
            number,
            series: kind.series().to_owned(),
            year,
            seq,
            case_id: case,
            enquiry_id: enquiry,
            at: self.now,
            operator_id: self.actor.id,
            prints: 0,
        };
        self.store.insert(&document)?;
        self.documents.push(document.clone());
        Ok(document)
    }

    /// The basis that a rule profile gives for `what`; `None` where no profile in force has it.
    #[must_use]
    pub fn ruled(&self, what: &str, start: Day) -> Option<Basis> {
        self.rules.limit(what, start).map(|ruled| Basis {
            profile: ruled.profile,
            rule: ruled.rule,
            legal: ruled.legal_basis,
            start,
            days: ruled.days,
            unit: ruled.unit,
            pauses: Vec::<Pause>::new(),
            extension: None,
            exceptions: Vec::new(),
        })
    }

    /// The basis of a limit that the catalogue gives.
    #[must_use]
    pub fn catalogue_basis(&self, case: &Case, limit: (u32, Unit), start: Day, legal: &str) -> Basis {
        Basis {
            profile: "catalogue".to_owned(),
            rule: case.item_code.clone(),
            legal: legal.to_owned(),
            start,
            days: limit.0,
            unit: limit.1,
            pauses: Vec::new(),
            extension: None,
            exceptions: Vec::new(),
        }
    }

    /// The name of an operator, or their id where there is none.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn operator_name(&self, id: OperatorId) -> Result<String> {
        let operator = self.store.get::<crate::domain::operator::Operator>(id.0)?;
        Ok(operator.map_or_else(|| id.0.to_string(), |operator| operator.name))
    }
}
