//! From a text cell to what is said.

use crate::model::{Cell, Content, Mode, PipeSource, Role, Segment, Survey, VarId};
use crate::phrase::content_in_words;

/// One way in which a cell is said.
pub(super) struct Saying {
    /// `#dienst=8`, or empty.
    pub(super) suffix: String,
    pub(super) printed: String,
    /// Not yet normalised.
    pub(super) said: String,
    pub(super) unspoken_pipes: Vec<String>,
}

/// All ways in which a cell is said: one, or one per declared value of what it pipes.
pub(super) fn sayings(survey: &Survey, cell: &Cell, wording: usize, mode: Mode) -> Vec<Saying> {
    let source = cell.spoken.as_ref().unwrap_or(&cell.content);
    match each_value(survey, source) {
        None => vec![saying(survey, cell, source, wording, mode, None)],
        Some((pipe, values)) => values
            .into_iter()
            .map(|(code, name)| {
                let label = value_label(survey, pipe, code, wording, mode);
                let saying = saying(survey, cell, source, wording, mode, Some((pipe, label)));
                Saying { suffix: super::name::value(&name, code), ..saying }
            })
            .collect(),
    }
}

/// The first pipe that is said once per declared value, with its values and the name to tell them apart.
fn each_value(survey: &Survey, content: &Content) -> Option<(PipeSource, Vec<(i64, String)>)> {
    content.segments.iter().find_map(|segment| {
        let Segment::Pipe { source, .. } = segment else { return None };
        let (list, name) = match *source {
            PipeSource::Iteration(of) => {
                let lp = survey.loops.get(of.index())?;
                (lp.over.list(), lp.name.clone())
            }
            PipeSource::Var(var) => {
                let item = survey.var(var)?;
                let Role::Field { spoken_each: true, .. } = item.role else { return None };
                (item.kind.list()?, item.path.clone())
            }
        };
        let valid = survey.list(list)?.options.iter().filter(|option| !option.missing);
        Some((*source, valid.map(|option| (option.code, name.clone())).collect()))
    })
}

fn value_label(survey: &Survey, pipe: PipeSource, code: i64, wording: usize, mode: Mode) -> String {
    let list = match pipe {
        PipeSource::Iteration(of) => survey.loops.get(of.index()).map(|lp| lp.over.list()),
        PipeSource::Var(var) => survey.var(var).and_then(|item| item.kind.list()),
    };
    let option = list.and_then(|list| survey.list(list)).and_then(|list| list.by_code(code));
    option.map(|option| crate::phrase::plain(survey, &option.label, wording, mode)).unwrap_or_default()
}

fn saying(
    survey: &Survey,
    cell: &Cell,
    source: &Content,
    wording: usize,
    mode: Mode,
    value: Option<(PipeSource, String)>,
) -> Saying {
    let mut unspoken_pipes = Vec::new();
    let mut said = String::new();
    for segment in &source.segments {
        match segment {
            Segment::Literal(text) => said.push_str(text),
            Segment::Pipe { source, fallback } => {
                let by_value = value.as_ref().filter(|(pipe, _)| pipe == source).map(|(_, label)| label.clone());
                let spoken = by_value.or_else(|| neutral(survey, *source, wording, mode));
                if spoken.is_none() {
                    unspoken_pipes.push(pipe_name(survey, *source));
                }
                said.push_str(&spoken.or_else(|| fallback.clone()).unwrap_or_default());
            }
            Segment::Plural { source, fallback, .. } => {
                unspoken_pipes.push(pipe_name(survey, PipeSource::Var(*source)));
                said.push_str(fallback.as_deref().unwrap_or_default());
            }
        }
    }
    let printed = content_in_words(survey, &cell.content, wording, mode);
    Saying { suffix: String::new(), printed, said: strip_markup(&said, source.prose), unspoken_pipes }
}

/// The neutral spoken text of a field: "de organisatie".
fn neutral(survey: &Survey, source: PipeSource, wording: usize, mode: Mode) -> Option<String> {
    let PipeSource::Var(var) = source else { return None };
    let Role::Field { spoken: Some(content), .. } = &survey.var(var)?.role else { return None };
    Some(content_in_words(survey, content, wording, mode))
}

fn pipe_name(survey: &Survey, source: PipeSource) -> String {
    let var_path = |var: VarId| survey.var(var).map_or_else(String::new, |item| item.path.clone());
    match source {
        PipeSource::Var(var) => var_path(var),
        PipeSource::Iteration(of) => survey.loops.get(of.index()).map_or_else(String::new, |lp| lp.name.clone()),
    }
}

/// Prose without its Markdown: list marks, stars and link targets are not said.
fn strip_markup(text: &str, prose: bool) -> String {
    if !prose {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start();
        out.push_str(line.strip_prefix("- ").unwrap_or(line));
        out.push('\n');
    }
    without_link_targets(&out.replace("**", "").replace('*', ""))
}

/// `[label](https://…)` is said as its label.
fn without_link_targets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let (_, tail) = after.split_once(')').unwrap_or(("", ""));
        match before.rsplit_once('[') {
            Some((head, label)) => {
                out.push_str(head);
                out.push_str(label);
            }
            None => out.push_str(before),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
