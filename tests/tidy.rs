//! The house rules that a compiler does not see: layers, bans, names and pages.
//!
//! Each test collects every fault before it fails, so that one run shows them all.

mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From bottom to top. A module imports from lines above it, and from its own group; `|` parts groups on one line that
/// know nothing of each other.
const LAYERS: &[&str] = &[
    "text, parallel",
    "diag, host, number",
    "syntax, words, speech",
    "format | model",
    "phrase, voice, sound",
    "analysis",
    "eval",
    "sample | storage, plan, sql, tabulate, simulate, engine",
    "answers | report",
    "emit",
    "session",
    "cli",
];

/// A path that only some places may name.
struct Ban {
    path: &'static str,
    only: &'static [&'static str],
    why: &'static str,
}

const COMMAND: &[&str] = &["src/cli/", "src/main.rs"];
const PURE: &str = "the library is pure: files come through `host`, there is no clock and no environment";

const BANS: &[Ban] = &[
    Ban { path: "pest", only: &["src/syntax/grammar.rs"], why: "the parser library stays replaceable" },
    Ban { path: "pest_derive", only: &["src/syntax/grammar.rs"], why: "the parser library stays replaceable" },
    Ban { path: "minijinja", only: &["src/emit/"], why: "templates are a matter of output" },
    Ban { path: "annotate_snippets", only: &["src/diag/render/"], why: "diagnostics are data until they are rendered" },
    Ban { path: "rust_xlsxwriter", only: &["src/emit/report/"], why: "a workbook is a matter of output" },
    Ban { path: "num_bigint", only: &["src/tabulate/figures/"], why: "one place divides and rounds" },
    Ban { path: "clap", only: COMMAND, why: "the library has no command line" },
    Ban { path: "notify", only: COMMAND, why: PURE },
    Ban { path: "std::fs", only: COMMAND, why: PURE },
    Ban { path: "std::env", only: COMMAND, why: PURE },
    Ban { path: "std::time", only: COMMAND, why: PURE },
    Ban { path: "std::process", only: COMMAND, why: PURE },
    Ban { path: "std::net", only: COMMAND, why: PURE },
    Ban { path: "std::io::stdout", only: COMMAND, why: PURE },
    Ban { path: "std::io::stderr", only: COMMAND, why: PURE },
    Ban { path: "std::io::stdin", only: COMMAND, why: PURE },
];

const PRINTING: &[&str] = &["println", "print", "eprintln", "eprint", "dbg"];
const LONGEST_FILE: usize = 600;
const SECTIONS: &[&str] = &["## What", "## Why", "## Example", "## Fix"];

struct Source {
    /// From the package root, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The text without the unit tests at its end, which may read files and look up at any layer.
    fn product(&self) -> &str {
        self.text.rfind("#[cfg(test)]\nmod ").map_or(&self.text, |at| self.text.split_at(at).0)
    }

    /// The top-level module; none for the crate root and the binary.
    fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let name = inside.split_once('/').map_or(inside, |(module, _)| module).trim_end_matches(".rs");
        (name != "lib" && name != "main").then_some(name)
    }

    /// How many `super::` lead from this file to the crate root.
    fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/").trim_end_matches("/mod.rs");
        inside.split('/').count()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    const SKIPPED: &[&str] = &["target", "node_modules", "dist", ".git", ".venv"];
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| !SKIPPED.iter().any(|skipped| path.ends_with(skipped)));
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The texts below a directory whose names end in one of `endings`.
fn sources(dir: &str, endings: &[&str]) -> Vec<Source> {
    let wanted = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e));
    let read = |path: PathBuf| {
        let relative = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        Some(Source { path: relative, text: fs::read_to_string(path).ok()? })
    };
    files_below(&root().join(dir)).into_iter().filter(wanted).filter_map(read).collect()
}

/// Sources of the library and the command, without files that hold unit tests only.
fn product() -> Vec<Source> {
    let mut all = sources("src", &["rs"]);
    all.retain(|source| !source.path.ends_with("/tests.rs") && !source.path.contains("/tests/"));
    all
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Line and group of a module in [`LAYERS`].
fn layer(module: &str) -> Option<(usize, usize)> {
    let group = |line: &str| line.split('|').position(|group| group.split(',').any(|name| name.trim() == module));
    LAYERS.iter().enumerate().find_map(|(at, line)| Some((at, group(line)?)))
}

/// Modules of the crate that a source names, also by climbing to the root with `super`.
fn imports(source: &Source) -> BTreeSet<String> {
    let climbs = |path: &[String]| path.iter().take_while(|segment| *segment == "super").count();
    scan::paths(&scan::code(source.product()))
        .into_iter()
        .filter_map(|path| match path[0].as_str() {
            "crate" => path.get(1).cloned(),
            _ if climbs(&path) >= source.depth() => path.get(climbs(&path)).cloned(),
            _ => None,
        })
        .collect()
}

fn layer_faults(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut siblings = BTreeSet::new();
    for source in sources {
        let Some(module) = source.module() else { continue };
        let Some(own) = layer(module) else {
            faults.push(format!("{}: module `{module}` has no layer; add it to LAYERS", source.path));
            continue;
        };
        for other in imports(source) {
            match layer(&other) {
                _ if other == module => {}
                None => faults.push(format!("{}: `crate::{other}` is no module of a layer", source.path)),
                Some(above) if above.0 < own.0 => {}
                Some(same) if same == own => {
                    if siblings.contains(&(other.clone(), module.to_owned())) {
                        faults.push(format!("{}: `{module}` and `{other}` import each other", source.path));
                    }
                    siblings.insert((module.to_owned(), other));
                }
                Some(_) => faults.push(format!("{}: `{module}` may not import `{other}`", source.path)),
            }
        }
    }
    faults
}

fn ban_faults(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        let code = scan::code(source.product());
        let named: Vec<String> = scan::paths(&code).iter().map(|path| path.join("::") + "::").collect();
        let hit = |ban: &&Ban| {
            let allowed = ban.only.iter().any(|place| source.path.starts_with(place));
            !allowed && named.iter().any(|path| path.starts_with(&format!("{}::", ban.path)))
        };
        let broken = BANS.iter().filter(hit);
        faults.extend(broken.map(|ban| format!("{}: `{}` is banned here: {}", source.path, ban.path, ban.why)));
        if !COMMAND.iter().any(|place| source.path.starts_with(place)) {
            let printed = scan::macros(&code).into_iter().filter(|name| PRINTING.contains(&name.as_str()));
            faults.extend(printed.map(|name| format!("{}: `{name}!` belongs in src/cli", source.path)));
        }
    }
    faults
}

#[test]
fn modules_import_only_from_layers_above() {
    none(&layer_faults(&product()));
}

#[test]
fn libraries_and_system_are_named_only_where_they_belong() {
    none(&ban_faults(&product()));
}

#[test]
fn the_two_checks_above_bite() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let faults = layer_faults(&[
        source("src/diag/mod.rs", "use crate::{text::Span, syntax::ast};"),
        source("src/model/a/b.rs", "use super::super::super::format::Doc;"),
        source("src/plan/mod.rs", "use crate::sql::Ir;"),
        source("src/sql/mod.rs", "use crate::plan::Plan;"),
        source("src/novel.rs", ""),
        source("src/host.rs", "use super::diag::Code;\n#[cfg(test)]\nmod tests { use crate::cli; }"),
    ]);
    let expected = [
        "src/diag/mod.rs: `diag` may not import `syntax`",
        "src/model/a/b.rs: `model` may not import `format`",
        "src/sql/mod.rs: `sql` and `plan` import each other",
        "src/novel.rs: module `novel` has no layer; add it to LAYERS",
    ];
    assert_eq!(faults, expected);
    let faults = ban_faults(&[source("src/emit/a.rs", "use std::{fmt, fs as f}; fn g() { println!() }")]);
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn every_source_says_what_it_is_for_and_is_short() {
    let mut faults = Vec::new();
    for source in ["src", "tests", "benches", "examples"].iter().flat_map(|folder| sources(folder, &["rs"])) {
        let lines = source.text.lines().count();
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: the first line is no `//!` line", source.path));
        }
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines, more than {LONGEST_FILE}", source.path));
        }
    }
    none(&faults);
}

#[test]
fn no_machine_and_no_leftover_is_named() {
    // In parts, so that this file does not name them.
    let machines =
        [["/wo", "rk/"], ["/tm", "p/"], ["/ro", "ot/"], ["/ho", "me/"], ["C:\\", "Users"]].map(|p| p.concat());
    let leftovers = [["FIX", "ME"], ["XX", "X"]].map(|parts| parts.concat());
    let endings = ["rs", "md", "pest", "toml", "yml", "jinja", "snap", "sh", "py", "js", "css", "peil"];
    let mut faults = Vec::new();
    for Source { path, text } in sources("", &endings) {
        for (at, line) in text.lines().enumerate() {
            let word = |word: &str| line.split(|c: char| !c.is_alphanumeric()).any(|found| found == word);
            let machine = machines.iter().find(|machine| line.contains(machine.as_str()));
            let leftover = leftovers.iter().find(|leftover| word(leftover));
            faults.extend(machine.or(leftover).map(|found| format!("{path}:{}: {found}", at + 1)));
        }
    }
    none(&faults);
}

/// Code and slug of every diagnostic that the product declares, with the file that does: by `Code::new(201, "slug")`, by a
/// line `NAME = 201 "slug" …` of a table, or by being a rule's file.
fn declared() -> Vec<(u16, String, String)> {
    let mut found = Vec::new();
    for source in product() {
        let text = source.product();
        let calls = text.split("Code::new(").skip(1).filter_map(|call| code_and_slug(&call.replacen(',', " ", 1)));
        let table = text.contains("Code::new($").then(|| text.split(" = ").skip(1)).into_iter().flatten();
        let mut codes: BTreeSet<(u16, String)> = calls.chain(table.filter_map(code_and_slug)).collect();
        codes.extend(rule_file(&source.path));
        found.extend(codes.into_iter().map(|(number, slug)| (number, slug, source.path.clone())));
    }
    found
}

/// Reads `201 "unknown-name"…`.
fn code_and_slug(text: &str) -> Option<(u16, String)> {
    let (number, rest) = text.trim_start().split_once(char::is_whitespace)?;
    let slug = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    Some((number.replace('_', "").parse().ok()?, slug.to_owned()))
}

/// The code and slug after which a file of `src/analysis/rules` is named.
fn rule_file(path: &str) -> Option<(u16, String)> {
    let name = path.strip_prefix("src/analysis/rules/")?.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    rule_of(name.rsplit('/').next()?)
}

#[test]
fn declarations_are_found_in_calls_and_in_tables() {
    let expected = Some((201, "unknown-name".to_owned()));
    assert_eq!(code_and_slug("201 \"unknown-name\" \"…\""), expected);
    assert_eq!(code_and_slug("\n    201  \"unknown-name\")"), expected);
    assert_eq!(code_and_slug("$number, $slug)"), None);
    assert_eq!(rule_file("src/analysis/rules/names/q0201_unknown_name.rs"), expected);
    assert_eq!(rule_file("src/analysis/rules/mod.rs"), None);
}

#[test]
fn every_code_is_declared_once_and_has_its_page() {
    let mut faults = Vec::new();
    let mut seen: BTreeMap<u16, String> = BTreeMap::new();
    for (number, slug, path) in declared() {
        if let Some(first) = seen.insert(number, path.clone()) {
            faults.push(format!("Q{number:04} is declared in {first} and in {path}"));
        }
        faults.extend(page_faults(number, &slug));
    }
    for page in sources("docs/errors", &["md"]) {
        let name = page.path.trim_start_matches("docs/errors/").trim_end_matches(".md");
        let known = name.strip_prefix('Q').and_then(|n| n.parse().ok()).is_some_and(|n: u16| seen.contains_key(&n));
        if name != "README" && !known {
            faults.push(format!("{} explains a code that no source declares", page.path));
        }
    }
    assert!(!seen.is_empty(), "no code found: the way in which codes are declared has changed");
    none(&faults);
}

fn page_faults(number: u16, slug: &str) -> Vec<String> {
    let name = format!("docs/errors/Q{number:04}.md");
    let Ok(text) = fs::read_to_string(root().join(&name)) else {
        return vec![format!("{name} is missing (`{slug}`)")];
    };
    let title = format!("# Q{number:04} {slug}");
    let wanted = std::iter::once(title.as_str()).chain(SECTIONS.iter().copied());
    let missing = wanted.filter(|line| !text.lines().any(|found| found == *line));
    missing.map(|line| format!("{name} has no line `{line}`")).collect()
}

/// `q0201_unknown_name` as 201 and `unknown-name`.
fn rule_of(stem: &str) -> Option<(u16, String)> {
    let (code, slug) = stem.split_once('_')?;
    let number = code.strip_prefix(['q', 'Q']).filter(|digits| digits.len() == 4)?;
    Some((number.parse().ok()?, slug.replace('_', "-")))
}

#[test]
fn every_rule_has_a_file_of_its_name() {
    let mut faults = Vec::new();
    for (number, slug, path) in declared().into_iter().filter(|(_, _, path)| path.starts_with("src/analysis/")) {
        if rule_file(&path) != Some((number, slug.clone())) {
            let name = format!("q{number:04}_{}.rs", slug.replace('-', "_"));
            faults.push(format!("{path} declares Q{number:04}, which belongs in src/analysis/rules/{name}"));
        }
    }
    none(&faults);
}

#[test]
fn every_rule_has_a_case_that_fails_and_one_that_passes() {
    let cases: Vec<String> = sources("tests/cases/check", &["peil"])
        .into_iter()
        .map(|case| case.path.trim_start_matches("tests/cases/check/").to_owned())
        .collect();
    let rules: BTreeMap<u16, String> =
        sources("src/analysis/rules", &["rs"]).iter().filter_map(|source| rule_file(&source.path)).collect();
    let mut faults = Vec::new();
    for (number, slug) in &rules {
        let start = format!("Q{number:04}_{}", slug.replace('-', "_"));
        for end in [".err.peil", ".ok.peil"] {
            if !cases.iter().any(|case| case.starts_with(&start) && case.ends_with(end)) {
                faults.push(format!("tests/cases/check/{start}{end} is missing"));
            }
        }
    }
    let known: BTreeSet<u16> = declared().into_iter().map(|(number, ..)| number).chain(rules.into_keys()).collect();
    for case in &cases {
        let stem = case.split('.').next().unwrap_or_default();
        if !rule_of(stem).is_some_and(|(number, _)| known.contains(&number)) {
            faults.push(format!("tests/cases/check/{case} is named after no code"));
        }
    }
    none(&faults);
}
