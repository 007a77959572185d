//! Q0522 long-list-by-phone: More options are read out by phone than a listener keeps in mind.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Kind, Mode, Role, Var};
use crate::phrase::offered;

/// More options are read out by phone than a listener keeps in mind.
pub const RULE: RuleInfo = rule(
    522,
    "long-list-by-phone",
    "more options than a listener keeps in mind",
    include_str!("../../../docs/errors/Q0522.md"),
);

/// About as many as stay in mind; missing options are not read out.
const MOST: usize = 5;

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let survey = inspection.survey();
    let asked = survey.vars.iter().filter(|var| matches!(var.role, Role::Question | Role::Row { .. }));
    let mut told = Vec::new();
    for var in asked.filter(|var| matches!(var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. })) {
        let Some(count) = most_read_out(inspection, var).filter(|count| *count > MOST) else { continue };
        // The rows of a grid have their options together.
        let (name, origin) = match var.role {
            Role::Row { grid } => {
                survey.grids.get(grid.index()).map_or((&var.path, var.origin), |g| (&g.name, g.origin))
            }
            Role::Question | Role::Field { .. } | Role::Computed(_) | Role::Specify { .. } => (&var.path, var.origin),
        };
        if told.contains(&name) {
            continue;
        }
        told.push(name);
        let message = format!("by phone `{name}` has {count} options to read out");
        sink.push(
            Diagnostic::warning(RULE.code, inspection.ctx.span(origin), message)
                .label(format!("a listener keeps about {MOST} in mind"))
                .help("say how they are asked in `interviewer phone \"…\"`, or ask it in two questions by phone"),
        );
    }
}

/// The most options in any wording by phone; none where the interviewer is told what to do with them.
fn most_read_out(inspection: &Inspection<'_>, var: &Var) -> Option<usize> {
    let survey = inspection.survey();
    let live = inspection.routes.live(&var.gates);
    let by_phone = live.iter().filter(|(_, mode)| *mode == Mode::Phone).map(|(wording, _)| *wording);
    let told = |wording: usize| {
        let grid = match var.role {
            Role::Row { grid } => survey.grids.get(grid.index()),
            Role::Question | Role::Field { .. } | Role::Computed(_) | Role::Specify { .. } => None,
        };
        let texts = grid.map(|grid| &grid.texts.interviewer).into_iter().chain([&var.texts.interviewer]);
        texts.into_iter().any(|text| text.get(wording, Mode::Phone).is_some())
    };
    let count = |wording: usize| offered(survey, var, wording, Mode::Phone).filter(|option| !option.missing).count();
    by_phone.filter(|wording| !told(*wording)).map(count).max()
}
