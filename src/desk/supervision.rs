//! Questions about supervision: monitors and their groups, matters, cards, boxes and their openings, visits.
//!
//! None of them counts or names feedback (CP-6).

use super::Desk;
use super::error::Result;
use crate::calendar::Day;
use crate::domain::Verb;
use crate::domain::id::{MatterId, MonitorId, OperatorId};
use crate::domain::operator::{Actor, Subject};
use crate::domain::supervision::{
    BoxOpening, BoxRow, LetterBox, Matter, Monitor, MonitorRow, MonitorVisit, MonitorVisitRow, OpeningRow,
    WatchCard, WatchCardRow, WatchGroup, WatchGroupRow, barred_by,
};

/// How many cards, openings and visits are told at most.
const MOST: usize = 1000;

impl Desk {
    fn monitor_name(&self, id: Option<MonitorId>) -> Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        let monitor = self.store.get::<Monitor>(id.0)?;
        Ok(monitor.map(|one| one.name).unwrap_or_default())
    }

    fn matter_name(&self, id: Option<MatterId>) -> Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        let matter = self.store.get::<Matter>(id.0)?;
        Ok(matter.map(|one| one.name).unwrap_or_default())
    }

    fn named_operator(&self, id: Option<OperatorId>) -> Result<String> {
        id.map_or_else(|| Ok(String::new()), |id| self.operator_label(id))
    }

    /// Every monitor, with whether they watch on `today`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn monitors(&self, actor: &Actor, today: Day) -> Result<Vec<MonitorRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let (groups, operators) = (self.store.watch_groups()?, self.store.operators()?);
        let row = |monitor: Monitor| {
            let group = groups.iter().find(|one| Some(one.id) == monitor.group_id);
            let barred = monitor.person_id.is_some_and(|person| barred_by(person, &operators).is_some());
            MonitorRow {
                group: group.map(|one| one.name.clone()).unwrap_or_default(),
                serves: monitor.serves(today),
                barred,
                monitor,
            }
        };
        Ok(self.store.monitors()?.into_iter().map(row).collect())
    }

    /// Every group of monitors, with how many serve in it on `today`.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn watch_groups(&self, actor: &Actor, today: Day) -> Result<Vec<WatchGroupRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let row = |group: WatchGroup| {
            let mut members = self.store.monitors_in(group.id)?;
            members.retain(|one| one.serves(today));
            let finance = members.iter().any(|one| one.knows_finance);
            Ok(WatchGroupRow { members: members.len(), finance, group })
        };
        self.store.watch_groups()?.into_iter().map(row).collect()
    }

    /// Every supervised matter.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn matters(&self, actor: &Actor) -> Result<Vec<Matter>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        Ok(self.store.matters()?)
    }

    /// The cards that were handed out, the newest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn watch_cards(&self, actor: &Actor) -> Result<Vec<WatchCardRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let row = |card: WatchCard| {
            let name = if card.monitor_id.is_some() {
                self.monitor_name(card.monitor_id)?
            } else {
                card.to_whom.clone()
            };
            Ok(WatchCardRow { name, card })
        };
        self.store.watch_cards(MOST)?.into_iter().map(row).collect()
    }

    /// Every letter box.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn letter_boxes(&self, actor: &Actor) -> Result<Vec<BoxRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let row = |letter_box: LetterBox| {
            let opened = self.store.last_opening(letter_box.id)?.map(|one| one.day);
            Ok(BoxRow { letter_box, opened })
        };
        self.store.letter_boxes()?.into_iter().map(row).collect()
    }

    /// The openings of all boxes, the newest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn box_openings(&self, actor: &Actor) -> Result<Vec<OpeningRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let row = |opening: BoxOpening| {
            let letter_box = self.store.get::<LetterBox>(opening.box_id.0)?;
            let mut people = vec![
                self.operator_label(opening.operator_id)?,
                self.named_operator(opening.second_id)?,
                self.monitor_name(opening.second_monitor_id)?,
            ];
            people.retain(|name| !name.is_empty());
            Ok(OpeningRow { letter_box: letter_box.map(|one| one.name).unwrap_or_default(), people, opening })
        };
        self.store.box_openings(MOST)?.into_iter().map(row).collect()
    }

    /// The visits of monitors, the newest first: all for those who lead, what they put right for everybody else.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn monitor_visits(&self, actor: &Actor) -> Result<Vec<MonitorVisitRow>> {
        self.may(actor, Verb::ReadSupervision, Subject::default())?;
        let owner = (!actor.leads()).then_some(actor.id);
        let row = |visit: MonitorVisit| {
            Ok(MonitorVisitRow {
                monitor: self.monitor_name(Some(visit.monitor_id))?,
                matter: self.matter_name(visit.matter_id)?,
                owner: self.named_operator(visit.owner_id)?,
                promise: self.store.promises_about("monitor-visit", visit.id.0)?.into_iter().next(),
                visit,
            })
        };
        self.store.monitor_visits(owner, MOST)?.into_iter().map(row).collect()
    }
}
