//! Supervision cards, handed out and taken back by number, and letter boxes, opened by two people on fixed days (A11).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::check::{required, text_within};
use super::people::past_day;
use super::watch::{at_work, serving};
use crate::domain::Refusal;
use crate::domain::id::{BoxId, OpeningId, WatchCardId};
use crate::domain::operator::concerned;
use crate::domain::supervision::{BoxOpening, CARDS_MOST, LetterBox, SLIPS_MOST, WatchCard, require_two};
use crate::words::supervision as w;
use serde::{Deserialize, Serialize};

/// Hands out cards to a monitor or to somebody else, a range of numbers in one act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandOutCards {
    /// The monitor, by name or id.
    pub monitor: String,
    /// Whoever else gets them.
    pub to_whom: String,
    /// How many; one where it is empty.
    pub count: Option<i64>,
    /// The day; today where it is empty.
    pub day: Option<String>,
}

/// Takes a card back, or records that it was lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReturnCard {
    /// The number on it.
    pub number: i64,
    /// How it came back, or how it was lost, in a few words.
    pub outcome: String,
    /// Whether it was lost.
    pub lost: bool,
    /// The day; today where it is empty.
    pub day: Option<String>,
}

/// Enters a letter box, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveBox {
    /// Its name.
    pub name: String,
    /// Where it hangs; unchanged where it is empty.
    pub place: String,
    /// The fixed day of opening: 1 to 7 is Monday to Sunday, 0 is any day.
    pub weekday: Option<i64>,
    /// Whether it was taken down.
    pub ended: Option<bool>,
}

/// Records the opening of a box, today and by two people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpenBox {
    /// The box by name.
    pub name: String,
    /// The second person by code or name, where it is a colleague.
    pub second: String,
    /// The second person by name or id, where it is a monitor.
    pub monitor: String,
    /// How many slips there were.
    pub slips: Option<i64>,
    /// Why today, where it is not the box's day.
    pub reason: String,
    /// What else there is to say.
    pub note: String,
}

impl HandOutCards {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let issued_day = past_day(context, "day", self.day.as_deref())?;
        let to_whom = text_within("to_whom", &self.to_whom, 60)?;
        if to_whom.is_empty() == self.monitor.trim().is_empty() {
            return Err(Refusal::invalid("monitor", &w::WHO_GETS).into());
        }
        let monitor = match self.monitor.trim() {
            "" => None,
            typed => Some(serving(context, typed, issued_day, "monitor")?),
        };
        let count = self.count.unwrap_or(1);
        if !(1..=CARDS_MOST).contains(&count) {
            return Err(Refusal::invalid("count", w::BAD_CARDS.with("most", CARDS_MOST)).into());
        }
        let first = context.store.next_card_number()?;
        let first_id = context.store.next_id::<WatchCard>()?;
        for nth in 0..count {
            context.store.insert(&WatchCard {
                id: WatchCardId(first_id + nth),
                version: 1,
                voided_at: None,
                number: first + nth,
                monitor_id: monitor.as_ref().map(|one| one.id),
                to_whom: to_whom.clone(),
                issued_day,
                returned_day: None,
                outcome: String::new(),
                lost: false,
            })?;
        }
        let message = w::DONE_CARDS
            .with("name", monitor.map_or(to_whom, |one| one.name))
            .with("n", count)
            .with("from", first)
            .with("to", first + count - 1);
        Ok(Effect::on("watch-card", first_id, first.to_string(), message))
    }
}

impl ReturnCard {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut card = context.store.watch_card_numbered(self.number)?.ok_or_else(|| {
            Refusal::rule("A11", w::NO_CARD.with("n", self.number)).advise(&w::CARD_ADVICE).at("number")
        })?;
        card.require_out()?;
        if card.lost && self.lost {
            return Err(Refusal::rule("A11", w::CARD_LOST.with("n", card.number)).at("lost").into());
        }
        let day = past_day(context, "day", self.day.as_deref())?;
        if day < card.issued_day {
            let what = w::BEFORE_ISSUED.with("n", card.number).with("day", card.issued_day.to_string());
            return Err(Refusal::invalid("day", what).into());
        }
        card.outcome = required("outcome", &self.outcome, 60)?;
        card.lost = self.lost;
        card.returned_day = (!self.lost).then_some(day);
        context.save(&mut card)?;
        let done = if self.lost { &w::DONE_CARD_LOST } else { &w::DONE_CARD };
        let message = done.with("n", card.number);
        Ok(Effect::on("watch-card", card.id.0, card.number.to_string(), message))
    }
}

impl SaveBox {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 60)?;
        let known = context.store.letter_box_named(&name)?;
        let new = known.is_none();
        let mut one = known.unwrap_or(LetterBox {
            id: BoxId(context.store.next_id::<LetterBox>()?),
            version: 1,
            voided_at: None,
            name,
            place: String::new(),
            weekday: 0,
            ended_day: None,
        });
        if new || !self.place.trim().is_empty() {
            one.place = required("place", &self.place, 100)?;
        }
        if let Some(weekday) = self.weekday {
            if !(0..=7).contains(&weekday) {
                return Err(Refusal::invalid("weekday", &w::BAD_WEEKDAY).into());
            }
            one.weekday = weekday;
        }
        if let Some(ended) = self.ended {
            one.ended_day = ended.then_some(one.ended_day.unwrap_or(context.today));
        }
        if new {
            context.store.insert(&one)?;
        } else {
            context.save(&mut one)?;
        }
        let message = w::DONE_BOX.with("name", &one.name);
        Ok(Effect::on("letter-box", one.id.0, one.name, message))
    }
}

/// The box of a name that still hangs.
fn hanging(context: &Context<'_>, name: &str) -> Result<LetterBox> {
    let name = required("name", name, 60)?;
    let found = context.store.letter_box_named(&name)?;
    let one = found.ok_or_else(|| {
        Refusal::not_found(w::NO_BOX.with("name", &name)).advise(&w::NO_BOX_ADVICE).at("name")
    })?;
    if one.ended_day.is_some() {
        return Err(Refusal::rule("A11", w::BOX_ENDED.with("name", &one.name)).at("name").into());
    }
    Ok(one)
}

impl OpenBox {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let one = hanging(context, &self.name)?;
        let mut opening = self.opened_by(context, &one)?;
        if !context.store.openings_on(one.id, context.today)?.is_empty() {
            let what = w::OPENED_ALREADY.with("name", &one.name).with("day", context.today.to_string());
            return Err(Refusal::rule("A11", what).advise(&w::OPENED_ALREADY_ADVICE).at("name").into());
        }
        one.require_day(context.today, &opening.reason)?;
        opening.slips = self
            .slips
            .filter(|slips| (0..=SLIPS_MOST).contains(slips))
            .ok_or_else(|| Refusal::invalid("slips", w::BAD_SLIPS.with("most", SLIPS_MOST)))?;
        opening.first_slip = context.store.next_slip_number()?;
        context.store.insert(&opening)?;
        let message = match opening.numbers() {
            Some((from, to)) => w::DONE_OPEN
                .with("name", &one.name)
                .with("n", opening.slips)
                .with("from", from)
                .with("to", to),
            None => w::DONE_OPEN_EMPTY.with("name", &one.name),
        };
        Ok(Effect::on("box-opening", opening.id.0, one.name, message))
    }

    /// The opening with both who open it: the second is a colleague at work who is no relative, or a monitor in office.
    fn opened_by(&self, context: &Context<'_>, one: &LetterBox) -> Result<BoxOpening> {
        let actor = context.actor.id;
        let operators = context.store.operators()?;
        let second = match self.second.trim() {
            "" => None,
            typed => Some(at_work(&operators, typed, "second")?).filter(|second| second.id != actor),
        };
        let monitor = match self.monitor.trim() {
            "" => None,
            typed => Some(serving(context, typed, context.today, "monitor")?),
        };
        require_two(actor, second.map(|one| one.id), monitor.as_ref().map(|one| one.id))?;
        let near = concerned(actor, &operators);
        if let Some(second) = second.filter(|second| near.contains(&second.id)) {
            let what = w::BARRED_SECOND.with("name", &second.name);
            return Err(Refusal::rule("CP-14", what).advise(&w::BARRED_SECOND_ADVICE).at("second").into());
        }
        Ok(BoxOpening {
            id: OpeningId(context.store.next_id::<BoxOpening>()?),
            version: 1,
            voided_at: None,
            box_id: one.id,
            day: context.today,
            opened_at: context.now,
            operator_id: actor,
            second_id: second.map(|one| one.id),
            second_monitor_id: monitor.map(|one| one.id),
            slips: 0,
            first_slip: 0,
            reason: text_within("reason", &self.reason, 200)?,
            note: text_within("note", &self.note, 200)?,
        })
    }
}
