//! The authority of an agent: signed, suspended, continued, ended, taken over (AG-1, AG-3, AG-4).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use super::custody::{agent_named, owe_return, require_agent};
use super::take::check_text;
use crate::calendar::{Day, parse_day};
use crate::domain::Refusal;
use crate::domain::agency::{self, Ages, Authority, AuthorityState, Leg, LegState, Signer};
use crate::domain::case::Act;
use crate::domain::document::DocumentKind;
use crate::domain::id::{AuthorityId, LegId, OperatorId};
use crate::domain::identifier;
use crate::domain::operator::{Actor, Operator, Role};
use crate::domain::person::Grid;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{Message, agency as w, desk as d};
use serde::{Deserialize, Serialize};

/// How far ahead an authority may reach.
const MOST_DAYS: i64 = 3660;

/// Entrusts the errands of a case to an agent, or records that the authority was signed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Authorise {
    /// The agent's code; the grid's agent, or whoever acts, where it is empty.
    pub agent: Option<String>,
    /// The substitute's code; the grid's where it is empty.
    pub substitute: Option<String>,
    /// Who signs; the applicant where it is empty (AG-4).
    pub signer: Option<Signer>,
    /// The signer's name, where it is somebody else.
    pub signer_name: String,
    /// The signer's identity number, where it is somebody else.
    pub signer_id_number: Option<String>,
    /// The signer's telephone number, where it is somebody else.
    pub signer_phone: Option<String>,
    /// What the signer is to the applicant.
    pub relation: String,
    /// What the agent may do; the usual powers where it is empty.
    pub powers: String,
    /// The first day; today where it is empty.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Whether both sides signed.
    pub signed: bool,
}

/// Suspends the agency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Suspend {
    /// Why.
    pub reason: String,
}

/// Continues the agency, or renews its term.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Continue {
    /// The new last day; as before where it is empty and still to come.
    pub until: Option<String>,
    /// Why.
    pub reason: String,
    /// Whether both sides signed the continuation.
    pub signed: bool,
}

/// Ends the agency before the matter is finished.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Terminate {
    /// Why.
    pub reason: String,
}

/// Finishes the agency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Complete {
    /// What is to be said about it.
    pub remark: String,
}

/// Takes over from the agent of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TakeOver {
    /// Why.
    pub reason: String,
}

/// The open authority of a case.
///
/// # Errors
/// AG-1 where it has none.
pub(super) fn authority(context: &Context<'_>, file: &CaseFile) -> Result<Authority> {
    let found = context.store.authority(file.case.id)?;
    Ok(found.ok_or_else(|| {
        Refusal::rule("AG-1", w::NO_AUTHORITY.with("number", &file.case.number))
            .advise(&w::NO_AUTHORITY_ADVICE)
    })?)
}

/// The open authority, of whoever acts: its agent, or somebody of the window.
fn own_authority(context: &Context<'_>, file: &CaseFile) -> Result<Authority> {
    let authority = authority(context, file)?;
    let window = context.actor.is(Role::Clerk) || context.actor.is(Role::Manager);
    if authority.agent_id != context.actor.id && !window {
        let name = context.operator_name(authority.agent_id)?;
        let what = w::NOT_YOUR_AGENCY.with("name", name).with("actor", &context.actor.name);
        return Err(Refusal::rule("AG-1", what).advise(&w::ANOTHER_AGENT_ADVICE).into());
    }
    Ok(authority)
}

fn day(field: &str, text: Option<&str>) -> Result<Option<Day>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day = parse_day(text)
        .ok_or_else(|| Refusal::invalid(field, d::BAD_DAY.with("text", text)).advise(&d::BAD_DAY_ADVICE))?;
    Ok(Some(day))
}

/// The last day of a term: not before its first day or today, not ten years ahead.
fn last_day(context: &Context<'_>, from: Day, text: Option<&str>) -> Result<Option<Day>> {
    let Some(until) = day("until", text)? else { return Ok(None) };
    let earliest = from.max(context.today);
    if until < earliest {
        let what = w::UNTIL_BEFORE.with("until", until.to_string()).with("from", earliest.to_string());
        return Err(Refusal::invalid("until", what).advise(&w::UNTIL_BEFORE_ADVICE).into());
    }
    if until.signed_duration_since(from).num_days() > MOST_DAYS {
        return Err(Refusal::invalid("until", w::UNTIL_TOO_FAR.with("most", MOST_DAYS)).into());
    }
    Ok(Some(until))
}

impl Authorise {
    /// What records the signatures on an authority that is written: nothing else can be changed with them.
    fn signature() -> Self {
        Self { signed: true, ..Self::default() }
    }

    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Authorise)?;
        agency::require_agency(&file.item)?;
        match context.store.authority(file.case.id)? {
            Some(unsigned) if unsigned.state == AuthorityState::Unsigned && *self == Self::signature() => {
                self.sign(context, file, unsigned)
            }
            Some(authority) => {
                let name = context.operator_name(authority.agent_id)?;
                let what = w::AUTHORISED_ALREADY.with("name", name).with("state", authority.state.phrase());
                Err(Refusal::rule("AG-1", what).advise(&w::AUTHORISED_ALREADY_ADVICE).into())
            }
            None => self.write(context, file),
        }
    }

    fn write(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        let (agent, substitute) = self.agents(context, file)?;
        let signer = self.signer.unwrap_or(Signer::Applicant);
        let (name, number, phone) = self.signed_by(context, file, signer)?;
        let ages = Ages {
            guardian: context.rules.age("guardian").unwrap_or(0),
            elderly: context.rules.age("elderly").unwrap_or(u32::MAX),
        };
        agency::may_sign(signer, &file.person, number.as_deref(), ages, context.today)?;
        let from = day("from", self.from.as_deref())?.unwrap_or(context.today);
        if from < file.case.received_day {
            let what = w::FROM_TOO_EARLY
                .with("day", from.to_string())
                .with("earlier", file.case.received_day.to_string());
            return Err(Refusal::invalid("from", what).into());
        }
        let until = last_day(context, from, self.until.as_deref())?
            .ok_or_else(|| Refusal::invalid("until", &d::FIELD_EMPTY).advise(&w::UNTIL_BEFORE_ADVICE))?;
        let powers = text_within("powers", &self.powers, 500)?;
        let mut authority = Authority {
            id: AuthorityId(context.store.next_id::<Authority>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            document_id: None,
            signer,
            signer_name: name,
            signer_id_number: number,
            signer_phone: phone,
            relation: text_within("relation", &self.relation, 50)?,
            agent_id: agent.id,
            substitute_id: substitute.as_ref().map(|substitute| substitute.id),
            powers: if powers.is_empty() { w::POWERS_DEFAULT.zh.to_owned() } else { powers },
            from_day: from,
            until_day: until,
            signed_day: self.signed.then_some(context.today),
            state: if self.signed { AuthorityState::Active } else { AuthorityState::Unsigned },
            reason: String::new(),
            ended_day: None,
        };
        context.store.insert(&authority)?;
        plan_route(context, file)?;
        let paper = content::Agency::of(context.store, &authority)?;
        file.document(context, DocumentKind::Authority, |papers, _| content::authority(papers, &paper))?;
        authority.document_id = context.documents.last().map(|document| document.id);
        context.save(&mut authority)?;
        self.done(context, file, &agent)
    }

    fn sign(
        &self,
        context: &mut Context<'_>,
        file: &mut CaseFile,
        mut authority: Authority,
    ) -> Result<Effect> {
        authority.state = AuthorityState::Active;
        authority.signed_day = Some(context.today);
        context.save(&mut authority)?;
        let agent = context.store.get::<Operator>(authority.agent_id.0)?;
        let agent = agent.ok_or_else(|| Refusal::rule("AG-1", &w::NO_AGENT).advise(&w::NO_AGENT_ADVICE))?;
        self.done(context, file, &agent)
    }

    fn done(&self, context: &Context<'_>, file: &mut CaseFile, agent: &Operator) -> Result<Effect> {
        file.save(context)?;
        let done = if self.signed { &w::DONE_AUTHORISE } else { &w::DONE_AUTHORISE_DRAFT };
        Ok(Effect::on_case(&file.case, done.with("number", &file.case.number).with("agent", &agent.name)))
    }

    /// The agent and the substitute: as named, else the grid's, an absent agent giving way to the substitute.
    fn agents(&self, context: &Context<'_>, file: &CaseFile) -> Result<(Operator, Option<Operator>)> {
        let grid: Option<Grid> = match file.person.grid_id {
            Some(grid) => context.store.get(grid.0)?,
            None => None,
        };
        let of = |id: Option<OperatorId>| -> Result<Option<Operator>> {
            Ok(id.map(|id| context.store.get::<Operator>(id.0)).transpose()?.flatten())
        };
        let filled = |code: &Option<String>| {
            code.as_deref().map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned)
        };
        let usable = |operator: &Operator| require_agent(operator).is_ok();
        let substitute = match filled(&self.substitute) {
            Some(code) => Some(agent_named(context, &code)?),
            None => of(grid.as_ref().and_then(|grid| grid.substitute_id))?.filter(usable),
        };
        let own = Some(context.actor.id).filter(|_| context.actor.is(Role::Agent));
        let mut agent = match filled(&self.agent) {
            Some(code) => agent_named(context, &code)?,
            None => of(grid.and_then(|grid| grid.agent_id))?
                .filter(usable)
                .or(of(own)?)
                .ok_or_else(|| Refusal::rule("AG-1", &w::NO_AGENT).advise(&w::NO_AGENT_ADVICE).at("agent"))?,
        };
        let mut substitute = substitute.filter(|one| one.id != agent.id || self.substitute.is_some());
        if substitute.as_ref().is_some_and(|one| one.id == agent.id) {
            return Err(Refusal::invalid("substitute", &w::SAME_AGENT).into());
        }
        if let Some(absence) = context.store.absence(agent.id, context.today)? {
            match substitute.take() {
                Some(one) if self.agent.is_none() => substitute = Some(std::mem::replace(&mut agent, one)),
                _ => {
                    let what = w::AGENT_AWAY
                        .with("name", &agent.name)
                        .with("from", absence.from_day.to_string())
                        .with("until", absence.until_day.to_string());
                    return Err(Refusal::rule("AG-1", what).advise(&w::AGENT_AWAY_ADVICE).at("agent").into());
                }
            }
        }
        require_not_kin(&agent, file)?;
        if let Some(substitute) = &substitute {
            require_not_kin(substitute, file)?;
        }
        Ok((agent, substitute))
    }

    /// Name, identity number and telephone number of who signs.
    fn signed_by(
        &self,
        context: &Context<'_>,
        file: &CaseFile,
        signer: Signer,
    ) -> Result<(String, Option<String>, Option<String>)> {
        if signer == Signer::Applicant {
            let person = &file.person;
            return Ok((file.case.applicant_name.clone(), person.id_number.clone(), person.phone.clone()));
        }
        let name = check_text("signer_name", identifier::name::check(&self.signer_name))?;
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let number = match filled(&self.signer_id_number) {
            Some(text) => {
                Some(check_text("signer_id_number", identifier::id_number::check(&text, context.today))?)
            }
            None => None,
        };
        let phone = match filled(&self.signer_phone) {
            Some(text) => Some(check_text("signer_phone", identifier::phone::check(&text))?),
            None => None,
        };
        Ok((name, number, phone))
    }
}

/// CP-14: nobody goes for themselves or a relative.
fn require_not_kin(operator: &Operator, file: &CaseFile) -> Result<()> {
    if Actor::of(operator).recused.contains(&file.case.applicant_id) {
        let mut refusal = Refusal::not_allowed(&crate::words::role::OWN_CASE)
            .advise(&crate::words::role::OWN_CASE_ADVICE)
            .at("agent");
        refusal.rule = Some("CP-14");
        return Err(refusal.into());
    }
    Ok(())
}

/// Enters the legs of the route that are neither done nor planned: all of them at first, and after an agency that
/// ended early those that are left, as further attempts.
fn plan_route(context: &Context<'_>, file: &CaseFile) -> Result<()> {
    let known = context.store.legs(file.case.id)?;
    let route = agency::route(&file.item);
    if route.is_empty() {
        return Err(Refusal::rule("AG-1", w::NO_ROUTE.with("item", &file.case.item_name)).into());
    }
    for (leg, place) in route.into_iter().zip(1_i64..) {
        let here = || known.iter().filter(|known| known.place == place);
        if here().any(|known| known.planned() || known.at_office() || known.state == LegState::Done) {
            continue;
        }
        let (days, unit) =
            leg.days.map_or((None, crate::calendar::Unit::Wd), |(days, unit)| (Some(i64::from(days)), unit));
        context.store.insert(&Leg {
            id: LegId(context.store.next_id::<Leg>()?),
            version: 1,
            voided_at: None,
            case_id: file.case.id,
            place,
            attempt: here().map(|known| known.attempt).max().unwrap_or(0) + 1,
            office: leg.office,
            hands_in: leg.hands_in,
            fetches: leg.fetches,
            days,
            unit,
            state: LegState::Planned,
            started_day: None,
            ended_day: None,
            agent_id: None,
            remark: String::new(),
        })?;
    }
    Ok(())
}

fn require_state(authority: &Authority, act: Act, states: &[AuthorityState]) -> Result<()> {
    if states.contains(&authority.state) {
        return Ok(());
    }
    let what = w::NOT_FROM_AUTHORITY.with("state", authority.state.phrase()).with("act", act.phrase());
    Err(Refusal::rule("AG-3", what).into())
}

/// Writes the authority and the document of a change of it.
fn on_paper(
    context: &mut Context<'_>,
    file: &mut CaseFile,
    authority: &mut Authority,
    kind: DocumentKind,
) -> Result<()> {
    context.save(authority)?;
    let originals = context.store.originals(file.case.id)?;
    let paper = content::Agency::of(context.store, authority)?;
    file.document(context, kind, |papers, _| content::agency_change(papers, kind, &paper, &originals))?;
    file.save(context)
}

impl Suspend {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Suspend)?;
        let mut authority = own_authority(context, file)?;
        require_state(&authority, Act::Suspend, &[AuthorityState::Active])?;
        authority.reason = required("reason", &self.reason, 500)?;
        authority.state = AuthorityState::Suspended;
        on_paper(context, file, &mut authority, DocumentKind::Suspension)?;
        Ok(Effect::on_case(&file.case, w::DONE_SUSPEND.with("number", &file.case.number)))
    }
}

impl Continue {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Continue)?;
        let mut authority = own_authority(context, file)?;
        agency::require_agency(&file.item)?;
        require_state(&authority, Act::Continue, &[AuthorityState::Active, AuthorityState::Suspended])?;
        let until = last_day(context, authority.from_day, self.until.as_deref())?;
        let over = authority.until_day < context.today;
        if until.is_none() && (over || authority.state == AuthorityState::Active) {
            return Err(Refusal::invalid("until", &d::FIELD_EMPTY).advise(&w::UNTIL_BEFORE_ADVICE).into());
        }
        if !self.signed {
            let other = crate::words::common::TEXT.with("text", &authority.signer_name);
            return Err(Refusal::rule("AG-1", w::NOT_SIGNED.with("other", other))
                .advise(&w::NOT_SIGNED_ADVICE)
                .at("signed")
                .into());
        }
        authority.reason = text_within("reason", &self.reason, 500)?;
        authority.until_day = until.unwrap_or(authority.until_day);
        authority.state = AuthorityState::Active;
        on_paper(context, file, &mut authority, DocumentKind::Continuation)?;
        let message =
            w::DONE_CONTINUE.with("number", &file.case.number).with("until", authority.until_day.to_string());
        Ok(Effect::on_case(&file.case, message))
    }
}

/// Ends the authority: legs that are not gone yet are not gone any more, originals are owed back.
fn end(
    context: &mut Context<'_>,
    file: &mut CaseFile,
    authority: &mut Authority,
    kind: DocumentKind,
) -> Result<()> {
    authority.ended_day = Some(context.today);
    for mut leg in context.store.legs(file.case.id)? {
        if leg.planned() {
            leg.voided_at = Some(context.now);
            context.save(&mut leg)?;
        }
    }
    owe_return(context, &file.case)?;
    on_paper(context, file, authority, kind)
}

/// What was done, with how many originals are still out.
fn still_out(context: &Context<'_>, file: &CaseFile, done: Message) -> Result<Message> {
    let count = context.store.originals(file.case.id)?.iter().filter(|one| one.out()).count();
    Ok(if count > 0 { w::STILL_OUT.with("done", done).with("count", count) } else { done })
}

impl Terminate {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Terminate)?;
        let mut authority = own_authority(context, file)?;
        authority.reason = required("reason", &self.reason, 500)?;
        authority.state = AuthorityState::Terminated;
        context.end_promises(file.case.id, PromiseState::Void, |promise| {
            promise.kind == PromiseKind::Step && promise.subject_kind == "leg"
        })?;
        for mut leg in context.store.legs(file.case.id)? {
            if leg.at_office() {
                leg.state = LegState::Ended;
                leg.ended_day = Some(context.today);
                leg.remark = [leg.remark.as_str(), &authority.reason].join(" ").trim().to_owned();
                context.save(&mut leg)?;
            }
        }
        end(context, file, &mut authority, DocumentKind::Termination)?;
        let done = w::DONE_TERMINATE.with("number", &file.case.number);
        Ok(Effect::on_case(&file.case, still_out(context, file, done)?))
    }
}

impl Complete {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Complete)?;
        let mut authority = own_authority(context, file)?;
        require_state(&authority, Act::Complete, &[AuthorityState::Active])?;
        if let Some(leg) = context.store.legs(file.case.id)?.iter().find(|leg| leg.at_office()) {
            return Err(Refusal::rule("AG-3", w::LEG_OUT.with("office", &leg.office))
                .advise(&w::LEG_OPEN_ADVICE)
                .into());
        }
        if let Some(leg) = context.store.legs(file.case.id)?.iter().find(|leg| leg.planned()) {
            return Err(Refusal::rule("AG-3", w::LEGS_LEFT.with("office", &leg.office))
                .advise(&w::LEGS_LEFT_ADVICE)
                .into());
        }
        authority.reason = text_within("remark", &self.remark, 500)?;
        authority.state = AuthorityState::Finished;
        end(context, file, &mut authority, DocumentKind::Completion)?;
        let done = w::DONE_COMPLETE.with("number", &file.case.number);
        Ok(Effect::on_case(&file.case, still_out(context, file, done)?))
    }
}

impl TakeOver {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::TakeOver)?;
        let mut authority = authority(context, file)?;
        if authority.substitute_id != Some(context.actor.id) {
            let what = w::NOT_SUBSTITUTE.with("name", &context.actor.name);
            return Err(Refusal::rule("AG-1", what).advise(&w::NOT_SUBSTITUTE_ADVICE).into());
        }
        text_within("reason", &self.reason, 500)?;
        let before = authority.agent_id;
        let agent = context.store.get::<Operator>(before.0)?;
        let gone = agent.as_ref().is_none_or(|agent| agent.disabled_at.is_some());
        if !gone && context.store.absence(before, context.today)?.is_none() {
            let name = context.operator_name(before)?;
            return Err(Refusal::rule("AG-1", w::AGENT_IS_HERE.with("name", name))
                .advise(&w::AGENT_IS_HERE_ADVICE)
                .into());
        }
        authority.agent_id = context.actor.id;
        authority.substitute_id = Some(before).filter(|_| !gone);
        context.save(&mut authority)?;
        for mut promise in context.store.promises(file.case.id)? {
            if promise.open() && promise.owner_id == before {
                promise.owner_id = context.actor.id;
                context.save(&mut promise)?;
            }
        }
        if file.case.owner_id == before {
            file.case.owner_id = context.actor.id;
        }
        file.save(context)?;
        let message = w::DONE_TAKE_OVER.with("number", &file.case.number).with("name", &context.actor.name);
        Ok(Effect::on_case(&file.case, message))
    }
}
