//! The walk through a survey for one respondent: what is asked, offered, shown and reached, and every state.

use super::expr::Env;
use super::{Place, Places, Response, State, Truth, Value};
use crate::model::{Formula, GateId, Kind, LoopOver, Mode, Node, Only, PageId, Role, Survey, Var, VarId};
use crate::number::Rounding;

/// A survey prepared for evaluation: make it once, use it for many respondents.
#[derive(Debug, Clone)]
pub struct Evaluator<'s> {
    pub(super) survey: &'s Survey,
    pub(super) places: Places,
    not: fn(Truth) -> Truth,
}

/// What is given about a respondent before the first answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Index into [`Survey::wordings`].
    pub wording: usize,
    pub mode: Mode,
    /// The position (from 1) of the last page that was shown; 0 for none. Pages count in the order in which this
    /// respondent meets them.
    pub reached: usize,
    /// Per page its position, from 1.
    pub positions: Vec<usize>,
}

/// Where the walk gets states from: a stored response, a raw submission, a simulated respondent.
pub trait Source {
    /// The state of a field, or of an item that is asked and reached.
    fn answer(&mut self, at: &Asked<'_>) -> State;

    /// Told of every item, computed ones apart, that is not asked or not reached.
    fn hidden(&mut self, _place: Place, _state: &State) {}
}

/// An item that wants an answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub place: Place,
    pub path: &'a str,
    pub var: &'a Var,
    /// Codes of the offered options, in file order; for a number, text or date the offered missing ones.
    pub offered: &'a [i64],
    /// A field: it is given by the sample, not by the respondent.
    pub field: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// Its condition is not true, or none of its items is asked.
    Hidden,
    /// On the route, but the interview stopped before.
    NotReached,
    Shown,
}

/// The outcome of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    pub situation: Situation,
    /// One per cell of [`Places`].
    pub states: Vec<State>,
    /// Offered options per cell; empty where not asked.
    pub offered: Vec<Vec<i64>>,
    pub pages: Vec<PageState>,
    /// The stop that ended the interview: an index into [`Survey::stops`].
    pub stop: Option<usize>,
    /// The position of the last page that can have been reached: `situation.reached`, or less where a stop ends it.
    pub reached: usize,
}

impl<'s> Evaluator<'s> {
    #[must_use]
    pub fn new(survey: &'s Survey) -> Self {
        Self { survey, places: Places::new(survey), not: Truth::negate }
    }

    /// Replaces `not`; exists so that tests can show that a wrong one is noticed.
    #[must_use]
    pub fn with_not(mut self, not: fn(Truth) -> Truth) -> Self {
        self.not = not;
        self
    }

    #[must_use]
    pub fn survey(&self) -> &'s Survey {
        self.survey
    }

    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The states that a response stands for. An answer that is not sound reads as empty.
    #[must_use]
    pub fn route(&self, response: &Response) -> Routed {
        let mut source = super::sound::Stored { evaluator: self, response };
        self.walk(&self.situation(response), &mut source)
    }

    /// Walks the survey in file order, asking `source` for what is shown.
    #[must_use]
    pub fn walk(&self, situation: &Situation, source: &mut impl Source) -> Routed {
        let routed = Routed {
            situation: situation.clone(),
            states: vec![State::NotAsked; self.places.len()],
            offered: vec![Vec::new(); self.places.len()],
            pages: vec![PageState::Hidden; self.survey.pages.len()],
            stop: None,
            reached: situation.reached,
        };
        let mut walk = Walk { evaluator: self, routed, stops_done: 0 };
        for (id, var) in self.survey.vars_with_ids() {
            if let Some(page) = var.page {
                walk.stops_before(page.index());
            }
            for place in self.places.of(id) {
                walk.visit(place, var, source);
            }
        }
        walk.stops_before(self.survey.pages.len());
        walk.note_pages();
        walk.routed
    }

    pub(super) fn env<'a>(&'a self, routed: &'a Routed, place: Option<Place>) -> Env<'a> {
        let turn = place.and_then(|place| Some((self.survey.var(place.var)?.in_loop?, place.turn?)));
        Env {
            survey: self.survey,
            places: &self.places,
            states: &routed.states,
            wording: routed.situation.wording,
            mode: routed.situation.mode,
            turn,
            answer: None,
            not: self.not,
        }
    }

    /// The truth of a condition; for a condition of a loop item, `place` gives the iteration.
    #[must_use]
    pub fn truth(&self, routed: &Routed, cond: &crate::model::Cond, place: Option<Place>) -> Truth {
        self.env(routed, place).truth(cond)
    }

    /// Whether everything that limits something holds: notes, pages, groups.
    #[must_use]
    pub fn open(&self, routed: &Routed, gates: &[GateId], place: Option<Place>) -> bool {
        let env = self.env(routed, place);
        gates.iter().filter_map(|id| self.survey.gate(*id)).all(|gate| {
            gate.only.admits(env.wording, env.mode) && gate.when.as_ref().is_none_or(|when| env.truth(when).is_true())
        })
    }

    /// The position at which a stop takes effect: the last of all pages before it in the file.
    #[must_use]
    pub fn stop_position(&self, after: Option<PageId>, positions: &[usize]) -> usize {
        let before = after.map_or(0, |page| page.index() + 1);
        positions.iter().take(before).copied().max().unwrap_or(0)
    }
}

impl Routed {
    #[must_use]
    pub fn state(&self, places: &Places, place: Place) -> &State {
        places.cell(place).and_then(|cell| self.states.get(cell)).unwrap_or(&State::NotAsked)
    }

    #[must_use]
    pub fn offered(&self, places: &Places, place: Place) -> &[i64] {
        places.cell(place).and_then(|cell| self.offered.get(cell)).map_or(&[], Vec::as_slice)
    }
}

struct Walk<'e, 's> {
    evaluator: &'e Evaluator<'s>,
    routed: Routed,
    stops_done: usize,
}

impl Walk<'_, '_> {
    /// Decides every stop that stands before a page, in file order.
    fn stops_before(&mut self, page: usize) {
        let stops = &self.evaluator.survey.stops;
        while let Some(stop) = stops.get(self.stops_done).filter(|s| s.after.is_none_or(|a| a.index() < page)) {
            let position = self.evaluator.stop_position(stop.after, &self.routed.situation.positions);
            if position <= self.routed.reached && self.evaluator.open(&self.routed, &stop.gates, None) {
                self.routed.reached = position;
                self.routed.stop.get_or_insert(self.stops_done);
            }
            self.stops_done += 1;
        }
    }

    fn visit(&mut self, place: Place, var: &Var, source: &mut impl Source) {
        let Some(cell) = self.evaluator.places.cell(place) else { return };
        let computed = matches!(var.role, Role::Computed(_));
        let field = matches!(var.role, Role::Field { .. });
        let offered = self.offered(place, var);
        let asked = self.asked(place, var, computed || !offered.is_empty());
        let reached = var.page.is_none_or(|page| self.position(page) <= self.routed.reached);
        let state = match &var.role {
            Role::Computed(formula) if asked => self.compute(place, var, formula, reached),
            Role::Computed(_) => State::NotAsked,
            _ if !asked => State::NotAsked,
            _ if !reached => State::NotReached,
            _ => {
                let path = self.evaluator.places.path(place);
                source.answer(&Asked { place, path, var, offered: &offered, field })
            }
        };
        if !computed && !state.shown() {
            source.hidden(place, &state);
        }
        if asked && !computed {
            if let Some(slot) = self.routed.offered.get_mut(cell) {
                *slot = offered;
            }
            self.mark_page(var, reached);
        }
        if let Some(slot) = self.routed.states.get_mut(cell) {
            *slot = state;
        }
    }

    fn position(&self, page: PageId) -> usize {
        self.routed.situation.positions.get(page.index()).copied().unwrap_or(0)
    }

    fn mark_page(&mut self, var: &Var, reached: bool) {
        let slot = var.page.and_then(|page| self.routed.pages.get_mut(page.index()));
        if let (Some(slot), Role::Question | Role::Row { .. }) = (slot, &var.role) {
            *slot = if reached { PageState::Shown } else { PageState::NotReached };
        }
    }

    fn asked(&self, place: Place, var: &Var, has_options: bool) -> bool {
        let env = self.evaluator.env(&self.routed, Some(place));
        let choice = matches!(var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. });
        (has_options || !choice)
            && self.turn_exists(place, var)
            && self.evaluator.open(&self.routed, &var.gates, Some(place))
            && match var.role {
                Role::Specify { of, code } => env.read(of).chose(code),
                _ => true,
            }
    }

    fn turn_exists(&self, place: Place, var: &Var) -> bool {
        let Some(of) = var.in_loop else { return true };
        let survey = self.evaluator.survey;
        let code = place.turn.and_then(|turn| self.evaluator.places.turns(of).get(turn).copied());
        let (Some(code), Some(repeated)) = (code, survey.loops.get(of.index())) else { return false };
        let option = survey.list(repeated.over.list()).and_then(|list| list.by_code(code));
        let admitted = option.is_some_and(|option| self.admits(&option.only));
        admitted
            && match repeated.over {
                LoopOver::List(_) => true,
                LoopOver::Chosen { var, .. } => {
                    self.routed.state(&self.evaluator.places, Place::single(var)).chose(code)
                }
            }
    }

    fn admits(&self, only: &Only) -> bool {
        only.admits(self.routed.situation.wording, self.routed.situation.mode)
    }

    /// An option is offered when its own scope and every offer that names it hold.
    fn offered(&self, place: Place, var: &Var) -> Vec<i64> {
        let env = self.evaluator.env(&self.routed, Some(place));
        let holds = |code: i64| {
            var.offers.iter().filter(|offer| offer.code == code).all(|offer| {
                self.admits(&offer.only) && offer.when.as_ref().is_none_or(|when| env.truth(when).is_true())
            })
        };
        let options = self.evaluator.survey.options_of(var).iter();
        options.filter(|option| self.admits(&option.only) && holds(option.code)).map(|option| option.code).collect()
    }

    /// Valid where the formula yields a value within the declared range, not asked where nothing that it reads was asked,
    /// else empty (rule 17); not reached on a page that was not.
    fn compute(&self, place: Place, var: &Var, formula: &Formula, reached: bool) -> State {
        let env = self.evaluator.env(&self.routed, Some(place));
        let state = compute(&env, var, formula)
            .map_or_else(|| if self.reads_asked(&env, formula) { State::Empty } else { State::NotAsked }, State::Valid);
        if state.asked() && !reached { State::NotReached } else { state }
    }

    fn reads_asked(&self, env: &Env<'_>, formula: &Formula) -> bool {
        let reads = match formula {
            Formula::Number(num) => num.reads(),
            Formula::Recode { arms, .. } => arms.iter().flat_map(|arm| arm.when.reads()).collect(),
        };
        let asked = |var: VarId| match env.place(var) {
            Some(place) => env.state(place).asked(),
            None => self.evaluator.places.of(var).any(|place| env.state(place).asked()),
        };
        reads.into_iter().any(asked)
    }

    /// A page that holds no items at all is shown where one of its notes is.
    fn note_pages(&mut self) {
        let survey = self.evaluator.survey;
        for (index, page) in survey.pages.iter().enumerate() {
            let noted = !has_items(&page.nodes) && self.note_open(&page.nodes);
            let reached = self.position(PageId::new(index)) <= self.routed.reached;
            if let Some(slot) = self.routed.pages.get_mut(index).filter(|_| noted) {
                *slot = if reached { PageState::Shown } else { PageState::NotReached };
            }
        }
    }

    fn note_open(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Note(note) => self.evaluator.open(&self.routed, &note.gates, None),
            Node::Group(group) => self.note_open(&group.nodes),
            Node::Item(_) | Node::Grid(_) | Node::Loop(_) | Node::Computed(_) => false,
        })
    }
}

fn has_items(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Item(_) | Node::Grid(_) | Node::Loop(_) => true,
        Node::Group(group) => has_items(&group.nodes),
        Node::Computed(_) | Node::Note(_) => false,
    })
}

/// `None`: no value.
fn compute(env: &Env<'_>, var: &Var, formula: &Formula) -> Option<Value> {
    match formula {
        Formula::Number(num) => {
            let Kind::Number { min, max, decimals, .. } = var.kind else { return None };
            let units = env.number(num)?.round(decimals, Rounding::default())?;
            (min..=max).contains(&units).then_some(Value::Number(units))
        }
        Formula::Recode { arms, otherwise } => {
            let truths: Vec<Truth> = arms.iter().map(|arm| env.truth(&arm.when)).collect();
            let first = arms.iter().zip(&truths).find(|(_, truth)| truth.is_true());
            let fallback = otherwise.filter(|_| truths.iter().all(|truth| truth.is_false()));
            let code = first.map(|(arm, _)| arm.code).or(fallback)?;
            Some(Value::Option(code))
        }
    }
}
