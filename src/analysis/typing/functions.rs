//! The functions of expressions, by what they give.

/// The functions that give a condition.
pub(super) const CONDITIONS: [&str; 6] = ["asked", "answered", "missing", "valid", "any", "all"];

/// The functions that give a number.
pub(super) const NUMERIC: [&str; 3] = ["count", "sum", "mean"];

/// Whether a function gives a condition.
pub(super) fn is_condition(function: &str) -> bool {
    CONDITIONS.contains(&function)
}

/// Whether a function gives a number.
pub(super) fn is_numeric(function: &str) -> bool {
    NUMERIC.contains(&function)
}
