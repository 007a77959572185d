//! Intervals beside the numbers of a unit: functions of what its view tells, of the net sample and of the response.
//!
//! A share has one by its count and its base; a mean only where every grade may be told, since the spread of grades tells more
//! than their sum. What is no number of one answer a person has none: benchmarks, scores, sums, iterations, rows taken together.

use super::Maker;
use super::data::Data;
use super::document::{Chart, Content, Grid, INTERVAL, Interval};
use super::figure::dash;
use super::lines::{Row, hundred};
use super::views::{View, key, row_codes};
use crate::number::Ratio;
use crate::plan::{Measure, MeasureKind, Pred};
use crate::tabulate::figures::{self, Frame, LEAST_FOR_MEAN, mean_interval, share_interval};

impl Maker<'_> {
    /// Per survey who could have answered, where that is known.
    pub(super) fn frames(&self) -> Vec<Option<Frame>> {
        let of = |survey: usize, kind: MeasureKind| {
            let wanted = move |measure: &&Measure| {
                measure.survey == survey && measure.kind == kind && measure.base.filter == Pred::Const(true)
            };
            self.plan.measures.iter().find(wanted).map(|measure| measure.id.as_str())
        };
        let frame = |survey: usize| {
            let (sample, responses) = (of(survey, MeasureKind::Sample)?, of(survey, MeasureKind::Responses)?);
            let frame = Frame { net: self.sample(sample, 1), usable: self.responses(responses) };
            (frame.net > 0).then_some(frame)
        };
        (0..self.plan.surveys.len()).map(frame).collect()
    }

    fn frame(&self, row: Row<'_>) -> Option<Frame> {
        self.frames.get(row.measure.survey).copied().flatten()
    }

    /// The interval of a share that is told.
    pub(super) fn around_share(&self, row: Row<'_>, part: i64, n: i64, decimals: u8) -> Option<Interval> {
        let found = share_interval(part, n, self.frame(row)).filter(|_| row.measure.in_loop.is_none())?;
        shown(&found, decimals, "%", hundred())
    }

    /// The interval of a mean that is told.
    pub(super) fn around_mean(
        &self,
        row: Row<'_>,
        data: &Data,
        decimals: u8,
        axis: (Ratio, Ratio),
    ) -> Option<Interval> {
        if row.measure.in_loop.is_some() || self.views.view(row.measure, row.at) != View::Full {
            return None;
        }
        let counted = self.data(self.counted(row)?);
        if counted.hist.moments() != data.moments {
            return None;
        }
        let of_number = self.decimals(row.measure, row.at);
        shown(&mean_interval(&counted.hist.valid(), of_number, axis, self.frame(row))?, decimals, "", axis)
    }

    /// The same answers where the plan counts each of them: the row itself, or that of another measure of the same item, in
    /// the same groups.
    pub(super) fn counted<'r>(&'r self, row: Row<'r>) -> Option<Row<'r>> {
        if row.measure.kind == MeasureKind::Values {
            return Some(row);
        }
        let wanted = key(row.measure, row.at)?;
        let of_groups = |other: &&Measure| row.group.is_none() || other.group == row.measure.group;
        let like = |other: &&Measure| other.kind == MeasureKind::Values && other.survey == row.measure.survey;
        let others = self.plan.measures.iter().filter(like).filter(of_groups);
        let rows = others.flat_map(|other| row_codes(self.plan, other).into_iter().map(move |at| (other, at)));
        let (measure, at) = rows.into_iter().find(|(other, at)| key(other, *at).as_ref() == Some(&wanted))?;
        Some(Row { measure, at, group: row.group })
    }

    /// How intervals are to be read, if there are any.
    pub(super) fn interval_note(&self, contents: &[&Content]) -> Option<String> {
        let charts =
            contents.iter().filter_map(|one| if let Content::Chart { chart, .. } = one { Some(chart) } else { None });
        let mut lengths = charts.flat_map(|chart: &Chart| chart.bars.iter().flat_map(|bar| &bar.parts));
        lengths.any(|length| length.interval.is_some()).then(|| {
            let population = if self.frames.iter().any(Option::is_some) {
                "Hoe meer van de netto steekproef antwoordden, hoe kleiner het interval is (correctie voor een eindige populatie); antwoordde iedereen, dan is er geen."
            } else {
                "Er is gerekend met een onbeperkt grote groep, omdat niet bekend is wie er benaderd zijn."
            };
            format!(
                "Het {INTERVAL} in de tabellen, en de dunne streep bij een staaf, tonen waar een uitkomst waarschijnlijk ligt als iedereen had geantwoord: bij een percentage volgens Wilson, bij een gemiddelde met de t-verdeling. Aanname: wie antwoordde, verschilt niet van wie dat niet deed. {population} Een gemiddelde heeft alleen een interval vanaf {LEAST_FOR_MEAN} antwoorden waarvan de spreiding getoond mag worden."
            )
        })
    }
}

fn shown(interval: &figures::Interval, decimals: u8, unit: &str, axis: (Ratio, Ratio)) -> Option<Interval> {
    let (low, high) = interval.print(decimals)?;
    let (from, to) = interval.along(axis.0, axis.1)?;
    Some(Interval { text: format!("{low}–{high}{unit}"), low: from, high: to })
}

/// The cell of an interval.
pub(super) fn cell(interval: Option<&Interval>) -> String {
    interval.map_or_else(String::new, |interval| interval.text.clone())
}

/// Puts a column of intervals, if there are any, at a place of a table: a cell per row, which a row of dashes goes on.
pub(super) fn add_column(grid: &mut Grid, at: usize, mut cells: Vec<String>) {
    if cells.iter().all(String::is_empty) {
        return;
    }
    cells.resize(grid.rows.len(), String::new());
    grid.head.insert(at, INTERVAL.to_owned());
    for (row, cell) in grid.rows.iter_mut().zip(cells) {
        let closed = row.cells.get(at - 1).is_some_and(|before| *before == dash());
        row.cells.insert(at, if closed { dash() } else { cell });
    }
}
