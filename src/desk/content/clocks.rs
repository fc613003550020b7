//! What tells the applicant that a date moves: the notice of a special procedure, and of an extension.

use super::Papers;
use super::blocks::{contact, day_field, handled_by, who};
use super::draft::Draft;
use super::said::{date, due, limit, zh};
use crate::domain::document::Content;
use crate::domain::pause::{Extension, SpecialProcedure};
use crate::domain::promise::PromiseKind;
use crate::words::paper as w;

/// 特别程序时间告知书: procedure, expected days, start, responsible body (SU-1, A16).
#[must_use]
pub fn special_procedure(papers: &Papers<'_>, procedure: &SpecialProcedure) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::SPECIAL_OPENING.with("item", &papers.case.item_name).with("kind", procedure.kind.phrase()));
    draft.field(&w::SPECIAL_KIND, zh(procedure.kind.phrase()));
    let days = u32::try_from(procedure.days).unwrap_or(0);
    draft.field(&w::SPECIAL_DAYS, limit(days, procedure.unit));
    day_field(&mut draft, &w::SPECIAL_FROM, Some(procedure.from_day));
    draft.field(&w::SPECIAL_BODY, &procedure.body);
    draft.field(&w::REASON, &procedure.reason);
    draft.text(&w::SPECIAL_EFFECT);
    contact(&mut draft, papers.station, papers.item);
    handled_by(&mut draft, papers);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
    draft.sealed(&w::SEAL, papers.issuer(&papers.item.decides), papers.today())
}

/// 延期告知书: the old and the new date, reason, approver (CL-17, A16).
#[must_use]
pub fn extension(papers: &Papers<'_>, extension: &Extension) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::EXTENSION_OPENING.with("item", &papers.case.item_name));
    draft.field(&w::OLD_DUE, date(extension.old_due));
    let new_due = match papers.promise(PromiseKind::Statutory).or(papers.promise(PromiseKind::Committed)) {
        Some(promise) => due(promise),
        None => date(extension.new_due),
    };
    draft.field(&w::NEW_DUE, new_due);
    let days = u32::try_from(extension.days).unwrap_or(0);
    draft.field(&w::EXTENDED_BY, limit(days, extension.unit));
    draft.field(&w::REASON, &extension.reason);
    draft.field(&w::APPROVER, &extension.approver);
    day_field(&mut draft, &w::APPROVED_DAY, Some(extension.day));
    contact(&mut draft, papers.station, papers.item);
    handled_by(&mut draft, papers);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
    draft.sealed(&w::SEAL, papers.issuer(&papers.item.decides), papers.today())
}
