//! What a command sees while it is carried out: the file, who, when, the rules, the calendar; and the
//! few moves that acts are made of.

use super::error::Result;
use crate::calendar::{Calendar, Day, Pause, Stamp, Unit, Zone};
use crate::domain::card::{Card, CardKind, appears};
use crate::domain::case::Case;
use crate::domain::document::{Content, Document, DocumentKind};
use crate::domain::feedback::Feedback;
use crate::domain::feedback_limit::Limit;
use crate::domain::id::{
    CardId, CaseId, DocumentId, EnquiryId, GridId, HouseholdId, ItemId, OperatorId, PromiseId,
};
use crate::domain::operator::Actor;
use crate::domain::profile::{Profiles, Ruled};
use crate::domain::promise::{Basis, Promise, PromiseKind, PromiseState};
use crate::domain::station::Station;
use crate::domain::template::Template;
use crate::store::{Record, Series, Store};
use crate::words::{Lang, case as w};
use chrono::Datelike as _;

fn ruled_basis(ruled: Ruled, start: Day) -> Basis {
    Basis {
        profile: ruled.profile,
        rule: ruled.rule,
        legal: ruled.legal_basis,
        start,
        days: ruled.days,
        unit: ruled.unit,
        pauses: Vec::<Pause>::new(),
        extension: None,
        firm: false,
        exceptions: Vec::new(),
    }
}

/// Whom a promise is about, and who owes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The case, where it has one.
    pub case_id: Option<CaseId>,
    /// The case's item.
    pub item_id: Option<ItemId>,
    /// Who owes it.
    pub owner_id: OperatorId,
    /// The competent department.
    pub department: Option<String>,
    /// The applicant's grid.
    pub grid_id: Option<GridId>,
    /// The window.
    pub window: Option<String>,
    /// Whether it belongs to an entry of the register of feedback that somebody may not know of (CP-6).
    pub hidden: bool,
}

impl Owed {
    /// Owed by somebody, and about nothing that a board could be narrowed to.
    #[must_use]
    pub fn by(owner_id: OperatorId) -> Self {
        Self {
            case_id: None,
            item_id: None,
            owner_id,
            department: None,
            grid_id: None,
            window: None,
            hidden: false,
        }
    }

    /// The same as another promise.
    #[must_use]
    pub fn of(promise: &Promise) -> Self {
        Self {
            case_id: promise.case_id,
            item_id: promise.item_id,
            owner_id: promise.owner_id,
            department: promise.department.clone(),
            grid_id: promise.grid_id,
            window: promise.window.clone(),
            hidden: promise.subject_kind == "feedback",
        }
    }
}

/// A card that is to be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCard {
    /// Which.
    pub kind: CardKind,
    /// Whether a rule issues it.
    pub by_rule: bool,
    /// Who issues it.
    pub issuer: OperatorId,
    /// What it says.
    pub reason: String,
    /// Within how many days it is to be answered, where that differs from the rule profile.
    pub days: Option<u32>,
}

/// The inside of a transaction.
pub struct Context<'a> {
    /// The file.
    pub store: &'a Store,
    /// Who.
    pub actor: &'a Actor,
    /// When, as it will stand in the journal.
    pub now: Stamp,
    /// The day of `now` in the station's zone.
    pub today: Day,
    /// The station's zone.
    pub zone: Zone,
    /// The working-day calendar.
    pub calendar: &'a Calendar,
    /// The rule profiles in force.
    pub rules: &'a Profiles,
    /// The station.
    pub station: &'a Station,
    /// The documents that the act made, in order.
    pub documents: Vec<Document>,
}

impl Context<'_> {
    /// Saves a changed record and reads the new version into it.
    ///
    /// # Errors
    /// Stale, or whatever the engine reports.
    pub fn save<R: Record>(&self, record: &mut R) -> Result<()> {
        self.store.update(record)?;
        if let Some(fresh) = self.store.get::<R>(record.id())? {
            *record = fresh;
        }
        Ok(())
    }

    /// The number `CODE-YYYY-NNNNNN` with the letter of its series.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn number(&self, series: Series, day: Day) -> Result<(String, i32, i64)> {
        let year = day.year();
        let seq = self.store.next_number(series, year)?;
        let letter = if series == Series::Case { "" } else { series.letter() };
        Ok((format!("{}-{year}-{letter}{seq:06}", self.station.code), year, seq))
    }

    /// Opens a promise for a case, with the date that its basis gives.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn promise(
        &self,
        kind: PromiseKind,
        subject: (&str, i64),
        case: &Case,
        basis: Basis,
    ) -> Result<Promise> {
        let (department, grid_id, window) = self.store.facets(case.id)?;
        let owed = Owed {
            case_id: Some(case.id),
            item_id: Some(case.item_id),
            department,
            grid_id,
            window,
            ..Owed::by(case.owner_id)
        };
        self.owe(kind, subject, owed, basis)
    }

    /// Opens a promise, with the date that its basis gives; one that is over already is missed at once.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn owe(&self, kind: PromiseKind, subject: (&str, i64), owed: Owed, basis: Basis) -> Result<Promise> {
        let (basis, due) = basis.settle(self.calendar);
        let id = self.id_of::<Promise>(subject.0 == "feedback" || owed.hidden)?;
        let mut promise = Promise {
            id: PromiseId(id),
            version: 1,
            voided_at: None,
            kind,
            subject_kind: subject.0.to_owned(),
            subject_id: subject.1,
            case_id: owed.case_id,
            item_id: owed.item_id,
            owner_id: owed.owner_id,
            start: basis.start,
            due: due.day,
            provisional: due.provisional,
            unit: basis.unit,
            state: PromiseState::Running,
            missed_at: None,
            ended_at: None,
            basis,
            department: owed.department,
            grid_id: owed.grid_id,
            window: owed.window,
        };
        let missed = promise.due < self.today;
        if missed {
            promise.missed_at = Some(self.zone.end_of_day(promise.due));
        }
        self.store.insert(&promise)?;
        if missed {
            self.card_by_rule(&promise)?;
        }
        Ok(promise)
    }

    /// The id of a new record: by the moment where it is `hidden` from somebody, since a gap among the others would tell
    /// of it (CP-6).
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn id_of<R: Record>(&self, hidden: bool) -> Result<i64> {
        Ok(if hidden { self.store.timed_id::<R>(self.now)? } else { self.store.next_id::<R>()? })
    }

    /// Records that the due day of a running promise is over, with the card that a rule issues for it.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn miss(&self, promise: &mut Promise) -> Result<()> {
        promise.missed_at = Some(self.zone.end_of_day(promise.due));
        self.save(promise)?;
        self.card_by_rule(promise)
    }

    /// The card that a rule issues for a missed promise (WA-1), once.
    fn card_by_rule(&self, promise: &Promise) -> Result<()> {
        let mut kind = CardKind::for_missed(promise.kind);
        if promise.subject_kind == "feedback" {
            let entry: Option<Feedback> = self.store.get(promise.subject_id)?;
            kind = entry.filter(|entry| entry.warned_of(promise.kind)).map(|_| CardKind::Yellow);
        }
        let Some(kind) = kind else { return Ok(()) };
        if self.store.has_card(promise.id, kind)? {
            return Ok(());
        }
        let reason = w::REASON_MISSED
            .with("kind", promise.kind.phrase())
            .with("due", promise.due.to_string())
            .say(Lang::Zh);
        let system = self.store.operator_by_code(super::SYSTEM)?;
        let issuer = system.map_or(self.actor.id, |system| system.id);
        self.issue_card(promise, NewCard { kind, by_rule: true, issuer, reason, days: None })?;
        Ok(())
    }

    /// Issues a card, and opens the promise that its reply is.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn issue_card(&self, promise: &Promise, new: NewCard) -> Result<Card> {
        let appears_at = appears(self.now, &self.station.hours, self.zone, self.calendar);
        let day = self.zone.day(appears_at);
        let mut card = Card {
            id: CardId(self.id_of::<Card>(promise.subject_kind == "feedback")?),
            version: 1,
            voided_at: None,
            kind: new.kind,
            by_rule: new.by_rule,
            promise_id: promise.id,
            case_id: promise.case_id,
            owner_id: promise.owner_id,
            issued_at: self.now,
            issued_by: new.issuer,
            appears_at,
            day: if new.by_rule { promise.due.succ_opt().unwrap_or(promise.due) } else { self.today },
            reason: new.reason,
            reply_promise: None,
            read_at: None,
            reply: None,
            replied_at: None,
            replied_by: None,
            closed_at: None,
            closed_by: None,
            cancelled: None,
            conclusion_id: None,
        };
        let (kind, what) = new.kind.reply();
        if let Some(mut basis) = self.ruled(what, day) {
            basis.days = new.days.unwrap_or(basis.days);
            let reply = self.owe(kind, ("card", card.id.0), Owed::of(promise), basis)?;
            card.reply_promise = Some(reply.id);
        }
        self.store.insert(&card)?;
        Ok(card)
    }

    /// Ends the open promises of a case for which `which` holds, as kept or as void.
    ///
    /// A promise that is kept after its due day keeps its mark of having been missed.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn end_promises(
        &self,
        case: CaseId,
        state: PromiseState,
        which: impl Fn(&Promise) -> bool,
    ) -> Result<()> {
        for promise in self.store.promises(case)? {
            if promise.open() && which(&promise) {
                self.end_promise(promise, state)?;
            }
        }
        Ok(())
    }

    /// Ends an open promise, as kept or as void; one that is kept late is missed first.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn end_promise(&self, mut promise: Promise, state: PromiseState) -> Result<()> {
        let over =
            promise.state == PromiseState::Running && promise.missed_at.is_none() && promise.due < self.today;
        if over && state == PromiseState::Kept {
            self.miss(&mut promise)?;
        }
        promise.state = state;
        promise.ended_at = Some(self.now);
        self.save(&mut promise)
    }

    /// Makes a numbered document.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn document(
        &mut self,
        kind: DocumentKind,
        case: Option<CaseId>,
        enquiry: Option<EnquiryId>,
        content: impl FnOnce(&str) -> Content,
    ) -> Result<Document> {
        self.numbered(kind, (case, enquiry, None), content)
    }

    /// Makes a numbered document of a household.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn household_document(
        &mut self,
        kind: DocumentKind,
        home: HouseholdId,
        content: impl FnOnce(&str) -> Content,
    ) -> Result<Document> {
        self.numbered(kind, (None, None, Some(home)), content)
    }

    fn numbered(
        &mut self,
        kind: DocumentKind,
        (case, enquiry, home): (Option<CaseId>, Option<EnquiryId>, Option<HouseholdId>),
        content: impl FnOnce(&str) -> Content,
    ) -> Result<Document> {
        let series = if kind.series() == "R" { Series::Receipt } else { Series::Document };
        let (number, year, seq) = self.number(series, self.today)?;
        let document = Document {
            id: DocumentId(self.store.next_id::<Document>()?),
            version: 1,
            voided_at: None,
            kind,
            content: self.templated(kind, content(&number))?,
            number,
            series: kind.series().to_owned(),
            year,
            seq,
            case_id: case,
            enquiry_id: enquiry,
            at: self.now,
            operator_id: self.actor.id,
            prints: 0,
            household_id: home,
        };
        self.store.insert(&document)?;
        self.documents.push(document.clone());
        Ok(document)
    }

    /// Puts a document into the station's own template; one that can no longer be read leaves the built-in one
    /// in use.
    pub(super) fn templated(&self, kind: DocumentKind, content: Content) -> Result<Content> {
        let own = self.store.template(kind)?.filter(|own| !own.body.trim().is_empty());
        let made = match own.and_then(|own| Template::parse(&own.body).ok()) {
            Some(template) => template.apply(content),
            None => content,
        };
        Ok(Content { names: Vec::new(), ..made })
    }

    /// The basis that a rule profile gives for `what`; `None` where no profile in force has it.
    #[must_use]
    pub fn ruled(&self, what: &str, start: Day) -> Option<Basis> {
        self.rules.limit(what, start).map(|ruled| ruled_basis(ruled, start))
    }

    /// The basis of a visit or the like: the rule of `what` as it stands today, reckoned from `start`, and firm, since
    /// nobody is left alone because a holiday is near. `None` where no profile in force has it.
    #[must_use]
    pub fn ruled_firmly(&self, what: &str, start: Day) -> Option<Basis> {
        let ruled = self.rules.limit(what, self.today)?;
        Some(Basis { firm: true, ..ruled_basis(ruled, start) })
    }

    /// The bases that the profiles in force give for `what`, one a profile: where holidays could turn the
    /// order of different units round, their dates are compared, not their lengths.
    #[must_use]
    pub fn ruled_all(&self, what: &str, start: Day) -> Vec<Basis> {
        let found = self.rules.in_force(what, start).into_iter();
        found.map(|(profile, rule)| ruled_basis(Ruled::of(profile, rule), start)).collect()
    }

    /// The basis of the first of `limits` that a profile in force has; where several have it, the one that ends first.
    #[must_use]
    pub fn ruled_first(&self, limits: &[Limit]) -> Option<Basis> {
        limits.iter().find_map(|limit| {
            let found = self.ruled_all(&limit.what, limit.start).into_iter();
            found.min_by_key(|basis| self.calendar.due(&basis.term()).day)
        })
    }

    /// The basis of a limit that the catalogue gives.
    #[must_use]
    pub fn catalogue_basis(&self, case: &Case, limit: (u32, Unit), start: Day, legal: &str) -> Basis {
        Basis {
            profile: "catalogue".to_owned(),
            rule: case.item_code.clone(),
            legal: legal.to_owned(),
            start,
            days: limit.0,
            unit: limit.1,
            pauses: Vec::new(),
            extension: None,
            firm: false,
            exceptions: Vec::new(),
        }
    }

    /// The name of an operator, or their id where there is none.
    ///
    /// # Errors
    /// Whatever the engine reports.
    pub fn operator_name(&self, id: OperatorId) -> Result<String> {
        let operator = self.store.get::<crate::domain::operator::Operator>(id.0)?;
        Ok(operator.map_or_else(|| id.0.to_string(), |operator| operator.name))
    }
}
