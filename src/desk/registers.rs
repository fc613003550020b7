//! Questions of the registers for the office: rows in pages, masks put on here, once (PR-1).

use super::Desk;
use super::error::Result;
use crate::calendar::Stamp;
use crate::domain::Verb;
use crate::domain::id::{CaseId, PromiseId};
use crate::domain::mask::{self, Output};
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::register::{CaseEntry, CasesAsked, PromiseEntry, PromisesAsked};

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
        may(actor, if revealed { Verb::RevealRegister } else { Verb::Export }, Subject::default())?;
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
        may(actor, Verb::Export, Subject::default())?;
        Ok(self.store.promise_entries(asked, after, REGISTER_PAGE, (self.zone.day(now), self.zone))?)
    }

    /// How many rows a register of cases may have at most, for the progress.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn case_entries_count(&self, actor: &Actor, asked: &CasesAsked) -> Result<usize> {
        may(actor, Verb::Export, Subject::default())?;
        Ok(usize::try_from(self.store.case_entries_count(asked)?).unwrap_or(0))
    }

    /// How many rows a register of promises has.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn promise_entries_count(&self, actor: &Actor, asked: &PromisesAsked) -> Result<usize> {
        may(actor, Verb::Export, Subject::default())?;
        Ok(usize::try_from(self.store.promise_entries_count(asked)?).unwrap_or(0))
    }
}
