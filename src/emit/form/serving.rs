//! What a web server says beside each form: the security policy and headers, ready for nginx and Caddy.

use super::Address;
use std::fmt::Write;

/// The policy of every form; the two sources are where answers go.
///
/// `frame-ancestors` counts in a header only, so it is not in the `<meta>` of the form.
pub(super) fn policy(address: &Address) -> String {
    let to = address.source();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
         connect-src {to}; form-action {to}; base-uri 'none'"
    )
}

/// No page may show a form in a frame.
const NOBODY: &str = "'none'";

/// Asset links carry a part of the content's hash, so a changed asset has another address.
const ASSET_CACHE: &str = "public, max-age=31536000, immutable";

/// A form is asked for again each time, and answered with "not modified" as long as it is.
const PAGE_CACHE: &str = "no-cache";

/// What a server says beside each form; `ancestors` are the pages that may show it in a frame.
#[must_use]
pub fn headers(address: &Address, ancestors: &str) -> [(&'static str, String); 4] {
    [
        ("Content-Security-Policy", format!("{}; frame-ancestors {ancestors}", policy(address))),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
    ]
}

/// The header files, as (path, text).
pub fn files(address: &Address) -> [(&'static str, String); 2] {
    [("forms/headers.nginx.conf", nginx(address)), ("forms/headers.Caddyfile", caddy(address))]
}

fn nginx(address: &Address) -> String {
    let mut out =
        "# Made by peil build. In the `location` that serves the forms:  include …/forms/headers.nginx.conf;\n\
                   # A location with an `add_header` of its own inherits none of these.\n"
            .to_owned();
    for (name, value) in headers(address, NOBODY) {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    let _ = write!(
        out,
        "set $peil_cache \"{PAGE_CACHE}\";\nif ($uri ~ \"/assets/\") {{\n    set $peil_cache \"{ASSET_CACHE}\";\n}}\n\
         add_header Cache-Control $peil_cache;\n"
    );
    out
}

fn caddy(address: &Address) -> String {
    let mut out =
        "# Made by peil build. In the site or `handle` that serves the forms:  import …/forms/headers.Caddyfile\n\
                   header {\n"
            .to_owned();
    for (name, value) in headers(address, NOBODY) {
        let _ = writeln!(out, "\t{name} \"{value}\"");
    }
    let _ = write!(
        out,
        "}}\n@peil_pages not path */assets/*\nheader @peil_pages Cache-Control \"{PAGE_CACHE}\"\n\
         @peil_assets path */assets/*\nheader @peil_assets Cache-Control \"{ASSET_CACHE}\"\n"
    );
    out
}

#[cfg(test)]
mod tests {
    use super::{Address, files, policy};

    #[test]
    fn answers_go_to_one_place() {
        let address = Address::parse("https://ontvang.example.nl/antwoord?x=1").unwrap();
        assert!(policy(&address).contains(
            "connect-src https://ontvang.example.nl; form-action https://ontvang.example.nl; base-uri 'none'"
        ));
        assert!(policy(&Address::default()).contains("connect-src 'self'; form-action 'self';"));
    }

    #[test]
    fn both_servers_say_the_same() {
        let [nginx, caddy] = files(&Address::default()).map(|(_, text)| text);
        for said in ["frame-ancestors 'none'\"", "\"nosniff\"", "\"no-referrer\"", "immutable", "\"no-cache\""] {
            assert!(nginx.contains(said) && caddy.contains(said), "{said}");
        }
    }
}
