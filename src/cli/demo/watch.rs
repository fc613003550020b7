//! The demo's monitors: their groups, what they watch, cards, a box that is opened by two on Wednesdays, visits, and what
//! residents gave as ratings.

use super::chance::Chance;
use super::days::Days;
use super::station::{CLERK, MANAGER, SUPERVISOR};
use super::tale::{Beat, Deed, Stage};
use super::{Maker, TICK, first_id};
use crate::desk::verbs::{
    GiveRating, HandOutCards, OpenBox, RecordMonitorVisit, RectifyFinding, SaveBox, SaveMatter, SaveMonitor,
    SaveWatchGroup, SignPledge,
};
use crate::desk::{Command, Result, Sort};
use crate::domain::board::CaseFilter;
use crate::domain::case::State;
use crate::domain::rating::{RatingChannel, RatingLevel};
use crate::domain::supervision::{MatterArea, WatchGroupKind};
use crate::words::{Phrase, demo as w};
use chrono::{Datelike as _, Months, Weekday};

/// The story that these acts count as: behind every case's.
const STORY: u64 = u64::MAX - 2;
/// How many working days ago it begins.
const SINCE: i64 = 115;
/// How many finished cases are rated at most.
const RATED: usize = 60;

const MATTERS: [(&Phrase, MatterArea, &Phrase); 4] = [
    (&w::WATCH_WINDOW, MatterArea::Service, &w::WAY_CARDS),
    (&w::WATCH_MONEY, MatterArea::Finance, &w::WAY_BOOKS),
    (&w::WATCH_AFFAIRS, MatterArea::Affairs, &w::WAY_MEETING),
    (&w::WATCH_ALLOWANCE, MatterArea::Policy, &w::WAY_LIST),
];

/// The acts on the demo's monitors in the order of time.
pub fn beats(days: &Days<'_>) -> Vec<(u64, Beat)> {
    let mut beats = Vec::new();
    let mut act = |back: i64, minute: i64, by: usize, command: Command| {
        let at = days.moment(days.back(back), minute);
        let deed = Deed::Aside(Box::new(command));
        beats.push((STORY, Beat { at, by, deed, stage: Stage::Received }));
    };
    for (minute, command) in (0..).zip(founding(days)) {
        act(SINCE, 15 * 60 + minute, MANAGER, command);
    }
    for back in 0..SINCE {
        if days.back(back).weekday() == Weekday::Wed {
            let slips = (back * 7 + 3) % 4;
            let open = OpenBox {
                name: w::BOX_GATE.zh.to_owned(),
                monitor: w::MONITOR_A.zh.to_owned(),
                slips: Some(slips),
                ..OpenBox::default()
            };
            act(back, 16 * 60 + 30, CLERK, Command::OpenBox(open));
        }
    }
    for (back, monitor, seen, found) in [
        (40, &w::MONITOR_A, &w::SEEN_QUEUE, Some((&w::FOUND_ONE_WINDOW, &w::MEASURE_DESK))),
        (24, &w::MONITOR_B, &w::SEEN_BOOKS, None),
        (4, &w::MONITOR_C, &w::SEEN_LIST, Some((&w::FOUND_OLD_LIST, &w::MEASURE_LIST))),
    ] {
        let visit = RecordMonitorVisit {
            monitor: monitor.zh.to_owned(),
            matter: w::WATCH_WINDOW.zh.to_owned(),
            seen: seen.zh.to_owned(),
            finding: found.map(|(finding, _)| finding.zh.to_owned()).unwrap_or_default(),
            measure: found.map(|(_, measure)| measure.zh.to_owned()).unwrap_or_default(),
            owner: found.map(|_| "5".to_owned()).unwrap_or_default(),
            ..RecordMonitorVisit::default()
        };
        act(back, 14 * 60 + 40, SUPERVISOR, Command::RecordMonitorVisit(Box::new(visit)));
    }
    let rectify =
        RectifyFinding { visit: first_id(), text: w::PUT_RIGHT.zh.to_owned(), ..RectifyFinding::default() };
    act(33, 10 * 60 + 10, SUPERVISOR, Command::RectifyFinding(rectify));
    beats.retain(|(_, beat)| beat.at < days.now);
    beats.sort_by_key(|(_, beat)| beat.at);
    beats
}

/// The groups, monitors, matters and the box, and the cards that are handed out.
fn founding(days: &Days<'_>) -> Vec<Command> {
    let until = days.today().checked_add_months(Months::new(24)).unwrap_or(days.today()).to_string();
    let group = |name: &Phrase, kind, purpose: &Phrase| {
        Command::SaveWatchGroup(SaveWatchGroup {
            name: name.zh.to_owned(),
            kind: Some(kind),
            purpose: purpose.zh.to_owned(),
            ..SaveWatchGroup::default()
        })
    };
    let mut commands = vec![
        group(&w::GROUP_COMMITTEE, WatchGroupKind::Committee, &w::GROUP_COMMITTEE_FOR),
        group(&w::GROUP_SUNSHINE, WatchGroupKind::Group, &w::GROUP_SUNSHINE_FOR),
    ];
    for (name, unit, group, post, finance) in [
        (&w::MONITOR_A, &w::UNIT_DELEGATE, &w::GROUP_SUNSHINE, &w::POST_HEAD, false),
        (&w::MONITOR_B, &w::UNIT_ACCOUNTANT, &w::GROUP_COMMITTEE, &w::POST_HEAD, true),
        (&w::MONITOR_C, &w::UNIT_RESIDENT, &w::GROUP_COMMITTEE, &w::POST_MEMBER, false),
    ] {
        commands.push(Command::SaveMonitor(Box::new(SaveMonitor {
            name: name.zh.to_owned(),
            unit: Some(unit.zh.to_owned()),
            group: Some(group.zh.to_owned()),
            post: Some(post.zh.to_owned()),
            knows_finance: Some(finance),
            no_relative: Some(true),
            until: Some(until.clone()),
            ..SaveMonitor::default()
        })));
    }
    commands.extend(MATTERS.map(|(name, area, way)| {
        Command::SaveMatter(SaveMatter {
            name: name.zh.to_owned(),
            area: Some(area),
            way: way.zh.to_owned(),
            ..SaveMatter::default()
        })
    }));
    commands.push(Command::SaveBox(SaveBox {
        name: w::BOX_GATE.zh.to_owned(),
        place: w::BOX_GATE_AT.zh.to_owned(),
        weekday: Some(3),
        ..SaveBox::default()
    }));
    commands.extend(["1", "2", "3", "5"].map(|code| {
        Command::SignPledge(SignPledge {
            operator: code.to_owned(),
            text: w::PLEDGE_TEXT.zh.to_owned(),
            ..SignPledge::default()
        })
    }));
    commands.push(Command::HandOutCards(HandOutCards {
        monitor: w::MONITOR_A.zh.to_owned(),
        count: Some(5),
        ..HandOutCards::default()
    }));
    commands
}

/// Ratings of finished cases: most are content, and a bad one says nothing.
pub fn ratings(maker: &mut Maker) -> Result<()> {
    let manager = maker.crew.actor(MANAGER)?;
    let clerk = maker.crew.actor(CLERK)?;
    let filter = CaseFilter { states: State::HANDLED.to_vec(), ..CaseFilter::default() };
    let cases = maker.desk.cases(&manager, &filter, Sort::Newest, RATED * 2, 0)?;
    let mut chance = Chance::of(maker.plan.seed, 0x8000_0000);
    let mut acts = Vec::new();
    for case in cases {
        if chance.percent(50) {
            continue;
        }
        let number = 5 - i64::from(chance.percent(40)) - i64::from(chance.percent(20)) * 2;
        let rating = GiveRating {
            case: case.number,
            level: RatingLevel::from_number(number),
            channel: Some(RatingChannel::Device),
            ..GiveRating::default()
        };
        acts.push(Command::GiveRating(Box::new(rating)));
    }
    let steps = i64::try_from(acts.len() + 4).unwrap_or(i64::MAX);
    let step = (maker.now.millis_since(maker.at) / steps).clamp(1, TICK);
    let mut at = maker.at;
    let dated: Vec<_> = acts
        .into_iter()
        .map(|act| {
            at = at.plus_millis(step);
            (clerk.clone(), act, at)
        })
        .collect();
    maker.at = at;
    let refused = maker.desk.run_many(dated)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    Ok(())
}
