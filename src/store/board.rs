//! Questions of the boards: cases page by page, open promises by due day, and their counts.

use super::error::{Result, StoreError};
use super::file::Store;
use super::record;
use super::value::Column as _;
use crate::calendar::Day;
use crate::domain::board::{
    BoardRow, CaseFilter, CaseRow, Counts, DueFilter, GroupBy, GroupRow, NextPromise, Sort,
};
use crate::domain::case::State;
use crate::domain::promise::PromiseKind;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{OptionalExtension as _, Row, params_from_iter};
use std::collections::HashMap;

/// The conditions of a question, and the values for their places.
pub(super) struct Conditions {
    sql: Vec<String>,
    pub(super) params: Vec<Value>,
}

impl Conditions {
    fn new(always: &str) -> Self {
        Self { sql: vec![always.to_owned()], params: Vec::new() }
    }
    pub(super) fn add(&mut self, sql: &str, value: Value) {
        self.params.push(value);
        self.sql.push(sql.replace('?', &format!("?{}", self.params.len())));
    }
    pub(super) fn text(&self) -> String {
        self.sql.join(" AND ")
    }
}

/// The conditions of a filter for promises; where not only those that are `open`, the ended ones too.
pub(super) fn due_conditions(filter: &DueFilter, open: bool) -> Conditions {
    let mut conditions = Conditions::new(if open {
        "p.state IN ('running', 'paused') AND p.voided_at IS NULL"
    } else {
        "p.voided_at IS NULL"
    });
    if let Some(kind) = filter.kind {
        conditions.add("p.kind = ?", kind.write());
    }
    if let Some(owner) = filter.owner {
        conditions.add("p.owner_id = ?", owner.write());
    }
    if let Some(code) = &filter.item_code {
        conditions.add("p.item_id = (SELECT id FROM item WHERE code = ?)", code.write());
    }
    if let Some(until) = filter.until {
        conditions.add("p.due <= ?", until.write());
    }
    if let Some(from) = filter.from {
        conditions.add("p.due >= ?", from.write());
    }
    if filter.running {
        conditions.sql.push("p.state = 'running'".to_owned());
    }
    if filter.provisional {
        conditions.sql.push("p.provisional = 1".to_owned());
    }
    if filter.paused {
        conditions.sql.push("p.state = 'paused'".to_owned());
    }
    if let Some(window) = &filter.window {
        conditions.add("p.window = ?", window.write());
    }
    if let Some(grid) = filter.grid {
        conditions.add("p.grid_id = ?", grid.write());
    }
    if let Some(department) = &filter.department {
        conditions.add("p.department = ?", department.write());
    }
    conditions
}

/// What the rows of a sum have in common.
#[derive(PartialEq, Eq, Hash)]
enum Common {
    /// Nothing stands there.
    None,
    /// The id of a record.
    Id(i64),
    /// The value itself.
    Text(String),
}

const BOARD: &str = "SELECT p.id, p.kind, p.state, p.start, p.due, p.provisional, p.unit, p.missed_at IS NOT NULL, \
     p.basis, p.subject_kind, p.subject_id, p.owner_id, o.code, o.name, p.case_id, coalesce(c.number, ''), \
     coalesce(c.item_code, ''), coalesce(c.item_name, CASE p.subject_kind \
     WHEN 'activity' THEN (SELECT name FROM activity WHERE id = p.subject_id) \
     WHEN 'need' THEN (SELECT text FROM need WHERE id = p.subject_id) \
     WHEN 'monitor-visit' THEN (SELECT coalesce(m.name, w.seen) FROM monitor_visit w \
     LEFT JOIN watched_matter m ON m.id = w.matter_id WHERE w.id = p.subject_id) \
     WHEN 'feedback' THEN (SELECT number FROM feedback WHERE id = p.subject_id) END, ''), c.kind, c.state, \
     coalesce(c.applicant_id, s.id), coalesce(c.applicant_name, s.name, ''), \
     (SELECT k.kind FROM card k WHERE k.promise_id = p.id AND k.closed_at IS NULL AND k.cancelled IS NULL \
     AND k.voided_at IS NULL ORDER BY k.kind = 'red' DESC, k.kind = 'yellow' DESC, k.id DESC LIMIT 1), \
     (SELECT count(*) FROM card k WHERE k.promise_id = p.id AND k.kind = 'urge' AND k.cancelled IS NULL \
     AND k.voided_at IS NULL) \
     FROM promise p JOIN operator o ON o.id = p.owner_id LEFT JOIN cases c ON c.id = p.case_id \
     LEFT JOIN person s ON p.case_id IS NULL AND s.id = CASE p.subject_kind \
     WHEN 'household' THEN (SELECT head_id FROM household WHERE id = p.subject_id) WHEN 'person' THEN p.subject_id \
     WHEN 'wish' THEN (SELECT person_id FROM wish WHERE id = p.subject_id) \
     WHEN 'need' THEN (SELECT person_id FROM need WHERE id = p.subject_id) \
     WHEN 'proof' THEN (SELECT v.person_id FROM proof f JOIN volunteer v ON v.id = f.volunteer_id \
     WHERE f.id = p.subject_id) END";

fn board_row(row: &Row<'_>) -> Result<BoardRow> {
    let mut at = 0..;
    let mut next = || at.next().unwrap_or(usize::MAX);
    Ok(BoardRow {
        id: record::read(row, next())?,
        kind: record::read(row, next())?,
        state: record::read(row, next())?,
        start: record::read(row, next())?,
        due: record::read(row, next())?,
        provisional: record::read(row, next())?,
        unit: record::read(row, next())?,
        missed: record::read(row, next())?,
        basis: record::read(row, next())?,
        subject_kind: record::read(row, next())?,
        subject_id: record::read(row, next())?,
        owner_id: record::read(row, next())?,
        owner_code: record::read(row, next())?,
        owner_name: record::read(row, next())?,
        case_id: record::read(row, next())?,
        number: record::read(row, next())?,
        item_code: record::read(row, next())?,
        item_name: record::read(row, next())?,
        item_kind: record::read(row, next())?,
        case_state: record::read(row, next())?,
        applicant_id: record::read(row, next())?,
        applicant_name: record::read(row, next())?,
        card: record::read(row, next())?,
        urged: record::read(row, next())?,
    })
}

const CASE_COLUMNS: &str = "c.id, c.number, c.seq, c.item_code, c.item_name, c.kind, c.applicant_id, \
     c.applicant_name, coalesce(a.address, ''), c.state, c.deemed, c.received_day, c.owner_id, o.code, o.name, \
     p.kind, p.due, p.unit, p.provisional, p.basis";

const CASES: &str = "SELECT c.id, c.number, c.seq, c.item_code, c.item_name, c.kind, c.applicant_id, \
     c.applicant_name, coalesce(a.address, ''), c.state, c.deemed, c.received_day, c.owner_id, o.code, o.name, \
     p.kind, p.due, p.unit, p.provisional, p.basis \
     FROM cases c JOIN operator o ON o.id = c.owner_id LEFT JOIN person a ON a.id = c.applicant_id \
     LEFT JOIN promise p ON p.id = (SELECT id FROM promise WHERE case_id = c.id AND state IN ('running', 'paused') \
     AND voided_at IS NULL ORDER BY due, id LIMIT 1)";

/// An open promise that is the next one of its case.
const OWED_NEXT: &str = "p.state IN ('running', 'paused') AND p.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM \
     promise q WHERE q.case_id = p.case_id AND q.state IN ('running', 'paused') AND q.voided_at IS NULL \
     AND (q.due < p.due OR (q.due = p.due AND q.id < p.id)))";

fn case_row(row: &Row<'_>) -> Result<CaseRow> {
    let mut at = 0..;
    let mut next = || at.next().unwrap_or(usize::MAX);
    let mut found = CaseRow {
        id: record::read(row, next())?,
        number: record::read(row, next())?,
        seq: record::read(row, next())?,
        item_code: record::read(row, next())?,
        item_name: record::read(row, next())?,
        kind: record::read(row, next())?,
        applicant_id: record::read(row, next())?,
        applicant_name: record::read(row, next())?,
        address: record::read(row, next())?,
        state: record::read(row, next())?,
        deemed: record::read(row, next())?,
        received_day: record::read(row, next())?,
        owner_id: record::read(row, next())?,
        owner_code: record::read(row, next())?,
        owner_name: record::read(row, next())?,
        next: None,
    };
    let kind: Option<PromiseKind> = record::read(row, next())?;
    if let Some(kind) = kind {
        found.next = Some(NextPromise {
            kind,
            due: record::read(row, next())?,
            unit: record::read(row, next())?,
            provisional: record::read(row, next())?,
            basis: record::read(row, next())?,
        });
    }
    Ok(found)
}

pub(super) fn case_conditions(filter: &CaseFilter) -> Conditions {
    let voided = filter.states.contains(&State::Voided);
    let mut conditions = Conditions::new(match (filter.open, voided) {
        (true, _) => "c.state NOT IN ('closed', 'voided')",
        (false, true) => "1",
        (false, false) => "c.state <> 'voided'",
    });
    if !filter.states.is_empty() {
        let words: Vec<String> =
            filter.states.iter().map(|state| format!("'{}'", crate::domain::Named::word(*state))).collect();
        conditions.sql.push(format!("c.state IN ({})", words.join(", ")));
    }
    if let Some(code) = &filter.item_code {
        conditions.add("c.item_code = ?", code.write());
    }
    if let Some(owner) = filter.owner {
        conditions.add("c.owner_id = ?", owner.write());
    }
    if let Some(applicant) = filter.applicant {
        conditions.add("c.applicant_id = ?", applicant.write());
    }
    conditions
}

/// Without statistics the planner takes the index of all states for the few open cases.
fn hint(filter: &CaseFilter) -> &'static str {
    let narrowed = filter.owner.is_some() || filter.applicant.is_some() || filter.item_code.is_some();
    if filter.open && !narrowed && filter.states.is_empty() { " INDEXED BY cases_open" } else { "" }
}

fn case_order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "c.id DESC",
        Sort::Oldest => "c.id",
        Sort::Due => "p.due IS NULL, p.due, c.id",
        Sort::State => "c.state, c.id DESC",
        Sort::Item => "c.item_code, c.id DESC",
    }
}

impl Store {
    /// Open promises by due day, `limit` of them from `offset` on.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn board(&self, filter: &DueFilter, limit: usize, offset: usize) -> Result<Vec<BoardRow>> {
        let conditions = due_conditions(filter, true);
        let sql =
            format!("{BOARD} WHERE {} ORDER BY p.due, p.id LIMIT {limit} OFFSET {offset}", conditions.text());
        self.rows(&sql, conditions.params, board_row)
    }

    /// How many open promises a filter finds.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn board_count(&self, filter: &DueFilter) -> Result<i64> {
        let conditions = due_conditions(filter, true);
        self.count(&format!("SELECT count(*) FROM promise p WHERE {}", conditions.text()), conditions.params)
    }

    /// Cases in the order asked for, `limit` of them from `offset` on.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cases(
        &self,
        filter: &CaseFilter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<CaseRow>> {
        if sort == Sort::Due && filter.open {
            return self.cases_by_due(filter, limit, offset);
        }
        let conditions = case_conditions(filter);
        let sql = format!(
            "{} WHERE {} ORDER BY {} LIMIT {limit} OFFSET {offset}",
            CASES.replace("FROM cases c", &format!("FROM cases c{}", hint(filter))),
            conditions.text(),
            case_order(sort)
        );
        self.rows(&sql, conditions.params, case_row)
    }

    /// Open cases by their next promise, read from the index of due days; behind them those that owe
    /// nothing by any day, oldest first.
    fn cases_by_due(&self, filter: &CaseFilter, limit: usize, offset: usize) -> Result<Vec<CaseRow>> {
        let mut owing = case_conditions(filter);
        owing.sql.insert(0, OWED_NEXT.to_owned());
        if let Some(owner) = filter.owner {
            owing.add("p.owner_id = ?", owner.write());
        }
        let from = "FROM promise p CROSS JOIN cases c ON c.id = p.case_id JOIN operator o ON o.id = c.owner_id \
                    LEFT JOIN person a ON a.id = c.applicant_id";
        let sql = format!(
            "SELECT {CASE_COLUMNS} {from} WHERE {} ORDER BY p.due, p.id LIMIT {limit} OFFSET {offset}",
            owing.text()
        );
        let mut found = self.rows(&sql, owing.params.clone(), case_row)?;
        if found.len() == limit {
            return Ok(found);
        }
        let before = format!(
            "SELECT count(*) FROM promise p CROSS JOIN cases c ON c.id = p.case_id WHERE {}",
            owing.text()
        );
        let before = usize::try_from(self.count(&before, owing.params)?).unwrap_or(0);
        let mut idle = case_conditions(filter);
        idle.sql.push(
            "NOT EXISTS (SELECT 1 FROM promise WHERE case_id = c.id AND state IN ('running', 'paused') \
             AND voided_at IS NULL)"
                .to_owned(),
        );
        let (limit, offset) = (limit - found.len(), offset.saturating_sub(before));
        let sql = format!("{CASES} WHERE {} ORDER BY c.id LIMIT {limit} OFFSET {offset}", idle.text());
        found.extend(self.rows(&sql, idle.params, case_row)?);
        Ok(found)
    }

    /// How many cases a filter finds.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cases_count(&self, filter: &CaseFilter) -> Result<i64> {
        let conditions = case_conditions(filter);
        let sql = format!("SELECT count(*) FROM cases c{} WHERE {}", hint(filter), conditions.text());
        self.count(&sql, conditions.params)
    }

    /// The counts of the first screen row: `soon` is the last day that counts as soon.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn counts(&self, today: Day, soon: Day) -> Result<Counts> {
        let open = self.cases_count(&CaseFilter { open: true, ..CaseFilter::default() })?;
        let due = |from: Option<Day>, until: Day| {
            self.board_count(&DueFilter { from, until: Some(until), running: true, ..DueFilter::default() })
        };
        let overdue = today.pred_opt().map_or(Ok(0), |yesterday| due(None, yesterday))?;
        Ok(Counts { open, soon: due(Some(today), soon)?, overdue })
    }

    /// The open promises that a filter finds, added up by what they have in common: how many, and how many
    /// of them fell due before `today`; largest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn board_sums(&self, filter: &DueFilter, by: GroupBy, today: Day) -> Result<Vec<GroupRow>> {
        let mut conditions = due_conditions(filter, true);
        conditions.params.push(today.write());
        let today = conditions.params.len();
        let common = match by {
            GroupBy::Owner => "owner_id",
            GroupBy::Window => "window",
            GroupBy::Grid => "grid_id",
            GroupBy::Item => "item_id",
            GroupBy::Department => "department",
            GroupBy::Kind => "kind",
        };
        // Read from the index alone and added up here: to group, the engine would sort every row.
        let sql = format!(
            "SELECT p.{common}, p.due < ?{today} AND p.state = 'running' FROM promise p WHERE {}",
            conditions.text()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.params))?;
        let mut sums: HashMap<Common, (usize, usize)> = HashMap::new();
        while let Some(row) = rows.next()? {
            let common = match row.get_ref(0)? {
                ValueRef::Integer(id) => Common::Id(id),
                ValueRef::Text(text) => Common::Text(String::from_utf8_lossy(text).into_owned()),
                _ => Common::None,
            };
            let sum = sums.entry(common).or_default();
            sum.0 += 1;
            sum.1 += usize::from(row.get::<_, bool>(1)?);
        }
        let mut found = Vec::with_capacity(sums.len());
        for (common, (open, over)) in sums {
            let (key, name) = self.group_name(by, &common)?;
            found.push(GroupRow { key, name, open, over });
        }
        found.sort_by(|one, other| {
            (other.open, &one.name, &one.key).cmp(&(one.open, &other.name, &other.key))
        });
        Ok(found)
    }

    /// The key of a filter for what the rows of a sum have in common, and what it is called.
    fn group_name(&self, by: GroupBy, common: &Common) -> Result<(String, String)> {
        let id = match common {
            Common::None => return Ok(Default::default()),
            Common::Text(text) => return Ok((text.clone(), text.clone())),
            Common::Id(id) => *id,
        };
        let sql = match by {
            GroupBy::Owner => "SELECT CAST(id AS TEXT), name FROM operator WHERE id = ?1",
            GroupBy::Grid => "SELECT CAST(id AS TEXT), code || ' ' || name FROM grid WHERE id = ?1",
            _ => "SELECT code, json_extract(body, '$.name') FROM item WHERE id = ?1",
        };
        let found = self
            .conn
            .prepare_cached(sql)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: Vec<Value>,
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(params))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    pub(super) fn count(&self, sql: &str, params: Vec<Value>) -> Result<i64> {
        Ok(self.conn.prepare_cached(sql)?.query_row(params_from_iter(params), |row| row.get(0))?)
    }
}
