//! The one way to change something: begin, record what fell due, authorise, apply the rules, write,
//! journal, commit. Nothing else begins or commits.

use super::command::{Command, Done, Effect, OnCase};
use super::context::Context;
use super::door::SYSTEM;
use super::error::{DeskError, Result};
use super::{Desk, verbs};
use crate::calendar::{Day, Stamp};
use crate::domain::agency;
use crate::domain::case::Case;
use crate::domain::custody;
use crate::domain::feedback::Feedback;
use crate::domain::operator::{Actor, Role, Subject, may};
use crate::domain::{Refusal, RefusalKind};
use crate::store::{NewEntry, StoreError};
use crate::words::{Lang, desk as w};

/// How far the clock may lie behind the last entry and still be written with: 5 minutes.
const BEHIND: i64 = 5 * 60 * 1000;

impl Desk {
    /// Carries out one command in one transaction.
    ///
    /// # Errors
    /// Refused by a rule, or the file failed; nothing was written then.
    pub fn run(&mut self, actor: &Actor, command: &Command, now: Stamp) -> Result<Done> {
        self.transaction(|desk| desk.act(actor, command, now))
    }

    /// Carries out many commands in one transaction, each an act with an entry of its own; a refused
    /// one leaves nothing and does not stop the rest.
    ///
    /// # Errors
    /// The file failed; nothing of the whole batch was written then.
    pub fn run_many(
        &mut self,
        commands: impl IntoIterator<Item = (Actor, Command, Stamp)>,
    ) -> Result<Vec<std::result::Result<Done, Refusal>>> {
        self.transaction(|desk| desk.each(commands))
    }

    /// Carries out many commands as [`Self::run_many`] would, and writes nothing: why each would be refused.
    ///
    /// # Errors
    /// The file failed.
    pub fn try_many(
        &mut self,
        commands: impl IntoIterator<Item = (Actor, Command, Stamp)>,
    ) -> Result<Vec<Option<Refusal>>> {
        self.store.begin()?;
        let tried = self.each(commands);
        self.store.rollback();
        Ok(tried?.into_iter().map(std::result::Result::err).collect())
    }

    /// Carries commands out one by one within a transaction; a refused one leaves nothing.
    fn each(
        &mut self,
        commands: impl IntoIterator<Item = (Actor, Command, Stamp)>,
    ) -> Result<Vec<std::result::Result<Done, Refusal>>> {
        let mut results = Vec::new();
        for (actor, command, now) in commands {
            self.store.mark()?;
            match self.act(&actor, &command, now) {
                Ok(done) => {
                    self.store.keep_since_mark()?;
                    results.push(Ok(done));
                }
                Err(DeskError::Refused(refusal)) => {
                    self.store.back_to_mark();
                    results.push(Err(*refusal));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(results)
    }

    /// Carries out many commands in one transaction, each an act with an entry of its own: all or none.
    ///
    /// # Errors
    /// The first one that is refused, or the file failed; nothing of the whole batch was written then.
    pub fn run_all(
        &mut self,
        commands: impl IntoIterator<Item = (Actor, Command, Stamp)>,
    ) -> Result<Vec<Done>> {
        self.transaction(|desk| {
            commands.into_iter().map(|(actor, command, now)| desk.act(&actor, &command, now)).collect()
        })
    }

    /// Runs `work` between begin and commit, and keeps the head beside the file afterwards.
    pub(super) fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.store.begin()?;
        // Another process may have imported a calendar; dates are made by the one that holds now.
        let fresh = self
            .store
            .calendar_mark()
            .map_err(DeskError::from)
            .and_then(|mark| if mark == self.calendar_mark { Ok(()) } else { self.reload_calendar() });
        let result = fresh.and_then(|()| work(self)).and_then(|value| {
            self.store.commit()?;
            Ok(value)
        });
        if result.is_err() {
            self.store.rollback();
        } else if let (Some(file), Ok(head)) = (&self.head_file, self.store.head()) {
            // The commit stands; a head that could not be written lags, which is allowed.
            let _ = file.write(&head);
        }
        if std::mem::take(&mut self.erases) && result.is_ok() {
            // What was erased must not live on in the log.
            self.store.truncate_log()?;
        }
        result
    }

    /// One act inside an open transaction.
    pub(super) fn act(&mut self, actor: &Actor, command: &Command, now: Stamp) -> Result<Done> {
        self.erases |= matches!(command, Command::Dispose(_) | Command::PassOnFeedback(_));
        // A sign-in alone under a later date has no rows to take back, and still bars every act.
        let later = self.zone.day(self.store.head()?.at) > self.zone.day(now);
        if later && matches!(command, Command::ConfirmDate(_)) {
            return self.back_to_date(actor, command, now);
        }
        let now = self.stamp(now)?;
        self.act_at(actor, command, now)
    }

    /// Confirms a date that lies before the last entries, and takes these back by counter-entries, the
    /// newest first, so that nothing stands under a date that has not come.
    fn back_to_date(&mut self, actor: &Actor, command: &Command, now: Stamp) -> Result<Done> {
        self.look_at_all()?;
        let ahead = self.entries_ahead(now)?;
        let mut done = self.act_at(actor, command, now)?;
        for entry in &ahead {
            let now = self.stamp(now)?;
            let back = self.act_at(actor, &Command::TakeBack(verbs::TakeBack { entry: entry.seq }), now)?;
            done.tables.extend(back.tables);
        }
        self.reload_calendar()?;
        self.reload_station()?;
        let day = self.zone.day(now).to_string();
        done.message = w::DONE_DATE_BACK.with("day", day).with("count", ahead.len());
        Ok(done)
    }

    /// One act under a stamp of its own.
    fn act_at(&mut self, actor: &Actor, command: &Command, mut now: Stamp) -> Result<Done> {
        if matches!(command, Command::GiveRating(_)) && !actor.is(Role::System) {
            // RT-3: through whichever door it comes, a rating is no act of who happened to type it: neither their acts of
            // the day nor their undo know of it.
            self.may(actor, command.verb(), Subject::default())?;
            let system = self.actor_unchecked(SYSTEM)?;
            return self.act_at(&system, command, now);
        }
        if self.sweep_before(command, now)? {
            // The sweep's own entries stand before the act's.
            now = self.stamp(now)?;
        }
        self.authorise(actor, command, self.zone.day(now))?;
        let body = verbs::journalled(command);
        let mut context = Context {
            store: &self.store,
            actor,
            now,
            today: self.zone.day(now),
            zone: self.zone,
            calendar: &self.calendar,
            rules: &self.rules,
            station: &self.station,
            documents: Vec::new(),
        };
        let effect = verbs::apply(command, &mut context).map_err(|error| self.explain_stale(error))?;
        self.require_originals_home(&effect)?;
        if matches!(command, Command::Undo(_)) {
            verbs::require_after_undo(&context, &effect)?;
            verbs::require_watch_after_undo(&context, &effect)?;
        }
        let documents = std::mem::take(&mut context.documents);
        let done = self.record(actor, command, &body, &effect, now, documents)?;
        if let Command::Dispose(dispose) = command {
            self.store.erase_images(done.seq, ("person", dispose.person))?;
        }
        if matches!(command, Command::PassOnFeedback(_)) {
            let entry: Option<Feedback> = self.store.get(effect.subject_id)?;
            // CP-10: nothing of what was passed up is kept.
            if entry.is_some_and(|entry| entry.content.is_empty()) {
                self.store.erase_images(done.seq, ("feedback", effect.subject_id))?;
            }
        }
        self.after(command)?;
        Ok(done)
    }

    /// AG-2 and AG-3 for every door, undo among them: no case has ended while an original is out, an agent has it,
    /// or an office does.
    fn require_originals_home(&self, effect: &Effect) -> Result<()> {
        let Some(id) = effect.case else { return Ok(()) };
        let ended = self.store.get::<Case>(id.0)?.is_some_and(|case| !case.state.open());
        if ended {
            custody::require_home(&self.store.originals(id)?)?;
            agency::require_ended(&self.store.authorities(id)?, &self.store.legs(id)?)?;
        }
        Ok(())
    }

    /// Whether the clock lies too far behind the last entry to be written with.
    ///
    /// # Errors
    /// The file failed.
    pub fn behind(&self, now: Stamp) -> Result<bool> {
        Ok(self.store.head()?.at.millis_since(now) > BEHIND)
    }

    /// The stamp that `now` gets: never before the last entry (design section 3, Time).
    fn stamp(&self, now: Stamp) -> Result<Stamp> {
        let last = self.store.head()?.at;
        if now > last {
            return Ok(now);
        }
        let behind = last.millis_since(now);
        if behind <= BEHIND {
            return Ok(last.plus_millis(1));
        }
        let said = |at: Stamp| format!("{} {}", self.zone.day(at), self.clock_text(at));
        Err(Refusal::rule("TIME", w::CLOCK_BACK.with("now", said(now)).with("last", said(last)))
            .advise(&w::CLOCK_BACK_ADVICE)
            .into())
    }

    fn authorise(&self, actor: &Actor, command: &Command, today: Day) -> Result<()> {
        // Before anything is read: what the command names must be there for these eyes.
        self.look(actor)?;
        let subject = match command {
            Command::Case(OnCase { case, .. }) => {
                let case: Option<Case> = self.store.get(case.0)?;
                case.map_or(Subject::default(), |case| Subject {
                    person: Some(case.applicant_id),
                    owner: Some(case.owner_id),
                    ..Subject::default()
                })
            }
            Command::Take(take) => {
                let person = take.known_person(&self.store, today)?;
                let living = match person {
                    Some(person) => self.resident_subject(super::command::About::Person(person.0))?,
                    None => Subject::default(),
                };
                Subject { person, ..living }
            }
            other => match other.about() {
                Some(about) => self.resident_subject(about)?,
                None => Subject::default(),
            },
        };
        may(actor, command.verb(), subject)?;
        Ok(())
    }

    fn record(
        &self,
        actor: &Actor,
        command: &Command,
        body: &str,
        effect: &Effect,
        now: Stamp,
        documents: Vec<crate::domain::document::Document>,
    ) -> Result<Done> {
        let rows = self.store.take_captured()?;
        let mut tables: Vec<String> = rows.iter().map(|row| row.table.clone()).collect();
        tables.sort_unstable();
        tables.dedup();
        let head = self.store.append(
            &NewEntry {
                at: now,
                operator: actor.id,
                terminal: &self.terminal,
                verb: command.verb(),
                subject_kind: effect.subject_kind,
                subject_id: effect.subject_id,
                undoes: effect.undoes,
                command: body,
            },
            &rows,
        )?;
        Ok(Done {
            seq: head.seq,
            case: effect.case,
            label: effect.label.clone(),
            documents,
            message: effect.message.clone(),
            tables,
        })
    }

    /// Turns a row that somebody else changed meanwhile into a refusal that says who and what.
    fn explain_stale(&self, error: DeskError) -> DeskError {
        let DeskError::Store(StoreError::Stale { table, id }) = error else { return error };
        match self.stale(table, id) {
            Ok(refusal) => refusal.into(),
            Err(other) => other,
        }
    }

    /// The refusal of a command that was based on an older version of a row.
    pub(super) fn stale(&self, table: &str, id: i64) -> Result<Refusal> {
        let entry = self.store.last_writer(table, id)?;
        let what = match (table, self.store.get::<Case>(id)) {
            ("cases", Ok(Some(case))) => w::CASE_LABEL.with("number", case.number),
            _ => w::THE_RECORD.msg(),
        };
        let message = match entry {
            Some(entry) => {
                let who = self.operator_label(entry.operator)?;
                let verb = verbs::phrase_of(&entry.verb);
                w::STALE
                    .with("what", what)
                    .with("who", who)
                    .with("when", self.clock_text(entry.at))
                    .with("verb", verb.say(Lang::Zh))
            }
            None => w::STALE.with("what", what).with("who", &w::SOMEBODY).with("when", "").with("verb", ""),
        };
        Ok(Refusal::new(RefusalKind::Stale, message).advise(&w::STALE_ADVICE))
    }
}
