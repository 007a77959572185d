//! What is emitted, from source: sound, complete, the same twice.

mod audio;
mod codebook;
mod html;
mod names;
mod published;

use crate::support::project::{artifacts, clean_cases, our_artifacts, ours};

#[test]
fn the_same_sources_give_the_same_bytes() {
    assert_eq!(&artifacts(ours()), our_artifacts());
    for (path, outcome) in clean_cases() {
        assert_eq!(artifacts(outcome), artifacts(outcome), "{}", path.display());
    }
}
