//! Options of questions and scales, entries of code lists.

use super::Lower;
use super::text::is_text;
use crate::syntax::ast::{CodeEntry, Opt, Spanned, Specify, Wording};
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::recover;

impl Lower<'_> {
    /// The options among the members. One without a code (reported) gets a free one, so that its name is known.
    pub(super) fn options(&mut self, members: &[&Cst]) -> Vec<Opt> {
        let mut options: Vec<Opt> = Vec::new();
        for member in members {
            match member.kind {
                Kind::Option => options.extend(self.option(member)),
                Kind::Codeless if self.first_name(member).is_some_and(|name| recover::is_option(&name.value)) => {
                    let code = options.iter().map(|o| o.code.value).max().unwrap_or(0).saturating_add(1);
                    let code = Spanned::new(code, member.span);
                    options.extend(self.option_with(member, code));
                }
                _ => {}
            }
        }
        options
    }

    pub(super) fn option(&mut self, cst: &Cst) -> Option<Opt> {
        let code = self.integer(cst)?;
        self.option_with(cst, code)
    }

    fn option_with(&mut self, cst: &Cst, code: Spanned<i64>) -> Option<Opt> {
        Some(Opt {
            code,
            name: self.first_name(cst)?,
            labels: self.labels(cst),
            missing: cst.word("missing"),
            alone: cst.word("alone"),
            specify: cst.child(Kind::Specify).map(|s| self.specify(s)),
            was: cst.all(Kind::Was).filter_map(|w| self.first_name(w)).collect(),
            only: self.only_in(cst),
            otherwise: cst.word("else"),
            when: self.condition_in(cst, Kind::WhenPart),
            span: cst.span,
        })
    }

    /// Labels; a `spoken` or `recorded` at the end of the line belongs to the unqualified one.
    fn labels(&self, cst: &Cst) -> Vec<Wording> {
        let mut labels: Vec<Wording> = cst.all(Kind::OptionLabel).filter_map(|l| self.wording(l)).collect();
        if let Some(first) = labels.iter_mut().find(|l| l.qualifiers.is_empty()) {
            first.spoken = first.spoken.take().or_else(|| self.text_in(cst, Kind::Spoken));
            let recorded = || cst.child(Kind::Recorded).and_then(|c| self.string(c));
            first.recorded = first.recorded.take().or_else(recorded);
        }
        labels
    }

    fn specify(&mut self, cst: &Cst) -> Specify {
        Specify {
            required: cst.word("required").is_some(),
            max: self.integer_in(cst, Kind::Max),
            label: cst.children.iter().any(|c| is_text(c.kind)).then(|| self.child_text(cst)).flatten(),
            span: cst.span,
        }
    }

    pub(super) fn code_entry(&mut self, cst: &Cst) -> Option<CodeEntry> {
        Some(CodeEntry {
            code: self.integer(cst)?,
            name: self.first_name(cst)?,
            labels: self.labels(cst),
            from: self.integer_in(cst, Kind::FromYear),
            until: self.integer_in(cst, Kind::UntilYear),
            retired: cst.word("retired"),
            span: cst.span,
        })
    }
}
