//! The papers of full agency: authority, its changes, hand-over lists, losses, certificates, the round (A16).

use super::Papers;
use super::blocks::{contact, day_field, handled_by, who};
use super::draft::Draft;
use super::said::{date, short_date, zh};
use crate::calendar::Day;
use crate::domain::agency::{Authority, Errand, Signer};
use crate::domain::custody::{Original, Transfer, Way};
use crate::domain::document::{Content, DocumentKind};
use crate::domain::mask::{self, Output};
use crate::domain::operator::Operator;
use crate::domain::person::Person;
use crate::store::{Store, StoreError};
use crate::words::{Phrase, paper as w};

/// An authority with what its papers say of the agents.
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    /// The authority.
    pub authority: Authority,
    /// The agent's name.
    pub agent: String,
    /// The agent's identity number, where their own record is known.
    pub agent_number: Option<String>,
    /// The agent's telephone number, where their own record is known.
    pub agent_phone: Option<String>,
    /// The substitute's name.
    pub substitute: Option<String>,
}

impl Agency {
    /// Reads the agents of an authority.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn of(store: &Store, authority: &Authority) -> Result<Self, StoreError> {
        let agent: Option<Operator> = store.get(authority.agent_id.0)?;
        let record: Option<Person> = match agent.as_ref().and_then(|agent| agent.person_id) {
            Some(id) => store.get(id.0)?,
            None => None,
        };
        let substitute: Option<Operator> = match authority.substitute_id {
            Some(id) => store.get(id.0)?,
            None => None,
        };
        Ok(Self {
            authority: authority.clone(),
            agent: agent.map(|agent| agent.name).unwrap_or_default(),
            agent_number: record.as_ref().and_then(|record| record.id_number.clone()),
            agent_phone: record.and_then(|record| record.phone),
            substitute: substitute.map(|substitute| substitute.name),
        })
    }
}

/// A number as it stands on paper that leaves the house (PR-1), with room to write it in full by hand.
fn number(value: Option<&str>) -> String {
    match value {
        Some(value) => zh(w::BY_HAND.with("masked", mask::id_number(value, Output::Receipt))),
        None => zh(&w::BLANK_BY_HAND),
    }
}

fn phone(value: Option<&str>) -> String {
    value.map_or_else(|| zh(&w::BLANK_BY_HAND), |value| mask::phone(value, Output::Receipt))
}

/// 代办委托书: principal, agent, matter, powers, period, no sub-delegation, signatures, date (AG-1, A16).
#[must_use]
pub fn authority(papers: &Papers<'_>, agency: &Agency) -> Content {
    let one = &agency.authority;
    let mut draft = Draft::default();
    draft.field(&w::CASE_NUMBER, &papers.case.number);
    draft.field(&w::ITEM, super::blocks::item_name(&papers.case.item_name, &papers.case.item_code));
    draft.field(&w::APPLICANT, &papers.case.applicant_name);
    if one.signer != Signer::Applicant {
        draft.field(&w::ID_NUMBER, number(papers.person.id_number.as_deref()));
    }
    let relation = if one.relation.is_empty() { zh(one.signer.phrase()) } else { one.relation.clone() };
    draft.field(&w::PRINCIPAL, zh(w::NAME_AS.with("name", &one.signer_name).with("what", relation)));
    draft.field(&w::PRINCIPAL_ID, number(one.signer_id_number.as_deref()));
    draft.field(&w::PRINCIPAL_PHONE, phone(one.signer_phone.as_deref()));
    draft.field(&w::AGENT, &agency.agent);
    draft.field(&w::AGENT_ID, number(agency.agent_number.as_deref()));
    draft.field(&w::AGENT_PHONE, phone(agency.agent_phone.as_deref()));
    draft.field(&w::SUBSTITUTE, agency.substitute.clone().unwrap_or_default());
    draft.field(&w::POWERS, &one.powers);
    let term = w::TERM_TEXT.with("from", short_date(one.from_day)).with("until", short_date(one.until_day));
    draft.field(&w::TERM, zh(term));
    draft.text(&w::NO_SUBDELEGATION);
    if agency.substitute.is_some() {
        draft.text(&w::SUBSTITUTE_TAKES);
    }
    draft.text(&w::AGENCY_FREE);
    contact(&mut draft, papers.station, papers.item);
    draft.sign(&[&w::SIGN_PRINCIPAL, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_AGENT, &w::SIGN_DATE]);
    draft.stamped(&papers.station.name, papers.today())
}

/// 代办中止单, 续办委托书, 代办终止单, 代办办结单: why, what is in whose hands, who keeps what (AG-3, A16).
#[must_use]
pub fn agency_change(
    papers: &Papers<'_>,
    kind: DocumentKind,
    agency: &Agency,
    originals: &[Original],
) -> Content {
    let one = &agency.authority;
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.field(&w::PRINCIPAL, &one.signer_name);
    draft.field(&w::AGENT, &agency.agent);
    draft.text(match kind {
        DocumentKind::Suspension => &w::SUSPENSION_TEXT,
        DocumentKind::Continuation => &w::CONTINUATION_TEXT,
        DocumentKind::Termination => &w::TERMINATION_TEXT,
        _ => &w::COMPLETION_TEXT,
    });
    draft.field(&w::REASON, &one.reason);
    if kind == DocumentKind::Continuation {
        let term =
            w::TERM_TEXT.with("from", short_date(papers.today())).with("until", short_date(one.until_day));
        draft.field(&w::TERM, zh(term));
        draft.field(&w::POWERS, &one.powers);
        draft.text(&w::NO_SUBDELEGATION);
    }
    holders(&mut draft, originals);
    handled_by(&mut draft, papers);
    draft.sign(&[&w::SIGN_PRINCIPAL, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_AGENT, &w::SIGN_DATE]);
    draft.stamped(&papers.station.name, papers.today())
}

/// Which originals are in whose hands.
fn holders(draft: &mut Draft, originals: &[Original]) {
    if originals.is_empty() {
        draft.text(&w::NO_ORIGINALS);
    }
    let heads = [&w::SERIAL, &w::ORIGINAL, &w::PAGES, &w::HOLDER];
    let row = |(at, one): (usize, &Original)| {
        let holder = match (&one.lost_at, &one.kept_reason) {
            (Some(_), _) => zh(w::HOLDER_LOST.with("holder", one.holder().label())),
            (None, Some(reason)) => {
                zh(w::HOLDER_KEPT.with("holder", one.holder().label()).with("reason", reason))
            }
            (None, None) => zh(one.holder().label()),
        };
        vec![(at + 1).to_string(), one.name.clone(), one.pages.to_string(), holder]
    };
    draft.table(&w::ORIGINALS, &heads, originals.iter().enumerate().map(row).collect());
}

/// 材料交接清单 of originals: serial, name, pages, from, to, time, way, both signatures (AG-2, A16).
#[must_use]
pub fn transfer(papers: &Papers<'_>, transfers: &[Transfer], originals: &[Original]) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    if let Some(first) = transfers.first() {
        let (hour, minute) = papers.zone.clock(first.given_at);
        let time = format!("{hour:02}:{minute:02}");
        let one_giver = transfers.iter().all(|other| other.from().same(&first.from()));
        let giver = if one_giver { zh(first.from().label()) } else { zh(&w::EACH_GIVER) };
        draft.field(&w::FROM, giver);
        draft.field(&w::TO, zh(first.to().label()));
        let at = w::DATE_TIME.with("date", date(papers.zone.day(first.given_at))).with("time", time);
        draft.field(&w::HANDED_OVER_AT, zh(at));
        let way = match (&first.post_number, first.way) {
            (Some(number), Way::Post) => zh(w::WAY_BY_POST.with("number", number)),
            _ => zh(&w::WAY_FACE_TO_FACE),
        };
        draft.field(&w::WAY, way);
        draft.field(&w::REMARK, &first.remark);
    }
    let heads = [&w::SERIAL, &w::ORIGINAL, &w::FROM, &w::PAGES];
    let row = |(at, one): (usize, &Transfer)| {
        let name = originals.iter().find(|original| original.id == one.original_id);
        let name = name.map(|original| original.name.clone()).unwrap_or_default();
        vec![(at + 1).to_string(), name, zh(one.from().label()), one.pages.to_string()]
    };
    draft.table(&w::HANDED_OVER, &heads, transfers.iter().enumerate().map(row).collect());
    let pages: i64 = transfers.iter().map(|transfer| transfer.pages).sum();
    draft.text(w::ORIGINALS_TOTAL.with("n", transfers.len()).with("pages", pages));
    draft.field(&w::CLERK, papers.clerk);
    draft.sign(&[&w::SIGN_FROM, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_TO, &w::SIGN_DATE]);
    draft.stamped(&papers.station.name, papers.today())
}

/// 原件遗失报告: what was lost, how, what follows, what is done about it (AG-2).
#[must_use]
pub fn loss(papers: &Papers<'_>, lost: &[Original]) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    holders(&mut draft, lost);
    if let Some(first) = lost.first() {
        draft.field(&w::LOSS_REPORT, first.lost_report.as_deref().unwrap_or_default());
        draft.field(&w::LOSS_CONSEQUENCE, first.lost_consequence.as_deref().unwrap_or_default());
        draft.field(&w::LOSS_REMEDY, first.lost_remedy.as_deref().unwrap_or_default());
    }
    contact(&mut draft, papers.station, papers.item);
    handled_by(&mut draft, papers);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
    draft.stamped(&papers.station.name, papers.today())
}

/// 证明 within the catalogue: what is certified, what for; under the seal.
#[must_use]
pub fn certificate(papers: &Papers<'_>, subject: &str, text: &str, purpose: &str) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::CASE_NUMBER, &papers.case.number);
    draft.field(&w::SUBJECT, subject);
    draft.text(crate::words::common::TEXT.with("text", text));
    draft.field(&w::PURPOSE, purpose);
    draft.text(w::CERTIFICATE_FOR.with("purpose", purpose));
    draft.field(&w::CLERK, papers.clerk);
    draft.field(&w::ASK, &papers.station.enquiry_phone);
    draft.stamped(&papers.station.name, papers.today())
}

/// 代办行程单: office by office what to hand in and what to fetch, with the originals to carry, and where the
/// office signs.
#[must_use]
pub fn round(station: &str, agent: &str, today: Day, errands: &[Errand]) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::AGENT, agent);
    day_field(&mut draft, &w::ROUND_DAY, Some(today));
    draft.field(&w::ROUND_COUNT, zh(w::ROUND_COUNT_N.with("n", errands.len())));
    let heads: [&'static Phrase; 7] =
        [&w::SERIAL, &w::ROUND_DO, &w::CASE_NUMBER, &w::APPLICANT, &w::ITEM, &w::ORIGINALS, &w::DONE_BOX];
    let mut at = 0;
    while let Some(first) = errands.get(at) {
        let here: Vec<&Errand> =
            errands.iter().skip(at).take_while(|errand| errand.leg.office == first.leg.office).collect();
        let rows = here.iter().zip(at + 1..).map(|(errand, serial)| {
            let what = if errand.hands_in() { &w::ROUND_HAND_IN } else { &w::ROUND_FETCH };
            let carried: Vec<String> = errand.originals_said().into_iter().map(zh).collect();
            vec![
                serial.to_string(),
                zh(what),
                errand.number.clone(),
                errand.applicant_name.clone(),
                errand.item_name.clone(),
                carried.join(", "),
                zh(&w::EMPTY_BOX),
            ]
        });
        let place = w::OFFICE_AT.with("office", &first.leg.office).with("place", &first.office_at);
        draft.table_under(&w::OFFICE_AT, zh(place).trim(), &heads, rows.collect());
        draft.sign(&[&w::SIGN_OFFICE, &w::SIGN_DATE]);
        at += here.len();
    }
    if errands.is_empty() {
        draft.text(&w::ROUND_EMPTY);
    }
    draft.sign(&[&w::SIGN_AGENT, &w::SIGN_DATE]);
    draft.stamped(station, today)
}
