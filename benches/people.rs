//! Many residents: importing them, finding one while typing, and the day list of a grid; each against its floor in
//! the same run.
//!
//! `cargo bench --bench people` enters 100,000 residents; `YICHUANG_BENCH_PEOPLE=1000000` as many as are said. The
//! import is the program's own, a process with sign-in. Its floor is the engine alone, which writes every row that
//! resulted (persons, search keys, addresses, journal) into an empty file of the same schema, in the order in which
//! they came about. The floor of the search is `fzf` filtering the same list, where it is installed.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be set up has nothing to tell")]
#![expect(clippy::print_stdout, reason = "a measurement is printed")]
#![expect(clippy::disallowed_methods, reason = "what a process takes shows only on a process")]

use rusqlite::Connection;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use yichuang::calendar::Clock;
use yichuang::desk::verbs::{RecordVisit, SaveHousehold, SetLevel};
use yichuang::desk::{Command as Act, Desk};
use yichuang::domain::board::PersonFilter;
use yichuang::domain::care::Level;
use yichuang::domain::visit::Mode;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yichuang");
/// How many of the usual surnames and given names; a name of three signs is one of 60,000.
const SURNAMES: &str =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单查仇解区盖";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文辉力红梅春玲云龙燕凤";
/// Households of a grid that are watched over.
const WATCHED: usize = 300;

/// A stream of pseudo-random numbers, the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn sign(&mut self, of: &str) -> char {
        let n = self.below(of.chars().count());
        of.chars().nth(n).unwrap()
    }
}

/// An identity number of area 000000, a different one for every `n`.
fn number(n: usize) -> String {
    let body = format!(
        "000000{:04}{:02}{:02}{:03}",
        1930 + n % 95,
        1 + n / 95 % 12,
        1 + n / 1_140 % 28,
        n / 31_920 % 1_000
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[usize::try_from(sum % 11).unwrap()]))
}

/// Writes a list of residents as another office would hand it over.
fn list(path: &Path, people: usize) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut chance = Chance(7);
    writeln!(out, "姓名,身份证号,手机号,住址,网格").unwrap();
    for n in 0..people {
        let mut name = chance.sign(SURNAMES).to_string();
        (0..1 + usize::from(chance.below(4) > 0)).for_each(|_| name.push(chance.sign(GIVEN)));
        let phone = format!("13{:09}", chance.below(1_000_000_000));
        let (building, unit, room) =
            (1 + n % 60, 1 + n / 60 % 6, format!("{}{:02}", 1 + n / 360 % 30, 1 + n % 4));
        writeln!(out, "{name},{},{phone},朝阳里 {building}幢{unit}单元{room},{:02}", number(n), 1 + n % 8)
            .unwrap();
    }
    out.flush().unwrap();
}

fn fresh(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    for end in ["", "-wal", "-shm", ".head"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

/// Runs the program as the demo's manager.
fn program(args: &[&str]) -> (Duration, bool) {
    let started = Instant::now();
    let mut child = Command::new(PROGRAM)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(b"6666\n");
    let done = child.wait().unwrap().code().is_some_and(|code| code < 2);
    (started.elapsed(), done)
}

/// The engine alone: every row that resulted, in the order in which it came about.
fn floor(source: &Path, folder: &Path) -> Duration {
    let target = fresh(folder, "floor.db");
    let schema: Vec<String> = {
        let conn = Connection::open(source).unwrap();
        let mut statement = conn
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'address_fts_%' \
                 AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index'",
            )
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let conn = Connection::open(&target).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;")
        .unwrap();
    conn.execute_batch(&schema.join(";\n")).unwrap();
    conn.execute("ATTACH ?1 AS s", [source.to_str().unwrap()]).unwrap();
    // Search keys lie in the order of the table; they came about person by person.
    conn.execute_batch("CREATE TEMP TABLE k AS SELECT key, person_id FROM s.search_key ORDER BY person_id")
        .unwrap();
    let words: Vec<(i64, String)> = {
        let mut statement = conn.prepare("SELECT id, address FROM s.person WHERE address <> ''").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
        rows.map(Result::unwrap)
            .map(|(id, text)| (id, yichuang::domain::search_key::address_words(&text)))
            .collect()
    };
    let started = Instant::now();
    for sql in [
        "INSERT INTO person SELECT * FROM s.person ORDER BY id",
        "INSERT INTO search_key SELECT * FROM temp.k",
        "INSERT INTO journal SELECT * FROM s.journal ORDER BY seq",
        "INSERT INTO journal_command SELECT * FROM s.journal_command ORDER BY seq",
        "INSERT INTO journal_row SELECT * FROM s.journal_row ORDER BY seq, ord",
    ] {
        conn.execute(sql, []).unwrap();
    }
    conn.execute_batch("BEGIN").unwrap();
    {
        let mut insert = conn.prepare("INSERT INTO address_fts (rowid, words) VALUES (?1, ?2)").unwrap();
        for (id, words) in &words {
            insert.execute(rusqlite::params![id, words]).unwrap();
        }
    }
    conn.execute_batch("COMMIT").unwrap();
    started.elapsed()
}

/// What is typed, key by key, for each kind of question.
fn questions(list: &Path) -> Vec<(&'static str, Vec<String>)> {
    let text = std::fs::read_to_string(list).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut chance = Chance(11);
    let mut kinds: Vec<(&'static str, Vec<String>)> =
        ["汉字", "全拼", "首字母", "混合", "电话尾号", "证件号", "门牌", "姓名加住址"]
            .into_iter()
            .map(|kind| (kind, Vec::new()))
            .collect();
    for _ in 0..60 {
        let row = &lines[chance.below(lines.len())];
        let (name, id, phone, address) = (row[0], row[1], row[2], row[3]);
        let keys = yichuang::domain::search_key::keys(&yichuang::domain::search_key::PersonWords {
            name,
            phones: &[],
            id_numbers: &[],
        });
        let of = |kind: char| {
            keys.iter().find(|key| key.starts_with(kind)).map(|key| key[1..].to_owned()).unwrap()
        };
        let (building, rest) = address.split_once('幢').unwrap();
        let (unit, room) = rest.split_once("单元").unwrap();
        let place = format!("{}-{unit}-{room}", building.trim_start_matches("朝阳里 "));
        let mixed = format!("{}{}", name.chars().next().unwrap(), &of('i')[1..]);
        let typed = [
            name.to_owned(),
            of('p'),
            of('i'),
            mixed,
            phone[7..].to_owned(),
            id.to_owned(),
            place.clone(),
            format!("{name} {place}"),
        ];
        for ((_, all), typed) in kinds.iter_mut().zip(typed) {
            let signs: Vec<char> = typed.chars().collect();
            all.extend((1..=signs.len()).map(|n| signs[..n].iter().collect::<String>()));
        }
    }
    kinds
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn search(db: &Path, list: &Path) {
    let desk = Desk::open(db, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let mut all = Vec::new();
    for (kind, typed) in questions(list) {
        let mut times: Vec<Duration> = typed
            .iter()
            .map(|text| {
                let started = Instant::now();
                std::hint::black_box(desk.find(&manager, text, 30).unwrap());
                started.elapsed()
            })
            .collect();
        let (middle, most) = (percentile(&mut times, 50), percentile(&mut times, 99));
        println!("  {kind}: p50 {middle:?}, p99 {most:?}, {} keys", times.len());
        all.extend(times);
    }
    let mean = all.iter().sum::<Duration>() / u32::try_from(all.len()).unwrap();
    println!("  all: mean {mean:?}, p99 {:?}", percentile(&mut all, 99));
    let mut floors = Vec::new();
    for query in ["王桂英", "wgy", "8812", "3-2-501", "朝阳里"] {
        let started = Instant::now();
        let filter = Command::new("fzf")
            .args(["--filter", query])
            .stdin(std::fs::File::open(list).unwrap())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match filter {
            Ok(_) => floors.push(started.elapsed()),
            Err(_) => {
                println!("  fzf is not installed: no floor");
                return;
            }
        }
    }
    let floor = floors.iter().sum::<Duration>() / u32::try_from(floors.len()).unwrap();
    println!(
        "  fzf --filter over the same list: mean {floor:?}, {:.0} times",
        floor.as_secs_f64() / mean.as_secs_f64()
    );
}

/// The walk of a grid with hundreds of watched households among everybody.
fn walk(db: &Path) {
    let mut desk = Desk::open(db, "bench").unwrap();
    let manager = desk.actor_unchecked("6").unwrap();
    let grid = desk.grids().unwrap()[0].id;
    let filter = PersonFilter { grid: Some(grid), ..PersonFilter::default() };
    let rows = desk.persons(&manager, &filter, WATCHED, 0).unwrap();
    let mut now = Clock::system().now();
    let mut run = |desk: &mut Desk, act: Act| {
        now = now.plus_millis(1);
        desk.run(&manager, &act, now).unwrap();
    };
    let mut homes = Vec::new();
    for row in rows {
        let home = SaveHousehold {
            address: format!("朝阳里 {}", row.id.0),
            members: vec![row.id],
            ..SaveHousehold::default()
        };
        run(&mut desk, Act::SaveHousehold(Box::new(home)));
        let home = desk.person_page(&manager, row.id).unwrap().household.unwrap().id;
        let reason = "评估".to_owned();
        run(
            &mut desk,
            Act::SetLevel(SetLevel {
                household: home.0,
                level: Some(Level::Key),
                reason,
                ..SetLevel::default()
            }),
        );
        run(
            &mut desk,
            Act::RecordVisit(Box::new(RecordVisit {
                household: home.0,
                mode: Some(Mode::Home),
                met: Some(true),
                ..RecordVisit::default()
            })),
        );
        homes.push(home);
    }
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let started = Instant::now();
            assert!(desk.calls(&manager, &[grid], false).unwrap().len() >= homes.len());
            started.elapsed()
        })
        .collect();
    println!(
        "day list of {WATCHED} households: p50 {:?}, p99 {:?}",
        percentile(&mut times, 50),
        percentile(&mut times, 99)
    );
}

fn main() {
    let people: usize =
        std::env::var("YICHUANG_BENCH_PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("people.csv");
    let file_text = file.display().to_string();
    // `-- search` measures on the file that an earlier run made.
    if std::env::args().any(|arg| arg == "search") {
        let db = folder.join("people.db");
        search(&db, &file);
        return;
    }
    let db = fresh(&folder, "people.db");
    let db_text = db.display().to_string();
    list(&file, people);
    program(&["--db", &db_text, "demo", "--residents", "1", "--cases", "0", "--no-open"]);
    let import = ["--db", &db_text, "--as", "6", "--pin-stdin", "import", "residents", &file_text];
    let (first, done) = program(&import);
    assert!(done, "the import went through");
    let (again, _) = program(&import);
    let floor = floor(&db, &folder);
    println!("import of {people} residents: {first:?}, again without a change: {again:?}");
    println!(
        "  engine alone, the rows that resulted: {floor:?}, ratio {:.2}",
        first.as_secs_f64() / floor.as_secs_f64()
    );
    println!("search at {people} residents, per key:");
    search(&db, &file);
    walk(&db);
}
