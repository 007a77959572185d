//! The one semantics: states, routes, checks, pipes and the wire form of responses, over the model.
//!
//! Slow and plain on purpose: every back end is tested against it. Pure: a function of survey and response. Conditions are evaluated
//! three-valued here, and lowered to two-valued predicates in [`lower`] for everything that is emitted; the differential tests show
//! that both say the same.

mod check;
mod clean;
mod errors;
mod expr;
mod fault;
mod input;
mod json;
pub mod lower;
mod normalise;
pub mod order;
mod pipe;
mod place;
mod posted;
mod receive;
mod route;
mod sound;
mod value;
mod wire;

pub use check::{check_response, to_answer};
pub use errors::Firing;
pub use fault::{Fault, FaultKind, pointer};
pub use input::{parse_number, parse_typed_date};
pub use json::{JsonError, parse_json};
pub use normalise::{Dropped, Normalised, normalise};
pub use pipe::Piece;
pub use place::{Place, Places, turn_path};
pub use posted::{Posted, posted_pairs, posted_value};
pub use receive::{Received, Sent};
pub use route::{Asked, Evaluator, PageState, Routed, Situation, Source};
pub use sound::{clean_text, judge};
pub use value::{State, Truth, Value};
pub use wire::{Answer, Response, Status};

use crate::model::Survey;

/// The states that a response stands for; see [`Evaluator::route`].
#[must_use]
pub fn route(survey: &Survey, response: &Response) -> Routed {
    Evaluator::new(survey).route(response)
}
