//! Predicates of a plan over stored states, as SQL. Every part is two-valued; nothing depends on how an engine treats null.

use super::ir::{Arithmetic, Bool, Col, Int, Query, Txt, Value};
use super::reach::{Reader, Tables};
use crate::model::{CmpOp, StateFn};
use crate::plan::{Calc, Over, PlanVar, Pred};
use crate::storage::{Place, RESPONSE_KEY, Stored};

const NOT_ASKED: i64 = 0;
pub(super) const MISSING: i64 = 3;
pub(super) const VALID: i64 = 4;

/// Where names are looked up: the tables of the query, and the loop and the member at hand.
pub(super) struct Scope<'a, 'r> {
    pub(super) reader: &'r Reader<'a>,
    pub(super) tables: Tables,
    /// The loop whose iteration is at hand, with its own tables when it is in a subquery.
    pub(super) turn: Option<Turn>,
    /// The path that `answer` stands for.
    answer: Option<String>,
    depth: usize,
}

/// An iteration at hand.
pub(super) struct Turn {
    name: String,
    /// None: the loop's table is one of the query's own.
    inner: Option<Tables>,
}

/// A number that may have no value.
struct Number {
    present: Bool,
    value: Int,
    decimals: u8,
}

impl<'a, 'r> Scope<'a, 'r> {
    pub(super) fn new(reader: &'r Reader<'a>, in_loop: Option<&str>) -> Self {
        let turn = in_loop.map(|name| Turn { name: name.to_owned(), inner: None });
        Self { reader, tables: Tables::of_response(reader.layout()), turn, answer: None, depth: 0 }
    }

    /// The path that a name means here.
    fn path(&self, name: &str) -> String {
        if name == Over::ANSWER { self.answer.clone().unwrap_or_default() } else { name.to_owned() }
    }

    /// A variable with its place and the alias of its table.
    pub(super) fn find(&mut self, name: &str) -> Option<(&'a Place, &'a PlanVar, String)> {
        let path = self.path(name);
        let (place, var) = (self.reader.place(&path)?, self.reader.var(&path)?);
        let inner = self.turn.as_mut().filter(|turn| Some(&turn.name) == var.in_loop.as_ref());
        let tables = inner.and_then(|turn| turn.inner.as_mut()).unwrap_or(&mut self.tables);
        let alias = tables.alias(&place.table);
        Some((place, var, alias))
    }

    pub(super) fn state(&mut self, name: &str) -> Int {
        match self.find(name) {
            Some((place, _, alias)) => Int::Col(Col::new(&alias, &place.state)),
            None => Int::Const(NOT_ASKED),
        }
    }

    fn state_in(&mut self, name: &str, states: &[i64]) -> Bool {
        let state = self.state(name);
        Bool::In(state, states.to_vec())
    }

    fn asked(&mut self, name: &str) -> Bool {
        let state = self.state(name);
        Bool::Compare(state, CmpOp::NotEqual, Int::Const(NOT_ASKED))
    }

    pub(super) fn pred(&mut self, pred: &Pred) -> Bool {
        match pred {
            Pred::Const(truth) => Bool::Const(*truth),
            Pred::All(parts) => Bool::all(parts.iter().map(|part| self.pred(part)).collect::<Vec<_>>()),
            Pred::Any(parts) => Bool::any(parts.iter().map(|part| self.pred(part)).collect::<Vec<_>>()),
            Pred::Chosen { var, codes } => self.chosen(var, codes, true),
            Pred::NotChosen { var, codes } => self.chosen(var, codes, false),
            Pred::Position { var, op, code } => {
                let value = self.value(var);
                Bool::all([self.state_in(var, &[VALID]), Bool::Compare(value, *op, Int::Const(*code))])
            }
            Pred::Compare { left, op, right } => {
                let (left, right) = aligned(self.number(left), self.number(right));
                Bool::all([left.present, right.present, Bool::Compare(left.value, *op, right.value)])
            }
            Pred::State { state, var, holds } => negated_unless(*holds, self.has_state(*state, var)),
            Pred::Wording { among, holds } => negated_unless(*holds, self.header("wording", among)),
            Pred::Mode { among, holds } => negated_unless(*holds, self.header("mode", among)),
            Pred::Some { over, pred } => self.some(over, pred),
            Pred::Every { over, pred } => self.every(over, pred),
        }
    }

    fn header(&self, column: &str, among: &[String]) -> Bool {
        Bool::TextIn(Txt::Col(Col::new("r", column)), among.to_vec())
    }

    fn has_state(&mut self, state: StateFn, var: &str) -> Bool {
        match state {
            StateFn::Asked => self.asked(var),
            StateFn::Answered => self.state_in(var, &[MISSING, VALID]),
            StateFn::Missing => self.state_in(var, &[MISSING]),
            StateFn::Valid => self.state_in(var, &[VALID]),
        }
    }

    /// Answered, and one of the codes is (`want`) or none of them is chosen.
    fn chosen(&mut self, name: &str, codes: &[i64], want: bool) -> Bool {
        let Some((place, _, alias)) = self.find(name) else { return Bool::Const(false) };
        let read = |column: &str| Int::Or(Col::new(&alias, column), 0);
        let state = || Int::Col(Col::new(&alias, &place.state));
        let holds = match &place.stored {
            Stored::Code { value } => Bool::In(read(value), codes.to_vec()),
            Stored::Options { columns } => {
                let wanted = columns.iter().filter(|(code, _)| codes.contains(code));
                Bool::any(wanted.map(|(_, column)| Bool::equals(read(column), 1)))
            }
            Stored::Number { missing, .. } | Stored::Text { missing, .. } => {
                let code = missing.as_ref().map(|column| Bool::In(read(column), codes.to_vec()));
                Bool::all([Bool::equals(state(), MISSING), code.unwrap_or(Bool::Const(false))])
            }
        };
        Bool::all([Bool::In(state(), vec![MISSING, VALID]), negated_unless(want, holds)])
    }

    /// The number, day or code in its column; 0 where there is none.
    fn value(&mut self, name: &str) -> Int {
        match self.find(name) {
            Some((place, _, alias)) => match &place.stored {
                Stored::Code { value } | Stored::Number { value, .. } => Int::Or(Col::new(&alias, value), 0),
                Stored::Options { .. } | Stored::Text { .. } => Int::Const(0),
            },
            None => Int::Const(0),
        }
    }

    fn number(&mut self, calc: &Calc) -> Number {
        match calc {
            Calc::Const { units, decimals } => Number::sure(Int::Const(*units), *decimals),
            Calc::Var(name) => {
                let decimals = self.find(name).map_or(0, |(_, var, _)| var.kind.decimals());
                Number { present: self.state_in(name, &[VALID]), value: self.value(name), decimals }
            }
            Calc::Negate(inner) => {
                let inner = self.number(inner);
                Number { value: Int::Negate(Box::new(inner.value)), ..inner }
            }
            Calc::Add(a, b) => self.both(a, Arithmetic::Add, b),
            Calc::Subtract(a, b) => self.both(a, Arithmetic::Subtract, b),
            Calc::Multiply(a, b) => self.both(a, Arithmetic::Multiply, b),
            Calc::CountChosen(name) => self.count_chosen(name),
            Calc::Count { over, pred } => self.count(over, pred),
            Calc::Sum { over, at_least } => self.sum(over, *at_least),
        }
    }

    fn both(&mut self, a: &Calc, op: Arithmetic, b: &Calc) -> Number {
        let (a, b) = (self.number(a), self.number(b));
        let multiplied = op == Arithmetic::Multiply;
        let decimals = if multiplied { a.decimals + b.decimals } else { a.decimals.max(b.decimals) };
        let (a, b) = if multiplied { (a, b) } else { aligned(a, b) };
        let value = Int::Arithmetic(Box::new(a.value), op, Box::new(b.value));
        Number { present: Bool::all([a.present, b.present]), value, decimals }
    }

    fn count_chosen(&mut self, name: &str) -> Number {
        let present = self.state_in(name, &[VALID]);
        let Some((place, var, alias)) = self.find(name) else { return Number::none() };
        let Stored::Options { columns } = &place.stored else { return Number::none() };
        let counts = |code: i64| var.kind.options().iter().any(|option| option.code == code && !option.alone);
        let flags = columns.iter().filter(|(code, _)| counts(*code));
        let value = total(flags.map(|(_, column)| Int::Or(Col::new(&alias, column), 0)));
        Number { present, value, decimals: 0 }
    }

    fn count(&mut self, over: &Over, pred: &Pred) -> Number {
        let (present, value) = match over {
            Over::Vars(vars) => {
                let asked: Vec<Bool> = vars.iter().map(|var| self.asked(var)).collect();
                let true_for = vars.iter().map(|var| {
                    let holds = self.with_answer(var, |scope| scope.pred(pred));
                    Int::flag(Bool::all([self.asked(var), holds]))
                });
                let flags: Vec<Int> = true_for.collect();
                (Bool::any(asked), total(flags.into_iter()))
            }
            Over::Loop { name, item } => {
                let any = self.iterations(name, item.as_deref(), |_| Bool::Const(true), exists);
                let value = self.iterations(
                    name,
                    item.as_deref(),
                    |scope| scope.pred(pred),
                    |query| {
                        Int::Scalar(Box::new(Query {
                            select: vec![(Value::Int(Int::CountRows), "n".to_owned())],
                            ..query
                        }))
                    },
                );
                (any, value)
            }
        };
        Number { present, value, decimals: 0 }
    }

    fn sum(&mut self, over: &Over, at_least: Option<u32>) -> Number {
        match over {
            Over::Vars(vars) => self.sum_of_vars(vars, at_least),
            Over::Loop { name, item } => self.sum_of_loop(name, item.as_deref().unwrap_or_default(), at_least),
        }
    }

    fn sum_of_vars(&mut self, vars: &[String], at_least: Option<u32>) -> Number {
        let decimals = vars.iter().filter_map(|var| Some(self.find(var)?.1.kind.decimals())).max().unwrap_or(0);
        let (mut asked, mut valid, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for var in vars {
            asked.push(Int::flag(self.asked(var)));
            let is_valid = self.state_in(var, &[VALID]);
            valid.push(Int::flag(is_valid.clone()));
            let number = self.number(&Calc::Var(var.clone()));
            let value = scaled(number.value, decimals.saturating_sub(number.decimals));
            values.push(Int::Case(vec![(is_valid, value)], Box::new(Int::Const(0))));
        }
        let present = enough(total(asked.into_iter()), total(valid.into_iter()), at_least);
        Number { present, value: total(values.into_iter()), decimals }
    }

    fn sum_of_loop(&mut self, name: &str, item: &str, at_least: Option<u32>) -> Number {
        let decimals = self.reader.var(item).map_or(0, |var| var.kind.decimals());
        let count = |scope: &mut Self, only_valid: bool| {
            let extra = |inner: &mut Self| if only_valid { inner.state_in(item, &[VALID]) } else { Bool::Const(true) };
            scope.iterations(name, Some(item), extra, |query| {
                Int::Scalar(Box::new(Query { select: vec![(Value::Int(Int::CountRows), "n".to_owned())], ..query }))
            })
        };
        let (asked, valid) = (count(self, false), count(self, true));
        let mut value_column = Int::Const(0);
        let value = self.iterations(
            name,
            Some(item),
            |inner| {
                value_column = inner.value(item);
                inner.state_in(item, &[VALID])
            },
            |query| query,
        );
        let select = vec![(Value::Int(Int::SumOrZero(Box::new(value_column))), "sum".to_owned())];
        let value = Int::Scalar(Box::new(Query { select, ..value }));
        Number { present: enough(asked, valid, at_least), value, decimals }
    }

    fn some(&mut self, over: &Over, pred: &Pred) -> Bool {
        match over {
            Over::Vars(vars) => {
                let each = |scope: &mut Self, var: &String| {
                    let holds = scope.with_answer(var, |inner| inner.pred(pred));
                    Bool::all([scope.asked(var), holds])
                };
                Bool::any(vars.iter().map(|var| each(self, var)).collect::<Vec<_>>())
            }
            Over::Loop { name, item } => self.iterations(name, item.as_deref(), |scope| scope.pred(pred), exists),
        }
    }

    fn every(&mut self, over: &Over, pred: &Pred) -> Bool {
        match over {
            Over::Vars(vars) => {
                let each = |scope: &mut Self, var: &String| {
                    let holds = scope.with_answer(var, |inner| inner.pred(pred));
                    Bool::any([negated_unless(false, scope.asked(var)), holds])
                };
                Bool::all(vars.iter().map(|var| each(self, var)).collect::<Vec<_>>())
            }
            Over::Loop { name, item } => {
                let other =
                    self.iterations(name, item.as_deref(), |scope| negated_unless(false, scope.pred(pred)), exists);
                negated_unless(false, other)
            }
        }
    }

    fn with_answer<T>(&mut self, path: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.answer.replace(path.to_owned());
        let result = work(self);
        self.answer = before;
        result
    }

    /// A subquery over the asked iterations of a loop for which `holds` is true.
    fn iterations<T>(
        &mut self,
        name: &str,
        item: Option<&str>,
        holds: impl FnOnce(&mut Self) -> Bool,
        make: impl FnOnce(Query) -> T,
    ) -> T {
        self.depth += 1;
        let turn = Turn { name: name.to_owned(), inner: Some(Tables::of_loop(self.depth)) };
        let (outer_turn, outer_answer) = (self.turn.replace(turn), self.answer.take());
        self.answer = item.map(str::to_owned);
        let asked = match item {
            Some(item) => self.asked(item),
            None => {
                let all: Vec<&'a PlanVar> = self.reader.of_loop(name).collect();
                Bool::any(all.iter().map(|var| self.asked(&var.path)).collect::<Vec<_>>())
            }
        };
        let filter = [asked, holds(self)];
        self.depth -= 1;
        self.answer = outer_answer;
        let inner = std::mem::replace(&mut self.turn, outer_turn).and_then(|turn| turn.inner);
        make(subquery(inner, filter))
    }
}

/// One row per iteration that belongs to the response of the outer query.
fn subquery(tables: Option<Tables>, filter: [Bool; 2]) -> Query {
    let tables = tables.unwrap_or_else(|| Tables::of_loop(0));
    let from = tables.first().cloned().unwrap_or(super::ir::Source { table: String::new(), alias: String::new() });
    let same = Bool::SameText(Col::new(&from.alias, RESPONSE_KEY), Col::new("r", RESPONSE_KEY));
    Query {
        select: vec![(Value::Int(Int::Const(1)), "one".to_owned())],
        joins: tables.joins(),
        filter: Bool::all(std::iter::once(same).chain(filter)),
        from,
        group: 0,
    }
}

fn exists(query: Query) -> Bool {
    Bool::Exists(Box::new(query))
}

/// Every asked member is valid, or at least so many are; never without a valid one.
fn enough(asked: Int, valid: Int, at_least: Option<u32>) -> Bool {
    let some = Bool::Compare(valid.clone(), CmpOp::GreaterEqual, Int::Const(1));
    let needed = at_least.map_or(asked, |k| Int::Const(i64::from(k)));
    Bool::all([some, Bool::Compare(valid, CmpOp::GreaterEqual, needed)])
}

impl Number {
    fn sure(value: Int, decimals: u8) -> Self {
        Self { present: Bool::Const(true), value, decimals }
    }

    fn none() -> Self {
        Self { present: Bool::Const(false), value: Int::Const(0), decimals: 0 }
    }
}

fn negated_unless(holds: bool, pred: Bool) -> Bool {
    match pred {
        pred if holds => pred,
        Bool::Const(truth) => Bool::Const(!truth),
        pred => Bool::Not(Box::new(pred)),
    }
}

fn total(mut parts: impl Iterator<Item = Int>) -> Int {
    let Some(first) = parts.next() else { return Int::Const(0) };
    parts.fold(first, |sum, part| Int::Arithmetic(Box::new(sum), Arithmetic::Add, Box::new(part)))
}

/// Two numbers at the same decimals.
fn aligned(a: Number, b: Number) -> (Number, Number) {
    let decimals = a.decimals.max(b.decimals);
    let at = |number: Number| Number {
        value: scaled(number.value, decimals - number.decimals),
        decimals,
        present: number.present,
    };
    (at(a), at(b))
}

fn scaled(value: Int, decimals: u8) -> Int {
    let factor = 10_i64.saturating_pow(u32::from(decimals));
    match value {
        value if factor == 1 => value,
        Int::Const(n) => Int::Const(n.saturating_mul(factor)),
        value => Int::Arithmetic(Box::new(value), Arithmetic::Multiply, Box::new(Int::Const(factor))),
    }
}
