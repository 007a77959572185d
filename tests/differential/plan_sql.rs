//! Plan SQL on SQLite, DuckDB and PostgreSQL against the reference tabulator. Spark's dialect is spelled, not run, here.

use crate::support::generate::random_survey;
use crate::support::oracle::{Engine, SqlJob};
use crate::support::report::random_report;
use crate::support::{real, survey::survey};
use peil::eval::{Answer, Evaluator, Response, Routed};
use peil::model::{Kind, Part, Survey, Target};
use peil::plan::{Missing, Plan, plan};
use peil::simulate::{Random, Rates, respondents};
use peil::sql::{Dialect, ddl, queries, union};
use peil::storage::{self, Layout, Row, Writer};
use peil::tabulate::{Cell, Person, Relation, Respondent, holds, tabulate};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a run covered: counts by name.
#[derive(Default)]
pub(super) struct Covered(BTreeMap<String, usize>);

impl Covered {
    pub(super) fn add(&mut self, name: &str, count: usize) {
        *self.0.entry(name.to_owned()).or_default() += count;
    }

    pub(super) fn get(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(0)
    }

    pub(super) fn show(&self) {
        self.0.iter().for_each(|(name, count)| println!("{count:8}  {name}"));
    }
}

/// Parts of limits, by what their JSON holds.
pub(super) const LIMITS: [(&str, &str); 6] = [
    ("limits over a loop", "\"loop\":"),
    ("limits over a grid or list", "\"vars\":"),
    ("limits that compare", "\"compare\":"),
    ("limits that count", "\"count\":"),
    ("limits that sum", "\"sum\":"),
    ("limits on a state", "\"state\":"),
];

/// The respondents and the sample of one survey: as the tabulator sees them, and as rows of its tables.
pub(super) struct Field {
    layout: Layout,
    pub(super) people: Vec<Respondent>,
    pub(super) sample: Vec<Person>,
    rows: Vec<Row>,
    routed: Vec<Routed>,
}

const DISPOSITIONS: [&str; 5] = ["approached", "approached", "undeliverable", "duplicate", "excluded"];
const UNITS: [&str; 4] = ["Bureau A", "Bureau 'B'", "Büro \"C\"; --", "D\\E"];

/// Respondents by seed.
pub(super) fn field(survey: &Survey, unit: &str, seed: u64, count: usize) -> Field {
    let evaluator = Evaluator::new(survey);
    let rates = Rates::default();
    field_of(&evaluator, unit, seed, respondents(&evaluator, "test", &rates, seed, count))
}

/// These respondents, each of one of four units; a few more people in the sample than answered.
fn field_of(evaluator: &Evaluator<'_>, unit: &str, seed: u64, responses: impl IntoIterator<Item = Response>) -> Field {
    let survey = evaluator.survey();
    let layout = Layout::of(survey);
    let writer = Writer::new(&layout, evaluator);
    let mut random = Random::new(seed);
    let (mut people, mut sample, mut rows, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let by_text = survey.find(unit).and_then(|id| survey.var(id)).is_some_and(|v| matches!(v.kind, Kind::Text { .. }));
    for (at, mut response) in responses.into_iter().enumerate() {
        if by_text {
            let name = random.pick(&UNITS).expect("a unit");
            response.fields.insert(unit.to_owned(), Answer::Text((*name).to_owned()));
        }
        let routed = evaluator.route(&response);
        let id = format!("r{at}");
        people.push(Respondent::new(evaluator, &id, &response, &routed));
        rows.extend(writer.response(&id, &format!("c{at}"), &response, &routed));
        approach(evaluator, &writer, &response, &mut random, &format!("s{at}"), &mut sample, &mut rows);
        if random.chance(300) {
            approach(evaluator, &writer, &response, &mut random, &format!("s{at}b"), &mut sample, &mut rows);
        }
        all.push(routed);
    }
    Field { people, sample, rows, routed: all, layout }
}

fn approach(
    evaluator: &Evaluator<'_>,
    writer: &Writer<'_>,
    response: &Response,
    random: &mut Random,
    id: &str,
    sample: &mut Vec<Person>,
    rows: &mut Vec<Row>,
) {
    let disposition = random.pick(&DISPOSITIONS).expect("a disposition");
    let alone = storage::fields_only(&response.form, &response.wording, response.fields.clone());
    let routed = evaluator.route(&alone);
    sample.push(Person::new(evaluator, disposition, &routed));
    rows.extend(writer.sample(id, disposition, &routed));
}

/// What the queries of a plan give on an engine, in the form of the tabulator.
fn on_engine(plan: &Plan, fields: &[Field], engine: Engine) -> Vec<Relation> {
    let dialect = match engine {
        Engine::Sqlite => Dialect::Sqlite,
        Engine::Duckdb => Dialect::Duckdb,
        Engine::Postgres => Dialect::Postgres,
    };
    let mut job = SqlJob::new(engine);
    for field in fields {
        job = job.setup(ddl(&field.layout, dialect));
        for (index, table) in field.layout.tables.iter().enumerate() {
            let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let rows = field.rows.iter().filter(|row| row.table == index);
            let rows = rows.map(|row| row.cells.iter().map(storage::Cell::to_json).collect()).collect();
            job = job.table(&table.name, &columns, rows);
        }
    }
    let all = queries(plan);
    for query in &all {
        job = job.query(&query.measure, union(&query.query, dialect.spelling()));
    }
    let answers = job.run().unwrap_or_else(|error| panic!("{engine:?}: {error}"));
    assert_eq!(answers.len(), all.len());
    let relation = |(query, answer): (&peil::sql::MeasureQuery, crate::support::oracle::Answer)| {
        let sql = || union(&query.query, dialect.spelling());
        assert_eq!(answer.error, None, "{engine:?}: {}\n{}", query.measure, sql());
        assert_eq!(answer.columns, query.kind.columns(), "{engine:?}\n{}", sql());
        let mut rows: Vec<Vec<Cell>> = answer.rows.into_iter().map(|row| row.iter().map(cell).collect()).collect();
        rows.sort();
        Relation { measure: query.measure.clone(), kind: query.kind, rows }
    };
    all.iter().zip(answers).map(relation).collect()
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Number(number) => Cell::Int(number.as_i64().expect("integers only")),
        Value::String(text) => Cell::Text(text.clone()),
        other => panic!("neither an integer nor a text: {other}"),
    }
}

/// What forms sent, counted by a report at random on SQLite and by the tabulator.
pub(super) fn sent_counts_alike(evaluator: &Evaluator<'_>, seed: u64, sent: Vec<Response>) {
    let survey = evaluator.survey();
    let report = random_report(survey, "naam", &mut Random::new(seed));
    let field = field_of(evaluator, "naam", seed, sent);
    let plan = plan(&report, std::slice::from_ref(survey));
    compare_on(&[Engine::Sqlite], &plan, &[field], &mut Covered::default());
}

/// All three engines against the tabulator; the first difference, with its SQL.
fn compare(plan: &Plan, fields: &[Field], covered: &mut Covered) {
    compare_on(&Engine::ALL, plan, fields, covered);
}

fn compare_on(engines: &[Engine], plan: &Plan, fields: &[Field], covered: &mut Covered) {
    let people: Vec<Vec<Respondent>> = fields.iter().map(|field| field.people.clone()).collect();
    let sample: Vec<Vec<Person>> = fields.iter().map(|field| field.sample.clone()).collect();
    let expected = tabulate(plan, &people, &sample);
    for &engine in engines {
        let found = on_engine(plan, fields, engine);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            let dialect = Dialect::Postgres.spelling();
            let sql = || {
                queries(plan)
                    .iter()
                    .find(|q| q.measure == found.measure && q.kind == found.kind)
                    .map(|q| union(&q.query, dialect))
            };
            assert_eq!(
                found,
                expected,
                "{engine:?} (left) and the tabulator (right) differ\n{}",
                sql().unwrap_or_default()
            );
        }
    }
    covered.add("plans", 1);
    covered.add("respondents", people.iter().map(Vec::len).sum());
    covered.add("respondents: usable", people.iter().flatten().filter(|r| r.usable).count());
    for relation in &expected {
        covered.add(&format!("queries: {}", relation.kind.name()), 1);
        covered.add("queries", 1);
        covered.add("queries with rows", usize::from(!relation.rows.is_empty()));
        covered.add("rows", relation.rows.len());
    }
    for measure in &plan.measures {
        covered.add("measures with a limit", usize::from(measure.base.filter != peil::plan::Pred::Const(true)));
        let limit = serde_json::to_string(&measure.base.filter).expect("a limit as JSON");
        for (name, key) in LIMITS {
            covered.add(name, usize::from(limit.contains(key)));
        }
        covered.add("measures with a group", usize::from(measure.group.is_some()));
        covered.add("measures of a loop", usize::from(measure.in_loop.is_some()));
    }
}

/// A limit that was lowered for the plan holds for exactly the respondents for whom the condition is true.
fn lowered_as_evaluated(
    survey: &Survey,
    report: &peil::model::Report,
    plan: &Plan,
    field: &Field,
    covered: &mut Covered,
) {
    let evaluator = Evaluator::new(survey);
    let [Part::Chapter(chapter)] = report.parts.as_slice() else { panic!("one chapter") };
    for (part, figure) in chapter.parts.iter().zip(&plan.figures) {
        let Part::Figure(written) = part else { continue };
        let (Some(cond), Some(Target::Item(_) | Target::Grid { .. })) = (&written.options.filter, written.target)
        else {
            continue;
        };
        let measure = plan.measure(&figure.measures[0]).expect("its measure");
        for (person, routed) in field.people.iter().zip(&field.routed) {
            let truth = evaluator.truth(routed, cond, None);
            assert_eq!(holds(&plan.surveys[0], person, &measure.base.filter), truth.is_true(), "{cond:?}");
            covered.add(&format!("limits: {truth:?}"), 1);
        }
    }
}

#[test]
fn generated_plans_count_the_same_everywhere() {
    let mut covered = Covered::default();
    for seed in 0..24 {
        let survey = survey(&random_survey(seed));
        let unit = if seed % 3 == 0 { "soort" } else { "naam" };
        let report = random_report(&survey, unit, &mut Random::new(seed));
        let field = field(&survey, unit, seed, 60);
        let plan = plan(&report, std::slice::from_ref(&survey));
        lowered_as_evaluated(&survey, &report, &plan, &field, &mut covered);
        compare(&plan, &[field], &mut covered);
    }
    covered.show();
    for name in ["limits: True", "limits: False", "limits: Unknown", "measures of a loop", "measures with a group"] {
        assert!(covered.get(name) > 50, "too few: {name}");
    }
    for (name, _) in LIMITS {
        assert!(covered.get(name) > 0, "never: {name}");
    }
    assert!(covered.get("queries with rows") * 2 > covered.get("queries"), "too many empty tables");
}

#[test]
fn our_own_plans_count_the_same_everywhere() {
    let outcome = real::project();
    let mut covered = Covered::default();
    for report in &outcome.project.reports {
        let plan = plan(report, &outcome.project.surveys);
        let used = report.surveys.iter().map(|used| &outcome.project.surveys[used.survey]);
        let fields: Vec<Field> =
            used.zip(1..).map(|(survey, seed)| field(survey, &report.per.field, seed, 200)).collect();
        compare(&plan, &fields, &mut covered);
    }
    covered.show();
}

#[test]
fn the_comparison_bites() {
    let survey = survey(&random_survey(5));
    let report = random_report(&survey, "naam", &mut Random::new(5));
    let field = field(&survey, "naam", 5, 60);
    let honest = plan(&report, std::slice::from_ref(&survey));
    let mut tampered = honest.clone();
    for measure in &mut tampered.measures {
        measure.base.usable = false;
        measure.base.missing = Missing::Included;
    }
    let expected = tabulate(&honest, std::slice::from_ref(&field.people), std::slice::from_ref(&field.sample));
    let found = on_engine(&tampered, &[field], Engine::Sqlite);
    assert_ne!(found, expected, "a base without its limits gives the same numbers");
}
