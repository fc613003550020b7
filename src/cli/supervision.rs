//! `supervision`: monitors, groups, matters, cards, boxes, openings and visits, and the acts on them.

use super::args::{Build, day, place};
use super::context::Cli;
use super::error::CliError;
use super::output::table;
use super::resident_more;
use crate::calendar::Day;
use crate::domain::supervision::{MatterArea, WatchGroupKind};
use crate::domain::{Named as _, Verb};
use crate::words::{Lang, Message, Phrase, cli as w, common, supervision as s};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// The acts that a script may carry out, by the verb's word.
const ACTS: &[Verb] = &[
    Verb::SaveWatchGroup,
    Verb::SaveMonitor,
    Verb::SaveMatter,
    Verb::HandOutCards,
    Verb::ReturnCard,
    Verb::SaveBox,
    Verb::OpenBox,
    Verb::RecordMonitorVisit,
    Verb::RectifyFinding,
    Verb::SignPledge,
    Verb::LinkPledge,
];
/// What can be listed.
const LISTS: &[&str] =
    &["monitors", "groups", "matters", "cards", "boxes", "openings", "visits", "pledges", "commitments"];

/// The sub-command.
pub fn command(build: Build) -> Command {
    let act = |verb: Verb| build.command(verb.word(), verb.phrase()).arg(build.flag("schema", &w::H_SCHEMA));
    build
        .group("supervision", &s::C_SUPERVISION)
        .subcommand(
            build
                .command("list", &s::C_LIST)
                .arg(build.place("what", "WHAT", &s::H_WHAT))
                .arg(build.option("from", "DAY", &w::H_STRETCH_FROM))
                .arg(build.option("until", "DAY", &w::H_STRETCH_UNTIL)),
        )
        .subcommands(ACTS.iter().copied().map(act))
}

/// Lists or acts.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(()) };
    if name != "list" {
        return resident_more::act(cli, name, matches);
    }
    match place(matches, "what").trim() {
        "monitors" => monitors(cli),
        "groups" => groups(cli),
        "matters" => matters(cli),
        "cards" => cards(cli),
        "boxes" => boxes(cli),
        "openings" => openings(cli),
        "visits" => visits(cli),
        "pledges" => super::pledge::pledges(cli),
        "commitments" => super::pledge::commitments(cli, day(matches, "from")?, day(matches, "until")?),
        other => {
            let words: Vec<Message> = LISTS.iter().map(|word| common::TEXT.with("text", *word)).collect();
            Err(CliError::usage(
                w::BAD_CHOICE.with("option", "what").with("text", other),
                w::BAD_CHOICE_ADVICE.with("words", words),
            ))
        }
    }
}

/// A day, or nothing.
fn shown(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Yes where it holds, else nothing.
fn yes(holds: bool, lang: Lang) -> String {
    if holds { common::YES.say(lang).to_owned() } else { String::new() }
}

#[derive(Serialize)]
struct Monitor {
    id: i64,
    version: i64,
    name: String,
    phone: String,
    unit: String,
    person: Option<i64>,
    group: String,
    post: String,
    knows_finance: bool,
    no_relative: bool,
    since: Day,
    until: Day,
    ended: Option<Day>,
    reason: String,
    serves: bool,
    barred: bool,
}

impl Monitor {
    fn state(&self) -> &'static Phrase {
        match (self.barred, self.serves) {
            (true, true) => &s::BARRED,
            (_, true) => &s::SERVING,
            (_, false) => &s::OVER,
        }
    }
}

/// `supervision list monitors`.
fn monitors(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let mut list = Vec::new();
    for row in desk.monitors(&actor, today)? {
        let one = row.monitor;
        list.push(Monitor {
            id: one.id.0,
            version: one.version,
            name: one.name,
            phone: one.phone,
            unit: one.unit,
            person: one.person_id.map(|person| person.0),
            group: row.group,
            post: one.post,
            knows_finance: one.knows_finance,
            no_relative: one.no_relative,
            since: one.since,
            until: one.until_day,
            ended: one.ended_day,
            reason: one.ended_reason,
            serves: row.serves,
            barred: row.barred,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Monitor| {
            vec![
                one.id.to_string(),
                one.name.clone(),
                one.phone.clone(),
                one.unit.clone(),
                one.group.clone(),
                one.post.clone(),
                one.since.to_string(),
                one.ended.unwrap_or(one.until).to_string(),
                one.state().say(lang).to_owned(),
            ]
        };
        let heads = [
            &w::L_ID,
            &w::L_NAME,
            &w::L_PHONE,
            &s::F_UNIT,
            &s::F_GROUP,
            &s::F_POST,
            &s::F_SINCE,
            &s::F_LAST,
            &s::F_STATE,
        ];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Group {
    name: String,
    kind: WatchGroupKind,
    purpose: String,
    since: Day,
    ended: Option<Day>,
    members: usize,
    finance: bool,
}

/// `supervision list groups`.
fn groups(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let groups = desk.watch_groups(&actor, today)?.into_iter().map(|row| Group {
        name: row.group.name,
        kind: row.group.kind,
        purpose: row.group.purpose,
        since: row.group.since,
        ended: row.group.ended_day,
        members: row.members,
        finance: row.finance,
    });
    let list: Vec<Group> = groups.collect();
    cli.list(&list, |lang| {
        let row = |one: &Group| {
            vec![
                one.name.clone(),
                one.kind.phrase().say(lang).to_owned(),
                one.members.to_string(),
                yes(one.finance, lang),
                one.purpose.clone(),
                shown(one.ended),
            ]
        };
        let heads = [&s::F_NAME, &s::F_KIND, &s::F_MEMBERS, &s::F_FINANCE, &s::F_PURPOSE, &s::F_ENDED];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Matter {
    name: String,
    area: MatterArea,
    way: String,
    ended: Option<Day>,
}

/// `supervision list matters`.
fn matters(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let matters = desk.matters(&actor)?.into_iter().map(|one| Matter {
        name: one.name,
        area: one.area,
        way: one.way,
        ended: one.ended_day,
    });
    let list: Vec<Matter> = matters.collect();
    cli.list(&list, |lang| {
        let row = |one: &Matter| {
            let area = one.area.phrase().say(lang).to_owned();
            vec![area, one.name.clone(), one.way.clone(), shown(one.ended)]
        };
        let heads = [&s::F_AREA, &s::F_MATTER, &s::F_WAY, &s::F_ENDED];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Card {
    number: i64,
    name: String,
    monitor: Option<i64>,
    issued: Day,
    returned: Option<Day>,
    outcome: String,
    lost: bool,
}

/// `supervision list cards`.
fn cards(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let cards = desk.watch_cards(&actor)?.into_iter().map(|row| Card {
        number: row.card.number,
        name: row.name,
        monitor: row.card.monitor_id.map(|id| id.0),
        issued: row.card.issued_day,
        returned: row.card.returned_day,
        outcome: row.card.outcome,
        lost: row.card.lost,
    });
    let list: Vec<Card> = cards.collect();
    cli.list(&list, |lang| {
        let row = |one: &Card| {
            let back = match (one.lost, one.returned) {
                (true, _) => s::LOST.say(lang).to_owned(),
                (false, Some(day)) => day.to_string(),
                (false, None) => s::CARD_OUT.say(lang).to_owned(),
            };
            vec![one.number.to_string(), one.name.clone(), one.issued.to_string(), back, one.outcome.clone()]
        };
        let heads = [&s::F_CARD_NUMBER, &s::F_TO_WHOM, &s::F_ISSUED, &s::F_RETURNED, &s::F_OUTCOME];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct LetterBox {
    name: String,
    place: String,
    weekday: i64,
    opened: Option<Day>,
    ended: Option<Day>,
}

/// `supervision list boxes`.
fn boxes(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let boxes = desk.letter_boxes(&actor)?.into_iter().map(|row| LetterBox {
        name: row.letter_box.name,
        place: row.letter_box.place,
        weekday: row.letter_box.weekday,
        opened: row.opened,
        ended: row.letter_box.ended_day,
    });
    let list: Vec<LetterBox> = boxes.collect();
    cli.list(&list, |lang| {
        let row = |one: &LetterBox| {
            vec![
                one.name.clone(),
                one.place.clone(),
                s::weekday(one.weekday).say(lang).to_owned(),
                shown(one.opened),
                shown(one.ended),
            ]
        };
        let heads = [&s::F_BOX, &s::F_PLACE, &s::F_WEEKDAY, &s::F_OPENED, &s::F_ENDED];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Opening {
    id: i64,
    #[serde(rename = "box")]
    letter_box: String,
    day: Day,
    at: String,
    people: Vec<String>,
    slips: i64,
    first: Option<i64>,
    last: Option<i64>,
    reason: String,
    note: String,
}

/// `supervision list openings`.
fn openings(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let mut list = Vec::new();
    for row in desk.box_openings(&actor)? {
        let numbers = row.opening.numbers();
        list.push(Opening {
            id: row.opening.id.0,
            letter_box: row.letter_box,
            day: row.opening.day,
            at: desk.zone().iso(row.opening.opened_at),
            people: row.people,
            slips: row.opening.slips,
            first: numbers.map(|(first, _)| first),
            last: numbers.map(|(_, last)| last),
            reason: row.opening.reason,
            note: row.opening.note,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Opening| {
            let numbers = match (one.first, one.last) {
                (Some(first), Some(last)) => format!("{first}-{last}"),
                _ => String::new(),
            };
            vec![
                one.id.to_string(),
                one.day.to_string(),
                one.letter_box.clone(),
                one.people.join(" "),
                one.slips.to_string(),
                numbers,
                one.reason.clone(),
            ]
        };
        let heads =
            [&w::L_ID, &s::F_DAY, &s::F_BOX, &s::F_PEOPLE, &s::F_SLIPS, &s::F_NUMBERS, &s::F_OTHER_DAY];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Visit {
    id: i64,
    version: i64,
    day: Day,
    monitor: String,
    matter: String,
    seen: String,
    finding: String,
    measure: String,
    owner: String,
    due: Option<Day>,
    rectified: Option<Day>,
    text: String,
}

/// `supervision list visits`.
fn visits(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let mut list = Vec::new();
    for row in desk.monitor_visits(&actor)? {
        let one = row.visit;
        list.push(Visit {
            id: one.id.0,
            version: one.version,
            day: one.day,
            monitor: row.monitor,
            matter: row.matter,
            seen: one.seen,
            finding: one.finding,
            measure: one.measure,
            owner: row.owner,
            due: row.promise.map(|promise| promise.due),
            rectified: one.rectified_day,
            text: one.rectified,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Visit| {
            let what = if one.matter.is_empty() { &one.seen } else { &one.matter };
            vec![
                one.id.to_string(),
                one.day.to_string(),
                one.monitor.clone(),
                what.clone(),
                one.finding.clone(),
                one.owner.clone(),
                shown(one.due),
                shown(one.rectified),
            ]
        };
        let heads = [
            &w::L_ID,
            &s::F_DAY,
            &s::F_MONITOR,
            &s::F_MATTER,
            &s::F_FINDING,
            &s::F_OWNER,
            &s::F_DUE,
            &s::F_RECTIFIED,
        ];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}
