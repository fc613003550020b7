//! Originals change hands (AG-2): handed over, confirmed, lawfully kept, reported lost.

use super::super::command::Effect;
use super::super::content;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use crate::domain::Refusal;
use crate::domain::case::{Act, Case};
use crate::domain::custody::{self, HandOver, Holder, HolderKind, Original, Way};
use crate::domain::document::DocumentKind;
use crate::domain::id::{OriginalId, TransferId};
use crate::domain::material::MaterialState;
use crate::domain::operator::{Operator, Role};
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::{Message, agency as w};
use serde::{Deserialize, Serialize};

/// The first number of an original that is no material of the case.
const FIRST_OTHER: i64 = 51;

/// Hands originals over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Transfer {
    /// Which, by their numbers in the list of materials.
    pub originals: Vec<i64>,
    /// The name of another original, which is no material of the case.
    pub other: String,
    /// How many pages each has, in the order of `originals`, the other one last; as known where it is empty.
    pub pages: Vec<i64>,
    /// To whom; the window where it is empty.
    pub to: Option<HolderKind>,
    /// The agent's code, where an agent takes them; whoever acts where it is empty.
    pub agent: Option<String>,
    /// The office, where an office takes them.
    pub office: String,
    /// How; face to face where it is empty.
    pub way: Option<Way>,
    /// The number of the post.
    pub post_number: Option<String>,
    /// Whether the other side signed the list.
    pub signed: bool,
    /// What is to be said about it.
    pub remark: String,
}

/// Confirms originals that were handed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Receive {
    /// Which, by their numbers; all that wait where it is empty.
    pub originals: Vec<i64>,
    /// How many pages were counted, in their order; as given where it is empty.
    pub pages: Vec<i64>,
    /// Whether they came back to the giver instead.
    pub came_back: bool,
    /// What is to be said about it; needed where the pages differ.
    pub remark: String,
}

/// Keeps originals lawfully.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keep {
    /// Which, by their numbers.
    pub originals: Vec<i64>,
    /// The legal reason.
    pub reason: String,
}

/// Reports an original lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportLost {
    /// Which, by their numbers.
    pub originals: Vec<i64>,
    /// What happened.
    pub report: String,
    /// What follows for the owner.
    pub consequence: String,
    /// What is done about it.
    pub remedy: String,
}

impl Transfer {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Transfer)?;
        let over = HandOver {
            to: self.taker(context, &file.case)?,
            way: self.way.unwrap_or(Way::InPerson),
            post_number: self
                .post_number
                .as_deref()
                .map(|text| text_within("post_number", text, 40))
                .transpose()?,
            pages: 0,
            signed: self.signed,
        };
        let remark = text_within("remark", &self.remark, 500)?;
        let mut chosen = self.chosen(context, file)?;
        if self.pages.len() > chosen.len() {
            let what = w::PAGES_LEFT_OVER.with("pages", self.pages.len()).with("originals", chosen.len());
            return Err(Refusal::invalid("pages", what).into());
        }
        require_entrusted(context, file, &chosen, &over.to)?;
        require_same_pages(&chosen, &remark)?;
        let done = hand_over(context, file, &mut chosen, &over, &remark)?;
        list_of_hand_over(context, file, &done)?;
        file.save(context)?;
        let open = done.iter().any(custody::Transfer::open);
        let phrase = if open { &w::DONE_TRANSFER_OPEN } else { &w::DONE_TRANSFER };
        let message = phrase.with("number", &file.case.number).with("to", over.to.label());
        Ok(Effect::on_case(&file.case, message))
    }

    fn taker(&self, context: &Context<'_>, case: &Case) -> Result<Holder> {
        let kind = self.to.unwrap_or(HolderKind::Window);
        match kind {
            HolderKind::Resident => Ok(resident(case)),
            HolderKind::Window => Ok(window(context, case)),
            HolderKind::Office => {
                let name = text_within("office", &self.office, 100)?;
                if name.is_empty() {
                    return Err(Refusal::invalid("office", &w::OFFICE_WANTED).into());
                }
                Ok(Holder { kind, operator: None, name })
            }
            HolderKind::Agent => match self.agent.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
                Some(code) => Ok(agent(&agent_named(context, code)?)),
                None if context.actor.is(Role::Agent) => {
                    Ok(Holder { kind, operator: Some(context.actor.id), name: context.actor.name.clone() })
                }
                // Whoever carries the case.
                None => {
                    let carries = context.store.authority(case.id)?.map(|authority| authority.agent_id.0);
                    let known = carries.map(|id| context.store.get::<Operator>(id)).transpose()?.flatten();
                    Ok(agent(&known.ok_or_else(|| Refusal::invalid("agent", &w::AGENT_WANTED))?))
                }
            },
            HolderKind::Post => Err(Refusal::invalid("to", &w::NO_POST_NUMBER).into()),
        }
    }

    /// The originals that are named, each with its pages; one that never left its owner's hands is entered
    /// as theirs.
    fn chosen(&self, context: &Context<'_>, file: &CaseFile) -> Result<Vec<(Original, i64)>> {
        let known = context.store.originals(file.case.id)?;
        let pages = |at: usize| self.pages.get(at).copied();
        let mut chosen: Vec<(Original, i64)> = Vec::new();
        for (at, place) in self.originals.iter().enumerate() {
            if chosen.iter().any(|(original, _)| original.place == *place) {
                continue;
            }
            if let Some(original) = known.iter().find(|original| original.place == *place) {
                chosen.push((original.clone(), pages(at).unwrap_or(original.pages)));
                continue;
            }
            let material = file.materials.iter().find(|one| one.place == *place && one.voided_at.is_none());
            let Some(material) = material else {
                return Err(Refusal::invalid("originals", w::NO_SUCH_ORIGINAL.with("place", *place)).into());
            };
            if !matches!(material.state, MaterialState::Ok | MaterialState::Wrong) {
                return Err(Refusal::rule("AG-2", w::MATERIAL_NOT_IN.with("name", &material.name))
                    .at("originals")
                    .into());
            }
            let pages = pages(at)
                .or(material.pages)
                .ok_or_else(|| Refusal::invalid("pages", w::PAGES_WANTED.with("name", &material.name)))?;
            let mut original = new_original(context, &file.case, &material.name, pages)?;
            original.material_id = Some(material.id);
            original.place = material.place;
            chosen.push((original, pages));
        }
        let other = text_within("other", &self.other, 100)?;
        if !other.is_empty() {
            let pages = pages(self.originals.len())
                .ok_or_else(|| Refusal::invalid("pages", w::PAGES_WANTED.with("name", &other)))?;
            let mut original = new_original(context, &file.case, &other, pages)?;
            original.place = next_place(&known);
            chosen.push((original, pages));
        }
        if chosen.is_empty() {
            return Err(Refusal::invalid("originals", &w::NO_ORIGINAL_NAMED)
                .advise(&w::NO_ORIGINAL_NAMED_ADVICE)
                .into());
        }
        Ok(chosen)
    }
}

/// AG-1, ON-8: originals go to the agent of the case or the substitute, and nobody else's; what still lies at an
/// office they fetch home after the agency has ended, too.
fn require_entrusted(
    context: &Context<'_>,
    file: &CaseFile,
    chosen: &[(Original, i64)],
    to: &Holder,
) -> Result<()> {
    if to.kind != HolderKind::Agent {
        return Ok(());
    }
    let fetched = chosen.iter().all(|(original, _)| original.holder_kind == HolderKind::Office);
    let named = context.store.authorities(file.case.id)?.iter().any(|authority| {
        (authority.open() || fetched)
            && (Some(authority.agent_id) == to.operator || authority.substitute_id == to.operator)
    });
    if named {
        return Ok(());
    }
    crate::domain::agency::require_agency(&file.item)?;
    let what = w::AGENT_WITHOUT.with("number", &file.case.number).with("name", &to.name);
    Err(Refusal::rule("AG-1", what).advise(&w::NO_AUTHORITY_ADVICE).at("agent").into())
}

/// Pages that differ from what is recorded need a word about it.
fn require_same_pages(chosen: &[(Original, i64)], remark: &str) -> Result<()> {
    let differs = chosen.iter().find(|(one, pages)| one.version > 0 && one.pages != *pages);
    match differs.filter(|(_, pages)| remark.is_empty() && custody::PAGES.contains(pages)) {
        Some((one, pages)) => {
            let what =
                w::PAGES_CHANGED.with("name", &one.name).with("known", one.pages).with("pages", *pages);
            Err(Refusal::rule("AG-2", what).advise(&w::PAGES_DIFFER_ADVICE).at("remark").into())
        }
        None => Ok(()),
    }
}

/// The number of the next original that is no material.
pub(super) fn next_place(known: &[Original]) -> i64 {
    known.iter().map(|one| one.place + 1).max().unwrap_or(FIRST_OTHER).max(FIRST_OTHER)
}

/// An original in its owner's hands, not yet written: version 0 says so.
pub(super) fn new_original(context: &Context<'_>, case: &Case, name: &str, pages: i64) -> Result<Original> {
    let owner = resident(case);
    Ok(Original {
        id: OriginalId(context.store.next_id::<Original>()?),
        version: 0,
        voided_at: None,
        case_id: case.id,
        material_id: None,
        place: 0,
        name: name.to_owned(),
        pages,
        holder_kind: owner.kind,
        holder_operator: None,
        holder_name: owner.name,
        since: context.now,
        kept_reason: None,
        lost_at: None,
        lost_report: None,
        lost_consequence: None,
        lost_remedy: None,
    })
}

/// The owner, as a holder.
pub(super) fn resident(case: &Case) -> Holder {
    Holder { kind: HolderKind::Resident, operator: None, name: case.applicant_name.clone() }
}

/// The window of the case, as a holder.
pub(super) fn window(context: &Context<'_>, case: &Case) -> Holder {
    let name =
        if context.actor.window.is_empty() { case.window.clone() } else { context.actor.window.clone() };
    Holder { kind: HolderKind::Window, operator: None, name }
}

/// An agent, as a holder.
pub(super) fn agent(operator: &Operator) -> Holder {
    Holder { kind: HolderKind::Agent, operator: Some(operator.id), name: operator.name.clone() }
}

/// The agent with this code.
///
/// # Errors
/// Unknown, no agent, or left.
pub(super) fn agent_named(context: &Context<'_>, code: &str) -> Result<Operator> {
    let found = context.store.operator_by_code(code.trim())?;
    let operator = found.ok_or_else(|| {
        Refusal::not_found(crate::words::case::NO_SUCH_OPERATOR.with("code", code)).at("agent")
    })?;
    require_agent(&operator)?;
    Ok(operator)
}

/// Refuses who is no agent, or has left.
pub(super) fn require_agent(operator: &Operator) -> Result<()> {
    if !operator.roles.contains(&Role::Agent) {
        return Err(Refusal::rule("AG-1", w::NOT_AN_AGENT.with("name", &operator.name)).at("agent").into());
    }
    if operator.disabled_at.is_some() {
        return Err(Refusal::rule("AG-1", w::AGENT_LEFT.with("name", &operator.name)).at("agent").into());
    }
    Ok(())
}

/// Hands each of `chosen` over as `over` says, with its own pages; the holder changes when it is complete,
/// by post at once to the post.
///
/// # Errors
/// AG-2, or whatever the engine reports.
pub(super) fn hand_over(
    context: &Context<'_>,
    file: &CaseFile,
    chosen: &mut [(Original, i64)],
    over: &HandOver,
    remark: &str,
) -> Result<Vec<custody::Transfer>> {
    let mut done = Vec::new();
    // Ids of records that are not written yet follow each other.
    let first = context.store.next_id::<Original>()?;
    for ((original, pages), more) in chosen.iter_mut().zip(0_i64..) {
        let over = HandOver { pages: *pages, ..over.clone() };
        let open = if original.version == 0 { None } else { context.store.open_transfer(original.id)? };
        // Who left cannot give any more: a manager stands in for them.
        let actor = standing_in(context, original)?;
        let complete = custody::hand_over(&actor, original, open.as_ref(), &over, !remark.is_empty())?;
        let from = original.holder();
        original.pages = over.pages;
        if original.version == 0 {
            original.version = 1;
            original.id = OriginalId(original.id.0.max(first + more));
            context.store.insert(original)?;
        }
        let transfer = custody::Transfer {
            id: TransferId(context.store.next_id::<custody::Transfer>()?),
            version: 1,
            voided_at: None,
            original_id: original.id,
            case_id: file.case.id,
            from_kind: from.kind,
            from_operator: from.operator,
            from_name: from.name,
            to_kind: over.to.kind,
            to_operator: over.to.operator,
            to_name: over.to.name.clone(),
            pages: over.pages,
            way: over.way,
            post_number: over.post_number.clone().filter(|_| over.way == Way::Post),
            given_at: context.now,
            given_by: context.actor.id,
            signed: over.signed,
            received_at: complete.then_some(context.now),
            received_by: complete.then_some(context.actor.id),
            received_pages: complete.then_some(over.pages),
            came_back: false,
            remark: remark.to_owned(),
            document_id: None,
        };
        context.store.insert(&transfer)?;
        if let Some(post) = transfer.post() {
            original.hand_to(post, context.now);
            await_post(context, &file.case, &transfer)?;
        } else if complete {
            original.hand_to(over.to.clone(), context.now);
        }
        original.kept_reason = None;
        found_again(original);
        context.save(original)?;
        done.push(transfer);
    }
    settle_return(context, &file.case)?;
    Ok(done)
}

/// What changes hands is no longer lost; how it was found stands in the remark of the transfer.
fn found_again(original: &mut Original) {
    original.lost_at = None;
    original.lost_report = None;
    original.lost_consequence = None;
    original.lost_remedy = None;
}

/// Who acts for the holder: the operator, or for an agent who left whoever manages the station.
fn standing_in(context: &Context<'_>, original: &Original) -> Result<crate::domain::operator::Actor> {
    let mut actor = context.actor.clone();
    if let Some(holder) = original.holder_operator.filter(|_| actor.is(Role::Manager)) {
        let left = context.store.get::<Operator>(holder.0)?.is_some_and(|one| one.disabled_at.is_some());
        if left {
            actor.id = holder;
        }
    }
    Ok(actor)
}

/// Post is to be confirmed within the days of the rule in force.
fn await_post(context: &Context<'_>, case: &Case, transfer: &custody::Transfer) -> Result<()> {
    if let Some(basis) = context.ruled("post-receipt", context.today) {
        let owed = owed(context, case)?;
        context.owe(PromiseKind::Custody, ("transfer", transfer.id.0), owed, basis)?;
    }
    Ok(())
}

fn owed(context: &Context<'_>, case: &Case) -> Result<Owed> {
    let (department, grid_id, window) = context.store.facets(case.id)?;
    let agent = context.store.authority(case.id)?.map(|authority| authority.agent_id);
    Ok(Owed {
        case_id: Some(case.id),
        item_id: Some(case.item_id),
        department,
        grid_id,
        window,
        ..Owed::by(agent.unwrap_or(case.owner_id))
    })
}

/// Once the matter has ended, originals that are out are owed back within the days of the rule in force.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn owe_return(context: &Context<'_>, case: &Case) -> Result<()> {
    if !context.store.originals(case.id)?.iter().any(Original::out) {
        return Ok(());
    }
    let owes = context.store.promises(case.id)?.iter().any(|promise| {
        promise.open() && promise.kind == PromiseKind::Custody && promise.subject_kind == "case"
    });
    if let Some(basis) = context.ruled("custody-return", context.today).filter(|_| !owes) {
        context.owe(PromiseKind::Custody, ("case", case.id.0), owed(context, case)?, basis)?;
    }
    Ok(())
}

/// Once no original is out, none is owed back.
fn settle_return(context: &Context<'_>, case: &Case) -> Result<()> {
    if context.store.originals(case.id)?.iter().any(Original::out) {
        return Ok(());
    }
    context.end_promises(case.id, PromiseState::Kept, |promise| {
        promise.kind == PromiseKind::Custody && promise.subject_kind == "case"
    })
}

/// Puts the hand-over on paper, and ties each transfer to the list.
pub(super) fn list_of_hand_over(
    context: &mut Context<'_>,
    file: &CaseFile,
    done: &[custody::Transfer],
) -> Result<()> {
    let originals = context.store.originals(file.case.id)?;
    file.document(context, DocumentKind::Handover, |papers, _| content::transfer(papers, done, &originals))?;
    let document = context.documents.last().map(|document| document.id);
    for transfer in done {
        let mut transfer = transfer.clone();
        transfer.document_id = document;
        context.save(&mut transfer)?;
    }
    Ok(())
}

impl Receive {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Receive)?;
        let remark = text_within("remark", &self.remark, 500)?;
        let originals = context.store.originals(file.case.id)?;
        let waiting = self.waiting(context, &file.case, &originals)?;
        if self.pages.len() > waiting.len() {
            let what = w::PAGES_LEFT_OVER.with("pages", self.pages.len()).with("originals", waiting.len());
            return Err(Refusal::invalid("pages", what).into());
        }
        if waiting.is_empty() {
            return Err(Refusal::rule("AG-2", &w::NOTHING_TO_RECEIVE).into());
        }
        for (at, (mut original, mut transfer)) in waiting.iter().cloned().enumerate() {
            if original.lost_at.is_some() && remark.is_empty() {
                let what =
                    w::LOST_ALREADY.with("name", &original.name).with("holder", original.holder().label());
                return Err(Refusal::rule("AG-2", what).advise(&w::LOST_ADVICE).at("remark").into());
            }
            let outside = matches!(transfer.to_kind, HolderKind::Resident | HolderKind::Office);
            if outside && !self.came_back && remark.is_empty() {
                // Nobody of theirs is at the keyboard: what the post said stands for their signature.
                let what = w::PROOF_WANTED.with("to", transfer.to().label());
                return Err(Refusal::rule("AG-2", what).advise(&w::PROOF_WANTED_ADVICE).at("remark").into());
            }
            found_again(&mut original);
            let pages = self.pages.get(at).copied().unwrap_or(transfer.pages);
            if !custody::PAGES.contains(&pages) {
                let what = w::BAD_PAGES.with("name", &original.name).with("pages", pages);
                let advice = w::BAD_PAGES_ADVICE.with("most", *custody::PAGES.end());
                return Err(Refusal::invalid("pages", what).advise(advice).into());
            }
            if pages != transfer.pages && remark.is_empty() {
                let what = w::PAGES_DIFFER
                    .with("name", &original.name)
                    .with("given", transfer.pages)
                    .with("received", pages);
                return Err(Refusal::rule("AG-2", what).advise(&w::PAGES_DIFFER_ADVICE).at("remark").into());
            }
            transfer.received_at = Some(context.now);
            transfer.received_by = Some(context.actor.id);
            transfer.received_pages = Some(pages);
            transfer.came_back = self.came_back;
            transfer.remark = [transfer.remark.as_str(), &remark].join(" ").trim().to_owned();
            original.pages = pages;
            original.hand_to(transfer.ends_with(), context.now);
            context.save(&mut transfer)?;
            context.save(&mut original)?;
            context.end_promises(file.case.id, PromiseState::Kept, |promise| {
                promise.subject_kind == "transfer" && promise.subject_id == transfer.id.0
            })?;
        }
        settle_return(context, &file.case)?;
        file.save(context)?;
        let done = if self.came_back { &w::DONE_RECEIVE_BACK } else { &w::DONE_RECEIVE };
        Ok(Effect::on_case(&file.case, done.with("number", &file.case.number).with("count", waiting.len())))
    }

    /// The open transfers that are named, in the order in which they are named; where none is, those that whoever
    /// acts may confirm.
    fn waiting(
        &self,
        context: &Context<'_>,
        case: &Case,
        originals: &[Original],
    ) -> Result<Vec<(Original, custody::Transfer)>> {
        let mut open = Vec::new();
        for original in originals {
            if let Some(transfer) = context.store.open_transfer(original.id)? {
                let may = may_confirm(context, case, &transfer, self.came_back)?;
                open.push((original.clone(), transfer, may));
            }
        }
        if self.originals.is_empty() {
            if open.iter().all(|(.., may)| may.is_err())
                && let Some((.., Err(refusal))) = open.first()
            {
                // Somebody else's: the refusal says who confirms.
                return Err(refusal.clone().into());
            }
            let mine = open.into_iter().filter(|(.., may)| may.is_ok());
            return Ok(mine.map(|(original, transfer, _)| (original, transfer)).collect());
        }
        let mut waiting: Vec<(Original, custody::Transfer)> = Vec::new();
        for place in &self.originals {
            let found = open.iter().find(|(original, ..)| original.place == *place).cloned();
            let Some((original, transfer, may)) = found else {
                return Err(Refusal::invalid("originals", w::NOT_WAITING.with("place", *place)).into());
            };
            may?;
            if !waiting.iter().any(|(known, _)| known.id == original.id) {
                waiting.push((original, transfer));
            }
        }
        Ok(waiting)
    }
}

/// Whether whoever acts may confirm a transfer: a side of it, the agent who has the case now, or for somebody who
/// left a manager.
fn may_confirm(
    context: &Context<'_>,
    case: &Case,
    transfer: &custody::Transfer,
    came_back: bool,
) -> Result<std::result::Result<(), Refusal>> {
    let mut actor = context.actor.clone();
    let sides = [transfer.from_operator, transfer.to_operator, Some(transfer.given_by)];
    for side in sides.into_iter().flatten() {
        let left = context.store.get::<Operator>(side.0)?.is_some_and(|one| one.disabled_at.is_some());
        let agent = context.store.authority(case.id)?.map(|authority| authority.agent_id);
        if left && (context.actor.is(Role::Manager) || agent == Some(context.actor.id)) {
            actor.id = side;
        }
    }
    Ok(custody::confirm(&actor, transfer, came_back))
}

/// The originals of a case with these numbers.
fn named(context: &Context<'_>, file: &CaseFile, places: &[i64]) -> Result<Vec<Original>> {
    let known = context.store.originals(file.case.id)?;
    let mut found: Vec<Original> = Vec::new();
    for place in places {
        if found.iter().any(|original| original.place == *place) {
            continue;
        }
        let original = known.iter().find(|original| original.place == *place).cloned();
        found.push(
            original
                .ok_or_else(|| Refusal::invalid("originals", w::NO_SUCH_ORIGINAL.with("place", *place)))?,
        );
    }
    if found.is_empty() {
        return Err(Refusal::invalid("originals", &w::NO_ORIGINAL_NAMED)
            .advise(&w::NO_ORIGINAL_NAMED_ADVICE)
            .into());
    }
    Ok(found)
}

/// Marks originals as lawfully kept where they are: at an office or at the window (AG-2).
///
/// # Errors
/// AG-2: in an agent's or the post's hands; on the way; home already.
pub(super) fn keep(context: &Context<'_>, originals: &mut [Original], reason: &str) -> Result<()> {
    for original in originals {
        let named = |phrase: &'static crate::words::Phrase| -> Message {
            phrase.with("name", &original.name).with("holder", original.holder().label())
        };
        if let Some(open) = context.store.open_transfer(original.id)? {
            let what = w::TRANSFER_OPEN.with("name", &original.name).with("to", open.to().label());
            return Err(Refusal::rule("AG-2", what).advise(&w::TRANSFER_OPEN_ADVICE).at("originals").into());
        }
        match original.holder_kind {
            HolderKind::Office | HolderKind::Window if original.lost_at.is_none() => {}
            HolderKind::Resident => {
                return Err(Refusal::rule("AG-2", named(&w::HOME_ALREADY)).at("originals").into());
            }
            _ => {
                return Err(Refusal::rule("AG-2", named(&w::KEEP_WHERE))
                    .advise(&w::KEEP_WHERE_ADVICE)
                    .at("originals")
                    .into());
            }
        }
        original.kept_reason = Some(reason.to_owned());
        context.save(original)?;
    }
    Ok(())
}

impl Keep {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Keep)?;
        let reason = required("reason", &self.reason, 500)?;
        let mut chosen = named(context, file, &self.originals)?;
        keep(context, &mut chosen, &reason)?;
        settle_return(context, &file.case)?;
        file.save(context)?;
        let message = w::DONE_KEEP.with("number", &file.case.number).with("count", chosen.len());
        Ok(Effect::on_case(&file.case, message))
    }
}

impl ReportLost {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::ReportLost)?;
        let report = required("report", &self.report, 1000)?;
        let consequence = required("consequence", &self.consequence, 500)?;
        let remedy = required("remedy", &self.remedy, 500)?;
        let mut chosen = named(context, file, &self.originals)?;
        for original in &mut chosen {
            let about = |phrase: &'static crate::words::Phrase| {
                phrase.with("name", &original.name).with("holder", original.holder().label())
            };
            if original.lost_at.is_some() {
                return Err(Refusal::rule("AG-2", about(&w::LOST_ALREADY)).at("originals").into());
            }
            if original.holder_kind == HolderKind::Resident {
                return Err(Refusal::rule("AG-2", about(&w::HOME_ALREADY)).at("originals").into());
            }
            original.lost_at = Some(context.now);
            original.lost_report = Some(report.clone());
            original.lost_consequence = Some(consequence.clone());
            original.lost_remedy = Some(remedy.clone());
            context.save(original)?;
        }
        settle_return(context, &file.case)?;
        file.document(context, DocumentKind::Loss, |papers, _| content::loss(papers, &chosen))?;
        file.save(context)?;
        Ok(Effect::on_case(&file.case, w::DONE_LOST.with("number", &file.case.number)))
    }
}
