//! Figures with a row per item or group: shares and means.

use super::Maker;
use super::answers::{Block, in_order, joined};
use super::compare::NoBenchmark;
use super::data::Number;
use super::document::{Bar, Chart, ChartKind, Content, Grid, GridRow, INTERVAL, Length, Tone};
use super::figure::{
    MERGED, Made, NO_BENCHMARK, dash, describe, describe_stacked, head, hundred_remark, merged_remark, names_in_words,
    whys,
};
use super::intervals::{add_column, cell};
use super::lines::{Row, Shares, Single, ends, hundred};
use super::views::{View, Why, var_of};
use crate::number::Ratio;
use crate::plan::{Measure, PlanVar, Presentation, VarKind};
use crate::tabulate::figures::print;
use std::collections::BTreeSet;

impl Maker<'_> {
    /// Rows of shares: every row in the blocks that all rows tell.
    pub(super) fn stacked(&self, measures: &[&Measure], options: &Presentation, caption: &str) -> Made {
        let series = self.series(measures);
        let mut rows: Vec<(String, Row<'_>, &PlanVar, Vec<Block>)> = Vec::new();
        let (mut hidden, mut closed) = (Vec::new(), Vec::new());
        for (name, row) in series {
            let Some(var) = var_of(self.plan, row.measure, row.at) else { continue };
            let name = name.unwrap_or_else(|| caption.to_owned());
            match self.blocks_of(row, var) {
                Ok(blocks) => rows.push((name, row, var, blocks)),
                Err(why) => {
                    hidden.push(format!("{name}: niet getoond"));
                    closed.push((name, why));
                }
            }
        }
        let first = closed.first().map_or(Why::Empty, |(_, why)| *why);
        let Some((_, row, var, _)) = rows.first() else { return Made::hidden(self.why(first)) };
        let domain = self.domain_of(*row, var);
        let blocks = in_order(joined(&rows.iter().map(|(.., blocks)| blocks.clone()).collect::<Vec<_>>()), &domain);
        if blocks.len() < 2 {
            return Made::hidden(self.why(Why::Traceable));
        }
        let mut told: Vec<(String, Shares, Option<Ratio>)> = rows
            .iter()
            .map(|(name, row, var, _)| {
                let shares = self.shares(*row, var, blocks.clone(), options);
                let distance = self.distance(*row, var, options);
                (name.clone(), shares, distance)
            })
            .collect();
        if options.sorted != "file" {
            told.sort_by(|(_, _, a), (_, _, b)| b.cmp(a));
        }
        let labels = self.benchmark_labels(options);
        let tones: Vec<Tone> = told.first().map_or(Vec::new(), |(_, shares, _)| shares.tones.clone());
        let names: Vec<String> = tones.iter().map(|tone| tone.label.clone()).collect();
        let mut head = vec!["Onderdeel".to_owned(), "n".to_owned()];
        head.extend(names);
        let mut grid = Grid { head, rows: Vec::new() };
        let mut bars = Vec::new();
        for (name, shares, _) in &told {
            let mut cells = vec![name.clone(), shares.n.to_string()];
            cells.extend(shares.own.iter().map(|length| length.text.clone()));
            grid.rows.push(GridRow::plain(cells));
            if shares.own.iter().any(|length| length.interval.is_some()) {
                let mut cells = vec![INTERVAL.to_owned(), String::new()];
                cells.extend(shares.own.iter().map(|length| cell(length.interval.as_ref())));
                grid.rows.push(GridRow { aside: true, ..GridRow::plain(cells) });
            }
            for (label, benchmark) in labels.iter().zip(&shares.benchmarks) {
                let Ok(lengths) = benchmark else { continue };
                let mut cells = vec![label.clone(), String::new()];
                cells.extend(
                    lengths.iter().map(|length| length.as_ref().map_or_else(dash, |length| length.text.clone())),
                );
                grid.rows.push(GridRow { aside: true, ..GridRow::plain(cells) });
            }
            let benchmark = shares
                .benchmarks
                .first()
                .and_then(|found| found.as_ref().ok())
                .and_then(|found| found.iter().cloned().collect());
            bars.push(Bar {
                label: name.clone(),
                n: Some(shares.n.to_string()),
                parts: shares.own.clone(),
                benchmark: benchmark.unwrap_or_default(),
                norm: None,
            });
        }
        for (name, _) in &closed {
            let mut cells = vec![name.clone(), dash()];
            cells.extend(tones.iter().map(|_| dash()));
            grid.rows.push(GridRow::plain(cells));
        }
        let mut remarks = self.benchmark_remarks(options, told.iter().map(|(_, shares, _)| whys(&shares.benchmarks)));
        remarks.extend(hundred_remark(told.iter().map(|(_, shares, _)| shares.printed.as_slice())));
        remarks.extend(merged_remark(blocks.iter()));
        remarks.extend(
            (!closed.is_empty())
                .then(|| format!("Niet getoond, om de anonimiteit te bewaren: {}.", names_in_words(&closed))),
        );
        hidden.extend(
            remarks.iter().filter(|remark| remark.starts_with(NO_BENCHMARK) || remark.starts_with(MERGED)).cloned(),
        );
        let chart = Chart {
            kind: ChartKind::Stacked,
            title: caption.to_owned(),
            description: describe_stacked(&bars, &tones),
            legend: tones,
            benchmark: labels.first().cloned().filter(|_| bars.iter().any(|bar| !bar.benchmark.is_empty())),
            axis: ("0%".to_owned(), "100%".to_owned()),
            bars,
        };
        let one = told.iter().map(|(_, shares, _)| shares.n).collect::<BTreeSet<_>>();
        let n = if one.len() == 1 && closed.is_empty() { one.first().copied() } else { None };
        Made { content: Content::Chart { chart, table: grid }, n, remarks, hidden }
    }

    /// How far a row's mean is above the first benchmark's, where both are told.
    fn distance(&self, row: Row<'_>, var: &PlanVar, options: &Presentation) -> Option<Ratio> {
        let scored = match &var.kind {
            VarKind::OneOf { scored, .. } => *scored,
            _ => true,
        };
        if !scored || self.views.view(row.measure, row.at) != View::Full {
            return None;
        }
        let number = Number::Mean(0);
        let own = number.of(&self.data(row))?;
        let benchmark = self.benchmarks(options).into_iter().next()?;
        let other = self.compared(row, benchmark).ok()?.number(&number)?;
        own.minus(other)
    }

    /// Means: in total and per group, or per row; with the lines of a norm.
    pub(super) fn means(&self, measures: &[&Measure], options: &Presentation, caption: &str) -> Made {
        let Some(measure) = measures.first() else { return Made::hidden(self.why(Why::Empty)) };
        let mut rows: Vec<(String, Row<'_>, bool)> = Vec::new();
        if measure.group.is_some() && measure.rows.len() == 1 {
            rows.push(("Totaal".to_owned(), Row::new(measure, 0), true));
        }
        let series = self.series(measures);
        rows.extend(series.into_iter().map(|(name, row)| (name.unwrap_or_else(|| self.unit_name()), row, false)));
        let mut told: Vec<(String, Single, bool, Option<Length>)> = Vec::new();
        let (mut closed, mut hidden) = (Vec::new(), Vec::new());
        for (name, row, total) in rows {
            match self.mean(row, options) {
                Ok(single) => {
                    let norm = self.norm_line(row, options);
                    told.push((name, single, total, norm));
                }
                Err(Why::Empty) if row.group.is_some() => {}
                Err(why) => {
                    hidden.push(format!("{name}: niet getoond"));
                    closed.push((name, why));
                }
            }
        }
        if told.is_empty() {
            return Made::hidden(self.why(closed.first().map_or(Why::Empty, |(_, why)| *why)));
        }
        if options.sorted != "file" {
            let distance = |single: &Single| single.exact?.minus(single.benchmarks.first()?.as_ref().ok()?.0);
            told.sort_by_key(|(_, single, ..)| std::cmp::Reverse(distance(single)));
        }
        let labels = self.benchmark_labels(options);
        let has_norm = told.iter().any(|(.., norm)| norm.is_some());
        let mut head = head("Onderdeel", &["n", "Gemiddelde"], &labels);
        head.extend(has_norm.then(|| "Norm".to_owned()));
        let mut grid = Grid { head, rows: Vec::new() };
        let mut bars = Vec::new();
        for (name, single, total, norm) in &told {
            let found =
                |row: &Result<(Ratio, Length), NoBenchmark>| row.as_ref().ok().map(|(_, length)| length.clone());
            let benchmarks: Vec<Option<Length>> = single.benchmarks.iter().map(found).collect();
            let mut cells = vec![name.clone(), single.n.to_string(), single.own.text.clone()];
            cells.extend(benchmarks.iter().map(|found| found.as_ref().map_or_else(dash, |length| length.text.clone())));
            cells.extend(has_norm.then(|| norm.as_ref().map_or_else(dash, |norm| norm.text.clone())));
            grid.rows.push(GridRow { total: *total, ..GridRow::plain(cells) });
            let benchmark = benchmarks.into_iter().next().flatten().into_iter().collect();
            bars.push(Bar {
                label: name.clone(),
                n: Some(single.n.to_string()),
                parts: vec![single.own.clone()],
                benchmark,
                norm: norm.clone(),
            });
        }
        for (name, _) in &closed {
            grid.rows.push(GridRow::plain([vec![name.clone()], vec![dash(); grid.head.len() - 1]].concat()));
        }
        add_column(&mut grid, 3, told.iter().map(|(_, single, ..)| cell(single.own.interval.as_ref())).collect());
        let no_benchmark =
            |single: &Single| single.benchmarks.iter().map(|found| found.as_ref().err().copied()).collect();
        let mut remarks = self.benchmark_remarks(options, told.iter().map(|(_, single, ..)| no_benchmark(single)));
        remarks.extend(self.norm_remarks(options));
        remarks.extend(
            (!closed.is_empty())
                .then(|| format!("Niet getoond, om de anonimiteit te bewaren: {}.", names_in_words(&closed))),
        );
        hidden.extend(remarks.iter().filter(|remark| remark.starts_with(NO_BENCHMARK)).cloned());
        let axis = var_of(self.plan, measure, 0).and_then(ends).unwrap_or_else(hundred);
        let chart = Chart {
            kind: ChartKind::Means,
            title: caption.to_owned(),
            description: describe(&bars, labels.first()),
            legend: Vec::new(),
            benchmark: labels.first().cloned().filter(|_| bars.iter().any(|bar| !bar.benchmark.is_empty())),
            axis: (print(Some(axis.0), 0).to_string(), print(Some(axis.1), 0).to_string()),
            bars,
        };
        let n = told.iter().find(|(_, _, total, _)| *total || told.len() == 1).map(|(_, single, ..)| single.n);
        Made { content: Content::Chart { chart, table: grid }, n, remarks, hidden }
    }
}
