//! Pane 7: activities as a list and as a month, needs with who would suit, volunteers, teams, partners, hours as bars.

use super::paint::{Height, Line, Mark, Panel, cell, cell_middle, cell_right};
use super::say;
use crate::app::{App, VolunteerItem, VolunteerView};
use crate::calendar::Day;
use crate::domain::hours::HoursSum;
use crate::domain::month::Month;
use crate::domain::roster::{ActivityRow, NeedRow, TeamRow, VolunteerRow};
use crate::domain::service::{ActivityState, duration};
use crate::domain::volunteer::Partner;
use crate::words::{Lang, Phrase, activity as w, common};
use chrono::Datelike as _;

/// How many of those who would suit a need are shown.
const SUITED: u16 = 5;

/// The pane in the view that is chosen, in a body `height` rows high.
pub fn panels(app: &App, width: usize, height: u16) -> Vec<Panel> {
    let lang = app.lang();
    let view = app.volunteers.view;
    let below =
        Panel::new("", vec![Line::plain(format!(" {}", cell(&views(view, lang), width.saturating_sub(1))))]);
    match view {
        VolunteerView::Calendar => vec![calendar(app, width, height.saturating_sub(2)), below],
        VolunteerView::Needs => vec![list(app, width), suited(app, width), below],
        _ => vec![list(app, width), below],
    }
}

/// The views by name, the shown one in brackets.
fn views(view: VolunteerView, lang: Lang) -> String {
    let name = |one: VolunteerView| {
        let title = one.title().say(lang);
        if one == view { format!("[{title}]") } else { title.to_owned() }
    };
    format!("Tab  {}", VolunteerView::ALL.map(name).join("  "))
}

fn list(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let board = &app.volunteers;
    let mut lines: Vec<Line> = head(board.view, width, lang).into_iter().collect();
    let above = lines.len();
    for (at, row) in board.list.rows.iter().enumerate() {
        let marked = at == board.list.marker;
        lines.push(match row {
            VolunteerItem::Activity(row) => activity_line(app, row, width, marked),
            VolunteerItem::Need(row) => need_line(app, row, width, marked),
            VolunteerItem::Person(row, minutes) => person_line(app, row, *minutes, width, marked),
            VolunteerItem::Team(row) => team_line(app, row, width, marked),
            VolunteerItem::Partner(partner, done) => partner_line(partner, *done, width, marked, lang),
            VolunteerItem::Sum(place, sum) => sum_line(app, *place, sum, width, marked),
        });
    }
    let empty = board.list.rows.is_empty();
    if empty {
        lines.push(Line::plain(""));
        lines.push(Line::plain(format!("  {}", nothing(board.view).say(lang))));
    }
    let conditions: Vec<String> = app.volunteer_conditions().iter().map(|one| one.say(lang)).collect();
    let (page, pages) = board.list.pages();
    let title = match board.view {
        VolunteerView::Hours | VolunteerView::Honour => w::TITLE_QUARTER
            .with("view", board.view.title())
            .with("quarter", app.quarter_shown().to_string())
            .with("hours", duration(board.total())),
        view => w::TITLE.with("view", view.title()).with("total", board.list.total),
    };
    let right = format!("{} {page}/{pages}", conditions.join(" "));
    Panel::new(title.say(lang), lines)
        .right(right.trim().to_owned())
        .cursor((!empty).then_some((board.list.marker + above, 0)))
        .rest()
}

fn nothing(view: VolunteerView) -> &'static Phrase {
    match view {
        VolunteerView::Activities | VolunteerView::Calendar => &w::EMPTY_ACTIVITIES,
        VolunteerView::Needs => &w::EMPTY_NEEDS,
        VolunteerView::People => &w::EMPTY_PEOPLE,
        VolunteerView::Teams => &w::EMPTY_TEAMS,
        VolunteerView::Partners => &w::EMPTY_PARTNERS,
        VolunteerView::Hours => &w::EMPTY_HOURS,
        VolunteerView::Honour => &w::EMPTY_HONOUR,
    }
}

/// How wide the columns of a view are at `width`; the widest takes what is left.
fn widths(view: VolunteerView, width: usize) -> Vec<usize> {
    let wide = width > 90;
    let rest = |taken: usize| width.saturating_sub(taken).min(60);
    match view {
        VolunteerView::Activities if wide => vec![10, 12, rest(83), 14, 10, 6, 18],
        VolunteerView::Activities => vec![10, 12, rest(65), 8, 7, 6, 12],
        VolunteerView::Needs if wide => vec![8, 10, rest(70), 12, 12, 10, 10],
        VolunteerView::Needs => vec![8, 8, rest(62), 8, 10, 8, 10],
        VolunteerView::People if wide => vec![5, 10, 6, 24, rest(84), 20, 8],
        VolunteerView::People => vec![4, 8, 6, 16, rest(66), 14, 7],
        VolunteerView::Teams if wide => vec![24, 10, 6, 16, rest(64)],
        VolunteerView::Teams => vec![20, 8, 4, 12, rest(52)],
        VolunteerView::Partners if wide => vec![10, 26, 10, 14, rest(72), 6],
        VolunteerView::Partners => vec![8, 20, 8, 13, rest(61), 4],
        VolunteerView::Hours | VolunteerView::Honour => vec![4, 20, 8, 6],
        VolunteerView::Calendar => Vec::new(),
    }
}

fn head(view: VolunteerView, width: usize, lang: Lang) -> Option<Line> {
    let heads: &[&Phrase] = match view {
        VolunteerView::Activities => &[
            &w::COLUMN_DAY,
            &w::COLUMN_TIME,
            &w::COLUMN_NAME,
            &w::COLUMN_TEAM,
            &w::COLUMN_PEOPLE,
            &w::COLUMN_STATE,
            &w::COLUMN_RECORD,
        ],
        VolunteerView::Needs => &[
            &w::COLUMN_STATE,
            &w::COLUMN_WHO,
            &w::COLUMN_NEED,
            &w::COLUMN_SKILL,
            &w::COLUMN_WHEN,
            &w::COLUMN_VOLUNTEER,
            &w::COLUMN_DAY,
        ],
        VolunteerView::People => &[
            &w::COLUMN_NUMBER,
            &w::COLUMN_PERSON,
            &w::COLUMN_STATE,
            &w::COLUMN_TEAM,
            &w::COLUMN_SKILL,
            &w::COLUMN_FREE,
            &w::COLUMN_HOURS,
        ],
        VolunteerView::Teams => {
            &[&w::COLUMN_TEAM, &w::COLUMN_LEADER, &w::COLUMN_MEMBERS, &w::COLUMN_GRID, &w::COLUMN_PURPOSE]
        }
        VolunteerView::Partners => &[
            &w::COLUMN_KIND,
            &w::COLUMN_PARTNER,
            &w::COLUMN_CONTACT,
            &w::COLUMN_PHONE,
            &w::COLUMN_OFFERS,
            &w::COLUMN_DONE,
        ],
        VolunteerView::Hours | VolunteerView::Honour | VolunteerView::Calendar => return None,
    };
    let cells: Vec<String> =
        heads.iter().zip(widths(view, width)).map(|(head, size)| cell(head.say(lang), size)).collect();
    Some(Line::plain(format!("  {}", cells.join(" "))))
}

fn row_line(marked: bool, cells: &[(String, Mark)]) -> Line {
    let strong = if marked { Mark::Strong } else { Mark::Plain };
    let mut line = Line::marked(if marked { "> " } else { "  " }, strong);
    for (at, (text, mark)) in cells.iter().enumerate() {
        let mark = if *mark == Mark::Plain { strong } else { *mark };
        line = line.and(text.clone(), mark);
        if at + 1 < cells.len() {
            line = line.and(" ", Mark::Plain);
        }
    }
    line
}

/// Cells cut to the widths of a view; what has no column is left out.
fn cut(view: VolunteerView, width: usize, cells: Vec<(String, Mark)>) -> Vec<(String, Mark)> {
    let sized = cells.into_iter().zip(widths(view, width));
    sized.map(|((text, mark), size)| (cell_middle(&text, size), mark)).collect()
}

fn plain(text: impl Into<String>) -> (String, Mark) {
    (text.into(), Mark::Plain)
}

/// How many have a place, of how many, and how many wait.
fn people(row: &ActivityRow) -> String {
    let of = if row.activity.needed > 0 { format!("/{}", row.activity.needed) } else { String::new() };
    let waiting = if row.waiting > 0 { format!("+{}", row.waiting) } else { String::new() };
    format!("{}{of}{waiting}", row.placed)
}

fn activity_line(app: &App, row: &ActivityRow, width: usize, marked: bool) -> Line {
    let (lang, today) = (app.lang(), app.today_day());
    let one = &row.activity;
    let planned = one.state == ActivityState::Planned;
    // Past midnight says so.
    let next = if app.zone().day(one.ends_at) == one.day { "" } else { "+" };
    let when = format!("{}-{}{next}", app.clock_of(one.starts_at), app.clock_of(one.ends_at));
    let due = row.record.as_ref().filter(|_| planned && one.day <= today).map(|promise| promise.due);
    let record = match (due, one.recorded_day) {
        (Some(due), _) => say::day(due, today, false, lang),
        (None, Some(day)) => say::day(day, today, false, lang),
        (None, None) => String::new(),
    };
    let urgency = match due {
        Some(due) if due < today => Mark::Overdue,
        Some(due) if app.calendar().remaining(today, due, crate::calendar::Unit::Wd) <= 2 => Mark::Soon,
        _ => Mark::Plain,
    };
    let soon = if planned && one.day == today { Mark::Soon } else { Mark::Plain };
    let state = match one.state {
        ActivityState::Planned => Mark::Plain,
        ActivityState::Recorded | ActivityState::Cancelled => Mark::Done,
    };
    let cells = vec![
        (say::day(one.day, today, false, lang), soon),
        plain(when),
        plain(one.name.clone()),
        plain(row.team.clone()),
        plain(people(row)),
        (one.state.phrase().say(lang).to_owned(), state),
        (record, urgency),
    ];
    row_line(marked, &cut(VolunteerView::Activities, width, cells))
}

fn need_line(app: &App, row: &NeedRow, width: usize, marked: bool) -> Line {
    let lang = app.lang();
    let need = &row.need;
    let mark = if need.state.open() { Mark::Plain } else { Mark::Done };
    let cells = vec![
        (need.state.phrase().say(lang).to_owned(), mark),
        plain(row.name.clone()),
        plain(need.text.clone()),
        plain(need.skill.clone()),
        plain(need.free.clone()),
        plain(row.volunteer.clone()),
        plain(say::day(need.day, app.today_day(), false, lang)),
    ];
    row_line(marked, &cut(VolunteerView::Needs, width, cells))
}

fn person_line(app: &App, row: &VolunteerRow, minutes: i64, width: usize, marked: bool) -> Line {
    let one = &row.volunteer;
    let state = if one.serves(app.today_day()) { Mark::Plain } else { Mark::Done };
    let cells = vec![
        plain(one.number.to_string()),
        plain(row.name.clone()),
        (one.state.phrase().say(app.lang()).to_owned(), state),
        plain(row.teams.clone()),
        plain(one.skills.clone()),
        plain(one.free.clone()),
        plain(duration(minutes)),
    ];
    row_line(marked, &cut(VolunteerView::People, width, cells))
}

fn team_line(app: &App, row: &TeamRow, width: usize, marked: bool) -> Line {
    let team = &row.team;
    let grid = team.grid_id.and_then(|id| app.grids.iter().find(|grid| grid.id == id));
    let ended = team.ended_day.map(|day| format!("{} {day}", w::ENDED.say(app.lang())));
    let mark = if ended.is_some() { Mark::Done } else { Mark::Plain };
    let cells = vec![
        (team.name.clone(), mark),
        plain(row.leader.clone()),
        plain(row.members.to_string()),
        plain(grid.map(|grid| format!("{} {}", grid.code, grid.name)).unwrap_or_default()),
        plain(ended.unwrap_or_else(|| team.purpose.clone())),
    ];
    row_line(marked, &cut(VolunteerView::Teams, width, cells))
}

fn partner_line(partner: &Partner, done: usize, width: usize, marked: bool, lang: Lang) -> Line {
    let left = partner.left_day.map(|day| format!("{} {day}", w::LEFT.say(lang)));
    let mark = if left.is_some() { Mark::Done } else { Mark::Plain };
    let cells = vec![
        plain(partner.kind.phrase().say(lang)),
        (partner.name.clone(), mark),
        plain(partner.contact.clone()),
        plain(partner.phone.clone()),
        plain(left.unwrap_or_else(|| partner.offers.clone())),
        plain(done.to_string()),
    ];
    row_line(marked, &cut(VolunteerView::Partners, width, cells))
}

/// A sum of hours with its bar against the longest.
fn sum_line(app: &App, place: i64, sum: &HoursSum, width: usize, marked: bool) -> Line {
    let lang = app.lang();
    let sizes = widths(VolunteerView::Hours, width);
    let [number, name, hours, times] = sizes.as_slice() else { return Line::default() };
    let title = if sum.title.is_empty() { w::NO_TEAM.say(lang) } else { &sum.title };
    let room = width.saturating_sub(2 + number + name + hours + times + 5).max(1);
    let most = app.volunteers.most().max(1);
    let full = i64::try_from(room).unwrap_or(1);
    // What is there at all is seen.
    let long = (sum.minutes * full / most).max(i64::from(sum.minutes > 0));
    let bar = "#".repeat(usize::try_from(long).unwrap_or(0));
    let text = format!(
        "{} {} {} {} {}",
        cell_right(&(place + 1).to_string(), *number),
        cell_middle(title, *name),
        cell(&bar, room),
        cell_right(&duration(sum.minutes), *hours),
        cell_right(&sum.times.to_string(), *times)
    );
    row_line(marked, &[plain(text)])
}

/// Who would suit the need under the marker, each with the reasons.
fn suited(app: &App, width: usize) -> Panel {
    let lang = app.lang();
    let line = |one: &crate::domain::volunteer::Suited| {
        let reasons: Vec<String> = one.reasons.iter().map(|reason| reason.say(lang)).collect();
        let text = w::SUITED_LINE
            .with("n", one.candidate.volunteer.number)
            .with("name", &one.candidate.name)
            .with("reasons", reasons.join(", "));
        Line::plain(format!("  {}", cell(&text.say(lang), width.saturating_sub(2))))
    };
    let mut lines: Vec<Line> = app.volunteers.suited.iter().take(usize::from(SUITED)).map(line).collect();
    if lines.is_empty() {
        lines.push(Line::plain(format!("  {}", w::NOBODY_SUITS.say(lang))));
    }
    let mut panel = Panel::new(w::SUGGESTED.say(lang), lines);
    panel.height = Height::Rows(SUITED + 1);
    panel
}

/// The weeks of a month, Monday first; days of other months are empty.
fn weeks(month: Month) -> Vec<[Option<Day>; 7]> {
    let mut weeks: Vec<[Option<Day>; 7]> = vec![[None; 7]];
    for day in month.days() {
        let at = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        if at == 0 && day.day() > 1 {
            weeks.push([None; 7]);
        }
        if let Some(place) = weeks.last_mut().and_then(|week| week.get_mut(at)) {
            *place = Some(day);
        }
    }
    weeks
}

/// The month with the activities in its days.
fn calendar(app: &App, width: usize, height: u16) -> Panel {
    let (lang, today, marked) = (app.lang(), app.today_day(), app.calendar_day());
    let month = Month::of(marked);
    let weeks = weeks(month);
    let size = width / 7;
    let mut names = vec![String::new(); 7];
    for day in month.days().take(7) {
        let at = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        if let Some(name) = names.get_mut(at) {
            *name = cell(&format!(" {}", common::weekday(day.weekday()).say(lang)), size);
        }
    }
    let mut lines = vec![Line::plain(names.concat())];
    let room = usize::from(height).saturating_sub(2) / weeks.len().max(1);
    let mut cursor = None;
    for week in &weeks {
        let mut rows: Vec<Line> = vec![Line::default(); room.max(1)];
        for (at, day) in week.iter().enumerate() {
            let texts = day.map(|day| day_cell(app, day, size, room.max(1))).unwrap_or_default();
            if *day == Some(marked) {
                cursor = Some((lines.len(), at * size));
            }
            let here = *day == Some(marked);
            for (n, row) in rows.iter_mut().enumerate() {
                let text = texts.get(n).cloned().unwrap_or_default();
                let mark = match (n, here) {
                    (_, true) => Mark::Strong,
                    (0, _) if *day == Some(today) => Mark::Soon,
                    _ => Mark::Plain,
                };
                *row = std::mem::take(row).and(cell(&text, size), mark);
            }
        }
        lines.extend(rows);
    }
    let title = w::MONTH_TITLE.with("view", &w::VIEW_CALENDAR).with("month", month.to_string());
    Panel::new(title.say(lang), lines).right(say::day(marked, today, true, lang)).cursor(cursor).rest()
}

/// A day of the calendar: its number, then its activities; how many more there are where they do not fit.
fn day_cell(app: &App, day: Day, size: usize, rows: usize) -> Vec<String> {
    let (lang, today) = (app.lang(), app.today_day());
    let here = if day == app.calendar_day() { ">" } else { " " };
    let number = if day == today { format!("{here}[{}]", day.day()) } else { format!("{here}{}", day.day()) };
    let of_day: Vec<&ActivityRow> =
        app.volunteers.month.iter().filter(|row| row.activity.day == day).collect();
    if of_day.is_empty() {
        return vec![number];
    }
    let line = |row: &&ActivityRow| {
        let mark = match row.activity.state {
            ActivityState::Planned => "",
            ActivityState::Recorded => "v",
            ActivityState::Cancelled => "x",
        };
        let time = app.clock_of(row.activity.starts_at);
        let short = if size >= 16 { format!("{time} ") } else { String::new() };
        cell(&format!(" {mark}{short}{}", row.activity.name), size.saturating_sub(1))
    };
    let room = rows.saturating_sub(1);
    let mut lines = vec![number];
    if of_day.len() > room
        && let Some(first) = lines.first_mut()
    {
        let more = w::MORE_THAT_DAY.with("n", of_day.len() - room).say(lang);
        first.push_str(&format!(" {more}"));
    }
    lines.extend(of_day.iter().take(room).map(line));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_hold_every_day_once() {
        for text in ["2026-02", "2026-11", "2027-02", "2026-08"] {
            let month = Month::parse(text).unwrap();
            let weeks = weeks(month);
            let days: Vec<Day> = weeks.iter().flatten().flatten().copied().collect();
            assert_eq!(days, month.days().collect::<Vec<_>>(), "{text}");
            assert!(weeks.iter().all(|week| week[0].is_none_or(|day| day.weekday() == chrono::Weekday::Mon)));
        }
    }
}
