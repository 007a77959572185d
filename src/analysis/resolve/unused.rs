//! Declarations, imports and computed items that nothing refers to.

use super::Uses;
use crate::analysis::{Files, rules};
use crate::diag::{Area, Diagnostic, Sink};
use crate::model::{Cond, Formula, LoopOver, Num, Origins, Role, Segment, Survey, Text, Var, VarId};
use crate::syntax::ast::Declaration;
use std::collections::BTreeSet;

/// Warns of everything unused; says nothing where there is no survey that could use it, or where what uses it may be
/// among the lines that the parser did not understand.
pub(crate) fn unused(files: &Files, surveys: &[Survey], origins: &Origins, uses: &Uses, sink: &mut Sink) {
    let broken = sink.as_slice().iter().any(hides_uses);
    if surveys.is_empty() || broken {
        return;
    }
    for unit in &files.units {
        for declaration in &unit.file.declarations {
            unused_declaration(declaration, uses, sink);
        }
        for (line, target) in unit.file.uses.iter().zip(&unit.uses) {
            if target.is_some_and(|target| !uses.is_file_used(unit.id(), target)) {
                sink.push(rules::q0217_unused_use::warning(line));
            }
        }
    }
    for survey in surveys {
        unused_computed(survey, origins, uses, sink);
    }
}

/// Whether something may be used where a fault stands: a line that was not read, a file that is not there, a misspelt list, a
/// text that was not written out.
fn hides_uses(fault: &Diagnostic) -> bool {
    let unread = matches!(fault.code.area(), Area::Syntax | Area::Files);
    let hiding = [rules::q0202_unknown_list::RULE.code, rules::q0336_text_too_long_written_out::RULE.code];
    unread || hiding.contains(&fault.code)
}

fn unused_declaration(declaration: &Declaration, uses: &Uses, sink: &mut Sink) {
    let (name, warning): (_, fn(&_) -> _) = match declaration {
        Declaration::Scale(scale) => (&scale.name, rules::q0214_unused_scale::warning),
        Declaration::CodeList(list) => (&list.name, rules::q0215_unused_code_list::warning),
        Declaration::Text(block) => (&block.name, rules::q0218_unused_text::warning),
        Declaration::Term(term) => (&term.name, rules::q0219_unused_term::warning),
        Declaration::Survey(_) | Declaration::Report(_) | Declaration::Thresholds(_) => return,
    };
    if !uses.is_declaration_used(name.span) {
        sink.push(warning(name));
    }
}

fn unused_computed(survey: &Survey, origins: &Origins, uses: &Uses, sink: &mut Sink) {
    let read = reads(survey);
    let id = survey.id();
    for (var, computed) in survey.vars_with_ids().filter(|(_, var)| matches!(var.role, Role::Computed(_))) {
        if !read.contains(&var) && !uses.is_var_used(&id, var) {
            sink.push(rules::q0216_unused_computed::warning(&computed.path, origins.span(computed.origin)));
        }
    }
}

/// Every variable that a condition, formula, loop or text of the survey reads.
fn reads(survey: &Survey) -> BTreeSet<VarId> {
    let gates = survey.gates.iter().filter_map(|gate| gate.when.as_ref());
    let offers = survey.vars.iter().flat_map(|var| &var.offers).filter_map(|offer| offer.when.as_ref());
    let conditions = gates.chain(offers).chain(survey.checks.iter().map(|check| &check.when)).chain(&survey.usable);
    let mut read: BTreeSet<VarId> = conditions.flat_map(Cond::reads).collect();
    read.extend(survey.vars.iter().flat_map(formula_reads));
    read.extend(survey.loops.iter().filter_map(|each| match each.over {
        LoopOver::Chosen { var, .. } => Some(var),
        LoopOver::List(_) => None,
    }));
    survey.texts(&mut |text| read.extend(text_reads(text)));
    read
}

fn formula_reads(var: &Var) -> BTreeSet<VarId> {
    match &var.role {
        Role::Computed(Formula::Number(num)) => Num::reads(num),
        Role::Computed(Formula::Recode { arms, .. }) => arms.iter().flat_map(|arm| arm.when.reads()).collect(),
        Role::Field { .. } | Role::Question | Role::Row { .. } | Role::Specify { .. } => BTreeSet::new(),
    }
}

fn text_reads(text: &Text) -> impl Iterator<Item = VarId> {
    let contents = text.cells.iter().flat_map(|cell| std::iter::once(&cell.content).chain(&cell.spoken));
    contents
        .filter(|content| content.segments.iter().any(|s| !matches!(s, Segment::Literal(_))))
        .flat_map(|c| c.reads())
}
