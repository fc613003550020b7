//! What is wrong, where it is said, and what blocks.

use super::*;

fn said(form: &mut Form) -> Vec<(&'static str, String, bool)> {
    form.problems().into_iter().map(|problem| (problem.field, zh(&problem.message), problem.blocks)).collect()
}

#[test]
fn each_problem_stands_at_its_field_when_it_is_left_and_all_on_f9() {
    let mut form = take();
    form.handle(Input::GoTo(3));
    type_in(&mut form, "1380000");
    form.handle(Input::GoTo(9));
    let problem = field(&form, "applicant.phone").problem.unwrap();
    assert_eq!(zh(&problem.message), "手机号应为 11 位, 现在是 7 位. 核对号码");
    assert!(field(&form, "item").problem.is_none(), "a field nobody was in says nothing yet");
    let all = form.submit().unwrap_err();
    let fields: Vec<_> = all.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["applicant.name", "applicant.phone", "item"]);
    assert_eq!((form.focused(), form.first_blocking()), (Some("applicant.name"), Some("applicant.name")));
    assert_eq!(zh(&form.status()), "必填还差 3");
    type_in(&mut form, "王");
    assert!(field(&form, "applicant.name").problem.is_none(), "gone as soon as it is worked on");
}

#[test]
fn on_6_missing_materials_warn_and_never_block() {
    let mut form = take();
    form.fill("applicant.name", "王桂英", false);
    form.fill("item", "12", false);
    assert_eq!(
        said(&mut form),
        [(
            "materials",
            "还差 [1 身份证]、[2 户口簿]、[3 收入证明]. 齐了按数字; 不齐可容缺或一次性告知".to_owned(),
            false
        )]
    );
    assert!(form.submit().is_ok());
}

#[test]
fn on_8_an_item_that_needs_the_person_refuses_an_agent() {
    let mut form = take();
    form.fill("applicant.name", "王桂英", false);
    form.fill("item", "21", false);
    form.fill("agent.name", "陈霞", false);
    let problems = form.problems();
    let agent = problems.iter().find(|problem| problem.field == "agent.name").unwrap();
    assert_eq!((agent.rule, agent.blocks), (Some("ON-8"), true));
    form.fill("item", "12", false);
    assert!(form.first_blocking().is_none());
}

#[test]
fn cl_1_a_result_on_the_spot_needs_the_materials() {
    let mut form = take();
    form.fill("applicant.name", "王桂英", false);
    form.fill("item", "21", false);
    form.fill("finish.result", "已开具", false);
    assert_eq!(form.first_blocking(), Some("finish.result"));
    form.handle(Input::GoTo(8));
    form.handle(Input::Char('0'));
    assert!(form.first_blocking().is_none());
    form.fill("item", "12", false);
    assert_eq!(form.to_json().get("finish"), None, "only for items done on the spot");
}

#[test]
fn cl_22_a_receipt_past_its_notice_limit_says_so_first() {
    for (received, warned) in [("2026-11-13 09:00", true), ("2026-11-16 09:00", false)] {
        let mut form = take();
        form.fill("applicant.name", "王桂英", false);
        form.fill("item", "12", false);
        form.fill("received", received, false);
        form.fill("received_reason", "上门收件", false);
        let found = form.problems().into_iter().find(|problem| problem.field == "received");
        assert_eq!(
            found.map(|problem| (problem.rule, problem.blocks)),
            warned.then_some((Some("CL-22"), false))
        );
    }
}

#[test]
fn times_and_days_outside_what_can_be() {
    for (received, wanted) in [
        ("2026-11-24", "收件时间 2026-11-24 还没有到. 核对日期"),
        ("2025-11-01", "收件时间 2025-11-01 在一年以前. 核对日期"),
        ("xyz", "看不懂时间 xyz. 写成 1121 9:30 或 2026-11-21 09:30"),
    ] {
        let mut form = take();
        form.fill("received", received, false);
        let problem = form.leave("received").unwrap();
        assert_eq!((zh(&problem.message).as_str(), problem.blocks), (wanted, true));
    }
}

#[test]
fn on_11_and_on_2_a_refusal_gives_reasons_and_names_the_competent_body() {
    let mut known = known();
    known.facts.organ_accepts = true;
    let mut form = Form::new(&forms::REFUSE, known);
    assert!(form.spec().outgoing);
    type_in(&mut form, "2");
    let fields: Vec<_> = said(&mut form).into_iter().map(|(field, ..)| field).collect();
    assert_eq!(fields, ["reason", "competent_org", "organ_document", "organ_day"]);
    form.handle(Input::GoTo(1));
    type_in(&mut form, "3");
    assert!(!form.fields().any(|field| field.spec.id == "competent_org"));
}

#[test]
fn a_form_without_fields_is_complete_at_once() {
    let mut form = Form::new(&forms::ACCEPT, known());
    assert_eq!(form.focused(), None);
    for input in [Input::Enter, Input::Char('1'), Input::BackTab, Input::Undo, Input::GoTo(0), Input::GoTo(5)]
    {
        form.handle(input);
    }
    assert_eq!(form.submit(), Ok(serde_json::json!({})));
}

#[test]
fn a_refusal_of_the_desk_stands_at_its_field() {
    let mut form = take();
    let message = || crate::words::form::NOTHING_AMENDED.msg();
    assert!(form.refused("agent", message(), Some("ON-8")));
    assert_eq!(form.focused(), Some("agent.name"));
    assert!(form.refused("applicant.phone", message(), None));
    assert!(field(&form, "applicant.phone").problem.is_some());
    assert!(!form.refused("nothing", message(), None));
    let mut init = Form::new(&forms::INIT, known());
    assert!(init.refused("manager-code", message(), None));
    assert_eq!(init.focused(), Some("manager_code"));
}

#[test]
fn pins_must_be_the_same_and_an_amendment_must_amend() {
    let mut form = Form::new(&forms::PIN, known());
    form.fill("code", "03", false);
    form.fill("pin", "4711", false);
    form.fill("pin_again", "4712", false);
    assert_eq!(form.first_blocking(), Some("pin_again"));
    form.fill("pin_again", "4711", false);
    assert_eq!(form.first_blocking(), None);
    let mut form = Form::new(&forms::AMEND, known());
    form.fill("reason", "写错", false);
    assert_eq!(form.first_blocking(), Some("name"));
    form.fill("item", "12", false);
    assert_eq!(form.first_blocking(), None);
}

#[test]
fn what_a_field_says_beside_its_value() {
    let mut form = take();
    type_in(&mut form, CARD);
    assert_eq!(zh(&field(&form, "applicant.id_number").echo.unwrap()), "有效  女 76岁");
    assert_eq!(field(&form, "applicant.id_number").resting_text(), "110***********002X", "PR-1");
    assert_eq!(field(&form, "applicant.phone").resting_text(), "138****6021", "PR-1");
    form.fill("item", "12", false);
    assert_eq!(zh(&field(&form, "item").echo.unwrap()), "承诺 20 工作日  可代办  收费 0");
    assert_eq!(zh(&field(&form, "received").echo.unwrap()), "= 现在");
    form.fill("applicant.id_number", "810000199408230021", false);
    assert_eq!(zh(&field(&form, "applicant.id_number").echo.unwrap()), "有效  港澳台居民居住证  女 32岁");
}
