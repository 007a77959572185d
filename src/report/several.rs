//! Figures of more than one answer a person: any-of, sums, open answers.

use super::Maker;
use super::compare::NoBenchmark;
use super::data::Number;
use super::document::{Bar, Chart, ChartKind, Content, Grid, GridRow, Length};
use super::figure::{Made, dash, describe, head, names_in_words};
use super::hist::total;
use super::intervals::{add_column, cell};
use super::lines::{Row, hundred, length};
use super::tables::Scope;
use super::views::{View, Why, key, row_codes, var_of};
use crate::number::Ratio;
use crate::plan::{Measure, Presentation, QueryKind};
use crate::tabulate::figures::{percentage, print};

impl Maker<'_> {
    /// Any of several: per option the share of those to whom it was offered.
    pub(super) fn any_of(&self, measures: &[&Measure], options: &Presentation, caption: &str) -> Made {
        let Some(row) = self.series(measures).into_iter().map(|(_, row)| row).next() else {
            return Made::hidden(self.why(Why::Empty));
        };
        let Some(var) = var_of(self.plan, row.measure, row.at) else { return Made::hidden(self.why(Why::Empty)) };
        let view = self.views.view(row.measure, row.at);
        if let View::Nothing(why) = view {
            return Made::hidden(self.why(why));
        }
        let data = self.data(row);
        let labels = self.benchmark_labels(options);
        let decimals = options.percent_decimals;
        let compared: Vec<_> =
            self.benchmarks(options).into_iter().map(|benchmark| self.compared(row, benchmark)).collect();
        let mut grid = Grid { head: head("Antwoord", &["Aantal", "Aandeel"], &labels), rows: Vec::new() };
        let (mut bars, mut closed, mut whys) = (Vec::new(), Vec::new(), Vec::new());
        let mut intervals = Vec::new();
        for option in var.kind.options() {
            let Some((offered, chosen)) = data.options.get(&option.code).copied() else { continue };
            if matches!(&view, View::Options(open) if !open.contains(&option.code)) {
                closed.push((option.label.clone(), Why::Traceable));
                grid.rows
                    .push(GridRow::plain([vec![option.label.clone()], vec![dash(); grid.head.len() - 1]].concat()));
                intervals.push(String::new());
                continue;
            }
            let interval = self.around_share(row, chosen, offered, decimals);
            let own = Length { interval, ..length(percentage(chosen, offered), decimals, "%", hundred()) };
            intervals.push(cell(own.interval.as_ref()));
            let of = |data: &super::data::Data| data.options.get(&option.code).copied().unwrap_or((0, 0));
            let benchmarks: Vec<Result<Length, NoBenchmark>> = compared
                .iter()
                .map(|compared| {
                    let compared = compared.as_ref().map_err(|why| *why)?;
                    let parts = |data: &super::data::Data| {
                        let (offered, chosen) = of(data);
                        vec![chosen, offered - chosen]
                    };
                    let told = || self.sisters.tells_option(key(row.measure, row.at).as_ref(), option.code);
                    if self.views.safe && !(compared.counts_may(self.views.minimum.cell, parts) && told()) {
                        return Err(NoBenchmark::Traceable);
                    }
                    Ok(length(compared.number(&Number::Chosen(option.code)), decimals, "%", hundred()))
                })
                .collect();
            let mut cells = vec![option.label.clone(), chosen.to_string(), own.text.clone()];
            cells.extend(
                benchmarks.iter().map(|found| found.as_ref().map_or_else(|_| dash(), |length| length.text.clone())),
            );
            grid.rows.push(GridRow::plain(cells));
            whys.push(benchmarks.iter().map(|found| found.as_ref().err().copied()).collect());
            let benchmark = benchmarks.into_iter().next().and_then(Result::ok).into_iter().collect();
            bars.push(Bar { label: option.label.clone(), n: None, parts: vec![own], benchmark, norm: None });
        }
        if bars.is_empty() {
            return Made::hidden(self.why(Why::Traceable));
        }
        add_column(&mut grid, 3, intervals);
        let mut remarks = vec!["Meer dan één antwoord was mogelijk; de percentages tellen niet op tot 100.".to_owned()];
        remarks.extend(self.benchmark_remarks(options, whys.into_iter()));
        remarks.extend(
            (!closed.is_empty())
                .then(|| format!("Niet getoond, om de anonimiteit te bewaren: {}.", names_in_words(&closed))),
        );
        let hidden = remarks.iter().skip(1).cloned().collect();
        let chart = Chart {
            kind: ChartKind::Bars,
            title: caption.to_owned(),
            description: describe(&bars, labels.first()),
            legend: Vec::new(),
            benchmark: labels.first().cloned().filter(|_| bars.iter().any(|bar| !bar.benchmark.is_empty())),
            axis: ("0%".to_owned(), "100%".to_owned()),
            bars,
        };
        Made { content: Content::Chart { chart, table: grid }, n: Some(data.n), remarks, hidden }
    }

    /// Sums, per iteration of a loop or per row.
    pub(super) fn sums(&self, measure: &Measure, caption: &str) -> Made {
        let (mut told, mut closed) = (Vec::new(), Vec::new());
        for row in row_codes(self.plan, measure) {
            let (n, sum) = self.data(Row::new(measure, row)).moments;
            let label = self.row_label(measure, row);
            match self.views.view(measure, row) {
                View::Full | View::Mean if n > 0 => {
                    told.push((label, n, Ratio::scaled(sum, self.decimals(measure, row))))
                }
                View::Nothing(Why::Empty) | View::Full | View::Mean => {}
                View::Nothing(why) => closed.push((label, why)),
                View::Blocks(_) | View::Options(_) => closed.push((label, Why::Traceable)),
            }
        }
        if told.is_empty() {
            return Made::hidden(self.why(closed.first().map_or(Why::Empty, |(_, why)| *why)));
        }
        let most = told.iter().map(|(.., sum)| *sum).max().unwrap_or_else(|| Ratio::integer(0));
        let axis = (Ratio::integer(0), most);
        let decimals = row_codes(self.plan, measure).first().map_or(0, |row| self.decimals(measure, *row));
        let mut grid =
            Grid { head: vec!["Onderdeel".to_owned(), "Antwoorden".to_owned(), "Som".to_owned()], rows: Vec::new() };
        let mut bars = Vec::new();
        for (label, n, sum) in told {
            let own = length(Some(sum), decimals, "", axis);
            grid.rows.push(GridRow::plain(vec![label.clone(), n.to_string(), own.text.clone()]));
            bars.push(Bar { label, n: Some(n.to_string()), parts: vec![own], benchmark: Vec::new(), norm: None });
        }
        for (label, _) in &closed {
            grid.rows.push(GridRow::plain(vec![label.clone(), dash(), dash()]));
        }
        let mut remarks: Vec<String> = Vec::new();
        let mut n = None;
        if measure.in_loop.is_some() && closed.is_empty() {
            let counts = self.tables.counts(&measure.id, QueryKind::Iterations, Scope::One(self.unit));
            let (answers, people) = (total(&counts, None, 0), total(&counts, None, 1));
            remarks.push(format!("{answers} antwoorden van {people} respondenten."));
            n = Some(people);
        }
        remarks.extend(
            (!closed.is_empty())
                .then(|| format!("Niet getoond, om de anonimiteit te bewaren: {}.", names_in_words(&closed))),
        );
        let hidden = closed.iter().map(|(label, _)| format!("{label}: niet getoond")).collect();
        let chart = Chart {
            kind: ChartKind::Bars,
            title: caption.to_owned(),
            description: describe(&bars, None),
            legend: Vec::new(),
            benchmark: None,
            axis: ("0".to_owned(), print(Some(most), decimals).to_string()),
            bars,
        };
        Made { content: Content::Chart { chart, table: grid }, n, remarks, hidden }
    }

    pub(super) fn verbatim(&self, measure: &Measure) -> Made {
        if let View::Nothing(why) = self.views.view(measure, 0) {
            let open = self.views.minimum.open;
            let few = format!("Open antwoorden worden pas getoond vanaf {open} antwoorden.");
            return Made::hidden(if why == Why::Few { few } else { self.why(why) });
        }
        let mut texts: Vec<String> =
            self.tables.texts(&measure.id, self.unit).iter().map(|(_, text)| text.clone()).collect();
        texts.sort();
        let n = i64::try_from(texts.len()).ok();
        if texts.is_empty() {
            return Made::hidden(self.why(Why::Empty));
        }
        Made { content: Content::Texts { texts }, n, remarks: Vec::new(), hidden: Vec::new() }
    }
}
