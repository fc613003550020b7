//! Questions about ratings: what can be rated, and the rates (RT-10). Whose rating of what it was is no question.

use super::Desk;
use super::command::{Command, Done};
use super::error::Result;
use super::verbs::{self, GiveRating};
use crate::calendar::{Day, Stamp};
use crate::domain::month::Month;
use crate::domain::operator::{Actor, Subject};
use crate::domain::rating::{RateRow, RateTarget, Rates, RatingsBy, grouped};
use crate::domain::{Refusal, Verb};
use crate::words::rating as w;
use std::collections::BTreeMap;

impl Desk {
    /// Gives a rating at the terminal of `actor`, who does not stand beside it in the journal (RT-3).
    ///
    /// # Errors
    /// Not allowed, refused (RT-2), or the file failed.
    pub fn rate(&mut self, actor: &Actor, asked: &GiveRating, now: Stamp) -> Result<Done> {
        self.run(actor, &Command::GiveRating(Box::new(asked.clone())), now)
    }

    /// What a slip, a case or an enquiry is of that can be rated now, by number or by the last four digits of a case.
    ///
    /// # Errors
    /// Not allowed, not there, not to be rated (RT-2), or the file failed.
    pub fn rate_target(&self, actor: &Actor, text: &str) -> Result<RateTarget> {
        self.may(actor, Verb::GiveRating, Subject::default())?;
        verbs::rate_target(&self.store, text)
    }

    /// The rates of what was finished from `from` to `until`, in groups: managers and supervisors see all groups, the
    /// others all together and items. What concerns the actor and is hidden from them is in no figure (CP-6).
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn rates(&self, actor: &Actor, from: Day, until: Day, by: RatingsBy) -> Result<Vec<RateRow>> {
        self.may(actor, Verb::ReadRatings, Subject::default())?;
        if !by.open() && !actor.leads() {
            return Err(Refusal::not_allowed(w::GROUP_CLOSED.with("by", by.phrase()))
                .advise(&w::GROUP_CLOSED_ADVICE)
                .into());
        }
        let facts = self.store.rating_facts(from, until, self.zone)?;
        Ok(match by {
            RatingsBy::Total => vec![RateRow::of(String::new(), &Rates::of(&facts))],
            RatingsBy::Item => {
                let items = self.store.items()?;
                let found = grouped(&facts, |fact| fact.item_code.clone());
                rows(&found, |code| match items.iter().find(|item| item.code == *code) {
                    Some(item) => format!("{code} {}", item.body.name),
                    None => code.clone(),
                })
            }
            RatingsBy::Window => rows(&grouped(&facts, |fact| fact.window.clone()), String::clone),
            RatingsBy::Person => {
                let operators = self.store.operators()?;
                let found = grouped(&facts, |fact| fact.owner);
                rows(&found, |id| match operators.iter().find(|one| one.id == *id) {
                    Some(one) => format!("{} {}", one.code, one.name),
                    None => id.0.to_string(),
                })
            }
            RatingsBy::Month => rows(&grouped(&facts, |fact| Month::of(fact.day).to_string()), String::clone),
        })
    }
}

/// A line a group, with the name that `title` gives it.
fn rows<K>(groups: &BTreeMap<K, Rates>, title: impl Fn(&K) -> String) -> Vec<RateRow> {
    groups.iter().map(|(key, rates)| RateRow::of(title(key), rates)).collect()
}
