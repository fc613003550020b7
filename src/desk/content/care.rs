//! The papers of the care register: the record of a visit, the contact card, the card of a wish (A16).

use super::blocks::day_field;
use super::draft::Draft;
use super::said::zh;
use crate::calendar::Day;
use crate::domain::document::Content;
use crate::domain::household::Household;
use crate::domain::pairing::Helper;
use crate::domain::station::Station;
use crate::domain::visit::{Visit, Wish};
use crate::words::paper as w;

/// 走访记录: date, visitors, household, mode, situation, needs, done, next date, signature (A16).
#[must_use]
pub fn visit_record(
    station: &Station,
    home: &Household,
    name: &str,
    visit: &Visit,
    next: Option<Day>,
) -> Content {
    let mut draft = Draft::default();
    day_field(&mut draft, &w::VISIT_DAY, Some(visit.day));
    draft.field(&w::VISITORS, visit.visitors.replace(' ', "、"));
    draft.field(&w::HOUSEHOLD, name);
    // Their own paper, signed at their door: no list, no export (PR-1).
    draft.field(&w::ADDRESS, &home.address);
    draft.field(&w::VISIT_MODE, zh(visit.mode.phrase()));
    let met = match (visit.met, visit.counts) {
        (false, _) => &w::MET_NO,
        (true, true) => &w::MET_YES,
        (true, false) => &w::MET_NOT_COUNTED,
    };
    draft.field(&w::VISIT_MET, zh(met));
    draft.field(&w::LIVING, &visit.living);
    draft.field(&w::NEEDS, &visit.needs);
    draft.field(&w::VISIT_DONE, &visit.done);
    day_field(&mut draft, &w::VISIT_NEXT, next);
    draft.sign(&[&w::SIGN_VISITOR, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_HOUSEHOLD, &w::SIGN_DATE]);
    draft.stamped(&station.name, visit.day)
}

/// 联系卡: the helper's name and number, for the household to keep (A16).
#[must_use]
pub fn contact_card(station: &Station, name: &str, helper: &Helper, day: Day) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::HOUSEHOLD, name);
    draft.field(&w::HELPER, &helper.name);
    draft.field(&w::HELPER_PHONE, &helper.phone);
    draft.text(&w::CONTACT_TEXT);
    draft.field(&w::ASK, &station.enquiry_phone);
    draft.field(&w::COMPLAIN, &station.complaint_phone);
    draft.stamped(&station.name, day)
}

/// 微心愿登记卡: wish, kind, verified by, claimed by, done, feedback (A16).
#[must_use]
pub fn wish_card(station: &Station, name: &str, wish: &Wish, day: Day) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::HOUSEHOLD, name);
    draft.field(&w::WISH, &wish.text);
    draft.field(&w::WISH_KIND, zh(wish.kind.phrase()));
    draft.field(&w::WISH_STATE, zh(wish.state.phrase()));
    day_field(&mut draft, &w::WISH_DAY, Some(wish.day));
    draft.field(&w::VERIFIED_BY, &wish.verified_by);
    draft.field(&w::CLAIMED_BY, &wish.claimed_by);
    draft.field(&w::VISIT_DONE, &wish.done);
    draft.field(&w::FEEDBACK, &wish.feedback);
    draft.sign(&[&w::SIGN_HOUSEHOLD, &w::SIGN_DATE]);
    draft.stamped(&station.name, day)
}
