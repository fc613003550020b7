//! The one-time notice, and the notice that a case is finished.

use super::Papers;
use super::blocks::{
    complaint_phone, contact, day_field, fee_line, form, handled_by, limits_and_days, own_remedies, recorded,
    who,
};
use super::draft::Draft;
use super::said::{date, due, limit, marked, zh};
use crate::calendar::{Day, Unit};
use crate::domain::document::Content;
use crate::domain::item::{Field, FirstStep, Kind};
use crate::domain::notice::NoticeLine;
use crate::domain::promise::PromiseKind;
use crate::words::paper as w;

/// 一次性告知单: everything that must be supplemented, and everything there is to know (ON-4, A16).
///
/// It carries legal basis, limits, flow, fee, place, contact and remedies; for each line what is
/// missing, form, copies, issuing unit and how to obtain it; for joint matters the order of the
/// departments (domain A1, S22). `supplement_until` is the last day for supplements, where one is set.
#[must_use]
pub fn notice(papers: &Papers<'_>, lines: &[NoticeLine], supplement_until: Option<Day>) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::NOTICE_OPENING.with("item", &papers.case.item_name).with("n", lines.len()));
    let heads = [&w::SERIAL, &w::MATERIAL, &w::PROBLEM, &w::FORM, &w::COPIES, &w::ISSUED_BY, &w::HOW];
    let row = |(at, line): (usize, &NoticeLine)| {
        vec![
            (at + 1).to_string(),
            line.name.clone(),
            line.problem.clone(),
            form(&line.form),
            zh(w::COPIES_N.with("n", line.copies)),
            line.issuer.clone(),
            line.how_to_obtain.clone(),
        ]
    };
    draft.table(&w::NOTICE_ITEMS, &heads, lines.iter().enumerate().map(row).collect());
    draft.field(
        &w::SUPPLEMENT_BY,
        match supplement_until {
            Some(day) => zh(w::SUPPLEMENT_UNTIL.with("date", date(day))),
            None if matches!(papers.case.first_step, FirstStep::Licence | FirstStep::Once) => {
                zh(&w::SUPPLEMENT_ANY_DAY)
            }
            // Where something follows from not supplementing, "at any time" would mislead.
            None => zh(&w::SUPPLEMENT_SOON),
        },
    );
    draft.text(&w::AFTER_SUPPLEMENT);
    consequence(&mut draft, papers);
    about(&mut draft, papers);
    draft.field(&w::DELIVERED_TO, delivered_to(papers));
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE, &w::SIGN_CLERK]);
    draft.stamped(&papers.station.name, papers.today())
}

/// What follows where nothing is supplemented, as the item's first-step rule has it (domain A1).
fn consequence(draft: &mut Draft, papers: &Papers<'_>) {
    match papers.case.first_step {
        FirstStep::OnSpot => draft.text(&w::AFTER_NOTHING_REFUSED),
        FirstStep::Withdrawn => draft.text(&w::AFTER_NOTHING_WITHDRAWN),
        FirstStep::Abandoned => draft.text(&w::AFTER_NOTHING_ABANDONED),
        FirstStep::Licence | FirstStep::Once => {}
    }
}

/// Basis, limits, flow, fee, place, contact and remedies of the matter.
fn about(draft: &mut Draft, papers: &Papers<'_>) {
    let item = papers.item;
    draft.heading(&w::NOTICE_INFO);
    draft.field(&w::BASIS, marked(item, Field::LegalBasis, &item.legal_basis));
    if papers.case.kind == Kind::OnTheSpot {
        draft.field(&w::LIMIT, zh(&w::ON_THE_SPOT));
    } else {
        limits_and_days(draft, papers);
    }
    draft.field(&w::FLOW, marked(item, Field::Procedure, item.flow()));
    fee_line(draft, item);
    contact(draft, papers.station, item);
    handled_by(draft, papers);
    let remedies = own_remedies(papers)
        .unwrap_or_else(|| zh(w::NOTICE_REMEDIES.with("phone", complaint_phone(papers.station, item))));
    draft.field(&w::REMEDIES, remedies);
    if papers.case.kind == Kind::Joint {
        draft.list(&w::JOINT_ORDER, joint_order(papers));
    }
}

/// The departments of a joint matter in their order, each with its step and its limit.
fn joint_order(papers: &Papers<'_>) -> Vec<String> {
    let said = |name: &str, by: &str, within: Option<String>| match within {
        _ if by.trim().is_empty() => name.to_owned(),
        None => zh(w::STEP_BY.with("step", name).with("by", by)),
        Some(within) => zh(w::STEP_BY_WITHIN.with("step", name).with("by", by).with("limit", within)),
    };
    if papers.steps.is_empty() {
        let step = |step: &crate::domain::item::Step| {
            said(&step.name, &step.by, step.days.map(|(days, unit)| limit(days, unit)))
        };
        return papers.item.steps.iter().map(step).collect();
    }
    let step = |step: &crate::domain::step::CaseStep| {
        let days = step.days.and_then(|days| u32::try_from(days).ok());
        let unit = step.unit.as_deref().and_then(Unit::parse);
        said(&step.name, &step.by, days.zip(unit).map(|(days, unit)| limit(days, unit)))
    };
    papers.steps.iter().map(step).collect()
}

/// The agent where there is one, else the applicant (S21).
fn delivered_to<'a>(papers: &Papers<'a>) -> &'a str {
    papers.case.agent_name.as_deref().unwrap_or(&papers.case.applicant_name)
}

/// 办结通知: the result, from when and how it is collected, and until when it is delivered (CL-18).
#[must_use]
pub fn result(papers: &Papers<'_>) -> Content {
    let case = papers.case;
    let issuer = papers.issuer(&papers.item.decides);
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::RESULT_OPENING.with("item", &case.item_name));
    draft.field(&w::OUTCOME, case.outcome.map(|outcome| zh(outcome.phrase())).unwrap_or_default());
    draft.field(&w::RESULT, case.result.as_deref().unwrap_or_default());
    draft.field(&w::RESULT_DOCUMENT, case.result_document.as_deref().unwrap_or_default());
    let decision = case.outcome.map_or(&w::DECISION, |outcome| outcome.phrase());
    recorded(&mut draft, papers, &papers.item.decides, decision);
    day_field(&mut draft, &w::DECIDED_DAY, case.decided_day);
    day_field(&mut draft, &w::READY_DAY, Some(papers.today()));
    if let Some(promise) = papers.promise(PromiseKind::Delivery).filter(|promise| promise.open()) {
        draft.field(&w::DELIVER_BY, due(promise));
    }
    draft.field(&w::COLLECT, zh(w::COLLECT_TEXT.with("place", &papers.station.name)));
    contact(&mut draft, papers.station, papers.item);
    handled_by(&mut draft, papers);
    draft.sealed(&w::SEAL, issuer, papers.today())
}
