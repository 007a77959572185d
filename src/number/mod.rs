//! Exact numbers: decimals as written, ratios in arithmetic, and the one place that rounds.

mod date;
mod decimal;
mod ratio;

pub use date::{date_in_dutch, format_date, parse_date};
pub use decimal::{Decimal, DecimalError, per_mille};
pub use ratio::{Ratio, Rounding};
