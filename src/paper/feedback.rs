//! The register of feedback as a table.

use super::book::{Cell, Column};
use super::volunteer::{columns, count, said};
use crate::calendar::Day;
use crate::domain::register::FeedbackEntry;
use crate::words::{Lang, Phrase, register as w};

/// The columns of the register of feedback.
#[must_use]
pub fn feedback_columns(lang: Lang) -> Vec<Column> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::NUMBER, 12),
        (&w::FEEDBACK_RECEIVED, 12),
        (&w::FEEDBACK_CHANNEL, 12),
        (&w::KIND, 10),
        (&w::NAMING, 10),
        (&w::PEOPLE, 6),
        (&w::ITEM_CODE, 10),
        (&w::MATTER, 10),
        (&w::STATE, 10),
        (&w::HANDLED_BY, 10),
        (&w::FEEDBACK_ACCEPTED, 12),
        (&w::ANSWERED, 12),
        (&w::RECTIFIED, 12),
        (&w::REVISITED, 12),
        (&w::SATISFIED, 6),
        (&w::FEEDBACK_CLOSED, 12),
        (&w::PASSED_TO, 16),
        (&w::CAUSE, 14),
        (&w::SAID_BY, 10),
        (&w::PHONE, 14),
        (&w::ADDRESS, 24),
        (&w::CONTENT, 40),
        (&w::OPINION, 40),
        (&w::ANSWER, 40),
    ];
    columns(heads, lang)
}

/// An entry as a row of the register.
#[must_use]
pub fn feedback_row(row: &FeedbackEntry, lang: Lang) -> Vec<Cell> {
    let entry = &row.entry;
    let day = |day: Option<Day>| day.map_or(Cell::Empty, Cell::Day);
    vec![
        entry.number.as_str().into(),
        Cell::Day(entry.day),
        said(entry.channel.phrase(), lang),
        said(entry.kind.phrase(), lang),
        said(entry.naming.phrase(), lang),
        count(entry.people),
        entry.item_code.as_str().into(),
        entry.matter.as_str().into(),
        said(entry.state.phrase(), lang),
        row.owner.as_str().into(),
        day(entry.accepted_day),
        day(entry.answered_day),
        day(entry.rectified_day),
        day(entry.revisited_day),
        entry
            .satisfied
            .map_or(Cell::Empty, |is| said(if is { &w::SATISFIED_YES } else { &w::SATISFIED_NO }, lang)),
        day(entry.closed_day),
        entry.passed_to.as_str().into(),
        entry.cause.as_str().into(),
        entry.name.as_str().into(),
        entry.phone.as_str().into(),
        entry.address.as_str().into(),
        entry.content.as_str().into(),
        entry.opinion.as_str().into(),
        entry.answer.as_str().into(),
    ]
}
