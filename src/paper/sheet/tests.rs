//! What the table reader holds for either kind of file.

use super::*;
use crate::words::Lang;
use calamine::DataRef;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::path::PathBuf;

fn read_bytes(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Sheet, Message> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read(&path, options)
}

fn read_text(text: &str) -> Sheet {
    read_bytes("a.csv", text.as_bytes(), &Options::default()).unwrap()
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    read_bytes(name, bytes, &Options::default()).unwrap_err().say(Lang::Zh)
}

fn catalogue(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell == "编码")
}

fn rows(sheet: &Sheet) -> Vec<(usize, Vec<&str>)> {
    sheet.rows.iter().map(|(line, row)| (*line, row.iter().map(String::as_str).collect())).collect()
}

#[test]
fn separators_are_told_from_the_header() {
    for text in [
        "编码,名称\nA,甲;乙\n",
        "编码;名称\nA;\"甲;乙\"\n",
        "编码\t名称\r\nA\t甲;乙",
        "\u{feff}编码,名称\n\nA,甲;乙",
    ] {
        let sheet = read_text(text);
        assert_eq!(sheet.header, ["编码", "名称"], "{text}");
        assert_eq!(rows(&sheet)[0].1, ["A", "甲;乙"], "{text}");
    }
}

#[test]
fn lines_are_those_of_the_file_and_rows_are_as_wide_as_the_header() {
    let text = "a,b,c\n\n1,\"x\ny\", z \n,,\n2\n3,4,5,6\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let sheet = read_text(&text);
        assert_eq!(sheet.header_line, 1);
        let read: Vec<_> = rows(&sheet).into_iter().map(|(line, row)| (line, row[0], row[2])).collect();
        assert_eq!(read, [(3, "1", "z"), (6, "2", ""), (7, "3", "5")], "{text:?}");
        assert_eq!((sheet.bad[0].0, sheet.bad[0].1), (7, 4));
    }
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let options = Options { is_header: &catalogue, ..Options::default() };
    let text = "某社区事项目录,,\n制表: 张敏; 2026 年,,\n编码,名称\nA,甲\n";
    let sheet = read_bytes("a.csv", text.as_bytes(), &options).unwrap();
    assert_eq!((sheet.header_line, sheet.header.len()), (3, 2));
    assert_eq!(rows(&sheet), [(4, vec!["A", "甲"])]);
}

#[test]
fn gb18030_is_read_when_named_and_told_when_not() {
    let (bytes, ..) = encoding_rs::GB18030.encode("code,名称\nA,𠮷田\n");
    let told = refusal("a.csv", &bytes);
    assert_eq!(told, "a.csv 第 1 行第 6 字节不是 UTF-8, 像是 GB18030 编码. 加 --encoding gb18030 再导入");
    let with =
        |encoding| read_bytes("a.csv", &bytes, &Options { encoding: Some(encoding), ..Options::default() });
    assert_eq!(rows(&with("gb18030").unwrap()), [(2, vec!["A", "𠮷田"])]);
    assert!(with("klingon").unwrap_err().say(Lang::Zh).contains("编码 klingon 不认识"));
    assert!(with("utf-8").is_err());
}

#[test]
fn utf_16_is_told_by_its_mark() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend("编码\t名称\nA\t甲".encode_utf16().flat_map(u16::to_le_bytes));
    let sheet = read_bytes("a.txt", &bytes, &Options::default()).unwrap();
    assert_eq!(rows(&sheet), [(2, vec!["A", "甲"])]);
}

#[test]
fn files_that_are_no_table_say_what_to_do() {
    let long = format!("a,b\n1,\"{}\"", "x,\n".repeat(CELL_MAX));
    let wide = ",x".repeat(COLUMNS_MAX);
    for (name, bytes, told) in [
        ("a.csv", &b""[..], "a.csv 里没有内容"),
        ("a.xlsx", b"", "a.xlsx 里没有内容"),
        ("a.csv", b"\xef\xbb\xbf\n\n , ,\n", "a.csv 里没有内容"),
        ("a.csv", b"a,b\n1,\x00\n", "第 2 行第 3 字节不是文字"),
        ("a.csv", b"a,b\n1,\xff\xff\n", "第 2 行第 3 字节不是文字"),
        ("a.xlsx", b"code,name\n", "不是 .xlsx 工作簿"),
        ("a.csv", b"a,b\n1,2\n3,\"4\n5,6\n", "第 3 行的引号没有配对"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls 或加了密码"),
        ("a.xlsx", b"PK\x03\x04truncated", "已损坏"),
        ("a.csv", long.as_bytes(), "第 2 行第 2 列超过 32767 字"),
        ("a.csv", wide.as_bytes(), "超过 200 列"),
    ] {
        let said = refusal(name, bytes);
        assert!(said.contains(told), "{said}");
    }
    let missing = read(Path::new("/nowhere/a.csv"), &Options::default()).unwrap_err();
    assert!(missing.say(Lang::Zh).starts_with("a.csv 打不开"));
}

fn sample_book() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "填表说明").unwrap();
    let sheet = book.add_worksheet().set_name("事项").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.merge_range(0, 0, 0, 4, "某社区事项目录", &Format::new()).unwrap();
    for (column, name) in (0..).zip(["类别", "编码", "快捷号", "日期", "天数"]) {
        sheet.write(2, column, name).unwrap();
    }
    sheet.merge_range(3, 0, 4, 0, "民政", &Format::new()).unwrap();
    sheet.write(3, 1, "A1").unwrap();
    sheet.write(3, 2, 70).unwrap();
    sheet.write_with_format(3, 3, ExcelDateTime::from_ymd(2026, 11, 23).unwrap(), &day).unwrap();
    sheet.write(3, 4, 0.5).unwrap();
    sheet.write(4, 1, "A2").unwrap();
    sheet.write(4, 2, 330_106_199_003_071_236_f64).unwrap();
    sheet.write_formula(4, 4, Formula::new("2+3").set_result("5")).unwrap();
    sheet.write(6, 0, "司法").unwrap();
    sheet.write_formula(6, 4, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_its_merged_cells_dates_and_formulas() {
    let options = Options { is_header: &catalogue, ..Options::default() };
    let sheet = read_bytes("a.xlsx", &sample_book(), &options).unwrap();
    assert_eq!((sheet.header_line, sheet.header.len()), (3, 5));
    assert_eq!(rows(&sheet)[0], (4, vec!["民政", "A1", "70", "2026-11-23", "0.5"]));
    assert_eq!(rows(&sheet)[1].1[0], "民政");
    assert_eq!(rows(&sheet)[1].1[4], "5");
    let bad: Vec<_> =
        sheet.bad.iter().map(|(line, column, problem)| (*line, *column, problem.phrase.id)).collect();
    assert_eq!(bad, [(5, 3, "sheet::DIGITS_LOST"), (7, 5, "sheet::CELL_ERROR")]);
    let (text, problem) = workbook::value(&DataRef::Empty, true);
    assert_eq!((text.as_str(), problem), ("", Some(w::FORMULA_WITHOUT_VALUE.msg())));
}

#[test]
fn the_sheet_is_the_one_named_or_the_first_with_content() {
    let bytes = sample_book();
    let named = |sheet| read_bytes("a.xlsx", &bytes, &Options { sheet: Some(sheet), ..Options::default() });
    assert_eq!(named("说明").unwrap().header, ["填表说明"]);
    assert!(named("没有").unwrap_err().say(Lang::Zh).ends_with("有: 说明、事项"));
    assert_eq!(read_bytes("b.csv", &bytes, &Options::default()).unwrap().header, ["填表说明"]);
    let empty = Workbook::new().save_to_buffer().unwrap();
    assert!(refusal("a.xlsx", &empty).contains("里没有内容"));
}

#[test]
fn a_workbook_that_unpacks_too_far_is_refused_before_it_is_opened() {
    let mut bytes = sample_book();
    let entry = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    assert!(refusal("a.xlsx", &bytes).contains("MB, 上限 1024 MB"));
    bytes[entry + 24..entry + 28].copy_from_slice(&(300u32 << 20).to_le_bytes());
    assert!(refusal("a.xlsx", &bytes).contains("解开后有 300 MB, 上限 256 MB"));
    bytes.truncate(bytes.len() / 2);
    assert!(refusal("a.xlsx", &bytes).contains("已损坏"));
}

#[test]
fn a_reader_can_stop_the_stream() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "a,b\n1,2\n3,4\n").unwrap();
    let mut seen = 0;
    let stopped = each(&path, &Options::default(), &mut |part| match part {
        Part::Header(..) => Ok(()),
        Part::Row(row) => {
            seen += 1;
            Err(w::CSV_BROKEN.with("file", "a").with("line", row.line))
        }
    });
    assert_eq!((stopped.is_err(), seen), (true, 1));
}
