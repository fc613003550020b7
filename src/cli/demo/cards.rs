//! What becomes of the cards of a demo day: answered by their owners, closed by the supervisor, concluded by
//! the manager; those of the last days wait.

use super::days::{Days, MINUTE};
use super::station::{MANAGER, SUPERVISOR};
use super::{Maker, TICK};
use crate::calendar::Day;
use crate::desk::Command;
use crate::desk::Result;
use crate::desk::verbs::{CloseCard, Conclude, ReadCards, ReplyCard};
use crate::domain::card::{Card, CardKind, Cause};
use crate::words::demo as w;

/// When the day's cards are dealt with, in minutes of the day.
const AFTER_HOURS: i64 = 17 * 60 + 40;
/// Cards of so many last working days are still open.
const OPEN_DAYS: i64 = 2;

/// Deals with the cards of everybody at the end of the day on which the last act was done.
pub fn answer(maker: &mut Maker, days: &Days<'_>) -> Result<()> {
    let today = days.zone.day(maker.at);
    let waits_from = days.back(OPEN_DAYS);
    let mut at = days.moment(today, AFTER_HOURS).max(maker.at.plus_millis(MINUTE));
    if at.plus_millis(10 * MINUTE) > maker.now || today >= waits_from {
        return Ok(());
    }
    let supervisor = maker.crew.actor(SUPERVISOR)?;
    let manager = maker.crew.actor(MANAGER)?;
    let mut acts = Vec::new();
    for place in 0..super::station::operators().len() {
        let owner = maker.crew.actor(place)?;
        for crate::desk::CardRow { card, .. } in maker.desk.cards_for(&owner, at)? {
            let appeared = days.zone.day(card.appears_at);
            let command = match next(&card, appeared, today) {
                Some(Next::Answer) => {
                    acts.push((owner.clone(), Command::ReadCards(ReadCards { cards: vec![card.id] })));
                    let reply = w::CARD_REPLY.zh.to_owned();
                    (owner.clone(), Command::ReplyCard(ReplyCard { card: card.id, reply }))
                }
                Some(Next::Close) => {
                    let closer = if owner.id == supervisor.id { &manager } else { &supervisor };
                    (closer.clone(), Command::CloseCard(CloseCard { card: card.id }))
                }
                Some(Next::Conclude(cause)) => {
                    let conclude = Conclude {
                        cards: vec![card.id],
                        cause,
                        responsible: owner.name.clone(),
                        measure: w::CARD_MEASURE.zh.to_owned(),
                    };
                    (manager.clone(), Command::Conclude(conclude))
                }
                None => continue,
            };
            acts.push(command);
        }
    }
    let dated = acts.into_iter().map(|(actor, command)| {
        at = at.plus_millis(TICK);
        (actor, command, at)
    });
    let dated: Vec<_> = dated.collect();
    maker.at = dated.last().map_or(maker.at, |(_, _, last)| *last);
    let refused = maker.desk.run_many(dated)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    Ok(())
}

/// What is to be done about a card.
enum Next {
    Answer,
    Close,
    Conclude(Cause),
}

/// A working day after it appeared it is answered, the day after that it ends.
fn next(card: &Card, appeared: Day, today: Day) -> Option<Next> {
    if appeared >= today {
        return None;
    }
    if card.replied_at.is_none() {
        return Some(Next::Answer);
    }
    let urge = card.kind == CardKind::Urge;
    Some(match card.id.0 % 5 {
        _ if urge => Next::Close,
        0 => Next::Close,
        1 => Next::Conclude(Cause::Department),
        2 => Next::Conclude(Cause::Applicant),
        _ => Next::Conclude(Cause::Station),
    })
}
