//! What the compiler makes of a model: files and their manifest. Nothing here touches the disk.

mod all;
mod archive;
mod artifacts;
pub mod audio;
pub mod codebook;
pub mod form;
mod json;
mod kind;
mod manifest;
mod names;
mod path;
pub mod plan;
pub mod preview;
pub mod report;
pub mod routes;
pub mod schema;
pub mod sheet;
mod shell;
pub mod sql;

pub use all::{EmitError, artifacts};
pub use artifacts::{Artifact, ArtifactError, Artifacts, MANIFEST};
pub use kind::Kind;
pub use manifest::{FileEntry, LeftOut, Manifest, SCHEMA};
pub use names::unsound_names;
pub use path::{ArtifactPath, PathFault};
