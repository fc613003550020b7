//! Two hands at one file, and work that is interrupted: nothing typed is lost, nobody is overwritten unseen.

use crate::hands::{Counter, Hands, NOW};
use crate::support::at;
use serde_json::Value;
use yichuang::app::{Door, Modal, Pane, Settings};
use yichuang::desk::{Desk, Draft};
use yichuang::domain::board::{CaseFilter, CaseView, Sort};
use yichuang::domain::case::State;
use yichuang::domain::step::StepAct;

/// Both clerks at their windows, on one file.
fn both() -> (Hands, Hands) {
    let counter = Counter::demo();
    (counter.hands("1", at(NOW)), counter.hands("2", at(NOW)))
}

fn found(desk: &Desk, test: impl Fn(&CaseView) -> bool) -> CaseView {
    let clerk = desk.actor_unchecked("1").unwrap();
    let rows = desk.cases(&clerk, &CaseFilter::default(), Sort::Newest, 400, 0).unwrap();
    rows.into_iter().map(|row| desk.case(&clerk, row.id).unwrap()).find(|view| test(view)).unwrap()
}

fn open_steps(view: &CaseView) -> usize {
    view.steps.iter().filter(|step| step.act == StepAct::Work && step.done_day.is_none()).count()
}

/// A case under way with two steps to come that anybody at the counter may finish.
fn with_two_steps(desk: &Desk) -> CaseView {
    found(desk, |view| {
        let under_way = matches!(view.case.state, State::Accepted | State::InProcess);
        under_way && view.item.decides.here() && open_steps(view) >= 2
    })
}

fn drafts(counter: &Counter, code: &str) -> Vec<Draft> {
    counter.desk().drafts(counter.actor(code).id).unwrap()
}

/// The drafts once the writer's thread has come to them.
fn drafts_soon(counter: &Counter, code: &str) -> Vec<Draft> {
    for _ in 0..2_000 {
        let kept = drafts(counter, code);
        if !kept.is_empty() {
            return kept;
        }
        std::thread::yield_now();
    }
    Vec::new()
}

fn intake(hands: &Hands) -> Option<(Value, Option<&'static str>)> {
    hands.app.intake.as_ref().map(|open| (open.form.to_json(), open.form.focused()))
}

/// What is typed into the first field of the form that is open over the screen.
fn typed(hands: &Hands) -> Option<&str> {
    match hands.app.modals.last() {
        Some(Modal::Form(open)) => Some(open.form.text(open.form.focused()?)),
        _ => None,
    }
}

#[test]
fn each_sees_the_other_within_a_second() {
    let (mut first, mut second) = both();
    for hands in [&mut first, &mut second] {
        hands.keys("3 Enter");
    }
    let (before, open) = (second.screen(), second.app.counts.open);
    first.keys("F2 Enter").type_text("邹晓棠");
    first.keys("Enter Enter 12 Enter Enter Enter 0 F9");
    let number = first.app.case.as_ref().map(|case| case.view.case.number.clone()).unwrap();
    assert!(!before.contains(&number[10..]));
    second.now = first.now;
    second.wait(1_000);
    let screen = second.screen();
    assert!(screen.contains("邹晓棠") && screen.contains(&number[12..]), "{screen}");
    assert_eq!(second.app.counts.open, open + 1);
    second.keys(&format!("{number} Enter F8 F9"));
    let state = second.app.case.as_ref().map(|case| case.view.case.state);
    assert_eq!(state, Some(State::Accepted), "{}", second.said());
    first.now = second.now;
    first.wait(1_000);
    assert_eq!(
        first.app.case.as_ref().map(|case| case.view.case.state),
        state,
        "the open case is read again"
    );
    assert!(first.screen().contains("李敏"), "who did it stands in the history");
}

#[test]
fn the_same_case_open_twice_is_told_on_both_sides() {
    let (mut first, mut second) = both();
    let number = with_two_steps(&first.counter.desk()).case.number;
    first.keys(&format!("{number} Enter"));
    second.keys(&format!("{number} Enter"));
    assert!(second.screen().contains("张敏 也打开着本件"), "{}", second.screen());
    second.keys("F12");
    let screen = second.screen();
    assert!(!screen.contains("也打开着"), "{screen}");
}

#[test]
fn a_form_based_on_what_another_changed_is_told_and_keeps_what_was_typed() {
    let (mut first, mut second) = both();
    let view = with_two_steps(&first.counter.desk());
    let number = &view.case.number;
    for (hands, text) in [(&mut first, "甲已上门查看"), (&mut second, "乙查到情况属实")] {
        hands.keys(&format!("{number} Enter F8 1")).type_text(text);
    }
    first.keys("F9");
    assert!(first.app.modals.is_empty(), "{}", first.said());
    second.now = first.now;
    second.wait(1_000);
    second.keys("F9");
    let message = second.said();
    assert!(message.contains("张敏"), "who: {message}");
    assert!(message.contains("完成步骤"), "what: {message}");
    assert!(second.message().starts_with('!'), "{}", second.screen());
    assert_eq!(typed(&second), Some("乙查到情况属实"), "what was typed is still there");
    let after = with_id(&second.counter, &view);
    assert_eq!(open_steps(&after), open_steps(&view) - 1, "nothing of the second was written");
    second.keys("F9");
    assert!(second.app.modals.is_empty(), "{}", second.said());
    let after = with_id(&second.counter, &view);
    assert_eq!(open_steps(&after), open_steps(&view) - 2);
    let remarks: Vec<&str> = after.steps.iter().map(|step| step.remark.as_str()).collect();
    assert!(remarks.contains(&"甲已上门查看") && remarks.contains(&"乙查到情况属实"), "{remarks:?}");
}

fn with_id(counter: &Counter, view: &CaseView) -> CaseView {
    counter.desk().case(&counter.actor("1"), view.case.id).unwrap()
}

#[test]
fn a_tick_on_a_case_that_another_changed_is_not_lost_unseen() {
    let (mut first, mut second) = both();
    let view = found(&first.counter.desk(), |view| {
        view.case.state == State::Received && view.materials.len() >= 3 && view.materials.len() <= 9
    });
    let number = &view.case.number;
    for hands in [&mut first, &mut second] {
        hands.keys(&format!("{number} Enter"));
    }
    first.keys("1");
    // The second's screen has not been read again yet.
    second.now = first.now;
    second.keys("2");
    let told = second.said();
    let after = with_id(&second.counter, &view);
    assert_ne!(after.materials[0].state, view.materials[0].state, "the first's tick");
    let same = after.materials[1].state == view.materials[1].state;
    assert!(same && told.contains("张敏"), "the second is told by whom it changed: {told}");
    second.keys("2");
    let after = with_id(&second.counter, &view);
    assert_ne!(after.materials[1].state, view.materials[1].state, "{}", second.said());
    assert_ne!(after.materials[0].state, view.materials[0].state, "the first's tick still stands");
}

#[test]
fn what_was_typed_survives_a_program_that_ends_without_a_word() {
    let counter = Counter::demo();
    let mut hands = counter.hands("1", at(NOW));
    hands.keys("F2 Enter").type_text("邹晓棠");
    hands.keys("Enter 13899990001 12 Enter Enter Enter 1 2");
    hands.wait(300);
    hands.keys("Tab").type_text("女儿代为送来");
    let unsaved = drafts_soon(&counter, "1");
    assert!(!unsaved.iter().any(|draft| draft.body.contains("女儿")), "not before it is quiet");
    hands.wait(300);
    let (before, screen) = (intake(&hands), hands.shot());
    let written = (0..2_000).any(|_| {
        std::thread::yield_now();
        drafts(&counter, "1").iter().any(|draft| draft.body.contains("女儿代为送来"))
    });
    assert!(written, "300 ms of quiet");
    assert!(screen.rows[1].contains("已存10:32"), "{}", screen.rows[1]);
    let now = hands.now;
    drop(hands);
    let mut hands = counter.hands("1", now.plus_millis(60_000));
    assert!(hands.said().starts_with("有 1 份没写完"), "{}", hands.said());
    assert!(hands.said().contains("邹晓棠"), "{}", hands.said());
    hands.keys("F6 Enter");
    assert_eq!(intake(&hands), before);
    let screen = hands.screen();
    assert!(["邹晓棠", "[138****0001", "[女儿代为送来"].iter().all(|text| screen.contains(text)), "{screen}");
    hands.keys("F9");
    assert!(hands.app.intake.is_none(), "{}", hands.said());
    assert!(drafts(&counter, "1").is_empty(), "what was submitted is no draft any more");
}

#[test]
fn the_draft_of_an_act_is_taken_back_with_its_case() {
    let counter = Counter::demo();
    let mut hands = counter.hands("1", at(NOW));
    let view = with_two_steps(&counter.desk());
    hands.keys(&format!("{} Enter F8 1", view.case.number)).type_text("查到一半");
    hands.keys("F6");
    let kept = drafts(&counter, "1");
    assert_eq!((kept.len(), kept[0].parked), (1, true));
    hands.keys("F12 F6");
    assert!(hands.screen().contains(&view.case.number), "the list says which case: {}", hands.screen());
    hands.keys("Enter");
    assert_eq!(hands.app.case.as_ref().map(|case| case.id()), Some(view.case.id));
    assert_eq!(typed(&hands), Some("查到一半"));
    hands.keys("F9");
    assert!(drafts(&counter, "1").is_empty(), "{}", hands.said());
    assert_eq!(open_steps(&with_id(&counter, &view)), open_steps(&view) - 1);
}

#[test]
fn a_locked_screen_keeps_drafts_and_shows_none_of_them() {
    let counter = Counter::demo();
    let mut hands = counter.hands("1", at(NOW));
    let idle = counter.desk().station().idle_minutes;
    hands.keys("F2 Enter").type_text("邹晓棠");
    let before = intake(&hands);
    hands.wait((idle - 1) * 60_000);
    assert!(matches!(hands.app.door, Door::Open(_)));
    hands.wait(60_000);
    assert!(matches!(hands.app.door, Door::Locked(_)), "after {idle} minutes");
    let screen = hands.screen();
    assert!(!screen.contains("邹晓棠") && screen.contains("草稿已存"), "{screen}");
    assert_eq!(drafts(&counter, "1").len(), 1);
    hands.keys("1111 Enter");
    assert_eq!(intake(&hands), before, "the form is where it was");
}

#[test]
fn signing_out_leaves_the_draft_to_its_operator_and_the_next_starts_clean() {
    let counter = Counter::demo();
    let mut hands = counter.hands("1", at(NOW));
    hands.keys("F2 Enter").type_text("邹晓棠");
    hands.keys("F12 F12");
    assert!(matches!(hands.app.door, Door::Closed(_)));
    assert!(!hands.screen().contains("邹晓棠"));
    hands.keys("2 2222 Enter");
    assert_eq!(hands.app.actor().map(|actor| actor.code.as_str()), Some("2"), "{}", hands.said());
    assert!(hands.app.kept.is_empty());
    assert_eq!(drafts(&counter, "1").len(), 1);
    hands.keys("F12 1 1111 Enter");
    assert!(hands.said().starts_with("有 1 份没写完"), "{}", hands.said());
}

#[test]
fn a_number_that_is_changed_takes_the_other_persons_values_away() {
    let mut hands = Hands::with(Settings::default());
    let desk = hands.counter.desk();
    let of = |name: Option<&str>| {
        found(&desk, |view| {
            let person = &view.person;
            person.id_number.is_some() && person.phone.is_some() && Some(person.name.as_str()) != name
        })
        .person
    };
    let first = of(None);
    let second = of(Some(&first.name));
    hands.keys("F2").card(first.id_number.as_deref().unwrap());
    assert!(hands.screen().contains(&first.name));
    hands.keys("Ctrl+G 1 Ctrl+U").card(second.id_number.as_deref().unwrap());
    let screen = hands.screen();
    assert!(screen.contains(&second.name) && !screen.contains(&first.name), "{screen}");
    hands.keys("Ctrl+G 4 12 Enter 0 F9");
    assert_eq!(hands.app.pane, Pane::Today);
    let taken = hands.app.case.as_ref().map(|case| case.view.person.clone());
    assert_eq!(taken, Some(second));
}

#[test]
fn a_condition_that_begins_with_a_sign_narrows_the_board_of_promises() {
    let mut hands = Hands::clerk();
    hands.keys("4 Enter");
    let all = hands.app.due.list.total;
    hands.keys(">2 Enter");
    assert!(hands.app.due.list.total < all, "{}", hands.screen());
    hands.keys("》300 Enter z李敏 Enter");
    assert_eq!(hands.app.due.list.total, 0);
    let screen = hands.screen();
    assert!(screen.contains("超期超过 300 天 经办 李敏"), "the head says both conditions:\n{screen}");
    hands.keys("Backspace");
    assert!(!hands.screen().contains("经办 李敏"), "the last condition goes first");
    hands.keys("Backspace");
    assert_eq!(hands.app.due.list.total, all);
}

#[test]
fn an_enquiry_becomes_a_case_with_one_key() {
    let counter = Counter::demo();
    let mut hands = counter.hands("1", at(NOW));
    hands.keys("F10");
    hands.type_text("答复咨询");
    hands.keys("Enter");
    hands.type_text("27");
    hands.keys("Enter F9");
    assert!(hands.screen().contains("办事材料清单"), "{}", hands.screen());
    hands.keys("F2");
    assert!(hands.screen().contains("居住证申领"), "{}", hands.screen());
    let desk = counter.desk();
    let clerk = desk.actor_unchecked("1").unwrap();
    let before = desk.cases_count(&clerk, &Default::default()).unwrap();
    hands.keys("Enter");
    hands.type_text("钱多多");
    hands.keys("Enter Enter F9");
    assert_eq!(desk.cases_count(&clerk, &Default::default()).unwrap(), before + 1, "{}", hands.screen());
}
