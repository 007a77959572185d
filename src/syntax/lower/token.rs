//! Names, paths, numbers and dates.

use super::Lower;
use crate::diag::Diagnostic;
use crate::number::{Decimal, DecimalError};
use crate::syntax::ast::{Name, Path, Spanned};
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::{codes, recover};
use crate::text::Span;

impl<'a> Lower<'a> {
    pub(super) fn source_of(&self, cst: &Cst) -> &'a str {
        self.source.at(cst.span)
    }

    /// A name; a bad one in the form that its fix proposes, so that references to it still meet.
    pub(super) fn name(&self, cst: &Cst) -> Name {
        let text = self.source_of(cst);
        let value = if cst.kind == Kind::BadName { recover::proper_name(text) } else { text.to_owned() };
        Name::new(value, cst.span)
    }

    pub(super) fn names(&self, cst: &Cst) -> Vec<Name> {
        cst.children.iter().filter(|c| is_name(c.kind)).map(|c| self.name(c)).collect()
    }

    pub(super) fn first_name(&self, cst: &Cst) -> Option<Name> {
        cst.children.iter().find(|c| is_name(c.kind)).map(|c| self.name(c))
    }

    /// The name of a construct; empty where it is missing, which has been reported.
    pub(super) fn name_or_empty(&self, cst: &Cst) -> Name {
        self.first_name(cst).unwrap_or_else(|| {
            let after = cst.children.first().map_or(cst.span, |keyword| keyword.span.after());
            Name::new(String::new(), after)
        })
    }

    pub(super) fn path(&self, cst: &Cst) -> Path {
        Path { parts: self.names(cst), span: cst.span }
    }

    pub(super) fn child_path(&self, cst: &Cst) -> Option<Path> {
        cst.child(Kind::Path).map(|p| self.path(p))
    }

    pub(super) fn paths(&self, cst: &Cst) -> Vec<Path> {
        cst.all(Kind::Path).map(|p| self.path(p)).collect()
    }

    /// The whole number among the children.
    pub(super) fn integer<T: TryFrom<i64>>(&mut self, cst: &Cst) -> Option<Spanned<T>> {
        let token = cst.child(Kind::Integer)?;
        let value = self.source_of(token).parse::<i64>().ok().and_then(|n| T::try_from(n).ok());
        if value.is_none() {
            self.too_large(token.span);
        }
        Some(Spanned::new(value?, token.span))
    }

    pub(super) fn integer_in<T: TryFrom<i64>>(&mut self, cst: &Cst, kind: Kind) -> Option<Spanned<T>> {
        cst.child(kind).and_then(|part| self.integer(part))
    }

    pub(super) fn decimals_of(&mut self, cst: &Cst) -> Vec<Spanned<Decimal>> {
        let is_number = |c: &&Cst| matches!(c.kind, Kind::Number | Kind::BadNumber | Kind::Percentage);
        let numbers: Vec<&Cst> = cst.children.iter().filter(is_number).collect();
        numbers.into_iter().filter_map(|c| self.decimal(c)).collect()
    }

    /// A number token or a percentage. A bad one has been reported; its likely meaning is taken.
    pub(super) fn decimal(&mut self, cst: &Cst) -> Option<Spanned<Decimal>> {
        if cst.kind == Kind::Percentage {
            let inner = cst.children.iter().find(|c| matches!(c.kind, Kind::Number | Kind::BadNumber))?;
            return self.decimal(inner);
        }
        let text = self.source_of(cst);
        if cst.kind == Kind::BadNumber {
            return Decimal::parse(&text.replace(',', ".")).ok().map(|d| Spanned::new(d, cst.span));
        }
        match Decimal::parse(text) {
            Ok(value) => Some(Spanned::new(value, cst.span)),
            Err(DecimalError::TooManyDecimals) => {
                let message = format!("`{text}` has more than {} decimals", Decimal::MAX_DECIMALS);
                self.diagnostics.push(Diagnostic::error(codes::BAD_NUMBER.code, cst.span, message));
                None
            }
            Err(DecimalError::TooLarge | DecimalError::NotANumber) => {
                self.too_large(cst.span);
                None
            }
        }
    }

    fn too_large(&mut self, span: Span) {
        let text = self.source.at(span);
        let message = format!("the number `{text}` is out of range");
        self.diagnostics.push(Diagnostic::error(codes::BAD_NUMBER.code, span, message));
    }

    /// A date; one in another order (reported) as it is meant.
    pub(super) fn date(&self, cst: &Cst) -> String {
        let text = self.source_of(cst);
        recover::iso(text).unwrap_or_else(|| text.to_owned())
    }

    pub(super) fn dates(&self, cst: &Cst) -> Option<(Spanned<String>, Spanned<String>)> {
        let is_date = |c: &&Cst| matches!(c.kind, Kind::Date | Kind::BadDate);
        let mut dates = cst.children.iter().filter(is_date).map(|d| Spanned::new(self.date(d), d.span));
        Some((dates.next()?, dates.next()?))
    }
}

pub(super) fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::Name | Kind::BadName)
}
