//! The tables of pane 8 besides the register: rates of ratings, boxes with their openings, monitors, their visits.

use super::forms::{OpenForm, Purpose};
use super::menu::{Entry, Menu, Pick};
use super::note::Said;
use super::supervision::{SupervisionItem, SupervisionView, TableRow};
use super::{App, Modal};
use crate::calendar::Day;
use crate::desk::{CardRow, DeskError};
use crate::domain::id::{CardId, OpeningId, OperatorId};
use crate::domain::operator::{Actor, Subject, may};
use crate::domain::rating::{RATINGS_LEAST, RateKind, RateRow, RatingsBy};
use crate::domain::supervision::{BoxRow, Monitor, MonitorRow, MonitorVisit, OpeningRow};
use crate::domain::{Named as _, Verb};
use crate::form;
use crate::words::{Lang, Message, Phrase, common, feedback_board as w, pledge as p, rating as r};
use serde_json::Value;

/// What a row of a table stands for, beyond what it shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Stands {
    /// Nothing that is acted on.
    Nothing,
    /// A monitor.
    Monitor(Box<Monitor>),
    /// A box, by name.
    Box(String),
    /// A visit of a monitor.
    Visit(Box<MonitorVisit>),
    /// The opening of a box.
    Opening(OpeningId, Day),
    /// A pledge, by whose it is.
    Pledge(OperatorId),
}

impl App {
    /// The rows of a table of pane 8.
    pub(super) fn table_rows(&self, view: SupervisionView) -> Result<Vec<TableRow>, DeskError> {
        match view {
            SupervisionView::Ratings => self.rate_rows(),
            SupervisionView::Boxes => self.box_rows(),
            SupervisionView::Monitors => self.monitor_rows(),
            SupervisionView::Visits => self.visit_rows(),
            SupervisionView::Commitments => self.commitment_rows(),
            SupervisionView::Pledges => self.pledge_rows(),
            SupervisionView::List(_) | SupervisionView::Quarter => Ok(Vec::new()),
        }
    }

    /// By what the rates are told: persons and windows are for those who lead (RT-4).
    #[must_use]
    pub fn ratings_by(&self) -> RatingsBy {
        self.supervision.rated_by.unwrap_or(RatingsBy::Total)
    }

    /// The groups that whoever is signed in may see.
    pub(super) fn rating_groups(&self) -> Vec<RatingsBy> {
        let leads = self.actor().is_some_and(Actor::leads);
        RatingsBy::ALL.iter().copied().filter(|by| leads || by.open()).collect()
    }

    fn rate_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let (lang, quarter) = (self.lang(), self.feedback_quarter());
        let rows = self.desk.rates(actor, quarter.first(), quarter.last(), self.ratings_by())?;
        let few = || r::FEW.with("n", RATINGS_LEAST).say(lang);
        let row = |(key, row): (i64, RateRow)| {
            let title =
                if row.title.is_empty() { r::BY_TOTAL.say(lang).to_owned() } else { row.title.clone() };
            let mut cells = vec![title, row.finished.to_string(), row.counted.to_string()];
            cells.extend(
                RateKind::ALL.iter().map(|kind| row.rate(*kind).map_or_else(few, |rate| rate.text())),
            );
            let mut detail: Vec<String> = RateKind::ALL
                .iter()
                .map(|kind| {
                    let value = row.rate(*kind).map_or_else(few, |rate| rate.text());
                    format!("{}  {value}  = {}", kind.phrase().say(lang), kind.definition().say(lang))
                })
                .collect();
            detail.push(format!("{}  {}", w::REMOVED.say(lang), row.removed));
            detail.extend(row.few().then(|| r::FEW_WHY.with("n", RATINGS_LEAST).say(lang)));
            TableRow { key, cells, done: false, detail, stands: Stands::Nothing }
        };
        Ok((0..).zip(rows).map(row).collect())
    }

    fn box_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let lang = self.lang();
        let boxes = self.desk.letter_boxes(actor)?;
        let mut rows: Vec<TableRow> = boxes.iter().map(|row| box_row(row, lang)).collect();
        rows.extend(self.desk.box_openings(actor)?.iter().map(opening_row));
        Ok(rows)
    }

    fn monitor_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let lang = self.lang();
        let cards = self.desk.watch_cards(actor)?;
        let matters = self.desk.matters(actor)?;
        let row = |row: MonitorRow| {
            let one = row.monitor;
            let state = match () {
                () if row.barred => &w::BARRED,
                () if row.serves => &w::SERVES,
                () => &w::TERM_OVER,
            };
            let out = cards.iter().filter(|card| card.card.monitor_id == Some(one.id) && card.card.out());
            let numbers: Vec<String> = out.map(|card| card.card.number.to_string()).collect();
            let until = one.ended_day.unwrap_or(one.until_day).to_string();
            let mut detail = vec![
                format!("{}  {}", one.unit, one.phone),
                w::CARDS_OUT.with("numbers", numbers.join(" ")).say(lang),
            ];
            detail.push(String::new());
            detail.extend(matters.iter().filter(|matter| matter.ended_day.is_none()).map(|matter| {
                format!("{}  {}  {}", matter.area.phrase().say(lang), matter.name, matter.way)
            }));
            TableRow {
                key: one.id.0,
                cells: vec![
                    one.name.clone(),
                    row.group,
                    one.post.clone(),
                    one.unit.clone(),
                    until,
                    state.say(lang).to_owned(),
                    numbers.len().to_string(),
                ],
                done: !row.serves,
                detail,
                stands: Stands::Monitor(Box::new(one)),
            }
        };
        Ok(self.desk.monitors(actor, self.today_day())?.into_iter().map(row).collect())
    }

    fn visit_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let lang = self.lang();
        let visits = self.desk.monitor_visits(actor)?;
        let row = |row: crate::domain::supervision::MonitorVisitRow| {
            let one = row.visit;
            let due = match (&row.promise, one.rectified_day) {
                (_, Some(day)) => w::RECTIFIED_ON.with("day", day.to_string()).say(lang),
                (Some(promise), None) => promise.due.to_string(),
                (None, None) => String::new(),
            };
            let found = if one.finding.is_empty() { &one.seen } else { &one.finding };
            TableRow {
                key: one.id.0,
                cells: vec![
                    one.day.to_string(),
                    row.monitor.clone(),
                    row.matter.clone(),
                    found.replace('\n', " "),
                    row.owner.clone(),
                    due,
                ],
                done: !one.open(),
                detail: [&one.seen, &one.finding, &one.measure, &one.rectified]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .cloned()
                    .collect(),
                stands: Stands::Visit(Box::new(one)),
            }
        };
        Ok(visits.into_iter().map(row).collect())
    }

    fn commitment_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let (lang, quarter) = (self.lang(), self.feedback_quarter());
        let rows = self.desk.commitments(actor, quarter.first(), quarter.last(), self.today_day())?;
        let few = || r::FEW.with("n", RATINGS_LEAST).say(lang);
        let row = |(key, row): (i64, crate::domain::pledge::CommitmentRow)| {
            let title =
                if row.title.is_empty() { p::WHOLE_STATION.say(lang).to_owned() } else { row.title.clone() };
            let limit = row.limit.map(|limit| crate::domain::item::limit_label(limit).say(lang));
            let cells = vec![
                title,
                limit.unwrap_or_default(),
                row.kept.whole.to_string(),
                row.kept.text(),
                row.good.map_or_else(few, |rate| rate.text()),
            ];
            TableRow { key, detail: cells.clone(), cells, done: false, stands: Stands::Nothing }
        };
        Ok((0..).zip(rows).map(row).collect())
    }

    fn pledge_rows(&self) -> Result<Vec<TableRow>, DeskError> {
        let Some(actor) = self.actor() else { return Ok(Vec::new()) };
        let row = |row: crate::domain::pledge::PledgeRow| {
            let one = row.pledge;
            let mut detail: Vec<String> = one.text.lines().map(str::to_owned).collect();
            detail.push(String::new());
            detail.extend(row.links.iter().map(|link| format!("{}  {}", link.day, link.note)));
            TableRow {
                key: one.id.0,
                cells: vec![
                    row.operator,
                    one.day.to_string(),
                    row.links.len().to_string(),
                    one.text.replace('\n', " "),
                ],
                done: one.ended_day.is_some(),
                detail,
                stands: Stands::Pledge(one.operator_id),
            }
        };
        Ok(self.desk.pledges(actor)?.into_iter().map(row).collect())
    }

    /// Shows the row of a table in full.
    pub(super) fn open_table_row(&mut self, row: TableRow) {
        let title = row.cells.first().cloned().unwrap_or_default();
        let help = super::detail::in_full(common::TEXT.with("text", title), row.detail);
        self.modals.push(Modal::Help(help));
    }

    /// What can be done in a table of pane 8.
    pub(super) fn table_verbs(view: SupervisionView) -> &'static [Verb] {
        match view {
            SupervisionView::Ratings => &[Verb::GiveRating, Verb::IssueRatingSlip, Verb::RemoveRating],
            SupervisionView::Boxes => &[Verb::OpenBox, Verb::SaveBox],
            SupervisionView::Monitors => &[
                Verb::SaveMonitor,
                Verb::SaveWatchGroup,
                Verb::SaveMatter,
                Verb::HandOutCards,
                Verb::ReturnCard,
            ],
            SupervisionView::Visits => &[Verb::RecordMonitorVisit, Verb::RectifyFinding, Verb::LinkPledge],
            SupervisionView::Pledges => &[Verb::SignPledge, Verb::LinkPledge],
            SupervisionView::List(_) | SupervisionView::Quarter | SupervisionView::Commitments => &[],
        }
    }

    /// F8 in a table of pane 8.
    pub(super) fn table_acts(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let verbs = Self::table_verbs(self.supervision.view);
        let mut entries: Vec<Entry> = Vec::new();
        for verb in verbs {
            let refused = may(&actor, *verb, Subject::default()).err().map(|refusal| refusal.what);
            let entry = |title: &'static Phrase, pick: Pick, why_not: Option<Message>| Entry {
                title: title.msg(),
                hint: String::new(),
                why_not,
                on: false,
                pick,
            };
            entries.push(entry(verb.phrase(), Pick::Supervising(*verb), refused.clone()));
            if let (Verb::SaveMonitor, Some(Stands::Monitor(_))) = (verb, self.marked_row()) {
                entries.push(entry(&w::CHANGE_MONITOR, Pick::ChangeMonitor, refused));
            }
        }
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(w::ACTS_HERE.msg(), entries, true, lang)));
    }

    pub(super) fn marked_row(&self) -> Option<&Stands> {
        match self.supervision.list.current() {
            Some(SupervisionItem::Row(row)) => Some(&row.stands),
            _ => None,
        }
    }

    /// The concluded cards of whoever signed the marked pledge, to pick the one that touches it.
    fn list_cards_to_link(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let Some(Stands::Pledge(operator)) = self.marked_row().cloned() else {
            self.say(Said::told(&p::NO_PLEDGE_MARKED));
            return;
        };
        let name = self.operator_name(operator);
        match self.desk.cards_to_link(&actor, operator) {
            Ok(rows) if rows.is_empty() => self.say(Said::told(p::NO_CARD_TO_LINK.with("name", name))),
            Ok(rows) => {
                let pick = |row: &CardRow| Pick::LinkCard(row.card.id, operator);
                let entries: Vec<Entry> = rows.iter().map(|row| self.card_entry(row, pick(row))).collect();
                let title = p::CARDS_TO_LINK.with("name", name);
                self.modals.push(Modal::Menu(Menu::new(title, entries, false, self.lang())));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Links a concluded card to the pledge of whom it was given to.
    pub(super) fn link_card(&mut self, card: CardId, operator: OperatorId) {
        let Some(spec) = form::form(Verb::LinkPledge.word()) else { return };
        let mut open = OpenForm::with(spec, Purpose::Other, self.known());
        open.subject = format!("{}-{}", Verb::LinkPledge.word(), card.0);
        if let Some(row) = self.actor().and_then(|actor| self.desk.card(actor, card).ok().flatten()) {
            open.about = format!("{} {}", row.about, row.card.kind.phrase().say(self.lang()));
        }
        open.form.hide("card", Value::from(card.0));
        open.form.fill("operator", &self.operator_name(operator), true);
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// Opens the form of an act of a table, with what the marked row brings along.
    pub(super) fn open_table_form(&mut self, verb: Verb) {
        if verb == Verb::LinkPledge && self.supervision.view == SupervisionView::Pledges {
            self.list_cards_to_link();
            return;
        }
        let marked = self.marked_row().cloned();
        let Some(spec) = form::form(verb.word()) else { return };
        let mut open = OpenForm::with(spec, Purpose::Other, self.known());
        open.subject = format!("{}-{}", verb.word(), self.now.0);
        match (verb, marked) {
            (Verb::OpenBox, Some(Stands::Box(name))) => {
                open.form.fill("name", &name, true);
            }
            (Verb::RectifyFinding, Some(Stands::Visit(visit))) if visit.open() => {
                open.about = visit.finding.clone();
                open.form.hide("visit", Value::from(visit.id.0));
                open.form.hide("version", Value::from(visit.version));
            }
            (Verb::LinkPledge, Some(Stands::Visit(visit))) if !visit.finding.is_empty() => {
                open.about = visit.finding.clone();
                open.form.hide("visit", Value::from(visit.id.0));
            }
            (Verb::LinkPledge, _) => {
                self.say(Said::told(&crate::words::pledge::NO_FINDING));
                return;
            }
            (Verb::RectifyFinding, _) => {
                self.say(Said::told(&w::NO_OPEN_FINDING));
                return;
            }
            _ => {}
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// Opens the form of the monitor that is marked.
    pub(super) fn change_monitor(&mut self) {
        let Some(Stands::Monitor(one)) = self.marked_row().cloned() else { return };
        let Some(spec) = form::form(Verb::SaveMonitor.word()) else { return };
        let mut known = self.known();
        known.facts.record_exists = true;
        let mut open = OpenForm::with(spec, Purpose::Other, known);
        open.subject = format!("monitor-{}", one.id.0);
        open.about.clone_from(&one.name);
        open.form.hide("monitor", Value::from(one.id.0));
        open.form.hide("version", Value::from(one.version));
        let until = one.until_day.to_string();
        for (field, text) in [
            ("name", &one.name),
            ("phone", &one.phone),
            ("unit", &one.unit),
            ("post", &one.post),
            ("until", &until),
        ] {
            if !text.is_empty() {
                open.form.fill(field, text, true);
            }
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }
}

fn day_text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn box_row(row: &BoxRow, lang: Lang) -> TableRow {
    let one = &row.letter_box;
    let fixed = match u8::try_from(one.weekday)
        .ok()
        .and_then(|at| chrono::Weekday::try_from(at.wrapping_sub(1)).ok())
    {
        Some(weekday) => w::FIXED_DAY.with("day", common::weekday(weekday)).say(lang),
        None => w::ANY_DAY.say(lang).to_owned(),
    };
    let last = w::LAST_OPENED.with("day", day_text(row.opened)).say(lang);
    TableRow {
        key: one.id.0,
        cells: vec![one.name.clone(), one.place.clone(), fixed, last],
        done: one.ended_day.is_some(),
        detail: vec![one.place.clone()],
        stands: Stands::Box(one.name.clone()),
    }
}

fn opening_row(row: &OpeningRow) -> TableRow {
    let one = &row.opening;
    let numbers = one.numbers().map(|(first, last)| format!("{first}-{last}")).unwrap_or_default();
    let more = [one.reason.as_str(), one.note.as_str()].join(" ");
    TableRow {
        // Ids of boxes and openings are of different tables; those of openings count downwards here.
        key: -one.id.0,
        cells: vec![
            format!("  {}", one.day),
            row.people.join(" "),
            format!("{} {numbers}", one.slips),
            more.trim().to_owned(),
        ],
        done: true,
        detail: vec![row.letter_box.clone(), row.people.join(" "), format!("{} {numbers}", one.slips), more],
        stands: Stands::Opening(one.id, one.day),
    }
}
