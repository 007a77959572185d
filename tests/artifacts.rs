//! The artifacts of the real input as snapshots, so that a review sees what a change does to them.
//!
//! What can be read is kept whole, JSON with one short value a line. What is long is kept as an outline with the hash of
//! the whole, and what says the same in another form as a hash in the index. Hashes of builds and of other files,
//! and numbers of source lines, are taken out first: a comment in a source changes no snapshot.

mod outline;

use crate::support::project::artifacts;
use crate::support::real::project;
use peil::emit::Kind;
use peil::text::sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Forms that are kept whole, one for each mode; of the others, what can be read.
const WHOLE_FORMS: [&str; 3] = [
    "forms/clients-2023/laagdrempelig/web/index.html",
    "forms/clients-2023/regulier/paper/index.html",
    "forms/inburgeraars-2023/laagdrempelig/phone/index.html",
];

/// Of codebooks the CSV is kept, and of one survey the other forms; of storage the DDL, and of one survey its JSON.
const SPECIMENS: [&str; 3] =
    ["codebooks/inburgeraars-2023.html", "codebooks/inburgeraars-2023.json", "sql/inburgeraars-2023.storage.json"];

/// An artifact of more bytes than this is kept by its hash when nothing else is said of it.
const SMALL: usize = 60_000;

struct Made {
    kind: Kind,
    /// Without what changes with every source.
    text: String,
}

static MADE: LazyLock<BTreeMap<String, Made>> = LazyLock::new(|| {
    let outcome = project();
    let made = artifacts(&outcome);
    let builds: Vec<(String, String)> =
        outcome.project.surveys.iter().map(|survey| (survey.build(), survey.id())).collect();
    let stable = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let text =
            builds.iter().fold(text.into_owned(), |text, (hash, of)| text.replace(hash, &format!("[build of {of}]")));
        without_places(&text)
    };
    let mut all: BTreeMap<String, Made> = made
        .iter()
        .map(|(path, artifact)| (path.as_str().to_owned(), Made { kind: artifact.kind, text: stable(&artifact.bytes) }))
        .collect();
    let mut manifest = made.manifest(2026);
    manifest.files.clear();
    all.insert("manifest.json".to_owned(), Made { kind: Kind::Guide, text: stable(manifest.to_json().as_bytes()) });
    all
});

/// `a.peil:12` as `a.peil:[line]`, `form.css?v=1a2b` as `form.css?v=[hash]`.
fn without_places(text: &str) -> String {
    let lines = without(text, ".peil:", "[line]", |c| c.is_ascii_digit());
    without(&lines, "?v=", "[hash]", |c| c.is_ascii_hexdigit())
}

/// Puts a name for what follows a mark.
fn without(text: &str, mark: &str, name: &str, follows: fn(char) -> bool) -> String {
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| format!("{all}{mark}{name}{}", part.trim_start_matches(follows)))
}

fn digest(text: &str) -> String {
    format!("{} bytes, sha256 {}", text.len(), sha256(text.as_bytes()))
}

/// What is kept of an artifact; none when only its hash is.
fn shown(path: &str, made: &Made) -> Option<String> {
    let text = &made.text;
    let outlined = |outline: String| Some(format!("{}\n\n{outline}", digest(text)));
    let dialect = path.strip_prefix("sql/").and_then(|rest| rest.split_once('/')).map(|(dialect, _)| dialect);
    match made.kind {
        Kind::Form if WHOLE_FORMS.contains(&path) => Some(text.clone()),
        Kind::Form => outlined(outline::page(text)),
        Kind::Schema | Kind::Routes => Some(outline::json(text, &[])),
        // The surveys of a plan are in their codebooks.
        Kind::Plan => outlined(outline::json(text, &["surveys"])),
        Kind::Sql | Kind::Codebook if SPECIMENS.contains(&path) && path.ends_with(".json") => {
            Some(outline::json(text, &[]))
        }
        Kind::Sql if path.ends_with(".json") => None,
        Kind::Sql if path.ends_with(".plan.sql") && dialect != Some("postgres") => {
            let other = path.replacen(dialect.unwrap_or_default(), "postgres", 1);
            outlined(outline::differing(text, &other, &MADE[&other].text))
        }
        Kind::Sql if dialect == Some("postgres") && path.ends_with(".ddl.sql") => {
            outlined(outline::without(text, "COMMENT ON"))
        }
        Kind::Sql => Some(text.clone()),
        Kind::Codebook => (path.ends_with(".csv") || SPECIMENS.contains(&path)).then(|| text.clone()),
        Kind::Audio => Some(text.clone()),
        // What a tool made of sources that are in the repository says nothing to a reader.
        Kind::Asset if path.ends_with(".js") => None,
        // Its hash is the build, and what it holds is seen in the schema, the routes and the codebook.
        Kind::Model => None,
        Kind::Asset | Kind::Guide => (text.len() <= SMALL).then(|| text.clone()),
    }
}

fn name(path: &str) -> String {
    path.replace('/', "__")
}

fn snapshot(path: &str, text: &str) {
    let settings = (Path::new("snapshots/artifacts"), false);
    insta::with_settings!({ snapshot_path => settings.0, prepend_module_to_snapshot => settings.1, omit_expression => true }, {
        insta::assert_snapshot!(name(path), text);
    });
}

fn compare(folder: &str) {
    let mut kept = 0;
    for (path, made) in MADE.iter().filter(|(path, _)| path.starts_with(folder)) {
        if let Some(text) = shown(path, made) {
            snapshot(path, &text);
            kept += 1;
        }
    }
    assert!(kept > 0, "nothing of {folder} is kept");
}

#[test]
fn forms() {
    compare("forms/");
}

#[test]
fn schemas_and_routes() {
    compare("schemas/");
    compare("routes/");
}

#[test]
fn plans() {
    compare("plans/");
}

#[test]
fn sql() {
    compare("sql/");
}

#[test]
fn codebooks() {
    compare("codebooks/");
}

#[test]
fn audio() {
    compare("audio/");
}

#[test]
fn manifest() {
    compare("manifest.json");
}

/// Every artifact of a part, with its hash when no snapshot holds it.
fn index(part: impl Fn(&str) -> bool) -> String {
    let line = |(path, made): (&String, &Made)| match shown(path, made) {
        Some(_) => path.clone(),
        None => format!("{path}  {}", digest(&made.text)),
    };
    MADE.iter().filter(|(path, _)| part(path)).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn forms_index() {
    snapshot("forms index", &index(|path| path.starts_with("forms/")));
}

#[test]
fn index_of_all_but_forms() {
    snapshot("index", &index(|path| !path.starts_with("forms/")));
}

#[test]
fn no_snapshot_outlives_its_artifact() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/artifacts");
    let found: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let kept = MADE.iter().filter(|(path, made)| shown(path, made).is_some()).map(|(path, _)| name(path));
    let wanted: BTreeSet<String> = kept.chain(["index".to_owned(), "forms index".to_owned()]).collect();
    let stray: Vec<&String> =
        found.iter().filter(|file| !wanted.contains(file.split(".snap").next().unwrap())).collect();
    assert!(stray.is_empty(), "delete {stray:?}");
}

#[test]
fn what_changes_with_every_source_is_taken_out() {
    assert_eq!(without_places("\"a.peil:12\", b.peil:3"), "\"a.peil:[line]\", b.peil:[line]");
    assert_eq!(without_places("\"form.css?v=0a1b\""), "\"form.css?v=[hash]\"");
    let hashes = project().project.surveys.iter().map(|survey| survey.build()).collect::<Vec<_>>();
    for (path, made) in MADE.iter() {
        let hex = |hash: &String| hash.trim_start_matches("sha256:").to_owned();
        assert!(!hashes.iter().any(|hash| made.text.contains(&hex(hash))), "{path} holds a build in another form");
    }
}
