//! Stop the clock for a special procedure (SU-1), and let it run again (SU-2, SU-3, SU-5).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::text_within;
use crate::calendar::{Day, Unit, parse_day};
use crate::domain::Refusal;
use crate::domain::case::{Act, State};
use crate::domain::document::DocumentKind;
use crate::domain::id::PauseId;
use crate::domain::operator::Role;
use crate::domain::pause::{PauseKind, SpecialProcedure};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::domain::step::StepAct;
use crate::words::{Message, basis as p, case as w, desk as d};
use serde::{Deserialize, Serialize};

/// How many days a special procedure may be expected to take at most.
const MOST_DAYS: u32 = 3650;

/// Begins a special procedure, or issues the written notice of one that runs unproven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Which procedure.
    pub kind: PauseKind,
    /// Who carries it out; the competent department where it is empty.
    #[serde(default)]
    pub body: String,
    /// Within how many working days it is expected to end (SU-4).
    #[serde(default)]
    pub days: u32,
    /// The day it began; today where it is empty.
    #[serde(default)]
    pub from: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Whether the applicant is told in writing now (SU-1); without that no date moves.
    #[serde(default = "yes")]
    pub notice: bool,
}

/// Ends a special procedure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Resume {
    /// Which; may be left out where only one runs.
    pub kind: Option<PauseKind>,
    /// The day it ended, itself still left out (SU-2); today where it is empty.
    pub day: Option<String>,
    /// What came of it.
    pub remark: String,
}

fn yes() -> bool {
    true
}

impl Pause {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        if matches!(file.case.state, State::Received | State::Notified) {
            return Err(Refusal::rule("SU-6", &w::PAUSE_BEFORE_ACCEPTANCE)
                .advise(&w::PAUSE_BEFORE_ACCEPTANCE_ADVICE)
                .into());
        }
        let before = file.case.state;
        file.advance(Act::Pause)?;
        if self.kind == PauseKind::Publicity && !file.item.publicity_apart {
            return Err(Refusal::rule("SU-1", w::PAUSE_NOT_APART.with("item", &file.case.item_name))
                .advise(&w::PAUSE_NOT_APART_ADVICE)
                .at("kind")
                .into());
        }
        require_in_time(context, file)?;
        let running = context.store.procedures(file.case.id)?;
        let same = running.into_iter().find(|one| one.open() && one.kind == self.kind);
        let mut procedure = match same {
            Some(one) if !one.proven() && self.notice => one,
            Some(_) => {
                return Err(Refusal::rule("SU-3", w::PAUSE_OPEN.with("kind", self.kind.phrase()))
                    .advise(&w::PAUSE_OPEN_ADVICE)
                    .at("kind")
                    .into());
            }
            None => self.begin(context, file)?,
        };
        if self.notice {
            file.document(context, DocumentKind::Special, |papers, _| {
                content::special_procedure(papers, &procedure)
            })?;
            procedure.document_id = context.documents.last().map(|document| document.id);
            context.save(&mut procedure)?;
            stop_clocks(context, file, &procedure)?;
        } else {
            // A procedure that is not proven stops no clock: the case cannot hide in it (SU-4).
            file.case.state = before;
        }
        file.save(context)?;
        let done = if self.notice { &d::DONE_PAUSE } else { &d::DONE_PAUSE_UNPROVEN };
        let message = done.with("number", &file.case.number).with("kind", self.kind.phrase());
        Ok(Effect::on_case(&file.case, message))
    }

    fn begin(&self, context: &mut Context<'_>, file: &CaseFile) -> Result<SpecialProcedure> {
        if self.days == 0 || self.days > MOST_DAYS {
            return Err(Refusal::invalid("days", d::DAYS_WANTED.with("max", MOST_DAYS)).into());
        }
        let from = day_of("from", self.from.as_deref(), context)?;
        if let Some(accepted) = file.case.accepted_day.filter(|accepted| from < *accepted) {
            let message =
                w::PAUSE_DAY_BEFORE.with("day", from.to_string()).with("earlier", accepted.to_string());
            return Err(Refusal::rule("SU-2", message).advise(&w::PAUSE_DAY_ADVICE).at("from").into());
        }
        let body = text_within("body", &self.body, 100)?;
        let procedure = SpecialProcedure {
            id: PauseId(context.store.next_id::<SpecialProcedure>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            kind: self.kind,
            body: if body.is_empty() { file.item.department.clone() } else { body },
            days: i64::from(self.days),
            unit: Unit::Wd,
            from_day: from,
            to_day: None,
            reason: text_within("reason", &self.reason, 500)?,
            document_id: None,
        };
        context.store.insert(&procedure)?;
        let limit = (self.days, Unit::Wd);
        let mut basis = context.catalogue_basis(&file.case, limit, from, p::SPECIAL_PROCEDURE.zh);
        basis.rule = "SU-4".to_owned();
        context.promise(PromiseKind::Special, ("pause", procedure.id.0), &file.case, basis)?;
        Ok(procedure)
    }
}

/// A limit that is over is not brought back by a stop that is written down afterwards; where the stop really
/// was, a manager writes it down.
fn require_in_time(context: &Context<'_>, file: &CaseFile) -> Result<()> {
    let promises = context.store.promises(file.case.id)?;
    let over = promises.iter().find(|one| {
        one.kind.pauses()
            && one.state == PromiseState::Running
            && one.voided_at.is_none()
            && one.due < context.today
    });
    match over {
        Some(over) if !context.actor.is(Role::Manager) => Err(Refusal::rule(
            "SU-1",
            w::PAUSE_AFTER_DUE.with("kind", over.kind.phrase()).with("due", over.due.to_string()),
        )
        .advise(&w::PAUSE_AFTER_DUE_ADVICE)
        .into()),
        _ => Ok(()),
    }
}

/// The clocks of the case stand still from the day of suspension on (SU-1).
fn stop_clocks(context: &Context<'_>, file: &CaseFile, procedure: &SpecialProcedure) -> Result<()> {
    for mut promise in context.store.promises(file.case.id)? {
        if promise.open() && promise.kind.pauses() {
            promise.basis.pauses.push(procedure.span());
            promise.state = PromiseState::Paused;
            context.save(&mut promise)?;
        }
    }
    Ok(())
}

impl Resume {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let before_act = file.case.state;
        file.advance(Act::Resume)?;
        let mut procedure = self.which(context, file)?;
        let day = day_of("day", self.day.as_deref(), context)?;
        if day < procedure.from_day {
            let message =
                w::RESUME_BEFORE.with("day", day.to_string()).with("earlier", procedure.from_day.to_string());
            return Err(Refusal::rule("SU-2", message).advise(&w::PAUSE_DAY_ADVICE).at("day").into());
        }
        let before = procedure.span();
        procedure.to_day = Some(day);
        let remark = text_within("remark", &self.remark, 500)?;
        if !remark.is_empty() {
            procedure.reason = [procedure.reason.as_str(), remark.as_str()].join(" ").trim().to_owned();
        }
        context.save(&mut procedure)?;
        context.end_promises(file.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Special && promise.subject_id == procedure.id.0
        })?;
        let still = context.store.procedures(file.case.id)?.iter().any(|one| one.open() && one.proven());
        if procedure.proven() {
            run_clocks(context, file, before, day, still)?;
        }
        let worked = file.steps.iter().any(|step| step.act == StepAct::Work && step.done_day.is_some());
        file.case.state = match before_act {
            State::Paused if still => State::Paused,
            State::Paused if worked => State::InProcess,
            State::Paused => State::Accepted,
            other => other,
        };
        file.save(context)?;
        let message = d::DONE_RESUME.with("number", &file.case.number).with("kind", procedure.kind.phrase());
        Ok(Effect::on_case(&file.case, message))
    }

    fn which(&self, context: &Context<'_>, file: &CaseFile) -> Result<SpecialProcedure> {
        let open: Vec<SpecialProcedure> =
            context.store.procedures(file.case.id)?.into_iter().filter(SpecialProcedure::open).collect();
        let mut found: Vec<SpecialProcedure> =
            open.iter().filter(|one| self.kind.is_none_or(|kind| kind == one.kind)).cloned().collect();
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => Ok(one),
            (Some(_), false) => {
                let kinds: Vec<Message> = open.iter().map(|one| one.kind.phrase().msg()).collect();
                Err(Refusal::invalid("kind", w::SEVERAL_PAUSES.with("kinds", kinds))
                    .advise(&w::SEVERAL_PAUSES_ADVICE)
                    .into())
            }
            (None, _) => Err(Refusal::rule("SU-2", &w::NO_PAUSE_OPEN)
                .advise(&w::NO_PAUSE_OPEN_ADVICE)
                .at("kind")
                .into()),
        }
    }
}

/// Closes the pause in the basis of every promise that it stopped, and computes their dates again: from
/// where they stood, never anew (SU-5). They run on unless another procedure still holds them (SU-3).
fn run_clocks(
    context: &Context<'_>,
    file: &CaseFile,
    before: crate::calendar::Pause,
    day: Day,
    still: bool,
) -> Result<()> {
    for mut promise in context.store.promises(file.case.id)? {
        if !(promise.open() && promise.kind.pauses()) {
            continue;
        }
        let Some(pause) = promise.basis.pauses.iter_mut().find(|pause| **pause == before) else { continue };
        pause.to = Some(day);
        promise.settle(context.calendar, context.today);
        if !still {
            promise.state = PromiseState::Running;
        }
        context.save(&mut promise)?;
    }
    Ok(())
}

/// A day that happened already; today where none is given.
fn day_of(field: &'static str, text: Option<&str>, context: &Context<'_>) -> Result<Day> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(context.today) };
    let day = parse_day(text).ok_or_else(|| Refusal::invalid(field, d::BAD_DAY.with("text", text)))?;
    if day > context.today {
        let message = w::PAUSE_DAY_FUTURE.with("day", day.to_string());
        return Err(Refusal::rule("SU-2", message).advise(&w::PAUSE_DAY_ADVICE).at(field).into());
    }
    Ok(day)
}
