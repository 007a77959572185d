//! How to read the report: only what is really in it.

use super::Maker;
use super::document::{ChartKind, Content, Piece};
use super::hist::total;
use super::tables::Scope;
use crate::number::Decimal;
use crate::phrase::list_in_words;
use crate::plan::{
    Benchmark, MeasureKind, Norm, NormLine, Pred, PromoterFormula, Publish, QueryKind, ResponseRows, Strengths,
    TableContent, ThresholdRow,
};
use crate::tabulate::figures::print;

impl Maker<'_> {
    pub(super) fn method(&self, pieces: &[Piece]) -> Vec<String> {
        let mut contents = Vec::new();
        walk(pieces, &mut contents);
        let kinds: Vec<ChartKind> = contents
            .iter()
            .filter_map(|content| if let Content::Chart { chart, .. } = content { Some(chart.kind) } else { None })
            .collect();
        let compared =
            contents.iter().any(|content| matches!(content, Content::Chart { chart, .. } if chart.benchmark.is_some()));
        let mut notes = vec!["Percentages en gemiddelden zijn berekend uit de antwoorden zelf en één keer afgerond, een half naar boven. Daardoor kunnen percentages samen iets meer of minder dan 100 zijn.".to_owned()];
        notes.push(
            "n is het aantal personen dat een vraag beantwoordde. Nul van nul is n.v.t. (niet van toepassing)."
                .to_owned(),
        );
        notes.extend(kinds.contains(&ChartKind::Stacked).then(|| {
            "In een gestapelde balk staan ongunstige antwoorden links van de middellijn en gunstige rechts ervan; antwoorden buiten de schaal, zoals ‘geen mening’, staan helemaal rechts.".to_owned()
        }));
        notes.extend(compared.then(|| "De smalle, lichte balk toont steeds de vergelijking.".to_owned()));
        notes.extend(self.interval_note(&contents));
        notes.extend(self.plan.benchmarks.iter().map(|benchmark| self.benchmark_note(benchmark)));
        notes.extend(self.plan.strengths.iter().map(|strengths| self.strengths_note(strengths)));
        notes.extend(self.plan.promoters.iter().filter_map(|promoter| {
            let label = self.plain(&promoter.label);
            let var = super::views::var_of(self.plan, self.plan.measure(&promoter.measure)?, 0)?;
            Some(match &promoter.formula {
                PromoterFormula::Share { plus, minus } => {
                    let names = |codes: &[i64]| {
                        let options = var.kind.options().iter().filter(|option| codes.contains(&option.code));
                        list_in_words(&options.map(|option| format!("‘{}’", option.label)).collect::<Vec<_>>(), "of")
                    };
                    let less =
                        if minus.is_empty() { String::new() } else { format!(", min het percentage {}", names(minus)) };
                    format!(
                        "{label}: het percentage {} bij ‘{}’{less}, van alle bruikbare vragenlijsten.",
                        names(plus),
                        self.plain(&var.label)
                    )
                }
                PromoterFormula::Nps { .. } => {
                    format!("{label}: het percentage cijfers vanaf 9 min het percentage cijfers tot en met 6.")
                }
            })
        }));
        notes.extend(self.plan.norms.iter().map(norm_note));
        notes.extend(self.plan.publish.as_ref().map(|publish| self.publication_note(publish)));
        notes.push(self.suppression_note());
        notes
    }

    fn benchmark_note(&self, benchmark: &Benchmark) -> String {
        let label = self.plain(&benchmark.label);
        let who = if benchmark.others { "alle andere" } else { "alle" };
        let over = if benchmark.over == "units" {
            format!("het gemiddelde van de uitkomsten van {who} dienstverleners")
        } else {
            format!("de antwoorden van de respondenten van {who} dienstverleners samen")
        };
        let size = self
            .plan
            .measures
            .iter()
            .find(|m| m.kind == MeasureKind::Responses && m.base.filter == Pred::Const(true) && m.survey == 0);
        let size = size.map_or(String::new(), |measure| {
            let units = self.tables.units(&measure.id, QueryKind::Responses).count();
            let n = total(&self.tables.counts(&measure.id, QueryKind::Responses, Scope::All), None, 0);
            format!(
                " In totaal deden {units} dienstverleners mee, met {n} bruikbare vragenlijsten in het eerste onderzoek."
            )
        });
        let least = benchmark.minimum_units.map(|least| format!("minstens {least} dienstverleners"));
        let most = benchmark.largest_percent.map(|most| {
            format!(
                "geen daarvan met meer dan {}% van de antwoorden",
                print(Some(most.ratio()), most.needed_decimals())
            )
        });
        let rules = list_in_words(&[least, most].into_iter().flatten().collect::<Vec<_>>(), "en");
        let rules = if rules.is_empty() { String::new() } else { format!(" Een vergelijking rust op {rules}.") };
        format!("{label}: {over}.{size}{rules}")
    }

    fn strengths_note(&self, strengths: &Strengths) -> String {
        let label = self.plain(&strengths.label);
        let by = if strengths.by_share { "aandeel" } else { "gemiddelde" };
        let least = strengths.minimum.map_or(String::new(), |n| format!(" Een punt telt mee vanaf {n} antwoorden."));
        let most = strengths
            .at_most
            .map_or(String::new(), |n| format!(" Hooguit {n} {} genoemd.", if n == 1 { "wordt" } else { "worden" }));
        let distance = strengths.distance.map_or(String::new(), |d| {
            format!(", met een verschil van ten minste {}", print(Some(d.ratio()), d.needed_decimals()))
        });
        let merged = if self.views.safe { " Van samengevoegde antwoorden telt daarbij het laagste." } else { "" };
        format!(
            "Relatief goed ({label}): het {by} ligt boven dat van de vergelijking{distance}; het grootste verschil eerst.{least}{most}{merged}"
        )
    }

    /// What publication rests on, row by row of its table.
    fn publication_note(&self, publish: &Publish) -> String {
        let rows_of = self.plan.tables.iter().filter_map(|table| match &table.content {
            TableContent::Response { surveys } => Some(surveys),
            TableContent::Services { .. } | TableContent::Of { .. } => None,
        });
        let grouped = |rows: &ResponseRows| self.plan.surveys.get(rows.survey)?.var(rows.group.as_ref()?);
        let options = rows_of.flatten().find_map(grouped).map_or(&[][..], |var| var.kind.options());
        let row = |row: &ThresholdRow| {
            let net = match row.n_max {
                Some(most) => format!("bij een netto steekproef van {} tot en met {most}", row.n_min),
                None => format!("bij een netto steekproef vanaf {}", row.n_min),
            };
            let count = row.minimum_count.map(|least| format!("minstens {least} ingevulde vragenlijsten"));
            let rate = row.minimum_percent.map(|least| format!("een respons van minstens {}%", number(least)));
            let needed = list_in_words(&[count, rate].into_iter().flatten().collect::<Vec<_>>(), "en");
            let group = row.group.and_then(|code| options.iter().find(|option| option.code == code));
            let of = group.map_or(String::new(), |option| format!("‘{}’ ", option.label));
            format!("{of}{net}: {}", if needed.is_empty() { "altijd" } else { needed.as_str() })
        };
        let always = publish.always.iter().filter_map(|at| self.plan.surveys.get(*at));
        let always: Vec<String> = always.map(|survey| format!("‘{}’", survey.title)).collect();
        let always = if always.is_empty() {
            String::new()
        } else {
            format!(" Uitkomsten van {} worden altijd gepubliceerd.", list_in_words(&always, "en"))
        };
        let rows: Vec<String> = publish.rows.iter().map(row).collect();
        format!("Publicatie volgens de tabel ‘{}’: {}.{always}", publish.table, rows.join("; "))
    }

    fn suppression_note(&self) -> String {
        let suppress = &self.plan.suppress;
        if !self.views.safe {
            return "Dit rapport is gemaakt met het profiel ‘published’: kleine aantallen zijn niet afgeschermd."
                .to_owned();
        }
        let assumed = if suppress.assumed { " Deze grenzen zijn een aanname." } else { "" };
        format!(
            "Om de anonimiteit te bewaren worden bij minder dan {} antwoorden geen cijfers getoond, geen aantallen van minder dan {} personen, en open antwoorden vanaf {}. Ook wat daaruit te berekenen is, blijft weg of is samengevoegd.{assumed}",
            suppress.base, suppress.cell, suppress.open
        )
    }
}

fn number(value: Decimal) -> String {
    print(Some(value.ratio()), value.needed_decimals()).to_string()
}

/// Every parameter of a norm.
fn norm_note(norm: &Norm) -> String {
    let line = |line: &NormLine, of: &str| {
        let tested = if line.rounded { "afgeronde" } else { "onafgeronde" };
        format!("{} of hoger {of}, getoetst aan het {tested} gemiddelde", number(line.at_least))
    };
    let total = norm.total.as_ref().map(|total| line(total, "in totaal"));
    let lines: Vec<String> = total.into_iter().chain(norm.per.iter().map(|per| line(&per.line, "per groep"))).collect();
    let second = norm.correct.as_ref().map_or(String::new(), |rule| {
        let few = rule.n_at_most.map(|most| format!("er hooguit {most} cijfers zijn"));
        let passes = rule.passes_percent.map(|least| format!("ten minste {}% daarvan voldoende is", number(least)));
        let when = list_in_words(&[few, passes].into_iter().flatten().collect::<Vec<_>>(), "en");
        let when = if when.is_empty() { String::new() } else { format!(", als {when}") };
        format!(
            " Wie de norm niet haalt, wordt nog eens geteld: elk cijfer onder {} telt dan als {}{when}.",
            number(rule.below),
            number(rule.to)
        )
    });
    format!("Norm: {}.{second}", list_in_words(&lines, "en"))
}

fn walk<'p>(pieces: &'p [Piece], contents: &mut Vec<&'p Content>) {
    for piece in pieces {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => walk(&division.pieces, contents),
            Piece::Figure(figure) => contents.push(&figure.content),
            Piece::Text { .. } | Piece::Table(_) => {}
        }
    }
}
