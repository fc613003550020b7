//! What is exported: the figures and the rows of the screen, masked, harmless where it is opened, noted.

use crate::command_line::{as_operator, on_file};
use crate::hands::{self, Hands, NOW};
use crate::support::{Counter, at};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::path::Path;
use yichuang::app::Modal;
use yichuang::desk::verbs::{PersonInput, Take};
use yichuang::desk::{Command, Desk};
use yichuang::domain::Named as _;
use yichuang::domain::board::GroupBy;
use yichuang::domain::month::{Figure, Month};
use yichuang::words::Lang;

/// The rows of a `.csv`, its mark cut off.
fn csv_rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets know it as UTF-8 by its mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of a sheet as a person reads them.
fn sheet_rows(path: &Path, at: usize) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[at].clone();
    let range = book.worksheet_range(&name).unwrap();
    let text = |cell: &Data| match cell {
        Data::Float(value) if value.fract() != 0.0 => format!("{:.1}%", value * 100.0),
        Data::DateTime(day) => day.as_datetime().unwrap().date().to_string(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn export(path: &Path, code: &str, args: &[&str]) -> serde_json::Value {
    let pin = format!("{}\n", code.repeat(4));
    let mut all = vec!["--as", code, "--pin-stdin", "--json", "export"];
    all.extend(args);
    on_file(path, at(NOW), &all, &pin)
}

#[test]
fn the_month_in_a_file_says_what_the_screen_says() {
    let counter = hands::Counter::demo();
    let folder = tempfile::tempdir().unwrap();
    let report =
        counter.desk().month(&counter.actor("5"), Month::parse("2026-10").unwrap(), at(NOW)).unwrap();
    let mut want: BTreeMap<(String, String, String), (String, String)> = BTreeMap::new();
    let mut note = |group: &str, key: &str, figures: &yichuang::domain::month::Figures| {
        for figure in Figure::ALL {
            let value = (figure.of(figures).text(), figure.definition().say(Lang::Zh));
            want.insert((group.to_owned(), key.to_owned(), figure.word().to_owned()), value);
        }
    };
    note("全站", "", &report.all);
    for by in [GroupBy::Item, GroupBy::Owner, GroupBy::Department] {
        for group in report.groups(by) {
            note(by.phrase().zh, &group.key, &group.figures);
        }
    }
    for ending in ["csv", "xlsx"] {
        let file = folder.path().join(format!("month.{ending}"));
        let told = export(counter.path(), "5", &["month", file.to_str().unwrap(), "--month", "2026-10"]);
        let rows = if ending == "csv" { csv_rows(&file) } else { sheet_rows(&file, 0) };
        assert_eq!(told["rows"], rows.len() - 1);
        let found: BTreeMap<_, _> = rows[1..]
            .iter()
            .map(|row| {
                assert_eq!((row[1].as_str(), row[2].as_str()), ("2026-10", "2026-11-23"));
                let rate = row[6].contains("on-time") || row[6] == "early";
                let value = match row[8].as_str() {
                    // A whole is a whole number in the workbook.
                    "1" if rate => "100.0%".to_owned(),
                    "0" if rate => "0.0%".to_owned(),
                    other => other.to_owned(),
                };
                ((row[3].clone(), row[4].clone(), row[6].clone()), (value, row[12].clone()))
            })
            .collect();
        assert_eq!(found, want, "{ending}");
    }
    let sheets = open_workbook::<Xlsx<_>, _>(folder.path().join("month.xlsx")).unwrap().sheet_names();
    let open = report.all.count(yichuang::domain::month::Tally::NotConcluded);
    assert_eq!(sheet_rows(&folder.path().join("month.xlsx"), 4).len(), open + 1, "each card without an end");
    assert_eq!(sheets, ["指标和口径", "按事项", "按经办", "按部门", "未作结论的牌"]);
}

#[test]
fn registers_hold_every_row_and_both_files_say_the_same() {
    let counter = hands::Counter::demo();
    let folder = tempfile::tempdir().unwrap();
    let (desk, chief) = (counter.desk(), counter.actor("5"));
    for (register, count) in [
        ("cases", desk.cases_count(&chief, &Default::default()).unwrap()),
        ("promises", desk.board_count(&chief, &Default::default()).unwrap()),
    ] {
        let file = |ending| folder.path().join(format!("{register}.{ending}"));
        let (csv, xlsx) = (file("csv"), file("xlsx"));
        for path in [&csv, &xlsx] {
            let mut args = vec![register, path.to_str().unwrap()];
            args.extend((register == "promises").then_some("--open"));
            let told = export(counter.path(), "5", &args);
            assert_eq!(told["rows"], count, "{register}");
        }
        let rows = csv_rows(&csv);
        assert_eq!(rows.len(), usize::try_from(count).unwrap() + 1);
        assert_eq!(rows, sheet_rows(&xlsx, 0));
    }
}

/// A station with one person whose every field tries to be a formula.
fn hostile() -> Counter {
    let mut counter = Counter::at("2026-03-02 09:00");
    let materials = counter.all_ok("MZ01");
    let take = Take {
        item: "MZ01".to_owned(),
        applicant: PersonInput {
            name: "王桂英".to_owned(),
            id_number: Some("000000195803120026".to_owned()),
            phone: Some("13800006021".to_owned()),
            address: Some("=cmd|' /C calc'!A0".to_owned()),
            ..PersonInput::default()
        },
        materials: materials.iter().map(|(name, state)| crate::support::material(name, *state)).collect(),
        ..Take::default()
    };
    let clerk = counter.clerk.clone();
    counter.run(&clerk, Command::Take(Box::new(take))).unwrap();
    counter
}

#[test]
fn pr_1_numbers_are_masked_and_only_a_manager_with_a_purpose_has_them_in_full() {
    let counter = hostile();
    let folder = tempfile::tempdir().unwrap();
    let call = |code: &str, file: &str, more: &[&str]| {
        let path = folder.path().join(file);
        let mut args = vec!["export", "cases", path.to_str().unwrap()];
        args.extend(more);
        let answer = as_operator(&counter, code, &args, "");
        (answer.code, path)
    };
    let (code, masked) = call("1", "masked.csv", &[]);
    assert_eq!(code, 0);
    let row = &csv_rows(&masked)[1];
    assert_eq!((row[6].as_str(), row[7].as_str()), ("0***************26", "138****6021"), "{row:?}");
    for (code, want) in [("1", 3), ("5", 3), ("9", 0)] {
        let (found, path) = call(code, &format!("full-{code}.csv"), &["--reveal", "--purpose", "上报"]);
        assert_eq!(found, want, "{code}");
        assert_eq!(path.exists(), want == 0, "a refused export leaves no file");
    }
    let row = &csv_rows(&folder.path().join("full-9.csv"))[1];
    assert_eq!((row[6].as_str(), row[7].as_str()), ("000000195803120026", "13800006021"));
    assert_eq!(row[8], "'=cmd|' /C calc'!A0", "a formula is marked as text");
    let desk = Desk::open(&counter.path(), "test").unwrap();
    let entries = desk.journal_since(&counter.manager, at("2026-03-02 00:00"), 10_000).unwrap();
    let noted: Vec<_> = entries.iter().filter(|entry| entry.verb == "export").collect();
    assert_eq!(noted.len(), 2, "each export that left the house");
    assert!(noted[1].command.as_deref().unwrap().contains("上报"));
}

#[test]
fn in_a_workbook_a_formula_is_a_text() {
    let counter = hostile();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.xlsx");
    let args = ["export", "cases", path.to_str().unwrap(), "--reveal", "--purpose", "上报"];
    assert_eq!(as_operator(&counter, "9", &args, "").code, 0);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let range = book.worksheet_range("办件登记").unwrap();
    assert_eq!(range.get((1, 8)), Some(&Data::String("=cmd|' /C calc'!A0".to_owned())));
    assert!(book.worksheet_formula("办件登记").unwrap().is_empty());
}

#[test]
fn what_cannot_be_exported_says_why_and_leaves_no_file() {
    let counter = hostile();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("there.csv"), "mine").unwrap();
    for (args, code) in [
        (vec!["export", "cases", &at("there.csv")], 1),
        (vec!["export", "cases", &at("no/such/folder.csv")], 4),
        (vec!["export", "cases", &at("what.ods")], 2),
        (vec!["export", "feedback", &at("feedback.csv"), "--owner", "1"], 2),
        (vec!["export", "visits", &at("visits.csv"), "--item", "MZ11"], 2),
        (vec!["export", "hours", &at("hours.csv"), "--columns", &at("none.toml")], 1),
        (vec!["export", "nothing", &at("nothing.csv")], 2),
        (vec!["export", "month", &at("month.csv"), "--month", "2026-13"], 2),
        (vec!["export", "month", &at("month.csv"), "--month", "2026-04"], 2),
        (vec!["export", "month", &at("month.csv"), "--owner", "1"], 2),
        (vec!["export", "promises", &at("p.csv"), "--owner", "77"], 1),
        (vec!["export", "cases", &at("c.csv"), "--purpose", "上报"], 2),
    ] {
        let answer = as_operator(&counter, "9", &args, "");
        assert_eq!(answer.code, code, "{args:?} {}", answer.err);
        assert!(!answer.err.is_empty());
    }
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["there.csv"]);
    assert_eq!(std::fs::read_to_string(at("there.csv")).unwrap(), "mine");
}

/// Lets the export that is on its way come to its end.
fn until_exported(hands: &mut Hands) -> String {
    // The file is packed beside; there is no event to wait for.
    for _ in 0..2_000_000 {
        if !hands.said().contains("正在导出") {
            return hands.said();
        }
        hands.wait(1);
        std::thread::yield_now();
    }
    panic!("{}", hands.said())
}

#[test]
fn f7_on_the_month_and_on_the_board_exports_what_is_shown() {
    let mut hands = hands::Counter::demo().hands("5", at(NOW));
    hands.keys("9 Enter Left F7");
    assert!(matches!(hands.app.modals.last(), Some(Modal::Menu(_))), "{}", hands.screen());
    hands.keys("1");
    let said = until_exported(&mut hands);
    let path = said.rsplit(' ').next().unwrap().to_owned();
    assert!(path.contains("month-2026-10"), "the month that is shown: {said}");
    assert_eq!(sheet_rows(Path::new(&path), 0)[1][7], "收件");

    hands.keys("4 Enter F4 2 F7 2");
    let said = until_exported(&mut hands);
    let path = said.rsplit(' ').next().unwrap().to_owned();
    let rows = csv_rows(Path::new(&path));
    assert_eq!(rows.len() - 1, hands.app.due.list.total, "the rows of the board: {said}");
    assert!(hands.app.due.list.total > 0);
}

#[test]
fn the_keyboard_is_free_during_an_export_and_f7_stops_it() {
    let mut hands = hands::Counter::demo().hands("5", at(NOW));
    hands.keys("9 Enter F7");
    let picked = hands.screen();
    hands.keys("3");
    assert!(hands.said().contains("正在导出"), "{picked} {}", hands.said());
    hands.keys("F7");
    assert!(hands.said().contains("已停止"), "{}", hands.said());
    let folder = format!("{}.export", hands.counter.path().display());
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "no file is left");
    let head = hands.counter.desk().head().unwrap().seq;
    hands.wait(1_000);
    assert_eq!(hands.counter.desk().head().unwrap().seq, head, "nothing is noted");
}
