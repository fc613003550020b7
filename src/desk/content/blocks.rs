//! Groups of lines that several documents share: who and what, materials, limits, where to ask.

use super::Papers;
use super::draft::Draft;
use super::said::{date, due, fee, limit, marked, short_date, zh};
use crate::calendar::Day;
use crate::domain::Named as _;
use crate::domain::case::Case;
use crate::domain::item::{Field, FirstStep, Item, Kind, MaterialForm, Party};
use crate::domain::mask::{self, Output};
use crate::domain::material::{self, CaseMaterial, MaterialState};
use crate::domain::promise::PromiseKind;
use crate::domain::station::Station;
use crate::words::{Message, Phrase, paper as w};

/// Case number, applicant and agent, masked for a paper that leaves the house (PR-1), and item.
pub(super) fn who(draft: &mut Draft, papers: &Papers<'_>) {
    let case = papers.case;
    let masked = |number: &Option<String>| {
        number.as_deref().map(|number| mask::id_number(number, Output::Receipt)).unwrap_or_default()
    };
    draft.field(&w::CASE_NUMBER, &case.number);
    draft.field(&w::APPLICANT, &case.applicant_name);
    draft.field(&w::ID_NUMBER, masked(&papers.person.id_number));
    if let Some(agent) = &case.agent_name {
        draft.field(&w::AGENT, agent);
        draft.field(&w::AGENT_ID, masked(&case.agent_id_number));
        let phone = case.agent_phone.as_deref().unwrap_or_default();
        draft.field(&w::AGENT_PHONE, mask::phone(phone, Output::Receipt));
    }
    draft.field(&w::ITEM, item_name(&case.item_name, &case.item_code));
}

/// `最低生活保障申请 (MZ01)`.
pub(super) fn item_name(name: &str, code: &str) -> String {
    zh(w::ITEM_WITH_CODE.with("name", name).with("code", code))
}

/// Stands in a table where there is nothing to count.
const NOTHING: &str = "-";

/// The heads of [`material_row`].
pub(super) const MATERIAL_HEADS: [&Phrase; 5] = [&w::SERIAL, &w::MATERIAL, &w::FORM, &w::COUNT, &w::STATE];

/// A material of the case: serial, name, original or copy, copies and pages, state (A16).
pub(super) fn material_row(at: usize, material: &CaseMaterial) -> Vec<String> {
    let handed_in = matches!(material.state, MaterialState::Ok | MaterialState::Wrong);
    let count = if handed_in { count(material) } else { NOTHING.to_owned() };
    vec![(at + 1).to_string(), name(material), form(&material.form), count, state(material)]
}

/// The name, with the legal basis of what is not in the catalogue (ON-10).
pub(super) fn name(material: &CaseMaterial) -> String {
    match material.extra_basis.as_deref().filter(|basis| !basis.trim().is_empty()) {
        Some(basis) => zh(w::NAME_BASIS.with("name", &material.name).with("basis", basis)),
        None => material.name.clone(),
    }
}

/// How a material is handed in, in words; a word that is not known stays as it is.
pub(super) fn form(word: &str) -> String {
    MaterialForm::from_word(word).map_or_else(|| word.to_owned(), |form| zh(form.phrase()))
}

/// Copies, and pages where they were counted.
pub(super) fn count(material: &CaseMaterial) -> String {
    let pages = material.pages.map(|pages| w::COPIES_PAGES.with("pages", pages));
    zh(pages.unwrap_or_else(|| w::COPIES_N.msg()).with("n", material.copies))
}

fn state(material: &CaseMaterial) -> String {
    let state = match material.state {
        MaterialState::Missing if !material.mandatory => &w::NOT_HANDED_IN,
        state => state.phrase(),
    };
    if material.remark.trim().is_empty() {
        return zh(state);
    }
    zh(w::STATE_REMARK.with("state", state).with("remark", &material.remark))
}

/// The materials that may follow later, each with its day (ON-14).
pub(super) fn promised(draft: &mut Draft, papers: &Papers<'_>) {
    let until = |material: &CaseMaterial| {
        let mine = |kind: &str, id: i64| kind == "case_material" && id == material.id.0;
        papers
            .promises
            .iter()
            .rfind(|promise| promise.open() && mine(&promise.subject_kind, promise.subject_id))
    };
    let line = |material: &CaseMaterial| match until(material) {
        Some(promise) => zh(w::PROMISED_LINE.with("name", &material.name).with("date", due(promise))),
        None => material.name.clone(),
    };
    let promised = papers.live().into_iter().filter(|material| material.state == MaterialState::Promised);
    draft.list(&w::PROMISED_MATERIALS, promised.map(line).collect());
}

/// When the limit starts, how long it is, and the promised date in words; an 即办件 has none (CL-1).
///
/// Without an acceptance notice the receipt itself states the start of the limit (domain A1).
pub(super) fn limits(draft: &mut Draft, papers: &Papers<'_>) {
    draft.heading(&w::LIMITS);
    if papers.case.kind == Kind::OnTheSpot {
        draft.field(&w::LIMIT, zh(&w::ON_THE_SPOT));
        return;
    }
    draft.field(&w::LIMIT_START, zh(start(papers)));
    limits_and_days(draft, papers);
}

/// The committed and the statutory limit, each with the day it ends where that is known.
pub(super) fn limits_and_days(draft: &mut Draft, papers: &Papers<'_>) {
    let item = papers.item;
    let mut provisional = false;
    for (kind, field, span, label, day_label) in [
        (PromiseKind::Committed, Field::Committed, item.committed, &w::COMMITTED_LIMIT, &w::COMMITTED_DAY),
        (PromiseKind::Statutory, Field::Statutory, item.statutory, &w::STATUTORY_LIMIT, &w::STATUTORY_DAY),
    ] {
        let promise = papers.promise(kind);
        let held = promise.map(|promise| (promise.basis.term().length(), promise.basis.unit));
        if let Some((days, unit)) = held.or(span) {
            draft.field(label, marked(item, field, limit(days, unit)));
        }
        if let Some(promise) = promise {
            draft.field(day_label, due(promise));
            provisional |= promise.provisional;
        }
    }
    if provisional {
        draft.text(&w::PROVISIONAL_WHY);
    }
}

/// From which day the limit counts; that day itself is not counted (CL-10).
fn start(papers: &Papers<'_>) -> Message {
    let case = papers.case;
    let running = papers.promise(PromiseKind::Statutory).or(papers.promise(PromiseKind::Committed));
    let of_organ = if let Party::Organ(organ) = &papers.item.accepts { Some(organ) } else { None };
    match (running, of_organ) {
        (Some(promise), _) => w::START_DAY.with("date", short_date(promise.start)),
        (None, Some(organ)) => w::START_ORGAN.with("organ", organ),
        (None, None) if material::complete(papers.materials) => {
            let day = case.complete_day.unwrap_or(case.received_day);
            w::START_COMPLETE.with("date", short_date(day))
        }
        (None, None) => w::START_SUPPLEMENTED.msg(),
    }
}

/// Until when the applicant is told what is missing, and what follows where they are not (ON-5).
pub(super) fn notice_promise(draft: &mut Draft, papers: &Papers<'_>) {
    let Some(promise) = papers.promise(PromiseKind::Notice).filter(|promise| promise.open()) else { return };
    let said = if papers.case.first_step == FirstStep::Licence {
        &w::NOTICE_OR_DEEMED
    } else if papers.item.promises_notice {
        &w::NOTICE_OR_DEEMED_PROMISED
    } else {
        &w::NOTICE_BY
    };
    draft.text(said.with("date", short_date(promise.due)));
}

/// The fee.
pub(super) fn fee_line(draft: &mut Draft, item: &Item) {
    draft.field(&w::FEE, marked(item, Field::Fee, fee(item.fee_fen)));
}

/// Where to go, whom to ask and where to complain.
pub(super) fn contact(draft: &mut Draft, station: &Station, item: &Item) {
    draft.field(&w::PLACE, &station.address);
    draft.field(&w::HOURS, &station.hours);
    draft.field(&w::ASK, enquiry_phone(station, item));
    draft.field(&w::COMPLAIN, complaint_phone(station, item));
}

/// The item's own phone for questions, else the station's; an example only where there is nothing else.
pub(super) fn enquiry_phone(station: &Station, item: &Item) -> String {
    phone(item, Field::EnquiryPhone, &item.enquiry_phone, &station.enquiry_phone)
}

/// The item's own phone for complaints, else the station's; an example only where there is nothing else.
pub(super) fn complaint_phone(station: &Station, item: &Item) -> String {
    phone(item, Field::ComplaintPhone, &item.complaint_phone, &station.complaint_phone)
}

fn phone(item: &Item, field: Field, own: &str, station: &str) -> String {
    let example = own.trim().is_empty() || item.sample.contains(&field);
    if example && !station.trim().is_empty() { station.to_owned() } else { marked(item, field, own) }
}

/// Clerk and window.
pub(super) fn handled_by(draft: &mut Draft, papers: &Papers<'_>) {
    draft.field(&w::CLERK, papers.clerk);
    draft.field(&w::WINDOW, &papers.case.window);
}

/// The rights against a refusal or a denial: the item's own, else the general ones (ON-11).
pub(super) fn remedies(papers: &Papers<'_>) -> String {
    own_remedies(papers).unwrap_or_else(|| zh(&w::REMEDIES_GENERAL))
}

/// What the item says about remedies, unless that is nothing or only an example.
pub(super) fn own_remedies(papers: &Papers<'_>) -> Option<String> {
    let item = papers.item;
    let own = !item.remedies.trim().is_empty() && !item.sample.contains(&Field::Remedies);
    own.then(|| item.remedies.clone())
}

/// The organ that is recorded with its act, and the number of its document (domain A1).
pub(super) fn recorded(draft: &mut Draft, papers: &Papers<'_>, party: &Party, act: &'static Phrase) {
    if let Party::Organ(organ) = party {
        let organ = papers.case.organ.as_ref().unwrap_or(organ);
        draft.text(w::RECORDED.with("organ", organ).with("act", act));
        draft.field(&w::ORGAN, organ);
    }
    draft.field(&w::ORGAN_DOCUMENT, papers.case.organ_document.as_deref().unwrap_or_default());
}

/// The day of receipt, inside a sentence.
pub(super) fn date_of_case(case: &Case) -> String {
    short_date(case.received_day)
}

/// A field with a day in words, where there is one.
pub(super) fn day_field(draft: &mut Draft, label: &'static Phrase, day: Option<Day>) {
    draft.field(label, day.map(date).unwrap_or_default());
}
