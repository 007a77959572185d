//! Figures: what each kind shows, as chart and as table.

use super::Maker;
use super::answers::Block;
use super::compare::NoBenchmark;
use super::document::{Bar, Chart, ChartKind, Content, Figure, Grid, GridRow, Length, Question, Tone};
use super::hist::groups;
use super::intervals::{add_column, cell};
use super::lines::{Row, Shares};
use super::tables::Scope;
use super::texts::capital;
use super::views::{Why, row_codes, var_of};
use crate::phrase::list_in_words;
use crate::plan::{self, Group, Measure, MeasureKind, PlanVar, Presentation, QueryKind, VarKind};
use crate::tabulate::figures::misses_hundred;

/// What a figure is made of before it gets its number.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) content: Content,
    pub(super) n: Option<i64>,
    pub(super) remarks: Vec<String>,
    /// Rows and benchmarks that are left out.
    pub(super) hidden: Vec<String>,
}

impl Made {
    pub(super) fn hidden(why: String) -> Self {
        Self { content: Content::Hidden { why: why.clone() }, n: None, remarks: Vec::new(), hidden: vec![why] }
    }
}

impl Maker<'_> {
    pub(super) fn figure(&self, figure: &plan::Figure) -> Figure {
        let (label, anchor) = self.label("figure", &figure.name);
        let caption = self.plain(&figure.caption);
        let measures: Vec<&Measure> = figure.measures.iter().filter_map(|id| self.plan.measure(id)).collect();
        let made = self.made(figure, &measures, &caption);
        made.hidden.iter().for_each(|why| self.hide(&format!("{label} {caption}"), why));
        let base = match (&figure.base, measures.first()) {
            (Some(words), _) => Some(self.plain(words)),
            (None, Some(measure)) => Some(measure.base.words.clone()).filter(|words| !words.is_empty()),
            (None, None) => None,
        };
        Figure {
            name: figure.name.clone(),
            anchor,
            label,
            questions: self.questions(&measures, figure.options.quoting_asks),
            caption,
            base,
            n: made.n.map(|n| n.to_string()),
            content: made.content,
            remarks: made.remarks,
            note: figure.note.as_ref().map(|note| self.plain(note)),
        }
    }

    fn made(&self, figure: &plan::Figure, measures: &[&Measure], caption: &str) -> Made {
        let Some(measure) = measures.first() else {
            let path = figure.file.clone().unwrap_or_default();
            return Made { content: Content::Picture { path }, n: None, remarks: Vec::new(), hidden: Vec::new() };
        };
        let of_number = matches!(var_of(self.plan, measure, 0).map(|var| &var.kind), Some(VarKind::Number { .. }));
        let options = &figure.options;
        let made = match (figure.kind.as_str(), measure.kind) {
            ("verbatim", _) => self.verbatim(measure),
            ("sum", _) => self.sums(measure, caption),
            ("mean", _) => self.means(measures, options, caption),
            ("grid" | "stacked", MeasureKind::Values) if of_number => self.means(measures, options, caption),
            ("grid" | "stacked", MeasureKind::Values) => self.stacked(measures, options, caption),
            (_, MeasureKind::Options) => self.any_of(measures, options, caption),
            (kind, _) => self.choice(measures, options, caption, kind == "distribution"),
        };
        let small = |least: u32| made.n.is_some_and(|n| n < i64::from(least));
        match options.minimum_n.filter(|least| small(*least)) {
            Some(least) => Made::hidden(format!("Deze figuur wordt pas getoond vanaf {least} antwoorden.")),
            None => made,
        }
    }

    /// The question of every wording that has it; alike ones once. Of several rows only what they share, unless asked for.
    fn questions(&self, measures: &[&Measure], all: bool) -> Vec<Question> {
        let Some(measure) = measures.first() else { return Vec::new() };
        let Some(survey) = self.plan.survey_of(measure) else { return Vec::new() };
        let vars: Vec<&PlanVar> = measure.rows.iter().filter_map(|path| survey.var(path)).collect();
        let mut questions: Vec<Question> = Vec::new();
        for (name, label) in &survey.wordings {
            let mut asks: Vec<String> =
                vars.iter().filter_map(|var| var.asks.get(name)).map(|ask| self.plain(ask)).collect();
            asks.dedup();
            if asks.len() > 1 && !all {
                continue;
            }
            for text in asks {
                match questions.iter_mut().find(|known| known.text == text) {
                    Some(known) => known.wording = None,
                    None => questions.push(Question { wording: Some(label.clone()), text }),
                }
            }
        }
        if let [only] = questions.as_mut_slice() {
            only.wording = None;
        }
        questions
    }

    pub(super) fn why(&self, why: Why) -> String {
        match why {
            Why::Empty => EMPTY.to_owned(),
            Why::Few => {
                let base = self.views.minimum.base;
                format!("Minder dan {base} antwoorden. Om de anonimiteit te bewaren worden geen cijfers getoond.")
            }
            Why::Traceable => {
                "Antwoorden van enkele personen zouden herleidbaar zijn. Daarom worden geen cijfers getoond.".to_owned()
            }
        }
    }

    fn no_benchmark(&self, why: NoBenchmark, label: &str) -> String {
        let because = match why {
            NoBenchmark::FewUnits => "te weinig dienstverleners hebben antwoorden",
            NoBenchmark::Dominated => "één dienstverlener heeft daarin een te groot aandeel",
            NoBenchmark::Partly => "waar een streepje staat, zijn de aantallen bij de anderen te klein",
            NoBenchmark::Traceable => "bij de anderen zijn enkele aantallen te klein",
        };
        format!("{NO_BENCHMARK} met ‘{label}’: {because}.")
    }

    pub(super) fn benchmark_labels(&self, options: &Presentation) -> Vec<String> {
        self.benchmarks(options).into_iter().map(|benchmark| self.plain(&benchmark.label)).collect()
    }

    /// Remarks on benchmarks that are not there, each once.
    pub(super) fn benchmark_remarks<'r>(
        &self,
        options: &Presentation,
        rows: impl Iterator<Item = Vec<Option<NoBenchmark>>> + 'r,
    ) -> Vec<String> {
        let labels = self.benchmark_labels(options);
        let mut found: Vec<String> = Vec::new();
        for row in rows {
            for (why, label) in row.iter().zip(&labels) {
                let Some(why) = why else { continue };
                let remark = self.no_benchmark(*why, label);
                if !found.contains(&remark) {
                    found.push(remark);
                }
            }
        }
        found
    }

    /// The rows of measures that are shown side by side, with a label where there are several.
    pub(super) fn series<'m>(&self, measures: &[&'m Measure]) -> Vec<(Option<String>, Row<'m>)> {
        let mut series = Vec::new();
        for measure in measures {
            let rows = row_codes(self.plan, measure);
            let groups = self.group_labels(measure);
            for row in &rows {
                let whole = Row::new(measure, *row);
                let name = (rows.len() > 1 || measure.in_loop.is_some()).then(|| self.row_label(measure, *row));
                let wave = (measures.len() > 1)
                    .then(|| self.plan.survey_of(measure).map(|survey| survey.id.clone()))
                    .flatten();
                let name = name.or(wave);
                if groups.is_empty() {
                    series.push((name.clone(), whole));
                }
                series.extend(
                    groups.iter().map(|(code, label)| (Some(label.clone()), Row { group: Some(*code), ..whole })),
                );
            }
        }
        series
    }

    pub(super) fn row_label(&self, measure: &Measure, row: i64) -> String {
        let survey = self.plan.survey_of(measure);
        if let (Some(name), Some(survey)) = (&measure.in_loop, survey) {
            let turns = survey.loops.get(name).map_or(&[][..], Vec::as_slice);
            return turns
                .iter()
                .find(|turn| turn.code == row)
                .map_or_else(|| row.to_string(), |turn| turn.label.clone());
        }
        var_of(self.plan, measure, row).map_or_else(String::new, |var| self.plain(&var.label))
    }

    /// The groups of a breakdown in which the unit has anyone, in order.
    pub(super) fn group_labels(&self, measure: &Measure) -> Vec<(i64, String)> {
        let (Some(group), Some(survey)) = (&measure.group, self.plan.survey_of(measure)) else { return Vec::new() };
        let kind = match measure.kind {
            MeasureKind::Responses => QueryKind::Responses,
            MeasureKind::Sample => QueryKind::Sample,
            _ => QueryKind::States,
        };
        let codes = groups(&self.tables.counts(&measure.id, kind, Scope::One(self.unit)));
        let name = |index: usize, names: &mut dyn Iterator<Item = String>| names.nth(index).unwrap_or_default();
        let label = |code: i64| {
            let index = usize::try_from(code).unwrap_or(usize::MAX);
            match group {
                Group::Item(path) => survey.var(path).map_or_else(String::new, |var| {
                    super::answers::answer_label(var, super::hist::Answer::Valid(code))
                }),
                Group::Wording => name(index, &mut survey.wordings.iter().map(|(_, label)| label.clone())),
                Group::Mode => name(index, &mut survey.modes.iter().cloned()),
            }
        };
        codes.into_iter().map(|code| (code, label(code))).collect()
    }

    /// Bars or columns: one answer per person.
    fn choice(&self, measures: &[&Measure], options: &Presentation, caption: &str, columns: bool) -> Made {
        let series = self.series(measures);
        let mut told: Vec<(Option<String>, Shares)> = Vec::new();
        let (mut hidden, mut reasons) = (Vec::new(), Vec::new());
        for (name, row) in series {
            let Some(var) = var_of(self.plan, row.measure, row.at) else { continue };
            match self.blocks_of(row, var) {
                Ok(blocks) => told.push((name, self.shares(row, var, blocks, options))),
                Err(why) => {
                    hidden.extend(name.map(|name| format!("{name}: niet getoond")));
                    reasons.push(why);
                }
            }
        }
        if told.is_empty() {
            return Made::hidden(self.why(reasons.first().copied().unwrap_or(Why::Empty)));
        }
        let labels = self.benchmark_labels(options);
        let mut grid = Grid { head: head("Antwoord", &["Aantal", "Aandeel"], &labels), rows: Vec::new() };
        let (mut bars, mut intervals) = (Vec::new(), Vec::new());
        for (name, shares) in &told {
            intervals.extend(name.iter().map(|_| String::new()));
            grid.rows.extend(name.iter().map(|name| GridRow {
                cells: pad(name, grid.head.len()),
                heading: true,
                total: false,
                aside: false,
            }));
            for (at, tone) in shares.tones.iter().enumerate() {
                let (Some(own), Some(count)) = (shares.own.get(at), shares.counts.get(at)) else { continue };
                let compared = shares.benchmarks.iter().map(|row| row.as_ref().ok()?.get(at)?.clone());
                let benchmarks: Vec<Option<Length>> = compared.collect();
                let mut cells = vec![tone.label.clone(), count.to_string(), own.text.clone()];
                cells.extend(
                    benchmarks.iter().map(|found| found.as_ref().map_or_else(dash, |length| length.text.clone())),
                );
                grid.rows.push(GridRow::plain(cells));
                intervals.push(cell(own.interval.as_ref()));
                let label = name.as_ref().map_or_else(|| tone.label.clone(), |name| format!("{name}: {}", tone.label));
                let benchmark = benchmarks.into_iter().next().flatten().into_iter().collect();
                bars.push(Bar { label, n: None, parts: vec![own.clone()], benchmark, norm: None });
            }
        }
        add_column(&mut grid, 3, intervals);
        let n = match told.as_slice() {
            [(None, only)] => Some(only.n),
            _ => None,
        };
        let mut remarks = self.benchmark_remarks(options, told.iter().map(|(_, shares)| whys(&shares.benchmarks)));
        remarks.extend(hundred_remark(told.iter().map(|(_, shares)| shares.printed.as_slice())));
        remarks.extend(merged_remark(told.iter().flat_map(|(_, shares)| shares.blocks.iter())));
        hidden.extend(
            remarks.iter().filter(|remark| remark.starts_with(NO_BENCHMARK) || remark.starts_with(MERGED)).cloned(),
        );
        let kind = if columns && bars.len() <= 12 { ChartKind::Columns } else { ChartKind::Bars };
        let chart = Chart {
            kind,
            title: caption.to_owned(),
            description: describe(&bars, labels.first()),
            legend: Vec::new(),
            benchmark: labels.first().cloned().filter(|_| bars.iter().any(|bar| !bar.benchmark.is_empty())),
            axis: ("0%".to_owned(), "100%".to_owned()),
            bars,
        };
        Made { content: Content::Chart { chart, table: grid }, n, remarks, hidden }
    }

    /// A table of one item.
    pub(super) fn table_of(&self, measure: &str, options: &Presentation, caption: &str) -> (Grid, Vec<String>) {
        let Some(measure) = self.plan.measure(measure) else { return (Grid::default(), Vec::new()) };
        let made = match measure.kind {
            MeasureKind::Options => self.any_of(&[measure], options, caption),
            _ if measure.rows.len() > 1 => self.stacked(&[measure], options, caption),
            _ => self.choice(&[measure], options, caption, false),
        };
        match made.content {
            Content::Chart { table, .. } => (table, made.remarks),
            Content::Hidden { why } => {
                self.hide(caption, &why);
                (Grid::default(), vec![why])
            }
            Content::Texts { .. } | Content::Picture { .. } => (Grid::default(), Vec::new()),
        }
    }
}

pub(super) const EMPTY: &str = "Niemand heeft deze vraag beantwoord.";
pub(super) const NO_BENCHMARK: &str = "Geen vergelijking";
pub(super) const MERGED: &str = "Kleine aantallen zijn samengevoegd";

pub(super) fn dash() -> String {
    "–".to_owned()
}

pub(super) fn head(first: &str, own: &[&str], benchmarks: &[String]) -> Vec<String> {
    let own = own.iter().map(|name| (*name).to_owned());
    std::iter::once(first.to_owned()).chain(own).chain(benchmarks.iter().cloned()).collect()
}

fn pad(name: &str, width: usize) -> Vec<String> {
    [vec![name.to_owned()], vec![String::new(); width.saturating_sub(1)]].concat()
}

/// Why a row of shares is not, or not everywhere, beside each benchmark.
pub(super) fn whys(rows: &[Result<Vec<Option<Length>>, NoBenchmark>]) -> Vec<Option<NoBenchmark>> {
    let why = |row: &Result<Vec<Option<Length>>, NoBenchmark>| match row {
        Ok(told) => told.iter().any(Option::is_none).then_some(NoBenchmark::Partly),
        Err(why) => Some(*why),
    };
    rows.iter().map(why).collect()
}

pub(super) fn names_in_words(closed: &[(String, Why)]) -> String {
    list_in_words(&closed.iter().map(|(name, _)| format!("‘{name}’")).collect::<Vec<_>>(), "en")
}

pub(super) fn hundred_remark<'r>(
    mut rows: impl Iterator<Item = &'r [crate::tabulate::figures::Printed]>,
) -> Option<String> {
    let note = "Door afronding tellen de percentages niet overal op tot 100.";
    rows.any(misses_hundred).then(|| note.to_owned())
}

pub(super) fn merged_remark<'b>(mut blocks: impl Iterator<Item = &'b Block>) -> Option<String> {
    blocks.any(|block| block.len() > 1).then(|| format!("{MERGED}, om de anonimiteit te bewaren."))
}

/// "Elke week: 45% (Alle deelnemers: 40%); …".
pub(super) fn describe(bars: &[Bar], benchmark: Option<&String>) -> String {
    let one = |bar: &Bar| {
        let own = bar.parts.first().map_or("", |part| part.text.as_str());
        let other = bar
            .benchmark
            .first()
            .zip(benchmark)
            .map_or(String::new(), |(length, label)| format!(" ({label}: {})", length.text));
        let norm = bar.norm.as_ref().map_or(String::new(), |norm| format!(" (norm: {})", norm.text));
        format!("{}: {own}{other}{norm}", bar.label)
    };
    format!("{}.", bars.iter().map(one).collect::<Vec<_>>().join("; "))
}

pub(super) fn describe_stacked(bars: &[Bar], tones: &[Tone]) -> String {
    let one = |bar: &Bar| {
        let parts: Vec<String> =
            tones.iter().zip(&bar.parts).map(|(tone, part)| format!("{} {}", tone.label, part.text)).collect();
        format!("{}: {}", bar.label, parts.join(", "))
    };
    format!("{}.", capital(&bars.iter().map(one).collect::<Vec<_>>().join("; ")))
}
