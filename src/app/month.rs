//! The month's board (pane 9): a month, how it is added up, in which order, and what it says.

use super::list::{Go, Keyed, ListPane};
use super::menu::{Choice, Entry, Pick};
use super::note::Said;
use super::{App, Help, Modal};
use crate::calendar::{Day, Stamp};
use crate::domain::Named as _;
use crate::domain::board::GroupBy;
use crate::domain::month::{Figure, GROUPS, Group, Month, Report};
use crate::words::{Lang, Message, common, month as w};
use std::cmp::Reverse;

/// How many months back the choices go.
const MONTHS_BACK: usize = 12;

/// The figures that the table shows, in the order of its columns; it is sorted by any of them.
const COLUMNS: [Figure; 11] = [
    Figure::Taken,
    Figure::Closed,
    Figure::OnTime,
    Figure::Early,
    Figure::MedianUsed,
    Figure::NinetyUsed,
    Figure::MedianHad,
    Figure::Deemed,
    Figure::SecondNotices,
    Figure::NoReasons,
    Figure::NotConcluded,
];

/// How many rows of the screen the definitions take, their rule included.
pub const DEFINITION_ROWS: u16 = 7;
/// How many rows the figures of the station take above the groups, with their rule, and that of the groups
/// with the heads of its columns.
const ROWS_ABOVE: u16 = 8;

/// A group under its place in the order of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    place: i64,
    /// The group.
    pub group: Group,
}

impl Keyed for MonthRow {
    fn key(&self) -> i64 {
        self.place
    }
}

/// The board of the month.
#[derive(Debug, Clone)]
pub struct MonthBoard {
    /// Which month.
    pub month: Month,
    /// How it is added up.
    pub by: GroupBy,
    /// By which figure the groups are ordered, the largest first.
    pub sort: Figure,
    /// What it says, once it was read.
    pub report: Option<Report>,
    /// When it was read.
    pub at: Stamp,
    /// The page of groups.
    pub list: ListPane<MonthRow>,
    rows: Vec<MonthRow>,
    /// Whether it is to be read again before it is shown.
    pub stale: bool,
}

impl MonthBoard {
    /// The month of `today`, by item.
    #[must_use]
    pub fn of(today: Day) -> Self {
        Self {
            month: Month::of(today),
            by: GroupBy::Item,
            sort: Figure::Taken,
            report: None,
            at: Stamp(0),
            list: ListPane::default(),
            rows: Vec::new(),
            stale: true,
        }
    }

    /// Takes what was read.
    fn take(&mut self, report: Report, now: Stamp) {
        self.report = Some(report);
        self.at = now;
        self.add_up();
    }

    /// Adds up what was read, as the board now says.
    fn add_up(&mut self) {
        let groups = self.report.as_ref().map(|report| report.groups(self.by)).unwrap_or_default();
        self.rows = groups.into_iter().zip(0..).map(|(group, place)| MonthRow { place, group }).collect();
        self.order();
    }

    fn order(&mut self) {
        let sort = self.sort;
        self.rows.sort_by_key(|row| (Reverse(sort.of(&row.group.figures).rank()), row.place));
        self.show();
    }

    /// Puts the page on the screen.
    fn show(&mut self) {
        let list = &mut self.list;
        if list.offset >= self.rows.len() {
            list.offset = 0;
        }
        let page = self.rows.iter().skip(list.offset).take(list.size).cloned().collect();
        list.turn(page, self.rows.len());
    }

    /// The most of a figure in any group.
    #[must_use]
    pub fn most(&self, figure: Figure) -> usize {
        self.rows.iter().filter_map(|row| figure.of(&row.group.figures).rank()).max().unwrap_or(0)
    }

    /// Fits the page of groups into a body of so many rows.
    pub(super) fn resize(&mut self, body: u16) {
        let rows = body.saturating_sub(ROWS_ABOVE + DEFINITION_ROWS);
        if self.list.resize(usize::from(rows)) {
            self.show();
        }
    }

    pub(super) fn go(&mut self, to: Go) {
        if self.list.go(to) {
            self.show();
        }
    }

    /// Goes to the next figure, or the one before, as the order.
    pub(super) fn turn_order(&mut self, forward: bool) {
        let at = COLUMNS.iter().position(|figure| *figure == self.sort).unwrap_or(0);
        let step = if forward { 1 } else { COLUMNS.len() - 1 };
        self.sort = COLUMNS.get((at + step) % COLUMNS.len()).copied().unwrap_or(Figure::Taken);
        self.first_row();
        self.order();
    }

    fn first_row(&mut self) {
        self.list.offset = 0;
        self.list.marker = 0;
    }

    /// Adds up by something else.
    pub(super) fn group_by(&mut self, by: GroupBy) {
        self.by = by;
        self.first_row();
        self.add_up();
    }

    /// Adds up by the next kind of group, or the one before.
    pub(super) fn next_group(&mut self, forward: bool) {
        let at = GROUPS.iter().position(|by| *by == self.by).unwrap_or(0);
        let step = if forward { 1 } else { GROUPS.len() - 1 };
        if let Some(by) = GROUPS.get((at + step) % GROUPS.len()) {
            self.group_by(*by);
        }
    }

    /// Turns to another month.
    pub(super) fn turn_to(&mut self, month: Month) {
        self.month = month;
        self.first_row();
        self.stale = true;
    }
}

impl App {
    /// Reads the month where it is to be read again.
    pub(super) fn load_month(&mut self) -> Result<(), crate::desk::DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.month.stale) {
            return Ok(());
        }
        let report = self.desk.month(&actor, self.month.month, self.now)?;
        self.month.take(report, self.now);
        self.dirty = true;
        Ok(())
    }

    /// The month after, or the one before; there is none after this one.
    pub(super) fn turn_month(&mut self, forward: bool) {
        let board = &mut self.month;
        let month = if forward { board.month.next() } else { board.month.previous() };
        if month > Month::of(self.desk.zone().day(self.now)) {
            self.say(Said::told(&w::NO_MONTH_AFTER));
            return;
        }
        board.turn_to(month);
    }

    /// What F4 offers here: the months back from this one, and by what they are added up.
    pub(super) fn month_choices(&self) -> Vec<Entry> {
        let entry = |title: Message, choice: Choice, on| Entry {
            title,
            hint: String::new(),
            why_not: None,
            on,
            pick: Pick::Choice(choice),
        };
        let mut entries: Vec<Entry> = GROUPS
            .into_iter()
            .map(|by| {
                let title = crate::words::app::SUMS_BY.with("by", by.phrase());
                entry(title, Choice::By(by), self.month.by == by)
            })
            .collect();
        let this = Month::of(self.today_day());
        let months = std::iter::successors(Some(this), |month| Some(month.previous())).take(MONTHS_BACK + 1);
        entries.extend(months.map(|month| {
            let title = w::TITLE.with("month", month.to_string());
            entry(title, Choice::Month(month), self.month.month == month)
        }));
        entries
    }

    /// Every figure of the marked group, each with what it means.
    pub(super) fn open_group(&mut self) {
        let lang = self.lang();
        let (Some(row), Some(report)) = (self.month.list.current(), &self.month.report) else { return };
        let name = group_name(&row.group);
        let title = w::GROUP_TITLE.with("month", report.month.to_string()).with("name", name);
        let lines = Figure::ALL.iter().flat_map(|figure| {
            let worth = figure.of(&row.group.figures);
            [
                format!("{}  {}", figure.phrase().say(lang), worth.in_full()),
                format!("    {}", figure.definition().say(lang)),
            ]
        });
        let help = Help { title, lines: lines.collect(), scroll: 0, depth: 1 };
        self.modals.push(Modal::Help(help));
    }
}

/// What people call a group: its code and its name, where these are two things.
#[must_use]
pub fn group_name(group: &Group) -> Message {
    match (group.key.as_str(), group.name.as_str()) {
        ("", _) => crate::words::app::LEFT_NONE.msg(),
        (key, name) if key == name => common::TEXT.with("text", name),
        (key, name) => common::TEXT.with("text", format!("{key} {name}")),
    }
}

/// What every figure means, for the help.
#[must_use]
pub fn definitions(lang: Lang) -> Vec<String> {
    let line = |figure: &Figure| {
        w::DEFINED.with("figure", figure.phrase()).with("definition", figure.definition()).say(lang)
    };
    Figure::ALL.iter().map(line).collect()
}
