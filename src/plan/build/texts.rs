//! Texts and data conditions of a report, with measures in the place of names.

use super::super::{DataCond, MeasureKind, Prose, Quantity, Segment};
use super::Builder;
use super::measures::{Wanted, natural_kind};
use crate::model::{self, Content, DataNum, ItemRef, PipeSource, ProseSegment, Reference, Target};

impl Builder<'_> {
    pub(super) fn prose(&mut self, prose: &model::Prose) -> Prose {
        let segments = prose.segments.iter().map(|segment| self.segment(segment)).collect();
        Prose { prose: prose.prose, segments }
    }

    pub(super) fn some_prose(&mut self, prose: Option<&model::Prose>) -> Option<Prose> {
        prose.map(|prose| self.prose(prose))
    }

    fn segment(&mut self, segment: &ProseSegment) -> Segment {
        match segment {
            ProseSegment::Literal(text) => Segment::Text(text.clone()),
            ProseSegment::Value { of, plural: None } => Segment::Value(self.quantity(of)),
            ProseSegment::Value { of, plural: Some(plural) } => Segment::Plural {
                of: self.quantity(of),
                zero: plural.zero.clone().unwrap_or_else(|| plural.many.clone()),
                one: plural.one.clone(),
                many: plural.many.clone(),
            },
            ProseSegment::Reference(reference) => refer(reference),
        }
    }

    pub(super) fn quantity(&mut self, quantity: &model::Quantity) -> Quantity {
        use model::Quantity as From;
        match quantity {
            From::Unit(column) => {
                self.needed_columns.insert(column.clone());
                Quantity::Unit(column.clone())
            }
            From::PeriodStart => Quantity::PeriodStart,
            From::PeriodEnd => Quantity::PeriodEnd,
            From::ReportDate => Quantity::ReportDate,
            From::Title => Quantity::Title,
            From::N(survey) => Quantity::N(self.responses(*survey, None, None)),
            From::Base(item) => Quantity::Base(self.base_of(*item)),
            From::Gross(survey) => Quantity::Gross(self.sample(*survey, None)),
            From::Net(survey) => Quantity::Net(self.sample(*survey, None)),
            From::Rate(survey) => {
                Quantity::Rate { responses: self.responses(*survey, None, None), sample: self.sample(*survey, None) }
            }
            From::Mean(item) => Quantity::Mean(self.item_measure("mean", MeasureKind::Moments, *item)),
            From::Promoter(index) => {
                Quantity::Promoter(self.report.promoters.get(*index).map_or(String::new(), |p| p.name.clone()))
            }
            From::NormTotal(index) => {
                let total = self.report.norm(*index).and_then(|norm| norm.total.as_ref());
                Quantity::NormTotal(total.map_or(crate::number::Decimal::integer(0), |line| line.at_least))
            }
            From::NormGroup(index) => {
                let group = self.report.norm(*index).and_then(|norm| norm.per.first());
                Quantity::NormGroup(group.map_or(crate::number::Decimal::integer(0), |(_, line)| line.at_least))
            }
            From::Entries { count, .. } => Quantity::Entries(*count),
        }
    }

    /// A measure of one item, named after it.
    pub(super) fn item_measure(&mut self, what: &str, kind: MeasureKind, item: ItemRef) -> String {
        let path = self.path(item);
        self.measure(&Wanted::item(format!("{what}.{path}"), kind, item))
    }

    fn base_of(&mut self, item: ItemRef) -> String {
        let Some(survey) = self.survey(item.survey) else { return String::new() };
        let target = self.target_of(item);
        let id = format!("base.{}", self.path(item));
        let kind = natural_kind(survey, target);
        self.measure(&Wanted { target, ..Wanted::item(id, kind, item) })
    }

    /// A loop item counts iterations wherever it is named.
    fn target_of(&self, item: ItemRef) -> Target {
        let of = self.survey(item.survey).and_then(|survey| survey.var(item.var)?.in_loop);
        of.map_or(Target::Item(item), |of| Target::Loop { item, of })
    }

    pub(super) fn cond(&mut self, cond: Option<&model::DataCond>) -> DataCond {
        cond.map_or(DataCond::Const(true), |cond| self.data_cond(cond))
    }

    fn data_cond(&mut self, cond: &model::DataCond) -> DataCond {
        use model::DataCond as From;
        match cond {
            From::Const(truth) => DataCond::Const(*truth),
            From::Not(inner) => DataCond::Not(Box::new(self.data_cond(inner))),
            From::And(parts) => DataCond::All(parts.iter().map(|part| self.data_cond(part)).collect()),
            From::Or(parts) => DataCond::Any(parts.iter().map(|part| self.data_cond(part)).collect()),
            From::Compare { left, op, right } => {
                let left = match left {
                    DataNum::Quantity(quantity) => self.quantity(quantity),
                    DataNum::NWhere { survey, when } => Quantity::N(self.responses(*survey, None, Some(when))),
                };
                DataCond::Compare { left, op: *op, right: *right }
            }
            From::Unit { column, equals } => {
                self.needed_columns.insert(column.clone());
                let equals = equals.clone().unwrap_or_else(|| "ja".to_owned());
                DataCond::Unit { column: column.clone(), equals }
            }
            From::Uses(survey) => {
                DataCond::Uses { responses: self.responses(*survey, None, None), sample: self.sample(*survey, None) }
            }
            From::Published(survey) => DataCond::Published(*survey),
        }
    }

    /// A text of a survey as a text of the report: the unit's field becomes the unit's name, every other pipe its fallback.
    pub(super) fn quoted(&mut self, index: usize, content: &Content) -> Prose {
        let unit = self.report.per.vars.get(index).copied();
        let Some(survey) = self.survey(index) else { return Prose::default() };
        let mut segments = Vec::new();
        for segment in &content.segments {
            let of_unit =
                matches!(segment, model::Segment::Pipe { source: PipeSource::Var(var), .. } if Some(*var) == unit);
            if of_unit {
                self.needed_columns.insert("name".to_owned());
                segments.push(Segment::Value(Quantity::Unit("name".to_owned())));
            } else {
                let alone = Content { prose: content.prose, segments: vec![segment.clone()] };
                let mode = survey.modes.first().copied().unwrap_or(model::Mode::Web);
                segments.push(Segment::Text(crate::phrase::content_in_words(survey, &alone, 0, mode)));
            }
        }
        Prose { prose: content.prose, segments }
    }
}

fn refer(reference: &Reference) -> Segment {
    let (kind, name, to) = match reference {
        Reference::Figure(name) => ("figure", name, None),
        Reference::Figures { first, last } => ("figure", first, Some(last.clone())),
        Reference::Table(name) => ("table", name, None),
        Reference::Chapter(name) => ("chapter", name, None),
        Reference::Section(name) => ("section", name, None),
    };
    Segment::Reference { kind: kind.to_owned(), name: name.clone(), to }
}

/// A text without pipes.
pub(super) fn literal(text: impl Into<String>) -> Prose {
    Prose { prose: false, segments: vec![Segment::Text(text.into())] }
}
