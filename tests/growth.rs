//! Routes on routes and computed items on computed items: what is made of them grows no faster than what is written.

use crate::support::project::{alone, artifacts};
use std::fmt::Write;

const HEAD: &str =
    "edition 2026\nsurvey p 2026 \"P\" {\n  language nl\n  wording r \"R\"\n  mode web paper\n  page a \"A\" {\n";

/// A question with two options and a condition.
fn question(n: usize, when: &str) -> String {
    let when = if when.is_empty() { String::new() } else { format!("      when {when}\n") };
    format!("    question q{n} one of {{\n      ask \"Vraag {n}?\"\n{when}      1 a \"A\"\n      2 b \"B\"\n    }}\n")
}

fn survey(body: &str) -> String {
    format!("{HEAD}{body}  }}\n}}\n")
}

/// `n` questions, each but the first two behind a condition on earlier ones.
fn routed(n: usize, when: impl Fn(usize) -> String) -> String {
    survey(&(0..n).map(|i| question(i, &if i < 2 { String::new() } else { when(i) })).collect::<String>())
}

fn chained(n: usize) -> String {
    routed(n, |i| format!("asked(q{0}) and q{0} = a", i - 1))
}

fn screened(n: usize) -> String {
    routed(n, |i| (0..i).map(|earlier| format!("q{earlier} = a")).collect::<Vec<_>>().join(" and "))
}

fn twofold(n: usize) -> String {
    routed(n, |i| format!("asked(q{}) and asked(q{})", i - 1, i - 2))
}

fn alternatives(n: usize) -> String {
    routed(n, |i| format!("(q{0} = a or asked(q{0})) and (q{0} = b or answered(q{0}))", i - 1))
}

/// A recode of a recode of a recode …
fn recoded(n: usize) -> String {
    let mut body = question(0, "");
    for i in 0..n {
        let of = if i == 0 { "q0".to_owned() } else { format!("c{}", i - 1) };
        let _ = write!(
            body,
            "    computed c{i} one of {{\n      1 a \"A\" when {of} = a or {of} = b\n      2 b \"B\" when {of} = b and {of} = a\n      3 c \"C\" else\n    }}\n"
        );
    }
    survey(&(body + &question(1, &format!("c{} = a", n - 1))))
}

fn summed(n: usize) -> String {
    let mut body = "    question c0 number 0..1 {\n      ask \"Hoeveel?\"\n    }\n".to_owned();
    for i in 1..n {
        let _ = writeln!(body, "    computed c{i} number = c{0} - c{0} + {i}", i - 1);
    }
    survey(&(body + &question(1, &format!("c{} > 1", n - 1))))
}

/// The length of everything that is made of a source, by path.
fn lengths(source: &str) -> Vec<(String, usize)> {
    let outcome = alone(source);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    artifacts(&outcome).iter().map(|(path, artifact)| (path.to_string(), artifact.bytes.len())).collect()
}

/// Twice the items make at most twice the text, or as much more as the source itself grew.
fn grows_with_its_source(make: impl Fn(usize) -> String) {
    grows(30, make);
}

fn grows(n: usize, make: impl Fn(usize) -> String) {
    let (small, large) = (make(n), make(2 * n));
    for ((path, few), (_, many)) in lengths(&small).into_iter().zip(lengths(&large)) {
        assert!(
            many * small.len() * 10 <= few * large.len() * 13,
            "{path}: {few} bytes of {n} items, {many} of twice as many"
        );
    }
}

#[test]
fn questions_behind_the_one_before() {
    grows_with_its_source(chained);
}

#[test]
fn questions_behind_all_before() {
    grows_with_its_source(screened);
}

#[test]
fn questions_behind_the_two_before() {
    grows_with_its_source(twofold);
}

#[test]
fn questions_behind_alternatives() {
    grows_with_its_source(alternatives);
}

#[test]
fn recodes_of_recodes() {
    grows_with_its_source(recoded);
}

#[test]
fn numbers_of_numbers() {
    // The range doubles with each; after fifty it has more than 15 digits.
    grows(20, summed);
}

/// A chain of text blocks that each include the next twice, even where it says nothing: one fault, where the first is used.
#[test]
fn texts_of_texts() {
    for said in ["lol", ""] {
        let mut source = format!("edition 2026\n\ntext t0 \"{said}\"\n");
        for i in 1..60 {
            let _ = writeln!(source, "text t{i} \"{{text.t{0}}}{{text.t{0}}}\"", i - 1);
        }
        source += "survey p 2026 \"P\" {\n  mode web\n  page a \"A\" {\n    note n {\n      say \"{text.t59} {text.t58}\"\n    }\n  }\n}\n";
        source += "report r \"R\" {\n  uses p 2026\n  chapter \"A\" {\n    section \"B\" {\n      text \"{text.t59}\"\n    }\n  }\n}\n";
        let outcome = alone(&source);
        let found = outcome.diagnostics.iter().filter(|fault| fault.code.to_string() == "Q0336");
        let places: Vec<&str> = found.map(|fault| outcome.files.sources.slice(fault.span.unwrap())).collect();
        assert_eq!(places, ["t59", "t59"], "{:#?}", outcome.diagnostics);
    }
}
