//! Q0408 missing-let-in: `!=` or `not` is also true for a missing option, and nothing says that this is meant.

use super::rule;
use crate::analysis::inspect::{Inspection, Readable, Reader};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Opt, VarId};
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Path};
use crate::text::Span;
use std::collections::BTreeMap;

/// `!=` or `not` is also true for a missing option, and nothing says that this is meant.
pub const RULE: RuleInfo =
    rule(408, "missing-let-in", "`!=` that lets a missing option in", include_str!("../../../docs/errors/Q0408.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for reader in &inspection.routes.readers {
        if let (Readable::Cond(_) | Readable::Num(_), Some(expr)) = (reader.readable, reader.expr) {
            Walk { inspection, reader, sink, members: Vec::new() }.condition(expr, true);
        }
    }
}

/// The functions that tell missing and valid answers apart, or say that both are meant.
const STATES: [&str; 3] = ["answered", "missing", "valid"];

struct Walk<'w, 'a> {
    inspection: &'w Inspection<'a>,
    reader: &'w Reader<'a>,
    sink: &'w mut Sink,
    /// What `answer` stands for.
    members: Vec<VarId>,
}

/// What one group of conditions that hold together says about one item.
#[derive(Default)]
struct About<'e> {
    /// Options that are excluded by name, and where the first is.
    excluded: Vec<&'e str>,
    at: Option<(Span, Span)>,
    /// Something says which states are meant.
    settled: bool,
}

impl Walk<'_, '_> {
    /// A condition that is wanted true (or false): its parts that hold together, then what is inside them.
    fn condition(&mut self, expr: &Expr, wanted: bool) {
        let mut leaves = Vec::new();
        together(expr, wanted, &mut leaves);
        let mut about: BTreeMap<String, About<'_>> = BTreeMap::new();
        for (leaf, wanted) in leaves {
            match &leaf.kind {
                ExprKind::Binary { op, left, right } if matches!(op.value, BinaryOp::And | BinaryOp::Or) => {
                    self.condition(left, wanted);
                    self.condition(right, wanted);
                }
                _ => {
                    self.inside(leaf);
                    note(leaf, wanted, &mut about);
                }
            }
        }
        for (path, about) in about {
            self.judge(&path, &about);
        }
    }

    /// The conditions of aggregates and quantifiers inside a comparison.
    fn inside(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Call(Call { arguments, condition: Some(condition), .. }) => {
                let members = self.members_of(arguments);
                let outer = std::mem::replace(&mut self.members, members);
                self.condition(condition, true);
                self.members = outer;
            }
            ExprKind::Binary { left, right, .. } => {
                self.inside(left);
                self.inside(right);
            }
            ExprKind::Negate(inner) => self.inside(inner),
            ExprKind::InRange { left, .. } => self.inside(left),
            _ => {}
        }
    }

    fn members_of(&self, arguments: &[Expr]) -> Vec<VarId> {
        let survey = self.inspection.survey();
        let mut members = Vec::new();
        for argument in arguments {
            let ExprKind::Path(path) = &argument.kind else { continue };
            let rows = survey.grids.iter().find(|grid| grid.name == path.dotted()).map(|grid| grid.rows.as_slice());
            members.extend(rows.unwrap_or_default());
            members.extend(self.inspection.routes.resolve(path, self.reader.in_loop));
        }
        members
    }

    fn judge(&mut self, path: &str, about: &About<'_>) {
        let Some((span, item)) = about.at.filter(|_| !about.settled) else { return };
        let options = self.missing_options(path, item);
        let let_in: Vec<String> = options
            .into_iter()
            .filter(|option| !about.excluded.contains(&option.name.as_str()))
            .map(|option| format!("`{}`", option.name))
            .collect();
        if let_in.is_empty() {
            return;
        }
        let many = if let_in.len() == 1 { "the missing option" } else { "the missing options" };
        let warning = Diagnostic::warning(RULE.code, span, format!("this also lets in {many} {}", let_in.join(", ")))
            .label(format!("true for whoever chose {} at `{path}`", let_in.join(" or ")))
            .help(format!("add `and valid({path})`, or `and answered({path})` if they are meant"));
        self.sink.push(warning);
    }

    /// The missing options that someone is offered where the condition is read.
    fn missing_options(&self, path: &str, at: Span) -> Vec<&Opt> {
        let survey = self.inspection.survey();
        let members = if path == "answer" { self.members.clone() } else { self.item(path, at).into_iter().collect() };
        let mut found: Vec<&Opt> = Vec::new();
        for var in members.into_iter().filter_map(|var| survey.var(var)) {
            let offered = |option: &&Opt| {
                option.missing && self.reader.live.iter().any(|(wording, mode)| option.only.admits(*wording, *mode))
            };
            for option in survey.options_of(var).iter().filter(offered) {
                if !found.iter().any(|known| known.name == option.name) {
                    found.push(option);
                }
            }
        }
        found
    }

    fn item(&self, path: &str, at: Span) -> Option<VarId> {
        let parts = path.split('.').map(|part| crate::syntax::ast::Name::new(part.to_owned(), at)).collect();
        self.inspection.routes.resolve(&Path { parts, span: at }, self.reader.in_loop)
    }
}

/// The parts that hold together, each with the truth that is wanted of it.
fn together<'e>(expr: &'e Expr, wanted: bool, leaves: &mut Vec<(&'e Expr, bool)>) {
    match &expr.kind {
        ExprKind::Not(inner) => together(inner, !wanted, leaves),
        ExprKind::Binary { op, left, right }
            if (op.value == BinaryOp::And && wanted) || (op.value == BinaryOp::Or && !wanted) =>
        {
            together(left, wanted, leaves);
            together(right, wanted, leaves);
        }
        _ => leaves.push((expr, wanted)),
    }
}

/// What a comparison says about the item that it reads.
fn note<'e>(leaf: &'e Expr, wanted: bool, about: &mut BTreeMap<String, About<'e>>) {
    match &leaf.kind {
        ExprKind::Binary { op, left, right } => {
            let (Some(path), Some(option)) = (path_of(left), path_of(right)) else { return };
            let excludes = match op.value {
                BinaryOp::Equal => !wanted,
                BinaryOp::NotEqual => wanted,
                _ => false,
            };
            about.entry(path.dotted()).or_default().add(excludes, &[option], (leaf.span, path.span));
        }
        ExprKind::InSet { left, options } | ExprKind::Has { left, options } => {
            let Some(path) = path_of(left) else { return };
            let options: Vec<&Path> = options.iter().filter_map(path_of).collect();
            about.entry(path.dotted()).or_default().add(!wanted, &options, (leaf.span, path.span));
        }
        ExprKind::Call(call) if STATES.contains(&call.function.value.as_str()) => {
            for path in call.arguments.iter().filter_map(path_of) {
                about.entry(path.dotted()).or_default().settled = true;
            }
        }
        _ => {}
    }
}

fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path),
        _ => None,
    }
}

impl<'e> About<'e> {
    fn add(&mut self, excludes: bool, options: &[&'e Path], at: (Span, Span)) {
        if excludes {
            self.excluded.extend(options.iter().filter_map(|path| path.parts.last()).map(|name| name.value.as_str()));
            self.at = self.at.or(Some(at));
        } else {
            self.settled = true;
        }
    }
}
