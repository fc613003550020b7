//! Questions about feedback, read with the eyes of whoever asks (CP-6), and the one door to a sealed identity (CP-7).

use super::Desk;
use super::command::Command;
use super::error::Result;
use super::seal::{self, Identity, Unlock};
use super::verbs::{OpenIdentity, SealedInput};
use crate::calendar::{Day, Stamp};
use crate::domain::card::Card;
use crate::domain::feedback::{Feedback, FeedbackEvent, FeedbackFilter, FeedbackRow, no_such};
use crate::domain::feedback_sum::FeedbackFact;
use crate::domain::id::FeedbackId;
use crate::domain::mask::{self, Output};
use crate::domain::operator::{Actor, Operator, Subject, concerned};
use crate::domain::promise::Promise;
use crate::domain::recusal::Recusal;
use crate::domain::register::{FeedbackEntry, Stretch};
use crate::domain::{Refusal, Verb};
use crate::words::feedback as w;
use std::collections::BTreeSet;

/// An entry with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackView {
    /// The entry.
    pub entry: Feedback,
    /// Whom it is about.
    pub about: Vec<Operator>,
    /// What was done with it, in order.
    pub events: Vec<FeedbackEvent>,
    /// Its open promises.
    pub promises: Vec<Promise>,
    /// Who is, or was, asked to keep out of it, in order (CP-11).
    pub recusals: Vec<Recusal>,
    /// The cards that were given for it, oldest first (WA-2).
    pub cards: Vec<Card>,
}

impl Desk {
    /// Entries of the register that fit `filter`: of everybody for those who lead, their own for everybody else.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn feedback_list(
        &self,
        actor: &Actor,
        filter: FeedbackFilter,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Feedback>> {
        self.may(actor, Verb::ReadFeedback, Subject::default())?;
        Ok(self.store.feedback(filter, actor.id, actor.leads(), limit, offset)?)
    }

    /// A page of such a list as a screen shows it, and how many rows there are in all.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn feedback_rows(
        &self,
        actor: &Actor,
        filter: FeedbackFilter,
        limit: usize,
        offset: usize,
    ) -> Result<(Vec<FeedbackRow>, usize)> {
        let entries = self.feedback_list(actor, filter, limit, offset)?;
        let total = self.store.feedback_fitting(filter, actor.id, actor.leads())?;
        let operators = self.store.operators()?;
        let name = |id| operators.iter().find(|one| one.id == id).map(|one| one.name.clone());
        let mut rows = Vec::new();
        for entry in entries {
            let subjects = self.store.feedback_subjects(entry.id)?;
            let about: Vec<String> = subjects.iter().filter_map(|one| name(one.operator_id)).collect();
            let promises = self.store.promises_about("feedback", entry.id.0)?;
            rows.push(FeedbackRow {
                owner: entry.owner_id.and_then(name).unwrap_or_default(),
                about: about.join(" "),
                due: promises.into_iter().next(),
                recusals: self.store.recusals(entry.id)?,
                kept_out: self.store.kept_out(&entry)?,
                entry,
            });
        }
        Ok((rows, usize::try_from(total).unwrap_or(0)))
    }

    /// The entries received from `from` until `until`, and whether a day of their answer was missed: what a quarter is
    /// added up from.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn feedback_facts(&self, actor: &Actor, from: Day, until: Day) -> Result<Vec<FeedbackFact>> {
        self.may(actor, Verb::ReadFeedback, Subject::default())?;
        let stretch = Stretch { from: Some(from), until: Some(until) };
        let late: BTreeSet<FeedbackId> = self.store.feedback_late(stretch)?.into_iter().collect();
        let of = (!actor.leads()).then_some(actor.id);
        let mut facts = Vec::new();
        let mut after = FeedbackId(i64::MIN);
        loop {
            let page = self.store.feedback_page(stretch, of, after, super::REGISTER_PAGE)?;
            let Some(last) = page.last() else { return Ok(facts) };
            after = last.id;
            facts
                .extend(page.into_iter().map(|entry| FeedbackFact { late: late.contains(&entry.id), entry }));
        }
    }

    /// Whether an identity of an entry is sealed to the actor.
    ///
    /// # Errors
    /// Not allowed, not there for these eyes, or the file failed.
    pub fn sealed_to_me(&self, actor: &Actor, entry: FeedbackId) -> Result<bool> {
        self.may(actor, Verb::OpenIdentity, Subject::default())?;
        Ok(self.store.sealed_to(entry, actor.id)?.is_some())
    }

    /// The entry with this number.
    ///
    /// # Errors
    /// Not allowed, not there for these eyes, or the file failed.
    pub fn feedback(&self, actor: &Actor, number: &str) -> Result<FeedbackView> {
        self.may(actor, Verb::ReadFeedback, Subject::default())?;
        let found = self.store.feedback_by_number(&crate::text::fold_number(number))?;
        let entry = found.filter(|entry| entry.shown_to(actor)).ok_or_else(|| no_such(number))?;
        let mut about = Vec::new();
        for subject in self.store.feedback_subjects(entry.id)? {
            about.extend(self.store.get::<Operator>(subject.operator_id.0)?);
        }
        Ok(FeedbackView {
            events: self.store.feedback_events(entry.id)?,
            promises: self.store.promises_about("feedback", entry.id.0)?,
            recusals: self.store.recusals(entry.id)?,
            cards: self.store.cards_on(entry.id)?,
            about,
            entry,
        })
    }

    /// The next page of the register behind `after` for an export: what was said, and names, telephones and addresses in
    /// full, only where `revealed`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn feedback_entries(
        &self,
        actor: &Actor,
        stretch: Stretch,
        after: FeedbackId,
        revealed: bool,
    ) -> Result<Vec<FeedbackEntry>> {
        self.may_export(actor, revealed)?;
        self.may(actor, Verb::ReadFeedback, Subject::default())?;
        let operators = self.store.operators()?;
        let of = (!actor.leads()).then_some(actor.id);
        let masked = |mut entry: Feedback| {
            if !revealed {
                entry.name = mask::name(&entry.name, Output::Export);
                entry.phone = mask::phone(&entry.phone, Output::Export);
                entry.address = mask::address(&entry.address, Output::Export);
                for text in [&mut entry.content, &mut entry.opinion, &mut entry.answer] {
                    text.clear();
                }
            }
            let owner = operators.iter().find(|one| Some(one.id) == entry.owner_id);
            FeedbackEntry { owner: owner.map(|one| one.name.clone()).unwrap_or_default(), entry }
        };
        let page = self.store.feedback_page(stretch, of, after, super::REGISTER_PAGE)?;
        Ok(page.into_iter().map(masked).collect())
    }

    /// How many entries an export has.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn feedback_count(&self, actor: &Actor, stretch: Stretch) -> Result<usize> {
        self.may(actor, Verb::ReadFeedback, Subject::default())?;
        let of = (!actor.leads()).then_some(actor.id);
        Ok(usize::try_from(self.store.feedback_in(stretch, of)?).unwrap_or(0))
    }

    /// Seals an identity to every opener who is not concerned with an entry about `about`, by code or name, nor with the
    /// entry of the number `review_of` whose answer it objects to: what a form does with it before it becomes a command.
    ///
    /// # Errors
    /// Not allowed, a key is damaged, or the file failed; that there are too few openers is told by the registering.
    pub fn seal_for(
        &self,
        actor: &Actor,
        identity: &Identity,
        about: &str,
        review_of: &str,
    ) -> Result<Vec<SealedInput>> {
        self.may(actor, Verb::RegisterFeedback, Subject::default())?;
        let operators = self.store.operators()?;
        let mut named: Vec<_> = about
            .split_whitespace()
            .filter_map(|code| operators.iter().find(|one| one.code == code || one.name == code))
            .map(|one| one.id)
            .collect();
        let first =
            self.store.feedback_by_number(&crate::text::fold_number(review_of))?.map(|first| first.id);
        named.extend(self.store.chain_subjects(first)?);
        let mut sealed = Vec::new();
        for opener in self.store.openers()? {
            if !concerned(opener.operator_id, &operators).iter().any(|one| named.contains(one)) {
                let sealed_box = seal::seal(identity, &opener.public_key)?;
                sealed.push(SealedInput { opener: opener.id, sealed_box });
            }
        }
        Ok(sealed)
    }

    /// Opens a sealed identity: the opening and its purpose are in the journal before anything is read.
    ///
    /// # Errors
    /// Not allowed, not sealed to the actor, another passphrase, or the file failed.
    pub fn open_identity(
        &mut self,
        actor: &Actor,
        asked: &OpenIdentity,
        unlock: &Unlock<'_>,
        now: Stamp,
    ) -> Result<Identity> {
        self.run(actor, &Command::OpenIdentity(asked.clone()), now)?;
        let entry = self.feedback(actor, &asked.number)?.entry;
        let (sealed, opener) = self.store.sealed_to(entry.id, actor.id)?.ok_or_else(|| {
            Refusal::rule("CP-7", &w::NOT_SEALED_TO_YOU).advise(&w::NOT_SEALED_TO_YOU_ADVICE)
        })?;
        seal::open(&sealed.sealed_box, &opener.wrapped_key, unlock)
    }
}
