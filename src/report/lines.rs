//! Lines of figures: a unit's numbers beside those of the benchmarks, exact and printed.

use super::Maker;
use super::answers::{Block, in_order, tone};
use super::compare::{Compared, NoBenchmark};
use super::data::{Data, Number};
use super::document::{Length, Tone};
use super::hist::{Answer, GroupCode, Slice};
use super::tables::Scope;
use super::views::{View, Why, group_name, key, var_of};
use crate::number::Ratio;
use crate::plan::{Benchmark, Measure, Missing, PlanVar, Presentation, VarKind};
use crate::tabulate::figures::{Printed, along, largest_remainder, percentage, print};

/// The distribution of one row: blocks of answers, their counts and shares, and the shares of each benchmark.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) blocks: Vec<Block>,
    pub(super) tones: Vec<Tone>,
    pub(super) counts: Vec<i64>,
    pub(super) n: i64,
    pub(super) own: Vec<Length>,
    pub(super) printed: Vec<Printed>,
    /// Of each block, where it may be told.
    pub(super) benchmarks: Vec<Result<Vec<Option<Length>>, NoBenchmark>>,
}

/// A mean, or another number of a row that is no distribution.
#[derive(Debug)]
pub(super) struct Single {
    pub(super) n: i64,
    pub(super) exact: Option<Ratio>,
    pub(super) own: Length,
    /// Exact and printed.
    pub(super) benchmarks: Vec<Result<(Ratio, Length), NoBenchmark>>,
}

/// One row of a measure: of one group, or of all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'m> {
    pub(super) measure: &'m Measure,
    pub(super) at: i64,
    pub(super) group: Option<GroupCode>,
}

impl<'m> Row<'m> {
    pub(super) fn new(measure: &'m Measure, at: i64) -> Self {
        Self { measure, at, group: None }
    }

    pub(super) fn slice(self) -> Slice {
        Slice { group: self.group, row: Some(self.at) }
    }
}

/// A ratio as text and length on an axis.
pub(super) fn length(ratio: Option<Ratio>, decimals: u8, unit: &str, axis: (Ratio, Ratio)) -> Length {
    let suffix = if ratio.is_some() { unit } else { "" };
    Length {
        text: format!("{}{suffix}", print(ratio, decimals)),
        size: ratio.and_then(|ratio| along(ratio, axis.0, axis.1)).unwrap_or(0),
        interval: None,
    }
}

/// From 0 to 100.
pub(super) fn hundred() -> (Ratio, Ratio) {
    (Ratio::integer(0), Ratio::integer(100))
}

impl Maker<'_> {
    pub(super) fn data(&self, row: Row<'_>) -> Data {
        Data::read(self.tables, row.measure, row.slice(), Scope::One(self.unit))
    }

    pub(super) fn decimals(&self, measure: &Measure, row: i64) -> u8 {
        var_of(self.plan, measure, row).map_or(0, |var| var.kind.decimals())
    }

    pub(super) fn benchmarks(&self, options: &Presentation) -> Vec<&Benchmark> {
        let known = |name: &String| self.plan.benchmarks.iter().find(|benchmark| benchmark.name == *name);
        options.benchmarks.iter().filter_map(known).collect()
    }

    pub(super) fn compared<'c>(&'c self, row: Row<'c>, benchmark: &'c Benchmark) -> Result<Compared<'c>, NoBenchmark> {
        Compared::new(self.tables, row.measure, row.slice(), self.data(row), benchmark)
    }

    /// The answers of a row, in order; of those that are shown only if anyone gave them, what a report prints.
    pub(super) fn domain_of(&self, row: Row<'_>, var: &PlanVar) -> Vec<Answer> {
        if !self.views.safe {
            return Self::domain(row.measure, var, &[&self.tables.behind(row.measure, row.slice()).all]);
        }
        let printed = Data { hist: self.sisters.printed(key(row.measure, row.at).as_ref()), ..Data::default() };
        Self::domain(row.measure, var, &[&self.data(row), &printed])
    }

    /// The blocks that the view of a row tells.
    pub(super) fn blocks_of(&self, row: Row<'_>, var: &PlanVar) -> Result<Vec<Block>, Why> {
        let view = self.views.view(row.measure, row.at);
        if let View::Nothing(why) = view {
            return Err(why);
        }
        let told_group = row.group.is_none_or(|group| self.views.tells_group(row.measure, row.at, group));
        let included = row.measure.base.missing == Missing::Included;
        let domain = self.domain_of(row, var);
        let grouped_view_is_full = row.group.is_none() || view == View::Full;
        let blocks = Self::told(&view, &domain, included).filter(|_| told_group && grouped_view_is_full);
        blocks.map(|blocks| in_order(blocks, &domain)).ok_or(Why::Traceable)
    }

    /// The distribution of a row over blocks that its view tells, or sums of them.
    pub(super) fn shares(&self, row: Row<'_>, var: &PlanVar, blocks: Vec<Block>, options: &Presentation) -> Shares {
        let decimals = options.percent_decimals;
        let data = self.data(row);
        let counts = sums(&data, &blocks);
        let n = data.n;
        let printed = self.percentages(&counts, n, decimals);
        let axis = hundred();
        let size = |count: i64| percentage(count, n).and_then(|ratio| along(ratio, axis.0, axis.1)).unwrap_or(0);
        let text = |printed: &Printed| if n == 0 { printed.to_string() } else { format!("{printed}%") };
        let own = counts.iter().zip(&printed).map(|(count, printed)| Length {
            text: text(printed),
            size: size(*count),
            interval: self.around_share(row, *count, n, decimals),
        });
        let own = own.collect();
        let benchmarks = self.benchmarks(options).into_iter().map(|benchmark| {
            let compared = self.compared(row, benchmark)?;
            if self.views.safe && !compared.counts_may(self.views.minimum.cell, |data| sums(data, &blocks)) {
                return Err(NoBenchmark::Traceable);
            }
            let share = |block: &Block| compared.number(&Number::Share(block.clone()));
            let told: Vec<Option<Length>> = blocks
                .iter()
                .map(|block| self.compares(row, block).then(|| length(share(block), decimals, "%", axis)))
                .collect();
            if told.iter().any(Option::is_some) { Ok(told) } else { Err(NoBenchmark::Traceable) }
        });
        let benchmarks = benchmarks.collect();
        let tones = blocks.iter().enumerate().map(|(at, block)| tone(var, block, at)).collect();
        Shares { tones, counts, n, own, printed, benchmarks, blocks }
    }

    /// Rule 9: whether the share of a block may stand beside that of all, whoever has the reports of all units.
    fn compares(&self, row: Row<'_>, block: &[Answer]) -> bool {
        let key = key(row.measure, row.at);
        let group = row.group.zip(row.measure.group.as_ref());
        !self.views.safe
            || match group {
                None => self.sisters.tells_counts(key.as_ref(), block),
                Some((code, by)) => self.sisters.tells_group(key.as_ref(), &group_name(by), code, true),
            }
    }

    fn compares_mean(&self, row: Row<'_>) -> bool {
        let key = key(row.measure, row.at);
        let group = row.group.zip(row.measure.group.as_ref());
        !self.views.safe
            || match group {
                None => self.sisters.tells_mean(key.as_ref()),
                Some((code, by)) => self.sisters.tells_group(key.as_ref(), &group_name(by), code, false),
            }
    }

    pub(super) fn percentages(&self, counts: &[i64], n: i64, decimals: u8) -> Vec<Printed> {
        if self.plan.rounding.percentages == "largest remainder" && counts.iter().sum::<i64>() == n {
            return largest_remainder(counts, decimals);
        }
        counts.iter().map(|count| print(percentage(*count, n), decimals)).collect()
    }

    /// The mean of a row.
    pub(super) fn mean(&self, row: Row<'_>, options: &Presentation) -> Result<Single, Why> {
        match self.views.view(row.measure, row.at) {
            View::Nothing(why) => return Err(why),
            View::Full | View::Mean => {}
            View::Blocks(_) | View::Options(_) => return Err(Why::Traceable),
        }
        let data = self.data(row);
        if data.moments.0 == 0 {
            return Err(Why::Empty);
        }
        if row.group.is_some_and(|group| !self.views.tells_group(row.measure, row.at, group)) {
            let few = data.moments.0 < self.views.minimum.base;
            return Err(if few { Why::Few } else { Why::Traceable });
        }
        let var = var_of(self.plan, row.measure, row.at);
        let decimals = var.map_or(0, |var| var.kind.decimals());
        let axis = var.and_then(ends).unwrap_or_else(hundred);
        let exact = data.mean(decimals);
        let benchmarks = self.benchmarks(options).into_iter().map(|benchmark| {
            let compared = self.compared(row, benchmark)?;
            let range = var.and_then(super::views::range);
            if self.views.safe && !(compared.mean_may(self.views.minimum.base, range) && self.compares_mean(row)) {
                return Err(NoBenchmark::Traceable);
            }
            let mean = compared.number(&Number::Mean(decimals)).ok_or(NoBenchmark::Traceable)?;
            Ok((mean, length(Some(mean), options.mean_decimals, "", axis)))
        });
        let benchmarks = benchmarks.collect();
        let interval = self.around_mean(row, &data, options.mean_decimals, axis);
        let own = Length { interval, ..length(exact, options.mean_decimals, "", axis) };
        Ok(Single { n: data.moments.0, exact, own, benchmarks })
    }
}

/// The ends of the axis of a mean.
pub(super) fn ends(var: &PlanVar) -> Option<(Ratio, Ratio)> {
    match &var.kind {
        VarKind::Number { min, max, decimals, .. } => {
            Some((Ratio::scaled(*min, *decimals), Ratio::scaled(*max, *decimals)))
        }
        VarKind::OneOf { options, .. } => {
            let codes = || options.iter().filter(|option| !option.missing).map(|option| option.code);
            Some((Ratio::integer(codes().min()?), Ratio::integer(codes().max()?)))
        }
        VarKind::AnyOf { .. } | VarKind::Text { .. } | VarKind::Date { .. } => None,
    }
}

pub(super) fn sums(data: &Data, blocks: &[Block]) -> Vec<i64> {
    blocks.iter().map(|block| data.sum(block)).collect()
}
