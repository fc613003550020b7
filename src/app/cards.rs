//! Cards and urging (WA-2) at the keyboard: urging from the board, the cards that wait, what is done
//! about one.

use super::forms::OpenForm;
use super::menu::{Entry, Menu, Pick};
use super::note::Said;
use super::{App, Modal};
use crate::desk::verbs::{CloseCard, IssueCards, ReadCards};
use crate::desk::{CardRow, Command, DeskError, Done};
use crate::domain::board::BoardRow;
use crate::domain::card::{Card, CardAct, CardKind};
use crate::domain::id::{CardId, FeedbackId, PromiseId};
use crate::domain::operator::{Subject, may};
use crate::domain::{Refusal, RefusalKind, Verb};
use crate::text::{Align, Cols, fit};
use crate::words::{Message, app as w, case as cw, verb as v};
use serde_json::json;
use std::collections::{BTreeMap, VecDeque};

/// What picking a card, or something about it, does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardStep {
    /// Show what may be done.
    Look,
    /// Open its case.
    Open,
    /// Show all that it says, and what was answered.
    Read,
    /// Do it, or open the form for it.
    Do(CardAct),
}

impl App {
    /// Whether this operator may urge others.
    #[must_use]
    pub fn may_urge(&self) -> bool {
        self.actor().is_some_and(|actor| may(actor, Verb::IssueCard, Subject::default()).is_ok())
    }

    /// Chooses or leaves the marked promise of the due board, and goes on to the next.
    pub(super) fn choose_row(&mut self) {
        let Some(row) = self.due.list.current().cloned() else { return };
        if self.due.chosen.remove(&row.id).is_none() {
            self.due.chosen.insert(row.id, row);
        }
        self.go(super::Go::Down);
    }

    /// Chooses every promise of the page, or leaves them where all are chosen already.
    pub(super) fn choose_page(&mut self) {
        let rows = self.due.list.rows.clone();
        if rows.iter().all(|row| self.due.chosen.contains_key(&row.id)) {
            for row in rows {
                self.due.chosen.remove(&row.id);
            }
        } else {
            self.due.chosen.extend(rows.into_iter().map(|row| (row.id, row)));
        }
    }

    /// F8 on the due board: urges the owners of the chosen promises, or of the marked one.
    pub(super) fn urge(&mut self) {
        let mut rows: Vec<BoardRow> = self.due.chosen.values().cloned().collect();
        if rows.is_empty() {
            rows.extend(self.due.list.current().cloned());
        }
        if rows.is_empty() {
            self.say(Said::told(&w::NO_CASE_MARKED));
            return;
        }
        let ids: Vec<PromiseId> = rows.iter().map(|row| row.id).collect();
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for row in &rows {
            *owners.entry(row.owner_name.clone()).or_default() += 1;
        }
        let names: Vec<String> = owners.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
        // What is typed about feedback goes when the entry is passed up (CP-10).
        let kept = rows.iter().find(|row| row.subject_kind == "feedback").map(|row| row.id);
        self.open_form("issue-cards");
        if let Some(open) = self.focused_form_mut() {
            if let Some(promise) = kept {
                open.subject = format!("promise-{}", promise.0);
            }
            open.form.hide("promises", json!(ids));
            open.warnings = vec![w::URGE_GOES_TO.with("count", ids.len()).with("names", names.join(", "))];
        }
    }

    /// F8 in the register of feedback: urges whoever handles the marked entry, or gives them a card.
    pub(super) fn urge_feedback(&mut self) {
        let Some(row) = self.supervision.entry().cloned() else { return };
        let Some(due) = row.due else { return };
        self.open_form("issue-cards");
        if let Some(open) = self.focused_form_mut() {
            open.about = row.entry.number;
            open.subject = format!("promise-{}", due.id.0);
            open.form.hide("promises", json!([due.id]));
        }
    }

    /// Issues cards, those about each entry of the register of feedback by themselves (CP-6).
    pub(super) fn issue_cards(&mut self, open: &mut OpenForm, cards: &IssueCards) -> Result<Done, DeskError> {
        let Some(actor) = self.actor().cloned() else {
            return Err(Refusal::new(RefusalKind::NotSignedIn, &crate::words::role::NOT_SIGNED_IN).into());
        };
        let groups = self.desk.carded_together(&actor, &cards.promises)?;
        let [_, _, ..] = groups.as_slice() else { return self.run(&Command::IssueCards(cards.clone())) };
        let mut left: VecDeque<Vec<PromiseId>> = groups.into();
        let mut last = None;
        while let Some(promises) = left.pop_front() {
            // Whoever tries again after a refusal issues what is left only.
            let rest: Vec<PromiseId> = promises.iter().chain(left.iter().flatten()).copied().collect();
            open.form.hide("promises", json!(rest));
            last = Some(self.run(&Command::IssueCards(IssueCards { promises, ..cards.clone() }))?);
        }
        let done = last.ok_or_else(|| Refusal::invalid("promises", &cw::NO_CARD_CHOSEN))?;
        let count = w::CARDS_ISSUED.with("count", cards.promises.len()).with("kind", cards.kind.phrase());
        Ok(Done { message: count, ..done })
    }

    /// The cards that wait for this operator, in a list to pick from; for a supervisor also those of others
    /// that are open or have no conclusion yet.
    pub(super) fn list_cards(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let mine = self.desk.cards_for(&actor, self.now);
        let others = if self.may_urge() { self.desk.cards_to_settle(&actor) } else { Ok(Vec::new()) };
        let (mine, others) = match (mine, others) {
            (Ok(mine), Ok(others)) => (mine, others),
            (Err(error), _) | (_, Err(error)) => {
                self.fail(&error);
                return;
            }
        };
        let seen: Vec<CardId> = mine.iter().map(|row| row.card.id).collect();
        let rows: Vec<CardRow> =
            mine.into_iter().chain(others.into_iter().filter(|row| !seen.contains(&row.card.id))).collect();
        self.list_rows(&rows);
    }

    /// F8 on the month: its cards that have no conclusion yet.
    pub(super) fn list_unconcluded(&mut self) {
        let rows = self.month.report.as_ref().map(|report| report.not_concluded.clone()).unwrap_or_default();
        self.list_rows(&rows);
    }

    fn list_rows(&mut self, rows: &[CardRow]) {
        if rows.is_empty() {
            self.say(Said::told(&w::NO_CARDS));
            return;
        }
        let entries: Vec<Entry> =
            rows.iter().map(|row| self.card_entry(row, Pick::Card(row.card.id, CardStep::Look))).collect();
        let title = w::CARDS_MENU.with("count", rows.len());
        // Digits narrow it: whoever types a case number means that case.
        self.modals.push(Modal::Menu(Menu::new(title, entries, false, self.lang())));
    }

    pub(super) fn card_entry(&self, row: &CardRow, pick: Pick) -> Entry {
        let card = &row.card;
        let mut state: Message = card.state().phrase().msg();
        if card.closed_at.is_some() && card.conclusion_id.is_none() && card.kind != CardKind::Urge {
            state = w::NOT_CONCLUDED.msg();
        }
        let lang = self.lang();
        let (number, item) = row.about.split_once(' ').unwrap_or_default();
        let tail = number.get(number.len().saturating_sub(4)..).unwrap_or(number);
        let cell = |text: &str, cols| fit(&crate::text::visible(text), Cols(cols), Align::Left);
        let title = w::CARD_ROW
            .with("kind", cell(card.kind.phrase().say(lang), 4))
            .with("state", cell(&state.say(lang), 8))
            .with("owner", cell(&self.operator_name(card.owner_id), 6))
            .with("about", format!("{tail} {}", cell(item, 14)))
            .with("reason", &card.reason);
        let hint = self.zone().day(card.issued_at).format("%m-%d").to_string();
        Entry { title, hint, why_not: None, on: false, pick }
    }

    /// Says at sign-in that cards wait: it takes no key away from whoever stands at the counter.
    pub(super) fn tell_of_cards(&mut self) {
        if let Some(waits) = self.originals_waiting.clone().filter(|_| self.said.is_none()) {
            self.said = Some(Said::told(waits));
        }
        if self.said.is_none() && self.cards_waiting.count > 0 {
            self.said = Some(Said::told(w::CARDS_WAIT.with("count", self.cards_waiting.count)));
        }
    }

    /// A card that its owner opens counts as seen; one that only stood in the list does not.
    fn seen(&mut self, card: &Card) {
        let Some(actor) = self.actor().cloned() else { return };
        if card.owner_id != actor.id || card.read_at.is_some() {
            return;
        }
        if let Err(error) = self.run(&Command::ReadCards(ReadCards { cards: vec![card.id] })) {
            self.fail(&error);
        }
    }

    /// Does something about a card.
    pub(super) fn card_step(&mut self, id: CardId, step: CardStep) {
        let Some(actor) = self.actor().cloned() else { return };
        let CardRow { card, about, feedback } = match self.desk.card(&actor, id) {
            Ok(Some(row)) => row,
            Ok(None) => {
                self.say(Said::error(&cw::NO_SUCH_CARD, None));
                return;
            }
            Err(error) => {
                self.fail(&error);
                return;
            }
        };
        match step {
            CardStep::Look => self.look_at(&card, feedback.is_some()),
            CardStep::Open => {
                if let Some(case) = card.case_id {
                    self.modals.clear();
                    self.open_case(case);
                } else if let Some((number, _)) = about.split_once(' ').filter(|_| feedback.is_some()) {
                    self.modals.clear();
                    self.open_feedback(number);
                }
            }
            CardStep::Read => self.read_card(&card, &about),
            CardStep::Do(CardAct::Reply) => self.card_form("reply-card", "card", json!(id)),
            CardStep::Do(act @ (CardAct::Cancel | CardAct::Recall)) => {
                self.card_form("cancel-card", "card", json!(id));
                if let Some(open) = self.focused_form_mut() {
                    open.form.hide("recall", json!(act == CardAct::Recall));
                }
            }
            CardStep::Do(CardAct::Conclude) => self.choose_to_conclude(&card, feedback),
            CardStep::Do(CardAct::Close) => match self.run(&Command::CloseCard(CloseCard { card: id })) {
                Ok(done) => self.say(Said::done(done.message)),
                Err(error) => self.fail(&error),
            },
        }
    }

    /// One conclusion ends several cards where their cause is one: this one, those of its case, those of its
    /// owner, or all that have none yet; about feedback those of its entry only.
    fn choose_to_conclude(&mut self, card: &Card, feedback: Option<FeedbackId>) {
        let Some(actor) = self.actor().cloned() else { return };
        let open: Vec<Card> = match self.desk.cards_to_settle(&actor) {
            Ok(rows) => rows
                .into_iter()
                .filter(|row| row.feedback == feedback)
                .map(|row| row.card)
                // Who was asked is heard first: a card without an answer is concluded by itself only.
                .filter(|one| one.kind != CardKind::Urge && one.conclusion_id.is_none())
                .filter(|one| one.id == card.id || one.replied_at.is_some() || one.closed_at.is_some())
                .collect(),
            Err(error) => {
                self.fail(&error);
                return;
            }
        };
        let owner = self.operator_name(card.owner_id);
        let of = |which: &dyn Fn(&Card) -> bool| -> Vec<CardId> {
            let others = open.iter().filter(|one| one.id != card.id && which(one)).map(|one| one.id);
            std::iter::once(card.id).chain(others).collect()
        };
        let mut sets = vec![(w::CONCLUDE_ONE.msg(), vec![card.id])];
        for (title, ids) in [
            (&w::CONCLUDE_CASE, of(&|one| one.case_id.is_some() && one.case_id == card.case_id)),
            (&w::CONCLUDE_OWNER, of(&|one| one.owner_id == card.owner_id)),
            (&w::CONCLUDE_ALL, of(&|_| true)),
        ] {
            // A choice that adds nothing to the one before is none.
            if sets.last().is_some_and(|(_, before)| ids.len() > before.len()) {
                sets.push((title.with("count", ids.len()).with("owner", &owner), ids));
            }
        }
        if let [(_, only)] = sets.as_slice() {
            self.conclude(only.clone());
            return;
        }
        let entries = sets
            .into_iter()
            .map(|(title, ids)| Entry {
                title,
                hint: String::new(),
                why_not: None,
                on: false,
                pick: Pick::Conclude(ids),
            })
            .collect();
        self.modals.push(Modal::Menu(Menu::new(v::CONCLUDE.msg(), entries, true, self.lang())));
    }

    /// Asks how these cards ended.
    pub(super) fn conclude(&mut self, cards: Vec<CardId>) {
        let count = cards.len();
        let actor = self.actor().cloned();
        let unanswered = cards.iter().any(|id| {
            let row = actor.as_ref().and_then(|actor| self.desk.card(actor, *id).ok().flatten());
            row.is_some_and(|row| row.card.open() && row.card.replied_at.is_none())
        });
        self.card_form("conclude", "cards", json!(cards));
        if let Some(open) = self.focused_form_mut() {
            open.warnings.extend((count > 1).then(|| w::CONCLUDES.with("count", count)));
            open.warnings.extend(unanswered.then(|| w::CONCLUDES_UNANSWERED.msg()));
        }
    }

    fn card_form(&mut self, form: &'static str, field: &str, value: serde_json::Value) {
        self.open_form(form);
        if let Some(open) = self.focused_form_mut() {
            let first = value.as_array().and_then(|all| all.first()).unwrap_or(&value);
            open.subject = format!("card-{first}");
            open.form.hide(field, value);
        }
    }

    /// All that a card says, when, and what was answered and concluded.
    fn read_card(&mut self, card: &Card, about: &str) {
        let lang = self.lang();
        let at = |stamp: crate::calendar::Stamp| {
            let (hour, minute) = self.zone().clock(stamp);
            format!("{} {hour:02}:{minute:02}", self.zone().day(stamp))
        };
        let line =
            |label: &'static crate::words::Phrase, text: String| format!("{}  {text}", label.say(lang));
        let mut lines = vec![
            line(&w::CARD_ABOUT, about.to_owned()),
            line(&w::CARD_FOR, self.operator_name(card.owner_id)),
            line(&w::CARD_FROM, format!("{}  {}", self.operator_name(card.issued_by), at(card.issued_at))),
            line(&w::CARD_WHY, card.reason.replace('\n', " ")),
        ];
        if let (Some(reply), Some(replied)) = (&card.reply, card.replied_at) {
            let who = card.replied_by.map(|who| self.operator_name(who)).unwrap_or_default();
            lines.push(line(&w::CARD_REPLIED_ON, format!("{who}  {}", at(replied))));
            lines.push(line(&w::CARD_REPLY_TEXT, reply.replace('\n', " ")));
        }
        if let Some(reason) = &card.cancelled {
            lines.push(line(&w::CARD_CANCELLED_FOR, reason.clone()));
        }
        let title = w::CARD_OF.with("kind", card.kind.phrase()).with("state", card.state().phrase());
        self.modals.push(Modal::Help(super::detail::in_full(title, lines)));
    }

    fn look_at(&mut self, card: &Card, of_feedback: bool) {
        self.seen(card);
        let Some(actor) = self.actor().cloned() else { return };
        let entry = |title: Message, why_not: Option<Message>, step: CardStep| {
            let pick = Pick::Card(card.id, step);
            Entry { title, hint: String::new(), why_not, on: false, pick }
        };
        let off = |act: CardAct| -> Option<Message> {
            let allowed =
                may(&actor, act.verb(), Subject::default()).and_then(|()| card.require(act, self.now));
            let theirs = || cw::CARD_NOT_YOURS.with("name", self.operator_name(card.owner_id));
            let not_theirs = act == CardAct::Reply && !card.answered_by(&actor);
            let ends = matches!(act, CardAct::Close | CardAct::Cancel | CardAct::Recall);
            let own = if ends { card.require_by_other(&actor) } else { Ok(()) };
            let refused = allowed.and(own).err().map(|refusal| refusal.what);
            refused.or_else(|| not_theirs.then(theirs))
        };
        let nowhere = (card.case_id.is_none() && !of_feedback).then(|| w::CARD_NO_CASE.msg());
        let open = if of_feedback { &w::CARD_OPEN_FEEDBACK } else { &w::CARD_OPEN_CASE };
        let mut entries = vec![entry(open.msg(), nowhere, CardStep::Open)];
        // Every card has the same entries in the same places: a digit always means the same.
        for (act, title) in [
            (CardAct::Reply, &v::REPLY_CARD),
            (CardAct::Cancel, &v::CANCEL_CARD),
            (CardAct::Recall, &w::CARD_RECALL),
            (CardAct::Conclude, &v::CONCLUDE),
            (CardAct::Close, &v::CLOSE_CARD),
        ] {
            entries.push(entry(title.msg(), off(act), CardStep::Do(act)));
        }
        entries.push(entry(w::CARD_READ_ALL.msg(), None, CardStep::Read));
        let title = w::CARD_OF.with("kind", card.kind.phrase()).with("state", card.state().phrase());
        self.modals.push(Modal::Menu(Menu::fixed(title, entries, self.lang())));
        let mut text = w::CARD_SAYS.with("reason", &card.reason);
        if let Some(reply) = &card.reply {
            text = w::CARD_SAYS_BOTH.with("reason", &card.reason).with("reply", reply);
        }
        self.say(Said::told(text));
    }
}
