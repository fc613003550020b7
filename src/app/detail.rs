//! Enter in an opened case: the row under the marker in full. Of a promise that is why its date is the
//! date (CL-21).

use super::custody::{chain_in_full, leg_in_full};
use super::{App, Help, Modal, Part};
use crate::calendar::Day;
use crate::domain::Named as _;
use crate::domain::item::limit_label;
use crate::domain::material::CaseMaterial;
use crate::domain::promise::{Promise, PromiseState};
use crate::domain::step::CaseStep;
use crate::domain::why::{day_lines, month_lines};
use crate::words::{Lang, Message, app as w};

impl App {
    /// Shows the row under the marker of the opened case in full; of the documents, how it prints.
    pub(super) fn open_part(&mut self) {
        let Some(case) = &self.case else { return };
        let row = case.marker(case.part);
        let lang = self.lang();
        let help = match case.part {
            Part::Documents => {
                // The newest stands first on the screen, last in the record.
                let last = case.view.documents.len().checked_sub(1);
                if let Some(at) = last.and_then(|last| last.checked_sub(row)) {
                    self.preview(at);
                }
                return;
            }
            Part::Promises => {
                case.promises().nth(row).map(|promise| promise_in_full(promise, self.today_day(), lang))
            }
            Part::Materials => case.view.materials.get(row).map(|material| material_in_full(material, lang)),
            Part::Steps => case.view.steps.get(row).map(|step| step_in_full(step, lang)),
            Part::Legs => case.view.agency.legs.get(row).map(|leg| leg_in_full(leg, &case.view.agency, lang)),
            Part::Originals => case.view.agency.originals.get(row).map(|original| {
                chain_in_full(original, &case.view.agency, self.zone(), self.today_day(), lang)
            }),
            Part::Timeline => case.view.timeline.get(row).map(|line| {
                let (hour, minute) = self.zone().clock(line.at);
                let day = self.zone().day(line.at);
                let verb = super::verb_phrase(&line.verb);
                let mut lines = vec![format!("{day} {hour:02}:{minute:02}  {}", line.operator)];
                lines.extend(super::deed_detail(line));
                in_full(verb.msg(), lines)
            }),
        };
        if let Some(help) = help {
            self.modals.push(Modal::Help(help));
        }
    }
}

pub(super) fn in_full(what: impl Into<Message>, lines: Vec<String>) -> Help {
    Help { title: w::DETAIL_TITLE.with("what", what.into()), lines, scroll: 0, depth: 1 }
}

fn promise_in_full(promise: &Promise, today: Day, lang: Lang) -> Help {
    let basis = &promise.basis;
    let limit = limit_label((basis.days, basis.unit));
    let mut lines = vec![
        w::PROMISE_FROM
            .with("start", basis.start.to_string())
            .with("limit", limit)
            .with("legal", &basis.legal)
            .say(lang),
        w::PROMISE_RULE.with("profile", profile_name(&basis.profile)).with("rule", &basis.rule).say(lang),
    ];
    if promise.provisional {
        lines.push(w::PROMISE_PROVISIONAL.say(lang).to_owned());
    }
    let notes = basis.explain(today);
    if let Some(last) = notes.last().filter(|_| promise.state == PromiseState::Paused) {
        lines.push(w::PROMISE_STOPPED.with("day", last.day.to_string()).say(lang));
    }
    lines.push(String::new());
    lines.extend(month_lines(&notes, lang));
    lines.push(String::new());
    lines.extend(day_lines(&notes, lang));
    let title = w::PROMISE_WHY.with("kind", promise.kind.phrase()).with("due", promise.due.to_string());
    Help { title, lines, scroll: 0, depth: 1 }
}

/// What people call what gave a limit: a rule profile, the catalogue, the station itself.
fn profile_name(id: &str) -> Message {
    match id {
        "catalogue" => w::PROFILE_CATALOGUE.msg(),
        "station" => w::PROFILE_STATION.msg(),
        "national" => w::PROFILE_NATIONAL.msg(),
        "hangzhou" => w::PROFILE_HANGZHOU.msg(),
        "zhoushan" => w::PROFILE_ZHOUSHAN.msg(),
        "hours-publicity" => w::PROFILE_PUBLICITY.msg(),
        other => crate::words::common::TEXT.with("text", other),
    }
}

fn material_in_full(material: &CaseMaterial, lang: Lang) -> Help {
    let form = crate::domain::item::MaterialForm::from_word(&material.form)
        .map_or(material.form.as_str(), |form| form.phrase().say(lang));
    let mut lines = vec![
        w::MATERIAL_STATE
            .with("state", material.state.phrase())
            .with("form", form)
            .with("pages", material.pages.map_or_else(|| "-".to_owned(), |pages| pages.to_string()))
            .say(lang),
    ];
    if !(material.issuer.is_empty() && material.how_to_obtain.is_empty()) {
        let source = w::MATERIAL_SOURCE.with("issuer", &material.issuer).with("how", &material.how_to_obtain);
        lines.push(source.say(lang));
    }
    lines.extend(material.handed_in_day.map(|day| day.to_string()));
    if !material.remark.is_empty() {
        lines.push(w::MATERIAL_REMARK.with("remark", &material.remark).say(lang));
    }
    lines.extend(material.extra_basis.clone());
    in_full(crate::words::common::TEXT.with("text", &material.name), lines)
}

fn step_in_full(step: &CaseStep, lang: Lang) -> Help {
    let mut lines = Vec::new();
    if let Some(period) = step.period() {
        lines.push(w::STEP_WITHIN.with("limit", limit_label((period.days, period.unit))).say(lang));
    }
    lines.push(w::STEP_BY.with("by", &step.by).say(lang));
    if let Some(day) = step.done_day {
        lines.push(w::STEP_DONE_ON.with("day", day.to_string()).say(lang));
    }
    if !step.remark.is_empty() {
        lines.push(step.remark.clone());
    }
    in_full(crate::words::common::TEXT.with("text", &step.name), lines)
}
