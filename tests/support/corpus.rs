//! Responses for differential tests: respondents who obey the routes, and what comes of tampering with them, with a count of
//! what was covered.

use peil::eval::{Evaluator, Response, Routed, State};
use peil::simulate::{Mutation, Random, Rates, mutate, respondents};
use std::collections::BTreeMap;

/// A response document, and how it was made: `None` for an untouched respondent.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) mutation: Option<Mutation>,
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

    fn documents(&self) -> usize {
        self.get("documents")
    }

    /// Prints the counts, and insists on a fair mix: at least 30 % untouched respondents, at least 1 % of every way to tamper.
    pub(crate) fn show_and_insist(&self, but: &[Mutation]) {
        for (name, count) in &self.0 {
            println!("{count:8} {:4} ‰  {name}", count * 1000 / self.documents());
        }
        assert!(self.get("respondents") * 100 >= self.documents() * 30, "fewer than 30 % untouched respondents");
        for how in Mutation::ALL.iter().filter(|how| !but.contains(how)) {
            let count = self.get(&mutation_name(*how));
            assert!(count * 100 >= self.documents(), "{} is {count} of {}", how.name(), self.documents());
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

/// Respondents of one survey by seed, each followed by tampered copies: of the ways that apply, those met least so far.
/// Every respondent is sound, which is asserted.
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
    let mut all = Vec::new();
    for response in respondents(evaluator, "sha256:0", &rates, seed, count) {
        assert_eq!(evaluator.check(&response, Some("sha256:0")), [], "{}", response.print());
        histogram.states(&evaluator.route(&response));
        histogram.add("documents");
        histogram.add("respondents");
        histogram.add(format!("status: {}", response.status.name()));
        all.push(Document { text: response.print(), mutation: None });
        let mut ways: Vec<Mutation> = Mutation::ALL.iter().copied().filter(|how| !but.contains(how)).collect();
        ways.sort_by_key(|how| histogram.get(&mutation_name(*how)));
        let mutated = |how| Some((how, mutate(evaluator, &response, how, &mut random)?));
        for (how, text) in ways.into_iter().filter_map(mutated).take(TAMPERED) {
            histogram.add("documents");
            histogram.add(mutation_name(how));
            histogram.add(if is_sound(evaluator, &text) { "tampered, still sound" } else { "tampered, unsound" });
            all.push(Document { text, mutation: Some(how) });
        }
    }
    all
}

/// The evaluator's verdict on a document.
pub(crate) fn is_sound(evaluator: &Evaluator<'_>, text: &str) -> bool {
    Response::parse(text).is_ok_and(|response| evaluator.check(&response, None).is_empty())
}
