//! The story of one case: who does what when, each act later than the one before.

use super::chance::Chance;
use super::days::{Days, MINUTE};
use super::station::{AGENT, CLERK, GRID, MANAGER, SECOND, SUPERVISOR};
use crate::calendar::{Day, Stamp, Unit};
use crate::desk::CaseAct;
use crate::desk::verbs::{self, Enquire, MaterialInput, Take};
use crate::domain::case::Channel;
use crate::domain::item::{Item, Limit, Source};
use crate::domain::material::MaterialState;
use crate::domain::step::StepAct;
use crate::words::{Lang, Phrase, demo as w};
use chrono::Datelike as _;

/// How far a case has come; a story can be told up to one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Taken in, perhaps checked.
    Received,
    /// The one-time notice is out.
    Notified,
    /// Supplements are in.
    Supplemented,
    /// Accepted, or deemed so.
    Accepted,
    /// The steps before the decision are done.
    Working,
    /// Decided.
    Decided,
    /// Delivered, or ended otherwise.
    Ended,
    /// Closed.
    Closed,
}

/// What an operator does.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Answers an enquiry that becomes the case.
    Enquire(Enquire),
    /// Takes the case in; `true` where it comes from the enquiry.
    Take(Box<Take>, bool),
    /// Acts on it.
    Act(CaseAct),
    /// Registers what somebody said, as a place among the voices.
    Hear(usize, Box<crate::desk::verbs::RegisterFeedback>),
    /// Acts on it.
    Handle(usize, Box<crate::desk::verbs::HandleFeedback>),
    /// Does what belongs to no case.
    Aside(Box<crate::desk::Command>),
}

/// One act of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Beat {
    /// When.
    pub at: Stamp,
    /// Who, as a place in the crew.
    pub by: usize,
    /// What.
    pub deed: Deed,
    /// Where it brings the case.
    pub stage: Stage,
}

/// A story while it is told.
pub struct Tale<'a> {
    /// The days of the demo.
    pub days: &'a Days<'a>,
    /// Chance of this story.
    pub chance: Chance,
    /// The item.
    pub item: &'a Item,
    /// Who takes the case in and works on it.
    pub clerk: usize,
    /// The day of the last act.
    pub day: Day,
    /// The acts so far.
    pub beats: Vec<Beat>,
    at: Stamp,
    stage: Stage,
}

impl<'a> Tale<'a> {
    /// A story that begins at `opening`.
    #[must_use]
    pub fn new(days: &'a Days<'a>, mut chance: Chance, item: &'a Item, opening: Stamp) -> Self {
        let clerk = match chance.below(100) {
            0..=54 => CLERK,
            55..=96 => SECOND,
            _ => MANAGER,
        };
        let at = opening.plus_millis(-MINUTE);
        Self {
            days,
            chance,
            item,
            clerk,
            day: days.zone.day(opening),
            beats: Vec::new(),
            at,
            stage: Stage::Received,
        }
    }

    /// Goes on to `stage`, which the acts from here on lead to.
    pub fn reach(&mut self, stage: Stage) {
        self.stage = self.stage.max(stage);
    }

    /// One of these wordings, as the file keeps it.
    pub fn say(&mut self, choices: &[&'static Phrase]) -> String {
        self.chance.pick(choices).map(|phrase| phrase.zh.to_owned()).unwrap_or_default()
    }

    /// Does something on `day`: some minutes after the last act of the same day, or within opening hours.
    pub fn act(&mut self, by: usize, day: Day, deed: Deed) {
        let soonest = self.at.plus_millis(MINUTE);
        let at = if day > self.day {
            self.day = day;
            self.days.hour(&mut self.chance, day)
        } else if self.beats.is_empty() {
            soonest
        } else {
            self.at.plus_millis(self.chance.between(2 * MINUTE, 14 * MINUTE))
        };
        self.at = at.max(soonest);
        self.beats.push(Beat { at: self.at, by, deed, stage: self.stage });
    }

    /// Does something to the case on `day`, by the clerk.
    pub fn clerk(&mut self, day: Day, act: CaseAct) {
        self.act(self.clerk, day, Deed::Act(act));
    }

    /// Does something to the case on `day`, by the agent or the clerk.
    pub fn runner(&mut self, day: Day, act: CaseAct) {
        let by = if self.chance.percent(45) { AGENT } else { self.clerk };
        self.act(by, day, Deed::Act(act));
    }

    /// The materials that an applicant brings, as in order.
    #[must_use]
    pub fn brought(&self) -> Vec<MaterialInput> {
        let own = self
            .item
            .materials
            .iter()
            .filter(|material| material.source != Source::Shared && material.mandatory);
        own.map(|material| MaterialInput::new(&material.name, MaterialState::Ok)).collect()
    }

    /// The materials with one or two of them missing or wrong, and the same ones in order for later.
    pub fn lacking(&mut self) -> (Vec<MaterialInput>, Vec<MaterialInput>) {
        let mut now = self.brought();
        let count = (1 + self.chance.below(2)).min(now.len().saturating_sub(1)).max(1);
        let mut later = Vec::new();
        for _ in 0..count {
            let at = self.chance.below(now.len());
            if now.get(at).is_none_or(|one| one.state != MaterialState::Ok) {
                continue;
            }
            let gone = now.remove(at);
            if self.chance.percent(50) {
                let remark = self.say(&[
                    &w::REMARK_BLURRED,
                    &w::REMARK_UNSIGNED,
                    &w::REMARK_EXPIRED,
                    &w::REMARK_ADDRESS,
                ]);
                now.push(MaterialInput { state: MaterialState::Wrong, remark, ..gone.clone() });
            }
            later.push(gone);
        }
        (now, later)
    }

    /// A number of a document of an organ, invented.
    pub fn organ_number(&mut self, day: Day) -> String {
        let n = self.chance.between(100, 9999);
        w::ORGAN_DOCUMENT.with("year", day.year()).with("n", n).say(Lang::Zh)
    }

    /// A number of a result document, invented; not every result has one.
    pub fn result_number(&mut self, day: Day) -> Option<String> {
        let n = self.chance.between(1000, 99_999);
        self.chance
            .percent(60)
            .then(|| w::RESULT_DOCUMENT.with("year", day.year()).with("n", n).say(Lang::Zh))
    }

    /// How a case comes in: mostly at the window.
    pub fn channel(&mut self) -> Option<Channel> {
        match self.chance.below(100) {
            0..=83 => None,
            84..=88 => Some(Channel::Phone),
            89..=93 => Some(Channel::Grid),
            94..=96 => Some(Channel::Home),
            97..=98 => Some(Channel::Hotline),
            _ => Some(Channel::Mail),
        }
    }

    /// Now and then somebody notes a contact on that day.
    pub fn perhaps_note(&mut self, day: Day, percent: usize) {
        if !self.chance.percent(percent) {
            return;
        }
        let (by, channel, choices): (usize, Channel, &[&'static Phrase]) = match self.chance.below(10) {
            0..=4 => (self.clerk, Channel::Phone, &[&w::NOTE_CALLED, &w::NOTE_NO_ANSWER]),
            5..=7 => (self.clerk, Channel::Window, &[&w::NOTE_ASKED]),
            8 => (GRID, Channel::Home, &[&w::NOTE_VISITED]),
            _ => (SUPERVISOR, Channel::Window, &[&w::NOTE_URGED]),
        };
        let text = self.say(choices);
        self.act(by, day, Deed::Act(CaseAct::Note(verbs::Note { channel: Some(channel), text })));
    }

    /// Now and then the case changes hands on that day.
    pub fn perhaps_assign(&mut self, day: Day, percent: usize) {
        if !self.chance.percent(percent) {
            return;
        }
        let (to, reason) = match (self.chance.below(3), self.clerk) {
            (0, _) => ("3", &w::ASSIGN_AGENT),
            (_, CLERK) => ("2", &w::ASSIGN_LEAVE),
            _ => ("1", &w::ASSIGN_LEAVE),
        };
        let act = verbs::Assign { to: to.to_owned(), reason: reason.zh.to_owned() };
        self.act(SUPERVISOR, day, Deed::Act(CaseAct::Assign(act)));
    }

    /// The steps that must be done before the decision, each with its limit.
    #[must_use]
    pub fn steps(&self) -> Vec<(String, Option<Limit>)> {
        let acts: Vec<StepAct> = self.item.steps.iter().map(|step| verbs::step_act(&step.name)).collect();
        let end = acts.iter().position(|act| *act == StepAct::Decide).unwrap_or(acts.len());
        let before = self.item.steps.iter().zip(acts).take(end).filter(|(_, act)| *act == StepAct::Work);
        before.map(|(step, _)| (step.name.clone(), step.days)).collect()
    }

    /// The limit of the decision as a step of its own.
    #[must_use]
    pub fn decision_limit(&self) -> Option<Limit> {
        self.item.steps.iter().find(|step| verbs::step_act(&step.name) == StepAct::Decide)?.days
    }

    /// A working day from `low` to `high` working days after the last act's day.
    pub fn within(&mut self, low: i64, high: i64) -> Day {
        let count = self.chance.between(low, high);
        self.later(count)
    }

    /// The working day so many days after the last act's day.
    #[must_use]
    pub fn later(&self, count: i64) -> Day {
        self.days.after(self.day, count, Unit::Wd)
    }
}
