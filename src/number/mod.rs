//! Exact numbers: decimals as written, ratios in arithmetic, and the one place that rounds.

mod decimal;
mod ratio;

pub use decimal::{Decimal, DecimalError};
pub use ratio::{Ratio, Rounding};
