//! The counting engine against the reference tabulator, over generated plans, our own, and answers that no evaluator gives.

use super::effort;
use super::plan_sql::{Covered, Field, LIMITS, field};
use crate::support::generate::random_survey;
use crate::support::report::random_report;
use crate::support::{real, survey::survey};
use peil::engine::{BLOCK, count, count_in_blocks};
use peil::eval::{State, Value};
use peil::plan::{Group, Missing, Plan, Pred, plan};
use peil::simulate::Random;
use peil::tabulate::{Person, Respondent, tabulate};

fn compare(plan: &Plan, people: &[Vec<Respondent>], sample: &[Vec<Person>], covered: &mut Covered) {
    let expected = tabulate(plan, people, sample);
    for block in [BLOCK, 7, 1] {
        let found = count_in_blocks(plan, people, sample, block);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "the engine (left, blocks of {block}) and the tabulator (right) differ");
        }
    }
    covered.add("plans", 1);
    covered.add("respondents", people.iter().map(Vec::len).sum());
    for relation in &expected {
        covered.add("relations", 1);
        covered.add(&format!("rows: {}", relation.kind.name()), relation.rows.len());
    }
    for measure in &plan.measures {
        covered.add("measures with a group", usize::from(measure.group.is_some()));
        covered.add("measures of a loop", usize::from(measure.in_loop.is_some()));
        covered.add("measures with missing included", usize::from(measure.base.missing == Missing::Included));
        let limit = serde_json::to_string(&measure.base.filter).expect("a limit as JSON");
        for (name, key) in LIMITS {
            covered.add(name, usize::from(limit.contains(key)));
        }
    }
}

/// States that no evaluator gives side by side: the engine relies on none of its habits.
fn perturb(people: &mut [Respondent], random: &mut Random) {
    let states = [State::NotAsked, State::NotReached, State::Empty, State::Missing(1), State::Missing(-77)];
    for person in people {
        person.usable ^= random.chance(100);
        for (path, seen) in &mut person.seen {
            if path != "naam" && random.chance(150) {
                seen.state = random.pick(&states).expect("a state").clone();
            }
            match &mut seen.state {
                State::Valid(Value::Option(code)) if random.chance(20) => *code = 4_711,
                State::Valid(Value::Number(number)) if random.chance(20) => *number = -1_000_000_007,
                _ => {}
            }
            if random.chance(50) {
                seen.offered.pop();
            }
        }
        if random.chance(100) {
            person.seen.pop_first();
        }
    }
}

/// A plan at random and its answers.
fn generated(seed: u64, count: usize) -> (Plan, Field) {
    let survey = survey(&random_survey(seed));
    let unit = if seed.is_multiple_of(3) { "soort" } else { "naam" };
    let report = random_report(&survey, unit, &mut Random::new(seed));
    (plan(&report, std::slice::from_ref(&survey)), field(&survey, unit, seed, count))
}

#[test]
fn generated_plans_are_counted_as_the_tabulator_counts() {
    let mut covered = Covered::default();
    for seed in 0..effort(30) {
        let (plan, mut field) = generated(seed, 60);
        let sample = [field.sample];
        compare(&plan, std::slice::from_ref(&field.people), &sample, &mut covered);
        perturb(&mut field.people, &mut Random::new(seed));
        compare(&plan, &[field.people], &sample, &mut covered);
    }
    covered.show();
    let kinds = ["states", "values", "moments", "options", "iterations", "texts"];
    for kind in kinds {
        assert!(covered.get(&format!("rows: {kind}")) > 50, "too few rows: {kind}");
    }
    for name in ["measures with a group", "measures of a loop", "measures with missing included"] {
        assert!(covered.get(name) > 50, "too few: {name}");
    }
    for (name, _) in LIMITS {
        assert!(covered.get(name) > 0, "never: {name}");
    }
}

#[test]
fn our_own_plans_are_counted_as_the_tabulator_counts() {
    let outcome = real::project();
    let mut covered = Covered::default();
    for report in &outcome.project.reports {
        let plan = plan(report, &outcome.project.surveys);
        let used = report.surveys.iter().map(|used| &outcome.project.surveys[used.survey]);
        let fields = used.zip(1..).map(|(survey, seed)| field(survey, &report.per.field, seed, 150));
        let (people, sample): (Vec<_>, Vec<_>) = fields.map(|field| (field.people, field.sample)).unzip();
        compare(&plan, &people, &sample, &mut covered);
    }
    covered.show();
    // Figures at random never count who was approached or answered; reports do.
    for (kind, least) in [("responses", 5), ("sample", 5), ("values", 1_000)] {
        assert!(covered.get(&format!("rows: {kind}")) > least, "too few rows: {kind}");
    }
}

/// What is done to a plan.
type Harm = fn(&mut Plan);

#[test]
fn a_wrong_plan_is_noticed() {
    let (honest, mut field) = generated(5, 120);
    field.people.iter_mut().step_by(7).for_each(|person| person.usable = false);
    let (people, sample) = ([field.people], [field.sample]);
    let expected = tabulate(&honest, &people, &sample);
    let wrong: [(&str, Harm); 5] = [
        ("usable", |plan| plan.measures.iter_mut().for_each(|m| m.base.usable = false)),
        ("missing", |plan| plan.measures.iter_mut().for_each(|m| m.base.missing = Missing::Included)),
        ("limit", |plan| plan.measures.iter_mut().for_each(|m| m.base.filter = Pred::Const(false))),
        ("group", |plan| plan.measures.iter_mut().for_each(|m| m.group = Some(Group::Mode))),
        ("unit", |plan| plan.surveys[0].unit = "geen".to_owned()),
    ];
    for (name, change) in wrong {
        let mut plan = honest.clone();
        change(&mut plan);
        assert!(count(&plan, &people, &sample) != expected, "unnoticed: {name}");
    }
}

#[test]
fn one_other_answer_is_noticed() {
    let (plan, field) = generated(5, 40);
    let sample = [field.sample];
    let rows: Vec<&String> = plan.measures.iter().flat_map(|measure| &measure.rows).collect();
    let mut tampered = 0;
    let expected = tabulate(&plan, std::slice::from_ref(&field.people), &sample);
    for (at, person) in field.people.iter().enumerate().filter(|(_, person)| person.usable) {
        let Some(path) = rows.iter().find(|path| person.state(path).valid().is_some()) else { continue };
        let unlimited = |m: &&peil::plan::Measure| m.rows.contains(path) && m.base.filter == Pred::Const(true);
        if !plan.measures.iter().any(|measure| unlimited(&measure)) {
            continue;
        }
        let mut people = field.people.clone();
        people[at].seen.get_mut(*path).expect("it is there").state = State::Empty;
        assert!(count(&plan, &[people], &sample) != expected, "unnoticed: `{path}` of {}", person.id);
        tampered += 1;
    }
    assert!(tampered > 10, "only {tampered} answers were changed");
}
