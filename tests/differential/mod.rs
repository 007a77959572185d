//! Two ways to the same answer: the evaluator, and what is emitted, over generated surveys and our own.

mod plan_sql;
mod routes;
