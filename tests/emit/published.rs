//! Documents against their published schemas, and the response schemas against JSON Schema itself.

use crate::support::project::{artifacts, clean_cases, our_artifacts};
use peil::emit::{Artifacts, Kind};
use serde_json::Value as Json;
use std::path::Path;

const EDITION: u16 = 2026;

fn published(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas").join(name);
    let schema: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name} is not a sound schema");
    jsonschema::draft202012::new(&schema).unwrap()
}

fn json(artifacts: &Artifacts, kind: Kind) -> Vec<(String, Json)> {
    let of_kind = artifacts.iter().filter(|(path, file)| file.kind == kind && path.as_str().ends_with(".json"));
    of_kind.map(|(path, file)| (path.to_string(), serde_json::from_slice(&file.bytes).unwrap())).collect()
}

fn faults(validator: &jsonschema::Validator, document: &Json) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Ours, and those of the clean cases.
fn check(name: &str, documents: impl Fn(&Artifacts) -> Vec<(String, Json)>) {
    let validator = published(name);
    let cases = clean_cases().iter().flat_map(|(_, outcome)| documents(&artifacts(outcome)));
    let all: Vec<(String, Json)> = documents(our_artifacts()).into_iter().chain(cases).collect();
    assert!(!all.is_empty());
    for (path, document) in &all {
        assert_eq!(faults(&validator, document), [""; 0], "{path}");
    }
    let (_, mut spoiled) = all.into_iter().next().unwrap();
    spoiled.as_object_mut().unwrap().insert("extra".to_owned(), Json::Null);
    assert_ne!(faults(&validator, &spoiled), [""; 0], "{name} accepts anything");
}

#[test]
fn codebooks_are_as_published() {
    check("peil-codebook-1.schema.json", |artifacts| json(artifacts, Kind::Codebook));
}

#[test]
fn audio_manifests_are_as_published() {
    check("peil-audio-1.schema.json", |artifacts| json(artifacts, Kind::Audio));
}

#[test]
fn manifests_are_as_published() {
    check("peil-manifest-1.schema.json", |artifacts| {
        vec![("manifest.json".to_owned(), serde_json::from_str(&artifacts.manifest(EDITION).to_json()).unwrap())]
    });
}

#[test]
fn response_schemas_are_sound_schemas() {
    for (path, schema) in json(our_artifacts(), Kind::Schema) {
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{path}");
    }
}
