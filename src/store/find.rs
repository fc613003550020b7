//! Search: keys made when a person is saved, asked by prefix; addresses as phrases.

use super::error::Result;
use super::file::Store;
use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::domain::search_key;
use rusqlite::params;

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
            let mut delete =
                self.conn.prepare_cached("DELETE FROM search_key WHERE key = ?1 AND person_id = ?2")?;
            for key in keys_of(old) {
                delete.execute(params![key, person.id.0])?;
            }
            self.conn.prepare_cached("DELETE FROM address_fts WHERE rowid = ?1")?.execute([person.id.0])?;
        }
        if person.voided_at.is_some() {
            return Ok(());
        }
        let mut insert =
            self.conn.prepare_cached("INSERT OR IGNORE INTO search_key (key, person_id) VALUES (?1, ?2)")?;
        for key in keys_of(person) {
            insert.execute(params![key, person.id.0])?;
        }
        if !person.address.is_empty() {
            self.conn
                .prepare_cached("INSERT INTO address_fts (rowid, words) VALUES (?1, ?2)")?
                .execute(params![person.id.0, search_key::address_words(&person.address)])?;
        }
        Ok(())
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

    /// The persons whose keys begin with `prefix`, newest first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn persons_by_key(&self, prefix: &str, limit: usize) -> Result<Vec<PersonId>> {
        let mut end = prefix.to_owned();
        end.push(char::MAX);
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT person_id FROM search_key WHERE key >= ?1 AND key < ?2 LIMIT ?3",
        )?;
        let found = statement
            .query_map(params![prefix, end, sql_limit(limit)], |row| Ok(PersonId(row.get(0)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found)
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
