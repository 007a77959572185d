//! Types of answers.

use super::Lower;
use crate::syntax::ast;
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    /// The type in a header; `None` where it is missing or unknown, which has been reported.
    pub(super) fn answer(&mut self, cst: &Cst) -> Option<ast::Kind> {
        let answer = cst.child(Kind::AnswerType)?.children.first()?;
        let span = answer.span;
        Some(match answer.kind {
            Kind::OneOf => ast::Kind::OneOf { list: self.first_name(answer), span },
            Kind::AnyOf => {
                ast::Kind::AnyOf { list: self.first_name(answer), at_most: self.integer_in(answer, Kind::AtMost), span }
            }
            Kind::NumberAnswer => self.number_answer(answer),
            Kind::TextAnswer => {
                ast::Kind::Text { long: answer.word("long").is_some(), max: self.integer_in(answer, Kind::Max), span }
            }
            Kind::DateAnswer => {
                ast::Kind::Date { range: answer.child(Kind::DateRange).and_then(|r| self.dates(r)), span }
            }
            _ => return None,
        })
    }

    fn number_answer(&mut self, cst: &Cst) -> ast::Kind {
        let mut bounds = cst.child(Kind::Range).map(|r| self.decimals_of(r)).unwrap_or_default().into_iter();
        let range = bounds.next().zip(bounds.next());
        let decimals = self.integer_in(cst, Kind::Decimals);
        ast::Kind::Number { range, decimals, unit: self.text_in(cst, Kind::Unit), span: cst.span }
    }
}
