//! Skip rules of a printed form: jumps at options, and "only if" lines at items.
//!
//! Whoever answers every question that they meet, follows the jumps and minds the lines, fills in exactly what the route asks.
//! (Whoever leaves a question open is not sent past what it hides; the route does not ask it then, and normalising drops it.)

use super::clause::{Style, condition_in_words};
use super::numbering::{Entry, Numbering};
use super::offer::{any_offered, conjuncts, offered, settled, turns, whole_route};
use super::partial::{Knowledge, Known, possible, sources};
use super::plain;
use crate::model::{Cond, GateId, Kind, LoopOver, Mode, Survey, Var, VarId};
use std::collections::BTreeMap;
use std::ops::Range;

/// "Ga naar vraag 7" behind an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    pub code: i64,
    /// The question to go to; none: the end.
    pub target: Option<VarId>,
    /// Ready Dutch: "Ga naar vraag 7".
    pub phrase: String,
}

/// All skip rules of one wording and mode.
#[derive(Debug, Clone, Default)]
pub struct SkipRules {
    jumps: BTreeMap<VarId, Vec<Jump>>,
    only_if: BTreeMap<VarId, String>,
    /// Lines that differ per iteration of a loop, by its position.
    in_turn: BTreeMap<(VarId, usize), String>,
    stops: BTreeMap<usize, String>,
}

impl SkipRules {
    #[must_use]
    pub fn new(survey: &Survey, wording: usize, mode: Mode, numbering: &Numbering) -> Self {
        let mut maker = Maker::new(survey, wording, mode, numbering);
        let jumps = maker.jumps();
        let only_if = maker.only_if();
        Self { jumps, in_turn: maker.in_turn(&only_if), only_if, stops: maker.stops() }
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

    /// The same in one iteration of a loop, by its position from 0.
    #[must_use]
    pub fn only_if_in(&self, var: VarId, turn: usize) -> Option<&str> {
        self.in_turn.get(&(var, turn)).map(String::as_str).or_else(|| self.only_if(var))
    }

    /// The line that announces a stop, by its index in [`Survey::stops`].
    #[must_use]
    pub fn stop(&self, index: usize) -> Option<&str> {
        self.stops.get(&index).map(String::as_str)
    }
}

/// How many entries all jumps of a form may look at for each entry that it has: what bounds a chain of questions that each
/// hide all the rest. Beyond it there are lines instead of jumps.
const LOOKS_PER_ENTRY: usize = 64;

/// A few looks are always there, so that a form of a few hundred questions never runs out.
const LOOKS_AT_LEAST: usize = 100_000;

/// How far a route is followed back through the questions that decide it.
const DEEPEST: usize = 32;

struct Maker<'a> {
    survey: &'a Survey,
    wording: usize,
    mode: Mode,
    numbering: &'a Numbering,
    /// The whole route of every printed question.
    routes: BTreeMap<VarId, Cond>,
    /// The index of the entry at which a question is printed.
    at: BTreeMap<VarId, usize>,
    /// Per (question, option) the entries that its jump passes over.
    passed: BTreeMap<(VarId, i64), Range<usize>>,
    looks: usize,
}

impl<'a> Maker<'a> {
    fn new(survey: &'a Survey, wording: usize, mode: Mode, numbering: &'a Numbering) -> Self {
        let printed = numbering.entries().iter().enumerate().flat_map(|(index, entry)| match entry {
            Entry::Question { vars, .. } => vars.iter().map(|var| (*var, index)).collect(),
            Entry::Stop(_) => Vec::new(),
        });
        let at: BTreeMap<VarId, usize> = printed.collect();
        let route = |var: &VarId| {
            let item = survey.var(*var)?;
            let parts = [whole_route(survey, item, wording, mode), some_iteration(survey, item)];
            Some((*var, Cond::join(parts.into_iter(), true)))
        };
        let routes = at.keys().filter_map(route).collect();
        let looks = LOOKS_AT_LEAST + LOOKS_PER_ENTRY * numbering.entries().len();
        Self { survey, wording, mode, numbering, routes, at, passed: BTreeMap::new(), looks }
    }

    fn jumps(&mut self) -> BTreeMap<VarId, Vec<Jump>> {
        let mut jumps = BTreeMap::new();
        for (index, entry) in self.numbering.entries().iter().enumerate() {
            if let Entry::Question { vars, .. } = entry
                && let [var] = vars.as_slice()
            {
                let found = self.jumps_from(*var, index + 1);
                if !found.is_empty() {
                    jumps.insert(*var, found);
                }
            }
        }
        jumps
    }

    fn jumps_from(&mut self, var: VarId, next: usize) -> Vec<Jump> {
        let survey = self.survey;
        let Some(item) = survey.var(var) else { return Vec::new() };
        if item.in_loop.is_some() || !matches!(item.kind, Kind::OneOf { .. }) {
            return Vec::new();
        }
        let options = offered(survey, item, self.wording, self.mode);
        options.filter_map(|option| self.jump(var, option.code, next)).collect()
    }

    /// Follows the entries from `next` on while `code` hides them for certain. A stop is never passed over.
    fn jump(&mut self, var: VarId, code: i64, next: usize) -> Option<Jump> {
        let numbering = self.numbering;
        let mut known = Knowledge::from([(var, Known::Code(code))]);
        let mut end = next;
        let mut target = None;
        for entry in numbering.entries().get(next..)? {
            let Entry::Question { number, vars } = entry else { return None };
            self.looks = self.looks.checked_sub(1)?;
            if vars.iter().any(|var| self.can_be_asked(*var, &known)) {
                let first = |var: &VarId| (*var, self.first_number(*var).unwrap_or_else(|| number.clone()));
                target = vars.first().map(first);
                break;
            }
            known.extend(vars.iter().map(|var| (*var, Known::Hidden)));
            end += 1;
        }
        if end == next {
            return None;
        }
        self.passed.insert((var, code), next..end);
        let phrase =
            target.as_ref().map_or_else(|| "Ga naar het einde".to_owned(), |(_, n)| format!("Ga naar vraag {n}"));
        Some(Jump { code, target: target.map(|(var, _)| var), phrase })
    }

    /// Of a question in a loop its number in the first iteration.
    fn first_number(&self, var: VarId) -> Option<String> {
        self.survey.var(var)?.in_loop.and_then(|_| self.numbering.of_iteration(var, 0))
    }

    fn can_be_asked(&self, var: VarId, known: &Knowledge) -> bool {
        self.routes.get(&var).is_some_and(|route| possible(self.survey, route, known).can_be_true)
    }

    fn only_if(&self) -> BTreeMap<VarId, String> {
        self.at.keys().filter_map(|var| Some((*var, self.line(*var, Style::Form(self.numbering))?))).collect()
    }

    /// Lines of loop items that speak of their own iteration.
    fn in_turn(&self, lines: &BTreeMap<VarId, String>) -> BTreeMap<(VarId, usize), String> {
        let mut in_turn = BTreeMap::new();
        for (var, line) in lines {
            let Some(of) = self.survey.var(*var).and_then(|item| item.in_loop) else { continue };
            let own = |read: VarId| self.survey.var(read).is_some_and(|item| item.in_loop == Some(of));
            if !self.routes.get(var).is_some_and(|route| route.reads().into_iter().any(own)) {
                continue;
            }
            for turn in 0..turns(self.survey, of, self.wording, self.mode) {
                let own = self.line(*var, Style::Iteration(self.numbering, of, turn)).filter(|own| own != line);
                in_turn.extend(own.map(|own| ((*var, turn), own)));
            }
        }
        in_turn
    }

    /// What must be said above an item: the author's phrases for the gates that have one, the rest in our words.
    fn line(&self, var: VarId, style: Style<'_>) -> Option<String> {
        let item = self.survey.var(var)?;
        let (phrased, plain): (Vec<GateId>, Vec<GateId>) =
            item.gates.iter().partition(|gate| self.phrase(**gate).is_some());
        let rest = [
            self.survey.route(&plain, self.wording, self.mode),
            any_offered(self.survey, item, self.wording, self.mode),
        ];
        let rest = Cond::join(rest.into_iter().flat_map(conjuncts), true);
        let rest = settled(self.survey, rest, true, self.wording, self.mode);
        let ours = (rest != Cond::Const(true) && !Guards { maker: self, var, known: BTreeMap::new() }.all(&rest, 0))
            .then(|| format!("Alleen invullen als {}.", self.words(&rest, style)));
        let own = phrased.into_iter().filter_map(|gate| self.phrase(gate));
        let lines: Vec<String> = ours.into_iter().chain(own).collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    /// The author's phrase of a gate; none where the gate lets everybody through.
    fn phrase(&self, gate: GateId) -> Option<String> {
        if self.survey.route(&[gate], self.wording, self.mode) == Cond::Const(true) {
            return None;
        }
        let phrase = plain(self.survey, &self.survey.gate(gate)?.skip, self.wording, self.mode);
        (!phrase.is_empty()).then_some(phrase)
    }

    fn words(&self, cond: &Cond, style: Style<'_>) -> String {
        condition_in_words(self.survey, cond, self.wording, self.mode, style)
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
        let route = self.survey.route(&stop.gates, self.wording, self.mode);
        let own = stop.gates.iter().rev().find_map(|gate| self.phrase(*gate));
        let words = || self.words(&route, Style::Form(self.numbering));
        Some(match (&route, self.mode) {
            (Cond::Const(true), Mode::Phone) => "Einde van het gesprek.".to_owned(),
            (Cond::Const(true), Mode::Web | Mode::Paper) => "U bent nu klaar met de vragenlijst.".to_owned(),
            (_, Mode::Phone) => own.unwrap_or_else(|| format!("Einde van het gesprek als {}.", words())),
            (_, Mode::Web | Mode::Paper) => own.unwrap_or_else(|| format!("U bent nu klaar als {}.", words())),
        })
    }
}

/// That something is chosen over which the item's loop runs.
fn some_iteration(survey: &Survey, item: &Var) -> Cond {
    let over = item.in_loop.and_then(|of| survey.loops.get(of.index())).map(|of| of.over);
    match over {
        Some(LoopOver::Chosen { var, list }) => {
            let options = survey.list(list).map_or(&[][..], |list| &list.options);
            let codes = options.iter().filter(|option| !option.missing).map(|option| option.code).collect();
            Cond::Has { var, codes }
        }
        Some(LoopOver::List(_)) | None => Cond::Const(true),
    }
}

/// Whether jumps alone keep whoever is not asked `var` away from it.
struct Guards<'m, 'a> {
    maker: &'m Maker<'a>,
    var: VarId,
    /// Per question whether jumps pass over `var` whenever it is not asked itself. Many routes lead back to the same
    /// question; each is looked at once.
    known: BTreeMap<VarId, bool>,
}

impl Guards<'_, '_> {
    /// Whether jumps pass over the question whenever `route` is not true, through every question that the route reads.
    fn all(&mut self, route: &Cond, depth: usize) -> bool {
        match route {
            Cond::Const(truth) => *truth,
            Cond::And(parts) => parts.iter().all(|part| self.all(part, depth)),
            other => self.part(other, depth),
        }
    }

    fn part(&mut self, part: &Cond, depth: usize) -> bool {
        let maker = self.maker;
        let reads: Vec<VarId> = sources(maker.survey, part).into_iter().collect();
        let ([source], Some(at)) = (reads.as_slice(), maker.at.get(&self.var)) else { return false };
        let Some(item) = maker.survey.var(*source) else { return false };
        if item.in_loop.is_some() || !matches!(item.kind, Kind::OneOf { .. }) {
            return false;
        }
        let mut options = offered(maker.survey, item, maker.wording, maker.mode);
        options.all(|option| maker.passes_if_rejected(part, *source, option.code, *at)) && self.asked(*source, depth)
    }

    /// Whether jumps pass over the question whenever `source` is not asked.
    fn asked(&mut self, source: VarId, depth: usize) -> bool {
        if let Some(known) = self.known.get(&source) {
            return *known;
        }
        let guarded = depth < DEEPEST && self.maker.routes.get(&source).is_some_and(|route| self.all(route, depth + 1));
        self.known.insert(source, guarded);
        guarded
    }
}

impl Maker<'_> {
    /// Whether a code lets `part` hold, or jumps over the entry `at`.
    fn passes_if_rejected(&self, part: &Cond, source: VarId, code: i64, at: usize) -> bool {
        let truth = possible(self.survey, part, &Knowledge::from([(source, Known::Code(code))]));
        match (truth.can_be_true, truth.can_be_false || truth.can_be_unknown) {
            (true, undecided) => !undecided,
            (false, _) => self.passed.get(&(source, code)).is_some_and(|passed| passed.contains(&at)),
        }
    }
}
