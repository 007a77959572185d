//! Where things of the model stand in the sources.

use super::OriginId;
use crate::text::Span;

/// The map from [`OriginId`] to span; kept beside the model so that the model does not move when a comment is added.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    spans: Vec<Span>,
}

impl Origins {
    pub fn add(&mut self, span: Span) -> OriginId {
        self.spans.push(span);
        OriginId::new(self.spans.len() - 1)
    }

    /// The span of an origin; an empty one for an id of another table.
    #[must_use]
    pub fn span(&self, id: OriginId) -> Span {
        self.spans.get(id.index()).copied().unwrap_or_default()
    }
}
