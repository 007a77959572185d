//! The build of a survey: a hash of all that it means.

use super::Survey;
use crate::text::Hasher;
use std::io::BufWriter;

impl Survey {
    /// `sha256:…` over the whole model; a comment or a moved line does not change it, a changed word does.
    #[must_use]
    pub fn build(&self) -> String {
        let mut hasher = Hasher::default();
        // A model of texts and numbers always has a JSON form, and a hasher takes whatever is written.
        let _ = serde_json::to_writer(BufWriter::new(&mut hasher), self);
        format!("sha256:{}", hasher.finish())
    }
}
