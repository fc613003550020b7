//! What was typed and not yet submitted: kept on the way, parked, listed and taken back.

use super::forms::{OpenForm, Purpose};
use super::menu::{Entry, Menu, Pick as MenuPick};
use super::note::Said;
use super::{App, Door, Modal, Pane};
use crate::desk::Draft;
use crate::domain::board::ItemChoice;
use crate::domain::case::Act;
use crate::domain::feedback::FeedbackAct;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::{Named as _, Verb};
use crate::form;
use crate::words::{Message, app as w};
use serde_json::Value;

/// The record that a draft is about, by kind and id; nothing where it makes a new one.
fn subject_of(draft: &Draft) -> Option<(&str, i64)> {
    let (kind, id) = draft.subject.rsplit_once('-')?;
    let id = id.parse().ok()?;
    // Between both may stand which of several acts or parts it is.
    let kind = kind.split('-').next().unwrap_or_default();
    matches!(kind, "case" | "person" | "wish" | "feedback").then_some((kind, id))
}

/// What a draft is called in lists; `about` names the case or person it is about, or nothing.
fn draft_title(draft: &Draft, about: &str, items: &[ItemChoice]) -> Message {
    let body: Value = serde_json::from_str(&draft.body).unwrap_or_default();
    let field = |name: &str| {
        body.get("fields").and_then(|fields| fields.get(name)).and_then(Value::as_str).unwrap_or_default()
    };
    let kind: Message = match form::form(&draft.form) {
        Some(spec) => spec.title.msg(),
        None => w::NEW_DRAFT.msg(),
    };
    let item = field("item");
    let item = items
        .iter()
        .find(|choice| item.starts_with(&choice.item.code) || item.contains(&choice.item.name))
        .map_or(item, |choice| choice.item.name.as_str());
    let about: Vec<&str> =
        [about, item, field("applicant.name")].into_iter().filter(|text| !text.is_empty()).collect();
    w::DRAFT_TITLE.with("kind", kind).with("item", about.join(" "))
}

impl App {
    /// What a draft is called in lists: the form, then the case, or the item and the person.
    #[must_use]
    pub fn draft_title(&self, draft: &Draft) -> Message {
        let about = match subject_of(draft) {
            Some(("case", id)) => self.desk.case_number(CaseId(id)).unwrap_or_default(),
            Some(("wish", id)) => self
                .desk
                .wish_with_name(id)
                .map(|(wish, name)| format!("{name} {}", wish.text))
                .unwrap_or_default(),
            Some((kind, id)) => self.named(kind, id),
            None => String::new(),
        };
        draft_title(draft, &about, &self.items)
    }

    fn draft_of(&self, open: &OpenForm, parked: bool) -> Option<Draft> {
        let actor = self.actor().or(match &self.door {
            Door::Locked(lock) => Some(&lock.actor),
            Door::Device(screen) => Some(&screen.actor),
            _ => None,
        })?;
        (!matches!(open.purpose, Purpose::SignIn) && open.form.spec().drafted).then(|| Draft {
            operator: actor.id,
            window: actor.window.clone(),
            form: open.form.spec().id.to_owned(),
            subject: open.subject.clone(),
            body: open.form.draft(),
            parked,
            updated_at: self.now,
        })
    }

    /// Writes the drafts that have been quiet long enough, or whose field was left.
    pub(super) fn keep_quiet_drafts(&mut self) {
        let now = self.now;
        let due = |open: &OpenForm| open.form.draft_due(now);
        let mut saved = false;
        if let Some(mut open) = self.intake.take() {
            if due(&open) {
                if let Some(draft) = self.draft_of(&open, false) {
                    self.drafts.save(draft);
                    saved = true;
                }
                open.form.draft_saved();
            }
            self.intake = Some(open);
        }
        if let Some(Modal::Form(mut open)) = self.modals.pop_if(|modal| matches!(modal, Modal::Form(_))) {
            if due(&open) {
                if let Some(draft) = self.draft_of(&open, false) {
                    self.drafts.save(draft);
                    saved = true;
                }
                open.form.draft_saved();
            }
            self.modals.push(Modal::Form(open));
        }
        if saved {
            self.saved_at = Some(now);
        }
    }

    /// When the next draft is due, in milliseconds from `now`.
    pub(super) fn draft_wait(&self, now: crate::calendar::Stamp) -> Option<i64> {
        let at = |open: &OpenForm| open.form.draft_at();
        let modal = self.modals.last().and_then(|modal| match modal {
            Modal::Form(open) => at(open),
            _ => None,
        });
        let intake = self.intake.as_deref().and_then(at);
        [modal, intake].into_iter().flatten().map(|stamp| stamp.millis_since(now).max(1)).min()
    }

    /// Writes every open form as a draft now.
    pub(super) fn keep_drafts(&mut self) {
        let mut drafts = Vec::new();
        if let Some(open) = self.intake.as_deref().filter(|open| open.form.touched()) {
            drafts.extend(self.draft_of(open, false));
        }
        for modal in &self.modals {
            if let Modal::Form(open) = modal
                && open.form.touched()
            {
                drafts.extend(self.draft_of(open, false));
            }
        }
        let any = !drafts.is_empty();
        for draft in drafts {
            self.drafts.save(draft);
        }
        if any {
            let _ = self.drafts.flush();
            self.saved_at = Some(self.now);
            self.reload_kept();
        }
    }

    /// Back out of a form: what was typed stays as a draft.
    pub(super) fn leave_form(&mut self, open: OpenForm) {
        if !open.form.touched() {
            return;
        }
        if !open.form.spec().drafted && !open.leaving {
            let mut open = open;
            open.leaving = true;
            self.modals.push(Modal::Form(Box::new(open)));
            self.say(Said::told(&crate::words::feedback_board::LEAVE_UNDRAFTED));
            return;
        }
        if let Some(draft) = self.draft_of(&open, false) {
            self.drafts.save(draft);
            let _ = self.drafts.flush();
            self.reload_kept();
            self.say(Said::told(&w::DRAFT_KEPT_NOW));
        }
    }

    /// F6: parks the form that is open, or lists what is parked.
    pub(super) fn park(&mut self) {
        let open = match self.modals.pop_if(|modal| matches!(modal, Modal::Form(_))) {
            Some(Modal::Form(open)) => Some(*open),
            _ if self.case.is_none() && self.pane == Pane::Intake => {
                self.intake.take_if(|open| open.form.touched()).map(|open| *open)
            }
            _ => None,
        };
        let Some(open) = open else {
            self.list_kept();
            return;
        };
        if !open.form.spec().drafted {
            self.modals.push(Modal::Form(Box::new(open)));
            self.say(Said::told(&crate::words::feedback_board::NOT_PARKED));
            return;
        }
        let Some(draft) = self.draft_of(&open, true) else { return };
        let title = self.draft_title(&draft);
        self.drafts.save(draft);
        let _ = self.drafts.flush();
        self.reload_kept();
        if self.pane == Pane::Intake && self.case.is_none() {
            self.pane = Pane::Today;
            self.mark_all_stale();
        }
        self.say(Said::done(w::PARKED_NOW.with("what", title)));
    }

    fn list_kept(&mut self) {
        self.reload_kept();
        if self.kept.is_empty() {
            self.say(Said::told(&w::NO_DRAFTS));
            return;
        }
        let entries = self
            .kept
            .iter()
            .enumerate()
            .map(|(at, draft)| {
                let (hour, minute) = self.zone().clock(draft.updated_at);
                Entry {
                    title: self.draft_title(draft),
                    hint: format!("{hour:02}:{minute:02}"),
                    why_not: None,
                    on: false,
                    pick: MenuPick::Draft(at),
                }
            })
            .collect();
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(w::DRAFTS_MENU.msg(), entries, true, lang)));
    }

    /// Takes a parked form or a draft back.
    pub(super) fn take_back(&mut self, at: usize) {
        let Some(draft) = self.kept.get(at).cloned() else { return };
        let title = self.draft_title(&draft);
        if let Some((kind, id)) = subject_of(&draft) {
            if !self.reopen(kind, id, &draft.form) {
                return;
            }
        } else if draft.form == "take" {
            self.modals.clear();
            self.case = None;
            self.pane = Pane::Intake;
            self.intake = None;
            self.start_intake(None, None);
        } else if form::forms::VOLUNTEER_FORMS.iter().any(|spec| spec.id == draft.form) {
            let kind = draft.subject.split('-').next().unwrap_or_default();
            let exists = matches!(kind, "activity" | "need" | "volunteer" | "team" | "partner");
            self.open_volunteer_draft(&draft.form, exists);
        } else if let Some(spec) = form::form(&draft.form) {
            self.open_form(spec.id);
        }
        self.restore_draft(draft, title);
    }

    /// A form that is opened again goes on where it was left: what is typed now would take the draft's place.
    pub(super) fn resume_draft(&mut self) {
        let Some(Modal::Form(open)) = self.modals.last_mut() else { return };
        if std::mem::replace(&mut open.resumed, true) || open.form.touched() || !open.form.spec().drafted {
            return;
        }
        let (form, subject, hidden) =
            (open.form.spec().id, open.subject.clone(), open.form.hidden_all().clone());
        // Another terminal of theirs may have kept it meanwhile.
        self.reload_kept();
        let same = |draft: &&Draft| {
            let body: Value = serde_json::from_str(&draft.body).unwrap_or_default();
            let was = |field: &str| body.get("hidden").and_then(|kept| kept.get(field));
            let of_same =
                || hidden.iter().all(|(field, value)| field == "version" || was(field) == Some(value));
            draft.form == form && draft.subject == subject && of_same()
        };
        let Some(draft) = self.kept.iter().find(same).cloned() else { return };
        let title = self.draft_title(&draft);
        self.restore_draft(draft, title);
    }

    /// Puts a draft into the form that is open, based on the record as it stands now.
    fn restore_draft(&mut self, draft: Draft, title: Message) {
        let lang = self.lang();
        let Some(open) = self.focused_form_mut() else { return };
        open.subject = draft.subject;
        open.resumed = true;
        let version = open.form.hidden("version").cloned();
        match open.form.restore(&draft.body) {
            Ok(()) => {
                if version.is_some() && open.form.hidden("version") != version.as_ref() {
                    open.warnings.push(w::CHANGED_SINCE_DRAFT.msg());
                }
                if let Some(version) = version {
                    open.form.hide("version", version);
                }
                let act = FeedbackAct::from_word(open.form.text("act"));
                if let (Some(act), Some((about, _))) = (act, open.about.rsplit_once(' ')) {
                    open.about = format!("{about} {}", act.phrase().say(lang));
                }
                self.recall(&draft.body);
                self.say(Said::done(w::TAKEN_BACK.with("what", title)));
            }
            Err(_) => self.say(Said::error(&w::DRAFT_BROKEN, None)),
        }
    }

    /// Opens the form of a draft for the record that it is about; `false` where that cannot be.
    fn reopen(&mut self, kind: &str, id: i64, form: &str) -> bool {
        self.modals.clear();
        match kind {
            "case" => {
                self.open_case(CaseId(id));
                let Some(act) = Act::from_word(form) else { return false };
                self.open_act(act);
            }
            "feedback" => {
                let number = self.named("feedback", id);
                if number.is_empty() {
                    return false;
                }
                self.go_to(Pane::Supervision);
                self.open_feedback_draft(&number, form);
            }
            "wish" => {
                let Some((wish, _)) = self.desk.wish_with_name(id) else { return false };
                self.open_person(wish.person_id);
                self.advance(&wish);
            }
            _ => {
                let Some(verb) = Verb::from_word(form) else { return false };
                self.open_person(PersonId(id));
                self.open_resident_form(verb);
            }
        }
        matches!(self.modals.last(), Some(Modal::Form(open)) if open.form.spec().id == form)
    }

    /// Says again of a form that was taken back that its person is known, and what they have already.
    fn recall(&mut self, body: &str) {
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        let Some(person) = body.pointer("/hidden/applicant.id").and_then(Value::as_i64) else { return };
        let Some(open) = self.focused_form_mut() else { return };
        open.form.note("applicant.id_number", Some(w::PERSON_KNOWN.msg()));
        let item = open.form.values().item().map(|item| item.pick.value.clone());
        if let Some(item) = item {
            self.warn_of_similar(PersonId(person), &item);
        }
    }

    /// Drops the draft of a form that was submitted.
    pub(super) fn drop_draft_of(&mut self, open: &OpenForm) {
        let Some(actor) = self.actor() else { return };
        let (form, subject) = (open.form.spec().id, open.subject.as_str());
        self.drafts.drop_draft(actor.id, &actor.window, form, subject);
        // Its window may have been another when it was kept.
        for draft in self.kept.iter().filter(|draft| draft.form == form && draft.subject == subject) {
            self.drafts.drop_draft(actor.id, &draft.window, form, subject);
        }
        let _ = self.drafts.flush();
        self.reload_kept();
    }
}
