//! Registers what came in through any channel (CP-1), with whom it is about kept out of it (CP-6) and whose it is sealed
//! where they want that (CP-7).

use super::super::command::Effect;
use super::super::context::{Context, Owed};
use super::super::error::{DeskError, Result};
use super::super::seal;
use super::check::{required, text_within};
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::feedback::{
    Feedback, FeedbackAct, FeedbackChannel, FeedbackEvent, FeedbackKind, FeedbackState, FeedbackSubject,
    NUMBER_LENGTH, Naming, Sealed, no_such, number_of, require_representatives,
};
use crate::domain::feedback_limit::{Limit, first_step};
use crate::domain::id::{FeedbackEventId, FeedbackId, FeedbackSubjectId, OpenerId, OperatorId, SealedId};
use crate::domain::operator::{Operator, Role, concerned};
use crate::domain::promise::{Promise, PromiseKind};
use crate::store::StoreError;
use crate::text::fold_number;
use crate::words::feedback as w;
use serde::{Deserialize, Serialize};

/// How long what somebody says may be, in characters.
pub const CONTENT_MOST: usize = 5_000;

/// How many days ago something may have come in.
const RECEIVED_MOST: i64 = 3_650;

/// Registers an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterFeedback {
    /// How it came in; a visit where it is empty.
    pub channel: Option<FeedbackChannel>,
    /// What it is; a complaint where it is empty.
    pub kind: Option<FeedbackKind>,
    /// Whether it is known whose it is; anonymous where it is empty.
    pub naming: Option<Naming>,
    /// What it says, at most 5000 characters.
    pub content: String,
    /// The codes of the operators whom it is about, by blanks.
    pub about: String,
    /// Whose it is, where that is not sealed.
    pub name: String,
    /// How to reach them, likewise.
    pub phone: String,
    /// Where they live, likewise.
    pub address: String,
    /// How many people stand behind it; one where it is empty.
    pub people: Option<i64>,
    /// Who speaks for a group, by blanks.
    pub representatives: String,
    /// The item that it is about, by code or quick number.
    pub item: String,
    /// The supervised matter.
    pub matter: String,
    /// The number under which whoever sent it keeps it.
    pub reference: String,
    /// The number of the entry whose answer it objects to (CP-4).
    pub review_of: String,
    /// The day on which it came in; today where it is empty.
    pub received: Option<Day>,
    /// Whose it is, sealed to each opener.
    pub sealed: Vec<SealedInput>,
}

/// An identity, sealed to an opener.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedInput {
    /// The opener.
    pub opener: OpenerId,
    /// The sealed box, as hexadecimal.
    pub sealed_box: String,
}

impl RegisterFeedback {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let entry = self.register(context, |_| ())?;
        let message = w::DONE_REGISTER.with("number", &entry.number);
        Ok(on_feedback(&entry, message))
    }

    /// Writes the entry, with what `change` makes of it before.
    ///
    /// # Errors
    /// Refused by a rule, or whatever the engine reports.
    pub(super) fn register(
        &self,
        context: &Context<'_>,
        change: impl FnOnce(&mut Feedback),
    ) -> Result<Feedback> {
        let operators = context.store.operators()?;
        let mut about = self.about(&operators)?;
        // CP-4, CP-6: a review is about whom the first was about, said again or not.
        let inherited = context.store.chain_subjects(self.reviewed(context)?)?;
        let said = about.clone();
        about.extend(inherited.into_iter().filter(|one| !said.contains(one)));
        require_nobody_concerned(context, &operators, &about)?;
        let mut entry = self.entry(context)?;
        change(&mut entry);
        self.require_naming(context, &entry, &operators, &about)?;
        context.store.insert(&entry)?;
        for operator_id in about {
            let id = FeedbackSubjectId(context.store.timed_id::<FeedbackSubject>(context.now)?);
            context.store.insert(&FeedbackSubject {
                id,
                version: 1,
                voided_at: None,
                feedback_id: entry.id,
                operator_id,
            })?;
        }
        for sealed in &self.sealed {
            let id = SealedId(context.store.timed_id::<Sealed>(context.now)?);
            context.store.insert(&Sealed {
                id,
                version: 1,
                voided_at: None,
                feedback_id: entry.id,
                opener_id: sealed.opener,
                sealed_box: sealed.sealed_box.clone(),
            })?;
        }
        note(context, entry.id, FeedbackAct::Register, "")?;
        owe(context, &entry, PromiseKind::Answer, &first_step(&entry))?;
        Ok(entry)
    }

    /// The operators whom it is about.
    fn about(&self, operators: &[Operator]) -> Result<Vec<OperatorId>> {
        let mut about = Vec::new();
        for code in crate::text::clean_text(&self.about).text.split_whitespace() {
            let found = operators.iter().find(|one| one.code == code || one.name == code);
            let found = found.filter(|one| !one.roles.contains(&Role::System)).ok_or_else(|| {
                Refusal::not_found(w::NO_SUCH_OPERATOR.with("code", code))
                    .advise(&w::NO_SUCH_OPERATOR_ADVICE)
                    .at("about")
            })?;
            if !about.contains(&found.id) {
                about.push(found.id);
            }
        }
        Ok(about)
    }

    fn entry(&self, context: &Context<'_>) -> Result<Feedback> {
        let kind = self.kind.unwrap_or(FeedbackKind::Complaint);
        let day = self.received.unwrap_or(context.today);
        if day > context.today {
            return Err(Refusal::invalid("received", &w::RECEIVED_AHEAD).into());
        }
        if context.today.signed_duration_since(day).num_days() > RECEIVED_MOST {
            return Err(Refusal::invalid("received", &w::RECEIVED_LONG_AGO).into());
        }
        let representatives = text_within("representatives", &self.representatives, 200)?;
        let people = self.people.unwrap_or(1);
        if !(1..=100_000).contains(&people) {
            return Err(Refusal::invalid("people", &w::PEOPLE_ODD).into());
        }
        require_representatives(people, &representatives.split_whitespace().collect::<Vec<_>>())?;
        let item_code = match self.item.trim() {
            "" => String::new(),
            item => super::take::find_item(context.store, item)?.body.code,
        };
        Ok(Feedback {
            id: FeedbackId(context.store.timed_id::<Feedback>(context.now)?),
            version: 1,
            voided_at: None,
            number: free_number(context)?,
            channel: self.channel.unwrap_or(FeedbackChannel::Visit),
            kind,
            naming: self.naming.unwrap_or(Naming::Anonymous),
            received_at: context.now,
            day,
            content: required("content", &self.content, CONTENT_MOST)?,
            name: text_within("name", &self.name, 60)?,
            phone: text_within("phone", &self.phone, 40)?,
            address: text_within("address", &self.address, 200)?,
            people,
            representatives,
            item_code,
            matter: text_within("matter", &self.matter, 40)?,
            reference: text_within("reference", &self.reference, 60)?,
            review_of: self.reviewed(context)?,
            state: FeedbackState::Registered,
            owner_id: None,
            second_id: None,
            passed_to: String::new(),
            accepted_day: None,
            extended_day: None,
            claim: String::new(),
            facts: String::new(),
            opinion: String::new(),
            basis: String::new(),
            cause: String::new(),
            measure: String::new(),
            rectified_day: None,
            answer: String::new(),
            answered_day: None,
            satisfied: None,
            revisited_day: None,
            closed_day: None,
            operator_id: context.actor.id,
        })
    }

    /// CP-4: an answer is objected to within its limit, and the answer to a second review is the last.
    fn reviewed(&self, context: &Context<'_>) -> Result<Option<FeedbackId>> {
        if self.review_of.trim().is_empty() {
            return Ok(None);
        }
        let first = find(context, &self.review_of)?;
        let Some(answered) = first.answered_day else {
            return Err(Refusal::rule("CP-4", w::NOT_ANSWERED_YET.with("number", &first.number))
                .at("review_of")
                .into());
        };
        let last = context
            .ruled("feedback-review-request", answered)
            .map(|basis| basis.settle(context.calendar).1.day);
        if let Some(last) = last.filter(|last| *last < context.today) {
            let what = w::REVIEW_LATE.with("number", &first.number).with("last", last.to_string());
            return Err(Refusal::rule("CP-4", what).advise(&w::REVIEW_LATE_ADVICE).at("review_of").into());
        }
        let before = match first.review_of {
            Some(before) => context.store.get::<Feedback>(before.0)?.and_then(|before| before.review_of),
            None => None,
        };
        if before.is_some() {
            return Err(Refusal::rule("CP-4", &w::REVIEWED_TWICE).at("review_of").into());
        }
        Ok(Some(first.id))
    }

    /// CP-7: what is sealed stands nowhere in clear, and at least two openers who are not concerned can open it.
    fn require_naming(
        &self,
        context: &Context<'_>,
        entry: &Feedback,
        operators: &[Operator],
        about: &[OperatorId],
    ) -> Result<()> {
        let told = [&entry.name, &entry.phone, &entry.address].into_iter().any(|text| !text.is_empty());
        let refuse = |what: &'static crate::words::Phrase, advice: &'static crate::words::Phrase| {
            Err(DeskError::from(Refusal::rule("CP-7", what).advise(advice).at("naming")))
        };
        match entry.naming {
            Naming::Named if entry.kind == FeedbackKind::Report => {
                return refuse(&w::REPORT_SEALED, &w::REPORT_SEALED_ADVICE);
            }
            Naming::Named if entry.name.is_empty() => {
                return Err(Refusal::invalid("name", &w::NAME_WANTED).into());
            }
            Naming::Named => {}
            Naming::Anonymous | Naming::Sealed if told => {
                return refuse(&w::IDENTITY_IN_CLEAR, &w::IDENTITY_IN_CLEAR_ADVICE);
            }
            Naming::Anonymous => {}
            Naming::Sealed => {
                let openers = context.store.openers()?;
                let mut to = Vec::new();
                for sealed in &self.sealed {
                    let opener = openers.iter().find(|one| one.id == sealed.opener);
                    let Some(opener) = opener.filter(|one| !to.contains(&one.operator_id)) else {
                        return refuse(&w::NO_SUCH_OPENER, &w::NO_SUCH_OPENER_ADVICE);
                    };
                    if concerned(opener.operator_id, operators).iter().any(|one| about.contains(one)) {
                        return refuse(&w::OPENER_CONCERNED, &w::NO_SUCH_OPENER_ADVICE);
                    }
                    if !seal::is_sealed(&sealed.sealed_box) {
                        return refuse(&w::NOT_SEALED, &w::NO_SUCH_OPENER_ADVICE);
                    }
                    to.push(opener.operator_id);
                }
                if to.len() < seal::OPENERS_LEAST {
                    return refuse(&w::OPENERS_WANTED, &w::OPENERS_WANTED_ADVICE);
                }
            }
        }
        if entry.naming != Naming::Sealed && !self.sealed.is_empty() {
            return refuse(&w::NOT_SEALED, &w::NO_SUCH_OPENER_ADVICE);
        }
        Ok(())
    }
}

/// CP-6 and CP-10: whoever is concerned does not write the entry, and what concerns a manager goes straight to the
/// superior, so that nothing of it is ever kept where a manager reads.
fn require_nobody_concerned(
    context: &Context<'_>,
    operators: &[Operator],
    about: &[OperatorId],
) -> Result<()> {
    if concerns_manager(operators, about) {
        return Err(Refusal::rule("CP-10", &w::ABOUT_MANAGER)
            .advise(&w::ABOUT_MANAGER_ADVICE)
            .at("about")
            .into());
    }
    if touches(context.actor.id, operators, about) {
        return Err(Refusal::rule("CP-6", &w::ABOUT_YOURSELF)
            .advise(&w::ABOUT_YOURSELF_ADVICE)
            .at("about")
            .into());
    }
    Ok(())
}

/// Whether somebody is among those whom an entry is about, or a near relative of theirs.
fn touches(one: OperatorId, operators: &[Operator], about: &[OperatorId]) -> bool {
    concerned(one, operators).iter().any(|other| about.contains(other))
}

/// Whether an entry about `about` concerns a manager, who would read it here (CP-10).
pub(super) fn concerns_manager(operators: &[Operator], about: &[OperatorId]) -> bool {
    let manages = |one: &&Operator| one.roles.contains(&Role::Manager) && one.disabled_at.is_none();
    operators.iter().filter(manages).any(|one| touches(one.id, operators, about))
}

/// A number that no entry has, whoever may see that.
fn free_number(context: &Context<'_>) -> Result<String> {
    let mut random = [0; NUMBER_LENGTH];
    loop {
        getrandom::fill(&mut random)
            .map_err(|error| DeskError::Store(StoreError::Damaged(error.to_string())))?;
        let number = number_of(random);
        if !context.store.feedback_number_taken(&number)? {
            return Ok(number);
        }
    }
}

/// The entry with this number, as far as these eyes see it.
///
/// # Errors
/// Not there, or not there for whoever asks: both are told in the same words.
pub(super) fn find(context: &Context<'_>, number: &str) -> Result<Feedback> {
    let found = context.store.feedback_by_number(&fold_number(number))?;
    Ok(found.ok_or_else(|| no_such(number))?)
}

/// Notes what was done with an entry.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn note(context: &Context<'_>, feedback: FeedbackId, act: FeedbackAct, text: &str) -> Result<()> {
    let id = FeedbackEventId(context.store.timed_id::<FeedbackEvent>(context.now)?);
    Ok(context.store.insert(&FeedbackEvent {
        id,
        version: 1,
        voided_at: None,
        feedback_id: feedback,
        at: context.now,
        act,
        text: text.to_owned(),
        operator_id: context.actor.id,
    })?)
}

/// Opens the promise of an entry that the first of `limits` gives that a profile in force has.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn owe(
    context: &Context<'_>,
    entry: &Feedback,
    kind: PromiseKind,
    limits: &[Limit],
) -> Result<Option<Promise>> {
    let owner = match entry.owner_id {
        Some(owner) => owner,
        None => leader(context, entry)?,
    };
    owe_by(context, entry, owner, kind, limits)
}

/// Likewise, owed by somebody else than whoever handles it.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn owe_by(
    context: &Context<'_>,
    entry: &Feedback,
    owner: OperatorId,
    kind: PromiseKind,
    limits: &[Limit],
) -> Result<Option<Promise>> {
    let Some(basis) = context.ruled_first(limits) else { return Ok(None) };
    Ok(Some(context.owe(kind, ("feedback", entry.id.0), Owed::by(owner), basis)?))
}

/// Who owes what nobody handles yet: whoever registered it where they lead, else somebody who does and is not concerned.
fn leader(context: &Context<'_>, entry: &Feedback) -> Result<OperatorId> {
    let operators = context.store.operators()?;
    let mut leading = unconcerned(context, entry, &operators, Role::Supervisor)?;
    leading.extend(unconcerned(context, entry, &operators, Role::Manager)?);
    let own = leading.iter().find(|one| **one == entry.operator_id);
    Ok(own.or(leading.first()).copied().unwrap_or(entry.operator_id))
}

/// Those at work in a role who are not concerned with an entry (CP-6).
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn unconcerned(
    context: &Context<'_>,
    entry: &Feedback,
    operators: &[Operator],
    role: Role,
) -> Result<Vec<OperatorId>> {
    let about: Vec<OperatorId> =
        context.store.feedback_subjects(entry.id)?.into_iter().map(|one| one.operator_id).collect();
    let fits = |one: &&Operator| {
        one.roles.contains(&role) && one.disabled_at.is_none() && !touches(one.id, operators, &about)
    };
    Ok(operators.iter().filter(fits).map(|one| one.id).collect())
}

/// The effect of an act on an entry.
pub(super) fn on_feedback(entry: &Feedback, message: crate::words::Message) -> Effect {
    Effect::on("feedback", entry.id.0, entry.number.clone(), message)
}
