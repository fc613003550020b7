//! The registers as tables: their columns, and a row of each.

use super::book::{Book, BookError, Cell, Column};
use crate::calendar::Unit;
use crate::domain::Named as _;
use crate::domain::item::Kind;
use crate::domain::month::{Figure, Figures, GROUPS, Report, Worth};
use crate::domain::promise::PromiseState;
use crate::domain::register::{CaseEntry, Limit, PromiseEntry};
use crate::words::{Lang, Phrase, register as w};

fn columns(heads: &[(&'static Phrase, u16)], lang: Lang) -> Vec<Column> {
    heads.iter().map(|(head, width)| Column { head: head.say(lang).to_owned(), width: *width }).collect()
}

/// The columns of the register of cases.
#[must_use]
pub fn case_columns(lang: Lang) -> Vec<Column> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::NUMBER, 18),
        (&w::ITEM_CODE, 9),
        (&w::ITEM, 28),
        (&w::DEPARTMENT, 20),
        (&w::KIND, 9),
        (&w::APPLICANT, 12),
        (&w::ID_NUMBER, 20),
        (&w::PHONE, 14),
        (&w::ADDRESS, 24),
        (&w::AGENT, 12),
        (&w::CHANNEL, 8),
        (&w::STATE, 10),
        (&w::DEEMED, 9),
        (&w::RECEIVED, 12),
        (&w::RECEIVED_REASON, 20),
        (&w::ACCEPTED, 12),
        (&w::DECIDED, 12),
        (&w::OUTCOME, 9),
        (&w::DELIVERED, 12),
        (&w::CLOSED, 12),
        (&w::OWNER_CODE, 9),
        (&w::OWNER, 10),
        (&w::WINDOW, 8),
        (&w::COMMITTED, 12),
        (&w::COMMITTED_HOW, 9),
        (&w::STATUTORY, 12),
        (&w::STATUTORY_HOW, 9),
        (&w::PROVISIONAL, 6),
    ];
    columns(heads, lang)
}

fn said(phrase: &Phrase, lang: Lang) -> Cell {
    Cell::Text(phrase.say(lang).to_owned())
}

fn yes(is: bool, lang: Lang) -> Cell {
    if is { said(&w::YES, lang) } else { Cell::Empty }
}

/// The date of a limit and how it was kept; 即办 has no countdown (CL-1).
fn limit_cells(limit: Option<Limit>, lang: Lang) -> [Cell; 2] {
    let how = limit.and_then(|limit| limit.how).map_or(Cell::Empty, |how| said(how.phrase(), lang));
    let due = match limit {
        Some(limit) if limit.paused => said(PromiseState::Paused.phrase(), lang),
        other => other.map(|limit| limit.due).into(),
    };
    [due, how]
}

/// A case as a row of its register.
#[must_use]
pub fn case_row(entry: &CaseEntry, lang: Lang) -> Vec<Cell> {
    let [committed, committed_how] = limit_cells(entry.committed, lang);
    let [statutory, statutory_how] = limit_cells(entry.statutory, lang);
    let provisional = [entry.committed, entry.statutory].iter().flatten().any(|limit| limit.provisional);
    let kind: Kind = entry.kind;
    vec![
        entry.number.as_str().into(),
        entry.item_code.as_str().into(),
        entry.item_name.as_str().into(),
        entry.department.as_str().into(),
        said(kind.phrase(), lang),
        entry.applicant.as_str().into(),
        entry.id_number.as_str().into(),
        entry.phone.as_str().into(),
        entry.address.as_str().into(),
        entry.agent.as_str().into(),
        said(entry.channel.phrase(), lang),
        said(entry.state.phrase(), lang),
        yes(entry.deemed, lang),
        Cell::Day(entry.received),
        entry.received_reason.as_str().into(),
        entry.accepted.into(),
        entry.decided.into(),
        entry.outcome.map_or(Cell::Empty, |outcome| said(outcome.phrase(), lang)),
        entry.delivered.into(),
        entry.closed.into(),
        entry.owner_code.as_str().into(),
        entry.owner_name.as_str().into(),
        entry.window.as_str().into(),
        committed,
        committed_how,
        statutory,
        statutory_how,
        yes(provisional, lang),
    ]
}

/// The columns of the register of promises.
#[must_use]
pub fn promise_columns(lang: Lang) -> Vec<Column> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::NUMBER, 18),
        (&w::PROMISE_KIND, 10),
        (&w::ITEM_CODE, 9),
        (&w::ITEM, 28),
        (&w::APPLICANT, 12),
        (&w::OWNER_CODE, 9),
        (&w::OWNER, 10),
        (&w::WINDOW, 8),
        (&w::GRID, 14),
        (&w::DEPARTMENT, 20),
        (&w::START, 12),
        (&w::DAYS, 6),
        (&w::UNIT, 8),
        (&w::DUE, 12),
        (&w::PROVISIONAL, 6),
        (&w::STATE, 8),
        (&w::ENDED, 12),
        (&w::HOW, 8),
        (&w::PROFILE, 10),
        (&w::RULE, 10),
        (&w::LEGAL, 40),
    ];
    columns(heads, lang)
}

/// A promise as a row of its register.
#[must_use]
pub fn promise_row(entry: &PromiseEntry, lang: Lang) -> Vec<Cell> {
    let [due, how] = limit_cells(Some(entry.limit), lang);
    let days = usize::try_from(entry.basis.term().length()).unwrap_or(usize::MAX);
    vec![
        entry.number.as_str().into(),
        said(entry.kind.phrase(), lang),
        entry.item_code.as_str().into(),
        entry.item_name.as_str().into(),
        entry.applicant.as_str().into(),
        entry.owner_code.as_str().into(),
        entry.owner_name.as_str().into(),
        entry.window.as_str().into(),
        entry.grid.as_str().into(),
        entry.department.as_str().into(),
        Cell::Day(entry.start),
        Cell::Count(days),
        said(if entry.unit == Unit::Wd { &w::WORKING } else { &w::CALENDAR }, lang),
        due,
        yes(entry.limit.provisional, lang),
        said(entry.state.phrase(), lang),
        entry.ended.into(),
        how,
        entry.basis.profile.as_str().into(),
        entry.basis.rule.as_str().into(),
        entry.basis.legal.as_str().into(),
    ]
}

/// Writes the month into a book: every figure with what it is made of and what it means; in a workbook
/// the groups as a table each, too. Gives the number of rows with figures.
///
/// # Errors
/// The file, or the workbook.
pub fn write_month(book: &mut Book, report: &Report, workbook: bool, lang: Lang) -> Result<usize, BookError> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::STATION, 24),
        (&w::THE_MONTH, 9),
        (&w::AS_OF, 12),
        (&w::GROUP, 12),
        (&w::GROUP_CODE, 12),
        (&w::GROUP_NAME, 28),
        (&w::FIGURE_CODE, 16),
        (&w::FIGURE, 16),
        (&w::VALUE, 10),
        (&w::PART, 8),
        (&w::WHOLE, 8),
        (&w::BEFORE, 10),
        (&w::DEFINITION, 80),
    ];
    book.sheet(w::ALL_FIGURES.say(lang), columns(heads, lang))?;
    let mut rows = 0;
    let about = [report.station.as_str().into(), report.month.to_string().into(), Cell::Day(report.as_of)];
    let station = [said(&w::WHOLE_STATION, lang), Cell::Empty, Cell::Empty];
    rows += figures(book, (&about, station), (&report.all, Some(&report.before)), lang)?;
    for by in GROUPS {
        for group in report.groups(by) {
            let head = [said(by.phrase(), lang), group.key.into(), group.name.into()];
            rows += figures(book, (&about, head), (&group.figures, None), lang)?;
        }
    }
    if workbook {
        for by in GROUPS {
            group_sheet(book, report, by, lang)?;
        }
        card_sheet(book, report, lang)?;
    }
    Ok(rows)
}

/// Every figure of a group, a row each.
fn figures(
    book: &mut Book,
    (about, head): (&[Cell; 3], [Cell; 3]),
    (figures, before): (&Figures, Option<&Figures>),
    lang: Lang,
) -> Result<usize, BookError> {
    for figure in Figure::ALL {
        let worth = figure.of(figures);
        let (part, whole) = match worth {
            Worth::Rate(rate) => (Cell::Count(rate.part), Cell::Count(rate.whole)),
            _ => (Cell::Empty, Cell::Empty),
        };
        let mut row = about.to_vec();
        row.extend(head.clone());
        row.extend([
            Cell::Text(figure.word().to_owned()),
            said(figure.phrase(), lang),
            worth.into(),
            part,
            whole,
            before.map_or(Cell::Empty, |before| figure.of(before).into()),
            Cell::Text(figure.definition().say(lang)),
        ]);
        book.row(&row)?;
    }
    Ok(Figure::ALL.len())
}

/// The cards without a conclusion, a row each.
fn card_sheet(book: &mut Book, report: &Report, lang: Lang) -> Result<(), BookError> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::CARD, 6),
        (&w::CARD_DAY, 12),
        (&w::CARD_ABOUT, 40),
        (&w::OWNER_CODE, 9),
        (&w::OWNER, 10),
        (&w::CARD_REASON, 40),
        (&w::CARD_REPLY, 40),
        (&w::STATE, 10),
    ];
    book.sheet(w::NOT_CONCLUDED.say(lang), columns(heads, lang))?;
    for row in &report.not_concluded {
        let card = &row.card;
        let owner = report.names.operators.get(&card.owner_id).cloned().unwrap_or_default();
        book.row(&[
            said(card.kind.phrase(), lang),
            Cell::Day(card.day),
            row.about.as_str().into(),
            owner.0.into(),
            owner.1.into(),
            card.reason.as_str().into(),
            card.reply.as_deref().unwrap_or_default().into(),
            said(card.state().phrase(), lang),
        ])?;
    }
    Ok(())
}

/// The groups, a row each, a column a figure.
fn group_sheet(
    book: &mut Book,
    report: &Report,
    by: crate::domain::board::GroupBy,
    lang: Lang,
) -> Result<(), BookError> {
    let mut heads = columns(&[(&w::GROUP_CODE, 12), (&w::GROUP_NAME, 28)], lang);
    heads.extend(
        Figure::ALL.iter().map(|figure| Column { head: figure.phrase().say(lang).to_owned(), width: 12 }),
    );
    book.sheet(&w::BY.with("by", by.phrase()).say(lang), heads)?;
    for group in report.groups(by) {
        let mut row: Vec<Cell> = vec![group.key.into(), group.name.into()];
        row.extend(Figure::ALL.iter().map(|figure| Cell::from(figure.of(&group.figures))));
        book.row(&row)?;
    }
    Ok(())
}
