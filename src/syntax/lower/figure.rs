//! Chapters, sections, texts, figures and tables of a report.

use super::Lower;
use super::members::nth_name;
use super::text::is_text;
use crate::diag::{Diagnostic, Fix, nearest};
use crate::syntax::ast::{Division, Figure, FigureOptions, Name, Part, ReportText, Spanned, Table, TableKind, Text};
use crate::syntax::codes;
use crate::syntax::cst::{Cst, Kind};

/// What a figure may be.
const FIGURE_KINDS: &[&str] =
    &["bars", "stacked", "distribution", "mean", "anyof", "grid", "sum", "verbatim", "static"];

impl Lower<'_> {
    pub(super) fn parts(&mut self, members: &[&Cst]) -> Vec<Part> {
        members.iter().filter_map(|m| self.part(m)).collect()
    }

    fn part(&mut self, cst: &Cst) -> Option<Part> {
        Some(match cst.kind {
            Kind::Chapter => Part::Chapter(self.division(cst)),
            Kind::PartSection => Part::Section(self.division(cst)),
            Kind::PartText => Part::Text(self.part_text(cst)),
            Kind::Figure => Part::Figure(Box::new(self.figure(cst))),
            Kind::Table => Part::Table(Box::new(self.table(cst))),
            _ => return None,
        })
    }

    fn division(&mut self, cst: &Cst) -> Division {
        let members = self.members(cst);
        Division {
            title: self.child_text(cst),
            name: self.first_name(cst),
            when: self.header_when(cst),
            parts: self.parts(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    fn part_text(&mut self, cst: &Cst) -> ReportText {
        ReportText {
            name: self.name_before_text(cst),
            text: self.child_text(cst),
            when: self.condition_in(cst, Kind::WhenPart),
            span: cst.span,
        }
    }

    /// The kind of a figure; one that does not exist is reported, and an item that is missing for it.
    fn figure_kind(&mut self, cst: &Cst) -> Option<Name> {
        let kind = self.first_name(cst.child(Kind::FigureKind)?)?;
        if !FIGURE_KINDS.contains(&kind.value.as_str()) {
            let message = format!("there is no kind of figure `{}`", kind.value);
            let diagnostic = Diagnostic::error(codes::UNKNOWN_KIND.code, kind.span, message)
                .label(format!("the kinds are {}", FIGURE_KINDS.join(", ")));
            self.diagnostics.push(match nearest(&kind.value, FIGURE_KINDS.iter().copied()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(Fix::replace(kind.span, near)),
                None => diagnostic,
            });
            return None;
        }
        if kind.value != "static" && cst.child(Kind::OfItem).is_none() && cst.child(Kind::HeaderRest).is_none() {
            self.missing(kind.span, format!("`{}` has no item", kind.value), "add `of` and an item");
        }
        Some(kind)
    }

    fn figure(&mut self, cst: &Cst) -> Figure {
        let members = self.members(cst);
        Figure {
            name: self.name_or_empty(cst),
            kind: self.figure_kind(cst),
            of: cst.child(Kind::OfItem).and_then(|o| self.child_path(o)),
            options: self.figure_options(cst),
            caption: self.plain(&members, "caption"),
            note: self.plain(&members, "note"),
            base: self.plain(&members, "base"),
            from: self.froms(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    fn table(&mut self, cst: &Cst) -> Table {
        let members = self.members(cst);
        Table {
            name: self.name_or_empty(cst),
            kind: self.table_kind(cst),
            options: self.figure_options(cst),
            caption: self.plain(&members, "caption"),
            note: self.plain(&members, "note"),
            from: self.froms(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    fn table_kind(&self, cst: &Cst) -> TableKind {
        if cst.word("response").is_some() {
            return TableKind::Response;
        }
        if let Some(services) = cst.child(Kind::Services) {
            return TableKind::Services(self.first_name(services));
        }
        cst.child(Kind::OfItem).map_or(TableKind::Broken, |of| TableKind::Of(self.child_path(of)))
    }

    fn figure_options(&mut self, cst: &Cst) -> FigureOptions {
        let mut options = FigureOptions::default();
        for part in &cst.children {
            match part.kind {
                Kind::PerItem => self.per_option(part, &mut options),
                Kind::NormName => options.norm = nth_name(part, 0).map(|n| self.name(n)),
                Kind::WherePart => options.filter = self.condition(part),
                Kind::Including => options.including_missing = Some(part.span),
                Kind::Keyword("pooled") => options.pooling = Some(Spanned::new("pooled".to_owned(), part.span)),
                Kind::Sorted => options.sorted_by = self.first_name(part),
                Kind::Quoting => options.quoting_asks = Some(part.span),
                Kind::MinimumN => options.minimum_n = self.integer(part),
                Kind::FileName => options.file = self.string(part),
                Kind::HeaderWhen => options.when = self.condition(part),
                _ => {}
            }
        }
        options
    }

    /// `per wording`, `per mode` and `per wave` say how variants are pooled; any other item is a breakdown.
    fn per_option(&self, cst: &Cst, options: &mut FigureOptions) {
        let Some(path) = self.child_path(cst) else { return };
        let dotted = path.dotted();
        if matches!(dotted.as_str(), "wording" | "mode" | "wave") {
            options.pooling = Some(Spanned::new(dotted, cst.span));
        } else {
            options.per = Some(path);
        }
    }

    /// The text of a line such as `caption "…"`.
    pub(super) fn plain(&self, members: &[&Cst], word: &str) -> Option<Text> {
        let line = members.iter().find(|m| m.kind == Kind::Plain && m.word(word).is_some())?;
        line.children.iter().any(|c| is_text(c.kind)).then(|| self.child_text(line)).flatten()
    }
}
