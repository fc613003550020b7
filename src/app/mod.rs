//! The application: what is on the screen and what a key does to it.
//!
//! `App` holds the state; `keys` decides who gets a key (dialog, field, pane, everywhere), `perform`
//! carries actions out, `submit` turns forms into commands for the desk, `load` reads what screens
//! show. Nothing here draws, and nothing here knows a rule of the field.

mod boards;
mod cards;
mod case;
mod codes;
mod custody;
mod detail;
mod device;
mod door;
mod drafts;
mod event;
mod export;
mod feedback;
mod find;
mod forms;
mod keys;
mod list;
mod load;
mod menu;
mod menus;
mod month;
mod note;
mod pairings;
mod pane;
mod perform;
mod person;
mod preview;
mod print;
mod quick;
mod rehearse;
mod residents;
mod roster;
mod round;
mod settings;
mod sheets;
mod submit;
mod supervision;
mod volunteer_acts;
mod volunteers;
mod watch;

pub use crate::domain::view::Span;
pub use boards::{CaseBoard, DueBoard, Whose};
pub use cards::CardStep;
pub use case::{CaseScreen, Part};
pub use codes::FOUND_MOST;
pub use device::{DeviceScreen, DeviceStep};
pub use door::{Door, LockScreen};
pub use event::{Event, Events};
pub use export::{Asked, ExportError, ExportJob};
pub use find::{FindScreen, Hit};
pub use forms::{OpenForm, Purpose};
pub use list::{Go, Keyed, ListPane};
pub use menu::{Choice, Entry, Menu, Pick};
pub use month::{DEFINITION_ROWS as MONTH_DEFINITION_ROWS, MonthBoard, MonthRow, group_name};
pub use note::{Said, Tone};
pub use pairings::{PairBoard, PairRow, PairView};
pub use pane::Pane;
pub use person::{PersonPart, PersonScreen, part_title};
pub use preview::Preview;
pub use quick::{Chip, Place, Reading, code_of, read as read_code};
pub use residents::ResidentBoard;
pub use roster::{AtDoor, RosterScreen};
pub use round::RoundScreen;
pub use settings::Settings;
pub use supervision::{
    BELOW as FEEDBACK_BELOW, SupervisionBoard, SupervisionItem, SupervisionView, TableRow,
};
pub use volunteers::{VolunteerBoard, VolunteerItem, VolunteerView};

use crate::action::{Action, Context};
use crate::calendar::{Day, Stamp};
use crate::desk::verbs::Undo;
use crate::desk::{Desk, DeskError, Draft, DraftWriter, StoreError};
use crate::domain::Named as _;
use crate::domain::agency::LegOutcome;
use crate::domain::board::{Counts, ItemChoice};
use crate::domain::custody::HolderKind;
use crate::domain::id::CaseId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::person::Grid;
use crate::keymap::{EscChord, Key, Keymap};
use crate::text::LineInput;
use crate::words::{Lang, Message, app as w};

/// How often the file is asked whether somebody else wrote to it, in milliseconds.
const WATCH_MS: i64 = 500;
/// The smallest screen on which the whole job can be done.
pub const SMALLEST: (u16, u16) = (80, 24);
/// Columns from which a list stands beside what is opened from it.
pub const THREE_PANES: u16 = 180;

/// A panel over the screen; the top one gets keys first.
#[derive(Debug)]
pub enum Modal {
    /// A form for an act.
    Form(Box<OpenForm>),
    /// A list to pick from.
    Menu(Menu),
    /// Find anything.
    Find(FindScreen),
    /// Help: which text, and how far it is scrolled.
    Help(Help),
    /// A document as it will be printed.
    Preview(Preview),
    /// An agent's round.
    Round(RoundScreen),
    /// The door of an activity.
    Roster(Box<RosterScreen>),
}

/// Where an intake was started: the pane, and the case or the person's page that was open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    pane: Pane,
    case: Option<CaseId>,
    person: Option<crate::domain::id::PersonId>,
}

/// The help that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// What it is about.
    pub title: Message,
    /// Its lines.
    pub lines: Vec<String>,
    /// The first line that is shown.
    pub scroll: usize,
    /// How often F1 was pressed: field, screen, everything.
    pub depth: u8,
}

/// What the loop is to do besides drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Wipe the screen and draw from nothing.
    pub full_redraw: bool,
    /// Throw away keys that were typed ahead.
    pub discard: bool,
    /// Ring once.
    pub bell: bool,
}

/// The workstation.
pub struct App {
    /// The desk; screens never see it.
    desk: Desk,
    /// The writer of drafts.
    drafts: DraftWriter,
    /// Keys, language, colours.
    pub settings: Settings,
    /// The keymap in force.
    pub keymap: Keymap,
    chord: EscChord,
    pending: Vec<Key>,
    /// Who is at the keyboard, or the door.
    pub door: Door,
    /// The pane that is open.
    pub pane: Pane,
    /// The board of today.
    pub today: CaseBoard,
    /// The board of cases.
    pub cases: CaseBoard,
    /// The board of promises.
    pub due: DueBoard,
    /// The board of the month.
    pub month: MonthBoard,
    /// The fonts of PDF, once they were looked for.
    fonts: Option<std::rc::Rc<crate::paper::fonts::Fonts>>,
    /// The export that is on its way.
    export: Option<Box<ExportJob>>,
    /// The register of residents.
    pub residents: ResidentBoard,
    /// The care register.
    pub pairings: PairBoard,
    /// Volunteers and what they do.
    pub volunteers: VolunteerBoard,
    /// The register of feedback, the quarter, ratings, boxes and monitors.
    pub supervision: SupervisionBoard,
    /// The opened page of a person; a case that is opened from it lies above.
    pub person: Option<Box<PersonScreen>>,
    /// The opened case.
    pub case: Option<Box<CaseScreen>>,
    /// The intake form.
    pub intake: Option<Box<OpenForm>>,
    /// Panels over the screen, the top one last.
    pub modals: Vec<Modal>,
    /// The quick-code line.
    pub line: LineInput,
    /// The message line.
    pub said: Option<Said>,
    /// The cards that this operator has to answer and is to see now (WA-3), the gravest first.
    pub cards_waiting: crate::domain::board::Waiting,
    /// The originals that wait for whoever is signed in to confirm them.
    pub originals_waiting: Option<Message>,
    /// Whether the date of the clock is in doubt: nobody confirmed it, or entries lie ahead of it.
    pub date_doubtful: bool,
    /// The counts of the first row.
    pub counts: Counts,
    /// The catalogue.
    pub items: Vec<ItemChoice>,
    /// The operators.
    pub operators: Vec<Operator>,
    /// The grids.
    pub grids: Vec<Grid>,
    /// The operator's drafts and parked forms.
    pub kept: Vec<Draft>,
    /// What this operator did today: verb words, newest first, with time and subject.
    pub done_today: Vec<load::Deed>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The time as of the last event.
    pub now: Stamp,
    /// When something was kept last, for the second row.
    pub saved_at: Option<Stamp>,
    /// The values of the last intake, for DUP.
    pub last_intake: Option<serde_json::Value>,
    wishes: Wishes,
    dirty: bool,
    ended: bool,
    data_version: i64,
    watched_at: Stamp,
    swept_day: Option<Day>,
    just_left: Option<keys::Left>,
    seen_seq: i64,
    wishes_copy: Option<String>,
    /// What F9 does as the very next key: an undo that was not done at once.
    offer: Option<Undo>,
    /// The offer as it stood before the key that is being handled.
    offered: Option<Undo>,
    /// The act that Ctrl+Z would take back.
    pub undoable: Option<load::Deed>,
    /// What this operator did after it that no undo takes back.
    pub not_undoable: Option<load::Deed>,
    /// What intake was started from, to go back to.
    intake_from: Option<Origin>,
    /// The enquiry whose material list is shown: its number and its item.
    enquiry: Option<(String, String)>,
}

/// A panic leaves nothing behind but what was typed: it is written before the state is gone (T12).
impl Drop for App {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_drafts();
            let _ = self.drafts.flush();
        }
    }
}

impl App {
    /// The workstation over an open desk; `signed_in` is the operator where nobody needs to sign in
    /// (the demo's start).
    ///
    /// # Errors
    /// The file failed, or the draft writer could not be started.
    pub fn new(
        desk: Desk,
        keymap: Keymap,
        settings: Settings,
        signed_in: Option<Actor>,
        now: Stamp,
    ) -> Result<Self, DeskError> {
        let drafts = DraftWriter::start(desk.path()).map_err(DeskError::Store)?;
        let mut app = Self {
            drafts,
            chord: EscChord::for_connection(settings.over_ssh, settings.esc_wait),
            settings,
            keymap,
            pending: Vec::new(),
            door: Door::closed(&desk),
            pane: Pane::Today,
            today: CaseBoard::today(),
            cases: CaseBoard::cases(),
            due: DueBoard::default(),
            month: MonthBoard::of(desk.zone().day(now)),
            fonts: None,
            export: None,
            residents: ResidentBoard::default(),
            pairings: PairBoard::default(),
            volunteers: VolunteerBoard::default(),
            supervision: SupervisionBoard::default(),
            person: None,
            case: None,
            intake: None,
            modals: Vec::new(),
            line: LineInput::new(80),
            said: None,
            cards_waiting: crate::domain::board::Waiting::default(),
            originals_waiting: None,
            date_doubtful: false,
            counts: Counts::default(),
            items: desk.items()?,
            operators: desk.operators()?,
            grids: desk.grids()?,
            kept: Vec::new(),
            done_today: Vec::new(),
            size: SMALLEST,
            now,
            saved_at: None,
            last_intake: None,
            wishes: Wishes::default(),
            dirty: true,
            ended: false,
            data_version: desk.data_version()?,
            watched_at: now,
            swept_day: None,
            just_left: None,
            seen_seq: 0,
            wishes_copy: None,
            offer: None,
            offered: None,
            undoable: None,
            not_undoable: None,
            intake_from: None,
            enquiry: None,
            desk,
        };
        app.sweep_once_a_day();
        if let Some(actor) = signed_in {
            app.enter(actor);
        }
        Ok(app)
    }

    /// Takes one event.
    pub fn handle(&mut self, event: Event, now: Stamp) {
        let minute = |stamp: Stamp| stamp.0.div_euclid(60_000);
        if minute(now) != minute(self.now) {
            self.dirty = true;
        }
        self.now = now;
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Resize { cols, rows } => self.resized(cols, rows),
            Event::Focus => self.wishes.full_redraw = true,
            Event::Tick => {}
            Event::Hangup => {
                self.keep_drafts();
                // What could not be written in time is lost either way: the terminal is gone.
                let _ = self.drafts.flush();
                let _ = self.desk.clear_presence();
                self.ended = true;
            }
        }
        self.tick();
    }

    fn resized(&mut self, cols: u16, rows: u16) {
        self.size = (cols.max(1), rows.max(1));
        self.dirty = true;
        self.resize_lists();
    }

    /// What time alone brings about: a held Esc, a quiet draft, other people's acts, the lock, a new day.
    fn tick(&mut self) {
        self.resume_draft();
        let ms = u64::try_from(self.now.0).unwrap_or(0);
        if let Some(pressed) = self.chord.expire(ms) {
            self.pressed(pressed);
        }
        self.keep_quiet_drafts();
        if self.now.millis_since(self.watched_at) >= WATCH_MS {
            self.watched_at = self.now;
            self.watch_others();
        }
        self.lock_when_idle();
        self.sweep_once_a_day();
        self.load_what_is_shown();
        self.step_export();
    }

    /// In how many milliseconds it wants to be woken: for the held Esc, the draft, the others, the minute.
    #[must_use]
    pub fn wake(&self, now: Stamp) -> Option<u64> {
        let to_minute = 60_000 - now.0.rem_euclid(60_000);
        let to_watch = (WATCH_MS - now.millis_since(self.watched_at)).max(1);
        let to_esc = self
            .chord
            .deadline()
            .map(|at| i64::try_from(at).unwrap_or(i64::MAX).saturating_sub(now.0).max(0));
        let to_draft = self.draft_wait(now);
        let wait = [Some(to_minute), Some(to_watch), to_esc, to_draft, self.export_wait()]
            .into_iter()
            .flatten()
            .min();
        wait.and_then(|ms| u64::try_from(ms).ok())
    }

    /// Whether something changed since the last drawing.
    #[must_use]
    pub fn dirty(&self) -> bool {
        self.dirty
    }

    /// Notes that the state was drawn.
    pub fn drawn(&mut self) {
        self.dirty = false;
    }

    /// Whether the program is to end.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// What the loop is to do besides drawing; asking takes the wishes back.
    pub fn take_wishes(&mut self) -> Wishes {
        std::mem::take(&mut self.wishes)
    }

    /// Takes back the wish to draw from nothing.
    pub fn take_full_redraw(&mut self) -> bool {
        std::mem::take(&mut self.wishes.full_redraw)
    }

    /// Takes back the wish to throw away keys typed ahead.
    pub fn take_discard(&mut self) -> bool {
        std::mem::take(&mut self.wishes.discard)
    }

    /// Takes back the wish to ring.
    pub fn take_bell(&mut self) -> bool {
        std::mem::take(&mut self.wishes.bell)
    }

    /// Learns that keys typed ahead were thrown away.
    pub fn discarded(&mut self, count: usize) {
        self.say(Said::told(w::KEYS_DROPPED.with("count", count)));
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The day in the station's zone.
    #[must_use]
    pub fn today_day(&self) -> Day {
        self.desk.zone().day(self.now)
    }

    /// The station.
    #[must_use]
    pub fn station(&self) -> &crate::domain::station::Station {
        self.desk.station()
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> crate::calendar::Zone {
        self.desk.zone()
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &crate::calendar::Calendar {
        self.desk.calendar()
    }

    /// Who is signed in.
    #[must_use]
    pub fn actor(&self) -> Option<&Actor> {
        match &self.door {
            Door::Open(session) => Some(&session.actor),
            _ => None,
        }
    }

    /// The name of an operator.
    #[must_use]
    pub fn operator_name(&self, id: crate::domain::id::OperatorId) -> String {
        self.operators
            .iter()
            .find(|operator| operator.id == id)
            .map_or_else(String::new, |found| found.name.clone())
    }

    /// Where a key pressed now is looked up, innermost first.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.door, self.modals.last()) {
            (Door::Closed(_) | Door::Locked(_) | Door::Device(_), _) => Context::SignIn,
            (_, Some(Modal::Form(_))) => Context::Form,
            (_, Some(Modal::Menu(_) | Modal::Find(_) | Modal::Roster(_))) => Context::Palette,
            (_, Some(Modal::Help(_))) => Context::Help,
            (_, Some(Modal::Preview(_) | Modal::Round(_))) => Context::Dialog,
            _ if self.case.is_some() => Context::Case,
            _ if self.person.as_ref().is_some_and(|screen| screen.cared_for()) => Context::Person,
            _ if self.person.is_none()
                && self.pane == Pane::Pairings
                && self.pairings.current_call().is_some() =>
            {
                Context::Person
            }
            _ if self.person.is_none() && self.pane == Pane::Intake && self.intake.is_some() => Context::Form,
            _ => Context::Board,
        }
    }

    /// The conditions of the due board in words.
    #[must_use]
    pub fn due_conditions(&self) -> Vec<Message> {
        let me = self.actor().map_or(crate::domain::id::OperatorId(0), |actor| actor.id);
        let grid = |id| {
            let found = self.grids.iter().find(|grid| grid.id == id);
            found.map(|grid| grid.name.clone()).unwrap_or_default()
        };
        self.due.conditions(me, |id| self.operator_name(id), grid)
    }

    /// The form that has the focus.
    #[must_use]
    pub fn focused_form(&self) -> Option<&OpenForm> {
        match (&self.door, self.modals.last()) {
            (Door::Closed(form), _) => Some(form),
            (Door::Locked(_) | Door::Device(_), _) => None,
            (_, Some(Modal::Form(form))) => Some(form),
            (_, Some(_)) => None,
            _ if self.case.is_none() && self.pane == Pane::Intake => self.intake.as_deref(),
            _ => None,
        }
    }

    /// Whether an action can be done now, and if not, why.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Message> {
        perform::why_not(self, action)
    }

    /// What the quick code that is typed means.
    #[must_use]
    pub fn reading(&self) -> Reading {
        quick::read(
            self.line.value(),
            Place {
                items: &self.items,
                has_case: self.case.is_some() || self.marked_case().is_some(),
                has_filter: self.case.is_none() && self.pane == Pane::Due,
            },
        )
    }

    /// The case under the marker, or the opened one.
    #[must_use]
    pub fn marked_case(&self) -> Option<CaseId> {
        if let Some(case) = &self.case {
            return Some(case.id());
        }
        match self.pane {
            Pane::Today => self.today.list.current().map(|row| row.id),
            Pane::Cases => self.cases.list.current().map(|row| row.id),
            Pane::Due => self.due.list.current().and_then(|row| row.case_id),
            _ => None,
        }
    }

    /// Puts a message on the message line.
    pub(in crate::app) fn say(&mut self, said: Said) {
        self.said = Some(said);
        self.dirty = true;
    }

    /// Tells why something was not done.
    pub(in crate::app) fn fail(&mut self, error: &DeskError) {
        match error {
            DeskError::Refused(refusal) => {
                self.say(Said::error(refusal.what.clone(), refusal.advice.clone()));
            }
            DeskError::Store(error) => self.say(Said::error(store_message(error), Some(w::KEPT_HERE.msg()))),
        }
        self.wishes.bell = true;
    }
}

/// What a person reads for a verb's word in the journal.
#[must_use]
pub fn verb_phrase(word: &str) -> &'static crate::words::Phrase {
    crate::desk::verbs::phrase_of(word)
}

/// The detail of a line of history: what was noted, found or given as a reason.
#[must_use]
pub fn deed_detail(line: &crate::domain::board::Timeline) -> Option<String> {
    let command: serde_json::Value = serde_json::from_str(line.command.as_deref()?).ok()?;
    let act = command.pointer("/case/act").or(Some(&command))?;
    let fields = act.as_object()?.values().next()?;
    let named = ["text", "reason", "what", "remark", "result", "override_reason", "to"];
    let of_agency = ["outcome", "office", "post_number", "report"];
    // Stable words of the record are said as people read them; documents and records are Chinese.
    let said = |text: &'static str, word: &str| match text {
        "to" => HolderKind::from_word(word).map(|kind| kind.phrase().zh),
        "outcome" => LegOutcome::from_word(word).map(|outcome| outcome.phrase().zh),
        _ => None,
    };
    let text = of_agency
        .into_iter()
        .chain(named)
        .filter_map(|name| {
            let word = fields.get(name)?.as_str()?;
            match (said(name, word), name) {
                (Some(phrase), _) => Some(phrase.to_owned()),
                (None, "outcome") => None,
                (None, _) => Some(word.to_owned()),
            }
        })
        .chain(places(fields))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    (!text.is_empty()).then_some(text)
}

/// The numbers of the originals that an act names.
fn places(fields: &serde_json::Value) -> Option<String> {
    let places: Vec<String> =
        fields.get("originals")?.as_array()?.iter().map(std::string::ToString::to_string).collect();
    (!places.is_empty()).then(|| crate::words::agency::PLACES.with("places", places.join(" ")).say(Lang::Zh))
}

/// What a person reads when the file fails.
fn store_message(error: &StoreError) -> Message {
    match error {
        StoreError::Locked => w::FILE_LOCKED.msg(),
        StoreError::Full => w::FILE_FULL.msg(),
        StoreError::ReadOnly(_) => w::FILE_READ_ONLY.msg(),
        StoreError::TooNew { .. } => w::FILE_TOO_NEW.msg(),
        other => w::FILE_DAMAGED.with("detail", other.to_string()),
    }
}
