//! Writes a large survey to a file, for measuring whole builds: `cargo run --release --example big -- mixed 20000 big.peil`.

#[path = "../tests/support/big.rs"]
mod big;

use std::io::{Error, ErrorKind, Result};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match arguments.as_slice() {
        [kind, items, path] => big::KINDS.iter().find(|(name, _)| name == kind).zip(items.parse().ok()).zip(Some(path)),
        _ => None,
    };
    let Some((((_, generate), items), path)) = wanted else {
        return Err(Error::new(
            ErrorKind::InvalidInput,
            "expected `plain`, `web` or `mixed`, a number of items and a file",
        ));
    };
    std::fs::write(path, generate(items))
}
