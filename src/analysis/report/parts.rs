//! Chapters, sections and texts, with the conditions around them.

use super::Resolver;
use super::guards::ensures;
use crate::analysis::rules::{q0609_unguarded_survey as unguarded, q0613_unnumbered_figure as unnumbered};
use crate::model::{DataCond, Division, Part, Prose, ProseSegment, Quantity, TextPart};
use crate::syntax::ast::{self, Expr};
use crate::text::Span;

/// What stands around a part: conditions as written and as understood, and the chapter's title.
#[derive(Debug, Clone)]
pub(super) struct Around<'a> {
    written: Option<&'a Expr>,
    cond: Option<DataCond>,
    chapter: Option<Span>,
}

impl<'a> Resolver<'a, '_, '_> {
    pub(super) fn parts(&mut self, parts: &'a [ast::Part], around: &mut Vec<Around<'a>>) -> Vec<Part> {
        parts.iter().filter_map(|part| self.part(part, around)).collect()
    }

    fn part(&mut self, part: &'a ast::Part, around: &mut Vec<Around<'a>>) -> Option<Part> {
        let numbered = around.iter().any(|outer| outer.chapter.is_some());
        match part {
            ast::Part::Chapter(division) => Some(Part::Chapter(self.division(division, around, true))),
            ast::Part::Section(division) => Some(Part::Section(self.division(division, around, false))),
            ast::Part::Text(text) => self.text_part(text, around).map(Part::Text),
            ast::Part::Figure(figure) => {
                if !numbered {
                    self.sink.push(unnumbered::error(&figure.name, "figure"));
                }
                self.figure(figure, around).map(|figure| Part::Figure(Box::new(figure)))
            }
            ast::Part::Table(table) => {
                if !numbered {
                    self.sink.push(unnumbered::error(&table.name, "table"));
                }
                self.table(table, around).map(|table| Part::Table(Box::new(table)))
            }
        }
    }

    fn division(&mut self, division: &'a ast::Division, around: &mut Vec<Around<'a>>, chapter: bool) -> Division {
        let when = self.cond(division.when.as_ref());
        let chapter = chapter.then(|| division.title.as_ref().map_or(division.span, |title| title.span));
        around.push(Around { written: division.when.as_ref(), cond: when.clone(), chapter });
        let title = self.guarded_prose(division.title.as_ref(), None, None, around);
        let parts = self.parts(&division.parts, around);
        around.pop();
        let at = division.name.as_ref().map_or(division.span, |name| name.span);
        let origin = self.origins.add(at);
        let name = division.name.as_ref().map(|name| name.value.clone());
        Division { name, title: title.unwrap_or_default(), when, parts, origin }
    }

    fn text_part(&mut self, part: &'a ast::ReportText, around: &[Around<'a>]) -> Option<TextPart> {
        let when = self.cond(part.when.as_ref());
        let text = self.guarded_prose(part.text.as_ref(), part.when.as_ref(), when.as_ref(), around)?;
        let origin = self.origins.add(part.span);
        Some(TextPart { name: part.name.as_ref().map(|name| name.value.clone()), text, when, origin })
    }

    /// A text with what it refers to and speaks of checked against the conditions around it.
    pub(super) fn guarded_prose(
        &mut self,
        text: Option<&'a ast::Text>,
        written: Option<&'a Expr>,
        when: Option<&DataCond>,
        around: &[Around<'a>],
    ) -> Option<Prose> {
        let text = text?;
        let given: Vec<&Expr> = around.iter().filter_map(|outer| outer.written).chain(written).collect();
        let prose = self.prose(text, &given);
        let mut spoken: Vec<usize> = prose.segments.iter().filter_map(survey_of).collect();
        spoken.dedup();
        for index in spoken {
            self.guarded(index, text.span, when, around);
        }
        Some(prose)
    }

    /// What speaks of an optional survey stands under a condition that there are any.
    pub(super) fn guarded(&mut self, survey: usize, span: Span, when: Option<&DataCond>, around: &[Around<'a>]) {
        let Some(used) = self.surveys.get(survey).filter(|used| used.optional) else { return };
        let mut conditions = around.iter().filter_map(|outer| outer.cond.as_ref()).chain(when);
        // A condition that was not understood has been reported; nothing more is said of it.
        let broken = around.iter().any(|outer| outer.written.is_some() && outer.cond.is_none());
        if broken || conditions.any(|cond| ensures(cond, survey)) {
            return;
        }
        let (alias, declared) = (used.alias.clone(), self.origins.span(used.origin));
        let chapter = around.iter().find_map(|outer| outer.chapter);
        self.sink.push(unguarded::error(span, &alias, declared, chapter));
    }
}

/// The survey whose numbers a piece of text tells.
fn survey_of(segment: &ProseSegment) -> Option<usize> {
    match segment {
        ProseSegment::Value { of, .. } => match of {
            Quantity::N(survey) | Quantity::Gross(survey) | Quantity::Net(survey) | Quantity::Rate(survey) => {
                Some(*survey)
            }
            Quantity::Base(item) | Quantity::Mean(item) => Some(item.survey),
            _ => None,
        },
        ProseSegment::Literal(_) | ProseSegment::Reference(_) => None,
    }
}
