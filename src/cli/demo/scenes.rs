//! Which stories are told: those of the past year, and the ones that make today's board.

use super::chance::Chance;
use super::days::Days;
use super::people::People;
use super::plot::{Pace, Plot, Seed};
use super::station::{CLERK, SECOND};
use super::tale::{Beat, Stage, Tale};
use crate::calendar::{Day, Stamp, Term, Unit};
use crate::domain::identifier::Sex;
use crate::domain::item::{FirstStep, Item, Kind};
use chrono::Datelike as _;

/// Where a scene begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// In today's hours, or the last ones.
    Lately,
    /// So many working days ago, from the one to the other.
    Ago(i64, i64),
    /// When the committed limit runs out so many working days from now, or ran out before.
    Due(i64, i64),
}

/// Which items a scene is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// Whatever there is.
    Any,
    /// What is finished on the spot.
    Spot,
    /// What has a committed limit and no steps with limits of their own, accepted here.
    Simple,
    /// What has the station's promise of a notice (ON-5).
    Promised,
    /// What is not finished on the spot.
    Longer,
    /// What has a material that may follow later (ON-14).
    Deferrable,
    /// What has the longest limits.
    Longest,
    /// What counts as abandoned when it is not supplemented.
    Abandonable,
}

/// A kind of case that today's board must show.
struct Scene {
    count: u64,
    plot: Plot,
    until: Stage,
    about: About,
    opening: Opening,
}

const fn scene(count: u64, plot: Plot, until: Stage, about: About, opening: Opening) -> Scene {
    Scene { count, plot, until, about, opening }
}

/// What 140 of 400 cases are; the rest is the year before.
const SCENES: [Scene; 26] = [
    scene(8, Plot::Plain, Stage::Received, About::Any, Opening::Lately),
    scene(6, Plot::Plain, Stage::Working, About::Simple, Opening::Due(-5, -1)),
    scene(13, Plot::Plain, Stage::Working, About::Simple, Opening::Due(0, 2)),
    scene(10, Plot::Noticed, Stage::Notified, About::Longer, Opening::Ago(0, 4)),
    scene(10, Plot::Plain, Stage::Decided, About::Simple, Opening::Ago(6, 9)),
    scene(10, Plot::Plain, Stage::Accepted, About::Simple, Opening::Ago(0, 3)),
    scene(5, Plot::Deemed, Stage::Received, About::Promised, Opening::Ago(6, 8)),
    scene(4, Plot::Plain, Stage::Ended, About::Simple, Opening::Ago(12, 16)),
    scene(2, Plot::NoPower, Stage::Ended, About::Longer, Opening::Ago(0, 2)),
    scene(3, Plot::Withdrawn, Stage::Ended, About::Longer, Opening::Ago(6, 9)),
    scene(2, Plot::Unsupplemented, Stage::Ended, About::Abandonable, Opening::Ago(22, 26)),
    scene(3, Plot::Voided, Stage::Ended, About::Any, Opening::Ago(0, 6)),
    scene(6, Plot::Deferred, Stage::Accepted, About::Deferrable, Opening::Ago(0, 3)),
    scene(6, Plot::Plain, Stage::Accepted, About::Longest, Opening::Ago(1, 3)),
    scene(8, Plot::Plain, Stage::Closed, About::Spot, Opening::Lately),
    scene(4, Plot::Noticed, Stage::Received, About::Promised, Opening::Ago(1, 3)),
    scene(14, Plot::Plain, Stage::Working, About::Longer, Opening::Ago(3, 8)),
    scene(1, Plot::Plain, Stage::Decided, About::Simple, Opening::Ago(38, 40)),
    scene(1, Plot::Noticed, Stage::Notified, About::Longer, Opening::Ago(17, 19)),
    scene(2, Plot::Deemed, Stage::Working, About::Promised, Opening::Ago(10, 11)),
    scene(1, Plot::NotNeeded, Stage::Ended, About::Longer, Opening::Ago(0, 3)),
    scene(2, Plot::Noticed, Stage::Supplemented, About::Promised, Opening::Ago(8, 9)),
    scene(4, Plot::Plain, Stage::Accepted, About::Simple, Opening::Lately),
    scene(6, Plot::Fixed, Stage::Closed, About::Spot, Opening::Ago(0, 1)),
    scene(4, Plot::Noticed, Stage::Notified, About::Longer, Opening::Lately),
    scene(4, Plot::Paused, Stage::Working, About::Longest, Opening::Ago(2, 5)),
];

/// How many of `total` cases are scenes of today.
#[must_use]
pub fn scenes_of(total: u64) -> u64 {
    let usual = (total * 35 / 100).max(SCENES.len() as u64).min(total);
    usual.min(140 + total.saturating_sub(400) / 40)
}

/// Tells the stories of a demo.
pub struct Teller<'a> {
    /// The seed of chance.
    pub seed: u64,
    /// The days.
    pub days: &'a Days<'a>,
    /// The residents.
    pub people: &'a People,
    /// The id of the first resident.
    pub first_person: i64,
    /// The items that the counter has.
    pub items: &'a [Item],
}

impl Teller<'_> {
    /// The acts of story number `nth`, of `total` of which the first `scenes` make today's board;
    /// nothing lies in the future.
    #[must_use]
    pub fn story(&self, nth: u64, scenes: u64) -> Vec<Beat> {
        let chance = Chance::of(self.seed, 0x7000_0000 + nth);
        let beats = if nth < scenes { self.scene(chance, nth) } else { self.past(chance) };
        let end = self.days.now.plus_millis(-1000);
        beats.into_iter().take_while(|beat| beat.at <= end).collect()
    }

    fn scene(&self, mut chance: Chance, nth: u64) -> Vec<Beat> {
        let Some(scene) = scene_number(nth) else { return Vec::new() };
        let today = scene.opening == Opening::Lately;
        // What was only received at the end of a working day would be overdue by the next morning.
        let about = if today && scene.until == Stage::Received && !self.days.live() {
            About::Promised
        } else {
            scene.about
        };
        let Some(item) = self.item(&mut chance, about) else { return Vec::new() };
        let opening = self.opening(&mut chance, scene.opening, item);
        let clerk =
            if today && scene.until == Stage::Received || chance.percent(55) { CLERK } else { SECOND };
        self.tell(chance, item, opening, (scene.plot, Pace::OnTime, scene.until), Some(clerk))
    }

    fn past(&self, mut chance: Chance) -> Vec<Beat> {
        let (plot, about) = match chance.below(100) {
            0..=39 => (Plot::Plain, About::Spot),
            40..=66 => (Plot::Plain, About::Longer),
            67..=71 => (Plot::Fixed, About::Any),
            72..=82 => (Plot::Noticed, About::Longer),
            83..=84 => (Plot::Deemed, About::Promised),
            85..=86 => (Plot::NoPower, About::Longer),
            87 => (Plot::NotNeeded, About::Longer),
            88..=89 => (Plot::Unsupplemented, About::Longer),
            90..=92 => (Plot::Withdrawn, About::Longer),
            93 => (Plot::Voided, About::Any),
            94..=96 => (Plot::Deferred, About::Deferrable),
            97 => (Plot::Paused, About::Longest),
            _ => (Plot::WrongItem, About::Longer),
        };
        let pace = if chance.percent(6) { Pace::Late } else { Pace::OnTime };
        let Some(item) = self.item(&mut chance, about) else { return Vec::new() };
        let day = self.days.any(&mut chance);
        let opening = self.hour(&mut chance, day);
        self.tell(chance, item, opening, (plot, pace, Stage::Closed), None)
    }

    fn tell(
        &self,
        mut chance: Chance,
        item: &Item,
        opening: Stamp,
        (plot, pace, until): (Plot, Pace, Stage),
        clerk: Option<usize>,
    ) -> Vec<Beat> {
        let person = self.applicant(&mut chance, item);
        let right = if plot == Plot::WrongItem { self.item(&mut chance, About::Simple) } else { None };
        let mut tale = Tale::new(self.days, chance, item, opening);
        tale.clerk = clerk.unwrap_or(tale.clerk);
        tale.tell(&Seed { person, plot, pace, until, right });
        tale.beats.into_iter().take_while(|beat| beat.stage <= until).collect()
    }

    fn opening(&self, chance: &mut Chance, opening: Opening, item: &Item) -> Stamp {
        let day = match opening {
            Opening::Lately => return self.days.lately(chance),
            Opening::Ago(low, high) => self.days.back(chance.between(low, high)),
            Opening::Due(low, high) => self.opened_for(item, chance.between(low, high)),
        };
        self.hour(chance, day)
    }

    /// A moment of that day's hours; today only of those that are over.
    fn hour(&self, chance: &mut Chance, day: Day) -> Stamp {
        if day == self.days.today() { self.days.lately(chance) } else { self.days.hour(chance, day) }
    }

    /// The latest working day from which the committed limit ends `left` working days from today.
    fn opened_for(&self, item: &Item, left: i64) -> Day {
        let (days, unit) = item.committed.unwrap_or((5, Unit::Wd));
        let wanted =
            if left < 0 { self.days.back(-left) } else { self.days.after(self.days.today(), left, Unit::Wd) };
        let due = |day: Day| self.days.calendar.due(&Term::new(day, days, unit)).day;
        let open = self.days.worked.iter().rev().copied().filter(|day| *day < self.days.today());
        open.clone().find(|day| due(*day) <= wanted).unwrap_or_else(|| self.days.back(1))
    }

    fn item(&self, chance: &mut Chance, about: About) -> Option<&Item> {
        let fitting: Vec<&Item> = self.items.iter().filter(|item| fits(item, about)).collect();
        let weight = |item: &Item| if item.first_step == FirstStep::OnSpot { 3 } else { 2 };
        let total = fitting.iter().map(|item| weight(item)).sum();
        let mut place = chance.below(total);
        for item in &fitting {
            match place.checked_sub(weight(item)) {
                Some(rest) => place = rest,
                None => return Some(item),
            }
        }
        None
    }

    /// Somebody whom the item suits by age and sex.
    fn applicant(&self, chance: &mut Chance, item: &Item) -> i64 {
        let year = self.days.today().year();
        let (young, old, sex) = match item.code.as_str() {
            "MZ08" => (81, 100, None),
            "MZ09" | "LD08" | "LD07" => (61, 95, None),
            "JS01" | "JS03" | "YL04" => (21, 44, Some(Sex::Female)),
            "KJ01" => (28, 48, None),
            "LD01" | "LD02" | "LD03" | "LD04" | "LD05" => (20, 58, None),
            _ => (18, 88, None),
        };
        let place = self.people.somebody(chance, (year - old, year - young), sex);
        self.first_person.saturating_add(i64::try_from(place).unwrap_or(0))
    }
}

fn fits(item: &Item, about: About) -> bool {
    let spot = item.kind == Kind::OnTheSpot;
    let plain_steps = item.steps.iter().all(|step| step.days.is_none());
    match about {
        About::Any => true,
        About::Spot => spot,
        About::Longer => !spot,
        About::Simple => {
            item.kind == Kind::Committed
                && plain_steps
                && item.accepts.here()
                && item.committed.is_some_and(|limit| limit.0 <= 25)
        }
        About::Promised => item.promises_notice && plain_steps,
        About::Deferrable => {
            !spot && item.materials.iter().any(|material| material.deferrable) && item.accepts.here()
        }
        About::Longest => !spot && item.committed.is_some_and(|limit| limit.0 > 25) && item.accepts.here(),
        About::Abandonable => item.first_step == FirstStep::Abandoned,
    }
}

/// The scene with this number: round after round, each kind as long as it has some left.
fn scene_number(nth: u64) -> Option<&'static Scene> {
    let all: u64 = SCENES.iter().map(|scene| scene.count).sum();
    let mut place = nth % all;
    let most = SCENES.iter().map(|scene| scene.count).max().unwrap_or(0);
    for round in 0..most {
        for scene in SCENES.iter().filter(|scene| scene.count > round) {
            if place == 0 {
                return Some(scene);
            }
            place -= 1;
        }
    }
    None
}
