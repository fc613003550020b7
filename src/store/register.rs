//! The registers for the office, read in the order of ids, a page at a time.

use super::board::{Conditions, case_conditions, due_conditions};
use super::error::Result;
use super::file::Store;
use super::record;
use super::value::Column as _;
use crate::calendar::{Day, Stamp, Zone};
use crate::domain::Named as _;
use crate::domain::case::State;
use crate::domain::id::{CaseId, PromiseId};
use crate::domain::promise::{PromiseState, Timeliness};
use crate::domain::register::{CaseEntry, CasesAsked, Limit, PromiseEntry, PromisesAsked};
use rusqlite::Row;
use rusqlite::types::Value;

/// The promise of a kind that a case shows: of several, the newest that is not void.
fn limit_of(kind: &str) -> String {
    format!(
        "(SELECT id FROM promise WHERE case_id = c.id AND kind = '{kind}' AND state <> 'void' \
         AND voided_at IS NULL ORDER BY id DESC LIMIT 1)"
    )
}

/// The columns of a limit: due, provisional, state, ended, missed.
fn limit_columns(alias: &str) -> String {
    ["due", "provisional", "state", "ended_at", "missed_at"].map(|name| format!("{alias}.{name}")).join(", ")
}

/// The limit in the five columns from `at` on.
fn limit(row: &Row<'_>, at: usize, today: Day, zone: Zone) -> Result<Option<Limit>> {
    let Some(due) = record::read::<Option<Day>>(row, at)? else { return Ok(None) };
    let state: PromiseState = record::read(row, at + 2)?;
    let ended: Option<Stamp> = record::read(row, at + 3)?;
    let missed: Option<Stamp> = record::read(row, at + 4)?;
    let over = missed.is_some() || due < today && state == PromiseState::Running;
    let how = match (state, ended) {
        (PromiseState::Kept, Some(ended)) => Some(Timeliness::of(zone.day(ended), due)),
        _ => over.then_some(Timeliness::Late),
    };
    let paused = state == PromiseState::Paused;
    Ok(Some(Limit { due, provisional: record::read(row, at + 1)?, paused, how }))
}

impl Store {
    /// Cases behind `after` in the order of their ids, with what the register shows of them; nothing masked.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn case_entries(
        &self,
        asked: &CasesAsked,
        after: CaseId,
        limit_rows: usize,
        (today, zone): (Day, Zone),
    ) -> Result<Vec<CaseEntry>> {
        let mut conditions = case_conditions(&asked.filter);
        conditions.add("c.id > ?", after.write());
        if let Some(month) = asked.month {
            conditions.add("c.received_day >= ?", month.first().write());
            conditions.add("c.received_day <= ?", month.last().write());
        }
        let sql = format!(
            "SELECT {}, {}, c.id, c.number, c.item_code, c.item_name, \
             coalesce(json_extract(i.body, '$.department'), ''), c.kind, c.applicant_name, \
             coalesce(a.id_number, ''), coalesce(a.phone, ''), coalesce(a.address, ''), \
             coalesce(c.agent_name, ''), c.channel, c.state, c.deemed, c.received_day, \
             coalesce(c.received_reason, ''), c.accepted_day, c.decided_day, c.outcome, c.delivered_day, \
             c.closed_at, o.code, o.name, c.window FROM cases c JOIN operator o ON o.id = c.owner_id \
             JOIN item i ON i.id = c.item_id LEFT JOIN person a ON a.id = c.applicant_id \
             LEFT JOIN promise p ON p.id = {} LEFT JOIN promise s ON s.id = {} \
             WHERE {} ORDER BY c.id LIMIT {limit_rows}",
            limit_columns("p"),
            limit_columns("s"),
            limit_of("committed"),
            limit_of("statutory"),
            conditions.text()
        );
        self.rows(&sql, conditions.params, |row| {
            let (committed, statutory) = (limit(row, 0, today, zone)?, limit(row, 5, today, zone)?);
            let mut at = 10..;
            let mut next = || at.next().unwrap_or(usize::MAX);
            Ok(CaseEntry {
                id: record::read(row, next())?,
                number: record::read(row, next())?,
                item_code: record::read(row, next())?,
                item_name: record::read(row, next())?,
                department: record::read(row, next())?,
                kind: record::read(row, next())?,
                applicant: record::read(row, next())?,
                id_number: record::read(row, next())?,
                phone: record::read(row, next())?,
                address: record::read(row, next())?,
                agent: record::read(row, next())?,
                channel: record::read(row, next())?,
                state: record::read(row, next())?,
                deemed: record::read(row, next())?,
                received: record::read(row, next())?,
                received_reason: record::read(row, next())?,
                accepted: record::read(row, next())?,
                decided: record::read(row, next())?,
                outcome: record::read(row, next())?,
                delivered: record::read(row, next())?,
                closed: record::read::<Option<Stamp>>(row, next())?.map(|at| zone.day(at)),
                owner_code: record::read(row, next())?,
                owner_name: record::read(row, next())?,
                window: record::read(row, next())?,
                committed,
                statutory,
            })
        })
    }

    /// How many cases a register holds, or at most may hold: a month is not counted ahead.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn case_entries_count(&self, asked: &CasesAsked) -> Result<i64> {
        self.cases_count(&asked.filter)
    }

    /// Promises behind `after` in the order of their ids, with what the register shows of them.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promise_entries(
        &self,
        asked: &PromisesAsked,
        after: PromiseId,
        limit_rows: usize,
        (today, zone): (Day, Zone),
    ) -> Result<Vec<PromiseEntry>> {
        let mut conditions = promise_conditions(asked);
        conditions.add("p.id > ?", after.write());
        let sql = format!(
            "SELECT {}, p.id, p.kind, coalesce(c.number, ''), coalesce(c.item_code, ''), \
             coalesce(c.item_name, (SELECT name FROM activity WHERE p.subject_kind = 'activity' AND id = p.subject_id), ''), \
             coalesce(c.applicant_name, ''), p.owner_id, o.code, o.name, \
             coalesce(p.window, ''), coalesce(g.code || ' ' || g.name, ''), coalesce(p.department, ''), \
             p.start, p.unit, p.state, p.ended_at, p.basis FROM promise p \
             JOIN operator o ON o.id = p.owner_id LEFT JOIN cases c ON c.id = p.case_id \
             LEFT JOIN grid g ON g.id = p.grid_id WHERE {} ORDER BY p.id LIMIT {limit_rows}",
            limit_columns("p"),
            conditions.text()
        );
        self.rows(&sql, conditions.params, |row| {
            let Some(limit) = limit(row, 0, today, zone)? else { return Ok(None) };
            let mut at = 5..;
            let mut next = || at.next().unwrap_or(usize::MAX);
            Ok(Some(PromiseEntry {
                id: record::read(row, next())?,
                kind: record::read(row, next())?,
                number: record::read(row, next())?,
                item_code: record::read(row, next())?,
                item_name: record::read(row, next())?,
                applicant: record::read(row, next())?,
                owner: record::read(row, next())?,
                owner_code: record::read(row, next())?,
                owner_name: record::read(row, next())?,
                window: record::read(row, next())?,
                grid: record::read(row, next())?,
                department: record::read(row, next())?,
                start: record::read(row, next())?,
                limit,
                unit: record::read(row, next())?,
                state: record::read(row, next())?,
                ended: record::read::<Option<Stamp>>(row, next())?.map(|at| zone.day(at)),
                basis: record::read(row, next())?,
            }))
        })
        .map(|found| found.into_iter().flatten().collect())
    }

    /// How many promises a register holds.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promise_entries_count(&self, asked: &PromisesAsked) -> Result<i64> {
        let conditions = promise_conditions(asked);
        self.count(&format!("SELECT count(*) FROM promise p WHERE {}", conditions.text()), conditions.params)
    }
}

fn promise_conditions(asked: &PromisesAsked) -> Conditions {
    let mut conditions = due_conditions(&asked.filter, asked.open);
    if let Some(month) = asked.month {
        conditions.add("p.due >= ?", month.first().write());
        conditions.add("p.due <= ?", month.last().write());
    }
    // What was entered by mistake is no part of a register.
    let voided = Value::Text(State::Voided.word().to_owned());
    conditions.add("(p.case_id IS NULL OR p.case_id NOT IN (SELECT id FROM cases WHERE state = ?))", voided);
    conditions
}
