//! Q0803 lexicon-fault: A pronunciation lexicon is not there, or a line of it is broken.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::speech::{Lexicon, LexiconFault};
use crate::text::{Fault, FileId, Span, decode};

/// A pronunciation lexicon is not there, or a line of it is broken.
pub const RULE: RuleInfo =
    rule(803, "lexicon-fault", "a lexicon that cannot be read", include_str!("../../../docs/errors/Q0803.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let (ctx, survey) = (&inspection.ctx, inspection.survey());
    let (Some(path), Some(line)) = (&survey.speech.lexicon, &ctx.source.lexicon) else { return };
    let Some(file) = ctx.files.sources.find(path) else {
        let (why, help) = match ctx.files.data.get(path).map(|bytes| decode(bytes)) {
            Some(Err(Fault::Empty)) => {
                ("is empty", "write a line such as `B1 = bee één`, or delete the line".to_owned())
            }
            Some(_) => ("is no UTF-8 text", "save it as UTF-8".to_owned()),
            None => ("cannot be read", ctx.files.help_for_absent(path, &line.value)),
        };
        let error = Diagnostic::error(RULE.code, line.span, format!("the lexicon `{path}` {why}"));
        sink.push(error.help(help));
        return;
    };
    let text = ctx.files.sources.get(file).map_or("", |source| source.text.as_str());
    sink.extend(Lexicon::parse(text).1.into_iter().map(|fault| error(file, fault)));
}

fn error(file: FileId, fault: LexiconFault) -> Diagnostic {
    let place = |range: std::ops::Range<usize>| Span::new(file, range.start, range.end);
    let mut error = Diagnostic::error(RULE.code, place(fault.range), fault.message);
    if let Some(earlier) = fault.earlier {
        error = error.also(place(earlier), "first written here");
    }
    match fault.help {
        Some(help) => error.help(help),
        None => error,
    }
}
