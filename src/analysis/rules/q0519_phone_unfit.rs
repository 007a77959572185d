//! Q0519 phone-unfit: A text that is read out by phone points at a page or a screen.

use super::rule;
use crate::analysis::inspect::{Inspection, Role, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::model::Mode;
use crate::words;

/// A text that is read out by phone points at a page or a screen.
pub const RULE: RuleInfo =
    rule(519, "phone-unfit", "a text that does not fit the phone", include_str!("../../../docs/errors/Q0519.md"));

/// What the interviewer reads out; not what is for his own eyes.
const READ_OUT: [Role; 8] =
    [Role::Ask, Role::Help, Role::Option, Role::Specify, Role::Say, Role::Intro, Role::End, Role::Title];

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "this text is also read out by phone";
    let find = |site: &crate::analysis::inspect::Site<'_>| {
        let by_phone = site.shown.iter().any(|(_, mode)| *mode == Mode::Phone);
        if by_phone { words::phone_unfit(&site.flat.text) } else { Vec::new() }
    };
    report(&inspection.texts, &READ_OUT, rule, message, find, sink);
}
