//! Cards and urging (WA-2): issued, seen, answered, closed, cancelled with a reason, concluded.

use super::super::command::Effect;
use super::super::context::{Context, NewCard};
use super::super::error::Result;
use super::check::required;
use super::feedback_act::require_not_recused;
use crate::domain::Refusal;
use crate::domain::card::{Card, CardAct, CardKind, Cause, Conclusion};
use crate::domain::feedback::Feedback;
use crate::domain::id::{CardId, ConclusionId, FeedbackId, PromiseId};
use crate::domain::promise::{Promise, PromiseState};
use crate::words::{Message, case as w, desk as d, feedback as f};
use serde::{Deserialize, Serialize};

/// Urges the owners of promises, or gives them a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueCards {
    /// The promises; each owner gets a card for each.
    pub promises: Vec<PromiseId>,
    /// Which card.
    pub kind: CardKind,
    /// What it says.
    pub reason: String,
    /// Within how many working days it is to be answered; as the rule profile says where it is left out.
    #[serde(default)]
    pub days: Option<u32>,
}

/// Notes that the owner saw cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadCards {
    /// The cards.
    pub cards: Vec<CardId>,
}

/// Answers a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyCard {
    /// The card.
    pub card: CardId,
    /// The answer.
    pub reply: String,
}

/// Closes a card that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseCard {
    /// The card.
    pub card: CardId,
}

/// Cancels a card with a reason; taking it back within ten minutes unread is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelCard {
    /// The card.
    pub card: CardId,
    /// Why.
    pub reason: String,
    /// Whether it is taken back: only while it is unread and at most ten minutes old.
    #[serde(default)]
    pub recall: bool,
}

/// Records how one or several cards ended (问责).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conclude {
    /// The cards.
    pub cards: Vec<CardId>,
    /// What caused them.
    pub cause: Cause,
    /// Who answers for it.
    pub responsible: String,
    /// What is done about it.
    pub measure: String,
}

fn card(context: &Context<'_>, id: CardId) -> Result<Card> {
    let found: Option<Card> = context.store.get(id.0)?;
    Ok(found.filter(|card| card.voided_at.is_none()).ok_or_else(|| Refusal::not_found(&w::NO_SUCH_CARD))?)
}

/// The card, where it allows the act as it stands.
fn card_for(context: &Context<'_>, id: CardId, act: CardAct) -> Result<Card> {
    let card = card(context, id)?;
    card.require(act, context.now)?;
    Ok(card)
}

/// The effect on what a card is about. An act about feedback is about nothing else, so that it can be kept from whom it
/// concerns (CP-6).
fn effect(context: &Context<'_>, card: &Card, message: Message) -> Result<Effect> {
    if let Some(case) = card.case_id {
        let mut effect = Effect::on("case", case.0, String::new(), message);
        effect.case = Some(case);
        return Ok(effect);
    }
    let (kind, id) = match context.store.feedback_of_card(card)? {
        Some(feedback) => ("feedback", feedback.0),
        None => ("card", card.id.0),
    };
    Ok(Effect::on(kind, id, String::new(), message))
}

/// The entry of the register of feedback that all of these are about, or none.
///
/// # Errors
/// Some are about one and others are not: they are dealt with each by itself (CP-6).
fn one_feedback(behind: impl Iterator<Item = Result<Option<FeedbackId>>>) -> Result<Option<FeedbackId>> {
    let mut behind = behind.collect::<Result<Vec<_>>>()?;
    behind.dedup();
    match behind.as_slice() {
        [] => Ok(None),
        [one] => Ok(*one),
        _ => Err(Refusal::rule("CP-6", &f::FEEDBACK_BY_ITSELF).advise(&f::FEEDBACK_BY_ITSELF_ADVICE).into()),
    }
}

/// Likewise of cards.
fn feedback_of(context: &Context<'_>, cards: &[Card]) -> Result<Option<FeedbackId>> {
    one_feedback(cards.iter().map(|one| Ok(context.store.feedback_of_card(one)?)))
}

/// CP-11: whoever keeps out of an entry neither gives nor settles a card about it.
fn require_not_out(context: &Context<'_>, feedback: Option<FeedbackId>) -> Result<()> {
    let Some(feedback) = feedback else { return Ok(()) };
    let entry: Option<Feedback> = context.store.get(feedback.0)?;
    entry.map_or(Ok(()), |entry| require_not_recused(context, &entry, context.actor.id, &context.actor.name))
}

impl IssueCards {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let reason = required("reason", &self.reason, 500)?;
        if self.days.is_some_and(|days| days > 365) {
            return Err(Refusal::invalid("days", d::TOO_MANY_DAYS.with("max", 365)).into());
        }
        let mut promises = Vec::new();
        for id in &self.promises {
            let promise: Option<Promise> = context.store.get(id.0)?;
            promises.push(promise.ok_or_else(|| Refusal::not_found(&w::NO_SUCH_PROMISE))?);
        }
        let feedback = one_feedback(promises.iter().map(|one| Ok(context.store.feedback_behind(one)?)))?;
        require_not_out(context, feedback)?;
        // A card about the reply to a card would have to be hidden, ended and blanked with both (CP-6, CP-10).
        if feedback.is_some() && promises.iter().any(|one| one.subject_kind == "card") {
            return Err(Refusal::rule("CP-6", &f::NO_CARD_ON_REPLY)
                .advise(&f::NO_CARD_ON_REPLY_ADVICE)
                .into());
        }
        let mut issued = Vec::new();
        for promise in promises {
            if !promise.open() && self.kind == CardKind::Urge {
                return Err(Refusal::rule("WA-2", &w::PROMISE_ENDED).into());
            }
            let new = NewCard {
                kind: self.kind,
                by_rule: false,
                issuer: context.actor.id,
                reason: reason.clone(),
                days: self.days,
            };
            issued.push(context.issue_card(&promise, new)?);
        }
        let Some(first) = issued.first() else {
            return Err(Refusal::invalid("promises", &w::NO_CARD_CHOSEN).into());
        };
        let done = if first.appears_at > context.now { &d::DONE_CARDS_LATER } else { &d::DONE_CARDS };
        let (hour, minute) = context.zone.clock(first.appears_at);
        let when = format!("{} {hour:02}:{minute:02}", context.zone.day(first.appears_at));
        let message = done.with("count", issued.len()).with("kind", self.kind.phrase()).with("when", when);
        match (issued.len(), feedback) {
            (1, _) | (_, Some(_)) => effect(context, first, message),
            _ => Ok(Effect::on("station", context.station.id.0, String::new(), message)),
        }
    }
}

impl ReadCards {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let cards = self.cards.iter().map(|id| card(context, *id)).collect::<Result<Vec<_>>>()?;
        let feedback = feedback_of(context, &cards)?;
        let mut seen = 0;
        for mut card in cards {
            if card.owner_id == context.actor.id && card.read_at.is_none() {
                card.read_at = Some(context.now);
                context.save(&mut card)?;
                seen += 1;
            }
        }
        let message = d::DONE_READ.with("count", seen);
        if let Some(feedback) = feedback {
            return Ok(Effect::on("feedback", feedback.0, String::new(), message));
        }
        Ok(Effect::on("operator", context.actor.id.0, context.actor.name.clone(), message))
    }
}

impl ReplyCard {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let reply = required("reply", &self.reply, 1000)?;
        let mut card = card_for(context, self.card, CardAct::Reply)?;
        if !card.answered_by(context.actor) {
            let name = context.operator_name(card.owner_id)?;
            return Err(Refusal::not_allowed(w::CARD_NOT_YOURS.with("name", name))
                .advise(&w::CARD_NOT_YOURS_ADVICE)
                .into());
        }
        card.read_at = card.read_at.or(Some(context.now));
        card.reply = Some(reply);
        card.replied_at = Some(context.now);
        card.replied_by = Some(context.actor.id);
        context.save(&mut card)?;
        end_reply(context, &card, PromiseState::Kept)?;
        effect(context, &card, d::DONE_REPLY.with("kind", card.kind.phrase()))
    }
}

impl CloseCard {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut card = card_for(context, self.card, CardAct::Close)?;
        card.require_by_other(context.actor)?;
        require_not_out(context, context.store.feedback_of_card(&card)?)?;
        card.closed_at = Some(context.now);
        card.closed_by = Some(context.actor.id);
        context.save(&mut card)?;
        effect(context, &card, d::DONE_CARD_CLOSED.with("kind", card.kind.phrase()))
    }
}

impl CancelCard {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let reason = required("reason", &self.reason, 500)?;
        let act = if self.recall { CardAct::Recall } else { CardAct::Cancel };
        let mut card = card_for(context, self.card, act)?;
        card.require_by_other(context.actor)?;
        require_not_out(context, context.store.feedback_of_card(&card)?)?;
        card.cancelled = Some(reason);
        context.save(&mut card)?;
        end_reply(context, &card, PromiseState::Void)?;
        effect(context, &card, d::DONE_CARD_CANCELLED.with("kind", card.kind.phrase()))
    }
}

/// Cancels the open cards of an entry of the register of feedback that is no longer handled here.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn cancel_cards_on(context: &Context<'_>, feedback: FeedbackId, reason: &str) -> Result<()> {
    for mut card in context.store.cards_on(feedback)?.into_iter().filter(Card::open) {
        card.cancelled = Some(reason.to_owned());
        context.save(&mut card)?;
        end_reply(context, &card, PromiseState::Void)?;
    }
    Ok(())
}

/// The reply is given, or no longer owed.
fn end_reply(context: &Context<'_>, card: &Card, state: PromiseState) -> Result<()> {
    let Some(id) = card.reply_promise else { return Ok(()) };
    let promise: Option<Promise> = context.store.get(id.0)?;
    match promise.filter(Promise::open) {
        Some(promise) => context.end_promise(promise, state),
        None => Ok(()),
    }
}

impl Conclude {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let cards = self
            .cards
            .iter()
            .map(|id| card_for(context, *id, CardAct::Conclude))
            .collect::<Result<Vec<_>>>()?;
        let feedback = feedback_of(context, &cards)?;
        require_not_out(context, feedback)?;
        let conclusion = Conclusion {
            id: ConclusionId(context.id_of::<Conclusion>(feedback.is_some())?),
            version: 1,
            voided_at: None,
            at: context.now,
            cause: self.cause,
            responsible: required("responsible", &self.responsible, 100)?,
            measure: required("measure", &self.measure, 1000)?,
            approved_by: context.actor.id,
        };
        context.store.insert(&conclusion)?;
        let mut first = None;
        for mut card in cards {
            card.conclusion_id = Some(conclusion.id);
            if card.cancelled.is_none() && card.closed_at.is_none() {
                card.closed_at = Some(context.now);
                card.closed_by = Some(context.actor.id);
            }
            context.save(&mut card)?;
            // A reply that was never given is not kept; it is only no longer waited for.
            end_reply(context, &card, PromiseState::Void)?;
            first = first.or(Some(card));
        }
        let Some(first) = first else {
            return Err(Refusal::invalid("cards", &w::NO_CARD_CHOSEN).into());
        };
        let message = d::DONE_CONCLUDE.with("count", self.cards.len()).with("cause", self.cause.phrase());
        effect(context, &first, message)
    }
}
