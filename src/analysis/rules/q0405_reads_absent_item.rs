//! Q0405 reads-absent-item: A condition reads an item that is never asked in one of its wordings or modes.

use super::rule;
use crate::analysis::inspect::{Inspection, Read, Reader, Variants, reads_of};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Mode, Survey, VarId};

/// A condition reads an item that is never asked in one of its wordings or modes.
pub const RULE: RuleInfo =
    rule(405, "reads-absent-item", "a condition on an absent item", include_str!("../../../docs/errors/Q0405.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in &routes.readers {
        // Of a set, one member is told.
        let mut told = std::collections::BTreeSet::new();
        for (var, variants) in &reader.reads {
            let missing = |variant: &&(usize, Mode)| !routes.is_present(*var, **variant);
            let absent: Variants =
                variants.iter().filter(missing).filter(|v| needed(inspection, reader, *var, **v)).copied().collect();
            if !absent.is_empty() && told.insert(routes.place(reader, *var)) {
                sink.push(error(inspection, reader, *var, &absent));
            }
        }
    }
}

/// Of a set, some members may be absent; not all of them.
fn needed(inspection: &Inspection<'_>, reader: &Reader<'_>, var: VarId, variant: (usize, Mode)) -> bool {
    reads_of(reader.readable, variant.0, variant.1).iter().any(|read| match read {
        Read::One(one) => *one == var,
        Read::Set(set) => set.contains(&var) && !set.iter().any(|each| inspection.routes.is_present(*each, variant)),
    })
}

fn error(inspection: &Inspection<'_>, reader: &Reader<'_>, var: VarId, absent: &Variants) -> Diagnostic {
    let routes = &inspection.routes;
    let path = routes.path(var);
    let all: Variants = inspection.survey().variants().collect();
    let place = inspection.only_in(absent, &all);
    let never = if place.is_empty() { "never asked" } else { "not asked" };
    let mut error = Diagnostic::error(RULE.code, routes.place(reader, var), format!("`{path}` is {never}{place}"))
        .label(format!("read here by {}", reader.words()));
    let gates = inspection.survey().var(var).map_or(&[][..], |item| &item.gates);
    if let Some((span, holder)) = absent.first().and_then(|variant| routes.exclusion(gates, *variant)) {
        error = error.also(span, format!("keeps out the {} `{}`", holder.word, holder.name));
    }
    let present = reader.live.without(absent);
    match guard(inspection.survey(), &present, absent) {
        Some(guard) => error.help(format!("write `{guard} and …`, or limit {} by `only`", reader.who)),
        None => error.help(format!("leave `{path}` out of the condition")),
    }
}

/// The condition that tells the variants with the item from those without.
fn guard(survey: &Survey, present: &Variants, absent: &Variants) -> Option<String> {
    let wordings = |variants: &Variants| variants.iter().map(|(w, _)| *w).collect::<std::collections::BTreeSet<_>>();
    let modes = |variants: &Variants| variants.iter().map(|(_, m)| *m).collect::<std::collections::BTreeSet<_>>();
    if present.is_empty() {
        return None;
    }
    let (with, without) = (wordings(present), wordings(absent));
    if with.is_disjoint(&without) {
        let names = with.iter().filter_map(|w| survey.wordings.get(*w)).map(|w| w.name.as_str());
        return Some(one_of("wording", names.collect()));
    }
    let (with, without) = (modes(present), modes(absent));
    with.is_disjoint(&without).then(|| one_of("mode", with.iter().map(|mode| mode.name()).collect()))
}

fn one_of(word: &str, names: Vec<&str>) -> String {
    match names.as_slice() {
        [name] => format!("{word} = {name}"),
        _ => format!("{word} in {{ {} }}", names.join(", ")),
    }
}
