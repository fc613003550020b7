//! Search: keys made when a person is saved, asked by prefix; addresses as phrases.

use super::error::Result;
use super::file::Store;
use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::domain::search_key;
use rusqlite::{OptionalExtension as _, params};

/// Search keys that wait to be written in the order of their table, while a long list is entered.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// Whether this connection works in bulk at all.
    pub(super) bulk: bool,
    acting: bool,
    keys: Vec<(String, i64)>,
    /// How many were there before the act that is under way.
    mark: usize,
    sorted: bool,
}

impl Waiting {
    fn begin(&mut self) {
        self.acting = self.bulk;
        self.mark = self.keys.len();
    }

    /// Takes the keys of a new person; `false` where they are to be written at once.
    fn take_keys(&mut self, person: &Person) -> bool {
        if self.acting {
            self.keys.extend(keys_of(person).into_iter().map(|key| (key, person.id.0)));
            self.sorted = false;
        }
        self.acting
    }

    /// Ends the act; the first person whose keys wait because of it.
    fn end(&mut self) -> Option<i64> {
        self.acting = false;
        self.keys.iter().skip(self.mark).map(|(_, person)| *person).min()
    }

    /// What happened so far stays.
    pub(super) fn kept(&mut self) {
        self.mark = self.keys.len();
    }

    /// Nothing of the act that is under way, or just ended, happened.
    pub(super) fn undo(&mut self) {
        self.keys.truncate(self.mark);
        self.acting = false;
    }

    /// Takes out a stretch in the order of the table; whether something is left after it.
    fn stretch(&mut self, most: usize) -> (Vec<(String, i64)>, bool) {
        if !self.sorted {
            // The last in the order comes first, so that stretches are cut from the end.
            self.keys.sort_unstable_by(|a, b| b.cmp(a));
            self.sorted = true;
        }
        let mut stretch = self.keys.split_off(self.keys.len().saturating_sub(most));
        stretch.reverse();
        self.mark = self.keys.len();
        (stretch, !self.keys.is_empty())
    }
}

/// A person whose name holds what was typed in Hanzi.
pub struct Held {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// How long the key is that was found.
    pub length: usize,
}

impl Store {
    /// Makes the search keys of a person anew.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn index_person(&self, old: Option<&Person>, person: &Person) -> Result<()> {
        if let Some(old) = old {
            if keeps_keys(old, person) {
                return Ok(());
            }
            self.unindex_person(old)?;
        }
        if person.voided_at.is_some() {
            return Ok(());
        }
        if old.is_some() || !self.waiting.borrow_mut().take_keys(person) {
            self.write_keys(keys_of(person).into_iter().map(|key| (key, person.id.0)))?;
        }
        if !person.address.is_empty() {
            self.conn
                .prepare_cached("INSERT INTO address_fts (rowid, words) VALUES (?1, ?2)")?
                .execute(params![person.id.0, search_key::address_words(&person.address)])?;
        }
        Ok(())
    }

    /// Begins an act that enters many persons: where this connection works in bulk, their keys wait.
    pub fn defer_keys(&self) {
        self.waiting.borrow_mut().begin();
    }

    /// Ends it, and notes in the file from which person on keys are missing.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn note_deferred_keys(&self) -> Result<()> {
        if let Some(first) = self.waiting.borrow_mut().end() {
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO search_pending (id, from_id) VALUES (1, ?1)")?
                .execute([first])?;
        }
        Ok(())
    }

    /// Writes at most `most` of the keys that wait, in the order of their table; `true` while some are left. Keys are
    /// outside the journal, and what is lost here is made again by [`Store::catch_up_keys`].
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn settle_keys(&self, most: usize) -> Result<bool> {
        let (keys, left) = self.waiting.borrow_mut().stretch(most);
        self.write_keys(keys)?;
        if !left {
            self.conn.execute("DELETE FROM search_pending", [])?;
        }
        Ok(left)
    }

    fn write_keys(&self, keys: impl IntoIterator<Item = (String, i64)>) -> Result<()> {
        let mut insert =
            self.conn.prepare_cached("INSERT OR IGNORE INTO search_key (key, person_id) VALUES (?1, ?2)")?;
        for (key, person) in keys {
            insert.execute(params![key, person])?;
        }
        Ok(())
    }

    /// Whether an import ended before the keys of all its persons were written.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn keys_are_missing(&self) -> Result<bool> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM search_pending")?.exists([])?)
    }

    /// Makes the keys that an import left out: at most `most` persons; `true` while some are left.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn catch_up_keys(&self, most: usize) -> Result<bool> {
        let from: Option<i64> = self
            .conn
            .prepare_cached("SELECT from_id FROM search_pending")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let Some(from) = from else { return Ok(false) };
        let persons: Vec<Person> =
            self.all(&format!("WHERE id >= ?1 AND voided_at IS NULL ORDER BY id LIMIT {most}"), &[&from])?;
        let mut keys: Vec<(String, i64)> = Vec::new();
        for person in &persons {
            keys.extend(keys_of(person).into_iter().map(|key| (key, person.id.0)));
        }
        keys.sort_unstable();
        self.write_keys(keys)?;
        match persons.last().filter(|_| persons.len() >= most) {
            Some(last) => self.conn.execute("UPDATE search_pending SET from_id = ?1", [last.id.0 + 1])?,
            None => self.conn.execute("DELETE FROM search_pending", [])?,
        };
        Ok(persons.len() >= most)
    }

    /// Takes the search keys of a person away.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn unindex_person(&self, person: &Person) -> Result<()> {
        let mut delete =
            self.conn.prepare_cached("DELETE FROM search_key WHERE key = ?1 AND person_id = ?2")?;
        for key in keys_of(person) {
            delete.execute(params![key, person.id.0])?;
        }
        self.conn.prepare_cached("DELETE FROM address_fts WHERE rowid = ?1")?.execute([person.id.0])?;
        Ok(())
    }

    /// The persons whose keys begin with `prefix`, each with the length of the key, those whose key is the prefix
    /// first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_by_key(&self, prefix: &str, limit: usize) -> Result<Vec<(PersonId, usize)>> {
        let mut end = prefix.to_owned();
        end.push(char::MAX);
        let mut statement = self.conn.prepare_cached(
            "SELECT person_id, length(key) FROM search_key WHERE key >= ?1 AND key < ?2 LIMIT ?3",
        )?;
        let found = statement
            .query_map(params![prefix, end, sql_limit(limit)], |row| {
                Ok((PersonId(row.get(0)?), usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }

    /// The persons whose keys begin with `prefix` and whose name holds `hanzi`, with their names; at most `most` keys
    /// are gone through, and how many were is told.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_by_key_holding(
        &self,
        prefix: &str,
        hanzi: &str,
        most: usize,
    ) -> Result<(Vec<Held>, usize)> {
        let mut end = prefix.to_owned();
        end.push(char::MAX);
        let mut statement = self.conn.prepare_cached(
            "SELECT k.person_id, CASE WHEN instr(p.name, ?3) > 0 THEN p.name END, k.n FROM \
             (SELECT person_id, length(key) AS n FROM search_key WHERE key >= ?1 AND key < ?2 LIMIT ?4) k \
             CROSS JOIN person p ON p.id = k.person_id",
        )?;
        let mut rows = statement.query(params![prefix, end, hanzi, sql_limit(most)])?;
        let (mut found, mut scanned) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            scanned += 1;
            if let Some(name) = row.get::<_, Option<String>>(1)? {
                let length = usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
                found.push(Held { id: PersonId(row.get(0)?), name, length });
            }
        }
        Ok((found, scanned))
    }

    /// The persons whose address holds the phrase, newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_by_address(&self, query: &str, limit: usize) -> Result<Vec<PersonId>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT rowid FROM address_fts WHERE address_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
        )?;
        let found = statement
            .query_map(params![query, sql_limit(limit)], |row| Ok(PersonId(row.get(0)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
    }

    /// Compares the search keys with what the persons would give, in id order, `limit` persons from
    /// `after` on: the ids whose keys differ, and the last id read.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn compare_keys(&self, after: PersonId, limit: usize) -> Result<(Vec<PersonId>, Option<PersonId>)> {
        let persons: Vec<Person> =
            self.all(&format!("WHERE id > ?1 AND voided_at IS NULL ORDER BY id LIMIT {limit}"), &[&after.0])?;
        let mut known =
            self.conn.prepare_cached("SELECT 1 FROM search_key WHERE key = ?1 AND person_id = ?2")?;
        let mut differ = Vec::new();
        for person in &persons {
            for key in keys_of(person) {
                if !known.exists(params![key, person.id.0])? {
                    differ.push(person.id);
                    break;
                }
            }
        }
        Ok((differ, persons.last().map(|person| person.id)))
    }
}

/// Whether a change leaves everything as it is that a person is found by.
fn keeps_keys(old: &Person, new: &Person) -> bool {
    (&old.name, &old.phone, &old.phone2, &old.id_number, &old.address, old.voided_at)
        == (&new.name, &new.phone, &new.phone2, &new.id_number, &new.address, new.voided_at)
}

fn sql_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn keys_of(person: &Person) -> Vec<String> {
    let phones: Vec<&str> = person.phone.iter().chain(&person.phone2).map(String::as_str).collect();
    let id_numbers: Vec<&str> = person.id_number.iter().map(String::as_str).collect();
    search_key::keys(&search_key::PersonWords {
        name: &person.name,
        phones: &phones,
        id_numbers: &id_numbers,
    })
}
