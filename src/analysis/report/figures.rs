//! Figures and tables.

use super::parts::Around;
use super::{Resolver, provenance};
use crate::analysis::rules::{
    q0601_unknown_in_report as unknown, q0603_figure_does_not_fit as misfit, q0615_missing_picture as picture,
    q0618_bad_parameter as bad,
};
use crate::model::{Figure, FigureKind, ItemRef, Kind, Options, Pooling, Sorted, Table, TableKind, Target, UsedSurvey};
use crate::syntax::ast::{self, FigureOptions, Name, Path};

impl<'a> Resolver<'a, '_, '_> {
    pub(super) fn figure(&mut self, figure: &'a ast::Figure, around: &[Around<'a>]) -> Option<Figure> {
        let name = figure.kind.as_ref()?;
        // An unknown kind has been reported where it was read.
        let kind = FigureKind::from_name(&name.value)?;
        let target = match (&figure.of, kind) {
            (None, FigureKind::Static) => None,
            (None, _) => {
                let message = format!("`{}` has no item", name.value);
                return self.fault(bad::error(figure.name.span, message, "write `of` and an item"));
            }
            (Some(path), FigureKind::Static) => {
                let message = "a static figure has a picture, not an item";
                return self.fault(bad::error(path.span, message, "write `static file \"…\"`"));
            }
            (Some(path), _) => Some((path, self.target(path, None)?)),
        };
        if let Some((path, target)) = target {
            if !self.fits(kind, target, path, name.span) {
                return None;
            }
            self.no_missing_in_mean(kind, figure.options.including_missing);
        }
        let options = self.options(&figure.name, kind, target, &figure.options)?;
        if let Some((path, target)) = target {
            let named = (figure.name.value.as_str(), name.span);
            self.pooled_knowingly(named, target, path, &options.pooling, options.including_missing);
            self.guarded(target.survey(), figure.name.span, options.when.as_ref(), around);
        }
        let when = figure.options.when.as_ref();
        let mut text =
            |text: &'a Option<ast::Text>| self.guarded_prose(text.as_ref(), when, options.when.as_ref(), around);
        let (caption, note, base) = (text(&figure.caption), text(&figure.note), text(&figure.base));
        Some(Figure {
            name: figure.name.value.clone(),
            kind,
            target: target.map(|(_, target)| target),
            options,
            caption,
            note,
            base,
            provenance: provenance(&figure.from),
            origin: self.origins.add(figure.name.span),
        })
    }

    fn options(
        &mut self,
        name: &Name,
        kind: FigureKind,
        target: Option<(&Path, Target)>,
        written: &FigureOptions,
    ) -> Option<Options> {
        let file = match (&written.file, kind) {
            (Some(file), FigureKind::Static) => Some(self.picture(file)?),
            (None, FigureKind::Static) => return self.fault(picture::no_file(name.span, &name.value)),
            (Some(file), _) => {
                let message = "only a static figure has a picture";
                return self.fault(bad::error(file.span, message, "leave `file` out, or write `static`"));
            }
            (None, _) => None,
        };
        let when = self.cond(written.when.as_ref());
        let Some((path, target)) = target else { return Some(Options { file, when, ..Options::default() }) };
        let in_loop = if let Target::Loop { of, .. } = target { Some(of) } else { None };
        let filter = match &written.filter {
            Some(filter) => Some(self.survey_cond(target.survey(), filter, in_loop)?),
            None => None,
        };
        let per = match &written.per {
            Some(per) => Some(self.breakdown(per, target)?),
            None => None,
        };
        let pooling = self.pooling(target, path, written)?;
        Some(Options {
            per,
            norm: self.drawn_norm(kind, path, target, written),
            filter,
            including_missing: written.including_missing.is_some(),
            pooling,
            sorted: self.sorted(written),
            quoting_asks: written.quoting_asks.is_some(),
            minimum_n: written.minimum_n.as_ref().map(|n| n.value),
            file,
            when,
        })
    }

    /// The norm of a mean of the same item.
    fn drawn_norm(&mut self, kind: FigureKind, path: &Path, target: Target, written: &FigureOptions) -> Option<usize> {
        let name = written.norm.as_ref()?;
        let index = self.norm_named(name)?;
        let on = self.ast.norms.get(index).and_then(|norm| norm.on.as_ref());
        let same = on.and_then(|on| self.target(on, None)) == Some(target);
        if kind != FigureKind::Mean || !same {
            let message = format!("the norm `{}` is not on the mean of `{}`", name.value, path.dotted());
            return self.fault(bad::error(name.span, message, "draw it in a `mean` of the item that it is on"));
        }
        Some(index)
    }

    fn sorted(&mut self, written: &FigureOptions) -> Option<Sorted> {
        let name = written.sorted_by.as_ref()?;
        match name.value.as_str() {
            "file" => Some(Sorted::File),
            "share" => Some(Sorted::Share),
            "distance" if self.ast.benchmarks.is_empty() => {
                let message = "there is no benchmark to be distant from";
                let help = "add a `benchmark`, or write `sorted by share`";
                self.fault(bad::error(name.span, message, help))
            }
            "distance" => Some(Sorted::Distance),
            _ => self.fault(unknown::error(name, "order", ["distance", "file", "share"])),
        }
    }

    fn pooling(&mut self, target: Target, path: &Path, written: &FigureOptions) -> Option<Pooling> {
        let Some(pooling) = &written.pooling else { return Some(Pooling::Plain) };
        if let Some(per) = written.per.as_ref().filter(|_| pooling.value != "pooled") {
            let message = format!("`per {}` and `per {}` cannot both divide one figure", per.dotted(), pooling.value);
            return self.fault(bad::error(pooling.span, message, "draw two figures"));
        }
        match pooling.value.as_str() {
            "pooled" => Some(Pooling::Pooled),
            "wording" => Some(Pooling::PerWording),
            "mode" => Some(Pooling::PerMode),
            _ => self.waves(target, path, pooling.span).map(Pooling::PerWave),
        }
    }

    /// The same item in every used wave of its survey, oldest first.
    fn waves(&mut self, target: Target, path: &Path, span: crate::text::Span) -> Option<Vec<ItemRef>> {
        let Target::Item(item) = target else {
            return self.fault(bad::error(span, "only a single item is compared over waves", "leave `per wave` out"));
        };
        let survey = self.survey(item.survey)?;
        let wanted = survey.var(item.var)?;
        let same_name =
            |(index, _): &(usize, &UsedSurvey)| self.survey(*index).is_some_and(|other| other.name == survey.name);
        let mut waves: Vec<(u32, ItemRef)> = Vec::new();
        for (index, _) in self.surveys.iter().enumerate().filter(same_name) {
            let Some(other) = self.survey(index) else { continue };
            if let Some(var) = other.find(&wanted.path) {
                waves.push((other.wave, ItemRef { survey: index, var }));
            }
        }
        waves.sort();
        if waves.len() < 2 {
            let message = format!("`{}` is there in one wave only", path.dotted());
            let help = "use another wave of the survey, as in `uses clients 2020 as earlier`";
            return self.fault(bad::error(span, message, help));
        }
        let kinds: Vec<&Kind> = waves.iter().filter_map(|(_, item)| self.kind(*item)).collect();
        let alike = |pair: &[&Kind]| matches!(pair, [a, b] if std::mem::discriminant(*a) == std::mem::discriminant(*b) && a.decimals() == b.decimals());
        if !kinds.windows(2).all(alike) {
            let message = format!("`{}` is of another kind in another wave", path.dotted());
            return self.fault(bad::error(span, message, "compare an item of one kind"));
        }
        Some(waves.into_iter().map(|(_, item)| item).collect())
    }

    pub(super) fn table(&mut self, table: &'a ast::Table, around: &[Around<'a>]) -> Option<Table> {
        let written = &table.options;
        let (kind, options) = match &table.kind {
            ast::TableKind::Response => (TableKind::Response, self.response_options(written)?),
            ast::TableKind::Services(list) => {
                let list = list.as_ref()?;
                let when = self.cond(written.when.as_ref());
                (self.services(list)?, Options { when, ..Options::default() })
            }
            ast::TableKind::Of(path) => {
                let path = path.as_ref()?;
                let target = self.target(path, None)?;
                let shown = if self.is_text(target) { None } else { Some(()) };
                if shown.is_none() {
                    let fault = misfit::error(path.span, "table", &path.dotted(), "a text item", Some("verbatim"));
                    return self.fault(fault);
                }
                let options = self.options(&table.name, FigureKind::Bars, Some((path, target)), written)?;
                let named = (table.name.value.as_str(), table.name.span);
                self.pooled_knowingly(named, target, path, &options.pooling, options.including_missing);
                self.guarded(target.survey(), table.name.span, options.when.as_ref(), around);
                (TableKind::Of(target), options)
            }
            ast::TableKind::Broken => return None,
        };
        let when = written.when.as_ref();
        let mut text =
            |text: &'a Option<ast::Text>| self.guarded_prose(text.as_ref(), when, options.when.as_ref(), around);
        let (caption, note) = (text(&table.caption), text(&table.note));
        Some(Table {
            name: table.name.value.clone(),
            kind,
            options,
            caption,
            note,
            provenance: provenance(&table.from),
            origin: self.origins.add(table.name.span),
        })
    }

    /// `per` of a response table: a field of the first survey.
    fn response_options(&mut self, written: &FigureOptions) -> Option<Options> {
        let when = self.cond(written.when.as_ref());
        let mut options = Options { when, ..Options::default() };
        if let Some(path) = &written.per {
            let item = self.item(path, Some(0))?;
            let var = self.breakdown(path, Target::Item(item))?;
            let field = self.survey(item.survey)?.var(var)?.page.is_none();
            if item.survey != 0 || !field {
                let help = "the sample knows only the fields; name one of the first survey";
                return self.fault(bad::error(path.span, format!("`{}` is no field", path.dotted()), help));
            }
            options.per = Some(var);
        }
        Some(options)
    }

    fn is_text(&self, target: Target) -> bool {
        let survey = self.survey(target.survey());
        let var = survey.and_then(|survey| survey.var(super::fits::first_var(survey, target)?));
        var.is_some_and(|var| matches!(var.kind, Kind::Text { .. }))
    }

    /// The entries of a code list as the first survey that has it resolves it.
    fn services(&mut self, name: &Name) -> Option<TableKind> {
        let lists = (0..self.surveys.len()).filter_map(|index| self.survey(index)).flat_map(|survey| &survey.lists);
        let found = lists.clone().find(|list| list.name.as_deref() == Some(name.value.as_str()));
        match found {
            Some(list) => {
                let options = list.options.iter().filter(|option| !option.missing).cloned().collect();
                Some(TableKind::Services { list: list.label.clone(), options })
            }
            None => {
                let known: Vec<&str> = lists.filter_map(|list| list.name.as_deref()).collect();
                self.fault(unknown::error(name, "code list", known))
            }
        }
    }
}
