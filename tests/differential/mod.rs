//! Two ways to the same answer: the evaluator, and what is emitted, over generated surveys and our own.

mod engine;
mod form;
mod plan_sql;
mod routes;
mod schema;
mod volume;

/// How many generated surveys: few in every run, more where `PEIL_DIFFERENTIAL` multiplies them.
fn effort(usual: u64) -> u64 {
    let factor = std::env::var("PEIL_DIFFERENTIAL").ok().and_then(|factor| factor.parse().ok());
    factor.map_or(usual, |factor: u64| usual * factor)
}
