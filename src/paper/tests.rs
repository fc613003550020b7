//! Layout: golden slips, widths of every part on every medium, marks, page breaks.

use super::*;
use crate::domain::document::{Content, Part};
use crate::text::{Widths, cols};
use proptest::prelude::*;

fn text(text: &str) -> String {
    text.to_owned()
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().copied().map(text).collect()
}

/// A document with every kind of part, about somebody of this name.
fn about(name: &str) -> Content {
    let field = |label: &str, value: &str| Part::Field(text(label), text(value));
    Content {
        issuer: text("东风社区公共服务工作站"),
        title: None,
        names: Vec::new(),
        parts: vec![
            field("件编号", "DF-2026-000231"),
            field("申请人", name),
            field("证件号码", "3***************36"),
            Part::Heading(text("材料清单")),
            Part::Table(
                strings(&["序", "材料", "形式", "份页数", "状态"]),
                vec![
                    strings(&["1", "身份证", "核原件", "1 份", "齐"]),
                    strings(&["2", "家庭经济状况核对授权书", "收原件", "1 份 2 页", "不合格: 未盖章"]),
                    strings(&["3", name, "", "1 份", "齐"]),
                ],
            ),
            Part::Text(format!("{name}, 请保管好本回执. 查询进度请报件编号或来电.")),
            Part::List(vec![text("户口簿"), text(name)]),
            Part::Signatures(strings(&["申请人签字", "经办人签字"])),
            Part::Seal(format!("{name}\n(盖章)\n2026年9月18日")),
        ],
    }
}

fn head<'a>() -> Head<'a> {
    Head { title: "收件回执", number: "DF-2026-R000412", ..Head::default() }
}

/// No line is wider than the paper, on terminals and printers of either kind, and none holds a control.
fn check(content: &Content, head: &Head<'_>) {
    for medium in Medium::ALL.iter().copied() {
        for page in pages(content, head, medium) {
            assert!(medium.lines().is_none_or(|lines| page.lines.len() <= lines), "{medium:?}");
            for line in &page.lines {
                assert!(cols(line) <= medium.columns(), "{medium:?} {line:?}");
                assert!(!line.chars().any(char::is_control) && line.trim_end() == line, "{line:?}");
            }
        }
    }
}

/// The letters of `lines` without blanks, to look for a text that was broken.
fn squeezed(lines: &[String]) -> String {
    lines.concat().chars().filter(|ch| !ch.is_whitespace()).collect()
}

#[test]
fn golden_58_mm() {
    assert_eq!(
        lay_out(&about("王桂英"), &head(), Medium::Mm58),
        [
            "     东风社区公共服务工作站",
            "            收件回执",
            "      编号 DF-2026-R000412",
            "--------------------------------",
            "件编号: DF-2026-000231",
            "申请人: 王桂英",
            "证件号码: 3***************36",
            "",
            "材料清单",
            "1. 身份证",
            "   形式: 核原件",
            "   份页数: 1 份",
            "   状态: 齐",
            "2. 家庭经济状况核对授权书",
            "   形式: 收原件",
            "   份页数: 1 份 2 页",
            "   状态: 不合格: 未盖章",
            "3. 王桂英",
            "   份页数: 1 份",
            "   状态: 齐",
            "",
            "王桂英, 请保管好本回执. 查询进度",
            "请报件编号或来电.",
            "1. 户口簿",
            "2. 王桂英",
            "",
            "申请人签字: ____________________",
            "经办人签字: ____________________",
            "",
            "                          王桂英",
            "                          (盖章)",
            "                   2026年9月18日",
        ]
    );
}

#[test]
fn golden_80_mm() {
    let demo = Head { demo: true, reprint: Some(2), ..head() };
    let lines = lay_out(&about("阿依古丽·买买提"), &demo, Medium::Mm80);
    assert_eq!(
        lines.iter().take(14).map(String::as_str).collect::<Vec<_>>(),
        [
            "                     *演示*",
            "                                          补打 2",
            "             东风社区公共服务工作站",
            "                    收件回执",
            "",
            "      ##### ##### ##### #   #   #   #####",
            "      #   # #   # #   # #   #  ##       #",
            "      #   # #   # #   # #####   #   #####",
            "      #   # #   # #   #     #   #   #",
            "      ##### ##### #####     # ##### #####",
            "",
            "              编号 DF-2026-R000412",
            "------------------------------------------------",
            "件编号: DF-2026-000231",
        ]
    );
    let table = lines.iter().position(|line| line == "材料清单").unwrap();
    assert_eq!(
        lines[table + 1..table + 10],
        [
            "序  材料          形式    份页数     状态",
            "------------------------------------------------",
            "1   身份证        核原件  1 份       齐",
            "2   家庭经济状况  收原件  1 份 2 页  不合格: 未",
            "    核对授权书                       盖章",
            "3   阿依古丽·买           1 份       齐",
            "    买提",
            "",
            "阿依古丽·买买提, 请保管好本回执. 查询进度请报件",
        ]
    );
    assert!(lines.contains(&text("申请人签字: ___________  经办人签字: ___________")), "{lines:#?}");
}

#[test]
fn golden_a4_table() {
    let lines = lay_out(&about("王桂英"), &head(), Medium::A4);
    let from = lines.iter().position(|line| line == "材料清单").unwrap();
    assert_eq!(
        lines[from..from + 6],
        [
            "材料清单",
            "序  材料                    形式    份页数     状态",
            "-------------------------------------------------------------",
            "1   身份证                  核原件  1 份       齐",
            "2   家庭经济状况核对授权书  收原件  1 份 2 页  不合格: 未盖章",
            "3   王桂英                          1 份       齐",
        ]
    );
}

#[test]
fn id_10_names_of_every_kind_are_whole_on_every_medium() {
    let long = "欧阳".repeat(100);
    for name in [
        &*long,
        "𠮷",
        "阿依古丽·买买提",
        "",
        "葛\u{e0100}城",
        "Nguyễn Thị Minh Khai",
        "👨\u{200d}👩\u{200d}👧",
        "x".repeat(200).as_str(),
    ] {
        check(&about(name), &head());
        let wanted: String = name.chars().filter(|ch| !ch.is_whitespace()).collect();
        for medium in Medium::ALL.iter().copied() {
            let lines = lay_out(&about(name), &head(), medium);
            let field = lines.iter().position(|line| line.starts_with("申请人:")).unwrap();
            let until = lines.iter().position(|line| line.starts_with("证件号码:")).unwrap();
            assert_eq!(squeezed(&lines[field..until]), format!("申请人:{wanted}"), "{medium:?}");
            assert!(squeezed(&lines).contains(&wanted), "{medium:?} {name}");
        }
    }
}

#[test]
fn what_is_hidden_becomes_visible() {
    let content = about("张\u{202e}伟\u{1b}[31m\t");
    check(&content, &head());
    let all = squeezed(&lay_out(&content, &head(), Medium::A4));
    assert!(all.contains("张<U+202E>伟^[[31m^I") && !all.contains('\u{202e}'), "{all}");
}

#[test]
fn marks_stand_on_every_page() {
    let mut content = about("王桂英");
    content.parts = vec![Part::List((0..150).map(|n| format!("第 {n} 项")).collect())];
    let marked = Head { demo: true, voided: true, reprint: Some(3), ..head() };
    for medium in Medium::ALL.iter().copied() {
        let pages = pages(&content, &marked, medium);
        assert_eq!(pages.len(), if medium == Medium::A4 { 3 } else { 1 });
        for page in &pages {
            for (line, mark) in page.lines.iter().zip(["*演示*", "作废", "补打 3"]) {
                assert!(line.contains(mark), "{medium:?} {line}");
            }
        }
        let plain = lay_out(&content, &head(), medium).concat();
        assert!(!["*演示*", "作废", "补打"].iter().any(|mark| plain.contains(mark)));
    }
}

#[test]
fn pages_are_numbered_and_tables_repeat_their_heads() {
    let row = |n: usize| strings(&[&n.to_string(), "材料", "齐"]);
    let mut content = about("王桂英");
    content.parts.insert(0, Part::Table(strings(&["序", "名称", "状态"]), (1..=90).map(row).collect()));
    let pages = pages(&content, &head(), Medium::A4);
    assert!(pages.len() >= 2);
    for (at, page) in pages.iter().enumerate() {
        let foot = format!("DF-2026-R000412  第 {} 页, 共 {} 页", at + 1, pages.len());
        assert!(page.lines.len() == 60 && page.lines[59].ends_with(&foot), "{:?}", page.lines.last());
    }
    assert!(pages[1].lines[0].starts_with("序  名称") && pages[1].lines[1].starts_with("---"));
    let printed = printable(&content, &head(), Medium::A4);
    assert_eq!(printed.matches('\u{c}').count(), pages.len() - 1);
    assert!(printed.ends_with("页\n"));
    check(&content, &head());
}

#[test]
fn a_heading_signatures_and_seal_are_not_torn_apart() {
    for filler in 30..60 {
        let mut content = about("王桂英");
        content.parts.splice(0..0, (0..filler).map(|n| Part::Field(text("项"), n.to_string())));
        for page in pages(&content, &head(), Medium::A4) {
            let has = |wanted: &str| page.lines.iter().any(|line| line.contains(wanted));
            assert_eq!(has("申请人签字"), has("2026年9月18日"), "{filler}");
            assert_eq!(has("材料清单"), has("身份证"), "{filler}");
        }
        check(&content, &head());
    }
}

#[test]
fn a_short_sheet_has_no_foot_and_a_number_without_digits_no_large_ones() {
    let odd = Head { number: "草稿", station: "东风社区公共服务工作站", ..head() };
    let lines = lay_out(&about("王桂英"), &odd, Medium::A4);
    assert!(!lines.iter().any(|line| line.contains('#') || line.contains("共 ")));
    assert_eq!(lines.iter().filter(|line| line.trim() == "东风社区公共服务工作站").count(), 1);
    // Digits at the end of a random number say nothing.
    let random = Head { number: "J7K2X-4458", plain: true, ..head() };
    assert!(!lay_out(&about("王桂英"), &random, Medium::A4).iter().any(|line| line.contains("#####")));
    let long = Head { number: "9".repeat(40).leak(), ..head() };
    check(&about("王桂英"), &long);
}

#[test]
fn media_are_read_by_their_words() {
    for medium in Medium::ALL.iter().copied() {
        assert_eq!(Medium::parse(medium.word()), Some(medium));
    }
    for (word, medium) in [("A4", Some(Medium::A4)), (" 58MM ", Some(Medium::Mm58)), ("58", None), ("", None)]
    {
        assert_eq!(Medium::parse(word), medium, "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_is_wider_than_the_paper(
        words in proptest::collection::vec("[ -~一-龥𠀀-𠀏·“”\u{300}-\u{302}\u{200d}\u{915}-\u{94d}\t\n]{0,90}", 12),
        cells in 0_usize..6,
    ) {
        let (list, rest) = words.split_at(6);
        let content = Content {
            issuer: words[0].clone(),
            title: None,
            names: Vec::new(),
            parts: vec![
                Part::Field(words[1].clone(), words[2].clone()),
                Part::Text(words[3].clone()),
                Part::Heading(words[4].clone()),
                Part::Table(rest[..cells].to_vec(), vec![list.to_vec(), rest.to_vec(), Vec::new()]),
                Part::List(list.to_vec()),
                Part::Signatures(rest[..3].to_vec()),
                Part::Seal(words[5].clone()),
            ],
        };
        check(&content, &Head { title: &words[6], number: &words[7], station: &words[8], ..Head::default() });
    }

    #[test]
    fn rows_fit_on_printers_that_draw_ambiguous_characters_wide(text in any::<String>(), columns in 12_usize..80) {
        for row in super::rows::rows(&text, columns) {
            prop_assert!(Widths::Wide.cols(&row).get() <= columns, "{row:?}");
        }
    }
}
