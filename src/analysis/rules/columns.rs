//! The columns that exports make of a survey's variables: any-of per option, loops per iteration, dots as underscores.

use crate::model::{Kind, LoopOver, OriginId, Survey, Var};
use std::collections::BTreeSet;

/// A column of an export.
pub(super) struct Column<'s> {
    pub(super) name: String,
    /// The variable's path.
    pub(super) path: &'s str,
    pub(super) origin: OriginId,
    /// What the name is made of.
    pub(super) why: &'static str,
}

const LOOPED: &str = "the loop, the code of an iteration and the name";

/// Shows every column to `see`, in file order.
pub(super) fn columns<'s>(survey: &'s Survey, see: &mut impl FnMut(Column<'s>)) {
    for var in &survey.vars {
        let own = var.path.replace('.', "_");
        match iterations(survey, var) {
            None => expand(survey, var, &own, ["", "the name and the code of an option"], see),
            Some((name, item, codes)) => {
                for code in codes {
                    expand(survey, var, &format!("{name}_{code}_{item}"), [LOOPED, LOOPED], see);
                }
            }
        }
    }
}

/// The loop, the item and the codes of the iterations of a variable inside a loop.
fn iterations<'s>(survey: &'s Survey, var: &Var) -> Option<(&'s str, String, Vec<i64>)> {
    let each = survey.loops.get(var.in_loop?.index())?;
    let item = var.path.strip_prefix(&each.name)?.trim_start_matches('.').replace('.', "_");
    let list = survey.list(LoopOver::list(each.over))?;
    let codes = list.options.iter().filter(|option| !option.missing).map(|option| option.code).collect();
    Some((&each.name, item, codes))
}

fn expand<'s>(survey: &Survey, var: &'s Var, name: &str, why: [&'static str; 2], see: &mut impl FnMut(Column<'s>)) {
    let [plain, per_option] = why;
    let path = var.path.as_str();
    match &var.kind {
        Kind::AnyOf { .. } => {
            for option in survey.options_of(var) {
                see(Column { name: format!("{name}_{}", option.code), path, origin: var.origin, why: per_option });
            }
        }
        Kind::OneOf { .. } | Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => {
            see(Column { name: name.to_owned(), path, origin: var.origin, why: plain });
        }
    }
}

/// The first column of every variable that is longer than a limit; names are ASCII, so bytes are characters.
pub(super) fn too_long(survey: &Survey, limit: usize) -> Vec<Column<'_>> {
    let mut told = BTreeSet::new();
    let mut long = Vec::new();
    columns(survey, &mut |column| {
        if column.name.len() > limit && told.insert(column.origin) {
            long.push(column);
        }
    });
    long
}
