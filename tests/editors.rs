//! The editor grammar: the committed copy, and what it makes of lines of Peil.
//!
//! The engine below does what an editor does with the part of TextMate grammars that ours uses: `match`, `begin` and
//! `end`, `captures`, `include`.

use fancy_regex::Regex;
use peil::syntax::keyword::{KEYWORDS, REPORT_BLOCKS, REPORT_MEMBERS, SURVEY_BLOCKS, SURVEY_MEMBERS, TOP};
use peil::syntax::textmate;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

struct Grammar {
    json: Value,
    /// By pattern.
    compiled: RefCell<BTreeMap<String, Rc<Regex>>>,
}

/// Where the whole match stands, and each group that took part.
type Groups = Vec<Option<Range<usize>>>;

/// What is open: the rule of a text, or the file itself.
type Stack<'a> = Vec<&'a Value>;

impl Grammar {
    fn new() -> Self {
        Self { json: serde_json::from_str(&textmate()).unwrap(), compiled: RefCell::default() }
    }

    /// Every token that is not white space with its innermost scope; `.peil` is left out.
    fn tokens(&self, text: &str) -> Vec<(String, String)> {
        let mut stack: Stack<'_> = vec![&self.json];
        let mut out = Vec::new();
        for line in text.lines() {
            self.line(line, &mut stack, &mut out);
        }
        out.retain(|(token, _): &(String, String)| !token.trim().is_empty());
        out
    }

    fn line<'a>(&'a self, line: &str, stack: &mut Stack<'a>, out: &mut Vec<(String, String)>) {
        let mut at = 0;
        loop {
            let open = *stack.last().unwrap();
            let Some((rule, found)) = self.next(line, at, open, stack.len() > 1) else { break };
            let Range { start, end } = found[0].clone().unwrap();
            push(out, part(line, at..start), open);
            if std::ptr::eq(rule, open) {
                push(out, part(line, start..end), open);
                stack.pop();
            } else if rule.get("begin").is_some() {
                push(out, part(line, start..end), rule);
                stack.push(rule);
            } else {
                assert!(end > start, "an empty match never ends: {rule}");
                captures(out, line, rule, &found);
            }
            at = end;
        }
        push(out, part(line, at..line.len()), stack.last().unwrap());
    }

    /// The rule that matches first; the end of what is open goes before the others.
    fn next<'a>(&'a self, line: &str, at: usize, open: &'a Value, nested: bool) -> Option<(&'a Value, Groups)> {
        let mut rules: Vec<(&Value, &str)> = Vec::new();
        if nested {
            rules.push((open, open["end"].as_str().unwrap()));
        }
        for rule in self.rules(open) {
            rules.push((rule, rule.get("match").or(rule.get("begin")).unwrap().as_str().unwrap()));
        }
        let found = rules.into_iter().filter_map(|(rule, pattern)| Some((rule, self.find(pattern, line, at)?)));
        found.min_by_key(|(_, found)| found[0].clone().unwrap().start)
    }

    fn find(&self, pattern: &str, line: &str, at: usize) -> Option<Groups> {
        let compile = || Rc::new(Regex::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}")));
        let regex = Rc::clone(self.compiled.borrow_mut().entry(pattern.to_owned()).or_insert_with(compile));
        let found = regex.captures_from_pos(line, at).unwrap()?;
        Some(found.iter().map(|group| group.map(|part| part.start()..part.end())).collect())
    }

    /// The rules inside a rule, `include` written out.
    fn rules<'a>(&'a self, rule: &'a Value) -> Vec<&'a Value> {
        let patterns = rule["patterns"].as_array().into_iter().flatten();
        let rules = patterns.flat_map(|pattern| match pattern.get("include") {
            Some(name) => {
                let included = &self.json["repository"][name.as_str().unwrap().trim_start_matches('#')];
                assert!(included.is_object(), "{name} is nowhere");
                if included.get("patterns").is_some() { self.rules(included) } else { vec![included] }
            }
            None => vec![pattern],
        });
        rules.collect()
    }
}

fn part(line: &str, range: Range<usize>) -> &str {
    line.get(range).unwrap()
}

fn scope(rule: &Value) -> String {
    rule.get("name").and_then(Value::as_str).unwrap_or("").trim_end_matches(".peil").to_owned()
}

fn push(out: &mut Vec<(String, String)>, text: &str, rule: &Value) {
    let scope = if rule.get("scopeName").is_some() { String::new() } else { scope(rule) };
    out.push((text.trim().to_owned(), scope));
}

/// The parts of a match, each with the scope of its group.
fn captures(out: &mut Vec<(String, String)>, line: &str, rule: &Value, found: &Groups) {
    let whole = found[0].clone().unwrap();
    let mut at = whole.start;
    for (number, group) in found.iter().enumerate().skip(1) {
        let Some(group) = group else { continue };
        push(out, part(line, at..group.start), rule);
        push(out, part(line, group.clone()), &rule["captures"][number.to_string()]);
        at = group.end;
    }
    push(out, part(line, at..whole.end), rule);
}

#[test]
fn the_committed_grammar_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/peil.tmLanguage.json");
    if std::env::var_os("PEIL_BLESS").is_some() {
        fs::write(&path, textmate()).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(committed == textmate(), "run PEIL_BLESS=1 cargo test --test peil editors");
}

#[test]
fn every_keyword_is_coloured_as_one() {
    let grammar = Grammar::new();
    let coloured = |text: &str, word: &str| {
        let keyword = |scope: &str| ["keyword.", "storage.", "variable.language"].iter().any(|s| scope.starts_with(s));
        grammar.tokens(text).iter().any(|(token, scope)| token == word && keyword(scope))
    };
    for word in [TOP, SURVEY_BLOCKS, SURVEY_MEMBERS, REPORT_BLOCKS, REPORT_MEMBERS].concat() {
        assert!(coloured(&format!("  {word} \"x\""), word), "{word} at the beginning of a line");
    }
    for word in KEYWORDS.iter().filter(|word| **word != "one") {
        assert!(coloured(&format!("  x \"x\" {word} y"), word), "{word} inside a line");
    }
}

#[test]
fn lines_are_coloured_by_what_they_are() {
    let text = r#"
survey clients 2023 "Cliënten" { // tail
  missing 98 weet_niet "Weet niet" only phone
  question cijfer number 1..10 decimals 1 {
    ask laagdrempelig "Welk \"cijfer\" geeft u \x {bedrijf|het bedrijf}?"
    when count(kanaal) >= 2 and not wording = regulier or datum < 2023-08-31
    1 ja "Ja" specify required
    help "Niet dicht
    only phone
  }
  question x one of ja_nee
  text """
    **Vet** van {n(clients)|één|# cliënten}
    - punt // geen commentaar
  """ when n(clients.cijfer) > 0
}
"#;
    let tokens = Grammar::new().tokens(text);
    let shown: Vec<String> = tokens.iter().map(|(token, scope)| format!("{token:24} {scope}")).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

/// No file of ours may leave a text open: everything after it would have the colour of a text.
#[test]
fn every_source_is_coloured_to_its_end() {
    let grammar = Grammar::new();
    for (name, text) in super::format::sources() {
        let tokens = grammar.tokens(&(text + "\nedition 2026"));
        let last = tokens.iter().rev().find(|(token, _)| token == "edition");
        assert_eq!(last.map(|(_, scope)| scope.as_str()), Some("keyword.other.member"), "{name}");
    }
}
