//! Texts of a report: what stands between braces, and what is left over.

use super::Resolver;
use super::conds::FUNCTIONS;
use super::guards;
use super::names::Named;
use crate::analysis::build::{Inclusions, literal};
use crate::analysis::rules::{
    q0201_unknown_name as unknown_block, q0210_text_cycle as cycle, q0336_text_too_long_written_out as too_long,
    q0517_term_against_glossary as term, q0601_unknown_in_report as unknown, q0606_leftover_placeholder as leftover,
    q0608_incomplete_norm as incomplete, q0611_typed_number as typed, q0612_open_plural as plural,
    q0614_dangling_reference as dangling, q0621_pointed_reference as pointed,
};
use crate::model::{Plural, Prose, ProseSegment, Quantity, Reference};
use crate::syntax::ast::{self, Expr, Name, Path, Pipe, PipeSource};
use crate::text::Span;
use crate::words;

/// How a pipe of a report can begin.
const SOURCES: [&str; 16] = [
    "unit.name",
    "unit.place",
    "period.start",
    "period.end",
    "report.date",
    "report.title",
    "n(…)",
    "rate(…)",
    "promoter.…",
    "norm.…",
    "figure.…",
    "figures.…",
    "table.…",
    "chapter.…",
    "section.…",
    "text.…",
];

impl Resolver<'_, '_, '_> {
    /// A text. `given`: the conditions under which it is printed.
    pub(super) fn prose(&mut self, text: &ast::Text, given: &[&Expr]) -> Prose {
        let mut prose = Prose { prose: text.prose, segments: Vec::new() };
        self.expand(text, given, &mut Inclusions::default(), &mut prose);
        prose
    }

    fn expand(&mut self, text: &ast::Text, given: &[&Expr], inside: &mut Inclusions, prose: &mut Prose) {
        prose.prose |= text.prose;
        for segment in &text.segments {
            match segment {
                ast::Segment::Literal(literal) => {
                    inside.add(&literal.value);
                    self.wording(&literal.value, literal.span);
                    push_literal(prose, &literal.value);
                }
                ast::Segment::Pipe(pipe) => match block_name(pipe) {
                    Some(name) => self.include(name, pipe, given, inside, prose),
                    None => prose.segments.extend(self.pipe(pipe, given)),
                },
            }
        }
    }

    /// `{text.NAME}`: its words without qualifier.
    fn include(&mut self, name: &Name, pipe: &Pipe, given: &[&Expr], inside: &mut Inclusions, prose: &mut Prose) {
        let scope = self.scopes.of_file(pipe.span.file);
        let Some(block) = scope.and_then(|scope| scope.texts.get(name.value.as_str()).copied()) else {
            let known = scope.map(|scope| scope.texts.keys().copied());
            self.sink.push(unknown_block::text_block(name, known.into_iter().flatten()));
            return;
        };
        if inside.holds(block.name.span) {
            self.sink.push(cycle::error(name, block.name.span));
            return;
        }
        self.uses.shared(pipe.span.file, &block.name);
        let said = block.says.iter().find(|said| said.qualifiers.is_empty()).or(block.says.first());
        if let (true, Some(said)) = (inside.enter(block.name.span), said) {
            self.expand(&said.text, given, inside, prose);
        }
        if inside.leave() {
            self.sink.push(too_long::error(name, block.name.span));
        }
    }

    /// What is left over in the words themselves.
    fn wording(&mut self, text: &str, span: Span) {
        for found in words::placeholders(text) {
            let at = self.place(span, text, &found.range);
            self.sink.push(leftover::literal(at, &found.why));
        }
        for found in words::typed_reference(text) {
            let at = self.place(span, text, &found.range);
            self.sink.push(typed::error(at, &found.why));
        }
        for found in words::pointed_reference(text) {
            let at = self.place(span, text, &found.range);
            self.sink.push(pointed::warning(at, text.get(found.range.clone()).unwrap_or_default()));
        }
        for found in words::unresolved_plural(text) {
            let at = self.place(span, text, &found.range);
            let written = text.get(found.range.clone()).unwrap_or_default();
            self.sink.push(plural::error(at, written, &found.why));
        }
        self.glossary(text, span);
    }

    /// Words that the glossary in scope of the report replaces; an entry for some wordings is about a questionnaire.
    fn glossary(&mut self, text: &str, span: Span) {
        let scope = self.scope;
        let said: Vec<(String, Vec<String>)> = scope
            .terms
            .values()
            .filter(|term| term.only.is_none())
            .map(|term| {
                self.uses.shared(self.ast.name.span.file, &term.name);
                let preferred = term.preferred.as_ref().map(literal).unwrap_or_default();
                (preferred, term.instead_of.iter().map(literal).collect())
            })
            .collect();
        let terms: Vec<words::Term<'_>> = said
            .iter()
            .map(|(preferred, instead_of)| words::Term {
                preferred,
                instead_of: instead_of.iter().map(String::as_str).collect(),
            })
            .collect();
        for found in words::terms(text, &terms) {
            let at = self.place(span, text, &found.range);
            self.sink.push(term::in_report(at, &found));
        }
    }

    /// The place of a piece of a literal in its source: exact where the words stand there as they are, else the literal.
    fn place(&self, span: Span, text: &str, range: &std::ops::Range<usize>) -> Span {
        let source = self.files.sources.slice(span);
        let (before, piece) =
            (text.get(..range.start).unwrap_or_default(), text.get(range.clone()).unwrap_or_default());
        let earlier = before.matches(piece).count();
        match source.match_indices(piece).nth(earlier).filter(|_| !piece.is_empty()) {
            Some((at, _)) => {
                let start = span.start as usize + at;
                Span::new(span.file, start, start + piece.len())
            }
            None => span,
        }
    }

    fn pipe(&mut self, pipe: &Pipe, given: &[&Expr]) -> Option<ProseSegment> {
        for alternative in &pipe.alternatives {
            self.wording(&alternative.value, alternative.span);
        }
        let reference = match &pipe.source {
            PipeSource::Broken => return None,
            PipeSource::Range { first, last } => Some(self.range(first, last, given)?),
            PipeSource::Path(path) => self.reference(path, given)?,
            PipeSource::Call { .. } => None,
        };
        if let Some(reference) = reference {
            if !pipe.alternatives.is_empty() {
                return self.fault(leftover::no_number(pipe.span, &shown(&pipe.source)));
            }
            return Some(ProseSegment::Reference(reference));
        }
        let of = match &pipe.source {
            PipeSource::Call { function, argument } => self.called(pipe, function, argument)?,
            PipeSource::Path(path) => self.named_quantity(pipe, path)?,
            PipeSource::Range { .. } | PipeSource::Broken => return None,
        };
        let plural = self.forms(pipe, &of)?;
        Some(ProseSegment::Value { of, plural })
    }

    /// Two or three forms by number; none without any. The outer none is a fault.
    fn forms(&mut self, pipe: &Pipe, of: &Quantity) -> Option<Option<Plural>> {
        let word = |at: usize| pipe.alternatives.get(at).map(|text| text.value.clone()).unwrap_or_default();
        match pipe.alternatives.len() {
            0 => Some(None),
            _ if !of.is_count() => self.fault(leftover::no_number(pipe.span, &shown(&pipe.source))),
            2 => Some(Some(Plural { zero: None, one: word(0), many: word(1) })),
            3 => Some(Some(Plural { zero: Some(word(0)), one: word(1), many: word(2) })),
            found => self.fault(leftover::alternatives(pipe.span, found)),
        }
    }

    fn called(&mut self, pipe: &Pipe, function: &Name, argument: &Path) -> Option<Quantity> {
        match function.value.as_str() {
            "count" => self.entries(argument),
            known if FUNCTIONS.contains(&known) => self.quantity(function, argument),
            _ => self.fault(leftover::unknown(pipe.span, &shown(&pipe.source), FUNCTIONS)),
        }
    }

    /// `count(diensten)`: entries of a code list in the wave of the first survey that has it.
    fn entries(&mut self, path: &Path) -> Option<Quantity> {
        let name = path.parts.first().filter(|_| path.parts.len() == 1);
        let lists = (0..self.surveys.len()).filter_map(|index| self.survey(index)).flat_map(|survey| &survey.lists);
        let found = lists.clone().find(|list| list.name.as_deref() == name.map(|name| name.value.as_str()));
        match (found, name) {
            (Some(list), Some(name)) => {
                let count = list.options.iter().filter(|option| !option.missing).count();
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                Some(Quantity::Entries { list: name.value.clone(), count })
            }
            _ => {
                let known: Vec<&str> = lists.filter_map(|list| list.name.as_deref()).collect();
                self.fault(unknown::at(path.span, &path.dotted(), "code list", known))
            }
        }
    }

    fn named_quantity(&mut self, pipe: &Pipe, path: &Path) -> Option<Quantity> {
        let parts: Vec<&str> = path.parts.iter().map(|part| part.value.as_str()).collect();
        match (parts.as_slice(), path.parts.as_slice()) {
            (["unit", _], [_, column]) => self.column(column).map(Quantity::Unit),
            (["period", "start"], _) => Some(Quantity::PeriodStart),
            (["period", "end"], _) => Some(Quantity::PeriodEnd),
            (["report", "date"], _) => Some(Quantity::ReportDate),
            (["report", "title"], _) => Some(Quantity::Title),
            (["promoter", _], [_, name]) => self.promoter_named(name).map(Quantity::Promoter),
            (["norm", _, line], [_, name, _]) => self.norm_line_named(pipe, name, line),
            _ => self.fault(leftover::unknown(pipe.span, &path.dotted(), SOURCES)),
        }
    }

    fn norm_line_named(&mut self, pipe: &Pipe, name: &Name, line: &str) -> Option<Quantity> {
        let index = self.norm_named(name)?;
        let norm = self.ast.norms.get(index)?;
        match line {
            "total" if norm.total.is_some() => Some(Quantity::NormTotal(index)),
            // That it has no total has been reported at the norm.
            "total" => None,
            "group" if !norm.per.is_empty() => Some(Quantity::NormGroup(index)),
            "group" => self.fault(incomplete::no_group(pipe.span, &name.value)),
            _ => self.fault(leftover::unknown(pipe.span, &shown(&pipe.source), ["norm.…"])),
        }
    }

    /// A reference; the outer none is a fault, the inner one is no reference.
    fn reference(&mut self, path: &Path, given: &[&Expr]) -> Option<Option<Reference>> {
        let [kind, name] = path.parts.as_slice() else { return Some(None) };
        let known = match kind.value.as_str() {
            "figure" => &self.names.figures,
            "table" => &self.names.tables,
            "chapter" => &self.names.chapters,
            "section" => &self.names.sections,
            _ => return Some(None),
        };
        let Some(named) = known.get(name.value.as_str()).cloned() else {
            let names: Vec<&str> = known.keys().copied().collect();
            return self.fault(unknown::error(name, &kind.value, names));
        };
        self.there(path.span, &kind.value, &name.value, &named, given);
        let name = name.value.clone();
        Some(Some(match kind.value.as_str() {
            "figure" => Reference::Figure(name),
            "table" => Reference::Table(name),
            "chapter" => Reference::Chapter(name),
            _ => Reference::Section(name),
        }))
    }

    /// What is referred to is in the report whenever the text is.
    fn there(&mut self, span: Span, kind: &str, name: &str, named: &Named<'_>, given: &[&Expr]) {
        if let Some(missing) = guards::missing(given, &named.when) {
            self.sink.push(dangling::error(span, kind, name, missing.span));
        }
    }

    /// `figures.a..b`
    fn range(&mut self, first: &Path, last: &Name, given: &[&Expr]) -> Option<Reference> {
        let [kind, from] = first.parts.as_slice() else {
            return self.fault(leftover::unknown(first.span, &first.dotted(), ["figures.…"]));
        };
        if kind.value != "figures" {
            return self.fault(leftover::unknown(first.span, &first.dotted(), ["figures.…"]));
        }
        let mut ends = Vec::new();
        for name in [from, last] {
            let Some(named) = self.names.figures.get(name.value.as_str()).cloned() else {
                let names: Vec<&str> = self.names.figures.keys().copied().collect();
                return self.fault(unknown::error(name, "figure", names));
            };
            self.there(name.span, "figure", &name.value, &named, given);
            ends.push(named.order);
        }
        if matches!(ends.as_slice(), [first, last] if first > last) {
            return self.fault(dangling::range(last.span, &from.value, &last.value));
        }
        Some(Reference::Figures { first: from.value.clone(), last: last.value.clone() })
    }
}

/// `NAME` of `{text.NAME}`.
fn block_name(pipe: &Pipe) -> Option<&Name> {
    match &pipe.source {
        PipeSource::Path(path) => match path.parts.as_slice() {
            [first, name] if first.value == "text" => Some(name),
            _ => None,
        },
        PipeSource::Call { .. } | PipeSource::Range { .. } | PipeSource::Broken => None,
    }
}

/// As it is written between the braces.
fn shown(source: &PipeSource) -> String {
    match source {
        PipeSource::Path(path) => path.dotted(),
        PipeSource::Call { function, argument } => format!("{}({})", function.value, argument.dotted()),
        PipeSource::Range { first, last } => format!("{}..{}", first.dotted(), last.value),
        PipeSource::Broken => String::new(),
    }
}

fn push_literal(prose: &mut Prose, text: &str) {
    match prose.segments.last_mut() {
        Some(ProseSegment::Literal(before)) => before.push_str(text),
        _ => prose.segments.push(ProseSegment::Literal(text.to_owned())),
    }
}
