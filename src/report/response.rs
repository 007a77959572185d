//! Tables: response with grades and publication, services, one item.

use super::Maker;
use super::document::{Grid, GridRow, Table, What};
use super::hist::groups;
use super::lines::Row;
use super::safety::open_counts;
use super::tables::Scope;
use super::texts::capital;
use crate::plan::{self, QueryKind, ResponseRows, TableContent};
use crate::tabulate::figures::{percentage, print};
use std::collections::BTreeSet;

/// One line of the response table.
struct Line<'l> {
    label: &'l str,
    group: Option<i64>,
    net: i64,
    n: i64,
    open: bool,
}

impl Maker<'_> {
    pub(super) fn table(&self, table: &plan::Table) -> Table {
        let (label, anchor) = self.label("table", &table.name);
        let caption = self.plain(&table.caption);
        let (grid, remarks) = match &table.content {
            TableContent::Response { surveys } => self.response(surveys),
            TableContent::Services { entries, .. } => (services(entries), Vec::new()),
            TableContent::Of { measure } => self.table_of(measure, &table.options, &caption),
        };
        if matches!(table.content, TableContent::Response { .. }) {
            remarks
                .iter()
                .filter(|remark| remark.contains("anonimiteit"))
                .for_each(|why| self.hide(&format!("{label} {caption}"), why));
        }
        let note = table.note.as_ref().map(|note| self.plain(note));
        Table { name: table.name.clone(), anchor, label, caption, grid, remarks, note }
    }

    fn response(&self, surveys: &[ResponseRows]) -> (Grid, Vec<String>) {
        let grades = surveys.iter().any(|rows| rows.grades.is_some());
        let publishes = self.plan.publish.is_some();
        let mut head: Vec<String> =
            ["Groep", "Netto steekproef", "Ingevuld", "Respons (%)"].map(str::to_owned).to_vec();
        head.extend(grades.then(|| "Rapportcijfer".to_owned()));
        head.extend(publishes.then(|| "Publicatie".to_owned()));
        let mut grid = Grid { head, rows: Vec::new() };
        let present: Vec<&ResponseRows> = surveys
            .iter()
            .filter(|rows| self.responses(&rows.responses) > 0 || self.sample(&rows.sample, 0) > 0)
            .collect();
        let shown = if present.is_empty() { surveys.iter().take(1).collect() } else { present };
        let mut remarks = Vec::new();
        for rows in &shown {
            let title = self.plan.surveys.get(rows.survey).map_or("", |survey| survey.title.as_str());
            if shown.len() > 1 {
                let cells = std::iter::once(title.to_owned()).chain(grid.head.iter().skip(1).map(|_| String::new()));
                grid.rows.push(GridRow { cells: cells.collect(), heading: true, total: false, aside: false });
            }
            self.survey_rows(rows, title, &mut grid, &mut remarks);
        }
        remarks.dedup();
        if !self.knows_sample() {
            remarks.push(
                "Wie er benaderd zijn, is niet bekend: netto steekproef, respons en publicatie ontbreken.".to_owned(),
            );
        }
        (grid, remarks)
    }

    fn survey_rows(&self, rows: &ResponseRows, title: &str, grid: &mut Grid, remarks: &mut Vec<String>) {
        let labels = self.codes_of(rows);
        let count = |group| self.of_group(&rows.responses, QueryKind::Responses, group, 0);
        let net = |group| self.of_group(&rows.sample, QueryKind::Sample, group, 1);
        let (all, parts): (i64, Vec<i64>) = (count(None), labels.iter().map(|(code, _)| count(Some(*code))).collect());
        let rest = all - parts.iter().sum::<i64>();
        let open =
            if self.views.safe { open_counts(&parts, rest, self.views.minimum.cell) } else { vec![true; parts.len()] };
        for (((code, label), n), open) in labels.iter().zip(&parts).zip(open) {
            let line = Line { label, group: Some(*code), net: net(Some(*code)), n: *n, open };
            self.line(rows, &line, grid, remarks);
        }
        let label = if labels.is_empty() { capital(title) } else { "Totaal".to_owned() };
        let label = if labels.is_empty() { format!("Totaal {}", label.to_lowercase()) } else { label };
        self.line(rows, &Line { label: &label, group: None, net: net(None), n: all, open: true }, grid, remarks);
    }

    /// The groups in which anyone was approached or answered.
    fn codes_of(&self, rows: &ResponseRows) -> Vec<(i64, String)> {
        if rows.group.is_none() {
            return Vec::new();
        }
        let counts = |measure: &str, kind| groups(&self.tables.counts(measure, kind, Scope::One(self.unit)));
        let mut codes: BTreeSet<i64> = counts(&rows.sample, QueryKind::Sample).into_iter().collect();
        codes.extend(counts(&rows.responses, QueryKind::Responses));
        let survey = self.plan.surveys.get(rows.survey);
        let var = survey.zip(rows.group.as_ref()).and_then(|(survey, path)| survey.var(path));
        let options = var.map_or(&[][..], |var| var.kind.options());
        let known = options.iter().filter(|option| codes.contains(&option.code));
        known.map(|option| (option.code, option.label.clone())).collect()
    }

    fn line(&self, rows: &ResponseRows, line: &Line<'_>, grid: &mut Grid, remarks: &mut Vec<String>) {
        let dash = || "–".to_owned();
        let told = |text: String| if line.open { text } else { dash() };
        let rate = print(percentage(line.n, line.net), self.plan.rounding.rate_decimals).to_string();
        let known = |text: String| if self.knows_sample() { text } else { dash() };
        let net = known(line.net.to_string());
        let mut cells = vec![line.label.to_owned(), net, told(line.n.to_string()), told(known(rate))];
        if grid.head.iter().any(|name| name == "Rapportcijfer") {
            let measure = rows.grades.as_ref().and_then(|id| self.plan.measure(id));
            let grade = measure
                .map(|measure| self.mean(Row { group: line.group, ..Row::new(measure, 0) }, &self.presentation()));
            let not_told = matches!(&grade, Some(Err(why)) if *why != super::views::Why::Empty);
            if (not_told || !line.open) && line.n > 0 {
                remarks.push("–: niet getoond, om de anonimiteit te bewaren.".to_owned());
            }
            cells.push(match grade {
                Some(Ok(single)) => told(single.own.text),
                Some(Err(super::views::Why::Empty)) => told("n.v.t.".to_owned()),
                Some(Err(_)) | None => dash(),
            });
        }
        if self.plan.publish.is_some() {
            let may = rows.always_published || self.may_publish(rows.survey, line.group, line.net, line.n);
            let may = if line.n == 0 { false } else { may };
            if !may && line.open && self.knows_sample() {
                let why = format!("Niet gepubliceerd: {} ingevuld van {}.", line.n, line.net);
                self.note(What::Unpublished, &format!("Publicatie: {}", line.label), &why);
            }
            cells.push(told(known(if may { "ja" } else { "nee" }.to_owned())));
        }
        grid.rows.push(GridRow { total: line.group.is_none(), ..GridRow::plain(cells) });
    }
}

fn services(entries: &[plan::PlanOption]) -> Grid {
    let row = |option: &plan::PlanOption| GridRow::plain(vec![option.code.to_string(), option.label.clone()]);
    Grid { head: vec!["Nummer".to_owned(), "Naam".to_owned()], rows: entries.iter().map(row).collect() }
}
