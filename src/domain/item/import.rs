//! A station's own list: its rows turned into items, with every problem by line and column.

use super::Field;
use super::Item;
use super::columns::Columns;
use super::row::Row;
use crate::words::{Message, item as w};
use std::collections::BTreeMap;

/// Something wrong in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// The header of the column, or the name that a missing one should have.
    pub column: String,
    /// The rule behind it, by its id, where there is one.
    pub rule: Option<&'static str>,
    /// What is wrong and what to do.
    pub problem: Message,
    /// Whether the row was not taken; otherwise it was, and stays unpublished (ON-9).
    pub refused: bool,
}

impl Problem {
    pub(super) fn refusing(line: usize, column: &str, problem: Message) -> Self {
        Self { line, column: column.trim().to_owned(), rule: None, problem, refused: true }
    }

    pub(super) fn noting(line: usize, column: &str, rule: Option<&'static str>, problem: Message) -> Self {
        Self { line, column: column.trim().to_owned(), rule, problem, refused: false }
    }
}

/// What a list came to.
#[derive(Debug, Default, PartialEq)]
pub struct Import {
    /// How many rows were read.
    pub read: usize,
    /// The items that can be taken, with their lines; those with gaps as unpublished templates.
    pub items: Vec<(usize, Item)>,
    /// Everything that is wrong, in the order of the file, all of it at once.
    pub problems: Vec<Problem>,
}

/// A list to be read, beside its rows.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// The line of the header, from 1.
    pub line: usize,
    /// The headers.
    pub header: &'a [String],
    /// Cells that the file reader could not vouch for: line and column, from 1, and what is wrong.
    pub bad: &'a [(usize, usize, Message)],
    /// Sends a header of the file to a field by key or Chinese name (`--map`).
    pub map: &'a BTreeMap<String, String>,
    /// The catalogue as it is, code and quick number, since a quick number is never reused.
    pub known: &'a [(String, u16)],
}

/// Reads the rows of a list, each with its line.
///
/// A row with a broken cell or a broken definition (CL-2) is refused; one that merely lacks fields
/// (ON-9) is taken, unpublished.
#[must_use]
pub fn import(listing: &Listing<'_>, rows: impl IntoIterator<Item = (usize, Vec<String>)>) -> Import {
    let mut import = Import::default();
    let columns = match Columns::read(listing.line, listing.header, listing.map, &mut import.problems) {
        Ok(columns) => columns,
        Err(fatal) => {
            import.problems.extend(fatal);
            return import;
        }
    };
    let mut bad: BTreeMap<usize, Vec<(usize, &Message)>> = BTreeMap::new();
    for (line, column, message) in listing.bad {
        bad.entry(*line).or_default().push((*column, message));
    }
    let mut taken = Taken::new(listing.known);
    for (line, cells) in rows {
        let bad = bad.remove(&line).unwrap_or_default();
        if bad.is_empty() && cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        import.read += 1;
        let item = Row::new(line, &cells, &columns, &mut import.problems).without(&bad).item();
        if let Some(item) = item.and_then(|item| taken.admit(line, item, &columns, &mut import.problems)) {
            import.items.push((line, item));
        }
    }
    if import.read == 0 {
        let title = columns.title(Field::Code);
        import.problems.push(Problem::refusing(listing.line, &title, w::EMPTY_TABLE.msg()));
    }
    import
}

/// The codes and quick numbers that are spoken for.
struct Taken<'a> {
    known: BTreeMap<u16, &'a str>,
    codes: BTreeMap<String, usize>,
    quick: BTreeMap<u16, (usize, String)>,
}

impl<'a> Taken<'a> {
    fn new(known: &'a [(String, u16)]) -> Self {
        let known = known.iter().map(|(code, quick)| (*quick, code.as_str())).collect();
        Self { known, codes: BTreeMap::new(), quick: BTreeMap::new() }
    }

    /// The item, where its code and its quick number are free; both are checked before it is refused.
    fn admit(
        &mut self,
        line: usize,
        item: Item,
        columns: &Columns,
        problems: &mut Vec<Problem>,
    ) -> Option<Item> {
        let before = problems.len();
        if let Some(first) = self.codes.get(&item.code) {
            let message = w::CODE_TWICE.with("value", &item.code).with("line", *first);
            problems.push(Problem::refusing(line, &columns.title(Field::Code), message));
        }
        let quick = columns.title(Field::Quick);
        if let Some((first, code)) = self.quick.get(&item.quick) {
            let message = w::QUICK_TWICE.with("n", item.quick).with("line", *first).with("code", code);
            problems.push(Problem::refusing(line, &quick, message));
        } else if let Some(code) = self.known.get(&item.quick).filter(|code| **code != item.code) {
            let message = w::QUICK_TAKEN.with("n", item.quick).with("code", *code);
            problems.push(Problem::refusing(line, &quick, message));
        }
        if problems.len() > before {
            return None;
        }
        self.codes.insert(item.code.clone(), line);
        self.quick.insert(item.quick, (line, item.code.clone()));
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FirstStep, Kind, Party};
    use super::*;
    use crate::calendar::Unit::{Cd, Wd};
    use crate::words::Lang;

    const FULL: &str = "编码,快捷号,事项名称,类别,件型,首次处理,法定时限,单位,承诺时限,单位,材料,主管部门,本站职责,\
        设定依据,受理条件,数量,收费,办理流程,样表,咨询电话,投诉电话,救济途径";

    fn row(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    fn read(header: &str, rows: &[&str]) -> Import {
        let rows: Vec<_> = rows.iter().enumerate().map(|(n, text)| (n + 2, row(text))).collect();
        let known = [("MZ01".to_owned(), 10)];
        let (header, map) = (row(header), BTreeMap::new());
        import(&Listing { line: 1, header: &header, bad: &[], map: &map, known: &known }, rows)
    }

    fn told(import: &Import) -> Vec<(usize, &str, Option<&str>, bool)> {
        let told = |problem: &'_ Problem| (problem.line, problem.rule, problem.refused);
        let columns = import.problems.iter().map(|problem| problem.column.as_str());
        import.problems.iter().map(told).zip(columns).map(|((a, c, d), b)| (a, b, c, d)).collect()
    }

    #[test]
    fn a_full_row_is_publishable() {
        let import = read(
            FULL,
            &["bz01,７０,场地登记,综合,承诺件,一次性告知,10,工作日,5,wd,申请表;身份证,区民政局,\
            受理,某办法第3条,本辖区居民,不限,免费,受理→决定,见附件,0571-81234567,12345,可申请行政复议"],
        );
        assert_eq!(import.problems, []);
        let (line, item) = &import.items[0];
        assert_eq!((*line, item.code.as_str(), item.quick), (2, "BZ01", 70));
        assert_eq!((item.statutory, item.committed), (Some((10, Wd)), Some((5, Wd))));
        assert_eq!(item.decides, Party::Organ("区民政局".to_owned()));
        assert_eq!(item.first_step, FirstStep::Once);
        assert!(item.publishable());
    }

    #[test]
    fn on_9_a_row_that_lacks_fields_is_taken_unpublished_and_tells_all_of_them() {
        let import = read("编码,快捷号,事项名称,件型", &["BZ01,70,场地登记,承诺件"]);
        assert_eq!(import.items.len(), 1);
        assert!(!import.items[0].1.publishable());
        let columns: Vec<&str> = told(&import).iter().map(|told| told.1).collect();
        assert_eq!(
            columns,
            [
                "设定依据",
                "受理条件",
                "数量",
                "办理流程",
                "承诺时限",
                "材料",
                "样表",
                "咨询电话",
                "投诉电话",
                "救济途径",
                "主管部门"
            ]
        );
        assert!(told(&import).iter().all(|told| !told.3));
    }

    #[test]
    fn cl_2_a_promise_longer_than_the_law_is_refused() {
        let import = read(
            "编码,快捷号,事项名称,件型,法定时限,承诺时限",
            &["BZ01,70,甲,承诺件,10工作日,11工作日", "BZ02,71,乙,承诺件,15天,10工作日"],
        );
        assert_eq!(import.items, []);
        let cl_2: Vec<_> = told(&import).into_iter().filter(|told| told.2 == Some("CL-2")).collect();
        assert_eq!(cl_2, [(2, "承诺时限", Some("CL-2"), true), (3, "承诺时限", Some("CL-2"), true)]);
        assert!(import.problems.len() > 10, "what else is missing is told at the same time (ON-9)");
    }

    #[test]
    fn bad_cells_are_refused_with_their_column() {
        let header = "编码,快捷号,事项名称,件型,承诺时限,单位,收费,材料,须本人到场,首次处理";
        for (cells, column, text) in [
            ("BZ01,9,甲,承诺件,5,wd,,,,", "快捷号", "快捷号 9 不在 10 到 999 之间"),
            ("BZ01,1000,甲,承诺件,5,wd,,,,", "快捷号", "快捷号 1000 不在"),
            ("BZ01,99999999999,甲,承诺件,5,wd,,,,", "快捷号", "99999999999 不在"),
            ("BZ01,-70,甲,承诺件,5,wd,,,,", "快捷号", "应为整数"),
            ("BZ01,,甲,承诺件,5,wd,,,,", "快捷号", "快捷号是空的"),
            (",70,甲,承诺件,5,wd,,,,", "编码", "编码是空的"),
            ("BZ-01,70,甲,承诺件,5,wd,,,,", "编码", "编码 BZ-01 不合要求"),
            ("BZ01,70,,承诺件,5,wd,,,,", "事项名称", "事项名称是空的"),
            ("BZ01,70,甲,快办件,5,wd,,,,", "件型", "件型 快办件 不认识. 可写: 即办件、承诺件"),
            ("BZ01,70,甲,承诺件,5,个月,,,,", "承诺时限", "的单位 个月 不认识"),
            ("BZ01,70,甲,承诺件,5周,,,,,", "承诺时限", "的单位 周 不认识"),
            ("BZ01,70,甲,承诺件,5,,,,,", "承诺时限", "没有单位"),
            ("BZ01,70,甲,承诺件,5天,wd,,,,", "承诺时限", "写了两个单位"),
            ("BZ01,70,甲,承诺件,尽快,,,,,", "承诺时限", "应为整数"),
            ("BZ01,70,甲,承诺件,5,wd,很贵,,,", "收费", "不是金额"),
            ("BZ01,70,甲,承诺件,5,wd,,身份证|原件吧,,", "材料", "说明 原件吧 不认识"),
            ("BZ01,70,甲,承诺件,5,wd,,,也许,", "须本人到场", "也许 不认识. 可写: 是、否"),
            ("BZ01,70,甲,承诺件,5,wd,,,,随便", "首次处理", "首次处理 随便 不认识"),
            ("BZ01,70,甲,即办件,5,wd,,,,", "承诺时限", "即办件当日办结"),
        ] {
            let import = read(header, &[cells]);
            assert_eq!(import.items, [], "{cells}");
            let refused: Vec<&Problem> = import.problems.iter().filter(|problem| problem.refused).collect();
            assert_eq!(refused.len(), 1, "{cells}: {refused:?}");
            assert_eq!((refused[0].line, refused[0].column.as_str()), (2, column), "{cells}");
            assert!(refused[0].problem.say(Lang::Zh).contains(text), "{}", refused[0].problem.say(Lang::Zh));
        }
    }

    #[test]
    fn duplicates_name_both_lines_and_a_number_is_never_reused() {
        let import = read(
            "编码,快捷号,事项名称,件型",
            &[
                "BZ01,70,甲,即办件",
                "bz01,71,乙,即办件",
                "BZ02,70,丙,即办件",
                "BZ03,10,丁,即办件",
                "MZ01,10,低保,承诺件",
            ],
        );
        let refused: Vec<_> = import.problems.iter().filter(|problem| problem.refused).collect();
        let told: Vec<_> =
            refused.iter().map(|p| (p.line, p.column.as_str(), p.problem.say(Lang::En))).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!((told[0].0, told[0].1) == (3, "编码") && told[0].2.contains("line 2"));
        assert!((told[1].0, told[1].1) == (4, "快捷号") && told[1].2.contains("line 2"));
        assert!((told[2].0, told[2].1) == (5, "快捷号") && told[2].2.contains("MZ01"));
        let taken: Vec<&str> = import.items.iter().map(|(_, item)| item.code.as_str()).collect();
        assert_eq!(taken, ["BZ01", "MZ01"]);
    }

    #[test]
    fn an_unknown_column_is_told_and_the_rest_is_read() {
        let import = read("编码,快捷号,事项名称,件型,天气", &["BZ01,70,甲,即办件,晴"]);
        assert_eq!(told(&import)[0], (1, "天气", None, false));
        assert_eq!(import.items.len(), 1);
        assert_eq!(import.items[0].1.kind, Kind::OnTheSpot);
        assert_eq!(import.items[0].1.committed, Some((0, Wd)), "CL-1");
    }

    #[test]
    fn a_cell_that_the_file_reader_could_not_vouch_for_refuses_its_row() {
        let header = row("编码,快捷号,事项名称,件型");
        let bad = [(2, 2, w::EMPTY_TABLE.msg()), (3, 5, w::EMPTY_TABLE.msg()), (4, 1, w::EMPTY_TABLE.msg())];
        let map = BTreeMap::new();
        let listing = Listing { line: 1, header: &header, bad: &bad, map: &map, known: &[] };
        let rows = [(2, row("A1,,甲,即办件")), (3, row("A2,71,乙,即办件")), (4, row(",,,")), (5, row(",,,"))];
        let import = import(&listing, rows);
        assert_eq!((import.read, import.items.len()), (3, 0));
        let refused: Vec<_> =
            told(&import).into_iter().filter(|told| told.3).map(|told| (told.0, told.1)).collect();
        assert_eq!(
            refused,
            [(2, "快捷号"), (3, "5"), (4, "编码"), (4, "事项名称"), (4, "快捷号"), (4, "件型")]
        );
    }

    #[test]
    fn a_list_without_rows_or_needed_columns_is_refused() {
        assert_eq!(told(&read(FULL, &[])), [(1, "编码", None, true)]);
        let missing = read("事项名称,天气", &["甲,晴"]);
        assert_eq!((missing.read, missing.items.len()), (0, 0));
        let columns: Vec<&str> = told(&missing).iter().map(|told| told.1).collect();
        assert_eq!(columns, ["天气", "编码", "快捷号", "件型"]);
    }

    #[test]
    fn the_english_keys_of_the_item_table_are_read() {
        let import = read(
            "code,quick,name,category,kind,first_step,statutory_days,statutory_unit,committed_days,committed_unit,\
             materials,competent_department,station_role,personal_presence,confidential,certainty,rule_note",
            &[
                "ZA05,30,居民身份证申领（补领）,司法治安,承诺件,once,60,cd,20,cd,户口簿或旧证; 照片采集,公安分局,受理点,yes,no,S,本人必到",
                "ZA01,26,居住登记,司法治安,即办件,on_spot,,-,0,wd,身份证,公安分局,受理点,no,no,S,",
            ],
        );
        assert!(import.problems.iter().all(|problem| !problem.refused), "{:?}", told(&import));
        let za05 = &import.items[0].1;
        assert_eq!((za05.statutory, za05.committed), (Some((60, Cd)), Some((20, Cd))));
        assert!(za05.personal_presence && !za05.agent_allowed);
        assert_eq!(import.items[1].1.first_step, FirstStep::OnSpot);
    }
}
