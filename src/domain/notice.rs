//! The one-time notice (一次性告知): once, all, in time (ON-4).

use super::id::{CaseId, NoticeId, PromiseId};
use super::material::{self, CaseMaterial, MaterialState};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::case as w;
use serde::{Deserialize, Serialize};

/// One line of a notice: a material and what is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    /// The material's place in the case's list.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// What is missing or wrong.
    pub problem: String,
    /// In which form it is needed.
    pub form: String,
    /// How many copies.
    pub copies: i64,
    /// Who issues it.
    pub issuer: String,
    /// How to get it.
    pub how_to_obtain: String,
}

/// A notice as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// When it was issued.
    pub at: Stamp,
    /// The day of issue.
    pub day: Day,
    /// Whether it came after an earlier one.
    pub second: bool,
    /// Why a supervisor let a second one out (ON-4), counted in the statistics.
    pub override_reason: Option<String>,
    /// What it names.
    pub lines: Vec<NoticeLine>,
    /// Until when supplements are awaited, where a limit was given.
    pub supplement_promise: Option<PromiseId>,
}

/// The materials that a notice must name now: everything that is missing or wrong (ON-4, *all*).
#[must_use]
pub fn due_lines(materials: &[CaseMaterial]) -> Vec<&CaseMaterial> {
    materials
        .iter()
        .filter(|material| {
            material.state == MaterialState::Wrong || (material.mandatory && !material.state.settled())
        })
        .collect()
}

/// The materials among `lines` that were visible at the first review: not handed in again since the
/// last notice.
#[must_use]
pub fn visible_at_first_review<'a>(lines: &[&'a CaseMaterial]) -> Vec<&'a CaseMaterial> {
    lines.iter().copied().filter(|material| !material.after_notice).collect()
}

/// Checks a notice against ON-4: there is something to say, everything is said, and a second notice
/// names nothing that could be seen at the first review, unless it is overridden.
///
/// `named` are the places that the notice names; an empty list means all that are due.
///
/// # Errors
/// ON-4, naming the materials that were left out, or that could be seen before.
pub fn require<'a>(
    materials: &'a [CaseMaterial],
    named: &[i64],
    earlier: bool,
    overridden: bool,
) -> Result<Vec<&'a CaseMaterial>, Refusal> {
    let due = due_lines(materials);
    if due.is_empty() {
        return Err(Refusal::rule("ON-4", &w::NOTHING_TO_NOTIFY).advise(&w::MUST_ACCEPT_ADVICE));
    }
    let left_out: Vec<&CaseMaterial> = due
        .iter()
        .copied()
        .filter(|material| !named.is_empty() && !named.contains(&material.place))
        .collect();
    if !left_out.is_empty() {
        let names = material::names(left_out);
        return Err(Refusal::rule("ON-4", w::NOTICE_NOT_ALL.with("materials", names))
            .advise(&w::NOTICE_NOT_ALL_ADVICE)
            .at("materials"));
    }
    if earlier && !overridden {
        let visible = visible_at_first_review(&due);
        if !visible.is_empty() {
            let names = material::names(visible);
            return Err(Refusal::rule("ON-4", w::SECOND_NOTICE.with("materials", names))
                .advise(&w::SECOND_NOTICE_ADVICE)
                .at("override_reason"));
        }
    }
    Ok(due)
}
