//! Names beside an operator: options of the compared item, wordings, modes.

use super::Typer;
use crate::analysis::rules;
use crate::model::{Cond, ListId, Mode, Opt, Segment, VarId};
use crate::syntax::ast::{Expr, ExprKind, Name};

impl Typer<'_, '_> {
    /// The codes of options, each named once.
    pub(super) fn codes(&mut self, var: VarId, list: ListId, options: &[&Expr]) -> Option<Vec<i64>> {
        let found: Vec<Option<Opt>> = options.iter().map(|option| self.option_of(var, list, option)).collect();
        let (mut codes, mut names) = (Vec::new(), Vec::new());
        for (option, expr) in found.into_iter().zip(options) {
            let option = option?;
            if names.contains(&option.name) {
                return self.fault(rules::q0303_wrong_argument::option_twice(&option.name, expr.span));
            }
            names.push(option.name);
            codes.push(option.code);
        }
        // Two options with one code have been reported.
        codes.dedup();
        Some(codes)
    }

    /// The option of `var` that an expression names.
    pub(super) fn option_of(&mut self, var: VarId, list: ListId, expr: &Expr) -> Option<Opt> {
        let path = self.name_of(var);
        match &expr.kind {
            ExprKind::Path(named) => match named.parts.as_slice() {
                [only] => self.option_named(var, list, only),
                _ => self.fault(rules::q0301_wrong_operand::option_expected(expr.span, &path, None)),
            },
            ExprKind::Broken => None,
            ExprKind::Number(code) => {
                let option = self.list(list)?.options.iter().find(|option| code.at(0) == Some(option.code));
                let name = option.map(|option| option.name.clone());
                self.fault(rules::q0301_wrong_operand::option_expected(expr.span, &path, name.as_deref()))
            }
            ExprKind::Text(label) => {
                let found = self.list(list)?.options.iter().find(|option| is_labelled(option, label));
                let name = found.map(|option| option.name.clone());
                self.fault(rules::q0301_wrong_operand::label_as_option(expr.span, &path, name.as_deref()))
            }
            _ => self.fault(rules::q0301_wrong_operand::option_expected(expr.span, &path, None)),
        }
    }

    pub(super) fn option_named(&mut self, var: VarId, list: ListId, name: &Name) -> Option<Opt> {
        let own = self.list(list)?;
        if let Some(option) = own.by_name(&name.value) {
            return Some(option.clone());
        }
        let twice = |option: &Opt| own.options.iter().filter(|other| other.name == option.name).count() > 1;
        if own.options.iter().any(twice) {
            // One of those two, which have been reported, may be meant to have this name.
            return None;
        }
        let path = self.name_of(var);
        let other = self.lists.iter().find(|other| other.name.is_some() && other.by_name(&name.value).is_some());
        let known = own.options.iter().map(|option| option.name.as_str());
        let near = crate::diag::nearest(&name.value, known.clone()).is_some();
        let is_item = self.symbols.find_name(&name.value).is_some();
        self.fault(match other.and_then(|other| other.name.as_deref()) {
            Some(other) if !near => rules::q0304_option_of_other_scale::error(name, &path, other, own.name.as_deref()),
            _ if is_item && !near => rules::q0301_wrong_operand::item_as_option(name, &path),
            _ => rules::q0203_unknown_option::error(name, &path, known),
        })
    }

    pub(super) fn wordings(&mut self, names: &[&Expr]) -> Option<Cond> {
        let mut found = Vec::new();
        for expr in names {
            let name = self.scope_name(expr, "wording")?;
            let Some(at) = self.wordings.iter().position(|wording| wording.name == name.value) else {
                let known = self.wordings.iter().map(|wording| wording.name.as_str());
                return self.fault(rules::q0204_unknown_wording_or_mode::error(name, known));
            };
            found.push(at);
        }
        Some(Cond::Wording(found))
    }

    pub(super) fn mode_set(&mut self, names: &[&Expr]) -> Option<Cond> {
        let mut found = Vec::new();
        for expr in names {
            let name = self.scope_name(expr, "mode")?;
            let Some(mode) = Mode::from_name(&name.value).filter(|mode| self.modes.contains(mode)) else {
                let known = self.modes.iter().map(|mode| mode.name());
                return self.fault(rules::q0204_unknown_wording_or_mode::error(name, known));
            };
            found.push(mode);
        }
        Some(Cond::Mode(found))
    }

    fn scope_name<'e>(&mut self, expr: &'e Expr, what: &str) -> Option<&'e Name> {
        match &expr.kind {
            ExprKind::Path(path) if path.parts.len() == 1 => path.parts.first(),
            ExprKind::Broken => None,
            _ => self.fault(rules::q0301_wrong_operand::scope_expected(expr.span, what)),
        }
    }
}

/// Whether a text of an option, in some wording, is this label.
fn is_labelled(option: &Opt, label: &str) -> bool {
    let same = |segments: &[Segment]| matches!(segments, [Segment::Literal(text)] if text.eq_ignore_ascii_case(label));
    option.label.cells.iter().any(|cell| same(&cell.content.segments))
}
