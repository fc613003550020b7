//! Households, buildings: enter and change them, split one, and the people who move, die and come back.

use super::super::command::Effect;
use super::super::context::Context;
use super::super::error::Result;
use super::care::replan;
use super::check::{required, text_within};
use super::people::{household, kept_person, past_day, save_person};
use crate::calendar::Day;
use crate::domain::Refusal;
use crate::domain::household::{Building, Household, living, require_free, require_head};
use crate::domain::id::{BuildingId, GridId, HouseholdId, PersonId};
use crate::domain::person::Person;
use crate::words::resident as w;
use serde::{Deserialize, Serialize};

/// Enters a household, or changes one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveHousehold {
    /// The household, where it exists.
    pub household: Option<i64>,
    /// The version that the person saw.
    pub version: Option<i64>,
    /// The address down to the room; unchanged where it is empty.
    pub address: String,
    /// The building by name; entered where it is new.
    pub building: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The grid by code.
    pub grid: Option<String>,
    /// Persons who live there, by id; those there already stay.
    pub members: Vec<PersonId>,
    /// The head, by id.
    pub head: Option<PersonId>,
    /// What the person last named is to the head.
    pub relation: Option<String>,
    /// The language, where it is not the common one.
    pub language: Option<String>,
    /// What help they need most.
    pub needs: Option<String>,
}

/// Enters a building, or changes the one of this name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SaveBuilding {
    /// Its name.
    pub name: String,
    /// The grid by code.
    pub grid: Option<String>,
    /// Its place in walking order.
    pub place: i64,
    /// Where it stands.
    pub address: String,
}

/// Some members found a household of their own (分户).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SplitHousehold {
    /// The household.
    pub household: i64,
    /// The version that the person saw.
    pub version: Option<i64>,
    /// Who leaves it, by their numbers in it.
    pub members: Vec<i64>,
    /// The head of the new one, by number; the first who leaves where it is empty.
    pub head: Option<i64>,
    /// The head of the old one, by number, where its head leaves.
    pub new_head: Option<i64>,
    /// The new address; the same where it is empty.
    pub address: String,
    /// Why.
    pub reason: String,
}

impl SaveHousehold {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let known = self.household.map(|id| household(context, id, self.version)).transpose()?;
        // Who is entered where a household is known joins it: a second one there is a split, said so.
        let joined = match known {
            None if !self.members.is_empty() => context.store.household_at(self.address.trim())?,
            _ => None,
        };
        if let Some(home) = joined {
            return self.join(context, home);
        }
        let mut home = match known {
            Some(home) => home,
            None => new_household(context, line("address", &self.address)?)?,
        };
        let before = home.clone();
        if let (None, Some(first)) = (home.grid_id, self.head.or(self.members.first().copied())) {
            home.grid_id = kept_person(context, first.0)?.grid_id;
        }
        self.write_into(context, &mut home)?;
        require_own(context, home.grid_id)?;
        if self.household.is_none() && self.members.is_empty() && self.head.is_none() {
            return Err(Refusal::invalid("members", &w::NOBODY_ENTERED)
                .advise(&w::NOBODY_ENTERED_ADVICE)
                .into());
        }
        if self.household.is_some() {
            self.settle_members(context, &mut home)?;
            if home != before {
                context.save(&mut home)?;
            }
        } else {
            let head = self.head.or(self.members.first().copied());
            home.head_id = None;
            context.store.insert(&home)?;
            home.head_id = head;
            self.settle_members(context, &mut home)?;
            if head.is_some() {
                context.save(&mut home)?;
            }
        }
        replan(context, &home, None)?;
        on_household(context, &home, w::DONE_HOUSEHOLD.with("address", &home.address))
    }

    /// Takes the members into the household that is known at the address; its head stays.
    fn join(&self, context: &mut Context<'_>, mut home: Household) -> Result<Effect> {
        require_own(context, home.grid_id)?;
        let before = home.clone();
        let members = context.store.members(home.id)?;
        let headed = living(&members).iter().any(|one| Some(one.id) == home.head_id);
        let head = if headed { None } else { self.head.or(self.members.first().copied()) };
        let guest = Self { head, ..self.clone() };
        guest.write_into(context, &mut home)?;
        require_own(context, home.grid_id)?;
        guest.settle_members(context, &mut home)?;
        if home != before {
            context.save(&mut home)?;
        }
        replan(context, &home, None)?;
        let names = context.store.members(home.id)?;
        let head = names.iter().find(|one| Some(one.id) == home.head_id).map(|one| one.name.clone());
        let message = w::DONE_JOINED.with("address", &home.address).with("head", head.unwrap_or_default());
        on_household(context, &home, message)
    }

    fn write_into(&self, context: &Context<'_>, home: &mut Household) -> Result<()> {
        if !self.address.trim().is_empty() {
            home.address = line("address", &self.address)?;
        }
        if let Some(code) = filled(&self.grid) {
            home.grid_id = Some(grid(context, code)?);
        }
        if let Some(name) = filled(&self.building) {
            home.building_id = Some(building(context, name, home.grid_id)?);
        }
        for (typed, kept, field, max) in [
            (&self.room, &mut home.room, "room", 50),
            (&self.language, &mut home.language, "language", 20),
            (&self.needs, &mut home.needs, "needs", 200),
        ] {
            if let Some(text) = typed {
                *kept = text_within(field, text, max)?;
            }
        }
        if home.grid_id.is_none()
            && let Some(building) = home.building_id
        {
            home.grid_id = context.store.get::<Building>(building.0)?.and_then(|one| one.grid_id);
        }
        Ok(())
    }

    /// Takes the members in, and holds that there is a head among them.
    fn settle_members(&self, context: &mut Context<'_>, home: &mut Household) -> Result<()> {
        for id in self.members.iter().chain(&self.head) {
            let mut person = kept_person(context, id.0)?;
            if let Some(day) = person.died_day {
                let what = w::PERSON_DIED.with("name", &person.name).with("day", day.to_string());
                return Err(Refusal::rule("A8", what).at("members").into());
            }
            let away = person.left_day.is_some();
            if let Some(other) = person.household_id.filter(|other| *other != home.id && !away) {
                let other: Option<Household> = context.store.get(other.0)?;
                require_free(&person, home.id, &other.map(|one| one.address).unwrap_or_default())?;
            }
            let before = person.clone();
            // Who is entered lives here, whether they had been away or not.
            (person.left_day, person.left_for) = (None, None);
            person.household_id = Some(home.id);
            person.address.clone_from(&home.address);
            person.grid_id = home.grid_id.or(person.grid_id);
            if let Some(relation) = filled(&self.relation).filter(|_| self.members.last() == Some(id)) {
                person.relation = Some(text_within("relation", relation, 20)?);
            }
            save_person(context, &before, &mut person)?;
        }
        if let Some(head) = self.head {
            home.head_id = Some(head);
        }
        let mut members = context.store.members(home.id)?;
        if home.head_id.is_none() && living(&members).len() == 1 {
            home.head_id = living(&members).first().map(|one| one.id);
        }
        require_head(home, &members)?;
        super::pair::require_not_own(context, home)?;
        follow_address(context, home, &mut members)
    }
}

/// Whoever works in their own grids only brings no record into another one, and changes none there.
pub(super) fn require_own(context: &Context<'_>, grid: Option<GridId>) -> Result<()> {
    let Some(id) = grid.filter(|_| context.actor.walks_only()) else { return Ok(()) };
    let grid: Option<crate::domain::person::Grid> = context.store.get(id.0)?;
    match grid {
        Some(grid) if grid.worker_id != Some(context.actor.id) => {
            let what = w::GRID_OF_OTHERS.with("name", &context.actor.name).with("grid", grid.name);
            Err(Refusal::not_allowed(what).advise(&w::OTHER_GRID_ADVICE).into())
        }
        _ => Ok(()),
    }
}

/// A text of one line.
fn line(field: &str, text: &str) -> Result<String> {
    required(field, &crate::text::clean_line(text).text, 200)
}

/// Who lives in a household lives at its address and in its grid.
fn follow_address(context: &Context<'_>, home: &Household, members: &mut [Person]) -> Result<()> {
    for person in members.iter_mut().filter(|one| one.here() && one.merged_into.is_none()) {
        if person.address == home.address && (home.grid_id.is_none() || person.grid_id == home.grid_id) {
            continue;
        }
        let before = person.clone();
        person.address.clone_from(&home.address);
        person.grid_id = home.grid_id.or(person.grid_id);
        save_person(context, &before, person)?;
    }
    Ok(())
}

impl SaveBuilding {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let name = required("name", &self.name, 50)?;
        let grid = filled(&self.grid).map(|code| grid(context, code)).transpose()?;
        let address = text_within("address", &self.address, 200)?;
        if !(0..=99_999).contains(&self.place) {
            return Err(Refusal::invalid("place", &w::PLACE_RANGE).into());
        }
        require_own(context, grid)?;
        let id = match context.store.building_named(&name)? {
            Some(mut known) => {
                require_own(context, known.grid_id)?;
                known.grid_id = grid.or(known.grid_id);
                known.place = self.place;
                known.address = address;
                context.save(&mut known)?;
                known.id
            }
            None => insert_building(context, name.clone(), grid, self.place, address)?,
        };
        Ok(Effect::on("building", id.0, name.clone(), w::DONE_BUILDING.with("name", name)))
    }
}

impl SplitHousehold {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        required("reason", &self.reason, 500)?;
        let mut old = household(context, self.household, self.version)?;
        let members = context.store.members(old.id)?;
        let members: Vec<Person> = living(&members).into_iter().cloned().collect();
        let named: std::collections::BTreeSet<i64> = self.members.iter().copied().collect();
        let leaving: Vec<Person> =
            named.iter().map(|n| numbered(&members, *n, "members")).collect::<Result<_>>()?;
        if leaving.is_empty() || leaving.len() == members.len() {
            return Err(Refusal::rule("A8", &w::SPLIT_SOME)
                .advise(&w::SPLIT_SOME_ADVICE)
                .at("members")
                .into());
        }
        let head = match self.head {
            Some(n) => numbered(&members, n, "head")?,
            None => leaving.first().cloned().ok_or_else(|| Refusal::rule("A8", &w::SPLIT_SOME))?,
        };
        if !leaving.iter().any(|one| one.id == head.id) {
            return Err(Refusal::rule("A8", &w::SPLIT_HEAD).at("head").into());
        }
        let address = if self.address.trim().is_empty() {
            old.address.clone()
        } else {
            required("address", &self.address, 200)?
        };
        let mut new = new_household(context, address)?;
        new.grid_id = old.grid_id;
        new.building_id = old.building_id.filter(|_| new.address == old.address);
        new.room = if new.address == old.address { old.room.clone() } else { String::new() };
        new.split_from = Some(old.id);
        context.store.insert(&new)?;
        for mut person in leaving {
            let before = person.clone();
            person.household_id = Some(new.id);
            person.address.clone_from(&new.address);
            person.relation = None;
            save_person(context, &before, &mut person)?;
        }
        new.head_id = Some(head.id);
        context.save(&mut new)?;
        if let Some(n) = self.new_head {
            old.head_id = Some(numbered(&members, n, "new_head")?.id);
        }
        require_head(&old, &context.store.members(old.id)?).map_err(|refusal| refusal.at("new_head"))?;
        context.save(&mut old)?;
        replan(context, &old, None)?;
        on_household(context, &new, w::DONE_SPLIT.with("name", &head.name))
    }
}

/// The living member of this number, 1 being the first.
pub(super) fn numbered(members: &[Person], n: i64, field: &str) -> Result<Person> {
    let at = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
    let found = at.and_then(|at| members.get(at)).cloned();
    let missing = || {
        Refusal::not_found(w::NO_MEMBER.with("n", n).with("count", members.len()))
            .advise(&w::NO_MEMBER_ADVICE)
            .at(field)
    };
    Ok(found.ok_or_else(missing)?)
}

fn new_household(context: &Context<'_>, address: String) -> Result<Household> {
    Ok(Household {
        id: HouseholdId(context.store.next_id::<Household>()?),
        version: 1,
        voided_at: None,
        address,
        building_id: None,
        room: String::new(),
        grid_id: None,
        head_id: None,
        language: String::new(),
        needs: String::new(),
        split_from: None,
    })
}

fn grid(context: &Context<'_>, code: &str) -> Result<GridId> {
    let found = context.store.grid_by_code(code.trim())?;
    let missing = || Refusal::not_found(crate::words::desk::NO_SUCH_GRID.with("code", code)).at("grid");
    Ok(found.map(|grid| grid.id).ok_or_else(missing)?)
}

/// The building of a name, entered at the end of the walk where it is new.
fn building(context: &Context<'_>, name: &str, grid: Option<GridId>) -> Result<BuildingId> {
    let name = text_within("building", name, 50)?;
    if let Some(known) = context.store.building_named(&name)? {
        return Ok(known.id);
    }
    let last = context.store.buildings()?.iter().map(|one| one.place).max().unwrap_or(0);
    insert_building(context, name, grid, last + 10, String::new())
}

fn insert_building(
    context: &Context<'_>,
    name: String,
    grid_id: Option<GridId>,
    place: i64,
    address: String,
) -> Result<BuildingId> {
    let id = BuildingId(context.store.next_id::<Building>()?);
    context.store.insert(&Building { id, version: 1, voided_at: None, name, grid_id, place, address })?;
    Ok(id)
}

/// The effect of an act on a household, named by its head.
pub(super) fn on_household(
    context: &Context<'_>,
    home: &Household,
    message: crate::words::Message,
) -> Result<Effect> {
    let head: Option<Person> = match home.head_id {
        Some(id) => context.store.get(id.0)?,
        None => None,
    };
    let label = head.map_or_else(|| home.address.clone(), |head| head.name);
    Ok(Effect::on("household", home.id.0, label, message))
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// A person, or with them their whole household, moves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MovePerson {
    /// Who.
    pub person: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The last day here; today where it is empty.
    pub day: Option<String>,
    /// Whether the whole household goes.
    pub all: bool,
    /// Where to, away from here; empty where they stay in the community.
    pub away: String,
    /// The new address in the community.
    pub address: String,
    /// Its grid by code.
    pub grid: Option<String>,
    /// The head of those who stay, by number in the household.
    pub new_head: Option<i64>,
}

/// A person died.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportDeath {
    /// Who.
    pub person: i64,
    /// The version that was seen.
    pub version: Option<i64>,
    /// The day; today where it is empty.
    pub day: Option<String>,
    /// What proves it.
    pub evidence: String,
    /// The head of those who stay, by number in the household.
    pub new_head: Option<i64>,
}

impl MovePerson {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let person = present(context, self.person, self.version)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        let away = text_within("away", &self.away, 200)?;
        let address = text_within("address", &self.address, 200)?;
        if away.is_empty() == address.is_empty() {
            return Err(Refusal::invalid("away", &w::MOVE_WHERE).advise(&w::MOVE_WHERE_ADVICE).into());
        }
        let home = person.household_id;
        let going: Vec<Person> = match home {
            Some(home) if self.all => living(&context.store.members(home)?).into_iter().cloned().collect(),
            _ => vec![person.clone()],
        };
        let name = person.name.clone();
        if !away.is_empty() {
            require_no_later(context, &going, day)?;
            for mut one in going {
                let before = one.clone();
                one.left_day = Some(day);
                one.left_for = Some(away.clone());
                save_person(context, &before, &mut one)?;
            }
            close_up(context, home, day, self.new_head, &w::ENDED_MOVED)?;
        } else {
            self.move_within(context, home, going, &address)?;
            close_up(context, home, day, self.new_head, &w::ENDED_MOVED)?;
        }
        Ok(Effect::on("person", person.id.0, name.clone(), w::DONE_MOVED.with("name", name)))
    }

    /// A household that moves as a whole takes its record along; some of it found or join another.
    fn move_within(
        &self,
        context: &mut Context<'_>,
        home: Option<HouseholdId>,
        going: Vec<Person>,
        address: &str,
    ) -> Result<()> {
        let grid = filled(&self.grid).map(|code| grid(context, code)).transpose()?;
        if let (true, Some(home)) = (self.all, home) {
            let mut home = household(context, home.0, None)?;
            home.address = address.to_owned();
            home.building_id = None;
            home.room = String::new();
            home.grid_id = grid.or(home.grid_id);
            require_own(context, home.grid_id)?;
            context.save(&mut home)?;
            let mut members = context.store.members(home.id)?;
            follow_address(context, &home, &mut members)?;
            return replan(context, &home, None);
        }
        let mut joined = match context.store.household_at(address)? {
            Some(known) => known,
            None => {
                let mut new = new_household(context, address.to_owned())?;
                new.grid_id = grid.or(going.first().and_then(|one| one.grid_id));
                context.store.insert(&new)?;
                new
            }
        };
        require_own(context, joined.grid_id)?;
        for mut one in going {
            let before = one.clone();
            one.household_id = Some(joined.id);
            one.address = address.to_owned();
            one.grid_id = joined.grid_id.or(one.grid_id);
            one.relation = None;
            save_person(context, &before, &mut one)?;
            if let Some(left) = before.household_id {
                super::wish::take_along(context, left, joined.id, one.id)?;
            }
            if joined.head_id.is_none() {
                joined.head_id = Some(one.id);
                context.save(&mut joined)?;
            }
        }
        super::pair::require_not_own(context, &joined)
    }
}

impl ReportDeath {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let mut person = present(context, self.person, self.version)?;
        let day = past_day(context, "day", self.day.as_deref())?;
        if person.birth.is_some_and(|birth| day < birth) {
            return Err(Refusal::invalid("day", &w::DIED_UNBORN).into());
        }
        required("evidence", &self.evidence, 200)?;
        require_no_later(context, std::slice::from_ref(&person), day)?;
        super::volunteer::require_no_service_after(context, person.id, day)?;
        let before = person.clone();
        person.died_day = Some(day);
        save_person(context, &before, &mut person)?;
        super::category::end_all(context, person.id, day, w::ENDED_DIED.zh)?;
        super::volunteer::end_of(context, person.id, day, w::ENDED_DIED.zh)?;
        close_up(context, person.household_id, day, self.new_head, &w::ENDED_DIED)?;
        Ok(Effect::on("person", person.id.0, person.name.clone(), w::DONE_DIED.with("name", &person.name)))
    }
}

/// Nobody dies or leaves before a visit at which they were met: of somebody who lived alone any visit, else one that
/// names them; nor before the pairing of a household that is empty then had begun.
fn require_no_later(context: &Context<'_>, going: &[Person], day: Day) -> Result<()> {
    let Some(home) = going.first().and_then(|one| one.household_id) else { return Ok(()) };
    let members = context.store.members(home)?;
    let empty = living(&members).iter().all(|one| going.iter().any(|gone| gone.id == one.id));
    let named = |visit: &crate::domain::visit::Visit| {
        visit.person_id.is_some_and(|seen| going.iter().any(|gone| gone.id == seen))
    };
    let visits = context.store.visits(home, 200)?;
    let later = visits.iter().filter(|visit| visit.met && visit.day > day && (empty || named(visit)));
    if let Some(last) = later.map(|visit| visit.day).max() {
        let what = w::LATER_VISITS.with("day", day.to_string()).with("last", last.to_string());
        return Err(Refusal::rule("A8", what).advise(&w::LATER_VISITS_ADVICE).at("day").into());
    }
    let pairing = context.store.pairings(home)?.into_iter().find(|one| one.open() && one.from_day > day);
    if let Some(pairing) = pairing.filter(|_| empty) {
        let what = w::LATER_PAIRING.with("day", day.to_string()).with("from", pairing.from_day.to_string());
        return Err(Refusal::rule("A8", what).at("day").into());
    }
    Ok(())
}

/// A person who is here: neither dead nor gone, nor a double.
fn present(context: &Context<'_>, id: i64, version: Option<i64>) -> Result<Person> {
    let person = kept_person(context, id)?;
    if version.is_some_and(|version| version != person.version) {
        return Err(crate::store::StoreError::Stale { table: "person", id }.into());
    }
    if let Some(day) = person.last_day() {
        let what = w::NOT_HERE.with("name", &person.name).with("day", day.to_string());
        return Err(Refusal::rule("A8", what).advise(&w::NOT_HERE_ADVICE).into());
    }
    Ok(person)
}

/// After somebody left a household: who stays has a head; where nobody stays, the household leaves the care
/// register with that day, and its pairing ends.
fn close_up(
    context: &mut Context<'_>,
    home: Option<HouseholdId>,
    day: Day,
    new_head: Option<i64>,
    reason: &crate::words::Phrase,
) -> Result<()> {
    let Some(home) = home else { return Ok(()) };
    let mut home = household(context, home.0, None)?;
    let members = context.store.members(home.id)?;
    let staying: Vec<Person> = living(&members).into_iter().cloned().collect();
    super::wish::drop_of_gone(context, &home, &members, reason.zh)?;
    super::help::drop_of_gone(context, &members, reason.zh)?;
    if staying.is_empty() {
        super::care::leave(context, home.id, day, reason.zh)?;
        super::pair::end_pairing(context, home.id, day, reason.zh, "")?;
    } else if !staying.iter().any(|one| Some(one.id) == home.head_id) {
        let head = match (new_head, staying.as_slice()) {
            (Some(n), _) => numbered(&staying, n, "new_head")?.id,
            (None, [only]) => only.id,
            (None, _) => {
                return Err(require_head(&home, &members)
                    .err()
                    .unwrap_or_else(|| Refusal::rule("A8", &w::NO_HEAD_ADVICE))
                    .at("new_head")
                    .into());
            }
        };
        home.head_id = Some(head);
        context.save(&mut home)?;
    }
    replan(context, &home, None)
}
