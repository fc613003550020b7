//! Undo: the operator's own acts of the day, newest first, read from the journal; itself an entry.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::{DeskError, Result};
use super::phrase_of;
use crate::calendar::Stamp;
use crate::domain::document::Document;
use crate::domain::id::FeedbackId;
use crate::domain::person::Person;
use crate::domain::{Named as _, Refusal, RefusalKind, Undoing, Verb};
use crate::store::{Entry, RowImage, Store, StoreError};
use crate::words::{Message, desk as d};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Takes back the newest act, or does the newest undone one again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Undo {
    /// Do the newest undone act again instead.
    pub redo: bool,
    /// Void the documents that left the house under their numbers, and then undo (作废重打).
    pub void_documents: bool,
}

/// What undo and redo would take next.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Candidate {
    /// The act that undo takes back.
    pub undo: Option<Entry>,
    /// A later act that no undo takes back: whoever asks for undo may well mean that one.
    pub later: Option<Entry>,
    /// The act that redo does again, and the entry that took it back.
    pub redo: Option<(Entry, Entry)>,
}

/// The entries that are taken back as things stand, of `entries`, newest first: an undo that was itself
/// taken back takes nothing back.
#[must_use]
pub fn taken_back(entries: &[Entry]) -> BTreeSet<i64> {
    let mut back = BTreeSet::new();
    for entry in entries {
        if let Some(target) = entry.undoes.filter(|_| !back.contains(&entry.seq)) {
            back.insert(target);
        }
    }
    back
}

/// Works out what undo and redo would take from an operator's entries of the day, newest first.
///
/// An undo takes back the newest act that is not taken back; a redo is possible as long as no new act
/// followed the undo.
#[must_use]
pub fn candidates(entries: &[Entry]) -> Candidate {
    let back = taken_back(entries);
    let mut found = Candidate::default();
    for entry in entries {
        let cancelled = back.contains(&entry.seq);
        if let Some(target) = entry.undoes {
            if cancelled {
                continue;
            }
            let target = entries.iter().find(|other| other.seq == target);
            // An entry that takes back an act is an undo, one that takes back an undo is a redo.
            if let Some(act) = target.filter(|target| target.undoes.is_none() && found.redo.is_none()) {
                found.redo = Some((act.clone(), entry.clone()));
            }
            continue;
        }
        let verb = Verb::from_word(&entry.verb);
        if verb.is_none_or(|verb| verb.undoing() != Undoing::Possible) {
            if found.later.is_none() && !verb.is_some_and(Verb::is_look) {
                found.later = Some(entry.clone());
            }
            continue;
        }
        if cancelled {
            continue;
        }
        found.undo = Some(entry.clone());
        break;
    }
    found
}

impl Undo {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let start = context.zone.start_of_day(context.today);
        let entries = context.store.entries_by(context.actor.id, start)?;
        let found = candidates(&entries);
        let (act, target, done) = if self.redo {
            let (act, undo) = found.redo.ok_or_else(|| Refusal::new(RefusalKind::Rule, &d::REDO_NOTHING))?;
            (act, undo, &d::DONE_REDO)
        } else {
            let act = found.undo.ok_or_else(|| Refusal::new(RefusalKind::Rule, &d::UNDO_NOTHING))?;
            (act.clone(), act, &d::DONE_UNDO)
        };
        let what = label(context.store, &act)?;
        let images = context.store.images_of(target.seq)?;
        if act.subject_kind == "feedback" && !self.redo {
            // A card that was given since stands on what it did (WA-2).
            let cards = context.store.cards_on(FeedbackId(act.subject_id))?;
            if let Some(card) = cards.iter().find(|card| card.open() && card.issued_at >= act.at) {
                return Err(changed(&what, &context.operator_name(card.issued_by)?).into());
            }
        }
        self.require_untouched(context, &what, &target, &images)?;
        for image in images.iter().rev() {
            // Somebody else may hold by now what it held alone.
            restore(context.store, image, context.now).map_err(|error| match error {
                DeskError::Store(StoreError::Taken(_)) => changed(&what, d::SOMEBODY.zh).into(),
                other => other,
            })?;
        }
        let mut effect = Effect::on("case", act.subject_id, String::new(), done.with("what", what));
        effect.subject_kind = subject_kind(&act.subject_kind);
        effect.case = (act.subject_kind == "case").then_some(crate::domain::id::CaseId(act.subject_id));
        effect.undoes = Some(target.seq);
        Ok(effect)
    }

    /// Refuses where a row was changed since, or a document left the house.
    fn require_untouched(
        &self,
        context: &mut Context<'_>,
        what: &Message,
        target: &Entry,
        images: &[RowImage],
    ) -> Result<()> {
        for image in images {
            let Some(after) = &image.after else {
                return Err(
                    Refusal::new(RefusalKind::Rule, d::UNDO_DISPOSED.with("what", what.clone())).into()
                );
            };
            if image.table == "document" {
                self.release_document(context, what, image)?;
                continue;
            }
            let now = context.store.image_now(&image.table, image.row_id)?;
            if now.as_deref().map(business) != Some(business(after)) {
                let writer = context.store.last_writer(&image.table, image.row_id)?;
                let who = match writer.filter(|writer| writer.seq != target.seq) {
                    Some(writer) => context.operator_name(writer.operator)?,
                    None => d::SOMEBODY.zh.to_owned(),
                };
                return Err(changed(what, &who).into());
            }
        }
        Ok(())
    }

    fn release_document(&self, context: &mut Context<'_>, what: &Message, image: &RowImage) -> Result<()> {
        let Some(mut document) = context.store.get::<Document>(image.row_id)? else { return Ok(()) };
        if self.redo && document.prints > 0 && document.voided_at.is_some() {
            // The sheet in somebody's hands was declared void; it does not become valid again.
            let message = d::REDO_VOIDED.with("what", what.clone()).with("number", &document.number);
            return Err(Refusal::new(RefusalKind::Rule, message).advise(&d::REDO_VOIDED_ADVICE).into());
        }
        if document.prints > 0 && document.voided_at.is_none() && !self.redo {
            if !self.void_documents {
                return Err(Refusal::rule(
                    "UNDO",
                    d::UNDO_PRINTED.with("what", what.clone()).with("number", &document.number),
                )
                .advise(&d::UNDO_PRINTED_ADVICE)
                .into());
            }
            document.voided_at = Some(context.now);
            context.save(&mut document)?;
        }
        Ok(())
    }
}

/// That somebody changed it since.
fn changed(what: &Message, who: &str) -> Refusal {
    Refusal::new(RefusalKind::Stale, d::UNDO_CHANGED.with("what", what.clone()).with("who", who))
        .advise(&d::UNDO_CHANGED_ADVICE)
}

/// Brings one row back to what it was before, under a new version.
pub(super) fn restore(store: &Store, image: &RowImage, now: Stamp) -> Result<()> {
    let person = image.table == "person";
    let before: Option<Person> = if person { store.get(image.row_id)? } else { None };
    if image.table == "document" && image.before.is_none() {
        let voided =
            store.get::<Document>(image.row_id)?.is_some_and(|document| document.voided_at.is_some());
        if voided {
            return Ok(());
        }
    }
    store.restore_row(&image.table, image.row_id, image.before.as_deref(), now)?;
    if let Some(after) = store.get::<Person>(image.row_id)?.filter(|_| person) {
        store.index_person(before.as_ref(), &after)?;
    }
    Ok(())
}

/// An image without id and version: what people see of the row.
pub(super) fn business(image: &str) -> String {
    let cells: Vec<serde_json::Value> = serde_json::from_str(image).unwrap_or_default();
    serde_json::to_string(&cells.get(2..).unwrap_or_default()).unwrap_or_default()
}

pub(super) fn label(store: &Store, entry: &Entry) -> Result<Message> {
    let subject = subject_name(store, &entry.subject_kind, entry.subject_id)?;
    Ok(d::ACT_ON.with("act", phrase_of(&entry.verb)).with("subject", subject))
}

/// What people call the record that an entry is about: a case by its number, a household by its head; nothing where
/// it has no name of its own.
pub(in crate::desk) fn subject_name(store: &Store, kind: &str, id: i64) -> Result<String> {
    let person = |id: i64| -> Result<Option<String>> { Ok(store.get::<Person>(id)?.map(|one| one.name)) };
    let name = match kind {
        "case" => store.get::<crate::domain::case::Case>(id)?.map(|case| case.number),
        "person" => person(id)?,
        "household" => match store.get::<crate::domain::household::Household>(id)? {
            Some(home) => match home.head_id {
                Some(head) => person(head.0)?,
                None => Some(home.address),
            },
            None => None,
        },
        "volunteer" => match store.get::<crate::domain::volunteer::Volunteer>(id)? {
            Some(volunteer) => person(volunteer.person_id.0)?,
            None => None,
        },
        "activity" => store.get::<crate::domain::service::Activity>(id)?.map(|one| one.name),
        "need" => store.get::<crate::domain::volunteer::Need>(id)?.map(|one| one.text),
        "team" => store.get::<crate::domain::volunteer::Team>(id)?.map(|one| one.name),
        "partner" => store.get::<crate::domain::volunteer::Partner>(id)?.map(|one| one.name),
        "feedback" => store.get::<crate::domain::feedback::Feedback>(id)?.map(|one| one.number),
        // Of which matter it was is not told (RT-4).
        "rating" => store.get::<crate::domain::rating::Rating>(id)?.map(|one| one.item_code),
        "building" => store.get::<crate::domain::household::Building>(id)?.map(|one| one.name),
        "helper" => store.get::<crate::domain::pairing::Helper>(id)?.map(|one| one.name),
        _ => super::watch_whole::name_of(store, kind, id)?,
    };
    Ok(name.unwrap_or_default())
}

pub(super) fn subject_kind(kind: &str) -> &'static str {
    [
        "case",
        "person",
        "enquiry",
        "station",
        "item",
        "grid",
        "operator",
        "household",
        "building",
        "helper",
        "volunteer",
        "team",
        "partner",
        "need",
        "activity",
        "feedback",
        "rating",
        "watch-group",
        "monitor",
        "watched-matter",
        "watch-card",
        "letter-box",
        "box-opening",
        "monitor-visit",
        "pledge",
    ]
    .into_iter()
    .find(|known| *known == kind)
    .unwrap_or("station")
}
