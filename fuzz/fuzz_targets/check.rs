//! Any text is checked to the end.
#![no_main]

#[path = "../../tests/support/properties.rs"]
#[allow(dead_code, reason = "each target takes one property")]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(text) = properties::text(bytes) {
        properties::check(&text);
    }
});
