//! Receipts: for what was taken in, for supplements, and for what was collected.

use super::Papers;
use super::blocks::{
    MATERIAL_HEADS, contact, count, day_field, fee_line, handled_by, limits, material_row, name,
    notice_promise, promised, who,
};
use super::draft::Draft;
use super::said::{date, due, short_date, zh};
use crate::domain::Named as _;
use crate::domain::custody::HolderKind;
use crate::domain::document::Content;
use crate::domain::item::MaterialForm;
use crate::domain::mask::{self, Output};
use crate::domain::material::{self, CaseMaterial, MaterialState};
use crate::domain::promise::{Promise, PromiseKind};
use crate::words::{Phrase, paper as w};

/// 收件回执: what was received when, what is missing, and the promised dates (A16).
///
/// `number` is the receipt's own number. Where no acceptance notice is issued it is this paper that
/// states the start of the limit (domain A1, S21).
#[must_use]
pub fn receipt(papers: &Papers<'_>, number: &str) -> Content {
    let mut draft = Draft::default();
    let (hour, minute) = papers.zone.clock(papers.case.received_at);
    let day = date(papers.zone.day(papers.case.received_at));
    let time = format!("{hour:02}:{minute:02}");
    who(&mut draft, papers);
    draft.field(&w::RECEIVED_AT, zh(w::DATE_TIME.with("date", day).with("time", time)));
    draft.table(&w::MATERIALS, &MATERIAL_HEADS, rows(&papers.live()));
    promised(&mut draft, papers);
    limits(&mut draft, papers);
    notice_promise(&mut draft, papers);
    fee_line(&mut draft, papers.item);
    closing(&mut draft, papers);
    draft.text(w::KEEP_RECEIPT.with("number", number));
    draft.sign(&[&w::SIGN_APPLICANT, &w::SIGN_CLERK]);
    draft.stamped(&papers.station.name, papers.today())
}

/// 补正材料回执: the dated list of what was handed in now, and what is still open.
///
/// Each hand-in has a receipt of its own; the day on which all is in is the day of acceptance, and the
/// limit counts from there (domain A1, S20, S21).
#[must_use]
pub fn supplement_receipt(papers: &Papers<'_>, handed_in: &[&CaseMaterial]) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.field(&w::HANDED_IN_DAY, date(papers.today()));
    draft.table(&w::HANDED_IN, &MATERIAL_HEADS, rows(handed_in));
    let open = material::open(papers.materials);
    draft.list(&w::STILL_OPEN, open.iter().map(|material| material.name.clone()).collect());
    if let Some(promise) = awaited(papers).filter(|_| !open.is_empty()) {
        draft.field(&w::SUPPLEMENT_BY, zh(w::SUPPLEMENT_UNTIL.with("date", due(promise))));
    }
    if open.is_empty() && papers.case.accepted_day.is_none() && papers.item.accepts.here() {
        let day = papers.case.complete_day.unwrap_or_else(|| papers.today());
        draft.text(w::ALL_IN.with("date", short_date(day)));
    }
    promised(&mut draft, papers);
    limits(&mut draft, papers);
    closing(&mut draft, papers);
    draft.sign(&[&w::SIGN_APPLICANT, &w::SIGN_CLERK]);
    draft.stamped(&papers.station.name, papers.today())
}

/// Until when a notice awaits supplements; the days of promised materials stand with those (ON-14).
fn awaited<'a>(papers: &Papers<'a>) -> Option<&'a Promise> {
    let of_notice = |promise: &&Promise| {
        promise.kind == PromiseKind::Supplement && promise.open() && promise.subject_kind != "case_material"
    };
    papers.promises.iter().rfind(of_notice)
}

/// 领取回执: what was collected by whom, and which originals went back (A16, AG-2).
#[must_use]
pub fn delivery(papers: &Papers<'_>, checked: &Checked) -> Content {
    let case = papers.case;
    let mut draft = Draft::default();
    who(&mut draft, papers);
    draft.field(&w::OUTCOME, case.outcome.map(|outcome| zh(outcome.phrase())).unwrap_or_default());
    draft.field(&w::RESULT, case.result.as_deref().unwrap_or_default());
    draft.field(&w::RESULT_DOCUMENT, case.result_document.as_deref().unwrap_or_default());
    day_field(&mut draft, &w::COLLECTED_DAY, Some(case.delivered_day.unwrap_or_else(|| papers.today())));
    collector(&mut draft, papers, checked);
    let (returned, kept) = returned_and_kept(papers);
    if returned.is_empty() {
        draft.text(&w::RETURNED_NONE);
    }
    draft.table(&w::RETURNED, &RETURN_HEADS, numbered(returned));
    draft.table(&w::KEPT, &RETURN_HEADS, numbered(kept));
    let out = papers.originals.iter().filter(|original| original.out());
    let out = out.map(|original| (original.name.clone(), zh(original.holder().label()))).collect();
    draft.table(&w::STILL_OUT, &[&w::SERIAL, &w::MATERIAL, &w::HOLDER], numbered(out));
    draft.text(&w::DELIVERY_SIGNED);
    handled_by(&mut draft, papers);
    draft.sign(&[&w::SIGN_COLLECTOR, &w::SIGN_DATE, &w::SIGN_CLERK]);
    draft.stamped(&papers.station.name, papers.today())
}

const RETURN_HEADS: [&Phrase; 3] = [&w::SERIAL, &w::MATERIAL, &w::COUNT];

/// How the collector's identity was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The identity number of who collects, where it is known.
    pub number: Option<String>,
    /// Whether the card was looked at.
    pub card: bool,
}

/// What a list of materials says: name and count.
type Named = (String, String);

/// What went back to its owner and what stays: originals in custody by where they are, materials that never
/// were in custody by their form.
fn returned_and_kept(papers: &Papers<'_>) -> (Vec<Named>, Vec<Named>) {
    let (mut returned, mut kept) = (Vec::new(), Vec::new());
    for original in papers.originals {
        let said = (original.name.clone(), zh(w::PAGES_N.with("n", original.pages)));
        match original.holder_kind {
            HolderKind::Resident => returned.push(said),
            _ if original.kept_reason.is_some() => kept.push(said),
            _ => {}
        }
    }
    let in_custody =
        |one: &CaseMaterial| papers.originals.iter().any(|held| held.material_id == Some(one.id));
    for material in papers.live() {
        if material.state != MaterialState::Ok || in_custody(material) {
            continue;
        }
        let list = if is_returned(material) { &mut returned } else { &mut kept };
        list.push((name(material), count(material)));
    }
    (returned, kept)
}

fn numbered(list: Vec<Named>) -> Vec<Vec<String>> {
    list.into_iter().enumerate().map(|(at, (name, count))| vec![(at + 1).to_string(), name, count]).collect()
}

/// Who collected: the applicant, the agent of the case or somebody for them, and their identity number.
fn collector(draft: &mut Draft, papers: &Papers<'_>, checked: &Checked) {
    let case = papers.case;
    let name = case.collector.as_deref().unwrap_or(&case.applicant_name);
    let (shape, number) = if name == case.applicant_name {
        (&w::COLLECTOR_SELF, papers.person.id_number.as_deref())
    } else if case.agent_name.as_deref() == Some(name) {
        (&w::COLLECTOR_AGENT, case.agent_id_number.as_deref())
    } else {
        (&w::COLLECTOR_OTHER, None)
    };
    draft.field(&w::COLLECTOR, zh(shape.with("name", name)));
    let number = checked.number.as_deref().or(number);
    let masked = number.map(|number| mask::id_number(number, Output::Receipt));
    let said = match masked {
        Some(masked) if checked.card => zh(w::COLLECTOR_CHECKED.with("masked", masked)),
        Some(masked) => masked,
        None => zh(&w::COLLECTOR_CHECK),
    };
    draft.field(&w::COLLECTOR_ID, said);
}

/// Whether the original only was looked at and goes back to its owner.
pub(super) fn is_returned(material: &CaseMaterial) -> bool {
    MaterialForm::from_word(&material.form) == Some(MaterialForm::OriginalChecked)
}

fn rows(materials: &[&CaseMaterial]) -> Vec<Vec<String>> {
    materials.iter().enumerate().map(|(at, material)| material_row(at, material)).collect()
}

/// Where to ask and who took it in.
fn closing(draft: &mut Draft, papers: &Papers<'_>) {
    contact(draft, papers.station, papers.item);
    handled_by(draft, papers);
}
