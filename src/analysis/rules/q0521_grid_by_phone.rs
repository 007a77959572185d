//! Q0521 grid-by-phone: A grid is read out by phone although nobody can hear a table.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Grid, Mode};

/// A grid is read out by phone although nobody can hear a table.
pub const RULE: RuleInfo =
    rule(521, "grid-by-phone", "a grid that is read out by phone", include_str!("../../../docs/errors/Q0521.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for grid in &inspection.survey().grids {
        let live = inspection.routes.live(&grid.gates);
        let mut by_phone = live.iter().filter(|(_, mode)| *mode == Mode::Phone).map(|(wording, _)| *wording);
        if by_phone.any(|wording| !grid.separate(wording, Mode::Phone)) {
            sink.push(as_grid(inspection, grid));
        }
    }
}

fn as_grid(inspection: &Inspection<'_>, grid: &Grid) -> Diagnostic {
    let at = inspection.ctx.span(grid.origin);
    Diagnostic::warning(RULE.code, at, format!("the grid `{}` is also laid out as a grid by phone", grid.name))
        .label("a listener hears one question at a time")
        .help("add a line `layout phone separate`")
}
