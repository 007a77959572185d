//! Q0502 falls-back: The questions of a wording that have no text of their own there.

use super::q0506_simple_same_text::same_text;
use super::rule;
use crate::analysis::inspect::{Inspection, Shown};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// The questions of a wording that have no text of their own there.
pub const RULE: RuleInfo =
    rule(502, "falls-back", "what a wording takes from the default", include_str!("../../../docs/errors/Q0502.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let texts = inspection.shown_texts();
    for (wording, declared) in inspection.survey().wordings.iter().enumerate().skip(1) {
        let items = falling_back(inspection, &texts, wording);
        let Some(member) = items.first().map(|shown| shown.member) else { continue };
        let count = items.len();
        let word = if count == 1 { "text" } else { "texts" };
        let message = format!("wording `{}` takes {count} {word} from the default wording", declared.name);
        let list: Vec<String> = items.iter().map(|shown| format!("`{}` of `{}`", shown.member, shown.owner)).collect();
        let note = Diagnostic::note(RULE.code, inspection.ctx.span(declared.origin), message)
            .label("not written for this wording")
            .with_note(list.join(", "))
            .help(format!("write a line such as `{member} {} \"…\"` where a text of its own is meant", declared.name));
        sink.push(note);
    }
}

/// Whether Q0506 says of this question that a simpler wording has it as it is.
fn is_reported(inspection: &Inspection<'_>, shown: &Shown<'_>, wording: usize) -> bool {
    let mut pairs = inspection.pairs().into_iter().filter(|pair| pair.simple == wording);
    pairs.any(|pair| same_text(inspection, shown, pair).is_some())
}

/// Every text that is shown in a wording, and in the default one, from one line that names no wording. A question that was to
/// be simpler is told by itself.
fn falling_back<'s, 'a>(inspection: &Inspection<'a>, texts: &'s [Shown<'a>], wording: usize) -> Vec<&'s Shown<'a>> {
    let falls = |shown: &&Shown<'a>| {
        if is_reported(inspection, shown, wording) {
            return false;
        }
        let live = inspection.live(shown);
        let modes = inspection.survey().modes.iter();
        let mut both = modes.filter(|mode| live.contains(&(wording, **mode)) && live.contains(&(0, **mode)));
        both.any(|mode| shown.text.get(wording, *mode).is_some_and(|cell| cell.wording.is_none()))
    };
    texts.iter().filter(falls).collect()
}
