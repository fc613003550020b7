//! Makes a station filled with invented people and real items, dated around today.
//!
//! Everything goes through `desk`, in the order in which it would have happened: the stories of the last
//! twelve months as acts of their operators, the older cases of a large demo as an import. The same seed,
//! numbers and time always give the same demo, down to the case numbers.

mod agency;
mod cards;
mod care;
mod chance;
mod days;
mod feedback;
mod names;
mod past;
mod people;
mod plot;
mod scenes;
mod station;
mod tale;
mod volunteers;
mod watch;

#[cfg(test)]
mod tests;

pub use feedback::PASSPHRASE;
pub use station::DemoOperator;

use crate::calendar::{Calendar, Day, Stamp};
use crate::desk::verbs::{ConfirmDate, ImportCases, ImportPersons};
use crate::desk::{Command, Desk, Done, OnCase, Result};
use crate::domain::Refusal;
use crate::domain::id::{CaseId, Site};
use crate::domain::item::Item;
use crate::domain::operator::Actor;
use crate::words::demo as w;
use chrono::{Datelike as _, Months};
use days::Days;
use past::Past;
use people::People;
use scenes::{Teller, scenes_of};
use station::{CLERK, Crew, MANAGER, SECOND, broken};
use std::path::Path;
use tale::{Beat, Deed};

/// How many cases are told as stories at most; the rest are older and closed.
const TOLD: u64 = 20_000;

/// How many records one import takes in.
const IMPORT: usize = 1_000;

/// How many acts of an import stand in one transaction.
const IMPORTS: usize = 10;

/// How many acts of stories stand in one transaction.
const ACTS: usize = 800;

/// The time between two entries before the stories begin, in milliseconds.
const TICK: i64 = 500;

/// After how long without an act the manager confirms the date, as a real station must: 14 days.
const SILENCE: i64 = 14 * 24 * 3_600_000;

/// How large a demo is, and which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many cases.
    pub cases: u64,
    /// How many residents.
    pub residents: u64,
    /// Another seed, another demo.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { cases: 400, residents: 3_000, seed: 1 }
    }
}

/// A demo that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Everybody who can sign in, with their PINs.
    pub operators: Vec<DemoOperator>,
    /// The code of the first clerk, who is signed in when the demo opens.
    pub first_clerk: String,
}

/// Makes a demo in a new file; `progress` is told what is being made, how much of it, of how much.
///
/// # Errors
/// The file exists or failed; no half-made file is left then.
pub fn make(path: &Path, plan: &Plan, now: Stamp, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<Made> {
    // A resident is needed for a case to be about.
    let plan = Plan { residents: plan.residents.max(1), ..*plan };
    progress(w::MAKING_STATION.zh, 0, 1);
    let days = Calendar::built_in();
    let zone = crate::calendar::Zone::default();
    let first = first_day(&days, zone.day(now));
    let (desk, crew, at) = station::found(path, zone.start_of_day(first), TICK)?;
    let made = Maker { desk, crew, plan, now, first, at, refused: Vec::new() }.fill(progress);
    if let Err(error) = made {
        for end in ["", ".head", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(end);
            // What cannot be taken away stays; the error that follows names the file.
            let _ = std::fs::remove_file(file);
        }
        return Err(error);
    }
    let operators = station::operators();
    let first_clerk = operators.get(CLERK).map(|clerk| clerk.code.clone()).unwrap_or_default();
    Ok(Made { operators, first_clerk })
}

/// The first working day of the stories: twelve months before today.
fn first_day(calendar: &Calendar, today: Day) -> Day {
    calendar.roll(today.checked_sub_months(Months::new(12)).unwrap_or(today))
}

/// What carries the making.
struct Maker {
    desk: Desk,
    crew: Crew,
    plan: Plan,
    now: Stamp,
    first: Day,
    /// The stamp of the last act.
    at: Stamp,
    /// What was refused; a story whose act is refused goes on with the next.
    refused: Vec<Refusal>,
}

impl Maker {
    /// Fills the file and hands back what was refused: nothing, as long as stories follow the rules.
    fn fill(mut self, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<Vec<Refusal>> {
        let items: Vec<Item> = station::catalogue()?.into_iter().filter(|item| !item.confidential).collect();
        self.desk.work_in_bulk()?;
        let people = self.persons(progress)?;
        let told = self.plan.cases.min(TOLD);
        self.older(&people, &items, self.plan.cases - told, progress)?;
        let calendar = self.desk.calendar().clone();
        let days = Days::new(&calendar, self.desk.zone(), self.first, self.now);
        let teller = Teller {
            seed: self.plan.seed,
            days: &days,
            people: &people,
            first_person: first_id(),
            items: &items,
        };
        let scenes = scenes_of(told);
        let mut beats: Vec<(u64, Beat)> = Vec::new();
        for story in 0..told {
            beats.extend(teller.story(story, scenes).into_iter().map(|beat| (story, beat)));
        }
        beats.extend(volunteers::beats(&days, &people, self.plan.residents, self.plan.seed));
        beats.extend(feedback::beats(&days, &items));
        beats.extend(watch::beats(&days));
        // Stable, so that the acts of a story keep their order.
        beats.sort_by_key(|(story, beat)| (beat.at, *story));
        let firsts = first_id() + i64::try_from(self.plan.cases - told).unwrap_or(0);
        self.perform(&Script { days: &days, first_case: firsts, stories: told }, beats, progress)?;
        if self.now.millis_since(self.at) > SILENCE {
            let manager = self.crew.actor(MANAGER)?;
            let at = self.now.plus_millis(-1000);
            self.desk.run(&manager, &confirm(&days, at), at)?;
        }
        agency::entrust(&mut self)?;
        care::register(&mut self)?;
        volunteers::needs(&mut self)?;
        feedback::sealed(&mut self)?;
        watch::ratings(&mut self)?;
        self.desk.sweep(self.now)?;
        Ok(self.refused)
    }

    fn persons(&mut self, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<People> {
        let total = self.plan.residents;
        let mut people = People::new(self.plan.seed, total, self.first);
        let mut made = 0;
        while made < total {
            let mut acts = Vec::with_capacity(IMPORTS);
            while acts.len() < IMPORTS && made < total {
                let persons: Vec<_> = std::iter::from_fn(|| people.next()).take(IMPORT).collect();
                made += persons.len() as u64;
                acts.push(Command::ImportPersons(ImportPersons { persons, ..ImportPersons::default() }));
            }
            self.import(acts)?;
            while self.desk.settle_keys()? {}
            progress(w::MAKING_PERSONS.zh, made, total);
        }
        Ok(people)
    }

    fn older(
        &mut self,
        people: &People,
        items: &[Item],
        total: u64,
        progress: &mut dyn FnMut(&str, u64, u64),
    ) -> Result<()> {
        let owners = [self.crew.actor(CLERK)?.id, self.crew.actor(SECOND)?.id];
        let calendar = self.desk.calendar().clone();
        let mut past =
            Past::new(self.plan.seed, &calendar, self.first, (people, first_id()), items, owners, total);
        let mut made = 0;
        while made < total {
            let mut acts = Vec::with_capacity(IMPORTS);
            while acts.len() < IMPORTS && made < total {
                let cases: Vec<_> = std::iter::from_fn(|| past.next()).take(IMPORT).collect();
                made += cases.len() as u64;
                acts.push(Command::ImportCases(ImportCases { cases }));
            }
            self.import(acts)?;
            progress(w::MAKING_PAST.zh, made, total);
        }
        Ok(())
    }

    /// Carries imports out in one transaction, by the manager.
    fn import(&mut self, acts: Vec<Command>) -> Result<()> {
        let manager = self.crew.actor(MANAGER)?;
        let mut at = self.at;
        let dated = acts.into_iter().map(|act| {
            at = at.plus_millis(TICK);
            (manager.clone(), act, at)
        });
        self.desk.run_all(dated)?;
        self.at = at;
        Ok(())
    }

    fn perform(
        &mut self,
        script: &Script<'_>,
        beats: Vec<(u64, Beat)>,
        progress: &mut dyn FnMut(&str, u64, u64),
    ) -> Result<()> {
        let total = beats.len() as u64;
        let mut cast = Cast::new(script, self.desk.station().code.clone());
        let mut done = 0;
        let mut beats = beats.into_iter().peekable();
        while beats.peek().is_some() {
            let mut acts: Vec<(Actor, Command, Stamp)> = Vec::with_capacity(ACTS + 1);
            let mut expected: Vec<Option<CaseId>> = Vec::with_capacity(ACTS + 1);
            // Which acts make an entry of feedback, whose number its later acts name.
            let mut heard: Vec<(usize, usize)> = Vec::new();
            let day = beats.peek().map(|(_, beat)| script.days.zone.day(beat.at));
            let same = |beat: &(u64, Beat)| Some(script.days.zone.day(beat.1.at)) == day;
            while let Some((story, beat)) = beats.next_if(|beat| acts.len() < ACTS && same(beat)) {
                if beat.at.millis_since(self.at) > SILENCE {
                    let at = beat.at.plus_millis(-1000);
                    acts.push((self.crew.actor(MANAGER)?, confirm(script.days, at), at));
                    expected.push(None);
                }
                self.at = beat.at;
                if let Deed::Hear(voice, _) = &beat.deed {
                    heard.push((acts.len(), *voice));
                }
                let (command, case) = cast.command(story, beat.deed, beat.at)?;
                acts.push((self.crew.actor(beat.by)?, command, beat.at));
                expected.push(case);
                done += 1;
            }
            let results = self.desk.run_many(acts)?;
            for (at, voice) in heard {
                if let (Some(Ok(done)), Some(number)) = (results.get(at), cast.numbers.get_mut(voice)) {
                    number.clone_from(&done.label);
                }
            }
            self.check(results, &expected)?;
            if !beats.peek().is_some_and(same) {
                cards::answer(self, script.days)?;
            }
            progress(w::MAKING_CASES.zh, done, total);
        }
        Ok(())
    }

    /// A case that did not get the id that its later acts name ends the making; another refusal only
    /// leaves that act out.
    fn check(
        &mut self,
        results: Vec<std::result::Result<Done, Refusal>>,
        expected: &[Option<CaseId>],
    ) -> Result<()> {
        for (result, expected) in results.into_iter().zip(expected) {
            match result {
                Ok(done) if expected.is_some() && done.case != *expected => {
                    return Err(broken(&done.label).into());
                }
                Ok(_) => {}
                Err(refusal) if expected.is_some() => return Err(refusal.into()),
                Err(refusal) => self.refused.push(refusal),
            }
        }
        Ok(())
    }
}

/// What the acts of the stories are carried out with.
struct Script<'a> {
    days: &'a Days<'a>,
    first_case: i64,
    stories: u64,
}

/// Knows the case and the enquiry of each story, in the order in which they come about.
struct Cast<'a> {
    script: &'a Script<'a>,
    station: String,
    next: i64,
    cases: Vec<i64>,
    enquiries: Vec<String>,
    year: i32,
    enquired: i64,
    /// The numbers of the entries of feedback.
    numbers: Vec<String>,
}

impl<'a> Cast<'a> {
    fn new(script: &'a Script<'a>, station: String) -> Self {
        let stories = usize::try_from(script.stories).unwrap_or(0);
        Self {
            script,
            station,
            next: script.first_case,
            cases: vec![0; stories],
            enquiries: vec![String::new(); stories],
            year: 0,
            enquired: 0,
            numbers: vec![String::new(); feedback::COUNT],
        }
    }

    /// The command of an act, and the case that it takes in.
    fn command(&mut self, story: u64, deed: Deed, at: Stamp) -> Result<(Command, Option<CaseId>)> {
        let deed = match deed {
            Deed::Aside(command) => return Ok((*command, None)),
            Deed::Hear(_, register) => return Ok((Command::RegisterFeedback(register), None)),
            Deed::Handle(voice, mut handle) => {
                handle.number = self.numbers.get(voice).cloned().unwrap_or_default();
                return Ok((Command::HandleFeedback(handle), None));
            }
            deed => deed,
        };
        let place = usize::try_from(story).unwrap_or(usize::MAX);
        let (Some(case), Some(enquiry)) = (self.cases.get_mut(place), self.enquiries.get_mut(place)) else {
            return Err(broken("story").into());
        };
        match deed {
            Deed::Enquire(enquire) => {
                let year = self.script.days.zone.day(at).year();
                self.enquired = if year == self.year { self.enquired + 1 } else { 1 };
                self.year = year;
                *enquiry = format!("{}-{year}-E{:06}", self.station, self.enquired);
                Ok((Command::Enquire(enquire), None))
            }
            Deed::Take(mut take, from) => {
                take.from = from.then(|| enquiry.clone());
                *case = self.next;
                self.next += 1;
                Ok((Command::Take(take), Some(CaseId(*case))))
            }
            Deed::Act(act) => Ok((Command::Case(OnCase { case: CaseId(*case), version: None, act }), None)),
            Deed::Aside(_) | Deed::Hear(..) | Deed::Handle(..) => Err(broken("story").into()),
        }
    }
}

/// The manager's word that the date of `at` is right.
fn confirm(days: &Days<'_>, at: Stamp) -> Command {
    Command::ConfirmDate(ConfirmDate { day: days.zone.day(at).to_string() })
}

/// The first id that the demo's site gives.
fn first_id() -> i64 {
    Site(1).range().0
}
