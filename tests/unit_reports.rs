//! Reports of units from simulated respondents: complete, sound, and the same numbers as the relations.

mod attack;
mod attacker;
mod command;
mod compared;
mod golden;
mod intervals;

mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod workbook;

use crate::support::real;
use peil::eval::{Answer, Evaluator};
use peil::model::{Kind, Survey};
use peil::plan::{Plan, QueryKind, plan};
use peil::report::{Content, Figure, Piece, Report, Table, Tables, UnitRow, report};
use peil::session::Outcome;
use peil::simulate::{Random, Rates, respondents};
use peil::storage::fields_only;
use peil::tabulate::{Cell, Person, Relation, Respondent, figures, tabulate};
use std::collections::BTreeSet;

/// One unit and how many of each survey of the plan answer for it.
type Crowd<'c> = (&'c str, &'c [usize]);

/// What simulated respondents of these units give.
fn relations(outcome: &Outcome, plan: &Plan, crowds: &[Crowd<'_>], seed: u64) -> Vec<Relation> {
    let surveys: Vec<&Survey> =
        plan.surveys.iter().map(|s| outcome.project.surveys.iter().find(|known| known.id() == s.id).unwrap()).collect();
    let (mut people, mut sample) = (Vec::new(), Vec::new());
    for (at, survey) in surveys.iter().enumerate() {
        let evaluator = Evaluator::new(survey);
        let unit = &plan.surveys[at].unit;
        let (mut answered, mut approached) = (Vec::new(), Vec::new());
        for (turn, (name, sizes)) in crowds.iter().enumerate() {
            let count = sizes.get(at).copied().unwrap_or(0);
            let seed = seed * 1_000 + u64::try_from(at * 100 + turn).unwrap();
            let mut random = Random::new(seed);
            for (n, mut response) in respondents(&evaluator, "test", &Rates::default(), seed, count).enumerate() {
                assert!(matches!(survey.var(survey.find(unit).unwrap()).unwrap().kind, Kind::Text { .. }));
                response.fields.insert(unit.clone(), Answer::Text((*name).to_owned()));
                let routed = evaluator.route(&response);
                let alone = fields_only(&response.form, &response.wording, response.fields.clone());
                let person = Person::new(&evaluator, "approached", &evaluator.route(&alone));
                approached.push(person.clone());
                if random.chance(300) {
                    approached.push(Person { disposition: "undeliverable".to_owned(), ..person });
                }
                answered.push(Respondent::new(&evaluator, &format!("{name}{n}"), &response, &routed));
            }
        }
        people.push(answered);
        sample.push(approached);
    }
    tabulate(plan, &people, &sample)
}

fn plan_of(outcome: &Outcome, name: &str) -> Plan {
    let report = outcome.project.reports.iter().find(|report| report.name == name).unwrap();
    plan(report, &outcome.project.surveys)
}

fn unit(id: &str) -> UnitRow {
    let cells =
        [("id", id), ("name", id), ("phone_option", "nee"), ("status", "definitief"), ("report_date", "2023-09-20")];
    cells.into_iter().map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
}

/// Everything in a report, in its order.
fn walk<'r>(pieces: &'r [Piece], see: &mut dyn FnMut(&'r Piece)) {
    for piece in pieces {
        see(piece);
        if let Piece::Chapter(division) | Piece::Section(division) = piece {
            walk(&division.pieces, see);
        }
    }
}

fn figures_of(report: &Report) -> Vec<&Figure> {
    let mut all = Vec::new();
    walk(&report.pieces, &mut |piece| {
        all.extend(if let Piece::Figure(figure) = piece { Some(&**figure) } else { None })
    });
    all
}

fn tables_of(report: &Report) -> Vec<&Table> {
    let mut all = Vec::new();
    walk(&report.pieces, &mut |piece| all.extend(if let Piece::Table(table) = piece { Some(&**table) } else { None }));
    all
}

fn published(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.suppress.profile = "published".to_owned();
    plan
}

const CROWDS: [Crowd<'static>; 5] =
    [("Groot", &[160, 40]), ("Tweede", &[140, 30]), ("Derde", &[150, 35]), ("Klein", &[9, 3]), ("Leeg", &[])];

#[test]
fn every_figure_of_the_plan_stands_once_with_its_number() {
    let outcome = real::project();
    for name in ["keurmerk_2020", "keurmerk_2023"] {
        let plan = plan_of(&outcome, name);
        let tables = Tables::new(&relations(&outcome, &plan, &CROWDS, 1));
        for plan in [plan.clone(), published(&plan)] {
            let made = report(&plan, &tables, &unit("Groot"));
            let names: Vec<&str> = figures_of(&made).iter().map(|figure| figure.name.as_str()).collect();
            let wanted: Vec<&str> = plan.figures.iter().map(|figure| figure.name.as_str()).collect();
            let conditional = ["diagnose"];
            let wanted: Vec<&str> =
                wanted.into_iter().filter(|name| names.contains(name) || !conditional.contains(name)).collect();
            assert_eq!(names, wanted);
            let labels: BTreeSet<&str> = figures_of(&made).iter().map(|figure| figure.label.as_str()).collect();
            assert_eq!(labels.len(), names.len(), "each number once");
            assert_eq!(tables_of(&made).len(), plan.tables.len());
        }
    }
}

/// Numbers of divisions are their places, also of sections in sections (E3, E4).
fn numbered(pieces: &[Piece], above: &str, wrong: &mut Vec<String>) -> usize {
    let (mut place, mut deepest) = (0, 0);
    for piece in pieces {
        if let Piece::Chapter(division) | Piece::Section(division) = piece {
            place += 1;
            let expected = if above.is_empty() { place.to_string() } else { format!("{above}.{place}") };
            wrong.extend((division.number != expected).then(|| format!("{} is not {expected}", division.number)));
            deepest = deepest.max(1 + numbered(&division.pieces, &division.number, wrong));
        }
    }
    deepest
}

#[test]
fn numbers_of_chapters_sections_and_figures_run_on() {
    let outcome = real::project();
    for (name, deep) in [("keurmerk_2020", 3), ("keurmerk_2023", 2)] {
        let plan = plan_of(&outcome, name);
        let made = report(&plan, &Tables::new(&relations(&outcome, &plan, &CROWDS, 2)), &unit("Groot"));
        let mut wrong = Vec::new();
        assert_eq!(numbered(&made.pieces, "", &mut wrong), deep);
        assert!(wrong.is_empty(), "{wrong:?}");
        let (mut chapter, mut figure, mut table) = (0, 0, 0);
        walk(&made.pieces, &mut |piece| match piece {
            Piece::Chapter(_) => (chapter, figure, table) = (chapter + 1, 0, 0),
            Piece::Figure(found) => {
                figure += 1;
                assert_eq!(found.label, format!("Figuur {chapter}.{figure}"));
            }
            Piece::Table(found) => {
                table += 1;
                assert_eq!(found.label, format!("Tabel {chapter}.{table}"));
            }
            Piece::Section(_) | Piece::Text { .. } => {}
        });
    }
}

/// The count of a code in a relation, of all groups.
fn count(relations: &[Relation], measure: &str, unit: &str, code: i64) -> i64 {
    let relation = relations.iter().find(|r| r.measure == measure && r.kind == QueryKind::Values).unwrap();
    let of =
        |row: &&Vec<Cell>| row[0] == Cell::Text(unit.to_owned()) && row[4] == Cell::Int(4) && row[5] == Cell::Int(code);
    relation.rows.iter().filter(of).map(|row| if let Cell::Int(n) = row[6] { n } else { 0 }).sum()
}

#[test]
fn numbers_are_those_of_the_relations() {
    let outcome = real::project();
    let plan = published(&plan_of(&outcome, "keurmerk_2020"));
    let found = relations(&outcome, &plan, &CROWDS, 3);
    let tables = Tables::new(&found);
    for name in ["Groot", "Klein"] {
        let made = report(&plan, &tables, &unit(name));
        let mut compared = 0;
        for figure in figures_of(&made)
            .into_iter()
            .filter(|figure| ["aanleiding", "vast", "geslacht", "klacht"].contains(&figure.name.as_str()))
        {
            let Content::Chart { table, chart } = &figure.content else { continue };
            let measure = plan.figures.iter().find(|known| known.name == figure.name).unwrap().measures[0].clone();
            let var = plan.surveys[0].var(&plan.measure(&measure).unwrap().rows[0]).unwrap();
            let options: Vec<_> = var.kind.options().iter().filter(|option| !option.missing).collect();
            let n: i64 = options.iter().map(|option| count(&found, &measure, name, option.code)).sum();
            assert_eq!(figure.n.as_deref(), Some(n.to_string().as_str()), "{}", figure.name);
            for (row, option) in table.rows.iter().zip(&options) {
                let own = count(&found, &measure, name, option.code);
                assert_eq!(row.cells[0], option.label);
                assert_eq!(row.cells[1], own.to_string());
                let share = figures::print(figures::percentage(own, n), 0);
                assert_eq!(row.cells[2], format!("{share}%"));
                let all: i64 = ["Groot", "Tweede", "Derde", "Klein"]
                    .iter()
                    .map(|unit| count(&found, &measure, unit, option.code))
                    .sum();
                let whole: i64 = ["Groot", "Tweede", "Derde", "Klein"]
                    .iter()
                    .flat_map(|unit| options.iter().map(|o| count(&found, &measure, unit, o.code)))
                    .sum();
                let benchmark = table.head.iter().position(|head| head == "Alle deelnemers").unwrap();
                assert_eq!(row.cells[benchmark], format!("{}%", figures::print(figures::percentage(all, whole), 0)));
                compared += 1;
            }
            assert_eq!(chart.bars.len(), options.len());
        }
        assert!(compared > 10, "{compared}");
    }
}

#[test]
fn what_the_unit_does_not_have_is_not_spoken_of() {
    let outcome = real::project();
    let plan = plan_of(&outcome, "keurmerk_2023");
    let found = relations(&outcome, &plan, &[("Groot", &[60, 0]), ("Twee", &[60, 30]), ("Drie", &[60, 0])], 4);
    let tables = Tables::new(&found);
    let text = |unit_name: &str| serde_json::to_string(&report(&plan, &tables, &unit(unit_name))).unwrap();
    let (without, with) = (text("Groot"), text("Twee"));
    assert!(!without.to_lowercase().contains("inburgeraar"), "no sentence about those who were not there");
    assert!(with.contains("Inburgeraars"));
    let plan = plan_of(&outcome, "keurmerk_2020");
    let found = relations(&outcome, &plan, &[("Groot", &[60, 0]), ("Twee", &[60, 30]), ("Drie", &[60, 0])], 4);
    let tables = Tables::new(&found);
    let text = |unit_name: &str| serde_json::to_string(&report(&plan, &tables, &unit(unit_name)).pieces).unwrap();
    let words: Vec<String> =
        text("Groot").split("opdrachtgever").skip(1).map(|s| s.chars().take(60).collect()).collect();
    assert!(words.is_empty(), "{words:?}");
    assert!(text("Twee").contains("opdrachtgever"));
}

#[test]
fn a_unit_without_anyone_gives_a_report_without_numbers() {
    let outcome = real::project();
    let plan = plan_of(&outcome, "keurmerk_2020");
    let tables = Tables::new(&relations(&outcome, &plan, &CROWDS, 5));
    let made = report(&plan, &tables, &unit("Leeg"));
    let hidden = figures_of(&made).iter().filter(|figure| matches!(figure.content, Content::Hidden { .. })).count();
    assert!(hidden > 15, "{hidden}");
    let table = tables_of(&made).into_iter().find(|table| table.name == "resultaten").unwrap();
    let total = table.grid.rows.last().unwrap();
    assert_eq!(total.cells[1..], ["0", "0", "n.v.t.", "n.v.t.", "nee"], "zero by zero is not zero (E13)");
}

#[test]
fn a_benchmark_needs_enough_units_and_no_giant() {
    let outcome = real::project();
    let plan = plan_of(&outcome, "keurmerk_2020");
    let remarks = |crowds: &[Crowd<'_>]| {
        let tables = Tables::new(&relations(&outcome, &plan, crowds, 6));
        let made = report(&plan, &tables, &unit("A"));
        figures_of(&made).iter().flat_map(|figure| figure.remarks.clone()).collect::<BTreeSet<_>>()
    };
    let few = remarks(&[("A", &[80]), ("B", &[80])]);
    assert!(few.iter().any(|remark| remark.contains("te weinig dienstverleners")), "{few:?}");
    let giant = remarks(&[("A", &[300]), ("B", &[60]), ("C", &[60])]);
    assert!(giant.iter().any(|remark| remark.contains("een te groot aandeel")), "{giant:?}");
    let sound = remarks(&[("A", &[90]), ("B", &[90]), ("C", &[90])]);
    assert!(
        !sound.iter().any(|remark| remark.contains("te weinig dienst") || remark.contains("te groot")),
        "{sound:?}"
    );
}
