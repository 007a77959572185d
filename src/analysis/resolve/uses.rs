//! Who uses what: the ground of every "unused" warning, and circles of `use`.

use crate::analysis::{Files, Unit, rules};
use crate::diag::Sink;
use crate::model::VarId;
use crate::syntax::ast;
use crate::text::{FileId, Span};
use std::collections::BTreeSet;

/// What has been referred to. Reports add to it before the unused are told.
#[derive(Debug, Default)]
pub struct Uses {
    /// The file that refers, and the name of the shared declaration where it is declared.
    shared: BTreeSet<(FileId, Span)>,
    declarations: BTreeSet<Span>,
    /// Survey id (`clients@2023`) and variable.
    vars: BTreeSet<(String, VarId)>,
}

impl Uses {
    /// File `from` refers to the shared declaration called `name`.
    pub fn shared(&mut self, from: FileId, name: &ast::Name) {
        self.shared.insert((from, name.span));
        self.declarations.insert(name.span);
    }

    /// A report refers to a variable of a survey.
    pub fn var(&mut self, survey: &str, var: VarId) {
        self.vars.insert((survey.to_owned(), var));
    }

    pub(crate) fn is_declaration_used(&self, name: Span) -> bool {
        self.declarations.contains(&name)
    }

    pub(crate) fn is_file_used(&self, from: FileId, used: FileId) -> bool {
        self.shared.iter().any(|(user, name)| *user == from && name.file == used)
    }

    pub(crate) fn is_var_used(&self, survey: &str, var: VarId) -> bool {
        self.vars.contains(&(survey.to_owned(), var))
    }
}

/// Reports every circle of `use` once, at the line that closes it.
pub(crate) fn cycles(files: &Files, sink: &mut Sink) {
    let mut done = BTreeSet::new();
    for unit in &files.units {
        visit(files, unit, &mut Vec::new(), &mut done, sink);
    }
}

fn visit<'a>(
    files: &'a Files,
    unit: &'a Unit,
    chain: &mut Vec<(&'a ast::Use, FileId)>,
    done: &mut BTreeSet<FileId>,
    sink: &mut Sink,
) {
    if done.contains(&unit.id()) {
        return;
    }
    for (used, target) in unit.file.uses.iter().zip(&unit.uses) {
        let Some(target) = *target else { continue };
        chain.push((used, unit.id()));
        match chain.iter().position(|(_, file)| *file == target) {
            Some(start) => {
                let circle = chain.get(start..).unwrap_or_default();
                sink.push(rules::q0209_use_cycle::error(circle, |file| files.path(file)));
            }
            None => {
                if let Some(next) = files.unit(target) {
                    visit(files, next, chain, done, sink);
                }
            }
        }
        chain.pop();
    }
    done.insert(unit.id());
}
