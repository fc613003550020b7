//! A case with everything that belongs to it, and the moves that several acts share.

use super::super::content::Papers;
use super::super::context::Context;
use super::super::error::Result;
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::case::{self, Act, Case, State};
use crate::domain::document::{Content, DocumentKind};
use crate::domain::id::{CaseId, StepId};
use crate::domain::item::{Entry, FirstStep, Item, Kind};
use crate::domain::material::{CaseMaterial, MaterialState};
use crate::domain::notice::Notice;
use crate::domain::person::Person;
use crate::domain::promise::{Basis, PromiseKind, PromiseState};
use crate::domain::step::{CaseStep, StepAct};
use crate::words::{basis as p, case as w};

/// A case and its materials, steps and notices, as they are inside the transaction.
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its item as the catalogue has it now.
    pub item: Item,
    /// The applicant.
    pub person: Person,
    /// Its materials in order.
    pub materials: Vec<CaseMaterial>,
    /// Its steps in order.
    pub steps: Vec<CaseStep>,
    /// Its notices, oldest first.
    pub notices: Vec<Notice>,
}

impl CaseFile {
    /// Reads a case with all that belongs to it.
    ///
    /// # Errors
    /// Not found, or whatever the engine reports.
    pub fn load(context: &Context<'_>, id: CaseId) -> Result<Self> {
        let store = context.store;
        let missing =
            || Refusal::not_found(w::NO_SUCH_CASE.with("number", id.0)).advise(&w::NO_SUCH_CASE_ADVICE);
        let case: Case = store.get(id.0)?.ok_or_else(missing)?;
        let item: Entry = store.get(case.item_id.0)?.ok_or_else(missing)?;
        let person: Person = store.get(case.applicant_id.0)?.ok_or_else(missing)?;
        Ok(Self {
            materials: store.materials(id)?,
            steps: store.steps(id)?,
            notices: store.notices(id)?,
            case,
            item: item.body,
            person,
        })
    }

    /// Checks that the state allows `act` and moves the case to where it leads; not yet written.
    ///
    /// # Errors
    /// The state does not allow it.
    pub fn advance(&mut self, act: Act) -> Result<()> {
        if act == Act::Refuse && self.case.deemed {
            return Err(Refusal::rule("ON-5", &w::DEEMED_NO_REFUSAL).advise(&w::MUST_ACCEPT_ADVICE).into());
        }
        self.case.state = case::require(&self.case, act)?;
        Ok(())
    }

    /// Writes the case.
    ///
    /// # Errors
    /// Stale, or whatever the engine reports.
    pub fn save(&mut self, context: &Context<'_>) -> Result<()> {
        context.save(&mut self.case)
    }

    /// Makes a document of this case.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn document(
        &self,
        context: &mut Context<'_>,
        kind: DocumentKind,
        build: impl FnOnce(&Papers<'_>, &str) -> Content,
    ) -> Result<()> {
        let promises = context.store.promises(self.case.id)?;
        let originals = context.store.originals(self.case.id)?;
        let clerk = context.actor.name.clone();
        let papers = Papers {
            station: context.station,
            item: &self.item,
            case: &self.case,
            person: &self.person,
            materials: &self.materials,
            steps: &self.steps,
            promises: &promises,
            originals: &originals,
            clerk: &clerk,
            zone: context.zone,
            now: context.now,
        };
        context.document(kind, Some(self.case.id), None, |number| build(&papers, number))?;
        Ok(())
    }

    /// Accepts the case as of `day` (ON-5, ON-6): the notice is no longer owed, the statutory, the
    /// committed and the first step's clock start, and promised materials are awaited (ON-14).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn accept(&mut self, context: &mut Context<'_>, day: Day, deemed: bool) -> Result<()> {
        self.case.state = State::Accepted;
        self.case.deemed = deemed;
        self.case.accepted_day = Some(day);
        let ended = if deemed { PromiseState::Void } else { PromiseState::Kept };
        context.end_promises(self.case.id, ended, |promise| promise.kind == PromiseKind::Notice)?;
        context.end_promises(self.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Supplement && promise.subject_kind == "notice"
        })?;
        self.finish_steps(context, StepAct::Accept)?;
        let case_id = self.case.id.0;
        // Where an organ accepts, the law's clock starts at the organ's receipt (domain A1).
        let start = if self.item.accepts.here() { day } else { self.case.forwarded_day.unwrap_or(day) };
        if let Some(basis) = self.statutory_basis(context, start) {
            context.promise(PromiseKind::Statutory, ("case", case_id), &self.case, basis)?;
        }
        if let Some(limit) = self.item.committed {
            let basis = context.catalogue_basis(&self.case, limit, day, p::SERVICE_COMMITMENT.zh);
            context.promise(PromiseKind::Committed, ("case", case_id), &self.case, basis)?;
        }
        self.start_step(context, day)?;
        let promised: Vec<CaseMaterial> = self
            .materials
            .iter()
            .filter(|material| material.state == MaterialState::Promised)
            .cloned()
            .collect();
        for material in promised {
            self.await_promised(context, &material, day)?;
        }
        Ok(())
    }

    /// The statutory limit: of the item's own and those that profiles in force give for the item, the one
    /// that ends first; a licence without any has the law's ordinary or joint limit (CL-3).
    fn statutory_basis(&self, context: &Context<'_>, start: Day) -> Option<Basis> {
        let own = self
            .item
            .statutory
            .map(|limit| context.catalogue_basis(&self.case, limit, start, &self.item.legal_basis));
        let what = format!("statutory-{}", self.case.item_code.to_ascii_lowercase());
        let found = own.into_iter().chain(context.ruled_all(&what, start));
        let binding = found.min_by_key(|basis| context.calendar.due(&basis.term()).day);
        binding.or_else(|| {
            let what = match self.case.kind {
                Kind::Joint => "joint-decision",
                _ => "decision",
            };
            context.ruled(what, start).filter(|_| self.item.first_step == FirstStep::Licence)
        })
    }

    /// Opens the promise `supplement` for a material that was promised for later (ON-14).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn await_promised(
        &self,
        context: &mut Context<'_>,
        material: &CaseMaterial,
        start: Day,
    ) -> Result<()> {
        let days = material.deferral_days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
        let limit = (days, crate::calendar::Unit::Wd);
        let mut basis = context.catalogue_basis(&self.case, limit, start, p::DEFERRED_ACCEPTANCE.zh);
        basis.rule = "ON-14".to_owned();
        context.promise(PromiseKind::Supplement, ("case_material", material.id.0), &self.case, basis)?;
        Ok(())
    }

    /// Marks every open step that `act` finishes as done today.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn finish_steps(&mut self, context: &Context<'_>, act: StepAct) -> Result<()> {
        for step in &mut self.steps {
            if step.act == act && step.done_day.is_none() {
                step.done_day = Some(context.today);
                step.done_by = Some(context.actor.id);
                context.save(step)?;
            }
        }
        let open: Vec<i64> =
            self.steps.iter().filter(|step| step.done_day.is_none()).map(|step| step.id.0).collect();
        context.end_promises(self.case.id, PromiseState::Kept, |promise| {
            promise.kind == PromiseKind::Step
                && promise.subject_kind == "case_step"
                && !open.contains(&promise.subject_id)
        })
    }

    /// Starts the clock of the first open step, where it has a limit of its own.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn start_step(&self, context: &mut Context<'_>, start: Day) -> Result<()> {
        let Some(step) = self.steps.iter().find(|step| step.done_day.is_none()) else { return Ok(()) };
        let Some(period) = step.period() else { return Ok(()) };
        let limit = (period.days, period.unit);
        let basis = context.catalogue_basis(&self.case, limit, start, &step.name);
        context.promise(PromiseKind::Step, ("case_step", step.id.0), &self.case, basis)?;
        Ok(())
    }

    /// The first step that the act `step` finishes and that is open.
    #[must_use]
    pub fn open_work_step(&self) -> Option<usize> {
        self.steps.iter().position(|step| step.act == StepAct::Work && step.done_day.is_none())
    }

    /// The basis of the notice promise (domain A1): the law's days for a licence and where the station
    /// promises ON-5, seven working days for `abandoned`, at once for all others.
    #[must_use]
    pub fn notice_basis(&self, context: &Context<'_>) -> Basis {
        notice_basis(context, &self.case, &self.item)
    }
}

/// The basis of the notice promise of a case of `item`.
#[must_use]
pub fn notice_basis(context: &Context<'_>, case: &Case, item: &Item) -> Basis {
    let start = case.received_day;
    let ruled = match item.first_step {
        FirstStep::Abandoned => context.ruled("notice-abandoned", start),
        FirstStep::Licence => context.ruled("notice", start),
        _ if item.promises_notice => context.ruled("notice", start).map(|basis| Basis {
            profile: "station".to_owned(),
            legal: p::SERVICE_COMMITMENT.zh.to_owned(),
            ..basis
        }),
        _ => None,
    };
    ruled.unwrap_or_else(|| Basis {
        profile: "station".to_owned(),
        rule: "A1".to_owned(),
        ..context.catalogue_basis(case, (0, crate::calendar::Unit::Wd), start, p::AT_ONCE.zh)
    })
}

/// The steps that a case of `item` has, the act that finishes each by its name: 受理 by acceptance,
/// 决定 by the decision, 送达 and its like by delivery, all others by the act `step`.
///
/// # Errors
/// Whatever the engine reports.
pub fn steps_of(context: &Context<'_>, case: CaseId, item: &Item) -> Result<Vec<CaseStep>> {
    let first = context.store.next_id::<CaseStep>()?;
    let mut steps = Vec::new();
    for (at, step) in item.steps.iter().enumerate() {
        let place = i64::try_from(at).unwrap_or(i64::MAX);
        let act = step_act(&step.name);
        let record = CaseStep {
            id: StepId(first + place),
            version: 1,
            voided_at: None,
            case_id: case,
            place: place + 1,
            name: step.name.clone(),
            days: step.days.map(|(days, _)| i64::from(days)),
            unit: step.days.map(|(_, unit)| unit.code().to_owned()),
            by: step.by.clone(),
            act,
            done_day: None,
            done_by: None,
            remark: String::new(),
        };
        context.store.insert(&record)?;
        steps.push(record);
    }
    Ok(steps)
}

/// Which act finishes a step of this name.
#[must_use]
pub fn step_act(name: &str) -> StepAct {
    if name == "受理" {
        StepAct::Accept
    } else if name.contains("决定") || name.contains("确认") {
        StepAct::Decide
    } else if ["送达", "反馈", "发放", "领取"].iter().any(|word| name.contains(word)) {
        StepAct::Deliver
    } else {
        StepAct::Work
    }
}
