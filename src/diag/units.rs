//! Q07xx: unit files that do not fit the surveys.

use super::{Code, RuleInfo, Status};

pub const COLUMN: Code = Code::new(701, "unknown-unit-column");
pub const VALUE: Code = Code::new(702, "bad-unit-value");
pub const ROW: Code = Code::new(703, "bad-unit-row");
pub const MARGINAL: Code = Code::new(704, "bad-share");

/// The codes of this file for the catalogue.
pub const RULES: &[RuleInfo] = &[
    rule(COLUMN, "a column of the unit file that no survey knows", include_str!("../../docs/errors/Q0701.md")),
    rule(VALUE, "a value of the unit file that its field does not take", include_str!("../../docs/errors/Q0702.md")),
    rule(ROW, "a unit file whose rows cannot be told apart", include_str!("../../docs/errors/Q0703.md")),
    rule(MARGINAL, "a share of a simulated crowd that cannot be", include_str!("../../docs/errors/Q0704.md")),
];

const fn rule(code: Code, summary: &'static str, page: &'static str) -> RuleInfo {
    RuleInfo { code, summary, status: Status::Stable { since: "0.1.0" }, page }
}
