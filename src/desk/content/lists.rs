//! Lists: what goes to an organ, and what an applicant has to bring.

use super::Papers;
use super::blocks::{contact, count, fee_line, form, item_name, name, who};
use super::draft::Draft;
use super::receipts::is_returned;
use super::said::{date, limit, marked, zh};
use crate::calendar::Day;
use crate::domain::document::Content;
use crate::domain::item::{Field, Item, Kind, Material, Source};
use crate::domain::material::{CaseMaterial, MaterialState};
use crate::domain::station::Station;
use crate::words::{Phrase, paper as w};

/// 材料交接清单: what goes from the station to `organ`, counted and signed by both (A16, AG-2).
///
/// Listed is what the station holds; originals that only were looked at went back to their owner and
/// are named below the table.
#[must_use]
pub fn handover(papers: &Papers<'_>, organ: &str) -> Content {
    let mut draft = Draft::default();
    who(&mut draft, papers);
    let (hour, minute) = papers.zone.clock(papers.now);
    let time = format!("{hour:02}:{minute:02}");
    draft.field(&w::FROM, &papers.station.name);
    draft.field(&w::TO, organ);
    draft.field(&w::HANDED_OVER_AT, zh(w::DATE_TIME.with("date", date(papers.today())).with("time", time)));
    draft.field(&w::WAY, zh(&w::WAY_CHOICE));
    let held = papers.live().into_iter().filter(|material| material.state == MaterialState::Ok);
    let (checked, held): (Vec<&CaseMaterial>, Vec<&CaseMaterial>) =
        held.partition(|material| is_returned(material));
    let heads = [&w::SERIAL, &w::MATERIAL, &w::FORM, &w::COUNT];
    let row = |(at, material): (usize, &&CaseMaterial)| {
        vec![(at + 1).to_string(), name(material), form(&material.form), count(material)]
    };
    draft.table(&w::HANDED_OVER, &heads, held.iter().enumerate().map(row).collect());
    draft.text(w::HANDED_OVER_TOTAL.with("n", held.len()));
    draft.list(&w::ONLY_CHECKED, checked.iter().map(|material| material.name.clone()).collect());
    draft.field(&w::CLERK, papers.clerk);
    draft.sign(&[&w::SIGN_FROM, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_TO, &w::SIGN_DATE]);
    draft.stamped(&papers.station.name, papers.today())
}

/// 办事材料清单: the full list of materials of `item`, for an enquiry `number` answered by `clerk`.
///
/// Carries what ON-9 has displayed: basis, conditions, quantity, procedure, limit, materials, sample
/// form; examples are marked (示例).
#[must_use]
pub fn materials(station: &Station, item: &Item, number: &str, clerk: &str, today: Day) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::ENQUIRY_NUMBER, number);
    draft.field(&w::ITEM, item_name(&item.name, &item.code));
    draft.field(&w::KIND, zh(item.kind.phrase()));
    draft.field(&w::DEPARTMENT, marked(item, Field::Department, &item.department));
    draft.text(w::MATERIALS_OPENING.with("item", &item.name));
    let heads = [&w::SERIAL, &w::MATERIAL, &w::FORM, &w::COPIES, &w::NEEDED, &w::ISSUED_BY, &w::HOW];
    let rows = item.materials.iter().enumerate().map(|(at, material)| material_row(at, material)).collect();
    let heading = marked(item, Field::Materials, zh(&w::MATERIALS));
    draft.table_under(&w::MATERIALS, heading, &heads, rows);
    draft.heading(&w::NOTICE_INFO);
    for (label, field, text) in [
        (&w::CONDITIONS, Field::Conditions, item.conditions.clone()),
        (&w::QUANTITY, Field::Quantity, item.quantity.clone()),
        (&w::BASIS, Field::LegalBasis, item.legal_basis.clone()),
        (&w::FLOW, Field::Procedure, item.flow()),
        (&w::SAMPLE_FORM, Field::SampleForm, item.sample_form.clone()),
    ] {
        draft.field(label, marked(item, field, text));
    }
    draft.field(&w::PRESENCE, zh(presence(item)));
    limits(&mut draft, item);
    fee_line(&mut draft, item);
    contact(&mut draft, station, item);
    draft.field(&w::REMEDIES, marked(item, Field::Remedies, &item.remedies));
    draft.field(&w::CLERK, clerk);
    draft.stamped(&station.name, today)
}

fn limits(draft: &mut Draft, item: &Item) {
    if item.kind == Kind::OnTheSpot {
        draft.field(&w::LIMIT, zh(&w::ON_THE_SPOT));
        return;
    }
    for (label, field, span) in [
        (&w::STATUTORY_LIMIT, Field::Statutory, item.statutory),
        (&w::COMMITTED_LIMIT, Field::Committed, item.committed),
    ] {
        let said = span.map(|(days, unit)| limit(days, unit)).unwrap_or_default();
        draft.field(label, marked(item, field, said));
    }
}

/// Whether the person must come, and whether an agent may apply (ON-8).
fn presence(item: &Item) -> &'static Phrase {
    if item.personal_presence {
        &w::PRESENCE_NEEDED
    } else if item.agent_allowed {
        &w::AGENT_MAY
    } else {
        &w::AGENT_MAY_NOT
    }
}

fn material_row(at: usize, material: &Material) -> Vec<String> {
    vec![
        (at + 1).to_string(),
        material.name.clone(),
        zh(material.form.phrase()),
        zh(w::COPIES_N.with("n", material.copies)),
        needed(material),
        material.issuer.clone(),
        material.how_to_obtain.clone(),
    ]
}

/// Mandatory, optional or to follow later (ON-14), and the source where it is not the applicant.
fn needed(material: &Material) -> String {
    let needed = match (material.mandatory, material.deferral_days.filter(|_| material.deferrable)) {
        (false, _) => w::OPTIONAL.msg(),
        (true, Some(days)) => w::MAY_FOLLOW.with("n", days),
        (true, None) => w::MANDATORY.msg(),
    };
    match material.source {
        Source::Applicant => zh(needed),
        source => zh(w::NEEDED_SOURCE.with("needed", needed).with("source", source.phrase())),
    }
}
