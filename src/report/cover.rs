//! Cover and front matter.

use super::Maker;
use super::answers::{Block, in_order, joined, tone};
use super::data::Number;
use super::document::{Bar, Chart, ChartKind, Cover, Front, Grade, Grid, GridRow, Length, Split, Strength};
use super::figure::{MERGED, describe_stacked};
use super::hist::{Answer, Slice};
use super::lines::{Row, hundred, length};
use super::safety::fits;
use super::views::{View, row_codes, var_of};
use crate::number::{Ratio, date_in_dutch, parse_date};
use crate::plan::{Measure, PlanVar, Presentation, Provinces, StrengthItem, Strengths};
use crate::tabulate::figures::{mean_of_blocks, misses_hundred, percentage};

impl Maker<'_> {
    /// How numbers outside figures are shown.
    pub(super) fn presentation(&self) -> Presentation {
        Presentation {
            norm: None,
            pooling: "none".to_owned(),
            sorted: "file".to_owned(),
            quoting_asks: false,
            minimum_n: None,
            benchmarks: self.plan.benchmarks.iter().map(|benchmark| benchmark.name.clone()).collect(),
            percent_decimals: self.plan.rounding.split_decimals,
            mean_decimals: self.plan.rounding.grade_decimals,
        }
    }

    pub(super) fn cover(&self) -> Cover {
        let cover = &self.plan.cover;
        let named = |name: &String| self.plan.strengths.iter().find(|strengths| strengths.name == *name);
        Cover {
            grade: cover.grade.as_ref().and_then(|id| self.cover_grade(id)),
            split: cover.split.as_ref().and_then(|id| self.split(id)),
            strengths: cover.strengths.iter().filter_map(named).filter_map(|one| self.strength(one)).collect(),
            provinces: self.provinces(),
        }
    }

    fn cover_grade(&self, id: &str) -> Option<Grade> {
        let measure = self.plan.measure(id)?;
        let label = var_of(self.plan, measure, 0).map_or_else(String::new, |var| self.plain(&var.label));
        let single = match self.mean(Row::new(measure, 0), &self.presentation()) {
            Ok(single) => single,
            Err(why) => {
                self.hide("Omslag: cijfer", &self.why(why));
                return Some(Grade { label, value: "–".to_owned(), n: None, interval: None, benchmark: None });
            }
        };
        let first = self.plan.benchmarks.first().map(|benchmark| self.plain(&benchmark.label));
        let other = single.benchmarks.into_iter().next().and_then(Result::ok).map(|(_, length)| length.text);
        let interval = single.own.interval.map(|interval| interval.text);
        Some(Grade {
            label,
            value: single.own.text,
            n: Some(single.n.to_string()),
            interval,
            benchmark: first.zip(other),
        })
    }

    /// All rows of a measure taken together, in the blocks that every row tells (rule 8).
    fn split(&self, id: &str) -> Option<Split> {
        let measure = self.plan.measure(id)?;
        let rows: Vec<(Row<'_>, &PlanVar)> = row_codes(self.plan, measure)
            .into_iter()
            .filter_map(|at| Some((Row::new(measure, at), var_of(self.plan, measure, at)?)))
            .collect();
        let told: Result<Vec<Vec<Block>>, _> = rows.iter().map(|(row, var)| self.blocks_of(*row, var)).collect();
        let told = match told {
            Ok(told) => told,
            Err(why) => {
                self.hide("Omslag: verdeling", &self.why(why));
                return None;
            }
        };
        let (first, var) = rows.first()?;
        let domain = self.domain_of(*first, var);
        let blocks = in_order(joined(&told), &domain);
        if blocks.len() < 2 {
            self.hide("Omslag: verdeling", &self.why(super::views::Why::Traceable));
            return None;
        }
        let data: Vec<_> = rows.iter().map(|(row, _)| self.data(*row)).collect();
        let counts: Vec<i64> = blocks.iter().map(|block| data.iter().map(|data| data.sum(block)).sum()).collect();
        let n: i64 = data.iter().map(|data| data.n).sum();
        let decimals = self.plan.rounding.split_decimals;
        let printed = self.percentages(&counts, n, decimals);
        let lengths = counts.iter().zip(&printed).map(|(count, printed)| Length {
            text: format!("{printed}%"),
            size: length(percentage(*count, n), 1, "", hundred()).size,
            interval: None,
        });
        let legend: Vec<_> = blocks.iter().enumerate().map(|(at, block)| tone(var, block, at)).collect();
        let label = self.split_label(measure);
        let bars = vec![Bar {
            label: label.clone(),
            n: Some(n.to_string()),
            parts: lengths.collect(),
            benchmark: Vec::new(),
            norm: None,
        }];
        let mut remarks = Vec::new();
        if rows.len() > 1 {
            remarks.push(format!("{n} antwoorden op {} vragen samen.", rows.len()));
        }
        remarks.extend(
            misses_hundred(&printed).then(|| "Door afronding tellen de percentages niet op tot 100.".to_owned()),
        );
        remarks.extend(
            blocks.iter().any(|block| block.len() > 1).then(|| format!("{MERGED}, om de anonimiteit te bewaren.")),
        );
        let cells = |at: usize, name: &str| {
            let bar = bars.first().and_then(|bar| bar.parts.get(at)).map_or_else(String::new, |part| part.text.clone());
            GridRow::plain(vec![name.to_owned(), bar])
        };
        let table = Grid {
            head: vec!["Antwoord".to_owned(), "Aandeel".to_owned()],
            rows: legend.iter().enumerate().map(|(at, tone)| cells(at, &tone.label)).collect(),
        };
        let chart = Chart {
            kind: ChartKind::Stacked,
            title: label.clone(),
            description: describe_stacked(&bars, &legend),
            legend,
            benchmark: None,
            axis: ("0%".to_owned(), "100%".to_owned()),
            bars,
        };
        Some(Split { label, chart, table, remarks })
    }

    /// The caption of a figure on the same rows, else the labels of the rows.
    fn split_label(&self, measure: &Measure) -> String {
        let same = |id: &String| {
            self.plan.measure(id).is_some_and(|other| other.rows == measure.rows && other.survey == measure.survey)
        };
        let figure = self.plan.figures.iter().find(|figure| figure.measures.iter().any(same));
        let rows = || measure.rows.len();
        match figure {
            Some(figure) => self.plain(&figure.caption),
            None if rows() == 1 => self.row_label(measure, 0),
            None => {
                let labels: Vec<String> =
                    row_codes(self.plan, measure).into_iter().map(|row| self.row_label(measure, row)).collect();
                crate::phrase::list_in_words(&labels, "en")
            }
        }
    }

    fn strength(&self, strengths: &Strengths) -> Option<Strength> {
        let mut found: Vec<(Ratio, usize, String)> = Vec::new();
        for (at, item) in strengths.items.iter().enumerate() {
            if let Some(distance) = self.above(strengths, item) {
                found.push((distance, at, self.plain(&item.label)));
            }
        }
        found.sort_by(|(a, at, _), (b, bt, _)| b.cmp(a).then(at.cmp(bt)));
        found.truncate(strengths.at_most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)));
        let label = self.plain(&strengths.label);
        let points = if found.len() == 1 { "het volgende punt" } else { "de volgende punten" };
        let verb = if label.to_lowercase().starts_with("de medewerkers") { "scoren" } else { "scoort" };
        let lead = format!("{label} {verb} relatief goed op {points}:");
        (!found.is_empty()).then(|| Strength {
            label,
            lead,
            items: found.into_iter().map(|(.., label)| label).collect(),
        })
    }

    /// How far an item is above the benchmark, if it is far enough and rests on enough answers. What is told of an item is
    /// what decides: of merged answers the lowest that they can mean.
    fn above(&self, strengths: &Strengths, item: &StrengthItem) -> Option<Ratio> {
        let benchmark = self.plan.benchmarks.first()?;
        let measure = self.plan.measure(&item.measure)?;
        let row = Row::new(measure, 0);
        let decimals = self.decimals(measure, 0);
        let number = if strengths.by_share {
            let both = item.codes.iter().flat_map(|code| [Answer::Valid(*code), Answer::Missing(*code)]);
            Number::Share(both.collect())
        } else {
            Number::Mean(decimals)
        };
        let view = self.views.view(measure, 0);
        let (n, own) = match &view {
            View::Full => (self.data(row).n, number.of(&self.data(row))?),
            View::Mean if !strengths.by_share => (self.data(row).n, number.of(&self.data(row))?),
            View::Blocks(blocks) => self.least(measure, blocks, strengths.by_share.then_some(&item.codes))?,
            View::Mean | View::Options(_) | View::Nothing(_) => return None,
        };
        let other = self.compared(row, benchmark).ok()?.number(&number)?;
        let distance = own.minus(other)?;
        let enough = strengths.minimum.is_none_or(|least| n >= i64::from(least));
        let far = strengths.distance.is_none_or(|least| distance >= least.ratio()) && distance > Ratio::integer(0);
        (enough && far).then_some(distance)
    }

    /// The least mean, or share of codes, that merged counts can have; with the number of answers in them.
    fn least(&self, measure: &Measure, blocks: &[Block], codes: Option<&Vec<i64>>) -> Option<(i64, Ratio)> {
        let data = self.data(self.counted(Row::new(measure, 0))?);
        let lowest = |block: &Block| {
            block.iter().filter_map(|a| if let Answer::Valid(code) = a { Some(*code) } else { None }).min()
        };
        let counted: Vec<(i64, i64)> =
            blocks.iter().filter_map(|block| Some((lowest(block)?, data.sum(block)))).collect();
        let n: i64 = counted.iter().map(|(_, n)| n).sum();
        let inside = |block: &&Block| {
            block.iter().all(|a| matches!(a, Answer::Valid(code) if codes.is_some_and(|codes| codes.contains(code))))
        };
        let value = match codes {
            None => mean_of_blocks(&counted)?,
            Some(_) => percentage(blocks.iter().filter(inside).map(|block| data.sum(block)).sum(), n)?,
        };
        Some((n, value))
    }

    fn provinces(&self) -> Vec<String> {
        match &self.plan.cover.provinces {
            None => Vec::new(),
            Some(Provinces::Column(column)) => {
                let names = self.column(column).split('|').map(str::trim).filter(|name| !name.is_empty());
                names.map(str::to_owned).collect()
            }
            Some(Provinces::Measure(id)) => {
                let Some(measure) = self.plan.measure(id) else { return Vec::new() };
                let data =
                    super::data::Data::read(self.tables, measure, Slice::row(0), super::tables::Scope::One(self.unit));
                let Some(var) = var_of(self.plan, measure, 0) else { return Vec::new() };
                let cell = if self.views.safe { self.views.minimum.cell } else { 1 };
                let many = |n: i64| n > 0 && fits([n], cell);
                let options =
                    var.kind.options().iter().filter(|option| many(data.hist.count(Answer::Valid(option.code))));
                options.map(|option| option.label.clone()).collect()
            }
        }
    }

    pub(super) fn front(&self) -> Front {
        let front = &self.plan.front;
        let date = parse_date(self.column("report_date"));
        let last = front.comment_days.zip(date).map(|(days, date)| date_in_dutch(date + i64::from(days)));
        Front {
            status: front.status.as_ref().map(|text| self.runs(text)),
            disclaimers: front.disclaimers.iter().map(|(language, text)| (language.clone(), self.runs(text))).collect(),
            header: front.header.as_ref().map(|text| self.runs(text)),
            contact: front.contact.as_ref().map(|text| self.runs(text)),
            comment: last.map(|day| format!("Reageren op dit rapport kan tot en met {day}.")),
        }
    }
}
