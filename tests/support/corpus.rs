//! Responses for differential tests: respondents who obey the routes, and what comes of tampering with them, with a count of
//! what was covered.

use peil::eval::{Evaluator, Fault, Response, Routed, State};
use peil::simulate::{Mutation, Random, Rates, Tampering, respondents};
use std::collections::{BTreeMap, HashSet};
use std::io::Write;

/// The build that every document names.
const BUILD: &str = "sha256:0";

/// A response document, how it was made (`None` for an untouched respondent), and what the evaluator makes of it.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) mutation: Option<Mutation>,
    /// Nothing where the wire form cannot be read.
    pub(crate) response: Option<Response>,
    /// None of them: the document is sound.
    pub(crate) faults: Vec<Fault>,
}

impl Document {
    pub(crate) fn new(evaluator: &Evaluator<'_>, text: String, mutation: Option<Mutation>) -> Self {
        let (response, faults) = match Response::parse(&text) {
            Ok(response) => {
                let faults = evaluator.check(&response, Some(BUILD));
                (Some(response), faults)
            }
            Err(faults) => (None, faults),
        };
        Self { text, mutation, response, faults }
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// What a run covered: counts by name.
#[derive(Default)]
pub(crate) struct Histogram(BTreeMap<String, usize>);

impl Histogram {
    pub(crate) fn add(&mut self, name: impl Into<String>) {
        *self.0.entry(name.into()).or_default() += 1;
    }

    pub(crate) fn get(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(0)
    }

    pub(crate) fn documents(&self) -> usize {
        self.get("documents")
    }

    pub(crate) fn count(&mut self, document: &Document) {
        self.add("documents");
        self.add(document.mutation.map_or_else(|| "respondents".to_owned(), mutation_name));
        match (document.is_sound(), document.mutation) {
            (true, Some(_)) => self.add("tampered, still sound"),
            (false, _) => self.add("tampered, unsound"),
            (true, None) => {}
        }
        if let Some(fault) = document.faults.first() {
            self.add(format!("first fault: {}", fault.kind.name()));
        }
    }

    pub(crate) fn plus(mut self, other: Self) -> Self {
        for (name, count) in other.0 {
            *self.0.entry(name).or_default() += count;
        }
        self
    }

    /// Shows the counts, also of a test that passes: the run is to say what it covered.
    pub(crate) fn show(&self, title: &str) {
        let mut lines = format!("\n{title}: {} documents\n", self.documents());
        for (name, count) in &self.0 {
            lines += &format!("{count:8} {:4} ‰  {name}\n", count * 1000 / self.documents().max(1));
        }
        drop(std::io::stderr().write_all(lines.as_bytes()));
    }

    /// Insists on a fair mix: enough documents, at least 30 % of them sound, at least 1 % of every way to tamper.
    pub(crate) fn insist(&self, documents: usize, but: &[Mutation]) {
        let all = self.documents();
        assert!(all >= documents, "{all} documents, {documents} wanted");
        let sound = all - self.get("tampered, unsound");
        assert!(sound * 100 >= all * 30, "{sound} of {all} documents are sound");
        for how in Mutation::ALL.iter().filter(|how| !but.contains(how)) {
            let count = self.get(&mutation_name(*how));
            assert!(count * 100 >= all, "{} is {count} of {all}", how.name());
        }
    }

    fn states(&mut self, routed: &Routed) {
        for state in &routed.states {
            self.add(format!("states: {}", state.name()));
            if let State::Valid(value) = state {
                let kind = format!("{value:?}");
                self.add(format!("values: {}", kind.split(['(', '{']).next().unwrap_or_default()));
            }
        }
    }
}

fn mutation_name(how: Mutation) -> String {
    format!("mutations: {}", how.name())
}

/// Distinct documents of one survey by seed: respondents, each followed by tampered copies: of the ways that apply, those met
/// least so far. Every respondent is sound, which is asserted.
pub(crate) fn documents(
    evaluator: &Evaluator<'_>,
    seed: u64,
    count: usize,
    but: &[Mutation],
    histogram: &mut Histogram,
) -> Vec<Document> {
    const TAMPERED: usize = 2;
    let mut random = Random::new(seed ^ 0x5eed);
    let rates = Rates { partial: 200, empty: 120, missing: 120, ..Rates::default() };
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for response in respondents(evaluator, BUILD, &rates, seed, count) {
        let respondent = Document::new(evaluator, response.print(), None);
        assert_eq!(respondent.faults, [], "{}", respondent.text);
        if seen.insert(without_seed(&respondent.text)) {
            histogram.count(&respondent);
            histogram.states(&evaluator.route(&response));
            histogram.add(format!("status: {}", response.status.name()));
            all.push(respondent);
        }
        let mut ways: Vec<Mutation> = Mutation::ALL.iter().copied().filter(|how| !but.contains(how)).collect();
        ways.sort_by_cached_key(|how| histogram.get(&mutation_name(*how)));
        let tampering = Tampering::new(evaluator, &response);
        let mutated = |how| Some((how, tampering.mutate(how, &mut random)?));
        let fresh = ways.into_iter().filter_map(mutated).filter(|(_, text)| seen.insert(without_seed(text)));
        for (how, text) in fresh.take(TAMPERED) {
            let document = Document::new(evaluator, text, Some(how));
            histogram.count(&document);
            all.push(document);
        }
    }
    assert_eq!(all.len(), seen.len(), "no document comes twice");
    all
}

/// What tells documents apart: the seed of the order alone makes no other document.
fn without_seed(text: &str) -> String {
    const SEED: &str = "\"seed\":\"";
    match text.split_once(SEED) {
        Some((before, rest)) => format!("{before}{}", rest.trim_start_matches(|c: char| c.is_ascii_hexdigit())),
        None => text.to_owned(),
    }
}
