//! Q0805 recording-missing: A recorded file is not where a text says that it is.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A recorded file is not where a text says that it is.
pub const RULE: RuleInfo =
    rule(805, "recording-missing", "a recording that is not there", include_str!("../../../docs/errors/Q0805.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let files = inspection.ctx.files;
    for recorded in inspection.texts.sites.iter().filter_map(|site| site.recorded) {
        let path = files.beside(recorded.span.file, &recorded.value);
        if !files.recordings.contains(&path) {
            let message = format!("the recording `{path}` does not exist");
            let error = Diagnostic::error(RULE.code, recorded.span, message).label("no such file");
            sink.push(error.help("put the file there, or leave out `recorded`"));
        }
    }
}
