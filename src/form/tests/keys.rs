//! Keys and pastes: the keystroke targets, moving on, folding, canned sentences, undo.

use super::*;
use serde_json::json;

fn json_of_intake() -> serde_json::Value {
    json!({
        "applicant": {
            "id_number": CARD,
            "name": "王桂英",
            "phone": "13800006021",
            "address": "朝阳里 3幢2单元301",
            "grid": "03",
        },
        "item": "MZ01",
        "channel": "window",
        "materials": [
            {"name": "身份证", "state": "ok"},
            {"name": "户口簿", "state": "ok"},
            {"name": "收入证明", "state": "ok"},
        ],
    })
}

#[test]
fn task_1a_a_card_and_six_keys_take_in_a_known_resident() {
    let mut form = take();
    assert_eq!(form.focused(), Some("applicant.id_number"));
    type_in(&mut form, CARD);
    assert_eq!(form.focused(), Some("item"), "what is known is passed by");
    assert_eq!(press(&mut form, Input::Enter), Outcome::None, "the card reader's Enter is absorbed");
    assert_eq!(form.focused(), Some("item"));
    // F2 counts as the first key.
    let mut keys = 1;
    for input in [Input::Char('1'), Input::Char('2'), Input::Enter, Input::Char('0')] {
        press(&mut form, input);
        keys += 1;
    }
    assert_eq!(form.focused(), Some("materials"));
    let sent = form.submit();
    keys += 1;
    assert_eq!(sent, Ok(json_of_intake()));
    assert_eq!(keys, 6);
}

#[test]
fn task_1b_the_number_typed_takes_twenty_four_keys() {
    let mut form = take();
    let mut keys = 1;
    for c in "11010519491231002*12".chars() {
        press(&mut form, Input::Char(c));
        keys += 1;
    }
    for input in [Input::Enter, Input::Char('0')] {
        press(&mut form, input);
        keys += 1;
    }
    assert_eq!(form.submit(), Ok(json_of_intake()));
    assert_eq!(keys + 1, 24);
}

#[test]
fn an_enter_behind_a_number_is_absorbed_once_and_only_there() {
    let mut form = take();
    type_in(&mut form, "330106199003071236");
    assert_eq!(form.focused(), Some("applicant.name"), "an unknown person is asked for the name");
    assert_eq!(press(&mut form, Input::Enter), Outcome::None);
    assert_eq!(form.focused(), Some("applicant.name"));
    type_in(&mut form, "周涛");
    assert!(matches!(press(&mut form, Input::Enter), Outcome::Left { field: "applicant.name", .. }));
    type_in(&mut form, "13800001234");
    assert_eq!(form.focused(), Some("item"), "a whole mobile number moves on");
    type_in(&mut form, "2");
    assert!(matches!(press(&mut form, Input::Backspace), Outcome::Changed));
    type_in(&mut form, "21");
    press(&mut form, Input::Enter);
    assert_eq!(form.focused(), Some("applicant.address"), "an Enter behind a digit is an Enter");
}

#[test]
fn a_wrong_number_stays_where_it_is_seen() {
    let mut form = take();
    let last = type_in(&mut form, "110105194912310021");
    assert_eq!(last, Outcome::Changed);
    assert_eq!(form.focused(), Some("applicant.id_number"));
    assert_eq!(zh(&said(press(&mut form, Input::Char('1')))), "本栏已满 18 字");
    press(&mut form, Input::Enter);
    assert_eq!(form.focused(), Some("applicant.name"), "the way on is free");
    let problem = field(&form, "applicant.id_number").problem.unwrap();
    assert_eq!(
        (zh(&problem.message).as_str(), problem.rule),
        ("第 18 位应为 X, 现在是 1. 核对证件", Some("ID-1"))
    );
    assert_eq!(form.submit().unwrap_err()[0].field, "applicant.id_number");
    assert_eq!(form.focused(), Some("applicant.id_number"), "F9 goes to the first that blocks");
}

fn said(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Said(message) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn enter_never_submits_but_where_a_sign_in_says_so() {
    let mut form = Form::new(&forms::REVEAL, known());
    type_in(&mut form, "核对");
    assert!(matches!(press(&mut form, Input::Enter), Outcome::Left { .. }));
    assert!(matches!(press(&mut form, Input::Enter), Outcome::Left { .. }));
    let mut form = Form::new(&forms::SIGN_IN, known());
    type_in(&mut form, "03");
    press(&mut form, Input::Enter);
    assert_eq!(form.focused(), Some("pin"));
    type_in(&mut form, "12");
    assert!(matches!(press(&mut form, Input::Enter), Outcome::Left { .. }), "a short PIN is not sent");
    type_in(&mut form, "34");
    assert_eq!(press(&mut form, Input::Enter), Outcome::Submit);
    let unlock = Form::new(&forms::UNLOCK, known());
    assert_eq!(unlock.focused(), Some("pin"), "the same operator types the PIN alone");
}

#[test]
fn plus_and_minus_are_commands_where_they_cannot_be_text() {
    let mut form = take();
    type_in(&mut form, "110");
    press(&mut form, Input::Left);
    press(&mut form, Input::Char('＋'));
    assert_eq!(form.text("applicant.id_number"), "11", "field exit drops the rest");
    assert_eq!(form.focused(), Some("applicant.name"));
    type_in(&mut form, "A-B+C");
    assert_eq!(form.text("applicant.name"), "A-B+C", "text in a name");
    press(&mut form, Input::Enter);
    type_in(&mut form, "-");
    assert_eq!(form.focused(), Some("applicant.name"));
    press(&mut form, Input::Enter);
    type_in(&mut form, "0571-88880000+");
    assert_eq!((form.text("applicant.phone"), form.focused()), ("0571-88880000", Some("item")));
    press(&mut form, Input::GoTo(7));
    type_in(&mut form, "+5g");
    assert_eq!((form.text("received"), form.focused()), ("+5g", Some("received")), "the start of a date");
    type_in(&mut form, "-");
    assert_eq!(form.text("received"), "+5g-");
}

#[test]
fn shift_tab_reaches_what_is_filled_and_numbers_go_anywhere() {
    let mut form = take();
    type_in(&mut form, CARD);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut form, Input::BackTab);
        seen.push(form.focused().unwrap());
    }
    assert_eq!(
        seen,
        ["applicant.phone", "applicant.name", "applicant.id_number", "applicant.id_number"],
        "one by one, and no further"
    );
    press(&mut form, Input::GoTo(9));
    assert_eq!((form.focused(), form.position()), (Some("note"), (9, 9)));
    press(&mut form, Input::GoTo(6));
    assert_eq!(form.focused(), Some("channel"));
    type_in(&mut form, "4");
    assert_eq!(form.text("channel"), "hotline");
    assert_ne!(form.focused(), Some("channel"), "a digit moves on");
    press(&mut form, Input::GoTo(0));
    assert_eq!(form.focused(), Some("agent.name"));
    press(&mut form, Input::GoTo(0));
    assert!(!form.fields().any(|field| field.spec.id == "agent.name"), "put away again while empty");
}

#[test]
fn a_late_receipt_asks_why() {
    let mut form = take();
    press(&mut form, Input::GoTo(7));
    type_in(&mut form, "1110 9:30");
    press(&mut form, Input::Enter);
    assert_eq!(form.focused(), Some("received_reason"));
    assert_eq!(zh(&field(&form, "received").echo.unwrap()), "= 11-10 周二 09:30");
    type_in(&mut form, "上门收件");
    assert_eq!(form.to_json()["received"], json!("2026-11-10 09:30"));
    press(&mut form, Input::GoTo(7));
    press(&mut form, Input::ClearField);
    assert_eq!(form.to_json().get("received_reason"), None, "asked no more, sent no more");
    type_in(&mut form, "t");
    assert_eq!(form.to_json().get("received"), None, "today is now");
}

#[test]
fn items_are_found_by_number_name_and_initials() {
    for (typed, code) in
        [("12", "MZ01"), ("１２", "MZ01"), ("低保", "MZ01"), ("dbsq", "MZ01"), ("mz02", "MZ02")]
    {
        let mut form = take();
        press(&mut form, Input::GoTo(4));
        type_in(&mut form, typed);
        press(&mut form, Input::Enter);
        assert_eq!(form.to_json()["item"], json!(code), "{typed}");
        assert!(form.text("item").ends_with(|c: char| !c.is_ascii()), "{typed} became a label");
    }
    let mut form = take();
    press(&mut form, Input::GoTo(4));
    type_in(&mut form, "MZ");
    assert_eq!(press(&mut form, Input::Enter), Outcome::Moved, "several: the list opens");
    assert_eq!(form.picker(), Some(0));
    press(&mut form, Input::Down);
    let (pick, meaning) = form.choice(form.choices()[1]).unwrap();
    assert_eq!(
        (pick.label().as_str(), zh(&meaning.unwrap()).as_str()),
        ("120 临时救助", "承诺 20 工作日  可代办  收费 0")
    );
    press(&mut form, Input::Enter);
    assert_eq!(form.text("item"), "120 临时救助");
    press(&mut form, Input::GoTo(4));
    type_in(&mut form, "21");
    assert_eq!(form.text("item"), "21", "typing replaces what is picked");
}

#[test]
fn materials_are_ticked_cycled_and_remarked() {
    let mut form = take();
    press(&mut form, Input::GoTo(8));
    assert_eq!(zh(&said(press(&mut form, Input::Char('1')))), "先填事项, 再核对材料");
    press(&mut form, Input::GoTo(4));
    type_in(&mut form, "12");
    press(&mut form, Input::GoTo(8));
    type_in(&mut form, "１2");
    assert_eq!(zh(&field(&form, "materials").echo.unwrap()), "还差 [3 收入证明]");
    assert_eq!(zh(&said(press(&mut form, Input::Char('缺')))), "先用空格或左右键换成不合格, 再写原因");
    press(&mut form, Input::Char(' '));
    type_in(&mut form, "第2页没有签字");
    press(&mut form, Input::Enter);
    assert_eq!(form.focused(), Some("materials"), "the first Enter ends the remark");
    assert_eq!(
        form.to_json()["materials"],
        json!([
            {"name": "身份证", "state": "ok"},
            {"name": "户口簿", "state": "wrong", "remark": "第2页没有签字"},
        ])
    );
    press(&mut form, Input::Char('+'));
    assert_eq!((form.to_json().get("materials"), form.focused()), (None, Some("note")));
}

#[test]
fn canned_sentences_expand_at_the_end_of_a_word() {
    let mut form = take();
    press(&mut form, Input::GoTo(9));
    type_in(&mut form, "3.5 米 .zq ");
    assert_eq!(form.text("note"), "3.5 米 材料齐全, 当场受理.");
    press(&mut form, Input::ClearField);
    type_in(&mut form, "。2");
    press(&mut form, Input::BackTab);
    assert_eq!(form.text("note"), crate::words::form::CANNED_BQ.zh);
    let mut name = take();
    press(&mut name, Input::GoTo(2));
    type_in(&mut name, ".zq ");
    assert_eq!(name.text("applicant.name"), ".zq ");
}

#[test]
fn undo_goes_back_over_fields_and_redo_forward() {
    let mut form = take();
    press(&mut form, Input::GoTo(4));
    type_in(&mut form, "12");
    press(&mut form, Input::GoTo(8));
    type_in(&mut form, "12");
    press(&mut form, Input::Undo);
    press(&mut form, Input::Undo);
    assert_eq!(form.to_json().get("materials"), None);
    while press(&mut form, Input::Undo) != Outcome::None {}
    assert_eq!((form.text("item"), form.focused()), ("", Some("item")));
    while press(&mut form, Input::Redo) != Outcome::None {}
    assert_eq!(form.to_json()["materials"].as_array().map(Vec::len), Some(2));
}

#[test]
fn same_as_last_takes_the_value_of_the_last_form() {
    let mut form = take();
    form.remember(json!({"applicant": {"address": "朝阳里 3幢"}, "item": "MZ01", "channel": "phone"}));
    press(&mut form, Input::GoTo(5));
    type_in(&mut form, "=");
    assert_eq!(form.text("applicant.address"), "朝阳里 3幢");
    type_in(&mut form, "=");
    assert_eq!(form.text("applicant.address"), "朝阳里 3幢=", "text in a field that holds something");
    press(&mut form, Input::GoTo(4));
    press(&mut form, Input::Dup);
    assert_eq!(form.text("item"), "12 低保申请");
    press(&mut form, Input::GoTo(2));
    assert_eq!(press(&mut form, Input::Dup), Outcome::None, "nothing to take");
}

#[test]
fn another_number_drops_what_was_known_of_the_first_person() {
    let mut form = take();
    form.hide("applicant.id", json!(7));
    type_in(&mut form, CARD);
    assert_eq!(form.text("applicant.name"), "王桂英");
    press(&mut form, Input::GoTo(1));
    press(&mut form, Input::ClearField);
    type_in(&mut form, "330106199003071236");
    assert_eq!((form.text("applicant.name"), form.text("applicant.phone")), ("", ""));
    assert_eq!(form.to_json()["applicant"], json!({"id_number": "330106199003071236"}));
}

#[test]
fn chinese_arrives_as_characters_and_as_a_paste() {
    let mut form = take();
    press(&mut form, Input::GoTo(2));
    type_in(&mut form, "阿依古丽");
    press(&mut form, Input::Paste("•买买提\n".into()));
    press(&mut form, Input::Enter);
    assert_eq!(form.text("applicant.name"), "阿依古丽·买买提", "ID-10: one dot");
    press(&mut form, Input::GoTo(9));
    press(&mut form, Input::Paste("一\r\n二".into()));
    press(&mut form, Input::NewLine);
    assert_eq!(form.text("note"), "一\n二\n");
}

#[test]
fn a_megabyte_is_refused_beyond_the_limit_and_said() {
    let start = std::time::Instant::now();
    let mut form = take();
    for (number, holds) in [(1, 18), (2, 200), (5, 200), (9, 2000)] {
        press(&mut form, Input::GoTo(number));
        let text = if number == 1 { "1".repeat(1 << 20) } else { "王".repeat(1 << 20) };
        let said = said(press(&mut form, Input::Paste(text)));
        assert_eq!(said.phrase.id, "form::PASTE_REFUSED");
        assert_eq!(form.text(form.focused().unwrap()).chars().count(), holds);
    }
    press(&mut form, Input::GoTo(4));
    press(&mut form, Input::Paste("低".repeat(1 << 20)));
    press(&mut form, Input::Enter);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
