//! Forms that are open: what they are for, what they know, how they are kept and taken back.

use super::menu::{Entry, Menu, Pick as MenuPick};
use super::note::Said;
use super::{App, Door, Help, Modal, Pane};
use crate::desk::verbs::SaveView;
use crate::desk::{Command, Desk};
use crate::domain::Named as _;
use crate::domain::board::{CaseView, FoundPerson};
use crate::domain::case::Act;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::person::{Grid, Person};
use crate::form::{
    self, Facts, Form, FormSpec, Input, Known, KnownItem, KnownMaterial, Lookup, Outcome, Pick,
};
use crate::words::{Lang, Message, Phrase, app as w};
use serde_json::Value;

/// How many persons are offered for what was typed behind an item.
const PERSONS_OFFERED: usize = 30;

/// The forms that the menu offers besides the acts of a case: id and what they are called.
pub(super) const MENU_FORMS: &[(&str, &Phrase)] = &[
    ("enquire", &crate::words::verb::ENQUIRE),
    ("save-person", &crate::words::verb::SAVE_PERSON),
    ("set-pin", &crate::words::verb::SET_PIN),
    ("save-operator", &crate::words::verb::SAVE_OPERATOR),
    ("save-station", &crate::words::verb::SAVE_STATION),
    ("save-grid", &crate::words::verb::SAVE_GRID),
    ("save-helper", &crate::words::resident::SAVE_HELPER),
    ("save-building", &crate::words::resident::SAVE_BUILDING),
    ("save-absence", &crate::words::agency::SAVE_ABSENCE),
    ("save-office", &crate::words::agency::SAVE_OFFICE),
    ("confirm-date", &crate::words::verb::CONFIRM_DATE),
];

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// A new case.
    Intake,
    /// An act on a case, based on a version of it.
    Act {
        /// The act.
        act: Act,
        /// The case.
        case: CaseId,
        /// The version that the person saw.
        version: i64,
    },
    /// Anything else, by the form's id.
    Other,
}

/// A form on the screen.
#[derive(Debug)]
pub struct OpenForm {
    /// The fields.
    pub form: Form,
    /// What it is for.
    pub purpose: Purpose,
    /// What its draft is kept under.
    pub subject: String,
    /// Whom and what it is about, for its heading.
    pub about: String,
    /// What stands under the form: a similar case, what submitting will do.
    pub warnings: Vec<Message>,
    /// Whether the desk would refuse it as it stands, so far as that was tried.
    pub refused: bool,
    /// Whether the next digit is a field's number.
    pub wants_number: bool,
    /// Whether it was said that leaving throws away what was typed.
    pub leaving: bool,
    /// Whether a draft of the same form about the same record was looked for.
    pub resumed: bool,
}

impl OpenForm {
    /// The form at the door.
    #[must_use]
    pub fn sign_in(desk: &Desk) -> Self {
        let known = Known::new(crate::calendar::Day::default(), desk.calendar().clone());
        Self::with(&form::forms::SIGN_IN, Purpose::SignIn, known)
    }

    /// An empty form that knows what is told.
    #[must_use]
    pub fn with(spec: &'static FormSpec, purpose: Purpose, known: Known) -> Self {
        Self {
            form: Form::new(spec, known),
            purpose,
            subject: String::new(),
            about: String::new(),
            warnings: Vec::new(),
            refused: false,
            wants_number: false,
            leaving: false,
            resumed: false,
        }
    }

    /// Help for the field that has the focus.
    #[must_use]
    pub fn field_help(&self, lang: Lang) -> Help {
        let mut lines = Vec::new();
        if let Some(field) = self.form.focused_spec() {
            lines.push(field.label.say(lang).to_owned());
            lines.push(String::new());
            lines.extend(field.help.say(lang).lines().map(str::to_owned));
            lines.push(String::new());
            lines.extend(field.why.say(lang).lines().map(str::to_owned));
            let rare = rare_lines(self.form.text(field.id), lang);
            if !rare.is_empty() {
                lines.push(String::new());
                lines.extend(rare);
            }
            if field.canned {
                lines.push(String::new());
                lines.extend(form::sentences(&[]).map(|(code, text)| format!(".{code}  {text}")));
            }
        }
        Help { title: w::HELP_FIELD.msg(), lines, scroll: 0, depth: 0 }
    }
}

/// What help says of the rare Hanzi of a text, which not every font has (T7): each with its code point.
pub(super) fn rare_lines(text: &str, lang: Lang) -> Vec<String> {
    let says = |rare: crate::text::Rare| {
        let block = match rare.block {
            "compat" => w::RARE_COMPAT.msg(),
            letter => w::RARE_BLOCK.with("letter", letter),
        };
        w::RARE_HANZI
            .with("hanzi", rare.hanzi.to_string())
            .with("code", rare.code())
            .with("block", block)
            .say(lang)
    };
    crate::text::rare_hanzi(text).into_iter().map(says).collect()
}

/// What the record says already, for the forms of a case.
fn facts(view: &CaseView) -> Facts {
    Facts {
        organ_accepts: !view.item.accepts.here(),
        organ_decides: !view.item.decides.here(),
        unproven_procedure: view.procedures.iter().any(|one| one.open() && !one.proven()),
        earlier_notice: !view.notices.is_empty(),
        unsigned_authority: view.agency.unsigned(),
        record_exists: true,
    }
}

/// A person to pick, with what tells people of one name apart (PR-2).
fn person_entry(person: &FoundPerson) -> Entry {
    let place = [person.address.as_str(), person.phone.as_str()].join("  ");
    Entry {
        title: w::PERSON_LINE.with("name", &person.name).with("id", &person.masked_id).with("place", place),
        hint: String::new(),
        why_not: None,
        on: false,
        pick: MenuPick::Person(person.id),
    }
}

impl App {
    /// What every form knows.
    pub(super) fn known(&self) -> Known {
        let notice =
            self.desk.rules().limit("notice", self.today_day()).map(|ruled| (ruled.days, ruled.unit));
        let mut known = Known::new(self.today_day(), self.desk.calendar().clone());
        known.zone = self.desk.zone();
        known.items = self
            .items
            .iter()
            .filter(|choice| choice.published)
            .map(|choice| KnownItem::of(&choice.item, notice.filter(|_| choice.item.deems())))
            .collect();
        known.operators = self
            .operators
            .iter()
            .filter(|operator| operator.disabled_at.is_none())
            .map(|operator| Pick::new(&operator.code, operator.code.parse().ok(), &operator.name))
            .collect();
        known.grids =
            self.grids.iter().map(|grid| Pick::new(&grid.code, grid.code.parse().ok(), &grid.name)).collect();
        known
    }

    pub(super) fn focused_form_mut(&mut self) -> Option<&mut OpenForm> {
        match (&mut self.door, self.modals.last_mut()) {
            (Door::Closed(form), _) => Some(form),
            (Door::Locked(_) | Door::Device(_), _) => None,
            (_, Some(Modal::Form(form))) => Some(form),
            (_, Some(_)) => None,
            _ if self.case.is_none() && self.pane == Pane::Intake => self.intake.as_deref_mut(),
            _ => None,
        }
    }

    /// Gives an input to the form that has the focus; `true` where there is one.
    pub(super) fn type_into_form(&mut self, input: Input) -> bool {
        let now = self.now;
        let Some(open) = self.focused_form_mut() else { return false };
        let typed = matches!(input, Input::Char(_) | Input::Paste(_));
        let outcome = open.form.handle(input);
        open.form.changed_at(now);
        self.dirty = true;
        match outcome {
            Outcome::None | Outcome::Moved | Outcome::Changed => {}
            Outcome::Left { field, ask } => {
                if let Some(ask) = ask {
                    self.look_up(ask);
                }
                match field {
                    "code" => self.fill_operator(),
                    "applicant.name" => self.tell_namesakes(),
                    _ => {}
                }
                self.say_problem(field);
            }
            Outcome::Said(message) => self.say(Said::told(message)),
            Outcome::Submit => self.submit(),
        }
        if typed {
            self.code_is_complete();
        }
        self.rehearse_form();
        self.keep_quiet_drafts();
        true
    }

    /// The problem of a field that was just left goes to the message line, too.
    fn say_problem(&mut self, field: &str) {
        let problem = self.focused_form().and_then(|open| {
            open.form.fields().find(|view| view.spec.id == field).and_then(|view| view.problem.cloned())
        });
        if let Some(problem) = problem {
            let said =
                if problem.blocks { Said::error(problem.message, None) } else { Said::told(problem.message) };
            self.say(said);
        }
    }

    /// Brings what is known of the operator whose code was typed; only what changes is then filled in.
    fn fill_operator(&mut self) {
        let Some(open) = self.focused_form_mut().filter(|open| open.form.spec().id == "save-operator") else {
            return;
        };
        let code = open.form.text("code").to_owned();
        let Some(operator) = self.operators.iter().find(|operator| operator.code == code).cloned() else {
            return;
        };
        let roles: Vec<&str> = operator.roles.iter().map(|role| role.word()).collect();
        let Some(open) = self.focused_form_mut() else { return };
        open.form.fill("name", &operator.name, true);
        open.form.fill("roles", &roles.join(" "), true);
        open.form.fill("window", &operator.window, true);
        open.form.note("code", Some(w::OPERATOR_KNOWN.msg()));
    }

    /// At the door: a code that is some operator's and the beginning of no other's moves on to the PIN.
    fn code_is_complete(&mut self) {
        let Door::Closed(open) = &mut self.door else { return };
        if open.form.focused() != Some("code") {
            return;
        }
        let code = open.form.text("code");
        let same = self.operators.iter().any(|operator| operator.code == code);
        let longer = self
            .operators
            .iter()
            .any(|operator| operator.code.len() > code.len() && operator.code.starts_with(code));
        if same && !longer {
            open.form.handle(Input::Tab);
        }
    }

    fn look_up(&mut self, ask: Lookup) {
        let Some(actor) = self.actor().cloned() else { return };
        match ask {
            Lookup::Person { id_number } => match self.desk.person_with_number(&actor, &id_number) {
                Ok(Some((person, grid))) => self.fill_person(&person, grid.as_ref()),
                Ok(None) => {}
                Err(error) => self.fail(&error),
            },
            Lookup::Similar { id_number, item, .. } => {
                let Ok(Some((person, _))) = self.desk.person_with_number(&actor, &id_number) else { return };
                self.warn_of_similar(person.id, &item);
            }
        }
    }

    pub(super) fn warn_of_similar(&mut self, person: PersonId, item: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        let today = self.today_day();
        let Ok(cases) = self.desk.cases_of(&actor, person, 20) else { return };
        let similar = cases.into_iter().find(|case| {
            case.item_code == item
                && case.voided_at.is_none()
                && today.signed_duration_since(case.received_day).num_days() <= 30
        });
        if let Some(open) = self.focused_form_mut() {
            open.warnings = similar
                .map(|case| w::SAME_ITEM_OPEN.with("number", case.number).with("state", case.state.phrase()))
                .into_iter()
                .collect();
        }
    }

    fn fill_person(&mut self, person: &Person, grid: Option<&Grid>) {
        let note = w::PERSON_KNOWN.msg();
        let Some(open) = self.focused_form_mut() else { return };
        let form = &mut open.form;
        form.hide("applicant.id", Value::from(person.id.0));
        form.fill("applicant.name", &person.name, true);
        if let Some(phone) = &person.phone {
            form.fill("applicant.phone", phone, true);
        }
        if !person.address.is_empty() {
            form.fill("applicant.address", &person.address, true);
        }
        if let Some(grid) = grid {
            form.fill("applicant.grid", &grid.code, true);
        }
        form.note("applicant.id_number", Some(note));
    }

    // ---- Opening ----

    /// Opens an intake form, for an item and for what was typed of a person.
    pub(super) fn start_intake(&mut self, quick: Option<i64>, person: Option<String>) {
        if self.actor().is_none_or(|actor| {
            crate::domain::operator::may(actor, crate::domain::Verb::Take, Default::default()).is_err()
        }) {
            let refused = self.actor().cloned().and_then(|actor| {
                crate::domain::operator::may(&actor, crate::domain::Verb::Take, Default::default()).err()
            });
            if let Some(refused) = refused {
                self.say(Said::error(refused.what, refused.advice));
            }
            return;
        }
        if self.intake.as_ref().is_some_and(|open| open.form.touched()) {
            self.keep_drafts();
        }
        let mut open = OpenForm::with(&form::forms::TAKE, Purpose::Intake, self.known());
        open.subject = format!("new-{}", self.now.0);
        if let Some(last) = &self.last_intake {
            open.form.remember(last.clone());
        }
        if let Some(choice) = quick.and_then(|quick| self.items.iter().find(|choice| choice.quick == quick)) {
            let code = choice.item.code.clone();
            open.form.fill("item", &code, true);
        }
        self.intake = Some(Box::new(open));
        self.reload_kept();
        if let Some(text) = person {
            self.fill_found_person(&text);
        }
        self.dirty = true;
    }

    fn fill_found_person(&mut self, text: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        let found = self.desk.find(&actor, text, PERSONS_OFFERED).unwrap_or_default();
        // What is written in Hanzi may be the name of somebody new; initials and digits never are.
        let name = (crate::text::hanzi_count(text) > 0).then(|| text.to_owned());
        match (found.persons.as_slice(), name) {
            ([one], _) if one.name == text || crate::text::hanzi_count(text) == 0 => self.fill_known(one.id),
            ([], Some(name)) => self.fill_new_person(&name),
            ([], None) => self.say(Said::told(w::NO_PERSON_LIKE.with("text", text))),
            (persons, name) => self.which_person(text, persons, name),
        }
    }

    /// The persons of a name, to be picked for the form.
    fn offer_persons(&mut self, name: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        let found = self.desk.find(&actor, name, PERSONS_OFFERED).unwrap_or_default();
        if found.persons.is_empty() {
            self.say(Said::told(w::NO_PERSON_LIKE.with("text", name)));
            return;
        }
        self.which_person(name, &found.persons, Some(name.to_owned()));
    }

    fn which_person(&mut self, text: &str, persons: &[FoundPerson], name: Option<String>) {
        let mut entries: Vec<Entry> = persons.iter().map(person_entry).collect();
        entries.extend(name.map(|name| Entry {
            title: w::NEW_PERSON_NAMED.with("name", &name),
            hint: String::new(),
            why_not: None,
            on: false,
            pick: MenuPick::NewPerson(name),
        }));
        let title = w::WHICH_PERSON.with("text", text);
        self.modals.push(Modal::Menu(Menu::new(title, entries, true, self.lang())));
    }

    /// Says beside a name that was typed without a number that people of this name are known.
    fn tell_namesakes(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let Some(open) = self.focused_form() else { return };
        let (name, number) = (open.form.text("applicant.name"), open.form.text("applicant.id_number"));
        if name.trim().is_empty() || !number.is_empty() {
            return;
        }
        let found = self.desk.find(&actor, name, PERSONS_OFFERED).unwrap_or_default();
        let count = found.persons.iter().filter(|person| person.name == name.trim()).count();
        let note = (count > 0).then(|| w::SAME_NAME.with("count", count));
        if let Some(open) = self.focused_form_mut() {
            open.form.note("applicant.name", note);
        }
    }

    pub(super) fn fill_new_person(&mut self, name: &str) {
        if let Some(open) = self.focused_form_mut() {
            open.form.fill("applicant.name", name, false);
        }
    }

    /// Opens an intake form for a known person.
    pub(super) fn start_intake_for(&mut self, person: PersonId) {
        self.start_intake(None, None);
        self.fill_known(person);
        let walks = self.actor().is_some_and(|actor| {
            actor.is(crate::domain::operator::Role::GridWorker)
                && !actor.is(crate::domain::operator::Role::Clerk)
        });
        if let Some(open) = self.intake.as_deref_mut().filter(|_| walks) {
            open.form.fill("channel", "grid", true);
        }
    }

    pub(super) fn fill_known(&mut self, person: PersonId) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.person_for_form(&actor, person) {
            Ok(Some((person, grid))) => {
                if let (Some(open), Some(number)) = (self.focused_form_mut(), &person.id_number) {
                    open.form.fill("applicant.id_number", number, true);
                }
                self.fill_person(&person, grid.as_ref());
            }
            Ok(None) => {}
            Err(error) => self.fail(&error),
        }
    }

    /// Opens the form of an act on the opened case.
    pub(super) fn open_act(&mut self, act: Act) {
        let (Some(screen), Some(actor)) = (&self.case, self.actor()) else {
            self.say(Said::told(&w::NO_CASE_MARKED));
            return;
        };
        if let Some(why) = screen.why_not(act, actor) {
            self.say(Said::error(why, None));
            return;
        }
        let view = &screen.view;
        let mut known = self.known();
        known.materials = view.materials.iter().map(KnownMaterial::of_case).collect();
        known.facts = facts(view);
        let purpose = Purpose::Act { act, case: view.case.id, version: view.case.version };
        let subject = format!("case-{}", view.case.id.0);
        let Some(spec) = form::form(act.word()) else { return };
        let mut open = OpenForm::with(spec, purpose, known);
        open.subject = subject;
        open.about = format!("{} {}", view.case.number, view.case.applicant_name);
        open.warnings = screen.form_says(act, actor);
        if matches!(act, Act::Supplement) {
            for place in &screen.ticked {
                let digit = u32::try_from(*place).ok().and_then(|place| char::from_digit(place, 10));
                if let (Some(digit), Some("materials")) = (digit, open.form.focused()) {
                    open.form.handle(Input::Char(digit));
                }
            }
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.rehearse_form();
        self.dirty = true;
    }

    /// Opens a form that is no case act.
    pub(super) fn open_form(&mut self, id: &'static str) {
        let Some(spec) = form::form(id) else { return };
        let mut open = OpenForm::with(spec, Purpose::Other, self.known());
        open.subject = format!("{id}-{}", self.now.0);
        if id == "confirm-date" {
            open.warnings = self.ahead_warnings();
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// Asks for the name under which what the board shows is kept.
    pub(super) fn open_save_view(&mut self) {
        let view = serde_json::to_value(self.due.view()).unwrap_or_default();
        self.open_form("save-view");
        if let Some(open) = self.focused_form_mut() {
            open.form.hide("view", view);
        }
    }

    /// Lets a saved view go.
    pub(super) fn drop_view(&mut self, name: String) {
        match self.run(&Command::SaveView(SaveView { name, view: None })) {
            Ok(done) => {
                self.reload_house();
                self.finished(&done);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// What confirming the date takes back: how many entries lie ahead of it, and up to which day.
    fn ahead_warnings(&self) -> Vec<Message> {
        let ahead = self.desk.entries_ahead(self.now).unwrap_or_default();
        let last = ahead.first().map(|entry| self.zone().day(entry.at).to_string());
        last.map(|day| w::TAKES_BACK.with("count", ahead.len()).with("day", day)).into_iter().collect()
    }

    /// Asks for the purpose for which the applicant's numbers are shown in full (PR-3).
    pub(super) fn open_reveal(&mut self) {
        let person = match (&self.case, &self.person) {
            (Some(case), _) => Some(case.view.person.id),
            (None, Some(screen)) => Some(screen.id()),
            _ => None,
        };
        let (Some(person), Some(actor)) = (person, self.actor()) else {
            self.say(Said::told(&w::NO_CASE_OPEN));
            return;
        };
        let may = crate::domain::operator::may(actor, crate::domain::Verb::Reveal, Default::default());
        if let Err(refused) = may {
            self.say(Said::error(refused.what, refused.advice));
            return;
        }
        self.open_form("reveal");
        if let Some(open) = self.focused_form_mut() {
            open.form.hide("person", Value::from(person.0));
        }
    }

    /// What F4 does in a form: the choices of the field.
    pub(super) fn field_choices(&mut self) {
        let Some(open) = self.focused_form() else { return };
        let (field, picks) = (open.form.focused(), open.form.picker().is_some() || open.form.has_choices());
        let name = open.form.text("applicant.name").trim().to_owned();
        if field == Some("applicant.name") && !name.is_empty() {
            self.offer_persons(&name);
        } else if picks {
            self.type_into_form(Input::Choices);
        } else if let Some(spec) = open.form.focused_spec().filter(|spec| !spec.kind.choices().is_empty()) {
            let lang = self.lang();
            let all: Vec<String> = spec
                .kind
                .choices()
                .iter()
                .map(|choice| format!("{} {}", choice.digit, choice.label.say(lang)))
                .collect();
            self.say(Said::told(w::DIGITS_HERE.with("all", all.join("  "))));
        } else {
            self.say(Said::told(&w::NO_CHOICES_HERE));
        }
    }
}
