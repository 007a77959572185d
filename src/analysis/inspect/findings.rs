//! From a finding in a text to a diagnostic in the source.

use super::{Role, Site, Texts};
use crate::diag::{Code, Diagnostic, Fix, Severity, Sink};
use crate::words::Finding;

/// Looks at every text of some roles and reports what is found, in the words of `message`.
pub(crate) fn report(
    texts: &Texts<'_>,
    roles: &[Role],
    rule: (Code, Severity),
    message: &str,
    find: impl Fn(&Site<'_>) -> Vec<Finding>,
    sink: &mut Sink,
) {
    for site in texts.sites.iter().filter(|site| roles.contains(&site.role)) {
        sink.extend(find(site).iter().filter_map(|finding| diagnostic(site, finding, rule, message)));
    }
}

fn diagnostic(
    site: &Site<'_>,
    finding: &Finding,
    (code, severity): (Code, Severity),
    message: &str,
) -> Option<Diagnostic> {
    let span = site.flat.span(&finding.range)?;
    let diagnostic = Diagnostic::new(code, severity, span, message).label(finding.why.clone());
    let instead = finding.instead.as_ref().filter(|_| site.flat.is_literal(&finding.range));
    let fix = instead.map(|text| match (finding.range.is_empty(), text.is_empty()) {
        (true, _) => Fix::insert(span, text.clone()),
        (false, true) => Fix::delete(span),
        (false, false) => Fix::replace(span, text.clone()),
    });
    Some(Diagnostic { fix, ..diagnostic })
}

/// All that is written, what is only said included.
pub(crate) const WRITTEN: &[Role] = &[
    Role::Ask,
    Role::Help,
    Role::Label,
    Role::Option,
    Role::Specify,
    Role::Interviewer,
    Role::Error,
    Role::Say,
    Role::Title,
    Role::Intro,
    Role::End,
    Role::Check,
    Role::Skip,
    Role::Fallback,
    Role::Spoken,
];

/// All that a respondent or an interviewer reads: what is written without what is only said.
pub(crate) const PRINTED: &[Role] = match WRITTEN.split_last() {
    Some((_, printed)) => printed,
    None => WRITTEN,
};
