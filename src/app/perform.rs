//! Actions: what can be done now and why not, and doing it.

use super::find::FindScreen;
use super::list::Go;
use super::note::Said;
use super::{App, Door, Modal, Pane};
use crate::action::Action;
use crate::domain::case::Act;
use crate::words::{Message, app as w};

/// How many rows PgUp and PgDn move within a part of a case.
const CASE_PAGE: usize = 8;

/// Why an action is off now; `None` where it can be done.
pub(super) fn why_not(app: &App, action: Action) -> Option<Message> {
    let signed_in = app.actor().is_some();
    match action {
        Action::Help | Action::Redraw | Action::Quit => None,
        _ if !signed_in => Some(crate::words::role::NOT_SIGNED_IN.msg()),
        Action::MoveOn if app.case.is_none() && app.person.is_none() && app.pane == Pane::Reports => None,
        Action::MoveOn | Action::Print if app.on_volunteers() || app.on_supervision() => None,
        Action::MoveOn | Action::Print if app.case.is_none() && app.marked_person().is_some() => None,
        Action::MoveOn => app.marked_case().is_none().then(|| w::NO_CASE_MARKED.msg()),
        Action::Reveal if app.person.is_some() => None,
        Action::Reveal => app.case.is_none().then(|| w::NO_CASE_OPEN.msg()),
        Action::Print if app.case.is_none() && app.pane == Pane::Reports => None,
        Action::Print => app.marked_case().is_none().then(|| w::NO_CASE_MARKED.msg()),
        Action::Submit => app.focused_form().is_none().then(|| w::NO_FORM_OPEN.msg()),
        Action::SelectRow if app.marked_material().is_some() => None,
        Action::SelectRow | Action::SelectAll if app.chooses() => None,
        Action::SelectRow | Action::SelectAll | Action::SelectNone => Some(w::NOTHING_TO_SELECT.msg()),
        Action::NextPane | Action::PreviousPane => {
            let parts = app.case.is_some()
                || app.person.is_some()
                || matches!(app.pane, Pane::Reports | Pane::Pairings | Pane::Volunteers | Pane::Supervision);
            (!parts).then(|| w::ONE_LIST.msg())
        }
        Action::SortNext | Action::SortPrevious | Action::SortReverse => {
            let sorted = matches!(app.pane, Pane::Today | Pane::Cases | Pane::Reports)
                || app.on_volunteers() && app.volunteers.view == super::VolunteerView::Hours
                || app.on_supervision()
                    && matches!(
                        app.supervision.view,
                        super::SupervisionView::Quarter | super::SupervisionView::Ratings
                    );
            let sorted = app.case.is_none() && sorted;
            (!sorted).then(|| w::NOTHING_TO_SORT.msg())
        }
        _ => None,
    }
}

impl App {
    /// Whether pane 7 itself is in front, not a case or a person opened from it.
    pub(super) fn on_volunteers(&self) -> bool {
        self.pane == Pane::Volunteers && self.case.is_none() && self.person.is_none()
    }

    /// Carries an action out.
    pub(super) fn perform(&mut self, action: Action) {
        self.dirty = true;
        if let Some(pane) = action.pane().and_then(Pane::numbered) {
            self.go_to(pane);
            return;
        }
        match action {
            Action::Help => self.help(),
            Action::New => self.new_entry(),
            Action::Find => self.modals.push(Modal::Find(FindScreen::default())),
            Action::Choices => self.choices(),
            Action::Refresh => self.refresh(),
            Action::Park => self.park(),
            Action::Print => self.print_menu(),
            Action::MoveOn => self.move_on(),
            Action::Reveal => self.open_reveal(),
            Action::Submit => self.submit(),
            Action::Menu => self.open_menu(),
            Action::Back => self.back(),
            Action::SignOut => self.sign_out(),
            Action::Quit => self.quit(),
            Action::Up => self.go(Go::Up),
            Action::Down => self.go(Go::Down),
            Action::PageUp => self.go(Go::PageUp),
            Action::PageDown => self.go(Go::PageDown),
            Action::First => self.go(Go::First),
            Action::Last => self.go(Go::Last),
            Action::Left | Action::Right => self.turn_sideways(action == Action::Right),
            Action::NextPane | Action::PreviousPane => match why_not(self, action) {
                Some(why) => self.say(Said::told(why)),
                None => self.switch_part(action == Action::NextPane),
            },
            Action::Open => self.open(),
            Action::SortNext => self.turn_order(true),
            Action::SortPrevious => self.turn_order(false),
            Action::SortReverse => self.turn_order(true),
            Action::Lock => self.lock(),
            Action::Redraw => self.wishes.full_redraw = true,
            Action::Undo => self.undo(false),
            Action::Redo => self.undo(true),
            Action::Copy => self.copy(),
            Action::SelectNone => self.escape_board(),
            Action::SelectRow if self.marked_material().is_some() => {
                if let Some(place) = self.marked_material() {
                    self.tick_material(place);
                }
            }
            Action::SelectRow if self.chooses() => self.choose_row(),
            Action::SelectAll if self.chooses() => self.choose_page(),
            Action::SelectRow | Action::SelectAll => {
                if let Some(why) = why_not(self, action) {
                    self.say(Said::told(why));
                }
            }
            Action::NextField
            | Action::PreviousField
            | Action::GoToField
            | Action::SameAsLast
            | Action::FieldExit
            | Action::ClearField => self.field_action(action),
            _ => {}
        }
    }

    /// Left and Right: another month, quarter or day where the pane has one, else the next part.
    fn turn_sideways(&mut self, forward: bool) {
        let free = self.case.is_none() && self.person.is_none();
        match self.pane {
            Pane::Reports if self.case.is_none() => self.turn_month(forward),
            Pane::Pairings if free && self.pair_view() == super::PairView::Month => {
                self.turn_visit_month(forward);
            }
            Pane::Volunteers if free => self.turn_volunteers(forward),
            Pane::Supervision if free => self.turn_supervision(forward),
            _ => self.switch_part(forward),
        }
    }

    /// Goes to a pane; a form that is open there is still there later.
    pub(super) fn go_to(&mut self, pane: Pane) {
        self.modals.clear();
        self.leave_case();
        self.person = None;
        self.line.clear();
        self.intake_from = None;
        self.pane = pane;
        // It is counted when somebody looks, not whenever somebody else acts.
        self.month.stale = true;
        if pane == Pane::Intake && self.intake.is_none() {
            self.start_intake(None, None);
        }
        self.mark_all_stale();
    }

    /// Goes to intake from wherever one is; Back leads there again.
    pub(super) fn go_to_intake(&mut self) {
        let (case, person) = (self.case.as_ref().map(|case| case.id()), self.person.as_ref());
        let below = person.and_then(|person| person.from_case);
        let walking = self.pane == Pane::Pairings;
        if case.is_some() || person.is_some() || walking {
            let person = person.map(|person| person.id());
            self.intake_from = Some(super::Origin { pane: self.pane, case: case.or(below), person });
        }
        self.modals.clear();
        self.leave_case();
        self.person = None;
        self.pane = Pane::Intake;
    }

    pub(super) fn leave_case(&mut self) {
        if self.case.take().is_some()
            && let Some(actor) = self.actor().cloned()
        {
            // Only the others' hint that this case is open depends on it.
            let _ = self.desk.set_presence(&actor, None, self.now);
        }
    }

    /// Whether rows can be chosen here: the due board, for whoever may urge.
    fn chooses(&self) -> bool {
        self.modals.is_empty() && self.case.is_none() && self.pane == Pane::Due && self.may_urge()
    }

    pub(super) fn go(&mut self, to: Go) {
        if let Some(case) = &mut self.case {
            case.go(to, CASE_PAGE);
            return;
        }
        if let Some(person) = &mut self.person {
            person.go(to, CASE_PAGE);
            return;
        }
        let turned = match self.pane {
            Pane::Today => self.today.list.go(to),
            Pane::Cases => self.cases.list.go(to),
            Pane::Due => self.due.list.go(to),
            Pane::Reports => {
                self.month.go(to);
                false
            }
            Pane::Pairings => {
                self.pairings.go(to);
                false
            }
            Pane::Residents => self.residents.list.go(to),
            Pane::Volunteers => {
                self.go_volunteers(to);
                false
            }
            Pane::Supervision => {
                self.go_supervision(to);
                false
            }
            _ => false,
        };
        if turned {
            self.turn_page();
        }
    }

    /// Reads the page that was turned to; the marker stays in its row of the screen.
    fn turn_page(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let result = match self.pane {
            Pane::Today => {
                let (filter, sort) = (self.today.asked(actor.id), self.today.sort);
                let list = &mut self.today.list;
                self.desk
                    .cases(&actor, &filter, sort, list.size, list.offset)
                    .map(|rows| list.turn(rows, list.total))
            }
            Pane::Cases => {
                let (filter, sort) = (self.cases.asked(actor.id), self.cases.sort);
                let list = &mut self.cases.list;
                self.desk
                    .cases(&actor, &filter, sort, list.size, list.offset)
                    .map(|rows| list.turn(rows, list.total))
            }
            Pane::Due => {
                let filter = self.due.asked(self.desk.zone().day(self.now), self.desk.calendar());
                let list = &mut self.due.list;
                self.desk
                    .board(&actor, &filter, list.size, list.offset)
                    .map(|rows| list.turn(rows, list.total))
            }
            Pane::Residents => {
                let filter = self.residents.filter;
                let list = &mut self.residents.list;
                self.desk
                    .persons(&actor, &filter, list.size, list.offset)
                    .map(|rows| list.turn(rows, list.total))
            }
            _ => Ok(()),
        };
        if let Err(error) = result {
            self.fail(&error);
        }
    }

    fn switch_part(&mut self, forward: bool) {
        match &mut self.case {
            Some(case) => case.next_part(forward),
            None if self.person.is_some() => {
                if let Some(person) = &mut self.person {
                    person.next_part(forward);
                }
            }
            None if self.pane == Pane::Pairings => self.next_pair_view(forward),
            None if self.pane == Pane::Volunteers => self.next_volunteer_view(forward),
            None if self.pane == Pane::Supervision => self.next_supervision_view(forward),
            None if self.pane == Pane::Reports => self.month.next_group(forward),
            None => {}
        }
    }

    fn open(&mut self) {
        if !self.line.is_empty() {
            self.run_line();
            return;
        }
        if self.case.is_some() {
            self.open_part();
            return;
        }
        if self.person.is_some() {
            self.open_person_row();
            return;
        }
        match (self.pane, self.marked_case()) {
            (_, Some(case)) => self.open_case(case),
            (Pane::Intake, None) => self.start_intake(None, None),
            // A visit or a re-check has no case: its person's page is what is meant.
            (Pane::Due, None)
                if self.due.list.current().is_some_and(|row| row.subject_kind == "activity") =>
            {
                let id = self.due.list.current().map_or(0, |row| row.subject_id);
                self.open_door_of(crate::domain::id::ActivityId(id));
            }
            (Pane::Due, None)
                if self.due.list.current().is_some_and(|row| row.subject_kind == "feedback") =>
            {
                let number = self.due.list.current().map(|row| row.item_name.clone()).unwrap_or_default();
                self.open_feedback(&number);
            }
            (Pane::Due, None) => {
                if let Some(person) = self.due.list.current().and_then(|row| row.applicant_id) {
                    self.open_person(person);
                }
            }
            (Pane::Reports, None) => self.open_group(),
            (Pane::Residents, None) => {
                if let Some(person) = self.marked_person() {
                    self.open_person(person);
                }
            }
            (Pane::Pairings, None) => self.open_pair_row(),
            (Pane::Volunteers, None) => self.open_volunteer_row(),
            (Pane::Supervision, None) => self.open_supervision_row(),
            _ => {}
        }
    }

    /// The number of the material under the marker of the opened case.
    fn marked_material(&self) -> Option<i64> {
        let case = self.case.as_ref().filter(|_| self.modals.is_empty())?;
        let row = case.marked(super::Part::Materials)?;
        case.view.materials.get(row).map(|material| material.place)
    }

    /// Esc on a board: clears the quick-code line, then the board's conditions, then goes back.
    fn escape_board(&mut self) {
        if !self.line.is_empty() {
            self.line.clear();
            return;
        }
        if self.case.is_none() && self.pane == Pane::Due && !self.due.chosen.is_empty() {
            self.due.chosen.clear();
            return;
        }
        if self.case.is_some() || self.person.is_some() {
            self.back();
        } else if self.pane != Pane::Today {
            self.go_to(Pane::Today);
        }
    }

    fn back(&mut self) {
        if let Some(modal) = self.modals.pop() {
            self.close_modal(modal);
        } else if matches!(self.door, Door::Closed(_)) {
            self.quit();
        } else if self.case.is_some() {
            let left = self.case.take();
            self.remember(None, left);
            if let Some(actor) = self.actor().cloned() {
                let _ = self.desk.set_presence(&actor, None, self.now);
            }
            self.mark_all_stale();
        } else if let Some(left) = self.person.take() {
            self.mark_all_stale();
            if let Some(case) = left.from_case {
                self.open_case(case);
            }
        } else if self.pane != Pane::Today {
            let from = self.intake_from.take().filter(|_| self.pane == Pane::Intake);
            if self.pane == Pane::Intake {
                self.keep_drafts();
            }
            self.go_to(from.map_or(Pane::Today, |from| from.pane));
            if let Some(from) = from {
                match (from.case, from.person) {
                    (Some(case), _) => self.open_case(case),
                    (None, Some(person)) => self.open_person(person),
                    (None, None) => {}
                }
            }
        } else {
            self.sign_out();
        }
    }

    fn close_modal(&mut self, modal: Modal) {
        match modal {
            Modal::Form(form) => self.leave_form(*form),
            other => self.remember(Some(other), None),
        }
    }

    fn quit(&mut self) {
        self.keep_drafts();
        let _ = self.drafts.flush();
        let _ = self.desk.clear_presence();
        self.ended = true;
    }

    fn refresh(&mut self) {
        self.month.stale = true;
        self.load_everything();
        self.say(Said::done(&w::REFRESHED));
    }

    fn turn_order(&mut self, forward: bool) {
        match self.pane {
            _ if self.case.is_some() || self.person.is_some() => {}
            Pane::Today => self.today.turn_order(forward),
            Pane::Cases => self.cases.turn_order(forward),
            Pane::Reports => self.month.turn_order(forward),
            Pane::Volunteers => self.turn_hours(forward),
            Pane::Supervision => self.turn_feedback_sums(forward),
            _ => {}
        }
    }

    /// F2: a new case on a board, a note in an opened case.
    fn new_entry(&mut self) {
        if self.case.is_some() && self.modals.is_empty() {
            self.open_act(Act::Note);
        } else if self.person.is_some() && self.modals.is_empty() {
            self.person_entry_key();
        } else if matches!(self.modals.last(), Some(Modal::Roster(_))) {
            self.open_volunteer_form(crate::domain::Verb::SignUp);
        } else if self.on_volunteers() && self.modals.is_empty() {
            self.new_volunteer_entry();
        } else if self.on_supervision() && self.modals.is_empty() {
            self.new_supervision_entry();
        } else if self.pane == Pane::Pairings
            && self.modals.is_empty()
            && self.pairings.current_call().is_some()
        {
            self.open_resident_form(crate::domain::Verb::RecordVisit);
        } else {
            let enquiry =
                self.enquiry.take().filter(|_| matches!(self.modals.last(), Some(Modal::Preview(_))));
            self.go_to_intake();
            self.start_intake(None, None);
            if let (Some((number, item)), Some(open)) = (enquiry, self.intake.as_deref_mut()) {
                open.form.fill("item", &item, true);
                open.form.hide("from", serde_json::Value::from(number));
            }
        }
    }

    fn copy(&mut self) {
        let text = match (&self.case, self.pane) {
            (Some(case), _) => Some(case.view.case.number.clone()),
            (None, Pane::Today) => self.today.list.current().map(|row| row.number.clone()),
            (None, Pane::Cases) => self.cases.list.current().map(|row| row.number.clone()),
            (None, Pane::Due) => self.due.list.current().map(|row| row.number.clone()),
            (None, Pane::Supervision) => self.supervision.entry().map(|row| row.entry.number.clone()),
            _ => None,
        };
        match text.filter(|text| !text.is_empty()) {
            Some(text) => {
                self.said = Some(Said::done(w::COPIED.with("text", &text)));
                self.wishes_copy = Some(text);
            }
            None => self.say(Said::told(&w::NOTHING_TO_COPY)),
        }
    }

    /// What was asked to be copied; asking takes it.
    pub fn take_copy(&mut self) -> Option<String> {
        self.wishes_copy.take()
    }
}
