//! `peil simulate --sizes`: a whole sample and its answers before the first invitation, down to the draft reports.

use crate::support::command::{SURVEY, peil, project, stderr};
use crate::support::temp::TempDir;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

const SIZES: &str = "survey;bedrijf;dienst;leerprofiel;n;response\nclients@2023;Noord;8;;400;60\n\
                     clients@2023;Zuid & co;10;;50;\ninburgeraars@2023;Noord;;1;30;50\n";
const SHARES: &str = "survey;item;answer;percent\n;wording;laagdrempelig;100\nclients@2023;had_contact;ja;90\n\
                      clients@2023;cijfer;8;50\nclients@2023;cijfer;7;50\n";

/// Runs the command of the project's own sources in a folder.
fn simulate(dir: &TempDir, more: &[&str]) -> (Option<i32>, String) {
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (sizes, shares, out, sample) =
        (file("sizes.csv"), file("shares.csv"), file("answers.jsonl"), file("sample.csv"));
    let given = ["--sizes", &sizes, "--marginals", &shares, "--out", &out, "--sample-out", &sample];
    let arguments = [&["simulate", "keurmerk_2023"][..], &given, more].concat();
    let output = peil(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
    (output.status.code(), stderr(&output))
}

#[test]
fn a_sample_is_rehearsed_down_to_the_draft_reports() {
    let dir = TempDir::new();
    dir.put("sizes.csv", SIZES);
    dir.put("shares.csv", SHARES);
    assert_eq!(simulate(&dir, &["--empty", "0", "--partial", "0"]), (Some(0), String::new()));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    let (sample, answers) = (read("sample.csv"), read("answers.jsonl"));
    assert_eq!(sample.lines().count(), 1 + 400 + 50 + 30);
    assert!(sample.lines().nth(1).unwrap().starts_with("t-000001;clients@2023;approached;Noord;8;"), "{sample:.200}");
    let lines: Vec<Json> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |form: &str, unit: &str| {
        let belongs = |line: &&Json| line["response"]["form"] == form && line["response"]["fields"]["bedrijf"] == unit;
        lines.iter().filter(belongs).map(|line| &line["response"]["answers"]).collect::<Vec<_>>()
    };
    // Six in ten of 400, and the default of four in ten of 50; five standard deviations at most.
    let (noord, zuid) = (of("clients@2023", "Noord"), of("clients@2023", "Zuid & co"));
    assert!((190..=290).contains(&noord.len()) && (3..=38).contains(&zuid.len()), "{} {}", noord.len(), zuid.len());
    let had = noord.iter().filter(|answers| answers["had_contact"] == 1).count();
    assert!(had * 100 >= noord.len() * 80 && had < noord.len(), "{had} of {}", noord.len());
    let grades: Vec<i64> = noord.iter().filter_map(|answers| answers["cijfer"].as_i64()).collect();
    assert!(grades.len() > 100 && grades.contains(&7) && grades.contains(&8), "{grades:?}");
    assert!(grades.iter().all(|grade| [7, 8].contains(grade)), "no other grade has a share: {grades:?}");
    assert!(
        lines
            .iter()
            .all(|line| line["response"]["form"] != "clients@2023" || line["response"]["wording"] == "laagdrempelig")
    );

    simulate(&dir, &["--empty", "0", "--partial", "0"]);
    assert_eq!((read("sample.csv"), read("answers.jsonl")), (sample, answers), "the same seed, the same people");
    reported(&dir);
}

/// The draft reports of all units, from what was rehearsed.
fn reported(dir: &TempDir) {
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let built = peil(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "--out", &file("dist")]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    let head = "id;name;place;provinces;phone_option;modes;status;report_date;theme\n";
    let row = |id: &str| format!("{id};Bureau {id};;;nee;web;concept;2023-09-20;\n");
    dir.put("units.csv", format!("{head}{}{}", row("Noord"), row("Zuid & co")));
    let (answers, sample, units, out) = (file("answers.jsonl"), file("sample.csv"), file("units.csv"), file("reports"));
    let given = ["--answers", &answers, "--sample", &sample, "--units", &units, "--all", "--out", &out];
    let made = peil(dir.path(), &[&["report", "keurmerk_2023"][..], &given].concat());
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let noord = fs::read_to_string(dir.path().join("reports/Noord.html")).unwrap();
    assert!(noord.contains("Bureau Noord") && noord.contains("7,5"), "a mean of sevens and eights");
}

#[test]
fn faults_of_sizes_and_shares_are_told_in_place() {
    let dir = TempDir::new();
    dir.put(
        "sizes.csv",
        "survey;bedrijf;dienst;n;response\nclients@2023;Noord;800;veel;60\nclient@2023;Zuid;8;5;101\n;;;;\n",
    );
    dir.put(
        "shares.csv",
        "item;answer;percent\nhad_contct;ja;90\nhad_contact;jaa;90\nhad_contact;ja;80\nhad_contact;nee;30\n\
         cijfer;11;5\ncijfer;8;4,25\nadres;x;5\nhad_contact;ja;1\n",
    );
    let (status, told) = simulate(&dir, &[]);
    assert_eq!(status, Some(2));
    assert!(told.contains("error[Q0704]: row 5: the shares of `had_contact` come to 110,0 %"), "{told}");
    assert!(!dir.path().join("answers.jsonl").exists() && !dir.path().join("sample.csv").exists());
    let told = told.replace(dir.path().to_str().unwrap(), "");
    insta::assert_snapshot!(told);
}

#[test]
fn what_cannot_go_together_is_refused() {
    let dir = project(SURVEY.as_bytes());
    for (arguments, said) in [
        (&["simulate", "small@2026", "--sample-out", "s.csv"][..], "--sizes"),
        (&["simulate", "small@2026", "--sizes", "none.csv"], "none.csv"),
        (&["simulate", "small@2026", "--sizes", "s.csv", "-n", "5"], "cannot be used with"),
    ] {
        let output = peil(dir.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}
