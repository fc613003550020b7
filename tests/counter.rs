//! What a person at the counter meets: undo across cases, persons behind a code, every row of a case
//! within reach at 80x24, forms that are left and taken up again.

use crate::hands::{Counter, Hands, NOW};
use crate::support::at;
use std::panic::{AssertUnwindSafe, catch_unwind};
use yichuang::app::{Modal, Pane, Part, Settings};
use yichuang::domain::board::{CaseFilter, CaseView, Sort};
use yichuang::domain::case::State;
use yichuang::domain::id::CaseId;

/// The ids of the clerk's cases in a state, newest first.
fn cases_in(counter: &Counter, state: State) -> Vec<CaseId> {
    let desk = counter.desk();
    let clerk = counter.actor("1");
    let filter = CaseFilter { states: vec![state], ..CaseFilter::default() };
    desk.cases(&clerk, &filter, Sort::Newest, 50, 0).unwrap().into_iter().map(|row| row.id).collect()
}

fn view(counter: &Counter, id: CaseId) -> CaseView {
    counter.desk().case(&counter.actor("1"), id).unwrap()
}

/// Opens a case by its whole number, from a board.
fn open(hands: &mut Hands, id: CaseId) {
    let number = view(&hands.counter, id).case.number;
    hands.type_text(&number);
    hands.keys("Enter");
    assert_eq!(hands.app.case.as_ref().map(|case| case.id()), Some(id), "{}", hands.screen());
}

fn note(hands: &mut Hands, text: &str) {
    hands.keys("F2");
    hands.type_text(text);
    hands.keys("F9");
}

#[test]
fn undo_of_an_act_on_another_case_asks_first_and_names_it() {
    let mut hands = Hands::clerk();
    let cases = cases_in(&hands.counter, State::InProcess);
    let (one, other) = (cases[0], cases[1]);
    open(&mut hands, one);
    note(&mut hands, "来电问进度");
    hands.keys("F12");
    open(&mut hands, other);
    let number = view(&hands.counter, one).case.number;
    let noted = |hands: &Hands| view(&hands.counter, one).notes.iter().any(|note| note.text == "来电问进度");

    hands.keys("Ctrl+Z");
    assert!(hands.said().contains(&number) && hands.said().contains("不是本件"), "{}", hands.said());
    assert!(noted(&hands), "nothing is undone yet");
    // Any other key declines: a later F9 is not taken for the answer.
    hands.keys("Down F9");
    assert!(noted(&hands), "{}", hands.said());
    hands.keys("Ctrl+Z F9");
    assert!(!noted(&hands), "{}", hands.said());
    hands.keys("Ctrl+Y");
    assert!(noted(&hands), "{}", hands.said());
}

#[test]
fn the_hint_names_what_undo_takes_next_and_the_history_what_stands() {
    let mut hands = Hands::clerk();
    let case = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, case);
    note(&mut hands, "第一次");
    note(&mut hands, "第二次");
    hands.keys("Ctrl+Z");
    hands.wait(10);
    let undoable = hands.app.undoable.clone().unwrap();
    assert_eq!(undoable.act.zh, "记一笔", "the first note is next, not the undo itself");
    let texts = |hands: &Hands| -> Vec<String> {
        view(&hands.counter, case).notes.iter().map(|note| note.text.clone()).collect()
    };
    assert!(texts(&hands).contains(&"第一次".to_owned()) && !texts(&hands).contains(&"第二次".to_owned()));
    hands.keys("Ctrl+Z Ctrl+Y Ctrl+Y");
    let undone = view(&hands.counter, case).timeline.iter().filter(|line| line.undone).count();
    assert_eq!(texts(&hands).len(), 2, "both are there again");
    let screen = hands.screen();
    let standing =
        view(&hands.counter, case).timeline.iter().filter(|line| line.verb == "note" && !line.undone).count();
    assert_eq!(standing, 2, "done again is not undone: {screen}");
    assert_eq!(undone, 2, "the two undos are taken back");
    assert!(screen.contains("重做"), "{screen}");
}

#[test]
fn initials_behind_an_item_offer_the_people_found_and_never_become_a_name() {
    let mut hands = Hands::clerk();
    // Initials that several residents of the demo share.
    let desk = hands.counter.desk();
    let clerk = hands.counter.actor("1");
    let initials = ["wj", "ll", "zm", "lm", "wf", "lj", "zj", "wm"]
        .into_iter()
        .find(|text| desk.find(&clerk, text, 30).unwrap().persons.len() > 1)
        .unwrap();
    hands.type_text("12 ");
    // A blank is typed, not a separator of the script.
    hands.press(yichuang::keymap::parse_key("Space").unwrap());
    hands.type_text(initials);
    hands.keys("Enter");
    assert!(matches!(hands.app.modals.last(), Some(Modal::Menu(_))), "{}", hands.screen());
    hands.keys("2");
    let form = &hands.app.intake.as_ref().unwrap().form;
    let second = &desk.find(&clerk, initials, 30).unwrap().persons[1];
    assert_eq!(form.text("applicant.name"), second.name);
    assert!(!form.text("applicant.id_number").is_empty());

    hands.keys("F12");
    hands.type_text("12");
    hands.press(yichuang::keymap::parse_key("Space").unwrap());
    hands.type_text("qqqq");
    hands.keys("Enter");
    let name = hands.app.intake.as_ref().unwrap().form.text("applicant.name").to_owned();
    assert_eq!(name, "", "{}", hands.screen());
}

#[test]
fn every_row_of_a_case_can_be_reached_and_is_marked_where_out_of_sight_at_80x24() {
    let mut hands = Hands::clerk();
    let counter = hands.counter.clone();
    let long = cases_in(&counter, State::InProcess)
        .into_iter()
        .max_by_key(|id| {
            let view = view(&counter, *id);
            view.materials.len() + view.steps.len()
        })
        .unwrap();
    open(&mut hands, long);
    let view = view(&counter, long);
    for part in Part::ALL {
        let rows = hands.app.case.as_ref().unwrap().rows(part);
        let mut turns = 0;
        while hands.app.case.as_ref().unwrap().part != part && turns < 6 {
            hands.keys("Tab");
            turns += 1;
        }
        if rows == 0 {
            continue;
        }
        assert_eq!(hands.app.case.as_ref().unwrap().part, part);
        hands.keys("Home");
        for row in 0..rows {
            let shot = hands.shot();
            let (x, y) = shot.cursor.unwrap();
            assert_eq!(shot.columns(usize::from(y))[usize::from(x)], Some('>'), "{part:?} {row}");
            hands.keys("Down");
        }
    }
    // What has no room says how much is out of sight.
    while hands.app.case.as_ref().unwrap().part != Part::Timeline {
        hands.keys("Tab");
    }
    let screen = hands.screen();
    let hidden = view.steps.iter().any(|step| !screen.contains(step.name.as_str()))
        || view.materials.iter().any(|material| !screen.contains(&material.name));
    assert!(!hidden || screen.contains("行 Tab"), "{screen}");
}

#[test]
fn enter_on_a_promise_says_why_its_date_is_the_date() {
    let mut hands = Hands::clerk();
    let case = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, case);
    while hands.app.case.as_ref().unwrap().part != Part::Promises {
        hands.keys("Tab");
    }
    hands.keys("Enter");
    let screen = hands.screen();
    let due = hands.app.case.as_ref().unwrap().promises().next().unwrap().due.to_string();
    assert!(screen.contains("怎么算出来的") && screen.contains(&due), "{screen}");
    assert!(screen.contains("起算日, 不计"), "{screen}");
}

#[test]
fn back_from_an_intake_that_began_over_a_case_leads_to_the_case() {
    let mut hands = Hands::clerk();
    let case = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, case);
    let name = view(&hands.counter, cases_in(&hands.counter, State::Received)[0]).person.name;
    hands.keys("F3");
    hands.type_text(&name);
    let people = hands.app.modals.last().is_some();
    assert!(people);
    // The last rows of the search are persons; one opens their page, and F2 an intake for them.
    hands.keys("PgDn PgDn PgDn Enter F2");
    let screen = hands.screen();
    assert_eq!(hands.app.pane, Pane::Intake, "{screen}");
    hands.keys("F12");
    assert_eq!(hands.app.case.as_ref().map(|open| open.id()), Some(case), "{}", hands.screen());
}

#[test]
fn pr_3_numbers_are_shown_in_full_for_a_purpose_and_masked_again_when_the_case_is_left() {
    let mut hands = Hands::clerk();
    let case = cases_in(&hands.counter, State::InProcess)
        .into_iter()
        .find(|id| view(&hands.counter, *id).person.id_number.is_some())
        .unwrap();
    let number = view(&hands.counter, case).person.id_number.unwrap();
    open(&mut hands, case);
    assert!(!hands.screen().contains(&number));
    hands.keys("Ctrl+E F9");
    assert!(!hands.screen().contains(&number), "no purpose, no number: {}", hands.screen());
    hands.type_text("核对证件");
    hands.keys("F9");
    assert!(hands.screen().contains(&number), "{}", hands.screen());
    let manager = hands.counter.actor("6");
    let journal = hands.counter.desk().journal_since(&manager, at(NOW), 50).unwrap();
    assert!(journal.iter().any(|entry| entry.verb == "reveal"
        && entry.command.as_deref().is_some_and(|command| command.contains("核对证件"))));
    hands.keys("F12");
    open(&mut hands, case);
    assert!(!hands.screen().contains(&number), "{}", hands.screen());
}

#[test]
fn cp_14_an_operators_own_record_keeps_them_out_of_their_own_case() {
    let counter = Counter::demo();
    let mut manager = counter.hands("6", at(NOW));
    let case = cases_in(&counter, State::InProcess)
        .into_iter()
        .find(|id| view(&counter, *id).person.id_number.is_some())
        .unwrap();
    let number = view(&counter, case).person.id_number.unwrap();
    manager.keys("F10");
    manager.type_text("操作员");
    manager.keys("Enter");
    manager.type_text("1");
    // What is known of the operator is filled in, so that only what changes is typed.
    manager.keys("Enter Ctrl+G 6");
    manager.type_text(&number);
    manager.keys("F9");
    let operator = counter.desk().operators().unwrap().into_iter().find(|one| one.code == "1").unwrap();
    assert_eq!(operator.person_id, Some(view(&counter, case).person.id), "{}", manager.screen());
    let mut clerk = counter.hands("1", manager.now);
    open(&mut clerk, case);
    clerk.type_text("完成步骤");
    clerk.keys("Enter");
    assert_eq!(clerk.said(), yichuang::words::role::OWN_CASE.zh);
}

#[test]
fn t12_a_panic_in_a_form_keeps_what_was_typed() {
    let mut hands = Hands::clerk();
    let counter = hands.counter.clone();
    hands.keys("F2 Enter");
    hands.type_text("邹晓棠");
    let crash = AssertUnwindSafe(move || {
        let _at_the_keyboard = hands;
        std::panic::resume_unwind(Box::new("the program fails"));
    });
    assert!(catch_unwind(crash).is_err());
    let clerk = counter.actor("1");
    let drafts = counter.desk().drafts(clerk.id).unwrap();
    assert!(drafts.iter().any(|draft| draft.body.contains("邹晓棠")), "the draft is there");
}

#[test]
fn a_form_that_is_taken_back_says_again_what_was_wrong() {
    let mut hands = Hands::clerk();
    hands.keys("F2 330106199003071237 Enter");
    assert!(hands.screen().contains("^"), "{}", hands.screen());
    hands.keys("F6 F6 1");
    assert_eq!(hands.app.pane, Pane::Intake);
    let field = hands.app.focused_form().unwrap().form.focused().map(str::to_owned);
    if field.as_deref() == Some("applicant.id_number") {
        hands.keys("Tab");
    }
    assert!(hands.screen().contains("第 18 位"), "{}", hands.screen());
}

#[test]
fn a_pin_that_is_too_short_is_not_tried_at_the_door() {
    let counter = Counter::demo();
    let mut hands = Hands::open(&counter, None, Settings::default(), at(NOW));
    hands.keys("1 111 Enter");
    assert!(hands.app.actor().is_none());
    assert!(hands.said().contains('4'), "{}", hands.said());
    let manager = counter.actor("6");
    let journal = counter.desk().journal_since(&manager, at(NOW), 50).unwrap();
    assert!(journal.iter().all(|entry| entry.verb != "sign-in"), "no try was counted");
}

#[test]
fn the_choice_in_force_is_marked() {
    let mut hands = Hands::clerk();
    hands.keys("F4");
    let screen = hands.screen();
    let marked: Vec<&str> = screen.lines().filter(|line| line.contains("*现用")).collect();
    assert_eq!(marked.len(), 3, "whose, which and the order: {screen}");
    hands.keys("2 F4");
    let screen = hands.screen();
    assert!(screen.lines().any(|line| line.contains("全站") && line.contains("*现用")), "{screen}");
}

#[test]
fn ctrl_u_empties_the_search() {
    let mut hands = Hands::clerk();
    hands.keys("F3");
    hands.type_text("王");
    hands.keys("Ctrl+U");
    match hands.app.modals.last() {
        Some(Modal::Find(find)) => assert_eq!(find.line.value(), ""),
        other => panic!("{other:?}"),
    }
}

#[test]
fn t7_help_tells_the_code_point_of_a_character_that_the_font_may_lack() {
    let mut hands = Hands::clerk();
    hands.keys("F2 Enter");
    hands.type_text("𠮷䶮");
    hands.keys("F1");
    let screen = hands.screen();
    assert!(screen.contains("U+20BB7") && screen.contains("U+4DAE"), "{screen}");
}

#[test]
fn typing_without_a_pause_is_kept_as_well() {
    let mut hands = Hands::clerk();
    hands.keys("F2 12 Enter").type_text("王秀兰住在朝阳里一幢二单元三零一室, 电话没有改过");
    let kept = {
        let desk = hands.counter.desk();
        let clerk = hands.counter.actor("1");
        desk.drafts(clerk.id).unwrap()
    };
    assert_eq!(kept.len(), 1, "{}", hands.screen());
}

#[test]
fn a_code_that_begins_with_zero_is_a_code_within_a_case_too() {
    let mut hands = Hands::clerk();
    let one = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, one);
    hands.keys("0231");
    assert!(hands.screen().contains("快码> 0231"), "{}", hands.screen());
    hands.keys("Ctrl+U");
    assert!(!hands.screen().contains("0231"), "{}", hands.screen());
    hands.keys("0231 Enter");
    let number = hands.app.case.as_ref().map(|case| case.view.case.number.clone()).unwrap();
    assert!(number.ends_with("0231"), "{number}: {}", hands.said());
}

#[test]
fn undo_in_the_search_takes_back_typing_and_no_act() {
    let mut hands = Hands::clerk();
    let one = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, one);
    note(&mut hands, "来电问进度");
    hands.keys("F3").type_text("王秀兰");
    hands.keys("Ctrl+Z");
    assert!(hands.app.said.as_ref().is_none_or(|said| said.advice.is_none()), "{}", hands.said());
    assert!(view(&hands.counter, one).notes.iter().any(|note| note.text == "来电问进度"));
    let Some(Modal::Find(find)) = hands.app.modals.last() else { panic!("{}", hands.screen()) };
    assert!(find.line.value().len() < "王秀兰".len(), "{}", find.line.value());
}

#[test]
fn a_message_that_is_too_long_for_its_row_takes_the_row_above_even_over_a_form() {
    let mut hands = Hands::clerk();
    let one = cases_in(&hands.counter, State::InProcess)[0];
    open(&mut hands, one);
    hands.keys("F8 1");
    let long = yichuang::words::common::TEXT.with("text", "甲".repeat(70));
    hands.app.said = Some(yichuang::app::Said::told(long));
    let rows = hands.shot().rows;
    assert_eq!(rows.iter().map(|row| row.matches('甲').count()).sum::<usize>(), 70, "{}", rows.join("\n"));
}
