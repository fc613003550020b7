//! What an opened case shows of its agency: the route, and in whose hands each original is.

use super::case::row;
use super::paint::{Line, Mark, Panel, cell};
use super::say;
use crate::app::{App, CaseScreen, Part};
use crate::domain::agency::LegState;
use crate::domain::custody::{Original, Transfer};
use crate::domain::item::limit_label;
use crate::words::agency as w;

/// Route and originals; nothing where the case has neither.
pub fn panels(app: &App, case: &CaseScreen, width: usize) -> Vec<Panel> {
    let agency = &case.view.agency;
    let lang = app.lang();
    let cursor = |part: Part| case.marked(part).map(|row| (row, 0));
    let mut panels = Vec::new();
    if let Some(authority) = agency.open().or(agency.authorities.last()) {
        let title = if authority.open() {
            w::LEGS_TITLE
                .with("agent", agency.name(authority.agent_id))
                .with("state", authority.state.phrase())
                .with("until", say::day(authority.until_day, app.today_day(), false, lang))
        } else {
            w::LEGS_ENDED.with("state", authority.state.phrase())
        };
        panels.push(Panel::new(title.say(lang), legs(app, case, width)).cursor(cursor(Part::Legs)));
    }
    if !agency.originals.is_empty() {
        let out = agency.originals.iter().filter(|original| original.out()).count();
        let title = w::ORIGINALS_TITLE.with("out", out).with("total", agency.originals.len());
        panels.push(Panel::new(title.say(lang), originals(app, case, width)).cursor(cursor(Part::Originals)));
    }
    panels
}

fn legs(app: &App, case: &CaseScreen, width: usize) -> Vec<Line> {
    let lang = app.lang();
    let line = |(at, leg): (usize, &crate::domain::agency::Leg)| {
        let day = match (leg.ended_day, leg.started_day, leg.period()) {
            (Some(day), _, _) | (None, Some(day), _) => say::day(day, app.today_day(), false, lang),
            (None, None, Some(period)) => {
                format!("+{}", limit_label((period.days, period.unit)).say(lang))
            }
            (None, None, None) => String::new(),
        };
        let attempt = if leg.attempt > 1 { format!("x{}", leg.attempt) } else { String::new() };
        let (office, room) = if width >= 60 { (22, 10) } else { (12, 9) };
        let text = format!(
            "{:<2}{} {:<3}{} {} {}",
            leg.place,
            cell(&leg.office, office),
            attempt,
            cell(leg.state.phrase().say(lang), 9),
            cell(&day, room),
            leg.remark
        );
        let mark = match leg.state {
            LegState::Done => Mark::Done,
            LegState::Stuck | LegState::Refused => Mark::Overdue,
            LegState::UnderWay => Mark::Strong,
            LegState::Planned | LegState::Returned | LegState::Ended => Mark::Plain,
        };
        row(case, Part::Legs, at, text.trim_end(), mark, width)
    };
    case.view.agency.legs.iter().enumerate().map(line).collect()
}

fn originals(app: &App, case: &CaseScreen, width: usize) -> Vec<Line> {
    let lang = app.lang();
    let agency = &case.view.agency;
    let waits = |original: &Original| {
        agency.transfers.iter().find(|one| one.original_id == original.id && Transfer::open(one))
    };
    let line = |(at, original): (usize, &Original)| {
        let (name, holder) = if width >= 60 { (20, 24) } else { (10, 10) };
        let sign = match (waits(original), original.lost_at, &original.kept_reason) {
            (_, Some(_), _) => &w::MARK_LOST,
            (_, None, Some(_)) => &w::MARK_KEPT,
            (Some(_), None, None) => &w::MARK_WAITS,
            (None, None, None) if original.out() => &w::MARK_OUT,
            (None, None, None) => &w::MARK_HOME,
        };
        let pages = w::NAME_PAGES.with("name", "").with("pages", original.pages).say(lang);
        let open = waits(original).map(|open| w::NOT_CONFIRMED.with("to", open.to().label()).say(lang));
        let text = format!(
            "{:<2}{} {} {} {} {}",
            original.place,
            sign.say(lang),
            cell(&original.name, name),
            cell(pages.trim(), 6),
            cell(&original.holder().label().say(lang), holder),
            open.unwrap_or_default()
        );
        let mark = if original.out() { Mark::Strong } else { Mark::Plain };
        row(case, Part::Originals, at, text.trim_end(), mark, width)
    };
    agency.originals.iter().enumerate().map(line).collect()
}
