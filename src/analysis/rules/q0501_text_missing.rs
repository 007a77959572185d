//! Q0501 text-missing: Something that is shown has no text in one of its wordings or modes.

use super::rule;
use crate::analysis::inspect::{Inspection, Variants, asks_itself};
use crate::diag::{Diagnostic, RuleInfo, Severity, Sink};
use crate::model::{CheckOwner, Grid, Mode, OriginId, Role, Text};
use crate::text::Span;

/// Something that is shown has no text in one of its wordings or modes.
pub const RULE: RuleInfo =
    rule(501, "text-missing", "a text that is missing somewhere", include_str!("../../../docs/errors/Q0501.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let survey = inspection.survey();
    let broken = broken(sink);
    let mut report = Report { inspection, broken, sink };
    for var in survey.vars.iter().filter(|var| matches!(var.role, Role::Question)) {
        let live = inspection.routes.live(&var.gates);
        report.text("question", &var.path, var.origin, "ask", &live, |w, m| var.texts.ask.get(w, m).is_some());
    }
    for grid in &survey.grids {
        report.grid(grid);
    }
    report.spoken();
    report.checks();
}

/// Where errors have been found: a text there may be missing because its line was not understood.
pub(super) fn broken(sink: &Sink) -> Vec<Span> {
    let errors = sink.as_slice().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.filter_map(|diagnostic| diagnostic.span).collect()
}

struct Report<'r, 'a> {
    inspection: &'r Inspection<'a>,
    broken: Vec<Span>,
    sink: &'r mut Sink,
}

impl Report<'_, '_> {
    fn text(
        &mut self,
        word: &str,
        name: &str,
        origin: OriginId,
        member: &str,
        live: &Variants,
        has: impl Fn(usize, Mode) -> bool,
    ) {
        let without: Variants = live.iter().filter(|(wording, mode)| !has(*wording, *mode)).copied().collect();
        let at = self.inspection.ctx.span(origin);
        let block = self.inspection.routes.places.written(at).map_or(at, |block| block.span);
        if without.is_empty() || self.broken.iter().any(|fault| block.contains(*fault)) {
            return;
        }
        let place = self.inspection.only_in(&without, live);
        let message = format!("the {word} `{name}` has no `{member}`{place}");
        let error = Diagnostic::error(RULE.code, at, message)
            .label("shown without its text")
            .help(format!("add a line `{member}`, or limit `{name}` by `only`"));
        self.sink.push(error);
    }

    /// A grid shows its own question, or the rows that are asked separately theirs; a row also has a name.
    fn grid(&mut self, grid: &Grid) {
        let survey = self.inspection.survey();
        let live = self.inspection.routes.live(&grid.gates);
        let asked = |wording: usize, mode: Mode| {
            grid.texts.ask.get(wording, mode).is_some() || !asks_itself(survey, grid, wording, mode)
        };
        self.text("grid", &grid.name, grid.origin, "ask", &live, asked);
        for row in grid.rows.iter().filter_map(|row| survey.var(*row)) {
            let live = self.inspection.routes.live(&row.gates);
            self.text("row", &row.path, row.origin, "label", &live, |wording, mode| {
                row.texts.label.get(wording, mode).is_some()
                    || grid.separate(wording, mode) && row.texts.ask.get(wording, mode).is_some()
            });
        }
    }

    /// Notes and stops.
    fn spoken(&mut self) {
        for holder in &self.inspection.routes.places.holders {
            let Some(text) = holder.text.filter(|_| matches!(holder.word, "note" | "stop")) else { continue };
            let live = self.inspection.routes.live(holder.gates);
            let without = |wording, mode| text.get(wording, mode).is_some();
            self.text(holder.word, holder.name, holder.origin, "say", &live, without);
        }
    }

    fn checks(&mut self) {
        let survey = self.inspection.survey();
        for check in &survey.checks {
            let gates = match check.owner {
                CheckOwner::Var(var) => survey.var(var).map(|var| &var.gates),
                CheckOwner::Grid(grid) => survey.grids.get(grid.index()).map(|grid| &grid.gates),
                CheckOwner::Page(page) => survey.page(page).map(|page| &page.gates),
            };
            let live = self.inspection.routes.live(gates.map_or(&[][..], Vec::as_slice));
            let text: &Text = &check.text;
            let member = if check.kind == crate::model::CheckKind::Refuse { "refuse" } else { "warn" };
            self.text("check", &check.id, check.origin, member, &live, |w, m| text.get(w, m).is_some());
        }
    }
}
