//! The presses that everyday tasks take: counted, with what they lead to in the file.

use crate::hands::{Counter, Hands, NOW};
use crate::support::{self, at};
use yichuang::app::Pane;
use yichuang::desk::verbs::Notify;
use yichuang::desk::{CaseAct, Desk};
use yichuang::domain::board::{CaseFilter, CaseView, Sort};
use yichuang::domain::case::State;
use yichuang::domain::document::DocumentKind;
use yichuang::domain::id::CaseId;
use yichuang::domain::material::{self, MaterialState};

/// Every case of the demo, newest first.
fn cases(desk: &Desk) -> Vec<CaseView> {
    let clerk = desk.actor_unchecked("1").unwrap();
    let rows = desk.cases(&clerk, &CaseFilter::default(), Sort::Newest, 400, 0).unwrap();
    rows.into_iter().map(|row| desk.case(&clerk, row.id).unwrap()).collect()
}

/// A resident of whom everything is known, and no case of item 12.
fn known_resident(desk: &Desk) -> CaseView {
    let quick = quick_code(desk, 12);
    let known = |view: &CaseView| {
        let person = &view.person;
        let mobile = person.phone.as_ref().is_some_and(|phone| phone.len() == 11);
        let other_item = view.others.iter().all(|other| other.item_code != quick);
        person.id_number.is_some()
            && mobile
            && !person.address.is_empty()
            && view.grid.is_some()
            && other_item
    };
    cases(desk).into_iter().find(|view| known(view) && view.case.item_code != quick).unwrap()
}

fn quick_code(desk: &Desk, quick: i64) -> String {
    let choice = desk.items().unwrap().into_iter().find(|choice| choice.quick == quick).unwrap();
    assert!(choice.published);
    choice.item.code
}

/// The newest case of the file.
fn newest(counter: &Counter) -> CaseView {
    let desk = counter.desk();
    let clerk = desk.actor_unchecked("1").unwrap();
    let row = desk.cases(&clerk, &CaseFilter::default(), Sort::Newest, 1, 0).unwrap().remove(0);
    desk.case(&clerk, row.id).unwrap()
}

fn assert_taken_in(hands: &Hands, before: &CaseView, known: &CaseView) {
    let view = newest(&hands.counter);
    assert_ne!(view.case.id, before.case.id, "a case was taken in: {}", hands.said());
    assert_eq!(view.case.item_code, quick_code(&hands.counter.desk(), 12));
    assert_eq!(view.person, known.person, "the resident is the known one, unchanged");
    assert_eq!(view.case.state, State::Received);
    assert!(!view.materials.is_empty());
    assert!(material::complete(&view.materials), "0 ticked everything that the item must have");
    assert_eq!(view.owner.code, "1");
    let kinds: Vec<DocumentKind> = view.documents.iter().map(|document| document.kind).collect();
    assert_eq!(kinds, [DocumentKind::Receipt], "ON-1: the receipt is there at once");
    assert_eq!(hands.app.case.as_ref().map(|case| case.id()), Some(view.case.id), "it is open");
}

#[test]
fn task_1a_intake_of_a_known_resident_with_a_card_reader() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    let before = newest(&hands.counter);
    hands.keys("F2").card(known.person.id_number.as_deref().unwrap()).keys("12 Enter 0 F9");
    assert!(hands.presses <= 6, "{} presses", hands.presses);
    assert_taken_in(&hands, &before, &known);
}

#[test]
fn task_1b_intake_of_a_known_resident_with_a_typed_number() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    let before = newest(&hands.counter);
    hands.keys("F2").keys(known.person.id_number.as_deref().unwrap()).keys("12 Enter 0 F9");
    assert!(hands.presses <= 24, "{} presses", hands.presses);
    assert_taken_in(&hands, &before, &known);
}

#[test]
fn task_1a_by_quick_code_from_the_board() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    let before = newest(&hands.counter);
    hands.keys("12 Enter").card(known.person.id_number.as_deref().unwrap()).keys("0 F9");
    assert!(hands.presses <= 6, "{} presses", hands.presses);
    assert_taken_in(&hands, &before, &known);
}

#[test]
fn task_2_a_case_of_an_unknown_person_without_a_number() {
    let mut hands = Hands::clerk();
    let before = newest(&hands.counter);
    hands.keys("F2 Enter").type_text("邹晓棠");
    hands.presses = 2;
    hands.keys("Enter 13899990001 12 Enter Enter Enter 0 F9");
    assert!(hands.presses <= 22, "{} presses beside the name", hands.presses);
    let view = newest(&hands.counter);
    assert_ne!(view.case.id, before.case.id, "{}", hands.said());
    assert_eq!(view.person.name, "邹晓棠");
    assert_eq!(view.person.phone.as_deref(), Some("13899990001"));
    assert_eq!(view.person.address, "");
    assert!(material::complete(&view.materials));
}

#[test]
fn task_3_how_is_my_case_by_the_tail_of_a_phone() {
    let mut hands = Hands::clerk();
    let desk = hands.counter.desk();
    let clerk = desk.actor_unchecked("1").unwrap();
    let asked = cases(&desk)
        .into_iter()
        .find_map(|view| {
            let phone = view.person.phone.clone().filter(|phone| phone.len() == 11)?;
            let found = desk.find(&clerk, &phone[7..], 50).ok()?;
            // No case has this number, and nobody else this tail.
            let alone = found.persons.len() == 1 && found.persons[0].id == view.person.id;
            let own = found.cases.iter().all(|found| found.case.applicant_id == view.person.id);
            (alone && own).then_some((view, phone))
        })
        .unwrap();
    let (view, phone) = asked;
    hands.keys(&format!("F3 {} Enter", &phone[7..]));
    assert!(hands.presses <= 6, "{} presses", hands.presses);
    let open = hands.app.case.as_ref().map(|case| case.view.person.id);
    assert_eq!(open, Some(view.person.id), "their case is open");
    assert_eq!(hands.app.case.as_ref().map(|case| case.id()), Some(view.case.id), "the newest one");
    let screen = hands.screen();
    assert!(screen.contains(&view.case.number) && screen.contains(&view.person.name), "{screen}");
}

/// A station with one case of ZA02, and the clerk's board before it.
fn one_case(materials: &[(&str, MaterialState)], notify: bool) -> (support::Counter, Hands, CaseId) {
    let mut station = support::Counter::at(NOW);
    let case = station.take("ZA02", materials);
    if notify {
        station.act(case, CaseAct::Notify(Notify { supplement_days: 5, ..Notify::default() })).unwrap();
    }
    let now = station.now.plus_millis(60_000);
    let hands = Counter::of(&station.path()).hands("1", now);
    (station, hands, case)
}

#[test]
fn task_4_three_materials_ticked_and_the_case_accepted() {
    let (station, mut hands, case) = one_case(&[], false);
    let open = station.view(case).materials.iter().filter(|material| !material.state.settled()).count();
    assert_eq!(open, 3);
    hands.keys("Enter 1 2 3 F8 F9");
    assert!(hands.presses <= 6, "{} presses", hands.presses);
    let view = station.view(case);
    assert_eq!(view.case.state, State::Accepted, "{}", hands.said());
    assert!(view.materials.iter().all(|material| material.state == MaterialState::Ok));
    let kinds: Vec<DocumentKind> = view.documents.iter().map(|document| document.kind).collect();
    assert!(kinds.contains(&DocumentKind::Acceptance), "{kinds:?}");
    station.assert_sound();
}

#[test]
fn task_4_after_a_notice_the_ticks_are_the_supplement() {
    let (station, mut hands, case) = one_case(&[], true);
    hands.keys("Enter 1 2 3 F8 F9");
    assert!(hands.presses <= 6, "{} presses", hands.presses);
    let view = station.view(case);
    assert!(view.materials.iter().all(|material| material.state == MaterialState::Ok), "{}", hands.said());
    let kinds: Vec<DocumentKind> = view.documents.iter().map(|document| document.kind).collect();
    assert!(kinds.contains(&DocumentKind::SupplementReceipt), "{kinds:?}");
    hands.keys("F8 F9");
    assert_eq!(station.view(case).case.state, State::Accepted, "{}", hands.said());
    station.assert_sound();
}

#[test]
fn task_8_park_and_take_back() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    hands.keys("F2").card(known.person.id_number.as_deref().unwrap()).keys("12 Enter 1");
    let form = |hands: &Hands| hands.app.intake.as_ref().map(|open| open.form.to_json());
    let before = form(&hands);
    let screen = hands.shot();
    assert!(before.is_some());
    hands.presses = 0;
    hands.keys("F6");
    assert!(hands.app.intake.is_none());
    assert_eq!(hands.app.pane, Pane::Today);
    let kept = hands.counter.desk().drafts(hands.counter.actor("1").id).unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].parked);
    hands.keys("F6 Enter");
    assert!(hands.presses <= 3, "{} presses", hands.presses);
    assert_eq!(form(&hands), before);
    let after = hands.shot();
    assert_eq!(after.cursor, screen.cursor, "the focus is where it was");
    assert_eq!(after.rows[3..12], screen.rows[3..12]);
}

#[test]
fn task_8_lock_and_hand_over() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    hands.keys("F2").card(known.person.id_number.as_deref().unwrap()).keys("12 Enter 1");
    let before = hands.app.intake.as_ref().map(|open| open.form.to_json());
    hands.presses = 0;
    hands.keys("Ctrl+L 2 2222 Enter");
    assert!(hands.presses <= 8, "{} presses", hands.presses);
    assert_eq!(hands.app.actor().map(|actor| actor.code.as_str()), Some("2"), "{}", hands.said());
    let (first, second) = (hands.counter.actor("1"), hands.counter.actor("2"));
    let desk = hands.counter.desk();
    assert_eq!(desk.drafts(first.id).unwrap().len(), 1, "the first one's draft is still theirs");
    assert!(desk.drafts(second.id).unwrap().is_empty());
    assert!(hands.app.kept.is_empty() && hands.app.intake.is_none());
    assert!(
        !hands.screen().contains(&known.person.name) || cases_of(&hands, &known),
        "nothing personal left"
    );
    hands.keys("Ctrl+L 1 1111 Enter F6 Enter");
    assert_eq!(hands.app.actor().map(|actor| actor.code.as_str()), Some("1"));
    assert_eq!(hands.app.intake.as_ref().map(|open| open.form.to_json()), before);
}

/// Whether the resident is on the second clerk's own board anyway.
fn cases_of(hands: &Hands, known: &CaseView) -> bool {
    hands.app.today.list.rows.iter().any(|row| row.applicant_name == known.person.name)
}

#[test]
fn the_lock_opens_for_its_operator_and_shows_nothing_personal() {
    let mut hands = Hands::clerk();
    let known = known_resident(&hands.counter.desk());
    hands.keys("F2").card(known.person.id_number.as_deref().unwrap()).keys("12 Enter Ctrl+L");
    let screen = hands.screen();
    for personal in [known.person.name.as_str(), known.person.id_number.as_deref().unwrap(), "张敏"] {
        assert!(!screen.contains(personal), "{personal}:\n{screen}");
    }
    hands.keys("9999 Enter");
    assert!(hands.app.actor().is_none(), "a wrong PIN");
    hands.keys("1111 Enter");
    assert_eq!(hands.app.actor().map(|actor| actor.code.as_str()), Some("1"));
    assert!(hands.app.intake.is_some(), "the form is where it was");
    assert_eq!(hands.now.millis_since(at(NOW)) / 60_000, 0);
}

/// The households that the grid worker's walk shows.
fn walk(hands: &Hands) -> Vec<yichuang::domain::walk::Call> {
    let desk = hands.counter.desk();
    let worker = desk.actor_unchecked("4").unwrap();
    let today = desk.zone().day(hands.now);
    let calls = desk.calls(&worker, &[], false).unwrap();
    calls.into_iter().filter(|call| call.on_the_way(today, 3)).collect()
}

#[test]
fn a_grid_workers_day_takes_at_most_90_presses_beside_the_notes() {
    let counter = Counter::demo();
    let mut hands = counter.hands("4", at(NOW));
    let before = walk(&hands);
    assert!(before.len() >= 5, "a walk worth the name: {before:?}");
    let visits = |call: &yichuang::domain::walk::Call| {
        let desk = counter.desk();
        let page = desk.person_page(&desk.actor_unchecked("6").unwrap(), call.head.unwrap()).unwrap();
        (page.visits, page.wishes, page.cases)
    };
    let old: Vec<_> = before.iter().map(visits).collect();
    let mut notes = 0;
    let note = |hands: &mut Hands, text: &str| {
        let typed = hands.presses;
        hands.type_text(text);
        hands.presses - typed
    };
    // The day list; three visits, each with a line; whoever was seen leaves the list or stays for the next time.
    hands.keys("6 Enter");
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(hands.app.context());
        hands.keys("F2 1 1");
        notes += note(&mut hands, "身体好");
        hands.keys("F9");
        assert!(hands.said().contains("走访已登记"), "{}", hands.said());
    }
    // Nobody home.
    hands.keys("F2 1 2 F9");
    assert!(hands.said().contains("未遇已登记"), "{}", hands.said());
    // A wish of the next, and a case for them.
    hands.keys("Down F8 3 1");
    notes += note(&mut hands, "一副老花镜");
    hands.keys("F9");
    assert!(hands.said().contains("心愿已登记"), "{}", hands.said());
    hands.keys("F8 2 12 Enter 0 F9");
    assert!(hands.app.case.is_some(), "{}\n{}", hands.said(), hands.screen());
    let presses = hands.presses - notes;
    assert!(presses <= 90, "{presses} presses");
    let new: Vec<_> = before.iter().map(visits).collect();
    let added = |count: fn(&(Vec<_>, Vec<_>, Vec<_>)) -> usize| -> usize {
        new.iter().map(count).sum::<usize>() - old.iter().map(count).sum::<usize>()
    };
    let met: usize = new.iter().flat_map(|(visits, ..)| visits).filter(|one| one.met).count()
        - old.iter().flat_map(|(visits, ..)| visits).filter(|one| one.met).count();
    assert_eq!(
        (met, added(|one| one.0.len()), added(|one| one.1.len()), added(|one| one.2.len())),
        (3, 4, 1, 1)
    );
}
