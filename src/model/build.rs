//! The compiled survey as a document, and its build: the hash of all that it means.

use super::Survey;
use crate::text::sha256;

impl Survey {
    /// The whole model as JSON, on one line, without places in the sources. Whoever has only the output reads it back
    /// with [`Survey::from_document`].
    #[must_use]
    pub fn document(&self) -> String {
        // A model of texts and numbers always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads [`Survey::document`].
    ///
    /// # Errors
    /// What is not as it was written there, with line and column.
    pub fn from_document(document: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(document)
    }

    /// `sha256:…` over the document; a comment or a moved line does not change it, a changed word does.
    #[must_use]
    pub fn build(&self) -> String {
        build_of(&self.document())
    }
}

/// The build of a survey by its document.
#[must_use]
pub fn build_of(document: &str) -> String {
    format!("sha256:{}", sha256(document.as_bytes()))
}
