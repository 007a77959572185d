//! What an attacker reads in a whole report, in the profile `safe`: no cell below the minimum, nor by subtraction.

use super::{CROWDS, figures_of, plan_of, relations, tables_of, unit};
use crate::support::real;
use peil::report::{Content, Tables, report};

/// The whole number in a printed cell.
fn whole(cell: &str) -> Option<i64> {
    cell.parse().ok()
}

#[test]
fn no_count_below_the_minimum_is_printed() {
    let outcome = real::project();
    for name in ["keurmerk_2020", "keurmerk_2023"] {
        let plan = plan_of(&outcome, name);
        let (base, cell) = (i64::from(plan.suppress.base), i64::from(plan.suppress.cell));
        let mut seen = 0;
        for seed in 10..14 {
            let tables = Tables::new(&relations(&outcome, &plan, &CROWDS, seed));
            for id in ["Groot", "Tweede", "Klein"] {
                let made = report(&plan, &tables, &unit(id));
                for figure in figures_of(&made) {
                    let n = figure.n.as_deref().and_then(whole);
                    assert!(n.is_none_or(|n| n >= base), "{id} {}: n {n:?}", figure.label);
                    let Content::Chart { table, .. } = &figure.content else { continue };
                    let at = table.head.iter().position(|name| name == "Aantal");
                    let counts: Vec<i64> = table.rows.iter().filter_map(|row| whole(row.cells.get(at?)?)).collect();
                    assert!(
                        counts.iter().all(|count| *count == 0 || *count >= cell),
                        "{id} {}: {counts:?}",
                        figure.label
                    );
                    let any_of = figure.remarks.iter().any(|remark| remark.starts_with("Meer dan"));
                    let single = n.filter(|_| at.is_some() && !any_of);
                    assert!(single.is_none_or(|n| counts.iter().sum::<i64>() == n), "{id} {}: a rest", figure.label);
                    let closed = table.rows.iter().filter(|row| row.cells.iter().any(|cell| cell == "–")).count();
                    assert!(at.is_none() || closed != 1 || any_of, "{id} {}: one hidden row", figure.label);
                    seen += counts.len();
                }
                for table in tables_of(&made).into_iter().filter(|table| table.name == "resultaten") {
                    let at = table.grid.head.iter().position(|name| name == "Ingevuld").unwrap();
                    let groups = table.grid.rows.iter().filter(|row| !row.heading && !row.total);
                    let counts: Vec<&str> = groups.map(|row| row.cells[at].as_str()).collect();
                    let small = |n: i64| n > 0 && n < cell;
                    assert!(!counts.iter().any(|cell| whole(cell).is_some_and(small)), "{id}: {counts:?}");
                    assert_ne!(counts.iter().filter(|cell| **cell == "–").count(), 1, "{id}: one hidden group");
                }
            }
        }
        assert!(seen > 100, "{name}: {seen}");
    }
}

#[test]
fn a_route_does_not_tell_what_is_hidden() {
    // Whoever has work or found it is asked whether the provider helped: its n must not tell a hidden number.
    let outcome = real::project();
    let plan = plan_of(&outcome, "keurmerk_2020");
    let cell = i64::from(plan.suppress.cell);
    let routed = |figure: &str| {
        let measure =
            plan.measure(&plan.figures.iter().find(|known| known.name == figure).unwrap().measures[0]).unwrap();
        plan.surveys[measure.survey].var(&measure.rows[0]).unwrap().route.clone()
    };
    assert_eq!(routed("opgelost"), ["klacht", "ingediend"].map(str::to_owned)[1..], "the route is that of the plan");
    let mut closed = 0;
    for seed in 20..80 {
        let tables =
            Tables::new(&relations(&outcome, &plan, &[("A", &[9]), ("B", &[40]), ("C", &[40]), ("D", &[40])], seed));
        let made = report(&plan, &tables, &unit("A"));
        let figures = figures_of(&made);
        let of = |name: &str| *figures.iter().find(|figure| figure.name == name).unwrap();
        let hidden = |name: &str| matches!(of(name).content, Content::Hidden { .. });
        let usable = whole(
            &tables_of(&made).iter().find(|table| table.name == "resultaten").unwrap().grid.rows.last().unwrap().cells
                [2],
        );
        if hidden("klacht") {
            closed += 1;
            let n = of("ingediend").n.as_deref().and_then(whole);
            assert!(n.is_none_or(|n| usable.unwrap() - n >= cell), "{n:?} of {usable:?}");
        }
    }
    assert!(closed > 0, "a small crowd hides something");
}
