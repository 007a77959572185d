//! The lines of a report before its chapters: surveys, unit, period, benchmark, publication, suppression, cover, front.

use super::{Built, Resolver, thresholds};
use crate::analysis::rules::{
    q0601_unknown_in_report as unknown, q0602_duplicate_in_report as twice, q0615_missing_picture as picture,
    q0618_bad_parameter as bad, q0619_incomplete_report as incomplete,
};
use crate::model::{
    Benchmark, BenchmarkOver, Cover, Front, Kind, Per, Period, Profile, Prose, Provinces, Publish, Role, Suppress,
    Theme, UsedSurvey,
};
use crate::number::{Decimal, parse_date};
use crate::syntax::ast::{self, UsesSurvey};

/// Peil's own numbers where a report declares none: an assumption, from the bureau's practice with open answers and
/// small cells; no public rule was found.
const SUPPRESS: Suppress = Suppress { base: 10, cell: 5, open: 10, profile: Profile::Safe, assumed: true };

impl Resolver<'_, '_, '_> {
    pub(super) fn use_surveys(&mut self) {
        for line in &self.ast.uses {
            if let Some(used) = self.use_survey(line) {
                match self.surveys.iter().find(|known| known.alias == used.alias) {
                    Some(first) => {
                        let first = self.origins.span(first.origin);
                        let name = line.alias.as_ref().unwrap_or(&line.survey);
                        self.sink
                            .push(twice::error(name, "survey", first).help("give one of the two a name with `as`"));
                    }
                    None => self.surveys.push(used),
                }
            }
        }
        if self.ast.uses.is_empty() {
            let name = &self.ast.name;
            let fault = incomplete::lacks(name.span, &name.value, "survey", "uses clients 2023");
            self.sink.push(fault);
        }
    }

    fn use_survey(&mut self, line: &UsesSurvey) -> Option<UsedSurvey> {
        let wave = line.wave.as_ref()?.value;
        let name = &line.survey.value;
        let waves: Vec<u32> =
            self.built.iter().filter(|b| b.survey.name == *name).map(|built| built.survey.wave).collect();
        // A survey without a wave has been reported; it may be this one.
        let is_wave = |built: &Built<'_>| built.survey.wave == wave || built.source.wave.is_none();
        let at = self.built.iter().position(|built| built.survey.name == *name && is_wave(built));
        let Some(survey) = at else {
            self.lost.insert(line.alias.as_ref().map_or_else(|| name.clone(), |alias| alias.value.clone()));
            let fault = if waves.is_empty() {
                unknown::error(&line.survey, "survey", self.built.iter().map(|built| built.survey.name.as_str()))
            } else {
                unknown::wave(&line.survey, wave, &waves)
            };
            return self.fault(fault);
        };
        let origin = self.origins.add(line.span);
        let alias = line.alias.as_ref().map_or_else(|| name.clone(), |alias| alias.value.clone());
        Some(UsedSurvey { alias, survey, optional: line.optional.is_some(), origin })
    }

    /// The unit: one required field that every survey has.
    pub(super) fn per(&mut self) -> Option<Per> {
        let Some((field, label)) = &self.ast.per else {
            let name = &self.ast.name;
            return self.fault(incomplete::lacks(name.span, &name.value, "unit", "per bedrijf \"Dienstverlener\""));
        };
        for index in 0..self.surveys.len() {
            let Some(survey) = self.survey(index) else { continue };
            let found = survey.vars_with_ids().find(|(_, var)| var.page.is_none() && var.path == field.value);
            let (fault, declared) = match found {
                None => (Some("does not exist"), None),
                Some((_, var)) if !matches!(var.kind, Kind::Text { .. } | Kind::OneOf { .. }) => {
                    (Some("is no text or one-of"), Some(var.origin))
                }
                Some((_, var)) if !matches!(var.role, Role::Field { .. }) => (Some("is no field"), Some(var.origin)),
                Some((_, var)) if !var.required => (Some("is not `required`"), Some(var.origin)),
                Some((id, _)) => {
                    self.uses.var(&survey.id(), id);
                    self.units.push(id);
                    (None, None)
                }
            };
            if let Some(fault) = fault {
                let declared = declared.map(|origin| self.origins.span(origin));
                let diagnostic = incomplete::field(field.span, &field.value, &survey.id(), fault, declared);
                self.sink.push(diagnostic);
            }
        }
        let label = label.as_ref().map_or_else(|| field.value.clone(), super::super::build::literal);
        let complete = !self.surveys.is_empty() && self.units.len() == self.surveys.len();
        complete.then(|| Per { field: field.value.clone(), label, vars: self.units.clone() })
    }

    pub(super) fn title(&mut self) -> Prose {
        match &self.ast.title {
            Some(title) => self.prose(title, &[]),
            None => {
                let name = &self.ast.name;
                let example = format!("report {} \"Tevredenheid\" {{", name.value);
                self.sink.push(incomplete::lacks(name.span, &name.value, "title", &example));
                Prose::default()
            }
        }
    }

    pub(super) fn period(&mut self) -> Option<Period> {
        let (start, end) = self.ast.period.as_ref()?;
        // That there is no such day has been reported where it was read.
        let (first, last) = (parse_date(&start.value)?, parse_date(&end.value)?);
        if first > last {
            return self.fault(bad::error(end.span, "the period ends before it begins", "write the first day first"));
        }
        Some(Period { start: start.value.clone(), end: end.value.clone() })
    }

    pub(super) fn benchmarks(&mut self) -> Vec<Benchmark> {
        let mut benchmarks = Vec::new();
        for benchmark in &self.ast.benchmarks {
            if let Some(least) = benchmark.minimum_units.as_ref().filter(|least| least.value == 0) {
                self.sink.push(bad::error(least.span, "a benchmark rests on at least one unit", "write 1 or more"));
            }
            self.percentage(benchmark.largest.as_ref());
            benchmarks.push(Benchmark {
                name: benchmark.name.value.clone(),
                label: self.label(benchmark.label.as_ref(), &benchmark.name),
                over: if benchmark.over_units { BenchmarkOver::Units } else { BenchmarkOver::Respondents },
                others: benchmark.others.is_some(),
                minimum_units: benchmark.minimum_units.as_ref().map(|least| least.value),
                largest_percent: benchmark.largest.as_ref().map(|largest| largest.value),
            });
        }
        benchmarks
    }

    /// A share above 0 and up to 100 percent.
    pub(super) fn percentage(&mut self, value: Option<&ast::Spanned<Decimal>>) {
        if let Some(value) = value
            && (value.value <= Decimal::integer(0) || value.value > Decimal::integer(100))
        {
            let message = format!("expected a share above 0 % and up to 100 %, found {} %", value.value);
            self.sink.push(bad::error(value.span, message, "write for example `50 %`"));
        }
    }

    pub(super) fn publish(&mut self) -> Option<Publish> {
        let publish = self.ast.publish.as_ref()?;
        let always = publish.always.iter().filter_map(|name| self.survey_named(name)).collect();
        let Some(table) = self.scope.thresholds.get(publish.by.value.as_str()).copied() else {
            let fault = unknown::error(&publish.by, "publication table", self.scope.thresholds.keys().copied());
            return self.fault(fault);
        };
        self.uses.shared(self.ast.name.span.file, &table.name);
        // The faults of the table are reported where it is declared.
        let thresholds = thresholds::read(table, self.files, &mut crate::diag::Sink::default())?;
        Some(Publish { thresholds, always })
    }

    pub(super) fn suppress(&mut self) -> Suppress {
        let Some(line) = &self.ast.suppress else { return SUPPRESS };
        let number = |written: &Option<ast::Spanned<u32>>, default: u32| written.as_ref().map_or(default, |n| n.value);
        let profile = match line.profile.as_ref().map(|name| (name, name.value.as_str())) {
            None | Some((_, "safe")) => Profile::Safe,
            Some((_, "published")) => Profile::Published,
            Some((name, _)) => {
                self.sink.push(unknown::error(name, "profile", ["safe", "published"]));
                Profile::Safe
            }
        };
        let base = number(&line.base, SUPPRESS.base);
        let suppress = Suppress {
            base,
            cell: number(&line.cell, SUPPRESS.cell.min(base)),
            open: number(&line.open, SUPPRESS.open),
            profile,
            assumed: false,
        };
        if let Some(cell) = line.cell.as_ref().filter(|cell| cell.value > base) {
            let message = format!("no base of {base} has a cell of {}", cell.value);
            self.sink.push(bad::error(cell.span, message, "a cell is at most as large as the base"));
        }
        suppress
    }

    pub(super) fn theme(&mut self) -> Theme {
        let Some(theme) = &self.ast.theme else { return Theme::default() };
        let logo = theme.logo.as_ref().and_then(|logo| self.picture(logo));
        let accent = theme.accent.as_ref().and_then(|accent| {
            let digits = accent.value.strip_prefix('#').unwrap_or("");
            let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let fault = || bad::error(accent.span, format!("`{}` is no colour", accent.value), "write `#rrggbb`");
            if sound { Some(accent.value.clone()) } else { self.fault(fault()) }
        });
        Theme { name: theme.name.as_ref().map(super::super::build::literal), logo, accent }
    }

    /// The path of a picture from the project root; one that is not there is reported.
    pub(super) fn picture(&mut self, written: &ast::Spanned<String>) -> Option<String> {
        let path = self.files.beside(written.span.file, &written.value);
        let Some(bytes) = self.files.data.get(&path) else {
            let help = self.files.help_for_absent(&path, &written.value);
            return self.fault(picture::unreadable(written.span, &written.value, help));
        };
        match crate::text::Picture::read(bytes) {
            Ok(_) => Some(path),
            Err(why) => self.fault(picture::unreadable(
                written.span,
                &written.value,
                format!("it {why}; name a whole SVG or PNG"),
            )),
        }
    }

    pub(super) fn cover(&mut self) -> Cover {
        let Some(cover) = &self.ast.cover else { return Cover::default() };
        let grade = cover.grade.as_ref().and_then(|path| {
            let item = self.item(path, None)?;
            self.averages("grade", crate::model::Target::Item(item), path).then_some(item)
        });
        let split = cover.split.as_ref().and_then(|path| self.target(path, None));
        let strengths = cover.strengths.iter().filter_map(|name| {
            let at = self.ast.strengths.iter().position(|known| known.name.value == name.value);
            if at.is_none() {
                let known = self.ast.strengths.iter().map(|known| known.name.value.as_str());
                self.sink.push(unknown::error(name, "list of strengths", known));
            }
            at
        });
        let strengths = strengths.collect();
        let provinces = cover.provinces.as_ref().and_then(|path| match path.parts.as_slice() {
            [first, column] if first.value == "unit" => self.column(column).map(Provinces::Unit),
            _ => self.item(path, None).map(Provinces::Field),
        });
        Cover { grade, split, strengths, provinces }
    }

    pub(super) fn front(&mut self) -> Front {
        let Some(front) = &self.ast.front else { return Front::default() };
        let mut text = |text: &Option<ast::Text>| text.as_ref().map(|text| self.prose(text, &[]));
        let (status, header, contact) = (text(&front.status), text(&front.header), text(&front.contact));
        let disclaimers =
            front.disclaimers.iter().map(|(language, text)| (language.value.clone(), self.prose(text, &[]))).collect();
        let comment_days = front.comment_days.as_ref().map(|days| days.value);
        Front { status, disclaimers, header, contact, comment_days }
    }
}
