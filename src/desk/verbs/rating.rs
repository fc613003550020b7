//! Ratings (好差评): slips, the rating itself, and what is set aside as wrong or malicious (RT-1 to RT-8).

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::check::{required, text_within};
use super::feedback::{RegisterFeedback, concerns_manager};
use crate::domain::Refusal;
use crate::domain::case::{Case, State};
use crate::domain::contact::Enquiry;
use crate::domain::feedback::{Feedback, FeedbackKind, NUMBER_LENGTH, Naming};
use crate::domain::id::{ItemId, OperatorId, RatingId, RatingSlipId};
use crate::domain::operator::{Operator, Role, concerned};
use crate::domain::rating::{
    Matter, RateTarget, Rating, RatingChannel, RatingLevel, RatingSlip, is_slip_number, slip_number_of,
};
use crate::store::{Store, StoreError};
use crate::words::{Lang, feedback as f, rating as w};
use serde::{Deserialize, Deserializer, Serialize};

/// How long what is said with a rating may be, in characters.
pub const SAID_MOST: usize = 1_000;

/// What a level is called in JSON: its word or its number.
const LEVELS: &[&str] =
    &["very-satisfied", "satisfied", "fair", "dissatisfied", "very-dissatisfied", "5 .. 1"];

/// Hands out the slip of a finished matter, or tells the number of the one that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IssueRatingSlip {
    /// The number of the case or enquiry, or the last four digits of a case.
    pub case: String,
}

/// Gives a rating, once a matter (RT-2); the journal has it in nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GiveRating {
    /// The number of the slip.
    pub slip: String,
    /// The number of the case or enquiry, where there is no slip.
    pub case: String,
    /// The level, by word or number (RT-1).
    #[serde(deserialize_with = "read_level")]
    pub level: Option<RatingLevel>,
    /// How it came in; the slip where one is named, else the telephone.
    pub channel: Option<RatingChannel>,
    /// What was said, at most 1000 characters.
    pub said: String,
    /// The name of whoever gave it, where they want to be named; it goes into the entry of a bad rating alone.
    pub name: String,
    /// How to reach them, likewise.
    pub phone: String,
}

/// Sets a rating aside as wrong or malicious (RT-8): it stays as it is, and the rates leave it out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RemoveRating {
    /// The number of the case, the enquiry or the slip.
    pub number: String,
    /// Why.
    pub reason: String,
}

/// Reads a level by its word, or by its number 1 to 5.
fn read_level<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<RatingLevel>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        Number(i64),
        Word(String),
    }
    let unknown = |word: &str| <D::Error as serde::de::Error>::unknown_variant(word, LEVELS);
    match Option::<Said>::deserialize(from)? {
        None => Ok(None),
        Some(Said::Number(number)) => match RatingLevel::from_number(number) {
            Some(level) => Ok(Some(level)),
            None => Err(unknown(&number.to_string())),
        },
        Some(Said::Word(word)) => {
            let word = word.trim();
            let named = <RatingLevel as crate::domain::Named>::from_word(word);
            let level = named.or_else(|| RatingLevel::from_number(word.parse().ok()?));
            if level.is_none() && !word.is_empty() {
                return Err(unknown(word));
            }
            Ok(level)
        }
    }
}

/// What is to be rated, with what its rating takes over from it.
struct Target {
    matter: Matter,
    /// The number by which it was asked for: whoever has a slip is not told whose it is (RT-4).
    label: String,
    item_id: ItemId,
    item_code: String,
    item_name: String,
    owner: OperatorId,
    window: String,
    voided: bool,
    finished: bool,
}

impl Target {
    fn of_case(case: Case) -> Self {
        Self {
            matter: Matter::Case(case.id),
            label: case.number,
            item_id: case.item_id,
            item_code: case.item_code,
            item_name: case.item_name,
            owner: case.owner_id,
            window: case.window,
            voided: case.voided_at.is_some() || case.state == State::Voided,
            finished: case.state.handled(),
        }
    }

    fn of_enquiry(store: &Store, enquiry: Enquiry) -> Result<Self> {
        let operator: Option<Operator> = store.get(enquiry.operator_id.0)?;
        Ok(Self {
            matter: Matter::Enquiry(enquiry.id),
            label: enquiry.number,
            item_id: enquiry.item_id,
            item_code: enquiry.item_code,
            item_name: enquiry.item_name,
            owner: enquiry.operator_id,
            window: operator.map(|one| one.window).unwrap_or_default(),
            voided: enquiry.voided_at.is_some(),
            finished: true,
        })
    }

    /// The matter with this number; the newest case where it is the last up to four digits of one.
    fn numbered(store: &Store, number: &str, field: &'static str) -> Result<Self> {
        let number = crate::text::fold_number(number);
        if let Some(case) = store.case_by_number(&number)? {
            return Ok(Self::of_case(case));
        }
        if let Some(enquiry) = store.enquiry_by_number(&number)? {
            return Self::of_enquiry(store, enquiry);
        }
        let found = match number.parse::<i64>() {
            Ok(tail) if number.len() <= 4 => store.cases_by_tail(tail, 1)?.pop(),
            _ => None,
        };
        found.map(Self::of_case).ok_or_else(|| {
            Refusal::not_found(w::NO_SUCH_MATTER.with("number", number))
                .advise(&w::NO_SUCH_MATTER_ADVICE)
                .at(field)
                .into()
        })
    }

    /// The matter of the slip with this number.
    fn of_slip(store: &Store, number: &str, field: &'static str) -> Result<Self> {
        let number = crate::text::fold_number(number);
        let missing = || {
            Refusal::not_found(w::NO_SUCH_SLIP.with("number", &number))
                .advise(&w::NO_SUCH_SLIP_ADVICE)
                .at(field)
        };
        let slip = store.rating_slip(&number)?.ok_or_else(missing)?;
        if slip.voided_at.is_some() {
            return Err(Refusal::rule("RT-2", w::SLIP_VOIDED.with("number", &number)).at(field).into());
        }
        let target = match slip.matter().ok_or_else(missing)? {
            Matter::Case(id) => Self::of_case(store.get::<Case>(id.0)?.ok_or_else(missing)?),
            Matter::Enquiry(id) => Self::of_enquiry(store, store.get::<Enquiry>(id.0)?.ok_or_else(missing)?)?,
        };
        Ok(Self { label: slip.number, ..target })
    }

    /// The matter of a slip, a case or an enquiry, whichever the number is of.
    fn any(store: &Store, number: &str, field: &'static str) -> Result<Self> {
        if is_slip_number(&crate::text::fold_number(number)) {
            return Self::of_slip(store, number, field);
        }
        Self::numbered(store, number, field)
    }

    /// RT-2: what was handled, and still stands, can be rated.
    fn require_handled(&self) -> Result<()> {
        if self.voided {
            return Err(Refusal::rule("RT-2", w::VOIDED.with("number", &self.label)).into());
        }
        if !self.finished {
            return Err(Refusal::rule("RT-2", w::NOT_FINISHED.with("number", &self.label))
                .advise(&w::NOT_FINISHED_ADVICE)
                .into());
        }
        Ok(())
    }

    /// RT-2: once a matter; the refusal tells nothing of what was given.
    fn require_unrated(&self, store: &Store) -> Result<()> {
        self.require_handled()?;
        if store.is_rated(self.matter)? {
            return Err(Refusal::rule("RT-2", w::RATED.with("number", &self.label))
                .advise(&w::RATED_ADVICE)
                .into());
        }
        Ok(())
    }
}
/// What a text names that can be rated now.
///
/// # Errors
/// Not there, or it cannot be rated (RT-2).
pub(in crate::desk) fn rate_target(store: &Store, text: &str) -> Result<RateTarget> {
    let text = required("case", text, 40)?;
    let target = Target::any(store, &text, "case")?;
    target.require_unrated(store)?;
    Ok(RateTarget { label: target.label, item: target.item_name })
}

impl IssueRatingSlip {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let number = required("case", &self.case, 40)?;
        let target = Target::numbered(context.store, &number, "case")?;
        // Whether it was rated meanwhile is not told here: that is nobody's business at the window (RT-3).
        target.require_handled()?;
        let slip = match context.store.rating_slip_of(target.matter)? {
            Some(slip) => slip,
            None => new_slip(context, target.matter)?,
        };
        let message = w::DONE_SLIP.with("number", &target.label).with("slip", &slip.number);
        let (kind, id) = match target.matter {
            Matter::Case(id) => ("case", id.0),
            Matter::Enquiry(id) => ("enquiry", id.0),
        };
        Ok(Effect::on(kind, id, slip.number, message))
    }
}

fn new_slip(context: &Context<'_>, matter: Matter) -> Result<RatingSlip> {
    let slip = RatingSlip {
        id: RatingSlipId(context.store.next_id::<RatingSlip>()?),
        version: 1,
        voided_at: None,
        number: free_number(context.store)?,
        case_id: matter.case(),
        enquiry_id: matter.enquiry(),
        issued_day: context.today,
        operator_id: context.actor.id,
    };
    context.store.insert(&slip)?;
    Ok(slip)
}

/// A number that no slip has.
fn free_number(store: &Store) -> Result<String> {
    let mut random = [0; NUMBER_LENGTH];
    loop {
        getrandom::fill(&mut random)
            .map_err(|error| DeskError::Store(StoreError::Damaged(error.to_string())))?;
        let number = slip_number_of(random);
        if store.rating_slip(&number)?.is_none() {
            return Ok(number);
        }
    }
}

impl GiveRating {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let target = self.target(context.store)?;
        let level = self.level.ok_or_else(|| Refusal::invalid("level", &w::LEVEL_WANTED))?;
        let said = text_within("said", &self.said, SAID_MOST)?;
        let name = text_within("name", &self.name, 60)?;
        let phone = text_within("phone", &self.phone, 40)?;
        if name.is_empty() && !phone.is_empty() {
            return Err(Refusal::invalid("name", &f::NAME_WANTED).into());
        }
        // Last, so that nobody learns whether it was rated but by rating it (RT-3).
        target.require_unrated(context.store)?;
        let operators = context.store.operators()?;
        let tells = level.bad() && !(said.is_empty() && name.is_empty());
        // CP-10: nothing that was said of a manager is kept where a manager reads; the level is.
        let above = tells && concerns_manager(&operators, &[target.owner]);
        let entry = if tells && !above {
            Some(self.open_entry(context, &target, &operators, (said.as_str(), name, phone))?)
        } else {
            None
        };
        let rating = Rating {
            id: RatingId(context.store.timed_id::<Rating>(context.now)?),
            version: 1,
            voided_at: None,
            case_id: target.matter.case(),
            enquiry_id: target.matter.enquiry(),
            item_id: target.item_id,
            item_code: target.item_code,
            level,
            channel: self.channel(),
            day: context.today,
            said: if level.bad() { String::new() } else { said },
            rated_id: target.owner,
            window: target.window,
            feedback_id: entry.map(|entry| entry.id),
            removed_day: None,
            removed_reason: String::new(),
        };
        context.store.insert(&rating)?;
        let message = if above { &w::DONE_RATE_ABOVE } else { &w::DONE_RATE };
        Ok(on_rating(&rating, target.label, message.msg()))
    }

    /// The same without anything that tells whose rating of what it is, or how it came out: so it stands in the journal
    /// (RT-3, RT-4). What it wrote stands beside it as images of rows, which no list of the journal shows.
    pub(super) fn bare(&self) -> Self {
        Self { channel: Some(self.channel()), ..Self::default() }
    }

    fn channel(&self) -> RatingChannel {
        let by_slip = !self.slip.trim().is_empty();
        self.channel.unwrap_or(if by_slip { RatingChannel::Slip } else { RatingChannel::Phone })
    }

    fn target(&self, store: &Store) -> Result<Target> {
        let (slip, case) = (self.slip.trim(), self.case.trim());
        if slip.is_empty() && self.channel().on_paper() {
            let what = w::SLIP_WANTED.with("channel", self.channel().phrase());
            return Err(Refusal::invalid("slip", what).into());
        }
        match (slip.is_empty(), case.is_empty()) {
            (true, true) => Err(Refusal::invalid("case", &w::MATTER_WANTED).into()),
            // The device is given whatever the clerk read or typed.
            (true, false) => Target::any(store, case, "case"),
            (false, true) => Target::of_slip(store, slip, "slip"),
            (false, false) => {
                let target = Target::of_slip(store, slip, "slip")?;
                if Target::numbered(store, case, "case")?.matter != target.matter {
                    let what = w::OTHER_MATTER
                        .with("slip", &target.label)
                        .with("number", crate::text::fold_number(case));
                    return Err(Refusal::invalid("case", what).into());
                }
                Ok(target)
            }
        }
    }

    /// RT-6 and RT-7: a bad rating with a name or with words is looked into, by nobody whom it concerns.
    fn open_entry(
        &self,
        context: &Context<'_>,
        target: &Target,
        operators: &[Operator],
        (said, name, phone): (&str, String, String),
    ) -> Result<Feedback> {
        let rated = operators.iter().find(|one| one.id == target.owner);
        let rated = rated.filter(|one| !one.roles.contains(&Role::System));
        let naming = if name.is_empty() { Naming::Anonymous } else { Naming::Named };
        let content = if said.is_empty() { w::NOTHING_SAID.say(Lang::Zh) } else { said };
        let entry = RegisterFeedback {
            channel: Some(self.channel().feedback()),
            kind: Some(FeedbackKind::BadRating),
            naming: Some(naming),
            content: content.to_owned(),
            about: rated.map(|one| one.code.clone()).unwrap_or_default(),
            name,
            phone,
            ..RegisterFeedback::default()
        };
        entry.register(context, |entry| {
            entry.item_code.clone_from(&target.item_code);
            entry.owner_id = responsible(operators, target.owner);
        })
    }
}

/// Who sees to the entry of a bad rating until it is assigned: a supervisor, else a manager, whom it does not concern.
fn responsible(operators: &[Operator], about: OperatorId) -> Option<OperatorId> {
    let free = |one: &&Operator| one.disabled_at.is_none() && !concerned(one.id, operators).contains(&about);
    let with = |role: Role| operators.iter().filter(free).find(|one| one.roles.contains(&role));
    with(Role::Supervisor).or_else(|| with(Role::Manager)).map(|one| one.id)
}

impl RemoveRating {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let number = required("number", &self.number, 40)?;
        let target = Target::any(context.store, &number, "number")?;
        let near = concerned(context.actor.id, &context.store.operators()?);
        let own = || {
            DeskError::from(Refusal::rule("RT-8", &w::OWN_RATING).advise(&w::OWN_RATING_ADVICE).at("number"))
        };
        // Before anything is looked up: the refusal does not tell whether there is a rating.
        if near.contains(&target.owner) {
            return Err(own());
        }
        let found = context.store.rating_of(target.matter)?;
        let mut rating = found.ok_or_else(|| {
            Refusal::not_found(w::NO_RATING.with("number", &target.label))
                .advise(&w::NO_SUCH_MATTER_ADVICE)
                .at("number")
        })?;
        if near.contains(&rating.rated_id) {
            return Err(own());
        }
        if rating.removed_day.is_some() {
            return Err(Refusal::rule("RT-8", w::REMOVED_ONCE.with("number", &target.label)).into());
        }
        rating.removed_reason = required("reason", &self.reason, 500)?;
        rating.removed_day = Some(context.today);
        context.save(&mut rating)?;
        let message = w::DONE_REMOVE.with("number", &target.label);
        Ok(on_rating(&rating, target.label, message))
    }
}

/// The effect of an act on a rating. One that opened an entry is about that entry, so that the journal keeps both from
/// whom they concern (CP-6).
fn on_rating(rating: &Rating, label: String, message: crate::words::Message) -> Effect {
    let (kind, id) = match rating.feedback_id {
        Some(entry) => ("feedback", entry.0),
        None => ("rating", rating.id.0),
    };
    Effect::on(kind, id, label, message)
}
