//! What the documents of a case say: one pure function for each form (domain A16).
//!
//! Documents are in Chinese whatever the language of the screen, and frozen as they were issued. In its
//! own name the station issues receipts, notices, hand-over lists and material lists; the vouchers of
//! acceptance, refusal and decision carry the organ's name where the station acts for one or records
//! its act (domain A1).

mod agency;
mod blocks;
mod care;
mod clocks;
mod decisions;
mod draft;
mod hours;
mod lists;
mod notices;
mod receipts;
mod said;
mod watch;

#[cfg(test)]
mod tests;

pub use agency::{Agency, agency_change, authority, certificate, loss, round, transfer};
pub use care::{contact_card, visit_record, wish_card};
pub use clocks::{extension, special_procedure};
pub use decisions::{acceptance, denial, refusal};
pub use hours::hours_certificate;
pub use lists::{handover, materials};
pub use notices::{notice, result};
pub use receipts::{Checked, delivery, receipt, supplement_receipt};
pub use watch::{
    Heard, box_opening, feedback_acceptance, feedback_opinion, feedback_register, rating_check, rating_slip,
    watch_card,
};

use crate::calendar::{Day, Stamp, Zone};
use crate::domain::case::Case;
use crate::domain::custody::Original;
use crate::domain::item::{Item, Party};
use crate::domain::material::CaseMaterial;
use crate::domain::person::Person;
use crate::domain::promise::{Promise, PromiseKind, PromiseState};
use crate::domain::station::Station;
use crate::domain::step::CaseStep;

/// Everything that a document of a case is made from, as it stands after the act.
#[derive(Debug, Clone, Copy)]
pub struct Papers<'a> {
    /// The station.
    pub station: &'a Station,
    /// The item, as the catalogue has it now.
    pub item: &'a Item,
    /// The case.
    pub case: &'a Case,
    /// The applicant.
    pub person: &'a Person,
    /// The materials of the case.
    pub materials: &'a [CaseMaterial],
    /// The steps of the case.
    pub steps: &'a [CaseStep],
    /// The promises of the case.
    pub promises: &'a [Promise],
    /// The originals in custody.
    pub originals: &'a [Original],
    /// The name of the operator who does the act.
    pub clerk: &'a str,
    /// The station's zone.
    pub zone: Zone,
    /// The time of the act.
    pub now: Stamp,
}

impl<'a> Papers<'a> {
    fn today(&self) -> Day {
        self.zone.day(self.now)
    }

    /// The promise of a kind that counts, the newest where there are several.
    fn promise(&self, kind: PromiseKind) -> Option<&'a Promise> {
        let counts = |promise: &&Promise| {
            promise.kind == kind && promise.voided_at.is_none() && promise.state != PromiseState::Void
        };
        self.promises.iter().rfind(counts)
    }

    /// Whose name a voucher of `party` carries (domain A1).
    fn issuer(&self, party: &'a Party) -> &'a str {
        party.organ().unwrap_or(&self.station.name)
    }

    /// The materials that were not voided, in their order.
    fn live(&self) -> Vec<&'a CaseMaterial> {
        self.materials.iter().filter(|material| material.voided_at.is_none()).collect()
    }
}
