//! Certificates of hours: added up from the records, hung out first where a profile asks for it (VO-7, VO-13).

use super::super::command::Effect;
use super::super::content;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::people::{any_day, past_day};
use super::volunteer::numbered;
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::document::{DocumentKind, SealUse};
use crate::domain::id::{ProofId, SealUseId, ServiceId};
use crate::domain::person::Person;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::service::{Activity, Proof, ProofRow, Service, differences, duration};
use crate::domain::volunteer::Volunteer;
use crate::words::volunteer as w;
use serde::{Deserialize, Serialize};

/// Issues a certificate of a volunteer's hours; where a profile asks for it, hangs it out first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CertifyHours {
    /// The volunteer's number.
    pub number: i64,
    /// The first day; all of it where it is empty.
    pub from: Option<String>,
    /// The last day; today where it is empty.
    pub until: Option<String>,
    /// Whether it bears the seal.
    pub seal: bool,
}

impl CertifyHours {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let (volunteer, person) = numbered(context, self.number)?;
        let (typed_from, typed_until) =
            (any_day("from", self.from.as_deref())?, any_day("until", self.until.as_deref())?);
        // What hangs out is meant where no other days are said: its own days, not those until today.
        let hanging = context.store.proof_hanging(volunteer.id)?.filter(|hung| {
            typed_from.is_none_or(|from| from == hung.from_day)
                && typed_until.is_none_or(|until| until == hung.until_day)
        });
        let until = match (&hanging, typed_until) {
            (Some(hung), None) => hung.until_day,
            _ => past_day(context, "until", self.until.as_deref())?,
        };
        let from = typed_from.or(hanging.as_ref().map(|hung| hung.from_day)).unwrap_or(Day::default());
        let rows = context.store.recorded_services(volunteer.id, from, until)?;
        if rows.is_empty() {
            return Err(Refusal::rule("VO-7", &w::NO_HOURS).advise(&w::NO_HOURS_ADVICE).at("number").into());
        }
        let first = rows.first().map_or(from, |row| row.day).max(from);
        let minutes: i64 = rows.iter().map(|row| row.minutes).sum();
        let proof = Proof {
            id: ProofId(context.store.next_id::<Proof>()?),
            version: 1,
            voided_at: None,
            volunteer_id: volunteer.id,
            from_day: first,
            until_day: until,
            minutes,
            rows: rows.iter().map(|row| ProofRow { service: row.id, minutes: row.minutes }).collect(),
            public_day: None,
            document_id: None,
            issued_day: None,
            seal: self.seal,
        };
        match context.ruled("hours-publicity", context.today) {
            None => {
                context.store.insert(&proof)?;
                issue(context, proof, &volunteer, &person, &rows)
            }
            Some(basis) => {
                self.after_publicity(context, (proof, hanging), basis, (&volunteer, &person), &rows)
            }
        }
    }

    /// VO-13: it hangs out first, and is issued when the time is over and nothing changed meanwhile.
    fn after_publicity(
        &self,
        context: &mut Context<'_>,
        (mut proof, hanging): (Proof, Option<Proof>),
        basis: crate::domain::promise::Basis,
        (volunteer, person): (&Volunteer, &Person),
        rows: &[Service],
    ) -> Result<Effect> {
        if let Some(mut hung) = hanging {
            let promise = context.store.promises_about("proof", hung.id.0)?.into_iter().next();
            if let Some(promise) = promise {
                if promise.due >= context.today {
                    let what = w::STILL_PUBLIC.with("day", promise.due.to_string());
                    return Err(Refusal::rule("VO-13", what).into());
                }
                context.end_promise(promise, PromiseState::Kept)?;
            }
            let root = |id| root_of(context, id);
            if differences(&hung, rows, root).is_empty() {
                hung.seal = self.seal;
                return issue(context, hung, volunteer, person, rows);
            }
            // What hung out is not what would be certified: it starts again, both times stay on record.
            hung.voided_at = Some(context.now);
            context.save(&mut hung)?;
        }
        proof.public_day = Some(context.today);
        context.store.insert(&proof)?;
        let owed = Owed { grid_id: person.grid_id, ..Owed::by(context.actor.id) };
        let promise = context.owe(PromiseKind::Publicity, ("proof", proof.id.0), owed, basis)?;
        let message = w::DONE_PUBLIC
            .with("name", &person.name)
            .with("hours", duration(proof.minutes))
            .with("day", promise.due.to_string());
        Ok(Effect::on("volunteer", volunteer.id.0, person.name.clone(), message))
    }
}

/// The first row of the corrections that a row belongs to (VO-6).
fn root_of(context: &Context<'_>, id: ServiceId) -> ServiceId {
    let found: Option<Service> = context.store.get(id.0).ok().flatten();
    found.map_or(id, |found| found.root())
}

fn issue(
    context: &mut Context<'_>,
    mut proof: Proof,
    volunteer: &Volunteer,
    person: &Person,
    rows: &[Service],
) -> Result<Effect> {
    let lines: Vec<(Service, Option<Activity>)> = rows
        .iter()
        .map(|row| Ok((row.clone(), context.store.get(row.activity_id.0)?)))
        .collect::<Result<_>>()?;
    let (station, today) = (context.station.clone(), context.today);
    let document = context.document(DocumentKind::HoursCertificate, None, None, |number| {
        content::hours_certificate(&station, number, person, volunteer, &proof, &lines, today)
    })?;
    if proof.seal {
        // Every use of the seal stands in its register.
        context.store.insert(&SealUse {
            id: SealUseId(context.store.next_id::<SealUse>()?),
            version: 1,
            voided_at: None,
            at: context.now,
            case_id: None,
            document_id: document.id,
            subject: w::CERTIFY_HOURS.zh.to_owned(),
            purpose: person.name.clone(),
            copies: 1,
            approver: context.actor.name.clone(),
            operator_id: context.actor.id,
        })?;
    }
    proof.document_id = Some(document.id);
    proof.issued_day = Some(context.today);
    context.save(&mut proof)?;
    let message = w::DONE_CERTIFY
        .with("name", &person.name)
        .with("hours", duration(proof.minutes))
        .with("number", document.number);
    Ok(Effect::on("volunteer", volunteer.id.0, person.name.clone(), message))
}
