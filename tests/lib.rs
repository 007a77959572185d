//! The one integration test binary: a module per subject.
#![cfg(test)]

mod dist;
mod oracles;
mod support;
mod syntax;
mod tidy;
