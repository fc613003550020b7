//! The demo's station: operators of every role, grids, and the catalogue, published with its samples.

use super::people::ESTATES;
use crate::calendar::Stamp;
use crate::desk::verbs::{SaveCatalogue, SaveGrid, SaveOperator, SaveStation, SetPin};
use crate::desk::{Command, Desk, Founding, Result, verbs};
use crate::domain::id::Site;
use crate::domain::item::{self, Item};
use crate::domain::operator::{Actor, Role};
use crate::domain::{Refusal, RefusalKind};
use crate::words::demo as w;
use std::path::Path;

/// An operator of the demo, with the PIN that a station would never show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOperator {
    /// The code to type.
    pub code: String,
    /// The name.
    pub name: String,
    /// What they are entrusted with.
    pub roles: Vec<Role>,
    /// The PIN.
    pub pin: String,
}

/// The places of the operators in [`Crew::actors`].
pub const CLERK: usize = 0;
/// The second clerk.
pub const SECOND: usize = 1;
/// The agent.
pub const AGENT: usize = 2;
/// The grid worker.
pub const GRID: usize = 3;
/// The supervisor.
pub const SUPERVISOR: usize = 4;
/// The manager.
pub const MANAGER: usize = 5;

/// Code, name, role, window, PIN; codes of one figure, so that the field of the sign-in can go on by itself.
const OPERATORS: [(&str, &str, Role, &str); 6] = [
    ("1", "张敏", Role::Clerk, "1"),
    ("2", "李敏", Role::Clerk, "2"),
    ("3", "陈立", Role::Agent, ""),
    ("4", "周燕", Role::GridWorker, ""),
    ("5", "刘主任", Role::Supervisor, ""),
    ("6", "赵建国", Role::Manager, ""),
];

/// Grid workers without a sign-in, by grid code.
const WORKERS: [&str; 8] = ["周燕", "周燕", "单雪梅", "仇海涛", "欧阳静", "任志强", "曾晓燕", "解立新"];

/// Items for which the demo's station promises the notice of ON-5 beyond the law.
const PROMISED: [&str; 6] = ["CL02", "LD02", "LD06", "LD07", "MZ11", "ZF02"];

/// Materials that may follow later (ON-14), by a word of their name, with the working days they have.
const DEFERRABLE: [(&str, u32); 2] = [("银行卡", 5), ("照片", 10)];

/// Everybody who acts in the demo, by the constants of this module.
pub struct Crew {
    /// The actors.
    pub actors: Vec<Actor>,
}

impl Crew {
    /// The actor in this place.
    ///
    /// # Errors
    /// There is none.
    pub fn actor(&self, place: usize) -> Result<Actor> {
        self.actors.get(place).cloned().ok_or_else(|| broken("operator").into())
    }
}

/// The refusal of a demo that contradicts itself.
#[must_use]
pub fn broken(what: &str) -> Refusal {
    Refusal::new(RefusalKind::Invalid, w::BROKEN.with("what", what)).advise(&w::BROKEN_ADVICE)
}

/// The operators with their PINs.
#[must_use]
pub fn operators() -> Vec<DemoOperator> {
    let made = |(code, name, role, _): &(&str, &str, Role, &str)| DemoOperator {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        roles: vec![*role],
        pin: code.repeat(4),
    };
    OPERATORS.iter().map(made).collect()
}

/// Sets the station up in a new file, with everything but residents and cases; stamps follow `start`.
///
/// # Errors
/// The file exists or failed.
pub fn found(path: &Path, start: Stamp, tick: i64) -> Result<(Desk, Crew, Stamp)> {
    let manager = OPERATORS.get(MANAGER).copied().unwrap_or(("6", "", Role::Manager, ""));
    let founding = Founding {
        station: w::STATION.zh.to_owned(),
        code: "CY01".to_owned(),
        manager: manager.1.to_owned(),
        manager_code: manager.0.to_owned(),
        pin: manager.0.repeat(4),
        site: Site(1),
        demo: true,
    };
    let mut desk = Desk::found(path, "demo", &founding, start)?;
    let chief = desk.actor_unchecked(manager.0)?;
    let mut at = start;
    for command in commands()? {
        at = at.plus_millis(tick);
        desk.run(&chief, &command, at)?;
    }
    let actors = OPERATORS.iter().map(|(code, ..)| desk.actor_unchecked(code)).collect::<Result<Vec<_>>>()?;
    Ok((desk, Crew { actors }, at))
}

fn commands() -> Result<Vec<Command>> {
    let text = |phrase: &crate::words::Phrase| Some(phrase.zh.to_owned());
    let mut commands = vec![Command::SaveStation(SaveStation {
        address: text(&w::ADDRESS),
        enquiry_phone: text(&w::ENQUIRY_PHONE),
        complaint_phone: text(&w::COMPLAINT_PHONE),
        hours: text(&w::HOURS),
        ..SaveStation::default()
    })];
    for (code, name, role, window) in OPERATORS {
        let window = match role {
            Role::Clerk => w::WINDOW.with("n", window).say(crate::words::Lang::Zh),
            Role::Agent => w::AGENT_DESK.zh.to_owned(),
            _ => String::new(),
        };
        commands.push(Command::SaveOperator(SaveOperator {
            code: code.to_owned(),
            name: name.to_owned(),
            roles: vec![role],
            window: Some(window),
            ..SaveOperator::default()
        }));
        if role != Role::Manager {
            let phc = verbs::hash_pin(&code.repeat(4))?;
            commands.push(Command::SetPin(SetPin { code: code.to_owned(), phc }));
        }
    }
    commands.extend(grids());
    let items = catalogue()?;
    commands.push(Command::SaveCatalogue(SaveCatalogue {
        items,
        publish: true,
        allow_sample: true,
        withdraw: Vec::new(),
    }));
    Ok(commands)
}

fn grids() -> impl Iterator<Item = Command> {
    WORKERS.iter().enumerate().map(|(at, worker)| {
        let code = format!("{:02}", at + 1);
        let estates: Vec<&str> =
            ESTATES.iter().filter(|(_, grid)| *grid == code).map(|(name, _)| *name).collect();
        Command::SaveGrid(SaveGrid {
            name: w::GRID.with("estates", estates.join("")).say(crate::words::Lang::Zh),
            worker: (at < 2).then(|| "4".to_owned()),
            worker_name: (*worker).to_owned(),
            code,
            agent: Some("3".to_owned()),
            ..SaveGrid::default()
        })
    })
}

/// The built-in items as the demo publishes them: some with the promise of ON-5, some with materials
/// that may follow later.
///
/// # Errors
/// The built-in catalogue is broken.
pub fn catalogue() -> Result<Vec<Item>> {
    let mut items = item::builtin().map_err(|message| Refusal::new(RefusalKind::Invalid, message))?;
    for item in &mut items {
        item.promises_notice = PROMISED.contains(&item.code.as_str());
        if item.kind == item::Kind::OnTheSpot {
            continue;
        }
        for material in &mut item.materials {
            let days =
                DEFERRABLE.iter().find(|(word, _)| material.name.contains(word)).map(|(_, days)| *days);
            material.deferrable = days.is_some();
            material.deferral_days = days;
        }
    }
    Ok(items)
}
