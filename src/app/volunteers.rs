//! Pane 7 (志愿): activities as a list and as a month, needs with who would suit, volunteers, teams, partners, hours, and
//! the roll of honour.

use super::App;
use super::list::{Go, Keyed, ListPane, turned};
use super::menu::{Choice, Entry, Pick};
use super::note::Said;
use crate::calendar::Day;
use crate::desk::{ActivityRow, DeskError, NeedRow, TeamRow, VolunteerRow};
use crate::domain::Named as _;
use crate::domain::hours::{HoursBy, HoursRow, HoursSum, Quarter, honours, sums};
use crate::domain::id::{PartnerId, TeamId};
use crate::domain::month::Month;
use crate::domain::service::ActivityState;
use crate::domain::volunteer::{Partner, Suited, VolunteerState};
use crate::words::{Message, activity as w};
use chrono::{Duration, Months};

/// How many days back the list of activities goes, besides those that are not recorded.
const DAYS_BACK: i64 = 90;
/// How many months back and ahead activities are looked for.
const MONTHS: u32 = 24;
/// How many quarters back the choices go.
const QUARTERS: usize = 8;
/// How many names the roll of honour has.
const HONOURED: usize = 100;

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum VolunteerView {
    /// Activities as a list, what is to be recorded first.
    #[default]
    Activities,
    /// Activities as a month.
    Calendar,
    /// Needs, with who would suit.
    Needs,
    /// Volunteers with their hours.
    People,
    /// Teams.
    Teams,
    /// Partners of the community.
    Partners,
    /// Hours by person, team or kind.
    Hours,
    /// Who served longest, of those who agreed.
    Honour,
}

impl VolunteerView {
    /// All of them, in the order in which Tab goes through them.
    pub const ALL: [Self; 8] = [
        Self::Activities,
        Self::Calendar,
        Self::Needs,
        Self::People,
        Self::Teams,
        Self::Partners,
        Self::Hours,
        Self::Honour,
    ];

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static crate::words::Phrase {
        match self {
            Self::Activities => &w::VIEW_ACTIVITIES,
            Self::Calendar => &w::VIEW_CALENDAR,
            Self::Needs => &w::VIEW_NEEDS,
            Self::People => &w::VIEW_PEOPLE,
            Self::Teams => &w::VIEW_TEAMS,
            Self::Partners => &w::VIEW_PARTNERS,
            Self::Hours => &w::VIEW_HOURS,
            Self::Honour => &w::VIEW_HONOUR,
        }
    }
}

/// A row of the pane.
#[derive(Debug, Clone, PartialEq)]
pub enum VolunteerItem {
    /// An activity.
    Activity(Box<ActivityRow>),
    /// A need.
    Need(Box<NeedRow>),
    /// A volunteer, and their minutes that count.
    Person(Box<VolunteerRow>, i64),
    /// A team.
    Team(Box<TeamRow>),
    /// A partner, and how many activities were done together.
    Partner(Box<Partner>, usize),
    /// A sum of hours, under its place.
    Sum(i64, HoursSum),
}

impl Keyed for VolunteerItem {
    fn key(&self) -> i64 {
        match self {
            Self::Activity(row) => row.activity.id.0,
            Self::Need(row) => row.need.id.0,
            Self::Person(row, _) => row.volunteer.id.0,
            Self::Team(row) => row.team.id.0,
            Self::Partner(partner, _) => partner.id.0,
            Self::Sum(place, _) => *place,
        }
    }
}

/// The pane.
#[derive(Debug, Clone)]
pub struct VolunteerBoard {
    /// What it shows.
    pub view: VolunteerView,
    /// The rows of the page that is shown.
    pub list: ListPane<VolunteerItem>,
    all: Vec<VolunteerItem>,
    /// Who would suit the need under the marker.
    pub suited: Vec<Suited>,
    /// By what hours are added up.
    pub by: HoursBy,
    /// The quarter of the hours.
    pub quarter: Option<Quarter>,
    /// The quarter of the activities, where one was chosen.
    pub only: Option<Quarter>,
    /// Only this team.
    pub team: Option<TeamId>,
    /// With those who left, and needs that are done.
    pub gone: bool,
    /// The day under the marker of the calendar.
    pub day: Option<Day>,
    /// The activities of that day's month.
    pub month: Vec<ActivityRow>,
    /// The rows that hours were added up from.
    pub hours: Vec<HoursRow>,
    /// Whether it is to be read again.
    pub stale: bool,
}

impl Default for VolunteerBoard {
    fn default() -> Self {
        Self {
            view: VolunteerView::default(),
            list: ListPane::default(),
            all: Vec::new(),
            suited: Vec::new(),
            by: HoursBy::Person,
            quarter: None,
            only: None,
            team: None,
            gone: false,
            day: None,
            month: Vec::new(),
            hours: Vec::new(),
            stale: true,
        }
    }
}

impl VolunteerBoard {
    /// The activity under the marker of the list.
    #[must_use]
    pub fn activity(&self) -> Option<&ActivityRow> {
        match self.list.current() {
            Some(VolunteerItem::Activity(row)) => Some(row),
            _ => None,
        }
    }

    /// The minutes of all sums together.
    #[must_use]
    pub fn total(&self) -> i64 {
        let minutes = |row: &VolunteerItem| match row {
            VolunteerItem::Sum(_, sum) => sum.minutes,
            _ => 0,
        };
        self.all.iter().map(minutes).sum()
    }

    /// The most minutes of any sum, for the bars.
    #[must_use]
    pub fn most(&self) -> i64 {
        let minutes = |row: &VolunteerItem| match row {
            VolunteerItem::Sum(_, sum) => sum.minutes,
            _ => 0,
        };
        self.all.iter().map(minutes).max().unwrap_or(0)
    }

    fn page(&self) -> Vec<VolunteerItem> {
        self.all.iter().skip(self.list.offset).take(self.list.size).cloned().collect()
    }

    fn take(&mut self, rows: Vec<VolunteerItem>) {
        self.all = rows;
        if self.list.offset >= self.all.len() {
            self.list.offset = 0;
        }
        let (rows, total) = (self.page(), self.all.len());
        self.list.fill(rows, total);
    }

    /// Turns to a view.
    pub fn show(&mut self, view: VolunteerView) {
        self.view = view;
        // Ids of different tables may be equal: no row of one view is found again in another.
        self.list.rows.clear();
        self.suited.clear();
        self.list.offset = 0;
        self.list.marker = 0;
        self.stale = true;
    }
}

impl App {
    /// The quarter whose hours are shown.
    #[must_use]
    pub fn quarter_shown(&self) -> Quarter {
        self.volunteers.quarter.unwrap_or(Quarter::of(self.today_day()))
    }

    /// The day under the marker of the calendar.
    #[must_use]
    pub fn calendar_day(&self) -> Day {
        self.volunteers.day.unwrap_or(self.today_day())
    }

    pub(super) fn load_volunteers(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.volunteers.stale) {
            return Ok(());
        }
        let quarter = self.quarter_shown();
        let rows: Vec<VolunteerItem> = match self.volunteers.view {
            VolunteerView::Activities => self.activity_rows()?,
            VolunteerView::Calendar => {
                let month = Month::of(self.calendar_day());
                let mut rows = self.desk.activities(&actor, month.first(), month.last())?;
                // Of a day what is still to be held stands first.
                rows.sort_by_key(|row| {
                    (row.activity.day, row.activity.state != ActivityState::Planned, row.activity.starts_at)
                });
                self.volunteers.month = rows;
                Vec::new()
            }
            VolunteerView::Needs => {
                let needs = self.desk.needs(&actor, !self.volunteers.gone)?;
                needs.into_iter().map(|row| VolunteerItem::Need(Box::new(row))).collect()
            }
            VolunteerView::People => self.people_rows()?,
            VolunteerView::Teams => {
                let teams = self.desk.teams(&actor)?;
                teams.into_iter().map(|row| VolunteerItem::Team(Box::new(row))).collect()
            }
            VolunteerView::Partners => {
                let partners = self.desk.partners(&actor)?;
                let row = |partner: Partner| {
                    let done = self.desk.done_by(&actor, &partner)?.len();
                    Ok(VolunteerItem::Partner(Box::new(partner), done))
                };
                partners.into_iter().map(row).collect::<Result<_, DeskError>>()?
            }
            VolunteerView::Hours | VolunteerView::Honour => {
                let lang = self.lang();
                self.volunteers.hours = self.desk.hours(&actor, quarter.first(), quarter.last())?;
                let (rows, by) = (&self.volunteers.hours, self.volunteers.by);
                let found = match self.volunteers.view {
                    VolunteerView::Honour => honours(rows, HONOURED),
                    _ => sums(rows, by, |kind| kind.phrase().say(lang).to_owned()),
                };
                found.into_iter().zip(0..).map(|(sum, place)| VolunteerItem::Sum(place, sum)).collect()
            }
        };
        self.volunteers.take(rows);
        self.load_suited()?;
        self.dirty = true;
        Ok(())
    }

    /// Activities in the order in which they want attention: what is over and not recorded, what is to come, what is
    /// done.
    fn activity_rows(&self) -> Result<Vec<VolunteerItem>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let today = self.today_day();
        let months = Months::new(MONTHS);
        let (from, until) = match self.volunteers.only {
            Some(quarter) => (quarter.first(), quarter.last()),
            None => (
                today.checked_sub_months(months).unwrap_or(today),
                today.checked_add_months(months).unwrap_or(today),
            ),
        };
        let recent = today - Duration::days(DAYS_BACK);
        let asked = self.volunteers.only.is_some();
        let mut rows: Vec<ActivityRow> = self
            .desk
            .activities(actor, from, until)?
            .into_iter()
            .filter(|row| asked || row.activity.day >= recent || row.activity.state == ActivityState::Planned)
            .filter(|row| self.volunteers.team.is_none_or(|team| row.activity.team_id == Some(team)))
            .collect();
        rows.sort_by_key(|row| {
            let (planned, day) = (row.activity.state == ActivityState::Planned, row.activity.day);
            let far = (day - today).num_days();
            if planned { (0, far) } else { (1, -far) }
        });
        Ok(rows.into_iter().map(|row| VolunteerItem::Activity(Box::new(row))).collect())
    }

    fn people_rows(&self) -> Result<Vec<VolunteerItem>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for row in self.desk.volunteers(actor)? {
            let ended = matches!(row.volunteer.state, VolunteerState::Left | VolunteerState::Banned);
            let other = self.volunteers.team.is_some_and(|team| !row.volunteer.teams.contains(&team));
            if (ended && !self.volunteers.gone) || other {
                continue;
            }
            let minutes = self.desk.minutes_of(&row.volunteer)?;
            rows.push(VolunteerItem::Person(Box::new(row), minutes));
        }
        Ok(rows)
    }

    /// Who would suit the need under the marker.
    pub(super) fn load_suited(&mut self) -> Result<(), DeskError> {
        self.volunteers.suited.clear();
        let (Some(actor), Some(VolunteerItem::Need(row))) = (self.actor(), self.volunteers.list.current())
        else {
            return Ok(());
        };
        if row.need.waits() {
            let found = self.desk.suited(actor, row.need.id.0, self.today_day())?;
            self.volunteers.suited = found;
        }
        Ok(())
    }

    /// Moves the marker; in the calendar it goes week by week.
    pub(super) fn go_volunteers(&mut self, to: Go) {
        if self.volunteers.view == VolunteerView::Calendar {
            let month = Month::of(self.calendar_day());
            match to {
                Go::Up => self.turn_day(-7),
                Go::Down => self.turn_day(7),
                Go::PageUp => self.calendar_to(month.previous().first()),
                Go::PageDown => self.calendar_to(month.next().first()),
                Go::First => self.calendar_to(month.first()),
                Go::Last => self.calendar_to(month.last()),
            }
            return;
        }
        let board = &mut self.volunteers;
        if board.list.go(to) {
            let (rows, total) = (board.page(), board.all.len());
            board.list.turn(rows, total);
        }
        if let Err(error) = self.load_suited() {
            self.fail(&error);
        }
    }

    /// Goes so many days on in the calendar.
    pub(super) fn turn_day(&mut self, days: i64) {
        let day = self.calendar_day();
        self.calendar_to(day.checked_add_signed(Duration::days(days)).unwrap_or(day));
    }

    fn calendar_to(&mut self, day: Day) {
        let turned = Month::of(day) != Month::of(self.calendar_day());
        self.volunteers.day = Some(day);
        self.volunteers.stale |= turned;
    }

    /// Left and Right: the day in the calendar, the quarter of the hours.
    pub(super) fn turn_volunteers(&mut self, forward: bool) {
        match self.volunteers.view {
            VolunteerView::Calendar => self.turn_day(if forward { 1 } else { -1 }),
            VolunteerView::Hours | VolunteerView::Honour => {
                let shown = self.quarter_shown();
                if forward && shown >= Quarter::of(self.today_day()) {
                    self.say(Said::told(&w::NO_LATER_QUARTER));
                    return;
                }
                let to = if forward { shown.next() } else { shown.previous() };
                self.choose_volunteers(&Choice::Quarter(Some(to)));
            }
            _ => self.next_volunteer_view(forward),
        }
    }

    /// Tab: the next view.
    pub(super) fn next_volunteer_view(&mut self, forward: bool) {
        if let Some(view) = turned(&VolunteerView::ALL, self.volunteers.view, forward) {
            self.volunteers.show(view);
        }
    }

    /// The next way of adding up hours.
    pub(super) fn turn_hours(&mut self, forward: bool) {
        if self.volunteers.view != VolunteerView::Hours {
            return;
        }
        if let Some(by) = turned(HoursBy::ALL, self.volunteers.by, forward) {
            self.choose_volunteers(&Choice::HoursBy(by));
        }
    }

    /// The conditions of the pane in words.
    #[must_use]
    pub fn volunteer_conditions(&self) -> Vec<Message> {
        let board = &self.volunteers;
        let mut said: Vec<Message> = Vec::new();
        if board.view == VolunteerView::Activities {
            said.extend(board.only.map(|quarter| w::OF_QUARTER.with("quarter", quarter.to_string())));
        }
        if matches!(board.view, VolunteerView::Activities | VolunteerView::People) {
            said.extend(
                board.team.and_then(|team| self.team_name(team)).map(|team| w::OF_TEAM.with("team", team)),
            );
        }
        match board.view {
            VolunteerView::People => said.extend(board.gone.then(|| w::WITH_GONE.msg())),
            VolunteerView::Needs => said.extend(board.gone.then(|| w::ENDED_NEEDS.msg())),
            VolunteerView::Hours => said.push(w::BY.with("by", board.by.phrase())),
            _ => {}
        }
        said
    }

    fn team_name(&self, team: TeamId) -> Option<String> {
        let teams = self.desk.teams(self.actor()?).ok()?;
        teams.into_iter().find(|row| row.team.id == team).map(|row| row.team.name)
    }

    /// What F4 offers here: the views, then what narrows the one that is shown.
    pub(super) fn volunteer_choices(&self) -> Vec<Entry> {
        let entry = |title: Message, choice: Choice, on: bool| Entry {
            title,
            hint: String::new(),
            why_not: None,
            on,
            pick: Pick::Choice(choice),
        };
        let board = &self.volunteers;
        let mut entries: Vec<Entry> = VolunteerView::ALL
            .into_iter()
            .map(|one| entry(one.title().msg(), Choice::VolunteerView(one), one == board.view))
            .collect();
        let timed =
            matches!(board.view, VolunteerView::Activities | VolunteerView::Hours | VolunteerView::Honour);
        if board.view == VolunteerView::Hours {
            entries.extend(
                [HoursBy::Person, HoursBy::Team, HoursBy::Kind]
                    .map(|by| entry(w::BY.with("by", by.phrase()), Choice::HoursBy(by), by == board.by)),
            );
        }
        if board.view == VolunteerView::Activities {
            entries.push(entry(w::ALL_QUARTERS.msg(), Choice::Quarter(None), board.only.is_none()));
        }
        if timed {
            let this = Quarter::of(self.today_day());
            let quarters =
                std::iter::successors(Some(this), |quarter| Some(quarter.previous())).take(QUARTERS);
            entries.extend(quarters.map(|quarter| {
                let shown = if board.view == VolunteerView::Activities { board.only } else { board.quarter };
                let on = shown == Some(quarter);
                entry(w::OF_QUARTER.with("quarter", quarter.to_string()), Choice::Quarter(Some(quarter)), on)
            }));
        }
        if matches!(board.view, VolunteerView::Activities | VolunteerView::People) {
            entries.push(entry(w::ALL_TEAMS.msg(), Choice::Team(None), board.team.is_none()));
            let teams = self.actor().and_then(|actor| self.desk.teams(actor).ok()).unwrap_or_default();
            entries.extend(teams.into_iter().map(|row| {
                let on = board.team == Some(row.team.id);
                entry(w::OF_TEAM.with("team", &row.team.name), Choice::Team(Some(row.team.id)), on)
            }));
        }
        let gone = match board.view {
            VolunteerView::People => Some(&w::WITH_GONE),
            VolunteerView::Needs => Some(&w::ENDED_NEEDS),
            _ => None,
        };
        entries.extend(gone.map(|title| entry(title.msg(), Choice::Gone(!board.gone), board.gone)));
        entries
    }

    pub(super) fn choose_volunteers(&mut self, choice: &Choice) {
        let board = &mut self.volunteers;
        match choice {
            Choice::VolunteerView(view) => board.view = *view,
            Choice::Quarter(quarter) if board.view == VolunteerView::Activities => board.only = *quarter,
            Choice::Quarter(quarter) => board.quarter = *quarter,
            Choice::HoursBy(by) => board.by = *by,
            Choice::Team(team) => board.team = *team,
            Choice::Gone(gone) => board.gone = *gone,
            _ => return,
        }
        board.show(board.view);
    }

    /// The partner with this id, with what was done together.
    pub(super) fn partner_lines(&self, id: PartnerId) -> Vec<String> {
        let Some(actor) = self.actor() else { return Vec::new() };
        let lang = self.lang();
        let partners = self.desk.partners(actor).unwrap_or_default();
        let Some(partner) = partners.into_iter().find(|partner| partner.id == id) else { return Vec::new() };
        let done = self.desk.done_by(actor, &partner).unwrap_or_default();
        if done.is_empty() {
            return vec![w::NOTHING_DONE.say(lang).to_owned()];
        }
        let line = |one: &crate::domain::service::Activity| {
            format!("{} {} {} {}", one.day, one.name, one.state.phrase().say(lang), one.evaluation)
        };
        done.iter().map(line).collect()
    }
}
