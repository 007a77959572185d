//! How to read the report: only what is really in it.

use super::Maker;
use super::document::{ChartKind, Content, Piece};
use super::hist::total;
use super::tables::Scope;
use crate::phrase::list_in_words;
use crate::plan::{Benchmark, MeasureKind, Pred, PromoterFormula, QueryKind, Strengths};
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

fn walk<'p>(pieces: &'p [Piece], contents: &mut Vec<&'p Content>) {
    for piece in pieces {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => walk(&division.pieces, contents),
            Piece::Figure(figure) => contents.push(&figure.content),
            Piece::Text { .. } | Piece::Table(_) => {}
        }
    }
}
