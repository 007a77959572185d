//! Options as written: codes, names and clauses, checked once where they are declared.

use crate::analysis::resolve::is_reserved;
use crate::analysis::{is_broken, rules};
use crate::diag::Sink;
use crate::syntax::ast::{self, Declaration, Kind, Name, Opt, Spanned};
use crate::text::Span;
use std::collections::HashMap;

/// Whether a code list has this entry in a wave.
pub(super) fn in_wave(entry: &ast::CodeEntry, wave: u32) -> bool {
    entry.from.as_ref().is_none_or(|year| year.value <= wave)
        && entry.until.as_ref().is_none_or(|year| wave <= year.value)
}

/// Scales and code lists of a file.
pub(super) fn check_declarations(declarations: &[Declaration], sink: &mut Sink) {
    for declaration in declarations {
        match declaration {
            Declaration::Scale(scale) => check_scale(scale, sink),
            Declaration::CodeList(list) => check_code_list(list, sink),
            Declaration::Survey(_)
            | Declaration::Text(_)
            | Declaration::Term(_)
            | Declaration::Report(_)
            | Declaration::Thresholds(_) => {}
        }
    }
}

fn check_scale(scale: &ast::Scale, sink: &mut Sink) {
    if is_reserved(&scale.name.value) {
        sink.push(rules::q0208_reserved_name::error(&scale.name));
    }
    check_options(&scale.name, scale.span, &scale.options, sink);
    for option in &scale.options {
        if let Some(when) = &option.when {
            sink.push(rules::q0324_misplaced_clause::condition_in_scale(option, when.span));
        }
        if let Some(span) = option.otherwise {
            sink.push(rules::q0324_misplaced_clause::otherwise(option, span));
        }
    }
    if scale.ordered.is_some() {
        check_order(scale, sink);
    }
}

/// Codes of valid options rise or fall strictly in file order.
fn check_order(scale: &ast::Scale, sink: &mut Sink) {
    let valid: Vec<&Opt> = scale.options.iter().filter(|option| option.missing.is_none()).collect();
    let rising = match valid.as_slice() {
        [first, second, ..] => first.code.value < second.code.value,
        _ => return,
    };
    for pair in valid.windows(2) {
        let [before, after] = pair else { continue };
        let follows = if rising { before.code.value < after.code.value } else { before.code.value > after.code.value };
        if !follows && before.code.value != after.code.value {
            sink.push(rules::q0313_scale_not_ordered::error(&after.code, &before.code, rising));
        }
    }
}

/// Codes, names and missing codes of one list, which stands in `span`.
fn check_options(owner: &Name, span: Span, options: &[Opt], sink: &mut Sink) {
    if options.iter().all(|option| option.missing.is_some()) && !is_broken(sink, span) {
        sink.push(rules::q0316_empty_list::error(owner));
    }
    let mut codes: HashMap<i64, Span> = HashMap::new();
    let mut names: HashMap<&str, Span> = HashMap::new();
    for option in options {
        if let Some(first) = codes.insert(option.code.value, option.code.span) {
            sink.push(rules::q0310_duplicate_code::error(&option.code, first));
        }
        for name in std::iter::once(&option.name).chain(&option.was) {
            if let Some(first) = names.insert(&name.value, name.span) {
                sink.push(rules::q0311_duplicate_option::error(name, first));
            }
        }
        check_option(option, sink);
    }
    check_labels(options, sink);
}

/// Labels for every wording that two options share.
fn check_labels(options: &[Opt], sink: &mut Sink) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for option in options.iter().filter(|option| option.only.is_none() && option.when.is_none()) {
        let Some(label) = option.labels.iter().find(|label| label.qualifiers.is_empty()) else { continue };
        let words = super::literal(&label.text).trim().to_lowercase();
        if words.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(words, label.text.span) {
            sink.push(rules::q0335_same_option_label::warning(&option.name, label.text.span, first));
        }
    }
}

fn check_option(option: &Opt, sink: &mut Sink) {
    if is_reserved(&option.name.value) {
        sink.push(rules::q0208_reserved_name::error(&option.name));
    }
    if option.code.value.unsigned_abs() >= super::EXACT.unsigned_abs() {
        sink.push(rules::q0308_exactness_overflow::code(option.code.span));
    }
    if option.missing.is_some() && option.code.value < 1 {
        sink.push(rules::q0312_bad_missing_code::below_one(&option.code));
    }
}

/// The survey-level missing lines.
pub(super) fn check_missing_lines(options: &[Opt], sink: &mut Sink) {
    let mut codes: HashMap<i64, Span> = HashMap::new();
    let mut names: HashMap<&str, Span> = HashMap::new();
    for option in options {
        if let Some(first) = codes.insert(option.code.value, option.code.span) {
            sink.push(rules::q0310_duplicate_code::error(&option.code, first));
        }
        if let Some(first) = names.insert(&option.name.value, option.name.span) {
            sink.push(rules::q0311_duplicate_option::error(&option.name, first));
        }
        if option.code.value < 1 {
            sink.push(rules::q0312_bad_missing_code::below_one(&option.code));
        }
        if let Some(span) = option.alone.or(option.otherwise).or(option.when.as_ref().map(|when| when.span)) {
            sink.push(rules::q0324_misplaced_clause::on_missing_line(option, span));
        }
    }
}

/// The options written at a question or grid.
pub(super) fn check_inline(question: &ast::Question, sink: &mut Sink) {
    let options = &question.options;
    for option in options {
        if let Some(span) = option.otherwise {
            sink.push(rules::q0324_misplaced_clause::otherwise(option, span));
        }
    }
    match &question.kind {
        Some(Kind::OneOf { list: Some(list), .. } | Kind::AnyOf { list: Some(list), .. }) => {
            if let Some(first) = options.first() {
                sink.push(rules::q0324_misplaced_clause::list_and_options(first, list));
            }
        }
        Some(Kind::OneOf { .. }) => {
            check_options(&question.name, question.span, options, sink);
            for option in options {
                if let Some(span) = option.alone {
                    sink.push(rules::q0317_bad_alone::in_one_of(option, span));
                }
            }
        }
        Some(Kind::AnyOf { .. }) => {
            check_options(&question.name, question.span, options, sink);
            if !options.is_empty() && options.iter().all(|option| option.alone.or(option.missing).is_some()) {
                sink.push(rules::q0317_bad_alone::all(&question.name));
            }
        }
        Some(Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. }) => check_missing_only(options, sink),
        None => {}
    }
}

/// A number, text or date has no options but missing ones.
fn check_missing_only(options: &[Opt], sink: &mut Sink) {
    for option in options {
        match option.missing {
            Some(_) => check_option(option, sink),
            None => sink.push(rules::q0324_misplaced_clause::option_without_list(option)),
        }
        if let Some(specify) = &option.specify {
            sink.push(rules::q0324_misplaced_clause::specify(option, specify.span));
        }
    }
}

/// The inline options of a recode: no missing, alone or specify.
pub(super) fn check_recode_options(computed: &ast::Computed, sink: &mut Sink) {
    let Some(Kind::OneOf { list: None, .. }) = &computed.kind else { return };
    check_options(&computed.name, computed.span, &computed.options, sink);
    for option in &computed.options {
        let clause = option.missing.or(option.alone).or(option.specify.as_ref().map(|specify| specify.span));
        if let Some(span) = clause {
            sink.push(rules::q0324_misplaced_clause::in_recode(option, span));
        }
    }
}

fn check_code_list(list: &ast::CodeList, sink: &mut Sink) {
    if is_reserved(&list.name.value) {
        sink.push(rules::q0208_reserved_name::error(&list.name));
    }
    if list.entries.is_empty() && !is_broken(sink, list.span) {
        sink.push(rules::q0316_empty_list::error(&list.name));
    }
    let mut versions: Vec<&ast::CodeEntry> = list.entries.iter().collect();
    versions.sort_by_key(|entry| (entry.code.value, first_year(entry)));
    for (at, entry) in versions.iter().enumerate() {
        match versions.get(at + 1).filter(|next| next.code.value == entry.code.value) {
            Some(next) => check_versions(entry, next, sink),
            None => {
                if let (Some(until), None) = (&entry.until, entry.retired) {
                    sink.push(rules::q0315_code_list_gap::ends(entry, until));
                }
            }
        }
    }
    check_entry_names(list, sink);
}

fn first_year(entry: &ast::CodeEntry) -> u32 {
    entry.from.as_ref().map_or(0, |year| year.value)
}

fn check_versions(before: &ast::CodeEntry, after: &ast::CodeEntry, sink: &mut Sink) {
    let Some(until) = &before.until else {
        sink.push(rules::q0314_code_list_overlap::error(after, before));
        return;
    };
    let start = first_year(after);
    if start <= until.value {
        sink.push(rules::q0314_code_list_overlap::error(after, before));
    } else if start > until.value.saturating_add(1) && before.retired.is_none() {
        sink.push(rules::q0315_code_list_gap::error(until, after));
    }
}

/// In one year an id belongs to one code; years run forward.
fn check_entry_names(list: &ast::CodeList, sink: &mut Sink) {
    let mut names: HashMap<&str, Vec<&ast::CodeEntry>> = HashMap::new();
    for entry in &list.entries {
        if entry.code.value.unsigned_abs() >= super::EXACT.unsigned_abs() {
            sink.push(rules::q0308_exactness_overflow::code(entry.code.span));
        }
        if is_reserved(&entry.name.value) {
            sink.push(rules::q0208_reserved_name::error(&entry.name));
        }
        let earlier = names.entry(&entry.name.value).or_default();
        let clash = |other: &&&ast::CodeEntry| other.code.value != entry.code.value && share_year(other, entry);
        if let Some(first) = earlier.iter().find(clash) {
            sink.push(rules::q0311_duplicate_option::error(&entry.name, first.name.span));
        }
        earlier.push(entry);
        if let (Some(Spanned { value: from, span }), Some(until)) = (&entry.from, &entry.until)
            && *from > until.value
        {
            sink.push(rules::q0306_min_above_max::error(span.to(until.span)));
        }
    }
}

fn share_year(a: &ast::CodeEntry, b: &ast::CodeEntry) -> bool {
    let last = |entry: &ast::CodeEntry| entry.until.as_ref().map_or(u32::MAX, |year| year.value);
    first_year(a) <= last(b) && first_year(b) <= last(a)
}
