//! `import volunteers` and `import hours`: the lists of the national system, in its columns (VO-1, VO-2).

use super::context::Cli;
use super::error::CliError;
use super::import::{Problem, Report, Wish};
use crate::calendar::{Day, Stamp, parse_day};
use crate::desk::verbs::{ImportHours, PersonInput, SaveVolunteer, ServedInput};
use crate::desk::{Command as Act, Desk, VolunteerRow};
use crate::domain::columns::{self, HoursField, ListColumns, VolunteerField};
use crate::domain::operator::Actor;
use crate::domain::person::Person;
use crate::domain::service::{ActivityState, ServiceKind, duration};
use crate::domain::volunteer::Volunteer;
use crate::domain::{Named, Refusal};
use crate::text::{clean_line, fold_ascii};
use crate::words::{Lang, Message, cli as w, item as i, volunteer as v};
use std::collections::BTreeMap;

/// A list as it was read: which field stands in which column, and its rows with their lines.
struct List<F> {
    header: Vec<String>,
    columns: Vec<(F, usize)>,
    rows: Vec<(usize, Vec<String>)>,
}

impl<F: Named + PartialEq> List<F> {
    /// The text of a field in a row, cleaned; nothing where it is blank or the list has no such column.
    fn cell(&self, cells: &[String], field: F) -> Option<String> {
        let at = self.columns.iter().find(|(known, _)| *known == field)?.1;
        let text = clean_line(cells.get(at)?).text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The head of the column that a field stands in; its word where there is none.
    fn head(&self, field: F) -> String {
        let at = self.columns.iter().find(|(known, _)| *known == field).map(|(_, at)| *at);
        at.and_then(|at| self.header.get(at)).cloned().unwrap_or_else(|| field.word().to_owned())
    }
}

/// Reads a list by the columns of the national system, or by the map that was given; nothing where a column is missing
/// that the list cannot do without.
fn read<F: Named + PartialEq + for<'de> serde::Deserialize<'de>>(
    wish: &Wish,
    known: &ListColumns<F>,
    needed: &[F],
    lang: Lang,
    report: &mut Report,
) -> Result<Option<List<F>>, CliError> {
    let field = |header: &str| -> Option<F> {
        match wish.map.get(header.trim()).map(String::as_str) {
            Some("-") => None,
            Some(word) => known.field_of(word),
            None => known.field_of(header),
        }
    };
    let is_header = |cells: &[String]| cells.iter().filter(|cell| field(cell).is_some()).count() >= 2;
    let sheet = wish.sheet(&is_header)?;
    let mut columns: Vec<(F, usize)> = Vec::new();
    for (at, header) in sheet.header.iter().enumerate() {
        let header = header.trim();
        if let Some(word) = wish.map.get(header).filter(|word| *word != "-" && known.field_of(word).is_none())
        {
            return Err(CliError::usage(
                i::MAP_UNKNOWN.with("header", header).with("target", word),
                w::BAD_MAP_FIELDS.with("fields", fields_of::<F>()),
            ));
        }
        match field(header) {
            Some(field) if columns.iter().any(|(other, _)| *other == field) => {
                let message = w::COLUMN_NOT_READ.with("header", header);
                report.notes.push(Problem::new(sheet.header_line, header, None, &message, lang));
            }
            Some(field) => {
                report.columns.insert(header.to_owned(), field.word().to_owned());
                columns.push((field, at));
            }
            None if !header.is_empty() => {
                let message = w::COLUMN_NOT_READ.with("header", header);
                report.notes.push(Problem::new(sheet.header_line, header, None, &message, lang));
            }
            None => {}
        }
    }
    for field in needed {
        if !columns.iter().any(|(known, _)| known == field) {
            let head = known.0.iter().find(|column| column.field == *field).map(|column| column.head.clone());
            let head = head.unwrap_or_else(|| field.word().to_owned());
            let message = w::COLUMN_WANTED.with("header", &head);
            report.rejected.push(Problem::new(sheet.header_line, &head, None, &message, lang));
        }
    }
    if !report.rejected.is_empty() {
        return Ok(None);
    }
    for (line, column, message) in &sheet.bad {
        let head = sheet.header.get(column.saturating_sub(1)).cloned().unwrap_or_default();
        report.rejected.push(Problem::new(*line, &head, None, message, lang));
    }
    let good = |(line, _): &(usize, Vec<String>)| !sheet.bad.iter().any(|(bad, ..)| bad == line);
    let rows = sheet.rows.into_iter().filter(good).collect();
    Ok(Some(List { header: sheet.header, columns, rows }))
}

fn fields_of<F: Named>() -> Vec<Message> {
    F::ALL.iter().map(|field| super::error::text(field.word())).collect()
}

/// Acts with the line that they come from, tried or carried out as was wished; what is refused goes into the report.
fn take(
    cli: &mut Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    wish: &Wish,
    acts: Vec<Taken>,
    report: &mut Report,
) -> Result<(), CliError> {
    let lang = cli.lang;
    let now = cli.now();
    let dated = |acts: &[Taken], now: Stamp| -> Vec<(Actor, Act, Stamp)> {
        acts.iter().map(|one| (actor.clone(), one.act.clone(), now)).collect()
    };
    if wish.dry_run || wish.all_or_nothing {
        let tried = desk.try_many(dated(&acts, now))?;
        let bad = tried.iter().filter(|refusal| refusal.is_some()).count() + report.rejected.len();
        if wish.dry_run || bad > 0 {
            for (one, refusal) in acts.iter().zip(tried) {
                match refusal {
                    Some(refusal) => report.rejected.push(one.problem(&refusal, lang)),
                    None if wish.dry_run => one.count(report),
                    None => {}
                }
            }
            return Ok(());
        }
    }
    for part in acts.chunks(PART) {
        for (one, result) in part.iter().zip(desk.run_many(dated(part, cli.now()))?) {
            match result {
                Ok(_) => one.count(report),
                Err(refusal) => report.rejected.push(one.problem(&refusal, lang)),
            }
        }
    }
    Ok(())
}

/// In which column a field of the act stands.
const HEADS: &[(&str, VolunteerField)] = &[
    ("applicant.id_number", VolunteerField::IdNumber),
    ("applicant.phone", VolunteerField::Phone),
    ("applicant.grid", VolunteerField::Grid),
    ("applicant.address", VolunteerField::Area),
    ("consent", VolunteerField::Consent),
    ("teams", VolunteerField::Teams),
    ("guardian", VolunteerField::Guardian),
    ("guardian_phone", VolunteerField::GuardianPhone),
    ("guardian_day", VolunteerField::GuardianDay),
];
/// How many acts stand in one transaction, so that others at the counter need not wait.
const PART: usize = 50;

/// An act with where it comes from.
struct Taken {
    act: Act,
    line: usize,
    /// The lines of the rows of a group.
    lines: Vec<usize>,
    head: String,
    /// The heads of the columns that fields of the act stand in.
    heads: Vec<(&'static str, String)>,
    new: usize,
    changed: usize,
}

impl Taken {
    fn count(&self, report: &mut Report) {
        report.added += self.new;
        report.changed += self.changed;
    }

    fn problem(&self, refusal: &Refusal, lang: Lang) -> Problem {
        let row = refusal.field.as_deref().and_then(|field| field.strip_prefix("rows."));
        let line = row.and_then(|at| self.lines.get(at.parse::<usize>().ok()?)).copied();
        let field = refusal.field.as_deref().unwrap_or_default();
        let head = self.heads.iter().find(|(name, _)| *name == field).map_or(&self.head, |(_, head)| head);
        Problem::new(line.unwrap_or(self.line), head, refusal.rule, &refusal.what, lang)
    }
}

/// `import volunteers`.
pub fn volunteers(cli: &mut Cli<'_, '_>, wish: &Wish) -> Result<Report, CliError> {
    let (mut desk, actor) = cli.enter()?;
    let mut wish = wish.clone();
    wish.learn(&desk)?;
    let mut report = Report::default();
    let known = columns::volunteers();
    let needed = [VolunteerField::Name, VolunteerField::Consent];
    let Some(list) = read(&wish, &known, &needed, cli.lang, &mut report)? else { return Ok(report) };
    let rows = desk.volunteers(&actor)?;
    let mut acts = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, cells) in &list.rows {
        report.read += 1;
        let cell = |field| list.cell(cells, field);
        let head = list.head(VolunteerField::Name);
        let name = cell(VolunteerField::Name).unwrap_or_default();
        // A masked number is that of many.
        let whole = |text: &String| !text.contains('*');
        let key = cell(VolunteerField::Number)
            .or(cell(VolunteerField::IdNumber).filter(whole))
            .unwrap_or_else(|| format!("{name} {}", cell(VolunteerField::Phone).unwrap_or_default()));
        if let Some(first) = seen.insert(key, *line) {
            let message = w::ROW_TWICE.with("line", first);
            report.rejected.push(Problem::new(*line, &head, None, &message, cli.lang));
            continue;
        }
        let person = match cell(VolunteerField::IdNumber) {
            Some(number) => desk.person_with_number(&actor, &number)?.map(|(person, _)| person),
            None => desk.person_like(
                &actor,
                &cell(VolunteerField::Name).unwrap_or_default(),
                &cell(VolunteerField::Phone).unwrap_or_default(),
                &cell(VolunteerField::Area).unwrap_or_default(),
            )?,
        };
        let one =
            known_volunteer(&rows, cell(VolunteerField::Number), cell(VolunteerField::Name)).or_else(|| {
                let person = person.as_ref()?.id;
                rows.iter().map(|row| &row.volunteer).find(|one| one.person_id == person)
            });
        let known = one.and_then(|one| rows.iter().find(|row| row.volunteer.id == one.id));
        let other = known.map(|row| row.name.clone()).or(person.as_ref().map(|person| person.name.clone()));
        if let Some(other) = other.filter(|other| *other != name) {
            let message = crate::words::desk::OTHER_NAME.with("name", other);
            report.rejected.push(Problem::new(*line, &head, None, &message, cli.lang));
            continue;
        }
        let save = saved(&list, cells, person.as_ref(), one);
        if one.is_some_and(|one| says_nothing_new(one, &save, &desk, &actor)) {
            report.unchanged += 1;
            continue;
        }
        let (new, changed) = (usize::from(one.is_none()), usize::from(one.is_some()));
        let act = Act::SaveVolunteer(Box::new(save));
        let heads = HEADS.iter().map(|(name, field)| (*name, list.head(*field))).collect();
        acts.push(Taken { act, line: *line, lines: Vec::new(), head, heads, new, changed });
    }
    take(cli, &mut desk, &actor, &wish, acts, &mut report)?;
    Ok(report)
}

/// The act of a row: somebody new, or what the list says of somebody known.
fn saved(
    list: &List<VolunteerField>,
    cells: &[String],
    person: Option<&Person>,
    one: Option<&Volunteer>,
) -> SaveVolunteer {
    let cell = |field| list.cell(cells, field);
    let applicant = PersonInput {
        id: person.map(|person| person.id.0),
        name: cell(VolunteerField::Name).unwrap_or_default(),
        id_number: cell(VolunteerField::IdNumber).filter(|_| person.is_none()),
        phone: cell(VolunteerField::Phone),
        address: cell(VolunteerField::Area).filter(|_| person.is_none()),
        grid: cell(VolunteerField::Grid).map(|grid| grid.split(' ').next().unwrap_or("").to_owned()),
        ..PersonInput::default()
    };
    SaveVolunteer {
        applicant: one.is_none().then_some(applicant),
        number: one.map(|one| one.number),
        teams: cell(VolunteerField::Teams),
        category: cell(VolunteerField::Category),
        skills: cell(VolunteerField::Skills),
        free: cell(VolunteerField::Free),
        consent: cell(VolunteerField::Consent).unwrap_or_default(),
        guardian: cell(VolunteerField::Guardian),
        guardian_phone: cell(VolunteerField::GuardianPhone),
        guardian_day: cell(VolunteerField::GuardianDay),
        training: cell(VolunteerField::Training),
        awards: cell(VolunteerField::Awards),
        honour: None,
    }
}

/// The volunteer of a number, where the name beside it is theirs.
fn known_volunteer(
    rows: &[VolunteerRow],
    number: Option<String>,
    name: Option<String>,
) -> Option<&Volunteer> {
    let number: i64 = fold_ascii(&number?).parse().ok()?;
    let row = rows.iter().find(|row| row.volunteer.number == number)?;
    (name? == row.name).then_some(&row.volunteer)
}

/// Whether a row says only what is known.
fn says_nothing_new(one: &Volunteer, save: &SaveVolunteer, desk: &Desk, actor: &Actor) -> bool {
    let same = |typed: &Option<String>, kept: &str| typed.as_deref().is_none_or(|typed| typed == kept);
    let teams = desk.teams(actor).unwrap_or_default();
    let mut names: Vec<&str> = one
        .teams
        .iter()
        .filter_map(|id| teams.iter().find(|row| row.team.id == *id))
        .map(|row| row.team.name.as_str())
        .collect();
    let mut typed: Vec<&str> = save.teams.as_deref().unwrap_or_default().split_whitespace().collect();
    names.sort_unstable();
    typed.sort_unstable();
    (save.teams.is_none() || names == typed)
        && same(&save.category, &one.category)
        && same(&save.skills, &one.skills)
        && same(&save.free, &one.free)
        && same(&save.training, &one.training)
        && same(&save.awards, &one.awards)
        && same(&save.guardian, &one.guardian)
        && (save.consent.is_empty() || save.consent == one.consent)
}

/// `import hours`: rows of one activity on one day come in together.
pub fn hours(cli: &mut Cli<'_, '_>, wish: &Wish) -> Result<Report, CliError> {
    let (mut desk, actor) = cli.enter()?;
    let mut wish = wish.clone();
    wish.learn(&desk)?;
    let mut report = Report::default();
    let known = columns::hours();
    let needed =
        [HoursField::Activity, HoursField::Day, HoursField::From, HoursField::Place, HoursField::Content];
    let Some(list) = read(&wish, &known, &needed, cli.lang, &mut report)? else { return Ok(report) };
    let groups = grouped(&list, &desk.station().name, cli.lang, &mut report);
    let head = list.head(HoursField::Activity);
    let mut acts = Vec::new();
    for (line, lines, mut import) in groups.into_values() {
        let mut lines = lines;
        // A row that cannot come in does not keep the others of its activity out.
        while let Some(refusal) = try_one(cli, &mut desk, &actor, &import)? {
            let row = refusal.field.as_deref().and_then(|field| field.strip_prefix("rows."));
            let Some(at) = row.and_then(|at| at.parse::<usize>().ok()).filter(|at| *at < import.rows.len())
            else {
                report.rejected.push(Problem::new(line, &head, refusal.rule, &refusal.what, cli.lang));
                import.rows.clear();
                break;
            };
            report.rejected.push(Problem::new(
                lines.remove(at),
                &head,
                refusal.rule,
                &refusal.what,
                cli.lang,
            ));
            import.rows.remove(at);
            if import.rows.is_empty() {
                break;
            }
        }
        let new = fresh(&desk, &actor, &import)?;
        report.unchanged += import.rows.len() - new;
        if new > 0 {
            let act = Act::ImportHours(import);
            let (head, heads) = (head.clone(), Vec::new());
            acts.push(Taken { act, line, lines, head, heads, new, changed: 0 });
        }
    }
    if wish.all_or_nothing && !report.rejected.is_empty() {
        return Ok(report);
    }
    take(cli, &mut desk, &actor, &wish, acts, &mut report)?;
    Ok(report)
}

/// The rows of a list by day and activity: the line of the first, the lines of all, and the act.
type Groups = BTreeMap<(Day, String), (usize, Vec<usize>, ImportHours)>;

/// Gathers the rows of each activity; what cannot be read is told.
fn grouped(list: &List<HoursField>, station: &str, lang: Lang, report: &mut Report) -> Groups {
    let mut groups = Groups::new();
    for (line, cells) in &list.rows {
        report.read += 1;
        let (day, name, row) = match served(list, cells) {
            Ok(served) => served,
            Err((field, message)) => {
                report.rejected.push(Problem::new(*line, &list.head(field), None, &message, lang));
                continue;
            }
        };
        let cell = |field| list.cell(cells, field);
        let text = cell(HoursField::Kind);
        let named = |text: &String| {
            ServiceKind::ALL.iter().copied().find(|kind| kind.phrase().zh == *text || kind.word() == text)
        };
        let kind = text.as_ref().and_then(named);
        if let (Some(text), None) = (&text, kind) {
            let kinds: Vec<Message> = ServiceKind::ALL.iter().map(|kind| kind.phrase().msg()).collect();
            let message = w::KIND_UNKNOWN.with("text", text).with("kinds", kinds);
            report.notes.push(Problem::new(*line, &list.head(HoursField::Kind), None, &message, lang));
        }
        let group = groups.entry((day, name.clone())).or_insert_with(|| {
            let import = ImportHours {
                name,
                kind,
                team: cell(HoursField::Organiser).filter(|team| team != station),
                day: day.to_string(),
                place: cell(HoursField::Place).unwrap_or_default(),
                content: cell(HoursField::Content).unwrap_or_default(),
                responsible: cell(HoursField::Responsible),
                evaluation: cell(HoursField::Evaluation).unwrap_or_default(),
                late: cell(HoursField::Late).unwrap_or_default(),
                rows: Vec::new(),
            };
            (*line, Vec::new(), import)
        });
        if group.2.rows.contains(&row) {
            report.unchanged += 1;
            report.notes.push(Problem::new(
                *line,
                &list.head(HoursField::Activity),
                None,
                &w::ROW_AGAIN.msg(),
                lang,
            ));
            continue;
        }
        group.1.push(*line);
        group.2.rows.push(row);
    }
    groups
}

/// How many rows of an activity the record does not have yet.
fn fresh(desk: &Desk, actor: &Actor, import: &ImportHours) -> Result<usize, CliError> {
    let day = parse_day(&import.day).unwrap_or_default();
    let known = desk
        .activities(actor, day, day)?
        .into_iter()
        .find(|row| row.activity.name == import.name && row.activity.state != ActivityState::Cancelled);
    let Some(known) = known else { return Ok(import.rows.len()) };
    let (people, zone) = (desk.door(actor, known.activity.id)?, desk.zone());
    let shown = |stamp: Stamp| {
        let (hour, minute) = zone.clock(stamp);
        i64::from(hour) * 60 + i64::from(minute)
    };
    let mut there = 0;
    for row in &import.rows {
        let whose = match (&row.number, &row.id_number) {
            (Some(number), _) => people.iter().find(|one| one.volunteer.number == *number),
            (None, Some(number)) => {
                let person = desk.person_with_number(actor, number)?.map(|(person, _)| person.id);
                people.iter().find(|one| Some(one.volunteer.person_id) == person)
            }
            (None, None) => None,
        };
        let same = whose.is_some_and(|one| {
            one.services.iter().any(|service| {
                Some(shown(service.in_at)) == clock(&row.from) && service.out_at.map(shown) == clock(&row.to)
            })
        });
        there += usize::from(same);
    }
    Ok(import.rows.len() - there)
}

/// Why an activity would be refused.
fn try_one(
    cli: &Cli<'_, '_>,
    desk: &mut Desk,
    actor: &Actor,
    import: &ImportHours,
) -> Result<Option<Refusal>, CliError> {
    let act = (actor.clone(), Act::ImportHours(import.clone()), cli.now());
    Ok(desk.try_many([act])?.into_iter().flatten().next())
}

/// The day, the activity and the row of a line; or the field that is wrong and why.
fn served(
    list: &List<HoursField>,
    cells: &[String],
) -> Result<(Day, String, ServedInput), (HoursField, Message)> {
    let cell = |field| list.cell(cells, field);
    let wanted = |field: HoursField| {
        cell(field).ok_or_else(|| (field, w::CELL_WANTED.with("header", list.head(field))))
    };
    let text = wanted(HoursField::Day)?;
    let day = day_of(&text).ok_or_else(|| {
        (HoursField::Day, w::BAD_DAY.with("option", list.head(HoursField::Day)).with("text", &text))
    })?;
    let time = |field: HoursField, text: String| match clock(&text) {
        Some(minutes) => Ok(duration(minutes)),
        None => Err((field, v::BAD_TIME.with("text", &text))),
    };
    let from = time(HoursField::From, wanted(HoursField::From)?)?;
    if let Some(text) = cell(HoursField::Hours).filter(|text| minutes_of(text).is_none()) {
        return Err((HoursField::Hours, w::BAD_HOURS.with("text", text)));
    }
    let to = match cell(HoursField::To) {
        Some(to) => time(HoursField::To, to)?,
        None => {
            let minutes = match (cell(HoursField::Minutes), cell(HoursField::Hours)) {
                (Some(text), _) => text.parse::<i64>().ok(),
                (None, Some(text)) => minutes_of(&text),
                (None, None) => None,
            };
            let begins = clock(&from);
            let ends = minutes.zip(begins).map(|(minutes, begins)| (begins + minutes) % (24 * 60));
            let ends = ends.ok_or_else(|| (HoursField::To, v::END_WANTED.msg()))?;
            duration(ends)
        }
    };
    let number = match cell(HoursField::Number) {
        Some(text) => Some(
            fold_ascii(&text)
                .parse::<i64>()
                .map_err(|_| (HoursField::Number, v::NO_VOLUNTEER.with("n", &text)))?,
        ),
        None => None,
    };
    let id_number = cell(HoursField::IdNumber);
    if number.is_none() && id_number.is_none() {
        return Err((HoursField::Number, w::CELL_WANTED.with("header", list.head(HoursField::Number))));
    }
    let row = ServedInput {
        number,
        // A masked number says nothing; the volunteer's own number does.
        id_number: id_number.filter(|_| number.is_none()),
        from,
        to,
        name: cell(HoursField::Name),
        reason: cell(HoursField::Reason).unwrap_or_default(),
    };
    Ok((day, wanted(HoursField::Activity)?, row))
}

/// A day as lists write it: `2026-11-12`, `2026/11/12`, `2026.11.12`, `2026年11月12日`, or the number by which a spreadsheet
/// counts its days.
fn day_of(text: &str) -> Option<Day> {
    let folded = fold_ascii(text.trim()).into_owned();
    if let Ok(days) = folded.parse::<u32>()
        && (20_000..80_000).contains(&days)
    {
        return Day::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(u64::from(days)));
    }
    let date = folded.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> =
        date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] => Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
        _ => parse_day(&folded),
    }
}

/// The minutes of `2.5` or `2` hours, to the nearest.
fn minutes_of(text: &str) -> Option<i64> {
    let folded = fold_ascii(text.trim()).into_owned();
    let (whole, part) = folded.split_once('.').unwrap_or((&folded, "0"));
    let whole: i64 = whole.parse().ok()?;
    let part = part.get(..2).unwrap_or(part);
    let digits: i64 = part.parse().ok()?;
    let hundredths = if part.len() == 1 { digits * 10 } else { digits };
    (0..=24).contains(&whole).then_some(whole * 60 + (hundredths * 60 + 50) / 100)
}

/// The minutes since midnight of `8:30` or `0830`, or of what a spreadsheet makes of a time: `1899-12-31T08:30:00`.
fn clock(text: &str) -> Option<i64> {
    let folded = fold_ascii(text.trim()).into_owned();
    let folded = folded.rsplit('T').next().unwrap_or_default().to_owned();
    let (hours, minutes) = match folded.split_once(':') {
        Some((hours, minutes)) => (hours, minutes.get(..2).unwrap_or(minutes)),
        None => folded.split_at_checked(folded.len().checked_sub(2)?)?,
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_a_list_become_minutes() {
        for (text, minutes) in [
            ("2", Some(120)),
            ("2.5", Some(150)),
            ("2.50", Some(150)),
            ("0.33", Some(20)),
            ("２．５", Some(150)),
            ("25", None),
            ("两小时", None),
            ("-1", None),
        ] {
            assert_eq!(minutes_of(text), minutes, "{text}");
        }
        assert_eq!(clock("8:30"), Some(510));
        assert_eq!(clock("0830"), Some(510));
        assert_eq!(clock("08:30:00"), Some(510));
        assert_eq!(clock("1899-12-31T09:00:00"), Some(540));
        assert_eq!(clock("x"), None);
        let november = Day::from_ymd_opt(2026, 11, 12);
        for text in ["2026-11-12", "2026/11/12", "2026.11.12", "2026年11月12日", "２０２６-11-12", "46338"]
        {
            assert_eq!(day_of(text), november, "{text}");
        }
        assert_eq!(day_of("2026-02-30"), None);
        assert_eq!(day_of("昨天"), None);
    }
}
