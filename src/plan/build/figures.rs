//! Figures and tables.

use super::super::{Figure, Group, MeasureKind, Presentation, Prose, ResponseRows, Table, TableContent};
use super::Builder;
use super::measures::{Wanted, group, natural_kind};
use super::surveys::{first_cell, plan_option};
use super::texts::literal;
use crate::model::{self, FigureKind, ItemRef, Pooling, Role, Sorted, TableKind, Target};

impl Builder<'_> {
    pub(super) fn figure(&mut self, figure: &model::Figure) -> Figure {
        let measures = match figure.target {
            Some(target) => self.figure_measures(figure, target),
            None => Vec::new(),
        };
        let caption = match &figure.caption {
            Some(caption) => self.prose(caption),
            None => figure.target.map_or_else(|| literal(figure.name.clone()), |target| self.caption(target)),
        };
        Figure {
            name: figure.name.clone(),
            kind: figure.kind.name().to_owned(),
            measures,
            caption,
            note: self.some_prose(figure.note.as_ref()),
            base: self.some_prose(figure.base.as_ref()),
            options: self.presentation(&figure.options),
            file: figure.options.file.clone(),
            when: self.cond(figure.options.when.as_ref()),
            from: figure.provenance.iter().map(|note| note.text.clone()).collect(),
        }
    }

    fn figure_measures(&mut self, figure: &model::Figure, target: Target) -> Vec<String> {
        let waves: Vec<Target> = match &figure.options.pooling {
            Pooling::PerWave(items) => items.iter().map(|item| Target::Item(*item)).collect(),
            _ => vec![target],
        };
        let each = |builder: &mut Self, target: Target| {
            let survey = builder.survey(target.survey())?;
            let kind = match figure.kind {
                FigureKind::Mean | FigureKind::Sum => MeasureKind::Moments,
                _ => natural_kind(survey, target),
            };
            let id = format!("figure.{}", figure.name);
            Some(builder.measure_with(id, kind, target, &figure.options))
        };
        waves.into_iter().filter_map(|target| each(self, target)).collect()
    }

    fn measure_with(&mut self, id: String, kind: MeasureKind, target: Target, options: &model::Options) -> String {
        let Some(survey) = self.survey(target.survey()) else { return String::new() };
        self.measure(&Wanted {
            id,
            kind,
            target,
            filter: options.filter.as_ref(),
            including_missing: options.including_missing,
            group: group(survey, options.per, &options.pooling),
        })
    }

    /// The label of an item or a grid.
    fn caption(&mut self, target: Target) -> Prose {
        let index = target.survey();
        let Some(survey) = self.survey(index) else { return Prose::default() };
        match target {
            Target::Item(item) | Target::Loop { item, .. } => self.label(index, survey, item.var),
            Target::Grid { grid, .. } => {
                let Some(grid) = survey.grids.get(grid.index()) else { return Prose::default() };
                let texts = [&grid.texts.label, &grid.texts.ask];
                match texts.into_iter().find_map(|text| first_cell(survey, text)) {
                    Some(content) => self.quoted(index, &content),
                    None => literal(grid.name.clone()),
                }
            }
        }
    }

    fn presentation(&self, options: &model::Options) -> Presentation {
        let pooling = match options.pooling {
            Pooling::Plain => "none",
            Pooling::Pooled => "pooled",
            Pooling::PerWording => "wording",
            Pooling::PerMode => "mode",
            Pooling::PerWave(_) => "wave",
        };
        let sorted = match options.sorted {
            None | Some(Sorted::File) => "file",
            Some(Sorted::Distance) => "distance",
            Some(Sorted::Share) => "share",
        };
        Presentation {
            norm: options.norm.and_then(|index| self.report.norm(index)).map(|norm| norm.name.clone()),
            pooling: pooling.to_owned(),
            sorted: sorted.to_owned(),
            quoting_asks: options.quoting_asks,
            minimum_n: options.minimum_n,
            benchmarks: self.report.benchmarks.iter().map(|benchmark| benchmark.name.clone()).collect(),
            percent_decimals: 0,
            mean_decimals: 1,
        }
    }

    pub(super) fn table(&mut self, table: &model::Table) -> Table {
        let content = match &table.kind {
            TableKind::Response => TableContent::Response { surveys: self.response_rows(&table.options) },
            TableKind::Services { list, options } => {
                let survey = self.survey(0);
                let entries = survey.map(|survey| options.iter().map(|option| plan_option(survey, option)).collect());
                TableContent::Services { list: list.clone(), entries: entries.unwrap_or_default() }
            }
            TableKind::Of(target) => {
                let kind = self.survey(target.survey()).map_or(MeasureKind::Values, |s| natural_kind(s, *target));
                let id = format!("table.{}", table.name);
                TableContent::Of { measure: self.measure_with(id, kind, *target, &table.options) }
            }
        };
        let caption = match (&table.caption, &table.kind) {
            (Some(caption), _) => self.prose(caption),
            (None, TableKind::Of(target)) => self.caption(*target),
            (None, TableKind::Response) => literal("Respons"),
            (None, TableKind::Services { list, .. }) => literal(list.clone()),
        };
        Table {
            name: table.name.clone(),
            content,
            caption,
            note: self.some_prose(table.note.as_ref()),
            options: self.presentation(&table.options),
            when: self.cond(table.options.when.as_ref()),
            from: table.provenance.iter().map(|note| note.text.clone()).collect(),
        }
    }

    fn response_rows(&mut self, options: &model::Options) -> Vec<ResponseRows> {
        (0..self.report.surveys.len())
            .map(|index| {
                let by = self.response_group(index, options);
                let group = by.clone().map(Group::Item);
                let grades = self.grade_of(index).and_then(|grade| {
                    let survey = self.survey(index)?;
                    let group = group.clone();
                    let kind = natural_kind(survey, Target::Item(grade));
                    let id = format!("grade.{}", self.path(grade));
                    Some(self.measure(&Wanted { group, ..Wanted::item(id, kind, grade) }))
                });
                ResponseRows {
                    survey: index,
                    sample: self.sample(index, group.clone()),
                    responses: self.responses(index, group, None),
                    group: by,
                    grades,
                    always_published: self.report.publish.as_ref().is_some_and(|p| p.always.contains(&index)),
                }
            })
            .collect()
    }

    /// The groups of a survey's rows: `per` of the table, else the first group of a norm on that survey; a field, since
    /// the sample knows nothing else.
    fn response_group(&self, index: usize, options: &model::Options) -> Option<String> {
        let survey = self.survey(index)?;
        let norms = self.report.norms.iter().flat_map(|norm| &norm.per).map(|(item, _)| *item);
        let named = options.per.map(|var| ItemRef { survey: 0, var });
        let mut items = named.into_iter().chain(norms).filter(|item| item.survey == index);
        let is_field = |item: &ItemRef| survey.var(item.var).is_some_and(|var| matches!(var.role, Role::Field { .. }));
        let found = items.find(is_field)?;
        survey.var(found.var).map(|var| var.path.clone())
    }

    /// A survey's grade: what a norm is on, else the grade of the cover, else the item of its first mean.
    fn grade_of(&self, index: usize) -> Option<ItemRef> {
        let mut first_mean = None;
        self.report.walk(&mut |_, part| {
            if let model::Part::Figure(figure) = part
                && let (FigureKind::Mean, Some(Target::Item(item))) = (figure.kind, figure.target)
                && item.survey == index
            {
                first_mean.get_or_insert(item);
            }
        });
        let norms = self.report.norms.iter().map(|norm| norm.on);
        norms.chain(self.report.cover.grade).find(|item| item.survey == index).or(first_mean)
    }
}
