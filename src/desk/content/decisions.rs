//! The written vouchers of acceptance, refusal and denial, with seal place and date (ON-7).

use super::Papers;
use super::blocks::{
    contact, date_of_case, day_field, enquiry_phone, handled_by, limits_and_days, promised, recorded,
    remedies, who,
};
use super::draft::Draft;
use super::said::{limit, marked, zh};
use crate::domain::case::Ground;
use crate::domain::document::Content;
use crate::domain::item::{Field, FirstStep, Kind};
use crate::words::{case as case_words, paper as w};

/// 受理通知书: acceptance day, limits, due dates and what is not counted (ON-7, A16).
///
/// A case that is deemed accepted says so (ON-5); acceptance by an organ is recorded with the organ
/// and its document number (domain A1).
#[must_use]
pub fn acceptance(papers: &Papers<'_>) -> Content {
    let case = papers.case;
    let issuer = papers.issuer(&papers.item.accepts);
    let mut draft = Draft::default();
    who(&mut draft, papers);
    let opening = if case.deemed { &w::DEEMED_OPENING } else { &w::ACCEPTANCE_OPENING };
    draft.text(opening.with("item", &case.item_name));
    recorded(&mut draft, papers, &papers.item.accepts, &case_words::ACCEPT);
    let accepted = case.accepted_day.or(case.complete_day).unwrap_or(case.received_day);
    day_field(&mut draft, &w::ACCEPTED_DAY, Some(accepted));
    if case.kind == Kind::OnTheSpot {
        draft.field(&w::LIMIT, zh(&w::ON_THE_SPOT));
    } else {
        limits_and_days(&mut draft, papers);
        draft.field(&w::EXCLUDED, excluded(papers));
    }
    promised(&mut draft, papers);
    let phone = enquiry_phone(papers.station, papers.item);
    draft.field(&w::ASK_WAY, zh(w::ASK_WAY_TEXT.with("phone", phone)));
    contact(&mut draft, papers.station, papers.item);
    handled_by(&mut draft, papers);
    draft.sealed(&w::SEAL_SPECIAL, issuer, papers.today())
}

/// The procedures whose time is not counted (SU-1), and the publicity period where it is apart.
fn excluded(papers: &Papers<'_>) -> String {
    let item = papers.item;
    match item.publicity.filter(|_| item.publicity_apart) {
        Some((days, unit)) => {
            let publicity = w::EXCLUDED_PUBLICITY.with("text", &w::EXCLUDED_TEXT);
            zh(publicity.with("limit", marked(item, Field::Publicity, limit(days, unit))))
        }
        None => zh(&w::EXCLUDED_TEXT),
    }
}

/// 不予受理通知书: ground, reasons, basis, the competent body where there is one, remedies.
///
/// Rules: ON-1, ON-2 (names the competent body), ON-7 (seal and date), ON-11 (reasons and rights).
#[must_use]
pub fn refusal(papers: &Papers<'_>) -> Content {
    let case = papers.case;
    let issuer = papers.issuer(&papers.item.accepts);
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::REFUSAL_OPENING.with("date", date_of_case(case)).with("item", &case.item_name));
    recorded(&mut draft, papers, &papers.item.accepts, &case_words::REFUSE);
    draft.field(&w::GROUND, ground(papers));
    draft.field(&w::REASON, case.reason.as_deref().unwrap_or_default());
    draft.field(&w::BASIS, marked(papers.item, Field::LegalBasis, &papers.item.legal_basis));
    if let Some(organ) = case.competent_org.as_deref().filter(|organ| !organ.trim().is_empty()) {
        draft.field(&w::COMPETENT, zh(w::COMPETENT_TEXT.with("organ", organ)));
    }
    ending(&mut draft, papers);
    draft.sealed(&w::SEAL_SPECIAL, issuer, papers.today())
}

/// The ground in words; for licences with the article that gives it.
fn ground(papers: &Papers<'_>) -> String {
    let Some(ground) = papers.case.ground else { return String::new() };
    let basis = match ground {
        _ if papers.case.first_step != FirstStep::Licence => None,
        Ground::NotNeeded => Some(&w::GROUND_BASIS_NOT_NEEDED),
        Ground::NoPower => Some(&w::GROUND_BASIS_NO_POWER),
        Ground::Incomplete => None,
    };
    match basis {
        Some(basis) => zh(w::GROUND_BASIS.with("ground", ground.phrase()).with("basis", basis)),
        None => zh(ground.phrase()),
    }
}

/// 不予许可通知书: reasons, basis and remedies of a denial (ON-7, ON-11).
#[must_use]
pub fn denial(papers: &Papers<'_>) -> Content {
    let case = papers.case;
    let issuer = papers.issuer(&papers.item.decides);
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.text(w::DENIAL_OPENING.with("date", date_of_case(case)).with("item", &case.item_name));
    recorded(&mut draft, papers, &papers.item.decides, &case_words::OUTCOME_DENIED);
    day_field(&mut draft, &w::DECIDED_DAY, case.decided_day);
    draft.field(&w::RESULT_DOCUMENT, case.result_document.as_deref().unwrap_or_default());
    draft.field(&w::REASON, case.reason.as_deref().unwrap_or_default());
    draft.field(&w::BASIS, marked(papers.item, Field::LegalBasis, &papers.item.legal_basis));
    ending(&mut draft, papers);
    draft.sealed(&w::SEAL_SPECIAL, issuer, papers.today())
}

/// Remedies, where to ask, and the places to sign for the delivery.
fn ending(draft: &mut Draft, papers: &Papers<'_>) {
    draft.field(&w::REMEDIES, remedies(papers));
    contact(draft, papers.station, papers.item);
    handled_by(draft, papers);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
}
