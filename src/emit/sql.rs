//! Table definitions and plans as SQL, per dialect, and both for machines.

use super::json::line;
use crate::plan::Plan;
use crate::sql::{Dialect, MeasureQuery, ddl, queries, union};
use crate::storage::Layout;
use serde::Serialize;
use serde_json::{Value, json};

/// Bytes of the layout that a variable takes, more or less.
const ROOM: usize = 800;

/// A layout as it stands in its file.
#[derive(Serialize)]
struct Storage<'a> {
    storage: &'static str,
    layout: &'a Layout,
}

/// The tables of a survey in a dialect.
#[must_use]
pub fn ddl_path(dialect: Dialect, survey: &str) -> String {
    format!("sql/{}/{survey}.ddl.sql", dialect.name())
}

/// Where each variable is stored, for whatever writes or reads the tables.
#[must_use]
pub fn layout_path(survey: &str) -> String {
    format!("sql/{survey}.storage.json")
}

/// The queries of a report in a dialect, as a script and as JSON.
#[must_use]
pub fn plan_paths(dialect: Dialect, report: &str) -> [String; 2] {
    ["sql", "json"].map(|end| format!("sql/{}/{report}.plan.{end}", dialect.name()))
}

/// The files of a survey: its tables in every dialect, and its layout. `folder` is the survey's file name.
///
/// # Errors
/// A value without a JSON form, which no layout has.
pub fn of_survey(layout: &Layout, folder: &str) -> Result<Vec<(String, String)>, serde_json::Error> {
    let mut files: Vec<(String, String)> =
        Dialect::ALL.iter().map(|dialect| (ddl_path(*dialect, folder), ddl(layout, *dialect))).collect();
    files
        .push((layout_path(folder), line(&Storage { storage: "peil-storage/1", layout }, layout.places.len() * ROOM)?));
    Ok(files)
}

/// The files of a report: its queries in every dialect, as a script and as JSON.
///
/// # Errors
/// A value without a JSON form, which no query has.
pub fn of_plan(plan: &Plan) -> Result<Vec<(String, String)>, serde_json::Error> {
    let queries = queries(plan);
    let mut files = Vec::new();
    for dialect in Dialect::ALL {
        let [text, json] = plan_paths(dialect, &plan.report);
        files.push((text, script(plan, &queries, dialect)));
        files.push((json, line(&machine(plan, &queries, dialect), 0)?));
    }
    Ok(files)
}

fn script(plan: &Plan, queries: &[MeasureQuery], dialect: Dialect) -> String {
    let mut out = format!(
        "-- Counts and sums of report {}, per unit. Ratios are made from them outside, once.\n-- Column `group_state` is 4 for a group with the code in `group_code`, and 4 and 0 without a breakdown.\n",
        plan.report
    );
    for query in queries {
        let base = plan.measure(&query.measure).map_or("", |measure| measure.base.words.as_str());
        out += &format!("\n-- {}: {}\n", query.measure, query.kind.name());
        for words in base.lines() {
            out += &format!("-- {words}\n");
        }
        out += &format!("{};\n", union(&query.query, dialect.spelling()));
    }
    out
}

fn machine(plan: &Plan, queries: &[MeasureQuery], dialect: Dialect) -> Value {
    let one = |query: &MeasureQuery| {
        json!({
            "measure": query.measure,
            "query": query.kind.name(),
            "columns": query.kind.columns(),
            "sql": union(&query.query, dialect.spelling()),
        })
    };
    json!({
        "queries": "peil-queries/1",
        "report": plan.report,
        "dialect": dialect.name(),
        "all": queries.iter().map(one).collect::<Vec<_>>(),
    })
}
