//! The shape of each form's JSON, and of its schema.

use super::*;
use serde_json::{Value, json};

/// A form filled with these values gives this JSON.
fn shape(spec: &'static FormSpec, facts: Facts, values: &[(&str, &str)], want: Value) {
    let mut known = known();
    known.facts = facts;
    let mut form = Form::new(spec, known);
    for (id, value) in values {
        assert!(form.fill(id, value, false), "{} {id}", spec.id);
    }
    assert_eq!(form.submit(), Ok(want.clone()), "{}", spec.id);
    let mut again = Form::new(spec, form.known().clone());
    again.from_json(&want);
    assert_eq!(again.to_json(), want, "{} read back", spec.id);
}

#[test]
fn acts_on_a_case() {
    let organ = Facts { organ_accepts: true, organ_decides: true, ..Facts::default() };
    let none = Facts::default();
    shape(
        &forms::NOTIFY,
        none,
        &[("supplement_days", "5"), ("names", "1 3")],
        json!({
            "names": [1, 3], "supplement_days": 5
        }),
    );
    shape(
        &forms::NOTIFY,
        Facts { earlier_notice: true, ..none },
        &[("override_reason", "补报")],
        json!({
            "override_reason": "补报"
        }),
    );
    shape(
        &forms::ACCEPT,
        organ,
        &[("organ_document", "民字1号"), ("organ_day", "z1")],
        json!({
            "organ_document": "民字1号", "organ_day": "2026-11-23"
        }),
    );
    shape(
        &forms::REFUSE,
        none,
        &[("ground", "no_power"), ("reason", "不归本站"), ("competent_org", "区民政局")],
        json!({"ground": "no_power", "reason": "不归本站", "competent_org": "区民政局"}),
    );
    shape(&forms::FORWARD, none, &[("day", "1120")], json!({"day": "2026-11-20"}));
    shape(
        &forms::STEP,
        none,
        &[("remark", "入户核实"), ("by", "网格03")],
        json!({
            "remark": "入户核实", "by": "网格03"
        }),
    );
    shape(
        &forms::DECIDE,
        none,
        &[("outcome", "denied"), ("reason", "收入超标"), ("result_document", "2026-1")],
        json!({"outcome": "denied", "reason": "收入超标", "result_document": "2026-1"}),
    );
    let deliver = json!({"collector": "陈霞", "identity_checked": true});
    shape(&forms::DELIVER, none, &[("collector", "陈霞"), ("identity_checked", "yes")], deliver);
    shape(&forms::CLOSE, none, &[("originals_returned", "yes")], json!({"originals_returned": true}));
    shape(
        &forms::CLOSE,
        none,
        &[("originals_returned", "no"), ("kept_reason", "存档")],
        json!({
            "originals_returned": false, "kept_reason": "存档"
        }),
    );
    shape(&forms::ASSIGN, none, &[("to", "03"), ("reason", "休假")], json!({"to": "03", "reason": "休假"}));
    shape(
        &forms::AMEND,
        none,
        &[("item", "MZ02"), ("reason", "选错")],
        json!({"item": "MZ02", "reason": "选错"}),
    );
    shape(
        &forms::NOTE,
        none,
        &[("channel", "phone"), ("text", "已通知")],
        json!({
            "channel": "phone", "text": "已通知"
        }),
    );
    shape(&forms::WITHDRAW, none, &[("ground", "applicant")], json!({"ground": "applicant"}));
    shape(&forms::VOID, none, &[("reason", "录重了")], json!({"reason": "录重了"}));
}

#[test]
fn forms_with_materials() {
    for spec in [&forms::CHECK, &forms::SUPPLEMENT] {
        let mut form = Form::new(spec, known());
        assert_eq!(form.first_blocking(), Some("materials"), "{}: nothing changed", spec.id);
        form.handle(Input::Char('3'));
        assert_eq!(form.submit(), Ok(json!({"materials": [{"name": "收入证明", "state": "ok"}]})));
    }
    let mut form = Form::new(&forms::FIX, known());
    form.fill("what", "补签日期", false);
    assert_eq!(form.submit(), Ok(json!({"what": "补签日期"})));
}

#[test]
fn intake_with_agent_result_and_hidden_values() {
    let mut form = take();
    form.hide("from", json!("CY-2026-E000001"));
    form.hide("applicant.id", json!(7));
    for (id, value) in [
        ("applicant.name", "王桂英"),
        ("item", "21"),
        ("agent.name", "陈霞"),
        ("agent.phone", "139 0000 8877"),
        ("finish.result", "已开具"),
        ("finish.result_document", "证2026-1"),
    ] {
        form.fill(id, value, false);
    }
    assert_eq!(
        form.to_json(),
        json!({
            "applicant": {"id": 7, "name": "王桂英"},
            "agent": {"name": "陈霞", "phone": "139 0000 8877"},
            "item": "HJ01",
            "channel": "window",
            "finish": {"result": "已开具", "result_document": "证2026-1"},
            "from": "CY-2026-E000001",
        })
    );
}

#[test]
fn persons_and_the_house() {
    let none = Facts::default();
    let exists = Facts { record_exists: true, ..none };
    shape(
        &forms::ENQUIRE,
        none,
        &[("item", "12"), ("phone", "13800006021")],
        json!({
            "item": "MZ01", "phone": "13800006021"
        }),
    );
    shape(
        &forms::PERSON,
        exists,
        &[("person.id_number", CARD), ("person.grid", "05"), ("rename", "王贵英"), ("reason", "改名")],
        json!({"person": {"id_number": CARD, "grid": "05"}, "rename": "王贵英", "reason": "改名"}),
    );
    shape(
        &forms::OPERATOR,
        none,
        &[("code", "05"), ("name", "李敏"), ("roles", "clerk agent"), ("disabled", "no")],
        json!({
            "code": "05", "name": "李敏", "roles": ["clerk", "agent"], "disabled": false
        }),
    );
    shape(
        &forms::OPERATOR,
        exists,
        &[("code", "05"), ("window", "3号窗")],
        json!({"code": "05", "window": "3号窗"}),
    );
    shape(&forms::STATION, none, &[("idle_minutes", "2")], json!({"idle_minutes": 2}));
    shape(
        &forms::GRID,
        none,
        &[("code", "07"), ("name", "新华苑"), ("worker", "张敏")],
        json!({
            "code": "07", "name": "新华苑", "worker": "03"
        }),
    );
    shape(&forms::CONFIRM_DATE, none, &[("day", "t")], json!({"day": "2026-11-23"}));
    shape(&forms::REVEAL, none, &[("purpose", "核对家庭成员")], json!({"purpose": "核对家庭成员"}));
    let mut init = Form::new(&forms::INIT, known());
    for (id, value) in [("station", "朝阳站"), ("code", "cy01"), ("manager", "刘"), ("manager_code", "01")]
    {
        init.fill(id, value, false);
    }
    init.fill("pin", "4711", false);
    init.fill("pin_again", "4711", false);
    assert_eq!(
        init.submit(),
        Ok(json!({"station": "朝阳站", "code": "CY01", "manager": "刘", "manager_code": "01"}))
    );
}

#[test]
fn every_form_is_declared_soundly() {
    let mut ids = Vec::new();
    for spec in forms::every() {
        ids.push(spec.id);
        assert!(forms::form(spec.id).is_some_and(|found| std::ptr::eq(found, spec)));
        let mut fields: Vec<_> = spec.fields.iter().map(|field| field.id).collect();
        fields.sort_unstable();
        let count = fields.len();
        fields.dedup();
        assert_eq!(fields.len(), count, "{}: a field stands twice", spec.id);
        let numbered = spec.fields.iter().filter(|field| field.numbered).count();
        assert!(numbered <= 9, "{}: more fields than digits", spec.id);
        assert!(
            spec.fields.first().is_none_or(|first| !first.same_row),
            "{}: nothing to stand beside",
            spec.id
        );
        for field in spec.fields {
            let digits: Vec<char> = field.kind.choices().iter().map(|choice| choice.digit).collect();
            assert!(
                digits.iter().all(char::is_ascii_digit) && digits.is_sorted_by(|a, b| a < b),
                "{}",
                field.id
            );
            for lang in [Lang::Zh, Lang::En] {
                let label = crate::text::cols(field.label.say(lang)).get();
                assert!(
                    label <= if lang == Lang::Zh { 12 } else { 16 },
                    "{} {lang:?}: label of {label}",
                    field.id
                );
            }
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "a form id stands twice");
}

#[test]
fn fields_of_the_intake_carry_the_numbers_of_the_conversation() {
    let form = take();
    let numbers: Vec<_> =
        form.fields().filter(|field| field.number > 0).map(|field| (field.number, field.spec.id)).collect();
    assert_eq!(
        numbers,
        [
            (1, "applicant.id_number"),
            (2, "applicant.name"),
            (3, "applicant.phone"),
            (4, "item"),
            (5, "applicant.address"),
            (6, "channel"),
            (7, "received"),
            (8, "materials"),
            (9, "note"),
        ]
    );
}

#[test]
fn the_schema_says_paths_types_and_values() {
    let schema = json!(forms::TAKE.schema(Lang::Zh));
    assert_eq!((&schema["act"], &schema["title"]), (&json!("take"), &json!("收件")));
    let named = |fields: &Value, name: &str| {
        fields.as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
    };
    let one = |name: &str| named(&schema["fields"], name);
    assert_eq!(one("applicant")["type"], json!("object"));
    assert_eq!(one("applicant")["required"], json!("always"));
    assert_eq!(named(&one("applicant")["fields"], "name")["required"], json!("always"));
    assert_eq!(named(&one("applicant")["fields"], "id")["type"], json!("number"));
    assert_eq!(one("received_reason")["required"], json!("sometimes"));
    assert_eq!(one("channel")["default"], json!("window"));
    assert_eq!(one("channel")["choices"][1], json!("phone"));
    assert_eq!(named(&one("materials")["fields"], "state")["choices"].as_array().map(Vec::len), Some(6));
    assert_eq!(one("note")["max_length"], json!(2000));
    assert_eq!(json!(forms::SIGN_IN.schema(Lang::En))["fields"][1]["secret"], json!(true));
    for spec in forms::every() {
        for field in spec.schema(Lang::En).fields {
            assert!(!field.about.is_empty() && !field.kind.is_empty(), "{} {}", spec.id, field.name);
        }
    }
}
