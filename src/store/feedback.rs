//! Questions about feedback: entries, whom they are about, what was done, openers, and what is sealed to whom.

use super::error::Result;
use super::file::Store;
use super::register_volunteer::ends;
use crate::domain::Named;
use crate::domain::feedback::{
    Feedback, FeedbackEvent, FeedbackFilter, FeedbackList, FeedbackSubject, Opener, Sealed,
};
use crate::domain::id::{FeedbackId, OperatorId};
use crate::domain::promise::Promise;
use crate::domain::recusal::Recusal;
use crate::domain::register::Stretch;
use rusqlite::params;

/// What is blanked of an entry that is passed up (CP-10).
const BLANKED: &[(&str, &str, &str)] = &[
    (
        "feedback",
        "id",
        "content = '', name = '', phone = '', address = '', representatives = '', matter = '', reference = '', \
         claim = '', facts = '', opinion = '', basis = '', cause = '', measure = '', answer = ''",
    ),
    ("feedback_event", "feedback_id", "text = ''"),
    ("sealed", "feedback_id", "sealed_box = ''"),
    ("recusal", "feedback_id", "reason = '', decision = ''"),
];

/// Likewise of the cards that were given for it.
const BLANKED_CARDS: [&str; 2] = [
    "UPDATE main.conclusion SET version = version + 1, responsible = '', measure = '' WHERE id IN \
     (SELECT k.conclusion_id FROM main.card k JOIN main.promise p ON p.id = k.promise_id \
     WHERE p.subject_kind = 'feedback' AND p.subject_id = ?1)",
    "UPDATE main.card SET version = version + 1, reason = '', reply = substr(reply, 1, 0), \
     cancelled = substr(cancelled, 1, 0) WHERE promise_id IN \
     (SELECT id FROM main.promise WHERE subject_kind = 'feedback' AND subject_id = ?1)",
];

/// Entries received in a stretch of days, of somebody or of anybody.
const RECEIVED: &str =
    "voided_at IS NULL AND (?2 IS NULL OR owner_id = ?2 OR operator_id = ?2) AND day >= ?3 AND day <= ?4";

/// What is owed next comes first; what owes nothing comes last.
const NEXT_FIRST: &str = "(SELECT min(due) FROM promise WHERE subject_kind = 'feedback' AND subject_id = feedback.id \
     AND case_id IS NULL AND voided_at IS NULL AND state IN ('running', 'paused')) ASC NULLS LAST, received_at, id";

/// The condition of a list; its parameters are the operator, the kind, the channel and the state.
fn asked(filter: FeedbackFilter, leads: bool) -> String {
    let list = match filter.list {
        FeedbackList::Inbox if leads => {
            "(state IN ('registered', 'accepted', 'judged') OR state NOT IN ('closed', 'passed-on') AND (owner_id = ?1 \
             OR id IN (SELECT feedback_id FROM recusal WHERE granted IS NULL AND voided_at IS NULL)))"
        }
        FeedbackList::Inbox => "state NOT IN ('closed', 'passed-on') AND owner_id = ?1",
        FeedbackList::Mine => "(owner_id = ?1 OR operator_id = ?1)",
        FeedbackList::ByLimit => "state NOT IN ('closed', 'passed-on')",
        FeedbackList::All => "?1 = ?1",
    };
    let own = if leads { "" } else { " AND (owner_id = ?1 OR operator_id = ?1)" };
    format!(
        "voided_at IS NULL AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR channel = ?3) \
         AND (?4 IS NULL OR state = ?4) AND {list}{own}"
    )
}

/// Kind, channel and state of a filter as their columns hold them.
fn words(filter: FeedbackFilter) -> (Option<String>, Option<String>, Option<String>) {
    (
        filter.kind.map(|one| one.word().to_owned()),
        filter.channel.map(|one| one.word().to_owned()),
        filter.state.map(|one| one.word().to_owned()),
    )
}

/// Behind the entry `?1` in the order in which they came in; everything is behind none.
const BEHIND: &str = "(?1 <= 0 OR (received_at, id) > \
     (SELECT before.received_at, before.id FROM feedback before WHERE before.id = ?1))";

impl Store {
    /// The entry with this number.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_by_number(&self, number: &str) -> Result<Option<Feedback>> {
        self.one("WHERE number = ?1 AND voided_at IS NULL", &[&number])
    }

    /// Whether any entry has this number, seen by these eyes or not.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_number_taken(&self, number: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM main.feedback WHERE number = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row([number], |row| row.get(0))?)
    }

    /// Entries that fit `filter`: of the list of `me`, and no others' where not `leads`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback(
        &self,
        filter: FeedbackFilter,
        me: OperatorId,
        leads: bool,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Feedback>> {
        let order = match filter.list {
            FeedbackList::Inbox | FeedbackList::ByLimit => NEXT_FIRST,
            FeedbackList::Mine | FeedbackList::All => "day DESC, received_at DESC, id",
        };
        let tail = format!("WHERE {} ORDER BY {order} LIMIT {limit} OFFSET {offset}", asked(filter, leads));
        let (kind, channel, state) = words(filter);
        self.all(&tail, &[&me.0, &kind, &channel, &state])
    }

    /// How many entries fit, likewise.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_fitting(&self, filter: FeedbackFilter, me: OperatorId, leads: bool) -> Result<i64> {
        let (kind, channel, state) = words(filter);
        let sql = format!("SELECT count(*) FROM feedback WHERE {}", asked(filter, leads));
        self.count(&sql, vec![me.0.into(), kind.into(), channel.into(), state.into()])
    }

    /// The entries of which a day of the answer passed unkept, among those received in `stretch` (CP-2, CP-3).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_late(&self, stretch: Stretch) -> Result<Vec<FeedbackId>> {
        let (from, until) = ends(stretch);
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT feedback.id FROM feedback JOIN promise ON promise.subject_kind = 'feedback' \
             AND promise.subject_id = feedback.id AND promise.case_id IS NULL AND promise.voided_at IS NULL \
             WHERE feedback.voided_at IS NULL AND feedback.day >= ?1 AND feedback.day <= ?2 \
             AND promise.kind = 'answer' AND promise.state <> 'void' AND promise.missed_at IS NOT NULL",
        )?;
        let found = statement.query_map(params![from, until], |row| Ok(FeedbackId(row.get(0)?)))?;
        Ok(found.collect::<rusqlite::Result<Vec<_>>>()?)
    }

    /// The entries behind `after` in the order in which they came in, received in `stretch`; registered or handled by `of` where
    /// somebody is.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_page(
        &self,
        stretch: Stretch,
        of: Option<OperatorId>,
        after: FeedbackId,
        rows: usize,
    ) -> Result<Vec<Feedback>> {
        let (from, until) = ends(stretch);
        self.all(
            &format!("WHERE {BEHIND} AND {RECEIVED} ORDER BY received_at, id LIMIT {rows}"),
            &[&after.0, &of.map(|of| of.0), &from, &until],
        )
    }

    /// How many entries there are in `stretch`, likewise.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_in(&self, stretch: Stretch, of: Option<OperatorId>) -> Result<i64> {
        let (from, until) = ends(stretch);
        let sql = format!("SELECT count(*) FROM feedback WHERE id > ?1 AND {RECEIVED}");
        self.count(&sql, vec![i64::MIN.into(), of.map(|of| of.0).into(), from.into(), until.into()])
    }

    /// Whom an entry is about.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_subjects(&self, feedback: FeedbackId) -> Result<Vec<FeedbackSubject>> {
        self.all("WHERE feedback_id = ?1 AND voided_at IS NULL ORDER BY id", &[&feedback.0])
    }

    /// What was done with an entry, in order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_events(&self, feedback: FeedbackId) -> Result<Vec<FeedbackEvent>> {
        self.all("WHERE feedback_id = ?1 AND voided_at IS NULL ORDER BY at, id", &[&feedback.0])
    }

    /// The promises of an entry that count, ended ones too, in the order in which they were made.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promises_of_feedback(&self, feedback: FeedbackId) -> Result<Vec<Promise>> {
        self.all(
            "WHERE subject_kind = 'feedback' AND subject_id = ?1 AND voided_at IS NULL AND state <> 'void' ORDER BY id",
            &[&feedback.0],
        )
    }

    /// An entry and those whose answers it objects to, the newest first (CP-4); nothing of none.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn feedback_chain(&self, from: Option<FeedbackId>) -> Result<Vec<Feedback>> {
        let mut chain: Vec<Feedback> = Vec::new();
        let mut next = from;
        while let Some(id) = next.filter(|id| chain.iter().all(|one| one.id != *id)) {
            let Some(entry) = self.get::<Feedback>(id.0)? else { break };
            next = entry.review_of;
            chain.push(entry);
        }
        Ok(chain)
    }

    /// Whom an entry and those that it reviews are about, each once (CP-6).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn chain_subjects(&self, from: Option<FeedbackId>) -> Result<Vec<OperatorId>> {
        let mut about = Vec::new();
        for entry in self.feedback_chain(from)? {
            about.extend(self.feedback_subjects(entry.id)?.into_iter().map(|one| one.operator_id));
        }
        about.sort_unstable();
        about.dedup();
        Ok(about)
    }

    /// Who keeps out of an entry, or of one that it reviews (CP-11).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn kept_out(&self, entry: &Feedback) -> Result<Vec<OperatorId>> {
        let mut kept_out = Vec::new();
        for one in self.feedback_chain(Some(entry.id))? {
            let granted = self.recusals(one.id)?.into_iter().filter(|recusal| recusal.granted == Some(true));
            kept_out.extend(granted.map(|recusal| recusal.operator_id));
        }
        Ok(kept_out)
    }

    /// Who is, or was, asked to keep out of an entry, in order.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn recusals(&self, feedback: FeedbackId) -> Result<Vec<Recusal>> {
        self.all("WHERE feedback_id = ?1 AND voided_at IS NULL ORDER BY id", &[&feedback.0])
    }

    /// The openers to whom new identities are sealed.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn openers(&self) -> Result<Vec<Opener>> {
        self.all("WHERE voided_at IS NULL AND ended_day IS NULL ORDER BY id", &[])
    }

    /// What is sealed to an operator of an entry, with the key that opens it.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn sealed_to(&self, feedback: FeedbackId, operator: OperatorId) -> Result<Option<(Sealed, Opener)>> {
        let found: Vec<Sealed> = self.all(
            "WHERE feedback_id = ?1 AND voided_at IS NULL AND sealed_box <> '' ORDER BY id",
            &[&feedback.0],
        )?;
        for sealed in found {
            let opener: Option<Opener> = self.get(sealed.opener_id.0)?;
            if let Some(opener) = opener.filter(|one| one.operator_id == operator) {
                return Ok(Some((sealed, opener)));
            }
        }
        Ok(None)
    }

    /// Blanks what an entry says and whose it is (CP-10).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn blank_feedback(&self, feedback: FeedbackId) -> Result<()> {
        for (table, column, sets) in BLANKED {
            let sql = format!("UPDATE main.{table} SET version = version + 1, {sets} WHERE {column} = ?1");
            self.conn.prepare_cached(&sql)?.execute(params![feedback.0])?;
        }
        // Cards and how they ended speak of it, too; the columns that are empty as long as nothing was said stay so.
        for sql in BLANKED_CARDS {
            self.conn.prepare_cached(sql)?.execute(params![feedback.0])?;
        }
        // What somebody was typing about it is a copy, too.
        let subjects = [format!("feedback-{}", feedback.0), format!("feedback-*-{}", feedback.0)];
        self.conn
            .prepare_cached("DELETE FROM draft WHERE subject = ?1 OR subject GLOB ?2")?
            .execute(subjects)?;
        let sql = "DELETE FROM draft WHERE subject IN (SELECT 'promise-' || id FROM main.promise \
                   WHERE subject_kind = 'feedback' AND subject_id = ?1 UNION ALL \
                   SELECT 'card-' || k.id FROM main.card k JOIN main.promise p ON p.id = k.promise_id \
                   WHERE p.subject_kind = 'feedback' AND p.subject_id = ?1)";
        self.conn.prepare_cached(sql)?.execute([feedback.0])?;
        Ok(())
    }
}
