//! What the records of supervision are called, and what must hold of them after an undo.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use crate::domain::Refusal;
use crate::domain::operator::Operator;
use crate::domain::pledge::Pledge;
use crate::domain::supervision::{
    BoxOpening, LetterBox, Matter, Monitor, MonitorVisit, WatchCard, WatchGroup,
};
use crate::store::Store;
use crate::words::supervision as w;

/// What people call a visit: the matter that was watched, else what was looked at.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn visit_name(store: &Store, visit: &MonitorVisit) -> Result<String> {
    let matter = match visit.matter_id {
        Some(id) => store.get::<Matter>(id.0)?,
        None => None,
    };
    Ok(matter.map_or_else(|| visit.seen.clone(), |matter| matter.name))
}

/// What people call a record of supervision; nothing where the kind is another.
///
/// # Errors
/// Whatever the engine reports.
pub(super) fn name_of(store: &Store, kind: &str, id: i64) -> Result<Option<String>> {
    Ok(match kind {
        "watch-group" => store.get::<WatchGroup>(id)?.map(|one| one.name),
        "monitor" => store.get::<Monitor>(id)?.map(|one| one.name),
        "watched-matter" => store.get::<Matter>(id)?.map(|one| one.name),
        "watch-card" => store.get::<WatchCard>(id)?.map(|one| one.number.to_string()),
        "letter-box" => store.get::<LetterBox>(id)?.map(|one| one.name),
        "box-opening" => match store.get::<BoxOpening>(id)? {
            Some(opening) => store.get::<LetterBox>(opening.box_id.0)?.map(|one| one.name),
            None => None,
        },
        "monitor-visit" => match store.get::<MonitorVisit>(id)? {
            Some(visit) => Some(visit_name(store, &visit)?),
            None => None,
        },
        "pledge" => match store.get::<Pledge>(id)? {
            Some(pledge) => store.get::<Operator>(pledge.operator_id.0)?.map(|one| one.name),
            None => None,
        },
        _ => None,
    })
}

/// Holds, after an undo of something about supervision, that nothing others did since names what is not there any more,
/// and that no box was opened twice a day.
///
/// # Errors
/// It does not.
pub(in crate::desk) fn require_watch_after_undo(context: &Context<'_>, effect: &Effect) -> Result<()> {
    let (store, id) = (context.store, effect.subject_id);
    let used = match effect.subject_kind {
        "watch-group" => match store.get::<WatchGroup>(id)? {
            Some(one) if one.voided_at.is_some() => !store.monitors_in(one.id)?.is_empty(),
            _ => false,
        },
        "monitor" => match store.get::<Monitor>(id)? {
            Some(one) if one.voided_at.is_some() => {
                store.monitor_was_there(one.id)? || !store.watch_cards_of(one.id)?.is_empty()
            }
            _ => false,
        },
        "watched-matter" => match store.get::<Matter>(id)? {
            Some(one) if one.voided_at.is_some() => store.matter_was_watched(one.id)?,
            _ => false,
        },
        "letter-box" => match store.get::<LetterBox>(id)? {
            Some(one) if one.voided_at.is_some() => store.last_opening(one.id)?.is_some(),
            _ => false,
        },
        "pledge" => match store.get::<Pledge>(id)? {
            Some(one) if one.voided_at.is_some() => !store.pledge_links(one.id)?.is_empty(),
            // Signed again by an undo of its undoing, it must still be the newest, and the only one that holds.
            Some(one) if one.ended_day.is_none() => store
                .pledges_of(one.operator_id)?
                .iter()
                .any(|other| other.id != one.id && (other.ended_day.is_none() || other.day >= one.day)),
            _ => false,
        },
        "box-opening" => return require_once(store, id),
        _ => false,
    };
    if !used {
        return Ok(());
    }
    let name = name_of(store, effect.subject_kind, id)?.unwrap_or_default();
    Err(Refusal::rule("A11", w::USED_SINCE.with("name", name)).advise(&w::USED_SINCE_ADVICE).into())
}

/// A box is opened once a day at most.
fn require_once(store: &Store, id: i64) -> Result<()> {
    let Some(one) = store.get::<BoxOpening>(id)? else { return Ok(()) };
    if store.openings_on(one.box_id, one.day)?.len() < 2 {
        return Ok(());
    }
    let name = name_of(store, "box-opening", id)?.unwrap_or_default();
    let what = w::TWICE_SINCE.with("name", name).with("day", one.day.to_string());
    Err(Refusal::rule("A11", what).into())
}
