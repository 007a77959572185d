//! How forms are handed out: where they send, what the web server says beside them.

mod units;

use crate::support::project::{artifacts_with, our_artifacts, ours};
use peil::emit::Artifacts;
use peil::emit::form::{Address, Delivery};

fn text<'a>(artifacts: &'a Artifacts, path: &str) -> &'a str {
    std::str::from_utf8(&artifacts.get(path).unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
}

fn forms(artifacts: &Artifacts) -> Vec<(&str, &str)> {
    let paths = artifacts.iter().map(|(path, _)| path.as_str());
    paths
        .filter(|path| path.starts_with("forms/") && path.ends_with(".html"))
        .map(|p| (p, text(artifacts, p)))
        .collect()
}

const TO_SELF: &str = "connect-src 'self'; form-action 'self'; base-uri 'none'";

#[test]
fn every_form_has_the_policy_and_nothing_that_it_forbids() {
    for (path, html) in forms(our_artifacts()) {
        let head = html.split("<body").next().unwrap();
        assert!(head.contains(&TO_SELF.replace('\'', "&#x27;")), "{path}\n{head}");
        for inline in ["<style", " style=", " onclick=", " onsubmit=", "javascript:", "src=\"http", "href=\"http:"] {
            assert!(!html.contains(inline), "{path} has {inline}");
        }
    }
    for path in ["forms/headers.nginx.conf", "forms/headers.Caddyfile"] {
        assert!(text(our_artifacts(), path).contains(TO_SELF), "{path}");
    }
}

#[test]
fn the_address_is_the_action_and_the_one_origin() {
    let address = Address::parse("https://in.example.nl/a?b=1&c=2").unwrap();
    let made = artifacts_with(ours(), &Delivery { address, ..Delivery::default() });
    let (_, html) = forms(&made).into_iter().find(|(path, _)| path.contains("/web/")).unwrap();
    assert!(html.contains("action=\"https:&#x2f;&#x2f;in.example.nl&#x2f;a?b=1&amp;c=2\""), "{html}");
    assert!(html.contains("connect-src https:&#x2f;&#x2f;in.example.nl; form-action https:&#x2f;&#x2f;in.example.nl;"));
    assert!(text(&made, "forms/headers.nginx.conf").contains("form-action https://in.example.nl; base-uri"));
}
