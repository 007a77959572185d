//! Q0515 text-too-long: A text is longer than its mode allows.

use super::rule;
use crate::analysis::inspect::{Inspection, Role, Site};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::Mode;

/// A text is longer than its mode allows.
pub const RULE: RuleInfo =
    rule(515, "text-too-long", "a text too long for its mode", include_str!("../../../docs/errors/Q0515.md"));

/// Characters that a listener can hold of one question. An assumption: no source gives a number.
const PHONE_ASK: usize = 250;
/// Characters of a question on a page or a screen. An assumption.
const READ_ASK: usize = 400;
/// Characters of a help text. An assumption.
const HELP: usize = 400;
/// Characters of an option that is read out. An assumption.
const PHONE_OPTION: usize = 100;
/// Characters of an option on a page or a screen. An assumption.
const READ_OPTION: usize = 150;
/// Characters of a label, so that it fits over a figure. An assumption.
const LABEL: usize = 80;
/// Characters of a title. An assumption.
const TITLE: usize = 80;

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for site in &inspection.texts.sites {
        let modes = site.shown.iter().map(|(_, mode)| *mode);
        let Some((limit, why)) = modes.filter_map(|mode| limit(site, mode)).min_by_key(|(limit, _)| *limit) else {
            continue;
        };
        let length = site.flat.literal_length();
        if length > limit {
            let message = format!("this text of `{}` is {length} characters long", site.owner);
            let warning = Diagnostic::warning(RULE.code, site.text.span, message)
                .label(format!("{why} has at most {limit}"))
                .help("shorten it, or move what explains to `help`");
            sink.push(warning);
        }
    }
}

/// The limit of a text in a mode, and in words what it is a limit of.
fn limit(site: &Site<'_>, mode: Mode) -> Option<(usize, &'static str)> {
    let phone = mode == Mode::Phone;
    match site.role {
        Role::Ask if phone => Some((PHONE_ASK, "a question by phone")),
        Role::Ask => Some((READ_ASK, "a question")),
        Role::Help => Some((HELP, "a help text")),
        Role::Option if phone => Some((PHONE_OPTION, "an option by phone")),
        Role::Option => Some((READ_OPTION, "an option")),
        Role::Label => Some((LABEL, "a label")),
        Role::Title => Some((TITLE, "a title")),
        Role::Specify
        | Role::Interviewer
        | Role::Error
        | Role::Say
        | Role::Intro
        | Role::End
        | Role::Check
        | Role::Skip
        | Role::Fallback
        | Role::Spoken => None,
    }
}
