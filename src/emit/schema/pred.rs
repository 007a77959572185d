//! Two-valued predicates as schemas over the whole document; `None` where JSON Schema has no way to say it.

use super::{Maker, Member};
use crate::eval::Place;
use crate::eval::lower::{Calc, Pred};
use crate::model::{CmpOp, GateId, Kind, LoopId, Members, Mode, Only, StateFn, VarId};
use crate::number::Ratio;
use serde_json::{Map, Value as Json, json};

/// Where a predicate is judged: inside an iteration, at a member of a set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope {
    pub(super) turn: Option<(LoopId, usize)>,
    answer: Option<Place>,
}

impl Scope {
    pub(super) fn of(maker: &Maker<'_>, place: Place) -> Self {
        let of = maker.survey.var(place.var).and_then(|var| var.in_loop);
        Self { turn: of.zip(place.turn), answer: None }
    }
}

/// All of the parts; true where there is none.
pub(super) fn all(mut parts: Vec<Json>) -> Json {
    parts.retain(|part| *part != Json::Bool(true));
    match parts.len() {
        0 => Json::Bool(true),
        1 => parts.swap_remove(0),
        _ => json!({ "allOf": parts }),
    }
}

impl Maker<'_> {
    pub(super) fn pred(&self, pred: &Pred, scope: Scope) -> Option<Json> {
        match pred {
            Pred::Const(truth) => Some(Json::Bool(*truth)),
            Pred::All(parts) => Some(all(parts.iter().map(|part| self.pred(part, scope)).collect::<Option<_>>()?)),
            Pred::Any(parts) => {
                let any = parts.iter().map(|part| self.pred(part, scope)).collect::<Option<Vec<_>>>()?;
                Some(json!({ "anyOf": any }))
            }
            Pred::Chosen { var, codes } => self.chosen(*var, codes, scope),
            Pred::NotChosen { var, codes } => self.not_chosen(*var, codes, scope),
            Pred::Position { var, op, code } => Some(self.at(self.place(*var, scope)?, &compared(*op, *code, *code))),
            Pred::Compare { left, op, right } => self.compare(left, *op, right, scope),
            Pred::State { state, var, holds } => self.state(*state, self.place(*var, scope)?, *holds),
            Pred::Wording { among, holds } => {
                let chosen = |w: usize| among.contains(&w) == *holds;
                let names = self.survey.wordings.iter().enumerate().filter(|(w, _)| chosen(*w)).map(|(_, w)| &w.name);
                Some(member("wording", &names.collect::<Vec<_>>()))
            }
            Pred::Mode { among, holds } => Some(modes(|mode| among.contains(&mode) == *holds)),
            Pred::Some { over, pred } => {
                Some(json!({ "anyOf": self.each_member(over, pred, scope, |asked, holds| all(vec![asked, holds]))? }))
            }
            Pred::Every { over, pred } => Some(all(self.each_member(
                over,
                pred,
                scope,
                |asked, holds| json!({ "anyOf": [{ "not": asked }, holds] }),
            )?)),
        }
    }

    fn place(&self, var: VarId, scope: Scope) -> Option<Place> {
        if var == Members::ANSWER {
            return scope.answer;
        }
        match self.survey.var(var)?.in_loop {
            None => Some(Place::single(var)),
            Some(of) => {
                scope.turn.filter(|(turn_of, _)| *turn_of == of).map(|(_, turn)| Place { var, turn: Some(turn) })
            }
        }
    }

    fn member_of(&self, place: Place) -> Member {
        self.survey.var(place.var).map_or(Member::Answers, |var| Member::of(&var.role))
    }

    /// The value at a place is there and satisfies `value`.
    fn at(&self, place: Place, value: &Json) -> Json {
        let path = self.evaluator.places().path(place);
        nested(self.member_of(place), json!({ "properties": { path: value }, "required": [path] }))
    }

    pub(super) fn present(&self, place: Place) -> Json {
        let path = self.evaluator.places().path(place);
        nested(self.member_of(place), json!({ "required": [path] }))
    }

    fn chosen(&self, var: VarId, codes: &[i64], scope: Scope) -> Option<Json> {
        let place = self.place(var, scope)?;
        Some(self.at(place, &json!({ "anyOf": self.holding(place, codes)? })))
    }

    /// The shapes in which a value holds one of the codes.
    fn holding(&self, place: Place, codes: &[i64]) -> Option<Vec<Json>> {
        let var = self.survey.var(place.var)?;
        let is_missing =
            |code: &&i64| self.survey.options_of(var).iter().any(|option| option.code == **code && option.missing);
        let missing: Vec<&i64> = codes.iter().filter(is_missing).collect();
        let valid: Vec<&i64> = codes.iter().filter(|code| !is_missing(code)).collect();
        let mut any = Vec::new();
        if !missing.is_empty() {
            any.push(
                json!({ "type": "object", "properties": { "missing": { "enum": missing } }, "required": ["missing"] }),
            );
        }
        match var.kind {
            Kind::OneOf { .. } if !valid.is_empty() => any.push(json!({ "enum": valid })),
            Kind::AnyOf { .. } if !valid.is_empty() => {
                any.push(json!({ "type": "array", "contains": { "enum": valid } }));
            }
            _ => {}
        }
        if any.is_empty() {
            any.push(Json::Bool(false));
        }
        Some(any)
    }

    fn not_chosen(&self, var: VarId, codes: &[i64], scope: Scope) -> Option<Json> {
        let place = self.place(var, scope)?;
        let mut not = self.holding(place, codes)?;
        not.push(json!({ "type": "null" }));
        Some(self.at(place, &json!({ "not": { "anyOf": not } })))
    }

    /// A key is there from "asked" on: on a page that was reached, nothing that it can read was not reached.
    fn state(&self, state: StateFn, place: Place, holds: bool) -> Option<Json> {
        let field = self.member_of(place) == Member::Fields;
        let positive = match state {
            StateFn::Asked if field => Json::Bool(true),
            StateFn::Asked => self.present(place),
            StateFn::Answered => self.at(place, &json!({ "not": { "type": "null" } })),
            StateFn::Missing => self.at(place, &json!({ "type": "object" })),
            StateFn::Valid => self.at(place, &json!({ "not": { "type": ["null", "object"] } })),
        };
        Some(if holds { positive } else { json!({ "not": positive }) })
    }

    fn compare(&self, left: &Calc, op: CmpOp, right: &Calc, scope: Scope) -> Option<Json> {
        match (left, right) {
            (Calc::Var(var), Calc::Const(value)) => self.compare_var(*var, op, value.ratio(), scope),
            (Calc::Const(value), Calc::Var(var)) => self.compare_var(*var, op.mirrored(), value.ratio(), scope),
            (Calc::CountChosen(var), Calc::Const(value)) => self.compare_count(*var, op, value.at(0)?, scope),
            (Calc::Const(value), Calc::CountChosen(var)) => {
                self.compare_count(*var, op.mirrored(), value.at(0)?, scope)
            }
            (Calc::Const(a), Calc::Const(b)) => Some(Json::Bool(op.holds(a.cmp(b)))),
            _ => None,
        }
    }

    fn compare_var(&self, var: VarId, op: CmpOp, value: Ratio, scope: Scope) -> Option<Json> {
        let place = self.place(var, scope)?;
        let decimals = match &self.survey.var(place.var)?.kind {
            Kind::Number { decimals, .. } => *decimals,
            Kind::OneOf { .. } => 0,
            Kind::AnyOf { .. } | Kind::Text { .. } | Kind::Date { .. } => return None,
        };
        let scaled = value.times(Ratio::integer(10_i64.checked_pow(u32::from(decimals))?))?;
        let below = i64::try_from(scaled.numerator().div_euclid(scaled.denominator())).ok()?;
        let above = if scaled.denominator() == 1 { below } else { below.checked_add(1)? };
        Some(self.at(place, &compared(op, below, above)))
    }

    /// The number of chosen options, `alone` ones apart; an array that holds an `alone` option counts none.
    fn compare_count(&self, var: VarId, op: CmpOp, count: i64, scope: Scope) -> Option<Json> {
        let place = self.place(var, scope)?;
        let options = self.survey.options_of(self.survey.var(place.var)?);
        let counted: Vec<i64> = options.iter().filter(|o| !o.alone && !o.missing).map(|o| o.code).collect();
        let most = i64::try_from(counted.len()).ok()?;
        let fits = (0..=most).filter(|n| op.holds(n.cmp(&count)));
        let any: Vec<Json> = fits
            .map(|n| json!({ "type": "array", "contains": { "enum": counted }, "minContains": n, "maxContains": n }))
            .collect();
        Some(if any.is_empty() { Json::Bool(false) } else { self.at(place, &json!({ "anyOf": any })) })
    }

    /// For each member: whether it was asked, and the predicate about it, joined. A loop without an item cannot be said.
    fn each_member(
        &self,
        over: &Members,
        pred: &Pred,
        scope: Scope,
        join: impl Fn(Json, Json) -> Json,
    ) -> Option<Vec<Json>> {
        let places: Vec<Place> = match over {
            Members::Vars(vars) => vars.iter().map(|var| self.place(*var, scope)).collect::<Option<_>>()?,
            Members::Loop { item: Some(item), .. } => self.evaluator.places().of(*item).collect(),
            Members::Loop { item: None, .. } => return None,
        };
        let one = |place: Place| {
            let inner = Scope { answer: Some(place), turn: Scope::of(self, place).turn.or(scope.turn) };
            Some(join(self.present(place), self.pred(pred, inner)?))
        };
        places.into_iter().map(one).collect()
    }

    /// A gate as a schema: its scope and its condition.
    pub(super) fn gate(&self, id: GateId, scope: Scope) -> Option<Json> {
        let gate = self.survey.gate(id)?;
        let when = match &gate.when {
            Some(when) => self.pred(&crate::eval::lower::is_true(when), scope)?,
            None => Json::Bool(true),
        };
        Some(all(vec![self.only(&gate.only), when]))
    }

    pub(super) fn only(&self, only: &Only) -> Json {
        let mut parts = Vec::new();
        if !only.wordings.is_empty() {
            let names = only.wordings.iter().filter_map(|w| self.survey.wordings.get(*w)).map(|w| &w.name);
            parts.push(member("wording", &names.collect::<Vec<_>>()));
        }
        if !only.modes.is_empty() {
            parts.push(modes(|mode| only.modes.contains(&mode)));
        }
        all(parts)
    }

    /// Gates outside loops, each said once.
    pub(super) fn gate_defs(&self) -> Map<String, Json> {
        let ids = (0..self.survey.gates.len()).map(GateId::new);
        ids.filter_map(|id| Some((format!("gate{}", id.0), self.gate(id, Scope::default())?))).collect()
    }
}

/// `{"properties": {MEMBER: schema}}`
pub(super) fn nested(member: Member, schema: Json) -> Json {
    json!({ "properties": { member.key(): schema } })
}

fn member(key: &str, values: &[&String]) -> Json {
    json!({ "properties": { key: { "enum": values } } })
}

fn modes(admitted: impl Fn(Mode) -> bool) -> Json {
    let names: Vec<&str> = Mode::ALL.into_iter().filter(|mode| admitted(*mode)).map(Mode::name).collect();
    json!({ "properties": { "mode": { "enum": names } } })
}

/// A valid integer against a bound that lies between `below` and `above` (equal when it is an integer itself).
fn compared(op: CmpOp, below: i64, above: i64) -> Json {
    let whole = below == above;
    match op {
        CmpOp::Less => json!({ "type": "integer", "exclusiveMaximum": above }),
        CmpOp::LessEqual => json!({ "type": "integer", "maximum": below }),
        CmpOp::Greater => json!({ "type": "integer", "exclusiveMinimum": below }),
        CmpOp::GreaterEqual => json!({ "type": "integer", "minimum": above }),
        CmpOp::Equal if whole => json!({ "type": "integer", "const": below }),
        CmpOp::Equal => Json::Bool(false),
        CmpOp::NotEqual if whole => json!({ "type": "integer", "not": { "const": below } }),
        CmpOp::NotEqual => json!({ "type": "integer" }),
    }
}
