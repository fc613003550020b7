//! Recusal (回避): asked for, decided by the head within three working days, reviewed once (CP-6, CP-11).

use crate::feedback::{answers, complaint, opinion};
use crate::hands::{Counter as Demo, Hands, NOW};
use crate::support::{Counter, at};
use yichuang::app::Settings;
use yichuang::desk::verbs::{
    AskRecusal, DecideRecusal, IssueCards, MakeSheet, PassOnFeedback, RegisterFeedback, SaveOperator, Undo,
};
use yichuang::desk::{Command, DueFilter};
use yichuang::domain::card::CardKind;
use yichuang::domain::document::DocumentKind;
use yichuang::domain::feedback::{FeedbackAct, FeedbackState};
use yichuang::domain::operator::{Actor, Role};
use yichuang::domain::promise::PromiseKind;
use yichuang::domain::{Refusal, RefusalKind};

const WHY: &str = "承办人与反映人有经济往来";

impl Counter {
    /// A complaint that the clerk handles.
    fn handled_by_the_clerk(&mut self) -> String {
        self.handled_entry(complaint(""))
    }

    fn ask(&mut self, by: &Actor, number: &str, operator: &str) -> Result<(), Refusal> {
        let ask = AskRecusal {
            number: number.to_owned(),
            operator: operator.to_owned(),
            reason: WHY.to_owned(),
            ..AskRecusal::default()
        };
        self.run(by, Command::AskRecusal(ask)).map(drop)
    }

    fn decide(&mut self, by: &Actor, number: &str, granted: bool, to: &str) -> Result<(), Refusal> {
        let decide = DecideRecusal {
            number: number.to_owned(),
            granted: Some(granted),
            to: to.to_owned(),
            text: "查明借款一事".to_owned(),
            ..DecideRecusal::default()
        };
        self.run(by, Command::DecideRecusal(decide)).map(drop)
    }

    fn owner(&self, number: &str) -> Option<i64> {
        self.desk.feedback(&self.manager, number).unwrap().entry.owner_id.map(|one| one.0)
    }
}

#[test]
fn cp_11_the_head_decides_within_three_working_days_and_somebody_else_handles_it() {
    let mut counter = Counter::at("2026-03-05 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let number = counter.handled_by_the_clerk();
    counter.handle(&clerk, &number, FeedbackAct::Judge, opinion).unwrap();
    // Whoever took it down asks for whoever said it; a reason is wanted.
    let bare = AskRecusal { number: number.clone(), ..AskRecusal::default() };
    assert_eq!(counter.run(&other, Command::AskRecusal(bare)).unwrap_err().field.as_deref(), Some("reason"));
    counter.ask(&other, &number, "").unwrap();
    let due = counter.due(&number);
    assert!(due.contains(&(PromiseKind::Recusal, "2026-03-10".to_owned())), "{due:?}");
    // It stands on the head's board, and a second one waits.
    let mine = DueFilter { owner: Some(manager.id), ..DueFilter::default() };
    let board = counter.desk.board(&manager, &mine, 10, 0).unwrap();
    assert!(board.iter().any(|row| row.kind == PromiseKind::Recusal), "{board:?}");
    assert_eq!(counter.ask(&supervisor, &number, "5").unwrap_err().rule, Some("CP-11"));
    // Only the head decides, with yes or no, a reason, and somebody who handles it instead.
    assert_eq!(counter.decide(&supervisor, &number, true, "2").unwrap_err().kind, RefusalKind::NotAllowed);
    assert_eq!(counter.decide(&manager, &number, true, "").unwrap_err().field.as_deref(), Some("to"));
    assert_eq!(counter.decide(&manager, &number, true, "1").unwrap_err().rule, Some("CP-11"));
    counter.decide(&manager, &number, true, "2").unwrap();
    assert_eq!(counter.owner(&number), Some(other.id.0));
    let view = counter.desk.feedback(&manager, &number).unwrap();
    assert_eq!(view.entry.state, FeedbackState::Assigned, "what the first wrote is judged again");
    assert!(view.promises.iter().all(|one| one.kind == PromiseKind::Answer && one.owner_id == other.id));
    // Whoever keeps out does nothing with it any more, and gets it back from nobody.
    for act in [FeedbackAct::Judge, FeedbackAct::Close] {
        assert_eq!(counter.handle(&clerk, &number, act, opinion).unwrap_err().rule, Some("CP-11"), "{act:?}");
    }
    let back = counter.handle(&supervisor, &number, FeedbackAct::Assign, |one| one.to = "1".to_owned());
    assert_eq!(back.unwrap_err().rule, Some("CP-11"));
    assert_eq!(counter.ask(&other, &number, "1").unwrap_err().rule, Some("CP-11"));
    counter.assert_sound();
}

#[test]
fn cp_11_what_was_refused_is_reviewed_once_and_nobody_decides_on_themselves() {
    let mut counter = Counter::at("2026-03-05 09:00");
    let (other, supervisor, manager) =
        (counter.other.clone(), counter.supervisor.clone(), counter.manager.clone());
    let number = counter.handled_by_the_clerk();
    assert_eq!(counter.decide(&manager, &number, false, "").unwrap_err().rule, Some("CP-11"));
    for _ in 0..2 {
        counter.ask(&other, &number, "").unwrap();
        counter.decide(&manager, &number, false, "").unwrap();
    }
    assert_eq!(counter.ask(&other, &number, "").unwrap_err().rule, Some("CP-11"));
    assert_eq!(counter.state_of(&number), FeedbackState::Assigned);
    // Where nobody else could decide on the head, the entry goes to the superior.
    let alone = counter.ask(&supervisor, &number, "9").unwrap_err();
    assert_eq!((alone.rule, alone.advice.is_some()), (Some("CP-11"), true));
    let head = SaveOperator {
        code: "8".to_owned(),
        name: "副站长".to_owned(),
        roles: vec![Role::Manager],
        ..SaveOperator::default()
    };
    counter.run(&manager, Command::SaveOperator(head)).unwrap();
    let head = counter.desk.actor_unchecked("8").unwrap();
    counter.ask(&supervisor, &number, "9").unwrap();
    let own = counter.decide(&manager, &number, false, "").unwrap_err();
    assert_eq!((own.rule, own.advice.is_some()), (Some("CP-11"), true));
    counter.decide(&head, &number, true, "").unwrap();
    let kept_out = counter.handle(&manager, &number, FeedbackAct::Extend, |one| one.text = "等".to_owned());
    assert_eq!(kept_out.unwrap_err().rule, Some("CP-11"));
    // The head takes the decision back while nothing came of it.
    counter.run(&head, Command::Undo(Undo::default())).unwrap();
    counter.handle(&manager, &number, FeedbackAct::Extend, |one| one.text = "等".to_owned()).unwrap();
    counter.assert_sound();
}

#[test]
fn cp_11_nothing_of_what_they_decided_stays_and_what_was_answered_is_not_taken_back() {
    let mut counter = Counter::at("2026-03-05 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    // Judged with a measure and looked at twice, then they keep out: neither opinion nor promise of theirs stays.
    let number = counter.handled_by_the_clerk();
    counter.handle(&clerk, &number, FeedbackAct::Judge, opinion).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Approve, |_| ()).unwrap();
    counter.ask(&other, &number, "").unwrap();
    counter.decide(&manager, &number, true, "5").unwrap();
    let view = counter.desk.feedback(&manager, &number).unwrap();
    assert_eq!((view.entry.state, view.entry.second_id), (FeedbackState::Assigned, None));
    assert!(view.promises.iter().all(|one| one.kind == PromiseKind::Answer), "{:?}", view.promises);
    let sheet = MakeSheet { kind: DocumentKind::FeedbackOpinion, number: number.clone() };
    assert_eq!(counter.run(&manager, Command::MakeSheet(sheet)).unwrap_err().rule, Some("CP-2"));
    // Nor do they give cards about it.
    let promises = vec![view.promises[0].id];
    let cards = IssueCards { promises, kind: CardKind::Urge, reason: "催".to_owned(), days: None };
    counter.run(&supervisor, Command::IssueCards(cards.clone())).unwrap();
    counter.ask(&other, &number, "5").unwrap();
    counter.decide(&manager, &number, true, "2").unwrap();
    assert_eq!(counter.run(&supervisor, Command::IssueCards(cards)).unwrap_err().rule, Some("CP-11"));
    // What was answered meanwhile stays answered; somebody else goes on from there.
    let number = counter.handled_by_the_clerk();
    counter.handle(&clerk, &number, FeedbackAct::Judge, opinion).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Approve, |_| ()).unwrap();
    counter.ask(&other, &number, "").unwrap();
    counter.handle(&clerk, &number, FeedbackAct::Answer, |one| one.text = "已答".to_owned()).unwrap();
    counter.decide(&manager, &number, true, "2").unwrap();
    assert_eq!(counter.state_of(&number), FeedbackState::Answered);
    counter.handle(&other, &number, FeedbackAct::Rectify, |one| one.text = "已整改".to_owned()).unwrap();
    counter.handle(&other, &number, FeedbackAct::Close, |_| ()).unwrap();
    counter.assert_sound();
}

#[test]
fn cp_4_cp_6_cp_11_a_review_is_kept_from_whom_the_first_was_kept_from() {
    let mut counter = Counter::at("2026-03-05 09:00");
    let (clerk, other) = (counter.clerk.clone(), counter.other.clone());
    let (supervisor, manager) = (counter.supervisor.clone(), counter.manager.clone());
    let first = counter.register(&clerk, complaint("2")).unwrap();
    counter.handle(&supervisor, &first, FeedbackAct::Accept, |_| ()).unwrap();
    counter.handle(&supervisor, &first, FeedbackAct::Assign, |one| one.to = "1".to_owned()).unwrap();
    counter.handle(&clerk, &first, FeedbackAct::Judge, opinion).unwrap();
    counter.ask(&clerk, &first, "").unwrap();
    counter.decide(&manager, &first, true, "5").unwrap();
    counter.handle(&supervisor, &first, FeedbackAct::Judge, opinion).unwrap();
    counter.handle(&manager, &first, FeedbackAct::Approve, |_| ()).unwrap();
    counter.handle(&supervisor, &first, FeedbackAct::Answer, |one| one.text = "已答".to_owned()).unwrap();
    // Whom it is about is not said again.
    let review = RegisterFeedback { review_of: first, ..complaint("") };
    let second = counter.register(&supervisor, review).unwrap();
    assert!(counter.desk.feedback(&other, &second).is_err());
    counter.handle(&manager, &second, FeedbackAct::Accept, |_| ()).unwrap();
    for (to, rule) in [("2", "CP-6"), ("1", "CP-11"), ("5", "CP-4")] {
        let refused = counter.handle(&manager, &second, FeedbackAct::Assign, |one| one.to = to.to_owned());
        assert_eq!(refused.unwrap_err().rule, Some(rule), "{to}");
    }
    counter.assert_sound();
}

#[test]
fn cp_6_cp_10_a_recusal_is_hidden_with_its_entry_and_nothing_of_it_is_kept_when_it_is_passed_up() {
    let mut counter = Counter::at("2026-03-05 09:00");
    let (clerk, supervisor, manager) =
        (counter.clerk.clone(), counter.supervisor.clone(), counter.manager.clone());
    let number = counter.register(&clerk, complaint("2")).unwrap();
    counter.handle(&supervisor, &number, FeedbackAct::Accept, |_| ()).unwrap();
    let other = counter.other.clone();
    assert_eq!(counter.ask(&other, &number, "1").unwrap_err().kind, RefusalKind::NotFound);
    counter.ask(&clerk, &number, "1").unwrap();
    counter.decide(&manager, &number, false, "").unwrap();
    assert!(counter.kept(WHY));
    let shown = answers(&mut counter, "9", &["feedback", "show", &number], "").json();
    assert_eq!(shown["recusals"][0]["granted"], false);
    assert_eq!(shown["recusals"][0]["operator"], "1");
    let pass =
        PassOnFeedback { number, to: "区信访局".to_owned(), up: true, ..PassOnFeedback::default() };
    counter.run(&manager, Command::PassOnFeedback(pass)).unwrap();
    assert!(!counter.kept(WHY) && !counter.kept("查明借款一事"));
    counter.assert_sound();
}

#[test]
fn cp_11_it_is_asked_for_and_decided_at_the_keyboard() {
    let counter = Demo::demo();
    let mut supervisor = Hands::open(&counter, Some("5"), Settings::default(), at(NOW));
    supervisor.keys("8 Enter");
    let number = crate::feedback_desk::mark_in(&mut supervisor, FeedbackState::Assigned);
    crate::feedback_desk::act(&mut supervisor, "申请回避");
    supervisor.keys("Enter");
    supervisor.type_text(WHY);
    supervisor.keys("F9");
    assert!(supervisor.screen().contains("已申请"), "{}", supervisor.screen());
    let mut manager = Hands::open(&counter, Some("6"), Settings::default(), at(NOW));
    manager.keys("8 Enter");
    crate::feedback_desk::mark(&mut manager, &number);
    assert!(manager.screen().contains("待决定"), "{}", manager.screen());
    crate::feedback_desk::act(&mut manager, "回避决定");
    manager.keys("2");
    manager.type_text("查明并无往来");
    manager.keys("F9");
    assert!(manager.screen().contains("不回避"), "{}", manager.screen());
    let view = counter.desk().feedback(&counter.actor("6"), &number).unwrap();
    assert_eq!(view.recusals.iter().map(|one| one.granted).collect::<Vec<_>>(), [Some(false)]);
}
