//! The real program: a demo station in a folder of its own, and calls as a script would make them.

use rusqlite::Connection;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Where the program was built.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_yichuang");
/// The demo's first clerk: code and PIN.
pub const CLERK: (&str, &str) = ("1", "1111");
/// The demo's manager.
pub const MANAGER: (&str, &str) = ("6", "6666");
/// What a station consists of, by what stands behind the file's name.
const PARTS: [&str; 4] = ["", ".head", "-wal", "-shm"];

/// A demo station in a folder that is also the home of whoever works there.
pub struct Station {
    folder: TempDir,
}

/// What a call of the program came to.
pub struct Ran {
    /// The exit code; 128 and more where a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(128), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The demo's files as the program makes them; once, because it takes a second.
fn demo_files() -> &'static [(&'static str, Vec<u8>)] {
    static FILES: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let station = Station { folder: tempfile::tempdir().unwrap() };
        let made = station.run(&["demo", "--no-open"], "");
        assert_eq!(made.code, 0, "{}", made.err);
        let read = |end: &&'static str| Some((*end, std::fs::read(station.part(end)).ok()?));
        PARTS.iter().filter_map(read).collect()
    })
}

impl Station {
    /// A station as `yichuang demo` makes it.
    pub fn demo() -> Self {
        let station = Self { folder: tempfile::tempdir().unwrap() };
        for (end, bytes) in demo_files() {
            std::fs::write(station.part(end), bytes).unwrap();
        }
        station
    }

    /// A folder without a station.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A station that a test made itself.
    pub fn of(counter: &crate::support::Counter) -> Self {
        let station = Self { folder: tempfile::tempdir().unwrap() };
        for end in PARTS {
            let mut made = counter.path().into_os_string();
            made.push(end);
            // A part that is not there is none of this station.
            let _ = std::fs::copy(made, station.part(end));
        }
        station
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its file.
    pub fn file(&self) -> PathBuf {
        self.part("")
    }

    fn part(&self, end: &str) -> PathBuf {
        self.folder().join(format!("demo.db{end}"))
    }

    /// The file without the program around it.
    pub fn sql(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    /// The environment of every call, and nothing of the one that the tests run in.
    pub fn env(&self) -> [(&'static str, PathBuf); 5] {
        let folder = self.folder();
        [
            ("HOME", folder.to_owned()),
            ("LANG", PathBuf::from("zh_CN.UTF-8")),
            ("PATH", PathBuf::from("/usr/bin:/bin")),
            ("YICHUANG_CONFIG", folder.join("config.toml")),
            ("YICHUANG_DB", self.file()),
        ]
    }

    /// A call of `program`, in the station's folder.
    #[expect(clippy::disallowed_methods, reason = "what a process survives shows only on a process")]
    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).env_clear().envs(self.env()).current_dir(self.folder());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts the program with everything piped.
    pub fn start(&self, args: &[&str]) -> Child {
        self.command(PROGRAM, args).arg("--db").arg(self.file()).spawn().unwrap()
    }

    /// Calls the program with this input and waits for its end.
    pub fn run(&self, args: &[&str], input: &str) -> Ran {
        Self::finish(self.start(args), input)
    }

    /// Calls the program as an operator, whose PIN is the first line.
    pub fn run_as(&self, (code, pin): (&str, &str), args: &[&str], input: &str) -> Ran {
        let signed = [args, &["--as", code, "--pin-stdin"]].concat();
        self.run(&signed, &format!("{pin}\n{input}"))
    }

    /// Carries out a shell script in the station's folder; `$1` is the program.
    pub fn script(&self, script: &str) -> Ran {
        Self::finish(self.command("/bin/sh", &["-c", script, "sh", PROGRAM]).spawn().unwrap(), "")
    }

    fn finish(mut child: Child, input: &str) -> Ran {
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A program that ends early does not read what is left; that is its answer's business.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Ran::of(output)
    }

    /// The journal is whole and every row is what its last image says.
    pub fn assert_sound(&self) {
        let verified = self.run(&["audit", "verify"], "");
        assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
        let whole: String = self.sql().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok");
    }
}
