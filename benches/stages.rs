//! How long each stage takes.

fn main() {}
