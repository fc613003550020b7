//! Questions about pledges of operators and commitments of the station.

use super::Desk;
use super::error::Result;
use crate::calendar::Day;
use crate::domain::Verb;
use crate::domain::operator::{Actor, Subject};
use crate::domain::pledge::{CommitmentRow, PledgeRow};
use crate::domain::rating::{RateKind, Rates, grouped};

impl Desk {
    /// Every pledge with what touched it, the newest first: a pledge is made in public.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn pledges(&self, actor: &Actor) -> Result<Vec<PledgeRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let operators = self.store.operators()?;
        let mut rows = Vec::new();
        for pledge in self.store.pledges()? {
            let operator = operators.iter().find(|one| one.id == pledge.operator_id);
            rows.push(PledgeRow {
                operator: operator.map(|one| one.name.clone()).unwrap_or_default(),
                links: self.store.pledge_links(pledge.id)?,
                pledge,
            });
        }
        Ok(rows)
    }

    /// What was kept of the station's commitments from `from` until `until`, all together first, then by item, with how
    /// content people were.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn commitments(
        &self,
        actor: &Actor,
        from: Day,
        until: Day,
        today: Day,
    ) -> Result<Vec<CommitmentRow>> {
        self.may(actor, Verb::ReadRatings, Subject::default())?;
        let settled = self.store.limits_settled(from, until, today, &self.calendar, self.zone)?;
        let kept = settled.grouped(|item, _| item);
        let facts = self.store.rating_facts(from, until, self.zone)?;
        let good = |rates: &Rates| (!rates.few()).then(|| rates.rate(RateKind::Good));
        let mut rows = vec![CommitmentRow {
            title: String::new(),
            limit: None,
            kept: settled.all().committed.on_time(),
            good: good(&Rates::of(&facts)),
        }];
        let by_item = grouped(&facts, |fact| fact.item_code.clone());
        for entry in self.store.items()? {
            let counted = kept.get(&Some(entry.id));
            let (Some(limit), true) = (entry.body.committed, entry.published || counted.is_some()) else {
                continue;
            };
            rows.push(CommitmentRow {
                title: format!("{} {}", entry.body.code, entry.body.name),
                limit: Some(limit),
                kept: counted.map(|figures| figures.committed.on_time()).unwrap_or_default(),
                good: by_item.get(&entry.body.code).and_then(good),
            });
        }
        Ok(rows)
    }
}
