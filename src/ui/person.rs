//! A person's page: who they are, their household and care, and what belongs to them.

use super::paint::{Line, Mark, Panel, cell, cell_middle};
use super::say;
use crate::app::{App, PersonPart, PersonScreen, part_title};
use crate::domain::promise::PromiseKind;
use crate::words::{Lang, Message, Phrase, app as a, people as w, resident as r};

/// The page in one column: the head, then its parts, of which the one with the marker comes first.
pub fn panels(app: &App, screen: &PersonScreen, width: u16) -> Vec<Panel> {
    let width = usize::from(width);
    let mut panels = vec![head(app, screen, width)];
    panels.extend(parts(app, screen, width, &PersonPart::ALL));
    panels
}

/// The left column from 120 columns on.
pub fn left(app: &App, screen: &PersonScreen, width: u16) -> Vec<Panel> {
    let width = usize::from(width);
    let mut panels = vec![head(app, screen, width)];
    panels.extend(parts(
        app,
        screen,
        width,
        &[
            PersonPart::Members,
            PersonPart::Categories,
            PersonPart::Visits,
            PersonPart::Wishes,
            PersonPart::Services,
        ],
    ));
    panels
}

/// The right column from 120 columns on.
pub fn right(app: &App, screen: &PersonScreen, width: usize) -> Vec<Panel> {
    parts(app, screen, width, &[PersonPart::Cases, PersonPart::Doubles, PersonPart::Looks])
}

fn parts(app: &App, screen: &PersonScreen, width: usize, which: &[PersonPart]) -> Vec<Panel> {
    let lang = app.lang();
    which
        .iter()
        .filter(|part| screen.rows(**part) > 0)
        .map(|part| {
            let lines = rows(app, screen, *part)
                .into_iter()
                .enumerate()
                .map(|(at, (text, mark))| {
                    let marked = screen.marked(*part) == Some(at);
                    let (lead, strong) = if marked { (">", Mark::Strong) } else { (" ", Mark::Plain) };
                    let mark = if mark == Mark::Plain { strong } else { mark };
                    Line::marked(lead, strong).and(cell(&format!(" {text}"), width.saturating_sub(1)), mark)
                })
                .collect();
            Panel::new(part_title(*part, screen.rows(*part)).say(lang), lines)
                .cursor(screen.marked(*part).map(|row| (row, 0)))
                .gives_way(lang)
        })
        .collect()
}

fn head(app: &App, screen: &PersonScreen, width: usize) -> Panel {
    let lang = app.lang();
    let page = &screen.page;
    let person = screen.revealed.as_deref().unwrap_or(&page.person);
    let today = app.today_day();
    let age = person.age(today).map(|n| w::AGE.with("n", n).say(lang)).unwrap_or_default();
    let sex = match person.sex.as_deref() {
        Some("male") => crate::words::identifier::MALE.say(lang),
        Some("female") => crate::words::identifier::FEMALE.say(lang),
        _ => "",
    };
    let field = |label: &Phrase, value: &str| format!("{} {value}", cell(label.say(lang), 5));
    let half = width / 2;
    let pair = |a: String, b: String| {
        let b = cell(&b, width.saturating_sub(half + 1));
        Line::plain(format!(" {} {b}", cell(&a, half.saturating_sub(1))))
    };
    let phones = [person.phone.as_deref(), person.phone2.as_deref()];
    let phones: Vec<&str> = phones.into_iter().flatten().collect();
    let grid = page.grid.as_ref().map(|grid| format!("{} {}", grid.code, grid.name)).unwrap_or_default();
    let mut lines = vec![
        pair(
            field(&a::CASE_ID_NUMBER, person.id_number.as_deref().unwrap_or("--")),
            field(&a::CASE_PHONE, &phones.join(" ")),
        ),
        pair(field(&w::HOME, &person.address), field(&w::COLUMN_GRID, &grid)),
        pair(field(&w::CARE, &care(app, screen)), field(&w::HELPER, &helper(screen, lang))),
        pair(
            field(&w::CONSENT, person.consent.as_deref().unwrap_or("--")),
            field(&w::HOURS, &volunteer(screen, lang)),
        ),
    ];
    if let Some(gone) = gone(screen) {
        lines.push(Line::marked(format!(" {}", gone.say(lang)), Mark::Soon));
    }
    let title = w::PERSON_TITLE.with("name", &person.name).say(lang);
    Panel::new(format!("{title} {sex} {age}"), lines).right(person.tags.clone()).gives_way(lang)
}

fn gone(screen: &PersonScreen) -> Option<Message> {
    let person = &screen.page.person;
    if let Some(day) = person.died_day {
        return Some(w::GONE_DIED.with("day", day.to_string()));
    }
    let to = person.left_for.clone().unwrap_or_default();
    person.left_day.map(|day| w::GONE_LEFT.with("day", day.to_string()).with("to", to))
}

/// The level, and when the next visit is due.
fn care(app: &App, screen: &PersonScreen) -> String {
    let lang = app.lang();
    let Some(care) = screen.page.cares.iter().find(|care| care.until_day.is_none()) else {
        return w::NOT_IN_REGISTER.say(lang).to_owned();
    };
    let mut due: Vec<String> = Vec::new();
    for promise in &screen.page.promises {
        if matches!(promise.kind, PromiseKind::Visit | PromiseKind::FollowUp) {
            due.push(format!(
                "{} {}",
                if promise.kind == PromiseKind::FollowUp { &w::AGAIN } else { &w::NEXT_VISIT }.say(lang),
                say::day(promise.due, app.today_day(), false, lang)
            ));
        }
    }
    w::CARE_LINE.with("level", care.level.phrase()).with("next", due.join(", ")).say(lang)
}

/// The volunteer's number, state and hours.
fn volunteer(screen: &PersonScreen, lang: Lang) -> String {
    let Some((volunteer, minutes)) = &screen.page.volunteer else { return w::NO_HOURS.say(lang).to_owned() };
    crate::words::activity::VOLUNTEER_LINE
        .with("n", volunteer.number)
        .with("state", volunteer.state.phrase())
        .with("hours", crate::domain::service::duration(*minutes))
        .say(lang)
}

fn helper(screen: &PersonScreen, lang: Lang) -> String {
    let open = screen.page.pairings.iter().find(|(pairing, _)| pairing.open());
    open.map_or_else(
        || w::NO_HELPER_YET.say(lang).to_owned(),
        |(pairing, name)| w::SINCE.with("name", name).with("day", pairing.from_day.to_string()).say(lang),
    )
}

/// The rows of a part as text.
fn rows(app: &App, screen: &PersonScreen, part: PersonPart) -> Vec<(String, Mark)> {
    let lang = app.lang();
    let page = &screen.page;
    let plain = |text: String| (text, Mark::Plain);
    match part {
        PersonPart::Members => members(screen, lang),
        PersonPart::Categories => page
            .categories
            .iter()
            .map(|one| {
                let until = one.until_day.map(|day| day.to_string()).unwrap_or_default();
                let text = format!(
                    "{} {} - {until} {}",
                    cell_middle(&one.name(), 16),
                    one.from_day,
                    one.ended_reason
                );
                (text, if one.ended_reason.is_empty() { Mark::Plain } else { Mark::Done })
            })
            .collect(),
        PersonPart::Visits => visits(screen, lang),
        PersonPart::Wishes => page
            .wishes
            .iter()
            .map(|one| plain(format!("{} {} {}", cell(one.state.phrase().say(lang), 6), one.day, one.text)))
            .collect(),
        PersonPart::Services => page
            .services
            .iter()
            .map(|line| {
                let one = &line.service;
                let mark = app.service_mark(line).map(|mark| mark.say(lang)).unwrap_or_default();
                let text = format!(
                    "{} {} {} {mark} {}",
                    one.day,
                    cell_middle(&line.activity, 16),
                    cell(&crate::domain::service::duration(one.minutes), 6),
                    one.reason
                );
                (text, if one.voided_at.is_some() { Mark::Done } else { Mark::Plain })
            })
            .collect(),
        PersonPart::Cases => page
            .cases
            .iter()
            .map(|one| {
                let state = cell(one.state.phrase().say(lang), 8);
                plain(format!("{} {} {state} {}", say::tail(&one.number), one.received_day, one.item_name))
            })
            .collect(),
        PersonPart::Doubles => doubles(screen, lang),
        PersonPart::Looks => page
            .looks
            .iter()
            .map(|one| {
                let (hour, minute) = app.zone().clock(one.at);
                let day = app.zone().day(one.at);
                plain(format!(
                    "{day} {hour:02}:{minute:02} {} {} {}",
                    cell_middle(&one.name, 8),
                    cell(one.phrase().say(lang), 12),
                    one.purpose
                ))
            })
            .collect(),
    }
}

fn members(screen: &PersonScreen, lang: Lang) -> Vec<(String, Mark)> {
    let head = screen.page.household.as_ref().and_then(|home| home.head_id);
    let row = |(at, one): (usize, &crate::domain::person::Person)| {
        let relation = if Some(one.id) == head {
            w::HEAD.say(lang).to_owned()
        } else {
            one.relation.clone().unwrap_or_default()
        };
        let number = one.id_number.as_deref().unwrap_or("--");
        let gone = one.last_day().map(|day| day.to_string()).unwrap_or_default();
        let name = cell_middle(&one.name, 10);
        (format!("{} {name} {} {number} {gone}", at + 1, cell(&relation, 6)), Mark::Plain)
    };
    screen.page.members.iter().enumerate().map(row).collect()
}

fn visits(screen: &PersonScreen, lang: Lang) -> Vec<(String, Mark)> {
    let row = |(at, one): (usize, &crate::domain::visit::Visit)| {
        let met = if one.met { &r::F_MET_YES } else { &r::F_MET_NO };
        let counts = if one.counts { &w::COUNTS } else { &w::COUNTS_NOT };
        let said = [&one.living, &one.needs, &one.done].into_iter().find(|text| !text.is_empty());
        let text = format!(
            "{} {} {} {} {} {} {}",
            at + 1,
            one.day,
            cell(one.mode.phrase().say(lang), 4),
            cell(met.say(lang), 4),
            cell(counts.say(lang), 4),
            one.visitors,
            said.cloned().unwrap_or_default()
        );
        (text, Mark::Plain)
    };
    screen.page.visits.iter().enumerate().map(row).collect()
}

fn doubles(screen: &PersonScreen, lang: Lang) -> Vec<(String, Mark)> {
    let number = |number: &Option<String>| number.clone().unwrap_or_else(|| "--".to_owned());
    let merged = screen.page.doubles.iter().map(|one| {
        (
            format!("{} {} {}", w::MERGED.say(lang), cell_middle(&one.name, 10), number(&one.id_number)),
            Mark::Done,
        )
    });
    let alike = screen.page.alike.iter().map(|(one, reasons)| {
        let why: Vec<&str> = reasons.iter().map(|reason| reason.phrase().say(lang)).collect();
        let text = format!(
            "{} {} {} {}",
            w::LIKELY.say(lang),
            cell_middle(&one.name, 10),
            number(&one.id_number),
            why.join(", ")
        );
        (text, Mark::Soon)
    });
    merged.chain(alike).collect()
}
