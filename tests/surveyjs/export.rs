//! From the model to SurveyJS JSON, for what SurveyJS can say: questions with choices, numbers and texts without missing
//! options, their routes and the conditions of their options. Conditions go through the two-valued predicates of the evaluator,
//! so that nothing rests on what SurveyJS makes of an empty value.

use peil::eval::lower::{Calc, Pred, is_true};
use peil::model::{CmpOp, GateId, Kind, Members, Mode, Opt, Role, StateFn, Survey, Var, VarId};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// A survey of one wording and mode, as far as SurveyJS can say it.
pub(super) struct Exported {
    pub(super) json: Json,
    pub(super) names: BTreeSet<String>,
}

/// What a path is called there; a dot means something else in an expression.
pub(super) fn name(path: &str) -> String {
    path.replace('.', "__")
}

/// Nothing where fewer than two questions can be said, or a stop ends the interview.
pub(super) fn export(survey: &Survey, wording: usize, mode: Mode) -> Option<Exported> {
    if !survey.stops.is_empty() {
        return None;
    }
    let mut exporter = Exporter { survey, wording, mode, seen: BTreeMap::new() };
    let (mut elements, mut names) = (Vec::new(), BTreeSet::new());
    for (id, var) in survey.vars_with_ids() {
        let Some(visible) = exporter.visible(var) else { continue };
        exporter.seen.insert(id, visible.clone());
        if matches!(var.role, Role::Field { .. }) {
            continue;
        }
        let Some(mut element) = exporter.element(var) else {
            exporter.seen.remove(&id);
            continue;
        };
        element["name"] = json!(name(&var.path));
        element["visibleIf"] = json!(visible);
        elements.push(element);
        names.insert(name(&var.path));
    }
    (names.len() > 1).then(|| Exported { json: json!({ "elements": elements }), names })
}

struct Exporter<'s> {
    survey: &'s Survey,
    wording: usize,
    mode: Mode,
    /// What can be said, with the expression for its being asked.
    seen: BTreeMap<VarId, String>,
}

/// Expressions grow when they say what is asked of what is asked, and SurveyJS reads long ones slowly.
const LONGEST: usize = 600;

impl Exporter<'_> {
    /// When something is asked.
    fn visible(&self, var: &Var) -> Option<String> {
        if var.in_loop.is_some() || matches!(var.role, Role::Computed(_)) {
            return None;
        }
        let missing = self.survey.options_of(var).iter().any(|option| option.missing);
        match &var.kind {
            Kind::OneOf { .. } | Kind::AnyOf { .. } => {}
            Kind::Number { decimals, .. } if *decimals == 0 && !missing => {}
            Kind::Text { .. } if !missing => {}
            Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => return None,
        }
        let mut parts = var.gates.iter().map(|gate| self.gate(*gate)).collect::<Option<Vec<_>>>()?;
        if let Role::Specify { of, code } = var.role {
            parts.push(self.seen.get(&of)?.clone());
            parts.push(self.chosen(of, &[code])?);
        }
        if matches!(var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. }) && !matches!(var.role, Role::Field { .. }) {
            let offers = self.choices(var).into_iter().map(|option| self.offered(var, option));
            parts.push(any(offers.collect::<Option<Vec<_>>>()?));
        }
        let said = all(parts);
        (said.len() < LONGEST).then_some(said)
    }

    fn gate(&self, id: GateId) -> Option<String> {
        let gate = self.survey.gate(id)?;
        if !gate.only.admits(self.wording, self.mode) {
            return Some(constant(false));
        }
        gate.when.as_ref().map_or_else(
            || Some(constant(true)),
            |when| self.pred(&is_true(&when.specialise(self.wording, self.mode)), None),
        )
    }

    fn choices<'v>(&'v self, var: &'v Var) -> Vec<&'v Opt> {
        let options = self.survey.options_of(var).iter();
        options.filter(|option| option.only.admits(self.wording, self.mode)).collect()
    }

    fn offered(&self, var: &Var, option: &Opt) -> Option<String> {
        let offers = var.offers.iter().filter(|offer| offer.code == option.code).map(|offer| {
            if !offer.only.admits(self.wording, self.mode) {
                return Some(constant(false));
            }
            offer.when.as_ref().map_or_else(
                || Some(constant(true)),
                |when| self.pred(&is_true(&when.specialise(self.wording, self.mode)), None),
            )
        });
        Some(all(offers.collect::<Option<Vec<_>>>()?))
    }

    fn element(&self, var: &Var) -> Option<Json> {
        let choices = || {
            let choice = |option: &Opt| {
                let mut choice = json!({ "value": option.code, "visibleIf": self.offered(var, option)? });
                if matches!(var.kind, Kind::AnyOf { .. }) && (option.alone || option.missing) {
                    choice["isExclusive"] = json!(true);
                }
                Some(choice)
            };
            self.choices(var).into_iter().map(choice).collect::<Option<Vec<_>>>()
        };
        Some(match &var.kind {
            Kind::OneOf { .. } => json!({ "type": "radiogroup", "choices": choices()? }),
            Kind::AnyOf { .. } => json!({ "type": "checkbox", "choices": choices()? }),
            Kind::Number { .. } => json!({ "type": "text", "inputType": "number" }),
            Kind::Text { .. } => json!({ "type": "comment" }),
            Kind::Date { .. } => return None,
        })
    }

    /// A predicate as an expression; `answer` is the member at hand.
    fn pred(&self, pred: &Pred, answer: Option<VarId>) -> Option<String> {
        let of = |var: VarId| {
            let var = if var == Members::ANSWER { answer? } else { var };
            self.seen.contains_key(&var).then_some(var)
        };
        Some(match pred {
            Pred::Const(truth) => constant(*truth),
            Pred::All(parts) => all(parts.iter().map(|part| self.pred(part, answer)).collect::<Option<Vec<_>>>()?),
            Pred::Any(parts) => any(parts.iter().map(|part| self.pred(part, answer)).collect::<Option<Vec<_>>>()?),
            Pred::Chosen { var, codes } => self.chosen(of(*var)?, codes)?,
            Pred::NotChosen { var, codes } => {
                let var = of(*var)?;
                format!("({} and !{})", self.filled(var)?, self.chosen(var, codes)?)
            }
            Pred::Position { var, op, code } => self.compared(of(*var)?, *op, &code.to_string())?,
            Pred::Compare { left: Calc::Var(var), op, right: Calc::Const(number) } => {
                self.compared(of(*var)?, *op, &number.to_string())?
            }
            Pred::State { state, var, holds } => {
                let var = of(*var)?;
                let stands = match state {
                    StateFn::Asked => self.seen.get(&var)?.clone(),
                    StateFn::Answered => self.filled(var)?,
                    StateFn::Missing => self.chosen(var, &self.missing(var)?)?,
                    StateFn::Valid => {
                        all(vec![self.filled(var)?, format!("!{}", self.chosen(var, &self.missing(var)?)?)])
                    }
                };
                if *holds { stands } else { format!("!{stands}") }
            }
            Pred::Some { over: Members::Vars(vars), pred } => any(self.members(vars, pred, true)?),
            Pred::Every { over: Members::Vars(vars), pred } => all(self.members(vars, pred, false)?),
            Pred::Compare { .. } | Pred::Wording { .. } | Pred::Mode { .. } => return None,
            Pred::Some { over: Members::Loop { .. }, .. } | Pred::Every { over: Members::Loop { .. }, .. } => {
                return None;
            }
        })
    }

    fn members(&self, vars: &[VarId], pred: &Pred, some: bool) -> Option<Vec<String>> {
        let member = |var: &VarId| {
            let (asked, holds) = (self.seen.get(var)?, self.pred(pred, Some(*var))?);
            Some(if some { format!("({asked} and {holds})") } else { format!("(!{asked} or {holds})") })
        };
        let said: Vec<String> = vars.iter().map(member).collect::<Option<_>>()?;
        (said.iter().map(String::len).sum::<usize>() < LONGEST).then_some(said)
    }

    fn missing(&self, var: VarId) -> Option<Vec<i64>> {
        let options = self.survey.options_of(self.survey.var(var)?).iter();
        Some(options.filter(|option| option.missing).map(|option| option.code).collect())
    }

    fn filled(&self, var: VarId) -> Option<String> {
        Some(format!("({{{}}} notempty)", name(&self.survey.var(var)?.path)))
    }

    fn chosen(&self, id: VarId, codes: &[i64]) -> Option<String> {
        let var = self.survey.var(id)?;
        let operator = if matches!(var.kind, Kind::AnyOf { .. }) { "contains" } else { "=" };
        let coded = matches!(var.kind, Kind::AnyOf { .. } | Kind::OneOf { .. });
        if !coded && !codes.is_empty() {
            return None;
        }
        Some(any(codes.iter().map(|code| format!("({{{}}} {operator} {code})", name(&var.path))).collect()))
    }

    /// The code of a missing option is no value.
    fn compared(&self, id: VarId, op: CmpOp, value: &str) -> Option<String> {
        let var = self.survey.var(id)?;
        if !matches!(var.kind, Kind::OneOf { .. } | Kind::Number { .. }) {
            return None;
        }
        let operator = match op {
            CmpOp::Equal => "=",
            CmpOp::NotEqual => "<>",
            CmpOp::Less => "<",
            CmpOp::LessEqual => "<=",
            CmpOp::Greater => ">",
            CmpOp::GreaterEqual => ">=",
        };
        let own = format!("({{{}}} {operator} {value})", name(&var.path));
        Some(all(vec![self.filled(id)?, format!("!{}", self.chosen(id, &self.missing(id)?)?), own]))
    }
}

fn constant(truth: bool) -> String {
    if truth { "(1 = 1)".to_owned() } else { "(1 = 2)".to_owned() }
}

fn all(parts: Vec<String>) -> String {
    joined(parts, " and ", true)
}

fn any(parts: Vec<String>) -> String {
    joined(parts, " or ", false)
}

fn joined(parts: Vec<String>, with: &str, none: bool) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| *part != constant(none)).collect();
    match parts.as_slice() {
        [] => constant(none),
        [one] => one.clone(),
        _ => format!("({})", parts.join(with)),
    }
}
