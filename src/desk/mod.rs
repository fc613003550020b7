//! The desk: every act and every question, with permission, rules, transaction and journal.
//!
//! `run` carries out a [`Command`] in one transaction; a verb is a file under `verbs`. Questions stand
//! in `query`; they ask the same table of permission and hand out what screens and commands show.

mod agency;
mod command;
mod content;
mod context;
mod door;
mod drafts;
mod error;
mod eyes;
mod feedback;
mod pledges;
mod query;
mod ratings;
mod registers;
mod rehearse;
mod residents;
pub mod seal;
mod search;
mod setup;
mod supervise;
mod supervision;
mod transact;
pub mod verbs;
mod volunteers;

pub use crate::domain::roster::{ActivityRow, DoorRow, NeedRow, ProofCheck, TeamRow, VolunteerRow};
pub use command::{CaseAct, Command, Done, Effect, OnCase};
pub use door::{SYSTEM, SignedIn};
pub use drafts::DraftWriter;
pub use error::{DeskError, Result};
pub use feedback::FeedbackView;
pub use registers::REGISTER_PAGE;
pub use rehearse::Rehearsed;
pub use residents::{Look, PersonPage};
pub use setup::Founding;
pub use verbs::{hash_pin, pin_holds};

pub use crate::domain::board::{
    BoardRow, CardRow, CaseFilter, CaseRow, CaseView, Counts, DueFilter, Found, FoundCase, FoundPerson,
    ItemChoice, Sort, Timeline,
};
pub use crate::store::is_there;
pub use crate::store::{
    Copied, Draft, Entry, Finding, Head, Presence, Report, StoreError, digest_of_file, hex, unhex,
};

use crate::calendar::{Calendar, Stamp, Zone};
use crate::domain::Refusal;
use crate::domain::id::{OperatorId, Site};
use crate::domain::operator::Operator;
use crate::domain::profile::{Profile, Profiles};
use crate::domain::station::Station;
use crate::store::{HeadFile, OpenMode, Store};
use crate::words::desk as w;
use std::path::Path;

pub use crate::domain::profile::BUILT_IN as PROFILES;

/// How many search keys of a long list are written in one go.
const STRETCH: usize = 12_000;

/// The file with its rules, calendar and station: what every screen and command works through.
pub struct Desk {
    store: Store,
    terminal: String,
    station: Station,
    zone: Zone,
    calendar: Calendar,
    rules: Profiles,
    head_file: Option<HeadFile>,
    /// How many imported days there are and the sum of their versions, as they were read last.
    calendar_mark: (i64, i64),
    /// Whether an act of the open transaction erases something (CP-10, A13).
    erases: bool,
}

impl Desk {
    /// Opens the station in the file at `path`; `terminal` names this terminal in the journal.
    ///
    /// # Errors
    /// The file cannot be opened, or holds no station.
    pub fn open(path: &Path, terminal: &str) -> Result<Self> {
        Self::with(Store::open(path, OpenMode::Write)?, terminal)
    }

    /// Opens the station for reading only.
    ///
    /// # Errors
    /// The file cannot be opened, or holds no station.
    pub fn open_to_read(path: &Path, terminal: &str) -> Result<Self> {
        Self::with(Store::open(path, OpenMode::Read)?, terminal)
    }

    fn with(store: Store, terminal: &str) -> Result<Self> {
        let station = store
            .station()?
            .ok_or_else(|| Refusal::not_found(&w::NO_STATION).advise(&w::NO_STATION_ADVICE))?;
        store.set_site(Site(u16::try_from(station.site).unwrap_or(1)));
        let head_file = (!store.path().as_os_str().is_empty()).then(|| HeadFile::of(store.path()));
        let mut desk = Self {
            zone: Zone::parse(&station.zone).unwrap_or_default(),
            terminal: terminal.to_owned(),
            calendar: Calendar::built_in(),
            rules: profiles_of(&station)?,
            station,
            store,
            head_file,
            calendar_mark: (0, 0),
            erases: false,
        };
        desk.reload_calendar()?;
        // Until somebody asks, nobody does.
        desk.store.look_as(&crate::store::Eyes::Nobody)?;
        if desk.store.writes() && desk.store.keys_are_missing()? {
            while desk.outside_the_journal(|store| store.catch_up_keys(STRETCH / 12))? {}
        }
        Ok(desk)
    }

    /// A transaction that is no act: only what stands outside the journal is written in it.
    fn outside_the_journal<T>(&self, work: impl FnOnce(&Store) -> crate::store::StoreResult<T>) -> Result<T> {
        self.store.begin()?;
        let done = work(&self.store).and_then(|value| self.store.commit().map(|()| value));
        if done.is_err() {
            self.store.rollback();
        }
        Ok(done?)
    }

    /// The station.
    #[must_use]
    pub fn station(&self) -> &Station {
        &self.station
    }

    /// The station's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The working-day calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The rule profiles in force.
    #[must_use]
    pub fn rules(&self) -> &Profiles {
        &self.rules
    }

    /// The name of this terminal in the journal.
    #[must_use]
    pub fn terminal(&self) -> &str {
        &self.terminal
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Reads the calendar days that were imported over the built-in ones.
    pub(super) fn reload_calendar(&mut self) -> Result<()> {
        use crate::calendar::{Mark, Row};
        let days = self.store.calendar_days()?;
        self.calendar_mark =
            days.iter().map(|day| (1, day.version)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let mut rows: std::collections::BTreeMap<_, _> =
            Calendar::built_in().rows().iter().map(|row| (row.day, row.clone())).collect();
        for day in days {
            let kind = match day.kind.as_str() {
                "off" => Mark::Off,
                "work" => Mark::Work,
                // Announced once, and an ordinary day since.
                _ => {
                    rows.remove(&day.day);
                    continue;
                }
            };
            rows.insert(day.day, Row { day: day.day, kind, name: day.name });
        }
        if let Ok(calendar) = Calendar::from_rows(rows.into_values().map(|row| (0, row))) {
            self.calendar = calendar;
        }
        Ok(())
    }

    /// Reads anew what a command may have changed of the desk itself.
    fn after(&mut self, command: &Command) -> Result<()> {
        match command {
            Command::ImportCalendar(_) => self.reload_calendar(),
            Command::SaveStation(_) | Command::Undo(_) => self.reload_station(),
            _ => Ok(()),
        }
    }

    /// Prepares for the entering of a long list: more memory for this process, nothing else.
    ///
    /// # Errors
    /// The file failed.
    pub fn work_in_bulk(&self) -> Result<()> {
        Ok(self.store.work_in_bulk()?)
    }

    /// Writes search keys of a long list that wait, a stretch short enough to be held; `true` while some are left.
    ///
    /// # Errors
    /// The file failed.
    pub fn settle_keys(&self) -> Result<bool> {
        self.outside_the_journal(|store| store.settle_keys(STRETCH))
    }

    /// Reads anew what other processes may have changed of the desk itself: the calendar and the station.
    ///
    /// # Errors
    /// The file failed.
    pub fn refresh(&mut self) -> Result<()> {
        if self.store.calendar_mark()? != self.calendar_mark {
            self.reload_calendar()?;
        }
        self.reload_station()
    }

    pub(super) fn reload_station(&mut self) -> Result<()> {
        if let Some(station) = self.store.station()? {
            self.zone = Zone::parse(&station.zone).unwrap_or_default();
            self.rules = profiles_of(&station)?;
            self.station = station;
        }
        Ok(())
    }

    fn operator_label(&self, id: OperatorId) -> Result<String> {
        let operator: Option<Operator> = self.store.get(id.0)?;
        Ok(operator.map_or_else(|| id.0.to_string(), |operator| operator.name))
    }

    fn clock_text(&self, at: Stamp) -> String {
        let (hour, minute) = self.zone.clock(at);
        format!("{hour:02}:{minute:02}")
    }
}

fn profiles_of(station: &Station) -> Result<Profiles> {
    let mut list = Vec::new();
    for name in station.profiles.split_whitespace() {
        if let Some(Ok(profile)) = Profile::built_in(name) {
            list.push(profile);
        }
    }
    Profiles::new(list).map_err(|message| Refusal::new(crate::domain::RefusalKind::Invalid, message).into())
}
