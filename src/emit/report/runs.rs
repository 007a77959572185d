//! Runs as one text in which links have a place of their own, so that Markdown can be read across them.

use crate::emit::form::markup::escape_markdown;
use crate::report::Run;

/// Stands for a link while Markdown is read: no author's text can hold it.
pub(super) const LINK: char = '\u{e000}';

/// The text of the runs, and label and anchor of each [`LINK`] in it.
pub(super) fn source(runs: &[Run], markdown: bool) -> (String, Vec<(&str, &str)>) {
    let mut source = String::new();
    let mut links = Vec::new();
    for run in runs {
        match run {
            Run::Text(text) => source.push_str(&text.replace(LINK, "")),
            Run::Value(value) if markdown => source.push_str(&escape_markdown(&value.replace(LINK, ""))),
            Run::Value(value) => source.push_str(&value.replace(LINK, "")),
            Run::Link { label, anchor } => {
                source.push(LINK);
                links.push((label.as_str(), anchor.as_str()));
            }
        }
    }
    (source, links)
}
