//! Lists of 100,000 people: imported, imported again, killed in the middle; and everybody found by their name.

use crate::program::{MANAGER, Station};
use rusqlite::Connection;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use yichuang::desk::Desk;
use yichuang::domain::operator::Actor;
use yichuang::domain::search_key::{PersonWords, keys};

/// How many people there are in all.
const PEOPLE: usize = 100_000;
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文辉力红梅春玲云龙燕凤洁琳晓东海波";

/// Somebody who is looked for: the name, and how people type it.
struct Wanted {
    name: String,
    typed: [String; 4],
}

/// The names of the fixture: full pinyin, initials, mixed, and some signs of each.
fn wanted() -> Vec<Wanted> {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/search/names.csv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("name,pinyin,initials,mixed,part"));
    lines
        .map(|line| {
            let mut cells = line.split(',').map(str::to_owned);
            let mut next = || cells.next().unwrap();
            Wanted { name: next(), typed: [next(), next(), next(), next()] }
        })
        .collect()
}

/// An identity number of area 000000, a different one for every `n`.
fn number(n: usize) -> String {
    let body = format!(
        "000000{:04}{:02}{:02}{:03}",
        1930 + n % 95,
        1 + n / 95 % 12,
        1 + n / 1_140 % 28,
        900 + n / 31_920
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[usize::try_from(sum % 11).unwrap()]))
}

/// Names for everybody else: of two to four signs, and none whom one of the questions names just as well as the one
/// who is looked for, since no search could tell those apart.
fn others(wanted: &[Wanted], count: usize) -> Vec<String> {
    let initials: HashSet<&str> = wanted.iter().map(|one| one.typed[1].as_str()).collect();
    let parts: Vec<&str> = wanted.iter().map(|one| one.typed[3].as_str()).collect();
    let pairs: HashSet<&str> = parts.iter().copied().filter(|part| part.chars().count() == 2).collect();
    // Of two signs, typed as the first in full and the last as a letter: what longer names begin with as well.
    let short = wanted.iter().filter(|one| one.name.chars().count() == 2);
    let latin: Vec<&str> = short.map(|one| one.typed[2].as_str()).filter(|typed| typed.is_ascii()).collect();
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    let mut state = 11_u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % n
    };
    let mut found = Vec::with_capacity(count);
    while found.len() < count {
        let mut name = surnames[below(surnames.len())].to_string();
        (0..2 + below(2)).for_each(|_| name.push(given[below(given.len())]));
        let signs: Vec<char> = name.chars().collect();
        let twice = signs.windows(2).any(|two| pairs.contains(two.iter().collect::<String>().as_str()));
        let words = keys(&PersonWords { name: &name, phones: &[], id_numbers: &[] });
        let same = words.iter().any(|key| key.strip_prefix('i').is_some_and(|key| initials.contains(key)));
        let begun = words
            .iter()
            .filter_map(|key| key.strip_prefix('p'))
            .any(|key| latin.iter().any(|typed| key.starts_with(typed)));
        if !twice && !same && !begun {
            found.push(name);
        }
    }
    found
}

fn list(station: &Station, name: &str, names: impl IntoIterator<Item = String>) -> PathBuf {
    let mut text = "姓名,证件号码,联系电话,家庭住址,所属网格\n".to_owned();
    for (n, name) in names.into_iter().enumerate() {
        let phone = format!("13{:09}", n * 7_919 % 1_000_000_000);
        writeln!(
            text,
            "{name},{},{phone},朝阳里 {}幢{}单元{}01,{:02}",
            number(n),
            1 + n % 60,
            1 + n % 4,
            1 + n % 9,
            1 + n % 8
        )
        .unwrap();
    }
    let path = station.folder().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A station of its own with almost nobody in it.
fn empty() -> Station {
    let station = Station::bare();
    let made = station.run(&["demo", "--residents", "1", "--cases", "0", "--no-open"], "");
    assert_eq!(made.code, 0, "{}", made.err);
    station
}

fn import(station: &Station, path: &std::path::Path) -> serde_json::Value {
    let path = path.display().to_string();
    let args = ["--as", MANAGER.0, "--pin-stdin", "--json", "import", "residents", &path];
    let ran = station.run(&args, &format!("{}\n", MANAGER.1));
    assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn counts(report: &serde_json::Value) -> [u64; 4] {
    ["read", "added", "changed", "unchanged"].map(|field| report[field].as_u64().unwrap())
}

fn entries(station: &Station) -> (i64, i64) {
    let conn = Connection::open(station.file()).unwrap();
    let one = |sql: &str| conn.query_row(sql, [], |row| row.get(0)).unwrap();
    (one("SELECT count(*) FROM person"), one("SELECT count(*) FROM journal WHERE verb = 'import-persons'"))
}

#[test]
fn everybody_of_100_000_is_found_by_any_way_of_typing_and_a_second_import_changes_nothing() {
    let wanted = wanted();
    assert!(wanted.len() >= 500);
    let station = empty();
    let rest = others(&wanted, PEOPLE - wanted.len());
    let names = wanted.iter().map(|one| one.name.clone()).chain(rest);
    let path = list(&station, "people.csv", names);
    let people = u64::try_from(PEOPLE).unwrap();
    assert_eq!(counts(&import(&station, &path)), [people, people, 0, 0]);
    let before = entries(&station);
    assert_eq!(counts(&import(&station, &path)), [people, 0, 0, people]);
    assert_eq!(entries(&station), before, "the second time nothing is written");

    let desk = Desk::open_to_read(&station.file(), "test").unwrap();
    let manager: Actor = desk.actor_unchecked(MANAGER.0).unwrap();
    let mut missed = Vec::new();
    for one in &wanted {
        for (typed, how) in one.typed.iter().zip(["pinyin", "initials", "mixed", "part"]) {
            let found = desk.find(&manager, typed, 10).unwrap().persons;
            if !found.iter().any(|person| person.name == one.name) {
                missed.push(format!("{} by {how} {typed}", one.name));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {}: {:#?}", missed.len(), wanted.len() * 4, missed);
}

#[test]
fn an_import_killed_in_the_middle_leaves_whole_acts_and_can_be_run_again() {
    let station = empty();
    let names = others(&[], 12_000);
    let path = list(&station, "people.csv", names);
    let mut child = station.start(&[
        "--as",
        MANAGER.0,
        "--pin-stdin",
        "import",
        "residents",
        &path.display().to_string(),
    ]);
    child.stdin.take().unwrap().write_all(format!("{}\n", MANAGER.1).as_bytes()).unwrap();
    let started = entries(&station);
    while entries(&station).1 < started.1 + 3 {
        assert!(child.try_wait().unwrap().is_none(), "it was killed before it ended");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (persons, acts) = entries(&station);
    assert!(acts > started.1 && persons < 12_001, "in the middle: {persons} persons in {acts} acts");
    let conn = Connection::open(station.file()).unwrap();
    let written: i64 = conn
        .query_row("SELECT count(*) FROM journal_row WHERE tbl = 'person'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(written, persons, "each act is whole");
    drop(conn);
    let report = import(&station, &path);
    assert_eq!(report["unchanged"].as_i64().unwrap(), persons - 1);
    assert_eq!(report["added"].as_i64().unwrap(), 12_001 - persons);
    let verified =
        station.run(&["--as", MANAGER.0, "--pin-stdin", "audit", "verify"], &format!("{}\n", MANAGER.1));
    assert_eq!(verified.code, 0, "{}", verified.err);
    let keys = station.run(&["doctor"], "");
    assert_eq!(keys.code, 0, "{}", keys.out);
}

fn run_import(station: &Station, path: &std::path::Path, more: &[&str]) -> (i32, serde_json::Value) {
    let path = path.display().to_string();
    let mut args = vec!["--as", MANAGER.0, "--pin-stdin", "--json", "import", "residents", path.as_str()];
    args.extend(more);
    let ran = station.run(&args, &format!("{}\n", MANAGER.1));
    (ran.code, serde_json::from_str(&ran.out).unwrap_or_default())
}

fn as_manager(station: &Station, args: &[&str], input: &str) -> serde_json::Value {
    let mut all = vec!["--as", MANAGER.0, "--pin-stdin", "--json"];
    all.extend(args);
    let ran = station.run(&all, &format!("{}\n{input}", MANAGER.1));
    assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_list_with_a_third_of_bad_rows_takes_the_good_ones_and_names_each_bad_one_by_line() {
    let station = empty();
    let names = others(&[], 300);
    let mut text = "姓名,证件号码,联系电话\n".to_owned();
    for (n, name) in names.iter().enumerate() {
        let id = if n % 3 == 0 { number(n).replacen("0000", "0001", 1) } else { number(n) };
        writeln!(text, "{name},{id},13800000000").unwrap();
    }
    let path = station.folder().join("bad.csv");
    std::fs::write(&path, text).unwrap();
    let (code, report) = run_import(&station, &path, &[]);
    assert_eq!(code, 1);
    assert_eq!(counts(&report), [300, 200, 0, 0]);
    let lines: Vec<u64> =
        report["rejected"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (0..300).step_by(3).map(|n| n + 2).collect::<Vec<u64>>());
    assert!(report["rejected"][0]["rule"].as_str().unwrap().starts_with("ID-"));
    // All or nothing: nothing.
    let (code, _) = run_import(&station, &path, &["--all-or-nothing"]);
    assert_eq!(code, 1);
}

#[test]
fn a_list_brings_households_categories_and_a_map_that_is_kept() {
    let station = empty();
    let text = "人名,号码,住在哪里,与户主关系,楼栋,类别,备注\n\
                王大,,朝阳里 3幢2单元301,户主,朝阳里3幢,低保、独居,x\n\
                李二,,朝阳里 3幢2单元301,配偶,朝阳里3幢,,x\n\
                =cmd|' /C calc'!A0,,朝阳里 4幢,户主,,,x\n";
    let path = station.folder().join("homes.csv");
    std::fs::write(&path, text).unwrap();
    let map = station.folder().join("map.toml");
    std::fs::write(&map, "\"人名\" = \"姓名\"\n\"号码\" = \"-\"\n\"住在哪里\" = \"住址\"\n").unwrap();
    let map = map.display().to_string();
    let (code, dry) = run_import(&station, &path, &["--map", &map, "--dry-run"]);
    assert_eq!((code, dry["added"].as_u64()), (0, Some(3)), "{dry}");
    assert_eq!(dry["columns"]["人名"], "姓名");
    assert!(as_manager(&station, &["resident", "find", "王大"], "").as_array().unwrap().is_empty());
    let (_, report) = run_import(&station, &path, &["--map", &map, "--save-map", "民政名册"]);
    assert_eq!(report["added"].as_u64(), Some(3), "{report}");
    let (_, again) = run_import(&station, &path, &["--saved-map", "民政名册"]);
    assert_eq!(counts(&again), [3, 0, 0, 3]);
    let found = as_manager(&station, &["resident", "find", "王大"], "");
    assert_eq!(found[0]["tags"], serde_json::json!(["低保", "独居"]));
    let desk = Desk::open_to_read(&station.file(), "test").unwrap();
    let manager = desk.actor_unchecked(MANAGER.0).unwrap();
    let id = yichuang::domain::id::PersonId(found[0]["id"].as_i64().unwrap());
    let page = desk.person_page(&manager, id).unwrap();
    assert_eq!(page.members.len(), 2);
    assert_eq!(page.household.and_then(|home| home.head_id), Some(id));
    assert_eq!(page.categories.len(), 2);
    // What the script sees of it, and who looked.
    let shown = as_manager(&station, &["resident", "show", &id.0.to_string(), "--access"], "");
    assert_eq!(shown[0]["act"], "view-person");
    let level = format!(
        "{{\"household\": {}, \"level\": \"key\", \"reason\": \"评估\"}}",
        page.members[0].household_id.unwrap().0
    );
    as_manager(&station, &["resident", "set-level"], &level);
    let visits = as_manager(&station, &["resident", "visits"], "");
    assert_eq!((visits["seen"].as_u64(), visits["registered"].as_u64()), (Some(0), Some(1)));
}

#[test]
fn a_list_of_500_columns_is_refused_with_a_reason() {
    let station = empty();
    let path = station.folder().join("wide.csv");
    let header: Vec<String> = (0..500).map(|n| format!("列{n}")).collect();
    std::fs::write(&path, format!("姓名,手机号,{}\n王大,13800000000\n", header.join(","))).unwrap();
    let path = path.display().to_string();
    let ran = station
        .run(&["--as", MANAGER.0, "--pin-stdin", "import", "residents", &path], &format!("{}\n", MANAGER.1));
    assert!(ran.code != 0 && ran.err.contains("列"), "{} {}", ran.code, ran.err);
}
