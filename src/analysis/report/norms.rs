//! Norms, promoter scores and strengths.

use super::fits::first_var;
use super::{Resolver, provenance};
use crate::analysis::rules::{
    q0601_unknown_in_report as unknown, q0603_figure_does_not_fit as misfit, q0608_incomplete_norm as incomplete,
    q0618_bad_parameter as bad,
};
use crate::analysis::typing::kind_words;
use crate::model::{
    Correction, ItemRef, Kind, Norm, NormLine, Promoter, PromoterFormula, Prose, ProseSegment, Strengths, Target,
};
use crate::number::Decimal;
use crate::syntax::ast::{self, Name, Path};

impl Resolver<'_, '_, '_> {
    pub(super) fn norms(&mut self) -> Vec<Norm> {
        self.ast.norms.iter().filter_map(|norm| self.norm(norm)).collect()
    }

    fn norm(&mut self, norm: &ast::Norm) -> Option<Norm> {
        let path = norm.on.as_ref()?;
        let on = self.item(path, None)?;
        if !self.averages("norm", Target::Item(on), path) {
            return None;
        }
        if norm.total.is_none() {
            self.sink.push(incomplete::no_total(norm.name.span, &norm.name.value));
        }
        let mut per: Vec<(ItemRef, NormLine)> = Vec::new();
        for (path, line) in &norm.per {
            let Some(var) = self.breakdown(path, Target::Item(on)) else { continue };
            let item = ItemRef { survey: on.survey, var };
            if per.iter().any(|(known, _)| *known == item) {
                self.sink.push(incomplete::twice(path.span, &path.dotted()));
            }
            per.push((item, self.norm_line(on, path, line)));
        }
        let total = norm.total.as_ref().map(|line| self.norm_line(on, path, line));
        let correct = norm.correct.as_ref().map(|correct| self.correction(on, path, correct));
        let origin = self.origins.add(norm.name.span);
        let name = norm.name.value.clone();
        Some(Norm { name, on, total, per, correct, provenance: provenance(&norm.from), origin })
    }

    fn norm_line(&mut self, on: ItemRef, path: &Path, line: &ast::NormLine) -> NormLine {
        self.inside(on, path, &line.at_least);
        NormLine { at_least: line.at_least.value, rounded: line.rounded.is_some() }
    }

    /// A limit lies within what the item can be.
    fn inside(&mut self, on: ItemRef, path: &Path, limit: &ast::Spanned<Decimal>) {
        let Some((least, most)) = self.scale(on) else { return };
        if limit.value <= least || limit.value > most {
            self.sink.push(incomplete::outside(limit.span, &limit.value.to_string(), &path.dotted()));
        }
    }

    fn scale(&self, item: ItemRef) -> Option<(Decimal, Decimal)> {
        let survey = self.survey(item.survey)?;
        let var = survey.var(item.var)?;
        if let Kind::Number { min, max, decimals, .. } = var.kind {
            return Some((Decimal::new(min, decimals), Decimal::new(max, decimals)));
        }
        let codes = survey.options_of(var).iter().filter(|option| !option.missing).map(|option| option.code);
        let (least, most) = (codes.clone().min()?, codes.max()?);
        Some((Decimal::integer(least), Decimal::integer(most)))
    }

    fn correction(&mut self, on: ItemRef, path: &Path, correct: &ast::Correct) -> Correction {
        self.inside(on, path, &correct.below);
        if correct.n_at_most.is_none() || correct.passes_at_least.is_none() {
            self.sink.push(incomplete::open_correction(correct.span));
        }
        if correct.to.value >= correct.below.value {
            let message = format!("an insufficient grade would count as {}", correct.to.value);
            let help = "replace it by a number below the limit";
            self.sink.push(bad::error(correct.to.span, message, help));
        }
        self.percentage(correct.passes_at_least.as_ref());
        Correction {
            below: correct.below.value,
            to: correct.to.value,
            n_at_most: correct.n_at_most.as_ref().map(|n| n.value),
            passes_percent: correct.passes_at_least.as_ref().map(|share| share.value),
        }
    }

    pub(super) fn norm_named(&mut self, name: &Name) -> Option<usize> {
        let at = self.ast.norms.iter().position(|norm| norm.name.value == name.value);
        if at.is_none() {
            let known = self.ast.norms.iter().map(|norm| norm.name.value.as_str());
            self.sink.push(unknown::error(name, "norm", known));
        }
        at
    }

    pub(super) fn promoters(&mut self) -> Vec<Promoter> {
        self.ast.promoters.iter().filter_map(|promoter| self.promoter(promoter)).collect()
    }

    pub(super) fn promoter_named(&mut self, name: &Name) -> Option<usize> {
        let at = self.ast.promoters.iter().position(|promoter| promoter.name.value == name.value);
        if at.is_none() {
            let known = self.ast.promoters.iter().map(|promoter| promoter.name.value.as_str());
            self.sink.push(unknown::error(name, "promoter score", known));
        }
        at
    }

    fn promoter(&mut self, promoter: &ast::Promoter) -> Option<Promoter> {
        let path = promoter.on.as_ref()?;
        let on = self.item(path, None)?;
        let formula = match promoter.formula.as_ref()? {
            ast::PromoterFormula::Share { plus, minus } => self.share_formula(on, path, plus, minus)?,
            ast::PromoterFormula::Nps => {
                let grade = (Decimal::integer(1), Decimal::integer(10));
                let is_number = matches!(self.kind(on), Some(Kind::Number { .. }));
                let found = self.kind(on).map_or("", kind_words);
                if !is_number {
                    return self.fault(misfit::error(path.span, "nps", &path.dotted(), found, None));
                }
                if self.scale(on).is_none_or(|(least, most)| least > grade.0 || most < grade.1) {
                    let message = format!("`{}` is no grade from 1 to 10", path.dotted());
                    return self.fault(bad::error(path.span, message, "`nps` counts 9 and 10 against 1 to 6"));
                }
                PromoterFormula::Nps
            }
        };
        Some(Promoter {
            name: promoter.name.value.clone(),
            label: self.label(promoter.label.as_ref(), &promoter.name),
            on,
            formula,
            provenance: provenance(&promoter.from),
        })
    }

    fn share_formula(&mut self, on: ItemRef, path: &Path, plus: &[Name], minus: &[Name]) -> Option<PromoterFormula> {
        let coded = matches!(self.kind(on), Some(Kind::OneOf { .. } | Kind::AnyOf { .. }));
        if !coded {
            let found = self.kind(on).map_or("", kind_words);
            return self.fault(misfit::error(path.span, "share of", &path.dotted(), found, Some("as nps")));
        }
        if let Some(both) = minus.iter().find(|name| plus.iter().any(|other| other.value == name.value)) {
            let message = format!("`{}` is counted for and against", both.value);
            return self.fault(bad::error(both.span, message, "leave it out of one of the two"));
        }
        let codes = |resolver: &mut Self, names: &[Name]| {
            names.iter().map(|name| resolver.option_of(on, name)).collect::<Option<Vec<_>>>()
        };
        let (plus, minus) = (codes(self, plus), codes(self, minus));
        Some(PromoterFormula::Share { plus: plus?, minus: minus? })
    }

    fn option_of(&mut self, item: ItemRef, name: &Name) -> Option<i64> {
        let survey = self.survey(item.survey)?;
        let options = survey.options_of(survey.var(item.var)?);
        match options.iter().find(|option| option.name == name.value) {
            Some(option) => Some(option.code),
            None => self.fault(unknown::error(name, "option", options.iter().map(|option| option.name.as_str()))),
        }
    }

    pub(super) fn strengths(&mut self, benchmarked: bool) -> Vec<Strengths> {
        self.ast.strengths.iter().map(|strengths| self.strength(strengths, benchmarked)).collect()
    }

    fn strength(&mut self, strengths: &ast::Strengths, benchmarked: bool) -> Strengths {
        if !benchmarked {
            let message = "strengths are what stands out against a benchmark, and there is none";
            let help = "add a line such as `benchmark alle \"Alle deelnemers\" over respondents`";
            self.sink.push(bad::error(strengths.name.span, message, help));
        }
        if let Some(most) = strengths.at_most.as_ref().filter(|most| most.value == 0) {
            self.sink.push(bad::error(most.span, "at most none are shown", "write 1 or more"));
        }
        let shares = (!strengths.by_share_of.is_empty()).then_some(strengths.by_share_of.as_slice());
        let over = strengths.over.iter().flat_map(|path| self.strength_items(path, shares)).collect();
        Strengths {
            name: strengths.name.value.clone(),
            label: self.label(strengths.label.as_ref(), &strengths.name),
            over,
            share_of: shares.map(|names| names.iter().map(|name| name.value.clone()).collect()),
            minimum: strengths.minimum.as_ref().map(|n| n.value),
            distance: strengths.distance.as_ref().map(|distance| distance.value),
            at_most: strengths.at_most.as_ref().map(|n| n.value),
            provenance: provenance(&strengths.from),
        }
    }

    /// The items of a path: itself, or the rows of a grid.
    fn strength_items(&mut self, path: &Path, shares: Option<&[Name]>) -> Vec<ItemRef> {
        let Some(target) = self.target(path, None) else { return Vec::new() };
        let Some(survey) = self.survey(target.survey()) else { return Vec::new() };
        let sound = match (shares, first_var(survey, target)) {
            (Some(names), Some(var)) => {
                let item = ItemRef { survey: target.survey(), var };
                names.iter().filter(|name| self.option_of(item, name).is_none()).count() == 0
            }
            _ => self.averages("strengths", target, path),
        };
        match target {
            _ if !sound => Vec::new(),
            Target::Item(item) => vec![item],
            Target::Grid { survey: index, grid } => {
                let rows = survey.grids.get(grid.index()).map_or(&[][..], |grid| &grid.rows);
                rows.iter().map(|var| ItemRef { survey: index, var: *var }).collect()
            }
            Target::Loop { .. } => {
                let fault = unknown::at(path.span, &path.dotted(), "single item", []);
                self.sink.push(fault.label("an item of a loop has a value in every iteration"));
                Vec::new()
            }
        }
    }

    /// A label, or the name where there is none.
    pub(super) fn label(&mut self, label: Option<&ast::Text>, name: &Name) -> Prose {
        match label {
            Some(label) => self.prose(label, &[]),
            None => Prose { prose: false, segments: vec![ProseSegment::Literal(name.value.clone())] },
        }
    }
}
