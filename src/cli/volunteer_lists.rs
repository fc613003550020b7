//! What `volunteer` lists: people, teams, partners, needs, who would suit, activities, hours, certificates.

use super::args::choice;
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use crate::calendar::{Day, Stamp, Zone};
use crate::desk::{ActivityRow, Desk};
use crate::domain::Refusal;
use crate::domain::hours::{HoursBy, sums};
use crate::domain::service::{ActivityState, Service, ServiceKind, duration};
use crate::domain::volunteer::{NeedState, PartnerKind, VolunteerState};
use crate::words::{Lang, activity as a, cli as w, register as r, volunteer as v};
use chrono::Months;
use serde::Serialize;

/// How many months back activities are listed unless told.
const MONTHS_BACK: u32 = 12;
/// How many months ahead.
const MONTHS_AHEAD: u32 = 24;

fn clock(zone: Zone, stamp: Stamp) -> String {
    let (hour, minute) = zone.clock(stamp);
    format!("{hour:02}:{minute:02}")
}

#[derive(Serialize)]
struct Person {
    number: i64,
    person: i64,
    name: String,
    state: VolunteerState,
    since: Day,
    teams: String,
    category: String,
    skills: String,
    free: String,
    honour: bool,
    minutes: i64,
}

/// `volunteer list`.
pub fn people(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let mut list = Vec::new();
    for row in desk.volunteers(&actor)? {
        let minutes = desk.minutes_of(&row.volunteer)?;
        let one = row.volunteer;
        list.push(Person {
            number: one.number,
            person: one.person_id.0,
            name: row.name,
            state: one.state,
            since: one.since,
            teams: row.teams,
            category: one.category,
            skills: one.skills,
            free: one.free,
            honour: one.honour,
            minutes,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Person| {
            vec![
                one.number.to_string(),
                one.name.clone(),
                one.state.phrase().say(lang).to_owned(),
                one.teams.clone(),
                one.skills.clone(),
                one.free.clone(),
                duration(one.minutes),
            ]
        };
        let heads =
            [&v::F_NUMBER, &w::L_NAME, &w::L_STATE, &v::F_TEAMS, &v::F_SKILLS, &v::F_FREE, &a::COLUMN_HOURS];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Team {
    name: String,
    purpose: String,
    leader: String,
    members: usize,
    ended: Option<Day>,
}

/// `volunteer teams`.
pub fn teams(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let teams = desk.teams(&actor)?.into_iter().map(|row| Team {
        name: row.team.name,
        purpose: row.team.purpose,
        leader: row.leader,
        members: row.members,
        ended: row.team.ended_day,
    });
    let list: Vec<Team> = teams.collect();
    cli.list(&list, |lang| {
        let row = |one: &Team| {
            vec![one.name.clone(), one.leader.clone(), one.members.to_string(), one.purpose.clone()]
        };
        let heads = [&v::F_TEAM, &v::F_LEADER, &a::COLUMN_MEMBERS, &v::F_PURPOSE];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Partner {
    name: String,
    kind: PartnerKind,
    contact: String,
    phone: String,
    offers: String,
    done: usize,
    left: Option<Day>,
}

/// `volunteer partners`.
pub fn partners(cli: &mut Cli<'_, '_>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let mut list = Vec::new();
    for one in desk.partners(&actor)? {
        list.push(Partner {
            done: desk.done_by(&actor, &one)?.len(),
            name: one.name,
            kind: one.kind,
            contact: one.contact,
            phone: one.phone,
            offers: one.offers,
            left: one.left_day,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Partner| {
            let kind = one.kind.phrase().say(lang).to_owned();
            vec![
                kind,
                one.name.clone(),
                one.contact.clone(),
                one.phone.clone(),
                one.offers.clone(),
                one.done.to_string(),
            ]
        };
        let heads = [&v::F_KIND, &v::F_PARTNER, &v::F_CONTACT, &w::L_PHONE, &v::F_OFFERS, &a::COLUMN_DONE];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Need {
    id: i64,
    state: NeedState,
    person: Option<i64>,
    name: String,
    text: String,
    skill: String,
    free: String,
    volunteer: String,
    day: Day,
    done: Option<Day>,
    note: String,
}

/// `volunteer needs`.
pub fn needs(cli: &mut Cli<'_, '_>, open: bool) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let needs = desk.needs(&actor, open)?.into_iter().map(|row| Need {
        id: row.need.id.0,
        state: row.need.state,
        person: row.need.person_id.map(|id| id.0),
        name: row.name,
        text: row.need.text,
        skill: row.need.skill,
        free: row.need.free,
        volunteer: row.volunteer,
        day: row.need.day,
        done: row.need.done_day,
        note: row.need.note,
    });
    let list: Vec<Need> = needs.collect();
    cli.list(&list, |lang| {
        let row = |one: &Need| {
            vec![
                one.id.to_string(),
                one.state.phrase().say(lang).to_owned(),
                one.name.clone(),
                one.text.clone(),
                one.skill.clone(),
                one.free.clone(),
                one.volunteer.clone(),
            ]
        };
        let heads = [
            &w::L_ID,
            &w::L_STATE,
            &w::L_NAME,
            &a::COLUMN_NEED,
            &a::COLUMN_SKILL,
            &a::COLUMN_WHEN,
            &a::COLUMN_VOLUNTEER,
        ];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Suited {
    number: i64,
    name: String,
    worth: i64,
    reasons: Vec<String>,
}

/// `volunteer suited`: who would suit a need, the best first, with the reasons.
pub fn suited(cli: &mut Cli<'_, '_>, need: i64) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let (today, lang) = (desk.zone().day(cli.now()), cli.lang);
    let list: Vec<Suited> = desk
        .suited(&actor, need, today)?
        .into_iter()
        .map(|one| Suited {
            number: one.candidate.volunteer.number,
            name: one.candidate.name,
            worth: one.worth,
            reasons: one.reasons.iter().map(|reason| reason.say(lang)).collect(),
        })
        .collect();
    cli.list(&list, |lang| {
        let row = |one: &Suited| vec![one.number.to_string(), one.name.clone(), one.reasons.join(", ")];
        let heads = [&v::F_NUMBER, &w::L_NAME, &w::L_MEANING];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Activity {
    id: i64,
    name: String,
    kind: ServiceKind,
    state: ActivityState,
    day: Day,
    from: String,
    to: String,
    place: String,
    team: String,
    needed: i64,
    placed: usize,
    waiting: usize,
    record_by: Option<Day>,
    recorded: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<Vec<AtDoor>>,
}

#[derive(Serialize)]
struct AtDoor {
    number: i64,
    name: String,
    waiting: bool,
    services: Vec<Stretch>,
}

#[derive(Serialize)]
struct Stretch {
    from: String,
    to: Option<String>,
    minutes: i64,
    at_door: bool,
    reason: String,
}

impl Activity {
    fn of(row: &ActivityRow, zone: Zone) -> Self {
        let one = &row.activity;
        Self {
            id: one.id.0,
            name: one.name.clone(),
            kind: one.kind,
            state: one.state,
            day: one.day,
            from: clock(zone, one.starts_at),
            to: clock(zone, one.ends_at),
            place: one.place.clone(),
            team: row.team.clone(),
            needed: one.needed,
            placed: row.placed,
            waiting: row.waiting,
            record_by: row.record.as_ref().map(|promise| promise.due),
            recorded: one.recorded_day,
            people: None,
        }
    }
}

/// `volunteer activities`.
pub fn activities(cli: &mut Cli<'_, '_>, from: Option<Day>, until: Option<Day>) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let from = from.or(today.checked_sub_months(Months::new(MONTHS_BACK))).unwrap_or(today);
    let until = until.or(today.checked_add_months(Months::new(MONTHS_AHEAD))).unwrap_or(today);
    let rows = desk.activities(&actor, from, until)?;
    let list: Vec<Activity> = rows.iter().map(|row| Activity::of(row, desk.zone())).collect();
    cli.list(&list, |lang| {
        let row = |one: &Activity| {
            vec![
                one.id.to_string(),
                one.day.to_string(),
                format!("{}-{}", one.from, one.to),
                one.name.clone(),
                one.team.clone(),
                format!("{}/{}+{}", one.placed, one.needed, one.waiting),
                one.state.phrase().say(lang).to_owned(),
                one.record_by.map(|day| day.to_string()).unwrap_or_default(),
            ]
        };
        let heads = [
            &w::L_ID,
            &a::COLUMN_DAY,
            &a::COLUMN_TIME,
            &a::COLUMN_NAME,
            &a::COLUMN_TEAM,
            &a::COLUMN_PEOPLE,
            &a::COLUMN_STATE,
            &a::COLUMN_RECORD,
        ];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

/// `volunteer activity`: one, with everybody who has a place or served.
pub fn activity(cli: &mut Cli<'_, '_>, id: i64) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let zone = desk.zone();
    let id = crate::domain::id::ActivityId(id);
    let row = desk.activity_row(&actor, id)?;
    let stretch = |one: &Service| Stretch {
        from: clock(zone, one.in_at),
        to: one.out_at.map(|out| clock(zone, out)),
        minutes: one.minutes,
        at_door: one.at_door,
        reason: one.reason.clone(),
    };
    let people: Vec<AtDoor> = desk
        .door(&actor, id)?
        .into_iter()
        .map(|one| AtDoor {
            number: one.volunteer.number,
            name: one.name,
            waiting: one.signup.is_some_and(|place| place.waiting),
            services: one.services.iter().map(stretch).collect(),
        })
        .collect();
    let shown = Activity { people: Some(people), ..Activity::of(&row, zone) };
    cli.record(&shown, |lang| page(&shown, lang))
}

fn page(shown: &Activity, lang: Lang) -> String {
    let head = fields(
        &[
            (&a::COLUMN_NAME, shown.name.clone()),
            (&a::COLUMN_DAY, format!("{} {}-{}", shown.day, shown.from, shown.to)),
            (&v::F_PLACE, shown.place.clone()),
            (&a::COLUMN_STATE, shown.state.phrase().say(lang).to_owned()),
            (&a::COLUMN_RECORD, shown.record_by.map(|day| day.to_string()).unwrap_or_default()),
        ],
        lang,
    );
    let mut rows = Vec::new();
    for one in shown.people.iter().flatten() {
        let who = [one.number.to_string(), one.name.clone()];
        if one.services.is_empty() {
            let state = if one.waiting { &a::WAITS } else { &a::PLACED };
            rows.push([&who[..], &[String::new(), String::new(), state.say(lang).to_owned()]].concat());
        }
        for service in &one.services {
            let to = service.to.clone().unwrap_or_default();
            rows.push([&who[..], &[service.from.clone(), to, duration(service.minutes)]].concat());
        }
    }
    let heads = [&v::F_NUMBER, &w::L_NAME, &a::COLUMN_IN, &a::COLUMN_OUT, &a::COLUMN_HOURS];
    format!("{head}\n{}", table(&heads, &rows, lang))
}

#[derive(Serialize)]
struct Sum {
    name: String,
    times: i64,
    minutes: i64,
}

/// `volunteer hours`: the hours that count of a stretch of days; this year unless told.
pub fn hours(
    cli: &mut Cli<'_, '_>,
    from: Option<Day>,
    until: Option<Day>,
    by: Option<&str>,
) -> Result<(), CliError> {
    use chrono::Datelike as _;
    let by: HoursBy = by.map_or(Ok(HoursBy::Person), |word| choice("by", word))?;
    let (desk, actor) = cli.enter()?;
    let today = desk.zone().day(cli.now());
    let from = from.or(Day::from_ymd_opt(today.year(), 1, 1)).unwrap_or(today);
    let rows = desk.hours(&actor, from, until.unwrap_or(today))?;
    let lang = cli.lang;
    let list: Vec<Sum> = sums(&rows, by, |kind| kind.phrase().say(lang).to_owned())
        .into_iter()
        .map(|sum| Sum { name: sum.title, times: sum.times, minutes: sum.minutes })
        .collect();
    cli.list(&list, |lang| {
        let row = |one: &Sum| vec![one.name.clone(), one.times.to_string(), duration(one.minutes)];
        let heads = [&r::GROUP_NAME, &r::TIMES, &a::COLUMN_HOURS];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}

#[derive(Serialize)]
struct Certificate {
    number: Option<String>,
    from: Day,
    until: Day,
    minutes: i64,
    public: Option<Day>,
    issued: Option<Day>,
}

/// `volunteer certificates`: those of a volunteer, the newest first.
pub fn certificates(cli: &mut Cli<'_, '_>, number: i64) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let missing = || Refusal::not_found(v::NO_VOLUNTEER.with("n", number)).advise(&v::NO_VOLUNTEER_ADVICE);
    let volunteers = desk.volunteers(&actor)?;
    let row = volunteers.iter().find(|row| row.volunteer.number == number).ok_or_else(missing)?;
    let document = |desk: &Desk, id: Option<crate::domain::id::DocumentId>| {
        let found = id.map(|id| desk.document(&actor, id)).transpose()?.flatten();
        Ok::<_, CliError>(found.map(|document| document.number))
    };
    let mut list = Vec::new();
    for proof in desk.proofs(&actor, row.volunteer.id)? {
        list.push(Certificate {
            number: document(&desk, proof.document_id)?,
            from: proof.from_day,
            until: proof.until_day,
            minutes: proof.minutes,
            public: proof.public_day,
            issued: proof.issued_day,
        });
    }
    cli.list(&list, |lang| {
        let row = |one: &Certificate| {
            vec![
                one.number.clone().unwrap_or_default(),
                one.from.to_string(),
                one.until.to_string(),
                duration(one.minutes),
                one.issued.map(|day| day.to_string()).unwrap_or_default(),
            ]
        };
        let heads = [&w::L_NUMBER, &v::F_PERIOD_FROM, &v::F_PERIOD_TO, &a::COLUMN_HOURS, &w::L_ISSUED];
        table(&heads, &list.iter().map(row).collect::<Vec<_>>(), lang)
    })
}
