//! Questions: what screens and commands show, permission asked and masks put on here, once.

use super::Desk;
use super::error::Result;
use super::verbs::{self, Candidate, candidates, taken_back};
use crate::calendar::Stamp;
use crate::domain::board::{
    BoardRow, CaseFilter, CaseRow, CaseView, Counts, DueFilter, FoundPerson, GroupBy, GroupRow, ItemChoice,
    Sort, Timeline,
};
use crate::domain::case::Case;
use crate::domain::contact::Enquiry;
use crate::domain::document::Document;
use crate::domain::id::{CaseId, DocumentId, EnquiryId, OperatorId, PersonId};
use crate::domain::item::Entry as ItemEntry;
use crate::domain::mask::{self, Output};
use crate::domain::operator::{Actor, Operator, Subject};
use crate::domain::person::{Grid, Person};
use crate::domain::{Refusal, Verb};
use crate::store::{Draft, Entry, KeptHead, Presence, Report};
use crate::words::{case as w, feedback as f};
use std::collections::BTreeMap;

impl Desk {
    /// The counts of the first screen row.
    ///
    /// # Errors
    /// The file failed.
    pub fn counts(&self, actor: &Actor, now: Stamp) -> Result<Counts> {
        self.look(actor)?;
        let today = self.zone.day(now);
        let term = crate::calendar::Term::new(today, 1, crate::calendar::Unit::Wd);
        let soon = self.calendar.due(&term).day;
        Ok(self.store.counts(today, soon)?)
    }

    /// Open promises by due day.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn board(
        &self,
        actor: &Actor,
        filter: &DueFilter,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<BoardRow>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.board(filter, limit, offset)?)
    }

    /// How many open promises a filter finds.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn board_count(&self, actor: &Actor, filter: &DueFilter) -> Result<i64> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.board_count(filter)?)
    }

    /// The open promises that a filter finds, added up; largest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn board_sums(
        &self,
        actor: &Actor,
        filter: &DueFilter,
        by: GroupBy,
        today: crate::calendar::Day,
    ) -> Result<Vec<GroupRow>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.board_sums(filter, by, today)?)
    }

    /// The number of a case.
    #[must_use]
    pub fn case_number(&self, id: CaseId) -> Option<String> {
        self.store.get::<Case>(id.0).ok().flatten().map(|case| case.number)
    }

    /// What people call the record that an entry is about: a case by its number, a household by its head.
    ///
    /// # Errors
    /// The file failed.
    pub fn subject_name(&self, actor: &Actor, kind: &str, id: i64) -> Result<String> {
        self.look(actor)?;
        super::verbs::subject_name(&self.store, kind, id)
    }

    /// Cases in the order asked for.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn cases(
        &self,
        actor: &Actor,
        filter: &CaseFilter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<CaseRow>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let mut rows = self.store.cases(filter, sort, limit, offset)?;
        for row in &mut rows {
            row.address = mask::to_building(&row.address);
        }
        Ok(rows)
    }

    /// How many cases a filter finds.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn cases_count(&self, actor: &Actor, filter: &CaseFilter) -> Result<i64> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.cases_count(filter)?)
    }

    /// A case with everything that belongs to it.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn case(&self, actor: &Actor, id: CaseId) -> Result<CaseView> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let missing =
            || Refusal::not_found(w::NO_SUCH_CASE.with("number", id.0)).advise(&w::NO_SUCH_CASE_ADVICE);
        let store = &self.store;
        let case: Case = store.get(id.0)?.ok_or_else(missing)?;
        let item: ItemEntry = store.get(case.item_id.0)?.ok_or_else(missing)?;
        let mut person: Person = store.get(case.applicant_id.0)?.ok_or_else(missing)?;
        let owner: Operator = store.get(case.owner_id.0)?.ok_or_else(missing)?;
        let grid = match person.grid_id {
            Some(grid) => store.get(grid.0)?,
            None => None,
        };
        if actor.masked_only() {
            mask_person(&mut person);
        }
        let others = store.cases_of(person.id, 6)?.into_iter().filter(|other| other.id != id).collect();
        Ok(CaseView {
            materials: store.materials(id)?,
            steps: store.steps(id)?,
            notices: store.notices(id)?,
            notes: store.notes(id)?,
            promises: store.promises(id)?,
            documents: store.documents(id)?,
            timeline: self.timeline("case", id.0)?,
            procedures: store.procedures(id)?,
            extension: store.extension(id)?,
            cards: store.cards(id)?,
            agency: self.agency_of(id)?,
            item: item.body,
            grid,
            owner,
            person,
            others,
            case,
        })
    }

    /// The history of a record, newest first, as the eyes that were taken see it.
    fn timeline(&self, kind: &str, id: i64) -> Result<Vec<Timeline>> {
        let mut entries = match kind {
            "case" => self.store.entries_of_case(id)?,
            _ => self.store.entries_about(kind, id)?,
        };
        entries.reverse();
        let back = taken_back(&entries);
        let undoes: BTreeMap<i64, i64> =
            entries.iter().filter_map(|entry| Some((entry.seq, entry.undoes?))).collect();
        let verbs: BTreeMap<i64, String> = entries.iter().map(|one| (one.seq, one.verb.clone())).collect();
        // A redo takes back an undo, which took back the act.
        let act = |mut seq: i64| {
            while let Some(target) = undoes.get(&seq) {
                seq = *target;
            }
            verbs.get(&seq).cloned()
        };
        let mut lines = Vec::new();
        for entry in entries {
            lines.push(Timeline {
                seq: self.store.place(entry.seq)?,
                at: entry.at,
                operator: self.operator_label(entry.operator)?,
                undone: back.contains(&entry.seq),
                redone: entry.undoes.is_some_and(|target| undoes.contains_key(&target)),
                about: entry.undoes.and_then(act),
                verb: entry.verb,
                command: entry.command,
            });
        }
        Ok(lines)
    }

    /// The case that a full number, or the newest that the last up to four digits, names.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn case_named(&self, actor: &Actor, number: &str) -> Result<CaseId> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let number = crate::text::fold_number(number);
        if let Some(case) = self.store.case_by_number(&number)? {
            return Ok(case.id);
        }
        let found = match number.parse::<i64>() {
            Ok(tail) if number.len() <= 4 => self.store.cases_by_tail(tail, 1)?.pop(),
            _ => None,
        };
        found.map(|case| case.id).ok_or_else(|| {
            Refusal::not_found(w::NO_SUCH_CASE.with("number", number)).advise(&w::NO_SUCH_CASE_ADVICE).into()
        })
    }

    /// A person as the screen shows them, masked.
    ///
    /// # Errors
    /// Not allowed, not found, or the file failed.
    pub fn person_shown(&self, actor: &Actor, id: PersonId) -> Result<(FoundPerson, Vec<Case>)> {
        self.may(actor, Verb::ReadPersons, Subject::default())?;
        let person: Person = self
            .store
            .get(id.0)?
            .ok_or_else(|| Refusal::not_found(crate::words::desk::NO_SUCH_PERSON.with("id", id.0)))?;
        let today = self.zone.day(self.store.head()?.at);
        Ok((self.show_person(&person, today)?, self.guarded(actor, self.store.cases_of(id, 20)?)?))
    }

    /// The person with this identity number, for a form that is being filled in: in clear, because the
    /// clerk holds the document in hand.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn person_with_number(&self, actor: &Actor, number: &str) -> Result<Option<(Person, Option<Grid>)>> {
        self.may(actor, Verb::SavePerson, Subject::default())?;
        let Some(person) = self.store.person_by_id_number(number)? else { return Ok(None) };
        let Some(person) = self.kept(person.id)? else { return Ok(None) };
        let grid = match person.grid_id {
            Some(grid) => self.store.get(grid.0)?,
            None => None,
        };
        Ok(Some((person, grid)))
    }

    /// The person with this id, for a form: in clear.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn person_for_form(&self, actor: &Actor, id: PersonId) -> Result<Option<(Person, Option<Grid>)>> {
        self.may(actor, Verb::SavePerson, Subject::default())?;
        let Some(person) = self.kept(id)? else { return Ok(None) };
        let grid = match person.grid_id {
            Some(grid) => self.store.get(grid.0)?,
            None => None,
        };
        Ok(Some((person, grid)))
    }

    /// A person's newest cases, for the warning about doubles and the context pane.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn cases_of(&self, actor: &Actor, person: PersonId, limit: usize) -> Result<Vec<Case>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.cases_of(person, limit)?)
    }

    /// The person without an identity number that a list would enter again: the same name, and the same
    /// telephone number or address.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn person_like(
        &self,
        actor: &Actor,
        name: &str,
        phone: &str,
        address: &str,
    ) -> Result<Option<Person>> {
        self.may(actor, Verb::SavePerson, Subject::default())?;
        for id in self.alike_ids(name, phone, address)? {
            let Some(person) = self.store.get::<Person>(id.0)? else { continue };
            let phones = [person.phone.as_deref(), person.phone2.as_deref()];
            let same = !phone.is_empty() && phones.contains(&Some(phone))
                || !address.is_empty() && person.address == address
                || phone.is_empty() && address.is_empty();
            if person.voided_at.is_none() && person.id_number.is_none() && person.name == name && same {
                return Ok(Some(person));
            }
        }
        Ok(None)
    }

    /// The whole catalogue by quick number, unpublished items too.
    ///
    /// # Errors
    /// The file failed.
    pub fn items(&self) -> Result<Vec<ItemChoice>> {
        let items = self.store.items()?;
        Ok(items
            .into_iter()
            .map(|entry| ItemChoice { quick: entry.quick, published: entry.published, item: entry.body })
            .collect())
    }

    /// The item with this code or quick number.
    ///
    /// # Errors
    /// Not found, or the file failed.
    pub fn item(&self, code: &str) -> Result<ItemChoice> {
        let entry = verbs::find_item(&self.store, code)?;
        Ok(ItemChoice { quick: entry.quick, published: entry.published, item: entry.body })
    }

    /// Every operator but the sweep's, by code.
    ///
    /// # Errors
    /// The file failed.
    pub fn operators(&self) -> Result<Vec<Operator>> {
        let operators = self.store.operators()?;
        Ok(operators
            .into_iter()
            .filter(|operator| !operator.roles.contains(&crate::domain::operator::Role::System))
            .collect())
    }

    /// The operator with this id.
    ///
    /// # Errors
    /// The file failed.
    pub fn operator(&self, id: OperatorId) -> Result<Option<Operator>> {
        Ok(self.store.get(id.0)?)
    }

    /// Every grid by code.
    ///
    /// # Errors
    /// The file failed.
    pub fn grids(&self) -> Result<Vec<Grid>> {
        Ok(self.store.grids()?)
    }

    /// A document by its id.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn document(&self, actor: &Actor, id: DocumentId) -> Result<Option<Document>> {
        self.may(actor, Verb::Print, Subject::default())?;
        Ok(self.store.get(id.0)?)
    }

    /// A document by its number.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn document_named(&self, actor: &Actor, number: &str) -> Result<Option<Document>> {
        self.may(actor, Verb::Print, Subject::default())?;
        Ok(self.store.document_by_number(number.trim())?)
    }

    /// An enquiry by its number, with its documents.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn enquiry(&self, actor: &Actor, number: &str) -> Result<Option<(Enquiry, Vec<Document>)>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        let Some(enquiry) = self.store.enquiry_by_number(number.trim())? else { return Ok(None) };
        let documents = self.store.enquiry_documents(enquiry.id)?;
        Ok(Some((enquiry, documents)))
    }

    /// An enquiry's documents.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn enquiry_documents(&self, actor: &Actor, id: EnquiryId) -> Result<Vec<Document>> {
        self.may(actor, Verb::ReadCases, Subject::default())?;
        Ok(self.store.enquiry_documents(id)?)
    }

    /// The entries with rows at the end of the journal that lie on a later day than `now`, newest first: what a
    /// confirmed date takes back. A clock that is only hours slow makes nothing of today's work come back.
    ///
    /// # Errors
    /// The file failed.
    pub fn entries_ahead(&self, now: Stamp) -> Result<Vec<Entry>> {
        Ok(self.store.entries_ahead(self.zone.end_of_day(self.zone.day(now)))?)
    }

    /// What undo and redo would take next for this operator.
    ///
    /// # Errors
    /// The file failed.
    pub fn undo_candidates(&self, actor: &Actor, now: Stamp) -> Result<Candidate> {
        self.look(actor)?;
        let start = self.zone.start_of_day(self.zone.day(now));
        Ok(candidates(&self.store.entries_by(actor.id, start)?))
    }

    /// How many acts of each verb an operator did today.
    ///
    /// # Errors
    /// The file failed.
    pub fn acts_today(&self, actor: &Actor, now: Stamp) -> Result<Vec<Entry>> {
        self.look(actor)?;
        let start = self.zone.start_of_day(self.zone.day(now));
        Ok(self.store.entries_by(actor.id, start)?)
    }

    /// An operator's drafts, newest first.
    ///
    /// # Errors
    /// The file failed.
    pub fn drafts(&self, operator: OperatorId) -> Result<Vec<Draft>> {
        Ok(self.store.drafts(operator)?)
    }

    /// Who else has a case open now.
    ///
    /// # Errors
    /// The file failed.
    pub fn others_at(&self, case: CaseId, since: Stamp) -> Result<Vec<(Presence, String)>> {
        let mut others = Vec::new();
        for presence in self.store.others_at(case, &self.terminal, since)? {
            let name = self.operator_label(presence.operator)?;
            others.push((presence, name));
        }
        Ok(others)
    }

    /// Notes which case is open at this terminal, for the others.
    ///
    /// # Errors
    /// The file failed.
    pub fn set_presence(&self, actor: &Actor, case: Option<CaseId>, now: Stamp) -> Result<()> {
        let presence = Presence { terminal: self.terminal.clone(), operator: actor.id, case, since: now };
        Ok(self.store.set_presence(&presence)?)
    }

    /// Notes that nobody is at this terminal.
    ///
    /// # Errors
    /// The file failed.
    pub fn clear_presence(&self) -> Result<()> {
        Ok(self.store.clear_presence(&self.terminal)?)
    }

    /// Changes whenever another connection commits.
    ///
    /// # Errors
    /// The file failed.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.store.data_version()?)
    }

    /// Journal entries from `since` on, at most `limit`, oldest first.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn journal_since(&self, actor: &Actor, since: Stamp, limit: usize) -> Result<Vec<Entry>> {
        self.may(actor, Verb::ReadJournal, Subject::default())?;
        let mut entries = self.store.entries_since(since, limit)?;
        if self.store.hides()? {
            for entry in &mut entries {
                entry.seq = self.store.place(entry.seq)?;
                entry.undoes = entry.undoes.map(|seq| self.store.place(seq)).transpose()?;
            }
        }
        Ok(entries)
    }

    /// Checks the journal and every row, against the head beside the file and any other that is given.
    ///
    /// # Errors
    /// The file failed; what is wrong with the journal is in the report.
    pub fn verify(&self, head: Option<[u8; 32]>) -> Result<Report> {
        self.look_at_all()?;
        let mut kept: Vec<KeptHead> = head.map(|hash| KeptHead { seq: None, hash }).into_iter().collect();
        if let Some((seq, hash)) = self.head_file.as_ref().and_then(crate::store::HeadFile::read) {
            kept.push(KeptHead { seq: Some(seq), hash });
        }
        let report = self.store.verify(&kept);
        // Whatever is asked next is asked by somebody.
        self.store.look_as(&crate::store::Eyes::Nobody)?;
        Ok(report?)
    }

    /// The head of the journal.
    ///
    /// # Errors
    /// The file failed.
    pub fn head(&self) -> Result<crate::store::Head> {
        Ok(self.store.head()?)
    }

    /// Copies the file as it is now, and checks the copy.
    ///
    /// # Errors
    /// Not allowed, or the file failed.
    pub fn backup(
        &self,
        actor: &Actor,
        target: &std::path::Path,
        progress: impl FnMut(i32, i32),
    ) -> Result<crate::store::Copied> {
        self.may(actor, Verb::Backup, Subject::default())?;
        if !self.sees_all(actor)? {
            return Err(Refusal::not_allowed(&f::COPY_NOT_YOURS).advise(&f::COPY_NOT_YOURS_ADVICE).into());
        }
        Ok(self.store.copy_to(target, progress)?)
    }

    /// The engine's own findings about the file, and the schema's number.
    ///
    /// # Errors
    /// The file failed.
    pub fn integrity(&self) -> Result<(Vec<String>, i64)> {
        Ok((self.store.integrity()?, self.store.schema()?))
    }

    /// Whether an import ended before the search keys of all its persons were written; whoever opens the file to work
    /// on it writes them.
    ///
    /// # Errors
    /// The file failed.
    pub fn keys_are_missing(&self) -> Result<bool> {
        Ok(self.store.keys_are_missing()?)
    }

    /// Whether the search keys are what the persons would give: the ids of those that differ.
    ///
    /// # Errors
    /// The file failed.
    pub fn stale_search_keys(&self) -> Result<Vec<PersonId>> {
        let mut differ = Vec::new();
        let mut after = PersonId(0);
        loop {
            let (found, last) = self.store.compare_keys(after, 1000)?;
            differ.extend(found);
            let Some(last) = last else { return Ok(differ) };
            after = last;
        }
    }
}

/// Puts the screen's masks on a person's numbers.
fn mask_person(person: &mut Person) {
    person.id_number = person.id_number.as_deref().map(|number| mask::id_number(number, Output::Screen));
    person.phone = person.phone.as_deref().map(|phone| mask::phone(phone, Output::Screen));
    person.phone2 = person.phone2.as_deref().map(|phone| mask::phone(phone, Output::Screen));
    person.address = mask::to_building(&person.address);
}
