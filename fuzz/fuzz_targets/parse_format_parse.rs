//! Any text is formatted safely, and once is enough.
#![no_main]

#[path = "../../tests/support/properties.rs"]
#[allow(dead_code, reason = "each target takes one property")]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::parse_format_parse(text));
