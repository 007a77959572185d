//! Q0305 comparison-outside-range: A comparison that is the same for every value in the declared range.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::number::{Ratio, Rounding, format_date};
use crate::text::Span;

/// A comparison that is the same for every value in the declared range.
pub const RULE: RuleInfo = rule(
    305,
    "comparison-outside-range",
    "a comparison that can only come out one way",
    include_str!("../../../docs/errors/Q0305.md"),
);

/// `bounds`: least, greatest, and whether they are days.
pub(crate) fn error(span: Span, always: bool, bounds: (Ratio, Ratio, bool)) -> Diagnostic {
    let (min, max, date) = bounds;
    let show = |bound: Ratio| if date { day(bound) } else { bound.to_string() };
    let label = if min == max {
        format!("the left side is always {}", show(min))
    } else {
        format!("the left side lies between {} and {}", show(min), show(max))
    };
    fault(span, always).label(label)
}

/// On an ordered scale: nothing lies beyond its ends.
pub(crate) fn order(span: Span, option: &str, always: bool) -> Diagnostic {
    fault(span, always).label(format!("`{option}` stands at the end of its scale"))
}

fn fault(span: Span, always: bool) -> Diagnostic {
    let how = if always { "true for every value" } else { "never true" };
    Diagnostic::error(RULE.code, span, format!("this comparison is {how} in the declared range"))
        .help("correct the value, or leave the comparison out")
}

fn day(bound: Ratio) -> String {
    bound.round(0, Rounding::default()).map_or_else(String::new, format_date)
}
