//! The one integration test binary: a module per subject.
#![cfg(test)]

mod check;
mod dist;
mod oracles;
mod support;
mod syntax;
mod tidy;
