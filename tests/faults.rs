//! What a station survives: killed writers, a full disk, files that are damaged, newer or none of ours,
//! two processes at once.

use crate::program::{CLERK, MANAGER, Station};
use crate::support::{self, Counter, licence};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::thread::spawn;
use std::time::Duration;
use yichuang::calendar::{Clock, Term, Unit, Zone};
use yichuang::desk::verbs::Accept;
use yichuang::desk::{CaseAct, Desk};
use yichuang::domain::card::CardKind;
use yichuang::domain::id::CaseId;
use yichuang::domain::promise::PromiseKind;

/// A case as another system hands it in.
const CASE: &str = r#"{"item":"ZA02","applicant":{"name":"张伟","id_number":"330106199003071236","phone":"13800000000"},"materials":[{"name":"身份证","state":"ok","form":"original-checked"},{"name":"照片","state":"missing"}]}"#;
/// The call that takes in a case a line.
const TAKE: [&str; 6] = ["case", "take", "--jsonl", "--as", CLERK.0, "--pin-stdin"];

fn lines(count: usize) -> String {
    format!("{CASE}\n").repeat(count)
}

/// The case number of a result line.
fn number(line: &str) -> String {
    let line: serde_json::Value =
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    line["number"].as_str().unwrap_or_else(|| panic!("{line}")).to_owned()
}

/// Counts that come out the same for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// What a running `case take --jsonl` acknowledges, line by line.
struct Taking {
    child: Child,
    told: Receiver<String>,
}

impl Taking {
    fn start(station: &Station, count: usize) -> Self {
        let mut child = station.start(&TAKE);
        let mut stdin = child.stdin.take().unwrap();
        // Whoever is killed does not read on.
        spawn(move || drop(stdin.write_all(format!("{}\n{}", CLERK.1, lines(count)).as_bytes())));
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (tell, told) = channel();
        spawn(move || {
            let mut line = String::new();
            // A line without its end was not acknowledged.
            while stdout.read_line(&mut line).is_ok_and(|_| line.ends_with('\n')) {
                if tell.send(std::mem::take(&mut line)).is_err() {
                    return;
                }
            }
        });
        Self { child, told }
    }

    /// Reads `count` results and what comes within `more`, kills the process, reads what it had told.
    fn kill_after(mut self, count: u64, more: Duration) -> Vec<String> {
        let mut numbers: Vec<String> = (0..count).map(|_| number(&self.told.recv().unwrap())).collect();
        numbers.extend(self.told.recv_timeout(more).map(|line| number(&line)));
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        numbers.extend(self.told.iter().map(|line| number(&line)));
        numbers
    }
}

/// The cases that came in after the case with the running number `after`, each of them whole.
fn whole_cases(station: &Station, after: i64) -> Vec<String> {
    let materials = Desk::open(&station.file(), "test").unwrap().item("ZA02").unwrap().item.materials.len();
    let sql = station.sql();
    let mut statement = sql
        .prepare(
            "SELECT number, seq,
                    (SELECT count(*) FROM case_material WHERE case_id = cases.id),
                    (SELECT count(*) FROM document WHERE case_id = cases.id AND kind = 'receipt'),
                    (SELECT count(*) FROM promise WHERE case_id = cases.id AND kind = 'notice'),
                    (SELECT count(*) FROM journal WHERE subject_kind = 'case' AND subject_id = cases.id)
             FROM cases WHERE seq > ?1 ORDER BY seq",
        )
        .unwrap();
    let read = |row: &rusqlite::Row<'_>| {
        let counts: [i64; 4] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, counts))
    };
    let cases: Vec<_> = statement.query_map([after], read).unwrap().map(Result::unwrap).collect();
    let materials = i64::try_from(materials).unwrap();
    for (at, (number, seq, counts)) in (1..).zip(&cases) {
        assert_eq!(*seq, after + at, "no gap before {number}");
        assert_eq!(*counts, [materials, 1, 1, 1], "materials, receipt, notice, entry of {number}");
    }
    let series: (i64, i64) = sql
        .query_row(
            "SELECT count(*), sum(used = last)
             FROM (SELECT count(*) AS used, max(seq) AS last FROM document GROUP BY series, year)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(series.0, series.1, "every series of documents without a gap");
    cases.into_iter().map(|(number, ..)| number).collect()
}

fn last(station: &Station) -> i64 {
    station.sql().query_row("SELECT max(seq) FROM cases", [], |row| row.get(0)).unwrap()
}

#[test]
fn killed_in_the_middle_of_a_thousand_acts_every_acknowledged_one_is_there_and_none_is_half() {
    let station = Station::demo();
    let mut chance = Chance(0x5eed_1f1e_2026_1123);
    let start = last(&station);
    let mut acknowledged = BTreeSet::new();
    let mut rounds = 0;
    while acknowledged.len() < 1000 {
        let before = last(&station);
        let killed_at = 20 + chance.below(150);
        let more = Duration::from_micros(chance.below(4000));
        let told = Taking::start(&station, 1000).kill_after(killed_at, more);
        let there = whole_cases(&station, before);
        assert_eq!(told, there[..told.len()], "round {rounds}: what was told is there, in order");
        assert!(there.len() <= told.len() + 1, "round {rounds}: one act at most was done and not told yet");
        let verified = station.run(&["audit", "verify"], "");
        assert_eq!(verified.code, 0, "round {rounds}: {}", verified.out);
        acknowledged.extend(told);
        rounds += 1;
    }
    assert!(rounds >= 5, "only {rounds} rounds");
    let there: BTreeSet<String> = whole_cases(&station, start).into_iter().collect();
    assert!(acknowledged.is_subset(&there));
    station.assert_sound();
}

#[test]
fn two_processes_write_at_once_and_numbers_stay_unique_without_a_gap() {
    let station = Station::demo();
    let start = last(&station);
    let processes = [Taking::start(&station, 150), Taking::start(&station, 150)];
    let mut numbers = Vec::new();
    for mut process in processes {
        let told: Vec<String> = process.told.iter().map(|line| number(&line)).collect();
        assert_eq!(process.child.wait().unwrap().code(), Some(0));
        assert_eq!(told.len(), 150);
        assert!(told.is_sorted(), "each process counts upwards");
        numbers.extend(told);
    }
    numbers.sort();
    assert_eq!(numbers, whole_cases(&station, start));
    station.assert_sound();
}

#[test]
fn after_a_week_away_two_processes_that_start_together_record_what_fell_due_once() {
    let now = Clock::system().now();
    let away = Zone::default().day(now.plus_millis(-12 * 86_400_000));
    let mut counter = Counter::with(&format!("{away} 09:00"), licence("MZ01"));
    let cases: Vec<CaseId> = (0..40).map(|_| counter.take("MZ01", &[])).collect();
    let working = counter.take_complete("MZ01");
    let accept = Accept { organ_document: Some("街1号".to_owned()), organ_day: None };
    counter.act(working, CaseAct::Accept(accept)).unwrap();
    let number = counter.view(working).case.number;
    let station = Station::of(&counter);
    let note = r#"{"channel": "phone", "text": "来电询问"}"#;
    let args = ["case", "note", &number, "--as", "1", "--pin-stdin"];
    let mut processes = [station.start(&args), station.start(&args)];
    // Both have read everything but the last line before either is let go.
    let mut inputs: Vec<_> = processes.iter_mut().map(|child| child.stdin.take().unwrap()).collect();
    for input in &mut inputs {
        std::io::Write::write_all(input, format!("{}\n{note}", support::PIN).as_bytes()).unwrap();
    }
    drop(inputs);
    for child in processes {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let desk = Desk::open(&station.file(), "test").unwrap();
    let due = desk.calendar().due(&Term::new(away, 5, Unit::Wd)).day;
    let over = due < Zone::default().day(now);
    for case in cases {
        let view = desk.case(&counter.manager, case).unwrap();
        assert_eq!(view.case.deemed, over, "five working days within twelve, but for a long holiday");
        let statutory = view.promises.iter().filter(|one| one.kind == PromiseKind::Statutory).count();
        assert_eq!(statutory, usize::from(over), "deemed accepted once, the clock started once");
    }
    let view = desk.case(&counter.manager, working).unwrap();
    assert_eq!(view.notes.len(), 2, "both did what they came for");
    let late: Vec<_> = view.promises.iter().filter(|one| one.missed_at.is_some()).collect();
    assert!(late.iter().any(|one| one.kind == PromiseKind::Step), "the first step has few days");
    for promise in late {
        let cards = view.cards.iter().filter(|card| card.promise_id == promise.id).count();
        assert_eq!(cards, usize::from(CardKind::for_missed(promise.kind).is_some()), "{:?}", promise.kind);
    }
    station.assert_sound();
}

/// One clear line on standard error, exit code 4, nothing on standard output.
fn assert_refused(station: &Station, name: &str, part: &str) {
    let reading = station.run(&["audit", "verify"], "");
    let listing = station.run_as(CLERK, &["case", "list"], "");
    let writing = station.run_as(CLERK, &["case", "take"], CASE);
    for (call, ran) in [("audit verify", reading), ("case list", listing), ("case take", writing)] {
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{name}, {call}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{name}, {call}: {}", ran.err);
        assert!(ran.err.contains(part), "{name}, {call}: {}", ran.err);
    }
}

#[test]
fn a_file_that_cannot_be_used_is_refused_in_one_line_and_left_as_it_is() {
    type Spoil = fn(&Station);
    let cases: [(&str, Spoil, &str); 8] = [
        ("newer", |station| station.sql().pragma_update(None, "user_version", 999).unwrap(), "请升级程序"),
        ("another program's", another_programs, "不是本程序的数据文件"),
        ("cut in half", |station| cut(station, 2), "数据文件损坏"),
        ("cut to its first bytes", |station| cut(station, 40_000), "数据文件损坏"),
        ("empty", |station| std::fs::write(station.file(), "").unwrap(), "不是本程序的数据文件"),
        (
            "a text",
            |station| std::fs::write(station.file(), "姓名,手机号\n").unwrap(),
            "不是本程序的数据文件",
        ),
        (
            "a folder",
            |station| {
                std::fs::remove_file(station.file()).unwrap();
                std::fs::create_dir(station.file()).unwrap();
            },
            "打不开",
        ),
        ("gone", |station| std::fs::remove_file(station.file()).unwrap(), "打不开"),
    ];
    for (name, spoil, part) in cases {
        let station = Station::demo();
        spoil(&station);
        let before = std::fs::read(station.file()).ok();
        assert_refused(&station, name, part);
        assert_eq!(std::fs::read(station.file()).ok(), before, "{name}: left as it is");
    }
}

/// A database that keeps its journal in the old way, which opening ours would change.
fn another_programs(station: &Station) {
    std::fs::remove_file(station.file()).unwrap();
    station.sql().execute_batch("CREATE TABLE tally (count INTEGER); PRAGMA user_version = 1").unwrap();
}

fn pragma(station: &Station, setting: &str) {
    station.sql().execute_batch(&format!("PRAGMA {setting}")).unwrap();
}

/// Leaves one part in `parts` of the file.
fn cut(station: &Station, parts: u64) {
    let file = std::fs::OpenOptions::new().write(true).open(station.file()).unwrap();
    file.set_len(file.metadata().unwrap().len() / parts).unwrap();
}

/// Takes in cases on a disk of `$SIZE` bytes until it is full, then brings the files back.
const FILL_DISK: &str = r#"
    mkdir disk && mount -t tmpfs -o size="$SIZE" disk disk && cp demo.db* disk/ || exit 77
    "$1" case take --jsonl --as 1 --pin-stdin --db disk/demo.db <input >told 2>said
    echo $? >code
    cp disk/demo.db* .
"#;
/// The same where no file may grow any further: another error of the system, the same for the person.
const FILL_QUOTA: &str = r#"
    trap '' XFSZ
    (ulimit -f $((SIZE / 512)) && exec "$1" case take --jsonl --as 1 --pin-stdin --db demo.db <input >told 2>said)
    echo $? >code
"#;

/// Fills the disk with `script`; `None` where the system does not let it.
fn fill(script: &str) -> Option<String> {
    let station = Station::demo();
    pragma(&station, "wal_checkpoint(TRUNCATE)");
    let start = last(&station);
    let size = std::fs::metadata(station.file()).unwrap().len() + 4_000_000;
    std::fs::write(station.folder().join("input"), format!("{}\n{}", CLERK.1, lines(2000))).unwrap();
    let ran = station.script(&script.replace("$SIZE", &size.to_string()).replace("SIZE", &size.to_string()));
    let read = |name: &str| std::fs::read_to_string(station.folder().join(name)).ok();
    let code = read("code")?;
    assert_eq!(code.trim(), "4", "{}{}", ran.err, read("said")?);
    let said = read("said")?;
    assert_eq!(said.lines().count(), 1, "{said}");
    let told = read("told")?;
    let (failed, taken): (Vec<&str>, Vec<&str>) = told.lines().partition(|line| line.contains("\"error\""));
    assert_eq!(failed.len(), 1, "the error as an object, too");
    let taken: Vec<String> = taken.into_iter().map(number).collect();
    assert!(taken.len() > 10, "the disk was full from the start: {said}");
    assert_eq!(taken, whole_cases(&station, start), "what was told is there, and nothing else");
    station.assert_sound();
    let again = station.run_as(CLERK, &["case", "take", "--json"], CASE);
    assert_eq!(again.code, 0, "with room again it goes on: {}", again.err);
    station.assert_sound();
    Some(said)
}

#[test]
fn on_a_full_disk_the_act_that_failed_leaves_nothing_and_the_rest_stays() {
    match fill(&confined(FILL_DISK)) {
        Some(said) => assert!(said.contains("磁盘已满, 没有写入"), "{said}"),
        None => eprintln!("no private disk can be mounted here: only the quota is tried"),
    }
}

#[test]
fn where_a_file_may_not_grow_the_act_that_failed_leaves_nothing_and_the_rest_stays() {
    let said = fill(FILL_QUOTA).unwrap();
    assert!(said.contains("数据库出错") || said.contains("磁盘已满"), "{said}");
}

/// Carries out a script where disks can be mounted that nobody else sees; exit code 77 where that is not
/// possible.
fn confined(script: &str) -> String {
    format!(
        "unshare -rm true || exit 77; exec unshare -rm sh -c '{}' sh \"$1\"",
        script.replace('\'', "'\\''")
    )
}

#[test]
fn on_a_disk_that_cannot_be_written_acts_are_refused_in_one_line_and_a_backup_is_read() {
    let on_disk = |call: &str| {
        let station = Station::demo();
        pragma(&station, "wal_checkpoint(TRUNCATE)");
        assert_eq!(station.run_as(MANAGER, &["backup", "copy.db"], "").code, 0);
        std::fs::write(station.folder().join("input"), format!("{}\n{CASE}", CLERK.1)).unwrap();
        station.script(&confined(&format!(
            "mkdir disk && cp demo.db demo.db.head copy.db disk/ || exit 77
            mount --bind disk disk && mount -o remount,bind,ro disk || exit 77
            exec \"$1\" {call} <input"
        )))
    };
    for call in
        ["case take --as 1 --pin-stdin --db disk/demo.db", "case list --as 1 --pin-stdin --db disk/demo.db"]
    {
        let ran = on_disk(call);
        if ran.code == 77 {
            eprintln!("no disk can be mounted here: left out");
            return;
        }
        assert_eq!((ran.code, ran.err.lines().count(), ran.out.as_str()), (4, 1, ""), "{call}: {}", ran.err);
        assert!(ran.err.contains("不能写: disk/demo.db"), "{call}: {}", ran.err);
    }
    let read = on_disk("audit verify --db disk/copy.db");
    assert_eq!(read.code, 0, "{}{}", read.out, read.err);
    let read = on_disk("audit verify --db disk/demo.db");
    assert_eq!(
        (read.code, read.err.lines().count()),
        (4, 1),
        "the file itself wants to be written: {}",
        read.err
    );
}

#[test]
fn a_station_cannot_be_founded_where_no_file_can_be() {
    let station = Station::demo();
    let found = |file: &str| {
        let script = format!(
            "echo 2580 | \"$1\" init --station 朝阳 --code CY01 --manager 赵站长 --manager-code 9 --pin-stdin --db {file}"
        );
        station.script(&script)
    };
    for file in ["/dev/full/x.db", "nowhere/x.db", "/proc/x.db"] {
        let ran = found(file);
        assert_eq!((ran.code, ran.err.lines().count()), (4, 1), "{file}: {}", ran.err);
        assert!(ran.err.contains(file), "{}", ran.err);
    }
    let ran = found("demo.db");
    assert_eq!((ran.code, ran.err.lines().count()), (1, 1), "an existing file is refused: {}", ran.err);
    station.assert_sound();
}
