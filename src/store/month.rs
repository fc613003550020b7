//! The facts of one month: what came and went, which limits were kept or missed, which cards were issued.

use super::error::Result;
use super::file::Store;
use super::record;
use super::value::Column as _;
use crate::calendar::{Calendar, Day, Pause, Stamp, Zone};
use crate::domain::card::Card;
use crate::domain::id::{ItemId, OperatorId};
use crate::domain::month::{Count, Facts, Kept, Month, Settled, Tally};
use crate::domain::promise::{Basis, PromiseKind, Timeliness};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::collections::HashMap;

/// Promises of cases that were voided count nowhere; there are few, and an index lists them.
const NOT_VOIDED: &str =
    "(p.case_id IS NULL OR p.case_id NOT IN (SELECT id FROM cases WHERE state = 'voided'))";

/// What is counted by a day that stands in the row: the tally and its question; `?1` and `?2` are the first
/// and the last day.
const BY_DAY: &[(Tally, &str)] = &[
    (
        Tally::Taken,
        "SELECT received_day, item_id, owner_id, count(*) FROM cases \
         WHERE received_day BETWEEN ?1 AND ?2 AND voided_at IS NULL GROUP BY 1, 2, 3",
    ),
    (
        Tally::EnteredLater,
        "SELECT received_day, item_id, owner_id, count(*) FROM cases INDEXED BY cases_entered_later \
         WHERE received_day BETWEEN ?1 AND ?2 AND received_reason IS NOT NULL AND voided_at IS NULL GROUP BY 1, 2, 3",
    ),
    (
        Tally::Decided,
        "SELECT decided_day, item_id, owner_id, count(*) FROM cases \
         WHERE decided_day BETWEEN ?1 AND ?2 AND voided_at IS NULL GROUP BY 1, 2, 3",
    ),
    (
        Tally::Deemed,
        "SELECT accepted_day, item_id, owner_id, count(*) FROM cases \
         WHERE accepted_day BETWEEN ?1 AND ?2 AND deemed = 1 AND voided_at IS NULL GROUP BY 1, 2, 3",
    ),
    (
        Tally::SecondNotice,
        "SELECT n.day, c.item_id, c.owner_id, count(*) FROM notice n JOIN cases c ON c.id = n.case_id \
         WHERE n.second = 1 AND n.day BETWEEN ?1 AND ?2 AND n.voided_at IS NULL AND c.voided_at IS NULL \
         GROUP BY 1, 2, 3",
    ),
    (
        Tally::NoReason,
        "SELECT decided_day, item_id, owner_id, count(*) FROM cases INDEXED BY cases_without_reason WHERE coalesce(reason, '') = '' \
         AND (outcome = 'denied' OR ground IS NOT NULL) AND voided_at IS NULL AND outcome = 'denied' \
         AND decided_day BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3",
    ),
];

/// What is counted by a moment: the tally and its question; `?1` is the first moment of the month, `?2` the
/// first one after it.
const BY_MOMENT: &[(Tally, &str)] = &[
    (
        Tally::Closed,
        "SELECT closed_at, item_id, owner_id FROM cases \
         WHERE closed_at >= ?1 AND closed_at < ?2 AND voided_at IS NULL",
    ),
    (
        Tally::NoReason,
        "SELECT closed_at, item_id, owner_id FROM cases INDEXED BY cases_without_reason WHERE coalesce(reason, '') = '' \
         AND (outcome = 'denied' OR ground IS NOT NULL) AND voided_at IS NULL AND ground IS NOT NULL \
         AND outcome IS NULL AND closed_at >= ?1 AND closed_at < ?2",
    ),
];

impl Store {
    /// The facts of `month` as they stand now; a limit that is due before `today` and not kept is late,
    /// whether that was recorded yet or not.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn month_facts(&self, month: Month, today: Day, calendar: &Calendar, zone: Zone) -> Result<Facts> {
        let days = vec![month.first().write(), month.last().write()];
        let moments =
            vec![zone.start_of_day(month.first()).write(), zone.start_of_day(month.next().first()).write()];
        let mut facts = Facts::default();
        for (what, sql) in BY_DAY {
            self.each(sql, &days, |row| {
                let n: i64 = row.get(3)?;
                let n = usize::try_from(n).unwrap_or(0);
                facts.counts.push(Count { n, ..count(*what, record::read(row, 0)?, row)? });
                Ok(())
            })?;
        }
        for (what, sql) in BY_MOMENT {
            self.each(sql, &moments, |row| {
                let at: Stamp = record::read(row, 0)?;
                facts.counts.push(count(*what, zone.day(at), row)?);
                Ok(())
            })?;
        }
        self.cards_issued(&days, &mut facts)?;
        let settled = self.limits_settled(month.first(), month.last(), today, calendar, zone)?;
        (facts.settled, facts.kept) = (settled.settled, settled.kept);
        Ok(facts)
    }

    /// The limits whose outcome was fixed from `from` until `until`, as a month counts them, and nothing else.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn limits_settled(
        &self,
        from: Day,
        until: Day,
        today: Day,
        calendar: &Calendar,
        zone: Zone,
    ) -> Result<Facts> {
        let mut facts = Facts::default();
        self.limits_missed(&[from.write(), until.write()], today, &mut facts)?;
        let moments = [zone.start_of_day(from).write(), zone.end_of_day(until).write()];
        self.limits_kept(&moments, calendar, zone, &mut facts)?;
        Ok(facts)
    }

    /// The yellow and red cards of a month that have no conclusion yet, oldest first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn cards_without_conclusion(&self, month: Month) -> Result<Vec<Card>> {
        self.all(
            "WHERE day BETWEEN ?1 AND ?2 AND kind <> 'urge' AND conclusion_id IS NULL AND cancelled IS NULL \
             AND voided_at IS NULL AND (case_id IS NULL OR case_id NOT IN (SELECT id FROM cases \
             WHERE state = 'voided')) ORDER BY day, id",
            &[&month.first().to_string(), &month.last().to_string()],
        )
    }

    fn cards_issued(&self, days: &[Value], facts: &mut Facts) -> Result<()> {
        let sql = format!(
            "SELECT k.day, p.item_id, k.owner_id, k.kind, k.conclusion_id IS NOT NULL FROM card k \
             JOIN promise p ON p.id = k.promise_id WHERE k.day BETWEEN ?1 AND ?2 AND k.cancelled IS NULL \
             AND k.voided_at IS NULL AND {NOT_VOIDED}"
        );
        self.each(&sql, days, |row| {
            let what = Tally::of_card(record::read(row, 3)?);
            let card = count(what, record::read(row, 0)?, row)?;
            facts.counts.push(card);
            let concluded: bool = record::read(row, 4)?;
            if what != Tally::Urge && !concluded {
                facts.counts.push(Count { what: Tally::NotConcluded, ..card });
            }
            Ok(())
        })
    }

    fn limits_missed(&self, days: &[Value], today: Day, facts: &mut Facts) -> Result<()> {
        let columns = "SELECT p.due, p.item_id, p.owner_id, p.kind FROM promise p";
        let sql = format!(
            "{columns} WHERE p.missed_at IS NOT NULL AND p.kind IN ('committed', 'statutory') \
             AND p.voided_at IS NULL AND p.due BETWEEN ?1 AND ?2 AND {NOT_VOIDED} \
             UNION ALL {columns} WHERE p.state = 'running' AND p.missed_at IS NULL AND p.voided_at IS NULL \
             AND p.kind IN ('committed', 'statutory') AND p.due BETWEEN ?1 AND ?2 AND p.due < ?3 AND {NOT_VOIDED}"
        );
        let params = [days, &[today.write()]].concat();
        self.each(&sql, &params, |row| {
            let (item, owner, kind) = (record::read(row, 1)?, record::read(row, 2)?, record::read(row, 3)?);
            facts.settled.push(Settled { kind, item, owner, how: Timeliness::Late });
            Ok(())
        })
    }

    fn limits_kept(
        &self,
        moments: &[Value],
        calendar: &Calendar,
        zone: Zone,
        facts: &mut Facts,
    ) -> Result<()> {
        // The basis is read only where a pause may have moved the date.
        let sql = format!(
            "SELECT p.ended_at, p.item_id, p.owner_id, p.kind, p.start, p.due, \
             CASE WHEN p.case_id IN (SELECT case_id FROM pause) THEN p.basis END FROM promise p \
             WHERE p.state = 'kept' AND p.kind IN ('committed', 'statutory') AND p.voided_at IS NULL \
             AND p.ended_at >= ?1 AND p.ended_at < ?2 AND {NOT_VOIDED}"
        );
        // Many limits share their days.
        let mut counted: HashMap<(Day, Day), u32> = HashMap::new();
        let mut worked = |start: Day, end: Day, pauses: &[Pause]| match pauses {
            [] => *counted.entry((start, end)).or_insert_with(|| calendar.worked(start, end, &[])),
            some => calendar.worked(start, end, some),
        };
        self.each(&sql, moments, |row| {
            let (at, kind, start, due): (Stamp, PromiseKind, Day, Day) =
                (record::read(row, 0)?, record::read(row, 3)?, record::read(row, 4)?, record::read(row, 5)?);
            let (item, owner) = (record::read(row, 1)?, record::read(row, 2)?);
            let day = zone.day(at);
            match Timeliness::of(day, due) {
                // Counted in the month of its due day.
                Timeliness::Late => {}
                how => facts.settled.push(Settled { kind, item, owner, how }),
            }
            // What is done on the spot has no countdown (CL-1).
            if kind == PromiseKind::Committed && start < due {
                let basis: Option<Basis> = record::read(row, 6)?;
                let pauses = basis.map(|basis| basis.pauses).unwrap_or_default();
                let used = worked(start, day, &pauses);
                let had = worked(start, due, &pauses);
                facts.kept.push(Kept { item, owner, used, had });
            }
            Ok(())
        })
    }

    fn each(&self, sql: &str, params: &[Value], mut row: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(params))?;
        while let Some(found) = rows.next()? {
            row(found)?;
        }
        Ok(())
    }
}

/// One of something, with the item and the operator that stand behind the day in the row.
fn count(what: Tally, day: Day, row: &Row<'_>) -> Result<Count> {
    let (item, owner): (Option<ItemId>, OperatorId) = (record::read(row, 1)?, record::read(row, 2)?);
    Ok(Count { what, day, item, owner, n: 1 })
}
