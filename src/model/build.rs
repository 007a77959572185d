//! The build of a survey: a hash of all that it means.

use super::Survey;
use crate::text::sha256;

impl Survey {
    /// `sha256:…` over the whole model; a comment or a moved line does not change it, a changed word does.
    #[must_use]
    pub fn build(&self) -> String {
        // A model of texts and numbers always has a JSON form.
        format!("sha256:{}", sha256(&serde_json::to_vec(self).unwrap_or_default()))
    }
}
