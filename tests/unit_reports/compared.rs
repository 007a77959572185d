//! Benchmarks are made from what all units gave, once; they are what counting again for each unit gives.

use super::{Crowd, count, figures_of, plan_of, published, relations, unit};
use crate::support::real;
use peil::number::Ratio;
use peil::report::{Content, Tables, report};
use peil::tabulate::Relation;
use peil::tabulate::figures::{Total, percentage, print};

const CROWDS: [Crowd<'static>; 6] =
    [("Groot", &[90]), ("Tweede", &[70]), ("Derde", &[41]), ("Vierde", &[23]), ("Klein", &[3]), ("Leeg", &[])];

/// The share of a code over units, each counted again.
fn again(found: &[Relation], measure: &str, codes: &[i64], code: i64, (over, without): (&str, &str)) -> Option<Ratio> {
    let of = |unit: &str| {
        let n: i64 = codes.iter().map(|code| count(found, measure, unit, *code)).sum();
        (count(found, measure, unit, code), n)
    };
    let units =
        CROWDS.iter().map(|(name, _)| of(name)).zip(CROWDS).filter(|((_, n), (name, _))| *n > 0 && *name != without);
    let all: Vec<(i64, i64)> = units.map(|(counts, _)| counts).collect();
    if over == "units" {
        return all.iter().filter_map(|(part, n)| percentage(*part, *n)).collect::<Total>().mean();
    }
    percentage(all.iter().map(|(part, _)| part).sum(), all.iter().map(|(_, n)| n).sum())
}

#[test]
fn all_others_and_units_are_what_counting_again_gives() {
    let outcome = real::project();
    let mut plan = published(&plan_of(&outcome, "keurmerk_2020"));
    let found = relations(&outcome, &plan, &CROWDS, 31);
    let tables_of_all = [("respondents", false), ("respondents", true), ("units", false), ("units", true)];
    let mut compared = 0;
    for (over, others) in tables_of_all {
        plan.benchmarks[0].over = over.to_owned();
        plan.benchmarks[0].others = others;
        plan.benchmarks[0].largest_percent = None;
        let tables = Tables::new(&found);
        // Twice each: what was read for one unit must not colour the next.
        for id in ["Groot", "Klein", "Leeg", "Tweede", "Groot"] {
            let made = report(&plan, &tables, &unit(id));
            for figure in figures_of(&made) {
                if !["aanleiding", "vast", "geslacht", "klacht"].contains(&figure.name.as_str()) {
                    continue;
                }
                let Content::Chart { table, .. } = &figure.content else { continue };
                let measure = &plan.figures.iter().find(|known| known.name == figure.name).unwrap().measures[0];
                let var = plan.surveys[0].var(&plan.measure(measure).unwrap().rows[0]).unwrap();
                let codes: Vec<i64> =
                    var.kind.options().iter().filter(|option| !option.missing).map(|option| option.code).collect();
                let at = table.head.iter().position(|head| head == "Alle deelnemers").unwrap();
                for (row, code) in table.rows.iter().zip(&codes) {
                    let without = if others { id } else { "" };
                    let expected = again(&found, measure, &codes, *code, (over, without));
                    assert_eq!(
                        row.cells[at],
                        format!("{}%", print(expected, 0)),
                        "{over} {others} {id} {}",
                        figure.name
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn the_unit_itself_counts_for_no_benchmark_of_others() {
    let outcome = real::project();
    let mut plan = plan_of(&outcome, "keurmerk_2020");
    plan.benchmarks[0].others = true;
    let why = |crowds: &[Crowd<'_>]| {
        let made = report(&plan, &Tables::new(&relations(&outcome, &plan, crowds, 32)), &unit("A"));
        // Everyone was asked these: their bases are near the sizes of the crowds.
        let asked = figures_of(&made).into_iter().filter(|one| ["aanleiding", "geslacht"].contains(&one.name.as_str()));
        asked.flat_map(|figure| figure.remarks.clone()).collect::<Vec<_>>().join(" ")
    };
    let few = why(&[("A", &[80]), ("B", &[80]), ("C", &[80])]);
    assert!(few.contains("te weinig dienstverleners"), "two others: {few}");
    let giant = why(&[("A", &[80]), ("B", &[180]), ("C", &[60]), ("D", &[60])]);
    assert!(giant.contains("een te groot aandeel"), "one gives over half of the others: {giant}");
    let own = why(&[("A", &[400]), ("B", &[80]), ("C", &[80]), ("D", &[80])]);
    assert!(
        !own.contains("een te groot aandeel") && !own.contains("te weinig dienst"),
        "its own size is no matter: {own}"
    );
}
