//! Texts and conditions of the report with the unit's own numbers.

use super::Maker;
use super::data::Data;
use super::document::Run;
use super::hist::{Slice, total};
use super::number::Place;
use super::tables::Scope;
use super::views::{View, Why, row_codes, var_of};
use crate::model::CmpOp;
use crate::number::{Ratio, date_in_dutch, parse_date};
use crate::plan::{DataCond, MeasureKind, Part, Pred, Prose, Quantity, QueryKind, Segment};
use crate::tabulate::figures::{percentage, print};

/// A quantity of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) text: String,
    /// Bounds of the exact value, both the same where it is told; none where there is no number.
    bounds: Option<(Ratio, Ratio)>,
}

impl Amount {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), bounds: None }
    }

    fn ratio(ratio: Option<Ratio>, decimals: u8, unit: &str) -> Self {
        let printed = print(ratio, decimals);
        let unit = if ratio.is_some() { unit } else { "" };
        Self { text: format!("{printed}{unit}"), bounds: ratio.map(|ratio| (ratio, ratio)) }
    }

    fn count(n: i64) -> Self {
        Self { text: n.to_string(), bounds: Some((Ratio::integer(n), Ratio::integer(n))) }
    }

    /// Only bounds are told.
    fn between(low: i64, high: i64, text: String) -> Self {
        Self { text, bounds: Some((Ratio::integer(low), Ratio::integer(high))) }
    }

    fn one(&self) -> Option<Ratio> {
        self.bounds.filter(|(low, high)| low == high).map(|(low, _)| low)
    }
}

impl Maker<'_> {
    /// Whether a part is in the report of this unit.
    pub(super) fn stands(&self, part: &Part) -> bool {
        let when = match part {
            Part::Chapter(division) | Part::Section(division) => &division.when,
            Part::Text { when, .. } => when,
            Part::Figure { figure } => match self.plan.figures.iter().find(|known| known.name == *figure) {
                Some(figure) => &figure.when,
                None => return false,
            },
            Part::Table { table } => match self.plan.tables.iter().find(|known| known.name == *table) {
                Some(table) => &table.when,
                None => return false,
            },
        };
        self.holds(when) == Some(true)
    }

    /// True, false, or not told.
    fn holds(&self, cond: &DataCond) -> Option<bool> {
        match cond {
            DataCond::Const(truth) => Some(*truth),
            DataCond::Not(inner) => self.holds(inner).map(|truth| !truth),
            DataCond::All(parts) => {
                let all: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part)).collect();
                if all.contains(&Some(false)) {
                    Some(false)
                } else {
                    all.iter().all(|t| *t == Some(true)).then_some(true)
                }
            }
            DataCond::Any(parts) => {
                let all: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part)).collect();
                if all.contains(&Some(true)) {
                    Some(true)
                } else {
                    all.iter().all(|t| *t == Some(false)).then_some(false)
                }
            }
            DataCond::Compare { left, op, right } => {
                self.amount(left).bounds.map_or(Some(false), |bounds| compare(bounds, *op, right.ratio()))
            }
            DataCond::Unit { column, equals } => Some(self.column(column) == equals),
            DataCond::Uses { responses, sample } => Some(self.responses(responses) > 0 || self.sample(sample, 1) > 0),
            DataCond::Published(survey) => Some(self.published(*survey)),
        }
    }

    pub(super) fn column(&self, column: &str) -> &str {
        self.row.get(column).map_or("", String::as_str)
    }

    pub(super) fn responses(&self, measure: &str) -> i64 {
        total(&self.tables.counts(measure, QueryKind::Responses, Scope::One(self.unit)), None, 0)
    }

    /// Whether anybody said who was approached. Without that gross, net and rate are not known, rather than zero.
    pub(super) fn knows_sample(&self) -> bool {
        let samples = self.plan.measures.iter().filter(|measure| measure.kind == MeasureKind::Sample);
        let mut all = samples.map(|measure| self.tables.units(&measure.id, QueryKind::Sample).next().is_some());
        all.any(|known| known)
    }

    /// Gross (0) or net (1).
    pub(super) fn sample(&self, measure: &str, at: usize) -> i64 {
        total(&self.tables.counts(measure, QueryKind::Sample, Scope::One(self.unit)), None, at)
    }

    pub(super) fn amount(&self, quantity: &Quantity) -> Amount {
        let rounding = &self.plan.rounding;
        match quantity {
            Quantity::Unit(column) => Amount::text(self.column(column)),
            Quantity::PeriodStart => Amount::text(self.period_end(|period| &period.start)),
            Quantity::PeriodEnd => Amount::text(self.period_end(|period| &period.end)),
            Quantity::ReportDate => Amount::text(dutch_date(self.column("report_date"))),
            Quantity::Title => Amount::text(self.plain(&self.plan.title)),
            Quantity::N(id) => self.count_of(id),
            Quantity::Base(id) => self.base_of(id),
            Quantity::Gross(_) | Quantity::Net(_) if !self.knows_sample() => Amount::text("een onbekend aantal"),
            Quantity::Rate { .. } if !self.knows_sample() => Amount::text("onbekende hoogte"),
            Quantity::Gross(id) => Amount::count(self.sample(id, 0)),
            Quantity::Net(id) => Amount::count(self.sample(id, 1)),
            Quantity::Rate { responses, sample } => {
                let rate = percentage(self.responses(responses), self.sample(sample, 1));
                Amount::ratio(rate, rounding.rate_decimals, "%")
            }
            Quantity::Mean(id) => self.mean_of(id),
            Quantity::Promoter(name) => match self.promoter(name) {
                Some(score) => Amount::ratio(score, rounding.promoter_decimals, ""),
                None => Amount::text(NOT_SHOWN),
            },
            Quantity::NormTotal(line) | Quantity::NormGroup(line) => {
                let decimals = line.needed_decimals();
                Amount::ratio(Some(line.ratio()), decimals, "")
            }
            Quantity::Entries(count) => Amount::count(i64::from(*count)),
        }
    }

    fn period_end(&self, of: impl Fn(&crate::plan::Period) -> &String) -> String {
        self.plan.period.as_ref().map_or(String::new(), |period| dutch_date(of(period)))
    }

    /// Usable responses; with a limit they are told only by bounds.
    fn count_of(&self, id: &str) -> Amount {
        let n = self.responses(id);
        let Some(measure) = self.plan.measure(id) else { return Amount::count(n) };
        if measure.base.filter == Pred::Const(true) || !self.views.safe {
            return Amount::count(n);
        }
        let whole = |other: &&crate::plan::Measure| {
            other.survey == measure.survey
                && other.kind == MeasureKind::Responses
                && other.base.filter == Pred::Const(true)
        };
        let all = self.plan.measures.iter().find(whole).map_or(n, |other| self.responses(&other.id));
        Amount::between(0, all.max(1), NOT_SHOWN.to_owned())
    }

    /// The base of an item, over the rows of its measure.
    fn base_of(&self, id: &str) -> Amount {
        let Some(measure) = self.plan.measure(id) else { return Amount::count(0) };
        let rows = row_codes(self.plan, measure);
        let n =
            rows.iter().map(|row| Data::read(self.tables, measure, Slice::row(*row), Scope::One(self.unit)).n).sum();
        let closed = rows.iter().find_map(|row| match self.views.view(measure, *row) {
            View::Nothing(why) if why != Why::Empty => Some(why),
            _ => None,
        });
        let base = self.views.minimum.base;
        match closed {
            None => Amount::count(n),
            Some(Why::Few) if rows.len() == 1 => {
                // What an answer leads to may have been asked of nobody.
                let led = var_of(self.plan, measure, 0).is_some_and(|var| !var.route.is_empty());
                Amount::between(i64::from(!led), base - 1, format!("minder dan {base}"))
            }
            Some(_) => Amount::between(1, i64::MAX >> 1, NOT_SHOWN.to_owned()),
        }
    }

    fn mean_of(&self, id: &str) -> Amount {
        let Some(measure) = self.plan.measure(id) else { return Amount::text(NOT_SHOWN) };
        match self.views.view(measure, 0) {
            View::Full | View::Mean => {
                let data = Data::read(self.tables, measure, Slice::row(0), Scope::One(self.unit));
                Amount::ratio(data.mean(self.decimals(measure, 0)), self.plan.rounding.grade_decimals, "")
            }
            View::Nothing(Why::Empty) => Amount::ratio(None, 0, ""),
            View::Blocks(_) | View::Options(_) | View::Nothing(_) => Amount::text(NOT_SHOWN),
        }
    }

    /// A text without markup and links.
    pub(super) fn plain(&self, prose: &Prose) -> String {
        let text = |run: Run| match run {
            Run::Text(text) | Run::Value(text) => text,
            Run::Link { label, .. } => label,
        };
        tidy(&self.runs(prose).into_iter().map(text).collect::<String>())
    }

    pub(super) fn runs(&self, prose: &Prose) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for segment in &prose.segments {
            let start = starts_sentence(&runs);
            match segment {
                Segment::Text(text) => runs.push(Run::Text(text.clone())),
                Segment::Value(quantity) => runs.push(Run::Value(self.amount(quantity).text)),
                Segment::Plural { of, zero, one, many } => runs.push(Run::Text(self.plural(of, zero, one, many))),
                Segment::Reference { kind, name, to } => runs.extend(self.reference(kind, name, to.as_deref(), start)),
            }
        }
        runs
    }

    fn plural(&self, of: &Quantity, zero: &str, one: &str, many: &str) -> String {
        let amount = self.amount(of);
        let form = match amount.one() {
            Some(number) if number == Ratio::integer(0) => zero,
            Some(number) if number == Ratio::integer(1) => one,
            _ => many,
        };
        form.replace('#', &amount.text)
    }

    /// "figuur 3.1", "figuren 3.1 tot en met 3.3".
    fn reference(&self, kind: &str, name: &str, to: Option<&str>, start: bool) -> Vec<Run> {
        let (one, many) = match kind {
            "figure" => ("figuur", "figuren"),
            "table" => ("tabel", "tabellen"),
            "chapter" => ("hoofdstuk", "hoofdstukken"),
            _ => ("paragraaf", "paragrafen"),
        };
        let word = |word: &str| if start { capital(word) } else { word.to_owned() };
        let link = |label: String, place: &Place| Run::Link { label, anchor: place.anchor.clone() };
        let places = match to {
            None => self.numbers.place(kind, name).into_iter().collect(),
            Some(last) => self.numbers.range(kind, name, last),
        };
        match places.as_slice() {
            [] => vec![Run::Text(format!("{} die niet in dit rapport staat", word(one)))],
            [only] => vec![link(format!("{}\u{a0}{}", word(one), only.number), only)],
            [first, .., last] => {
                let between = if places.len() == 2 { " en " } else { " tot en met " };
                let first = link(format!("{}\u{a0}{}", word(many), first.number), first);
                vec![first, Run::Text(between.to_owned()), link(last.number.clone(), last)]
            }
        }
    }
}

/// In the place of a number that is not printed.
pub(super) const NOT_SHOWN: &str = "niet getoond";

/// Whether all values between the bounds stand so to `right`; none where some do and some do not.
fn compare((low, high): (Ratio, Ratio), op: CmpOp, right: Ratio) -> Option<bool> {
    let at = |value: Ratio| op.holds(value.cmp(&right));
    let inside = low < right && right < high;
    match op {
        CmpOp::Equal | CmpOp::NotEqual if inside => None,
        _ => (at(low) == at(high)).then(|| at(low)),
    }
}

fn starts_sentence(runs: &[Run]) -> bool {
    match runs.last() {
        None => true,
        Some(Run::Text(text)) => {
            text.trim_end().ends_with(['.', '!', '?', ':'])
                && text.ends_with([' ', '\n'])
                && !text.trim_end().ends_with(':')
        }
        Some(Run::Value(_) | Run::Link { .. }) => false,
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// "31 augustus 2023"; what is no date stays as it is.
pub(super) fn dutch_date(text: &str) -> String {
    parse_date(text).map_or_else(|| text.to_owned(), date_in_dutch)
}

/// One line, without double spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
