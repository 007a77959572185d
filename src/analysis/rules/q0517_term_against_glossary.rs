//! Q0517 term-against-glossary: A text uses a word that the glossary replaces.

use super::rule;
use crate::analysis::inspect::{Inspection, PRINTED, Site, report};
use crate::diag::{Diagnostic, Fix, RuleInfo, Severity, Sink};
use crate::model::TermDef;
use crate::text::Span;
use crate::words::{self, Finding, Term};

/// A text uses a word that the glossary replaces.
pub const RULE: RuleInfo = rule(
    517,
    "term-against-glossary",
    "a word that the glossary replaces",
    include_str!("../../../docs/errors/Q0517.md"),
);

const MESSAGE: &str = "another word is used for the same thing";

/// In a text of a report.
pub(crate) fn in_report(at: Span, found: &Finding) -> Diagnostic {
    let fix = found.instead.as_ref().map(|text| Fix::replace(at, text.clone()));
    Diagnostic { fix, ..Diagnostic::warning(RULE.code, at, MESSAGE).label(found.why.clone()) }
}

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let terms = &inspection.survey().terms;
    if terms.is_empty() {
        return;
    }
    let rule = (RULE.code, Severity::Warning);
    report(&inspection.texts, PRINTED, rule, MESSAGE, |site| find(site, terms), sink);
}

/// What the entries say that hold wherever this text is shown. A text for several wordings is judged by the entries of
/// all of them: the words of one may be wrong in the other, so such an entry asks for a text of its own there.
fn find(site: &Site<'_>, terms: &[TermDef]) -> Vec<Finding> {
    let applies = |term: &&TermDef| site.shown.iter().any(|(wording, mode)| term.only.admits(*wording, *mode));
    let glossary: Vec<Term<'_>> = terms
        .iter()
        .filter(applies)
        .map(|term| Term {
            preferred: &term.preferred,
            instead_of: term.instead_of.iter().map(String::as_str).collect(),
        })
        .collect();
    let mut found = words::terms(&site.flat.text, &glossary);
    // An entry may name a word and its plural, so that one word is found twice.
    found.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.instead.is_none()));
    found.dedup_by_key(|finding| finding.range.clone());
    found
}
