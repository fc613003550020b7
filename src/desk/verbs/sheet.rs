//! Papers of supervision and feedback, made from what the file holds whenever somebody wants one, and not kept: what is
//! passed up leaves no copy (CP-10), and no number of theirs tells of an entry that somebody must not know of (CP-6).

use super::super::command::Effect;
use super::super::content::{self, Heard};
use super::super::context::Context;
use super::super::error::Result;
use super::check::required;
use super::feedback::on_feedback;
use super::feedback_act::seen;
use crate::domain::Refusal;
use crate::domain::document::{Content, Document, DocumentKind};
use crate::domain::feedback::{FeedbackAct, no_such};
use crate::domain::id::{DocumentId, OperatorId};
use crate::domain::operator::named;
use crate::domain::promise::{Promise, PromiseKind};
use crate::domain::sheet::require_ready;
use crate::domain::supervision::{BoxOpening, LetterBox, Monitor};
use crate::words::feedback as w;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// Makes a paper of supervision or feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeSheet {
    /// Which.
    pub kind: DocumentKind,
    /// The number of the entry, the card or the slip, or the record of the opening.
    pub number: String,
}

/// What an opening is called on paper: the day and the number of its first slip.
fn opening_number(opening: &BoxOpening) -> String {
    format!("{}-{}", opening.day, opening.first_slip)
}

impl MakeSheet {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let number = required("number", &self.number, 40)?;
        match self.kind {
            DocumentKind::WatchCard => self.card(context, &number),
            DocumentKind::BoxOpening => self.opening(context, &number),
            DocumentKind::RatingSlip => self.slip(context, &number),
            kind if kind.sheet() => self.entry(context, &number),
            other => Err(Refusal::invalid("kind", w::NO_SUCH_SHEET.with("kind", other.phrase())).into()),
        }
    }

    fn entry(&self, context: &mut Context<'_>, number: &str) -> Result<Effect> {
        let entry = seen(context, number, None)?;
        if !entry.shown_to(context.actor) {
            return Err(no_such(number).into());
        }
        require_ready(&entry, self.kind)?;
        let operators = context.store.operators()?;
        let name = |id: Option<OperatorId>| named(&operators, id);
        let subjects = context.store.feedback_subjects(entry.id)?;
        let about: Vec<String> = subjects.iter().map(|one| name(Some(one.operator_id))).collect();
        let item = match entry.item_code.as_str() {
            "" => String::new(),
            code => {
                let found = super::take::find_item(context.store, code)?;
                format!("{} {}", found.body.name, found.body.code)
            }
        };
        let events = context.store.feedback_events(entry.id)?;
        let last = |act: FeedbackAct| events.iter().rfind(|one| one.act == act);
        // The limit of accepting ended as it was accepted; an order of the hotline keeps its only one (CP-12).
        let accepted = last(FeedbackAct::Accept).map(|one| one.at);
        let promises = context.store.promises_of_feedback(entry.id)?;
        let due = |kind: PromiseKind| {
            let counts =
                |one: &&Promise| one.kind == kind && (one.ended_at.is_none() || one.ended_at != accepted);
            promises.iter().rfind(counts).map(|one| one.due)
        };
        let answered = entry.answered_day.unwrap_or(context.today);
        let heard = Heard {
            station: context.station,
            entry: &entry,
            item: &item,
            about: &about.join("、"),
            registered_by: &name(Some(entry.operator_id)),
            owner: &name(entry.owner_id),
            second: &name(entry.second_id),
            answer_due: due(PromiseKind::Answer),
            rectify_due: due(PromiseKind::Rectify),
            rectified: last(FeedbackAct::Rectify).map_or("", |one| one.text.as_str()),
            review_days: context.ruled("feedback-review-request", answered).map(|basis| basis.days),
            today: context.today,
        };
        let content = match self.kind {
            DocumentKind::FeedbackAcceptance => content::feedback_acceptance(&heard),
            DocumentKind::FeedbackOpinion => content::feedback_opinion(&heard),
            DocumentKind::RatingCheck => content::rating_check(&heard),
            _ => content::feedback_register(&heard),
        };
        self.put(context, &entry.number, content)?;
        Ok(on_feedback(&entry, w::DONE_SHEET.with("kind", self.kind.phrase()).with("number", &entry.number)))
    }

    fn card(&self, context: &mut Context<'_>, number: &str) -> Result<Effect> {
        let found = match number.parse() {
            Ok(number) => context.store.watch_card_numbered(number)?,
            Err(_) => None,
        };
        let found = found.filter(|card| card.voided_at.is_none() && card.out());
        let card = found.ok_or_else(|| Refusal::not_found(w::SHEET_NO_CARD.with("number", number)))?;
        let holder = match card.monitor_id {
            Some(monitor) => {
                let monitor: Option<Monitor> = context.store.get(monitor.0)?;
                monitor.map(|one| one.name).unwrap_or_default()
            }
            None => card.to_whom,
        };
        let content = content::watch_card(context.station, card.number, &holder, card.issued_day);
        self.put(context, &card.number.to_string(), content)?;
        let label = card.number.to_string();
        let message = w::DONE_SHEET.with("kind", self.kind.phrase()).with("number", &label);
        Ok(Effect::on("watch-card", card.id.0, label, message))
    }

    fn opening(&self, context: &mut Context<'_>, number: &str) -> Result<Effect> {
        // As lists say it, or as it stands on the paper.
        let found: Option<BoxOpening> = match number.parse() {
            Ok(id) => context.store.get(id)?,
            Err(_) => {
                let (day, first) = number.rsplit_once('-').unwrap_or_default();
                context.store.opening_called(day, first)?
            }
        };
        let found = found.filter(|one| one.voided_at.is_none());
        let opening = found.ok_or_else(|| Refusal::not_found(w::SHEET_NO_OPENING.with("number", number)))?;
        let letter_box: Option<LetterBox> = context.store.get(opening.box_id.0)?;
        let letter_box =
            letter_box.ok_or_else(|| Refusal::not_found(w::SHEET_NO_OPENING.with("number", number)))?;
        let operators = context.store.operators()?;
        let mut people =
            vec![named(&operators, Some(opening.operator_id)), named(&operators, opening.second_id)];
        if let Some(monitor) = opening.second_monitor_id {
            people.extend(context.store.get::<Monitor>(monitor.0)?.map(|one| one.name));
        }
        people.retain(|name| !name.is_empty());
        let content = content::box_opening(context.station, &letter_box, &opening, &people);
        let label = opening_number(&opening);
        self.put(context, &label, content)?;
        Ok(Effect::on(
            "box-opening",
            opening.id.0,
            letter_box.name,
            w::DONE_SHEET.with("kind", self.kind.phrase()).with("number", label),
        ))
    }

    fn slip(&self, context: &mut Context<'_>, number: &str) -> Result<Effect> {
        let number = crate::text::fold_number(number);
        let found = context.store.rating_slip(&number)?;
        let slip = found.ok_or_else(|| Refusal::not_found(w::SHEET_NO_SLIP.with("number", &number)))?;
        let content = content::rating_slip(context.station, &slip.number, context.today);
        self.put(context, &slip.number, content)?;
        // Of which matter it was stays with the slip.
        let message = w::DONE_SHEET.with("kind", self.kind.phrase()).with("number", &slip.number);
        Ok(Effect::on("station", context.station.id.0, String::new(), message))
    }

    /// Hands the paper out with the act; it is in no table.
    fn put(&self, context: &mut Context<'_>, number: &str, content: Content) -> Result<()> {
        let content = context.templated(self.kind, content)?;
        context.documents.push(Document {
            id: DocumentId(0),
            version: 0,
            voided_at: None,
            kind: self.kind,
            number: number.to_owned(),
            series: String::new(),
            year: context.today.year(),
            seq: 0,
            case_id: None,
            enquiry_id: None,
            at: context.now,
            operator_id: context.actor.id,
            prints: 0,
            content,
            household_id: None,
        });
        Ok(())
    }
}
