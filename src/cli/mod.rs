//! The command line: the only room that touches files, the environment and the terminal.

pub mod disk_host;
pub mod dist;
