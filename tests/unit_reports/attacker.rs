//! An attacker who has the reports of all units, and works out by linear programming what they hide (`tests/oracle/attack.py`).
//!
//! `PEIL_ATTACK=n` tries n seeds of every crowd. `PEIL_ATTACK_JOBS=folder` keeps what the attacker gets, for use by hand.

use super::{Crowd, plan_of, published, relations, unit};
use crate::support::oracle::{Attacked, attack};
use crate::support::real;
use peil::model::{Cond, Survey};
use peil::plan::{MeasureKind, Missing, Plan};
use peil::report::{Tables, report};
use peil::session::Outcome;
use peil::tabulate::{Cell, Relation};
use serde_json::{Map, Value, json};

/// Every item counted by value, so that the true counts of all cells are known.
fn counted(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for measure in &mut plan.measures {
        if measure.kind == MeasureKind::Moments {
            measure.kind = MeasureKind::Values;
        }
        if measure.kind == MeasureKind::Values {
            measure.base.missing = Missing::Included;
        }
    }
    plan
}

fn plain(relations: &[Relation]) -> Value {
    let cell = |cell: &Cell| match cell {
        Cell::Int(n) => json!(n),
        Cell::Text(text) => json!(text),
    };
    let one = |relation: &Relation| {
        let rows: Vec<Vec<Value>> = relation.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        json!({ "measure": relation.measure, "kind": relation.kind.name(), "rows": rows })
    };
    relations.iter().map(one).collect()
}

/// Questions that lead to an item in every wording and mode, with the answers that do.
fn routes(outcome: &Outcome, plan: &Plan) -> Value {
    let mut routes = Vec::new();
    for (at, survey) in plan.surveys.iter().enumerate() {
        let survey: &Survey = outcome.project.surveys.iter().find(|known| known.id() == survey.id).unwrap();
        for var in &survey.vars {
            for gate in var.gates.iter().filter_map(|id| survey.gate(*id)) {
                let always = gate.only.wordings.is_empty() && gate.only.modes.is_empty();
                if let (true, Some(Cond::Is { var: of, codes } | Cond::Has { var: of, codes })) = (always, &gate.when) {
                    routes.push(json!([at, var.path, survey.var(*of).unwrap().path, codes]));
                }
            }
        }
    }
    json!(routes)
}

fn reports(plan: &Plan, tables: &Tables, crowds: &[Crowd<'_>]) -> Map<String, Value> {
    let made = |name: &str| serde_json::to_value(report(plan, tables, &unit(name))).unwrap();
    crowds.iter().map(|(name, _)| ((*name).to_owned(), made(name))).collect()
}

/// What the attacker gets: the plan, the reports of all units and, to see that it reads well, the truth.
fn job(outcome: &Outcome, plan: &Plan, reports: &Map<String, Value>, crowds: &[Crowd<'_>], seed: u64) -> Value {
    let rounded = plan.surveys.iter().position(|survey| survey.var("cijfer_afgerond").is_some());
    let rounded: Vec<Value> = rounded.map(|at| json!([at, "cijfer", "cijfer_afgerond"])).into_iter().collect();
    let job = json!({
        "plan": plan,
        "reports": reports,
        "routes": routes(outcome, plan),
        "rounded": rounded,
        "truth": plain(&relations(outcome, &counted(plan), crowds, seed)),
    });
    if let Ok(folder) = std::env::var("PEIL_ATTACK_JOBS") {
        let name = format!("{folder}/{}-{}-{seed}.json", plan.report, crowds[0].1[0]);
        std::fs::write(name, format!("{job}\n")).unwrap();
    }
    job
}

fn attacked(job: &Value) -> Attacked {
    let found = attack(job).unwrap_or_else(|error| panic!("{error}"));
    assert!(found.misread.is_empty(), "the truth does not agree with what was read: {:#?}", found.misread);
    found
}

/// Units that hide much beside others that hide little; many small ones; alike ones.
const CROWDS: [&[Crowd<'static>]; 3] = [
    &[("A", &[9, 6]), ("B", &[40, 12]), ("C", &[40, 14]), ("D", &[40, 9])],
    &[("A", &[3, 2]), ("B", &[6, 4]), ("C", &[12, 8]), ("D", &[20, 11]), ("E", &[30, 20])],
    &[("A", &[7, 7]), ("B", &[8, 7]), ("C", &[9, 7]), ("D", &[11, 7]), ("E", &[12, 9])],
];

#[test]
fn the_reports_of_all_units_leave_no_hidden_count_known() {
    let outcome = real::project();
    let seeds: u64 = std::env::var("PEIL_ATTACK").map_or(0, |seeds| seeds.parse().unwrap());
    let (mut hidden, mut told) = (0, 0);
    for name in ["keurmerk_2020", "keurmerk_2023"] {
        let plan = plan_of(&outcome, name);
        // Without a number of seeds: each plan over one crowd, the larger plan over the smaller units.
        let some = usize::from(name == "keurmerk_2020");
        for (at, crowds) in CROWDS.iter().enumerate().filter(|(at, _)| seeds > 0 || *at == some) {
            for seed in 0..seeds.max(1) {
                let tables = Tables::new(&relations(&outcome, &plan, crowds, seed));
                let found = attacked(&job(&outcome, &plan, &reports(&plan, &tables, crowds), crowds, seed));
                let leaks: Vec<_> = found.leaks.iter().filter(|leak| leak.kind != "fits").collect();
                println!("{name} {at} {seed}: {} told, {} hidden, {} known", found.told, found.hidden, leaks.len());
                assert!(leaks.is_empty(), "{name}, crowd {at}, seed {seed}: {leaks:#?}");
                hidden += found.hidden;
                told += found.told;
            }
        }
    }
    assert!(hidden > 500 && told > 100, "{hidden} hidden, {told} told");
}

/// The piece of a figure or table, by name.
fn piece<'v>(report: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    fn find<'v>(pieces: &'v mut Value, name: &str) -> Option<&'v mut Value> {
        pieces.as_array_mut()?.iter_mut().find_map(|piece| {
            if piece.get("name").is_some_and(|known| known == name) {
                return Some(piece);
            }
            piece.get_mut("pieces").and_then(|inner| find(inner, name))
        })
    }
    find(&mut report["pieces"], name)
}

/// Each rule off at one place: what it hides there is printed as in the profile `published`, and the attacker sees it.
#[test]
fn a_rule_that_is_off_is_noticed() {
    let outcome = real::project();
    let plan = plan_of(&outcome, "keurmerk_2023");
    let crowds = CROWDS[0];
    let tables = Tables::new(&relations(&outcome, &plan, crowds, 2));
    let safe = reports(&plan, &tables, crowds);
    let open = reports(&published(&plan), &tables, crowds);
    let whole = job(&outcome, &plan, &safe, crowds, 2);
    let noticed = |job: &Value| attacked(job).leaks.into_iter().filter(|leak| leak.kind != "fits").count();
    // Of one item, without the rest, which is soon worked out.
    let only = |path: &str| {
        let mut job = whole.clone();
        job["only"] = json!([path]);
        job
    };
    let figures = [
        ("few answers (1)", "A", "opgelost", "opgelost"),
        ("a distribution beside a mean (3)", "A", "spreiding", "cijfer"),
        ("merged answers (4)", "B", "opleiding", "opleiding"),
        ("options (5)", "B", "kanaal", "kanaal"),
        ("groups (6)", "B", "cijfer", "cijfer"),
        ("a benchmark (9)", "B", "frequentie", "frequentie"),
    ];
    for (rule, unit, figure, path) in figures {
        let mut job = only(path);
        let mut other = open[unit].clone();
        let published = piece(&mut other, figure).unwrap().clone();
        let place = piece(&mut job["reports"][unit], figure).unwrap();
        assert_ne!(place["content"], published["content"], "{rule}: nothing is hidden in {figure}");
        *place = published;
        assert!(noticed(&job) > 0, "{rule}: {figure} of {unit} tells all, and the attacker sees nothing");
    }
    let mut job = only("persoonlijk.houding");
    job["reports"]["A"]["cover"]["split"] = open["A"]["cover"]["split"].clone();
    assert_ne!(job["reports"]["A"]["cover"]["split"], safe["A"]["cover"]["split"]);
    assert!(noticed(&job) > 0, "the split on the cover (8)");
    let mut job = only("cijfer");
    let mut other = open["A"].clone();
    *piece(&mut job["reports"]["A"], "resultaten").unwrap() = piece(&mut other, "resultaten").unwrap().clone();
    assert!(noticed(&job) > 0, "the table of response");
}
