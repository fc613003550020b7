//! The registers of visits, service records and volunteers as tables, and the quarter's report on volunteering.

use super::book::{Book, BookError, Cell, Column};
use crate::calendar::Zone;
use crate::domain::Named as _;
use crate::domain::columns::{HoursField, ListColumns, VolunteerField};
use crate::domain::hours::{HoursBy, HoursSum, QuarterReport, honours, sums};
use crate::domain::identifier::{Kind, Sex};
use crate::domain::register::{HoursEntry, VisitEntry, VolunteerEntry};
use crate::domain::service::ActivityState;
use crate::words::{Lang, Phrase, register as w, volunteer as v};

/// How many names the roll of honour has.
const HONOURED: usize = 50;

pub(super) fn columns(heads: &[(&'static Phrase, u16)], lang: Lang) -> Vec<Column> {
    heads.iter().map(|(head, width)| Column { head: head.say(lang).to_owned(), width: *width }).collect()
}

pub(super) fn said(phrase: &Phrase, lang: Lang) -> Cell {
    Cell::Text(phrase.say(lang).to_owned())
}

fn yes(is: bool, lang: Lang) -> Cell {
    if is { said(&w::YES, lang) } else { Cell::Empty }
}

pub(super) fn count(n: i64) -> Cell {
    usize::try_from(n).map_or(Cell::Empty, Cell::Count)
}

/// The columns of the register of visits.
#[must_use]
pub fn visit_columns(lang: Lang) -> Vec<Column> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::HOUSEHOLD, 8),
        (&w::HEAD, 12),
        (&w::ADDRESS, 24),
        (&w::GRID, 14),
        (&w::DAY, 12),
        (&w::MODE, 8),
        (&w::MET, 6),
        (&w::COUNTS, 6),
        (&w::VISITORS, 16),
        (&w::LIVING, 30),
        (&w::NEEDS, 30),
        (&w::DONE, 30),
        (&w::OPERATOR, 10),
        (&w::RECORDED, 12),
    ];
    columns(heads, lang)
}

/// A visit as a row of its register.
#[must_use]
pub fn visit_row(entry: &VisitEntry, lang: Lang) -> Vec<Cell> {
    vec![
        count(entry.household.0),
        entry.name.as_str().into(),
        entry.address.as_str().into(),
        entry.grid.as_str().into(),
        Cell::Day(entry.day),
        said(entry.mode.phrase(), lang),
        yes(entry.met, lang),
        yes(entry.counts, lang),
        entry.visitors.as_str().into(),
        entry.living.as_str().into(),
        entry.needs.as_str().into(),
        entry.done.as_str().into(),
        entry.operator.as_str().into(),
        Cell::Day(entry.recorded),
    ]
}

/// The columns of a list that is exchanged with the national system, as its map says.
#[must_use]
pub fn list_columns<F>(list: &ListColumns<F>) -> Vec<Column> {
    let width = |head: &str| u16::try_from(crate::text::cols(head).get()).unwrap_or(12).clamp(12, 30);
    list.0.iter().map(|column| Column { head: column.head.clone(), width: width(&column.head) }).collect()
}

/// A volunteer as a row of the list.
#[must_use]
pub fn volunteer_row(entry: &VolunteerEntry, list: &ListColumns<VolunteerField>, lang: Lang) -> Vec<Cell> {
    let (volunteer, person) = (&entry.volunteer, &entry.person);
    let text = |text: Option<&str>| Cell::from(text.unwrap_or_default());
    let cell = |field: VolunteerField| match field {
        VolunteerField::Number => count(volunteer.number),
        VolunteerField::Name => person.name.as_str().into(),
        VolunteerField::Sex => {
            person.sex.as_deref().and_then(Sex::from_word).map_or(Cell::Empty, |sex| said(sex.phrase(), lang))
        }
        VolunteerField::Birth => person.birth.into(),
        VolunteerField::IdKind => person
            .id_kind
            .as_deref()
            .and_then(Kind::from_word)
            .map_or(Cell::Empty, |kind| said(kind.phrase(), lang)),
        VolunteerField::IdNumber => text(person.id_number.as_deref()),
        VolunteerField::Area => person.address.as_str().into(),
        VolunteerField::Grid => entry.grid.as_str().into(),
        VolunteerField::Phone => text(person.phone.as_deref()),
        VolunteerField::Skills => volunteer.skills.as_str().into(),
        VolunteerField::Category => volunteer.category.as_str().into(),
        VolunteerField::Free => volunteer.free.as_str().into(),
        VolunteerField::Teams => entry.teams.as_str().into(),
        VolunteerField::State => said(volunteer.state.phrase(), lang),
        VolunteerField::Since => Cell::Day(volunteer.since),
        VolunteerField::Consent => volunteer.consent.as_str().into(),
        VolunteerField::Guardian => volunteer.guardian.as_str().into(),
        VolunteerField::GuardianPhone => volunteer.guardian_phone.as_str().into(),
        VolunteerField::GuardianDay => volunteer.guardian_day.into(),
        VolunteerField::Training => volunteer.training.as_str().into(),
        VolunteerField::Awards => volunteer.awards.as_str().into(),
        VolunteerField::Hours => Cell::Hours(entry.minutes),
        VolunteerField::Minutes => count(entry.minutes),
    };
    list.0.iter().map(|column| cell(column.field)).collect()
}

/// A service record as a row of the list.
#[must_use]
pub fn hours_row(entry: &HoursEntry, list: &ListColumns<HoursField>, zone: Zone, lang: Lang) -> Vec<Cell> {
    let (service, activity) = (&entry.service, &entry.activity);
    let clock = |stamp: crate::calendar::Stamp| {
        let (hour, minute) = zone.clock(stamp);
        Cell::Text(format!("{hour:02}:{minute:02}"))
    };
    let cell = |field: HoursField| match field {
        HoursField::Number => count(entry.number),
        HoursField::Name => entry.name.as_str().into(),
        HoursField::IdNumber => entry.id_number.as_str().into(),
        HoursField::Activity => activity.name.as_str().into(),
        HoursField::Kind => said(activity.kind.phrase(), lang),
        HoursField::Day => Cell::Day(service.day),
        HoursField::From => clock(service.in_at),
        HoursField::To => service.out_at.map_or(Cell::Empty, clock),
        HoursField::Hours => Cell::Hours(service.minutes),
        HoursField::Minutes => count(service.minutes),
        HoursField::Place => activity.place.as_str().into(),
        HoursField::Content => activity.content.as_str().into(),
        HoursField::Organiser => entry.organiser.as_str().into(),
        HoursField::Responsible => activity.responsible.as_str().into(),
        HoursField::Evaluation => activity.evaluation.as_str().into(),
        HoursField::Recorded => activity.recorded_day.into(),
        HoursField::Late => activity.late_reason.as_str().into(),
        HoursField::Reason => service.reason.as_str().into(),
    };
    list.0.iter().map(|column| cell(column.field)).collect()
}

/// Writes the quarter's report: in a workbook the figures, then the hours by person, team and kind, the activities and
/// the roll of honour, a sheet each; else the hours by person. Gives the number of rows.
///
/// # Errors
/// The file, or the workbook.
pub fn write_quarter(
    book: &mut Book,
    report: &QuarterReport,
    workbook: bool,
    lang: Lang,
) -> Result<usize, BookError> {
    let by = |by| sums(&report.rows, by, |kind| kind.phrase().say(lang).to_owned());
    if !workbook {
        return write_sums(book, &w::BY_PERSON, &by(HoursBy::Person), lang);
    }
    let mut rows = write_figures(book, report, lang)?;
    rows += write_sums(book, &w::BY_PERSON, &by(HoursBy::Person), lang)?;
    rows += write_sums(book, &w::BY_TEAM, &by(HoursBy::Team), lang)?;
    rows += write_sums(book, &w::BY_KIND, &by(HoursBy::Kind), lang)?;
    rows += write_activities(book, report, lang)?;
    rows += write_sums(book, &v::F_HONOUR, &honours(&report.rows, HONOURED), lang)?;
    Ok(rows)
}

fn write_figures(book: &mut Book, report: &QuarterReport, lang: Lang) -> Result<usize, BookError> {
    let heads: &[(&'static Phrase, u16)] = &[(&w::FIGURE, 24), (&w::WORTH, 12), (&w::DEFINITION, 60)];
    let title = format!("{} {}", w::VOLUNTEERING_SHORT.say(lang), report.quarter);
    book.sheet(&title, columns(heads, lang))?;
    let figures: [(&Phrase, Cell, &Phrase); 9] = [
        (&w::Q_VOLUNTEERS, Cell::Count(report.volunteers), &w::Q_VOLUNTEERS_IS),
        (&w::Q_PEOPLE, Cell::Count(report.people()), &w::Q_PEOPLE_IS),
        (&w::Q_HOURS, Cell::Hours(report.minutes()), &w::Q_HOURS_IS),
        (&w::Q_BEFORE, Cell::Hours(report.before), &w::Q_HOURS_IS),
        (&w::Q_RECORDED, Cell::Count(report.count(ActivityState::Recorded)), &w::Q_RECORDED_IS),
        (&w::Q_LATE, Cell::Count(report.late()), &w::Q_LATE_IS),
        (&w::Q_PLANNED, Cell::Count(report.count(ActivityState::Planned)), &w::Q_PLANNED_IS),
        (&w::Q_CANCELLED, Cell::Count(report.count(ActivityState::Cancelled)), &w::Q_CANCELLED_IS),
        (&w::Q_CERTIFICATES, Cell::Count(report.certificates), &w::Q_CERTIFICATES_IS),
    ];
    for (figure, worth, definition) in &figures {
        book.row(&[said(figure, lang), worth.clone(), said(definition, lang)])?;
    }
    Ok(figures.len())
}

fn write_sums(
    book: &mut Book,
    title: &'static Phrase,
    sums: &[HoursSum],
    lang: Lang,
) -> Result<usize, BookError> {
    let heads: &[(&'static Phrase, u16)] =
        &[(&w::GROUP_NAME, 24), (&w::TIMES, 8), (&v::COLUMN_HOURS, 10), (&v::COLUMN_MINUTES, 10)];
    book.sheet(title.say(lang), columns(heads, lang))?;
    for sum in sums {
        let name = if sum.title.is_empty() { said(&w::NO_TEAM, lang) } else { sum.title.as_str().into() };
        book.row(&[name, count(sum.times), Cell::Hours(sum.minutes), count(sum.minutes)])?;
    }
    Ok(sums.len())
}

fn write_activities(book: &mut Book, report: &QuarterReport, lang: Lang) -> Result<usize, BookError> {
    let heads: &[(&'static Phrase, u16)] = &[
        (&w::DAY, 12),
        (&v::F_ACTIVITY, 28),
        (&v::F_KIND, 12),
        (&v::F_TEAM, 20),
        (&v::F_PLACE, 20),
        (&w::STATE, 10),
        (&w::PEOPLE, 8),
        (&v::COLUMN_HOURS, 10),
        (&v::COLUMN_RECORDED, 12),
        (&v::F_LATE, 24),
        (&v::F_EVALUATION, 30),
    ];
    book.sheet(w::ACTIVITIES.say(lang), columns(heads, lang))?;
    for held in &report.held {
        let one = &held.activity;
        book.row(&[
            Cell::Day(one.day),
            one.name.as_str().into(),
            said(one.kind.phrase(), lang),
            held.team.as_str().into(),
            one.place.as_str().into(),
            said(one.state.phrase(), lang),
            Cell::Count(held.people),
            Cell::Hours(held.minutes),
            one.recorded_day.into(),
            one.late_reason.as_str().into(),
            one.evaluation.as_str().into(),
        ])?;
    }
    Ok(report.held.len())
}
