//! The command `peil`.

fn main() {}
