//! `import catalogue`: the station's own list of service items (ON-9, CL-2).

use super::context::Cli;
use super::error::CliError;
use super::import::{ACT, Problem, Report, Wish};
use crate::desk::verbs::SaveCatalogue;
use crate::desk::{Command as Act, Desk};
use crate::domain::Verb;
use crate::domain::item::{Item, Listing, import, looks_like_header};
use crate::domain::operator::{Subject, may};
use std::collections::BTreeMap;

/// Reads the list and takes its items; those that lack nothing are published.
pub fn run(cli: &mut Cli<'_, '_>, wish: &Wish) -> Result<Report, CliError> {
    let sheet = wish.sheet(&looks_like_header)?;
    let (mut desk, actor) = cli.enter()?;
    may(&actor, Verb::SaveCatalogue, Subject::default())?;
    let known = known(&desk)?;
    let spoken_for: Vec<(String, u16)> = known.values().map(|item| (item.code.clone(), item.quick)).collect();
    let listing = Listing {
        line: sheet.header_line,
        header: &sheet.header,
        bad: &sheet.bad,
        map: &wish.map,
        known: &spoken_for,
    };
    let import = import(&listing, sheet.rows);
    let mut report = Report { read: import.read, ..Report::default() };
    for problem in &import.problems {
        let told = Problem::new(problem.line, &problem.column, problem.rule, &problem.problem, cli.lang);
        if problem.refused { report.rejected.push(told) } else { report.notes.push(told) }
    }
    if wish.all_or_nothing && !report.rejected.is_empty() {
        return Ok(report);
    }
    let mut fresh: Vec<Item> = Vec::new();
    for (_, item) in import.items {
        match known.get(&item.code) {
            Some(before) if *before == item => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => report.changed += 1,
            None => report.added += 1,
        }
        fresh.push(item);
    }
    if !wish.dry_run {
        for items in fresh.chunks(ACT) {
            let save = SaveCatalogue { items: items.to_vec(), publish: true, ..SaveCatalogue::default() };
            desk.run(&actor, &Act::SaveCatalogue(save), cli.now())?;
        }
    }
    Ok(report)
}

fn known(desk: &Desk) -> Result<BTreeMap<String, Item>, CliError> {
    Ok(desk.items()?.into_iter().map(|choice| (choice.item.code.clone(), choice.item)).collect())
}
