//! The command line's contract: the vectors of the field, the fields of the answers, the exit codes.

use serde_json::{Value, json};
use std::path::Path;
use yichuang::calendar::{Clock, Stamp};
use yichuang::cli::{Io, run};

use crate::support::{Counter, PIN, at};

/// What a call answered.
pub struct Answer {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} / {}", self.out, self.err))
    }
}

fn call_at(now: Stamp, args: &[&str], input: &str) -> Answer {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut stdin = std::io::Cursor::new(input.as_bytes().to_vec());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        stdin: &mut stdin,
        stdin_is_terminal: false,
        env: std::collections::BTreeMap::new(),
        clock: Clock::fixed(now),
        terminal: "test".to_owned(),
    };
    let code = run(std::iter::once("yichuang").chain(args.iter().copied()), &mut io);
    Answer { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn call(args: &[&str]) -> Answer {
    call_at(at("2026-11-23 10:32"), args, "")
}

/// What a call on a file answers, as JSON.
pub fn on_file(file: &std::path::Path, now: Stamp, args: &[&str], input: &str) -> serde_json::Value {
    let mut all = vec!["--db", file.to_str().unwrap()];
    all.extend(args);
    let answer = call_at(now, &all, input);
    assert_eq!(answer.code, 0, "{}", answer.err);
    answer.json()
}

/// Calls as an operator on a counter's file; `input` follows the PIN.
pub fn as_operator(counter: &Counter, code: &str, args: &[&str], input: &str) -> Answer {
    let path = counter.path();
    let path = path.to_str().unwrap();
    let mut all = vec!["--db", path, "--as", code, "--pin-stdin", "--json"];
    all.extend(args);
    call_at(counter.now, &all, &format!("{PIN}\n{input}"))
}

#[test]
fn a15_every_working_day_vector() {
    for (start, days, due) in [
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-02-13", 30, "2026-04-02"),
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-05-08", 3, "2026-05-12"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-24", 2, "2026-09-29"),
        ("2026-06-18", 1, "2026-06-22"),
        ("2026-01-01", 5, "2026-01-08"),
        ("2025-12-31", 5, "2026-01-08"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-04-25", 10, "2025-05-13"),
    ] {
        let answer = call(&["due", "--start", start, "--days", &days.to_string(), "--json"]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let json = answer.json();
        assert_eq!(json["due"], json!(due), "{start} + {days} wd");
        assert_eq!(json["provisional"], json!(false));
        let counted =
            json["explain"].as_array().unwrap().iter().filter(|day| day["counts"] == json!(true)).count();
        assert_eq!(counted, days, "CL-21: the list agrees with the date");
    }
}

#[test]
fn a15_every_calendar_day_vector() {
    for (start, days, due, provisional) in [
        ("2026-09-20", 15, "2026-10-08", false),
        ("2026-09-24", 10, "2026-10-08", false),
        ("2026-08-07", 60, "2026-10-08", false),
        ("2026-02-10", 7, "2026-02-24", false),
        ("2026-04-27", 7, "2026-05-06", false),
        ("2026-04-29", 7, "2026-05-06", false),
        ("2026-07-20", 15, "2026-08-04", false),
        ("2026-12-20", 15, "2027-01-04", true),
        ("2026-11-23", 60, "2027-01-22", true),
    ] {
        let days = days.to_string();
        let json = call(&["due", "--start", start, "--days", &days, "--unit", "cd", "--json"]).json();
        assert_eq!(
            (&json["due"], &json["provisional"]),
            (&json!(due), &json!(provisional)),
            "{start} + {days} cd"
        );
    }
}

#[test]
fn a4_pauses_are_left_out_and_united() {
    let base = ["due", "--start", "2026-03-02", "--days", "10", "--json"];
    let with = |pauses: &[&str]| {
        let mut args = base.to_vec();
        for pause in pauses {
            args.extend(["--pause", pause]);
        }
        call(&args).json()["due"].clone()
    };
    assert_eq!(with(&[]), json!("2026-03-16"));
    assert_eq!(with(&["2026-03-05..2026-03-12"]), json!("2026-03-23"), "SU-2");
    assert_eq!(with(&["2026-03-05..2026-03-12", "2026-03-09..2026-03-16"]), json!("2026-03-25"), "SU-3");
}

#[test]
fn a12_every_identifier_vector() {
    let valid = [
        ("id-number", "11010519491231002X"),
        ("id-number", "440524188001010014"),
        ("id-number", "34052419800101001X"),
        ("id-number", "330106199003071236"),
        ("id-number", "330102194910010041"),
        ("id-number", "330108201506200055"),
        ("id-number", "330106191201019969"),
        ("id-number", "330105200002290014"),
        ("id-number", "810000199408230021"),
        ("id-number", "820000199009240021"),
        ("id-number", "830000199201300022"),
        ("id-number", "810000198505050124"),
        ("id-number", "830000197901010115"),
        ("id-number", "911124198108030024"),
        ("id-number", "911012198108030023"),
        ("id-number", "93311219900101001X"),
        ("credit-code", "91350100M000100Y43"),
        ("credit-code", "11320000MB151840XJ"),
        ("credit-code", "91330106MA2ABCD126"),
        ("credit-code", "55330106MEA0000014"),
        ("credit-code", "54330109MEC1234562"),
        ("credit-code", "91330106MA2A000170"),
        ("phone", "13800000000"),
        ("phone", "0571-88880000"),
        ("name", "阿依古丽·买买提"),
        ("disability-card", "33010619900307123643"),
    ];
    for (kind, value) in valid {
        let answer = call(&["check", kind, value, "--json"]);
        assert_eq!(answer.code, 0, "{value}: {}", answer.err);
        assert_eq!(answer.json()["valid"], json!(true), "{value}");
    }
    let invalid = [
        ("id-number", "330106199003071237"),
        ("id-number", "330102198502302319"),
        ("id-number", "330105200102290011"),
        ("credit-code", "91350100M000100Y4Z"),
        ("phone", "12800000000"),
        ("name", "张\u{202e}伟"),
        ("name", ""),
        ("disability-card", "33010619900307123698"),
    ];
    for (kind, value) in invalid {
        let answer = call(&["check", kind, value, "--json"]);
        assert_eq!(answer.code, 1, "{value}");
        assert_eq!(answer.json()["valid"], json!(false), "{value}");
    }
    let old = call(&["check", "id-number", "110105491231002", "--json"]).json();
    assert_eq!(old["normalized"], json!("11010519491231002X"), "ID-3");
    let lower = call(&["check", "id-number", "34052419800101001x", "--json"]).json();
    assert_eq!(lower["normalized"], json!("34052419800101001X"), "ID-3");
    let person = call(&["check", "id-number", "330106199003071236", "--json"]).json();
    assert_eq!((&person["birth"], &person["sex"]), (&json!("1990-03-07"), &json!("male")));
    let dotted = call(&["check", "name", "阿依古丽•买买提", "--json"]).json();
    assert_eq!(dotted["normalized"], json!("阿依古丽·买买提"), "ID-10");
}

#[test]
fn a_case_from_door_to_door() {
    let counter = Counter::at("2026-03-02 09:30");
    let input = json!({"item": "ZA02", "applicant": {"name": "张伟", "id_number": "330106199003071236", "phone": "13800000000"},
        "agent": null, "channel": "window", "received": null,
        "materials": [{"name": "身份证", "state": "ok", "form": "original-checked"}, {"name": "照片", "state": "missing"}],
        "note": ""});
    let taken = as_operator(&counter, "1", &["case", "take"], &input.to_string());
    assert_eq!(taken.code, 0, "{}", taken.err);
    let taken = taken.json();
    assert_eq!((&taken["number"], &taken["state"]), (&json!("CY01-2026-000001"), &json!("received")));
    assert!(taken["receipt"].is_string());
    assert_eq!(taken["promises"][0]["kind"], json!("notice"));
    let act = |code: &str, act: &str, fields: Value| {
        as_operator(&counter, code, &["case", act, "CY01-2026-000001"], &fields.to_string())
    };
    let refused = act("1", "accept", json!({}));
    assert_eq!((refused.code, &refused.json()["rule"]), (1, &json!("ON-6")));
    assert_eq!(refused.err.lines().count(), 1, "one line: {}", refused.err);
    assert_eq!(act("1", "notify", json!({"supplement_days": 5})).code, 0);
    let second = act("1", "notify", json!({}));
    assert_eq!((second.code, &second.json()["rule"]), (1, &json!("ON-4")));
    assert_eq!(act("1", "notify", json!({"override_reason": "x"})).code, 3);
    assert_eq!(act("5", "notify", json!({"override_reason": "漏写"})).code, 0);
    let materials = json!({"materials": [{"name": "照片", "state": "ok"}, {"name": "3", "state": "ok"}]});
    assert_eq!(act("1", "supplement", materials).code, 0);
    assert_eq!(act("1", "accept", json!({})).json()["state"], json!("accepted"));
    let shown = as_operator(&counter, "5", &["case", "show", "0001"], "").json();
    assert_eq!(shown["applicant"]["masked_id"], json!("330***********1236"));
    assert_eq!(
        shown["promises"].as_array().unwrap().iter().filter(|p| p["state"] == json!("running")).count(),
        2
    );
    let overdue = as_operator(&counter, "5", &["overdue", "--at", "2026-03-20"], "").json();
    let first = &overdue[0];
    assert_eq!(
        (&first["kind"], &first["lamp"], &first["overdue_by"]),
        (&json!("committed"), &json!("red"), &json!(8))
    );
    counter.assert_sound();
}

#[test]
fn many_cases_by_lines_each_its_own_act() {
    let counter = Counter::at("2026-03-02 09:30");
    let good = json!({"item": "27", "applicant": {"name": "张伟"}}).to_string();
    let bad = json!({"item": "99", "applicant": {"name": "张伟"}}).to_string();
    let path = counter.path();
    let args = ["--db", path.to_str().unwrap(), "--as", "1", "--pin-stdin", "case", "take", "--jsonl"];
    let answer = call_at(counter.now, &args, &format!("{PIN}\n{good}\n{bad}\nnonsense\n{good}\n"));
    assert_eq!(answer.code, 1);
    let lines: Vec<Value> = answer.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["number"], json!("CY01-2026-000001"));
    assert!(lines[1]["error"].is_string() && lines[2]["error"].is_string());
    assert_eq!(lines[3]["number"], json!("CY01-2026-000002"), "no number is lost to a bad line");
}

#[test]
fn exit_codes_say_what_kind_of_no_it_is() {
    let counter = Counter::at("2026-03-02 09:30");
    let path = counter.path();
    let path = path.to_str().unwrap();
    let wrong_pin =
        call_at(counter.now, &["--db", path, "--as", "1", "--pin-stdin", "case", "list"], "0000\n");
    assert_eq!(wrong_pin.code, 3);
    assert_eq!(call(&["--db", path, "case", "list"]).code, 3, "nobody");
    assert_eq!(call(&["due", "--start", "2026-02-30", "--days", "5"]).code, 2);
    assert_eq!(call(&["nonsense"]).code, 2);
    assert_eq!(as_operator(&counter, "1", &["case", "show", "9999"], "").code, 1);
    assert_eq!(call(&["--db", "/nowhere/at/all.db", "catalogue", "list"]).code, 4);
    let not_allowed = as_operator(&counter, "1", &["operator", "disable", "2"], "");
    assert_eq!(not_allowed.code, 3);
}

#[test]
fn what_comes_from_outside_is_made_safe() {
    let counter = Counter::at("2026-03-02 09:30");
    for (name, code) in
        [("张\u{1b}[31m伟", 1), ("张\u{202e}伟", 1), (&"王".repeat(200), 0), (&"王".repeat(201), 1)]
    {
        let input = json!({"item": "27", "applicant": {"name": name}}).to_string();
        let answer = as_operator(&counter, "1", &["case", "take"], &input);
        assert_eq!(answer.code, code, "{name}");
        assert!(!answer.out.contains('\u{1b}') && !answer.err.contains('\u{1b}'));
    }
    let future =
        json!({"item": "27", "applicant": {"name": "张伟"}, "received": "2026-03-03 09:00"}).to_string();
    assert_eq!(as_operator(&counter, "1", &["case", "take"], &future).code, 1);
    let note = json!({"item": "27", "applicant": {"name": "张伟"}, "note": "\u{1b}]0;x\u{7}=cmd|'/c calc'"})
        .to_string();
    let answer = as_operator(&counter, "1", &["case", "take"], &note);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(!answer.out.contains('\u{1b}'));
}

#[test]
fn a_catalogue_with_faults_is_named_fault_by_fault() {
    let counter = Counter::at("2026-03-02 09:30");
    let folder = counter.path().parent().unwrap().to_owned();
    let write = |name: &str, bytes: &[u8]| -> String {
        let path: &Path = &folder.join(name);
        std::fs::write(path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let head = "code,quick,name,category,kind,first_step,statutory_days,statutory_unit,committed_days,committed_unit,materials\n";
    let long = format!("{head}AA01,100,甲事项,民政,承诺件,once,5,wd,9,wd,身份证\n");
    let answer =
        as_operator(&counter, "9", &["import", "catalogue", &write("long.csv", long.as_bytes())], "");
    assert_eq!((answer.code, &answer.json()["rejected"][0]["rule"]), (1, &json!("CL-2")));
    let row = |code: &str, quick: u16| format!("{code},{quick},甲事项,民政,承诺件,once,9,wd,5,wd,身份证\n");
    let twice = format!("{head}{}{}", row("AA01", 100), row("AA01", 101));
    let answer =
        as_operator(&counter, "9", &["import", "catalogue", &write("twice.csv", twice.as_bytes())], "");
    assert_eq!(answer.code, 1);
    let rejected = answer.json()["rejected"].as_array().unwrap().clone();
    assert!(rejected.iter().any(|row| row["problem"].as_str().unwrap().contains("AA01")), "{rejected:?}");
    let (gbk, _, _) = encoding_rs::GB18030.encode(&twice);
    let answer = as_operator(&counter, "9", &["import", "catalogue", &write("gbk.csv", &gbk)], "");
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("gb18030"), "{}", answer.err);
}

#[test]
fn a_copy_is_checked_and_a_restore_goes_on_from_the_number_on_paper() {
    let mut counter = Counter::at("2026-03-02 09:30");
    counter.take("ZA02", &[]);
    let copy = counter.path().with_file_name("copy.db");
    let copy = copy.to_str().unwrap();
    let answer = as_operator(&counter, "9", &["backup", copy], "");
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(answer.json()["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(as_operator(&counter, "1", &["backup", copy], "").code, 3);
    assert_eq!(as_operator(&counter, "9", &["backup", copy], "").code, 1, "never over another file");
    let verify = call_at(counter.now, &["--db", copy, "audit", "verify", "--json"], "");
    assert_eq!((verify.code, &verify.json()["ok"]), (0, &json!(true)), "{}", verify.err);
}
