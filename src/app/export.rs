//! Exports: a register or the month into a file, page by page, so that the keyboard stays free.
//!
//! The file is written beside its place, the act is noted (what, how many rows, what for), and only then
//! does it take its name: what left the house is in the journal, and half a file never does.

use super::menu::{Entry, Pick};
use super::note::Said;
use super::{App, Modal, Pane};
use crate::calendar::Stamp;
use crate::desk::verbs::Export;
use crate::desk::{Command, Desk, DeskError, REGISTER_PAGE};
use crate::domain::Named as _;
use crate::domain::columns::{self, HoursField, ListColumns, VolunteerField};
use crate::domain::hours::Quarter;
use crate::domain::id::{CaseId, FeedbackId, PromiseId, ServiceId, VisitId, VolunteerId};
use crate::domain::month::Month;
use crate::domain::operator::Actor;
use crate::domain::register::{CasesAsked, PromisesAsked, Register, Stretch};
use crate::paper::book::{Book, BookError, Format};
use crate::paper::{feedback, register as paper, volunteer};
use crate::words::{Lang, Message, app as w, os, register as r};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use tempfile::NamedTempFile;

/// In how many milliseconds the end of a file that is being packed is looked for again.
const PACKING_MS: u64 = 50;

/// What is exported.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Cases; with the numbers in full where a purpose is given.
    Cases(CasesAsked, Option<String>),
    /// Promises.
    Promises(PromisesAsked),
    /// The figures of a month.
    Month(Month),
    /// Visits; with what was said where a purpose is given.
    Visits(Stretch, Option<String>),
    /// Service records in these columns; with the numbers in full where a purpose is given.
    Hours(Stretch, ListColumns<HoursField>, Option<String>),
    /// Volunteers in these columns, likewise.
    Volunteers(ListColumns<VolunteerField>, Option<String>),
    /// The figures of volunteering in a quarter.
    Volunteering(Quarter),
    /// Feedback; with what was said where a purpose is given.
    Feedback(Stretch, Option<String>),
}

impl Asked {
    /// The register that it is.
    #[must_use]
    pub fn register(&self) -> Register {
        match self {
            Self::Cases(..) => Register::Cases,
            Self::Promises(_) => Register::Promises,
            Self::Month(_) => Register::Month,
            Self::Visits(..) => Register::Visits,
            Self::Hours(..) => Register::Hours,
            Self::Volunteers(..) => Register::Volunteers,
            Self::Volunteering(_) => Register::Volunteering,
            Self::Feedback(..) => Register::Feedback,
        }
    }

    fn purpose(&self) -> Option<String> {
        match self {
            Self::Cases(_, purpose)
            | Self::Visits(_, purpose)
            | Self::Feedback(_, purpose)
            | Self::Hours(_, _, purpose)
            | Self::Volunteers(_, purpose) => purpose.clone(),
            Self::Promises(_) | Self::Month(_) | Self::Volunteering(_) => None,
        }
    }

    /// How many rows there are, or at most may be.
    fn total(&self, desk: &Desk, actor: &Actor) -> Result<usize, DeskError> {
        match self {
            Self::Cases(asked, _) => desk.case_entries_count(actor, asked),
            Self::Promises(asked) => desk.promise_entries_count(actor, asked),
            Self::Visits(stretch, _) | Self::Hours(stretch, ..) => {
                desk.entries_count(actor, self.register(), *stretch)
            }
            Self::Volunteers(..) => desk.entries_count(actor, self.register(), Stretch::default()),
            Self::Feedback(stretch, _) => desk.feedback_count(actor, *stretch),
            Self::Month(_) | Self::Volunteering(_) => Ok(0),
        }
    }

    /// Begins the table; reports begin theirs themselves.
    fn begin(&self, book: &mut Book, lang: Lang) -> Result<(), BookError> {
        match self {
            Self::Cases(..) => book.sheet(r::CASES.say(lang), paper::case_columns(lang)),
            Self::Promises(_) => book.sheet(r::PROMISES.say(lang), paper::promise_columns(lang)),
            Self::Visits(..) => book.sheet(r::VISITS.say(lang), volunteer::visit_columns(lang)),
            Self::Hours(_, list, _) => book.sheet(r::HOURS.say(lang), volunteer::list_columns(list)),
            Self::Volunteers(list, _) => book.sheet(r::VOLUNTEERS.say(lang), volunteer::list_columns(list)),
            Self::Feedback(..) => book.sheet(r::FEEDBACK.say(lang), feedback::feedback_columns(lang)),
            Self::Month(_) | Self::Volunteering(_) => Ok(()),
        }
    }
}

/// Why an export ended without a file.
#[derive(Debug)]
pub enum ExportError {
    /// The desk said no, or the station's file failed.
    Desk(DeskError),
    /// The new file could not be written.
    File(std::io::Error),
    /// The workbook could not be made, in its library's words.
    Workbook(String),
}

impl From<DeskError> for ExportError {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<BookError> for ExportError {
    fn from(error: BookError) -> Self {
        match error {
            BookError::File(error) => Self::File(error),
            BookError::Workbook(text) => Self::Workbook(text),
        }
    }
}

/// Where the file is: being written, or being packed.
enum Stage {
    Writing(Box<Book>),
    Packing(JoinHandle<Result<(), BookError>>),
    Done,
}

/// An export on its way.
pub struct ExportJob {
    asked: Asked,
    target: PathBuf,
    beside: NamedTempFile,
    stage: Stage,
    format: Format,
    lang: Lang,
    after: i64,
    /// How many rows are written.
    pub rows: usize,
    /// How many there are, or at most may be.
    pub total: usize,
}

impl ExportJob {
    /// Begins an export into `target`, which must not be there yet.
    ///
    /// # Errors
    /// Not allowed, or the file cannot be made.
    pub fn begin(
        desk: &Desk,
        actor: &Actor,
        asked: Asked,
        target: &Path,
        format: Format,
        lang: Lang,
    ) -> Result<Self, ExportError> {
        if target.symlink_metadata().is_ok() {
            return Err(ExportError::File(std::io::ErrorKind::AlreadyExists.into()));
        }
        let total = asked.total(desk, actor)?;
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = NamedTempFile::new_in(folder).map_err(ExportError::File)?;
        let mut book = Book::begin(beside.reopen().map_err(ExportError::File)?, format);
        asked.begin(&mut book, lang)?;
        let stage = Stage::Writing(Box::new(book));
        Ok(Self { asked, target: target.to_owned(), beside, stage, format, lang, after: 0, rows: 0, total })
    }

    /// Goes a step on; `true` where the file is ready to take its name.
    ///
    /// # Errors
    /// Not allowed, the station's file failed, or the new one.
    pub fn step(&mut self, desk: &Desk, actor: &Actor, now: Stamp) -> Result<bool, ExportError> {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Writing(mut book) => {
                let more = self.write_page(&mut book, desk, actor, now)?;
                self.stage = if more {
                    Stage::Writing(book)
                } else {
                    Stage::Packing(std::thread::spawn(move || book.finish()))
                };
                Ok(false)
            }
            Stage::Packing(thread) if !thread.is_finished() => {
                self.stage = Stage::Packing(thread);
                Ok(false)
            }
            packed => {
                self.stage = packed;
                self.pack()?;
                Ok(true)
            }
        }
    }

    /// Waits until the file is packed.
    ///
    /// # Errors
    /// The new file failed.
    pub fn pack(&mut self) -> Result<(), ExportError> {
        let Stage::Packing(thread) = std::mem::replace(&mut self.stage, Stage::Done) else { return Ok(()) };
        let lost = || std::io::Error::other("the thread ended");
        Ok(thread.join().unwrap_or_else(|_| Err(BookError::File(lost())))?)
    }

    /// Writes the next page; `false` where it was the last.
    fn write_page(
        &mut self,
        book: &mut Book,
        desk: &Desk,
        actor: &Actor,
        now: Stamp,
    ) -> Result<bool, ExportError> {
        let lang = self.lang;
        let read = match &self.asked {
            Asked::Cases(asked, purpose) => {
                let page = desk.case_entries(actor, asked, CaseId(self.after), purpose.is_some(), now)?;
                for entry in &page {
                    book.row(&paper::case_row(entry, lang))?;
                }
                self.after = page.last().map_or(self.after, |entry| entry.id.0);
                page.len()
            }
            Asked::Promises(asked) => {
                let page = desk.promise_entries(actor, asked, PromiseId(self.after), now)?;
                for entry in &page {
                    book.row(&paper::promise_row(entry, lang))?;
                }
                self.after = page.last().map_or(self.after, |entry| entry.id.0);
                page.len()
            }
            Asked::Month(month) => {
                let report = desk.month(actor, *month, now)?;
                self.rows += paper::write_month(book, &report, self.format == Format::Xlsx, lang)?;
                return Ok(false);
            }
            Asked::Volunteering(quarter) => {
                let report = desk.quarter(actor, *quarter)?;
                self.rows += volunteer::write_quarter(book, &report, self.format == Format::Xlsx, lang)?;
                return Ok(false);
            }
            other => {
                let (read, after) = write_list(book, desk, actor, other, self.after, lang)?;
                self.after = after;
                read
            }
        };
        self.rows += read;
        Ok(read == REGISTER_PAGE)
    }

    /// Whether it only waits for the file to be packed.
    #[must_use]
    pub fn packing(&self) -> bool {
        matches!(self.stage, Stage::Packing(_))
    }

    /// Notes the export, and gives the file its name; the name and the number of rows.
    ///
    /// # Errors
    /// Not allowed, the station's file failed, or somebody else made a file of that name meanwhile.
    pub fn settle(self, desk: &mut Desk, actor: &Actor, now: Stamp) -> Result<(PathBuf, usize), ExportError> {
        let export =
            Export { register: self.asked.register(), rows: self.rows, purpose: self.asked.purpose() };
        desk.run(actor, &Command::Export(export), now)?;
        self.beside.persist_noclobber(&self.target).map_err(|error| ExportError::File(error.error))?;
        Ok((self.target, self.rows))
    }
}

/// Writes the next page of a list behind `after`; how many rows, and behind which the next page begins.
fn write_list(
    book: &mut Book,
    desk: &Desk,
    actor: &Actor,
    asked: &Asked,
    after: i64,
    lang: Lang,
) -> Result<(usize, i64), ExportError> {
    let (mut read, mut last) = (0, after);
    match asked {
        Asked::Visits(stretch, purpose) => {
            for entry in desk.visit_entries(actor, *stretch, VisitId(after), purpose.is_some())? {
                book.row(&volunteer::visit_row(&entry, lang))?;
                (read, last) = (read + 1, entry.id.0);
            }
        }
        Asked::Hours(stretch, list, purpose) => {
            for entry in desk.hours_entries(actor, *stretch, ServiceId(after), purpose.is_some())? {
                book.row(&volunteer::hours_row(&entry, list, desk.zone(), lang))?;
                (read, last) = (read + 1, entry.service.id.0);
            }
        }
        Asked::Volunteers(list, purpose) => {
            for entry in desk.volunteer_entries(actor, VolunteerId(after), purpose.is_some())? {
                book.row(&volunteer::volunteer_row(&entry, list, lang))?;
                (read, last) = (read + 1, entry.volunteer.id.0);
            }
        }
        Asked::Feedback(stretch, purpose) => {
            for entry in desk.feedback_entries(actor, *stretch, FeedbackId(after), purpose.is_some())? {
                book.row(&feedback::feedback_row(&entry, lang))?;
                (read, last) = (read + 1, entry.entry.id.0);
            }
        }
        Asked::Cases(..) | Asked::Promises(_) | Asked::Month(_) | Asked::Volunteering(_) => {}
    }
    Ok((read, last))
}

/// Makes a folder that only its owner may enter.
fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

impl App {
    /// F7 on the month and on the due board: what can be exported.
    pub(super) fn export_menu(&mut self) {
        if self.export.is_some() {
            self.export = None;
            self.say(Said::told(&w::EXPORT_STOPPED));
            return;
        }
        let entries = self.export_entries();
        let lang = self.lang();
        self.modals.push(Modal::Menu(super::Menu::new(w::EXPORT_TITLE.msg(), entries, true, lang)));
    }

    /// The registers that go into a file, what is on the screen first.
    pub(super) fn export_entries(&self) -> Vec<Entry> {
        let refused = self.actor().and_then(|actor| {
            crate::domain::operator::may(actor, crate::domain::Verb::Export, Default::default()).err()
        });
        let why_not = refused.map(|refusal| refusal.what);
        let formats = [Format::Xlsx, Format::Csv];
        let mut registers = Register::ALL.to_vec();
        // What is on the screen stands first.
        registers.sort_by_key(|register| match (self.pane, register) {
            (Pane::Reports, Register::Month)
            | (Pane::Due, Register::Promises)
            | (Pane::Pairings, Register::Visits)
            | (Pane::Supervision, Register::Feedback)
            | (Pane::Volunteers, Register::Volunteering) => 0,
            (Pane::Volunteers, Register::Hours | Register::Volunteers) => 1,
            _ => 2,
        });
        registers
            .into_iter()
            .flat_map(|register| formats.map(|format| (register, format)))
            .map(|(register, format)| Entry {
                title: w::EXPORT.with("what", self.export_title(register)).with("format", format.ending()),
                hint: String::new(),
                why_not: why_not.clone(),
                on: false,
                pick: Pick::Export(register, format),
            })
            .collect()
    }

    /// What a register holds, in words: the conditions of the board that it follows.
    fn export_title(&self, register: Register) -> Message {
        let conditions = match register {
            Register::Month => {
                return crate::words::month::TITLE.with("month", self.month.month.to_string());
            }
            Register::Cases => self.cases.conditions(),
            Register::Promises if self.pane == Pane::Due => self.due_conditions(),
            Register::Volunteering => {
                return w::EXPORT_OF
                    .with("register", register.phrase())
                    .with("conditions", self.quarter_shown().to_string());
            }
            Register::Visits | Register::Hours | Register::Volunteers | Register::Feedback => {
                return register.phrase().msg();
            }
            Register::Promises => Vec::new(),
        };
        let conditions =
            if conditions.is_empty() { vec![super::Span::All.phrase().msg()] } else { conditions };
        w::EXPORT_OF.with("register", register.phrase()).with("conditions", conditions)
    }

    /// Begins an export of what the boards show.
    pub(super) fn export(&mut self, register: Register, format: Format) {
        let Some(actor) = self.actor().cloned() else { return };
        let asked = match register {
            Register::Cases => {
                let filter = self.cases.asked(actor.id);
                Asked::Cases(CasesAsked { filter, month: None }, None)
            }
            Register::Promises => {
                let filter = if self.pane == Pane::Due {
                    self.due.asked(self.today_day(), self.desk.calendar())
                } else {
                    crate::domain::board::DueFilter::default()
                };
                Asked::Promises(PromisesAsked { filter, open: true, month: None })
            }
            Register::Month => Asked::Month(self.month.month),
            Register::Visits => Asked::Visits(Stretch::default(), None),
            Register::Hours => Asked::Hours(Stretch::default(), columns::hours(), None),
            Register::Volunteers => Asked::Volunteers(columns::volunteers(), None),
            Register::Volunteering => Asked::Volunteering(self.quarter_shown()),
            Register::Feedback => Asked::Feedback(Stretch::default(), None),
        };
        let target = self.export_target(&asked, format);
        let folder = target.parent().map(private_folder);
        let begun = match folder {
            Some(Err(error)) => Err(ExportError::File(error)),
            _ => ExportJob::begin(&self.desk, &actor, asked, &target, format, self.lang()),
        };
        match begun {
            Ok(job) => {
                self.export = Some(Box::new(job));
                self.step_export();
            }
            Err(error) => self.export_failed(error),
        }
    }

    /// The folder beside the station's file, and a name that says what and when.
    fn export_target(&self, asked: &Asked, format: Format) -> PathBuf {
        let mut folder = self.desk.path().as_os_str().to_owned();
        folder.push(".export");
        let what = match asked {
            Asked::Month(month) => format!("{}-{month}", asked.register().word()),
            Asked::Volunteering(quarter) => format!("{}-{quarter}", asked.register().word()),
            _ => asked.register().word().to_owned(),
        };
        let zone = self.zone();
        let (hour, minute) = zone.clock(self.now);
        let second = self.now.0.div_euclid(1000).rem_euclid(60);
        let name = format!(
            "{what}-{}-{hour:02}{minute:02}{second:02}.{}",
            zone.day(self.now).format("%Y%m%d"),
            format.ending()
        );
        PathBuf::from(folder).join(name)
    }

    /// Goes on with the export, a page a turn of the loop.
    pub(super) fn step_export(&mut self) {
        let Some(mut job) = self.export.take() else { return };
        // Whoever left took the right to the numbers along.
        let Some(actor) = self.actor().cloned() else { return };
        self.dirty = true;
        match job.step(&self.desk, &actor, self.now) {
            Ok(false) => {
                let progress = w::EXPORTING.with("rows", job.rows).with("total", job.total.max(job.rows));
                self.said = Some(Said::told(progress));
                self.export = Some(job);
            }
            Ok(true) => match job.settle(&mut self.desk, &actor, self.now) {
                Ok((path, rows)) => {
                    self.after_act();
                    let path = path.display().to_string();
                    self.say(Said::done(w::EXPORTED.with("rows", rows).with("path", path)));
                }
                Err(error) => self.export_failed(error),
            },
            Err(error) => self.export_failed(error),
        }
    }

    /// In how many milliseconds the export wants to go on.
    pub(super) fn export_wait(&self) -> Option<i64> {
        let packing = self.export.as_ref()?.packing();
        Some(if packing { i64::try_from(PACKING_MS).unwrap_or(0) } else { 0 })
    }

    fn export_failed(&mut self, error: ExportError) {
        let reason = match error {
            ExportError::Desk(error) => {
                self.fail(&error);
                return;
            }
            ExportError::File(error) => os::reason(&error),
            ExportError::Workbook(text) => crate::words::common::TEXT.with("text", text),
        };
        self.say(Said::error(w::EXPORT_FAILED.with("reason", reason), Some(w::EXPORT_FAILED_ADVICE.msg())));
    }
}
