//! What the evaluator says that one form shows: the ids of its elements, its questions, notes, orders and faults.

use peil::eval::{Answer, Evaluator, Fault, FaultKind, Place, Posted, Routed, State, Value, order};
use peil::model::{CheckKind, CheckOwner, Kind, Mode, Node, Note, Role, Text, Var};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// One form of a survey, for one sample and one seed of its orders.
pub(super) struct Form<'e> {
    pub(super) evaluator: &'e Evaluator<'e>,
    wording: usize,
    mode: Mode,
    /// The script's own texts.
    pub(super) texts: &'e Json,
    pub(super) sample: BTreeMap<String, Answer>,
    pub(super) order: BTreeMap<String, Answer>,
    /// Items and specify texts by the id of their element.
    ids: BTreeMap<String, Place>,
}

/// What stands in the inputs, judged.
pub(super) struct Judged {
    pub(super) routed: Routed,
    /// What is asked and holds something that is no answer.
    unsound: Vec<Place>,
    /// What the page must never let happen.
    pub(super) wrong: Vec<Fault>,
}

/// A message: at which item, with which text; none where the wording is the page's own.
pub(super) type Message = (Place, Option<String>);

impl<'e> Form<'e> {
    pub(super) fn new(evaluator: &'e Evaluator<'e>, wording: usize, mode: Mode, texts: &'e Json) -> Self {
        let mut form = Self {
            evaluator,
            wording,
            mode,
            texts,
            sample: BTreeMap::new(),
            order: BTreeMap::new(),
            ids: BTreeMap::new(),
        };
        form.ids = evaluator.places().iter().map(|place| (form.id(place), place)).collect();
        form
    }

    pub(super) fn var(&self, place: Place) -> &'e Var {
        self.evaluator.survey().var(place.var).expect("a variable")
    }

    pub(super) fn path(&self, place: Place) -> &'e str {
        self.evaluator.places().path(place)
    }

    /// The id of an item's element.
    pub(super) fn id(&self, place: Place) -> String {
        let of = |place| format!("q-{}", self.path(place).replace('.', "-"));
        match self.var(place).role {
            Role::Specify { of: item, code } => format!("{}-{code}-s", of(Place { var: item, ..place })),
            _ => of(place),
        }
    }

    pub(super) fn place(&self, id: &str) -> Option<Place> {
        self.ids.get(id.trim_start_matches('#')).copied()
    }

    pub(super) fn state<'r>(&self, routed: &'r Routed, place: Place) -> &'r State {
        routed.state(self.evaluator.places(), place)
    }

    /// The survey as it stands with these inputs, which a receiver would be sent.
    pub(super) fn judge(&self, posted: &str) -> Result<Judged, Vec<Fault>> {
        let Posted { submission: Json::Object(mut members), .. } = self.evaluator.read_posted(posted.as_bytes()) else {
            panic!("a post is an object");
        };
        let order = self.order.iter().map(|(id, order)| (id.clone(), order.to_json()));
        members.insert("order".to_owned(), Json::Object(order.collect()));
        let normalised = self.evaluator.normalise_json(None, &self.sample, &Json::Object(members))?;
        let (mut unsound, mut wrong) = (Vec::new(), Vec::new());
        for one in normalised.dropped {
            match one.fault.kind {
                FaultKind::OffRoute | FaultKind::BeyondReached | FaultKind::NotOffered => {}
                FaultKind::NotANumber
                | FaultKind::TooManyDecimals
                | FaultKind::BelowRange
                | FaultKind::AboveRange
                | FaultKind::NotADate
                | FaultKind::TooLong
                | FaultKind::TooMany => unsound.extend(self.at(&one.fault)),
                _ => wrong.push(one.fault),
            }
        }
        unsound.sort_by_key(|place| self.evaluator.places().cell(*place));
        Ok(Judged { routed: normalised.routed, unsound, wrong })
    }

    fn at(&self, fault: &Fault) -> Option<Place> {
        self.evaluator.places().find(fault.at.strip_prefix("/answers/")?)
    }

    /// Path, state and value of everything that is asked, by path.
    pub(super) fn states(&self, routed: &Routed) -> BTreeMap<&'e str, (&'static str, Json)> {
        let asked = self.evaluator.places().iter().filter(|place| self.state(routed, *place).asked());
        let told = |place| {
            let state = self.state(routed, place);
            (self.path(place), (state.name(), value(state)))
        };
        asked.map(told).collect()
    }

    /// What keeps an answer from being handed in, in the order in which the page tells it.
    pub(super) fn refusals(&self, judged: &Judged) -> Vec<Message> {
        let routed = &judged.routed;
        let unsound = judged.unsound.iter().map(|place| (*place, None));
        let errors = self.evaluator.errors(routed, &[]).into_iter();
        let required = errors.filter(|fault| fault.kind == FaultKind::Required).filter_map(|fault| self.at(&fault));
        let required = required.filter(|place| !judged.unsound.contains(place)).map(|place| {
            let own = self.text(routed, &self.var(place).texts.error, Some(place));
            (place, own.or_else(|| self.texts["required"].as_str().map(spaced)))
        });
        let refused = self.firing(routed, CheckKind::Refuse).into_iter().map(|(_, message)| message);
        unsound.chain(required).chain(refused).collect()
    }

    /// The checks that fire, each with its id and at the item at which it is told.
    pub(super) fn firing(&self, routed: &Routed, kind: CheckKind) -> Vec<(String, Message)> {
        let all = self.evaluator.firing(routed, kind).into_iter();
        let told = all.filter_map(|one| {
            let check = &self.evaluator.survey().checks[one.check];
            let at = one.place.or_else(|| self.last_of(routed, check.owner))?;
            Some((one.id, (at, Some(self.text(routed, &check.text, one.place).unwrap_or_default()))))
        });
        told.collect()
    }

    /// A check of a grid or a page is told at the last item of it that is shown.
    fn last_of(&self, routed: &Routed, owner: CheckOwner) -> Option<Place> {
        let of = |place: &Place| match owner {
            CheckOwner::Var(var) => place.var == var,
            CheckOwner::Grid(grid) => matches!(self.var(*place).role, Role::Row { grid: own } if own == grid),
            CheckOwner::Page(page) => {
                self.var(*place).page == Some(page) && !matches!(self.var(*place).role, Role::Computed(_))
            }
        };
        self.evaluator.places().iter().filter(|place| of(place) && self.state(routed, *place).shown()).last()
    }

    pub(super) fn text(&self, routed: &Routed, text: &Text, place: Option<Place>) -> Option<String> {
        self.evaluator.text(routed, text, place).map(|text| spaced(&text))
    }

    /// What a question asks; a row inside its grid is called by its label.
    pub(super) fn ask(&self, routed: &Routed, place: Place) -> String {
        let var = self.var(place);
        let own = || self.text(routed, &var.texts.ask, Some(place));
        let label = || self.text(routed, &var.texts.label, Some(place));
        let Role::Row { grid } = var.role else { return own().or_else(label).unwrap_or_default() };
        let grid = &self.evaluator.survey().grids[grid.index()];
        let stem = || {
            let stem = self.text(routed, &grid.texts.ask, None)?;
            Some([Some(stem), label()].into_iter().flatten().collect::<Vec<_>>().join(" "))
        };
        let found = if grid.separate(self.wording, self.mode) {
            own().or_else(stem)
        } else {
            label().or_else(own).or_else(stem)
        };
        found.unwrap_or_default()
    }

    /// What stands above a row on the page before sending: what its grid asks, where the row is called by its label.
    pub(super) fn stem(&self, routed: &Routed, place: Place) -> Option<String> {
        let Role::Row { grid } = self.var(place).role else { return None };
        let grid = &self.evaluator.survey().grids[grid.index()];
        let stem = self.text(routed, &grid.texts.ask, None).filter(|stem| !stem.is_empty())?;
        (!grid.separate(self.wording, self.mode)).then_some(stem)
    }

    /// The unit of a number that was typed.
    pub(super) fn unit(&self, routed: &Routed, place: Place) -> Option<String> {
        let kind = &self.var(place).kind;
        let Kind::Number { unit: Some(unit), .. } = kind else { return None };
        let typed = !kind.is_short_range() && matches!(self.state(routed, place), State::Valid(_));
        typed.then(|| spaced(unit))
    }

    /// The codes and labels that can be picked, in the order of the page.
    pub(super) fn options(&self, routed: &Routed, place: Place) -> Vec<(i64, String)> {
        let var = self.var(place);
        let mut codes: Vec<i64> = match var.kind {
            Kind::Number { min, max, .. } if var.kind.is_short_range() => (min..=max).collect(),
            _ => Vec::new(),
        };
        codes.extend(routed.offered(self.evaluator.places(), place));
        if let Some(Answer::Codes(order)) = self.order.get(&self.block(var)) {
            codes.sort_by_key(|code| order.iter().position(|one| one == code));
        }
        codes.into_iter().map(|code| (code, self.label(routed, var, code))).collect()
    }

    fn block(&self, var: &Var) -> String {
        match var.role {
            Role::Row { grid } => self.evaluator.survey().grids[grid.index()].name.clone(),
            _ => var.path.clone(),
        }
    }

    fn label(&self, routed: &Routed, var: &Var, code: i64) -> String {
        let option = self.evaluator.survey().options_of(var).iter().find(|option| option.code == code);
        option.map_or(code.to_string(), |option| {
            self.text(routed, &option.label, None).unwrap_or_else(|| option.name.clone())
        })
    }

    /// The names of the boxes of a question: its own, and those behind its chosen options.
    pub(super) fn boxes(&self, routed: &Routed, place: Place) -> Vec<&'e str> {
        let kind = &self.var(place).kind;
        let boxed = matches!(kind, Kind::Text { .. } | Kind::Date { .. })
            || (matches!(kind, Kind::Number { .. }) && !kind.is_short_range());
        let own = boxed.then(|| self.path(place));
        let specifies = self.specifies(place).filter(|place| self.state(routed, *place).shown());
        own.into_iter().chain(specifies.map(|place| self.path(place))).collect()
    }

    pub(super) fn specifies(&self, place: Place) -> impl Iterator<Item = Place> + use<'e> {
        let all = self.evaluator.places().specifies(place.var).iter();
        all.map(move |(_, var)| Place { var: *var, ..place })
    }

    /// The answer on the page before sending; none where it stands as it was typed.
    pub(super) fn answer(&self, routed: &Routed, place: Place) -> Option<String> {
        let var = self.var(place);
        if matches!(var.kind, Kind::Text { .. } | Kind::Date { .. } | Kind::Number { .. })
            || self.specifies(place).any(|one| self.state(routed, one).answered())
        {
            return None;
        }
        let state = self.state(routed, place);
        let mut options = self.options(routed, place);
        // Not in their order on the page: as a pipe would list them.
        options.sort_by_key(|(code, _)| {
            self.evaluator.survey().options_of(var).iter().position(|option| option.code == *code)
        });
        let chosen = options.into_iter().filter(|(code, _)| state.chose(*code));
        // By phone the codes stand before the labels.
        let shown = |(code, label)| if self.mode == Mode::Phone { format!("{code} {label}") } else { label };
        let labels: Vec<String> = chosen.map(shown).collect();
        let none = self.texts["none"].as_str().unwrap_or_default();
        Some(if labels.is_empty() { spaced(none) } else { labels.join(", ") })
    }

    /// Whether a note is read now, and what is piped into it; none for an id that is no note's.
    pub(super) fn note(&self, routed: &Routed, id: &str) -> Option<(bool, Vec<String>)> {
        let survey = self.evaluator.survey();
        let pages = survey.pages.iter();
        let (note, place) = pages.flat_map(|page| self.notes(&page.nodes, None)).find(|(note, place)| {
            let code = place.and_then(|place: Place| {
                self.evaluator.places().turns(self.var(place).in_loop?).get(place.turn?).copied()
            });
            code.map_or_else(|| format!("n-{}", note.name), |code| format!("n-{}-{code}", note.name)) == id
        })?;
        let content = &note.say.get(self.wording, self.mode)?.content;
        let pieces = self.evaluator.pieces(routed, content, place).into_iter();
        let piped = pieces.filter(|piece| piece.piped).map(|piece| spaced(&piece.text)).collect();
        Some((self.evaluator.open(routed, &note.gates, place), piped))
    }

    /// The notes among some nodes, inside a loop once for each iteration.
    fn notes(&self, nodes: &'e [Node], turn: Option<Place>) -> Vec<(&'e Note, Option<Place>)> {
        let survey = self.evaluator.survey();
        let within = |node: &'e Node| match node {
            Node::Note(note) => vec![(note, turn)],
            Node::Group(group) => self.notes(&group.nodes, turn),
            Node::Loop(id) => {
                let repeated = &survey.loops[id.index()];
                let places = self.evaluator.places().of(repeated.vars[0]);
                places.flat_map(|place| self.notes(&repeated.nodes, Some(place))).collect()
            }
            Node::Item(_) | Node::Grid(_) | Node::Computed(_) => Vec::new(),
        };
        nodes.iter().flat_map(within).collect()
    }

    /// With the orders of a seed.
    pub(super) fn seeded(&mut self, seed: &str) {
        self.order = order::shown_order(self.evaluator.survey(), seed);
    }
}

/// The value of a state as the script has it.
fn value(state: &State) -> Json {
    match state {
        State::NotAsked | State::NotReached | State::Empty => Json::Null,
        State::Missing(code) | State::Valid(Value::Option(code) | Value::Number(code) | Value::Date(code)) => {
            json!(code)
        }
        State::Valid(Value::Set(codes)) => json!(codes),
        State::Valid(Value::Text(text)) => json!(text),
    }
}

/// As it is read on a page: white space is one space.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
