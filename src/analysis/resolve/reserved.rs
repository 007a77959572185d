//! Names that the language keeps for itself.

const RESERVED: [&str; 13] =
    ["wording", "mode", "answer", "else", "not", "and", "or", "in", "has", "any", "all", "true", "false"];

/// Whether an item, option, wording or list may not have this name.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}
