//! Q0416 loop-over-alone: A loop over chosen options also runs for an option that means "none of these".

use super::rule;
use crate::analysis::inspect::{Inspection, Reader, ReaderKind, faulted};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{CmpOp, Cond, Num, Opt, StateFn, Survey, VarId};
use crate::number::Decimal;

/// A loop over chosen options also runs for an option that means "none of these".
pub const RULE: RuleInfo = rule(
    416,
    "loop-over-alone",
    "a loop that also runs for an `alone` option",
    include_str!("../../../docs/errors/Q0416.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Loop) {
        for (var, _) in &reader.reads {
            let Some(option) = runs_alone(inspection.survey(), reader, *var) else { continue };
            if faulted(sink, reader.at) {
                continue;
            }
            let path = routes.path(*var);
            let message = format!("{} also runs for the option `{}`", reader.who, option.name);
            let warning = Diagnostic::warning(RULE.code, reader.at, message)
                .label("`alone` says that it excludes all others")
                .help(format!("let it run only when `count({path}) >= 1`, which does not count that option"));
            sink.push(warning);
        }
    }
}

/// The first `alone` option that is offered where the loop stands and for which its route can be true.
fn runs_alone<'s>(survey: &'s Survey, reader: &Reader<'_>, var: VarId) -> Option<&'s Opt> {
    let item = survey.var(var)?;
    let alone = survey.options_of(item).iter().filter(|option| option.alone && !option.missing);
    alone.into_iter().find(|option| {
        reader.live.iter().any(|(wording, mode)| {
            let route = survey.route(reader.gates, *wording, *mode);
            let offers = item.offers.iter().filter(|offer| offer.code == option.code);
            option.only.admits(*wording, *mode)
                && offers.into_iter().all(|offer| offer.only.admits(*wording, *mode))
                && truth(&route, var, option.code) != Some(false)
        })
    })
}

/// What a condition is where `var` holds `code` alone; none where that does not decide it.
fn truth(cond: &Cond, var: VarId, code: i64) -> Option<bool> {
    let of = |part: &Cond| truth(part, var, code);
    match cond {
        Cond::Const(truth) => Some(*truth),
        Cond::Not(inner) => of(inner).map(|truth| !truth),
        Cond::And(parts) => kleene(parts.iter().map(of), true),
        Cond::Or(parts) => kleene(parts.iter().map(of), false),
        Cond::Has { var: read, codes } if *read == var => Some(codes.contains(&code)),
        Cond::State { state, var: read } if *read == var => Some(*state != StateFn::Missing),
        Cond::Compare { left: Num::CountChosen(read), op, right: Num::Const(number) } if *read == var => {
            Some(none_counted(*op, *number))
        }
        Cond::Compare { left: Num::Const(number), op, right: Num::CountChosen(read) } if *read == var => {
            Some(none_counted(op.mirrored(), *number))
        }
        _ => None,
    }
}

/// The count of an any-of that holds an `alone` option is 0.
fn none_counted(op: CmpOp, number: Decimal) -> bool {
    op.holds(Decimal::new(0, 0).cmp(&number))
}

/// And (`all`) or or.
fn kleene(parts: impl Iterator<Item = Option<bool>>, all: bool) -> Option<bool> {
    let mut decided = Some(all);
    for part in parts {
        match part {
            Some(truth) if truth != all => return Some(!all),
            Some(_) => {}
            None => decided = None,
        }
    }
    decided
}
