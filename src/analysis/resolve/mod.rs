//! Names: what each file sees, and what each survey calls its items.

mod reserved;
mod scopes;
mod symbols;
mod unused;
mod uses;

pub use scopes::{ListDecl, Scope, Scopes};
pub use uses::Uses;

pub(crate) use reserved::is_reserved;
pub(crate) use symbols::{GridSymbol, LoopSymbol, Source, Symbol, Symbols, Target};
pub(crate) use unused::unused;
