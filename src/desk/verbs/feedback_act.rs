//! What is done with an entry of the register: accepted, assigned, judged, looked at twice, answered, revisited, closed
//! (CP-2 to CP-5, RT-6), or passed on (CP-10).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::card::cancel_cards_on;
use super::check::{required, text_within};
use super::feedback::{find, note, on_feedback, owe};
use super::watch::at_work;
use crate::domain::Refusal;
use crate::domain::feedback::{Feedback, FeedbackAct, FeedbackKind, Naming, may_act, require_closable};
use crate::domain::feedback_limit::{self, Limit};
use crate::domain::id::OperatorId;
use crate::domain::operator::concerned;
use crate::domain::promise::{Basis, PromiseKind, PromiseState};
use crate::store::StoreError;
use crate::words::{Lang, feedback as w};
use serde::{Deserialize, Serialize};

/// An act on an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandleFeedback {
    /// The entry's number.
    pub number: String,
    /// The version that was seen.
    #[serde(default)]
    pub version: Option<i64>,
    /// What is done.
    pub act: FeedbackAct,
    /// To whom it is assigned, by code.
    #[serde(default)]
    pub to: String,
    /// The answer, the reason, what was said.
    #[serde(default)]
    pub text: String,
    /// What is claimed (CP-5).
    #[serde(default)]
    pub claim: String,
    /// What was found.
    #[serde(default)]
    pub facts: String,
    /// The opinion.
    #[serde(default)]
    pub opinion: String,
    /// By which rule.
    #[serde(default)]
    pub basis: String,
    /// What it came from, in a few words.
    #[serde(default)]
    pub cause: String,
    /// What is to be put right, where anything is (RT-6).
    #[serde(default)]
    pub measure: String,
    /// Whether they were satisfied at the revisit.
    #[serde(default)]
    pub satisfied: Option<bool>,
}

/// Passes an entry on to whoever is competent (CP-2); up, with nothing of its content kept (CP-10).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PassOnFeedback {
    /// The entry's number.
    pub number: String,
    /// The version that was seen.
    pub version: Option<i64>,
    /// To whom.
    pub to: String,
    /// Whether it is above the station's level; a report always is.
    pub up: bool,
}

/// The entry, in the version that was seen, for somebody who does not keep out of it.
///
/// # Errors
/// Not there, changed meanwhile, or the actor keeps out (CP-11).
pub(super) fn seen(context: &Context<'_>, number: &str, version: Option<i64>) -> Result<Feedback> {
    let entry = find(context, number)?;
    if version.is_some_and(|version| version != entry.version) {
        return Err(StoreError::Stale { table: "feedback", id: entry.id.0 }.into());
    }
    require_not_recused(context, &entry, context.actor.id, &context.actor.name)?;
    Ok(entry)
}

impl PassOnFeedback {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut entry = seen(context, &self.number, self.version)?;
        entry.state = may_act(&entry, context.actor, FeedbackAct::PassOn)?;
        entry.passed_to = required("to", &self.to, 60)?;
        entry.closed_day = Some(context.today);
        note(context, entry.id, FeedbackAct::PassOn, &entry.passed_to)?;
        for promise in context.store.promises_about("feedback", entry.id.0)? {
            context.end_promise(promise, PromiseState::Kept)?;
        }
        cancel_cards_on(context, entry.id, w::CARD_PASSED_ON.say(Lang::Zh))?;
        context.save(&mut entry)?;
        if self.passes_up(&entry) {
            context.store.blank_feedback(entry.id)?;
        }
        let message = w::DONE_PASS_ON.with("number", &entry.number).with("to", &entry.passed_to);
        Ok(on_feedback(&entry, message))
    }

    fn passes_up(&self, entry: &Feedback) -> bool {
        self.up || entry.kind == FeedbackKind::Report
    }
}

impl HandleFeedback {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut entry = seen(context, &self.number, self.version)?;
        if has_own_command(self.act) {
            return Err(Refusal::invalid("act", w::OTHER_COMMAND.with("act", self.act.phrase())).into());
        }
        let state = may_act(&entry, context.actor, self.act)?;
        let mut text = text_within("text", &self.text, 2_000)?;
        match self.act {
            FeedbackAct::Accept => accept(context, &mut entry)?,
            FeedbackAct::Assign => text = hand_to(context, &mut entry, &self.to)?,
            FeedbackAct::Extend => {
                text = required("text", &self.text, 2_000)?;
                extend(context, &mut entry)?;
            }
            FeedbackAct::Judge => self.judge(&mut entry)?,
            FeedbackAct::Approve => approve(context, &mut entry)?,
            FeedbackAct::SendBack => text = required("text", &self.text, 2_000)?,
            FeedbackAct::Rectify => rectify(context, &mut entry, required("text", &self.text, 2_000)?)?,
            FeedbackAct::Answer => {
                entry.answer = required("text", &self.text, 2_000)?;
                entry.answered_day = Some(context.today);
                end(context, &entry, PromiseKind::Answer)?;
                if entry.naming != Naming::Anonymous {
                    owe(
                        context,
                        &entry,
                        PromiseKind::Revisit,
                        &[Limit::of("feedback-revisit", context.today)],
                    )?;
                }
            }
            FeedbackAct::Revisit => {
                let satisfied =
                    self.satisfied.ok_or_else(|| Refusal::invalid("satisfied", &w::SATISFIED_WANTED))?;
                entry.satisfied = Some(satisfied);
                entry.revisited_day = Some(context.today);
                end(context, &entry, PromiseKind::Revisit)?;
            }
            FeedbackAct::Close => close(context, &mut entry)?,
            // These have commands of their own.
            FeedbackAct::Register
            | FeedbackAct::PassOn
            | FeedbackAct::AskRecusal
            | FeedbackAct::DecideRecusal
            | FeedbackAct::OpenIdentity => {}
        }
        entry.state = state;
        note(context, entry.id, self.act, &text)?;
        context.save(&mut entry)?;
        let message = w::DONE_ACT.with("number", &entry.number).with("act", self.act.phrase());
        Ok(on_feedback(&entry, message))
    }

    /// CP-5: the opinion has claim, facts, opinion and basis.
    fn judge(&self, entry: &mut Feedback) -> Result<()> {
        entry.claim = required("claim", &self.claim, 2_000)?;
        entry.facts = required("facts", &self.facts, 2_000)?;
        entry.opinion = required("opinion", &self.opinion, 2_000)?;
        entry.basis = required("basis", &self.basis, 500)?;
        entry.cause = text_within("cause", &self.cause, 60)?;
        entry.measure = text_within("measure", &self.measure, 500)?;
        entry.second_id = None;
        Ok(())
    }
}

/// Gives the entry to somebody who is not concerned (CP-6) and, where it is a review, did not handle it before.
///
/// # Errors
/// Nobody of that name, concerned, keeping out, or who handled the first look.
pub(super) fn hand_to(context: &Context<'_>, entry: &mut Feedback, to: &str) -> Result<String> {
    let code = required("to", to, 40)?;
    let operators = context.store.operators()?;
    let to = at_work(&operators, &code, "to")?;
    let about = context.store.feedback_subjects(entry.id)?;
    let kept_out = concerned(to.id, &operators);
    if about.iter().any(|subject| kept_out.contains(&subject.operator_id)) {
        return Err(Refusal::rule("CP-6", w::CONCERNED.with("name", &to.name))
            .advise(&w::CONCERNED_ADVICE)
            .at("to")
            .into());
    }
    if context.store.kept_out(entry)?.contains(&to.id) {
        return Err(recused(&to.name).at("to").into());
    }
    for earlier in context.store.feedback_chain(entry.review_of)? {
        let judged = context.store.feedback_events(earlier.id)?;
        let judged = judged.iter().any(|one| one.act == FeedbackAct::Judge && one.operator_id == to.id);
        if judged || earlier.owner_id == Some(to.id) {
            return Err(Refusal::rule("CP-4", w::REVIEW_BY_OTHER.with("name", &to.name)).at("to").into());
        }
    }
    entry.owner_id = Some(to.id);
    for mut promise in context.store.promises_about("feedback", entry.id.0)? {
        // Whether somebody keeps out is for the head.
        if promise.kind != PromiseKind::Recusal {
            promise.owner_id = to.id;
            context.save(&mut promise)?;
        }
    }
    Ok(to.name.clone())
}

/// CP-11: whoever keeps out of an entry, or of one that it reviews, neither handles it nor acts on it.
///
/// # Errors
/// They keep out.
pub(super) fn require_not_recused(
    context: &Context<'_>,
    entry: &Feedback,
    one: OperatorId,
    name: &str,
) -> Result<()> {
    if context.store.kept_out(entry)?.contains(&one) {
        return Err(recused(name).into());
    }
    Ok(())
}

fn recused(name: &str) -> Refusal {
    Refusal::rule("CP-11", w::RECUSED.with("name", name)).advise(&w::RECUSED_ADVICE)
}

/// Whether an act has a command of its own.
fn has_own_command(act: FeedbackAct) -> bool {
    use FeedbackAct::{AskRecusal, DecideRecusal, OpenIdentity, PassOn, Register};
    matches!(act, Register | PassOn | AskRecusal | DecideRecusal | OpenIdentity)
}

/// Ends the open promises of a kind as kept.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn end(context: &Context<'_>, entry: &Feedback, kind: PromiseKind) -> Result<()> {
    end_as(context, entry, kind, PromiseState::Kept)
}

/// Ends the open promises of a kind, as kept or as void.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn end_as(
    context: &Context<'_>,
    entry: &Feedback,
    kind: PromiseKind,
    state: PromiseState,
) -> Result<()> {
    for promise in context.store.promises_about("feedback", entry.id.0)? {
        if promise.kind == kind {
            context.end_promise(promise, state)?;
        }
    }
    Ok(())
}

/// CP-2 and CP-3: from acceptance on the limit of the answer runs; an order of the hotline keeps its own, which ran from
/// when it came in (CP-12).
fn accept(context: &Context<'_>, entry: &mut Feedback) -> Result<()> {
    entry.accepted_day = Some(context.today);
    let limits = feedback_limit::answer(entry, context.today);
    if !limits.is_empty() {
        end(context, entry, PromiseKind::Answer)?;
        owe(context, entry, PromiseKind::Answer, &limits)?;
    }
    Ok(())
}

/// CP-3: one extension, while the limit still runs; where a rule says so, some days before its end (CP-12). Where it is
/// given in other days than the limit, as many of the limit's days as fit into it are added, so that it is never longer.
fn extend(context: &Context<'_>, entry: &mut Feedback) -> Result<()> {
    if entry.extended_day.is_some() {
        return Err(Refusal::rule("CP-3", w::EXTENDED_ONCE.with("number", &entry.number)).into());
    }
    let (extension, ahead) = feedback_limit::extension(entry);
    let open = context.store.promises_about("feedback", entry.id.0)?;
    let found = open.into_iter().find(|one| one.kind == PromiseKind::Answer);
    let (Some(more), Some(mut promise)) = (context.ruled(extension, context.today), found) else {
        return Err(Refusal::rule("CP-3", &w::NOTHING_TO_EXTEND).into());
    };
    let due = promise.due;
    if due < context.today {
        return Err(Refusal::rule("CP-3", w::EXTEND_LATE.with("due", due.to_string())).into());
    }
    if let Some(ahead) = context.ruled(ahead, context.today)
        && context.calendar.elapsed(context.today, due, ahead.unit) < i64::from(ahead.days)
    {
        let what = w::EXTEND_AHEAD.with("due", due.to_string()).with("days", ahead.days);
        return Err(Refusal::rule("CP-12", what).into());
    }
    let last = context.calendar.due(&Basis { start: due, firm: true, ..more }.term()).day;
    promise.basis.extension = u32::try_from(context.calendar.elapsed(due, last, promise.unit)).ok();
    promise.settle(context.calendar, context.today);
    context.save(&mut promise)?;
    entry.extended_day = Some(context.today);
    Ok(())
}

/// The second look; what is to be put right gets its date here (RT-6).
fn approve(context: &Context<'_>, entry: &mut Feedback) -> Result<()> {
    entry.second_id = Some(context.actor.id);
    if !entry.measure.is_empty() && entry.rectified_day.is_none() {
        owe(context, entry, PromiseKind::Rectify, &[Limit::of("rating-complex", context.today)])?;
    }
    Ok(())
}

fn rectify(context: &Context<'_>, entry: &mut Feedback, done: String) -> Result<()> {
    // What was decided stays beside what was done, which stands in the trace.
    if entry.measure.is_empty() {
        entry.measure = done;
    }
    entry.rectified_day = Some(context.today);
    end(context, entry, PromiseKind::Rectify)
}

fn close(context: &Context<'_>, entry: &mut Feedback) -> Result<()> {
    require_closable(entry)?;
    entry.closed_day = Some(context.today);
    for promise in context.store.promises_about("feedback", entry.id.0)? {
        let state = if matches!(promise.kind, PromiseKind::Revisit | PromiseKind::Recusal) {
            PromiseState::Void
        } else {
            PromiseState::Kept
        };
        context.end_promise(promise, state)?;
    }
    Ok(())
}
