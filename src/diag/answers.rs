//! Q071x: answers that do not count whole, and the output that they are read with. Q074x: the reports of units.

use super::{Code, RuleInfo, Status};

pub const LINE: Code = Code::new(710, "answer-line");
pub const APART: Code = Code::new(711, "answer-kept-apart");
pub const LEFT_OUT: Code = Code::new(712, "value-left-out");
pub const STATUS: Code = Code::new(713, "other-status");
pub const TWICE: Code = Code::new(714, "answered-twice");
pub const NOT_AS_BUILT: Code = Code::new(715, "not-as-built");
pub const NO_REPORT: Code = Code::new(716, "no-such-report");
pub const PLAN_CHANGED: Code = Code::new(717, "plan-changed");
pub const NO_COLUMN: Code = Code::new(740, "unit-column-missing");
pub const NO_UNIT: Code = Code::new(741, "no-such-unit");
pub const NO_PDF: Code = Code::new(742, "built-without-pdf");

/// The codes of this file for the catalogue.
pub const RULES: &[RuleInfo] = &[
    rule(LINE, "a line of answers that is no response", include_str!("../../docs/errors/Q0710.md")),
    rule(APART, "a response that cannot be judged", include_str!("../../docs/errors/Q0711.md")),
    rule(LEFT_OUT, "a value of a response that does not count", include_str!("../../docs/errors/Q0712.md")),
    rule(STATUS, "a response whose answers do not bear its status", include_str!("../../docs/errors/Q0713.md")),
    rule(TWICE, "a second response of one respondent", include_str!("../../docs/errors/Q0714.md")),
    rule(NOT_AS_BUILT, "a file of the output is not as the build left it", include_str!("../../docs/errors/Q0715.md")),
    rule(NO_REPORT, "the output holds no such report", include_str!("../../docs/errors/Q0716.md")),
    rule(PLAN_CHANGED, "a plan that was changed after the build", include_str!("../../docs/errors/Q0717.md")),
    rule(NO_COLUMN, "the unit file lacks a column that the report reads", include_str!("../../docs/errors/Q0740.md")),
    rule(NO_UNIT, "the unit file has no such unit", include_str!("../../docs/errors/Q0741.md")),
    rule(NO_PDF, "this command was built without PDF", include_str!("../../docs/errors/Q0742.md")),
];

const fn rule(code: Code, summary: &'static str, page: &'static str) -> RuleInfo {
    RuleInfo { code, summary, status: Status::Stable { since: "0.1.0" }, page }
}
