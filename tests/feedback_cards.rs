//! Cards and urging about feedback (RT-6, RT-7, WA-2), and who does not learn of them (CP-6, CP-10).

use crate::feedback::complaint;
use crate::support::Counter;
use yichuang::desk::verbs::{
    Assign, CancelCard, CloseCard, Conclude, ConfirmDate, IssueCards, PassOnFeedback, ReadCards,
    RegisterFeedback, ReplyCard, Undo,
};
use yichuang::desk::{CardRow, CaseAct, Command, OnCase};
use yichuang::domain::card::{CardKind, Cause};
use yichuang::domain::feedback::{FeedbackAct, FeedbackKind, Naming};
use yichuang::domain::id::PromiseId;
use yichuang::domain::promise::PromiseKind;

const REASON: &str = "请抓紧, 群众等着答复";

impl Counter {
    /// A bad rating, with a name or without, that the clerk handles and has answered.
    fn answered_rating(&mut self, naming: Naming) -> String {
        let clerk = self.clerk.clone();
        let name = if naming == Naming::Named { "王桂英" } else { "" };
        let rating = RegisterFeedback {
            kind: Some(FeedbackKind::BadRating),
            naming: Some(naming),
            name: name.to_owned(),
            ..complaint("")
        };
        let number = self.judged_entry(rating);
        self.handle(&clerk, &number, FeedbackAct::Answer, |one| one.text = "已道歉".to_owned()).unwrap();
        number
    }

    fn promise_of(&self, number: &str) -> PromiseId {
        self.desk.feedback(&self.manager, number).unwrap().promises[0].id
    }

    fn urge(&mut self, promises: Vec<PromiseId>) -> Result<(), yichuang::domain::Refusal> {
        let supervisor = self.supervisor.clone();
        let reason = REASON.to_owned();
        let cards = IssueCards { promises, kind: CardKind::Urge, reason, days: None };
        self.run(&supervisor, Command::IssueCards(cards)).map(drop)
    }

    fn cards(&self) -> Vec<CardRow> {
        self.desk.cards_for(&self.clerk, self.now).unwrap()
    }
}

#[test]
fn rt_6_rt_7_whoever_is_late_with_a_bad_rating_with_a_name_gets_a_card_by_rule() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let named = counter.answered_rating(Naming::Named);
    counter.answered_rating(Naming::Anonymous);
    counter.register(&counter.other.clone(), complaint("")).unwrap();
    let kinds: Vec<PromiseKind> = counter.due(&named).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [PromiseKind::Revisit, PromiseKind::Rectify]);
    counter.go_to("2026-03-25 09:00");
    let manager = counter.manager.clone();
    let day = ConfirmDate { day: "2026-03-25".to_owned() };
    counter.run(&manager, Command::ConfirmDate(day)).unwrap();
    let now = counter.now;
    counter.desk.sweep(now).unwrap();
    // Both days of the one with a name are over, and nothing else gives a card.
    let cards = counter.cards();
    let told: Vec<(CardKind, bool, bool)> = cards
        .iter()
        .map(|row| (row.card.kind, row.card.by_rule, row.about == format!("{named} 差评")))
        .collect();
    assert_eq!(told, [(CardKind::Yellow, true, true); 2]);
    assert_eq!(counter.desk.cards_to_settle(&counter.manager).unwrap().len(), 2);
    // The way of every card: seen, answered, closed, concluded; each act is about the entry and nothing else.
    let (clerk, supervisor) = (counter.clerk.clone(), counter.supervisor.clone());
    let ids: Vec<_> = cards.iter().map(|row| row.card.id).collect();
    let from = counter.now;
    counter.run(&clerk, Command::ReadCards(ReadCards { cards: ids.clone() })).unwrap();
    let reply = "当天回访".to_owned();
    counter.run(&clerk, Command::ReplyCard(ReplyCard { card: ids[0], reply })).unwrap();
    counter.run(&supervisor, Command::CloseCard(CloseCard { card: ids[0] })).unwrap();
    let conclude = Conclude {
        cards: ids,
        cause: Cause::Station,
        responsible: "张敏".to_owned(),
        measure: "每周清一次".to_owned(),
    };
    counter.run(&manager, Command::Conclude(conclude)).unwrap();
    assert!(counter.cards().is_empty());
    let acts = counter.desk.journal_since(&manager, from, 100).unwrap();
    let subjects: Vec<&str> = acts.iter().rev().take(4).map(|one| one.subject_kind.as_str()).collect();
    assert_eq!(subjects, ["feedback"; 4]);
    counter.assert_sound();
}

#[test]
fn wa_2_cp_6_who_handles_an_entry_is_urged_by_itself_and_who_is_concerned_learns_nothing() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let case = counter.take_complete("ZA02");
    let number = counter.register(&clerk, complaint("2")).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "1".to_owned()).unwrap();
    let (owed, notice) = (counter.promise_of(&number), counter.view(case).promises[0].id);
    assert_eq!(counter.urge(vec![owed, notice]).unwrap_err().rule, Some("CP-6"));
    let groups = counter.desk.carded_together(&supervisor, &[owed, notice, owed]).unwrap();
    assert_eq!(groups, [vec![owed, owed], vec![notice]]);
    counter.urge(vec![owed]).unwrap();
    assert_eq!(counter.desk.cards_waiting(&clerk, counter.now).unwrap().count, 1);
    // Whom it is about neither finds the card nor the reply that is owed to it, though they become supervisor.
    let card = counter.cards()[0].card.id;
    let risen = yichuang::desk::verbs::SaveOperator {
        code: "2".to_owned(),
        roles: vec![yichuang::domain::operator::Role::Supervisor],
        ..Default::default()
    };
    counter.run(&manager, Command::SaveOperator(risen)).unwrap();
    let risen = counter.desk.actor_unchecked("2").unwrap();
    assert!(counter.desk.cards_to_settle(&risen).unwrap().is_empty());
    assert_eq!(counter.desk.card(&risen, card).unwrap(), None);
    let board = |counter: &Counter, actor| counter.desk.board(actor, &Default::default(), 100, 0).unwrap();
    let replies = board(&counter, &supervisor);
    let reply = replies.iter().find(|row| row.kind == PromiseKind::Urge).unwrap().id;
    // No card is given about the reply to it: that would be known where the first is not.
    assert_eq!(counter.urge(vec![reply]).unwrap_err().rule, Some("CP-6"));
    assert!(board(&counter, &risen).iter().all(|row| row.kind != PromiseKind::Urge));
    let reply = "今天就办".to_owned();
    let hidden = counter.run(&risen, Command::ReplyCard(ReplyCard { card, reply: reply.clone() }));
    assert_eq!(hidden.unwrap_err().kind, yichuang::domain::RefusalKind::NotFound);
    counter.run(&clerk, Command::ReplyCard(ReplyCard { card, reply })).unwrap();
    // Passed up, its cards end and say nothing any more.
    counter.urge(vec![owed]).unwrap();
    assert!(counter.kept(REASON) && counter.kept("今天就办"));
    let pass = PassOnFeedback { number, to: "区纪委".to_owned(), up: true, ..PassOnFeedback::default() };
    counter.run(&manager, Command::PassOnFeedback(pass)).unwrap();
    assert!(!counter.kept(REASON) && !counter.kept("今天就办"));
    assert!(counter.cards().is_empty() && counter.desk.cards_to_settle(&manager).unwrap().is_empty());
    assert!(
        board(&counter, &manager)
            .iter()
            .all(|row| row.subject_kind != "feedback" && row.kind != PromiseKind::Urge)
    );
    counter.assert_sound();
}

#[test]
fn wa_2_whoever_got_a_card_neither_closes_nor_cancels_it() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let number = counter.register(&clerk, complaint("")).unwrap();
    // What nobody handles yet is owed by who leads, not by who took it down.
    let owed = counter.desk.feedback(&manager, &number).unwrap().promises.remove(0);
    assert_eq!(owed.owner_id, supervisor.id);
    let cards =
        IssueCards { promises: vec![owed.id], kind: CardKind::Urge, reason: REASON.to_owned(), days: None };
    counter.run(&manager, Command::IssueCards(cards)).unwrap();
    let card = counter.desk.cards_for(&supervisor, counter.now).unwrap()[0].card.id;
    let cancel = CancelCard { card, reason: "不想回复".to_owned(), recall: true };
    for own in [cancel.clone(), CancelCard { recall: false, ..cancel }] {
        assert_eq!(counter.run(&supervisor, Command::CancelCard(own)).unwrap_err().rule, Some("WA-2"));
    }
    let reply = "马上受理".to_owned();
    counter.run(&supervisor, Command::ReplyCard(ReplyCard { card, reply })).unwrap();
    let close = || Command::CloseCard(CloseCard { card });
    assert_eq!(counter.run(&supervisor, close()).unwrap_err().rule, Some("WA-2"));
    counter.run(&manager, close()).unwrap();
    counter.assert_sound();
}

#[test]
fn wa_2_what_a_card_stands_on_is_not_undone_and_a_reply_stays_with_whoever_got_the_card() {
    let mut counter = Counter::at("2026-03-02 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let number = counter.register(&clerk, complaint("")).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "2".to_owned()).unwrap();
    let owed = counter.promise_of(&number);
    counter.urge(vec![owed]).unwrap();
    let undo = || Command::Undo(Undo::default());
    assert_eq!(counter.run(&supervisor, undo()).unwrap_err().kind, yichuang::domain::RefusalKind::Stale);
    let card = counter.desk.cards_for(&other, counter.now).unwrap()[0].card.id;
    let cancel = CancelCard { card, reason: "发错".to_owned(), recall: false };
    counter.run(&manager, Command::CancelCard(cancel)).unwrap();
    counter.run(&supervisor, undo()).unwrap();
    // A case that is given away leaves the reply with whoever got the card.
    let case = counter.take_complete("ZA02");
    let notice = counter.view(case).promises[0].id;
    counter.urge(vec![notice]).unwrap();
    let assign = CaseAct::Assign(Assign { to: "2".to_owned(), reason: "换班".to_owned() });
    counter.run(&clerk, Command::Case(OnCase { case, version: None, act: assign })).unwrap();
    let view = counter.view(case);
    let owner = |kind: PromiseKind| view.promises.iter().find(|one| one.kind == kind).map(|one| one.owner_id);
    assert_eq!((owner(PromiseKind::Urge), owner(PromiseKind::Notice)), (Some(clerk.id), Some(other.id)));
    counter.assert_sound();
}
