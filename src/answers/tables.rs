//! The relations of a plan as a document, for whoever makes figures of them.

use super::{Collected, Compiled};
use crate::engine;
use crate::tabulate::{Cell, Relation};
use serde::Serialize;
use std::collections::BTreeMap;

/// The form of [`Tables`]; a change that a reader must know of changes it.
pub const TABLES: &str = "peil-tables/1";

/// Everything that a report counts.
#[derive(Debug, Serialize)]
pub struct Tables {
    /// Always [`TABLES`].
    pub tables: &'static str,
    pub report: String,
    /// The build of each survey.
    pub builds: BTreeMap<String, String>,
    /// Responses that were read, and those of them that were kept apart.
    pub read: usize,
    pub apart: usize,
    pub relations: Vec<Counted>,
}

/// One relation: integers, and texts for units and open answers.
#[derive(Debug, Serialize)]
pub struct Counted {
    pub measure: String,
    pub relation: &'static str,
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<Value>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Value {
    Number(i64),
    Text(String),
}

impl Tables {
    /// Counts what was collected by the plan.
    #[must_use]
    pub fn count(compiled: &Compiled, collected: &Collected) -> Self {
        let relations = engine::count(&compiled.plan, &collected.respondents, &collected.people);
        Self {
            tables: TABLES,
            report: compiled.plan.report.clone(),
            builds: compiled.surveys.iter().map(|(survey, build)| (survey.id(), build.clone())).collect(),
            read: collected.read,
            apart: collected.apart.len(),
            relations: relations.into_iter().map(counted).collect(),
        }
    }

    /// One relation a line, so that two outcomes can be compared line by line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let relations: Vec<String> = self.relations.iter().map(json).collect();
        format!(
            "{{\"tables\":{},\"report\":{},\"builds\":{},\"read\":{},\"apart\":{},\"relations\":[\n{}\n]}}\n",
            json(&self.tables),
            json(&self.report),
            json(&self.builds),
            self.read,
            self.apart,
            relations.join(",\n")
        )
    }
}

/// Texts, numbers and maps of texts always have a JSON form.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn counted(relation: Relation) -> Counted {
    let value = |cell: Cell| match cell {
        Cell::Int(number) => Value::Number(number),
        Cell::Text(text) => Value::Text(text),
    };
    let rows = relation.rows.into_iter().map(|row| row.into_iter().map(value).collect()).collect();
    Counted { measure: relation.measure, relation: relation.kind.name(), columns: relation.kind.columns(), rows }
}
