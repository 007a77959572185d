//! A file: its edition, what it uses, its declarations.

use super::Lower;
use crate::diag::{Diagnostic, Fix};
use crate::syntax::ast::{Declaration, File, Spanned, Use};
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::{codes, edition};
use crate::text::Span;

impl Lower<'_> {
    pub(super) fn file(&mut self, cst: &Cst) -> File {
        let members = self.file_members(cst);
        let uses = members.iter().filter(|m| m.kind == Kind::Use);
        let edition = self.edition(cst);
        File {
            file: self.file,
            edition,
            uses: uses.filter_map(|m| self.use_file(m)).collect(),
            allows: self.allows(&members, cst.span),
            declarations: members.iter().filter_map(|m| self.declaration(m)).collect(),
        }
    }

    fn file_members<'c>(&mut self, cst: &'c Cst) -> Vec<&'c Cst> {
        let mut members = self.members(cst);
        members.extend(cst.children.iter().filter(|c| matches!(c.kind, Kind::Use)));
        members
    }

    fn use_file(&self, cst: &Cst) -> Option<Use> {
        Some(Use { path: self.string(cst)?, span: cst.span })
    }

    fn declaration(&mut self, cst: &Cst) -> Option<Declaration> {
        Some(match cst.kind {
            Kind::Survey => Declaration::Survey(Box::new(self.survey(cst))),
            Kind::Scale => Declaration::Scale(self.scale(cst)),
            Kind::Codelist => Declaration::CodeList(self.code_list(cst)),
            Kind::TextBlock => Declaration::Text(self.text_block(cst)),
            Kind::Term => Declaration::Term(self.term(cst)),
            Kind::Report => Declaration::Report(Box::new(self.report(cst))),
            Kind::Thresholds => Declaration::Thresholds(self.thresholds(cst)),
            _ => return None,
        })
    }

    /// The edition, which comes first and once.
    fn edition(&mut self, cst: &Cst) -> Option<Spanned<u32>> {
        let line = cst.child(Kind::Edition);
        let first = cst.children.iter().find(|c| !c.kind.is_trivia());
        // A misspelt first line has been reported already.
        if line.is_none() && first.is_some_and(|c| matches!(c.kind, Kind::BadLine | Kind::Masked)) {
            return None;
        }
        let Some(line) = line else {
            self.no_edition(first.map_or(0, |c| c.span.start as usize));
            return None;
        };
        if first.is_some_and(|c| c.span != line.span) {
            let diagnostic = Diagnostic::error(codes::EDITION.code, line.span, "`edition` is not the first line");
            self.diagnostics.push(diagnostic.help("move it to the top of the file"));
        }
        for again in cst.all(Kind::Edition).skip(1) {
            let diagnostic = Diagnostic::error(codes::DUPLICATE_MEMBER.code, again.span, "`edition` stands twice")
                .also(line.span, "first written here")
                .fix(Fix::delete(again.span));
            self.diagnostics.push(diagnostic);
        }
        let edition = self.integer(line)?;
        self.known_edition(&edition);
        Some(edition)
    }

    fn no_edition(&mut self, at: usize) {
        let here = Span::new(self.file, at, at);
        let diagnostic = Diagnostic::error(codes::EDITION.code, here, "the file names no edition")
            .label("before this")
            .help(format!("begin the file with `edition {}`", edition::CURRENT))
            .fix(Fix::insert(here, format!("edition {}\n\n", edition::CURRENT)));
        self.diagnostics.push(diagnostic);
    }

    fn known_edition(&mut self, edition: &Spanned<u32>) {
        if edition::EDITIONS.contains(&edition.value) {
            return;
        }
        let message = format!("there is no edition {}", edition.value);
        let diagnostic = Diagnostic::error(codes::EDITION.code, edition.span, message)
            .help(format!("the newest edition is {}", edition::CURRENT))
            .fix(Fix::replace(edition.span, edition::CURRENT.to_string()));
        self.diagnostics.push(diagnostic);
    }
}
