//! The opened case: what it is and owes, its materials and steps; beside it what happened.

use super::paint::{Height, Line, Mark, Panel, cell, cell_middle};
use super::say;
use crate::app::{App, CaseScreen, Part};
use crate::domain::item::limit_label;
use crate::domain::mask::{self, Output};
use crate::domain::material::{CaseMaterial, MaterialState};
use crate::domain::promise::{Promise, PromiseState};
use crate::words::{Lang, Phrase, app as w};

/// The work: head, promises, materials, steps.
pub fn work(app: &App, case: &CaseScreen, width: u16) -> Vec<Panel> {
    let width = usize::from(width);
    let lang = app.lang();
    let settled = case.view.materials.iter().filter(|material| material.state.settled()).count();
    let materials =
        w::MATERIALS_TITLE.with("settled", settled).with("total", case.view.materials.len()).say(lang);
    let cursor = |part: Part| case.marked(part).map(|row| (row, 0));
    let panels = [
        head(app, case, width),
        Panel::new(w::PROMISES_TITLE.say(lang), promises(app, case, width)).cursor(cursor(Part::Promises)),
        Panel::new(materials, material_lines(app, case, width)).cursor(cursor(Part::Materials)),
        Panel::new(w::STEPS_TITLE.say(lang), steps(app, case, width)).cursor(cursor(Part::Steps)).rest(),
    ];
    let agency = super::agency::panels(app, case, width);
    panels.into_iter().chain(agency).map(|panel| panel.gives_way(lang)).collect()
}

/// A row of a part, with the marker before it where it is the one.
pub(super) fn row(case: &CaseScreen, part: Part, at: usize, text: &str, mark: Mark, width: usize) -> Line {
    let marked = case.marked(part) == Some(at);
    let (lead, strong) = if marked { (">", Mark::Strong) } else { (" ", Mark::Plain) };
    Line::marked(lead, strong).and(cell(text, width.saturating_sub(1)), mark)
}

fn head(app: &App, case: &CaseScreen, width: usize) -> Panel {
    let lang = app.lang();
    let view = &case.view;
    let facts = &view.case;
    let title = if width >= 60 {
        w::CASE_TITLE
            .with("number", &facts.number)
            .with("item", &facts.item_name)
            .with("name", &facts.applicant_name)
            .say(lang)
    } else {
        format!("{} {}", say::tail(&facts.number), facts.item_name)
    };
    let mut state = facts.state.phrase().say(lang).to_owned();
    if facts.deemed {
        state = format!("{state} {}", w::DEEMED_MARK.say(lang));
    }
    let mut lines = Vec::new();
    let label = if lang == Lang::En { 7 } else { 5 };
    let field = |name: &Phrase, value: &str| format!("{} {value}", cell(name.say(lang), label));
    if width < 60 {
        lines.push(Line::marked(cell(&field(&w::CASE_STATE, &state), width), Mark::Strong));
        lines.push(Line::plain(cell(&format!("{} {}", facts.applicant_name, facts.number), width)));
    }
    let number = |number: &Option<String>, hide: fn(&str, Output) -> String| match number {
        Some(number) if case.revealed => number.clone(),
        Some(number) => hide(number, Output::Screen),
        None => w::LEFT_NONE.say(lang).to_owned(),
    };
    let id = number(&view.person.id_number, mask::id_number);
    let phone = number(&view.person.phone, mask::phone);
    let pairs = [
        (field(&w::CASE_ID_NUMBER, &id), field(&w::CASE_PHONE, &phone)),
        (field(&w::CASE_OWNER, &view.owner.name), field(&w::CASE_SOURCE, &source(app, case))),
    ];
    for (left, right) in pairs {
        if width >= 60 {
            let half = width / 2;
            lines.push(Line::plain(format!(" {}{}", cell(&left, half), cell(&right, width - half - 1))));
        } else {
            lines.push(Line::plain(cell(&left, width)));
            lines.push(Line::plain(cell(&right, width)));
        }
    }
    let indent = if width >= 60 { " " } else { "" };
    let mut more = |label: &Phrase, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(Line::plain(cell(&format!("{indent}{}", field(label, value)), width)));
        }
    };
    more(&w::CASE_ADDRESS, Some(&view.person.address));
    more(&w::CASE_AGENT, facts.agent_name.as_deref());
    more(&w::CASE_ORGAN, organ(facts).as_deref());
    more(&w::CASE_RESULT, facts.result.as_deref());
    more(&w::CASE_REASON, facts.reason.as_deref());
    for procedure in &view.procedures {
        more(&w::CASE_PROCEDURE, Some(&procedure.summary().say(lang)));
    }
    if let Some(extension) = &view.extension {
        more(&w::CASE_EXTENSION, Some(&extension.summary().say(lang)));
    }
    for card in view.cards.iter().filter(|card| card.open()) {
        more(&w::CASE_CARD, Some(&card.summary().say(lang)));
    }
    Panel::new(title, lines).right(if width >= 60 { state } else { String::new() })
}

fn organ(case: &crate::domain::case::Case) -> Option<String> {
    let organ = case.organ.clone()?;
    Some(match &case.organ_document {
        Some(number) => format!("{organ} {number}"),
        None => organ,
    })
}

fn source(app: &App, case: &CaseScreen) -> String {
    let facts = &case.view.case;
    let (hour, minute) = app.zone().clock(facts.received_at);
    format!(
        "{} {} {hour:02}:{minute:02}",
        facts.channel.phrase().say(app.lang()),
        say::day(facts.received_day, app.today_day(), false, app.lang())
    )
}

fn promises(app: &App, case: &CaseScreen, width: usize) -> Vec<Line> {
    let lang = app.lang();
    let today = app.today_day();
    let kind = match (lang, width >= 60) {
        (Lang::En, _) => 10,
        (_, true) => 8,
        _ => 5,
    };
    case.promises()
        .enumerate()
        .map(|(at, promise)| {
            let left = if promise.state == PromiseState::Running {
                say::left(promise.remaining(today, app.calendar()), promise.unit, lang)
            } else {
                let kept = promise.timeliness(app.zone()).map(|kept| kept.phrase());
                kept.unwrap_or(promise.state.phrase()).say(lang).to_owned()
            };
            let text = format!(
                "{} {} {} {}",
                cell(promise.kind.phrase().say(lang), kind),
                cell(&say::day(promise.due, today, promise.provisional, lang), 10),
                cell(&left, 11),
                if width >= 60 { basis(promise, lang) } else { String::new() }
            );
            row(case, Part::Promises, at, &text, mark(app, promise), width)
        })
        .collect()
}

fn basis(promise: &Promise, lang: Lang) -> String {
    let limit = limit_label((promise.basis.days, promise.basis.unit)).say(lang);
    format!("{limit} {}", promise.basis.legal).trim().to_owned()
}

fn mark(app: &App, promise: &Promise) -> Mark {
    use crate::domain::promise::Lamp;
    if !promise.open() {
        return Mark::Plain;
    }
    match promise.lamp(app.today_day(), app.calendar()) {
        Lamp::Red => Mark::Overdue,
        Lamp::Yellow => Mark::Soon,
        Lamp::Green => Mark::Plain,
    }
}

fn material_lines(app: &App, case: &CaseScreen, width: usize) -> Vec<Line> {
    let lang = app.lang();
    case.view
        .materials
        .iter()
        .enumerate()
        .map(|(at, material)| {
            let ticked = case.ticked.contains(&material.place);
            let tick = tick(material, ticked);
            let state = material.state.phrase().say(lang);
            let date = material
                .handed_in_day
                .map(|day| say::day(day, app.today_day(), false, lang))
                .unwrap_or_default();
            let name = width.saturating_sub(2 + 2 + 4 + 9 + if width >= 60 { 24 } else { 0 });
            let mut text = format!(
                "{:<2}{tick} {} {}",
                material.place,
                cell_middle(&material.name, name),
                cell(if material.state == MaterialState::Ok { &date } else { state }, 9)
            );
            if width >= 60 {
                text.push_str(&cell_middle(&material.remark, 23));
            }
            row(case, Part::Materials, at, &text, Mark::Plain, width)
        })
        .collect()
}

fn tick(material: &CaseMaterial, ticked: bool) -> &'static str {
    match (ticked, material.state) {
        (true, _) => "[+]",
        (_, MaterialState::Missing) => "[ ]",
        (_, MaterialState::Wrong) => "[!]",
        (_, MaterialState::Promised) => "[~]",
        (_, MaterialState::Exempt | MaterialState::Shared) => "[-]",
        (_, MaterialState::Ok) => "[x]",
    }
}

fn steps(app: &App, case: &CaseScreen, width: usize) -> Vec<Line> {
    let lang = app.lang();
    let next = case.view.steps.iter().position(|step| step.done_day.is_none());
    case.view
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let (state, mark) = match step.done_day {
                Some(_) => (&w::STEP_DONE, Mark::Done),
                None if Some(at) == next && case.view.case.accepted_day.is_some() => {
                    (&w::STEP_NEXT, Mark::Strong)
                }
                None => (&w::STEP_OPEN, Mark::Plain),
            };
            let day = match (step.done_day, step.period()) {
                (Some(day), _) if width >= 60 => say::day(day, app.today_day(), false, lang),
                (Some(day), _) => crate::form::short(day, app.today_day()),
                (None, Some(period)) => {
                    format!("+{}", limit_label((period.days, period.unit)).say(lang))
                }
                (None, None) => String::new(),
            };
            let (name, when) = if width >= 60 { (20, 11) } else { (10, 9) };
            let text = format!(
                "{:<2}{} {} {} {}",
                step.place,
                cell(&step.name, name),
                state.say(lang),
                cell(&day, when),
                step.by
            );
            row(case, Part::Steps, at, &text, mark, width)
        })
        .collect()
}

/// What stands beside the work: what happened, documents, what may be done next.
pub fn context(app: &App, case: &CaseScreen, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let tall = app.size.1 >= 34;
    let mut panels = vec![timeline(app, case, width)];
    if tall {
        panels.push(acts(app, case, width));
        panels.push(documents(app, case, width, 6));
        if !case.view.others.is_empty() {
            let lines = case
                .view
                .others
                .iter()
                .map(|other| {
                    let text = format!(
                        " {} {} {}",
                        say::tail(&other.number),
                        cell_middle(&other.item_name, 16),
                        other.state.phrase().say(lang)
                    );
                    Line::plain(cell(&text, width))
                })
                .collect();
            panels.push(Panel::new(w::OTHERS_TITLE.say(lang), lines));
        }
    } else {
        panels.push(documents(app, case, width, 4));
    }
    panels.into_iter().map(|panel| panel.gives_way(lang)).collect()
}

fn timeline(app: &App, case: &CaseScreen, width: usize) -> Panel {
    let lang = app.lang();
    let mut lines = Vec::new();
    let mut cursor = None;
    for (at, line) in case.view.timeline.iter().enumerate() {
        let (hour, minute) = app.zone().clock(line.at);
        let day = app.zone().day(line.at);
        let verb = if line.redone { &w::REDONE } else { crate::app::verb_phrase(&line.verb) };
        let about = line.about.as_deref().map_or("", |about| crate::app::verb_phrase(about).say(lang));
        let undone = if line.undone && line.about.is_none() { w::UNDONE_MARK.say(lang) } else { "" };
        let text = format!(
            "{} {hour:02}:{minute:02} {}{about} {}{undone}",
            say::day(day, app.today_day(), false, lang),
            verb.say(lang),
            line.operator
        );
        if case.marked(Part::Timeline) == Some(at) {
            cursor = Some((lines.len(), 0));
        }
        lines.push(row(case, Part::Timeline, at, &text, Mark::Plain, width));
        if let Some(detail) = crate::app::deed_detail(line) {
            for part in
                crate::text::wrap(&detail, crate::text::Cols(width.saturating_sub(4))).into_iter().take(3)
            {
                lines.push(Line::plain(format!("   {part}")));
            }
        }
    }
    let others = if case.others.is_empty() {
        String::new()
    } else {
        w::OTHERS_HERE.with("names", case.others.join(" ")).say(lang)
    };
    Panel::new(w::TIMELINE_TITLE.say(lang), lines).right(others).cursor(cursor).rest()
}

fn acts(app: &App, case: &CaseScreen, width: usize) -> Panel {
    let lang = app.lang();
    let Some(actor) = app.actor() else { return Panel::new("", Vec::new()) };
    let next = case.next_for(actor);
    let mut lines = Vec::new();
    for (act, why_not) in case.acts(actor) {
        let text = match (&why_not, Some(act) == next) {
            (None, true) => format!(" > {} (F8)", act.phrase().say(lang)),
            (None, false) => format!("   {}", act.phrase().say(lang)),
            (Some(why), _) => format!("   {}: {}", act.phrase().say(lang), why.say(lang)),
        };
        let mark = if Some(act) == next { Mark::Strong } else { Mark::Plain };
        if why_not.is_none() || lines.len() < 12 {
            lines.push((why_not.is_some(), Line::marked(cell(&text, width), mark)));
        }
    }
    lines.sort_by_key(|(off, _)| *off);
    let mut panel = Panel::new(w::ACTS_TITLE.say(lang), lines.into_iter().map(|(_, line)| line).collect());
    panel.height = Height::Rows(12);
    panel
}

fn documents(app: &App, case: &CaseScreen, width: usize, rows: u16) -> Panel {
    let lang = app.lang();
    let title = w::DOCUMENTS_TITLE.with("count", case.view.documents.len()).say(lang);
    let lines = case
        .view
        .documents
        .iter()
        .rev()
        .enumerate()
        .map(|(at, document)| {
            let void = if document.voided_at.is_some() { w::VOID_MARK.say(lang) } else { "" };
            let tail = document.number.rsplit('-').next().unwrap_or_default();
            let text = format!("{tail} {} {void}", document.kind.phrase().say(lang));
            row(case, Part::Documents, at, &text, Mark::Plain, width)
        })
        .collect();
    let cursor = case.marked(Part::Documents).map(|row| (row, 0));
    let mut panel = Panel::new(title, lines).cursor(cursor);
    panel.height = Height::Rows(rows);
    panel
}
