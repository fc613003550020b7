//! The search for people and cases: what was typed, read in every way that it can mean, and ranked.

use super::Desk;
use super::error::Result;
use crate::domain::Verb;
use crate::domain::board::{Found, FoundCase, FoundPerson};
use crate::domain::case::Case;
use crate::domain::id::PersonId;
use crate::domain::identifier::id_number;
use crate::domain::item::Entry as ItemEntry;
use crate::domain::mask::{self, Output};
use crate::domain::operator::{Actor, Subject};
use crate::domain::person::{Grid, Person};
use crate::domain::search_key;
use std::collections::BTreeSet;

/// How many persons of a word are gone through where others narrow it.
const CANDIDATES: usize = 150;
/// How many keys of one way of reading a word are ranked.
const FETCHED: usize = 800;
/// How many keys are gone through where signs in a name have to be looked for.
const SCANNED: usize = 700;

impl Desk {
    /// Searches cases and persons by what a person typed: a number, a name, its pinyin, a phone, an address.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn find(&self, actor: &Actor, text: &str, limit: usize) -> Result<Found> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        // What a card reader types is looked up by its number.
        let today = self.zone.day(self.store.head()?.at);
        let card = id_number::in_card_line(text, today);
        let text = card.as_deref().unwrap_or(text).trim();
        if text.is_empty() {
            return Ok(Found::default());
        }
        let mut cases: Vec<Case> = Vec::new();
        let folded = crate::text::fold_ascii(text);
        if let Some(case) = self.store.case_by_number(&folded.to_ascii_uppercase())? {
            cases.push(case);
        } else if let (4, Ok(tail)) = (folded.len(), folded.parse::<i64>()) {
            cases = self.store.cases_by_tail(tail, 3)?;
        }
        let persons = self.persons_for(text, limit)?;
        for person in persons.iter().take(5) {
            for case in self.store.cases_of(person.id, 3)? {
                if !cases.iter().any(|known| known.id == case.id) {
                    cases.push(case);
                }
            }
        }
        cases.truncate(limit);
        let mut found = Found { cases: Vec::new(), persons: Vec::new() };
        for case in cases {
            let person: Option<Person> = self.store.get(case.applicant_id.0)?;
            let phone = person.and_then(|person| person.phone).unwrap_or_default();
            found.cases.push(FoundCase { phone: mask::phone(&phone, Output::Screen), case });
        }
        for person in persons {
            found.persons.push(self.show_person(&person, today)?);
        }
        Ok(found)
    }

    /// Cases as a person's page lists them: what a confidential one is about only its owner and a manager read.
    pub(super) fn guarded(&self, actor: &Actor, mut cases: Vec<Case>) -> Result<Vec<Case>> {
        for case in &mut cases {
            if case.owner_id == actor.id || actor.is(crate::domain::operator::Role::Manager) {
                continue;
            }
            let item: Option<ItemEntry> = self.store.get(case.item_id.0)?;
            if item.is_some_and(|item| item.body.confidential) {
                crate::words::people::CONFIDENTIAL.zh.clone_into(&mut case.item_name);
                case.item_code = String::new();
            }
        }
        Ok(cases)
    }

    /// Persons for what was typed, each word narrowing the others.
    ///
    /// The word that fits fewest gives the candidates; the others are looked for among what they fit, or in the
    /// address itself, since a common address fits more than can be gone through.
    fn persons_for(&self, text: &str, limit: usize) -> Result<Vec<Person>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (base, others) = match words.as_slice() {
            [] => return Ok(Vec::new()),
            [only] => (self.persons_for_word(only, limit)?, Vec::new()),
            several => {
                let mut found: Vec<(&str, Vec<PersonId>)> = several
                    .iter()
                    .map(|word| Ok((*word, self.persons_for_word(word, CANDIDATES)?)))
                    .collect::<Result<_>>()?;
                found.sort_by_key(|(_, ids)| ids.len());
                let mut found = found.into_iter();
                let base = found.next().map(|(_, ids)| ids).unwrap_or_default();
                let others =
                    found.map(|(word, ids)| (search_key::address_query(word), ids.into_iter().collect()));
                (base, others.collect())
            }
        };
        let mut persons: Vec<Person> = Vec::new();
        for id in base {
            if persons.len() >= limit {
                break;
            }
            if !self.fits(id, &others)? {
                continue;
            }
            let Some(person) = self.kept(id)? else { continue };
            if !persons.iter().any(|known| known.id == person.id) {
                persons.push(person);
            }
        }
        Ok(persons)
    }

    /// Whether the other words of a question fit a person, too: each by what it found, or as part of the address.
    fn fits(&self, id: PersonId, others: &[(Option<String>, BTreeSet<PersonId>)]) -> Result<bool> {
        let missing: Vec<Option<&String>> =
            others.iter().filter(|(_, ids)| !ids.contains(&id)).map(|(asked, _)| asked.as_ref()).collect();
        if missing.is_empty() {
            return Ok(true);
        }
        let Some(asked) = missing.into_iter().collect::<Option<Vec<&String>>>() else { return Ok(false) };
        let words = search_key::address_words(&self.store.address_of(id)?);
        Ok(asked.iter().all(|asked| search_key::address_answers(asked, &words)))
    }

    /// The record with this id; a double leads to the one that is kept.
    pub(super) fn kept(&self, id: PersonId) -> Result<Option<Person>> {
        let person = self.store.get::<Person>(id.0)?.filter(|person| person.voided_at.is_none());
        match person {
            Some(Person { merged_into: Some(kept), .. }) => Ok(self.store.get(kept.0)?),
            person => Ok(person),
        }
    }

    /// The persons of one word, best first: those whom it names whole before those whom it begins, the whole ones of
    /// every way of reading it in turn; of the begun ones likely readings before others, and short names before long.
    pub(super) fn persons_for_word(&self, word: &str, limit: usize) -> Result<Vec<PersonId>> {
        let mut ranked: Vec<((bool, usize, usize, usize), PersonId)> = Vec::new();
        let mut left = SCANNED;
        for (nth, probe) in search_key::query(word).into_iter().enumerate() {
            // Where the surer ways of reading found enough, signs are not looked for one by one.
            if !probe.holds.is_empty() && ranked.len() >= limit {
                continue;
            }
            let found = match probe.holds.first() {
                None => self.store.persons_by_key(&probe.prefix, limit.max(FETCHED))?,
                Some(hanzi) => {
                    let (found, scanned) = self.store.persons_by_key_holding(&probe.prefix, hanzi, left)?;
                    left = left.saturating_sub(scanned);
                    let kept = found.into_iter().filter(|one| probe.keeps(&one.name));
                    kept.map(|one| (one.id, one.length)).collect()
                }
            };
            let whole = probe.prefix.chars().count();
            ranked.extend(found.into_iter().enumerate().map(|(at, (id, length))| {
                let rank = if length == whole { (false, at, nth, 0) } else { (true, nth, length, at) };
                (rank, id)
            }));
        }
        ranked.sort_unstable();
        let mut seen = BTreeSet::new();
        let mut ids: Vec<PersonId> =
            ranked.into_iter().map(|(_, id)| id).filter(|id| seen.insert(*id)).take(limit).collect();
        if ids.len() < limit
            && let Some(query) = search_key::address_query(word)
        {
            let found = self.store.persons_by_address(&query, limit)?;
            ids.extend(found.into_iter().filter(|id| seen.insert(*id)));
        }
        Ok(ids)
    }

    /// A person as lists show them: masked, and of a child under 14 no number at all (PIPL art. 28).
    pub(super) fn show_person(&self, person: &Person, today: crate::calendar::Day) -> Result<FoundPerson> {
        let child = person.under_14(today);
        let number = |number: &Option<String>| number.clone().filter(|_| !child).unwrap_or_default();
        let grid: Option<Grid> = match person.grid_id {
            Some(grid) => self.store.get(grid.0)?,
            None => None,
        };
        Ok(FoundPerson {
            id: person.id,
            name: person.name.clone(),
            masked_id: mask::id_number(&number(&person.id_number), Output::Screen),
            phone: mask::phone(&number(&person.phone), Output::Screen),
            address: mask::to_building(&person.address),
            grid: grid.map(|grid| format!("{} {}", grid.code, grid.name)).unwrap_or_default(),
            tags: person.tags.clone(),
        })
    }

    /// Who could be the person of a row without a number: by telephone, by address, or by name alone where it says
    /// nothing else.
    pub(super) fn alike_ids(&self, name: &str, phone: &str, address: &str) -> Result<Vec<PersonId>> {
        const MOST: usize = 500;
        let mut ids = Vec::new();
        if !phone.is_empty() {
            for probe in search_key::query(phone) {
                ids.extend(self.store.persons_by_key(&probe.prefix, MOST)?.into_iter().map(|(id, _)| id));
            }
        }
        if let Some(query) = search_key::address_query(address).filter(|_| !address.is_empty()) {
            ids.extend(self.store.persons_by_address(&query, MOST)?);
        }
        if phone.is_empty() && address.is_empty() {
            ids = self.persons_for_word(name, MOST)?;
        }
        Ok(ids)
    }
}
