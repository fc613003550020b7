//! Reading what the screens show, when it is stale and visible; others' commits are noticed here.

use super::boards::Whose;
use super::case::CaseScreen;
use super::note::Said;
use super::{App, Door, Modal, Pane};
use crate::calendar::Stamp;
use crate::desk::verbs::candidates;
use crate::desk::{DeskError, Entry};
use crate::domain::id::CaseId;
use crate::domain::{Named as _, Verb};
use crate::words::{Phrase, app as w};

/// Something that this operator did today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Stamp,
    /// The act.
    pub act: &'static Phrase,
    /// About which record: a case's number, whose household; nothing where it has no name.
    pub about: String,
}

impl App {
    /// Marks every screen as to be read again.
    pub(super) fn mark_all_stale(&mut self) {
        self.today.stale = true;
        self.cases.stale = true;
        self.due.stale = true;
        self.residents.stale = true;
        self.pairings.stale = true;
        self.volunteers.stale = true;
        self.supervision.fresh = false;
        for modal in &mut self.modals {
            if let Modal::Roster(screen) = modal {
                screen.stale = true;
            }
        }
        if let Some(person) = &mut self.person {
            person.stale = true;
        }
        if let Some(case) = &mut self.case {
            case.stale = true;
        }
        self.dirty = true;
    }

    /// Reads everything that is visible.
    pub(super) fn load_everything(&mut self) {
        self.mark_all_stale();
        self.load_counts();
        self.load_what_is_shown();
    }

    fn load_counts(&mut self) {
        if self.actor().is_none() {
            return;
        }
        let unconfirmed = self.desk.date_unconfirmed(self.now).unwrap_or(false);
        self.date_doubtful = unconfirmed || self.desk.behind(self.now).unwrap_or(false);
        if let Some(actor) = self.actor().cloned() {
            match self.desk.counts(&actor, self.now) {
                Ok(counts) => self.counts = counts,
                Err(error) => self.fail(&error),
            }
            match self.desk.originals_waiting(&actor) {
                Ok(waiting) => {
                    self.originals_waiting = waiting.map(|(count, number, name)| {
                        crate::words::agency::ORIGINALS_WAIT
                            .with("count", count)
                            .with("number", number)
                            .with("name", name)
                    });
                }
                Err(error) => self.fail(&error),
            }
            match self.desk.cards_waiting(&actor, self.now) {
                Ok(waiting) => self.cards_waiting = waiting,
                Err(error) => self.fail(&error),
            }
        }
        self.load_deeds();
    }

    fn load_deeds(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let Ok(entries) = self.desk.acts_today(&actor, self.now) else { return };
        let found = candidates(&entries);
        self.undoable = found.undo.map(|entry| self.deed(&entry, &entries));
        self.not_undoable = found.later.map(|entry| self.deed(&entry, &entries));
        self.done_today = entries
            .iter()
            .filter(|entry| !Verb::from_word(&entry.verb).is_some_and(Verb::is_look))
            .map(|entry| self.deed(entry, &entries))
            .collect();
    }

    /// What people call a record, as far as whoever is signed in may know of it.
    pub(super) fn named(&self, kind: &str, id: i64) -> String {
        self.actor().and_then(|actor| self.desk.subject_name(actor, kind, id).ok()).unwrap_or_default()
    }

    fn deed(&self, entry: &Entry, entries: &[Entry]) -> Deed {
        let target = entry.undoes.and_then(|seq| entries.iter().find(|other| other.seq == seq));
        let redone = target.is_some_and(|target| target.undoes.is_some());
        Deed {
            at: entry.at,
            act: if redone { &w::REDONE } else { crate::desk::verbs::phrase_of(&entry.verb) },
            about: self.named(&entry.subject_kind, entry.subject_id),
        }
    }

    /// Reads the visible screen again where it is stale.
    pub(super) fn load_what_is_shown(&mut self) {
        if self.actor().is_none() {
            return;
        }
        self.load_roster();
        let case = if self.case.is_some() { self.load_case() } else { self.load_person() };
        let open = self.case.is_some() || self.person.is_some();
        let list = if !open || self.size.0 >= super::THREE_PANES { self.load_list() } else { Ok(()) };
        for result in [case, list] {
            if let Err(error) = result {
                self.fail(&error);
            }
        }
    }

    fn load_list(&mut self) -> Result<(), DeskError> {
        match self.pane {
            Pane::Today => self.load_today(),
            Pane::Cases => self.load_cases(),
            Pane::Due => self.load_due(),
            Pane::Reports => self.load_month(),
            Pane::Residents => self.load_residents(),
            Pane::Pairings => self.load_pairings(),
            Pane::Volunteers => self.load_volunteers(),
            Pane::Supervision => self.load_supervision(),
            Pane::Intake if self.size.0 >= super::THREE_PANES => self.load_today(),
            _ => Ok(()),
        }
    }

    fn load_today(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.today.stale) {
            return Ok(());
        }
        let filter = self.today.asked(actor.id);
        let total = usize::try_from(self.desk.cases_count(&actor, &filter)?).unwrap_or(0);
        let list = &self.today.list;
        let rows = self.desk.cases(&actor, &filter, self.today.sort, list.size, list.offset)?;
        self.today.list.fill(rows, total);
        self.dirty = true;
        Ok(())
    }

    fn load_cases(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.cases.stale) {
            return Ok(());
        }
        let filter = self.cases.asked(actor.id);
        let total = usize::try_from(self.desk.cases_count(&actor, &filter)?).unwrap_or(0);
        let list = &self.cases.list;
        let rows = self.desk.cases(&actor, &filter, self.cases.sort, list.size, list.offset)?;
        self.cases.list.fill(rows, total);
        self.dirty = true;
        Ok(())
    }

    fn load_due(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        if !std::mem::take(&mut self.due.stale) {
            return Ok(());
        }
        let filter = self.due.asked(self.today_day(), self.desk.calendar());
        let list = &self.due.list;
        let rows = self.desk.board(&actor, &filter, list.size, list.offset)?;
        let (by, today) = (self.due.by, self.today_day());
        self.due.sums = self.desk.board_sums(&actor, &filter, by, today)?;
        let total = self.due.sums.iter().map(|row| row.open).sum();
        let all = crate::domain::board::DueFilter::default();
        self.due.everything = match filter == all {
            true => total,
            false => usize::try_from(self.desk.board_count(&actor, &all)?).unwrap_or(0),
        };
        self.due.list.fill(rows, total);
        self.dirty = true;
        Ok(())
    }

    fn load_case(&mut self) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        let Some(screen) = &mut self.case else { return Ok(()) };
        if !std::mem::take(&mut screen.stale) {
            return Ok(());
        }
        let id = screen.view.case.id;
        let known = screen.view.timeline.len();
        screen.view = self.desk.case(&actor, id)?;
        if screen.view.timeline.len() != known {
            // The newest entry stands first: whoever acted sees it, however far they had read.
            screen.newest();
        }
        let since = self.now.plus_millis(-8 * 3_600_000);
        screen.others = self.desk.others_at(id, since)?.into_iter().map(|(_, name)| name).collect();
        self.dirty = true;
        Ok(())
    }

    /// Opens a case over the board.
    pub(super) fn open_case(&mut self, id: CaseId) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.case(&actor, id) {
            Ok(view) => {
                let mut screen = CaseScreen::of(view);
                screen.stale = true;
                if self.pane == Pane::Today {
                    screen.from = Some(Whose::Mine);
                }
                self.case = Some(Box::new(screen));
                // Whom it helps to know is somebody else; a failure to note it is no reason to stop.
                let _ = self.desk.set_presence(&actor, Some(id), self.now);
                self.line.clear();
                self.load_what_is_shown();
                self.dirty = true;
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Reads the operator's drafts and parked forms.
    pub(super) fn reload_kept(&mut self) {
        let Some(actor) = self.actor() else { return };
        if let Ok(kept) = self.desk.drafts(actor.id) {
            self.kept = kept;
        }
        self.dirty = true;
    }

    /// Notices what other connections committed, and reads again what that changes.
    pub(super) fn watch_others(&mut self) {
        let Ok(version) = self.desk.data_version() else { return };
        if version == self.data_version {
            return;
        }
        self.data_version = version;
        let head = self.desk.head().map(|head| head.seq).unwrap_or_default();
        if head == self.seen_seq {
            // Only drafts or presence changed: nothing that a board shows.
            return;
        }
        self.seen_seq = head;
        if let Err(error) = self.desk.refresh() {
            self.fail(&error);
        }
        if let Ok(operators) = self.desk.operators() {
            self.operators = operators;
        }
        if let Ok(items) = self.desk.items() {
            self.items = items;
        }
        self.mark_all_stale();
        self.load_counts();
    }

    /// Reads operators, grids and items again, which a form of the house may have changed.
    pub(super) fn reload_house(&mut self) {
        if let (Ok(operators), Ok(grids), Ok(items)) =
            (self.desk.operators(), self.desk.grids(), self.desk.items())
        {
            self.operators = operators;
            self.grids = grids;
            self.items = items;
        }
    }

    /// After an own act: everything that is visible is read again.
    pub(super) fn after_act(&mut self) {
        self.seen_seq = self.desk.head().map(|head| head.seq).unwrap_or_default();
        self.saved_at = Some(self.now);
        self.month.stale = true;
        self.load_everything();
    }

    /// Records what fell due, at the start and at the first tick of a day.
    pub(super) fn sweep_once_a_day(&mut self) {
        let today = self.today_day();
        if self.swept_day == Some(today) {
            return;
        }
        self.swept_day = Some(today);
        match self.desk.sweep(self.now) {
            Ok(true) => self.mark_all_stale(),
            Ok(false) => {
                if self.desk.date_unconfirmed(self.now).unwrap_or(false) {
                    self.say(Said::error(
                        &crate::words::desk::DATE_UNCONFIRMED,
                        Some(crate::words::desk::DATE_UNCONFIRMED_ADVICE.msg()),
                    ));
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Fits the pages to the terminal.
    pub(super) fn resize_lists(&mut self) {
        let rows = usize::from(self.size.1);
        // Two rows at the top, three at the bottom, the rule and the heads of the list.
        let body = rows.saturating_sub(7);
        let today = match (self.size.0 >= 120, rows >= 34) {
            (true, _) => body,
            (_, true) => body.saturating_sub(9),
            _ => body.saturating_sub(3),
        };
        self.today.stale |= self.today.list.resize(today.max(3));
        self.cases.stale |= self.cases.list.resize(body.max(3));
        let due = if self.size.0 >= 120 { body } else { body.saturating_sub(3) };
        self.due.stale |= self.due.list.resize(due.max(3));
        self.residents.stale |= self.residents.list.resize(body.max(3));
        // The names of the views stand under a rule of their own.
        self.pairings.stale |= self.pairings.list.resize(body.saturating_sub(2).max(3));
        let below = if self.volunteers.view == super::VolunteerView::Needs { 8 } else { 2 };
        self.volunteers.stale |= self.volunteers.list.resize(body.saturating_sub(below).max(3));
        // Where nothing stands beside the list, the entry stands under it.
        let entry = self.supervision.view.lists() && self.size.0 < 120;
        let below = if entry { 2 + usize::from(super::supervision::BELOW) } else { 2 };
        if self.supervision.list.resize(body.saturating_sub(below).max(3)) {
            self.supervision.fresh = false;
        }
        self.month.resize(self.size.1.saturating_sub(5));
    }

    /// Whether a modal shows the case's documents or the like that an act may have changed.
    pub(super) fn top_is_form(&self) -> bool {
        matches!(self.modals.last(), Some(Modal::Form(_))) || matches!(self.door, Door::Closed(_))
    }
}
