//! The care register of the demo: households of two grids, helpers, visits of the last weeks, wishes, categories.

use super::Maker;
use super::TICK;
use super::station::{GRID, MANAGER};
use crate::calendar::Day;
use crate::desk::verbs::{
    AdvanceWish, CollectWish, Pair, RecordVisit, SaveHelper, SaveHousehold, SetCategory, SetConsent, SetLevel,
};
use crate::desk::{Command, Result};
use crate::domain::Named as _;
use crate::domain::board::PersonFilter;
use crate::domain::care::Level;
use crate::domain::household::CategoryKind;
use crate::domain::id::{GridId, PersonId};
use crate::domain::operator::Actor;
use crate::domain::visit::{Mode, WishKind};
use crate::words::{Phrase, demo as w};

/// How many households stand in the register.
const HOMES: usize = 36;
/// How many persons of a grid are looked at for them.
const LOOKED_AT: usize = 400;
/// From which age on a household of the demo is watched over.
const AGED: u32 = 70;
/// From which age on somebody may be the relative who lives with them.
const ADULT: u32 = 30;

/// Enters households with levels, pairs most of them, records visits, and collects wishes.
pub fn register(maker: &mut Maker) -> Result<()> {
    let (manager, worker) = (maker.crew.actor(MANAGER)?, maker.crew.actor(GRID)?);
    let today = maker.desk.zone().day(maker.now);
    let mut grids: Vec<GridId> = maker.desk.grids_of(&worker)?.into_iter().map(|grid| grid.id).collect();
    let others = maker.desk.grids()?.into_iter().map(|grid| grid.id).filter(|id| !grids.contains(id));
    let other: Option<GridId> = others.collect::<Vec<_>>().first().copied();
    grids.truncate(1);
    grids.extend(other);
    let mut acts: Vec<(Actor, Command)> = helpers(&manager);
    let mut homes = 0_i64;
    let mut seen = std::collections::BTreeSet::new();
    let first = super::first_id();
    for grid in grids {
        let filter = PersonFilter { grid: Some(grid), ..PersonFilter::default() };
        let persons = maker.desk.persons(&manager, &filter, LOOKED_AT, 0)?;
        let mut taken = 0;
        let mut younger: Vec<PersonId> = Vec::new();
        for row in persons {
            let Some((person, _)) = maker.desk.person_for_form(&manager, row.id)? else { continue };
            let aged = person.age(today).is_some_and(|age| age >= AGED);
            if !aged {
                if person.age(today).is_some_and(|age| age >= ADULT) {
                    younger.push(person.id);
                }
                continue;
            }
            if person.address.is_empty() || taken >= HOMES / 2 || !seen.insert(person.address.clone()) {
                continue;
            }
            let household = first + homes;
            let kin = if homes % 3 == 1 { younger.pop() } else { None };
            let home = Home { n: homes, household, person: person.id, kin, address: &person.address, today };
            tell(&mut acts, &manager, home);
            homes += 1;
            taken += 1;
        }
    }
    play(maker, acts)
}

fn helpers(manager: &Actor) -> Vec<(Actor, Command)> {
    let names: [(&Phrase, &Phrase); 4] = [
        (&w::HELPER_A, &w::SKILL_A),
        (&w::HELPER_B, &w::SKILL_B),
        (&w::HELPER_C, &w::SKILL_A),
        (&w::HELPER_D, &w::SKILL_B),
    ];
    names
        .iter()
        .map(|(name, skills)| {
            let helper = SaveHelper {
                name: name.zh.to_owned(),
                phone: Some("0571-00000000".to_owned()),
                skills: Some(skills.zh.to_owned()),
                most: Some(12),
                ..SaveHelper::default()
            };
            (manager.clone(), Command::SaveHelper(Box::new(helper)))
        })
        .collect()
}

/// A household whose story is told.
#[derive(Clone, Copy)]
struct Home<'a> {
    n: i64,
    household: i64,
    person: PersonId,
    kin: Option<PersonId>,
    address: &'a str,
    today: Day,
}

fn tell(acts: &mut Vec<(Actor, Command)>, who: &Actor, home: Home<'_>) {
    let Home { n, household, person, kin, address, today } = home;
    let ago = |days: i64| Some((today - chrono::Duration::days(days)).to_string());
    let mut act = |command: Command| acts.push((who.clone(), command));
    let (building, room) = address.split_once(' ').unwrap_or((address, ""));
    act(Command::SaveHousehold(Box::new(SaveHousehold {
        address: address.to_owned(),
        building: Some(building.to_owned()),
        room: Some(room.to_owned()),
        members: std::iter::once(person).chain(kin).collect(),
        head: Some(person),
        relation: kin.map(|_| w::RELATIVE.zh.to_owned()),
        ..SaveHousehold::default()
    })));
    if n % 7 == 3 {
        let consent = w::CONSENT.zh.to_owned();
        act(Command::SetConsent(SetConsent { person: person.0, consent, ..SetConsent::default() }));
    }
    let kind = [CategoryKind::LivingAlone, CategoryKind::Aged, CategoryKind::MinimumLiving];
    act(Command::SetCategory(SetCategory {
        person: person.0,
        kind: kind.get(usize::try_from(n % 3).unwrap_or(0)).copied(),
        evidence: w::EVIDENCE.zh.to_owned(),
        from: ago(200),
        ..SetCategory::default()
    }));
    let level = if n % 6 == 0 {
        Level::High
    } else if n % 3 == 2 {
        Level::General
    } else {
        Level::Key
    };
    act(Command::SetLevel(SetLevel {
        household,
        level: Some(level),
        day: ago(150),
        reason: w::ASSESSED.zh.to_owned(),
        ..SetLevel::default()
    }));
    if n % 5 != 4 {
        let helper = [&w::HELPER_A, &w::HELPER_B, &w::HELPER_C, &w::HELPER_D];
        let helper = helper.get(usize::try_from(n % 4).unwrap_or(0)).map_or("", |name| name.zh);
        act(Command::Pair(Pair {
            household,
            helper: helper.to_owned(),
            day: ago(140),
            why: w::NEARBY.zh.to_owned(),
            ..Pair::default()
        }));
    }
    visits(acts, who, &home, level);
}

/// The last visits, so far back that some are overdue, some due today, most not yet; and some wishes.
fn visits(acts: &mut Vec<(Actor, Command)>, who: &Actor, home: &Home<'_>, level: Level) {
    let (n, household, today) = (home.n, home.household, home.today);
    let ago = |days: i64| Some((today - chrono::Duration::days(days)).to_string());
    let mut act = |command: Command| acts.push((who.clone(), command));
    let interval = match level {
        Level::High => 7,
        Level::Key => 28,
        Level::General => 90,
    };
    let last = interval + 2 - (n * 7) % (interval + 3);
    let visit = |back: i64, met: bool, done: &Phrase| {
        Command::RecordVisit(Box::new(RecordVisit {
            household,
            mode: Some(Mode::Home),
            met: Some(met),
            day: ago(back),
            done: done.zh.to_owned(),
            with: w::HELPER_A.zh.to_owned(),
            ..RecordVisit::default()
        }))
    };
    act(visit((last + interval).min(135), true, &w::VISIT_A));
    act(visit(last.max(1), true, &w::VISIT_B));
    if n % 9 == 4 {
        act(visit(0, false, &w::VISIT_NOBODY));
    }
    if n % 7 == 3 {
        let texts = [&w::WISH_A, &w::WISH_B, &w::WISH_C];
        let text = texts.get(usize::try_from(n % 3).unwrap_or(0)).map_or("", |text| text.zh);
        let kinds = WishKind::ALL;
        let kind = kinds.get(usize::try_from(n % 3).unwrap_or(0)).copied();
        act(Command::CollectWish(CollectWish {
            household,
            kind,
            text: text.to_owned(),
            ..CollectWish::default()
        }));
    }
}

/// Carries the acts out between the last story and now, and takes two wishes on their way.
fn play(maker: &mut Maker, acts: Vec<(Actor, Command)>) -> Result<()> {
    let steps = i64::try_from(acts.len() + 8).unwrap_or(i64::MAX);
    let step = (maker.now.millis_since(maker.at) / steps).clamp(1, TICK);
    let mut at = maker.at;
    let mut dated = |acts: Vec<(Actor, Command)>| -> Vec<_> {
        acts.into_iter()
            .map(|(actor, command)| {
                at = at.plus_millis(step);
                (actor, command, at)
            })
            .collect()
    };
    let first = dated(acts);
    maker.at = first.last().map_or(maker.at, |(_, _, last)| *last);
    let refused = maker.desk.run_many(first)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    let manager = maker.crew.actor(MANAGER)?;
    let wishes = maker.desk.wishes(&manager, true)?;
    let on: Vec<(Actor, Command)> = wishes
        .iter()
        .take(3)
        .zip(1..)
        .flat_map(|((wish, _), steps)| {
            let step = || Command::AdvanceWish(AdvanceWish { wish: wish.id.0, ..AdvanceWish::default() });
            std::iter::repeat_with(step).take(steps.min(2)).map(|command| (manager.clone(), command))
        })
        .collect();
    let second = dated(on);
    maker.at = second.last().map_or(maker.at, |(_, _, last)| *last);
    let refused = maker.desk.run_many(second)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    Ok(())
}
