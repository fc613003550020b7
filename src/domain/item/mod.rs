//! A service item of the catalogue: what is handled, by whom, within which limits, with which papers.
//!
//! The built-in catalogue is in `builtin`, a station's own list comes in through `import`, and what
//! keeps an item from being published is worked out in `gap`.

mod builtin;
mod columns;
mod field;
mod gap;
mod import;
mod kind;
mod limit;
mod material_cell;
mod row;
mod view;

pub use builtin::builtin;
pub use columns::looks_like_header;
pub use field::Field;
pub use gap::Gap;
pub use import::{Import, Listing, Problem, import};
pub use kind::{Certainty, FirstStep, Kind, MaterialForm, Party, Source};
pub use limit::{Limit, says as limit_label};
pub use view::View;

use crate::calendar::Unit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The quick numbers that may be given out.
pub const QUICK: RangeInclusive<u16> = 10..=999;

/// A service item.
///
/// Limits are `(days, unit)`; `(0, Wd)` is the same day. A field named in `sample` holds what is only
/// an example (示例): good enough for the demo, never for a station's own publication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The code, `MZ01`: ASCII capitals and digits.
    pub code: String,
    /// The number a clerk types, 10 to 999, unique and never reused.
    pub quick: u16,
    /// The name.
    pub name: String,
    /// The category, 民政优抚 and the like.
    pub category: String,
    /// The kind (domain A2).
    pub kind: Kind,
    /// The first-step rule (domain A1).
    pub first_step: FirstStep,
    /// Whether the station promises the ON-5 notice beyond the law; the basis then reads 服务承诺.
    #[serde(default)]
    pub promises_notice: bool,
    /// The legal or rule limit; `None` where none was found, and CL-2 does not apply.
    #[serde(default)]
    pub statutory: Option<Limit>,
    /// What the station promises, never longer than the statutory limit (CL-2).
    #[serde(default)]
    pub committed: Option<Limit>,
    /// The one extension that may be granted (CL-17).
    #[serde(default)]
    pub extension: Option<Extension>,
    /// The competent department, as the list names it.
    #[serde(default)]
    pub department: String,
    /// What the station does in the matter, in the list's own words.
    #[serde(default)]
    pub station_role: String,
    /// Who accepts.
    #[serde(default)]
    pub accepts: Party,
    /// Who decides.
    #[serde(default)]
    pub decides: Party,
    /// Whether the person must attend.
    #[serde(default)]
    pub personal_presence: bool,
    /// Whether an agent may apply (ON-8).
    #[serde(default = "yes")]
    pub agent_allowed: bool,
    /// Whether it is kept from the counter's list.
    #[serde(default)]
    pub confidential: bool,
    /// Whether it is registered as feedback and never taken in as a case (CP-7): its secrecy is that of the register.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opens_register: bool,
    /// How long the result is put up for objections, where it is (DI-3).
    #[serde(default)]
    pub publicity: Option<Limit>,
    /// Whether the publicity period does not count towards the limits (公示另计).
    #[serde(default)]
    pub publicity_apart: bool,
    /// The fee in fen; 0 unless the law sets one (ON-12).
    #[serde(default)]
    pub fee_fen: i64,
    /// The full material list (ON-9, ON-10).
    #[serde(default)]
    pub materials: Vec<Material>,
    /// The steps, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// The route of an agent, office by office; empty for one leg to whoever decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<super::agency::RouteLeg>,
    /// The legal basis.
    #[serde(default)]
    pub legal_basis: String,
    /// The conditions.
    #[serde(default)]
    pub conditions: String,
    /// How many are granted, or that there is no limit.
    #[serde(default)]
    pub quantity: String,
    /// The flow in words; empty where the steps say it.
    #[serde(default)]
    pub procedure: String,
    /// The sample form.
    #[serde(default)]
    pub sample_form: String,
    /// The phone for questions.
    #[serde(default)]
    pub enquiry_phone: String,
    /// The phone for complaints.
    #[serde(default)]
    pub complaint_phone: String,
    /// The legal remedies.
    #[serde(default)]
    pub remedies: String,
    /// Sub-limits and special rules, for the counter.
    #[serde(default)]
    pub note: String,
    /// How far the figures rest on a source.
    #[serde(default)]
    pub certainty: Certainty,
    /// The fields whose content is only an example.
    #[serde(default)]
    pub sample: BTreeSet<Field>,
}

/// The one extension of an item (CL-17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How many days.
    pub days: u32,
    /// Their unit.
    pub unit: Unit,
    /// Who approves it.
    pub approver: String,
}

/// A material of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Stable within the item, from 1; what people type to tick it.
    pub key: u16,
    /// The name; alternatives (户口簿或居住证) are one material.
    pub name: String,
    /// How it is handed in.
    pub form: MaterialForm,
    /// How many.
    #[serde(default = "one")]
    pub copies: u16,
    /// Where it comes from.
    #[serde(default = "applicant")]
    pub source: Source,
    /// Whether acceptance needs it (ON-6).
    #[serde(default = "yes")]
    pub mandatory: bool,
    /// Whether it may be promised for later (ON-14).
    #[serde(default)]
    pub deferrable: bool,
    /// Within how many working days a promised one must follow (ON-14).
    #[serde(default)]
    pub deferral_days: Option<u32>,
    /// How to get it, for the notice.
    #[serde(default)]
    pub how_to_obtain: String,
    /// Who issues it, for the notice.
    #[serde(default)]
    pub issuer: String,
}

/// A step of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The name, 受理.
    pub name: String,
    /// Its own limit, where the rule gives one.
    #[serde(default)]
    pub days: Option<Limit>,
    /// Who does it, as text.
    #[serde(default)]
    pub by: String,
}

fn yes() -> bool {
    true
}
fn one() -> u16 {
    1
}
fn applicant() -> Source {
    Source::Applicant
}

impl Item {
    /// What the rule profiles call the extension that the law gives its cases: licences have one, joint ones
    /// another (CL-3, CL-17).
    #[must_use]
    pub fn extension_rule(&self, kind: Kind) -> Option<&'static str> {
        match (self.first_step, kind) {
            (FirstStep::Licence, Kind::Joint) => Some("joint-decision-extension"),
            (FirstStep::Licence, _) => Some("decision-extension"),
            _ => None,
        }
    }

    /// Whether a notice that does not come in time makes a case of it deemed accepted (ON-5).
    #[must_use]
    pub fn deems(&self) -> bool {
        self.first_step == FirstStep::Licence || self.promises_notice
    }

    /// An item with its identity alone; everything else is empty or the default (`once`, no fee).
    #[must_use]
    pub fn bare(code: &str, quick: u16, name: &str, kind: Kind) -> Self {
        Self {
            code: code.to_owned(),
            quick,
            name: name.to_owned(),
            category: String::new(),
            kind,
            first_step: FirstStep::Once,
            promises_notice: false,
            statutory: None,
            committed: None,
            extension: None,
            department: String::new(),
            station_role: String::new(),
            accepts: Party::Station,
            decides: Party::Station,
            personal_presence: false,
            agent_allowed: true,
            confidential: false,
            opens_register: false,
            publicity: None,
            publicity_apart: false,
            fee_fen: 0,
            materials: Vec::new(),
            steps: Vec::new(),
            route: Vec::new(),
            legal_basis: String::new(),
            conditions: String::new(),
            quantity: String::new(),
            procedure: String::new(),
            sample_form: String::new(),
            enquiry_phone: String::new(),
            complaint_phone: String::new(),
            remedies: String::new(),
            note: String::new(),
            certainty: Certainty::Station,
            sample: BTreeSet::new(),
        }
    }

    /// The flow as people read it: the text, or where there is none the names of the steps.
    #[must_use]
    pub fn flow(&self) -> String {
        if !self.procedure.is_empty() {
            return self.procedure.clone();
        }
        self.steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(" → ")
    }

    /// The free text of `field`; `None` for a field that is no free text.
    pub fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Category => &mut self.category,
            Field::Department => &mut self.department,
            Field::StationRole => &mut self.station_role,
            Field::LegalBasis => &mut self.legal_basis,
            Field::Conditions => &mut self.conditions,
            Field::Quantity => &mut self.quantity,
            Field::Procedure => &mut self.procedure,
            Field::SampleForm => &mut self.sample_form,
            Field::EnquiryPhone => &mut self.enquiry_phone,
            Field::ComplaintPhone => &mut self.complaint_phone,
            Field::Remedies => &mut self.remedies,
            Field::Note => &mut self.note,
            _ => return None,
        })
    }
}

/// An item as it stands in the file, with whether it is published to the counter.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: super::id::ItemId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<crate::calendar::Stamp>,
    /// The item's code.
    pub code: String,
    /// The item's quick number.
    pub quick: i64,
    /// Whether the counter may take it in.
    pub published: bool,
    /// The item itself.
    pub body: Item,
}
