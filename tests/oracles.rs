//! The oracles themselves: each one runs, tells right from wrong, and speaks the same values as the others.

use crate::support::oracle::{Engine, SqlJob, html_faults, judge};
use serde_json::{Value, json};
use std::path::Path;

fn awkward_rows() -> Vec<Vec<Value>> {
    vec![
        vec![json!(1), json!("een"), json!("7.50")],
        vec![json!(2), json!(""), Value::Null],
        vec![json!(3), json!("regel\n\"twee\", \\N \u{1f600}"), json!("-0.25")],
        vec![json!(4), Value::Null, json!("3")],
    ]
}

#[test]
fn every_engine_returns_what_was_loaded() {
    for engine in Engine::ALL {
        let answers = SqlJob::new(engine)
            .setup("CREATE TABLE t (id INTEGER PRIMARY KEY, tekst TEXT, bedrag NUMERIC(9, 2)); CREATE TABLE leeg (a INTEGER)")
            .table("t", &["id", "tekst", "bedrag"], awkward_rows())
            .table("leeg", &["a"], vec![])
            .query("tekst", "SELECT tekst FROM t ORDER BY id")
            .query("telling", "SELECT COUNT(*), COUNT(tekst), SUM(id), SUM(id) > 9 FROM t")
            .query("leeg", "SELECT a FROM leeg")
            .run()
            .unwrap();
        let texts: Vec<_> = awkward_rows().into_iter().map(|row| vec![row[1].clone()]).collect();
        assert_eq!(answers[0].rows, texts, "{engine:?}");
        assert_eq!(answers[1].rows, [[json!(4), json!(3), json!(10), json!(1)]], "{engine:?}");
        assert_eq!(
            (answers[2].columns.as_slice(), answers[2].rows.len()),
            (["a".to_owned()].as_slice(), 0),
            "{engine:?}"
        );
    }
}

#[test]
fn every_engine_reports_a_refused_query_and_goes_on() {
    for engine in Engine::ALL {
        let job = SqlJob::new(engine).query("stuk", "SELECT nergens FROM niets").query("heel", "SELECT 1");
        let answers = job.run().unwrap();
        assert!(answers[0].error.as_ref().is_some_and(|error| error.contains("niets")), "{engine:?}: {answers:?}");
        assert_eq!((answers[1].id.as_str(), &answers[1].error, &answers[1].rows[0]), ("heel", &None, &vec![json!(1)]));
    }
}

#[test]
fn every_job_has_a_database_of_its_own() {
    for engine in Engine::ALL {
        let job = SqlJob::new(engine).setup("CREATE TABLE een (a INTEGER)");
        assert_eq!(job.run().map(|answers| answers.len()), Ok(0), "{engine:?}");
        assert_eq!(
            job.run().map(|answers| answers.len()),
            Ok(0),
            "{engine:?}: the table of the last job is still there"
        );
    }
}

#[test]
fn every_engine_reports_a_refused_setup() {
    for engine in Engine::ALL {
        assert!(SqlJob::new(engine).setup("CREATE TABEL x").run().is_err(), "{engine:?}");
    }
}

#[test]
fn postgres_is_a_real_server() {
    let answers = SqlJob::new(Engine::Postgres).query("v", "SHOW server_version_num").run().unwrap();
    let version: u32 = answers[0].rows[0][0].as_str().unwrap().parse().unwrap();
    assert!(version >= 130_000, "{version}");
}

#[test]
fn python_judges_instances_with_decimals_as_written() {
    let schema = json!({
        "type": "object",
        "required": ["score"],
        "properties": { "score": { "type": "integer" }, "cijfer": { "multipleOf": 0.1, "maximum": 10 } },
    });
    let instances = [
        json!({ "score": 1 }),
        json!({ "score": 2.0, "cijfer": 0.3 }),
        json!({ "score": 1.5 }),
        json!({ "score": true }),
        json!({}),
        json!({ "score": 1, "cijfer": 0.31 }),
    ];
    let verdicts = judge(&schema, &instances).unwrap();
    let places: Vec<_> = verdicts.iter().map(|verdict| verdict.as_ref().map(|refusal| refusal.path.as_str())).collect();
    assert_eq!(places, [None, None, Some("/score"), Some("/score"), Some(""), Some("/cijfer")]);
    assert!(verdicts[4].as_ref().unwrap().message.contains("'score' is a required property"));
}

#[test]
fn python_refuses_an_unsound_schema() {
    assert!(judge(&json!({ "type": "objet" }), &[]).unwrap_err().starts_with("/type"));
}

#[test]
fn html_validate_tells_right_from_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/html");
    assert_eq!(html_faults(&folder.join("sound.html")), Vec::<String>::new());
    let faults = html_faults(&folder.join("unsound.html"));
    for rule in ["element-permitted-content", "close-order", "no-dup-id"] {
        assert!(faults.iter().any(|fault| fault.contains(rule)), "{rule} not among {faults:#?}");
    }
}
