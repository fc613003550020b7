//! What can be done with feedback: its forms, its acts, and an entry in full, for whoever may see it.

use super::detail::in_full;
use super::forms::{OpenForm, Purpose};
use super::menu::{Entry, Menu, Pick};
use super::note::Said;
use super::supervision::SupervisionItem;
use super::{App, Modal};
use crate::desk::seal::{Identity, Unlock, new_keys};
use crate::desk::verbs::{OpenIdentity, SetOpenerKey};
use crate::desk::{Command, DeskError, FeedbackView};
use crate::domain::feedback::{
    Feedback, FeedbackAct, FeedbackKind, FeedbackRow, Naming, may_act, require_closable,
};
use crate::domain::operator::{Subject, may};
use crate::domain::recusal::{pending, require_decidable, state_of};
use crate::domain::{Named as _, Refusal, RefusalKind, Verb};
use crate::form;
use crate::words::{Message, Phrase, common, feedback as f, feedback_board as w};
use serde_json::Value;

/// The acts of an entry, in the order of its way.
const ACTS: &[FeedbackAct] = &[
    FeedbackAct::Accept,
    FeedbackAct::Assign,
    FeedbackAct::Judge,
    FeedbackAct::Approve,
    FeedbackAct::SendBack,
    FeedbackAct::Answer,
    FeedbackAct::Rectify,
    FeedbackAct::Revisit,
    FeedbackAct::Close,
    FeedbackAct::Extend,
    FeedbackAct::AskRecusal,
    FeedbackAct::DecideRecusal,
    FeedbackAct::PassOn,
    FeedbackAct::OpenIdentity,
];

/// The fields of an identity in a form.
const IDENTITY: [&str; 4] = ["identity.name", "identity.phone", "identity.id_number", "identity.address"];

impl App {
    /// Shows an entry in full.
    pub(super) fn open_feedback(&mut self, number: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        match self.desk.feedback(&actor, number) {
            Ok(view) => {
                let lines = self.told(&view);
                self.modals.push(Modal::Help(in_full(common::TEXT.with("text", &view.entry.number), lines)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// What an entry says of itself, a line each, and what was done with it; what is empty is left out.
    pub(super) fn told(&self, view: &FeedbackView) -> Vec<String> {
        let lang = self.lang();
        let entry = &view.entry;
        let say = |phrase: &'static Phrase| phrase.say(lang).to_owned();
        let about: Vec<&str> = view.about.iter().map(|one| one.name.as_str()).collect();
        let due = view.promises.iter().map(|one| format!("{} {}", say(one.kind.phrase()), one.due));
        let people = match (entry.people, entry.representatives.as_str()) {
            (1, "") => String::new(),
            (people, names) => format!("{people}  {names}"),
        };
        let satisfied = entry.satisfied.map(|is| if is { &w::SATISFIED } else { &w::NOT_SATISFIED });
        let asked = view.recusals.iter();
        let recusals = asked
            .map(|one| format!("{} {}", self.operator_name(one.operator_id), say(state_of(one.granted))));
        let kind = [entry.kind.phrase(), entry.channel.phrase(), entry.naming.phrase()].map(say).join(" ");
        let rows = [
            (&f::L_CONTENT, entry.content.clone()),
            (&f::L_ABOUT, about.join(" ")),
            (&f::L_KIND, format!("{kind}  {} {}", entry.day, entry.reference)),
            (&f::L_SAID_BY, format!("{}  {}  {}", entry.name, entry.phone, entry.address)),
            (&f::L_STATE, say(entry.state.phrase())),
            (&f::L_RECUSAL, recusals.collect::<Vec<_>>().join("  ")),
            (&f::L_DUE, due.collect::<Vec<_>>().join("  ")),
            (&w::L_PEOPLE, people),
            (&w::L_ITEM, format!("{}  {}", entry.item_code, entry.matter)),
            (&f::L_OWNER, entry.owner_id.map(|id| self.operator_name(id)).unwrap_or_default()),
            (&f::L_PASSED_TO, entry.passed_to.clone()),
            (&w::L_CLAIM, entry.claim.clone()),
            (&f::L_FACTS, entry.facts.clone()),
            (&f::L_OPINION, entry.opinion.clone()),
            (&w::L_BASIS, entry.basis.clone()),
            (&f::L_MEASURE, entry.measure.clone()),
            (&f::L_ANSWER, entry.answer.clone()),
            (&w::L_SATISFIED, satisfied.map(say).unwrap_or_default()),
        ];
        let mut lines: Vec<String> = rows
            .into_iter()
            .map(|(label, value)| (label, value.trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{}  {}", label.say(lang), value.replace('\n', " ")))
            .collect();
        for card in &view.cards {
            let to = self.operator_name(card.owner_id);
            lines.push(format!("{to}  {}", card.summary().say(lang).replace('\n', " ")));
        }
        lines.push(String::new());
        for event in &view.events {
            let (hour, minute) = self.zone().clock(event.at);
            let day = self.zone().day(event.at);
            let name = self.operator_name(event.operator_id);
            let act = event.act.phrase().say(lang);
            let text = event.text.replace('\n', " ");
            lines.push(format!("{day} {hour:02}:{minute:02}  {act}  {name}  {text}").trim_end().to_owned());
        }
        lines
    }

    /// Enter on a row of the pane.
    pub(super) fn open_supervision_row(&mut self) {
        match self.supervision.list.current().cloned() {
            Some(SupervisionItem::Entry(row)) => self.open_feedback(&row.entry.number),
            Some(SupervisionItem::Row(row)) => self.open_table_row(*row),
            Some(SupervisionItem::Sum(..)) | None => {}
        }
    }

    /// F2: something new of what the view shows.
    pub(super) fn new_supervision_entry(&mut self) {
        match Self::table_verbs(self.supervision.view).first() {
            Some(verb) => match self.actor().map(|actor| may(actor, *verb, Subject::default())) {
                Some(Err(refusal)) => self.say(Said::error(refusal.what, refusal.advice)),
                _ => self.open_table_form(*verb),
            },
            None => self.open_feedback_form(Verb::RegisterFeedback),
        }
    }

    /// F8: what can be done with what is marked, then what can be done here at all.
    pub(super) fn supervision_acts(&mut self) {
        if !Self::table_verbs(self.supervision.view).is_empty() {
            self.table_acts();
            return;
        }
        let Some(actor) = self.actor().cloned() else { return };
        let mut entries = Vec::new();
        let mut title = w::ACTS_HERE.msg();
        if let Some(row) = self.supervision.entry() {
            title = w::ACTS_OF.with("number", &row.entry.number);
            entries.extend(ACTS.iter().filter(|act| offered(row, **act)).map(|act| Entry {
                title: act.phrase().msg(),
                hint: String::new(),
                why_not: self.why_not_act(row, *act),
                on: false,
                pick: Pick::Feedback(*act),
            }));
            // What can be done now comes first, in the order of the way.
            entries.sort_by_key(|entry| entry.why_not.is_some());
            if self.may_urge() {
                entries.push(Entry {
                    title: Verb::IssueCard.phrase().msg(),
                    hint: String::new(),
                    why_not: row.due.is_none().then(|| w::NOTHING_OWED.msg()),
                    on: false,
                    pick: Pick::UrgeFeedback,
                });
            }
            if row.entry.answered_day.is_some() {
                entries.push(Entry {
                    title: w::ASK_REVIEW.msg(),
                    hint: String::new(),
                    why_not: None,
                    on: false,
                    pick: Pick::Review(row.entry.number.clone()),
                });
            }
        }
        entries.extend([Verb::RegisterFeedback, Verb::SetOpenerKey, Verb::EndOpener].map(|verb| Entry {
            title: verb.phrase().msg(),
            hint: String::new(),
            why_not: may(&actor, verb, Subject::default()).err().map(|refusal| refusal.what),
            on: false,
            pick: Pick::Supervising(verb),
        }));
        let lang = self.lang();
        self.modals.push(Modal::Menu(Menu::new(title, entries, true, lang)));
    }

    /// Goes to the register where the item with this quick number is registered there (CP-7); `false` for any other.
    pub(super) fn opens_register(&mut self, quick: i64) -> bool {
        let item = self.items.iter().find(|choice| choice.quick == quick && choice.published);
        let Some(code) = item.filter(|choice| choice.item.opens_register).map(|one| one.item.code.clone())
        else {
            return false;
        };
        self.go_to(super::Pane::Supervision);
        self.open_feedback_form(Verb::RegisterFeedback);
        if let Some(open) = self.focused_form_mut() {
            open.form.fill("item", &code, true);
        }
        true
    }

    /// Why an act on an entry is off for whoever is signed in; nothing where it can be done.
    fn why_not_act(&self, row: &FeedbackRow, act: FeedbackAct) -> Option<Message> {
        let actor = self.actor()?;
        if act == FeedbackAct::Close
            && let Err(refusal) = require_closable(&row.entry)
        {
            return Some(refusal.what);
        }
        if let Err(refusal) = may_act(&row.entry, actor, act) {
            return Some(refusal.what);
        }
        if row.kept_out.contains(&actor.id) {
            return Some(f::RECUSED.with("name", &actor.name));
        }
        match act {
            FeedbackAct::AskRecusal if pending(&row.recusals).is_some() => {
                return Some(f::RECUSAL_WAITS.msg());
            }
            FeedbackAct::DecideRecusal => {
                return require_decidable(&row.recusals, actor.id).err().map(|refusal| refusal.what);
            }
            _ => {}
        }
        let sealed = || self.desk.sealed_to_me(actor, row.entry.id).unwrap_or(false);
        (act == FeedbackAct::OpenIdentity && !sealed()).then(|| f::NOT_SEALED_TO_YOU.msg())
    }

    /// Opens a form that is about no entry.
    pub(super) fn open_feedback_form(&mut self, verb: Verb) {
        let Some(actor) = self.actor() else { return };
        if let Err(refusal) = may(actor, verb, Subject::default()) {
            self.say(Said::error(refusal.what, refusal.advice));
            return;
        }
        self.open_form(verb.word());
        if let Some(open) = self.focused_form_mut().filter(|_| verb == Verb::RegisterFeedback) {
            open.warnings = vec![w::NOT_DRAFTED.msg()];
        }
    }

    /// Registers that somebody objects to an answer (CP-4).
    pub(super) fn open_review(&mut self, number: &str) {
        self.open_feedback_form(Verb::RegisterFeedback);
        if let Some(open) = self.focused_form_mut().filter(|open| open.form.spec().id == "register-feedback")
        {
            open.about = w::REVIEW_OF.with("number", number).say(crate::words::Lang::Zh);
            open.form.hide("review_of", Value::from(number));
        }
    }

    /// Opens the form of an act on the entry that is marked.
    pub(super) fn open_feedback_act(&mut self, act: FeedbackAct) {
        match self.supervision.entry().map(|row| row.entry.clone()) {
            Some(entry) => self.open_act_form(&entry, act),
            None => self.say(Said::told(&w::NOTHING_MARKED)),
        }
    }

    fn open_act_form(&mut self, entry: &Feedback, act: FeedbackAct) {
        let verb = match act {
            FeedbackAct::PassOn => Verb::PassOnFeedback,
            FeedbackAct::OpenIdentity => Verb::OpenIdentity,
            FeedbackAct::AskRecusal => Verb::AskRecusal,
            FeedbackAct::DecideRecusal => Verb::DecideRecusal,
            _ => Verb::HandleFeedback,
        };
        let Some(spec) = form::form(verb.word()) else { return };
        let mut open = OpenForm::with(spec, Purpose::Other, self.known());
        open.subject = format!("feedback-{}-{}", act.word(), entry.id.0);
        let [kind, done] = [entry.kind.phrase(), act.phrase()].map(|phrase| phrase.say(self.lang()));
        open.about = match verb {
            // The act is one of many that this form holds.
            Verb::HandleFeedback => format!("{} {kind} {done}", entry.number),
            _ => format!("{} {kind}", entry.number),
        };
        open.form.hide("number", Value::from(entry.number.as_str()));
        if verb != Verb::OpenIdentity {
            open.form.hide("version", Value::from(entry.version));
        }
        match act {
            FeedbackAct::PassOn if entry.kind == FeedbackKind::Report => {
                open.form.fill("up", "yes", true);
                open.warnings = vec![w::NOTHING_KEPT.msg()];
            }
            _ if verb != Verb::HandleFeedback => {}
            _ => {
                open.form.fill("act", act.word(), true);
            }
        }
        if act == FeedbackAct::Judge {
            for (field, text) in [
                ("claim", &entry.claim),
                ("facts", &entry.facts),
                ("opinion", &entry.opinion),
                ("basis", &entry.basis),
                ("cause", &entry.cause),
                ("measure", &entry.measure),
            ] {
                if !text.is_empty() {
                    open.form.fill(field, text, true);
                }
            }
        }
        self.modals.push(Modal::Form(Box::new(open)));
        self.dirty = true;
    }

    /// The form of a draft, for the entry that it is about.
    pub(super) fn open_feedback_draft(&mut self, number: &str, form: &str) {
        let Some(actor) = self.actor().cloned() else { return };
        let Ok(view) = self.desk.feedback(&actor, number) else { return };
        let act = match Verb::from_word(form) {
            Some(Verb::PassOnFeedback) => FeedbackAct::PassOn,
            Some(Verb::AskRecusal) => FeedbackAct::AskRecusal,
            Some(Verb::DecideRecusal) => FeedbackAct::DecideRecusal,
            _ => FeedbackAct::Accept,
        };
        self.open_act_form(&view.entry, act);
    }

    /// What is to be sealed leaves a form encrypted only (CP-7).
    pub(super) fn seal_identity(&self, open: &OpenForm, mut json: Value) -> Result<Value, DeskError> {
        if open.form.text("naming") == Naming::Sealed.word() {
            let [name, phone, id_number, address] =
                IDENTITY.map(|field| open.form.text(field).trim().to_owned());
            let identity = Identity { name, phone, id_number, address };
            let Some(actor) = self.actor() else {
                return Err(Refusal::new(RefusalKind::NotSignedIn, &crate::words::role::NOT_SIGNED_IN).into());
            };
            let first = open.form.hidden("review_of").and_then(Value::as_str).unwrap_or_default();
            let sealed = self.desk.seal_for(actor, &identity, open.form.text("about"), first)?;
            if let Some(fields) = json.as_object_mut() {
                fields.insert("sealed".to_owned(), serde_json::to_value(sealed).unwrap_or_default());
            }
        }
        Ok(json)
    }

    /// The passphrase of an opener leaves its form as wrapped keys only.
    pub(super) fn opener_command(&mut self, open: &OpenForm) -> Option<Command> {
        match new_keys(&Unlock::Passphrase(open.form.text("passphrase"))) {
            Ok(keys) => Some(Command::SetOpenerKey(SetOpenerKey {
                public_key: keys.public,
                wrapped_key: keys.wrapped,
            })),
            Err(error) => {
                self.fail(&error);
                None
            }
        }
    }

    /// Opens a sealed identity and shows it: the opening is journalled before anything is read.
    pub(super) fn submit_open_identity(&mut self, open: &OpenForm) -> Result<(), DeskError> {
        let Some(actor) = self.actor().cloned() else {
            return Err(Refusal::new(RefusalKind::NotSignedIn, &crate::words::role::NOT_SIGNED_IN).into());
        };
        let number = open.form.hidden("number").and_then(Value::as_str).unwrap_or_default().to_owned();
        let asked = OpenIdentity { number, purpose: open.form.text("purpose").to_owned() };
        let unlock = Unlock::Passphrase(open.form.text("passphrase"));
        let found = self.desk.open_identity(&actor, &asked, &unlock, self.now);
        // The purpose stands in the journal either way.
        self.after_act();
        let identity = found?;
        let lang = self.lang();
        let lines = [
            (&f::L_SAID_BY, &identity.name),
            (&f::L_PHONE, &identity.phone),
            (&f::L_ID_NUMBER, &identity.id_number),
            (&f::L_ADDRESS, &identity.address),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{}  {text}", label.say(lang)))
        .collect();
        let title: Message = w::IDENTITY_OF.with("number", &asked.number);
        self.modals.push(Modal::Help(in_full(title, lines)));
        Ok(())
    }
}

/// Whether an act is worth offering for such an entry at all.
fn offered(row: &FeedbackRow, act: FeedbackAct) -> bool {
    match act {
        FeedbackAct::OpenIdentity => row.entry.naming == Naming::Sealed,
        FeedbackAct::PassOn => true,
        _ => row.entry.kind != FeedbackKind::Report,
    }
}
