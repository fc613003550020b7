//! A case as `case show` gives it, and every act on a case after it: stable names and words, masked (PR-1).

use super::case_agency::Agency as CaseAgency;
use super::output::{day_list, fields, line, table};
use crate::calendar::{Calendar, Day, DayNote, Pause, Stamp, Unit, Zone};
use crate::desk::verbs::phrase_of;
use crate::desk::{self, Desk};
use crate::domain::card::{Card, CardKind, CardState};
use crate::domain::case::{Channel, Ground, Outcome, State};
use crate::domain::document::DocumentKind;
use crate::domain::item::Kind;
use crate::domain::mask::{self, Output};
use crate::domain::material::MaterialState;
use crate::domain::notice::NoticeLine;
use crate::domain::pause::{Extension, PauseKind, SpecialProcedure};
use crate::domain::promise::{Promise, PromiseKind, PromiseState, Timeliness};
use crate::words::{Lang, Phrase, cli as w, common, item as i};
use serde::Serialize;

/// A case.
#[derive(Debug, Serialize)]
pub struct CaseView {
    /// The number.
    pub number: String,
    item: String,
    item_name: String,
    kind: Kind,
    version: i64,
    applicant: Applicant,
    agent: Option<Agent>,
    channel: Channel,
    /// Where it stands.
    pub state: State,
    deemed: bool,
    received: String,
    received_day: Day,
    received_reason: Option<String>,
    complete_day: Option<Day>,
    accepted_day: Option<Day>,
    forwarded_day: Option<Day>,
    organ: Option<String>,
    organ_document: Option<String>,
    decided_day: Option<Day>,
    outcome: Option<Outcome>,
    result: Option<String>,
    result_document: Option<String>,
    delivered_day: Option<Day>,
    collector: Option<String>,
    closed: Option<String>,
    reason: Option<String>,
    ground: Option<Ground>,
    competent_org: Option<String>,
    owner: String,
    window: String,
    note: String,
    /// Its promises, oldest first.
    pub promises: Vec<PromiseView>,
    materials: Vec<Material>,
    steps: Vec<Step>,
    notices: Vec<Notice>,
    /// Its documents, oldest first.
    pub documents: Vec<Document>,
    procedures: Vec<Procedure>,
    extension: Option<ExtensionView>,
    cards: Vec<CardView>,
    agency: CaseAgency,
    notes: Vec<Note>,
    journal: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Applicant {
    id: i64,
    name: String,
    masked_id: String,
    phone: String,
}

#[derive(Debug, Serialize)]
struct Agent {
    name: String,
    masked_id: String,
    phone: String,
}

/// A special procedure (SU-1).
#[derive(Debug, Serialize)]
struct Procedure {
    kind: PauseKind,
    body: String,
    days: i64,
    unit: Unit,
    from: Day,
    to: Option<Day>,
    proven: bool,
    reason: String,
}

/// The extension of a case (CL-17).
#[derive(Debug, Serialize)]
struct ExtensionView {
    day: Day,
    days: i64,
    unit: Unit,
    approver: String,
    reason: String,
    old_due: Day,
    new_due: Day,
}

/// A card about a promise of the case (WA-2).
#[derive(Debug, Serialize)]
struct CardView {
    id: i64,
    kind: CardKind,
    state: CardState,
    by_rule: bool,
    promise: i64,
    issued: String,
    reason: String,
    reply: Option<String>,
    cancelled: Option<String>,
    concluded: bool,
}

/// A promise with what can be computed of it today.
#[derive(Debug, Serialize)]
pub struct PromiseView {
    id: i64,
    /// What is promised.
    pub kind: PromiseKind,
    /// Where it stands.
    pub state: PromiseState,
    start: Day,
    /// The day it falls due.
    pub due: Day,
    /// Whether the date is provisional (HO-1).
    pub provisional: bool,
    missed: bool,
    timeliness: Option<Timeliness>,
    remaining: Option<i64>,
    unit: Unit,
    lamp: Option<&'static str>,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<DayNote>>,
}

#[derive(Debug, Serialize)]
struct Basis {
    profile: String,
    rule: String,
    legal: String,
    start: Day,
    days: u32,
    unit: Unit,
    pauses: Vec<Pause>,
    extension: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Material {
    place: i64,
    name: String,
    mandatory: bool,
    deferrable: bool,
    state: MaterialState,
    form: String,
    copies: i64,
    pages: Option<i64>,
    remark: String,
    extra_basis: Option<String>,
    handed_in_day: Option<Day>,
}

#[derive(Debug, Serialize)]
struct Step {
    place: i64,
    name: String,
    days: Option<i64>,
    unit: Option<String>,
    by: String,
    done_day: Option<Day>,
    remark: String,
}

#[derive(Debug, Serialize)]
struct Notice {
    at: String,
    second: bool,
    override_reason: Option<String>,
    lines: Vec<NoticeLine>,
}

/// A numbered document.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Its form.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    at: String,
    prints: i64,
    voided: bool,
}

#[derive(Debug, Serialize)]
struct Note {
    at: String,
    channel: Channel,
    text: String,
}

#[derive(Debug, Serialize)]
struct Entry {
    seq: i64,
    at: String,
    operator: String,
    verb: String,
    undone: bool,
    redone: bool,
}

impl CaseView {
    /// The view of a case at `now`; with `explain` each promise carries its day list (CL-21).
    #[must_use]
    pub fn of(desk: &Desk, view: &desk::CaseView, now: Stamp, explain: bool) -> Self {
        let (case, zone) = (&view.case, desk.zone());
        let today = zone.day(now);
        Self {
            number: case.number.clone(),
            item: case.item_code.clone(),
            item_name: case.item_name.clone(),
            kind: case.kind,
            version: case.version,
            applicant: applicant(view),
            agent: agent(view),
            channel: case.channel,
            state: case.state,
            deemed: case.deemed,
            received: zone.iso(case.received_at),
            received_day: case.received_day,
            received_reason: case.received_reason.clone(),
            complete_day: case.complete_day,
            accepted_day: case.accepted_day,
            forwarded_day: case.forwarded_day,
            organ: case.organ.clone(),
            organ_document: case.organ_document.clone(),
            decided_day: case.decided_day,
            outcome: case.outcome,
            result: case.result.clone(),
            result_document: case.result_document.clone(),
            delivered_day: case.delivered_day,
            collector: case.collector.clone(),
            closed: case.closed_at.map(|at| zone.iso(at)),
            reason: case.reason.clone(),
            ground: case.ground,
            competent_org: case.competent_org.clone(),
            owner: view.owner.code.clone(),
            window: case.window.clone(),
            note: case.note.clone(),
            promises: view
                .promises
                .iter()
                .map(|one| promise(one, today, zone, desk.calendar(), explain))
                .collect(),
            materials: materials(view),
            steps: steps(view),
            notices: notices(view, zone),
            documents: documents(view, zone),
            procedures: view.procedures.iter().map(procedure).collect(),
            extension: view.extension.as_ref().map(extension),
            cards: view.cards.iter().map(|one| card(one, zone)).collect(),
            agency: CaseAgency::of(&view.agency, zone),
            notes: notes(view, zone),
            journal: journal(view, zone),
        }
    }
}

fn procedure(one: &SpecialProcedure) -> Procedure {
    Procedure {
        kind: one.kind,
        body: one.body.clone(),
        days: one.days,
        unit: one.unit,
        from: one.from_day,
        to: one.to_day,
        proven: one.proven(),
        reason: one.reason.clone(),
    }
}

fn extension(one: &Extension) -> ExtensionView {
    ExtensionView {
        day: one.day,
        days: one.days,
        unit: one.unit,
        approver: one.approver.clone(),
        reason: one.reason.clone(),
        old_due: one.old_due,
        new_due: one.new_due,
    }
}

fn card(one: &Card, zone: Zone) -> CardView {
    CardView {
        id: one.id.0,
        kind: one.kind,
        state: one.state(),
        by_rule: one.by_rule,
        promise: one.promise_id.0,
        issued: zone.iso(one.issued_at),
        reason: one.reason.clone(),
        reply: one.reply.clone(),
        cancelled: one.cancelled.clone(),
        concluded: one.conclusion_id.is_some(),
    }
}

fn applicant(view: &desk::CaseView) -> Applicant {
    let person = &view.person;
    Applicant {
        id: person.id.0,
        name: view.case.applicant_name.clone(),
        masked_id: mask::id_number(person.id_number.as_deref().unwrap_or_default(), Output::Screen),
        phone: mask::phone(person.phone.as_deref().unwrap_or_default(), Output::Screen),
    }
}

fn agent(view: &desk::CaseView) -> Option<Agent> {
    let case = &view.case;
    Some(Agent {
        name: case.agent_name.clone()?,
        masked_id: mask::id_number(case.agent_id_number.as_deref().unwrap_or_default(), Output::Screen),
        phone: mask::phone(case.agent_phone.as_deref().unwrap_or_default(), Output::Screen),
    })
}

fn promise(promise: &Promise, today: Day, zone: Zone, calendar: &Calendar, explain: bool) -> PromiseView {
    let basis = &promise.basis;
    let open = promise.open();
    PromiseView {
        id: promise.id.0,
        kind: promise.kind,
        state: promise.state,
        start: promise.start,
        due: promise.due,
        provisional: promise.provisional,
        missed: promise.missed_at.is_some() || open && promise.due < today,
        timeliness: promise.timeliness(zone),
        remaining: open.then(|| promise.remaining(today, calendar)),
        unit: promise.unit,
        lamp: open.then(|| promise.lamp(today, calendar).word()),
        basis: Basis {
            profile: basis.profile.clone(),
            rule: basis.rule.clone(),
            legal: basis.legal.clone(),
            start: basis.start,
            days: basis.days,
            unit: basis.unit,
            pauses: basis.pauses.clone(),
            extension: basis.extension,
        },
        explain: explain.then(|| basis.explain(today)),
    }
}

fn materials(view: &desk::CaseView) -> Vec<Material> {
    let one = |material: &crate::domain::material::CaseMaterial| Material {
        place: material.place,
        name: material.name.clone(),
        mandatory: material.mandatory,
        deferrable: material.deferrable,
        state: material.state,
        form: material.form.clone(),
        copies: material.copies,
        pages: material.pages,
        remark: material.remark.clone(),
        extra_basis: material.extra_basis.clone(),
        handed_in_day: material.handed_in_day,
    };
    view.materials.iter().map(one).collect()
}

fn steps(view: &desk::CaseView) -> Vec<Step> {
    let one = |step: &crate::domain::step::CaseStep| Step {
        place: step.place,
        name: step.name.clone(),
        days: step.days,
        unit: step.unit.clone(),
        by: step.by.clone(),
        done_day: step.done_day,
        remark: step.remark.clone(),
    };
    view.steps.iter().map(one).collect()
}

fn notices(view: &desk::CaseView, zone: Zone) -> Vec<Notice> {
    let one = |notice: &crate::domain::notice::Notice| Notice {
        at: zone.iso(notice.at),
        second: notice.second,
        override_reason: notice.override_reason.clone(),
        lines: notice.lines.clone(),
    };
    view.notices.iter().map(one).collect()
}

fn documents(view: &desk::CaseView, zone: Zone) -> Vec<Document> {
    let one = |document: &crate::domain::document::Document| Document {
        kind: document.kind,
        number: document.number.clone(),
        at: zone.iso(document.at),
        prints: document.prints,
        voided: document.voided_at.is_some(),
    };
    view.documents.iter().map(one).collect()
}

fn notes(view: &desk::CaseView, zone: Zone) -> Vec<Note> {
    let one = |note: &crate::domain::contact::Note| Note {
        at: zone.iso(note.at),
        channel: note.channel,
        text: note.text.clone(),
    };
    view.notes.iter().map(one).collect()
}

/// The history, oldest first; what the commands held is not shown, since it stands there in clear.
fn journal(view: &desk::CaseView, zone: Zone) -> Vec<Entry> {
    let one = |entry: &desk::Timeline| Entry {
        seq: entry.seq,
        at: zone.iso(entry.at),
        operator: entry.operator.clone(),
        verb: entry.verb.clone(),
        undone: entry.undone,
        redone: entry.redone,
    };
    view.timeline.iter().rev().map(one).collect()
}

impl CaseView {
    /// The case for people.
    #[must_use]
    pub fn page(&self, case: &desk::CaseView, lang: Lang) -> String {
        let applicant = [&self.applicant.name, &self.applicant.masked_id, &self.applicant.phone];
        let agent =
            self.agent.as_ref().map(|agent| format!("{} {} {}", agent.name, agent.masked_id, agent.phone));
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let outcome = self.outcome.map(|outcome| outcome.phrase().say(lang).to_owned()).unwrap_or_default();
        let head = fields(
            &[
                (&w::L_NUMBER, self.number.clone()),
                (&i::NAME, format!("{} {}", self.item, self.item_name)),
                (&w::L_STATE, self.state.phrase().say(lang).to_owned()),
                (&w::L_APPLICANT, applicant.map(String::as_str).join(" ").trim_end().to_owned()),
                (&w::L_AGENT, agent.unwrap_or_default()),
                (&w::L_OWNER, format!("{} {}", self.owner, case.owner.name)),
                (&w::L_RECEIVED, self.received.clone()),
                (&w::L_ACCEPTED, day(self.accepted_day)),
                (&w::L_ORGAN, own(&self.organ)),
                (&w::L_DECIDED, format!("{} {outcome}", day(self.decided_day)).trim().to_owned()),
                (&w::L_RESULT, own(&self.result)),
                (&w::L_REASON, own(&self.reason)),
                (&i::NOTE, self.note.clone()),
            ],
            lang,
        );
        let mut about: Vec<(&'static Phrase, String)> = Vec::new();
        about.extend(case.procedures.iter().map(|one| (&w::L_PROCEDURE, one.summary().say(lang))));
        about.extend(case.extension.iter().map(|one| (&w::L_EXTENSION, one.summary().say(lang))));
        about.extend(case.cards.iter().map(|one| (&w::L_CARD, one.summary().say(lang))));
        let mut parts = vec![head, fields(&about, lang), self.promise_table(lang), self.material_table(lang)];
        parts.extend(self.agency.page(lang));
        parts.extend([self.document_table(lang), self.history(lang)]);
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn promise_table(&self, lang: Lang) -> String {
        if self.promises.is_empty() {
            return String::new();
        }
        let row = |one: &PromiseView| {
            let mark = if one.provisional { common::PROVISIONAL.say(lang) } else { "" };
            vec![
                one.kind.phrase().say(lang).to_owned(),
                one.state.phrase().say(lang).to_owned(),
                format!("{} {mark}", one.due).trim_end().to_owned(),
                one.remaining.map(|left| left.to_string()).unwrap_or_default(),
                one.basis.legal.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = self.promises.iter().map(row).collect();
        let mut text =
            table(&[&w::L_PROMISE, &w::L_STATE, &w::L_DUE, &w::L_LEFT, &i::LEGAL_BASIS], &rows, lang);
        for one in &self.promises {
            if let Some(notes) = &one.explain {
                text.push('\n');
                text.push_str(&line(&one.kind.phrase().msg(), lang));
                text.push_str(&day_list(notes, lang));
            }
        }
        text
    }

    fn material_table(&self, lang: Lang) -> String {
        if self.materials.is_empty() {
            return String::new();
        }
        let row = |one: &Material| {
            vec![
                one.place.to_string(),
                one.name.clone(),
                one.state.phrase().say(lang).to_owned(),
                one.remark.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = self.materials.iter().map(row).collect();
        table(&[&w::L_PLACE, &i::MATERIALS, &w::L_STATE, &i::NOTE], &rows, lang)
    }

    fn document_table(&self, lang: Lang) -> String {
        if self.documents.is_empty() {
            return String::new();
        }
        let row = |one: &Document| {
            let state = if one.voided { crate::words::case::VOIDED.say(lang) } else { "" };
            vec![
                one.kind.phrase().say(lang).to_owned(),
                one.number.clone(),
                one.prints.to_string(),
                state.to_owned(),
            ]
        };
        let rows: Vec<Vec<String>> = self.documents.iter().map(row).collect();
        table(&[&w::L_DOCUMENT, &w::L_NUMBER, &w::L_PRINTS, &w::L_STATE], &rows, lang)
    }

    fn history(&self, lang: Lang) -> String {
        let row = |entry: &Entry| {
            vec![
                entry.seq.to_string(),
                entry.at.clone(),
                entry.operator.clone(),
                phrase_of(&entry.verb).say(lang).to_owned(),
            ]
        };
        let rows: Vec<Vec<String>> = self.journal.iter().map(row).collect();
        table(&[&w::L_SEQ, &w::L_AT, &w::L_OPERATOR, &w::L_VERB], &rows, lang)
    }
}
