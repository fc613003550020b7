//! The legs of the route: handed in at an office, and come back from it with its outcome.

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::Result;
use super::authority::authority;
use super::case_file::CaseFile;
use super::check::{required, text_within};
use super::custody::{hand_over, list_of_hand_over, new_original, next_place};
use crate::domain::Refusal;
use crate::domain::agency::{Authority, Leg, LegOutcome, LegState, require_agency};
use crate::domain::case::Act;
use crate::domain::custody::{HandOver, Holder, HolderKind, Original, PAGES, Way};
use crate::domain::id::LegId;
use crate::domain::promise::{PromiseKind, PromiseState};
use crate::words::agency as w;
use serde::{Deserialize, Serialize};

/// Hands the next leg in at its office, with the originals that the agent carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetOut {
    /// Which originals go in, by their numbers; all that the agent holds where it is empty.
    pub originals: Vec<i64>,
    /// Whether they are only shown, and stay with the agent.
    pub shown_only: bool,
    /// Whether the office signed for them.
    pub signed: bool,
    /// What is to be said about it.
    pub remark: String,
}

/// Comes back from the office that has the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComeBack {
    /// How it went.
    pub outcome: LegOutcome,
    /// What is to be supplemented, why it was refused, or where it is stuck.
    #[serde(default)]
    pub remark: String,
    /// Whether originals stay at the office.
    #[serde(default)]
    pub originals_stay: bool,
    /// The name of an original that the office gave out, such as the result.
    #[serde(default)]
    pub fetched: String,
    /// How many pages it has.
    #[serde(default)]
    pub fetched_pages: i64,
    /// Whether both sides signed for what was handed back.
    #[serde(default)]
    pub signed: bool,
}

impl ComeBack {
    /// Done, and everything that lay at the office fetched and signed for.
    #[must_use]
    pub fn done() -> Self {
        Self {
            outcome: LegOutcome::Done,
            remark: String::new(),
            originals_stay: false,
            fetched: String::new(),
            fetched_pages: 0,
            signed: true,
        }
    }
}

impl SetOut {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::SetOut)?;
        let authority = authority(context, file)?;
        let name = context.operator_name(authority.agent_id)?;
        authority.require(context.actor.id, &name, context.today)?;
        require_agency(&file.item)?;
        let legs = context.store.legs(file.case.id)?;
        if let Some(open) = legs.iter().find(|leg| leg.at_office()) {
            let what = w::LEG_OPEN.with("place", open.place).with("office", &open.office);
            return Err(Refusal::rule("AG-3", what).advise(&w::LEG_OPEN_ADVICE).into());
        }
        let Some(mut leg) = legs.into_iter().find(Leg::planned) else {
            return Err(Refusal::rule("AG-3", &w::NO_LEG).advise(&w::NO_LEG_ADVICE).into());
        };
        self.hand_in(context, file, &leg)?;
        leg.state = LegState::UnderWay;
        leg.started_day = Some(context.today);
        leg.agent_id = Some(context.actor.id);
        leg.remark = text_within("remark", &self.remark, 500)?;
        context.save(&mut leg)?;
        promise_of(context, file, &authority, &leg)?;
        file.save(context)?;
        let message = w::DONE_SET_OUT.with("number", &file.case.number).with("office", &leg.office);
        Ok(Effect::on_case(&file.case, message))
    }

    fn hand_in(&self, context: &mut Context<'_>, file: &CaseFile, leg: &Leg) -> Result<()> {
        let known = context.store.originals(file.case.id)?;
        let chosen: Vec<Original> = if self.originals.is_empty() {
            let mine =
                |one: &&Original| one.holder_operator == Some(context.actor.id) && one.lost_at.is_none();
            known.iter().filter(mine).cloned().collect()
        } else {
            let mut chosen: Vec<Original> = Vec::new();
            for place in &self.originals {
                if chosen.iter().any(|one| one.place == *place) {
                    continue;
                }
                let original = known.iter().find(|one| one.place == *place).ok_or_else(|| {
                    Refusal::invalid("originals", w::NO_SUCH_ORIGINAL.with("place", *place))
                })?;
                if original.holder_operator != Some(context.actor.id) {
                    let what =
                        w::NOT_HELD.with("name", &original.name).with("holder", original.holder().label());
                    return Err(Refusal::rule("AG-2", what)
                        .advise(&w::NOT_HELD_ADVICE)
                        .at("originals")
                        .into());
                }
                chosen.push(original.clone());
            }
            chosen
        };
        if self.shown_only || chosen.is_empty() {
            return Ok(());
        }
        let office = office(&leg.office);
        move_all(context, file, chosen, office, self.signed)
    }
}

fn office(name: &str) -> Holder {
    Holder { kind: HolderKind::Office, operator: None, name: name.to_owned() }
}

fn move_all(
    context: &mut Context<'_>,
    file: &CaseFile,
    originals: Vec<Original>,
    to: Holder,
    signed: bool,
) -> Result<()> {
    let mut chosen: Vec<(Original, i64)> =
        originals.into_iter().map(|original| (original.clone(), original.pages)).collect();
    if chosen.is_empty() {
        return Ok(());
    }
    let over = HandOver { to, way: Way::InPerson, post_number: None, pages: 0, signed };
    let done = hand_over(context, file, &mut chosen, &over, "")?;
    list_of_hand_over(context, file, &done)
}

/// The leg's own limit runs from the day on which it was handed in.
fn promise_of(context: &Context<'_>, file: &CaseFile, authority: &Authority, leg: &Leg) -> Result<()> {
    let Some(period) = leg.period() else { return Ok(()) };
    let limit = (period.days, period.unit);
    let basis = context.catalogue_basis(&file.case, limit, context.today, &leg.office);
    let (department, grid_id, window) = context.store.facets(file.case.id)?;
    let owed = Owed {
        case_id: Some(file.case.id),
        item_id: Some(file.case.item_id),
        department,
        grid_id,
        window,
        ..Owed::by(authority.agent_id)
    };
    context.owe(PromiseKind::Step, ("leg", leg.id.0), owed, basis)?;
    Ok(())
}

impl ComeBack {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::ComeBack)?;
        let authority = authority(context, file)?;
        if authority.agent_id != context.actor.id {
            let name = context.operator_name(authority.agent_id)?;
            return Err(Refusal::rule("AG-1", w::ANOTHER_AGENT.with("name", name))
                .advise(&w::ANOTHER_AGENT_ADVICE)
                .into());
        }
        let legs = context.store.legs(file.case.id)?;
        let Some(mut leg) = legs.into_iter().find(Leg::at_office) else {
            return Err(Refusal::rule("AG-3", &w::NO_LEG_OPEN).advise(&w::NO_LEG_ADVICE).into());
        };
        leg.remark = if self.outcome == LegOutcome::Done {
            text_within("remark", &self.remark, 500)?
        } else {
            required("remark", &self.remark, 500)?
        };
        leg.state = self.outcome.state();
        self.fetch(context, file, &leg)?;
        if self.outcome != LegOutcome::Stuck {
            leg.ended_day = Some(context.today);
            context.end_promises(file.case.id, PromiseState::Kept, |promise| {
                promise.subject_kind == "leg" && promise.subject_id == leg.id.0
            })?;
        }
        context.save(&mut leg)?;
        if self.outcome == LegOutcome::Returned {
            go_again(context, &leg)?;
        }
        file.save(context)?;
        let message = w::DONE_COME_BACK
            .with("number", &file.case.number)
            .with("office", &leg.office)
            .with("outcome", self.outcome.phrase());
        Ok(Effect::on_case(&file.case, message))
    }

    /// What lies at the office comes back into the agent's hands, with what it gave out.
    fn fetch(&self, context: &mut Context<'_>, file: &CaseFile, leg: &Leg) -> Result<()> {
        let at = office(&leg.office);
        let known = context.store.originals(file.case.id)?;
        let mine = Holder {
            kind: HolderKind::Agent,
            operator: Some(context.actor.id),
            name: context.actor.name.clone(),
        };
        if !self.originals_stay && self.outcome != LegOutcome::Stuck {
            let there = |one: &&Original| {
                one.holder().same(&at) && one.lost_at.is_none() && one.kept_reason.is_none()
            };
            let there: Vec<Original> = known.iter().filter(there).cloned().collect();
            move_all(context, file, there, mine.clone(), self.signed)?;
        }
        let name = text_within("fetched", &self.fetched, 100)?;
        if !name.is_empty() {
            if !PAGES.contains(&self.fetched_pages) {
                let what = w::BAD_PAGES.with("name", &name).with("pages", self.fetched_pages);
                let advice = w::BAD_PAGES_ADVICE.with("most", *PAGES.end());
                return Err(Refusal::invalid("fetched_pages", what).advise(advice).into());
            }
            let mut result = new_original(context, &file.case, &name, self.fetched_pages)?;
            result.place = next_place(&known);
            result.hand_to(at, context.now);
            let over =
                HandOver { to: mine, way: Way::InPerson, post_number: None, pages: 0, signed: self.signed };
            let done = hand_over(context, file, &mut [(result, self.fetched_pages)], &over, "")?;
            list_of_hand_over(context, file, &done)?;
        }
        Ok(())
    }
}

/// A leg that came back for a supplement is gone again, as another attempt.
fn go_again(context: &Context<'_>, leg: &Leg) -> Result<()> {
    let again = Leg {
        id: LegId(context.store.next_id::<Leg>()?),
        version: 1,
        attempt: leg.attempt + 1,
        state: LegState::Planned,
        started_day: None,
        ended_day: None,
        agent_id: None,
        remark: String::new(),
        ..leg.clone()
    };
    context.store.insert(&again)?;
    Ok(())
}
