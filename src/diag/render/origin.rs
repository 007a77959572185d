//! The path above a drawing, with the line and column that are true.

use super::excerpt::drawable;
use super::place::Place;

/// Ends a path with its place; [`drawable`] lets this character through nowhere else.
const PLACE_END: char = '\u{E0FF}';

/// The path as it is drawn. The library adds a line and column of its own, those of the excerpt: [`with_true_places`]
/// takes them off again.
pub(super) fn origin(place: &Place<'_>) -> String {
    format!("{}:{}:{}{PLACE_END}", drawable(place.path), place.line, place.column)
}

pub(super) fn with_true_places(drawn: &str) -> String {
    let mut parts = drawn.split(PLACE_END);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()))
}
