//! `peil explain`: the page of a diagnostic, or the list of all.

use super::args::Explain;
use super::{Status, say};
use crate::analysis::rules;
use crate::diag::{RuleInfo, nearest};

pub(super) fn run(command: &Explain) -> Status {
    let Some(asked) = &command.code else {
        let lines = rules::all().iter().map(|rule| format!("{} {:32} {}\n", rule.code, rule.code.slug, rule.summary));
        say::out(&lines.collect::<String>());
        return Status::Done;
    };
    match find(asked) {
        Some(rule) => {
            say::out(rule.page);
            Status::Done
        }
        None => unknown(asked),
    }
}

fn find(asked: &str) -> Option<&'static RuleInfo> {
    let code = asked.trim().to_ascii_uppercase();
    rules::all().iter().find(|rule| rule.code.to_string() == code || rule.code.slug == asked.trim())
}

fn unknown(asked: &str) -> Status {
    say::error(&format!("there is no diagnostic `{asked}`"));
    let codes: Vec<String> = rules::all().iter().map(|rule| rule.code.to_string()).collect();
    let names = codes.iter().map(String::as_str).chain(rules::all().iter().map(|rule| rule.code.slug));
    match nearest(asked, names) {
        Some(near) => say::line(&format!("help: did you mean `{near}`? `peil explain` lists all")),
        None => say::line("help: `peil explain` lists all"),
    }
    Status::Failed
}
