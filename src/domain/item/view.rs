//! An item as `catalogue list` and `catalogue show` give it with `--json`: stable names and words.

use super::{Extension, Field, FirstStep, Item, Kind, Limit, Material, Party};
use crate::calendar::Unit;
use serde::Serialize;

/// The JSON view of an item; states and kinds are stable English words, limits `{days, unit}` or null.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    code: &'a str,
    quick: u16,
    name: &'a str,
    category: &'a str,
    kind: Kind,
    first_step: FirstStep,
    promises_notice: bool,
    statutory: Option<Span>,
    committed: Option<Span>,
    extension: Option<&'a Extension>,
    publicity: Option<Span>,
    publicity_apart: bool,
    accepts: By<'a>,
    decides: By<'a>,
    department: &'a str,
    station_role: &'a str,
    personal_presence: bool,
    agent_allowed: bool,
    confidential: bool,
    fee_fen: i64,
    materials: &'a [Material],
    steps: Vec<StepView<'a>>,
    legal_basis: &'a str,
    conditions: &'a str,
    quantity: &'a str,
    procedure: String,
    sample_form: &'a str,
    enquiry_phone: &'a str,
    complaint_phone: &'a str,
    remedies: &'a str,
    note: &'a str,
    sample: Vec<Field>,
    missing: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Span {
    days: u32,
    unit: Unit,
}

#[derive(Debug, Serialize)]
struct By<'a> {
    by: &'static str,
    organ: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct StepView<'a> {
    name: &'a str,
    limit: Option<Span>,
    by: &'a str,
}

fn span(limit: Option<Limit>) -> Option<Span> {
    limit.map(|(days, unit)| Span { days, unit })
}

fn by(party: &Party) -> By<'_> {
    let word = match party {
        Party::Station => "station",
        Party::Entrusted(_) => "entrusted",
        Party::Organ(_) => "organ",
    };
    By { by: word, organ: party.organ() }
}

impl<'a> View<'a> {
    /// The view of `item`; `missing` names the fields that keep it from being published (ON-9, CL-2).
    #[must_use]
    pub fn of(item: &'a Item) -> Self {
        let mut missing: Vec<Field> = item.gaps().into_iter().map(|gap| gap.field).collect();
        missing.dedup();
        let step =
            |step: &'a super::Step| StepView { name: &step.name, limit: span(step.days), by: &step.by };
        Self {
            code: &item.code,
            quick: item.quick,
            name: &item.name,
            category: &item.category,
            kind: item.kind,
            first_step: item.first_step,
            promises_notice: item.promises_notice,
            statutory: span(item.statutory),
            committed: span(item.committed),
            extension: item.extension.as_ref(),
            publicity: span(item.publicity),
            publicity_apart: item.publicity_apart,
            accepts: by(&item.accepts),
            decides: by(&item.decides),
            department: &item.department,
            station_role: &item.station_role,
            personal_presence: item.personal_presence,
            agent_allowed: item.agent_allowed,
            confidential: item.confidential,
            fee_fen: item.fee_fen,
            materials: &item.materials,
            steps: item.steps.iter().map(step).collect(),
            legal_basis: &item.legal_basis,
            conditions: &item.conditions,
            quantity: &item.quantity,
            procedure: item.flow(),
            sample_form: &item.sample_form,
            enquiry_phone: &item.enquiry_phone,
            complaint_phone: &item.complaint_phone,
            remedies: &item.remedies,
            note: &item.note,
            sample: item.sample.iter().copied().collect(),
            missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;

    #[test]
    fn the_view_has_the_names_of_the_contract() {
        let items = builtin().unwrap();
        let view = |code: &str| {
            let item = items.iter().find(|item| item.code == code).unwrap();
            serde_json::to_value(View::of(item)).unwrap()
        };
        let mz01 = view("MZ01");
        assert_eq!(mz01["code"], "MZ01");
        assert_eq!(mz01["kind"], "committed");
        assert_eq!(mz01["first_step"], "once");
        assert_eq!(mz01["statutory"], serde_json::json!({"days": 30, "unit": "wd"}));
        assert_eq!(mz01["committed"]["days"], 25);
        assert_eq!(mz01["decides"], serde_json::json!({"by": "organ", "organ": "街道办事处"}));
        assert_eq!(mz01["materials"][1]["name"], "身份证");
        assert_eq!(mz01["materials"][1]["form"], "original-checked");
        assert!(mz01["missing"].as_array().unwrap().contains(&"conditions".into()));
        let za01 = view("ZA01");
        assert_eq!(za01["kind"], "on-the-spot");
        assert!(za01["statutory"].is_null());
    }
}
