//! Norms with their second count, promoter scores and publication.

use super::Maker;
use super::document::Length;
use super::hist::{Answer, Hist};
use super::lines::{Row, ends, length};
use super::tables::Scope;
use super::views::{View, Why, var_of};
use crate::number::Ratio;
use crate::phrase::list_in_words;
use crate::plan::{
    Correction, Group, Measure, MeasureKind, Norm, NormLine, Pred, Presentation, PromoterFormula, QueryKind,
};
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
        let rule = norm.correct.as_ref();
        let mut remarks = Vec::new();
        if let (Some(line), Some(measure)) = (&norm.total, self.plan.measure(&norm.measure)) {
            let judged = self.judged("Totaal", Row::new(measure, 0), line, rule);
            remarks.extend(self.outcomes("Norm in totaal", line, rule, judged.into_iter().collect()));
        }
        for per in &norm.per {
            let Some(measure) = self.plan.measure(&per.measure) else { continue };
            let groups = self.group_labels(measure).into_iter();
            let row = |code| Row { group: Some(code), ..Row::new(measure, 0) };
            let judged = groups.filter_map(|(code, label)| self.judged(&label, row(code), &per.line, rule)).collect();
            remarks.extend(self.outcomes("Norm per groep", &per.line, rule, judged));
        }
        remarks
    }

    fn judged(&self, label: &str, row: Row<'_>, line: &NormLine, rule: Option<&Correction>) -> Option<Judged> {
        let decimals = self.plan.rounding.grade_decimals;
        let exact = self.mean(row, &self.presentation()).ok()?.exact;
        let label = format!("{label} ({})", print(exact, decimals));
        let Some(rule) = rule.filter(|_| meets(line, exact, decimals) == Some(false)) else {
            let outcome = if meets(line, exact, decimals)? { Outcome::Meets } else { Outcome::Misses };
            return Some(Judged { label, outcome });
        };
        if self.views.safe && self.views.view(row.measure, row.at) != View::Full {
            return Some(Judged { label, outcome: Outcome::NotTold });
        }
        let outcome = match corrected(rule, &self.data(row).hist.valid(), self.decimals(row.measure, row.at)) {
            None => Outcome::NotCounted,
            Some(second) => {
                let yet = meets(line, Some(second), decimals)?;
                Outcome::Second(print(Some(second), decimals).to_string(), yet)
            }
        };
        Some(Judged { label, outcome })
    }

    /// "Norm per groep: 5,5 of hoger. Voldoet: …. Voldoet niet: …."
    fn outcomes(&self, what: &str, line: &NormLine, rule: Option<&Correction>, judged: Vec<Judged>) -> Option<String> {
        if judged.is_empty() {
            return None;
        }
        let number = |value: crate::number::Decimal| print(Some(value.ratio()), value.needed_decimals());
        let mut text = format!("{what}: {} of hoger.", number(line.at_least));
        let mut add = |lead: &str, test: &dyn Fn(&Outcome) -> bool, tail: &str| {
            let names: Vec<String> = judged.iter().filter(|one| test(&one.outcome)).map(Judged::shown).collect();
            if !names.is_empty() {
                text.push_str(&format!(" {lead}: {}.{tail}", list_in_words(&names, "en")));
            }
        };
        let second = rule.map_or(String::new(), |rule| {
            format!(" In de tweede telling telt elk cijfer onder {} als {}.", number(rule.below), number(rule.to))
        });
        let not_told =
            " De tweede telling wordt hier niet afgedrukt, omdat cijfers van enkele personen herleidbaar zouden zijn.";
        add("Voldoet", &|outcome| *outcome == Outcome::Meets, "");
        add("Voldoet na de tweede telling", &|outcome| matches!(outcome, Outcome::Second(_, true)), &second);
        add("Voldoet ook na de tweede telling niet", &|outcome| matches!(outcome, Outcome::Second(_, false)), &second);
        add("Voldoet niet, en de tweede telling geldt niet", &|outcome| *outcome == Outcome::NotCounted, "");
        add("Voldoet niet", &|outcome| *outcome == Outcome::Misses, "");
        add("Voldoet niet", &|outcome| *outcome == Outcome::NotTold, not_told);
        Some(text)
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
                let chosen = |codes: &[i64]| {
                    codes.iter().filter_map(|code| data.options.get(code)).map(|(_, chosen)| chosen).sum()
                };
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
        self.plan
            .publish
            .as_ref()
            .is_some_and(|publish| publish.always.contains(&survey) || publishes(&publish.rows, group, net, n))
    }

    /// Net sample or usable responses of a group.
    pub(super) fn of_group(&self, measure: &str, kind: QueryKind, group: Option<i64>, at: usize) -> i64 {
        super::hist::total(&self.tables.counts(measure, kind, Scope::One(self.unit)), group, at)
    }
}

/// A mean against a norm.
struct Judged {
    /// With the mean.
    label: String,
    outcome: Outcome,
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Meets,
    /// There is no second count.
    Misses,
    /// The second count, and whether it meets the norm.
    Second(String, bool),
    /// The second count does not apply.
    NotCounted,
    /// The second count could betray single grades.
    NotTold,
}

impl Judged {
    fn shown(&self) -> String {
        match &self.outcome {
            Outcome::Second(mean, _) => format!("{}, tweede telling {mean}", self.label),
            Outcome::Meets | Outcome::Misses | Outcome::NotCounted | Outcome::NotTold => self.label.clone(),
        }
    }
}

/// Whether a view tells how many gave one of these codes.
pub(super) fn tells(view: &View, codes: &[i64]) -> bool {
    let within =
        |answer: &Answer| matches!(answer, Answer::Valid(code) | Answer::Missing(code) if codes.contains(code));
    match view {
        View::Full => true,
        View::Blocks(blocks) => blocks.iter().all(|block| block.iter().all(within) || !block.iter().any(within)),
        View::Mean | View::Options(_) | View::Nothing(_) => false,
    }
}

pub(super) fn count_of(hist: &Hist, codes: &[i64]) -> i64 {
    codes.iter().map(|code| hist.count(Answer::Valid(*code)) + hist.count(Answer::Missing(*code))).sum()
}
