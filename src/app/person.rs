//! A person's page (居民页): the household, categories, visits, wishes, cases, doubles, and who looked; and what can
//! be done from it.

use super::detail::in_full;
use super::forms::{OpenForm, Purpose};
use super::list::Go;
use super::menu::{Entry, Menu, Pick as MenuPick};
use super::note::Said;
use super::{App, Modal};
use crate::desk::verbs::{HouseholdPaper, ViewPerson};
use crate::desk::{Command, PersonPage};
use crate::domain::document::DocumentKind;
use crate::domain::id::{HouseholdId, PersonId};
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::person::Person;
use crate::domain::visit::{Visit, Wish};
use crate::domain::{Named as _, Verb};
use crate::form::{self, Pick};
use crate::paper::Medium;
use crate::words::{Lang, Message, app as w, people as r};
use serde_json::Value;

/// Which part of the page the marker is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PersonPart {
    /// Who lives there.
    #[default]
    Members,
    /// Categories.
    Categories,
    /// Visits and attempts.
    Visits,
    /// Wishes.
    Wishes,
    /// Volunteer service.
    Services,
    /// Cases.
    Cases,
    /// Doubles, and records that may be.
    Doubles,
    /// Who looked at it.
    Looks,
}

impl PersonPart {
    /// All of them, in the order in which Tab goes through them.
    pub const ALL: [Self; 8] = [
        Self::Members,
        Self::Categories,
        Self::Visits,
        Self::Wishes,
        Self::Services,
        Self::Cases,
        Self::Doubles,
        Self::Looks,
    ];

    fn place(self) -> usize {
        Self::ALL.iter().position(|part| *part == self).unwrap_or(0)
    }
}

/// The opened page.
#[derive(Debug, Clone)]
pub struct PersonScreen {
    /// What it shows.
    pub page: PersonPage,
    /// Which part the marker is in.
    pub part: PersonPart,
    markers: [usize; PersonPart::ALL.len()],
    /// The record with its numbers in full, once a purpose was given (PR-3).
    pub revealed: Option<Box<Person>>,
    /// The case that was open when it was opened; Back leads there.
    pub from_case: Option<crate::domain::id::CaseId>,
    /// Whether it is to be read again before it is shown.
    pub stale: bool,
}

impl PersonScreen {
    /// The screen of a page that was just read.
    #[must_use]
    pub fn of(page: PersonPage) -> Self {
        Self {
            page,
            part: PersonPart::Members,
            markers: [0; PersonPart::ALL.len()],
            revealed: None,
            from_case: None,
            stale: false,
        }
    }

    /// The person's id.
    #[must_use]
    pub fn id(&self) -> PersonId {
        self.page.person.id
    }

    /// How many rows a part has.
    #[must_use]
    pub fn rows(&self, part: PersonPart) -> usize {
        let page = &self.page;
        match part {
            PersonPart::Members => page.members.len(),
            PersonPart::Categories => page.categories.len(),
            PersonPart::Visits => page.visits.len(),
            PersonPart::Wishes => page.wishes.len(),
            PersonPart::Services => page.services.len(),
            PersonPart::Cases => page.cases.len(),
            PersonPart::Doubles => page.doubles.len() + page.alike.len(),
            PersonPart::Looks => page.looks.len(),
        }
    }

    /// The row under the marker of a part, where the marker is in it.
    #[must_use]
    pub fn marked(&self, part: PersonPart) -> Option<usize> {
        (part == self.part && self.rows(part) > 0).then(|| self.marker(part))
    }

    fn marker(&self, part: PersonPart) -> usize {
        let last = self.rows(part).saturating_sub(1);
        self.markers.get(part.place()).copied().unwrap_or(0).min(last)
    }

    /// Moves the marker within its part.
    pub fn go(&mut self, to: Go, page: usize) {
        let (at, last) = (self.marker(self.part), self.rows(self.part).saturating_sub(1));
        let to = match to {
            Go::Up => at.saturating_sub(1),
            Go::Down => (at + 1).min(last),
            Go::PageUp => at.saturating_sub(page),
            Go::PageDown => (at + page).min(last),
            Go::First => 0,
            Go::Last => last,
        };
        if let Some(marker) = self.markers.get_mut(self.part.place()) {
            *marker = to;
        }
    }

    /// Goes to the next part with rows, or the one before.
    pub fn next_part(&mut self, forward: bool) {
        let count = PersonPart::ALL.len();
        let step = if forward { 1 } else { count - 1 };
        let mut at = self.part.place();
        for _ in 0..count {
            at = (at + step) % count;
            if let Some(part) = PersonPart::ALL.get(at).copied()
                && self.rows(part) > 0
            {
                self.part = part;
                return;
            }
        }
    }

    /// Whether a name is that of somebody on the page, or the number of one of its cases.
    #[must_use]
    pub fn knows(&self, about: &str) -> bool {
        let page = &self.page;
        page.members.iter().chain([&page.person]).any(|one| one.name == about)
            || page.cases.iter().any(|case| case.number == about)
    }

    /// Whether the household is watched over, so that whoever comes means a visit.
    #[must_use]
    pub fn cared_for(&self) -> bool {
        let open = self.page.cares.iter().any(|care| care.until_day.is_none());
        open || self.page.pairings.iter().any(|(pairing, _)| pairing.open())
    }
}

/// What can be done from a page: the form, and whether it is about the household.
const ACTS: &[(Verb, bool)] = &[
    (Verb::RecordVisit, true),
    (Verb::CollectWish, true),
    (Verb::SetCategory, false),
    (Verb::EndCategory, false),
    (Verb::SetLevel, true),
    (Verb::Pair, true),
    (Verb::Unpair, true),
    (Verb::SaveHousehold, false),
    (Verb::SplitHousehold, true),
    (Verb::MovePerson, false),
    (Verb::ReportDeath, false),
    (Verb::SetConsent, false),
    (Verb::VoidVisit, true),
    (Verb::MergePersons, false),
    (Verb::UnmergePersons, false),
    (Verb::ProposeDisposal, false),
    (Verb::Dispose, false),
];

impl App {
    /// Opens a person's page; that it was opened is journalled (A13).
    pub(super) fn open_person(&mut self, id: PersonId) {
        let Some(actor) = self.actor().cloned() else { return };
        if let Err(error) = self.desk.run(&actor, &Command::ViewPerson(ViewPerson { person: id.0 }), self.now)
        {
            self.fail(&error);
            return;
        }
        match self.desk.person_page(&actor, id) {
            Ok(page) => {
                let from_case = self.case.as_ref().map(|case| case.id());
                self.leave_case();
                self.person = Some(Box::new(PersonScreen { from_case, ..PersonScreen::of(page) }));
                self.line.clear();
                self.dirty = true;
            }
            Err(error) => self.fail(&error),
        }
    }

    /// After a purpose was given: the numbers of the page in full, until it is left (PR-3).
    pub(super) fn reveal_person(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        if self.case.is_some() {
            return;
        }
        let Some(id) = self.person.as_ref().map(|screen| screen.id()) else { return };
        let found = self.desk.person_for_form(&actor, id).ok().flatten();
        if let (Some(screen), Some((person, _))) = (&mut self.person, found) {
            screen.revealed = Some(Box::new(person));
        }
    }

    /// Reads the page again.
    pub(super) fn load_person(&mut self) -> Result<(), crate::desk::DeskError> {
        let Some(actor) = self.actor().cloned() else { return Ok(()) };
        let Some(screen) = &mut self.person else { return Ok(()) };
        if !std::mem::take(&mut screen.stale) {
            return Ok(());
        }
        screen.page = self.desk.person_page(&actor, screen.id())?;
        self.dirty = true;
        Ok(())
    }

    /// Enter on the page: the row under the marker.
    pub(super) fn open_person_row(&mut self) {
        let Some(screen) = &self.person else { return };
        let (page, lang) = (&screen.page, self.lang());
        let Some(row) = screen.marked(screen.part) else { return };
        match screen.part {
            PersonPart::Members => {
                let other = page.members.get(row).map(|one| one.id).filter(|id| *id != page.person.id);
                if let Some(other) = other {
                    self.open_person(other);
                }
            }
            PersonPart::Cases => {
                if let Some(case) = page.cases.get(row).map(|case| case.id) {
                    self.open_case(case);
                }
            }
            PersonPart::Visits => {
                if let Some(visit) = page.visits.get(row) {
                    let help = in_full(Verb::RecordVisit.phrase().msg(), visit_lines(visit, lang));
                    self.modals.push(Modal::Help(help));
                }
            }
            PersonPart::Wishes => self.advance_wish(row),
            PersonPart::Services => {
                if let Some(line) = page.services.get(row) {
                    let lines = self.service_lines(line);
                    let help = in_full(crate::words::activity::PART_SERVICES.msg(), lines);
                    self.modals.push(Modal::Help(help));
                }
            }
            PersonPart::Doubles => self.compare_double(row),
            PersonPart::Categories => {
                if let Some(category) = page.categories.get(row) {
                    let lines = [category.name(), category.evidence.clone(), category.ended_reason.clone()];
                    let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
                    let help = in_full(Verb::SetCategory.phrase().msg(), lines);
                    self.modals.push(Modal::Help(help));
                }
            }
            PersonPart::Looks => {
                if let Some(look) = page.looks.get(row) {
                    let (hour, minute) = self.zone().clock(look.at);
                    let day = self.zone().day(look.at);
                    let lines = vec![
                        format!("{day} {hour:02}:{minute:02}  {}  {}", look.name, look.terminal),
                        look.purpose.clone(),
                    ];
                    self.modals.push(Modal::Help(in_full(look.phrase().msg(), lines)));
                }
            }
        }
    }

    /// Two records side by side, with why they may be one.
    fn compare_double(&mut self, row: usize) {
        let (Some(screen), Some(actor)) = (&self.person, self.actor()) else { return };
        let merged = row < screen.page.doubles.len();
        let other = screen.page.doubles.iter().chain(screen.page.alike.iter().map(|(one, _)| one)).nth(row);
        let Some(other) = other else { return };
        match self.desk.compare(actor, screen.id(), other.id) {
            Ok((left, right, reasons)) => {
                let lang = self.lang();
                let mut lines: Vec<String> =
                    reasons.iter().map(|reason| reason.phrase().say(lang).to_owned()).collect();
                lines.push(String::new());
                lines.extend(side_by_side(&left, &right, lang));
                lines.push(String::new());
                let hint = if merged { &r::UNMERGE_HINT } else { &r::MERGE_HINT };
                lines.push(hint.with("id", right.id.0).say(lang));
                self.modals.push(Modal::Help(in_full(r::PART_DOUBLES.msg(), lines)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// F2 on the page: a visit where the household is watched over, else a new case. Nobody gets a case by this key
    /// who is not here any more, and whoever walks gets none where they meant a visit.
    pub(super) fn person_entry_key(&mut self) {
        let Some(screen) = &self.person else { return };
        let id = screen.id();
        if let Some(gone) = screen.page.person.last_day() {
            let day = gone.to_string();
            self.say(Said::told(r::NOT_HERE_NOW.with("name", &screen.page.person.name).with("day", day)));
        } else if !screen.cared_for() && self.actor().is_some_and(Actor::walks_only) {
            self.say(Said::told(&r::NOT_WATCHED));
        } else if screen.cared_for() && screen.page.household.is_some() {
            self.open_resident_form(Verb::RecordVisit);
        } else {
            self.go_to_intake();
            self.start_intake_for(id);
        }
    }

    /// F8 on the page: what can be done from it.
    pub(super) fn person_acts(&mut self) {
        let (Some(screen), Some(actor)) = (&self.person, self.actor()) else { return };
        let mut entries = Vec::new();
        let taken = may(actor, Verb::Take, Subject::default()).err().map(|refusal| refusal.what);
        for (at, (verb, of_household)) in ACTS.iter().enumerate() {
            let mut why_not = may(actor, *verb, Subject::default()).err().map(|refusal| refusal.what);
            if *of_household && screen.page.household.is_none() {
                why_not = why_not.or(Some(r::NO_HOUSEHOLD_YET.msg()));
            }
            entries.push(Entry {
                title: verb.phrase().msg(),
                hint: String::new(),
                why_not,
                on: false,
                pick: MenuPick::Resident(*verb),
            });
            if *verb == Verb::CollectWish {
                let mut ask = self.volunteer_entry(Verb::AskHelp);
                if screen.page.household.is_none() {
                    ask.why_not = ask.why_not.or(Some(r::NO_HOUSEHOLD_YET.msg()));
                }
                entries.push(ask);
            }
            if at == 0 {
                entries.push(Entry {
                    title: Verb::Take.phrase().msg(),
                    hint: String::new(),
                    why_not: taken.clone(),
                    on: false,
                    pick: MenuPick::Resident(Verb::Take),
                });
            }
        }
        entries.push(self.volunteer_entry(Verb::SaveVolunteer));
        if screen.page.volunteer.is_some() {
            entries.push(self.volunteer_entry(Verb::SetVolunteerState));
            entries.push(self.volunteer_entry(Verb::CertifyHours));
        }
        let title = w::ACTS_OF.with("number", &screen.page.person.name);
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::fixed(title, entries, lang)));
    }

    /// F7 on the page: the papers of the household.
    pub(super) fn person_papers(&mut self) {
        let Some(screen) = &self.person else { return };
        let page = &screen.page;
        let paired = page.pairings.iter().any(|(pairing, _)| pairing.open());
        let papers = [
            (DocumentKind::ContactCard, (!paired).then(|| crate::words::resident::NOT_PAIRED.msg())),
            (DocumentKind::VisitRecord, page.visits.is_empty().then(|| r::NO_VISITS.msg())),
            (DocumentKind::WishCard, page.wishes.is_empty().then(|| r::NO_WISHES.msg())),
        ];
        let entries = papers
            .into_iter()
            .map(|(kind, why_not)| Entry {
                title: kind.phrase().msg(),
                hint: String::new(),
                why_not,
                on: false,
                pick: MenuPick::Paper(kind),
            })
            .collect();
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::fixed(r::PAPERS.msg(), entries, lang)));
    }

    /// Makes a paper of the household and shows it; of visits and wishes the one under the marker.
    pub(super) fn make_paper(&mut self, kind: DocumentKind) {
        let Some(screen) = &self.person else { return };
        let Some(home) = screen.page.household.as_ref().map(|home| home.id) else {
            self.say(Said::told(&r::NO_HOUSEHOLD_YET));
            return;
        };
        let row = match kind {
            DocumentKind::VisitRecord => screen.marked(PersonPart::Visits),
            DocumentKind::WishCard => screen.marked(PersonPart::Wishes),
            _ => None,
        };
        let paper = HouseholdPaper { household: home.0, kind, nth: row.map(|row| row + 1) };
        match self.run(&Command::HouseholdPaper(paper)) {
            Ok(done) => {
                if let Some(document) = done.documents.first() {
                    self.show_preview(document.clone(), Medium::A4);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Opens the form of an act on the person or household that is open or under the marker.
    pub(super) fn open_resident_form(&mut self, verb: Verb) {
        if verb == Verb::Take {
            if let Some(id) = self.marked_person() {
                self.go_to_intake();
                self.start_intake_for(id);
            }
            return;
        }
        let Some(spec) = form::form(verb.word()) else { return };
        let (Some(person), home) = (self.marked_person(), self.marked_household()) else {
            self.say(Said::told(&r::NOBODY_MARKED));
            return;
        };
        let mut known = self.known();
        known.facts.record_exists = self.form_record_exists(verb);
        match (verb, home) {
            (Verb::Pair, Some(home)) => known.helpers = self.helper_picks(home),
            (Verb::MergePersons, _) => known.persons = self.alike_picks(),
            (Verb::UnmergePersons, _) => known.persons = self.double_picks(),
            _ => {}
        }
        let mut open = OpenForm::with(spec, Purpose::Other, known);
        open.subject = format!("person-{}", person.0);
        open.about = self.marked_about();
        self.hide_subject(&mut open, verb, person, home);
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// What the form knows without asking: whom it is about.
    fn hide_subject(&self, open: &mut OpenForm, verb: Verb, person: PersonId, home: Option<HouseholdId>) {
        let form = &mut open.form;
        match verb {
            Verb::MergePersons => form.hide("kept", Value::from(person.0)),
            Verb::UnmergePersons => {}
            Verb::SaveHousehold => {
                if let Some(home) = home {
                    form.hide("household", Value::from(home.0));
                } else if let Some(screen) = &self.person {
                    let address = screen.page.person.address.clone();
                    form.hide("head", Value::from(person.0));
                    if !address.is_empty() {
                        form.fill("address", &address, true);
                    }
                }
                form.hide("members", serde_json::json!([person.0]));
            }
            _ if ACTS.iter().any(|(known, of_household)| *known == verb && *of_household) => {
                form.hide("household", home.map_or(Value::Null, |home| Value::from(home.0)));
            }
            _ => form.hide("person", Value::from(person.0)),
        }
    }

    /// Whether the record that a form changes exists: a household, a pairing.
    fn form_record_exists(&self, verb: Verb) -> bool {
        match (verb, &self.person) {
            (Verb::SaveHousehold, Some(screen)) => screen.page.household.is_some(),
            (Verb::Pair, Some(screen)) => screen.page.pairings.iter().any(|(pairing, _)| pairing.open()),
            (Verb::Pair, None) => self.pairings.current_call().is_some_and(|call| call.helper.is_some()),
            _ => false,
        }
    }

    /// The helpers for a household, those who suit best first, each with the reasons.
    fn helper_picks(&self, home: HouseholdId) -> Vec<Pick> {
        let Some(actor) = self.actor() else { return Vec::new() };
        let found = self.desk.suggestions(actor, home).unwrap_or_default();
        let lang = self.lang();
        let pick = |one: crate::domain::pairing::Suggestion| {
            let reasons: Vec<String> = one.reasons.iter().map(|reason| reason.say(lang)).collect();
            Pick::new(one.helper.name.clone(), None, one.helper.name).hinted(reasons.join(", "))
        };
        found.into_iter().map(pick).collect()
    }

    fn alike_picks(&self) -> Vec<Pick> {
        let lang = self.lang();
        let alike = self.person.iter().flat_map(|screen| &screen.page.alike);
        alike
            .map(|(one, reasons)| {
                let why = reasons.first().map(|reason| reason.phrase().say(lang)).unwrap_or_default();
                let number = one.id_number.clone().unwrap_or_default();
                Pick::new(one.id.0.to_string(), None, one.name.clone()).hinted(format!("{number} {why}"))
            })
            .collect()
    }

    fn double_picks(&self) -> Vec<Pick> {
        let doubles = self.person.iter().flat_map(|screen| &screen.page.doubles);
        doubles
            .map(|one| {
                let number = one.id_number.clone().unwrap_or_default();
                Pick::new(one.id.0.to_string(), None, one.name.clone()).hinted(number)
            })
            .collect()
    }

    /// Enter on a wish: its next step.
    pub(super) fn advance_wish(&mut self, row: usize) {
        let wish = match (&self.person, self.pairings.current_wish()) {
            (Some(screen), _) => screen.page.wishes.get(row).cloned(),
            (None, wish) => wish.cloned(),
        };
        if let Some(wish) = wish {
            self.advance(&wish);
        }
    }

    /// The wish under the marker, and whose it is.
    pub(super) fn marked_wish(&self) -> Option<(Wish, String)> {
        let wish = match &self.person {
            Some(screen) => screen.marked(PersonPart::Wishes).and_then(|row| screen.page.wishes.get(row)),
            None => self.pairings.current_wish().filter(|_| self.pane == super::Pane::Pairings),
        };
        let wish = wish.cloned()?;
        let name = self.desk.wish_with_name(wish.id.0).map(|(_, name)| name).unwrap_or_default();
        Some((wish, name))
    }

    /// F8 on a wish: its next step, or a volunteer for it.
    pub(super) fn wish_acts(&mut self) {
        let Some((wish, _)) = self.marked_wish() else { return };
        let entries = [Verb::AdvanceWish, Verb::AskHelp].map(|verb| self.volunteer_entry(verb)).to_vec();
        let title = w::ACTS_OF.with("number", &wish.text);
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::fixed(title, entries, lang)));
    }

    /// Opens the form that takes a wish its next step.
    pub(super) fn advance(&mut self, wish: &Wish) {
        let Some(spec) = form::form(Verb::AdvanceWish.word()) else { return };
        let mut open = OpenForm::with(spec, Purpose::Other, self.known());
        open.subject = format!("wish-{}", wish.id.0);
        let name = self.desk.wish_with_name(wish.id.0).map(|(_, name)| name).unwrap_or_default();
        open.about = format!("{name} {}", wish.text);
        if let Some(next) = wish.state.next() {
            open.form.fill("to", next.word(), true);
        }
        let lang = self.lang();
        let next = wish.state.next().map_or_else(String::new, |next| next.phrase().say(lang).to_owned());
        open.warnings = vec![r::WISH_STANDS.with("state", wish.state.phrase()).with("next", next)];
        open.form.hide("wish", Value::from(wish.id.0));
        open.form.hide("version", Value::from(wish.version));
        self.modals.push(Modal::Form(Box::new(open)));
    }

    /// The person that is open or under the marker.
    pub(super) fn marked_person(&self) -> Option<PersonId> {
        match (&self.person, self.pane) {
            (Some(screen), _) => Some(screen.id()),
            (None, super::Pane::Residents) => self.residents.list.current().map(|row| row.id),
            (None, super::Pane::Pairings) => self.pairings.current_call().and_then(|call| call.head),
            _ => None,
        }
    }

    fn marked_household(&self) -> Option<HouseholdId> {
        match &self.person {
            Some(screen) => screen.page.household.as_ref().map(|home| home.id),
            None => self.pairings.current_call().map(|call| call.household),
        }
    }

    fn marked_about(&self) -> String {
        match &self.person {
            Some(screen) => format!("{} {}", screen.page.person.name, screen.page.person.address),
            None => self
                .pairings
                .current_call()
                .map(|call| format!("{} {}", call.name, call.address))
                .unwrap_or_default(),
        }
    }
}

/// A visit in full.
fn visit_lines(visit: &Visit, lang: Lang) -> Vec<String> {
    let said = |label: &crate::words::Phrase, text: &str| format!("{}: {text}", label.say(lang));
    let met = if visit.met { &crate::words::resident::F_MET_YES } else { &crate::words::resident::F_MET_NO };
    let mut lines = vec![format!(
        "{}  {}  {}  {}",
        visit.day,
        visit.mode.phrase().say(lang),
        met.say(lang),
        if visit.counts { r::COUNTS.say(lang) } else { r::COUNTS_NOT.say(lang) },
    )];
    use crate::words::resident as f;
    for (label, text) in [
        (&f::F_WITH, &visit.visitors),
        (&f::F_LIVING, &visit.living),
        (&f::F_NEEDS, &visit.needs),
        (&f::F_DONE, &visit.done),
    ] {
        if !text.is_empty() {
            lines.push(said(label, text));
        }
    }
    lines
}

/// Two records, a line a field, what differs marked.
fn side_by_side(left: &Person, right: &Person, lang: Lang) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |value: Option<crate::calendar::Day>| value.map(|day| day.to_string()).unwrap_or_default();
    let fields: [(&crate::words::Phrase, String, String); 7] = [
        (&w::CASE_NAME, left.name.clone(), right.name.clone()),
        (&w::CASE_ID_NUMBER, text(&left.id_number), text(&right.id_number)),
        (&r::BIRTH, day(left.birth), day(right.birth)),
        (&w::CASE_PHONE, text(&left.phone), text(&right.phone)),
        (&w::CASE_PHONE, text(&left.phone2), text(&right.phone2)),
        (&w::CASE_ADDRESS, left.address.clone(), right.address.clone()),
        (&r::TAGS, left.tags.clone(), right.tags.clone()),
    ];
    let cell = |text: &str, n: usize| crate::text::fit(text, crate::text::Cols(n), crate::text::Align::Left);
    fields
        .into_iter()
        .filter(|(_, a, b)| !(a.is_empty() && b.is_empty()))
        .map(|(label, a, b)| {
            let mark = if a == b { " " } else { "*" };
            format!("{mark} {} {} {}", cell(label.say(lang), 8), cell(&a, 26), cell(&b, 26))
        })
        .collect()
}

/// What a message says for a count of rows of a part.
#[must_use]
pub fn part_title(part: PersonPart, count: usize) -> Message {
    let title = match part {
        PersonPart::Members => &r::PART_MEMBERS,
        PersonPart::Categories => &r::PART_CATEGORIES,
        PersonPart::Visits => &r::PART_VISITS,
        PersonPart::Wishes => &r::PART_WISHES,
        PersonPart::Services => &crate::words::activity::PART_SERVICES,
        PersonPart::Cases => &r::PART_CASES,
        PersonPart::Doubles => &r::PART_DOUBLES,
        PersonPart::Looks => &r::PART_LOOKS,
    };
    r::PART_TITLE.with("title", title).with("count", count)
}
