//! Norms, benchmarks, publication, suppression, scores, cover and front matter.

use super::super::{
    Benchmark, Correction, Cover, Front, Group, MeasureKind, Norm, NormGroup, NormLine, Promoter, PromoterFormula,
    Provinces, Publish, RoundingRules, StrengthItem, Strengths, Suppress, Theme, ThresholdRow,
};
use super::Builder;
use super::measures::{Wanted, natural_kind};
use crate::model::{self, BenchmarkOver, ItemRef, Profile, Target};

impl Builder<'_> {
    pub(super) fn norms(&mut self) -> Vec<Norm> {
        self.report.norms.iter().map(|norm| self.norm(norm)).collect()
    }

    fn norm(&mut self, norm: &model::Norm) -> Norm {
        let id = format!("norm.{}", norm.name);
        let measure = self.measure(&Wanted::item(id.clone(), MeasureKind::Values, norm.on));
        let per = norm.per.iter().map(|(item, line)| {
            let path = self.path(*item);
            let item = self.survey(item.survey).and_then(|survey| survey.var(item.var)).map(|var| var.path.clone());
            let item = item.unwrap_or_default();
            let group = Some(Group::Item(item.clone()));
            let wanted = Wanted { group, ..Wanted::item(format!("{id}.per.{path}"), MeasureKind::Values, norm.on) };
            NormGroup { item, measure: self.measure(&wanted), line: norm_line(line) }
        });
        Norm {
            name: norm.name.clone(),
            per: per.collect(),
            measure,
            total: norm.total.as_ref().map(norm_line),
            correct: norm.correct.as_ref().map(|correct| Correction {
                below: correct.below,
                to: correct.to,
                n_at_most: correct.n_at_most,
                passes_percent: correct.passes_percent,
            }),
            from: notes(&norm.provenance),
        }
    }

    pub(super) fn benchmarks(&mut self) -> Vec<Benchmark> {
        self.report.benchmarks.iter().map(|benchmark| self.benchmark(benchmark)).collect()
    }

    fn benchmark(&mut self, benchmark: &model::Benchmark) -> Benchmark {
        Benchmark {
            name: benchmark.name.clone(),
            label: self.prose(&benchmark.label),
            over: match benchmark.over {
                BenchmarkOver::Respondents => "respondents",
                BenchmarkOver::Units => "units",
            }
            .to_owned(),
            others: benchmark.others,
            minimum_units: benchmark.minimum_units,
            largest_percent: benchmark.largest_percent,
        }
    }

    pub(super) fn publish(&self) -> Option<Publish> {
        let publish = self.report.publish.as_ref()?;
        let row = |row: &model::ThresholdRow| ThresholdRow {
            group: row.group,
            n_min: row.n_min,
            n_max: row.n_max,
            minimum_count: row.minimum_count,
            minimum_percent: row.minimum_percent,
        };
        Some(Publish {
            table: publish.thresholds.name.clone(),
            path: publish.thresholds.path.clone(),
            rows: publish.thresholds.rows.iter().map(row).collect(),
            always: publish.always.clone(),
        })
    }

    pub(super) fn suppress(&self) -> Suppress {
        let suppress = &self.report.suppress;
        let profile = match suppress.profile {
            Profile::Safe => "safe",
            Profile::Published => "published",
        };
        Suppress {
            base: suppress.base,
            cell: suppress.cell,
            open: suppress.open,
            profile: profile.to_owned(),
            assumed: suppress.assumed,
        }
    }

    pub(super) fn promoters(&mut self) -> Vec<Promoter> {
        self.report.promoters.iter().map(|promoter| self.promoter(promoter)).collect()
    }

    fn promoter(&mut self, promoter: &model::Promoter) -> Promoter {
        let id = format!("promoter.{}", promoter.name);
        let target = Target::Item(promoter.on);
        let survey = self.survey(promoter.on.survey);
        let kind = survey.map_or(MeasureKind::Values, |survey| natural_kind(survey, target));
        let scale = survey.and_then(|survey| survey.var(promoter.on.var)).map_or(0, |var| var.kind.decimals());
        let unit = 10_i64.saturating_pow(u32::from(scale));
        Promoter {
            name: promoter.name.clone(),
            label: self.prose(&promoter.label),
            measure: self.measure(&Wanted::item(id, kind, promoter.on)),
            responses: self.responses(promoter.on.survey, None, None),
            formula: match &promoter.formula {
                model::PromoterFormula::Share { plus, minus } => {
                    PromoterFormula::Share { plus: plus.clone(), minus: minus.clone() }
                }
                model::PromoterFormula::Nps => PromoterFormula::Nps { promoters: 9 * unit, detractors: 6 * unit },
            },
            from: notes(&promoter.provenance),
        }
    }

    pub(super) fn strengths(&mut self) -> Vec<Strengths> {
        self.report.strengths.iter().map(|strengths| self.strength(strengths)).collect()
    }

    fn strength(&mut self, strengths: &model::Strengths) -> Strengths {
        let shares = strengths.share_of.as_deref();
        let items = strengths.over.iter().map(|item| self.strength_item(&strengths.name, *item, shares)).collect();
        Strengths {
            name: strengths.name.clone(),
            label: self.prose(&strengths.label),
            items,
            by_share: shares.is_some(),
            minimum: strengths.minimum,
            distance: strengths.distance,
            at_most: strengths.at_most,
            from: notes(&strengths.provenance),
        }
    }

    fn strength_item(&mut self, name: &str, item: ItemRef, shares: Option<&[String]>) -> StrengthItem {
        let path = self.path(item);
        let kind = if shares.is_some() { MeasureKind::Values } else { MeasureKind::Moments };
        let survey = self.survey(item.survey);
        let options = survey.and_then(|survey| Some(survey.options_of(survey.var(item.var)?))).unwrap_or_default();
        let named = |option: &&model::Opt| shares.is_some_and(|names| names.contains(&option.name));
        let label = survey.map(|survey| self.label(item.survey, survey, item.var));
        StrengthItem {
            label: label.unwrap_or_default(),
            measure: self.measure(&Wanted::item(format!("strengths.{name}.{path}"), kind, item)),
            codes: options.iter().filter(named).map(|option| option.code).collect(),
            item: path,
        }
    }

    pub(super) fn rounding(&self) -> RoundingRules {
        let percentages = if self.report.largest_remainder { "largest remainder" } else { "each" };
        RoundingRules {
            rule: "half away from zero".to_owned(),
            percentages: percentages.to_owned(),
            rate_decimals: 1,
            grade_decimals: 1,
            promoter_decimals: 1,
            split_decimals: 0,
        }
    }

    pub(super) fn theme(&self) -> Theme {
        let theme = &self.report.theme;
        Theme { name: theme.name.clone(), logo: theme.logo.clone(), accent: theme.accent.clone() }
    }

    pub(super) fn cover(&mut self) -> Cover {
        let cover = &self.report.cover;
        let grade = cover.grade.map(|item| self.item_measure("cover", MeasureKind::Moments, item));
        let split = cover.split.map(|target| {
            let kind = self.survey(target.survey()).map_or(MeasureKind::Values, |s| natural_kind(s, target));
            let item = ItemRef { survey: target.survey(), var: model::VarId(0) };
            // The base of the cover's split includes missing answers, as the published covers do.
            let wanted =
                Wanted { target, including_missing: true, ..Wanted::item("cover.split".to_owned(), kind, item) };
            self.measure(&wanted)
        });
        let provinces = cover.provinces.as_ref().map(|provinces| match provinces {
            model::Provinces::Unit(column) => {
                self.needed_columns.insert(column.clone());
                Provinces::Column(column.clone())
            }
            model::Provinces::Field(item) => {
                let kind = self.survey(item.survey).map(|survey| natural_kind(survey, Target::Item(*item)));
                Provinces::Measure(self.item_measure("cover", kind.unwrap_or(MeasureKind::Values), *item))
            }
        });
        let named = |index: &usize| self.report.strengths.get(*index).map(|strengths| strengths.name.clone());
        Cover { grade, split, strengths: cover.strengths.iter().filter_map(named).collect(), provinces }
    }

    pub(super) fn front(&mut self) -> Front {
        let front = &self.report.front;
        Front {
            status: self.some_prose(front.status.as_ref()),
            disclaimers: front.disclaimers.iter().map(|(nl, text)| (nl.clone(), self.prose(text))).collect(),
            header: self.some_prose(front.header.as_ref()),
            contact: self.some_prose(front.contact.as_ref()),
            comment_days: front.comment_days,
        }
    }
}

fn norm_line(line: &model::NormLine) -> NormLine {
    NormLine { at_least: line.at_least, rounded: line.rounded }
}

fn notes(provenance: &[model::Provenance]) -> Vec<String> {
    provenance.iter().map(|note| note.text.clone()).collect()
}
