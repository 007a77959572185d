//! The oracles outside Rust: real SQL engines, Python's `jsonschema` and html-validate, as `scripts/setup` installs them.
//!
//! A missing oracle is a failure, never a skipped test.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

/// A database engine to run SQL on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    Sqlite,
    Duckdb,
    Postgres,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Sqlite, Self::Duckdb, Self::Postgres];
}

/// Statements, rows and queries for a fresh database of one engine.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SqlJob {
    engine: Engine,
    setup: Vec<String>,
    tables: Map<String, Value>,
    queries: Vec<Value>,
}

/// What a query gave. Booleans come as 0 and 1, whole decimals as integers, other decimals and dates as text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Answer {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) columns: Vec<String>,
    #[serde(default)]
    pub(crate) rows: Vec<Vec<Value>>,
    /// The engine's own words, when it refused the query.
    pub(crate) error: Option<String>,
}

impl SqlJob {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, setup: Vec::new(), tables: Map::new(), queries: Vec::new() }
    }

    /// One or more statements that make the tables.
    pub(crate) fn setup(mut self, sql: impl Into<String>) -> Self {
        self.setup.push(sql.into());
        self
    }

    /// Rows to load, after the setup, in the order of these calls.
    pub(crate) fn table(mut self, name: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Self {
        self.tables.insert(name.to_owned(), json!({ "columns": columns, "rows": rows }));
        self
    }

    pub(crate) fn query(mut self, id: &str, sql: impl Into<String>) -> Self {
        self.queries.push(json!({ "id": id, "sql": sql.into() }));
        self
    }

    /// The answers, in the order of the queries.
    ///
    /// # Errors
    /// The engine's own words when setup or loading fails; a query that fails is an [`Answer::error`].
    pub(crate) fn run(&self) -> Result<Vec<Answer>, String> {
        static SESSIONS: [OnceLock<Session>; 3] = [const { OnceLock::new() }; 3];
        let session = SESSIONS[self.engine as usize].get_or_init(|| Session::start("sql.py"));
        let mut reply = session.ask(self)?;
        Ok(serde_json::from_value(reply["results"].take()).expect("sql.py answers each query"))
    }
}

/// Why Python's `jsonschema` refuses an instance: the first error by place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Refusal {
    /// A JSON pointer into the instance.
    pub(crate) path: String,
    pub(crate) message: String,
}

/// The verdict on each instance by Python's `jsonschema` (draft 2020-12), `None` for valid.
///
/// # Errors
/// What is wrong with the schema itself.
pub(crate) fn judge(schema: &Value, instances: &[Value]) -> Result<Vec<Option<Refusal>>, String> {
    static SESSION: OnceLock<Session> = OnceLock::new();
    let session = SESSION.get_or_init(|| Session::start("schema.py"));
    let mut reply = session.ask(&json!({ "schema": schema, "instances": instances }))?;
    Ok(serde_json::from_value(reply["verdicts"].take()).expect("schema.py judges each instance"))
}

/// What SciPy holds against printed intervals, and how many it compared; the job is described in `intervals.py`.
pub(crate) fn judge_intervals(job: &Value) -> (Vec<String>, u64) {
    static SESSION: OnceLock<Session> = OnceLock::new();
    let session = SESSION.get_or_init(|| Session::start("intervals.py"));
    let mut reply = session.ask(job).expect("intervals.py judges");
    let wrong = serde_json::from_value(reply["wrong"].take()).expect("intervals.py names what is wrong");
    (wrong, reply["compared"].as_u64().unwrap())
}

/// The numbers that a page and a workbook carry, as foreign software reads them; see `carried.py`.
pub(crate) fn carried(html: &str, workbook: &Path) -> Value {
    static SESSION: OnceLock<Session> = OnceLock::new();
    let session = SESSION.get_or_init(|| Session::start("carried.py"));
    session.ask(&json!({ "html": html, "xlsx": workbook })).expect("carried.py reads both")
}

/// What an attacker works out of the reports of all units; see `attack.py`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Attacked {
    pub(crate) leaks: Vec<Leak>,
    /// Counts that are not printed, and those that are.
    pub(crate) hidden: usize,
    pub(crate) told: usize,
    /// True counts that do not agree with what was read: the attacker or the report errs.
    pub(crate) misread: Vec<String>,
}

/// A count that the reports hide and yet tell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Leak {
    pub(crate) cell: String,
    pub(crate) value: i64,
    /// `hidden`, `zero` or `small`.
    pub(crate) kind: String,
}

/// # Errors
/// What the attacker cannot read.
pub(crate) fn attack(job: &Value) -> Result<Attacked, String> {
    static SESSION: OnceLock<Session> = OnceLock::new();
    let session = SESSION.get_or_init(|| Session::start("attack.py"));
    Ok(serde_json::from_value(session.ask(job)?).expect("attack.py answers each job"))
}

/// The records of a CSV text as Python's own `csv` reads them.
pub(crate) fn python_csv(text: &str) -> Vec<Vec<String>> {
    const READ: &str = "import csv, io, json, sys\n\
        text = sys.stdin.buffer.read().decode('utf-8')\n\
        print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), strict=True))))";
    let mut child = Command::new(installed("venv/bin/python"))
        .args(["-c", READ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the oracles' Python starts");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    serde_json::from_slice(&child.wait_with_output().unwrap().stdout).expect("Python reads the CSV")
}

/// What html-validate holds against the HTML files under `path` (or the one file), a line each; empty when all is well.
pub(crate) fn html_faults(path: &Path) -> Vec<String> {
    let tool = installed("node_modules/.bin/html-validate");
    let settings = tests().join("oracle/html-validate.json");
    let run = Command::new(tool).arg("--config").arg(settings).args(["--formatter", "text"]).arg(path).output();
    let run = run.expect("html-validate starts");
    let report = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    let faults: Vec<String> = report.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert!(run.status.success() || !faults.is_empty(), "html-validate failed without a word");
    faults
}

/// A Python program that answers one line of JSON with another, until this test run ends.
#[derive(Debug)]
struct Session {
    pipes: Mutex<Pipes>,
    program: &'static str,
}

#[derive(Debug)]
struct Pipes {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// Kept so that the program can be asked for its end.
    child: Child,
}

impl Session {
    fn start(program: &'static str) -> Self {
        let mut child = Command::new(installed("venv/bin/python"))
            .arg(tests().join("oracle").join(program))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the oracles' Python starts");
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { pipes: Mutex::new(Pipes { to, from, child }), program }
    }

    fn ask(&self, job: &impl Serialize) -> Result<Value, String> {
        // A panic elsewhere leaves no half question: the lock is held from question to answer.
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = serde_json::to_string(job).unwrap();
        line.push('\n');
        let sent = pipes.to.write_all(line.as_bytes());
        let mut reply = String::new();
        if sent.is_err() || pipes.from.read_line(&mut reply).unwrap() == 0 {
            panic!("{} ended early ({:?}); its own words are above", self.program, pipes.child.wait());
        }
        let reply: Value = serde_json::from_str(&reply).unwrap();
        match reply["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(reply),
        }
    }
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn installed(path: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/oracle");
    let tool = home.join(path);
    assert!(home.join("installed").is_file() && tool.exists(), "the oracles are not installed; run: scripts/setup");
    tool
}
