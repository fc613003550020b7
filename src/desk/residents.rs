//! Questions about residents: a person's page, the walk of a day, the month's visits, doubles, who looked.

use super::Desk;
use super::command::About;
use super::error::Result;
use crate::calendar::{Day, Stamp};
use crate::domain::board::{FoundPerson, PersonFilter};
use crate::domain::care::{Care, VisitMonth};
use crate::domain::case::Case;
use crate::domain::duplicate::{Likeness, likeness};
use crate::domain::household::{Category, Household};
use crate::domain::id::{GridId, HouseholdId, OperatorId, PersonId};
use crate::domain::mask::{self, Output};
use crate::domain::month::Month;
use crate::domain::operator::{Actor, Subject};
use crate::domain::pairing::{Helper, Pairing, Suggestion, suggest};
use crate::domain::person::{Grid, Person};
use crate::domain::promise::Promise;
use crate::domain::roster::ServiceLine;
use crate::domain::search_key;
use crate::domain::station::ColumnMap;
use crate::domain::visit::{Visit, Wish, WishState};
use crate::domain::volunteer::Volunteer;
use crate::domain::walk::Call;
use crate::domain::{Named as _, Refusal, Verb};
use crate::words::{desk as d, resident as w};

/// How many visits, cases and looks a page reads.
const PAGE: usize = 50;
/// How many records are compared when doubles are looked for.
const CANDIDATES: usize = 60;

/// A person's page: everything that belongs to the person and to their doubles.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonPage {
    /// The record, masked.
    pub person: Person,
    /// The grid.
    pub grid: Option<Grid>,
    /// The household, and the head's name.
    pub household: Option<Household>,
    /// Its members, doubles left out, masked.
    pub members: Vec<Person>,
    /// The categories, the newest first.
    pub categories: Vec<Category>,
    /// The levels in the care register, the oldest first.
    pub cares: Vec<Care>,
    /// The pairings with the helpers' names, the newest first.
    pub pairings: Vec<(Pairing, String)>,
    /// Visits and attempts, the newest first.
    pub visits: Vec<Visit>,
    /// Wishes, the newest first.
    pub wishes: Vec<Wish>,
    /// Cases, the newest first; confidential ones only as numbers.
    pub cases: Vec<Case>,
    /// Open promises about the person and the household.
    pub promises: Vec<Promise>,
    /// Records that are doubles of this one.
    pub doubles: Vec<Person>,
    /// Records that may be.
    pub alike: Vec<(Person, Vec<Likeness>)>,
    /// Who looked at it, the newest first.
    pub looks: Vec<Look>,
    /// The volunteer that they are, with the minutes that count.
    pub volunteer: Option<(Volunteer, i64)>,
    /// Their service, the newest first.
    pub services: Vec<ServiceLine>,
}

/// Two records that may be one person, with the reasons.
pub type Pair = (Person, Person, Vec<Likeness>);

/// That somebody touched or saw a person's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The entry.
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// Who: their id and name.
    pub operator: OperatorId,
    /// Their name.
    pub name: String,
    /// At which terminal.
    pub terminal: String,
    /// The act.
    pub verb: Verb,
    /// Whether it did again what had been taken back.
    pub redone: bool,
    /// What for, where that was said.
    pub purpose: String,
}

impl Look {
    /// What the act is called.
    #[must_use]
    pub fn phrase(&self) -> &'static crate::words::Phrase {
        if self.redone { &crate::words::app::REDONE } else { self.verb.phrase() }
    }
}

impl Desk {
    /// The subject that a command about a resident has for permission.
    pub(super) fn resident_subject(&self, about: About) -> Result<Subject> {
        let grid = match about {
            About::Person(id) => self.store.get::<Person>(id)?.and_then(|person| person.grid_id),
            About::Household(id) => self.store.get::<Household>(id)?.and_then(|home| home.grid_id),
            About::Volunteer(number) => match self.store.volunteer_numbered(number)? {
                Some(one) => self.store.get::<Person>(one.person_id.0)?.and_then(|person| person.grid_id),
                None => None,
            },
            About::Wish(id) => match self.store.get::<Wish>(id)? {
                Some(wish) => self.store.get::<Household>(wish.household_id.0)?.and_then(|home| home.grid_id),
                None => None,
            },
        };
        let grid: Option<Grid> = match grid {
            Some(grid) => self.store.get(grid.0)?,
            None => None,
        };
        Ok(Subject {
            in_grid: grid.is_some(),
            grid_worker: grid.and_then(|grid| grid.worker_id),
            ..Subject::default()
        })
    }

    /// The register of residents, page by page, masked.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn persons(
        &self,
        actor: &Actor,
        filter: &PersonFilter,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<FoundPerson>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let today = self.zone.day(self.store.head()?.at);
        let rows = self.store.persons(filter, limit, offset)?;
        rows.iter().map(|person| self.show_person(person, today)).collect()
    }

    /// How many persons a filter finds.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn persons_count(&self, actor: &Actor, filter: &PersonFilter) -> Result<usize> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.persons_count(filter)?)
    }

    /// A person's page, masked; opening it is an act of its own ([`super::verbs::ViewPerson`]).
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn person_page(&self, actor: &Actor, id: PersonId) -> Result<PersonPage> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        self.may(actor, Verb::ViewPerson, self.resident_subject(About::Person(id.0))?)?;
        let store = &self.store;
        let missing = || Refusal::not_found(d::NO_SUCH_PERSON.with("id", id.0));
        let mut person: Person = store.get(id.0)?.ok_or_else(missing)?;
        if let Some(kept) = person.merged_into {
            person = store.get(kept.0)?.ok_or_else(missing)?;
        }
        let id = person.id;
        let homes = store.households_of(id)?;
        let home = person.household_id;
        let household: Option<Household> = home.map(|home| store.get(home.0)).transpose()?.flatten();
        let mut promises = store.promises_about("person", id.0)?;
        let (mut pairings, mut visits, mut wishes, mut cares) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for home in &homes {
            promises.extend(store.promises_about("household", home.0)?);
            pairings.extend(store.pairings(*home)?);
            visits.extend(store.visits(*home, PAGE)?);
            wishes.extend(store.wishes(*home)?);
            cares.extend(store.cares(*home)?);
        }
        visits.sort_by_key(|visit| std::cmp::Reverse((visit.day, visit.id)));
        let alike = self.doubles_of(&person)?;
        let mut members: Vec<Person> = match home {
            Some(home) => store.members(home)?,
            None => Vec::new(),
        };
        members.retain(|one| one.merged_into.is_none());
        members.iter_mut().for_each(mask_person);
        let grid: Option<Grid> = person.grid_id.map(|grid| store.get(grid.0)).transpose()?.flatten();
        let mut doubles = store.doubles(id)?;
        doubles.iter_mut().for_each(mask_person);
        let pairings = pairings
            .into_iter()
            .map(|one| {
                let helper: Option<Helper> = store.get(one.helper_id.0)?;
                Ok((one, helper.map(|helper| helper.name).unwrap_or_default()))
            })
            .collect::<Result<_>>()?;
        mask_person(&mut person);
        let mut household = household;
        if actor.masked_only() {
            for one in std::iter::once(&mut person).chain(&mut members).chain(&mut doubles) {
                one.address = mask::to_building(&one.address);
            }
            if let Some(home) = &mut household {
                home.address = mask::to_building(&home.address);
                home.room = String::new();
            }
        }
        Ok(PersonPage {
            grid,
            household,
            members,
            categories: store.categories(id)?,
            cares,
            pairings,
            visits,
            wishes,
            cases: self.guarded(actor, store.cases_of(id, PAGE)?)?,
            promises,
            doubles,
            alike,
            looks: self.looks(actor, id, PAGE)?,
            services: match self.store.volunteer_of(id)? {
                Some(volunteer) => self.services_of(volunteer.id, PAGE)?,
                None => Vec::new(),
            },
            volunteer: self.volunteer_of(id)?,
            person,
        })
    }

    /// Who touched or saw a person's data, the newest first (PIPL art. 45: what is known is told).
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn looks(&self, actor: &Actor, id: PersonId, limit: usize) -> Result<Vec<Look>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let mut looks = Vec::new();
        for entry in self.store.entries_on_person(id, limit)? {
            let Some(verb) = Verb::from_word(&entry.verb) else { continue };
            let command: Option<serde_json::Value> =
                entry.command.as_deref().and_then(|text| serde_json::from_str(text).ok());
            let purpose = command.and_then(|command| {
                command.as_object()?.values().next()?.get("purpose")?.as_str().map(str::to_owned)
            });
            let undone = entry.undoes.map(|seq| self.store.entry(seq)).transpose()?.flatten();
            looks.push(Look {
                redone: undone.is_some_and(|undone| undone.undoes.is_some()),
                seq: entry.seq,
                at: entry.at,
                operator: entry.operator,
                name: self.operator_label(entry.operator)?,
                terminal: entry.terminal,
                verb,
                purpose: purpose.unwrap_or_default(),
            });
        }
        Ok(looks)
    }

    /// The records that may be of the same person, each with the reasons, masked; the likeliest first.
    fn doubles_of(&self, person: &Person) -> Result<Vec<(Person, Vec<Likeness>)>> {
        let probes = search_key::alike(&search_key::PersonWords {
            name: &person.name,
            phones: &person.phone.iter().chain(&person.phone2).map(String::as_str).collect::<Vec<_>>(),
            id_numbers: &person.id_number.iter().map(String::as_str).collect::<Vec<_>>(),
        });
        let mut found: Vec<(Person, Vec<Likeness>)> = Vec::new();
        for probe in probes {
            for (id, _) in self.store.persons_by_key(&probe, CANDIDATES)? {
                if id == person.id || found.iter().any(|(known, _)| known.id == id) {
                    continue;
                }
                let Some(other) = self.store.get::<Person>(id.0)? else { continue };
                if other.merged_into.is_some() || other.voided_at.is_some() {
                    continue;
                }
                let reasons = likeness(person, &other);
                if !reasons.is_empty() {
                    found.push((other, reasons));
                }
            }
        }
        found.sort_by(|(a, why), (b, other)| (why, a.id).cmp(&(other, b.id)));
        found.iter_mut().for_each(|(one, _)| mask_person(one));
        Ok(found)
    }

    /// Two records side by side, masked, with why they may be one person.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn compare(
        &self,
        actor: &Actor,
        a: PersonId,
        b: PersonId,
    ) -> Result<(Person, Person, Vec<Likeness>)> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let one = |id: PersonId| -> Result<Person> {
            let missing = || Refusal::not_found(d::NO_SUCH_PERSON.with("id", id.0));
            Ok(self.store.get::<Person>(id.0)?.ok_or_else(missing)?)
        };
        let (mut left, mut right) = (one(a)?, one(b)?);
        let reasons = likeness(&left, &right);
        mask_person(&mut left);
        mask_person(&mut right);
        Ok((left, right, reasons))
    }

    /// Doubles in the register, from the person after `after` on: at most `limit` pairs, and where the search
    /// stopped; nothing where it came to the end.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn doubles(
        &self,
        actor: &Actor,
        after: PersonId,
        limit: usize,
    ) -> Result<(Vec<Pair>, Option<PersonId>)> {
        self.may(actor, Verb::MergePersons, Subject::default())?;
        let mut pairs = Vec::new();
        let mut after = after;
        loop {
            let persons = self.store.persons_after(after, 500)?;
            let Some(last) = persons.last().map(|one| one.id) else { return Ok((pairs, None)) };
            for person in persons {
                after = person.id;
                for (other, reasons) in self.doubles_of(&person)? {
                    // Each pair once, told with the older record.
                    if other.id > person.id {
                        let mut one = person.clone();
                        mask_person(&mut one);
                        pairs.push((one, other, reasons));
                    }
                }
                if pairs.len() >= limit {
                    return Ok((pairs, Some(after)));
                }
            }
            if after == last && pairs.len() >= limit {
                return Ok((pairs, Some(after)));
            }
        }
    }

    /// The grids that an operator looks after.
    ///
    /// # Errors
    /// The file failed.
    pub fn grids_of(&self, actor: &Actor) -> Result<Vec<Grid>> {
        let mut grids = self.store.grids()?;
        grids.retain(|grid| grid.worker_id == Some(actor.id));
        Ok(grids)
    }

    /// The households of the care register: of these grids, or of all; in walking order, or the longest overdue
    /// first. Whoever works in their own grids only sees those.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn calls(&self, actor: &Actor, grids: &[GridId], by_due: bool) -> Result<Vec<Call>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let own_only = actor.walks_only();
        let mut wanted = grids.to_vec();
        if own_only {
            let own: Vec<GridId> = self.grids_of(actor)?.into_iter().map(|grid| grid.id).collect();
            wanted = if wanted.is_empty() {
                own
            } else {
                wanted.into_iter().filter(|g| own.contains(g)).collect()
            };
            if wanted.is_empty() {
                return Ok(Vec::new());
            }
        }
        let mut calls = self.store.calls(&wanted, by_due)?;
        for call in &mut calls {
            call.phone = mask::phone(&call.phone, Output::Screen);
            if actor.masked_only() {
                call.address = mask::to_building(&call.address);
                call.room = String::new();
            }
        }
        Ok(calls)
    }

    /// The visits of a month with the register that they are measured by (PA-2).
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn visit_month(&self, actor: &Actor, month: Month) -> Result<VisitMonth> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let mut households = self.store.registered(month)?;
        if actor.walks_only() {
            let own: Vec<GridId> = self.grids_of(actor)?.into_iter().map(|grid| grid.id).collect();
            households.retain(|one| one.grid.is_some_and(|grid| own.contains(&grid)));
        }
        for one in &mut households {
            one.address = mask::to_building(&one.address);
        }
        Ok(VisitMonth { month, households })
    }

    /// Every helper with how many households they have.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn helpers(&self, actor: &Actor) -> Result<Vec<(Helper, usize)>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let helpers = self.store.helpers()?;
        helpers
            .into_iter()
            .map(|helper| {
                let load = self.store.load_of(helper.id)?;
                Ok((helper, load))
            })
            .collect()
    }

    /// Who would suit a household, the best first, each with the reasons.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn suggestions(&self, actor: &Actor, home: HouseholdId) -> Result<Vec<Suggestion>> {
        let helpers = self.helpers(actor)?;
        let household: Household =
            self.store.get(home.0)?.ok_or_else(|| Refusal::not_found(w::NO_HOUSEHOLD.with("id", home.0)))?;
        let members: Vec<PersonId> = self.store.members(home)?.into_iter().map(|one| one.id).collect();
        Ok(suggest(&household, helpers, &members))
    }

    /// The open wishes of the station with whose they are; outside the house only name and wish are shown, and
    /// only of those that were published.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn wishes(&self, actor: &Actor, open: bool) -> Result<Vec<(Wish, String)>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let wishes = self.store.all_wishes(open, 1000)?;
        wishes
            .into_iter()
            .map(|wish| {
                let person: Option<Person> = self.store.get(wish.person_id.0)?;
                Ok((wish, person.map(|one| one.name).unwrap_or_default()))
            })
            .collect()
    }

    /// A wish with the name of whose it is.
    #[must_use]
    pub fn wish_with_name(&self, id: i64) -> Option<(Wish, String)> {
        let wish: Wish = self.store.get(id).ok().flatten()?;
        let person: Option<Person> = self.store.get(wish.person_id.0).ok().flatten();
        Some((wish, person.map(|one| one.name).unwrap_or_default()))
    }

    /// The wall of wishes: name and wish, and what for; nothing else [S28].
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn wish_wall(&self, actor: &Actor) -> Result<Vec<(String, String, WishState)>> {
        let wishes = self.wishes(actor, true)?;
        Ok(wishes
            .into_iter()
            .filter(|(wish, _)| wish.state.public())
            .map(|(wish, name)| (name, wish.text, wish.state))
            .collect())
    }

    /// The saved column maps.
    ///
    /// # Errors
    /// The file failed.
    pub fn column_maps(&self) -> Result<Vec<ColumnMap>> {
        Ok(self.store.column_maps()?)
    }

    /// A household by its id.
    ///
    /// # Errors
    /// The file failed.
    pub fn household(&self, actor: &Actor, id: HouseholdId) -> Result<Option<Household>> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        Ok(self.store.get(id.0)?)
    }

    /// When a household is to be seen next: the earliest running promise about it.
    ///
    /// # Errors
    /// The file failed.
    pub fn next_due(&self, id: HouseholdId) -> Result<Vec<Promise>> {
        Ok(self.store.promises_about("household", id.0)?)
    }

    /// The day of a household's last effective contact since `from`.
    ///
    /// # Errors
    /// The file failed.
    pub fn last_contact(&self, id: HouseholdId, from: Day) -> Result<Option<Day>> {
        Ok(self.store.last_contact(id, from)?)
    }
}

/// Puts the screen's masks on a person's numbers; the address stays for whoever may see the page.
fn mask_person(person: &mut Person) {
    person.id_number = person.id_number.as_deref().map(|number| mask::id_number(number, Output::Screen));
    person.phone = person.phone.as_deref().map(|phone| mask::phone(phone, Output::Screen));
    person.phone2 = person.phone2.as_deref().map(|phone| mask::phone(phone, Output::Screen));
}
