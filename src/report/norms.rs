//! Norms with their second count, promoter scores and publication.

use super::Maker;
use super::document::Length;
use super::hist::{Answer, Hist};
use super::lines::{Row, ends, length};
use super::tables::Scope;
use super::views::{View, Why, var_of};
use crate::number::Ratio;
use crate::plan::{Correction, Group, Measure, MeasureKind, Norm, NormLine, Pred, Presentation, PromoterFormula, QueryKind};
use crate::tabulate::figures::{corrected, meets, net_share, print, publishes};

impl Maker<'_> {
    fn norm(&self, options: &Presentation) -> Option<&Norm> {
        let name = options.norm.as_ref()?;
        self.plan.norms.iter().find(|norm| norm.name == *name)
    }

    /// The line of the norm for a row of a mean.
    pub(super) fn norm_line(&self, row: Row<'_>, options: &Presentation) -> Option<Length> {
        let norm = self.norm(options)?;
        let line = match (row.group, &row.measure.group) {
            (None, _) => norm.total.as_ref()?,
            (Some(_), Some(Group::Item(path))) => &norm.per.iter().find(|per| per.item == *path)?.line,
            (Some(_), _) => return None,
        };
        let axis = var_of(self.plan, row.measure, row.at).and_then(ends)?;
        Some(length(Some(line.at_least.ratio()), line.at_least.needed_decimals(), "", axis))
    }

    /// Whether the unit meets the norm, in total and per group, with both values where the second count matters.
    pub(super) fn norm_remarks(&self, options: &Presentation) -> Vec<String> {
        let Some(norm) = self.norm(options) else { return Vec::new() };
        let mut remarks = Vec::new();
        if let (Some(line), Some(measure)) = (&norm.total, self.plan.measure(&norm.measure)) {
            remarks.extend(self.judged("In totaal", Row::new(measure, 0), line, norm.correct.as_ref()));
        }
        for per in &norm.per {
            let Some(measure) = self.plan.measure(&per.measure) else { continue };
            for (code, label) in self.group_labels(measure) {
                let row = Row { group: Some(code), ..Row::new(measure, 0) };
                remarks.extend(self.judged(&label, row, &per.line, norm.correct.as_ref()));
            }
        }
        remarks
    }

    fn judged(&self, label: &str, row: Row<'_>, line: &NormLine, rule: Option<&Correction>) -> Option<String> {
        let decimals = self.plan.rounding.grade_decimals;
        let single = self.mean(row, &self.presentation()).ok()?;
        let at_least = print(Some(line.at_least.ratio()), line.at_least.needed_decimals());
        let mean = print(single.exact, decimals);
        let head = format!("{label}: gemiddeld {mean}, norm {at_least}");
        if meets(line, single.exact, decimals)? {
            return Some(format!("{head}: voldoet."));
        }
        let Some(rule) = rule else { return Some(format!("{head}: voldoet niet.")) };
        if self.views.safe && self.views.view(row.measure, row.at) != View::Full {
            return Some(format!(
                "{head}: voldoet niet. De tweede telling wordt hier niet afgedrukt, omdat cijfers van enkele personen herleidbaar zouden zijn."
            ));
        }
        let second = corrected(rule, &self.data(row).hist.valid(), self.decimals(row.measure, row.at));
        let (below, to) = (
            print(Some(rule.below.ratio()), rule.below.needed_decimals()),
            print(Some(rule.to.ratio()), rule.to.needed_decimals()),
        );
        Some(match second {
            None => format!("{head}: voldoet niet. De tweede telling geldt hier niet."),
            Some(second) => {
                let outcome = if meets(line, Some(second), decimals)? { "voldoet alsnog" } else { "voldoet niet" };
                format!(
                    "{head}: voldoet niet. Tweede telling, waarin elk cijfer onder {below} als {to} telt: gemiddeld {}: {outcome}.",
                    print(Some(second), decimals)
                )
            }
        })
    }

    /// A promoter score: none where it is not told, an empty ratio for zero by zero.
    pub(super) fn promoter(&self, name: &str) -> Option<Option<Ratio>> {
        let promoter = self.plan.promoters.iter().find(|promoter| promoter.name == name)?;
        let measure = self.plan.measure(&promoter.measure)?;
        let view = self.views.view(measure, 0);
        let data = self.data(Row::new(measure, 0));
        let whole = self.responses(&promoter.responses);
        match &promoter.formula {
            PromoterFormula::Share { plus, minus } if measure.kind == MeasureKind::Options => {
                let chosen = |codes: &[i64]| codes.iter().filter_map(|code| data.options.get(code)).map(|(_, chosen)| chosen).sum();
                (view == View::Full).then(|| net_share(chosen(plus), chosen(minus), whole))
            }
            PromoterFormula::Share { plus, minus } => {
                if view == View::Nothing(Why::Empty) && whole == 0 {
                    return Some(None);
                }
                let told = |codes: &[i64]| tells(&view, codes);
                let count = |codes: &[i64]| count_of(&data.hist, codes);
                (told(plus) && told(minus)).then(|| net_share(count(plus), count(minus), whole))
            }
            PromoterFormula::Nps { promoters, detractors } => {
                let sum = |test: &dyn Fn(i64) -> bool| {
                    data.hist.valid().iter().filter(|(value, _)| test(*value)).map(|(_, n)| n).sum::<i64>()
                };
                let (plus, minus) = (sum(&|value| value >= *promoters), sum(&|value| value <= *detractors));
                (view == View::Full).then(|| net_share(plus, minus, data.moments.0))
            }
        }
    }

    /// Whether the grade of a survey may be published.
    pub(super) fn published(&self, survey: usize) -> bool {
        let of = |kind: MeasureKind| {
            let wanted = move |measure: &&Measure| {
                measure.survey == survey && measure.kind == kind && measure.base.filter == Pred::Const(true)
            };
            self.plan.measures.iter().find(wanted).map(|measure| measure.id.as_str())
        };
        let n = of(MeasureKind::Responses).map_or(0, |id| self.responses(id));
        let net = of(MeasureKind::Sample).map_or(0, |id| self.sample(id, 1));
        self.may_publish(survey, None, net, n)
    }

    pub(super) fn may_publish(&self, survey: usize, group: Option<i64>, net: i64, n: i64) -> bool {
        self.plan.publish.as_ref().is_some_and(|publish| {
            publish.always.contains(&survey) || publishes(&publish.rows, group, net, n)
        })
    }

    /// Net sample or usable responses of a group.
    pub(super) fn of_group(&self, measure: &str, kind: QueryKind, group: Option<i64>, at: usize) -> i64 {
        super::hist::total(&self.tables.counts(measure, kind, Scope::One(self.unit)), group, at)
    }
}

/// Whether a view tells how many gave one of these codes.
pub(super) fn tells(view: &View, codes: &[i64]) -> bool {
    let within = |answer: &Answer| matches!(answer, Answer::Valid(code) | Answer::Missing(code) if codes.contains(code));
    match view {
        View::Full => true,
        View::Blocks(blocks) => blocks.iter().all(|block| block.iter().all(within) || !block.iter().any(within)),
        View::Mean | View::Options(_) | View::Nothing(_) => false,
    }
}

pub(super) fn count_of(hist: &Hist, codes: &[i64]) -> i64 {
    codes.iter().map(|code| hist.count(Answer::Valid(*code)) + hist.count(Answer::Missing(*code))).sum()
}
