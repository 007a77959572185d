//! Q0802 pipe-without-spoken: A text that is read aloud pipes something for which there is nothing to say.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use std::collections::BTreeSet;

/// A text that is read aloud pipes something for which there is nothing to say.
pub const RULE: RuleInfo =
    rule(802, "pipe-without-spoken", "a pipe that cannot be read aloud", include_str!("../../../docs/errors/Q0802.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let survey = inspection.survey();
    let mut told = BTreeSet::new();
    for utterance in inspection.sound.utterances.iter().filter(|utterance| utterance.recorded.is_none()) {
        let Some(origin) = utterance.origin else { continue };
        for path in &utterance.unspoken_pipes {
            let var = survey.find(path);
            let span = var.map_or(inspection.ctx.span(origin), |var| inspection.pipe_in(origin, var));
            if !told.insert((span, path)) {
                continue;
            }
            let wording = inspection.wording(utterance.wording);
            let field = var.and_then(|var| survey.var(var)).filter(|item| item.page.is_none());
            let help = match field {
                Some(_) => {
                    format!("add `spoken \"…\"` to the field `{path}`, or `spoken each` where its values are declared")
                }
                None => "write `spoken \"…\"` after the text, without the pipe".to_owned(),
            };
            let message = format!("`{path}` cannot be read aloud in wording `{wording}`");
            let warning = Diagnostic::warning(RULE.code, span, message)
                .label("differs per respondent, and a recording does not")
                .help(help);
            sink.push(warning);
        }
    }
}
