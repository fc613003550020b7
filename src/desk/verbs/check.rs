//! Check the materials, and let the applicant correct something on the spot (ON-3).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use crate::domain::Refusal;
use crate::domain::case::{Act, Case, State};
use crate::domain::id::MaterialId;
use crate::domain::material::{self, CaseMaterial, MaterialState};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{case as w, desk as d};
use serde::{Deserialize, Serialize};

/// One material as it was handed in or found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialInput {
    /// Its name, or its number in the list.
    pub name: String,
    /// Where it stands.
    pub state: MaterialState,
    /// How it was handed in, where that differs from the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<crate::domain::item::MaterialForm>,
    /// How many pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<i64>,
    /// What is wrong with it, or why it is exempt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The legal basis of a material outside the catalogue (ON-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_basis: Option<String>,
}

impl MaterialInput {
    /// A material, by name or number, in a state and with nothing else to say of it.
    #[must_use]
    pub fn new(name: impl Into<String>, state: MaterialState) -> Self {
        Self { name: name.into(), state, form: None, pages: None, remark: String::new(), extra_basis: None }
    }
}

/// Records the state of materials.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    /// The materials that changed.
    pub materials: Vec<MaterialInput>,
}

/// Records what the applicant corrected on the spot (ON-3): the case stays in intake, no notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fix {
    /// What was corrected.
    pub what: String,
    /// The materials that are in order now.
    pub materials: Vec<MaterialInput>,
}

impl Check {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Check)?;
        set_states(context, file, &self.materials, false)?;
        note_complete(context, file)?;
        Ok(Effect::on_case(&file.case, d::DONE_CHECK.with("number", &file.case.number)))
    }
}

impl Fix {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Fix)?;
        let what = required("what", &self.what, 500)?;
        set_states(context, file, &self.materials, false)?;
        if !file.case.note.is_empty() {
            file.case.note.push('\n');
        }
        file.case.note.push_str(&what);
        note_complete(context, file)?;
        Ok(Effect::on_case(&file.case, d::DONE_FIX.with("number", &file.case.number)))
    }
}

/// Notes the day on which the set became complete, and writes the case.
///
/// # Errors
/// Whatever the engine reports.
pub fn note_complete(context: &Context<'_>, file: &mut CaseFile) -> Result<()> {
    let complete = material::complete(&file.materials);
    match (complete, file.case.complete_day) {
        (true, None) => file.case.complete_day = Some(context.today),
        (false, Some(_)) if matches!(file.case.state, State::Received | State::Notified) => {
            file.case.complete_day = None;
        }
        _ => {}
    }
    file.save(context)
}

/// Sets the states of materials; one that is not in the catalogue needs a legal basis (ON-10), one
/// that is promised must be deferrable (ON-14).
///
/// `supplement` marks what changed as handed in after the last notice.
///
/// # Errors
/// Refused by ON-10 or ON-14, or an unknown material.
pub fn set_states(
    context: &mut Context<'_>,
    file: &mut CaseFile,
    inputs: &[MaterialInput],
    supplement: bool,
) -> Result<()> {
    for input in inputs {
        let at = match find(&file.materials, &input.name) {
            Some(at) => at,
            None => extra(context, &file.case, &mut file.materials, input)?,
        };
        let accepted = file.case.accepted_day;
        let Some(material) = file.materials.get_mut(at) else { continue };
        if input.state == MaterialState::Promised && !material.deferrable {
            return Err(Refusal::rule("ON-14", w::NOT_DEFERRABLE.with("material", &material.name))
                .advise(&w::NOT_DEFERRABLE_ADVICE)
                .at("materials")
                .into());
        }
        let was = material.state;
        material.state = input.state;
        material.remark = text_within("materials", &input.remark, 500)?;
        if input.pages.is_some_and(|pages| !(0..=9999).contains(&pages)) {
            return Err(Refusal::invalid("materials", d::BAD_PAGES.with("material", &material.name)).into());
        }
        material.pages = input.pages.or(material.pages);
        if let Some(form) = input.form {
            material.form = crate::domain::Named::word(form).to_owned();
        }
        if matches!(input.state, MaterialState::Ok | MaterialState::Wrong) {
            material.handed_in_day = Some(context.today);
        }
        material.after_notice |= supplement;
        context.save(material)?;
        let material = material.clone();
        follow_promise(context, file, &material, was, accepted)?;
    }
    Ok(())
}

/// Keeps the promise of a material that was promised for later and has come, and opens one for a
/// material that is promised after acceptance.
fn follow_promise(
    context: &mut Context<'_>,
    file: &CaseFile,
    material: &CaseMaterial,
    was: MaterialState,
    accepted: Option<crate::calendar::Day>,
) -> Result<()> {
    if was == MaterialState::Promised && material.state != MaterialState::Promised && material.state.settled()
    {
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Supplement
                && promise.subject_kind == "case_material"
                && promise.subject_id == material.id.0
        })?;
    }
    if accepted.is_some() && material.state == MaterialState::Promised && was != MaterialState::Promised {
        file.await_promised(context, material, context.today)?;
    }
    Ok(())
}

fn find(materials: &[CaseMaterial], name: &str) -> Option<usize> {
    let name = name.trim();
    materials.iter().position(|material| material.name == name).or_else(|| {
        let place: i64 = name.parse().ok()?;
        materials.iter().position(|material| material.place == place)
    })
}

fn extra(
    context: &Context<'_>,
    case: &Case,
    materials: &mut Vec<CaseMaterial>,
    input: &MaterialInput,
) -> Result<usize> {
    let basis = input.extra_basis.as_deref().unwrap_or_default().trim().to_owned();
    let name = input.name.trim();
    if basis.is_empty() {
        let number_only = name.chars().all(|c| c.is_ascii_digit());
        let refusal = if number_only {
            Refusal::not_found(w::UNKNOWN_MATERIAL.with("item", &case.item_name).with("material", name))
                .advise(w::UNKNOWN_MATERIAL_ADVICE.with("materials", material::names(materials.iter())))
        } else {
            Refusal::rule("ON-10", w::EXTRA_NO_BASIS.with("material", name)).advise(&w::EXTRA_NO_BASIS_ADVICE)
        };
        return Err(refusal.at("materials").into());
    }
    let record = CaseMaterial {
        id: MaterialId(context.store.next_id::<CaseMaterial>()?),
        version: 1,
        voided_at: None,
        case_id: case.id,
        place: materials.iter().map(|material| material.place).max().unwrap_or(0) + 1,
        name: required("materials", name, 100)?,
        mandatory: true,
        deferrable: false,
        deferral_days: None,
        form: "copy-kept".to_owned(),
        copies: 1,
        pages: None,
        how_to_obtain: String::new(),
        issuer: String::new(),
        state: MaterialState::Missing,
        remark: String::new(),
        extra_basis: Some(text_within("materials", &basis, 500)?),
        handed_in_day: None,
        after_notice: false,
    };
    context.store.insert(&record)?;
    materials.push(record);
    Ok(materials.len() - 1)
}

/// A text that may be empty, at most `max` characters.
///
/// # Errors
/// Too long.
pub fn text_within(field: &str, text: &str, max: usize) -> Result<String> {
    let cleaned = crate::text::clean_text(text);
    let text = cleaned.text.trim();
    if text.chars().count() > max {
        return Err(Refusal::invalid(field, d::TOO_LONG.with("what", &d::THE_FIELD).with("max", max))
            .advise(&d::TOO_LONG_ADVICE)
            .into());
    }
    Ok(text.to_owned())
}

/// A text that may not be empty, at most `max` characters.
///
/// # Errors
/// Empty (ON-11 where it is a reason) or too long.
pub fn required(field: &str, text: &str, max: usize) -> Result<String> {
    let text = text_within(field, text, max)?;
    if text.is_empty() {
        return Err(Refusal::invalid(field, &d::FIELD_EMPTY).advise(&d::FIELD_EMPTY_ADVICE).into());
    }
    Ok(text)
}
