//! F9: forms become commands; what the desk refuses goes back to its field. Undo, and ticking materials.

use super::forms::{OpenForm, Purpose};
use super::note::Said;
use super::{App, Door, Modal, Pane};
use crate::action::Action;
use crate::desk::verbs::{Check, MaterialInput, Undo};
use crate::desk::{CaseAct, Command, DeskError, Done, OnCase};
use crate::domain::case::State;
use crate::domain::document::DocumentKind;
use crate::domain::material::MaterialState;
use crate::domain::{Named as _, Refusal, RefusalKind};
use crate::form::Input;
use crate::paper::Medium;
use crate::words::app as w;
use serde_json::{Value, json};

impl App {
    /// F9: submits the form, does the marked act, prints the preview.
    pub(super) fn submit(&mut self) {
        self.dirty = true;
        if let Some(undo) = self.offered.take() {
            self.run_undo(undo);
            return;
        }
        if matches!(self.door, Door::Closed(_)) {
            self.sign_in();
            return;
        }
        match self.modals.last() {
            Some(Modal::Menu(menu)) => {
                let act = menu.current().cloned();
                if let Some(entry) = act {
                    let direct = matches!(entry.pick, super::menu::Pick::Act(_)) && entry.why_not.is_none();
                    self.pick(entry);
                    if direct {
                        self.submit_if_complete();
                    }
                }
            }
            Some(Modal::Preview(_)) => self.print_preview(),
            Some(Modal::Round(_)) => self.submit_round(),
            Some(Modal::Roster(_)) => self.say(Said::told(&crate::words::activity::DOOR_HINT)),
            Some(Modal::Form(_)) => self.submit_modal(),
            Some(Modal::Find(_) | Modal::Help(_)) => {}
            None if self.case.is_none() && self.pane == Pane::Intake && self.intake.is_some() => {
                self.submit_intake()
            }
            None => self.say(Said::told(&w::NO_FORM_OPEN)),
        }
    }

    /// After F9 on a list of acts: an act that asks nothing is done at once, others wait in their form.
    fn submit_if_complete(&mut self) {
        let ready = match self.modals.last() {
            Some(Modal::Form(open)) => open.form.first_blocking().is_none(),
            _ => false,
        };
        if ready {
            self.submit_modal();
        }
    }

    fn submit_modal(&mut self) {
        let Some(Modal::Form(mut open)) = self.modals.pop() else { return };
        if open.form.spec().id == "open-identity" && open.form.first_blocking().is_none() {
            if let Err(error) = self.submit_open_identity(&open) {
                self.refused(&mut open, error);
                self.modals.push(Modal::Form(open));
            }
            return;
        }
        let Some(command) = self.command_of(&mut open) else {
            self.modals.push(Modal::Form(open));
            return;
        };
        let done = match &command {
            Command::IssueCards(cards) => self.issue_cards(&mut open, cards),
            other => self.run(other),
        };
        match done {
            Ok(done) => {
                if open.form.spec().id == "reveal" {
                    self.reveal_person();
                }
                if let Some(case) = &mut self.case {
                    case.ticked.clear();
                    case.revealed |= open.form.spec().id == "reveal";
                }
                if open.form.spec().id == "issue-cards" {
                    self.due.chosen.clear();
                }
                self.drop_draft_of(&open);
                self.reload_house();
                self.finished(&done);
                self.refresh_round();
                self.show_enquiry(&open, &done);
                if open.form.spec().id == "register-feedback" {
                    self.supervision.wanted = Some(done.label.clone());
                    self.supervision.fresh = false;
                }
                if open.form.spec().id == "issue-rating-slip" {
                    self.show_sheet(DocumentKind::RatingSlip, done.label.clone());
                }
                if let Some(document) =
                    done.documents.first().filter(|_| open.form.spec().id == "certify-hours")
                {
                    self.show_preview(document.clone(), Medium::A4);
                }
            }
            Err(error) => {
                self.refused(&mut open, error);
                self.modals.push(Modal::Form(open));
            }
        }
    }

    fn submit_intake(&mut self) {
        let Some(mut open) = self.intake.take() else { return };
        let Some(command) = self.command_of(&mut open) else {
            self.intake = Some(open);
            return;
        };
        match self.run(&command) {
            Ok(done) => {
                self.last_intake = Some(open.form.to_json());
                self.drop_draft_of(&open);
                // Whoever walks goes on walking.
                let walk = self.intake_from.take().filter(|from| from.pane == Pane::Pairings);
                self.pane = walk.map_or(Pane::Today, |from| from.pane);
                if let Some(case) = done.case {
                    self.open_case(case);
                }
                self.finished(&done);
            }
            Err(error) => {
                self.refused(&mut open, error);
                self.intake = Some(open);
            }
        }
    }

    /// The command of a form, or `None` with the problems said and the focus on the first.
    fn command_of(&mut self, open: &mut OpenForm) -> Option<Command> {
        let json = match open.form.submit() {
            Ok(json) => finish_on_the_spot(open, json),
            Err(problems) => {
                let blocking: Vec<_> = problems.iter().filter(|problem| problem.blocks).collect();
                if let Some(first) = blocking.first() {
                    let label =
                        open.form.spec().field(first.field).map_or(&w::HELP_FIELD, |field| field.label);
                    let text = w::PROBLEMS
                        .with("count", blocking.len())
                        .with("field", label)
                        .with("problem", first.message.clone());
                    self.say(Said::error(text, None));
                    self.wishes.bell = true;
                }
                return None;
            }
        };
        if open.form.spec().id == "set-pin" {
            return self.pin_command(open);
        }
        if open.form.spec().id == "set-opener-key" {
            return self.opener_command(open);
        }
        let json = match open.form.spec().id {
            "register-feedback" => self.seal_identity(open, json),
            _ => Ok(json),
        };
        let json = match json {
            Ok(json) => json,
            Err(error) => {
                self.fail(&error);
                return None;
            }
        };
        match command(&open.purpose, open.form.spec().id, json) {
            Ok(command) => Some(command),
            Err(error) => {
                self.say(Said::error(w::FILE_DAMAGED.with("detail", error.to_string()), None));
                None
            }
        }
    }

    /// A PIN leaves the form as its Argon2id string only.
    fn pin_command(&mut self, open: &OpenForm) -> Option<Command> {
        match crate::desk::hash_pin(open.form.text("pin")) {
            Ok(phc) => {
                let code = open.form.text("code").to_owned();
                Some(Command::SetPin(crate::desk::verbs::SetPin { code, phc }))
            }
            Err(error) => {
                self.fail(&error);
                None
            }
        }
    }

    /// An enquiry shows its material list at once; F2 there makes it a case.
    fn show_enquiry(&mut self, open: &OpenForm, done: &Done) {
        let Some(document) = done.documents.first().filter(|_| open.form.spec().id == "enquire") else {
            return;
        };
        let item = open.form.values().item().map(|item| item.pick.value.clone()).unwrap_or_default();
        self.enquiry = Some((done.label.clone(), item));
        self.show_preview(document.clone(), Medium::A4);
    }

    pub(super) fn run(&mut self, command: &Command) -> Result<Done, DeskError> {
        let Some(actor) = self.actor().cloned() else {
            return Err(Refusal::new(RefusalKind::NotSignedIn, &crate::words::role::NOT_SIGNED_IN).into());
        };
        let done = self.desk.run(&actor, command, self.now)?;
        self.after_act();
        Ok(done)
    }

    /// Tells what was done, and prints the slip where a printer is set.
    pub(super) fn finished(&mut self, done: &Done) {
        self.say(Said::done(done.message.clone()));
        if self.settings.printer.is_none() {
            return;
        }
        for document in &done.documents {
            if let Err(reason) = self.put_on_paper(document, Medium::Mm80, false) {
                let text = w::PRINT_FAILED.with("number", &document.number).with("reason", reason);
                self.say(Said::error(text, Some(w::PRINT_FAILED_ADVICE.msg())));
            }
        }
    }

    /// A refusal goes to its field; a conflict reads the case again and lets the form stand.
    fn refused(&mut self, open: &mut OpenForm, error: DeskError) {
        if let DeskError::Refused(refusal) = &error {
            if let Some(field) = &refusal.field {
                open.form.refused(field, refusal.what.clone(), refusal.rule);
            }
            if refusal.kind == RefusalKind::Stale {
                self.mark_all_stale();
                self.load_what_is_shown();
                if let (Purpose::Act { version, .. }, Some(case)) = (&mut open.purpose, &self.case) {
                    *version = case.view.case.version;
                }
            }
        }
        self.fail(&error);
    }

    // ---- Materials by number ----

    /// A digit in the opened case: ticks the material with this number.
    ///
    /// Before a notice it is written at once; after one it is gathered for the supplement's receipt.
    pub(super) fn tick_material(&mut self, place: i64) {
        let Some(screen) = &mut self.case else { return };
        let Some(at) = screen.view.materials.iter().position(|material| material.place == place) else {
            self.say(Said::told(w::NO_MATERIAL_NUMBER.with("n", place)));
            return;
        };
        screen.mark(super::Part::Materials, at);
        let Some(material) = screen.view.materials.get(at) else { return };
        if screen.view.case.state == State::Notified {
            if material.state == MaterialState::Ok {
                let name = material.name.clone();
                self.say(Said::told(w::MATERIAL_IN.with("name", name)));
                return;
            }
            if !screen.ticked.remove(&place) {
                screen.ticked.insert(place);
            }
            let text = w::TICKED_FOR_SUPPLEMENT.with("count", screen.ticked.len());
            self.say(Said::told(text));
            return;
        }
        let state =
            if material.state == MaterialState::Ok { MaterialState::Missing } else { MaterialState::Ok };
        let input = MaterialInput::new(place.to_string(), state);
        let (case, version) = (screen.view.case.id, screen.view.case.version);
        let act = CaseAct::Check(Check { materials: vec![input] });
        match self.run(&Command::Case(OnCase { case, version: Some(version), act })) {
            Ok(done) => self.say(Said::done(done.message)),
            Err(error) => {
                self.fail(&error);
                self.mark_all_stale();
            }
        }
    }

    // ---- Undo ----

    /// Ctrl+Z and Ctrl+Y: inside a form its own steps, else the operator's acts of the day.
    pub(super) fn undo(&mut self, redo: bool) {
        if self.focused_form().is_some_and(|open| open.form.touched()) {
            self.type_into_form(if redo { Input::Redo } else { Input::Undo });
            return;
        }
        match self.modals.last_mut() {
            // At the door mistakes are made, and taken back.
            None | Some(Modal::Roster(_)) => {}
            Some(Modal::Find(find)) => {
                if redo {
                    find.line.redo()
                } else {
                    find.line.undo()
                };
                self.search();
                return;
            }
            // Behind a panel nobody sees what would be undone.
            Some(_) => {
                self.say(Said::told(&w::UNDO_BEHIND_PANEL));
                return;
            }
        }
        let undo = Undo { redo, void_documents: false };
        if let Some(elsewhere) = self.undoable.as_ref().filter(|deed| !redo && self.is_elsewhere(deed)) {
            let text = w::UNDO_ELSEWHERE.with("number", &elsewhere.about).with("act", elsewhere.act);
            self.say(Said::told(text));
            self.offer = Some(undo);
            return;
        }
        if let (Some(act), Some(later), false) = (&self.undoable, &self.not_undoable, redo) {
            let text =
                w::UNDO_EARLIER.with("later", later.act).with("number", &act.about).with("act", act.act);
            self.say(Said::told(text));
            self.offer = Some(undo);
            return;
        }
        self.run_undo(undo);
    }

    /// Whether an act was done to another record than the case or the person that is open.
    fn is_elsewhere(&self, deed: &super::load::Deed) -> bool {
        match (&self.case, &self.person) {
            (Some(case), _) => case.view.case.number != deed.about,
            (None, Some(screen)) => !screen.knows(&deed.about),
            (None, None) => false,
        }
    }

    fn run_undo(&mut self, undo: Undo) {
        match self.run(&Command::Undo(undo)) {
            Ok(done) => self.say(Said::done(done.message)),
            Err(error) => {
                if let DeskError::Refused(refusal) = &error {
                    self.offer =
                        (refusal.rule == Some("UNDO")).then_some(Undo { void_documents: true, ..undo });
                }
                self.fail(&error);
            }
        }
    }

    /// Empties the line of the menu or the search; `false` where neither is open.
    fn clear_typed(&mut self) -> bool {
        let lang = self.lang();
        match self.modals.last_mut() {
            Some(Modal::Menu(menu)) => {
                menu.line.clear();
                menu.narrow(lang);
            }
            Some(Modal::Find(find)) => {
                find.line.clear();
                self.search();
            }
            _ => return false,
        }
        true
    }

    /// The editing actions of forms.
    pub(super) fn field_action(&mut self, action: Action) {
        if action == Action::ClearField && self.clear_typed() {
            return;
        }
        let input = match action {
            Action::NextField => Input::Tab,
            Action::PreviousField => Input::BackTab,
            Action::SameAsLast => Input::Dup,
            Action::FieldExit => Input::FieldExit,
            Action::ClearField => Input::ClearField,
            _ => {
                if let Some(open) = self.focused_form_mut() {
                    open.wants_number = true;
                }
                return;
            }
        };
        self.type_into_form(input);
    }
}

/// An on-the-spot item with all its materials is finished in one go (CL-1), whether or not the result
/// was put in words.
fn finish_on_the_spot(open: &OpenForm, mut json: Value) -> Value {
    let values = open.form.values();
    let on_the_spot = values.item().is_some_and(|item| item.on_the_spot);
    let complete = values.materials().is_some_and(|materials| materials.open().is_empty());
    let said = json.get("finish").is_some_and(|finish| !finish.is_null());
    if open.purpose == Purpose::Intake
        && on_the_spot
        && complete
        && !said
        && let Some(fields) = json.as_object_mut()
    {
        fields.insert("finish".to_owned(), json!({ "result": w::DONE_ON_THE_SPOT.zh }));
    }
    json
}

/// The command that a filled form stands for.
pub(super) fn command(purpose: &Purpose, id: &str, json: Value) -> Result<Command, serde_json::Error> {
    match purpose {
        Purpose::Intake => Ok(Command::Take(serde_json::from_value(json)?)),
        Purpose::Act { act, case, version } => {
            let act: CaseAct = serde_json::from_value(json!({ act.word(): json }))?;
            Ok(Command::Case(OnCase { case: *case, version: Some(*version), act }))
        }
        Purpose::Other | Purpose::SignIn => serde_json::from_value(json!({ id: json })),
    }
}
