//! Q0411 pipe-without-answer: A text pipes an item that has no answer there.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, Piped, Variants, piped};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A text pipes an item that has no answer there.
pub const RULE: RuleInfo = rule(
    411,
    "pipe-without-answer",
    "a pipe that has no answer to show",
    include_str!("../../../docs/errors/Q0411.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for pipe in piped(&inspection.routes) {
        sink.extend(order(inspection, &pipe).or_else(|| absent(inspection, &pipe)));
    }
}

/// An item that is answered later, perhaps.
fn order(inspection: &Inspection<'_>, pipe: &Piped) -> Option<Diagnostic> {
    let routes = &inspection.routes;
    let path = routes.path(pipe.var);
    let error = |message: String| {
        Diagnostic::error(RULE.code, inspection.pipe_in(pipe.text, pipe.var), message)
            .label(format!("piped by {}", pipe.who))
    };
    let asked = routes.asked_at(pipe.var);
    match routes.order(&pipe.view, pipe.var) {
        Order::Earlier => None,
        Order::Itself | Order::Content if pipe.after => None,
        Order::Itself => Some(error(format!("`{path}` is piped by its own text")).help("pipe an earlier item")),
        Order::Content | Order::Later => {
            let error = error(format!("`{path}` is asked later")).also(asked, "asked here");
            Some(error.help(format!("move `{path}` before {}", pipe.who)))
        }
        Order::Shuffled(shuffle) => {
            let error = error(format!("`{path}` stands in a random order with {}", pipe.who));
            let error = error.also(shuffle.at, "shuffled here").also(asked, "asked here");
            Some(error.help(format!("move `{path}` before the {} `{}`", shuffle.word, shuffle.name)))
        }
    }
}

/// An item that is not asked where the text is shown: only the fallback is ever seen.
fn absent(inspection: &Inspection<'_>, pipe: &Piped) -> Option<Diagnostic> {
    let routes = &inspection.routes;
    let is_absent = |variant: &&(usize, crate::model::Mode)| !routes.is_present(pipe.var, **variant);
    let absent: Variants = pipe.shown.iter().filter(is_absent).copied().collect();
    let first = absent.first()?;
    let all: Variants = inspection.survey().variants().collect();
    let place_words = inspection.only_in(&absent, &all);
    let path = routes.path(pipe.var);
    let never = if place_words.is_empty() { "never asked" } else { "not asked" };
    let message = format!("`{path}` is {never}{place_words}");
    let warning = Diagnostic::warning(RULE.code, inspection.pipe_in(pipe.text, pipe.var), message)
        .label(format!("piped by {}, which then only shows the fallback", pipe.who))
        .help("write a text of its own for that wording or mode");
    let gates = inspection.survey().var(pipe.var).map_or(&[][..], |item| &item.gates);
    Some(match routes.exclusion(gates, *first) {
        Some((span, holder)) => warning.also(span, format!("keeps out the {} `{}`", holder.word, holder.name)),
        None => warning,
    })
}
