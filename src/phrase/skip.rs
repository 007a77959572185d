//! Skip rules of a printed form: jumps at options, and "only if" lines at items.

use super::clause::{Style, condition_in_words};
use super::numbering::{Entry, Numbering};
use super::partial::{Known, possible};
use super::plain;
use crate::model::{Cond, GateId, Kind, Mode, Survey, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// "Ga naar vraag 7" behind an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    pub code: i64,
    /// The number of the question to go to; none: the end.
    pub target: Option<String>,
    /// Ready Dutch: "Ga naar vraag 7".
    pub phrase: String,
}

/// All skip rules of one wording and mode.
#[derive(Debug, Clone, Default)]
pub struct SkipRules {
    jumps: BTreeMap<VarId, Vec<Jump>>,
    only_if: BTreeMap<VarId, String>,
    stops: BTreeMap<usize, String>,
}

impl SkipRules {
    #[must_use]
    pub fn new(survey: &Survey, wording: usize, mode: Mode, numbering: &Numbering) -> Self {
        let mut maker = Maker { survey, wording, mode, numbering, passed: BTreeMap::new() };
        let jumps = maker.jumps();
        let only_if = maker.only_if();
        Self { jumps, only_if, stops: maker.stops() }
    }

    /// The jumps behind the options of a question.
    #[must_use]
    pub fn jumps(&self, var: VarId) -> &[Jump] {
        self.jumps.get(&var).map_or(&[], Vec::as_slice)
    }

    /// The line above an item that jumps alone do not guard: "Alleen invullen als …".
    #[must_use]
    pub fn only_if(&self, var: VarId) -> Option<&str> {
        self.only_if.get(&var).map(String::as_str)
    }

    /// The line that announces a stop, by its index in [`Survey::stops`].
    #[must_use]
    pub fn stop(&self, index: usize) -> Option<&str> {
        self.stops.get(&index).map(String::as_str)
    }
}

struct Maker<'a> {
    survey: &'a Survey,
    wording: usize,
    mode: Mode,
    numbering: &'a Numbering,
    /// Per (question, option) the variables that its jump passes over.
    passed: BTreeMap<(VarId, i64), BTreeSet<VarId>>,
}

impl Maker<'_> {
    fn route(&self, var: VarId) -> Cond {
        self.survey.var(var).map_or(Cond::Const(false), |v| self.survey.route(&v.gates, self.wording, self.mode))
    }

    fn jumps(&mut self) -> BTreeMap<VarId, Vec<Jump>> {
        let entries = self.numbering.entries();
        let mut jumps = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let Entry::Question { vars, .. } = entry else { continue };
            let [var] = vars.as_slice() else { continue };
            let rest = entries.get(index + 1..).unwrap_or(&[]);
            let found = self.jumps_from(*var, rest);
            if !found.is_empty() {
                jumps.insert(*var, found);
            }
        }
        jumps
    }

    fn jumps_from(&mut self, var: VarId, rest: &[Entry]) -> Vec<Jump> {
        let survey = self.survey;
        let Some(item) = survey.var(var) else { return Vec::new() };
        if item.in_loop.is_some() || !matches!(item.kind, Kind::OneOf { .. }) {
            return Vec::new();
        }
        let (wording, mode) = (self.wording, self.mode);
        let admitted = survey.options_of(item).iter().filter(|o| o.only.admits(wording, mode));
        admitted.filter_map(|option| self.jump(var, option.code, rest)).collect()
    }

    /// Follows the entries behind `var` while `code` hides them for certain.
    fn jump(&mut self, var: VarId, code: i64, rest: &[Entry]) -> Option<Jump> {
        let mut known = BTreeMap::from([(var, Known::Code(code))]);
        let mut passed = BTreeSet::new();
        let mut target = None;
        for entry in rest {
            let Entry::Question { number, vars } = entry else { return None };
            if vars.iter().any(|v| possible(self.survey, &self.route(*v), &known).can_be_true) {
                target = Some(number.clone());
                break;
            }
            for v in vars {
                known.insert(*v, Known::Hidden);
                passed.insert(*v);
            }
        }
        if passed.is_empty() {
            return None;
        }
        self.passed.insert((var, code), passed);
        let phrase = target.as_ref().map_or_else(|| "Ga naar het einde".to_owned(), |n| format!("Ga naar vraag {n}"));
        Some(Jump { code, target, phrase })
    }

    fn only_if(&self) -> BTreeMap<VarId, String> {
        let mut lines = BTreeMap::new();
        for entry in self.numbering.entries() {
            let Entry::Question { vars, .. } = entry else { continue };
            for var in vars {
                if let Some(line) = self.line(*var) {
                    lines.insert(*var, line);
                }
            }
        }
        lines
    }

    fn line(&self, var: VarId) -> Option<String> {
        let item = self.survey.var(var)?;
        let route = self.route(var);
        if route == Cond::Const(true) {
            return None;
        }
        if let Some(phrase) = self.own_phrase(&item.gates) {
            return Some(phrase);
        }
        if self.passed_over(var, &route, 0) {
            return None;
        }
        let words = condition_in_words(self.survey, &route, self.wording, self.mode, Style::Form(self.numbering));
        Some(format!("Alleen invullen als {words}."))
    }

    /// The author's phrase of the innermost gate that has one.
    fn own_phrase(&self, gates: &[GateId]) -> Option<String> {
        let phrases = gates.iter().rev().filter_map(|id| self.survey.gate(*id));
        phrases.map(|gate| plain(self.survey, &gate.skip, self.wording, self.mode)).find(|phrase| !phrase.is_empty())
    }

    /// Whether jumps pass over `var` whenever `route` is not true, through every question that the route reads.
    fn passed_over(&self, var: VarId, route: &Cond, depth: usize) -> bool {
        let parts = match route {
            Cond::Const(truth) => return *truth,
            Cond::And(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        depth < 32 && parts.iter().all(|part| self.part_passed_over(var, part, depth))
    }

    fn part_passed_over(&self, var: VarId, part: &Cond, depth: usize) -> bool {
        let reads: Vec<VarId> = part.reads().into_iter().collect();
        let [source] = reads.as_slice() else { return false };
        let Some(item) = self.survey.var(*source) else { return false };
        if !matches!(item.kind, Kind::OneOf { .. }) || self.numbering.of(*source).is_none() {
            return false;
        }
        let options = self.survey.options_of(item).iter().filter(|o| o.only.admits(self.wording, self.mode));
        let all_jump = options
            .filter(|option| self.rejects(part, *source, option.code))
            .all(|option| self.passed.get(&(*source, option.code)).is_some_and(|passed| passed.contains(&var)));
        all_jump && self.passed_over(var, &self.route(*source), depth + 1)
    }

    fn rejects(&self, part: &Cond, source: VarId, code: i64) -> bool {
        !possible(self.survey, part, &BTreeMap::from([(source, Known::Code(code))])).can_be_true
    }

    fn stops(&self) -> BTreeMap<usize, String> {
        let lines = self.numbering.entries().iter().filter_map(|entry| match entry {
            Entry::Stop(index) => Some((*index, self.stop_line(*index)?)),
            Entry::Question { .. } => None,
        });
        lines.collect()
    }

    fn stop_line(&self, index: usize) -> Option<String> {
        let stop = self.survey.stops.get(index)?;
        if let Some(phrase) = self.own_phrase(&stop.gates) {
            return Some(phrase);
        }
        let route = self.survey.route(&stop.gates, self.wording, self.mode);
        if route == Cond::Const(true) {
            return Some("U bent nu klaar met de vragenlijst.".to_owned());
        }
        let words = condition_in_words(self.survey, &route, self.wording, self.mode, Style::Form(self.numbering));
        Some(format!("U bent nu klaar als {words}."))
    }
}
