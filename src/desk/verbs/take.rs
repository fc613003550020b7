//! Take in a case: the person, the materials as they were handed in, the receipt, the notice's clock.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::case_file::{self, CaseFile};
use super::check::{self, MaterialInput};
use super::person::PersonInput;
use crate::calendar::{Day, Stamp};
use crate::domain::Refusal;
use crate::domain::case::{Act, Case, Channel, Outcome, State};
use crate::domain::contact::Enquiry;
use crate::domain::document::DocumentKind;
use crate::domain::id::{CaseId, MaterialId, PersonId};
use crate::domain::identifier;
use crate::domain::item::{Entry, Kind, Source};
use crate::domain::material::{self, CaseMaterial, MaterialState};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::step::StepAct;
use crate::store::{Series, Store};
use crate::words::{case as w, desk as d, feedback as f};
use serde::{Deserialize, Serialize};

/// How many years back a receipt may be entered.
const OLDEST_RECEIPT_DAYS: i64 = 366;

/// Takes in one case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Take {
    /// The item's code or quick number.
    pub item: String,
    /// The applicant.
    pub applicant: PersonInput,
    /// The agent, where one acts (ON-8).
    pub agent: Option<AgentInput>,
    /// How it came in; `window` unless told.
    pub channel: Option<Channel>,
    /// When it was received; `None` is now. A time before today needs `received_reason`.
    pub received: Option<String>,
    /// Why it is entered later than received.
    pub received_reason: Option<String>,
    /// The materials as handed in; one that is not named is missing.
    pub materials: Vec<MaterialInput>,
    /// A remark.
    pub note: String,
    /// The number of the enquiry that it comes from.
    pub from: Option<String>,
    /// Finish an on-the-spot item in one go (CL-1).
    pub finish: Option<Finish>,
}

/// The agent of an applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgentInput {
    /// The name.
    pub name: String,
    /// The identity number.
    pub id_number: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// The result of an item that is done on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Finish {
    /// What the result is.
    pub result: String,
    /// The number of the result document.
    pub result_document: Option<String>,
}

impl Take {
    /// The person that the command names, where the file knows them already (CP-14).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn known_person(&self, store: &Store, today: Day) -> Result<Option<PersonId>> {
        self.applicant.known(store, today)
    }

    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let item = taken_in(context, &self.item)?;
        if self.agent.is_some() && (item.body.personal_presence || !item.body.agent_allowed) {
            return Err(Refusal::rule("ON-8", w::AGENT_NOT_ALLOWED.with("item", &item.body.name))
                .advise(&w::AGENT_NOT_ALLOWED_ADVICE)
                .at("agent")
                .into());
        }
        let (received_at, received_day) = self.received(context)?;
        let person = self.applicant.resolve(context)?;
        let case = self.open_case(context, &item, &person, received_at, received_day)?;
        context.store.insert(&case)?;
        let mut file = CaseFile {
            materials: materials_of(context, &case, &item)?,
            steps: case_file::steps_of(context, case.id, &item.body)?,
            notices: Vec::new(),
            case,
            item: item.body,
            person,
        };
        check::set_states(context, &mut file, &self.materials, false)?;
        if material::complete(&file.materials) {
            file.case.complete_day = Some(received_day);
        }
        file.save(context)?;
        let basis = file.notice_basis(context);
        let notice = context.promise(PromiseKind::Notice, ("case", file.case.id.0), &file.case, basis)?;
        self.close_enquiry(context, &file.case)?;
        let late = notice.due < context.today && file.item.deems();
        if late {
            // CL-22: entered after the notice limit had passed, so deemed accepted in the same act.
            file.accept(context, received_day, true)?;
            file.save(context)?;
        }
        file.document(context, DocumentKind::Receipt, content::receipt)?;
        let message = match &self.finish {
            Some(finish) => self.finish(context, &mut file, finish)?,
            None if late => {
                d::DONE_DEEMED_LATE.with("number", &file.case.number).with("day", received_day.to_string())
            }
            None => d::DONE_TAKE.with("number", &file.case.number),
        };
        Ok(Effect::on_case(&file.case, message))
    }

    fn received(&self, context: &Context<'_>) -> Result<(Stamp, Day)> {
        let Some(text) = self.received.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok((context.now, context.today));
        };
        let at = context.zone.parse_time(text).ok_or_else(|| {
            DeskError::from(
                Refusal::invalid("received", d::BAD_TIME.with("text", text)).advise(&d::BAD_TIME_ADVICE),
            )
        })?;
        let day = context.zone.day(at);
        if at > context.now && day > context.today || at > context.now.plus_millis(60_000) {
            return Err(Refusal::invalid(
                "received",
                w::RECEIVED_IN_FUTURE.with("time", context.zone.iso(at)),
            )
            .advise(&w::RECEIVED_IN_FUTURE_ADVICE)
            .into());
        }
        let at = at.min(context.now);
        let earliest = context.today - chrono::Duration::days(OLDEST_RECEIPT_DAYS);
        if day < earliest {
            return Err(Refusal::invalid("received", w::RECEIVED_TOO_OLD.with("day", day.to_string()))
                .advise(w::RECEIVED_TOO_OLD_ADVICE.with("earliest", earliest.to_string()))
                .into());
        }
        let reason = self.received_reason.as_deref().unwrap_or_default().trim();
        if day < context.today && reason.is_empty() {
            return Err(Refusal::rule("CL-22", w::RECEIVED_NEEDS_REASON.with("day", day.to_string()))
                .advise(&w::RECEIVED_NEEDS_REASON_ADVICE)
                .at("received_reason")
                .into());
        }
        Ok((at, day))
    }

    fn open_case(
        &self,
        context: &Context<'_>,
        item: &Entry,
        person: &crate::domain::person::Person,
        received_at: Stamp,
        received_day: Day,
    ) -> Result<Case> {
        let (number, year, seq) = context.number(Series::Case, context.today)?;
        let agent = self.agent.clone().unwrap_or_default();
        let agent_name = match self.agent.as_ref().map(|agent| agent.name.as_str()) {
            Some(name) => Some(check_text("agent.name", identifier::name::check(name))?),
            None => None,
        };
        let agent_id_number = match agent.id_number.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => {
                Some(check_text("agent.id_number", identifier::id_number::check(text, context.today))?)
            }
            None => None,
        };
        let agent_phone = match agent.phone.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => Some(check_text("agent.phone", identifier::phone::check(text))?),
            None => None,
        };
        Ok(Case {
            id: CaseId(context.store.next_id::<Case>()?),
            version: 1,
            voided_at: None,
            number,
            year,
            seq,
            item_id: item.id,
            item_code: item.code.clone(),
            item_name: item.body.name.clone(),
            kind: item.body.kind,
            first_step: item.body.first_step,
            applicant_id: person.id,
            applicant_name: person.name.clone(),
            agent_name,
            agent_id_number,
            agent_phone,
            channel: self.channel.unwrap_or(Channel::Window),
            state: State::Received,
            deemed: false,
            received_at,
            received_day,
            received_reason: self.received_reason.clone().filter(|text| !text.trim().is_empty()),
            complete_day: None,
            accepted_day: None,
            forwarded_day: None,
            organ: None,
            organ_document: None,
            decided_day: None,
            outcome: None,
            result: None,
            result_document: None,
            delivered_day: None,
            collector: None,
            closed_at: None,
            reason: None,
            ground: None,
            competent_org: None,
            owner_id: context.actor.id,
            window: context.actor.window.clone(),
            note: check::text_within("note", &self.note, 2000)?,
        })
    }

    fn close_enquiry(&self, context: &Context<'_>, case: &Case) -> Result<()> {
        let Some(number) = self.from.as_deref().filter(|text| !text.is_empty()) else { return Ok(()) };
        let mut enquiry: Enquiry = context
            .store
            .enquiry_by_number(number)?
            .ok_or_else(|| Refusal::not_found(d::NO_SUCH_ENQUIRY.with("number", number)).at("from"))?;
        if enquiry.case_id.is_some() {
            return Err(Refusal::new(
                crate::domain::RefusalKind::Rule,
                d::ENQUIRY_USED.with("number", number),
            )
            .at("from")
            .into());
        }
        enquiry.case_id = Some(case.id);
        context.save(&mut enquiry)
    }

    /// Accepts, decides, delivers and closes at once (CL-1): receipt and result record the same day.
    fn finish(
        &self,
        context: &mut Context<'_>,
        file: &mut CaseFile,
        finish: &Finish,
    ) -> Result<crate::words::Message> {
        if file.case.kind != Kind::OnTheSpot {
            return Err(Refusal::rule("CL-1", w::NOT_ON_THE_SPOT.with("item", &file.case.item_name))
                .at("finish")
                .into());
        }
        material::require_complete(&file.materials)?;
        if file.case.state == State::Received {
            file.accept(context, context.today, false)?;
        }
        for act in [StepAct::Work, StepAct::Decide, StepAct::Deliver] {
            file.finish_steps(context, act)?;
        }
        let today = context.today;
        for act in [Act::Decide, Act::Deliver, Act::Close] {
            file.advance(act)?;
        }
        file.case.organ = file.item.decides.organ().map(str::to_owned);
        file.case.decided_day = Some(today);
        file.case.outcome = Some(Outcome::Granted);
        file.case.result = Some(check::text_within("finish.result", &finish.result, 500)?);
        file.case.result_document = finish.result_document.clone();
        file.case.delivered_day = Some(today);
        file.case.collector =
            Some(file.case.agent_name.clone().unwrap_or_else(|| file.case.applicant_name.clone()));
        file.case.closed_at = Some(context.now);
        file.save(context)?;
        context.end_promises(file.case.id, PromiseState::Kept, |_| true)?;
        file.document(context, DocumentKind::Result, |papers, _| content::result(papers))?;
        Ok(d::DONE_FINISHED.with("number", &file.case.number))
    }
}

/// The normalised text of a checked identifier, or a refusal at `field`.
pub(super) fn check_text(
    field: &str,
    checked: std::result::Result<identifier::Checked, identifier::Problem>,
) -> Result<String> {
    match checked {
        Ok(checked) => Ok(checked.normalized),
        Err(problem) => {
            let mut refusal = Refusal::invalid(field, problem.message);
            refusal.rule = Some(problem.rule);
            Err(refusal.into())
        }
    }
}

/// The published item with this code or quick number.
///
/// # Errors
/// Not found, or not published (ON-9).
pub fn published(context: &Context<'_>, code: &str) -> Result<Entry> {
    let item = find_item(context.store, code)?;
    if !item.published {
        return Err(Refusal::rule("ON-9", w::ITEM_NOT_PUBLISHED.with("item", &item.body.name))
            .advise(&w::ITEM_NOT_PUBLISHED_ADVICE)
            .at("item")
            .into());
    }
    Ok(item)
}

/// The published item with this code or quick number, which is taken in as a case.
///
/// # Errors
/// Not found, not published (ON-9), or registered as feedback (CP-7).
pub fn taken_in(context: &Context<'_>, code: &str) -> Result<Entry> {
    let item = published(context, code)?;
    if item.body.opens_register {
        return Err(Refusal::rule("CP-7", f::REGISTERED_THERE.with("item", &item.body.name))
            .advise(&f::REGISTERED_THERE_ADVICE)
            .at("item")
            .into());
    }
    Ok(item)
}

/// The item with this code or quick number.
///
/// # Errors
/// Not found.
pub fn find_item(store: &Store, code: &str) -> Result<Entry> {
    let code = code.trim();
    let found = match store.item_by_code(&code.to_ascii_uppercase())? {
        Some(item) => Some(item),
        None => match code.parse::<i64>() {
            Ok(quick) => store.items()?.into_iter().find(|item| item.quick == quick),
            Err(_) => None,
        },
    };
    found.ok_or_else(|| {
        Refusal::not_found(w::NO_SUCH_ITEM.with("item", code))
            .advise(&w::NO_SUCH_ITEM_ADVICE)
            .at("item")
            .into()
    })
}

/// The materials that a new case of `item` has, all missing but those that are shared.
///
/// # Errors
/// Whatever the engine reports.
pub fn materials_of(context: &Context<'_>, case: &Case, item: &Entry) -> Result<Vec<CaseMaterial>> {
    let first = context.store.next_id::<CaseMaterial>()?;
    let mut materials = Vec::new();
    for (at, known) in item.body.materials.iter().enumerate() {
        let shared = known.source == Source::Shared;
        let record = CaseMaterial {
            id: MaterialId(first + i64::try_from(at).unwrap_or(i64::MAX)),
            version: 1,
            voided_at: None,
            case_id: case.id,
            place: i64::from(known.key),
            name: known.name.clone(),
            mandatory: known.mandatory,
            deferrable: known.deferrable,
            deferral_days: known.deferral_days.map(i64::from),
            form: crate::domain::Named::word(known.form).to_owned(),
            copies: i64::from(known.copies),
            pages: None,
            how_to_obtain: known.how_to_obtain.clone(),
            issuer: known.issuer.clone(),
            state: if shared { MaterialState::Shared } else { MaterialState::Missing },
            remark: String::new(),
            extra_basis: None,
            handed_in_day: None,
            after_notice: false,
        };
        context.store.insert(&record)?;
        materials.push(record);
    }
    Ok(materials)
}
