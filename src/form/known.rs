//! What a form is told from outside: today, the calendar, the lists to pick from, the case's facts.

use super::pick::Pick;
use super::spec;
use crate::calendar::{Calendar, Day, Zone};
use crate::domain::Named as _;
use crate::domain::household::CategoryKind;
use crate::domain::item::{self, Item, Kind, Limit, Source};
use crate::domain::material::{CaseMaterial, MaterialState};
use crate::words::Phrase;

/// Everything that a form knows without asking a person.
#[derive(Debug, Clone)]
pub struct Known {
    /// Today at the station.
    pub today: Day,
    /// The working days.
    pub calendar: Calendar,
    /// The station's zone.
    pub zone: Zone,
    /// The published items (ON-9).
    pub items: Vec<KnownItem>,
    /// The colleagues who may sign in.
    pub operators: Vec<Pick>,
    /// The grids.
    pub grids: Vec<Pick>,
    /// The helpers who may be paired, the best first.
    pub helpers: Vec<Pick>,
    /// The categories.
    pub categories: Vec<Pick>,
    /// The records that may be doubles of the one that the form is about.
    pub persons: Vec<Pick>,
    /// The volunteers who can be picked, those who suit best first.
    pub volunteers: Vec<Pick>,
    /// The teams of volunteers.
    pub teams: Vec<Pick>,
    /// The partners of the community.
    pub partners: Vec<Pick>,
    /// The materials of the case that the form is about; of a new case they come from its item.
    pub materials: Vec<KnownMaterial>,
    /// The station's own canned sentences, code without the dot and text, behind the built-in ones.
    pub canned: Vec<(String, String)>,
    /// What the record says already.
    pub facts: Facts,
}

/// What the record says already, as far as a form depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// An organ accepts, the station only records it (A1).
    pub organ_accepts: bool,
    /// An organ decides, the station only records it (A1).
    pub organ_decides: bool,
    /// A one-time notice is out already (ON-4).
    pub earlier_notice: bool,
    /// A special procedure runs without its written notice (SU-1).
    pub unproven_procedure: bool,
    /// An authority is written and waits for its signatures (AG-1).
    pub unsigned_authority: bool,
    /// The record to be changed exists: a person, an operator, a grid.
    pub record_exists: bool,
}

/// An item as the intake form needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownItem {
    /// How it is picked.
    pub pick: Pick,
    /// What the station promises.
    pub committed: Option<Limit>,
    /// Whether an agent may apply (ON-8).
    pub agent_allowed: bool,
    /// The fee in fen.
    pub fee_fen: i64,
    /// Whether it is finished on the spot (CL-1).
    pub on_the_spot: bool,
    /// Within which limit a notice must go out, lest the case count as accepted (ON-5).
    pub deemed_after: Option<Limit>,
    /// Its materials.
    pub materials: Vec<KnownMaterial>,
}

/// A material as a form shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownMaterial {
    /// Its number in the list; what people type to tick it.
    pub place: u16,
    /// Its name.
    pub name: String,
    /// How it is handed in.
    pub form: Option<&'static Phrase>,
    /// Whether acceptance needs it (ON-6).
    pub mandatory: bool,
    /// Whether it may be promised for later (ON-14).
    pub deferrable: bool,
    /// Where it stands before the form is filled.
    pub state: MaterialState,
    /// What was said about it before.
    pub remark: String,
}

impl Known {
    /// Knows the day and the calendar, and nothing else.
    #[must_use]
    pub fn new(today: Day, calendar: Calendar) -> Self {
        Self {
            today,
            calendar,
            zone: Zone::default(),
            items: Vec::new(),
            operators: Vec::new(),
            grids: Vec::new(),
            helpers: Vec::new(),
            categories: categories(),
            persons: Vec::new(),
            volunteers: Vec::new(),
            teams: Vec::new(),
            partners: Vec::new(),
            materials: Vec::new(),
            canned: Vec::new(),
            facts: Facts::default(),
        }
    }

    /// What can be picked in a field of this kind; nothing where nothing is picked.
    #[must_use]
    pub fn picks(&self, kind: spec::Kind) -> Vec<&Pick> {
        match kind {
            spec::Kind::Item => self.items.iter().map(|item| &item.pick).collect(),
            spec::Kind::Operator => self.operators.iter().collect(),
            spec::Kind::Grid => self.grids.iter().collect(),
            spec::Kind::Helper => self.helpers.iter().collect(),
            spec::Kind::Category => self.categories.iter().collect(),
            spec::Kind::Person => self.persons.iter().collect(),
            spec::Kind::Volunteer => self.volunteers.iter().collect(),
            spec::Kind::Team => self.teams.iter().collect(),
            spec::Kind::Partner => self.partners.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The categories by number, as people pick them.
fn categories() -> Vec<Pick> {
    CategoryKind::ALL
        .iter()
        .zip(1_u16..)
        .map(|(kind, n)| Pick::new(kind.word(), Some(n), kind.phrase().zh))
        .collect()
}

impl KnownItem {
    /// Takes from the catalogue what the intake form needs; `deemed_after` is the notice limit of the
    /// rules, `None` where the item is never deemed accepted (ON-5).
    #[must_use]
    pub fn of(item: &Item, deemed_after: Option<Limit>) -> Self {
        Self {
            pick: Pick::new(&item.code, Some(item.quick), &item.name),
            committed: item.committed,
            agent_allowed: item.agent_allowed && !item.personal_presence,
            fee_fen: item.fee_fen,
            on_the_spot: item.kind == Kind::OnTheSpot,
            deemed_after,
            materials: item.materials.iter().map(KnownMaterial::of).collect(),
        }
    }
}

impl KnownMaterial {
    /// A material of a new case: missing, or shared where it comes by data sharing.
    #[must_use]
    pub fn of(material: &item::Material) -> Self {
        Self {
            place: material.key,
            name: material.name.clone(),
            form: Some(material.form.phrase()),
            mandatory: material.mandatory,
            deferrable: material.deferrable,
            state: if material.source == Source::Shared {
                MaterialState::Shared
            } else {
                MaterialState::Missing
            },
            remark: String::new(),
        }
    }

    /// A material of a case as it stands.
    #[must_use]
    pub fn of_case(material: &CaseMaterial) -> Self {
        let form = <item::MaterialForm as crate::domain::Named>::from_word(&material.form);
        Self {
            place: u16::try_from(material.place).unwrap_or_default(),
            name: material.name.clone(),
            form: form.map(item::MaterialForm::phrase),
            mandatory: material.mandatory,
            deferrable: material.deferrable,
            state: material.state,
            remark: material.remark.clone(),
        }
    }
}
