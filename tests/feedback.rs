//! The register of feedback: its way, who does not see it, whose it is, and what is not kept of it.

use crate::command_line::as_operator;
use crate::support::Counter;
use yichuang::desk::seal::{Identity, Unlock, new_keys};
use yichuang::desk::verbs::{
    HandleFeedback, OpenIdentity, PassOnFeedback, RegisterFeedback, SaveOperator, SetOpenerKey, Undo,
};
use yichuang::desk::{Command, Desk, DueFilter, Sort};
use yichuang::domain::board::CaseFilter;
use yichuang::domain::feedback::{
    FeedbackAct, FeedbackChannel, FeedbackFilter, FeedbackKind, FeedbackState, Naming,
};
use yichuang::domain::id::PersonId;
use yichuang::domain::operator::{Actor, Role};
use yichuang::domain::promise::PromiseKind;

const SAID: &str = "窗口说话难听还推来推去";

/// A complaint about operators, by card.
pub fn complaint(about: &str) -> RegisterFeedback {
    RegisterFeedback {
        channel: Some(FeedbackChannel::Card),
        content: SAID.to_owned(),
        about: about.to_owned(),
        ..RegisterFeedback::default()
    }
}

impl Counter {
    /// Registers an entry; its number.
    pub fn register(
        &mut self,
        by: &Actor,
        entry: RegisterFeedback,
    ) -> Result<String, yichuang::domain::Refusal> {
        self.run(by, Command::RegisterFeedback(Box::new(entry))).map(|done| done.label)
    }

    /// Does something with an entry.
    pub fn handle(
        &mut self,
        by: &Actor,
        number: &str,
        act: FeedbackAct,
        change: impl FnOnce(&mut HandleFeedback),
    ) -> Result<(), yichuang::domain::Refusal> {
        let mut handle = HandleFeedback {
            number: number.to_owned(),
            version: None,
            act,
            to: String::new(),
            text: String::new(),
            claim: String::new(),
            facts: String::new(),
            opinion: String::new(),
            basis: String::new(),
            cause: String::new(),
            measure: String::new(),
            satisfied: None,
        };
        change(&mut handle);
        self.run(by, Command::HandleFeedback(Box::new(handle))).map(drop)
    }

    /// Registers an entry by the second clerk, which the first one handles.
    pub fn handled_entry(&mut self, entry: RegisterFeedback) -> String {
        let (other, supervisor) = (self.other.clone(), self.supervisor.clone());
        let number = self.register(&other, entry).unwrap();
        self.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
        self.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "1".to_owned()).unwrap();
        number
    }

    /// The same with an opinion that was looked at twice.
    pub fn judged_entry(&mut self, entry: RegisterFeedback) -> String {
        let (clerk, supervisor) = (self.clerk.clone(), self.supervisor.clone());
        let number = self.handled_entry(entry);
        self.handle(&clerk, &number, FeedbackAct::Judge, opinion).unwrap();
        self.handle(&supervisor, &number, FeedbackAct::Approve, |_| ()).unwrap();
        number
    }

    /// Where an entry stands.
    pub fn state_of(&self, number: &str) -> FeedbackState {
        self.desk.feedback(&self.manager, number).unwrap().entry.state
    }

    /// The only open promise of an entry: its kind and its day.
    pub fn due(&self, number: &str) -> Vec<(PromiseKind, String)> {
        let view = self.desk.feedback(&self.manager, number).unwrap();
        view.promises.iter().map(|one| (one.kind, one.due.to_string())).collect()
    }

    /// Whether the bytes of `text` stand in the file, its log or its head.
    pub fn kept(&self, text: &str) -> bool {
        std::fs::read_dir(self.folder.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(text.len()).any(|part| part == text.as_bytes())
        })
    }
}

/// What the command line answers an operator; a minute goes by.
pub fn answers(counter: &mut Counter, code: &str, args: &[&str], input: &str) -> crate::command_line::Answer {
    let answer = as_operator(counter, code, args, input);
    counter.now = counter.now.plus_millis(60_000);
    answer
}

/// An opinion that is whole.
pub fn opinion(handle: &mut HandleFeedback) {
    handle.claim = "态度差".to_owned();
    handle.facts = "录像属实".to_owned();
    handle.opinion = "批评教育".to_owned();
    handle.basis = "服务承诺第三条".to_owned();
    handle.cause = "态度".to_owned();
    handle.measure = "当面道歉".to_owned();
}

#[test]
fn journey_cp_2_to_cp_5_and_rt_6_from_a_card_to_the_revisit() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let named =
        RegisterFeedback { naming: Some(Naming::Named), name: "王桂英".to_owned(), ..complaint("2") };
    let number = counter.register(&clerk, named).unwrap();
    assert_eq!(counter.due(&number), [(PromiseKind::Answer, "2026-03-17".to_owned())], "CP-2");
    let board = counter.desk.board(&manager, &DueFilter::default(), 10, 0).unwrap();
    assert_eq!(board.iter().map(|row| row.item_name.as_str()).collect::<Vec<_>>(), [number.as_str()]);
    assert!(counter.handle(&clerk, &number, FeedbackAct::Accept, |_| ()).is_err(), "not for who wrote it");
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    assert_eq!(counter.due(&number), [(PromiseKind::Answer, "2026-05-06".to_owned())], "CP-3");
    // CP-6: whoever it is about cannot be assigned.
    let refused = counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "2".to_owned());
    assert_eq!(refused.unwrap_err().rule, Some("CP-6"));
    // Whoever can be given an entry may look at it: an agent, too.
    let agent = SaveOperator {
        code: "3".to_owned(),
        name: "陈立".to_owned(),
        roles: vec![Role::Agent],
        ..SaveOperator::default()
    };
    counter.run(&manager, Command::SaveOperator(agent)).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "3".to_owned()).unwrap();
    let agent = counter.desk.actor_unchecked("3").unwrap();
    assert_eq!(counter.desk.feedback_list(&agent, FeedbackFilter::default(), 10, 0).unwrap().len(), 1);
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "5".to_owned()).unwrap();
    // CP-3: once, by the head, with a reason.
    assert!(
        counter
            .handle(&supervisor, &number, FeedbackAct::Extend, |one| one.text = "等录像".to_owned())
            .is_err()
    );
    assert!(counter.handle(&manager, &number, FeedbackAct::Extend, |_| ()).is_err());
    counter.handle(&manager, &number, FeedbackAct::Extend, |one| one.text = "等录像".to_owned()).unwrap();
    assert_eq!(
        counter.due(&number),
        [(PromiseKind::Answer, "2026-06-01".to_owned())],
        "30 days, moved on a Sunday"
    );
    let again = counter.handle(&manager, &number, FeedbackAct::Extend, |one| one.text = "再等".to_owned());
    assert_eq!(again.unwrap_err().rule, Some("CP-3"));
    // CP-5: claim, facts, opinion and basis, and a second look by somebody else.
    let bare = counter.handle(&supervisor, &number, FeedbackAct::Judge, |one| {
        opinion(one);
        one.basis.clear();
    });
    assert_eq!(bare.unwrap_err().field.as_deref(), Some("basis"));
    counter.handle(&supervisor, &number, FeedbackAct::Judge, opinion).unwrap();
    let own = counter.handle(&supervisor, &number, FeedbackAct::Approve, |_| ()).unwrap_err();
    assert_eq!(own.rule, Some("CP-5"));
    counter.handle(&manager, &number, FeedbackAct::Approve, |_| ()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Answer, |one| one.text = "已批评".to_owned()).unwrap();
    let kinds: Vec<PromiseKind> = counter.due(&number).into_iter().map(|(kind, _)| kind).collect();
    assert!(kinds.contains(&PromiseKind::Rectify) && kinds.contains(&PromiseKind::Revisit), "{kinds:?}");
    let early = counter.handle(&supervisor, &number, FeedbackAct::Close, |_| ()).unwrap_err();
    assert_eq!(early.rule, Some("RT-6"));
    counter.handle(&supervisor, &number, FeedbackAct::Rectify, |one| one.text = "已道歉".to_owned()).unwrap();
    assert!(counter.handle(&supervisor, &number, FeedbackAct::Revisit, |_| ()).is_err(), "satisfied or not");
    counter.handle(&supervisor, &number, FeedbackAct::Revisit, |one| one.satisfied = Some(true)).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Close, |_| ()).unwrap();
    assert_eq!(counter.state_of(&number), FeedbackState::Closed);
    assert_eq!(counter.due(&number), []);
    // CP-4: the review is for somebody else, and for thirty days.
    let review = RegisterFeedback { review_of: number.clone(), ..complaint("2") };
    let second = counter.register(&clerk, review.clone()).unwrap();
    counter.handle(&supervisor, &second, FeedbackAct::Accept, |_| ()).unwrap();
    let same = counter.handle(&manager, &second, FeedbackAct::Assign, |one| one.to = "5".to_owned());
    assert_eq!(same.unwrap_err().rule, Some("CP-4"));
    counter.go_to("2026-04-20 09:00");
    assert_eq!(counter.register(&clerk, review).unwrap_err().rule, Some("CP-4"));
    counter.assert_sound();
}

#[test]
fn rt_7_a_named_bad_rating_is_revisited_before_it_ends() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let rating = RegisterFeedback {
        kind: Some(FeedbackKind::BadRating),
        naming: Some(Naming::Named),
        name: "王桂英".to_owned(),
        ..complaint("2")
    };
    let number = counter.register(&clerk, rating).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    assert_eq!(counter.due(&number), [(PromiseKind::Answer, "2026-03-09".to_owned())], "RT-9");
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "5".to_owned()).unwrap();
    counter
        .handle(&supervisor, &number, FeedbackAct::Judge, |one| {
            opinion(one);
            one.measure.clear();
        })
        .unwrap();
    counter.handle(&manager, &number, FeedbackAct::Approve, |_| ()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Answer, |one| one.text = "已答复".to_owned()).unwrap();
    assert_eq!(
        counter.handle(&supervisor, &number, FeedbackAct::Close, |_| ()).unwrap_err().rule,
        Some("RT-7")
    );
    counter.handle(&supervisor, &number, FeedbackAct::Revisit, |one| one.satisfied = Some(false)).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Close, |_| ()).unwrap();
}

/// What an operator is told by every question they may ask, without the places of the journal.
fn told(desk: &Desk, actor: &Actor, now: yichuang::calendar::Stamp) -> String {
    let start = now.plus_millis(-400 * 86_400_000);
    let entries = |found: Vec<yichuang::desk::Entry>| -> Vec<_> {
        found
            .into_iter()
            .map(|one| (one.operator, one.verb, one.subject_kind, one.subject_id, one.command))
            .collect()
    };
    let all = DueFilter::default();
    let today = yichuang::calendar::Zone::default().day(now);
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        desk.counts(actor, now).unwrap(),
        desk.board(actor, &all, 1000, 0).ok(),
        desk.board_count(actor, &all).ok(),
        desk.board_sums(actor, &all, yichuang::domain::board::GroupBy::Owner, today).ok(),
        desk.cases(actor, &CaseFilter::default(), Sort::default(), 1000, 0).ok(),
        desk.journal_since(actor, start, 10_000).map(entries).ok(),
        desk.acts_today(actor, now).map(entries).ok(),
        desk.feedback_list(actor, FeedbackFilter::default(), 1000, 0).ok(),
        desk.cards_to_settle(actor).ok(),
        desk.undo_candidates(actor, now).ok().map(|found| found.undo.map(|one| one.verb)),
    )
}

#[test]
fn cp_6_nothing_that_the_one_complained_about_may_ask_changes() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let kin = PersonId(1);
    counter.take_complete("ZA02");
    let (clerk, other, manager) = (counter.clerk.clone(), counter.other.clone(), counter.manager.clone());
    // A relative of the supervisor by the record of the second clerk.
    let person = SaveOperator { code: "5".to_owned(), person: Some(kin), ..SaveOperator::default() };
    counter.run(&manager, Command::SaveOperator(person)).unwrap();
    let relative = SaveOperator { code: "2".to_owned(), kin: Some(vec![kin]), ..SaveOperator::default() };
    counter.run(&manager, Command::SaveOperator(relative)).unwrap();
    let supervisor = counter.desk.actor_unchecked("5").unwrap();
    let praise = RegisterFeedback { kind: Some(FeedbackKind::Praise), about: String::new(), ..complaint("") };
    counter.register(&clerk, praise).unwrap();
    // The same moment is asked of before and after: what changes is the complaint alone.
    let later = crate::support::at("2026-04-30 09:00");
    let before: Vec<String> =
        [&supervisor, &other].map(|actor| told(&counter.desk, actor, later)).into_iter().collect();
    let unconcerned = told(&counter.desk, &manager, later);
    let number = counter.register(&clerk, complaint("2")).unwrap();
    counter.handle(&manager, &number, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&manager, &number, FeedbackAct::Assign, |one| one.to = "1".to_owned()).unwrap();
    let id = counter.desk.feedback(&manager, &number).unwrap().entry.id.0;
    for (actor, before) in [&supervisor, &other].into_iter().zip(&before) {
        assert_eq!(&told(&counter.desk, actor, later), before, "{}", actor.name);
        let hidden = counter.desk.feedback(actor, &number).unwrap_err();
        let unknown = counter.desk.feedback(actor, "J2222-2222").unwrap_err();
        let say = |error: &yichuang::desk::DeskError| format!("{error:?}").replace("J2222-2222", &number);
        assert_eq!(say(&hidden), say(&unknown), "it is told in the same words as what never was");
        assert_eq!(counter.desk.subject_name(actor, "feedback", id).unwrap(), "");
        // Nor can they act on it.
        let refused = counter.handle(actor, &number, FeedbackAct::Close, |_| ()).unwrap_err();
        assert_eq!(refused.kind, yichuang::domain::RefusalKind::NotFound);
    }
    assert_ne!(told(&counter.desk, &manager, later), unconcerned, "who is not concerned sees it");
    // Its missed day is an entry of its own, which they do not see either.
    counter.go_to("2026-07-01 09:00");
    counter
        .run(
            &manager,
            Command::ConfirmDate(yichuang::desk::verbs::ConfirmDate { day: "2026-07-01".to_owned() }),
        )
        .unwrap();
    let now = counter.now;
    counter.desk.sweep(now).unwrap();
    let journal = counter.desk.journal_since(&manager, crate::support::at("2026-06-30 09:00"), 100).unwrap();
    let swept: Vec<&str> = journal.iter().map(|one| one.subject_kind.as_str()).collect();
    assert!(swept.contains(&"feedback") && swept.contains(&"station"), "{swept:?}");
    let seen = counter.desk.journal_since(&supervisor, crate::support::at("2026-06-30 09:00"), 100).unwrap();
    assert_eq!(seen.len() + 1, journal.len());
    counter.assert_sound();
}

#[test]
fn cp_6_who_becomes_supervisor_later_still_sees_nothing_and_a_relative_recorded_later_no_more() {
    let mut counter = Counter::at("2026-03-02 09:00");
    counter.take_complete("ZA02");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let number = counter.register(&clerk, complaint("2")).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "1".to_owned()).unwrap();
    let risen =
        SaveOperator { code: "2".to_owned(), roles: vec![Role::Supervisor], ..SaveOperator::default() };
    counter.run(&manager, Command::SaveOperator(risen)).unwrap();
    let risen = counter.desk.actor_unchecked("2").unwrap();
    assert!(counter.desk.feedback_list(&risen, FeedbackFilter::default(), 10, 0).unwrap().is_empty());
    assert_eq!(counter.desk.feedback_list(&clerk, FeedbackFilter::default(), 10, 0).unwrap().len(), 1);
    // The clerk who handles it turns out to be a relative.
    for (code, person, kin) in [("2", Some(PersonId(1)), None), ("1", None, Some(vec![PersonId(1)]))] {
        let save = SaveOperator { code: code.to_owned(), person, kin, ..SaveOperator::default() };
        counter.run(&manager, Command::SaveOperator(save)).unwrap();
    }
    assert!(counter.desk.feedback_list(&clerk, FeedbackFilter::default(), 10, 0).unwrap().is_empty());
    let judge = counter.handle(&clerk, &number, FeedbackAct::Judge, opinion).unwrap_err();
    assert_eq!(judge.kind, yichuang::domain::RefusalKind::NotFound);
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "5".to_owned()).unwrap();
    // Nor do gaps, lengths or copies tell, not even a manager.
    let risen = SaveOperator { code: "2".to_owned(), roles: vec![Role::Manager], ..SaveOperator::default() };
    counter.run(&manager, Command::SaveOperator(risen)).unwrap();
    let risen = counter.desk.actor_unchecked("2").unwrap();
    let all = counter.desk.journal_since(&risen, crate::support::at("2020-01-01 09:00"), 10_000).unwrap();
    let places: Vec<i64> = all.iter().map(|one| one.seq).collect();
    assert_eq!(places, (1..).take(all.len()).collect::<Vec<i64>>());
    let whole = counter.desk.journal_since(&manager, crate::support::at("2020-01-01 09:00"), 10_000).unwrap();
    assert!(whole.len() > all.len());
    let copy = counter.folder.path().join("copy.db");
    assert!(counter.desk.backup(&risen, &copy, |_, _| ()).is_err() && !copy.exists());
    for (code, told) in [("2", false), ("5", false), ("9", true)] {
        let verified = as_operator(&counter, code, &["audit", "verify"], "");
        counter.now = counter.now.plus_millis(60_000);
        let verified = verified.json();
        assert_eq!(verified["ok"], true);
        for field in ["entries", "head", "disposed"] {
            assert_eq!(!verified[field].is_null(), told, "{code}: {field}");
        }
    }
    counter.desk.backup(&manager, &copy, |_, _| ()).unwrap();
}

#[test]
fn cp_10_reports_about_the_manager_leave_nothing_and_what_is_passed_up_leaves_no_content() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor) = (counter.clerk.clone(), counter.supervisor.clone());
    let report = RegisterFeedback { kind: Some(FeedbackKind::Report), ..complaint("9") };
    let entries = counter.desk.head().unwrap().seq;
    assert_eq!(counter.register(&clerk, report).unwrap_err().rule, Some("CP-10"));
    assert_eq!(counter.desk.head().unwrap().seq, entries);
    assert!(!counter.kept(SAID));
    // About oneself: a colleague writes it.
    assert_eq!(counter.register(&clerk, complaint("1")).unwrap_err().rule, Some("CP-6"));
    let report = RegisterFeedback { kind: Some(FeedbackKind::Report), ..complaint("2") };
    let number = counter.register(&clerk, report).unwrap();
    assert!(counter.kept(SAID), "the search finds what is there");
    let looked = counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap_err();
    assert_eq!(looked.rule, Some("CP-7"), "a report is never looked into here");
    let pass =
        PassOnFeedback { number: number.clone(), to: "区纪委".to_owned(), ..PassOnFeedback::default() };
    counter.run(&supervisor, Command::PassOnFeedback(pass)).unwrap();
    let view = counter.desk.feedback(&supervisor, &number).unwrap();
    assert_eq!((view.entry.content.as_str(), view.entry.passed_to.as_str()), ("", "区纪委"));
    assert!(!counter.kept(SAID), "CP-10");
    assert!(counter.run(&supervisor, Command::Undo(Undo::default())).is_err());
    counter.assert_sound();
}

#[test]
fn cp_1_a_petition_of_twenty_is_registered_and_a_sixth_representative_is_not() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let clerk = counter.clerk.clone();
    let petition = |representatives: &str| RegisterFeedback {
        people: Some(20),
        representatives: representatives.to_owned(),
        ..complaint("")
    };
    let sixth = counter.register(&clerk, petition("甲 乙 丙 丁 戊 己")).unwrap_err();
    assert_eq!((sixth.rule, sixth.field.as_deref()), (Some("CP-1"), Some("representatives")));
    counter.register(&clerk, petition("甲 乙 丙 丁 戊")).unwrap();
    // A megabyte is refused with nothing lost, and control characters do not get in.
    let long = RegisterFeedback { content: "长".repeat(350_000), ..complaint("") };
    assert_eq!(counter.register(&clerk, long).unwrap_err().field.as_deref(), Some("content"));
    let odd = RegisterFeedback { content: "a\u{1b}[31mb\u{7}".to_owned(), ..complaint("") };
    let number = counter.register(&clerk, odd).unwrap();
    let kept = counter.desk.feedback(&clerk, &number).unwrap().entry.content;
    assert!(!kept.contains('\u{1b}') && !kept.contains('\u{7}'), "{kept:?}");
}

#[test]
fn cp_7_a_sealed_identity_stands_nowhere_in_clear_and_its_opening_is_journalled() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let identity =
        Identity {
            name: "欧阳举报人".to_owned(), phone: "13911112222".to_owned(), ..Identity::default()
        };
    let pass = Unlock::Passphrase("一句只有我知道的长长的话");
    let sealed = |counter: &Counter| RegisterFeedback {
        naming: Some(Naming::Sealed),
        sealed: counter.desk.seal_for(&counter.clerk, &identity, "2", "").unwrap(),
        ..complaint("2")
    };
    let few = sealed(&counter);
    assert_eq!(counter.register(&clerk, few).unwrap_err().rule, Some("CP-7"), "no opener yet");
    for actor in [&supervisor, &manager] {
        let keys = new_keys(&pass).unwrap();
        let set = SetOpenerKey { public_key: keys.public, wrapped_key: keys.wrapped };
        counter.run(actor, Command::SetOpenerKey(set)).unwrap();
    }
    let clear = RegisterFeedback { name: identity.name.clone(), ..sealed(&counter) };
    assert_eq!(counter.register(&clerk, clear).unwrap_err().rule, Some("CP-7"), "not in clear beside it");
    let entry = sealed(&counter);
    let number = counter.register(&clerk, entry).unwrap();
    let backup = counter.folder.path().join("backup.db");
    counter.desk.backup(&manager, &backup, |_, _| ()).unwrap();
    for text in [&identity.name, &identity.phone] {
        assert!(!counter.kept(text), "{text}");
    }
    let open = |purpose: &str| OpenIdentity { number: number.clone(), purpose: purpose.to_owned() };
    let now = counter.now;
    assert!(counter.desk.open_identity(&clerk, &open("看看"), &pass, now).is_err(), "who wrote it cannot");
    assert!(counter.desk.open_identity(&supervisor, &open(""), &pass, now).is_err(), "without a purpose");
    let found = counter.desk.open_identity(&supervisor, &open("联系反映人核实"), &pass, now).unwrap();
    assert_eq!(found, identity);
    let journal = counter.desk.journal_since(&manager, now, 10).unwrap();
    let told = journal.iter().find(|one| one.verb == "open-identity").unwrap();
    assert!(told.command.as_deref().unwrap_or_default().contains("联系反映人核实"));
    assert!(
        counter
            .desk
            .feedback(&manager, &number)
            .unwrap()
            .events
            .iter()
            .any(|one| one.text == "联系反映人核实")
    );
    // Another passphrase opens nothing, and the try is in the journal all the same.
    let wrong = Unlock::Passphrase("另外一句长长的不对的话语");
    let seq = counter.desk.head().unwrap().seq;
    assert!(counter.desk.open_identity(&supervisor, &open("再看"), &wrong, now.plus_millis(9000)).is_err());
    assert_eq!(counter.desk.head().unwrap().seq, seq + 1);
    counter.assert_sound();
}

#[test]
fn cp_6_and_cp_7_the_command_line_seals_what_it_is_told_and_hides_what_it_must() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (risen, manager) = (counter.other.clone(), counter.manager.clone());
    for code in ["5", "9"] {
        let short = answers(&mut counter, code, &["feedback", "set-opener-key"], "short\n");
        assert_eq!(short.code, 1, "{}", short.err);
        let set =
            answers(&mut counter, code, &["feedback", "set-opener-key"], "twelve characters and more\n");
        assert_eq!(set.code, 0, "{}", set.err);
    }
    let register = ["feedback", "register-feedback"];
    let entry = r#"{"kind":"complaint","naming":"sealed","content":"推诿","about":"2","identity":{"name":"欧阳举报人"}}"#;
    let done = answers(&mut counter, "1", &register, entry);
    assert_eq!(done.code, 0, "{}", done.err);
    let number = done.json()["number"].as_str().unwrap().to_owned();
    assert!(!counter.kept("欧阳举报人"));
    // Whoever it is about becomes a supervisor, and neither lists, shows nor reads it.
    let save = SaveOperator { code: risen.code, roles: vec![Role::Supervisor], ..SaveOperator::default() };
    counter.run(&manager, Command::SaveOperator(save)).unwrap();
    for (code, sees) in [("2", false), ("5", true), ("1", true)] {
        let list = answers(&mut counter, code, &["feedback", "list"], "").json();
        assert_eq!(list.as_array().unwrap().len(), usize::from(sees), "{code}");
        let show = answers(&mut counter, code, &["feedback", "show", &number], "");
        assert_eq!(show.code, u8::from(!sees), "{code}: {}", show.err);
    }
    for (code, want) in [("2", 0), ("5", 1)] {
        let file = counter.folder.path().join(format!("{code}.csv"));
        let export = answers(&mut counter, code, &["export", "feedback", file.to_str().unwrap()], "");
        assert_eq!(export.json()["rows"], want, "{}", export.err);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text.contains(&number), want == 1, "{text}");
        assert!(!text.contains("推诿"), "what was said is for a purpose");
    }
    let file = counter.folder.path().join("all.csv");
    let args = ["export", "feedback", file.to_str().unwrap(), "--reveal", "--purpose", "上报"];
    assert_eq!(answers(&mut counter, "9", &args, "").code, 0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("推诿"));
    for (code, purpose, pass, want) in [
        ("2", "核实", "twelve characters and more", 1),
        ("1", "核实", "twelve characters and more", 3),
        ("5", "", "twelve characters and more", 1),
        ("5", "核实", "another sentence altogether", 1),
    ] {
        let args = ["feedback", "open-identity", &number, "--purpose", purpose];
        let refused = answers(&mut counter, code, &args, &format!("{pass}\n"));
        assert_eq!(refused.code, want, "{code} {purpose}: {}", refused.err);
    }
    let args = ["feedback", "open-identity", &number, "--purpose", "联系核实"];
    let opened = answers(&mut counter, "9", &args, "twelve characters and more\n");
    assert_eq!(opened.code, 0, "{}", opened.err);
    assert_eq!(opened.json()["name"], "欧阳举报人");
    counter.assert_sound();
}

#[test]
fn cp_6_no_screen_of_the_one_complained_about_changes_and_who_may_see_it_reads_it_with_enter() {
    let later = crate::support::at("2026-03-10 09:00");
    let screens = |complained: bool, code: &str| -> Vec<String> {
        let mut counter = Counter::at("2026-03-02 09:00");
        counter.take_complete("ZA02");
        let clerk = counter.clerk.clone();
        if complained {
            counter.register(&clerk, complaint("5")).unwrap();
        }
        let mut hands = crate::hands::Counter::owning(counter).hands(code, later);
        hands.resize(120, 40);
        let mut seen = Vec::new();
        for keys in
            ["1 Enter", "3 Enter", "4 Enter", "Enter", "Esc 5 Enter", "6 Enter", "7 Enter", "9 Enter", "F7"]
        {
            hands.keys(keys);
            seen.push(hands.screen());
        }
        seen
    };
    assert_eq!(screens(true, "5"), screens(false, "5"));
    assert_ne!(screens(true, "9"), screens(false, "9"), "who is not concerned sees it");
    let mut counter = Counter::at("2026-03-02 09:00");
    let clerk = counter.clerk.clone();
    let number = counter.register(&clerk, complaint("5")).unwrap();
    let mut hands = crate::hands::Counter::owning(counter).hands("9", later);
    hands.keys("4 Enter Enter");
    let screen = hands.screen();
    assert!(screen.contains(&number) && screen.contains(SAID), "{screen}");
}

#[test]
fn cp_7_a_key_file_opens_what_was_sealed_to_it_and_no_other_does() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let path = |name: &str, bytes: &[u8], counter: &Counter| {
        let path = counter.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (one, other) = (path("a.key", &[7; 64], &counter), path("b.key", &[8; 64], &counter));
    let short = path("c.key", &[9; 31], &counter);
    let refused = answers(&mut counter, "5", &["feedback", "set-opener-key", "--key-file", &short], "");
    assert_eq!(refused.code, 1, "{}", refused.err);
    let missing = answers(&mut counter, "5", &["feedback", "set-opener-key", "--key-file", "/none"], "");
    assert_eq!(missing.code, 1, "{}", missing.err);
    for (code, file) in [("5", &one), ("9", &other)] {
        let set = answers(&mut counter, code, &["feedback", "set-opener-key", "--key-file", file], "");
        assert_eq!(set.code, 0, "{}", set.err);
    }
    let entry = r#"{"kind":"report","naming":"sealed","content":"冒领","identity":{"name":"欧阳举报人"}}"#;
    let done = answers(&mut counter, "1", &["feedback", "register-feedback"], entry);
    let number = done.json()["number"].as_str().unwrap().to_owned();
    for (file, want) in [(&other, 1), (&one, 0)] {
        let args = ["feedback", "open-identity", &number, "--purpose", "核实", "--key-file", file];
        let opened = answers(&mut counter, "5", &args, "");
        assert_eq!(opened.code, want, "{}", opened.err);
        assert_eq!(opened.out.contains("欧阳举报人"), want == 0);
    }
}

#[test]
fn rt_4_the_public_quarter_names_nobody_and_no_line_of_few_people() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let clerk = counter.clerk.clone();
    for _ in 0..5 {
        counter.register(&clerk, complaint("2")).unwrap();
    }
    let letter = RegisterFeedback { channel: Some(FeedbackChannel::Letter), ..complaint("") };
    counter.register(&clerk, letter).unwrap();
    let lines = |counter: &mut Counter, args: &[&str]| -> Vec<(String, String, u64)> {
        let told = answers(counter, "9", args, "").json();
        let lines = told["lines"].as_array().unwrap().clone();
        let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
        lines
            .iter()
            .map(|line| (text(line, "by"), text(line, "title"), line["received"].as_u64().unwrap()))
            .filter(|(by, _, _)| by == "channel" || by == "total")
            .collect()
    };
    let all = lines(&mut counter, &["feedback", "quarter"]);
    assert_eq!(all.iter().map(|line| line.2).collect::<Vec<_>>(), [6, 5, 1]);
    let outside = lines(&mut counter, &["feedback", "quarter", "--public"]);
    assert_eq!(outside.iter().map(|line| line.2).collect::<Vec<_>>(), [6, 5]);
    let wrong = answers(&mut counter, "9", &["feedback", "quarter", "--quarter", "2027-Q1"], "");
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn cp_7_sf04_is_published_and_opens_the_register_where_a_case_is_refused() {
    let counter = crate::hands::Counter::demo();
    let mut hands = crate::hands::Hands::open(
        &counter,
        Some("1"),
        yichuang::app::Settings::default(),
        crate::support::at(crate::hands::NOW),
    );
    hands.keys("34 Enter");
    let screen = hands.screen();
    assert!(screen.contains("登记意见投诉") && screen.contains("信访、投诉登记"), "{screen}");
    let mut desk = counter.desk();
    let take = yichuang::desk::verbs::Take { item: "SF04".to_owned(), ..Default::default() };
    let now = crate::support::at(crate::hands::NOW).plus_millis(60_000);
    let refused = desk.run(&counter.actor("1"), &Command::Take(Box::new(take)), now).unwrap_err();
    assert!(format!("{refused:?}").contains("CP-7"), "{refused:?}");
}

#[test]
fn cp_10_what_is_passed_up_in_a_batch_leaves_nothing_either_nor_does_a_draft_about_it() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, manager) = (counter.clerk.clone(), counter.manager.clone());
    let entry = RegisterFeedback { content: "上级才能查的事".to_owned(), ..complaint("") };
    let number = counter.register(&clerk, entry).unwrap();
    let id = counter.desk.feedback(&manager, &number).unwrap().entry.id.0;
    let owed = counter.desk.feedback(&manager, &number).unwrap().promises[0].id;
    let writer = yichuang::desk::DraftWriter::start(&counter.path()).unwrap();
    for (form, subject) in [
        ("handle-feedback", format!("feedback-{id}")),
        ("handle-feedback", format!("feedback-judge-{id}")),
        ("issue-cards", format!("promise-{}", owed.0)),
    ] {
        writer.save(yichuang::desk::Draft {
            operator: manager.id,
            window: String::new(),
            form: form.to_owned(),
            subject,
            body: "上级才能查的事, 写到一半".to_owned(),
            parked: true,
            updated_at: counter.now,
        });
    }
    assert!(writer.flush());
    drop(writer);
    assert!(counter.kept("上级才能查的事"));
    let pass =
        PassOnFeedback { number, to: "区信访局".to_owned(), up: true, ..PassOnFeedback::default() };
    let now = counter.now.plus_millis(60_000);
    let results = counter.desk.run_many([(manager, Command::PassOnFeedback(pass), now)]).unwrap();
    assert!(results[0].is_ok(), "{results:?}");
    assert!(!counter.kept("上级才能查的事"));
    counter.now = now;
    counter.assert_sound();
}

#[test]
fn a_field_that_is_wrong_is_named_at_its_place_and_the_fields_are_listed() {
    let counter = Counter::at("2026-03-02 09:00");
    let wrong = "{\n\"content\":\"窗口\",\n\"people\":\"5\"}";
    let answer = as_operator(&counter, "1", &["feedback", "register-feedback"], wrong);
    assert!(answer.err.contains("第 3 行"), "{}", answer.err);
    let day = "{\"content\":\"窗口\",\"received\":\"2026-13-01\"}";
    let answer = as_operator(&counter, "1", &["feedback", "register-feedback"], day);
    assert!(answer.err.contains("日期写成"), "{}", answer.err);
    for act in ["register-feedback", "handle-feedback", "ask-recusal", "decide-recusal"] {
        let listed = as_operator(&counter, "1", &["feedback", act, "--schema"], "");
        assert!(listed.out.contains("number") || listed.out.contains("content"), "{act}: {}", listed.out);
    }
    let nobody = "{\"content\":\"窗口\",\"naming\":\"sealed\",\"identity\":{}}";
    assert!(as_operator(&counter, "1", &["feedback", "register-feedback"], nobody).err.contains("姓名"));
    for (people, names) in [("2", "甲 乙 丙"), ("1", "甲 乙")] {
        let more = format!("{{\"content\":\"窗口\",\"people\":{people},\"representatives\":\"{names}\"}}");
        let answer = as_operator(&counter, "1", &["feedback", "register-feedback"], &more);
        assert!(answer.err.contains("人数只有"), "{}", answer.err);
    }
}
