//! How the forms of a build are handed out: what the command line says, not the sources.

use super::Address;
use crate::sample::Unit;

/// What a build is told about delivery; the default sends to `submit` beside each form.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    pub address: Address,
    /// Each gets forms of its own.
    pub units: Vec<Unit>,
}
