//! Answers counted by a compiled report: from the output alone, every response judged, nothing dropped in silence.

use crate::support::command::{peil, stderr};
use crate::support::real;
use crate::support::temp::TempDir;
use peil::answers::{Collector, Compiled, Tables};
use peil::eval::{Answer, Evaluator, Response};
use peil::plan::plan;
use peil::sample::people;
use peil::session::Outcome;
use peil::simulate::{Rates, respondents};
use peil::text::FileId;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static PROJECT: LazyLock<Outcome> = LazyLock::new(real::project);

/// The output of this repository's sources, in a folder without any source.
static OUTPUT: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = TempDir::new();
    let out = dir.path().join("dist");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = peil(root, &["build", "--out", out.to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    dir
});

const REPORT: &str = "keurmerk_2023";
const UNITS: [&str; 3] = ["Noord", "Oost", "West"];

/// Simulated respondents of the survey of 2023, each of a unit.
fn responses(count: usize) -> Vec<Response> {
    let survey = PROJECT.project.surveys.iter().find(|survey| survey.id() == "clients@2023").unwrap();
    let (evaluator, build, rates) = (Evaluator::new(survey), survey.build(), Rates::default());
    let all = respondents(&evaluator, &build, &rates, 7, count);
    let of_unit = |(at, response): (usize, Response)| {
        let mut response = response;
        response.fields.insert("bedrijf".to_owned(), Answer::Text(UNITS[at % UNITS.len()].to_owned()));
        response
    };
    all.enumerate().map(of_unit).collect()
}

fn lines(responses: &[Response]) -> String {
    responses.iter().map(|response| response.print() + "\n").collect()
}

/// What the library counts of these lines, without the command and without its files.
fn expected(answers: &str, sample: Option<&str>) -> Tables {
    let report = PROJECT.project.reports.iter().find(|report| report.name == REPORT).unwrap();
    let plan = plan(report, &PROJECT.project.surveys);
    let of = |id: &str| PROJECT.project.surveys.iter().find(|survey| survey.id() == id).unwrap().clone();
    let surveys: Vec<_> = plan.surveys.iter().map(|one| (of(&one.id), of(&one.id).build())).collect();
    let compiled = Compiled { plan, surveys, warnings: Vec::new() };
    let plain: Vec<_> = compiled.surveys.iter().map(|(survey, _)| survey.clone()).collect();
    let sample = sample.map(|text| people(FileId(0), text, &plain).0);
    let mut collector = Collector::new(&compiled.surveys, sample.as_deref());
    collector.file(FileId(0), answers);
    Tables::count(&compiled, &collector.finish())
}

/// Runs `peil tabulate` beside the output: status, tables, messages.
fn tabulate(answers: &str, more: &[&str]) -> (Option<i32>, Value, String) {
    let dir = TempDir::new();
    let file = dir.path().join("answers.jsonl");
    fs::write(&file, answers).unwrap();
    let arguments = [&["tabulate", REPORT, "--answers", file.to_str().unwrap()], more].concat();
    let output = peil(OUTPUT.path(), &arguments);
    let said = stderr(&output);
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_default(), said)
}

#[test]
fn answers_are_counted_from_the_output_alone() {
    let answers = lines(&responses(90));
    let (status, tables, said) = tabulate(&answers, &[]);
    assert_eq!(status, Some(0), "{said}");
    let own = expected(&answers, None);
    assert_eq!(tables, serde_json::from_str::<Value>(&own.to_json()).unwrap());
    assert_eq!((own.read, own.apart), (90, 0), "{said}");
    assert!(own.relations.iter().filter(|relation| !relation.rows.is_empty()).count() > 30);
    assert!(said.contains("clients@2023: 90 responses"), "{said}");
    assert!(!OUTPUT.path().join("surveys").exists());
    let schema = include_str!("../docs/schemas/peil-tables-1.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    assert!(schema.is_valid(&tables));
}

#[test]
fn a_changed_base_in_the_plan_moves_its_numbers_and_no_others() {
    let dir = TempDir::new();
    copy(OUTPUT.path(), dir.path());
    let place = dir.path().join(format!("dist/plans/{REPORT}.plan.json"));
    let mut plan: Value = serde_json::from_slice(&fs::read(&place).unwrap()).unwrap();
    let measures = plan["measures"].as_array_mut().unwrap();
    let changed = measures.iter_mut().find(|measure| measure["id"] == "figure.spreiding").unwrap();
    changed["base"]["where"] = json!({ "const": false });
    fs::write(&place, serde_json::to_string_pretty(&plan).unwrap()).unwrap();
    let answers = lines(&responses(60));
    fs::write(dir.path().join("a.jsonl"), &answers).unwrap();
    let output = peil(dir.path(), &["tabulate", REPORT, "--answers", "a.jsonl"]);
    assert!(stderr(&output).contains("warning[Q0717]"), "{}", stderr(&output));
    let tables: Value = serde_json::from_slice(&output.stdout).unwrap();
    let (_, before, _) = tabulate(&answers, &[]);
    let pairs = before["relations"].as_array().unwrap().iter().zip(tables["relations"].as_array().unwrap());
    let moved: Vec<&str> = pairs.filter(|(a, b)| a != b).map(|(a, _)| a["measure"].as_str().unwrap()).collect();
    assert_eq!(moved, ["figure.spreiding", "figure.spreiding"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(drop).unwrap();
        }
    }
}

/// A document of which one member is another.
fn with(response: &Response, member: &str, value: Value) -> String {
    let mut document = response.to_json();
    document[member] = value;
    document.to_string()
}

#[test]
fn every_fault_of_a_line_is_told_and_the_others_count() {
    let responses = responses(12);
    let complete = responses.iter().find(|response| response.status.name() == "complete").unwrap();
    let sound = complete.print();
    let mut above = complete.to_json();
    above["answers"]["cijfer"] = json!(11);
    let cases = [
        ("{\"form\":\"klein".to_owned(), "error[Q0710]", 1),
        ("[1]".to_owned(), "error[Q0710]", 1),
        (json!({ "id": 3, "response": complete.to_json() }).to_string(), "error[Q0710]", 1),
        (json!({ "naam": "x", "response": complete.to_json() }).to_string(), "unknown member `naam`", 1),
        (with(complete, "form", json!("client@2023")), "did you mean `clients@2023`?", 1),
        (with(complete, "build", json!("sha256:00")), "error[Q0711]", 1),
        (with(complete, "wording", json!("plat")), "unknown-wording", 1),
        (above.to_string(), "warning[Q0712]", 0),
        (with(complete, "status", json!("stopped")), "warning[Q0713]", 0),
        (with(complete, "zz", json!(1)), "not as a form sends it", 0),
        (with(complete, "reached", json!("3")), "not as a form sends it", 0),
    ];
    for (line, told, apart) in cases {
        let (status, tables, said) = tabulate(&format!("{sound}\n\n{line}\n"), &[]);
        assert_eq!(status, Some(0), "{said}");
        assert!(said.contains(told), "expected {told} in\n{said}");
        assert!(said.contains("answers.jsonl:3:1"), "{said}");
        assert_eq!((tables["read"].as_u64(), tables["apart"].as_u64()), (Some(2), Some(apart)), "{said}");
        let (status, tables, said) = tabulate(&format!("{sound}\n{line}\n"), &["--strict"]);
        assert_eq!((status, tables), (Some(1), Value::Null), "{said}");
        assert!(said.contains("nothing was counted"), "{said}");
    }
}

#[test]
fn the_sample_says_who_was_asked_and_knows_their_fields() {
    let responses = responses(3);
    let envelope = |at: usize, token: &str| json!({ "token": token, "response": responses[at].to_json() }).to_string();
    let sample = "id;survey;disposition;bedrijf;dienst\na;clients@2023;approached;Noord;1\nb;clients@2023;;Noord;1\n\
                  c;clients@2023;undeliverable;Noord;2\nd;clients@2023;approached;Zuid;2\n";
    let dir = TempDir::new();
    let file = dir.path().join("sample.csv");
    fs::write(&file, sample).unwrap();
    let answers =
        [envelope(0, "a"), envelope(1, "a"), envelope(1, "d"), envelope(2, "x"), responses[2].print()].join("\n");
    let (status, tables, said) = tabulate(&answers, &["--sample", file.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("error[Q0714]: the respondent `a` answered twice"), "{said}");
    assert!(said.contains("nobody in the sample of `clients@2023` has the id `x`"), "{said}");
    assert!(said.contains("has no `token`"), "{said}");
    assert_eq!(tables["apart"], json!(3));
    assert_eq!(tables, serde_json::from_str::<Value>(&expected(&answers, Some(sample)).to_json()).unwrap());
    let relations = tables["relations"].as_array().unwrap();
    let of = |kind: &str| relations.iter().find(|one| one["relation"] == kind && one["columns"][3] != "row").unwrap();
    let rows = of("sample")["rows"].as_array().unwrap();
    let sums = |unit: &str, column: usize| {
        let own = rows.iter().filter(|row| row[0] == unit);
        own.map(|row| row[column].as_i64().unwrap()).sum::<i64>()
    };
    assert_eq!((sums("Noord", 3), sums("Noord", 4)), (3, 2), "gross and net");
    assert_eq!((sums("Zuid", 3), sums("Zuid", 4)), (1, 1));

    for (table, told) in [
        ("survey;bedrijf\nclients@2023;Noord\n", "the column `id` is missing"),
        ("id;bedrijf\na;Noord\n", "the column `survey` is missing"),
        ("id;survey;disposition\na;clients@2023;undelivrable\n", "did you mean `undeliverable`?"),
        ("id;survey\na;client@2023\n", "did you mean `clients@2023`?"),
        ("id;survey;dienst\na;clients@2023;1\na;clients@2023;1\n", "the person `a` stands twice"),
        ("id;survey;bedrijf\na;clients@2023;Noord\n", "the required field `dienst` of `clients@2023` has no column"),
        ("id;survey;bedrif\na;clients@2023;x\n", "a similar field exists: `bedrijf`"),
    ] {
        fs::write(&file, table).unwrap();
        let (status, _, said) = tabulate(&answers, &["--sample", file.to_str().unwrap()]);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(told), "expected {told} in\n{said}");
    }
}

#[test]
fn an_output_that_is_not_as_built_is_refused() {
    let dir = TempDir::new();
    fs::write(dir.path().join("a.jsonl"), "").unwrap();
    let refused = |arguments: &[&str], told: &str| {
        let all = [&["tabulate"], arguments, &["--answers", "a.jsonl"]].concat();
        let output = peil(dir.path(), &all);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(told), "expected {told} in\n{}", stderr(&output));
        assert!(output.stdout.is_empty());
    };
    refused(&[], "`peil build` fills `dist`");
    copy(OUTPUT.path(), dir.path());
    refused(&[], "name one of keurmerk_2020, keurmerk_2023");
    refused(&["keurmerk_2032"], "error[Q0716]");
    refused(&["keurmerk_203"], "did you mean `keurmerk_20");
    let model = dir.path().join("dist/models/clients-2023.json");
    fs::write(&model, fs::read_to_string(&model).unwrap().replace("2023", "2024")).unwrap();
    refused(&[REPORT], "error[Q0715]: `dist/models/clients-2023.json`");
    fs::write(dir.path().join("dist/manifest.json"), "{").unwrap();
    refused(&[REPORT], "error[Q0715]: `dist/manifest.json`");
}

#[test]
fn an_output_never_replaces_what_is_read() {
    let dir = TempDir::new();
    let answers = lines(&responses(5));
    let file = |name: &str| dir.path().join(name);
    fs::write(file("a.jsonl"), &answers).unwrap();
    fs::create_dir(file("surveys")).unwrap();
    fs::write(file("surveys/lexicon.txt"), "a = b").unwrap();
    let dist = OUTPUT.path().join("dist");
    let run = |out: &str| {
        peil(dir.path(), &["tabulate", REPORT, "--dist", dist.to_str().unwrap(), "--answers", "a.jsonl", "--out", out])
    };
    for out in ["a.jsonl", "./a.jsonl", "surveys/lexicon.txt"] {
        let output = run(out);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("error[Q0018]"), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(file("a.jsonl")).unwrap(), answers);
    assert_eq!(fs::read_to_string(file("surveys/lexicon.txt")).unwrap(), "a = b");
    let output = run("tables.json");
    assert_eq!(output.status.code(), Some(0), "an output elsewhere is read: {}", stderr(&output));
    fs::write(file("a.jsonl"), "").unwrap();
    let output = run("tables.json");
    assert_eq!(output.status.code(), Some(0), "nobody has answered yet: {}", stderr(&output));
    assert!(fs::read_to_string(file("tables.json")).unwrap().contains("\"read\":0"));
}
