//! How faults of answers, and of the output that they are read with, are worded.

use crate::diag::answers::{APART, LEFT_OUT, LINE, NO_REPORT, NOT_AS_BUILT, PLAN_CHANGED, STATUS, TWICE};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::eval::{Fault, FaultKind, JsonError, Status};
use crate::text::Span;

/// Characters of a value, and faults of one response, that a message repeats.
const SHOWN: usize = 60;
const MOST: usize = 5;

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

pub(super) fn not_json(error: JsonError, span: Span) -> Diagnostic {
    let why = match error {
        JsonError::Syntax { column, reason, .. } => format!("{} (column {column})", before_place(&reason)),
        JsonError::DuplicateKey(key) => format!("`{}` twice in one object", short(&key)),
    };
    Diagnostic::error(LINE, span, format!("expected a response as JSON, found a fault: {why}"))
        .label("this line")
        .help("write each response on one line of its own")
}

/// The reader's reason without the place, which counts from the line.
fn before_place(reason: &str) -> &str {
    reason.split(" at line ").next().unwrap_or(reason)
}

pub(super) fn no_object(span: Span) -> Diagnostic {
    Diagnostic::error(LINE, span, "expected a response, found another JSON value").label("this line")
}

pub(super) fn bad_envelope(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(LINE, span, format!("`{name}` of a response is a text that is not empty")).label("this line")
}

pub(super) fn unknown_envelope(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(LINE, span, format!("unknown member `{}` beside `response`", short(name)))
        .label("this line")
        .help("beside `response` stand `id` and `token`")
}

pub(super) fn other_form(name: &str, known: &[String], span: Span) -> Diagnostic {
    let (message, help) = match name {
        "" => ("the response does not say of which survey it is".to_owned(), None),
        name => (
            format!("the report reads no answers of `{}`", short(name)),
            nearest(name, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?")),
        ),
    };
    let help = help.unwrap_or_else(|| format!("it reads {}", known.join(", ")));
    Diagnostic::error(APART, span, message).label("kept apart").help(help)
}

pub(super) fn not_judged(faults: &[Fault], build: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(APART, span, format!("the response cannot be judged: {}", listed(faults)))
        .label("kept apart");
    if faults.iter().any(|fault| fault.kind == FaultKind::OtherBuild) {
        let build = build.get(..19).unwrap_or(build);
        return diagnostic
            .with_note(format!("this output has the build {build}…"))
            .help("read it with the output of the build that it was filled in with");
    }
    diagnostic
}

pub(super) fn no_token(survey: &str, span: Span) -> Diagnostic {
    Diagnostic::error(APART, span, "the response has no `token`, so nobody knows whose it is")
        .label("kept apart")
        .help(format!(
            "write `{{\"token\": …, \"response\": …}}`, or leave the sample of `{survey}` out: then its own fields count"
        ))
}

pub(super) fn not_approached(token: &str, survey: &str, span: Span) -> Diagnostic {
    Diagnostic::error(APART, span, format!("nobody in the sample of `{survey}` has the id `{}`", short(token)))
        .label("kept apart")
}

pub(super) fn id_twice(id: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(TWICE, span, format!("two responses have the id `{}`", short(id)))
        .label("kept apart")
        .also(first, "this one counts")
}

pub(super) fn token_twice(token: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(TWICE, span, format!("the respondent `{}` answered twice", short(token)))
        .label("kept apart")
        .also(first, "this one counts")
}

pub(super) fn left_out(fault: &Fault, value: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(LEFT_OUT, span, format!("{fault}: {} does not count", short(value)))
        .label("the rest of this response does")
}

pub(super) fn other_status(intended: Option<Status>, reached: Status, failing: &[&Fault], span: Span) -> Diagnostic {
    let said = intended.map_or("", Status::name);
    let message = format!("the response says `{said}`, its answers make it `{}`", reached.name());
    let diagnostic = Diagnostic::warning(STATUS, span, message).label("this response");
    if failing.is_empty() { diagnostic } else { diagnostic.with_note(listed(failing.iter().copied())) }
}

pub(super) fn loose(faults: &[&Fault], span: Span) -> Diagnostic {
    let message = "the response is not as a form sends it; it counts as it is understood";
    Diagnostic::warning(LEFT_OUT, span, message).label("this response").with_note(listed(faults.iter().copied()))
}

fn listed<'a>(faults: impl IntoIterator<Item = &'a Fault>) -> String {
    let all: Vec<String> = faults.into_iter().map(|fault| short(&fault.to_string())).collect();
    let more = all.len().saturating_sub(MOST);
    let shown = all.into_iter().take(MOST).collect::<Vec<_>>().join("; ");
    if more == 0 { shown } else { format!("{shown}; and {more} more") }
}

pub(super) fn no_output(folder: &str, fault: Diagnostic) -> Diagnostic {
    fault.help(format!("`peil build` fills `{folder}`; `--dist DIR` names another output"))
}

pub(super) fn not_as_built(place: &str, why: &str) -> Diagnostic {
    Diagnostic::file(NOT_AS_BUILT, place, format!("`{place}` is not as a build of this version leaves it: {why}"))
        .help("build again, or copy the whole output again")
}

pub(super) fn plan_changed(place: &str) -> Diagnostic {
    let message = format!("`{place}` was changed after the build; what is counted follows the plan as it is now");
    Diagnostic { severity: Severity::Warning, ..Diagnostic::file(PLAN_CHANGED, place, message) }
}

pub(super) fn no_report(name: Option<&str>, known: &[&str], folder: &str) -> Diagnostic {
    let message = match name {
        Some(name) => format!("`{folder}` holds no report `{}`", short(name)),
        None if known.is_empty() => format!("`{folder}` holds no report"),
        None => format!("`{folder}` holds {} reports", known.len()),
    };
    let diagnostic = Diagnostic::command(NO_REPORT, message);
    match name.and_then(|name| nearest(name, known.iter().copied())) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => diagnostic.help("write a report spec and build again"),
        None => diagnostic.help(format!("name one of {}", known.join(", "))),
    }
}
