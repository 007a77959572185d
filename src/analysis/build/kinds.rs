//! Kinds of answer: lists looked up, ranges and decimals made exact.

use super::Builder;
use crate::analysis::{is_broken, rules};
use crate::model::{Kind, ListId};
use crate::number::{Decimal, parse_date};
use crate::syntax::ast::{self, Name, Spanned};

/// A number's range as integers × 10^-decimals.
pub(super) struct Range {
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) decimals: u8,
}

/// One more than the largest integer that every back end holds exactly.
pub(crate) const EXACT: i64 = 1_000_000_000_000_000;

impl<'a> Builder<'a, '_> {
    /// The kind of a question or of the rows of a grid; none where it is missing or broken.
    pub(super) fn item_kind(
        &mut self,
        name: &Name,
        kind: Option<&'a ast::Kind>,
        options: &'a [ast::Opt],
    ) -> Option<Kind> {
        match kind? {
            ast::Kind::OneOf { list, .. } => {
                Some(Kind::OneOf { list: self.options_list(name, list.as_ref(), options, true)? })
            }
            ast::Kind::AnyOf { list, at_most, .. } => {
                let list = self.options_list(name, list.as_ref(), options, true)?;
                let at_most = self.at_most(list, at_most.as_ref());
                Some(Kind::AnyOf { list, at_most })
            }
            kind @ ast::Kind::Number { unit, .. } => {
                let missing = self.missing_list(name, options);
                let range = self.range(kind, name)?;
                self.missing_outside(name, missing, &range);
                let unit = unit.as_ref().map(super::literal);
                Some(Kind::Number { min: range.min, max: range.max, decimals: range.decimals, unit, missing })
            }
            ast::Kind::Text { long, max, .. } => {
                let missing = self.missing_list(name, options);
                Some(Kind::Text { long: *long, max: self.text_length(*long, max.as_ref()), missing })
            }
            ast::Kind::Date { range, .. } => {
                let missing = self.missing_list(name, options);
                let (min, max) = self.dates(range.as_ref())?;
                Some(Kind::Date { min, max, missing })
            }
        }
    }

    /// The kind of a sample field: no any-of, no missing options.
    pub(super) fn field_kind(&mut self, field: &'a ast::Field) -> Option<Kind> {
        let name = &field.name;
        let kind = field.kind.as_ref()?;
        match kind {
            ast::Kind::OneOf { list: Some(list), .. } => Some(Kind::OneOf { list: self.named_list(list, false)? }),
            ast::Kind::OneOf { list: None, span } | ast::Kind::AnyOf { span, .. } => {
                self.sink.push(rules::q0322_bad_field::kind(name, *span));
                None
            }
            ast::Kind::Number { unit, .. } => {
                let Range { min, max, decimals } = self.range(kind, name)?;
                Some(Kind::Number { min, max, decimals, unit: unit.as_ref().map(super::literal), missing: None })
            }
            ast::Kind::Text { long, max, .. } => {
                Some(Kind::Text { long: *long, max: self.text_length(*long, max.as_ref()), missing: None })
            }
            ast::Kind::Date { range, .. } => {
                let (min, max) = self.dates(range.as_ref())?;
                Some(Kind::Date { min, max, missing: None })
            }
        }
    }

    /// The kind of a computed item; a number's range may still follow from its formula.
    pub(super) fn computed_kind(&mut self, computed: &'a ast::Computed) -> Option<Kind> {
        let name = &computed.name;
        match &computed.kind {
            Some(ast::Kind::OneOf { list, .. }) => {
                Some(Kind::OneOf { list: self.options_list(name, list.as_ref(), &computed.options, false)? })
            }
            Some(kind @ ast::Kind::Number { range, decimals, unit, .. }) => {
                let range = match range {
                    Some(_) => self.range(kind, name)?,
                    None => {
                        let decimals = self.decimals(decimals.as_ref())?;
                        Range { min: 1 - EXACT, max: EXACT - 1, decimals }
                    }
                };
                let unit = unit.as_ref().map(super::literal);
                Some(Kind::Number { min: range.min, max: range.max, decimals: range.decimals, unit, missing: None })
            }
            Some(other) => {
                self.sink.push(rules::q0322_bad_field::computed_kind(name, other.span()));
                None
            }
            None => None,
        }
    }

    fn options_list(
        &mut self,
        name: &Name,
        list: Option<&'a Name>,
        options: &'a [ast::Opt],
        with_missing: bool,
    ) -> Option<ListId> {
        match list {
            Some(list) => self.named_list(list, with_missing),
            None => Some(self.inline_list(name, options, with_missing)),
        }
    }

    /// `at most n`, where n fits the number of options that can be ticked together.
    fn at_most(&mut self, list: ListId, at_most: Option<&Spanned<u32>>) -> Option<u32> {
        let at_most = at_most?;
        let options = self.lists.get(list).map_or(&[][..], |list| &list.options);
        let together = options.iter().filter(|option| !option.alone).count();
        if at_most.value == 0 || at_most.value as usize > together {
            self.sink.push(rules::q0318_at_most_too_large::error(at_most, together));
        }
        Some(at_most.value)
    }

    fn text_length(&mut self, long: bool, max: Option<&Spanned<u32>>) -> u32 {
        if let Some(none) = max.filter(|max| max.value == 0) {
            self.sink.push(rules::q0318_at_most_too_large::no_room(none));
        }
        max.map_or(if long { 2000 } else { 200 }, |max| max.value)
    }

    fn decimals(&mut self, decimals: Option<&Spanned<u32>>) -> Option<u8> {
        let Some(written) = decimals else { return Some(0) };
        let small = u8::try_from(written.value).ok().filter(|d| *d <= Decimal::MAX_DECIMALS);
        if small.is_none() {
            self.sink.push(rules::q0307_decimals_do_not_fit::too_many(written));
        }
        small
    }

    /// The range of a number, which every number but a computed one has.
    fn range(&mut self, kind: &ast::Kind, name: &Name) -> Option<Range> {
        let ast::Kind::Number { range, decimals, span, .. } = kind else { return None };
        let Some((low, high)) = range else {
            if !is_broken(self.sink, *span) {
                self.sink.push(rules::q0321_number_without_range::error(name, *span));
            }
            return None;
        };
        let decimals = self.decimals(decimals.as_ref())?;
        let min = self.bound(low, decimals)?;
        let max = self.bound(high, decimals)?;
        if min > max {
            self.sink.push(rules::q0306_min_above_max::error(low.span.to(high.span)));
            return None;
        }
        Some(Range { min, max, decimals })
    }

    fn bound(&mut self, bound: &Spanned<Decimal>, decimals: u8) -> Option<i64> {
        if bound.value.needed_decimals() > decimals {
            self.sink.push(rules::q0307_decimals_do_not_fit::bound(bound, decimals));
            return None;
        }
        let units = bound.value.at(decimals).filter(|units| units.abs() < EXACT);
        if units.is_none() {
            self.sink.push(rules::q0308_exactness_overflow::bound(bound.span, decimals));
        }
        units
    }

    /// Missing codes lie outside the range, so that an export can hold both in one column.
    fn missing_outside(&mut self, number: &Name, list: Option<ListId>, range: &Range) {
        let options = list.and_then(|list| self.lists.get(list)).map_or(&[][..], |list| &list.options);
        for option in options {
            let inside =
                Decimal::integer(option.code).at(range.decimals).is_some_and(|c| (range.min..=range.max).contains(&c));
            if inside {
                let place = self.origins.span(option.origin);
                let most = Decimal::new(range.max, range.decimals).at(0);
                self.sink.push(rules::q0312_bad_missing_code::in_range(number, option, place, most));
            }
        }
    }

    fn dates(&mut self, range: Option<&(Spanned<String>, Spanned<String>)>) -> Option<(Option<i64>, Option<i64>)> {
        let Some((low, high)) = range else { return Some((None, None)) };
        // A day that does not exist has been reported by the parser.
        let (min, max) = (parse_date(&low.value)?, parse_date(&high.value)?);
        if min > max {
            self.sink.push(rules::q0306_min_above_max::error(low.span.to(high.span)));
            return None;
        }
        Some((Some(min), Some(max)))
    }
}
