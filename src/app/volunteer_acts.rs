//! What can be done in pane 7 and at the door: the list of acts, their forms, papers and certificates.

use super::detail::in_full;
use super::forms::{OpenForm, Purpose};
use super::menu::{Entry, Menu, Pick as MenuPick};
use super::note::Said;
use super::volunteers::{VolunteerItem, VolunteerView};
use super::{App, Modal};
use crate::desk::{ActivityRow, NeedRow, VolunteerRow};
use crate::domain::hours::HoursBy;
use crate::domain::id::{DocumentId, VolunteerId};
use crate::domain::operator::{Subject, may};
use crate::domain::service::{ActivityState, duration};
use crate::domain::volunteer::{NeedState, Volunteer};
use crate::domain::{Named as _, Verb};
use crate::form::{self, Pick};
use crate::paper::Medium;
use crate::words::{Message, activity as w, app as a, volunteer as v};
use serde_json::Value;

/// What can be done with an activity.
const OF_ACTIVITY: &[Verb] = &[
    Verb::SignDoor,
    Verb::SignUp,
    Verb::RecordActivity,
    Verb::CorrectHours,
    Verb::SaveActivity,
    Verb::CancelActivity,
];
/// What can be done with a volunteer.
const OF_VOLUNTEER: &[Verb] = &[Verb::SaveVolunteer, Verb::SetVolunteerState, Verb::CertifyHours];

impl App {
    /// The volunteers to pick from; for a need those who suit best first, each with the reasons.
    pub(super) fn volunteer_picks(&self, need: Option<i64>) -> Vec<Pick> {
        let Some(actor) = self.actor() else { return Vec::new() };
        let lang = self.lang();
        let pick = |volunteer: &Volunteer, name: &str| {
            let number = volunteer.number;
            Pick::new(number.to_string(), number.try_into().ok(), name)
        };
        if let Some(need) = need {
            let found = self.desk.suited(actor, need, self.today_day()).unwrap_or_default();
            let suited = found.iter().map(|one| {
                let reasons: Vec<String> = one.reasons.iter().map(|reason| reason.say(lang)).collect();
                pick(&one.candidate.volunteer, &one.candidate.name).hinted(reasons.join(", "))
            });
            return suited.collect();
        }
        let rows = self.desk.volunteers(actor).unwrap_or_default();
        rows.iter()
            .filter(|row| row.volunteer.serves(self.today_day()))
            .map(|row| pick(&row.volunteer, &row.name).hinted(row.teams.clone()))
            .collect()
    }

    /// The activity that is meant: of the door that is open, else under the marker.
    fn marked_activity(&self) -> Option<ActivityRow> {
        self.roster().map(|screen| screen.row.clone()).or_else(|| self.volunteers.activity().cloned())
    }

    fn marked_need(&self) -> Option<NeedRow> {
        match self.volunteers.list.current() {
            Some(VolunteerItem::Need(row)) => Some((**row).clone()),
            _ => None,
        }
    }

    /// The volunteer that is meant: of the person's page that is open, at the door, else under the marker.
    fn marked_volunteer(&self) -> Option<(Volunteer, String)> {
        if let Some(screen) = &self.person {
            let volunteer = screen.page.volunteer.as_ref()?.0.clone();
            return Some((volunteer, screen.page.person.name.clone()));
        }
        if let Some(row) = self.roster().and_then(|screen| screen.current()) {
            return Some((row.volunteer.clone(), row.name.clone()));
        }
        match self.volunteers.list.current() {
            Some(VolunteerItem::Person(row, _)) => Some((row.volunteer.clone(), row.name.clone())),
            Some(VolunteerItem::Sum(_, sum)) => {
                self.row_of(sum.volunteer?).map(|row| (row.volunteer, row.name))
            }
            _ => None,
        }
    }

    fn row_of(&self, id: VolunteerId) -> Option<VolunteerRow> {
        let rows = self.desk.volunteers(self.actor()?).ok()?;
        rows.into_iter().find(|row| row.volunteer.id == id)
    }

    /// Enter on a row of the pane.
    pub(super) fn open_volunteer_row(&mut self) {
        let lang = self.lang();
        if self.volunteers.view == VolunteerView::Calendar {
            self.open_calendar_day();
            return;
        }
        match self.volunteers.list.current().cloned() {
            Some(VolunteerItem::Activity(row)) => self.open_door(*row),
            Some(VolunteerItem::Need(_)) => self.open_volunteer_form(Verb::AnswerHelp),
            Some(VolunteerItem::Person(row, _)) => self.open_person(row.volunteer.person_id),
            Some(VolunteerItem::Team(row)) => {
                let rows =
                    self.actor().and_then(|actor| self.desk.volunteers(actor).ok()).unwrap_or_default();
                let members = rows.iter().filter(|one| one.volunteer.teams.contains(&row.team.id));
                let line = |one: &VolunteerRow| {
                    let state = one.volunteer.state.phrase().say(lang);
                    format!("{} {} {state} {}", one.volunteer.number, one.name, one.volunteer.skills)
                };
                let mut lines = vec![row.team.purpose.clone(), String::new()];
                lines.extend(members.map(line));
                self.modals.push(Modal::Help(in_full(w::MEMBERS_OF.with("name", &row.team.name), lines)));
            }
            Some(VolunteerItem::Partner(partner, _)) => {
                let lines = self.partner_lines(partner.id);
                self.modals.push(Modal::Help(in_full(w::DONE_WITH.with("name", &partner.name), lines)));
            }
            Some(VolunteerItem::Sum(_, sum)) => self.open_sum(sum.volunteer, &sum.title),
            None => {}
        }
    }

    /// What a sum of hours is made of.
    fn open_sum(&mut self, volunteer: Option<VolunteerId>, title: &str) {
        let lang = self.lang();
        if let Some(row) = volunteer.and_then(|id| self.row_of(id)) {
            self.open_person(row.volunteer.person_id);
            return;
        }
        let by = self.volunteers.by;
        let mine = |row: &&crate::domain::hours::HoursRow| match by {
            HoursBy::Team => row.team == title,
            _ => row.kind.phrase().say(lang) == title,
        };
        let lines = self.volunteers.hours.iter().filter(mine).map(|row| {
            format!(
                "{:>6}  {} {}  {}",
                duration(row.minutes),
                row.number,
                row.name,
                row.kind.phrase().say(lang)
            )
        });
        let name = if title.is_empty() { w::NO_TEAM.say(lang) } else { title };
        let help = in_full(w::MEMBERS_OF.with("name", name), lines.collect());
        self.modals.push(Modal::Help(help));
    }

    /// Enter in the calendar: the door of the day's activity, or a list of them.
    fn open_calendar_day(&mut self) {
        let day = self.calendar_day();
        let rows: Vec<ActivityRow> =
            self.volunteers.month.iter().filter(|row| row.activity.day == day).cloned().collect();
        match rows.as_slice() {
            [] => self.say(Said::told(w::NOTHING_THAT_DAY.with("day", day.to_string()))),
            [one] => self.open_door(one.clone()),
            _ => {
                let entries = rows
                    .into_iter()
                    .map(|row| Entry {
                        title: crate::words::common::TEXT.with("text", &row.activity.name),
                        hint: self.clock_of(row.activity.starts_at),
                        why_not: None,
                        on: false,
                        pick: MenuPick::Door(row.activity.id),
                    })
                    .collect();
                let title = w::THAT_DAY.with("day", day.to_string());
                let lang = self.lang();
                self.modals.push(Modal::Menu(Menu::new(title, entries, true, lang)));
            }
        }
    }

    /// A stretch of service in full.
    pub(super) fn service_lines(&self, line: &crate::domain::roster::ServiceLine) -> Vec<String> {
        let lang = self.lang();
        let one = &line.service;
        let to = one.out_at.map(|out| self.clock_of(out)).unwrap_or_default();
        let mut lines = vec![
            line.activity.clone(),
            format!("{}  {}-{to}  {}", one.day, self.clock_of(one.in_at), duration(one.minutes)),
        ];
        lines.extend(self.service_mark(line).map(|mark| mark.say(lang).to_owned()));
        if !one.reason.is_empty() {
            lines.push(one.reason.clone());
        }
        lines
    }

    /// What is to be said of a stretch of service: voided, corrected, entered by hand, not recorded yet.
    #[must_use]
    pub fn service_mark(
        &self,
        line: &crate::domain::roster::ServiceLine,
    ) -> Option<&'static crate::words::Phrase> {
        let one = &line.service;
        match () {
            () if line.corrected => Some(&w::CORRECTED),
            () if one.voided_at.is_some() => Some(&w::VOIDED),
            () if !line.recorded => Some(&w::NOT_COUNTED),
            () if !one.at_door => Some(&w::BY_HAND),
            () => None,
        }
    }

    /// A time of day as the screen shows it.
    #[must_use]
    pub fn clock_of(&self, stamp: crate::calendar::Stamp) -> String {
        let (hour, minute) = self.zone().clock(stamp);
        format!("{hour:02}:{minute:02}")
    }

    /// Opens the door of an activity that was picked from a list.
    pub(super) fn open_door_of(&mut self, id: crate::domain::id::ActivityId) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.activity_row(&actor, id) {
            Ok(row) => self.open_door(row),
            Err(error) => self.fail(&error),
        }
    }

    /// F2: something new of what the view shows.
    pub(super) fn new_volunteer_entry(&mut self) {
        match self.volunteers.view {
            VolunteerView::Needs => self.say(Said::told(&w::ASK_FROM)),
            VolunteerView::People | VolunteerView::Honour => self.new_volunteer_form(Verb::SaveVolunteer),
            VolunteerView::Teams => self.new_volunteer_form(Verb::SaveTeam),
            VolunteerView::Partners => self.new_volunteer_form(Verb::SavePartner),
            VolunteerView::Activities | VolunteerView::Calendar | VolunteerView::Hours => {
                self.new_volunteer_form(Verb::SaveActivity)
            }
        }
    }

    /// F8: what can be done with what is marked.
    pub(super) fn volunteer_acts(&mut self) {
        if self.roster().is_none() && self.volunteers.view == VolunteerView::Calendar {
            self.open_calendar_day();
            return;
        }
        let (title, verbs): (String, &[Verb]) = match (self.roster(), self.volunteers.list.current()) {
            (Some(screen), _) => (screen.row.activity.name.clone(), OF_ACTIVITY),
            (_, Some(VolunteerItem::Activity(row))) => (row.activity.name.clone(), OF_ACTIVITY),
            (_, Some(VolunteerItem::Need(row))) => {
                (row.need.text.clone(), &[Verb::AnswerHelp, Verb::SaveActivity])
            }
            (_, Some(VolunteerItem::Person(row, _))) => (row.name.clone(), OF_VOLUNTEER),
            (_, Some(VolunteerItem::Team(row))) => (row.team.name.clone(), &[Verb::SaveTeam]),
            (_, Some(VolunteerItem::Partner(partner, _))) => (partner.name.clone(), &[Verb::SavePartner]),
            (_, Some(VolunteerItem::Sum(_, sum))) if sum.volunteer.is_some() => {
                (sum.title.clone(), OF_VOLUNTEER)
            }
            _ => {
                self.say(Said::told(&w::NOTHING_MARKED));
                return;
            }
        };
        let entries = verbs.iter().map(|verb| self.volunteer_entry(*verb)).collect();
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::fixed(w::ACTS_OF.with("name", title), entries, lang)));
    }

    /// An act as an entry of a list, with why it is off where it is.
    pub(super) fn volunteer_entry(&self, verb: Verb) -> Entry {
        let mut why_not = self
            .actor()
            .and_then(|actor| may(actor, verb, Subject::default()).err())
            .map(|refusal| refusal.what);
        if let Some(row) = self.marked_activity().filter(|_| OF_ACTIVITY.contains(&verb)) {
            let one = &row.activity;
            let over = one.state != ActivityState::Planned && verb != Verb::CorrectHours
                || one.state == ActivityState::Cancelled;
            let from_need = matches!(self.volunteers.list.current(), Some(VolunteerItem::Need(_)));
            if over && !(from_need && verb == Verb::SaveActivity) {
                let what = v::ACTIVITY_OVER.with("name", &one.name).with("state", one.state.phrase());
                why_not = why_not.or(Some(what));
            }
        }
        if verb == Verb::SignDoor && self.roster().is_some() {
            why_not = why_not.or(Some(w::DOOR_HINT.msg()));
        }
        let of_need = self.roster().is_none() && self.marked_need().is_some();
        let title = match verb {
            Verb::SaveActivity if of_need => &w::PLAN_FOR_NEED,
            Verb::SaveActivity => &w::CHANGE_ACTIVITY,
            Verb::SaveVolunteer if self.marked_volunteer().is_some() => &w::CHANGE_VOLUNTEER,
            _ => verb.phrase(),
        };
        Entry {
            title: title.msg(),
            hint: String::new(),
            why_not,
            on: false,
            pick: MenuPick::Volunteering(verb),
        }
    }

    /// Opens an empty form.
    fn new_volunteer_form(&mut self, verb: Verb) {
        let Some(mut open) = self.volunteer_form(verb, false, None) else { return };
        open.subject = format!("{}-{}", verb.word(), self.now.0);
        if verb == Verb::SaveActivity && self.volunteers.view == VolunteerView::Calendar {
            open.form.fill("day", &self.calendar_day().to_string(), true);
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// The form of a draft, which brings its record along.
    pub(super) fn open_volunteer_draft(&mut self, form: &str, exists: bool) {
        let Some(open) = Verb::from_word(form).and_then(|verb| self.volunteer_form(verb, exists, None))
        else {
            return;
        };
        self.modals.push(Modal::Form(Box::new(open)));
    }

    /// A form that knows volunteers, teams and partners.
    fn volunteer_form(&self, verb: Verb, exists: bool, need: Option<i64>) -> Option<OpenForm> {
        let spec = form::form(verb.word())?;
        let actor = self.actor()?;
        let mut known = self.known();
        known.facts.record_exists = exists;
        known.volunteers = self.volunteer_picks(need);
        let teams = self.desk.teams(actor).unwrap_or_default();
        let teams = teams.iter().filter(|row| row.team.ended_day.is_none());
        known.teams =
            teams.map(|row| Pick::new(row.team.name.clone(), None, row.team.name.clone())).collect();
        let partners = self.desk.partners(actor).unwrap_or_default();
        let partners = partners.iter().filter(|partner| partner.left_day.is_none());
        known.partners = partners
            .map(|one| Pick::new(one.name.clone(), None, one.name.clone()).hinted(one.offers.clone()))
            .collect();
        Some(OpenForm::with(spec, Purpose::Other, known))
    }

    /// Opens the form of an act on what is marked.
    pub(super) fn open_volunteer_form(&mut self, verb: Verb) {
        let open = match verb {
            Verb::SignDoor => {
                if let (None, Some(row)) = (self.roster(), self.marked_activity()) {
                    self.open_door(row);
                }
                return;
            }
            Verb::AdvanceWish => {
                self.advance_wish(0);
                return;
            }
            Verb::AskHelp => self.ask_form(),
            Verb::AnswerHelp => self.answer_form(),
            Verb::SaveActivity => match self.marked_need().filter(|_| self.roster().is_none()) {
                Some(row) => self.activity_for(&row),
                None => self.change_activity(),
            },
            _ if OF_ACTIVITY.contains(&verb) => self.act_on_activity(verb),
            _ if OF_VOLUNTEER.contains(&verb) => self.act_on_volunteer(verb),
            Verb::SaveTeam => self.change_team(),
            Verb::SavePartner => self.change_partner(),
            _ => None,
        };
        match open {
            Some(open) => {
                self.modals.push(Modal::Form(Box::new(open)));
                self.dirty = true;
            }
            None => self.say(Said::told(&w::NOTHING_MARKED)),
        }
    }

    fn act_on_activity(&self, verb: Verb) -> Option<OpenForm> {
        let row = self.marked_activity()?;
        let mut open = self.volunteer_form(verb, true, None)?;
        open.subject = format!("activity-{}", row.activity.id.0);
        open.about = format!("{} {}", row.activity.name, row.activity.day);
        open.form.hide("activity", Value::from(row.activity.id.0));
        if let Some(one) = self.roster().and_then(|screen| screen.current()) {
            let number = one.volunteer.number.to_string();
            if verb == Verb::CorrectHours && !one.services.is_empty() {
                open.form.fill("number", &number, true);
                // Everybody's hours have a draft of their own.
                open.subject = format!("activity-{number}-{}", row.activity.id.0);
            }
            if let (Verb::CorrectHours, [only]) = (verb, one.services.as_slice()) {
                open.form.fill("from", &self.clock_of(only.in_at), true);
                if let Some(out) = only.out_at {
                    open.form.fill("to", &self.clock_of(out), true);
                }
            }
        }
        if verb == Verb::RecordActivity {
            let due = row.record.as_ref().map(|promise| promise.due).filter(|due| *due < self.today_day());
            open.warnings = due.map(|due| w::DOOR_LATE.with("day", due.to_string())).into_iter().collect();
        }
        Some(open)
    }

    fn change_activity(&self) -> Option<OpenForm> {
        let row = self.marked_activity()?;
        let one = &row.activity;
        let mut open = self.volunteer_form(Verb::SaveActivity, true, None)?;
        open.subject = format!("activity-{}", one.id.0);
        open.about = format!("{} {}", one.name, one.day);
        open.form.hide("activity", Value::from(one.id.0));
        open.form.hide("version", Value::from(one.version));
        let number = |n: i64| if n > 0 { n.to_string() } else { String::new() };
        let (from, to) = (self.clock_of(one.starts_at), self.clock_of(one.ends_at));
        for (field, text) in [
            ("name", one.name.clone()),
            ("kind", one.kind.word().to_owned()),
            ("day", one.day.to_string()),
            ("from", from),
            ("to", to),
            ("place", one.place.clone()),
            ("content", one.content.clone()),
            ("needed", number(one.needed)),
            ("team", row.team.clone()),
            ("danger", if one.danger { "yes" } else { "no" }.to_owned()),
            ("insurance", one.insurance.clone()),
            ("age_least", number(one.age_least)),
            ("age_most", number(one.age_most)),
            ("skills", one.skills.clone()),
            ("responsible", one.responsible.clone()),
        ] {
            if !text.is_empty() {
                open.form.fill(field, &text, true);
            }
        }
        Some(open)
    }

    /// A new activity that answers a need.
    fn activity_for(&self, row: &NeedRow) -> Option<OpenForm> {
        let mut open = self.volunteer_form(Verb::SaveActivity, false, None)?;
        open.subject = format!("need-{}", row.need.id.0);
        open.about = format!("{} {}", row.name, row.need.text);
        open.form.hide("need", Value::from(row.need.id.0));
        open.form.fill("name", &row.need.text, true);
        open.form.fill("kind", "care", true);
        open.form.fill("content", &row.need.text, true);
        if !row.need.skill.is_empty() {
            open.form.fill("skills", &row.need.skill, true);
        }
        Some(open)
    }

    fn answer_form(&self) -> Option<OpenForm> {
        let row = self.marked_need()?;
        let mut open = self.volunteer_form(Verb::AnswerHelp, true, Some(row.need.id.0))?;
        open.subject = format!("need-{}", row.need.id.0);
        open.about = format!("{} {} {}", row.name, row.need.text, row.volunteer).trim_end().to_owned();
        open.form.hide("need", Value::from(row.need.id.0));
        open.form.hide("version", Value::from(row.need.version));
        // Only the first step is foregone: what somebody said is for whoever heard it to type.
        if row.need.state == NeedState::Open {
            open.form.fill("answer", "asked", true);
        }
        Some(open)
    }

    /// Asking for a volunteer: for the wish or the household that is marked, or for the case that is open.
    fn ask_form(&self) -> Option<OpenForm> {
        let mut open = self.volunteer_form(Verb::AskHelp, false, None)?;
        if let Some(case) = &self.case {
            open.subject = format!("case-{}", case.id().0);
            open.about = format!("{} {}", case.view.case.number, case.view.case.applicant_name);
            open.form.hide("case", Value::from(case.view.case.number.clone()));
            return Some(open);
        }
        if let Some((wish, name)) = self.marked_wish() {
            open.subject = format!("wish-{}", wish.id.0);
            open.about = format!("{name} {}", wish.text);
            open.form.hide("wish", Value::from(wish.id.0));
            open.form.fill("text", &wish.text, true);
            return Some(open);
        }
        let screen = self.person.as_ref()?;
        let home = screen.page.household.as_ref()?;
        open.subject = format!("person-{}", screen.id().0);
        open.about = format!("{} {}", screen.page.person.name, screen.page.person.address);
        open.form.hide("household", Value::from(home.id.0));
        let needs = screen.page.visits.first().map(|visit| visit.needs.clone()).unwrap_or_default();
        if !needs.is_empty() {
            open.form.fill("text", &needs, true);
        }
        Some(open)
    }

    fn act_on_volunteer(&self, verb: Verb) -> Option<OpenForm> {
        let Some((volunteer, name)) = self.marked_volunteer() else {
            return if verb == Verb::SaveVolunteer { self.volunteer_from_page() } else { None };
        };
        let mut open = self.volunteer_form(verb, true, None)?;
        open.subject = format!("volunteer-{}", volunteer.id.0);
        open.about = format!("{} {name}", volunteer.number);
        open.form.hide("number", Value::from(volunteer.number));
        if verb == Verb::SaveVolunteer {
            let teams = self.row_of(volunteer.id).map(|row| row.teams).unwrap_or_default();
            let guardian_day = volunteer.guardian_day.map(|day| day.to_string()).unwrap_or_default();
            for (field, text) in [
                ("consent", volunteer.consent.as_str()),
                ("skills", &volunteer.skills),
                ("free", &volunteer.free),
                ("teams", &teams),
                ("category", &volunteer.category),
                ("honour", if volunteer.honour { "yes" } else { "no" }),
                ("guardian", &volunteer.guardian),
                ("guardian_phone", &volunteer.guardian_phone),
                ("guardian_day", &guardian_day),
                ("training", &volunteer.training),
                ("awards", &volunteer.awards),
            ] {
                if !text.is_empty() {
                    open.form.fill(field, text, true);
                }
            }
        }
        Some(open)
    }

    /// Whoever's page is open becomes a volunteer.
    fn volunteer_from_page(&self) -> Option<OpenForm> {
        let screen = self.person.as_ref()?;
        let mut open = self.volunteer_form(Verb::SaveVolunteer, false, None)?;
        open.subject = format!("person-{}", screen.id().0);
        open.about = format!("{} {}", screen.page.person.name, screen.page.person.address);
        open.form.hide("applicant.id", Value::from(screen.id().0));
        open.form.fill("applicant.name", &screen.page.person.name, true);
        Some(open)
    }

    fn change_team(&self) -> Option<OpenForm> {
        let Some(VolunteerItem::Team(row)) = self.volunteers.list.current() else { return None };
        let mut open = self.volunteer_form(Verb::SaveTeam, true, None)?;
        open.subject = format!("team-{}", row.team.id.0);
        open.about.clone_from(&row.team.name);
        open.form.fill("name", &row.team.name, true);
        open.form.fill("purpose", &row.team.purpose, true);
        Some(open)
    }

    fn change_partner(&self) -> Option<OpenForm> {
        let Some(VolunteerItem::Partner(partner, _)) = self.volunteers.list.current() else { return None };
        let mut open = self.volunteer_form(Verb::SavePartner, true, None)?;
        open.subject = format!("partner-{}", partner.id.0);
        open.about.clone_from(&partner.name);
        for (field, text) in [
            ("name", partner.name.as_str()),
            ("kind", partner.kind.word()),
            ("contact", &partner.contact),
            ("phone", &partner.phone),
            ("offers", &partner.offers),
        ] {
            if !text.is_empty() {
                open.form.fill(field, text, true);
            }
        }
        Some(open)
    }

    /// F7: a volunteer's certificates and a new one; else what can be exported.
    pub(super) fn volunteer_papers(&mut self) {
        let (Some((volunteer, name)), Some(actor)) = (self.marked_volunteer(), self.actor().cloned()) else {
            self.export_menu();
            return;
        };
        let mut entries = vec![self.volunteer_entry(Verb::CertifyHours)];
        let proofs = self.desk.proofs(&actor, volunteer.id).unwrap_or_default();
        entries.extend(proofs.iter().filter_map(|proof| {
            let number = self.desk.document(&actor, proof.document_id?).ok()??.number;
            let holds = self.desk.check_proof(&actor, &number).is_ok_and(|found| found.holds());
            let line = if holds { &w::PROOF_LINE } else { &w::PROOF_LINE_NOT };
            let line = line
                .with("from", proof.from_day.to_string())
                .with("until", proof.until_day.to_string())
                .with("hours", duration(proof.minutes));
            let entry = |title: Message, document: DocumentId| Entry {
                title,
                hint: proof.issued_day.map(|day| day.format("%m-%d").to_string()).unwrap_or_default(),
                why_not: None,
                on: false,
                pick: MenuPick::Proof(document),
            };
            Some(entry(line, proof.document_id?))
        }));
        entries.push(Entry {
            title: a::EXPORT_TITLE.msg(),
            hint: String::new(),
            why_not: None,
            on: false,
            pick: MenuPick::Exports,
        });
        let title = w::PROOFS_OF.with("name", name);
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::fixed(title, entries, lang)));
    }

    /// Shows a certificate as it prints.
    pub(super) fn show_proof(&mut self, id: DocumentId) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.document(&actor, id) {
            Ok(Some(document)) => self.show_preview(document, Medium::A4),
            Ok(None) => {}
            Err(error) => self.fail(&error),
        }
    }
}
