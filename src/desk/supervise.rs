//! Questions of supervision: the month, cards, and the dates that a calendar would move.

use super::Desk;
use super::error::Result;
use super::verbs;
use crate::calendar::{Announcement, Stamp};
use crate::domain::Verb;
use crate::domain::board::{CardRow, Waiting};
use crate::domain::card::Card;
use crate::domain::case::Case;
use crate::domain::feedback::Feedback;
use crate::domain::id::{CardId, FeedbackId, OperatorId, PromiseId};
use crate::domain::month::{self, Month};
use crate::domain::operator::{Actor, Subject};
use crate::domain::promise::Promise;
use crate::words::Lang;

impl Desk {
    /// A month as it stands now, with the figures of the month before.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn month(&self, actor: &Actor, month: Month, now: Stamp) -> Result<month::Report> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let today = self.zone.day(now);
        let facts = |month| self.store.month_facts(month, today, &self.calendar, self.zone);
        let (before, facts) = (facts(month.previous())?.all(), facts(month)?);
        let items = self.store.items()?.into_iter();
        let names = month::Names {
            items: items.map(|item| (item.id, (item.code, item.body.name, item.body.department))).collect(),
            operators: self
                .store
                .operators()?
                .into_iter()
                .map(|one| (one.id, (one.code, one.name)))
                .collect(),
        };
        let not_concluded = self.about_cases(self.store.cards_without_conclusion(month)?)?;
        let mark = if self.station.demo { crate::words::app::DEMO_MARK.zh } else { "" };
        let station = format!("{}{mark}", self.station.name);
        Ok(month::Report {
            month,
            station,
            as_of: today,
            all: facts.all(),
            facts,
            before,
            names,
            not_concluded,
        })
    }

    /// The open cards that an operator is to see now (WA-3): those that wait for an answer first, the gravest
    /// of them on top.
    ///
    /// # Errors
    /// The file failed.
    pub fn cards_for(&self, actor: &Actor, now: Stamp) -> Result<Vec<CardRow>> {
        self.may(actor, Verb::ReadCard, Subject::default())?;
        self.card_rows(self.store.open_cards(actor.id, now)?)
    }

    /// The cards that wait for an operator's answer now (WA-3).
    ///
    /// # Errors
    /// The file failed.
    pub fn cards_waiting(&self, actor: &Actor, now: Stamp) -> Result<Waiting> {
        self.may(actor, Verb::ReadCard, Subject::default())?;
        let (count, first) = self.store.waiting_cards(actor.id, now)?;
        Ok(Waiting { count, first: self.about_cases(first.into_iter().collect())?.pop() })
    }

    /// The newest 200 cards that are open, or closed without a conclusion (问责), in the same order.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn cards_to_settle(&self, actor: &Actor) -> Result<Vec<CardRow>> {
        self.may(actor, Verb::IssueCard, Subject::default())?;
        self.card_rows(self.store.cards_to_settle(200)?)
    }

    /// The newest 200 concluded cards of an operator that touch no pledge yet.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn cards_to_link(&self, actor: &Actor, operator: OperatorId) -> Result<Vec<CardRow>> {
        self.may(actor, Verb::LinkPledge, Subject::default())?;
        self.about_cases(self.store.cards_to_link(operator, 200)?)
    }

    fn card_rows(&self, cards: Vec<Card>) -> Result<Vec<CardRow>> {
        let mut shown = self.about_cases(cards)?;
        shown.sort_by_key(|row| (row.card.replied_at.is_some(), row.card.kind.gravity()));
        Ok(shown)
    }

    /// Cards with what they are about, in the same order.
    fn about_cases(&self, cards: Vec<Card>) -> Result<Vec<CardRow>> {
        let mut shown = Vec::new();
        for card in cards {
            let case: Option<Case> = match card.case_id {
                Some(case) => self.store.get(case.0)?,
                None => None,
            };
            let feedback = self.store.feedback_of_card(&card)?;
            let entry: Option<Feedback> = match feedback {
                Some(feedback) => self.store.get(feedback.0)?,
                None => None,
            };
            let about = case.map(|case| format!("{} {}", case.number, case.item_name));
            let said = entry.map(|entry| format!("{} {}", entry.number, entry.kind.phrase().say(Lang::Zh)));
            shown.push(CardRow { card, about: about.or(said).unwrap_or_default(), feedback });
        }
        Ok(shown)
    }

    /// A card by its id, with what it is about.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn card(&self, actor: &Actor, id: CardId) -> Result<Option<CardRow>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let card: Option<Card> = self.store.get(id.0)?;
        Ok(self.about_cases(card.into_iter().collect())?.pop())
    }

    /// Promises as cards are given for them: those of one entry of the register of feedback by themselves (CP-6), all
    /// others together.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn carded_together(&self, actor: &Actor, promises: &[PromiseId]) -> Result<Vec<Vec<PromiseId>>> {
        self.may(actor, Verb::IssueCard, Subject::default())?;
        let mut groups: Vec<(Option<FeedbackId>, Vec<PromiseId>)> = Vec::new();
        for id in promises {
            let promise: Option<Promise> = self.store.get(id.0)?;
            let behind = promise.map_or(Ok(None), |promise| self.store.feedback_behind(&promise))?;
            match groups.iter_mut().find(|(known, _)| *known == behind) {
                Some((_, group)) => group.push(*id),
                None => groups.push((behind, vec![*id])),
            }
        }
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    /// The dates that an announced calendar would move; nothing is written.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn date_changes(
        &self,
        actor: &Actor,
        announcement: &Announcement,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<verbs::DateChange>> {
        self.may(actor, Verb::ImportCalendar, Subject::default())?;
        verbs::date_changes(&self.store, &self.calendar, announcement, progress)
    }
}
