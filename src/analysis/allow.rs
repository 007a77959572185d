//! `allow SLUG "reason"`: silences warnings and notes of one rule in one block. An error is never silenced.

use super::{Files, rules};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::syntax::ast::{self, Allow, Block, Common, Declaration, Part};
use crate::text::FileId;
use std::collections::BTreeSet;

/// Drops what is allowed, then reports allowances that are wrong or silence nothing.
pub(crate) fn apply(files: &Files, sink: &mut Sink) {
    let allows: Vec<&Allow> = files.units.iter().flat_map(|unit| of_file(&unit.file)).collect();
    let broken: BTreeSet<FileId> = sink
        .as_slice()
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .filter_map(|diagnostic| diagnostic.span.map(|span| span.file))
        .collect();
    let mut used = vec![false; allows.len()];
    sink.retain(|diagnostic| !silenced(diagnostic, &allows, &mut used));
    for (allow, used) in allows.iter().zip(used) {
        let known = rules::all().iter().any(|rule| rule.code.slug == allow.slug.value);
        if !known {
            let slugs = rules::all().iter().map(|rule| rule.code.slug);
            sink.push(rules::q0221_unknown_rule::error(&allow.slug, slugs));
        } else if allow.reason.is_none() {
            sink.push(rules::q0222_allow_without_reason::error(allow));
        } else if !used && !broken.contains(&allow.span.file) {
            sink.push(rules::q0223_unused_allowance::warning(allow));
        }
    }
}

fn silenced(diagnostic: &Diagnostic, allows: &[&Allow], used: &mut [bool]) -> bool {
    let Some(span) = diagnostic.span.filter(|_| diagnostic.severity != Severity::Error) else { return false };
    let mut silenced = false;
    for (allow, used) in allows.iter().zip(used) {
        if allow.slug.value == diagnostic.code.slug && allow.block.contains(span) {
            *used = true;
            silenced = true;
        }
    }
    silenced
}

/// Every allowance of a file.
fn of_file(file: &ast::File) -> Vec<&Allow> {
    let mut allows: Vec<&Allow> = file.allows.iter().collect();
    for declaration in &file.declarations {
        match declaration {
            Declaration::Survey(survey) => {
                allows.extend(&survey.allows);
                of_blocks(&survey.blocks, &mut allows);
            }
            Declaration::Scale(scale) => allows.extend(&scale.allows),
            Declaration::CodeList(list) => allows.extend(&list.allows),
            Declaration::Text(block) => allows.extend(&block.allows),
            Declaration::Term(term) => allows.extend(&term.allows),
            Declaration::Report(report) => {
                allows.extend(&report.allows);
                allows.extend(report.norms.iter().flat_map(|norm| &norm.allows));
                of_parts(&report.parts, &mut allows);
            }
            Declaration::Thresholds(_) => {}
        }
    }
    allows
}

fn of_blocks<'a>(blocks: &'a [Block], allows: &mut Vec<&'a Allow>) {
    for block in blocks {
        let common: &Common = match block {
            Block::Section(container) | Block::Page(container) | Block::Group(container) => {
                of_blocks(&container.blocks, allows);
                &container.common
            }
            Block::Loop(each) => {
                of_blocks(&each.blocks, allows);
                &each.common
            }
            Block::Grid(grid) => {
                allows.extend(grid.rows.iter().flat_map(|row| &row.common.allows));
                &grid.question.common
            }
            Block::Question(question) => &question.common,
            Block::Computed(computed) => &computed.common,
            Block::Note(note) | Block::Stop(note) => &note.common,
        };
        allows.extend(&common.allows);
    }
}

fn of_parts<'a>(parts: &'a [Part], allows: &mut Vec<&'a Allow>) {
    for part in parts {
        match part {
            Part::Chapter(division) | Part::Section(division) => {
                allows.extend(&division.allows);
                of_parts(&division.parts, allows);
            }
            Part::Figure(figure) => allows.extend(&figure.allows),
            Part::Table(table) => allows.extend(&table.allows),
            Part::Text(_) => {}
        }
    }
}
