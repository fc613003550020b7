//! The materials of a case: their states, and when the set is complete (ON-6, ON-10, ON-14).

use super::id::{CaseId, MaterialId};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, case as w};

named! {
    /// Where one material stands.
    MaterialState {
        /// Not handed in.
        Missing = "missing", w::MATERIAL_MISSING;
        /// In order.
        Ok = "ok", w::MATERIAL_OK;
        /// Handed in, but wrong or in the wrong form.
        Wrong = "wrong", w::MATERIAL_WRONG;
        /// Not needed here.
        Exempt = "exempt", w::MATERIAL_EXEMPT;
        /// Promised for later (ON-14).
        Promised = "promised", w::MATERIAL_PROMISED;
        /// Obtained by data sharing, not asked of the applicant.
        Shared = "shared", w::MATERIAL_SHARED;
    }
}

impl MaterialState {
    /// Whether it does not stand in the way of acceptance (ON-6).
    #[must_use]
    pub fn settled(self) -> bool {
        !matches!(self, Self::Missing | Self::Wrong)
    }
}

/// A material of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseMaterial {
    /// Its id.
    pub id: MaterialId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// Its place in the list, from 1; what people type to tick it.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// Whether acceptance needs it.
    pub mandatory: bool,
    /// Whether it may be promised for later (ON-14).
    pub deferrable: bool,
    /// Within how many working days a promised one follows.
    pub deferral_days: Option<i64>,
    /// How it is handed in: `original-checked`, `copy-kept`, `original-kept`.
    pub form: String,
    /// How many copies.
    pub copies: i64,
    /// How many pages were handed in.
    pub pages: Option<i64>,
    /// How to get it, for the notice.
    pub how_to_obtain: String,
    /// Who issues it, for the notice.
    pub issuer: String,
    /// Where it stands.
    pub state: MaterialState,
    /// What is wrong with it, or why it is exempt.
    pub remark: String,
    /// The legal basis of a material outside the catalogue (ON-10).
    pub extra_basis: Option<String>,
    /// The day on which it was handed in last.
    pub handed_in_day: Option<Day>,
    /// Whether a supplement changed it after the last notice: what is wrong with it then could not
    /// be seen at the first review (ON-4).
    pub after_notice: bool,
}

/// The mandatory materials that stand in the way of acceptance (ON-6).
#[must_use]
pub fn open(materials: &[CaseMaterial]) -> Vec<&CaseMaterial> {
    materials.iter().filter(|material| material.mandatory && !material.state.settled()).collect()
}

/// Whether every mandatory material is ok, exempt, promised or shared (ON-6).
#[must_use]
pub fn complete(materials: &[CaseMaterial]) -> bool {
    open(materials).is_empty()
}

/// The names of materials as a list for a message.
#[must_use]
pub fn names<'a>(materials: impl IntoIterator<Item = &'a CaseMaterial>) -> Vec<Message> {
    materials.into_iter().map(|material| crate::words::common::TEXT.with("text", &material.name)).collect()
}

/// Refuses acceptance while a mandatory material is open.
///
/// # Errors
/// ON-6, naming every open material.
pub fn require_complete(materials: &[CaseMaterial]) -> Result<(), Refusal> {
    let open = open(materials);
    if open.is_empty() {
        return Ok(());
    }
    Err(Refusal::rule("ON-6", w::INCOMPLETE.with("materials", names(open))).advise(&w::INCOMPLETE_ADVICE))
}

/// Refuses everything but acceptance once the set is complete.
///
/// # Errors
/// ON-6, where every mandatory material is settled.
pub fn require_incomplete(materials: &[CaseMaterial], act: super::case::Act) -> Result<(), Refusal> {
    if !complete(materials) {
        return Ok(());
    }
    Err(Refusal::rule("ON-6", w::MUST_ACCEPT.with("act", act.phrase())).advise(&w::MUST_ACCEPT_ADVICE))
}
