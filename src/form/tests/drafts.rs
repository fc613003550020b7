//! Drafts: what is in them, what is not, and when they are due.

use super::*;
use crate::calendar::Stamp;
use serde_json::json;

fn half_filled() -> Form {
    let mut form = take();
    form.hide("from", json!("CY-2026-E000001"));
    type_in(&mut form, CARD);
    type_in(&mut form, "12");
    press(&mut form, Input::Enter);
    type_in(&mut form, "13 ");
    press(&mut form, Input::GoTo(0));
    type_in(&mut form, "陈霞");
    press(&mut form, Input::GoTo(7));
    type_in(&mut form, "z1 9:30");
    form
}

#[test]
fn a_restored_draft_says_the_same_and_stands_where_it_stood() {
    let form = half_filled();
    let mut again = take();
    again.restore(&form.draft()).unwrap();
    assert_eq!(again.to_json(), form.to_json());
    assert_eq!(again.focused(), form.focused());
    assert_eq!(again.draft(), form.draft().replace("z1 9:30", "2026-11-23 09:30"));
    assert!(field(&again, "applicant.name").known && !field(&again, "item").known);
    // The number was looked up before the line was cut; leaving it again asks nothing new.
    again.handle(Input::GoTo(1));
    assert_eq!(again.handle(Input::Tab), Outcome::Left { field: "applicant.id_number", ask: None });
}

#[test]
fn what_was_meant_yesterday_stays_that_day() {
    let mut form = Form::new(&forms::DELIVER, known());
    form.handle(Input::GoTo(4));
    type_in(&mut form, "t");
    let draft = form.draft();
    form.on_day(day("2026-11-24"));
    assert_eq!(form.to_json(), json!({"day": "2026-11-23"}));
    let mut later = known();
    later.today = day("2026-11-24");
    let mut again = Form::new(&forms::DELIVER, later);
    again.restore(&draft).unwrap();
    assert_eq!(again.to_json(), json!({"day": "2026-11-23"}));
}

#[test]
fn secrets_are_in_no_draft_and_no_json_and_the_field_says_so() {
    let mut form = Form::new(&forms::PIN, known());
    type_in(&mut form, "03");
    form.handle(Input::Enter);
    type_in(&mut form, "4711");
    assert!(form.has_secret());
    assert!(!form.draft().contains("4711") && !form.to_json().to_string().contains("4711"));
    assert_eq!(zh(&field(&form, "pin").echo.unwrap()), "密码不存草稿");
    assert_eq!(field(&form, "pin").resting_text(), "****");
    assert_eq!(form.text("pin"), "4711");
    form.handle(Input::Undo);
    assert_eq!(form.text("pin"), "4711", "no earlier value of a secret is kept");
}

#[test]
fn a_draft_is_due_after_300_ms_of_quiet_or_when_a_field_is_left() {
    let at = Stamp::from_millis;
    let mut form = take();
    form.changed_at(at(0));
    assert!(!form.draft_due(at(10_000)), "nothing changed");
    form.handle(Input::Char('1'));
    form.changed_at(at(1000));
    assert_eq!(
        (form.draft_due(at(1299)), form.draft_due(at(1300)), form.draft_at()),
        (false, true, Some(at(1300)))
    );
    form.handle(Input::Char('1'));
    form.changed_at(at(1200));
    assert!(!form.draft_due(at(1400)), "each key starts the quiet again");
    assert!(form.draft_due(at(0)), "a clock that was set back holds nothing up");
    form.handle(Input::Tab);
    form.changed_at(at(1210));
    assert!(form.draft_due(at(1210)), "a field was left");
    form.draft_saved();
    assert!(!form.draft_due(at(99_999)));
    form.handle(Input::Tab);
    form.changed_at(at(100_000));
    assert!(!form.draft_due(at(200_000)), "leaving without a change is no draft");
}

#[test]
fn a_foreign_or_broken_draft_touches_nothing() {
    let mut form = half_filled();
    let before = form.draft();
    let other = Form::new(&forms::NOTE, known()).draft();
    let broken = before.get(..before.len() / 2).unwrap_or_default();
    for bad in [
        &other,
        broken,
        "",
        "{}",
        "[]",
        "null",
        "{\"form\":\"take\",\"shape\":1}",
        "{\"form\":\"take\",\"shape\":2}",
    ] {
        assert!(form.restore(bad).is_err(), "{bad}");
        assert_eq!(form.draft(), before);
    }
    let odd = json!({"shape": 1, "form": "take", "focus": "nowhere", "known": [7], "hidden": 3,
        "fields": {"gone": "x", "item": 7, "materials": "x", "applicant.name": "王\u{202e}\n英"}});
    assert_eq!(form.restore(&odd.to_string()), Ok(()));
    assert_eq!(form.text("applicant.name"), "王 英");
}
