//! Whose eyes this connection reads with (CP-6, CP-14): what an operator must not know of is not there for any question
//! that it asks.
//!
//! For whoever is complained about, and their near relatives, temporary views stand before the tables that would tell
//! them: every statement that names a table without its schema reads through them, whichever screen, command, count or
//! list asks. Acts write to the tables themselves.

use super::error::Result;
use super::file::Store;
use crate::domain::id::OperatorId;

/// Whose eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Eyes {
    /// The program's own: everything, for what falls due and for keeping the file whole.
    Own,
    /// An operator's: the operators whose complaints are kept from them, themselves first.
    Of(Vec<OperatorId>),
    /// Nobody's: no feedback at all.
    Nobody,
}

/// What was looked with last: whose eyes, and the state of the file that they were made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Looked {
    operator: OperatorId,
    others: i64,
    own: u64,
}

/// The tables that would tell of feedback, and the condition under which a row of theirs does.
const VEILED: &[(&str, &str)] = &[
    ("feedback", "id IN (SELECT id FROM temp.hidden)"),
    ("feedback_subject", "feedback_id IN (SELECT id FROM temp.hidden)"),
    ("feedback_event", "feedback_id IN (SELECT id FROM temp.hidden)"),
    ("sealed", "feedback_id IN (SELECT id FROM temp.hidden)"),
    ("recusal", "feedback_id IN (SELECT id FROM temp.hidden)"),
    // A rating that opened no entry stays: to the engine, nothing is neither in a list nor out of it.
    ("rating", "feedback_id IS NOT NULL AND feedback_id IN (SELECT id FROM temp.hidden)"),
    ("promise", "id IN (SELECT id FROM temp.hidden_promise)"),
    ("card", "id IN (SELECT id FROM temp.hidden_card)"),
    ("journal", "subject_kind = 'feedback' AND subject_id IN (SELECT id FROM temp.hidden)"),
];

/// What is hidden, and what belongs to it: its promises, the cards given for them, and the replies that are owed to those.
const EMPTIED: &str = "CREATE TEMP TABLE IF NOT EXISTS hidden (id INTEGER PRIMARY KEY); \
     CREATE TEMP TABLE IF NOT EXISTS hidden_promise (id INTEGER PRIMARY KEY); \
     CREATE TEMP TABLE IF NOT EXISTS hidden_card (id INTEGER PRIMARY KEY); \
     DELETE FROM temp.hidden; DELETE FROM temp.hidden_promise; DELETE FROM temp.hidden_card;";
const BELONGING: &str = "INSERT INTO temp.hidden_promise SELECT id FROM main.promise WHERE subject_kind = 'feedback' \
     AND subject_id IN (SELECT id FROM temp.hidden); \
     INSERT INTO temp.hidden_card SELECT id FROM main.card WHERE promise_id IN (SELECT id FROM temp.hidden_promise); \
     INSERT OR IGNORE INTO temp.hidden_promise SELECT id FROM main.promise WHERE subject_kind = 'card' \
     AND subject_id IN (SELECT id FROM temp.hidden_card);";

impl Store {
    /// Whether the eyes of `operator` that were taken last still show what the file holds now.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn looks_as(&self, operator: OperatorId) -> Result<bool> {
        Ok(self.looked.get() == Some(self.looked_now(operator)?))
    }

    fn looked_now(&self, operator: OperatorId) -> Result<Looked> {
        Ok(Looked { operator, others: self.data_version()?, own: self.conn.total_changes() })
    }

    /// Whether anybody is complained about at all.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn anybody_complained_about(&self) -> Result<bool> {
        let mut statement =
            self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM main.feedback_subject)")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Whether these eyes are kept from anything.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn hides(&self) -> Result<bool> {
        let mut statement = self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM temp.hidden)")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The place of an entry of the journal among those that these eyes see, so that no gap tells of another.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn place(&self, seq: i64) -> Result<i64> {
        let mut statement = self.conn.prepare_cached(
            "SELECT count(*) FROM main.journal WHERE subject_kind = 'feedback' \
             AND subject_id IN (SELECT id FROM temp.hidden) AND seq <= ?1",
        )?;
        let hidden: i64 = statement.query_row([seq], |row| row.get(0))?;
        Ok(seq - hidden)
    }

    /// Reads with these eyes from now on.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn look_as(&self, eyes: &Eyes) -> Result<()> {
        self.looked.set(None);
        self.conn.execute_batch(EMPTIED)?;
        match eyes {
            Eyes::Own => {}
            Eyes::Nobody => {
                self.conn.execute("INSERT INTO temp.hidden SELECT id FROM main.feedback", [])?;
            }
            Eyes::Of(concerned) => {
                // Not only where it still stands: who was named once by mistake knows nothing of it either.
                let sql = "INSERT OR IGNORE INTO temp.hidden SELECT feedback_id FROM main.feedback_subject \
                           WHERE operator_id = ?1";
                for operator in concerned {
                    self.conn.prepare_cached(sql)?.execute([operator.0])?;
                }
            }
        }
        // Views that hide nothing may stay: they show everything.
        if self.hides()? {
            self.conn.execute_batch(BELONGING)?;
            self.veil()?;
        }
        if let Eyes::Of(concerned) = eyes
            && let Some(first) = concerned.first()
        {
            self.looked.set(Some(self.looked_now(*first)?));
        }
        Ok(())
    }

    /// Puts the views before the tables.
    fn veil(&self) -> Result<()> {
        let mut sql = String::new();
        for (table, tells) in VEILED {
            sql.push_str(&format!(
                "CREATE TEMP VIEW IF NOT EXISTS {table} AS SELECT * FROM main.{table} WHERE NOT ({tells});"
            ));
        }
        self.conn.execute_batch(&sql)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(store: &Store) -> (i64, i64, i64) {
        let count = |table: &str| {
            store
                .conn
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        (count("feedback"), count("promise"), count("rating"))
    }

    #[test]
    fn cp_6_a_table_named_without_its_schema_is_read_with_the_operators_eyes() {
        let store = Store::in_memory().unwrap();
        let fill = "PRAGMA foreign_keys = OFF; \
            INSERT INTO feedback SELECT 1, 1, NULL, 'J2', 'box', 'complaint', 'anonymous', 0, '2026-06-01', '', '', '', \
             '', 1, '', '', '', '', NULL, 'registered', NULL, NULL, '', NULL, NULL, '', '', '', '', '', '', NULL, '', NULL, \
             NULL, NULL, NULL, 1; \
            INSERT INTO feedback_subject VALUES (1, 1, NULL, 1, 7); \
            INSERT INTO rating (id, version, item_id, item_code, level, channel, day, said, rated_id, window, feedback_id, \
             removed_reason) VALUES (1, 1, 1, '', 1, 'box', '2026-06-01', '', 7, '', 1, ''), \
             (2, 1, 1, '', 5, 'box', '2026-06-01', '', 7, '', NULL, ''); \
            INSERT INTO promise (id, version, kind, subject_kind, subject_id, owner_id, start, due, provisional, unit, \
             state, basis) VALUES (1, 1, 'answer', 'feedback', 1, 1, '2026-06-01', '2026-06-02', 0, 'cd', 'running', '{}'), \
             (2, 1, 'visit', 'household', 1, 1, '2026-06-01', '2026-06-02', 0, 'cd', 'running', '{}');";
        store.conn.execute_batch(fill).unwrap();
        for (eyes, want) in [
            (Eyes::Own, (1, 2, 2)),
            (Eyes::Of(vec![OperatorId(7)]), (0, 1, 1)),
            (Eyes::Of(vec![OperatorId(8)]), (1, 2, 2)),
            (Eyes::Of(vec![OperatorId(8), OperatorId(7)]), (0, 1, 1)),
            (Eyes::Nobody, (0, 1, 1)),
            (Eyes::Own, (1, 2, 2)),
        ] {
            store.look_as(&eyes).unwrap();
            assert_eq!(told(&store), want, "{eyes:?}");
        }
        // What the eyes saw holds until something changes.
        store.look_as(&Eyes::Of(vec![OperatorId(8)])).unwrap();
        assert!(store.looks_as(OperatorId(8)).unwrap());
        assert!(!store.looks_as(OperatorId(7)).unwrap());
        store.conn.execute("UPDATE main.feedback SET version = 2", []).unwrap();
        assert!(!store.looks_as(OperatorId(8)).unwrap());
    }
}
